/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal's page and its trash in the whole window: what is listed, found,
 * filtered and checked, and what can be done with many entries at once. */

#include "screen.h"
#include "window-fixture.h"

#include "heed-bulk-actions.h"
#include "heed-copies.h"
#include "heed-entry-row.h"
#include "heed-entry-view.h"
#include "heed-filter.h"
#include "heed-month.h"
#include "heed-settings.h"
#include "heed-trash-page.h"

#define ENTRIES 3000

static gboolean
is_inscription (GtkWidget  *widget,
                const char *text)
{
  return GTK_IS_INSCRIPTION (widget) && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0;
}

/* Words in which something stands out, and which a screen reader reads as they are. */
static gboolean
is_marked (GtkWidget  *widget,
           const char *text)
{
  const char *words;

  if (!GTK_IS_INSCRIPTION (widget) || gtk_inscription_get_attributes (GTK_INSCRIPTION (widget)) == NULL)
    return FALSE;

  words = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words);
  return strstr (words, text) != NULL;
}

/* A row that shows an entry of that title; a list keeps more rows than it shows. */
static gboolean
is_entry_row (GtkWidget  *widget,
              const char *title)
{
  return HEED_IS_ENTRY_ROW (widget) && count_shown (widget, is_inscription, title) > 0;
}

/* Nobody is faster than a toast that slides in. */
static void
press_undo (WindowFixture *fixture)
{
  find_shown (GTK_WIDGET (fixture->window), is_label, "Undo");
  wait_for_rest (GTK_WIDGET (fixture->window));
  press_shown (GTK_WIDGET (fixture->window), "Undo");
}

static GtkWidget *
get_of_type (WindowFixture *fixture,
             const char    *type)
{
  return find_shown (GTK_WIDGET (fixture->window), is_of_type, type);
}

static GtkWidget *
get_list (WindowFixture *fixture)
{
  return get_of_type (fixture, "HeedJournalList");
}

static HeedFilter *
get_filter (WindowFixture *fixture)
{
  GtkWidget *list = get_list (fixture);

  return HEED_FILTER (gtk_widget_get_template_child (list, G_OBJECT_TYPE (list), "filter"));
}

static HeedSelection *
get_selection (WindowFixture *fixture)
{
  GtkWidget *list = get_list (fixture);

  return HEED_SELECTION (gtk_widget_get_template_child (list, G_OBJECT_TYPE (list), "selection"));
}

static void
expect_selected (HeedSelection *selection,
                 guint          position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (selection), position);

  g_assert_true (item != NULL && item == heed_selection_get_item (selection));
}

static void
act (WindowFixture *fixture,
     const char    *action)
{
  g_assert_true (gtk_widget_activate_action (get_list (fixture), action, NULL));
}

typedef struct
{
  GListModel *model;
  guint length;
} Length;

static gboolean
has_length (gpointer data)
{
  Length *wanted = data;

  return g_list_model_get_n_items (wanted->model) == wanted->length;
}

static void
expect_length (gpointer model,
               guint    length)
{
  Length wanted = { G_LIST_MODEL (model), length };

  if (!wait_until (has_length, &wanted))
    g_error ("There are %u instead of %u", g_list_model_get_n_items (G_LIST_MODEL (model)), length);
}

static void
write_entry (WindowFixture *fixture,
             const char    *form_id,
             const char    *title,
             const char    *text,
             const char    *tag)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->files.journal, form_id, NULL);
  const char * const tags[] = { tag, NULL };

  heed_entry_set_title (entry, title);
  heed_entry_set_answer (entry, g_str_equal (form_id, HEED_FORM_NOTE) ? "body" : "when", text);
  heed_entry_set_tags (entry, tags);
  heed_entry_set_completed (entry, g_strcmp0 (title, "Second") == 0);
  journal_fixture_save (&fixture->files);
}

/* Enough entries to be many, written as one file. */
static void
write_many (WindowFixture *fixture)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  HeedForm *form = heed_workbook_find_form (fixture->files.workbook, HEED_FORM_NOTE);
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < ENTRIES; i++)
    {
      g_autofree char *id = g_uuid_string_random ();
      HeedRecordBuilder *builder = heed_record_builder_new (id, heed_workbook_get_id (fixture->files.workbook), 1,
                                                            HEED_FORM_NOTE);
      HeedTimestamp stamp = heed_timestamp_add_days (heed_timestamp_now (), -(int) i);

      heed_record_builder_set_title (builder, "One of many");
      heed_record_builder_set_created (builder, stamp);
      heed_record_builder_set_modified (builder, stamp);
      heed_record_builder_set_answer (builder, "body", "Words", stamp.utc);
      g_ptr_array_add (records, heed_record_builder_end (builder));
      g_ptr_array_add (summaries, heed_summary_new (g_ptr_array_index (records, i), form));
    }

  database = heed_database_open (fixture->files.path, 0, &error);
  g_assert_no_error (error);
  heed_database_put_all (database, records, summaries, &error);
  g_assert_no_error (error);
  heed_database_close (database, &error);
  g_assert_no_error (error);
}

