/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/base/heed-find.c. */

#include "heed-find.h"

/* Each match in brackets, as in "a [b] c". */
static void
assert_found (const char *text,
              const char *words,
              const char *expected)
{
  g_autoptr (GArray) spans = heed_find_all (text, words);
  g_autoptr (GString) marked = g_string_new (NULL);
  guint place = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      HeedSpan span = g_array_index (spans, HeedSpan, i);
      g_autofree char *before = g_utf8_substring (text, place, span.start);
      g_autofree char *match = g_utf8_substring (text, span.start, span.end);

      g_assert_cmpuint (span.end, >, span.start);
      g_string_append_printf (marked, "%s[%s]", before, match);
      place = span.end;
    }
  g_string_append (marked, g_utf8_offset_to_pointer (text, place));

  g_assert_cmpstr (marked->str, ==, expected);
}

static void
test_plain (void)
{
  assert_found ("one two one", "one", "[one] two [one]");
  assert_found ("one two one", "two one", "one [two one]");
  assert_found ("aaaa a", "aa", "[aa][aa] a");
  assert_found ("one", "one more", "one");
  assert_found ("", "one", "");
}

static void
test_nothing_wanted (void)
{
  assert_found ("one two", "", "one two");
  assert_found ("one two", " \n ", "one two");
  assert_found ("one two", " two ", "one [two]");
}

static void
test_case_and_accents (void)
{
  assert_found ("Über das Café", "uber", "[Über] das Café");
  assert_found ("Über das Café", "CAFE", "Über das [Café]");
  assert_found ("cafe", "Café", "[cafe]");
  /* The accent stands alone, and belongs to the match. */
  assert_found ("cafe\u0301 x", "cafe", "[cafe\u0301] x");
  assert_found ("Straße", "strasse", "[Straße]");
  assert_found ("Straße", "stras", "[Straß]e");
  assert_found ("ΣΊΣΥΦΟΣ", "σίσυφος", "[ΣΊΣΥΦΟΣ]");
  assert_found ("don’t", "don't", "[don’t]");
}

/* Marks that make another letter are no accents. */
static void
test_other_scripts (void)
{
  assert_found ("カとガ", "カ", "[カ]とガ");
  assert_found ("会議は長い", "議は", "会[議は]長い");
  assert_found ("سَلام", "سلام", "[سَلام]");
}

/* A ligature is marked as a whole, and once; what is not seen is marked with what it
 * stands in. */
static void
test_pasted (void)
{
  assert_found ("the o\ufb03ce is o\ufb00", "office", "the [o\ufb03ce] is o\ufb00");
  assert_found ("the o\ufb03ce is o\ufb00", "ice", "the o[\ufb03ce] is o\ufb00");
  assert_found ("the o\ufb03ce is o\ufb00", "f", "the o[\ufb03]ce is o[\ufb00]");
  assert_found ("co\u00adope\u200brate x", "cooperate", "[co\u00adope\u200brate] x");
  assert_found ("\u201cyes\u201d \u2013 no", "\"yes\" - no", "[\u201cyes\u201d \u2013 no]");
}

static void
test_white_space (void)
{
  assert_found ("one\ntwo", "one two", "[one\ntwo]");
  assert_found ("10\u00a0000", "10 000", "[10\u00a0000]");
  assert_found ("one \n two", "one  two", "[one \n two]");
  assert_found ("one two", "\u00a0two\u2003", "one [two]");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/find/plain", test_plain);
  g_test_add_func ("/find/nothing-wanted", test_nothing_wanted);
  g_test_add_func ("/find/case-and-accents", test_case_and_accents);
  g_test_add_func ("/find/other-scripts", test_other_scripts);
  g_test_add_func ("/find/pasted", test_pasted);
  g_test_add_func ("/find/white-space", test_white_space);

  return g_test_run ();
}
