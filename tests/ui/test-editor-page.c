/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page around the editor in a real window: finding words, the parts of a
 * long worksheet, what is unanswered, completing, and older versions. */

#include "journal-fixture.h"
#include "screen.h"

#include "heed-answer-view.h"
#include "heed-calendar.h"
#include "heed-database.h"
#include "heed-editor-page.h"
#include "heed-editor.h"
#include "heed-journal-page.h"
#include "heed-month.h"
#include "heed-tag-entry.h"
#include "heed-text-area.h"
#include "heed-ui-resources.h"
#include "heed-versions-page.h"

#include <adwaita.h>

typedef struct
{
  JournalFixture files;
  GtkWidget *window;
  GtkWidget *page;
  HeedEntry *entry;
  GString *asked; /* the actions of the window, with their targets */
} Fixture;

static GtkWidget *
expect (Fixture    *fixture,
        Match       match,
        const char *text)
{
  return find_shown (fixture->page, match, text);
}

static void
expect_gone (Fixture    *fixture,
             Match       match,
             const char *text)
{
  expect_shown (fixture->page, match, text, 0);
}

static gboolean
is_label_ending (GtkWidget  *widget,
                 const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_has_suffix (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static gboolean
is_entry_in (GtkWidget  *widget,
             const char *type)
{
  return GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_get_ancestor (widget, g_type_from_name (type)) != NULL;
}

static gboolean
is_view (GtkWidget  *widget,
         const char *path)
{
  return HEED_IS_ANSWER_VIEW (widget) && g_str_equal (heed_answer_view_get_path (HEED_ANSWER_VIEW (widget)), path);
}

static gboolean
has_action (GtkWidget  *widget,
            const char *name)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), name) == 0;
}

static gboolean
is_inscription (GtkWidget  *widget,
                const char *text)
{
  return GTK_IS_INSCRIPTION (widget) && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0;
}

static void
press (GtkWidget *button)
{
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  wait_for_idle ();
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

static const char *
get_focused_path (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *view = focus != NULL ? gtk_widget_get_ancestor (focus, HEED_TYPE_ANSWER_VIEW) : NULL;

  return view != NULL ? heed_answer_view_get_path (HEED_ANSWER_VIEW (view)) : NULL;
}

static HeedTextArea *
get_area (Fixture    *fixture,
          const char *path)
{
  return HEED_TEXT_AREA (find_shown (expect (fixture, is_view, path), is_of_type, "HeedTextArea"));
}

static char *
dup_selection (HeedTextArea *area)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
action_cb (GSimpleAction *action,
           GVariant      *parameter,
           Fixture       *fixture)
{
  g_string_append_printf (fixture->asked, "%s;", g_action_get_name (G_ACTION (action)));
}

static void
add_actions (Fixture *fixture)
{
  static const struct { const char *name, *type; } actions[] = {
    { "duplicate-entry", "s" }, { "show-versions", "s" }, { "delete-entry", "s" }, { "back", NULL }, { "say", "s" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      const GVariantType *type = actions[i].type != NULL ? G_VARIANT_TYPE (actions[i].type) : NULL;
      g_autoptr (GSimpleAction) action = g_simple_action_new (actions[i].name, type);

      g_signal_connect (action, "activate", G_CALLBACK (action_cb), fixture);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
}

static void
show_page (Fixture   *fixture,
           GtkWidget *page,
           int        width)
{
  AdwToastOverlay *overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 700);
  add_actions (fixture);
  fixture->page = page;
  adw_toast_overlay_set_child (overlay, page);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (overlay));
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (wait_until (is_mapped, page));
}

static void
show_entry (Fixture *fixture,
            int      width)
{
  show_page (fixture, heed_editor_page_new (fixture->files.journal, fixture->entry), width);
}

static void
start (Fixture    *fixture,
       const char *form)
{
  g_clear_object (&fixture->entry);
  fixture->entry = heed_journal_create_entry (fixture->files.journal, form, NULL);
}

static void
close_window (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->window)));
  wait_for_idle ();
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  journal_fixture_set_up (&fixture->files, NULL);
  fixture->asked = g_string_new (NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    close_window (fixture);
  g_clear_object (&fixture->entry);
  g_string_free (fixture->asked, TRUE);
  journal_fixture_tear_down (&fixture->files, NULL);
}

