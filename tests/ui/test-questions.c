/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The self-check in the window: taking one, leaving it and going on, reading
 * and correcting an older one, comparing two, and what the charts show. */

#include "screen.h"
#include "window-fixture.h"

#include "heed-compare-page.h"
#include "heed-dated-row.h"
#include "heed-editor-page.h"
#include "heed-editor.h"
#include "heed-last-time.h"
#include "heed-print.h"
#include "heed-questions-page.h"
#include "heed-rating.h"
#include "heed-text-area.h"
#include "heed-tip-page.h"
#include "heed-trend.h"

#include <sqlite3.h>

#define QUESTIONS HEED_TYPE_QUESTIONS_PAGE
#define EDITOR HEED_TYPE_EDITOR_PAGE

/* What a test waits for. */
typedef struct
{
  WindowFixture *fixture;
  GType page;
  GType type;
  const char *text; /* NULL for any */
  guint count;
} Wanted;

static void
open_questions (WindowFixture *fixture,
                gboolean       demo)
{
  open_window_with_journal (fixture, demo);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-page", "s", "questions");
}

static void
set_up (WindowFixture *fixture,
        gconstpointer  demo)
{
  window_fixture_set_up (fixture, demo);
  open_questions (fixture, demo != NULL);
}

static const char *
get_text (GtkWidget *widget)
{
  GtkWidget *child = GTK_IS_BUTTON (widget) ? gtk_button_get_child (GTK_BUTTON (widget)) : NULL;

  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (ADW_IS_BUTTON_CONTENT (child))
    return adw_button_content_get_label (ADW_BUTTON_CONTENT (child));
  if (GTK_IS_BUTTON (widget))
    return GTK_IS_LABEL (gtk_button_get_child (GTK_BUTTON (widget)))
             ? gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (widget))))
             : NULL;
  if (GTK_IS_CHECK_BUTTON (widget))
    return get_text (gtk_check_button_get_child (GTK_CHECK_BUTTON (widget)));
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));

  return NULL;
}

static guint
count_mapped (GtkWidget   *widget,
              GType        type,
              const char  *text,
              GtkWidget  **first)
{
  guint count = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (text == NULL || g_strcmp0 (get_text (widget), text) == 0))
    {
      if (*first == NULL)
        *first = widget;
      count++;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    count += count_mapped (child, type, text, first);

  return count;
}

static guint
count (WindowFixture *fixture,
       GType          page,
       GType          type,
       const char    *text,
       GtkWidget    **first)
{
  GtkWidget *shown = NULL;

  *first = NULL;
  if (count_mapped (GTK_WIDGET (fixture->window), page, NULL, &shown) == 0)
    return 0;

  return count_mapped (shown, type, text, first);
}

static gboolean
has_count (gpointer data)
{
  Wanted *wanted = data;
  GtkWidget *first;

  return count (wanted->fixture, wanted->page, wanted->type, wanted->text, &first) == wanted->count;
}

static void
expect (WindowFixture *fixture,
        GType          page,
        GType          type,
        const char    *text,
        guint          number)
{
  Wanted wanted = { fixture, page, type, text, number };
  GtkWidget *first;

  if (!wait_until (has_count, &wanted))
    g_error ("%s “%s” is there %u times instead of %u", g_type_name (type), text != NULL ? text : "",
             count (fixture, page, type, text, &first), number);
}

static gboolean
is_there (gpointer data)
{
  Wanted *wanted = data;
  GtkWidget *first;

  return count (wanted->fixture, wanted->page, wanted->type, wanted->text, &first) > 0;
}

static gpointer
find (WindowFixture *fixture,
      GType          page,
      GType          type,
      const char    *text)
{
  Wanted wanted = { fixture, page, type, text, 0 };
  GtkWidget *first;

  if (!wait_until (is_there, &wanted))
    g_error ("%s “%s” is not there", g_type_name (type), text != NULL ? text : "");
  count (fixture, page, type, text, &first);
  return first;
}

static gboolean
is_sensitive (gpointer widget)
{
  return gtk_widget_is_sensitive (widget);
}

static void
press (WindowFixture *fixture,
       GType          page,
       const char    *label)
{
  GtkWidget *button = find (fixture, page, GTK_TYPE_BUTTON, label);

  g_assert_true (wait_until (is_sensitive, button));
  g_signal_emit_by_name (button, "clicked");
}

