/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_TRY_NOTE (heed_try_note_get_type ())
G_DECLARE_FINAL_TYPE (HeedTryNote, heed_try_note, HEED, TRY_NOTE, GtkPopover)

/**
 * HeedTryNote:
 *
 * A short note on a try: how it went and what happened. It becomes an entry with
 * the first word, and stays one however the popover is closed. The whole form is
 * one press away.
 */

GtkWidget *heed_try_note_new (HeedJournal *journal,
                              HeedItem    *tip);

G_END_DECLS
