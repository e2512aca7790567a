/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of heed_rotation_choose() in src/store/heed-backup.c. */

#include "heed-backup.h"

#include <stdlib.h>

#define MOST 400

static const HeedRotation usual = { 7, 4, 12 };

/* Backups as they are made and removed, newest first. */
typedef struct
{
  gint64 made[MOST];
  guint n_made;
} Shelf;

static gint64
get_time (int year,
          int month,
          int day,
          int hour)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (year, month, day, hour, 0, 0);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one > other ? -1 : one < other;
}

static void
add (Shelf  *shelf,
     gint64  made)
{
  g_assert_cmpuint (shelf->n_made, <, MOST);
  shelf->made[shelf->n_made++] = made;
  qsort (shelf->made, shelf->n_made, sizeof *shelf->made, compare_newest_first);
}

static void
rotate (Shelf              *shelf,
        const HeedRotation *rotation,
        gint64              now)
{
  gboolean keep[MOST];
  guint n_kept = 0;

  heed_rotation_choose (rotation, shelf->made, shelf->n_made, now, keep);
  for (guint i = 0; i < shelf->n_made; i++)
    if (keep[i])
      shelf->made[n_kept++] = shelf->made[i];
  shelf->n_made = n_kept;
}

static gboolean
has (const Shelf *shelf,
     gint64       made)
{
  for (guint i = 0; i < shelf->n_made; i++)
    if (shelf->made[i] == made)
      return TRUE;

  return FALSE;
}

/* A backup a day for two years leaves those that are wanted, and no others. */
static void
test_every_day (void)
{
  Shelf shelf = { .n_made = 0 };
  gint64 now = 0;

  for (int day = 0; day < 730; day++)
    {
      g_autoptr (GDateTime) first = g_date_time_new_local (2023, 1, 1, 12, 0, 0);
      g_autoptr (GDateTime) time = g_date_time_add_days (first, day);

      now = g_date_time_to_unix (time) * G_USEC_PER_SEC;
      add (&shelf, now);
      rotate (&shelf, &usual, now);
      g_assert_cmpuint (shelf.n_made, <=, 7 + 4 + 12);
    }

  /* The last day is Monday, 30 December 2024. */
  for (int day = 24; day <= 30; day++)
    g_assert_true (has (&shelf, get_time (2024, 12, day, 12)));
  g_assert_true (has (&shelf, get_time (2024, 12, 22, 12)));
  g_assert_true (has (&shelf, get_time (2024, 12, 15, 12)));
  g_assert_false (has (&shelf, get_time (2024, 12, 8, 12)));
  g_assert_true (has (&shelf, get_time (2024, 11, 30, 12)));
  g_assert_true (has (&shelf, get_time (2024, 6, 30, 12)));
  g_assert_true (has (&shelf, get_time (2024, 2, 29, 12)));
  g_assert_true (has (&shelf, get_time (2024, 1, 31, 12)));
  g_assert_false (has (&shelf, get_time (2023, 12, 31, 12)));
  g_assert_cmpuint (shelf.n_made, ==, 7 + 2 + 11);
}

/* Of a day with several, the newest stays. */
static void
test_newest_of_a_day (void)
{
  Shelf shelf = { .n_made = 0 };

  add (&shelf, get_time (2024, 5, 1, 8));
  add (&shelf, get_time (2024, 5, 1, 12));
  add (&shelf, get_time (2024, 5, 1, 20));
  rotate (&shelf, &usual, get_time (2024, 5, 1, 21));
  g_assert_cmpuint (shelf.n_made, ==, 1);
  g_assert_cmpint (shelf.made[0], ==, get_time (2024, 5, 1, 20));
}

/* Somebody who was away for years has all that was there before. */
static void
test_long_pause (void)
{
  Shelf shelf = { .n_made = 0 };

  for (int day = 1; day <= 6; day++)
    add (&shelf, get_time (2010, 3, day, 9));
  add (&shelf, get_time (2024, 5, 1, 9));
  rotate (&shelf, &usual, get_time (2024, 5, 1, 10));
  g_assert_cmpuint (shelf.n_made, ==, 7);
}

