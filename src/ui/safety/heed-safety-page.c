/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What keeps the journal safe, and the copies of it. See heed-safety-page.h. */

#include "heed-safety-page.h"

#include "heed-accessible.h"
#include "heed-calendar.h"
#include "heed-focus.h"
#include "heed-question.h"
#include "heed-settings.h"
#include "heed-spelling.h"
#include "heed-template.h"

#include <glib/gi18n.h>

/* So many copies are named where there are more. */
#define MAX_NAMED 6

#define HEED_TYPE_COPY_ROW (heed_copy_row_get_type ())
G_DECLARE_FINAL_TYPE (HeedCopyRow, heed_copy_row, HEED, COPY_ROW, AdwActionRow)

/* A copy of the journal, which can be removed, or restored in place of it. */
struct _HeedCopyRow
{
  AdwActionRow parent_instance;

  GtkWidget *restore_button;
  GtkWidget *remove_button;

  HeedBackups *backups;
  GPtrArray *copies; /* that @copy is one of */
  const HeedCopy *copy;
};

G_DEFINE_FINAL_TYPE (HeedCopyRow, heed_copy_row, ADW_TYPE_ACTION_ROW)

static const char *
describe_kind (HeedCopyKind kind)
{
  switch (kind)
    {
    case HEED_COPY_BEFORE_IMPORT:
      return _("Before an import");
    case HEED_COPY_BEFORE_UPGRADE:
      return _("Before Heed was brought up to date");
    case HEED_COPY_BEFORE_RESTORE:
      return _("Before a backup was restored");
    case HEED_COPY_ASIDE:
      return _("Set aside, as it could not be read");
    case HEED_COPY_RESCUE:
      return _("Written while the journal’s file was gone");
    case HEED_COPY_CONFLICT:
      return _("From a program that keeps folders alike");
    case HEED_COPY_OTHER:
      return _("Backup of another journal or another computer");
    case HEED_COPY_BACKUP:
      return _("Backup");
    }

  g_assert_not_reached ();
}

/* The others are parts, or cannot be read: they are joined, or mended. */
static gboolean
can_be_restored (HeedCopyKind kind)
{
  return kind == HEED_COPY_BACKUP || kind == HEED_COPY_BEFORE_IMPORT || kind == HEED_COPY_BEFORE_UPGRADE ||
         kind == HEED_COPY_BEFORE_RESTORE || kind == HEED_COPY_OTHER;
}

static void
response_cb (HeedCopyRow *self,
             const char  *response,
             GtkWindow   *dialog)
{
  GtkWidget *window = GTK_WIDGET (gtk_window_get_transient_for (dialog));
  g_autoptr (GError) error = NULL;

  if (g_str_equal (response, "restore"))
    gtk_widget_activate_action_variant (window, "win.restore", g_variant_new_bytestring (self->copy->path));
  else if (g_str_equal (response, "remove") && !heed_backups_remove (self->backups, self->copy, &error))
    gtk_widget_activate_action (window, "win.say", "s", error->message);
}

/* The list may be made anew while somebody is asked: the row, which knows what it is
 * about, then stays until the answer. */
static void
ask (HeedCopyRow *self,
     const char  *heading,
     const char  *body,
     const char  *answer,
     const char  *label)
{
  AdwMessageDialog *dialog = heed_question_new (GTK_WIDGET (self), heading, body, ADW_RESPONSE_DESTRUCTIVE,
                                                "cancel", _("_Cancel"), answer, label, NULL);

  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), g_object_ref (self),
                         (GClosureNotify) G_CALLBACK (g_object_unref), G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
restore_action (HeedCopyRow *self)
{
  g_autofree char *made = heed_moment_format_here (heed_copy_get_made (self->copy));
  /* Translators: %s is a day and a time of day. */
  g_autofree char *heading = g_strdup_printf (_("Go Back to %s?"), made);

  ask (self, heading,
       _("Your journal becomes what it was then. What is in it now is kept as one more copy, to which you can go back in "
         "the same way."),
       "restore", _("_Restore"));
}

static void
remove_action (HeedCopyRow *self)
{
  const char *body = can_be_restored (self->copy->kind)
                       ? _("The file is deleted for good. The journal itself and the other copies stay as they are.")
                       : _("The file is deleted for good, and it may hold words that are nowhere else. The journal itself "
                           "and the other copies stay as they are.");
  g_autofree char *made = heed_moment_format_here (heed_copy_get_made (self->copy));
  /* Translators: %s is a day and a time of day. */
  g_autofree char *heading = g_strdup_printf (_("Remove the Copy of %s?"), made);

  ask (self, heading, body, "remove", _("_Remove"));
}

