/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking for damage, from the pages of the file to what the entries mean; and the
 * checksums by which it shows. */

#include "heed-database-private.h"

#include "heed-error.h"
#include "heed-picture.h"
#include "heed-tokenizer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* More damaged places than this say nothing new. */
#define SELECT_INTEGRITY "PRAGMA integrity_check(20)"
#define SELECT_FOREIGN_KEYS "PRAGMA foreign_key_check"
#define COUNT_INDEXED "SELECT count(*) FROM search_docsize"
#define COUNT_ENTRIES "SELECT count(*) FROM entry_text"
#define COUNT_FUTURE_CHANGES \
  "SELECT count(*) FROM entry WHERE change > (SELECT value FROM meta WHERE name = 'change')"

/* With rank 1 the index is compared with the text that it is of. */
#define CHECK_INDEX "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"

#define SELECT_ENTRIES \
  "SELECT " HEED_SUMMARY_COLUMNS ", day, checksum, summary_checksum FROM entry ORDER BY row"
#define SELECT_ENTRIES_WITHOUT \
  "SELECT " HEED_SUMMARY_COLUMNS " FROM entry WHERE checksum IS NULL ORDER BY row LIMIT ?1"
#define SELECT_ANSWERS "SELECT path, value, modified FROM answer WHERE entry = ?1 ORDER BY path"
#define SELECT_VERSIONS \
  "SELECT " HEED_REVISION_COLUMNS ", revision.checksum FROM revision JOIN entry ON entry.row = revision.entry " \
  "ORDER BY revision.row"
#define SELECT_VERSIONS_WITHOUT \
  "SELECT " HEED_REVISION_COLUMNS " FROM revision CROSS JOIN entry ON entry.row = revision.entry " \
  "WHERE revision.checksum IS NULL ORDER BY revision.row LIMIT ?1"
#define SELECT_VERSION_ANSWERS "SELECT path, value, modified FROM revision_answer WHERE revision = ?1 ORDER BY path"

#define UPDATE_ENTRY "UPDATE entry SET checksum = ?2, summary_checksum = ?3 WHERE row = ?1"
#define UPDATE_VERSION "UPDATE revision SET checksum = ?2 WHERE row = ?1"

#define SELECT_TEXTS "SELECT row, title, body, tags FROM entry_text"
#define SELECT_PICTURES "SELECT content, bytes FROM picture ORDER BY row"
#define MAKE_WORDS "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, search, instance)"
#define SELECT_WORDS "SELECT doc, CASE col WHEN 'title' THEN 1 WHEN 'body' THEN 2 ELSE 3 END, offset, term FROM temp.search_words"

/* Since when there are checksums, and the index is made with the tokenizer of today. */
#define CHECKSUM_VERSION 4
#define INDEX_VERSION 4
/* Since when there are pictures. */
#define PICTURE_VERSION 7

/* https://datatracker.ietf.org/doc/draft-eastlake-fnv/ */
#define FNV_BASIS G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define FNV_PRIME G_GUINT64_CONSTANT (0x100000001b3)

enum
{
  COLUMN_DAY = HEED_SUMMARY_N_COLUMNS,
  COLUMN_CHECKSUM,
  COLUMN_SUMMARY_CHECKSUM,
  COLUMN_VERSION_CHECKSUM = 16,
};

/* Checksums: what was written, in one number. SQLite does not notice a bit that turns
 * over within a text or a number. The first half of an MD5 sum is far more than that
 * takes, and there is nobody to keep secrets from here.
 *
 * The order and form of what goes in is part of the file format: each number as
 * eight bytes, each text with the zero at its end, and a mark for what is not
 * there. */

static void
add_number (GChecksum *sum,
            gint64     value)
{
  gint64 bytes = GINT64_TO_BE (value);

  g_checksum_update (sum, (const guchar *) &bytes, sizeof bytes);
}

/* No text has the byte 0xff in it. */
static void
add_text (GChecksum  *sum,
          const char *text)
{
  if (text != NULL)
    g_checksum_update (sum, (const guchar *) text, (gssize) strlen (text) + 1);
  else
    g_checksum_update (sum, (const guchar *) "\xff", 1);
}

