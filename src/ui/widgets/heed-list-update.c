/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A list becomes what it should be with as little change as it takes, so that
 * the rows that stay keep their focus and nothing flickers. */

#include "heed-list-update.h"

static gboolean
is_at (GListStore *list,
       guint       position,
       gpointer    wanted)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  return item == wanted;
}

/**
 * heed_list_update:
 * @list: a list
 * @items: (element-type GObject): what is to be in it
 *
 * Makes @list hold @items. What stands at the start and at the end of both is
 * left alone, and the rest is changed in one go.
 */
void
heed_list_update (GListStore *list,
                  GPtrArray  *items)
{
  guint before = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint count = items->len;
  guint head = 0, tail = 0;

  while (head < MIN (before, count) && is_at (list, head, items->pdata[head]))
    head++;
  while (tail < MIN (before, count) - head && is_at (list, before - tail - 1, items->pdata[count - tail - 1]))
    tail++;

  if (head + tail < MAX (before, count))
    g_list_store_splice (list, head, before - head - tail, count > head ? items->pdata + head : NULL, count - head - tail);
}
