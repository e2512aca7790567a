/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The live journal on a real file: saving by itself, finding everything
 * again, and two programs at one journal. */

#include "journal-fixture.h"

#include "heed-database-private.h"
#include "heed-error.h"
#include "heed-journal-private.h"
#include "heed-record-edit.h"

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static guint
count (JournalFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->journal));
}

static gboolean
has_one (gpointer data)
{
  return count (data) == 1;
}

static gboolean
is_saved (gpointer data)
{
  return heed_entry_get_save_state (data) == HEED_SAVE_STATE_SAVED;
}

static gboolean
is_failed (gpointer data)
{
  return heed_entry_get_save_state (data) == HEED_SAVE_STATE_FAILED;
}

static HeedEntry *
write_note (JournalFixture *fixture,
            const char     *title,
            const char     *body)
{
  HeedEntry *entry = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);

  heed_entry_set_title (entry, title);
  heed_entry_set_answer (entry, "body", body);
  journal_fixture_save (fixture);
  return entry;
}

static void
test_empty_entry_leaves_no_trace (JournalFixture *fixture,
                                  gconstpointer   data)
{
  G_GNUC_UNUSED g_autoptr (HeedEntry) blank = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);
  g_autoptr (HeedEntry) spaces = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);
  g_autoptr (HeedEntry) structure = heed_journal_create_entry (fixture->journal, "listening", NULL);

  heed_entry_set_answer (spaces, "body", " \n ");
  heed_entry_add_repeat (structure, "talk");
  journal_fixture_save (fixture);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_cmpint (heed_journal_get_save_state (fixture->journal), ==, HEED_SAVE_STATE_SAVED);
}

static void
test_anything_written_is_kept (JournalFixture *fixture,
                               gconstpointer   data)
{
  g_autoptr (HeedEntry) letter = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);
  g_autoptr (HeedEntry) title = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);
  g_autoptr (HeedEntry) rating = heed_journal_create_entry (fixture->journal, "self-check", NULL);
  g_autoptr (HeedEntry) erased = write_note (fixture, NULL, "once there was a word");

  heed_entry_set_answer (letter, "body", "x");
  heed_entry_set_title (title, "A title");
  heed_entry_set_answer (rating, "questions/innovation/rating", "3");
  heed_entry_set_answer (erased, "body", NULL);
  journal_fixture_save (fixture);
  journal_fixture_close (fixture);
  journal_fixture_open (fixture);
  g_assert_cmpuint (count (fixture), ==, 4);
}

static gboolean
type_cb (gpointer data)
{
  HeedEntry *entry = data;
  const char *body = heed_entry_get_answer (entry, "body");
  g_autofree char *longer = g_strconcat (body != NULL ? body : "", "a", NULL);

  heed_entry_set_answer (entry, "body", longer);
  return G_SOURCE_CONTINUE;
}

/* However long the typing goes on, the first word is safe within a second; the
 * clock of the test allows for a busy machine. */
static void
test_saves_while_typing (JournalFixture *fixture,
                         gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);
  guint typing = g_timeout_add (20, type_cb, entry);

  g_assert_true (wait_until (has_one, fixture));
  g_source_remove (typing);
  g_assert_cmpuint (count (fixture), ==, 1);
}

static void
test_every_character_comes_back (JournalFixture *fixture,
                                 gconstpointer   data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (HeedEntry) entry = NULL;
  g_autoptr (HeedEntry) again = NULL;
  g_autoptr (HeedRecord) before = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "Line %u: “naïve” & <b>ключ</b> 顧客 🙂\n", i);

  entry = heed_journal_create_entry (fixture->journal, "complaint", "complaint");
  heed_entry_set_answer (entry, "situation/1/situation", text->str);
  heed_entry_set_answer (entry, "situation/2/next-time", "No save was asked for: closing does it");
  journal_fixture_save (fixture);
  heed_entry_set_answer (entry, "situation/2/onset", "in mid-wor");
  before = heed_record_ref (heed_entry_get_record (entry));
  g_clear_object (&entry);
  journal_fixture_close (fixture);

  journal_fixture_open (fixture);
  again = journal_fixture_dup_entry (fixture, 0);
  g_assert_true (heed_record_equal (heed_entry_get_record (again), before));
  g_assert_cmpstr (heed_entry_get_answer (again, "situation/1/situation"), ==, text->str);
  g_assert_cmpstr (heed_entry_get_answer (again, "situation/2/onset"), ==, "in mid-wor");
}

