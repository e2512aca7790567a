/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-field.h"
#include "heed-item.h"

G_BEGIN_DECLS

/* The forms that every workbook has (data/workbooks/common-forms.xml). */
#define HEED_FORM_PLAN "plan"
#define HEED_FORM_TRY "try"
#define HEED_FORM_DEBRIEF "debrief"
#define HEED_FORM_NOTE "note"
#define HEED_FORM_ANSWER "answer"
#define HEED_FORM_RESOURCE "resource"
#define HEED_FORM_BOOKMARK "bookmark"
#define HEED_FORM_DECISION "decision"

#define HEED_TYPE_FORM (heed_form_get_type ())
G_DECLARE_FINAL_TYPE (HeedForm, heed_form, HEED, FORM, GObject)

/**
 * HeedForm:
 *
 * What an entry fills in: a title, an instruction, a worked example and the
 * fields. Immutable, and safe on any thread.
 */

const char *heed_form_get_id          (HeedForm   *self);
const char *heed_form_get_title       (HeedForm   *self);
const char *heed_form_get_instruction (HeedForm   *self);
const char *heed_form_get_icon_name   (HeedForm   *self);
const char *heed_form_get_tint        (HeedForm   *self);
gboolean    heed_form_get_titled      (HeedForm   *self);
gboolean    heed_form_is_listed       (HeedForm   *self);
gboolean    heed_form_is_common       (HeedForm   *self);
HeedItem   *heed_form_get_example     (HeedForm   *self);
guint       heed_form_get_n_fields    (HeedForm   *self);
HeedField  *heed_form_get_field       (HeedForm   *self,
                                       guint       position);
HeedField  *heed_form_find_field      (HeedForm   *self,
                                       const char *id);
HeedField  *heed_form_find_path       (HeedForm   *self,
                                       const char *path);
gboolean    heed_form_is_structure    (HeedForm   *self,
                                       const char *path);

G_END_DECLS
