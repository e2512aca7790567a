/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is in the files of pictures. Which entry has which is an answer of the entry. */

#include "heed-journal-private.h"

#include "heed-database.h"
#include "heed-error.h"
#include "heed-picture.h"

/* A picture that is to be kept, or read. */
typedef struct
{
  GBytes *bytes;    /* NULL for one that is read */
  char *content;    /* NULL for one that is kept */
  HeedStore *store; /* the journal's, when it was asked */
} Errand;

static void
free_errand (gpointer data)
{
  Errand *errand = data;

  g_clear_pointer (&errand->bytes, g_bytes_unref);
  g_free (errand->content);
  g_free (errand);
}

static void
unref_bytes (gpointer bytes)
{
  g_clear_pointer ((GBytes **) &bytes, g_bytes_unref);
}

static gpointer
do_errand (HeedDatabase  *database,
           gpointer       data,
           GError       **error)
{
  Errand *errand = data;

  return errand->bytes != NULL ? (gpointer) heed_database_add_picture (database, errand->bytes, error)
                               : (gpointer) heed_database_read_picture (database, errand->content, error);
}

static GDestroyNotify
get_free (Errand *errand)
{
  return errand->bytes != NULL ? g_free : unref_bytes;
}

/* What is there only elsewhere is kept in memory, too: exports and backups take it from
 * there, as they do with what could not be saved. */
static void
keep_rescued (HeedJournal *self,
              const char  *content,
              GBytes      *bytes)
{
  if (self->rescued_pictures == NULL)
    self->rescued_pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_bytes);
  g_hash_table_insert (self->rescued_pictures, g_strdup (content), g_bytes_ref (bytes));
}

static void
rescued_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  Errand *errand = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer content;

  if (!heed_store_finish (HEED_STORE (source), result, &content, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  keep_rescued (g_task_get_source_object (task), content, errand->bytes);
  g_task_return_pointer (task, content, g_free);
}

/* Where the file is gone, what is added goes elsewhere; the journal joins it later. Takes
 * @task over. */
static void
send_to_rescue (GTask *task)
{
  Errand *errand = g_task_get_task_data (task);

  heed_store_call_async (heed_journal_ensure_rescue (g_task_get_source_object (task)), do_errand, errand, NULL,
                         get_free (errand), NULL, rescued_cb, task);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);
  Errand *errand = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer answer = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean lost = errand->bytes != NULL && g_error_matches (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);

  if (lost && errand->store == self->store)
    heed_journal_take_loss (self, error);
  if (answer == NULL && error == NULL && self->rescued_pictures != NULL)
    {
      answer = g_hash_table_lookup (self->rescued_pictures, errand->content);
      if (answer != NULL)
        g_bytes_ref (answer);
    }

  if (lost && self->gone != NULL)
    {
      g_error_free (error);
      send_to_rescue (g_steal_pointer (&task));
    }
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, get_free (errand));
}

/* Takes @bytes and @content over. */
static void
run_errand (HeedJournal         *self,
            GBytes              *bytes,
            char                *content,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  Errand *errand = g_new0 (Errand, 1);
  GTask *task = heed_journal_new_task (self, errand, free_errand, callback, user_data);

  *errand = (Errand) { bytes, content, self->store };
  if (bytes != NULL && self->gone != NULL)
    send_to_rescue (task);
  else
    heed_journal_call (bytes != NULL ? HEED_WRITER : HEED_READER_ANSWERS, do_errand,
                       heed_journal_new_task (self, errand, NULL, asked_cb, task), get_free (errand));
}

/* Of all pictures of some entries. */
typedef struct
{
  GPtrArray *records;
  GHashTable *all;
} Gathering;

static void
free_gathering (gpointer data)
{
  Gathering *gathering = data;

  g_ptr_array_unref (gathering->records);
  g_hash_table_unref (gathering->all);
  g_free (gathering);
}

