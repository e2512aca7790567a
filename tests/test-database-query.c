/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-database-read.c: which entries are found, and that no index is forgotten on the way. */

#include "store-fixture.h"
#include "test-forms.h"

#include <string.h>

#include "heed-database-private.h"
#include "heed-record-edit.h"

#define DAY (24 * 60 * 60)

/* What the entries of the tests are made of; they are named by their title. */
typedef struct
{
  const char *title;
  const char *form_id;
  const char *item_id;
  const char *tag;
  gint64 seconds;
  gint64 completed;
  gint64 deleted;
  gboolean unlisted;
} Entry;

/* The first was begun last. */
static const Entry entries[] = {
  { "a", "note", NULL, "phone", 9 * DAY, 0, 0, FALSE },
  { "b", "plan", "greet", "phone", 8 * DAY, 1, 0, FALSE },
  { "c", "note", "greet", "letter", 7 * DAY, 1, 0, FALSE },
  { "d", "mark", "greet", NULL, 6 * DAY, 0, 0, TRUE },
  { "e", "plan", "listen", NULL, 5 * DAY, 0, 0, FALSE },
  { "f", "note", NULL, "phone", 4 * DAY, 1, 0, FALSE },
  { "x", "note", NULL, "phone", 3 * DAY, 0, 20 * DAY, FALSE },
  { "y", "plan", "greet", NULL, 2 * DAY, 1, 21 * DAY, FALSE },
  { "z", "mark", "greet", NULL, 1 * DAY, 0, 22 * DAY, TRUE },
};

static HeedRecord *
make_entry (const Entry *entry)
{
  const char *tags[] = { entry->tag, NULL };
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "customer-focus", 2, entry->form_id);

  heed_record_builder_set_title (builder, entry->title);
  heed_record_builder_set_item_id (builder, entry->item_id);
  heed_record_builder_set_tags (builder, tags);
  heed_record_builder_set_created (builder, at (entry->seconds));
  heed_record_builder_set_modified (builder, at (entry->seconds));
  heed_record_builder_set_answer (builder, "body", "the same words", at (entry->seconds).utc);
  if (entry->completed != 0)
    heed_record_builder_set_completed (builder, at (entry->completed));
  if (entry->deleted != 0)
    heed_record_builder_set_deleted (builder, at (entry->deleted));
  return heed_record_builder_end (builder);
}

static void
put_entry (HeedDatabase *database,
           const Entry  *entry)
{
  HeedSummaryFacts facts = { .excerpt = "the same words", .mean_rating = NAN, .listed = !entry->unlisted };
  g_autoptr (HeedRecord) record = make_entry (entry);
  g_autoptr (HeedSummary) summary = heed_summary_new_from_parts (record, &facts);
  g_autoptr (GError) error = NULL;

  heed_database_put (database, record, summary, &error);
  g_assert_no_error (error);
}

static void
set_up (JournalFixture *fixture,
        gconstpointer   user_data)
{
  set_up_journal (fixture, user_data);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    put_entry (fixture->database, &entries[i]);
}

static void
assert_titles (GPtrArray  *summaries,
               const char *expected)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < summaries->len; i++)
    g_string_append (titles, heed_record_get_title (heed_summary_get_head (g_ptr_array_index (summaries, i))));
  g_assert_cmpstr (titles->str, ==, expected);
}

static void
assert_keys (HeedDatabase *database,
             GArray       *keys,
             gboolean      deleted,
             const char   *expected)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) summaries = NULL;

  for (guint i = 0; i < keys->len; i++)
    {
      const HeedKey *key = &g_array_index (keys, HeedKey, i);

      g_assert_cmpint (key->deleted, ==, deleted);
      g_array_append_val (rows, key->row);
    }

  summaries = heed_database_get_summaries (database, rows, NULL);
  assert_titles (summaries, expected);
  for (guint i = 0; i < keys->len; i++)
    {
      HeedRecord *head = heed_summary_get_head (g_ptr_array_index (summaries, i));

      g_assert_cmpint (g_array_index (keys, HeedKey, i).place, ==, heed_record_get_created (head).utc);
      g_assert_cmpuint (g_array_index (keys, HeedKey, i).day, ==, heed_timestamp_get_day (heed_record_get_created (head)));
    }
}

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  const HeedMatch *one = *(const HeedMatch * const *) a, *two = *(const HeedMatch * const *) b;

  return g_strcmp0 (heed_record_get_title (heed_summary_get_head (one->summary)),
                    heed_record_get_title (heed_summary_get_head (two->summary)));
}

