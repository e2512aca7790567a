/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes from a file, before any of it is in the journal. Each entry is judged
 * as it comes, and only what something is to be done with is kept, packed, in a
 * database of its own. */

#include "heed-staging-private.h"

#include "heed-atomic-file.h"
#include "heed-companions.h"
#include "heed-database-error.h"
#include "heed-error.h"
#include "heed-record-edit.h"
#include "heed-record-pack.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* It is worth nothing once the program has ended, and so need not be safe on the
 * disk at any moment. */
#define SET_UP \
  "PRAGMA journal_mode = OFF;" \
  "PRAGMA synchronous = OFF;" \
  "PRAGMA locking_mode = EXCLUSIVE;" \
  "CREATE TABLE entry (number INTEGER PRIMARY KEY, record BLOB NOT NULL) STRICT;" \
  "CREATE TABLE version (number INTEGER PRIMARY KEY, record BLOB NOT NULL) STRICT;" \
  "BEGIN"

#define SELECT_CHANGE "SELECT value FROM meta WHERE name = 'change'"

#define INSERT_ENTRY "INSERT INTO entry (record) VALUES (?1)"
#define INSERT_VERSION "INSERT INTO version (record) VALUES (?1)"

/* Backwards, as entries leave a journal the newest first: what was begun at the
 * same moment gets into the same order here. */
#define SELECT_ENTRY "SELECT number, record FROM entry WHERE number < ?1 ORDER BY number DESC LIMIT 1"
#define SELECT_VERSION "SELECT number, record FROM version WHERE number > ?1 ORDER BY number LIMIT 1"

G_DEFINE_FINAL_TYPE (HeedStaging, heed_staging, G_TYPE_OBJECT)

/* Where the journal is. A folder that cannot be written, or is not there yet, has
 * SQLite look for one; there, too, it is a file without a name. */
static int
open_file (HeedStaging *self)
{
  g_autofree char *path = g_strconcat (self->path, "-import-XXXXXX", NULL);
  int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  int code;

  if (fd < 0)
    return sqlite3_open_v2 ("", &self->handle, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE, NULL);

  close (fd);
  code = sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE, NULL);
  g_unlink (path);
  return code;
}

static gboolean
fail (HeedStaging  *self,
      int           code,
      GError      **error)
{
  heed_set_error_from_sqlite (error, self->handle, code, self->path);
  return FALSE;
}

static gboolean
execute (HeedStaging  *self,
         const char   *sql,
         GError      **error)
{
  int code;

  errno = 0;
  code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  return code == SQLITE_OK || fail (self, code, error);
}

static gboolean
insert (HeedStaging  *self,
        const char   *sql,
        HeedRecord   *record,
        GError      **error)
{
  g_autoptr (HeedStatement) statement = heed_statement_prepare (self->statements, sql, error);
  g_autoptr (GVariant) packed = heed_record_pack (record);

  if (statement == NULL)
    return FALSE;

  heed_statement_bind_blob (statement, 1, g_variant_get_data (packed), g_variant_get_size (packed));
  return heed_statement_run (statement, error);
}

/* When an entry was begun may be from either side. */
static gboolean
is_one_of_both (HeedRecord *joined,
                HeedRecord *record)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (joined);
  g_autoptr (HeedRecord) placed = NULL;

  heed_record_builder_set_created (builder, heed_record_get_created (record));
  placed = heed_record_builder_end (builder);
  return heed_record_equal (placed, record);
}

/* Whether somebody looks for it there: what left the trash for good is nowhere. */
static gboolean
is_in_trash (HeedRecord *record)
{
  return heed_timestamp_is_set (heed_record_get_deleted (record)) && !heed_record_is_emptied (record);
}

/* Counts where an entry is with which something is done; @stored may be NULL. */
void
heed_staging_count_place (HeedRecord *stored,
                          HeedRecord *joined,
                          guint      *in_trash,
                          guint      *out_of_trash)
{
  *in_trash += is_in_trash (joined);
  *out_of_trash += stored != NULL && is_in_trash (stored) && !heed_timestamp_is_set (heed_record_get_deleted (joined));
}

/* Counts an entry that the journal has; @changes tells whether something is to be
 * done with it. */
