/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes from a file, before any of it is in the journal. Each entry is judged
 * as it comes, and only what something is to be done with is kept, packed, in a
 * database of its own. */

#include "heed-staging.h"

#include "heed-atomic-file.h"
#include "heed-database-private.h"
#include "heed-error.h"
#include "heed-journal-file-private.h"
#include "heed-picture.h"
#include "heed-record-edit.h"
#include "heed-record-pack.h"
#include "heed-wording.h"

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
  "CREATE TABLE staged (place INTEGER PRIMARY KEY, record BLOB NOT NULL) STRICT;" \
  "CREATE TABLE needed (content TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;" \
  "CREATE TABLE picture (place INTEGER PRIMARY KEY, content TEXT NOT NULL UNIQUE, size INTEGER NOT NULL) STRICT;" \
  "CREATE TABLE piece (row INTEGER PRIMARY KEY, picture INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;" \
  "CREATE INDEX piece_by_picture ON piece (picture);" \
  "BEGIN"

#define SELECT_CHANGE "SELECT value FROM meta WHERE name = 'change'"

/* Backwards, as entries leave a journal the newest first: what was begun at the same moment
 * gets into the same order here. Versions have their places below 0, and so come after all
 * entries. */
#define INSERT "INSERT INTO staged (place, record) VALUES (?1, ?2)"
#define SELECT_NEXT "SELECT place, record FROM staged WHERE place < ?1 ORDER BY place DESC LIMIT 1"

/* Pictures, in the order in which they came, and of each its pieces in theirs. */
#define NEED_PICTURE "INSERT INTO needed (content) VALUES (?1) ON CONFLICT DO NOTHING"
#define SELECT_IS_NEEDED "SELECT 1 FROM needed WHERE content = ?1"
#define SELECT_IS_STAGED "SELECT 1 FROM picture WHERE content = ?1"
#define INSERT_PICTURE "INSERT INTO picture (place, content, size) VALUES (?1, ?2, ?3)"
#define INSERT_PIECE "INSERT INTO piece (picture, bytes) VALUES (?1, ?2)"
#define SELECT_NEXT_PICTURE "SELECT place, content, size FROM picture WHERE place > ?1 ORDER BY place LIMIT 1"
#define SELECT_PIECES "SELECT bytes FROM piece WHERE picture = ?1 ORDER BY row"
#define DELETE_PICTURE "DELETE FROM picture WHERE place = ?1"
#define DELETE_PIECES "DELETE FROM piece WHERE picture = ?1"

/* Of another journal, without a look at the bytes. */
#define COUNT_PICTURES "SELECT count(*) FROM picture"
#define SELECT_PICTURES "SELECT content FROM picture ORDER BY content"

/* One that is on its way. */
typedef struct
{
  char *content;  /* NULL if there is none */
  guint64 size;
  guint64 length; /* of what came */
  GChecksum *sum;
  gint64 place;   /* 0 if it is not kept */
} Arrival;

struct _HeedStaging
{
  GObject parent_instance;

  char *path; /* of the journal */
  HeedConnection *connection;
  HeedDatabase *journal; /* to judge by; NULL where there is none, and once all is staged */
  gint64 change; /* the last in the journal when judging began */
  gboolean keeps_all; /* even what nothing is to be done with, as it may be taken back before */
  HeedPreview preview;
  GHashTable *unknown;
  GPtrArray *editions; /* of HeedEdition: what was asked where the entries come from */
  guint n_entries;  /* that are staged, because something is to be done with them */
  guint n_versions;
  gint64 n_places; /* of pictures */
  Arrival arrival;

  gint64 picture;  /* the place of that which came last, while they get into the journal */
  gint64 place; /* of what came last, while it gets into the journal */
  guint n_done;
  gboolean begun;
  HeedImported imported;
  GPtrArray *kept_in; /* of HeedRecord: of which a text was kept among the versions */

  int progress; /* atomic: per mille */
};

G_DEFINE_FINAL_TYPE (HeedStaging, heed_staging, G_TYPE_OBJECT)

/* Where the journal is. A folder that cannot be written, or is not there yet, has
 * SQLite look for one; there, too, it is a file without a name. */
