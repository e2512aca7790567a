/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the controls of rows, questions and groups have in common. */

#include "heed-controls-private.h"

#include "heed-move-handle.h"
#include "heed-reading.h"
#include "heed-text.h"

#include <glib/gi18n.h>

GtkWidget *
heed_controls_add_label (GtkWidget  *box,
                         const char *text,
                         const char *first_class,
                         const char *second_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, first_class);
  if (second_class != NULL)
    gtk_widget_add_css_class (label, second_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

GtkWidget *
heed_controls_add_heading (GtkWidget  *box,
                           const char *text)
{
  GtkWidget *heading = heed_reading_new_heading (text, "heading", 2);

  gtk_box_append (GTK_BOX (box), heading);
  return heading;
}

/* In place of a list or a group of which nothing is filled in. */
void
heed_controls_add_nothing (GtkWidget *box)
{
  GtkWidget *label = heed_controls_add_label (box, _("Nothing written"), "read-answer", "dim-label");

  gtk_widget_add_css_class (label, "nothing");
}

GtkWidget *
heed_controls_add_card (HeedControlsSite *site,
                        const char       *css_class,
                        const char       *name)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX,
                                  "orientation", GTK_ORIENTATION_VERTICAL,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                  NULL);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, css_class);
  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (site->column), card);
  return card;
}

HeedAnswerView *
heed_controls_add_view (HeedControlsSite      *site,
                        GtkWidget             *box,
                        HeedAnswerView        *view,
                        const HeedOutlineNode *node)
{
  heed_answer_view_bind (view, site->controls->entry, node);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (view));
  g_ptr_array_add (site->controls->views, view);
  return view;
}

GtkWidget *
heed_controls_make_handle (HeedControlsSite      *site,
                           GtkWidget             *dragged,
                           const HeedOutlineNode *node)
{
  GtkWidget *handle = heed_move_handle_new (site->controls->entry, node->path, node->name);

  heed_move_handle_set_dragged (HEED_MOVE_HANDLE (handle), dragged);
  g_ptr_array_add (site->controls->handles, handle);
  return handle;
}

/* To be brought up to date with what is at @path. */
void
heed_controls_remember (GPtrArray  *widgets,
                        GtkWidget  *widget,
                        const char *path)
{
  g_object_set_data_full (G_OBJECT (widget), "path", g_strdup (path), g_free);
  g_ptr_array_add (widgets, widget);
}

/* Whether anything is written at @position or within it. */
gboolean
heed_controls_is_answered (HeedControlsSite *site,
                           guint             position)
{
  guint end = heed_outline_find_next (site->outline, position);

  for (guint i = position; i < end; i++)
    if (!heed_text_is_blank (heed_outline_get_node (site->outline, i)->value))
      return TRUE;

  return FALSE;
}
