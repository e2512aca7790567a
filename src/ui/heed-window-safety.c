/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does so that nothing is lost: it has backups made as the person
 * prefers, and puts one in the place of the journal; asks about another copy of the
 * journal, which lies in its place or beside it; and has a new journal take the place of
 * one whose file is damaged, with all that can be read and what is not saved yet. */

#include "heed-window-private.h"

#include "heed-database.h"
#include "heed-journal-file.h"
#include "heed-question.h"
#include "heed-recovery.h"
#include "heed-safety-page.h"
#include "heed-settings.h"
#include "heed-template.h"
#include "heed-thread.h"
#include "heed-wording.h"

#include <glib/gi18n.h>

/* So many copies are remembered as not to be asked about. */
#define REMEMBERED 100

/* A damaged journal */

/* One a line. However many there are, the dialog fits on the screen. */
static GtkWidget *
list_entries (GPtrArray    *records,
              HeedWorkbook *workbook)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/heedworkbook/Heed/heed-recovered-list.ui");

  for (guint i = 0; i < records->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (records, i);
      g_autofree char *day = heed_day_format (heed_timestamp_get_day (heed_record_get_created (record)));

      /* Translators: the title of an entry, and its day. */
      g_string_append_printf (text, C_("entry in a list", "%s, %s"), heed_wording_get_title (workbook, record), day);
      if (i + 1 < records->len)
        g_string_append_c (text, '\n');
    }

  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "label")), text->str);
  return g_object_ref (GTK_WIDGET (gtk_builder_get_object (builder, "scroller")));
}

static char *
describe (const HeedRecovery *recovery)
{
  const HeedSalvaged *salvaged = &recovery->salvaged;
  guint in_part = salvaged->in_part->len, entries = salvaged->entries;
  g_autofree char *name = g_path_get_basename (recovery->aside);
  g_autofree char *recovered = g_strdup_printf (ngettext ("%u entry was recovered.", "%u entries were recovered.", entries),
                                                entries);
  /* Translators: the name of a file beside the journal. */
  g_autofree char *old = g_strdup_printf (_("The damaged file is kept as “%s”."), name);
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  g_strv_builder_add (sentences, recovered);
  heed_window_add_count (sentences, recovery->unsaved,
                         ngettext ("%u entry was not saved before, and is now.",
                                   "%u entries were not saved before, and are now.", recovery->unsaved),
                         recovery->unsaved);
  heed_window_add_count (sentences, salvaged->versions_in_part,
                         ngettext ("Of %u older version something could not be read.",
                                   "Of %u older versions something could not be read.", salvaged->versions_in_part),
                         salvaged->versions_in_part);
  g_strv_builder_add (sentences, old);
  heed_window_add_count (sentences, in_part,
                         ngettext ("Of %u entry something could not be read, or is not as it was written:",
                                   "Of %u entries something could not be read, or is not as it was written:", in_part),
                         in_part);
  parts = g_strv_builder_end (sentences);
  return g_strjoinv (" ", parts);
}

static void
tell (HeedWindow         *window,
      HeedWorkbook       *workbook,
      const HeedRecovery *recovery)
{
  g_autofree char *text = describe (recovery);
  AdwMessageDialog *dialog = heed_question_new (GTK_WIDGET (window), _("Your Journal Was Recovered"), text,
                                                ADW_RESPONSE_DEFAULT, "close", _("_Close"), NULL);

  if (recovery->salvaged.in_part->len > 0)
    adw_message_dialog_set_extra_child (dialog, list_entries (recovery->salvaged.in_part, workbook));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Everything is as it was. */
static void
go_back (HeedWindow   *self,
         const GError *error)
{
  HeedJournal *journal = self->journal;

  if (journal == NULL)
    {
      heed_window_show_trouble_page (self, _("Your Journal Could Not Be Recovered"), error, self->path);
      return;
    }

  heed_journal_take_up (journal);
  gtk_stack_set_visible_child_name (self->states, "pages");
  heed_window_show_trouble (self, error->message);
}

/* A journal that was given up has nothing that could be saved: a new window shows
 * the one that is in its place. */
static void
recovered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (HeedWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedRecovery) recovery = heed_recovery_run_finish (result, &error);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  HeedWindow *window;

  if (application == NULL)
    return;
  if (recovery == NULL)
    {
      go_back (self, error);
      return;
    }

  window = heed_window_new (ADW_APPLICATION (application));
  heed_window_open_journal (window, self->path, FALSE);
  gtk_window_present (GTK_WINDOW (window));
  self->closed = TRUE;
  gtk_window_close (GTK_WINDOW (self));
  tell (window, self->workbook, recovery);
}

static void
given_up_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (HeedWindow) self = data;
  g_autoptr (GPtrArray) unsaved = heed_journal_take_answer (HEED_JOURNAL (source), result, NULL);

  heed_recovery_run_async (self->path, self->workbook, unsaved, recovered_cb,
                           g_object_ref (self));
}

