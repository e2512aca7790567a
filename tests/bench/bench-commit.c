/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What it costs to save one changed answer, search index and change number
 * included, beside the least that SQLite can do: one row in one table with
 * the same settings. The two take turns, so that both meet the same disk, and
 * long ones, so that neither finds it woken up by the other.
 *
 * Usage: bench-commit [COUNT [FOLDER]] */

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "bench-file.h"
#include "bench-table.h"
#include "heed-database.h"

#define N_ENTRIES 1000
#define N_ANSWERS 15
#define WORDS_PER_ANSWER 10
#define TURN 50 /* commits */

static const char * const words[] = {
  "customer", "listened", "calm", "waited", "asked", "repeated", "promise", "called", "back", "next",
  "morning", "thanked", "apology", "delivery", "late", "offered", "choice", "name", "smiled", "wrote",
};

static char *
make_text (GRand *rand)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < WORDS_PER_ANSWER; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  return g_string_free (text, FALSE);
}

static HeedRecord *
make_record (GRand *rand)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "bench", 1, "note");

  for (guint i = 0; i < N_ANSWERS; i++)
    {
      g_autofree char *path = g_strdup_printf ("answer/%u", i + 1);
      g_autofree char *text = make_text (rand);

      heed_record_builder_set_answer (builder, path, text, g_get_real_time ());
    }

  return heed_record_builder_end (builder);
}

static HeedSummary *
make_summary (HeedRecord *record)
{
  HeedSummaryFacts facts = {
    .excerpt = heed_record_get_answer (record, "answer/1"),
    .progress = { N_ANSWERS, N_ANSWERS },
    .mean_rating = NAN,
    .listed = TRUE,
  };

  return heed_summary_new_from_parts (record, &facts);
}

static HeedRecord *
fill (HeedDatabase *database,
      GRand        *rand)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  GError *error = NULL;

  for (guint i = 0; i < N_ENTRIES; i++)
    {
      HeedRecord *record = make_record (rand);

      g_ptr_array_add (records, record);
      g_ptr_array_add (summaries, make_summary (record));
    }

  heed_database_put_all (database, records, summaries, &error);
  fail_on (error);
  return heed_record_ref (g_ptr_array_index (records, N_ENTRIES / 2));
}

static sqlite3_stmt *
open_raw (const char  *path,
          sqlite3    **handle)
{
  sqlite3_stmt *statement;

  if (sqlite3_open (path, handle) != SQLITE_OK ||
      sqlite3_exec (*handle,
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                    "CREATE TABLE answer (row INTEGER PRIMARY KEY, value TEXT) STRICT;"
                    "INSERT INTO answer VALUES (1, '')",
                    NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2 (*handle, "UPDATE answer SET value = ?1 WHERE row = 1", -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (*handle));
  return statement;
}

static double
time_raw (sqlite3_stmt *statement,
          const char   *text)
{
  gint64 start = g_get_monotonic_time ();

  sqlite3_bind_text (statement, 1, text, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_error ("The raw commit failed");
  sqlite3_reset (statement);
  return (double) (g_get_monotonic_time () - start);
}

static double
time_put (HeedDatabase  *database,
          HeedRecord   **record,
          const char    *text)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (*record);
  g_autoptr (HeedSummary) summary = NULL;
  GError *error = NULL;
  gint64 start;

  heed_record_builder_set_answer (builder, "answer/7", text, g_get_real_time ());
  heed_record_builder_set_modified (builder, heed_timestamp_now ());
  heed_record_unref (*record);
  *record = heed_record_builder_end (builder);
  summary = make_summary (*record);

  start = g_get_monotonic_time ();
  heed_database_put (database, *record, summary, &error);
  fail_on (error);
  return (double) (g_get_monotonic_time () - start);
}

static double
median (GArray *times)
{
  g_array_sort (times, compare_doubles);
  return g_array_index (times, double, times->len / 2);
}

static void
measure (const char *folder,
         guint       count)
{
  g_autofree char *path = g_build_filename (folder, "journal.db", NULL);
  g_autofree char *raw_path = g_build_filename (folder, "raw.db", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GArray) raw = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) put = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (HeedRecord) record = NULL;
  GError *error = NULL;
  sqlite3 *handle;
  sqlite3_stmt *statement = open_raw (raw_path, &handle);

  database = heed_database_open (path, HEED_DATABASE_CREATE, &error);
  fail_on (error);
  record = fill (database, rand);

  for (guint i = 0; i < 2 * count; i++)
    {
      gboolean is_raw = i / TURN % 2 == 0;
      g_autofree char *text = make_text (rand);
      double time = is_raw ? time_raw (statement, text) : time_put (database, &record, text);

      g_array_append_val (is_raw ? raw : put, time);
    }

  g_print ("raw SQLite commit   median %.3f ms\n", median (raw) / 1000);
  g_print ("heed_database_put   median %.3f ms\n", median (put) / 1000);
  g_print ("ratio               %.2f\n", median (put) / median (raw));

  sqlite3_finalize (statement);
  sqlite3_close (handle);
  heed_database_close (database, &error);
  fail_on (error);
}

int
main (int    argc,
      char **argv)
{
  guint count = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 1000;
  g_autofree char *folder = g_build_filename (argc > 2 ? argv[2] : g_get_tmp_dir (), "heed-bench-XXXXXX", NULL);

  if (count == 0 || g_mkdtemp (folder) == NULL)
    {
      g_printerr ("Usage: bench-commit [COUNT [FOLDER]]\n");
      return 2;
    }

  measure (folder, count);
  remove_folder (folder);
  return EXIT_SUCCESS;
}
