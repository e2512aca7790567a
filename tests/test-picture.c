/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/record/heed-picture.c. */

#include "heed-picture.h"

#include "heed-record-edit.h"

/* https://www.di-mgt.com.au/sha_testvectors.html: of "abc". */
#define CONTENT "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void
test_content (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autofree char *content = heed_picture_name_content (bytes);
  g_autofree char *upper = g_ascii_strup (CONTENT, -1);

  g_assert_cmpstr (content, ==, CONTENT);
  g_assert_true (heed_picture_is_content (content));
  g_assert_false (heed_picture_is_content (upper));
  g_assert_false (heed_picture_is_content (content + 1));
  g_assert_false (heed_picture_is_content (""));
}

static void
test_paths (void)
{
  g_autofree char *one = heed_picture_new_path ((HeedTimestamp) { 999, 0 });
  g_autofree char *two = heed_picture_new_path ((HeedTimestamp) { 1000000000000000, 0 });
  g_autofree char *same_time = heed_picture_new_path ((HeedTimestamp) { 1000000000000000, 0 });
  g_autofree char *description = heed_picture_dup_description_path (one);

  g_assert_cmpstr (one, <, two);
  g_assert_cmpstr (two, !=, same_time);
  g_assert_true (heed_picture_is_path (one));
  g_assert_false (heed_picture_is_description (one));
  g_assert_false (heed_picture_is_path (description));
  g_assert_true (heed_picture_is_description (description));
  g_assert_false (heed_picture_is_path ("picture"));
  g_assert_false (heed_picture_is_description ("picture/words"));
}

static void
test_of_a_record (void)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "w", 1, "note");
  g_autofree char *second = heed_picture_new_path ((HeedTimestamp) { 2, 0 });
  g_autofree char *first = heed_picture_new_path ((HeedTimestamp) { 1, 0 });
  g_autofree char *description = heed_picture_dup_description_path (second);
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedRecord) copy = NULL;
  g_autoptr (HeedRecord) without = NULL;
  g_autoptr (HeedRecord) back = NULL;
  HeedPicture picture;

  heed_record_builder_set_answer (builder, second, CONTENT, 10);
  heed_record_builder_set_answer (builder, description, "The desk", 10);
  heed_record_builder_set_answer (builder, first, CONTENT, 10);
  heed_record_builder_set_answer (builder, "body", "A note", 10);
  /* What somebody else put there. */
  heed_record_builder_set_answer (builder, "~picture/3", "no name of a content", 10);
  record = heed_record_builder_end (builder);

  g_assert_cmpuint (heed_record_get_n_pictures (record), ==, 2);
  g_assert_true (heed_record_find_picture (record, 0, &picture));
  g_assert_cmpstr (picture.path, ==, first);
  g_assert_cmpstr (picture.content, ==, CONTENT);
  g_assert_null (picture.description);
  g_assert_true (heed_record_find_picture (record, 1, &picture));
  g_assert_cmpstr (picture.path, ==, second);
  g_assert_cmpstr (picture.description, ==, "The desk");
  g_assert_false (heed_record_find_picture (record, 2, &picture));

  copy = heed_record_copy (record, heed_timestamp_now ());
  g_assert_cmpuint (heed_record_get_n_pictures (copy), ==, 2);
  without = heed_record_with_answer (record, first, NULL, (HeedTimestamp) { 20, 0 });
  g_assert_cmpuint (heed_record_get_n_pictures (without), ==, 1);
  g_assert_true (heed_record_has_words_beside (record, without));
  back = heed_record_restore (without, record, (HeedTimestamp) { 30, 0 });
  g_assert_cmpuint (heed_record_get_n_pictures (back), ==, 2);
}

/* Each of two computers adds one. */
static void
test_joined (void)
{
  g_autoptr (HeedRecord) base = heed_record_builder_end (heed_record_builder_new (NULL, "w", 1, "note"));
  HeedTimestamp now = heed_record_get_next_moment (base, heed_timestamp_now ());
  g_autofree char *here_path = heed_picture_new_path (now);
  g_autofree char *there_path = heed_picture_new_path (now);
  g_autoptr (HeedRecord) here = heed_record_with_answer (base, here_path, CONTENT, now);
  g_autoptr (HeedRecord) there = heed_record_with_answer (base, there_path, CONTENT, now);
  g_autoptr (HeedRecord) joined = heed_record_merge (here, there, base);

  g_assert_cmpuint (heed_record_get_n_pictures (joined), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/picture/is-known-by-what-is-in-it", test_content);
  g_test_add_func ("/picture/has-a-path-of-its-own", test_paths);
  g_test_add_func ("/picture/belongs-to-an-entry", test_of_a_record);
  g_test_add_func ("/picture/two-computers-add-one-each", test_joined);

  return g_test_run ();
}
