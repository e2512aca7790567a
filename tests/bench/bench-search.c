/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the last key of a search to the last repaint: how long it takes, and what of
 * the processors it takes, in the Journal with what somebody types one letter after
 * the other; and beside it, in turns, in a bare window with a search entry and a
 * label that shows the words. Words are of ASCII letters. Of 21 searches for each word the median, and the least
 * and the most of them.
 *
 * Usage: bench-search JOURNAL.db [WORD...] */

#include "bench-table.h"
#include "bench-window.h"
#include "heed-application.h"
#include "heed-window.h"

#include <stdlib.h>
#include <time.h>

#define RUNS 21
/* Between two letters, in milliseconds: somebody who types fast. */
#define PACE 80
/* When nothing more is painted. */
#define SETTLE 700

/* When the window was painted last, and what the process had worked by then. */
typedef struct
{
  gint64 time;
  gint64 work;
} Moment;

static Moment painted;

static Moment
get_moment (void)
{
  struct timespec work;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &work);
  return (Moment) { g_get_monotonic_time (), (gint64) work.tv_sec * G_USEC_PER_SEC + work.tv_nsec / 1000 };
}

static void
paint_cb (void)
{
  painted = get_moment ();
}

static void
watch (GtkWidget *window)
{
  gtk_widget_realize (window);
  g_signal_connect_after (gtk_widget_get_frame_clock (window), "paint", paint_cb, NULL);
}

static GtkWidget *
open_journal (GtkApplication *application,
              const char     *path)
{
  HeedWindow *window = heed_window_new (ADW_APPLICATION (application));

  heed_window_open_journal (window, path, FALSE);
  watch (GTK_WIDGET (window));
  gtk_window_present (GTK_WINDOW (window));
  while (heed_window_get_journal (window) == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  pass (3 * SETTLE);
  return GTK_WIDGET (window);
}

static void
show_words_cb (GtkEditable *entry,
               GtkLabel    *label)
{
  gtk_label_set_label (label, gtk_editable_get_text (entry));
}

static GtkWidget *
open_bare (GtkApplication *application)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = bare_window_new (application, box);
  GtkWidget *entry = gtk_search_entry_new ();
  GtkWidget *label = gtk_label_new ("A window");

  g_signal_connect (entry, "changed", G_CALLBACK (show_words_cb), label);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), label);
  watch (window);
  gtk_window_present (GTK_WINDOW (window));
  pass (SETTLE);
  return window;
}

/* From the last letter to the last repaint, in microseconds. */
static Moment
search (GtkWidget  *window,
        const char *word)
{
  GtkWidget *entry = find_shown (window, GTK_TYPE_SEARCH_ENTRY);
  Moment last = { 0 };

  if (entry == NULL)
    g_error ("There is nothing to search");

  /* A text that is set is first taken away, which would be one search more. */
  for (int i = 0; word[i] != '\0'; i++)
    {
      int position = i;

      pass (PACE);
      last = get_moment ();
      gtk_editable_insert_text (GTK_EDITABLE (entry), word + i, 1, &position);
    }

  pass (SETTLE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  return (Moment) { painted.time - last.time, painted.work - last.work };
}

static void
measure (GtkWidget  *bare,
         GtkWidget  *window,
         const char *word)
{
  static const char * const names[] = { "bare, ms", "bare, work in ms", "Heed, ms", "Heed, work in ms" };
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (double));
  double medians[G_N_ELEMENTS (names)];

  for (guint i = 0; i < RUNS; i++)
    {
      Moment floor = search (bare, word), heed = search (window, word);
      const double row[] = { (double) floor.time / 1000, (double) floor.work / 1000,
                             (double) heed.time / 1000, (double) heed.work / 1000 };

      g_array_append_vals (rows, row, G_N_ELEMENTS (row));
    }

  g_print ("“%s”\n", word);
  print_medians (rows, names, G_N_ELEMENTS (names), 1, medians);
  g_print ("  %.1f ms more than the bare window\n", medians[2] - medians[0]);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (HeedApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *bare, *window;

  if (argc < 2)
    {
      g_printerr ("Usage: bench-search JOURNAL.db [WORD...]\n");
      return 2;
    }

  gtk_init ();
  application = heed_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  /* A caret that blinks and a scroll bar that fades would be painted last. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations", FALSE,
                "gtk-overlay-scrolling", FALSE, NULL);

  bare = open_bare (GTK_APPLICATION (application));
  window = open_journal (GTK_APPLICATION (application), argv[1]);
  if (argc == 2)
    measure (bare, window, "promise");
  for (int i = 2; i < argc; i++)
    measure (bare, window, argv[i]);

  gtk_window_close (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (bare));
  while (gtk_application_get_windows (GTK_APPLICATION (application)) != NULL)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}
