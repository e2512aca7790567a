/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which version a journal has, and how it gets to the newest. Each version is
 * one numbered .sql file; a released one is never edited. */

#include "heed-schema.h"

#include "heed-database-error.h"
#include "heed-store-resources.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define STEPS_PATH "/org/heedworkbook/Heed/store/schema"

/* https://www.sqlite.org/fileformat2.html#the_database_header */
#define HEADER_SIZE 100
#define HEADER_MAGIC "SQLite format 3"
#define HEADER_VERSION 60
#define HEADER_APPLICATION_ID 68

#define TAG_LOOK \
  "CREATE TEMP VIEW tag_look AS SELECT entry, tag, heed_fold_look (tag) AS look FROM main.tag " \
  "WHERE NOT EXISTS (SELECT 1 FROM main.tag AS other WHERE other.entry = main.tag.entry AND other.tag < main.tag.tag " \
  "  AND heed_fold_look (other.tag) = heed_fold_look (main.tag.tag));"

#define NO_WORDING \
  "CREATE TEMP VIEW wording AS SELECT '' AS workbook, 0 AS version, 0 AS whole, NULL AS document WHERE FALSE;"

/* By version: what lets the statements of today read an older journal that may
 * not be written, such as one on a disc or a backup. Tables in the temporary schema
 * hide those of the file. */
static const char * const stand_ins[] = {
  [1] = "CREATE TEMP VIEW entry AS SELECT *, 1 AS listed FROM main.entry;" TAG_LOOK NO_WORDING,
  [2] = TAG_LOOK NO_WORDING,
  [3] = TAG_LOOK NO_WORDING,
  [4] = NO_WORDING,
};

static guint32
read_big_endian (const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT32_FROM_BE (value);
}

/* As one picture: another process may be making the journal right now. */
static gboolean
read_marks (HeedDatabase  *database,
            gint64        *application_id,
            gint64        *version,
            gint64        *n_objects,
            GError       **error)
{
  gboolean begun, success;

  if (!heed_database_begin_read (database, &begun, error))
    return FALSE;

  success = heed_database_query_int (database, "PRAGMA application_id", application_id, error) &&
            heed_database_query_int (database, "PRAGMA user_version", version, error) &&
            heed_database_query_int (database, "SELECT count(*) FROM sqlite_schema", n_objects, error);
  if (begun)
    heed_database_roll_back (database);
  return success;
}

static char *
format_copy_path (const char *path,
                  guint       version,
                  guint       attempt)
{
  g_autofree char *stem = g_str_has_suffix (path, ".db") ? g_strndup (path, strlen (path) - strlen (".db"))
                                                         : g_strdup (path);

  if (attempt == 1)
    return g_strdup_printf ("%s-before-%u.db", stem, version);
  return g_strdup_printf ("%s-before-%u-%u.db", stem, version, attempt);
}

/* An upgrade that was cut off may have left a copy; that one stays, too. Gives
 * the path of the copy. */
