/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sections of the overview and the groups of resources, as widgets. */

#include "heed-overview-parts.h"

#include "heed-link.h"
#include "heed-reading.h"

#include <adwaita.h>

static GtkWidget *
append_list (GtkBox     *box,
             const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (box, list);
  return list;
}

static void
append_points (GtkBox   *box,
               HeedItem *section)
{
  GListModel *points = heed_item_get_children (section);
  GtkWidget *list;

  if (g_list_model_get_n_items (points) == 0)
    return;

  list = append_list (box, heed_item_get_title (section));
  for (guint i = 0; i < g_list_model_get_n_items (points); i++)
    {
      g_autoptr (HeedItem) point = g_list_model_get_item (points, i);

      gtk_list_box_append (GTK_LIST_BOX (list),
                           heed_reading_new_numbered_row (i + 1, heed_item_get_title (point),
                                                          heed_item_get_paragraphs (point)));
    }
}

/* The labels in the group of a form that the section shows. */
static void
append_fields (GtkBox       *box,
               HeedWorkbook *workbook,
               HeedItem     *section)
{
  const char *form_id = heed_item_get_form_id (section);
  HeedForm *form = form_id != NULL ? heed_workbook_find_form (workbook, form_id) : NULL;
  HeedField *group = form != NULL ? heed_form_find_path (form, heed_item_get_field_path (section)) : NULL;
  GtkWidget *list;

  if (group == NULL)
    return;

  list = append_list (box, heed_item_get_title (section));
  for (guint i = 0; i < heed_field_get_n_fields (group); i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         heed_reading_new_numbered_row (i + 1, heed_field_get_label (heed_field_get_field (group, i)),
                                                        NULL));
}

static GtkWidget *
make_resource (HeedItem *resource)
{
  g_autofree char *text = g_strjoinv ("\n", (char **) heed_item_get_paragraphs (resource));
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE,
                                 "title", heed_item_get_title (resource),
                                 "subtitle", text,
                                 NULL);

  if (heed_item_get_link (resource) != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), heed_link_new_button (heed_item_get_link (resource),
                                                                           heed_item_get_title (resource)));
  return row;
}

/**
 * heed_overview_parts_new_section:
 * @workbook: the workbook
 * @section: a section of its overview
 *
 * Makes a section with its heading, its paragraphs, and its points or the
 * labels of the fields that it shows.
 *
 * Returns: (transfer full): the section
 */
GtkWidget *
heed_overview_parts_new_section (HeedWorkbook *workbook,
                                 HeedItem     *section)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));

  gtk_box_append (box, heed_reading_new_heading (heed_item_get_title (section), "title-3", 2));
  heed_reading_append_paragraphs (box, heed_item_get_paragraphs (section));
  append_points (box, section);
  append_fields (box, workbook, section);
  return GTK_WIDGET (box);
}

/**
 * heed_overview_parts_new_resource_group:
 * @group: a group of resources
 *
 * Makes a group with its heading and a list of its resources.
 *
 * Returns: (transfer full): the group
 */
GtkWidget *
heed_overview_parts_new_resource_group (HeedItem *group)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  GListModel *resources = heed_item_get_children (group);
  GtkWidget *list;

  gtk_box_append (box, heed_reading_new_heading (heed_item_get_title (group), "heading", 3));
  if (heed_item_get_summary (group) != NULL)
    gtk_box_append (box, heed_reading_new_paragraph (heed_item_get_summary (group)));

  list = append_list (box, heed_item_get_title (group));
  for (guint i = 0; i < g_list_model_get_n_items (resources); i++)
    {
      g_autoptr (HeedItem) resource = g_list_model_get_item (resources, i);

      gtk_list_box_append (GTK_LIST_BOX (list), make_resource (resource));
    }
  return GTK_WIDGET (box);
}
