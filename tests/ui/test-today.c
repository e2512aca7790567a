/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the day and the page of all entries, on a real journal. */

#include "journal-fixture.h"
#include "screen.h"

#include "heed-calendar.h"
#include "heed-day-questions.h"
#include "heed-demo.h"
#include "heed-entry-row.h"
#include "heed-journal-page.h"
#include "heed-plan-row.h"
#include "heed-question-card.h"
#include "heed-ring.h"
#include "heed-text-area.h"
#include "heed-today-page.h"
#include "heed-trend.h"
#include "heed-ui-resources.h"

#include <math.h>

typedef struct
{
  JournalFixture files;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

typedef struct
{
  GtkWidget *root;
  const char *text;
} Wanted;

static const char *
get_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget) && gtk_inscription_get_text (GTK_INSCRIPTION (widget)) != NULL)
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));

  return "";
}

/* The first label below @widget that is shown and holds @text. */
static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (strstr (get_words (widget), text) != NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Of what is called the same, the one on a button. */
static GtkWidget *
find_button_label (GtkWidget  *widget,
                   const char *text)
{
  GtkWidget *label = GTK_IS_BUTTON (widget) ? find_label (widget, text) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && label == NULL;
       child = gtk_widget_get_next_sibling (child))
    label = find_button_label (child, text);

  return label;
}

static gboolean
is_shown (gpointer data)
{
  Wanted *wanted = data;

  return find_label (wanted->root, wanted->text) != NULL;
}

static gboolean
is_not_shown (gpointer data)
{
  return !is_shown (data);
}

static void
assert_shows (Fixture    *fixture,
              const char *text)
{
  Wanted wanted = { fixture->window, text };

  g_assert_true (wait_until (is_shown, &wanted));
}

static void
assert_does_not_show (Fixture    *fixture,
                      const char *text)
{
  Wanted wanted = { fixture->window, text };

  g_assert_true (wait_until (is_not_shown, &wanted));
}

static void
fill_with_demo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = heed_demo_read (fixture->files.workbook, heed_timestamp_now (), &error);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  g_autoptr (HeedDatabase) database = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (records, i);

      g_ptr_array_add (summaries, heed_summary_new (record, heed_workbook_find_form (fixture->files.workbook,
                                                                                    heed_record_get_form_id (record))));
    }

  journal_fixture_close (&fixture->files);
  database = heed_database_open (fixture->files.path, HEED_DATABASE_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (heed_database_put_all (database, records, summaries, &error));
  g_assert_true (heed_database_close (database, &error));
  journal_fixture_open (&fixture->files);
}

static void
show_page (Fixture   *fixture,
           GtkWidget *page)
{
  fixture->page = page;
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 760);
  gtk_window_set_child (GTK_WINDOW (fixture->window), page);
  g_object_set (page, "journal", fixture->files.journal, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
show_today (Fixture *fixture)
{
  show_page (fixture, g_object_new (HEED_TYPE_TODAY_PAGE, NULL));
}

static void
show_journal (Fixture *fixture)
{
  show_page (fixture, g_object_new (HEED_TYPE_JOURNAL_PAGE, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  journal_fixture_set_up (&fixture->files, NULL);
}

static gboolean
has_no_windows (gpointer data)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) == 0;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_true (wait_until (has_no_windows, NULL));
  journal_fixture_tear_down (&fixture->files, NULL);
}

static void
test_first_start (Fixture       *fixture,
                  gconstpointer  data)
{
  show_today (fixture);
  assert_shows (fixture, "Welcome");
  assert_shows (fixture, "No plan yet");
  g_assert_null (find_label (fixture->window, "activities finished"));
}

static void
rate_yourself (Fixture    *fixture,
               const char *rating,
               gboolean    finished)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->files.journal, "self-check", NULL);

  heed_entry_set_answer (entry, "questions/innovation/rating", rating);
  heed_entry_set_completed (entry, finished);
  journal_fixture_save (&fixture->files);
}