static void
heed_copy_row_finalize (GObject *object)
{
  HeedCopyRow *self = HEED_COPY_ROW (object);

  g_ptr_array_unref (self->copies);
  g_object_unref (self->backups);

  G_OBJECT_CLASS (heed_copy_row_parent_class)->finalize (object);
}

static void
heed_copy_row_class_init (HeedCopyRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_copy_row_finalize;

  heed_template_set (widget_class, "safety/heed-copy-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedCopyRow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, HeedCopyRow, remove_button);
  heed_template_install_action (widget_class, "copy.restore", NULL, G_CALLBACK (restore_action));
  heed_template_install_action (widget_class, "copy.remove", NULL, G_CALLBACK (remove_action));
}

static void
heed_copy_row_init (HeedCopyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
create_row (HeedBackups *backups,
            GPtrArray   *copies,
            guint        position)
{
  HeedCopyRow *self = g_object_new (HEED_TYPE_COPY_ROW, NULL);
  const HeedCopy *copy = g_ptr_array_index (copies, position);
  g_autofree char *made = heed_moment_format_here (heed_copy_get_made (copy));
  g_autofree char *size = g_format_size ((guint64) copy->size);
  /* Translators: how a copy came to be, and its size, as in “Backup, 1.2 MB”. */
  g_autofree char *subtitle = g_strdup_printf (C_("copy", "%s, %s"), describe_kind (copy->kind), size);
  /* Translators: %s is a day and a time of day. */
  g_autofree char *restore = g_strdup_printf (_("Restore the copy of %s"), made);
  /* Translators: %s is a day and a time of day. */
  g_autofree char *remove = g_strdup_printf (_("Remove the copy of %s"), made);

  self->backups = g_object_ref (backups);
  self->copies = g_ptr_array_ref (copies);
  self->copy = copy;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), made);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), copy->path);
  gtk_widget_set_visible (self->restore_button, can_be_restored (copy->kind));
  /* Each by itself, so that it makes sense alone. */
  heed_accessible_set_name (self->restore_button, restore);
  heed_accessible_set_name (self->remove_button, remove);
  return GTK_WIDGET (self);
}

struct _HeedSafetyPage
{
  AdwBin parent_instance;

  AdwActionRow *saved_row;
  AdwActionRow *figures_row;
  AdwActionRow *check_row;
  GtkSpinner *check_spinner;
  AdwActionRow *place_row;
  GtkWidget *backups_group;
  AdwActionRow *trouble_row;
  AdwActionRow *last_row;
  GtkSpinner *backup_spinner;
  GtkWidget *automatic;
  AdwActionRow *folder_row;
  GtkWidget *choose_button;
  AdwExpanderRow *kept_row;
  GtkWidget *days;
  GtkWidget *weeks;
  GtkWidget *months;
  AdwPreferencesGroup *copies_group;
  GtkWidget *no_copies_row;
  GtkWidget *spelling_group;

  GSettings *settings;
  HeedJournal *journal; /* NULL once the page is left */
  HeedBackups *backups;
  GPtrArray *rows; /* of GtkWidget: of the copies */
  gint64 modified; /* when something was last written, as the journal says */
};

G_DEFINE_FINAL_TYPE (HeedSafetyPage, heed_safety_page, ADW_TYPE_BIN)

/* The journal */

static void
show_saved (HeedSafetyPage *self)
{
  HeedSaveState state = heed_journal_get_save_state (self->journal);
  const char *title = heed_save_state_describe (state);
  gint64 saved_at = heed_journal_get_saved_at (self->journal);
  gint64 time = saved_at != 0 ? saved_at : self->modified;
  g_autofree char *moment = time != G_MININT64 ? heed_moment_format_here (time) : NULL;
  /* Translators: %s is a day and a time of day. */
  g_autofree char *sentence = moment != NULL ? g_strdup_printf (_("The last save was on %s."), moment)
                                             : g_strdup (_("Nothing was written yet."));

  if (state == HEED_SAVE_STATE_SAVED)
    title = _("Everything is saved");
  else if (state == HEED_SAVE_STATE_FAILED)
    title = _("Your last changes are not saved");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->saved_row), title);

  if (state <= HEED_SAVE_STATE_RESCUED)
    adw_action_row_set_subtitle (self->saved_row, sentence);
  else if (state == HEED_SAVE_STATE_FAILED)
    adw_action_row_set_subtitle (self->saved_row, heed_journal_get_save_error (self->journal)->message);
}