/* Types what to look for, and waits until it was looked for. */
static void
look_for (Fixture    *fixture,
          const char *words,
          const char *count)
{
  GtkWidget *entry;

  gtk_widget_activate_action (fixture->page, "entry.find", NULL);
  entry = expect (fixture, is_entry_in, "HeedFindBar");
  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  expect (fixture, is_label, count);
}

static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *selection = NULL;

  start (fixture, "complaint");
  heed_entry_set_answer (fixture->entry, "situation/1/situation", "In the café, and again in the CAFE.");
  heed_entry_set_answer (fixture->entry, "situation/2/next-time", "No cafe\u0301 any more.");
  show_entry (fixture, 800);

  look_for (fixture, "Cafe", "1 of 3");
  gtk_widget_activate_action (fixture->page, "entry.find-next", NULL);
  expect (fixture, is_label, "2 of 3");
  gtk_widget_activate_action (fixture->page, "entry.find-next", NULL);
  expect (fixture, is_label, "3 of 3");
  gtk_widget_activate_action (fixture->page, "entry.find-next", NULL);
  expect (fixture, is_label, "1 of 3");
  gtk_widget_activate_action (fixture->page, "entry.find-previous", NULL);
  expect (fixture, is_label, "3 of 3");

  /* The focus stays where somebody types, and goes to the match in the end. */
  g_assert_null (get_focused_path (fixture));
  gtk_widget_activate_action (fixture->page, "page.escape", NULL);
  g_assert_cmpstr (get_focused_path (fixture), ==, "situation/2/next-time");
  selection = dup_selection (get_area (fixture, "situation/2/next-time"));
  g_assert_cmpstr (selection, ==, "cafe\u0301");
  g_assert_cmpstr (fixture->asked->str, ==, "");

  /* With nothing open, the same key leaves the page. */
  gtk_widget_activate_action (fixture->page, "page.escape", NULL);
  g_assert_cmpstr (fixture->asked->str, ==, "back;");
}

static void
test_find_in_title (Fixture       *fixture,
                    gconstpointer  data)
{
  start (fixture, HEED_FORM_NOTE);
  heed_entry_set_title (fixture->entry, "A good day");
  show_entry (fixture, 800);

  look_for (fixture, "good", "1 of 1");
  heed_entry_set_title (fixture->entry, "A bad day");
  expect (fixture, is_label, "Not found");
}

static gboolean
has_tag (HeedTextArea *area,
         const char   *name,
         int           place)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, place);
  return tag != NULL && gtk_text_iter_has_tag (&iter, tag);
}

/* What is found is marked, follows what is written, and is no part of it. */
static void
test_find_marks (Fixture       *fixture,
                 gconstpointer  data)
{
  HeedTextArea *area;

  start (fixture, "complaint");
  heed_entry_set_answer (fixture->entry, "situation/1/situation", "dog and dog");
  show_entry (fixture, 800);
  area = get_area (fixture, "situation/1/situation");

  look_for (fixture, "dog", "1 of 2");
  g_assert_true (has_tag (area, "present", 0));
  g_assert_true (has_tag (area, "found", 8));
  g_assert_false (has_tag (area, "found", 4));

  heed_entry_set_answer (fixture->entry, "situation/1/situation", "cat and dog");
  expect (fixture, is_label, "1 of 1");
  g_assert_false (has_tag (area, "present", 0));
  g_assert_true (has_tag (area, "present", 8));
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "situation/1/situation"), ==, "cat and dog");

  gtk_widget_activate_action (fixture->page, "page.escape", NULL);
  g_assert_false (has_tag (area, "present", 8));
  look_for (fixture, "parrot", "Not found");
}

static PangoAttrList *
get_attributes (Fixture    *fixture,
                const char *text)
{
  return gtk_label_get_attributes (GTK_LABEL (expect (fixture, is_label, text)));
}

