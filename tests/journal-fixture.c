/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "journal-fixture.h"

#include "files.h"

typedef struct
{
  gboolean done;
  GError *error;
} Outcome;

/* How long a test waits before it takes for granted that what it waits for does
 * not come, in seconds. A busy machine has the time it needs. */
#define PATIENCE 60

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until @condition holds. Gives FALSE if it never does. */
gboolean
wait_until (Condition condition,
            gpointer  data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE * G_TIME_SPAN_SECOND;
  guint tick = g_timeout_add (5, tick_cb, NULL);

  while (!condition (data) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (tick);
  return condition (data);
}

gboolean
is_true (gpointer boolean)
{
  return *(gboolean *) boolean;
}

static gboolean
set_true_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until the main loop has nothing to do but to wait. */
void
wait_for_idle (void)
{
  gboolean idle = FALSE;

  g_idle_add_full (G_PRIORITY_LOW + 100, set_true_cb, &idle, NULL);
  g_assert_true (wait_until (is_true, &idle));
}

/* Until the journal has answered everything that it was asked before, and the
 * answers have done what they do. */
void
wait_for_journal (HeedJournal *journal)
{
  const char *none[] = { NULL };
  g_autoptr (GAsyncResult) told = NULL, loaded = NULL;
  g_autoptr (GPtrArray) tags = NULL, records = NULL;

  /* Each of the two threads that answer is asked for something. */
  heed_journal_get_tags_async (journal, keep_result_cb, &told);
  heed_journal_load_async (journal, none, keep_result_cb, &loaded);
  tags = heed_journal_take_answer (journal, wait_for_result (&told), NULL);
  records = heed_journal_load_finish (journal, wait_for_result (&loaded), NULL);
  wait_for_idle ();
}

static gboolean
is_done (gpointer data)
{
  return ((Outcome *) data)->done;
}

static void
expect_success (Outcome *outcome)
{
  g_assert_true (wait_until (is_done, outcome));
  g_assert_no_error (outcome->error);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Outcome *outcome = data;

  heed_journal_finish (HEED_JOURNAL (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Outcome *outcome = data;

  heed_journal_finish (HEED_JOURNAL (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Outcome *outcome = data;

  heed_journal_finish (HEED_JOURNAL (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
entry_opened_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  Outcome *outcome = data;

  heed_journal_finish (HEED_JOURNAL (source), result, &outcome->error);
  outcome->done = TRUE;
}

gboolean
has_summary (gpointer entry)
{
  return heed_entry_get_summary (entry) != NULL;
}

void
journal_fixture_open (JournalFixture *fixture)
{
  Outcome outcome = { FALSE, NULL };

  fixture->journal = heed_journal_new (fixture->workbook);
  heed_journal_open_async (fixture->journal, fixture->path, HEED_OPEN_JOURNAL, opened_cb, &outcome);
  expect_success (&outcome);
}

static gboolean
is_finalized (gpointer object)
{
  return *(gpointer *) object == NULL;
}

void
journal_fixture_close (JournalFixture *fixture)
{
  Outcome outcome = { FALSE, NULL };

  heed_journal_close_async (fixture->journal, closed_cb, &outcome);
  expect_success (&outcome);
  /* What it does by itself, such as joining what was rescued, may be on its way back. */
  g_object_add_weak_pointer (G_OBJECT (fixture->journal), (gpointer *) &fixture->journal);
  g_object_unref (fixture->journal);
  g_assert_true (wait_until (is_finalized, &fixture->journal));
}

void
journal_fixture_save (JournalFixture *fixture)
{
  Outcome outcome = { FALSE, NULL };

  heed_journal_save_async (fixture->journal, saved_cb, &outcome);
  expect_success (&outcome);
}

/* The entry at @position, open. */
HeedEntry *
journal_fixture_dup_entry (JournalFixture *fixture,
                           guint           position)
{
  Outcome outcome = { FALSE, NULL };
  HeedEntry *entry = g_list_model_get_item (G_LIST_MODEL (fixture->journal), position);

  g_assert_nonnull (entry);
  g_assert_true (wait_until (has_summary, entry));
  heed_journal_open_entry_async (fixture->journal, entry, entry_opened_cb, &outcome);
  expect_success (&outcome);
  return entry;
}

/* A saved note. */
HeedEntry *
journal_fixture_write (JournalFixture *fixture,
                       const char     *title,
                       const char     *body)
{
  HeedEntry *entry = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);

  heed_entry_set_title (entry, title);
  heed_entry_set_answer (entry, "body", body);
  journal_fixture_save (fixture);
  return entry;
}

/* Has another program put notes into the journal, a minute apart, the oldest
 * first; gives their records. */
GPtrArray *
journal_fixture_put (JournalFixture *fixture,
                     guint           count)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedDatabase) database = heed_database_open (fixture->path, HEED_DATABASE_NONE, &error);
  HeedTimestamp begun = heed_timestamp_add_days (heed_timestamp_now (), -30);

  g_assert_no_error (error);
  for (guint i = 0; i < count; i++)
    {
      HeedRecordBuilder *builder = heed_record_builder_new (NULL, "customer-focus", 1, HEED_FORM_NOTE);
      g_autofree char *body = g_strdup_printf ("Note %u", i);
      HeedRecord *record;

      begun.utc += G_TIME_SPAN_MINUTE;
      heed_record_builder_set_created (builder, begun);
      heed_record_builder_set_modified (builder, begun);
      heed_record_builder_set_answer (builder, "body", body, begun.utc);
      record = heed_record_builder_end (builder);
      g_ptr_array_add (records, record);
      g_ptr_array_add (summaries, heed_summary_new (record, heed_workbook_find_form (fixture->workbook, HEED_FORM_NOTE)));
    }

  heed_database_put_all (database, records, summaries, &error);
  g_assert_no_error (error);
  heed_database_close (database, &error);
  g_assert_no_error (error);
  return records;
}

/* Opens the journal anew with a workbook in which one form is not listed. */
void
journal_fixture_unlist (JournalFixture *fixture,
                        const char     *form_id)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "..", "data", "workbooks", "customer-focus.xml", NULL);
  g_autofree char *target = g_build_filename (fixture->folder, "workbook.xml", NULL);
  g_autofree char *start = g_strdup_printf ("<form id=\"%s\"", form_id);
  g_autofree char *unlisted = g_strconcat (start, " listed=\"no\"", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (target);
  g_autoptr (GString) text = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (source, &contents, NULL, &error);
  g_assert_no_error (error);
  text = g_string_new (contents);
  g_assert_cmpuint (g_string_replace (text, start, unlisted, 0), ==, 1);
  g_file_set_contents (target, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);

  journal_fixture_close (fixture);
  g_object_unref (fixture->workbook);
  fixture->workbook = heed_workbook_new_from_file (file, NULL, &error);
  g_assert_no_error (error);
  journal_fixture_open (fixture);
}

/* For a call whose end a test waits for. */
void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  g_assert_true (wait_until (has_result, result));
  return *result;
}

void
journal_fixture_set_up (JournalFixture *fixture,
                        gconstpointer   data)
{
  g_autofree char *workbook = g_test_build_filename (G_TEST_DIST, "..", "data", "workbooks", "customer-focus.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (workbook);
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("heed-journal-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "journal.db", NULL);
  fixture->workbook = heed_workbook_new_from_file (file, NULL, &error);
  g_assert_no_error (error);
  journal_fixture_open (fixture);
}

void
journal_fixture_tear_down (JournalFixture *fixture,
                           gconstpointer   data)
{
  if (fixture->journal != NULL)
    journal_fixture_close (fixture);

  remove_folder (fixture->folder);
  g_object_unref (fixture->workbook);
  g_free (fixture->path);
  g_free (fixture->folder);
}
