/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is in the files of pictures: keeping it once, reading it, and erasing it when no
 * entry and no older version has it any more.
 *
 * A content that perhaps nobody has stands among the idle ones, with the time since when:
 * one that was just added, as its entry is saved later; one that was taken out of an entry,
 * as that may be undone; and, with 0, one of an entry that was erased, or that an import
 * brought, for which nobody waits. Only these are looked at when contents are swept, and
 * what is used by then stays. While an import may still be taken back, nothing goes: what an
 * entry was before it may come back, and needs its pictures. */

#include "heed-database-private.h"

#include "heed-error.h"
#include "heed-picture.h"

#include <glib/gi18n.h>

/* How long a picture stays that no entry has, so that its entry can still be saved, or
 * what was done to it undone. */
#define WAIT G_TIME_SPAN_DAY

/* The conditions of the indexes, word for word. */
#define IS_PICTURE "path >= '~picture/' AND length (value) = 64"

#define PUT_PICTURE \
  "INSERT INTO picture (content, bytes) VALUES (?1, ?2) " \
  "ON CONFLICT (content) DO UPDATE SET bytes = excluded.bytes WHERE bytes <> excluded.bytes"
#define SELECT_BYTES "SELECT bytes FROM picture WHERE content = ?1"
#define SELECT_IS_THERE "SELECT 1 FROM picture WHERE content = ?1"
#define SELECT_IS_USED \
  "SELECT 1 WHERE EXISTS (SELECT 1 FROM answer WHERE value = ?1 AND " IS_PICTURE ") " \
  "  OR EXISTS (SELECT 1 FROM revision_answer WHERE value = ?1 AND " IS_PICTURE ")"
#define DELETE_PICTURE "DELETE FROM picture WHERE content = ?1"

/* The entries that have a content, or had it in an older version. A description of that
 * length is none. */
#define IS_CONTENT IS_PICTURE " AND path NOT GLOB '~picture/*/*' AND value NOT GLOB '*[^0-9a-f]*'"
#define SELECT_ENTRIES(which) \
  "SELECT id FROM entry WHERE row IN " \
  "  (SELECT entry FROM answer WHERE " IS_CONTENT " AND value " which \
  "   UNION SELECT revision.entry FROM revision_answer JOIN revision ON revision.row = revision_answer.revision " \
  "     WHERE " IS_CONTENT " AND value " which ") ORDER BY row"
#define SELECT_USERS SELECT_ENTRIES ("= ?1")
#define SELECT_LACKING SELECT_ENTRIES ("NOT IN (SELECT content FROM picture)")

#define PUT_IDLE \
  "INSERT INTO picture_idle (content, since) VALUES (?1, ?2) " \
  "ON CONFLICT (content) DO UPDATE SET since = max (since, excluded.since)"
#define SELECT_IDLE "SELECT content FROM picture_idle WHERE since < ?1 LIMIT ?2"
#define DELETE_IDLE "DELETE FROM picture_idle WHERE content = ?1"

/* Somebody who added it again after the entry was deleted may not have saved it yet. */
#define RELEASE_OF_ENTRY \
  "INSERT INTO picture_idle (content, since) " \
  "SELECT value, 0 FROM " \
  "  (SELECT value FROM answer WHERE entry = ?1 AND " IS_PICTURE \
  "   UNION SELECT value FROM revision JOIN revision_answer ON revision_answer.revision = revision.row " \
  "     WHERE revision.entry = ?1 AND " IS_PICTURE ") " \
  "WHERE TRUE ON CONFLICT (content) DO UPDATE SET since = 0 " \
  "  WHERE since <= (SELECT deleted FROM entry WHERE row = ?1)"

static gboolean
put_idle (HeedDatabase  *self,
          const char    *content,
          gint64         since,
          GError       **error)
{
  return heed_connection_run (self->connection, error, PUT_IDLE, heed_text (content), heed_int (since));
}