static void
set_up (WindowFixture *fixture,
        gconstpointer  data)
{
  journal_fixture_set_up (&fixture->files, NULL);
  if (data == NULL)
    {
      write_entry (fixture, HEED_FORM_NOTE, "First", "A quiet word with Ruth", "Northside");
      write_entry (fixture, HEED_FORM_NOTE, "Second", "Ruth had no quiet word left", "renewal");
      write_entry (fixture, HEED_FORM_PLAN, NULL, "the phone rings", NULL);
    }
  journal_fixture_close (&fixture->files);
  if (data != NULL)
    write_many (fixture);
  open_window_with_journal (fixture, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-page", "s", "journal");
  if (data == NULL)
    expect_shown (GTK_WIDGET (fixture->window), is_entry_row, "First", 1);
}

static void
search (WindowFixture *fixture,
        const char    *words)
{
  GtkWidget *entry = get_of_type (fixture, "GtkSearchEntry");

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
}

static void
test_search (WindowFixture *fixture,
             gconstpointer  data)
{
  search (fixture, "qui ruth");
  expect_shown (GTK_WIDGET (fixture->window), is_entry_row, "First", 1);
  expect_shown (GTK_WIDGET (fixture->window), is_entry_row, "Second", 1);
  expect_length (get_selection (fixture), 2);
  expect_shown (GTK_WIDGET (fixture->window), is_marked, "quiet", 2);

  search (fixture, "\"quiet word with\"");
  expect_length (get_selection (fixture), 1);
  expect_shown (GTK_WIDGET (fixture->window), is_entry_row, "First", 1);

  /* Whoever looks for a sign is told that it is not looked for. */
  search (fixture, "ruth++");
  expect_shown (GTK_WIDGET (fixture->window), is_label, "The search leaves out +", 1);
  expect_length (get_selection (fixture), 2);

  /* Words and a filter. */
  search (fixture, "ruth");
  expect_shown (GTK_WIDGET (fixture->window), is_label, "The search leaves out +", 0);
  heed_filter_set_tag (get_filter (fixture), "renewal");
  expect_length (get_selection (fixture), 1);
  expect_shown (GTK_WIDGET (fixture->window), is_entry_row, "Second", 1);

  search (fixture, "nowhere");
  expect_shown (GTK_WIDGET (fixture->window), is_label, "Nothing Found", 1);
  expect_shown (GTK_WIDGET (fixture->window), is_label, "Pick an Entry", 0);
  act (fixture, "entries.clear");
  expect_shown (GTK_WIDGET (fixture->window), is_button, "Clear Search", 1);
  press_shown (GTK_WIDGET (fixture->window), "Clear Search");
  expect_length (get_selection (fixture), 3);
  expect_shown (GTK_WIDGET (fixture->window), is_marked, "", 0);
}

typedef struct
{
  GListModel *model;
  const char *titles;
} Order;

static gboolean
has_order (gpointer data)
{
  Order *wanted = data;
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (wanted->model); i++)
    {
      g_autoptr (HeedEntry) entry = g_list_model_get_item (wanted->model, i);
      g_autofree char *title = heed_entry_dup_title (entry);

      g_string_append_printf (titles, "%s%s", i > 0 ? " " : "", title);
    }
  return g_str_equal (titles->str, wanted->titles);
}

static void
expect_order (WindowFixture *fixture,
              const char    *titles)
{
  Order wanted = { G_LIST_MODEL (get_selection (fixture)), titles };

  if (!wait_until (has_order, &wanted))
    g_error ("The order is not %s", titles);
}

static void
set_order (WindowFixture *fixture,
           const char    *order)
{
  g_assert_true (gtk_widget_activate_action (get_list (fixture), "entries.order", "s", order));
}

/* The order of the journal is kept; a search has one of its own. */
static void
test_order (WindowFixture *fixture,
            gconstpointer  data)
{
  HeedSelection *selection = get_selection (fixture);
  g_autoptr (GSettings) settings = heed_settings_new ();
  g_autoptr (HeedEntry) oldest = NULL;

  expect_order (fixture, "Plan Second First");
  set_order (fixture, "oldest");
  expect_order (fixture, "First Second Plan");
  g_assert_cmpint (g_settings_get_enum (settings, "journal-order"), ==, HEED_ORDER_OLDEST);

  oldest = g_list_model_get_item (G_LIST_MODEL (selection), 0);
  set_order (fixture, "changed");
  expect_order (fixture, "Plan Second First");
  heed_bulk_actions_change (get_list (fixture), heed_window_get_journal (fixture->window),
                            (const char * const []) { heed_entry_get_id (oldest), NULL }, HEED_CHANGE_ADD_TAG, "late");
  expect_order (fixture, "First Plan Second");

  search (fixture, "quiet");
  expect_length (selection, 2);
  set_order (fixture, "oldest");
  expect_order (fixture, "First Second");
  set_order (fixture, "newest");
  expect_order (fixture, "Second First");
  search (fixture, "");
  expect_length (selection, 3);
  expect_order (fixture, "First Plan Second");
  g_settings_reset (settings, "journal-order");
}

