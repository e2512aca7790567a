/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One object an entry. See heed-entry-cache.h. A window holds a few hundred
 * entries at most, so that looking one up means looking at each. */

#include "heed-entry-cache.h"

#include "heed-entry-private.h"

struct _HeedEntryCache
{
  HeedWorkbook *workbook;
  GHashTable *entries; /* set of HeedEntry, without references */
  HeedEntryFunc changed;
  gpointer user_data;
};

static void
entry_gone_cb (gpointer  data,
               GObject  *where_it_was)
{
  HeedEntryCache *self = data;

  g_hash_table_remove (self->entries, where_it_was);
}

static void
entry_changed_cb (HeedEntry      *entry,
                  HeedEntryCache *self)
{
  self->changed (entry, self->user_data);
}

/* The entry that @summary is about, if anybody holds it. */
static HeedEntry *
find_for_summary (HeedEntryCache *self,
                  HeedSummary    *summary)
{
  HeedEntry *entry = heed_entry_cache_find_row (self, heed_summary_get_row (summary));

  if (entry != NULL)
    return entry;

  return heed_entry_cache_find_id (self, heed_record_get_id (heed_summary_get_head (summary)));
}

/**
 * heed_entry_cache_new:
 * @workbook: the workbook whose forms the entries fill in
 * @changed: called when somebody changes an entry
 * @user_data: for @changed
 *
 * Starts with no entries.
 *
 * Returns: (transfer full): the live entries
 */
HeedEntryCache *
heed_entry_cache_new (HeedWorkbook  *workbook,
                      HeedEntryFunc  changed,
                      gpointer       user_data)
{
  HeedEntryCache *self = g_new0 (HeedEntryCache, 1);

  self->workbook = g_object_ref (workbook);
  self->entries = g_hash_table_new (NULL, NULL);
  self->changed = changed;
  self->user_data = user_data;
  return self;
}

/**
 * heed_entry_cache_free:
 * @self: (transfer full): live entries
 *
 * Lets go of all entries, which may live on without it.
 */
void
heed_entry_cache_free (HeedEntryCache *self)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    {
      g_signal_handlers_disconnect_by_data (entry, self);
      g_object_weak_unref (entry, entry_gone_cb, self);
    }

  g_hash_table_unref (self->entries);
  g_object_unref (self->workbook);
  g_free (self);
}

/**
 * heed_entry_cache_add:
 * @self: live entries
 * @entry: an entry that is not among them
 *
 * Knows @entry from now on.
 *
 * Returns: @entry, for convenience
 */
HeedEntry *
heed_entry_cache_add (HeedEntryCache *self,
                      HeedEntry      *entry)
{
  g_hash_table_add (self->entries, entry);
  g_object_weak_ref (G_OBJECT (entry), entry_gone_cb, self);
  g_signal_connect (entry, "changed", G_CALLBACK (entry_changed_cb), self);
  return entry;
}

/**
 * heed_entry_cache_find_row:
 * @self: live entries
 * @row: where the entry is kept
 *
 * Looks an entry up.
 *
 * Returns: (transfer none) (nullable): the entry, if anybody holds it
 */
HeedEntry *
heed_entry_cache_find_row (HeedEntryCache *self,
                           gint64          row)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    if (heed_entry_get_row (entry) == row)
      return entry;

  return NULL;
}

/**
 * heed_entry_cache_find_id:
 * @self: live entries
 * @id: an entry's id
 *
 * Looks an entry up.
 *
 * Returns: (transfer none) (nullable): the entry, if anybody holds it
 */
HeedEntry *
heed_entry_cache_find_id (HeedEntryCache *self,
                          const char     *id)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    if (g_strcmp0 (heed_entry_get_id (entry), id) == 0)
      return entry;

  return NULL;
}

/**
 * heed_entry_cache_dup_for_row:
 * @self: live entries
 * @row: where an entry is kept
 *
 * Gets the object for an entry of which perhaps nothing is known but its place.
 *
 * Returns: (transfer full): the entry
 */
HeedEntry *
heed_entry_cache_dup_for_row (HeedEntryCache *self,
                              gint64          row)
{
  HeedEntry *entry = heed_entry_cache_find_row (self, row);

  if (entry != NULL)
    return g_object_ref (entry);

  return heed_entry_cache_add (self, heed_entry_new_for_row (self->workbook, row));
}

/**
 * heed_entry_cache_dup_for_summary:
 * @self: live entries
 * @summary: a summary that the store gave
 *
 * Gets the object for the entry that @summary is about, with @summary in it.
 *
 * Returns: (transfer full): the entry
 */
HeedEntry *
heed_entry_cache_dup_for_summary (HeedEntryCache *self,
                                  HeedSummary    *summary)
{
  gint64 row = heed_summary_get_row (summary);
  HeedEntry *entry = find_for_summary (self, summary);

  if (entry != NULL)
    g_object_ref (entry);
  else
    entry = heed_entry_cache_add (self, heed_entry_new_for_row (self->workbook, row));

  heed_entry_set_row (entry, row);
  heed_entry_set_summary (entry, summary);
  return entry;
}

/**
 * heed_entry_cache_take_summaries:
 * @self: live entries
 * @summaries: (element-type HeedSummary): summaries, some of which may be %NULL
 *
 * Puts each summary into its entry, where anybody holds that.
 */
void
heed_entry_cache_take_summaries (HeedEntryCache *self,
                                 GPtrArray      *summaries)
{
  for (guint i = 0; i < summaries->len; i++)
    {
      HeedSummary *summary = g_ptr_array_index (summaries, i);
      HeedEntry *entry = summary != NULL ? find_for_summary (self, summary) : NULL;

      if (entry == NULL)
        continue;

      heed_entry_set_row (entry, heed_summary_get_row (summary));
      heed_entry_set_summary (entry, summary);
    }
}

/**
 * heed_entry_cache_foreach_kept:
 * @self: live entries
 * @func: called for each entry that the journal has; it may not add or drop any
 * @user_data: for @func
 *
 * Goes through the entries, but for those that have just been begun.
 */
void
heed_entry_cache_foreach_kept (HeedEntryCache *self,
                               HeedEntryFunc   func,
                               gpointer        user_data)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    if (heed_entry_get_row (entry) > 0)
      func (entry, user_data);
}

/**
 * heed_entry_cache_get_open:
 * @self: live entries
 *
 * Gets what the entries that are open hold, saved or not.
 *
 * Returns: (transfer full) (element-type utf8 HeedRecord): the records of those
 *   entries, by id
 */
GHashTable *
heed_entry_cache_get_open (HeedEntryCache *self)
{
  GHashTable *records = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) heed_record_unref);
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    if (heed_entry_is_open (entry))
      {
        HeedRecord *record = heed_record_ref (heed_entry_get_record (entry));

        g_hash_table_replace (records, (gpointer) heed_record_get_id (record), record);
      }

  return records;
}
