/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* When backups are made. See heed-backups.h. */

#include "heed-backups.h"

#include "heed-alarm.h"
#include "heed-error.h"
#include "heed-journal-private.h"
#include "heed-thread.h"

#include <glib/gi18n.h>

/* The first look waits until the window has come up, and the others until whoever
 * began to write has written something. */
#define FIRST_LOOK_SECONDS 2
#define LOOK_SECONDS 60

/* How long to wait after one that failed: a disk that is full stays so for a while,
 * and each try would fill it for a moment. */
#define RETRY G_TIME_SPAN_HOUR

struct _HeedBackups
{
  GObject parent_instance;

  HeedJournal *journal;
  HeedBackupPlan *plan;
  gboolean automatic;
  GCancellable *cancellable; /* of everything that runs */
  guint running;
  GTask *stop; /* who waits for the end of it; NULL if nobody does */

  guint timer;      /* 0 while there is nothing to wait for */
  gboolean making;
  gboolean pending; /* something may have been written since the newest backup */
  guint32 day;      /* that has its backup, as a Julian day number; 0 for none known */
  gint64 retry_at;  /* monotonic */
  GError *error;    /* why the last one failed; NULL if it did not */
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void schedule (HeedBackups *self);

G_DEFINE_FINAL_TYPE (HeedBackups, heed_backups, G_TYPE_OBJECT)

static gboolean
look_cb (gpointer data)
{
  HeedBackups *self = data;

  self->timer = 0;
  heed_backups_poll (self);
  schedule (self);
  return G_SOURCE_REMOVE;
}

/* The day's backup has been made, and the next may be made tomorrow; or there is
 * none yet. */
static void
schedule (HeedBackups *self)
{
  gint64 retry_in = (self->retry_at - g_get_monotonic_time ()) / G_TIME_SPAN_SECOND;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->automatic || !self->pending)
    return;

  if (self->day == heed_day_today ())
    self->timer = heed_alarm_add (0, look_cb, self);
  else
    self->timer = g_timeout_add_seconds ((guint) MAX (retry_in, LOOK_SECONDS), look_cb, self);
}

static void
finish_stop (HeedBackups *self)
{
  g_autoptr (GTask) stop = self->running == 0 ? g_steal_pointer (&self->stop) : NULL;

  if (stop != NULL)
    g_task_return_boolean (stop, TRUE);
}

static void
completed_cb (HeedBackups *self)
{
  self->running--;
  finish_stop (self);
}

/* What is to be done, with the plan as it is now. */
typedef struct
{
  HeedBackupPlan *plan;
  GPtrArray *unsaved; /* of HeedUnsaved: what is in memory only, and goes into a backup from there */
  gboolean anyway;    /* a backup, even if nothing is new */
} Errand;

static void
free_errand (gpointer data)
{
  Errand *errand = data;

  heed_backup_plan_free (errand->plan);
  g_ptr_array_unref (errand->unsaved);
  g_free (errand);
}

static gpointer
find (gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  const Errand *errand = data;

  return heed_backup_plan_find_copies (errand->plan, TRUE);
}

/* Where the journal's file is gone, another one has its name, and no connection may be
 * made to that. */
static void
run (HeedBackups         *self,
     HeedThreadFunc       func,
     gboolean             anyway,
     GDestroyNotify       result_free,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, callback, user_data);
  Errand *errand = g_new0 (Errand, 1);
  GError *error = NULL;

  errand->plan = heed_backup_plan_copy (self->plan);
  errand->unsaved = heed_journal_dup_unsaved (self->journal);
  errand->anyway = anyway;
  g_task_set_task_data (task, errand, free_errand);
  self->running++;
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (completed_cb), self, G_CONNECT_SWAPPED);
  if (func == find || !heed_journal_is_gone (self->journal))
    {
      heed_thread_run (task, func, result_free);
      return;
    }

  heed_set_error (&error, HEED_ERROR_NOT_FOUND, NULL,
                  _("Your journal’s file was deleted or replaced. What you write is kept; put your journal back first."));
  g_task_return_error (task, error);
}

static gpointer
make (gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  const Errand *errand = data;

  return GINT_TO_POINTER (heed_backup_make (errand->plan, errand->anyway,
                                            errand->unsaved->len > 0 ? heed_unsaved_save_all : NULL, errand->unsaved,
                                            cancellable, error));
}