/* Questions are found as well as answers, and the focus goes to the answer. */
static void
test_find_labels (Fixture       *fixture,
                  gconstpointer  data)
{
  const char *question = "What did you do when things became tense?";

  start (fixture, "complaint");
  show_entry (fixture, 800);

  look_for (fixture, "became TENSE", "1 of 2");
  g_assert_nonnull (get_attributes (fixture, question));
  gtk_widget_activate_action (fixture->page, "page.escape", NULL);
  g_assert_null (get_attributes (fixture, question));
  /* There is no answer that holds the label; the focus goes to the entry. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), fixture->page));
}

/* The entry gets another day, then another time, and undo takes back either. */
static void
test_day (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) then = g_date_time_new (zone, 2024, 2, 29, 9, 30, 12.5);
  HeedTimestamp created = { g_date_time_to_unix (then) * G_USEC_PER_SEC + 500000,
                            (gint32) (g_date_time_get_utc_offset (then) / G_TIME_SPAN_SECOND) };
  HeedTimestamp before = { created.utc - G_TIME_SPAN_DAY, created.offset };
  HeedTimestamp evening = { before.utc + (7 * 60 + 30) * G_TIME_SPAN_MINUTE - 12500000, created.offset };
  g_autofree char *morning_text = heed_moment_format_in_full (created);
  g_autofree char *before_text = heed_moment_format_in_full (before);
  g_autofree char *evening_text = heed_moment_format_in_full (evening);
  GtkWidget *button, *time;
  HeedMonth *month;
  guint32 day;

  start (fixture, "complaint");
  heed_entry_set_created (fixture->entry, created);
  heed_entry_set_answer (fixture->entry, "situation/1/situation", "At the counter");
  show_entry (fixture, 800);
  expect (fixture, is_label, morning_text);

  button = expect (fixture, is_of_type, "HeedDayButton");
  press (find_shown (button, is_of_type, "GtkButton"));
  month = HEED_MONTH (find_shown (button, is_of_type, "HeedMonth"));
  time = find_shown (button, is_of_type, "GtkSpinButton");
  g_assert_true (wait_until (is_mapped, month));
  day = heed_month_get_day (month);
  g_assert_cmpuint (day, ==, heed_timestamp_get_day (created));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (time)), ==, "09:30");
  /* It was only looked at. */
  g_assert_cmpint (heed_record_get_created (heed_entry_get_record (fixture->entry)).utc, ==, created.utc);

  heed_month_set_day (month, day - 1);
  g_signal_emit_by_name (month, "day-chosen", day - 1);
  expect (fixture, is_label, before_text);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (time), 17 * 60);
  expect (fixture, is_label, evening_text);
  heed_entry_undo (fixture->entry);
  expect (fixture, is_label, morning_text);
  g_assert_cmpuint (heed_month_get_day (month), ==, day);
  g_assert_cmpint (heed_record_get_created (heed_entry_get_record (fixture->entry)).utc, ==, created.utc);
}

static gboolean
has_items (gpointer data)
{
  GtkSelectionModel *model = gtk_list_view_get_model (data);

  return model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0;
}

/* Beside the journal's list as well. */
static void
test_find_in_journal (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *list;

  start (fixture, "note");
  heed_entry_set_answer (fixture->entry, "body", "The sea, the sea");
  journal_fixture_save (&fixture->files);
  show_page (fixture, g_object_new (HEED_TYPE_JOURNAL_PAGE, "journal", fixture->files.journal, NULL), 1000);
  list = expect (fixture, is_of_type, "GtkListView");
  g_assert_true (wait_until (has_items, list)); /* the journal answers on its own time */
  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 0, TRUE);

  gtk_widget_activate_action (expect (fixture, is_of_type, "HeedEntryView"), "entry.find", NULL);
  gtk_editable_set_text (GTK_EDITABLE (expect (fixture, is_entry_in, "HeedFindBar")), "sea");
  expect (fixture, is_label, "1 of 2");
}

