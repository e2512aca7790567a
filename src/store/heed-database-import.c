/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Joining another copy of a journal, or a part of one, with this one. */

#include "heed-database.h"

#include "heed-record-edit.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAGIC "SQLite format 3"

typedef struct
{
  GPtrArray *records;
  HeedWorkbook *workbook;
  HeedImported counts;
  guint next;
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

/* When an entry was begun is its place in the journal, which never changes. */
static HeedRecord *
merge (HeedRecord *stored,
       HeedRecord *record)
{
  g_autoptr (HeedRecord) merged = heed_record_merge (stored, record, NULL);
  HeedRecordBuilder *builder = heed_record_builder_new_from (merged);

  heed_record_builder_set_created (builder, heed_record_get_created (stored));
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
  HeedRecord *record = g_ptr_array_index (import->records, import->next++);
  g_autoptr (HeedRecord) joined = stored != NULL ? join (stored, record) : heed_record_ref (record);

  if (stored != NULL && heed_record_equal (joined, stored))
    {
      import->counts.same++;
      return NULL;
    }

  if (stored == NULL)
    import->counts.added++;
  else
    import->counts.changed++;
  *summary = heed_summary_new (joined, heed_workbook_find_form (import->workbook, heed_record_get_form_id (joined)));
  return g_steal_pointer (&joined);
}

static GPtrArray *
collect_ids (GPtrArray *records)
{
  GPtrArray *ids = g_ptr_array_sized_new (records->len + 1);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (ids, (gpointer) heed_record_get_id (g_ptr_array_index (records, i)));
  g_ptr_array_add (ids, NULL);
  return ids;
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
 * @counts: (out caller-allocates) (optional): what came of it
 * @error: return location for an error
 *
 * Joins entries with those that are here, in one transaction: of each answer
 * the one that was written last is kept, and of the title, the tags and the
 * rest what the entry that was written last says; see heed_record_merge().
 * What an entry was before is kept as an older version. Doing it again changes
 * nothing.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; then nothing is
 *   taken
 */
gboolean
heed_database_import (HeedDatabase  *self,
                      GPtrArray     *records,
                      HeedWorkbook  *workbook,
                      HeedImported  *counts,
                      GError       **error)
{
  g_autoptr (GPtrArray) ids = collect_ids (records);
  Import import = { .records = records, .workbook = workbook };

  if (!heed_database_join_all (self, (const char * const *) ids->pdata, join_cb, &import, TRUE, error))
    return FALSE;

  if (counts != NULL)
    *counts = import.counts;
  return TRUE;
}

/**
 * heed_database_is_journal:
 * @path: (type filename): a file, which need not be there
 *
 * Tells whether a file looks like a journal: a back-up as well as one in use.
 *
 * Returns: %TRUE for anything that SQLite wrote
 */
gboolean
heed_database_is_journal (const char *path)
{
  char start[sizeof MAGIC] = { 0 };
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  gssize length;

  if (fd < 0)
    return FALSE;

  length = read (fd, start, sizeof start);
  close (fd);
  return length == sizeof start && memcmp (start, MAGIC, sizeof start) == 0;
}

/**
 * heed_database_read_file:
 * @path: (type filename): another journal, such as a back-up
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
                         GError     **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_READ_ONLY, error);
  HeedQuery trash = { .deleted = TRUE };

  if (database == NULL ||
      !heed_database_foreach (database, NULL, collect_record, records, error) ||
      !heed_database_foreach (database, &trash, collect_record, records, error) ||
      !heed_database_close (database, error))
    return NULL;

  return g_steal_pointer (&records);
}
