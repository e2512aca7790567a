/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving what can be read of a damaged journal into a new one. An entry is found
 * by its row: in the table of entries, in any index of it, or because answers, tags
 * or older versions belong to it. Where its own page is bad, the indexes still know
 * its id, form and times; a text that cannot be read may be in a version. */

#include "heed-database-private.h"

#include "heed-damaged.h"
#include "heed-error.h"
#include "heed-picture.h"
#include "heed-wording.h"

#include <errno.h>
#include <glib/gi18n.h>

/* The tables themselves, whatever their indexes say. */
#define NEXT_ENTRY "SELECT row FROM entry NOT INDEXED WHERE row >= ?1 ORDER BY row LIMIT 1"
#define NEXT_REVISION "SELECT row FROM revision NOT INDEXED WHERE row >= ?1 ORDER BY row LIMIT 1"
#define NEXT_ANSWER "SELECT entry FROM answer WHERE entry >= ?1 ORDER BY entry LIMIT 1"
#define NEXT_TAG "SELECT entry FROM tag WHERE entry >= ?1 ORDER BY entry LIMIT 1"

#define COLUMNS(tags) \
  "workbook, workbook_version, form, item, title, " tags ", created, created_offset, modified, modified_offset, " \
  "completed, completed_offset, deleted, deleted_offset"
#define GET_ENTRY "SELECT row, id, " COLUMNS ("NULL") " FROM entry NOT INDEXED WHERE row = ?1"
#define GET_REVISION "SELECT row, entry, " COLUMNS ("tags") " FROM revision NOT INDEXED WHERE row = ?1"
#define WORDING "SELECT workbook, version, document FROM wording NOT INDEXED WHERE rowid >= ?1 ORDER BY rowid"
#define WORDING_BACKWARDS WORDING " DESC"
#define NEXT_PICTURE "SELECT row FROM picture NOT INDEXED WHERE row >= ?1 ORDER BY row LIMIT 1"
#define GET_PICTURE "SELECT content, bytes FROM picture NOT INDEXED WHERE row = ?1"
#define GET_ENTRY_CHECKSUM "SELECT checksum FROM entry NOT INDEXED WHERE row = ?1"
#define GET_REVISION_CHECKSUM "SELECT checksum FROM revision NOT INDEXED WHERE row = ?1"

#define ANSWERS "SELECT path, value, modified FROM answer WHERE entry = ?1 ORDER BY path"
#define REVISION_ANSWERS "SELECT path, value, modified FROM revision_answer WHERE revision = ?1 ORDER BY path"

#define TAGS "SELECT entry, tag FROM tag WHERE entry >= ?1 ORDER BY entry"
#define TAGS_BACKWARDS "SELECT entry, tag FROM tag WHERE entry >= ?1 ORDER BY entry DESC"
#define NAMED_TAGS(index, by) "SELECT entry, tag FROM tag INDEXED BY " index " WHERE entry >= ?1 ORDER BY " by

#define REVISIONS "SELECT row, entry, modified FROM revision INDEXED BY revision_by_entry WHERE entry >= ?1 ORDER BY entry"
#define REVISIONS_BACKWARDS REVISIONS " DESC"

/* What an index says of an entry: its name, what of COLUMN_… it gives, and in what
 * order it stands. Each is read from both ends. */
#define FROM_INDEX(columns, name, condition) \
  "SELECT row, " columns " FROM entry INDEXED BY " name " WHERE row >= ?1 AND " condition
#define BY_ID FROM_INDEX ("id, NULL, NULL, NULL, NULL, NULL, NULL", "sqlite_autoindex_entry_1", "id <> ''") " ORDER BY id"
#define BY_TIME \
  FROM_INDEX ("NULL, NULL, item, created, day, completed, NULL", "entry_by_time", "deleted IS NULL") " ORDER BY created"
#define BY_FORM \
  FROM_INDEX ("NULL, form, NULL, created, day, completed, NULL", "entry_by_form", "deleted IS NULL") " ORDER BY form"
