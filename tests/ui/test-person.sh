#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Heed as a person uses it: the program itself, with real keys, and what is in
# the journal afterwards, as the command line tells it.
# Usage: test-person.sh SOURCE_DIR HEED

set -eu

heed=$(realpath "$2")
cd "$1"
. tests/tap.sh
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
HEED_WORKBOOK=$PWD/data/workbooks/customer-focus.xml
export HEED_WORKBOOK

# A journal of its own for each test.
start_anew ()
{
  XDG_DATA_HOME=$(mktemp -d "$scratch/data.XXXXXX")
  export XDG_DATA_HOME
}

# open_note: starts Heed with an empty note, and waits for its window.
open_note ()
{
  "$heed" --new-note >"$scratch/log" 2>&1 &
  program=$!
  window=$(timeout 30 xdotool search --sync --onlyvisible --name Heed | head -n 1)
  xdotool windowfocus --sync "$window"
  sleep 1
}

type_words ()
{
  xdotool type --delay 10 "$1"
}

# What the journal holds, with the JSON between the words left out.
holds ()
{
  "$heed" export | grep -F -- "$1"
}

quits_in_mid_word ()
{
  start_anew
  open_note
  type_words 'A call that went wel'
  xdotool key ctrl+q
  wait "$program" && holds 'A call that went wel'
}

is_ended_by_the_session ()
{
  start_anew
  open_note
  type_words 'Written just before the session ended'
  kill -TERM "$program"
  wait "$program" && holds 'Written just before the session ended'
}

survives_a_crash ()
{
  start_anew
  open_note
  type_words 'Saved by itself'
  sleep 2
  kill -KILL "$program"
  wait "$program" || true
  holds 'Saved by itself' && "$heed" check
}

leaves_nothing_unwritten ()
{
  start_anew
  open_note
  xdotool key ctrl+q
  wait "$program" && [ -z "$("$heed" list)" ]
}

raises_the_first_window ()
{
  start_anew
  open_note
  timeout 20 "$heed" && [ "$(xdotool search --onlyvisible --name Heed | wc -l)" -eq 1 ] &&
    xdotool key ctrl+q && wait "$program"
}

says_that_there_is_no_display ()
{
  if env -u DISPLAY -u WAYLAND_DISPLAY "$heed" >"$scratch/out" 2>"$scratch/err"; then
    return 1
  fi
  cat "$scratch/err"
  [ "$(wc -l <"$scratch/err")" -eq 1 ] && grep -q 'export, print' "$scratch/err"
}

check 'quitting in mid-word keeps every character' quits_in_mid_word
check 'the end of the session keeps every character' is_ended_by_the_session
check 'a crash keeps what was written more than a second ago' survives_a_crash
check 'a note that nobody wrote into is not kept' leaves_nothing_unwritten
check 'a second start raises the first window' raises_the_first_window
check 'without a display it says so in one sentence' says_that_there_is_no_display
done_testing
