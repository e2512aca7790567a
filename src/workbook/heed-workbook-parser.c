/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The parser. GMarkup does not say where an element starts, so each tag that it
 * tells of is looked for where the one before it ended. */

#include "heed-workbook-parser.h"

#include "heed-error.h"
#include "heed-languages.h"
#include "heed-text.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  HeedDocument *document;
  HeedElement root;
  HeedLanguages *languages;
  guint original_rank; /* how much the language of the file is wanted */
  HeedNode *current;
  GString *text; /* of the current node */
  guint depth;
  const char *data;
  const char *next; /* after the last tag or comment that GMarkup has told of */
  const char *end;
  gboolean closed;  /* that tag closes its element, too */
  gsize offset;     /* of what it tells of now */
} Parser;

static HeedNode *
open_node (Parser                 *parser,
           const HeedElementRule  *rule,
           const char            **names,
           const char            **values)
{
  HeedNode *node = heed_node_new (rule, parser->offset, names, values);

  if (parser->current != NULL)
    heed_node_add (parser->current, node);
  else
    parser->document->root = node;

  parser->current = node;
  g_string_truncate (parser->text, 0);
  return node;
}

static gboolean
is_translation (HeedNode *node)
{
  return node->rule->text && heed_node_get (node, "xml:lang") != NULL;
}

/* Takes the node's text for the nearest element before it that it translates
 * when it is wanted more, and drops the node. */
static void
merge_translation (Parser   *parser,
                   HeedNode *node)
{
  GPtrArray *siblings = node->parent->children;
  guint rank = heed_languages_rank (parser->languages, heed_node_get (node, "xml:lang"));

  for (guint i = siblings->len - 1; i > 0; i--)
    {
      HeedNode *original = g_ptr_array_index (siblings, i - 1);

      if (original->rule != node->rule)
        continue;

      if (rank < original->rank)
        {
          g_free (original->text);
          original->text = g_steal_pointer (&node->text);
          original->rank = rank;
        }
      break;
    }

  g_ptr_array_set_size (siblings, (int) siblings->len - 1);
}

static const HeedElementRule *
find_rule (Parser      *parser,
           const char  *name,
           GError     **error)
{
  HeedElement parent = parser->current != NULL ? parser->current->rule->element : HEED_ELEMENT_DOCUMENT;
  const HeedElementRule *rule = heed_schema_find (parent, name);
  g_autofree char *expected = NULL;

  if (parent == HEED_ELEMENT_DOCUMENT)
    {
      if (rule != NULL && rule->element == parser->root && parser->document->root == NULL)
        return rule;

      expected = heed_schema_list_elements (HEED_ELEMENT_BIT (parser->root));
      heed_document_fail (parser->document, parser->offset, error, NULL,
                          _("“%s” was found. Expected: %s, once."), name, expected);
      return NULL;
    }

  if (rule != NULL)
    return rule;

  expected = heed_schema_list_children (parent);
  if (*expected == '\0')
    heed_document_fail (parser->document, parser->offset, error, NULL,
                        _("“%s” was found in “%s”. Only text is expected there."),
                        name, parser->current->rule->name);
  else
    heed_document_fail (parser->document, parser->offset, error, NULL,
                        _("“%s” was found in “%s”. Expected there: %s."),
                        name, parser->current->rule->name, expected);
  return NULL;
}

static gboolean
check_place (Parser                 *parser,
             const HeedElementRule  *rule,
             gboolean                translation,
             GError                **error)
{
  gboolean seen;

  if (parser->current == NULL)
    return TRUE;

  seen = (parser->current->seen & HEED_ELEMENT_BIT (rule->element)) != 0;
  if (translation && !seen)
    return heed_document_fail (parser->document, parser->offset, error, NULL,
                               _("This “%s” is a translation. The original, without “xml:lang”, is expected before it."),
                               rule->name);
  if (!translation && seen && !rule->many)
    return heed_document_fail (parser->document, parser->offset, error, NULL,
                               _("“%s” has a second “%s”. Only one is expected."),
                               parser->current->rule->name, rule->name);

  return TRUE;
}

static gboolean
check_element (Parser                 *parser,
               const HeedElementRule  *rule,
               const char            **names,
               const char            **values,
               GError                **error)
{
  gboolean translation = rule->text && g_strv_contains (names, "xml:lang");
  g_autofree char *problem = heed_schema_check_attributes (rule, translation, names, values);

  if (problem != NULL)
    return heed_document_fail (parser->document, parser->offset, error, NULL, "%s", problem);

  return check_place (parser, rule, translation, error);
}