static void
add_stamp (GChecksum     *sum,
           HeedTimestamp  stamp)
{
  add_number (sum, stamp.utc);
  add_number (sum, heed_timestamp_is_set (stamp) ? stamp.offset : 0);
}

static gint64
end (GChecksum *sum)
{
  guint8 digest[16];
  gsize length = sizeof digest;
  gint64 value;

  g_checksum_get_digest (sum, digest, &length);
  g_checksum_free (sum);
  memcpy (&value, digest, sizeof value);
  return GINT64_FROM_BE (value);
}

/* What is to be written of one row. */
typedef struct
{
  gint64 row;
  gint64 checksum;
  gint64 summary_checksum;
} Sums;

/* All are read before anything is written; only entries have summaries. Gives how many
 * there were, or -1. */
static int
add_part (HeedDatabase  *self,
          gboolean       versions,
          GError       **error)
{
  g_autoptr (HeedStatement) heads = heed_connection_select (self->connection,
                                                            versions ? SELECT_VERSIONS_WITHOUT : SELECT_ENTRIES_WITHOUT,
                                                            heed_int (HEED_DATABASE_PART));
  g_autoptr (HeedStatement) answers = heed_connection_prepare (self->connection,
                                                               versions ? SELECT_VERSION_ANSWERS : SELECT_ANSWERS);
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (Sums));

  while (heed_statement_next (heads))
    {
      g_autoptr (HeedSummary) summary = versions ? NULL : heed_database_read_summary (heads);
      g_autoptr (HeedRecord) record = heed_database_read_record (heads, answers, error);
      Sums sums = { .row = heed_statement_get_int (heads, 0) };

      if (record == NULL)
        return -1;

      sums.checksum = heed_checksum_record (record);
      sums.summary_checksum = summary != NULL ? heed_checksum_summary (summary) : 0;
      g_array_append_val (all, sums);
    }
  if (!heed_statement_end (heads, error))
    return -1;

  for (guint i = 0; i < all->len; i++)
    {
      const Sums *sums = &g_array_index (all, Sums, i);

      if (versions ? !heed_connection_run (self->connection, error, UPDATE_VERSION, heed_int (sums->row),
                                           heed_int (sums->checksum))
                   : !heed_connection_run (self->connection, error, UPDATE_ENTRY, heed_int (sums->row),
                                           heed_int (sums->checksum), heed_int (sums->summary_checksum)))
        return -1;
    }

  return (int) all->len;
}

/* Comparing the search index with the entries without writing, which SQLite's own
 * check of it counts as. Each token of an entry and each that the index holds is
 * a number; what they come to must be the same for every entry. */

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
sum_up_words (HeedDatabase  *self,
              Comparison    *comparison,
              GError       **error)
{
  g_autoptr (HeedStatement) texts = heed_connection_prepare (self->connection, SELECT_TEXTS);
  g_autoptr (HeedStatement) words = NULL;
  gboolean made;

  while (heed_statement_next (texts))
    {
      comparison->row = heed_statement_get_int (texts, 0);
      for (int column = 1; column <= 3; column++)
        {
          const char *text = heed_statement_get_text (texts, column);

          comparison->column = column;
          comparison->place = 0;
          if (text != NULL)
            heed_tokenizer_foreach (text, add_token_cb, comparison);
        }
    }
  /* Where a journal is only read, SQLite refuses even a table that is not in it. */
  if (!heed_statement_end (texts, error) ||
      (self->read_only && !heed_connection_execute (self->connection, "PRAGMA query_only = OFF", error)))
    return FALSE;

  made = heed_connection_execute (self->connection, MAKE_WORDS, error);
  if (self->read_only)
    heed_connection_execute (self->connection, "PRAGMA query_only = ON", NULL);
  if (!made)
    return FALSE;

  words = heed_connection_prepare (self->connection, SELECT_WORDS);
  while (heed_statement_next (words))
    {
      const char *token = heed_statement_get_text (words, 3);

      add_to_sum (comparison, heed_statement_get_int (words, 0),
                  0 - hash_token (token, strlen (token), heed_statement_get_int (words, 1),
                                  heed_statement_get_int (words, 2)));
    }

  return heed_statement_end (words, error);
}

