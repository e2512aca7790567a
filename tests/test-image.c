/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/paper/heed-image.c. */

#include "heed-image.h"

#include "heed-error.h"
#include "picture-files.h"

static void
assert_size (GBytes *bytes,
             int     width,
             int     height)
{
  g_autoptr (GError) error = NULL;
  int found_width = 0, found_height = 0;

  heed_image_look (bytes, &found_width, &found_height, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found_width, ==, width);
  g_assert_cmpint (found_height, ==, height);
}

static GdkPixbuf *
decode (GBytes *bytes,
        int     max_width,
        int     max_height)
{
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = heed_image_decode (bytes, max_width, max_height, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pixbuf);
  return pixbuf;
}

/* Neither looking nor decoding works, for one reason. */
static void
assert_refused (GBytes     *bytes,
                HeedError   code,
                const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) same = NULL;
  g_autoptr (GError) too = NULL;
  int width = -1, height = -1;

  g_assert_false (heed_image_look (bytes, &width, &height, &error));
  g_assert_error (error, HEED_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpint (width, ==, -1);
  g_assert_null (heed_image_decode (bytes, 100, 100, &same));
  g_assert_cmpstr (same->message, ==, error->message);
  g_assert_null (heed_image_shrink (bytes, 100, &too));
  g_assert_cmpstr (too->message, ==, error->message);
}

static void
assert_text_refused (const char *text,
                     gsize       length,
                     HeedError   code,
                     const char *words)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, length);

  assert_refused (bytes, code, words);
}

static void
test_formats (void)
{
  static const char * const formats[] = { "png", "jpeg", "bmp", "tiff" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) bytes = make_picture (formats[i], 300, 200);
      g_autoptr (GdkPixbuf) whole = decode (bytes, 1000, 1000);
      g_autoptr (GdkPixbuf) small = decode (bytes, 30, 1000);

      assert_size (bytes, 300, 200);
      g_assert_cmpint (gdk_pixbuf_get_width (whole), ==, 300);
      g_assert_cmpint (gdk_pixbuf_get_height (whole), ==, 200);
      g_assert_cmpint (gdk_pixbuf_get_width (small), ==, 30);
      g_assert_cmpint (gdk_pixbuf_get_height (small), ==, 20);
      g_assert_cmpint (get_color (small, 2, 1), ==, 'g');
      g_assert_cmpint (get_color (small, 2, 18), ==, 'r');
      g_assert_cmpint (get_color (small, 28, 18), ==, 'b');
    }
}

/* A line of pixels does not vanish. */
static void
test_thin (void)
{
  g_autoptr (GBytes) bytes = make_picture ("png", 3000, 1);
  g_autoptr (GdkPixbuf) small = decode (bytes, 100, 100);

  g_assert_cmpint (gdk_pixbuf_get_width (small), ==, 100);
  g_assert_cmpint (gdk_pixbuf_get_height (small), ==, 1);
}

/* https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf, 4.6.4.A: of each
 * orientation where the first row and the first column of the file lie. The first row
 * is green, the first column red and the last one blue below it. */
static void
test_turned (void)
{
  static const struct
  {
    gboolean sideways;
    const char *colors; /* of the top, the right, the bottom and the left, beside the green */
  } turns[] = {
    { FALSE, "gbrr" }, /* top, left */
    { FALSE, "grbb" }, /* top, right */
    { FALSE, "brgb" }, /* bottom, right */
    { FALSE, "rbgr" }, /* bottom, left */
    { TRUE, "rbbg" },  /* left, top */
    { TRUE, "rgbb" },  /* right, top */
    { TRUE, "bgrr" },  /* right, bottom */
    { TRUE, "brrg" },  /* left, bottom */
  };
  g_autoptr (GBytes) plain = make_picture ("jpeg", 640, 320);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (turns); i++)
    {
      guint turn = i / 2;
      g_autoptr (GBytes) bytes = turn_picture (plain, (guint8) turn + 1, i % 2 == 0);
      gboolean sideways = turns[turn].sideways;

      assert_size (bytes, sideways ? 320 : 640, sideways ? 640 : 320);
      for (int side = 640; side >= 40; side /= 4)
        {
          g_autoptr (GdkPixbuf) pixbuf = decode (bytes, side, side);
          int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);

          g_assert_cmpint (width, ==, sideways ? side / 2 : side);
          g_assert_cmpint (height, ==, sideways ? side : side / 2);
          g_assert_cmpint (get_color (pixbuf, width / 4, 2), ==, turns[turn].colors[0]);
          g_assert_cmpint (get_color (pixbuf, width - 3, height * 5 / 8), ==, turns[turn].colors[1]);
          g_assert_cmpint (get_color (pixbuf, width / 4, height - 3), ==, turns[turn].colors[2]);
          g_assert_cmpint (get_color (pixbuf, 2, height * 5 / 8), ==, turns[turn].colors[3]);
        }
    }
}

