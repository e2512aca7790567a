/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of questions and activities: what they show of a real journal, how
 * they follow it, and what they ask the window to do; and what all pages have in
 * common. */

#include "journal-fixture.h"

#include "heed-activities-page.h"
#include "heed-activity-card.h"
#include "heed-database.h"
#include "heed-dated-row.h"
#include "heed-demo.h"
#include "heed-editor.h"
#include "heed-overview-page.h"
#include "heed-part-progress.h"
#include "heed-questions-page.h"
#include "heed-relative-day.h"
#include "heed-tip-page.h"
#include "heed-tip-row.h"
#include "heed-tips-page.h"
#include "heed-today-page.h"
#include "heed-trend.h"
#include "heed-try-row.h"
#include "heed-ui-resources.h"

#define PATIENCE 20000

typedef struct
{
  JournalFixture files;
  GtkWidget *window;
  GtkWidget *page;
  GString *asked; /* the actions of the window, with their targets */
} Fixture;

/* Whether a widget is the one that is looked for. */
typedef gboolean (*Match) (GtkWidget  *widget,
                           const char *text);

/* What a test waits for: a widget that is there, or gone. */
typedef struct
{
  Fixture *fixture;
  Match match;
  const char *text;
  guint count;
} Wanted;

static guint
count_shown (GtkWidget   *widget,
             Match        match,
             const char  *text,
             GtkWidget  **first)
{
  guint count = 0;

  if (!gtk_widget_get_visible (widget))
    return 0;

  if (match (widget, text))
    {
      if (*first == NULL)
        *first = widget;
      count++;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    count += count_shown (child, match, text, first);

  return count;
}

static guint
count (Fixture    *fixture,
       Match       match,
       const char *text)
{
  GtkWidget *first = NULL;

  return count_shown (fixture->page, match, text, &first);
}

static GtkWidget *
find (Fixture    *fixture,
      Match       match,
      const char *text)
{
  GtkWidget *first = NULL;

  count_shown (fixture->page, match, text, &first);
  if (first == NULL)
    g_error ("“%s” is not on the page", text);
  return first;
}

static gboolean
has_count (gpointer data)
{
  Wanted *wanted = data;

  return count (wanted->fixture, wanted->match, wanted->text) == wanted->count;
}

static void
expect (Fixture    *fixture,
        Match       match,
        const char *text,
        guint       number)
{
  Wanted wanted = { fixture, match, text, number };

  if (!wait_until (has_count, &wanted, PATIENCE))
    g_error ("“%s” is there %u times instead of %u", text, count (fixture, match, text), number);
}

static gboolean
is_label (GtkWidget  *widget,
          const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static const char *
get_button_label (GtkWidget *widget)
{
  GtkWidget *child = gtk_button_get_child (GTK_BUTTON (widget));

  if (ADW_IS_BUTTON_CONTENT (child))
    return adw_button_content_get_label (ADW_BUTTON_CONTENT (child));
  if (GTK_IS_LABEL (child))
    return gtk_label_get_label (GTK_LABEL (child));

  return NULL;
}

static gboolean
is_button (GtkWidget  *widget,
           const char *text)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (get_button_label (widget), text) == 0;
}

static gboolean
is_suggested (GtkWidget  *widget,
              const char *text)
{
  return is_button (widget, text) && gtk_widget_has_css_class (widget, "suggested-action");
}

static gboolean
is_row (GtkWidget  *widget,
        const char *text)
{
  return ADW_IS_ACTION_ROW (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), text);
}

static gboolean
is_of_type (GtkWidget  *widget,
            const char *text)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), text);
}

