/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/record/heed-record-edit.c and heed-record-repeat.c. */

#include "heed-record-edit.h"

#include "test-forms.h"

static const HeedStamp NOW = { .utc = 100, .offset = 3600 };

static void
assert_answer (HeedRecord *record,
               const char *path,
               const char *value)
{
  g_assert_cmpstr (heed_record_get_answer (record, path), ==, value);
}

static void
test_copy (void)
{
  g_autoptr (HeedRecord) plain = make_record ("flat", "name", "Ann", "mood", "other", "mood/other", "Odd", "story", "",
                                              NULL);
  HeedRecordBuilder *builder = heed_record_builder_new_from (plain);
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedRecord) copy = NULL;

  heed_record_builder_set_title (builder, "A title");
  heed_record_builder_set_tags (builder, (const char * const []) { "home", NULL });
  heed_record_builder_set_item_id (builder, "a-tip");
  heed_record_builder_set_completed (builder, NOW);
  heed_record_builder_set_deleted (builder, NOW);
  record = heed_record_builder_end (builder);
  copy = heed_record_copy (record, NOW);

  g_assert_cmpstr (heed_record_get_id (copy), !=, heed_record_get_id (record));
  g_assert_cmpstr (heed_record_get_workbook_id (copy), ==, "every-field");
  g_assert_cmpuint (heed_record_get_workbook_version (copy), ==, 3);
  g_assert_cmpstr (heed_record_get_form_id (copy), ==, "flat");
  g_assert_cmpstr (heed_record_get_item_id (copy), ==, "a-tip");
  g_assert_cmpstr (heed_record_get_title (copy), ==, "A title");
  g_assert_cmpstr (heed_record_get_tags (copy)[0], ==, "home");
  g_assert_cmpint (heed_record_get_created (copy).utc, ==, 100);
  g_assert_cmpint (heed_record_get_created (copy).offset, ==, 3600);
  g_assert_cmpint (heed_record_get_modified (copy).utc, ==, 100);
  g_assert_false (heed_stamp_is_set (heed_record_get_completed (copy)));
  g_assert_false (heed_stamp_is_set (heed_record_get_deleted (copy)));
  assert_answer (copy, "name", "Ann");
  assert_answer (copy, "mood/other", "Odd");
  /* What was erased is not there at all. */
  g_assert_cmpuint (heed_record_get_n_answers (copy), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record-edit/copy", test_copy);

  return g_test_run ();
}
