/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How text lies in a text view.
 *
 * GtkTextView tells its height for the width that it has, not for the one that
 * it is asked about, and of a long text only what it has laid out so far, so the
 * height is worked out here; otherwise a page would jump when it opens or changes
 * its width. What a key costs does not grow with the text: only the paragraph that
 * it goes into is laid out again. */

#include "heed-text-layout.h"

#include <string.h>

#define LEADING 3
#define PADDING 14
#define PADDING_TOP 10
#define WIDTH_MIN 60
/* A text view keeps room for its caret at the end of a line. */
#define CARET 1
/* Text that is no text yet. */
#define DIM 0.72f

/* A window asks for the height at the least width, at the one that it has, and at
 * none. */
#define N_COLUMNS 3

/* The height of each paragraph at one width; 0 where it has to be worked out. */
typedef struct
{
  int width;       /* of the text; -1 where nothing is wrapped, 0 for a column that is free */
  GArray *heights; /* int */
} Column;

struct _HeedTextLayout
{
  GtkTextView *view; /* owns this */
  GtkTextBuffer *buffer;
  guint n_paragraphs;
  Column columns[N_COLUMNS]; /* the one that was asked for last stands first */
  guint fonts;               /* that they are for */
};

static PangoLayout *
lay_out (HeedTextLayout *self,
         const char     *text,
         int             width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), text);

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

static int *
get_heights (Column *column,
             guint   first)
{
  return &g_array_index (column->heights, int, first);
}

static void
forget (Column *column,
        guint   first,
        guint   count)
{
  memset (get_heights (column, first), 0, count * sizeof (int));
}

/* Gives the column of a width, or the one that was not asked for the longest. */
static Column *
find_column (HeedTextLayout *self,
             int             width)
{
  Column found;
  guint place = 0;

  while (place < N_COLUMNS - 1 && self->columns[place].width != width)
    place++;

  found = self->columns[place];
  memmove (&self->columns[1], &self->columns[0], place * sizeof (Column));
  if (found.width != width)
    forget (&found, 0, self->n_paragraphs);
  found.width = width;
  self->columns[0] = found;
  return &self->columns[0];
}

static int
measure_paragraph (HeedTextLayout *self,
                   PangoLayout    *layout,
                   guint           number)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (self->buffer, &start, (int) number);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_iter_get_text (&start, &end);
  pango_layout_set_text (layout, text, -1);
  return get_layout_height (layout);
}

static int
get_horizontal_margins (HeedTextLayout *self)
{
  return gtk_text_view_get_left_margin (self->view) + gtk_text_view_get_right_margin (self->view);
}

static int
get_inner_width (HeedTextLayout *self,
                 int             width)
{
  return MAX (1, width - get_horizontal_margins (self) - CARET);
}

/* The height of the first @n paragraphs. One by one, for GtkTextView rounds that of
 * each. */
static int
sum_heights (HeedTextLayout *self,
             int             width,
             guint           n)
{
  guint fonts = pango_context_get_serial (gtk_widget_get_pango_context (GTK_WIDGET (self->view)));
  g_autoptr (PangoLayout) layout = lay_out (self, "", width);
  Column *column = find_column (self, width);
  int sum = 0;

  for (guint i = 0; i < N_COLUMNS && self->fonts != fonts; i++)
    forget (&self->columns[i], 0, self->n_paragraphs);
  self->fonts = fonts;

  for (guint i = 0; i < n; i++)
    {
      int *height = get_heights (column, i);

      if (*height == 0)
        *height = measure_paragraph (self, layout, i);
      sum += *height;
    }

  return sum;
}

/* The paragraph that @end stands in was there before; those that begin before it
 * are new, or the same paragraph begins anew. */
static void
inserted_cb (HeedTextLayout *self,
             GtkTextIter    *end)
{
  guint n = (guint) gtk_text_buffer_get_line_count (self->buffer);
  guint count = n - self->n_paragraphs, last = (guint) gtk_text_iter_get_line (end);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      Column *column = &self->columns[i];

      g_array_set_size (column->heights, n);
      memmove (get_heights (column, last), get_heights (column, last - count), (n - last) * sizeof (int));
      forget (column, last - count, count + 1);
    }
  self->n_paragraphs = n;
}