/* Whoever looks for something is told how much there is. */
static void
test_count (WindowFixture *fixture,
            gconstpointer  data)
{
  expect_shown (GTK_WIDGET (fixture->window), is_label, "3 entries found", 0);
  search (fixture, "ruth");
  expect_shown (GTK_WIDGET (fixture->window), is_label, "2 entries found", 1);
  heed_filter_set_tag (get_filter (fixture), "renewal");
  expect_shown (GTK_WIDGET (fixture->window), is_label, "1 entry found", 1);
  search (fixture, "");
  expect_length (get_selection (fixture), 1);
  expect_shown (GTK_WIDGET (fixture->window), is_label, "1 entry found", 1);
  heed_filter_clear (get_filter (fixture));
  expect_length (get_selection (fixture), 3);
  expect_shown (GTK_WIDGET (fixture->window), is_label, "3 entries found", 0);
}

/* Tags and trash are in sight of the entries, unless there is something to do with some. */
static void
test_ways (WindowFixture *fixture,
           gconstpointer  data)
{
  expect_shown (get_list (fixture), is_button, "Tags", 1);
  expect_shown (get_list (fixture), is_button, "Trash", 1);
  heed_selection_set_checking (get_selection (fixture), TRUE);
  expect_shown (get_list (fixture), is_button, "Tags", 0);
  heed_selection_set_checking (get_selection (fixture), FALSE);
  press_shown (get_list (fixture), "Tags");
  expect_shown (GTK_WIDGET (fixture->window), is_of_type, "HeedTagsPage", 1);
}

/* What was found is in sight, however much stands before it, with and without spaces. */
static void
test_snippet (WindowFixture *fixture,
              gconstpointer  data)
{
  static const char * const texts[] = {
    "One two three four five six seven eight nine ten and then the needle and twenty more words that nobody looks for",
    "昨天我和客户谈了很久因为他不满意我们的服务所以我先听他说完然后道歉再一起找到办法",
  };
  HeedJournal *journal = heed_window_get_journal (fixture->window);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HeedEntry) entry = heed_journal_create_entry (journal, HEED_FORM_NOTE, NULL);

      heed_entry_set_answer (entry, "body", texts[i]);
      heed_journal_save_async (journal, NULL, NULL);
      expect_length (get_selection (fixture), 4 + i);
    }

  search (fixture, "needle");
  expect_shown (GTK_WIDGET (fixture->window), is_marked, "…ten and then the needle and", 1);
  search (fixture, "道歉");
  expect_shown (GTK_WIDGET (fixture->window), is_marked, "…为他不满意我们的服务所以我先听他说完然后道歉再一起", 1);
}

/* The best of what was found are shown, and more of it to whoever comes to the end,
 * or wants to have all of it. */
static void
test_many_found (WindowFixture *fixture,
                 gconstpointer  data)
{
  HeedSelection *selection;
  GtkAdjustment *adjustment;

  expect_shown (GTK_WIDGET (fixture->window), is_of_type, "HeedJournalList", 1);
  selection = get_selection (fixture);
  expect_length (selection, ENTRIES);
  search (fixture, "word");
  expect_length (selection, 32);
  expect_shown (GTK_WIDGET (fixture->window), is_label, "3000 entries found, the first 200 are listed", 1);
  wait_for_rest (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection)), ==, 32);

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_of_type (fixture, "GtkListView")));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  expect_length (selection, 64);
  search (fixture, "many words");
  expect_length (selection, 32);

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (selection));
  g_assert_cmpuint (heed_selection_get_n_checked (selection), ==, 200);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection)), ==, 200);
}

/* Down and Enter go from the words to what they find, not to the buttons. */
static void
test_search_to_list (WindowFixture *fixture,
                     gconstpointer  data)
{
  GtkWidget *entry = get_of_type (fixture, "GtkSearchEntry");

  search (fixture, "quiet");
  expect_length (get_selection (fixture), 2);
  gtk_widget_grab_focus (entry);
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)),
                                         get_of_type (fixture, "GtkListView")));
  g_assert_nonnull (heed_selection_get_item (get_selection (fixture)));
}

static gboolean
has_width (gpointer widget)
{
  return gtk_widget_get_width (widget) > 0;
}

static void
test_filters (WindowFixture *fixture,
              gconstpointer  data)
{
  HeedFilter *filter = get_filter (fixture);
  int width;

  g_assert_true (wait_until (has_width, get_of_type (fixture, "HeedJournalList")));
  width = gtk_widget_get_width (get_of_type (fixture, "HeedJournalList"));

  heed_filter_set_form_id (filter, HEED_FORM_PLAN);
  expect_length (get_selection (fixture), 1);
  expect_shown (GTK_WIDGET (fixture->window), is_button, "Plan", 1);

  heed_filter_set_form_id (filter, HEED_FORM_NOTE);
  heed_filter_set_completion (filter, HEED_COMPLETION_COMPLETE);
  expect_length (get_selection (fixture), 1);
  expect_shown (GTK_WIDGET (fixture->window), is_entry_row, "Second", 1);

  heed_filter_set_tag (filter, "Northside");
  expect_shown (GTK_WIDGET (fixture->window), is_label, "Nothing Found", 1);
  g_assert_cmpint (gtk_widget_get_width (get_of_type (fixture, "HeedJournalList")), ==, width);

  /* What is on is in sight, and can be taken off one by one. */
  press_shown (GTK_WIDGET (fixture->window), "Finished");
  expect_length (get_selection (fixture), 1);
  expect_shown (GTK_WIDGET (fixture->window), is_entry_row, "First", 1);
  press_shown (GTK_WIDGET (fixture->window), "Clear Filters");
  expect_length (get_selection (fixture), 3);
  expect_shown (GTK_WIDGET (fixture->window), is_button, "Clear Filters", 0);
}