static char *
describe_figures (const HeedFigures *figures)
{
  g_autofree char *entries = g_strdup_printf (ngettext ("%u entry", "%u entries", figures->entries), figures->entries);
  g_autofree char *versions = g_strdup_printf (ngettext ("%u older version", "%u older versions", figures->versions),
                                               figures->versions);
  g_autofree char *deleted = g_strdup_printf (ngettext ("%u entry in the trash", "%u entries in the trash",
                                                        figures->deleted),
                                              figures->deleted);
  g_autofree char *size = g_format_size ((guint64) figures->size);

  /* Translators: how many entries, versions and deleted entries there are, and the
   * size of the file, as in “12 entries, 3 older versions, 1 entry in the trash; 1.2 MB”. */
  return g_strdup_printf (C_("figures", "%s, %s, %s; %s"), entries, versions, deleted, size);
}

static void
figures_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (HeedSafetyPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  g_autofree HeedFigures *figures = heed_journal_take_answer (HEED_JOURNAL (source), result, &error);

  if (self->journal == NULL)
    return;

  sentence = figures != NULL ? describe_figures (figures) : g_strdup (error->message);
  adw_action_row_set_subtitle (self->figures_row, sentence);
  if (figures != NULL)
    self->modified = figures->modified;
  show_saved (self);
}

static void
news_cb (HeedSafetyPage *self)
{
  if (heed_journal_is_open (self->journal))
    heed_journal_get_figures_async (self->journal, figures_cb, g_object_ref (self));
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (HeedSafetyPage) self = data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = heed_backups_take_answer (HEED_BACKUPS (source), result, &error);
  g_autofree char *moment = heed_moment_format_here (g_get_real_time ());
  g_autofree char *sentence = NULL;

  if (self->journal == NULL)
    return;

  gtk_spinner_stop (self->check_spinner);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "safety.check", TRUE);
  if (problems == NULL)
    sentence = g_strdup (error->message);
  else if (problems[0] == NULL)
    /* Translators: %s is a day and a time of day. */
    sentence = g_strdup_printf (_("All is well. The whole journal was looked through on %s."), moment);
  else
    sentence = g_strjoinv ("\n", problems);
  adw_action_row_set_subtitle (self->check_row, sentence);
}

static void
check_action (HeedSafetyPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "safety.check", FALSE);
  gtk_spinner_start (self->check_spinner);
  adw_action_row_set_subtitle (self->check_row, _("Looking through the whole journal…"));
  heed_backups_check_async (self->backups, checked_cb, g_object_ref (self));
}

/* Backups and other copies */

static void
show_plan (HeedSafetyPage *self)
{
  const HeedBackupPlan *plan = heed_backups_get_plan (self->backups);
  const GError *error = heed_backups_get_error (self->backups);
  g_autofree char *folder = heed_backup_plan_dup_folder (plan);
  g_autofree char *folder_name = g_filename_display_name (folder);
  const HeedRotation *kept = &plan->rotation;
  g_autofree char *days = g_strdup_printf (ngettext ("%u day", "%u days", kept->days), kept->days);
  g_autofree char *weeks = g_strdup_printf (ngettext ("%u week", "%u weeks", kept->weeks), kept->weeks);
  g_autofree char *months = g_strdup_printf (ngettext ("%u month", "%u months", kept->months), kept->months);
  /* Translators: of what the newest backup is kept, as in “7 days, 4 weeks, 12 months”. */
  g_autofree char *rotation = g_strdup_printf (C_("backups", "%s, %s, %s"), days, weeks, months);

  adw_action_row_set_subtitle (self->folder_row, folder_name);
  adw_expander_row_set_subtitle (self->kept_row, rotation);
  adw_action_row_set_subtitle (self->trouble_row, error != NULL ? error->message : "");
}

