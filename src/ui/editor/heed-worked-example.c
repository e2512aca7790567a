/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A worked example. See heed-worked-example.h. */

#include "heed-worked-example.h"

#include "heed-reading.h"

#include <glib/gi18n.h>

struct _HeedWorkedExample
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkWidget *body;
};

G_DEFINE_FINAL_TYPE (HeedWorkedExample, heed_worked_example, ADW_TYPE_BIN)

static GtkWidget *
make_bullet (void)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", "•",
                       "valign", GTK_ALIGN_START,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       NULL);
}

static void
add_text (HeedWorkedExample *self,
          const char        *text,
          gboolean           point)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  if (point)
    gtk_box_append (GTK_BOX (line), make_bullet ());
  gtk_box_append (GTK_BOX (line), heed_reading_new_label (text, NULL));
  gtk_box_append (GTK_BOX (self->body), line);
}

static void
fill (HeedWorkedExample *self,
      HeedItem          *item)
{
  const char * const *paragraphs = heed_item_get_paragraphs (item);
  GListModel *points = heed_item_get_children (item);
  /* Translators: what the example is about, such as “Boredom”. */
  g_autofree char *title = g_strdup_printf (_("Worked example: %s"), heed_item_get_title (item));

  gtk_label_set_label (self->title, title);
  for (guint i = 0; paragraphs != NULL && paragraphs[i] != NULL; i++)
    add_text (self, paragraphs[i], FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (points); i++)
    {
      g_autoptr (HeedItem) point = g_list_model_get_item (points, i);

      add_text (self, heed_item_get_title (point), TRUE);
    }
}

static void
heed_worked_example_class_init (HeedWorkedExampleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/editor/heed-worked-example.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedWorkedExample, title);
  gtk_widget_class_bind_template_child (widget_class, HeedWorkedExample, body);
}

static void
heed_worked_example_init (HeedWorkedExample *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_worked_example_set_item:
 * @self: a worked example
 * @item: (nullable): the example that goes with a form; %NULL for none
 *
 * Shows an example. Without one, nothing is there.
 */
void
heed_worked_example_set_item (HeedWorkedExample *self,
                              HeedItem          *item)
{
  GtkWidget *child;

  g_return_if_fail (HEED_IS_WORKED_EXAMPLE (self));

  while ((child = gtk_widget_get_first_child (self->body)) != NULL)
    gtk_box_remove (GTK_BOX (self->body), child);
  if (item != NULL)
    fill (self, item);
  gtk_widget_set_visible (GTK_WIDGET (self), item != NULL);
}
