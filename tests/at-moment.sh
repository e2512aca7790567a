#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a command at another time and place: its clock, and that of every program
# that it starts, goes on from MOMENT, which is a time of day in ZONE.
# Usage: at-moment.sh MOMENT ZONE LOCALE COMMAND...
# A program with HEED_TEST_WORDING in its environment is about words, numbers or
# dates in one language, and keeps that.
# MOMENT is anything that date -d reads, such as '2028-02-29 12:00'.

set -eu

moment=$1
TZ=$2
LC_ALL=$3
shift 3
[ -z "${HEED_TEST_WORDING:-}" ] || LC_ALL=C.UTF-8
export TZ LC_ALL

fail ()
{
  echo "at-moment.sh: $1" >&2
  exit 1
}

[ -e "/usr/share/zoneinfo/$TZ" ] || fail "There is no zone $TZ here."
[ "$(locale charmap 2>/dev/null)" = UTF-8 ] || fail "There is no locale $LC_ALL here."

# A distance, not a point: programs that are started one after the other have
# one clock. It counts from the real time, even where the clock is set already.
unset LD_PRELOAD
there=$(date -d "$moment" +%s)
here=$(date +%s)
distance=$((there - here))
case $distance in
  -*) FAKETIME=${distance}s ;;
  *) FAKETIME=+${distance}s ;;
esac
# What is waited for, and when files were changed, is as it really is.
FAKETIME_DONT_FAKE_MONOTONIC=1
NO_FAKE_STAT=1
LD_PRELOAD=$(cd /usr/lib && ls -1 "$PWD"/*/faketime/libfaketimeMT.so.1 | head -n 1)
export FAKETIME FAKETIME_DONT_FAKE_MONOTONIC NO_FAKE_STAT LD_PRELOAD
# A library that cannot be loaded is only passed over.
now=$(date +%s)
if [ "$now" -lt "$there" ] || [ "$now" -gt $((there + 600)) ]; then
  fail 'faketime does not work here.'
fi
exec "$@"
