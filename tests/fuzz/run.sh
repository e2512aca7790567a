#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fuzzes with clang's libFuzzer and its address and undefined behavior sanitizers,
# one target after the other, from the inputs of this folder and what earlier runs
# learned. What is learned stays in _build/fuzz/NAME, and what goes wrong in
# _build/fuzz/NAME-found; neither is committed without being looked at.
# Takes the packages clang and libclang-rt-14-dev (or that of your clang).
# Usage: tests/fuzz/run.sh [--seconds N | --runs N] [json|query|workbook...]
#   --seconds N  so long for each target; an hour unless it is said
#   --runs N     so many inputs for each target instead, from a seed that is always
#                the same

set -eu

cd "$(dirname "$0")/../.."
limits='-max_total_time=3600'
while [ $# -gt 0 ]; do
  case $1 in
    --seconds) limits="-max_total_time=$2"; shift ;;
    --runs) limits="-runs=$2 -seed=1"; shift ;;
    json | query | workbook) targets="${targets:-} $1" ;;
    *)
      echo 'Usage: tests/fuzz/run.sh [--seconds N | --runs N] [json|query|workbook...]' >&2
      exit 2
      ;;
  esac
  shift
done

build=_build/fuzz
[ -e $build/build.ninja ] ||
  CC=clang CFLAGS='-fsanitize=fuzzer-no-link -g' meson setup $build --buildtype=plain -Doptimization=1 \
    -Db_sanitize=address,undefined -Db_lundef=false >/dev/null

G_DEBUG=fatal-warnings
UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp:print_suppressions=0
export G_DEBUG UBSAN_OPTIONS LSAN_OPTIONS
status=0
for name in ${targets:-json query workbook}; do
  ninja -C $build tests/fuzz/fuzz-"$name"-on >/dev/null
  mkdir -p $build/"$name" $build/"$name"-found
  # shellcheck disable=SC2086 # one word for each limit
  $build/tests/fuzz/fuzz-"$name"-on $limits -max_len=20000 -timeout=20 -rss_limit_mb=2000 -print_final_stats=1 \
    -verbosity=0 -dict=tests/fuzz/"$name".dict -artifact_prefix=$build/"$name"-found/ \
    $build/"$name" tests/fuzz/"$name" || status=1
done
exit $status
