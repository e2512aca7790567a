/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What belongs to a free note: its tags, typed or completed, the page that keeps
 * tags in order, its words, and questions to write about. */

#include "journal-fixture.h"
#include "screen.h"

#include "heed-focus.h"
#include "heed-note-bar.h"
#include "heed-tag-editor.h"
#include "heed-tag-entry.h"
#include "heed-tags-page.h"
#include "heed-ui-resources.h"
#include "heed-word-count.h"

typedef struct
{
  JournalFixture files;
  GtkWidget *window;
  GtkWidget *toasts;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  journal_fixture_set_up (&fixture->files, NULL);
  fixture->window = gtk_window_new ();
  fixture->toasts = adw_toast_overlay_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->toasts);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  journal_fixture_save (&fixture->files);
  wait_for_idle ();
  journal_fixture_tear_down (&fixture->files, NULL);
}

static void
show (Fixture   *fixture,
      GtkWidget *widget)
{
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (fixture->toasts), widget);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (widget))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_named_button (GtkWidget  *widget,
                 const char *name)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), name) == 0;
}

static gboolean
is_suggestion (GtkWidget  *widget,
               const char *tag)
{
  return GTK_IS_LIST_BOX_ROW (widget) && gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)) != NULL &&
         is_label (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), tag);
}

static gboolean
is_inscription (GtkWidget  *widget,
                const char *text)
{
  return GTK_IS_INSCRIPTION (widget) &&
         g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0;
}

static gboolean
is_tag_row (GtkWidget  *widget,
            const char *tag)
{
  return ADW_IS_ENTRY_ROW (widget) && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (widget)), tag);
}

static gboolean
is_row_titled (GtkWidget  *widget,
               const char *title)
{
  return ADW_IS_ENTRY_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static void
press (GtkWidget *button)
{
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* Nobody is faster than a toast that slides in. */
static void
press_undo (Fixture *fixture)
{
  GtkWidget *undo = find_shown (fixture->toasts, is_label, "Undo");

  wait_for_rest (fixture->toasts);
  press (gtk_widget_get_parent (undo));
}

static gboolean
press_key (GtkWidget *widget,
           guint      key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }

  return handled;
}

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_shown (fixture->toasts, is_of_type, "GtkEntry")), text);
}

static HeedEntry *
write_note (Fixture    *fixture,
            const char *title,
            const char *tags)
{
  HeedEntry *entry = heed_journal_create_entry (fixture->files.journal, HEED_FORM_NOTE, NULL);
  g_auto (GStrv) list = g_strsplit (tags, ",", -1);

  heed_entry_set_title (entry, title);
  heed_entry_set_tags (entry, (const char * const *) list);
  journal_fixture_save (&fixture->files);
  return entry;
}

typedef struct
{
  HeedEntry *entry;
  const char *tags;
} Tagged;

static gboolean
has_tags (gpointer data)
{
  Tagged *wanted = data;
  g_autofree char *joined = g_strjoinv (",", (GStrv) heed_record_get_tags (heed_entry_get_record (wanted->entry)));

  return g_str_equal (joined, wanted->tags);
}

/* What was changed in many entries reaches the open ones in a moment. */
static void
expect_tags (HeedEntry  *entry,
             const char *tags)
{
  Tagged wanted = { entry, tags };

  if (!wait_until (has_tags, &wanted))
    g_error ("The tags are not “%s”", tags);
}

static void
test_word_count (void)
{
  g_assert_cmpuint (heed_word_count (NULL), ==, 0);
  g_assert_cmpuint (heed_word_count (""), ==, 0);
  g_assert_cmpuint (heed_word_count (" \n – "), ==, 0);
  g_assert_cmpuint (heed_word_count ("one"), ==, 1);
  g_assert_cmpuint (heed_word_count ("Don’t stop, it isn’t\n\nover."), ==, 5);
  g_assert_cmpuint (heed_word_count ("Straße über Köln"), ==, 3);
  /* Spaces are no help here. */
  g_assert_cmpuint (heed_word_count ("客户很满意"), ==, 5);
  g_assert_cmpuint (heed_word_count ("고객이 만족했다"), ==, 2);
}

