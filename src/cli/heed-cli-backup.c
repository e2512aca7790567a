/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* heed backup: a copy of the journal. */

#include "heed-cli-journal.h"

#include <glib/gi18n.h>

static gboolean
run (HeedCliInput  *input,
     GError       **error)
{
  g_autoptr (HeedDatabase) database = NULL;

  if (input->output == NULL)
    {
      heed_cli_refuse_usage (error, _("Say which file to write with -o."));
      return FALSE;
    }

  database = heed_cli_open_journal (input, NULL, error);
  return database != NULL && heed_database_backup (database, input->output, error) &&
         heed_database_close (database, error);
}

const HeedCliCommand heed_cli_backup = {
  .name = "backup",
  .summary = N_("Copy the journal to a new file"),
  .details = N_("The copy is again a journal, with everything in it as of this moment, and safe\n"
                "to take while Heed is open. An existing file is never overwritten."),
  .options = HEED_CLI_OPTION_JOURNAL | HEED_CLI_OPTION_OUTPUT,
  .run = run,
};