static void
count (HeedStaging *self,
       HeedRecord  *stored,
       HeedRecord  *record,
       HeedRecord  *joined,
       gboolean     changes)
{
  gint64 ours = heed_record_get_modified (stored).utc, theirs = heed_record_get_modified (record).utc;
  gboolean emptied = heed_record_is_emptied (stored) || heed_record_is_emptied (record);

  if (theirs < ours && (emptied || is_one_of_both (joined, stored)))
    self->preview.older++;
  else if (!changes)
    self->preview.same++;
  else if (emptied || (theirs > ours && is_one_of_both (joined, record)))
    self->preview.newer++;
  else
    self->preview.in_conflict++;
}

static gboolean
judge_stored (HeedStaging  *self,
              HeedRecord   *stored,
              HeedRecord   *record,
              gboolean     *changes,
              GError      **error)
{
  g_autoptr (HeedRecord) joined = heed_database_join_records (stored, record);
  gint64 row;

  *changes = !heed_record_equal (joined, stored);
  if (!*changes && heed_record_has_words_beside (record, joined) &&
      !heed_database_lacks_version (self->journal, record, changes, &row, error))
    return FALSE;

  count (self, stored, record, joined, *changes);
  if (*changes)
    heed_staging_count_place (stored, joined, &self->preview.in_trash, &self->preview.out_of_trash);
  return TRUE;
}

