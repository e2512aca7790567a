/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal and other files: how entries leave it, as an export or a backup, and how
 * they come in; which other copies of it are joined with it, and which still hold what
 * was deleted. An import is first read and judged, on a thread of its own; then it is
 * taken in parts, and what cannot be brought to its end is taken back. */

#include "heed-journal.h"

#include "heed-atomic-file.h"
#include "heed-backup.h"
#include "heed-copies.h"
#include "heed-error.h"
#include "heed-exporter.h"
#include "heed-journal-file.h"
#include "heed-journal-private.h"
#include "heed-json-reader.h"
#include "heed-staging.h"
#include "heed-thread.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file to write. */
typedef struct
{
  HeedStoreFunc func;
  HeedWorkbook *workbook; /* of the journal */
  char *path;
  char **ids;             /* of what goes into it; NULL for all */
  gboolean over;          /* a file may be there that goes */
  GPtrArray *unsaved;     /* of HeedUnsaved: what could not be saved */
  GHashTable *pictures;   /* of GBytes, by the name of the content: the pictures that could not */
  HeedExporter *exporter; /* of an export, while it is being written */
  char *missing;          /* a sentence about pictures that an export does not have */
} File;

/* A file on its way into a staging, and from there into the journal. */
typedef struct
{
  HeedWorkbook *workbook; /* of the journal */
  HeedStaging *staging;
  char *path;
  int fd;
  guint64 size; /* 0 for what is no file */
} Import;

static void join_next (GTask *task);

/* Exports and backups */

static int
compare_by_age (gconstpointer a,
                gconstpointer b)
{
  gint64 first = heed_record_get_created ((*(HeedUnsaved * const *) a)->record).utc;
  gint64 second = heed_record_get_created ((*(HeedUnsaved * const *) b)->record).utc;

  return first > second ? -1 : first < second;
}

/* As it would be in the journal, if it could have been saved; one of the two may
 * be NULL. What was chosen is written even if it is in the trash. */
static gboolean
write_entry (File         *file,
             HeedUnsaved  *unsaved,
             HeedRecord   *stored,
             GError      **error)
{
  g_autoptr (HeedRecord) record = unsaved != NULL ? heed_unsaved_join (unsaved, stored) : heed_record_ref (stored);

  if (unsaved != NULL)
    unsaved->written = TRUE;
  return (file->ids == NULL && heed_timestamp_is_set (heed_record_get_deleted (record))) ||
         heed_exporter_add (file->exporter, record, error);
}

static HeedUnsaved *
find_unsaved (File       *file,
              const char *id)
{
  for (guint i = 0; i < file->unsaved->len; i++)
    {
      HeedUnsaved *unsaved = g_ptr_array_index (file->unsaved, i);

      if (g_str_equal (heed_record_get_id (unsaved->record), id))
        return unsaved;
    }

  return NULL;
}

/* What was begun later than @stored and never saved stands before it. */
static gboolean
write_record (HeedRecord  *stored,
              gpointer     data,
              GError     **error)
{
  File *file = data;

  for (guint i = 0; i < file->unsaved->len; i++)
    {
      HeedUnsaved *next = g_ptr_array_index (file->unsaved, i);

      if (heed_record_get_created (next->record).utc <= heed_record_get_created (stored).utc)
        break;
      if (next->base == NULL && !next->written && !write_entry (file, next, NULL, error))
        return FALSE;
    }

  return write_entry (file, find_unsaved (file, heed_record_get_id (stored)), stored, error);
}