static gpointer
check (gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  const Errand *errand = data;
  GStrv problems;

  return heed_backup_check (errand->plan->journal, cancellable, &problems, error) ? problems : NULL;
}

/* Whoever asked for it waits with a task; of one that is made by itself people are told
 * if it fails and the one before did not. What was written meanwhile has set that
 * something is pending. */
static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedBackups *self = HEED_BACKUPS (source);
  gboolean failed_before = self->error != NULL;
  g_autoptr (GError) error = NULL;
  HeedBackupOutcome outcome = GPOINTER_TO_INT (g_task_propagate_pointer (G_TASK (result), &error));

  self->making = FALSE;
  if (error != NULL || outcome == HEED_BACKUP_OF_TODAY)
    self->pending = TRUE;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&self->error);
      if (error != NULL)
        {
          self->error = g_error_copy (error);
          self->retry_at = g_get_monotonic_time () + RETRY;
        }
      else if (outcome != HEED_BACKUP_UNCHANGED)
        {
          self->day = heed_day_today ();
        }
      schedule (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }

  if (task == NULL && self->error != NULL && !failed_before)
    g_signal_emit (self, signals[FAILED], 0, self->error->message);
  else if (task != NULL && error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (task != NULL)
    g_task_return_pointer (task, self, NULL);
}

/* Even if something could not be saved: the backup has it from memory. */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  GTask *task = data;
  HeedBackups *self = g_task_get_source_object (task);

  heed_journal_finish (HEED_JOURNAL (source), result, NULL);
  self->making = TRUE;
  self->pending = FALSE;
  run (self, make, TRUE, NULL, made_cb, task);
}

/* What is written later does not push it back. */
static void
news_cb (HeedBackups *self)
{
  self->pending = TRUE;
  if (self->timer == 0)
    schedule (self);
}

