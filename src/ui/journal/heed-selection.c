/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One item to look at, or many that are checked. See heed-selection.h.
 *
 * GtkSingleSelection goes to a neighbor when its item leaves the list for a moment, as
 * it does when a list is read again, and no model of GTK has both ways in one. It can go
 * when one does. */

#include "heed-selection.h"

/* How many items that came are searched for the one that went. */
#define LOOK_FOR_MAX 64

struct _HeedSelection
{
  GObject parent_instance;

  GListModel *model;
  GtkBitset *checked;
  GObject *item;  /* the one item, at position */
  guint position; /* GTK_INVALID_LIST_POSITION for none */
  guint gap_position;
  guint gap;      /* how many items there are from then on that nobody heard of yet */
  guint n_checked; /* as told last */
  gboolean checking;
};

enum
{
  PROP_0,
  PROP_CHECKING,
  PROP_ITEM,
  PROP_N_CHECKED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeedSelection, heed_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static guint
get_length (HeedSelection *self)
{
  return self->model != NULL ? g_list_model_get_n_items (self->model) - self->gap : 0;
}

static void
tell (HeedSelection *self,
      guint          position,
      guint          count)
{
  guint n_checked = heed_selection_get_n_checked (self);

  if (count > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, count);
  if (self->n_checked == n_checked)
    return;

  self->n_checked = n_checked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHECKED]);
}

