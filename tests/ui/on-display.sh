#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a program with a home, a display and a session of its own, so that several can
# run side by side, and nobody's own are in the way.
# Usage: on-display.sh PROGRAM [ARGUMENT...]

set -eu

folder=$(mktemp -d)
pids=
finish ()
{
  # shellcheck disable=SC2086 # one word for each process
  [ -z "$pids" ] || kill $pids 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

# start NAME COMMAND...: starts a server that writes to its third descriptor where it is
# found once it is ready, and puts that into $found. What it says, and what those say that
# it starts, is not what the program says; and another time (at-moment.sh) is for the
# program alone.
start ()
{
  name=$1
  shift
  mkfifo "$folder/$name"
  env -u LD_PRELOAD "$@" 3>"$folder/$name" >"$folder/$name.log" 2>&1 &
  pids="$pids $!"
  read -r found <"$folder/$name" || { cat "$folder/$name.log" >&2; exit 1; }
}

HOME=$folder/home
XDG_RUNTIME_DIR=$folder/runtime
export HOME XDG_RUNTIME_DIR
mkdir -m 700 "$HOME" "$XDG_RUNTIME_DIR"
unset WAYLAND_DISPLAY XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_DOCUMENTS_DIR

# It takes the first number that is free.
start display Xvfb -displayfd 3 -screen 0 1280x1024x24 -nolisten tcp
DISPLAY=:$found
export DISPLAY
start session dbus-daemon --session --nofork --nosyslog --print-address=3
DBUS_SESSION_BUS_ADDRESS=$found
GDK_BACKEND=x11
GSK_RENDERER=cairo
LIBGL_ALWAYS_SOFTWARE=1
export DBUS_SESSION_BUS_ADDRESS GDK_BACKEND GSK_RENDERER LIBGL_ALWAYS_SOFTWARE

status=0
"$@" || status=$?
exit "$status"
