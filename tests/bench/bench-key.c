/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What one key costs that somebody types in the middle of a note: Heed with notes
 * of several lengths, with and without spell checking, and with a worksheet, beside
 * GNOME Text Editor with the same text. All windows are open at once and take turns, so that whatever else the
 * machine does meets all of them. The keys are real ones, which xdotool presses.
 *
 * Usage: bench-key [--runs N] [OTHER-BENCH-KEY] */

#include "bench-table.h"
#include "heed-answer-view.h"
#include "heed-application.h"
#include "heed-database.h"
#include "heed-editor-page.h"
#include "heed-filled-form.h"
#include "heed-settings.h"
#include "heed-text-area.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#define RUNS 21
#define SPELLING "en_US" /* Debian: hunspell-en-us */
#define WORKSHEET 12000 /* bytes in all of its answers */
#define N_ANSWERS 60
#define PARAGRAPH 400   /* bytes, about */
#define WRITTEN (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC) /* 2026-01-01, long ago */

/* Microseconds: until a key is on the screen, which is before anything is saved,
 * and until all that follows is done. */
#define SHOWN 500000
#define DONE 3000000
#define LOOK 300000
/* What a window may do by itself between two looks and still be at rest. */
#define REST_MS 1.0

static const guint sizes[] = { 2000, WORKSHEET, 50000, 200000 };

/* A window with a text in it. */
typedef struct
{
  char *name;
  guint size;     /* of the text, bytes */
  GPid pid;
  clockid_t clock;
  char *window;
  GArray *shown;  /* milliseconds a key */
  GArray *done;
} Subject;

/* The window of Heed */

static GtkWidget *
find_answer (GtkWidget  *widget,
             const char *path)
{
  GtkWidget *found = NULL;

  if (HEED_IS_ANSWER_VIEW (widget) && g_str_equal (heed_answer_view_get_path (HEED_ANSWER_VIEW (widget)), path))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_answer (child, path);

  return found;
}

/* Puts the caret into the middle of the answer as soon as it is there. */
static gboolean
look_cb (gpointer data)
{
  char **arguments = data;
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GtkWidget) window = g_list_model_get_item (windows, 0);
  GtkWidget *answer = window != NULL ? find_answer (window, arguments[1]) : NULL;
  GtkWidget *area;
  GtkTextBuffer *buffer;
  GtkTextIter middle;

  if (answer == NULL)
    {
      if (window != NULL)
        gtk_widget_activate_action (window, "win.open-entry", "s", arguments[0]);
      return G_SOURCE_CONTINUE;
    }

  gtk_widget_grab_focus (answer);
  area = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert (HEED_IS_TEXT_AREA (area));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
  gtk_text_buffer_get_iter_at_offset (buffer, &middle, gtk_text_buffer_get_char_count (buffer) / 2);
  gtk_text_buffer_place_cursor (buffer, &middle);
  return G_SOURCE_REMOVE;
}

static int
show (char *journal,
      char *id,
      char *path,
      char *spelling)
{
  g_autoptr (HeedApplication) application = heed_application_new ();
  g_autoptr (GSettings) settings = heed_settings_new ();
  char *arguments[] = { (char *) "heed", (char *) "--journal", journal, NULL };
  char *wanted[] = { id, path };

  g_settings_set_string (settings, "spelling", spelling);
  g_timeout_add (500, look_cb, wanted);
  return g_application_run (G_APPLICATION (application), 3, arguments);
}

/* What is written */

static char *
make_text (guint size)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; text->len < size; i++)
    {
      g_string_append_printf (text, "Today a customer asked for the %uth time when the order would come. ", i);
      if (i % (PARAGRAPH / 70) == 0)
        g_string_append_c (text, '\n');
    }

  g_string_truncate (text, size);
  return g_string_free (text, FALSE);
}

static HeedRecordBuilder *
begin_record (const char *form)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "customer-focus", 1, form);

  heed_record_builder_set_created (builder, (HeedTimestamp) { WRITTEN, 0 });
  heed_record_builder_set_modified (builder, (HeedTimestamp) { WRITTEN, 0 });
  return builder;
}

static HeedRecord *
make_note (guint size)
{
  HeedRecordBuilder *builder = begin_record (HEED_FORM_NOTE);
  g_autofree char *text = make_text (size);

  heed_record_builder_set_answer (builder, "body", text, WRITTEN);
  return heed_record_builder_end (builder);
}