static gboolean
ask (HeedDatabase  *self,
     const char    *sql,
     const char    *content,
     gboolean      *answer,
     GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_select (self->connection, sql, heed_text (content));

  *answer = heed_statement_next (statement);
  return heed_statement_end (statement, error);
}

/* It is erased if nobody has it, and in either case not idle any more. */
static gboolean
settle_idle (HeedDatabase  *self,
             const char    *content,
             GError       **error)
{
  gboolean used;

  return heed_database_uses_picture (self, content, &used, error) &&
         (used || heed_connection_run (self->connection, error, DELETE_PICTURE, heed_text (content))) &&
         heed_connection_run (self->connection, error, DELETE_IDLE, heed_text (content));
}

static gboolean
check_size (gsize    size,
            GError **error)
{
  if (size > HEED_PICTURE_MAX_SIZE)
    heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                    _("A picture can have 20 MB at most, and this one has more. Make it smaller and try again."));
  else if (size == 0)
    heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL, _("There is nothing in this picture. Choose another one."));
  return size > 0 && size <= HEED_PICTURE_MAX_SIZE;
}

gboolean
heed_database_has_picture (HeedDatabase  *self,
                           const char    *content,
                           gboolean      *has,
                           GError       **error)
{
  return ask (self, SELECT_IS_THERE, content, has, error);
}

/* Whether an entry or an older version has it, also where its bytes are missing. */
gboolean
heed_database_uses_picture (HeedDatabase  *self,
                            const char    *content,
                            gboolean      *uses,
                            GError       **error)
{
  return ask (self, SELECT_IS_USED, content, uses, error);
}

/* The ids of the entries that have a content, or had it; with %NULL, of those that lack any
 * that they have. */
GStrv
heed_database_find_picture_users (HeedDatabase  *self,
                                  const char    *content,
                                  GError       **error)
{
  g_autoptr (HeedStatement) statement = content != NULL ? heed_connection_select (self->connection, SELECT_USERS,
                                                                                  heed_text (content))
                                                        : heed_connection_prepare (self->connection, SELECT_LACKING);

  return heed_statement_get_strings (statement, error);
}

/* Within a transaction. Bytes that are there and do not go by their name give way. */
gboolean
heed_database_put_picture (HeedDatabase  *self,
                           const char    *content,
                           GBytes        *bytes,
                           gint64         idle_since,
                           GError       **error)
{
  return heed_connection_run (self->connection, error, PUT_PICTURE, heed_text (content), heed_blob (bytes)) &&
         put_idle (self, content, idle_since, error);
}

/* Within the transaction in which @record takes the place of @old. */
gboolean
heed_database_let_pictures_go (HeedDatabase  *self,
                               HeedRecord    *old,
                               HeedRecord    *record,
                               GError       **error)
{
  gint64 now = g_get_real_time ();
  HeedPicture picture;

  for (guint i = 0; heed_record_find_picture (old, i, &picture); i++)
    if (g_strcmp0 (heed_record_get_answer (record, picture.path), picture.content) != 0 &&
        !put_idle (self, picture.content, now, error))
      return FALSE;

  return TRUE;
}

/* Within the transaction in which an entry is erased, before that. */
gboolean
heed_database_release_pictures (HeedDatabase  *self,
                                gint64         row,
                                GError       **error)
{
  return heed_connection_run (self->connection, error, RELEASE_OF_ENTRY, heed_int (row));
}

/* Within a transaction: erases contents that have been idle since before then; 1 for
 * those that nobody waits for. @more tells whether there is more to do. */
gboolean
heed_database_sweep_part (HeedDatabase  *self,
                          gint64         before,
                          gboolean      *more,
                          GError       **error)
{
  g_autoptr (HeedStatement) statement = NULL;
  g_auto (GStrv) contents = NULL;
  gint64 begun = g_get_monotonic_time ();
  gboolean importing;
  guint n_done = 0;

  *more = FALSE;
  if (!heed_database_has_part (self, &importing, error))
    return FALSE;
  if (importing)
    return TRUE;

  /* They are read to the end before anything is written. */
  statement = heed_connection_select (self->connection, SELECT_IDLE, heed_int (before), heed_int (HEED_DATABASE_PART));
  contents = heed_statement_get_strings (statement, error);
  if (contents == NULL)
    return FALSE;

  for (; contents[n_done] != NULL && !heed_database_part_is_done (n_done, begun); n_done++)
    if (!settle_idle (self, contents[n_done], error))
      return FALSE;

  *more = contents[n_done] != NULL || n_done == HEED_DATABASE_PART;
  return TRUE;
}

