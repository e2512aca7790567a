/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the tips and the page of one tip: filters, search, plans, tries,
 * bookmarks and decisions. */

#include "page-fixture.h"

#include "heed-editor.h"
#include "heed-tip-page.h"
#include "heed-tip-words.h"
#include "heed-tips-page.h"
#include "heed-ui-resources.h"

static HeedEntry *
get_edited (PageFixture *fixture)
{
  HeedEntry *entry = heed_editor_get_entry (HEED_EDITOR (find (fixture, is_of_type, "HeedEditor")));

  g_assert_nonnull (entry);
  return entry;
}

static guint
count_entries (PageFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->files.journal));
}

static void
test_tips_demo (PageFixture   *fixture,
                gconstpointer  demo)
{
  g_autoptr (HeedEntry) note = NULL;

  show_page (fixture, g_object_new (HEED_TYPE_TIPS_PAGE, NULL));
  expect (fixture, is_of_type, "HeedTipRow", 16);
  expect (fixture, is_label, "practiced 3×", 2);
  expect (fixture, is_label, "practiced 4×", 0);

  note = write_entry (fixture, "try", "active-listening", "what", "I asked twice.");
  expect (fixture, is_label, "practiced 4×", 1);

  gtk_widget_activate (find (fixture, is_row, "Listen actively"));
  expect_asked (fixture, "show-tip 'active-listening'");
}

static void
choose (PageFixture *fixture,
        const char  *chip)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (fixture, is_button, chip)), TRUE);
}

static void
test_tips_filters (PageFixture   *fixture,
                   gconstpointer  demo)
{
  g_autoptr (HeedEntry) plan = NULL;

  show_page (fixture, g_object_new (HEED_TYPE_TIPS_PAGE, NULL));
  expect (fixture, is_of_type, "HeedTipRow", 16);
  choose (fixture, "Start now");
  expect (fixture, is_of_type, "HeedTipRow", 3);
  choose (fixture, "Every day");
  expect (fixture, is_of_type, "HeedTipRow", 10);

  choose (fixture, "Practicing");
  expect (fixture, is_of_type, "HeedTipRow", 0);
  expect (fixture, is_button, "See All Tips", 1);

  plan = write_entry (fixture, "plan", "cues", "when", "I mention the price");
  expect (fixture, is_of_type, "HeedTipRow", 1);
  expect (fixture, is_label, "planned", 1);
  expect (fixture, is_button, "See All Tips", 0);
}

static void
test_tips_nothing_practiced (PageFixture   *fixture,
                             gconstpointer  demo)
{
  show_page (fixture, g_object_new (HEED_TYPE_TIPS_PAGE, NULL));
  expect (fixture, is_of_type, "HeedTipRow", 16);
  choose (fixture, "Practicing");
  press (fixture, "See All Tips");
  expect (fixture, is_of_type, "HeedTipRow", 16);
  expect (fixture, is_button, "See All Tips", 0);
}

static void
search (PageFixture *fixture,
        const char  *words)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, is_of_type, "GtkSearchEntry")), words);
}

/* Titles, summaries and texts; all words; without regard to case and accents. */
static void
test_tips_search (PageFixture   *fixture,
                  gconstpointer  demo)
{
  show_page (fixture, g_object_new (HEED_TYPE_TIPS_PAGE, NULL));
  expect (fixture, is_of_type, "HeedTipRow", 16);
  search (fixture, "ACTIVELY");
  expect (fixture, is_of_type, "HeedTipRow", 1);
  search (fixture, "réliable  surpri");
  expect (fixture, is_of_type, "HeedTipRow", 1);
  expect (fixture, is_row, "Be reliable, with a surprise", 1);
  search (fixture, "imagination");
  expect (fixture, is_row, "Be reliable, with a surprise", 1);

  search (fixture, "imagination zeppelin");
  expect (fixture, is_of_type, "HeedTipRow", 0);
  choose (fixture, "Start now");
  expect (fixture, is_label, "None of these tips has the words that you are looking for.", 1);
  press (fixture, "Clear the Search");
  expect (fixture, is_of_type, "HeedTipRow", 16);
  expect (fixture, is_button, "Clear the Search", 0);
}

