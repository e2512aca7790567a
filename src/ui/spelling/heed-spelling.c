/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether words are spelt right. See heed-spelling.h. */

#include "heed-spelling.h"

#include "heed-config.h"
#include "heed-later.h"
#include "heed-settings.h"
#include "heed-speller.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

/* Nobody has as many different words in sight; what was said of more is forgotten. */
#define REMEMBERED_MAX 20000

struct _HeedSpelling
{
  GObject parent_instance;

  GThreadPool *pool;      /* of one thread; NULL until it is needed */
  HeedSpeller *speller;   /* for that thread alone */

  GSettings *settings;
  char **languages;       /* NULL until they are known */
  char *guess;            /* which of them is the person's own; NULL for none */
  char *language;         /* NULL where nothing is checked */
  gboolean choosing;      /* it is not known yet */

  GHashTable *verdicts;   /* of words that were looked up */
  GHashTable *asked;      /* words that are being looked up */
  GPtrArray *batch;       /* those of them that are to be sent */
  guint batch_id;
};

/* What the thread does with @data. */
typedef gpointer (*JobFunc) (HeedSpeller *speller,
                             gpointer     data);

typedef struct
{
  JobFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
} Job;

typedef struct
{
  char **languages;
  char *guess;
  char *language;
} Choice;

enum
{
  PROP_0,
  PROP_LANGUAGES,
  N_PROPS
};

enum
{
  ANSWERED,
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedSpelling, heed_spelling, G_TYPE_OBJECT)

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->data, job->data_free);
  g_free (job);
}

static void
free_choice (gpointer data)
{
  Choice *choice = data;

  g_strfreev (choice->languages);
  g_free (choice->guess);
  g_free (choice->language);
  g_free (choice);
}

/* On the thread */

static void
run_job (gpointer data,
         gpointer user_data)
{
  g_autoptr (GTask) task = data;
  HeedSpelling *self = user_data;
  Job *job = g_task_get_task_data (task);

  /* Suggestions that nobody waits for any more. */
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->speller == NULL)
    self->speller = heed_speller_new ();
  g_task_return_pointer (task, job->func (self->speller, job->data), job->result_free);
}

static char *
find_first (char               **languages,
            const char * const  *names)
{
  for (; *names != NULL; names++)
    if (g_strv_contains ((const char * const *) languages, *names))
      return g_strdup (*names);

  return NULL;
}

/* The first of the languages of the person for which there is a dictionary; they may be
 * listed without the country, which the locale has. That of another country is none: much
 * of what is right would be marked. */
static char *
guess (char **languages)
{
  char *found = find_first (languages, g_get_language_names ());
  g_auto (GStrv) variants = NULL;

  if (found != NULL)
    return found;

  variants = g_get_locale_variants (setlocale (LC_MESSAGES, NULL));
  return find_first (languages, (const char * const *) variants);
}

static gpointer
choose (HeedSpeller *speller,
        gpointer     wish)
{
  Choice *choice = g_new0 (Choice, 1);
  const char *language;

  choice->languages = heed_speller_list_languages (speller);
  choice->guess = guess (choice->languages);
  language = g_str_equal (wish, HEED_SPELLING_AUTO) ? choice->guess : wish;
  if (heed_speller_choose (speller, language))
    choice->language = g_strdup (language);
  return choice;
}

/* Gives the verdicts, in the order of the words. */
static gpointer
check (HeedSpeller *speller,
       gpointer     data)
{
  GPtrArray *words = data;
  GByteArray *verdicts = g_byte_array_sized_new (words->len);

  for (guint i = 0; i < words->len; i++)
    {
      guint8 verdict = heed_speller_check (speller, g_ptr_array_index (words, i)) ? HEED_SPELLING_VERDICT_RIGHT
                                                                                   : HEED_SPELLING_VERDICT_WRONG;

      g_byte_array_append (verdicts, &verdict, 1);
    }

  return verdicts;
}

static gpointer
suggest (HeedSpeller *speller,
         gpointer     word)
{
  return heed_speller_suggest (speller, word);
}

static gpointer
add (HeedSpeller *speller,
     gpointer     word)
{
  heed_speller_add (speller, word);
  return NULL;
}

static gpointer
ignore (HeedSpeller *speller,
        gpointer     word)
{
  heed_speller_ignore (speller, word);
  return NULL;
}

/* On the main thread */

static void
send (HeedSpelling        *self,
      const Job           *job,
      GCancellable        *cancellable,
      GAsyncReadyCallback  callback,
      gpointer             data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);

  if (self->pool == NULL)
    self->pool = g_thread_pool_new (run_job, self, 1, FALSE, NULL);
  g_task_set_task_data (task, g_memdup2 (job, sizeof (Job)), free_job);
  g_thread_pool_push (self->pool, task, NULL);
}

