/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a file that is damaged. SQLite ends a statement where it meets a page
 * that it cannot read; another that begins behind that page, or comes from the
 * other end, goes on. What a bad page led to, and all if the list of tables cannot be
 * read, is looked for on the pages themselves. What SQLite reads counts more than what is
 * found so.
 *
 * Which table a row is of is told by its columns, which are unlike those of any other
 * table or index; but for answers and older versions' answers. Of these all that hang
 * together are of one kind: the one that the list of tables names as theirs; else the
 * one whose rows may have a fifth column, if any has it; else the one that SQLite
 * cannot read to the end; else the one with whose entries, or versions, their times
 * agree.
 *
 * What was erased for good does not come back by this:
 *
 * - Neither free pages nor what lies unused on others is read; see heed-cells.c.
 * - Nothing is added to a table that SQLite can read from one end to the other.
 * - Of two rows for the same thing the later one counts, so also an answer that was
 *   made empty, and an entry that was emptied.
 * - An entry that was emptied gets no answers, tags and versions; nor does one that is
 *   not there, if all entries can be read. */

#include "heed-damaged.h"

#include "heed-cells.h"
#include "heed-connection.h"
#include "heed-error.h"
#include "heed-journal-file-private.h"
#include "heed-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* The tables of all versions of the schema. Whoever adds a column to one of these
 * adds it here, too. */
#define MAKE_TABLES \
  "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;" \
  "CREATE TABLE place (kind, name, belongs_to, page, sql);" \
  "CREATE TABLE entry (row INTEGER PRIMARY KEY, id, workbook, workbook_version, form, item, title," \
  "  created, created_offset, day, modified, modified_offset, completed, completed_offset, deleted, deleted_offset," \
  "  excerpt, answered, total, mean_rating, change, listed, checksum, summary_checksum, wording);" \
  "CREATE TABLE revision (row INTEGER PRIMARY KEY, entry, workbook, workbook_version, form, item, title, tags," \
  "  created, created_offset, modified, modified_offset, completed, completed_offset, deleted, deleted_offset, checksum);" \
  "CREATE TABLE tag (entry, tag, look, PRIMARY KEY (entry, tag)) WITHOUT ROWID;" \
  "CREATE TABLE answer (entry, path, value, modified, PRIMARY KEY (entry, path)) WITHOUT ROWID;" \
  "CREATE TABLE revision_answer (revision, path, value, modified, PRIMARY KEY (revision, path)) WITHOUT ROWID;" \
  "CREATE TABLE picture (row INTEGER PRIMARY KEY, content, bytes);" \
  "CREATE TABLE either (owner, path, value, modified, shown, root, n_columns);" \
  "BEGIN"

#define PUT_ENTRY \
  "INSERT OR REPLACE INTO entry SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18," \
  "  ?19, ?20, ?21, ?22, ?23, ?24, ?25 WHERE NOT EXISTS (SELECT 1 FROM entry WHERE row = ?1 AND change > ?21)"
#define PUT_REVISION \
  "INSERT OR REPLACE INTO revision VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"

/* Its own number may be that of another one that SQLite reads; there are never so many. */
#define PUT_PICTURE \
  "INSERT INTO picture VALUES (max (ifnull ((SELECT max (row) FROM picture), 0), 1 << 40) + 1, ?2, ?3)"

/* The last two are given to each row, beside its columns. */
#define PUT_EITHER "INSERT INTO either VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
#define EITHER_ROOT 6
#define EITHER_N_COLUMNS 7

/* A time that is the same says more than one that is possible. */
#define AGREES(table) \
  "sum ((SELECT 1 + 2 * (m.modified = either.modified) FROM " table " AS m " \
  "  WHERE m.row = either.owner AND m.modified >= either.modified))"

#define PUT_LATER(table, owner, which) \
  "INSERT INTO " table " SELECT owner, path, value, modified FROM either WHERE root " which " (SELECT root FROM version)" \
  "  ON CONFLICT (" owner ", path) DO UPDATE SET value = excluded.value, modified = excluded.modified" \
  "  WHERE (excluded.modified, excluded.value = '') > (modified, value = '')"

