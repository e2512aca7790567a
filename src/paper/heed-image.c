/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The files of pictures: what they are, how large, and their pixels. gdk-pixbuf decodes
 * them; here is decided which it is given. By their first bytes only formats that
 * cameras, screens and browsers make are let through to it, not each that the system
 * happens to have a decoder for. All of it may be used on any thread. */

#include "heed-image-private.h"

#include "heed-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* How much a decoder is given at a time. */
#define PIECE ((gsize) 64 << 10)

/* Where a drawing in XML names itself. */
#define SVG_ROOM 4096

#define JPEG_QUALITY "85"

/* https://www.w3.org/TR/png-3/: the length, the type and the sum of a chunk. */
#define PNG_HEAD 8
#define PNG_FRAME 12

/* TIFF 6.0, which EXIF uses as well. */
#define TIFF_ORIENTATION 0x112
#define TIFF_SHORT 3
#define TIFF_FIELD 12

/* ITU T.81, table B.1, and what writers of files put into the segments APP0 to APP15. */
#define JPEG_START_MIN 0xc0 /* the ways to compress that a PDF knows */
#define JPEG_START_MAX 0xc2
#define JPEG_RESTART 0xd0
#define JPEG_END 0xd9
#define JPEG_SCAN 0xda
#define JPEG_APP0 0xe0
#define JPEG_APP1 0xe1
#define JPEG_APP2 0xe2
#define JPEG_APP14 0xee
#define JPEG_APP15 0xef
#define JPEG_COMMENT 0xfe
#define EXIF "Exif\0"
#define COLOR_PROFILE "ICC_PROFILE"

typedef enum
{
  FORMAT_NONE,
  FORMAT_PNG,
  FORMAT_JPEG,
  FORMAT_GIF,
  FORMAT_BMP,
  FORMAT_TIFF,
  FORMAT_WEBP,
  FORMAT_AVIF,
  FORMAT_HEIC,
  FORMAT_JPEG_XL,
  FORMAT_JPEG_2000,
  FORMAT_SVG,
} Format;

static const char * const names[] = {
  NULL, "PNG", "JPEG", "GIF", "BMP", "TIFF", "WebP", "AVIF", "HEIC", "JPEG XL", "JPEG 2000", "SVG",
};

static const struct
{
  Format format;
  gsize offset;
  const char *bytes;
  gsize length;
} signatures[] = {
  { FORMAT_PNG, 0, "\x89PNG\r\n\x1a\n", 8 },
  { FORMAT_JPEG, 0, "\xff\xd8\xff", 3 },
  { FORMAT_GIF, 0, "GIF87a", 6 },
  { FORMAT_GIF, 0, "GIF89a", 6 },
  { FORMAT_BMP, 0, "BM", 2 },
  { FORMAT_TIFF, 0, "II*\0", 4 },
  { FORMAT_TIFF, 0, "MM\0*", 4 },
  { FORMAT_WEBP, 8, "WEBP", 4 },
  { FORMAT_AVIF, 4, "ftypavif", 8 },
  { FORMAT_AVIF, 4, "ftypavis", 8 },
  { FORMAT_HEIC, 4, "ftyphei", 7 },
  { FORMAT_HEIC, 4, "ftyphev", 7 },
  { FORMAT_HEIC, 4, "ftypmif1", 8 },
  { FORMAT_HEIC, 4, "ftypmsf1", 8 },
  { FORMAT_JPEG_XL, 0, "\xff\x0a", 2 },
  { FORMAT_JPEG_XL, 4, "JXL \r\n\x87\n", 8 },
  { FORMAT_JPEG_2000, 4, "jP  \r\n\x87\n", 8 },
  { FORMAT_JPEG_2000, 0, "\xff\x4f\xff\x51", 4 },
};

/* What is asked of a decoder, and what it said. */
typedef struct
{
  int max_width; /* 0 for the size alone */
  int max_height;
  int width; /* in the file; 0 until it is known */
  int height;
} Decoding;

/* Whether it is text that says "<svg" early on. */
static gboolean
is_svg (const guchar *data,
        gsize         length)
{
  const char *text = (const char *) data;
  gsize start = length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (start < length && g_ascii_isspace (text[start]))
    start++;

  return start < length && text[start] == '<' &&
         g_strstr_len (text + start, (gssize) MIN (length - start, SVG_ROOM), "<svg") != NULL;
}

