#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# json-glib 1.6.6 (Debian 12) and 1.10.6 (Debian 13): what is a valid number in JSON is
# another number, or no JSON at all, after it was read and written, and none of it is
# told: json-glib-format ends with 0 each time.
#
#   read                     written by 1.6.6          written by 1.10.6
#   1e16                     10000000000000000.0       10000000000000000.0
#   1e17                     1e+17.0, not JSON         1e+17
#   9223372036854775808      -9223372036854775808      9223372036854775807
#   18446744073709551616     -1                        9223372036854775807
#   1e999                    inf.0, not JSON           inf.0, not JSON
#
# The generator of 1.6.6 puts ".0" behind every double that has no point, one with an
# exponent too; its own parser refuses the file then. A program that gives numbers
# through as they are reads and writes those of more than 18 digits, and of more than 15
# with a point, as text.
# Usage: json-glib-numbers.sh   (on Debian 12 or 13)

set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

case $(. /etc/os-release && echo "${VERSION_ID:-}") in
  12)
    version=1.6.6
    written='10000000000000000.0 1e+17.0 -9223372036854775808 -1 inf.0'
    refused='1e+17.0 inf.0'
    ;;
  13)
    version=1.10.6
    written='10000000000000000.0 1e+17 9223372036854775807 9223372036854775807 inf.0'
    refused='inf.0'
    ;;
  *)
    echo "This is known of the json-glib of Debian 12 and 13."
    exit 1
    ;;
esac

for package in json-glib-tools libjson-glib-1.0-0; do
  full=$(apt-cache madison "$package" | sed -n "s/^[^|]*| *\($version[^ ]*\) .*/\1/p" | head -n 1)
  apt-get download "$package=$full" >download.log 2>&1 || {
    cat download.log
    exit 1
  }
  dpkg-deb --extract "$package"_*.deb root
done
LD_LIBRARY_PATH=$(dirname "$(find "$folder/root/usr/lib" -name 'libjson-glib-1.0.so.0' | head -n 1)")
export LD_LIBRARY_PATH
tools=$folder/root/usr/bin

changed ()
{
  echo "That has changed: it was $1."
  exit 1
}

# write TEXT: the number in TEXT as json-glib writes it again.
write ()
{
  echo "[$1]" >number.json
  "$tools/json-glib-format" number.json | tr -d '[] \n'
}

# shellcheck disable=SC2086 # one word for each number
set -- $written
for number in 1e16 1e17 9223372036854775808 18446744073709551616 1e999; do
  seen=$(write "$number")
  echo "json-glib $version: $number is written as $seen"
  [ "$seen" = "$1" ] || changed "$1"
  shift
done
for number in $refused; do
  echo "[$number]" >number.json
  "$tools/json-glib-validate" number.json >said 2>&1 && changed 'refused by the parser'
  echo "json-glib $version: $number is not read back"
done
echo 'As it was.'