static void
test_next_unanswered (Fixture       *fixture,
                      gconstpointer  data)
{
  start (fixture, "complaint");
  heed_entry_set_answer (fixture->entry, "situation/1/situation", "A talk");
  heed_entry_set_answer (fixture->entry, "situation/1/my-reaction", "Ran away");
  show_entry (fixture, 800);
  gtk_widget_grab_focus (expect (fixture, is_view, "situation/1/situation"));

  press (expect (fixture, has_action, "entry.next-unanswered"));
  g_assert_cmpstr (get_focused_path (fixture), ==, "situation/1/onset");
  gtk_widget_activate_action (fixture->page, "entry.next-unanswered", NULL);
  g_assert_cmpstr (get_focused_path (fixture), ==, "situation/1/their-reaction");
}

static void
answer_all (HeedEntry *entry)
{
  static const char * const fields[] = {
    "situation", "onset", "my-reaction", "their-reaction", "my-points", "their-points", "understand-them",
    "understand-me", "next-time",
  };

  for (guint group = 1; group <= 2; group++)
    for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
      {
        g_autofree char *path = g_strdup_printf ("situation/%u/%s", group, fields[i]);

        heed_entry_set_answer (entry, path, "Said");
      }
}

static float
get_focus_bottom (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  GtkWidget *viewport = find_shown (fixture->page, is_of_type, "GtkViewport");
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (focus, viewport, &bounds));
  return (float) gtk_widget_get_height (viewport) - bounds.origin.y - bounds.size.height;
}

/* However far it is: the way there is an animation. */
static void
test_next_in_sight (Fixture       *fixture,
                    gconstpointer  data)
{
  start (fixture, "complaint");
  answer_all (fixture->entry);
  heed_entry_set_answer (fixture->entry, "situation/2/next-time", NULL);
  show_entry (fixture, 800);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 340);
  gtk_widget_grab_focus (expect (fixture, is_view, "situation/1/situation"));
  wait_for_rest (fixture->window);

  gtk_widget_activate_action (fixture->page, "entry.next-unanswered", NULL);
  g_assert_cmpstr (get_focused_path (fixture), ==, "situation/2/next-time");
  wait_for_rest (fixture->window);
  g_assert_cmpfloat_with_epsilon (get_focus_bottom (fixture), 24, 2);
}

/* What somebody writes does not move because of the button above it. */
static void
test_next_stays (Fixture       *fixture,
                 gconstpointer  data)
{
  start (fixture, "complaint");
  show_entry (fixture, 800);
  expect (fixture, has_action, "entry.next-unanswered");
  answer_all (fixture->entry);
  expect (fixture, is_label, "100%");
  g_assert_false (gtk_widget_is_sensitive (expect (fixture, has_action, "entry.next-unanswered")));
}

static void
test_complete (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *button;

  start (fixture, "complaint");
  heed_entry_set_answer (fixture->entry, "situation/1/situation", "A talk");
  show_entry (fixture, 800);
  button = expect (fixture, is_button, "Finish");
  g_assert_false (gtk_widget_has_css_class (button, "suggested-action"));

  answer_all (fixture->entry);
  expect (fixture, is_label, "100%");
  g_assert_true (gtk_widget_has_css_class (button, "suggested-action"));

  press (button);
  g_assert_true (heed_timestamp_is_set (heed_record_get_completed (heed_entry_get_record (fixture->entry))));
  press (expect (fixture, is_button, "Not Finished"));
  g_assert_false (heed_timestamp_is_set (heed_record_get_completed (heed_entry_get_record (fixture->entry))));
  expect (fixture, is_button, "Finish");
}

static gboolean
has_class (GtkWidget  *widget,
           const char *css_class)
{
  return gtk_widget_has_css_class (widget, css_class);
}

static GtkListBoxRow *
get_present (Fixture *fixture)
{
  GtkWidget *rail = expect (fixture, has_class, "rail");

  return gtk_list_box_get_selected_row (GTK_LIST_BOX (find_shown (rail, is_of_type, "GtkListBox")));
}

static gboolean
is_second_present (gpointer data)
{
  GtkListBoxRow *row = get_present (data);

  return row != NULL && gtk_list_box_row_get_index (row) == 1;
}