static void
test_newest_first_and_loaded_when_asked (JournalFixture *fixture,
                                         gconstpointer   data)
{
  g_autoptr (HeedEntry) one = write_note (fixture, "One", "first");
  g_autoptr (HeedEntry) two = write_note (fixture, "Two", "second");
  g_autoptr (HeedEntry) newest = NULL;
  g_autofree char *title = NULL;

  g_clear_object (&one);
  g_clear_object (&two);
  journal_fixture_close (fixture);
  journal_fixture_open (fixture);

  newest = g_list_model_get_item (G_LIST_MODEL (fixture->journal), 0);
  g_assert_null (heed_entry_get_summary (newest));
  g_assert_cmpuint (heed_journal_get_day (fixture->journal, 0), ==, heed_day_today ());

  g_clear_object (&newest);
  newest = journal_fixture_dup_entry (fixture, 0);
  title = heed_entry_dup_title (newest);
  g_assert_cmpstr (title, ==, "Two");
  g_assert_cmpstr (heed_summary_get_excerpt (heed_entry_get_summary (newest)), ==, "second");
}

static void
test_one_object_an_entry (JournalFixture *fixture,
                          gconstpointer   data)
{
  g_autoptr (HeedEntry) written = write_note (fixture, "One", "first");
  g_autoptr (HeedEntry) listed = g_list_model_get_item (G_LIST_MODEL (fixture->journal), 0);

  g_assert_true (written == listed);
}

static void
test_delete_and_restore (JournalFixture *fixture,
                         gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = write_note (fixture, "One", "first");

  heed_entry_set_deleted (entry, TRUE);
  journal_fixture_save (fixture);
  g_assert_cmpuint (count (fixture), ==, 0);

  heed_entry_set_deleted (entry, FALSE);
  journal_fixture_save (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpstr (heed_entry_get_answer (entry, "body"), ==, "first");
}

static void
test_undo_across_fields (JournalFixture *fixture,
                         gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->journal, "body-language", NULL);

  heed_entry_set_answer (entry, "emotion/1/emotion", "Relief");
  heed_entry_set_answer (entry, "emotion/1/signs/1", "Shoulders drop");
  heed_entry_set_completed (entry, TRUE);

  heed_entry_undo (entry);
  g_assert_false (heed_timestamp_is_set (heed_record_get_completed (heed_entry_get_record (entry))));
  heed_entry_undo (entry);
  g_assert_null (heed_entry_get_answer (entry, "emotion/1/signs/1"));
  g_assert_cmpstr (heed_entry_get_answer (entry, "emotion/1/emotion"), ==, "Relief");
  heed_entry_redo (entry);
  g_assert_cmpstr (heed_entry_get_answer (entry, "emotion/1/signs/1"), ==, "Shoulders drop");
  g_assert_true (heed_entry_get_can_redo (entry));
}

static void
note_path_cb (HeedEntry  *entry,
              const char *path,
              GPtrArray  *paths)
{
  g_ptr_array_add (paths, g_strdup (path));
}

static void
count_cb (HeedEntry *entry,
          guint     *times)
{
  (*times)++;
}

