/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* heed recover: what can be read of a damaged journal, in a new one. */

#include "heed-cli-journal.h"
#include "heed-cli-output.h"
#include "heed-wording.h"
#include "heed-workbook-locate.h"

#include <glib/gi18n.h>

static gboolean
write_in_part (HeedCliOutput       *output,
               const HeedSalvaged  *salvaged,
               HeedWorkbook        *workbook,
               GError             **error)
{
  guint count = salvaged->in_part->len;
  g_autofree char *sentence = NULL;

  if (count == 0)
    return TRUE;

  sentence = g_strdup_printf (ngettext ("Of %u entry something could not be read, or is not as it was written:",
                                        "Of %u entries something could not be read, or is not as it was written:",
                                        count),
                              count);
  if (!heed_cli_output_add_line (output, sentence, error))
    return FALSE;

  for (guint i = 0; i < count; i++)
    {
      HeedRecord *record = g_ptr_array_index (salvaged->in_part, i);
      g_autofree char *day = heed_day_format (heed_timestamp_get_day (heed_record_get_created (record)));
      /* Translators: the title of an entry, its day, and its id. */
      g_autofree char *line = g_strdup_printf (C_("entry in a list", "  %s, %s (%s)"),
                                               heed_wording_get_title (workbook, record), day,
                                               heed_record_get_id (record));

      if (!heed_cli_output_add_line (output, line, error))
        return FALSE;
    }

  return TRUE;
}

/* Of what is not mentioned nothing is lost that the file still knows of. */
static gboolean
write_rest (HeedCliOutput       *output,
            const HeedSalvaged  *salvaged,
            GError             **error)
{
  g_autofree char *versions = NULL;

  versions = g_strdup_printf (ngettext ("Of %u older version something could not be read.",
                                        "Of %u older versions something could not be read.",
                                        salvaged->versions_in_part),
                              salvaged->versions_in_part);
  if (salvaged->versions_in_part > 0)
    return heed_cli_output_add_line (output, versions, error);
  if (salvaged->in_part->len > 0)
    return TRUE;

  return heed_cli_output_add_line (output, salvaged->unread > 0 ? _("What could not be read is no part of any entry.")
                                                                : _("Nothing was found that could not be read."), error);
}

static gboolean
write_counts (const HeedSalvaged  *salvaged,
              HeedWorkbook        *workbook,
              GError             **error)
{
  g_autoptr (HeedCliOutput) output = heed_cli_output_open (NULL, error);
  g_autofree char *entries = g_strdup_printf (ngettext ("%u entry is in the new journal.",
                                                        "%u entries are in the new journal.", salvaged->entries),
                                              salvaged->entries);
  g_autofree char *versions = g_strdup_printf (ngettext ("%u older version is in the new journal.",
                                                         "%u older versions are in the new journal.",
                                                         salvaged->versions),
                                               salvaged->versions);

  return heed_cli_output_add_line (output, entries, error) &&
         heed_cli_output_add_line (output, versions, error) &&
         write_in_part (output, salvaged, workbook, error) &&
         write_rest (output, salvaged, error) &&
         heed_cli_output_commit (output, error);
}

static gboolean
run (HeedCliInput  *input,
     GError       **error)
{
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_auto (HeedSalvaged) salvaged = { 0 };

  if (input->words == NULL || input->words[1] != NULL)
    {
      heed_cli_refuse_usage (error, _("Say which one journal to recover."));
      return FALSE;
    }
  if (input->output == NULL)
    {
      heed_cli_refuse_usage (error, _("Say which file to write with -o."));
      return FALSE;
    }

  workbook = heed_workbook_open_default (error);
  return workbook != NULL &&
         heed_database_salvage (input->words[0], input->output, workbook, &salvaged, error) &&
         write_counts (&salvaged, workbook, error);
}

const HeedCliCommand heed_cli_recover = {
  .name = "recover",
  .words = N_("FILE"),
  .summary = N_("Save what can be read of a damaged journal into a new one"),
  .details = N_("Everything that can be read is in the new journal: entries, the trash, tags and\n"
                "older versions. Of an entry that can be read in part that part is kept, and the\n"
                "entry is named. What was erased for good does not come back. The damaged file is\n"
                "only read and stays as it is; close Heed first. An existing file is never\n"
                "overwritten."),
  .options = HEED_CLI_OPTION_OUTPUT,
  .run = run,
};