static gboolean
open_file (HeedStaging  *self,
           GError      **error)
{
  g_autofree char *path = g_strconcat (self->path, "-import-XXXXXX", NULL);
  int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  g_autofree char *uri = heed_journal_file_format_uri (path, FALSE);

  if (fd >= 0)
    close (fd);
  self->connection = heed_connection_open (self->path, fd >= 0 ? uri : "", SQLITE_OPEN_READWRITE, error);
  if (fd >= 0)
    g_unlink (path);
  return self->connection != NULL && heed_connection_execute (self->connection, SET_UP, error);
}

static gboolean
insert (HeedStaging  *self,
        gint64        place,
        HeedRecord   *record,
        GError      **error)
{
  g_autoptr (GVariant) packed = heed_record_pack (record);
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (packed);
  HeedPicture picture;

  for (guint i = 0; heed_record_find_picture (record, i, &picture); i++)
    if (!heed_connection_run (self->connection, error, NEED_PICTURE, heed_text (picture.content)))
      return FALSE;

  return heed_connection_run (self->connection, error, INSERT, heed_int (place), heed_blob (bytes));
}

static gboolean
ask (HeedConnection  *connection,
     const char      *sql,
     const char      *content,
     gboolean        *answer,
     GError         **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_select (connection, sql, heed_text (content));

  *answer = heed_statement_next (statement);
  return heed_statement_end (statement, error);
}

/* Whether the journal needs no picture of that content from elsewhere: one that nobody
 * has there may go before this one comes. */
static gboolean
is_settled (HeedStaging  *self,
            const char   *content,
            gboolean     *settled,
            GError      **error)
{
  gboolean has = FALSE;

  *settled = FALSE;
  if (self->journal == NULL || self->keeps_all)
    return TRUE;
  if (!heed_database_has_picture (self->journal, content, &has, error))
    return FALSE;

  return !has || heed_database_uses_picture (self->journal, content, settled, error);
}

/* Whether an entry that comes has it, or one of the journal, which lacks it. */
static gboolean
is_wanted (HeedStaging  *self,
           const char   *content,
           gboolean     *wanted,
           GError      **error)
{
  gboolean settled;

  *wanted = FALSE;
  if (!is_settled (self, content, &settled, error))
    return FALSE;
  if (settled)
    return TRUE;
  if (!ask (self->connection, SELECT_IS_NEEDED, content, wanted, error))
    return FALSE;

  return *wanted || self->journal == NULL || heed_database_uses_picture (self->journal, content, wanted, error);
}

static void
clear_arrival (Arrival *self)
{
  g_clear_pointer (&self->content, g_free);
  g_clear_pointer (&self->sum, g_checksum_free);
  *self = (Arrival) { 0 };
}

static void
set_wrong_picture (const char  *content,
                   GError     **error)
{
  heed_set_error (error, HEED_ERROR_INVALID_FILE, content,
                  _("A picture in the file is damaged: it is not what the file says that it is. Nothing was taken."));
}

/* It is kept unless it is there already, on either side. */
static gboolean
begin_picture (HeedStaging  *self,
               const char   *content,
               guint64       size,
               GError      **error)
{
  Arrival *arrival = &self->arrival;
  gboolean is_there;

  if (size == 0 || size > HEED_PICTURE_MAX_SIZE)
    {
      heed_set_error (error, HEED_ERROR_INVALID_FILE, content,
                      _("A picture in the file has more than 20 MB, or nothing in it. Nothing was taken."));
      return FALSE;
    }
  if (!ask (self->connection, SELECT_IS_STAGED, content, &is_there, error) ||
      (!is_there && !is_settled (self, content, &is_there, error)))
    return FALSE;

  arrival->content = g_strdup (content);
  arrival->size = size;
  arrival->sum = g_checksum_new (G_CHECKSUM_SHA256);
  arrival->place = is_there ? 0 : ++self->n_places;
  return is_there || heed_connection_run (self->connection, error, INSERT_PICTURE, heed_int (arrival->place),
                                          heed_text (content), heed_int ((gint64) size));
}

