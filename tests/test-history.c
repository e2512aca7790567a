/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/journal/heed-history.c: undo and redo. */

#include "heed-history.h"
#include "heed-record-edit.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedHistory, heed_history_free)

static HeedRecord *
new_record (const char *answer)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "skill", 1, "form");

  heed_record_builder_set_answer (builder, "field", answer, 1);
  return heed_record_builder_end (builder);
}

static void
push (HeedHistory *history,
      HeedRecord  *before,
      const char  *what,
      gint64       now)
{
  const HeedUndone change = { .what = what, .before = what, .after = what };

  heed_history_push (history, before, &change, now);
}

static void
test_undo_redo (void)
{
  g_autoptr (HeedHistory) history = heed_history_new ();
  g_autoptr (HeedRecord) one = new_record ("one");
  g_autoptr (HeedRecord) two = new_record ("two");
  g_autoptr (HeedRecord) back = NULL;
  g_autoptr (HeedRecord) forth = NULL;

  g_assert_false (heed_history_can_undo (history));
  g_assert_null (heed_history_undo (history, one));

  push (history, one, "field", 0);
  g_assert_true (heed_history_can_undo (history));
  g_assert_false (heed_history_can_redo (history));

  back = heed_history_undo (history, two);
  g_assert_true (back == one);
  g_assert_false (heed_history_can_undo (history));
  g_assert_true (heed_history_can_redo (history));

  forth = heed_history_redo (history, one);
  g_assert_true (forth == two);
  g_assert_true (heed_history_can_undo (history));
}

static void
test_typing_is_one_step (void)
{
  g_autoptr (HeedHistory) history = heed_history_new ();
  g_autoptr (HeedRecord) start = new_record ("");
  g_autoptr (HeedRecord) middle = new_record ("wor");
  g_autoptr (HeedRecord) end = new_record ("words");
  g_autoptr (HeedRecord) back = NULL;

  push (history, start, "field", 0);
  push (history, middle, "field", G_USEC_PER_SEC);
  back = heed_history_undo (history, end);
  g_assert_true (back == start);
}

static void
test_pause_and_place_make_steps (void)
{
  g_autoptr (HeedHistory) history = heed_history_new ();
  g_autoptr (HeedRecord) start = new_record ("");
  g_autoptr (HeedRecord) middle = new_record ("wor");
  g_autoptr (HeedRecord) end = new_record ("words");
  g_autoptr (HeedRecord) first = NULL;
  g_autoptr (HeedRecord) second = NULL;

  push (history, start, "field", 0);
  push (history, middle, "field", 3 * G_USEC_PER_SEC);
  first = heed_history_undo (history, end);
  g_assert_true (first == middle);

  push (history, first, "other", 3 * G_USEC_PER_SEC);
  g_assert_false (heed_history_can_redo (history));
  second = heed_history_undo (history, end);
  g_assert_true (second == first);
}

/* Writes a text letter by letter, as one does who types it behind @text. */
static void
type_on (HeedHistory *history,
         GString     *text,
         const char  *letters,
         gint64       now)
{
  for (const char *p = letters; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *was = g_strdup (text->str);
      g_autoptr (HeedRecord) before = new_record (was);

      g_string_append_unichar (text, g_utf8_get_char (p));
      heed_history_push (history, before,
                         &(HeedUndone) { .what = "field", .was = was, .is = text->str }, now);
    }
}

/* As somebody does who goes on at any place, within the pause. */
static void
put (HeedHistory *history,
     GString     *text,
     const char  *is)
{
  g_autoptr (HeedRecord) before = new_record (text->str);

  heed_history_push (history, before, &(HeedUndone) { .what = "field", .was = text->str, .is = is }, 0);
  g_string_assign (text, is);
}

/* Takes everything back and compares what each step leads to. */
static void
assert_steps (HeedHistory        *history,
              const char         *text,
              const char * const *expected)
{
  g_autoptr (HeedRecord) current = new_record (text);

  for (; *expected != NULL; expected++)
    {
      HeedRecord *back = heed_history_undo (history, current);

      g_assert_nonnull (back);
      g_assert_cmpstr (heed_record_get_answer (back, "field"), ==, **expected != '\0' ? *expected : NULL);
      heed_record_unref (current);
      current = back;
    }
  g_assert_false (heed_history_can_undo (history));
}

#define STEPS(...) ((const char * const []) { __VA_ARGS__, NULL })

/* At the end of a sentence and of a line, and after some words. */
static void
test_typing_is_sentences (void)
{
  static const struct
  {
    const char *typed;
    const char *steps[5];
  } cases[] = {
    { "One. Two words", { "One. ", "" } },
    { "“Is it?” Yes", { "“Is it?” ", "" } },
    { "At 3.5 it ends", { "" } },
    { "One\n\nTwo", { "One\n\n", "" } },
    { "今天很好。明天再来", { "今天很好。", "" } },
    { "Words that go on and on without any stop at all, as some people write them",
      { "Words that go on and on without any stop ", "" } },
    { "कल. आज। कल", { "कल. आज। ", "कल. ", "" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeedHistory) history = heed_history_new ();
      g_autoptr (GString) text = g_string_new (NULL);

      type_on (history, text, cases[i].typed, 0);
      assert_steps (history, text->str, cases[i].steps);
    }
}

/* Nothing is so long that much is taken back at once. */
static void
test_typing_without_spaces (void)
{
  g_autoptr (HeedHistory) history = heed_history_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < 1000; i++)
    type_on (history, text, "x", 0);
  for (g_autoptr (HeedRecord) current = new_record (text->str); heed_history_can_undo (history); n++)
    {
      HeedRecord *back = heed_history_undo (history, current);

      heed_record_unref (current);
      current = back;
    }
  g_assert_cmpuint (n, ==, 5);
}