/* However a text changes, what changes is the difference of the two counts. */
static void
test_word_count_change (void)
{
  static const char * const texts[] = {
    "", "one", "one two", "one\ntwo", "one\ntwo\n", "\none\ntwo", "one\n\ntwo three\nfour", "one\ntwo three\nfour",
    "one\nthree\nfour", "one\none\none", "one\none", "Köln\nüber Köln", "über\nüber Köln", "客户\n很满意", "客\n很满",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
      g_assert_cmpint (heed_word_count_change (texts[i], texts[j]), ==,
                       (int) heed_word_count (texts[j]) - (int) heed_word_count (texts[i]));
  g_assert_cmpint (heed_word_count_change (NULL, "one two"), ==, 2);
  g_assert_cmpint (heed_word_count_change ("one two", NULL), ==, -2);
}

static void
chosen_cb (GString    *chosen,
           const char *tag)
{
  g_string_append_printf (chosen, "%s;", tag);
}

static void
test_entry (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const known[] = { "Northside", "renewal", "Old renewals", NULL };
  static const char * const taken[] = { "renewal", NULL };
  g_autoptr (GString) chosen = g_string_new (NULL);
  GtkWidget *entry = g_object_new (HEED_TYPE_TAG_ENTRY, NULL);
  GtkWidget *field;

  show (fixture, entry);
  field = find_shown (fixture->toasts, is_of_type, "GtkEntry");
  g_signal_connect_swapped (entry, "chosen", G_CALLBACK (chosen_cb), chosen);
  heed_tag_entry_set_known (HEED_TAG_ENTRY (entry), known);
  heed_tag_entry_set_taken (HEED_TAG_ENTRY (entry), taken);

  /* Any word of a tag may be begun; what is there already is not offered. */
  type (fixture, "REN");
  expect_shown (fixture->toasts, is_suggestion, "Old renewals", 1);
  expect_shown (fixture->toasts, is_suggestion, "renewal", 0);
  expect_shown (fixture->toasts, is_suggestion, "Northside", 0);

  /* Tab takes the first that is offered, Enter what was typed. */
  g_assert_true (press_key (field, GDK_KEY_Tab));
  type (fixture, "ren");
  g_signal_emit_by_name (field, "activate");
  type (fixture, "  NORTHSIDE ");
  g_signal_emit_by_name (field, "activate");
  type (fixture, "one, two ,three");
  g_assert_cmpstr (chosen->str, ==, "Old renewals;ren;Northside;one;two;");
  g_assert_cmpstr (heed_tag_entry_get_text (HEED_TAG_ENTRY (entry)), ==, "three");

  /* With nothing typed, Tab is for going on. */
  heed_tag_entry_clear (HEED_TAG_ENTRY (entry));
  g_assert_false (press_key (field, GDK_KEY_Tab));
}

static void
test_entry_list (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char * const known[] = { "Northside", "renewal", NULL };
  g_autoptr (GString) chosen = g_string_new (NULL);
  GtkWidget *entry = g_object_new (HEED_TYPE_TAG_ENTRY, NULL);
  GtkWidget *field, *row;

  show (fixture, entry);
  field = find_shown (fixture->toasts, is_of_type, "GtkEntry");
  g_signal_connect_swapped (entry, "chosen", G_CALLBACK (chosen_cb), chosen);
  heed_tag_entry_set_known (HEED_TAG_ENTRY (entry), known);

  /* Down asks for the list even before anything is typed. */
  gtk_widget_grab_focus (entry);
  g_assert_true (press_key (field, GDK_KEY_Down));
  expect_shown (fixture->toasts, is_suggestion, "Northside", 1);
  row = find_shown (fixture->toasts, is_suggestion, "renewal");
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  g_assert_cmpstr (chosen->str, ==, "renewal;");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), field));
}

