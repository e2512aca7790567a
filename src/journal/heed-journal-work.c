/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the journal reads on the store's thread. See heed-journal-work.h. */

#include "heed-journal-work.h"

#include "heed-error.h"
#include "heed-wording.h"

/* So long nobody types between two thoughts. */
#define PAUSE (2 * G_TIME_SPAN_SECOND)
/* Then somebody does something else, and what is erased by now is to be gone. */
#define IDLE (20 * G_TIME_SPAN_SECOND)
/* What is typed in this moment waits so long. */
#define WIPE_FOR (G_TIME_SPAN_SECOND / 5)

static GArray *
collect_rows (GArray *keys)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), keys->len);

  for (guint i = 0; i < keys->len; i++)
    g_array_append_val (rows, g_array_index (keys, HeedKey, i).row);

  return rows;
}

static gboolean
collect_record (HeedRecord  *record,
                gpointer     records,
                GError     **error)
{
  g_ptr_array_add (records, heed_record_ref (record));
  return TRUE;
}

static gboolean
read_changes (HeedDatabase  *database,
              HeedNews      *news,
              GError       **error)
{
  g_autoptr (GArray) rows = NULL;
  gint64 since = news->change;
  gboolean removed;

  /* First the version: what is written after it is then seen the next time. */
  news->data_version = heed_database_get_data_version (database);
  news->keys = heed_database_get_changes (database, &news->change, error);
  if (news->keys == NULL)
    return FALSE;

  if (!heed_database_has_removed (database, since, &removed, error))
    return FALSE;
  if (news->keys->len > HEED_NEWS_MAX || removed)
    {
      news->all_keys = heed_database_get_keys (database, &news->change, error);
      return news->all_keys != NULL;
    }

  rows = collect_rows (news->keys);
  news->summaries = heed_database_get_summaries (database, rows, error);
  return news->summaries != NULL;
}

HeedWork *
heed_work_new (HeedWorkbook *workbook)
{
  HeedWork *work = g_new0 (HeedWork, 1);

  work->workbook = g_object_ref (workbook);
  work->now = heed_stamp_now ();
  work->changed = g_ptr_array_new_with_free_func (g_free);
  return work;
}

void
heed_work_free (HeedWork *work)
{
  g_clear_object (&work->workbook);
  g_clear_pointer (&work->record, heed_record_unref);
  g_clear_pointer (&work->base, heed_record_unref);
  g_clear_pointer (&work->replaced, heed_record_unref);
  g_clear_pointer (&work->unsaved, g_ptr_array_unref);
  g_clear_object (&work->staging);
  g_clear_pointer (&work->rows, g_array_unref);
  g_clear_pointer (&work->keys, g_array_unref);
  g_clear_pointer (&work->query, heed_query_free);
  g_free (work->id);
  g_strfreev (work->ids);
  g_free (work->tag);
  g_free (work->with);
  g_free (work->path);
  g_clear_pointer (&work->changed, g_ptr_array_unref);
  g_free (work);
}

/* What happened since the window last looked. */
HeedNews *
heed_work_gather_news (HeedWork      *work,
                       HeedDatabase  *database,
                       GError       **error)
{
  HeedNews *news = g_new0 (HeedNews, 1);

  news->change = work->change;
  if (!read_changes (database, news, error))
    g_clear_pointer (&news, heed_news_free);

  return news;
}

HeedSummary *
heed_work_sum_up (HeedWork   *work,
                  HeedRecord *record)
{
  return heed_summary_new (record, heed_wording_find_form (work->workbook, record));
}

void
heed_news_free (HeedNews *news)
{
  g_clear_pointer (&news->keys, g_array_unref);
  g_clear_pointer (&news->summaries, g_ptr_array_unref);
  g_clear_pointer (&news->all_keys, g_array_unref);
  g_clear_pointer (&news->saved, heed_record_unref);
  g_strfreev (news->changed_ids);
  g_clear_error (&news->failure);
  g_free (news);
}

/* The place of every entry. */
gpointer
heed_work_read_keys (HeedDatabase  *database,
                     gpointer       data,
                     GError       **error)
{
  HeedWork *work = data;
  HeedNews *news = g_new0 (HeedNews, 1);

  heed_database_set_workbook (database, work->workbook);
  news->has_log = heed_database_has_log (database);
  news->took_back = heed_database_took_back (database);
  news->data_version = heed_database_get_data_version (database);
  news->keys = heed_database_get_keys (database, &news->change, error);
  if (news->keys == NULL)
    g_clear_pointer (&news, heed_news_free);

  return news;
}