static HeedRecord *
make_worksheet (void)
{
  HeedRecordBuilder *builder = begin_record ("body-language");
  g_autofree char *text = make_text (WORKSHEET / N_ANSWERS);

  for (guint i = 0; i < N_ANSWERS; i++)
    {
      guint row = i % 12, emotion = i / 12 + 1;
      g_autofree char *path = row == 0 ? g_strdup_printf ("emotion/%u/emotion", emotion)
                                       : g_strdup_printf ("emotion/%u/signs/%u", emotion, row);

      g_strdelimit (text, "\n", ' ');
      heed_record_builder_set_answer (builder, path, text, WRITTEN);
    }

  return heed_record_builder_end (builder);
}

/* A journal with one entry. */
static void
make_journal (const char *path,
              HeedRecord *record)
{
  static const char * const languages[] = { "C", NULL };
  g_autoptr (GFile) file = g_file_new_for_path (g_getenv ("HEED_WORKBOOK"));
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedWorkbook) workbook = heed_workbook_new_from_file (file, languages, &error);
  g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_CREATE, &error);
  g_autoptr (HeedSummary) summary = NULL;

  if (workbook == NULL || database == NULL)
    g_error ("%s", error->message);

  summary = heed_summary_new (record, heed_workbook_find_form (workbook, heed_record_get_form_id (record)));
  if (!heed_database_put (database, record, summary, &error) || !heed_database_close (database, &error))
    g_error ("%s", error->message);
}

/* Subjects */

static void
free_subject (gpointer data)
{
  Subject *self = data;

  kill (self->pid, SIGTERM);
  g_spawn_close_pid (self->pid);
  g_free (self->name);
  g_free (self->window);
  g_array_unref (self->shown);
  g_array_unref (self->done);
  g_free (self);
}

static char *
run_tool (const char *first,
          ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  va_list list;

  g_strv_builder_add (builder, "xdotool");
  va_start (list, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (list, const char *))
    g_strv_builder_add (builder, argument);
  va_end (list);
  arguments = g_strv_builder_end (builder);
  if (!g_spawn_sync (NULL, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL, &error))
    g_error ("%s", error->message);

  return g_strstrip (output);
}

