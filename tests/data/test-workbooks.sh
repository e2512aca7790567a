#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The bundled workbooks against the schema that trainers write with, and the
# schema against what it has to refuse.
# Usage: test-workbooks.sh SOURCE_DIR

set -eu

workbooks=$1/data/workbooks
tests=$1/tests/data
. "$1/tests/tap.sh"

is_valid ()
{
  xmllint --noout --nonet --relaxng "$workbooks/workbook.rng" "$1"
}

# refuses EXPRESSION: changes a good workbook with sed; it must have been
# changed, and be no longer valid.
refuses ()
{
  changed=$(mktemp)
  sed "$1" "$workbooks/customer-focus.xml" >"$changed"
  status=0
  if cmp -s "$changed" "$workbooks/customer-focus.xml" || is_valid "$changed"; then
    echo "still valid, or not changed, by: $1"
    status=1
  fi
  rm -f "$changed"
  return "$status"
}

# What was asked is shown by the version: another wording under the same one would be
# shown above answers to the old one. A new version gets a line of its own.
says_what_its_version_said ()
{
  said=$(python3 "$tests/wording-digest.py" "$1" "$workbooks/common-forms.xml")
  grep -qxF "$said" "$tests/wordings" && return
  echo "not in tests/data/wordings: $said"
  echo "raise the version, and add the line of the new one"
  return 1
}

# notices EXPRESSION: a changed text must not pass under the old version.
notices ()
{
  changed=$(mktemp)
  sed "$1" "$workbooks/customer-focus.xml" >"$changed"
  status=0
  says_what_its_version_said "$changed" >/dev/null && status=1
  rm -f "$changed"
  return "$status"
}

is_one_line_a_version ()
{
  test -z "$(cut -d ' ' -f 1,2 "$tests/wordings" | sort | uniq -d)"
}

# What it is about is said by the data alone.
is_not_named_in_program ()
{
  ! grep -rn 'customer-focus' "$1/src" --include='*.[ch]' --include='*.ui' --include='*.xml' --include=meson.build
}

check 'the program does not name the workbook' is_not_named_in_program "$1"
check 'workbook.rng is XML' xmllint --noout --nonet "$workbooks/workbook.rng"
for workbook in "$workbooks"/*.xml; do
  check "$(basename "$workbook") is a valid workbook" is_valid "$workbook"
done
check 'a workbook without its id is refused' refuses '0,/<workbook/s/ id="[^"]*"//'
check 'an unknown element is refused' refuses 's,</workbook>,<surprise/></workbook>,'
check 'text in the wrong place is refused' refuses 's,</workbook>,surprise</workbook>,'
check 'what the workbook says has its version' says_what_its_version_said "$workbooks/customer-focus.xml"
check 'each version is there once' is_one_line_a_version
check 'a new wording is noticed' notices '0,/<label>/s//<label>New /'
check 'a new option is noticed' notices '0,/<option id="/s//&new-/'
done_testing
