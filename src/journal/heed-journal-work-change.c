/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the journal writes on the store's thread. Work on many entries is done in
 * parts, a transaction each, and in between the store saves what is typed
 * meanwhile. In the end each piece of work gives the news that it makes. See
 * heed-journal-work.h. */

#include "heed-journal-work.h"

#include "heed-demo.h"
#include "heed-record-edit.h"
#include "heed-text.h"

/* A record on its way into the journal. */
typedef struct
{
  HeedWork *work;
  HeedRecord *record;
  HeedRecord *base; /* what it comes from; may be NULL */
} Save;

/* What is to be kept: the record, joined with what another program wrote into
 * the same entry since it was opened. */
static HeedRecord *
join (HeedRecord *record,
      HeedRecord *stored,
      HeedRecord *base)
{
  gboolean untouched = stored == NULL || (base != NULL && heed_record_equal (stored, base));

  return untouched ? heed_record_ref (record) : heed_record_merge (record, stored, base);
}

/* What the entry would be if @work were saved; @stored may be NULL. */
HeedRecord *
heed_work_join (HeedWork   *work,
                HeedRecord *stored)
{
  g_autoptr (HeedRecord) replaced = NULL;

  if (work->replaced == NULL)
    return join (work->record, stored, work->base);

  replaced = join (work->replaced, stored, work->base);
  return join (work->record, replaced, work->replaced);
}

static HeedRecord *
save_cb (HeedRecord   *stored,
         HeedSummary **summary,
         gpointer      data)
{
  Save *save = data;
  HeedRecord *joined = join (save->record, stored, save->base);

  *summary = heed_work_sum_up (save->work, joined);
  return joined;
}

/* Where an older version came back, first what it replaced, which stays as a
 * version. Gives what the journal holds then. */
