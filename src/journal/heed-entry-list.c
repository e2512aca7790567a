/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The entries of a query. See heed-entry-list.h. The places of all entries are
 * read on the store's thread, 24 bytes each, and compared here with those that
 * are known: what a view is told is only what differs. Of what is new later the
 * store is asked whether the query wants it, and of nothing else.
 *
 * A GtkFilterListModel would want every entry as an object in memory, and src/journal
 * has no GTK. It stays as long as journals are larger than what is seen of them. */

#include "heed-entry-list.h"

#include "heed-entry-index.h"
#include "heed-journal-private.h"

/* How long to wait before something that could not be read is read again. */
#define AGAIN_SECONDS 2

struct _HeedEntryList
{
  GObject parent_instance;

  HeedJournal *journal;
  HeedQuery *query;
  GArray *keys;       /* of HeedKey */
  guint again_timer;
  guint wanted;       /* how often another query was set */
  guint asked;        /* how often it had been when the store was asked */
  gboolean reading;
  gboolean again;     /* there were changes, or another query, while it was being read */
  gboolean loading;
  gboolean failed;
};

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeedEntryList, heed_entry_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void read_keys (HeedEntryList *self);

static void
set_loading (HeedEntryList *self,
             gboolean       loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static gboolean
again_cb (gpointer data)
{
  HeedEntryList *self = data;

  self->again_timer = 0;
  read_keys (self);
  return G_SOURCE_REMOVE;
}

/* It is said once, and tried again until it succeeds. */
static void
take_failure (HeedEntryList *self,
              const GError  *error)
{
  if (!heed_journal_is_open (self->journal))
    return;

  if (!self->failed)
    heed_journal_report_failure (self->journal, error);
  self->failed = TRUE;
  if (self->again_timer == 0)
    self->again_timer = g_timeout_add_seconds (AGAIN_SECONDS, again_cb, self);
}

static void
keys_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (HeedEntryList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean again = self->again;
  guint asked = self->asked;

  self->reading = self->again = FALSE;
  self->failed = self->failed && keys == NULL;
  if (keys == NULL)
    take_failure (self, error);
  else if (asked == self->wanted)
    heed_entry_index_become (self->keys, keys, G_LIST_MODEL (self));
  /* Whoever was told may have set another query. */
  if (keys != NULL && asked == self->wanted)
    set_loading (self, FALSE);

  if (again)
    read_keys (self);
}

/* One question at a time; what comes meanwhile makes one more. */
static void
read_keys (HeedEntryList *self)
{
  if (!heed_journal_is_open (self->journal))
    return;

  if (self->reading)
    {
      self->again = TRUE;
      return;
    }

  self->reading = TRUE;
  self->asked = self->wanted;
  heed_journal_call (HEED_WRITER, (HeedStoreFunc) heed_database_find_keys,
                     heed_journal_new_task (self->journal, heed_query_copy (self->query), (GDestroyNotify) heed_query_free,
                                            keys_cb, g_object_ref (self)),
                     (GDestroyNotify) g_array_unref);
}

/* News */

/* What is asked about entries that changed: which of them are wanted. */
typedef struct
{
  HeedQuery *query;
  GArray *changes; /* of HeedKey */
  guint wanted;    /* how often another query had been set */
} Match;

static void
free_match (gpointer data)
{
  Match *match = data;

  heed_query_free (match->query);
  g_array_unref (match->changes);
  g_free (match);
}

static gpointer
match_keys (HeedDatabase  *database,
            gpointer       data,
            GError       **error)
{
  const Match *match = data;

  return heed_database_match_keys (database, match->query, match->changes, error);
}

static const HeedKey *
find_key (GArray        *keys,
          const HeedKey *key)
{
  for (guint i = 0; i < keys->len; i++)
    if (g_array_index (keys, HeedKey, i).row == key->row)
      return &g_array_index (keys, HeedKey, i);

  return NULL;
}

static gboolean
has_any (HeedEntryList *self,
         GArray        *changes)
{
  for (guint i = 0; i < self->keys->len; i++)
    if (find_key (changes, &g_array_index (self->keys, HeedKey, i)) != NULL)
      return TRUE;

  return FALSE;
}

static void
matched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (HeedEntryList) self = data;
  const Match *match = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) wanted = g_task_propagate_pointer (G_TASK (result), &error);

  if (wanted == NULL)
    take_failure (self, error);
  /* What is wanted now was read later. */
  if (wanted == NULL || match->wanted != self->wanted)
    return;

  /* The trash is in an order that keys do not have. */
  if (self->query->deleted && (wanted->len > 0 || has_any (self, match->changes)))
    read_keys (self);
  /* Of the entries that changed those in @wanted are listed from now on, and no others. */
  for (guint i = 0; !self->query->deleted && i < match->changes->len; i++)
    {
      HeedKey change = g_array_index (match->changes, HeedKey, i);
      const HeedKey *key = find_key (wanted, &change);

      change.deleted = TRUE;
      heed_entry_index_apply (self->keys, key != NULL ? key : &change, G_LIST_MODEL (self));
    }
}