static void
test_repeats (JournalFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->journal, "listening", NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  guint restructured = 0;

  g_signal_connect (entry, "answer-changed", G_CALLBACK (note_path_cb), paths);
  g_signal_connect (entry, "restructured", G_CALLBACK (count_cb), &restructured);

  g_assert_true (heed_entry_can_add_repeat (entry, "talk"));
  g_assert_false (heed_entry_can_remove_repeat (entry, "talk"));
  heed_entry_add_repeat (entry, "talk");
  g_assert_cmpuint (restructured, ==, 1);
  heed_entry_set_answer (entry, "talk/2/title", "Second");
  heed_entry_set_answer (entry, "talk/4/title", "Fourth");
  g_assert_cmpuint (restructured, ==, 1);

  heed_entry_remove_repeat (entry, "talk", 2);
  g_assert_cmpuint (restructured, ==, 2);
  g_assert_null (heed_entry_get_answer (entry, "talk/2/title"));
  g_assert_cmpstr (heed_entry_get_answer (entry, "talk/3/title"), ==, "Fourth");
  g_assert_false (heed_entry_can_remove_repeat (entry, "talk"));
  g_assert_true (g_ptr_array_find_with_equal_func (paths, "talk/3/title", g_str_equal, NULL));

  heed_entry_undo (entry);
  g_assert_cmpstr (heed_entry_get_answer (entry, "talk/2/title"), ==, "Second");
  g_assert_cmpstr (heed_entry_get_answer (entry, "talk/4/title"), ==, "Fourth");
}

static HeedDatabase *
open_beside (JournalFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  HeedDatabase *database = heed_database_open (fixture->path, HEED_DATABASE_NONE, &error);

  g_assert_no_error (error);
  return database;
}

static void
put_beside (JournalFixture *fixture,
            HeedRecord     *record)
{
  g_autoptr (HeedDatabase) database = open_beside (fixture);
  g_autoptr (HeedSummary) summary = NULL;
  g_autoptr (GError) error = NULL;

  summary = heed_summary_new (record, heed_workbook_find_form (fixture->workbook, heed_record_get_form_id (record)));
  heed_database_put (database, record, summary, &error);
  g_assert_no_error (error);
  heed_database_close (database, &error);
  g_assert_no_error (error);
}

static void
test_sees_what_another_program_adds (JournalFixture *fixture,
                                     gconstpointer   data)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "customer-focus", 1, HEED_FORM_NOTE);
  g_autoptr (HeedRecord) record = NULL;

  heed_record_builder_set_answer (builder, "body", "from elsewhere", 1);
  record = heed_record_builder_end (builder);
  put_beside (fixture, record);
  g_assert_true (wait_until (has_one, fixture));
}

static HeedRecord *
make_note (const char *body)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "customer-focus", 1, HEED_FORM_NOTE);

  heed_record_builder_set_answer (builder, "body", body, 1);
  return heed_record_builder_end (builder);
}

/* Without a look that was to come by itself. */
static void
stop_looking (JournalFixture *fixture)
{
  wait_for_journal (fixture->journal);
  g_clear_handle_id (&fixture->journal->look_timer, g_source_remove);
}

/* At rest nothing asks every now and then: the system tells. */
static void
test_told_of_another_program (JournalFixture *fixture,
                              gconstpointer   data)
{
  g_autoptr (HeedRecord) record = make_note ("from elsewhere");

  stop_looking (fixture);
  put_beside (fixture, record);
  g_assert_true (wait_until (has_one, fixture));
}

static void
test_told_through_a_link (JournalFixture *fixture,
                          gconstpointer   data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autofree char *link = g_build_filename (folder, "link.db", NULL);
  char *path = fixture->path;
  g_autoptr (HeedRecord) record = make_note ("from elsewhere");

  journal_fixture_close (fixture);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (symlink (path, link), ==, 0);
  fixture->path = link;
  journal_fixture_open (fixture);
  fixture->path = path;

  stop_looking (fixture);
  put_beside (fixture, record);
  g_assert_true (wait_until (has_one, fixture));
}