static int
compare_letters (const void *a,
                 const void *b)
{
  return *(const char *) a - *(const char *) b;
}

/* A search finds the same entries, but in an order of its own. */
static void
assert_search (HeedDatabase    *database,
               const HeedQuery *query,
               const char      *expected)
{
  HeedQuery search = *query;
  g_autoptr (GPtrArray) matches = NULL;
  g_autoptr (GPtrArray) summaries = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *sorted = g_strdup (expected);

  search.words = "same words";
  matches = heed_database_search (database, &search, &error);
  g_assert_no_error (error);
  g_ptr_array_sort (matches, compare_titles);
  for (guint i = 0; i < matches->len; i++)
    g_ptr_array_add (summaries, ((HeedMatch *) g_ptr_array_index (matches, i))->summary);
  qsort (sorted, strlen (sorted), 1, compare_letters);
  assert_titles (summaries, sorted);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const HeedKey *one = a, *two = b;

  return one->place > two->place ? -1 : 1;
}

/* Of all entries that there are, the same are wanted. */
static void
assert_matched (HeedDatabase    *database,
                const HeedQuery *query,
                GArray          *expected)
{
  gint64 change = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) all = heed_database_get_changes (database, &change, &error);
  g_autoptr (GArray) matched = heed_database_match_keys (database, query, all, &error);
  g_autoptr (GArray) sorted = g_array_copy (expected);

  g_assert_no_error (error);
  g_assert_cmpuint (matched->len, ==, expected->len);
  g_array_sort (matched, compare_keys);
  g_array_sort (sorted, compare_keys);
  for (guint i = 0; i < matched->len; i++)
    g_assert_cmpint (g_array_index (matched, HeedKey, i).row, ==, g_array_index (sorted, HeedKey, i).row);
}

static void
assert_ids (HeedDatabase    *database,
            const HeedQuery *query,
            GPtrArray       *summaries)
{
  g_auto (GStrv) ids = heed_database_list_ids (database, query, NULL);

  g_assert_cmpuint (g_strv_length (ids), ==, summaries->len);
  for (guint i = 0; i < summaries->len; i++)
    g_assert_cmpstr (ids[i], ==, heed_record_get_id (heed_summary_get_head (g_ptr_array_index (summaries, i))));
}

static gboolean
append_title_cb (HeedRecord  *record,
                 gpointer     titles,
                 GError     **error)
{
  g_assert_cmpuint (heed_record_get_n_answers (record), ==, 1);
  g_string_append (titles, heed_record_get_title (record));
  return TRUE;
}

/* @walked are those that heed_database_foreach() gives, NULL for the same. */
static void
assert_found (JournalFixture  *fixture,
              const HeedQuery *query,
              const char      *expected,
              const char      *walked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = heed_database_list (fixture->database, query, &error);
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GString) titles = g_string_new (NULL);

  g_assert_no_error (error);
  assert_titles (list, expected);
  keys = heed_database_find_keys (fixture->database, query, &error);
  g_assert_no_error (error);
  assert_keys (fixture->database, keys, query->deleted, expected);
  assert_ids (fixture->database, query, list);
  if (query->limit == 0 && query->each == 0)
    {
      assert_search (fixture->database, query, expected);
      assert_matched (fixture->database, query, keys);
    }
  heed_database_foreach (fixture->database, query, append_title_cb, titles, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (titles->str, ==, walked != NULL ? walked : expected);
}

#define FIND(expected, walked, ...) assert_found (fixture, &(HeedQuery) { __VA_ARGS__ }, expected, walked)

static void
test_all (JournalFixture *fixture,
          gconstpointer   user_data)
{
  g_autoptr (GArray) keys = heed_database_get_keys (fixture->database, NULL, NULL);
  g_autoptr (GPtrArray) list = heed_database_list (fixture->database, NULL, NULL);

  assert_keys (fixture->database, keys, FALSE, "abcef");
  assert_titles (list, "abcef");
  FIND ("abcef", "abcdef", .limit = 0);
  FIND ("abc", NULL, .limit = 3);
}

static void
test_form_and_item (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  FIND ("acf", NULL, .form_id = "note");
  FIND ("a", NULL, .form_id = "note", .limit = 1);
  FIND ("bc", "bcd", .item_id = "greet");
  FIND ("b", NULL, .form_id = "plan", .item_id = "greet");
  FIND ("", NULL, .form_id = "nothing");
  FIND ("", NULL, .item_id = "' OR 1");
}

