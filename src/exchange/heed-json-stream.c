/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A window on a JSON text: what was looked at goes out at its front, and it is
 * made longer only for a value that does not fit. A value that ends where the
 * window ends may go on behind it, and is scanned again with more.
 *
 * The lexer goes through the text without keeping anything, to cut a journal into
 * entries that are parsed one at a time, and to refuse beforehand what JSON
 * forbids and json-glib would misread: nesting without end, half a surrogate
 * pair, an escaped NUL, a number with too many digits, a member that is there
 * twice. json-glib is strict only from 1.10 on, and its parser has the whole of a
 * file in memory. When 1.10 is the oldest to be supported, what is refused here can
 * be left to it; cutting a journal into entries stays. */

#include "heed-json-stream.h"

#include "heed-json-format.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define WINDOW_SIZE (256 * 1024)

/* What some text editors put before what they save. */
#define BYTE_ORDER_MARK "\357\273\277"

/* No journal nests deeper than six; a newer one may go somewhat further. */
#define MAX_DEPTH 32

/* As many digits as any 64-bit integer can hold. */
#define MAX_DIGITS 18

/* So few names are compared each with each; more are sorted. */
#define FEW_NAMES 32

/* A scan that fails only because its text was cut off stands no farther from the
 * end: an escaped pair of surrogates is the longest piece of which no part is one. */
#define LONGEST_PIECE 12

/* The names of the members of the objects that a scan is in. */
typedef struct
{
  GArray *slices;       /* of HeedJsonSlice, quoted; those of outer objects first */
  GPtrArray *unescaped; /* what slices of names with escapes lead to */
  char *twice;          /* NULL while no name was found twice */
} Names;

/* A place in a JSON text. */
typedef struct
{
  const char *text; /* the next byte to look at */
  const char *end;
  Names *names;
} Lexer;

struct _HeedJsonStream
{
  GInputStream *input;
  GCancellable *cancellable;
  Names names;
  char *window;
  gsize size;    /* of the window */
  gsize start;   /* the next byte to look at, in the window */
  gsize end;     /* of what was read, in the window */
  guint64 total; /* what was read in all */
  guint64 left_out; /* what of that does not count towards the size */
  gboolean at_end;
  GError *error;
};

static gboolean scan_any (Lexer *scan,
                          guint  depth);

static void
skip_space (Lexer *scan)
{
  while (scan->text < scan->end && (*scan->text == ' ' || *scan->text == '\n' ||
                                    *scan->text == '\r' || *scan->text == '\t'))
    scan->text++;
}

static gboolean
take (Lexer *scan,
      char   sign)
{
  if (scan->text == scan->end || *scan->text != sign)
    return FALSE;

  scan->text++;
  return TRUE;
}

static gboolean
scan_word (Lexer      *scan,
           const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->text) < length || memcmp (scan->text, word, length) != 0)
    return FALSE;

  scan->text += length;
  return TRUE;
}

/* Four hexadecimal digits; -1 if there are none. */
static int
scan_hex (Lexer *scan)
{
  int unit = 0;

  if (scan->end - scan->text < 4)
    return -1;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*scan->text++);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }

  return unit;
}

static gboolean
scan_escape (Lexer *scan)
{
  int unit;

  if (scan->text == scan->end)
    return FALSE;
  if (!take (scan, 'u'))
    return strchr ("\"\\/bfnrt", *scan->text) != NULL && *scan->text++ != '\0';

  unit = scan_hex (scan);
  if (unit >= 0xd800 && unit < 0xdc00)
    {
      int low = scan_word (scan, "\\u") ? scan_hex (scan) : -1;

      return low >= 0xdc00 && low < 0xe000;
    }

  return unit > 0 && (unit < 0xdc00 || unit >= 0xe000);
}

static gboolean
scan_string (Lexer *scan)
{
  scan->text++;
  while (scan->text < scan->end)
    {
      guchar c = (guchar) *scan->text++;

      if (c == '"')
        return TRUE;
      if (c < 0x20 || (c == '\\' && !scan_escape (scan)))
        return FALSE;
    }

  return FALSE;
}

static guint
scan_digits (Lexer *scan)
{
  guint count = 0;

  while (scan->text < scan->end && g_ascii_isdigit (*scan->text))
    {
      scan->text++;
      count++;
    }

  return count;
}

