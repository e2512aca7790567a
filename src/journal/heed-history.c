/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo and redo. See heed-history.h. */

#include "heed-history.h"

#include "heed-record-edit.h"

#include <string.h>

/* A step ends when the writer pauses this long. */
#define PAUSE (2 * G_TIME_SPAN_SECOND)
/* A step of so many letters ends with the word, and one of so many anywhere. */
#define LETTERS 40
#define LETTERS_MAX 200
#define STEPS_MAX 200
/* Bytes that are compared at once: nobody should wait for a long text at each key. */
#define BLOCK 1024

typedef enum
{
  TYPED,
  ERASED,
  REPLACED
} Kind;

/* How one text became another. Where “a” was typed beside an “a” the texts do not tell
 * on which side, so a place is a first and a last one, in bytes. */
typedef struct
{
  Kind kind;
  gsize first;
  gsize last;
  const char *text; /* what came in, or what went where nothing came; from @last on */
  gsize size;       /* of it, in bytes */
  glong letters;
} Edit;

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
  char *place; /* of the step that was last taken */

  /* The newest step. */
  char *what;      /* that it changed */
  gint64 when;
  Kind kind;
  gsize first;     /* where the caret is after it: at the earliest, and at the latest */
  gsize last;
  glong letters;   /* that were typed or erased */
  gboolean open;   /* whatever comes next belongs to it */
  gboolean closed; /* nothing does */
};

/* From one text to another */

static gboolean
begins_letter (char byte)
{
  return ((guint8) byte & 0xc0) != 0x80;
}

static void
compare (const char *was,
         const char *is,
         Edit       *edit)
{
  gsize n_was = strlen (was), n_is = strlen (is), shorter = MIN (n_was, n_is);
  gsize head = 0, tail = 0;

  while (head + BLOCK <= shorter && memcmp (was + head, is + head, BLOCK) == 0)
    head += BLOCK;
  while (head < shorter && was[head] == is[head])
    head++;
  while (tail + BLOCK <= shorter && memcmp (was + n_was - tail - BLOCK, is + n_is - tail - BLOCK, BLOCK) == 0)
    tail += BLOCK;
  while (tail < shorter && was[n_was - 1 - tail] == is[n_is - 1 - tail])
    tail++;
  while (!begins_letter (was[head]) || !begins_letter (is[head]))
    head--;
  while (!begins_letter (was[n_was - tail]) || !begins_letter (is[n_is - tail]))
    tail--;

  edit->kind = head + tail < shorter ? REPLACED : n_is > n_was ? TYPED : ERASED;
  edit->last = head;
  edit->first = edit->kind == REPLACED ? head : shorter - tail;
  edit->text = edit->kind == ERASED ? was + head : is + head;
  edit->size = edit->kind == REPLACED ? n_is - tail - head : MAX (n_is, n_was) - shorter;
  edit->letters = g_utf8_strlen (edit->text, (gssize) edit->size);
}

static gboolean
has_space (const Edit *edit)
{
  for (const char *p = edit->text; p < edit->text + edit->size; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* More at once than a key gives or takes: pasted, cut, a word that is erased, a list that
 * goes on. An input method gives whole words without a space. */
static gboolean
is_whole (const Edit *edit)
{
  return edit->letters > 1 && (edit->kind != TYPED || has_space (edit));
}

/* What stands in front of @place, behind spaces and what closes after a sentence, ends
 * one; or a line ends there. */
static gboolean
ends_sentence (const char *text,
               const char *place)
{
  gunichar c = 0;

  while (place > text)
    {
      place = g_utf8_prev_char (place);
      c = g_utf8_get_char (place);
      if (c == '\n')
        return TRUE;
      if (!g_unichar_isspace (c) && strchr ("\"')]", (int) MIN (c, 0x7f)) == NULL && c != 0x201d && c != 0x2019 &&
          c != 0xbb && c != 0x300d)
        break;
    }

  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0x61f ||
         c == 0x964;
}

/* Whether what was typed at the end of a step is the beginning of another. Spaces belong
 * to what is in front of them. */
static gboolean
begins_step (const char *text,
             const Edit *edit,
             glong       letters)
{
  gunichar c = g_utf8_get_char (edit->text), before;

  if (letters >= LETTERS_MAX)
    return TRUE;
  if (edit->text == text || g_unichar_isspace (c))
    return FALSE;

  before = g_utf8_get_char (g_utf8_prev_char (edit->text));
  if (!g_unichar_isspace (before) && !g_unichar_iswide (before))
    return FALSE;

  return letters >= LETTERS || ends_sentence (text, edit->text);
}

static gboolean
meets (HeedHistory *self,
       gsize        first,
       gsize        last)
{
  return first <= self->last && last >= self->first;
}

/* Where the newest step ended; erasing goes on to both sides. */
static gboolean
is_there (HeedHistory *self,
          const Edit  *edit)
{
  return meets (self, edit->first, edit->last) ||
         (edit->kind == ERASED && meets (self, edit->first + edit->size, edit->last + edit->size));
}

static gboolean
goes_on (HeedHistory      *self,
         const HeedUndone *change,
         const Edit       *edit,
         gint64            now)
{
  gunichar c;

  if (change->what == NULL || change->alone || g_strcmp0 (change->what, self->what) != 0 || now - self->when >= PAUSE)
    return FALSE;
  if (self->open || edit == NULL)
    return TRUE;
  if (self->closed || edit->kind == REPLACED || edit->kind != self->kind || is_whole (edit) || !is_there (self, edit))
    return FALSE;
  if (edit->kind == TYPED)
    return !begins_step (change->is, edit, self->letters);

  c = g_utf8_get_char (edit->text);
  return self->letters < LETTERS ||
         (self->letters < LETTERS_MAX && !g_unichar_isspace (c) && !g_unichar_iswide (c));
}

/* Remembers where the step that @edit belongs to has come to. */
static void
note (HeedHistory *self,
      const Edit  *edit,
      gboolean     anew)
{
  gsize forward = edit->kind == ERASED ? 0 : edit->size;

  /* Who typed over one letter types on. */
  self->closed = is_whole (edit);
  self->kind = edit->kind == REPLACED ? TYPED : edit->kind;
  self->letters = edit->letters + (anew ? 0 : self->letters);
  self->first = edit->first + forward;
  self->last = edit->last + forward;
}

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
  Edit edit, *known = change->was != NULL && change->is != NULL ? &edit : NULL;
  gboolean anew;
  Step *one;

  if (known != NULL)
    compare (change->was, change->is, known);
  anew = !goes_on (self, change, known, now);
  g_queue_clear_full (&self->redo, free_step);
  self->when = now;
  self->open = change->alone;
  if (known != NULL)
    note (self, known, anew);
  if (!anew)
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
