/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor on a real journal: every form is filled in through its controls,
 * saved, and read again from the file. */

#include "editor-fixture.h"

#include "heed-answer-view.h"
#include "heed-editor.h"
#include "heed-entry-view.h"
#include "heed-rating.h"
#include "heed-text-area.h"
#include "heed-ui-resources.h"

#include "screen.h"
#include "test-forms.h"

#include <adwaita.h>

static void
choose_other (EditorFixture *fixture,
              const char    *path,
              const char    *text)
{
  GtkWidget *view = get_view (fixture, path);
  GtkWidget *area;

  gtk_check_button_set_active (GTK_CHECK_BUTTON (find (view, is_option_with_label, "Other…")), TRUE);
  area = find (view, is_text_area, NULL);
  g_assert_nonnull (area);
  g_signal_emit_by_name (area, "insert-at-cursor", text);
}

/* Answers a place as a person would, and says what is to be kept of it. */
static char *
answer (EditorFixture            *fixture,
        const HeedFilledFormNode *node,
        guint                     position)
{
  g_autofree char *text = g_strdup_printf ("Answer %u: “ä”, 漢字, <b> & 👋", position);
  g_autofree char *rating = g_strdup_printf ("%u", 1 + position % 5);

  switch (heed_field_get_field_type (node->field))
    {
    case HEED_FIELD_GROUP:
      return NULL;
    case HEED_FIELD_LIST:
      if (node->index == 0)
        return NULL;
      break;
    case HEED_FIELD_RATING:
      press (find (get_view (fixture, node->path), is_button_with_label, rating));
      return g_steal_pointer (&rating);
    case HEED_FIELD_CHOICE:
      if (heed_field_get_allows_other (node->field))
        {
          choose_other (fixture, node->path, text);
          return g_strdup (HEED_CHOICE_OTHER);
        }
      gtk_check_button_set_active (GTK_CHECK_BUTTON (find (get_view (fixture, node->path), is_option_with_label,
                                                           heed_field_get_option_label (node->field, 1))), TRUE);
      return g_strdup (heed_field_get_option_id (node->field, 1));
    case HEED_FIELD_NUMBER:
      type (fixture, node->path, "42");
      return g_strdup ("42");
    case HEED_FIELD_DATE:
      type (fixture, node->path, "2026-11-21");
      return g_strdup ("2026-11-21");
    case HEED_FIELD_TEXT:
    case HEED_FIELD_PARAGRAPH:
    default:
      break;
    }

  type (fixture, node->path, text);
  return g_steal_pointer (&text);
}

static GHashTable *
answer_all (EditorFixture *fixture)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_ref (heed_entry_get_filled_form (fixture->entry));
  GHashTable *answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);
      char *text = answer (fixture, node, i);

      if (text != NULL)
        g_hash_table_insert (answers, g_strdup (node->path), text);
    }

  leave (fixture);
  return answers;
}

static void
assert_answers (HeedEntry  *entry,
                GHashTable *answers)
{
  GHashTableIter iter;
  gpointer path, text;

  g_assert_cmpuint (g_hash_table_size (answers), >, 0);
  g_hash_table_iter_init (&iter, answers);
  while (g_hash_table_iter_next (&iter, &path, &text))
    g_assert_cmpstr (heed_entry_get_answer (entry, path), ==, text);
}

/* What the controls show now that the entry is read from the file. */
static void
assert_texts_shown (EditorFixture *fixture,
                    GHashTable    *answers)
{
  GHashTableIter iter;
  gpointer path, text;

  g_hash_table_iter_init (&iter, answers);
  while (g_hash_table_iter_next (&iter, &path, &text))
    {
      GtkWidget *view = get_view (fixture, path);
      GtkWidget *rating = find (view, is_rating, NULL);

      if (rating != NULL)
        g_assert_cmpint (heed_rating_get_value (HEED_RATING (rating)), ==, atoi (text));
      else if (g_str_has_prefix (text, "Answer"))
        g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, path)), ==, text);
    }
}

static void
fill_form (EditorFixture *fixture,
           const char    *form)
{
  g_autoptr (GHashTable) answers = NULL;
  g_autoptr (HeedEntry) again = NULL;

  g_test_message ("%s", form);
  start (fixture, form);
  answers = answer_all (fixture);
  assert_answers (fixture->entry, answers);
  journal_fixture_save (&fixture->files);
  close_window (fixture);
  journal_fixture_close (&fixture->files);

  journal_fixture_open (&fixture->files);
  again = journal_fixture_dup_entry (&fixture->files, 0);
  g_assert_cmpstr (heed_record_get_form_id (heed_entry_get_record (again)), ==, form);
  assert_answers (again, answers);
  show_entry (fixture, again);
  assert_texts_shown (fixture, answers);
  close_window (fixture);
}

