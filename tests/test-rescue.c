/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/journal/heed-journal-save.c and heed-journal-files.c: a journal
 * whose file is taken away or replaced while it is open, as programs do that keep
 * folders alike; and other copies of it that lie beside it. */

#include "journal-fixture.h"

#include "heed-config.h"
#include "heed-error.h"
#include "heed-picture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OTHER_ID "aaaaaaaa-1111-4111-8111-111111111111"

/* What somebody else does to an open journal. */
typedef struct
{
  const char *name;
  const char *suffix; /* of the file that it happens to */
  enum { REMOVE, REPLACE, REPLACE_BY_JOURNAL } how;
} Loss;

static const Loss losses[] = {
  { "file-removed", "", REMOVE },
  { "file-replaced-by-journal", "", REPLACE_BY_JOURNAL },
  { "file-replaced", "", REPLACE },
  { "log-removed", "-wal", REMOVE },
  { "log-replaced", "-wal", REPLACE },
};

typedef struct
{
  HeedEntry *entry;
  HeedSaveState state;
} Wanted;

static gboolean
has_state (gpointer data)
{
  Wanted *wanted = data;

  return heed_entry_get_save_state (wanted->entry) == wanted->state;
}

static void
wait_for_state (HeedEntry     *entry,
                HeedSaveState  state)
{
  Wanted wanted = { entry, state };

  g_assert_true (wait_until (has_state, &wanted));
}

static gboolean
is_all_rescued (gpointer journal)
{
  return heed_journal_get_save_state (journal) == HEED_SAVE_STATE_RESCUED;
}

static gboolean
is_all_saved (gpointer journal)
{
  return heed_journal_get_save_state (journal) == HEED_SAVE_STATE_SAVED;
}

static HeedRecord *
make_record (const char *id,
             const char *body)
{
  HeedRecordBuilder *builder = heed_record_builder_new (id, "customer-focus", 1, HEED_FORM_NOTE);

  heed_record_builder_set_created (builder, heed_timestamp_now ());
  heed_record_builder_set_modified (builder, heed_timestamp_now ());
  heed_record_builder_set_answer (builder, "body", body, heed_timestamp_now ().utc);
  return heed_record_builder_end (builder);
}

/* Another journal, with one note. */
static void
write_journal (JournalFixture *fixture,
               const char     *path,
               const char     *id,
               const char     *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_CREATE, &error);
  g_autoptr (HeedRecord) record = make_record (id, body);
  g_autoptr (HeedSummary) summary = heed_summary_new (record, heed_workbook_find_form (fixture->workbook, HEED_FORM_NOTE));

  g_assert_no_error (error);
  heed_database_put (database, record, summary, &error);
  g_assert_no_error (error);
  heed_database_close (database, &error);
  g_assert_no_error (error);
}

static void
lose (JournalFixture *fixture,
      const Loss     *loss)
{
  g_autofree char *path = g_strconcat (fixture->path, loss->suffix, NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "from-elsewhere", NULL);

  if (loss->how == REMOVE)
    {
      g_assert_no_errno (g_unlink (path));
      return;
    }

  if (loss->how == REPLACE_BY_JOURNAL)
    write_journal (fixture, other, OTHER_ID, "theirs");
  else
    g_assert_true (g_file_set_contents (other, "of another computer", -1, NULL));
  g_assert_no_errno (g_rename (other, path));
}

static void
assert_holds (const char *path,
              const char *id,
              const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_READ_ONLY, &error);
  g_autoptr (HeedRecord) record = NULL;

  g_assert_no_error (error);
  record = heed_database_get (database, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (heed_record_get_answer (record, "body"), ==, body);
}

static guint
count_copies (JournalFixture *fixture,
              HeedCopyKind    kind)
{
  g_autoptr (GPtrArray) copies = heed_copies_find (fixture->path, NULL);
  guint count = 0;

  for (guint i = 0; i < copies->len; i++)
    count += ((HeedCopy *) g_ptr_array_index (copies, i))->kind == kind;

  return count;
}

static gboolean
has_no_rescue (gpointer fixture)
{
  return count_copies (fixture, HEED_COPY_RESCUE) == 0;
}

static char *
put_back (JournalFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *aside = NULL;

  heed_journal_put_back_async (fixture->journal, keep_result_cb, &result);
  heed_journal_put_back_finish (fixture->journal, wait_for_result (&result), &aside, &error);
  g_assert_no_error (error);
  return aside;
}

