/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/record/heed-filled-form.c. */

#include "heed-filled-form.h"

#include "test-forms.h"

#include <math.h>

static HeedWorkbook *workbook;

static HeedForm *
find_form (const char *id)
{
  HeedForm *form = heed_workbook_find_form (workbook, id);

  g_assert_nonnull (form);
  return form;
}

/* Takes @record over. */
static HeedFilledForm *
spread (HeedRecord *record)
{
  HeedFilledForm *filled = heed_filled_form_new (find_form (heed_record_get_form_id (record)), record);

  heed_record_unref (record);
  return filled;
}

static const HeedFilledFormNode *
find (HeedFilledForm *filled,
      const char     *path)
{
  const HeedFilledFormNode *node = heed_filled_form_find (filled, path);

  g_assert_nonnull (node);
  g_assert_cmpstr (node->path, ==, path);
  return node;
}

static void
assert_progress (HeedFilledForm *filled,
                 const char     *path,
                 guint           answered,
                 guint           total)
{
  HeedProgress progress = heed_filled_form_get_progress (filled, path);

  g_assert_cmpuint (progress.answered, ==, answered);
  g_assert_cmpuint (progress.total, ==, total);
}

/* What stands with a rating says more of it, and is not asked for by itself. */
static void
test_rated_group (void)
{
  static const char xml[] = "<workbook id='small' version='1' xml:lang='en-US'><title>Small</title><forms><form id='f'>"
                            "<title>Form</title><group id='g'><label>One</label><rating id='rating' min='1' max='5'>"
                            "<label>Rate</label><anchor value='1'>Low</anchor><anchor value='5'>High</anchor></rating>"
                            "<paragraph id='why'><label>Why</label></paragraph></group>"
                            "<paragraph id='rest'><label>Rest</label></paragraph></form></forms></workbook>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (xml, strlen (xml));
  g_autoptr (HeedWorkbook) small = heed_workbook_new_from_bytes (bytes, "small.xml", NULL, NULL);
  HeedForm *form = heed_workbook_find_form (small, "f");
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "small", 1, "f");
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedFilledForm) filled = NULL;

  heed_record_builder_set_answer (builder, "g/why", "Because", 1);
  record = heed_record_builder_end (builder);
  filled = heed_filled_form_new (form, record);
  assert_progress (filled, NULL, 0, 2);
  assert_progress (filled, "g", 0, 1);
}

static void
test_flat (void)
{
  static const char * const paths[] = { "name", "story", "minutes", "count", "day", "mood", "place", "rating" };
  g_autoptr (HeedFilledForm) filled = spread (make_record ("flat", "name", "Ann", "minutes", "15", NULL));

  g_assert_cmpuint (heed_filled_form_get_n_nodes (filled), ==, G_N_ELEMENTS (paths));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);

      g_assert_cmpstr (node->path, ==, paths[i]);
      g_assert_cmpstr (node->name, ==, node->label);
      g_assert_cmpuint (node->depth, ==, 0);
      g_assert_cmpuint (node->index, ==, 0);
    }
  g_assert_cmpstr (find (filled, "name")->value, ==, "Ann");
  g_assert_null (find (filled, "story")->value);
  g_assert_null (heed_filled_form_find (filled, "nam"));
}

static void
test_numbers (void)
{
  g_autoptr (HeedFilledForm) flat = heed_filled_form_new_blank (find_form ("flat"));
  g_autoptr (HeedFilledForm) rated = heed_filled_form_new_blank (find_form ("rated"));

  g_assert_cmpuint (find (flat, "name")->number, ==, 0);
  g_assert_cmpuint (find (flat, "story")->number, ==, 1);
  g_assert_cmpuint (find (flat, "mood")->number, ==, 2);
  g_assert_cmpuint (find (rated, "habits/first")->number, ==, 1);
  g_assert_cmpuint (find (rated, "habits/second")->number, ==, 2);
}

