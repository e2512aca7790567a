/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking for damage, from the pages of the file to what the entries mean. */

#include "heed-database-private.h"

#include "heed-database-error.h"
#include "heed-error.h"

#include <glib/gi18n.h>

/* More damaged places than this say nothing new. */
#define SELECT_INTEGRITY "PRAGMA integrity_check(20)"
#define SELECT_FOREIGN_KEYS "PRAGMA foreign_key_check"
#define COUNT_INDEXED "SELECT count(*) FROM search_docsize"
#define COUNT_ENTRIES "SELECT count(*) FROM entry_text"
#define COUNT_FUTURE_CHANGES \
  "SELECT count(*) FROM entry WHERE change > (SELECT value FROM meta WHERE name = 'change')"

/* With rank 1 the index is compared with the text that it is of. */
#define CHECK_INDEX "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"

/* How many steps of SQLite's machine to go before asking whether to stop. */
#define PROGRESS_STEPS 1000

typedef GStrvBuilder Problems;

static void
add_damage (Problems   *problems,
            const char *detail)
{
  g_autofree char *problem = NULL;

  /* Translators: %s is a technical message of the database, in English. */
  problem = g_strdup_printf (_("The file is damaged: %s."), detail);
  g_strv_builder_add (problems, problem);
}

/* An error that is damage itself is a finding; any other is a failure. */
static gboolean
note_failure (Problems  *problems,
              GError    *failure,
              GError   **error)
{
  if (g_error_matches (failure, HEED_ERROR, HEED_ERROR_CORRUPT))
    {
      add_damage (problems, heed_error_get_detail (failure));
      g_error_free (failure);
      return TRUE;
    }

  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
check_pages (HeedDatabase  *self,
             Problems      *problems,
             GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, SELECT_INTEGRITY, error);
  HeedStep step;

  if (statement == NULL)
    return FALSE;

  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    if (g_strcmp0 (heed_statement_get_text (statement, 0), "ok") != 0)
      add_damage (problems, heed_statement_get_text (statement, 0));
  return step == HEED_STEP_DONE;
}

static gboolean
check_references (HeedDatabase  *self,
                  Problems      *problems,
                  GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, SELECT_FOREIGN_KEYS, error);
  g_autofree char *problem = NULL;
  guint n_orphans = 0;
  HeedStep step;

  if (statement == NULL)
    return FALSE;

  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    n_orphans++;
  if (n_orphans == 0 || step == HEED_STEP_FAILED)
    return step == HEED_STEP_DONE;

  problem = g_strdup_printf (ngettext ("%u answer, tag or older version belongs to an entry that is not there.",
                                       "%u answers, tags or older versions belong to entries that are not there.",
                                       n_orphans),
                             n_orphans);
  g_strv_builder_add (problems, problem);
  return TRUE;
}

static gboolean
check_changes (HeedDatabase  *self,
               Problems      *problems,
               GError       **error)
{
  g_autofree char *problem = NULL;
  gint64 n_changes;

  if (!heed_database_query_int (self, COUNT_FUTURE_CHANGES, &n_changes, error))
    return FALSE;
  if (n_changes == 0)
    return TRUE;

  problem = g_strdup_printf (ngettext ("%u entry has a change that the journal does not count.",
                                       "%u entries have changes that the journal does not count.",
                                       (guint) n_changes),
                             (guint) n_changes);
  g_strv_builder_add (problems, problem);
  return TRUE;
}

static void
add_index_problem (Problems *problems)
{
  g_strv_builder_add (problems, _("The search index does not match the entries. The entries themselves are not affected."));
}

static gboolean
compare_index (HeedDatabase  *self,
               Problems      *problems,
               GError       **error)
{
  gint64 n_indexed, n_entries;
  gboolean alike;

  if (!heed_database_query_int (self, COUNT_INDEXED, &n_indexed, error) ||
      !heed_database_query_int (self, COUNT_ENTRIES, &n_entries, error) ||
      !heed_database_compare_index (self, &alike, error))
    return FALSE;

  if (!alike || n_indexed != n_entries)
    add_index_problem (problems);
  return TRUE;
}

/* SQLite's own check of the index is a statement that it counts as a write; it
 * looks at the begins of words, too. */