/* Presses a number of the scale. */
static void
rate (GtkWidget *rating,
      int        value)
{
  g_autofree char *label = g_strdup_printf ("%d", value);
  GtkWidget *button = NULL;

  count_mapped (rating, GTK_TYPE_BUTTON, label, &button);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static HeedEntry *
get_edited (WindowFixture *fixture)
{
  HeedEntry *entry = heed_editor_get_entry (find (fixture, EDITOR, HEED_TYPE_EDITOR, NULL));

  g_assert_nonnull (entry);
  return entry;
}

static void
write_first_words (WindowFixture *fixture,
                   const char    *words)
{
  GtkTextView *area = find (fixture, EDITOR, HEED_TYPE_TEXT_AREA, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (area), words, -1);
}

static void
go_back (WindowFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
}

static void
test_attempt (WindowFixture *fixture,
              gconstpointer  demo)
{
  const char *progress = "Five questions: 1 of 5 · Ten habits: 0 of 10";
  HeedEntry *entry;

  press (fixture, QUESTIONS, "Take the Self-Check");
  expect (fixture, EDITOR, HEED_TYPE_RATING, NULL, 15);
  expect (fixture, EDITOR, HEED_TYPE_LAST_TIME, NULL, 0);
  expect (fixture, EDITOR, GTK_TYPE_LABEL, "I change things because I like the new way, and customers find out afterward.", 1);
  /* Without an answer there is nothing to finish. */
  g_assert_false (gtk_widget_is_sensitive (find (fixture, EDITOR, GTK_TYPE_BUTTON, "Finish")));
  rate (find (fixture, EDITOR, HEED_TYPE_RATING, NULL), 4);
  write_first_words (fixture, "We asked first.");
  expect (fixture, EDITOR, GTK_TYPE_LABEL, "1 of 15", 1);
  go_back (fixture);
  expect (fixture, QUESTIONS, GTK_TYPE_LABEL, progress, 1);

  /* Left, and there again the next day. */
  close_window (fixture);
  open_questions (fixture, FALSE);
  expect (fixture, QUESTIONS, GTK_TYPE_LABEL, progress, 1);
  press (fixture, QUESTIONS, "Continue");
  entry = get_edited (fixture);
  g_assert_cmpstr (heed_entry_get_answer (entry, "questions/innovation/rating"), ==, "4");
  g_assert_cmpstr (heed_entry_get_answer (entry, "questions/innovation/reflection"), ==, "We asked first.");

  press (fixture, EDITOR, "Finish");
  expect (fixture, QUESTIONS, GTK_TYPE_LABEL, "Your last self-check: today", 1);
  expect (fixture, QUESTIONS, GTK_TYPE_LABEL, "Finished · average 4.0", 1);
  expect (fixture, QUESTIONS, GTK_TYPE_BUTTON, "New Self-Check", 1);
}

static gboolean
has_focus (gpointer data)
{
  Wanted *wanted = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (wanted->fixture->window));

  return focus != NULL && g_type_is_a (G_OBJECT_TYPE (focus), wanted->type) &&
         (wanted->text == NULL || g_strcmp0 (get_text (focus), wanted->text) == 0);
}

static void
expect_focus (WindowFixture *fixture,
              GType          type,
              const char    *text)
{
  Wanted wanted = { fixture, G_TYPE_NONE, type, text, 0 };

  if (!wait_until (has_focus, &wanted))
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

      g_error ("%s “%s” has the focus instead of “%s”", focus != NULL ? G_OBJECT_TYPE_NAME (focus) : "nothing",
               focus != NULL ? get_text (focus) : "", text);
    }
}

