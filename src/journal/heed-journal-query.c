/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be asked of the journal: lists, searches, counts, whole entries. */

#include "heed-journal.h"

#include "heed-error.h"
#include "heed-journal-private.h"

/* What is searched for, and how many entries there are. */
typedef struct
{
  HeedQuery *query;
  guint n_found;
} Search;

static gpointer
copy_query (const HeedQuery *query)
{
  return query != NULL ? heed_query_copy (query) : g_new0 (HeedQuery, 1);
}

static gboolean
collect_record (HeedRecord  *record,
                gpointer     records,
                GError     **error)
{
  g_ptr_array_add (records, heed_record_ref (record));
  return TRUE;
}

static gpointer
read_records (HeedDatabase  *database,
              gpointer       query,
              GError       **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);

  return heed_database_foreach (database, query, collect_record, records, error) ? g_steal_pointer (&records) : NULL;
}

static gpointer
load_records (HeedDatabase  *database,
              gpointer       data,
              GError       **error)
{
  const char * const *ids = data;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) failure = NULL;
      HeedRecord *record = heed_database_get (database, ids[i], &failure);

      if (record != NULL)
        g_ptr_array_add (records, record);
      else if (!g_error_matches (failure, HEED_ERROR, HEED_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }

  return g_steal_pointer (&records);
}

static void
free_search (gpointer data)
{
  Search *search = data;

  heed_query_free (search->query);
  g_free (search);
}

/* They are counted only where there are more than are wanted. */
static gpointer
find_matches (HeedDatabase  *database,
              gpointer       data,
              GError       **error)
{
  Search *search = data;
  g_autoptr (GPtrArray) matches = heed_database_search (database, search->query, error);

  if (matches == NULL)
    return NULL;

  search->n_found = matches->len;
  if (search->query->limit != 0 && matches->len == search->query->limit &&
      !heed_database_count_matches (database, search->query, &search->n_found, error))
    return NULL;
  return g_steal_pointer (&matches);
}

static gpointer
read_tags (HeedDatabase  *database,
           gpointer       data,
           GError       **error)
{
  return heed_database_get_tags (database, error);
}

static gpointer
read_figures (HeedDatabase  *database,
              gpointer       data,
              GError       **error)
{
  g_autofree HeedFigures *figures = g_new0 (HeedFigures, 1);

  return heed_database_get_figures (database, figures, error) ? g_steal_pointer (&figures) : NULL;
}

/* What is open somewhere, saved or not, by id. */
static GHashTable *
get_open (HeedJournal *self)
{
  GHashTable *records = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) heed_record_unref);
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    if (heed_entry_is_open (entry))
      {
        HeedRecord *record = heed_record_ref (heed_entry_get_record (entry));

        g_hash_table_replace (records, (gpointer) heed_record_get_id (record), record);
      }

  return records;
}

/* What is being written, or was while @saved was being read. */
static HeedRecord *
find_newer (GHashTable *open,
            HeedRecord *saved)
{
  HeedRecord *record = g_hash_table_lookup (open, heed_record_get_id (saved));

  return record != NULL && heed_record_get_modified (record).utc >= heed_record_get_modified (saved).utc ? record
                                                                                                         : saved;
}

/* The records in the order of @ids. */
static GPtrArray *
put_in_order (HeedJournal        *self,
              GPtrArray          *saved,
              const char * const *ids)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GHashTable) by_id = get_open (self);

  for (guint i = 0; i < saved->len; i++)
    {
      HeedRecord *record = find_newer (by_id, g_ptr_array_index (saved, i));

      g_hash_table_replace (by_id, (gpointer) heed_record_get_id (record), heed_record_ref (record));
    }

  for (guint i = 0; ids[i] != NULL; i++)
    {
      HeedRecord *record = g_hash_table_lookup (by_id, ids[i]);

      if (record != NULL)
        g_ptr_array_add (records, heed_record_ref (record));
    }

  return records;
}

/**
 * heed_journal_find_async:
 * @self: an open journal
 * @id: an entry's id
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Looks an entry up, deleted ones included.
 */
void
heed_journal_find_async (HeedJournal         *self,
                         const char          *id,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  HeedEntry *live = heed_journal_find_live (self, id);
  GTask *task;

  if (live == NULL)
    {
      task = heed_journal_new_task (self, g_strdup (id), g_free, callback, user_data);
      heed_journal_call (HEED_WRITER, (HeedStoreFunc) heed_database_get_summary, task,
                         (GDestroyNotify) heed_summary_unref);
      return;
    }

  task = heed_journal_new_task (self, g_object_ref (live), g_object_unref, callback, user_data);
  g_task_return_pointer (task, NULL, NULL);
  g_object_unref (task);
}