static void
test_every_form (EditorFixture *fixture,
                 gconstpointer  data)
{
  g_autoptr (GListModel) forms = g_object_ref (heed_workbook_get_forms (fixture->files.workbook));

  g_assert_cmpuint (g_list_model_get_n_items (forms), >, 0);
  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (HeedForm) form = g_list_model_get_item (forms, i);

      if (heed_form_is_listed (form))
        fill_form (fixture, heed_form_get_id (form));
    }
}

static void
test_title (EditorFixture *fixture,
            gconstpointer  data)
{
  GtkWidget *title;

  start (fixture, HEED_FORM_NOTE);
  title = find (GTK_WIDGET (fixture->editor), is_text_area, NULL);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == title);
  g_signal_emit_by_name (title, "insert-at-cursor", "A quiet week");
  g_assert_cmpstr (heed_record_get_title (heed_entry_get_record (fixture->entry)), ==, "A quiet week");

  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  g_assert_cmpstr (heed_text_area_get_text (HEED_TEXT_AREA (title)), ==, "");
  heed_entry_set_title (fixture->entry, "From elsewhere");
  g_assert_cmpstr (heed_text_area_get_text (HEED_TEXT_AREA (title)), ==, "From elsewhere");
}

static void
test_groups (EditorFixture *fixture,
             gconstpointer  data)
{
  start (fixture, "nested");
  type (fixture, "emotion/1/name", "One");
  type (fixture, "emotion/2/name", "Two");
  g_assert_null (find (GTK_WIDGET (fixture->editor), is_view_of_path, "emotion/3/name"));

  press (find (GTK_WIDGET (fixture->editor), is_button_with_target, "editor.add-repeat emotion"));
  type (fixture, "emotion/3/name", "Three");
  press (find (GTK_WIDGET (fixture->editor), is_button_with_target, "editor.add-repeat emotion"));
  /* Four are the most. */
  g_assert_null (find (GTK_WIDGET (fixture->editor), is_button_with_target, "editor.add-repeat emotion"));

  press_in_menu (fixture, "emotion/2", "Remove");
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "emotion/1/name")), ==, "One");
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "emotion/2/name")), ==, "Three");
  g_assert_null (find (GTK_WIDGET (fixture->editor), is_view_of_path, "emotion/4/name"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  wait_for_idle ();
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "emotion/2/name")), ==, "Two");
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "emotion/3/name")), ==, "Three");
}

static void
test_rows (EditorFixture *fixture,
           gconstpointer  data)
{
  GtkWidget *focus;

  start (fixture, "nested");
  type (fixture, "ends/1", "First");
  g_assert_false (gtk_widget_get_visible (get_handle (fixture, "ends/1")));

  press (find (GTK_WIDGET (fixture->editor), is_button_with_target, "editor.add-repeat ends"));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, get_view (fixture, "ends/2")));
  type (fixture, "ends/2", "Second");
  press_in_menu (fixture, "ends/1", "Remove");
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "ends/1")), ==, "Second");
  g_assert_null (find (GTK_WIDGET (fixture->editor), is_view_of_path, "ends/2"));
}

static void
test_several_lines (EditorFixture *fixture,
                    gconstpointer  data)
{
  start (fixture, "nested");
  type (fixture, "emotion/1/signs/2", "Kept");
  type (fixture, "emotion/1/signs/1", "a\nb\nc\nd\ne\nf");
  wait_for_idle ();

  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "emotion/1/signs/1")), ==, "a");
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "emotion/1/signs/2")), ==, "Kept");
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "emotion/1/signs/3")), ==, "b");
  /* Six rows are the most; nothing is lost. */
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "emotion/1/signs/6")), ==, "e f");
}

static void
test_undo_goes_to_the_place (EditorFixture *fixture,
                             gconstpointer  data)
{
  GtkWidget *focus;

  start (fixture, "nested");
  type (fixture, "emotion/1/name", "Joy");
  type (fixture, "ends/1", "Later");
  gtk_widget_activate_action (fixture->page, "entry.undo", NULL);
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "ends/1")), ==, "");
  gtk_widget_activate_action (fixture->page, "entry.undo", NULL);
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "emotion/1/name")), ==, "");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, get_view (fixture, "emotion/1/name")));

  gtk_widget_activate_action (fixture->page, "entry.redo", NULL);
  gtk_widget_activate_action (fixture->page, "entry.redo", NULL);
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "ends/1")), ==, "Later");
  g_assert_false (heed_entry_get_can_redo (fixture->entry));
}