static void
recover_action (HeedWindow *self)
{
  HeedJournal *journal = self->journal;

  if (self->workbook == NULL ||
      (journal != NULL && (heed_journal_get_damage (journal) == NULL || !heed_journal_is_open (journal))))
    return;

  heed_window_show_wait (self, _("Recovering your journal…"));
  if (journal != NULL)
    heed_journal_give_up_async (journal, given_up_cb, g_object_ref (self));
  else
    heed_recovery_run_async (self->path, self->workbook, NULL, recovered_cb,
                             g_object_ref (self));
}

/* Another one in its place */

/* A file in the folder of the journal by its name, any other by its whole path. */
static char *
dup_file_name (HeedJournal *journal,
               const char  *path)
{
  const char *own = heed_journal_get_path (journal);
  g_autofree char *folder = own != NULL ? g_path_get_dirname (own) : NULL;
  g_autofree char *other = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);

  return g_filename_display_name (g_strcmp0 (folder, other) == 0 ? name : path);
}

static void
put_back_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (HeedWindow) self = data;
  HeedJournal *journal = HEED_JOURNAL (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *name = NULL;
  g_autofree char *sentence = NULL;

  heed_journal_put_back_finish (journal, result, &aside, &error);
  /* Somebody closed the window meanwhile. */
  if (self->journal != journal)
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.put-back", TRUE);
  if (error != NULL)
    {
      heed_window_show_trouble (self, error->message);
      return;
    }
  if (aside == NULL)
    {
      heed_window_show_sentence (self, _("Your journal is back in its place."));
      return;
    }
  if (self->joins_other)
    {
      g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_copy_free);
      HeedCopy *copy = g_new0 (HeedCopy, 1);

      copy->kind = HEED_COPY_ASIDE;
      copy->path = g_steal_pointer (&aside);
      g_ptr_array_add (copies, copy);
      heed_window_join_copies (self, copies);
      return;
    }

  name = dup_file_name (journal, aside);
  /* Translators: the name of a file beside the journal. */
  sentence = g_strdup_printf (_("Your journal is back in its place. What lay there is kept as “%s”."), name);
  heed_window_show_trouble (self, sentence);
}

static void
put_back_response_cb (HeedWindow *self,
                      const char *response)
{
  HeedJournal *journal = self->journal;
  gboolean join = g_str_equal (response, "join");

  if ((!join && !g_str_equal (response, "put-back")) || !heed_journal_is_gone (journal))
    return;

  /* Once is enough. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.put-back", FALSE);
  self->joins_other = join;
  heed_journal_put_back_async (journal, put_back_cb, g_object_ref (self));
}

static void
ask_to_put_back (HeedWindow *self,
                 gboolean    has_other)
{
  const char *body = has_other ? _("Another journal lies in its place. Perhaps a program that keeps folders alike has put "
                                   "it there. You can have what is in both; or your own as it was, with the other one "
                                   "kept beside it. To go on with the other one alone, close Heed and open it again: "
                                   "yours is then kept beside it.")
                               : _("Its file was deleted, or what lies there is no journal. Heed can write all that was in "
                                   "your journal there again, with what you have written since. What lies there is kept "
                                   "beside it.");
  AdwMessageDialog *dialog = heed_question_new (GTK_WIDGET (self), _("Your Journal Is Not in Its Place"), body,
                                                ADW_RESPONSE_SUGGESTED, "later", _("_Not Now"),
                                                "put-back", _("_Put My Journal Back"),
                                                has_other ? "join" : NULL, _("_Join Both"), NULL);

  g_signal_connect_object (dialog, "response", G_CALLBACK (put_back_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
other_found_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (HeedWindow) self = data;
  gboolean has_other = heed_journal_take_answer (HEED_JOURNAL (source), result, NULL) != NULL;

  if (self->journal == HEED_JOURNAL (source) && heed_journal_is_gone (HEED_JOURNAL (source)))
    ask_to_put_back (self, has_other);
}

static void
put_back_action (GtkWidget *widget)
{
  HeedJournal *journal = HEED_WINDOW (widget)->journal;

  if (journal != NULL && heed_journal_is_gone (journal))
    heed_journal_find_other_async (journal, other_found_cb, g_object_ref (widget));
}

/* What the bar says while it is so; NULL until it is known where everything is. */
char *
heed_window_describe_loss (HeedJournal *journal)
{
  const char *written = heed_journal_get_rescue_path (journal), *held = heed_journal_get_rescue_copy_path (journal);
  const char *path = written != NULL ? written : held;
  g_autofree char *name = path != NULL ? dup_file_name (journal, path) : NULL;

  if (heed_journal_get_save_state (journal) == HEED_SAVE_STATE_FAILED)
    return g_strdup (heed_journal_get_save_error (journal)->message);
  if (name == NULL)
    return NULL;
  if (written != NULL)
    /* Translators: the name of a file. */
    return g_strdup_printf (_("Your journal’s file was deleted or replaced. What you write is kept in “%s”."), name);

  /* Translators: the name of a file. */
  return g_strdup_printf (_("Your journal’s file was deleted or replaced. What was in it is kept in “%s”."), name);
}

/* Others beside it */

static gboolean
is_known (GVariant       *known,
          const HeedCopy *copy)
{
  g_autofree char *uri = g_filename_to_uri (copy->path, NULL, NULL);
  GVariantIter iter;
  const char *other;
  gint64 modified;

  g_variant_iter_init (&iter, known);
  while (g_variant_iter_next (&iter, "(&sx)", &other, &modified))
    if (g_strcmp0 (uri, other) == 0 && modified == copy->modified)
      return TRUE;

  return FALSE;
}

/* Those that are found are not asked about again as long as they stay as they are. The
 * newest are remembered first, and no more than there can be reason to. */
void
heed_window_know_copies (HeedWindow *self)
{
  g_autoptr (GVariant) known = NULL;
  GVariantBuilder builder;
  guint count;

  if (self->settings == NULL || self->copies == NULL)
    return;

  known = g_settings_get_value (self->settings, "known-copies");
  count = self->copies->len;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sx)"));
  for (guint i = 0; i < self->copies->len; i++)
    {
      const HeedCopy *copy = g_ptr_array_index (self->copies, i);
      g_autofree char *uri = g_filename_to_uri (copy->path, NULL, NULL);

      if (uri != NULL)
        g_variant_builder_add (&builder, "(sx)", uri, copy->modified);
    }
  for (gsize i = 0; i < g_variant_n_children (known) && count < REMEMBERED; i++, count++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (known, i);

      g_variant_builder_add_value (&builder, child);
    }

  g_settings_set_value (self->settings, "known-copies", g_variant_builder_end (&builder));
}