static void
test_blank (void)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new_blank (find_form ("nested"));

  g_assert_true (heed_filled_form_get_form (filled) == find_form ("nested"));
  g_assert_null (heed_filled_form_get_record (filled));
  /* Twice a group, its name, its list and three rows with a spare one; then
   * a list with its row. */
  g_assert_cmpuint (heed_filled_form_get_n_nodes (filled), ==, 2 * (1 + 1 + 1 + 4) + 2);
  g_assert_cmpuint (heed_filled_form_get_n_repeats (filled, "emotion"), ==, 2);
  g_assert_cmpuint (heed_filled_form_get_n_repeats (filled, "emotion/2/signs"), ==, 4);
  g_assert_cmpuint (heed_filled_form_get_n_repeats (filled, "ends"), ==, 1);
  g_assert_cmpuint (heed_filled_form_get_n_repeats (filled, "emotion/3/signs"), ==, 0);
  assert_progress (filled, NULL, 0, 2 * (1 + 3) + 1);
}

static void
test_reading_order (void)
{
  static const struct
  {
    const char *path;
    guint depth;
    guint index;
  } expected[] = {
    { "emotion/1", 0, 1 },
    { "emotion/1/name", 1, 0 },
    { "emotion/1/signs", 1, 0 },
    { "emotion/1/signs/1", 2, 1 },
    { "emotion/1/signs/2", 2, 2 },
    { "emotion/1/signs/3", 2, 3 },
    { "emotion/1/signs/4", 2, 4 },
    { "emotion/2", 0, 2 },
  };
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new_blank (find_form ("nested"));

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);

      g_assert_cmpstr (node->path, ==, expected[i].path);
      g_assert_cmpuint (node->depth, ==, expected[i].depth);
      g_assert_cmpuint (node->index, ==, expected[i].index);
    }
}

static void
test_names (void)
{
  g_autoptr (HeedFilledForm) nested = heed_filled_form_new_blank (find_form ("nested"));
  g_autoptr (HeedFilledForm) rated = heed_filled_form_new_blank (find_form ("rated"));

  g_assert_cmpstr (find (nested, "emotion/2")->label, ==, "Emotion 2");
  g_assert_cmpstr (find (nested, "emotion/2/name")->label, ==, "Name of it");
  g_assert_cmpstr (find (nested, "emotion/2/name")->name, ==, "Emotion 2: Name of it");
  g_assert_cmpstr (find (nested, "emotion/2/signs/1")->label, ==, "Sign 1");
  g_assert_cmpstr (find (nested, "emotion/2/signs/1")->name, ==, "Sign 1 of Emotion 2");
  g_assert_cmpstr (find (nested, "ends/1")->name, ==, "End 1");
  g_assert_cmpstr (find (rated, "habits/second/rating")->name, ==, "Second habit: How I rate this");
  g_assert_cmpstr (find (rated, "extra/word")->name, ==, "Extra: Word");
}

static void
test_positions (void)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new_blank (find_form ("nested"));
  guint position = 99;

  g_assert_false (heed_filled_form_find_position (filled, "emotion", &position));
  g_assert_cmpuint (position, ==, 99);
  g_assert_true (heed_filled_form_find_position (filled, "emotion/1", &position));
  g_assert_cmpuint (position, ==, 0);

  g_assert_cmpstr (heed_filled_form_get_node (filled, heed_filled_form_find_next (filled, 0))->path, ==, "emotion/2");
  g_assert_true (heed_filled_form_find_position (filled, "emotion/2/signs", &position));
  g_assert_cmpstr (heed_filled_form_get_node (filled, heed_filled_form_find_next (filled, position))->path, ==, "ends");
  g_assert_true (heed_filled_form_find_position (filled, "ends", &position));
  g_assert_cmpuint (heed_filled_form_find_next (filled, position), ==, heed_filled_form_get_n_nodes (filled));
}

static void
test_rated_groups (void)
{
  g_autoptr (HeedFilledForm) rated = heed_filled_form_new_blank (find_form ("rated"));
  g_autoptr (HeedFilledForm) nested = heed_filled_form_new_blank (find_form ("nested"));

  g_assert_true (heed_filled_form_node_is_rated (find (rated, "habits/first")));
  g_assert_false (heed_filled_form_node_is_rated (find (rated, "habits")));
  g_assert_false (heed_filled_form_node_is_rated (find (rated, "habits/first/rating")));
  g_assert_false (heed_filled_form_node_is_rated (find (nested, "emotion/1")));
}