/* What is no number is kept and explained. */
static void
test_invalid_number (EditorFixture *fixture,
                     gconstpointer  data)
{
  start (fixture, "flat");
  type (fixture, "minutes", "about ten");
  leave (fixture);
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "minutes"), ==, "about ten");
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "minutes")), ==, "about ten");
  g_assert_nonnull (find (get_view (fixture, "minutes"), is_label_with_text, "from 0 to 600"));

  type (fixture, "minutes", "601");
  leave (fixture);
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "minutes"), ==, "601");
  g_assert_nonnull (find (get_view (fixture, "minutes"), is_label_with_text, "from 0 to 600"));

  type (fixture, "minutes", " 0012 ");
  g_assert_null (find (get_view (fixture, "minutes"), is_label_with_text, "from 0 to 600"));
  leave (fixture);
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "minutes"), ==, "12");
}

static void
test_dates (EditorFixture *fixture,
            gconstpointer  data)
{
  /* In the language of the person. */
  g_autoptr (GDateTime) time = g_date_time_new_utc (2025, 10, 3, 12, 0, 0);
  g_autofree char *words = g_date_time_format (time, "%-e %B %Y");

  start (fixture, "flat");
  type (fixture, "day", words);
  leave (fixture);
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "day"), ==, "2025-10-03");
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "day")), ==, words);

  /* A month of another language is none, and not that of the first number. */
  type (fixture, "day", "1 lokakuuta 2025");
  leave (fixture);
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "day"), ==, "1 lokakuuta 2025");

  type (fixture, "day", "some time in May");
  leave (fixture);
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "day"), ==, "some time in May");
  g_assert_nonnull (find (get_view (fixture, "day"), is_label_with_text, "Please write a day"));

  type (fixture, "day", "2026-02-30");
  leave (fixture);
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "day"), ==, "2026-02-30");
}

static void
test_choice (EditorFixture *fixture,
             gconstpointer  data)
{
  GtkWidget *view;

  start (fixture, "flat");
  choose_other (fixture, "mood", "Curious");
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "mood"), ==, "other");
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "mood/other"), ==, "Curious");

  view = get_view (fixture, "mood");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find (view, is_option_with_label, "Calm")), TRUE);
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "mood"), ==, "calm");
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "mood/other"), ==, "Curious");
  g_assert_null (find (view, is_text_area, NULL));

  press (find (view, is_clear_button, NULL));
  g_assert_null (heed_entry_get_answer (fixture->entry, "mood"));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (find (view, is_option_with_label, "Calm"))));

  /* An option that another version of the workbook had. */
  heed_entry_set_answer (fixture->entry, "mood", "gloomy");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find (view, is_option_with_label, "gloomy"))));
}

static void
test_change_from_elsewhere (EditorFixture *fixture,
                            gconstpointer  data)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;
  int position;

  start (fixture, "flat");
  type (fixture, "story", "One two");
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_area (fixture, "story")));
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 3);
  gtk_text_buffer_place_cursor (buffer, &iter);
  heed_entry_set_answer (fixture->entry, "story", "One two three");
  g_object_get (buffer, "cursor-position", &position, NULL);
  g_assert_cmpint (position, ==, 3);
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "story")), ==, "One two three");

  heed_entry_set_answer (fixture->entry, "rating", "5");
  g_assert_cmpint (heed_rating_get_value (HEED_RATING (find (get_view (fixture, "rating"), is_rating, NULL))), ==, 5);
}

/* Another program writes into a group that is not shown yet. */
static void
test_group_from_elsewhere (EditorFixture *fixture,
                           gconstpointer  data)
{
  start (fixture, "nested");
  heed_entry_set_answer (fixture->entry, "emotion/3/name", "Surprise");
  wait_for_idle ();
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "emotion/3/name")), ==, "Surprise");
}

/* Enter goes to the next field, whatever buttons stand between. */
static void
test_next (EditorFixture *fixture,
           gconstpointer  data)
{
  GtkWidget *focus;

  start (fixture, "flat");
  heed_editor_focus_path (fixture->editor, "day");
  gtk_widget_activate_action (get_view (fixture, "day"), "editor.next", NULL);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, get_view (fixture, "mood")));
}

/* Tab goes through the fields both ways, and out of the form at its end. */
static void
test_tab (EditorFixture *fixture,
          gconstpointer  data)
{
  const char * const paths[] = { "name", "story", "minutes", "count", "day", "mood", "place", "rating" };
  GtkWidget *focus;
  guint i;

  start (fixture, "flat");
  heed_editor_focus_path (fixture->editor, "name");
  for (i = 0; i < 30 && !has_focus_in (fixture, "rating"); i++)
    gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
  g_assert_true (has_focus_in (fixture, "rating"));
  gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->editor)));

  heed_editor_focus_path (fixture->editor, "rating");
  for (i = G_N_ELEMENTS (paths); i > 0; i--)
    {
      for (guint step = 0; step < 6 && !has_focus_in (fixture, paths[i - 1]); step++)
        gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_BACKWARD);
      g_assert_true (has_focus_in (fixture, paths[i - 1]));
    }
}

