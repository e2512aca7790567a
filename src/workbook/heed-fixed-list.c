/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list model behind the children of an item and the forms of a workbook. */

#include "heed-fixed-list.h"

struct _HeedFixedList
{
  GObject parent_instance;

  GType item_type;
  GPtrArray *items;
};

static void heed_fixed_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeedFixedList, heed_fixed_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, heed_fixed_list_model_init))

static GType
heed_fixed_list_get_item_type (GListModel *model)
{
  return HEED_FIXED_LIST (model)->item_type;
}

static guint
heed_fixed_list_get_n_items (GListModel *model)
{
  return HEED_FIXED_LIST (model)->items->len;
}

static gpointer
heed_fixed_list_get_item (GListModel *model,
                          guint       position)
{
  GPtrArray *items = HEED_FIXED_LIST (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
heed_fixed_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = heed_fixed_list_get_item_type;
  iface->get_n_items = heed_fixed_list_get_n_items;
  iface->get_item = heed_fixed_list_get_item;
}

static void
heed_fixed_list_finalize (GObject *object)
{
  HeedFixedList *self = HEED_FIXED_LIST (object);

  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (heed_fixed_list_parent_class)->finalize (object);
}

static void
heed_fixed_list_class_init (HeedFixedListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_fixed_list_finalize;
}

static void
heed_fixed_list_init (HeedFixedList *self)
{
}

/**
 * heed_fixed_list_new:
 * @item_type: the type of the items
 * @items: (element-type GObject): the items, which the list shares; the caller
 *   changes the array no more
 *
 * Makes a list of what is in @items.
 *
 * Returns: (transfer full): the list
 */
GListModel *
heed_fixed_list_new (GType      item_type,
                     GPtrArray *items)
{
  HeedFixedList *self = g_object_new (HEED_TYPE_FIXED_LIST, NULL);

  self->item_type = item_type;
  self->items = g_ptr_array_ref (items);
  return G_LIST_MODEL (self);
}