/* A self-check that somebody left is gone on with in one step. */
static void
test_self_check_to_continue (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (HeedEntry) check = NULL;
  GtkWidget *button;

  rate_yourself (fixture, "3", FALSE);
  check = journal_fixture_dup_entry (&fixture->files, 0);
  show_today (fixture);
  assert_shows (fixture, "Self-check");
  button = gtk_widget_get_ancestor (find_button_label (fixture->window, "Continue"), GTK_TYPE_BUTTON);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.open-entry");
  g_assert_cmpstr (g_variant_get_string (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button)), NULL), ==,
                   heed_entry_get_id (check));

  /* A newer one that is finished does not hide it. */
  rate_yourself (fixture, "4", TRUE);
  assert_shows (fixture, "self-check average");
  assert_shows (fixture, "Self-check");
  heed_entry_set_completed (check, TRUE);
  assert_does_not_show (fixture, "Self-check");
}

static void
test_shows_what_is_going_on (Fixture       *fixture,
                             gconstpointer  data)
{
  HeedItem *tip = heed_workbook_find_item (fixture->files.workbook, "active-listening");

  fill_with_demo (fixture);
  show_today (fixture);
  assert_shows (fixture, "Continue");
  assert_shows (fixture, heed_item_get_title (tip));
  assert_shows (fixture, ", I will ");
  assert_shows (fixture, "self-check average, up");
  assert_shows (fixture, "1 / 3");
  assert_does_not_show (fixture, "Welcome");
}

/* A line needs two self-checks, and one that is under way is none yet. */
static void
test_chart_of_self_checks (Fixture       *fixture,
                           gconstpointer  data)
{
  HeedTrend *trend;

  rate_yourself (fixture, "2", TRUE);
  rate_yourself (fixture, "1", FALSE);
  show_today (fixture);
  assert_shows (fixture, "self-check average");
  assert_shows (fixture, "2.0");
  g_assert_null (find_type (fixture->window, HEED_TYPE_TREND));

  rate_yourself (fixture, "4", TRUE);
  assert_shows (fixture, "self-check average, up 2.0");
  assert_shows (fixture, "See Your Self-Checks");
  trend = HEED_TREND (find_type (fixture->window, HEED_TYPE_TREND));
  g_assert_cmpuint (heed_trend_get_n_points (trend), ==, 2);
}

static gboolean
has_one (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (((Fixture *) data)->files.journal)) == 1;
}

static void
press (Fixture    *fixture,
       const char *label)
{
  GtkWidget *button = gtk_widget_get_ancestor (find_label (fixture->window, label), GTK_TYPE_BUTTON);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
write_answer (Fixture    *fixture,
              const char *text)
{
  GtkWidget *area = find_type (find_type (fixture->page, HEED_TYPE_QUESTION_CARD), HEED_TYPE_TEXT_AREA);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (area)), text, -1);
}

/* Keeps an entry as if it had been written some days ago. */
static void
put_days_ago (Fixture    *fixture,
              const char *form_id,
              const char *item_id,
              const char *title,
              const char *path,
              const char *text,
              int         days)
{
  HeedTimestamp stamp = heed_timestamp_add_days (heed_timestamp_now (), -days);
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "customer-focus", 1, form_id);
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedSummary) summary = NULL;
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  heed_record_builder_set_item_id (builder, item_id);
  heed_record_builder_set_title (builder, title);
  heed_record_builder_set_created (builder, stamp);
  heed_record_builder_set_modified (builder, stamp);
  heed_record_builder_set_answer (builder, path, text, stamp.utc);
  record = heed_record_builder_end (builder);
  summary = heed_summary_new (record, heed_workbook_find_form (fixture->files.workbook, form_id));
  database = heed_database_open (fixture->files.path, HEED_DATABASE_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (heed_database_put (database, record, summary, &error));
  g_assert_true (heed_database_close (database, &error));
}

