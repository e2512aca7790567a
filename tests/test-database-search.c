/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-database-search.c. */

#include "store-fixture.h"

static GPtrArray *
search (JournalFixture *fixture,
        const char     *words)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *matches = heed_database_search (fixture->database, &(HeedQuery) { .words = words }, &error);

  g_assert_no_error (error);
  g_assert_nonnull (matches);
  return matches;
}

static void
assert_found (JournalFixture *fixture,
              const char     *words,
              guint           expected)
{
  g_autoptr (GPtrArray) matches = search (fixture, words);

  g_assert_cmpuint (matches->len, ==, expected);
}

static const char *
nth_title (GPtrArray *matches,
           guint      position)
{
  HeedMatch *match = g_ptr_array_index (matches, position);

  return heed_record_get_title (heed_summary_get_head (match->summary));
}

static void
test_words (JournalFixture *fixture,
            gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *one = put_note (fixture->database, "Complaint", "The parcel was late and I apologized.", 1);
  G_GNUC_UNUSED g_autofree char *two = put_note (fixture->database, "Thanks", "She thanked me for calling back.", 2);

  assert_found (fixture, "parcel", 1);
  assert_found (fixture, "PARCEL", 1);
  assert_found (fixture, "parc", 1);
  assert_found (fixture, "thank", 1);
  assert_found (fixture, "complaint late", 1);
  assert_found (fixture, "parcel thanked", 0);
  assert_found (fixture, "arcel", 0);
  assert_found (fixture, "nothing", 0);
}

static void
test_phrases (JournalFixture *fixture,
              gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *id = put_note (fixture->database, NULL, "We called her back the same day", 1);

  assert_found (fixture, "\"called her back\"", 1);
  assert_found (fixture, "“called her back”", 1);
  assert_found (fixture, "\"her called\"", 0);
  assert_found (fixture, "\"call\"", 0);
  assert_found (fixture, "\"called h", 1);
  assert_found (fixture, "day \"her back\"", 1);
}

static void
test_folding (JournalFixture *fixture,
              gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *id = put_note (fixture->database, "Café Zürich", "naïve résumé don’t", 1);

  assert_found (fixture, "cafe", 1);
  assert_found (fixture, "zurich", 1);
  assert_found (fixture, "RÉSUMÉ", 1);
  assert_found (fixture, "don't", 1);
}

/* Any part of a text is found where nothing shows where words begin. */
static void
test_unspaced (JournalFixture *fixture,
               gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *japanese = put_note (fixture->database, "お客様の声", "配達が遅れたので、電話で謝りました。VIPのお客様です。", 1);
  G_GNUC_UNUSED g_autofree char *thai = put_note (fixture->database, NULL, "ลูกค้าโทรมาถามเรื่องพัสดุ", 2);
  G_GNUC_UNUSED g_autofree char *both = put_note (fixture->database, NULL, "客 様 A社ﾃﾚﾋﾞ", 3);

  assert_found (fixture, "電話", 1);
  assert_found (fixture, "遅れた", 1);
  assert_found (fixture, "れたの", 1);
  assert_found (fixture, "話電", 0);
  assert_found (fixture, "お客様 謝り", 1);
  assert_found (fixture, "お客様 พัสดุ", 0);
  assert_found (fixture, "\"客様の声\"", 1);
  assert_found (fixture, "vipのお客", 1);
  assert_found (fixture, "テレビ", 1);
  assert_found (fixture, "โทรมา", 1);
  assert_found (fixture, "พัส", 1);
  assert_found (fixture, "พ", 1);
  assert_found (fixture, "ค้าโทร", 1);
  assert_found (fixture, "。", 0);
}

static void
test_unspaced_snippet (JournalFixture *fixture,
                       gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *id = put_note (fixture->database, NULL, "配達が遅れたので、電話で謝りました。", 1);
  g_autoptr (GPtrArray) matches = search (fixture, "遅れた 電話");
  HeedMatch *match = g_ptr_array_index (matches, 0);

  g_assert_cmpstr (match->snippet, ==,
                   "配達が" HEED_MATCH_START "遅れた" HEED_MATCH_END "ので、" HEED_MATCH_START "電話" HEED_MATCH_END
                   "で謝りました。");
}