/* Whatever was pressed is gone, and there is something to go on with. */
static void
test_focus (WindowFixture *fixture,
            gconstpointer  demo)
{
  GtkWidget *finish;

  press (fixture, QUESTIONS, "Take the Self-Check");
  expect_focus (fixture, GTK_TYPE_BUTTON, "1");
  wait_for_rest (GTK_WIDGET (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         find (fixture, EDITOR, HEED_TYPE_RATING, NULL)));
  rate (find (fixture, EDITOR, HEED_TYPE_RATING, NULL), 4);
  finish = find (fixture, EDITOR, GTK_TYPE_BUTTON, "Finish");
  g_assert_true (wait_until (is_sensitive, finish));
  gtk_widget_grab_focus (finish);
  g_signal_emit_by_name (finish, "clicked");
  expect_focus (fixture, GTK_TYPE_BUTTON, "Read It");

  press (fixture, QUESTIONS, "New Self-Check");
  expect_focus (fixture, GTK_TYPE_BUTTON, "1");

  /* Whoever goes on does so where there is no answer. */
  rate (find (fixture, EDITOR, HEED_TYPE_RATING, NULL), 4);
  heed_entry_set_answer (get_edited (fixture), "questions/innovation/reflection", "We asked.");
  go_back (fixture);
  press (fixture, QUESTIONS, "Continue");
  find (fixture, EDITOR, HEED_TYPE_RATING, NULL);
  expect_focus (fixture, GTK_TYPE_BUTTON, "1");
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                          find (fixture, EDITOR, HEED_TYPE_RATING, NULL)));
}

/* The sample journal moves with the calendar. */
static char *
dup_day (WindowFixture *fixture,
         guint          position)
{
  GListModel *journal = G_LIST_MODEL (heed_window_get_journal (fixture->window));

  for (guint i = 0; i < g_list_model_get_n_items (journal); i++)
    {
      g_autoptr (HeedEntry) entry = g_list_model_get_item (journal, i);
      HeedRecord *head;

      g_assert_true (wait_until (has_summary, entry));
      head = heed_summary_get_head (heed_entry_get_summary (entry));
      if (g_str_equal (heed_record_get_form_id (head), "self-check") && position-- == 0)
        return heed_day_format (heed_timestamp_get_day (heed_record_get_created (head)));
    }

  g_error ("there are not so many self-checks");
}

static gboolean
can_restore (gpointer data)
{
  Wanted *wanted = data;
  GtkWidget *first = NULL;

  return count_mapped (GTK_WIDGET (wanted->fixture->window), GTK_TYPE_BUTTON, wanted->text, &first) > 0;
}

static void
test_discard (WindowFixture *fixture,
              gconstpointer  demo)
{
  g_autofree char *day = dup_day (fixture, 0);
  g_autofree char *last = g_strconcat ("Your last self-check: ", day, NULL);
  Wanted undo = { fixture, QUESTIONS, GTK_TYPE_BUTTON, "Undo", 1 };
  GtkWidget *button = NULL;

  /* Nothing is lost, so there is nothing to say. */
  press (fixture, QUESTIONS, "New Self-Check");
  expect (fixture, EDITOR, HEED_TYPE_RATING, NULL, 15);
  go_back (fixture);
  expect (fixture, QUESTIONS, GTK_TYPE_LABEL, last, 1);
  expect (fixture, QUESTIONS, GTK_TYPE_BUTTON, "Continue", 0);

  press (fixture, QUESTIONS, "New Self-Check");
  rate (find (fixture, EDITOR, HEED_TYPE_RATING, NULL), 4);
  go_back (fixture);
  expect (fixture, QUESTIONS, GTK_TYPE_BUTTON, "New Self-Check", 0);
  press (fixture, QUESTIONS, "Discard");
  expect (fixture, QUESTIONS, GTK_TYPE_LABEL, last, 1);
  expect_focus (fixture, GTK_TYPE_BUTTON, "Read It");
  expect (fixture, QUESTIONS, HEED_TYPE_DATED_ROW, NULL, 3);

  g_assert_true (wait_until (can_restore, &undo));
  count_mapped (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, "Undo", &button);
  g_signal_emit_by_name (button, "clicked");
  expect (fixture, QUESTIONS, GTK_TYPE_LABEL, "Five questions: 1 of 5 · Ten habits: 0 of 10", 1);
}

