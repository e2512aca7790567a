/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HEED_TYPE_PREFERENCES_WINDOW (heed_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (HeedPreferencesWindow, heed_preferences_window, HEED, PREFERENCES_WINDOW, AdwPreferencesWindow)

/**
 * HeedPreferencesWindow:
 *
 * What somebody may want to have different. Every change counts at once.
 */

GtkWidget *heed_preferences_window_new (void);

G_END_DECLS
