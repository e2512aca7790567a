/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo and redo. See heed-history.h. */

#include "heed-history.h"

#include "heed-record-edit.h"

/* Typing into one field is one step until the writer pauses this long. */
#define PAUSE (2 * G_TIME_SPAN_SECOND)
#define STEPS_MAX 200

typedef struct
{
  HeedRecord *state; /* to go to */
  char *before;      /* where the change is seen when it is taken back */
  char *after;       /* where it is seen when it is made again */
} Step;

struct _HeedHistory
{
  GQueue undo; /* of Step, the newest at the head */
  GQueue redo;
  char *what;  /* what the newest step changed */
  char *place; /* of the step that was last taken */
  gint64 when;
};

static void
free_step (gpointer data)
{
  Step *one = data;

  heed_record_unref (one->state);
  g_free (one->before);
  g_free (one->after);
  g_free (one);
}

static void
rebase_queue (GQueue     *queue,
              HeedRecord *from,
              HeedRecord *to)
{
  for (GList *link = queue->head; link != NULL; link = link->next)
    {
      Step *one = link->data;
      g_autoptr (HeedRecord) before = one->state;

      one->state = heed_record_rebase (before, from, to);
    }
}

/* Goes to the newest state of @from; @current is what the way back leads to. */
static HeedRecord *
travel (HeedHistory *self,
        GQueue      *from,
        GQueue      *to,
        HeedRecord  *current)
{
  Step *one = g_queue_pop_head (from);
  HeedRecord *state;

  g_clear_pointer (&self->what, g_free);
  if (one == NULL)
    return NULL;

  g_free (self->place);
  self->place = g_strdup (from == &self->undo ? one->before : one->after);
  state = one->state;
  one->state = heed_record_ref (current);
  g_queue_push_head (to, one);
  return state;
}

/**
 * heed_history_new:
 *
 * Starts a history that knows of nothing yet.
 *
 * Returns: (transfer full): the history
 */
HeedHistory *
heed_history_new (void)
{
  return g_new0 (HeedHistory, 1);
}

/**
 * heed_history_free:
 * @self: (transfer full): a history
 *
 * Forgets everything.
 */
void
heed_history_free (HeedHistory *self)
{
  g_queue_clear_full (&self->undo, free_step);
  g_queue_clear_full (&self->redo, free_step);
  g_free (self->what);
  g_free (self->place);
  g_free (self);
}

/**
 * heed_history_push:
 * @self: a history
 * @before: the entry before the change
 * @change: how the change is undone
 * @now: when this happens, in microseconds of any steady clock
 *
 * Remembers how to take the next change back. What could have been redone is
 * forgotten.
 */
void
heed_history_push (HeedHistory      *self,
                   HeedRecord       *before,
                   const HeedUndone *change,
                   gint64            now)
{
  gboolean goes_on = change->what != NULL && !change->alone && g_strcmp0 (change->what, self->what) == 0 &&
                     now - self->when < PAUSE;
  Step *one;

  g_queue_clear_full (&self->redo, free_step);
  self->when = now;
  if (goes_on)
    return;

  g_free (self->what);
  self->what = g_strdup (change->what);
  one = g_new0 (Step, 1);
  one->state = heed_record_ref (before);
  one->before = g_strdup (change->before);
  one->after = g_strdup (change->after);
  g_queue_push_head (&self->undo, one);
  if (self->undo.length > STEPS_MAX)
    free_step (g_queue_pop_tail (&self->undo));
}

/**
 * heed_history_can_undo:
 * @self: a history
 *
 * Tells whether there is a step to take back.
 *
 * Returns: %TRUE if there is
 */
gboolean
heed_history_can_undo (HeedHistory *self)
{
  return !g_queue_is_empty (&self->undo);
}

/**
 * heed_history_can_redo:
 * @self: a history
 *
 * Tells whether there is a step to take again.
 *
 * Returns: %TRUE if there is
 */
gboolean
heed_history_can_redo (HeedHistory *self)
{
  return !g_queue_is_empty (&self->redo);
}

/**
 * heed_history_undo:
 * @self: a history
 * @current: the entry as it is
 *
 * Takes a step back.
 *
 * Returns: (transfer full) (nullable): the state to restore
 */
HeedRecord *
heed_history_undo (HeedHistory *self,
                   HeedRecord  *current)
{
  return travel (self, &self->undo, &self->redo, current);
}

/**
 * heed_history_redo:
 * @self: a history
 * @current: the entry as it is
 *
 * Takes a step that was taken back again.
 *
 * Returns: (transfer full) (nullable): the state to restore
 */
HeedRecord *
heed_history_redo (HeedHistory *self,
                   HeedRecord  *current)
{
  return travel (self, &self->redo, &self->undo, current);
}

/**
 * heed_history_get_place:
 * @self: a history
 *
 * Gets where to look after the last heed_history_undo() or
 * heed_history_redo().
 *
 * Returns: (nullable): what heed_history_push() was told about the step
 */
const char *
heed_history_get_place (HeedHistory *self)
{
  return self->place;
}

/**
 * heed_history_rebase:
 * @self: a history
 * @from: the entry as it was
 * @to: the entry with what somebody else changed in it
 *
 * Makes this change in every state that is kept: undo and redo take back what
 * was done here, and leave what was done elsewhere alone.
 */
void
heed_history_rebase (HeedHistory *self,
                     HeedRecord  *from,
                     HeedRecord  *to)
{
  rebase_queue (&self->undo, from, to);
  rebase_queue (&self->redo, from, to);
}