#define BY_ITEM \
  FROM_INDEX ("NULL, form, item, created, day, completed, NULL", "entry_by_item", "deleted IS NULL") " ORDER BY form"
#define BY_DELETION \
  FROM_INDEX ("NULL, NULL, NULL, created, day, NULL, deleted", "entry_by_deletion", "deleted IS NOT NULL") \
  " ORDER BY deleted"

static const struct
{
  const char *sql;
  const char *backwards;
} indexes[] = {
  { BY_ID, BY_ID " DESC" },
  { BY_TIME, BY_TIME " DESC" },
  { BY_FORM, BY_FORM " DESC" },
  { BY_ITEM, BY_ITEM " DESC" },
  { BY_DELETION, BY_DELETION " DESC" },
};

/* Of a file of today, and of one before version 4. */
static const struct
{
  const char *sql;
  const char *backwards;
} tag_indexes[] = {
  { NAMED_TAGS ("tag_by_look", "look"), NAMED_TAGS ("tag_by_look", "look") " DESC" },
  { NAMED_TAGS ("tag_by_name", "tag"), NAMED_TAGS ("tag_by_name", "tag") " DESC" },
};

enum
{
  COLUMN_ID = 1,
  COLUMN_FORM,
  COLUMN_ITEM,
  COLUMN_CREATED,
  COLUMN_DAY,
  COLUMN_COMPLETED,
  COLUMN_DELETED,
};

/* Of one entry, or of one that it was before. */
typedef struct
{
  char *id;
  char *workbook;
  guint workbook_version;
  char *form;
  char *item;
  char *title;
  GPtrArray *tags;
  HeedTimestamp created;
  HeedTimestamp modified;
  HeedTimestamp completed;
  HeedTimestamp deleted;
  guint32 day;          /* 0 if it is not known */
  GArray *revisions;    /* of gint64: rows of its older versions; NULL for a version */
  gint64 entry;         /* row of the entry, of a version */
  HeedRecordBuilder *builder;
  gint64 last_answer;   /* when the newest of the answers was written */
  gint64 first_answer;
  gboolean has_head;
} Piece;

typedef struct
{
  HeedDamaged *damaged;
  HeedDatabase *target;
  HeedWorkbook *workbook;
  HeedSalvaged *salvaged;
  GHashTable *entries;   /* from gint64: row, to Piece */
  GHashTable *revisions; /* the same */
  GHashTable *ids;       /* of char *: of all entries that were written */
} Salvage;

static void
free_piece (gpointer data)
{
  Piece *piece = data;

  g_free (piece->id);
  g_free (piece->workbook);
  g_free (piece->form);
  g_free (piece->item);
  g_free (piece->title);
  g_ptr_array_unref (piece->tags);
  g_array_unref (piece->revisions);
  g_clear_pointer (&piece->builder, heed_record_builder_free);
  g_free (piece);
}

static Piece *
ensure_piece (GHashTable *pieces,
              gint64      row)
{
  Piece *piece = g_hash_table_lookup (pieces, &row);

  if (piece != NULL)
    return piece;

  piece = g_new0 (Piece, 1);
  piece->created = piece->modified = piece->completed = piece->deleted = HEED_TIMESTAMP_NEVER;
  piece->tags = g_ptr_array_new_with_free_func (g_free);
  piece->revisions = g_array_new (FALSE, FALSE, sizeof (gint64));
  piece->last_answer = G_MININT64;
  piece->first_answer = G_MAXINT64;
  g_hash_table_insert (pieces, g_memdup2 (&row, sizeof row), piece);
  return piece;
}

static void
replace_text (char         **text,
              HeedStatement *statement,
              int            column)
{
  const char *value = heed_statement_get_text (statement, column);

  if (value == NULL || *value == '\0')
    return;

  g_free (*text);
  *text = g_strdup (value);
}

/* An id that nobody gives was made by the damage. */
static void
replace_id (Piece         *piece,
            HeedStatement *statement,
            int            column)
{
  const char *id = heed_statement_get_text (statement, column);

  if (id != NULL && g_uuid_string_is_valid (id))
    replace_text (&piece->id, statement, column);
}

