/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Backups that Heed makes by itself, which of them stay, and how one takes the journal's
 * place. A copy is looked through before it gets its name, so that whatever has the name
 * of a backup was sound when it was made, and only a new one that is sound lets an older
 * one go. */

#include "heed-backup.h"

#include "heed-atomic-file.h"
#include "heed-copies.h"
#include "heed-database-private.h"
#include "heed-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define FOLDER "backups"
#define UNFINISHED ".part"

/* Of a copy that was cut off; one that is on its way is younger. */
#define ABANDONED G_TIME_SPAN_HOUR

/* How far ahead a time may be that was written down before the clock went back. */
#define CLOCK_CHANGE G_TIME_SPAN_HOUR

/* A copy of which all three are those of the journal has all that is in it. */
#define SELECT_MARK \
  "SELECT (SELECT value FROM meta WHERE name = 'change') || ' ' || " \
  "  ifnull((SELECT max(modified) FROM entry), 0) || ' ' || (SELECT count(*) FROM revision)"

#define COUNT_ENTRIES "SELECT count(*) FROM entry"

static HeedDatabase *
open_to_read (const char    *path,
              GCancellable  *cancellable,
              GError       **error)
{
  HeedDatabase *database = heed_database_open (path, HEED_DATABASE_READ_ONLY, error);

  if (database != NULL)
    heed_connection_set_cancellable (database->connection, cancellable);
  return database;
}

static char *
read_mark (HeedDatabase  *database,
           GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_prepare (database->connection, SELECT_MARK);
  g_autofree char *mark = heed_statement_next (statement) ? g_strdup (heed_statement_get_text (statement, 0)) : NULL;

  return heed_statement_end (statement, error) ? g_steal_pointer (&mark) : NULL;
}

static int
compare_made (gconstpointer a,
              gconstpointer b)
{
  const HeedCopy *one = *(HeedCopy * const *) a, *other = *(HeedCopy * const *) b;
  gint64 made = heed_copy_get_made (one), other_made = heed_copy_get_made (other);

  if (made != other_made)
    return made > other_made ? -1 : 1;
  if (one->modified != other->modified)
    return one->modified > other->modified ? -1 : 1;
  return g_strcmp0 (other->path, one->path);
}

/* Others that share the folder have theirs there. */
static GPtrArray *
pick_backups (GPtrArray *copies)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < copies->len; i++)
    {
      HeedCopy *copy = g_ptr_array_index (copies, i);

      if (copy->kind == HEED_COPY_BACKUP && copy->own)
        g_ptr_array_add (picked, copy);
    }

  return picked;
}

static guint32
get_day (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  HeedTimestamp stamp = { time, (gint32) (g_date_time_get_utc_offset (local) / G_TIME_SPAN_SECOND) };

  return heed_timestamp_get_day (stamp);
}

/* A folder that somebody chose may be on a disk that is not there now: nothing is
 * to be made in its place. */
