/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which translation a person wants. Locale names such as `de_AT.UTF-8` meet
 * the tags of XML such as `de-AT`; both are brought to the form `de-at`. */

#include "heed-languages.h"

#include <string.h>

struct _HeedLanguages
{
  GStrv wanted;
  GHashTable *ranks; /* of the tags that were asked about */
};

static char *
canonicalize (const char *name)
{
  char *tag = g_ascii_strdown (name, (gssize) strcspn (name, "."));

  return g_strdelimit (tag, "_", '-');
}

static gboolean
equal_base (const char *a,
            const char *b)
{
  size_t length = strcspn (a, "-@");

  return length == strcspn (b, "-@") && strncmp (a, b, length) == 0;
}

/* A wish for `de-at` is met by `de-at`, and then by `de`, before the next
 * wish is looked at. */
static guint
compute_rank (HeedLanguages *self,
              const char    *tag)
{
  gboolean is_base = strpbrk (tag, "-@") == NULL;

  for (guint i = 0; self->wanted[i] != NULL; i++)
    {
      if (g_str_equal (self->wanted[i], tag))
        return i * 2;
      if (is_base && equal_base (self->wanted[i], tag))
        return i * 2 + 1;
    }

  return HEED_LANGUAGE_NO_MATCH;
}

/**
 * heed_languages_new:
 * @names: (nullable) (array zero-terminated=1): locale names, the dearest first;
 *   %NULL asks g_get_language_names()
 *
 * Notes what a person reads.
 *
 * Returns: (transfer full): the languages
 */
HeedLanguages *
heed_languages_new (const char * const *names)
{
  HeedLanguages *self = g_new0 (HeedLanguages, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (names = names != NULL ? names : g_get_language_names (); *names != NULL; names++)
    {
      g_autofree char *tag = canonicalize (*names);

      g_strv_builder_add (builder, tag);
    }

  self->wanted = g_strv_builder_end (builder);
  self->ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * heed_languages_free:
 * @self: languages
 *
 * Frees them.
 */
void
heed_languages_free (HeedLanguages *self)
{
  g_strfreev (self->wanted);
  g_hash_table_unref (self->ranks);
  g_free (self);
}

/**
 * heed_languages_rank:
 * @self: languages
 * @tag: the language of a translation
 *
 * Tells how much a translation is wanted.
 *
 * Returns: a rank, less for what is wanted more, or `HEED_LANGUAGE_NO_MATCH`
 */
guint
heed_languages_rank (HeedLanguages *self,
                     const char    *tag)
{
  g_autofree char *key = NULL;
  gpointer known;
  guint rank;

  if (g_hash_table_lookup_extended (self->ranks, tag, NULL, &known))
    return GPOINTER_TO_UINT (known);

  key = canonicalize (tag);
  rank = compute_rank (self, key);
  g_hash_table_insert (self->ranks, g_strdup (tag), GUINT_TO_POINTER (rank));
  return rank;
}

/**
 * heed_languages_rank_original:
 * @self: languages
 * @tag: the language in which the workbook was written
 *
 * Tells how much the original is wanted. Unlike a translation it also serves
 * other regions, as `en-US` does `en_GB`, and the locale `C`.
 *
 * Returns: a rank, or `HEED_LANGUAGE_NO_MATCH`
 */
guint
heed_languages_rank_original (HeedLanguages *self,
                              const char    *tag)
{
  g_autofree char *key = canonicalize (tag);

  for (guint i = 0; self->wanted[i] != NULL; i++)
    {
      if (g_str_equal (self->wanted[i], key))
        return i * 2;
      if (equal_base (self->wanted[i], key) || g_str_equal (self->wanted[i], "c") ||
          g_str_equal (self->wanted[i], "posix"))
        return i * 2 + 1;
    }

  return HEED_LANGUAGE_NO_MATCH;
}