static void
join (JournalFixture *fixture,
      GPtrArray      *copies,
      HeedImported   *counts)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  heed_journal_join_async (fixture->journal, copies, keep_result_cb, &result);
  heed_journal_join_finish (fixture->journal, wait_for_result (&result), counts, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
has_other (JournalFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  heed_journal_find_other_async (fixture->journal, keep_result_cb, &result);
  return heed_journal_take_answer (fixture->journal, wait_for_result (&result), NULL) != NULL;
}

/* A folder in which the last journal was left as somebody killed it. */
static void
open_again (JournalFixture *fixture)
{
  if (fixture->journal != NULL)
    journal_fixture_close (fixture);
  journal_fixture_open (fixture);
}

/* What is typed goes into another journal, which holds whole entries, and comes
 * back from there; what lay in the place of the journal is kept. */
static void
test_put_back (JournalFixture *fixture,
               gconstpointer   data)
{
  const Loss *loss = data;
  g_autoptr (HeedEntry) before = journal_fixture_write (fixture, "Title", "before");
  g_autoptr (HeedEntry) closed = journal_fixture_write (fixture, "Closed", "all the time");
  g_autoptr (HeedEntry) begun = NULL;
  g_autofree char *closed_id = g_strdup (heed_entry_get_id (closed));
  g_autofree char *rescue = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *rescue_folder = NULL;
  GStatBuf status;

  g_clear_object (&closed);
  lose (fixture, loss);
  heed_entry_set_answer (before, "body", "after");
  begun = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);
  heed_entry_set_answer (begun, "body", "begun");
  wait_for_state (before, HEED_SAVE_STATE_RESCUED);
  wait_for_state (begun, HEED_SAVE_STATE_RESCUED);
  g_assert_true (heed_journal_is_gone (fixture->journal));
  g_assert_true (wait_until (is_all_rescued, fixture->journal));

  rescue = g_strdup (heed_journal_get_rescue_path (fixture->journal));
  rescue_folder = g_path_get_dirname (rescue);
  g_assert_cmpstr (rescue_folder, ==, fixture->folder);
  g_assert_no_errno (g_stat (rescue, &status));
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  assert_holds (rescue, heed_entry_get_id (before), "after");
  assert_holds (rescue, heed_entry_get_id (begun), "begun");

  heed_entry_set_answer (before, "body", "after that");
  g_assert_cmpint (heed_entry_get_save_state (before), ==, HEED_SAVE_STATE_UNSAVED);
  wait_for_state (before, HEED_SAVE_STATE_RESCUED);
  assert_holds (rescue, heed_entry_get_id (before), "after that");

  g_assert_cmpint (has_other (fixture), ==, loss->how == REPLACE_BY_JOURNAL);
  aside = put_back (fixture);
  g_assert_false (heed_journal_is_gone (fixture->journal));
  g_assert_true (wait_until (is_all_saved, fixture->journal));
  g_assert_cmpuint (count_copies (fixture, HEED_COPY_RESCUE), ==, 0);
  g_assert_true ((aside == NULL) == (loss == &losses[0]));
  if (loss->how == REPLACE_BY_JOURNAL)
    assert_holds (aside, OTHER_ID, "theirs");

  heed_entry_set_answer (before, "body", "in its place");
  journal_fixture_save (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->journal)), ==, 3);
  journal_fixture_close (fixture);
  assert_holds (fixture->path, heed_entry_get_id (before), "in its place");
  assert_holds (fixture->path, heed_entry_get_id (begun), "begun");
  assert_holds (fixture->path, closed_id, "all the time");
}

static char *
add_picture (JournalFixture *fixture,
             GBytes         *bytes)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *content;

  heed_journal_add_picture_async (fixture->journal, bytes, keep_result_cb, &result);
  content = heed_journal_take_answer (fixture->journal, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return content;
}

static void
assert_has_picture (JournalFixture *fixture,
                    const char     *content,
                    GBytes         *bytes)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) found = NULL;

  heed_journal_read_picture_async (fixture->journal, content, keep_result_cb, &result);
  found = heed_journal_take_answer (fixture->journal, wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (found);
  g_assert_true (g_bytes_equal (found, bytes));
}