/* With a limit, the filters come first. */
static void
test_filters (JournalFixture *fixture,
              gconstpointer   user_data)
{
  HeedQuery query = { .words = "owl", .tag = "night", .limit = 1 };
  const char *tags[] = { "night", NULL };
  HeedRecordBuilder *builder = start_note (NULL, "Tagged", "an owl, seen much too far away to be a good match", 1);
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (GPtrArray) matches = NULL;

  heed_record_builder_set_tags (builder, tags);
  record = heed_record_builder_end (builder);
  put (fixture->database, record);
  for (guint i = 0; i < 10; i++)
    g_free (put_note (fixture->database, "Owl", "owl", i));
  matches = heed_database_search (fixture->database, &query, NULL);
  g_assert_cmpuint (matches->len, ==, 1);
  g_assert_cmpstr (nth_title (matches, 0), ==, "Tagged");
}

static void
test_no_words (JournalFixture *fixture,
               gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *id = put_note (fixture->database, "Title", "Body", 1);
  g_autoptr (GPtrArray) matches = heed_database_search (fixture->database, &(HeedQuery) { .form_id = "note" }, NULL);

  g_assert_cmpuint (matches->len, ==, 0);
}

static void
test_tags (JournalFixture *fixture,
           gconstpointer   user_data)
{
  const char *tags[] = { "telephone", NULL };
  HeedRecordBuilder *builder = start_note (NULL, "Title", "Body", 1);
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedRecord) untagged = NULL;

  heed_record_builder_set_tags (builder, tags);
  record = heed_record_builder_end (builder);
  put (fixture->database, record);
  assert_found (fixture, "telephone", 1);

  builder = heed_record_builder_new_from (record);
  heed_record_builder_set_tags (builder, NULL);
  untagged = heed_record_builder_end (builder);
  put (fixture->database, untagged);
  assert_found (fixture, "telephone", 0);
  assert_found (fixture, "body", 1);
}

static void
test_changes (JournalFixture *fixture,
              gconstpointer   user_data)
{
  g_autoptr (HeedRecord) record = make_note (NULL, "Title", "aardvark", 1);
  g_autoptr (HeedRecord) changed = change_note (record, "body", "badger", 2);
  g_autoptr (HeedRecord) erased = change_note (changed, "body", NULL, 3);
  g_autoptr (HeedRecord) deleted = delete_note (changed, 4);

  put (fixture->database, record);
  assert_found (fixture, "aardvark", 1);
  put (fixture->database, changed);
  assert_found (fixture, "aardvark", 0);
  assert_found (fixture, "badger", 1);
  put (fixture->database, erased);
  assert_found (fixture, "badger", 0);
  put (fixture->database, changed);
  assert_found (fixture, "badger", 1);
  put (fixture->database, deleted);
  assert_found (fixture, "badger", 0);
  put (fixture->database, changed);
  assert_found (fixture, "badger", 1);
}

static void
test_order (JournalFixture *fixture,
            gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *older = put_note (fixture->database, "Older", "an owl", 1);
  G_GNUC_UNUSED g_autofree char *newest = put_note (fixture->database, "Newest", "an owl", 3);
  G_GNUC_UNUSED g_autofree char *middle = put_note (fixture->database, "Middle", "an owl", 2);
  G_GNUC_UNUSED g_autofree char *titled = put_note (fixture->database, "Owl", "an eagle", 0);
  G_GNUC_UNUSED g_autofree char *other = put_note (fixture->database, "Other", "a hawk", 9);
  g_autoptr (GPtrArray) matches = search (fixture, "owl");

  g_assert_cmpuint (matches->len, ==, 4);
  g_assert_cmpstr (nth_title (matches, 0), ==, "Owl");
  g_assert_cmpstr (nth_title (matches, 1), ==, "Newest");
  g_assert_cmpstr (nth_title (matches, 2), ==, "Middle");
  g_assert_cmpstr (nth_title (matches, 3), ==, "Older");
}

