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
 * @bound: the view now knows its field and its names; called once
 * @show: shows @value, which is %NULL for no answer; must not answer
 *
 * A control for one answer of an entry.
 */
struct _HeedAnswerViewClass
{
  AdwBinClass parent_class;

  void (*bound) (HeedAnswerView        *self,
                 const HeedFilledFormNode *node);
  void (*show)  (HeedAnswerView        *self,
                 const char            *value);
};

void        heed_answer_view_bind      (HeedAnswerView           *self,
                                        HeedEntry                *entry,
                                        const HeedFilledFormNode *node);
HeedEntry  *heed_answer_view_get_entry (HeedAnswerView           *self);
HeedField  *heed_answer_view_get_field (HeedAnswerView           *self);
const char *heed_answer_view_get_path  (HeedAnswerView           *self);
const char *heed_answer_view_get_value (HeedAnswerView           *self);
void        heed_answer_view_answer    (HeedAnswerView           *self,
                                        const char               *value);
void        heed_answer_view_refresh   (HeedAnswerView           *self);

G_END_DECLS
