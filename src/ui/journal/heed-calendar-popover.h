/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-journal.h"
#include "heed-month.h"

G_BEGIN_DECLS

#define HEED_TYPE_CALENDAR_POPOVER (heed_calendar_popover_get_type ())
G_DECLARE_FINAL_TYPE (HeedCalendarPopover, heed_calendar_popover, HEED, CALENDAR_POPOVER, GtkPopover)

/**
 * HeedCalendarPopover:
 *
 * A calendar with a mark on each day that something was written on. It emits
 * `day-chosen` with a Julian day.
 */

void       heed_calendar_popover_set_journal (HeedCalendarPopover *self,
                                              HeedJournal         *journal);
HeedMonth *heed_calendar_popover_get_month   (HeedCalendarPopover *self);

G_END_DECLS
