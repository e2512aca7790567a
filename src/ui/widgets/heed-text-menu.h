/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-text-marks.h"

G_BEGIN_DECLS

#define HEED_TYPE_TEXT_MENU (heed_text_menu_get_type ())
G_DECLARE_FINAL_TYPE (HeedTextMenu, heed_text_menu, HEED, TEXT_MENU, GObject)

/**
 * HeedTextMenu:
 *
 * What can be done with what is marked in a text view: it stands in the view's own
 * context menu, beside Cut and Paste, for the place of the pointer, or of the caret
 * where the menu is opened by the keyboard. A link opens with Ctrl and a click, too.
 */

HeedTextMenu *heed_text_menu_new (GtkTextView   *view,
                                  HeedTextMarks *marks);

G_END_DECLS
