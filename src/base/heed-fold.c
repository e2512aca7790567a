/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is alike to a person who looks for a word: upper and lower case, letters
 * with and without accents, points or vowel signs, and letters as they come out
 * of web pages and PDF files, such as ligatures and those of full width. The
 * search of the journal, the one within an entry and those of tips and tags all
 * fold text with this, and tags are one where this finds that they look alike. */

#include "heed-fold.h"

#include <string.h>

/* Canonical combining classes below this one make another letter, such as the
 * voicing of kana; the others are accents, points and vowel signs. */
#define FIRST_ACCENT_CLASS 10

/* But these are vowels that words differ in. */
#define THAI_VOWEL_CLASS 103
#define LAO_VOWEL_CLASS 118
#define FIRST_TIBETAN_VOWEL_CLASS 129
#define LAST_TIBETAN_VOWEL_CLASS 132

#define VIRAMA 0x0d4d
#define BENGALI_VIRAMA 0x09cd

/* Letters that look the same, or are typed with the same key, and that Unicode
 * does not say this of: by the first, in their order. The second is 0 for the end
 * of a text that stands for one letter. */
static const gunichar alike[][3] = {
  { 0x00ab, '"' },            /* « */
  { 0x00b4, '\'' },           /* an accent as an apostrophe */
  { 0x00bb, '"' },            /* » */
  { 0x0131, 'i' },            /* the small one of I in Turkish */
  { 0x02b9, '\'' },
  { 0x02ba, '"' },
  { 0x02bb, '\'' },
  { 0x02bc, '\'' },           /* of Ukrainian */
  { 0x02c8, '\'' },
  { 0x05be, '-' },            /* Hebrew maqaf */
  { 0x05f3, '\'' },           /* Hebrew geresh */
  { 0x05f4, '"' },            /* and gershayim */
  { 0x0649, 0x064a },         /* Arabic yeh without dots, and that of Persian */
  { 0x06a9, 0x0643 },         /* kaf of Persian */
  { 0x06cc, 0x064a },
  { 0x09ce, 0x09a4, BENGALI_VIRAMA },
  { 0x0d7a, 0x0d23, VIRAMA }, /* letters of Malayalam that used to be written with a joiner */
  { 0x0d7b, 0x0d28, VIRAMA },
  { 0x0d7c, 0x0d30, VIRAMA },
  { 0x0d7d, 0x0d32, VIRAMA },
  { 0x0d7e, 0x0d33, VIRAMA },
  { 0x0d7f, 0x0d15, VIRAMA },
  { 0x2010, '-' },
  { 0x2011, '-' },
  { 0x2012, '-' },
  { 0x2013, '-' },
  { 0x2014, '-' },
  { 0x2015, '-' },
  { 0x2018, '\'' },
  { 0x2019, '\'' },
  { 0x201a, '\'' },
  { 0x201b, '\'' },
  { 0x201c, '"' },
  { 0x201d, '"' },
  { 0x201e, '"' },
  { 0x201f, '"' },
  { 0x2032, '\'' },
  { 0x2033, '"' },
  { 0x2039, '\'' },
  { 0x203a, '\'' },
  { 0x2043, '-' },
  { 0x2044, '/' },
  { 0x2212, '-' },
  { 0x2215, '/' },
  { 0x301d, '"' },
  { 0x301e, '"' },
  { 0x301f, '"' },
};

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
  if (character < 0xad)
    return FALSE;

  return character == 0xad || character == 0x34f || character == 0x61c || character == 0x640 || character == 0xfeff ||
         is_between (character, 0x115f, 0x1160) || is_between (character, 0x17b4, 0x17b5) || character == 0x3164 ||
         character == 0xffa0 || is_between (character, 0xfff9, 0xfffc) || is_between (character, 0x180b, 0x180f) ||
         is_between (character, 0x200b, 0x200f) ||
         is_between (character, 0x202a, 0x202e) || is_between (character, 0x2060, 0x206f) ||
         is_between (character, 0xfe00, 0xfe0f) || is_between (character, 0x1f3fb, 0x1f3ff) ||
         is_between (character, 0xe0000, 0xe01ef);
}