/* The count that a writer wished is kept at the field's own path. */
static void
test_wished_repeats (void)
{
  g_autoptr (HeedFilledForm) more = spread (make_record ("nested", "emotion", "4", "emotion/1/signs", "6", NULL));
  g_autoptr (HeedFilledForm) fewer = spread (make_record ("nested", "emotion", "1", NULL));
  g_autoptr (HeedFilledForm) many = spread (make_record ("nested", "emotion", "999999999999", "ends", "-1", NULL));
  g_autoptr (HeedFilledForm) nonsense = spread (make_record ("nested", "emotion", "several", NULL));

  g_assert_cmpuint (heed_filled_form_get_n_repeats (more, "emotion"), ==, 4);
  g_assert_cmpuint (heed_filled_form_get_n_repeats (more, "emotion/1/signs"), ==, 6);
  g_assert_cmpuint (heed_filled_form_get_n_repeats (more, "emotion/2/signs"), ==, 4);
  g_assert_cmpuint (heed_filled_form_get_n_repeats (fewer, "emotion"), ==, 2);
  g_assert_cmpuint (heed_filled_form_get_n_repeats (many, "emotion"), ==, 4);
  g_assert_cmpuint (heed_filled_form_get_n_repeats (many, "ends"), ==, 3);
  g_assert_cmpuint (heed_filled_form_get_n_repeats (nonsense, "emotion"), ==, 2);
}

/* Nothing that somebody wrote is hidden, whatever the limits say now. */
static void
test_written_repeats (void)
{
  g_autoptr (HeedFilledForm) filled = spread (make_record ("nested", "emotion/7/signs/9", "blush",
                                                           "ends/2", "", "ends/99999999", "far", NULL));

  g_assert_cmpuint (heed_filled_form_get_n_repeats (filled, "emotion"), ==, 7);
  g_assert_cmpuint (heed_filled_form_get_n_repeats (filled, "emotion/7/signs"), ==, 9);
  g_assert_cmpstr (find (filled, "emotion/7/signs/9")->value, ==, "blush");
  g_assert_cmpuint (heed_filled_form_get_n_repeats (filled, "ends"), ==, 1);
}

static void
test_progress_flat (void)
{
  g_autoptr (HeedFilledForm) none = spread (make_record ("flat", "name", " \n", "day", "2026-01-01", NULL));
  g_autoptr (HeedFilledForm) some = spread (make_record ("flat", "name", "Ann", "mood", "calm", "rating", "3", NULL));

  /* The day is optional, and white space answers nothing. */
  assert_progress (none, NULL, 0, 7);
  assert_progress (some, NULL, 3, 7);
  assert_progress (some, "name", 1, 1);
  assert_progress (some, "day", 0, 0);
  g_assert_false (find (some, "day")->counted);
}

static void
test_progress_list (void)
{
  g_autoptr (HeedFilledForm) filled = spread (make_record ("nested",
                                                           "emotion/1/signs/1", "one",
                                                           "emotion/1/signs/3", "three",
                                                           "emotion/2/signs/1", "a",
                                                           "emotion/2/signs/2", "b",
                                                           "emotion/2/signs/4", "c",
                                                           "emotion/2/signs/5", "d", NULL));

  /* Of a list count the rows that are asked for, wherever they stand. */
  assert_progress (filled, "emotion/1/signs", 2, 3);
  assert_progress (filled, "emotion/2/signs", 3, 3);
  assert_progress (filled, "emotion/2", 3, 4);
  assert_progress (filled, NULL, 5, 9);
}

static void
test_filled_rows (void)
{
  g_autoptr (HeedFilledForm) filled = spread (make_record ("nested", "emotion/1/signs/1", "a", "emotion/1/signs/3", " ",
                                                           "emotion/1/signs/5", "c", "emotion/2/signs/1", "d", NULL));

  g_assert_cmpuint (heed_filled_form_get_n_filled (filled, "emotion/1/signs"), ==, 2);
  g_assert_cmpuint (heed_filled_form_get_n_filled (filled, "emotion/2/signs"), ==, 1);
  g_assert_cmpuint (heed_filled_form_get_n_filled (filled, "ends"), ==, 0);
  g_assert_cmpuint (heed_filled_form_get_n_filled (filled, "emotion/9/signs"), ==, 0);
}