static void
test_limit (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) matches = NULL;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *title = g_strdup_printf ("%u", i);

      g_free (put_note (fixture->database, title, "an owl", i));
    }

  matches = heed_database_search (fixture->database, &(HeedQuery) { .words = "owl", .limit = 3 }, NULL);
  g_assert_cmpuint (matches->len, ==, 3);
  g_assert_cmpstr (nth_title (matches, 0), ==, "29");
  g_assert_cmpstr (nth_title (matches, 1), ==, "28");
  g_assert_cmpstr (nth_title (matches, 2), ==, "27");
}

static void
test_snippet (JournalFixture *fixture,
              gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *id = put_note (fixture->database, NULL, "First line\nthen the Parcel came", 1);
  g_autoptr (GPtrArray) matches = search (fixture, "parc");
  HeedMatch *match = g_ptr_array_index (matches, 0);

  g_assert_cmpstr (match->snippet, ==,
                   "First line then the " HEED_MATCH_START "Parcel" HEED_MATCH_END " came");
}

/* What a person takes for the same word, written as others write it. */
static void
test_alike (JournalFixture *fixture,
            gconstpointer   user_data)
{
  static const struct { const char *written, *typed; } words[] = {
    { "Ο Γιώργος ήρθε", "Γιωργος" }, { "ΓΙΩΡΓΟΣ", "Γιώργος" }, { "العُمَلَاء", "العملاء" }, { "المديـــنة", "المدينة" },
    { "שָׁלוֹם", "שלום" }, { "чёрный", "черный" }, { "черный", "чёрный" }, { "naïve café", "NAIVE" },
    { "oﬃce hours", "office" }, { "co\u00adoperate", "cooperate" }, { "Ｆｕｌｌ width", "full" }, { "Straße", "STRASSE" },
    { "հայերեն", "ՀԱՅԵՐԵՆ" }, { "ქართული", "ქართული" }, { "हिन्दी शब्द", "हिन्दी" }, { "தமிழ் சொல்", "தமிழ்" },
    { "한국어 문장", "한국어" }, { "一日本語", "日本" }, { "พัสดุมาแล้ว", "มา" }, { "ﻣﺪﻳﻨﺔ", "مدينة" }, { "İstanbul", "istanbul" },
    { "Well done 👍🏽", "👍" }, { "from here → there", "→" }, { "About 20 °C", "°C" }, { "costs 5 €", "€" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *id = put_note (fixture->database, NULL, words[i].written, i);
      g_autoptr (GPtrArray) matches = search (fixture, words[i].typed);
      gboolean found = FALSE;

      for (guint j = 0; j < matches->len; j++)
        {
          HeedMatch *match = g_ptr_array_index (matches, j);

          found = found || g_str_equal (heed_record_get_id (heed_summary_get_head (match->summary)), id);
        }
      if (!found)
        g_error ("“%s” is not found by “%s”", words[i].written, words[i].typed);
    }
}

static void
test_nothing (JournalFixture *fixture,
              gconstpointer   user_data)
{
  static const char * const typed[] = {
    "", " ", "\t\n  ", "\"", "\"\"", "\" \"", "*", "-", "^", ":", "()", "—", "“”", "???", "…"
  };
  G_GNUC_UNUSED g_autofree char *id = put_note (fixture->database, "Title", "Body 👍 — ( ) *", 1);

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    assert_found (fixture, typed[i], 0);
}

static void
test_syntax (JournalFixture *fixture,
             gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *id = put_note (fixture->database, "Title",
                                  "this and that or near not; well-known, title: a+b (x) body^2", 1);

  assert_found (fixture, "AND", 1);
  assert_found (fixture, "this AND that", 1);
  assert_found (fixture, "this NOT that", 1);
  assert_found (fixture, "NEAR(not that", 1);
  assert_found (fixture, "well-known", 1);
  assert_found (fixture, "title:this", 0);
  assert_found (fixture, "-this", 1);
  assert_found (fixture, "^that", 1);
  assert_found (fixture, "th*", 1);
  assert_found (fixture, "{title body} : this", 1);
  assert_found (fixture, "\"this and\" * that", 1);
  assert_found (fixture, "a+b", 1);
  assert_found (fixture, "missing OR this", 0);
}

/* Any bytes at all are a search. */
static void
test_random (JournalFixture *fixture,
             gconstpointer   user_data)
{
  static const char * const pieces[] = {
    "\"", "*", "-", "^", "(", ")", "{", "}", ":", "+", ",", "'", "\\", "%", ";", " ", " ", "AND", "OR", "NOT",
    "NEAR", "NEAR(", "title", "body", "a", "the", "ü", "“", "”", "\xff", "\xee\x80\x80", "日本", "👍", "\n", "1", "̈",
  };
  G_GNUC_UNUSED g_autofree char *id = put_note (fixture->database, "The title", "A body with the words and 1 日本", 1);

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) typed = g_string_new (NULL);
      g_autoptr (GPtrArray) matches = NULL;
      guint length = (guint) g_test_rand_int_range (0, 12);

      for (guint j = 0; j < length; j++)
        g_string_append (typed, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      matches = search (fixture, typed->str);
      g_assert_cmpuint (matches->len, <=, 1);
    }
}