static gboolean
take_piece (HeedStaging   *self,
            const guchar  *piece,
            gsize          length,
            GError       **error)
{
  Arrival *arrival = &self->arrival;
  g_autoptr (GBytes) bytes = g_bytes_new_static (piece, length);

  g_checksum_update (arrival->sum, piece, (gssize) length);
  arrival->length += length;
  if (arrival->place != 0 && length > 0 &&
      !heed_connection_run (self->connection, error, INSERT_PIECE, heed_int (arrival->place), heed_blob (bytes)))
    return FALSE;
  if (arrival->length < arrival->size)
    return TRUE;

  if (!g_str_equal (g_checksum_get_string (arrival->sum), arrival->content))
    {
      set_wrong_picture (arrival->content, error);
      return FALSE;
    }
  clear_arrival (arrival);
  return TRUE;
}

/* Of all pictures that came only those are left that somebody has. */
static gboolean
leave_out_pictures (HeedStaging  *self,
                    GError      **error)
{
  for (gint64 place = 1; place <= self->n_places; place++)
    {
      g_autoptr (HeedStatement) statement = heed_connection_select (self->connection, SELECT_NEXT_PICTURE,
                                                                    heed_int (place - 1));
      g_autofree char *content = heed_statement_next (statement) ? g_strdup (heed_statement_get_text (statement, 1)) : NULL;
      gboolean wanted = FALSE;

      if (!heed_statement_end (statement, error) ||
          (content != NULL && !is_wanted (self, content, &wanted, error)))
        return FALSE;

      self->preview.pictures += wanted;
      if (!wanted && (!heed_connection_run (self->connection, error, DELETE_PICTURE, heed_int (place)) ||
                      !heed_connection_run (self->connection, error, DELETE_PIECES, heed_int (place))))
        return FALSE;
    }

  return TRUE;
}

/* Whoever imports an entry that they had deleted for good finds it in the trash again,
 * whole, and may bring it back from there; and one that was deleted for good elsewhere is
 * deleted here, too, in the same way. */
static HeedRecord *
delete_as (HeedRecord    *whole,
           HeedRecord    *emptied,
           HeedTimestamp  created)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (whole);

  heed_record_builder_set_created (builder, created);
  heed_record_builder_set_modified (builder, heed_record_get_modified (emptied));
  heed_record_builder_set_deleted (builder, heed_record_get_deleted (emptied));
  return heed_record_builder_end (builder);
}

/* What is kept of two states of an entry, one from the journal and one that comes. When it
 * was begun is its place in the journal: of two that differ it is the earlier one, on
 * whichever side. */
static HeedRecord *
join_records (HeedRecord *stored,
              HeedRecord *record)
{
  gboolean is_later = heed_record_get_modified (record).utc > heed_record_get_modified (stored).utc;
  HeedTimestamp ours = heed_record_get_created (stored), theirs = heed_record_get_created (record);
  gboolean is_ours = ours.utc != theirs.utc ? ours.utc < theirs.utc : ours.offset <= theirs.offset;
  g_autoptr (HeedRecord) merged = NULL;
  HeedRecordBuilder *builder;

  if (heed_record_is_emptied (stored) && !is_later && !heed_record_is_emptied (record))
    return delete_as (record, stored, ours);
  if (heed_record_is_emptied (record) && !heed_record_is_emptied (stored))
    return is_later ? delete_as (stored, record, ours) : heed_record_ref (stored);

  merged = heed_record_merge (stored, record, NULL);
  builder = heed_record_builder_new_from (merged);
  heed_record_builder_set_created (builder, is_ours ? ours : theirs);
  return heed_record_builder_end (builder);
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
static void
count_place (HeedRecord *stored,
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
  g_autoptr (HeedRecord) joined = join_records (stored, record);
  gint64 row;

  *changes = !heed_record_equal (joined, stored);
  if (!*changes && heed_record_has_words_beside (record, joined) &&
      !heed_database_lacks_version (self->journal, record, changes, &row, error))
    return FALSE;

  count (self, stored, record, joined, *changes);
  if (*changes)
    count_place (stored, joined, &self->preview.in_trash, &self->preview.out_of_trash);
  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
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
    {
      HeedRecord *version = g_ptr_array_index (versions, i);
      gboolean lacks = self->preview.added > added || self->keeps_all;
      gint64 row;

      if (!lacks && !heed_database_lacks_version (self->journal, version, &lacks, &row, error))
        return FALSE;

      self->preview.versions += lacks;
      if (lacks && !insert (self, -(gint64) ++self->n_versions, version, error))
        return FALSE;
    }

  heed_staging_set_progress (self, ++reading->done, reading->total);
  return versions != NULL;
}

/* Those that an entry has, or had before; what is damaged there is missing here. */
static gboolean
read_pictures (HeedStaging  *self,
               Reading      *reading,
               GError      **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_prepare (reading->database->connection, SELECT_PICTURES);

  while (heed_statement_next (statement))
    {
      const char *content = heed_statement_need_text (statement, 0);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) failure = NULL;
      gboolean wanted;
      gconstpointer data;
      gsize size;

      if (g_cancellable_set_error_if_cancelled (reading->cancellable, error) || !is_wanted (self, content, &wanted, error))
        return FALSE;

      if (wanted)
        bytes = heed_database_read_picture (reading->database, content, &failure);
      if (failure != NULL && !g_error_matches (failure, HEED_ERROR, HEED_ERROR_INVALID_FILE))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
      if (bytes != NULL && size <= HEED_PICTURE_MAX_SIZE &&
          !heed_staging_add_picture (content, size, 0, data, size, self, error))
        return FALSE;

      heed_staging_set_progress (self, ++reading->done, reading->total);
    }

  return heed_statement_end (statement, error);
}

