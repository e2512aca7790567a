#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cairo 1.16.0 (Debian 12) with Pango 1.50.12: a noncharacter such as U+FFFE or U+FDD0 is
# valid UTF-8 to GLib and Pango, which lay it out as a box with its digits. cairo's PDF
# surface holds it for invalid text and is in an error from there on: whatever comes
# after is missing, and the file is finished as a valid PDF without it. pango-view ends
# with 0 and says nothing. With cairo 1.18.4 and Pango 1.56.3 (Debian 13) all is there.
#
# Unicode lets noncharacters stand in text that is interchanged (Corrigendum 9). Who makes
# PDFs of what people typed looks at cairo_surface_status() after each page, or gives
# cairo another character in the place of these.
# Usage: cairo-pdf-noncharacter.sh   (on Debian 12 or 13 with GTK, poppler-utils and
#        fonts-dejavu-core)

set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

case $(. /etc/os-release && echo "${VERSION_ID:-}") in
  12) cairo=1.16.0 pango=1.50.12 kept='first ' ;;
  13) cairo=1.18.4 pango=1.56.3 kept='first last ' ;;
  *)
    echo "This is known of the cairo of Debian 12 and 13."
    exit 1
    ;;
esac

for package in "libcairo2 $cairo" "pango1.0-tools $pango" "libpango-1.0-0 $pango" "libpangocairo-1.0-0 $pango" \
  "libpangoft2-1.0-0 $pango" "libpangoxft-1.0-0 $pango"; do
  name=${package% *}
  full=$(apt-cache madison "$name" | sed -n "s/^[^|]*| *\(${package#* }[^ ]*\) .*/\1/p" | head -n 1)
  apt-get download "$name=$full" >download.log 2>&1 || {
    cat download.log
    exit 1
  }
  dpkg-deb --extract "$name"_*.deb root
done
LD_LIBRARY_PATH=$(dirname "$(find "$folder/root/usr/lib" -name 'libcairo.so.2' | head -n 1)")
export LD_LIBRARY_PATH
view=$folder/root/usr/bin/pango-view

# see EXPECTED CHARACTER: which of the words of three lines, with the character in the
# second, are in the PDF.
see ()
{
  printf "first\n$2\nlast\n" >text.txt
  "$view" --no-display --font='DejaVu Sans 12' --output=text.pdf text.txt
  words=$(LD_LIBRARY_PATH='' pdftotext text.pdf - | tr -d '\f' | tr '\n' ' ')
  words=$(echo "$words" | grep -oE 'first|last' | tr '\n' ' ')
  echo "cairo $cairo, lines with $3: “first” and “last” are read as: $words"
  [ "$words" = "$1" ] || {
    echo "That has changed: it was “$1”."
    exit 1
  }
}

see 'first last ' '\303\251' 'U+00E9'
see "$kept" '\357\267\220' 'U+FDD0'
see "$kept" '\357\277\276' 'U+FFFE'
see "$kept" '\360\237\277\277' 'U+1FFFF'
echo 'As it was.'