/* Where the system does not tell, as of a network folder, the window asks. */
static void
test_looks_when_asked (JournalFixture *fixture,
                       gconstpointer   data)
{
  g_autoptr (HeedRecord) record = make_note ("from elsewhere");

  g_ptr_array_set_size (fixture->journal->monitors, 0);
  stop_looking (fixture);
  put_beside (fixture, record);
  heed_journal_poll (fixture->journal);
  g_assert_true (wait_until (has_one, fixture));
}

static gboolean
is_at_rest (gpointer data)
{
  HeedJournal *journal = data;

  return journal->look_timer == 0 && !journal->looking;
}

static gpointer
wipe_work (HeedDatabase  *database,
           gpointer       data,
           GError       **error)
{
  gboolean wiped = FALSE;

  g_assert_true (heed_database_wipe (database, G_TIME_SPAN_MINUTE, &wiped, error));
  g_assert_true (wiped);
  return NULL;
}

/* Once all is written down and wiped there is nothing to wait for. */
static void
test_comes_to_rest (JournalFixture *fixture,
                    gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = write_note (fixture, "A note", "the last for today");

  heed_journal_call (HEED_WRITER, wipe_work,
                     heed_journal_new_task (fixture->journal, NULL, NULL, NULL, NULL), NULL);
  g_assert_true (wait_until (is_at_rest, fixture->journal));
}

static gboolean
is_thrown_away (gpointer entry)
{
  return heed_timestamp_is_set (heed_record_get_deleted (heed_entry_get_record (entry)));
}

/* What is written into an entry that was thrown away elsewhere brings it back. */
static void
test_writing_brings_back (JournalFixture *fixture,
                          gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "A note", "one");
  HeedRecordBuilder *builder = heed_record_builder_new_from (heed_entry_get_record (entry));
  HeedTimestamp later = heed_record_get_next_moment (heed_entry_get_record (entry), heed_timestamp_now ());
  g_autoptr (HeedRecord) thrown_away = NULL;

  heed_record_builder_set_deleted (builder, later);
  heed_record_builder_set_modified (builder, later);
  thrown_away = heed_record_builder_end (builder);
  put_beside (fixture, thrown_away);
  g_assert_true (wait_until (is_thrown_away, entry));
  g_assert_cmpuint (count (fixture), ==, 0);

  heed_entry_set_answer (entry, "body", "one, two, three");
  heed_entry_undo (entry);
  journal_fixture_save (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);

  heed_entry_redo (entry);
  journal_fixture_save (fixture);
  g_clear_object (&entry);
  journal_fixture_close (fixture);
  journal_fixture_open (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
  entry = journal_fixture_dup_entry (fixture, 0);
  g_assert_cmpstr (heed_entry_get_answer (entry, "body"), ==, "one, two, three");
}

static gboolean
has_learned (gpointer data)
{
  return heed_entry_get_answer (data, "learned") != NULL;
}

/* Neither of two programs that write into one entry loses what the other
 * wrote, whether this one has something unsaved or not. */
static void
test_joins_what_another_program_writes (JournalFixture *fixture,
                                        gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->journal, HEED_FORM_TRY, "promises");
  g_autoptr (HeedRecord) theirs = NULL;
  g_autoptr (HeedRecord) more = NULL;
  g_autoptr (HeedEntry) again = NULL;

  heed_entry_set_answer (entry, "what", "ours");
  journal_fixture_save (fixture);

  theirs = heed_record_with_answer (heed_entry_get_record (entry), "learned", "theirs", heed_timestamp_now ());
  put_beside (fixture, theirs);
  g_assert_true (wait_until (has_learned, entry));
  g_assert_true (is_saved (entry));

  more = heed_record_with_answer (theirs, "how", "partly", heed_timestamp_now ());
  put_beside (fixture, more);
  heed_entry_set_answer (entry, "what", "ours, and longer");
  journal_fixture_save (fixture);
  g_clear_object (&entry);
  journal_fixture_close (fixture);

  journal_fixture_open (fixture);
  again = journal_fixture_dup_entry (fixture, 0);
  g_assert_cmpstr (heed_entry_get_answer (again, "what"), ==, "ours, and longer");
  g_assert_cmpstr (heed_entry_get_answer (again, "learned"), ==, "theirs");
  g_assert_cmpstr (heed_entry_get_answer (again, "how"), ==, "partly");
}

