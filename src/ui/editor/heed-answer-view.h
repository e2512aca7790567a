/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-entry.h"

G_BEGIN_DECLS

#define HEED_TYPE_ANSWER_VIEW (heed_answer_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (HeedAnswerView, heed_answer_view, HEED, ANSWER_VIEW, AdwBin)

/**
 * HeedAnswerViewClass:
 * @bound: the view now knows its field and its names, and whether it shows what
 *   is asked; called once
 * @show: shows @value, which is %NULL for no answer; must not answer
 * @get_focus: gets what takes the keyboard focus for the view; %NULL for nothing
 *
 * A control for one answer of an entry.
 */
struct _HeedAnswerViewClass
{
  AdwBinClass parent_class;

  void       (*bound)     (HeedAnswerView           *self,
                           const HeedFilledFormNode *node,
                           gboolean                  titled);
  void       (*show)      (HeedAnswerView           *self,
                           const char               *value);
  GtkWidget *(*get_focus) (HeedAnswerView           *self);
};

HeedAnswerView *heed_answer_view_new        (HeedEntry                *entry,
                                             const HeedFilledFormNode *node,
                                             gboolean                  editable,
                                             gboolean                  titled);
HeedEntry      *heed_answer_view_get_entry  (HeedAnswerView           *self);
HeedField      *heed_answer_view_get_field  (HeedAnswerView           *self);
const char     *heed_answer_view_get_path   (HeedAnswerView           *self);
void            heed_answer_view_refresh    (HeedAnswerView           *self);
gboolean        heed_answer_view_move_on    (HeedAnswerView           *self);
void            heed_answer_view_set_note   (HeedAnswerView           *self,
                                             const char               *note);
void            heed_answer_view_set_title  (HeedAnswerView           *self,
                                             guint                     number,
                                             const char               *title);
void            heed_answer_view_add_suffix (HeedAnswerView           *self,
                                             GtkWidget                *suffix);

G_END_DECLS