static void
forget (HeedSpelling *self)
{
  g_hash_table_remove_all (self->verdicts);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  HeedSpelling *self = data;
  Choice *choice = g_task_propagate_pointer (G_TASK (result), NULL);

  self->choosing = FALSE;
  g_strfreev (self->languages);
  self->languages = g_steal_pointer (&choice->languages);
  g_free (self->guess);
  self->guess = g_steal_pointer (&choice->guess);
  g_free (self->language);
  self->language = g_steal_pointer (&choice->language);
  free_choice (choice);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LANGUAGES]);
  forget (self);
}

static void
choose_language (HeedSpelling *self)
{
  const Job job = { choose, g_settings_get_string (self->settings, "spelling"), g_free, free_choice };

  self->choosing = TRUE;
  send (self, &job, NULL, chosen_cb, self);
}

static void
start (HeedSpelling *self)
{
  if (self->settings != NULL)
    return;

  self->settings = heed_settings_new ();
  g_signal_connect_swapped (self->settings, "changed::spelling", G_CALLBACK (choose_language), self);
  choose_language (self);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  HeedSpelling *self = data;
  GPtrArray *words = ((Job *) g_task_get_task_data (G_TASK (result)))->data;
  g_autoptr (GByteArray) verdicts = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_hash_table_size (self->verdicts) > REMEMBERED_MAX)
    g_hash_table_remove_all (self->verdicts);
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);

      g_hash_table_remove (self->asked, word);
      g_hash_table_insert (self->verdicts, g_strdup (word), GUINT_TO_POINTER (verdicts->data[i]));
    }
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
send_batch (HeedSpelling *self)
{
  const Job job = { check, g_steal_pointer (&self->batch), (GDestroyNotify) g_ptr_array_unref,
                    (GDestroyNotify) g_byte_array_unref };

  self->batch = g_ptr_array_new_with_free_func (g_free);
  send (self, &job, NULL, checked_cb, self);
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  forget (data);
}

static void
heed_spelling_finalize (GObject *object)
{
  HeedSpelling *self = HEED_SPELLING (object);

  g_clear_handle_id (&self->batch_id, g_source_remove);
  if (self->pool != NULL)
    g_thread_pool_free (self->pool, FALSE, TRUE);
  g_clear_pointer (&self->speller, heed_speller_free);
  g_clear_object (&self->settings);
  g_strfreev (self->languages);
  g_free (self->guess);
  g_free (self->language);
  g_hash_table_unref (self->verdicts);
  g_hash_table_unref (self->asked);
  g_ptr_array_unref (self->batch);

  G_OBJECT_CLASS (heed_spelling_parent_class)->finalize (object);
}

