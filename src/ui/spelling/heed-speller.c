/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The dictionaries of the system. See heed-speller.h. */

#include "heed-speller.h"

#include <enchant.h>
#include <glib/gstdio.h>
#include <pango/pango.h>
#include <string.h>

/* More would not be read in a menu. */
#define SUGGESTIONS_MAX 6

struct _HeedSpeller
{
  EnchantBroker *broker;
  EnchantDict *dict;        /* NULL where none is in use */
  char *tag;                /* of it */
  GHashTable *ignored;      /* words after the tags of their languages */
  PangoLanguage *language;  /* of it */
};

static void
list_cb (const char *tag,
         const char *provider,
         const char *description,
         const char *file,
         void       *data)
{
  GPtrArray *languages = data;

  if (!g_ptr_array_find_with_equal_func (languages, tag, g_str_equal, NULL))
    g_ptr_array_add (languages, g_strdup (tag));
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static gboolean
is_word (HeedSpeller *self,
         const char  *word)
{
  g_autofree char *key = g_strconcat (self->tag, " ", word, NULL);

  /* Negative is an error: then nothing is known of it. */
  return g_hash_table_contains (self->ignored, key) || enchant_dict_check (self->dict, word, -1) <= 0;
}

/* Of another script than the language is written in, such as a name in Greek. */
static gboolean
is_foreign (HeedSpeller *self,
            const char  *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeScript script = g_unichar_get_script (c);

      if (script != G_UNICODE_SCRIPT_COMMON && script != G_UNICODE_SCRIPT_INHERITED &&
          !pango_language_includes_script (self->language, (PangoScript) script))
        return TRUE;
    }

  return FALSE;
}

/* As dictionaries have it: composed, and with the apostrophe of typewriters. */
static char *
simplify (const char *word)
{
  g_autofree char *composed = g_utf8_normalize (word, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *simple = g_string_new (composed);

  g_string_replace (simple, "’", "'", 0);
  return g_string_free (simple, FALSE);
}

/* A word for a file that has one a line, and remarks behind a “#”. */
static char *
clean (const char *word)
{
  char *simple = simplify (word);
  gsize skipped;

  g_strdelimit (simple, "\r\n", ' ');
  skipped = strspn (simple, "# ");
  memmove (simple, simple + skipped, strlen (simple + skipped) + 1);
  return g_strchomp (simple);
}

/* Enchant would make a folder that everybody on the computer may look into. */
static void
make_folder (void)
{
  g_autofree char *folder = g_strdup (g_getenv ("ENCHANT_CONFIG_DIR"));

  if (folder == NULL)
    folder = g_build_filename (g_get_user_config_dir (), "enchant", NULL);
  g_mkdir_with_parents (folder, 0700);
}

static void
stop_using (HeedSpeller *self)
{
  if (self->dict != NULL)
    enchant_broker_free_dict (self->broker, g_steal_pointer (&self->dict));
  g_clear_pointer (&self->tag, g_free);
}

/**
 * heed_speller_new:
 *
 * Gets at the dictionaries, of which none is in use yet.
 *
 * Returns: (transfer full): the speller
 */
HeedSpeller *
heed_speller_new (void)
{
  HeedSpeller *self = g_new0 (HeedSpeller, 1);

  make_folder ();
  self->broker = enchant_broker_init ();
  self->ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * heed_speller_free:
 * @self: (transfer full): a speller
 *
 * Lets go of the dictionaries.
 */
void
heed_speller_free (HeedSpeller *self)
{
  stop_using (self);
  enchant_broker_free (self->broker);
  g_hash_table_unref (self->ignored);
  g_free (self);
}

/**
 * heed_speller_list_languages:
 * @self: a speller
 *
 * Lists the dictionaries that there are.
 *
 * Returns: (transfer full): codes such as `en_GB`, in order
 */
char **
heed_speller_list_languages (HeedSpeller *self)
{
  g_autoptr (GPtrArray) languages = g_ptr_array_new ();

  enchant_broker_list_dicts (self->broker, list_cb, languages);
  g_ptr_array_sort (languages, compare_strings);
  g_ptr_array_add (languages, NULL);
  return (char **) g_ptr_array_steal (languages, NULL);
}

/**
 * heed_speller_choose:
 * @self: a speller
 * @language: (nullable): the code of a language; %NULL for none
 *
 * Uses the dictionary of a language, and no other in its place.
 *
 * Returns: %FALSE where none is in use now
 */
gboolean
heed_speller_choose (HeedSpeller *self,
                     const char  *language)
{
  g_auto (GStrv) languages = heed_speller_list_languages (self);

  if (language != NULL && g_strcmp0 (language, self->tag) == 0)
    return TRUE;

  stop_using (self);
  /* Enchant 2.3.3 gives the dictionary of another country for one that it does not
   * have, so its list is what counts. */
  if (language == NULL || !g_strv_contains ((const char * const *) languages, language))
    return FALSE;

  self->dict = enchant_broker_request_dict (self->broker, language);
  self->tag = self->dict != NULL ? g_strdup (language) : NULL;
  self->language = pango_language_from_string (language);
  return self->dict != NULL;
}

/**
 * heed_speller_check:
 * @self: a speller
 * @word: one word
 *
 * Looks a word up. A form of a word with an “s” behind an apostrophe is right where
 * the word is: words that somebody added have no forms.
 *
 * Returns: %FALSE if it is misspelt
 */
gboolean
heed_speller_check (HeedSpeller *self,
                    const char  *word)
{
  g_autofree char *simple = simplify (word);

  if (self->dict == NULL || is_foreign (self, word) || is_word (self, word) || is_word (self, simple))
    return TRUE;
  if (!g_str_has_suffix (simple, "'s"))
    return FALSE;

  simple[strlen (simple) - 2] = '\0';
  return is_word (self, simple);
}

/**
 * heed_speller_suggest:
 * @self: a speller
 * @word: a misspelt word
 *
 * Looks for words that may be meant. It takes up to a third of a second.
 *
 * Returns: (transfer full): a few words, the likeliest first
 */
char **
heed_speller_suggest (HeedSpeller *self,
                      const char  *word)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *simple = simplify (word);
  gsize n = 0;
  char **all = self->dict != NULL ? enchant_dict_suggest (self->dict, simple, -1, &n) : NULL;

  for (gsize i = 0; i < MIN (n, SUGGESTIONS_MAX); i++)
    g_strv_builder_add (builder, all[i]);
  if (all != NULL)
    enchant_dict_free_string_list (self->dict, all);

  return g_strv_builder_end (builder);
}

/**
 * heed_speller_add:
 * @self: a speller
 * @word: a word
 *
 * Makes a word right from now on. Enchant keeps it in a file in the person's folder
 * for settings.
 */
void
heed_speller_add (HeedSpeller *self,
                  const char  *word)
{
  g_autofree char *cleaned = clean (word);

  if (self->dict != NULL && *cleaned != '\0')
    enchant_dict_add (self->dict, cleaned, -1);
}

/**
 * heed_speller_ignore:
 * @self: a speller
 * @word: a word
 *
 * Makes a word right as long as the program runs. It is written nowhere.
 */
void
heed_speller_ignore (HeedSpeller *self,
                     const char  *word)
{
  g_autofree char *simple = simplify (word);

  if (self->dict != NULL)
    g_hash_table_add (self->ignored, g_strconcat (self->tag, " ", simple, NULL));
}