static Format
find_format (const guchar *data,
             gsize         length)
{
  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (length >= signatures[i].offset + signatures[i].length &&
        memcmp (data + signatures[i].offset, signatures[i].bytes, signatures[i].length) == 0)
      return signatures[i].format;

  return is_svg (data, length) ? FORMAT_SVG : FORMAT_NONE;
}

/* In either order of bytes. */
static guint32
read_number (const guchar *data,
             guint         n_bytes,
             gboolean      big)
{
  guint32 number = 0;

  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | data[big ? i : n_bytes - 1 - i];

  return number;
}

/* Reads how a picture is turned from the first directory of a TIFF, as which EXIF has it.
 *
 * Returns: 1 to 8, 1 for upright */
static guint
read_orientation (const guchar *data,
                  gsize         length)
{
  gboolean big = length > 0 && *data == 'M';
  gsize start, n_fields;

  if (find_format (data, length) != FORMAT_TIFF || length < 8)
    return 1;
  start = read_number (data + 4, 4, big);
  if (start > length - 2)
    return 1;

  n_fields = MIN (read_number (data + start, 2, big), (length - start - 2) / TIFF_FIELD);
  for (gsize i = 0; i < n_fields; i++)
    {
      const guchar *field = data + start + 2 + i * TIFF_FIELD;
      guint value = read_number (field + 8, 2, big);

      if (read_number (field, 2, big) == TIFF_ORIENTATION && read_number (field + 2, 2, big) == TIFF_SHORT)
        return value >= 1 && value <= 8 ? value : 1;
    }

  return 1;
}

/* Finds the next segment of a JPEG from @at on. What lies before it are compressed
 * pixels, or left over.
 *
 * Returns: where it begins; @length if there is none */
static gsize
find_segment (const guchar *data,
              gsize         length,
              gsize         at)
{
  for (; at + 2 <= length; at++)
    if (data[at] == 0xff && data[at + 1] > 1 && data[at + 1] < 0xff &&
        (data[at + 1] < JPEG_RESTART || data[at + 1] >= JPEG_END))
      return at;

  return length;
}

static gsize
find_segment_end (const guchar *data,
                  gsize         length,
                  gsize         at)
{
  gsize room = length - at;

  if (data[at + 1] == JPEG_END)
    return at + 2;

  return at + (room < 4 ? room : MIN (room, 2 + read_number (data + at + 2, 2, TRUE)));
}

/* Where the pixels begin. */
static gsize
find_scan (const guchar *data,
           gsize         length)
{
  gsize at = 2;

  while ((at = find_segment (data, length, at)) < length && data[at + 1] != JPEG_SCAN)
    at = find_segment_end (data, length, at);

  return at;
}

static gboolean
starts_with (const guchar *data,
             gsize         length,
             const char   *words,
             gsize         words_length)
{
  return length >= words_length && memcmp (data, words, words_length) == 0;
}

static guint
read_jpeg_orientation (const guchar *data,
                       gsize         length)
{
  gsize scan = find_scan (data, length);
  gsize at = 2;

  while ((at = find_segment (data, length, at)) < scan)
    {
      gsize end = find_segment_end (data, length, at);

      if (data[at + 1] == JPEG_APP1 && end - at > 10 && starts_with (data + at + 4, end - at - 4, EXIF, sizeof EXIF))
        return read_orientation (data + at + 10, end - at - 10);
      at = end;
    }

  return 1;
}

static guint
find_orientation (Format        format,
                  const guchar *data,
                  gsize         length)
{
  if (format == FORMAT_JPEG)
    return read_jpeg_orientation (data, length);

  return format == FORMAT_TIFF ? read_orientation (data, length) : 1;
}

static gboolean
has_png_end (const guchar *data,
             gsize         length)
{
  gsize at = PNG_HEAD;

  while (at + PNG_FRAME <= length)
    {
      gsize size = read_number (data + at, 4, TRUE);

      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return TRUE;
      if (size > length - at - PNG_FRAME)
        return FALSE;
      at += PNG_FRAME + size;
    }

  return FALSE;
}

static gboolean
has_jpeg_end (const guchar *data,
              gsize         length)
{
  gsize scan = find_scan (data, length);

  for (gsize i = length; i >= scan + 2; i--)
    if (data[i - 2] == 0xff && data[i - 1] == JPEG_END)
      return TRUE;

  return FALSE;
}

