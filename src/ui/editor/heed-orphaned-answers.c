/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry of a form that this workbook does not have, to be read. */

#include "heed-orphaned-answers.h"

#include "heed-reading.h"

#include <glib/gi18n.h>

static void
add_answer (GtkWidget  *card,
            const char *path,
            const char *value)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *name = heed_reading_new_label (path, "caption");
  GtkWidget *text = heed_reading_new_label (value, NULL);

  gtk_widget_add_css_class (name, "dim-label");
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, path, -1);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (card), box);
}

/**
 * heed_orphaned_answers_new:
 * @record: an entry of an unknown form
 *
 * Shows the answers by the paths that they are kept at, and says why.
 *
 * Returns: (transfer floating): a box
 */
GtkWidget *
heed_orphaned_answers_new (HeedRecord *record)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box),
                  heed_reading_new_label (_("This entry was written with a form that this workbook does not have. "
                                            "Everything in it is kept, and can be read here, exported and printed."),
                                          NULL));

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "questions");
  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value;

      heed_record_get_nth_answer (record, i, &path, &value, NULL);
      if (*value != '\0')
        add_answer (card, path, value);
    }
  gtk_widget_set_visible (card, gtk_widget_get_first_child (card) != NULL);
  gtk_box_append (GTK_BOX (box), card);
  return box;
}