/* What cannot be read is as if it were missing. */
static gboolean
read_pictures_of (HeedDatabase  *database,
                  HeedRecord    *record,
                  GHashTable    *all,
                  GError       **error)
{
  HeedPicture picture;

  for (guint i = 0; heed_record_find_picture (record, i, &picture); i++)
    {
      g_autoptr (GError) failure = NULL;
      GBytes *bytes;

      if (g_hash_table_contains (all, picture.content))
        continue;

      bytes = heed_database_read_picture (database, picture.content, &failure);
      if (bytes != NULL)
        g_hash_table_insert (all, g_strdup (picture.content), bytes);
      else if (failure != NULL && !g_error_matches (failure, HEED_ERROR, HEED_ERROR_INVALID_FILE) &&
               !g_error_matches (failure, HEED_ERROR, HEED_ERROR_CORRUPT))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  return TRUE;
}

static gpointer
read_all (HeedDatabase  *database,
          gpointer       data,
          GError       **error)
{
  Gathering *gathering = data;

  for (guint i = 0; i < gathering->records->len; i++)
    if (!read_pictures_of (database, g_ptr_array_index (gathering->records, i), gathering->all, error))
      return NULL;
  return g_hash_table_ref (gathering->all);
}

/* Those that are not in the journal yet. */
GHashTable *
heed_journal_dup_rescued_pictures (HeedJournal *self)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_bytes);
  GHashTableIter iter;
  gpointer content, bytes;

  if (self->rescued_pictures != NULL)
    {
      g_hash_table_iter_init (&iter, self->rescued_pictures);
      while (g_hash_table_iter_next (&iter, &content, &bytes))
        g_hash_table_insert (copy, g_strdup (content), g_bytes_ref (bytes));
    }
  return copy;
}

/**
 * heed_journal_begin_picture:
 * @self: an open journal
 *
 * Tells that a picture is on its way that somebody gave to an entry. Until as many calls
 * of heed_journal_end_picture() the journal is being saved, and closing it waits.
 */
void
heed_journal_begin_picture (HeedJournal *self)
{
  self->n_arriving++;
  heed_journal_notify_save_state (self);
}

/**
 * heed_journal_end_picture:
 * @self: a journal
 *
 * Tells that the entry has the picture, or that it will not get it.
 */
void
heed_journal_end_picture (HeedJournal *self)
{
  g_return_if_fail (self->n_arriving > 0);

  self->n_arriving--;
  heed_journal_notify_save_state (self);
  while (self->n_arriving == 0 && !g_queue_is_empty (&self->arrived_tasks))
    heed_journal_close_saved (g_queue_pop_head (&self->arrived_tasks));
}

/**
 * heed_journal_add_picture_async:
 * @self: an open journal
 * @bytes: what is in the file of a picture
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Keeps what is in the file of a picture, so that an entry can have it. End it with
 * heed_journal_take_answer(), which gives the name of the content for g_free(), or an
 * error where it is too large or cannot be written.
 */
void
heed_journal_add_picture_async (HeedJournal         *self,
                                GBytes              *bytes,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  run_errand (self, g_bytes_ref (bytes), NULL, callback, user_data);
}

/**
 * heed_journal_read_picture_async:
 * @self: an open journal
 * @content: the name of what is in the file of a picture
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Reads what is in the file of a picture. End it with heed_journal_take_answer(), which
 * gives a `GBytes`, or %NULL without an error where the journal does not have it.
 */
void
heed_journal_read_picture_async (HeedJournal         *self,
                                 const char          *content,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  run_errand (self, NULL, g_strdup (content), callback, user_data);
}

/**
 * heed_journal_read_pictures_async:
 * @self: an open journal
 * @records: (element-type HeedRecord): entries with their answers
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Reads all pictures of some entries, to print them. End it with
 * heed_journal_take_answer(), which gives a `GHashTable` of `GBytes` by the names of the
 * contents; what the journal does not have, or is damaged, is not in it.
 */
void
heed_journal_read_pictures_async (HeedJournal         *self,
                                  GPtrArray           *records,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  Gathering *gathering = g_new0 (Gathering, 1);

  gathering->records = g_ptr_array_ref (records);
  gathering->all = heed_journal_dup_rescued_pictures (self);
  heed_journal_call (HEED_READER_ANSWERS, read_all,
                     heed_journal_new_task (self, gathering, free_gathering, callback, user_data),
                     (GDestroyNotify) g_hash_table_unref);
}