static void
answer_days_ago (Fixture    *fixture,
                 guint       question,
                 const char *text,
                 int         days)
{
  g_autoptr (GPtrArray) questions = heed_day_questions_list (fixture->files.workbook);
  const HeedDayQuestion *asked = g_ptr_array_index (questions, question);

  put_days_ago (fixture, HEED_FORM_ANSWER, asked->path, asked->words, "answer", text, days);
}

static void
note_days_ago (Fixture    *fixture,
               const char *title,
               int         days)
{
  put_days_ago (fixture, HEED_FORM_NOTE, NULL, title, "body", "It rained.", days);
}

/* The question's answer is in the journal while it is being written, under the
 * question; when it is done the next question is one press away. */
static void
test_answering_the_question (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GPtrArray) questions = heed_day_questions_list (fixture->files.workbook);
  const HeedDayQuestion *first = g_ptr_array_index (questions, 0);
  const HeedDayQuestion *second = g_ptr_array_index (questions, 1);
  g_autoptr (HeedEntry) entry = NULL;

  show_today (fixture);
  assert_shows (fixture, first->words);
  write_answer (fixture, "Mostly the ones who complain.");
  g_assert_true (wait_until (has_one, fixture));

  entry = journal_fixture_dup_entry (&fixture->files, 0);
  g_assert_cmpstr (heed_entry_get_answer (entry, "answer"), ==, "Mostly the ones who complain.");
  g_assert_cmpstr (heed_record_get_title (heed_entry_get_record (entry)), ==, first->words);
  g_assert_cmpstr (heed_record_get_item_id (heed_entry_get_record (entry)), ==, first->path);

  press (fixture, "Save to Journal");
  assert_shows (fixture, "Next Question");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) ==
                 gtk_widget_get_ancestor (find_label (fixture->window, "Next Question"), GTK_TYPE_BUTTON));
  assert_shows (fixture, "Mostly the ones who complain.");
  g_assert_null (find_label (fixture->window, "Older Answers"));
  press (fixture, "Next Question");
  assert_shows (fixture, second->words);
  g_assert_false (gtk_widget_is_sensitive (find_label (fixture->window, "Save to Journal")));
  assert_does_not_show (fixture, "Mostly the ones who complain.");
}

/* What is being written stays where it is. */
static void
test_welcome_while_writing (Fixture       *fixture,
                            gconstpointer  data)
{
  GtkWidget *area;

  show_today (fixture);
  assert_shows (fixture, "Welcome");
  area = find_type (find_type (fixture->page, HEED_TYPE_QUESTION_CARD), HEED_TYPE_TEXT_AREA);
  gtk_widget_grab_focus (area);
  write_answer (fixture, "Mostly");
  assert_shows (fixture, "How it is going");
  g_assert_nonnull (find_label (fixture->window, "Welcome"));
  press (fixture, "Save to Journal");
  assert_does_not_show (fixture, "Welcome");
}

/* An answer of which nothing is left is not kept. */
static void
test_taking_an_answer_back (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = NULL;

  show_today (fixture);
  assert_shows (fixture, "Save to Journal");
  write_answer (fixture, "Mostly");
  g_assert_true (wait_until (has_one, fixture));
  write_answer (fixture, "");
  journal_fixture_save (&fixture->files);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->files.journal)), ==, 0);

  write_answer (fixture, "All");
  g_assert_true (wait_until (has_one, fixture));
  entry = journal_fixture_dup_entry (&fixture->files, 0);
  g_assert_cmpstr (heed_entry_get_answer (entry, "answer"), ==, "All");
}

/* What is due comes before what was never answered. Its older answer is out of
 * sight until the new one is saved, and then folded below it, with its day. */
