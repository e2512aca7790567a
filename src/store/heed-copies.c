/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The copies of a journal that are known by their names: those that Heed makes
 * itself, and those of programs that keep folders alike. This is the one place
 * that knows these names. */

#include "heed-copies.h"

#include "heed-error.h"
#include "heed-journal-file-private.h"
#include "heed-text.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define SUFFIX ".db"
#define LONGEST_NAME 200
#define MARK_LENGTH 8
#define MARK "(\\.[0-9a-f]{8})?"
#define BACKUP "^-\\d{4}-\\d{2}-\\d{2}-\\d{6}(-\\d+)?" MARK "\\.db$"
#define TIME "[-.](\\d{4})-(\\d{2})-(\\d{2})-(\\d{2})(\\d{2})(\\d{2})(-\\d+)?" MARK "\\.[a-z-]+$"

/* What follows the journal's whole name, and the time. */
static const char * const suffixes[] = {
  [HEED_COPY_BEFORE_IMPORT] = ".before-import",
  [HEED_COPY_ASIDE] = ".aside",
  [HEED_COPY_BEFORE_RESTORE] = ".before-restore",
  [HEED_COPY_RESCUE] = ".rescue",
};

/* What follows the journal's name without its suffix. Syncthing, rclone, MEGA,
 * Dropbox and Nextcloud, Seafile. */
static const char * const conflicts[] = {
  "*.sync-conflict-*", "*..path1*", "*..path2*", "*.conflict?*", "* (conflict_on_*", "*conflicted copy*", "*(SFConflict *",
};

static char *
dup_stem (const char *name)
{
  return g_str_has_suffix (name, SUFFIX) ? g_strndup (name, strlen (name) - strlen (SUFFIX)) : g_strdup (name);
}

