#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what the tests need, builds Heed with every warning an error, and
# runs all tests: the units, the files around the program, the program killed at
# random moments, and the window on a display of its own; then what asks for the
# day at other times and places, what has threads with the thread sanitizer, and
# the units and the window again with the address and undefined behavior
# sanitizers. The last line is "N passed, N failed".

set -eu

usage ()
{
  cat <<END
Usage: tests/run.sh [--busy] [--every-day | --times N | --long]

  --busy       keep all cores of the machine busy meanwhile
  --every-day  run the unit and ui suites at each moment of tests/moments, and
               nothing else; this takes most of an hour
  --times N    run the unit and ui suites so often, and nothing else
  --long       kill the program thousands of times, and let the disk fail in
               every way at every call, and nothing else; this takes half an hour
END
}

cd "$(dirname "$0")/.."
# shellcheck source=data/packages.sh
. data/packages.sh

test_packages='appstream at-spi2-core dbus-daemon faketime fonts-dejavu-core groff-base libxml2-utils locales-all
  poppler-utils python3-jsonschema sqlite3 tzdata xdotool xvfb'
fuzz_packages='clang libclang-rt-14-dev'
root=$PWD
logs=$root/_build/logs
passed=0
failed=0
busy=
busy_pids=
wrapper=
every_day=
times=
long=
test_options=

finish ()
{
  trap - EXIT HUP INT TERM
  # shellcheck disable=SC2086 # one word for each process
  [ -z "$busy_pids" ] || kill $busy_pids 2>/dev/null || true
  [ -z "${sandbox:-}" ] || rm -rf "$sandbox"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] && exit 0
  exit 1
}

# What ends the run before its time is a failure, whatever has passed.
fail ()
{
  echo "$1"
  failed=$((failed + 1))
  finish
}

# stop LOG SENTENCE: ends the run when there is nothing to test.
stop ()
{
  tail -n 60 "$1"
  fail "$2"
}

# set_up BUILD_DIR OPTION...
set_up ()
{
  build=$1
  shift
  [ ! -e "$build/build.ninja" ] || set -- --reconfigure "$@"
  meson setup "$build" -Dwerror=true "$@" >"$logs/setup.log" 2>&1 ||
    stop "$logs/setup.log" 'The build could not be configured.'
}

compile ()
{
  meson compile -C "$1" >"$logs/compile.log" 2>&1 ||
    stop "$logs/compile.log" 'The build failed.'
}

# run_suite NAME BUILD_DIR SUITE: runs the tests of one suite. With a wrapper in
# $wrapper, that goes before each test.
run_suite ()
{
  name=$1
  build=$2
  suite=$3
  log=$build/meson-logs/heed-$suite${wrapper:+-at-moment.sh}.json
  rm -f "$log"

  status=0
  # shellcheck disable=SC2086 # one word for each option
  meson test -C "$build" --suite "$suite" --logbase "heed-$suite" ${wrapper:+--wrapper "$wrapper"} $test_options \
    >"$logs/$name.log" 2>&1 || status=$?
  if [ -s "$log" ]; then
    # shellcheck disable=SC2046 # two numbers
    set -- $(python3 tests/count-results.py "$log" || echo 0 1)
  else
    tail -n 60 "$logs/$name.log"
    set -- 0 1
  fi
  if [ "$status" -ne 0 ] && [ "$2" -eq 0 ]; then
    tail -n 60 "$logs/$name.log"
    set -- "$1" 1
  fi
  echo "$name: $1 passed, $2 failed"
  passed=$((passed + $1))
  failed=$((failed + $2))
}

# Nothing that a test does may reach the person who runs it: no home folder, no
# settings, no display, no session.
make_sandbox ()
{
  sandbox=$(mktemp -d)
  chmod 711 "$sandbox" # some tests are somebody else for a moment
  mkdir -m 700 "$sandbox/home" "$sandbox/runtime"
  mkdir -m 1777 "$sandbox/tmp"
  HOME=$sandbox/home
  TMPDIR=$sandbox/tmp
  XDG_RUNTIME_DIR=$sandbox/runtime
  GSETTINGS_BACKEND=memory
  GSETTINGS_SCHEMA_DIR=$root/_build/tests/data
  LC_ALL=C.UTF-8
  export HOME TMPDIR XDG_RUNTIME_DIR GSETTINGS_BACKEND GSETTINGS_SCHEMA_DIR LC_ALL
  unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS LANGUAGE LANG \
    XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_DOCUMENTS_DIR
}

