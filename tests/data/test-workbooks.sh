#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The bundled workbooks against the schema that trainers write with, and the
# schema against what it has to refuse.
# Usage: test-workbooks.sh SOURCE_DIR

set -eu

workbooks=$1/data/workbooks
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

check 'workbook.rng is XML' xmllint --noout --nonet "$workbooks/workbook.rng"
for workbook in "$workbooks"/*.xml; do
  check "$(basename "$workbook") is a valid workbook" is_valid "$workbook"
done
check 'a workbook without its id is refused' refuses '0,/<workbook/s/ id="[^"]*"//'
check 'an unknown element is refused' refuses 's,</workbook>,<surprise/></workbook>,'
check 'text in the wrong place is refused' refuses 's,</workbook>,surprise</workbook>,'
done_testing
