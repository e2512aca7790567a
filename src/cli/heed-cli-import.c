/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* heed import: entries that come from another copy of a journal. */

#include "heed-cli-command.h"

#include "heed-json-reader.h"
#include "heed-staging.h"
#include "heed-wording.h"
#include "heed-workbook-locate.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

static gboolean
read_export (HeedStaging   *staging,
             const char    *path,
             HeedWorkbook  *workbook,
             GError       **error)
{
  gboolean is_standard_input = g_str_equal (path, "-");
  g_autoptr (GInputStream) stream = is_standard_input ? g_unix_input_stream_new (STDIN_FILENO, FALSE)
                                                      : heed_json_open (path, error);
  g_autofree char *name = is_standard_input ? g_strdup (_("standard input")) : g_filename_display_name (path);

  return stream != NULL &&
         heed_json_read_each (stream, name, heed_staging_add, heed_staging_add_picture, staging, workbook,
                              heed_staging_get_editions (staging), heed_staging_get_unknown (staging), NULL, error);
}

static gboolean
read_entries (HeedStaging   *staging,
              const char    *path,
              HeedWorkbook  *workbook,
              GError       **error)
{
  gboolean success = !g_str_equal (path, "-") && heed_journal_file_exists (path)
                         ? heed_staging_read_journal (staging, path, NULL, error)
                         : read_export (staging, path, workbook, error);

  return success && heed_staging_seal (staging, error);
}

/* To the end, or not at all: what was taken goes again where it cannot be brought
 * to its end. */
static gboolean
put_all (HeedDatabase  *database,
         HeedStaging   *staging,
         HeedWorkbook  *workbook,
         GError       **error)
{
  gboolean success = TRUE, more = TRUE;

  while (success && more)
    success = heed_database_import (database, staging, workbook, &more, error);

  for (more = TRUE; more;)
    if (!heed_database_settle_import (database, &more, NULL))
      break;
  return success;
}

/* A journal that an older Heed wrote may never have been open in the window. */
static gboolean
update_wording (HeedDatabase  *database,
                HeedWorkbook  *workbook,
                GError       **error)
{
  gboolean more = TRUE;

  while (more)
    if (!heed_database_update_wording (database, workbook, &more, error))
      return FALSE;

  return TRUE;
}

/* A journal is made where there is none, once it is known that there is
 * something to put into it, and does not stay if that fails. */
static gboolean
put_entries (const char    *path,
             HeedStaging   *staging,
             HeedWorkbook  *workbook,
             GError       **error)
{
  g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_CREATE, error);

  if (database == NULL)
    return FALSE;
  if (heed_database_took_back (database))
    g_printerr ("%s\n", _("An import that was cut off has been taken back."));
  heed_database_set_workbook (database, workbook);
  if (put_all (database, staging, workbook, error) && update_wording (database, workbook, error))
    return heed_database_close (database, error);

  heed_database_discard (database);
  return FALSE;
}

/* Where to look for what is not in the list of entries. */
static void
add_places (GString *said,
            guint    in_trash,
            guint    out_of_trash)
{
  if (in_trash > 0)
    heed_cli_add_line (said, ngettext ("Of what changes, %u entry is in the trash.",
                                       "Of what changes, %u entries are in the trash.", in_trash), in_trash);
  if (out_of_trash > 0)
    heed_cli_add_line (said, ngettext ("%u entry comes back from the trash.",
                                       "%u entries come back from the trash.", out_of_trash), out_of_trash);
}

/* Which entries to look at, by the names that lists show them under. */
static void
add_kept (GString      *said,
          GPtrArray    *kept_in,
          HeedWorkbook *workbook)
{
  if (kept_in->len > 0)
    heed_cli_add_line (said, ngettext ("%u entry keeps a text of its own; that of the file is among its older versions:",
                                       "%u entries keep a text of their own; that of the file is among their older "
                                       "versions:", kept_in->len), kept_in->len);
  for (guint i = 0; i < kept_in->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (kept_in, i);
      g_autofree char *day = heed_day_format (heed_timestamp_get_day (heed_record_get_created (record)));

      /* Translators: the title of an entry, and its day. */
      heed_cli_add_line (said, C_("entry in a list", "  %s, %s"), heed_wording_get_title (workbook, record), day);
    }
}