static void
test_many_words (JournalFixture *fixture,
                 gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *id = put_note (fixture->database, NULL, "word", 1);
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofree char *endless = g_strnfill (200000, 'w');

  for (guint i = 0; i < 5000; i++)
    g_string_append (many, "word ");

  assert_found (fixture, many->str, 1);
  assert_found (fixture, endless, 0);
}

/* A whole page may have been pasted. */
static void
test_long_input (JournalFixture *fixture,
                 gconstpointer   user_data)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GString) letters = g_string_new (NULL);
  g_autoptr (GString) quoted = g_string_new ("\"");
  g_autofree char *one = g_strnfill (1000000, 'a');
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  G_GNUC_UNUSED g_autofree char *id = NULL;

  for (guint i = 0; i < 100000; i++)
    {
      g_string_append (words, i % 2 == 0 ? "parcel " : "Parcel ");
      g_string_append (letters, "日本");
    }
  g_string_append (quoted, words->str);
  title = g_strndup (words->str, 4000);
  body = g_strndup (letters->str, 6000);
  id = put_note (fixture->database, title, body, 1);

  assert_found (fixture, words->str, 1);
  assert_found (fixture, letters->str, 1);
  assert_found (fixture, quoted->str, 1);
  assert_found (fixture, one, 0);
}

static void
add_test (const char *path,
          void (*test) (JournalFixture *, gconstpointer))
{
  g_test_add (path, JournalFixture, NULL, set_up_journal, test, tear_down_journal);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/database/search/words", test_words);
  add_test ("/database/search/phrases", test_phrases);
  add_test ("/database/search/long-input", test_long_input);
  add_test ("/database/search/folding", test_folding);
  add_test ("/database/search/unspaced", test_unspaced);
  add_test ("/database/search/unspaced-snippet", test_unspaced_snippet);
  add_test ("/database/search/filters", test_filters);
  add_test ("/database/search/no-words", test_no_words);
  add_test ("/database/search/tags", test_tags);
  add_test ("/database/search/changes", test_changes);
  add_test ("/database/search/order", test_order);
  add_test ("/database/search/limit", test_limit);
  add_test ("/database/search/snippet", test_snippet);
  add_test ("/database/search/alike", test_alike);
  add_test ("/database/search/nothing", test_nothing);
  add_test ("/database/search/syntax", test_syntax);
  add_test ("/database/search/random", test_random);
  add_test ("/database/search/many-words", test_many_words);

  return g_test_run ();
}