static void
deleted_cb (HeedTextLayout *self,
            GtkTextIter    *place)
{
  guint n = (guint) gtk_text_buffer_get_line_count (self->buffer);
  guint number = (guint) gtk_text_iter_get_line (place);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_array_remove_range (self->columns[i].heights, number, self->n_paragraphs - n);
      forget (&self->columns[i], number, 1);
    }
  self->n_paragraphs = n;
}

/**
 * heed_text_layout_new:
 * @view: a text view without text, which is to own the layout and keeps its buffer
 *
 * Sets margins, leading and how lines are broken, and follows the text.
 *
 * Returns: (transfer full): the layout
 */
HeedTextLayout *
heed_text_layout_new (GtkTextView *view)
{
  HeedTextLayout *self = g_new0 (HeedTextLayout, 1);

  self->view = view;
  self->buffer = g_object_ref (gtk_text_view_get_buffer (view));
  self->n_paragraphs = 1;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      self->columns[i].heights = g_array_new (FALSE, TRUE, sizeof (int));
      g_array_set_size (self->columns[i].heights, 1);
    }

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (view, PADDING);
  gtk_text_view_set_right_margin (view, PADDING);
  gtk_text_view_set_top_margin (view, PADDING_TOP);
  gtk_text_view_set_bottom_margin (view, PADDING_TOP);
  gtk_text_view_set_pixels_inside_wrap (view, LEADING);
  gtk_text_view_set_pixels_below_lines (view, LEADING);

  g_signal_connect_data (self->buffer, "insert-text", G_CALLBACK (inserted_cb), self, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_data (self->buffer, "delete-range", G_CALLBACK (deleted_cb), self, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  return self;
}

/**
 * heed_text_layout_free:
 * @self: (transfer full): a layout
 *
 * Frees the layout.
 */
void
heed_text_layout_free (HeedTextLayout *self)
{
  g_signal_handlers_disconnect_by_data (self->buffer, self);
  g_object_unref (self->buffer);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_array_unref (self->columns[i].heights);
  g_free (self);
}

/**
 * heed_text_layout_get_width:
 * @self: a layout
 *
 * Gets the width below which nobody could read.
 *
 * Returns: pixels
 */
int
heed_text_layout_get_width (HeedTextLayout *self)
{
  return get_horizontal_margins (self) + WIDTH_MIN;
}

/**
 * heed_text_layout_get_height:
 * @self: a layout
 * @lines: how many lines the view shows at least
 * @width: pixels; -1 for as wide as the text is
 *
 * Works out how high the view is at a width.
 *
 * Returns: pixels
 */
int
heed_text_layout_get_height (HeedTextLayout *self,
                             guint           lines,
                             int             width)
{
  g_autoptr (PangoLayout) line = lay_out (self, "A", -1);
  int height = sum_heights (self, width > 0 ? get_inner_width (self, width) : -1, self->n_paragraphs);

  return MAX ((int) lines * get_layout_height (line), height) +
         gtk_text_view_get_top_margin (self->view) + gtk_text_view_get_bottom_margin (self->view);
}

/**
 * heed_text_layout_get_top:
 * @self: a layout
 * @width: pixels
 * @paragraph: a paragraph, from 0
 *
 * Works out where a paragraph begins at a width of the view.
 *
 * Returns: pixels from the top of the view, were it as high as its text
 */
int
heed_text_layout_get_top (HeedTextLayout *self,
                          int             width,
                          guint           paragraph)
{
  return gtk_text_view_get_top_margin (self->view) + sum_heights (self, get_inner_width (self, width), paragraph);
}

/**
 * heed_text_layout_snapshot_dim:
 * @self: a layout
 * @snapshot: a snapshot
 * @text: a few words
 *
 * Draws words where text is to be.
 */
void
heed_text_layout_snapshot_dim (HeedTextLayout *self,
                               GtkSnapshot    *snapshot,
                               const char     *text)
{
  GtkWidget *widget = GTK_WIDGET (self->view);
  g_autoptr (PangoLayout) layout = lay_out (self, text, gtk_widget_get_width (widget) - get_horizontal_margins (self));
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= DIM;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (gtk_text_view_get_left_margin (self->view),
                                                gtk_text_view_get_top_margin (self->view)));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}
