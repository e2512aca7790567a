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

# open_note ARGUMENT-OF-ENV...: starts Heed with an empty note, and waits for its
# window.
open_note ()
{
  env "$@" "$heed" --new-note >"$scratch/log" 2>&1 &
  program=$!
  # Of the shell that one check runs in: no window stays for the next one.
  trap 'kill -KILL "$program" 2>/dev/null || true' EXIT
  window=$(timeout 120 xdotool search --sync --onlyvisible --name Heed | head -n 1)
  if [ -z "$window" ]; then
    echo 'There is no window.'
    exit 1
  fi
  xdotool windowfocus --sync "$window"
}

# until_done COMMAND...: tries for as long as a busy machine may need.
until_done ()
{
  tries=0
  until "$@" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || return 1
    sleep 0.1
  done
}

# What a person types until they see it.
takes_keys ()
{
  xdotool type zz
  holds zz
}

ends_by_key ()
{
  xdotool key ctrl+q
  ! kill -0 "$program"
}

type_words ()
{
  until_done takes_keys
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
  until_done ends_by_key && wait "$program" && holds 'A call that went wel'
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
  until_done holds 'Saved by itself'
  kill -KILL "$program"
  wait "$program" || true
  holds 'Saved by itself' && "$heed" check
}

leaves_nothing_unwritten ()
{
  start_anew
  open_note
  until_done ends_by_key && wait "$program" && [ -z "$("$heed" list)" ]
}

raises_the_first_window ()
{
  start_anew
  open_note
  timeout 120 "$heed" && [ "$(xdotool search --onlyvisible --name Heed | wc -l)" -eq 1 ] &&
    until_done ends_by_key && wait "$program"
}

says_that_there_is_no_display ()
{
  if env -u DISPLAY -u WAYLAND_DISPLAY "$heed" >"$scratch/out" 2>"$scratch/err"; then
    return 1
  fi
  cat "$scratch/err"
  [ "$(wc -l <"$scratch/err")" -eq 1 ] && grep -q 'export, import, print' "$scratch/err"
}

# works_in ARGUMENT-OF-ENV...: what is written in such an environment is kept, and
# what is missing there is no more than a word on the error stream. (There are no
# portals and no notifications in any of these tests.)
works_in ()
{
  start_anew
  open_note -u G_DEBUG "$@"
  type_words 'Written all the same' && until_done ends_by_key && wait "$program" &&
    holds 'Written all the same' && ! grep CRITICAL "$scratch/log"
}

# Nobody can make a folder in a file.
says_that_there_is_no_home ()
{
  if env -u XDG_DATA_HOME HOME=/dev/null/home "$heed" list >"$scratch/out" 2>"$scratch/err"; then
    return 1
  fi
  cat "$scratch/err"
  [ "$(wc -l <"$scratch/err")" -eq 1 ] || return 1
  open_note -u G_DEBUG -u XDG_DATA_HOME HOME=/dev/null/home
  until_done ends_by_key && wait "$program" && ! grep CRITICAL "$scratch/log"
}

works_with_one_font ()
{
  cat >"$scratch/fonts.conf" <<EOF
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>$scratch/fonts</cachedir></fontconfig>
EOF
  works_in "FONTCONFIG_FILE=$scratch/fonts.conf"
}

works_without_icons ()
{
  mkdir -p "$scratch/config/gtk-4.0"
  printf '[Settings]\ngtk-icon-theme-name=nowhere\n' >"$scratch/config/gtk-4.0/settings.ini"
  works_in "XDG_CONFIG_HOME=$scratch/config"
}

check 'quitting in mid-word keeps every character' quits_in_mid_word
check 'the end of the session keeps every character' is_ended_by_the_session
check 'a crash keeps what was written more than a second ago' survives_a_crash
check 'a note that nobody wrote into is not kept' leaves_nothing_unwritten
check 'a second start raises the first window' raises_the_first_window
check 'without a display it says so in one sentence' says_that_there_is_no_display
check 'it works where the session names other data folders' works_in -u GSETTINGS_SCHEMA_DIR XDG_DATA_DIRS=/usr/share
check 'it works where no data folder is' works_in -u GSETTINGS_SCHEMA_DIR XDG_DATA_DIRS=/nowhere
check 'it works without a session bus' works_in DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere
check 'it works where nothing can be kept but the journal' \
  works_in XDG_CONFIG_HOME=/dev/null/config XDG_CACHE_HOME=/dev/null/cache GSETTINGS_BACKEND=keyfile
check 'it works without a home' works_in -u HOME
check 'it says that there is no place for a journal' says_that_there_is_no_home
check 'it works with one font' works_with_one_font
check 'it works without a theme of icons' works_without_icons
done_testing