/* Decoders take half a file for a whole one whose rest is gray. */
static gboolean
is_whole (Format        format,
          const guchar *data,
          gsize         length)
{
  if (format == FORMAT_PNG)
    return has_png_end (data, length);

  return format != FORMAT_JPEG || has_jpeg_end (data, length);
}

/* Refuses what need not be given to a decoder. */
static gboolean
check_file (Format   format,
            GBytes  *bytes,
            GError **error)
{
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);

  if (format == FORMAT_NONE)
    heed_set_error (error, HEED_ERROR_INVALID_FILE, "unknown first bytes",
                    _("This is no picture that Heed knows. Choose a JPEG, PNG or GIF file."));
  else if (format == FORMAT_SVG)
    heed_set_error (error, HEED_ERROR_UNSUPPORTED, "SVG",
                    _("This picture is an SVG file, which may need other files to be whole. "
                      "Save it as PNG in the program that shows it, and add that."));
  else if (!is_whole (format, data, length))
    heed_set_error (error, HEED_ERROR_CORRUPT, "no end",
                    _("This picture is not whole: its end is missing. Get it once more from where it came from."));
  else
    return TRUE;

  return FALSE;
}

static gboolean
has_too_many_pixels (const Decoding *decoding)
{
  return (gint64) decoding->width * decoding->height > HEED_IMAGE_MAX_PIXELS;
}

/* Makes a size fit into another one of the same shape. */
static void
fit (int *width,
     int *height,
     int  max_width,
     int  max_height)
{
  double scale = MIN ((double) max_width / *width, (double) max_height / *height);

  if (scale >= 1)
    return;

  *width = CLAMP ((int) (*width * scale + 0.5), 1, max_width);
  *height = CLAMP ((int) (*height * scale + 0.5), 1, max_height);
}

/* A decoder that is asked for no pixels stops before it makes room for any. */
static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  Decoding        *decoding)
{
  decoding->width = width;
  decoding->height = height;
  if (decoding->max_width == 0 || has_too_many_pixels (decoding))
    {
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }

  fit (&width, &height, decoding->max_width, decoding->max_height);
  gdk_pixbuf_loader_set_size (loader, width, height);
}

static gboolean
has_enough (const Decoding *decoding)
{
  return decoding->width > 0 && (decoding->max_width == 0 || has_too_many_pixels (decoding));
}

static GdkPixbuf *
run_decoder (GBytes    *bytes,
             Decoding  *decoding,
             GError   **cause)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  GdkPixbuf *pixbuf;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), decoding);
  for (gsize at = 0; at < length && !has_enough (decoding); at += PIECE)
    if (!gdk_pixbuf_loader_write (loader, data + at, MIN (PIECE, length - at), cause))
      return NULL; /* it is closed then */

  if (!gdk_pixbuf_loader_close (loader, has_enough (decoding) ? NULL : cause) || has_enough (decoding))
    return NULL;

  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  return pixbuf != NULL ? g_object_ref (pixbuf) : NULL;
}

/* Decoders read EXIF in their own ways, and the size was told as we did. That of TIFF
 * has turned some already. */
static void
set_orientation (GdkPixbuf *pixbuf,
                 guint      orientation)
{
  g_autofree char *value = g_strdup_printf ("%u", orientation);

  gdk_pixbuf_remove_option (pixbuf, "orientation");
  gdk_pixbuf_set_option (pixbuf, "orientation", value);
}

static void
set_decoder_error (GError       **error,
                   Format         format,
                   const GError  *cause)
{
  const char *detail = cause != NULL ? cause->message : "no pixels";

  if (g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE) ||
      g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNSUPPORTED_OPERATION))
    heed_set_error (error, HEED_ERROR_UNSUPPORTED, detail,
                    /* Translators: %s is the name of a format such as WebP. */
                    _("This picture is in the format %s, which this system cannot show. "
                      "Save it as JPEG or PNG in another program, and add that."),
                    names[format]);
  else if (g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    heed_set_error (error, HEED_ERROR_FAILED, detail,
                    _("There is not enough memory for this picture. Close other programs and try again."));
  else
    heed_set_error (error, HEED_ERROR_CORRUPT, detail,
                    _("This picture is damaged. Get it once more from where it came from."));
}

