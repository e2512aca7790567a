/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* heed backup, check, restore and recover: that the journal is safe, and what to do
 * where it is not. */

#include "heed-cli-command.h"

#include "heed-backup.h"
#include "heed-error.h"
#include "heed-wording.h"
#include "heed-workbook-locate.h"

#include <glib/gi18n.h>

static gboolean
run_backup (HeedCliInput  *input,
            GError       **error)
{
  g_autoptr (HeedDatabase) database = heed_cli_open_journal (input, NULL, error);

  return database != NULL && heed_database_backup (database, input->output, FALSE, NULL, NULL, error) &&
         heed_database_close (database, error);
}

const HeedCliCommand heed_cli_backup = {
  .name = "backup",
  .output = TRUE,
  .summary = N_("Copy the journal to a new file"),
  .details = N_("The copy is again a journal, with everything in it as of this moment, and safe\n"
                "to take while Heed is open. An existing file is never overwritten."),
  .options = HEED_CLI_OPTION_JOURNAL | HEED_CLI_OPTION_OUTPUT,
  .run = run_backup,
};

static gboolean
run_check (HeedCliInput  *input,
           GError       **error)
{
  g_autoptr (HeedDatabase) database = heed_cli_open_journal (input, NULL, error);
  g_auto (GStrv) problems = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *said = NULL;
  g_autofree char *copies = NULL;
  guint count;

  if (database == NULL || !heed_database_check (database, &problems, error) || !heed_database_close (database, error))
    return FALSE;

  count = g_strv_length (problems);
  lines = g_strjoinv ("\n", problems);
  said = g_strdup_printf ("%s\n", count > 0 ? lines : _("All is well with your journal."));
  if (!heed_cli_say (said, error))
    return FALSE;

  copies = heed_cli_name_copies (input);
  if (copies != NULL)
    /* Translators: %s is a list of files. */
    g_printerr (_("heed: There may be more than is in your journal in %s. “heed import” joins it; nothing is lost by "
                  "that.\n"), copies);
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
  .run = run_check,
};

static gboolean
run_restore (HeedCliInput  *input,
             GError       **error)
{
  g_autofree char *path = heed_cli_dup_path (input);
  g_autofree char *name = g_filename_display_name (input->words[0]);
  g_autofree char *kept = NULL;
  g_autofree char *kept_name = NULL;
  g_autoptr (GString) said = g_string_new (NULL);

  if (!heed_backup_restore (path, input->words[0], &kept, error))
    return FALSE;

  heed_cli_add_line (said, _("Your journal is restored from “%s”."), name);
  kept_name = kept != NULL ? g_filename_display_name (kept) : NULL;
  if (kept != NULL)
    heed_cli_add_line (said, _("What was there before is kept as “%s”."), kept_name);
  return heed_cli_say (said->str, error);
}

const HeedCliCommand heed_cli_restore = {
  .name = "restore",
  .words = N_("FILE"),
  .word = N_("Say which one backup to restore."),
  .summary = N_("Make the journal what it was when a backup was made"),
  .details = N_("The backup is looked through first, and takes the place of the journal as a\n"
                "whole. What was there before is kept in a file beside it, and its name is\n"
                "written. It does not work while the journal is open anywhere. To take what is\n"
                "in a backup into the journal and lose nothing of either, use “heed import”."),
  .options = HEED_CLI_OPTION_JOURNAL,
  .run = run_restore,
};

static void
add_in_part (GString            *said,
             const HeedSalvaged *salvaged,
             HeedWorkbook       *workbook)
{
  guint count = salvaged->in_part->len;

  if (count > 0)
    heed_cli_add_line (said, ngettext ("Of %u entry something could not be read, or is not as it was written:",
                                       "Of %u entries something could not be read, or is not as it was written:", count),
                       count);
  for (guint i = 0; i < count; i++)
    {
      HeedRecord *record = g_ptr_array_index (salvaged->in_part, i);
      g_autofree char *day = heed_day_format (heed_timestamp_get_day (heed_record_get_created (record)));

      /* Translators: the title of an entry, its day, and its id. */
      heed_cli_add_line (said, C_("entry in a list", "  %s, %s (%s)"), heed_wording_get_title (workbook, record), day,
                         heed_record_get_id (record));
    }
}

/* Of what is not mentioned nothing is lost that the file still knows of. */
static gboolean
run_recover (HeedCliInput  *input,
             GError       **error)
{
  g_autoptr (HeedWorkbook) workbook = heed_workbook_open_default (error);
  g_auto (HeedSalvaged) salvaged = { 0 };
  g_autoptr (GString) said = g_string_new (NULL);

  if (workbook == NULL || !heed_database_salvage (input->words[0], input->output, workbook, &salvaged, error))
    return FALSE;

  heed_cli_add_line (said, ngettext ("%u entry is in the new journal.", "%u entries are in the new journal.",
                                     salvaged.entries), salvaged.entries);
  heed_cli_add_line (said, ngettext ("%u older version is in the new journal.",
                                     "%u older versions are in the new journal.", salvaged.versions), salvaged.versions);
  add_in_part (said, &salvaged, workbook);
  if (salvaged.versions_in_part > 0)
    heed_cli_add_line (said, ngettext ("Of %u older version something could not be read.",
                                       "Of %u older versions something could not be read.", salvaged.versions_in_part),
                       salvaged.versions_in_part);
  else if (salvaged.in_part->len == 0)
    heed_cli_add_line (said, "%s", salvaged.unread > 0 ? _("What could not be read is no part of any entry.")
                                                       : _("Nothing was found that could not be read."));
  return heed_cli_say (said->str, error);
}

const HeedCliCommand heed_cli_recover = {
  .name = "recover",
  .words = N_("FILE"),
  .word = N_("Say which one journal to recover."),
  .output = TRUE,
  .summary = N_("Save what can be read of a damaged journal into a new one"),
  .details = N_("Everything that can be read is in the new journal: entries, the trash, tags and\n"
                "older versions. Of an entry that can be read in part that part is kept, and the\n"
                "entry is named. What was erased for good does not come back. The damaged file is\n"
                "only read and stays as it is; close Heed first. An existing file is never\n"
                "overwritten."),
  .options = HEED_CLI_OPTION_OUTPUT,
  .run = run_recover,
};
