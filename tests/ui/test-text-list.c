/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists in what somebody writes: Enter, Tab and Shift+Tab in a line of one. */

#include "editor-fixture.h"

#include "heed-text-list.h"
#include "heed-ui-resources.h"

#include <adwaita.h>
#include <string.h>

/* A text in which “|” is the caret, or “[” and “]” are about what is selected. */
static GtkTextBuffer *
new_buffer (const char *text)
{
  GtkTextBuffer *buffer = gtk_text_buffer_new (NULL);
  const char *start = strpbrk (text, "|["), *end = strchr (text, ']');
  GString *plain = g_string_new (text);
  GtkTextIter from, to;

  g_string_replace (plain, "|", "", 1);
  g_string_replace (plain, "[", "", 1);
  g_string_replace (plain, "]", "", 1);
  gtk_text_buffer_set_text (buffer, plain->str, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int) g_utf8_pointer_to_offset (text, start));
  to = from;
  if (end != NULL)
    gtk_text_iter_forward_chars (&to, (int) g_utf8_pointer_to_offset (start, end) - 1);
  gtk_text_buffer_select_range (buffer, &from, &to);
  g_string_free (plain, TRUE);
  return buffer;
}

/* The text with a “|” where the caret is. */
static char *
dup_text (GtkTextBuffer *buffer)
{
  g_autofree char *before = NULL, *after = NULL;
  GtkTextIter start, caret, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  before = gtk_text_buffer_get_text (buffer, &start, &caret, TRUE);
  after = gtk_text_buffer_get_text (buffer, &caret, &end, TRUE);
  return g_strconcat (before, "|", after, NULL);
}

static void
test_enter (void)
{
  /* NULL is a new line as anywhere. */
  static const struct { const char *before, *after; } cases[] = {
    { "- one|", "- one\n- |" },
    { "* one|", "* one\n* |" },
    { "• one|", "• one\n• |" },
    { "1. one|", "1. one\n2. |" },
    { "9) one|", "9) one\n10) |" },
    { "a) one|", "a) one\nb) |" },
    { "C) one|", "C) one\nD) |" },
    { "٩. واحد|", "٩. واحد\n١٠. |" },
    { "  - one|", "  - one\n  - |" },
    { "\t- one|", "\t- one\n\t- |" },
    { "- one| two", "- one\n- |two" },
    { "-  |one", "-  \n- |one" },
    { "- o[n]e", "- o\n- |e" },
    { "x\n- one|\n- two", "x\n- one\n- |\n- two" },
    { "- one\n- |", "- one\n|" },
    { "- one\n  2. |\nx", "- one\n|\nx" },
    { "-   |", "|" },
    { "|- one", NULL },
    { "-| one", NULL },
    { "one|", NULL },
    { "|", NULL },
    { "-one|", NULL },
    { "-|", NULL },
    { "---|", NULL },
    { "1.5 one|", NULL },
    { "1|", NULL },
    { "z) one|", NULL },
    { "2026. A year|", NULL },
    { "ab) one|", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GtkTextBuffer) buffer = new_buffer (cases[i].before);
      gboolean done = heed_text_list_go_on (buffer);
      g_autofree char *after = dup_text (buffer);

      g_test_message ("%s", cases[i].before);
      g_assert_cmpint (done, ==, cases[i].after != NULL);
      if (done)
        g_assert_cmpstr (after, ==, cases[i].after);
    }
}

