/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-answer.h"
#include "heed-form.h"
#include "heed-record.h"

G_BEGIN_DECLS

/**
 * HeedOutlineNode:
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
} HeedOutlineNode;

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

#define HEED_TYPE_OUTLINE (heed_outline_get_type ())

/**
 * HeedOutline:
 *
 * A form spread out over a record: every group as often as it is repeated,
 * every row of every list, in the order in which they are read, each with its
 * path, its names and its answer. The editor, the printer and the export all
 * go through this and nothing else. Immutable and safe on any thread.
 *
 * The first node of a group or list is the group or list itself; its members
 * follow with a greater depth.
 */
typedef struct _HeedOutline HeedOutline;

GType                  heed_outline_get_type       (void);
HeedOutline           *heed_outline_new            (HeedForm    *form,
                                                    HeedRecord  *record);
HeedOutline           *heed_outline_new_blank      (HeedForm    *form);
HeedOutline           *heed_outline_ref            (HeedOutline *self);
void                   heed_outline_unref          (HeedOutline *self);
HeedForm              *heed_outline_get_form       (HeedOutline *self);
HeedRecord            *heed_outline_get_record     (HeedOutline *self);
guint                  heed_outline_get_n_nodes    (HeedOutline *self);
const HeedOutlineNode *heed_outline_get_node       (HeedOutline *self,
                                                    guint        position);
gboolean               heed_outline_find_position  (HeedOutline *self,
                                                    const char  *path,
                                                    guint       *position);
const HeedOutlineNode *heed_outline_find           (HeedOutline *self,
                                                    const char  *path);
guint                  heed_outline_find_next      (HeedOutline *self,
                                                    guint        position);
guint                  heed_outline_get_n_repeats  (HeedOutline *self,
                                                    const char  *path);
guint                  heed_outline_get_n_filled   (HeedOutline *self,
                                                    const char  *path);
HeedProgress           heed_outline_get_progress   (HeedOutline *self,
                                                    const char  *path);
char                  *heed_outline_dup_unanswered (HeedOutline *self,
                                                    const char  *after);
char                  *heed_outline_dup_excerpt    (HeedOutline *self,
                                                    guint        length);
double                 heed_outline_get_mean_rating (HeedOutline *self);

gboolean               heed_outline_node_is_rated  (const HeedOutlineNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedOutline, heed_outline_unref)

G_END_DECLS
