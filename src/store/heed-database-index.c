/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Comparing the search index with the entries without writing, which SQLite's own
 * check of it counts as. Each token of an entry and each that the index holds is
 * a number; what they come to must be the same for every entry. */

#include "heed-database-private.h"

#include "heed-tokenizer.h"

#include <string.h>

#define SELECT_TEXTS "SELECT row, title, body, tags FROM entry_text"
#define MAKE_WORDS "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, search, instance)"
#define SELECT_WORDS "SELECT doc, CASE col WHEN 'title' THEN 1 WHEN 'body' THEN 2 ELSE 3 END, offset, term FROM temp.search_words"

/* Since when the index is made with the tokenizer of today. */
#define INDEX_VERSION 4

/* https://datatracker.ietf.org/doc/draft-eastlake-fnv/ */
#define FNV_BASIS G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define FNV_PRIME G_GUINT64_CONSTANT (0x100000001b3)

typedef struct
{
  GHashTable *sums; /* from gint64: row, to guint64 */
  gint64 row;
  gint64 column;
  gint64 place;     /* of the next token in its column */
} Comparison;

static guint64
add_bytes (guint64       hash,
           gconstpointer bytes,
           gsize         length)
{
  const guint8 *p = bytes;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ p[i]) * FNV_PRIME;
  return hash;
}

static guint64
hash_token (const char *token,
            gsize       length,
            gint64      column,
            gint64      place)
{
  guint64 hash = add_bytes (FNV_BASIS, token, length);

  hash = add_bytes (hash, &column, sizeof column);
  return add_bytes (hash, &place, sizeof place);
}

/* Sums wrap around, so that what is added and taken away again leaves 0. */
static void
add_to_sum (Comparison *comparison,
            gint64      row,
            guint64     value)
{
  guint64 *sum = g_hash_table_lookup (comparison->sums, &row);

  if (sum == NULL)
    {
      sum = g_new0 (guint64, 1);
      g_hash_table_insert (comparison->sums, g_memdup2 (&row, sizeof row), sum);
    }

  *sum += value;
}

static int
add_token_cb (void       *data,
              int         flags,
              const char *token,
              int         length,
              int         start,
              int         end)
{
  Comparison *comparison = data;

  add_to_sum (comparison, comparison->row, hash_token (token, (gsize) length, comparison->column, comparison->place++));
  return SQLITE_OK;
}

static gboolean
add_texts (HeedDatabase  *self,
           Comparison    *comparison,
           GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, SELECT_TEXTS, error);
  HeedStep step;

  if (statement == NULL)
    return FALSE;

  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    {
      comparison->row = heed_statement_get_int (statement, 0);
      for (int column = 1; column <= 3; column++)
        {
          const char *text = heed_statement_get_text (statement, column);

          comparison->column = column;
          comparison->place = 0;
          if (text != NULL)
            heed_tokenizer_foreach (text, add_token_cb, comparison);
        }
    }

  return step == HEED_STEP_DONE;
}

/* Where a journal is only read, SQLite refuses even a table that is not in it. */
static gboolean
make_words (HeedDatabase  *self,
            GError       **error)
{
  gboolean success;

  if (!self->read_only)
    return heed_database_execute (self, MAKE_WORDS, error);

  success = heed_database_execute (self, "PRAGMA query_only = OFF", error) &&
            heed_database_execute (self, MAKE_WORDS, error);
  heed_database_execute (self, "PRAGMA query_only = ON", NULL);
  return success;
}

static gboolean
take_away_words (HeedDatabase  *self,
                 Comparison    *comparison,
                 GError       **error)
{
  g_autoptr (HeedStatement) statement = NULL;
  HeedStep step;

  if (!make_words (self, error))
    return FALSE;

  statement = heed_database_prepare (self, SELECT_WORDS, error);
  if (statement == NULL)
    return FALSE;

  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    {
      const char *token = heed_statement_get_text (statement, 3);

      add_to_sum (comparison, heed_statement_get_int (statement, 0),
                  0 - hash_token (token, strlen (token), heed_statement_get_int (statement, 1),
                                  heed_statement_get_int (statement, 2)));
    }

  return step == HEED_STEP_DONE;
}

static gboolean
differs (gpointer row,
         gpointer sum,
         gpointer unused)
{
  return *(guint64 *) sum != 0;
}

/* Tells whether the index holds exactly the words of the entries, at one moment.
 * Of one that an older Heed made, with another tokenizer, nothing can be said. */
gboolean
heed_database_compare_index (HeedDatabase  *self,
                             gboolean      *alike,
                             GError       **error)
{
  Comparison comparison = { 0 };
  gboolean begun, success;
  gint64 version;

  *alike = TRUE;
  if (!heed_database_query_int (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < INDEX_VERSION)
    return TRUE;
  if (!heed_database_begin_read (self, &begun, error))
    return FALSE;

  comparison.sums = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  success = add_texts (self, &comparison, error) && take_away_words (self, &comparison, error);
  *alike = g_hash_table_find (comparison.sums, differs, NULL) == NULL;
  g_hash_table_unref (comparison.sums);
  if (begun)
    heed_database_roll_back (self);
  return success;
}
