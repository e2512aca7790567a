/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/record/heed-record-diff.c. */

#include "heed-record-diff.h"

#include "test-forms.h"

static void
assert_differ (HeedRecord *one,
               HeedRecord *other,
               const char *form_id,
               ...)
{
  g_autoptr (HeedWorkbook) workbook = open_forms ();
  HeedForm *form = heed_workbook_find_form (workbook, form_id);
  g_autoptr (GHashTable) paths = heed_record_diff_find (one, other, form);
  g_autoptr (GHashTable) back = heed_record_diff_find (other, one, form);
  guint n = 0;
  va_list args;

  va_start (args, form_id);
  for (const char *path; (path = va_arg (args, const char *)) != NULL; n++)
    {
      g_assert_true (g_hash_table_contains (paths, path));
      g_assert_true (g_hash_table_contains (back, path));
    }
  va_end (args);

  g_assert_cmpuint (g_hash_table_size (paths), ==, n);
  g_assert_cmpuint (g_hash_table_size (back), ==, n);
  g_assert_cmpuint (heed_record_diff_count (one, other, form), ==, n);
}

static void
test_answers (void)
{
  g_autoptr (HeedRecord) one = make_record ("flat", "name", "Ann", "story", "Long ago", NULL);
  g_autoptr (HeedRecord) same = make_record ("flat", "story", "Long ago", "name", "Ann", "minutes", " ", NULL);
  g_autoptr (HeedRecord) other = make_record ("flat", "name", "Bob", "minutes", "3", NULL);

  assert_differ (one, same, "flat", NULL);
  assert_differ (one, other, "flat", "name", "story", "minutes", NULL);
}

/* A choice in words of one's own is one answer. */
static void
test_own_choice (void)
{
  g_autoptr (HeedRecord) one = make_record ("flat", "mood", "good", NULL);
  g_autoptr (HeedRecord) other = make_record ("flat", "mood", "other", "mood/other", "Odd", NULL);

  assert_differ (one, other, "flat", "mood", NULL);
}

/* How many groups and rows somebody asked for is nothing that they wrote. */
static void
test_structure (void)
{
  g_autoptr (HeedRecord) one = make_record ("nested", "emotion/1/name", "Joy", NULL);
  g_autoptr (HeedRecord) other = make_record ("nested", "emotion", "3", "emotion/1/name", "Joy",
                                              "emotion/1/signs", "5", "emotion/1/signs/4", "Laughs", NULL);

  assert_differ (one, other, "nested", "emotion/1/signs/4", NULL);
}

static void
test_unknown_form (void)
{
  g_autoptr (HeedRecord) one = make_record ("gone", "a", "1", NULL);
  g_autoptr (HeedRecord) other = make_record ("gone", "a", "2", "b/other", "3", NULL);

  assert_differ (one, other, "gone", "a", "b/other", NULL);
}

static void
test_title_and_tags (void)
{
  g_autoptr (HeedRecord) one = make_record ("flat", "name", "Ann", NULL);
  HeedRecordBuilder *builder = heed_record_builder_new_from (one);
  g_autoptr (HeedRecord) other = NULL;

  heed_record_builder_set_title (builder, "A title");
  heed_record_builder_set_tags (builder, (const char * const []) { "home", NULL });
  other = heed_record_builder_end (builder);

  g_assert_cmpuint (heed_record_diff_count (one, other, NULL), ==, 2);
  g_assert_cmpuint (heed_record_diff_count (one, one, NULL), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record-diff/answers", test_answers);
  g_test_add_func ("/record-diff/own-choice", test_own_choice);
  g_test_add_func ("/record-diff/structure", test_structure);
  g_test_add_func ("/record-diff/unknown-form", test_unknown_form);
  g_test_add_func ("/record-diff/title-and-tags", test_title_and_tags);

  return g_test_run ();
}