/* Decodes, or only reads the size; what is too large is refused either way. The size
 * that is asked for is that of the upright picture. */
static gboolean
decode (GBytes     *bytes,
        Decoding   *decoding,
        gboolean   *sideways,
        GdkPixbuf **pixbuf,
        GError    **error)
{
  g_autoptr (GError) cause = NULL;
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  Format format = find_format (data, length);
  guint orientation = find_orientation (format, data, length);
  int max_width = decoding->max_width;

  if (!check_file (format, bytes, error))
    return FALSE;

  *sideways = orientation >= 5;
  if (*sideways)
    {
      decoding->max_width = decoding->max_height;
      decoding->max_height = max_width;
    }

  *pixbuf = run_decoder (bytes, decoding, &cause);
  if (*pixbuf != NULL && format == FORMAT_JPEG)
    set_orientation (*pixbuf, orientation);
  if (decoding->width > 0 && has_too_many_pixels (decoding))
    {
      heed_set_error (error, HEED_ERROR_UNSUPPORTED, "too many pixels",
                      _("This picture has more than 100 million pixels (%d × %d). Make it smaller in another program, "
                        "and add that."),
                      decoding->width, decoding->height);
      return FALSE;
    }
  if (*pixbuf != NULL || has_enough (decoding))
    return TRUE;

  set_decoder_error (error, format, cause);
  return FALSE;
}

/* Whether a reader of PDF needs a segment. The others say where a photo was taken and
 * with what, and show it once more in small. */
static gboolean
is_needed (const guchar *segment,
           gsize         length)
{
  guchar code = segment[1];

  if (code == JPEG_APP2)
    return starts_with (segment + 4, length - MIN (length, 4), COLOR_PROFILE, sizeof COLOR_PROFILE);

  return code == JPEG_APP0 || code == JPEG_APP14 || ((code < JPEG_APP0 || code > JPEG_APP15) && code != JPEG_COMMENT);
}

/* Eight bits a pixel in gray or color, compressed in a way that any PDF may hold. */
static gboolean
is_common_start (const guchar *segment,
                 gsize         length)
{
  return segment[1] >= JPEG_START_MIN && segment[1] <= JPEG_START_MAX && length > 9 && segment[4] == 8 &&
         (segment[9] == 1 || segment[9] == 3);
}

static gboolean
is_transparent (GdkPixbuf *pixbuf)
{
  const guchar *pixels = gdk_pixbuf_read_pixels (pixbuf);

  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return FALSE;

  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (pixbuf); x++)
      if (pixels[(gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf) + (gsize) x * 4 + 3] != 255)
        return TRUE;

  return FALSE;
}

/**
 * heed_image_look:
 * @bytes: what is in the file of a picture
 * @width: (out): where to put how many pixels it is wide, upright
 * @height: (out): where to put how many pixels it is high, upright
 * @error: where to put an error
 *
 * Looks at a file, without decoding it: whether Heed can show it, and how large it is. That
 * its beginning is right does not mean that heed_image_decode() finds no damage later.
 *
 * Returns: %FALSE with %HEED_ERROR_INVALID_FILE where it is no picture,
 *   %HEED_ERROR_UNSUPPORTED where it is one that this system cannot show, or that has too
 *   many pixels, %HEED_ERROR_CORRUPT where it is damaged or its end is missing
 */
gboolean
heed_image_look (GBytes  *bytes,
                 int     *width,
                 int     *height,
                 GError **error)
{
  Decoding decoding = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  gboolean sideways;

  g_return_val_if_fail (bytes != NULL && width != NULL && height != NULL, FALSE);

  if (!decode (bytes, &decoding, &sideways, &pixbuf, error))
    return FALSE;

  *width = sideways ? decoding.height : decoding.width;
  *height = sideways ? decoding.width : decoding.height;
  return TRUE;
}

/**
 * heed_image_decode:
 * @bytes: what is in the file of a picture
 * @max_width: how many pixels it may be wide, at least 1
 * @max_height: how many pixels it may be high, at least 1
 * @error: where to put an error
 *
 * Decodes a picture, turned as its EXIF says, and made smaller where it is larger than
 * that. Of a moving one it is the first picture.
 *
 * Returns: (transfer full): the pixels; %NULL on the errors of heed_image_look(), or with
 *   %HEED_ERROR_FAILED if memory is short
 */
