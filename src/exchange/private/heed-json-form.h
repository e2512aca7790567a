/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "heed-form.h"
#include "heed-record.h"

G_BEGIN_DECLS

/**
 * HeedJsonQuestion:
 * @order: sorts the questions of a form as the form asks them; those that it
 *   does not know come last
 * @field: (nullable): the field; %NULL if the form does not know it
 * @choice: whether the answer is the id of an option
 * @answer: an answer as the export writes it, complete but for its `value`,
 *   `text` and `modified`; it is filled in anew for each entry
 *
 * What the export says about every answer at one path of one form.
 */
typedef struct
{
  char *order;
  HeedField *field;
  gboolean choice;
  JsonObject *answer;
} HeedJsonQuestion;

/**
 * HeedJsonForm:
 *
 * A form as the export needs it. Each question is worked out once, when the
 * first entry has it, and used again in every later entry.
 */
typedef struct _HeedJsonForm HeedJsonForm;

JsonNode               *heed_json_text_new       (const char   *text);
HeedJsonForm           *heed_json_form_new       (HeedForm     *form);
void                    heed_json_form_free      (HeedJsonForm *self);
const char             *heed_json_form_get_title (HeedJsonForm *self);
void                    heed_json_form_prepare   (HeedJsonForm *self,
                                                  HeedRecord   *record);
const HeedJsonQuestion *heed_json_form_find      (HeedJsonForm *self,
                                                  const char   *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedJsonForm, heed_json_form_free)

G_END_DECLS
