/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Spell checking, with a small dictionary of the tests' own, so that it does not matter
 * which ones are installed. */

#include "editor-fixture.h"
#include "screen.h"
#include "text-menu.h"

#include "heed-preferences-window.h"
#include "heed-settings.h"
#include "heed-speller.h"
#include "heed-spelling.h"
#include "heed-ui-resources.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* English, as nobody speaks it. */
#define LANGUAGE "en_HD"
#define OTHER "en_HE"

static const char words[] = "a\nan\nand\ncolour\ngood\nhouse\nis\nisn't\nit\nSee\nthe\nThe\nwrite\nwrote\n";

static GSettings *settings;
static char *folder; /* of enchant */

static void
write_file (const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, "hunspell", name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
install_dictionaries (void)
{
  static const char rules[] = "SET UTF-8\nTRY abcdefghijklmnopqrstuvwxyz\n";
  g_autofree char *dictionaries = NULL, *list = NULL;

  folder = g_dir_make_tmp ("heed-enchant-XXXXXX", NULL);
  dictionaries = g_build_filename (folder, "hunspell", NULL);
  g_assert_cmpint (g_mkdir (dictionaries, 0700), ==, 0);
  list = g_strconcat ("20\n", words, NULL);
  write_file (LANGUAGE ".aff", rules);
  write_file (LANGUAGE ".dic", list);
  write_file (OTHER ".aff", rules);
  write_file (OTHER ".dic", "1\nhus\n");
  g_setenv ("ENCHANT_CONFIG_DIR", folder, TRUE);
}

static char *
read_added (void)
{
  g_autofree char *path = g_build_filename (folder, LANGUAGE ".dic", NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text != NULL ? text : g_strdup ("");
}

static void
forget_added (void)
{
  g_autofree char *path = g_build_filename (folder, LANGUAGE ".dic", NULL);

  g_unlink (path);
}

/* The dictionaries themselves */

static void
test_languages (void)
{
  g_autoptr (HeedSpeller) speller = heed_speller_new ();
  g_auto (GStrv) languages = heed_speller_list_languages (speller);

  g_assert_true (g_strv_contains ((const char * const *) languages, LANGUAGE));
  g_assert_true (g_strv_contains ((const char * const *) languages, OTHER));
  for (guint i = 1; languages[i] != NULL; i++)
    g_assert_cmpstr (languages[i - 1], <, languages[i]);

  g_assert_true (heed_speller_choose (speller, LANGUAGE));
  g_assert_false (heed_speller_check (speller, "hus"));
  g_assert_true (heed_speller_choose (speller, OTHER));
  g_assert_true (heed_speller_check (speller, "hus"));
  /* That of another country is not taken in its place. */
  g_assert_false (heed_speller_choose (speller, "qaa_HF"));
  g_assert_true (heed_speller_check (speller, "anythingg"));
  g_assert_false (heed_speller_choose (speller, NULL));
  g_assert_true (heed_speller_check (speller, "anythingg"));
}

static void
test_words (void)
{
  static const struct { const char *word; gboolean right; } cases[] = {
    { "house", TRUE }, { "hous", FALSE }, { "House", TRUE }, { "HOUSE", TRUE },
    { "isn't", TRUE }, { "isn’t", TRUE }, { "isnt", FALSE },
    { "house's", TRUE }, { "house’s", TRUE }, { "hous’s", FALSE },
    { "дом", TRUE }, { "家", TRUE }, { "προς", TRUE },
  };
  g_autoptr (HeedSpeller) speller = heed_speller_new ();

  heed_speller_choose (speller, LANGUAGE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (heed_speller_check (speller, cases[i].word) != cases[i].right)
      g_error ("“%s” is %s", cases[i].word, cases[i].right ? "right" : "wrong");
}

static void
test_suggestions (void)
{
  g_autoptr (HeedSpeller) speller = heed_speller_new ();
  g_auto (GStrv) some = NULL, none = NULL;

  heed_speller_choose (speller, LANGUAGE);
  some = heed_speller_suggest (speller, "hous");
  g_assert_true (g_strv_contains ((const char * const *) some, "house"));
  g_assert_cmpuint (g_strv_length (some), <=, 6);
  none = heed_speller_suggest (speller, "xqzzqxyzq");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

/* An added word is kept, as one line; an ignored one is not. */
static void
test_own_words (void)
{
  g_autoptr (HeedSpeller) speller = heed_speller_new ();
  g_autoptr (HeedSpeller) later = NULL;
  g_autofree char *added = NULL;

  heed_speller_choose (speller, LANGUAGE);
  heed_speller_add (speller, "# Kathryn\n");
  heed_speller_add (speller, "#");
  heed_speller_ignore (speller, "Xaver");
  g_assert_true (heed_speller_check (speller, "Kathryn"));
  g_assert_true (heed_speller_check (speller, "Kathryn’s"));
  g_assert_true (heed_speller_check (speller, "Xaver"));
  /* As long as the program runs, also after another language. */
  heed_speller_choose (speller, NULL);
  heed_speller_choose (speller, LANGUAGE);
  g_assert_true (heed_speller_check (speller, "Xaver"));
  added = read_added ();
  g_assert_cmpstr (g_strstrip (added), ==, "Kathryn");

  later = heed_speller_new ();
  heed_speller_choose (later, LANGUAGE);
  g_assert_true (heed_speller_check (later, "Kathryn"));
  g_assert_false (heed_speller_check (later, "Xaver"));
  g_clear_pointer (&later, heed_speller_free);
  g_clear_pointer (&speller, heed_speller_free);
  forget_added ();
}

/* Nobody else looks at the words. */
static void
test_own_folder (void)
{
  g_autofree char *fresh = g_build_filename (folder, "fresh", "enchant", NULL);
  g_autoptr (HeedSpeller) speller = NULL;
  GStatBuf info;

  g_setenv ("ENCHANT_CONFIG_DIR", fresh, TRUE);
  speller = heed_speller_new ();
  g_setenv ("ENCHANT_CONFIG_DIR", folder, TRUE);
  g_assert_cmpint (g_stat (fresh, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0700);
}

/* In the window */

typedef struct
{
  HeedTextArea *area;
  const char *marked;
} Expected;

static gboolean
is_marked (gpointer data)
{
  const Expected *expected = data;
  g_autofree char *marked = dup_marked (expected->area);

  return g_str_equal (marked, expected->marked);
}

/* The words are looked up on another thread. */
static void
expect_marked (HeedTextArea *area,
               const char   *marked)
{
  Expected expected = { area, marked };

  if (!wait_until (is_marked, &expected))
    assert_marked (area, marked);
}

static gboolean
is_told (gpointer result)
{
  return *(GAsyncResult **) result != NULL;
}

/* Until the thread has done what it was asked before. */
static void
wait_for_spelling (void)
{
  g_autoptr (GAsyncResult) result = NULL;

  heed_spelling_suggest_async (heed_spelling_get_default (), "a", NULL, keep_result_cb, &result);
  g_assert_true (wait_until (is_told, &result));
  g_strfreev (heed_spelling_suggest_finish (result, NULL));
  wait_for_idle ();
}

static void
choose_language (const char *language)
{
  g_settings_set_string (settings, "spelling", language);
  heed_spelling_get_languages (heed_spelling_get_default ());
  wait_for_spelling ();
}

static void
set_up (EditorFixture *fixture,
        gconstpointer  data)
{
  editor_fixture_set_up_small (fixture, NULL);
  choose_language (LANGUAGE);
}

static void
tear_down (EditorFixture *fixture,
           gconstpointer  data)
{
  g_settings_reset (settings, "spelling");
  editor_fixture_tear_down (fixture, NULL);
}

static void
write_on (HeedTextArea *area,
          const char   *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *letter = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

      g_signal_emit_by_name (area, "insert-at-cursor", letter);
    }
}

/* A word is marked when somebody goes on, and not while they type it. */
static void
test_typing (EditorFixture *fixture,
             gconstpointer  data)
{
  HeedTextArea *area;

  start (fixture, "flat");
  area = get_area (fixture, "story");
  gtk_widget_grab_focus (GTK_WIDGET (area));
  write_on (area, "The hous");
  wait_for_spelling ();
  assert_marked (area, "");
  write_on (area, " is");
  expect_marked (area, "hous");
  /* A word that is mended is right at once, and one that is touched waits again. */
  press_keys (fixture, "ctrl+Left");
  press_keys (fixture, "Left");
  g_signal_emit_by_name (area, "insert-at-cursor", "e");
  wait_for_spelling ();
  assert_marked (area, "");
  g_signal_emit_by_name (area, "insert-at-cursor", "x");
  wait_for_spelling ();
  assert_marked (area, "");
  press_keys (fixture, "End");
  expect_marked (area, "housex");
  g_signal_emit_by_name (area, "insert-at-cursor", " wroet");
  wait_for_spelling ();
  assert_marked (area, "housex");
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  expect_marked (area, "housex|wroet");
  /* The marks are in no text. */
  assert_text (fixture, "story", "The housex is wroet");
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "story"), ==, "The housex is wroet");
}

/* What is one word, and what is none. */
static void
test_pieces (EditorFixture *fixture,
             gconstpointer  data)
{
  HeedTextArea *area;

  start (fixture, "flat");
  area = get_area (fixture, "story");
  heed_entry_set_answer (fixture->entry, "story",
                         "“Isn't it?” isn’t, house's (hous) good-and-goood; R2D2 foo_bar 12th 家 "
                         "https://qwx.org/zzzq wroet’s");
  expect_marked (area, "hous|goood|https://qwx.org/zzzq|wroet’s");
}

/* After undo, redo and whatever else replaces the text. */
static void
test_text_that_is_replaced (EditorFixture *fixture,
                            gconstpointer  data)
{
  HeedTextArea *area;

  start (fixture, "flat");
  area = get_area (fixture, "story");
  heed_entry_set_answer (fixture->entry, "story", "The hous is goood");
  expect_marked (area, "hous|goood");
  heed_entry_set_answer (fixture->entry, "story", "The house is goood");
  expect_marked (area, "goood");
  heed_entry_undo (fixture->entry);
  expect_marked (area, "hous|goood");
  heed_entry_redo (fixture->entry);
  expect_marked (area, "goood");
  heed_entry_set_answer (fixture->entry, "story", "wroet");
  expect_marked (area, "wroet");
}

/* One line is no long text: a name, a number. */
static void
test_long_texts_only (EditorFixture *fixture,
                      gconstpointer  data)
{
  start (fixture, "flat");
  heed_entry_set_answer (fixture->entry, "name", "Wroet");
  heed_entry_set_answer (fixture->entry, "story", "wroet");
  expect_marked (get_area (fixture, "story"), "wroet");
  assert_marked (get_area (fixture, "name"), "");
}

static void
test_language_changes (EditorFixture *fixture,
                       gconstpointer  data)
{
  g_autofree char *before = g_strdup (g_getenv ("LANGUAGE"));
  g_autofree char *locale = g_strdup (setlocale (LC_MESSAGES, NULL));
  HeedTextArea *area;

  start (fixture, "flat");
  area = get_area (fixture, "story");
  heed_entry_set_answer (fixture->entry, "story", "house hus");
  expect_marked (area, "hus");
  g_settings_set_string (settings, "spelling", OTHER);
  expect_marked (area, "house");
  g_settings_set_string (settings, "spelling", HEED_SPELLING_OFF);
  expect_marked (area, "");
  g_setenv ("LANGUAGE", "qaa_HF:" LANGUAGE, TRUE);
  g_settings_set_string (settings, "spelling", HEED_SPELLING_AUTO);
  expect_marked (area, "hus");
  g_assert_cmpstr (heed_spelling_get_guess (heed_spelling_get_default ()), ==, LANGUAGE);

  /* Where there is none of the person's language, nothing is marked. */
  g_setenv ("LANGUAGE", "qaa_HF:xx", TRUE);
  setlocale (LC_MESSAGES, "C");
  g_settings_set_string (settings, "spelling", OTHER);
  expect_marked (area, "house");
  g_settings_set_string (settings, "spelling", HEED_SPELLING_AUTO);
  expect_marked (area, "");
  g_assert_null (heed_spelling_get_guess (heed_spelling_get_default ()));
  setlocale (LC_MESSAGES, locale);
  if (before != NULL)
    g_setenv ("LANGUAGE", before, TRUE);
  else
    g_unsetenv ("LANGUAGE");
}

/* Of a long text only what can be seen is looked up. */
static void
test_only_what_is_in_sight (EditorFixture *fixture,
                            gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("hous\n");

  for (guint i = 0; i < 400; i++)
    g_string_append (text, "the good house\n");
  g_string_append (text, "wroet");
  start (fixture, "flat");
  heed_entry_set_answer (fixture->entry, "story", text->str);
  expect_marked (get_area (fixture, "story"), "hous");
  wait_for_spelling ();
  assert_marked (get_area (fixture, "story"), "hous");

  heed_editor_focus_path (fixture->editor, "story");
  press_keys (fixture, "ctrl+End");
  expect_marked (get_area (fixture, "story"), "hous|wroet");
}

/* By the keyboard, for the word at the caret; as one step of undo. */
static void
test_correct (EditorFixture *fixture,
              gconstpointer  data)
{
  HeedTextArea *area;

  start (fixture, "flat");
  area = get_area (fixture, "story");
  heed_entry_set_answer (fixture->entry, "story", "The hous is good");
  expect_marked (area, "hous");
  heed_editor_focus_path (fixture->editor, "story");
  press_keys (fixture, "ctrl+Home");
  press_keys (fixture, "ctrl+Right");
  press_keys (fixture, "ctrl+Right");
  send_keys (fixture, "shift+F10");
  choose (area, "house");
  assert_text (fixture, "story", "The house is good");
  assert_marked (area, "");
  press_keys (fixture, "ctrl+z");
  assert_text (fixture, "story", "The hous is good");
  expect_marked (area, "hous");
}

/* Right after it was typed, when it is not marked yet. */
static void
test_correct_while_typing (EditorFixture *fixture,
                           gconstpointer  data)
{
  HeedTextArea *area;

  start (fixture, "flat");
  area = get_area (fixture, "story");
  gtk_widget_grab_focus (GTK_WIDGET (area));
  write_on (area, "The hous");
  wait_for_spelling ();
  assert_marked (area, "");
  send_keys (fixture, "shift+F10");
  choose (area, "house");
  assert_text (fixture, "story", "The house");
}

/* The page goes while suggestions are on their way, and the marks with it. */
static void
test_closed_meanwhile (EditorFixture *fixture,
                       gconstpointer  data)
{
  HeedTextArea *area;

  start (fixture, "flat");
  area = get_area (fixture, "story");
  heed_entry_set_answer (fixture->entry, "story", "The hous is good");
  expect_marked (area, "hous");
  heed_editor_focus_path (fixture->editor, "story");
  press_keys (fixture, "ctrl+Home");
  press_keys (fixture, "ctrl+Right");
  press_keys (fixture, "ctrl+Right");
  send_keys (fixture, "shift+F10");
  find_item (area, "Ignore");
  close_window (fixture);
  choose_language ("none");
  choose_language (LANGUAGE);
  wait_for_idle ();
}

static void
test_no_suggestions (EditorFixture *fixture,
                     gconstpointer  data)
{
  HeedTextArea *area;

  start (fixture, "flat");
  area = get_area (fixture, "story");
  heed_entry_set_answer (fixture->entry, "story", "xqzzqxyzq house");
  expect_marked (area, "xqzzqxyzq");
  click_text (fixture, "story", "xqzzqxyzq", "3", NULL);
  g_assert_false (gtk_widget_is_sensitive (find_item (area, "No Suggestions")));
  g_assert_cmpuint (count_items (area, "Looking for Suggestions…"), ==, 0);
  close_menu (fixture, area);
  /* Where nothing is wrong there is nothing to say. */
  click_text (fixture, "story", "house", "3", NULL);
  g_assert_cmpuint (count_items (area, "No Suggestions") + count_items (area, "Ignore"), ==, 0);
  close_menu (fixture, area);
}

/* By the mouse; wherever the word stands, also as “Xaver’s”. */
static void
test_add_and_ignore (EditorFixture *fixture,
                     gconstpointer  data)
{
  g_autofree char *added = NULL;
  HeedTextArea *area;

  start (fixture, "flat");
  area = get_area (fixture, "story");
  heed_entry_set_answer (fixture->entry, "story", "Kathryn and Xaver, Kathryn’s house and Xaver’s");
  expect_marked (area, "Kathryn|Xaver|Kathryn’s|Xaver’s");
  click_text (fixture, "story", "Xaver", "3", NULL);
  choose (area, "Ignore");
  expect_marked (area, "Kathryn|Kathryn’s");
  click_text (fixture, "story", "Kathryn", "3", NULL);
  choose (area, "Add to Dictionary");
  expect_marked (area, "");
  added = read_added ();
  g_assert_cmpstr (g_strstrip (added), ==, "Kathryn");
}

static GtkWidget *
find_named (GtkWidget  *widget,
            const char *id)
{
  return GTK_WIDGET (gtk_widget_get_template_child (widget, HEED_TYPE_PREFERENCES_WINDOW, id));
}

static const char *
get_name (AdwComboRow *row,
          guint        position)
{
  return gtk_string_list_get_string (GTK_STRING_LIST (adw_combo_row_get_model (row)), position);
}

static void
select_name (AdwComboRow *row,
             const char  *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (adw_combo_row_get_model (row)); i++)
    if (g_str_equal (get_name (row, i), name))
      {
        adw_combo_row_set_selected (row, i);
        return;
      }
  g_error ("“%s” is not there", name);
}

static void
assert_setting (const char *expected)
{
  g_autofree char *value = g_settings_get_string (settings, "spelling");

  g_assert_cmpstr (value, ==, expected);
}

static void
test_preferences (void)
{
  GtkWidget *window;
  AdwComboRow *row;

  choose_language (LANGUAGE);
  window = heed_preferences_window_new ();
  row = ADW_COMBO_ROW (find_named (window, "spelling"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row)));
  g_assert_cmpstr (get_name (row, adw_combo_row_get_selected (row)), ==, LANGUAGE);
  select_name (row, OTHER);
  assert_setting (OTHER);
  select_name (row, "Off");
  assert_setting (HEED_SPELLING_OFF);
  adw_combo_row_set_selected (row, 0);
  assert_setting (HEED_SPELLING_AUTO);
  wait_for_spelling ();
  assert_setting (HEED_SPELLING_AUTO);
  gtk_window_destroy (GTK_WINDOW (window));

  /* One that is gone stays chosen, and says so. */
  choose_language ("qaa_HF");
  window = heed_preferences_window_new ();
  row = ADW_COMBO_ROW (find_named (window, "spelling"));
  g_assert_cmpstr (get_name (row, adw_combo_row_get_selected (row)), ==, "qaa_HF: not installed");
  gtk_window_destroy (GTK_WINDOW (window));
  assert_setting ("qaa_HF");
  g_settings_reset (settings, "spelling");
}

