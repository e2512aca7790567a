#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Zim 0.75.1 and 0.76.3 (Debian 12 and 13): its export as Markdown writes plain text as it
# stands, without a backslash before what means something in Markdown and nothing in
# Zim's own format. What a reader of Markdown (cmark) makes of a page of plain lines:
#
#   # of plan B            a heading
#   2*3*4 boxes            emphasis on the 3, and the stars are gone
#   costs <b>less</b>      a tag that a reader leaves out or obeys
#
# and what was marked as __underlined__ in Zim comes out bold. The page of Zim itself, a
# text file, has it all: whoever takes a Zim notebook in reads that and not the export.
# Usage: zim-markdown-export.sh   (on Debian 12 or 13 with python3-gi, python3-xdg and
#        gir1.2-gtk-3.0)

set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

case $(. /etc/os-release && echo "${VERSION_ID:-}") in
  12) zim=0.75.1 cmark=0.30.2 ;;
  13) zim=0.76.3 cmark=0.30.2 ;;
  *)
    echo "This is known of the Zim of Debian 12 and 13."
    exit 1
    ;;
esac

for package in "zim $zim" "cmark $cmark" "libcmark0.30.2 $cmark"; do
  name=${package% *}
  full=$(apt-cache madison "$name" | sed -n "s/^[^|]*| *\(${package#* }[^ ]*\) .*/\1/p" | head -n 1)
  apt-get download "$name=$full" >download.log 2>&1 || {
    cat download.log
    exit 1
  }
  dpkg-deb --extract "$name"_*.deb root
done
LD_LIBRARY_PATH=$(dirname "$(find "$folder/root/usr/lib" -name 'libcmark.so.*' | head -n 1)")
PYTHONPATH=$folder/root/usr/lib/python3/dist-packages
export LD_LIBRARY_PATH PYTHONPATH

# Zim's own parser and exporter, without a window.
cat >export.py <<'PYTHON'
import sys
from zim.formats import StubLinker, get_format

page = get_format("wiki").Parser().parse(sys.stdin.read())
sys.stdout.write("".join(get_format("markdown").Dumper(linker=StubLinker()).dump(page)))
PYTHON

# see EXPECTED LINE: a line of a page, exported and then read as Markdown.
see ()
{
  printf '%s\n' "$2" | /usr/bin/python3 export.py 2>said.log >page.md
  [ -s page.md ] || {
    cat said.log
    exit 1
  }
  seen=$("$folder/root/usr/bin/cmark" --unsafe page.md)
  echo "Zim $zim: “$2” is, by way of Markdown, $seen"
  [ "$seen" = "$1" ] || {
    echo "That has changed: it was $1."
    exit 1
  }
}

see '<p>plain words</p>' 'plain words'
see '<h1>of plan B</h1>' '# of plan B'
see '<p>2<em>3</em>4 boxes</p>' '2*3*4 boxes'
see '<p>costs <b>less</b></p>' 'costs <b>less</b>'
see '<p><strong>underlined</strong></p>' '__underlined__'
echo 'As it was.'