/* What cannot be a moment was made by the damage. */
static gboolean
is_moment (HeedTimestamp stamp)
{
  g_autoptr (GDateTime) time = heed_timestamp_is_set (stamp) ? heed_timestamp_to_local (stamp) : NULL;

  return time != NULL;
}

static HeedTimestamp
read_stamp (HeedStatement *statement,
            int            column)
{
  HeedTimestamp stamp = heed_statement_get_stamp (statement, column);

  return is_moment (stamp) ? stamp : HEED_TIMESTAMP_NEVER;
}

/* An index has no offset. */
static void
replace_time (HeedTimestamp *stamp,
              HeedStatement *statement,
              int            column)
{
  HeedTimestamp found = { heed_statement_get_int (statement, column), stamp->offset };

  if (!heed_statement_is_null (statement, column) && is_moment (found))
    *stamp = found;
}

/* Finding */

static void
note_index_row (HeedStatement *statement,
                gpointer       data)
{
  Salvage *self = data;
  Piece *piece = ensure_piece (self->entries, heed_statement_get_int (statement, 0));

  replace_id (piece, statement, COLUMN_ID);
  replace_text (&piece->form, statement, COLUMN_FORM);
  replace_text (&piece->item, statement, COLUMN_ITEM);
  replace_time (&piece->created, statement, COLUMN_CREATED);
  if (!heed_statement_is_null (statement, COLUMN_DAY))
    piece->day = (guint32) heed_statement_get_int (statement, COLUMN_DAY);
  replace_time (&piece->completed, statement, COLUMN_COMPLETED);
  replace_time (&piece->deleted, statement, COLUMN_DELETED);
}

static void
note_tag (HeedStatement *statement,
          gpointer       data)
{
  Salvage *self = data;
  Piece *piece = ensure_piece (self->entries, heed_statement_get_int (statement, 0));
  const char *tag = heed_statement_get_text (statement, 1);

  if (tag != NULL && !g_ptr_array_find_with_equal_func (piece->tags, tag, g_str_equal, NULL))
    g_ptr_array_add (piece->tags, g_strdup (tag));
}

static void
note_revision (HeedStatement *statement,
               gpointer       data)
{
  Salvage *self = data;
  Piece *piece = ensure_piece (self->revisions, heed_statement_get_int (statement, 0));

  piece->entry = heed_statement_get_int (statement, 1);
  replace_time (&piece->modified, statement, 2);
}

static void
note_rows (Salvage    *self,
           const char *sql,
           GHashTable *pieces)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer row;

  heed_damaged_collect (self->damaged, sql, rows);
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    ensure_piece (pieces, *(gint64 *) row);
}

static void
find_rows (Salvage *self)
{
  note_rows (self, NEXT_ENTRY, self->entries);
  note_rows (self, NEXT_ANSWER, self->entries);
  note_rows (self, NEXT_TAG, self->entries);
  note_rows (self, NEXT_REVISION, self->revisions);

  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    heed_damaged_walk (self->damaged, indexes[i].sql, indexes[i].backwards, 0, note_index_row, self);
  if (!heed_damaged_walk (self->damaged, TAGS, TAGS_BACKWARDS, 0, note_tag, self))
    for (guint i = 0; i < G_N_ELEMENTS (tag_indexes); i++)
      heed_damaged_walk (self->damaged, tag_indexes[i].sql, tag_indexes[i].backwards, 0, note_tag, self);
  heed_damaged_walk (self->damaged, REVISIONS, REVISIONS_BACKWARDS, 0, note_revision, self);
}

/* Reading */

/* Both statements give the columns that a head is read from, but for the second: the id of
 * an entry, which is no number, or the row of the entry that a version is of, which is no
 * id. */
