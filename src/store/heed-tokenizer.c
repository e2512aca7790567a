/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the search index takes text apart. Where words are written with spaces
 * between them, SQLite's own unicode61 does it. Where they are not, nobody can
 * tell without a dictionary where a word begins, so each letter is a token by
 * itself: whatever part of the text is searched for is then found, as a phrase
 * of letters. https://www.sqlite.org/fts5.html#custom_tokenizers */

#include "heed-tokenizer.h"

#include <string.h>

/* No letter of a living script is longer with all its marks. */
#define MAX_LETTER 64

/* The first letter that heed_tokenizer_splits(): in most texts nothing more
 * has to be asked. */
#define FIRST_SPLIT 0x0e00

#define HALFWIDTH_VOICED_MARK 0xff9e
#define HALFWIDTH_SEMI_VOICED_MARK 0xff9f

typedef int (*TokenFunc) (void       *context,
                          int         flags,
                          const char *token,
                          int         length,
                          int         start,
                          int         end);

/* What SQLite knows as a Fts5Tokenizer. */
typedef struct
{
  fts5_tokenizer methods; /* of unicode61 */
  Fts5Tokenizer *unicode61;
} Tokenizer;

/* A text that is being taken apart. */
typedef struct
{
  Tokenizer *tokenizer;
  const char *text;
  const char *end;
  int flags;
  void *context;
  TokenFunc emit;
  int offset; /* of what unicode61 is looking at */
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
is_variation_selector (gunichar c)
{
  return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
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

static int
pass_on_cb (void       *data,
            int         flags,
            const char *token,
            int         length,
            int         start,
            int         end)
{
  Walk *walk = data;

  walk->code = walk->emit (walk->context, flags, token, length, walk->offset + start, walk->offset + end);
  return walk->code;
}

/* unicode61 does not tell when it was stopped, but the callback knows. */
static void
emit_words (Walk       *walk,
            const char *start,
            const char *end)
{
  int code;

  if (start == end)
    return;

  walk->offset = (int) (start - walk->text);
  code = walk->tokenizer->methods.xTokenize (walk->tokenizer->unicode61, walk, walk->flags,
                                             start, (int) (end - start), pass_on_cb);
  if (walk->code == SQLITE_OK)
    walk->code = code;
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
      if (p > start && !is_mark (c))
        break;
      if (is_variation_selector (c) || length + (gsize) (next - p) > MAX_LETTER)
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
             TokenFunc      emit)
{
  Walk walk = {
    .tokenizer = (Tokenizer *) tokenizer,
    .text = text,
    .end = text + length,
    .flags = flags,
    .context = context,
    .emit = emit,
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
  return walk.code == SQLITE_DONE ? SQLITE_OK : walk.code;
}

static void
delete_cb (Fts5Tokenizer *data)
{
  Tokenizer *self = (Tokenizer *) data;

  if (self->unicode61 != NULL)
    self->methods.xDelete (self->unicode61);
  g_free (self);
}

static int
create_cb (void           *data,
           const char    **arguments,
           int             n_arguments,
           Fts5Tokenizer **tokenizer)
{
  const char *options[] = { "remove_diacritics", "2" };
  fts5_api *api = data;
  Tokenizer *self = g_new0 (Tokenizer, 1);
  void *unicode61 = NULL;
  int code;

  code = n_arguments == 0 ? api->xFindTokenizer (api, "unicode61", &unicode61, &self->methods) : SQLITE_ERROR;
  if (code == SQLITE_OK)
    code = self->methods.xCreate (unicode61, options, G_N_ELEMENTS (options), &self->unicode61);
  if (code == SQLITE_OK)
    *tokenizer = (Fts5Tokenizer *) self;
  else
    delete_cb ((Fts5Tokenizer *) self);
  return code;
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
 * heed_tokenizer_splits:
 * @c: a character
 *
 * Tells whether it is a letter or digit of a script that has no spaces between
 * words, and so a token by itself.
 *
 * Returns: %FALSE for letters of other scripts and for what is no letter
 */
gboolean
heed_tokenizer_splits (gunichar c)
{
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
