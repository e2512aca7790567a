/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does with copies of the journal: it has backups made as the person
 * prefers, and puts one in the place of the journal. */

#include "heed-window-private.h"

#include "heed-database.h"
#include "heed-safety-page.h"
#include "heed-settings.h"

#include <glib/gi18n.h>

/* A backup on its way to the place of the journal. */
typedef struct
{
  HeedWindow *self;
  char *journal;
  char *backup;
  char *kept; /* the journal as it was before */
} Restore;

static void
free_restore (Restore *restore)
{
  g_object_unref (restore->self);
  g_free (restore->journal);
  g_free (restore->backup);
  g_free (restore->kept);
  g_free (restore);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restore, free_restore)

static void
put_in_place (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Restore *restore = data;
  GError *error = NULL;

  if (heed_backup_restore (restore->journal, restore->backup, &restore->kept, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Whether it worked or not, there is a journal to go on with. */
static void
put_in_place_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (Restore) restore = data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *name = restore->kept != NULL ? g_filename_display_basename (restore->kept) : NULL;
      g_autofree char *sentence = NULL;

      /* Translators: the name of a file beside the journal. */
      sentence = name != NULL ? g_strdup_printf (_("Your journal is restored. What was there before is kept as “%s”."), name)
                              : g_strdup (_("Your journal is restored."));
      heed_window_show_trouble (restore->self, sentence);
    }
  else
    {
      heed_window_show_trouble (restore->self, error->message);
    }

  heed_window_return_to_journal (restore->self);
}

static void
restore_now (HeedWindow *self,
             Restore    *restore)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, put_in_place_cb, restore);

  g_task_set_task_data (task, restore, NULL);
  g_task_run_in_thread (task, put_in_place);
}

static void
left_cb (HeedWindow   *self,
         const GError *error,
         gpointer      data)
{
  g_autoptr (Restore) restore = data;
  g_autofree char *sentence = NULL;

  if (error == NULL)
    {
      restore_now (self, g_steal_pointer (&restore));
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
restore_copy (HeedWindow *self,
              const char *path)
{
  Restore *restore = g_new0 (Restore, 1);

  restore->self = g_object_ref (self);
  restore->journal = g_strdup (heed_window_get_path (self));
  restore->backup = g_strdup (path);
  if (!heed_window_leave_journal (self, _("Restoring a backup…"), left_cb, restore))
    free_restore (restore);
}

/* Backups */

static gboolean
is_own_journal (HeedWindow *self)
{
  g_autofree char *own = heed_database_get_default_path ();

  return g_strcmp0 (heed_window_get_path (self), own) == 0;
}

/* Of a journal that is thrown away there are none. */
static void
prefer (HeedWindow  *self,
        HeedBackups *backups,
        GSettings   *settings)
{
  g_autofree char *folder = heed_settings_dup_backup_folder (settings, heed_window_get_path (self));
  const HeedRotation rotation = {
    (guint) g_settings_get_int (settings, "daily-backups"),
    (guint) g_settings_get_int (settings, "weekly-backups"),
    (guint) g_settings_get_int (settings, "monthly-backups"),
  };

  heed_backups_set_plan (backups, folder, &rotation);
  heed_backups_set_automatic (backups, !heed_window_get_demo (self) && g_settings_get_boolean (settings, "backups"));
}

HeedBackups *
heed_window_create_backups (HeedWindow *self,
                            GSettings  *settings)
{
  HeedBackups *backups = heed_backups_new (heed_window_get_journal (self));

  g_signal_connect_object (backups, "failed", G_CALLBACK (heed_window_show_trouble), self, G_CONNECT_SWAPPED);
  prefer (self, backups, settings);
  return backups;
}

void
heed_window_update_backups (HeedWindow *self,
                            const char *key,
                            GSettings  *settings)
{
  if (heed_window_get_backups (self) != NULL)
    prefer (self, heed_window_get_backups (self), settings);
}

/* For a journal that cannot be opened. */
char *
heed_window_dup_newest_backup (HeedWindow *self,
                               GSettings  *settings)
{
  g_autofree char *folder = heed_settings_dup_backup_folder (settings, heed_window_get_path (self));
  const HeedBackupPlan plan = { .journal = (char *) heed_window_get_path (self), .folder = folder };
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
show_safety_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  HeedSafetyFlags flags = 0;

  if (heed_window_get_journal (self) == NULL)
    return;

  if (heed_window_get_demo (self))
    flags |= HEED_SAFETY_SAMPLE;
  if (is_own_journal (self))
    flags |= HEED_SAFETY_OWN;
  heed_window_push (self, heed_safety_page_new (heed_window_get_journal (self), heed_window_get_backups (self), flags));
}

static void
restore_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  restore_copy (HEED_WINDOW (widget), g_variant_get_bytestring (parameter));
}

void
heed_window_install_safety_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-safety", NULL, show_safety_action);
  gtk_widget_class_install_action (widget_class, "win.restore", "ay", restore_action);
}
