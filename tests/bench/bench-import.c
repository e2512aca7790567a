/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an import of a large export takes beside the least that the libraries below
 * it can do with the same file: json-glib parses it, and SQLite inserts its entries
 * and answers and indexes their words with FTS5. The import's memory is the most
 * that its process ever had; each of the two runs in a process of its own.
 *
 * Usage: bench-import WORKBOOK.xml [MEGABYTES [FOLDER]] */

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "bench-file.h"
#include "heed-exporter.h"
#include "heed-filled-form.h"
#include "heed-json-reader.h"
#include "heed-staging.h"

#define WORDS_PER_ENTRY 150
#define N_WORDS 20000

/* What the process had of the processors, which a busy machine changes little. */
static double
get_work (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

static double
get_seconds (gint64 since)
{
  return (double) (g_get_monotonic_time () - since) / G_USEC_PER_SEC;
}

/* Half of the words are frequent ones, and half rare. */
static char *
make_text (GRand *random,
           guint  count)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "%sword%d", i > 0 ? " " : "",
                            g_rand_int_range (random, 0, g_rand_boolean (random) ? 200 : N_WORDS));

  return g_string_free (text, FALSE);
}

static HeedRecord *
make_record (HeedWorkbook *workbook,
             HeedForm     *form,
             GRand        *random,
             gint64        time)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new_blank (form);
  guint n_nodes = MAX (heed_filled_form_get_n_nodes (filled), 1);
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, heed_workbook_get_id (workbook), 1,
                                                        heed_form_get_id (form));
  HeedTimestamp stamp = { .utc = time };

  heed_record_builder_set_created (builder, stamp);
  heed_record_builder_set_modified (builder, stamp);
  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);
      HeedFieldType type = heed_field_get_field_type (node->field);
      g_autofree char *value = type == HEED_FIELD_TEXT || type == HEED_FIELD_PARAGRAPH || type == HEED_FIELD_LIST
                                   ? make_text (random, MAX (WORDS_PER_ENTRY / n_nodes, 1))
                                   : g_strdup ("3");

      heed_record_builder_set_answer (builder, node->path, value, time);
    }

  return heed_record_builder_end (builder);
}

/* Writes an export of so many megabytes, and gives the number of its entries. */
static guint
write_export (HeedWorkbook *workbook,
              const char   *path,
              double        megabytes)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (150);
  GListModel *forms = heed_workbook_get_forms (workbook);
  GError *error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, &error);
  g_autoptr (HeedExporter) writer = NULL;
  guint count = 0;

  fail_on (error);
  writer = heed_exporter_new (heed_export_formats[0], G_OUTPUT_STREAM (stream), workbook);
  while ((double) g_seekable_tell (G_SEEKABLE (stream)) < megabytes * 1e6)
    {
      g_autoptr (HeedForm) form = g_list_model_get_item (forms, count % g_list_model_get_n_items (forms));
      g_autoptr (HeedRecord) record = make_record (workbook, form, random, 1700000000000000 + 1000000 * (gint64) count);

      count++;
      if (!heed_exporter_add (writer, record, &error))
        fail_on (error);
    }
  if (!heed_exporter_finish (writer, &error) || !g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error))
    fail_on (error);
  return count;
}

static void
execute (sqlite3    *handle,
         const char *sql)
{
  if (sqlite3_exec (handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (handle));
}

static sqlite3_stmt *
prepare (sqlite3    *handle,
         const char *sql)
{
  sqlite3_stmt *statement;

  if (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (handle));
  return statement;
}

static void
step (sqlite3_stmt *statement)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_error ("A row could not be inserted");
  sqlite3_reset (statement);
}