/**
 * heed_journal_find_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_find_async().
 *
 * Returns: (transfer full): the entry with its summary, or %NULL with an error
 *   such as %HEED_ERROR_NOT_FOUND
 */
HeedEntry *
heed_journal_find_finish (HeedJournal   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_autoptr (HeedSummary) summary = g_task_propagate_pointer (G_TASK (result), error);

  if (summary != NULL)
    return heed_journal_dup_entry_for_summary (self, summary);

  return g_task_had_error (G_TASK (result)) ? NULL : g_object_ref (g_task_get_task_data (G_TASK (result)));
}

/**
 * heed_journal_query_async:
 * @self: an open journal
 * @query: (nullable): which entries; %NULL for all that are listed
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Lists entries, newest first; in the trash, what was deleted last.
 */
void
heed_journal_query_async (HeedJournal         *self,
                          const HeedQuery     *query,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  heed_journal_call (HEED_WRITER, (HeedStoreFunc) heed_database_list,
                     heed_journal_new_task (self, copy_query (query), (GDestroyNotify) heed_query_free, callback, user_data),
                     (GDestroyNotify) g_ptr_array_unref);
}

/**
 * heed_journal_query_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_query_async().
 *
 * Returns: (transfer full) (element-type HeedEntry): the entries, with their
 *   summaries
 */
GPtrArray *
heed_journal_query_finish (HeedJournal   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_autoptr (GPtrArray) summaries = g_task_propagate_pointer (G_TASK (result), error);
  GPtrArray *entries;

  if (summaries == NULL)
    return NULL;

  entries = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < summaries->len; i++)
    g_ptr_array_add (entries, heed_journal_dup_entry_for_summary (self, g_ptr_array_index (summaries, i)));

  return entries;
}

/**
 * heed_journal_find_ids_async:
 * @self: an open journal
 * @query: (nullable): which entries; %NULL for all that are listed
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Finds out which entries there are, without making them live. End it with
 * heed_journal_take_answer(), which gives the ids as `char **`, newest first; in the
 * trash, what was deleted last first.
 */
void
heed_journal_find_ids_async (HeedJournal         *self,
                             const HeedQuery     *query,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  heed_journal_call (HEED_READER_ANSWERS, (HeedStoreFunc) heed_database_list_ids,
                     heed_journal_new_task (self, copy_query (query), (GDestroyNotify) heed_query_free, callback, user_data),
                     (GDestroyNotify) g_strfreev);
}

/**
 * heed_journal_search_async:
 * @self: an open journal
 * @query: which entries; its words are what somebody typed
 * @cancellable: (nullable): to stop a search that is no longer wanted
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Searches titles, answers and tags.
 */
void
heed_journal_search_async (HeedJournal         *self,
                           const HeedQuery     *query,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Search *search;
  GTask *task;

  g_return_if_fail (query != NULL);

  search = g_new0 (Search, 1);
  search->query = heed_query_copy (query);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, search, free_search);
  heed_journal_call (HEED_READER_ANSWERS, find_matches, task, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * heed_journal_search_finish:
 * @self: a journal
 * @result: what the callback got
 * @snippets: (out) (transfer full) (element-type utf8): for each entry the
 *   words around what was found, marked as in [struct@Heed.Match]
 * @n_found: (out) (optional): how many there are, whatever the limit
 * @error: return location for an error
 *
 * Ends heed_journal_search_async().
 *
 * Returns: (transfer full) (element-type HeedEntry): the entries in the order that was
 *   asked for
 */
GPtrArray *
heed_journal_search_finish (HeedJournal   *self,
                            GAsyncResult  *result,
                            GPtrArray    **snippets,
                            guint         *n_found,
                            GError       **error)
{
  g_autoptr (GPtrArray) matches = g_task_propagate_pointer (G_TASK (result), error);
  GPtrArray *entries;

  if (matches == NULL)
    return NULL;

  if (n_found != NULL)
    *n_found = ((const Search *) g_task_get_task_data (G_TASK (result)))->n_found;
  entries = g_ptr_array_new_with_free_func (g_object_unref);
  *snippets = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < matches->len; i++)
    {
      HeedMatch *match = g_ptr_array_index (matches, i);

      g_ptr_array_add (entries, heed_journal_dup_entry_for_summary (self, match->summary));
      g_ptr_array_add (*snippets, g_strdup (match->snippet));
    }

  return entries;
}

/**
 * heed_journal_tally_async:
 * @self: an open journal
 * @workbook_id: (nullable): the workbook whose entries are counted; %NULL for all
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Counts the entries of every kind. End it with heed_journal_take_answer(), which gives
 * a `GPtrArray` of [struct@Heed.Tally].
 */