/* Last time stands beside today, and its ratings can be given again. */
static void
test_last_time (WindowFixture *fixture,
                gconstpointer  demo)
{
  const char *path = "questions/innovation/rating/then";
  GtkWidget *first = NULL, *check;
  HeedEntry *entry;

  press (fixture, QUESTIONS, "Take the Self-Check");
  rate (find (fixture, EDITOR, HEED_TYPE_RATING, NULL), 4);
  write_first_words (fixture, "We asked first.");
  press (fixture, EDITOR, "Finish");
  press (fixture, QUESTIONS, "New Self-Check");
  expect (fixture, EDITOR, GTK_TYPE_LABEL, "Last time, today: 4 of 5. “We asked first.”", 1);
  expect (fixture, EDITOR, GTK_TYPE_LABEL, "Last time, today: skipped", 14);
  expect (fixture, EDITOR, HEED_TYPE_RATING, NULL, 15);

  check = find (fixture, EDITOR, GTK_TYPE_CHECK_BUTTON, "Rate last time again, too, knowing what I know now");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  expect (fixture, EDITOR, HEED_TYPE_RATING, NULL, 30);
  entry = get_edited (fixture);
  count_mapped (find (fixture, EDITOR, HEED_TYPE_LAST_TIME, NULL), HEED_TYPE_RATING, NULL, &first);
  rate (first, 2);
  g_assert_cmpstr (heed_entry_get_answer (entry, path), ==, "2");
  expect (fixture, EDITOR, GTK_TYPE_LABEL, "0 of 15", 1);

  /* Folding it away keeps what was said, and undo takes it back. */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  expect (fixture, EDITOR, HEED_TYPE_RATING, NULL, 16);
  heed_entry_undo (entry);
  g_assert_null (heed_entry_get_answer (entry, path));
  g_assert_cmpint (heed_rating_get_value (HEED_RATING (first)), ==, HEED_RATING_NONE);
}

/* After the end: what moved, with the words of then, and a tip for what is lowest. */
static void
test_outcome (WindowFixture *fixture,
              gconstpointer  demo)
{
  press (fixture, QUESTIONS, "Take the Self-Check");
  rate (find (fixture, EDITOR, HEED_TYPE_RATING, NULL), 4);
  write_first_words (fixture, "We asked first.");
  heed_entry_set_answer (get_edited (fixture), "questions/listening/rating", "3");
  press (fixture, EDITOR, "Finish");
  expect (fixture, QUESTIONS, GTK_TYPE_BUTTON, "Listen actively", 1);
  expect (fixture, QUESTIONS, GTK_TYPE_LABEL, "When I bring in something new, do I protect what customers already value?", 0);

  press (fixture, QUESTIONS, "New Self-Check");
  rate (find (fixture, EDITOR, HEED_TYPE_RATING, NULL), 2);
  heed_entry_set_answer (get_edited (fixture), "questions/listening/rating", "3");
  press (fixture, EDITOR, "Finish");
  expect (fixture, QUESTIONS, GTK_TYPE_LABEL, "When I bring in something new, do I protect what customers already value?", 1);
  expect (fixture, QUESTIONS, GTK_TYPE_LABEL, "Down, from 4 to 2. You wrote then: “We asked first.”", 1);
  press (fixture, QUESTIONS, "Be reliable, with a surprise");
  find (fixture, HEED_TYPE_TIP_PAGE, GTK_TYPE_LABEL, "Be reliable, with a surprise");
}

/* What is corrected stays finished, and there is no way to make it unfinished. */
static void
test_correct (WindowFixture *fixture,
              gconstpointer  demo)
{
  HeedEntry *entry;

  expect (fixture, QUESTIONS, HEED_TYPE_DATED_ROW, NULL, 3);
  gtk_widget_activate (find (fixture, QUESTIONS, HEED_TYPE_DATED_ROW, NULL));
  expect (fixture, EDITOR, HEED_TYPE_RATING, NULL, 15);
  expect (fixture, EDITOR, GTK_TYPE_BUTTON, "Finish", 0);
  expect (fixture, EDITOR, GTK_TYPE_BUTTON, "Not Finished", 0);
  entry = get_edited (fixture);
  g_assert_cmpstr (heed_entry_get_answer (entry, "questions/innovation/rating"), ==, "3");

  rate (find (fixture, EDITOR, HEED_TYPE_RATING, NULL), 5);
  gtk_widget_activate_action (find (fixture, EDITOR, HEED_TYPE_EDITOR, NULL), "entry.undo", NULL);
  g_assert_cmpstr (heed_entry_get_answer (entry, "questions/innovation/rating"), ==, "3");
  rate (find (fixture, EDITOR, HEED_TYPE_RATING, NULL), 2);
  go_back (fixture);
  expect (fixture, QUESTIONS, HEED_TYPE_DATED_ROW, NULL, 3);
  expect (fixture, QUESTIONS, GTK_TYPE_BUTTON, "New Self-Check", 1);
  g_assert_true (heed_timestamp_is_set (heed_record_get_completed (heed_entry_get_record (entry))));
}