static void
test_editor (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (HeedEntry) other = write_note (fixture, "Other", "Northside");
  g_autoptr (HeedEntry) entry = write_note (fixture, "A note", "renewal");
  GtkWidget *editor = g_object_new (HEED_TYPE_TAG_EDITOR, NULL);

  show (fixture, editor);
  heed_tag_editor_set_entry (HEED_TAG_EDITOR (editor), fixture->files.journal, entry);
  expect_shown (fixture->toasts, is_label, "renewal", 1);

  press (find_shown (fixture->toasts, is_named_button, "Add a tag"));
  type (fixture, "nor");
  expect_shown (fixture->toasts, is_suggestion, "Northside", 1);
  press_key (find_shown (fixture->toasts, is_of_type, "GtkEntry"), GDK_KEY_Tab);
  expect_tags (entry, "Northside,renewal");

  /* The same again is no second tag, whatever its letters. */
  type (fixture, "NORTHSIDE,Renewal,");
  expect_tags (entry, "Northside,renewal");

  press_key (find_shown (fixture->toasts, is_of_type, "GtkEntry"), GDK_KEY_BackSpace);
  expect_tags (entry, "Northside");
  press (find_shown (fixture->toasts, is_named_button, "Remove the tag “Northside”"));
  expect_tags (entry, "");
  expect_shown (fixture->toasts, is_label, "Northside", 0);

  heed_entry_undo (entry);
  expect_tags (entry, "Northside");
  expect_shown (fixture->toasts, is_named_button, "Remove the tag “Northside”", 1);
}

/* What was typed is not lost by going elsewhere. */
static void
test_editor_leaving (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (HeedEntry) one = write_note (fixture, "One", "");
  g_autoptr (HeedEntry) two = write_note (fixture, "Two", "");
  GtkWidget *editor = g_object_new (HEED_TYPE_TAG_EDITOR, NULL);

  show (fixture, editor);
  heed_tag_editor_set_entry (HEED_TAG_EDITOR (editor), fixture->files.journal, one);
  press (find_shown (fixture->toasts, is_named_button, "Add a tag"));
  type (fixture, "half");
  heed_tag_editor_set_entry (HEED_TAG_EDITOR (editor), fixture->files.journal, two);
  expect_tags (one, "half");
  expect_tags (two, "");
}

static void
test_note_bar (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (HeedEntry) note = heed_journal_create_entry (fixture->files.journal, HEED_FORM_NOTE, NULL);
  g_autoptr (HeedEntry) plan = heed_journal_create_entry (fixture->files.journal, HEED_FORM_PLAN, "partner");
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  GtkWidget *bar = g_object_new (HEED_TYPE_NOTE_BAR, NULL);
  GtkTextIter start, end;
  GtkWidget *prompt;

  heed_note_bar_set_entry (HEED_NOTE_BAR (bar), fixture->files.journal, note);
  show (fixture, bar);
  heed_entry_set_answer (note, "body", "Three small words");
  /* Its words are counted for whoever selects some. */
  heed_note_bar_set_buffer (HEED_NOTE_BAR (bar), buffer);
  gtk_text_buffer_set_text (buffer, "Three small words", -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &start, &end);
  expect_shown (fixture->toasts, is_inscription, "3 of 3 words", 1);

  /* A question is the title of a note without one, and a paragraph later on. */
  prompt = find_shown (fixture->toasts, is_of_type, "HeedPromptButton");
  g_signal_emit_by_name (prompt, "used", "What went well?");
  g_assert_cmpstr (heed_record_get_title (heed_entry_get_record (note)), ==, "What went well?");
  g_signal_emit_by_name (prompt, "used", "And what else?");
  g_assert_cmpstr (heed_entry_get_answer (note, "body"), ==, "Three small words\n\nAnd what else?\n");

  heed_note_bar_set_entry (HEED_NOTE_BAR (bar), fixture->files.journal, plan);
  g_assert_false (gtk_widget_get_visible (bar));
}

static gboolean
is_prompt (GtkWidget  *widget,
           const char *name)
{
  return GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "reading");
}

