/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal's work on the store's thread. See heed-journal-work.h. */

#include "heed-journal-work.h"

#include "heed-demo.h"
#include "heed-file.h"
#include "heed-json-writer.h"
#include "heed-record-edit.h"

static HeedNews *
new_news (HeedWork *work)
{
  HeedNews *news = g_new0 (HeedNews, 1);

  news->change = work->change;
  return news;
}

static GArray *
collect_rows (GArray *keys)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < keys->len; i++)
    {
      const HeedKey *key = &g_array_index (keys, HeedKey, i);

      if (!key->deleted)
        g_array_append_val (rows, key->row);
    }

  return rows;
}

/* Adds to @news what happened since the window last looked. */
static gboolean
gather_news (HeedDatabase  *database,
             HeedNews      *news,
             GError       **error)
{
  g_autoptr (GArray) rows = NULL;

  /* First the version: what is written after it is then seen the next time. */
  news->data_version = heed_database_get_data_version (database);
  news->keys = heed_database_get_changes (database, &news->change, error);
  if (news->keys == NULL)
    return FALSE;

  if (news->keys->len > HEED_NEWS_MAX)
    return TRUE;

  rows = collect_rows (news->keys);
  news->summaries = heed_database_get_summaries (database, rows, error);
  return news->summaries != NULL;
}

/* However much else is new, the saved entry has to learn its row. */
static gboolean
add_saved_summary (HeedDatabase  *database,
                   HeedNews      *news,
                   GError       **error)
{
  HeedSummary *summary;

  if (news->summaries != NULL)
    return TRUE;

  summary = heed_database_get_summary (database, heed_record_get_id (news->saved), error);
  if (summary == NULL)
    return FALSE;

  news->summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  g_ptr_array_add (news->summaries, summary);
  return TRUE;
}

static gboolean
write_record (HeedRecord  *record,
              gpointer     writer,
              GError     **error)
{
  return heed_json_writer_add (writer, record, error);
}

static HeedSummary *
summarize (HeedWork   *work,
           HeedRecord *record)
{
  return heed_summary_new (record, heed_workbook_find_form (work->workbook, heed_record_get_form_id (record)));
}

/* What is to be kept: @work's record, joined with what another program wrote
 * into the same entry since it was opened. */
static HeedRecord *
join_cb (HeedRecord   *stored,
         HeedSummary **summary,
         gpointer      data)
{
  HeedWork *work = data;
  gboolean untouched = stored == NULL || (work->base != NULL && heed_record_equal (stored, work->base));
  HeedRecord *joined = untouched ? heed_record_ref (work->record) : heed_record_merge (work->record, stored, work->base);

  *summary = summarize (work, joined);
  return joined;
}

HeedWork *
heed_work_new (HeedWorkbook *workbook)
{
  HeedWork *work = g_new0 (HeedWork, 1);

  work->workbook = g_object_ref (workbook);
  return work;
}

void
heed_work_free (HeedWork *work)
{
  g_clear_object (&work->workbook);
  g_clear_pointer (&work->record, heed_record_unref);
  g_clear_pointer (&work->base, heed_record_unref);
  g_clear_pointer (&work->rows, g_array_unref);
  g_free (work->id);
  g_free (work->form_id);
  g_free (work->item_id);
  g_free (work->words);
  g_free (work->path);
  g_free (work);
}

void
heed_news_free (HeedNews *news)
{
  g_clear_pointer (&news->keys, g_array_unref);
  g_clear_pointer (&news->summaries, g_ptr_array_unref);
  g_clear_pointer (&news->saved, heed_record_unref);
  g_free (news);
}

/* The place of every entry. */
gpointer
heed_work_read_keys (HeedDatabase  *database,
                     gpointer       data,
                     GError       **error)
{
  HeedNews *news = new_news (data);

  news->data_version = heed_database_get_data_version (database);
  news->keys = heed_database_get_keys (database, &news->change, error);
  if (news->keys == NULL)
    g_clear_pointer (&news, heed_news_free);

  return news;
}

/* One entry, in one transaction, and the news that this makes. */
gpointer
heed_work_save (HeedDatabase  *database,
                gpointer       data,
                GError       **error)
{
  HeedWork *work = data;
  g_autoptr (HeedRecord) record = NULL;
  HeedNews *news;

  record = heed_database_join (database, heed_record_get_id (work->record), join_cb, work, error);
  if (record == NULL)
    return NULL;

  news = new_news (work);
  news->saved = g_steal_pointer (&record);
  if (!gather_news (database, news, error) || !add_saved_summary (database, news, error))
    g_clear_pointer (&news, heed_news_free);

  return news;
}

/* The sample journal, moved to now, and then the place of every entry. */
gpointer
heed_work_fill_demo (HeedDatabase  *database,
                     gpointer       data,
                     GError       **error)
{
  HeedWork *work = data;
  g_autoptr (GPtrArray) records = heed_demo_read (heed_stamp_now (), error);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);

  if (records == NULL)
    return NULL;

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (summaries, summarize (work, g_ptr_array_index (records, i)));

  if (!heed_database_put_all (database, records, summaries, error))
    return NULL;

  return heed_work_read_keys (database, data, error);
}

/* Whether another program wrote into the journal; NULL if it did not. */
gpointer
heed_work_look (HeedDatabase  *database,
                gpointer       data,
                GError       **error)
{
  HeedWork *work = data;
  HeedNews *news;

  if (!heed_database_check_in_place (database, error) ||
      heed_database_get_data_version (database) == work->data_version)
    return NULL;

  news = new_news (work);
  if (!gather_news (database, news, error))
    g_clear_pointer (&news, heed_news_free);

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
  HeedQuery query = { .form_id = work->form_id, .item_id = work->item_id, .limit = work->limit };

  return heed_database_list (database, &query, error);
}

gpointer
heed_work_search (HeedDatabase  *database,
                  gpointer       data,
                  GError       **error)
{
  HeedWork *work = data;
  HeedQuery query = { .words = work->words, .limit = work->limit };

  return heed_database_search (database, &query, error);
}

gpointer
heed_work_tally (HeedDatabase  *database,
                 gpointer       data,
                 GError       **error)
{
  return heed_database_get_tallies (database, error);
}

/* The whole journal as JSON, into a file that is whole or not there. */
gpointer
heed_work_export (HeedDatabase  *database,
                  gpointer       data,
                  GError       **error)
{
  HeedWork *work = data;
  g_autoptr (HeedSafeFile) file = heed_safe_file_new (work->path, error);
  g_autoptr (HeedJsonWriter) writer = NULL;

  if (file == NULL)
    return NULL;

  writer = heed_json_writer_new (heed_safe_file_get_stream (file), work->workbook);
  if (!heed_database_foreach (database, NULL, write_record, writer, error) ||
      !heed_json_writer_finish (writer, error))
    return NULL;

  heed_safe_file_commit (file, error);
  return NULL;
}
