/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which version a journal has, and how it gets to the newest. Each version is
 * one numbered .sql file; a released one is never edited. */

#include "heed-schema.h"

#include "heed-journal-file-private.h"
#include "heed-store-resources.h"

#include <glib/gi18n.h>
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

#define NO_PICTURE "CREATE TEMP VIEW picture AS SELECT '' AS content, NULL AS bytes WHERE FALSE;"

/* By version: what lets the statements of today read an older journal that may
 * not be written, such as one on a disc or a backup. Tables in the temporary schema
 * hide those of the file. */
static const char * const stand_ins[] = {
  [1] = "CREATE TEMP VIEW entry AS SELECT *, 1 AS listed FROM main.entry;" TAG_LOOK NO_WORDING NO_PICTURE,
  [2] = TAG_LOOK NO_WORDING NO_PICTURE,
  [3] = TAG_LOOK NO_WORDING NO_PICTURE,
  [4] = NO_WORDING NO_PICTURE,
  [5] = NO_PICTURE,
  [6] = NO_PICTURE,
};

static guint32
read_big_endian (const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT32_FROM_BE (value);
}

/* The version that this Heed makes; it understands no newer one. */
static guint
get_newest (void)
{
  g_auto (GStrv) steps = g_resource_enumerate_children (heed_store_get_resource (), STEPS_PATH,
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return g_strv_length (steps);
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
                          GError     **error)
{
  guint8 header[HEADER_SIZE];
  gboolean known;
  gssize length = heed_journal_file_read_start (path, header, sizeof header, &known, error);
  guint32 application_id;

  if (length <= 0)
    return length == 0;

  /* What is still in the write-ahead log only is seen by heed_schema_check(). */
  application_id = length == HEADER_SIZE ? read_big_endian (header + HEADER_APPLICATION_ID) : 0;
  if (length < HEADER_SIZE || memcmp (header, HEADER_MAGIC, sizeof HEADER_MAGIC) != 0 ||
      (application_id != 0 && application_id != HEED_SCHEMA_APPLICATION_ID))
    {
      heed_set_error_for_journal (error, HEED_ERROR_INVALID_FILE, NULL, path);
      return FALSE;
    }
  if (application_id == HEED_SCHEMA_APPLICATION_ID && read_big_endian (header + HEADER_VERSION) > get_newest ())
    {
      heed_set_error_for_journal (error, HEED_ERROR_TOO_NEW, NULL, path);
      return FALSE;
    }

  return TRUE;
}

/**
 * heed_schema_check:
 * @connection: a file; nothing is written to it
 * @is_made: whether there has to be a journal in it
 * @error: return location for an error
 *
 * Tells whether the file is a journal that can be used, or empty.
 *
 * Returns: %FALSE with %HEED_ERROR_INVALID_FILE, %HEED_ERROR_TOO_NEW,
 *   %HEED_ERROR_NOT_FOUND or another error of that domain
 */
gboolean
heed_schema_check (HeedConnection  *connection,
                   gboolean         is_made,
                   GError         **error)
{
  /* As one picture: another process may be making the journal right now. */
  g_autoptr (HeedSnapshot) snapshot = heed_connection_begin_read (connection, error);
  gint64 application_id, version, n_objects;
  gboolean is_empty;

  if (snapshot == NULL ||
      !heed_connection_query_int (connection, "PRAGMA application_id", &application_id, error) ||
      !heed_connection_query_int (connection, HEED_SCHEMA_VERSION, &version, error) ||
      !heed_connection_query_int (connection, "SELECT count(*) FROM sqlite_schema", &n_objects, error))
    return FALSE;

  /* What was killed before it had made the journal; whoever writes goes on from there. */
  is_empty = application_id == 0 && version == 0 && n_objects == 0;
  if (is_empty ? !is_made : application_id == HEED_SCHEMA_APPLICATION_ID && version <= get_newest ())
    return TRUE;

  heed_set_error_for_journal (error,
                              is_empty ? HEED_ERROR_NOT_FOUND
                                       : application_id != HEED_SCHEMA_APPLICATION_ID ? HEED_ERROR_INVALID_FILE
                                                                                     : HEED_ERROR_TOO_NEW,
                              NULL, connection->path);
  return FALSE;
}

/**
 * heed_schema_is_newest:
 * @connection: a file that heed_schema_check() accepted
 * @newest: (out): whether there is nothing to bring up to date in it
 * @error: return location for an error
 *
 * Tells whether the file is as this Heed makes it.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_schema_is_newest (HeedConnection  *connection,
                       gboolean        *newest,
                       GError         **error)
{
  gint64 version;

  if (!heed_connection_query_int (connection, HEED_SCHEMA_VERSION, &version, error))
    return FALSE;

  *newest = version == get_newest ();
  return TRUE;
}

/**
 * heed_schema_stand_in:
 * @connection: a journal that is only read
 * @error: return location for an error
 *
 * Lets the statements of today read a journal of an older version as it is.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_schema_stand_in (HeedConnection  *connection,
                      GError         **error)
{
  gint64 version;

  if (!heed_connection_query_int (connection, HEED_SCHEMA_VERSION, &version, error))
    return FALSE;
  if (version >= get_newest ())
    return TRUE;
  if (version > 0 && version < (gint64) G_N_ELEMENTS (stand_ins))
    return heed_connection_execute (connection, stand_ins[version], error);

  heed_set_error (error, HEED_ERROR_READ_ONLY, NULL,
                  _("This journal is from an older Heed. Open it once where it can be written, so that it is brought up to date."));
  return FALSE;
}

/**
 * heed_schema_upgrade:
 * @connection: a file that heed_schema_check() accepted
 * @steps: (array zero-terminated=1): all steps, as heed_schema_dup_steps()
 *   gives them
 * @error: return location for an error
 *
 * Brings the file to the newest version in one transaction. Another process may have
 * done so since its version was read outside the transaction, so it is read again.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; the file is then as it was
 */
gboolean
heed_schema_upgrade (HeedConnection          *connection,
                     const char     * const  *steps,
                     GError                 **error)
{
  guint newest = g_strv_length ((GStrv) steps);
  g_autofree char *set_version = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u",
                                                  HEED_SCHEMA_APPLICATION_ID, newest);
  gint64 version = newest;
  gboolean success = heed_connection_run (connection, error, "BEGIN IMMEDIATE") &&
                     heed_schema_check (connection, FALSE, error) &&
                     heed_connection_query_int (connection, HEED_SCHEMA_VERSION, &version, error);

  for (guint i = (guint) version; success && i < newest; i++)
    success = heed_connection_execute (connection, steps[i], error);
  success = success && (version == newest || heed_connection_execute (connection, set_version, error)) &&
            heed_connection_run (connection, error, "COMMIT");
  heed_connection_roll_back (connection);
  return success;
}
