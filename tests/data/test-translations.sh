#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Whether po/POTFILES.in and the marked files are the same set, so that no
# sentence is missed by translators, and whether every catalog is sound.
# Usage: test-translations.sh SOURCE_DIR

set -eu

cd "$1"
. tests/tap.sh

listed ()
{
  sed 's/#.*//; s/[[:space:]]*$//; /^$/d' po/POTFILES.in | LC_ALL=C sort
}

# Every file with something in it to translate. grep fails where there is none.
marked ()
{
  {
    grep -rlE --include='*.[ch]' '(^|[^A-Za-z0-9_])(N?C?_|n?gettext|g_dngettext|g_dpgettext2?) ?\(' src || true
    grep -rlE --include='*.ui' 'translatable="(yes|true|1)"' src || true
    find data -name '*.desktop.in' -o -name '*.metainfo.xml.in' -o -name '*.gschema.xml.in'
    find data/workbooks -name '*.xml'
  } | LC_ALL=C sort -u
}

lists_all_marked ()
{
  listed >"$scratch/listed"
  marked >"$scratch/marked"
  missing=$(LC_ALL=C comm -13 "$scratch/listed" "$scratch/marked")
  [ -z "$missing" ] || {
    printf 'not listed: %s\n' "$missing"
    return 1
  }
  [ -s "$scratch/marked" ]
}

lists_only_files ()
{
  status=0
  for file in $(listed); do
    [ -f "$file" ] || {
      echo "there is no $file"
      status=1
    }
  done
  return "$status"
}

lists_each_once ()
{
  is_silent sh -c 'sort "$1" | grep -v "^#" | grep . | uniq -d' sh po/POTFILES.in
}

has_every_catalog ()
{
  for language in $(sed 's/#.*//' po/LINGUAS); do
    [ -f "po/$language.po" ] || {
      echo "there is no po/$language.po"
      return 1
    }
  done
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

check 'every file with text to translate is in POTFILES.in' lists_all_marked
check 'every file in POTFILES.in exists' lists_only_files
check 'no file is in POTFILES.in twice' lists_each_once
check 'every language in LINGUAS has its catalog' has_every_catalog
for catalog in po/*.po; do
  [ ! -f "$catalog" ] || check "$catalog is sound" msgfmt --check --output-file=/dev/null "$catalog"
done
done_testing
