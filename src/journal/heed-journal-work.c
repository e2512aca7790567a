/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the journal reads and writes on the store's thread. Work on many entries is
 * done in parts, a transaction each, and in between the store saves what is typed
 * meanwhile. In the end each piece of work that changes something gives the changes
 * that it makes. See heed-journal-work.h. */

#include "heed-journal-work.h"

#include "heed-atomic-file.h"
#include "heed-demo.h"
#include "heed-error.h"
#include "heed-json-writer.h"
#include "heed-record-edit.h"
#include "heed-text.h"
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
              HeedChanges   *changes,
              GError       **error)
{
  g_autoptr (GArray) rows = NULL;
  gint64 since = changes->change;
  gboolean removed;

  /* First the version: what is written after it is then seen the next time. */
  changes->data_version = heed_database_get_data_version (database);
  changes->keys = heed_database_get_changes (database, &changes->change, error);
  if (changes->keys == NULL)
    return FALSE;

  if (!heed_database_has_removed (database, since, &removed, error))
    return FALSE;
  if (changes->keys->len > HEED_NEWS_MAX || removed)
    {
      changes->all_keys = heed_database_get_keys (database, &changes->change, error);
      return changes->all_keys != NULL;
    }

  rows = collect_rows (changes->keys);
  changes->summaries = heed_database_get_summaries (database, rows, error);
  return changes->summaries != NULL;
}