static void
test_kinds_and_places_make_steps (void)
{
  g_autoptr (HeedHistory) history = heed_history_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  /* Typed, erased backwards, typed, at another place, erased forwards. */
  type_on (history, text, "abcd", 0);
  put (history, text, "abc");
  put (history, text, "ab");
  put (history, text, "abe");
  put (history, text, "abef");
  put (history, text, "xabef");
  put (history, text, "xyabef");
  put (history, text, "xybef");
  put (history, text, "xyef");
  assert_steps (history, text->str, STEPS ("xyabef", "abef", "ab", "abcd", ""));
}

/* The texts do not tell where a letter was typed beside its like. */
static void
test_letters_beside_their_like (void)
{
  g_autoptr (HeedHistory) history = heed_history_new ();
  g_autoptr (GString) text = g_string_new ("baab");

  put (history, text, "baaab");
  put (history, text, "baxaab");
  put (history, text, "baxöaab");
  put (history, text, "baxööaab");
  put (history, text, "baxöaab");
  put (history, text, "baxaab");
  assert_steps (history, text->str, STEPS ("baxööaab", "baab"));
}

/* What comes at once is a step, and so is a correction; typing over a letter is not. */
static void
test_pasting_is_a_step (void)
{
  g_autoptr (HeedHistory) history = heed_history_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  type_on (history, text, "See ", 0);
  put (history, text, "See two wrods");
  put (history, text, "See two wrods!");
  put (history, text, "See two words!");
  put (history, text, "See two words?");
  type_on (history, text, "!", 0);
  assert_steps (history, text->str,
                STEPS ("See two words!", "See two wrods!", "See two wrods", "See ", ""));
}

/* Erasing ends with a word, too. */
static void
test_erasing_is_words (void)
{
  static const char all[] = "Some words that were written and are to go again, one by one";
  g_autoptr (HeedHistory) history = heed_history_new ();
  g_autoptr (GString) text = g_string_new (all);

  while (text->len > 0)
    {
      g_autofree char *less = g_strndup (text->str, text->len - 1);

      put (history, text, less);
    }
  assert_steps (history, text->str, STEPS ("Some words that ", all));
}

/* Wherever in a long text. */
static void
test_long_text (void)
{
  for (guint place = 0; place <= 5000; place += 50)
    {
      g_autoptr (HeedHistory) history = heed_history_new ();
      g_autofree char *long_text = g_strnfill (5000, 'x');
      g_autoptr (GString) text = g_string_new (long_text);
      g_autofree char *two = NULL;

      g_string_insert (text, place, "ö");
      two = g_strdup (text->str);
      g_string_assign (text, long_text);
      put (history, text, two);
      g_string_insert (text, place + 2, "ö");
      g_free (two);
      two = g_strdup (text->str);
      g_string_erase (text, place + 2, 2);
      put (history, text, two);
      assert_steps (history, text->str, STEPS (long_text));
    }
}

/* What is erased at once, as a word or the mark of a list. */
static void
test_erasing_at_once_is_a_step (void)
{
  g_autoptr (HeedHistory) history = heed_history_new ();
  g_autoptr (GString) text = g_string_new ("- one\n- ");

  put (history, text, "- one\n");
  put (history, text, "- one");
  put (history, text, "- on");
  put (history, text, "- ");
  assert_steps (history, text->str, STEPS ("- on", "- one\n", "- one\n- "));
}

/* Whatever comes right after several answers at once belongs to them. */
static void
test_alone (void)
{
  g_autoptr (HeedHistory) history = heed_history_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (HeedRecord) before = NULL;

  type_on (history, text, "ab", 0);
  before = new_record (text->str);
  heed_history_push (history, before,
                     &(HeedUndone) { .what = "field", .was = text->str, .is = text->str, .alone = TRUE }, 0);
  put (history, text, "abc and d");
  put (history, text, "abc and de");
  assert_steps (history, text->str, STEPS ("abc and d", "ab", ""));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/undo-redo", test_undo_redo);
  g_test_add_func ("/history/typing-is-one-step", test_typing_is_one_step);
  g_test_add_func ("/history/pause-and-place-make-steps", test_pause_and_place_make_steps);
  g_test_add_func ("/history/typing-is-sentences", test_typing_is_sentences);
  g_test_add_func ("/history/typing-without-spaces", test_typing_without_spaces);
  g_test_add_func ("/history/kinds-and-places-make-steps", test_kinds_and_places_make_steps);
  g_test_add_func ("/history/letters-beside-their-like", test_letters_beside_their_like);
  g_test_add_func ("/history/pasting-is-a-step", test_pasting_is_a_step);
  g_test_add_func ("/history/erasing-is-words", test_erasing_is_words);
  g_test_add_func ("/history/long-text", test_long_text);
  g_test_add_func ("/history/erasing-at-once-is-a-step", test_erasing_at_once_is_a_step);
  g_test_add_func ("/history/alone", test_alone);
  return g_test_run ();
}
