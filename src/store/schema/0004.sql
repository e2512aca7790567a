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
