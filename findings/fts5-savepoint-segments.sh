#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# SQLite 3.40.1 (Debian 12) and 3.46.1 (Debian 13): within one transaction FTS5 gathers
# what it is given in memory and writes it as one part of its index, unless another
# statement opens a savepoint, of which nothing in its text tells. Then each row is a
# part of its own. Of 200 rows, written one by one in a transaction, with one such
# statement on another table after each, these are the parts that there are at the end:
#
#   nothing, or INSERT … VALUES with one row, or UPDATE … RETURNING      one
#   INSERT … SELECT of one row, or INSERT … VALUES with two              200
#   SAVEPOINT and RELEASE                                                200
#
# Statements that may write several rows and can fail halfway through are guarded by a
# savepoint of SQLite's own, and FTS5 writes out what it has at each. Whoever keeps a row
# elsewhere by INSERT … SELECT for each row of the index gets an index of as many parts,
# which are merged in the middle of the work. INSERT … VALUES does the same without.
# Usage: fts5-savepoint-segments.sh   (on Debian 12 or 13)

set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

case $(. /etc/os-release && echo "${VERSION_ID:-}") in
  12) version=3.40.1 ;;
  13) version=3.46.1 ;;
  *)
    echo "This is known of the SQLite of Debian 12 and 13."
    exit 1
    ;;
esac

for package in sqlite3 libsqlite3-0; do
  full=$(apt-cache madison "$package" | sed -n "s/^[^|]*| *\($version[^ ]*\) .*/\1/p" | head -n 1)
  apt-get download "$package=$full" >download.log 2>&1 || {
    cat download.log
    exit 1
  }
  dpkg-deb --extract "$package"_*.deb root
done
LD_LIBRARY_PATH=$(dirname "$(find "$folder/root/usr/lib" -name 'libsqlite3.so.0' | head -n 1)")
export LD_LIBRARY_PATH
sqlite=$folder/root/usr/bin/sqlite3

# see EXPECTED STATEMENT: how many parts the index has where the statement follows each
# row. Merging is off, so that they stay to be counted; their number is what the
# identifiers of their first pages tell.
see ()
{
  rm -f index.db
  {
    cat <<SQL
CREATE VIRTUAL TABLE search USING fts5 (body);
INSERT INTO search (search, rank) VALUES ('automerge', 0), ('crisismerge', 2000);
CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT UNIQUE);
CREATE TABLE counter (value INTEGER);
INSERT INTO counter VALUES (0);
BEGIN;
SQL
    for i in $(seq 200); do
      echo "INSERT INTO search (rowid, body) VALUES ($i, 'bread and butter $i'); $2"
    done
    echo 'COMMIT;'
  } | "$sqlite" index.db >/dev/null
  parts=$("$sqlite" index.db 'SELECT count(DISTINCT id >> 37) FROM search_data WHERE id > 10')
  echo "SQLite $version, 200 rows, each with “$2”: $parts"
  [ "$parts" = "$1" ] || {
    echo "That has changed: it was $1."
    exit 1
  }
}

see 1 ''
see 1 'INSERT INTO note (text) VALUES (random());'
see 1 'UPDATE counter SET value = value + 1 RETURNING value;'
see 200 'INSERT INTO note (text) SELECT random();'
see 200 'INSERT INTO note (text) VALUES (random()), (random());'
see 200 'SAVEPOINT here; RELEASE here;'
echo 'As it was.'
