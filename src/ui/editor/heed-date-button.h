/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HEED_TYPE_DATE_BUTTON (heed_date_button_get_type ())
G_DECLARE_FINAL_TYPE (HeedDateButton, heed_date_button, HEED, DATE_BUTTON, AdwBin)

/**
 * HeedDateButton:
 *
 * A button that opens a calendar.
 */

GtkWidget *heed_date_button_new     (const char     *name);
void       heed_date_button_set_day (HeedDateButton *self,
                                     const char     *day);

G_END_DECLS
