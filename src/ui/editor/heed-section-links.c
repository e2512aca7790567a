/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Links to the long parts of a worksheet. */

#include "heed-section-links.h"

#include "heed-section.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>

static void
chip_clicked_cb (GtkWidget   *chip,
                 HeedSection *section)
{
  heed_section_go_to (section);
}

static void
add_chip (GtkWidget   *box,
          HeedSection *section)
{
  GtkWidget *chip = gtk_button_new_with_label (heed_section_get_label (section));
  /* Translators: a part of the worksheet to go to, such as “Situation 2”. */
  g_autofree char *name = g_strdup_printf (_("Go to %s"), heed_section_get_label (section));

  gtk_widget_add_css_class (chip, "chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), section, 0);
  heed_wrap_box_append (HEED_WRAP_BOX (box), chip);
}

/**
 * heed_section_links_fill:
 * @box: a wrap box
 * @sections: (element-type HeedSection): all that the editor shows
 *
 * Makes a chip for each long section of a repeated group, and shows the box if
 * there are two or more.
 */
void
heed_section_links_fill (GtkWidget *box,
                         GPtrArray *sections)
{
  GtkWidget *chip;
  guint count = 0;

  while ((chip = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (chip);

  for (guint i = 0; i < sections->len; i++)
    {
      HeedSection *section = g_ptr_array_index (sections, i);

      if (heed_section_get_label (section) == NULL || !heed_section_is_long (section))
        continue;
      add_chip (box, section);
      count++;
    }
  gtk_widget_set_visible (box, count >= 2);
}
