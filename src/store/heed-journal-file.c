/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The files of journals, without a look at what is in them: which files belong to
 * journals, how one can be read without changing anything in its folder, and how one
 * gets its place.
 *
 * None of this opens what SQLite has open in this program: as soon as any file
 * descriptor of a file is closed, all locks that the process has on it are gone, and
 * another process may take the log away.
 * https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_ */

#include "heed-journal-file-private.h"

#include "heed-atomic-file.h"
#include "heed-config.h"
#include "heed-connection.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* https://www.sqlite.org/fileformat2.html, /walformat.html */
#define DATABASE_MAGIC "SQLite format 3"
#define JOURNAL_MAGIC "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
#define LOG_MAGIC "\x37\x7f\x06"
#define INDEX_VERSION 3007000

#define START_SIZE 16

#define CHUNK_SIZE (64 * 1024)
#define LOG_HEADER_SIZE 32
#define MOST_TRIES 5

/* A journal that is open here. */
typedef struct
{
  char *path;
  HeedFileId id;
} OpenFile;

const char * const heed_companions[HEED_N_COMPANIONS] = { "-wal", "-shm", "-journal" };

/* What a journal is made of, but for what SQLite makes anew. */
static const char * const parts[HEED_N_PARTS] = { "", "-wal", "-journal" };

static GMutex files_lock;
static GPtrArray *open_files;

static void
free_open_file (gpointer data)
{
  OpenFile *file = data;

  g_free (file->path);
  g_free (file);
}

/* With the lock held, under whatever name, and also for a part of it. */
static gboolean
is_open_here (const char *path)
{
  HeedFileId id = heed_journal_file_identify (path, "");

  for (guint i = 0; open_files != NULL && id.inode != 0 && i < open_files->len; i++)
    {
      const OpenFile *file = g_ptr_array_index (open_files, i);

      if (heed_file_id_equal (file->id, id))
        return TRUE;
      for (guint j = 0; j < HEED_N_COMPANIONS; j++)
        if (heed_file_id_equal (heed_journal_file_identify (file->path, heed_companions[j]), id))
          return TRUE;
    }

  return FALSE;
}

/* Whether a file may be opened and closed: it belongs to no journal that is open
 * here, nor can one be opened until the lock is given up. */
static gboolean
begin_looking (const char *path)
{
  g_mutex_lock (&files_lock);
  if (!is_open_here (path))
    return TRUE;

  g_mutex_unlock (&files_lock);
  return FALSE;
}

static gboolean
looks_like_companion (const char *path)
{
  guint8 start[START_SIZE] = { 0 };
  gboolean known;
  gssize length = heed_journal_file_read_start (path, start, sizeof start, &known, NULL);
  guint32 version;

  memcpy (&version, start, sizeof version);
  return known ||
         (length == sizeof start && (memcmp (start, JOURNAL_MAGIC, strlen (JOURNAL_MAGIC)) == 0 ||
                                     (memcmp (start, LOG_MAGIC, strlen (LOG_MAGIC)) == 0 && (start[3] | 1) == 0x83) ||
                                     version == INDEX_VERSION));
}

/* What is not there yet, SQLite would take for its own. */
static gboolean
is_named_like_companion (const char *path)
{
  for (guint i = 0; i < HEED_N_COMPANIONS; i++)
    if (g_str_has_suffix (path, heed_companions[i]))
      {
        g_autofree char *journal = g_strndup (path, strlen (path) - strlen (heed_companions[i]));

        return heed_journal_file_exists (journal);
      }

  return FALSE;
}

static gboolean
pour (int          from,
      const char  *path,
      int          to,
      GError     **error)
{
  g_autofree char *bytes = g_malloc (CHUNK_SIZE);
  gssize size;

  while ((size = read (from, bytes, CHUNK_SIZE)) > 0)
    for (gssize done = 0; done < size;)
      {
        gssize written = write (to, bytes + done, (gsize) (size - done));

        if (written < 0 && errno != EINTR)
          {
            heed_set_error_from_errno (error, errno, g_get_tmp_dir ());
            return FALSE;
          }
        done += MAX (written, 0);
      }

  if (size < 0)
    heed_set_error_from_reading (error, errno, path);
  return size == 0;
}

