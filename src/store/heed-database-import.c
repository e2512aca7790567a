/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Joining another copy of a journal, or a part of one, with this one. */

#include "heed-database-private.h"

#include "heed-record-edit.h"


typedef struct
{
  HeedRecord *record;
  HeedWorkbook *workbook;
  HeedRecord *joined;   /* NULL until it is known; also where nothing changes */
  gboolean added;
  gboolean changed;
} Import;

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
  HeedStamp ours = heed_record_get_created (stored), theirs = heed_record_get_created (record);
  gboolean is_ours = ours.utc != theirs.utc ? ours.utc < theirs.utc : ours.offset <= theirs.offset;

  heed_record_builder_set_created (builder, is_ours ? ours : theirs);
  return heed_record_builder_end (builder);
}

static HeedRecord *
join (HeedRecord *stored,
      HeedRecord *record)
{
  gboolean is_later = heed_record_get_modified (record).utc > heed_record_get_modified (stored).utc;

  if (heed_record_is_emptied (stored) && !is_later && !heed_record_is_emptied (record))
    return put_back_into_trash (stored, record);
  if (heed_record_is_emptied (record) && !heed_record_is_emptied (stored))
    return is_later ? delete_as (stored, record) : heed_record_ref (stored);

  return merge (stored, record);
}

static HeedRecord *
join_cb (HeedRecord   *stored,
         HeedSummary **summary,
         gpointer      data)
{
  Import *import = data;

  import->joined = stored != NULL ? join (stored, import->record) : heed_record_ref (import->record);
  import->added = stored == NULL;
  import->changed = stored != NULL && !heed_record_equal (import->joined, stored);
  if (!import->added && !import->changed)
    return NULL;

  *summary = heed_summary_new (import->joined,
                               heed_workbook_find_form (import->workbook, heed_record_get_form_id (import->joined)));
  return heed_record_ref (import->joined);
}

/* What both sides wrote differently is there once; the other text is kept among
 * the older versions, whichever side it is from. */
static gboolean
keep_other_text (HeedDatabase  *self,
                 Import        *import,
                 HeedImported  *counts,
                 GPtrArray     *kept_in,
                 GError       **error)
{
  gboolean kept = FALSE;

  if (import->added || !heed_record_has_words_beside (import->record, import->joined))
    return TRUE;
  if (!heed_database_keep_version (self, import->record, &kept, error))
    return FALSE;

  counts->kept += kept;
  if (kept && kept_in != NULL)
    g_ptr_array_add (kept_in, heed_record_ref (import->joined));
  return TRUE;
}

static gboolean
import_one (HeedDatabase  *self,
            HeedRecord    *record,
            HeedWorkbook  *workbook,
            HeedImported  *counts,
            GPtrArray     *kept_in,
            GError       **error)
{
  Import import = { .record = record, .workbook = workbook };
  guint kept = counts->kept;
  gboolean success;

  success = heed_database_join_within (self, heed_record_get_id (record), join_cb, &import, error) &&
            keep_other_text (self, &import, counts, kept_in, error);
  counts->added += import.added;
  counts->changed += import.changed;
  counts->same += !import.added && !import.changed && counts->kept == kept;
  g_clear_pointer (&import.joined, heed_record_unref);
  return success;
}

static gboolean
collect_record (HeedRecord  *record,
                gpointer     records,
                GError     **error)
{
  g_ptr_array_add (records, heed_record_ref (record));
  return TRUE;
}

/**
 * heed_database_import:
 * @self: a database
 * @records: (element-type HeedRecord): entries that come from elsewhere
 * @workbook: the workbook that gives their forms; entries of forms that it
 *   does not have are taken as well
 * @counts: (inout): what came of it, added to what is there
 * @kept_in: (nullable) (element-type HeedRecord): where to put the entries of which
 *   a text was kept among the older versions
 * @error: return location for an error
 *
 * Joins entries with those that are here, in one transaction: of each answer
 * the one that was written last is kept, and of the title, the tags and the
 * rest what the entry that was written last says; see heed_record_merge().
 * What an entry was before is kept as an older version, and so is a text that
 * comes from elsewhere and is not taken. Doing it again changes nothing, and two
 * copies that are joined with each other are alike, in whatever order.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; then nothing is
 *   taken, and @counts and @kept_in are as they were
 */