/* Two gray pixels, black above white when they are turned to the right. */
static void
test_turned_tiff (void)
{
  static const guint8 tiff[] = {
    'I', 'I', 42, 0, 10, 0, 0, 0, 0, 255, 9, 0,
    0x00, 1, 3, 0, 1, 0, 0, 0, 2, 0, 0, 0, /* width */
    0x01, 1, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, /* height */
    0x02, 1, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0, /* bits */
    0x03, 1, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, /* not compressed */
    0x06, 1, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, /* 0 is black */
    0x11, 1, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0, /* where the pixels are */
    0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, /* orientation */
    0x16, 1, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, /* rows in a strip */
    0x17, 1, 3, 0, 1, 0, 0, 0, 2, 0, 0, 0, /* bytes in a strip */
    0, 0, 0, 0,
  };
  g_autoptr (GBytes) bytes = g_bytes_new_static (tiff, sizeof tiff);
  g_autoptr (GdkPixbuf) pixbuf = decode (bytes, 10, 10);

  assert_size (bytes, 1, 2);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 1);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 2);
  g_assert_cmpint (gdk_pixbuf_read_pixels (pixbuf)[0], ==, 0);
  g_assert_cmpint (gdk_pixbuf_read_pixels (pixbuf)[gdk_pixbuf_get_rowstride (pixbuf)], ==, 255);
}

/* What EXIF says is no more than what the file holds. */
static void
test_odd_exif (void)
{
  g_autoptr (GBytes) plain = make_picture ("jpeg", 64, 32);
  g_autoptr (GBytes) turned = turn_picture (plain, 6, TRUE);
  gsize length;
  const guint8 *data = g_bytes_get_data (turned, &length);

  for (gsize at = 6; at < 38; at++)
    for (guint i = 0; i < 3; i++)
      {
        guint8 *changed = g_memdup2 (data, length);
        g_autoptr (GBytes) bytes = g_bytes_new_take (changed, length);
        g_autoptr (GdkPixbuf) pixbuf = NULL;
        int width, height;

        changed[at] = (const guint8[]) { 0, 127, 255 }[i];
        g_assert_true (heed_image_look (bytes, &width, &height, NULL));
        pixbuf = decode (bytes, 100, 100);
        g_assert_cmpint (width, ==, gdk_pixbuf_get_width (pixbuf));
        g_assert_cmpint (height, ==, gdk_pixbuf_get_height (pixbuf));
      }
}

static gboolean
can_load (const char *name)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  for (GSList *format = formats; format != NULL; format = format->next)
    {
      g_auto (GStrv) types = gdk_pixbuf_format_get_mime_types (format->data);

      for (guint i = 0; types[i] != NULL; i++)
        if (strstr (types[i], name) != NULL)
          return TRUE;
    }

  return FALSE;
}

/* The format is named, unless this system has a decoder for it: that finds no picture
 * behind these first bytes. */
static void
assert_named (const char *beginning,
              gsize       length,
              const char *type,
              const char *name)
{
  if (can_load (type))
    assert_text_refused (beginning, length, HEED_ERROR_CORRUPT, "damaged");
  else
    assert_text_refused (beginning, length, HEED_ERROR_UNSUPPORTED, name);
}

static void
test_refused (void)
{
  static const char svg[] = "\xef\xbb\xbf\n<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";

  assert_text_refused ("", 0, HEED_ERROR_INVALID_FILE, "no picture");
  assert_text_refused ("Not a picture", 13, HEED_ERROR_INVALID_FILE, "no picture");
  assert_text_refused ("<html></html>", 13, HEED_ERROR_INVALID_FILE, "no picture");
  assert_text_refused ("/* XPM */", 9, HEED_ERROR_INVALID_FILE, "no picture");
  assert_text_refused ("GIF89a", 6, HEED_ERROR_CORRUPT, "damaged");
  assert_text_refused ("II*\0\xff\xff\xff\xff", 8, HEED_ERROR_CORRUPT, "damaged");
  assert_text_refused (svg, sizeof svg - 1, HEED_ERROR_UNSUPPORTED, "SVG");
  assert_named ("RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0", 20, "webp", "WebP");
  assert_named ("\0\0\0\x1c" "ftypavif\0\0\0\0avifmif1", 24, "avif", "AVIF");
  assert_named ("\0\0\0\x1c" "ftypheic\0\0\0\0mif1heic", 24, "hei", "HEIC");
  assert_named ("\0\0\0\x0cJXL \r\n\x87\n", 12, "jxl", "JPEG XL");
  assert_named ("\0\0\0\x0cjP  \r\n\x87\n", 12, "jp2", "JPEG 2000");
}