static gboolean
copy_file (const char  *from_path,
           const char  *to_path,
           GError     **error)
{
  int from = heed_file_open (from_path, error);
  int to = from >= 0 ? g_open (to_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
  gboolean success = to >= 0 && pour (from, from_path, to, error);

  if (from >= 0 && to < 0)
    heed_set_error_from_errno (error, errno, g_get_tmp_dir ());
  if (from >= 0)
    close (from);
  if (to >= 0)
    close (to);
  return success;
}

static void
read_log_header (const char *place,
                 guint8     *header)
{
  g_autofree char *path = g_strconcat (place, "-wal", NULL);
  int fd = heed_file_open (path, NULL);

  memset (header, 0, LOG_HEADER_SIZE);
  if (fd < 0)
    return;

  if (read (fd, header, LOG_HEADER_SIZE) < LOG_HEADER_SIZE)
    memset (header, 0, LOG_HEADER_SIZE);
  close (fd);
}

/**
 * heed_journal_file_identify:
 * @path: (type filename): a file
 * @suffix: what follows its name, such as `-wal`, or nothing
 *
 * Tells which file it is, whatever it is called.
 *
 * Returns: its id; 0 if there is none
 */
HeedFileId
heed_journal_file_identify (const char *path,
                            const char *suffix)
{
  g_autofree char *full = g_strconcat (path, suffix, NULL);
  HeedFileId id = { 0, 0 };
  GStatBuf status;

  if (g_stat (full, &status) == 0)
    id = (HeedFileId) { status.st_dev, status.st_ino };

  return id;
}

/**
 * heed_companion_exists:
 * @path: (type filename): a journal
 * @suffix: what follows its name, such as `-wal`
 *
 * Looks for a file beside a journal.
 *
 * Returns: whether it is there
 */
gboolean
heed_companion_exists (const char *path,
                       const char *suffix)
{
  g_autofree char *full = g_strconcat (path, suffix, NULL);

  return g_access (full, F_OK) == 0;
}

/**
 * heed_companion_get_size:
 * @path: (type filename): a journal
 * @suffix: what follows its name, such as `-wal`, or nothing for the journal itself
 *
 * Looks how large a file beside a journal is.
 *
 * Returns: its size in bytes, 0 if there is none
 */
goffset
heed_companion_get_size (const char *path,
                         const char *suffix)
{
  g_autofree char *full = g_strconcat (path, suffix, NULL);
  GStatBuf status;

  return g_stat (full, &status) == 0 ? (goffset) status.st_size : 0;
}

/**
 * heed_companions_remove:
 * @path: (type filename): a journal that nobody needs any more
 *
 * Removes what there is beside a journal.
 */
void
heed_companions_remove (const char *path)
{
  for (guint i = 0; i < HEED_N_COMPANIONS; i++)
    {
      g_autofree char *beside = g_strconcat (path, heed_companions[i], NULL);

      g_unlink (beside);
    }
}

/**
 * heed_journal_file_note:
 * @path: (type filename): a journal that SQLite is about to open
 *
 * Remembers that a journal is open.
 *
 * Returns: (transfer full): what to give heed_journal_file_forget() once SQLite has
 *   closed it
 */
gpointer
heed_journal_file_note (const char *path)
{
  OpenFile *file = g_new0 (OpenFile, 1);

  file->path = heed_file_follow_links (path);
  file->id = heed_journal_file_identify (path, "");

  g_mutex_lock (&files_lock);
  if (open_files == NULL)
    open_files = g_ptr_array_new_with_free_func (free_open_file);
  g_ptr_array_add (open_files, file);
  g_mutex_unlock (&files_lock);
  return file;
}

/**
 * heed_journal_file_forget:
 * @file: (transfer full): what heed_journal_file_note() gave
 *
 * Forgets it.
 */
void
heed_journal_file_forget (gpointer file)
{
  g_mutex_lock (&files_lock);
  g_ptr_array_remove_fast (open_files, file);
  if (open_files->len == 0)
    g_clear_pointer (&open_files, g_ptr_array_unref);
  g_mutex_unlock (&files_lock);
}

/**
 * heed_journal_file_read_start:
 * @path: (type filename): a file
 * @start: (out caller-allocates): its first bytes
 * @size: how many are wanted
 * @known: (out): whether it is of a journal that is open here, and was not read
 * @error: return location for an error
 *
 * Reads the start of a file.
 *
 * Returns: how many bytes there are, or -1 with an error of the domain `HEED_ERROR`
 */
gssize
heed_journal_file_read_start (const char  *path,
                              guint8      *start,
                              gsize        size,
                              gboolean    *known,
                              GError     **error)
{
  gssize length;
  int fd;

  *known = !begin_looking (path);
  if (*known)
    return 0;

  fd = heed_file_open (path, error);
  length = fd >= 0 ? read (fd, start, size) : -1;
  if (fd >= 0 && length < 0)
    heed_set_error_from_reading (error, errno, path);
  if (fd >= 0)
    close (fd);
  g_mutex_unlock (&files_lock);

  return length;
}

/**
 * heed_journal_file_exists:
 * @path: (type filename): a file, which need not be there
 *
 * Tells whether a file looks like a journal: a back-up as well as one in use.
 *
 * Returns: %TRUE for anything that SQLite wrote
 */
gboolean
heed_journal_file_exists (const char *path)
{
  guint8 start[START_SIZE] = { 0 };
  gboolean known;
  gssize length = heed_journal_file_read_start (path, start, sizeof start, &known, NULL);

  return known || (length == sizeof start && memcmp (start, DATABASE_MAGIC, sizeof DATABASE_MAGIC) == 0);
}

/**
 * heed_journal_file_check_part:
 * @place: (type filename): where something is to be written
 * @path: (type filename): what the person calls it
 * @error: return location for an error
 *
 * Sees that it is no journal's log or the like, by what is in it or by its name.
 *
 * Returns: %FALSE with %HEED_ERROR_EXISTS if it is
 */
gboolean
heed_journal_file_check_part (const char  *place,
                              const char  *path,
                              GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (!is_named_like_companion (place) && !looks_like_companion (place))
    return TRUE;

  heed_set_error (error, HEED_ERROR_EXISTS, NULL,
                  _("“%s” is or would be a part of a journal, and nothing was written there. Choose another name."),
                  name);
  return FALSE;
}

/**
 * heed_journal_file_check_target:
 * @path: (type filename): where an export or a PDF is to be written, or a link to
 *   that place
 * @error: return location for an error
 *
 * Sees that a slip of the finger does not put it in the place of a journal, of a
 * copy of one, or of a file that belongs to one.
 *
 * Returns: %FALSE with %HEED_ERROR_EXISTS if it would
 */
gboolean
heed_journal_file_check_target (const char  *path,
                                GError     **error)
{
  g_autofree char *place = heed_file_follow_links (path);
  g_autofree char *name = g_filename_display_name (path);

  if (is_named_like_companion (place) || !heed_journal_file_exists (place))
    return heed_journal_file_check_part (place, path, error);

  heed_set_error (error, HEED_ERROR_EXISTS, NULL,
                  _("“%s” is a journal and was left as it is. Choose another name."), name);
  return FALSE;
}

/**
 * heed_journal_file_get_default_path:
 *
 * Gets where the journal is unless the person said otherwise:
 * `heed/journal.db` in the folder for user data of the XDG base directories. A
 * development build has another one, `heed-devel/journal.db`.
 *
 * Returns: (transfer full) (type filename): the path
 */
char *
heed_journal_file_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), HEED_NAME, "journal.db", NULL);
}

