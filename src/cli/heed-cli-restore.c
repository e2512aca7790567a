/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* heed restore: a backup in the place of the journal. */

#include "heed-backup.h"
#include "heed-cli-command.h"
#include "heed-cli-output.h"
#include "heed-database.h"

#include <glib/gi18n.h>

static gboolean
write_result (const char  *backup,
              const char  *kept,
              GError     **error)
{
  g_autoptr (HeedCliOutput) output = heed_cli_output_open (NULL, error);
  g_autofree char *name = g_filename_display_name (backup);
  g_autofree char *kept_name = kept != NULL ? g_filename_display_name (kept) : NULL;
  g_autofree char *restored = g_strdup_printf (_("Your journal is restored from “%s”."), name);
  g_autofree char *before = kept != NULL ? g_strdup_printf (_("What was there before is kept as “%s”."), kept_name)
                                         : NULL;

  return heed_cli_output_add_line (output, restored, error) &&
         (before == NULL || heed_cli_output_add_line (output, before, error)) &&
         heed_cli_output_commit (output, error);
}

static gboolean
run (HeedCliInput  *input,
     GError       **error)
{
  g_autofree char *path = input->journal != NULL ? g_strdup (input->journal) : heed_database_get_default_path ();
  g_autofree char *kept = NULL;

  if (input->words == NULL || input->words[1] != NULL)
    {
      heed_cli_refuse_usage (error, _("Say which one backup to restore."));
      return FALSE;
    }

  return heed_backup_restore (path, input->words[0], &kept, error) &&
         write_result (input->words[0], kept, error);
}

const HeedCliCommand heed_cli_restore = {
  .name = "restore",
  .words = N_("FILE"),
  .summary = N_("Make the journal what it was when a backup was made"),
  .details = N_("The backup is looked through first, and takes the place of the journal as a\n"
                "whole. What was there before is kept in a file beside it, and its name is\n"
                "written. It does not work while the journal is open anywhere. To take what is\n"
                "in a backup into the journal and lose nothing of either, use “heed import”."),
  .options = HEED_CLI_OPTION_JOURNAL,
  .run = run,
};
