#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The files by which a desktop knows Heed: desktop entry, metainfo, D-Bus
# service, settings schema, and icons, as they will be installed.
# Usage: test-desktop.sh SOURCE_DIR BUILD_DIR

set -eu

source=$1
data=$2/data
. "$source/tests/tap.sh"

id=org.heedworkbook.Heed

names_the_program ()
{
  exec=$(sed -n 's/^Exec=//p' "$data/$id.service")
  echo "Exec is: $exec"
  case $exec in
    /*/heed' --gapplication-service') ;;
    *) return 1 ;;
  esac
}

# One file cannot please both: AppStream 0.16 does not know <developer>, and 1.0
# wants it instead of <developer_name>. Heed has no page on the web to name.
is_valid_metainfo ()
{
  case $(appstreamcli --version) in
    *' 0.'*) ;;
    *)
      unwanted=developer-name-tag-deprecated=pedantic,developer-info-missing=pedantic,url-homepage-missing=pedantic
      set -- "--override=$unwanted" "$1"
      ;;
  esac
  appstreamcli validate --strict --no-net "$@"
}

release_is_current ()
{
  version=$(sed -n "s/^ *version: '\(.*\)',/\1/p" "$source/meson.build" | head -n 1)
  newest=$(xmllint --xpath 'string(/component/releases/release[1]/@version)' "$data/$id.metainfo.xml")
  echo "meson.build has $version, the newest release in the metainfo is $newest"
  [ -n "$version" ] && [ "$version" = "$newest" ]
}

has_every_icon ()
{
  ls "$source/data/icons/hicolor/scalable/apps/$id.svg" \
    "$source/data/icons/hicolor/symbolic/apps/$id-symbolic.svg"
}

# Symbolic icons are recolored by their fills; strokes and other colors would
# not follow.
is_recolorable ()
{
  is_silent xmllint --noout "$1" && fails grep -nE 'stroke|style=|gradient' "$1" &&
    fails sh -c 'grep -o "fill=\"[^\"]*\"" "$1" | grep -v "#2e3436"' sh "$1"
}

check 'the desktop entry is valid' is_silent desktop-file-validate "$data/$id.desktop"
check 'the metainfo is valid' is_valid_metainfo "$data/$id.metainfo.xml"
check 'the metainfo names this release' release_is_current
check 'the D-Bus service starts the program by its path' names_the_program
check 'the settings schema compiles' is_silent glib-compile-schemas --strict --dry-run "$source/data"
check 'the program has its icons' has_every_icon
check 'the icon of the program is XML' is_silent xmllint --noout "$source/data/icons/hicolor/scalable/apps/$id.svg"
for icon in "$source"/data/icons/hicolor/symbolic/apps/*.svg "$source"/data/icons/symbolic/*.svg; do
  check "$(basename "$icon") can be recolored" is_recolorable "$icon"
done
done_testing
