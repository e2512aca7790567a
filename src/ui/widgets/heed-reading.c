/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of a page that are there to be read: headings, paragraphs,
 * numbered points and the marks of entries. */

#include "heed-reading.h"

#define DEFAULT_TINT "slate"

/**
 * heed_reading_new_heading:
 * @text: what it says
 * @style_class: `title-1`, `title-2`, `heading` …
 * @level: its level for a screen reader, from 1
 *
 * Makes a heading.
 *
 * Returns: (transfer full): the heading
 */
GtkWidget *
heed_reading_new_heading (const char *text,
                          const char *style_class,
                          int         level)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", text,
                                   "xalign", 0.0,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   NULL);

  gtk_widget_add_css_class (label, style_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, level, -1);
  return label;
}

/**
 * heed_reading_new_label:
 * @text: (nullable): what it says
 * @style_classes: (nullable): its style classes, with a blank between two
 *
 * Makes a text that takes as many lines as it needs, wherever it stands.
 *
 * Returns: (transfer full): the label
 */
GtkWidget *
heed_reading_new_label (const char *text,
                        const char *style_classes)
{
  g_auto (GStrv) classes = g_strsplit (style_classes != NULL ? style_classes : "", " ", -1);

  return g_object_new (GTK_TYPE_LABEL,
                       "label", text,
                       "xalign", 0.0,
                       "wrap", TRUE,
                       "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "css-classes", classes,
                       NULL);
}

/**
 * heed_reading_append_label:
 * @box: a box
 * @text: (nullable): what it says
 * @style_classes: (nullable): its style classes, with a blank between two
 *
 * Makes a text as heed_reading_new_label() does, at the end of a box.
 *
 * Returns: (transfer none): the label
 */
GtkWidget *
heed_reading_append_label (GtkWidget  *box,
                           const char *text,
                           const char *style_classes)
{
  GtkWidget *label = heed_reading_new_label (text, style_classes);

  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/**
 * heed_reading_set_class:
 * @widget: a widget
 * @style_class: a style class
 * @on: whether the widget has it
 *
 * Gives a widget a style class, or takes it away.
 */
void
heed_reading_set_class (GtkWidget  *widget,
                        const char *style_class,
                        gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, style_class);
  else
    gtk_widget_remove_css_class (widget, style_class);
}

/**
 * heed_reading_new_paragraph:
 * @text: what it says
 *
 * Makes a paragraph.
 *
 * Returns: (transfer full): the paragraph
 */
GtkWidget *
heed_reading_new_paragraph (const char *text)
{
  return heed_reading_new_label (text, "reading");
}

/**
 * heed_reading_append_paragraphs:
 * @box: where to put them
 * @paragraphs: (array zero-terminated=1): what they say
 *
 * Adds paragraphs at the end of a box.
 */
void
heed_reading_append_paragraphs (GtkBox             *box,
                                const char * const *paragraphs)
{
  for (; *paragraphs != NULL; paragraphs++)
    gtk_box_append (box, heed_reading_new_paragraph (*paragraphs));
}

/**
 * heed_reading_new_numbered_row:
 * @number: its number, from 1
 * @title: (nullable): its title
 * @paragraphs: (nullable) (array zero-terminated=1): what it says
 *
 * Makes a row of a list of points.
 *
 * Returns: (transfer full): the row
 */
GtkWidget *
heed_reading_new_numbered_row (guint               number,
                               const char         *title,
                               const char * const *paragraphs)
{
  g_autofree char *figure = g_strdup_printf ("%u", number);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", figure, "width-chars", 2, "valign", GTK_ALIGN_START,
                                   "css-classes", (const char *[]) { "numeric", "reading", "dim-label", NULL }, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, "child", line, NULL);

  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), text);
  gtk_widget_add_css_class (line, "numbered-point");

  if (title != NULL)
    {
      label = heed_reading_new_paragraph (title);
      if (paragraphs != NULL && *paragraphs != NULL)
        gtk_widget_add_css_class (label, "heading");
      gtk_box_append (GTK_BOX (text), label);
    }
  if (paragraphs != NULL)
    heed_reading_append_paragraphs (GTK_BOX (text), paragraphs);

  if (title == NULL && paragraphs != NULL)
    title = *paragraphs;
  if (title != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}

/**
 * heed_reading_new_list:
 * @name: what it is called by a screen reader
 *
 * Makes a list of rows with a frame around it.
 *
 * Returns: (transfer full): the list
 */
GtkWidget *
heed_reading_new_list (const char *name)
{
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return list;
}

/**
 * heed_reading_show_icon:
 * @image: an image
 * @icon_name: (nullable): the name of a symbolic icon, without `-symbolic` at its
 *   end, as a form names it
 * @tint: (nullable): one of the colors of the style sheet: "blue", "green",
 *   "yellow", "orange", "red", "purple", "brown" or "slate"
 *
 * Makes an image the mark of a kind of entry: a symbolic icon on a softly tinted
 * square with round corners. It says nothing to a screen reader, as the kind is always
 * named beside it.
 */
void
heed_reading_show_icon (GtkImage   *image,
                        const char *icon_name,
                        const char *tint)
{
  const char *css_classes[] = { "tinted-icon", tint != NULL ? tint : DEFAULT_TINT, NULL };
  g_autofree char *symbolic = icon_name != NULL ? g_strconcat (icon_name, "-symbolic", NULL) : NULL;

  gtk_image_set_from_icon_name (image, symbolic);
  gtk_widget_set_css_classes (GTK_WIDGET (image), css_classes);
}