/* A failure is seen, nothing is lost by it, and it heals by itself. */
static void
test_failure_stays_until_saved (JournalFixture *fixture,
                                gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  sqlite3_busy_timeout (other, 60 * 1000); /* what goes on in the background comes to an end */
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);

  heed_entry_set_answer (entry, "body", "kept in memory");
  g_assert_true (wait_until (is_failed, entry));
  g_assert_cmpint (heed_journal_get_save_state (fixture->journal), ==, HEED_SAVE_STATE_FAILED);
  g_assert_error ((GError *) heed_journal_get_save_error (fixture->journal), HEED_ERROR, HEED_ERROR_LOCKED);
  heed_entry_set_answer (entry, "body", "kept in memory, and more");
  g_assert_true (is_failed (entry));

  g_assert_cmpint (sqlite3_exec (other, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
  g_assert_true (wait_until (is_saved, entry));
  g_assert_null (heed_journal_get_save_error (fixture->journal));
  g_assert_cmpuint (count (fixture), ==, 1);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heed_journal_finish (HEED_JOURNAL (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_not_open (gpointer data)
{
  return !heed_journal_is_open (data);
}

/* Not a letter is lost that comes while the file is being closed. */
static void
test_typing_while_closing (JournalFixture *fixture,
                           gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = write_note (fixture, "One", "first");
  g_autoptr (HeedEntry) again = NULL;
  gboolean closed = FALSE;

  heed_journal_close_async (fixture->journal, closed_cb, &closed);
  g_assert_true (wait_until (is_not_open, fixture->journal));
  heed_entry_set_answer (entry, "body", "first, and the last word");
  g_assert_true (wait_until (is_true, &closed));
  g_assert_true (is_saved (entry));
  g_clear_object (&entry);
  g_assert_finalize_object (g_steal_pointer (&fixture->journal));

  journal_fixture_open (fixture);
  again = journal_fixture_dup_entry (fixture, 0);
  g_assert_cmpstr (heed_entry_get_answer (again, "body"), ==, "first, and the last word");
}

/* What is asked of a journal before it was opened, or after it was closed, is answered
 * all the same. */
static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (heed_journal_take_answer (HEED_JOURNAL (source), result, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  *(gboolean *) data = TRUE;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (heed_journal_load_finish (HEED_JOURNAL (source), result, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  *(gboolean *) data = TRUE;
}

static void
test_asking_before_opening (JournalFixture *fixture,
                            gconstpointer   data)
{
  const char *ids[] = { "none", NULL };
  gboolean asked = FALSE, loaded = FALSE;

  journal_fixture_close (fixture);
  fixture->journal = heed_journal_new (fixture->workbook);
  heed_journal_tally_async (fixture->journal, NULL, asked_cb, &asked);
  heed_journal_load_async (fixture->journal, ids, loaded_cb, &loaded);
  g_assert_true (wait_until (is_true, &asked));
  g_assert_true (wait_until (is_true, &loaded));
  g_assert_finalize_object (g_steal_pointer (&fixture->journal));

  journal_fixture_open (fixture);
  wait_for_journal (fixture->journal);
}

static void
test_asking_after_closing (JournalFixture *fixture,
                           gconstpointer   data)
{
  gboolean closed = FALSE, asked = FALSE;

  heed_journal_close_async (fixture->journal, closed_cb, &closed);
  g_assert_true (wait_until (is_true, &closed));
  heed_journal_tally_async (fixture->journal, NULL, asked_cb, &asked);
  g_assert_true (wait_until (is_true, &asked));
  g_assert_finalize_object (g_steal_pointer (&fixture->journal));
}

/* Undo takes back what was done here, not what another program wrote since. */
static void
test_undo_leaves_others_alone (JournalFixture *fixture,
                               gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->journal, HEED_FORM_TRY, "promises");
  g_autoptr (HeedRecord) theirs = NULL;

  heed_entry_set_answer (entry, "what", "ours");
  journal_fixture_save (fixture);
  theirs = heed_record_with_answer (heed_entry_get_record (entry), "learned", "theirs", heed_timestamp_now ());
  put_beside (fixture, theirs);
  g_assert_true (wait_until (has_learned, entry));

  heed_entry_undo (entry);
  g_assert_null (heed_entry_get_answer (entry, "what"));
  g_assert_cmpstr (heed_entry_get_answer (entry, "learned"), ==, "theirs");
  heed_entry_redo (entry);
  g_assert_cmpstr (heed_entry_get_answer (entry, "what"), ==, "ours");
  g_assert_cmpstr (heed_entry_get_answer (entry, "learned"), ==, "theirs");
}

/* The clock of the machine was set back since the entry was written. */
static void
test_clock_set_back (JournalFixture *fixture,
                     gconstpointer   data)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "customer-focus", 1, HEED_FORM_TRY);
  HeedTimestamp tomorrow = heed_timestamp_add_days (heed_timestamp_now (), 1);
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedRecord) theirs = NULL;
  g_autoptr (HeedEntry) entry = NULL;

  heed_record_builder_set_modified (builder, tomorrow);
  heed_record_builder_set_answer (builder, "what", "yesterday’s", tomorrow.utc);
  record = heed_record_builder_end (builder);
  put_beside (fixture, record);
  g_assert_true (wait_until (has_one, fixture));
  entry = journal_fixture_dup_entry (fixture, 0);

  theirs = heed_record_with_answer (record, "learned", "theirs", heed_timestamp_add_days (tomorrow, 0));
  put_beside (fixture, theirs);
  heed_entry_set_answer (entry, "what", "today’s");
  journal_fixture_save (fixture);
  g_assert_cmpstr (heed_entry_get_answer (entry, "what"), ==, "today’s");
  g_assert_cmpstr (heed_entry_get_answer (entry, "learned"), ==, "theirs");
}

/* Of the title and the rest, too, what was changed elsewhere stays. */
static void
test_joins_titles (JournalFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = write_note (fixture, "One", "first");
  HeedRecordBuilder *builder = heed_record_builder_new_from (heed_entry_get_record (entry));
  g_autoptr (HeedRecord) theirs = NULL;

  heed_record_builder_set_title (builder, "Renamed elsewhere");
  heed_record_builder_set_modified (builder, heed_timestamp_now ());
  theirs = heed_record_builder_end (builder);
  put_beside (fixture, theirs);
  heed_entry_set_answer (entry, "body", "first, and more");
  journal_fixture_save (fixture);
  g_assert_cmpstr (heed_record_get_title (heed_entry_get_record (entry)), ==, "Renamed elsewhere");
  g_assert_cmpstr (heed_entry_get_answer (entry, "body"), ==, "first, and more");
  g_assert_true (is_saved (entry));
}

static void
note_message_cb (HeedJournal *journal,
                 const char  *message,
                 GString     *messages)
{
  g_string_append (messages, message);
}

static gboolean
has_message (gpointer data)
{
  return ((GString *) data)->len > 0;
}

static gboolean
is_looking (gpointer data)
{
  return ((HeedJournal *) data)->looking;
}

static gboolean
is_not_looking (gpointer data)
{
  return !is_looking (data);
}

static void
take_back_cb (HeedJournal *journal,
              GString     *messages)
{
  g_string_append (messages, "|");
}

static gboolean
is_taken_back (gpointer data)
{
  return strchr (((GString *) data)->str, '|') != NULL;
}

/* It is said once that the journal cannot be read, and taken back. */
static void
test_looking_fails (JournalFixture *fixture,
                    gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = write_note (fixture, "Kept", "before");
  g_autoptr (GString) messages = g_string_new (NULL);
  g_autoptr (HeedDatabase) beside = heed_database_open (fixture->path, HEED_DATABASE_NONE, NULL);
  g_autofree char *said = NULL;

  g_signal_connect (fixture->journal, "read-failed", G_CALLBACK (note_message_cb), messages);
  g_signal_connect (fixture->journal, "read-works", G_CALLBACK (take_back_cb), messages);
  g_assert_true (heed_connection_execute (beside->connection, "ALTER TABLE meta RENAME TO hidden", NULL));
  g_assert_true (wait_until (has_message, messages));
  said = g_strdup (messages->str);
  g_assert_nonnull (strstr (said, "journal.db"));

  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (wait_until (is_looking, fixture->journal));
      g_assert_true (wait_until (is_not_looking, fixture->journal));
    }
  g_assert_cmpstr (messages->str, ==, said);

  g_assert_true (heed_connection_execute (beside->connection, "ALTER TABLE hidden RENAME TO meta", NULL));
  g_assert_true (wait_until (is_taken_back, messages));
  g_assert_cmpuint (messages->len, ==, strlen (said) + 1);
  g_assert_true (heed_database_close (beside, NULL));
}

static void
test_titles (JournalFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (HeedEntry) plan = heed_journal_create_entry (fixture->journal, HEED_FORM_PLAN, "promises");
  HeedItem *tip = heed_workbook_find_item (fixture->workbook, "promises");
  g_autofree char *title = heed_entry_dup_title (plan);

  g_assert_nonnull (strstr (title, heed_item_get_title (tip)));
  g_assert_true (heed_entry_get_item (plan) == tip);
}

#define ADD(name, func) \
  g_test_add ("/journal/" name, JournalFixture, NULL, journal_fixture_set_up, func, journal_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("empty-entry-leaves-no-trace", test_empty_entry_leaves_no_trace);
  ADD ("anything-written-is-kept", test_anything_written_is_kept);
  ADD ("saves-while-typing", test_saves_while_typing);
  ADD ("every-character-comes-back", test_every_character_comes_back);
  ADD ("newest-first-and-loaded-when-asked", test_newest_first_and_loaded_when_asked);
  ADD ("one-object-an-entry", test_one_object_an_entry);
  ADD ("delete-and-restore", test_delete_and_restore);
  ADD ("undo-across-fields", test_undo_across_fields);
  ADD ("repeats", test_repeats);
  ADD ("sees-what-another-program-adds", test_sees_what_another_program_adds);
  ADD ("told-of-another-program", test_told_of_another_program);
  ADD ("told-through-a-link", test_told_through_a_link);
  ADD ("looks-when-asked", test_looks_when_asked);
  ADD ("comes-to-rest", test_comes_to_rest);
  ADD ("writing-brings-back", test_writing_brings_back);
  ADD ("joins-what-another-program-writes", test_joins_what_another_program_writes);
  ADD ("failure-stays-until-saved", test_failure_stays_until_saved);
  ADD ("typing-while-closing", test_typing_while_closing);
  ADD ("asking-after-closing", test_asking_after_closing);
  ADD ("asking-before-opening", test_asking_before_opening);
  ADD ("undo-leaves-others-alone", test_undo_leaves_others_alone);
  ADD ("clock-set-back", test_clock_set_back);
  ADD ("joins-titles", test_joins_titles);
  ADD ("looking-fails", test_looking_fails);
  ADD ("titles", test_titles);
  return g_test_run ();
}