/* Of each item only the newest are read, however many there are. */
static void
test_each (JournalFixture *fixture,
           gconstpointer   user_data)
{
  FIND ("abe", "abe", .each = 1);
  FIND ("abcef", "abcef", .each = 2);
  FIND ("be", NULL, .form_id = "plan", .each = 1);
  FIND ("b", NULL, .form_id = "plan", .each = 1, .limit = 1);
  FIND ("c", NULL, .tag = "letter", .each = 1);
  FIND ("yx", NULL, .deleted = TRUE, .each = 1);
}

static void
test_unlisted (JournalFixture *fixture,
               gconstpointer   user_data)
{
  gint64 change = 0;
  g_autoptr (GArray) changes = heed_database_get_changes (fixture->database, &change, NULL);
  guint n_hidden = 0;

  FIND ("d", NULL, .form_id = "mark");
  FIND ("z", NULL, .form_id = "mark", .deleted = TRUE);
  for (guint i = 0; i < changes->len; i++)
    n_hidden += g_array_index (changes, HeedKey, i).deleted;
  g_assert_cmpuint (changes->len, ==, G_N_ELEMENTS (entries));
  g_assert_cmpuint (n_hidden, ==, 4);
}

/* A newer workbook may list what an older one did not. */
static void
test_becomes_listed (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autoptr (GPtrArray) marks = heed_database_list (fixture->database, &(HeedQuery) { .form_id = "mark" }, NULL);
  HeedSummary *mark = g_ptr_array_index (marks, 0);
  g_autoptr (HeedRecord) record = get (fixture->database, heed_record_get_id (heed_summary_get_head (mark)));

  g_assert_false (heed_summary_is_listed (mark));
  put (fixture->database, record);
  FIND ("abcdef", NULL, .limit = 0);
}

static void
test_tag (JournalFixture *fixture,
          gconstpointer   user_data)
{
  FIND ("abf", NULL, .tag = "phone");
  FIND ("a", NULL, .tag = "phone", .limit = 1);
  FIND ("af", NULL, .tag = "phone", .form_id = "note");
  FIND ("c", NULL, .tag = "letter", .item_id = "greet", .completion = HEED_COMPLETION_COMPLETE);
  FIND ("abf", NULL, .tag = "Phone");
  FIND ("", NULL, .tag = "phoné");
  FIND ("", NULL, .tag = "");
}

static void
test_completion (JournalFixture *fixture,
                 gconstpointer   user_data)
{
  FIND ("bcf", NULL, .completion = HEED_COMPLETION_COMPLETE);
  FIND ("ae", "ade", .completion = HEED_COMPLETION_INCOMPLETE);
  FIND ("cf", NULL, .form_id = "note", .completion = HEED_COMPLETION_COMPLETE);
}

static void
test_period (JournalFixture *fixture,
             gconstpointer   user_data)
{
  guint32 day = heed_timestamp_get_day (at (0));

  FIND ("abc", NULL, .first_day = day + 7);
  FIND ("ef", NULL, .last_day = day + 5);
  FIND ("ce", "cde", .first_day = day + 5, .last_day = day + 7);
  FIND ("c", NULL, .first_day = day + 7, .last_day = day + 7, .form_id = "note", .tag = "letter");
  FIND ("", NULL, .first_day = day + 20, .last_day = day + 30);
  FIND ("", NULL, .first_day = day + 7, .last_day = day + 5);
  FIND ("abcef", "abcdef", .first_day = 1, .last_day = G_MAXUINT32);
}

/* The day is that of the writer's calendar, however far from Greenwich. */
static void
test_period_of_writer (JournalFixture *fixture,
                       gconstpointer   user_data)
{
  static const gint64 offsets[] = { -12 * 3600, 0, 14 * 3600, 23 * 3600 + 59 * 60, -23 * 3600 - 59 * 60 };
  gint64 midnight = G_GINT64_CONSTANT (1710000000000000) / G_TIME_SPAN_DAY * G_TIME_SPAN_DAY;
  guint32 day = heed_timestamp_get_day ((HeedTimestamp) { midnight, 0 });
  guint n_entries = 0;

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    for (int late = 0; late <= 1; late++)
      {
        HeedRecordBuilder *builder = start_note (NULL, "far", "away", 0);
        HeedTimestamp stamp = {
          .utc = midnight - offsets[i] * G_USEC_PER_SEC + late * (G_TIME_SPAN_DAY - 1),
          .offset = (gint32) offsets[i],
        };
        g_autoptr (HeedRecord) record = NULL;
        g_autoptr (GArray) keys = NULL;

        heed_record_builder_set_created (builder, stamp);
        record = heed_record_builder_end (builder);
        put (fixture->database, record);
        keys = heed_database_find_keys (fixture->database, &(HeedQuery) { .first_day = day, .last_day = day }, NULL);
        g_assert_cmpuint (keys->len, ==, ++n_entries);
      }
}