static gboolean
differs (gpointer row,
         gpointer sum,
         gpointer unused)
{
  return *(guint64 *) sum != 0;
}

/* The parts of a check */

typedef GStrvBuilder Problems;

static void
add_damage (Problems   *problems,
            const char *detail)
{
  g_autofree char *problem = NULL;

  /* Translators: %s is a technical message of the database, in English. */
  problem = g_strdup_printf (_("The file is damaged: %s."), detail);
  g_strv_builder_add (problems, problem);
}

static gboolean
check_pages (HeedDatabase  *self,
             Problems      *problems,
             GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_prepare (self->connection, SELECT_INTEGRITY);

  while (heed_statement_next (statement))
    if (g_strcmp0 (heed_statement_get_text (statement, 0), "ok") != 0)
      add_damage (problems, heed_statement_get_text (statement, 0));
  return heed_statement_end (statement, error);
}

static gboolean
check_references (HeedDatabase  *self,
                  Problems      *problems,
                  GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_prepare (self->connection, SELECT_FOREIGN_KEYS);
  g_autofree char *problem = NULL;
  guint n_orphans = 0;

  while (heed_statement_next (statement))
    n_orphans++;
  if (n_orphans > 0)
    {
      problem = g_strdup_printf (ngettext ("%u answer, tag or older version belongs to an entry that is not there.",
                                           "%u answers, tags or older versions belong to entries that are not there.",
                                           n_orphans),
                                 n_orphans);
      g_strv_builder_add (problems, problem);
    }
  return heed_statement_end (statement, error);
}

static gboolean
check_changes (HeedDatabase  *self,
               Problems      *problems,
               GError       **error)
{
  g_autofree char *problem = NULL;
  gint64 n_changes;

  if (!heed_connection_query_int (self->connection, COUNT_FUTURE_CHANGES, &n_changes, error))
    return FALSE;
  if (n_changes == 0)
    return TRUE;

  problem = g_strdup_printf (ngettext ("%u entry has a change that the journal does not count.",
                                       "%u entries have changes that the journal does not count.",
                                       (guint) n_changes),
                             (guint) n_changes);
  g_strv_builder_add (problems, problem);
  return TRUE;
}

/* SQLite's own check of the index is a statement that it counts as a write; it
 * looks at the begins of words, too. */
static gboolean
check_index (HeedDatabase  *self,
             Problems      *problems,
             GError       **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 n_indexed = 0, n_entries = 0;
  gboolean alike = TRUE;

  if (self->read_only ? heed_connection_query_int (self->connection, COUNT_INDEXED, &n_indexed, &failure) &&
                        heed_connection_query_int (self->connection, COUNT_ENTRIES, &n_entries, &failure) &&
                        heed_database_compare_index (self, &alike, &failure)
                      : heed_connection_execute (self->connection, CHECK_INDEX, &failure))
    alike = alike && n_indexed == n_entries;
  else if (g_error_matches (failure, HEED_ERROR, HEED_ERROR_CORRUPT))
    alike = FALSE;
  else
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (!alike)
    g_strv_builder_add (problems,
                        _("The search index does not match the entries. The entries themselves are not affected."));
  return TRUE;
}

static void
add_altered (HeedRecord *head,
             gboolean    is_version,
             Problems   *problems)
{
  const char *title = heed_record_get_title (head);
  const char *name = title != NULL ? title : heed_record_get_form_id (head);
  g_autofree char *day = heed_day_format (heed_timestamp_get_day (heed_record_get_created (head)));
  g_autofree char *problem = NULL;

  if (is_version)
    /* Translators: the title of an entry, its day, and its id. */
    problem = g_strdup_printf (_("An older version of “%s” of %s (%s) is not as it was written."), name, day,
                               heed_record_get_id (head));
  else
    /* Translators: the title of an entry, its day, and its id. */
    problem = g_strdup_printf (_("“%s” of %s (%s) is not as it was written."), name, day, heed_record_get_id (head));
  g_strv_builder_add (problems, problem);
}

