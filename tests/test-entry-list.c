/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/journal/heed-entry-list.c on a real journal. */

#include "heed-entry-list.h"

#include "heed-timestamp.h"
#include "journal-fixture.h"

#include <sqlite3.h>

typedef struct
{
  guint times;
  guint position;
  guint removed;
  guint added;
} Told;

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            Told       *told)
{
  told->times++;
  told->position = position;
  told->removed = removed;
  told->added = added;
}

static gboolean
is_loaded (gpointer data)
{
  return !heed_entry_list_get_loading (data);
}

static HeedEntryList *
make_list (JournalFixture  *fixture,
           const HeedQuery *query,
           Told            *told)
{
  HeedEntryList *list = heed_entry_list_new (fixture->journal, query);

  *told = (Told) { 0 };
  g_assert_true (heed_entry_list_get_loading (list));
  g_assert_true (wait_until (is_loaded, list));
  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), told);
  return list;
}

static gboolean
is_told (gpointer data)
{
  return ((Told *) data)->times > 0;
}

static void
assert_told (Told *told,
             guint position,
             guint removed,
             guint added)
{
  g_assert_true (wait_until (is_told, told));
  g_assert_cmpuint (told->times, ==, 1);
  g_assert_cmpuint (told->position, ==, position);
  g_assert_cmpuint (told->removed, ==, removed);
  g_assert_cmpuint (told->added, ==, added);
  *told = (Told) { 0 };
}

static void
assert_silence (JournalFixture *fixture,
                Told           *told)
{
  wait_for_journal (fixture->journal);
  g_assert_cmpuint (told->times, ==, 0);
}

