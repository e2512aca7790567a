/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/exchange/heed-demo.c, with the sample journal of the
 * bundled workbook, and with small ones. */

#include "heed-demo.h"
#include "heed-error.h"
#include "heed-wording.h"

#include <glib/gstdio.h>
#include <string.h>

static HeedWorkbook *
open_workbook (void)
{
  static const char * const languages[] = { "en_US", "C", NULL };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "workbooks", "customer-focus.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  HeedWorkbook *workbook = heed_workbook_new_from_file (file, languages, &error);

  g_assert_no_error (error);
  return workbook;
}

static GPtrArray *
read_demo (HeedTimestamp now)
{
  g_autoptr (HeedWorkbook) workbook = open_workbook ();
  g_autoptr (GError) error = NULL;
  GPtrArray *records = heed_demo_read (workbook, now, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, >, 0);
  return records;
}

/* As it stands in the file, which ends on this day. */
static GPtrArray *
read_original (void)
{
  HeedTimestamp now;

  g_assert_true (heed_timestamp_parse ("2026-11-20T23:59:59Z", &now));
  return read_demo (now);
}

static gint64
get_wall (HeedTimestamp stamp)
{
  return stamp.utc + stamp.offset * G_TIME_SPAN_SECOND;
}

static gint64
find_newest (GPtrArray *records)
{
  gint64 newest = G_MININT64;

  for (guint i = 0; i < records->len; i++)
    newest = MAX (newest, get_wall (heed_record_get_modified (g_ptr_array_index (records, i))));

  return newest;
}

static void
assert_moved (HeedTimestamp before,
              HeedTimestamp after,
              gint64        distance,
              gint32        offset)
{
  g_assert_cmpint (heed_timestamp_is_set (before), ==, heed_timestamp_is_set (after));
  if (heed_timestamp_is_set (before))
    {
      g_assert_cmpint (after.offset, ==, offset);
      g_assert_cmpint (get_wall (after) - get_wall (before), ==, distance);
    }
}

static void
assert_answers_moved (HeedRecord *before,
                      HeedRecord *after,
                      gint64      distance)
{
  gint64 shift = heed_record_get_modified (after).utc - heed_record_get_modified (before).utc;

  g_assert_cmpuint (heed_record_get_n_answers (before), ==, heed_record_get_n_answers (after));
  for (guint i = 0; i < heed_record_get_n_answers (before); i++)
    {
      const char *old_value, *new_value;
      gint64 old_time, new_time;
      guint32 old_day, new_day;

      heed_record_get_nth_answer (before, i, NULL, &old_value, &old_time);
      heed_record_get_nth_answer (after, i, NULL, &new_value, &new_time);
      g_assert_cmpint (new_time - old_time, ==, shift);
      if (strlen (old_value) == 10 && heed_day_parse_iso (old_value, &old_day))
        {
          g_assert_true (heed_day_parse_iso (new_value, &new_day));
          g_assert_cmpint ((gint64) new_day - old_day, ==, distance / G_TIME_SPAN_DAY);
        }
      else
        {
          g_assert_cmpstr (old_value, ==, new_value);
        }
    }
}

/* Everything moves by the same whole days and onto one clock. */
static void
assert_all_moved (HeedTimestamp now)
{
  g_autoptr (GPtrArray) before = read_original ();
  g_autoptr (GPtrArray) after = read_demo (now);
  gint64 distance = find_newest (after) - find_newest (before);

  g_assert_cmpint (distance % G_TIME_SPAN_DAY, ==, 0);
  g_assert_cmpuint (before->len, ==, after->len);
  for (guint i = 0; i < before->len; i++)
    {
      HeedRecord *old = g_ptr_array_index (before, i);
      HeedRecord *new = g_ptr_array_index (after, i);

      g_assert_cmpstr (heed_record_get_id (old), ==, heed_record_get_id (new));
      g_assert_cmpstr (heed_record_get_title (old), ==, heed_record_get_title (new));
      assert_moved (heed_record_get_created (old), heed_record_get_created (new), distance, now.offset);
      assert_moved (heed_record_get_modified (old), heed_record_get_modified (new), distance, now.offset);
      assert_moved (heed_record_get_completed (old), heed_record_get_completed (new), distance, now.offset);
      assert_moved (heed_record_get_deleted (old), heed_record_get_deleted (new), distance, now.offset);
      assert_answers_moved (old, new, distance);
    }
}

/* 2031-05-06 23:59:59 on the clock of @offset. */
static HeedTimestamp
late_evening (gint32 offset)
{
  HeedTimestamp stamp = { 1935791999 * G_TIME_SPAN_SECOND - offset * G_TIME_SPAN_SECOND, offset };

  return stamp;
}

static void
test_today (void)
{
  HeedTimestamp now = late_evening (-5 * 3600);
  g_autoptr (GPtrArray) records = read_demo (now);

  g_assert_cmpint (find_newest (records), <=, get_wall (now));
  g_assert_cmpint (find_newest (records) / G_TIME_SPAN_DAY, ==, get_wall (now) / G_TIME_SPAN_DAY);
}

