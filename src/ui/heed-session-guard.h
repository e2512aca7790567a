/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_SESSION_GUARD (heed_session_guard_get_type ())
G_DECLARE_FINAL_TYPE (HeedSessionGuard, heed_session_guard, HEED, SESSION_GUARD, GObject)

/**
 * HeedSessionGuard:
 *
 * Asks the session not to end while something could not be saved, or is still
 * on its way to the disk when the session wants to end.
 */

HeedSessionGuard *heed_session_guard_new         (GtkApplication   *application);
void              heed_session_guard_set_journal (HeedSessionGuard *self,
                                                  HeedJournal      *journal);
gboolean          heed_session_guard_holds       (HeedSessionGuard *self);

G_END_DECLS