static void
assert_described (GtkWidget  *widget,
                  const char *description)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
}

/* Fewer minutes than are asked for are kept all the same. */
static void
test_warning_of_few_minutes (EditorFixture *fixture,
                             gconstpointer  data)
{
  g_autofree char *warning = NULL;

  start (fixture, "listening");
  type (fixture, "talk/1/minutes", "10");
  g_assert_null (find (fixture->page, is_label_with_text, "fifteen minutes"));
  leave (fixture);
  g_assert_nonnull (find (fixture->page, is_label_with_text, "fifteen minutes"));
  warning = g_strdup (heed_field_get_warning (heed_form_find_path (heed_entry_get_form (fixture->entry),
                                                                   "talk/1/minutes")));
  assert_described (GTK_WIDGET (get_area (fixture, "talk/1/minutes")), warning);
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "talk/1/minutes"), ==, "10");
  gtk_widget_activate_action (fixture->page, "entry.mark-complete", NULL);
  g_assert_true (heed_timestamp_is_set (heed_record_get_completed (heed_entry_get_record (fixture->entry))));

  type (fixture, "talk/1/minutes", "20");
  wait_for_idle ();
  g_assert_null (find (fixture->page, is_label_with_text, "fifteen minutes"));
}

static void
test_warning_of_short_list (EditorFixture *fixture,
                            gconstpointer  data)
{
  GtkWidget *list;

  start (fixture, "body-language");
  g_assert_null (find (fixture->page, is_label_with_text, "at least three signs"));
  type (fixture, "emotion/1/signs/1", "A frown");
  leave (fixture);
  g_assert_nonnull (find (fixture->page, is_label_with_text, "at least three signs"));
  list = gtk_widget_get_parent (get_view (fixture, "emotion/1/signs/1"));
  assert_described (list, "Try to find at least three signs.");
  type (fixture, "emotion/1/signs/2", "Silence");
  type (fixture, "emotion/1/signs/3", "A sigh");
  wait_for_idle ();
  g_assert_null (find (fixture->page, is_label_with_text, "at least three signs"));
  assert_described (list, "");
}

static void
test_progress (EditorFixture *fixture,
               gconstpointer  data)
{
  start (fixture, "body-language");
  type (fixture, "emotion/2/emotion", "Relief");
  type (fixture, "emotion/2/signs/1", "A smile");
  leave (fixture);
  g_assert_nonnull (find (fixture->page, is_label_with_text, "2 of 4"));
  g_assert_nonnull (find (fixture->page, is_label_with_text, "10%"));
}

static void
test_unknown_form (EditorFixture *fixture,
                   gconstpointer  data)
{
  g_autoptr (HeedEntry) again = NULL;

  start (fixture, "complaint");
  type (fixture, "situation/1/onset", "Kept whatever happens");
  journal_fixture_save (&fixture->files);
  close_window (fixture);
  use_small_workbook (fixture);

  again = journal_fixture_dup_entry (&fixture->files, 0);
  show_entry (fixture, again);
  g_assert_nonnull (find (fixture->page, is_label_with_text, "does not have"));
  g_assert_nonnull (find (fixture->page, is_label_with_text, "Kept whatever happens"));
  gtk_widget_activate_action (fixture->page, "entry.undo", NULL);

  /* Another program that has the form may go on with it meanwhile. */
  heed_entry_set_answer (again, "situation/1/onset", "Changed elsewhere");
  wait_for_idle ();
  g_assert_nonnull (find (fixture->page, is_label_with_text, "Changed elsewhere"));
  g_assert_null (find (fixture->page, is_label_with_text, "Kept whatever happens"));
}

static const char *
describe (GtkWidget *widget)
{
  return G_OBJECT_TYPE_NAME (widget);
}

static gboolean
is_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  g_autofree char *unlike_empty = NULL;

  if (gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;

  /* What differs from the empty text is described; nothing does if it is. */
  unlike_empty = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  return unlike_empty != NULL;
}

