/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A window on a JSON text: what was looked at goes out at its front, and it is
 * made longer only for a value that does not fit. A value that ends where the
 * window ends may go on behind it, and is scanned again with more. */

#include "heed-json-stream.h"

#include <string.h>

#define WINDOW_SIZE (256 * 1024)

/* What some text editors put before what they save. */
#define BYTE_ORDER_MARK "\357\273\277"

struct _HeedJsonStream
{
  GInputStream *input;
  GCancellable *cancellable;
  HeedJsonNames *names;
  char *window;
  gsize size;    /* of the window */
  gsize start;   /* the next byte to look at, in the window */
  gsize end;     /* of what was read, in the window */
  guint64 total; /* what was read in all */
  gboolean at_end;
  GError *error;
};

static void
make_room (HeedJsonStream *self)
{
  if (self->start > 0)
    {
      memmove (self->window, self->window + self->start, self->end - self->start);
      self->end -= self->start;
      self->start = 0;
    }
  if (self->end < self->size)
    return;

  self->size *= 2;
  self->window = g_realloc (self->window, self->size);
}

/* Gives %FALSE at the end, and where it cannot be read. */
static gboolean
fill (HeedJsonStream *self)
{
  gssize count;

  if (self->at_end || self->error != NULL)
    return FALSE;

  make_room (self);
  count = g_input_stream_read (self->input, self->window + self->end, self->size - self->end, self->cancellable,
                               &self->error);
  if (count < 0)
    return FALSE;

  self->at_end = count == 0;
  self->end += (gsize) count;
  self->total += (guint64) count;
  if (self->total > HEED_JSON_MAX_SIZE)
    g_set_error_literal (&self->error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "more than 1 GB");
  return count > 0 && self->error == NULL;
}

static HeedJsonLexer
start_scan (HeedJsonStream *self)
{
  return (HeedJsonLexer) { self->window + self->start, self->window + self->end, self->names };
}

/* Goes on to the next byte that is no white space, if there is one. */
static gboolean
skip_space (HeedJsonStream *self)
{
  do
    {
      HeedJsonLexer scan = start_scan (self);

      if (!heed_json_lexer_is_done (&scan))
        {
          self->start = (gsize) (scan.text - self->window);
          return TRUE;
        }
      self->start = self->end;
    }
  while (fill (self));

  return FALSE;
}

/* Whether what came of a scan can change with what comes behind the window. */
static gboolean
wants_more (HeedJsonLexer *scan,
            gboolean       success)
{
  return success ? scan->text == scan->end : scan->end - scan->text <= HEED_JSON_LONGEST_PIECE;
}

/**
 * heed_json_stream_new:
 * @input: where the text comes from; it stays open
 * @cancellable: (nullable): to leave it
 *
 * Starts to read a text.
 *
 * Returns: (transfer full): the stream
 */
HeedJsonStream *
heed_json_stream_new (GInputStream *input,
                      GCancellable *cancellable)
{
  HeedJsonStream *self = g_new0 (HeedJsonStream, 1);

  self->input = g_object_ref (input);
  g_set_object (&self->cancellable, cancellable);
  self->names = heed_json_names_new ();
  self->size = WINDOW_SIZE;
  self->window = g_malloc (self->size);
  return self;
}

/**
 * heed_json_stream_free:
 * @self: (transfer full): a stream
 *
 * Lets go of a stream.
 */
void
heed_json_stream_free (HeedJsonStream *self)
{
  g_object_unref (self->input);
  g_clear_object (&self->cancellable);
  heed_json_names_free (self->names);
  g_clear_error (&self->error);
  g_free (self->window);
  g_free (self);
}

/**
 * heed_json_stream_accept:
 * @self: a stream
 * @sign: a byte, such as a bracket
 *
 * Moves past @sign and the white space before it, if it is what comes next.
 *
 * Returns: %FALSE if something else comes; then only white space was passed
 */
gboolean
heed_json_stream_accept (HeedJsonStream *self,
                         char            sign)
{
  if (!skip_space (self) || self->window[self->start] != sign)
    return FALSE;

  self->start++;
  return TRUE;
}

/**
 * heed_json_stream_accept_mark:
 * @self: a stream from which nothing was taken
 *
 * Moves past a byte order mark.
 *
 * Returns: %FALSE if there is none
 */
gboolean
heed_json_stream_accept_mark (HeedJsonStream *self)
{
  while (self->end < strlen (BYTE_ORDER_MARK))
    if (!fill (self))
      return FALSE;

  if (memcmp (self->window, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) != 0)
    return FALSE;

  self->start = strlen (BYTE_ORDER_MARK);
  return TRUE;
}

/**
 * heed_json_stream_next:
 * @self: a stream
 * @value: (out): where to put the value; it is there until the next call
 *
 * Moves past one value of any kind and all that is in it.
 *
 * Returns: %FALSE if heed_json_lexer_value() does not take it, it is not UTF-8, or
 *   it could not be read
 */
gboolean
heed_json_stream_next (HeedJsonStream *self,
                       HeedJsonSlice  *value)
{
  HeedJsonLexer scan;
  gboolean success;

  if (self->error != NULL || g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    return FALSE;

  /* Filling moves the window, even where nothing more comes. */
  for (;;)
    {
      scan = start_scan (self);
      success = heed_json_lexer_value (&scan, value);
      if (!wants_more (&scan, success) || self->at_end || self->error != NULL)
        break;
      fill (self);
    }

  self->start = (gsize) (scan.text - self->window);
  return success && self->error == NULL && g_utf8_validate_len (value->text, value->length, NULL);
}

/**
 * heed_json_stream_is_done:
 * @self: a stream
 *
 * Tells whether only white space is left.
 *
 * Returns: %TRUE at the end of the text
 */
gboolean
heed_json_stream_is_done (HeedJsonStream *self)
{
  return !skip_space (self) && self->error == NULL;
}

/**
 * heed_json_stream_get_position:
 * @self: a stream
 *
 * Gets how much of the text was looked at.
 *
 * Returns: a number of bytes
 */
guint64
heed_json_stream_get_position (HeedJsonStream *self)
{
  return self->total - (self->end - self->start);
}

/**
 * heed_json_stream_steal_twice:
 * @self: a stream that failed
 *
 * Gets the member because of which it failed, as heed_json_names_steal_twice()
 * does.
 *
 * Returns: (transfer full) (nullable): its name
 */
char *
heed_json_stream_steal_twice (HeedJsonStream *self)
{
  return heed_json_names_steal_twice (self->names);
}

/**
 * heed_json_stream_get_error:
 * @self: a stream that failed
 *
 * Gets why the text could not be read.
 *
 * Returns: (nullable): an error of the domain `G_IO_ERROR`, or %NULL if the text
 *   is what is wrong
 */
const GError *
heed_json_stream_get_error (HeedJsonStream *self)
{
  return self->error;
}