static void
test_progress_extra_group (void)
{
  g_autoptr (HeedFilledForm) empty = spread (make_record ("nested", "emotion", "3", NULL));
  g_autoptr (HeedFilledForm) begun = spread (make_record ("nested", "emotion/3/name", "joy", NULL));

  assert_progress (empty, NULL, 0, 9);
  assert_progress (begun, NULL, 1, 13);
  assert_progress (begun, "emotion/3", 1, 4);
}

static void
test_progress_optional_group (void)
{
  g_autoptr (HeedFilledForm) filled = spread (make_record ("rated", "habits/first/rating", "2", "extra/word", "x",
                                                           "habits/first/evidence", "y", NULL));

  assert_progress (filled, NULL, 1, 2);
  assert_progress (filled, "habits", 1, 2);
  assert_progress (filled, "habits/first", 1, 1);
  assert_progress (filled, "extra", 0, 0);
}

/* "emotion/1" is no part of "emotion/12". */
static void
test_progress_like_named (void)
{
  g_autoptr (HeedFilledForm) filled = spread (make_record ("nested", "emotion/12/name", "joy",
                                                           "emotion/1/name", "fear", NULL));

  assert_progress (filled, "emotion/1", 1, 4);
  assert_progress (filled, "emotion/12", 1, 4);
}

static void
assert_unanswered (HeedFilledForm *filled,
                   const char     *after,
                   const char     *expected)
{
  g_autofree char *path = heed_filled_form_dup_unanswered (filled, after);

  g_assert_cmpstr (path, ==, expected);
}

static void
test_unanswered (void)
{
  g_autoptr (HeedFilledForm) flat = spread (make_record ("flat", "name", "Ann", "count", "1", "place", "home",
                                                         "rating", "2", NULL));
  g_autoptr (HeedFilledForm) done = spread (make_record ("flat", "name", "Ann", "story", "Once", "minutes", "1", "count",
                                                         "1", "mood", "other", "place", "home", "rating", "2", NULL));

  assert_unanswered (flat, NULL, "story");
  assert_unanswered (flat, "story", "minutes");
  /* The day is optional. */
  assert_unanswered (flat, "minutes", "mood");
  assert_unanswered (flat, "mood/other", "story");
  assert_unanswered (flat, "rating", "story");
  assert_unanswered (flat, "gone", "story");
  assert_unanswered (done, "story", NULL);
  assert_unanswered (done, NULL, NULL);
}

static void
test_unanswered_of_lists (void)
{
  g_autoptr (HeedFilledForm) filled = spread (make_record ("nested", "emotion/1/name", "Joy",
                                                           "emotion/1/signs/1", "A smile", "emotion/1/signs/3", "A hop",
                                                           "emotion/2/name", "Fear", "emotion/2/signs/2", "a",
                                                           "emotion/2/signs/3", "b", "emotion/2/signs/4", "c", NULL));

  assert_unanswered (filled, "emotion/1/name", "emotion/1/signs/2");
  assert_unanswered (filled, "emotion/1/signs/2", "emotion/1/signs/4");
  assert_unanswered (filled, "emotion/1", "ends/1");
  /* Three signs are wanted, and are there. */
  assert_unanswered (filled, "emotion/1/signs/4", "ends/1");
  assert_unanswered (filled, "ends/1", "emotion/1/signs/2");
}

static void
test_excerpt (void)
{
  g_autoptr (HeedFilledForm) filled = spread (make_record ("flat", "name", "Ann",
                                                           "story", "It\nbegan  early and ended late.",
                                                           "minutes", "15", "mood", "calm", NULL));
  g_autoptr (HeedFilledForm) empty = spread (make_record ("flat", "minutes", "15", NULL));
  g_autofree char *whole = heed_filled_form_dup_excerpt (filled, 100);
  g_autofree char *cut = heed_filled_form_dup_excerpt (filled, 16);
  g_autofree char *none = heed_filled_form_dup_excerpt (empty, 16);

  g_assert_cmpstr (whole, ==, "Ann · It began early and ended late.");
  g_assert_cmpstr (cut, ==, "Ann · It began…");
  g_assert_cmpstr (none, ==, "");
}