static void
test_trash (JournalFixture *fixture,
            gconstpointer   user_data)
{
  guint32 day = heed_timestamp_get_day (at (0));

  FIND ("yx", "zyx", .deleted = TRUE);
  FIND ("y", NULL, .deleted = TRUE, .form_id = "plan");
  FIND ("x", NULL, .deleted = TRUE, .tag = "phone");
  FIND ("x", NULL, .deleted = TRUE, .completion = HEED_COMPLETION_INCOMPLETE, .first_day = day + 3);
  FIND ("y", NULL, .deleted = TRUE, .limit = 1, .form_id = "plan");
}

/* What was deleted in one go keeps the order in which it was begun. */
static void
test_trash_order (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  put_entry (fixture->database, &(Entry) { "o", "note", NULL, NULL, 1, 0, 20 * DAY, FALSE });
  put_entry (fixture->database, &(Entry) { "n", "note", NULL, NULL, 8 * DAY, 0, 20 * DAY, FALSE });
  FIND ("ynxo", "zynxo", .deleted = TRUE);
}

/* A tombstone that came without anything was never in this trash. */
static void
test_bare_tombstone (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autoptr (HeedRecord) record = make_note (NULL, NULL, NULL, 1);
  g_autoptr (HeedRecord) deleted = delete_note (record, 2);

  put (fixture->database, deleted);
  FIND ("yx", "zyx", .deleted = TRUE);
}

static void
test_tallies (JournalFixture *fixture,
              gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tallies = heed_database_get_tallies (fixture->database, NULL, NULL);
  g_autoptr (GPtrArray) none = heed_database_get_tallies (fixture->database, "another", NULL);
  g_autoptr (GPtrArray) same = heed_database_get_tallies (fixture->database, "customer-focus", NULL);
  const HeedTally *mark = g_ptr_array_index (tallies, 0), *note = g_ptr_array_index (tallies, 1);

  g_assert_cmpuint (tallies->len, ==, 5);
  g_assert_cmpstr (mark->form_id, ==, "mark");
  g_assert_cmpuint (mark->entries, ==, 1);
  g_assert_cmpstr (note->form_id, ==, "note");
  g_assert_cmpint (note->latest_created, ==, at (9 * DAY).utc);
  g_assert_cmpuint (note->latest_day, ==, heed_timestamp_get_day (at (9 * DAY)));
  g_assert_cmpstr (note->workbook_id, ==, "customer-focus");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (same->len, ==, 5);
}

/* Forms and items of another workbook may have the same ids. */
static void
test_workbook (JournalFixture *fixture,
               gconstpointer   user_data)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "another", 1, "plan");
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (GPtrArray) tallies = NULL;

  heed_record_builder_set_item_id (builder, "greet");
  heed_record_builder_set_title (builder, "z");
  heed_record_builder_set_answer (builder, "body", "the same words", 1);
  heed_record_builder_set_created (builder, at (0));
  record = heed_record_builder_end (builder);
  put (fixture->database, record);
  FIND ("z", NULL, .workbook_id = "another");
  FIND ("z", NULL, .workbook_id = "another", .form_id = "plan", .item_id = "greet");
  FIND ("", NULL, .workbook_id = "another", .form_id = "note");
  tallies = heed_database_get_tallies (fixture->database, "another", NULL);
  g_assert_cmpuint (tallies->len, ==, 1);
  g_assert_cmpuint (((HeedTally *) g_ptr_array_index (tallies, 0))->entries, ==, 1);
}

static void
test_copy (void)
{
  char form_id[] = "note", words[] = "some words";
  HeedQuery query = { .form_id = form_id, .words = words, .first_day = 3, .deleted = TRUE, .each = 5, .limit = 7 };
  g_autoptr (HeedQuery) copy = heed_query_copy (&query);

  form_id[0] = words[0] = 'x';
  g_assert_cmpstr (copy->form_id, ==, "note");
  g_assert_cmpstr (copy->words, ==, "some words");
  g_assert_null (copy->item_id);
  g_assert_null (copy->tag);
  g_assert_cmpuint (copy->first_day, ==, 3);
  g_assert_true (copy->deleted);
  g_assert_cmpuint (copy->each, ==, 5);
  g_assert_cmpuint (copy->limit, ==, 7);
  heed_query_free (NULL);
}

