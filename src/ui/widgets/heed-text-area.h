/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_TEXT_AREA (heed_text_area_get_type ())
G_DECLARE_FINAL_TYPE (HeedTextArea, heed_text_area, HEED, TEXT_AREA, GtkTextView)

/**
 * HeedTextArea:
 *
 * A place to write that grows with its text and never scrolls by itself; what
 * it stands in scrolls so that the caret stays in sight. Tab moves the focus.
 * It has no undo of its own: Ctrl+Z activates `entry.undo`.
 *
 * Enter is a new line and Ctrl+Enter moves on; where only one line is asked
 * for, Enter moves on.
 *
 * In a long text lists go on with Enter and are indented with Tab and Shift+Tab.
 * Links and misspelt words are marked ([class@Heed.TextMarks]), and the context menu
 * says what can be done with them.
 */

GtkWidget  *heed_text_area_new             (void);
const char *heed_text_area_get_text        (HeedTextArea *self);
void        heed_text_area_set_text        (HeedTextArea *self,
                                            const char   *text);
void        heed_text_area_go_to_change    (HeedTextArea *self);
void        heed_text_area_locate          (HeedTextArea      *self,
                                            const GtkTextIter *iter,
                                            GdkRectangle      *place);
void        heed_text_area_set_part        (HeedTextArea *self,
                                            int           top,
                                            int           height);
const char *heed_text_area_get_placeholder (HeedTextArea *self);

G_END_DECLS
