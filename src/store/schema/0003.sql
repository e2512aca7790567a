-- SPDX-FileCopyrightText: The Heed contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The tokenizer folds the letters of all scripts, and knows signs: what the index
-- holds of every entry is made anew.
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);
INSERT INTO search (search) VALUES ('rebuild');
INSERT INTO search (search, rank) VALUES ('hashsize', 1048576);
