/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What all controls of the editor have in common: they show one answer of an
 * entry and change it. */

#include "heed-answer-view.h"

#include "heed-answer.h"
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

static gboolean
heed_answer_view_grab_focus (GtkWidget *widget)
{
  GtkWidget *focus = HEED_ANSWER_VIEW_GET_CLASS (widget)->get_focus (HEED_ANSWER_VIEW (widget));

  return focus != NULL && gtk_widget_grab_focus (focus);
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
  GTK_WIDGET_CLASS (klass)->grab_focus = heed_answer_view_grab_focus;
}

static void
heed_answer_view_init (HeedAnswerView *self)
{
}

/**
 * heed_answer_view_new:
 * @type: the type of a kind of view
 * @entry: an open entry
 * @node: the place in it that the view is for
 * @titled: whether the view shows what is asked; it does not have to where that
 *   stands above it anyway
 *
 * Makes a view, tied to its place for good, that shows the answer.
 *
 * Returns: (transfer floating): the view
 */
HeedAnswerView *
heed_answer_view_new (GType                     type,
                      HeedEntry                *entry,
                      const HeedFilledFormNode *node,
                      gboolean                  titled)
{
  HeedAnswerView *self = g_object_new (type, NULL);
  HeedAnswerViewPrivate *priv = get_private (self);

  priv->entry = g_object_ref (entry);
  priv->field = g_object_ref (node->field);
  priv->path = g_strdup (node->path);
  HEED_ANSWER_VIEW_GET_CLASS (self)->bound (self, node, titled);
  heed_answer_view_refresh (self);
  return self;
}

/**
 * heed_answer_view_get_entry:
 * @self: a view
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
 * @self: a view
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
 * @self: a view
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
 * @self: a view
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
 * heed_answer_view_dup_trouble:
 * @self: a view
 *
 * Says what there is to say about the answer, which keeps nobody from going on.
 *
 * Returns: (transfer full) (nullable): a sentence, or %NULL if all is well
 */
char *
heed_answer_view_dup_trouble (HeedAnswerView *self)
{
  return heed_field_explain_answer (get_private (self)->field, heed_answer_view_get_value (self));
}

/**
 * heed_answer_view_answer:
 * @self: a view
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
 * @self: a view
 *
 * Shows the answer anew, unless it was changed here.
 */
void
heed_answer_view_refresh (HeedAnswerView *self)
{
  if (!get_private (self)->answering)
    HEED_ANSWER_VIEW_GET_CLASS (self)->show (self, heed_answer_view_get_value (self));
}

/**
 * heed_answer_view_move_on:
 * @self: a view
 *
 * Goes to the next answer.
 *
 * Returns: %FALSE if the view is in no editor
 */
gboolean
heed_answer_view_move_on (HeedAnswerView *self)
{
  return gtk_widget_activate_action (GTK_WIDGET (self), "editor.next", NULL);
}

/**
 * heed_answer_view_set_note:
 * @self: a view
 * @note: a few words
 *
 * Says something to somebody who hears the window rather than sees it, once,
 * when the view next gets the keyboard focus.
 */
void
heed_answer_view_set_note (HeedAnswerView *self,
                           const char     *note)
{
  GtkWidget *focus = HEED_ANSWER_VIEW_GET_CLASS (self)->get_focus (self);

  if (focus != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note, -1);
}