static gboolean
is_first_present (gpointer data)
{
  GtkListBoxRow *row = get_present (data);

  return row != NULL && gtk_list_box_row_get_index (row) == 0;
}

static void
test_rail (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *rail, *list, *scroller;
  GtkAdjustment *adjustment;

  start (fixture, "complaint");
  heed_entry_set_answer (fixture->entry, "situation/1/situation", "A talk");
  show_entry (fixture, 1200);
  rail = expect (fixture, has_class, "rail");
  list = find_shown (rail, is_of_type, "GtkListBox");
  g_assert_nonnull (find_shown (rail, is_label, "Situation 1"));
  g_assert_nonnull (find_shown (rail, is_label, "1 of 9"));
  g_assert_true (wait_until (is_first_present, fixture));
  /* The same does not stand there twice. */
  expect_gone (fixture, is_button, "Situation 1");

  heed_entry_set_answer (fixture->entry, "situation/1/onset", "Soft");
  expect (fixture, is_label, "2 of 9");

  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  g_assert_cmpstr (get_focused_path (fixture), ==, "situation/2/situation");
  g_assert_true (wait_until (is_second_present, fixture));

  scroller = find_shown (fixture->page, is_of_type, "GtkViewport");
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (scroller));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 0);
  gtk_adjustment_set_value (adjustment, 0);
  g_assert_true (wait_until (is_first_present, fixture));

  /* Where there is no more room, the chips come back. */
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 700);
  expect_gone (fixture, has_class, "rail");
  expect (fixture, is_button, "Situation 1");
}

/* Mirrored, the rail stands where reading begins. */
static void
test_rail_mirrored (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkTextDirection before = gtk_widget_get_default_direction ();
  graphene_rect_t bounds;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  start (fixture, "complaint");
  show_entry (fixture, 1200);
  g_assert_true (gtk_widget_compute_bounds (expect (fixture, has_class, "rail"), fixture->page, &bounds));
  gtk_widget_set_default_direction (before);

  g_assert_cmpfloat (bounds.origin.x, >=, (gtk_widget_get_width (fixture->page) + 720) / 2);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <, gtk_widget_get_width (fixture->page));
}

static void
test_no_rail (Fixture       *fixture,
              gconstpointer  data)
{
  start (fixture, "complaint");
  show_entry (fixture, 800);
  expect (fixture, is_button, "Situation 2");
  wait_for_rest (fixture->window);
  g_assert_cmpuint (count_shown (fixture->page, has_class, "rail"), ==, 0);
  close_window (fixture);

  /* Wide enough, and too short to need one. */
  start (fixture, "note");
  show_entry (fixture, 1200);
  wait_for_rest (fixture->window);
  g_assert_cmpuint (count_shown (fixture->page, has_class, "rail"), ==, 0);
}

static void
test_menu (Fixture       *fixture,
           gconstpointer  data)
{
  start (fixture, "complaint");
  show_entry (fixture, 800);

  gtk_widget_activate_action (fixture->page, "entry.duplicate", NULL);
  gtk_widget_activate_action (fixture->page, "entry.show-versions", NULL);
  gtk_widget_activate_action (fixture->page, "entry.delete", NULL);
  g_assert_cmpstr (fixture->asked->str, ==, "duplicate-entry;show-versions;back;delete-entry;");

  /* What changes by it may be out of sight. */
  g_string_truncate (fixture->asked, 0);
  gtk_widget_activate_action (fixture->page, "entry.mark-complete", NULL);
  g_assert_cmpstr (fixture->asked->str, ==, "say;");
}

