-- SPDX-FileCopyrightText: The Heed contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Entries of some forms are kept, but left out of lists and searches.
ALTER TABLE entry ADD COLUMN listed INTEGER NOT NULL DEFAULT 1;

-- Tombstones have an index of their own. In each index stand first what it
-- finds and orders by, then what is asked of every entry that is passed; SQLite
-- asks even for what the index itself says of all its entries.
DROP INDEX entry_by_time;
DROP INDEX entry_by_form;
CREATE INDEX entry_by_time ON entry (created DESC, row DESC, day, listed, completed, item, deleted)
  WHERE deleted IS NULL;
CREATE INDEX entry_by_form ON entry (form, created DESC, row DESC, day, completed, deleted)
  WHERE deleted IS NULL;
CREATE INDEX entry_by_item ON entry (form, item, created DESC, row DESC, day, completed, deleted)
  WHERE deleted IS NULL;
CREATE INDEX entry_by_deletion ON entry (deleted DESC, created DESC, row DESC, day, listed)
  WHERE deleted IS NOT NULL;
CREATE INDEX entry_unlisted ON entry (row, listed)
  WHERE listed = 0;

-- The trash can be searched, too.
DROP TABLE search;
DROP VIEW entry_text;
CREATE VIEW entry_text AS
SELECT
  entry.row AS row,
  entry.title AS title,
  (SELECT group_concat(value, char(10))
     FROM (SELECT value FROM answer WHERE answer.entry = entry.row AND value <> '' ORDER BY path)) AS body,
  (SELECT group_concat(tag, char(10))
     FROM (SELECT tag FROM tag WHERE tag.entry = entry.row ORDER BY tag)) AS tags
FROM entry;

-- The tokenizer is Heed's own, src/store/heed-tokenizer.c. A program that does
-- not have it can read all other tables, which have everything that is in the
-- index; it cannot search, nor check or write the index.
CREATE VIRTUAL TABLE search USING fts5 (
  title,
  body,
  tags,
  content = 'entry_text',
  content_rowid = 'row',
  tokenize = 'heed',
  prefix = '2 3'
);

INSERT INTO search (search, rank) VALUES ('rank', 'bm25(4.0, 1.0, 2.0)');

-- With more memory for a moment, an index of many entries is made in fewer and
-- larger parts, which takes a quarter off the time.
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);
INSERT INTO search (search) VALUES ('rebuild');
INSERT INTO search (search, rank) VALUES ('hashsize', 1048576);
