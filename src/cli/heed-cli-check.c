/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* heed check: whether the journal is sound. */

#include "heed-cli-journal.h"
#include "heed-cli-output.h"
#include "heed-error.h"

#include <glib/gi18n.h>

static gboolean
write_problems (char   **problems,
                GError **error)
{
  g_autoptr (HeedCliOutput) output = heed_cli_output_open (NULL, error);

  if (problems[0] == NULL && !heed_cli_output_add_line (output, _("All is well with your journal."), error))
    return FALSE;
  for (guint i = 0; problems[i] != NULL; i++)
    if (!heed_cli_output_add_line (output, problems[i], error))
      return FALSE;

  return heed_cli_output_commit (output, error);
}

static gboolean
run (HeedCliInput  *input,
     GError       **error)
{
  g_autoptr (HeedDatabase) database = NULL;
  g_auto (GStrv) problems = NULL;
  guint count;

  database = heed_cli_open_journal (input, NULL, error);
  if (database == NULL ||
      !heed_database_check (database, &problems, error) ||
      !heed_database_close (database, error) ||
      !write_problems (problems, error))
    return FALSE;

  heed_cli_tell_copies (input);
  count = g_strv_length (problems);
  if (count == 0)
    return TRUE;

  heed_set_error (error, HEED_ERROR_CORRUPT, NULL,
                  ngettext ("The journal has %u problem. Nothing was changed; “heed recover” saves what can be read into a new one.",
                            "The journal has %u problems. Nothing was changed; “heed recover” saves what can be read into a new one.",
                            count),
                  count);
  return FALSE;
}

const HeedCliCommand heed_cli_check = {
  .name = "check",
  .summary = N_("Read the whole journal and say whether it is sound"),
  .details = N_("The journal is only read; nothing in it is changed. If something is wrong with\n"
                "it, each problem is written on a line of its own, and names the entry where it is\n"
                "one that is not as it was written. Other copies of the journal that were left by\n"
                "programs that keep folders alike are named on the standard error."),
  .options = HEED_CLI_OPTION_JOURNAL,
  .run = run,
};