static void
test_older_answers (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GPtrArray) questions = heed_day_questions_list (fixture->files.workbook);
  const HeedDayQuestion *due = g_ptr_array_index (questions, 2);
  GtkWidget *expander;

  answer_days_ago (fixture, 2, "The older answer", 20);
  show_today (fixture);
  assert_shows (fixture, due->words);
  assert_shows (fixture, "You last answered this:");
  g_assert_null (find_label (fixture->window, "What you wrote on"));
  write_answer (fixture, "The newer answer");
  press (fixture, "Save to Journal");
  assert_shows (fixture, "What you wrote on");
  assert_shows (fixture, "The newer answer");
  g_assert_null (find_label (fixture->window, "The older answer"));
  g_assert_null (find_label (fixture->window, "Older Answers"));

  expander = gtk_widget_get_ancestor (find_label (fixture->window, "What you wrote on"), GTK_TYPE_EXPANDER);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  assert_shows (fixture, "The older answer");
}

static void
test_several_older_answers (Fixture       *fixture,
                            gconstpointer  data)
{
  answer_days_ago (fixture, 2, "The oldest answer", 60);
  answer_days_ago (fixture, 2, "The older answer", 20);
  show_today (fixture);
  assert_shows (fixture, "You last answered this:");
  write_answer (fixture, "The newer answer");
  press (fixture, "Save to Journal");
  assert_shows (fixture, "Older Answers");
}

/* As if the program had been closed and started again. */
static void
start_again (Fixture *fixture)
{
  journal_fixture_save (&fixture->files);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_true (wait_until (has_no_windows, NULL));
  journal_fixture_close (&fixture->files);
  journal_fixture_open (&fixture->files);
  show_today (fixture);
}

/* Whoever comes back finds what they answered today. */
static void
test_answered_before (Fixture       *fixture,
                      gconstpointer  data)
{
  show_today (fixture);
  assert_shows (fixture, "Save to Journal");
  write_answer (fixture, "Mostly");
  press (fixture, "Save to Journal");
  assert_shows (fixture, "Next Question");
  start_again (fixture);
  assert_shows (fixture, "Mostly");
  assert_shows (fixture, "Next Question");
  g_assert_null (find_label (fixture->window, "Save to Journal"));
}

/* An answer that was begun is offered at the next start, until it is finished. */
static void
test_going_on (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GPtrArray) questions = heed_day_questions_list (fixture->files.workbook);
  const HeedDayQuestion *first = g_ptr_array_index (questions, 0);
  g_autoptr (HeedEntry) entry = NULL;
  GtkWidget *area;

  show_today (fixture);
  assert_shows (fixture, first->words);
  write_answer (fixture, "Mostly the");
  start_again (fixture);
  assert_shows (fixture, "You began this answer: today.");
  assert_shows (fixture, first->words);
  area = find_type (find_type (fixture->page, HEED_TYPE_QUESTION_CARD), HEED_TYPE_TEXT_AREA);
  g_assert_cmpstr (heed_text_area_get_text (HEED_TEXT_AREA (area)), ==, "Mostly the");

  write_answer (fixture, "Mostly the loud ones.");
  press (fixture, "Save to Journal");
  assert_shows (fixture, "Next Question");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->files.journal)), ==, 1);
  entry = journal_fixture_dup_entry (&fixture->files, 0);
  g_assert_cmpstr (heed_entry_get_answer (entry, "answer"), ==, "Mostly the loud ones.");
  start_again (fixture);
  assert_shows (fixture, "Next Question");
  g_assert_null (find_label (fixture->window, "You began this answer"));
}

/* What was taken back, or deleted meanwhile, is not offered. */
static void
test_nothing_to_go_on_with (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = NULL;

  show_today (fixture);
  assert_shows (fixture, "Save to Journal");
  write_answer (fixture, "Mostly");
  write_answer (fixture, "");
  start_again (fixture);
  assert_shows (fixture, "Save to Journal");
  g_assert_null (find_label (fixture->window, "You began this answer"));

  write_answer (fixture, "Mostly");
  g_assert_true (wait_until (has_one, fixture));
  entry = journal_fixture_dup_entry (&fixture->files, 0);
  heed_entry_set_deleted (entry, TRUE);
  start_again (fixture);
  assert_shows (fixture, "Save to Journal");
  g_assert_null (find_label (fixture->window, "You began this answer"));
}