/* What is not saved of an entry may be all that there is. */
static gboolean
write_by_id (HeedDatabase  *database,
             File          *file,
             const char    *id,
             GError       **error)
{
  HeedUnsaved *unsaved = find_unsaved (file, id);
  g_autoptr (GError) failure = NULL;
  g_autoptr (HeedRecord) stored = heed_database_get (database, id, &failure);

  if (stored != NULL || (unsaved != NULL && g_error_matches (failure, HEED_ERROR, HEED_ERROR_NOT_FOUND)))
    return write_entry (file, unsaved, stored, error);

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* In the end what the journal does not have, or has in its trash. */
static gboolean
write_entries (HeedDatabase  *database,
               File          *file,
               GError       **error)
{
  for (guint i = 0; file->ids != NULL && file->ids[i] != NULL; i++)
    if (!write_by_id (database, file, file->ids[i], error))
      return FALSE;
  if (file->ids == NULL && !heed_database_foreach (database, NULL, write_record, file, error))
    return FALSE;

  for (guint i = 0; i < file->unsaved->len; i++)
    {
      const HeedUnsaved *unsaved = g_ptr_array_index (file->unsaved, i);

      if (!unsaved->written && !write_by_id (database, file, heed_record_get_id (unsaved->record), error))
        return FALSE;
    }

  return TRUE;
}

/* What is damaged is left out like what is not there. */
static gboolean
write_pictures (HeedDatabase  *database,
                File          *file,
                GError       **error)
{
  const char *content;

  while ((content = heed_exporter_get_wanted_picture (file->exporter)) != NULL)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (GBytes) bytes = heed_database_read_picture (database, content, &failure);

      if (failure != NULL && !g_error_matches (failure, HEED_ERROR, HEED_ERROR_INVALID_FILE) &&
          !g_error_matches (failure, HEED_ERROR, HEED_ERROR_CORRUPT))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (!heed_exporter_add_picture (file->exporter, content,
                                      bytes != NULL ? bytes : g_hash_table_lookup (file->pictures, content), error))
        return FALSE;
    }

  file->missing = heed_exporter_dup_missing (file->exporter);
  return TRUE;
}

/* In the format that the name of the file tells, with what could not be saved; whole or not there. */
static gpointer
write_export (HeedDatabase  *database,
              gpointer       data,
              GError       **error)
{
  File *file = data;
  g_autoptr (HeedAtomicFile) target = NULL;
  g_autoptr (HeedExporter) exporter = NULL;

  if (heed_journal_file_check_target (file->path, error))
    target = heed_atomic_file_new (file->path, error);
  if (target == NULL)
    return NULL;

  exporter = heed_exporter_new (heed_export_format_choose (file->path), heed_atomic_file_get_stream (target),
                                file->workbook);
  heed_atomic_file_pass_over_stamp (target, heed_exporter_get_stamp (exporter));
  file->exporter = exporter;
  g_ptr_array_sort (file->unsaved, compare_by_age);
  if (write_entries (database, file, error) && write_pictures (database, file, error) &&
      heed_exporter_finish (exporter, error))
    heed_atomic_file_commit (target, error);

  return NULL;
}

/* Into a copy: the pictures first, as an entry speaks only of what is there. */
static gboolean
save_rest (HeedDatabase  *copy,
           gpointer       data,
           GError       **error)
{
  const File *file = data;
  GHashTableIter iter;
  gpointer bytes;

  g_hash_table_iter_init (&iter, file->pictures);
  while (g_hash_table_iter_next (&iter, NULL, &bytes))
    {
      g_autofree char *content = heed_database_add_picture (copy, bytes, error);

      if (content == NULL)
        return FALSE;
    }
  return heed_unsaved_save_all (copy, file->unsaved, error);
}

static gpointer
write_backup (HeedDatabase  *database,
              gpointer       data,
              GError       **error)
{
  File *file = data;

  heed_database_backup (database, file->path, file->over, file->unsaved->len > 0 ? save_rest : NULL, file, error);
  return NULL;
}

static void
free_file (gpointer data)
{
  File *file = data;

  g_free (file->path);
  g_strfreev (file->ids);
  g_clear_pointer (&file->unsaved, g_ptr_array_unref);
  g_clear_pointer (&file->pictures, g_hash_table_unref);
  g_free (file->missing);
  g_free (file);
}

/* Somebody may want the file because nothing can be saved: what is in memory only
 * goes into it from there. */