static gboolean
is_visible_entry (GtkWidget  *widget,
                  const char *text)
{
  return GTK_IS_ENTRY (widget) && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (widget)), text);
}

/* Words and filters are saved under a name, and are there again after a restart. */
static void
test_saved_filters (WindowFixture *fixture,
                    gconstpointer  data)
{
  HeedFilter *filter = get_filter (fixture);
  GtkWidget *popover = GTK_WIDGET (filter), *text;
  g_autoptr (GSettings) settings = heed_settings_new ();

  gtk_popover_popup (GTK_POPOVER (filter));
  expect_shown (popover, is_button, "Save…", 1);
  g_assert_false (gtk_widget_is_sensitive (find_shown (popover, is_button, "Save…")));
  gtk_popover_popdown (GTK_POPOVER (filter));
  search (fixture, "ruth");
  heed_filter_set_tag (filter, "renewal");
  expect_length (get_selection (fixture), 1);

  gtk_popover_popup (GTK_POPOVER (filter));
  press_shown (popover, "Save…");
  text = find_shown (popover, is_visible_entry, "ruth, renewal");
  gtk_editable_set_text (GTK_EDITABLE (text), "Renewal with Ruth");
  g_signal_emit_by_name (text, "activate");
  search (fixture, "");
  heed_filter_clear (filter);
  expect_length (get_selection (fixture), 3);

  close_window (fixture);
  open_window (fixture, FALSE);
  g_assert_true (wait_until (has_journal, fixture->window));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-page", "s", "journal");
  expect_shown (GTK_WIDGET (fixture->window), is_entry_row, "First", 1);
  filter = get_filter (fixture);
  popover = GTK_WIDGET (filter);
  gtk_popover_popup (GTK_POPOVER (filter));
  press_shown (popover, "Renewal with Ruth");
  expect_length (get_selection (fixture), 1);
  expect_shown (GTK_WIDGET (fixture->window), is_entry_row, "Second", 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_of_type (fixture, "GtkSearchEntry"))), ==, "ruth");
  expect_shown (GTK_WIDGET (fixture->window), is_button, "renewal", 1);

  gtk_popover_popup (GTK_POPOVER (filter));
  gtk_widget_activate_action (popover, "filter.rename", "s", "Renewal with Ruth");
  text = find_shown (popover, is_visible_entry, "Renewal with Ruth");
  gtk_editable_set_text (GTK_EDITABLE (text), "Ruth");
  g_signal_emit_by_name (text, "activate");
  expect_shown (popover, is_button, "Ruth", 1);
  gtk_widget_activate_action (popover, "filter.remove", "s", "Ruth");
  expect_shown (popover, is_button, "Ruth", 0);
  gtk_popover_popdown (GTK_POPOVER (filter));
  press_undo (fixture);
  gtk_popover_popup (GTK_POPOVER (filter));
  expect_shown (popover, is_button, "Ruth", 1);
  gtk_popover_popdown (GTK_POPOVER (filter));
  g_settings_reset (settings, "saved-filters");
}

static void
test_day (WindowFixture *fixture,
          gconstpointer  data)
{
  HeedFilter *filter = get_filter (fixture);
  guint32 today = heed_day_today ();

  heed_filter_set_period (filter, HEED_PERIOD_MONTH);
  expect_length (get_selection (fixture), 3);
  heed_filter_set_days (filter, today - 1, today - 1);
  expect_length (get_selection (fixture), 0);
  expect_shown (GTK_WIDGET (fixture->window), is_button, "Write a Note", 1);
  heed_filter_set_days (filter, today, today - 1);
  expect_length (get_selection (fixture), 3);
}