/* Right after midnight nothing was written today yet. */
static void
test_yesterday (void)
{
  HeedTimestamp now = late_evening (0);
  g_autoptr (GPtrArray) records = NULL;

  now.utc += 2 * G_TIME_SPAN_SECOND;
  records = read_demo (now);
  g_assert_cmpint (find_newest (records) / G_TIME_SPAN_DAY, ==, get_wall (now) / G_TIME_SPAN_DAY - 1);
}

static void
test_never_ahead (void)
{
  for (int hour = 0; hour < 24; hour++)
    {
      HeedTimestamp now = late_evening (9 * 3600 + 1800);
      g_autoptr (GPtrArray) records = NULL;

      now.utc += hour * G_TIME_SPAN_HOUR;
      records = read_demo (now);
      for (guint i = 0; i < records->len; i++)
        {
          HeedRecord *record = g_ptr_array_index (records, i);

          g_assert_cmpint (heed_record_get_created (record).utc, <=, now.utc);
          g_assert_cmpint (heed_record_get_modified (record).utc, <=, now.utc);
          g_assert_cmpint (heed_record_get_completed (record).utc, <=, now.utc);
        }
    }
}

static void
test_moved (void)
{
  HeedTimestamp past = { 946684800 * G_TIME_SPAN_SECOND, 3600 };

  assert_all_moved (late_evening (-5 * 3600));
  assert_all_moved (late_evening (5 * 3600 + 2700));
  assert_all_moved (past);
}

/* Everything in it has its place in the workbook. */
static void
test_fits (void)
{
  g_autoptr (HeedWorkbook) workbook = open_workbook ();
  g_autoptr (GPtrArray) records = read_original ();

  for (guint i = 0; i < records->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (records, i);
      HeedForm *form = heed_wording_find_form (workbook, record);

      g_assert_nonnull (form);
      g_assert_null (heed_wording_describe (workbook, record));
      for (guint j = 0; j < heed_record_get_n_answers (record); j++)
        {
          const char *path;

          heed_record_get_nth_answer (record, j, &path, NULL, NULL);
          g_assert_nonnull (heed_form_find_path (form, path));
        }
    }
}

/* Writes a workbook into a folder of its own, and its sample beside it. */
static GPtrArray *
read_sample (const char  *sample,
             GError     **error)
{
  static const char xml[] = "<workbook id='small' version='4' xml:lang='en'><title>Small</title><forms><form id='f'>"
                            "<title>F</title><paragraph id='a'><label>A</label></paragraph></form></forms></workbook>";
  static const char * const languages[] = { "de", NULL };
  g_autofree char *folder = g_dir_make_tmp ("heed-demo-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "small.xml", NULL);
  g_autofree char *beside = g_build_filename (folder, "small-sample.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (HeedWorkbook) workbook = NULL;
  GPtrArray *records;

  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
  if (sample != NULL)
    g_assert_true (g_file_set_contents (beside, sample, -1, NULL));
  workbook = heed_workbook_new_from_file (file, languages, NULL);
  records = heed_demo_read (workbook, (HeedTimestamp) { 0, 0 }, error);
  g_unlink (path);
  g_unlink (beside);
  g_rmdir (folder);
  return records;
}

#define ENTRY(inside) \
  "<sample workbook='small' xml:lang='en'><entry id='cd55d0d6-1fa3-4273-9b19-87b428a60a2c' form='f' " \
  "created='2026-11-20T07:38:55Z' modified='2026-11-20T07:52:54Z'>" inside "</entry></sample>"

/* It is told in the language of the person, and its lines stay lines. */
static void
test_translated (void)
{
  static const char sample[] =
    ENTRY ("<title>Title</title><title xml:lang='de'>Titel</title><tag>tag</tag><tag xml:lang='de'>Marke</tag>"
           "<answer path='a' modified='2026-11-20T07:52:54Z'><p>One</p><p xml:lang='de'>Eins</p>"
           "<line>Two</line><line xml:lang='de'>Zwei</line><p>Three</p></answer>");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = read_sample (sample, &error);
  HeedRecord *record;

  g_assert_no_error (error);
  record = g_ptr_array_index (records, 0);
  g_assert_cmpstr (heed_record_get_title (record), ==, "Titel");
  g_assert_cmpstr (heed_record_get_tags (record)[0], ==, "Marke");
  g_assert_cmpstr (heed_record_get_answer (record, "a"), ==, "Eins\nZwei\n\nThree");
  g_assert_cmpuint (heed_record_get_workbook_version (record), ==, 4);
}

static void
test_refused (void)
{
  static const char * const samples[] = {
    "", "<workbook/>", "<sample workbook='large' xml:lang='en'><entry/></sample>", "<sample workbook='small' xml:lang='en'/>",
    ENTRY ("<answer path='a' modified='yesterday' value='1'/>"), ENTRY ("<answer path='a' value='1'/>"), ENTRY ("words"),
  };
  g_autoptr (GError) error = NULL;

  g_assert_null (read_sample (NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_clear_error (&error);
      g_assert_null (read_sample (samples[i], &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/today", test_today);
  g_test_add_func ("/demo/yesterday", test_yesterday);
  g_test_add_func ("/demo/never-ahead", test_never_ahead);
  g_test_add_func ("/demo/moved", test_moved);
  g_test_add_func ("/demo/fits", test_fits);
  g_test_add_func ("/demo/translated", test_translated);
  g_test_add_func ("/demo/refused", test_refused);

  return g_test_run ();
}
