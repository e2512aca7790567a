/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeping the places of entries in order. See heed-keys.h. */

#include "heed-keys.h"

/* Newest first; of those begun at the same moment the one kept later. */
static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const HeedKey *one = a;
  const HeedKey *two = b;

  if (one->created != two->created)
    return one->created > two->created ? -1 : 1;
  if (one->row != two->row)
    return one->row > two->row ? -1 : 1;

  return 0;
}

/**
 * heed_keys_find:
 * @keys: (element-type HeedKey): keys in order
 * @key: a key
 * @position: (out): where it is, or where it would have to be put in
 *
 * Looks a key up by its row and its moment.
 *
 * Returns: whether it is there
 */
gboolean
heed_keys_find (GArray        *keys,
                const HeedKey *key,
                guint         *position)
{
  guint low = 0, high = keys->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = compare_keys (&g_array_index (keys, HeedKey, middle), key);

      if (order == 0)
        {
          *position = middle;
          return TRUE;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  *position = low;
  return FALSE;
}

/**
 * heed_keys_apply:
 * @keys: (element-type HeedKey): keys in order
 * @change: an entry that is new, changed or deleted
 * @position: (out): where the list changed
 * @removed: (out): how many keys went there
 * @added: (out): how many came
 *
 * Brings one change into the list; an entry that only changed stays where it
 * is, since when it was begun does not change.
 */
void
heed_keys_apply (GArray        *keys,
                 const HeedKey *change,
                 guint         *position,
                 guint         *removed,
                 guint         *added)
{
  gboolean known = heed_keys_find (keys, change, position);

  *removed = known;
  *added = !change->deleted;
  if (known && change->deleted)
    g_array_remove_index (keys, *position);
  else if (!known && !change->deleted)
    g_array_insert_val (keys, *position, *change);
}

/**
 * heed_keys_apply_all:
 * @keys: (element-type HeedKey): keys in order
 * @changes: (element-type HeedKey): many changes
 *
 * Brings many changes into the list at once, in time that does not grow with
 * the product of their numbers.
 */
void
heed_keys_apply_all (GArray *keys,
                     GArray *changes)
{
  g_autoptr (GHashTable) changed = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint kept = 0;

  for (guint i = 0; i < changes->len; i++)
    g_hash_table_add (changed, &g_array_index (changes, HeedKey, i).row);

  for (guint i = 0; i < keys->len; i++)
    {
      HeedKey key = g_array_index (keys, HeedKey, i);

      if (!g_hash_table_contains (changed, &key.row))
        g_array_index (keys, HeedKey, kept++) = key;
    }
  g_array_set_size (keys, kept);

  for (guint i = 0; i < changes->len; i++)
    if (!g_array_index (changes, HeedKey, i).deleted)
      g_array_append_val (keys, g_array_index (changes, HeedKey, i));
  g_array_sort (keys, compare_keys);
}