/* One that was begun elsewhere while one is open here. */
static void
test_continue_older (WindowFixture *fixture,
                     gconstpointer  demo)
{
  HeedJournal *journal = heed_window_get_journal (fixture->window);
  g_autoptr (HeedEntry) other = NULL;

  press (fixture, QUESTIONS, "Take the Self-Check");
  rate (find (fixture, EDITOR, HEED_TYPE_RATING, NULL), 3);
  other = heed_journal_create_entry (journal, "self-check", NULL);
  heed_entry_set_answer (other, "questions/innovation/rating", "4");
  go_back (fixture);
  gtk_widget_activate (find (fixture, QUESTIONS, HEED_TYPE_DATED_ROW, NULL));

  expect (fixture, EDITOR, HEED_TYPE_RATING, NULL, 15);
  press (fixture, EDITOR, "Finish");
  /* Both are in sight: what moved, and the one to go on with. */
  expect (fixture, QUESTIONS, GTK_TYPE_BUTTON, "Read It", 1);
  press (fixture, QUESTIONS, "Continue");
  press (fixture, EDITOR, "Finish");
  expect (fixture, QUESTIONS, GTK_TYPE_BUTTON, "Continue", 0);
  expect (fixture, QUESTIONS, HEED_TYPE_DATED_ROW, NULL, 1);
}

/* From the page of one it goes to a comparison with the one before. */
static void
test_compare_this (WindowFixture *fixture,
                   gconstpointer  demo)
{
  press (fixture, QUESTIONS, "Read It");
  expect (fixture, EDITOR, HEED_TYPE_LAST_TIME, NULL, 15);
  gtk_widget_activate_action (find (fixture, EDITOR, HEED_TYPE_EDITOR, NULL), "entry.compare", NULL);
  expect (fixture, HEED_TYPE_COMPARE_PAGE, GTK_TYPE_LABEL, "Average of the ratings: 3.7", 1);
}

static void
test_compare (WindowFixture *fixture,
              gconstpointer  demo)
{
  const GType page = HEED_TYPE_COMPARE_PAGE;
  GtkWidget *row = NULL, *shown = NULL;
  guint rows;

  press (fixture, QUESTIONS, "Compare Two…");
  expect (fixture, page, GTK_TYPE_LABEL, "Average of the ratings: 3.4", 1);
  expect (fixture, page, GTK_TYPE_LABEL, "Average of the ratings: 3.7", 1);
  count_mapped (GTK_WIDGET (fixture->window), page, NULL, &shown);
  rows = count_mapped (shown, GTK_TYPE_LIST_BOX_ROW, NULL, &row);
  g_assert_cmpuint (rows, ==, 15);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
}

static void
test_compare_any (WindowFixture *fixture,
                  gconstpointer  demo)
{
  const GType page = HEED_TYPE_COMPARE_PAGE;
  const char *note = "Choose two self-checks of different times.";
  g_autofree char *day = dup_day (fixture, 3);
  g_autofree char *name = g_strconcat ("One self-check: ", day, NULL);
  GtkDropDown *first;

  press (fixture, QUESTIONS, "Compare Two…");
  expect (fixture, page, GTK_TYPE_LABEL, "Average of the ratings: 3.4", 1);

  /* The first of all with the last. */
  first = find (fixture, page, GTK_TYPE_DROP_DOWN, NULL);
  gtk_drop_down_set_selected (first, 3);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (first))),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  expect (fixture, page, GTK_TYPE_LABEL, "Average of the ratings: 2.6", 1);
  expect (fixture, page, GTK_TYPE_LABEL, "+2, higher", 4);

  gtk_drop_down_set_selected (first, 0);
  expect (fixture, page, GTK_TYPE_LABEL, note, 1);
  expect (fixture, page, GTK_TYPE_LIST_BOX_ROW, NULL, 0);
}

