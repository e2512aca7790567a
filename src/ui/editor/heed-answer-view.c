/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What all controls of the editor have in common: they show one answer of an
 * entry and change it. */

#include "heed-answer-view.h"

#include "heed-focus.h"

typedef struct
{
  HeedEntry *entry;
  HeedField *field;
  char *path;
  gboolean answering;
} HeedAnswerViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HeedAnswerView, heed_answer_view, ADW_TYPE_BIN)

static HeedAnswerViewPrivate *
get_private (HeedAnswerView *self)
{
  return heed_answer_view_get_instance_private (self);
}

static void
heed_answer_view_finalize (GObject *object)
{
  HeedAnswerViewPrivate *priv = get_private (HEED_ANSWER_VIEW (object));

  g_clear_object (&priv->entry);
  g_clear_object (&priv->field);
  g_clear_pointer (&priv->path, g_free);

  G_OBJECT_CLASS (heed_answer_view_parent_class)->finalize (object);
}

static void
heed_answer_view_class_init (HeedAnswerViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_answer_view_finalize;

  GTK_WIDGET_CLASS (klass)->focus = heed_focus_move_within;
}

static void
heed_answer_view_init (HeedAnswerView *self)
{
}

/**
 * heed_answer_view_bind:
 * @self: a view that is not bound yet
 * @entry: an open entry
 * @node: the place in it that the view is for
 *
 * Ties the view to its place, for good, and shows the answer.
 */
void
heed_answer_view_bind (HeedAnswerView           *self,
                       HeedEntry                *entry,
                       const HeedFilledFormNode *node)
{
  HeedAnswerViewPrivate *priv = get_private (self);

  g_return_if_fail (priv->entry == NULL);

  priv->entry = g_object_ref (entry);
  priv->field = g_object_ref (node->field);
  priv->path = g_strdup (node->path);
  HEED_ANSWER_VIEW_GET_CLASS (self)->bound (self, node);
  heed_answer_view_refresh (self);
}

/**
 * heed_answer_view_get_entry:
 * @self: a bound view
 *
 * Gets the entry.
 *
 * Returns: (transfer none): the entry
 */
HeedEntry *
heed_answer_view_get_entry (HeedAnswerView *self)
{
  return get_private (self)->entry;
}

/**
 * heed_answer_view_get_field:
 * @self: a bound view
 *
 * Gets what is asked.
 *
 * Returns: (transfer none): the field
 */
HeedField *
heed_answer_view_get_field (HeedAnswerView *self)
{
  return get_private (self)->field;
}

/**
 * heed_answer_view_get_path:
 * @self: a bound view
 *
 * Gets where the answer is kept.
 *
 * Returns: the path
 */
const char *
heed_answer_view_get_path (HeedAnswerView *self)
{
  return get_private (self)->path;
}

/**
 * heed_answer_view_get_value:
 * @self: a bound view
 *
 * Gets the answer as it is kept.
 *
 * Returns: (nullable): the answer
 */
const char *
heed_answer_view_get_value (HeedAnswerView *self)
{
  HeedAnswerViewPrivate *priv = get_private (self);

  return heed_entry_get_answer (priv->entry, priv->path);
}

/**
 * heed_answer_view_answer:
 * @self: a bound view
 * @value: (nullable): the answer
 *
 * Puts what a person answered into the entry. What they wrote stays on the
 * screen as they wrote it.
 */
void
heed_answer_view_answer (HeedAnswerView *self,
                         const char     *value)
{
  HeedAnswerViewPrivate *priv = get_private (self);

  priv->answering = TRUE;
  heed_entry_set_answer (priv->entry, priv->path, value);
  priv->answering = FALSE;
}

/**
 * heed_answer_view_refresh:
 * @self: a bound view
 *
 * Shows the answer anew, unless it was changed here.
 */
void
heed_answer_view_refresh (HeedAnswerView *self)
{
  if (!get_private (self)->answering)
    HEED_ANSWER_VIEW_GET_CLASS (self)->show (self, heed_answer_view_get_value (self));
}