/* The years on which there was no such day are passed over. */
static void
test_on_this_day (Fixture       *fixture,
                  gconstpointer  data)
{
  guint32 today = heed_day_today ();
  guint years = 1;
  guint32 first, last;

  while (!heed_day_look_back (today, years, &first, &last))
    years++;
  note_days_ago (fixture, "Then", (int) (today - first));
  note_days_ago (fixture, "The week after", (int) (today - first) - 7);
  journal_fixture_close (&fixture->files);
  journal_fixture_open (&fixture->files);
  show_today (fixture);
  assert_shows (fixture, "On this day");
  assert_shows (fixture, "Then");
  g_assert_null (find_label (fixture->window, "The week after"));
  g_assert_null (find_label (fixture->window, "About a year ago"));
}

static void
test_about_a_year_ago (Fixture       *fixture,
                       gconstpointer  data)
{
  guint32 today = heed_day_today ();
  int year = (int) (today - heed_calendar_add_months (today, -12));

  note_days_ago (fixture, "Six days before", year + 6);
  note_days_ago (fixture, "Four days after", year - 4);
  journal_fixture_close (&fixture->files);
  journal_fixture_open (&fixture->files);
  show_today (fixture);
  assert_shows (fixture, "About a year ago");
  assert_shows (fixture, "Four days after");
  g_assert_null (find_label (fixture->window, "Six days before"));
  g_assert_null (find_label (fixture->window, "On this day"));
}

static void
test_nothing_in_earlier_years (Fixture       *fixture,
                               gconstpointer  data)
{
  note_days_ago (fixture, "Today's", 0);
  note_days_ago (fixture, "Long ago", 500);
  journal_fixture_close (&fixture->files);
  journal_fixture_open (&fixture->files);
  show_today (fixture);
  assert_shows (fixture, "How it is going");
  g_assert_null (find_label (fixture->window, "On this day"));
  g_assert_null (find_label (fixture->window, "About a year ago"));
}

static void
test_nothing_due (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GPtrArray) questions = heed_day_questions_list (fixture->files.workbook);
  const HeedDayQuestion *soonest = g_ptr_array_index (questions, 3);

  for (guint i = 0; i < questions->len; i++)
    answer_days_ago (fixture, i, "An answer", i == 3 ? 5 : 2);
  show_today (fixture);
  assert_shows (fixture, "there is none for today");
  g_assert_null (find_label (fixture->window, "Save to Journal"));
  press (fixture, "Answer One Anyway");
  assert_shows (fixture, soonest->words);
  write_answer (fixture, "Again");
  press (fixture, "Save to Journal");
  assert_shows (fixture, "The next question comes back on");
  g_assert_null (find_label (fixture->window, "Next Question"));
}

/* A try is noted in a popover, and kept however that is closed. */
static void
test_noting_a_try (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (HeedEntry) plan = heed_journal_create_entry (fixture->files.journal, HEED_FORM_PLAN, "promises");
  g_autoptr (HeedEntry) note = NULL;
  GtkWidget *popover, *area;

  heed_entry_set_answer (plan, "when", "I name a date,");
  heed_entry_set_answer (plan, "will", "check it first");
  journal_fixture_save (&fixture->files);
  show_today (fixture);
  assert_shows (fixture, "When I name a date, I will check it first.");
  assert_shows (fixture, "Not tried yet");

  popover = find_type (find_type (fixture->page, HEED_TYPE_PLAN_ROW), HEED_TYPE_TRY_NOTE);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_ancestor (find_label (popover, "Partly"),
                                                                            GTK_TYPE_TOGGLE_BUTTON)), TRUE);
  area = find_type (popover, HEED_TYPE_TEXT_AREA);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (area)), "He waited.", -1);
  gtk_popover_popdown (GTK_POPOVER (popover));
  assert_shows (fixture, "Practiced once · last: today");

  note = journal_fixture_dup_entry (&fixture->files, 0);
  g_assert_cmpstr (heed_record_get_form_id (heed_entry_get_record (note)), ==, HEED_FORM_TRY);
  g_assert_cmpstr (heed_record_get_item_id (heed_entry_get_record (note)), ==, "promises");
  g_assert_cmpstr (heed_entry_get_answer (note, "how"), ==, "partly");
  g_assert_cmpstr (heed_entry_get_answer (note, "what"), ==, "He waited.");
  g_assert_cmpstr (heed_text_area_get_text (HEED_TEXT_AREA (area)), ==, "");
}