void
heed_journal_tally_async (HeedJournal         *self,
                          const char          *workbook_id,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  heed_journal_call (HEED_WRITER, (HeedStoreFunc) heed_database_get_tallies,
                     heed_journal_new_task (self, g_strdup (workbook_id), g_free, callback, user_data),
                     (GDestroyNotify) g_ptr_array_unref);
}

/**
 * heed_journal_read_async:
 * @self: an open journal
 * @query: (nullable): which entries, as heed_database_foreach() takes it: those
 *   of forms that are not listed are among them; %NULL for all
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Reads entries with all their answers.
 */
void
heed_journal_read_async (HeedJournal         *self,
                         const HeedQuery     *query,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  heed_journal_call (HEED_READER_ANSWERS, read_records,
                     heed_journal_new_task (self, copy_query (query), (GDestroyNotify) heed_query_free, callback, user_data),
                     (GDestroyNotify) g_ptr_array_unref);
}

/**
 * heed_journal_read_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_read_async().
 *
 * Returns: (transfer full) (element-type HeedRecord) (nullable): the entries,
 *   newest first, with what is not saved yet
 */
GPtrArray *
heed_journal_read_finish (HeedJournal   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  GPtrArray *records = g_task_propagate_pointer (G_TASK (result), error);
  g_autoptr (GHashTable) open = get_open (self);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      HeedRecord *saved = g_ptr_array_index (records, i);

      records->pdata[i] = heed_record_ref (find_newer (open, saved));
      heed_record_unref (saved);
    }

  return records;
}

/**
 * heed_journal_load_async:
 * @self: an open journal
 * @ids: (array zero-terminated=1): ids of entries
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Reads some entries with all their answers, deleted ones included.
 */
void
heed_journal_load_async (HeedJournal         *self,
                         const char * const  *ids,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  heed_journal_call (HEED_READER_ANSWERS, load_records,
                     heed_journal_new_task (self, g_strdupv ((GStrv) ids), (GDestroyNotify) g_strfreev, callback, user_data),
                     (GDestroyNotify) g_ptr_array_unref);
}

/**
 * heed_journal_load_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_load_async().
 *
 * Returns: (transfer full) (element-type HeedRecord) (nullable): the entries in
 *   the order of the ids, with what is not saved yet; those that are not there
 *   are left out
 */
GPtrArray *
heed_journal_load_finish (HeedJournal   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_autoptr (GPtrArray) saved = g_task_propagate_pointer (G_TASK (result), error);

  return saved != NULL ? put_in_order (self, saved, g_task_get_task_data (G_TASK (result))) : NULL;
}

/**
 * heed_journal_get_versions_async:
 * @self: an open journal
 * @entry: an entry of it
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Gets what an entry was before each later sitting. End it with
 * heed_journal_take_answer(), which gives a `GPtrArray` of [struct@Heed.Record], newest
 * first.
 */
void
heed_journal_get_versions_async (HeedJournal         *self,
                                 HeedEntry           *entry,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  heed_journal_call (HEED_WRITER, (HeedStoreFunc) heed_database_get_revisions,
                     heed_journal_new_task (self, g_strdup (heed_entry_get_id (entry)), g_free, callback, user_data),
                     (GDestroyNotify) g_ptr_array_unref);
}

/**
 * heed_journal_get_tags_async:
 * @self: an open journal
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Counts the entries of each tag, among those that are listed. End it with
 * heed_journal_take_answer(), which gives a `GPtrArray` of [struct@Heed.TagCount] in the
 * order of the person's language.
 */
void
heed_journal_get_tags_async (HeedJournal         *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  heed_journal_call (HEED_WRITER, read_tags, heed_journal_new_task (self, NULL, NULL, callback, user_data),
                     (GDestroyNotify) g_ptr_array_unref);
}

/**
 * heed_journal_count_tags_async:
 * @self: an open journal
 * @ids: (array zero-terminated=1): ids of entries
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Asks how many of some entries have each tag. End it with heed_journal_take_answer(),
 * which gives what heed_database_count_tags() gives.
 */
void
heed_journal_count_tags_async (HeedJournal         *self,
                               const char * const  *ids,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  heed_journal_call (HEED_READER_ANSWERS, (HeedStoreFunc) heed_database_count_tags,
                     heed_journal_new_task (self, g_strdupv ((GStrv) ids), (GDestroyNotify) g_strfreev, callback, user_data),
                     (GDestroyNotify) g_ptr_array_unref);
}

/**
 * heed_journal_get_figures_async:
 * @self: an open journal
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Counts what is in the journal. End it with heed_journal_take_answer(), which gives a
 * [struct@Heed.Figures] for g_free().
 */
void
heed_journal_get_figures_async (HeedJournal         *self,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  heed_journal_call (HEED_WRITER, read_figures, heed_journal_new_task (self, NULL, NULL, callback, user_data),
                     g_free);
}
