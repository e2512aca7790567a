/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_TEXT_MARKS (heed_text_marks_get_type ())
G_DECLARE_FINAL_TYPE (HeedTextMarks, heed_text_marks, HEED, TEXT_MARKS, GObject)

/**
 * HeedTextMarks:
 *
 * Marks the links and the misspelt words of a text view. Only what is in sight is
 * looked at, and of that only what was not looked at before. The marks are tags, so
 * that they are in no text that is saved, undone or printed.
 */

HeedTextMarks *heed_text_marks_new           (GtkTextView       *view);
void           heed_text_marks_refresh       (HeedTextMarks     *self);
void           heed_text_marks_follow_style  (HeedTextMarks     *self);
gboolean       heed_text_marks_find_misspelt (HeedTextMarks     *self,
                                              const GtkTextIter *place,
                                              GtkTextIter       *start,
                                              GtkTextIter       *end);
char          *heed_text_marks_dup_link      (HeedTextMarks     *self,
                                              const GtkTextIter *place);

G_END_DECLS