static void
test_periods (void)
{
  g_autoptr (HeedFilter) filter = g_object_ref_sink (g_object_new (HEED_TYPE_FILTER, NULL));
  HeedQuery query = { 0 };
  guint32 first, last;
  guint changes = 0;

  g_signal_connect_swapped (filter, "changed", G_CALLBACK (g_atomic_int_inc), &changes);
  g_assert_false (heed_filter_is_on (filter));
  heed_filter_set_period (filter, HEED_PERIOD_YEAR);
  heed_filter_set_period (filter, HEED_PERIOD_YEAR);
  g_assert_cmpuint (changes, ==, 1);
  heed_filter_get_days (filter, &first, &last);
  g_assert_cmpuint (first, <=, heed_day_today ());
  g_assert_cmpuint (first, >, heed_day_today () - 366);
  g_assert_cmpuint (last, ==, 0);

  /* From day to day begins with the days that were in view. */
  heed_filter_set_period (filter, HEED_PERIOD_DAYS);
  heed_filter_fill_query (filter, NULL, &query);
  g_assert_cmpuint (query.first_day, ==, first);
  g_assert_cmpuint (query.last_day, ==, heed_day_today ());

  heed_filter_set_days (filter, 900, 800);
  heed_filter_get_days (filter, &first, &last);
  g_assert_cmpuint (first, ==, 800);
  g_assert_cmpuint (last, ==, 900);
  heed_filter_clear (filter);
  heed_filter_clear (filter);
  g_assert_cmpuint (changes, ==, 4);
}

static void
test_show_form (WindowFixture *fixture,
                gconstpointer  data)
{
  search (fixture, "ruth");
  expect_length (get_selection (fixture), 2);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-page", "s", "today");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-journal", "s", HEED_FORM_PLAN);
  expect_length (get_selection (fixture), 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-tag", "s", "renewal");
  expect_length (get_selection (fixture), 1);
  expect_shown (GTK_WIDGET (fixture->window), is_entry_row, "Second", 1);
}

typedef struct
{
  HeedEntryView *view;
  const char *title;
} Shown;

static gboolean
is_shown (gpointer data)
{
  Shown *shown = data;
  HeedEntry *entry = heed_entry_view_get_entry (shown->view);
  g_autofree char *title = entry != NULL ? heed_entry_dup_title (entry) : NULL;

  return g_strcmp0 (title, shown->title) == 0;
}

static gboolean
selects_nothing (gpointer data)
{
  return heed_selection_get_item (data) == NULL;
}

static gboolean
selects_something (gpointer data)
{
  return heed_selection_get_item (data) != NULL;
}

static void
expect_view (WindowFixture *fixture,
             const char    *title)
{
  Shown shown = { HEED_ENTRY_VIEW (get_of_type (fixture, "HeedEntryView")), title };

  g_assert_true (wait_until (is_shown, &shown));
}

/* What was deleted by mistake is back in its place, and in view. */
static void
test_undone_delete (WindowFixture *fixture,
                    gconstpointer  data)
{
  heed_selection_set_position (get_selection (fixture), 1);
  expect_shown (GTK_WIDGET (fixture->window), is_of_type, "HeedEntryView", 1);
  expect_view (fixture, "Second");

  act (fixture, "entries.delete");
  expect_length (get_selection (fixture), 2);
  expect_shown (GTK_WIDGET (fixture->window), is_label, "Pick an Entry", 1);
  expect_shown (GTK_WIDGET (fixture->window), is_label, "“Second” deleted", 1);
  press_undo (fixture);
  expect_length (get_selection (fixture), 3);
  expect_shown (GTK_WIDGET (fixture->window), is_of_type, "HeedEntryView", 1);
  expect_view (fixture, "Second");
  expect_selected (get_selection (fixture), 1);
}

/* What stands beside the list stays while a filter hides it there. */
static void
test_hidden_stays (WindowFixture *fixture,
                   gconstpointer  data)
{
  heed_selection_set_position (get_selection (fixture), 1);
  expect_shown (GTK_WIDGET (fixture->window), is_of_type, "HeedEntryView", 1);
  expect_view (fixture, "Second");
  heed_filter_set_form_id (get_filter (fixture), HEED_FORM_PLAN);
  expect_length (get_selection (fixture), 1);
  g_assert_true (wait_until (selects_nothing, get_selection (fixture)));
  expect_view (fixture, "Second");

  heed_filter_clear (get_filter (fixture));
  expect_length (get_selection (fixture), 3);
  g_assert_true (wait_until (selects_something, get_selection (fixture)));
  expect_selected (get_selection (fixture), 1);
}

static void
test_checking (WindowFixture *fixture,
               gconstpointer  data)
{
  HeedSelection *selection = get_selection (fixture);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);

  heed_selection_set_position (selection, 0);
  g_assert_true (gtk_selection_model_is_selected (model, 0));

  /* Ctrl and a click: the one that was selected, and this one. */
  gtk_selection_model_select_item (model, 2, FALSE);
  g_assert_true (heed_selection_get_checking (selection));
  g_assert_cmpuint (heed_selection_get_n_checked (selection), ==, 2);
  expect_shown (GTK_WIDGET (fixture->window), is_label, "2 selected", 1);

  /* The arrows go along and change nothing. */
  gtk_selection_model_select_item (model, 1, TRUE);
  g_assert_cmpuint (heed_selection_get_n_checked (selection), ==, 2);
  gtk_selection_model_select_range (model, 0, 3, TRUE);
  g_assert_cmpuint (heed_selection_get_n_checked (selection), ==, 3);
  gtk_selection_model_unselect_item (model, 1);
  g_assert_cmpuint (heed_selection_get_n_checked (selection), ==, 2);

  act (fixture, "entries.cancel");
  g_assert_false (heed_selection_get_checking (selection));
  expect_selected (selection, 0);
  g_assert_true (gtk_selection_model_is_selected (model, 0));
  g_assert_false (gtk_selection_model_is_selected (model, 2));
}