/* The processor time of all of its threads, in milliseconds. */
static double
get_work (Subject *self)
{
  struct timespec time;

  if (clock_gettime (self->clock, &time) != 0)
    g_error ("%s is gone", self->name);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
wait_for_rest (Subject *self)
{
  double before;

  do
    {
      before = get_work (self);
      g_usleep (LOOK);
    }
  while (get_work (self) - before > REST_MS);
}

static Subject *
start (const char         *name,
       guint               size,
       const char * const *arguments)
{
  Subject *self = g_new0 (Subject, 1);
  g_autoptr (GError) error = NULL;

  self->name = g_strdup (name);
  self->size = size;
  self->shown = g_array_new (FALSE, FALSE, sizeof (double));
  self->done = g_array_new (FALSE, FALSE, sizeof (double));
  if (!g_spawn_async (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD |
                      G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &self->pid, &error))
    g_error ("%s", error->message);

  clock_getcpuclockid (self->pid, &self->clock);
  for (self->window = g_strdup (""); *self->window == '\0'; g_usleep (LOOK))
    {
      g_autofree char *pid = g_strdup_printf ("%d", self->pid);

      g_free (self->window);
      self->window = run_tool ("search", "--onlyvisible", "--pid", pid, NULL);
    }
  wait_for_rest (self);
  return self;
}

/* Takes @record over. */
static Subject *
start_heed (const char *folder,
            const char *program,
            const char *name,
            guint       size,
            HeedRecord *record,
            const char *path,
            const char *spelling)
{
  static guint number = 0;
  g_autoptr (HeedRecord) kept = record;
  g_autofree char *file = g_strdup_printf ("%u.db", ++number);
  g_autofree char *journal = g_build_filename (folder, file, NULL);
  const char *arguments[] = { program, "--show", journal, heed_record_get_id (record), path, spelling,
                              NULL };

  make_journal (journal, record);
  return start (name, size, arguments);
}

/* Its caret goes to the middle as a person's would. */
static Subject *
start_text_editor (const char *folder,
                   guint       size)
{
  g_autofree char *name = g_strdup_printf ("%u.txt", size);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = make_text (size);
  g_autofree char *paragraphs = g_strdup_printf ("%u", size / PARAGRAPH / 2);
  const char *arguments[] = { "gnome-text-editor", "--standalone", "--ignore-session", path, NULL };
  Subject *self;

  g_file_set_contents (path, text, -1, NULL);
  self = start ("Text Editor, a text", size, arguments);
  run_tool ("windowfocus", "--sync", self->window, "key", "ctrl+Home", NULL);
  run_tool ("key", "--delay", "20", "--repeat", paragraphs, "ctrl+Down", NULL);
  run_tool ("key", "Right", "Right", NULL);
  return self;
}

/* Measuring */

static void
press_key (Subject *self)
{
  double before, shown, done;

  run_tool ("windowraise", self->window, "windowfocus", "--sync", self->window, NULL);
  wait_for_rest (self);
  before = get_work (self);
  run_tool ("key", "a", NULL);
  g_usleep (SHOWN);
  shown = get_work (self) - before;
  g_usleep (DONE - SHOWN);
  done = get_work (self) - before;
  g_array_append_val (self->shown, shown);
  g_array_append_val (self->done, done);
}

/* The middle, and between which all but a tenth at either end are. */
static void
print_spread (GArray *values)
{
  guint tenth = values->len / 10;

  g_array_sort (values, compare_doubles);
  g_print (" %7.1f (%5.1f to %5.1f)", g_array_index (values, double, values->len / 2),
           g_array_index (values, double, tenth), g_array_index (values, double, values->len - 1 - tenth));
}

static void
print_all (GPtrArray *subjects)
{
  g_print ("milliseconds of processor time for one key, the middle of all and where four in five are\n"
           "%-34s %7s %-24s %s\n", "", "bytes", " until it is shown", " and all that follows");
  for (guint i = 0; i < subjects->len; i++)
    {
      Subject *self = g_ptr_array_index (subjects, i);

      g_print ("%-34s %7u", self->name, self->size);
      print_spread (self->shown);
      print_spread (self->done);
      g_print ("\n");
    }
}

static void
add_heed (GPtrArray  *subjects,
          const char *folder,
          const char *program,
          const char *note,
          const char *worksheet,
          const char *spelling)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    g_ptr_array_add (subjects, start_heed (folder, program, note, sizes[i], make_note (sizes[i]), "body", spelling));
  if (worksheet != NULL)
    g_ptr_array_add (subjects, start_heed (folder, program, worksheet, WORKSHEET, make_worksheet (),
                                           "emotion/3/signs/6", spelling));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL, *config = NULL, *settings = NULL;
  g_autoptr (GPtrArray) subjects = NULL;
  guint runs = RUNS;
  int next = 1;

  if (argc == 6 && g_str_equal (argv[1], "--show"))
    return show (argv[2], argv[3], argv[4], argv[5]);
  if (argc > 2 && g_str_equal (argv[1], "--runs"))
    {
      runs = (guint) g_ascii_strtoull (argv[2], NULL, 10);
      next = 3;
    }

  /* A caret that blinks costs something all the time. */
  folder = g_dir_make_tmp ("bench-key-XXXXXX", NULL);
  config = g_build_filename (folder, "gtk-4.0", NULL);
  settings = g_build_filename (config, "settings.ini", NULL);
  g_mkdir (config, 0700);
  g_file_set_contents (settings, "[Settings]\ngtk-cursor-blink=false\n", -1, NULL);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);

  subjects = g_ptr_array_new_with_free_func (free_subject);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    g_ptr_array_add (subjects, start_text_editor (folder, sizes[i]));
  add_heed (subjects, folder, argv[0], "Heed, a note", "Heed, a worksheet of 60 answers", "off");
  add_heed (subjects, folder, argv[0], "Heed, a note that is checked", NULL, SPELLING);
  if (next < argc)
    add_heed (subjects, folder, argv[next], "Other Heed, a note", "Other Heed, a worksheet of 60 answers", "off");

  for (guint i = 0; i < runs; i++)
    for (guint j = 0; j < subjects->len; j++)
      press_key (g_ptr_array_index (subjects, j));
  print_all (subjects);

  g_clear_pointer (&subjects, g_ptr_array_unref);
  g_spawn_sync (NULL, (char *[]) { (char *) "rm", (char *) "-r", folder, NULL }, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                NULL, NULL, NULL, NULL);
  return 0;
}