static gboolean
is_made_by_time (const char    *name,
                 const char    *base,
                 HeedCopyKind  *kind)
{
  if (!g_str_has_prefix (name, base))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (suffixes[i] != NULL && g_str_has_suffix (name, suffixes[i]))
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

/* @base is the name of the journal; names of files beside it follow. “journal2” is
 * another journal. */
static gboolean
find_kind_beside (const char    *name,
                  const char    *base,
                  HeedCopyKind  *kind)
{
  g_autofree char *stem = dup_stem (base);
  const char *rest;

  if (g_str_equal (name, base) || !g_str_has_prefix (name, stem))
    return FALSE;
  if (is_made_by_time (name, base, kind))
    return TRUE;

  rest = name + strlen (stem);
  *kind = HEED_COPY_BEFORE_UPGRADE;
  if (g_str_has_prefix (rest, "-before-") && g_str_has_suffix (rest, SUFFIX))
    return TRUE;

  *kind = HEED_COPY_CONFLICT;
  for (guint i = 0; strchr (". (", rest[0]) != NULL && i < G_N_ELEMENTS (conflicts); i++)
    if (g_pattern_match_simple (conflicts[i], rest))
      return TRUE;

  return FALSE;
}

/* By which it is known whose a backup is: this computer, and where the journal is. It
 * says neither. */
static char *
dup_mark (const char *journal)
{
  g_autofree char *absolute = g_canonicalize_filename (journal, NULL);
  g_autofree char *machine = NULL;
  g_autofree char *both = NULL;
  char *mark;

  g_file_get_contents ("/etc/machine-id", &machine, NULL, NULL);
  both = g_strconcat (machine != NULL ? machine : g_get_host_name (), absolute, NULL);
  mark = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
  mark[MARK_LENGTH] = '\0';
  return mark;
}

static gboolean
is_backup (const char  *name,
           const char  *base,
           char       **mark)
{
  g_autofree char *stem = dup_stem (base);
  g_autoptr (GRegex) shape = g_regex_new (BACKUP, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  *mark = NULL;
  if (!g_str_has_prefix (name, stem) || !g_regex_match (shape, name + strlen (stem), 0, &match))
    return FALSE;

  *mark = g_match_info_fetch (match, 2);
  return TRUE;
}

/* What was rescued elsewhere says where it comes from, and all else is found beside
 * the journal. What is within the journal's own folder belongs to it. */
static void
find_owner (HeedCopy   *copy,
            const char *journal,
            const char *folder)
{
  g_autofree char *base = g_path_get_basename (journal);
  g_autofree char *beside = g_path_get_dirname (journal);
  g_autofree char *outer = g_path_get_dirname (folder);
  g_autofree char *name = g_path_get_basename (copy->path);
  g_autofree char *mark = NULL;
  g_autofree char *own = NULL;

  copy->own = TRUE;
  if (copy->kind != HEED_COPY_BACKUP || g_str_equal (beside, outer) || !is_backup (name, base, &mark))
    return;

  own = dup_mark (journal);
  copy->own = heed_text_or_empty (mark)[0] == '.' && g_str_equal (mark + 1, own);
  if (!copy->own && heed_text_or_empty (mark)[0] == '.')
    copy->kind = HEED_COPY_OTHER;
}

static gboolean
find_kind_among_backups (const char    *name,
                         const char    *base,
                         HeedCopyKind  *kind)
{
  g_autofree char *mark = NULL;

  *kind = HEED_COPY_BACKUP;
  return is_backup (name, base, &mark);
}

/* What is rescued elsewhere says where it comes from. */
static gboolean
find_kind_in_refuge (const char    *name,
                     const char    *base,
                     HeedCopyKind  *kind)
{
  return is_made_by_time (name, base, kind) && *kind == HEED_COPY_RESCUE;
}

/* The name that a journal has in the folder of the person's own: two journals of
 * one name have two there. A very long one is cut off in front. */
static char *
dup_refuge (const char *journal)
{
  g_autofree char *own = heed_journal_file_get_default_path ();
  g_autofree char *folder = g_path_get_dirname (own);
  g_autofree char *absolute = g_canonicalize_filename (journal, NULL);
  gsize length = strlen (absolute);
  g_autofree char *name = g_strdup (absolute + (length > LONGEST_NAME ? length - LONGEST_NAME : 1));

  g_strdelimit (name, G_DIR_SEPARATOR_S, '-');
  return g_build_filename (folder, name, NULL);
}

/* A folder of that name, or the log of a copy, is none. */
static HeedCopy *
create_copy (const char   *path,
             HeedCopyKind  kind)
{
  HeedCopy *copy;
  GStatBuf status;

  if (g_lstat (path, &status) != 0 || !S_ISREG (status.st_mode) || !heed_journal_file_exists (path))
    return NULL;

  copy = g_new0 (HeedCopy, 1);
  copy->kind = kind;
  copy->path = g_strdup (path);
  copy->modified = status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000;
  copy->size = status.st_size + heed_companion_get_size (path, "-wal");
  return copy;
}

static void
collect_copies (GPtrArray  *copies,
                const char *journal,
                const char *folder,
                const char *base,
                gboolean  (*find_kind) (const char *, const char *, HeedCopyKind *))
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      HeedCopyKind kind;
      HeedCopy *copy = find_kind (name, base, &kind) ? create_copy (path, kind) : NULL;

      if (copy == NULL)
        continue;

      find_owner (copy, journal, folder);
      g_ptr_array_add (copies, copy);
    }
}

static int
compare_copies (gconstpointer a,
                gconstpointer b)
{
  const HeedCopy *one = *(HeedCopy * const *) a, *other = *(HeedCopy * const *) b;

  if (one->modified != other->modified)
    return one->modified > other->modified ? -1 : 1;
  return strcmp (one->path, other->path);
}

/**
 * heed_copies_find:
 * @journal: (type filename): a journal, which need not be there
 * @backups: (type filename) (nullable): the folder of backups that Heed makes by
 *   itself, which need not be there
 *
 * Finds the copies of a journal that there are, beside it and in the folder of
 * backups, and what was rescued of it elsewhere. What cannot be read is left out.
 * May be called on any thread.
 *
 * Returns: (transfer full) (element-type HeedCopy): the copies, newest first
 */
