#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Whether po/POTFILES.in and the marked files are the same set, so that no
# sentence is missed by translators, and whether every catalog is sound.
# Where a sentence is not translated, the day in it is not either.
# Usage: test-translations.sh SOURCE_DIR BUILD_DIR

set -eu

build=$2
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

# Catalogs are looked for where this build would have them, and there are none.
writes_days_in_english ()
{
  heed="env LC_ALL=de_DE.UTF-8 HEED_WORKBOOK=data/workbooks/customer-focus.xml $build/src/heed"
  $heed demo -o "$scratch/demo.heed" &&
    $heed print --journal "$scratch/demo.heed" --all -o "$scratch/demo.pdf" &&
    pdftotext "$scratch/demo.pdf" "$scratch/demo.txt" || return 1
  for month in $(seq 1 12); do
    name=$(LC_ALL=de_DE.UTF-8 date -d "2026-$month-01" +%B)
    english=$(LC_ALL=C date -d "2026-$month-01" +%B)
    [ "$name" = "$english" ] || ! grep -E "[0-9] $name [0-9]" "$scratch/demo.txt" || return 1
  done
  grep -qE "[0-9] ($(for month in $(seq 1 12); do LC_ALL=C date -d "2026-$month-01" +%B; done | paste -sd '|')) [0-9]" \
    "$scratch/demo.txt"
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
[ -s po/LINGUAS ] || check 'days are in the language of the words around them' writes_days_in_english
done_testing
