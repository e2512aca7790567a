/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a text becomes another. */

#include "heed-text-change.h"

#include <string.h>

/**
 * heed_text_change_apply:
 * @buffer: a buffer that holds @old
 * @old: a text
 * @text: another
 *
 * Replaces only what differs, so that the caret stays where it is.
 *
 * Returns: the place behind what was changed, in characters
 */
int
heed_text_change_apply (GtkTextBuffer *buffer,
                        const char    *old,
                        const char    *text)
{
  const char *old_end = old + strlen (old), *new_end = text + strlen (text);
  const char *prefix = old, *new_start = text;
  GtkTextIter start, end;

  while (*prefix != '\0' && g_utf8_get_char (prefix) == g_utf8_get_char (new_start))
    {
      prefix = g_utf8_next_char (prefix);
      new_start = g_utf8_next_char (new_start);
    }
  while (old_end > prefix && new_end > new_start &&
         g_utf8_get_char (g_utf8_prev_char (old_end)) == g_utf8_get_char (g_utf8_prev_char (new_end)))
    {
      old_end = g_utf8_prev_char (old_end);
      new_end = g_utf8_prev_char (new_end);
    }

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) g_utf8_pointer_to_offset (old, prefix));
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) g_utf8_pointer_to_offset (old, old_end));
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, new_start, (int) (new_end - new_start));
  return gtk_text_iter_get_offset (&start);
}

/**
 * heed_text_change_split:
 * @text: a text
 *
 * Takes a text apart.
 *
 * Returns: (transfer full): the lines with something on them
 */
char **
heed_text_change_split (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_strv_builder_add (builder, lines[i]);

  return g_strv_builder_end (builder);
}
