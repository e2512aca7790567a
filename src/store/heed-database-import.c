/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Joining another copy of a journal, or a part of one, with this one. */

#include "heed-database-undo.h"
#include "heed-error.h"
#include "heed-record-edit.h"
#include "heed-staging-private.h"
#include "heed-wording.h"

#include <glib/gi18n.h>

/* Whoever imports an entry that they had deleted for good finds it in the
 * trash again, whole, and may bring it back from there. */
static HeedRecord *
put_back_into_trash (HeedRecord *stored,
                     HeedRecord *record)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (record);

  heed_record_builder_set_created (builder, heed_record_get_created (stored));
  heed_record_builder_set_modified (builder, heed_record_get_modified (stored));
  heed_record_builder_set_deleted (builder, heed_record_get_deleted (stored));
  return heed_record_builder_end (builder);
}

/* An entry that was deleted for good elsewhere is deleted here, too, and may be
 * brought back whole. */
static HeedRecord *
delete_as (HeedRecord *stored,
           HeedRecord *record)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (stored);

  heed_record_builder_set_modified (builder, heed_record_get_modified (record));
  heed_record_builder_set_deleted (builder, heed_record_get_deleted (record));
  return heed_record_builder_end (builder);
}

/* When an entry was begun is its place in the journal: of two that differ it is
 * the earlier one, on whichever side. */
static HeedRecord *
merge (HeedRecord *stored,
       HeedRecord *record)
{
  g_autoptr (HeedRecord) merged = heed_record_merge (stored, record, NULL);
  HeedRecordBuilder *builder = heed_record_builder_new_from (merged);
  HeedTimestamp ours = heed_record_get_created (stored), theirs = heed_record_get_created (record);
  gboolean is_ours = ours.utc != theirs.utc ? ours.utc < theirs.utc : ours.offset <= theirs.offset;

  heed_record_builder_set_created (builder, is_ours ? ours : theirs);
  return heed_record_builder_end (builder);
}

/* What is kept of two states of an entry, one from the journal and one that comes. */
HeedRecord *
heed_database_join_records (HeedRecord *stored,
                            HeedRecord *record)
{
  gboolean is_later = heed_record_get_modified (record).utc > heed_record_get_modified (stored).utc;

  if (heed_record_is_emptied (stored) && !is_later && !heed_record_is_emptied (record))
    return put_back_into_trash (stored, record);
  if (heed_record_is_emptied (record) && !heed_record_is_emptied (stored))
    return is_later ? delete_as (stored, record) : heed_record_ref (stored);

  return merge (stored, record);
}

/* What both sides wrote differently is there once; the other text is kept among
 * the older versions, whichever side it is from. */
static gboolean
keep_other_text (HeedDatabase  *self,
                 HeedStaging   *staging,
                 HeedRecord    *record,
                 HeedRecord    *joined,
                 GError       **error)
{
  gint64 revision;

  if (!heed_record_has_words_beside (record, joined))
    return TRUE;
  if (!heed_database_keep_version (self, record, &revision, error))
    return FALSE;
  if (revision == 0)
    return TRUE;

  staging->imported.kept++;
  g_ptr_array_add (staging->kept_in, heed_record_ref (joined));
  return heed_database_note_version (self, revision, error);
}

static gboolean
write_change (HeedEntryChange  *change,
              HeedWorkbook     *workbook,
              GError          **error)
{
  HeedForm *form = heed_wording_find_form (workbook, change->record);
  g_autoptr (HeedSummary) summary = heed_summary_new (change->record, form);
  gboolean written;

  change->summary = summary;
  return heed_entry_change_write (change, &written, error) && heed_database_note_entry (change->database, change, error);
}

static gboolean
import_entry (HeedDatabase  *self,
              HeedStaging   *staging,
              HeedRecord    *record,
              HeedWorkbook  *workbook,
              GError       **error)
{
  g_auto (HeedEntryChange) change = { .database = self, .keep_old = TRUE };
  g_autoptr (HeedRecord) joined = NULL;
  guint kept = staging->imported.kept;
  gboolean is_new, differs;

  if (!heed_entry_change_load (&change, heed_record_get_id (record), error))
    return FALSE;

  is_new = change.old == NULL;
  joined = is_new ? heed_record_ref (record) : heed_database_join_records (change.old, record);
  differs = is_new || !heed_record_equal (joined, change.old);
  change.record = joined;
  if (differs && !write_change (&change, workbook, error))
    return FALSE;
  if (!is_new && !keep_other_text (self, staging, record, joined, error))
    return FALSE;

  if (differs || staging->imported.kept > kept)
    heed_staging_count_place (change.old, joined, &staging->imported.in_trash, &staging->imported.out_of_trash);
  staging->imported.added += is_new;
  staging->imported.changed += differs && !is_new;
  staging->imported.same += !differs && staging->imported.kept == kept;
  return TRUE;
}

static gboolean
import_version (HeedDatabase  *self,
                HeedStaging   *staging,
                HeedRecord    *version,
                GError       **error)
{
  gint64 revision;

  if (!heed_database_keep_version (self, version, &revision, error))
    return FALSE;
  if (revision == 0)
    return TRUE;

  staging->imported.versions++;
  return heed_database_note_version (self, revision, error);
}

