/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/base/heed-timestamp.c. */

#include "heed-timestamp.h"

#include <string.h>

static guint32
julian (guint day,
        guint month,
        guint year)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

static void
test_now (void)
{
  gint64 before = g_get_real_time ();
  HeedTimestamp now = heed_timestamp_now ();

  g_assert_cmpint (now.utc, >=, before);
  g_assert_cmpint (now.utc, <=, g_get_real_time ());
  g_assert_true (heed_timestamp_is_set (now));
  g_assert_false (heed_timestamp_is_set (HEED_TIMESTAMP_NEVER));
}

static void
test_parse (void)
{
  static const struct
  {
    HeedTimestamp stamp;
    const char *text;
  } cases[] = {
    { { 1, 0 }, "1970-01-01T00:00:00.000001+00:00" },
    { { -1, 0 }, "1969-12-31T23:59:59.999999+00:00" },
    { { G_GINT64_CONSTANT (1795250100123456), 3600 }, "2026-11-21T09:35:00.123456+01:00" },
    { { G_GINT64_CONSTANT (1795250100123456), -34200 }, "2026-11-20T23:05:00.123456-09:30" },
    { { G_GINT64_CONSTANT (1795250100000000), 50400 }, "2026-11-21T22:35:00.000000+14:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HeedTimestamp back = HEED_TIMESTAMP_NEVER;

      g_assert_true (heed_timestamp_parse (cases[i].text, &back));
      g_assert_cmpint (back.utc, ==, cases[i].stamp.utc);
      g_assert_cmpint (back.offset, ==, cases[i].stamp.offset);
    }
}

static void
test_parse_others (void)
{
  HeedTimestamp stamp;

  g_assert_true (heed_timestamp_parse ("2026-11-21T08:35:00Z", &stamp));
  g_assert_cmpint (stamp.utc, ==, G_GINT64_CONSTANT (1795250100000000));
  g_assert_cmpint (stamp.offset, ==, 0);
  g_assert_true (heed_timestamp_parse ("2026-11-21T09:35:00.5+01:00", &stamp));
  g_assert_cmpint (stamp.utc, ==, G_GINT64_CONSTANT (1795250100500000));
}

static void
test_parse_refuses (void)
{
  static const char * const texts[] = {
    "", "yesterday", "2026-11-21", "2026-11-21T08:35:00", "2026-02-30T08:35:00Z", "2026-11-21T25:35:00Z",
    "2026-11-21T08:35:00Z and more",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      HeedTimestamp stamp = { 7, 8 };

      g_assert_false (heed_timestamp_parse (texts[i], &stamp));
      g_assert_cmpint (stamp.utc, ==, 7);
      g_assert_cmpint (stamp.offset, ==, 8);
    }
}

/* The day is the writer's: the same moment lies on different days. */
static void
test_day_of_writer (void)
{
  HeedTimestamp east, west;

  g_assert_true (heed_timestamp_parse ("2026-03-01T00:30:00+12:00", &east));
  west = (HeedTimestamp) { east.utc, -5 * 3600 };

  g_assert_cmpuint (heed_timestamp_get_day (east), ==, julian (1, 3, 2026));
  g_assert_cmpuint (heed_timestamp_get_day (west), ==, julian (28, 2, 2026));
}

static void
test_to_local (void)
{
  HeedTimestamp stamp = { G_GINT64_CONSTANT (1795250100123456), 5400 };
  g_autoptr (GDateTime) local = heed_timestamp_to_local (stamp);

  g_assert_cmpint (g_date_time_get_hour (local), ==, 10);
  g_assert_cmpint (g_date_time_get_minute (local), ==, 5);
  g_assert_cmpint (g_date_time_get_microsecond (local), ==, 123456);
  g_assert_cmpint (g_date_time_to_unix (local), ==, 1795250100);
}

static void
test_add_days (void)
{
  HeedTimestamp stamp = { G_GINT64_CONSTANT (1795250100000000), 3600 };
  HeedTimestamp later = heed_timestamp_add_days (stamp, 40);

  g_assert_cmpuint (heed_timestamp_get_day (later) - heed_timestamp_get_day (stamp), ==, 40);
  g_assert_cmpint (later.offset, ==, 3600);
  g_assert_cmpint (heed_timestamp_add_days (later, -40).utc, ==, stamp.utc);
  g_assert_false (heed_timestamp_is_set (heed_timestamp_add_days (HEED_TIMESTAMP_NEVER, 3)));
}

/* A damaged file may hold anything; that is no reason to stop. */
static void
test_out_of_range (void)
{
  static const HeedTimestamp stamps[] = {
    { G_MAXINT64, 0 },
    { G_MININT64, 0 },
    { G_MAXINT64, 50400 },
    { G_MININT64, -43200 },
    { 1, G_MAXINT32 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (stamps); i++)
    {
      g_autoptr (GDateTime) local = heed_timestamp_to_local (stamps[i]);

      g_assert_nonnull (local);
      g_assert_true (g_date_valid_julian (heed_timestamp_get_day (stamps[i])));
    }
}

static void
test_day_iso (void)
{
  g_autofree char *text = heed_day_format_iso (julian (9, 3, 2026));
  guint32 day = 0;

  g_assert_cmpstr (text, ==, "2026-03-09");
  g_assert_true (heed_day_parse_iso (text, &day));
  g_assert_cmpuint (day, ==, julian (9, 3, 2026));
  g_assert_true (heed_day_parse_iso ("2028-02-29", &day));
  g_assert_cmpuint (day, ==, julian (29, 2, 2028));
}

static void
test_day_iso_refuses (void)
{
  static const char * const texts[] = {
    "", "2026", "2026-3-9", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01", "-999-01-01",
    "2026- 1-01", "+026-01-01", "2026-01-011", "2026-01-01 ", " 2026-01-01", "2026/01/01", "2026-01-0x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guint32 day = 5;

      g_assert_false (heed_day_parse_iso (texts[i], &day));
      g_assert_cmpuint (day, ==, 5);
    }
}

static void
test_day_for_person (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  guint year = (guint) g_date_time_get_year (now);
  g_autofree char *this_year = heed_day_format (julian (4, 7, year));
  g_autofree char *other_year = heed_day_format (julian (4, 7, 2019));

  g_assert_cmpstr (this_year, ==, "4 July");
  g_assert_cmpstr (other_year, ==, "4 July 2019");
}

/* Each day of one year has its anniversary on one day of any other year. */
static void
test_anniversary (void)
{
  guint32 first = 0, last = 0;

  g_assert_true (heed_day_look_back (julian (4, 7, 2026), 3, &first, &last));
  g_assert_cmpuint (first, ==, julian (4, 7, 2023));
  g_assert_cmpuint (last, ==, first);

  g_assert_true (heed_day_look_back (julian (28, 2, 2026), 2, &first, &last));
  g_assert_cmpuint (first, ==, julian (28, 2, 2024));
  g_assert_cmpuint (last, ==, julian (29, 2, 2024));
  g_assert_true (heed_day_look_back (julian (28, 2, 2026), 1, &first, &last));
  g_assert_cmpuint (last, ==, first);

  g_assert_true (heed_day_look_back (julian (28, 2, 2028), 4, &first, &last));
  g_assert_cmpuint (first, ==, julian (28, 2, 2024));
  g_assert_cmpuint (last, ==, first);
  g_assert_true (heed_day_look_back (julian (29, 2, 2028), 4, &first, &last));
  g_assert_cmpuint (first, ==, julian (29, 2, 2024));
  g_assert_cmpuint (last, ==, first);
  g_assert_false (heed_day_look_back (julian (29, 2, 2028), 1, &first, &last));

  g_assert_true (heed_day_look_back (julian (1, 3, 2026), 2, &first, &last));
  g_assert_cmpuint (first, ==, julian (1, 3, 2024));
  g_assert_false (heed_day_look_back (julian (1, 3, 2026), 2026, &first, &last));
}

static void
test_today (void)
{
  guint32 before = heed_timestamp_get_day (heed_timestamp_now ());
  guint32 today = heed_day_today ();

  g_assert_cmpuint (today, >=, before);
  g_assert_cmpuint (today, <=, heed_timestamp_get_day (heed_timestamp_now ()));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/timestamp/now", test_now);
  g_test_add_func ("/timestamp/parse", test_parse);
  g_test_add_func ("/timestamp/parse-others", test_parse_others);
  g_test_add_func ("/timestamp/parse-refuses", test_parse_refuses);
  g_test_add_func ("/timestamp/day-of-writer", test_day_of_writer);
  g_test_add_func ("/timestamp/to-local", test_to_local);
  g_test_add_func ("/timestamp/add-days", test_add_days);
  g_test_add_func ("/timestamp/out-of-range", test_out_of_range);
  g_test_add_func ("/day/iso", test_day_iso);
  g_test_add_func ("/day/iso-refuses", test_day_iso_refuses);
  g_test_add_func ("/day/for-person", test_day_for_person);
  g_test_add_func ("/day/anniversary", test_anniversary);
  g_test_add_func ("/day/today", test_today);

  return g_test_run ();
}