/**
 * heed_journal_file_choose_reading:
 * @path: (type filename): a journal
 *
 * Chooses how to read it. A connection that may only read makes a log and an index
 * beside the journal and cannot remove them, and where it may not make them it cannot
 * read at all. An index is there as long as somebody has the journal open, and after a
 * kill: a log without one came from elsewhere, as a copy of a journal in use does.
 *
 * Returns: how
 */
HeedReading
heed_journal_file_choose_reading (const char *path)
{
  g_autofree char *place = heed_file_follow_links (path);
  g_autofree char *folder = g_path_get_dirname (place);

  if (heed_companion_get_size (place, "-wal") > 0)
    return heed_companion_exists (place, "-shm") ? HEED_READING_BESIDE_OTHERS : HEED_READING_COPY;
  if (heed_companion_get_size (place, "-journal") > 0)
    return HEED_READING_BESIDE_OTHERS;

  return g_access (place, W_OK) == 0 && g_access (folder, W_OK) == 0 ? HEED_READING_TIDY : HEED_READING_FIXED;
}

/**
 * heed_journal_file_format_uri:
 * @path: (type filename): a journal
 * @fixed: whether it is to be read as something that nobody can write
 *
 * Says to SQLite which file it is.
 *
 * Returns: (transfer full): a URI
 */
char *
heed_journal_file_format_uri (const char *path,
                              gboolean    fixed)
{
  g_autofree char *place = heed_file_follow_links (path);
  g_autofree char *absolute = g_canonicalize_filename (place, NULL);
  g_autofree char *escaped = g_uri_escape_string (absolute, "/", FALSE);

  return g_strdup_printf ("file:%s%s", escaped, fixed ? "?immutable=1" : "");
}