static HeedRecord *
get_titled (HeedDatabase *database,
            const char   *title)
{
  g_autoptr (GPtrArray) list = heed_database_list (database, NULL, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      HeedRecord *head = heed_summary_get_head (g_ptr_array_index (list, i));

      if (g_strcmp0 (heed_record_get_title (head), title) == 0)
        return get (database, heed_record_get_id (head));
    }
  g_assert_not_reached ();
}

static void
pin (HeedDatabase *database,
     const char   *title,
     gboolean      pinned,
     gint64        seconds)
{
  g_autoptr (HeedRecord) record = get_titled (database, title);
  g_autoptr (HeedRecord) next = change_note (record, HEED_RECORD_PINNED, pinned ? "1" : NULL, seconds);

  put (database, next);
}

static void
assert_order (HeedDatabase    *database,
              const HeedQuery *query,
              const char      *expected)
{
  g_autoptr (GArray) keys = heed_database_find_keys (database, query, NULL);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) summaries = NULL;

  for (guint i = 0; i < keys->len; i++)
    {
      const HeedKey *key = &g_array_index (keys, HeedKey, i);

      if (i > 0 && key[-1].first == key->first)
        g_assert_cmpint (key[-1].place, >=, key->place);
      g_array_append_val (rows, key->row);
    }
  summaries = heed_database_get_summaries (database, rows, NULL);
  assert_titles (summaries, expected);
}

static void
test_order (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autoptr (HeedRecord) record = get_titled (fixture->database, "e");
  g_autoptr (HeedRecord) changed = change_note (record, "more", "and more", 30 * DAY);
  g_autoptr (GArray) keys = NULL;
  guint count;

  put (fixture->database, changed);
  assert_order (fixture->database, &(HeedQuery) { 0 }, "abcef");
  assert_order (fixture->database, &(HeedQuery) { .order = HEED_ORDER_OLDEST }, "fecba");
  assert_order (fixture->database, &(HeedQuery) { .order = HEED_ORDER_CHANGED }, "eabcf");
  assert_order (fixture->database, &(HeedQuery) { .order = HEED_ORDER_OLDEST, .tag = "phone" }, "fba");
  assert_order (fixture->database, &(HeedQuery) { .order = HEED_ORDER_CHANGED, .limit = 2 }, "ea");
  keys = heed_database_find_keys (fixture->database, &(HeedQuery) { .order = HEED_ORDER_CHANGED, .limit = 1 }, NULL);
  g_assert_cmpuint (g_array_index (keys, HeedKey, 0).day, ==, heed_timestamp_get_day (at (30 * DAY)));

  {
    g_autoptr (GPtrArray) newest = heed_database_search (fixture->database, &(HeedQuery) {
      .words = "words", .limit = 2, .order = HEED_ORDER_NEWEST }, NULL);
    g_autoptr (GPtrArray) oldest = heed_database_search (fixture->database, &(HeedQuery) {
      .words = "words", .limit = 1, .order = HEED_ORDER_OLDEST }, NULL);
    g_autoptr (GPtrArray) last = heed_database_search (fixture->database, &(HeedQuery) {
      .words = "words", .limit = 1, .order = HEED_ORDER_CHANGED }, NULL);

    g_assert_cmpuint (newest->len, ==, 2);
    g_assert_cmpstr (heed_record_get_title (heed_summary_get_head (((HeedMatch *) newest->pdata[0])->summary)), ==, "a");
    g_assert_cmpstr (heed_record_get_title (heed_summary_get_head (((HeedMatch *) newest->pdata[1])->summary)), ==, "b");
    g_assert_cmpstr (heed_record_get_title (heed_summary_get_head (((HeedMatch *) oldest->pdata[0])->summary)), ==, "f");
    g_assert_cmpstr (heed_record_get_title (heed_summary_get_head (((HeedMatch *) last->pdata[0])->summary)), ==, "e");
  }

  heed_database_count_matches (fixture->database, &(HeedQuery) { .words = "words", .limit = 2 }, &count, NULL);
  g_assert_cmpuint (count, ==, 5);
  heed_database_count_matches (fixture->database, &(HeedQuery) { .words = "words", .tag = "phone" }, &count, NULL);
  g_assert_cmpuint (count, ==, 3);
  heed_database_count_matches (fixture->database, &(HeedQuery) { .words = "…" }, &count, NULL);
  g_assert_cmpuint (count, ==, 0);
}