static void
plan_for (Fixture    *fixture,
          const char *tip_id,
          const char *when,
          guint32     day)
{
  g_autoptr (HeedEntry) plan = heed_journal_create_entry (fixture->files.journal, HEED_FORM_PLAN, tip_id);
  g_autofree char *text = heed_day_format_iso (day);

  heed_entry_set_answer (plan, "when", when);
  heed_entry_set_answer (plan, HEED_PLAN_DAY, text);
  journal_fixture_save (&fixture->files);
}

static gboolean
is_first_plan (gpointer data)
{
  const Wanted *wanted = data;
  GtkWidget *row = find_type (wanted->root, HEED_TYPE_PLAN_ROW);

  return row != NULL && find_label (row, wanted->text) != NULL;
}

static void
assert_first_plan (Fixture    *fixture,
                   const char *text)
{
  Wanted wanted = { fixture->page, text };

  g_assert_true (wait_until (is_first_plan, &wanted));
}

/* A row is sensitive only where there is what it does. */
static void
let_rows_open_tips (Fixture *fixture)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("show-tip", G_VARIANT_TYPE_STRING);

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
}

/* On its day a plan is the first, and stays so until it is tried; one for a later week is
 * not there yet. What was tried this week stands below. */
static void
test_plans_on_their_day (Fixture       *fixture,
                         gconstpointer  data)
{
  guint32 today = heed_day_today ();
  GtkWidget *popover, *area;

  plan_for (fixture, "promises", "I name a date", today);
  plan_for (fixture, "cues", "he looks away", today + 7);
  show_today (fixture);
  let_rows_open_tips (fixture);
  assert_shows (fixture, "This week");
  assert_shows (fixture, "Planned for today");
  assert_shows (fixture, "More plans");
  g_assert_null (find_label (fixture->window, "he looks away"));
  plan_for (fixture, "staff", "somebody asks", today - 3);
  assert_first_plan (fixture, "somebody asks");

  wait_for_journal (fixture->files.journal);
  wait_for_rest (fixture->window);

  /* While the note is being written its row stays where it is. */
  popover = find_type (find_type (fixture->page, HEED_TYPE_PLAN_ROW), HEED_TYPE_TRY_NOTE);
  gtk_popover_set_autohide (GTK_POPOVER (popover), FALSE); /* no window is active here */
  gtk_popover_popup (GTK_POPOVER (popover));
  area = find_type (popover, HEED_TYPE_TEXT_AREA);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (area)), "She smiled.", -1);
  journal_fixture_save (&fixture->files);
  assert_shows (fixture, "Practiced once");
  g_assert_true (gtk_widget_get_visible (popover));
  g_assert_nonnull (find_label (find_type (fixture->page, HEED_TYPE_PLAN_ROW), "somebody asks"));
  gtk_popover_popdown (GTK_POPOVER (popover));
  assert_shows (fixture, "She smiled.");
  assert_shows (fixture, "Note on a try");
}