/**
 * heed_journal_file_remember:
 * @path: (type filename): a journal
 * @state: (out caller-allocates): what shows that it was written
 *
 * Remembers the state of its files.
 */
void
heed_journal_file_remember (const char       *path,
                            HeedJournalState *state)
{
  g_autofree char *place = heed_file_follow_links (path);

  memset (state, 0, sizeof *state);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = g_strconcat (place, parts[i], NULL);

      if (g_stat (part, &state->parts[i]) != 0)
        state->parts[i].st_ino = 0;
    }
}

/**
 * heed_journal_file_is_as_remembered:
 * @path: (type filename): a journal
 * @state: what was remembered
 *
 * Tells whether nobody wrote to it since.
 *
 * Returns: %FALSE if what was read meanwhile is worth nothing
 */
gboolean
heed_journal_file_is_as_remembered (const char             *path,
                                    const HeedJournalState *state)
{
  HeedJournalState now;

  heed_journal_file_remember (path, &now);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const GStatBuf *one = &state->parts[i], *other = &now.parts[i];

      if (one->st_ino != other->st_ino ||
          (one->st_ino != 0 &&
           (one->st_dev != other->st_dev || one->st_size != other->st_size ||
            one->st_mtim.tv_sec != other->st_mtim.tv_sec || one->st_mtim.tv_nsec != other->st_mtim.tv_nsec)))
        return FALSE;
    }

  return TRUE;
}

/**
 * heed_journal_file_copy_parts:
 * @place: (type filename): a journal that is not open here, or only as something that
 *   nobody can write
 * @copy: (type filename): where the copy is to be, in a folder that nobody else may look
 *   into
 * @error: return location for an error
 *
 * Copies a journal with what belongs to it, however it may change meanwhile.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_journal_file_copy_parts (const char  *place,
                              const char  *copy,
                              GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *from = g_strconcat (place, parts[i], NULL);
      g_autofree char *to = g_strconcat (copy, parts[i], NULL);

      if ((i == 0 || g_access (from, F_OK) == 0) && !copy_file (from, to, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * heed_journal_file_copy:
 * @path: (type filename): a journal
 * @copy: (type filename): where the copy is to be
 * @error: return location for an error
 *
 * Copies a journal with what belongs to it. The log comes after the journal: as long as
 * its header is the same, every page that somebody copies from it into the journal
 * meanwhile is in it, and counts.
 *
 * Returns: %FALSE with %HEED_ERROR_LOCKED if it changes meanwhile, or another error of
 *   that domain
 */
gboolean
heed_journal_file_copy (const char  *path,
                        const char  *copy,
                        GError     **error)
{
  g_autofree char *place = heed_file_follow_links (path);

  for (guint i = 0; i < MOST_TRIES; i++)
    {
      guint8 header[LOG_HEADER_SIZE], header_now[LOG_HEADER_SIZE];
      HeedJournalState state;
      gboolean success;

      if (!begin_looking (place))
        break;
      heed_journal_file_remember (place, &state);
      read_log_header (place, header);
      success = heed_journal_file_copy_parts (place, copy, error);
      read_log_header (place, header_now);
      g_mutex_unlock (&files_lock);

      if (!success)
        return FALSE;
      if (heed_journal_file_is_as_remembered (place, &state) && memcmp (header, header_now, LOG_HEADER_SIZE) == 0)
        return TRUE;
    }

  heed_set_error_for_journal (error, HEED_ERROR_LOCKED, "it changes while it is copied", path);
  return FALSE;
}

/**
 * heed_journal_file_put_in_place:
 * @temporary: (type filename): a file
 * @path: (type filename): its place, in the same file system
 * @error: return location for an error
 *
 * Gives a file its name, where there is none of that name yet. A second name fails
 * where there is a file already, in one step that nothing can come between. File
 * systems without second names are asked first.
 *
 * Returns: %FALSE with %HEED_ERROR_EXISTS or another error of that domain
 */
gboolean
heed_journal_file_put_in_place (const char  *temporary,
                                const char  *path,
                                GError     **error)
{
  int saved_errno = link (temporary, path) == 0 ? 0 : errno;

  if (saved_errno == EPERM || saved_errno == ENOSYS || saved_errno == EOPNOTSUPP)
    {
      if (g_access (path, F_OK) == 0)
        saved_errno = EEXIST;
      else
        saved_errno = g_rename (temporary, path) == 0 ? 0 : errno;
    }

  if (saved_errno != 0)
    heed_set_error_from_errno (error, saved_errno, path);
  return saved_errno == 0;
}
