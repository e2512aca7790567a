/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "walk.h"

#include "journal-fixture.h"
#include "screen.h"
#include "window-fixture.h"

#include <glib/gstdio.h>

/* How often a page is looked at again before its faults count: what is on its
 * way in or out while one looks is none. */
#define LOOKS 5

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);

  return found;
}

/* The page on top of the others, with its header bar. */
GtkWidget *
walk_page (Walk *walk)
{
  return adw_leaflet_get_visible_child (ADW_LEAFLET (find_type (GTK_WIDGET (walk->window), ADW_TYPE_LEAFLET)));
}

static gboolean
has_place (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return TRUE;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0' && gtk_widget_get_width (widget) <= 0)
    return FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (!has_place (child))
      return FALSE;

  return TRUE;
}

static gboolean
is_laid_out (gpointer data)
{
  GtkWidget *page = walk_page (data);

  return gtk_widget_get_mapped (page) && gtk_widget_get_width (page) > 0 && has_place (page);
}

/* What the journal answers is shown, and may make a page ask for more. */
static void
settle (Walk      *walk,
        GtkWidget *top)
{
  wait_for_rest (top);
  wait_for_journal (heed_window_get_journal (walk->window));
  wait_for_rest (top);
  g_assert_true (wait_until (is_laid_out, walk));
}

/* Lets everything happen that was set off. */
void
walk_settle (Walk *walk)
{
  settle (walk, GTK_WIDGET (walk->window));
}

static gboolean
is_closed (gpointer data)
{
  return gtk_application_get_windows (data) == NULL;
}

/* Once in a process. Nothing moves, so that nothing has to be waited for, and
 * windows have the one button that they have on GNOME. */
void
walk_start (Walk *walk)
{
  g_autoptr (GError) error = NULL;

  walk->application = heed_application_new ();
  g_application_set_flags (G_APPLICATION (walk->application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (walk->application), NULL, &error);
  g_assert_no_error (error);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE,
                "gtk-cursor-blink", FALSE, "gtk-decoration-layout", ":close", NULL);
}

void
walk_open (Walk *walk,
           int   width,
           int   height)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  walk->folder = g_dir_make_tmp ("heed-walk-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (walk->folder, "journal.db", NULL);
  walk->window = heed_window_new (ADW_APPLICATION (walk->application));
  gtk_window_set_default_size (GTK_WINDOW (walk->window), width, height);
  heed_window_open_journal (walk->window, path, TRUE);
  gtk_window_present (GTK_WINDOW (walk->window));
  g_assert_true (wait_until (has_journal, walk->window));
  walk_settle (walk);
}

void
walk_close (Walk *walk)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  gtk_window_close (GTK_WINDOW (walk->window));
  g_assert_true (wait_until (is_closed, walk->application));
  walk->window = NULL;

  folder = g_dir_open (walk->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (walk->folder, name, NULL);

      g_assert_no_errno (g_unlink (path));
    }
  g_assert_no_errno (g_rmdir (walk->folder));
  g_clear_pointer (&walk->folder, g_free);
}

void
walk_complain (GPtrArray  *faults,
               const char *format,
               ...)
{
  va_list values;

  va_start (values, format);
  g_ptr_array_add (faults, g_strdup_vprintf (format, values));
  va_end (values);
}

static void
look_at (Walk       *walk,
         GtkWidget  *top,
         const char *place,
         WalkFunc    func,
         gpointer    data)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  g_test_message ("%s", place);
  walk->place = place;
  for (guint i = 0; i < LOOKS && (i == 0 || faults->len > 0); i++)
    {
      settle (walk, top);
      g_ptr_array_set_size (faults, 0);
      func (walk, top, faults, data);
    }

  for (guint i = 0; i < faults->len; i++)
    {
      g_test_message ("%s: %s", place, (char *) g_ptr_array_index (faults, i));
      g_test_fail ();
    }
}

static void
go_back (Walk *walk)
{
  gtk_widget_activate_action (GTK_WIDGET (walk->window), "win.back", NULL);
}