static void
test_plan_that_was_tried (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (HeedEntry) debrief = NULL;

  plan_for (fixture, "promises", "I name a date", heed_day_today ());
  plan_for (fixture, "staff", "somebody asks", heed_day_today ());
  show_today (fixture);
  assert_shows (fixture, "Planned for today");
  debrief = heed_journal_create_entry (fixture->files.journal, HEED_FORM_DEBRIEF, "staff");
  heed_entry_set_answer (debrief, "what", "It took a minute.");
  assert_shows (fixture, "It took a minute.");
  assert_first_plan (fixture, "I name a date");
  assert_shows (fixture, "Practiced once");
}

/* Where all plans are for later, the next is told. */
static void
test_nothing_this_week (Fixture       *fixture,
                        gconstpointer  data)
{
  plan_for (fixture, "promises", "I name a date", heed_day_today () + 14);
  show_today (fixture);
  assert_shows (fixture, "No plan for this week");
  assert_shows (fixture, "The next plan comes back on");
}

/* A tip that has become a habit is no longer practiced. */
static void
test_kept_tips_leave (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (HeedEntry) decision = NULL;

  fill_with_demo (fixture);
  show_today (fixture);
  assert_shows (fixture, "Listen actively");
  decision = heed_journal_create_entry (fixture->files.journal, HEED_FORM_DECISION, "active-listening");
  heed_entry_set_answer (decision, "what", "keep");
  assert_does_not_show (fixture, "Listen actively");
  heed_entry_set_deleted (decision, TRUE);
  assert_shows (fixture, "Listen actively");
}

static gboolean
is_row_of (GtkWidget  *list,
           guint       position,
           const char *text)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) position);

  return row != NULL && find_label (GTK_WIDGET (row), text) != NULL;
}

/* Everything that is counted, and the worksheet that was written into last. */
static void
test_facts (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *list;

  fill_with_demo (fixture);
  show_today (fixture);
  assert_shows (fixture, "7 / 16");
  assert_shows (fixture, "1 / 3");
  assert_shows (fixture, "3.7");
  assert_shows (fixture, "self-check average, up 0.3 since");
  assert_shows (fixture, "Practiced 3 times");

  list = gtk_widget_get_ancestor (find_type (fixture->page, HEED_TYPE_PLAN_ROW), GTK_TYPE_LIST_BOX);
  g_assert_true (is_row_of (list, 3, ""));
  g_assert_false (is_row_of (list, 4, ""));
  g_assert_nonnull (find_label (gtk_widget_get_ancestor (find_type (fixture->page, HEED_TYPE_RING), GTK_TYPE_LIST_BOX),
                                "complaint"));
}

static void
test_empty_journal (Fixture       *fixture,
                    gconstpointer  data)
{
  show_journal (fixture);
  assert_shows (fixture, "Nothing Written Yet");
}

static void
test_lists_by_month (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (HeedEntry) newest = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *month = NULL;

  fill_with_demo (fixture);
  show_journal (fixture);
  newest = journal_fixture_dup_entry (&fixture->files, 0);
  time = heed_timestamp_to_local (heed_record_get_created (heed_entry_get_record (newest)));
  month = g_date_time_format (time, "%B %Y");
  assert_shows (fixture, month);
  assert_shows (fixture, "Before the phone starts");
}

/* In the list; the entry beside it has a search of its own. */
static void
search (Fixture    *fixture,
        const char *words)
{
  heed_journal_page_start_search (HEED_JOURNAL_PAGE (fixture->page));
  gtk_editable_set_text (GTK_EDITABLE (gtk_window_get_focus (GTK_WINDOW (fixture->window))), words);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  fill_with_demo (fixture);
  show_journal (fixture);
  assert_shows (fixture, "Before the phone starts");

  search (fixture, "pennbrook chairs");
  assert_shows (fixture, "Pennbrook");
  assert_does_not_show (fixture, "Before the phone starts");

  search (fixture, "nobodywrotethis");
  assert_shows (fixture, "Nothing Found");

  search (fixture, "");
  assert_shows (fixture, "Before the phone starts");
}