static void
test_charts (WindowFixture *fixture,
             gconstpointer  demo)
{
  HeedTrend *trend = find (fixture, QUESTIONS, HEED_TYPE_TREND, NULL);
  GtkWidget *expander = find (fixture, QUESTIONS, GTK_TYPE_EXPANDER, NULL);
  GtkWidget *table = find (fixture, QUESTIONS, GTK_TYPE_TOGGLE_BUTTON, "Show as Table");

  g_assert_cmpuint (heed_trend_get_n_points (trend), ==, 4);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  expect (fixture, QUESTIONS, HEED_TYPE_TREND, NULL, 16);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (table), TRUE);
  expect (fixture, QUESTIONS, HEED_TYPE_TREND, NULL, 0);
  expect (fixture, QUESTIONS, GTK_TYPE_LABEL, "2.6", 1);
  expect (fixture, QUESTIONS, GTK_TYPE_LABEL, "15 of 15 rated", 3);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (table), FALSE);
  expect (fixture, QUESTIONS, HEED_TYPE_TREND, NULL, 16);
}

static void
execute (WindowFixture *fixture,
         const char    *sql)
{
  sqlite3 *other;

  g_assert_cmpint (sqlite3_open (fixture->files.path, &other), ==, SQLITE_OK);
  sqlite3_busy_timeout (other, 60 * 1000); /* what goes on in the background comes to an end */
  g_assert_cmpint (sqlite3_exec (other, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
}

static gboolean
has_toast (gpointer data)
{
  WindowFixture *fixture = data;
  GtkWidget *first = NULL;

  return count_mapped (GTK_WIDGET (fixture->window), g_type_from_name ("AdwToastWidget"), NULL, &first) > 0;
}

/* A self-check that cannot be read is not shown, and the page says so. */
static void
test_unreadable (WindowFixture *fixture,
                 gconstpointer  demo)
{

  find (fixture, QUESTIONS, GTK_TYPE_BUTTON, "Read It");
  g_assert_false (has_toast (fixture));
  execute (fixture, "ALTER TABLE answer RENAME TO hidden");
  press (fixture, QUESTIONS, "Read It");
  g_assert_true (wait_until (has_toast, fixture));
  find (fixture, QUESTIONS, GTK_TYPE_BUTTON, "Read It");
  execute (fixture, "ALTER TABLE hidden RENAME TO answer");
  press (fixture, QUESTIONS, "Read It");
  find (fixture, EDITOR, HEED_TYPE_RATING, NULL);
}

static GtkWindow *
find_window_above (WindowFixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWindow *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && found == NULL; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window) &&
          gtk_widget_get_visible (GTK_WIDGET (window)))
        found = window;
    }

  return found;
}

static gboolean
has_dialog (gpointer data)
{
  return find_window_above (data) != NULL;
}

/* What is on the page is printed, and nobody has to choose a worksheet. */
static void
test_print (WindowFixture *fixture,
            gconstpointer  demo)
{
  find (fixture, QUESTIONS, GTK_TYPE_BUTTON, "Read It");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.print", NULL);
  g_assert_true (wait_until (has_dialog, fixture));
  g_assert_false (HEED_IS_PRINT_CHOOSER (find_window_above (fixture)));
  gtk_window_close (find_window_above (fixture));

  /* The page below another is not what somebody looks at. */
  press (fixture, QUESTIONS, "Compare Two…");
  find (fixture, HEED_TYPE_COMPARE_PAGE, GTK_TYPE_DROP_DOWN, NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.print", NULL);
  g_assert_true (wait_until (has_dialog, fixture));
  g_assert_true (HEED_IS_PRINT_CHOOSER (find_window_above (fixture)));
  gtk_window_close (find_window_above (fixture));
}

int
main (int   argc,
      char *argv[])
{
#define EMPTY(path, test) \
  g_test_add ("/questions/" path, WindowFixture, NULL, set_up, test, window_fixture_tear_down)
#define DEMO(path, test) \
  g_test_add ("/questions/" path, WindowFixture, "demo", set_up, test, window_fixture_tear_down)
  start_application (&argc, &argv);
  /* libadwaita 1.2 crashes if its window closes while a toast that was pressed
   * in the moment in which it came is still moving; nobody is that quick. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  EMPTY ("attempt", test_attempt);
  EMPTY ("focus", test_focus);
  DEMO ("discard", test_discard);
  EMPTY ("last-time", test_last_time);
  EMPTY ("outcome", test_outcome);
  DEMO ("correct", test_correct);
  EMPTY ("continue-older", test_continue_older);
  DEMO ("compare-this", test_compare_this);
  DEMO ("compare", test_compare);
  DEMO ("compare-any", test_compare_any);
  DEMO ("charts", test_charts);
  DEMO ("unreadable", test_unreadable);
  DEMO ("print", test_print);
  return g_test_run ();
}