GdkPixbuf *
heed_image_decode (GBytes  *bytes,
                   int      max_width,
                   int      max_height,
                   GError **error)
{
  Decoding decoding = { .max_width = max_width, .max_height = max_height };
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  GdkPixbuf *upright;
  gboolean sideways;

  g_return_val_if_fail (bytes != NULL && max_width > 0 && max_height > 0, NULL);

  if (!decode (bytes, &decoding, &sideways, &pixbuf, error))
    return NULL;

  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  if (upright == NULL)
    heed_set_error (error, HEED_ERROR_FAILED, "no memory to turn it",
                    _("There is not enough memory for this picture. Close other programs and try again."));
  return upright;
}

/**
 * heed_image_shrink:
 * @bytes: what is in the file of a picture
 * @max_side: how many pixels the longer side may have, at least 1
 * @error: where to put an error
 *
 * Makes a smaller file of a picture, upright: a JPEG, or a PNG where one sees through it.
 * What else the file knew, such as where the picture was taken, is not in the new one.
 *
 * Returns: (transfer full): the new file, or @bytes where that is smaller; %NULL on the
 *   errors of heed_image_decode()
 */
GBytes *
heed_image_shrink (GBytes  *bytes,
                   int      max_side,
                   GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = heed_image_decode (bytes, max_side, max_side, error);
  g_autoptr (GError) cause = NULL;
  g_autofree char *data = NULL;
  gsize length;
  gboolean done;

  if (pixbuf == NULL)
    return NULL;

  if (is_transparent (pixbuf))
    done = gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", &cause, "compression", "9", NULL);
  else
    done = gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "jpeg", &cause, "quality", JPEG_QUALITY, NULL);
  if (!done)
    {
      heed_set_error (error, HEED_ERROR_FAILED, cause->message,
                      _("This picture could not be made smaller. Add it as it is."));
      return NULL;
    }

  return length < g_bytes_get_size (bytes) ? g_bytes_new_take (g_steal_pointer (&data), length) : g_bytes_ref (bytes);
}

/**
 * heed_image_decode_lying:
 * @bytes: what is in the file of a picture
 * @max_width: how many pixels it may be wide, upright
 * @max_height: how many pixels it may be high, upright
 * @orientation: (out): where to put how it is to be turned, from 1 to 8 as EXIF counts
 * @error: where to put an error
 *
 * Decodes a picture as heed_image_decode() does, and leaves it to the caller to turn it.
 *
 * Returns: (transfer full): the pixels; %NULL on the errors of heed_image_decode()
 */
GdkPixbuf *
heed_image_decode_lying (GBytes  *bytes,
                         int      max_width,
                         int      max_height,
                         guint   *orientation,
                         GError **error)
{
  Decoding decoding = { .max_width = max_width, .max_height = max_height };
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  const char *option;
  gboolean sideways;

  if (!decode (bytes, &decoding, &sideways, &pixbuf, error))
    return NULL;

  option = gdk_pixbuf_get_option (pixbuf, "orientation");
  *orientation = option != NULL && *option >= '1' && *option <= '8' ? (guint) (*option - '0') : 1;
  return g_steal_pointer (&pixbuf);
}

/**
 * heed_image_dup_plain_jpeg:
 * @bytes: what is in the file of a picture
 *
 * Takes everything out of a JPEG but what its pixels are made of, to be part of a PDF.
 *
 * Returns: (transfer full) (nullable): the JPEG, its pixels as compressed as they were;
 *   %NULL where it is none, or one that a PDF may not hold
 */
GBytes *
heed_image_dup_plain_jpeg (GBytes *bytes)
{
  gsize length, at, end = 2;
  const guchar *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  gboolean is_common = FALSE;

  if (find_format (data, length) != FORMAT_JPEG)
    return NULL;

  g_byte_array_append (plain, data, end);
  while ((at = find_segment (data, length, end)) < length)
    {
      g_byte_array_append (plain, data + end, (guint) (at - end));
      end = find_segment_end (data, length, at);
      is_common = is_common || is_common_start (data + at, end - at);
      if (is_needed (data + at, end - at))
        g_byte_array_append (plain, data + at, (guint) (end - at));
      if (data[at + 1] == JPEG_END)
        return is_common ? g_byte_array_free_to_bytes (g_steal_pointer (&plain)) : NULL;
    }

  return NULL;
}