static void
walk_main_pages (Walk     *walk,
                 WalkFunc  func,
                 gpointer  data)
{
  static const char * const pages[] = { "today", "questions", "tips", "activities", "journal" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (walk->window), "win.show-page", "s", pages[i]);
      look_at (walk, GTK_WIDGET (walk->window), pages[i], func, data);
    }
}

/* A tip with a plan and tries, and one that nobody touched yet. */
static void
walk_pages_below (Walk     *walk,
                  WalkFunc  func,
                  gpointer  data)
{
  static const char * const tips[] = { "promises", "something-extra" };

  gtk_widget_activate_action (GTK_WIDGET (walk->window), "win.show-overview", NULL);
  look_at (walk, GTK_WIDGET (walk->window), "overview", func, data);
  go_back (walk);

  gtk_widget_activate_action (GTK_WIDGET (walk->window), "win.show-safety", NULL);
  look_at (walk, GTK_WIDGET (walk->window), "safety", func, data);
  go_back (walk);

  for (guint i = 0; i < G_N_ELEMENTS (tips); i++)
    {
      g_autofree char *place = g_strdup_printf ("tip %s", tips[i]);

      gtk_widget_activate_action (GTK_WIDGET (walk->window), "win.show-tip", "s", tips[i]);
      look_at (walk, GTK_WIDGET (walk->window), place, func, data);
      go_back (walk);
    }
}

static char *
dup_latest (Walk       *walk,
            const char *form_id)
{
  GListModel *journal = G_LIST_MODEL (heed_window_get_journal (walk->window));

  for (guint i = 0; i < g_list_model_get_n_items (journal); i++)
    {
      g_autoptr (HeedEntry) entry = g_list_model_get_item (journal, i);
      HeedForm *form = heed_entry_get_form (entry);

      if (form != NULL && g_str_equal (heed_form_get_id (form), form_id))
        return g_strdup (heed_entry_get_id (entry));
    }

  return NULL;
}

/* Every form, as a new entry and as the latest one of the sample journal. */
static void
walk_editors (Walk     *walk,
              WalkFunc  func,
              gpointer  data)
{
  GListModel *forms = heed_workbook_get_forms (heed_journal_get_workbook (heed_window_get_journal (walk->window)));

  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (HeedForm) form = g_list_model_get_item (forms, i);
      const char *id = heed_form_get_id (form);
      g_autofree char *fresh = g_strdup_printf ("new %s", id);
      g_autofree char *filled = g_strdup_printf ("latest %s", id);
      g_autofree char *latest = dup_latest (walk, id);

      gtk_widget_activate_action (GTK_WIDGET (walk->window), "win.new-entry", "(ss)", id, "");
      look_at (walk, GTK_WIDGET (walk->window), fresh, func, data);
      go_back (walk);
      if (latest == NULL)
        continue;

      gtk_widget_activate_action (GTK_WIDGET (walk->window), "win.open-entry", "s", latest);
      look_at (walk, GTK_WIDGET (walk->window), filled, func, data);
      go_back (walk);
    }
}

static GtkWindow *
find_window_above (Walk *walk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (window != GTK_WINDOW (walk->window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_window_above (data) != NULL;
}

static void
walk_dialogs (Walk     *walk,
              WalkFunc  func,
              gpointer  data)
{
  static const char * const actions[] = { "app.preferences", "app.about", "win.show-help", "win.show-help-overlay" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWindow *dialog;

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (walk->window), actions[i], NULL));
      g_assert_true (wait_until (has_dialog, walk));
      dialog = find_window_above (walk);
      look_at (walk, GTK_WIDGET (dialog), actions[i], func, data);
      gtk_window_close (dialog);
      walk_settle (walk);
    }
}

/* Dialogs come last: who is to be found among the accessibles of the program
 * then has no window above it. */
void
walk_all (Walk     *walk,
          WalkFunc  func,
          gpointer  data)
{
  walk_main_pages (walk, func, data);
  walk_pages_below (walk, func, data);
  gtk_widget_activate_action (GTK_WIDGET (walk->window), "win.take-self-check", NULL);
  look_at (walk, GTK_WIDGET (walk->window), "self-check", func, data);
  go_back (walk);
  walk_editors (walk, func, data);
  walk_dialogs (walk, func, data);
}
