/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_ROW_TEXT (heed_row_text_get_type ())
G_DECLARE_FINAL_TYPE (HeedRowText, heed_row_text, HEED, ROW_TEXT, GtkWidget)

/**
 * HeedRowText:
 *
 * Text in a row of a long list. A list view makes and measures some two hundred
 * rows at once, of which a dozen are in sight; a label lays its text out several
 * times to be measured, and this lays it out once, when it is drawn. How high it
 * is follows from the font, the scripts and the number of characters. Only where
 * these do not tell, as with pictures among the words, is it laid out before.
 *
 * To style sheets it is a `label`.
 */

GtkWidget  *heed_row_text_new        (guint        lines,
                                      const char  *css_class);
const char *heed_row_text_get_text   (HeedRowText *self);
void        heed_row_text_set_text   (HeedRowText *self,
                                      const char  *text);
void        heed_row_text_set_markup (HeedRowText *self,
                                      const char  *markup);

G_END_DECLS
