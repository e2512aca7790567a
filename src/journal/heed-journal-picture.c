/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is in the files of pictures. Which entry has which is an answer of the entry. */

#include "heed-journal-private.h"

#include "heed-database.h"
#include "heed-error.h"
#include "heed-picture.h"

static gpointer
add (HeedDatabase  *database,
     gpointer       bytes,
     GError       **error)
{
  return heed_database_add_picture (database, bytes, error);
}

static gpointer
read_content (HeedDatabase  *database,
              gpointer       content,
              GError       **error)
{
  return heed_database_read_picture (database, content, error);
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
  GPtrArray *records = data;
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < records->len; i++)
    if (!read_pictures_of (database, g_ptr_array_index (records, i), all, error))
      return NULL;
  return g_steal_pointer (&all);
}

static void
unref_bytes (gpointer bytes)
{
  g_clear_pointer ((GBytes **) &bytes, g_bytes_unref);
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
  heed_journal_call (HEED_WRITER, add,
                     heed_journal_new_task (self, g_bytes_ref (bytes), unref_bytes, callback, user_data), g_free);
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
  heed_journal_call (HEED_READER_ANSWERS, read_content,
                     heed_journal_new_task (self, g_strdup (content), g_free, callback, user_data), unref_bytes);
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
  heed_journal_call (HEED_READER_ANSWERS, read_all,
                     heed_journal_new_task (self, g_ptr_array_ref (records), (GDestroyNotify) g_ptr_array_unref, callback,
                                            user_data),
                     (GDestroyNotify) g_hash_table_unref);
}
