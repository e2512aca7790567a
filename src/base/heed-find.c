/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding words in a text as a person means them. Text and words are folded
 * first; each folded character remembers where it came from. */

#include "heed-find.h"

#include "heed-fold.h"

/* Canonical combining classes of signs that make another letter, such as the
 * voicing of kana. */
#define NUKTA_CLASS 7
#define VOICING_CLASS 8

/* One character as it is compared, and where in the text it stands. */
typedef struct
{
  gunichar character;
  guint place;
} Folded;

/* However wide a gap is, it is one. */
static gboolean
ends_with_space (GArray *folded)
{
  return folded->len > 0 && g_array_index (folded, Folded, folded->len - 1).character == ' ';
}

static GArray *
fold (const char *text)
{
  GArray *folded = g_array_new (FALSE, FALSE, sizeof (Folded));
  gunichar characters[HEED_FOLD_MAX];
  guint place = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), place++)
    {
      guint n = heed_fold_character (g_utf8_get_char (p), characters);

      for (guint i = 0; i < n; i++)
        if (characters[i] != ' ' || !ends_with_space (folded))
          g_array_append_val (folded, ((Folded) { characters[i], place }));
    }

  return folded;
}

static const Folded *
get (GArray *folded,
     guint   position)
{
  return &g_array_index (folded, Folded, position);
}

static GArray *
fold_stripped (const char *words)
{
  GArray *folded = fold (words);

  if (ends_with_space (folded))
    g_array_set_size (folded, folded->len - 1);
  if (folded->len > 0 && get (folded, 0)->character == ' ')
    g_array_remove_index (folded, 0);
  return folded;
}

static gboolean
makes_another_letter (gunichar character)
{
  int combining_class = g_unichar_combining_class (character);

  return combining_class == NUKTA_CLASS || combining_class == VOICING_CLASS;
}

static gboolean
is_here (GArray *text,
         guint   position,
         GArray *words)
{
  guint end = position + words->len;

  for (guint i = 0; i < words->len; i++)
    if (get (text, position + i)->character != get (words, i)->character)
      return FALSE;

  return end == text->len || !makes_another_letter (get (text, end)->character);
}

/* Where the match of which @last is the last character is over; the accents of
 * that character belong to it. */
static guint
get_end (GArray *text,
         guint   last,
         guint   length)
{
  guint place = get (text, last)->place;

  while (last < text->len && get (text, last)->place == place)
    last++;

  return last < text->len ? get (text, last)->place : length;
}

/**
 * heed_find_all:
 * @text: UTF-8 text
 * @words: what somebody looks for; white space around it does not matter
 *
 * Finds every place where @words stand in @text, as they stand there, without
 * regard to case and accents. Matches do not overlap.
 *
 * Returns: (transfer full) (element-type HeedSpan): the places, in their order;
 *   none for blank words
 */
GArray *
heed_find_all (const char *text,
               const char *words)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (HeedSpan));
  g_autoptr (GArray) wanted = fold_stripped (words);
  g_autoptr (GArray) folded = wanted->len > 0 ? fold (text) : NULL;
  guint length, i = 0;

  if (folded == NULL || folded->len < wanted->len)
    return spans;

  length = (guint) g_utf8_strlen (text, -1);
  while (i + wanted->len <= folded->len)
    if (is_here (folded, i, wanted))
      {
        HeedSpan span = { get (folded, i)->place, get_end (folded, i + wanted->len - 1, length) };

        g_array_append_val (spans, span);
        /* What else the last character stands for, such as the rest of a
         * ligature, is marked already. */
        for (i += wanted->len; i < folded->len && get (folded, i)->place < span.end; i++)
          ;
      }
    else
      {
        i++;
      }

  return spans;
}
