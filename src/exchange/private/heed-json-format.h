/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the export calls itself; data/journal.schema.json describes it. */

#pragma once

#define HEED_JSON_FORMAT "org.heedworkbook.journal"
#define HEED_JSON_FORMAT_VERSION 1
#define HEED_JSON_FORMAT_MINOR_VERSION 2
