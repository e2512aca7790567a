/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The person's settings, also where the schema of them is not installed. */

#include "heed-settings.h"

#include "heed-config.h"
#include "heed-database.h"
#include "heed-ui-resources.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#define COMPILED "gschemas.compiled"
#define RESOURCE "/org/heedworkbook/Heed/" COMPILED

/* A schema is only read from a folder. What was opened stays when that is gone. */
static GSettingsSchema *
load_own_schema (GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("heed-XXXXXX", error);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, COMPILED, NULL) : NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GSettingsSchemaSource) source = NULL;

  if (folder == NULL)
    return NULL;

  if (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error))
    source = g_settings_schema_source_new_from_directory (folder, NULL, FALSE, error);
  g_unlink (path);
  g_rmdir (folder);
  return source != NULL ? g_settings_schema_source_lookup (source, HEED_APPLICATION_ID, FALSE) : NULL;
}

static gpointer
find_schema (gpointer unused)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  GSettingsSchema *schema = source != NULL ? g_settings_schema_source_lookup (source, HEED_APPLICATION_ID, TRUE) : NULL;
  g_autoptr (GError) error = NULL;

  if (schema == NULL)
    schema = load_own_schema (&error);
  if (schema == NULL)
    {
      g_printerr (_("Heed cannot start: its settings can be read only where a temporary folder can be made (%s).\n"),
                  error->message);
      exit (EXIT_FAILURE);
    }

  return schema;
}

/**
 * heed_settings_new:
 *
 * Gets the person's settings. Where their schema is not installed, or a session
 * does not say where, the one that is built in serves.
 *
 * Returns: (transfer full): the settings
 */
GSettings *
heed_settings_new (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, find_schema, NULL);
  return g_settings_new_full (once.retval, NULL, NULL);
}

/**
 * heed_settings_dup_backup_folder:
 * @settings: the settings
 * @journal: (type filename): a journal
 *
 * Gets the folder that was chosen for backups. Another journal than the person's own
 * has them beside itself, wherever those of the own one go.
 *
 * Returns: (transfer full) (type filename) (nullable): the folder; %NULL for the one
 *   beside the journal
 */
char *
heed_settings_dup_backup_folder (GSettings  *settings,
                                 const char *journal)
{
  g_autoptr (GVariant) chosen = g_settings_get_value (settings, "backup-folder");
  const char *folder = g_variant_get_bytestring (chosen);
  g_autofree char *own = heed_journal_file_get_default_path ();

  return *folder != '\0' && g_str_equal (journal, own) ? g_strdup (folder) : NULL;
}