/* Where there is a checksum. */
static gboolean
differs_from (HeedStatement *heads,
              int            column,
              gint64         checksum)
{
  return !heed_statement_is_null (heads, column) && heed_statement_get_int (heads, column) != checksum;
}

/* Finds the entries, or the entries' older versions, that are not as they were
 * written. What was found before an error counts. */
static gboolean
find_altered (HeedDatabase  *self,
              gboolean       versions,
              Problems      *problems,
              GError       **error)
{
  g_autoptr (HeedStatement) heads = heed_connection_prepare (self->connection, versions ? SELECT_VERSIONS : SELECT_ENTRIES);
  g_autoptr (HeedStatement) answers = heed_connection_prepare (self->connection,
                                                               versions ? SELECT_VERSION_ANSWERS : SELECT_ANSWERS);

  while (heed_statement_next (heads))
    {
      g_autoptr (HeedRecord) record = heed_database_read_record (heads, answers, error);
      g_autoptr (HeedSummary) summary = record != NULL && !versions ? heed_database_read_summary (heads) : NULL;

      if (record == NULL)
        return FALSE;
      if (differs_from (heads, versions ? COLUMN_VERSION_CHECKSUM : COLUMN_CHECKSUM, heed_checksum_record (record)) ||
          (summary != NULL &&
           (differs_from (heads, COLUMN_SUMMARY_CHECKSUM, heed_checksum_summary (summary)) ||
            heed_statement_get_int (heads, COLUMN_DAY) != heed_timestamp_get_day (heed_record_get_created (record)))))
        add_altered (record, versions, problems);
    }

  return heed_statement_end (heads, error);
}

static gboolean
check_checksums (HeedDatabase  *self,
                 Problems      *problems,
                 GError       **error)
{
  g_autoptr (HeedSnapshot) snapshot = NULL;
  gint64 version;

  if (!heed_connection_query_int (self->connection, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < CHECKSUM_VERSION)
    return TRUE;

  snapshot = heed_connection_begin_read (self->connection, error);
  return snapshot != NULL && find_altered (self, FALSE, problems, error) && find_altered (self, TRUE, problems, error);
}

/* For each entry of a list once, whichever of its pictures it is. */
static gboolean
add_pictures (HeedDatabase         *self,
              const char * const   *ids,
              gboolean              missing,
              Problems             *problems,
              GError              **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (HeedRecord) record = heed_database_get (self, ids[i], error);
      g_autofree char *day = NULL;
      g_autofree char *problem = NULL;
      const char *title;

      if (record == NULL)
        return FALSE;

      title = heed_record_get_title (record);
      day = heed_day_format (heed_timestamp_get_day (heed_record_get_created (record)));
      problem = g_strdup_printf (missing
                                   /* Translators: the title of an entry, its day, and its id. */
                                   ? _("A picture of “%s” of %s (%s) is missing.")
                                   /* Translators: the title of an entry, its day, and its id. */
                                   : _("A picture of “%s” of %s (%s) is not as it was added."),
                                 title != NULL ? title : heed_record_get_form_id (record), day, ids[i]);
      g_strv_builder_add (problems, problem);
    }

  return TRUE;
}

/* One that no entry has does no harm. */
static gboolean
find_altered_pictures (HeedDatabase  *self,
                       Problems      *problems,
                       GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_prepare (self->connection, SELECT_PICTURES);

  while (heed_statement_next (statement))
    {
      const char *content = heed_statement_need_text (statement, 0);
      gsize size;
      gconstpointer data = heed_statement_get_blob (statement, 1, &size);
      g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
      g_autofree char *name = heed_picture_name_content (bytes);
      g_auto (GStrv) ids = NULL;

      if (g_str_equal (name, content))
        continue;

      ids = heed_database_find_picture_users (self, content, error);
      if (ids == NULL || !add_pictures (self, (const char * const *) ids, FALSE, problems, error))
        return FALSE;
    }

  return heed_statement_end (statement, error);
}

