/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long the window ever stands still: the longest time in which the main
 * loop did not come round, and the longest frame, while somebody opens a
 * journal, goes through the pages, searches, scrolls, writes and deletes;
 * beside a bare window that does nothing. The program starts itself again for
 * each journal.
 *
 * Usage: bench-frames JOURNAL.db... */

#include "bench-window.h"
#include "heed-application.h"
#include "heed-editor-page.h"
#include "heed-filter.h"
#include "heed-text-area.h"
#include "heed-window.h"

#include <stdlib.h>
#include <time.h>

/* How long an activity is watched after its last step, in milliseconds. */
#define SETTLE 1500
#define STEPS_OF_SCROLLING 300

/* The worst of one activity, in milliseconds. */
typedef struct
{
  double loop;  /* between two turns of the main loop */
  double busy;  /* of these, how long the main thread really worked */
  double frame; /* from the start of a frame until it is painted */
} Worst;

typedef struct
{
  gint64 turn;
  gint64 turn_busy;
  gint64 frame;
  Worst worst;
} Probe;

static Probe probe;

static gint64
get_busy (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* Comes round every millisecond if nothing holds it up. */
static gboolean
turn_cb (gpointer data)
{
  gint64 now = g_get_monotonic_time (), busy = get_busy ();

  probe.worst.loop = MAX (probe.worst.loop, (double) (now - probe.turn) / 1000);
  probe.worst.busy = MAX (probe.worst.busy, (double) (busy - probe.turn_busy) / 1000);
  probe.turn = now;
  probe.turn_busy = busy;
  return G_SOURCE_CONTINUE;
}

static void
before_paint_cb (void)
{
  probe.frame = g_get_monotonic_time ();
}

static void
after_paint_cb (void)
{
  probe.worst.frame = MAX (probe.worst.frame, (double) (g_get_monotonic_time () - probe.frame) / 1000);
}

static void
start_activity (void)
{
  probe.worst = (Worst) { 0 };
  probe.turn = g_get_monotonic_time ();
  probe.turn_busy = get_busy ();
}

static void
end_activity (const char *name)
{
  pass (SETTLE);
  turn_cb (NULL);
  g_print ("%-10s %7.1f %7.1f %7.1f\n", name, probe.worst.loop, probe.worst.busy, probe.worst.frame);
}

static void
watch (GtkWidget *window)
{
  GdkFrameClock *clock;

  gtk_widget_realize (window);
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "before-paint", before_paint_cb, NULL);
  g_signal_connect (clock, "after-paint", after_paint_cb, NULL);
  g_timeout_add_full (G_PRIORITY_HIGH, 1, turn_cb, NULL, NULL);
}

/* Activities */

static GtkWidget *
open_journal (GtkApplication *application,
              const char     *path)
{
  HeedWindow *window;

  start_activity ();
  window = heed_window_new (ADW_APPLICATION (application));
  watch (GTK_WIDGET (window));
  heed_window_open_journal (window, path, FALSE);
  gtk_window_present (GTK_WINDOW (window));
  while (heed_window_get_journal (window) == NULL)
    g_main_context_iteration (NULL, TRUE);
  end_activity ("opening");
  return GTK_WIDGET (window);
}

static void
go_through_pages (GtkWidget *window)
{
  static const char * const pages[] = { "today", "questions", "tips", "activities", "journal" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      start_activity ();
      gtk_widget_activate_action (window, "win.show-page", "s", pages[i]);
      end_activity (pages[i]);
    }

  start_activity ();
  gtk_widget_activate_action (window, "win.show-tip", "s", "promises");
  end_activity ("tip");
  gtk_widget_activate_action (window, "win.back", NULL);
  pass (SETTLE);
}

/* One letter a tenth of a second, which is fast. */
static void
search (GtkWidget *window)
{
  static const char words[] = "promise delivery";
  GtkWidget *entry;

  gtk_widget_activate_action (window, "win.search", NULL);
  pass (SETTLE);
  entry = find_shown (window, GTK_TYPE_SEARCH_ENTRY);
  /* An empty journal has nothing to search. */
  if (entry == NULL)
    return;

  start_activity ();
  for (guint i = 1; i < sizeof words; i++)
    {
      g_autofree char *typed = g_strndup (words, i);

      gtk_editable_set_text (GTK_EDITABLE (entry), typed);
      pass (100);
    }
  end_activity ("search");

  start_activity ();
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  end_activity ("all again");
}