static void
press (Fixture    *fixture,
       const char *label)
{
  GtkWidget *button = find (fixture, is_button, label);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
expect_asked (Fixture    *fixture,
              const char *asked)
{
  g_assert_cmpstr (fixture->asked->str, ==, asked);
  g_string_truncate (fixture->asked, 0);
}

static void
action_cb (GSimpleAction *action,
           GVariant      *parameter,
           Fixture       *fixture)
{
  g_autofree char *target = parameter != NULL ? g_variant_print (parameter, FALSE) : g_strdup ("");

  g_string_append_printf (fixture->asked, "%s %s", g_action_get_name (G_ACTION (action)), target);
}

static void
add_actions (Fixture *fixture)
{
  static const struct { const char *name, *type; } actions[] = {
    { "open-entry", "s" }, { "new-entry", "(ss)" }, { "show-tip", "s" }, { "print-blank", "s" }, { "back", NULL },
    { "show-attempt", "s" }, { "compare-attempts", "(ss)" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GVariantType) type = actions[i].type != NULL ? g_variant_type_new (actions[i].type) : NULL;
      g_autoptr (GSimpleAction) action = g_simple_action_new (actions[i].name, type);

      g_signal_connect (action, "activate", G_CALLBACK (action_cb), fixture);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
}

static void
show_page (Fixture   *fixture,
           GtkWidget *page)
{
  fixture->page = page;
  gtk_window_set_child (GTK_WINDOW (fixture->window), page);
  g_object_set (page, "journal", fixture->files.journal, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
fill_from_demo (JournalFixture *files)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = heed_demo_read (heed_stamp_now (), &error);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  g_autoptr (HeedDatabase) database = NULL;

  g_assert_no_error (error);
  database = heed_database_open (files->path, 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (records, i);

      g_ptr_array_add (summaries,
                       heed_summary_new (record, heed_workbook_find_form (files->workbook, heed_record_get_form_id (record))));
    }
  heed_database_put_all (database, records, summaries, &error);
  g_assert_no_error (error);
  heed_database_close (database, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  demo)
{
  journal_fixture_set_up (&fixture->files, NULL);
  if (demo != NULL)
    {
      journal_fixture_close (&fixture->files);
      fill_from_demo (&fixture->files);
      journal_fixture_open (&fixture->files);
    }

  fixture->asked = g_string_new (NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 700);
  add_actions (fixture);
}

static gboolean
is_idle (gpointer data)
{
  return !g_main_context_pending (NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  demo)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  journal_fixture_save (&fixture->files);
  wait_until (is_idle, NULL, 1000);
  journal_fixture_tear_down (&fixture->files, NULL);
  g_string_free (fixture->asked, TRUE);
}

static HeedEntry *
get_edited (Fixture *fixture)
{
  HeedEntry *entry = heed_editor_get_entry (HEED_EDITOR (find (fixture, is_of_type, "HeedEditor")));

  g_assert_nonnull (entry);
  return entry;
}

static guint
count_entries (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->files.journal));
}

/* Writes an entry as another part of the window would. */
static HeedEntry *
write_entry (Fixture    *fixture,
             const char *form_id,
             const char *item_id,
             const char *path,
             const char *value)
{
  HeedEntry *entry = heed_journal_create_entry (fixture->files.journal, form_id, item_id);

  heed_entry_set_answer (entry, path, value);
  journal_fixture_save (&fixture->files);
  return entry;
}

static void
test_questions_first_attempt (Fixture       *fixture,
                              gconstpointer  demo)
{
  HeedEntry *entry;

  show_page (fixture, heed_questions_page_new ());
  expect (fixture, is_label, "Questions", 1);
  expect (fixture, is_button, "Take the Self-Check", 1);
  g_assert_cmpuint (count (fixture, is_button, "New Self-Check"), ==, 0);

  press (fixture, "Take the Self-Check");
  expect (fixture, is_label, "Five questions: 0 of 5 · Ten habits: 0 of 10", 1);
  g_assert_false (gtk_widget_is_sensitive (find (fixture, is_button, "Finish This Self-Check")));
  journal_fixture_save (&fixture->files);
  g_assert_cmpuint (count_entries (fixture), ==, 0);

  entry = get_edited (fixture);
  heed_entry_set_answer (entry, "questions/knowing/rating", "4");
  heed_entry_set_answer (entry, "habits/urgency/rating", "2");
  heed_entry_set_answer (entry, "habits/risk/rating", "3");
  expect (fixture, is_label, "Five questions: 1 of 5 · Ten habits: 2 of 10", 1);
  journal_fixture_save (&fixture->files);
  g_assert_cmpuint (count_entries (fixture), ==, 1);
}

static void
test_questions_finish_and_reopen (Fixture       *fixture,
                                  gconstpointer  demo)
{
  HeedEntry *entry;

  show_page (fixture, heed_questions_page_new ());
  expect (fixture, is_button, "Take the Self-Check", 1);
  press (fixture, "Take the Self-Check");
  entry = get_edited (fixture);
  heed_entry_set_answer (entry, "questions/knowing/rating", "4");
  heed_entry_set_answer (entry, "questions/gap/rating", "3");

  press (fixture, "Finish This Self-Check");
  expect (fixture, is_label, "Your last self-check: today", 1);
  expect (fixture, is_label, "Completed · average 3.5", 1);
  expect (fixture, is_of_type, "HeedEditor", 0);
  expect (fixture, is_suggested, "New Self-Check", 1);

  press (fixture, "Keep Working on It");
  expect (fixture, is_of_type, "HeedEditor", 1);
  expect (fixture, is_suggested, "New Self-Check", 0);
  g_assert_cmpstr (heed_entry_get_answer (get_edited (fixture), "questions/gap/rating"), ==, "3");
}

/* One that was left half-way is there again, and stays when a new one begins. */
static void
test_questions_continue (Fixture       *fixture,
                         gconstpointer  demo)
{
  g_autoptr (HeedEntry) begun = write_entry (fixture, "self-check", NULL, "habits/partner/rating", "5");
  HeedEntry *fresh;

  show_page (fixture, heed_questions_page_new ());
  expect (fixture, is_of_type, "HeedEditor", 1);
  g_assert_true (get_edited (fixture) == begun);

  press (fixture, "New Self-Check");
  fresh = get_edited (fixture);
  g_assert_true (fresh != begun);
  expect (fixture, is_of_type, "HeedDatedRow", 1);
  gtk_widget_activate (find (fixture, is_of_type, "HeedDatedRow"));
  g_assert_nonnull (strstr (fixture->asked->str, heed_entry_get_id (begun)));

  /* With nothing written, pressing again does not begin a third. */
  press (fixture, "New Self-Check");
  g_assert_true (get_edited (fixture) == fresh);
}

static void
test_questions_demo (Fixture       *fixture,
                     gconstpointer  demo)
{
  GtkWidget *trend;

  show_page (fixture, heed_questions_page_new ());
  expect (fixture, is_of_type, "HeedDatedRow", 3);
  expect (fixture, is_button, "Read It", 1);
  trend = find (fixture, is_of_type, "HeedTrend");
  g_assert_cmpuint (heed_trend_get_n_points (HEED_TREND (trend)), ==, 4);

  press (fixture, "Read It");
  g_assert_true (g_str_has_prefix (fixture->asked->str, "show-attempt '"));
  g_string_truncate (fixture->asked, 0);
  press (fixture, "Compare Two…");
  expect_asked (fixture, "compare-attempts ('', '')");
}

/* News does not take the focus out of what is being written. */
static void
test_questions_keep_focus (Fixture       *fixture,
                           gconstpointer  demo)
{
  g_autoptr (HeedEntry) other = NULL;
  GtkWidget *focus;

  show_page (fixture, heed_questions_page_new ());
  expect (fixture, is_button, "New Self-Check", 1);
  press (fixture, "New Self-Check");
  heed_entry_set_answer (get_edited (fixture), "questions/knowing/rating", "4");
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, find (fixture, is_of_type, "HeedEditor")));

  other = write_entry (fixture, "self-check", NULL, "habits/partner/rating", "5");
  expect (fixture, is_of_type, "HeedDatedRow", 5);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == focus);
}