static void
heed_spelling_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  HeedSpelling *self = HEED_SPELLING (object);

  switch (property_id)
    {
    case PROP_LANGUAGES:
      g_value_set_boxed (value, self->languages);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_spelling_class_init (HeedSpellingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = heed_spelling_finalize;
  object_class->get_property = heed_spelling_get_property;

  properties[PROP_LANGUAGES] = g_param_spec_boxed ("languages", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedSpelling::answered:
   * @self: the spelling
   *
   * Words that were asked for have been looked up.
   */
  signals[ANSWERED] = g_signal_new ("answered", HEED_TYPE_SPELLING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  /**
   * HeedSpelling::changed:
   * @self: the spelling
   *
   * What was said of a word before need not be true any more.
   */
  signals[CHANGED] = g_signal_new ("changed", HEED_TYPE_SPELLING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
heed_spelling_init (HeedSpelling *self)
{
  self->verdicts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->asked = g_hash_table_new (g_str_hash, g_str_equal);
  self->batch = g_ptr_array_new_with_free_func (g_free);
}

/**
 * heed_spelling_get_default:
 *
 * Gets the spelling of the whole window, on the main thread.
 *
 * Returns: (transfer none): the spelling, as long as the program runs
 */
HeedSpelling *
heed_spelling_get_default (void)
{
  static HeedSpelling *spelling = NULL;

  if (spelling == NULL)
    spelling = g_object_new (HEED_TYPE_SPELLING, NULL);

  return spelling;
}

/**
 * heed_spelling_is_there:
 *
 * Tells whether Heed was built with spell checking.
 *
 * Returns: %FALSE if nothing is ever checked
 */
gboolean
heed_spelling_is_there (void)
{
  return HEED_SPELLING_BUILT;
}

/**
 * heed_spelling_get_languages:
 * @self: the spelling
 *
 * Lists the languages that there are dictionaries of, and looks for them if nobody
 * did; the property `languages` tells when they are known.
 *
 * Returns: (nullable): codes such as `en_GB`; %NULL until they are known
 */
const char * const *
heed_spelling_get_languages (HeedSpelling *self)
{
  start (self);
  return (const char * const *) self->languages;
}

/**
 * heed_spelling_get_guess:
 * @self: the spelling
 *
 * Gets the language that is taken for the person's own.
 *
 * Returns: (nullable): its code; %NULL where there is no dictionary of it, or until the
 *   languages are known
 */
const char *
heed_spelling_get_guess (HeedSpelling *self)
{
  return self->guess;
}

/**
 * heed_spelling_check:
 * @self: the spelling
 * @word: one word
 *
 * Tells what is known of a word, and has it looked up where that is nothing.
 *
 * Returns: the verdict
 */
HeedSpellingVerdict
heed_spelling_check (HeedSpelling *self,
                     const char   *word)
{
  gpointer verdict;
  char *copy;

  if (!heed_spelling_is_there ())
    return HEED_SPELLING_VERDICT_RIGHT;

  start (self);
  if (self->choosing)
    return HEED_SPELLING_VERDICT_ASKED;
  if (self->language == NULL)
    return HEED_SPELLING_VERDICT_RIGHT;
  if (g_hash_table_lookup_extended (self->verdicts, word, NULL, &verdict))
    return GPOINTER_TO_UINT (verdict);

  if (!g_hash_table_contains (self->asked, word))
    {
      copy = g_strdup (word);
      g_ptr_array_add (self->batch, copy);
      g_hash_table_add (self->asked, copy);
      heed_later (&self->batch_id, G_PRIORITY_DEFAULT_IDLE, G_CALLBACK (send_batch), self);
    }
  return HEED_SPELLING_VERDICT_ASKED;
}

/**
 * heed_spelling_suggest_async:
 * @self: the spelling
 * @word: a misspelt word
 * @cancellable: (nullable): gives up
 * @callback: (scope async): called when it is done
 * @data: for @callback
 *
 * Looks for words that may be meant.
 */
void
heed_spelling_suggest_async (HeedSpelling        *self,
                             const char          *word,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             data)
{
  const Job job = { suggest, g_strdup (word), g_free, (GDestroyNotify) g_strfreev };

  start (self);
  send (self, &job, cancellable, callback, data);
}

/**
 * heed_spelling_suggest_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Gets the words. The only error is that it was given up.
 *
 * Returns: (transfer full): a few words, the likeliest first; %NULL with an error
 */
char **
heed_spelling_suggest_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * heed_spelling_add:
 * @self: the spelling
 * @word: a word
 *
 * Adds a word to the person's own dictionary of the language, which is a file in their
 * folder for settings that other programs use, too.
 */
void
heed_spelling_add (HeedSpelling *self,
                   const char   *word)
{
  const Job job = { add, g_strdup (word), g_free, NULL };

  send (self, &job, NULL, changed_cb, self);
}

/**
 * heed_spelling_ignore:
 * @self: the spelling
 * @word: a word
 *
 * Takes a word for right as long as the program runs.
 */
void
heed_spelling_ignore (HeedSpelling *self,
                      const char   *word)
{
  const Job job = { ignore, g_strdup (word), g_free, NULL };

  send (self, &job, NULL, changed_cb, self);
}

/**
 * heed_spelling_dup_name:
 * @language: the code of a language, such as `en_GB`
 *
 * Gets what a language is called by those who speak it, as far as the system knows it.
 *
 * Returns: (transfer full): a name such as “English (United Kingdom)”, or the code
 */
char *
heed_spelling_dup_name (const char *language)
{
  char *text = NULL;
#ifdef __GLIBC__
  g_autofree char *name = g_strconcat (language, ".UTF-8", NULL);
  locale_t locale = newlocale (LC_ALL_MASK, name, (locale_t) 0);

  if (locale != (locale_t) 0)
    {
      const char *words = nl_langinfo_l (_NL_ADDRESS_LANG_NAME, locale);
      const char *country = nl_langinfo_l (_NL_ADDRESS_COUNTRY_NAME, locale);

      if (*words != '\0' && *country != '\0')
        /* Translators: a language and the country where it is spoken so. */
        text = g_strdup_printf (C_("language", "%s (%s)"), words, country);
      else if (*words != '\0')
        text = g_strdup (words);
      freelocale (locale);
    }
#endif

  return text != NULL ? text : g_strdup (language);
}
