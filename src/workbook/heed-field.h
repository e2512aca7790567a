/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HeedFieldType:
 * @HEED_FIELD_TEXT: one line
 * @HEED_FIELD_PARAGRAPH: text of any length
 * @HEED_FIELD_NUMBER: a number
 * @HEED_FIELD_DATE: a day
 * @HEED_FIELD_CHOICE: one of several options
 * @HEED_FIELD_RATING: a whole number on a scale with anchors
 * @HEED_FIELD_LIST: rows of one line each
 * @HEED_FIELD_GROUP: other fields, once or repeated
 *
 * What a field asks for.
 */
typedef enum
{
  HEED_FIELD_TEXT,
  HEED_FIELD_PARAGRAPH,
  HEED_FIELD_NUMBER,
  HEED_FIELD_DATE,
  HEED_FIELD_CHOICE,
  HEED_FIELD_RATING,
  HEED_FIELD_LIST,
  HEED_FIELD_GROUP,
} HeedFieldType;

/**
 * HEED_N_FIELD_TYPES:
 *
 * How many types there are.
 */
#define HEED_N_FIELD_TYPES (HEED_FIELD_GROUP + 1)

/**
 * HEED_CHOICE_OTHER:
 *
 * The answer to a choice whose writer used words of their own, which are kept
 * one step below the choice, at `PATH/other`.
 */
#define HEED_CHOICE_OTHER "other"

/**
 * HEED_RATING_THEN:
 *
 * A second look at the rating of last time, which whoever rates again may take
 * with what they know by now, is kept one step below the new rating, at
 * `PATH/then`. Standards move as people learn, so that a 3 of today may stand
 * for more than a 3 of two months ago; a rating in retrospect tells the two
 * apart. The idea is that of the retrospective pretest: George S. Howard,
 * "Response-Shift Bias", 1980.
 */
#define HEED_RATING_THEN "then"

#define HEED_TYPE_FIELD (heed_field_get_type ())
G_DECLARE_FINAL_TYPE (HeedField, heed_field, HEED, FIELD, GObject)

/**
 * HeedField:
 *
 * One thing that a form asks. Immutable, and safe on any thread.
 */

const char     *heed_field_get_id           (HeedField *self);
HeedFieldType   heed_field_get_field_type   (HeedField *self);
const char     *heed_field_get_label        (HeedField *self);
const char     *heed_field_get_item_label   (HeedField *self);
const char     *heed_field_get_hint         (HeedField *self);
const char     *heed_field_get_warning      (HeedField *self);
const char     *heed_field_get_unit         (HeedField *self);
gboolean        heed_field_get_optional     (HeedField *self);
gboolean        heed_field_get_numbered     (HeedField *self);
const char     *heed_field_get_tip_id       (HeedField *self);
gboolean        heed_field_get_repeated     (HeedField *self);
gboolean        heed_field_get_allows_other (HeedField *self);
guint           heed_field_get_lines        (HeedField *self);
double          heed_field_get_min          (HeedField *self);
double          heed_field_get_max          (HeedField *self);
double          heed_field_get_soft_min     (HeedField *self);
double          heed_field_get_soft_max     (HeedField *self);
guint           heed_field_get_spare        (HeedField *self);

guint           heed_field_get_n_options    (HeedField *self);
const char     *heed_field_get_option_id    (HeedField *self,
                                             guint      position);
const char     *heed_field_get_option_label (HeedField *self,
                                             guint      position);
const char     *heed_field_find_option      (HeedField  *self,
                                             const char *option_id);
const char     *heed_field_get_anchor       (HeedField *self,
                                             int        value);

guint           heed_field_get_n_fields     (HeedField *self);
HeedField      *heed_field_get_field        (HeedField *self,
                                             guint      position);
HeedField      *heed_field_find_field       (HeedField  *self,
                                             const char *id);

G_END_DECLS
