/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What several commands ask of the journal and of the workbook. */

#include "heed-cli-command.h"

#include "heed-copies.h"
#include "heed-error.h"
#include "heed-journal-file.h"

#include <glib/gi18n.h>

#define FULL_ID_LENGTH 36
#define MIN_PREFIX_LENGTH 4

/* A list such as “a.db”, “b.db”; NULL for none. */
static char *
name_copies (const char *path)
{
  g_autoptr (GPtrArray) copies = heed_copies_find_to_join (path);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < copies->len; i++)
    {
      const HeedCopy *copy = g_ptr_array_index (copies, i);
      g_autofree char *name = g_filename_display_name (copy->path);

      /* Translators: between the names of two files. */
      g_string_append_printf (names, "%s“%s”", i > 0 ? _(", ") : "", name);
    }

  return g_string_free (names, copies->len == 0);
}

static gboolean
check_exists (const char  *path,
              gboolean     named,
              GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *names = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  names = name_copies (path);
  if (names != NULL)
    heed_set_error (error, HEED_ERROR_NOT_FOUND, path,
                    /* Translators: the second %s is a list of files. */
                    _("There is no journal “%s”, but there is %s. “heed import” makes a journal of it."), name, names);
  else if (named)
    heed_set_error (error, HEED_ERROR_NOT_FOUND, path, _("There is no journal “%s”."), name);
  else
    heed_set_error (error, HEED_ERROR_NOT_FOUND, path,
                    _("You have no journal yet. It begins with the first thing that you write in Heed."));
  return FALSE;
}

static void
set_no_entry (GError     **error,
              const char  *text)
{
  heed_set_error (error, HEED_ERROR_NOT_FOUND, NULL,
                  _("There is no entry “%s”. “heed list” shows the entries with their ids."), text);
}

/* An id in full may still be that of an entry that was deleted. */
static gboolean
check_entry (HeedDatabase  *database,
             const char    *id,
             GError       **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (HeedSummary) summary = heed_database_get_summary (database, id, &reason);

  if (summary != NULL && !heed_timestamp_is_set (heed_record_get_deleted (heed_summary_get_head (summary))))
    return TRUE;

  if (reason != NULL && !g_error_matches (reason, HEED_ERROR, HEED_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    set_no_entry (error, id);
  return FALSE;
}

/**
 * heed_cli_dup_path:
 * @input: the command line
 *
 * Gets the journal that the command line names, or the person's own.
 *
 * Returns: (transfer full) (type filename): its path
 */
char *
heed_cli_dup_path (HeedCliInput *input)
{
  return input->journal != NULL ? g_strdup (input->journal) : heed_journal_file_get_default_path ();
}

/**
 * heed_cli_open_journal:
 * @input: the command line
 * @workbook: (nullable): the workbook that gives the questions; it learns from the
 *   journal what was asked before
 * @error: return location for an error
 *
 * Opens the journal that the command line names, or the person's own, to be
 * read. What an import left that was cut off is not in it, which is said.
 *
 * Returns: (transfer full) (nullable): the journal, or %NULL with an error of
 *   heed_database_open()
 */
HeedDatabase *
heed_cli_open_journal (HeedCliInput  *input,
                       HeedWorkbook  *workbook,
                       GError       **error)
{
  g_autofree char *path = heed_cli_dup_path (input);
  HeedDatabase *database;

  if (!check_exists (path, input->journal != NULL, error))
    return NULL;

  database = heed_database_open (path, HEED_DATABASE_READ_ONLY | HEED_DATABASE_SETTLED, error);
  if (database != NULL && heed_database_took_back (database))
    g_printerr (_("heed: An import into this journal was cut off, and what it brought is left out. It is taken back when "
                  "the journal is next opened in Heed.\n"));
  if (database != NULL && workbook != NULL)
    heed_database_set_workbook (database, workbook);
  return database;
}

/**
 * heed_cli_name_copies:
 * @input: the command line
 *
 * Finds which other copies of the journal there are that may hold words which it
 * lacks.
 *
 * Returns: (transfer full) (nullable): their names; %NULL for none
 */
char *
heed_cli_name_copies (HeedCliInput *input)
{
  g_autofree char *path = heed_cli_dup_path (input);

  return name_copies (path);
}

/**
 * heed_cli_resolve_id:
 * @database: a journal
 * @text: an entry's id, or at least the first four characters of it
 * @error: return location for an error
 *
 * Finds the one entry that somebody means.
 *
 * Returns: (transfer full) (nullable): the id in full, or %NULL with
 *   %HEED_ERROR_NOT_FOUND, %HEED_ERROR_FAILED where there are several, or an
 *   error of the domain `G_OPTION_ERROR` if @text is too short
 */
char *
heed_cli_resolve_id (HeedDatabase  *database,
                     const char    *text,
                     GError       **error)
{
  g_autofree char *prefix = g_ascii_strdown (text, -1);
  g_auto (GStrv) ids = NULL;

  if (g_utf8_strlen (prefix, -1) < MIN_PREFIX_LENGTH)
    {
      heed_cli_refuse_usage (error, _("“%s” is too short for an entry’s id. Give at least its first four characters."), text);
      return NULL;
    }
  if (g_utf8_strlen (prefix, -1) >= FULL_ID_LENGTH)
    return check_entry (database, prefix, error) ? g_steal_pointer (&prefix) : NULL;

  ids = heed_database_find_ids (database, prefix, 2, error);
  if (ids == NULL)
    return NULL;
  if (g_strv_length (ids) == 1)
    return g_strdup (ids[0]);

  if (ids[0] == NULL)
    set_no_entry (error, text);
  else
    heed_set_error (error, HEED_ERROR_FAILED, NULL,
                    _("More than one entry’s id begins with “%s”. Give more of it."), text);
  return NULL;
}

/**
 * heed_cli_find_form:
 * @workbook: the workbook
 * @form_id: what somebody typed
 * @error: return location for an error
 *
 * Looks a form up; the error names those that there are.
 *
 * Returns: (transfer none) (nullable): the form, or %NULL with
 *   %HEED_ERROR_NOT_FOUND
 */
HeedForm *
heed_cli_find_form (HeedWorkbook  *workbook,
                    const char    *form_id,
                    GError       **error)
{
  HeedForm *form = heed_workbook_find_form (workbook, form_id);
  GListModel *forms = heed_workbook_get_forms (workbook);
  g_autoptr (GString) ids = g_string_new (NULL);

  if (form != NULL)
    return form;

  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (HeedForm) other = g_list_model_get_item (forms, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", heed_form_get_id (other));
    }
  heed_set_error (error, HEED_ERROR_NOT_FOUND, NULL,
                  /* Translators: the second %s is a list of ids such as “plan, try, note”. */
                  _("There is no form “%s”. The forms are: %s."), form_id, ids->str);
  return NULL;
}
