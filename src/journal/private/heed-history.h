/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-record.h"

G_BEGIN_DECLS

/**
 * HeedHistory:
 *
 * The states that an entry can be taken back to and forward again. Because
 * records share their answers, a state costs only what differs.
 */
typedef struct _HeedHistory HeedHistory;

/**
 * HeedUndone:
 * @what: (nullable): what is changed, such as an answer's path. %NULL is always a step
 *   of its own
 * @before: (nullable): where the step is seen when it is taken back
 * @after: (nullable): where it is seen when it is made again; what was moved is
 *   elsewhere then
 * @alone: what came before under the same name is another step, and what comes right
 *   after it is not
 * @was: (nullable): the text that is changed
 * @is: (nullable): what becomes of it
 *
 * How a change is undone. Changes to the same text are one step as long as somebody goes
 * on with one thing, typing or erasing, at one place, without a pause of two seconds: at
 * most until a sentence or a line ends, or a few words.
 */
typedef struct
{
  const char *what;
  const char *before;
  const char *after;
  gboolean alone;
  const char *was;
  const char *is;
} HeedUndone;

HeedHistory *heed_history_new       (void);
void         heed_history_free      (HeedHistory      *self);
void         heed_history_push      (HeedHistory      *self,
                                     HeedRecord       *before,
                                     const HeedUndone *change,
                                     gint64            now);
gboolean     heed_history_can_undo  (HeedHistory      *self);
gboolean     heed_history_can_redo  (HeedHistory      *self);
HeedRecord  *heed_history_undo      (HeedHistory      *self,
                                     HeedRecord       *current);
HeedRecord  *heed_history_redo      (HeedHistory      *self,
                                     HeedRecord       *current);
const char  *heed_history_get_place (HeedHistory      *self);
void         heed_history_rebase    (HeedHistory      *self,
                                     HeedRecord       *from,
                                     HeedRecord       *to);

G_END_DECLS