static void
test_tips_bookmarked (PageFixture   *fixture,
                      gconstpointer  demo)
{
  g_autoptr (HeedEntry) bookmark = NULL;

  show_page (fixture, g_object_new (HEED_TYPE_TIPS_PAGE, NULL));
  expect (fixture, is_of_type, "HeedTipRow", 16);
  choose (fixture, "Bookmarked");
  expect (fixture, is_label, "A tip shows up here when you have bookmarked it on its page.", 1);

  bookmark = write_entry (fixture, "bookmark", "cues", "kept", "yes");
  expect (fixture, is_of_type, "HeedTipRow", 1);
  expect (fixture, is_row, "Notice what is not said", 1);
  heed_entry_set_deleted (bookmark, TRUE);
  expect (fixture, is_of_type, "HeedTipRow", 0);
}

static void
test_tips_states (PageFixture   *fixture,
                  gconstpointer  demo)
{
  g_autoptr (HeedEntry) kept = NULL;
  g_autoptr (HeedEntry) aside = NULL;

  show_page (fixture, g_object_new (HEED_TYPE_TIPS_PAGE, NULL));
  expect (fixture, is_label, "practiced 3×", 2);
  expect (fixture, is_label, "kept as a habit", 1);
  kept = write_entry (fixture, "decision", "active-listening", "what", "keep");
  aside = write_entry (fixture, "decision", "promises", "what", "aside");
  expect (fixture, is_label, "kept as a habit", 2);
  expect (fixture, is_label, "set aside", 1);
  expect (fixture, is_label, "practiced 3×", 0);

  choose (fixture, "Practicing");
  expect (fixture, is_row, "Listen actively", 0);
  expect (fixture, is_row, "Look after regular customers", 1);
}

static void
show_tip (PageFixture *fixture,
          const char  *id)
{
  show_page (fixture, heed_tip_page_new (fixture->files.journal, heed_workbook_find_item (fixture->files.workbook, id)));
}

static gboolean
has_plan (gpointer data)
{
  return heed_editor_get_entry (data) != NULL;
}

static void
test_tip_plan (PageFixture   *fixture,
               gconstpointer  demo)
{
  GtkWidget *editor;

  show_tip (fixture, "something-extra");
  editor = find (fixture, is_of_type, "HeedEditor");
  g_assert_true (wait_until (has_plan, editor));
  expect (fixture, is_button, "I say goodbye", 1);
  expect (fixture, is_label, "Practicing", 0);
  journal_fixture_save (&fixture->files);
  g_assert_cmpuint (count_entries (fixture), ==, 0);

  press (fixture, "I say goodbye");
  g_assert_cmpstr (heed_entry_get_answer (get_edited (fixture), "when"), ==, "I say goodbye");
  expect (fixture, is_label, "Planned", 1);
  expect (fixture, is_button, "I hand something over", 1);

  heed_entry_set_answer (get_edited (fixture), "will", "add a hint");
  expect (fixture, is_button, "I hand something over", 0);
  journal_fixture_save (&fixture->files);
  g_assert_cmpuint (count_entries (fixture), ==, 1);

  gtk_widget_activate_action (fixture->page, "entry.undo", NULL);
  expect (fixture, is_button, "I hand something over", 1);
}

static void
test_tip_tries (PageFixture   *fixture,
                gconstpointer  demo)
{
  g_autoptr (HeedEntry) note = NULL;

  show_tip (fixture, "active-listening");
  expect (fixture, is_of_type, "HeedTryRow", 3);
  expect (fixture, is_label, "Practicing", 1);
  expect (fixture, is_label, "It went well", 1);

  press (fixture, "Note a Try");
  expect_asked (fixture, "new-entry ('try', 'active-listening')");

  note = write_entry (fixture, "try", "active-listening", "what", "I asked <twice> & waited.");
  expect (fixture, is_row, "I asked <twice> & waited.", 1);
  heed_entry_set_answer (note, "how", "not-yet");
  expect (fixture, is_label, "Not yet", 2);
  gtk_widget_activate (find (fixture, is_row, "I asked <twice> & waited."));
  g_assert_nonnull (strstr (fixture->asked->str, heed_entry_get_id (note)));
}

