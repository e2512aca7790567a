/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-live-bin.h"

G_BEGIN_DECLS

#define HEED_TYPE_ATTEMPT_PAGE (heed_attempt_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedAttemptPage, heed_attempt_page, HEED, ATTEMPT_PAGE, HeedLiveBin)

/**
 * HeedAttemptPage:
 *
 * A self-check that somebody took, to read; it can be corrected on request.
 *
 * Its actions: `attempt.correct` and `attempt.done` go between reading and
 * writing, `attempt.finish` marks it complete, `attempt.compare` puts it beside
 * another, `entry.print` and `entry.delete` do what they say; `entry.undo`
 * and `entry.redo` take corrections back.
 */

GtkWidget *heed_attempt_page_new (HeedJournal *journal,
                                  HeedEntry   *entry);

G_END_DECLS