GPtrArray *
heed_copies_find (const char *journal,
                  const char *backups)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_copy_free);
  g_autofree char *folder = g_path_get_dirname (journal);
  g_autofree char *base = g_path_get_basename (journal);
  g_autofree char *refuge = dup_refuge (journal);
  g_autofree char *refuge_folder = g_path_get_dirname (refuge);
  g_autofree char *refuge_base = g_path_get_basename (refuge);

  collect_copies (copies, journal, folder, base, find_kind_beside);
  collect_copies (copies, journal, refuge_folder, refuge_base, find_kind_in_refuge);
  if (backups != NULL)
    collect_copies (copies, journal, backups, base, find_kind_among_backups);
  g_ptr_array_sort (copies, compare_copies);
  return copies;
}

/* A log that was left behind of a copy is taken for that of the next of its name. */
static gboolean
is_taken (const char *path)
{
  gboolean taken = g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK);

  for (guint i = 0; !taken && i < HEED_N_COMPANIONS; i++)
    taken = heed_companion_exists (path, heed_companions[i]);

  return taken;
}

static char *
choose_path (const char *stem,
             const char *end,
             const char *taken)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d-%H%M%S");
  g_autofree char *start = g_strconcat (stem, time, NULL);
  char *path = g_strconcat (start, end, NULL);

  for (guint i = 2; is_taken (path) || g_strcmp0 (path, taken) == 0; i++)
    {
      g_free (path);
      path = g_strdup_printf ("%s-%u%s", start, i, end);
    }

  return path;
}

/**
 * heed_copies_find_to_join:
 * @journal: (type filename): a journal, which need not be there
 *
 * Finds those copies that may hold words which the journal lacks: conflict copies
 * and what was rescued. May be called on any thread.
 *
 * Returns: (transfer full) (element-type HeedCopy): the copies, newest first
 */
GPtrArray *
heed_copies_find_to_join (const char *journal)
{
  GPtrArray *copies = heed_copies_find (journal, NULL);

  for (guint i = copies->len; i > 0; i--)
    {
      HeedCopyKind kind = ((HeedCopy *) g_ptr_array_index (copies, i - 1))->kind;

      if (kind != HEED_COPY_RESCUE && kind != HEED_COPY_CONFLICT)
        g_ptr_array_remove_index (copies, i - 1);
    }

  return copies;
}

/**
 * heed_copy_choose_backup_path:
 * @journal: (type filename): a journal
 * @folder: (type filename): the folder for its backups
 *
 * Finds a name for a backup made now, as heed_copy_choose_path() does. It says whose
 * it is, as other journals, also of other computers, may have theirs in the same
 * folder.
 *
 * Returns: (transfer full) (type filename): the path of the backup
 */
char *
heed_copy_choose_backup_path (const char *journal,
                              const char *folder)
{
  g_autofree char *base = g_path_get_basename (journal);
  g_autofree char *name = dup_stem (base);
  g_autofree char *full = g_strconcat (name, "-", NULL);
  g_autofree char *stem = g_build_filename (folder, full, NULL);
  g_autofree char *mark = dup_mark (journal);
  g_autofree char *end = g_strconcat (".", mark, SUFFIX, NULL);

  return choose_path (stem, end, NULL);
}

/**
 * heed_copy_is_own_backup:
 * @name: (type filename): the name of a file
 * @journal: (type filename): a journal
 * @folder: (type filename): the folder for its backups
 *
 * Tells whether a file in that folder has the name of a backup, and is certain to be
 * of this journal.
 *
 * Returns: whether it is
 */
gboolean
heed_copy_is_own_backup (const char *name,
                         const char *journal,
                         const char *folder)
{
  HeedCopy copy = { .path = (char *) name };
  g_autofree char *base = g_path_get_basename (journal);

  if (!find_kind_among_backups (name, base, &copy.kind))
    return FALSE;

  find_owner (&copy, journal, folder);
  return copy.own;
}

