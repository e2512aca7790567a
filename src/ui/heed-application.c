/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The program with its window. See heed-application.h. */

#include "heed-application.h"

#include "heed-config.h"
#include "heed-database.h"
#include "heed-error.h"
#include "heed-preferences-window.h"
#include "heed-reminder.h"
#include "heed-session-guard.h"
#include "heed-settings.h"
#include "heed-temporary.h"
#include "heed-text.h"
#include "heed-ui-resources.h"
#include "heed-window.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>

/* How long the end of the program waits for the disk. */
#define PATIENCE (10 * G_TIME_SPAN_SECOND)

/* What an option, an action and the menu of the desktop are called. */
#define NEW_NOTE "new-note"
#define NEW_DEBRIEF "new-debrief"

/* The same notification again replaces the one before. */
#define REMINDER "reminder"

struct _HeedApplication
{
  AdwApplication parent_instance;

  char *journal; /* the file that --journal names */
  gboolean demo; /* a throw-away journal, as --demo asks for */
  GSettings *settings;
  HeedReminder *reminder;
  HeedSessionGuard *guard;
  char *writing_class; /* the style class of every window, for its text areas */
};

G_DEFINE_FINAL_TYPE (HeedApplication, heed_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open a throw-away journal with sample entries"), NULL },
  { "journal", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Open another journal than your own"), N_("FILE") },
  { NEW_NOTE, 0, 0, G_OPTION_ARG_NONE, NULL, N_("Start a note"), NULL },
  { NEW_DEBRIEF, 0, 0, G_OPTION_ARG_NONE, NULL, N_("Start a debrief"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version"), NULL },
  { NULL }
};

static HeedWindow *
find_window (HeedApplication *self,
             gboolean         demo)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l != NULL; l = l->next)
    if (HEED_IS_WINDOW (l->data) && heed_window_get_demo (l->data) == demo)
      return l->data;

  return NULL;
}

/* Every window has the class of the size that was chosen; what the classes mean
 * is in style.css. */
static void
writing_size_cb (HeedApplication *self)
{
  g_autofree char *before = g_steal_pointer (&self->writing_class);
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  self->writing_class = g_strdup_printf ("writing-%d", g_settings_get_int (self->settings, "writing-size"));
  for (GList *l = windows; l != NULL; l = l->next)
    {
      gtk_widget_remove_css_class (l->data, before);
      gtk_widget_add_css_class (l->data, self->writing_class);
    }
}

static void
journal_cb (HeedApplication *self,
            GParamSpec      *pspec,
            HeedWindow      *window)
{
  if (heed_window_get_demo (window) != self->demo)
    return;

  heed_reminder_set_journal (self->reminder, heed_window_get_journal (window));
  heed_session_guard_set_journal (self->guard, heed_window_get_journal (window));
}

static void
reminder_due_cb (HeedApplication *self)
{
  g_autoptr (GNotification) notification = g_notification_new (_("A few words about today?"));

  g_notification_set_body (notification, _("You have not written anything today. Today’s question is waiting."));
  g_notification_set_default_action (notification, "app.show-today");
  g_application_send_notification (G_APPLICATION (self), REMINDER, notification);
}

/* The name of a tip is from the workbook; what somebody plans stays in the window, as
 * others may see the screen. */
static void
plan_due_cb (HeedApplication *self,
             HeedItem        *tip)
{
  g_autoptr (GNotification) notification = g_notification_new (_("You planned this for today"));

  g_notification_set_body (notification, heed_item_get_title (tip));
  g_notification_set_default_action (notification, "app.show-today");
  g_notification_add_button_with_target (notification, _("I Tried It"), "app.note-try", "s", heed_item_get_id (tip));
  g_application_send_notification (G_APPLICATION (self), REMINDER, notification);
}

/* The sample journal in a window of its own. It is kept in a folder for what is
 * temporary, which goes when the window does with all that is in it, so that nobody's
 * own journal is touched. What a kill left of an earlier one goes, too. */
static HeedWindow *
new_demo_window (HeedApplication  *self,
                 GError          **error)
{
  HeedPrivateFolder *folder = heed_private_folder_new (g_get_tmp_dir ());
  g_autofree char *path = NULL;
  HeedWindow *window;

  if (folder == NULL)
    {
      heed_set_error_from_errno (error, errno, g_get_tmp_dir ());
      return NULL;
    }

  window = heed_window_new (ADW_APPLICATION (self));
  g_object_set_data_full (G_OBJECT (window), "demo-folder", folder, (GDestroyNotify) heed_private_folder_free);
  path = heed_private_folder_dup_path (folder, "journal.db");
  heed_window_open_journal (window, path, TRUE);
  return window;
}

/* The window of the journal that the program was started for; %NULL if there
 * cannot be one. */
static HeedWindow *
ensure_window (HeedApplication *self)
{
  HeedWindow *window = find_window (self, self->demo);
  g_autoptr (GError) error = NULL;

  if (window != NULL)
    return window;

  if (self->demo)
    {
      window = new_demo_window (self, &error);
    }
  else
    {
      g_autofree char *path = self->journal != NULL ? g_strdup (self->journal) : heed_journal_file_get_default_path ();

      window = heed_window_new (ADW_APPLICATION (self));
      heed_window_open_journal (window, path, FALSE);
    }
  if (window == NULL)
    g_printerr ("heed: %s\n", error->message);
  return window;
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));
  gboolean any = FALSE;

  for (GList *l = windows; l != NULL; l = l->next)
    if (HEED_IS_WINDOW (l->data))
      {
        gtk_window_close (l->data);
        any = TRUE;
      }
  if (!any)
    g_application_quit (data);
}

