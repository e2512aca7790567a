/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the JSON export takes beside sqlite3's own JSON dump of a table of the
 * same answers. The entries, about 150 words each and of all forms of the
 * workbook, are made beforehand. The export's memory is what the program grew
 * by while it wrote.
 *
 * Usage: bench-export WORKBOOK.xml [COUNT] */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "bench-file.h"
#include "heed-atomic-file.h"
#include "heed-exporter.h"
#include "heed-filled-form.h"

#define N_RECORDS 1000 /* made once and used over and over */
#define WORDS_PER_ENTRY 150

typedef struct
{
  double seconds;
  double megabytes;
} Result;

static const char *const words[] = {
  "the", "customer", "listened", "and", "then", "I", "waited", "until", "she", "was",
  "done", "“before”", "I", "said", "anything,", "which", "isn’t", "how", "we", "work.",
};

static char *
make_text (GRand *random,
           guint  count)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);

  return g_string_free (text, FALSE);
}

static char *
make_answer (GRand     *random,
             HeedField *field,
             guint      n_words)
{
  switch (heed_field_get_field_type (field))
    {
    case HEED_FIELD_RATING:
    case HEED_FIELD_NUMBER:
      return g_strdup_printf ("%d", (int) heed_field_get_min (field));
    case HEED_FIELD_DATE:
      return g_strdup ("2026-11-21");
    case HEED_FIELD_CHOICE:
      return g_strdup (heed_field_get_option_id (field, 0));
    case HEED_FIELD_GROUP:
      return g_strdup ("");
    case HEED_FIELD_TEXT:
    case HEED_FIELD_PARAGRAPH:
    case HEED_FIELD_LIST:
    default:
      return make_text (random, n_words);
    }
}

static guint
count_texts (HeedFilledForm *filled)
{
  guint count = 0;

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    {
      HeedFieldType type = heed_field_get_field_type (heed_filled_form_get_node (filled, i)->field);

      count += type == HEED_FIELD_TEXT || type == HEED_FIELD_PARAGRAPH || type == HEED_FIELD_LIST;
    }

  return MAX (count, 1);
}

static HeedRecord *
make_record (HeedWorkbook *workbook,
             HeedForm     *form,
             GRand        *random)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new_blank (form);
  guint n_words = WORDS_PER_ENTRY / count_texts (filled);
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, heed_workbook_get_id (workbook), 1,
                                                        heed_form_get_id (form));

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);
      g_autofree char *value = make_answer (random, node->field, n_words);

      if (*value != '\0')
        heed_record_builder_set_answer (builder, node->path, value, g_get_real_time ());
    }

  return heed_record_builder_end (builder);
}

static GPtrArray *
make_records (HeedWorkbook *workbook)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (150);
  GListModel *forms = heed_workbook_get_forms (workbook);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);

  for (guint i = 0; i < N_RECORDS; i++)
    {
      g_autoptr (HeedForm) form = g_list_model_get_item (forms, i % g_list_model_get_n_items (forms));

      g_ptr_array_add (records, make_record (workbook, form, random));
    }

  return records;
}

static Result
time_export (HeedWorkbook *workbook,
             GPtrArray    *records,
             guint         count,
             const char   *path)
{
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (HeedAtomicFile) file = heed_atomic_file_new (path, &error);
  g_autoptr (HeedExporter) writer = NULL;
  Result result;

  fail_on (error);
  writer = heed_exporter_new (heed_export_formats[0], heed_atomic_file_get_stream (file), workbook);
  for (guint i = 0; i < count; i++)
    if (!heed_exporter_add (writer, g_ptr_array_index (records, i % records->len), &error))
      fail_on (error);
  if (!heed_exporter_finish (writer, &error))
    fail_on (error);
  result.seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;

  heed_atomic_file_commit (file, &error);
  fail_on (error);
  result.megabytes = get_megabytes (path);
  return result;
}

