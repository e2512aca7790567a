/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/record/heed-summary.c. */

#include "heed-summary.h"

#include "test-forms.h"

#include <math.h>

static HeedWorkbook *workbook;

static HeedSummary *
summarize (HeedRecord *record)
{
  return heed_summary_new (record, heed_workbook_find_form (workbook, heed_record_get_form_id (record)));
}

static void
test_new (void)
{
  g_autoptr (HeedRecord) record = make_record ("flat", "name", "Ann", "story", "Short.", "rating", "4", NULL);
  g_autoptr (HeedSummary) summary = summarize (record);
  HeedProgress progress = heed_summary_get_progress (summary);

  g_assert_true (heed_record_equal (heed_summary_get_head (summary), record));
  g_assert_cmpint (heed_summary_get_row (summary), ==, 0);
  g_assert_cmpstr (heed_summary_get_excerpt (summary), ==, "Ann · Short.");
  g_assert_cmpuint (progress.answered, ==, 3);
  g_assert_cmpuint (progress.total, ==, 7);
  g_assert_cmpfloat (heed_summary_get_mean_rating (summary), ==, 4);
}

static void
test_listed (void)
{
  g_autoptr (HeedRecord) flat = make_record ("flat", NULL);
  g_autoptr (HeedRecord) rated = make_record ("rated", NULL);
  g_autoptr (HeedRecord) gone = make_record ("gone", NULL);
  g_autoptr (HeedSummary) listed = summarize (flat);
  g_autoptr (HeedSummary) unlisted = summarize (rated);
  g_autoptr (HeedSummary) unknown = heed_summary_new (gone, NULL);

  g_assert_true (heed_summary_is_listed (listed));
  g_assert_false (heed_summary_is_listed (unlisted));
  g_assert_true (heed_summary_is_listed (unknown));
}

static void
test_long_words (void)
{
  g_autofree char *words = g_strnfill (5000, 'x');
  g_autoptr (HeedRecord) record = make_record ("flat", "story", words, NULL);
  g_autoptr (HeedSummary) summary = summarize (record);

  g_assert_cmpint (g_utf8_strlen (heed_summary_get_excerpt (summary), -1), ==, HEED_SUMMARY_EXCERPT_LENGTH);
}

static void
test_empty (void)
{
  g_autoptr (HeedRecord) record = make_record ("flat", NULL);
  g_autoptr (HeedSummary) summary = summarize (record);

  g_assert_cmpstr (heed_summary_get_excerpt (summary), ==, "");
  g_assert_cmpuint (heed_summary_get_progress (summary).answered, ==, 0);
  g_assert_true (isnan (heed_summary_get_mean_rating (summary)));
}

/* An entry of a workbook that is gone still shows its words. */
static void
test_unknown_form (void)
{
  g_autoptr (HeedRecord) record = make_record ("gone", "a", " ", "b", "some\nwords", NULL);
  g_autoptr (HeedRecord) empty = make_record ("gone", NULL);
  g_autoptr (HeedSummary) summary = heed_summary_new (record, NULL);
  g_autoptr (HeedSummary) nothing = heed_summary_new (empty, NULL);

  g_assert_cmpstr (heed_summary_get_excerpt (summary), ==, "some words");
  g_assert_cmpuint (heed_summary_get_progress (summary).total, ==, 0);
  g_assert_true (isnan (heed_summary_get_mean_rating (summary)));
  g_assert_cmpstr (heed_summary_get_excerpt (nothing), ==, "");
}

static void
test_from_parts (void)
{
  HeedRecord *record = make_record ("flat", NULL);
  HeedSummaryFacts facts = { .row = 12, .excerpt = "first words", .progress = { 2, 9 }, .mean_rating = 2.5, .listed = TRUE };
  g_autoptr (HeedSummary) summary = heed_summary_new_from_parts (record, &facts);

  heed_record_unref (record);
  g_assert_cmpstr (heed_record_get_form_id (heed_summary_get_head (summary)), ==, "flat");
  g_assert_cmpint (heed_summary_get_row (summary), ==, 12);
  g_assert_cmpstr (heed_summary_get_excerpt (summary), ==, "first words");
  g_assert_cmpuint (heed_summary_get_progress (summary).answered, ==, 2);
  g_assert_cmpuint (heed_summary_get_progress (summary).total, ==, 9);
  g_assert_cmpfloat (heed_summary_get_mean_rating (summary), ==, 2.5);
  g_assert_true (heed_summary_is_listed (summary));
}

static void
test_no_excerpt (void)
{
  g_autoptr (HeedRecord) record = make_record ("flat", NULL);
  HeedSummaryFacts facts = { .mean_rating = NAN };
  g_autoptr (HeedSummary) summary = heed_summary_new_from_parts (record, &facts);

  g_assert_cmpstr (heed_summary_get_excerpt (summary), ==, "");
}

static void
test_references (void)
{
  g_autoptr (HeedRecord) record = make_record ("flat", "name", "Ann", NULL);
  HeedSummary *summary = summarize (record);
  g_autoptr (HeedSummary) second = heed_summary_ref (summary);

  heed_summary_unref (summary);
  g_assert_cmpstr (heed_summary_get_excerpt (second), ==, "Ann");
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  workbook = open_forms ();

  g_test_add_func ("/summary/new", test_new);
  g_test_add_func ("/summary/listed", test_listed);
  g_test_add_func ("/summary/long-words", test_long_words);
  g_test_add_func ("/summary/empty", test_empty);
  g_test_add_func ("/summary/unknown-form", test_unknown_form);
  g_test_add_func ("/summary/from-parts", test_from_parts);
  g_test_add_func ("/summary/no-excerpt", test_no_excerpt);
  g_test_add_func ("/summary/references", test_references);

  status = g_test_run ();
  g_clear_object (&workbook);
  return status;
}
