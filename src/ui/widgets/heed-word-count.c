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

static gboolean
begins_paragraph (const char *text,
                  gsize       place)
{
  return place == 0 || text[place - 1] == '\n';
}

/**
 * heed_word_count_change:
 * @before: (nullable): UTF-8 text
 * @after: (nullable): what became of it
 *
 * Counts how many more words there are than before, in the paragraphs that differ:
 * whoever writes in a long text need not wait for all of it to be counted anew.
 *
 * Returns: the difference, negative where there are fewer
 */
int
heed_word_count_change (const char *before,
                        const char *after)
{
  const char *old = before != NULL ? before : "", *new = after != NULL ? after : "";
  gsize n_old = strlen (old), n_new = strlen (new), start = 0, rest = 0;
  g_autofree char *old_words = NULL;
  g_autofree char *new_words = NULL;

  while (start < MIN (n_old, n_new) && old[start] == new[start])
    start++;
  while (!begins_paragraph (old, start))
    start--;

  while (rest < MIN (n_old, n_new) - start && old[n_old - rest - 1] == new[n_new - rest - 1])
    rest++;
  while (rest > 0 && !(begins_paragraph (old, n_old - rest) && begins_paragraph (new, n_new - rest)))
    rest--;

  old_words = g_strndup (old + start, n_old - rest - start);
  new_words = g_strndup (new + start, n_new - rest - start);
  return (int) heed_word_count (new_words) - (int) heed_word_count (old_words);
}
