/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The live entry without a journal: changes, their undo, and older versions. */

#include "heed-entry.h"

#include "test-forms.h"

static HeedWorkbook *workbook;

/* Takes @record over. */
static HeedEntry *
open_record (HeedRecord *record)
{
  HeedEntry *entry = heed_entry_new_for_version (workbook, record);

  heed_record_unref (record);
  return entry;
}

static void
assert_answer (HeedEntry  *entry,
               const char *path,
               const char *value)
{
  g_assert_cmpstr (heed_entry_get_answer (entry, path), ==, value);
}

static void
count_cb (HeedEntry *entry,
          guint     *times)
{
  (*times)++;
}

static void
test_version (void)
{
  g_autoptr (HeedEntry) entry = open_record (make_record ("flat", "name", "Ann", NULL));

  g_assert_true (heed_entry_is_open (entry));
  g_assert_cmpstr (heed_form_get_id (heed_entry_get_form (entry)), ==, "flat");
  assert_answer (entry, "name", "Ann");
  g_assert_false (heed_entry_get_can_undo (entry));
  g_assert_finalize_object (g_steal_pointer (&entry));
}

static void
test_restore (void)
{
  g_autoptr (HeedRecord) older = make_record ("flat", "name", "Ann", "story", "Once", NULL);
  g_autoptr (HeedEntry) entry = heed_entry_new_for_version (workbook, older);
  guint changed = 0;

  heed_entry_set_answer (entry, "name", "Bea");
  heed_entry_set_answer (entry, "story", NULL);
  heed_entry_set_answer (entry, "minutes", "3");
  heed_entry_set_title (entry, "Later");
  heed_entry_set_completed (entry, TRUE);
  g_signal_connect (entry, "changed", G_CALLBACK (count_cb), &changed);
  heed_entry_restore (entry, older);
  g_assert_cmpuint (changed, ==, 1);
  assert_answer (entry, "name", "Ann");
  assert_answer (entry, "story", "Once");
  assert_answer (entry, "minutes", NULL);
  g_assert_null (heed_record_get_title (heed_entry_get_record (entry)));
  g_assert_false (heed_stamp_is_set (heed_record_get_completed (heed_entry_get_record (entry))));
  g_assert_cmpint (heed_record_get_modified (heed_entry_get_record (entry)).utc, >,
                   heed_record_get_modified (older).utc);

  heed_entry_undo (entry);
  assert_answer (entry, "name", "Bea");
  assert_answer (entry, "minutes", "3");
  g_assert_cmpstr (heed_record_get_title (heed_entry_get_record (entry)), ==, "Later");
}

static void
test_restore_the_same (void)
{
  g_autoptr (HeedRecord) older = make_record ("flat", "name", "Ann", NULL);
  g_autoptr (HeedEntry) entry = heed_entry_new_for_version (workbook, older);
  guint changed = 0;

  g_signal_connect (entry, "changed", G_CALLBACK (count_cb), &changed);
  heed_entry_restore (entry, older);
  g_assert_cmpuint (changed, ==, 0);
  g_assert_false (heed_entry_get_can_undo (entry));
}

/* A version from when the entry lay in the trash does not delete it again. */
static void
test_restore_of_deleted (void)
{
  g_autoptr (HeedRecord) plain = make_record ("flat", "name", "Ann", NULL);
  HeedRecordBuilder *builder = heed_record_builder_new_from (plain);
  g_autoptr (HeedEntry) entry = heed_entry_new_for_version (workbook, plain);
  g_autoptr (HeedRecord) older = NULL;

  heed_record_builder_set_deleted (builder, heed_stamp_now ());
  heed_record_builder_set_answer (builder, "name", "Bea", 2);
  older = heed_record_builder_end (builder);
  heed_entry_restore (entry, older);
  assert_answer (entry, "name", "Bea");
  g_assert_false (heed_stamp_is_set (heed_record_get_deleted (heed_entry_get_record (entry))));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  workbook = open_forms ();

  g_test_add_func ("/entry/version", test_version);
  g_test_add_func ("/entry/restore", test_restore);
  g_test_add_func ("/entry/restore-the-same", test_restore_the_same);
  g_test_add_func ("/entry/restore-of-deleted", test_restore_of_deleted);

  status = g_test_run ();
  g_object_unref (workbook);
  return status;
}
