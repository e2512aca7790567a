/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A picture on a page. To lay it out takes a look at the beginning of its file; the file
 * is read again, and decoded, when the page is drawn, as finely as a printer can show it.
 * So memory holds the pictures of one page. */

#include "heed-figure.h"

#include "heed-error.h"
#include "heed-image-private.h"

#include <glib/gi18n.h>

/* Points that a pixel is wide at most: as on a screen of 96 pixels an inch. */
#define PIXEL_MAX (72.0 / 96.0)

/* Pixels that a point is wide: 300 an inch. */
#define FINENESS (300.0 / 72.0)

/* Around and of what stands in the place of a picture. */
#define ROOM 10.0
#define FRAME_GRAY 0.25

/* From a picture as it lies in its file to the upright one, both of the size 1 × 1. EXIF
 * counts from 1. */
static const cairo_matrix_t turns[] = {
  { 1, 0, 0, 1, 0, 0 },
  { -1, 0, 0, 1, 1, 0 },
  { -1, 0, 0, -1, 1, 1 },
  { 1, 0, 0, -1, 0, 1 },
  { 0, 1, 1, 0, 0, 0 },
  { 0, 1, -1, 0, 1, 0 },
  { 0, -1, -1, 0, 1, 1 },
  { 0, -1, 1, 0, 0, 1 },
};

static GBytes *
read_file (HeedFigure  *self,
           GError     **error)
{
  GBytes *bytes = self->read != NULL ? self->read (self->content, self->data) : NULL;

  if (bytes == NULL)
    heed_set_error (error, HEED_ERROR_NOT_FOUND, self->content, _("This picture could not be read from the journal."));
  return bytes;
}

static guint32
get_pixel (const guchar *pixel,
           gboolean      has_alpha)
{
  guint32 alpha = has_alpha ? pixel[3] : 255;
  guint32 color = 0;

  for (guint i = 0; i < 3; i++)
    color = color << 8 | (pixel[i] * alpha + 127) / 255;

  return alpha << 24 | color;
}

/* Cairo keeps a pixel in one number, and colors as strong as they are opaque. */
static cairo_surface_t *
create_surface (GdkPixbuf *pixbuf)
{
  gboolean has_alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (has_alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24,
                                                         width, height);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  guchar *data = cairo_image_surface_get_data (surface);

  if (data == NULL)
    return surface;

  for (int y = 0; y < height; y++)
    {
      const guchar *from = gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf);
      guint32 *to = (gpointer) (data + (gsize) y * stride);

      for (int x = 0; x < width; x++, from += has_alpha ? 4 : 3)
        to[x] = get_pixel (from, has_alpha);
    }

  cairo_surface_mark_dirty (surface);
  return surface;
}

/* A PDF takes the pixels of a JPEG as compressed as they are. */
static void
add_jpeg (cairo_surface_t *surface,
          cairo_t         *cr,
          GBytes          *bytes)
{
  GBytes *jpeg;
  gsize length;
  const guchar *data;

  if (!cairo_surface_supports_mime_type (cairo_get_target (cr), CAIRO_MIME_TYPE_JPEG))
    return;
  jpeg = heed_image_dup_plain_jpeg (bytes);
  if (jpeg == NULL)
    return;

  data = g_bytes_get_data (jpeg, &length);
  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, length,
                                   (cairo_destroy_func_t) g_bytes_unref, jpeg) != CAIRO_STATUS_SUCCESS)
    g_bytes_unref (jpeg);
}

static gboolean
draw_picture (HeedFigure  *self,
              cairo_t     *cr,
              double       x,
              double       y,
              GError     **error)
{
  g_autoptr (GBytes) bytes = read_file (self, error);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  cairo_surface_t *surface;
  guint orientation;

  if (bytes == NULL)
    return FALSE;
  pixbuf = heed_image_decode_lying (bytes, MAX (1, (int) (self->width * FINENESS)),
                                    MAX (1, (int) (self->height * FINENESS)), &orientation, error);
  if (pixbuf == NULL)
    return FALSE;

  surface = create_surface (pixbuf);
  add_jpeg (surface, cr, bytes);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, self->width, self->height);
  cairo_transform (cr, &turns[orientation - 1]);
  cairo_scale (cr, 1.0 / gdk_pixbuf_get_width (pixbuf), 1.0 / gdk_pixbuf_get_height (pixbuf));
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
  return TRUE;
}

/* Says in the place of a picture why it is not there. */
static void
draw_words (HeedFigure *self,
            cairo_t    *cr,
            double      x,
            double      y,
            const char *words)
{
  g_autoptr (PangoLayout) layout = heed_fonts_layout (self->fonts, HEED_STYLE_CAPTION, words,
                                                      MAX (1, self->width - 2 * ROOM));

  cairo_save (cr);
  cairo_rectangle (cr, x, y, self->width, self->height);
  cairo_set_source_rgb (cr, FRAME_GRAY, FRAME_GRAY, FRAME_GRAY);
  cairo_set_line_width (cr, 0.6);
  cairo_stroke_preserve (cr);
  cairo_clip (cr);
  cairo_move_to (cr, x + ROOM, y + ROOM);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}

/**
 * heed_figure_new:
 * @content: the name of what is in the file
 * @read: (nullable): reads the file
 * @data: for @read
 * @fonts: the typefaces, which are kept as long
 * @max_width: how wide it may be
 * @max_height: how high it may be
 * @error: where to put an error
 *
 * Takes a look at a picture. It is as large as there is room, but no pixel is larger than
 * on a screen.
 *
 * Returns: (transfer full): the figure; %NULL with %HEED_ERROR_NOT_FOUND where the file is
 *   not there, or on the errors of heed_image_look()
 */
HeedFigure *
heed_figure_new (const char       *content,
                 HeedPictureFunc   read,
                 gpointer          data,
                 HeedFonts        *fonts,
                 double            max_width,
                 double            max_height,
                 GError          **error)
{
  g_autoptr (HeedFigure) self = g_new0 (HeedFigure, 1);
  g_autoptr (GBytes) bytes = NULL;
  double scale;
  int width, height;

  self->content = g_strdup (content);
  self->read = read;
  self->data = data;
  self->fonts = fonts;

  bytes = read_file (self, error);
  if (bytes == NULL || !heed_image_look (bytes, &width, &height, error))
    return NULL;

  scale = MIN (PIXEL_MAX, MIN (max_width / width, max_height / height));
  self->width = width * scale;
  self->height = height * scale;
  return g_steal_pointer (&self);
}

/**
 * heed_figure_free:
 * @self: (transfer full): a figure
 *
 * Frees a figure.
 */
void
heed_figure_free (HeedFigure *self)
{
  g_free (self->content);
  g_free (self);
}

/**
 * heed_figure_draw:
 * @self: a figure
 * @cr: where to draw
 * @x: its left side
 * @y: its top
 *
 * Draws the picture, or says in its place why it cannot be drawn.
 */
void
heed_figure_draw (HeedFigure *self,
                  cairo_t    *cr,
                  double      x,
                  double      y)
{
  g_autoptr (GError) error = NULL;

  if (!draw_picture (self, cr, x, y, &error))
    draw_words (self, cr, x, y, error->message);
}
