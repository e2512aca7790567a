/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long it takes at most from a keystroke until it is on the disk, while the
 * journal does something else that takes long, beside the same while it rests.
 * Somebody types on as soon as the last keystroke is saved. Most of the time goes
 * by before a save begins, so that not every keystroke makes one.
 *
 * Usage: bench-typing WORKBOOK.xml JOURNAL.db */

#include <glib/gstdio.h>
#include <stdlib.h>

#include "bench-file.h"
#include "heed-journal.h"

#define AT_REST 10 /* keystrokes */

typedef struct
{
  HeedJournal *journal;
  HeedEntry *entry;
  guint n_typed;
  guint n_saved;
  gint64 typed_at;
  gint64 longest; /* microseconds */
  char *tag;
  char **ids;
  char *folder;
} Bench;

/* Begins something that takes long. */
typedef void (*StartFunc) (Bench               *bench,
                           GAsyncReadyCallback  callback,
                           gpointer             data);

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static void
type (Bench *bench)
{
  g_autofree char *text = g_strdup_printf ("Keystroke %u", ++bench->n_typed);

  bench->typed_at = g_get_monotonic_time ();
  heed_entry_set_answer (bench->entry, "body", text);
}

static void
save_state_cb (Bench *bench)
{
  if (heed_journal_get_save_state (bench->journal) == HEED_SAVE_STATE_FAILED)
    fail_on ((GError *) heed_journal_get_save_error (bench->journal));
  if (bench->typed_at == 0 || heed_entry_get_save_state (bench->entry) != HEED_SAVE_STATE_SAVED)
    return;

  bench->longest = MAX (bench->longest, g_get_monotonic_time () - bench->typed_at);
  bench->n_saved++;
  bench->typed_at = 0;
}

/* Gives the longest time. */
static double
measure (Bench      *bench,
         const char *name,
         StartFunc   start,
         double      floor)
{
  g_autoptr (GAsyncResult) result = NULL;
  gint64 began = g_get_monotonic_time (), end = 0;
  double longest;

  bench->longest = 0;
  bench->n_saved = 0;
  if (start != NULL)
    start (bench, keep_result_cb, &result);
  type (bench);

  while (bench->typed_at != 0 || (start != NULL ? result == NULL : bench->n_saved < AT_REST))
    {
      if (bench->typed_at == 0)
        type (bench);
      g_main_context_iteration (NULL, TRUE);
      if (result != NULL && end == 0)
        end = g_get_monotonic_time ();
    }

  longest = (double) bench->longest / 1000;
  g_print ("%-28s %6.1f s  %4u keystrokes, the longest until saved %7.1f ms", name,
           (double) ((end != 0 ? end : g_get_monotonic_time ()) - began) / G_USEC_PER_SEC, bench->n_saved, longest);
  g_print (floor > 0 ? ", ratio %.2f\n" : "\n", longest / floor);
  return longest;
}

static void
search (Bench               *bench,
        GAsyncReadyCallback  callback,
        gpointer             data)
{
  heed_journal_search_async (bench->journal, &(HeedQuery) { .words = "the c", .limit = 200 }, NULL, callback, data);
}

static void
read_all (Bench               *bench,
          GAsyncReadyCallback  callback,
          gpointer             data)
{
  heed_journal_read_async (bench->journal, NULL, callback, data);
}

static void
export (Bench               *bench,
        GAsyncReadyCallback  callback,
        gpointer             data)
{
  g_autofree char *path = g_build_filename (bench->folder, "export.json", NULL);

  heed_journal_export_async (bench->journal, NULL, path, callback, data);
}

static void
back_up (Bench               *bench,
         GAsyncReadyCallback  callback,
         gpointer             data)
{
  g_autofree char *path = g_build_filename (bench->folder, "backup.db", NULL);

  heed_journal_back_up_async (bench->journal, path, TRUE, callback, data);
}

static void
replace_tag (Bench               *bench,
             GAsyncReadyCallback  callback,
             gpointer             data)
{
  heed_journal_replace_tag_async (bench->journal, bench->tag, "another name", NULL, callback, data);
}

