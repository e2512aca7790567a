/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is alike to a person who looks for a word: upper and lower case, letters
 * with and without accents, points or vowel signs, and letters as they come out
 * of web pages and PDF files, such as ligatures and those of full width. The
 * search of the journal, the one within an entry and those of tips and tags all
 * fold text with this. */

#include "heed-fold.h"

/* Canonical combining classes below this one make another letter, such as the
 * voicing of kana; the others are accents, points and vowel signs. */
#define FIRST_ACCENT_CLASS 10

static gboolean
is_between (gunichar c,
            gunichar first,
            gunichar last)
{
  return c >= first && c <= last;
}

/**
 * heed_fold_is_nothing:
 * @character: a character
 *
 * Tells whether it is not seen, or only tells how its neighbors are to look: a
 * hyphen that was not needed, joiners and marks of direction, the stroke that
 * makes an Arabic word longer, the color of a hand.
 *
 * Returns: %TRUE if a search passes over it
 */
gboolean
heed_fold_is_nothing (gunichar character)
{
  return character == 0xad || character == 0x34f || character == 0x61c || character == 0x640 || character == 0xfeff ||
         is_between (character, 0x180b, 0x180e) || is_between (character, 0x200b, 0x200f) ||
         is_between (character, 0x202a, 0x202e) || is_between (character, 0x2060, 0x206f) ||
         is_between (character, 0xfe00, 0xfe0f) || is_between (character, 0x1f3fb, 0x1f3ff) ||
         is_between (character, 0xe0000, 0xe01ef);
}

static guint
fold_part (gunichar  part,
           gunichar *folded)
{
  char utf8[7];
  g_autofree char *lower = NULL;
  guint n = 0;

  utf8[g_unichar_to_utf8 (part, utf8)] = '\0';
  lower = g_utf8_casefold (utf8, -1);
  for (const char *p = lower; *p != '\0' && n < 3; p = g_utf8_next_char (p))
    folded[n++] = g_utf8_get_char (p);

  return n;
}

/**
 * heed_fold_character:
 * @character: a character
 * @folded: (out caller-allocates) (array fixed-size=54): where to put what it is
 *   compared as, up to `HEED_FOLD_MAX` characters
 *
 * Folds a character. The apostrophe of books is that of keyboards, and every white
 * space is a space.
 *
 * Returns: how many characters it becomes; 0 for accents and for what
 *   heed_fold_is_nothing()
 */
guint
heed_fold_character (gunichar  character,
                     gunichar *folded)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts;
  guint n = 0;

  if (heed_fold_is_nothing (character))
    return 0;

  if (character == 0x2019)
    character = '\'';
  else if (g_unichar_isspace (character))
    character = ' ';
  if (character < 0x80)
    {
      folded[0] = (gunichar) g_ascii_tolower ((char) character);
      return 1;
    }

  n_parts = g_unichar_fully_decompose (character, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n_parts; i++)
    if (g_unichar_combining_class (parts[i]) < FIRST_ACCENT_CLASS)
      n += fold_part (parts[i], folded + n);

  return n;
}

/**
 * heed_fold_append:
 * @text: where to add it
 * @character: a character
 *
 * Adds what heed_fold_character() makes of a character.
 */
void
heed_fold_append (GString  *text,
                  gunichar  character)
{
  gunichar folded[HEED_FOLD_MAX];
  guint n = heed_fold_character (character, folded);

  for (guint i = 0; i < n; i++)
    g_string_append_unichar (text, folded[i]);
}
