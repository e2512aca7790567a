# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Test results as TAP, for test scripts to read in. A script calls check once
# for each thing it tests and done_testing at the end.
# shellcheck shell=sh

tap_count=0
tap_failed=0

# check NAME COMMAND...: passes when the command succeeds; what it says is
# shown when it fails.
check ()
{
  tap_name=$1
  shift
  tap_count=$((tap_count + 1))
  if tap_output=$("$@" 2>&1); then
    echo "ok $tap_count - $tap_name"
  else
    echo "not ok $tap_count - $tap_name"
    printf '%s\n' "$tap_output" | sed 's/^/# /'
    tap_failed=$((tap_failed + 1))
  fi
}

# is_silent COMMAND...: succeeds when the command succeeds and says nothing.
is_silent ()
{
  tap_said=$("$@" 2>&1) && [ -z "$tap_said" ] && return
  printf '%s\n' "$tap_said"
  return 1
}

# fails COMMAND...: succeeds when the command does not.
fails ()
{
  ! "$@"
}

done_testing ()
{
  echo "1..$tap_count"
  [ "$tap_failed" -eq 0 ]
}
