/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of pictures, made by gdk-pixbuf, for the tests of what shows and keeps them. */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* The left half is red and the right one blue, and a green bar runs along the top. */
static inline GdkPixbuf *
paint_picture (int      width,
               int      height,
               gboolean alpha)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  g_autoptr (GdkPixbuf) right = gdk_pixbuf_new_subpixbuf (pixbuf, width / 2, 0, width - width / 2, height);
  g_autoptr (GdkPixbuf) top = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, width, MAX (1, height / 4));

  gdk_pixbuf_fill (pixbuf, 0xff0000ff);
  gdk_pixbuf_fill (right, 0x0000ffff);
  gdk_pixbuf_fill (top, 0x00ff00ff);
  return pixbuf;
}

static inline GBytes *
save_picture (GdkPixbuf  *pixbuf,
              const char *format)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, format, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static inline GBytes *
make_picture (const char *format,
              int         width,
              int         height)
{
  g_autoptr (GdkPixbuf) pixbuf = paint_picture (width, height, FALSE);

  return save_picture (pixbuf, format);
}

/* Writes EXIF into a JPEG that says how it is turned, in either order of bytes. */
static inline GBytes *
turn_picture (GBytes   *jpeg,
              guint8    orientation,
              gboolean  big)
{
  static const guint8 big_exif[] = {
    0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
    1, 0x12, 0, 3, 0, 0, 0, 1, 0, 0 /* orientation */, 0, 0, 0, 0, 0, 0,
  };
  static const guint8 little_exif[] = {
    0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0,
    0x12, 1, 3, 0, 1, 0, 0, 0, 0 /* orientation */, 0, 0, 0, 0, 0, 0, 0,
  };
  gsize length;
  const guint8 *data = g_bytes_get_data (jpeg, &length);
  GByteArray *turned = g_byte_array_new ();

  g_byte_array_append (turned, data, 2);
  g_byte_array_append (turned, big ? big_exif : little_exif, sizeof big_exif);
  turned->data[2 + (big ? 29 : 28)] = orientation;
  g_byte_array_append (turned, data + 2, (guint) length - 2);
  return g_byte_array_free_to_bytes (turned);
}

/* A GIF of two pictures that follow each other, of 2 × 1 pixels: red, then blue. */
static inline GBytes *
make_moving_picture (void)
{
  static const guint8 gif[] = {
    'G', 'I', 'F', '8', '9', 'a', 2, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255,
    0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x04, 0x0a, 0,
    0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x4c, 0x0a, 0,
    0x3b,
  };

  return g_bytes_new_static (gif, sizeof gif);
}

/* "r", "g" or "b". */
static inline char
get_color (GdkPixbuf *pixbuf,
           int        x,
           int        y)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf) +
                        (gsize) x * (gsize) gdk_pixbuf_get_n_channels (pixbuf);

  return pixel[0] > 128 ? 'r' : pixel[1] > 128 ? 'g' : 'b';
}
