/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How text lies in a text view.
 *
 * GtkTextView tells its height for the width that it has, not for the one that
 * it is asked about, so the height is worked out here; otherwise a page would
 * jump when it opens or changes its width. */

#include "heed-text-layout.h"

#define LEADING 3
#define PADDING 14
#define PADDING_TOP 10
#define WIDTH_MIN 60
/* A text view keeps room for its caret at the end of a line. */
#define CARET 1
/* Text that is no text yet. */
#define DIM 0.72f

static PangoLayout *
lay_out (GtkTextView *view,
         const char  *text,
         int          width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (view), text);

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_spacing (layout, LEADING * PANGO_SCALE);
  if (width > 0)
    pango_layout_set_width (layout, width * PANGO_SCALE);

  return layout;
}

static int
get_layout_height (PangoLayout *layout)
{
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  return PANGO_PIXELS (extents.height) + LEADING;
}

/* Paragraph by paragraph, for GtkTextView rounds the height of each. */
static int
get_text_height (GtkTextView *view,
                 const char  *text,
                 int          width)
{
  g_autoptr (PangoLayout) layout = lay_out (view, "", width);
  int height = 0;

  for (const char *rest = text;;)
    {
      int end, next;

      pango_find_paragraph_boundary (rest, -1, &end, &next);
      pango_layout_set_text (layout, rest, end);
      height += get_layout_height (layout);
      if (next == end)
        return height;
      rest += next;
    }
}

static int
get_horizontal_margins (GtkTextView *view)
{
  return gtk_text_view_get_left_margin (view) + gtk_text_view_get_right_margin (view);
}

static int
get_vertical_margins (GtkTextView *view)
{
  return gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
}

/**
 * heed_text_layout_set_up:
 * @view: a text view
 *
 * Sets margins, leading and how lines are broken.
 */
void
heed_text_layout_set_up (GtkTextView *view)
{
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (view, PADDING);
  gtk_text_view_set_right_margin (view, PADDING);
  gtk_text_view_set_top_margin (view, PADDING_TOP);
  gtk_text_view_set_bottom_margin (view, PADDING_TOP);
  gtk_text_view_set_pixels_inside_wrap (view, LEADING);
  gtk_text_view_set_pixels_below_lines (view, LEADING);
}

/**
 * heed_text_layout_get_width:
 * @view: a text view that was set up
 *
 * Gets the width below which nobody could read.
 *
 * Returns: pixels
 */
int
heed_text_layout_get_width (GtkTextView *view)
{
  return get_horizontal_margins (view) + WIDTH_MIN;
}

/**
 * heed_text_layout_get_height:
 * @view: a text view that was set up
 * @text: what it holds
 * @lines: how many lines it shows at least
 * @width: pixels; -1 for as wide as the text is
 *
 * Works out how high the view is at a width.
 *
 * Returns: pixels
 */
int
heed_text_layout_get_height (GtkTextView *view,
                             const char  *text,
                             guint        lines,
                             int          width)
{
  int inner = MAX (1, width - get_horizontal_margins (view) - CARET);
  g_autoptr (PangoLayout) line = lay_out (view, "A", -1);
  int height = get_text_height (view, text, width > 0 ? inner : -1);

  return MAX (height, (int) lines * get_layout_height (line)) + get_vertical_margins (view);
}

/**
 * heed_text_layout_snapshot_dim:
 * @view: a text view that was set up
 * @snapshot: a snapshot
 * @text: a few words
 *
 * Draws words where text is to be.
 */
void
heed_text_layout_snapshot_dim (GtkTextView *view,
                               GtkSnapshot *snapshot,
                               const char  *text)
{
  GtkWidget *widget = GTK_WIDGET (view);
  g_autoptr (PangoLayout) layout = lay_out (view, text, gtk_widget_get_width (widget) - get_horizontal_margins (view));
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= DIM;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (gtk_text_view_get_left_margin (view),
                                                gtk_text_view_get_top_margin (view)));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}