static gboolean
scan_number (Lexer *scan)
{
  gboolean zero;
  guint digits;

  take (scan, '-');
  zero = scan->text < scan->end && *scan->text == '0';
  digits = scan_digits (scan);
  if (digits == 0 || digits > MAX_DIGITS || (zero && digits > 1))
    return FALSE;

  if (take (scan, '.') && scan_digits (scan) == 0)
    return FALSE;

  if (take (scan, 'e') || take (scan, 'E'))
    {
      if (!take (scan, '-'))
        take (scan, '+');
      return scan_digits (scan) > 0;
    }

  return TRUE;
}

/* Moves past a bracket, a comma or a colon, and the white space before it. */
static gboolean
accept (Lexer *scan,
        char   sign)
{
  skip_space (scan);
  return take (scan, sign);
}

static gboolean
scan_array (Lexer *scan,
            guint  depth)
{
  scan->text++;
  if (accept (scan, ']'))
    return TRUE;

  do
    if (!scan_any (scan, depth))
      return FALSE;
  while (accept (scan, ','));

  return accept (scan, ']');
}

/* The same name may be written in several ways. */
static void
unescape (Names         *names,
          HeedJsonSlice *name)
{
  g_autofree char *text = g_strndup (name->text, name->length);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  char *unescaped = node != NULL ? g_strdup_printf ("\"%s\"", json_node_get_string (node)) : g_steal_pointer (&text);

  g_ptr_array_add (names->unescaped, unescaped);
  *name = (HeedJsonSlice) { unescaped, strlen (unescaped) };
}

static gboolean
scan_name (Lexer *scan)
{
  HeedJsonSlice name = { scan->text, 0 };

  if (scan->text == scan->end || *scan->text != '"' || !scan_string (scan))
    return FALSE;

  name.length = (gsize) (scan->text - name.text);
  if (memchr (name.text, '\\', name.length) != NULL)
    unescape (scan->names, &name);
  g_array_append_val (scan->names->slices, name);
  return TRUE;
}

static int
compare_slices (gconstpointer a,
                gconstpointer b)
{
  const HeedJsonSlice *one = a, *two = b;

  return one->length != two->length ? (one->length > two->length) - (one->length < two->length)
                                    : memcmp (one->text, two->text, one->length);
}

/* Of an object whose names begin at @first. Whoever sorts them has every name
 * beside its like. */
static gboolean
check_names (Names *names,
             guint  first)
{
  HeedJsonSlice *slices = &g_array_index (names->slices, HeedJsonSlice, first);
  guint count = names->slices->len - first;
  gboolean few = count <= FEW_NAMES;

  if (!few)
    qsort (slices, count, sizeof *slices, compare_slices);

  for (guint i = 1; i < count; i++)
    for (guint j = few ? 0 : i - 1; j < i; j++)
      if (compare_slices (&slices[i], &slices[j]) == 0)
        {
          g_free (names->twice);
          names->twice = g_strndup (slices[i].text + 1, slices[i].length - 2);
          return FALSE;
        }

  return TRUE;
}

static gboolean
scan_members (Lexer *scan,
              guint  depth)
{
  do
    {
      skip_space (scan);
      if (!scan_name (scan) || !accept (scan, ':') || !scan_any (scan, depth))
        return FALSE;
    }
  while (accept (scan, ','));

  return accept (scan, '}');
}

static gboolean
scan_object (Lexer *scan,
             guint  depth)
{
  guint first = scan->names->slices->len;

  scan->text++;
  if (accept (scan, '}'))
    return TRUE;
  if (!scan_members (scan, depth) || !check_names (scan->names, first))
    return FALSE;

  g_array_set_size (scan->names->slices, first);
  return TRUE;
}

static gboolean
scan_any (Lexer *scan,
          guint  depth)
{
  skip_space (scan);
  if (scan->text == scan->end || depth == 0)
    return FALSE;

  switch (*scan->text)
    {
    case '{':
      return scan_object (scan, depth - 1);
    case '[':
      return scan_array (scan, depth - 1);
    case '"':
      return scan_string (scan);
    case 't':
      return scan_word (scan, "true");
    case 'f':
      return scan_word (scan, "false");
    case 'n':
      return scan_word (scan, "null");
    default:
      return scan_number (scan);
    }
}

