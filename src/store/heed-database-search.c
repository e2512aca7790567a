/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Search. What a person types never reaches the query language of the index:
 * each word is quoted, so that there is nothing to get wrong. */

#include "heed-database-private.h"

#include "heed-text.h"
#include "heed-tokenizer.h"

#include <string.h>

/* More words than this do not make a search any narrower, while finding the part
 * to show takes four times as long for twice as many. */
#define MAX_TERMS 16

/* Nobody types more than this. Of a page that was pasted the begin is searched
 * for: each letter may be a token, and a phrase of very many takes forever. */
#define MAX_LENGTH 256

/* Those of ASCII that are no punctuation. */
#define SIGNS "#$%&*+/<=>@\\^|~"

/* The parameters beside those of the query. */
enum
{
  PARAMETER_EXPRESSION = HEED_N_PARAMETERS,
  PARAMETER_START,
  PARAMETER_END,
  PARAMETER_LENGTH,
};

/* How much of an entry is shown around what was found: words, or letters where
 * each is a token by itself. */
#define WORDS_SHOWN 16
#define LETTERS_SHOWN 48

/* First which are the best, or the first in another order, then one more pass for the
 * words around what was found, so that only for these that is looked up: for
 * everything that is found, it would cost more than the search. So the
 * limit cuts equals by row, which is the order in which they came. The plus
 * signs keep the index from starting anew for each row. */
#define SELECT_MATCHES \
  " ORDER BY place, search.rowid DESC LIMIT ?10) " \
  "SELECT best.row, snippet(search, -1, ?13, ?14, '…', ?15) " \
  "FROM search CROSS JOIN best ON best.row = +search.rowid CROSS JOIN entry ON entry.row = best.row " \
  "WHERE search MATCH ?12 ORDER BY best.place, entry.created DESC, entry.row DESC"
#define COUNT_MATCHES "SELECT count(*) FROM search WHERE search MATCH ?12 AND "
#define SELECT_ROW "SELECT " HEED_SUMMARY_COLUMNS " FROM entry WHERE row = ?1"