/* Every question of the workbook has its turn before any comes again. */
static void
test_prompts (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) prompts = heed_prompts_list (fixture->files.workbook);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) used = g_string_new (NULL);
  GtkWidget *button = g_object_new (HEED_TYPE_PROMPT_BUTTON, NULL);
  GtkWidget *status;

  heed_prompt_button_set_workbook (HEED_PROMPT_BUTTON (button), fixture->files.workbook);
  g_signal_connect_swapped (button, "used", G_CALLBACK (chosen_cb), used);
  show (fixture, button);
  g_assert_cmpuint (prompts->len, >, 10);

  gtk_menu_button_popup (GTK_MENU_BUTTON (find_shown (fixture->toasts, is_of_type, "GtkMenuButton")));
  status = find_shown (fixture->toasts, is_prompt, NULL);
  for (guint i = 0; i < prompts->len; i++)
    {
      g_assert_true (g_hash_table_add (seen, g_strdup (gtk_label_get_label (GTK_LABEL (status)))));
      gtk_widget_activate_action (button, "prompt.another", NULL);
    }
  gtk_widget_activate_action (button, "prompt.use", NULL);
  g_assert_cmpuint (used->len, >, 0);
}

/* What is offered fits into a narrow window, whatever the size of the text. */
static void
test_prompt_width (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *button = g_object_new (HEED_TYPE_PROMPT_BUTTON, NULL);
  GtkPopover *popover;
  int width;

  heed_prompt_button_set_workbook (HEED_PROMPT_BUTTON (button), fixture->files.workbook);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * 2, NULL);
  show (fixture, button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (find_shown (fixture->toasts, is_of_type, "GtkMenuButton")));
  popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (find_shown (fixture->toasts, is_of_type, "GtkMenuButton")));
  gtk_widget_measure (GTK_WIDGET (popover), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  g_assert_cmpint (width, <=, 400);
}

static GtkWidget *
show_tags_page (Fixture *fixture)
{
  GtkWidget *page = heed_tags_page_new (fixture->files.journal);

  show (fixture, page);
  return page;
}

static void
rename_tag (Fixture    *fixture,
            const char *tag,
            const char *name)
{
  GtkWidget *row = find_shown (fixture->toasts, is_tag_row, tag);

  gtk_editable_set_text (GTK_EDITABLE (row), name);
  g_signal_emit_by_name (row, "apply");
}

/* A row is called by its tag, and its menu does what its buttons do, and begins a new
 * name. */
static void
test_page_menu (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (HeedEntry) one = write_note (fixture, "One", "renewal");
  g_autoptr (HeedEntry) two = write_note (fixture, "Two", "renewal,Northside");
  g_autoptr (GListModel) controllers = NULL;
  GtkWidget *row, *list, *item, *text;
  graphene_rect_t bounds;

  show_tags_page (fixture);
  row = find_shown (fixture->toasts, is_tag_row, "renewal");
  text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "renewal, 2 entries");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Name of the tag “renewal”, 2 entries");

  list = gtk_widget_get_parent (row);
  wait_for_rest (fixture->window);
  g_assert_true (gtk_widget_compute_bounds (row, list, &bounds));
  controllers = gtk_widget_observe_controllers (list);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_LONG_PRESS (controller))
        g_signal_emit_by_name (controller, "pressed", bounds.origin.x + 20.0, bounds.origin.y + 20.0);
    }
  item = find_shown (fixture->toasts, is_label, "Rename");
  gtk_widget_activate (gtk_widget_get_ancestor (item, g_type_from_name ("GtkModelButton")));
  expect_shown (fixture->toasts, is_of_type, "GtkPopoverMenu", 0);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == text);
}

static void
test_page_rename (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (HeedEntry) one = write_note (fixture, "One", "rnewal");
  g_autoptr (HeedEntry) two = write_note (fixture, "Two", "rnewal,Northside");

  show_tags_page (fixture);
  expect_shown (fixture->toasts, is_tag_row, "rnewal", 1);
  expect_shown (fixture->toasts, is_row_titled, "2 entries", 1);

  rename_tag (fixture, "rnewal", "renewal");
  expect_shown (fixture->toasts, is_label, "“rnewal” is now “renewal”", 1);
  expect_shown (fixture->toasts, is_tag_row, "renewal", 1);
  expect_tags (one, "renewal");
  expect_tags (two, "Northside,renewal");

  press_undo (fixture);
  expect_shown (fixture->toasts, is_tag_row, "rnewal", 1);
  expect_tags (one, "rnewal");

  /* No name is no new name. */
  rename_tag (fixture, "rnewal", "  ");
  expect_shown (fixture->toasts, is_tag_row, "rnewal", 1);
}