/* The store answers in the order in which it was asked, so that what was read before
 * is there when this is. */
static void
news_cb (HeedEntryList *self)
{
  Match *match;

  if (self->journal->changes == NULL || !heed_journal_is_open (self->journal) || self->query->each != 0 ||
      self->query->limit != 0)
    {
      read_keys (self);
      return;
    }

  match = g_new0 (Match, 1);
  match->query = heed_query_copy (self->query);
  match->changes = g_array_ref (self->journal->changes);
  match->wanted = self->wanted;
  heed_journal_call (HEED_WRITER, match_keys,
                     heed_journal_new_task (self->journal, match, free_match, matched_cb, g_object_ref (self)),
                     (GDestroyNotify) g_array_unref);
}

/* A journal that has just been opened tells so as a list does. */
static void
journal_changed_cb (HeedEntryList *self)
{
  if (self->loading && !self->reading)
    read_keys (self);
}

static GType
heed_entry_list_get_item_type (GListModel *model)
{
  return HEED_TYPE_ENTRY;
}

static guint
heed_entry_list_get_n_items (GListModel *model)
{
  return HEED_ENTRY_LIST (model)->keys->len;
}

static gpointer
heed_entry_list_get_item (GListModel *model,
                          guint       position)
{
  HeedEntryList *self = HEED_ENTRY_LIST (model);

  if (position >= self->keys->len)
    return NULL;

  return heed_journal_dup_entry_for_row (self->journal, g_array_index (self->keys, HeedKey, position).row);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = heed_entry_list_get_item_type;
  iface->get_n_items = heed_entry_list_get_n_items;
  iface->get_item = heed_entry_list_get_item;
}

static void
heed_entry_list_finalize (GObject *object)
{
  HeedEntryList *self = HEED_ENTRY_LIST (object);

  g_clear_handle_id (&self->again_timer, g_source_remove);
  g_clear_object (&self->journal);
  g_clear_pointer (&self->query, heed_query_free);
  g_array_unref (self->keys);

  G_OBJECT_CLASS (heed_entry_list_parent_class)->finalize (object);
}