/* A list of plain objects is enough to see what becomes of what is checked. */
static void
test_selection_follows (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (HeedSelection) selection = NULL;
  g_autoptr (GtkBitset) checked = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GObject) object = g_object_new (G_TYPE_OBJECT, NULL);

      g_list_store_append (store, object);
    }
  selection = g_object_new (HEED_TYPE_SELECTION, NULL);
  heed_selection_set_model (selection, G_LIST_MODEL (store));
  heed_selection_set_position (selection, 3);
  heed_selection_set_checking (selection, TRUE);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (selection), 1, 2, FALSE);

  g_list_store_remove (store, 0);
  expect_selected (selection, 2);
  checked = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (selection));
  g_assert_cmpuint (gtk_bitset_get_nth (checked, 0), ==, 0);
  g_assert_cmpuint (gtk_bitset_get_nth (checked, 1), ==, 1);

  /* What goes is checked no more, and what comes in its place is not. */
  g_list_store_remove (store, 1);
  g_assert_cmpuint (heed_selection_get_n_checked (selection), ==, 1);
  g_list_store_remove (store, 1);
  g_assert_null (heed_selection_get_item (selection));
  heed_selection_set_checking (selection, FALSE);
  g_assert_cmpuint (heed_selection_get_n_checked (selection), ==, 0);
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GString    *heard)
{
  g_string_append_printf (heard, "%u-%u+%u=%u;", position, removed, added, g_list_model_get_n_items (model));
}

/* Much that comes for something else is told in two steps, each of which leaves
 * the list as it was told: a view would load all of it otherwise. */
static void
test_selection_in_steps (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (HeedSelection) selection = g_object_new (HEED_TYPE_SELECTION, NULL);
  g_autoptr (GPtrArray) many = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) heard = g_string_new (NULL);

  heed_selection_set_model (selection, G_LIST_MODEL (store));
  for (guint i = 0; i < 1000; i++)
    g_ptr_array_add (many, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (store, 0, 0, many->pdata, 4);
  g_signal_connect (selection, "items-changed", G_CALLBACK (items_changed_cb), heard);

  g_list_store_splice (store, 1, 2, many->pdata, 2);
  g_list_store_splice (store, 1, 2, many->pdata, 1000);
  g_assert_cmpstr (heard->str, ==, "1-2+2=4;1-2+0=2;1-0+1000=1002;");
}

static void
test_bulk_tag (WindowFixture *fixture,
               gconstpointer  data)
{
  const char *ids[4] = { NULL };
  g_autoptr (HeedEntry) one = g_list_model_get_item (G_LIST_MODEL (get_selection (fixture)), 1);
  g_autoptr (HeedEntry) two = g_list_model_get_item (G_LIST_MODEL (get_selection (fixture)), 2);

  ids[0] = heed_entry_get_id (one);
  ids[1] = heed_entry_get_id (two);
  heed_bulk_actions_change (GTK_WIDGET (get_list (fixture)), heed_window_get_journal (fixture->window), ids,
                            HEED_CHANGE_ADD_TAG, "renewal");
  expect_shown (GTK_WIDGET (fixture->window), is_label, "1 entry tagged “renewal”", 1);
  heed_filter_set_tag (get_filter (fixture), "renewal");
  expect_length (get_selection (fixture), 2);

  press_undo (fixture);
  expect_length (get_selection (fixture), 1);
}

/* Thousands are deleted in one step, and come back in one. */
static void
test_many (WindowFixture *fixture,
           gconstpointer  data)
{
  HeedSelection *selection;

  expect_shown (GTK_WIDGET (fixture->window), is_of_type, "HeedJournalList", 1);
  selection = get_selection (fixture);
  expect_length (selection, ENTRIES);
  act (fixture, "entries.select");
  act (fixture, "entries.select-all");
  g_assert_cmpuint (heed_selection_get_n_checked (selection), ==, ENTRIES);
  act (fixture, "entries.delete");

  expect_shown (GTK_WIDGET (fixture->window), is_label, "Nothing Written Yet", 1);
  expect_shown (GTK_WIDGET (fixture->window), is_label, "3000 entries deleted", 1);
  press_undo (fixture);
  expect_shown (GTK_WIDGET (fixture->window), is_of_type, "HeedJournalList", 1);
  expect_length (get_selection (fixture), ENTRIES);
  g_assert_false (heed_selection_get_checking (get_selection (fixture)));
}

static void
write_newest (WindowFixture *fixture,
              const char    *title)
{
  HeedJournal *journal = heed_window_get_journal (fixture->window);
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (journal, HEED_FORM_NOTE, NULL);

  heed_entry_set_title (entry, title);
  heed_journal_save_async (journal, NULL, NULL);
}

/* Until what was written is shown. */
static void
settle (WindowFixture *fixture)
{
  wait_for_journal (heed_window_get_journal (fixture->window));
  wait_for_rest (GTK_WIDGET (fixture->window));
}