/* Some entries only, and then the others, too. */
static void
filter (GtkWidget *window)
{
  GtkWidget *list = find_shown (window, g_type_from_name ("HeedJournalList"));
  HeedFilter *filter;

  if (list == NULL)
    return;

  filter = HEED_FILTER (gtk_widget_get_template_child (list, G_OBJECT_TYPE (list), "filter"));
  start_activity ();
  heed_filter_set_form_id (filter, HEED_FORM_NOTE);
  pass (SETTLE);
  heed_filter_clear (filter);
  end_activity ("filtering");
}

static void
check_all (GtkWidget *window)
{
  GtkWidget *list = find_shown (window, g_type_from_name ("HeedJournalList"));

  if (list == NULL)
    return;

  start_activity ();
  gtk_widget_activate_action (list, "entries.select", NULL);
  pass (SETTLE);
  gtk_widget_activate_action (list, "entries.select-all", NULL);
  pass (SETTLE);
  gtk_widget_activate_action (list, "entries.select", NULL);
  end_activity ("checking");
}

/* Page by page, then in one leap to the end and back. */
static void
scroll (GtkWidget *window)
{
  GtkWidget *list = find_shown (window, GTK_TYPE_LIST_BASE);
  GtkAdjustment *adjustment;

  if (list == NULL)
    return;

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  start_activity ();
  for (guint i = 0; i < STEPS_OF_SCROLLING; i++)
    {
      gtk_adjustment_set_value (adjustment,
                                gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) / 2);
      pass (16);
    }
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  pass (SETTLE);
  gtk_adjustment_set_value (adjustment, 0);
  end_activity ("scrolling");
}

/* Five seconds of typing, with some saves in between. */
static void
write_note (GtkWidget *window)
{
  GtkWidget *page, *area;
  GtkTextBuffer *buffer;

  start_activity ();
  gtk_widget_activate_action (window, "win.new-entry", "(ss)", "note", "");
  while ((page = find_shown (window, HEED_TYPE_EDITOR_PAGE)) == NULL ||
         (area = find_shown (page, HEED_TYPE_TEXT_AREA)) == NULL)
    g_main_context_iteration (NULL, TRUE);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
  for (guint i = 0; i < 100; i++)
    {
      gtk_text_buffer_insert_interactive_at_cursor (buffer, i % 6 == 5 ? " " : "a", 1, TRUE);
      pass (50);
    }
  gtk_widget_activate_action (window, "win.back", NULL);
  end_activity ("writing");
}

static void
delete_newest (GtkWidget *window)
{
  HeedJournal *journal = heed_window_get_journal (HEED_WINDOW (window));
  g_autoptr (HeedEntry) entry = g_list_model_get_item (G_LIST_MODEL (journal), 0);

  start_activity ();
  gtk_widget_activate_action (window, "win.delete-entry", "s", heed_entry_get_id (entry));
  pass (SETTLE);
  gtk_widget_activate_action (window, "win.restore-entry", "s", heed_entry_get_id (entry));
  end_activity ("deleting");
}

static void
idle_bare_window (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), adw_header_bar_new ());
  watch (window);
  gtk_window_present (GTK_WINDOW (window));
  pass (SETTLE);
  start_activity ();
  pass (5 * SETTLE);
  end_activity ("bare, idle");
  gtk_window_destroy (GTK_WINDOW (window));
}

static int
measure (const char *path)
{
  g_autoptr (HeedApplication) application = heed_application_new ();
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);

  idle_bare_window (GTK_APPLICATION (application));
  window = open_journal (GTK_APPLICATION (application), path);
  go_through_pages (window);
  search (window);
  filter (window);
  check_all (window);
  scroll (window);
  write_note (window);
  delete_newest (window);
  gtk_window_close (GTK_WINDOW (window));
  while (gtk_application_get_windows (GTK_APPLICATION (application)) != NULL)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--measure"))
    {
      gtk_init ();
      return measure (argv[2]);
    }

  if (argc < 2)
    {
      g_printerr ("Usage: bench-frames JOURNAL.db...\n");
      return 2;
    }

  for (int i = 1; i < argc; i++)
    {
      const char *arguments[] = { argv[0], "--measure", argv[i], NULL };
      g_autoptr (GError) error = NULL;

      g_print ("%s, the worst in milliseconds\n%-10s %7s %7s %7s\n", argv[i], "", "loop", "busy", "frame");
      if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, NULL, NULL, NULL,
                         &error))
        g_error ("%s", error->message);
    }

  return 0;
}