static void
insert_record (sqlite3_stmt *statement,
               gint64        entry,
               HeedRecord   *record)
{
  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value;
      gint64 modified;

      heed_record_get_nth_answer (record, i, &path, &value, &modified);
      sqlite3_bind_int64 (statement, 1, entry);
      sqlite3_bind_text (statement, 2, path, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 3, value, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 4, modified);
      if (sqlite3_step (statement) != SQLITE_DONE)
        g_error ("An answer could not be inserted");
      sqlite3_reset (statement);
    }
}

static void
fill_table (const char *path,
            GPtrArray  *records,
            guint       count)
{
  sqlite3 *handle;
  sqlite3_stmt *statement;

  if (sqlite3_open (path, &handle) != SQLITE_OK ||
      sqlite3_exec (handle,
                    "PRAGMA synchronous = OFF;"
                    "CREATE TABLE answer (entry INTEGER, path TEXT, value TEXT, modified INTEGER);"
                    "BEGIN",
                    NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2 (handle, "INSERT INTO answer VALUES (?1, ?2, ?3, ?4)", -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (handle));

  for (guint i = 0; i < count; i++)
    insert_record (statement, i, g_ptr_array_index (records, i % records->len));

  sqlite3_finalize (statement);
  if (sqlite3_exec (handle, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (handle));
  sqlite3_close (handle);
}

static Result
time_dump (const char *database,
           const char *path)
{
  const char *arguments[] = { "sqlite3", "-json", database, "SELECT * FROM answer", NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) process = NULL;
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();
  Result result;

  g_subprocess_launcher_set_stdout_file_path (launcher, path);
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  fail_on (error);
  g_subprocess_wait_check (process, NULL, &error);
  fail_on (error);
  result.seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  result.megabytes = get_megabytes (path);
  return result;
}

static void
print_result (const char   *name,
              const Result *result)
{
  g_print ("%-14s %8.1f MB  %6.2f s  %6.0f MB/s\n", name, result->megabytes, result->seconds,
           result->megabytes / result->seconds);
}

static void
run (HeedWorkbook *workbook,
     guint         count,
     const char   *folder)
{
  g_autoptr (GPtrArray) records = make_records (workbook);
  g_autofree char *database = g_build_filename (folder, "answers.db", NULL);
  g_autofree char *dump_path = g_build_filename (folder, "dump.json", NULL);
  g_autofree char *export_path = g_build_filename (folder, "export.json", NULL);
  double before = get_peak ();
  Result export = time_export (workbook, records, count, export_path);
  double after = get_peak ();
  Result dump;

  fill_table (database, records, count);
  dump = time_dump (database, dump_path);
  print_result ("export", &export);
  print_result ("sqlite3 -json", &dump);
  g_print ("time ratio     %.2f\nspeed ratio    %.2f\npeak memory    %.1f MB, of it %.1f MB while exporting\n",
           export.seconds / dump.seconds,
           (dump.megabytes / dump.seconds) / (export.megabytes / export.seconds), after, after - before);

  g_unlink (database);
  g_unlink (dump_path);
  g_unlink (export_path);
}

int
main (int   argc,
      char *argv[])
{
  static const char *const languages[] = { "C", NULL };
  g_autoptr (GFile) file = NULL;
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autofree char *folder = NULL;
  GError *error = NULL;

  if (argc < 2)
    {
      g_printerr ("Usage: %s WORKBOOK.xml [COUNT]\n", argv[0]);
      return EXIT_FAILURE;
    }

  file = g_file_new_for_commandline_arg (argv[1]);
  workbook = heed_workbook_new_from_file (file, languages, &error);
  fail_on (error);
  folder = g_dir_make_tmp ("heed-bench-XXXXXX", &error);
  fail_on (error);
  run (workbook, argc > 2 ? (guint) strtoul (argv[2], NULL, 10) : 100000, folder);
  g_rmdir (folder);
  return EXIT_SUCCESS;
}