static void
test_tip_without_tries (PageFixture   *fixture,
                        gconstpointer  demo)
{
  g_autoptr (HeedEntry) note = NULL;

  show_tip (fixture, "cues");
  expect (fixture, is_label, "Notes on your tries go here. One that did not work out is worth a note, too.", 1);
  note = write_entry (fixture, "try", "cues", "what", "He looked away.");
  expect (fixture, is_of_type, "HeedTryRow", 1);
  heed_entry_set_deleted (note, TRUE);
  journal_fixture_save (&fixture->files);
  expect (fixture, is_of_type, "HeedTryRow", 0);
}

/* A debrief about the tip stands among them, newest first. */
static void
test_tip_debriefs (PageFixture   *fixture,
                   gconstpointer  demo)
{
  g_autoptr (HeedEntry) debrief = NULL;

  show_tip (fixture, "active-listening");
  expect (fixture, is_of_type, "HeedTryRow", 3);
  debrief = write_entry (fixture, "debrief", "active-listening", "what", "They nodded.");
  expect (fixture, is_of_type, "HeedTryRow", 4);
  expect (fixture, is_label, "Debrief", 1);
  gtk_widget_activate (find (fixture, is_of_type, "HeedTryRow"));
  g_assert_nonnull (strstr (fixture->asked->str, heed_entry_get_id (debrief)));
}

/* The sentence follows the plan, and is there once both halves are. */
static void
test_tip_rehearsal (PageFixture   *fixture,
                    gconstpointer  demo)
{
  GtkWidget *editor;

  show_tip (fixture, "something-extra");
  editor = find (fixture, is_of_type, "HeedEditor");
  g_assert_true (wait_until (has_plan, editor));
  expect (fixture, is_label, "Say it once to yourself:", 0);
  heed_entry_set_answer (get_edited (fixture), "when", "I say goodbye,");
  expect (fixture, is_label, "Say it once to yourself:", 0);
  heed_entry_set_answer (get_edited (fixture), "will", "add a hint.");
  expect (fixture, is_label, "“When I say goodbye, I will add a hint.”", 1);
  heed_entry_set_answer (get_edited (fixture), "will", "");
  expect (fixture, is_label, "Say it once to yourself:", 0);
}

static gboolean
has_icon (GtkWidget  *widget,
          const char *name)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), name) == 0;
}

/* On, off and on again leaves one bookmark, which the journal does not list. */
static void
test_tip_bookmark (PageFixture   *fixture,
                   gconstpointer  demo)
{
  guint before = count_entries (fixture);

  show_tip (fixture, "active-listening");
  expect (fixture, is_of_type, "HeedTryRow", 3);
  gtk_widget_activate_action (fixture->page, "tip.bookmark", NULL);
  gtk_widget_activate_action (fixture->page, "tip.bookmark", NULL);
  gtk_widget_activate_action (fixture->page, "tip.bookmark", NULL);
  expect (fixture, has_icon, "heed-bookmarked-symbolic", 1);
  journal_fixture_save (&fixture->files);
  g_assert_cmpuint (count_entries (fixture), ==, before);

  show_tip (fixture, "active-listening");
  expect (fixture, has_icon, "heed-bookmarked-symbolic", 1);
  gtk_widget_activate_action (fixture->page, "tip.bookmark", NULL);
  journal_fixture_save (&fixture->files);
  show_tip (fixture, "active-listening");
  expect (fixture, is_of_type, "HeedTryRow", 3);
  expect (fixture, has_icon, "heed-bookmark-symbolic", 1);
}

static void
test_tip_decision (PageFixture   *fixture,
                   gconstpointer  demo)
{
  guint before = count_entries (fixture);
  g_autoptr (HeedEntry) decision = NULL;

  show_tip (fixture, "active-listening");
  expect (fixture, is_button, "Set It Aside", 1);
  gtk_widget_activate_action (fixture->page, "tip.decide", "s", "aside");
  expect (fixture, is_label, "Set aside today.", 1);
  expect (fixture, is_label, "Set aside", 1);
  expect (fixture, is_button, "Set It Aside", 0);
  g_assert_cmpuint (count_entries (fixture), ==, before + 1);
  decision = journal_fixture_dup_entry (&fixture->files, 0);
  g_assert_cmpstr (heed_entry_get_answer (decision, "what"), ==, "aside");
  heed_entry_set_answer (decision, "why", "It does not suit me.");

  press (fixture, "Take It Up Again");
  expect (fixture, is_label, "Practicing", 1);
  expect (fixture, is_button, "Set It Aside", 1);
  g_assert_cmpuint (count_entries (fixture), ==, before);
}