/* A picture that is added while the file is gone is rescued and comes back, too. */
static void
test_picture (JournalFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "Title", "before");
  g_autoptr (GBytes) first = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) second = g_bytes_new_static ("two", 3);
  g_autofree char *first_content = NULL;
  g_autofree char *second_content = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *backup = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (HeedDatabase) copy = NULL;
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *both[] = { first, second };

  lose (fixture, &losses[0]);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *content = add_picture (fixture, both[i]);
      g_autofree char *path = heed_picture_new_path (heed_timestamp_now ());

      heed_entry_set_answer (entry, path, content);
      wait_for_state (entry, HEED_SAVE_STATE_RESCUED);
      assert_has_picture (fixture, content, both[i]);
      *(i == 0 ? &first_content : &second_content) = g_steal_pointer (&content);
    }

  /* Both are in a backup that is made meanwhile. */
  backup = g_build_filename (fixture->folder, "backup.db", NULL);
  heed_journal_back_up_async (fixture->journal, backup, FALSE, keep_result_cb, &result);
  heed_journal_finish (fixture->journal, wait_for_result (&result), &error);
  g_assert_no_error (error);
  copy = heed_database_open (backup, HEED_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  found = heed_database_read_picture (copy, first_content, &error);
  g_assert_no_error (error);
  g_assert_true (found != NULL && g_bytes_equal (found, first));
  g_clear_object (&copy);
  g_clear_object (&result);

  aside = put_back (fixture);
  g_assert_true (wait_until (is_all_saved, fixture->journal));
  g_assert_true (wait_until (has_no_rescue, fixture));
  open_again (fixture);
  assert_has_picture (fixture, first_content, first);
  assert_has_picture (fixture, second_content, second);
}

/* Whoever closes Heed instead of choosing finds everything when it is opened the
 * next time; joining it leaves what lies there in its place. */
static void
test_closed (JournalFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "Title", "before");
  g_autoptr (HeedEntry) other = journal_fixture_write (fixture, NULL, "only in the open file");
  g_autofree char *id = g_strdup (heed_entry_get_id (entry));
  g_autofree char *other_id = g_strdup (heed_entry_get_id (other));
  GPtrArray *copies;

  lose (fixture, &losses[1]);
  heed_entry_set_answer (entry, "body", "after");
  g_clear_object (&entry);
  g_clear_object (&other);
  journal_fixture_close (fixture);

  journal_fixture_open (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->journal)), ==, 1);
  copies = heed_journal_get_copies (fixture->journal);
  g_assert_cmpuint (copies->len, ==, 2);
  join (fixture, copies, NULL);
  g_assert_true (has_no_rescue (fixture));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->journal)), ==, 3);

  open_again (fixture);
  g_assert_cmpuint (heed_journal_get_copies (fixture->journal)->len, ==, 0);
  journal_fixture_close (fixture);
  assert_holds (fixture->path, id, "after");
  assert_holds (fixture->path, other_id, "only in the open file");
  assert_holds (fixture->path, OTHER_ID, "theirs");
}

/* The very file comes back, and nobody has to choose. */
static void
test_comes_back (JournalFixture *fixture,
                 gconstpointer   data)
{
  g_autofree char *elsewhere = g_strconcat (fixture->path, ".elsewhere", NULL);
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "Kept", "before");

  g_assert_no_errno (g_rename (fixture->path, elsewhere));
  g_assert_true (wait_until (is_all_rescued, fixture->journal));
  g_assert_nonnull (heed_journal_get_save_error (fixture->journal));
  heed_entry_set_answer (entry, "body", "after");
  wait_for_state (entry, HEED_SAVE_STATE_UNSAVED);
  wait_for_state (entry, HEED_SAVE_STATE_RESCUED);

  g_assert_no_errno (g_rename (elsewhere, fixture->path));
  wait_for_state (entry, HEED_SAVE_STATE_SAVED);
  g_assert_true (wait_until (is_all_saved, fixture->journal));
  g_assert_null (heed_journal_get_save_error (fixture->journal));
  g_assert_true (wait_until (has_no_rescue, fixture));
  journal_fixture_close (fixture);
  assert_holds (fixture->path, heed_entry_get_id (entry), "after");
}