static void
read_head (HeedStatement *statement,
           gpointer       data)
{
  Piece *piece = data;
  const char *tags = heed_statement_get_text (statement, 7);
  gint64 version = heed_statement_get_int (statement, 3);

  piece->entry = heed_statement_get_int (statement, 1);
  replace_id (piece, statement, 1);
  replace_text (&piece->workbook, statement, 2);
  piece->workbook_version = version > 0 && version <= G_MAXINT ? (guint) version : 0;
  replace_text (&piece->form, statement, 4);
  replace_text (&piece->item, statement, 5);
  replace_text (&piece->title, statement, 6);
  if (tags != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (tags, "\n", -1);

      for (guint i = 0; parts[i] != NULL; i++)
        g_ptr_array_add (piece->tags, g_strdup (parts[i]));
    }
  piece->created = read_stamp (statement, 8);
  piece->modified = read_stamp (statement, 10);
  piece->completed = read_stamp (statement, 12);
  piece->deleted = read_stamp (statement, 14);
  piece->has_head = piece->workbook != NULL && piece->workbook_version > 0 && piece->form != NULL &&
                    heed_timestamp_is_set (piece->created);
}

static void
read_answer (HeedStatement *statement,
             gpointer       data)
{
  Piece *piece = data;
  const char *path = heed_statement_get_text (statement, 0);
  const char *value = heed_statement_get_text (statement, 1);
  gint64 modified = heed_statement_get_int (statement, 2);

  if (path == NULL || *path == '\0' || value == NULL)
    return;
  if (!is_moment ((HeedTimestamp) { modified, 0 }))
    modified = heed_timestamp_is_set (piece->modified) ? piece->modified.utc : 0;

  heed_record_builder_set_answer (piece->builder, path, value, modified);
  piece->last_answer = MAX (piece->last_answer, modified);
  piece->first_answer = MIN (piece->first_answer, modified);
}

typedef enum
{
  AS_NOBODY_KNOWS,
  AS_WRITTEN,
  AS_NEVER_WRITTEN,
} Likeness;

typedef struct
{
  HeedRecord *record;
  Likeness likeness;
} Comparison;

static void
compare_checksum (HeedStatement *statement,
                  gpointer       data)
{
  Comparison *comparison = data;

  if (!heed_statement_is_null (statement, 0))
    comparison->likeness = heed_statement_get_int (statement, 0) == heed_checksum_record (comparison->record)
                             ? AS_WRITTEN : AS_NEVER_WRITTEN;
}

/* What can be read may still have been altered; and what SQLite cannot read may have
 * been found all the same. Older files have no checksums. */
static Likeness
compare (Salvage    *self,
         const char *sql,
         gint64      row,
         HeedRecord *record)
{
  Comparison comparison = { record, AS_NOBODY_KNOWS };

  heed_damaged_get_row (self->damaged, sql, row, compare_checksum, &comparison);
  return comparison.likeness;
}

/* Making whole */

/* The offset that puts a moment on the day that an index knows. */
static gint32
guess_offset (gint64  utc,
              guint32 day)
{
  for (gint32 hours = 0; hours <= 14; hours++)
    {
      if (heed_timestamp_get_day ((HeedTimestamp) { utc, hours * 3600 }) == day)
        return hours * 3600;
      if (heed_timestamp_get_day ((HeedTimestamp) { utc, -hours * 3600 }) == day)
        return -hours * 3600;
    }

  return 0;
}

static void
borrow_text (char      **text,
             const char *from)
{
  if (*text == NULL)
    *text = g_strdup (from);
}

/* What the newest version says that can be read stands in for what cannot. */
static void
borrow_from_version (Piece      *piece,
                     HeedRecord *version)
{
  const char * const *tags = heed_record_get_tags (version);

  borrow_text (&piece->form, heed_record_get_form_id (version));
  if (piece->has_head)
    return;

  borrow_text (&piece->workbook, heed_record_get_workbook_id (version));
  piece->workbook_version = heed_record_get_workbook_version (version);
  borrow_text (&piece->item, heed_record_get_item_id (version));
  borrow_text (&piece->title, heed_record_get_title (version));
  if (!heed_timestamp_is_set (piece->created))
    piece->created = heed_record_get_created (version);
  else
    piece->created.offset = heed_record_get_created (version).offset;
  if (!heed_timestamp_is_set (piece->modified))
    piece->modified = heed_record_get_modified (version);
  for (guint i = 0; piece->tags->len == 0 && tags[i] != NULL; i++)
    g_ptr_array_add (piece->tags, g_strdup (tags[i]));
}