static gboolean
has_scrolled (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_value (adjustment) > 0;
}

/* Whoever looks at the newest entries goes on doing so, and whoever looks at
 * older ones is left alone. */
static void
test_newest_in_sight (WindowFixture *fixture,
                      gconstpointer  data)
{
  GtkAdjustment *adjustment;

  expect_shown (GTK_WIDGET (fixture->window), is_of_type, "GtkListView", 1);
  expect_length (get_selection (fixture), ENTRIES);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_of_type (fixture, "GtkListView")));
  write_newest (fixture, "Newest");
  expect_length (get_selection (fixture), ENTRIES + 1);
  settle (fixture);
  g_assert_false (has_scrolled (adjustment));

  /* What was deleted and comes back pushes nothing out of sight either. */
  heed_selection_set_position (get_selection (fixture), 1);
  gtk_widget_activate_action (get_of_type (fixture, "GtkListView"), "list.scroll-to-item", "u", 1);
  gtk_widget_grab_focus (get_of_type (fixture, "GtkListView"));
  act (fixture, "entries.delete");
  expect_length (get_selection (fixture), ENTRIES);
  settle (fixture);
  g_assert_false (has_scrolled (adjustment));
  press_undo (fixture);
  expect_length (get_selection (fixture), ENTRIES + 1);
  settle (fixture);
  g_assert_false (has_scrolled (adjustment));

  gtk_adjustment_set_value (adjustment, 2000);
  write_newest (fixture, "Newer");
  expect_length (get_selection (fixture), ENTRIES + 2);
  settle (fixture);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >=, 1900);
}

static HeedSelection *
open_trash (WindowFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-trash", NULL);
  expect_shown (GTK_WIDGET (fixture->window), is_of_type, "HeedTrashPage", 1);
  expect_shown (GTK_WIDGET (fixture->window), is_of_type, "GtkListView", 1);
  return HEED_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (get_of_type (fixture, "GtkListView"))));
}

static void
delete_all (WindowFixture *fixture)
{
  act (fixture, "entries.select");
  act (fixture, "entries.select-all");
  act (fixture, "entries.delete");
  expect_shown (GTK_WIDGET (fixture->window), is_label, "Nothing Written Yet", 1);
}

static void
test_trash_restore (WindowFixture *fixture,
                    gconstpointer  data)
{
  HeedSelection *trash;
  GtkWidget *page;

  delete_all (fixture);
  trash = open_trash (fixture);
  expect_length (trash, 3);
  expect_shown (GTK_WIDGET (fixture->window), is_entry_row, "Second", 1);
  page = get_of_type (fixture, "HeedTrashPage");

  gtk_widget_activate_action (page, "trash.select", NULL);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (trash), 0, FALSE);
  gtk_widget_activate_action (page, "trash.restore", NULL);
  expect_length (trash, 2);
  expect_shown (GTK_WIDGET (fixture->window), is_label, "1 entry restored", 1);
  expect_length (heed_window_get_journal (fixture->window), 1);

  gtk_widget_activate_action (page, "trash.select-all", NULL);
  gtk_widget_activate_action (page, "trash.restore", NULL);
  expect_shown (GTK_WIDGET (fixture->window), is_label, "The Trash Is Empty", 1);
  expect_length (heed_window_get_journal (fixture->window), 3);
}

static gboolean
is_pane_with (GtkWidget  *widget,
              const char *text)
{
  return HEED_IS_ENTRY_VIEW (widget) && count_shown (widget, is_label, text) > 0;
}

/* What was deleted is read beside the list, goes back from there, or for good. */
static void
test_trash_read (WindowFixture *fixture,
                 gconstpointer  data)
{
  HeedSelection *trash;
  GtkWidget *page;

  delete_all (fixture);
  trash = open_trash (fixture);
  expect_length (trash, 3);
  page = get_of_type (fixture, "HeedTrashPage");
  expect_shown (page, is_label, "Pick an Entry", 1);
  g_assert_false (heed_selection_get_checking (trash));
  expect_shown (page, is_entry_row, "Second", 1);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (HeedEntry) entry = g_list_model_get_item (G_LIST_MODEL (trash), i);
      g_autofree char *title = heed_entry_dup_title (entry);

      if (g_str_equal (title, "Second"))
        heed_selection_set_position (trash, i);
    }
  expect_shown (page, is_pane_with, "Second", 1);
  expect_shown (page, is_label, "Ruth had no quiet word left", 1);
  press_shown (page, "Delete for Good…");
  answer_dialog ("keep");
  press_shown (page, "Delete for Good…");
  answer_dialog ("erase");
  expect_shown (GTK_WIDGET (fixture->window), is_label, "Gone for good", 1);
  expect_length (trash, 2);
  expect_shown (page, is_label, "Pick an Entry", 1);

  heed_selection_set_position (trash, 0);
  expect_shown (page, is_of_type, "HeedEntryView", 1);
  press_shown (page, "Restore");
  expect_length (trash, 1);
  expect_length (heed_window_get_journal (fixture->window), 1);
}