/* Inserts an entry and its answers; what is to be searched for is gathered. */
static void
insert_entry (JsonObject   *entry,
              sqlite3_stmt *insert_head,
              sqlite3_stmt *insert_answer,
              gint64        row,
              GString      *words)
{
  JsonArray *answers = json_object_get_array_member (entry, "answers");

  sqlite3_bind_int64 (insert_head, 1, row);
  sqlite3_bind_text (insert_head, 2, json_object_get_string_member (entry, "id"), -1, SQLITE_STATIC);
  sqlite3_bind_text (insert_head, 3, json_object_get_string_member (entry, "form"), -1, SQLITE_STATIC);
  sqlite3_bind_text (insert_head, 4, json_object_get_string_member (entry, "created"), -1, SQLITE_STATIC);
  step (insert_head);
  for (guint i = 0; i < json_array_get_length (answers); i++)
    {
      JsonObject *answer = json_array_get_object_element (answers, i);
      JsonNode *value = json_object_get_member (answer, "value");
      const char *text = json_node_get_value_type (value) == G_TYPE_STRING ? json_node_get_string (value) : "3";

      sqlite3_bind_int64 (insert_answer, 1, row);
      sqlite3_bind_text (insert_answer, 2, json_object_get_string_member (answer, "path"), -1, SQLITE_STATIC);
      sqlite3_bind_text (insert_answer, 3, text, -1, SQLITE_STATIC);
      sqlite3_bind_text (insert_answer, 4, json_object_get_string_member (answer, "modified"), -1, SQLITE_STATIC);
      step (insert_answer);
      g_string_append_printf (words, "%s\n", text);
    }
}

/* In one transaction, with the same settings, and tables and an index as small as
 * they can be for the same questions. */
static void
run_floor (const char *export,
           const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GString) words = g_string_new (NULL);
  gint64 start = g_get_monotonic_time ();
  GError *error = NULL;
  JsonArray *entries;
  sqlite3_stmt *insert_head, *insert_answer, *insert_words;
  sqlite3 *handle;
  double parsed;

  if (!json_parser_load_from_mapped_file (parser, export, &error))
    fail_on (error);
  parsed = get_seconds (start);
  entries = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "entries");

  if (sqlite3_open (path, &handle) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (handle));
  execute (handle,
           "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
           "CREATE TABLE entry (row INTEGER PRIMARY KEY, id TEXT UNIQUE, form TEXT, created TEXT);"
           "CREATE TABLE answer (entry INTEGER, path TEXT, value TEXT, modified TEXT, PRIMARY KEY (entry, path)) "
           "WITHOUT ROWID;"
           "CREATE VIRTUAL TABLE search USING fts5 (body, content = '', prefix = '2 3', "
           "tokenize = 'unicode61 remove_diacritics 2');"
           "BEGIN");
  insert_head = prepare (handle, "INSERT INTO entry VALUES (?1, ?2, ?3, ?4)");
  insert_answer = prepare (handle, "INSERT INTO answer VALUES (?1, ?2, ?3, ?4)");
  insert_words = prepare (handle, "INSERT INTO search (rowid, body) VALUES (?1, ?2)");
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      g_string_truncate (words, 0);
      insert_entry (json_array_get_object_element (entries, i), insert_head, insert_answer, i + 1, words);
      sqlite3_bind_int64 (insert_words, 1, i + 1);
      sqlite3_bind_text (insert_words, 2, words->str, (int) words->len, SQLITE_STATIC);
      step (insert_words);
    }
  sqlite3_finalize (insert_head);
  sqlite3_finalize (insert_answer);
  sqlite3_finalize (insert_words);
  execute (handle, "COMMIT");
  sqlite3_close (handle);
  g_print ("%.6f %.6f %.6f %.6f %.6f\n", get_seconds (start), get_work (), parsed, 0.0, get_peak ());
}