static void
fill_gaps (Salvage *self,
           Piece   *piece)
{
  borrow_text (&piece->workbook, heed_workbook_get_id (self->workbook));
  if (piece->workbook_version == 0)
    piece->workbook_version = heed_workbook_get_version (self->workbook);
  borrow_text (&piece->form, HEED_FORM_NOTE);
  if (!heed_timestamp_is_set (piece->created) && piece->first_answer != G_MAXINT64)
    piece->created.utc = piece->first_answer;
  if (!heed_timestamp_is_set (piece->created))
    piece->created = heed_timestamp_is_set (piece->modified) ? piece->modified : heed_timestamp_now ();
  if (piece->day != 0 && !piece->has_head && heed_timestamp_get_day (piece->created) != piece->day)
    piece->created.offset = guess_offset (piece->created.utc, piece->day);
  if (!heed_timestamp_is_set (piece->modified))
    piece->modified = (HeedTimestamp) { MAX (piece->created.utc, piece->last_answer), piece->created.offset };
}

static void
add_answers (HeedRecordBuilder *builder,
             HeedRecord        *from)
{
  for (guint i = 0; i < heed_record_get_n_values (from); i++)
    {
      const char *path, *value;
      gint64 modified;

      heed_record_get_nth_value (from, i, &path, &value, &modified);
      heed_record_builder_set_answer (builder, path, value, modified);
    }
}

/* The builder was made before the head was known for good: what it has by now are
 * the answers. */
static HeedRecord *
end_record (Piece *piece)
{
  g_autoptr (HeedRecord) answers = heed_record_builder_end (g_steal_pointer (&piece->builder));
  HeedRecordBuilder *builder = heed_record_builder_new (piece->id, piece->workbook, piece->workbook_version, piece->form);

  heed_record_builder_set_item_id (builder, piece->item);
  heed_record_builder_set_title (builder, piece->title);
  g_ptr_array_add (piece->tags, NULL);
  heed_record_builder_set_tags (builder, (const char * const *) piece->tags->pdata);
  heed_record_builder_set_created (builder, piece->created);
  heed_record_builder_set_modified (builder, piece->modified);
  heed_record_builder_set_completed (builder, piece->completed);
  heed_record_builder_set_deleted (builder, piece->deleted);
  add_answers (builder, answers);
  return heed_record_builder_end (builder);
}

static HeedRecord *
read_version (Salvage  *self,
              gint64    row,
              Piece    *entry,
              gboolean *whole)
{
  Piece *piece = ensure_piece (self->revisions, row);
  g_autoptr (HeedRecord) version = NULL;
  Likeness likeness;

  piece->builder = heed_record_builder_new (NULL, "", 0, "");
  *whole = heed_damaged_get_row (self->damaged, GET_REVISION, row, read_head, piece) && piece->has_head;
  *whole &= heed_damaged_walk (self->damaged, REVISION_ANSWERS, REVISION_ANSWERS " DESC", row, read_answer, piece);
  g_free (piece->id);
  piece->id = g_strdup (entry->id);
  borrow_text (&piece->workbook, entry->workbook);
  borrow_text (&piece->form, entry->form);
  borrow_text (&piece->item, entry->item);
  if (!heed_timestamp_is_set (piece->created))
    piece->created = entry->created;
  fill_gaps (self, piece);
  version = end_record (piece);
  likeness = compare (self, GET_REVISION_CHECKSUM, row, version);
  *whole = likeness == AS_WRITTEN || (*whole && likeness == AS_NOBODY_KNOWS);
  return g_steal_pointer (&version);
}