# at_moment LINE SUITE: runs a suite at a moment of tests/moments.
at_moment ()
{
  IFS='|' read -r moment zone locale <<END
$1
END
  suite_there=$2
  echo "At $moment in $zone with $locale:"
  wrapper="$root/tests/at-moment.sh '$moment' $zone $locale"
  run_suite "$suite_there" _build/tests "$suite_there"
  wrapper=
}

is_bookworm ()
{
  [ "$(. /etc/os-release && echo "${VERSION_CODENAME:-}")" = bookworm ]
}

list_moments ()
{
  grep -v '^#' tests/moments
}

run_every_day ()
{
  # Another descriptor: tests read from standard input what is left of it.
  list_moments >"$sandbox/moments"
  while read -r line <&3; do
    at_moment "$line" unit
    at_moment "$line" ui
  done 3<"$sandbox/moments"
}

run_many_times ()
{
  while [ "$times" -gt 0 ]; do
    run_suite unit _build/tests unit
    run_suite ui _build/tests ui
    times=$((times - 1))
  done
}

# What takes long to try everything, which it does only when asked.
run_long ()
{
  test_options='--test-args=-m=slow --timeout-multiplier=20'
  run_suite long _build/tests long
}

# Each target with so many inputs that come of what clang learns on the way, always
# the same.
run_fuzz ()
{
  # shellcheck disable=SC2086 # one word for each package
  install_packages $fuzz_packages || fail 'What fuzzing needs could not be installed.'
  fuzzed=0
  for target in json query workbook; do
    if tests/fuzz/run.sh --runs 20000 "$target" >"$logs/fuzz-$target.log" 2>&1; then
      fuzzed=$((fuzzed + 1))
    else
      tail -n 60 "$logs/fuzz-$target.log"
    fi
  done
  echo "fuzz: $fuzzed passed, $((3 - fuzzed)) failed"
  passed=$((passed + fuzzed))
  failed=$((failed + 3 - fuzzed))
}

# Everything here and now, and each program that asks for the day elsewhere, too.
run_all ()
{
  run_suite unit _build/tests unit
  run_suite data _build/tests data
  run_suite kill _build/tests kill
  run_suite ui _build/tests ui
  at_moment "$(list_moments | sed -n 1p)" unit
  at_moment "$(list_moments | sed -n 2p)" unit
  # Another one on each release.
  if is_bookworm; then
    at_moment "$(list_moments | sed -n 2p)" day
  else
    at_moment "$(list_moments | sed -n 3p)" day
  fi

  set_up _build/threads -Db_sanitize=thread -Doptimization=1
  run_suite threads _build/threads threads
  set_up _build/sanitized -Db_sanitize=address,undefined -Doptimization=1
  LSAN_OPTIONS=suppressions=$root/tests/lsan.supp:print_suppressions=0
  export LSAN_OPTIONS
  run_suite sanitized _build/sanitized unit
  # What GTK itself loses is known by name for one release, and so is the clang.
  if is_bookworm; then
    # The drivers of OpenGL, which nothing here draws with, lose something at the end.
    GDK_DEBUG=gl-disable
    export GDK_DEBUG
    run_suite sanitized-ui _build/sanitized ui
    run_fuzz
  fi
}

keep_busy ()
{
  for _ in $(seq "$(nproc)"); do
    sh -c 'while :; do :; done' &
    busy_pids="$busy_pids $!"
  done
}

while [ $# -gt 0 ]; do
  case $1 in
    --help) usage; exit 0 ;;
    --busy) busy=yes ;;
    --every-day) every_day=yes ;;
    --long) long=yes ;;
    --times)
      times=${2:-}
      case $times in
        '' | 0 | *[!0-9]*) usage >&2; exit 2 ;;
      esac
      shift
      ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

# Debian's own programs go before others of the same name: the packages that are
# installed here are for them.
PATH=/usr/bin:/bin:$PATH
export PATH
mkdir -p "$logs"
trap 'fail "The run was broken off."' EXIT HUP INT TERM
# shellcheck disable=SC2086,SC2154 # one word for each package
install_packages $heed_packages $test_packages || fail 'What the tests need could not be installed.'

set_up _build/tests
compile _build/tests
make_sandbox
[ -z "$busy" ] || keep_busy
if [ -n "$every_day" ]; then
  run_every_day
elif [ -n "$times" ]; then
  run_many_times
elif [ -n "$long" ]; then
  run_long
else
  run_all
fi
finish