static void
test_names (void)
{
  static const struct { const char *code, *name; } cases[] = {
    { "en_GB", "English (United Kingdom)" }, { "de_DE", "Deutsch (Deutschland)" }, { LANGUAGE, LANGUAGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = heed_spelling_dup_name (cases[i].code);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

#define ADD(path, func) g_test_add (path, EditorFixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autofree char *remove = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  install_dictionaries ();
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());
  settings = heed_settings_new ();
  g_test_add_func ("/spelling/languages", test_languages);
  g_test_add_func ("/spelling/words", test_words);
  g_test_add_func ("/spelling/suggestions", test_suggestions);
  g_test_add_func ("/spelling/own-words", test_own_words);
  g_test_add_func ("/spelling/own-folder", test_own_folder);
  g_test_add_func ("/spelling/names", test_names);
  g_test_add_func ("/spelling/preferences", test_preferences);
  ADD ("/spelling/typing", test_typing);
  ADD ("/spelling/pieces", test_pieces);
  ADD ("/spelling/text-that-is-replaced", test_text_that_is_replaced);
  ADD ("/spelling/long-texts-only", test_long_texts_only);
  ADD ("/spelling/only-what-is-in-sight", test_only_what_is_in_sight);
  ADD ("/spelling/correct", test_correct);
  ADD ("/spelling/correct-while-typing", test_correct_while_typing);
  ADD ("/spelling/no-suggestions", test_no_suggestions);
  ADD ("/spelling/add-and-ignore", test_add_and_ignore);
  /* After what needs the pointer, which a menu that is destroyed keeps for a while. */
  ADD ("/spelling/closed-meanwhile", test_closed_meanwhile);
  /* It changes the language of the process. */
  ADD ("/spelling/language-changes", test_language_changes);
  status = g_test_run ();
  remove = g_strdup_printf ("rm -r %s", folder);
  g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL);
  return status;
}