static void
test_activities_demo (Fixture       *fixture,
                      gconstpointer  demo)
{
  show_page (fixture, heed_activities_page_new ());
  expect (fixture, is_of_type, "HeedActivityCard", 3);
  expect (fixture, is_button, "Continue", 2);
  expect (fixture, is_button, "Start Another", 3);
  expect (fixture, is_suggested, "Continue", 1);
  expect (fixture, is_suggested, "Start Another", 0);
  expect (fixture, is_button, "Start", 0);

  press (fixture, "Start Another");
  expect_asked (fixture, "new-entry ('body-language', 'body-language')");
  press (fixture, "Continue");
  g_assert_true (g_str_has_prefix (fixture->asked->str, "open-entry '"));
}

static void
test_activities_first_start (Fixture       *fixture,
                             gconstpointer  demo)
{
  g_autoptr (HeedEntry) sheet = NULL;

  show_page (fixture, heed_activities_page_new ());
  expect (fixture, is_button, "Start", 3);
  expect (fixture, is_suggested, "Start", 1);
  press (fixture, "Print Blank");
  expect_asked (fixture, "print-blank 'body-language'");

  sheet = write_entry (fixture, "listening", "listening", "talk/1/speaker", "The mayor");
  expect (fixture, is_suggested, "Continue", 1);
  expect (fixture, is_suggested, "Start", 0);
  expect (fixture, is_label, "About 90 minutes · edited today", 1);
  /* Another may be begun while one is under way. */
  press (fixture, "Start Another");
  expect_asked (fixture, "new-entry ('listening', 'listening')");

  heed_entry_set_completed (sheet, TRUE);
  journal_fixture_save (&fixture->files);
  expect (fixture, is_button, "Start Another", 1);
  expect (fixture, is_suggested, "Start", 1);
  expect (fixture, is_label, "About 90 minutes · completed today", 1);
}

