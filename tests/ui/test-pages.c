/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of questions and activities: what they show of a real journal, how
 * they follow it, and what they ask the window to do; and what all pages have in
 * common. */

#include "page-fixture.h"

#include "heed-activities-page.h"
#include "heed-attempts.h"
#include "heed-calendar.h"
#include "heed-dated-row.h"
#include "heed-editor.h"
#include "heed-overview-page.h"
#include "heed-questions-page.h"
#include "heed-tip-page.h"
#include "heed-tips-page.h"
#include "heed-today-page.h"
#include "heed-trend.h"
#include "heed-ui-resources.h"

static gboolean
is_suggested (GtkWidget  *widget,
              const char *text)
{
  return is_button (widget, text) && gtk_widget_has_css_class (widget, "suggested-action");
}

static guint
count_entries (PageFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->files.journal));
}

static void
finish (PageFixture *fixture,
        HeedEntry   *entry)
{
  heed_entry_set_completed (entry, TRUE);
  journal_fixture_save (&fixture->files);
  gtk_widget_activate_action (find (fixture, is_of_type, "HeedQuestionsPage"), "questions.show-outcome", "s",
                              heed_entry_get_id (entry));
}

static void
expect_opened (PageFixture *fixture,
               HeedEntry   *entry)
{
  g_autofree char *asked = g_strdup_printf ("open-entry '%s'", heed_entry_get_id (entry));

  expect_asked (fixture, asked);
}

/* Nothing there: one is begun. Going to the page does not begin one. */
static void
test_questions_none (PageFixture   *fixture,
                     gconstpointer  demo)
{
  show_page (fixture, g_object_new (HEED_TYPE_QUESTIONS_PAGE, NULL));
  expect (fixture, is_label, "Questions", 1);
  expect (fixture, is_button, "Take the Self-Check", 1);
  g_assert_cmpuint (count (fixture, is_button, "New Self-Check"), ==, 0);
  g_assert_cmpuint (count (fixture, is_button, "Continue"), ==, 0);
  g_assert_cmpuint (count_entries (fixture), ==, 0);

  press (fixture, "Take the Self-Check");
  expect_asked (fixture, "new-entry ('self-check', '')");
}

/* An open one is gone on with, and there is no other beside it. */
static void
test_questions_open (PageFixture   *fixture,
                     gconstpointer  demo)
{
  g_autoptr (HeedEntry) begun = write_entry (fixture, "self-check", NULL, "habits/partner/rating", "5");

  heed_entry_set_answer (begun, "questions/knowing/rating", "4");
  journal_fixture_save (&fixture->files);
  show_page (fixture, g_object_new (HEED_TYPE_QUESTIONS_PAGE, NULL));
  expect (fixture, is_label, "Five questions: 1 of 5 · Ten habits: 1 of 10", 1);
  expect (fixture, is_suggested, "Continue", 1);
  g_assert_cmpuint (count (fixture, is_button, "New Self-Check"), ==, 0);
  g_assert_cmpuint (count (fixture, is_button, "Take the Self-Check"), ==, 0);
  press (fixture, "Continue");
  expect_opened (fixture, begun);
  /* From another page, too. */
  gtk_widget_activate_action (find (fixture, is_of_type, "HeedQuestionsPage"), "questions.start", NULL);
  expect_opened (fixture, begun);
}

static void
test_questions_finished (PageFixture   *fixture,
                         gconstpointer  demo)
{
  g_autoptr (HeedEntry) entry = write_entry (fixture, "self-check", NULL, "questions/knowing/rating", "4");

  heed_entry_set_answer (entry, "questions/gap/rating", "3");
  show_page (fixture, g_object_new (HEED_TYPE_QUESTIONS_PAGE, NULL));
  expect (fixture, is_button, "Continue", 1);
  finish (fixture, entry);
  expect (fixture, is_label, "Your last self-check: today", 1);
  expect (fixture, is_label, "Finished · average 3.5", 1);
  expect (fixture, is_button, "Continue", 0);
  expect (fixture, is_suggested, "New Self-Check", 1);

  /* What is corrected stays finished. */
  heed_entry_set_answer (entry, "questions/gap/rating", "5");
  journal_fixture_save (&fixture->files);
  expect (fixture, is_label, "Finished · average 4.5", 1);
  expect (fixture, is_button, "New Self-Check", 1);
  press (fixture, "New Self-Check");
  expect_asked (fixture, "new-entry ('self-check', '')");
}