/* An entry as it was written in three sittings, days apart. */
static void
write_versions (Fixture    *fixture,
                const char *second)
{
  const char *answers[] = { "First", second, "Third" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedDatabase) database = NULL;

  journal_fixture_close (&fixture->files);
  database = heed_database_open (fixture->files.path, HEED_DATABASE_NONE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      HeedTimestamp stamp = heed_timestamp_add_days (heed_timestamp_now (), (int) i - 10);
      HeedRecordBuilder *builder = heed_record_builder_new ("6ff9c5d4-3b1e-4c3e-8e4e-0d3f0c1b2a39",
                                                            "customer-focus", 1, "complaint");
      g_autoptr (HeedRecord) record = NULL;
      g_autoptr (HeedSummary) summary = NULL;

      heed_record_builder_set_created (builder, heed_timestamp_add_days (heed_timestamp_now (), -10));
      heed_record_builder_set_modified (builder, stamp);
      heed_record_builder_set_answer (builder, "situation/1/situation", answers[i], stamp.utc);
      if (i == 2)
        heed_record_builder_set_answer (builder, "situation/2/next-time", "Listen", stamp.utc);
      record = heed_record_builder_end (builder);
      summary = heed_summary_new (record, heed_workbook_find_form (fixture->files.workbook, "complaint"));
      heed_database_put (database, record, summary, &error);
      g_assert_no_error (error);
    }
  heed_database_close (database, &error);
  g_assert_no_error (error);
  journal_fixture_open (&fixture->files);
  fixture->entry = journal_fixture_dup_entry (&fixture->files, 0);
}

static void
test_versions (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *list;
  GtkAdjustment *adjustment;

  write_versions (fixture, "Second");
  show_page (fixture, heed_versions_page_new (fixture->files.journal, fixture->entry), 900);

  /* The newest first, with what is different now. */
  expect (fixture, is_label, "2 differences from now");
  expect (fixture, is_label, "Second");
  expect (fixture, is_label, "Now: Third");
  gtk_widget_activate_action (fixture->page, "version.next-difference", NULL);
  gtk_widget_activate_action (fixture->page, "version.next-difference", NULL);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (gtk_widget_get_ancestor (
    expect (fixture, is_label_ending, ": Listen"), GTK_TYPE_VIEWPORT)));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 0);

  list = find_shown (fixture->page, is_of_type, "GtkListBox");
  gtk_list_box_select_row (GTK_LIST_BOX (list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  expect (fixture, is_label, "First");
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2));
  /* Nothing of it can be changed. */
  g_assert_cmpuint (count_shown (fixture->page, is_of_type, "HeedTextArea"), ==, 0);

  press (expect (fixture, is_button, "Bring This Version Back"));
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "situation/1/situation"), ==, "First");
  g_assert_null (heed_entry_get_answer (fixture->entry, "situation/2/next-time"));
  g_assert_cmpstr (fixture->asked->str, ==, "back;");

  fixture->page = gtk_window_get_child (GTK_WINDOW (fixture->window));
  press (expect (fixture, is_button, "Undo"));
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "situation/1/situation"), ==, "Third");
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "situation/2/next-time"), ==, "Listen");
  g_assert_false (heed_entry_get_can_undo (fixture->entry));
}

/* What differs is found, too, when another version is chosen meanwhile. */
static void
test_find_in_versions (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *list;

  write_versions (fixture, "Second");
  show_page (fixture, heed_versions_page_new (fixture->files.journal, fixture->entry), 900);
  gtk_widget_activate_action (expect (fixture, is_of_type, "HeedEntryView"), "entry.find", NULL);
  gtk_editable_set_text (GTK_EDITABLE (expect (fixture, is_entry_in, "HeedFindBar")), "Third");
  expect (fixture, is_label, "1 of 1");

  list = find_shown (fixture->page, is_of_type, "GtkListBox");
  gtk_list_box_select_row (GTK_LIST_BOX (list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  wait_for_rest (fixture->window);
  g_assert_nonnull (find_shown (fixture->page, is_label, "First"));
  g_assert_nonnull (find_shown (fixture->page, is_label, "1 of 1"));
}

/* A label takes very long for a word that never ends, and is not asked. */
static void
test_endless_word (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *word = g_strnfill (1001, 'x');
  GtkWidget *area;

  write_versions (fixture, word);
  show_page (fixture, heed_versions_page_new (fixture->files.journal, fixture->entry), 900);
  area = expect (fixture, is_of_type, "HeedTextArea");
  g_assert_cmpstr (heed_text_area_get_text (HEED_TEXT_AREA (area)), ==, word);
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (area)));
  g_assert_cmpuint (count_shown (fixture->page, is_label, word), ==, 0);

  gtk_list_box_select_row (GTK_LIST_BOX (find_shown (fixture->page, is_of_type, "GtkListBox")),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (find_shown (fixture->page, is_of_type,
                                                                                    "GtkListBox")), 1));
  expect (fixture, is_label, "First");
  g_assert_cmpuint (count_shown (fixture->page, is_of_type, "HeedTextArea"), ==, 0);
}