static gboolean
is_expander (GtkWidget  *widget,
             const char *text)
{
  return GTK_IS_EXPANDER (widget) && g_strcmp0 (gtk_expander_get_label (GTK_EXPANDER (widget)), text) == 0;
}

/* All of them can be reached, however many there are. */
static void
test_activities_many_copies (Fixture       *fixture,
                             gconstpointer  demo)
{
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->files.journal, "listening", "listening");

      heed_entry_set_answer (entry, "talk/1/speaker", "The mayor");
    }
  journal_fixture_save (&fixture->files);
  show_page (fixture, heed_activities_page_new ());

  expect (fixture, is_expander, "More than 49 copies", 1);
  gtk_expander_set_expanded (GTK_EXPANDER (find (fixture, is_expander, "More than 49 copies")), TRUE);
  expect (fixture, is_of_type, "HeedDatedRow", 49);
  press (fixture, "Show More Copies");
  expect (fixture, is_expander, "59 earlier copies", 1);
  expect (fixture, is_of_type, "HeedDatedRow", 59);
  expect (fixture, is_button, "Show More Copies", 0);
}

/* Whether a control says what it is: by its own words, or by a name for screen
 * readers. */
static gboolean
has_name (GtkWidget *widget)
{
  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) ||
      gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  if (GTK_IS_BUTTON (widget))
    return get_button_label (widget) != NULL;
  if (ADW_IS_PREFERENCES_ROW (widget))
    return *adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)) != '\0';
  if (GTK_IS_EXPANDER (widget))
    return gtk_expander_get_label (GTK_EXPANDER (widget)) != NULL;

  return FALSE;
}

/* Controls inside other controls, such as the button of a menu button, speak
 * with the voice of the one around them. */
static gboolean
is_unnamed_control (GtkWidget  *widget,
                    const char *text)
{
  if (!gtk_widget_get_focusable (widget) || !gtk_widget_is_sensitive (widget))
    return FALSE;
  if (GTK_IS_SCROLLED_WINDOW (widget) || has_name (widget))
    return FALSE;
  if (gtk_widget_get_ancestor (widget, HEED_TYPE_EDITOR) != NULL ||
      gtk_widget_get_ancestor (widget, ADW_TYPE_HEADER_BAR) != NULL)
    return FALSE;

  g_test_message ("%s has no name", G_OBJECT_TYPE_NAME (widget));
  return TRUE;
}