/* What is pinned stands first, in the same order as the rest; it is no version of the
 * entry, and nobody finds it by words. */
static void
test_pinned (JournalFixture *fixture,
             gconstpointer   user_data)
{
  const HeedQuery pinned = { .pinned_first = TRUE };
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedSummary) summary = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) found = NULL;

  pin (fixture->database, "f", TRUE, 40 * DAY);
  pin (fixture->database, "b", TRUE, 41 * DAY);
  assert_order (fixture->database, &pinned, "bface");
  assert_order (fixture->database, &(HeedQuery) { .pinned_first = TRUE, .order = HEED_ORDER_OLDEST }, "fbeca");
  assert_order (fixture->database, &(HeedQuery) { .pinned_first = TRUE, .form_id = "note" }, "fac");
  assert_order (fixture->database, &(HeedQuery) { .pinned_first = TRUE, .tag = "phone" }, "bfa");
  assert_order (fixture->database, &(HeedQuery) { 0 }, "abcef");

  record = get_titled (fixture->database, "b");
  g_assert_true (heed_record_is_pinned (record));
  summary = heed_database_get_summary (fixture->database, heed_record_get_id (record), NULL);
  g_assert_true (heed_record_is_pinned (heed_summary_get_head (summary)));
  versions = heed_database_get_revisions (fixture->database, heed_record_get_id (record), NULL);
  g_assert_cmpuint (versions->len, ==, 0);
  found = heed_database_search (fixture->database, &(HeedQuery) { .words = "1" }, NULL);
  g_assert_cmpuint (found->len, ==, 0);

  pin (fixture->database, "b", FALSE, 42 * DAY);
  assert_order (fixture->database, &pinned, "fabce");
}