/* Whether there is anything in it that the index knows as part of a word. */
static gboolean
has_word (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (heed_tokenizer_knows (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* Each is asked for once, however often it was typed. */
static void
end_term (GString    *expression,
          GString    *term,
          GHashTable *terms,
          gboolean    prefix)
{
  g_autofree char *folded = heed_text_fold (term->str);
  guint n_terms = g_hash_table_size (terms);

  if (n_terms < MAX_TERMS && has_word (term->str) &&
      g_hash_table_add (terms, g_strconcat (folded, prefix ? "*" : "", NULL)))
    g_string_append_printf (expression, "%s\"%s\"%s", n_terms > 0 ? " " : "", term->str, prefix ? "*" : "");

  g_string_truncate (term, 0);
}

/* Words may go on; a phrase in quotation marks is as it is, unless its second
 * mark has not been typed yet. */
static char *
build_expression (const char *words)
{
  g_autofree char *text = g_utf8_make_valid (words, -1);
  g_autoptr (GString) expression = g_string_new (NULL);
  g_autoptr (GString) term = g_string_new (NULL);
  g_autoptr (GHashTable) terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean quoted = FALSE;
  guint length = 0;

  for (const char *p = text; *p != '\0' && length < MAX_LENGTH; p = g_utf8_next_char (p), length++)
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == 0xab || c == 0xbb || (c >= 0x201c && c <= 0x201f))
        {
          end_term (expression, term, terms, !quoted);
          quoted = !quoted;
        }
      else if (g_unichar_isspace (c) && !quoted)
        end_term (expression, term, terms, TRUE);
      else
        g_string_append_unichar (term, c);
    }

  end_term (expression, term, terms, TRUE);
  return expression->len > 0 ? g_strdup (expression->str) : NULL;
}

/**
 * heed_database_can_search:
 * @words: what somebody typed
 *
 * Tells whether there is anything in it that the search index knows: a word, a
 * number or a sign.
 *
 * Returns: %FALSE if nothing can be found, whatever the journal holds
 */
gboolean
heed_database_can_search (const char *words)
{
  g_autofree char *expression = NULL;

  g_return_val_if_fail (words != NULL, FALSE);

  expression = build_expression (words);
  return expression != NULL;
}

/**
 * heed_database_dup_left_out:
 * @words: what somebody typed
 *
 * Finds the signs in it that mean something, as in “C++”, and that the search index
 * does not hold, as those that are typed with punctuation: it finds “C”.
 *
 * Returns: (transfer full) (nullable): each once, with spaces between them; %NULL if
 *   there are none
 */
char *
heed_database_dup_left_out (const char *words)
{
  GString *left_out = g_string_new (NULL);

  g_return_val_if_fail (words != NULL, NULL);

  for (const char *p = words; *p != '\0'; p++)
    if (strchr (SIGNS, *p) != NULL && strchr (left_out->str, *p) == NULL)
      g_string_append_printf (left_out, "%s%c", left_out->len > 0 ? " " : "", *p);

  return g_string_free (left_out, left_out->len == 0);
}

static HeedStatement *
prepare_matches (HeedDatabase    *self,
                 const HeedQuery *query,
                 const char      *expression)
{
  g_autoptr (GString) sql = g_string_new ("WITH best AS MATERIALIZED (SELECT search.rowid AS row, ");
  static const char * const places[] = {
    [HEED_ORDER_USUAL] = "rank",
    [HEED_ORDER_NEWEST] = "-entry.created",
    [HEED_ORDER_OLDEST] = "entry.created",
    [HEED_ORDER_CHANGED] = "-entry.modified",
  };
  HeedStatement *statement;
  gboolean splits = FALSE;

  for (const char *p = expression; !splits && *p != '\0'; p = g_utf8_next_char (p))
    splits = heed_tokenizer_splits (g_utf8_get_char (p));

  g_string_append (sql, places[query->order]);
  g_string_append (sql, " AS place FROM search");
  if (query->order != HEED_ORDER_USUAL)
    g_string_append (sql, " CROSS JOIN entry ON entry.row = +search.rowid");
  g_string_append (sql, " WHERE search MATCH ?12 AND ");
  heed_query_append_filter (query, "+search.rowid", sql);
  g_string_append (sql, SELECT_MATCHES);
  statement = heed_connection_prepare (self->connection, g_intern_string (sql->str));
  heed_query_bind (query, statement);
  heed_statement_bind_text (statement, PARAMETER_EXPRESSION, expression);
  heed_statement_bind_text (statement, PARAMETER_START, HEED_MATCH_START);
  heed_statement_bind_text (statement, PARAMETER_END, HEED_MATCH_END);
  heed_statement_bind_int (statement, PARAMETER_LENGTH, splits ? LETTERS_SHOWN : WORDS_SHOWN);
  return statement;
}

/**
 * heed_database_search:
 * @self: a database
 * @query: what somebody typed, and which entries are wanted besides, in which order
 * @error: return location for an error
 *
 * Finds the entries that have all of the words in their title, answers or
 * tags, without regard to case and diacritics. Whatever is typed is a valid
 * search; one without a word finds nothing, and of a long one the begin counts.
 *
 * Returns: (transfer full) (element-type HeedMatch) (nullable): what was found, in that
 *   order; where the limit cuts through equals, those that were added last are kept.
 *   %NULL with an error of the domain `HEED_ERROR`
 */
GPtrArray *
heed_database_search (HeedDatabase     *self,
                      const HeedQuery  *query,
                      GError          **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_match_free);
  g_autofree char *expression = NULL;
  g_autoptr (HeedSnapshot) snapshot = NULL;
  g_autoptr (HeedStatement) matches = NULL;
  g_autoptr (HeedStatement) entries = NULL;

  heed_database_use (self);
  g_return_val_if_fail (query != NULL, NULL);

  expression = build_expression (heed_text_or_empty (query->words));
  if (expression == NULL)
    return g_steal_pointer (&found);

  snapshot = heed_connection_begin_read (self->connection, error);
  if (snapshot == NULL)
    return NULL;

  matches = prepare_matches (self, query, expression);
  entries = heed_connection_prepare (self->connection, SELECT_ROW);
  while (heed_statement_next (matches))
    {
      heed_statement_bind (entries, heed_int (heed_statement_get_int (matches, 0)));
      if (heed_statement_next (entries))
        {
          HeedMatch *match = g_new0 (HeedMatch, 1);

          match->summary = heed_database_read_summary (entries);
          match->snippet = heed_text_normalize (heed_text_or_empty (heed_statement_get_text (matches, 1)));
          g_ptr_array_add (found, match);
        }
      if (!heed_statement_end (entries, error))
        return NULL;
    }

  return heed_statement_end (matches, error) ? g_steal_pointer (&found) : NULL;
}

/**
 * heed_database_count_matches:
 * @self: a database
 * @query: what somebody typed, and which entries are wanted besides
 * @count: (out): how many entries there are, whatever the limit
 * @error: return location for an error
 *
 * Counts the entries that heed_database_search() would find without a limit.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_database_count_matches (HeedDatabase     *self,
                             const HeedQuery  *query,
                             guint            *count,
                             GError          **error)
{
  g_autoptr (GString) sql = g_string_new (COUNT_MATCHES);
  g_autofree char *expression = NULL;
  g_autoptr (HeedStatement) statement = NULL;

  heed_database_use (self);
  g_return_val_if_fail (query != NULL, FALSE);

  *count = 0;
  expression = build_expression (heed_text_or_empty (query->words));
  if (expression == NULL)
    return TRUE;

  heed_query_append_filter (query, "+search.rowid", sql);
  statement = heed_connection_prepare (self->connection, g_intern_string (sql->str));
  heed_query_bind (query, statement);
  heed_statement_bind_text (statement, PARAMETER_EXPRESSION, expression);
  if (heed_statement_next (statement))
    *count = (guint) heed_statement_get_int (statement, 0);
  return heed_statement_end (statement, error);
}

/**
 * heed_match_free:
 * @match: (transfer full): a match
 *
 * Frees a match.
 */
void
heed_match_free (HeedMatch *match)
{
  heed_summary_unref (match->summary);
  g_free (match->snippet);
  g_free (match);
}