/* Gives when there is more to wipe, in microseconds; -1 for never. */
static gint64
wipe_when_idle (HeedDatabase *database)
{
  g_autoptr (GError) error = NULL;
  gint64 pause = heed_database_get_pause (database);
  gboolean wiped = FALSE;

  if (heed_database_is_wiped (database))
    return -1;
  if (pause < IDLE)
    return IDLE - pause;

  if (heed_database_wipe (database, WIPE_FOR, &wiped, &error))
    return wiped ? -1 : PAUSE;

  g_debug ("Not all was wiped: %s", heed_error_get_detail (error));
  return IDLE;
}

/* What another program wrote into the journal, without keys if it did not, and when
 * there is something to be done again. */
gpointer
heed_work_look (HeedDatabase  *database,
                gpointer       data,
                GError       **error)
{
  HeedWork *work = data;
  gint64 rest_in, wipe_in;
  HeedNews *news;

  if (!heed_database_check_in_place (database, error))
    return NULL;

  rest_in = heed_database_rest (database, PAUSE);
  wipe_in = wipe_when_idle (database);
  if (heed_database_get_data_version (database) == work->data_version)
    news = g_new0 (HeedNews, 1);
  else
    {
      heed_database_load_wording (database);
      news = heed_work_gather_news (work, database, error);
    }
  if (news != NULL)
    news->due_in = rest_in >= 0 && wipe_in >= 0 ? MIN (rest_in, wipe_in) : MAX (rest_in, wipe_in);

  return news;
}

gpointer
heed_work_summarize (HeedDatabase  *database,
                     gpointer       data,
                     GError       **error)
{
  HeedWork *work = data;

  return heed_database_get_summaries (database, work->rows, error);
}

gpointer
heed_work_get_ids (HeedDatabase  *database,
                   gpointer       data,
                   GError       **error)
{
  HeedWork *work = data;

  return heed_database_get_ids (database, work->rows, error);
}

gpointer
heed_work_find_ids (HeedDatabase  *database,
                    gpointer       data,
                    GError       **error)
{
  HeedWork *work = data;

  return heed_database_list_ids (database, work->query, error);
}

gpointer
heed_work_find (HeedDatabase  *database,
                gpointer       data,
                GError       **error)
{
  HeedWork *work = data;

  return heed_database_get_summary (database, work->id, error);
}

gpointer
heed_work_open_entry (HeedDatabase  *database,
                      gpointer       data,
                      GError       **error)
{
  HeedWork *work = data;

  return heed_database_get (database, work->id, error);
}

gpointer
heed_work_query (HeedDatabase  *database,
                 gpointer       data,
                 GError       **error)
{
  HeedWork *work = data;

  return heed_database_list (database, work->query, error);
}

gpointer
heed_work_find_keys (HeedDatabase  *database,
                     gpointer       data,
                     GError       **error)
{
  HeedWork *work = data;

  return heed_database_find_keys (database, work->query, error);
}

gpointer
heed_work_match_keys (HeedDatabase  *database,
                      gpointer       data,
                      GError       **error)
{
  HeedWork *work = data;

  return heed_database_match_keys (database, work->query, work->keys, error);
}

gpointer
heed_work_search (HeedDatabase  *database,
                  gpointer       data,
                  GError       **error)
{
  HeedWork *work = data;

  return heed_database_search (database, work->query, error);
}

gpointer
heed_work_tally (HeedDatabase  *database,
                 gpointer       data,
                 GError       **error)
{
  HeedWork *work = data;

  return heed_database_get_tallies (database, work->id, error);
}

gpointer
heed_work_read (HeedDatabase  *database,
                gpointer       data,
                GError       **error)
{
  HeedWork *work = data;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);

  return heed_database_foreach (database, work->query, collect_record, records, error) ? g_steal_pointer (&records)
                                                                                       : NULL;
}

gpointer
heed_work_load (HeedDatabase  *database,
                gpointer       data,
                GError       **error)
{
  HeedWork *work = data;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);

  for (guint i = 0; work->ids[i] != NULL; i++)
    {
      g_autoptr (GError) failure = NULL;
      HeedRecord *record = heed_database_get (database, work->ids[i], &failure);

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

gpointer
heed_work_get_versions (HeedDatabase  *database,
                        gpointer       data,
                        GError       **error)
{
  HeedWork *work = data;

  return heed_database_get_revisions (database, work->id, error);
}

gpointer
heed_work_get_tags (HeedDatabase  *database,
                    gpointer       data,
                    GError       **error)
{
  return heed_database_get_tags (database, error);
}

gpointer
heed_work_get_deleted_ids (HeedDatabase  *database,
                           gpointer       data,
                           GError       **error)
{
  return heed_database_get_deleted_ids (database, error);
}

gpointer
heed_work_get_figures (HeedDatabase  *database,
                       gpointer       data,
                       GError       **error)
{
  g_autofree HeedFigures *figures = g_new0 (HeedFigures, 1);

  return heed_database_get_figures (database, figures, error) ? g_steal_pointer (&figures) : NULL;
}
