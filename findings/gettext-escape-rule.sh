#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# gettext 0.21 (Debian 12) and 0.23.1 (Debian 13): the same ITS rule for XML,
# <gt:escapeRule escape="…">, means the opposite, and the wrong one is not told.
#
#            xgettext takes out    msgfmt --xml writes a translation with "&" as
#   0.21     "no":  &              "no":  &amp;
#            "yes": &amp;          "yes": nothing, as the text is another one
#   0.23.1   "no":  &              "no":  an empty element: the text is lost
#            "yes": &              "yes": &amp;
#
# Both end with 0 (0.23.1 says something of libxml2 on the error stream), so a
# project whose translations were right with "no" ships files without them once it
# is built with the newer one. It has to choose the value by the version of gettext.
# Usage: gettext-escape-rule.sh   (on Debian 12 or 13)

set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

release=$(. /etc/os-release && echo "${VERSION_ID:-}")
case $release in
  12) version=0.21-12 ;;
  13) version=0.23.1-2 ;;
  *)
    echo "This is known of the gettext of Debian 12 and 13."
    exit 1
    ;;
esac

apt-get download "gettext=$version" >download.log 2>&1 || {
  cat download.log
  exit 1
}
dpkg-deb --extract gettext_*.deb root
root=$folder/root/usr
LD_LIBRARY_PATH=$(dirname "$(find "$root/lib" -name 'libgettextlib*' | head -n 1)")
PATH=$root/bin:$PATH
export LD_LIBRARY_PATH PATH

cat >page.xml <<'XML'
<page><p>Bread &amp; butter</p></page>
XML
printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\nmsgid "Bread & butter"\nmsgstr "Brot & Butter"\n' >de.po

# see VALUE: what xgettext takes out and what msgfmt writes where the rule says so.
see ()
{
  mkdir -p its
  cat >its/page.loc <<'XML'
<?xml version="1.0"?>
<locatingRules>
  <locatingRule name="page" pattern="*.xml"><documentRule localName="page" target="page.its"/></locatingRule>
</locatingRules>
XML
  cat >its/page.its <<XML
<?xml version="1.0"?>
<its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0"
           xmlns:gt="https://www.gnu.org/s/gettext/ns/its/extensions/1.0">
  <its:translateRule selector="/page" translate="no"/>
  <its:translateRule selector="//p" translate="yes"/>
  <gt:escapeRule selector="/page" escape="$1"/>
</its:rules>
XML
  GETTEXTDATADIRS=$folder
  export GETTEXTDATADIRS
  taken=$(xgettext --no-location --output=- page.xml | sed -n 's/^msgid "\(..*\)"$/\1/p')
  msgfmt --xml --locale=de --template=page.xml --output-file=merged.xml de.po 2>/dev/null
  written=$(sed -n 's/.*<p xml:lang="de">\(.*\)<\/p>.*/\1/p; s/.*<p xml:lang="de"\/>.*/(empty)/p' merged.xml)
  echo "gettext $version, escape=\"$1\": takes out: $taken | writes $written"
}

# expect TAKEN WRITTEN
expect ()
{
  [ "$taken" = "$1" ] && [ "$written" = "$2" ] || {
    echo "That has changed: it was “$1” and “$2”."
    exit 1
  }
}

see no
if [ "$release" = 12 ]; then
  expect 'Bread & butter' 'Brot &amp; Butter'
  see yes
  expect 'Bread &amp; butter' ''
else
  expect 'Bread & butter' '(empty)'
  see yes
  expect 'Bread & butter' 'Brot &amp; Butter'
fi
echo 'As it was.'