static char *
copy_before_upgrade (HeedDatabase  *database,
                     guint          version,
                     GError       **error)
{
  for (guint attempt = 1;; attempt++)
    {
      g_autofree char *path = format_copy_path (database->path, version, attempt);
      g_autoptr (GError) failure = NULL;

      if (heed_database_copy (database, path, FALSE, NULL, NULL, &failure))
        return g_steal_pointer (&path);
      if (!g_error_matches (failure, HEED_ERROR, HEED_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }
}

static gboolean
stand_in (HeedDatabase  *database,
          gint64         version,
          GError       **error)
{
  if (version > 0 && version < (gint64) G_N_ELEMENTS (stand_ins))
    return heed_database_execute (database, stand_ins[version], error);

  heed_set_error (error, HEED_ERROR_READ_ONLY, NULL,
                  _("This journal is from an older Heed. Open it once where it can be written, so that it is brought up to date."));
  return FALSE;
}

static gboolean
set_version (HeedDatabase  *database,
             guint          version,
             GError       **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u",
                                          HEED_SCHEMA_APPLICATION_ID, version);

  return heed_database_execute (database, sql, error);
}

/* Another process may have upgraded the file since its version was read
 * outside the transaction, so it is read again. */
static gboolean
run_steps (HeedDatabase        *database,
           const char * const  *steps,
           GError             **error)
{
  guint newest = g_strv_length ((GStrv) steps);
  gint64 version;

  if (!heed_schema_check (database, newest, error) ||
      !heed_database_query_int (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == newest)
    return TRUE;

  for (guint i = (guint) version; i < newest; i++)
    if (!heed_database_execute (database, steps[i], error))
      return FALSE;

  return set_version (database, newest, error);
}

static gboolean
upgrade (HeedDatabase        *database,
         const char * const  *steps,
         GError             **error)
{
  if (!heed_database_begin_write (database, error))
    return FALSE;
  if (run_steps (database, steps, error) && heed_database_commit (database, error))
    return TRUE;

  heed_database_roll_back (database);
  return FALSE;
}

/* The file is as it was, and so the copy is of no use: with each try on a disk
 * that is nearly full another one would make it fuller. Where it cannot be told
 * that the file is as it was, the copy stays. */
static void
drop_copy (HeedDatabase *database,
           const char   *copy,
           gint64        version)
{
  gint64 version_now;

  if (heed_database_query_int (database, "PRAGMA user_version", &version_now, NULL) && version_now == version)
    g_unlink (copy);
}

/**
 * heed_schema_dup_steps:
 *
 * Gets the SQL of all steps. Step 0 makes version 1 from nothing, step n
 * makes version n + 1 from version n.
 *
 * Returns: (transfer full): the steps
 */
GStrv
heed_schema_dup_steps (void)
{
  GResource *resource = heed_store_get_resource ();
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();

  for (guint i = 1;; i++)
    {
      g_autofree char *path = g_strdup_printf (STEPS_PATH "/%04u.sql", i);
      g_autoptr (GBytes) sql = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (sql == NULL)
        return g_strv_builder_end (steps);
      g_strv_builder_add (steps, g_bytes_get_data (sql, NULL));
    }
}

/**
 * heed_schema_check_header:
 * @path: (type filename): a file
 * @newest: the newest version that is understood
 * @error: return location for an error
 *
 * Looks at the first bytes of a file, so that one that is no journal or comes
 * from a newer Heed is refused before SQLite touches it. An empty file passes, and
 * so does one that was let pass and is still open.
 *
 * Returns: %FALSE with %HEED_ERROR_NOT_FOUND, %HEED_ERROR_INVALID_FILE,
 *   %HEED_ERROR_TOO_NEW or another error of that domain
 */
gboolean
heed_schema_check_header (const char  *path,
                          guint        newest,
                          GError     **error)
{
  guint8 header[HEADER_SIZE];
  gboolean known;
  gssize length = heed_database_read_start (path, header, sizeof header, &known, error);
  guint32 application_id;

  if (length <= 0)
    return length == 0;

  if (length < HEADER_SIZE || memcmp (header, HEADER_MAGIC, sizeof HEADER_MAGIC) != 0)
    {
      heed_set_error_for_journal (error, HEED_ERROR_INVALID_FILE, NULL, path);
      return FALSE;
    }

  /* What is still in the write-ahead log only is seen by heed_schema_check(). */
  application_id = read_big_endian (header + HEADER_APPLICATION_ID);
  if (application_id != 0 && application_id != HEED_SCHEMA_APPLICATION_ID)
    {
      heed_set_error_for_journal (error, HEED_ERROR_INVALID_FILE, NULL, path);
      return FALSE;
    }
  if (application_id == HEED_SCHEMA_APPLICATION_ID && read_big_endian (header + HEADER_VERSION) > newest)
    {
      heed_set_error_for_journal (error, HEED_ERROR_TOO_NEW, NULL, path);
      return FALSE;
    }

  return TRUE;
}

/**
 * heed_schema_check:
 * @database: a database; nothing is written to it
 * @newest: the newest version that is understood
 * @error: return location for an error
 *
 * Tells whether the file is a journal that can be used, or empty.
 *
 * Returns: %FALSE with %HEED_ERROR_INVALID_FILE, %HEED_ERROR_TOO_NEW or
 *   another error of that domain
 */
gboolean
heed_schema_check (HeedDatabase  *database,
                   guint          newest,
                   GError       **error)
{
  gint64 application_id, version, n_objects;

  if (!read_marks (database, &application_id, &version, &n_objects, error))
    return FALSE;

  /* What was killed before it had made the journal; whoever writes goes on from there. */
  if (application_id == 0 && version == 0 && n_objects == 0 && database->read_only)
    {
      heed_set_error_for_journal (error, HEED_ERROR_NOT_FOUND, NULL, database->path);
      return FALSE;
    }
  if (application_id != HEED_SCHEMA_APPLICATION_ID &&
      (application_id != 0 || version != 0 || n_objects != 0))
    {
      heed_set_error_for_journal (error, HEED_ERROR_INVALID_FILE, NULL, database->path);
      return FALSE;
    }
  if (version > newest)
    {
      heed_set_error_for_journal (error, HEED_ERROR_TOO_NEW, NULL, database->path);
      return FALSE;
    }

  return TRUE;
}

/**
 * heed_schema_upgrade:
 * @database: a database that heed_schema_check() accepted
 * @steps: (array zero-terminated=1): all steps, as heed_schema_dup_steps()
 *   gives them
 * @error: return location for an error
 *
 * Brings the file to the newest version in one transaction. What it held
 * before is kept in a copy beside it, named like `journal-before-2.db`. A file
 * that is only read stays as it is, and can be read all the same.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; the file is then
 *   as it was, and there is no copy
 */
gboolean
heed_schema_upgrade (HeedDatabase        *database,
                     const char * const  *steps,
                     GError             **error)
{
  guint newest = g_strv_length ((GStrv) steps);
  g_autofree char *copy = NULL;
  gint64 version;

  if (!heed_database_query_int (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version >= newest)
    return TRUE;

  if (database->read_only)
    return stand_in (database, version, error);

  if (version > 0 && !database->no_copy)
    {
      copy = copy_before_upgrade (database, newest, error);
      if (copy == NULL)
        return FALSE;
    }
  if (upgrade (database, steps, error))
    {
      g_debug ("The file was of version %" G_GINT64_FORMAT " and is now of version %u", version, newest);
      return TRUE;
    }

  if (copy != NULL)
    drop_copy (database, copy, version);
  return FALSE;
}
