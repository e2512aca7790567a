/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/record/heed-answer.c. */

#include "heed-answer.h"

#include "test-forms.h"

#include <locale.h>
#include <math.h>

static HeedWorkbook *workbook;

static HeedField *
find_field (const char *id)
{
  HeedField *field = heed_form_find_field (heed_workbook_find_form (workbook, "flat"), id);

  g_assert_nonnull (field);
  return field;
}

static void
assert_formatted (const char *id,
                  const char *value,
                  const char *expected)
{
  g_autoptr (HeedRecord) record = make_record ("flat", id, value, NULL);
  g_autofree char *text = heed_field_format_answer (find_field (id), record, id);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
is_valid (const char *id,
          const char *value)
{
  return heed_field_validate_answer (find_field (id), value);
}

static void
test_format_words (void)
{
  assert_formatted ("name", "Ann & Bob", "Ann & Bob");
  assert_formatted ("story", "one\n\ntwo ", "one\n\ntwo ");
}

/* A second look at a rating of last time stands below the rating. */
static void
test_format_then (void)
{
  g_autoptr (HeedRecord) record = make_record ("flat", "rating", "4", "rating/then", "2", NULL);
  g_autoptr (HeedRecord) erased = make_record ("flat", "rating", "4", "rating/then", "", NULL);
  g_autofree char *rating = heed_field_format_answer (find_field ("rating"), record, "rating");
  g_autofree char *then = heed_field_format_then (find_field ("rating"), record, "rating");

  g_assert_cmpstr (rating, ==, "4 of 5");
  g_assert_cmpstr (then, ==, "Knowing what I know now, last time was 2 of 5.");
  g_assert_null (heed_field_format_then (find_field ("rating"), erased, "rating"));
  g_assert_cmpint (heed_then_get_question ()[0], !=, '\0');
}

static void
test_format_nothing (void)
{
  static const char * const ids[] = { "name", "story", "minutes", "day", "mood", "rating" };
  g_autoptr (HeedRecord) record = make_record ("flat", "name", "", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_null (heed_field_format_answer (find_field (ids[i]), record, ids[i]));
}

static void
test_format_number (void)
{
  assert_formatted ("minutes", "15", "15 minutes");
  assert_formatted ("minutes", "7.5", "7.5 minutes");
  assert_formatted ("count", "-3", "-3");
  assert_formatted ("count", "a few", "a few");
}

static void
test_format_day (void)
{
  assert_formatted ("day", "2019-07-04", "4 July 2019");
  assert_formatted ("day", "in spring", "in spring");
}

static void
test_format_choice (void)
{
  g_autoptr (HeedRecord) own = make_record ("flat", "mood", "other", "mood/other", "Weary", NULL);
  g_autofree char *text = heed_field_format_answer (find_field ("mood"), own, "mood");

  assert_formatted ("mood", "calm", "Calm");
  assert_formatted ("mood", "gone-option", "gone-option");
  assert_formatted ("mood", "other", "Other");
  g_assert_cmpstr (text, ==, "Weary");
}

static void
test_format_rating (void)
{
  assert_formatted ("rating", "4", "4 of 5");
}

static void
test_validate_nothing (void)
{
  static const char * const ids[] = { "name", "minutes", "day", "mood", "rating" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_true (is_valid (ids[i], NULL));
      g_assert_true (is_valid (ids[i], ""));
    }
}

static void
test_validate_words (void)
{
  g_assert_true (is_valid ("name", "anything — at all"));
  g_assert_true (is_valid ("story", "two\nlines"));
  g_assert_false (is_valid ("story", "not UTF-8: \xff"));
}

static void
test_validate_number (void)
{
  static const char * const good[] = { "0", "-5", "5.5", "-4.25", "1e0" };
  static const char * const bad[] = { "-5.1", "5.6", "6", "1,5", "1 ", " 1", "x", "0x", "inf", "nan", "1e999" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (is_valid ("count", good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (is_valid ("count", bad[i]));
}

static void
test_validate_rating (void)
{
  g_assert_true (is_valid ("rating", "1"));
  g_assert_true (is_valid ("rating", "5"));
  g_assert_false (is_valid ("rating", "0"));
  g_assert_false (is_valid ("rating", "6"));
  g_assert_false (is_valid ("rating", "3.5"));
  g_assert_false (is_valid ("rating", "often"));
}

static void
test_validate_day (void)
{
  g_assert_true (is_valid ("day", "2028-02-29"));
  g_assert_false (is_valid ("day", "2026-02-29"));
  g_assert_false (is_valid ("day", "29 February"));
}

static void
test_validate_choice (void)
{
  g_assert_true (is_valid ("mood", "happy"));
  g_assert_true (is_valid ("mood", "other"));
  g_assert_false (is_valid ("mood", "Happy"));
  g_assert_true (is_valid ("place", "home"));
  g_assert_false (is_valid ("place", "other"));
}

static void
test_parse_answer (void)
{
  double number = 99;

  g_assert_false (heed_field_parse_answer (find_field ("rating"), NULL, &number));
  g_assert_false (heed_field_parse_answer (find_field ("rating"), "", &number));
  g_assert_false (heed_field_parse_answer (find_field ("rating"), "6", &number));
  g_assert_false (heed_field_parse_answer (find_field ("rating"), "3.5", &number));
  g_assert_cmpfloat (number, ==, 99);
  g_assert_true (heed_field_parse_answer (find_field ("rating"), "4", &number));
  g_assert_cmpfloat (number, ==, 4);
  g_assert_true (heed_field_parse_answer (find_field ("count"), "-2.5", &number));
  g_assert_cmpfloat (number, ==, -2.5);
}

/* What somebody writes comes back as they would write it. */
static void
test_read_and_edit (void)
{
  static const char * const cases[][4] = {
    { "name", " ", " ", " " },
    { "count", " ", "", "" },
    { "count", " 7.50", "7.5", "7.5" },
    { "count", "٣", "3", "3" },
    { "count", "a few", "a few", "a few" },
    { "day", "2019-07-04", "2019-07-04", "4 July 2019" },
    { "day", "4 July 2019", "2019-07-04", "4 July 2019" },
    { "day", "4 Brumaire 2019", "4 Brumaire 2019", "4 Brumaire 2019" },
    { "mood", "calm", "calm", "calm" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HeedField *field = find_field (cases[i][0]);
      g_autofree char *value = heed_field_read_answer (field, cases[i][1]);
      g_autofree char *text = heed_field_edit_answer (field, value);

      g_assert_cmpstr (value, ==, cases[i][2]);
      g_assert_cmpstr (text, ==, cases[i][3]);
    }
}

static void
test_explain (void)
{
  static const char * const fine[][2] = { { "name", "x" }, { "count", "3" }, { "day", "" }, { "rating", "4" } };
  static const char * const odd[][2] = { { "count", "a few" }, { "day", "in spring" }, { "rating", "9" } };

  for (guint i = 0; i < G_N_ELEMENTS (fine); i++)
    g_assert_null (heed_field_explain_answer (find_field (fine[i][0]), fine[i][1]));
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *sentence = heed_field_explain_answer (find_field (odd[i][0]), odd[i][1]);

      g_assert_nonnull (sentence);
    }
}

static void
test_number_round_trip (void)
{
  static const double numbers[] = { 0, 1, -1, 0.1, 15, 123456789, -2.5, 1e300, 1e-300 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = heed_number_format (numbers[i]);
      double back = NAN;

      g_assert_true (heed_number_parse (text, &back));
      g_assert_cmpfloat (back, ==, numbers[i]);
    }
}

static void
test_number_format (void)
{
  g_autofree char *tenth = heed_number_format (0.1);
  g_autofree char *big = heed_number_format (600);

  g_assert_cmpstr (tenth, ==, "0.1");
  g_assert_cmpstr (big, ==, "600");
}

static void
test_number_refuses (void)
{
  double number = 7;

  g_assert_false (heed_number_parse ("", &number));
  g_assert_false (heed_number_parse ("\t1", &number));
  g_assert_false (heed_number_parse ("1 minute", &number));
  g_assert_false (heed_number_parse ("-inf", &number));
  g_assert_cmpfloat (number, ==, 7);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "");
  workbook = open_forms ();

  g_test_add_func ("/answer/format-words", test_format_words);
  g_test_add_func ("/answer/format-then", test_format_then);
  g_test_add_func ("/answer/format-nothing", test_format_nothing);
  g_test_add_func ("/answer/format-number", test_format_number);
  g_test_add_func ("/answer/format-day", test_format_day);
  g_test_add_func ("/answer/format-choice", test_format_choice);
  g_test_add_func ("/answer/format-rating", test_format_rating);
  g_test_add_func ("/answer/validate-nothing", test_validate_nothing);
  g_test_add_func ("/answer/validate-words", test_validate_words);
  g_test_add_func ("/answer/validate-number", test_validate_number);
  g_test_add_func ("/answer/validate-rating", test_validate_rating);
  g_test_add_func ("/answer/validate-day", test_validate_day);
  g_test_add_func ("/answer/validate-choice", test_validate_choice);
  g_test_add_func ("/answer/parse", test_parse_answer);
  g_test_add_func ("/answer/read-and-edit", test_read_and_edit);
  g_test_add_func ("/answer/explain", test_explain);
  g_test_add_func ("/number/round-trip", test_number_round_trip);
  g_test_add_func ("/number/format", test_number_format);
  g_test_add_func ("/number/refuses", test_number_refuses);

  status = g_test_run ();
  g_clear_object (&workbook);
  return status;
}
