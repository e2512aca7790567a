/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the search index takes text apart. Where words are written with spaces
 * between them, a word is a token, folded as heed_fold_character() does: SQLite's
 * own unicode61 knows the accents of Latin letters only, and takes an Arabic word
 * apart at its vowel signs. Where they are not, nobody can tell without a
 * dictionary where a word begins, so each letter is a token by itself: whatever
 * part of the text is searched for is then found, as a phrase of letters. So is
 * each sign. https://www.sqlite.org/fts5.html#custom_tokenizers */

#include "heed-tokenizer.h"

#include "heed-fold.h"

#include <string.h>

/* No letter of a living script is longer with all its marks. */
#define MAX_LETTER 64

/* The first letter that is a token by itself: in most texts nothing more has to
 * be asked. */
#define FIRST_SPLIT 0x0e00

#define HALFWIDTH_VOICED_MARK 0xff9e
#define HALFWIDTH_SEMI_VOICED_MARK 0xff9f

/* A text that is being taken apart. */
typedef struct
{
  const char *text;
  const char *end;
  void *context;
  HeedTokenFunc emit;
  GString *token; /* the word that is being folded */
  int code;
} Walk;

/* Letters that several scripts share and that nothing but East Asian text has:
 * signs for repetition and for long vowels. */
static gboolean
is_shared_letter (gunichar c)
{
  return c == 0x3006 || (c >= 0x3031 && c <= 0x3035) || c == 0x30fc || c == 0xff70;
}

static gboolean
is_mark (gunichar c)
{
  return g_unichar_ismark (c) || c == HALFWIDTH_VOICED_MARK || c == HALFWIDTH_SEMI_VOICED_MARK;
}

/* Whether the same letter may also be written in another way. */
static gboolean
has_compatible (gunichar c)
{
  return (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xffef) || (c >= 0x2f800 && c <= 0x2fa1f);
}

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

/* What words are made of, and what goes on with one. */
static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

static gboolean
goes_on (gunichar c)
{
  return is_of_word (c) || g_unichar_ismark (c) || heed_fold_is_nothing (c);
}

/* Gives the word that begins at @start. Letters that were taken apart are put
 * together again, so that those of Hangul are what they are. */
static const char *
emit_word (Walk       *walk,
           const char *start,
           const char *end)
{
  GString *token = walk->token;
  g_autofree char *composed = NULL;
  const char *p, *next;

  g_string_truncate (token, 0);

  for (p = start; p < end; p = next)
    {
      gunichar c = read_character (p, end, &next);

      if (!goes_on (c))
        break;
      if (c < 0x80)
        g_string_append_c (token, g_ascii_tolower ((char) c));
      else
        heed_fold_append (token, c);
    }

  if (token->len == 0)
    return p;

  if (!g_str_is_ascii (token->str))
    {
      composed = g_utf8_normalize (token->str, (gssize) token->len, G_NORMALIZE_NFC);
      g_string_assign (token, composed);
    }
  walk->code = walk->emit (walk->context, 0, token->str, (int) token->len,
                           (int) (start - walk->text), (int) (p - walk->text));
  return p;
}

static void
emit_words (Walk       *walk,
            const char *start,
            const char *end)
{
  const char *next;

  for (const char *p = start; p < end && walk->code == SQLITE_OK; p = next)
    if (is_of_word (read_character (p, end, &next)))
      next = emit_word (walk, p, end);
}

/* Gives one letter, which begins at @start, with its marks. */
static const char *
emit_letter (Walk       *walk,
             const char *start)
{
  char letter[MAX_LETTER + 1] = { 0 };
  gsize length = 0;
  gboolean normalize;
  const char *p, *next;
  gunichar c = read_character (start, walk->end, &next);
  g_autofree char *normalized = NULL;
  const char *token = letter;

  normalize = has_compatible (c);
  for (p = start; p < walk->end; p = next)
    {
      c = read_character (p, walk->end, &next);
      if (p > start && !is_mark (c) && !heed_fold_is_nothing (c))
        break;
      if (heed_fold_is_nothing (c) || length + (gsize) (next - p) > MAX_LETTER)
        continue;

      memcpy (letter + length, p, (gsize) (next - p));
      length += (gsize) (next - p);
      normalize |= p > start;
    }

  if (normalize)
    token = normalized = g_utf8_normalize (letter, (gssize) length, G_NORMALIZE_ALL_COMPOSE);
  walk->code = walk->emit (walk->context, 0, token, (int) strlen (token),
                           (int) (start - walk->text), (int) (p - walk->text));
  return p;
}

static int
tokenize_cb (Fts5Tokenizer *tokenizer,
             void          *context,
             int            flags,
             const char    *text,
             int            length,
             HeedTokenFunc      emit)
{
  Walk walk = {
    .text = text,
    .end = text + length,
    .context = context,
    .emit = emit,
    .token = g_string_new (NULL),
    .code = SQLITE_OK,
  };
  const char *words = text, *next;

  for (const char *p = text; p < walk.end && walk.code == SQLITE_OK; p = next)
    if (heed_tokenizer_splits (read_character (p, walk.end, &next)))
      {
        emit_words (&walk, words, p);
        if (walk.code == SQLITE_OK)
          words = next = emit_letter (&walk, p);
      }

  if (walk.code == SQLITE_OK)
    emit_words (&walk, words, walk.end);
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

/* https://www.sqlite.org/fts5.html#extending_fts5 */
static int
find_api (sqlite3   *handle,
          fts5_api **api)
{
  sqlite3_stmt *statement;
  int code = sqlite3_prepare_v2 (handle, "SELECT fts5(?1)", -1, &statement, NULL);

  *api = NULL;
  if (code != SQLITE_OK)
    return code;

  sqlite3_bind_pointer (statement, 1, api, "fts5_api_ptr", NULL);
  sqlite3_step (statement);
  code = sqlite3_finalize (statement);
  return code == SQLITE_OK && *api == NULL ? SQLITE_ERROR : code;
}

/**
 * heed_tokenizer_register:
 * @handle: a connection
 *
 * Makes the tokenizer known to a connection. Every connection that uses the
 * search index has to know it before.
 *
 * Returns: `SQLITE_OK` or an error of SQLite
 */
int
heed_tokenizer_register (sqlite3 *handle)
{
  fts5_tokenizer methods = { .xCreate = create_cb, .xDelete = delete_cb, .xTokenize = tokenize_cb };
  fts5_api *api;
  int code = find_api (handle, &api);

  return code == SQLITE_OK ? api->xCreateTokenizer (api, HEED_TOKENIZER_NAME, api, &methods, NULL) : code;
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
      return is_shared_letter (c);
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
  return is_of_word (c) || heed_tokenizer_splits (c);
}
