/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the search index takes text apart: it is folded as heed_fold_character()
 * does, and what comes of that is taken apart. SQLite's own unicode61 knows the
 * accents of Latin letters only, and takes an Arabic word apart at its vowel signs.
 * Where words are written with spaces between them, a word is a token. Where they are not, nobody can tell without a
 * dictionary where a word begins, so each letter is a token by itself: whatever
 * part of the text is searched for is then found, as a phrase of letters. So is
 * each sign. https://www.sqlite.org/fts5.html#custom_tokenizers
 *
 * It stays as long as unicode61 is what SQLite has, and the trigram tokenizer finds
 * nothing that is shorter than three letters. */

#include "heed-tokenizer.h"

#include "heed-fold.h"

#include <string.h>

/* No letter of a living script is longer with all its marks. */
#define MAX_LETTER 64

/* The first letter that is a token by itself: in most texts nothing more has to
 * be asked. */
#define FIRST_SPLIT 0x0e00

/* A text that is being taken apart. The token that has begun is empty between
 * two. */
typedef struct
{
  const char *text;
  const char *end;
  void *context;
  HeedTokenFunc emit;
  int code; /* what SQLite said to the last token */

  GString *token;
  const char *token_start;
  const char *token_end;
  const char *free; /* where the last token ended */
  gboolean is_letter; /* a token by itself */
  gboolean is_apart;  /* has letters that were taken apart */
} Walk;

/* Reads one character, or one byte of what a damaged disk made of it, as a
 * character that is no letter. */
static gunichar
read_character (const char  *p,
                const char  *end,
                const char **next)
{
  gunichar c = (guchar) *p;

  *next = p + 1;
  if (c < 0x80)
    return c;

  c = g_utf8_get_char_validated (p, end - p);
  if (c >= (gunichar) -2)
    return 0;

  *next = g_utf8_next_char (p);
  return c;
}

/* Those of ASCII are typed as punctuation, too. */
static gboolean
is_sign (gunichar c)
{
  if (c < 0x80)
    return FALSE;

  switch ((int) g_unichar_type (c))
    {
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_MODIFIER_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
      return !heed_fold_is_nothing (c);
    default:
      return FALSE;
    }
}

static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

/* Gives the token that has begun, if any. Letters that were taken apart are put
 * together again, so that those of Hangul are what they are. No two may share a
 * place in the text, or highlight() would repeat it: of the tokens that one
 * character makes, the first has it. */
static void
end_token (Walk *walk)
{
  g_autofree char *composed = NULL;
  const char *start = MAX (walk->token_start, walk->free);
  const char *end = MAX (walk->token_end, start);
  const char *token = walk->token->str;

  if (walk->token->len == 0)
    return;

  if (walk->is_apart)
    token = composed = g_utf8_normalize (walk->token->str, (gssize) walk->token->len, G_NORMALIZE_NFC);
  if (walk->code == SQLITE_OK)
    walk->code = walk->emit (walk->context, 0, token, (int) strlen (token),
                             (int) (start - walk->text), (int) (end - walk->text));
  walk->free = end;
  g_string_truncate (walk->token, 0);
}

static void
add_to_token (Walk       *walk,
              gunichar    c,
              const char *start,
              const char *end)
{
  if (walk->token->len == 0)
    {
      walk->token_start = start;
      walk->is_letter = FALSE;
      walk->is_apart = FALSE;
    }

  walk->token_end = end;
  if (c < 0x80)
    {
      g_string_append_c (walk->token, (char) c);
      return;
    }

  /* The latter are parts of a syllable of Hangul that another stands before. */
  walk->is_apart |= g_unichar_ismark (c) || (c >= 0x1160 && c <= 0x11ff);
  if (!walk->is_letter || walk->token->len < MAX_LETTER)
    g_string_append_unichar (walk->token, c);
}

/* Adds a character that was folded; @start and @end are those of what it comes
 * from. */
static void
add_folded (Walk       *walk,
            gunichar    c,
            const char *start,
            const char *end)
{
  if (heed_tokenizer_splits (c))
    {
      end_token (walk);
      add_to_token (walk, c, start, end);
      walk->is_letter = TRUE;
    }
  else if (is_of_word (c))
    {
      if (walk->is_letter)
        end_token (walk);
      add_to_token (walk, c, start, end);
    }
  else if (!g_unichar_ismark (c))
    {
      end_token (walk);
    }
  else if (walk->token->len > 0)
    {
      add_to_token (walk, c, start, end);
    }
}

static void
add_character (Walk       *walk,
               gunichar    c,
               const char *start,
               const char *end)
{
  gunichar folded[HEED_FOLD_MAX];
  guint n = heed_fold_character (c, folded);
  /* What becomes words or a fraction, such as “№” or “½”, is no part of the word beside it. */
  gboolean alone = is_sign (c) || (n > 1 && g_unichar_type (c) == G_UNICODE_OTHER_NUMBER);

  if (alone)
    end_token (walk);
  for (guint i = 0; i < n; i++)
    add_folded (walk, folded[i], start, end);

  /* Accents and what is not seen belong to what stands before. */
  if (n == 0 && walk->token->len > 0)
    walk->token_end = end;
  /* A sign that stays one may have a mark of its own. */
  if (alone && (n > 1 || folded[0] != c))
    end_token (walk);
}