static gboolean
ensure_folder (const HeedBackupPlan  *plan,
               GError               **error)
{
  g_autofree char *folder = heed_backup_plan_dup_folder (plan);
  g_autofree char *name = NULL;

  if (plan->folder != NULL && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      name = g_filename_display_name (folder);
      heed_set_error (error, HEED_ERROR_NOT_FOUND, NULL,
                      _("The folder for backups, “%s”, is not there. Your journal is safe where it is; "
                        "bring the folder back, or choose another one."), name);
      return FALSE;
    }
  if (plan->folder != NULL || g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  heed_set_error_from_errno (error, errno, folder);
  return FALSE;
}

/* Nothing has the name of a backup before it was looked through. */
static gboolean
write_backup (const HeedBackupPlan  *plan,
              HeedDatabase          *database,
              HeedCopyFunc           func,
              gpointer               data,
              GCancellable          *cancellable,
              GError               **error)
{
  g_autofree char *folder = heed_backup_plan_dup_folder (plan);
  g_autofree char *path = heed_copy_choose_backup_path (plan->journal, folder);
  g_autofree char *part = g_strconcat (path, UNFINISHED, NULL);
  g_auto (GStrv) problems = NULL;

  if (!heed_database_backup (database, part, FALSE, func, data, error))
    return FALSE;

  if (heed_backup_check (part, cancellable, &problems, error))
    {
      if (problems[0] == NULL && g_rename (part, path) == 0)
        return TRUE;
      if (problems[0] == NULL)
        heed_set_error_from_errno (error, errno, path);
      else
        heed_set_error (error, HEED_ERROR_CORRUPT, problems[0],
                        _("The backup was not sound and was not kept; older backups stay. “Check Now” and “heed check” "
                          "tell whether the journal is."));
    }
  g_unlink (part);
  return FALSE;
}

static void
remove_copy (const HeedCopy *copy)
{
  g_autoptr (GError) error = NULL;

  if (!heed_copy_remove (copy, &error))
    g_debug ("A copy that is not needed any more stays: %s", error->message);
}

/* A clock that jumps ahead must not make everything old at once: the time that
 * counts is that of the newest backup but those of its last day, by which the clock
 * has gone on for a day since. */
static gint64
find_time_passed (GPtrArray *backups,
                  gint64     now)
{
  guint32 last_day = 0;

  for (guint i = 0; i < backups->len; i++)
    {
      gint64 made = heed_copy_get_made (g_ptr_array_index (backups, i));

      if (made > now)
        continue;
      if (last_day == 0)
        last_day = get_day (made);
      else if (get_day (made) != last_day)
        return made;
    }

  return G_MININT64;
}

/* Of backups that were cut off. */
static void
remove_unfinished (const HeedBackupPlan *plan,
                   gint64                now)
{
  g_autofree char *folder = heed_backup_plan_dup_folder (plan);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      const char *end = strstr (name, UNFINISHED);
      g_autofree char *finished = end != NULL ? g_strndup (name, (gsize) (end - name)) : NULL;
      GStatBuf status;

      if (finished != NULL && heed_copy_is_own_backup (finished, plan->journal, folder) &&
          g_stat (path, &status) == 0 && ABS (now - status.st_mtime * G_USEC_PER_SEC) > ABANDONED)
        g_unlink (path);
    }
}

static void
clean_up (const HeedBackupPlan *plan,
          gint64                now)
{
  g_autoptr (GPtrArray) copies = heed_backup_plan_find_copies (plan, FALSE);
  g_autoptr (GPtrArray) backups = pick_backups (copies);
  gint64 time_passed = find_time_passed (backups, now + CLOCK_CHANGE);
  g_autofree gint64 *made = g_new (gint64, backups->len);
  g_autofree gboolean *keep = g_new (gboolean, backups->len);

  for (guint i = 0; i < copies->len; i++)
    {
      const HeedCopy *copy = g_ptr_array_index (copies, i);

      /* What was set aside, rescued, or comes from elsewhere may have words that are
       * nowhere else, and stays until somebody removes it. */
      if ((copy->kind == HEED_COPY_BEFORE_IMPORT || copy->kind == HEED_COPY_BEFORE_UPGRADE ||
           copy->kind == HEED_COPY_BEFORE_RESTORE) &&
          time_passed != G_MININT64 && heed_copy_get_made (copy) < time_passed - HEED_COPY_DAYS * G_TIME_SPAN_DAY)
        remove_copy (copy);
    }

  for (guint i = 0; i < backups->len; i++)
    made[i] = heed_copy_get_made (g_ptr_array_index (backups, i));
  heed_rotation_choose (&plan->rotation, made, backups->len, now + CLOCK_CHANGE, keep);
  for (guint i = 0; i < backups->len; i++)
    if (!keep[i])
      remove_copy (g_ptr_array_index (backups, i));

  remove_unfinished (plan, now);
}

/* Also a journal in which nothing was ever written has all that is in it. A backup that
 * cannot be read has nothing of it. */
static gboolean
is_needed (HeedDatabase    *database,
           const HeedCopy  *newest,
           GCancellable    *cancellable,
           gboolean        *needed,
           GError         **error)
{
  g_autofree char *mark = read_mark (database, error);
  g_autofree char *other = NULL;
  g_autoptr (HeedDatabase) backup = NULL;
  gint64 n_entries;

  if (mark == NULL || !heed_connection_query_int (database->connection, COUNT_ENTRIES, &n_entries, error))
    return FALSE;

  backup = newest != NULL ? open_to_read (newest->path, cancellable, NULL) : NULL;
  other = backup != NULL ? read_mark (backup, NULL) : NULL;
  *needed = n_entries > 0 && g_strcmp0 (mark, other) != 0;
  return TRUE;
}