/* Gives %NULL at the end. */
static gboolean
take_next (HeedStaging  *self,
           HeedRecord  **record,
           GError      **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_select (self->connection, SELECT_NEXT, heed_int (self->place));
  gconstpointer data;
  gsize size;

  *record = NULL;
  if (heed_statement_next (statement))
    {
      self->place = heed_statement_get_int (statement, 0);
      data = heed_statement_get_blob (statement, 1, &size);
      *record = heed_record_unpack (data, size);
    }
  return heed_statement_end (statement, error);
}

/* Put together again; they were looked at when they came. Gives %NULL at the end. */
static gboolean
take_next_picture (HeedStaging  *self,
                   char        **content,
                   GBytes      **bytes,
                   GError      **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_select (self->connection, SELECT_NEXT_PICTURE,
                                                                heed_int (self->picture));
  g_autoptr (HeedStatement) pieces = NULL;
  g_autoptr (GByteArray) whole = NULL;

  if (!heed_statement_next (statement))
    return heed_statement_end (statement, error);

  self->picture = heed_statement_get_int (statement, 0);
  *content = g_strdup (heed_statement_get_text (statement, 1));
  whole = g_byte_array_sized_new ((guint) heed_statement_get_int (statement, 2));
  pieces = heed_connection_select (self->connection, SELECT_PIECES, heed_int (self->picture));
  while (heed_statement_next (pieces))
    {
      gsize size;
      gconstpointer data = heed_statement_get_blob (pieces, 0, &size);

      g_byte_array_append (whole, data, (guint) size);
    }

  *bytes = g_byte_array_free_to_bytes (g_steal_pointer (&whole));
  return heed_statement_end (pieces, error);
}

static void
heed_staging_finalize (GObject *object)
{
  HeedStaging *self = HEED_STAGING (object);

  clear_arrival (&self->arrival);
  g_clear_object (&self->journal);
  g_clear_pointer (&self->connection, heed_connection_close);
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
  self->place = G_MAXINT64;
}

/* Everything that something is to be done with. */
static guint
count_staged (HeedStaging *self)
{
  return self->n_entries + self->n_versions + self->preview.pictures;
}

/* Keeps what the journal lacks as an older version; @kept tells whether it did. */
static gboolean
keep_version (HeedDatabase  *self,
              HeedRecord    *version,
              gboolean      *kept,
              GError       **error)
{
  gint64 revision;

  if (!heed_database_keep_version (self, version, &revision, error))
    return FALSE;

  *kept = revision != 0;
  return !*kept || heed_database_note_version (self, revision, error);
}

