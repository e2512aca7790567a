/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is on, in sight. See heed-filter-chips.h. */

#include "heed-filter-chips.h"

#include "heed-accessible.h"
#include "heed-wrap-box.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The chip goes by being clicked, and the focus must not be lost with it. */
static void
leave (GtkWidget *chip)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (chip)), GTK_DIR_TAB_FORWARD);
}

static void
chip_clicked_cb (GtkWidget  *chip,
                 HeedFilter *filter)
{
  HeedFilterPart part = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "part"));

  leave (chip);
  heed_filter_clear_part (filter, part);
}

static void
clear_clicked_cb (GtkWidget  *button,
                  HeedFilter *filter)
{
  leave (button);
  heed_filter_clear (filter);
}

static void
add_chip (GtkWidget      *box,
          HeedFilter     *filter,
          HeedFilterPart  part,
          HeedWorkbook   *workbook)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *text = heed_filter_describe_part (filter, part, workbook);
  /* Translators: what is filtered by, such as “Journal note: take this filter off”. */
  g_autofree char *name = g_strdup_printf (_("%s: take this filter off"), text);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "ellipsize", PANGO_ELLIPSIZE_END,
                                   "max-width-chars", 24,
                                   NULL);

  gtk_box_append (GTK_BOX (content), label);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), content);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_tooltip_text (chip, _("Take this filter off"));
  heed_accessible_set_name (chip, name);
  g_object_set_data (G_OBJECT (chip), "part", GUINT_TO_POINTER (part));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), filter, 0);
  heed_wrap_box_append (HEED_WRAP_BOX (box), chip);
}

static void
add_clear_button (GtkWidget  *box,
                  HeedFilter *filter)
{
  GtkWidget *button = gtk_button_new_with_label (_("Clear Filters"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "chip");
  g_signal_connect_object (button, "clicked", G_CALLBACK (clear_clicked_cb), filter, 0);
  heed_wrap_box_append (HEED_WRAP_BOX (box), button);
}

/**
 * heed_filter_chips_fill:
 * @box: a wrap box
 * @filter: a filter
 * @workbook: (nullable): the workbook that names the forms
 *
 * Shows what a filter keeps to, and hides the box if that is nothing.
 */
void
heed_filter_chips_fill (GtkWidget    *box,
                        HeedFilter   *filter,
                        HeedWorkbook *workbook)
{
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (chip);

  for (guint i = 0; i < HEED_N_FILTER_PARTS; i++)
    if (heed_filter_has_part (filter, i))
      add_chip (box, filter, i, workbook);

  if (heed_filter_is_on (filter))
    add_clear_button (box, filter);
  gtk_widget_set_visible (box, heed_filter_is_on (filter));
}
