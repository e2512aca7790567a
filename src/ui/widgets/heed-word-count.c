/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a text is, in words. Not every script puts spaces between them, so
 * it is Pango that knows where one begins. */

#include "heed-word-count.h"

#include <pango/pango.h>
#include <string.h>

/**
 * heed_word_count:
 * @text: (nullable): UTF-8 text
 *
 * Counts the words as the script they are written in has them. Where a sign is
 * a word, as in Chinese, it counts signs.
 *
 * Returns: the number of words
 */
guint
heed_word_count (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;
  g_autofree PangoLogAttr *attributes = NULL;
  gboolean counted = FALSE;
  guint words = 0;
  glong count, i = 0;

  if (length == 0 || length > G_MAXINT)
    return 0;

  count = g_utf8_strlen (text, (gssize) length);
  attributes = g_new0 (PangoLogAttr, count + 1);
  pango_get_log_attrs (text, (int) length, -1, pango_language_get_default (), attributes, (int) count + 1);

  /* Between two boundaries there is a word, or what stands between words. */
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), i++)
    {
      counted = counted && !attributes[i].is_word_boundary;
      if (!counted && g_unichar_isalnum (g_utf8_get_char (p)))
        {
          counted = TRUE;
          words++;
        }
    }

  return words;
}
