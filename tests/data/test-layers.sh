#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# That each folder of src is given the headers that it may use, and no others: with
# the flags it is compiled with, the compiler is asked which it would find. And that
# classes do not include each other in circles.
# Usage: test-layers.sh SOURCE_DIR BUILD_DIR

set -eu

source=$1
build=$2
. "$source/tests/tap.sh"
cd "$source"

base=''
workbook='base'
record='base workbook'
store="$record record"
exchange=$store
paper=$store
journal="$store store exchange paper"
cli=$journal
ui="$journal journal"

# The include folders and defines of a folder's first source, a word a line.
list_flags ()
{
  python3 -c '
import json, shlex, sys
build, folder = sys.argv[1:]
for unit in json.load(open(build + "/compile_commands.json")):
    if f"libheed-{folder}.a.p/heed-" in unit["output"]:
        print("\n".join(word for word in shlex.split(unit["command"]) if word[:2] in ("-I", "-D") and "=" not in word))
        break
' "$build" "$1"
}

list_headers ()
{
  case $1 in
    ui) find src/ui -name 'heed-*.h' -exec basename {} \; ;;
    *) find "src/$1" -maxdepth 1 -name 'heed-*.h' -exec basename {} \; ;;
  esac
}

list_private_headers ()
{
  find "src/$1/private" -name 'heed-*.h' -exec basename {} \; 2>/dev/null || true
}

# wants FOLDER MARK HEADER...: complains of what is found, with the mark "", or of
# what is not found, with the mark "!".
wants ()
{
  flags=$(list_flags "$1")
  [ -n "$flags" ] || return 1
  mark=$2
  shift 2
  [ $# -gt 0 ] || return 1
  for header in "$@"; do
    printf '#if %s__has_include ("%s")\n#error %s\n#endif\n' "$mark" "$header" "$header"
  done |
    (
      cd "$build"
      # shellcheck disable=SC2086 # one word for each flag
      cc -E -x c $flags - -o /dev/null
    )
}

for folder in base workbook record store exchange paper journal cli ui; do
  eval "may=\$$folder"
  forbidden=
  allowed='glib.h gio/gio.h'
  for other in base workbook record store exchange paper journal cli ui; do
    case " $folder $may " in
      *" $other "*) allowed="$allowed $(list_headers "$other")" ;;
      *) forbidden="$forbidden $(list_headers "$other")" ;;
    esac
    [ "$other" = "$folder" ] || forbidden="$forbidden $(list_private_headers "$other")"
  done
  [ "$folder" = exchange ] || forbidden="$forbidden json-glib/json-glib.h"
  [ "$folder" = ui ] || forbidden="$forbidden gtk/gtk.h adwaita.h"
  case $folder in paper | journal | cli | ui) ;; *) forbidden="$forbidden pango/pangocairo.h gdk-pixbuf/gdk-pixbuf.h" ;; esac
  # shellcheck disable=SC2086 # one word for each header
  {
    check "$folder finds what it may use" wants "$folder" '!' $allowed
    check "$folder does not find what it may not" wants "$folder" '' $forbidden
  }
done

# list_circles FOLDER: the classes that include each other, a circle a line. A class
# and its parts, whose names go on from its own, are free to.
list_circles ()
{
  python3 - "$1" <<'PYTHON'
import os, re, sys

uses = {}
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith((".c", ".h")):
            with open(os.path.join(folder, name)) as file:
                found = re.findall(r'^#include "([^"]+)\.h"', file.read(), re.M)
            of = uses.setdefault(re.sub(r"(-private)?\.[ch]$", "", name), set())
            of.update(re.sub("-private$", "", other) for other in found)

number, lowest, path = {}, {}, []

def visit(name):
    number[name] = lowest[name] = len(number)
    path.append(name)
    for other in sorted(uses[name]):
        if other not in uses or name.startswith(other + "-"):
            continue
        if other not in number:
            visit(other)
            lowest[name] = min(lowest[name], lowest[other])
        elif other in path:
            lowest[name] = min(lowest[name], number[other])
    if lowest[name] == number[name]:
        circle = path[path.index(name):]
        del path[path.index(name):]
        if len(circle) > 1:
            print(*sorted(circle))

for name in sorted(uses):
    if name not in number:
        visit(name)
PYTHON
}

find_a_circle ()
{
  folder=$(mktemp -d)
  echo '#include "heed-b.h"' > "$folder/heed-a.c"
  echo '#include "heed-c.h"' > "$folder/heed-b.h"
  echo '#include "heed-a.h"' > "$folder/heed-c-private.h"
  : > "$folder/heed-a.h"
  found=$(list_circles "$folder")
  rm -r "$folder"
  [ "$found" = 'heed-a heed-b heed-c' ]
}

check 'a circle of includes is found' find_a_circle
check 'there is none' is_silent list_circles src
# It lies where every compiler looks.
check 'SQLite is for the store alone' \
  is_silent sh -c 'grep -rlF "<sqlite3.h>" src --include="*.[ch]" | grep -v "^src/store/" || true'
# A page activates actions of the window instead.
check 'no page includes the window' is_silent sh -c 'grep -rlF "\"heed-window" src/ui/*/ || true'
# See “A field type” in src/README.md, which names them.
check 'a field type, such as the date, stands in 9 files at most' sh -c \
  '[ "$(grep -rlE "FIELD_DATE|FIELD \\(DATE|name=\"date\"|\"date\", \"choice\"" src data | wc -l)" -le 9 ]'
done_testing