/* @more tells whether the time was over before the end. */
static gboolean
import_for_a_moment (HeedDatabase  *self,
                     HeedStaging   *staging,
                     HeedWorkbook  *workbook,
                     gboolean      *more,
                     GError       **error)
{
  gint64 end = g_get_monotonic_time () + self->import_step;

  do
    {
      g_autoptr (HeedRecord) record = NULL;
      gboolean is_version;

      if (!heed_staging_take_next (staging, &record, &is_version, error))
        return FALSE;

      *more = record != NULL;
      if (!*more)
        return TRUE;
      if (is_version ? !import_version (self, staging, record, error)
                     : !import_entry (self, staging, record, workbook, error))
        return FALSE;

      heed_staging_set_progress (staging, ++staging->n_done, staging->n_entries + staging->n_versions);
    }
  while (g_get_monotonic_time () < end);

  return TRUE;
}

/* What was judged by what has been taken back since has to be judged again. */
static gboolean
prepare (HeedDatabase  *self,
         HeedStaging   *staging,
         GError       **error)
{
  gboolean outdated;

  if (!heed_database_prepare_import (self, error) ||
      !heed_database_has_removed (self, staging->change, &outdated, error))
    return FALSE;
  if (!outdated || staging->keeps_all)
    return TRUE;

  heed_set_error (error, HEED_ERROR_LOCKED, NULL,
                  _("Another import was just taken back. Import the file again; nothing was taken."));
  return FALSE;
}

/* In one transaction. */
static gboolean
import_step (HeedDatabase  *self,
             HeedStaging   *staging,
             HeedWorkbook  *workbook,
             gboolean      *more,
             GError       **error)
{
  gboolean success;

  if (!heed_database_begin_write (self, error))
    return FALSE;

  success = (staging->begun || heed_database_begin_undo (self, error)) &&
            import_for_a_moment (self, staging, workbook, more, error) &&
            (*more || (staging->begun ? heed_database_finish_undo (self, error)
                                      : heed_database_drop_undo (self, error)));
  staging->begun = TRUE;
  return heed_database_end_write (self, success, TRUE, error);
}

/**
 * heed_database_import:
 * @self: a database
 * @staging: what to take, sealed
 * @workbook: the workbook that gives the forms; entries of forms that it does not
 *   have are taken as well
 * @more: (out): whether there is more to do
 * @error: return location for an error
 *
 * Joins a part of what comes from elsewhere with what is here, in a transaction of
 * less than a fifth of a second; call it until there is no @more. Of each answer the
 * one that was written last is kept, and of the title, the tags and the rest what
 * the entry that was written last says; see heed_record_merge(). What an entry was
 * before is kept as an older version, and so is a text that comes from elsewhere
 * and is not taken. Doing it again changes nothing, and two copies that are joined
 * with each other are alike, in whatever order.
 *
 * What was asked in the versions of workbooks that the entries are of comes along;
 * heed_database_update_wording() keeps it where only that is new.
 *
 * Lists show what was taken so far. All of it goes again if the import is not
 * brought to its end: by heed_database_settle_import(), or when the journal is next
 * opened. That is to be called in the end in any case.
 *
 * Returns: %FALSE with %HEED_ERROR_LOCKED if another program imports into this
 *   journal, or another error of that domain
 */
gboolean
heed_database_import (HeedDatabase  *self,
                      HeedStaging   *staging,
                      HeedWorkbook  *workbook,
                      gboolean      *more,
                      GError       **error)
{
  heed_database_assert_usable (self);

  *more = FALSE;
  if (!staging->begun)
    staging->imported.same = staging->preview.older + staging->preview.same + staging->preview.newer +
                             staging->preview.in_conflict + staging->preview.added - staging->n_entries;
  if (!staging->begun)
    heed_workbook_add_editions (workbook, staging->editions);
  if (!heed_staging_has_changes (staging))
    return TRUE;

  return (staging->begun || prepare (self, staging, error)) &&
         import_step (self, staging, workbook, more, error);
}

/**
 * heed_database_import_records:
 * @self: a database
 * @records: (element-type HeedRecord): a few entries that come from elsewhere
 * @workbook: as for heed_database_import()
 * @error: return location for an error
 *
 * Joins entries that are in memory with what is here, to the end.
 *
 * Returns: %FALSE with an error of heed_database_import(); then none is taken, or
 *   what was goes when the journal is next opened
 */
gboolean
heed_database_import_records (HeedDatabase  *self,
                              GPtrArray     *records,
                              HeedWorkbook  *workbook,
                              GError       **error)
{
  g_autoptr (HeedStaging) staging = heed_staging_new (self->path);
  gboolean success = heed_staging_open (staging, error), more = TRUE;

  for (guint i = 0; success && i < records->len; i++)
    success = heed_staging_add (g_ptr_array_index (records, i), staging, error);
  success = success && heed_staging_seal (staging, error);
  while (success && more)
    success = heed_database_import (self, staging, workbook, &more, error);
  for (more = TRUE; more;)
    if (!heed_database_settle_import (self, &more, NULL))
      break;

  return success;
}