static int
compare_versions (gconstpointer a,
                  gconstpointer b)
{
  HeedTimestamp one = heed_record_get_modified (*(HeedRecord * const *) a);
  HeedTimestamp two = heed_record_get_modified (*(HeedRecord * const *) b);

  return one.utc < two.utc ? 1 : one.utc > two.utc ? -1 : 0;
}

/* The newest first. */
static GPtrArray *
read_versions (Salvage *self,
               Piece   *entry)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);

  for (guint i = 0; i < entry->revisions->len; i++)
    {
      gboolean whole;

      g_ptr_array_add (versions, read_version (self, g_array_index (entry->revisions, gint64, i), entry, &whole));
      self->salvaged->versions_in_part += !whole;
    }

  g_ptr_array_sort (versions, compare_versions);
  return versions;
}

static gboolean
salvage_entry (Salvage  *self,
               gint64    row,
               Piece    *piece,
               GError  **error)
{
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedSummary) summary = NULL;
  guint versions_in_part = self->salvaged->versions_in_part;
  gboolean whole, all_answers, written;
  Likeness likeness;

  whole = heed_damaged_get_row (self->damaged, GET_ENTRY, row, read_head, piece) && piece->has_head &&
          piece->id != NULL;
  if (piece->id == NULL || !g_hash_table_add (self->ids, g_strdup (piece->id)))
    {
      g_free (piece->id);
      piece->id = g_uuid_string_random ();
      whole = FALSE;
    }

  piece->builder = heed_record_builder_new (NULL, "", 0, "");
  all_answers = heed_damaged_walk (self->damaged, ANSWERS, ANSWERS " DESC", row, read_answer, piece);
  versions = read_versions (self, piece);
  if (!whole && versions->len > 0)
    borrow_from_version (piece, g_ptr_array_index (versions, 0));
  fill_gaps (self, piece);
  record = end_record (piece);
  likeness = compare (self, GET_ENTRY_CHECKSUM, row, record);
  if (!all_answers && likeness != AS_WRITTEN)
    {
      HeedRecordBuilder *builder = heed_record_builder_new_from (record);

      /* A text that was there in an older version, and is nowhere now, was lost to the
       * damage: an answer that somebody erased stays as an empty one. */
      for (guint i = versions->len; i > 0; i--)
        add_answers (builder, g_ptr_array_index (versions, i - 1));
      add_answers (builder, record);
      heed_record_unref (record);
      record = heed_record_builder_end (builder);
    }
  whole = (likeness == AS_WRITTEN || (whole && all_answers && likeness == AS_NOBODY_KNOWS)) &&
          versions_in_part == self->salvaged->versions_in_part;

  self->salvaged->entries++;
  if (!whole)
    g_ptr_array_add (self->salvaged->in_part, heed_record_ref (record));
  summary = heed_summary_new (record, heed_wording_find_form (self->workbook, record));
  if (!heed_database_put_within (self->target, record, summary, &written, error))
    return FALSE;

  for (guint i = versions->len; i > 0; i--)
    {
      gint64 revision;

      if (!heed_database_keep_version (self->target, g_ptr_array_index (versions, i - 1), &revision, error))
        return FALSE;
      self->salvaged->versions += revision != 0;
    }

  return TRUE;
}

/* A version whose entry is not known is better an entry than lost. */
static void
give_versions_to_entries (Salvage *self)
{
  gint64 next = -1;
  GHashTableIter iter;
  gpointer row, value;

  g_hash_table_iter_init (&iter, self->revisions);
  while (g_hash_table_iter_next (&iter, &row, &value))
    {
      Piece *piece = value;

      if (piece->entry == 0)
        heed_damaged_get_row (self->damaged, GET_REVISION, *(gint64 *) row, read_head, piece);
      g_ptr_array_set_size (piece->tags, 0);
      piece = ensure_piece (self->entries, piece->entry > 0 ? piece->entry : next--);
      g_array_append_val (piece->revisions, *(gint64 *) row);
    }
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  gint64 one = **(const gint64 * const *) a, two = **(const gint64 * const *) b;

  return one < two ? -1 : one > two ? 1 : 0;
}

