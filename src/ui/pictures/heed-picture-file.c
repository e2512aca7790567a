/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "heed-picture-file.h"

#include "heed-error.h"
#include "heed-image.h"

#include <glib/gi18n.h>

/* What is larger than a picture may be is read as well, as it can be made smaller. */
#define READ_MAX ((gsize) 100000000)
#define PIECE ((gsize) 64 << 10)

/* In pixels: more than a screen shows, and enough for half a page. */
#define SMALLER_SIDE 1600

typedef struct
{
  GFile *file;          /* NULL where there is a stream */
  GInputStream *stream; /* NULL where there is a file */
  GBytes *bytes;        /* NULL for what is to be read */
  int max_width;
  int max_height;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->file);
  g_clear_object (&work->stream);
  g_clear_pointer (&work->bytes, g_bytes_unref);
  g_free (work);
}

static void
start (const Work          *work,
       GTaskThreadFunc      func,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_memdup2 (work, sizeof *work), free_work);
  g_task_run_in_thread (task, func);
}

static GBytes *
read_all (GInputStream  *stream,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize n_read = PIECE;

  while (n_read == PIECE)
    {
      guint before = bytes->len;

      g_byte_array_set_size (bytes, before + PIECE);
      if (!g_input_stream_read_all (stream, bytes->data + before, PIECE, &n_read, cancellable, error))
        return NULL;
      g_byte_array_set_size (bytes, before + (guint) n_read);
      if (bytes->len > READ_MAX)
        {
          g_autofree char *limit = g_format_size (READ_MAX);

          /* Translators: a size, such as “100 MB”. */
          heed_set_error (error, HEED_ERROR_UNSUPPORTED, NULL, _("A picture can have %s at most."), limit);
          return NULL;
        }
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
load (GTask        *task,
      gpointer      source,
      gpointer      data,
      GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (GInputStream) stream = work->stream != NULL ? g_object_ref (work->stream) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;
  int width, height;

  if (stream == NULL)
    stream = G_INPUT_STREAM (g_file_read (work->file, cancellable, &error));
  if (stream != NULL)
    bytes = read_all (stream, cancellable, &error);

  if (bytes != NULL && heed_image_look (bytes, &width, &height, &error))
    g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
shrink (GTask        *task,
        gpointer      source,
        gpointer      data,
        GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  GBytes *smaller = heed_image_shrink (work->bytes, SMALLER_SIDE, &error);

  if (smaller != NULL)
    g_task_return_pointer (task, smaller, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
decode (GTask        *task,
        gpointer      source,
        gpointer      data,
        GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = heed_image_decode (work->bytes, work->max_width, work->max_height, &error);

  if (pixbuf != NULL)
    g_task_return_pointer (task, gdk_texture_new_for_pixbuf (pixbuf), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * heed_picture_load_async:
 * @file: (nullable): a file; %NULL where there is a stream
 * @stream: (nullable): what gives the bytes; %NULL where there is a file
 * @cancellable: (nullable): to give it up
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Reads a picture and looks whether it can be shown. What comes of it may be larger than
 * a picture in a journal can be. End it with heed_picture_take_bytes().
 */
void
heed_picture_load_async (GFile               *file,
                         GInputStream        *stream,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Work work = { 0 };

  g_set_object (&work.file, file);
  g_set_object (&work.stream, stream);
  start (&work, load, cancellable, callback, user_data);
}

/**
 * heed_picture_shrink_async:
 * @bytes: what is in the file of a picture
 * @cancellable: (nullable): to give it up
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Makes a file with fewer pixels of it. End it with heed_picture_take_bytes().
 */
void
heed_picture_shrink_async (GBytes              *bytes,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  const Work work = { .bytes = g_bytes_ref (bytes) };

  start (&work, shrink, cancellable, callback, user_data);
}

/**
 * heed_picture_take_bytes:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends what makes the file of a picture.
 *
 * Returns: (transfer full) (nullable): what is in the file; %NULL with an error of the
 *   domains `HEED_ERROR` or `G_IO_ERROR`
 */
GBytes *
heed_picture_take_bytes (GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * heed_picture_decode_async:
 * @bytes: what is in the file of a picture
 * @max_width: in pixels
 * @max_height: in pixels
 * @cancellable: (nullable): to give it up
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Makes a texture of it that is not larger than that. End it with
 * heed_picture_decode_finish().
 */
void
heed_picture_decode_async (GBytes              *bytes,
                           int                  max_width,
                           int                  max_height,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  const Work work = { .bytes = g_bytes_ref (bytes), .max_width = max_width, .max_height = max_height };

  start (&work, decode, cancellable, callback, user_data);
}

/**
 * heed_picture_decode_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_picture_decode_async().
 *
 * Returns: (transfer full) (nullable): the texture; %NULL with an error of the domain
 *   `HEED_ERROR`
 */
GdkTexture *
heed_picture_decode_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