static guint
walk (GtkWidget *widget)
{
  guint count = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (gtk_widget_get_focusable (widget) && gtk_widget_is_sensitive (widget))
    {
      GtkWidget *parent = gtk_widget_get_parent (widget);

      count++;
      /* The button within a menu button is called as that is. */
      if (!is_named (GTK_IS_MENU_BUTTON (parent) ? parent : widget))
        g_test_fail_printf ("a %s in a %s has no name", describe (widget), describe (gtk_widget_get_parent (widget)));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += walk (child);

  return count;
}

static gboolean
is_selectable (GtkWidget  *widget,
               const char *text)
{
  return GTK_IS_LABEL (widget) && gtk_label_get_selectable (GTK_LABEL (widget)) &&
         g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static void
assert_read (EditorFixture *fixture,
             const char    *path,
             const char    *text,
             const char    *name)
{
  GtkWidget *label = find (get_view (fixture, path), is_selectable, text);

  g_assert_nonnull (label);
  gtk_test_accessible_assert_property (label, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name);
}

static void
start_to_read (EditorFixture *fixture,
               HeedRecord    *record)
{
  g_autoptr (HeedEntry) entry = heed_entry_new_for_record (fixture->files.workbook, record);

  show_entry (fixture, entry);
  heed_entry_view_set_editable (HEED_ENTRY_VIEW (find (fixture->page, is_entry_view, NULL)), FALSE);
  wait_for_idle ();
}

/* Whatever kind of field it is, its answer is text that can be copied. */
static void
test_read_only (EditorFixture *fixture,
                gconstpointer  data)
{
  g_autoptr (HeedRecord) record = make_record ("flat", "name", "Ann <b>", "story", "One\ntwo", "minutes", "15",
                                               "day", "2026-11-21", "mood", "other", "mood/other", "Curious",
                                               "place", "work", "rating", "5", NULL);
  g_autofree char *day = NULL;
  guint32 julian;

  g_assert_true (heed_day_parse_iso ("2026-11-21", &julian));
  day = heed_day_format (julian);
  start_to_read (fixture, record);
  g_assert_null (find (GTK_WIDGET (fixture->editor), is_text_area, NULL));
  g_assert_null (find (GTK_WIDGET (fixture->editor), is_rating, NULL));
  g_assert_null (find (GTK_WIDGET (fixture->editor), is_option_with_label, "Calm"));
  assert_read (fixture, "name", "Ann <b>", "Name");
  assert_read (fixture, "story", "One\ntwo", "Story");
  assert_read (fixture, "minutes", "15 minutes", "Length");
  assert_read (fixture, "day", day, "Day");
  assert_read (fixture, "mood", "Curious", "Mood");
  assert_read (fixture, "place", "At work", "Place");
  assert_read (fixture, "rating", "5 of 5 · Always", "Rating");
  g_assert_nonnull (find (get_view (fixture, "rating"), is_label_with_text, "1: Never\n5: Always"));
  g_assert_nonnull (find (get_view (fixture, "count"), is_label_with_text, "Nothing written"));
  g_assert_false (heed_editor_focus_path (fixture->editor, "count"));
  g_assert_true (heed_editor_focus_path (fixture->editor, "story"));
  g_assert_cmpuint (walk (GTK_WIDGET (fixture->editor)), >, 3);

  heed_editor_set_editable (fixture->editor, TRUE);
  wait_for_idle ();
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, "story")), ==, "One\ntwo");
}

/* Of lists and groups, what nobody wrote is left out, until somebody does. */
static void
test_read_only_blanks (EditorFixture *fixture,
                       gconstpointer  data)
{
  g_autoptr (HeedRecord) record = make_record ("nested", "emotion/1/name", "Joy", "emotion/1/signs/2", "A smile", NULL);

  start_to_read (fixture, record);
  assert_read (fixture, "emotion/1/signs/2", "A smile", "Sign 2 of Emotion 1");
  g_assert_null (find (GTK_WIDGET (fixture->editor), is_view_of_path, "emotion/1/signs/1"));
  g_assert_null (find (GTK_WIDGET (fixture->editor), is_view_of_path, "emotion/2/name"));
  g_assert_nonnull (find (fixture->page, is_label_with_text, "Emotion 2"));

  /* Another program goes on writing in it. */
  heed_entry_set_answer (fixture->entry, "emotion/1/signs/1", "A hop");
  heed_entry_set_answer (fixture->entry, "emotion/1/signs/2", "A grin");
  wait_for_idle ();
  assert_read (fixture, "emotion/1/signs/1", "A hop", "Sign 1 of Emotion 1");
  assert_read (fixture, "emotion/1/signs/2", "A grin", "Sign 2 of Emotion 1");
}

