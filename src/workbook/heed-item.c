/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Something that the workbook tells. */

#include "heed-item-private.h"

/* The list model behind the children of an item and the forms of a workbook, which any
 * thread may read. */
G_DECLARE_FINAL_TYPE (HeedFixedList, heed_fixed_list, HEED, FIXED_LIST, GObject)

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

G_DEFINE_FINAL_TYPE (HeedItem, heed_item, G_TYPE_OBJECT)

static void
heed_item_finalize (GObject *object)
{
  HeedItem *self = HEED_ITEM (object);

  for (guint i = 0; i < self->items->len; i++)
    HEED_ITEM (self->items->pdata[i])->parent = NULL;
  g_object_unref (self->children);
  g_ptr_array_unref (self->items);
  g_free (self->id);
  g_free (self->title);
  g_free (self->summary);
  g_strfreev (self->paragraphs);
  g_strfreev (self->cues);
  g_free (self->prompt);
  g_free (self->form_id);
  g_free (self->field_path);
  g_free (self->link);
  g_free (self->icon_name);

  G_OBJECT_CLASS (heed_item_parent_class)->finalize (object);
}

static void
heed_item_class_init (HeedItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_item_finalize;
}

static void
heed_item_init (HeedItem *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->children = heed_fixed_list_new (HEED_TYPE_ITEM, self->items);
}

/**
 * heed_fixed_list_new:
 * @item_type: the type of the items
 * @items: (element-type GObject): the items, which the list shares; nobody
 *   changes the array once another has the list
 *
 * Makes a list of what is in @items.
 *
 * Returns: (transfer full): the list
 */
GListModel *
heed_fixed_list_new (GType      item_type,
                     GPtrArray *items)
{
  HeedFixedList *self = g_object_new (heed_fixed_list_get_type (), NULL);

  self->item_type = item_type;
  self->items = g_ptr_array_ref (items);
  return G_LIST_MODEL (self);
}

/**
 * heed_item_get_kind:
 * @self: a item
 *
 * Gets what the item is.
 *
 * Returns: the kind
 */
HeedItemKind
heed_item_get_kind (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), HEED_ITEM_PAGE);

  return self->kind;
}

/**
 * heed_item_get_id:
 * @self: a item
 *
 * Gets the id, which is unique among the items of the workbook.
 *
 * Returns: (nullable): the id; %NULL for pages, examples and the points of
 *   examples, which have none
 */
const char *
heed_item_get_id (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), NULL);

  return self->id;
}

/**
 * heed_item_get_title:
 * @self: a item
 *
 * Gets the title; for a point of an example, its text.
 *
 * Returns: (nullable): the title; %NULL for points in a section that have none
 */
const char *
heed_item_get_title (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), NULL);

  return self->title;
}

/**
 * heed_item_get_summary:
 * @self: a item
 *
 * Gets the item in one line.
 *
 * Returns: (nullable): the summary
 */
const char *
heed_item_get_summary (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), NULL);

  return self->summary;
}

/**
 * heed_item_get_paragraphs:
 * @self: a item
 *
 * Gets the body.
 *
 * Returns: (transfer none) (array zero-terminated=1): the paragraphs, perhaps
 *   none
 */
const char * const *
heed_item_get_paragraphs (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), NULL);

  return (const char * const *) self->paragraphs;
}

/**
 * heed_item_get_cues:
 * @self: a item
 *
 * Gets the beginnings of an if-then plan that a tip suggests.
 *
 * Returns: (transfer none) (array zero-terminated=1): the cues; none where the
 *   item is not a tip
 */
const char * const *
heed_item_get_cues (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), NULL);

  return (const char * const *) self->cues;
}

/**
 * heed_item_get_prompt:
 * @self: a item
 *
 * Gets what to think about after a try of a tip.
 *
 * Returns: (nullable): the prompt; %NULL where the item is not a tip
 */
const char *
heed_item_get_prompt (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), NULL);

  return self->prompt;
}

/**
 * heed_item_get_form_id:
 * @self: a item
 *
 * Gets the form that the item is about: the worksheet of an activity, the
 * self-check of the questions page, or the form of which a section of the
 * overview shows a group. It is never a common form.
 *
 * Returns: (nullable): the id of a form that the workbook has
 */
const char *
heed_item_get_form_id (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), NULL);

  return self->form_id;
}

/**
 * heed_item_get_field_path:
 * @self: a item
 *
 * Gets the group of the form whose fields a section of the overview lists.
 *
 * Returns: (nullable): the path of a group in the form of heed_item_get_form_id()
 */
const char *
heed_item_get_field_path (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), NULL);

  return self->field_path;
}

/**
 * heed_item_get_link:
 * @self: a item
 *
 * Gets where a resource is found.
 *
 * Returns: (nullable): a web address
 */
const char *
heed_item_get_link (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), NULL);

  return self->link;
}

/**
 * heed_item_get_icon_name:
 * @self: a item
 *
 * Gets the icon of an activity.
 *
 * Returns: (nullable): an icon name without `-symbolic`
 */
const char *
heed_item_get_icon_name (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), NULL);

  return self->icon_name;
}

/**
 * heed_item_get_minutes:
 * @self: a item
 *
 * Gets roughly how long an activity takes.
 *
 * Returns: minutes; 0 where the item is not an activity
 */
guint
heed_item_get_minutes (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), 0);

  return self->minutes;
}

/**
 * heed_item_is_credits:
 * @self: an item
 *
 * Tells whether the resources in a group are those to whom the ideas of the workbook
 * are owed, so that the program names them where it names its authors.
 *
 * Returns: %TRUE for a group with `credits="yes"`
 */
gboolean
heed_item_is_credits (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), FALSE);

  return self->credits;
}

/**
 * heed_item_get_parent:
 * @self: a item
 *
 * Gets the item that this one is in.
 *
 * Returns: (transfer none) (nullable): the parent; %NULL for pages and examples,
 *   and when the workbook is gone
 */
HeedItem *
heed_item_get_parent (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), NULL);

  return self->parent;
}

/**
 * heed_item_get_children:
 * @self: a item
 *
 * Gets the items in this one.
 *
 * Returns: (transfer none): a list of #HeedItem that never changes
 */
GListModel *
heed_item_get_children (HeedItem *self)
{
  g_return_val_if_fail (HEED_IS_ITEM (self), NULL);

  return self->children;
}