static HeedRecord *
save (HeedDatabase  *database,
      HeedWork      *work,
      GError       **error)
{
  const char *id = heed_record_get_id (work->record);
  Save first = { work, work->replaced, work->base };
  Save last = { work, work->record, work->replaced != NULL ? work->replaced : work->base };

  if (work->replaced != NULL)
    {
      g_autoptr (HeedRecord) replaced = heed_database_join (database, id, save_cb, &first, FALSE, error);

      if (replaced == NULL)
        return NULL;
    }

  return heed_database_join (database, id, save_cb, &last, work->replaced != NULL, error);
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

static void
add_tag (HeedRecordBuilder *builder,
         HeedRecord        *record,
         const char        *tag)
{
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_addv (tags, (const char **) heed_record_get_tags (record));
  g_strv_builder_add (tags, tag);
  all = g_strv_builder_end (tags);
  heed_record_builder_set_tags (builder, (const char * const *) all);
}

static void
remove_tag (HeedRecordBuilder *builder,
            HeedRecord        *record,
            const char        *tag)
{
  const char * const *tags = heed_record_get_tags (record);
  const char *found = heed_text_find_alike (tags, tag);
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  for (guint i = 0; tags[i] != NULL; i++)
    if (tags[i] != found)
      g_ptr_array_add (left, (gpointer) tags[i]);
  g_ptr_array_add (left, NULL);
  heed_record_builder_set_tags (builder, (const char * const *) left->pdata);
}

static void
rename_tag (HeedRecordBuilder *builder,
            HeedRecord        *record,
            const char        *tag,
            const char        *with)
{
  g_auto (GStrv) tags = g_strdupv ((GStrv) heed_record_get_tags (record));
  const char *found = heed_text_find_alike ((const char * const *) tags, tag);

  for (guint i = 0; tags[i] != NULL; i++)
    if (tags[i] == found)
      {
        g_free (tags[i]);
        tags[i] = g_strdup (with);
        break;
      }
  heed_record_builder_set_tags (builder, (const char * const *) tags);
}

/* Whether the change has been made already, or nothing is left to make it to:
 * what was deleted for good does not come back. */
static gboolean
is_made (HeedRecord *record,
         HeedChange  change,
         const char *tag)
{
  switch (change)
    {
    case HEED_CHANGE_DELETE:
      return heed_stamp_is_set (heed_record_get_deleted (record));
    case HEED_CHANGE_RESTORE:
      return !heed_stamp_is_set (heed_record_get_deleted (record)) || heed_record_is_emptied (record);
    case HEED_CHANGE_ADD_TAG:
      return heed_text_find_alike (heed_record_get_tags (record), tag) != NULL;
    case HEED_CHANGE_REMOVE_TAG:
    case HEED_CHANGE_RENAME_TAG:
      return heed_text_find_alike (heed_record_get_tags (record), tag) == NULL;
    default:
      g_assert_not_reached ();
    }
}

static HeedRecord *
make_change (HeedRecord *record,
             HeedWork   *work)
{
  HeedChange change = work->change_to_make;
  HeedRecordBuilder *builder = heed_record_builder_new_from (record);
  HeedStamp now = heed_record_get_next_moment (record, heed_stamp_now ());

  heed_record_builder_set_modified (builder, now);
  if (change == HEED_CHANGE_DELETE)
    heed_record_builder_set_deleted (builder, now);
  else if (change == HEED_CHANGE_RESTORE)
    heed_record_builder_set_deleted (builder, HEED_STAMP_NEVER);
  else if (change == HEED_CHANGE_ADD_TAG)
    add_tag (builder, record, work->tag);
  else if (change == HEED_CHANGE_RENAME_TAG)
    rename_tag (builder, record, work->tag, work->with);
  else
    remove_tag (builder, record, work->tag);

  return heed_record_builder_end (builder);
}

static HeedRecord *
change_cb (HeedRecord   *stored,
           HeedSummary **summary,
           gpointer      data)
{
  HeedWork *work = data;
  HeedRecord *next;

  if (stored == NULL || is_made (stored, work->change_to_make, work->tag))
    return NULL;

  next = make_change (stored, work);
  *summary = heed_work_sum_up (work, next);
  g_ptr_array_add (work->changed, g_strdup (heed_record_get_id (next)));
  return next;
}

/* One entry, and the news that this makes. */
gpointer
heed_work_save (HeedDatabase  *database,
                gpointer       data,
                GError       **error)
{
  HeedWork *work = data;
  g_autoptr (HeedRecord) record = NULL;
  HeedNews *news;

  record = save (database, work, error);
  news = record != NULL ? heed_work_gather_news (work, database, error) : NULL;
  if (news == NULL)
    return NULL;

  news->saved = g_steal_pointer (&record);
  if (!add_saved_summary (database, news, error))
    g_clear_pointer (&news, heed_news_free);

  return news;
}

/* What could not be saved elsewhere. */
gboolean
heed_work_save_all (HeedDatabase  *database,
                    gpointer       data,
                    GError       **error)
{
  GPtrArray *works = data;

  for (guint i = 0; i < works->len; i++)
    {
      g_autoptr (HeedRecord) record = save (database, g_ptr_array_index (works, i), error);

      if (record == NULL)
        return FALSE;
    }

  return TRUE;
}

/* One entry, into a journal that holds only what was rescued; gives what it holds
 * then. */
gpointer
heed_work_rescue (HeedDatabase  *database,
                  gpointer       data,
                  GError       **error)
{
  return save (database, data, error);
}

/* Where a part of it failed, those before are done, and somebody may want to take them
 * back. Takes @failure over, which may be NULL. */
static gpointer
end_change (HeedWork      *work,
            HeedDatabase  *database,
            GError        *failure,
            GError       **error)
{
  HeedNews *news = NULL;

  if (failure == NULL || work->changed->len > 0)
    news = heed_work_gather_news (work, database, failure == NULL ? error : NULL);
  if (news == NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return NULL;
    }

  g_ptr_array_add (work->changed, NULL);
  news->changed_ids = (char **) g_ptr_array_free (g_steal_pointer (&work->changed), FALSE);
  news->failure = failure;
  return news;
}

/* The same change to many entries. */
gpointer
heed_work_change (HeedDatabase  *database,
                  gpointer       data,
                  GError       **error)
{
  HeedWork *work = data;
  guint before = work->changed->len;
  GError *failure = NULL;
  guint n_done;

  if (!heed_database_join_all (database, (const char * const *) work->ids + work->next, change_cb, work, &n_done,
                               &failure))
    g_ptr_array_set_size (work->changed, (int) before);
  else
    work->next += n_done;
  if (failure == NULL && work->ids[work->next] != NULL)
    return HEED_STORE_AGAIN;

  return end_change (work, database, failure, error);
}

gpointer
heed_work_replace_tag (HeedDatabase  *database,
                       gpointer       data,
                       GError       **error)
{
  HeedWork *work = data;
  guint before = work->changed->len;
  GError *failure = NULL;
  guint n_changed;

  if (!heed_database_replace_tag (database, work->tag, work->with, work->now, &work->last, &n_changed, work->changed,
                                  &failure))
    g_ptr_array_set_size (work->changed, (int) before);
  if (failure == NULL && work->last != 0)
    return HEED_STORE_AGAIN;

  return end_change (work, database, failure, error);
}

gpointer
heed_work_empty_trash (HeedDatabase  *database,
                       gpointer       data,
                       GError       **error)
{
  HeedWork *work = data;
  gboolean by_age = work->deleted_before != G_MAXINT64;
  gboolean trusted = TRUE;
  HeedNews *news;
  guint n_emptied;

  if (by_age && work->last == 0 && !heed_database_trust_clock (database, work->now.utc, &trusted, error))
    return NULL;
  if (!trusted)
    return heed_work_gather_news (work, database, error);
  if (!heed_database_empty_trash (database, work->deleted_before, &work->last, &n_emptied, error))
    return NULL;

  work->n_changed += n_emptied;
  if (work->last != 0)
    return HEED_STORE_AGAIN;

  news = heed_work_gather_news (work, database, error);
  if (news != NULL)
    news->n_changed = work->n_changed;

  return news;
}

/* So few at a time that what is typed is saved in between. It is of no importance
 * to anybody whether it comes to an end today. */
gpointer
heed_work_add_checksums (HeedDatabase  *database,
                         gpointer       data,
                         GError       **error)
{
  gboolean more;

  return heed_database_add_checksums (database, &more, error) && more ? HEED_STORE_AGAIN : NULL;
}

gpointer
heed_work_mark_damaged (HeedDatabase  *database,
                        gpointer       data,
                        GError       **error)
{
  heed_database_mark_damaged (database);
  return NULL;
}

gpointer
heed_work_import (HeedDatabase  *database,
                  gpointer       data,
                  GError       **error)
{
  HeedWork *work = data;
  gboolean more;

  if (!heed_database_import (database, work->staging, work->workbook, &more, error))
    return NULL;
  if (more)
    return HEED_STORE_AGAIN;

  return heed_work_gather_news (work, database, error);
}

/* What lists and the search know of entries that were written with other words. */
gpointer
heed_work_update_wording (HeedDatabase  *database,
                          gpointer       data,
                          GError       **error)
{
  HeedWork *work = data;
  gboolean more;

  if (!heed_database_update_wording (database, work->workbook, &more, error))
    return NULL;
  if (more)
    return HEED_STORE_AGAIN;

  return heed_work_gather_news (work, database, error);
}

/* Takes an import back that was not brought to its end, or forgets how to. */
gpointer
heed_work_settle_import (HeedDatabase  *database,
                         gpointer       data,
                         GError       **error)
{
  gboolean more;

  if (!heed_database_settle_import (database, &more, error))
    return NULL;
  if (more)
    return HEED_STORE_AGAIN;

  return heed_work_gather_news (data, database, error);
}

/* The sample journal, moved to now, and then the place of every entry. */
gpointer
heed_work_fill_demo (HeedDatabase  *database,
                     gpointer       data,
                     GError       **error)
{
  HeedWork *work = data;
  g_autoptr (GPtrArray) records = heed_demo_read (work->workbook, heed_stamp_now (), error);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);

  if (records == NULL)
    return NULL;

  heed_database_set_workbook (database, work->workbook);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (summaries, heed_work_sum_up (work, g_ptr_array_index (records, i)));

  if (!heed_database_put_all (database, records, summaries, error))
    return NULL;

  return heed_work_read_keys (database, data, error);
}