/* What somebody gives another day stands there, and what it was is kept. */
static void
test_moved (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autoptr (HeedRecord) record = get_titled (fixture->database, "a");
  g_autoptr (HeedRecord) moved = heed_record_with_created (record, at (5 * DAY + 1), at (50 * DAY));
  g_autoptr (HeedRecord) back = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *year = g_strndup (heed_record_get_answer (moved, HEED_RECORD_CREATED), 4);

  put (fixture->database, moved);
  FIND ("bcaef", "bcdaef", .limit = 0);
  back = get (fixture->database, heed_record_get_id (record));
  g_assert_true (heed_record_equal (back, moved));
  versions = heed_database_get_revisions (fixture->database, heed_record_get_id (record), NULL);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_true (heed_record_equal (g_ptr_array_index (versions, 0), record));
  found = heed_database_search (fixture->database, &(HeedQuery) { .words = year }, NULL);
  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_ids (JournalFixture *fixture,
          gconstpointer   user_data)
{
  static const char * const ids[] = { "abcd-1", "abcd-2", "abce-1", "abcd" };
  g_auto (GStrv) found = NULL;
  g_auto (GStrv) one = NULL;
  g_auto (GStrv) none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (HeedRecord) record = make_note (ids[i], "Title", NULL, 1);
      g_autoptr (HeedRecord) deleted = delete_note (record, 2);

      put (fixture->database, i == 1 ? deleted : record);
    }

  found = heed_database_find_ids (fixture->database, "abcd", 9, NULL);
  g_assert_cmpstrv (found, ((const char *[]) { "abcd", "abcd-1", NULL }));
  one = heed_database_find_ids (fixture->database, "abcd", 1, NULL);
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  none = heed_database_find_ids (fixture->database, "abcf", 9, NULL);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

/* What SQLite means to do for a statement, a line each. */
static char *
explain (HeedDatabase *database,
         const char   *sql)
{
  g_autofree char *question = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (GString) plan = g_string_new (NULL);
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_prepare_v2 (database->connection->handle, question, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);
  return g_string_free (g_steal_pointer (&plan), FALSE);
}

/* @step must be in the plan, and nothing may be sorted unless @sorts. */
static void
assert_plan (HeedDatabase *database,
             const char   *sql,
             const char   *step,
             gboolean      sorts)
{
  g_autofree char *plan = explain (database, sql);
  gboolean found = strstr (plan, step) != NULL && (strstr (plan, "TEMP B-TREE") != NULL) == sorts;

  if (!found)
    g_test_message ("%s\n%s", sql, plan);
  g_assert_true (found);
}

/* The last statement that was prepared has @part in it. */
static const char *
find_sql (HeedDatabase *database,
          const char   *part)
{
  sqlite3_stmt *statement = sqlite3_next_stmt (database->connection->handle, NULL);

  while (statement != NULL && strstr (sqlite3_sql (statement), part) == NULL)
    statement = sqlite3_next_stmt (database->connection->handle, statement);
  g_assert_nonnull (statement);
  return sqlite3_sql (statement);
}

static const struct
{
  HeedQuery query;
  HeedSelect select;
  const char *step;
  gboolean sorts;
} plans[] = {
  { { 0 }, HEED_SELECT_KEYS, "SCAN entry USING COVERING INDEX entry_by_time", FALSE },
  { { 0 }, HEED_SELECT_SUMMARIES, "SCAN entry USING INDEX entry_by_time", FALSE },
  /* Only those of the same moment, by their ids. */
  { { 0 }, HEED_SELECT_EVERYTHING, "SCAN entry USING INDEX entry_by_time", TRUE },
  { { .form_id = "f" }, HEED_SELECT_KEYS, "SEARCH entry USING COVERING INDEX entry_by_form (form=?", FALSE },
  { { .form_id = "f" }, HEED_SELECT_SUMMARIES, "SEARCH entry USING INDEX entry_by_form (form=?", FALSE },
  { { .workbook_id = "w", .form_id = "f" }, HEED_SELECT_KEYS,
    "SEARCH entry USING COVERING INDEX entry_by_form (form=?", FALSE },
  { { .workbook_id = "w", .form_id = "f", .item_id = "i" }, HEED_SELECT_KEYS,
    "USING COVERING INDEX entry_by_item (form=? AND item=?", FALSE },
  { { .form_id = "f", .item_id = "i" }, HEED_SELECT_KEYS,
    "USING COVERING INDEX entry_by_item (form=? AND item=?", FALSE },
  { { .form_id = "f", .item_id = "i" }, HEED_SELECT_SUMMARIES, "USING INDEX entry_by_item (form=? AND item=?", FALSE },
  { { .form_id = "f", .each = 1 }, HEED_SELECT_EVERYTHING,
    "SEARCH entry USING COVERING INDEX entry_by_item (form=?", TRUE },
  { { .item_id = "i" }, HEED_SELECT_KEYS, "USING COVERING INDEX entry_by_time", FALSE },
  { { .completion = HEED_COMPLETION_COMPLETE }, HEED_SELECT_KEYS, "USING COVERING INDEX entry_by_time", FALSE },
  { { .first_day = 2, .last_day = 3 }, HEED_SELECT_KEYS,
    "SEARCH entry USING COVERING INDEX entry_by_time (created>? AND created<?)", FALSE },
  { { .form_id = "f", .first_day = 2, .last_day = 3 }, HEED_SELECT_KEYS,
    "SEARCH entry USING COVERING INDEX entry_by_form (form=? AND created>? AND created<?)", FALSE },
  { { .tag = "t" }, HEED_SELECT_KEYS, "SEARCH tag USING COVERING INDEX tag_by_look (look=?)", TRUE },
  { { .tag = "t" }, HEED_SELECT_SUMMARIES, "SEARCH entry USING INTEGER PRIMARY KEY (rowid=?)", TRUE },
  { { .deleted = TRUE }, HEED_SELECT_KEYS, "USING INDEX entry_by_deletion", FALSE },
  { { .deleted = TRUE }, HEED_SELECT_SUMMARIES, "USING INDEX entry_by_deletion", FALSE },
  { { .order = HEED_ORDER_OLDEST, .pinned_first = TRUE }, HEED_SELECT_KEYS,
    "SCAN entry USING COVERING INDEX entry_by_time", TRUE }, /* only those of the same moment */
  { { .order = HEED_ORDER_CHANGED, .pinned_first = TRUE }, HEED_SELECT_KEYS,
    "SCAN entry USING COVERING INDEX entry_by_modification", FALSE },
  { { .pinned_first = TRUE }, HEED_SELECT_KEY, "answer USING INDEX answer_pinned", FALSE },
  { { 0 }, HEED_SELECT_KEY, "SEARCH entry USING INTEGER PRIMARY KEY (rowid=?)", FALSE },
  { { .form_id = "f" }, HEED_SELECT_KEY, "SEARCH entry USING INTEGER PRIMARY KEY (rowid=?)", FALSE },
  { { .tag = "t" }, HEED_SELECT_KEY, "SEARCH tag USING COVERING INDEX tag_by_look (look=? AND entry=?)", TRUE },
  { { .deleted = TRUE }, HEED_SELECT_KEY, "SEARCH entry USING INTEGER PRIMARY KEY (rowid=?)", FALSE },
};

static void
assert_all_plans (HeedDatabase *database)
{
  g_autoptr (HeedWorkbook) workbook = open_forms ();
  gboolean more;
  gint64 change = 0;

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (HeedStatement) statement = heed_database_prepare_query (database, &plans[i].query, plans[i].select);

      g_assert_true (heed_statement_is_prepared (statement));
      assert_plan (database, sqlite3_sql (sqlite3_next_stmt (database->connection->handle, NULL)), plans[i].step,
                   plans[i].sorts);
    }

  g_array_unref (heed_database_find_keys (database, &(HeedQuery) { .pinned_first = TRUE }, NULL));
  assert_plan (database, find_sql (database, "SELECT entry FROM answer"), "SCAN answer USING INDEX answer_pinned", FALSE);
  g_array_unref (heed_database_get_keys (database, NULL, NULL));
  assert_plan (database, find_sql (database, "day, 0, 0 FROM entry WHERE deleted IS NULL AND listed = 1 ORDER BY created DESC, row DESC"), "USING COVERING INDEX entry_by_time", FALSE);
  g_array_unref (heed_database_get_changes (database, &change, NULL));
  assert_plan (database, find_sql (database, "change > ?1"), "entry_by_change (change>?)", FALSE);
  g_ptr_array_unref (heed_database_get_tallies (database, NULL, NULL));
  assert_plan (database, find_sql (database, "AS tally"), "SCAN entry USING COVERING INDEX entry_by_item", TRUE);
  g_assert_true (heed_database_update_wording (database, workbook, &more, NULL));
  assert_plan (database, find_sql (database, "workbook_version, form, wording) >"),
               "SEARCH entry USING COVERING INDEX entry_by_wording", FALSE);
  g_strfreev (heed_database_find_ids (database, "a", 2, NULL));
  assert_plan (database, find_sql (database, "id >= ?1"),
               "SEARCH entry USING INDEX sqlite_autoindex_entry_1 (id>? AND id<?)", FALSE);
  g_ptr_array_unref (heed_database_search (database, &(HeedQuery) { .words = "a" }, NULL));
  assert_plan (database, find_sql (database, "MATCH"), "USING COVERING INDEX entry_by_deletion", TRUE);
  assert_plan (database, find_sql (database, "MATCH"), "USING COVERING INDEX entry_unlisted", TRUE);
}