/* With the whole folder gone, it is kept where the person's own journal is. */
static void
test_folder_is_gone (JournalFixture *fixture,
                     gconstpointer   data)
{
  g_autofree char *elsewhere = g_strconcat (fixture->folder, ".elsewhere", NULL);
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), HEED_NAME, NULL);
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "Kept", "before");
  g_autofree char *rescue_folder = NULL;
  g_autofree char *copy_folder = NULL;

  g_assert_no_errno (g_rename (fixture->folder, elsewhere));
  heed_entry_set_answer (entry, "body", "after");
  wait_for_state (entry, HEED_SAVE_STATE_RESCUED);
  g_assert_true (wait_until (is_all_rescued, fixture->journal));
  rescue_folder = g_path_get_dirname (heed_journal_get_rescue_path (fixture->journal));
  copy_folder = g_path_get_dirname (heed_journal_get_rescue_copy_path (fixture->journal));
  g_assert_cmpstr (rescue_folder, ==, own);
  g_assert_cmpstr (copy_folder, ==, own);
  g_assert_cmpuint (count_copies (fixture, HEED_COPY_RESCUE), ==, 2);
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));

  g_assert_no_errno (g_rename (elsewhere, fixture->folder));
  wait_for_state (entry, HEED_SAVE_STATE_SAVED);
  g_assert_true (wait_until (has_no_rescue, fixture));
}

/* Everything that was ever typed into one entry while its journal was gone: what
 * was taken out again does not come back. */
static void
test_taken_out_again (JournalFixture *fixture,
                      gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "Title", "before");
  static const char * const one[] = { "kept", "passing", NULL };
  static const char * const two[] = { "kept", NULL };
  g_autofree char *aside = NULL;

  lose (fixture, &losses[0]);
  heed_entry_set_tags (entry, one);
  wait_for_state (entry, HEED_SAVE_STATE_RESCUED);
  heed_entry_set_tags (entry, two);
  wait_for_state (entry, HEED_SAVE_STATE_RESCUED);
  aside = put_back (fixture);
  wait_for_state (entry, HEED_SAVE_STATE_SAVED);
  g_assert_true (g_strv_equal (heed_record_get_tags (heed_entry_get_record (entry)), two));
  g_assert_true (has_no_rescue (fixture));
}

/* In a process of its own, which says what it wrote and dies. */
static void
be_killed (const char *folder)
{
  JournalFixture own, fixture;
  HeedEntry *entry;

  journal_fixture_set_up (&own, NULL);
  fixture = own;
  fixture.folder = g_strdup (folder);
  fixture.path = g_build_filename (folder, "journal.db", NULL);
  journal_fixture_open (&fixture);
  journal_fixture_tear_down (&own, NULL);

  entry = journal_fixture_write (&fixture, "Title", "before");
  lose (&fixture, &losses[1]);
  heed_entry_set_answer (entry, "body", "after");
  wait_for_state (entry, HEED_SAVE_STATE_RESCUED);
  printf ("%s\n", heed_entry_get_id (entry));
  fflush (stdout);
  kill (getpid (), SIGKILL);
}

static void
test_killed (JournalFixture *fixture,
             gconstpointer   data)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocess) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  const char *id;

  journal_fixture_close (fixture);
  other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, "--be-killed", fixture->folder, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (other, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (other));
  id = strrchr (g_strchomp (output), '\n') + 1;
  g_assert_cmpuint (strlen (id), ==, 36);

  journal_fixture_open (fixture);
  g_assert_cmpuint (heed_journal_get_copies (fixture->journal)->len, >=, 1);
  join (fixture, heed_journal_get_copies (fixture->journal), NULL);
  g_assert_true (has_no_rescue (fixture));
  journal_fixture_close (fixture);
  assert_holds (fixture->path, id, "after");
  assert_holds (fixture->path, OTHER_ID, "theirs");
}

/* Without the plain name nothing is made until somebody has chosen; the copies of
 * a sync program are left to it. */
