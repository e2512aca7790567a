/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/record/heed-wording.c. */

#include "heed-wording.h"
#include "heed-workbook.h"
#include "test-forms.h"

static void
test_shown (void)
{
  static const struct { const char *form, *path, *value, *shown; } cases[] = {
    { "flat", "name", "work", NULL },
    { "flat", "minutes", "45", NULL },
    { "flat", "day", "2025-11-21", "21 November 2025" },
    { "flat", "day", "soon", NULL },
    { "flat", "place", "work", "At work" },
    { "flat", "place", "nowhere", NULL },
    { "flat", "mood", "other", "" },
    { "flat", "mood/other", "quiet", NULL },
    { "flat", "mood/other", "happy", NULL },
    { "flat", "rating", "1", "Never" },
    { "flat", "rating", "3", "" },
    { "flat", "rating", "99", "" },
    { "flat", "rating/then", "5", "Always" },
    { "flat", "place", "", NULL },
    { "flat", "not-there", "work", NULL },
    { "nested", "emotion", "3", "" },
    { "nested", "emotion/2/signs", "4", "" },
    { "nested", "emotion/2/signs/1", "4", NULL },
    { "nested", "emotion/1/name", "3", NULL },
  };
  g_autoptr (HeedWorkbook) workbook = open_forms ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HeedForm *form = heed_workbook_find_form (workbook, cases[i].form);
      g_autofree char *shown = heed_wording_dup_shown (form, cases[i].path, cases[i].value);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* A workbook with one form, in which one thing is as the test wants it. */
static gint64
get_mark (const char *listed,
          const char *label,
          const char *anchor)
{
  static const char * const languages[] = { "en_US", "en", "C", NULL };
  g_autofree char *xml = NULL;
  g_autofree char *folder = g_dir_make_tmp ("heed-wording-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "small.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autoptr (GError) error = NULL;

  xml = g_strdup_printf ("<workbook id=\"small\" version=\"1\" xml:lang=\"en-US\"><title>Small</title><forms>"
                         "<form id=\"f\"%s><title>F</title>"
                         "<choice id=\"c\"><label>C</label><option id=\"a\">%s</option><option id=\"b\">B</option></choice>"
                         "<rating id=\"r\" min=\"1\" max=\"5\"><label>R</label><anchor value=\"1\">%s</anchor>"
                         "<anchor value=\"5\">Y</anchor></rating>"
                         "</form></forms></workbook>",
                         listed, label, anchor);
  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
  workbook = heed_workbook_new_from_file (file, languages, &error);
  g_assert_no_error (error);
  g_file_delete (file, NULL, NULL);
  g_file_delete (parent, NULL, NULL);
  return heed_wording_get_mark (heed_workbook_find_form (workbook, "f"));
}

static void
test_mark (void)
{
  gint64 mark = get_mark ("", "A", "X");

  g_assert_cmpint (mark, !=, 0);
  g_assert_cmpint (mark, ==, get_mark ("", "A", "X"));
  g_assert_cmpint (mark, !=, get_mark (" listed=\"no\"", "A", "X"));
  g_assert_cmpint (mark, !=, get_mark ("", "Ä", "X"));
  g_assert_cmpint (mark, !=, get_mark ("", "A", "AX"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wording/shown", test_shown);
  g_test_add_func ("/wording/mark", test_mark);

  return g_test_run ();
}