static void
new_entry_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  gboolean debrief = g_str_equal (g_action_get_name (G_ACTION (action)), NEW_DEBRIEF);
  HeedWindow *window = ensure_window (data);

  if (window == NULL)
    return;

  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-entry", "(ss)", debrief ? HEED_FORM_DEBRIEF : HEED_FORM_NOTE,
                              "");
}

/* Beside the own journal, so it has to be plain which is which. */
static void
show_demo_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  HeedWindow *window = find_window (data, TRUE);
  GtkWindow *active = gtk_application_get_active_window (data);
  g_autoptr (GError) error = NULL;

  if (window == NULL)
    {
      window = new_demo_window (data, &error);
      if (window != NULL)
        heed_window_mark_sample (window);
    }

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else if (active != NULL)
    gtk_widget_activate_action (GTK_WIDGET (active), "win.say", "s", error->message);
}

static void
show_today_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  HeedWindow *window = ensure_window (data);

  g_application_withdraw_notification (data, REMINDER);
  if (window == NULL)
    return;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "today");
  gtk_window_present (GTK_WINDOW (window));
}

/* A note on a try of a tip, by its id. */
static void
note_try_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  HeedWindow *window = ensure_window (data);

  g_application_withdraw_notification (data, REMINDER);
  if (window == NULL)
    return;

  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-entry", "(ss)", HEED_FORM_TRY,
                              g_variant_get_string (parameter, NULL));
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  GtkWidget *preferences = heed_preferences_window_new ();

  gtk_window_set_transient_for (GTK_WINDOW (preferences), gtk_application_get_active_window (data));
  gtk_window_set_modal (GTK_WINDOW (preferences), TRUE);
  gtk_window_present (GTK_WINDOW (preferences));
}

/* To whom the ideas of the workbook are owed, as its own list of resources says. */
static void
add_credits (AdwAboutWindow *about,
             HeedWorkbook   *workbook)
{
  HeedItem *page = heed_workbook_get_resources (workbook);
  GListModel *groups = page != NULL ? heed_item_get_children (page) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) sources = NULL;

  for (guint i = 0; groups != NULL && i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (HeedItem) group = g_list_model_get_item (groups, i);

      for (guint j = 0; heed_item_is_credits (group) && j < g_list_model_get_n_items (heed_item_get_children (group)); j++)
        {
          g_autoptr (HeedItem) source = g_list_model_get_item (heed_item_get_children (group), j);
          const char *words = heed_item_get_paragraphs (source)[0];
          /* Translators: the title of a source, and a sentence about it. */
          g_autofree char *credit = g_strdup_printf (C_("credit", "%s. %s"), heed_item_get_title (source),
                                                     heed_text_or_empty (words));

          g_strv_builder_add (builder, words != NULL ? credit : heed_item_get_title (source));
        }
    }

  sources = g_strv_builder_end (builder);
  if (*sources != NULL)
    adw_about_window_add_credit_section (about, _("Ideas in the workbook from"), (const char **) sources);
}