static gboolean
check_index (HeedDatabase  *self,
             Problems      *problems,
             GError       **error)
{
  g_autoptr (GError) failure = NULL;

  if (self->read_only ? compare_index (self, problems, &failure) : heed_database_execute (self, CHECK_INDEX, &failure))
    return TRUE;

  if (g_error_matches (failure, HEED_ERROR, HEED_ERROR_CORRUPT))
    {
      add_index_problem (problems);
      return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static const char *
name_entry (HeedRecord *head)
{
  const char *title = heed_record_get_title (head);

  return title != NULL ? title : heed_record_get_form_id (head);
}

static void
add_altered_entry (gpointer head,
                   gpointer problems)
{
  g_autofree char *day = heed_day_format (heed_timestamp_get_day (heed_record_get_created (head)));
  g_autofree char *problem = NULL;

  /* Translators: the title of an entry, its day, and its id. */
  problem = g_strdup_printf (_("“%s” of %s (%s) is not as it was written."), name_entry (head), day,
                             heed_record_get_id (head));
  g_strv_builder_add (problems, problem);
}

static void
add_altered_version (gpointer head,
                     gpointer problems)
{
  g_autofree char *day = heed_day_format (heed_timestamp_get_day (heed_record_get_created (head)));
  g_autofree char *problem = NULL;

  /* Translators: the title of an entry, its day, and its id. */
  problem = g_strdup_printf (_("An older version of “%s” of %s (%s) is not as it was written."), name_entry (head), day,
                             heed_record_get_id (head));
  g_strv_builder_add (problems, problem);
}

static gboolean
check_checksums (HeedDatabase  *self,
                 Problems      *problems,
                 GError       **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  gboolean success = heed_database_find_altered (self, entries, versions, error);

  g_ptr_array_foreach (entries, add_altered_entry, problems);
  g_ptr_array_foreach (versions, add_altered_version, problems);
  return success;
}

/* Whether the pages can be read and hold together, without a look at what the
 * indexes say: a good part of what the whole check finds, in a small part of the
 * time. */
gboolean
heed_database_check_quickly (HeedDatabase  *self,
                             GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, "PRAGMA quick_check(1)", error);
  const char *answer;

  if (statement == NULL || heed_statement_step (statement, error) != HEED_STEP_ROW)
    return FALSE;

  answer = heed_statement_get_text (statement, 0);
  if (g_strcmp0 (answer, "ok") == 0)
    return TRUE;

  heed_set_error_for_journal (error, HEED_ERROR_CORRUPT, answer, self->path);
  return FALSE;
}

static int
is_cancelled_cb (void *cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

/**
 * heed_database_look_for_damage:
 * @path: (type filename): a journal, which somebody may be writing to
 * @cancellable: (nullable): ends it soon, on whatever thread
 * @error: return location for an error
 *
 * Reads a journal on the calling thread, over a connection of its own, so that
 * nobody has to wait.
 *
 * Returns: %FALSE with %HEED_ERROR_CORRUPT if it is damaged, %G_IO_ERROR_CANCELLED,
 *   or an error of heed_database_open()
 */
gboolean
heed_database_look_for_damage (const char    *path,
                               GCancellable  *cancellable,
                               GError       **error)
{
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean sound;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  database = heed_database_open (path, HEED_DATABASE_READ_ONLY, error);
  if (database == NULL)
    return FALSE;

  if (cancellable != NULL)
    sqlite3_progress_handler (database->handle, PROGRESS_STEPS, is_cancelled_cb, cancellable);
  sound = heed_database_check_quickly (database, &failure);
  heed_database_close (database, NULL);
  if (!sound && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_propagate_error (error, g_steal_pointer (&failure));
  return sound;
}

/**
 * heed_database_check:
 * @self: a database
 * @problems: (out) (array zero-terminated=1) (transfer full): what is wrong,
 *   a sentence each; empty if nothing is, never %NULL on success
 * @error: return location for an error
 *
 * Goes through the whole file, which takes a while for a big journal. Damage
 * is a result and not an error.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR` if it could not be
 *   looked at; @problems is then %NULL
 */
gboolean
heed_database_check (HeedDatabase  *self,
                     GStrv         *problems,
                     GError       **error)
{
  gboolean (*const checks[]) (HeedDatabase *, Problems *, GError **) = {
    check_pages,
    check_references,
    check_changes,
    check_index,
    check_checksums,
  };
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  heed_database_assert_usable (self);
  g_return_val_if_fail (problems != NULL, FALSE);

  *problems = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      GError *failure = NULL;

      if (!checks[i] (self, found, &failure) && !note_failure (found, failure, error))
        return FALSE;
    }

  *problems = g_strv_builder_end (found);
  return TRUE;
}
