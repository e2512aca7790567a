/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* heed print: entries and blank forms as PDF. */

#include "heed-cli-command.h"

#include "heed-error.h"
#include "heed-paper.h"
#include "heed-wording.h"
#include "heed-workbook-locate.h"

#include <glib/gi18n.h>
#include <langinfo.h>

#define LETTER_HEIGHT 279 /* mm */

/* Everything that goes into one PDF. */
typedef struct
{
  HeedWorkbook *workbook;
  HeedDatabase *database; /* NULL for blank forms */
  HeedPageSetup setup;
  HeedPdfWriter *writer;
  GError *picture_error; /* the first one */
} Job;

static void
clear_job (Job *job)
{
  g_clear_object (&job->workbook);
  g_clear_object (&job->writer);
  g_clear_error (&job->picture_error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, clear_job)

/* The C library knows which sheet a country uses. */
static const char *
get_default_paper (void)
{
#ifdef __GLIBC__
  union
  {
    const char *text;
    guint height;
  } answer = { .text = nl_langinfo (_NL_PAPER_HEIGHT) };

  if (answer.height == LETTER_HEIGHT)
    return "letter";
#endif

  return "a4";
}

static gboolean
check_usage (HeedCliInput   *input,
             HeedPageSetup  *setup,
             GError        **error)
{
  const char *paper = input->paper != NULL ? input->paper : get_default_paper ();

  if ((input->entry != NULL) + (input->blank != NULL) + input->all != 1)
    heed_cli_refuse_usage (error, _("Say what to print with one of --entry, --blank and --all."));
  else if (input->output == NULL)
    heed_cli_refuse_usage (error, _("Say which file to write with -o."));
  else if (!heed_page_setup_from_name (paper, setup))
    heed_cli_refuse_usage (error, _("“%s” is no paper that Heed knows. It is a4 or letter."), paper);
  else
    return TRUE;

  return FALSE;
}

/* Of what the journal does not have as it was added, the paper says so; a journal that
 * cannot be read is an error. */
static GBytes *
read_picture (const char *content,
              gpointer    user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = heed_database_read_picture (job->database, content, &error);

  if (error != NULL && !g_error_matches (error, HEED_ERROR, HEED_ERROR_INVALID_FILE) && job->picture_error == NULL)
    job->picture_error = g_steal_pointer (&error);
  return bytes;
}

static gboolean
add_record (HeedRecord  *record,
            gpointer     user_data,
            GError     **error)
{
  Job *job = user_data;
  g_autoptr (HeedPaper) paper = heed_paper_new_record (job->workbook, record, &job->setup, read_picture, job);

  if (!heed_pdf_writer_add (job->writer, paper, error))
    return FALSE;
  if (job->picture_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&job->picture_error));
  return FALSE;
}

/* A bookmark is nothing to read on paper, unless it is asked for by its id. */
static gboolean
add_listed (HeedRecord  *record,
            gpointer     user_data,
            GError     **error)
{
  Job *job = user_data;
  HeedForm *form = heed_wording_find_form (job->workbook, record);

  return (form != NULL && !heed_form_is_listed (form)) || add_record (record, job, error);
}

static gboolean
add_blank (Job       *job,
           HeedForm  *form,
           GError   **error)
{
  g_autoptr (HeedPaper) paper = heed_paper_new_blank (job->workbook, form, &job->setup);

  return heed_pdf_writer_add (job->writer, paper, error);
}

/* The forms that every workbook has are no worksheets; each can be printed by
 * its name. */
static gboolean
add_all_blank (Job     *job,
               GError **error)
{
  GListModel *forms = heed_workbook_get_forms (job->workbook);

  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (HeedForm) form = g_list_model_get_item (forms, i);

      if (heed_form_is_listed (form) && !heed_form_is_common (form) && !add_blank (job, form, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_pdf (Job            *job,
           HeedCliInput   *input,
           HeedForm       *form,
           HeedRecord     *record,
           GError        **error)
{
  if (form != NULL)
    return add_blank (job, form, error);
  if (record != NULL)
    return add_record (record, job, error);
  if (input->all)
    return heed_database_foreach (job->database, NULL, add_listed, job, error);

  return add_all_blank (job, error);
}

/* The journal is left alone where only blank forms are printed. */
static gboolean
find_entry (HeedCliInput   *input,
            HeedWorkbook   *workbook,
            HeedDatabase  **database,
            HeedRecord    **record,
            GError        **error)
{
  g_autofree char *id = NULL;

  if (input->blank != NULL)
    return TRUE;

  *database = heed_cli_open_journal (input, workbook, error);
  if (*database == NULL)
    return FALSE;
  if (input->entry == NULL)
    return TRUE;

  id = heed_cli_resolve_id (*database, input->entry, error);
  *record = id != NULL ? heed_database_get (*database, id, error) : NULL;
  return *record != NULL;
}

static gboolean
run (HeedCliInput  *input,
     GError       **error)
{
  g_auto (Job) job = { 0 };
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedCliOutput) output = NULL;
  HeedForm *form = NULL;
  const char *title;

  if (!check_usage (input, &job.setup, error))
    return FALSE;

  job.workbook = heed_workbook_open_default (error);
  if (job.workbook == NULL || !find_entry (input, job.workbook, &database, &record, error))
    return FALSE;

  title = record != NULL ? heed_wording_get_title (job.workbook, record) : heed_workbook_get_title (job.workbook);
  if (input->blank != NULL && !g_str_equal (input->blank, "all"))
    {
      form = heed_cli_find_form (job.workbook, input->blank, error);
      if (form == NULL)
        return FALSE;
      title = heed_form_get_title (form);
    }

  output = heed_cli_output_open (input->output, error);
  if (output == NULL)
    return FALSE;

  job.database = database;
  job.writer = heed_pdf_writer_new (output->stream, &job.setup, title);
  return write_pdf (&job, input, form, record, error) &&
         heed_pdf_writer_finish (job.writer, error) &&
         (database == NULL || heed_database_close (database, error)) &&
         heed_cli_output_commit (output, -1, error);
}

const HeedCliCommand heed_cli_print = {
  .name = "print",
  .summary = N_("Make a PDF of entries or of blank forms"),
  .details = N_("One of --entry, --blank and --all says what is printed, and -o where to. The\n"
                "first four characters of an id will do if no other id begins with them.\n"
                "Without --paper the sheet is the one that is usual in your country."),
  .options = HEED_CLI_OPTION_JOURNAL | HEED_CLI_OPTION_OUTPUT | HEED_CLI_OPTION_ENTRY | HEED_CLI_OPTION_BLANK |
             HEED_CLI_OPTION_ALL | HEED_CLI_OPTION_PAPER,
  .run = run,
};
