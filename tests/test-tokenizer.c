/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-tokenizer.c, through an index in memory. */

#include "heed-tokenizer.h"

#include <string.h>

typedef struct
{
  sqlite3 *handle;
} Index;

static void
run (Index      *index,
     const char *sql)
{
  char *message = NULL;

  sqlite3_exec (index->handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

/* The one text that a statement gives, or "". */
static char *
query (Index      *index,
       const char *sql,
       const char *argument,
       int         length)
{
  sqlite3_stmt *statement;
  char *answer;

  g_assert_cmpint (sqlite3_prepare_v2 (index->handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (argument != NULL)
    sqlite3_bind_text (statement, 1, argument, length, SQLITE_TRANSIENT);
  answer = sqlite3_step (statement) == SQLITE_ROW ? g_strdup ((const char *) sqlite3_column_text (statement, 0)) : NULL;
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  return answer != NULL ? answer : g_strdup ("");
}

static void
set_up (Index         *index,
        gconstpointer  user_data)
{
  g_assert_cmpint (sqlite3_open (":memory:", &index->handle), ==, SQLITE_OK);
  g_assert_cmpint (heed_tokenizer_register (index->handle), ==, SQLITE_OK);
  run (index, "CREATE VIRTUAL TABLE search USING fts5 (body, tokenize = 'heed');"
              "CREATE VIRTUAL TABLE tokens USING fts5vocab (search, instance)");
}

static void
tear_down (Index         *index,
           gconstpointer  user_data)
{
  run (index, "INSERT INTO search (search) VALUES ('integrity-check')");
  sqlite3_close (index->handle);
}

static void
set_text (Index      *index,
          const char *text,
          int         length)
{
  run (index, "DELETE FROM search");
  g_free (query (index, "INSERT INTO search (body) VALUES (?1)", text, length));
}

/* @tokens are those that @text must be taken apart into, with a bar between. */
static void
assert_tokens (Index      *index,
               const char *text,
               const char *tokens)
{
  g_autofree char *found = NULL;

  set_text (index, text, -1);
  found = query (index, "SELECT group_concat(term, '|') FROM (SELECT term FROM tokens ORDER BY offset)", NULL, 0);
  g_assert_cmpstr (found, ==, tokens);
}

/* @marked is @text with brackets around what the search marks. SQLite 3.40 marks an
 * empty piece where two words are found in one letter, and 3.46 does not. */
static void
assert_marked (Index      *index,
               const char *text,
               const char *expression,
               const char *marked)
{
  g_autofree char *found = NULL;

  set_text (index, text, -1);
  found = query (index, "SELECT replace(highlight(search, 0, '[', ']'), '[]', '') FROM search WHERE search MATCH ?1",
                 expression, -1);
  g_assert_cmpstr (found, ==, marked);
}

static void
test_spaced (Index         *index,
             gconstpointer  user_data)
{
  assert_tokens (index, "", "");
  assert_tokens (index, "Café au lait, please!", "cafe|au|lait|please");
  assert_tokens (index, "ÅNGSTRÖM e\xcc\x81te\xcc\x81", "angstrom|ete");
  assert_tokens (index, "Привет МИР", "привет|мир");
  assert_tokens (index, "한국어 문장", "한국어|문장");
  assert_tokens (index, "مرحبا שלום 12 3.5", "مرحبا|שלום|12|3|5");

  /* With and without accents, points, vowel signs and the stroke that makes a word
   * longer. */
  assert_tokens (index, "ΓΙΩΡΓΟΣ Γιώργος", "γιωργοσ|γιωργοσ");
  assert_tokens (index, "العُمَلَاء المديـــنة", "العملاء|المدينة");
  assert_tokens (index, "שָׁלוֹם чёрный", "שלום|черныи");
  /* As they come out of web pages and PDF files. */
  assert_tokens (index, "oﬃce co\u00adoperate Ｆｕｌｌ word\u200bs", "office|cooperate|full|words");
}

static void
test_unspaced (Index         *index,
               gconstpointer  user_data)
{
  assert_tokens (index, "日本語", "日|本|語");
  assert_tokens (index, "ひらカタ", "ひ|ら|カ|タ");
  assert_tokens (index, "人々、コーヒー。", "人|々|コ|ー|ヒ|ー");
  assert_tokens (index, "𠮷野家", "𠮷|野|家");
  assert_tokens (index, "สวัสดี", "ส|วั|ส|ดี");
  assert_tokens (index, "ທີ່ນີ້", "ທີ|ນີ");
  assert_tokens (index, "ភាសា", "ភា|សា");
  assert_tokens (index, "မြန်မာ", "မြ|န်|မာ");
  assert_tokens (index, "๑๒", "๑|๒");
}

static void
test_mixed (Index         *index,
            gconstpointer  user_data)
{
  assert_tokens (index, "abc日本Def 語x", "abc|日|本|def|語|x");
  assert_tokens (index, "「お客様」はVIPです。", "お|客|様|は|vip|で|す");
  assert_tokens (index, "PDFファイル2件", "pdf|フ|ァ|イ|ル|2|件");
}

/* The same letter, however it is written. */
static void
test_forms (Index         *index,
            gconstpointer  user_data)
{
  assert_tokens (index, "が", "が");
  assert_tokens (index, "か\xe3\x82\x99", "が");
  assert_tokens (index, "ｶﾞｰ", "ガ|ー");
  assert_tokens (index, "葛\xf3\xa0\x84\x80西", "葛|西");
  assert_tokens (index, "\xef\xa4\x80", "豈");
}

static void
test_offsets (Index         *index,
              gconstpointer  user_data)
{
  assert_marked (index, "abc日本語のdef", "\"本語\"", "abc日[本語]のdef");
  assert_marked (index, "abc日本語のdef", "\"def\"", "abc日本語の[def]");
  assert_marked (index, "abc日本語のdef", "\"c日\" OR \"ab\"*", "[abc]日本語のdef");
  assert_marked (index, "Ünï か\xe3\x82\x99く é", "\"がく\"", "Ünï [か\xe3\x82\x99く] é");
  assert_marked (index, "ไปกินข้าวกัน", "\"กินข้าว\"", "ไป[กินข้าว]กัน");
  assert_marked (index, "葛\xf3\xa0\x84\x80西", "\"葛\"", "[葛\xf3\xa0\x84\x80]西");
  assert_marked (index, "日本 日本", "\"本日\"", "日[本 日]本");
}

/* The whole character is marked, and the text is not repeated where several tokens
 * come of one. */
static void
test_pasted (Index         *index,
             gconstpointer  user_data)
{
  assert_tokens (index, "№5 20 ℃ 2½ Heed™", "no|5|20|°|c|2|1|2|heed|tm");
  assert_tokens (index, "well\xe2\x80\x91known 9−17 ⁄", "well|known|9|17");
  assert_tokens (index, "⼈⽇", "人|日");
  assert_marked (index, "the o\ufb03ce is", "\"office\"", "the [o\ufb03ce] is");
  assert_marked (index, "the co\u00adop\u00aderate is", "\"cooperate\"", "the [co\u00adop\u00aderate] is");
  assert_marked (index, "a ½ b", "\"1 2\"", "a [½] b");
  assert_marked (index, "a ½ b", "1 OR 2 OR b", "a [½] [b]");
  assert_marked (index, "a ㍿ b", "\"株 式 会 社\"", "a [㍿] b");
}

/* What is no letter, alone or in a place where a mark has none to belong to. */
static void
test_strays (Index         *index,
             gconstpointer  user_data)
{
  assert_tokens (index, "、。「」…！", "");
  assert_tokens (index, "\xe0\xb8\xb4ก", "ก");
  assert_tokens (index, "ก\xe2\x80\x8bข", "ก|ข");
  assert_tokens (index, "👍🏽日→👍", "👍|日|→|👍");
}

static void
test_endless (Index         *index,
              gconstpointer  user_data)
{
  g_autoptr (GString) text = g_string_new ("ก");
  g_autofree char *marked = NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "ิ");
  g_string_append (text, "ข");
  set_text (index, text->str, -1);
  found = query (index, "SELECT count(*) FROM tokens", NULL, 0);
  g_assert_cmpstr (found, ==, "2");
  marked = query (index, "SELECT highlight(search, 0, '[', ']') FROM search WHERE search MATCH 'ข'", NULL, 0);
  g_assert_true (g_str_has_suffix (marked, "[ข]"));
}

/* A damaged disk may hold anything; every text is taken apart in the same way
 * each time, or the index could not be kept right. */
static void
test_damaged (Index         *index,
              gconstpointer  user_data)
{
  static const char * const pieces[] = {
    "a", "é", "日", "ก", "ิ", "か", "\xe3\x82\x99", "\xff", "\xe6\x97", "\xf3\xa0", "\x80", " ", "\xed\xa0\x80", "ｶ", "ﾞ",
  };

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int length = g_test_rand_int_range (0, 20);

      for (int j = 0; j < length; j++)
        {
          if (g_test_rand_int_range (0, 20) == 0)
            g_string_append_c (text, '\0');
          g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        }
      set_text (index, text->str, (int) text->len);
    }

  run (index, "INSERT INTO search (search) VALUES ('integrity-check'), ('rebuild'), ('optimize'), ('integrity-check')");
}

/* A search that was stopped must not go on and must not fail. */
static void
test_limit (Index         *index,
            gconstpointer  user_data)
{
  g_autofree char *found = NULL;

  set_text (index, "one two three four five 日本語 six seven eight nine 日本語 ten", -1);
  found = query (index, "SELECT snippet(search, 0, '[', ']', '…', 3) FROM search WHERE search MATCH 'seven'", NULL, 0);
  g_assert_nonnull (strstr (found, "[seven]"));
}

static void
test_arguments (Index         *index,
                gconstpointer  user_data)
{
  char *message = NULL;

  g_assert_cmpint (sqlite3_exec (index->handle, "CREATE VIRTUAL TABLE other USING fts5 (a, tokenize = 'heed x')",
                                 NULL, NULL, &message),
                   !=, SQLITE_OK);
  sqlite3_free (message);
}

static void
test_splits (Index         *index,
             gconstpointer  user_data)
{
  g_assert_true (heed_tokenizer_splits (g_utf8_get_char ("語")));
  g_assert_true (heed_tokenizer_splits (g_utf8_get_char ("ー")));
  g_assert_true (heed_tokenizer_splits (g_utf8_get_char ("๑")));
  g_assert_false (heed_tokenizer_splits ('a'));
  g_assert_false (heed_tokenizer_splits (g_utf8_get_char ("한")));
  g_assert_false (heed_tokenizer_splits (g_utf8_get_char ("。")));
  g_assert_true (heed_tokenizer_splits (g_utf8_get_char ("฿")));
  g_assert_false (heed_tokenizer_splits ('+'));
  g_assert_false (heed_tokenizer_splits (0));
}

static void
add_test (const char *path,
          void (*test) (Index *, gconstpointer))
{
  g_test_add (path, Index, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/tokenizer/spaced", test_spaced);
  add_test ("/tokenizer/unspaced", test_unspaced);
  add_test ("/tokenizer/mixed", test_mixed);
  add_test ("/tokenizer/forms", test_forms);
  add_test ("/tokenizer/offsets", test_offsets);
  add_test ("/tokenizer/pasted", test_pasted);
  add_test ("/tokenizer/strays", test_strays);
  add_test ("/tokenizer/endless", test_endless);
  add_test ("/tokenizer/damaged", test_damaged);
  add_test ("/tokenizer/limit", test_limit);
  add_test ("/tokenizer/arguments", test_arguments);
  add_test ("/tokenizer/splits", test_splits);

  return g_test_run ();
}
