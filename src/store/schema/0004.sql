-- SPDX-FileCopyrightText: The Heed contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The index may hold words that were erased before there was a mark for it; see
-- src/store/heed-database-wipe.c.
INSERT INTO meta (name, value) VALUES ('wipe', 1);

-- What was written, in one number, so that a bit that turns over on the disk is
-- seen; see src/store/heed-checksum.c. NULL is "not known yet".
ALTER TABLE entry ADD COLUMN checksum INTEGER;
ALTER TABLE entry ADD COLUMN summary_checksum INTEGER;
ALTER TABLE revision ADD COLUMN checksum INTEGER;

-- Which of them are still to be reckoned, which is done in steps while nothing else
-- goes on.
CREATE INDEX entry_unsummed ON entry (row) WHERE checksum IS NULL;
CREATE INDEX revision_unsummed ON revision (row) WHERE checksum IS NULL;

-- What the form shows for an answer where that is not the answer itself: the label
-- of an option, a day in words, nothing for a number of stars. It is kept, as the
-- search index must be told on removal what it was told before.
ALTER TABLE answer ADD COLUMN shown TEXT;

-- A mark of the words that the entry's form showed when it was written; 0 is "not
-- known". By the index those are found that are to be worked out anew.
ALTER TABLE entry ADD COLUMN wording INTEGER NOT NULL DEFAULT 0;
CREATE INDEX entry_by_wording ON entry (form, wording);

-- Tags that look alike are one, and an entry has the first of them. The function
-- is Heed's own, src/base/heed-fold.c.
ALTER TABLE tag ADD COLUMN look TEXT NOT NULL DEFAULT '';
UPDATE tag SET look = heed_fold_look (tag);
DELETE FROM tag WHERE EXISTS
  (SELECT 1 FROM tag AS other WHERE other.entry = tag.entry AND other.look = tag.look AND other.tag < tag.tag);
DROP INDEX tag_by_name;
CREATE INDEX tag_by_look ON tag (look);

-- What reads tags by their look reads this, for which something can stand in where
-- the file is an older one; see src/store/heed-schema.c.
CREATE VIEW tag_look AS SELECT entry, tag, look FROM tag;

DROP VIEW entry_text;
CREATE VIEW entry_text AS
SELECT
  entry.row AS row,
  entry.title AS title,
  (SELECT group_concat(words, char(10))
     FROM (SELECT ifnull(shown, value) AS words FROM answer
             WHERE answer.entry = entry.row AND ifnull(shown, value) <> '' ORDER BY path)) AS body,
  (SELECT group_concat(tag, char(10))
     FROM (SELECT tag FROM tag WHERE tag.entry = entry.row ORDER BY tag)) AS tags
FROM entry;

-- The tokenizer folds more: what the index holds of every entry is made anew.
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);
INSERT INTO search (search) VALUES ('rebuild');
INSERT INTO search (search, rank) VALUES ('hashsize', 1048576);

-- An import is done in steps, and in the end all of it is there or nothing. Here
-- stands how to take it back, until it is finished and that is forgotten. Its
-- number is that of the change by which it began.
CREATE TABLE import (
  number INTEGER PRIMARY KEY,
  started INTEGER NOT NULL,
  finished INTEGER
) STRICT;

-- The entries that it wrote, and by which change: one that has another by now was
-- changed by somebody since. What the entry was before and what the import made of
-- it are packed as heed-record-pack.c does; NULL for one that it brought. The rest is
-- of its summary from before.
CREATE TABLE import_entry (
  entry INTEGER PRIMARY KEY,
  import INTEGER NOT NULL,
  change INTEGER NOT NULL,
  before BLOB,
  after BLOB,
  excerpt TEXT,
  answered INTEGER,
  total INTEGER,
  mean_rating REAL,
  listed INTEGER,
  wording INTEGER,
  shown BLOB
) STRICT;

-- The older versions that it kept. One that is erased meanwhile leaves its row to
-- another, which is not the import's.
CREATE TABLE import_version (
  revision INTEGER PRIMARY KEY REFERENCES revision (row) ON DELETE CASCADE,
  import INTEGER NOT NULL
) STRICT;