static void
test_copies_only (JournalFixture *fixture,
                  gconstpointer   data)
{
  g_autofree char *one = g_build_filename (fixture->folder, "journal.sync-conflict-20260301-120000-ABCDEFG.db", NULL);
  g_autofree char *two = g_build_filename (fixture->folder, "journal.db..path2", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) anew_result = NULL;
  g_autoptr (GError) error = NULL;
  HeedImported counts;

  journal_fixture_close (fixture);
  g_assert_no_errno (g_unlink (fixture->path));
  write_journal (fixture, one, OTHER_ID, "one");
  write_journal (fixture, two, NULL, "two");

  fixture->journal = heed_journal_new (fixture->workbook);
  heed_journal_open_async (fixture->journal, fixture->path, HEED_OPEN_JOURNAL, keep_result_cb, &result);
  g_assert_false (heed_journal_finish (fixture->journal, wait_for_result (&result), &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "2 other copies"));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (heed_journal_get_copies (fixture->journal)->len, ==, 2);
  g_clear_error (&error);

  heed_journal_open_async (fixture->journal, fixture->path, HEED_OPEN_ANEW, keep_result_cb, &anew_result);
  heed_journal_finish (fixture->journal, wait_for_result (&anew_result), &error);
  g_assert_no_error (error);
  join (fixture, heed_journal_get_copies (fixture->journal), &counts);
  g_assert_cmpuint (counts.added, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->journal)), ==, 2);
  g_assert_cmpuint (count_copies (fixture, HEED_COPY_CONFLICT), ==, 2);
}

/* One copy that cannot be read does not keep another one out, and stays. */
static void
test_damaged_copy (JournalFixture *fixture,
                   gconstpointer   data)
{
  g_autofree char *good = heed_copy_choose_path (fixture->path, HEED_COPY_RESCUE, NULL);
  g_autofree char *bad = g_build_filename (fixture->folder, "journal.db.2026-03-01-120000.rescue", NULL);
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HeedImported counts;
  char page[4096] = "SQLite format 3";

  g_assert_true (g_file_set_contents (bad, page, sizeof page, NULL));
  write_journal (fixture, good, OTHER_ID, "good");
  copies = heed_copies_find (fixture->path, NULL);
  g_assert_cmpuint (copies->len, ==, 2);

  heed_journal_join_async (fixture->journal, copies, keep_result_cb, &result);
  g_assert_false (heed_journal_join_finish (fixture->journal, wait_for_result (&result), &counts, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (counts.added, ==, 1);
  g_assert_true (g_file_test (bad, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (good, G_FILE_TEST_EXISTS));
}

/* Whoever closes the window while copies are being joined has them joined next time. */
static void
test_closed_meanwhile (JournalFixture *fixture,
                       gconstpointer   data)
{
  g_autofree char *path = heed_copy_choose_path (fixture->path, HEED_COPY_RESCUE, NULL);
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GAsyncResult) closed = NULL, joined = NULL;
  g_autoptr (GError) error = NULL;

  write_journal (fixture, path, OTHER_ID, "good");
  copies = heed_copies_find (fixture->path, NULL);
  heed_journal_close_async (fixture->journal, keep_result_cb, &closed);
  g_assert_true (heed_journal_finish (fixture->journal, wait_for_result (&closed), NULL));
  heed_journal_join_async (fixture->journal, copies, keep_result_cb, &joined);
  g_assert_false (heed_journal_join_finish (fixture->journal, wait_for_result (&joined), NULL, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_object (&closed);
  g_clear_object (&joined);
  g_clear_object (&fixture->journal);
}

static void
add (const char  *name,
     const void  *data,
     void       (*test) (JournalFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/rescue/", name, NULL);

  g_test_add (path, JournalFixture, data, journal_fixture_set_up, test, journal_fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  gboolean to_be_killed = argc == 3 && g_str_equal (argv[1], "--be-killed");
  g_autofree char *data = to_be_killed ? NULL : g_dir_make_tmp ("heed-data-XXXXXX", NULL);
  g_autofree char *own = to_be_killed ? NULL : g_build_filename (data, HEED_NAME, NULL);
  int result;

  /* What is rescued may go there. */
  if (!to_be_killed)
    g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (&argc, &argv, NULL);

  if (to_be_killed)
    {
      be_killed (argv[2]);
      return 1;
    }

  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_autofree char *name = g_strconcat ("put-back/", losses[i].name, NULL);

      add (name, &losses[i], test_put_back);
    }
  add ("picture", NULL, test_picture);
  add ("closed", NULL, test_closed);
  add ("comes-back", NULL, test_comes_back);
  add ("folder-is-gone", NULL, test_folder_is_gone);
  add ("taken-out-again", NULL, test_taken_out_again);
  add ("killed", NULL, test_killed);
  add ("copies-only", NULL, test_copies_only);
  add ("damaged-copy", NULL, test_damaged_copy);
  add ("closed-meanwhile", NULL, test_closed_meanwhile);

  result = g_test_run ();
  g_rmdir (own);
  g_rmdir (data);
  return result;
}
