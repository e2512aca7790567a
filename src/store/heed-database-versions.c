/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Older versions that come from another copy of the journal. */

#include "heed-database-private.h"

#include "heed-checksum.h"

#define INSERT_VERSION \
  "INSERT INTO revision (entry, workbook, workbook_version, form, item, title, tags, " \
  "  created, created_offset, modified, modified_offset, " \
  "  completed, completed_offset, deleted, deleted_offset, checksum) " \
  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
#define INSERT_VERSION_ANSWER \
  "INSERT INTO revision_answer (revision, path, value, modified) VALUES (?1, ?2, ?3, ?4)"

static gboolean
insert_head (HeedDatabase  *self,
             gint64         row,
             HeedRecord    *version,
             GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, INSERT_VERSION, error);
  HeedTimestamp created = heed_record_get_created (version), modified = heed_record_get_modified (version);
  g_autofree char *tags = NULL;

  if (statement == NULL)
    return FALSE;

  if (heed_record_get_tags (version)[0] != NULL)
    tags = g_strjoinv ("\n", (char **) heed_record_get_tags (version));
  heed_statement_bind_int (statement, 1, row);
  heed_statement_bind_text (statement, 2, heed_record_get_workbook_id (version));
  heed_statement_bind_int (statement, 3, heed_record_get_workbook_version (version));
  heed_statement_bind_text (statement, 4, heed_record_get_form_id (version));
  heed_statement_bind_text (statement, 5, heed_record_get_item_id (version));
  heed_statement_bind_text (statement, 6, heed_record_get_title (version));
  heed_statement_bind_text (statement, 7, tags);
  heed_statement_bind_int (statement, 8, created.utc);
  heed_statement_bind_int (statement, 9, created.offset);
  heed_statement_bind_int (statement, 10, modified.utc);
  heed_statement_bind_int (statement, 11, modified.offset);
  heed_statement_bind_stamp (statement, 12, heed_record_get_completed (version));
  heed_statement_bind_stamp (statement, 14, heed_record_get_deleted (version));
  heed_statement_bind_int (statement, 16, heed_checksum_record (version));
  return heed_statement_run (statement, error);
}

static gboolean
insert_answers (HeedDatabase  *self,
                gint64         revision,
                HeedRecord    *version,
                GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, INSERT_VERSION_ANSWER, error);

  if (statement == NULL)
    return FALSE;

  heed_statement_bind_int (statement, 1, revision);
  for (guint i = 0; i < heed_record_get_n_answers (version); i++)
    if (!heed_database_write_answer (statement, version, i, error))
      return FALSE;

  return TRUE;
}

static gboolean
is_among (GPtrArray  *versions,
          HeedRecord *version)
{
  for (guint i = 0; i < versions->len; i++)
    if (heed_record_equal (g_ptr_array_index (versions, i), version))
      return TRUE;

  return FALSE;
}

/* Tells whether what an entry was elsewhere is to be kept: unless it is kept
 * already, or is what the entry is now, or the entry is not there or was deleted
 * for good. Gives the row of the entry. */
gboolean
heed_database_lacks_version (HeedDatabase  *self,
                             HeedRecord    *version,
                             gboolean      *lacks,
                             gint64        *row,
                             GError       **error)
{
  const char *id = heed_record_get_id (version);
  g_autoptr (GError) failure = NULL;
  gint64 modified;
  g_autoptr (HeedRecord) present = heed_database_load (self, id, row, NULL, &failure);
  g_autoptr (GPtrArray) versions = NULL;

  *lacks = FALSE;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (present == NULL || heed_record_is_emptied (present) || heed_record_equal (present, version))
    return TRUE;

  /* What is equal was written at the same time. */
  modified = heed_record_get_modified (version).utc;
  versions = heed_database_get_revisions_of (self, id, &modified, error);
  if (versions == NULL)
    return FALSE;

  *lacks = !is_among (versions, version);
  return TRUE;
}

/* Keeps what an entry was elsewhere, within a transaction that there is, if the
 * journal lacks it; @revision tells where, and is 0 otherwise. */
gboolean
heed_database_keep_version (HeedDatabase  *self,
                            HeedRecord    *version,
                            gint64        *revision,
                            GError       **error)
{
  gboolean lacks;
  gint64 row;

  *revision = 0;
  if (!heed_database_lacks_version (self, version, &lacks, &row, error))
    return FALSE;
  if (!lacks)
    return TRUE;
  if (!insert_head (self, row, version, error))
    return FALSE;

  *revision = sqlite3_last_insert_rowid (self->handle);
  return insert_answers (self, *revision, version, error);
}