static gboolean
check_pictures (HeedDatabase  *self,
                Problems      *problems,
                GError       **error)
{
  g_autoptr (HeedSnapshot) snapshot = NULL;
  g_auto (GStrv) lacking = NULL;
  gint64 version;

  if (!heed_connection_query_int (self->connection, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < PICTURE_VERSION)
    return TRUE;

  snapshot = heed_connection_begin_read (self->connection, error);
  if (snapshot == NULL || !find_altered_pictures (self, problems, error))
    return FALSE;

  lacking = heed_database_find_picture_users (self, NULL, error);
  return lacking != NULL && add_pictures (self, (const char * const *) lacking, TRUE, problems, error);
}

/* In the order in which they are told. */
static gboolean
check (HeedDatabase  *self,
       gboolean       with_pictures,
       GStrv         *problems,
       GError       **error)
{
  gboolean (*const checks[]) (HeedDatabase *, Problems *, GError **) = {
    check_pages,
    check_references,
    check_changes,
    check_index,
    check_checksums,
    check_pictures,
  };
  guint n_checks = G_N_ELEMENTS (checks) - !with_pictures;
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  heed_database_use (self);
  *problems = NULL;
  for (guint i = 0; i < n_checks; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (checks[i] (self, found, &failure))
        continue;
      /* An error that is damage itself is a finding; any other is a failure. */
      if (!g_error_matches (failure, HEED_ERROR, HEED_ERROR_CORRUPT))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }

      add_damage (found, heed_error_get_detail (failure));
    }

  *problems = g_strv_builder_end (found);
  return TRUE;
}

/* Sums up everything that a person wrote: ids, times, title, tags and answers. */
gint64
heed_checksum_record (HeedRecord *record)
{
  const char * const *tags = heed_record_get_tags (record);
  GChecksum *sum = g_checksum_new (G_CHECKSUM_MD5);

  add_text (sum, heed_record_get_id (record));
  add_text (sum, heed_record_get_workbook_id (record));
  add_number (sum, heed_record_get_workbook_version (record));
  add_text (sum, heed_record_get_form_id (record));
  add_text (sum, heed_record_get_item_id (record));
  add_text (sum, heed_record_get_title (record));
  for (guint i = 0; tags[i] != NULL; i++)
    add_text (sum, tags[i]);
  add_text (sum, NULL);
  add_stamp (sum, heed_record_get_created (record));
  add_stamp (sum, heed_record_get_modified (record));
  add_stamp (sum, heed_record_get_completed (record));
  add_stamp (sum, heed_record_get_deleted (record));
  for (guint i = 0; i < heed_record_get_n_values (record); i++)
    {
      const char *path, *value;
      gint64 modified;

      heed_record_get_nth_value (record, i, &path, &value, &modified);
      add_text (sum, path);
      add_text (sum, value);
      add_number (sum, modified);
    }
  return end (sum);
}

/* Sums up what a summary says besides the entry itself. The same entry may have another
 * summary under another workbook. */
gint64
heed_checksum_summary (HeedSummary *summary)
{
  GChecksum *sum = g_checksum_new (G_CHECKSUM_MD5);
  HeedProgress progress = heed_summary_get_progress (summary);
  double mean = heed_summary_get_mean_rating (summary);
  gint64 bits = 0;

  if (!isnan (mean))
    memcpy (&bits, &mean, sizeof bits);
  add_text (sum, heed_summary_get_excerpt (summary));
  add_number (sum, progress.answered);
  add_number (sum, progress.total);
  add_number (sum, bits);
  add_number (sum, heed_summary_is_listed (summary));
  return end (sum);
}

/* Tells whether the index holds exactly the words of the entries, at one moment.
 * Of one that an older Heed made, with another tokenizer, nothing can be said. */