/* The numbers are whether SQLite can read all answers, and all of older versions. */
#define TELL_APART \
  "CREATE TEMP TABLE tree AS SELECT root, max (n_columns) AS n_columns," \
  "  (SELECT name FROM place WHERE kind = 'table' AND page = root) AS name," \
  "  ifnull (" AGREES ("entry") ", 0) AS entries, ifnull (" AGREES ("revision") ", 0) AS versions " \
  "  FROM either GROUP BY root;" \
  "CREATE TEMP TABLE version AS SELECT root FROM tree WHERE CASE" \
  "  WHEN name IN ('answer', 'revision_answer') THEN name = 'revision_answer'" \
  "  WHEN n_columns > 4 THEN 0" \
  "  WHEN %d <> %d THEN %d" \
  "  ELSE versions > entries END;" \
  PUT_LATER ("answer", "entry", "NOT IN") ";" \
  PUT_LATER ("revision_answer", "revision", "IN") ";" \
  "DROP TABLE either"

#define EMPTIED \
  "IN (SELECT row FROM entry WHERE deleted IS NOT NULL AND title IS NULL AND excerpt = '' AND answered = 0 AND total = 0)"
#define DROP_ERASED \
  "DELETE FROM answer WHERE entry " EMPTIED ";" \
  "DELETE FROM tag WHERE entry " EMPTIED ";" \
  "DELETE FROM revision WHERE entry " EMPTIED
#define DROP_STRAY \
  "DELETE FROM answer WHERE entry NOT IN (SELECT row FROM entry);" \
  "DELETE FROM tag WHERE entry NOT IN (SELECT row FROM entry);" \
  "DELETE FROM revision WHERE entry NOT IN (SELECT row FROM entry)"

enum
{
  PLACE,
  ENTRY,
  REVISION,
  TAG,
  PICTURE,
  EITHER,
  N_TABLES
};

static const HeedRowShape shapes[N_TABLES] = {
  [PLACE] = { TRUE, "TTTIt", 5 },
  [ENTRY] = { TRUE, "KTTITttIIIIIiiiiTIIrIIiiI", 21 },
  [REVISION] = { TRUE, "KITITtttIIIIiiiii", 16 },
  [TAG] = { FALSE, "ITT", 2 },
  [PICTURE] = { TRUE, "KTB", 3 },
  [EITHER] = { FALSE, "ITTIt", 4 },
};

static const char * const inserts[N_TABLES] = {
  [PLACE] = "INSERT INTO place VALUES (?1, ?2, ?3, ?4, ?5)",
  [ENTRY] = PUT_ENTRY,
  [REVISION] = PUT_REVISION,
  [TAG] = "INSERT OR IGNORE INTO tag VALUES (?1, ?2, ?3)",
  [PICTURE] = PUT_PICTURE,
  [EITHER] = PUT_EITHER,
};

/* The rows that stand on the pages, in tables that are named as the journal's. */
typedef struct
{
  HeedConnection *connection;
  sqlite3_stmt *inserts[N_TABLES];
  gboolean passes_pictures; /* which take up far more room than all the rest */
  int code; /* why something could not be kept */
} Found;

/* The tables to which nothing that is found can belong, as SQLite can read all of them. */
typedef struct
{
  gboolean entry;
  gboolean revision;
  gboolean tag;
  gboolean answer;
  gboolean revision_answer;
  gboolean picture;
} WholeTables;

/* What a header says that does not say anything that would have to be known:
 * https://www.sqlite.org/fileformat2.html#the_database_header. The file has as many
 * pages as fit into it. */
static const guint8 plain_header[100] = {
  'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0,
  [16] = 0x10, 0, 1, 1, 0, 64, 32, 32, /* the size of a page, and four numbers that are always the same */
  [47] = 4, /* the format of the list of tables */
  [59] = 1, /* UTF-8 */
};

