/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/journal/heed-backups.c: when a backup is made by itself. */

#include "heed-backups.h"

#include "journal-fixture.h"

#include <string.h>

static guint
count_backups (HeedBackups *backups)
{
  g_autoptr (GPtrArray) copies = heed_backup_plan_find_copies (heed_backups_get_plan (backups), TRUE);
  guint count = 0;

  for (guint i = 0; i < copies->len; i++)
    count += ((HeedCopy *) g_ptr_array_index (copies, i))->kind == HEED_COPY_BACKUP;

  return count;
}

static void
count_cb (guint *times)
{
  (*times)++;
}

static gboolean
has_changed (gpointer times)
{
  return *(guint *) times > 0;
}

/* Whether an alarm is set. */
static gboolean
is_alarm_set (gpointer unused)
{
  g_autoptr (GDir) files = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      if (target != NULL && strstr (target, "[timerfd]") != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
stop (HeedBackups *backups)
{
  g_autoptr (GAsyncResult) result = NULL;

  heed_backups_stop_async (backups, keep_result_cb, &result);
  wait_for_result (&result);
}

/* The day has its backup: the next is made tomorrow, if anything more is written,
 * and until then nobody looks. */
static void
test_rests_until_midnight (JournalFixture *fixture,
                           gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = NULL;
  g_autoptr (HeedBackups) backups = heed_backups_new (fixture->journal);
  guint times = 0;

  g_signal_connect_swapped (backups, "changed", G_CALLBACK (count_cb), &times);
  heed_backups_set_automatic (backups, TRUE);
  g_assert_true (wait_until (has_changed, &times));
  g_assert_no_error (heed_backups_get_error (backups));
  g_assert_cmpuint (count_backups (backups), ==, 1);
  g_assert_false (is_alarm_set (NULL));

  two = journal_fixture_write (fixture, "Two", "second");
  g_assert_true (wait_until (is_alarm_set, NULL));
  heed_backups_poll (backups);
  wait_for_journal (fixture->journal);
  g_assert_cmpuint (count_backups (backups), ==, 1);

  stop (backups);
  g_assert_false (is_alarm_set (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/backups/rests-until-midnight", JournalFixture, NULL, journal_fixture_set_up, test_rests_until_midnight,
              journal_fixture_tear_down);
  return g_test_run ();
}