static void
test_tip_nothing_to_decide (PageFixture   *fixture,
                            gconstpointer  demo)
{
  g_autoptr (HeedEntry) note = NULL;

  show_tip (fixture, "cues");
  expect (fixture, is_of_type, "HeedEditor", 1);
  expect (fixture, is_button, "Keep It as a Habit", 0);
  note = write_entry (fixture, "try", "cues", "what", "He looked away.");
  expect (fixture, is_button, "Keep It as a Habit", 1);
}

static void
test_plan_sentence (void)
{
  static const struct { const char *when, *will, *sentence; } cases[] = {
    { "a client calls", "ask first", "When a client calls, I will ask first." },
    { " a client\ncalls, ", "ask first.", "When a client calls, I will ask first." },
    { "a client calls", "ask: what happened?", "When a client calls, I will ask: what happened?" },
    { "a client calls", " \n", NULL },
    { NULL, "ask first", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = heed_tip_words_format_plan (cases[i].when, cases[i].will);

      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
}

#define EMPTY(path, test) g_test_add (path, PageFixture, NULL, page_fixture_set_up, test, page_fixture_tear_down)
#define DEMO(path, test) g_test_add (path, PageFixture, "demo", page_fixture_set_up, test, page_fixture_tear_down)

/* A finger that stays on a widget; what hears of it may be above the widget. */
static void
press_long (GtkWidget *widget)
{
  for (GtkWidget *parent = widget; parent != NULL; parent = gtk_widget_get_parent (parent))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (parent);
      graphene_rect_t bounds;

      g_assert_true (gtk_widget_compute_bounds (widget, parent, &bounds));
      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

          if (G_OBJECT_TYPE (controller) != GTK_TYPE_GESTURE_LONG_PRESS)
            continue;
          g_signal_emit_by_name (controller, "pressed", bounds.origin.x + 5.0, bounds.origin.y + 5.0);
          return;
        }
    }

  g_assert_not_reached ();
}

/* What can be done with a tip, without going to its page. */
static void
test_menu (PageFixture   *fixture,
           gconstpointer  demo)
{
  GtkWidget *label;

  show_page (fixture, g_object_new (HEED_TYPE_TIPS_PAGE, NULL));
  press_long (find (fixture, is_row, "Listen actively"));
  label = find (fixture, is_label, "Plan It…");
  gtk_widget_activate (gtk_widget_get_ancestor (label, g_type_from_name ("GtkModelButton")));
  expect_asked (fixture, "new-entry ('plan', 'active-listening')");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());

  DEMO ("/tips/demo", test_tips_demo);
  EMPTY ("/tips/menu", test_menu);
  EMPTY ("/tips/filters", test_tips_filters);
  EMPTY ("/tips/nothing-practiced", test_tips_nothing_practiced);
  EMPTY ("/tips/search", test_tips_search);
  EMPTY ("/tips/bookmarked", test_tips_bookmarked);
  DEMO ("/tips/states", test_tips_states);
  EMPTY ("/tip/plan", test_tip_plan);
  DEMO ("/tip/tries", test_tip_tries);
  DEMO ("/tip/debriefs", test_tip_debriefs);
  EMPTY ("/tip/without-tries", test_tip_without_tries);
  EMPTY ("/tip/rehearsal", test_tip_rehearsal);
  DEMO ("/tip/bookmark", test_tip_bookmark);
  DEMO ("/tip/decision", test_tip_decision);
  EMPTY ("/tip/nothing-to-decide", test_tip_nothing_to_decide);
  g_test_add_func ("/tip/plan-sentence", test_plan_sentence);

  return g_test_run ();
}
