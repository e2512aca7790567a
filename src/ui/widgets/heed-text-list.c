/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists in plain text: lines that begin with “- ”, “* ”, “• ”, “1. ”, “1) ” or “a) ”. */

#include "heed-text-list.h"

#include "heed-text.h"

#include <string.h>

#define INDENT "  "
/* In blanks. What is deeper has no room left, and Tab goes on from there. */
#define DEEPEST 16
/* A longer number is a year, or no list of anybody's. */
#define DIGITS_MAX 3

/* A line of a list. */
typedef struct
{
  int blanks;  /* in front of its mark, in characters */
  int begin;   /* of its text */
  gboolean empty;
  char *next;  /* what the next line begins with */
} Item;

static void
clear_item (Item *item)
{
  g_free (item->next);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Item, clear_item)

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* The number behind the one that @text begins with, in the digits of the same script, up
 * to @end; or NULL. */
static char *
count_on (const char  *text,
          const char **end)
{
  const char *p = text;
  gunichar zero = 0;
  guint number = 0, length = 0;
  GString *next;

  for (; g_unichar_isdigit (g_utf8_get_char (p)); p = g_utf8_next_char (p), length++)
    {
      gunichar c = g_utf8_get_char (p);
      guint value = (guint) g_unichar_digit_value (c);

      zero = c - value;
      number = number * 10 + value;
      if (length >= DIGITS_MAX)
        return NULL;
    }
  if (length == 0)
    return NULL;

  next = g_string_new (NULL);
  for (number++; number > 0; number /= 10)
    {
      char digit[6];

      g_string_prepend_len (next, digit, g_unichar_to_utf8 (zero + number % 10, digit));
    }
  *end = p;
  return g_string_free (next, FALSE);
}

/* The mark behind the one that @text begins with, without the blank; or NULL. */
static char *
find_next (const char  *text,
           const char **end)
{
  static const char * const bullets[] = { "-", "*", "•" };
  g_autofree char *number = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (g_str_has_prefix (text, bullets[i]))
      {
        *end = text + strlen (bullets[i]);
        return g_strdup (bullets[i]);
      }

  number = count_on (text, end);
  if (number != NULL && (**end == '.' || **end == ')'))
    return g_strdup_printf ("%s%c", number, *(*end)++);

  /* Behind the last letter there is none. */
  if (g_ascii_isalpha (*text) && text[1] == ')' && g_ascii_tolower (*text) != 'z')
    {
      *end = text + 2;
      return g_strdup_printf ("%c)", *text + 1);
    }

  return NULL;
}

static void
get_line (const GtkTextIter *place,
          GtkTextIter       *start,
          GtkTextIter       *end)
{
  *start = *end = *place;
  gtk_text_iter_set_line_offset (start, 0);
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

/* Reads the line of a place, if it is one of a list. */
static gboolean
read_item (const GtkTextIter *place,
           Item              *item)
{
  GtkTextIter start, end;
  g_autofree char *line = NULL, *mark = NULL;
  const char *p, *text;

  get_line (place, &start, &end);
  line = gtk_text_iter_get_slice (&start, &end);
  for (p = line; is_blank (*p); p++)
    ;
  mark = find_next (p, &text);
  if (mark == NULL || !is_blank (*text))
    return FALSE;

  item->blanks = (int) (p - line);
  item->next = g_strdup_printf ("\n%.*s%s ", item->blanks, line, mark);
  while (is_blank (*text))
    text++;
  item->begin = (int) g_utf8_pointer_to_offset (line, text);
  item->empty = heed_text_is_blank (text);
  return TRUE;
}

static void
end_list (GtkTextBuffer     *buffer,
          const GtkTextIter *place)
{
  GtkTextIter start, end;

  get_line (place, &start, &end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_end_user_action (buffer);
}

static void
begin_item (GtkTextBuffer *buffer,
            const char    *mark)
{
  GtkTextIter place, end;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_get_iter_at_mark (buffer, &place, gtk_text_buffer_get_insert (buffer));
  end = place;
  while (gtk_text_iter_get_char (&end) == ' ')
    gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (buffer, &place, &end);
  gtk_text_buffer_insert (buffer, &place, mark, -1);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * heed_text_list_go_on:
 * @buffer: a text
 *
 * Does what Enter does in a list: begins the next item, with a number that is counted
 * up, or ends the list where the item is empty. It is one change.
 *
 * Returns: %FALSE if the caret is in no item
 */
gboolean
heed_text_list_go_on (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_auto (Item) item = { 0 };

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  if (!read_item (&start, &item) || gtk_text_iter_get_line_offset (&start) < item.begin)
    return FALSE;

  if (item.empty && gtk_text_iter_equal (&start, &end))
    end_list (buffer, &start);
  else
    begin_item (buffer, item.next);
  return TRUE;
}

/* The most blanks in front of the items from one line to another, or -1 where one of
 * them is no item. */
static int
measure_items (GtkTextBuffer *buffer,
               int            first,
               int            last)
{
  int most = 0;

  for (int line = first; line <= last; line++)
    {
      GtkTextIter place;
      g_auto (Item) item = { 0 };

      gtk_text_buffer_get_iter_at_line (buffer, &place, line);
      if (!read_item (&place, &item))
        return -1;
      most = MAX (most, item.blanks);
    }

  return most;
}

static void
indent_line (GtkTextBuffer *buffer,
             int            line,
             gboolean       deeper)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  if (deeper)
    {
      gtk_text_buffer_insert (buffer, &start, INDENT, -1);
      return;
    }

  end = start;
  if (gtk_text_iter_get_char (&end) == '\t')
    gtk_text_iter_forward_char (&end);
  else
    for (guint i = 0; i < strlen (INDENT) && gtk_text_iter_get_char (&end) == ' '; i++)
      gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (buffer, &start, &end);
}

/**
 * heed_text_list_indent:
 * @buffer: a text
 * @deeper: whether to indent more, or less
 *
 * Does what Tab, or Shift+Tab, does in a list: indents the item of the caret, or those
 * that are selected. It is one change.
 *
 * Returns: %FALSE if there is anything else than items, or if they are as far as they
 *   can be
 */
gboolean
heed_text_list_indent (GtkTextBuffer *buffer,
                       gboolean       deeper)
{
  GtkTextIter start, end;
  int first, last, most;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  first = gtk_text_iter_get_line (&start);
  last = gtk_text_iter_get_line (&end);
  if (last > first && gtk_text_iter_starts_line (&end))
    last--;
  most = measure_items (buffer, first, last);
  if (most < 0 || (deeper ? most >= DEEPEST : most == 0))
    return FALSE;

  gtk_text_buffer_begin_user_action (buffer);
  for (int line = first; line <= last; line++)
    indent_line (buffer, line, deeper);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}
