#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The shell scripts and the manual page: that they parse, and that the install
# script answers wrong usage before it touches anything.
# Usage: test-scripts.sh SOURCE_DIR BUILD_DIR

set -eu

build=$2
cd "$1"
. tests/tap.sh

# exits_with STATUS COMMAND...
exits_with ()
{
  wanted=$1
  shift
  status=0
  "$@" || status=$?
  echo "exit status $status, not $wanted"
  [ "$status" -eq "$wanted" ]
}

has_no_warnings ()
{
  is_silent sh -c 'groff -man -ww -Tutf8 "$1" >/dev/null' sh "$build/data/heed.1"
}

for script in .ci/run $(find data tests -name '*.sh' | LC_ALL=C sort); do
  check "$script parses" sh -n "$script"
done
check 'the bash completion parses' bash -n data/heed.bash-completion
check 'the manual page has no warnings' has_no_warnings
check 'install.sh --help succeeds' exits_with 0 data/install.sh --help
check 'install.sh refuses an unknown option' exits_with 2 data/install.sh --surprise
check 'install.sh refuses a prefix without a folder' exits_with 2 data/install.sh --prefix
done_testing
