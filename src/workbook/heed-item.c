/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Something that the workbook tells. */

#include "heed-workbook-private.h"

#include "heed-fixed-list.h"

struct _HeedItem
{
  GObject parent_instance;

  HeedItemData data;
  GListModel *children;
  HeedItem *parent; /* which owns this item */
};

G_DEFINE_FINAL_TYPE (HeedItem, heed_item, G_TYPE_OBJECT)

static void
heed_item_finalize (GObject *object)
{
  HeedItem *self = HEED_ITEM (object);

  for (guint i = 0; i < self->data.children->len; i++)
    HEED_ITEM (self->data.children->pdata[i])->parent = NULL;
  g_clear_object (&self->children);
  heed_item_data_clear (&self->data);

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
}

/**
 * heed_item_data_init:
 * @data: (out): what to fill
 * @kind: what the item is
 *
 * Starts an item with nothing in it.
 */
void
heed_item_data_init (HeedItemData *data,
                     HeedItemKind  kind)
{
  *data = (HeedItemData) {
    .kind = kind,
    .children = g_ptr_array_new_with_free_func (g_object_unref),
  };
}

/**
 * heed_item_data_clear:
 * @data: what to clear; all zeros will do
 *
 * Frees everything in @data and leaves zeros.
 */
void
heed_item_data_clear (HeedItemData *data)
{
  g_free (data->id);
  g_free (data->title);
  g_free (data->summary);
  g_strfreev (data->paragraphs);
  g_strfreev (data->cues);
  g_free (data->prompt);
  g_free (data->form_id);
  g_free (data->field_path);
  g_free (data->link);
  g_free (data->icon_name);
  g_clear_pointer (&data->children, g_ptr_array_unref);
  *data = (HeedItemData) { 0 };
}

/**
 * heed_item_new:
 * @data: what the item is; it is left empty
 *
 * Makes an item that takes over what is in @data and becomes the parent of
 * the children there.
 *
 * Returns: (transfer full): the item
 */
HeedItem *
heed_item_new (HeedItemData *data)
{
  HeedItem *self = g_object_new (HEED_TYPE_ITEM, NULL);

  self->data = *data;
  *data = (HeedItemData) { 0 };
  if (self->data.paragraphs == NULL)
    self->data.paragraphs = g_new0 (char *, 1);
  if (self->data.cues == NULL)
    self->data.cues = g_new0 (char *, 1);
  self->children = heed_fixed_list_new (HEED_TYPE_ITEM, self->data.children);
  for (guint i = 0; i < self->data.children->len; i++)
    HEED_ITEM (self->data.children->pdata[i])->parent = self;

  return self;
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

  return self->data.kind;
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

  return self->data.id;
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

  return self->data.title;
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

  return self->data.summary;
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

  return (const char * const *) self->data.paragraphs;
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

  return (const char * const *) self->data.cues;
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

  return self->data.prompt;
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

  return self->data.form_id;
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

  return self->data.field_path;
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

  return self->data.link;
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

  return self->data.icon_name;
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

  return self->data.minutes;
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

  return self->data.credits;
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