static void
test_half (void)
{
  static const char * const formats[] = { "png", "jpeg", "tiff" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) whole = make_picture (formats[i], 300, 200);
      gsize length = g_bytes_get_size (whole);

      for (gsize part = 8; part < length; part += length / 7)
        {
          g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (whole, 0, part);

          assert_refused (bytes, HEED_ERROR_CORRUPT, "picture is");
        }
    }
}

/* Its first bytes say so; there are no pixels behind them. */
static void
test_too_many_pixels (void)
{
  static const char gif[] = "GIF89a\xff\xff\xff\xff\x80\0\0\xff\0\0\0\0\xff\x2c\0\0\0\0\xff\xff\xff\xff\0\2\2\4\n\0\x3b";
  static const char bmp[] = "BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\0\0\1\0\0\0\1\0\1\0\x18\0\0\0\0\0\0\0\0\0"
                            "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

  assert_text_refused (gif, sizeof gif - 1, HEED_ERROR_UNSUPPORTED, "65535 × 65535");
  assert_text_refused (bmp, sizeof bmp - 1, HEED_ERROR_UNSUPPORTED, "65536 × 65536");
}

static void
test_moving (void)
{
  g_autoptr (GBytes) bytes = make_moving_picture ();
  g_autoptr (GdkPixbuf) pixbuf = decode (bytes, 10, 10);

  assert_size (bytes, 2, 1);
  g_assert_cmpint (get_color (pixbuf, 0, 0), ==, 'r');
}

static void
test_shrink (void)
{
  g_autoptr (GdkPixbuf) clear = paint_picture (900, 600, TRUE);
  g_autoptr (GBytes) photo = make_picture ("bmp", 900, 600);
  g_autoptr (GBytes) plain = make_picture ("jpeg", 900, 600);
  g_autoptr (GBytes) turned = turn_picture (plain, 6, TRUE);
  g_autoptr (GBytes) small_photo = heed_image_shrink (photo, 300, NULL);
  g_autoptr (GBytes) small_turned = heed_image_shrink (turned, 300, NULL);
  g_autoptr (GBytes) small_clear = NULL;
  g_autoptr (GBytes) clear_file = NULL;
  g_autoptr (GBytes) smallest = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  assert_size (small_photo, 300, 200);
  g_assert_cmpint (memcmp (g_bytes_get_data (small_photo, NULL), "\xff\xd8\xff", 3), ==, 0);
  g_assert_cmpuint (g_bytes_get_size (small_photo), <, g_bytes_get_size (photo));
  assert_size (small_turned, 200, 300);

  gdk_pixbuf_fill (clear, 0x00ff0080);
  clear_file = save_picture (clear, "png");
  small_clear = heed_image_shrink (clear_file, 300, NULL);
  assert_size (small_clear, 300, 200);
  g_assert_cmpint (memcmp (g_bytes_get_data (small_clear, NULL), "\x89PNG", 4), ==, 0);
  pixbuf = decode (small_clear, 300, 300);
  g_assert_true (gdk_pixbuf_get_has_alpha (pixbuf));
  g_assert_cmpint (gdk_pixbuf_read_pixels (pixbuf)[3], ==, 0x80);

  /* There is no smaller file of it. */
  smallest = heed_image_shrink (small_clear, 300, NULL);
  g_assert_cmpuint (g_bytes_get_size (smallest), <=, g_bytes_get_size (small_clear));
}

static gpointer
decode_many (gpointer bytes)
{
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (GdkPixbuf) pixbuf = decode (bytes, 50, 50);

      assert_size (bytes, 300, 200);
    }

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (GBytes) bytes = make_picture ("png", 300, 200);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("decode", decode_many, bytes);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/image/formats", test_formats);
  g_test_add_func ("/image/thin", test_thin);
  g_test_add_func ("/image/turned-as-exif-says", test_turned);
  g_test_add_func ("/image/turned-tiff", test_turned_tiff);
  g_test_add_func ("/image/odd-exif", test_odd_exif);
  g_test_add_func ("/image/refused", test_refused);
  g_test_add_func ("/image/half", test_half);
  g_test_add_func ("/image/too-many-pixels", test_too_many_pixels);
  g_test_add_func ("/image/moving", test_moving);
  g_test_add_func ("/image/shrink", test_shrink);
  g_test_add_func ("/image/threads", test_threads);

  return g_test_run ();
}