/* In parts, so that no transaction becomes too large for a small memory. */
static gboolean
salvage_entries (Salvage  *self,
                 GError  **error)
{
  guint n_rows;
  g_autofree gpointer *rows = g_hash_table_get_keys_as_array (self->entries, &n_rows);
  gboolean success = TRUE;

  qsort (rows, n_rows, sizeof (gpointer), compare_rows);
  for (guint i = 0; success && i < n_rows; i += HEED_DATABASE_PART)
    {
      if (!heed_database_begin_write (self->target, error))
        return FALSE;

      for (guint j = i; success && j < MIN (n_rows, i + HEED_DATABASE_PART); j++)
        success = salvage_entry (self, *(gint64 *) rows[j], g_hash_table_lookup (self->entries, rows[j]), error);
      success = heed_database_end_write (self->target, success, TRUE, error);
    }

  return success;
}

/* One that is on its way. */
typedef struct
{
  Salvage *salvage;
  GError *error;
} Picture;

/* The bytes say themselves what they are called. One that no entry has may be of an entry
 * that is not saved yet. */
static void
take_picture (HeedStatement *statement,
              gpointer       data)
{
  Picture *picture = data;
  Salvage *self = picture->salvage;
  const char *content = heed_statement_get_text (statement, 0);
  gsize size;
  gconstpointer blob = heed_statement_get_blob (statement, 1, &size);
  g_autoptr (GBytes) bytes = g_bytes_new_static (blob, size);
  g_autofree char *name = size > 0 && size <= HEED_PICTURE_MAX_SIZE ? heed_picture_name_content (bytes) : NULL;
  gboolean has = FALSE, uses = FALSE;

  if (picture->error != NULL || name == NULL ||
      !heed_database_has_picture (self->target, name, &has, &picture->error) || has ||
      !heed_database_uses_picture (self->target, name, &uses, &picture->error) ||
      (!uses && g_strcmp0 (name, content) != 0))
    return;

  self->salvaged->pictures += heed_database_put_picture (self->target, name, bytes, g_get_real_time (), &picture->error);
}

/* In parts, too. */
static gboolean
salvage_pictures (Salvage  *self,
                  GError  **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree gpointer *rows = NULL;
  Picture picture = { self, NULL };
  guint n_rows;

  if (!heed_damaged_lacks_pictures (self->damaged))
    heed_damaged_collect (self->damaged, NEXT_PICTURE, numbers);
  rows = g_hash_table_get_keys_as_array (numbers, &n_rows);
  qsort (rows, n_rows, sizeof (gpointer), compare_rows);
  for (guint i = 0; i < n_rows;)
    {
      gint64 begun = g_get_monotonic_time ();
      gboolean success;

      if (!heed_database_begin_write (self->target, error))
        return FALSE;

      for (guint n = 0; i < n_rows && picture.error == NULL && !heed_database_part_is_done (n, begun); n++)
        heed_damaged_get_row (self->damaged, GET_PICTURE, *(gint64 *) rows[i++], take_picture, &picture);
      success = picture.error == NULL;
      if (!success)
        g_propagate_error (error, g_steal_pointer (&picture.error));
      if (!heed_database_end_write (self->target, success, TRUE, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_id (gconstpointer record,
        gconstpointer id)
{
  return g_str_equal (heed_record_get_id ((HeedRecord *) record), id);
}

/* What an entry lacks of its pictures could not be read. */
static gboolean
note_lacking (Salvage  *self,
              GError  **error)
{
  GPtrArray *in_part = self->salvaged->in_part;
  g_auto (GStrv) ids = heed_database_find_picture_users (self->target, NULL, error);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      HeedRecord *record;

      if (g_ptr_array_find_with_equal_func (in_part, ids[i], has_id, NULL))
        continue;

      record = heed_database_get (self->target, ids[i], error);
      if (record == NULL)
        return FALSE;
      g_ptr_array_add (in_part, record);
    }

  return ids != NULL;
}

/* A journal that was just written is sound, or is not given to anybody. */
static gboolean
salvage_into (HeedDamaged   *damaged,
              const char    *path,
              HeedWorkbook  *workbook,
              HeedSalvaged  *salvaged,
              GError       **error)
{
  g_autoptr (HeedDatabase) target = heed_database_open (path, HEED_DATABASE_CREATE | HEED_DATABASE_EXCLUSIVE, error);
  g_autoptr (GPtrArray) editions = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_edition_free);
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_piece);
  g_autoptr (GHashTable) revisions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_piece);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Salvage self = { damaged, target, workbook, salvaged, entries, revisions, ids };
  g_auto (GStrv) problems = NULL;

  if (target == NULL)
    return FALSE;

  heed_database_set_workbook (target, workbook);
  heed_damaged_walk (damaged, WORDING, WORDING_BACKWARDS, 0, heed_database_read_wording, editions);
  heed_workbook_add_editions (workbook, editions);
  find_rows (&self);
  give_versions_to_entries (&self);
  if (!salvage_entries (&self, error) || !salvage_pictures (&self, error) || !note_lacking (&self, error) ||
      !heed_database_check_text (target, &problems, error))
    return FALSE;

  salvaged->unread = heed_damaged_get_unread (damaged);
  if (problems[0] == NULL)
    return heed_database_close (target, error);

  heed_set_error (error, HEED_ERROR_FAILED, problems[0],
                  _("The new journal was not written as it should be. The damaged one was left as it was; "
                    "try again on another disk."));
  return FALSE;
}