static gboolean
has_control_character (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

static gboolean
finish_text (Parser    *parser,
             HeedNode  *node,
             GError   **error)
{
  node->text = heed_text_normalize (parser->text->str);

  if (heed_text_is_blank (node->text))
    return heed_document_fail (parser->document, node->offset, error, NULL,
                               _("“%s” is empty. Text is expected in it."), node->rule->name);
  if (has_control_character (node->text))
    return heed_document_fail (parser->document, node->offset, error, NULL,
                               _("“%s” holds a control character. Only text is expected there."),
                               node->rule->name);

  return TRUE;
}

static gboolean
finish_node (Parser    *parser,
             HeedNode  *node,
             GError   **error)
{
  g_autofree char *problem = NULL;

  if (node->rule->text)
    return finish_text (parser, node, error);

  problem = heed_schema_check_children (node->rule, node->seen);
  if (problem != NULL)
    return heed_document_fail (parser->document, node->offset, error, NULL, "%s", problem);

  return TRUE;
}

static gboolean
has_prefix (const char *start,
            const char *end,
            const char *prefix)
{
  size_t length = strlen (prefix);

  return (size_t) (end - start) >= length && memcmp (start, prefix, length) == 0;
}

static const char *
find_after (const char *start,
            const char *end,
            const char *mark)
{
  const char *found = g_strstr_len (start, end - start, mark);

  return found != NULL ? found + strlen (mark) : end;
}

/* Finds the end of a tag, a comment or the like. A ">" in an attribute does
 * not end a tag. */
static const char *
find_tag_end (const char *start,
              const char *end)
{
  char quote = '\0';

  if (has_prefix (start, end, "<!--"))
    return find_after (start + 4, end, "-->");
  if (has_prefix (start, end, "<?"))
    return find_after (start, end, "?>");

  for (const char *p = start; p < end; p++)
    if (quote != '\0')
      quote = *p == quote ? '\0' : quote;
    else if (*p == '"' || *p == '\'')
      quote = *p;
    else if (*p == '>')
      return p + 1;

  return end;
}

static const char *
find_tag (Parser *parser)
{
  const char *tag = memchr (parser->next, '<', (gsize) (parser->end - parser->next));

  return tag != NULL ? tag : parser->end;
}

/* Goes past the next tag or comment. */
static void
step (Parser *parser)
{
  const char *tag = find_tag (parser);

  parser->offset = (gsize) (tag - parser->data);
  parser->next = find_tag_end (tag, parser->end);
  parser->closed = parser->next - tag > 2 && parser->next[-2] == '/';
}

static void
start_element_cb (GMarkupParseContext  *context,
                  const char           *name,
                  const char          **names,
                  const char          **values,
                  gpointer              user_data,
                  GError              **error)
{
  Parser *parser = user_data;
  const HeedElementRule *rule;
  HeedNode *node;

  step (parser);
  if (parser->depth >= HEED_WORKBOOK_MAX_DEPTH)
    {
      heed_document_fail (parser->document, parser->offset, error, NULL,
                          _("“%s” is nested too deeply. At most %d levels are expected."),
                          name, HEED_WORKBOOK_MAX_DEPTH);
      return;
    }

  rule = find_rule (parser, name, error);
  if (rule == NULL || !check_element (parser, rule, names, values, error))
    return;

  node = open_node (parser, rule, names, values);
  if (parser->depth++ == 0)
    parser->original_rank = heed_languages_rank_original (parser->languages, heed_node_get (node, "xml:lang"));
  node->rank = parser->original_rank;
}

static void
end_element_cb (GMarkupParseContext  *context,
                const char           *name,
                gpointer              user_data,
                GError              **error)
{
  Parser *parser = user_data;
  HeedNode *node = parser->current;

  if (!parser->closed)
    step (parser);
  parser->closed = FALSE;
  if (!finish_node (parser, node, error))
    return;

  parser->current = node->parent;
  parser->depth--;
  if (is_translation (node))
    merge_translation (parser, node);
}

static const char *
skip_space (const char *text,
            const char *end)
{
  while (text < end && strchr (" \t\r\n", *text) != NULL)
    text++;

  return text;
}

static gboolean
fail_stray (Parser      *parser,
            const char  *detail,
            GError     **error)
{
  return heed_document_fail (parser->document, (gsize) (skip_space (parser->next, parser->end) - parser->data), error,
                             detail, _("Text was found where only elements are expected."));
}

static void
text_cb (GMarkupParseContext  *context,
         const char           *text,
         gsize                 length,
         gpointer              user_data,
         GError              **error)
{
  Parser *parser = user_data;
  HeedNode *node = parser->current;

  if (node != NULL && node->rule->text)
    g_string_append_len (parser->text, text, (gssize) length);
  else if (text + length != skip_space (text, text + length))
    fail_stray (parser, NULL, error);
}

/* What GMarkup hands on as it is. xgettext makes one space of several on each side
 * of a comment or a CDATA section by itself, which would have to be done in the same
 * way here. */
static void
passthrough_cb (GMarkupParseContext  *context,
                const char           *text,
                gsize                 length,
                gpointer              user_data,
                GError              **error)
{
  Parser *parser = user_data;

  step (parser);
  if (has_prefix (text, text + length, "<!") && !has_prefix (text, text + length, "<!--"))
    heed_document_fail (parser->document, parser->offset, error, NULL,
                        _("This part of XML has no place in a workbook. Expected: elements, text and comments."));
  else if (parser->current != NULL && parser->current->rule->text)
    heed_document_fail (parser->document, parser->offset, error, NULL,
                        _("“%s” has a comment inside its text. Comments are expected between elements."),
                        parser->current->rule->name);
}

/* What GMarkup dislikes is what comes next: in a text a "&", or that it stands outside
 * of the root, and otherwise a tag. */
static gboolean
fail_markup (Parser      *parser,
             const char  *detail,
             GError     **error)
{
  const char *tag = find_tag (parser);
  const char *ampersand = memchr (parser->next, '&', (gsize) (tag - parser->next));

  if (ampersand != NULL && parser->current != NULL)
    return heed_document_fail (parser->document, (gsize) (ampersand - parser->data), error, detail,
                               _("This “&” begins nothing that is known. Expected: “&amp;” for the sign itself."));
  if (parser->current == NULL && skip_space (parser->next, tag) != tag)
    return fail_stray (parser, detail, error);
  if (parser->current != NULL && has_prefix (tag, parser->end, "</"))
    return heed_document_fail (parser->document, (gsize) (tag - parser->data), error, detail,
                               _("This closes the wrong element. Expected: “</%s>”."),
                               parser->current->rule->name);

  return heed_document_fail (parser->document, (gsize) (tag - parser->data), error, detail,
                             _("This is not well-formed XML. Expected: a whole tag such as “<p>”, with each attribute in quotes."));
}

static gboolean
fail_end (Parser      *parser,
          gsize        length,
          const char  *detail,
          GError     **error)
{
  HeedNode *node = parser->current;
  g_autofree char *expected = NULL;

  if (node != NULL)
    return heed_document_fail (parser->document, length, error, detail,
                               _("The file ends too early. Expected: “</%s>”."), node->rule->name);
  if (parser->document->root != NULL)
    return heed_document_fail (parser->document, length, error, detail,
                               _("The file ends in the middle of what follows the last element. Nothing is expected there."));

  expected = heed_schema_list_elements (HEED_ELEMENT_BIT (parser->root));
  return heed_document_fail (parser->document, length, error, detail,
                             _("The file ends with nothing in it. Expected: %s."), expected);
}

static gboolean
parse_text (Parser  *parser,
            GError **error)
{
  const GMarkupParser callbacks = {
    .start_element = start_element_cb,
    .end_element = end_element_cb,
    .text = text_cb,
    .passthrough = passthrough_cb,
  };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&callbacks, G_MARKUP_DEFAULT_FLAGS, parser, NULL);
  g_autoptr (GError) reason = NULL;

  if (!g_markup_parse_context_parse (context, parser->next, parser->end - parser->next, &reason))
    {
      if (reason->domain != HEED_ERROR)
        return fail_markup (parser, reason->message, error);

      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  /* GMarkup is content with a file that holds nothing but a comment. */
  if (g_markup_parse_context_end_parse (context, &reason) && parser->document->root != NULL)
    return TRUE;

  return fail_end (parser, (gsize) (parser->end - parser->data), reason != NULL ? reason->message : NULL, error);
}

static gboolean
check_bytes (HeedDocument  *self,
             const char    *data,
             gsize          length,
             GError       **error)
{
  const char *bad;

  if (length > HEED_WORKBOOK_MAX_SIZE)
    return heed_document_fail (self, 0, error, NULL,
                               _("The file is larger than 4 MB. A workbook of at most that size is expected."));
  if (!g_utf8_validate_len (data, length, &bad))
    return heed_document_fail (self, (gsize) (bad - data), error, NULL,
                               _("This is not UTF-8 text. Expected: a file that was saved as UTF-8."));

  return TRUE;
}

/**
 * heed_document_parse:
 * @bytes: what is in the file
 * @name: what errors call the file
 * @root: what the root has to be
 * @languages: (nullable) (array zero-terminated=1): the person's languages, as in
 *   heed_languages_new()
 * @error: return location for an error
 *
 * Reads the elements of a file and checks each by itself.
 *
 * Returns: (transfer full) (nullable): the tree, or %NULL with
 *   `HEED_ERROR_INVALID_FILE`
 */
HeedDocument *
heed_document_parse (GBytes              *bytes,
                     const char          *name,
                     HeedElement          root,
                     const char * const  *languages,
                     GError             **error)
{
  g_autoptr (HeedDocument) self = heed_document_new (bytes, name);
  g_autoptr (HeedLanguages) wanted = heed_languages_new (languages);
  g_autoptr (GString) text = g_string_new (NULL);
  Parser parser = { .document = self, .root = root, .languages = wanted, .text = text };
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (data == NULL)
    data = "";
  parser.data = data;
  parser.next = data + (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
  parser.end = data + length;
  if (!check_bytes (self, data, length, error) || !parse_text (&parser, error))
    return NULL;

  return g_steal_pointer (&self);
}