static const gunichar *
find_alike (gunichar c)
{
  gsize first = 0, end = G_N_ELEMENTS (alike);

  while (first < end)
    {
      gsize middle = (first + end) / 2;

      if (alike[middle][0] == c)
        return alike[middle];
      if (alike[middle][0] < c)
        first = middle + 1;
      else
        end = middle;
    }

  return NULL;
}

static gboolean
is_accent (gunichar c)
{
  int combining_class = g_unichar_combining_class (c);

  if (combining_class == THAI_VOWEL_CLASS || combining_class == LAO_VOWEL_CLASS ||
      (combining_class >= FIRST_TIBETAN_VOWEL_CLASS && combining_class <= LAST_TIBETAN_VOWEL_CLASS))
    return FALSE;

  return combining_class >= FIRST_ACCENT_CLASS || g_unichar_type (c) == G_UNICODE_ENCLOSING_MARK;
}

static guint
fold_case (gunichar  part,
           gunichar *folded)
{
  char utf8[7];
  g_autofree char *lower = NULL;
  guint n = 0;

  if (!g_unichar_isupper (part) && !g_unichar_islower (part) && !g_unichar_istitle (part))
    {
      folded[0] = part;
      return 1;
    }

  utf8[g_unichar_to_utf8 (part, utf8)] = '\0';
  lower = g_utf8_casefold (utf8, -1);
  /* Unicode folds the letters of Cherokee to the capital ones. */
  for (const char *p = lower; *p != '\0' && n < 3; p = g_utf8_next_char (p))
    folded[n++] = g_unichar_tolower (g_utf8_get_char (p));

  return n;
}

static guint
fold_part (gunichar  part,
           gboolean  keep_accents,
           gunichar *folded)
{
  const gunichar *same = find_alike (part);

  if (!keep_accents && is_accent (part))
    return 0;
  if (same == NULL)
    return fold_case (part, folded);

  folded[0] = same[1];
  folded[1] = same[2];
  return same[2] != 0 ? 2 : 1;
}

static guint
fold (gunichar  character,
      gboolean  keep_accents,
      gunichar *folded)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts;
  guint n = 0;

  if (heed_fold_is_nothing (character))
    return 0;
  if (g_unichar_isspace (character))
    character = ' ';
  if (character < 0x80)
    {
      folded[0] = (gunichar) g_ascii_tolower ((char) character);
      return 1;
    }
  /* Some of these would be taken apart into a space and an accent. */
  if (find_alike (character) != NULL)
    return fold_part (character, keep_accents, folded);

  n_parts = g_unichar_fully_decompose (character, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n_parts; i++)
    n += fold_part (parts[i], keep_accents, folded + n);

  return n;
}

/**
 * heed_fold_character:
 * @character: a character
 * @folded: (out caller-allocates) (array fixed-size=54): where to put what it is
 *   compared as, up to `HEED_FOLD_MAX` characters
 *
 * Folds a character. The apostrophes, quotation marks and dashes of books are
 * those of keyboards, and every white space is a space.
 *
 * Returns: how many characters it becomes; 0 for accents and for what
 *   heed_fold_is_nothing()
 */
guint
heed_fold_character (gunichar  character,
                     gunichar *folded)
{
  return fold (character, FALSE, folded);
}

/**
 * heed_fold_look:
 * @text: UTF-8 text
 *
 * Folds a whole text as heed_fold_character() does, but with its accents: texts
 * that look alike, but for capital letters and white space, become the same, and
 * “resume” and “résumé” do not. One that has nothing but what is passed over, such
 * as the color of a hand, stays what it is.
 *
 * Returns: (transfer full): what to compare
 */
char *
heed_fold_look (const char *text)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (text));
  gunichar folded[HEED_FOLD_MAX];

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint n = fold (g_utf8_get_char (p), TRUE, folded);

      for (guint i = 0; i < n; i++)
        if (folded[i] != ' ')
          g_string_append_unichar (out, folded[i]);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
          g_string_append_c (out, ' ');
    }

  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  if (out->len == 0)
    return g_strdup (text);

  return g_utf8_normalize (out->str, (gssize) out->len, G_NORMALIZE_NFC);
}