/* Where the list and a version do not fit side by side. */
static void
test_versions_narrow (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *list;

  write_versions (fixture, "Second");
  show_page (fixture, heed_versions_page_new (fixture->files.journal, fixture->entry), 380);
  list = expect (fixture, is_of_type, "GtkListBox");
  expect_gone (fixture, is_button, "Bring This Version Back");

  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  expect (fixture, is_button, "Bring This Version Back");
  gtk_widget_activate_action (fixture->page, "page.escape", NULL);
  expect_gone (fixture, is_button, "Bring This Version Back");
  g_assert_cmpstr (fixture->asked->str, ==, "");
  gtk_widget_activate_action (fixture->page, "page.escape", NULL);
  g_assert_cmpstr (fixture->asked->str, ==, "back;");
}

static void
test_no_versions (Fixture       *fixture,
                  gconstpointer  data)
{
  start (fixture, "complaint");
  heed_entry_set_answer (fixture->entry, "situation/1/situation", "A talk");
  journal_fixture_save (&fixture->files);
  show_page (fixture, heed_versions_page_new (fixture->files.journal, fixture->entry), 900);

  expect (fixture, is_label, "No Older Versions Yet");
}

/* Escape takes back what is being typed as a tag before it leaves the page. */
static void
test_escape_from_tag (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *field;

  start (fixture, "note");
  show_page (fixture, heed_editor_page_new (fixture->files.journal, fixture->entry), 900);
  press (expect (fixture, is_button, "Add a Tag"));
  field = expect (fixture, is_of_type, "HeedTagEntry");
  gtk_editable_set_text (GTK_EDITABLE (find_shown (field, is_of_type, "GtkEntry")), "half");
  gtk_widget_activate_action (fixture->page, "page.escape", NULL);
  g_assert_cmpstr (heed_tag_entry_get_text (HEED_TAG_ENTRY (field)), ==, "");
  gtk_widget_activate_action (fixture->page, "page.escape", NULL);
  g_assert_true (gtk_widget_is_focus (expect (fixture, is_button, "Add a Tag")));
  g_assert_cmpuint (count_shown (fixture->page, is_of_type, "HeedTagEntry"), ==, 0);
  g_assert_cmpstr (fixture->asked->str, ==, "");

  gtk_widget_activate_action (fixture->page, "page.escape", NULL);
  g_assert_cmpstr (fixture->asked->str, ==, "back;");
  g_assert_cmpuint (g_strv_length ((GStrv) heed_record_get_tags (heed_entry_get_record (fixture->entry))), ==, 0);
}

static void
pasted_cb (GObject      *clipboard,
           GAsyncResult *result,
           gpointer      data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

/* As it is on the screen, saved or not. */
static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const actions[] = { "entry.copy-text", "entry.copy-markdown" };

  start (fixture, "complaint");
  heed_entry_set_answer (fixture->entry, "situation/1/situation", "Soft");
  show_entry (fixture, 800);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *text = NULL;

      gtk_widget_activate_action (fixture->page, actions[i], NULL);
      gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->page), NULL, pasted_cb, &text);
      g_assert_true (wait_until (is_set, &text));
      g_assert_nonnull (strstr (text, "\nSoft\n"));
      g_assert_cmpint (g_str_has_prefix (text, "# "), ==, i == 1);
    }
}

/* A note is a page to write on and no form: its text fills the page, and tags and a
 * prompt stand below. */
