-- SPDX-FileCopyrightText: The Heed contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What is in the files of pictures, each once, under the name of its content by which
-- entries and older versions keep it; see src/record/heed-picture.h. The bytes stand
-- last, so that nobody who asks for the rest reads the pages that they go on on.
CREATE TABLE picture (
  row INTEGER PRIMARY KEY,
  content TEXT NOT NULL UNIQUE,
  bytes BLOB NOT NULL
) STRICT;

-- Contents that perhaps no entry and no version has, as they were just added, or taken
-- out, and since when: somebody may still save, or undo. With 0 nobody waits for it. See
-- src/store/heed-database-picture.c.
CREATE TABLE picture_idle (
  content TEXT NOT NULL PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which entries and versions have a content. A description of that length is in them,
-- too, and is no harm.
CREATE INDEX answer_picture ON answer (value) WHERE path >= '~picture/' AND length (value) = 64;
CREATE INDEX revision_answer_picture ON revision_answer (value) WHERE path >= '~picture/' AND length (value) = 64;

-- What is written about a picture is found, and the name of its content is not, whatever
-- form the entry has. Only paths of pictures come after all letters.
DROP VIEW entry_text;
CREATE VIEW entry_text AS
SELECT
  entry.row AS row,
  entry.title AS title,
  (SELECT group_concat(words, char(10))
     FROM (SELECT ifnull(shown, value) AS words FROM answer
             WHERE answer.entry = entry.row AND path >= '/' AND ifnull(shown, value) <> ''
               AND (path < '~' OR path GLOB '*/words') ORDER BY path)) AS body,
  (SELECT group_concat(tag, char(10))
     FROM (SELECT tag FROM tag WHERE tag.entry = entry.row ORDER BY tag)) AS tags
FROM entry;