/* What both sides wrote differently is there once; the other text is kept among
 * the older versions, whichever side it is from. */
static gboolean
import_entry (HeedDatabase  *self,
              HeedStaging   *staging,
              HeedRecord    *record,
              HeedWorkbook  *workbook,
              GError       **error)
{
  g_auto (HeedEntryChange) change = { .database = self, .keep_old = TRUE };
  g_autoptr (HeedRecord) joined = NULL;
  g_autoptr (HeedSummary) summary = NULL;
  gboolean is_new, differs, written, kept = FALSE;

  if (!heed_database_load (self, heed_record_get_id (record), &change.old, &change.row, &change.old_summary, error))
    return FALSE;

  is_new = change.old == NULL;
  joined = is_new ? heed_record_ref (record) : join_records (change.old, record);
  differs = is_new || !heed_record_equal (joined, change.old);
  summary = heed_summary_new (joined, heed_wording_find_form (workbook, joined));
  change.record = joined;
  change.summary = summary;
  if ((differs && (!heed_entry_change_write (&change, &written, error) ||
                   !heed_database_note_entry (self, &change, error))) ||
      (!is_new && heed_record_has_words_beside (record, joined) && !keep_version (self, record, &kept, error)))
    return FALSE;

  if (kept)
    g_ptr_array_add (staging->kept_in, heed_record_ref (joined));
  if (differs || kept)
    count_place (change.old, joined, &staging->imported.in_trash, &staging->imported.out_of_trash);
  staging->imported.kept += kept;
  staging->imported.added += is_new;
  staging->imported.changed += differs && !is_new;
  staging->imported.same += !differs && !kept;
  return TRUE;
}

/* The pictures come before the entries that have them. One that in the end nobody has, as
 * the entry of the journal is the newer one, goes again; see heed-database-picture.c. */
static gboolean
import_picture (HeedDatabase  *self,
                HeedStaging   *staging,
                gboolean      *found,
                GError       **error)
{
  g_autofree char *content = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!take_next_picture (staging, &content, &bytes, error))
    return FALSE;

  *found = content != NULL;
  staging->imported.pictures += *found;
  return !*found || heed_database_put_picture (self, content, bytes, 0, error);
}

static gboolean
import_next (HeedDatabase  *self,
             HeedStaging   *staging,
             HeedWorkbook  *workbook,
             gboolean      *found,
             GError       **error)
{
  g_autoptr (HeedRecord) record = NULL;
  gboolean kept = FALSE;

  if (!import_picture (self, staging, found, error))
    return FALSE;
  if (*found)
    return TRUE;
  if (!take_next (staging, &record, error))
    return FALSE;

  *found = record != NULL;
  if (*found && !(staging->place < 0 ? keep_version (self, record, &kept, error)
                                     : import_entry (self, staging, record, workbook, error)))
    return FALSE;

  staging->imported.versions += kept;
  return TRUE;
}

/* @more tells whether the time was over before the end. */
static gboolean
import_for_a_moment (HeedDatabase  *self,
                     HeedStaging   *staging,
                     HeedWorkbook  *workbook,
                     gboolean      *more,
                     GError       **error)
{
  gint64 end = g_get_monotonic_time () + self->import_step;

  do
    {
      if (!import_next (self, staging, workbook, more, error))
        return FALSE;
      if (!*more)
        return TRUE;

      heed_staging_set_progress (staging, ++staging->n_done, count_staged (staging));
    }
  while (g_get_monotonic_time () < end);

  return TRUE;
}