static void
heed_backups_dispose (GObject *object)
{
  HeedBackups *self = HEED_BACKUPS (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (heed_backups_parent_class)->dispose (object);
}

static void
heed_backups_finalize (GObject *object)
{
  HeedBackups *self = HEED_BACKUPS (object);

  g_object_unref (self->cancellable);
  heed_backup_plan_free (self->plan);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (heed_backups_parent_class)->finalize (object);
}

static void
heed_backups_class_init (HeedBackupsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_backups_dispose;
  object_class->finalize = heed_backups_finalize;

  /**
   * HeedBackups::changed:
   * @self: backups
   *
   * There may be other copies than before, or a backup failed.
   */
  signals[CHANGED] = g_signal_new ("changed", HEED_TYPE_BACKUPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * HeedBackups::failed:
   * @self: backups
   * @message: a sentence for a person
   *
   * A backup that was made by itself failed, and the one before did not.
   */
  signals[FAILED] = g_signal_new ("failed", HEED_TYPE_BACKUPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
heed_backups_init (HeedBackups *self)
{
  self->cancellable = g_cancellable_new ();
  self->pending = TRUE;
}

/**
 * heed_backups_new:
 * @journal: an open journal
 *
 * Takes care of the backups of a journal; none is made by itself before
 * heed_backups_set_automatic().
 *
 * Returns: (transfer full): its backups
 */
HeedBackups *
heed_backups_new (HeedJournal *journal)
{
  HeedBackups *self = g_object_new (HEED_TYPE_BACKUPS, NULL);
  const HeedBackupPlan plan = {
    .journal = (char *) heed_journal_get_path (journal),
    .rotation = { 7, 4, 12 },
  };

  self->journal = g_object_ref (journal);
  self->plan = heed_backup_plan_copy (&plan);
  g_signal_connect_object (journal, "changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * heed_backups_set_plan:
 * @self: backups
 * @folder: (type filename) (nullable): the folder that somebody chose; %NULL for the
 *   one beside the journal
 * @rotation: which backups to keep
 *
 * Sets where backups go and which ones stay. In another folder there may be none of
 * today yet.
 */
void
heed_backups_set_plan (HeedBackups        *self,
                       const char         *folder,
                       const HeedRotation *rotation)
{
  gboolean moved = g_strcmp0 (self->plan->folder, folder) != 0;

  self->plan->rotation = *rotation;
  if (!moved)
    return;

  g_free (self->plan->folder);
  self->plan->folder = g_strdup (folder);
  self->pending = TRUE;
  self->day = 0;
  self->retry_at = 0;
  schedule (self);
  g_clear_error (&self->error);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * heed_backups_get_plan:
 * @self: backups
 *
 * Gets where backups go and which ones stay.
 *
 * Returns: (transfer none): the plan
 */
const HeedBackupPlan *
heed_backups_get_plan (HeedBackups *self)
{
  return self->plan;
}

/**
 * heed_backups_set_automatic:
 * @self: backups
 * @automatic: whether to make them by themselves
 *
 * Sets whether a backup is made on each day on which something was written.
 */
void
heed_backups_set_automatic (HeedBackups *self,
                            gboolean     automatic)
{
  if (self->automatic == automatic)
    return;

  self->automatic = automatic;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (automatic)
    self->timer = g_timeout_add_seconds (FIRST_LOOK_SECONDS, look_cb, self);
}

/**
 * heed_backups_poll:
 * @self: backups
 *
 * Makes a backup if this day has none and something was written. It does so by
 * itself within a minute. What could not be saved is in it all the same.
 */
void
heed_backups_poll (HeedBackups *self)
{
  if (!self->automatic || self->making || !self->pending || self->day == heed_day_today () ||
      g_get_monotonic_time () < self->retry_at || !heed_journal_is_open (self->journal) ||
      heed_journal_is_gone (self->journal))
    return;

  self->making = TRUE;
  self->pending = FALSE;
  run (self, make, FALSE, NULL, made_cb, NULL);
}

/**
 * heed_backups_get_error:
 * @self: backups
 *
 * Gets why the last backup failed.
 *
 * Returns: (nullable): the error, owned by @self; %NULL if it did not
 */
const GError *
heed_backups_get_error (HeedBackups *self)
{
  return self->error;
}

/**
 * heed_backups_take_answer:
 * @self: backups
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends what the backups were asked for.
 *
 * Returns: (transfer full) (nullable): the answer, which the function with which it was
 *   asked names; %NULL with an error of the domain `HEED_ERROR` or %G_IO_ERROR_CANCELLED
 */
gpointer
heed_backups_take_answer (HeedBackups   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * heed_backups_make_async:
 * @self: backups
 * @callback: called when the backup is there, or why it is not
 * @user_data: for @callback
 *
 * Makes a backup now, after saving what is not saved yet. What cannot be saved is in
 * it all the same. The answer is not %NULL if it is there; otherwise there is an error of
 * heed_backup_make().
 */
void
heed_backups_make_async (HeedBackups         *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  heed_journal_save_async (self->journal, saved_cb, g_task_new (self, NULL, callback, user_data));
}

/**
 * heed_backups_find_async:
 * @self: backups
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Finds all copies of the journal. The answer is a `GPtrArray` of
 * [struct@Heed.Copy], newest first.
 */
void
heed_backups_find_async (HeedBackups         *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  run (self, find, FALSE, (GDestroyNotify) g_ptr_array_unref, callback, user_data);
}

/**
 * heed_backups_check_async:
 * @self: backups
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Looks through the whole journal. The answer is what is wrong, as heed_database_check()
 * gives it; otherwise there is an error of heed_backup_check().
 */
void
heed_backups_check_async (HeedBackups         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  run (self, check, FALSE, (GDestroyNotify) g_strfreev, callback, user_data);
}

/**
 * heed_backups_remove:
 * @self: backups
 * @copy: a copy of the journal
 * @error: return location for an error
 *
 * Removes a copy. That of today may be the newest: then there is to be another.
 *
 * Returns: %FALSE with an error of heed_copy_remove()
 */
gboolean
heed_backups_remove (HeedBackups     *self,
                     const HeedCopy  *copy,
                     GError         **error)
{
  gboolean removed = heed_copy_remove (copy, error);

  self->pending = TRUE;
  self->day = 0;
  schedule (self);
  g_signal_emit (self, signals[CHANGED], 0);
  return removed;
}

/**
 * heed_backups_stop_async:
 * @self: backups
 * @callback: called when nothing runs any more
 * @user_data: for @callback
 *
 * Stops everything that is on its way, for good; what is half done is taken back.
 * To be called once, before the file is closed or the program ends.
 */
void
heed_backups_stop_async (HeedBackups         *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (self->stop == NULL);

  heed_backups_set_automatic (self, FALSE);
  self->stop = g_task_new (self, NULL, callback, user_data);
  g_cancellable_cancel (self->cancellable);
  finish_stop (self);
}
