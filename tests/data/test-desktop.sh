#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The files by which a desktop knows Heed: desktop entry, metainfo, D-Bus
# service, settings schema, and icons, as they will be installed, of this build
# and of one with the other profile, and that the two can lie side by side.
# Usage: test-desktop.sh SOURCE_DIR BUILD_DIR

set -eu

source=$1
build=$2
. "$source/tests/tap.sh"

# setting NAME: what the build in $build says for it in heed-config.h.
setting ()
{
  sed -n "s/^#define $1 \"\{0,1\}\([^\"]*\)\"\{0,1\}\$/\1/p" "$build/heed-config.h"
}

# choose BUILD_DIR: the one that is tested from now on.
choose ()
{
  build=$1
  data=$build/data
  id=$(setting HEED_APPLICATION_ID)
  name=$(setting HEED_NAME)
}

# Only what is tested here is built of it.
set_up_other ()
{
  meson setup "$scratch/build" "$source" "-Dprofile=$other" &&
    ninja -C "$scratch/build" "data/$other_id.desktop" "data/$other_id.metainfo.xml"
}

names_the_program ()
{
  exec=$(sed -n 's/^Exec=//p' "$data/$id.service")
  echo "Exec is: $exec"
  case $exec in
    /*/"$name --gapplication-service") ;;
    *) return 1 ;;
  esac
}

# The id and the name of the program are nowhere those of the other profile.
names_itself ()
{
  grep -qx "Name=$id" "$data/$id.service" &&
    grep -qx "Icon=$id" "$data/$id.desktop" && grep -qx "Exec=$name" "$data/$id.desktop" &&
    grep -qx "Exec=gapplication action $id new-note" "$data/$id.desktop" &&
    grep -qx "Exec=gapplication action $id new-debrief" "$data/$id.desktop" &&
    grep -qx "Name=$1" "$data/$id.desktop" &&
    [ "$(xmllint --xpath 'string(/component/id)' "$data/$id.metainfo.xml")" = "$id" ] &&
    [ "$(xmllint --xpath 'string(/component/name)' "$data/$id.metainfo.xml")" = "$1" ] &&
    [ "$(xmllint --xpath 'string(//binary)' "$data/$id.metainfo.xml")" = "$name" ] &&
    [ "$(xmllint --xpath 'string(//launchable)' "$data/$id.metainfo.xml")" = "$id.desktop" ] &&
    [ "$(xmllint --xpath 'string(//schema/@id)' "$data/$id.gschema.xml")" = "$id" ] &&
    [ "$(xmllint --xpath 'string(//schema/@path)' "$data/$id.gschema.xml")" = "/$(echo "$id" | tr . /)/" ] &&
    fails grep -n '@[A-Z_]*@' "$data/$id.desktop" "$data/$id.metainfo.xml" "$data/$id.service" "$data/$id.gschema.xml"
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
  version=$(setting HEED_VERSION)
  newest=$(xmllint --xpath 'string(/component/releases/release[1]/@version)' "$data/$id.metainfo.xml")
  echo "meson.build has $version, the newest release in the metainfo is $newest"
  [ -n "$version" ] && [ "$version" = "$newest" ]
}

find_version ()
{
  (cd "$source" && grep -rnIwF --exclude=NEWS.md "$(setting HEED_VERSION)" src data tests po README.md)
}

# list_installed BUILD_DIR: the places of all files that it would install.
list_installed ()
{
  meson introspect --installed "$1" | python3 -c 'import json, sys; print("\n".join(sorted(json.load(sys.stdin).values())))'
}

installs_icons ()
{
  for icon in "scalable/apps/$id.svg" "symbolic/apps/$id-symbolic.svg"; do
    grep -q "/icons/hicolor/$icon\$" "$1" || {
      echo "$icon is not installed"
      return 1
    }
  done
}

lie_side_by_side ()
{
  [ -s "$scratch/here" ] && [ -s "$scratch/there" ] && is_silent comm -12 "$scratch/here" "$scratch/there"
}

# Symbolic icons are recolored by their fills; strokes and other colors would
# not follow.
is_recolorable ()
{
  is_silent xmllint --noout "$1" && fails grep -nE 'stroke|style=|gradient' "$1" &&
    fails sh -c 'grep -o "fill=\"[^\"]*\"" "$1" | grep -v "#2e3436"' sh "$1"
}

# check_files TITLE
check_files ()
{
  check "the desktop entry is valid ($name)" is_silent desktop-file-validate "$data/$id.desktop"
  check "the metainfo is valid ($name)" is_valid_metainfo "$data/$id.metainfo.xml"
  check "the metainfo names this release ($name)" release_is_current
  check "the D-Bus service starts the program by its path ($name)" names_the_program
  check "the settings schema compiles ($name)" is_silent glib-compile-schemas --strict --dry-run "$data"
  check "the files name their own program ($name)" names_itself "$1"
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

choose "$build"
own=$build
own_id=$id
case $id in
  *.Devel) other=default own_title='Heed (Development)' other_id=${id%.Devel} other_title=Heed ;;
  *) other=development own_title=Heed other_id=$id.Devel other_title='Heed (Development)' ;;
esac

check_files "$own_title"
check "the profile $other can be set up" set_up_other
choose "$scratch/build"
check "the profile $other has its own id" [ "$id" = "$other_id" ]
check_files "$other_title"

list_installed "$own" >"$scratch/here"
list_installed "$scratch/build" >"$scratch/there"
check 'both profiles install nothing in the same place' lie_side_by_side
check "$other_id has its icons" installs_icons "$scratch/there"
choose "$own"
check "$own_id has its icons" installs_icons "$scratch/here"

check 'the manual is that of this release' fails grep -n '^.TH.*""\|@' "$build/data/heed.1"
check 'only meson.build and the news tell the version' fails find_version
check 'only the configuration tells what the folders of the program are called' \
  fails grep -rnE --include='*.c' '_build_filename \(.*"heed"' "$source/src"
for icon in "$source"/data/icons/hicolor/scalable/apps/*.svg; do
  check "$(basename "$icon") is XML" is_silent xmllint --noout "$icon"
done
for icon in "$source"/data/icons/hicolor/symbolic/apps/*.svg "$source"/data/icons/symbolic/*.svg; do
  check "$(basename "$icon") can be recolored" is_recolorable "$icon"
done
done_testing