static void
heed_entry_list_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, heed_entry_list_get_loading (HEED_ENTRY_LIST (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_entry_list_class_init (HeedEntryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heed_entry_list_finalize;
  object_class->get_property = heed_entry_list_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE,
                                                   G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
heed_entry_list_init (HeedEntryList *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (HeedKey));
  self->loading = TRUE;
}

/**
 * heed_entry_list_new:
 * @journal: a journal; what is in it comes when it is open
 * @query: (nullable): which entries; %NULL for all that are listed. Its words are
 *   not looked at
 *
 * Makes a list that is empty until the store has answered.
 *
 * Returns: (transfer full): the list
 */
HeedEntryList *
heed_entry_list_new (HeedJournal     *journal,
                     const HeedQuery *query)
{
  HeedEntryList *self = g_object_new (HEED_TYPE_ENTRY_LIST, NULL);

  self->journal = g_object_ref (journal);
  self->query = query != NULL ? heed_query_copy (query) : g_new0 (HeedQuery, 1);
  g_signal_connect_object (journal, "changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (journal, "items-changed", G_CALLBACK (journal_changed_cb), self, G_CONNECT_SWAPPED);
  read_keys (self);
  return self;
}

/**
 * heed_entry_list_set_query:
 * @self: a list
 * @query: (nullable): which entries; %NULL for all that are listed
 *
 * Lists other entries. Those of before stay until the store has answered.
 */
void
heed_entry_list_set_query (HeedEntryList   *self,
                           const HeedQuery *query)
{
  heed_query_free (self->query);
  self->query = query != NULL ? heed_query_copy (query) : g_new0 (HeedQuery, 1);
  self->wanted++;
  set_loading (self, TRUE);
  read_keys (self);
}

/**
 * heed_entry_list_get_day:
 * @self: a list
 * @position: which entry, from 0
 *
 * Gets the day that an entry stands under, without loading it.
 *
 * Returns: a Julian day number
 */
guint32
heed_entry_list_get_day (HeedEntryList *self,
                         guint          position)
{
  g_return_val_if_fail (position < self->keys->len, 0);

  return g_array_index (self->keys, HeedKey, position).day;
}

/**
 * heed_entry_list_is_first:
 * @self: a list
 * @position: which entry, from 0
 *
 * Tells whether an entry comes before the others, as it is pinned, without loading it.
 *
 * Returns: whether it does
 */
gboolean
heed_entry_list_is_first (HeedEntryList *self,
                          guint          position)
{
  g_return_val_if_fail (position < self->keys->len, FALSE);

  return g_array_index (self->keys, HeedKey, position).first;
}

/**
 * heed_entry_list_get_loading:
 * @self: a list
 *
 * Tells whether the store has not yet answered what the list was asked for
 * last. News alone does not make it load.
 *
 * Returns: %TRUE until it has
 */
gboolean
heed_entry_list_get_loading (HeedEntryList *self)
{
  return self->loading;
}

/**
 * heed_entry_list_find:
 * @self: a list
 * @entry: an entry
 * @position: (out): where it is, from 0
 *
 * Looks for an entry, without loading any.
 *
 * Returns: whether it is there; @position is untouched if it is not
 */
gboolean
heed_entry_list_find (HeedEntryList *self,
                      HeedEntry     *entry,
                      guint         *position)
{
  HeedSummary *summary = heed_entry_get_summary (entry);
  gint64 row = summary != NULL ? heed_summary_get_row (summary) : 0;

  for (guint i = 0; row != 0 && i < self->keys->len; i++)
    if (g_array_index (self->keys, HeedKey, i).row == row)
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * heed_entry_list_get_ids_async:
 * @self: a list
 * @positions: (element-type guint): places in it, as they are now
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Asks the journal for the ids of any number of entries, without making them live. End
 * it with heed_journal_take_answer(), which gives the ids as `char **`, in the order that
 * was asked for; of what is gone meanwhile there is none.
 */
void
heed_entry_list_get_ids_async (HeedEntryList       *self,
                               GArray              *positions,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), positions->len);
  GTask *task = heed_journal_new_task (self->journal, rows, (GDestroyNotify) g_array_unref, callback, user_data);

  for (guint i = 0; i < positions->len; i++)
    {
      guint position = g_array_index (positions, guint, i);

      g_return_if_fail (position < self->keys->len);
      g_array_append_val (rows, g_array_index (self->keys, HeedKey, position).row);
    }

  heed_journal_call (HEED_READER_ANSWERS, (HeedStoreFunc) heed_database_get_ids, task, (GDestroyNotify) g_strfreev);
}