static guint
count (HeedEntryList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static void
change (JournalFixture *fixture,
        HeedEntry      *entry,
        HeedChange      what,
        const char     *tag)
{
  const char *ids[] = { heed_entry_get_id (entry), NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) changed = NULL;
  g_autoptr (GError) error = NULL;

  heed_journal_change_async (fixture->journal, ids, what, tag, keep_result_cb, &result);
  changed = heed_journal_change_finish (fixture->journal, wait_for_result (&result), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (changed), ==, 1);
}

static void
test_follows (JournalFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (HeedEntry) three = journal_fixture_write (fixture, "Three", "third");
  g_autoptr (HeedEntryList) list = NULL;
  g_autoptr (HeedEntry) four = NULL;
  g_autoptr (HeedEntry) listed = NULL;
  Told told;

  list = make_list (fixture, NULL, &told);
  g_assert_cmpuint (count (list), ==, 3);
  g_assert_cmpuint (heed_entry_list_get_day (list, 2), ==, heed_day_today ());
  listed = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_true (listed == two);

  four = journal_fixture_write (fixture, "Four", "fourth");
  assert_told (&told, 0, 0, 1);
  change (fixture, two, HEED_CHANGE_DELETE, NULL);
  assert_told (&told, 2, 1, 0);
  change (fixture, two, HEED_CHANGE_RESTORE, NULL);
  assert_told (&told, 2, 0, 1);

  heed_entry_set_answer (two, "body", "second, and more");
  journal_fixture_save (fixture);
  assert_silence (fixture, &told);
}

static void
test_tag (JournalFixture *fixture,
          gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (HeedEntry) three = journal_fixture_write (fixture, "Three", "third");
  g_autoptr (HeedEntryList) list = NULL;
  HeedQuery query = { .tag = "work" };
  Told told;

  change (fixture, two, HEED_CHANGE_ADD_TAG, "work");
  list = make_list (fixture, &query, &told);
  g_assert_cmpuint (count (list), ==, 1);
  change (fixture, one, HEED_CHANGE_ADD_TAG, "work");
  assert_told (&told, 1, 0, 1);
  change (fixture, three, HEED_CHANGE_ADD_TAG, "home");
  assert_silence (fixture, &told);
  change (fixture, two, HEED_CHANGE_REMOVE_TAG, "work");
  assert_told (&told, 0, 1, 0);
}

/* An entry that is given another day goes there in each list, the journal's own too. */
static void
test_moves (JournalFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (HeedEntry) three = journal_fixture_write (fixture, "Three", "third");
  HeedTimestamp begun = heed_record_get_created (heed_entry_get_record (one));
  HeedTimestamp long_ago = heed_timestamp_add_days (begun, -400);
  g_autoptr (HeedEntryList) list = NULL;
  g_autoptr (HeedEntry) last = NULL;
  Told told;

  list = make_list (fixture, &(HeedQuery) { .completion = HEED_COMPLETION_INCOMPLETE }, &told);
  heed_entry_set_created (three, long_ago);
  journal_fixture_save (fixture);
  wait_for_journal (fixture->journal);
  g_assert_cmpuint (told.times, ==, 2);
  g_assert_cmpuint (told.position, ==, 2);
  g_assert_cmpuint (told.added, ==, 1);
  g_assert_cmpuint (heed_entry_list_get_day (list, 2), ==, heed_timestamp_get_day (long_ago));
  last = g_list_model_get_item (G_LIST_MODEL (fixture->journal), 2);
  g_assert_true (last == three);
}

/* What is pinned comes first; of what was changed last is told only where it moves. */
static void
test_orders (JournalFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (HeedEntryList) list = NULL;
  g_autoptr (HeedEntryList) changed = NULL;
  g_autoptr (HeedEntry) first = NULL;
  HeedQuery pinned = { .pinned_first = TRUE }, by_change = { .order = HEED_ORDER_CHANGED };
  Told told, told_changed;

  list = make_list (fixture, &pinned, &told);
  changed = make_list (fixture, &by_change, &told_changed);
  change (fixture, one, HEED_CHANGE_PIN, NULL);
  wait_for_journal (fixture->journal);
  g_assert_cmpuint (told.times, ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (first == one);
  g_assert_true (heed_entry_is_pinned (one));
  g_assert_true (heed_entry_list_is_first (list, 0));
  g_assert_false (heed_entry_list_is_first (list, 1));
  g_assert_cmpuint (told_changed.times, ==, 2); /* it was changed by that */

  told_changed = (Told) { 0 };
  heed_entry_set_answer (one, "body", "first, and more");
  journal_fixture_save (fixture);
  assert_silence (fixture, &told_changed);
  heed_entry_set_answer (two, "body", "second, and more");
  journal_fixture_save (fixture);
  wait_for_journal (fixture->journal);
  g_assert_cmpuint (told_changed.times, ==, 2);

  change (fixture, one, HEED_CHANGE_UNPIN, NULL);
  wait_for_journal (fixture->journal);
  g_assert_false (heed_entry_list_is_first (list, 0));
  g_assert_false (heed_entry_is_pinned (one));
}

/* Hides an entry from whoever reads all of them, and tells nobody. */
static void
hide (JournalFixture *fixture,
      HeedEntry      *entry)
{
  sqlite3 *other;
  g_autofree char *sql = g_strdup_printf ("UPDATE entry SET listed = 0 WHERE id = '%s'", heed_entry_get_id (entry));

  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  sqlite3_busy_timeout (other, 60 * 1000);
  g_assert_cmpint (sqlite3_exec (other, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
}

/* What is new is looked at, and no other entry. */
static void
test_looks_at_what_changed (JournalFixture *fixture,
                            gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (HeedEntry) three = NULL;
  g_autoptr (HeedEntryList) list = NULL;
  g_autoptr (HeedEntryList) tagged = NULL;
  const HeedQuery query = { .tag = "work" };
  Told told, told_tagged;

  change (fixture, one, HEED_CHANGE_ADD_TAG, "work");
  list = make_list (fixture, NULL, &told);
  tagged = make_list (fixture, &query, &told_tagged);
  hide (fixture, one);

  heed_entry_set_answer (two, "body", "second, and more");
  journal_fixture_save (fixture);
  assert_silence (fixture, &told);
  change (fixture, two, HEED_CHANGE_ADD_TAG, "work");
  assert_told (&told_tagged, 0, 0, 1);
  three = journal_fixture_write (fixture, "Three", "third");
  assert_told (&told, 0, 0, 1);
  g_assert_cmpuint (count (list), ==, 3);
  g_assert_cmpuint (count (tagged), ==, 2);
}

static void
test_trash (JournalFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (HeedEntryList) list = NULL;
  g_autoptr (HeedEntry) listed = NULL;
  HeedQuery query = { .deleted = TRUE };
  Told told;

  list = make_list (fixture, &query, &told);
  g_assert_cmpuint (count (list), ==, 0);
  change (fixture, two, HEED_CHANGE_DELETE, NULL);
  assert_told (&told, 0, 0, 1);
  change (fixture, one, HEED_CHANGE_DELETE, NULL);
  assert_told (&told, 0, 0, 1);
  listed = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (listed == one);

  change (fixture, two, HEED_CHANGE_RESTORE, NULL);
  assert_told (&told, 1, 1, 0);
}

static void
test_not_listed (JournalFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr (HeedEntryList) list = NULL;
  g_autoptr (HeedEntryList) marks = NULL;
  g_autoptr (HeedEntry) mark = NULL;
  HeedQuery query = { .form_id = "listening" };
  Told told, told_marks;

  journal_fixture_unlist (fixture, "listening");
  list = make_list (fixture, NULL, &told);
  marks = make_list (fixture, &query, &told_marks);
  mark = heed_journal_create_entry (fixture->journal, "listening", NULL);
  heed_entry_set_answer (mark, "talk/1/title", "A talk");
  journal_fixture_save (fixture);

  assert_told (&told_marks, 0, 0, 1);
  g_assert_cmpuint (told.times, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->journal)), ==, 0);
  g_assert_nonnull (heed_entry_get_summary (mark));
  g_clear_object (&mark);

  mark = g_list_model_get_item (G_LIST_MODEL (marks), 0);
  g_assert_nonnull (mark);
}

static void
test_set_query (JournalFixture *fixture,
                gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (HeedEntryList) list = NULL;
  HeedQuery tagged = { .tag = "work" }, nothing = { .tag = "nobody has it" };
  Told told;

  change (fixture, one, HEED_CHANGE_ADD_TAG, "work");
  list = make_list (fixture, NULL, &told);
  heed_entry_list_set_query (list, &tagged);
  g_assert_true (heed_entry_list_get_loading (list));
  assert_told (&told, 0, 1, 0);
  g_assert_false (heed_entry_list_get_loading (list));

  /* Of two queries one after the other only the last is shown. */
  heed_entry_list_set_query (list, &nothing);
  heed_entry_list_set_query (list, NULL);
  assert_told (&told, 0, 0, 1);
  g_assert_false (heed_entry_list_get_loading (list));
  g_assert_cmpuint (count (list), ==, 2);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;

  heed_journal_finish (HEED_JOURNAL (source), result, &error);
  g_assert_no_error (error);
}

static void
test_waits_for_the_journal (JournalFixture *fixture,
                            gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntryList) list = NULL;

  g_clear_object (&one);
  journal_fixture_close (fixture);
  fixture->journal = heed_journal_new (fixture->workbook);
  list = heed_entry_list_new (fixture->journal, NULL);
  heed_journal_open_async (fixture->journal, fixture->path, HEED_OPEN_JOURNAL, opened_cb, NULL);
  g_assert_true (wait_until (is_loaded, list));
  g_assert_cmpuint (count (list), ==, 1);
}

static gboolean
has_300 (gpointer data)
{
  return g_list_model_get_n_items (data) == 300;
}

static void
test_many_at_once (JournalFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (HeedEntry) newest = journal_fixture_write (fixture, "Newest", "here");
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (HeedEntryList) list = NULL;
  g_autoptr (HeedEntry) oldest = NULL;
  HeedQuery query = { .form_id = HEED_FORM_NOTE };
  Told told;

  list = make_list (fixture, &query, &told);
  records = journal_fixture_put (fixture, 299);
  g_assert_true (wait_until (has_300, list));
  assert_told (&told, 1, 0, 299);
  oldest = g_list_model_get_item (G_LIST_MODEL (list), 299);
  g_assert_true (wait_until (has_summary, oldest));
  g_assert_cmpstr (heed_entry_get_id (oldest), ==, heed_record_get_id (g_ptr_array_index (records, 0)));
}

/* Ids come for any place, whether anybody holds the entry or not, and in the
 * order that was asked for. */
static void
test_ids (JournalFixture *fixture,
          gconstpointer   data)
{
  g_autoptr (GPtrArray) records = journal_fixture_put (fixture, 300);
  const HeedQuery query = { .tag = "nobody has it" };
  const guint wanted[] = { 299, 0 };
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedEntryList) list = NULL;
  g_auto (GStrv) ids = NULL;
  g_auto (GStrv) none = NULL;
  Told told;

  list = make_list (fixture, NULL, &told);
  g_assert_true (wait_until (has_300, list));
  g_array_append_vals (positions, wanted, G_N_ELEMENTS (wanted));
  heed_entry_list_get_ids_async (list, positions, keep_result_cb, &result);
  ids = heed_journal_take_answer (fixture->journal, wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (ids), ==, 2);
  g_assert_cmpstr (ids[0], ==, heed_record_get_id (g_ptr_array_index (records, 0)));
  g_assert_cmpstr (ids[1], ==, heed_record_get_id (g_ptr_array_index (records, 299)));

  g_clear_object (&result);
  heed_journal_find_ids_async (fixture->journal, &query, keep_result_cb, &result);
  none = heed_journal_take_answer (fixture->journal, wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
test_find (JournalFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GPtrArray) records = journal_fixture_put (fixture, 300);
  const HeedQuery query = { .form_id = HEED_FORM_PLAN };
  g_autoptr (HeedEntryList) list = NULL;
  g_autoptr (HeedEntryList) plans = NULL;
  g_autoptr (HeedEntry) entry = NULL;
  guint position = 7;
  Told told;

  list = make_list (fixture, NULL, &told);
  g_assert_true (wait_until (has_300, list));
  entry = g_list_model_get_item (G_LIST_MODEL (list), 123);
  g_assert_true (wait_until (has_summary, entry));
  g_assert_true (heed_entry_list_find (list, entry, &position));
  g_assert_cmpuint (position, ==, 123);

  plans = make_list (fixture, &query, &told);
  g_assert_false (heed_entry_list_find (plans, entry, &position));
  g_assert_cmpuint (position, ==, 123);
}

#define ADD(name, func) \
  g_test_add ("/entry-list/" name, JournalFixture, NULL, journal_fixture_set_up, func, journal_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("follows", test_follows);
  ADD ("moves", test_moves);
  ADD ("orders", test_orders);
  ADD ("tag", test_tag);
  ADD ("looks-at-what-changed", test_looks_at_what_changed);
  ADD ("trash", test_trash);
  ADD ("not-listed", test_not_listed);
  ADD ("set-query", test_set_query);
  ADD ("waits-for-the-journal", test_waits_for_the_journal);
  ADD ("many-at-once", test_many_at_once);
  ADD ("ids", test_ids);
  ADD ("find", test_find);
  return g_test_run ();
}