static HeedBackupOutcome
make (const HeedBackupPlan  *plan,
      gboolean               anyway,
      HeedCopyFunc           func,
      gpointer               data,
      GCancellable          *cancellable,
      GError               **error)
{
  gint64 now = g_get_real_time ();
  g_autoptr (GPtrArray) copies = heed_backup_plan_find_copies (plan, FALSE);
  g_autoptr (GPtrArray) backups = pick_backups (copies);
  const HeedCopy *newest = NULL;
  g_autoptr (HeedDatabase) database = NULL;
  gboolean needed = TRUE;

  /* One from a time to come says nothing about today. */
  for (guint i = 0; newest == NULL && i < backups->len; i++)
    if (heed_copy_get_made (g_ptr_array_index (backups, i)) <= now + CLOCK_CHANGE)
      newest = g_ptr_array_index (backups, i);

  if (g_cancellable_is_cancelled (cancellable))
    return HEED_BACKUP_FAILED;
  if (!anyway && newest != NULL && get_day (heed_copy_get_made (newest)) == get_day (now))
    return HEED_BACKUP_OF_TODAY;

  database = open_to_read (plan->journal, cancellable, error);
  if (database == NULL || (!anyway && func == NULL && !is_needed (database, newest, cancellable, &needed, error)))
    return HEED_BACKUP_FAILED;
  if (!needed)
    return HEED_BACKUP_UNCHANGED;
  if (!ensure_folder (plan, error) || !write_backup (plan, database, func, data, cancellable, error))
    return HEED_BACKUP_FAILED;

  clean_up (plan, g_get_real_time ());
  return HEED_BACKUP_MADE;
}

/* Which error it is when something was stopped on purpose. */
static void
name_cancellation (GCancellable  *cancellable,
                   GError       **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return;

  g_clear_error (error);
  g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* The first fails as long as anybody else has the journal open, and leaves one file.
 * The lock that the last two take is then held until the file is closed. */
#define TAKE_ALONE \
  "PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT"

/* Looks through a file with a connection of its own that only reads. */
static gboolean
look_through (const char    *path,
              gboolean     (*look) (HeedDatabase *, GStrv *, GError **),
              GCancellable  *cancellable,
              GStrv         *problems,
              GError       **error)
{
  GError *failure = NULL;
  g_autoptr (HeedDatabase) database = open_to_read (path, cancellable, &failure);

  *problems = NULL;
  if (database != NULL && look (database, problems, &failure))
    return TRUE;

  name_cancellation (cancellable, &failure);
  g_propagate_error (error, failure);
  return FALSE;
}

/* What is damaged must not take the place of anything. */
static gboolean
check_backup (const char  *journal,
              const char  *backup,
              GError     **error)
{
  g_autofree char *name = g_filename_display_name (backup);
  g_auto (GStrv) problems = NULL;

  if (heed_file_is_same (journal, backup))
    {
      heed_set_error (error, HEED_ERROR_EXISTS, NULL, _("“%s” is the journal itself. Nothing was changed."), name);
      return FALSE;
    }
  if (!look_through (backup, heed_database_check_text, NULL, &problems, error))
    return FALSE;
  if (problems[0] == NULL)
    return TRUE;

  heed_set_error (error, HEED_ERROR_CORRUPT, problems[0],
                  _("“%s” is damaged and was not restored. Your journal is as it was; choose another backup."), name);
  return FALSE;
}

/* Sets @sound if the journal can be read; gives it only if it can be held. One that
 * is damaged, or from a newer Heed, need not be readable to be kept. */
static gboolean
take_alone (const char    *journal,
            HeedDatabase **present,
            gboolean      *sound,
            GError       **error)
{
  g_autoptr (GError) failure = NULL;
  g_auto (GStrv) problems = NULL;

  *sound = FALSE;
  *present = heed_database_open (journal, HEED_DATABASE_NONE, &failure);
  if (*present != NULL)
    {
      sqlite3_busy_timeout ((*present)->connection->handle, 0);
      if (heed_connection_execute ((*present)->connection, TAKE_ALONE, &failure) &&
          heed_database_check_text (*present, &problems, &failure))
        {
          *sound = problems[0] == NULL;
          return TRUE;
        }
    }

  if (g_error_matches (failure, HEED_ERROR, HEED_ERROR_CORRUPT) ||
      g_error_matches (failure, HEED_ERROR, HEED_ERROR_INVALID_FILE) ||
      g_error_matches (failure, HEED_ERROR, HEED_ERROR_TOO_NEW))
    return TRUE;

  if (g_error_matches (failure, HEED_ERROR, HEED_ERROR_LOCKED))
    heed_set_error (error, HEED_ERROR_LOCKED, heed_error_get_detail (failure),
                    _("The journal is open, in Heed or in another program, and nothing was changed. "
                      "Close it there and try again."));
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* A class of backups while they are gone through, newest first. */
typedef struct
{
  gint64 period; /* of the last one kept; -1 for none */
  guint left;
} Class;

enum
{
  DAY,
  WEEK,
  MONTH,
  N_CLASSES
};

/* The first day that GDate counts was a Monday. */
static gboolean
take (Class  *classes,
      gint64  made)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (made / G_USEC_PER_SEC);
  g_autoptr (GDateTime) time = utc != NULL ? g_date_time_to_local (utc) : NULL;
  gint64 periods[N_CLASSES] = { 0 };
  gboolean taken = FALSE;
  GDate date;

  if (time != NULL)
    {
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (time), (GDateMonth) g_date_time_get_month (time),
                      (GDateYear) g_date_time_get_year (time));
      periods[DAY] = g_date_get_julian (&date);
      periods[WEEK] = (periods[DAY] - 1) / 7;
      periods[MONTH] = g_date_time_get_year (time) * 12 + g_date_time_get_month (time);
    }

  for (guint i = 0; i < N_CLASSES; i++)
    if (classes[i].left > 0 && classes[i].period != periods[i])
      {
        classes[i].period = periods[i];
        classes[i].left--;
        taken = TRUE;
      }

  return taken;
}