gboolean
heed_database_compare_index (HeedDatabase  *self,
                             gboolean      *alike,
                             GError       **error)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  Comparison comparison = { .sums = sums };
  g_autoptr (HeedSnapshot) snapshot = NULL;
  gboolean success;
  gint64 version;

  *alike = TRUE;
  if (!heed_connection_query_int (self->connection, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < INDEX_VERSION)
    return TRUE;

  snapshot = heed_connection_begin_read (self->connection, error);
  success = snapshot != NULL && sum_up_words (self, &comparison, error);
  *alike = g_hash_table_find (sums, differs, NULL) == NULL;
  return success;
}

/* As heed_database_check() does, but for what stands in no way of anybody: a picture that is
 * missing or damaged is no reason not to erase, restore or recover what there is. */
gboolean
heed_database_check_text (HeedDatabase  *self,
                          GStrv         *problems,
                          GError       **error)
{
  return check (self, FALSE, problems, error);
}

/* Whether the pages can be read and hold together, without a look at what the
 * indexes say: a good part of what the whole check finds, in a small part of the
 * time. */
gboolean
heed_database_check_quickly (HeedDatabase  *self,
                             GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_prepare (self->connection, "PRAGMA quick_check(1)");
  const char *answer;

  if (!heed_statement_next (statement))
    {
      heed_statement_end (statement, error);
      return FALSE;
    }

  answer = heed_statement_get_text (statement, 0);
  if (g_strcmp0 (answer, "ok") == 0)
    return TRUE;

  heed_set_error_for_journal (error, HEED_ERROR_CORRUPT, answer, self->path);
  return FALSE;
}

/**
 * heed_database_look_for_damage:
 * @path: (type filename): a journal, which somebody may be writing to
 * @cancellable: (nullable): ends it soon, on whatever thread
 * @error: return location for an error
 *
 * Reads a journal on the calling thread, over a connection of its own, so that
 * nobody has to wait.
 *
 * Returns: %FALSE with %HEED_ERROR_CORRUPT if it is damaged, %G_IO_ERROR_CANCELLED,
 *   or an error of heed_database_open()
 */
gboolean
heed_database_look_for_damage (const char    *path,
                               GCancellable  *cancellable,
                               GError       **error)
{
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean sound;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  database = heed_database_open (path, HEED_DATABASE_READ_ONLY, error);
  if (database == NULL)
    return FALSE;

  heed_connection_set_cancellable (database->connection, cancellable);
  sound = heed_database_check_quickly (database, &failure);
  heed_database_close (database, NULL);
  if (!sound && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_propagate_error (error, g_steal_pointer (&failure));
  return sound;
}

/**
 * heed_database_check:
 * @self: a database
 * @problems: (out) (array zero-terminated=1) (transfer full): what is wrong,
 *   a sentence each; empty if nothing is, never %NULL on success
 * @error: return location for an error
 *
 * Goes through the whole file, which takes a while for a big journal. Damage
 * is a result and not an error.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR` if it could not be
 *   looked at; @problems is then %NULL
 */
gboolean
heed_database_check (HeedDatabase  *self,
                     GStrv         *problems,
                     GError       **error)
{
  g_return_val_if_fail (problems != NULL, FALSE);

  return check (self, TRUE, problems, error);
}

/**
 * heed_database_add_checksums:
 * @self: a database that is known to be sound
 * @more: (out): whether there may be more to do
 * @error: return location for an error
 *
 * Reckons the checksums of entries and older versions that have none: of those
 * that an older Heed wrote, and of a few that changed without being read. A call
 * does no more than %HEED_DATABASE_PART, in one transaction, so that others can
 * write in between. It is no change that anybody has to be told of.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_database_add_checksums (HeedDatabase  *self,
                             gboolean      *more,
                             GError       **error)
{
  int count;

  g_return_val_if_fail (more != NULL, FALSE);

  if (!heed_database_begin_write (self, error))
    return FALSE;

  count = add_part (self, FALSE, error);
  if (count == 0)
    count = add_part (self, TRUE, error);
  *more = count > 0;
  return heed_database_end_write (self, count >= 0, count > 0, error);
}
