/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo and redo. See heed-history.h. */

#include "heed-history.h"

#include "heed-record-edit.h"

/* Typing into one field is one step until the writer pauses this long. */
#define PAUSE (2 * G_TIME_SPAN_SECOND)
#define STEPS_MAX 200

struct _HeedHistory
{
  GQueue undo; /* of HeedRecord, the newest at the head */
  GQueue redo;
  char *what; /* what the newest step changed */
  gint64 when;
};

static void
clear_queue (GQueue *queue)
{
  g_queue_clear_full (queue, (GDestroyNotify) heed_record_unref);
}

static void
rebase_queue (GQueue     *queue,
              HeedRecord *from,
              HeedRecord *to)
{
  for (GList *link = queue->head; link != NULL; link = link->next)
    {
      g_autoptr (HeedRecord) before = link->data;

      link->data = heed_record_rebase (before, from, to);
    }
}

static HeedRecord *
step (HeedHistory *self,
      GQueue      *from,
      GQueue      *to,
      HeedRecord  *current)
{
  g_clear_pointer (&self->what, g_free);
  if (g_queue_is_empty (from))
    return NULL;

  g_queue_push_head (to, heed_record_ref (current));
  return g_queue_pop_head (from);
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
  HeedHistory *self = g_new0 (HeedHistory, 1);

  g_queue_init (&self->undo);
  g_queue_init (&self->redo);
  return self;
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
  clear_queue (&self->undo);
  clear_queue (&self->redo);
  g_free (self->what);
  g_free (self);
}

/**
 * heed_history_push:
 * @self: a history
 * @before: the entry before the change
 * @what: (nullable): what is changed, such as an answer's path; changes to the
 *   same that follow each other within two seconds are one step. %NULL is
 *   always a step of its own
 * @now: when this happens, in microseconds of any steady clock
 *
 * Remembers how to take the next change back. What could have been redone is
 * forgotten.
 */
void
heed_history_push (HeedHistory *self,
                   HeedRecord  *before,
                   const char  *what,
                   gint64       now)
{
  gboolean goes_on = what != NULL && g_strcmp0 (what, self->what) == 0 && now - self->when < PAUSE;

  clear_queue (&self->redo);
  self->when = now;
  if (goes_on)
    return;

  g_free (self->what);
  self->what = g_strdup (what);
  g_queue_push_head (&self->undo, heed_record_ref (before));
  if (self->undo.length > STEPS_MAX)
    heed_record_unref (g_queue_pop_tail (&self->undo));
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
  return step (self, &self->undo, &self->redo, current);
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
  return step (self, &self->redo, &self->undo, current);
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