/* Moves past one value and all that is in it; the scan then stands where it ends, or
 * where that shows which is no value. */
static gboolean
scan_value (Lexer         *scan,
            HeedJsonSlice *value)
{
  g_array_set_size (scan->names->slices, 0);
  g_ptr_array_set_size (scan->names->unescaped, 0);
  skip_space (scan);
  value->text = scan->text;
  if (!scan_any (scan, MAX_DEPTH))
    return FALSE;

  value->length = (gsize) (scan->text - value->text);
  return TRUE;
}

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

/* Gives %FALSE at the end, and where it cannot be read. Whatever is in the window belongs
 * to the value that wants more, and so counts; what comes may be left out yet. */
static gboolean
fill (HeedJsonStream *self)
{
  gssize count;

  if (self->total - self->left_out > HEED_JSON_MAX_SIZE && self->error == NULL)
    g_set_error_literal (&self->error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "more than 1 GB");
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
  return count > 0;
}

static Lexer
start_scan (HeedJsonStream *self)
{
  return (Lexer) { self->window + self->start, self->window + self->end, &self->names };
}

/* Goes on to the next byte that is no white space, if there is one. */
static gboolean
find_next (HeedJsonStream *self)
{
  do
    {
      Lexer scan = start_scan (self);

      skip_space (&scan);
      if (scan.text < scan.end)
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
wants_more (Lexer    *scan,
            gboolean  success)
{
  return success ? scan->text == scan->end : scan->end - scan->text <= LONGEST_PIECE;
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
  self->names.slices = g_array_new (FALSE, FALSE, sizeof (HeedJsonSlice));
  self->names.unescaped = g_ptr_array_new_with_free_func (g_free);
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
  g_array_unref (self->names.slices);
  g_ptr_array_unref (self->names.unescaped);
  g_free (self->names.twice);
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
  if (!find_next (self) || self->window[self->start] != sign)
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
 * Returns: %FALSE if it is not JSON or not UTF-8, nests too deep, has an object with
 *   a member twice, or could not be read
 */
gboolean
heed_json_stream_next (HeedJsonStream *self,
                       HeedJsonSlice  *value)
{
  return heed_json_stream_next_short (self, G_MAXSIZE, value);
}

/**
 * heed_json_stream_next_short:
 * @self: a stream
 * @max_length: how many bytes the value may have
 * @value: (out): where to put the value; it is there until the next call, and has no
 *   text if it is longer
 *
 * Moves past one value as heed_json_stream_next() does, without taking more memory for
 * it than it may need.
 *
 * Returns: %FALSE if it is not JSON or not UTF-8, nests too deep, has an object with
 *   a member twice, or could not be read
 */
gboolean
heed_json_stream_next_short (HeedJsonStream *self,
                             gsize           max_length,
                             HeedJsonSlice  *value)
{
  Lexer scan;
  gboolean success;

  if (self->error != NULL || g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    return FALSE;

  /* White space needs no memory. */
  find_next (self);

  /* Filling moves the window, even where nothing more comes. */
  for (;;)
    {
      scan = start_scan (self);
      success = scan_value (&scan, value);
      if (!wants_more (&scan, success) || self->at_end || self->error != NULL)
        break;
      if (self->end - self->start > max_length)
        {
          *value = (HeedJsonSlice) { NULL, 0 };
          return TRUE;
        }
      fill (self);
    }

  self->start = (gsize) (scan.text - self->window);
  if (!success || self->error != NULL || !g_utf8_validate_len (value->text, value->length, NULL))
    return FALSE;

  if (value->length > max_length)
    *value = (HeedJsonSlice) { NULL, 0 };
  return TRUE;
}

/**
 * heed_json_stream_leave_out:
 * @self: a stream
 * @position: a position of before
 *
 * Says that what came since is not in memory any more, and does not count towards how
 * large the text may be.
 */
void
heed_json_stream_leave_out (HeedJsonStream *self,
                            guint64         position)
{
  self->left_out += heed_json_stream_get_position (self) - position;
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
  return !find_next (self) && self->error == NULL;
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
 * Gets the member because of which it failed.
 *
 * Returns: (transfer full) (nullable): the name that an object has twice; %NULL
 *   if it failed for another reason
 */
char *
heed_json_stream_steal_twice (HeedJsonStream *self)
{
  return g_steal_pointer (&self->names.twice);
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
