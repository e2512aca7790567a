/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the export calls itself, and what its writer and its reader keep to;
 * data/journal.schema.json describes it. */

#pragma once

#define HEED_JSON_FORMAT "org.heedworkbook.journal"
#define HEED_JSON_FORMAT_VERSION 1
#define HEED_JSON_FORMAT_MINOR_VERSION 3

/* No journal is larger, but for its pictures, of which never more than a piece is in
 * memory. */
#define HEED_JSON_MAX_SIZE ((gsize) 1 << 30)

/* A writer stays so far below that: a reader also counts what it has before it. */
#define HEED_JSON_MARGIN ((gsize) 1 << 20)

/* How many bytes of a picture stand in one piece. Threes of bytes are fours of letters,
 * so whoever joins the letters of all pieces has those of the picture. */
#define HEED_JSON_PIECE_SIZE ((gsize) 48 * 1024)
