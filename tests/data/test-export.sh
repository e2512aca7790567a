#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Exports against the schema that is published with them, and the schema
# against what it has to refuse.
# Usage: test-export.sh SOURCE_DIR BUILD_DIR

set -eu

source=$1
build=$2
. "$source/tests/tap.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

write ()
{
  "$build/tests/write-odd-journal" "$1" >"$2"
}

is_valid ()
{
  python3 "$source/tests/data/check-journal.py" "$source/data/journal.schema.json" "$1"
}

has_modules ()
{
  python3 -c 'import jsonschema'
}

# refuses EXPRESSION [JOURNAL]: changes a good journal with sed; it must have been
# changed, and the schema must find fault with it, in words.
refuses ()
{
  good=${2:-$demo}
  sed "$1" "$good" >"$work/changed.json"
  if cmp -s "$work/changed.json" "$good"; then
    echo "not changed by: $1"
    return 1
  fi
  if said=$(is_valid "$work/changed.json" 2>&1); then
    echo "still valid after: $1"
    return 1
  fi
  case $said in
    \$*) ;;
    *) echo "$said"; return 1 ;;
  esac
}

demo=$work/demo.json
export HEED_WORKBOOK="$source/data/workbooks/customer-focus.xml"

write_demo ()
{
  TZ=XXX-5:30 "$build/src/heed" demo -o "$work/demo.db" && "$build/src/heed" export --journal "$work/demo.db" -o "$demo"
}

check 'the validator is installed' has_modules
check 'an export of no entries is written' write 0 "$work/empty.json"
check 'and valid' is_valid "$work/empty.json"
check 'an export of odd entries is written' write 500 "$work/odd.json"
check 'with pictures' grep -q '"pictures" : \[' "$work/odd.json"
check 'and valid' is_valid "$work/odd.json"
check 'the sample journal is exported' write_demo
check 'and valid' is_valid "$demo"
check 'another format is refused' refuses 's/org.heedworkbook.journal/org.example/'
check 'a newer version is refused' refuses 's/"formatVersion" *: *1/"formatVersion": 2/'
check 'an entry without its form is refused' refuses 's/"form" *:/"shape":/'
check 'a time without an offset is refused' refuses 's/\("created" *: *"[^"]*\)[+-][0-9:]*"/\1"/'
check 'an id that is no UUID is refused' refuses 's/\("id" *: *"[0-9a-f]*\)-[^"]*"/\1"/'
check 'an unknown type of answer is refused' refuses 's/"type" *: *"paragraph"/"type": "poem"/'
check 'an answer without its prompt is refused' refuses 's/"prompt" *:/"question":/'
check 'a number where words belong is refused' refuses 's/"value" *: *".*",$/"value": 4,/'
check 'an entry with the name of no picture is refused' \
  refuses '/"type" : "picture"/{n;s/"value" : "[^"]*"/"value" : "duck.png"/}' "$work/odd.json"
check 'a picture by another name is refused' refuses 's/"content" : "./"content" : "/' "$work/odd.json"
check 'a picture that is too large is refused' refuses 's/"size" : 70,/"size" : 20971521,/' "$work/odd.json"
check 'a piece without its place is refused' refuses 's/"offset" : /"place" : /' "$work/odd.json"
check 'bytes that are no base64 are refused' refuses 's/"data" : "./"data" : "-/' "$work/odd.json"
check 'a piece that is too long is refused' refuses 's/"data" : "\(.\{4000\}\)/&\1/' "$work/odd.json"
done_testing