/* Whether SQLite has counted the entries or not, it must find the way. */
static void
test_plans (JournalFixture *fixture,
            gconstpointer   user_data)
{
  assert_all_plans (fixture->database);

  for (guint i = 0; i < 2000; i++)
    put_entry (fixture->database,
               i % 3 == 0 ? &(Entry) { "n", "plan", "greet", "phone", i, i % 2 }
                          : &(Entry) { "n", "note", NULL, "phone", i, i % 2 });
  g_assert_true (heed_connection_execute (fixture->database->connection, "ANALYZE", NULL));
  close_journal (fixture->database);
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  assert_all_plans (fixture->database);
}

static void
add_test (const char *path,
          void (*test) (JournalFixture *, gconstpointer))
{
  g_test_add (path, JournalFixture, NULL, set_up, test, tear_down_journal);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/database/query/all", test_all);
  add_test ("/database/query/form-and-item", test_form_and_item);
  add_test ("/database/query/each", test_each);
  add_test ("/database/query/unlisted", test_unlisted);
  add_test ("/database/query/becomes-listed", test_becomes_listed);
  add_test ("/database/query/tag", test_tag);
  add_test ("/database/query/completion", test_completion);
  add_test ("/database/query/period", test_period);
  add_test ("/database/query/period-of-writer", test_period_of_writer);
  add_test ("/database/query/trash", test_trash);
  add_test ("/database/query/trash-order", test_trash_order);
  add_test ("/database/query/bare-tombstone", test_bare_tombstone);
  add_test ("/database/query/tallies", test_tallies);
  add_test ("/database/query/workbook", test_workbook);
  g_test_add_func ("/database/query/copy", test_copy);
  add_test ("/database/query/order", test_order);
  add_test ("/database/query/pinned", test_pinned);
  add_test ("/database/query/moved", test_moved);
  add_test ("/database/query/ids", test_ids);
  add_test ("/database/query/plans", test_plans);

  return g_test_run ();
}
