/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/base/heed-text.c. */

#include "heed-text.h"

static void
assert_normalized (const char *text,
                   const char *expected)
{
  g_autofree char *normalized = heed_text_normalize (text);

  g_assert_cmpstr (normalized, ==, expected);
}

static void
assert_excerpt (const char *text,
                guint       length,
                const char *expected)
{
  g_autofree char *excerpt = heed_text_excerpt (text, length);

  g_assert_cmpstr (excerpt, ==, expected);
  g_assert_cmpint (g_utf8_strlen (excerpt, -1), <=, length);
}

static void
test_is_blank (void)
{
  g_assert_true (heed_text_is_blank (NULL));
  g_assert_true (heed_text_is_blank (""));
  g_assert_true (heed_text_is_blank (" \t\r\n"));
  g_assert_true (heed_text_is_blank ("\u00a0\u2003"));
  g_assert_false (heed_text_is_blank ("."));
  g_assert_false (heed_text_is_blank ("  \u00a0 ä"));
}

static void
test_normalize (void)
{
  assert_normalized ("", "");
  assert_normalized (" \n\t ", "");
  assert_normalized ("one", "one");
  assert_normalized ("  one\n    two\t\r\nthree ", "one two three");
  assert_normalized ("10\u00a0km  \u2003 far", "10\u00a0km \u2003 far");
}

static void
test_excerpt_short (void)
{
  assert_excerpt ("", 10, "");
  assert_excerpt ("  two\n words ", 10, "two words");
  assert_excerpt ("ten chars!", 10, "ten chars!");
}

static void
test_excerpt_cuts_at_words (void)
{
  assert_excerpt ("the customer called twice today", 20, "the customer called…");
  assert_excerpt ("the customer called twice today", 21, "the customer called…");
  assert_excerpt ("abcdefghijklm", 10, "abcdefghi…");
  assert_excerpt ("äöüäöüäöüäöü", 10, "äöüäöüäöü…");
  assert_excerpt ("日本語の文章はここです", 5, "日本語の…");
  assert_excerpt ("ab", 1, "…");
}

/* However much white space there is, nothing is left out silently. */
static void
test_excerpt_white_space (void)
{
  g_autofree char *spaces = g_strnfill (1000, '\n');
  g_autofree char *after = g_strconcat (spaces, "word", NULL);
  g_autofree char *between = g_strconcat ("one", spaces, "two", spaces, "three", NULL);

  assert_excerpt (after, 20, "word");
  assert_excerpt (between, 20, "one two three");
  assert_excerpt (between, 8, "one two…");
}

static void
test_excerpt_of_book (void)
{
  g_autofree char *book = g_strnfill (4 * 1024 * 1024, 'a');
  g_autofree char *excerpt = heed_text_excerpt (book, 160);

  g_assert_cmpint (g_utf8_strlen (excerpt, -1), ==, 160);
}

static void
test_find_alike (void)
{
  static const char * const texts[] = { "two", "One", "one", "caf\u00e9", NULL };

  g_assert_cmpstr (heed_text_find_alike (texts, "ONE"), ==, "One");
  g_assert_cmpstr (heed_text_find_alike (texts, "CAFE\u0301"), ==, "caf\u00e9");
  g_assert_cmpstr (heed_text_find_alike (texts, " T\u00adwo\u00a0"), ==, "two");
  g_assert_null (heed_text_find_alike ((const char * const []) { "\U0001f3fd", NULL }, "\U0001f3ff"));
  g_assert_null (heed_text_find_alike (texts, "cafe"));
  g_assert_null (heed_text_find_alike (texts, "three"));
  g_assert_null (heed_text_find_alike (NULL, "one"));
}

static void
test_or_empty (void)
{
  g_assert_cmpstr (heed_text_or_empty (NULL), ==, "");
  g_assert_cmpstr (heed_text_or_empty ("x"), ==, "x");
}

static void
test_fold (void)
{
  static const struct { const char *text, *folded; } cases[] = {
    { "", "" }, { "Élan VITAL", "elan vital" }, { "e\u0301", "e" }, { "ﬁne Straße", "fine strasse" },
    { "smørrebrød", "smørrebrød" }, { "日本", "日本" }, { "co\u00adoperate", "cooperate" }, { "مديـــنة", "مدينة" },
  };
  g_autofree char *voiced = heed_text_fold ("が");
  g_autofree char *unvoiced = heed_text_fold ("か");
  g_autofree char *short_i = heed_text_fold ("कि");
  g_autofree char *long_i = heed_text_fold ("की");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = heed_text_fold (cases[i].text);

      g_assert_cmpstr (folded, ==, cases[i].folded);
    }

  g_assert_cmpstr (voiced, !=, unvoiced);
  g_assert_cmpstr (short_i, !=, long_i);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/is-blank", test_is_blank);
  g_test_add_func ("/text/normalize", test_normalize);
  g_test_add_func ("/text/excerpt-short", test_excerpt_short);
  g_test_add_func ("/text/excerpt-cuts-at-words", test_excerpt_cuts_at_words);
  g_test_add_func ("/text/excerpt-white-space", test_excerpt_white_space);
  g_test_add_func ("/text/excerpt-of-book", test_excerpt_of_book);
  g_test_add_func ("/text/find-alike", test_find_alike);
  g_test_add_func ("/text/or-empty", test_or_empty);
  g_test_add_func ("/text/fold", test_fold);

  return g_test_run ();
}