/* The least that a row takes, in bytes. A file whose pages lead to one another in
 * circles has no more rows than fit into it. */
#define LEAST_ROW 4

struct _HeedDamaged
{
  char *path;
  HeedConnection *connection;
  Found *found; /* NULL if SQLite can read every table */
  gboolean lacks_pictures;
  guint64 most_rows;
  guint n_unread;
};

static gboolean
keep_row_cb (const HeedPageRow *row,
             gpointer           data)
{
  Found *self = data;
  sqlite3_stmt *statement = self->inserts[row->shape];

  if (row->shape == PICTURE && self->passes_pictures)
    return TRUE;

  for (int i = 0; i < (int) row->values->len; i++)
    {
      const HeedPageValue *value = &g_array_index (row->values, HeedPageValue, i);
      char letter = shapes[row->shape].columns[i];

      if (letter == 'K')
        sqlite3_bind_int64 (statement, i + 1, row->key);
      else if (heed_cells_is_text (value))
        sqlite3_bind_text64 (statement, i + 1, (const char *) value->bytes, value->size, SQLITE_STATIC, SQLITE_UTF8);
      else if (letter == 'B')
        sqlite3_bind_blob64 (statement, i + 1, value->bytes, value->size, SQLITE_STATIC);
      else if (value->type != 0 && letter != 'r')
        sqlite3_bind_int64 (statement, i + 1, heed_cells_get_int (value));
    }
  if (row->shape == EITHER)
    {
      sqlite3_bind_int64 (statement, EITHER_ROOT, row->root);
      sqlite3_bind_int64 (statement, EITHER_N_COLUMNS, row->values->len);
    }

  sqlite3_step (statement);
  self->code = sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return self->code == SQLITE_OK;
}

static void
execute (Found      *self,
         const char *sql)
{
  if (self->code == SQLITE_OK)
    self->code = sqlite3_exec (self->connection->handle, sql, NULL, NULL, NULL);
}

/* Takes out what is not to be added to what SQLite reads. */
static void
leave_out (Found             *self,
           const WholeTables *whole)
{
  execute (self, DROP_ERASED);
  if (whole->entry)
    execute (self, DROP_STRAY "; DELETE FROM entry");
  if (whole->revision)
    execute (self, "DELETE FROM revision");
  if (whole->tag)
    execute (self, "DELETE FROM tag");
  if (whole->answer)
    execute (self, "DELETE FROM answer");
  if (whole->revision_answer)
    execute (self, "DELETE FROM revision_answer");
  execute (self, "COMMIT");
}

static void
free_found (Found *self)
{
  for (guint i = 0; i < N_TABLES; i++)
    sqlite3_finalize (self->inserts[i]);
  g_clear_pointer (&self->connection, heed_connection_close);
  g_free (self);
}

/* Goes through all pages of a file for the rows of a journal. There is no log beside
 * @path that counts. */
static Found *
find_rows (const char               *path,
           const HeedPrivateFolder  *workplace,
           const WholeTables        *whole,
           GError                  **error)
{
  Found *self = g_new0 (Found, 1);
  g_autoptr (HeedCells) pages = heed_cells_open (path);
  g_autofree char *place = heed_private_folder_dup_path (workplace, "found.db");
  g_autofree char *uri = heed_journal_file_format_uri (place, FALSE);
  g_autofree char *tell_apart = g_strdup_printf (TELL_APART, whole->answer, whole->revision_answer, whole->answer);
  g_autoptr (GError) failure = NULL;

  self->passes_pictures = whole->picture;
  self->connection = heed_connection_open (place, uri, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &failure);
  if (self->connection != NULL)
    {
      execute (self, MAKE_TABLES);
      for (guint i = 0; i < N_TABLES && self->code == SQLITE_OK; i++)
        self->code = sqlite3_prepare_v2 (self->connection->handle, inserts[i], -1, &self->inserts[i], NULL);
      if (self->code == SQLITE_OK && pages != NULL)
        heed_cells_foreach (pages, shapes, N_TABLES, keep_row_cb, self);
      execute (self, tell_apart);
      leave_out (self, whole);
      if (self->code == SQLITE_OK)
        return self;
    }

  heed_set_error (error, (self->code & 0xff) == SQLITE_FULL ? HEED_ERROR_FULL : HEED_ERROR_FAILED,
                  failure != NULL ? heed_error_get_detail (failure) : sqlite3_errmsg (self->connection->handle),
                  _("What can be read of the damaged journal could not be kept beside the new one. It was left as it was; "
                    "see to it that there is room, and try again."));
  free_found (self);
  return NULL;
}

