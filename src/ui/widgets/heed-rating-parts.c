/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a rating is made of: what is rated, a button for each value, and what
 * values stand for. */

#include "heed-rating-parts.h"

#include <glib/gi18n.h>

#define SPACING 6

/* What a press means: "4 of 5", and what is rated. */
static char *
dup_name (int         value,
          int         max,
          const char *label)
{
  if (label == NULL)
    /* Translators: a rating, such as “4 of 5”. */
    return g_strdup_printf (C_("rating", "%d of %d"), value, max);

  /* Translators: a rating and what is rated, such as “4 of 5: Listening”. */
  return g_strdup_printf (C_("rating", "%d of %d: %s"), value, max, label);
}

/**
 * heed_rating_header_new:
 *
 * Makes the place of a question, which is hidden.
 *
 * Returns: (transfer floating): the header
 */
GtkWidget *
heed_rating_header_new (void)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *number_label = gtk_label_new (NULL);
  GtkWidget *title_label = gtk_label_new (NULL);

  gtk_widget_add_css_class (header, "heading");
  gtk_widget_add_css_class (number_label, "dim-label");
  gtk_widget_set_valign (number_label, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (title_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (title_label), 0);
  gtk_widget_set_hexpand (title_label, TRUE);
  gtk_box_append (GTK_BOX (header), number_label);
  gtk_box_append (GTK_BOX (header), title_label);
  gtk_widget_set_visible (header, FALSE);
  return header;
}

/**
 * heed_rating_header_set_title:
 * @header: a header
 * @number: the number of the question, 0 for none
 * @title: (nullable): the question, %NULL for none
 *
 * Shows a question.
 */
void
heed_rating_header_set_title (GtkWidget  *header,
                              guint       number,
                              const char *title)
{
  GtkWidget *number_label = gtk_widget_get_first_child (header);
  GtkWidget *title_label = gtk_widget_get_last_child (header);
  g_autofree char *text = g_strdup_printf ("%u", number);

  gtk_label_set_label (GTK_LABEL (number_label), text);
  gtk_widget_set_visible (number_label, number > 0);
  gtk_label_set_label (GTK_LABEL (title_label), title != NULL ? title : "");
  gtk_widget_set_visible (header, title != NULL);
}

/**
 * heed_rating_button_new:
 * @value: a value
 *
 * Makes the button of a value, which is not chosen.
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
heed_rating_button_new (int value)
{
  g_autofree char *text = g_strdup_printf ("%d", value);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO,
                                    "label", text,
                                    NULL);

  gtk_widget_add_css_class (button, "circular");
  g_object_set_data (G_OBJECT (button), "value", GINT_TO_POINTER (value));
  return button;
}

/**
 * heed_rating_button_get_value:
 * @button: the button of a value
 *
 * Gets the value.
 *
 * Returns: the value
 */
int
heed_rating_button_get_value (GtkWidget *button)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "value"));
}

/**
 * heed_rating_button_describe:
 * @button: the button of a value
 * @max: the greatest value
 * @label: (nullable): what is rated, in words that make sense alone
 * @anchor: (nullable): what the value stands for
 *
 * Names the button for a screen reader, and shows what its value stands for to
 * whoever points at it.
 */
void
heed_rating_button_describe (GtkWidget  *button,
                             int         max,
                             const char *label,
                             const char *anchor)
{
  g_autofree char *name = dup_name (heed_rating_button_get_value (button), max, label);

  gtk_widget_set_tooltip_text (button, anchor);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, anchor != NULL ? anchor : "",
                                  -1);
}

/**
 * heed_rating_button_set_chosen:
 * @button: the button of a value
 * @chosen: whether the value is chosen
 *
 * Shows whether the value is chosen.
 */
void
heed_rating_button_set_chosen (GtkWidget *button,
                               gboolean   chosen)
{
  if (chosen)
    gtk_widget_add_css_class (button, "chosen");
  else
    gtk_widget_remove_css_class (button, "chosen");
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                               chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

/**
 * heed_rating_anchor_new:
 * @value: a value
 * @text: what it stands for
 *
 * Makes the line that says it below the buttons.
 *
 * Returns: (transfer floating): the line
 */
GtkWidget *
heed_rating_anchor_new (int         value,
                        const char *text)
{
  g_autofree char *number = g_strdup_printf ("%d", value);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget *number_label = gtk_label_new (number);
  GtkWidget *text_label = gtk_label_new (text);

  gtk_widget_add_css_class (line, "caption");
  gtk_widget_add_css_class (line, "dim-label");
  gtk_widget_add_css_class (number_label, "number");
  gtk_widget_set_valign (number_label, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (text_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text_label), 0);
  gtk_widget_set_hexpand (text_label, TRUE);
  gtk_box_append (GTK_BOX (line), number_label);
  gtk_box_append (GTK_BOX (line), text_label);
  return line;
}
