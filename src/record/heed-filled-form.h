/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-answer.h"
#include "heed-form.h"
#include "heed-record.h"

G_BEGIN_DECLS

/**
 * HeedFilledFormNode:
 * @field: the field
 * @path: where its answer is kept: `emotion/2` for a group, `emotion/2/signs`
 *   for a list, `emotion/2/signs/1` for a row of it, `emotion/2/emotion` for
 *   any other field
 * @label: what stands above it: "Emotion 2", "Sign 1", or the field's label
 * @name: what it is called where it stands alone: "Sign 1 of Emotion 2"
 * @value: (nullable): the answer; for a group or a list, %NULL
 * @depth: how many groups and lists it is in
 * @index: which one of a repeated group, or which row of a list, from 1;
 *   0 for whatever is not repeated
 * @number: its number among its numbered siblings, from 1; 0 for none
 * @counted: whether it counts toward progress
 *
 * One place in a form as it is filled in.
 */
typedef struct
{
  HeedField *field;
  char *path;
  char *label;
  char *name;
  const char *value;
  guint depth;
  guint index;
  guint number;
  gboolean counted;
} HeedFilledFormNode;

/**
 * HeedProgress:
 * @answered: how many counted places have an answer
 * @total: how many there are
 *
 * How far an entry is.
 */
typedef struct
{
  guint answered;
  guint total;
} HeedProgress;

#define HEED_TYPE_FILLED_FORM (heed_filled_form_get_type ())

/**
 * HeedFilledForm:
 *
 * A form spread out over a record: every group as often as it is repeated,
 * every row of every list, in the order in which they are read, each with its
 * path, its names and its answer. The editor, the printer and the export all
 * go through this and nothing else. Immutable and safe on any thread.
 *
 * The first node of a group or list is the group or list itself; its members
 * follow with a greater depth.
 */
typedef struct _HeedFilledForm HeedFilledForm;

GType                     heed_filled_form_get_type        (void);
HeedFilledForm           *heed_filled_form_new             (HeedForm       *form,
                                                            HeedRecord     *record);
HeedFilledForm           *heed_filled_form_new_blank       (HeedForm       *form);
HeedFilledForm           *heed_filled_form_ref             (HeedFilledForm *self);
void                      heed_filled_form_unref           (HeedFilledForm *self);
HeedForm                 *heed_filled_form_get_form        (HeedFilledForm *self);
HeedRecord               *heed_filled_form_get_record      (HeedFilledForm *self);
guint                     heed_filled_form_get_n_nodes     (HeedFilledForm *self);
const HeedFilledFormNode *heed_filled_form_get_node        (HeedFilledForm *self,
                                                            guint           position);
gboolean                  heed_filled_form_find_position   (HeedFilledForm *self,
                                                            const char     *path,
                                                            guint          *position);
const HeedFilledFormNode *heed_filled_form_find            (HeedFilledForm *self,
                                                            const char     *path);
guint                     heed_filled_form_find_next       (HeedFilledForm *self,
                                                            guint           position);
guint                     heed_filled_form_get_n_repeats   (HeedFilledForm *self,
                                                            const char     *path);
guint                     heed_filled_form_get_n_filled    (HeedFilledForm *self,
                                                            const char     *path);
HeedProgress              heed_filled_form_get_progress    (HeedFilledForm *self,
                                                            const char     *path);
char                     *heed_filled_form_dup_unanswered  (HeedFilledForm *self,
                                                            const char     *after);
char                     *heed_filled_form_dup_excerpt     (HeedFilledForm *self,
                                                            guint           length);
double                    heed_filled_form_get_mean_rating (HeedFilledForm *self);

gboolean heed_filled_form_node_is_rated (const HeedFilledFormNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFilledForm, heed_filled_form_unref)

G_END_DECLS
