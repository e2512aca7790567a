/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a live entry goes from one record to the next: what somebody changes
 * here, takes back, or changes elsewhere. */

#include "heed-entry.h"

#include "heed-entry-struct.h"
#include "heed-record-edit.h"

/* Makes @next, which is taken over, what the entry holds. */
static void
take_record (HeedEntry  *self,
             HeedRecord *next)
{
  g_autoptr (HeedRecord) before = self->record;

  self->record = next;
  g_clear_pointer (&self->outline, heed_outline_unref);
  heed_entry_announce (self, before);
}

static void
travel (HeedEntry  *self,
        HeedRecord *state)
{
  g_autoptr (HeedRecord) wanted = state;

  if (wanted == NULL)
    return;

  g_free (self->changed_path);
  self->changed_path = g_strdup (heed_history_get_place (self->history));
  take_record (self, heed_record_restore (self->record, wanted, heed_entry_get_now (self)));
  heed_entry_emit_changed (self);
}

/* Takes over @next, in which there is what somebody else wrote. */
static void
take_joined (HeedEntry  *self,
             HeedRecord *next)
{
  heed_history_rebase (self->history, self->record, next);
  take_record (self, next);
}

static void
join (HeedEntry  *self,
      HeedRecord *record,
      HeedRecord *base)
{
  if (self->record == NULL)
    self->record = heed_record_ref (record);
  else if (self->record == base || heed_record_equal (self->record, record))
    take_joined (self, heed_record_ref (record));
  else
    take_joined (self, heed_record_merge (self->record, record, base));
}

/* What the journal now holds of this entry: after it was opened, or somebody
 * else changed it. What was written here since then is joined with it and
 * stays unsaved. */
void
heed_entry_take_stored (HeedEntry  *self,
                        HeedRecord *record)
{
  g_autoptr (HeedRecord) base = g_steal_pointer (&self->stored);

  self->stored = heed_record_ref (record);
  join (self, record, base);
}

/* What the journal holds after @sent was given to it to save, and @replaced
 * before it. What was written here meanwhile goes on from @sent and needs no
 * joining with it, whatever the clock says. */
void
heed_entry_take_saved (HeedEntry  *self,
                       HeedRecord *sent,
                       HeedRecord *replaced,
                       HeedRecord *saved)
{
  gboolean joined = !heed_record_equal (saved, sent);

  if (self->replaced == replaced)
    g_clear_pointer (&self->replaced, heed_record_unref);

  g_clear_pointer (&self->stored, heed_record_unref);
  self->stored = heed_record_ref (joined ? saved : sent);
  if (joined)
    join (self, saved, sent);
}

/* What is there now is about to give way to an older version. Whoever wrote it
 * may want it back after the window was closed. */
void
heed_entry_keep_replaced (HeedEntry *self)
{
  if (self->replaced == NULL)
    self->replaced = heed_record_ref (self->record);
}

HeedRecord *
heed_entry_get_replaced (HeedEntry *self)
{
  return self->replaced;
}

/* A moment for the next change. */
HeedStamp
heed_entry_get_now (HeedEntry *self)
{
  return heed_record_get_next_moment (self->record, heed_stamp_now ());
}

/* An entry that was thrown away elsewhere while somebody has it open here may go
 * on being written: then it is wanted, and what is written must not be put where
 * it will be wiped. */
static HeedRecord *
bring_back (HeedRecord *next)
{
  HeedRecordBuilder *builder;
  HeedRecord *back;

  if (!heed_stamp_is_set (heed_record_get_deleted (next)))
    return next;

  builder = heed_record_builder_new_from (next);
  heed_record_builder_set_deleted (builder, HEED_STAMP_NEVER);
  back = heed_record_builder_end (builder);
  heed_record_unref (next);
  return back;
}

/* Takes @next over: a change that somebody made, which has to be saved, and
 * with @step not NULL can be undone. Otherwise undo does not touch it. */
void
heed_entry_change (HeedEntry           *self,
                   HeedRecord          *next,
                   const HeedEntryStep *step)
{
  if (next == self->record)
    {
      heed_record_unref (next);
      return;
    }

  if (step != NULL)
    {
      g_autoptr (HeedRecord) before = bring_back (heed_record_ref (self->record));

      next = bring_back (next);
      /* To undo takes back what was written, and not that it is wanted. */
      if (before != self->record)
        heed_history_rebase (self->history, self->record, before);
      if (step->alone)
        heed_history_seal (self->history);
      heed_history_push (self->history, before, step->what, g_get_monotonic_time ());
      heed_history_set_places (self->history, step->before, step->after);
    }
  else
    {
      heed_history_rebase (self->history, self->record, next);
    }
  take_record (self, next);
  heed_entry_emit_changed (self);
}

/**
 * heed_entry_get_can_undo:
 * @self: an entry
 *
 * Tells whether there is a change to take back.
 *
 * Returns: %TRUE if there is
 */
gboolean
heed_entry_get_can_undo (HeedEntry *self)
{
  return heed_history_can_undo (self->history);
}

/**
 * heed_entry_get_can_redo:
 * @self: an entry
 *
 * Tells whether there is a change to make again.
 *
 * Returns: %TRUE if there is
 */
gboolean
heed_entry_get_can_redo (HeedEntry *self)
{
  return heed_history_can_redo (self->history);
}

/**
 * heed_entry_undo:
 * @self: an open entry
 *
 * Takes the last change back.
 */
void
heed_entry_undo (HeedEntry *self)
{
  g_return_if_fail (self->record != NULL);

  travel (self, heed_history_undo (self->history, self->record));
}

/**
 * heed_entry_redo:
 * @self: an open entry
 *
 * Makes the change that was taken back last again.
 */
void
heed_entry_redo (HeedEntry *self)
{
  g_return_if_fail (self->record != NULL);

  travel (self, heed_history_redo (self->history, self->record));
}

/**
 * heed_entry_get_changed_path:
 * @self: an entry
 *
 * Gets where the last undo or redo changed something, as soon as its signals
 * are sent: the path of an answer, of one of a repeated group, or of a row.
 * Beside the answers there are %HEED_ENTRY_TITLE, %HEED_ENTRY_TAGS and
 * %HEED_ENTRY_COMPLETED.
 *
 * Returns: (nullable): the path; %NULL where the change has no place of its own
 */
const char *
heed_entry_get_changed_path (HeedEntry *self)
{
  g_return_val_if_fail (HEED_IS_ENTRY (self), NULL);

  return self->changed_path;
}