/**
 * heed_database_salvage:
 * @path: (type filename): a journal that is damaged
 * @target: (type filename): where the new journal is to be
 * @workbook: the workbook that gives the forms of the entries
 * @salvaged: (out caller-allocates): what came of it; to be cleared
 * @error: return location for an error
 *
 * Writes everything that can be read of a journal into a new one: entries, those
 * in the trash and those that left it for good, tags, older versions, and pictures. Of what
 * can be read in part that part is kept. The old file and what is beside it are
 * only read. The new one is there when it is whole and was checked.
 *
 * Returns: %FALSE with %HEED_ERROR_EXISTS if there is a file at @target,
 *   %HEED_ERROR_INVALID_FILE if @path is no journal, %HEED_ERROR_CORRUPT if
 *   nothing can be read of it, or another error of that domain; nothing is then
 *   left at @target
 */
gboolean
heed_database_salvage (const char    *path,
                       const char    *target,
                       HeedWorkbook  *workbook,
                       HeedSalvaged  *salvaged,
                       GError       **error)
{
  g_autofree char *folder = g_path_get_dirname (target);
  g_autoptr (HeedPrivateFolder) workplace = NULL;
  g_autoptr (HeedDamaged) damaged = NULL;
  g_autofree char *temporary = NULL;
  g_autoptr (GError) failure = NULL;

  *salvaged = (HeedSalvaged) { 0 };
  salvaged->in_part = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  if (g_access (target, F_OK) == 0)
    {
      heed_set_error_from_errno (error, EEXIST, target);
      return FALSE;
    }
  if (!heed_journal_file_check_part (target, target, error))
    return FALSE;

  workplace = heed_private_folder_new (folder);
  if (workplace == NULL)
    {
      heed_set_error_from_errno (error, errno, target);
      return FALSE;
    }

  damaged = heed_damaged_open (path, workplace, error);
  if (damaged == NULL)
    return FALSE;

  temporary = heed_private_folder_dup_path (workplace, "recovered.db");
  if (salvage_into (damaged, temporary, workbook, salvaged, &failure))
    return heed_journal_file_put_in_place (temporary, target, error);

  /* Nobody knows the new journal by the name that it has until then. */
  if (g_error_matches (failure, HEED_ERROR, HEED_ERROR_FULL))
    heed_set_error_from_errno (error, ENOSPC, target);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * heed_salvaged_clear:
 * @self: what came of saving a journal
 *
 * Lets go of the entries.
 */
void
heed_salvaged_clear (HeedSalvaged *self)
{
  g_clear_pointer (&self->in_part, g_ptr_array_unref);
}