/* In a transaction of its own, which is no change that anybody has to be told of. With
 * @all also those that somebody may wait for, if they did for long. */
gboolean
heed_database_sweep_pictures (HeedDatabase  *self,
                              gboolean       all,
                              gboolean      *more,
                              GError       **error)
{
  gint64 before = all ? g_get_real_time () - WAIT : 1, wrote_at = self->wrote_at;
  g_autoptr (HeedStatement) statement = heed_connection_select (self->connection, SELECT_IDLE, heed_int (before),
                                                                heed_int (1));
  gboolean success;

  *more = heed_statement_next (statement);
  if (!heed_statement_end (statement, error))
    return FALSE;
  if (!*more)
    return TRUE;

  if (!heed_database_begin_write (self, error))
    return FALSE;

  success = heed_database_sweep_part (self, before, more, error);
  success = heed_database_end_write (self, success, TRUE, error);
  self->wrote_at = wrote_at;
  return success;
}

/**
 * heed_database_add_picture:
 * @self: a database
 * @bytes: what is in the file of a picture, of whatever format
 * @error: return location for an error
 *
 * Keeps the bytes as they are, once, however often they are added. They stay for a day at
 * least, within which an entry that has them is to be saved; from then on, as long as any
 * entry or older version has them.
 *
 * Errors: %HEED_ERROR_INVALID_FILE for more than %HEED_PICTURE_MAX_SIZE, or nothing, and
 * those of heed_database_put().
 *
 * Returns: (transfer full) (nullable): the name of the content, by which entries have it,
 *   or %NULL with an error of the domain `HEED_ERROR` and nothing written
 */
char *
heed_database_add_picture (HeedDatabase  *self,
                           GBytes        *bytes,
                           GError       **error)
{
  g_autofree char *content = NULL;
  gboolean success;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (!check_size (g_bytes_get_size (bytes), error))
    return NULL;

  content = heed_picture_name_content (bytes);
  if (!heed_database_begin_write (self, error))
    return NULL;

  success = heed_database_put_picture (self, content, bytes, g_get_real_time (), error);
  return heed_database_end_write (self, success, TRUE, error) ? g_steal_pointer (&content) : NULL;
}

/**
 * heed_database_read_picture:
 * @self: a database
 * @content: the name of a content
 * @error: return location for an error
 *
 * Reads what is in the file of a picture, and sees to it that it is what was added.
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL without an error where the journal
 *   does not have them, with %HEED_ERROR_INVALID_FILE where they are not as they were
 *   added, or with another error of that domain
 */
GBytes *
heed_database_read_picture (HeedDatabase  *self,
                            const char    *content,
                            GError       **error)
{
  g_autoptr (HeedStatement) statement = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;

  heed_database_use (self);
  g_return_val_if_fail (content != NULL, NULL);

  statement = heed_connection_select (self->connection, SELECT_BYTES, heed_text (content));
  if (heed_statement_next (statement))
    {
      gsize size;
      gconstpointer data = heed_statement_get_blob (statement, 0, &size);

      bytes = g_bytes_new (data, size);
    }
  if (!heed_statement_end (statement, error) || bytes == NULL)
    return NULL;

  name = heed_picture_name_content (bytes);
  if (g_str_equal (name, content))
    return g_steal_pointer (&bytes);

  heed_set_error (error, HEED_ERROR_INVALID_FILE, content,
                  _("This picture is damaged: it is not as it was added. Nothing else is affected; add it again, or look "
                    "for it in a backup."));
  return NULL;
}
