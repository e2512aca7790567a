-- SPDX-FileCopyrightText: The Heed contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The index may hold words that were erased before there was a mark for it; see
-- src/store/heed-database-wipe.c.
INSERT INTO meta (name, value) VALUES ('wipe', 1);
