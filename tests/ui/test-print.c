/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Printing as GTK does it, into a PDF that is then read. */

#include "journal-fixture.h"
#include "picture-files.h"

#include "heed-picture.h"
#include "heed-print.h"

#include <gtk/gtk.h>

typedef struct
{
  JournalFixture files;
  char *pdf;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  journal_fixture_set_up (&fixture->files, NULL);
  fixture->pdf = g_build_filename (fixture->files.folder, "printed.pdf", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->pdf);
  journal_fixture_tear_down (&fixture->files, NULL);
}

static void
count_cb (guint *count)
{
  ++*count;
}

static void
export (Fixture           *fixture,
        GtkPrintOperation *operation,
        const char        *paper,
        double             margin)
{
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) size = gtk_paper_size_new (paper);
  g_autoptr (GError) error = NULL;
  guint done = 0;

  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_left_margin (setup, margin, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_export_filename (operation, fixture->pdf);
  g_signal_connect_swapped (operation, "done", G_CALLBACK (count_cb), &done);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_cmpuint (done, ==, 1);
}

/* What a program says about the PDF, with the white space made one. */
static char *
run (const char *program,
     const char *argument,
     const char *last)
{
  const char *argv[] = { program, argument, last, NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) space = g_regex_new ("\\s+", 0, 0, NULL);
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return g_regex_replace_literal (space, text, -1, 0, " ", 0, NULL);
}

static HeedEntry *
make_entry (Fixture *fixture)
{
  HeedEntry *entry = heed_journal_create_entry (fixture->files.journal, "body-language", NULL);

  heed_entry_set_answer (entry, "emotion/1/emotion", "Frustration");
  heed_entry_set_answer (entry, "emotion/1/signs/2", "Arms folded tight");
  heed_entry_set_answer (entry, "emotion/5/signs/3", "Grüße aus der Küche");
  return entry;
}

static void
test_record (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = make_entry (fixture);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *text = NULL;
  g_autofree char *info = NULL;

  g_ptr_array_add (records, heed_record_ref (heed_entry_get_record (entry)));
  operation = heed_print_operation_new (fixture->files.workbook, NULL, records, NULL);
  export (fixture, operation, GTK_PAPER_NAME_A4, 0);
  text = run ("pdftotext", fixture->pdf, "-");
  g_assert_nonnull (strstr (text, "Body language"));
  g_assert_nonnull (strstr (text, "Frustration"));
  g_assert_nonnull (strstr (text, "Arms folded tight"));
  g_assert_nonnull (strstr (text, "Grüße aus der Küche"));
  info = run ("pdfinfo", fixture->pdf, NULL);
  g_assert_nonnull (strstr (info, "595"));
  g_assert_finalize_object (g_steal_pointer (&operation));
}

static void
test_blank (Fixture       *fixture,
            gconstpointer  data)
{
  HeedForm *form = heed_workbook_find_form (fixture->files.workbook, "complaint");
  g_autoptr (GtkPrintOperation) operation = heed_print_operation_new (fixture->files.workbook, form, NULL, NULL);
  g_autofree char *text = NULL;
  g_autofree char *info = NULL;

  export (fixture, operation, GTK_PAPER_NAME_LETTER, 0);
  text = run ("pdftotext", fixture->pdf, "-");
  g_assert_nonnull (strstr (text, heed_form_get_title (form)));
  g_assert_nonnull (strstr (text, "Situation 2"));
  info = run ("pdfinfo", fixture->pdf, NULL);
  g_assert_nonnull (strstr (info, "612 x 792"));
}

/* Where the text begins on the first page. */
static double
find_left_edge (Fixture *fixture)
{
  G_GNUC_UNUSED g_autofree char *said = run ("pdftotext", "-bbox", fixture->pdf);
  g_autofree char *html_path = g_build_filename (fixture->files.folder, "printed.html", NULL);
  g_autofree char *html = NULL;
  double left = G_MAXDOUBLE;

  g_assert_true (g_file_get_contents (html_path, &html, NULL, NULL));
  for (const char *p = strstr (html, "xMin=\""); p != NULL; p = strstr (p + 1, "xMin=\""))
    left = MIN (left, g_ascii_strtod (p + strlen ("xMin=\""), NULL));

  return left;
}