static void
test_note (Fixture       *fixture,
           gconstpointer  data)
{
  GtkTextBuffer *buffer;
  GtkTextIter start_iter, end;
  graphene_rect_t text, tags;

  start (fixture, HEED_FORM_NOTE);
  heed_entry_set_answer (fixture->entry, "body", "The sea, the sea.");
  show_entry (fixture, 800);
  expect_gone (fixture, is_label, "My note");
  expect_gone (fixture, is_button, "Finish");
  wait_for_rest (fixture->window);
  g_assert_true (gtk_widget_compute_bounds (expect (fixture, is_view, "body"), fixture->page, &text));
  g_assert_true (gtk_widget_compute_bounds (expect (fixture, is_of_type, "HeedTagEditor"), fixture->page, &tags));
  g_assert_cmpfloat (text.size.height, >, 350);
  g_assert_cmpfloat (tags.origin.y, >=, text.origin.y + text.size.height);
  g_assert_cmpfloat (tags.origin.y + tags.size.height, <=, 700);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_area (fixture, "body")));
  gtk_text_buffer_get_bounds (buffer, &start_iter, &end);
  gtk_text_iter_set_offset (&end, 7);
  gtk_text_buffer_select_range (buffer, &start_iter, &end);
  expect (fixture, is_inscription, "2 of 4 words");
}

/* With nothing around it, until somebody wants it back. */
static void
test_only_text (Fixture       *fixture,
                gconstpointer  data)
{
  start (fixture, HEED_FORM_NOTE);
  heed_entry_set_answer (fixture->entry, "body", "The sea.");
  show_entry (fixture, 800);
  expect (fixture, has_action, "entry.undo");
  gtk_widget_activate_action (fixture->page, "entry.only-text", NULL);
  expect_gone (fixture, has_action, "entry.undo");
  expect_gone (fixture, is_of_type, "HeedTagEditor");
  expect (fixture, is_view, "body");

  press (expect (fixture, has_action, "page.only-text"));
  expect (fixture, has_action, "entry.undo");
  gtk_widget_activate_action (fixture->page, "entry.only-text", NULL);
  expect_gone (fixture, has_action, "entry.undo");
  gtk_widget_activate_action (fixture->page, "page.escape", NULL);
  expect (fixture, has_action, "entry.undo");
  expect (fixture, is_of_type, "HeedTagEditor");
  g_assert_cmpstr (fixture->asked->str, ==, "");

  /* A worksheet has questions that one wants to see. */
  close_window (fixture);
  start (fixture, "complaint");
  show_entry (fixture, 800);
  gtk_widget_activate_action (fixture->page, "entry.only-text", NULL);
  expect (fixture, has_action, "entry.undo");
}

#define TEST(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());

  TEST ("/editor-page/day", test_day);
  TEST ("/editor-page/find", test_find);
  TEST ("/editor-page/find-marks", test_find_marks);
  TEST ("/editor-page/find-labels", test_find_labels);
  TEST ("/editor-page/find-in-title", test_find_in_title);
  TEST ("/editor-page/find-in-journal", test_find_in_journal);
  TEST ("/editor-page/find-in-versions", test_find_in_versions);
  TEST ("/editor-page/next-unanswered", test_next_unanswered);
  TEST ("/editor-page/next-in-sight", test_next_in_sight);
  TEST ("/editor-page/next-stays", test_next_stays);
  TEST ("/editor-page/complete", test_complete);
  TEST ("/editor-page/rail", test_rail);
  TEST ("/editor-page/rail-mirrored", test_rail_mirrored);
  TEST ("/editor-page/no-rail", test_no_rail);
  TEST ("/editor-page/menu", test_menu);
  TEST ("/editor-page/versions", test_versions);
  TEST ("/editor-page/endless-word", test_endless_word);
  TEST ("/editor-page/versions-narrow", test_versions_narrow);
  TEST ("/editor-page/no-versions", test_no_versions);
  TEST ("/editor-page/escape-from-tag", test_escape_from_tag);
  TEST ("/editor-page/copy", test_copy);
  TEST ("/editor-page/note", test_note);
  TEST ("/editor-page/only-text", test_only_text);

  return g_test_run ();
}