static int
tokenize_cb (Fts5Tokenizer *tokenizer,
             void          *context,
             int            flags,
             const char    *text,
             int            length,
             HeedTokenFunc  emit)
{
  Walk walk = {
    .text = text,
    .end = text + length,
    .context = context,
    .emit = emit,
    .code = SQLITE_OK,
    .token = g_string_new (NULL),
    .free = text,
  };
  const char *next;

  for (const char *p = text; p < walk.end && walk.code == SQLITE_OK; p = next)
    {
      gunichar c = read_character (p, walk.end, &next);

      if (c >= 0x80)
        add_character (&walk, c, p, next);
      else if (!g_ascii_isalnum ((char) c))
        end_token (&walk);
      else
        add_folded (&walk, (gunichar) g_ascii_tolower ((char) c), p, next);
    }

  if (walk.code == SQLITE_OK)
    end_token (&walk);
  g_string_free (walk.token, TRUE);
  return walk.code == SQLITE_DONE ? SQLITE_OK : walk.code;
}

/* There is nothing to keep; SQLite wants to be given something. */
static void
delete_cb (Fts5Tokenizer *tokenizer)
{
}

static int
create_cb (void           *data,
           const char    **arguments,
           int             n_arguments,
           Fts5Tokenizer **tokenizer)
{
  *tokenizer = data;
  return n_arguments == 0 ? SQLITE_OK : SQLITE_ERROR;
}

/* heed_fold_look (text): what of a tag is compared. */
static void
look_cb (sqlite3_context  *context,
         int               n_arguments,
         sqlite3_value   **arguments)
{
  const char *text = (const char *) sqlite3_value_text (arguments[0]);
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  if (valid != NULL)
    sqlite3_result_text (context, heed_fold_look (valid), -1, g_free);
}

/**
 * heed_tokenizer_register:
 * @handle: a connection
 *
 * Makes the tokenizer known to a connection, and to its SQL the function
 * heed_fold_look(). Every connection that uses the search index has to know them
 * before.
 *
 * Returns: `SQLITE_OK` or an error of SQLite
 */
int
heed_tokenizer_register (sqlite3 *handle)
{
  fts5_tokenizer methods = { .xCreate = create_cb, .xDelete = delete_cb, .xTokenize = tokenize_cb };
  fts5_api *api = NULL;
  sqlite3_stmt *statement;
  int code = sqlite3_prepare_v2 (handle, "SELECT fts5(?1)", -1, &statement, NULL);

  /* https://www.sqlite.org/fts5.html#extending_fts5 */
  if (code == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
      code = sqlite3_finalize (statement);
    }
  if (code == SQLITE_OK)
    code = api == NULL ? SQLITE_ERROR : api->xCreateTokenizer (api, HEED_TOKENIZER_NAME, api, &methods, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2 (handle, "heed_fold_look", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                       NULL, look_cb, NULL, NULL, NULL);
  return code;
}

/**
 * heed_tokenizer_foreach:
 * @text: UTF-8 text
 * @func: (scope call): what SQLite would be given each token with; to return
 *   %SQLITE_OK
 * @data: for @func
 *
 * Finds the tokens that the index of @text has, in order; their places in the
 * index are counted from 0.
 */
void
heed_tokenizer_foreach (const char    *text,
                        HeedTokenFunc  func,
                        gpointer       data)
{
  tokenize_cb (NULL, data, 0, text, (int) strlen (text), func);
}

/**
 * heed_tokenizer_splits:
 * @c: a character
 *
 * Tells whether it is a token by itself: a sign, or a letter or digit of a script
 * that has no spaces between words.
 *
 * Returns: %FALSE for letters of other scripts, for marks and for punctuation
 */
gboolean
heed_tokenizer_splits (gunichar c)
{
  if (is_sign (c))
    return TRUE;
  if (c < FIRST_SPLIT || !g_unichar_isalnum (c))
    return FALSE;

  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      /* Letters that several scripts share and that nothing but East Asian text has: signs
       * for repetition and for long vowels. */
      return c == 0x3006 || (c >= 0x3031 && c <= 0x3035) || c == 0x30fc || c == 0xff70;
    }
}

/**
 * heed_tokenizer_knows:
 * @c: a character
 *
 * Tells whether the index holds it: a token begins with it, or is it.
 *
 * Returns: %FALSE for what can only go on with a word, and for punctuation
 */
gboolean
heed_tokenizer_knows (gunichar c)
{
  gunichar folded[HEED_FOLD_MAX];
  guint n = heed_fold_character (c, folded);

  for (guint i = 0; i < n; i++)
    if (is_of_word (folded[i]) || heed_tokenizer_splits (folded[i]))
      return TRUE;

  return FALSE;
}
