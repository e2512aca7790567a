/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goes through JSON text without keeping anything, to cut a journal into
 * entries that are parsed one at a time, and to refuse beforehand what JSON
 * forbids and json-glib would misread: nesting without end, half a surrogate
 * pair, an escaped NUL, a number with too many digits. */

#include "heed-json-scan.h"

#include <string.h>

/* As many digits as any 64-bit integer can hold. */
#define MAX_DIGITS 18

static gboolean scan_any (HeedJsonScan *scan,
                          guint         depth);

static void
skip_space (HeedJsonScan *scan)
{
  while (scan->text < scan->end && (*scan->text == ' ' || *scan->text == '\n' ||
                                    *scan->text == '\r' || *scan->text == '\t'))
    scan->text++;
}

static gboolean
take (HeedJsonScan *scan,
      char          sign)
{
  if (scan->text == scan->end || *scan->text != sign)
    return FALSE;

  scan->text++;
  return TRUE;
}

static gboolean
scan_word (HeedJsonScan *scan,
           const char   *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->text) < length || memcmp (scan->text, word, length) != 0)
    return FALSE;

  scan->text += length;
  return TRUE;
}

/* Four hexadecimal digits; -1 if there are none. */
static int
scan_hex (HeedJsonScan *scan)
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
scan_escape (HeedJsonScan *scan)
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
scan_string (HeedJsonScan *scan)
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
scan_digits (HeedJsonScan *scan)
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
scan_number (HeedJsonScan *scan)
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

static gboolean
scan_array (HeedJsonScan *scan,
            guint         depth)
{
  scan->text++;
  if (heed_json_scan_accept (scan, ']'))
    return TRUE;

  do
    if (!scan_any (scan, depth))
      return FALSE;
  while (heed_json_scan_accept (scan, ','));

  return heed_json_scan_accept (scan, ']');
}

static gboolean
scan_object (HeedJsonScan *scan,
             guint         depth)
{
  scan->text++;
  if (heed_json_scan_accept (scan, '}'))
    return TRUE;

  do
    {
      skip_space (scan);
      if (scan->text == scan->end || *scan->text != '"' || !scan_string (scan) ||
          !heed_json_scan_accept (scan, ':') || !scan_any (scan, depth))
        return FALSE;
    }
  while (heed_json_scan_accept (scan, ','));

  return heed_json_scan_accept (scan, '}');
}

static gboolean
scan_any (HeedJsonScan *scan,
          guint         depth)
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
 * heed_json_scan_accept:
 * @scan: a place
 * @sign: a byte, such as a bracket
 *
 * Moves past @sign and the white space before it, if it is what comes next.
 *
 * Returns: %FALSE if something else comes; then only white space was passed
 */
gboolean
heed_json_scan_accept (HeedJsonScan *scan,
                       char          sign)
{
  skip_space (scan);
  return take (scan, sign);
}

/**
 * heed_json_scan_value:
 * @scan: a place
 * @value: (out): where to put the value, which stays part of the text
 *
 * Moves past one value of any kind and all that is in it.
 *
 * Returns: %FALSE if there is none, or it is not JSON, or nests deeper than
 *   `HEED_JSON_MAX_DEPTH`; @scan then stands where that shows
 */
gboolean
heed_json_scan_value (HeedJsonScan  *scan,
                      HeedJsonSlice *value)
{
  skip_space (scan);
  value->text = scan->text;
  if (!scan_any (scan, HEED_JSON_MAX_DEPTH))
    return FALSE;

  value->length = (gsize) (scan->text - value->text);
  return TRUE;
}

/**
 * heed_json_scan_is_done:
 * @scan: a place
 *
 * Tells whether only white space is left.
 *
 * Returns: %TRUE at the end of the text
 */
gboolean
heed_json_scan_is_done (HeedJsonScan *scan)
{
  skip_space (scan);
  return scan->text == scan->end;
}