static void
test_excerpt_of_lists (void)
{
  g_autoptr (HeedFilledForm) filled = spread (make_record ("nested", "emotion/1/name", "Joy", "emotion/1/signs/2", "laughs",
                                                           "ends/1", "well", NULL));
  g_autofree char *excerpt = heed_filled_form_dup_excerpt (filled, 100);

  g_assert_cmpstr (excerpt, ==, "Joy · laughs · well");
}

static void
test_mean_rating (void)
{
  g_autoptr (HeedFilledForm) both = spread (make_record ("rated", "habits/first/rating", "2",
                                                         "habits/second/rating", "5", NULL));
  g_autoptr (HeedFilledForm) one = spread (make_record ("rated", "habits/first/rating", "often",
                                                        "habits/second/rating", "5", NULL));
  g_autoptr (HeedFilledForm) none = heed_filled_form_new_blank (find_form ("rated"));

  g_assert_cmpfloat (heed_filled_form_get_mean_rating (both), ==, 3.5);
  g_assert_cmpfloat (heed_filled_form_get_mean_rating (one), ==, 5);
  g_assert_true (isnan (heed_filled_form_get_mean_rating (none)));
}

/* What somebody makes of last time, looking back, says nothing about today. */
static void
test_then (void)
{
  g_autoptr (HeedFilledForm) filled = spread (make_record ("rated", "habits/first/rating", "4",
                                                           "habits/first/rating/then", "2",
                                                           "habits/second/rating/then", "1", NULL));

  assert_progress (filled, NULL, 1, 2);
  assert_progress (filled, "habits/second", 0, 1);
  g_assert_cmpfloat (heed_filled_form_get_mean_rating (filled), ==, 4);
  g_assert_null (heed_filled_form_find (filled, "habits/first/rating/then"));
}

static void
test_references (void)
{
  HeedRecord *record = make_record ("flat", "name", "Ann", NULL);
  HeedFilledForm *filled = heed_filled_form_new (find_form ("flat"), record);
  HeedFilledForm *second = heed_filled_form_ref (filled);

  g_assert_true (heed_filled_form_get_record (filled) == record);
  heed_record_unref (record);
  heed_filled_form_unref (filled);
  g_assert_cmpstr (find (second, "name")->value, ==, "Ann");
  heed_filled_form_unref (second);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  workbook = open_forms ();

  g_test_add_func ("/filled/flat", test_flat);
  g_test_add_func ("/filled/rated-group", test_rated_group);
  g_test_add_func ("/filled/numbers", test_numbers);
  g_test_add_func ("/filled/blank", test_blank);
  g_test_add_func ("/filled/reading-order", test_reading_order);
  g_test_add_func ("/filled/names", test_names);
  g_test_add_func ("/filled/positions", test_positions);
  g_test_add_func ("/filled/rated-groups", test_rated_groups);
  g_test_add_func ("/filled/wished-repeats", test_wished_repeats);
  g_test_add_func ("/filled/written-repeats", test_written_repeats);
  g_test_add_func ("/filled/progress-flat", test_progress_flat);
  g_test_add_func ("/filled/progress-list", test_progress_list);
  g_test_add_func ("/filled/filled-rows", test_filled_rows);
  g_test_add_func ("/filled/progress-extra-group", test_progress_extra_group);
  g_test_add_func ("/filled/progress-optional-group", test_progress_optional_group);
  g_test_add_func ("/filled/progress-like-named", test_progress_like_named);
  g_test_add_func ("/filled/unanswered", test_unanswered);
  g_test_add_func ("/filled/unanswered-of-lists", test_unanswered_of_lists);
  g_test_add_func ("/filled/excerpt", test_excerpt);
  g_test_add_func ("/filled/excerpt-of-lists", test_excerpt_of_lists);
  g_test_add_func ("/filled/mean-rating", test_mean_rating);
  g_test_add_func ("/filled/then", test_then);
  g_test_add_func ("/filled/references", test_references);

  status = g_test_run ();
  g_clear_object (&workbook);
  return status;
}