/* Nothing begun is lost from sight, in whatever order it is left. */
static void
test_questions_one_open (PageFixture   *fixture,
                         gconstpointer  demo)
{
  g_autoptr (HeedEntry) first = write_entry (fixture, "self-check", NULL, "habits/partner/rating", "5");
  g_autoptr (HeedEntry) second = NULL;

  show_page (fixture, g_object_new (HEED_TYPE_QUESTIONS_PAGE, NULL));
  expect (fixture, is_button, "Continue", 1);

  /* Another comes from elsewhere: the newest is the one, and the other waits below. */
  second = write_entry (fixture, "self-check", NULL, "questions/gap/rating", "2");
  expect (fixture, is_label, "Five questions: 1 of 5 · Ten habits: 0 of 10", 1);
  expect (fixture, is_of_type, "HeedDatedRow", 1);
  gtk_widget_activate (find (fixture, is_of_type, "HeedDatedRow"));
  expect_opened (fixture, first);

  /* Either may be finished first; the other stays, with what moved beside it. */
  finish (fixture, second);
  expect (fixture, is_label, "Five questions: 0 of 5 · Ten habits: 1 of 10", 1);
  expect (fixture, is_button, "Read It", 1);
  g_assert_cmpuint (count (fixture, is_button, "New Self-Check"), ==, 0);
  press (fixture, "Continue");
  expect_opened (fixture, first);
  finish (fixture, first);
  expect (fixture, is_button, "Continue", 0);
  expect (fixture, is_of_type, "HeedDatedRow", 1);
  expect (fixture, is_button, "New Self-Check", 1);
}

/* By the trash, and back from it. */
static void
test_questions_discard (PageFixture   *fixture,
                        gconstpointer  demo)
{
  g_autoptr (HeedEntry) entry = write_entry (fixture, "self-check", NULL, "habits/urgency/rating", "3");
  g_autofree char *asked = g_strdup_printf ("delete-entry '%s'", heed_entry_get_id (entry));

  show_page (fixture, g_object_new (HEED_TYPE_QUESTIONS_PAGE, NULL));
  press (fixture, "Discard");
  expect_asked (fixture, asked);
  heed_entry_set_deleted (entry, TRUE);
  expect (fixture, is_button, "Continue", 0);
  expect (fixture, is_button, "Take the Self-Check", 1);
  heed_entry_set_deleted (entry, FALSE);
  expect (fixture, is_button, "Continue", 1);
}

static void
test_questions_demo (PageFixture   *fixture,
                     gconstpointer  demo)
{
  GtkWidget *trend;

  show_page (fixture, g_object_new (HEED_TYPE_QUESTIONS_PAGE, NULL));
  expect (fixture, is_of_type, "HeedDatedRow", 3);
  expect (fixture, is_button, "Read It", 1);
  trend = find (fixture, is_of_type, "HeedTrend");
  g_assert_cmpuint (heed_trend_get_n_points (HEED_TREND (trend)), ==, 4);

  press (fixture, "Read It");
  g_assert_true (g_str_has_prefix (fixture->asked->str, "open-entry '"));
  g_string_truncate (fixture->asked, 0);
  press (fixture, "Compare Two…");
  expect_asked (fixture, "compare-attempts ('', '')");
}

/* News does not take the focus from where somebody is. */
static void
test_questions_keep_focus (PageFixture   *fixture,
                           gconstpointer  demo)
{
  g_autoptr (HeedEntry) other = NULL;
  GtkWidget *button;

  show_page (fixture, g_object_new (HEED_TYPE_QUESTIONS_PAGE, NULL));
  button = find (fixture, is_button, "Compare Two…");
  gtk_widget_grab_focus (button);
  other = write_entry (fixture, "self-check", NULL, "habits/partner/rating", "5");
  expect (fixture, is_button, "Continue", 1);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == button);
}

static void
test_activities_demo (PageFixture   *fixture,
                      gconstpointer  demo)
{
  show_page (fixture, g_object_new (HEED_TYPE_ACTIVITIES_PAGE, NULL));
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

  /* What is complete is as near as what is not. */
  expect (fixture, is_button, "Open", 1);
  g_string_truncate (fixture->asked, 0);
  press (fixture, "Open");
  g_assert_true (g_str_has_prefix (fixture->asked->str, "open-entry '"));
}

static void
test_activities_first_start (PageFixture   *fixture,
                             gconstpointer  demo)
{
  g_autoptr (HeedEntry) sheet = NULL;
  g_autofree char *opened = NULL;

  show_page (fixture, g_object_new (HEED_TYPE_ACTIVITIES_PAGE, NULL));
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
  expect (fixture, is_label, "About 90 minutes · finished today", 1);
  g_string_truncate (fixture->asked, 0);
  press (fixture, "Open");
  opened = g_strdup_printf ("open-entry '%s'", heed_entry_get_id (sheet));
  expect_asked (fixture, opened);
  heed_entry_set_completed (sheet, FALSE);
  journal_fixture_save (&fixture->files);
  expect (fixture, is_button, "Open", 0);
}