/* Where there is no larger or smaller one, the size stays. */
static void
writing_size_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  HeedApplication *self = data;
  const char *name = g_action_get_name (G_ACTION (action));
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) key = NULL;
  g_autoptr (GVariant) size = NULL;

  if (g_str_equal (name, "writing-normal"))
    {
      g_settings_reset (self->settings, "writing-size");
      return;
    }

  g_object_get (self->settings, "settings-schema", &schema, NULL);
  key = g_settings_schema_get_key (schema, "writing-size");
  size = g_variant_ref_sink (g_variant_new_int32 (g_settings_get_int (self->settings, "writing-size") +
                                                  (g_str_equal (name, "writing-larger") ? 1 : -1)));
  if (g_settings_schema_key_range_check (key, size))
    g_settings_set_value (self->settings, "writing-size", size);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  static const char * const ways[] = {
    "G. S. Howard, Response-Shift Bias, 1980",
    "N. J. Cepeda, H. Pashler, E. Vul, J. T. Wixted and D. Rohrer, Distributed Practice in Verbal Recall Tasks, 2006",
    "P. M. Gollwitzer, Implementation Intentions, 1999",
    NULL
  };
  GtkWindow *window = gtk_application_get_active_window (data);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/heedworkbook/Heed/heed-about-window.ui");
  AdwAboutWindow *about = ADW_ABOUT_WINDOW (gtk_builder_get_object (builder, "about"));

  adw_about_window_set_application_icon (about, HEED_APPLICATION_ID);
  adw_about_window_set_version (about, HEED_VERSION);
  if (HEED_IS_WINDOW (window) && heed_window_get_workbook (HEED_WINDOW (window)) != NULL)
    add_credits (about, heed_window_get_workbook (HEED_WINDOW (window)));
  /* Translators: why last time can be rated again, why questions come back after some
   * weeks, and why plans say when. The titles of three articles follow. */
  adw_about_window_add_credit_section (about, _("Ways of practicing from"), (const char **) ways);
  gtk_window_set_transient_for (GTK_WINDOW (about), window);
  gtk_window_present (GTK_WINDOW (about));
}

static const GActionEntry actions[] = {
  { "quit", quit_action },
  { NEW_NOTE, new_entry_action },
  { NEW_DEBRIEF, new_entry_action },
  { "show-demo", show_demo_action },
  { "show-today", show_today_action },
  { "note-try", note_try_action, "s" },
  { "preferences", preferences_action },
  { "about", about_action },
  { "writing-larger", writing_size_action },
  { "writing-smaller", writing_size_action },
  { "writing-normal", writing_size_action },
};