static void
test_names (Fixture       *fixture,
            gconstpointer  demo)
{
  show_page (fixture, heed_questions_page_new ());
  expect (fixture, is_of_type, "HeedDatedRow", 3);
  g_assert_cmpuint (count (fixture, is_unnamed_control, NULL), ==, 0);

  show_page (fixture, heed_tips_page_new ());
  expect (fixture, is_of_type, "HeedTipRow", 16);
  g_assert_cmpuint (count (fixture, is_unnamed_control, NULL), ==, 0);

  show_page (fixture, heed_tip_page_new (fixture->files.journal,
                                         heed_workbook_find_item (fixture->files.workbook, "active-listening")));
  expect (fixture, is_of_type, "HeedTryRow", 3);
  g_assert_cmpuint (count (fixture, is_unnamed_control, NULL), ==, 0);

  show_page (fixture, heed_activities_page_new ());
  expect (fixture, is_button, "Continue", 2);
  g_assert_cmpuint (count (fixture, is_unnamed_control, NULL), ==, 0);

  show_page (fixture, heed_overview_page_new (fixture->files.journal));
  expect (fixture, is_row, "Lisa Masiello", 1);
  g_assert_cmpuint (count (fixture, is_unnamed_control, NULL), ==, 0);

  show_page (fixture, g_object_new (HEED_TYPE_TODAY_PAGE, NULL));
  expect (fixture, is_of_type, "HeedPlanRow", 4);
  g_assert_cmpuint (count (fixture, is_unnamed_control, NULL), ==, 0);
}

static gboolean
is_gone (gpointer page)
{
  return *(gpointer *) page == NULL;
}

/* A page that goes while the journal is still answering. */
static void
test_closing (Fixture       *fixture,
              gconstpointer  demo)
{
  gpointer page;

  for (guint i = 0; i < 5; i++)
    {
      HeedItem *tip = heed_workbook_find_item (fixture->files.workbook, "promises");
      GtkWidget *pages[] = {
        heed_questions_page_new (), heed_tips_page_new (), heed_activities_page_new (),
        heed_overview_page_new (fixture->files.journal), heed_tip_page_new (fixture->files.journal, tip),
      };

      show_page (fixture, pages[i]);
      page = fixture->page;
      g_object_add_weak_pointer (page, &page);
      for (guint j = i + 1; j < G_N_ELEMENTS (pages); j++)
        g_object_unref (g_object_ref_sink (pages[j]));
      for (guint j = 0; j < i; j++)
        g_object_unref (g_object_ref_sink (pages[j]));
      gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
      g_assert_true (wait_until (is_gone, &page, 20000));
    }
}

static void
test_part_progress (Fixture       *fixture,
                    gconstpointer  demo)
{
  HeedForm *form = heed_workbook_find_form (fixture->files.workbook, "note");
  g_autoptr (HeedOutline) outline = heed_outline_new_blank (form);
  HeedProgress progress = heed_part_progress_count (outline);
  g_autofree char *text = heed_part_progress_describe (outline);

  g_assert_cmpuint (progress.answered, ==, 0);
  g_assert_cmpuint (progress.total, ==, 1);
  g_assert_cmpstr (text, ==, "My note: 0 of 1");
}

static void
test_relative_days (void)
{
  guint32 today = heed_day_today ();
  g_autofree char *now = heed_relative_day_format (today, today);
  g_autofree char *before = heed_relative_day_format (today - 1, today);
  g_autofree char *long_ago = heed_relative_day_format (today - 2, today);
  g_autofree char *date = heed_day_format (today - 2);

  g_assert_cmpstr (now, ==, "today");
  g_assert_cmpstr (before, ==, "yesterday");
  g_assert_cmpstr (long_ago, ==, date);
}

int
main (int   argc,
      char *argv[])
{
#define EMPTY(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
#define DEMO(path, test) g_test_add (path, Fixture, "demo", set_up, test, tear_down)

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (heed_ui_get_resource ());

  EMPTY ("/pages/questions/first-attempt", test_questions_first_attempt);
  EMPTY ("/pages/questions/finish-and-reopen", test_questions_finish_and_reopen);
  EMPTY ("/pages/questions/continue", test_questions_continue);
  DEMO ("/pages/questions/demo", test_questions_demo);
  DEMO ("/pages/questions/keep-focus", test_questions_keep_focus);
  DEMO ("/pages/activities/demo", test_activities_demo);
  EMPTY ("/pages/activities/first-start", test_activities_first_start);
  EMPTY ("/pages/activities-many-copies", test_activities_many_copies);
  DEMO ("/pages/names", test_names);
  DEMO ("/pages/closing", test_closing);
  EMPTY ("/pages/part-progress", test_part_progress);
  g_test_add_func ("/pages/relative-days", test_relative_days);

  return g_test_run ();
}
