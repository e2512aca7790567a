/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that the journal writes beside its own, on the store's thread. See
 * heed-journal-work.h. */

#include "heed-journal-work.h"

#include "heed-error.h"
#include "heed-file.h"
#include "heed-json-writer.h"

#include <glib/gi18n.h>

static gboolean
write_record (HeedRecord  *record,
              gpointer     writer,
              GError     **error)
{
  return heed_json_writer_add (writer, record, error);
}

static gboolean
write_chosen (HeedDatabase        *database,
              const char * const  *ids,
              HeedJsonWriter      *writer,
              GError             **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (HeedRecord) record = heed_database_get (database, ids[i], error);

      if (record == NULL || !heed_json_writer_add (writer, record, error))
        return FALSE;
    }

  return TRUE;
}

/* A slip of the finger must not put an export in the place of a journal. */
static HeedSafeFile *
create_file (const char  *path,
             GError     **error)
{
  g_autofree char *name = NULL;

  if (!heed_database_is_journal (path))
    return heed_safe_file_new (path, error);

  name = g_filename_display_name (path);
  heed_set_error (error, HEED_ERROR_EXISTS, NULL,
                  _("“%s” is a journal and was left as it is. Choose another name."), name);
  return NULL;
}

/* The whole journal or some entries as JSON, into a file that is whole or not
 * there. */
gpointer
heed_work_export (HeedDatabase  *database,
                  gpointer       data,
                  GError       **error)
{
  HeedWork *work = data;
  g_autoptr (HeedSafeFile) file = create_file (work->path, error);
  g_autoptr (HeedJsonWriter) writer = NULL;
  gboolean success;

  if (file == NULL)
    return NULL;

  writer = heed_json_writer_new (heed_safe_file_get_stream (file), work->workbook);
  success = work->ids != NULL ? write_chosen (database, (const char * const *) work->ids, writer, error)
                              : heed_database_foreach (database, NULL, write_record, writer, error);
  if (success && heed_json_writer_finish (writer, error))
    heed_safe_file_commit (file, error);

  return NULL;
}

gpointer
heed_work_back_up (HeedDatabase  *database,
                   gpointer       data,
                   GError       **error)
{
  HeedWork *work = data;

  if (work->over)
    heed_database_backup_over (database, work->path, error);
  else
    heed_database_backup (database, work->path, error);
  return NULL;
}
