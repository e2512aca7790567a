/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the start of the process to the first frame on the screen, and the
 * memory with the window open: Heed with a journal, beside a bare libadwaita
 * window. The program starts itself again for each run, and prints the median of
 * all runs with the least and the most. Work is what the process had of the
 * processors by then, on all of its threads, which a busy machine changes little.
 *
 * Usage: bench-startup [RUNS] JOURNAL.db... */

#include "bench-table.h"
#include "bench-window.h"
#include "heed-application.h"

#include <stdlib.h>
#include <time.h>

#define RUNS 21
/* Long enough for everything that a start sets off to have happened. */
#define SETTLE_MS 1500

typedef struct
{
  gint64 started;
  double seconds;
  double work;
} Probe;

typedef struct
{
  double seconds;
  double work;
  double megabytes;
} Result;

/* Proportional set size: memory of its own, and its share of what it shares. */
static double
read_pss (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;

  line = strstr (text, "\nPss:");
  return line != NULL ? g_ascii_strtod (line + 5, NULL) / 1024 : 0;
}

static gboolean
report_cb (gpointer data)
{
  Probe *probe = data;

  g_print ("%f %f %f\n", probe->seconds, probe->work, read_pss ());
  exit (0);
}

static void
painted_cb (GdkFrameClock *clock,
            Probe         *probe)
{
  struct timespec work;

  if (probe->seconds > 0)
    return;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &work);
  probe->work = (double) work.tv_sec + (double) work.tv_nsec / 1e9;
  probe->seconds = (double) (g_get_monotonic_time () - probe->started) / G_USEC_PER_SEC;
  g_timeout_add (SETTLE_MS, report_cb, probe);
}

static void
realized_cb (GtkWidget *window,
             Probe     *probe)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), probe);
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window,
                 Probe          *probe)
{
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), probe);
}

static void
activate_bare_cb (GtkApplication *application)
{
  gtk_window_present (GTK_WINDOW (bare_window_new (application, gtk_label_new ("A window"))));
}

/* One start: prints the seconds to the first frame and the megabytes. */
static int
start (const char *started,
       const char *journal)
{
  g_autoptr (GtkApplication) application = NULL;
  Probe probe = { .started = g_ascii_strtoll (started, NULL, 10) };
  char *arguments[] = { (char *) "heed", (char *) "--journal", (char *) journal, NULL };

  if (*journal != '\0')
    application = GTK_APPLICATION (heed_application_new ());
  else
    {
      application = GTK_APPLICATION (adw_application_new ("org.heedworkbook.Bare", G_APPLICATION_NON_UNIQUE));
      g_signal_connect (application, "activate", G_CALLBACK (activate_bare_cb), NULL);
    }

  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &probe);
  return g_application_run (G_APPLICATION (application), *journal != '\0' ? 3 : 1, arguments);
}

static Result
run_once (const char *program,
          const char *journal)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  const char *arguments[] = { program, "--start", now, journal, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  Result result = { 0 };

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL, NULL,
                     &error))
    g_error ("%s", error->message);
  if (sscanf (output, "%lf %lf %lf", &result.seconds, &result.work, &result.megabytes) != 3)
    g_error ("No frame came: %s", output);

  return result;
}

static void
measure (const char *program,
         const char *journal,
         guint       runs)
{
  static const char * const names[] = {
    "bare, s", "Heed, s", "bare, work in s", "Heed, work in s", "bare, MB", "Heed, MB",
  };
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (double));
  double values[G_N_ELEMENTS (names)];

  /* The two take turns, so that whatever else the machine does meets both. */
  for (guint i = 0; i < runs; i++)
    {
      Result bare = run_once (program, "");
      Result heed = run_once (program, journal);
      const double row[] = { bare.seconds, heed.seconds, bare.work, heed.work, bare.megabytes, heed.megabytes };

      g_array_append_vals (rows, row, G_N_ELEMENTS (row));
    }

  g_print ("%s\n", journal);
  print_medians (rows, names, G_N_ELEMENTS (names), 3, values);
  g_print ("  first frame %.2f times the bare window, by work %.2f; %.1f MB more\n", values[1] / values[0],
           values[3] / values[2], values[5] - values[4]);
}

int
main (int   argc,
      char *argv[])
{
  guint runs = RUNS;
  int first = 1;

  if (argc == 4 && g_str_equal (argv[1], "--start"))
    return start (argv[2], argv[3]);

  if (argc > 1 && g_ascii_isdigit (*argv[1]))
    runs = (guint) g_ascii_strtoull (argv[first++], NULL, 10);
  if (first >= argc)
    {
      g_printerr ("Usage: bench-startup [RUNS] JOURNAL.db...\n");
      return 2;
    }

  for (int i = first; i < argc; i++)
    measure (argv[0], argv[i], runs);

  return 0;
}