/* A row that goes takes the focus with it, which is then for the one in its place. */
static void
show_copies (HeedSafetyPage *self,
             GPtrArray      *copies)
{
  GtkWidget *place = GTK_WIDGET (self->last_row);
  int focus = -1;

  for (guint i = 0; i < self->rows->len; i++)
    {
      if (heed_focus_get_within (g_ptr_array_index (self->rows, i)) != NULL)
        focus = (int) i;
      adw_preferences_group_remove (self->copies_group, g_ptr_array_index (self->rows, i));
    }
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < copies->len; i++)
    {
      GtkWidget *row = create_row (self->backups, copies, i);

      adw_preferences_group_add (self->copies_group, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (self->no_copies_row, copies->len == 0);

  if (copies->len > 0)
    place = g_ptr_array_index (self->rows, MIN ((guint) MAX (focus, 0), copies->len - 1));
  if (focus >= 0)
    gtk_widget_child_focus (place, GTK_DIR_TAB_FORWARD);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (HeedSafetyPage) self = data;
  g_autoptr (GPtrArray) copies = heed_backups_take_answer (HEED_BACKUPS (source), result, NULL);
  g_autofree char *sentence = NULL;

  if (copies == NULL || self->journal == NULL)
    return;

  for (guint i = 0; i < copies->len && sentence == NULL; i++)
    {
      const HeedCopy *copy = g_ptr_array_index (copies, i);
      g_autofree char *moment = heed_moment_format_here (heed_copy_get_made (copy));
      g_autofree char *size = g_format_size ((guint64) copy->size);

      if (copy->kind == HEED_COPY_BACKUP)
        /* Translators: when the last backup was made, and its size. */
        sentence = g_strdup_printf (C_("last backup", "%s, %s"), moment, size);
    }
  adw_action_row_set_subtitle (self->last_row, sentence != NULL ? sentence : _("There is none yet."));
  show_copies (self, copies);
}

static void
backups_cb (HeedSafetyPage *self)
{
  show_plan (self);
  heed_backups_find_async (self->backups, found_cb, g_object_ref (self));
}

/* The window's plan follows the settings, too, and may do so later. */
static gboolean
settings_cb (gpointer data)
{
  g_autoptr (HeedSafetyPage) self = data;

  if (self->journal != NULL)
    show_plan (self);
  return G_SOURCE_REMOVE;
}

static void
setting_changed_cb (HeedSafetyPage *self)
{
  g_idle_add (settings_cb, g_object_ref (self));
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (HeedSafetyPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean made = heed_backups_take_answer (HEED_BACKUPS (source), result, &error) != NULL;

  if (self->journal == NULL)
    return;

  gtk_spinner_stop (self->backup_spinner);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "safety.back-up", TRUE);
  if (made)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", _("Your journal is backed up."));
}

static void
back_up_action (HeedSafetyPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "safety.back-up", FALSE);
  gtk_spinner_start (self->backup_spinner);
  heed_backups_make_async (self->backups, made_cb, g_object_ref (self));
}

static void
folder_response_cb (HeedSafetyPage  *self,
                    int              response,
                    GtkNativeDialog *dialog)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  /* The folder beside the journal is where they are if nothing is chosen. */
  const HeedBackupPlan beside = { .journal = heed_backups_get_plan (self->backups)->journal };
  g_autofree char *usual = heed_backup_plan_dup_folder (&beside);

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    {
      g_settings_set_value (self->settings, "backup-folder",
                            g_variant_new_bytestring (g_str_equal (path, usual) ? "" : path));
      heed_backups_poll (self->backups);
    }
  else if (response == GTK_RESPONSE_ACCEPT)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s",
                                _("Heed works with files in this computer’s own folders only. Choose another place."));

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose_folder_action (HeedSafetyPage *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Folder for Backups"),
                                                              GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                              GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Choose"), NULL);
  g_autofree char *folder = heed_backup_plan_dup_folder (heed_backups_get_plan (self->backups));
  g_autoptr (GFile) current = g_file_new_for_path (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), current, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
folder_shown_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (HeedSafetyPage) self = data;

  if (!g_app_info_launch_default_for_uri_finish (result, NULL))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", _("No program here shows folders."));
}

static void
show_folder (HeedSafetyPage *self,
             const char     *folder)
{
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s",
                                _("The folder is not there. It is made with the first backup."));
  else if (uri != NULL)
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, folder_shown_cb, g_object_ref (self));
}

static void
show_journal_action (HeedSafetyPage *self)
{
  g_autofree char *folder = g_path_get_dirname (heed_backups_get_plan (self->backups)->journal);

  show_folder (self, folder);
}

static void
show_backups_action (HeedSafetyPage *self)
{
  g_autofree char *folder = heed_backup_plan_dup_folder (heed_backups_get_plan (self->backups));

  show_folder (self, folder);
}

static void
heed_safety_page_dispose (GObject *object)
{
  HeedSafetyPage *self = HEED_SAFETY_PAGE (object);

  g_clear_object (&self->journal);
  g_clear_object (&self->backups);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (heed_safety_page_parent_class)->dispose (object);
}

