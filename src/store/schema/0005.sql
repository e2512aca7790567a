-- SPDX-FileCopyrightText: The Heed contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Answers belong to their workbook, and what asks for those of a form asks for the
-- workbook, too. It stands last, as nearly all entries of a form are of one.
DROP INDEX entry_by_form;
DROP INDEX entry_by_item;
DROP INDEX entry_by_wording;
CREATE INDEX entry_by_form ON entry (form, created DESC, row DESC, day, completed, deleted, workbook)
  WHERE deleted IS NULL;
CREATE INDEX entry_by_item ON entry (form, item, created DESC, row DESC, day, completed, deleted, workbook)
  WHERE deleted IS NULL;
CREATE INDEX entry_by_wording ON entry (workbook, workbook_version, form, wording);

-- What was asked: each version of a workbook that has entries, as its file was, so
-- that an old entry can show the questions that its writer saw. It holds nothing
-- that anybody wrote into the journal. The document is compressed; see
-- src/store/heed-database-wording.c. What was put together from the questions
-- beside imported answers is not whole, and gives way to what is.
CREATE TABLE wording (
  workbook TEXT NOT NULL,
  version INTEGER NOT NULL,
  whole INTEGER NOT NULL,
  document BLOB NOT NULL,
  PRIMARY KEY (workbook, version)
) STRICT;