static void
set_unreadable (HeedDamaged  *self,
                const char   *detail,
                GError      **error)
{
  g_autofree char *name = g_filename_display_basename (self->path);

  heed_set_error (error, HEED_ERROR_CORRUPT, detail,
                  _("“%s” is damaged where it says what is in it, and nothing can be read of it. It was left as it is; "
                    "go back to a backup."), name);
}

/* Statements are prepared even if a part of the schema makes no sense. Without the list
 * of tables SQLite finds nothing. */
static gboolean
connect (HeedDamaged  *self,
         const char   *uri,
         int           flags,
         GError      **error)
{
  g_autoptr (GError) failure = NULL;

  self->connection = heed_connection_open (self->path, uri, flags, &failure);
  if (self->connection != NULL &&
      heed_connection_execute (self->connection,
                               "PRAGMA trusted_schema = OFF; PRAGMA writable_schema = ON; PRAGMA query_only = ON;"
                               "SELECT count(*) FROM sqlite_schema", &failure))
    return TRUE;

  if (g_error_matches (failure, HEED_ERROR, HEED_ERROR_CORRUPT))
    set_unreadable (self, heed_error_get_detail (failure), error);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
write_header (const char  *copy,
              GError     **error)
{
  int fd = g_open (copy, O_WRONLY | O_CLOEXEC, 0);
  gboolean success = fd >= 0 && pwrite (fd, plain_header, sizeof plain_header, 0) == sizeof plain_header;

  if (!success)
    heed_set_error_from_errno (error, errno, copy);
  if (fd >= 0)
    close (fd);
  return success;
}

/* A log that is to be read first is brought into the copy: the pages are read without
 * one. */
static gboolean
connect_copy (HeedDamaged  *self,
              const char   *copy,
              gboolean      with_header,
              GError      **error)
{
  g_autofree char *uri = heed_journal_file_format_uri (copy, FALSE);
  g_autoptr (GError) failure = NULL;
  gboolean success;

  /* What is open may be a copy that was made before. */
  g_clear_pointer (&self->connection, heed_connection_close);
  if (!heed_journal_file_copy_parts (self->path, copy, &failure))
    {
      heed_set_error (error,
                      g_error_matches (failure, HEED_ERROR, HEED_ERROR_FULL) ? HEED_ERROR_FULL : HEED_ERROR_FAILED,
                      heed_error_get_detail (failure),
                      _("The damaged journal could not be copied beside the new one. It was left as it was; "
                        "see to it that there is room, and try again."));
      return FALSE;
    }
  if (with_header && !write_header (copy, error))
    return FALSE;

  success = connect (self, uri, SQLITE_OPEN_READWRITE, error);
  if (self->connection != NULL)
    heed_connection_empty_log (self->connection);
  return success;
}

/* Connects as far as that goes. Gives where the pages are to be read, or %NULL if it
 * is no use; in @failure is what SQLite could not do. */
static char *
connect_anyhow (HeedDamaged              *self,
                const HeedPrivateFolder  *workplace,
                GError                  **failure)
{
  g_autofree char *copy = heed_private_folder_dup_path (workplace, "journal.db");
  g_autofree char *fixed = heed_journal_file_format_uri (self->path, TRUE);
  /* What was committed last may be in a file beside the journal. */
  gboolean copies = heed_companion_get_size (self->path, "-wal") > 0 || heed_companion_get_size (self->path, "-journal") > 0;
  g_autoptr (GError) again = NULL;
  GStatBuf status;

  if (heed_schema_check_header (self->path, failure) &&
      (copies ? connect_copy (self, copy, FALSE, failure) : connect (self, fixed, SQLITE_OPEN_READONLY, failure)))
    return g_strdup (copies ? copy : self->path);
  if (g_error_matches (*failure, HEED_ERROR, HEED_ERROR_CORRUPT))
    return g_strdup (copies ? copy : self->path);
  if (!g_error_matches (*failure, HEED_ERROR, HEED_ERROR_INVALID_FILE) ||
      g_stat (self->path, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size < (goffset) sizeof plain_header)
    return NULL;

  /* It may be a journal all the same, of which no more than the header is bad. */
  if (connect_copy (self, copy, TRUE, &again) || g_error_matches (again, HEED_ERROR, HEED_ERROR_CORRUPT))
    return g_steal_pointer (&copy);
  if (!g_error_matches (again, HEED_ERROR, HEED_ERROR_INVALID_FILE))
    {
      g_clear_error (failure);
      g_propagate_error (failure, g_steal_pointer (&again));
    }
  return NULL;
}

/* Whether SQLite gets through all of a table. */
static gboolean
is_whole (HeedDamaged *self,
          const char  *sql)
{
  g_autoptr (HeedStatement) statement = heed_connection_prepare (self->connection, sql);

  return heed_statement_next (statement) && g_strcmp0 (heed_statement_get_text (statement, 0), "ok") == 0;
}

/* What an older Heed wrote. */
static gboolean
has_no_table_of_pictures (HeedDamaged *self)
{
  g_autoptr (HeedStatement) statement =
    heed_connection_prepare (self->connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'picture'");

  return heed_statement_next (statement) && heed_statement_get_int (statement, 0) == 0;
}

/* Another program's file may have a table by one of these names; by its header it was
 * told before. */
static gboolean
find_rest (HeedDamaged              *self,
           const char               *place,
           gboolean                  has_header,
           const HeedPrivateFolder  *workplace,
           gboolean                 *is_journal,
           GError                  **error)
{
  WholeTables whole = {
    .entry = is_whole (self, "PRAGMA quick_check (entry)"),
    .revision = is_whole (self, "PRAGMA quick_check (revision)"),
    .tag = is_whole (self, "PRAGMA quick_check (tag)"),
    .answer = is_whole (self, "PRAGMA quick_check (answer)"),
    .revision_answer = is_whole (self, "PRAGMA quick_check (revision_answer)"),
    .picture = is_whole (self, "PRAGMA quick_check (picture)"),
  };

  /* Where the list of tables cannot be read, it cannot be told. */
  self->lacks_pictures = whole.entry && has_no_table_of_pictures (self);
  whole.picture |= self->lacks_pictures;
  *is_journal = (whole.entry && whole.answer) ||
                (has_header && (whole.entry || whole.revision || whole.tag || whole.answer || whole.revision_answer));
  if (whole.entry && whole.revision && whole.tag && whole.answer && whole.revision_answer && whole.picture)
    return TRUE;

  self->found = find_rows (place, workplace, &whole, error);
  if (self->found != NULL && !*is_journal)
    {
      g_autoptr (HeedStatement) statement =
        heed_connection_prepare (self->found->connection, "SELECT 1 FROM entry UNION ALL SELECT 1 FROM answer");

      *is_journal = heed_statement_next (statement);
    }
  return self->found != NULL;
}

/* The first number from @from on. What comes before @from is no order at all. */
typedef enum
{
  SEEK_FAILED,
  SEEK_DONE,
  SEEK_FOUND,
} Seek;

static Seek
seek (HeedStatement *statement,
      gint64         from,
      gint64        *found)
{
  gboolean is_there;

  heed_statement_bind (statement, heed_int (from));
  is_there = heed_statement_next (statement);
  if (is_there)
    *found = heed_statement_get_int (statement, 0);
  if (!heed_statement_end (statement, NULL))
    return SEEK_FAILED;
  return !is_there ? SEEK_DONE : *found < from ? SEEK_FAILED : SEEK_FOUND;
}

/* The least number, to within what is passed over, from which on it can be read
 * again; 0 if there is none. First by longer and longer strides, then by halves. */
static gint64
find_end_of_damage (HeedStatement *statement,
                    gint64         from)
{
  gint64 bad = from, good = 0, found;

  for (gint64 stride = 1; stride < G_MAXINT64 / 4 && good == 0; stride *= 2)
    {
      gint64 next = from < G_MAXINT64 - stride ? from + stride : 0;

      if (next == 0)
        return 0;
      if (seek (statement, next, &found) == SEEK_FAILED)
        bad = next;
      else
        good = next;
    }

  while (good != 0 && good - bad > 1)
    {
      gint64 middle = bad + (good - bad) / 2;

      if (seek (statement, middle, &found) == SEEK_FAILED)
        bad = middle;
      else
        good = middle;
    }

  return good;
}

static void
collect (HeedDamaged    *self,
         HeedConnection *connection,
         const char     *sql,
         GHashTable     *numbers)
{
  g_autoptr (HeedStatement) statement = heed_connection_prepare (connection, sql);
  gint64 from = 0, found;
  Seek step;

  while ((step = seek (statement, from, &found)) != SEEK_DONE)
    {
      if (step == SEEK_FOUND)
        {
          g_hash_table_add (numbers, g_memdup2 (&found, sizeof found));
          from = found;
        }
      else
        {
          self->n_unread++;
          from = find_end_of_damage (statement, from);
          if (from == 0)
            return;
          from--;
        }

      if (from == G_MAXINT64)
        return;
      from++;
    }
}

/* An index that this version of a journal does not have is nothing that is lost. */
static gboolean
walk_one_way (HeedDamaged     *self,
              HeedConnection  *connection,
              const char      *sql,
              gint64           number,
              HeedDamagedFunc  func,
              gpointer         user_data,
              guint64         *n_rows)
{
  g_autoptr (HeedStatement) statement = heed_connection_select (connection, sql, heed_int (number));
  gboolean is_there;

  *n_rows = 0;
  if (!heed_statement_is_prepared (statement))
    return FALSE;

  is_there = heed_statement_next (statement);
  for (; is_there && *n_rows < self->most_rows; (*n_rows)++)
    {
      func (statement, user_data);
      is_there = heed_statement_next (statement);
    }

  if (!is_there && heed_statement_end (statement, NULL))
    return TRUE;

  self->n_unread++;
  return FALSE;
}

/**
 * heed_damaged_open:
 * @path: (type filename): a journal
 * @workplace: where copies can be made, which go with it
 * @error: return location for an error
 *
 * Opens a file that is damaged. Neither it nor anything beside it is written.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL with
 *   %HEED_ERROR_INVALID_FILE, %HEED_ERROR_TOO_NEW, %HEED_ERROR_CORRUPT if
 *   nothing can be read of it, or another error of that domain
 */
HeedDamaged *
heed_damaged_open (const char               *path,
                   const HeedPrivateFolder  *workplace,
                   GError                  **error)
{
  g_autoptr (HeedDamaged) self = g_new0 (HeedDamaged, 1);
  g_autoptr (GError) failure = NULL;
  g_autofree char *place = NULL;
  GStatBuf status;
  gboolean is_journal;
  gint64 application_id;

  self->path = g_strdup (path);
  self->most_rows = g_stat (path, &status) == 0 ? (guint64) status.st_size / LEAST_ROW : 0;
  place = connect_anyhow (self, workplace, &failure);
  /* Where SQLite does not even open it, there is nothing to look further with. */
  if (place != NULL && self->connection != NULL)
    {
      if (!find_rest (self, place, !g_error_matches (failure, HEED_ERROR, HEED_ERROR_INVALID_FILE), workplace, &is_journal,
                      error))
        return NULL;
      if (is_journal)
        return g_steal_pointer (&self);
      /* An SQLite file with nothing of a journal in it may be anybody's. */
      if (failure == NULL &&
          heed_connection_query_int (self->connection, "PRAGMA application_id", &application_id, NULL) &&
          application_id == HEED_SCHEMA_APPLICATION_ID)
        set_unreadable (self, NULL, &failure);
      else if (failure == NULL)
        heed_set_error_for_journal (&failure, HEED_ERROR_INVALID_FILE, NULL, self->path);
    }

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * heed_damaged_close:
 * @self: (transfer full): a file
 *
 * Lets go of the file.
 */
void
heed_damaged_close (HeedDamaged *self)
{
  g_clear_pointer (&self->found, free_found);
  g_clear_pointer (&self->connection, heed_connection_close);
  g_free (self->path);
  g_free (self);
}

/**
 * heed_damaged_collect:
 * @self: a file
 * @sql: a constant statement that gives the first number from ?1 on
 * @numbers: (element-type gint64): where to put all of them
 *
 * Finds every number that can be read.
 */
void
heed_damaged_collect (HeedDamaged *self,
                      const char  *sql,
                      GHashTable  *numbers)
{
  collect (self, self->connection, sql, numbers);
  if (self->found != NULL)
    collect (self, self->found->connection, sql, numbers);
}

/**
 * heed_damaged_walk:
 * @self: a file
 * @sql: a constant statement
 * @backwards: the same in the opposite order
 * @number: what is bound to ?1
 * @func: (scope call): called with each row; with one several times, if need be, and
 *   the last time with what counts
 * @user_data: for @func
 *
 * Goes through rows from both ends, as far as they can be read, after those that
 * were found on pages.
 *
 * Returns: %TRUE if there was nothing that could not be read
 */
gboolean
heed_damaged_walk (HeedDamaged     *self,
                   const char      *sql,
                   const char      *backwards,
                   gint64           number,
                   HeedDamagedFunc  func,
                   gpointer         user_data)
{
  guint64 n_rows;

  if (self->found != NULL)
    walk_one_way (self, self->found->connection, sql, number, func, user_data, &n_rows);
  if (walk_one_way (self, self->connection, sql, number, func, user_data, &n_rows))
    return TRUE;

  walk_one_way (self, self->connection, backwards, number, func, user_data, &n_rows);
  return FALSE;
}

/**
 * heed_damaged_get_row:
 * @self: a file
 * @sql: a constant statement that gives a row at most
 * @number: what is bound to ?1
 * @func: (scope call): called with the row, if there is one
 * @user_data: for @func
 *
 * Reads one row; one that was found on a page only where SQLite gives none.
 *
 * Returns: %FALSE if it could not be read
 */
gboolean
heed_damaged_get_row (HeedDamaged    *self,
                      const char     *sql,
                      gint64          number,
                      HeedDamagedFunc func,
                      gpointer        user_data)
{
  guint64 n_rows;
  gboolean success = walk_one_way (self, self->connection, sql, number, func, user_data, &n_rows);

  if (self->found == NULL || n_rows > 0)
    return success;

  walk_one_way (self, self->found->connection, sql, number, func, user_data, &n_rows);
  return success || n_rows > 0;
}

/**
 * heed_damaged_lacks_pictures:
 * @self: a file
 *
 * Tells whether it is known to be from a Heed that kept no pictures.
 *
 * Returns: %TRUE if so; none is lost then
 */
gboolean
heed_damaged_lacks_pictures (HeedDamaged *self)
{
  return self->lacks_pictures;
}

/**
 * heed_damaged_get_unread:
 * @self: a file
 *
 * Gets how often something could not be read.
 *
 * Returns: a number; 0 if all of it could be read so far
 */
guint
heed_damaged_get_unread (HeedDamaged *self)
{
  return self->n_unread;
}