static void
saved_first_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  HeedJournal *self = HEED_JOURNAL (source);
  GTask *task = data;
  File *file = g_task_get_task_data (task);

  heed_journal_finish (self, result, NULL);
  file->unsaved = heed_journal_dup_unsaved (self);
  file->pictures = heed_journal_dup_rescued_pictures (self);
  for (guint i = file->unsaved->len; file->ids != NULL && i > 0; i--)
    {
      const HeedUnsaved *unsaved = g_ptr_array_index (file->unsaved, i - 1);

      if (!g_strv_contains ((const char * const *) file->ids, heed_record_get_id (unsaved->record)))
        g_ptr_array_remove_index (file->unsaved, i - 1);
    }
  heed_journal_call (HEED_READER_FILES, file->func, task, NULL);
}

static void
write_file (HeedJournal                  *self,
            HeedStoreFunc                 func,
            const char                   *path,
            const char          * const  *ids,
            gboolean                      over,
            GAsyncReadyCallback           callback,
            gpointer                      user_data)
{
  File *file = g_new0 (File, 1);

  file->workbook = self->workbook;
  file->func = func;
  file->path = g_strdup (path);
  file->ids = g_strdupv ((GStrv) ids);
  file->over = over;
  heed_journal_save_async (self, saved_first_cb, heed_journal_new_task (self, file, free_file, callback, user_data));
}

/* Imports */

static void
note_progress (const Import *import)
{
  if (import->size > 0)
    heed_staging_set_progress (import->staging, (guint64) lseek (import->fd, 0, SEEK_CUR), import->size);
}

static gboolean
stage_picture (const char    *content,
               guint64        size,
               guint64        offset,
               const guchar  *piece,
               gsize          length,
               gpointer       data,
               GError       **error)
{
  const Import *import = data;

  note_progress (import);
  return heed_staging_add_picture (content, size, offset, piece, length, import->staging, error);
}

static gboolean
stage_record (HeedRecord  *record,
              gpointer     data,
              GError     **error)
{
  const Import *import = data;

  note_progress (import);
  return heed_staging_add (record, import->staging, error);
}

static gboolean
read_export (Import        *import,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GInputStream) stream = heed_json_open (import->path, error);
  g_autofree char *name = g_filename_display_name (import->path);
  struct stat status;

  if (stream == NULL)
    return FALSE;

  import->fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (stream));
  import->size = fstat (import->fd, &status) == 0 && S_ISREG (status.st_mode) ? (guint64) status.st_size : 0;
  return heed_json_read_each (stream, name, stage_record, stage_picture, import, import->workbook,
                              heed_staging_get_editions (import->staging), heed_staging_get_unknown (import->staging),
                              cancellable, error);
}

static gpointer
stage (gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  Import *import = data;

  return GINT_TO_POINTER (heed_staging_open (import->staging, error) &&
                          (heed_journal_file_exists (import->path)
                               ? heed_staging_read_journal (import->staging, import->path, cancellable, error)
                               : read_export (import, cancellable, error)) &&
                          heed_staging_seal (import->staging, error));
}

static gboolean
import_part (HeedDatabase  *database,
             gpointer       data,
             gboolean      *more,
             GError       **error)
{
  const Import *import = data;

  return heed_database_import (database, import->staging, import->workbook, more, error);
}

static void
free_import (gpointer data)
{
  Import *import = data;

  g_object_unref (import->staging);
  g_free (import->path);
  g_free (import);
}

static GTask *
new_import (HeedJournal         *self,
            HeedStaging         *staging,
            const char          *path,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Import *import = g_new0 (Import, 1);

  import->workbook = self->workbook;
  import->staging = g_object_ref (staging);
  import->path = g_strdup (path);
  g_task_set_task_data (task, import, free_import);
  return task;
}

/* Takes an import back that was not brought to its end, or forgets how to. */
static gboolean
settle_part (HeedDatabase  *database,
             gpointer       data,
             gboolean      *more,
             GError       **error)
{
  return heed_database_settle_import (database, more, error);
}