static gboolean
is_expander (GtkWidget  *widget,
             const char *text)
{
  return GTK_IS_EXPANDER (widget) && g_strcmp0 (gtk_expander_get_label (GTK_EXPANDER (widget)), text) == 0;
}

/* All of them can be reached, however many there are. */
static void
test_activities_many_copies (PageFixture   *fixture,
                             gconstpointer  demo)
{
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->files.journal, "listening", "listening");

      heed_entry_set_answer (entry, "talk/1/speaker", "The mayor");
    }
  journal_fixture_save (&fixture->files);
  show_page (fixture, g_object_new (HEED_TYPE_ACTIVITIES_PAGE, NULL));

  expect (fixture, is_expander, "More than 49 earlier copies", 1);
  gtk_expander_set_expanded (GTK_EXPANDER (find (fixture, is_expander, "More than 49 earlier copies")), TRUE);
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
    return gtk_button_get_label (GTK_BUTTON (widget)) != NULL ||
           ADW_IS_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (widget)));
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

/* What a page asks the journal for gets its name when the answer comes. */
static gboolean
has_only_named_controls (gpointer fixture)
{
  return count (fixture, is_unnamed_control, NULL) == 0;
}

static void
test_names (PageFixture   *fixture,
            gconstpointer  demo)
{
  show_page (fixture, g_object_new (HEED_TYPE_QUESTIONS_PAGE, NULL));
  expect (fixture, is_of_type, "HeedDatedRow", 3);
  g_assert_true (wait_until (has_only_named_controls, fixture));

  show_page (fixture, g_object_new (HEED_TYPE_TIPS_PAGE, NULL));
  expect (fixture, is_of_type, "HeedTipRow", 16);
  g_assert_true (wait_until (has_only_named_controls, fixture));

  show_page (fixture, heed_tip_page_new (fixture->files.journal,
                                         heed_workbook_find_item (fixture->files.workbook, "active-listening")));
  expect (fixture, is_of_type, "HeedTryRow", 3);
  g_assert_true (wait_until (has_only_named_controls, fixture));

  show_page (fixture, g_object_new (HEED_TYPE_ACTIVITIES_PAGE, NULL));
  expect (fixture, is_button, "Continue", 2);
  g_assert_true (wait_until (has_only_named_controls, fixture));

  show_page (fixture, heed_overview_page_new (fixture->files.journal));
  expect (fixture, is_row, "Lisa Masiello", 1);
  g_assert_true (wait_until (has_only_named_controls, fixture));

  show_page (fixture, g_object_new (HEED_TYPE_TODAY_PAGE, NULL));
  expect (fixture, is_of_type, "HeedPlanRow", 4);
  g_assert_true (wait_until (has_only_named_controls, fixture));
}

static gboolean
is_gone (gpointer page)
{
  return *(gpointer *) page == NULL;
}

/* A page that goes while the journal is still answering. */
static void
test_closing (PageFixture   *fixture,
              gconstpointer  demo)
{
  gpointer page;

  for (guint i = 0; i < 5; i++)
    {
      HeedItem *tip = heed_workbook_find_item (fixture->files.workbook, "promises");
      GtkWidget *pages[] = {
        g_object_new (HEED_TYPE_QUESTIONS_PAGE, NULL), g_object_new (HEED_TYPE_TIPS_PAGE, NULL),
        g_object_new (HEED_TYPE_ACTIVITIES_PAGE, NULL),
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
      g_assert_true (wait_until (is_gone, &page));
    }
}

static void
test_part_progress (PageFixture   *fixture,
                    gconstpointer  demo)
{
  HeedForm *form = heed_workbook_find_form (fixture->files.workbook, "note");
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new_blank (form);
  g_autofree char *text = heed_attempts_describe_progress (filled);

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
#define EMPTY(path, test) g_test_add (path, PageFixture, NULL, page_fixture_set_up, test, page_fixture_tear_down)
#define DEMO(path, test) g_test_add (path, PageFixture, "demo", page_fixture_set_up, test, page_fixture_tear_down)

  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());

  EMPTY ("/pages/questions/none", test_questions_none);
  EMPTY ("/pages/questions/open", test_questions_open);
  EMPTY ("/pages/questions/finished", test_questions_finished);
  EMPTY ("/pages/questions/one-open", test_questions_one_open);
  EMPTY ("/pages/questions/discard", test_questions_discard);
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