static void
test_indent (void)
{
  static const struct { const char *before, *deeper, *shallower; } cases[] = {
    { "- one|", "  - one|", NULL },
    { "|- one", "  |- one", NULL },
    { "  - one|", "    - one|", "- one|" },
    { " - one|", "   - one|", "- one|" },
    { "\t1. one|", "  \t1. one|", "1. one|" },
    { "- one\n  - t[wo\n- th]ree\n- four", "- one\n    - t|wo\n  - three\n- four", "- one\n- t|wo\n- three\n- four" },
    { "[- one\n]two", "  |- one\ntwo", NULL },
    { "- o[ne\ntw]o", NULL, NULL },
    { "one|", NULL, NULL },
    { "|", NULL, NULL },
    /* There is no room for ever. */
    { "                - one|", NULL, "              - one|" },
    { "                  - one|", NULL, "                - one|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint deeper = 0; deeper < 2; deeper++)
      {
        g_autoptr (GtkTextBuffer) buffer = new_buffer (cases[i].before);
        gboolean done = heed_text_list_indent (buffer, deeper != 0);
        g_autofree char *after = dup_text (buffer);
        const char *expected = deeper != 0 ? cases[i].deeper : cases[i].shallower;

        g_test_message ("%s, %s", cases[i].before, deeper != 0 ? "deeper" : "shallower");
        g_assert_cmpint (done, ==, expected != NULL);
        if (done)
          g_assert_cmpstr (after, ==, expected);
      }
}

/* With real keys; each is one step. */
static void
test_keys (EditorFixture *fixture,
           gconstpointer  data)
{
  start (fixture, "flat");
  type (fixture, "story", "1. one");
  press_keys (fixture, "Return");
  assert_text (fixture, "story", "1. one\n2. ");
  press_keys (fixture, "t");
  press_keys (fixture, "Tab");
  assert_text (fixture, "story", "1. one\n  2. t");
  press_keys (fixture, "shift+Tab");
  assert_text (fixture, "story", "1. one\n2. t");
  press_keys (fixture, "KP_Enter");
  press_keys (fixture, "Return");
  assert_text (fixture, "story", "1. one\n2. t\n");
  g_assert_true (has_focus_in (fixture, "story"));

  press_keys (fixture, "ctrl+z");
  assert_text (fixture, "story", "1. one\n2. t\n3. ");
  press_keys (fixture, "ctrl+z");
  assert_text (fixture, "story", "1. one\n2. t");
  press_keys (fixture, "ctrl+z");
  assert_text (fixture, "story", "1. one\n  2. t");
  press_keys (fixture, "ctrl+z");
  assert_text (fixture, "story", "1. one\n2. t");
  press_keys (fixture, "ctrl+z");
  assert_text (fixture, "story", "1. one\n2. ");
  press_keys (fixture, "ctrl+z");
  assert_text (fixture, "story", "1. one");
  press_keys (fixture, "ctrl+z");
  assert_text (fixture, "story", "");
}

/* Nobody is caught in a list, or in any other text. */
static void
test_focus_goes_on (EditorFixture *fixture,
                    gconstpointer  data)
{
  start (fixture, "flat");
  type (fixture, "story", "no list");
  press_keys (fixture, "Tab");
  g_assert_true (has_focus_in (fixture, "minutes"));
  press_keys (fixture, "shift+Tab");
  g_assert_true (has_focus_in (fixture, "story"));

  type (fixture, "story", "- one");
  press_keys (fixture, "shift+Tab");
  g_assert_true (has_focus_in (fixture, "name"));
  heed_editor_focus_path (fixture->editor, "story");
  for (guint i = 0; i < 8; i++)
    press_keys (fixture, "Tab");
  assert_text (fixture, "story", "                - one");
  g_assert_true (has_focus_in (fixture, "story"));
  press_keys (fixture, "Tab");
  g_assert_true (has_focus_in (fixture, "minutes"));

  /* Where one line is asked for, Enter goes on, whatever it begins with. */
  type (fixture, "name", "- one");
  press_keys (fixture, "Return");
  assert_text (fixture, "name", "- one");
  g_assert_true (has_focus_in (fixture, "story"));
}

/* What an input method has not put there yet is its own: Enter takes it. */
static void
test_input_method (EditorFixture *fixture,
                   gconstpointer  data)
{
  g_autoptr (GListModel) controllers = NULL;
  HeedTextArea *area;

  start (fixture, "flat");
  type (fixture, "story", "- one");
  area = get_area (fixture, "story");
  g_signal_emit_by_name (area, "preedit-changed", "ni");
  controllers = gtk_widget_observe_controllers (GTK_WIDGET (area));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Return, 0, 0, &handled);
      g_assert_false (handled);
    }
  assert_text (fixture, "story", "- one");
  g_signal_emit_by_name (area, "preedit-changed", "");
  press_keys (fixture, "Return");
  assert_text (fixture, "story", "- one\n- ");
}

#define ADD(path, func) \
  g_test_add (path, EditorFixture, NULL, editor_fixture_set_up_small, func, editor_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());
  g_test_add_func ("/text-list/enter", test_enter);
  g_test_add_func ("/text-list/indent", test_indent);
  ADD ("/text-list/keys", test_keys);
  ADD ("/text-list/focus-goes-on", test_focus_goes_on);
  ADD ("/text-list/input-method", test_input_method);
  return g_test_run ();
}