static void
taken_back_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (GTask) task = data;
  const GError *cause = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    heed_set_error (&error, HEED_ERROR_FAILED, cause->message,
                    _("The import could not be brought to its end. What was taken of it goes when the journal is next "
                      "opened; nothing of yours is lost."));
  g_task_return_error (task, error != NULL ? error : g_error_copy (cause));
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      /* Nobody waits for how to take it back to be forgotten. */
      heed_journal_write (settle_part, heed_journal_new_task (self, NULL, NULL, NULL, NULL));
      /* What came along may say what was asked in entries that were here before. */
      heed_journal_update_wording (self);
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_task_set_task_data (task, error, (GDestroyNotify) g_error_free);
  heed_journal_write_after_save (settle_part, heed_journal_new_task (self, NULL, NULL, taken_back_cb,
                                                                     g_steal_pointer (&task)));
}

/* Joining other copies, one after the other */

typedef struct
{
  GPtrArray *copies; /* of HeedCopy */
  guint next;
  HeedStaging *staging; /* of the next */
  gboolean again;    /* whether all of it is there is being looked at */
  HeedImported counts;
  GPtrArray *kept_in;
  GError *error;     /* of the first that could not be joined */
} Join;

static void
free_join (gpointer data)
{
  Join *join = data;

  g_clear_object (&join->staging);
  g_ptr_array_unref (join->copies);
  g_ptr_array_unref (join->kept_in);
  g_clear_error (&join->error);
  g_free (join);
}

/* Takes @error over, if there is one. */
static void
join_more (GTask  *task,
           GError *error)
{
  Join *join = g_task_get_task_data (task);

  if (join->error == NULL)
    join->error = error;
  else
    g_clear_error (&error);
  join->again = FALSE;
  join->next++;
  join_next (task);
}

/* What was rescued is of no use any more when all of it is in the journal: when
 * there is nothing left to import. Copies that another program made are that
 * program's. */
static void
copy_imported_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  GTask *task = data;
  Join *join = g_task_get_task_data (task);
  const HeedCopy *copy = g_ptr_array_index (join->copies, join->next);
  const HeedImported *counts = heed_staging_get_imported (join->staging);
  GPtrArray *kept_in = heed_staging_get_kept_in (join->staging);
  GError *error = NULL;

  if (!heed_journal_finish (HEED_JOURNAL (source), result, &error))
    {
      join_more (task, error);
      return;
    }

  join->counts.added += counts->added;
  join->counts.changed += counts->changed;
  join->counts.same += counts->same;
  join->counts.kept += counts->kept;
  join->counts.versions += counts->versions;
  join->counts.pictures += counts->pictures;
  join->counts.in_trash += counts->in_trash;
  join->counts.out_of_trash += counts->out_of_trash;
  for (guint i = 0; i < kept_in->len; i++)
    g_ptr_array_add (join->kept_in, heed_record_ref (g_ptr_array_index (kept_in, i)));
  if (copy->kind != HEED_COPY_RESCUE)
    {
      join_more (task, NULL);
      return;
    }

  join->again = TRUE;
  join_next (task);
}

static void
copy_staged_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  GTask *task = data;
  Join *join = g_task_get_task_data (task);
  g_autoptr (GError) failure = NULL;
  GError *error = NULL;

  if (!heed_journal_finish (HEED_JOURNAL (source), result, &error))
    {
      join_more (task, error);
      return;
    }
  if (!join->again)
    {
      heed_journal_import_async (HEED_JOURNAL (source), join->staging, NULL, copy_imported_cb, task);
      return;
    }

  if (!heed_staging_has_changes (join->staging) &&
      !heed_copy_remove (g_ptr_array_index (join->copies, join->next), &failure))
    g_debug ("A rescued journal stays: %s", failure->message);
  join_more (task, NULL);
}