/* Asked first, and then for good. */
static void
test_trash_empty (WindowFixture *fixture,
                  gconstpointer  data)
{
  HeedSelection *trash;
  GtkWidget *page;

  delete_all (fixture);
  trash = open_trash (fixture);
  expect_length (trash, 3);
  page = get_of_type (fixture, "HeedTrashPage");

  gtk_widget_activate_action (page, "trash.empty", NULL);
  answer_dialog ("keep");
  gtk_widget_activate_action (page, "trash.empty", NULL);
  expect_length (trash, 3);
  answer_dialog ("empty");
  expect_shown (GTK_WIDGET (fixture->window), is_label, "The Trash Is Empty", 1);
  expect_shown (GTK_WIDGET (fixture->window), is_label, "3 entries are gone for good", 1);
}

static gboolean
is_check_button (GtkWidget  *widget,
                 const char *label)
{
  return GTK_IS_CHECK_BUTTON (widget) && g_str_equal (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), label);
}

static gboolean
holds_deleted (const char *path)
{
  g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_READ_ONLY, NULL);
  g_autoptr (GArray) keys = heed_database_get_keys (database, NULL, NULL);

  return keys->len > 0;
}

/* The question names a copy that holds what was deleted, and erases it there, too. */
static void
test_trash_in_copies (WindowFixture *fixture,
                      gconstpointer  data)
{
  g_autofree char *copy = heed_copy_choose_path (fixture->files.path, HEED_COPY_BEFORE_IMPORT, NULL);
  g_autofree char *name = g_path_get_basename (copy);
  g_autoptr (HeedDatabase) database = NULL;
  HeedSelection *trash;
  GtkWidget *page, *dialog, *button;

  database = heed_database_open (fixture->files.path, HEED_DATABASE_READ_ONLY, NULL);
  g_assert_true (heed_database_backup (database, copy, FALSE, NULL, NULL, NULL));
  g_assert_true (heed_database_close (database, NULL));
  g_assert_true (holds_deleted (copy));

  delete_all (fixture);
  trash = open_trash (fixture);
  expect_length (trash, 3);
  page = get_of_type (fixture, "HeedTrashPage");
  gtk_widget_activate_action (page, "trash.empty", NULL);
  dialog = GTK_WIDGET (expect_dialog ());
  expect_shown (dialog, is_saying, name, 1);
  button = find_shown (dialog, is_check_button, "_Erase them from these copies, too");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  answer_dialog ("empty");
  expect_shown (GTK_WIDGET (fixture->window), is_label, "The Trash Is Empty", 1);
  expect_shown (GTK_WIDGET (fixture->window), is_label, "Gone for good, from 1 copy, too", 1);
  g_assert_false (holds_deleted (copy));
}

/* Both ways: the button, and one calendar for all days. */
static void
test_calendar (WindowFixture *fixture,
               gconstpointer  data)
{
  GtkWidget *buttons = get_of_type (fixture, "HeedJournalList");
  GtkWidget *month = GTK_WIDGET (gtk_widget_get_template_child (buttons, G_OBJECT_TYPE (buttons), "month"));
  guint32 today = heed_day_today ();

  g_signal_emit_by_name (month, "day-chosen", today - 3);
  expect_length (get_selection (fixture), 0);
  g_assert_cmpuint (heed_filter_get_single_day (get_filter (fixture)), ==, today - 3);
  expect_shown (GTK_WIDGET (fixture->window), is_button, "Clear Filters", 2);
  g_signal_emit_by_name (month, "day-chosen", today);
  expect_length (get_selection (fixture), 3);
}

#define FEW(path, test) \
  g_test_add ("/journal-page/" path, WindowFixture, NULL, set_up, test, window_fixture_tear_down)
#define MANY(path, test) \
  g_test_add ("/journal-page/" path, WindowFixture, "many", set_up, test, window_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  start_application (&argc, &argv);

  g_test_add_func ("/journal-page/periods", test_periods);
  g_test_add_func ("/journal-page/selection-follows", test_selection_follows);
  g_test_add_func ("/journal-page/selection-in-steps", test_selection_in_steps);
  FEW ("search", test_search);
  FEW ("search-to-list", test_search_to_list);
  FEW ("order", test_order);
  FEW ("count", test_count);
  FEW ("ways", test_ways);
  FEW ("snippet", test_snippet);
  FEW ("filters", test_filters);
  FEW ("saved-filters", test_saved_filters);
  FEW ("day", test_day);
  FEW ("calendar", test_calendar);
  FEW ("show-form", test_show_form);
  FEW ("undone-delete", test_undone_delete);
  FEW ("hidden-stays", test_hidden_stays);
  FEW ("checking", test_checking);
  MANY ("newest-in-sight", test_newest_in_sight);
  FEW ("bulk-tag", test_bulk_tag);
  MANY ("many", test_many);
  MANY ("many-found", test_many_found);
  FEW ("trash-restore", test_trash_restore);
  FEW ("trash-read", test_trash_read);
  FEW ("trash-empty", test_trash_empty);
  FEW ("trash-in-copies", test_trash_in_copies);

  return g_test_run ();
}
