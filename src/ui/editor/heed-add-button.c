/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Buttons that add one of a repeated group, or a row to a list. */

#include "heed-add-button.h"

#include "heed-accessible.h"

#include <glib/gi18n.h>

static char *
dup_label (HeedField *field,
           guint      number)
{
  const char *item = heed_field_get_item_label (field);

  /* Translators: what is added, such as “Sign” and 4. */
  return g_strdup_printf (_("Add %s %u"), item != NULL ? item : heed_field_get_label (field), number);
}

/**
 * heed_add_button_new:
 * @field: a list or a repeated group
 * @number: the number of what is added
 * @path: the path of the list or group, without an index
 *
 * Makes a button for `editor.add-repeat`.
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
heed_add_button_new (HeedField  *field,
                     guint       number,
                     const char *path)
{
  g_autofree char *text = dup_label (field, number);
  GtkWidget *content = adw_button_content_new ();
  GtkWidget *button = gtk_button_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), text);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "editor.add-repeat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", path);
  heed_accessible_set_name (button, text);
  return button;
}

/**
 * heed_add_button_new_inside:
 * @field: a list, or a repeated group within another
 * @number: the number of what is added
 * @path: the path of the list or group, without an index
 * @name: what it is added to, in words that make sense alone
 *
 * Makes the same button as the last row of a card.
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
heed_add_button_new_inside (HeedField  *field,
                            guint       number,
                            const char *path,
                            const char *name)
{
  GtkWidget *button = heed_add_button_new (field, number, path);
  g_autofree char *label = dup_label (field, number);
  g_autofree char *full_name = g_strdup_printf (C_("name of a control", "%s: %s"), label, name);

  heed_accessible_set_name (button, full_name);
  gtk_widget_set_halign (button, GTK_ALIGN_FILL);
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "add-row");
  return button;
}

/**
 * heed_add_button_is_due:
 * @filled: a filled form
 * @position: a place in it
 * @next: the place after it that is not within it
 *
 * Tells whether the button belongs below a place.
 *
 * Returns: %TRUE for the last of a repeated group
 */
gboolean
heed_add_button_is_due (HeedFilledForm *filled,
                        guint           position,
                        guint           next)
{
  const HeedFilledFormNode *node = heed_filled_form_get_node (filled, position);

  return node->index > 0 &&
         (next == heed_filled_form_get_n_nodes (filled) || heed_filled_form_get_node (filled, next)->field != node->field);
}