/* A printer that cannot print near the edge gets a wider margin. */
static void
test_margin (Fixture       *fixture,
             gconstpointer  data)
{
  HeedForm *form = heed_workbook_find_form (fixture->files.workbook, "complaint");
  g_autoptr (GtkPrintOperation) narrow = heed_print_operation_new (fixture->files.workbook, form, NULL, NULL);
  g_autoptr (GtkPrintOperation) wide = heed_print_operation_new (fixture->files.workbook, form, NULL, NULL);
  double left;

  export (fixture, narrow, GTK_PAPER_NAME_A4, 0);
  left = find_left_edge (fixture);
  g_assert_cmpfloat (left, >=, 50);
  g_assert_cmpfloat (left, <, 60);

  export (fixture, wide, GTK_PAPER_NAME_A4, 90);
  left = find_left_edge (fixture);
  g_assert_cmpfloat (left, >=, 89);
  g_assert_cmpfloat (left, <, 100);
}

/* A page as small as an index card is printed, too. */
static void
test_small_paper (Fixture       *fixture,
                  gconstpointer  data)
{
  HeedForm *form = heed_workbook_find_form (fixture->files.workbook, HEED_FORM_PLAN);
  g_autoptr (GtkPrintOperation) operation = heed_print_operation_new (fixture->files.workbook, form, NULL, NULL);
  g_autofree char *text = NULL;

  export (fixture, operation, "na_index-3x5", 0);
  text = run ("pdftotext", fixture->pdf, "-");
  g_assert_nonnull (strstr (text, heed_form_get_title (form)));
}

/* Several in one go: in their order, and each on a page of its own. */
static void
test_records (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *text = NULL;
  g_autofree char *info = NULL;
  const char *first, *second, *third;

  for (guint i = 1; i <= 3; i++)
    {
      g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->files.journal, HEED_FORM_NOTE, NULL);
      g_autofree char *title = g_strdup_printf ("Note number %u", i);

      heed_entry_set_title (entry, title);
      g_ptr_array_add (records, heed_record_ref (heed_entry_get_record (entry)));
    }

  operation = heed_print_operation_new (fixture->files.workbook, NULL, records, NULL);
  export (fixture, operation, GTK_PAPER_NAME_A4, 0);
  text = run ("pdftotext", fixture->pdf, "-");
  first = strstr (text, "Note number 1");
  second = strstr (text, "Note number 2");
  third = strstr (text, "Note number 3");
  g_assert_true (first != NULL && second > first && third > second);
  info = run ("pdfinfo", fixture->pdf, NULL);
  g_assert_nonnull (strstr (info, "Pages: 3"));
  g_assert_finalize_object (g_steal_pointer (&operation));
}

/* What the journal has is on the paper, what it has not is named there. */
static void
test_pictures (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->files.journal, HEED_FORM_NOTE, NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GHashTable) pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                           (GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) bytes = make_picture ("png", 40, 30);
  g_autoptr (GBytes) other = make_picture ("png", 20, 30);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *text = NULL;
  g_autofree char *images = NULL;
  GBytes *both[] = { bytes, other };
  const char * const words[] = { "Red beside blue", "The way to the desk" };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autofree char *path = heed_picture_new_path (heed_timestamp_now ());
      g_autofree char *description_path = heed_picture_dup_description_path (path);
      g_autofree char *content = heed_picture_name_content (both[i]);

      heed_entry_set_answer (entry, path, content);
      heed_entry_set_answer (entry, description_path, words[i]);
      if (i == 0)
        g_hash_table_insert (pictures, g_steal_pointer (&content), g_bytes_ref (bytes));
    }
  g_ptr_array_add (records, heed_record_ref (heed_entry_get_record (entry)));

  operation = heed_print_operation_new (fixture->files.workbook, NULL, records, pictures);
  export (fixture, operation, GTK_PAPER_NAME_A4, 0);
  text = run ("pdftotext", fixture->pdf, "-");
  g_assert_nonnull (strstr (text, words[0]));
  g_assert_nonnull (strstr (text, words[1]));
  images = run ("pdfimages", "-list", fixture->pdf);
  g_assert_nonnull (strstr (images, " 40 "));
  g_assert_null (strstr (images, " 20 "));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add ("/print/record", Fixture, NULL, set_up, test_record, tear_down);
  g_test_add ("/print/records", Fixture, NULL, set_up, test_records, tear_down);
  g_test_add ("/print/pictures", Fixture, NULL, set_up, test_pictures, tear_down);
  g_test_add ("/print/blank", Fixture, NULL, set_up, test_blank, tear_down);
  g_test_add ("/print/margin", Fixture, NULL, set_up, test_margin, tear_down);
  g_test_add ("/print/small-paper", Fixture, NULL, set_up, test_small_paper, tear_down);
  return g_test_run ();
}