/* Offers those that somebody has not seen as they are now, or joins those that somebody
 * chose to join. */
void
heed_window_take_copies (HeedWindow *self)
{
  GPtrArray *copies = heed_journal_get_copies (self->journal);
  g_autoptr (GVariant) known = g_settings_get_value (self->settings, "known-copies");
  g_autofree char *sentence = NULL;

  g_clear_pointer (&self->copies, g_ptr_array_unref);
  if (self->demo || copies == NULL || copies->len == 0)
    return;
  if (self->anew)
    {
      self->copies = g_ptr_array_ref (copies);
      if (self->joining)
        heed_window_join_copies (self, copies);
      return;
    }

  self->copies = g_ptr_array_new ();
  for (guint i = 0; i < copies->len; i++)
    if (!is_known (known, g_ptr_array_index (copies, i)))
      g_ptr_array_add (self->copies, g_ptr_array_index (copies, i));

  sentence = g_strdup_printf (ngettext ("%u other copy of your journal was found.",
                                        "%u other copies of your journal were found.", self->copies->len),
                              self->copies->len);
  gtk_label_set_label (self->copies_label, sentence);
  self->offers_copies = self->copies->len > 0;
  gtk_widget_set_visible (self->copies_bar, self->offers_copies);
}

static void
join_response_cb (HeedWindow *self,
                  const char *response)
{
  if (g_str_equal (response, "join"))
    heed_window_join_copies (self, self->copies);
  else if (g_str_equal (response, "never"))
    heed_window_know_copies (self);

  self->offers_copies = FALSE;
  gtk_widget_set_visible (self->copies_bar, FALSE);
}