/* In one transaction. */
static gboolean
import_step (HeedDatabase  *self,
             HeedStaging   *staging,
             HeedWorkbook  *workbook,
             gboolean      *more,
             GError       **error)
{
  gboolean success;

  if (!heed_database_begin_write (self, error))
    return FALSE;

  success = (staging->begun || heed_database_begin_undo (self, error)) &&
            import_for_a_moment (self, staging, workbook, more, error) &&
            (*more || heed_database_finish_undo (self, !staging->begun, error));
  staging->begun = TRUE;
  return heed_database_end_write (self, success, TRUE, error);
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
  g_return_val_if_fail (self->connection == NULL, FALSE);

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
      if (self->journal != NULL &&
          (!heed_connection_query_int (self->journal->connection, SELECT_CHANGE, &self->change, error) ||
           !heed_database_has_part (self->journal, &self->keeps_all, error)))
        return FALSE;
    }

  return open_file (self, error);
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
  g_autoptr (HeedRecord) stored = NULL;
  gboolean changes = TRUE;

  if (self->journal != NULL &&
      !heed_database_load (self->journal, heed_record_get_id (record), &stored, NULL, NULL, error))
    return FALSE;

  if (stored == NULL)
    {
      self->preview.added++;
      count_place (NULL, record, &self->preview.in_trash, &self->preview.out_of_trash);
    }
  else if (!judge_stored (self, stored, record, &changes, error))
    return FALSE;
  if (!changes && !self->keeps_all)
    return TRUE;

  return insert (self, ++self->n_entries, record, error);
}

/**
 * heed_staging_add_picture:
 * @content: the name of the content
 * @size: how many bytes it has
 * @offset: where in it the piece begins
 * @piece: (array length=length): bytes of it
 * @length: how many there are
 * @staging: an open staging
 * @error: return location for an error
 *
 * Takes what is in the file of a picture, in pieces that come one after the other without
 * gaps, and one picture after the other, before or after the entries. It is kept if one of
 * these has it, or one of the journal that lacks it.
 *
 * Returns: %FALSE with %HEED_ERROR_INVALID_FILE for what is not of that name, or no picture
 *   can be, or another error of that domain
 */
gboolean
heed_staging_add_picture (const char    *content,
                          guint64        size,
                          guint64        offset,
                          const guchar  *piece,
                          gsize          length,
                          gpointer       staging,
                          GError       **error)
{
  HeedStaging *self = staging;
  Arrival *arrival = &self->arrival;

  if (offset == 0 && arrival->content == NULL && heed_picture_is_content (content) &&
      !begin_picture (self, content, size, error))
    return FALSE;
  if (g_strcmp0 (arrival->content, content) == 0 && arrival->size == size && arrival->length == offset &&
      length <= size - offset)
    return take_piece (self, piece, length, error);

  set_wrong_picture (content, error);
  return FALSE;
}

/**
 * heed_staging_read_journal:
 * @self: an open staging
 * @path: (type filename): another journal, such as a back-up
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Adds all entries of a journal, those in its trash included, their older versions and
 * their pictures, without writing into it.
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
  g_autoptr (HeedDatabase) database = NULL;
  HeedQuery trash = { .deleted = TRUE };
  Reading reading = { .staging = self, .cancellable = cancellable };
  g_autoptr (GPtrArray) editions = NULL;
  g_autofree char *name = g_filename_display_name (path);
  gboolean is_own = heed_file_is_same (path, self->path);
  gint64 total = 0, pictures = 0;

  /* By any name that it has, also that of a part of it: whoever opened one beside the
   * other would have two logs for one file. */
  for (guint i = 0; !is_own && i < HEED_N_COMPANIONS; i++)
    {
      g_autofree char *part = g_strconcat (self->path, heed_companions[i], NULL);

      is_own = heed_file_is_same (path, part);
    }
  if (is_own)
    {
      heed_set_error (error, HEED_ERROR_EXISTS, NULL, _("“%s” is the journal itself. Nothing was changed."), name);
      return FALSE;
    }

  reading.database = database = heed_database_open (path, HEED_DATABASE_READ_ONLY | HEED_DATABASE_SETTLED, error);
  editions = database != NULL ? heed_database_get_editions (database, error) : NULL;
  if (editions == NULL || !heed_connection_query_int (database->connection, "SELECT count(*) FROM entry", &total, error) ||
      !heed_connection_query_int (database->connection, COUNT_PICTURES, &pictures, error))
    return FALSE;

  g_ptr_array_extend_and_steal (self->editions, g_steal_pointer (&editions));
  reading.total = (guint64) (total + pictures);
  return heed_database_foreach (database, NULL, add_with_versions, &reading, error) &&
         heed_database_foreach (database, &trash, add_with_versions, &reading, error) &&
         read_pictures (self, &reading, error) &&
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
  g_autoptr (HeedDatabase) journal = NULL;

  /* A picture of which not all came. */
  if (self->arrival.content != NULL)
    {
      set_wrong_picture (self->arrival.content, error);
      return FALSE;
    }
  if (!leave_out_pictures (self, error))
    return FALSE;

  journal = g_steal_pointer (&self->journal);
  heed_staging_set_progress (self, 0, 1);
  g_debug ("Judged: %u added, %u newer, %u older, %u the same, %u in conflict", self->preview.added, self->preview.newer,
           self->preview.older, self->preview.same, self->preview.in_conflict);
  return (journal == NULL || heed_database_close (journal, error)) &&
         heed_connection_execute (self->connection, "COMMIT", error);
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
  return count_staged (self) > 0;
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