static const struct
{
  const char *action;
  const char *keys[4];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.writing-larger", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "app.writing-smaller", { "<Control>minus", "<Control>KP_Subtract" } },
  { "app.writing-normal", { "<Control>0", "<Control>KP_0" } },
  { "window.close", { "<Control>w" } },
  { "win.show-help", { "F1" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.new-entry(('note', ''))", { "<Control>n" } },
  { "win.debrief", { "<Control>d" } },
  { "win.search", { "<Control><Shift>f" } },
  { "win.find", { "<Control>f" } },
  { "win.back", { "<Alt>Left" } },
  { "win.escape", { "Escape" } },
  { "win.show-page('today')", { "<Alt>1" } },
  { "win.show-page('questions')", { "<Alt>2" } },
  { "win.show-page('tips')", { "<Alt>3" } },
  { "win.show-page('activities')", { "<Alt>4" } },
  { "win.show-page('journal')", { "<Alt>5" } },
  { "win.print", { "<Control>p" } },
  { "win.export", { "<Control><Shift>e" } },
};

/* Whoever ends the session waits for what is not saved yet. */
static gboolean
signal_cb (gpointer data)
{
  g_action_group_activate_action (data, "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static void
heed_application_startup (GApplication *application)
{
  HeedApplication *self = HEED_APPLICATION (application);

  G_APPLICATION_CLASS (heed_application_parent_class)->startup (application);

  self->settings = heed_settings_new ();
  g_signal_connect_object (self->settings, "changed::writing-size", G_CALLBACK (writing_size_cb), self,
                           G_CONNECT_SWAPPED);
  writing_size_cb (self);
  self->reminder = heed_reminder_new ();
  g_signal_connect_object (self->reminder, "due", G_CALLBACK (reminder_due_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reminder, "plan-due", G_CALLBACK (plan_due_cb), self, G_CONNECT_SWAPPED);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           (const char * const *) accels[i].keys);

  self->guard = heed_session_guard_new (GTK_APPLICATION (self));
  g_unix_signal_add (SIGTERM, signal_cb, application);
  g_unix_signal_add (SIGINT, signal_cb, application);
  g_unix_signal_add (SIGHUP, signal_cb, application);
}

static void
heed_application_activate (GApplication *application)
{
  HeedWindow *window = ensure_window (HEED_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
}

static void
heed_application_window_added (GtkApplication *application,
                               GtkWindow      *window)
{
  GTK_APPLICATION_CLASS (heed_application_parent_class)->window_added (application, window);

  gtk_widget_add_css_class (GTK_WIDGET (window), HEED_APPLICATION (application)->writing_class);
  if (HEED_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (window), "devel");
  if (HEED_IS_WINDOW (window))
    g_signal_connect_object (window, "notify::journal", G_CALLBACK (journal_cb), application, G_CONNECT_SWAPPED);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  gboolean *done = data;

  heed_journal_finish (HEED_JOURNAL (source), result, NULL);
  *done = TRUE;
}

/* Who quits closes the window, which waits for the journal; but a session that
 * ends may stop the main loop under it. */
static void
heed_application_shutdown (GApplication *application)
{
  HeedApplication *self = HEED_APPLICATION (application);
  HeedWindow *window = find_window (self, self->demo);
  HeedJournal *journal = window != NULL ? heed_window_get_journal (window) : NULL;
  gint64 end = g_get_monotonic_time () + PATIENCE;
  static gboolean done; /* may be asked after this gave up */

  if (journal != NULL && heed_journal_is_open (journal))
    {
      heed_journal_close_async (journal, closed_cb, &done);
      while (!done && g_get_monotonic_time () < end)
        g_main_context_iteration (NULL, TRUE);
    }

  G_APPLICATION_CLASS (heed_application_parent_class)->shutdown (application);
}

static int
heed_application_handle_local_options (GApplication *application,
                                       GVariantDict *dict)
{
  HeedApplication *self = HEED_APPLICATION (application);
  gboolean own;
  g_autoptr (GError) error = NULL;

  g_variant_dict_lookup (dict, "demo", "b", &self->demo);
  own = g_variant_dict_lookup (dict, "journal", "^ay", &self->journal);

  /* Another journal is another window, beside the one of the own journal. */
  if (self->demo || own)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  if (g_variant_dict_contains (dict, NEW_NOTE) || g_variant_dict_contains (dict, NEW_DEBRIEF))
    {
      if (!g_application_register (application, NULL, &error))
        {
          g_printerr ("heed: %s\n", error->message);
          return 1;
        }
      g_action_group_activate_action (G_ACTION_GROUP (application),
                                      g_variant_dict_contains (dict, NEW_DEBRIEF) ? NEW_DEBRIEF : NEW_NOTE, NULL);
    }

  return -1;
}

static void
heed_application_dispose (GObject *object)
{
  HeedApplication *self = HEED_APPLICATION (object);

  g_clear_object (&self->guard);
  g_clear_object (&self->reminder);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->journal, g_free);
  g_clear_pointer (&self->writing_class, g_free);

  G_OBJECT_CLASS (heed_application_parent_class)->dispose (object);
}

static void
heed_application_class_init (HeedApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = heed_application_dispose;
  application_class->startup = heed_application_startup;
  application_class->shutdown = heed_application_shutdown;
  application_class->activate = heed_application_activate;
  application_class->handle_local_options = heed_application_handle_local_options;

  GTK_APPLICATION_CLASS (klass)->window_added = heed_application_window_added;
}

static void
heed_application_init (HeedApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * heed_application_new:
 *
 * Makes the application.
 *
 * Returns: (transfer full): the application
 */
HeedApplication *
heed_application_new (void)
{
  /* The resource is in a static library, from which nothing else would pull
   * it into the program. */
  g_resources_register (heed_ui_get_resource ());
  return g_object_new (HEED_TYPE_APPLICATION,
                       "application-id", HEED_APPLICATION_ID,
                       "resource-base-path", "/org/heedworkbook/Heed",
                       "register-session", TRUE,
                       NULL);
}

/* Where the display tells of a bus for assistive technologies, but there is no session
 * bus, GTK 4.8 has no place on it for what it tells, and crashes in the end. */
static void
live_without_session (void)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  if (session == NULL)
    g_setenv ("GTK_A11Y", "none", FALSE);
}

/**
 * heed_application_main:
 * @argc: how many arguments
 * @argv: (array length=argc): the arguments
 *
 * Runs the program with its window until it is closed. Without a display it
 * says so and names what works without one.
 *
 * Returns: the exit status
 */
int
heed_application_main (int    argc,
                       char **argv)
{
  g_autoptr (HeedApplication) application = NULL;

  live_without_session ();
  /* It would undo what main() chose. */
  gtk_disable_setlocale ();
  if (!gtk_init_check ())
    {
      g_printerr (_("heed: There is no display to open the window on. Without one these commands work: %s.\n"),
                  "export, import, print, list, search, check, backup, restore, recover, demo");
      return 1;
    }

  application = heed_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