/* Takes @task over. */
static void
join_next (GTask *task)
{
  Join *join = g_task_get_task_data (task);
  HeedJournal *self = g_task_get_source_object (task);

  if (join->next < join->copies->len && !self->is_open)
    {
      g_clear_error (&join->error);
      heed_set_error (&join->error, HEED_ERROR_FAILED, NULL,
                      _("The journal was closed before all copies were joined. They stay where they are."));
    }
  else if (join->next < join->copies->len)
    {
      const HeedCopy *copy = g_ptr_array_index (join->copies, join->next);

      g_clear_object (&join->staging);
      join->staging = heed_staging_new (heed_journal_get_path (self));
      heed_journal_stage_async (self, join->staging, copy->path, NULL, copy_staged_cb, task);
      return;
    }

  if (join->error != NULL)
    g_task_return_error (task, g_steal_pointer (&join->error));
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* What was deleted, and copies of the journal that still hold it. These are read and
 * written on threads of their own: there may be many, and what is typed meanwhile is
 * to be saved. */

typedef struct
{
  char *journal;
  char *backups;     /* the folder that was chosen; NULL for the one beside the journal */
  GPtrArray *copies; /* of HeedCopy: to erase from; NULL to find them */
  char **ids;        /* of what was deleted */
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  g_free (search->journal);
  g_free (search->backups);
  g_clear_pointer (&search->copies, g_ptr_array_unref);
  g_strfreev (search->ids);
  g_free (search);
}

static gpointer
find_copies (gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Search *search = data;
  const HeedBackupPlan plan = { .journal = search->journal, .folder = search->backups };
  GPtrArray *copies = heed_backup_plan_find_copies (&plan, TRUE);

  for (guint i = copies->len; i > 0; i--)
    {
      const HeedCopy *copy = g_ptr_array_index (copies, i - 1);
      gboolean found;

      /* What others keep is theirs, and what cannot be read may hold anything. */
      if (copy->kind == HEED_COPY_OTHER ||
          (heed_database_file_holds (copy->path, (const char * const *) search->ids, &found, NULL) && !found))
        g_ptr_array_remove_index (copies, i - 1);
    }

  return copies;
}

/* One that cannot be changed does not keep the words in the others. */
static gpointer
forget_in_copies (gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  Search *search = data;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < search->copies->len; i++)
    {
      const HeedCopy *copy = g_ptr_array_index (search->copies, i);
      g_autofree char *name = g_filename_display_basename (copy->path);
      g_autoptr (GError) failure = NULL;

      if (heed_database_forget_in_file (copy->path, (const char * const *) search->ids, &failure))
        continue;

      g_string_append_printf (names, names->len > 0 ? ", “%s”" : "“%s”", name);
      if (first == NULL)
        first = g_steal_pointer (&failure);
    }

  if (first != NULL)
    heed_set_error (error, HEED_ERROR_FAILED, heed_error_get_detail (first),
                    /* Translators: the names of files, and a sentence that says why. */
                    _("What you deleted is still in %s. %s"), names->str, first->message);
  return GINT_TO_POINTER (first == NULL);
}

static gpointer
read_deleted_ids (HeedDatabase  *database,
                  gpointer       data,
                  GError       **error)
{
  return heed_database_get_deleted_ids (database, error);
}

static void
ids_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (GTask) task = data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  search->ids = g_task_propagate_pointer (G_TASK (result), &error);
  if (search->ids == NULL)
    g_task_return_error (task, error);
  else if (search->copies != NULL)
    heed_thread_run (task, forget_in_copies, NULL);
  else
    heed_thread_run (task, find_copies, (GDestroyNotify) g_ptr_array_unref);
}

/* Takes @search over. */
static void
search_copies (HeedJournal         *self,
               Search              *search,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  GTask *task = heed_journal_new_task (self, search, free_search, callback, user_data);

  heed_journal_call (HEED_WRITER, read_deleted_ids, heed_journal_new_task (self, NULL, NULL, ids_cb, task),
                     (GDestroyNotify) g_strfreev);
}

