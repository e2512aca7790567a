/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that the journal writes beside its own, on the store's thread. See
 * heed-journal-work.h. */

#include "heed-journal-work.h"

#include "heed-error.h"
#include "heed-file.h"
#include "heed-json-writer.h"

typedef struct
{
  HeedJsonWriter *writer;
  GPtrArray *unsaved; /* of HeedWork, newest first; without what is written */
} Export;

static int
compare_by_age (gconstpointer a,
                gconstpointer b)
{
  gint64 first = heed_record_get_created ((*(HeedWork * const *) a)->record).utc;
  gint64 second = heed_record_get_created ((*(HeedWork * const *) b)->record).utc;

  return first > second ? -1 : first < second;
}

/* Takes what is not saved of an entry out of what is to be written. */
static HeedWork *
take_unsaved (Export     *export,
              const char *id)
{
  for (guint i = 0; i < export->unsaved->len; i++)
    {
      HeedWork *unsaved = g_ptr_array_index (export->unsaved, i);

      if (g_str_equal (heed_record_get_id (unsaved->record), id))
        return g_ptr_array_steal_index (export->unsaved, i);
    }

  return NULL;
}

/* As it would be in the journal, if it could have been saved; one of the two may
 * be NULL. Takes @unsaved over. */
static gboolean
write_entry (Export      *export,
             HeedWork    *unsaved,
             HeedRecord  *stored,
             gboolean     with_deleted,
             GError     **error)
{
  g_autoptr (HeedRecord) record = unsaved != NULL ? heed_work_join (unsaved, stored) : heed_record_ref (stored);

  g_clear_pointer (&unsaved, heed_work_free);
  return (!with_deleted && heed_stamp_is_set (heed_record_get_deleted (record))) ||
         heed_json_writer_add (export->writer, record, error);
}

/* What was begun later than @stored and never saved stands before it. */
static gboolean
write_record (HeedRecord  *stored,
              gpointer     data,
              GError     **error)
{
  Export *export = data;
  guint i = 0;

  while (i < export->unsaved->len)
    {
      HeedWork *next = g_ptr_array_index (export->unsaved, i);

      if (heed_record_get_created (next->record).utc <= heed_record_get_created (stored).utc)
        break;
      if (next->base != NULL)
        i++;
      else if (!write_entry (export, g_ptr_array_steal_index (export->unsaved, i), NULL, FALSE, error))
        return FALSE;
    }

  return write_entry (export, take_unsaved (export, heed_record_get_id (stored)), stored, FALSE, error);
}

/* What is not saved of an entry may be all that there is. Takes @unsaved over. */
static gboolean
write_by_id (HeedDatabase  *database,
             Export        *export,
             const char    *id,
             HeedWork      *unsaved,
             gboolean       with_deleted,
             GError       **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (HeedRecord) stored = heed_database_get (database, id, &failure);

  if (stored != NULL || (unsaved != NULL && g_error_matches (failure, HEED_ERROR, HEED_ERROR_NOT_FOUND)))
    return write_entry (export, unsaved, stored, with_deleted, error);

  g_clear_pointer (&unsaved, heed_work_free);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
write_chosen (HeedDatabase        *database,
              const char * const  *ids,
              Export              *export,
              GError             **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    if (!write_by_id (database, export, ids[i], take_unsaved (export, ids[i]), TRUE, error))
      return FALSE;

  return TRUE;
}

/* In the end what the journal does not have, or has in its trash. */
static gboolean
write_all (HeedDatabase  *database,
           Export        *export,
           GError       **error)
{
  if (!heed_database_foreach (database, NULL, write_record, export, error))
    return FALSE;

  while (export->unsaved->len > 0)
    {
      HeedWork *next = g_ptr_array_steal_index (export->unsaved, 0);

      if (!write_by_id (database, export, heed_record_get_id (next->record), next, FALSE, error))
        return FALSE;
    }

  return TRUE;
}

/* The whole journal or some entries as JSON, with what could not be saved, into a file that is whole or not
 * there. */
gpointer
heed_work_export (HeedDatabase  *database,
                  gpointer       data,
                  GError       **error)
{
  HeedWork *work = data;
  g_autoptr (HeedSafeFile) file = NULL;
  g_autoptr (HeedJsonWriter) writer = NULL;
  Export export;
  gboolean success;

  if (heed_database_check_target (work->path, error))
    file = heed_safe_file_new (work->path, error);
  if (file == NULL)
    return NULL;

  writer = heed_json_writer_new (heed_safe_file_get_stream (file), work->workbook);
  heed_safe_file_pass_over_stamp (file, heed_json_writer_get_stamp (writer));
  export = (Export) { writer, work->unsaved };
  g_ptr_array_sort (work->unsaved, compare_by_age);
  success = work->ids != NULL ? write_chosen (database, (const char * const *) work->ids, &export, error)
                              : write_all (database, &export, error);
  if (success && heed_json_writer_finish (writer, error))
    heed_safe_file_commit (file, error);

  return NULL;
}

gpointer
heed_work_back_up (HeedDatabase  *database,
                   gpointer       data,
                   GError       **error)
{
  HeedWork *work = data;

  if (work->unsaved->len > 0)
    heed_database_backup_with (database, work->path, work->over, heed_work_save_all, work->unsaved, error);
  else if (work->over)
    heed_database_backup_over (database, work->path, error);
  else
    heed_database_backup (database, work->path, error);
  return NULL;
}