/* What is read cannot be changed by a shortcut either. */
static void
test_read_only_actions (EditorFixture *fixture,
                        gconstpointer  data)
{
  g_autoptr (HeedRecord) record = make_record ("nested", "emotion/1/name", "Joy", NULL);

  start_to_read (fixture, record);
  heed_entry_set_answer (fixture->entry, "emotion/1/name", "Fear");
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  gtk_widget_activate_action (get_view (fixture, "emotion/1/name"), "entry.undo", NULL);
  gtk_widget_activate_action (get_view (fixture, "emotion/1/name"), "editor.add-repeat", "s", "emotion");
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "emotion/1/name"), ==, "Fear");
  g_assert_null (heed_entry_get_answer (fixture->entry, "emotion"));
}

static void
test_next_unanswered (EditorFixture *fixture,
                      gconstpointer  data)
{
  g_autofree char *first = NULL, *next = NULL, *again = NULL;

  start (fixture, "flat");
  type (fixture, "name", "Ann");
  first = heed_editor_dup_next_unanswered (fixture->editor);
  g_assert_cmpstr (first, ==, "story");
  g_assert_true (heed_editor_focus_path (fixture->editor, "count"));
  /* It is asked for by a button that has the focus meanwhile. */
  leave (fixture);
  next = heed_editor_dup_next_unanswered (fixture->editor);
  g_assert_cmpstr (next, ==, "mood");
  heed_editor_set_entry (fixture->editor, NULL);
  again = heed_editor_dup_next_unanswered (fixture->editor);
  g_assert_null (again);
}

static void
test_every_control_is_named (EditorFixture *fixture,
                             gconstpointer  data)
{
  const char * const forms[] = { "self-check", "body-language", "listening", "complaint", "plan", "try", "note" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      start (fixture, forms[i]);
      g_assert_cmpuint (walk (fixture->page), >, 3);
      close_window (fixture);
    }
}

static void
test_mark_complete (EditorFixture *fixture,
                    gconstpointer  data)
{
  start (fixture, "complaint");
  gtk_widget_activate_action (fixture->page, "entry.mark-complete", NULL);
  g_assert_true (heed_timestamp_is_set (heed_record_get_completed (heed_entry_get_record (fixture->entry))));
  wait_for_idle ();
  g_assert_nonnull (find (fixture->page, is_label_with_text, "Finished"));
  gtk_widget_activate_action (fixture->page, "entry.mark-incomplete", NULL);
  g_assert_false (heed_timestamp_is_set (heed_record_get_completed (heed_entry_get_record (fixture->entry))));
}

static void
test_setters (EditorFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->files.journal, "complaint", NULL);
  GtkWidget *editor = g_object_ref_sink (g_object_new (HEED_TYPE_EDITOR, NULL));

  heed_editor_set_entry (HEED_EDITOR (editor), entry);
  g_assert_true (heed_editor_get_entry (HEED_EDITOR (editor)) == entry);
  g_assert_nonnull (find (editor, is_text_area, NULL));
  heed_editor_set_editable (HEED_EDITOR (editor), FALSE);
  g_assert_null (find (editor, is_text_area, NULL));
  heed_editor_set_entry (HEED_EDITOR (editor), NULL);
  g_assert_null (heed_editor_get_entry (HEED_EDITOR (editor)));
  g_assert_finalize_object (editor);
}

#define N_PARAGRAPHS 600

/* A note that is much higher than the window, of paragraphs that are all as high. */
static GtkAdjustment *
start_long_note (EditorFixture *fixture)
{
  GString *text = g_string_new ("A paragraph");
  GtkWidget *view, *viewport;

  for (guint i = 1; i < N_PARAGRAPHS; i++)
    g_string_append (text, "\nA paragraph");
  start (fixture, HEED_FORM_NOTE);
  heed_entry_set_answer (fixture->entry, "body", text->str);
  g_string_free (text, TRUE);
  wait_for_rest (fixture->window);

  view = get_view (fixture, "body");
  viewport = gtk_widget_get_ancestor (view, GTK_TYPE_VIEWPORT);
  g_assert_cmpint (gtk_widget_get_height (view), >, 5 * gtk_widget_get_height (viewport));
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
}

/* Gives the number of the paragraph at the top of the window, as it is shown. */
static int
get_paragraph_at_top (EditorFixture *fixture)
{
  GtkTextView *area = GTK_TEXT_VIEW (get_area (fixture, "body"));
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (area), GTK_TYPE_VIEWPORT);
  graphene_point_t place;
  GtkTextIter iter;
  int y;

  if (!gtk_widget_compute_point (viewport, GTK_WIDGET (area), &GRAPHENE_POINT_INIT (0, 0), &place))
    return -1;

  gtk_text_view_window_to_buffer_coords (area, GTK_TEXT_WINDOW_WIDGET, 0, (int) place.y, NULL, &y);
  gtk_text_view_get_line_at_y (area, &iter, y, NULL);
  return gtk_text_iter_get_line (&iter);
}