/**
 * heed_copy_choose_path:
 * @journal: (type filename): a journal
 * @kind: what the copy is to be; neither %HEED_COPY_BACKUP, %HEED_COPY_BEFORE_UPGRADE
 *   nor what comes from elsewhere
 * @taken: (nullable): a name that somebody else is about to use
 *
 * Finds a name for a copy made now, by which heed_copies_find() knows it again.
 * There is no file of that name: no copy may take the place of another, which
 * somebody may want back.
 *
 * Returns: (transfer full) (type filename): the path of the copy
 */
char *
heed_copy_choose_path (const char   *journal,
                       HeedCopyKind  kind,
                       const char   *taken)
{
  g_autofree char *stem = g_strconcat (journal, ".", NULL);

  return choose_path (stem, suffixes[kind], taken);
}

/**
 * heed_copy_choose_rescue_path:
 * @journal: (type filename): a journal that is not where it was
 * @away: whether it cannot be beside the journal, whatever the folder looks like
 * @taken: (nullable): a name that somebody else is about to use
 *
 * Finds a name for what is to be rescued: beside the journal, or, where its folder
 * is gone or cannot be written to, in the folder of the person's own journal, which
 * is made if it is not there. heed_copies_find() finds it in either.
 *
 * Returns: (transfer full) (type filename): the path
 */
char *
heed_copy_choose_rescue_path (const char *journal,
                              gboolean    away,
                              const char *taken)
{
  g_autofree char *folder = g_path_get_dirname (journal);
  g_autofree char *refuge = NULL;
  g_autofree char *refuge_folder = NULL;

  if (!away && g_access (folder, W_OK | X_OK) == 0)
    return heed_copy_choose_path (journal, HEED_COPY_RESCUE, taken);

  refuge = dup_refuge (journal);
  refuge_folder = g_path_get_dirname (refuge);
  g_mkdir_with_parents (refuge_folder, 0700);
  return heed_copy_choose_path (refuge, HEED_COPY_RESCUE, taken);
}

static int
get_number (GMatchInfo *match,
            int         group)
{
  g_autofree char *digits = g_match_info_fetch (match, group);

  return (int) g_ascii_strtoll (digits, NULL, 10);
}

/**
 * heed_copy_get_made:
 * @copy: a copy
 *
 * Tells when a copy was made: by its name, which goes with it to other folders and
 * disks, and otherwise by when it was last written.
 *
 * Returns: the time, in microseconds since 1970 UTC
 */
gint64
heed_copy_get_made (const HeedCopy *copy)
{
  g_autofree char *name = g_path_get_basename (copy->path);
  g_autoptr (GRegex) time = g_regex_new (TIME, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GDateTime) made = NULL;

  if (copy->kind != HEED_COPY_CONFLICT && copy->kind != HEED_COPY_BEFORE_UPGRADE &&
      g_regex_match (time, name, 0, &match))
    made = g_date_time_new_local (get_number (match, 1), get_number (match, 2), get_number (match, 3),
                                  get_number (match, 4), get_number (match, 5), get_number (match, 6));

  return made != NULL ? g_date_time_to_unix (made) * G_USEC_PER_SEC : copy->modified;
}

/**
 * heed_copy_remove:
 * @copy: a copy that nobody has open
 * @error: return location for an error
 *
 * Removes a copy, with what SQLite may have left beside it.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR` if it is still there
 */
gboolean
heed_copy_remove (const HeedCopy  *copy,
                  GError         **error)
{
  if (g_unlink (copy->path) != 0 && errno != ENOENT)
    {
      heed_set_error_from_errno (error, errno, copy->path);
      return FALSE;
    }

  heed_companions_remove (copy->path);
  return TRUE;
}

/**
 * heed_copy_free:
 * @copy: (transfer full): a copy
 *
 * Frees what is known of a copy; the file stays.
 */
void
heed_copy_free (HeedCopy *copy)
{
  g_free (copy->path);
  g_free (copy);
}