/* Tags are in order, and a new name may have another place. */
static void
test_page_focus (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (HeedEntry) one = write_note (fixture, "One", "a,b,c");
  GtkWidget *page = show_tags_page (fixture);
  GtkWidget *row;

  expect_shown (fixture->toasts, is_tag_row, "a", 1);
  gtk_widget_grab_focus (find_shown (fixture->toasts, is_tag_row, "b"));
  rename_tag (fixture, "b", "z");
  expect_shown (fixture->toasts, is_label, "“b” is now “z”", 1);
  expect_shown (fixture->toasts, is_named_button, "Show the entries tagged “z”", 1);
  row = find_shown (fixture->toasts, is_tag_row, "z");
  g_assert_nonnull (heed_focus_get_within (row));

  /* Escape takes back what is typed before it leaves the page. */
  gtk_editable_set_text (GTK_EDITABLE (row), "zebra");
  gtk_widget_activate_action (page, "page.escape", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "z");

  press_undo (fixture);
  expect_shown (fixture->toasts, is_tag_row, "b", 1);
}

/* Joining two is asked first: it cannot be taken back. */
static void
test_page_join (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (HeedEntry) one = write_note (fixture, "One", "renewals");
  g_autoptr (HeedEntry) two = write_note (fixture, "Two", "Renewal");

  show_tags_page (fixture);
  expect_shown (fixture->toasts, is_tag_row, "renewals", 1);
  rename_tag (fixture, "renewals", "renewal");
  g_assert_nonnull (find_dialog ());
  answer_dialog ("cancel");
  expect_shown (fixture->toasts, is_tag_row, "renewals", 1);
  expect_tags (one, "renewals");

  rename_tag (fixture, "renewals", "renewal");
  answer_dialog ("join");
  expect_shown (fixture->toasts, is_tag_row, "renewals", 0);
  expect_tags (one, "Renewal");
  expect_shown (fixture->toasts, is_row_titled, "2 entries", 1);
}

static void
test_page_remove (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (HeedEntry) one = write_note (fixture, "One", "a & b");
  g_autoptr (HeedEntry) two = write_note (fixture, "Two", "other");

  show_tags_page (fixture);
  expect_shown (fixture->toasts, is_tag_row, "a & b", 1);
  press (find_shown (fixture->toasts, is_named_button, "Take the tag “a & b” off all entries"));
  expect_shown (fixture->toasts, is_label, "The tag “a & b” is off 1 entry", 1);
  expect_shown (fixture->toasts, is_tag_row, "a & b", 0);
  expect_tags (one, "");
  expect_tags (two, "other");

  press_undo (fixture);
  expect_shown (fixture->toasts, is_tag_row, "a & b", 1);
  expect_tags (one, "a & b");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());

  g_test_add_func ("/tags/word-count", test_word_count);
  g_test_add_func ("/tags/word-count-change", test_word_count_change);
  g_test_add ("/tags/entry", Fixture, NULL, set_up, test_entry, tear_down);
  g_test_add ("/tags/entry-list", Fixture, NULL, set_up, test_entry_list, tear_down);
  g_test_add ("/tags/editor", Fixture, NULL, set_up, test_editor, tear_down);
  g_test_add ("/tags/editor-leaving", Fixture, NULL, set_up, test_editor_leaving, tear_down);
  g_test_add ("/tags/note-bar", Fixture, NULL, set_up, test_note_bar, tear_down);
  g_test_add ("/tags/prompts", Fixture, NULL, set_up, test_prompts, tear_down);
  g_test_add ("/tags/prompt-width", Fixture, NULL, set_up, test_prompt_width, tear_down);
  g_test_add ("/tags/page-menu", Fixture, NULL, set_up, test_page_menu, tear_down);
  g_test_add ("/tags/page-rename", Fixture, NULL, set_up, test_page_rename, tear_down);
  g_test_add ("/tags/page-focus", Fixture, NULL, set_up, test_page_focus, tear_down);
  g_test_add ("/tags/page-join", Fixture, NULL, set_up, test_page_join, tear_down);
  g_test_add ("/tags/page-remove", Fixture, NULL, set_up, test_page_remove, tear_down);

  return g_test_run ();
}