/* The clock was years ahead for weeks, and was then set right. */
static void
test_clock_ahead (void)
{
  Shelf shelf = { .n_made = 0 };

  for (int day = 1; day <= 30; day++)
    add (&shelf, get_time (2024, 4, day, 9));
  rotate (&shelf, &usual, get_time (2024, 4, 30, 10));
  for (int day = 1; day <= 30; day++)
    {
      add (&shelf, get_time (2031, 6, day, 9));
      rotate (&shelf, &usual, get_time (2031, 6, day, 10));
    }
  g_assert_true (has (&shelf, get_time (2024, 4, 30, 9)));

  for (int day = 1; day <= 10; day++)
    {
      add (&shelf, get_time (2024, 5, day, 9));
      rotate (&shelf, &usual, get_time (2024, 5, day, 10));
      g_assert_true (has (&shelf, get_time (2024, 5, day, 9)));
      g_assert_true (has (&shelf, get_time (2024, 4, 30, 9)));
      g_assert_true (has (&shelf, get_time (2031, 6, 30, 9)));
    }
}

/* A battery that is empty sets the clock back to the beginning. */
static void
test_clock_behind (void)
{
  Shelf shelf = { .n_made = 0 };

  for (int day = 20; day <= 26; day++)
    add (&shelf, get_time (2024, 4, day, 9));
  for (int day = 2; day <= 20; day++)
    {
      add (&shelf, get_time (1970, 1, day, 9));
      rotate (&shelf, &usual, get_time (1970, 1, day, 10));
    }

  for (int day = 20; day <= 26; day++)
    g_assert_true (has (&shelf, get_time (2024, 4, day, 9)));
  g_assert_true (has (&shelf, get_time (1970, 1, 20, 9)));
}

static guint
count_days (const Shelf *shelf,
            gboolean   (*belongs) (gint64, gint64),
            gint64       now)
{
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < shelf->n_made; i++)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (shelf->made[i] / G_USEC_PER_SEC);
      g_autoptr (GDateTime) local = g_date_time_to_local (utc);

      if (belongs (shelf->made[i], now))
        g_hash_table_add (days, g_date_time_format (local, "%F"));
    }

  return g_hash_table_size (days);
}

static gboolean
is_past (gint64 made,
         gint64 now)
{
  return made <= now;
}

static gboolean
is_to_come (gint64 made,
            gint64 now)
{
  return made > now;
}

/* Whatever the times are: the newest stays, of each kind of time as many days as are
 * wanted if there are so many, nothing that is kept once goes the second time, and
 * there is an end to how many there are. */
static void
test_properties (void)
{
  for (guint round = 0; round < 500; round++)
    {
      const HeedRotation rotation = {
        (guint) g_test_rand_int_range (1, 10), (guint) g_test_rand_int_range (0, 6), (guint) g_test_rand_int_range (0, 15),
      };
      gint64 now = get_time (2024, 5, 1, 12);
      Shelf before = { .n_made = 0 }, after, again;
      guint count = (guint) g_test_rand_int_range (1, 200), past, to_come;

      for (guint i = 0; i < count; i++)
        add (&before, now + g_test_rand_int_range (-900 * 24, round % 2 == 0 ? 1 : 400 * 24) * G_TIME_SPAN_HOUR);
      after = before;
      rotate (&after, &rotation, now);
      again = after;
      rotate (&again, &rotation, now);

      past = count_days (&before, is_past, now);
      to_come = count_days (&before, is_to_come, now);
      g_assert_cmpint (after.made[0], ==, before.made[0]);
      g_assert_cmpuint (count_days (&after, is_past, now), >=, MIN (past, rotation.days));
      g_assert_cmpuint (count_days (&after, is_to_come, now), >=, MIN (to_come, rotation.days));
      g_assert_cmpuint (after.n_made, <=, 2 * (rotation.days + rotation.weeks + rotation.months));
      g_assert_cmpuint (again.n_made, ==, after.n_made);
      for (guint i = 0; i < before.n_made && before.made[i] > now; i++)
        if (i + 1 < before.n_made && before.made[i + 1] <= now)
          g_assert_true (has (&after, before.made[i + 1]));
    }
}

static void
test_none (void)
{
  gboolean keep[1] = { TRUE };

  heed_rotation_choose (&usual, NULL, 0, 0, keep);
  g_assert_true (keep[0]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rotation/every-day", test_every_day);
  g_test_add_func ("/rotation/newest-of-a-day", test_newest_of_a_day);
  g_test_add_func ("/rotation/long-pause", test_long_pause);
  g_test_add_func ("/rotation/clock-ahead", test_clock_ahead);
  g_test_add_func ("/rotation/clock-behind", test_clock_behind);
  g_test_add_func ("/rotation/properties", test_properties);
  g_test_add_func ("/rotation/none", test_none);
  return g_test_run ();
}
