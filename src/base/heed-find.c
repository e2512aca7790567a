/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding words in a text as a person means them: upper and lower case, and
 * letters with and without accents, are the same, as they are to the search of
 * the journal. Both are folded first; each folded character remembers where it
 * came from. */

#include "heed-find.h"

/* Canonical combining classes: signs that make another letter, such as the
 * voicing of kana, and accents. */
#define NUKTA_CLASS 7
#define VOICING_CLASS 8
#define FIRST_ACCENT_CLASS 10

/* One character as it is compared, and where in the text it stands. */
typedef struct
{
  gunichar character;
  guint place;
} Folded;

static void
append_folded (GArray   *folded,
               gunichar  character,
               guint     place)
{
  Folded one = { character, place };

  if (g_unichar_isspace (character))
    one.character = ' ';
  else if (character == 0x2019) /* the apostrophe as books print it */
    one.character = '\'';
  g_array_append_val (folded, one);
}

static void
fold_character (GArray   *folded,
                gunichar  character,
                guint     place)
{
  char utf8[7];
  g_autofree char *lower = NULL;

  utf8[g_unichar_to_utf8 (character, utf8)] = '\0';
  lower = g_utf8_casefold (utf8, -1);
  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    append_folded (folded, g_utf8_get_char (p), place);
}

static void
decompose (GArray   *folded,
           gunichar  character,
           guint     place)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts = g_unichar_fully_decompose (character, FALSE, parts, G_N_ELEMENTS (parts));

  for (gsize i = 0; i < n_parts; i++)
    if (g_unichar_combining_class (parts[i]) < FIRST_ACCENT_CLASS)
      fold_character (folded, parts[i], place);
}

static GArray *
fold (const char *text)
{
  GArray *folded = g_array_new (FALSE, FALSE, sizeof (Folded));
  guint place = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), place++)
    if ((guchar) *p < 0x80)
      append_folded (folded, (gunichar) g_ascii_tolower (*p), place);
    else
      decompose (folded, g_utf8_get_char (p), place);

  return folded;
}

static const Folded *
get (GArray *folded,
     guint   position)
{
  return &g_array_index (folded, Folded, position);
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
  g_autofree char *stripped = g_strstrip (g_strdup (words));
  g_autoptr (GArray) wanted = fold (stripped);
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
        i += wanted->len;
      }
    else
      {
        i++;
      }

  return spans;
}