static void
heed_safety_page_class_init (HeedSafetyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_safety_page_dispose;

  heed_template_set (widget_class, "safety/heed-safety-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, saved_row);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, figures_row);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, check_row);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, check_spinner);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, place_row);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, backups_group);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, trouble_row);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, last_row);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, backup_spinner);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, automatic);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, folder_row);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, kept_row);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, days);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, weeks);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, months);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, copies_group);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, no_copies_row);
  gtk_widget_class_bind_template_child (widget_class, HeedSafetyPage, spelling_group);
  heed_template_install_action (widget_class, "safety.check", NULL, G_CALLBACK (check_action));
  heed_template_install_action (widget_class, "safety.back-up", NULL, G_CALLBACK (back_up_action));
  heed_template_install_action (widget_class, "safety.choose-folder", NULL, G_CALLBACK (choose_folder_action));
  heed_template_install_action (widget_class, "safety.show-journal", NULL, G_CALLBACK (show_journal_action));
  heed_template_install_action (widget_class, "safety.show-backups", NULL, G_CALLBACK (show_backups_action));
}

static void
heed_safety_page_init (HeedSafetyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  heed_accessible_name_scrollers (GTK_WIDGET (self));
  gtk_widget_set_visible (self->spelling_group, heed_spelling_is_there ());

  self->rows = g_ptr_array_new ();
  self->modified = G_MININT64;
  self->settings = heed_settings_new ();
  /* By themselves they would be called by the title of their row as well. */
  heed_accessible_set_name (self->automatic, _("Back up every day"));
  heed_accessible_set_name (self->days, _("Of how many days a backup is kept"));
  heed_accessible_set_name (self->weeks, _("Of how many weeks a backup is kept"));
  heed_accessible_set_name (self->months, _("Of how many months a backup is kept"));
  g_settings_bind (self->settings, "backups", self->automatic, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "daily-backups", self->days, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "weekly-backups", self->weeks, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "monthly-backups", self->months, "value", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (setting_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * heed_safety_page_new:
 * @journal: an open journal
 * @backups: its backups
 * @flags: what kind of journal it is
 *
 * Makes the page.
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
heed_safety_page_new (HeedJournal     *journal,
                      HeedBackups     *backups,
                      HeedSafetyFlags  flags)
{
  HeedSafetyPage *self = g_object_new (HEED_TYPE_SAFETY_PAGE, NULL);
  g_autofree char *days = g_strdup_printf (ngettext ("Copies that Heed made before an import, an update or a restored "
                                                     "backup are removed after %u day.",
                                                     "Copies that Heed made before an import, an update or a restored "
                                                     "backup are removed after %u days.", HEED_COPY_DAYS),
                                           HEED_COPY_DAYS);
  g_autofree char *place = g_filename_display_name (heed_backups_get_plan (backups)->journal);

  self->journal = g_object_ref (journal);
  self->backups = g_object_ref (backups);
  g_signal_connect_object (journal, "notify::save-state", G_CALLBACK (show_saved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (journal, "changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (backups, "changed", G_CALLBACK (backups_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_set_subtitle (self->place_row, place);
  adw_preferences_group_set_description (self->copies_group, days);
  gtk_widget_set_visible (self->backups_group, (flags & HEED_SAFETY_SAMPLE) == 0);
  gtk_widget_set_visible (self->choose_button, (flags & HEED_SAFETY_OWN) != 0);
  news_cb (self);
  show_saved (self);
  backups_cb (self);
  return GTK_WIDGET (self);
}

/**
 * heed_copies_list:
 * @copies: (element-type HeedCopy): copies of the journal
 *
 * Names as many copies as a dialog has room for, and says how many more there are.
 *
 * Returns: (transfer full): a copy a line, in the order of @copies
 */
char *
heed_copies_list (GPtrArray *copies)
{
  GString *list = g_string_new (NULL);
  guint n_named = copies->len > MAX_NAMED + 1 ? MAX_NAMED : copies->len;

  for (guint i = 0; i < n_named; i++)
    {
      const HeedCopy *copy = g_ptr_array_index (copies, i);
      g_autofree char *name = g_filename_display_basename (copy->path);
      g_autofree char *made = heed_moment_format_here (heed_copy_get_made (copy));
      g_autofree char *line = NULL;

      if (copy->kind == HEED_COPY_RESCUE)
        /* Translators: a file with what was written while the journal was not in its place, and a day and a time of day. */
        line = g_strdup_printf (_("“%s”, rescued on %s"), name, made);
      else
        /* Translators: the name of a file, and the day and the time of day when it was written. */
        line = g_strdup_printf (_("“%s”, written on %s"), name, made);
      g_string_append_printf (list, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (n_named < copies->len)
    {
      /* Translators: files, after the names of some others. */
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", copies->len - n_named),
                                               copies->len - n_named);

      g_string_append_printf (list, "\n%s", more);
    }

  return g_string_free (list, FALSE);
}
