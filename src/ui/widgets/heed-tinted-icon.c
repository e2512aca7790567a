/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "heed-tinted-icon.h"

#define DEFAULT_TINT "slate"

/**
 * heed_tinted_icon_show:
 * @image: an image
 * @icon_name: (nullable): the name of a symbolic icon, without `-symbolic` at its
 *   end, as a form names it
 * @tint: (nullable): one of the colors of the style sheet: "blue", "green",
 *   "yellow", "orange", "red", "purple", "brown" or "slate"
 *
 * Makes an image the mark of a kind of entry.
 */
void
heed_tinted_icon_show (GtkImage   *image,
                       const char *icon_name,
                       const char *tint)
{
  const char *css_classes[] = { "tinted-icon", tint != NULL ? tint : DEFAULT_TINT, NULL };
  g_autofree char *symbolic = icon_name != NULL ? g_strconcat (icon_name, "-symbolic", NULL) : NULL;

  gtk_image_set_from_icon_name (image, symbolic);
  gtk_widget_set_css_classes (GTK_WIDGET (image), css_classes);
}