static void
add_counts (GString      *said,
            HeedStaging  *staging,
            HeedWorkbook *workbook)
{
  const HeedImported *counts = heed_staging_get_imported (staging);

  heed_cli_add_line (said, ngettext ("%u entry was added.", "%u entries were added.", counts->added), counts->added);
  heed_cli_add_line (said, ngettext ("%u entry was changed.", "%u entries were changed.", counts->changed),
                     counts->changed);
  heed_cli_add_line (said, ngettext ("%u entry was there already.", "%u entries were there already.", counts->same),
                     counts->same);
  add_places (said, counts->in_trash, counts->out_of_trash);
  if (counts->versions > 0)
    heed_cli_add_line (said, ngettext ("%u older version came along.", "%u older versions came along.",
                                       counts->versions), counts->versions);
  if (counts->pictures > 0)
    heed_cli_add_line (said, ngettext ("%u picture came along.", "%u pictures came along.", counts->pictures),
                       counts->pictures);
  add_kept (said, heed_staging_get_kept_in (staging), workbook);
}

static void
add_preview (GString           *said,
             const HeedPreview *preview)
{
  heed_cli_add_line (said, ngettext ("%u entry is new.", "%u entries are new.", preview->added), preview->added);
  heed_cli_add_line (said, ngettext ("%u entry is newer in the file.", "%u entries are newer in the file.",
                                     preview->newer), preview->newer);
  heed_cli_add_line (said, ngettext ("%u entry is older in the file.", "%u entries are older in the file.",
                                     preview->older), preview->older);
  heed_cli_add_line (said, ngettext ("%u entry is the same.", "%u entries are the same.", preview->same), preview->same);
  heed_cli_add_line (said, ngettext ("%u entry was changed here and there, and is joined.",
                                     "%u entries were changed here and there, and are joined.", preview->in_conflict),
                     preview->in_conflict);
  add_places (said, preview->in_trash, preview->out_of_trash);
  if (preview->versions > 0)
    heed_cli_add_line (said, ngettext ("%u older version comes along.", "%u older versions come along.",
                                       preview->versions), preview->versions);
  if (preview->pictures > 0)
    heed_cli_add_line (said, ngettext ("%u picture comes along.", "%u pictures come along.", preview->pictures),
                       preview->pictures);
}

static gboolean
run (HeedCliInput  *input,
     GError       **error)
{
  g_autofree char *path = heed_cli_dup_path (input);
  g_autoptr (HeedWorkbook) workbook = heed_workbook_open_default (error);
  g_autoptr (HeedStaging) staging = heed_staging_new (path);
  g_autoptr (GString) said = g_string_new (NULL);
  g_autofree char *unknown = NULL;

  if (workbook == NULL || !heed_staging_open (staging, error) ||
      !read_entries (staging, input->words[0], workbook, error) ||
      (!input->dry_run && !put_entries (path, staging, workbook, error)))
    return FALSE;

  if (input->dry_run)
    add_preview (said, heed_staging_get_preview (staging));
  else
    add_counts (said, staging, workbook);

  unknown = heed_staging_list_unknown (staging);
  if (unknown != NULL)
    /* Translators: names of parts of a file, such as “entries/mood, answers/certainty”. */
    heed_cli_add_line (said, _("The file has more than this Heed knows, which is left out: %s."), unknown);
  return heed_cli_say (said->str, error);
}

const HeedCliCommand heed_cli_import = {
  .name = "import",
  .words = N_("FILE"),
  .word = N_("Say which one file to import."),
  .summary = N_("Take entries from a file that was exported, or from a backup"),
  .details = N_("Entries that are in the journal already are joined with those of the file: of\n"
                "each answer the one that was written last is kept, and what an entry was before,\n"
                "or what was written differently in the file, is among its older versions. A\n"
                "backup brings its older versions along; an export has none. All of the file is\n"
                "read before anything is taken, and what was taken goes again if not all can be;\n"
                "importing it again changes nothing. With “-”, the export comes from the standard\n"
                "input, and with --dry-run you are told what would be done, and nothing is."),
  .options = HEED_CLI_OPTION_JOURNAL | HEED_CLI_OPTION_DRY_RUN,
  .run = run,
};