gboolean
heed_database_import (HeedDatabase  *self,
                      GPtrArray     *records,
                      HeedWorkbook  *workbook,
                      HeedImported  *counts,
                      GPtrArray     *kept_in,
                      GError       **error)
{
  HeedImported now = *counts;
  guint n_kept_in = kept_in != NULL ? kept_in->len : 0;
  gboolean success = TRUE;

  heed_database_assert_usable (self);
  if (!heed_database_begin_write (self, error))
    return FALSE;

  for (guint i = 0; success && i < records->len; i++)
    success = import_one (self, g_ptr_array_index (records, i), workbook, &now, kept_in, error);
  if (!heed_database_end_write (self, success, TRUE, error))
    {
      if (kept_in != NULL)
        g_ptr_array_set_size (kept_in, (int) n_kept_in);
      return FALSE;
    }

  *counts = now;
  return TRUE;
}

/**
 * heed_database_import_versions:
 * @self: a database
 * @versions: (element-type HeedRecord): what entries were before, from another
 *   copy of the journal
 * @counts: (inout): what came of it, added to what is there
 * @error: return location for an error
 *
 * Keeps older versions of entries that are here, in one transaction, after
 * heed_database_import() of the entries themselves. Those of entries that were
 * deleted for good are left out. Doing it again changes nothing.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; then none is kept
 */
gboolean
heed_database_import_versions (HeedDatabase  *self,
                               GPtrArray     *versions,
                               HeedImported  *counts,
                               GError       **error)
{
  gboolean success = TRUE;
  guint n_kept = 0;

  heed_database_assert_usable (self);
  if (!heed_database_begin_write (self, error))
    return FALSE;

  for (guint i = 0; success && i < versions->len; i++)
    {
      gboolean kept = FALSE;

      success = heed_database_keep_version (self, g_ptr_array_index (versions, i), &kept, error);
      n_kept += kept;
    }
  if (!heed_database_end_write (self, success, n_kept > 0, error))
    return FALSE;

  counts->versions += n_kept;
  return TRUE;
}

static gpointer
ref_record (gconstpointer record,
            gpointer      unused)
{
  return heed_record_ref ((HeedRecord *) record);
}

static gboolean
collect_versions (HeedDatabase  *database,
                  GPtrArray     *records,
                  GPtrArray     *versions,
                  GError       **error)
{
  for (guint i = 0; i < records->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (records, i);
      g_autoptr (GPtrArray) older = heed_database_get_revisions (database, heed_record_get_id (record), error);

      if (older == NULL)
        return FALSE;
      g_ptr_array_extend (versions, older, ref_record, NULL);
    }

  return TRUE;
}

/**
 * heed_database_read_file:
 * @path: (type filename): another journal, such as a back-up
 * @versions: (out) (transfer full) (element-type HeedRecord): what the entries
 *   were before
 * @error: return location for an error
 *
 * Reads all entries of a journal, those in its trash included, without writing
 * into it.
 *
 * Returns: (transfer full) (element-type HeedRecord) (nullable): the entries, or
 *   %NULL with an error of heed_database_open()
 */
GPtrArray *
heed_database_read_file (const char  *path,
                         GPtrArray  **versions,
                         GError     **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GPtrArray) older = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_READ_ONLY, error);
  HeedQuery trash = { .deleted = TRUE };

  if (database == NULL ||
      !heed_database_foreach (database, NULL, collect_record, records, error) ||
      !heed_database_foreach (database, &trash, collect_record, records, error) ||
      !collect_versions (database, records, older, error) ||
      !heed_database_close (database, error))
    return NULL;

  *versions = g_steal_pointer (&older);
  return g_steal_pointer (&records);
}