/* The one that belongs there: as many as fit above. */
static gboolean
shows_its_part (gpointer data)
{
  EditorFixture *fixture = data;
  GtkWidget *view = get_view (fixture, "body");
  GtkTextView *area = GTK_TEXT_VIEW (get_area (fixture, "body"));
  GtkWidget *viewport = gtk_widget_get_ancestor (view, GTK_TYPE_VIEWPORT);
  int margins = gtk_text_view_get_top_margin (area) + gtk_text_view_get_bottom_margin (area);
  double height = (double) (gtk_widget_get_height (view) - margins) / N_PARAGRAPHS;
  graphene_point_t place;

  if (!gtk_widget_compute_point (viewport, view, &GRAPHENE_POINT_INIT (0, 0), &place))
    return FALSE;

  return get_paragraph_at_top (fixture) == (int) ((place.y - (float) gtk_text_view_get_top_margin (area)) / height) &&
         gtk_widget_get_height (GTK_WIDGET (area)) <= gtk_widget_get_height (viewport);
}

/* Of a long text there is no more than can be seen, wherever somebody scrolls. */
static void
test_long_text (EditorFixture *fixture,
                gconstpointer  data)
{
  GtkAdjustment *adjustment = start_long_note (fixture);
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  for (guint i = 1; i <= 4; i++)
    {
      gtk_adjustment_set_value (adjustment, end * i / 5);
      g_assert_true (wait_until (shows_its_part, fixture));
    }

  gtk_adjustment_set_value (adjustment, end / 4);
  g_assert_true (wait_until (shows_its_part, fixture));
}

static gboolean
shows_caret (gpointer area)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (area, GTK_TYPE_VIEWPORT);
  GdkRectangle caret;
  graphene_point_t place;
  int y;

  gtk_text_view_get_cursor_locations (area, NULL, &caret, NULL);
  gtk_text_view_buffer_to_window_coords (area, GTK_TEXT_WINDOW_WIDGET, 0, caret.y, NULL, &y);
  return gtk_widget_compute_point (area, viewport, &GRAPHENE_POINT_INIT (0, (float) y), &place) &&
         place.y >= 0 && place.y + (float) caret.height <= (float) gtk_widget_get_height (viewport);
}

/* Wherever the caret goes, and whatever the keys do. */
static void
test_long_text_caret (EditorFixture *fixture,
                      gconstpointer  data)
{
  static const int lines[] = { N_PARAGRAPHS / 2, N_PARAGRAPHS - 1, 3 };
  GtkAdjustment *adjustment = start_long_note (fixture);
  GtkWidget *area = GTK_WIDGET (get_area (fixture, "body"));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
  GtkTextIter iter;

  gtk_widget_grab_focus (area);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      gtk_text_buffer_get_iter_at_line (buffer, &iter, lines[i]);
      gtk_text_buffer_place_cursor (buffer, &iter);
      g_assert_true (wait_until (shows_caret, area));

      /* Out of sight, and back with the first key. */
      gtk_adjustment_set_value (adjustment, i == 2 ? 5000 : 0);
      wait_for_rest (fixture->window);
      g_assert_false (shows_caret (area));
      g_signal_emit_by_name (area, "insert-at-cursor", "a");
      g_assert_true (wait_until (shows_caret, area));
      g_assert_true (wait_until (shows_its_part, fixture));
    }

  gtk_widget_activate_action (fixture->page, "entry.undo", NULL);
  g_assert_true (wait_until (shows_caret, area));
}

/* A text view does not know yet how high the text above is. */
static void
test_long_text_at_once (EditorFixture *fixture,
                        gconstpointer  data)
{
  GtkWidget *area;
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  start_long_note (fixture);
  area = GTK_WIDGET (get_area (fixture, "body"));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
  gtk_widget_grab_focus (area);
  heed_entry_set_answer (fixture->entry, "body", NULL);
  g_signal_emit_by_name (area, "insert-at-cursor", "Words that are there at once.\n");
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *text = g_strdup (heed_text_area_get_text (HEED_TEXT_AREA (area)));

      g_signal_emit_by_name (area, "insert-at-cursor", text);
    }
  gtk_text_buffer_get_iter_at_line (buffer, &iter, gtk_text_buffer_get_line_count (buffer) * 2 / 3);
  gtk_text_buffer_place_cursor (buffer, &iter);

  wait_for_rest (fixture->window);
  g_assert_true (wait_until (shows_caret, area));
}

static int
get_caret_line (GtkTextBuffer *buffer)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_line (&iter);
}