/**
 * heed_backup_plan_copy: (skip)
 * @self: a plan
 *
 * Copies a plan.
 *
 * Returns: (transfer full): the copy
 */
HeedBackupPlan *
heed_backup_plan_copy (const HeedBackupPlan *self)
{
  HeedBackupPlan *copy = g_new0 (HeedBackupPlan, 1);

  copy->journal = g_strdup (self->journal);
  copy->folder = g_strdup (self->folder);
  copy->rotation = self->rotation;
  return copy;
}

/**
 * heed_backup_plan_free:
 * @self: (transfer full): a plan
 *
 * Frees a plan.
 */
void
heed_backup_plan_free (HeedBackupPlan *self)
{
  g_free (self->journal);
  g_free (self->folder);
  g_free (self);
}

/**
 * heed_backup_plan_dup_folder:
 * @self: a plan
 *
 * Gets the folder that backups go to.
 *
 * Returns: (transfer full) (type filename): the folder, which need not be there
 */
char *
heed_backup_plan_dup_folder (const HeedBackupPlan *self)
{
  g_autofree char *beside = g_path_get_dirname (self->journal);

  return self->folder != NULL ? g_strdup (self->folder) : g_build_filename (beside, FOLDER, NULL);
}

/**
 * heed_backup_plan_find_copies:
 * @self: a plan
 * @everywhere: whether to look for backups beside the journal, too, when another
 *   folder is chosen for them
 *
 * Finds all copies of the journal: the backups, and those that are beside it.
 *
 * Returns: (transfer full) (element-type HeedCopy): the copies, the newest first by
 *   when they were made
 */
GPtrArray *
heed_backup_plan_find_copies (const HeedBackupPlan *self,
                              gboolean              everywhere)
{
  const HeedBackupPlan beside = { .journal = self->journal };
  g_autofree char *folder = heed_backup_plan_dup_folder (self);
  g_autofree char *folder_beside = heed_backup_plan_dup_folder (&beside);
  GPtrArray *copies = heed_copies_find (self->journal, folder);
  g_autoptr (GPtrArray) others = everywhere && self->folder != NULL ? heed_copies_find (self->journal, folder_beside) : NULL;

  for (guint i = others != NULL ? others->len : 0; i > 0; i--)
    if (((HeedCopy *) g_ptr_array_index (others, i - 1))->kind == HEED_COPY_BACKUP)
      g_ptr_array_add (copies, g_ptr_array_steal_index_fast (others, i - 1));
  g_ptr_array_sort (copies, compare_made);
  return copies;
}

/**
 * heed_backup_make:
 * @plan: where to
 * @anyway: whether to make one in any case, and not only on a day that has none and
 *   if something was written since the newest one
 * @func: (nullable) (scope call): writes into the backup what the journal does not
 *   have, as it could not be saved
 * @user_data: (closure func): data for @func
 * @cancellable: (nullable): stops it from another thread
 * @error: return location for an error
 *
 * Backs the journal up, with a connection of its own that only reads, so that
 * whoever has it open can go on writing. The copy is looked through before it
 * counts. Then those that need not be kept any more are removed, and copies that
 * Heed made before an import, an upgrade or a restored backup once they are
 * %HEED_COPY_DAYS old. To be called on a thread of its own.
 *
 * Returns: %HEED_BACKUP_FAILED with an error of the domain `HEED_ERROR` or
 *   %G_IO_ERROR_CANCELLED; there is then no new backup, and each older one stays
 */
