/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_REMINDER (heed_reminder_get_type ())
G_DECLARE_FINAL_TYPE (HeedReminder, heed_reminder, HEED, REMINDER, GObject)

/**
 * HeedReminder:
 *
 * Tells, at the time of day that the preferences say, of a plan for that day, or else
 * when nothing was written that day; or when the computer wakes, if it slept then.
 * Switched off, it does nothing.
 */

HeedReminder *heed_reminder_new         (void);
void          heed_reminder_set_journal (HeedReminder *self,
                                         HeedJournal  *journal);
void          heed_reminder_poll        (HeedReminder *self,
                                         GDateTime    *now);

G_END_DECLS
