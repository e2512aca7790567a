-- SPDX-FileCopyrightText: The Heed contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What is kept of the entry itself, such as the day that somebody gave it, stands
-- among the answers at a path that no field has, and is not what anybody wrote.
DROP VIEW entry_text;
CREATE VIEW entry_text AS
SELECT
  entry.row AS row,
  entry.title AS title,
  (SELECT group_concat(words, char(10))
     FROM (SELECT ifnull(shown, value) AS words FROM answer
             WHERE answer.entry = entry.row AND path >= '/' AND ifnull(shown, value) <> '' ORDER BY path)) AS body,
  (SELECT group_concat(tag, char(10))
     FROM (SELECT tag FROM tag WHERE tag.entry = entry.row ORDER BY tag)) AS tags
FROM entry;

-- Which entries are pinned.
CREATE INDEX answer_pinned ON answer (entry) WHERE path = '.pinned' AND value <> '';

-- The entries in the order in which they were last changed.
CREATE INDEX entry_by_modification ON entry (modified DESC, row DESC, modified_offset, listed, deleted)
  WHERE deleted IS NULL;