HeedBackupOutcome
heed_backup_make (const HeedBackupPlan  *plan,
                  gboolean               anyway,
                  HeedCopyFunc           func,
                  gpointer               user_data,
                  GCancellable          *cancellable,
                  GError               **error)
{
  GError *failure = NULL;
  HeedBackupOutcome outcome = make (plan, anyway, func, user_data, cancellable, &failure);

  if (outcome != HEED_BACKUP_FAILED)
    return outcome;

  name_cancellation (cancellable, &failure);
  g_propagate_error (error, failure);
  return HEED_BACKUP_FAILED;
}

/**
 * heed_backup_check:
 * @path: (type filename): a journal or a copy of one
 * @cancellable: (nullable): stops it from another thread
 * @problems: (out) (array zero-terminated=1) (transfer full): as
 *   heed_database_check() gives them
 * @error: return location for an error
 *
 * Looks through a file with a connection of its own that only reads. To be called
 * on a thread of its own.
 *
 * Returns: %FALSE with an error of heed_database_open() or heed_database_check(), or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
heed_backup_check (const char    *path,
                   GCancellable  *cancellable,
                   GStrv         *problems,
                   GError       **error)
{
  return look_through (path, heed_database_check, cancellable, problems, error);
}

/**
 * heed_backup_restore:
 * @journal: (type filename): the journal, or a link to it, which need not be there;
 *   nobody may have it open
 * @backup: (type filename): the copy to put in its place, which stays
 * @kept: (out) (optional) (nullable) (transfer full) (type filename): the copy of
 *   the journal as it was before; %NULL if there was none
 * @error: return location for an error
 *
 * Makes the journal what it was when the backup was made. Both are looked through
 * before: a backup that is damaged is not taken, and a journal that is damaged is
 * kept among those that were set aside. To be called on a thread of its own.
 *
 * Returns: %FALSE with %HEED_ERROR_LOCKED if somebody has the journal open,
 *   %HEED_ERROR_CORRUPT if the backup is damaged, or another error of that domain;
 *   the journal is then as it was
 */
gboolean
heed_backup_restore (const char  *journal,
                     const char  *backup,
                     char       **kept,
                     GError     **error)
{
  g_autofree char *place = heed_file_follow_links (journal);
  g_autofree char *aside = NULL;
  g_autoptr (HeedDatabase) present = NULL;
  gboolean sound = FALSE;
  g_autoptr (GError) failure = NULL;

  if (kept != NULL)
    *kept = NULL;
  if (!check_backup (place, backup, error) ||
      (g_access (place, F_OK) == 0 && !take_alone (place, &present, &sound, error)))
    return FALSE;

  if (!heed_database_put_back (backup, place, sound ? HEED_COPY_BEFORE_RESTORE : HEED_COPY_ASIDE, &aside, &failure))
    {
      /* The name that the new journal has until then says nothing to anybody. */
      if (g_error_matches (failure, HEED_ERROR, HEED_ERROR_FULL))
        heed_set_error (error, HEED_ERROR_FULL, heed_error_get_detail (failure),
                        _("There is no room to restore the backup. Your journal is as it was; make room on the disk and "
                          "try again."));
      else
        g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (kept != NULL)
    *kept = g_steal_pointer (&aside);
  return TRUE;
}

/**
 * heed_rotation_choose:
 * @self: which ones to keep
 * @made: (array length=n_made): when each backup was made, in microseconds since
 *   1970 UTC, newest first
 * @n_made: how many there are
 * @now: what the clock says
 * @keep: (out caller-allocates) (array length=n_made): whether to keep each
 *
 * Chooses which backups stay: the newest one of each of the last days, weeks and
 * months that have any, by the calendar of this place. Those from a time to come,
 * made by a clock that was wrong, or before one that is wrong now, are counted by
 * themselves, so that neither kind pushes out the other.
 */
void
heed_rotation_choose (const HeedRotation *self,
                      const gint64       *made,
                      guint               n_made,
                      gint64              now,
                      gboolean           *keep)
{
  const guint numbers[N_CLASSES] = { MAX (self->days, 1), self->weeks, self->months };
  Class classes[N_CLASSES];

  for (guint i = 0; i < n_made; i++)
    {
      g_return_if_fail (i == 0 || made[i] <= made[i - 1]);

      if (i == 0 || (made[i - 1] > now && made[i] <= now))
        for (guint j = 0; j < N_CLASSES; j++)
          classes[j] = (Class) { -1, numbers[j] };
      keep[i] = take (classes, made[i]);
    }
}