HeedWork *
heed_work_new (HeedWorkbook *workbook)
{
  HeedWork *work = g_new0 (HeedWork, 1);

  work->workbook = g_object_ref (workbook);
  work->now = heed_timestamp_now ();
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
static HeedChanges *
gather_changes (HeedWork      *work,
                HeedDatabase  *database,
                GError       **error)
{
  HeedChanges *changes = g_new0 (HeedChanges, 1);

  changes->change = work->change;
  if (!read_changes (database, changes, error))
    g_clear_pointer (&changes, heed_changes_free);

  return changes;
}

static HeedSummary *
sum_up (HeedWork   *work,
        HeedRecord *record)
{
  return heed_summary_new (record, heed_wording_find_form (work->workbook, record));
}

void
heed_changes_free (HeedChanges *changes)
{
  g_clear_pointer (&changes->keys, g_array_unref);
  g_clear_pointer (&changes->summaries, g_ptr_array_unref);
  g_clear_pointer (&changes->all_keys, g_array_unref);
  g_clear_pointer (&changes->saved, heed_record_unref);
  g_strfreev (changes->changed_ids);
  g_clear_error (&changes->failure);
  g_free (changes);
}

/* The place of every entry. */
gpointer
heed_work_read_keys (HeedDatabase  *database,
                     gpointer       data,
                     GError       **error)
{
  HeedWork *work = data;
  HeedChanges *changes = g_new0 (HeedChanges, 1);

  heed_database_set_workbook (database, work->workbook);
  changes->has_log = heed_database_has_log (database);
  changes->took_back = heed_database_took_back (database);
  changes->data_version = heed_database_get_data_version (database);
  changes->keys = heed_database_get_keys (database, &changes->change, error);
  if (changes->keys == NULL)
    g_clear_pointer (&changes, heed_changes_free);

  return changes;
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
heed_work_poll (HeedDatabase  *database,
                gpointer       data,
                GError       **error)
{
  HeedWork *work = data;
  gint64 rest_in, wipe_in;
  HeedChanges *changes;

  if (!heed_database_check_in_place (database, error))
    return NULL;

  rest_in = heed_database_rest (database, PAUSE);
  wipe_in = wipe_when_idle (database);
  if (heed_database_get_data_version (database) == work->data_version)
    changes = g_new0 (HeedChanges, 1);
  else
    {
      heed_database_load_wording (database);
      changes = gather_changes (work, database, error);
    }
  if (changes != NULL)
    changes->due_in = rest_in >= 0 && wipe_in >= 0 ? MIN (rest_in, wipe_in) : MAX (rest_in, wipe_in);

  return changes;
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

/* Changing */

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
static HeedRecord *
join_work (HeedWork   *work,
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

  *summary = sum_up (save->work, joined);
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
                   HeedChanges   *changes,
                   GError       **error)
{
  HeedSummary *summary;

  if (changes->summaries != NULL)
    return TRUE;

  summary = heed_database_get_summary (database, heed_record_get_id (changes->saved), error);
  if (summary == NULL)
    return FALSE;

  changes->summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  g_ptr_array_add (changes->summaries, summary);
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
      return heed_timestamp_is_set (heed_record_get_deleted (record));
    case HEED_CHANGE_RESTORE:
      return !heed_timestamp_is_set (heed_record_get_deleted (record)) || heed_record_is_emptied (record);
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
  HeedTimestamp now = heed_record_get_next_moment (record, heed_timestamp_now ());

  heed_record_builder_set_modified (builder, now);
  if (change == HEED_CHANGE_DELETE)
    heed_record_builder_set_deleted (builder, now);
  else if (change == HEED_CHANGE_RESTORE)
    heed_record_builder_set_deleted (builder, HEED_TIMESTAMP_NEVER);
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
  *summary = sum_up (work, next);
  g_ptr_array_add (work->changed, g_strdup (heed_record_get_id (next)));
  return next;
}

/* One entry, and the changes that this makes. */
gpointer
heed_work_save (HeedDatabase  *database,
                gpointer       data,
                GError       **error)
{
  HeedWork *work = data;
  g_autoptr (HeedRecord) record = NULL;
  HeedChanges *changes;

  record = save (database, work, error);
  changes = record != NULL ? gather_changes (work, database, error) : NULL;
  if (changes == NULL)
    return NULL;

  changes->saved = g_steal_pointer (&record);
  if (!add_saved_summary (database, changes, error))
    g_clear_pointer (&changes, heed_changes_free);

  return changes;
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
  HeedChanges *changes = NULL;

  if (failure == NULL || work->changed->len > 0)
    changes = gather_changes (work, database, failure == NULL ? error : NULL);
  if (changes == NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return NULL;
    }

  g_ptr_array_add (work->changed, NULL);
  changes->changed_ids = (char **) g_ptr_array_free (g_steal_pointer (&work->changed), FALSE);
  changes->failure = failure;
  return changes;
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
  HeedChanges *changes;
  guint n_emptied;

  if (by_age && work->last == 0 && !heed_database_trust_clock (database, work->now.utc, &trusted, error))
    return NULL;
  if (!trusted)
    return gather_changes (work, database, error);
  if (!heed_database_empty_trash (database, work->deleted_before, &work->last, &n_emptied, error))
    return NULL;

  work->n_changed += n_emptied;
  if (work->last != 0)
    return HEED_STORE_AGAIN;

  changes = gather_changes (work, database, error);
  if (changes != NULL)
    changes->n_changed = work->n_changed;

  return changes;
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

/* After a part of the work: the next one, or the changes of all. */
static gpointer
go_on (HeedWork      *work,
       HeedDatabase  *database,
       gboolean       more,
       GError       **error)
{
  return more ? HEED_STORE_AGAIN : gather_changes (work, database, error);
}

gpointer
heed_work_import (HeedDatabase  *database,
                  gpointer       data,
                  GError       **error)
{
  HeedWork *work = data;
  gboolean more;

  return heed_database_import (database, work->staging, work->workbook, &more, error)
           ? go_on (work, database, more, error)
           : NULL;
}

/* What lists and the search know of entries that were written with other words. */
gpointer
heed_work_update_wording (HeedDatabase  *database,
                          gpointer       data,
                          GError       **error)
{
  HeedWork *work = data;
  gboolean more;

  return heed_database_update_wording (database, work->workbook, &more, error) ? go_on (work, database, more, error) : NULL;
}

/* Takes an import back that was not brought to its end, or forgets how to. */
gpointer
heed_work_settle_import (HeedDatabase  *database,
                         gpointer       data,
                         GError       **error)
{
  gboolean more;

  return heed_database_settle_import (database, &more, error) ? go_on (data, database, more, error) : NULL;
}

/* The sample journal, moved to now, and then the place of every entry. */
gpointer
heed_work_fill_demo (HeedDatabase  *database,
                     gpointer       data,
                     GError       **error)
{
  HeedWork *work = data;
  g_autoptr (GPtrArray) records = heed_demo_read (work->workbook, heed_timestamp_now (), error);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);

  if (records == NULL)
    return NULL;

  heed_database_set_workbook (database, work->workbook);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (summaries, sum_up (work, g_ptr_array_index (records, i)));

  if (!heed_database_put_all (database, records, summaries, error))
    return NULL;

  return heed_work_read_keys (database, data, error);
}

/* Files beside the journal */

typedef struct
{
  HeedJsonWriter *writer;
  GPtrArray *unsaved; /* of HeedWork, newest first; without what is written */
} Export;

static int
compare_by_age (gconstpointer a,
                gconstpointer b)
{
  gint64 first = heed_record_get_created ((*(HeedWork * const *) a)->record).utc;
  gint64 second = heed_record_get_created ((*(HeedWork * const *) b)->record).utc;

  return first > second ? -1 : first < second;
}

/* Takes what is not saved of an entry out of what is to be written. */
static HeedWork *
take_unsaved (Export     *export,
              const char *id)
{
  for (guint i = 0; i < export->unsaved->len; i++)
    {
      HeedWork *unsaved = g_ptr_array_index (export->unsaved, i);

      if (g_str_equal (heed_record_get_id (unsaved->record), id))
        return g_ptr_array_steal_index (export->unsaved, i);
    }

  return NULL;
}

/* As it would be in the journal, if it could have been saved; one of the two may
 * be NULL. Takes @unsaved over. */
static gboolean
write_entry (Export      *export,
             HeedWork    *unsaved,
             HeedRecord  *stored,
             gboolean     with_deleted,
             GError     **error)
{
  g_autoptr (HeedRecord) record = unsaved != NULL ? join_work (unsaved, stored) : heed_record_ref (stored);

  g_clear_pointer (&unsaved, heed_work_free);
  return (!with_deleted && heed_timestamp_is_set (heed_record_get_deleted (record))) ||
         heed_json_writer_add (export->writer, record, error);
}

/* What was begun later than @stored and never saved stands before it. */
static gboolean
write_record (HeedRecord  *stored,
              gpointer     data,
              GError     **error)
{
  Export *export = data;
  guint i = 0;

  while (i < export->unsaved->len)
    {
      HeedWork *next = g_ptr_array_index (export->unsaved, i);

      if (heed_record_get_created (next->record).utc <= heed_record_get_created (stored).utc)
        break;
      if (next->base != NULL)
        i++;
      else if (!write_entry (export, g_ptr_array_steal_index (export->unsaved, i), NULL, FALSE, error))
        return FALSE;
    }

  return write_entry (export, take_unsaved (export, heed_record_get_id (stored)), stored, FALSE, error);
}

/* What is not saved of an entry may be all that there is. Takes @unsaved over. */
static gboolean
write_by_id (HeedDatabase  *database,
             Export        *export,
             const char    *id,
             HeedWork      *unsaved,
             gboolean       with_deleted,
             GError       **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (HeedRecord) stored = heed_database_get (database, id, &failure);

  if (stored != NULL || (unsaved != NULL && g_error_matches (failure, HEED_ERROR, HEED_ERROR_NOT_FOUND)))
    return write_entry (export, unsaved, stored, with_deleted, error);

  g_clear_pointer (&unsaved, heed_work_free);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
write_chosen (HeedDatabase        *database,
              const char * const  *ids,
              Export              *export,
              GError             **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    if (!write_by_id (database, export, ids[i], take_unsaved (export, ids[i]), TRUE, error))
      return FALSE;

  return TRUE;
}

/* In the end what the journal does not have, or has in its trash. */
static gboolean
write_all (HeedDatabase  *database,
           Export        *export,
           GError       **error)
{
  if (!heed_database_foreach (database, NULL, write_record, export, error))
    return FALSE;

  while (export->unsaved->len > 0)
    {
      HeedWork *next = g_ptr_array_steal_index (export->unsaved, 0);

      if (!write_by_id (database, export, heed_record_get_id (next->record), next, FALSE, error))
        return FALSE;
    }

  return TRUE;
}

/* The whole journal or some entries as JSON, with what could not be saved, into a file that is whole or not
 * there. */
gpointer
heed_work_export (HeedDatabase  *database,
                  gpointer       data,
                  GError       **error)
{
  HeedWork *work = data;
  g_autoptr (HeedAtomicFile) file = NULL;
  g_autoptr (HeedJsonWriter) writer = NULL;
  Export export;
  gboolean success;

  if (heed_database_check_target (work->path, error))
    file = heed_atomic_file_new (work->path, error);
  if (file == NULL)
    return NULL;

  writer = heed_json_writer_new (heed_atomic_file_get_stream (file), work->workbook);
  heed_atomic_file_pass_over_stamp (file, heed_json_writer_get_stamp (writer));
  export = (Export) { writer, work->unsaved };
  g_ptr_array_sort (work->unsaved, compare_by_age);
  success = work->ids != NULL ? write_chosen (database, (const char * const *) work->ids, &export, error)
                              : write_all (database, &export, error);
  if (success && heed_json_writer_finish (writer, error))
    heed_atomic_file_commit (file, error);

  return NULL;
}

gpointer
heed_work_back_up (HeedDatabase  *database,
                   gpointer       data,
                   GError       **error)
{
  HeedWork *work = data;

  if (work->unsaved->len > 0)
    heed_database_backup_with (database, work->path, work->over, heed_work_save_all, work->unsaved, error);
  else if (work->over)
    heed_database_backup_over (database, work->path, error);
  else
    heed_database_backup (database, work->path, error);
  return NULL;
}
