/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeping the places of entries in order. See heed-entry-index.h. */

#include "heed-entry-index.h"

/* A list that differs in more places than this is told once that all between
 * the first and the last of them is new. */
#define MAX_RUNS 64

/* A place where two lists differ. */
typedef struct
{
  guint position; /* in the one */
  guint removed;
  guint start;    /* in the other */
  guint added;
} Run;

static gint64
get_row (GArray *keys,
         guint   position)
{
  return g_array_index (keys, HeedKey, position).row;
}

static GHashTable *
collect_rows (GArray *keys,
              guint   start,
              guint   end)
{
  GHashTable *rows = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = start; i < end; i++)
    g_hash_table_add (rows, &g_array_index (keys, HeedKey, i).row);

  return rows;
}

/* Takes what is only in the one list, or only in the other, from where both
 * stand; from where the order differs on, everything. */
static Run
take_run (GArray     *keys,
          GHashTable *kept,
          guint       end,
          GArray     *wanted,
          GHashTable *known,
          guint       wanted_end,
          guint       position,
          guint       start)
{
  Run run = { .position = position, .start = start };

  while (position + run.removed < end &&
         !g_hash_table_contains (kept, &g_array_index (keys, HeedKey, position + run.removed).row))
    run.removed++;
  while (start + run.added < wanted_end &&
         !g_hash_table_contains (known, &g_array_index (wanted, HeedKey, start + run.added).row))
    run.added++;

  if (run.removed == 0 && run.added == 0)
    {
      run.removed = end - position;
      run.added = wanted_end - start;
    }

  return run;
}

static GArray *
find_runs (GArray *keys,
           GArray *wanted)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (GHashTable) kept = NULL;
  guint shorter = MIN (keys->len, wanted->len), n_first = 0, n_last = 0;
  guint end, wanted_end;

  /* How many keys both have at their beginning, and after these at their end. */
  while (n_first < shorter && get_row (keys, n_first) == get_row (wanted, n_first))
    n_first++;
  while (n_last < shorter - n_first &&
         get_row (keys, keys->len - 1 - n_last) == get_row (wanted, wanted->len - 1 - n_last))
    n_last++;

  end = keys->len - n_last;
  wanted_end = wanted->len - n_last;
  known = collect_rows (keys, n_first, end);
  kept = collect_rows (wanted, n_first, wanted_end);

  for (guint i = n_first, j = n_first; i < end || j < wanted_end;)
    {
      Run run;

      if (i < end && j < wanted_end && get_row (keys, i) == get_row (wanted, j))
        {
          i++, j++;
          continue;
        }

      run = take_run (keys, kept, end, wanted, known, wanted_end, i, j);
      g_array_append_val (runs, run);
      i += run.removed;
      j += run.added;
    }

  if (runs->len > MAX_RUNS)
    {
      Run *first = &g_array_index (runs, Run, 0);
      const Run *last = &g_array_index (runs, Run, runs->len - 1);

      first->removed = last->position + last->removed - first->position;
      first->added = last->start + last->added - first->start;
      g_array_set_size (runs, 1);
    }
  return runs;
}

/* Whether @one stands before @other: what is pinned first, then the larger place; of two
 * that have the same the one kept later. */
static gboolean
is_before (const HeedKey *one,
           const HeedKey *other)
{
  if (one->first != other->first)
    return one->first;

  return one->place != other->place ? one->place > other->place : one->row > other->row;
}

/* Sets @position to where the key is, or where it would have to be put in. */
static gboolean
find_place (GArray        *keys,
            const HeedKey *key,
            guint         *position)
{
  guint low = 0, high = keys->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (is_before (&g_array_index (keys, HeedKey, middle), key))
        low = middle + 1;
      else
        high = middle;
    }

  *position = low;
  return low < keys->len && get_row (keys, low) == key->row;
}

/* The entry may have had another place before. */
static gboolean
find_key (GArray        *keys,
          const HeedKey *key,
          guint         *position)
{
  guint place;

  if (find_place (keys, key, position))
    return TRUE;

  for (place = 0; place < keys->len && get_row (keys, place) != key->row; place++)
    ;
  if (place < keys->len)
    *position = place;
  return place < keys->len;
}

static gboolean
is_same (const HeedKey *one,
         const HeedKey *other)
{
  return one->place == other->place && one->day == other->day && one->first == other->first;
}

/**
 * heed_entry_index_apply:
 * @keys: (element-type HeedKey): keys in order, which @model shows
 * @change: an entry that is new, changed or deleted
 * @model: the list model, which tells of it
 *
 * Brings one change into the list; an entry stays where it is unless what it is
 * ordered by has changed.
 */
void
heed_entry_index_apply (GArray        *keys,
                        const HeedKey *change,
                        GListModel    *model)
{
  guint position, next;
  gboolean known = find_key (keys, change, &position);

  if (known ? !change->deleted && is_same (&g_array_index (keys, HeedKey, position), change) : change->deleted)
    return;

  if (known)
    {
      HeedKey before = g_array_index (keys, HeedKey, position);

      g_array_remove_index (keys, position);
      find_place (keys, change, &next);
      /* Whoever writes in the entry that was changed last is not to be disturbed. */
      if (!change->deleted && next == position && before.day == change->day && before.first == change->first)
        {
          g_array_insert_val (keys, position, *change);
          return;
        }
      g_list_model_items_changed (model, position, 1, 0);
    }
  if (!change->deleted)
    {
      find_place (keys, change, &next);
      g_array_insert_val (keys, next, *change);
      g_list_model_items_changed (model, next, 0, 1);
    }
}

/**
 * heed_entry_index_become:
 * @keys: (element-type HeedKey): the keys that @model shows
 * @wanted: (element-type HeedKey): those that it is to show, in any order
 * @model: the list model
 *
 * Makes one list the other and has @model tell, of as little as it can, what
 * is new; from the end, so that each position is true when it is told.
 */
void
heed_entry_index_become (GArray     *keys,
                         GArray     *wanted,
                         GListModel *model)
{
  g_autoptr (GArray) runs = find_runs (keys, wanted);

  for (guint i = runs->len; i-- > 0;)
    {
      const Run *run = &g_array_index (runs, Run, i);

      g_array_remove_range (keys, run->position, run->removed);
      g_array_insert_vals (keys, run->position, &g_array_index (wanted, HeedKey, run->start), run->added);
      g_list_model_items_changed (model, run->position, run->removed, run->added);
    }
}