/* A match that is deleted goes, and comes back when that is undone. */
static void
test_search_follows (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->files.journal, HEED_FORM_NOTE, NULL);
  g_autoptr (HeedEntry) other = heed_journal_create_entry (fixture->files.journal, HEED_FORM_NOTE, NULL);

  heed_entry_set_title (entry, "A blue heron");
  heed_entry_set_title (other, "Another blue heron");
  journal_fixture_save (&fixture->files);
  show_journal (fixture);
  search (fixture, "heron");
  assert_shows (fixture, "A blue heron");

  heed_entry_set_deleted (entry, TRUE);
  assert_does_not_show (fixture, "A blue heron");
  assert_shows (fixture, "Another blue heron");
  heed_entry_set_deleted (entry, FALSE);
  assert_shows (fixture, "A blue heron");
}

/* What somebody wrote never becomes markup, in a match or anywhere. */
static void
test_rows_show_text_as_text (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->files.journal, HEED_FORM_NOTE, NULL);

  heed_entry_set_title (entry, "<b>R&D</b>");
  heed_entry_set_answer (entry, "body", "a <i>word</i> & another");
  journal_fixture_save (&fixture->files);
  show_journal (fixture);
  assert_shows (fixture, "<b>R&D</b>");
  search (fixture, "word");
  assert_shows (fixture, "a <i>word</i> & another");
}

static void
test_new_entries_appear (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = NULL;

  show_journal (fixture);
  assert_shows (fixture, "Nothing Written Yet");
  entry = heed_journal_create_entry (fixture->files.journal, HEED_FORM_NOTE, NULL);
  heed_entry_set_title (entry, "Fresh");
  assert_shows (fixture, "Fresh");
  heed_entry_set_title (entry, "Fresh and renamed");
  assert_shows (fixture, "Fresh and renamed");
  heed_entry_set_deleted (entry, TRUE);
  assert_shows (fixture, "Nothing Written Yet");
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());
  ADD ("/today/first-start", test_first_start);
  ADD ("/today/shows-what-is-going-on", test_shows_what_is_going_on);
  ADD ("/today/chart-of-self-checks", test_chart_of_self_checks);
  ADD ("/today/answering-the-question", test_answering_the_question);
  ADD ("/today/self-check-to-continue", test_self_check_to_continue);
  ADD ("/today/welcome-while-writing", test_welcome_while_writing);
  ADD ("/today/taking-an-answer-back", test_taking_an_answer_back);
  ADD ("/today/older-answers", test_older_answers);
  ADD ("/today/several-older-answers", test_several_older_answers);
  ADD ("/today/answered-before", test_answered_before);
  ADD ("/today/going-on", test_going_on);
  ADD ("/today/nothing-to-go-on-with", test_nothing_to_go_on_with);
  ADD ("/today/on-this-day", test_on_this_day);
  ADD ("/today/about-a-year-ago", test_about_a_year_ago);
  ADD ("/today/nothing-in-earlier-years", test_nothing_in_earlier_years);
  ADD ("/today/nothing-due", test_nothing_due);
  ADD ("/today/noting-a-try", test_noting_a_try);
  ADD ("/today/plans-on-their-day", test_plans_on_their_day);
  ADD ("/today/plan-that-was-tried", test_plan_that_was_tried);
  ADD ("/today/nothing-this-week", test_nothing_this_week);
  ADD ("/today/kept-tips-leave", test_kept_tips_leave);
  ADD ("/today/facts", test_facts);
  ADD ("/journal-page/empty", test_empty_journal);
  ADD ("/journal-page/lists-by-month", test_lists_by_month);
  ADD ("/journal-page/search", test_search);
  ADD ("/journal-page/search-follows", test_search_follows);
  ADD ("/journal-page/rows-show-text-as-text", test_rows_show_text_as_text);
  ADD ("/journal-page/new-entries-appear", test_new_entries_appear);
  return g_test_run ();
}
