/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HEED_TYPE_ERROR_PAGE (heed_error_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedErrorPage, heed_error_page, HEED, ERROR_PAGE, AdwBin)

/**
 * HeedErrorPage:
 *
 * What the window shows when there is no journal to show: what happened, the
 * file that it is about, and what to do. It activates `win.retry`,
 * `win.recover`, `win.start-beside`, `win.start-anew` and `win.start-with-copies`.
 */

GtkWidget *heed_error_page_new (const char   *title,
                                const GError *error,
                                const char   *path,
                                gboolean      can_recover,
                                const char   *backup,
                                const char   *copies);

G_END_DECLS
