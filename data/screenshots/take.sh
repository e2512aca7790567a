#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the pictures of every page anew, light, dark and narrow, from the sample
# journal, on a display that nobody sees. The days in them are those of the day
# on which it runs.
# With "all" there are also some for looking at only: mirrored, and with large text.
# Usage: data/screenshots/take.sh [BUILD_DIR [FOLDER [all]]]

set -eu

cd "$(dirname "$0")/../.."
build=$(realpath "${1:-_build}")
folder=$(realpath "${2:-data/screenshots}")

[ -e "$build/build.ninja" ] || meson setup "$build"
ninja -C "$build" tests/ui/take-screenshots data/gschemas.compiled

sandbox=$(mktemp -d)
trap 'rm -rf "$sandbox"' EXIT
mkdir -m 700 "$sandbox/home" "$sandbox/runtime"
env -u WAYLAND_DISPLAY -u XDG_DATA_HOME -u XDG_CONFIG_HOME -u XDG_CACHE_HOME -u LANGUAGE -u LANG \
  HOME="$sandbox/home" XDG_RUNTIME_DIR="$sandbox/runtime" TMPDIR="$sandbox" LC_ALL=C.UTF-8 \
  GDK_BACKEND=x11 GSK_RENDERER=cairo GSETTINGS_BACKEND=memory GSETTINGS_SCHEMA_DIR="$build/data" \
  HEED_WORKBOOK="$PWD/data/workbooks/customer-focus.xml" \
  dbus-run-session -- xvfb-run -a -s '-screen 0 1280x1024x24 -nolisten tcp' \
  "$build/tests/ui/take-screenshots" "$folder" ${3:+"$3"}
