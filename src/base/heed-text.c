/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Small questions about text that several layers ask. */

#include "heed-text.h"

#include "heed-fold.h"

#include <string.h>

/* As heed_text_normalize() does, but only as far as @length characters, so that
 * nobody goes through a book to get its first line. */
static char *
normalize_start (const char *text,
                 guint       length)
{
  GString *out = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *p = text; *p != '\0' && length > 0; p = g_utf8_next_char (p))
    if (strchr (" \t\r\n", *p) != NULL)
      {
        gap = out->len > 0;
      }
    else
      {
        if (gap)
          g_string_append_c (out, ' ');
        g_string_append_unichar (out, g_utf8_get_char (p));
        length -= MIN (length, gap ? 2 : 1);
        gap = FALSE;
      }

  return g_string_free (out, FALSE);
}

/**
 * heed_text_is_blank:
 * @text: (nullable): UTF-8 text
 *
 * Tells whether nobody would see anything in @text.
 *
 * Returns: %TRUE for %NULL, the empty text and white space alone
 */
gboolean
heed_text_is_blank (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/**
 * heed_text_normalize:
 * @text: UTF-8 text
 *
 * Makes each run of spaces, tabs and line ends one space and cuts both ends,
 * exactly as xgettext does with the text of an XML file whose ITS rules do not
 * preserve space. Other white space, such as a no-break space, is text.
 *
 * Returns: (transfer full): the normalized text
 */
char *
heed_text_normalize (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    if (strchr (" \t\r\n", *p) == NULL)
      g_string_append_c (out, *p);
    else if (out->len > 0 && out->str[out->len - 1] != ' ')
      g_string_append_c (out, ' ');

  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);

  return g_string_free (out, FALSE);
}

/**
 * heed_text_excerpt:
 * @text: UTF-8 text
 * @length: how many characters at most, the ellipsis included; at least 1
 *
 * Gets the first words of @text on one line; what is left out is shown by "…".
 *
 * Returns: (transfer full): the excerpt
 */
char *
heed_text_excerpt (const char *text,
                   guint       length)
{
  g_autofree char *line = NULL;
  const char *cut;

  g_return_val_if_fail (text != NULL && length > 0, NULL);

  line = normalize_start (text, length + 1);
  if (g_utf8_strlen (line, -1) <= (glong) length)
    return g_steal_pointer (&line);

  cut = g_utf8_offset_to_pointer (line, (glong) length - 1);
  for (const char *p = cut; p > line && cut - p < 24; p--)
    if (*p == ' ')
      {
        cut = p;
        break;
      }

  return g_strdup_printf ("%.*s…", (int) (cut - line), line);
}

/**
 * heed_text_find_alike:
 * @texts: (nullable) (array zero-terminated=1): texts
 * @text: a text
 *
 * Looks for a text that is alike to another, see heed_fold_look().
 *
 * Returns: (transfer none) (nullable): the first such of @texts
 */
const char *
heed_text_find_alike (const char * const *texts,
                      const char         *text)
{
  g_autofree char *wanted = heed_fold_look (text);

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      g_autofree char *folded = heed_fold_look (texts[i]);

      if (g_str_equal (folded, wanted))
        return texts[i];
    }

  return NULL;
}

/**
 * heed_text_or_empty:
 * @text: (nullable): a text
 *
 * Spares callers the check for %NULL.
 *
 * Returns: @text, or the empty text
 */
const char *
heed_text_or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/**
 * heed_text_fold:
 * @text: UTF-8 text
 *
 * Folds each character as heed_fold_character() does, so that texts compare as
 * somebody who searches means them. “É”, “é” and “e” become the same; a letter
 * that is one of its own, such as “ø” or “が”, stays.
 *
 * Returns: (transfer full): the folded text
 */
char *
heed_text_fold (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));
  gunichar folded[HEED_FOLD_MAX];

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint n = heed_fold_character (g_utf8_get_char (p), folded);

      for (guint i = 0; i < n; i++)
        g_string_append_unichar (out, folded[i]);
    }

  return g_string_free (out, FALSE);
}
