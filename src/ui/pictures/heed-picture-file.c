/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "heed-picture-file.h"

#include "heed-atomic-file.h"
#include "heed-error.h"
#include "heed-image.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>

/* What is larger than a picture may be is read as well, as it can be made smaller. */
#define READ_MAX ((gsize) 100000000)
#define PIECE ((gsize) 64 << 10)

/* In pixels: more than a screen shows, and enough for half a page. */
#define SMALLER_SIDE 1600

/* Of these one is not NULL. */
typedef struct
{
  char *path;
  GdkTexture *texture;
  GBytes *bytes;
  int max_width;
  int max_height;
  GTaskThreadFunc func;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_free (work->path);
  g_clear_object (&work->texture);
  g_clear_pointer (&work->bytes, g_bytes_unref);
  g_free (work);
}

static void
run (gpointer data,
     gpointer user_data)
{
  g_autoptr (GTask) task = data;
  Work *work = g_task_get_task_data (task);

  if (!g_task_return_error_if_cancelled (task))
    work->func (task, NULL, work, g_task_get_cancellable (task));
}

/* One after the other, as each may take much memory for a moment. Takes what is in @work
 * over. */
static void
start (const Work          *work,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  static GThreadPool *pool = NULL;
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  if (pool == NULL)
    pool = g_thread_pool_new (run, NULL, 1, FALSE, NULL);
  g_task_set_task_data (task, g_memdup2 (work, sizeof *work), free_work);
  g_thread_pool_push (pool, task, NULL);
}

static gboolean
check_size (gsize    size,
            GError **error)
{
  g_autofree char *limit = g_format_size (READ_MAX);

  if (size > READ_MAX)
    /* Translators: a size, such as “100 MB”. */
    heed_set_error (error, HEED_ERROR_UNSUPPORTED, NULL, _("A picture can have %s at most."), limit);
  return size <= READ_MAX;
}

static GBytes *
read_file (const char    *path,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GInputStream) stream = NULL;
  gsize n_read = PIECE;
  int fd = heed_file_open (path, error);

  if (fd < 0)
    return NULL;

  stream = g_unix_input_stream_new (fd, TRUE);
  while (n_read == PIECE)
    {
      guint before = bytes->len;

      g_byte_array_set_size (bytes, before + PIECE);
      if (!g_input_stream_read_all (stream, bytes->data + before, PIECE, &n_read, cancellable, error))
        return NULL;
      g_byte_array_set_size (bytes, before + (guint) n_read);
      if (!check_size (bytes->len, error))
        return NULL;
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
  GBytes *bytes = NULL;
  GError *error = NULL;
  int width, height;

  if (work->path != NULL)
    bytes = read_file (work->path, cancellable, &error);
  else if (work->texture != NULL)
    bytes = gdk_texture_save_to_png_bytes (work->texture);
  else if (check_size (g_bytes_get_size (work->bytes), &error))
    bytes = g_bytes_ref (work->bytes);

  if (bytes != NULL && heed_image_look (bytes, &width, &height, &error))
    {
      g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
    }
  else
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      g_task_return_error (task, error);
    }
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
 * @path: (type filename) (nullable): a file; %NULL where there is something else
 * @texture: (nullable): what was given as pixels; %NULL where there is something else
 * @bytes: (nullable): what is in a file; %NULL where there is something else
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Reads a picture and looks whether it can be shown. What comes of it may be larger than
 * a picture in a journal can be. End it with heed_picture_take_bytes().
 */
void
heed_picture_load_async (const char          *path,
                         GdkTexture          *texture,
                         GBytes              *bytes,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Work work = { .path = g_strdup (path), .func = load };

  g_set_object (&work.texture, texture);
  work.bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  start (&work, NULL, callback, user_data);
}

/**
 * heed_picture_shrink_async:
 * @bytes: what is in the file of a picture
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Makes a file with fewer pixels of it. End it with heed_picture_take_bytes().
 */
void
heed_picture_shrink_async (GBytes              *bytes,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  const Work work = { .bytes = g_bytes_ref (bytes), .func = shrink };

  start (&work, NULL, callback, user_data);
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
  const Work work = {
    .bytes = g_bytes_ref (bytes), .max_width = max_width, .max_height = max_height, .func = decode
  };

  start (&work, cancellable, callback, user_data);
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