/* As the window and the command line do. */
static void
run_import (HeedWorkbook *workbook,
            const char   *export,
            const char   *path)
{
  gint64 start = g_get_monotonic_time (), longest = 0;
  g_autoptr (HeedStaging) staging = heed_staging_new (path);
  GError *error = NULL;
  g_autoptr (GInputStream) stream = heed_json_open (export, &error);
  g_autoptr (HeedDatabase) database = NULL;
  gboolean more = TRUE;
  double read;

  if (stream == NULL || !heed_staging_open (staging, &error) ||
      !heed_json_read_each (stream, export, heed_staging_add, NULL, staging, NULL, NULL, NULL, NULL, &error) ||
      !heed_staging_seal (staging, &error))
    fail_on (error);
  read = get_seconds (start);

  database = heed_database_open (path, HEED_DATABASE_CREATE, &error);
  fail_on (error);
  while (more)
    {
      gint64 begin = g_get_monotonic_time ();

      if (!heed_database_import (database, staging, workbook, &more, &error))
        fail_on (error);
      longest = MAX (longest, g_get_monotonic_time () - begin);
    }
  for (more = TRUE; more;)
    if (!heed_database_settle_import (database, &more, &error))
      fail_on (error);
  heed_database_close (database, &error);
  fail_on (error);
  g_print ("%.6f %.6f %.6f %.6f %.6f\n", get_seconds (start), get_work (), read, (double) longest / G_USEC_PER_SEC,
           get_peak ());
}

typedef struct
{
  double seconds;
  double work;    /* of the processors, in seconds */
  double reading; /* of the seconds */
  double longest; /* the longest transaction */
  double megabytes;
} Result;

static Result
measure (char       **argv,
         const char  *what,
         const char  *export,
         const char  *path)
{
  const char *arguments[] = { argv[0], argv[1], what, export, path, NULL };
  g_autofree char *output = NULL;
  GError *error = NULL;
  int status;
  Result result;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
  fail_on (error);
  if (sscanf (output, "%lf %lf %lf %lf %lf", &result.seconds, &result.work, &result.reading, &result.longest,
              &result.megabytes) != 5)
    g_error ("“%s” failed", what);
  return result;
}

static void
run (HeedWorkbook  *workbook,
     char         **argv,
     double         megabytes,
     const char    *folder)
{
  g_autofree char *export = g_build_filename (folder, "export.json", NULL);
  g_autofree char *bare = g_build_filename (folder, "bare.db", NULL);
  g_autofree char *journal = g_build_filename (folder, "journal.db", NULL);
  guint count = write_export (workbook, export, megabytes);
  Result least = measure (argv, "--floor", export, bare);
  Result import = measure (argv, "--import", export, journal);

  g_print ("export         %8.1f MB, %u entries\n", get_megabytes (export), count);
  g_print ("floor          %8.2f s, of it parsing %.2f s; work %.2f s; %.0f MB of memory\n", least.seconds,
           least.reading, least.work, least.megabytes);
  g_print ("import         %8.2f s, of it reading and judging %.2f s; work %.2f s\n", import.seconds, import.reading,
           import.work);
  g_print ("ratio          %8.2f by time, %.2f by work\n", import.seconds / least.seconds, import.work / least.work);
  g_print ("peak memory    %8.1f MB\n", import.megabytes);
  g_print ("longest step   %8.0f ms\n", import.longest * 1000);

  g_unlink (export);
  g_unlink (bare);
  g_unlink (journal);
}

static HeedWorkbook *
open_workbook (const char *name)
{
  static const char *const languages[] = { "C", NULL };
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  GError *error = NULL;
  HeedWorkbook *workbook = heed_workbook_new_from_file (file, languages, &error);

  fail_on (error);
  return workbook;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *pattern = NULL;

  if (argc < 2)
    {
      g_printerr ("Usage: %s WORKBOOK.xml [MEGABYTES [FOLDER]]\n", argv[0]);
      return EXIT_FAILURE;
    }

  if (argc == 5 && g_str_equal (argv[2], "--floor"))
    {
      run_floor (argv[3], argv[4]);
      return EXIT_SUCCESS;
    }

  workbook = open_workbook (argv[1]);
  if (argc == 5 && g_str_equal (argv[2], "--import"))
    {
      run_import (workbook, argv[3], argv[4]);
      return EXIT_SUCCESS;
    }

  pattern = g_build_filename (argc > 3 ? argv[3] : g_get_tmp_dir (), "heed-bench-XXXXXX", NULL);
  folder = g_strdup (g_mkdtemp (pattern));
  if (folder == NULL)
    g_error ("No folder could be made");
  run (workbook, argv, argc > 2 ? g_ascii_strtod (argv[2], NULL) : 100, folder);
  g_rmdir (folder);
  return EXIT_SUCCESS;
}