static gboolean
judge (HeedStaging  *self,
       HeedRecord   *record,
       gboolean     *changes,
       GError      **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (HeedRecord) stored = NULL;
  gint64 row;

  if (self->journal != NULL)
    stored = heed_database_load (self->journal, heed_record_get_id (record), &row, NULL, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (stored != NULL)
    return judge_stored (self, stored, record, changes, error);

  *changes = TRUE;
  self->preview.added++;
  heed_staging_count_place (NULL, record, &self->preview.in_trash, &self->preview.out_of_trash);
  return TRUE;
}

/* Of an entry that the journal has or will have. */
static gboolean
add_version (HeedStaging  *self,
             HeedRecord   *version,
             gboolean      is_of_new,
             GError      **error)
{
  gboolean lacks = is_of_new || self->keeps_all;
  gint64 row;

  if (!lacks && !heed_database_lacks_version (self->journal, version, &lacks, &row, error))
    return FALSE;
  if (!lacks)
    return TRUE;

  self->n_versions++;
  self->preview.versions++;
  return insert (self, INSERT_VERSION, version, error);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* By any name that it has, also that of a part of it: whoever opened one beside the
 * other would have two logs for one file. */
static gboolean
check_other (HeedStaging  *self,
             const char   *path,
             GError      **error)
{
  gboolean is_own = heed_file_is_same (path, self->path);
  g_autofree char *name = g_filename_display_name (path);

  for (guint i = 0; !is_own && i < HEED_N_COMPANIONS; i++)
    {
      g_autofree char *part = g_strconcat (self->path, heed_companions[i], NULL);

      is_own = heed_file_is_same (path, part);
    }
  if (is_own)
    heed_set_error (error, HEED_ERROR_EXISTS, NULL, _("“%s” is the journal itself. Nothing was changed."), name);

  return !is_own;
}

/* Another journal on its way. */
typedef struct
{
  HeedStaging *staging;
  HeedDatabase *database;
  GCancellable *cancellable;
  guint64 done;
  guint64 total;
} Reading;

static gboolean
add_with_versions (HeedRecord  *record,
                   gpointer     data,
                   GError     **error)
{
  Reading *reading = data;
  HeedStaging *self = reading->staging;
  guint added = self->preview.added;
  g_autoptr (GPtrArray) versions = NULL;

  if (g_cancellable_set_error_if_cancelled (reading->cancellable, error) || !heed_staging_add (record, self, error))
    return FALSE;

  versions = heed_database_get_revisions (reading->database, heed_record_get_id (record), error);
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    if (!add_version (self, g_ptr_array_index (versions, i), self->preview.added > added, error))
      return FALSE;

  heed_staging_set_progress (self, ++reading->done, reading->total);
  return versions != NULL;
}

static gboolean
read_next (HeedStaging  *self,
           const char   *sql,
           gint64       *number,
           HeedRecord  **record,
           GError      **error)
{
  g_autoptr (HeedStatement) statement = heed_statement_prepare (self->statements, sql, error);
  HeedStep step;
  gconstpointer data;
  gsize size;

  if (statement == NULL)
    return FALSE;

  heed_statement_bind_int (statement, 1, *number);
  step = heed_statement_step (statement, error);
  if (step != HEED_STEP_ROW)
    return step == HEED_STEP_DONE;

  *number = heed_statement_get_int (statement, 0);
  data = heed_statement_get_blob (statement, 1, &size);
  *record = heed_record_unpack (data, size);
  return TRUE;
}

static void
heed_staging_finalize (GObject *object)
{
  HeedStaging *self = HEED_STAGING (object);

  g_clear_object (&self->journal);
  g_clear_pointer (&self->statements, heed_statement_cache_free);
  sqlite3_close_v2 (self->handle);
  g_hash_table_unref (self->unknown);
  g_ptr_array_unref (self->editions);
  g_ptr_array_unref (self->kept_in);
  g_free (self->path);

  G_OBJECT_CLASS (heed_staging_parent_class)->finalize (object);
}

static void
heed_staging_class_init (HeedStagingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_staging_finalize;
}

static void
heed_staging_init (HeedStaging *self)
{
  self->unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->editions = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_edition_free);
  self->kept_in = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  self->next_entry = G_MAXINT64;
}

/* Gives the entries from the last to the first, then their versions, and %NULL at
 * the end. */
gboolean
heed_staging_take_next (HeedStaging  *self,
                        HeedRecord  **record,
                        gboolean     *is_version,
                        GError      **error)
{
  *record = NULL;
  *is_version = FALSE;
  if (!read_next (self, SELECT_ENTRY, &self->next_entry, record, error))
    return FALSE;
  if (*record != NULL)
    return TRUE;

  *is_version = TRUE;
  return read_next (self, SELECT_VERSION, &self->next_version, record, error);
}

/**
 * heed_staging_new:
 * @journal: (type filename): the journal that entries are to come into, which need
 *   not be there yet
 *
 * Makes a staging.
 *
 * Returns: (transfer full): the staging, to be opened
 */
HeedStaging *
heed_staging_new (const char *journal)
{
  HeedStaging *self = g_object_new (HEED_TYPE_STAGING, NULL);

  self->path = g_strdup (journal);
  return self;
}

/**
 * heed_staging_open:
 * @self: a staging
 * @error: return location for an error
 *
 * Gets ready for entries, on the thread that is going to add them. They are judged
 * by the journal as it is then.
 *
 * Returns: %FALSE with an error of heed_database_open()
 */
gboolean
heed_staging_open (HeedStaging  *self,
                   GError      **error)
{
  int code;

  g_return_val_if_fail (self->handle == NULL, FALSE);

  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (GError) failure = NULL;

      self->journal = heed_database_open (self->path, HEED_DATABASE_READ_ONLY, &failure);
      /* One that is not made yet has no entries either. */
      if (self->journal == NULL && !g_error_matches (failure, HEED_ERROR, HEED_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (self->journal != NULL && (!heed_database_query_int (self->journal, SELECT_CHANGE, &self->change, error) ||
                                    !heed_database_has_part (self->journal, &self->keeps_all, error)))
        return FALSE;
    }

  errno = 0;
  code = open_file (self);
  if (code != SQLITE_OK)
    return fail (self, code, error);

  self->statements = heed_statement_cache_new (self->handle, self->path);
  return execute (self, SET_UP, error);
}

/**
 * heed_staging_add:
 * @record: an entry
 * @staging: an open staging
 * @error: return location for an error
 *
 * Judges an entry, and keeps it if something is to be done with it. An id comes
 * only once.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_staging_add (HeedRecord  *record,
                  gpointer     staging,
                  GError     **error)
{
  HeedStaging *self = staging;
  gboolean changes;

  if (!judge (self, record, &changes, error))
    return FALSE;
  if (!changes && !self->keeps_all)
    return TRUE;

  self->n_entries++;
  return insert (self, INSERT_ENTRY, record, error);
}

/**
 * heed_staging_read_journal:
 * @self: an open staging
 * @path: (type filename): another journal, such as a back-up
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Adds all entries of a journal, those in its trash included, and their older
 * versions, without writing into it.
 *
 * Returns: %FALSE with %HEED_ERROR_EXISTS if it is the journal itself, an error of
 *   heed_database_open(), or %G_IO_ERROR_CANCELLED
 */
gboolean
heed_staging_read_journal (HeedStaging   *self,
                           const char    *path,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr (HeedDatabase) database = check_other (self, path, error)
                                          ? heed_database_open (path, HEED_DATABASE_READ_ONLY | HEED_DATABASE_SETTLED, error)
                                          : NULL;
  HeedQuery trash = { .deleted = TRUE };
  Reading reading = { .staging = self, .database = database, .cancellable = cancellable };
  g_autoptr (GPtrArray) editions = database != NULL ? heed_database_get_editions (database, error) : NULL;
  gint64 total = 0;

  if (editions == NULL || !heed_database_query_int (database, "SELECT count(*) FROM entry", &total, error))
    return FALSE;

  g_ptr_array_extend_and_steal (self->editions, g_steal_pointer (&editions));
  reading.total = (guint64) total;
  return heed_database_foreach (database, NULL, add_with_versions, &reading, error) &&
         heed_database_foreach (database, &trash, add_with_versions, &reading, error) &&
         heed_database_close (database, error);
}

/**
 * heed_staging_seal:
 * @self: an open staging to which all was added
 * @error: return location for an error
 *
 * Ends adding: the staging may now be used on another thread.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_staging_seal (HeedStaging  *self,
                   GError      **error)
{
  g_autoptr (HeedDatabase) journal = g_steal_pointer (&self->journal);

  heed_staging_set_progress (self, 0, 1);
  g_debug ("Judged: %u added, %u newer, %u older, %u the same, %u in conflict", self->preview.added, self->preview.newer,
           self->preview.older, self->preview.same, self->preview.in_conflict);
  return (journal == NULL || heed_database_close (journal, error)) && execute (self, "COMMIT", error);
}

/**
 * heed_staging_get_preview:
 * @self: a sealed staging
 *
 * Gets what the import will do.
 *
 * Returns: the numbers
 */
const HeedPreview *
heed_staging_get_preview (HeedStaging *self)
{
  return &self->preview;
}

/**
 * heed_staging_get_unknown:
 * @self: a staging
 *
 * Gets the names of what the file has and this Heed does not know; whoever reads
 * the file adds them.
 *
 * Returns: (transfer none) (element-type utf8 utf8): a set
 */
GHashTable *
heed_staging_get_unknown (HeedStaging *self)
{
  return self->unknown;
}

/**
 * heed_staging_get_editions:
 * @self: a staging that is being filled
 *
 * Gets where to put what was asked in the versions of workbooks that the entries
 * are of.
 *
 * Returns: (transfer none) (element-type HeedEdition): the editions
 */
GPtrArray *
heed_staging_get_editions (HeedStaging *self)
{
  return self->editions;
}

/**
 * heed_staging_list_unknown:
 * @self: a sealed staging
 *
 * Lists what heed_staging_get_unknown() gives, for a person.
 *
 * Returns: (transfer full) (nullable): the names in order; %NULL if there are none
 */
char *
heed_staging_list_unknown (HeedStaging *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->unknown);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  if (names->len == 0)
    return NULL;

  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/**
 * heed_staging_has_changes:
 * @self: a sealed staging
 *
 * Tells whether there is anything to import.
 *
 * Returns: %FALSE if everything is in the journal already
 */
gboolean
heed_staging_has_changes (HeedStaging *self)
{
  return self->n_entries + self->n_versions > 0;
}

/**
 * heed_staging_get_imported:
 * @self: a staging that was imported
 *
 * Gets what came of the import.
 *
 * Returns: the numbers
 */
const HeedImported *
heed_staging_get_imported (HeedStaging *self)
{
  return &self->imported;
}

/**
 * heed_staging_get_kept_in:
 * @self: a staging that was imported
 *
 * Gets the entries of which a text of the file was kept among the older versions.
 *
 * Returns: (transfer none) (element-type HeedRecord): the entries
 */
GPtrArray *
heed_staging_get_kept_in (HeedStaging *self)
{
  return self->kept_in;
}

/**
 * heed_staging_get_progress:
 * @self: a staging
 *
 * Gets how much is done of what is being done: reading the file, or importing. May
 * be asked on any thread.
 *
 * Returns: a number from 0 to 1
 */
double
heed_staging_get_progress (HeedStaging *self)
{
  return g_atomic_int_get (&self->progress) / 1000.0;
}

/**
 * heed_staging_set_progress:
 * @self: a staging
 * @done: how much is done
 * @total: of how much; 0 where that is not known
 *
 * Notes how far the work has come.
 */
void
heed_staging_set_progress (HeedStaging *self,
                           guint64      done,
                           guint64      total)
{
  g_atomic_int_set (&self->progress, total > 0 ? (int) (1000 * MIN (done, total) / total) : 0);
}