/**
 * heed_journal_export_async:
 * @self: an open journal
 * @ids: (nullable) (array zero-terminated=1): ids of entries; %NULL for all that are
 *   listed
 * @path: (type filename): where to write them
 * @callback: called when the file is there, or why it is not
 * @user_data: for @callback
 *
 * Writes entries, in the format that the name of the file tells, after saving what is
 * not saved yet. What cannot be saved is in the file all the same; see
 * heed_journal_wrote_unsaved(). End it with heed_journal_finish(), which gives
 * %HEED_ERROR_NOT_FOUND if one of the entries is not there; of a file that failed there
 * is no half. Pictures that the journal does not have are not in the file either; see
 * heed_journal_get_missing().
 */
void
heed_journal_export_async (HeedJournal         *self,
                           const char * const  *ids,
                           const char          *path,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  write_file (self, write_export, path, ids, FALSE, callback, user_data);
}

/**
 * heed_journal_back_up_async:
 * @self: an open journal
 * @path: (type filename): the file to write
 * @over: whether a file that is there already may go; it is then still there if
 *   anything fails
 * @callback: called when the file is there, or why it is not
 * @user_data: for @callback
 *
 * Copies the journal with all that is in it, after saving what is not saved
 * yet. What cannot be saved is in the copy all the same; see
 * heed_journal_wrote_unsaved(). The copy is again a journal. End it with
 * heed_journal_finish(), which gives %HEED_ERROR_EXISTS if there is a file already that
 * may not go, and %HEED_ERROR_LOCKED if it is a journal in use; the path is then as it
 * was.
 */
void
heed_journal_back_up_async (HeedJournal         *self,
                            const char          *path,
                            gboolean             over,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  write_file (self, write_backup, path, NULL, over, callback, user_data);
}

/**
 * heed_journal_wrote_unsaved:
 * @self: a journal
 * @result: what the callback of an export or a backup got
 *
 * Tells whether the file holds something that the journal does not: something that
 * could not be saved.
 *
 * Returns: %TRUE if so, as far as is known
 */
gboolean
heed_journal_wrote_unsaved (HeedJournal  *self,
                            GAsyncResult *result)
{
  const File *file = g_task_get_task_data (G_TASK (result));

  return file->unsaved->len > 0 && heed_journal_get_save_state (self) != HEED_SAVE_STATE_SAVED;
}

/**
 * heed_journal_get_missing:
 * @self: a journal
 * @result: what the callback of an export got
 *
 * Tells which pictures of the entries are not in the file, because the journal does not
 * have them.
 *
 * Returns: (nullable): a sentence, which is the result's; %NULL where none is missing
 */
const char *
heed_journal_get_missing (HeedJournal  *self,
                          GAsyncResult *result)
{
  const File *file = g_task_get_task_data (G_TASK (result));

  return file->missing;
}

/**
 * heed_journal_stage_async:
 * @self: an open journal
 * @staging: a staging for this journal
 * @path: (type filename): a file that was exported, or a back-up
 * @cancellable: (nullable): to stop it
 * @callback: called when all of the file is staged, or why it is not
 * @user_data: for @callback
 *
 * Reads a file and judges what is in it, without taking anything. How far it has
 * come, heed_staging_get_progress() tells. End it with heed_journal_finish(), which
 * gives the errors of heed_json_read_each() and heed_database_open().
 */
void
heed_journal_stage_async (HeedJournal         *self,
                          HeedStaging         *staging,
                          const char          *path,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = new_import (self, staging, path, cancellable, callback, user_data);

  heed_thread_run (task, stage, NULL);
}

/**
 * heed_journal_import_async:
 * @self: an open journal
 * @staging: what heed_journal_stage_async() staged
 * @cancellable: (nullable): to stop it
 * @callback: called when all of it is in the journal, or nothing
 * @user_data: for @callback
 *
 * Joins what is staged with the entries of the journal, as heed_database_import()
 * does. What is typed meanwhile is saved meanwhile. How far it has come,
 * heed_staging_get_progress() tells.
 *
 * End it with heed_journal_finish(). The lists show the entries by then; what came
 * of it, the staging tells. Where it fails with an error of heed_database_import() or
 * %G_IO_ERROR_CANCELLED, what had been taken was taken back, or is when the journal is
 * next opened.
 */