static void
delete_many (Bench               *bench,
             GAsyncReadyCallback  callback,
             gpointer             data)
{
  heed_journal_change_async (bench->journal, (const char * const *) bench->ids, HEED_CHANGE_DELETE, NULL, callback,
                             data);
}

static void
empty_trash (Bench               *bench,
             GAsyncReadyCallback  callback,
             gpointer             data)
{
  heed_journal_empty_trash_async (bench->journal, 0, callback, data);
}

/* The most frequent tag, and a third of all entries. */
static void
choose (Bench *bench)
{
  g_autoptr (GAsyncResult) counted = NULL, found = NULL;
  g_autoptr (GPtrArray) tags = NULL;
  HeedTagCount *most;
  GError *error = NULL;
  guint n_ids;

  heed_journal_get_tags_async (bench->journal, keep_result_cb, &counted);
  tags = heed_journal_take_answer (bench->journal, wait_for (&counted), &error);
  fail_on (error);
  g_assert_cmpuint (tags->len, >, 0);
  most = g_ptr_array_index (tags, 0);
  for (guint i = 1; i < tags->len; i++)
    if (((HeedTagCount *) g_ptr_array_index (tags, i))->entries > most->entries)
      most = g_ptr_array_index (tags, i);
  bench->tag = g_strdup (most->tag);

  heed_journal_find_ids_async (bench->journal, NULL, keep_result_cb, &found);
  bench->ids = heed_journal_take_answer (bench->journal, wait_for (&found), &error);
  fail_on (error);
  n_ids = g_strv_length (bench->ids);
  for (guint i = n_ids / 3; i < n_ids; i++)
    g_clear_pointer (&bench->ids[i], g_free);

  g_print ("%u entries, %u of them with the tag to replace, %u to delete\n", n_ids, most->entries, n_ids / 3);
}

static void
run (Bench *bench)
{
  double floor;

  bench->entry = heed_journal_create_entry (bench->journal, HEED_FORM_NOTE, NULL);
  g_signal_connect_swapped (bench->journal, "notify::save-state", G_CALLBACK (save_state_cb), bench);
  choose (bench);

  floor = measure (bench, "at rest", NULL, 0);
  measure (bench, "searching", search, floor);
  measure (bench, "reading all", read_all, floor);
  measure (bench, "exporting", export, floor);
  measure (bench, "backing up", back_up, floor);
  measure (bench, "replacing a tag", replace_tag, floor);
  measure (bench, "deleting a third", delete_many, floor);
  measure (bench, "emptying the trash", empty_trash, floor);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GFile) file = argc == 3 ? g_file_new_for_path (argv[1]) : NULL;
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autoptr (GAsyncResult) opened = NULL, closed = NULL;
  g_autofree char *place = NULL;
  Bench bench = { 0 };
  GError *error = NULL;

  if (file == NULL)
    {
      g_printerr ("Usage: bench-typing WORKBOOK.xml JOURNAL.db\n");
      return 2;
    }

  workbook = heed_workbook_new_from_file (file, NULL, &error);
  fail_on (error);
  place = g_path_get_dirname (argv[2]);
  bench.folder = g_build_filename (place, "heed-bench-XXXXXX", NULL);
  if (g_mkdtemp (bench.folder) == NULL)
    g_error ("No folder beside %s", argv[2]);
  bench.journal = heed_journal_new (workbook);
  heed_journal_open_async (bench.journal, argv[2], HEED_OPEN_JOURNAL, keep_result_cb, &opened);
  heed_journal_finish (bench.journal, wait_for (&opened), &error);
  fail_on (error);

  run (&bench);

  heed_journal_close_async (bench.journal, keep_result_cb, &closed);
  heed_journal_finish (bench.journal, wait_for (&closed), &error);
  fail_on (error);
  remove_folder (bench.folder);
  g_object_unref (bench.entry);
  g_object_unref (bench.journal);
  g_strfreev (bench.ids);
  g_free (bench.tag);
  g_free (bench.folder);
  return EXIT_SUCCESS;
}
