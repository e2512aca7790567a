#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds Heed and installs it; see usage() below.

set -eu

usage ()
{
  cat <<EOF
Usage: data/install.sh [--prefix DIR] [--run]

Installs what Heed needs (Debian packages), builds Heed and installs it.

  --prefix DIR  install below DIR; without it in /usr/local for root and in
                ~/.local, for one user, for everybody else
  --run         start Heed afterwards; on a machine without a display, print
                the blank worksheets to a PDF file instead
  --help        show this help
EOF
}

wrong_usage ()
{
  printf '%s\n' "$1" "Try: data/install.sh --help" >&2
  exit 2
}

fail ()
{
  printf '%s\n' "$1" >&2
  exit 1
}

# home_of USER
home_of ()
{
  getent passwd "$1" | cut -d: -f6
}

# The nearest folder at or above a path that exists.
existing_part ()
{
  path=$1
  while [ ! -e "$path" ]; do
    path=$(dirname "$path")
  done
  printf '%s\n' "$path"
}

may_write_prefix ()
{
  [ -w "$(existing_part "$prefix")" ]
}

choose_prefix ()
{
  if [ -z "$prefix" ]; then
    if [ "$(id -u)" -eq 0 ]; then
      prefix=/usr/local
    else
      [ -n "$home" ] || fail 'There is no home folder to install to. Name another one with --prefix.'
      prefix=$home/.local
    fi
  fi
  case $prefix in
    /*) ;;
    *) prefix=$PWD/$prefix ;;
  esac
  may_write_prefix || can_be_root ||
    fail "You may not write to $prefix. Choose another folder with --prefix, or use sudo."
}

# The build stays in the source folder, so that the next time is quicker. Where
# that cannot be, or would leave files of root's with the caller of sudo, it is
# thrown away at the end.
choose_build_dir ()
{
  build=$source/_build/install
  if [ -n "$caller" ] || [ ! -w "$(existing_part "$build")" ]; then
    temporary=$(mktemp -d)
    trap 'rm -rf "$temporary"' EXIT
    build=$temporary/build
  fi
}

# Runs a command with its output in the log, which is shown if it fails.
quietly ()
{
  "$@" >"$build.log" 2>&1 || {
    cat "$build.log" >&2
    fail "This did not work: $*"
  }
}

build_heed ()
{
  mkdir -p "$(dirname "$build")"
  if [ -e "$build/build.ninja" ]; then
    quietly meson configure "$build" "-Dprefix=$prefix"
  else
    quietly meson setup "$build" "$source" "--prefix=$prefix" --buildtype=release
  fi
  quietly meson compile -C "$build"
}

install_heed ()
{
  if may_write_prefix; then
    quietly meson install -C "$build" --no-rebuild
  else
    quietly as_root meson install -C "$build" --no-rebuild
  fi
}

# run_installed ARGUMENT...: runs the installed program so that it finds its data
# wherever it is. Under sudo it runs as the user who called, because that is
# whose journal it opens.
run_installed ()
{
  set -- "XDG_DATA_DIRS=$prefix/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}" "$prefix/bin/heed" "$@"
  if [ -n "$caller" ]; then
    runtime=/run/user/$(id -u "$caller")
    set -- "XDG_RUNTIME_DIR=$runtime" "DBUS_SESSION_BUS_ADDRESS=unix:path=$runtime/bus" "$@"
    runuser -u "$caller" -- env "HOME=$home" "$@"
  else
    env ${home:+"HOME=$home"} "$@"
  fi
}

# A name in the documents folder that is not taken.
worksheets_file ()
{
  folder=${XDG_DOCUMENTS_DIR:-}
  [ -d "$folder" ] || folder=$home
  [ -d "$folder" ] || folder=${TMPDIR:-/tmp}
  file=$folder/heed-worksheets.pdf
  number=2
  while [ -e "$file" ]; do
    file=$folder/heed-worksheets-$number.pdf
    number=$((number + 1))
  done
  printf '%s\n' "$file"
}

run_heed ()
{
  if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo 'Starting Heed.'
    run_installed
  else
    file=$(worksheets_file)
    run_installed print --blank all -o "$file" || fail 'The worksheets could not be printed.'
    echo 'There is no display here, so the window cannot open.'
    echo "The blank worksheets, ready to print, are in $file"
  fi
}

say_how_to_start ()
{
  command=$prefix/bin/heed
  [ "$(command -v heed || true)" != "$command" ] || command=heed
  case ":${XDG_DATA_DIRS:-/usr/local/share:/usr/share}:${XDG_DATA_HOME:-$home/.local/share}:" in
    *":$prefix/share:"*)
      echo "Heed is installed. Open it from your applications, or with: $command"
      ;;
    *)
      echo "Heed is installed in $prefix. Open it with:"
      echo "  XDG_DATA_DIRS=\"$prefix/share:\${XDG_DATA_DIRS:-/usr/local/share:/usr/share}\" \"$command\""
      ;;
  esac
}

prefix=
run=
while [ $# -gt 0 ]; do
  case $1 in
    --help) usage; exit 0 ;;
    --run) run=yes ;;
    --prefix)
      [ -n "${2:-}" ] || wrong_usage '--prefix needs a folder.'
      prefix=$2
      shift
      ;;
    --prefix=?*) prefix=${1#--prefix=} ;;
    *) wrong_usage "There is no option $1." ;;
  esac
  shift
done

source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
# shellcheck source=data/packages.sh
. "$source/data/packages.sh"

caller=
home=${HOME:-$(home_of "$(id -u)")}
if [ "$(id -u)" -eq 0 ] && [ -n "${SUDO_USER:-}" ] && [ "$SUDO_USER" != root ]; then
  caller=$SUDO_USER
  home=$(home_of "$caller")
fi
choose_prefix
choose_build_dir

# shellcheck disable=SC2086,SC2154 # one word for each package
install_packages $heed_packages
echo "Building Heed; this takes a minute."
build_heed
install_heed
say_how_to_start
[ -z "$run" ] || run_heed