/**
 * heed_database_import:
 * @self: a database
 * @staging: what to take, sealed
 * @workbook: the workbook that gives the forms; entries of forms that it does not
 *   have are taken as well
 * @more: (out): whether there is more to do
 * @error: return location for an error
 *
 * Joins a part of what comes from elsewhere with what is here, in a transaction of
 * less than a fifth of a second; call it until there is no @more. Of each answer the
 * one that was written last is kept, and of the title, the tags and the rest what
 * the entry that was written last says; see heed_record_merge(). What an entry was
 * before is kept as an older version, and so is a text that comes from elsewhere
 * and is not taken. Doing it again changes nothing, and two copies that are joined
 * with each other are alike, in whatever order.
 *
 * What was asked in the versions of workbooks that the entries are of comes along;
 * heed_database_update_wording() keeps it where only that is new.
 *
 * Lists show what was taken so far. All of it goes again if the import is not
 * brought to its end: by heed_database_settle_import(), or when the journal is next
 * opened. That is to be called in the end in any case.
 *
 * Returns: %FALSE with %HEED_ERROR_LOCKED if another program imports into this
 *   journal, or another error of that domain
 */
gboolean
heed_database_import (HeedDatabase  *self,
                      HeedStaging   *staging,
                      HeedWorkbook  *workbook,
                      gboolean      *more,
                      GError       **error)
{
  gboolean outdated;

  heed_database_use (self);

  *more = FALSE;
  if (!staging->begun)
    {
      staging->imported.same = staging->preview.older + staging->preview.same + staging->preview.newer +
                               staging->preview.in_conflict + staging->preview.added - staging->n_entries;
      heed_workbook_add_editions (workbook, staging->editions);
    }
  if (!heed_staging_has_changes (staging))
    return TRUE;
  if (staging->begun)
    return import_step (self, staging, workbook, more, error);

  if (!heed_database_prepare_import (self, error) ||
      !heed_database_has_removed (self, staging->change, &outdated, error))
    return FALSE;
  if (!outdated || staging->keeps_all)
    return import_step (self, staging, workbook, more, error);

  /* What was judged by what has been taken back since has to be judged again. */
  heed_set_error (error, HEED_ERROR_LOCKED, NULL,
                  _("Another import was just taken back. Import the file again; nothing was taken."));
  return FALSE;
}

/**
 * heed_database_import_records:
 * @self: a database
 * @records: (element-type HeedRecord): a few entries that come from elsewhere
 * @workbook: as for heed_database_import()
 * @error: return location for an error
 *
 * Joins entries that are in memory with what is here, to the end.
 *
 * Returns: %FALSE with an error of heed_database_import(); then none is taken, or
 *   what was goes when the journal is next opened
 */
gboolean
heed_database_import_records (HeedDatabase  *self,
                              GPtrArray     *records,
                              HeedWorkbook  *workbook,
                              GError       **error)
{
  g_autoptr (HeedStaging) staging = heed_staging_new (self->path);
  gboolean success = heed_staging_open (staging, error), more = TRUE;

  for (guint i = 0; success && i < records->len; i++)
    success = heed_staging_add (g_ptr_array_index (records, i), staging, error);
  success = success && heed_staging_seal (staging, error);
  while (success && more)
    success = heed_database_import (self, staging, workbook, &more, error);
  for (more = TRUE; more;)
    if (!heed_database_settle_import (self, &more, NULL))
      break;

  return success;
}