/* A page is what can be seen, and not all of the text. */
static void
test_long_text_pages (EditorFixture *fixture,
                      gconstpointer  data)
{
  GtkWidget *area;
  GtkTextBuffer *buffer;
  GtkTextIter iter;
  int line;

  start_long_note (fixture);
  area = GTK_WIDGET (get_area (fixture, "body"));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
  gtk_widget_grab_focus (area);
  gtk_text_buffer_get_iter_at_line (buffer, &iter, 200);
  gtk_text_buffer_place_cursor (buffer, &iter);
  g_assert_true (wait_until (shows_caret, area));
  g_assert_true (wait_until (shows_its_part, fixture));

  g_signal_emit_by_name (area, "move-cursor", GTK_MOVEMENT_PAGES, 1, FALSE);
  line = get_caret_line (buffer);
  g_assert_cmpint (line, >, 205);
  g_assert_cmpint (line, <, 260);
  g_assert_true (wait_until (shows_caret, area));
  g_assert_true (wait_until (shows_its_part, fixture));

  g_signal_emit_by_name (area, "move-cursor", GTK_MOVEMENT_PAGES, -1, FALSE);
  g_assert_cmpint (get_caret_line (buffer), <, line - 5);
  g_assert_true (wait_until (shows_caret, area));
  g_assert_true (wait_until (shows_its_part, fixture));
}

/* A page that is gone leaves nothing behind that would still be told. */
static void
test_page_finalizes (EditorFixture *fixture,
                     gconstpointer  data)
{
  GtkWidget *page;

  start (fixture, "listening");
  type (fixture, "talk/1/title", "A talk");
  page = fixture->page;
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->window)));
  wait_for_idle ();
  g_assert_null (page);
  heed_entry_set_answer (fixture->entry, "talk/1/title", "After it");
  g_clear_object (&fixture->entry);
  wait_for_idle ();
}

#define ADD(path, set_up_func, func) g_test_add (path, EditorFixture, NULL, set_up_func, func, editor_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());
  ADD ("/editor/every-form", editor_fixture_set_up, test_every_form);
  ADD ("/editor/title", editor_fixture_set_up, test_title);
  ADD ("/editor/groups", editor_fixture_set_up_small, test_groups);
  ADD ("/editor/rows", editor_fixture_set_up_small, test_rows);
  ADD ("/editor/several-lines", editor_fixture_set_up_small, test_several_lines);
  ADD ("/editor/undo-goes-to-the-place", editor_fixture_set_up_small, test_undo_goes_to_the_place);
  ADD ("/editor/invalid-number", editor_fixture_set_up_small, test_invalid_number);
  ADD ("/editor/dates", editor_fixture_set_up_small, test_dates);
  ADD ("/editor/choice", editor_fixture_set_up_small, test_choice);
  ADD ("/editor/change-from-elsewhere", editor_fixture_set_up_small, test_change_from_elsewhere);
  ADD ("/editor/group-from-elsewhere", editor_fixture_set_up_small, test_group_from_elsewhere);
  ADD ("/editor/next", editor_fixture_set_up_small, test_next);
  ADD ("/editor/tab", editor_fixture_set_up_small, test_tab);
  ADD ("/editor/warning-of-few-minutes", editor_fixture_set_up, test_warning_of_few_minutes);
  ADD ("/editor/warning-of-short-list", editor_fixture_set_up, test_warning_of_short_list);
  ADD ("/editor/progress", editor_fixture_set_up, test_progress);
  ADD ("/editor/unknown-form", editor_fixture_set_up, test_unknown_form);
  ADD ("/editor/read-only", editor_fixture_set_up_small, test_read_only);
  ADD ("/editor/read-only-blanks", editor_fixture_set_up_small, test_read_only_blanks);
  ADD ("/editor/read-only-actions", editor_fixture_set_up_small, test_read_only_actions);
  ADD ("/editor/next-unanswered", editor_fixture_set_up_small, test_next_unanswered);
  ADD ("/editor/every-control-is-named", editor_fixture_set_up, test_every_control_is_named);
  ADD ("/editor/mark-complete", editor_fixture_set_up, test_mark_complete);
  ADD ("/editor/setters", editor_fixture_set_up, test_setters);
  ADD ("/editor/long-text", editor_fixture_set_up, test_long_text);
  ADD ("/editor/long-text/caret", editor_fixture_set_up, test_long_text_caret);
  ADD ("/editor/long-text/at-once", editor_fixture_set_up, test_long_text_at_once);
  ADD ("/editor/long-text/pages", editor_fixture_set_up, test_long_text_pages);
  ADD ("/editor/page-finalizes", editor_fixture_set_up, test_page_finalizes);
  return g_test_run ();
}