/* GListModel */

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return get_length (HEED_SELECTION (model));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  HeedSelection *self = HEED_SELECTION (model);

  if (self->model == NULL)
    return NULL;

  return g_list_model_get_item (self->model, position < self->gap_position ? position : position + self->gap);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* GtkSelectionModel */

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  HeedSelection *self = HEED_SELECTION (model);

  return self->checking ? gtk_bitset_contains (self->checked, position) : position == self->position;
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              count)
{
  HeedSelection *self = HEED_SELECTION (model);
  GtkBitset *result;

  if (self->checking)
    return gtk_bitset_ref (self->checked);

  result = gtk_bitset_new_empty ();
  if (self->position != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (result, self->position);
  return result;
}

/* Who selects a second item goes on with many. */
static void
start_checking (HeedSelection *self)
{
  if (self->checking)
    return;

  heed_selection_set_checking (self, TRUE);
  if (self->position != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (self->checked, self->position);
  tell (self, 0, get_length (self));
}

/* What GTK selects and unselects otherwise comes down to this, too. */
static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  HeedSelection *self = HEED_SELECTION (model);
  g_autoptr (GtkBitset) chosen = gtk_bitset_copy (selected);

  gtk_bitset_intersect (chosen, mask);
  if (!self->checking && gtk_bitset_is_empty (chosen))
    return FALSE;

  start_checking (self);
  gtk_bitset_subtract (self->checked, mask);
  gtk_bitset_union (self->checked, chosen);
  tell (self, 0, get_length (self));
  return TRUE;
}

static gboolean
select_item (GtkSelectionModel *model,
             guint              position,
             gboolean           unselect_rest)
{
  HeedSelection *self = HEED_SELECTION (model);

  if (!unselect_rest)
    return gtk_selection_model_select_range (model, position, 1, FALSE);

  if (!self->checking)
    heed_selection_set_position (self, position);
  return TRUE;
}

/* Checking may bring more items to be checked. */
static gboolean
select_all (GtkSelectionModel *model)
{
  start_checking (HEED_SELECTION (model));
  return gtk_selection_model_select_range (model, 0, get_length (HEED_SELECTION (model)), FALSE);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->select_all = select_all;
  iface->set_selection = set_selection;
}

/* Following the model */

/* An item that only changed goes and comes back at once. */
static guint
find_item (HeedSelection *self,
           guint          position,
           guint          added)
{
  for (guint i = position; i < position + MIN (added, LOOK_FOR_MAX); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, i);

      if (item == self->item)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
follow (HeedSelection *self,
        guint          position,
        guint          removed,
        guint          added)
{
  gboolean one_changed = removed == 1 && added == 1 && gtk_bitset_contains (self->checked, position);
  guint before = (guint) gtk_bitset_get_size (self->checked);

  gtk_bitset_splice (self->checked, position, removed, added);
  if (one_changed)
    gtk_bitset_add (self->checked, position);

  if (self->position != GTK_INVALID_LIST_POSITION && self->position >= position)
    self->position = self->position >= position + removed ? self->position - removed + added
                                                          : find_item (self, position, added);

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (self->position == GTK_INVALID_LIST_POSITION && g_set_object (&self->item, NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);

  /* Whoever counts what is checked hears that some of it has gone. */
  if (gtk_bitset_get_size (self->checked) != before)
    tell (self, 0, get_length (self));
}

/* A list view looks through all that came for what went in the same step, to
 * keep the rows of it, and so would load a whole journal. Where there is much it
 * hears of the one first, and then of the other. */
static void
items_changed_cb (HeedSelection *self,
                  guint          position,
                  guint          removed,
                  guint          added)
{
  if (removed > 0 && added > LOOK_FOR_MAX)
    {
      self->gap_position = position;
      self->gap = added;
      follow (self, position, removed, 0);
      self->gap = 0;
      removed = 0;
    }

  follow (self, position, removed, added);
}

static void
heed_selection_dispose (GObject *object)
{
  HeedSelection *self = HEED_SELECTION (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_clear_object (&self->model);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (heed_selection_parent_class)->dispose (object);
}

static void
heed_selection_finalize (GObject *object)
{
  gtk_bitset_unref (HEED_SELECTION (object)->checked);

  G_OBJECT_CLASS (heed_selection_parent_class)->finalize (object);
}

static void
heed_selection_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  HeedSelection *self = HEED_SELECTION (object);

  switch (property_id)
    {
    case PROP_CHECKING:
      g_value_set_boolean (value, self->checking);
      break;
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_N_CHECKED:
      g_value_set_uint (value, self->n_checked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_selection_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  if (property_id == PROP_CHECKING)
    heed_selection_set_checking (HEED_SELECTION (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
heed_selection_class_init (HeedSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = heed_selection_dispose;
  object_class->finalize = heed_selection_finalize;
  object_class->get_property = heed_selection_get_property;
  object_class->set_property = heed_selection_set_property;

  properties[PROP_CHECKING] = g_param_spec_boolean ("checking", NULL, NULL, FALSE, flags | G_PARAM_READWRITE);
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT, flags | G_PARAM_READABLE);
  properties[PROP_N_CHECKED] = g_param_spec_uint ("n-checked", NULL, NULL, 0, G_MAXUINT, 0, flags | G_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
heed_selection_init (HeedSelection *self)
{
  self->checked = gtk_bitset_new_empty ();
  self->position = GTK_INVALID_LIST_POSITION;
}

/**
 * heed_selection_get_model:
 * @self: a selection
 *
 * Gets the list that is selected from.
 *
 * Returns: (transfer none) (nullable): the list
 */
GListModel *
heed_selection_get_model (HeedSelection *self)
{
  g_return_val_if_fail (HEED_IS_SELECTION (self), NULL);

  return self->model;
}

/**
 * heed_selection_set_model:
 * @self: a selection
 * @model: (nullable): a list of objects
 *
 * Selects from another list from now on. Nothing of it is checked; the one item
 * stays selected if the selection's owner selects it again.
 */
void
heed_selection_set_model (HeedSelection *self,
                          GListModel    *model)
{
  guint removed = get_length (self);

  g_return_if_fail (HEED_IS_SELECTION (self));

  if (self->model == model)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_clear_object (&self->model);
  follow (self, 0, removed, 0);

  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  follow (self, 0, 0, get_length (self));
}

/**
 * heed_selection_get_checking:
 * @self: a selection
 *
 * Tells whether many items can be checked, or one selected.
 *
 * Returns: whether many can be checked
 */
gboolean
heed_selection_get_checking (HeedSelection *self)
{
  g_return_val_if_fail (HEED_IS_SELECTION (self), FALSE);

  return self->checking;
}

/**
 * heed_selection_set_checking:
 * @self: a selection
 * @checking: whether many items can be checked
 *
 * Starts with nothing checked, or ends with nothing checked.
 */
void
heed_selection_set_checking (HeedSelection *self,
                             gboolean       checking)
{
  g_return_if_fail (HEED_IS_SELECTION (self));

  checking = checking != FALSE;
  if (self->checking == checking)
    return;

  self->checking = checking;
  gtk_bitset_remove_all (self->checked);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKING]);
  tell (self, 0, get_length (self));
}

/**
 * heed_selection_get_n_checked:
 * @self: a selection
 *
 * Counts what is checked.
 *
 * Returns: how many items
 */
guint
heed_selection_get_n_checked (HeedSelection *self)
{
  g_return_val_if_fail (HEED_IS_SELECTION (self), 0);

  return (guint) gtk_bitset_get_size (self->checked);
}

/**
 * heed_selection_set_position:
 * @self: a selection
 * @position: where the one item is, or %GTK_INVALID_LIST_POSITION
 *
 * Selects one item.
 */
void
heed_selection_set_position (HeedSelection *self,
                             guint          position)
{
  guint before = self->position;
  g_autoptr (GObject) item = NULL;

  g_return_if_fail (HEED_IS_SELECTION (self));

  if (before == position)
    return;

  item = self->model != NULL ? g_list_model_get_item (self->model, position) : NULL;
  self->position = item != NULL ? position : GTK_INVALID_LIST_POSITION;
  if (g_set_object (&self->item, item))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
  if (self->checking)
    return;

  if (before < get_length (self))
    tell (self, before, 1);
  if (self->position != GTK_INVALID_LIST_POSITION)
    tell (self, self->position, 1);
}

/**
 * heed_selection_get_item:
 * @self: a selection
 *
 * Gets the one item, also while many can be checked.
 *
 * Returns: (transfer none) (nullable) (type GObject): the item
 */
gpointer
heed_selection_get_item (HeedSelection *self)
{
  g_return_val_if_fail (HEED_IS_SELECTION (self), NULL);

  return self->item;
}