void
heed_journal_import_async (HeedJournal         *self,
                           HeedStaging         *staging,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = new_import (self, staging, NULL, cancellable, imported_cb,
                            g_task_new (self, NULL, callback, user_data));

  /* What is written is written. */
  g_task_set_check_cancellable (task, FALSE);
  heed_journal_write (import_part, task);
}

/**
 * heed_journal_join_async:
 * @self: an open journal
 * @copies: (element-type HeedCopy): other copies of the journal
 * @callback: called when all of them are joined, or why one is not
 * @user_data: for @callback
 *
 * Joins copies with the journal, as heed_journal_import_async() does. What was
 * rescued is removed when all of it is certainly in the journal; all other copies
 * are left as they are. One that cannot be read does not stop those after it. Of each all
 * is taken or nothing. If the journal is closed meanwhile, it ends with
 * %HEED_ERROR_FAILED, and the copies stay.
 */
void
heed_journal_join_async (HeedJournal         *self,
                         GPtrArray           *copies,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Join *join = g_new0 (Join, 1);

  join->copies = g_ptr_array_ref (copies);
  join->kept_in = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_task_set_task_data (task, join, free_join);
  join_next (task);
}

/**
 * heed_journal_join_finish:
 * @self: a journal
 * @result: what the callback got
 * @counts: (out caller-allocates) (optional): what came of it, even where one failed
 * @kept_in: (out) (optional) (transfer container) (element-type HeedRecord): the
 *   entries of which a text was kept among the older versions, even where it failed
 * @error: return location for an error
 *
 * Ends heed_journal_join_async().
 *
 * Returns: %FALSE with the error of the first copy that could not be joined; doing
 *   it again takes what is missing
 */
gboolean
heed_journal_join_finish (HeedJournal   *self,
                          GAsyncResult  *result,
                          HeedImported  *counts,
                          GPtrArray    **kept_in,
                          GError       **error)
{
  const Join *join = g_task_get_task_data (G_TASK (result));

  if (counts != NULL)
    *counts = join->counts;
  if (kept_in != NULL)
    *kept_in = g_ptr_array_ref (join->kept_in);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * heed_journal_find_copies_async:
 * @self: an open journal
 * @backups: (type filename) (nullable): the folder that was chosen for backups; %NULL
 *   for the one beside the journal, which is looked through in any case
 * @callback: called when they are found
 * @user_data: for @callback
 *
 * Looks for the copies that hold something of what was deleted in the journal,
 * whether it is in the trash or has left it for good. End it with
 * heed_journal_take_answer(), which gives a `GPtrArray` of [struct@Heed.Copy], newest
 * first, and with them those that cannot be read.
 */
void
heed_journal_find_copies_async (HeedJournal         *self,
                                const char          *backups,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  Search *search = g_new0 (Search, 1);

  g_return_if_fail (heed_journal_is_open (self));

  search->journal = g_strdup (heed_journal_get_path (self));
  search->backups = g_strdup (backups);
  search_copies (self, search, callback, user_data);
}

/**
 * heed_journal_forget_in_copies_async:
 * @self: an open journal
 * @copies: (element-type HeedCopy): copies of it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Erases what was deleted in the journal from copies; see
 * heed_database_forget_in_file(). End it with heed_journal_finish(), whose error names
 * the copies that are as they were; the others are done.
 */
void
heed_journal_forget_in_copies_async (HeedJournal         *self,
                                     GPtrArray           *copies,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  Search *search = g_new0 (Search, 1);

  g_return_if_fail (heed_journal_is_open (self));
  g_return_if_fail (copies != NULL);

  search->copies = g_ptr_array_ref (copies);
  search_copies (self, search, callback, user_data);
}
