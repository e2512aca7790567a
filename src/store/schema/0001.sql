-- SPDX-FileCopyrightText: The Heed contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Times are microseconds since 1970 UTC, each beside the writer's offset from
-- UTC in seconds; NULL is "never". A day is a Julian day number.

CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The number of the last change to any entry.
INSERT INTO meta (name, value) VALUES ('change', 0);

CREATE TABLE entry (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  workbook TEXT NOT NULL,
  workbook_version INTEGER NOT NULL,
  form TEXT NOT NULL,
  item TEXT,
  title TEXT,
  created INTEGER NOT NULL,
  created_offset INTEGER NOT NULL,
  day INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  modified_offset INTEGER NOT NULL,
  completed INTEGER,
  completed_offset INTEGER,
  deleted INTEGER,
  deleted_offset INTEGER,
  excerpt TEXT NOT NULL,
  answered INTEGER NOT NULL,
  total INTEGER NOT NULL,
  mean_rating REAL,
  change INTEGER NOT NULL
) STRICT;

CREATE INDEX entry_by_time ON entry (deleted, created DESC, row DESC, day);
CREATE INDEX entry_by_form ON entry (deleted, form, item, created DESC, row DESC, completed);
CREATE INDEX entry_by_change ON entry (change);

CREATE TABLE tag (
  entry INTEGER NOT NULL REFERENCES entry (row) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (entry, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX tag_by_name ON tag (tag);

-- An erased answer stays as the empty text with the time of the erasure.
CREATE TABLE answer (
  entry INTEGER NOT NULL REFERENCES entry (row) ON DELETE CASCADE,
  path TEXT NOT NULL,
  value TEXT NOT NULL,
  modified INTEGER NOT NULL,
  PRIMARY KEY (entry, path)
) STRICT, WITHOUT ROWID;

-- What an entry was before a later sitting. Tags are one to a line.
CREATE TABLE revision (
  row INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entry (row) ON DELETE CASCADE,
  workbook TEXT NOT NULL,
  workbook_version INTEGER NOT NULL,
  form TEXT NOT NULL,
  item TEXT,
  title TEXT,
  tags TEXT,
  created INTEGER NOT NULL,
  created_offset INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  modified_offset INTEGER NOT NULL,
  completed INTEGER,
  completed_offset INTEGER,
  deleted INTEGER,
  deleted_offset INTEGER
) STRICT;

CREATE INDEX revision_by_entry ON revision (entry, modified);

CREATE TABLE revision_answer (
  revision INTEGER NOT NULL REFERENCES revision (row) ON DELETE CASCADE,
  path TEXT NOT NULL,
  value TEXT NOT NULL,
  modified INTEGER NOT NULL,
  PRIMARY KEY (revision, path)
) STRICT, WITHOUT ROWID;

-- What the search index is made of; tombstones are not found.
CREATE VIEW entry_text AS
SELECT
  entry.row AS row,
  entry.title AS title,
  (SELECT group_concat(value, char(10))
     FROM (SELECT value FROM answer WHERE answer.entry = entry.row AND value <> '' ORDER BY path)) AS body,
  (SELECT group_concat(tag, char(10))
     FROM (SELECT tag FROM tag WHERE tag.entry = entry.row ORDER BY tag)) AS tags
FROM entry
WHERE entry.deleted IS NULL;

CREATE VIRTUAL TABLE search USING fts5 (
  title,
  body,
  tags,
  content = 'entry_text',
  content_rowid = 'row',
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);

-- A word in the title says more about an entry than one in its text.
INSERT INTO search (search, rank) VALUES ('rank', 'bm25(4.0, 1.0, 2.0)');