static void
show_copies_action (HeedWindow *self)
{
  GPtrArray *copies = self->copies;
  g_autofree char *names = NULL;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  if (copies == NULL || copies->len == 0)
    return;

  names = heed_copies_list (copies);
  /* Translators: a list of files, one a line. */
  body = g_strdup_printf (ngettext ("%s\n\nJoin it, and everything in it is in your journal as well; nothing that is there "
                                    "is lost. The file stays, but for what was rescued, which is then in the journal.",
                                    "%s\n\nJoin them, and everything in them is in your journal as well; nothing that is "
                                    "there is lost. The files stay, but for what was rescued, which is then in the "
                                    "journal.", copies->len), names);
  dialog = heed_question_new (GTK_WIDGET (self),
                              ngettext ("Another Copy of Your Journal", "Other Copies of Your Journal", copies->len), body,
                              ADW_RESPONSE_SUGGESTED, "later", _("_Not Now"), "never", _("_Do Not Ask Again"),
                              "join", _("_Join"), NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (join_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Restoring a backup */

/* Of the journal and the backup. The window is not known to the thread, and does not
 * end on it. */
static gpointer
put_in_place (gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  const char * const *paths = data;
  char *kept = NULL;

  heed_backup_restore (paths[0], paths[1], &kept, error);
  return kept;
}

/* Whether it worked or not, there is a journal to go on with. */
static void
put_in_place_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  HeedWindow *self = HEED_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *name = kept != NULL ? g_filename_display_basename (kept) : NULL;
  g_autofree char *sentence = NULL;

  if (error != NULL)
    sentence = g_strdup (error->message);
  else if (name != NULL)
    /* Translators: the name of a file beside the journal. */
    sentence = g_strdup_printf (_("Your journal is restored. What was there before is kept as “%s”."), name);
  else
    sentence = g_strdup (_("Your journal is restored."));
  heed_window_show_trouble (self, sentence);
  self->away = FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.retry", NULL);
}

static void
left_cb (HeedWindow   *self,
         const GError *error,
         gpointer      data)
{
  g_autofree char *backup = data;
  g_autofree char *sentence = NULL;

  if (error == NULL)
    {
      g_autoptr (GTask) task = g_task_new (self, NULL, put_in_place_cb, NULL);
      const char *paths[] = { self->path, backup, NULL };

      g_task_set_task_data (task, g_strdupv ((GStrv) paths), (GDestroyNotify) g_strfreev);
      heed_thread_run (task, put_in_place, g_free);
      return;
    }

  /* Translators: a sentence that says why something could not be saved follows. */
  sentence = g_strdup_printf (_("The backup was not restored, because your last changes are not saved. %s"),
                              error->message);
  heed_window_show_trouble (self, sentence);
}

/* Saves everything, puts the copy in the place of the journal, and goes on with it.
 * What was there is kept, and the window tells where. */
static void
restore_action (HeedWindow *self,
                GVariant   *parameter)
{
  char *backup = g_variant_dup_bytestring (parameter, NULL);

  if (!heed_window_leave_journal (self, _("Restoring a backup…"), left_cb, backup))
    g_free (backup);
}

/* Backups */

/* Of a journal that is thrown away there are none. */
void
heed_window_update_backups (HeedWindow *self)
{
  g_autofree char *folder = NULL;
  const HeedRotation rotation = {
    (guint) g_settings_get_int (self->settings, "daily-backups"),
    (guint) g_settings_get_int (self->settings, "weekly-backups"),
    (guint) g_settings_get_int (self->settings, "monthly-backups"),
  };

  if (self->backups == NULL)
    return;

  folder = heed_settings_dup_backup_folder (self->settings, self->path);
  heed_backups_set_plan (self->backups, folder, &rotation);
  heed_backups_set_automatic (self->backups, !self->demo && g_settings_get_boolean (self->settings, "backups"));
}

void
heed_window_begin_backups (HeedWindow *self)
{
  self->backups = heed_backups_new (self->journal);
  g_signal_connect_object (self->backups, "failed", G_CALLBACK (heed_window_show_trouble), self, G_CONNECT_SWAPPED);
  heed_window_update_backups (self);
}

/* For a journal that cannot be opened. */
char *
heed_window_dup_newest_backup (HeedWindow *self)
{
  g_autofree char *folder = heed_settings_dup_backup_folder (self->settings, self->path);
  const HeedBackupPlan plan = { .journal = (char *) self->path, .folder = folder };
  g_autoptr (GPtrArray) copies = heed_backup_plan_find_copies (&plan, TRUE);

  for (guint i = 0; i < copies->len; i++)
    {
      const HeedCopy *copy = g_ptr_array_index (copies, i);

      if (copy->kind == HEED_COPY_BACKUP)
        return g_strdup (copy->path);
    }

  return NULL;
}

static void
show_safety_action (HeedWindow *self)
{
  g_autofree char *own = heed_journal_file_get_default_path ();
  HeedSafetyFlags flags = 0;

  if (self->journal == NULL)
    return;

  if (self->demo)
    flags |= HEED_SAFETY_SAMPLE;
  if (g_strcmp0 (self->path, own) == 0)
    flags |= HEED_SAFETY_OWN;
  heed_pages_push (self->pages, heed_safety_page_new (self->journal, self->backups, flags));
}

void
heed_window_install_safety_actions (GtkWidgetClass *widget_class)
{
  heed_template_install_action (widget_class, "win.recover", NULL, G_CALLBACK (recover_action));
  heed_template_install_action (widget_class, "win.put-back", NULL, G_CALLBACK (put_back_action));
  heed_template_install_action (widget_class, "win.show-copies", NULL, G_CALLBACK (show_copies_action));
  heed_template_install_action (widget_class, "win.show-safety", NULL, G_CALLBACK (show_safety_action));
  heed_template_install_action (widget_class, "win.restore", "ay", G_CALLBACK (restore_action));
}
