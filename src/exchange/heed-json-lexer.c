/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goes through JSON text without keeping anything, to cut a journal into
 * entries that are parsed one at a time, and to refuse beforehand what JSON
 * forbids and json-glib would misread: nesting without end, half a surrogate
 * pair, an escaped NUL, a number with too many digits, a member that is there
 * twice.
 *
 * json-glib is strict only from 1.10 on, and its parser has the whole of a file in
 * memory. When 1.10 is the oldest to be supported, what is refused here can be left
 * to it; cutting a journal into entries stays. */

#include "heed-json-lexer.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* As many digits as any 64-bit integer can hold. */
#define MAX_DIGITS 18

/* So few names are compared each with each; more are sorted. */
#define FEW_NAMES 32

struct _HeedJsonNames
{
  GArray *slices;       /* of HeedJsonSlice, quoted; those of outer objects first */
  GPtrArray *unescaped; /* what slices of names with escapes lead to */
  char *twice;          /* NULL while no name was found twice */
};

static gboolean scan_any (HeedJsonLexer *scan,
                          guint          depth);

static void
skip_space (HeedJsonLexer *scan)
{
  while (scan->text < scan->end && (*scan->text == ' ' || *scan->text == '\n' ||
                                    *scan->text == '\r' || *scan->text == '\t'))
    scan->text++;
}

static gboolean
take (HeedJsonLexer *scan,
      char           sign)
{
  if (scan->text == scan->end || *scan->text != sign)
    return FALSE;

  scan->text++;
  return TRUE;
}

static gboolean
scan_word (HeedJsonLexer *scan,
           const char    *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->text) < length || memcmp (scan->text, word, length) != 0)
    return FALSE;

  scan->text += length;
  return TRUE;
}

/* Four hexadecimal digits; -1 if there are none. */
static int
scan_hex (HeedJsonLexer *scan)
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
scan_escape (HeedJsonLexer *scan)
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
scan_string (HeedJsonLexer *scan)
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
scan_digits (HeedJsonLexer *scan)
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
scan_number (HeedJsonLexer *scan)
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
accept (HeedJsonLexer *scan,
        char           sign)
{
  skip_space (scan);
  return take (scan, sign);
}

static gboolean
scan_array (HeedJsonLexer *scan,
            guint          depth)
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
unescape (HeedJsonNames *names,
          HeedJsonSlice *name)
{
  g_autofree char *text = g_strndup (name->text, name->length);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  char *unescaped = node != NULL ? g_strdup_printf ("\"%s\"", json_node_get_string (node)) : g_steal_pointer (&text);

  g_ptr_array_add (names->unescaped, unescaped);
  *name = (HeedJsonSlice) { unescaped, strlen (unescaped) };
}

static gboolean
scan_name (HeedJsonLexer *scan)
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
check_names (HeedJsonNames *names,
             guint          first)
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
scan_members (HeedJsonLexer *scan,
              guint          depth)
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
scan_object (HeedJsonLexer *scan,
             guint          depth)
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
scan_any (HeedJsonLexer *scan,
          guint          depth)
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

/**
 * heed_json_names_new:
 *
 * Makes room for names.
 *
 * Returns: (transfer full): the names
 */
HeedJsonNames *
heed_json_names_new (void)
{
  HeedJsonNames *self = g_new0 (HeedJsonNames, 1);

  self->slices = g_array_new (FALSE, FALSE, sizeof (HeedJsonSlice));
  self->unescaped = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * heed_json_names_free:
 * @self: (transfer full): names
 *
 * Frees names.
 */
void
heed_json_names_free (HeedJsonNames *self)
{
  g_array_unref (self->slices);
  g_ptr_array_unref (self->unescaped);
  g_free (self->twice);
  g_free (self);
}

/**
 * heed_json_names_steal_twice:
 * @self: the names of a scan that failed
 *
 * Gets the member because of which it failed.
 *
 * Returns: (transfer full) (nullable): the name that an object has twice; %NULL
 *   if it failed for another reason
 */
char *
heed_json_names_steal_twice (HeedJsonNames *self)
{
  return g_steal_pointer (&self->twice);
}

/**
 * heed_json_lexer_value:
 * @scan: a place
 * @value: (out): where to put the value, which stays part of the text
 *
 * Moves past one value of any kind and all that is in it.
 *
 * Returns: %FALSE if there is none, or it is not JSON, or nests deeper than
 *   `HEED_JSON_MAX_DEPTH`, or an object in it has a member twice; @scan then
 *   stands where that shows
 */
gboolean
heed_json_lexer_value (HeedJsonLexer *scan,
                       HeedJsonSlice *value)
{
  g_array_set_size (scan->names->slices, 0);
  g_ptr_array_set_size (scan->names->unescaped, 0);
  skip_space (scan);
  value->text = scan->text;
  if (!scan_any (scan, HEED_JSON_MAX_DEPTH))
    return FALSE;

  value->length = (gsize) (scan->text - value->text);
  return TRUE;
}

/**
 * heed_json_lexer_is_done:
 * @scan: a place
 *
 * Tells whether only white space is left.
 *
 * Returns: %TRUE at the end of the text
 */
gboolean
heed_json_lexer_is_done (HeedJsonLexer *scan)
{
  skip_space (scan);
  return scan->text == scan->end;
}
