/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of elements and attributes, and the parser. What takes more than one
 * element to decide, such as whether a form that is named exists, is the reader's.
 * GMarkup does not say where an element starts, so each tag that it tells of is looked
 * for where the one before it ended. */

#include "heed-document.h"

#include "heed-error.h"
#include "heed-text.h"
#include "heed-timestamp.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SIZE (4 * 1024 * 1024)
#define MAX_DEPTH 16
#define MAX_ID_LENGTH 64

#define BIT(element) (G_GUINT64_CONSTANT (1) << (element))
#define E(name) BIT (HEED_ELEMENT_##name)
#define PAGES (E (OVERVIEW) | E (QUESTIONS) | E (TIPS) | E (ACTIVITIES) | E (RESOURCES))
#define GROUPS (E (TIP_GROUP) | E (RESOURCE_GROUP))
#define F(type) BIT (HEED_ELEMENT_FIELD + HEED_FIELD_##type)
#define FIELDS (BIT (HEED_ELEMENT_FIELD + HEED_N_FIELD_TYPES) - E (FIELD))
#define HOLDERS (E (FORM) | F (GROUP))

#define A(name) (1u << ATTRIBUTE_##name)
#define COMMON (A (ID) | A (OPTIONAL) | A (NUMBERED))

enum
{
  ATTRIBUTE_LANG,
  ATTRIBUTE_ID,
  ATTRIBUTE_VERSION,
  ATTRIBUTE_FORM,
  ATTRIBUTE_GROUP,
  ATTRIBUTE_MINUTES,
  ATTRIBUTE_ICON,
  ATTRIBUTE_LINK,
  ATTRIBUTE_TINT,
  ATTRIBUTE_TITLED,
  ATTRIBUTE_LISTED,
  ATTRIBUTE_OPTIONAL,
  ATTRIBUTE_NUMBERED,
  ATTRIBUTE_OTHER,
  ATTRIBUTE_LINES,
  ATTRIBUTE_MIN,
  ATTRIBUTE_MAX,
  ATTRIBUTE_SOFT_MIN,
  ATTRIBUTE_SOFT_MAX,
  ATTRIBUTE_SPARE,
  ATTRIBUTE_VALUE,
  ATTRIBUTE_CREDITS,
  ATTRIBUTE_WORKBOOK,
  ATTRIBUTE_UUID,
  ATTRIBUTE_ABOUT,
  ATTRIBUTE_CREATED,
  ATTRIBUTE_MODIFIED,
  ATTRIBUTE_COMPLETED,
  ATTRIBUTE_PATH,
  ATTRIBUTE_TIP,
};

typedef struct
{
  const char *name;
  gboolean (*is_valid) (const char *value); /* NULL: the reader looks */
  const char *expected;
} AttributeRule;

static gboolean
is_id (const char *value)
{
  return g_ascii_islower (*value) && strlen (value) <= MAX_ID_LENGTH &&
         value[strspn (value, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static gboolean
is_yes (const char *value)
{
  return g_str_equal (value, "yes");
}

static gboolean
is_no (const char *value)
{
  return g_str_equal (value, "no");
}

static gboolean
is_time (const char *value)
{
  HeedTimestamp stamp;

  return heed_timestamp_parse (value, &stamp);
}

static gboolean
is_icon (const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-._", *p) == NULL)
      return FALSE;

  return *value != '\0' && !g_str_has_suffix (value, "-symbolic");
}

static gboolean
is_link (const char *value)
{
  return g_str_has_prefix (value, "https://") && value[strlen ("https://")] != '\0' &&
         value[strcspn (value, " \t\r\n")] == '\0';
}

static gboolean
is_tint (const char *value)
{
  const char *tints[] = { "blue", "green", "yellow", "orange", "red", "purple", "brown", "slate", NULL };

  return g_strv_contains (tints, value);
}

static gboolean
is_tag (const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-_@", *p) == NULL)
      return FALSE;

  return g_ascii_isalpha (*value);
}

#define ID_EXPECTED N_("a small letter, then small letters, digits and hyphens, at most 64 in all")
#define YES_EXPECTED N_("“yes”, or no such attribute")
#define TIME_EXPECTED N_("a time such as “2026-11-20T07:38:55Z”")
#define NO_EXPECTED N_("“no”, or no such attribute")

static const AttributeRule attribute_rules[] = {
  [ATTRIBUTE_LANG] = { "xml:lang", is_tag, N_("a language such as “en-US”") },
  [ATTRIBUTE_ID] = { "id", is_id, ID_EXPECTED },
  [ATTRIBUTE_VERSION] = { "version" },
  [ATTRIBUTE_FORM] = { "form", is_id, ID_EXPECTED },
  [ATTRIBUTE_GROUP] = { "group", is_id, ID_EXPECTED },
  [ATTRIBUTE_MINUTES] = { "minutes" },
  [ATTRIBUTE_ICON] = { "icon", is_icon, N_("the name of an icon without “-symbolic”") },
  [ATTRIBUTE_LINK] = { "link", is_link, N_("an address that begins with “https://”") },
  [ATTRIBUTE_TINT] = { "tint", is_tint, N_("blue, green, yellow, orange, red, purple, brown or slate") },
  [ATTRIBUTE_TITLED] = { "titled", is_yes, YES_EXPECTED },
  [ATTRIBUTE_LISTED] = { "listed", is_no, NO_EXPECTED },
  [ATTRIBUTE_OPTIONAL] = { "optional", is_yes, YES_EXPECTED },
  [ATTRIBUTE_NUMBERED] = { "numbered", is_yes, YES_EXPECTED },
  [ATTRIBUTE_OTHER] = { "other", is_yes, YES_EXPECTED },
  [ATTRIBUTE_LINES] = { "lines" },
  [ATTRIBUTE_MIN] = { "min" },
  [ATTRIBUTE_MAX] = { "max" },
  [ATTRIBUTE_SOFT_MIN] = { "soft-min" },
  [ATTRIBUTE_SOFT_MAX] = { "soft-max" },
  [ATTRIBUTE_SPARE] = { "spare" },
  [ATTRIBUTE_VALUE] = { "value" },
  [ATTRIBUTE_CREDITS] = { "credits", is_yes, YES_EXPECTED },
  [ATTRIBUTE_WORKBOOK] = { "workbook", is_id, ID_EXPECTED },
  [ATTRIBUTE_UUID] = { "id", g_uuid_string_is_valid, N_("a UUID") },
  [ATTRIBUTE_ABOUT] = { "item" },
  [ATTRIBUTE_CREATED] = { "created", is_time, TIME_EXPECTED },
  [ATTRIBUTE_MODIFIED] = { "modified", is_time, TIME_EXPECTED },
  [ATTRIBUTE_COMPLETED] = { "completed", is_time, TIME_EXPECTED },
  [ATTRIBUTE_PATH] = { "path" },
  [ATTRIBUTE_TIP] = { "tip", is_id, ID_EXPECTED },
};

#define ROOT(element, name, ...) { HEED_ELEMENT_##element, name, E (DOCUMENT), __VA_ARGS__ }
#define PART(element, name, parents, ...) { HEED_ELEMENT_##element, name, parents, __VA_ARGS__ }
#define ONE_TEXT(element, name, parents) { HEED_ELEMENT_##element, name, parents, A (LANG), .text = TRUE }
#define TEXTS(element, name, parents, own) \
  { HEED_ELEMENT_##element, name, parents, A (LANG) | (own), own, .many = TRUE, .text = TRUE }
#define FIELD(type, name, own, needs, ...) \
  { HEED_ELEMENT_FIELD + HEED_FIELD_##type, name, HOLDERS, COMMON | (own), A (ID) | (needs), \
    E (LABEL) | __VA_ARGS__, .many = TRUE }

static const HeedElementRule element_rules[] = {
  ROOT (WORKBOOK, "workbook", A (ID) | A (VERSION) | A (LANG), A (ID) | A (VERSION) | A (LANG), E (TITLE) | E (FORMS)),
  ROOT (COMMON_FORMS, "forms", A (LANG), A (LANG), E (FORM)),
  ROOT (SAMPLE, "sample", A (WORKBOOK) | A (LANG), A (WORKBOOK) | A (LANG), E (SAMPLE_ENTRY)),

  ONE_TEXT (TITLE, "title", E (WORKBOOK) | PAGES | GROUPS | E (SECTION) | E (POINT) | E (TIP) | E (ACTIVITY) |
                              E (RESOURCE) | E (FORM) | E (EXAMPLE) | E (SAMPLE_ENTRY)),
  ONE_TEXT (SUMMARY, "summary", E (WORKBOOK) | PAGES | GROUPS | E (TIP) | E (ACTIVITY)),
  TEXTS (P, "p", E (SECTION) | E (POINT) | E (TIP) | E (ACTIVITY) | E (RESOURCE) | E (EXAMPLE) | E (ANSWER), 0),

  PART (OVERVIEW, "overview", E (WORKBOOK), 0, 0, E (TITLE) | E (SECTION)),
  PART (SECTION, "section", E (OVERVIEW), A (ID), A (ID), E (TITLE), .many = TRUE),
  PART (POINT, "point", E (SECTION), A (ID), A (ID), E (P), .many = TRUE),
  PART (FIELDS, "fields", E (SECTION), A (FORM) | A (GROUP), A (FORM) | A (GROUP)),

  PART (QUESTIONS, "questions", E (WORKBOOK), A (FORM), A (FORM), E (TITLE)),

  PART (TIPS, "tips", E (WORKBOOK), 0, 0, E (TITLE) | E (TIP_GROUP)),
  PART (TIP_GROUP, "group", E (TIPS), A (ID), A (ID), E (TITLE) | E (TIP), .many = TRUE),
  PART (TIP, "tip", E (TIP_GROUP), A (ID), A (ID), E (TITLE) | E (SUMMARY) | E (P) | E (CUE) | E (PROMPT),
        .many = TRUE),
  TEXTS (CUE, "cue", E (TIP), 0),
  ONE_TEXT (PROMPT, "prompt", E (TIP)),

  PART (ACTIVITIES, "activities", E (WORKBOOK), 0, 0, E (TITLE) | E (ACTIVITY)),
  PART (ACTIVITY, "activity", E (ACTIVITIES), A (ID) | A (FORM) | A (MINUTES) | A (ICON),
        A (ID) | A (FORM) | A (MINUTES), E (TITLE) | E (SUMMARY), .many = TRUE),

  PART (RESOURCES, "resources", E (WORKBOOK), 0, 0, E (TITLE) | E (RESOURCE_GROUP)),
  PART (RESOURCE_GROUP, "group", E (RESOURCES), A (ID) | A (CREDITS), A (ID), E (TITLE) | E (RESOURCE), .many = TRUE),
  PART (RESOURCE, "resource", E (RESOURCE_GROUP), A (ID) | A (LINK), A (ID), E (TITLE), .many = TRUE),

  PART (FORMS, "forms", E (WORKBOOK), 0, 0, E (FORM)),
  PART (FORM, "form", E (FORMS) | E (COMMON_FORMS), A (ID) | A (ICON) | A (TINT) | A (TITLED) | A (LISTED), A (ID),
        E (TITLE), FIELDS, .many = TRUE),
  ONE_TEXT (INSTRUCTION, "instruction", E (FORM)),
  PART (EXAMPLE, "example", E (FORM), 0, 0, E (TITLE)),
  TEXTS (EXAMPLE_POINT, "point", E (EXAMPLE), 0),

  FIELD (TEXT, "text", 0, 0, 0),
  FIELD (PARAGRAPH, "paragraph", A (LINES), 0, 0),
  FIELD (NUMBER, "number", A (MIN) | A (MAX) | A (SOFT_MIN) | A (SOFT_MAX), 0, 0),
  FIELD (DATE, "date", 0, 0, 0),
  FIELD (CHOICE, "choice", A (OTHER), 0, E (OPTION)),
  FIELD (RATING, "rating", A (MIN) | A (MAX), A (MIN) | A (MAX), E (ANCHOR)),
  FIELD (LIST, "list", A (MIN) | A (MAX) | A (SPARE), A (MIN) | A (MAX), E (ITEM)),
  FIELD (GROUP, "group", A (MIN) | A (MAX) | A (TIP), 0, 0, FIELDS),
  ONE_TEXT (LABEL, "label", FIELDS),
  ONE_TEXT (ITEM, "item", F (LIST) | F (GROUP)),
  ONE_TEXT (HINT, "hint", FIELDS),
  ONE_TEXT (WARNING, "warning", F (NUMBER) | F (LIST)),
  ONE_TEXT (UNIT, "unit", F (NUMBER)),
  TEXTS (OPTION, "option", F (CHOICE), A (ID)),
  TEXTS (ANCHOR, "anchor", F (RATING), A (VALUE)),

  PART (SAMPLE_ENTRY, "entry", E (SAMPLE),
        A (UUID) | A (FORM) | A (ABOUT) | A (CREATED) | A (MODIFIED) | A (COMPLETED),
        A (UUID) | A (FORM) | A (CREATED) | A (MODIFIED), 0, .many = TRUE),
  TEXTS (TAG, "tag", E (SAMPLE_ENTRY), 0),
  PART (ANSWER, "answer", E (SAMPLE_ENTRY), A (PATH) | A (MODIFIED) | A (VALUE), A (PATH) | A (MODIFIED), 0,
        .many = TRUE),
  TEXTS (LINE, "line", E (ANSWER), 0),
};

static void
append_quoted (GString    *list,
               const char *name)
{
  if (list->len > 0)
    g_string_append (list, ", ");
  g_string_append_printf (list, "“%s”", name);
}

static int
find_attribute (const HeedElementRule *rule,
                const char            *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (attribute_rules); i++)
    if ((rule->attributes & (1u << i)) != 0 && g_str_equal (attribute_rules[i].name, name))
      return (int) i;

  return -1;
}

static char *
describe_unknown (const HeedElementRule *rule,
                  const char            *name)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (attribute_rules); i++)
    if ((rule->attributes & (1u << i)) != 0)
      append_quoted (list, attribute_rules[i].name);

  if (list->len == 0)
    return g_strdup_printf (_("“%s” has the attribute “%s”, and no attributes were expected."), rule->name, name);

  return g_strdup_printf (_("“%s” has the unknown attribute “%s”. Expected: %s."), rule->name, name, list->str);
}

/* The rule of an element that stands in @parent; NULL when it may not stand there. */
static const HeedElementRule *
look_up_rule (HeedElement  parent,
              const char  *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (element_rules); i++)
    if ((element_rules[i].parents & BIT (parent)) != 0 && g_str_equal (element_rules[i].name, name))
      return &element_rules[i];

  return NULL;
}

/* Those that are @elements, and those that may stand in @parents, by their names. */
static char *
list_elements (guint64 elements,
               guint64 parents)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (element_rules); i++)
    if ((elements & BIT (element_rules[i].element)) != 0 || (parents & element_rules[i].parents) != 0)
      append_quoted (list, element_rules[i].name);

  return g_string_free (list, FALSE);
}

/* What is wrong with the attributes of an element as far as one can say without a look
 * at other elements, or NULL. A translation need not say again what is in those of the
 * element before it. */
static char *
check_attributes (const HeedElementRule  *rule,
                  gboolean                translation,
                  const char            **names,
                  const char            **values)
{
  guint32 seen = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      int found = find_attribute (rule, names[i]);
      const AttributeRule *attribute = &attribute_rules[MAX (found, 0)];

      if (found < 0)
        return describe_unknown (rule, names[i]);
      if ((seen & (1u << found)) != 0)
        return g_strdup_printf (_("“%s” has the attribute “%s” twice. Once is expected."), rule->name, names[i]);
      if (attribute->is_valid != NULL && !attribute->is_valid (values[i]))
        return g_strdup_printf (_("“%s” has “%s” as its “%s”. Expected: %s."),
                                rule->name, values[i], attribute->name, _(attribute->expected));

      seen |= 1u << found;
    }

  for (guint i = 0; i < G_N_ELEMENTS (attribute_rules) && !translation; i++)
    if ((rule->needs & ~seen & (1u << i)) != 0)
      return g_strdup_printf (_("“%s” lacks the attribute “%s”, which is expected here."),
                              rule->name, attribute_rules[i].name);

  return NULL;
}

static void
free_node (gpointer data)
{
  HeedNode *node = data;

  g_strfreev (node->attributes);
  g_free (node->text);
  g_ptr_array_unref (node->children);
  g_free (node);
}

/* Which translation a person wants. Locale names such as `de_AT.UTF-8` meet
 * the tags of XML such as `de-AT`; both are brought to the form `de-at`. */
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

/* How much a language is wanted, less for what is wanted more. A wish for `de-at` is met
 * by `de-at`, and then by `de`, before the next wish is looked at. Unlike a translation
 * the original also serves other regions, as `en-US` does `en_GB`, and the locale `C`. */
static guint
rank_language (GStrv       wanted,
               const char *language,
               gboolean    original)
{
  g_autofree char *tag = canonicalize (language);
  gboolean serves_others = original || strpbrk (tag, "-@") == NULL;

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (g_str_equal (wanted[i], tag))
        return i * 2;
      if ((serves_others && equal_base (wanted[i], tag)) ||
          (original && (g_str_equal (wanted[i], "c") || g_str_equal (wanted[i], "posix"))))
        return i * 2 + 1;
    }

  return G_MAXUINT;
}

static GStrv
list_wanted (const char * const *names)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (names = names != NULL ? names : g_get_language_names (); *names != NULL; names++)
    {
      g_autofree char *tag = canonicalize (*names);

      g_strv_builder_add (builder, tag);
    }

  return g_strv_builder_end (builder);
}

typedef struct
{
  HeedDocument *document;
  HeedElement root;
  GStrv wanted; /* languages, the dearest first */
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
  g_autoptr (GStrvBuilder) attributes = g_strv_builder_new ();
  HeedNode *node = g_new0 (HeedNode, 1);

  for (guint i = 0; names[i] != NULL; i++)
    g_strv_builder_add_many (attributes, names[i], values[i], NULL);

  node->rule = rule;
  node->parent = parser->current;
  node->offset = parser->offset;
  node->attributes = g_strv_builder_end (attributes);
  node->children = g_ptr_array_new_with_free_func (free_node);
  if (node->parent != NULL)
    {
      node->parent->seen |= BIT (rule->element);
      g_ptr_array_add (node->parent->children, node);
    }
  else
    {
      parser->document->root = node;
    }

  parser->current = node;
  g_string_truncate (parser->text, 0);
  return node;
}

/* Takes the node's text for the nearest element before it that it translates
 * when it is wanted more, and drops the node. */
static void
merge_translation (Parser   *parser,
                   HeedNode *node)
{
  GPtrArray *siblings = node->parent->children;
  guint rank = rank_language (parser->wanted, heed_node_get (node, "xml:lang"), FALSE);

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
  const HeedElementRule *rule = look_up_rule (parent, name);
  g_autofree char *expected = NULL;

  if (parent == HEED_ELEMENT_DOCUMENT)
    {
      if (rule != NULL && rule->element == parser->root && parser->document->root == NULL)
        return rule;

      expected = list_elements (BIT (parser->root), 0);
      heed_document_fail (parser->document, parser->offset, error, NULL,
                          _("“%s” was found. Expected: %s, once."), name, expected);
      return NULL;
    }

  if (rule != NULL)
    return rule;

  expected = list_elements (0, BIT (parent));
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
check_element (Parser                 *parser,
               const HeedElementRule  *rule,
               const char            **names,
               const char            **values,
               GError                **error)
{
  gboolean translation = rule->text && g_strv_contains (names, "xml:lang");
  gboolean seen = parser->current != NULL && (parser->current->seen & BIT (rule->element)) != 0;
  g_autofree char *problem = check_attributes (rule, translation, names, values);

  if (problem != NULL)
    return heed_document_fail (parser->document, parser->offset, error, NULL, "%s", problem);
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
has_control_character (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

static gboolean
finish_node (Parser    *parser,
             HeedNode  *node,
             GError   **error)
{
  const HeedElementRule *rule = node->rule;
  guint64 missing = rule->needs_all & ~node->seen;
  g_autofree char *list = list_elements (missing != 0 ? missing : rule->needs_any, 0);

  if (rule->text)
    node->text = heed_text_normalize (parser->text->str);

  if (rule->text && heed_text_is_blank (node->text))
    return heed_document_fail (parser->document, node->offset, error, NULL,
                               _("“%s” is empty. Text is expected in it."), rule->name);
  if (rule->text && has_control_character (node->text))
    return heed_document_fail (parser->document, node->offset, error, NULL,
                               _("“%s” holds a control character. Only text is expected there."), rule->name);
  if (missing != 0)
    return heed_document_fail (parser->document, node->offset, error, NULL,
                               _("“%s” lacks what is expected in it: %s."), rule->name, list);
  if (rule->needs_any != 0 && (rule->needs_any & node->seen) == 0)
    return heed_document_fail (parser->document, node->offset, error, NULL,
                               _("“%s” lacks a field. At least one of these is expected: %s."), rule->name, list);

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
  if (parser->depth >= MAX_DEPTH)
    {
      heed_document_fail (parser->document, parser->offset, error, NULL,
                          _("“%s” is nested too deeply. At most %d levels are expected."),
                          name, MAX_DEPTH);
      return;
    }

  rule = find_rule (parser, name, error);
  if (rule == NULL || !check_element (parser, rule, names, values, error))
    return;

  node = open_node (parser, rule, names, values);
  if (parser->depth++ == 0)
    parser->original_rank = rank_language (parser->wanted, heed_node_get (node, "xml:lang"), TRUE);
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
  if (node->rule->text && heed_node_get (node, "xml:lang") != NULL)
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

  expected = list_elements (BIT (parser->root), 0);
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

/**
 * heed_document_load:
 * @file: a file
 * @name: (out): what errors call the file
 * @error: return location for an error
 *
 * Reads the file, but never much more than a workbook may have, so that it
 * fails in good time whatever the file is.
 *
 * Returns: (transfer full) (nullable): what is in it; %NULL with
 *   `HEED_ERROR_NOT_FOUND` or `HEED_ERROR_FAILED`
 */
GBytes *
heed_document_load (GFile   *file,
                    char   **name,
                    GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &reason);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *buffer = NULL;
  gsize length;

  *name = base != NULL ? g_filename_display_name (base) : g_file_get_uri (file);
  if (stream != NULL)
    {
      buffer = g_malloc (MAX_SIZE + 1);
      if (g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, MAX_SIZE + 1, &length, NULL, &reason))
        return g_bytes_new (buffer, length);
    }

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    heed_set_error (error, HEED_ERROR_NOT_FOUND, reason->message,
                    _("There is no workbook “%s”."), *name);
  else
    heed_set_error (error, HEED_ERROR_FAILED, reason->message,
                    _("The workbook “%s” could not be read. Look whether it is a file that you may open."), *name);
  return NULL;
}

/**
 * heed_document_parse:
 * @bytes: what is in the file
 * @name: what errors call the file
 * @root: what the root has to be
 * @languages: (nullable) (array zero-terminated=1): the person's languages, the dearest first;
 *   %NULL asks g_get_language_names()
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
  g_autoptr (HeedDocument) self = g_new0 (HeedDocument, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) wanted = list_wanted (languages);
  Parser parser = { .document = self, .root = root, .wanted = wanted, .text = text };
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length), *bad;

  if (data == NULL)
    data = "";
  self->name = g_utf8_make_valid (name, -1);
  self->bytes = g_bytes_ref (bytes);
  parser.data = data;
  parser.next = data + (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
  parser.end = data + length;

  if (length > MAX_SIZE)
    heed_document_fail (self, 0, error, NULL,
                        _("The file is larger than 4 MB. A workbook of at most that size is expected."));
  else if (!g_utf8_validate_len (data, length, &bad))
    heed_document_fail (self, (gsize) (bad - data), error, NULL,
                        _("This is not UTF-8 text. Expected: a file that was saved as UTF-8."));
  else if (parse_text (&parser, error))
    return g_steal_pointer (&self);

  return NULL;
}

/**
 * heed_document_free:
 * @self: a document
 *
 * Frees the document and all its nodes.
 */
void
heed_document_free (HeedDocument *self)
{
  g_clear_pointer (&self->root, free_node);
  g_bytes_unref (self->bytes);
  g_free (self->name);
  g_free (self);
}

/**
 * heed_document_fail:
 * @self: a document
 * @offset: where the trouble is, in bytes
 * @error: (out) (optional): where to put the error
 * @detail: (nullable): the parser's own words
 * @format: what was found and what was expected, in translated sentences
 * @...: its arguments
 *
 * Raises `HEED_ERROR_INVALID_FILE` with file name, line and column.
 *
 * Returns: %FALSE, so that a check can return it
 */
gboolean
heed_document_fail (HeedDocument  *self,
                    gsize          offset,
                    GError       **error,
                    const char    *detail,
                    const char    *format,
                    ...)
{
  const char *data = g_bytes_get_data (self->bytes, NULL);
  g_autofree char *problem = NULL;
  guint line = 1, column = 1; /* in characters */
  va_list args;

  va_start (args, format);
  problem = g_strdup_vprintf (format, args);
  va_end (args);

  for (gsize i = 0; i < offset; i++)
    if (data[i] == '\n')
      {
        line++;
        column = 1;
      }
    else
      {
        /* What cannot be read as UTF-8 ends the text, so that all before @offset is whole. */
        column += (data[i] & 0xC0) != 0x80;
      }

  /* Translators: the name of a file, where in it something is wrong, and a sentence or two that say what. */
  heed_set_error (error, HEED_ERROR_INVALID_FILE, detail, _("%s, line %u, column %u: %s"),
                  self->name, line, column, problem);
  return FALSE;
}

/**
 * heed_node_get:
 * @node: a node
 * @attribute: a name
 *
 * Gets an attribute.
 *
 * Returns: (nullable): its value
 */
const char *
heed_node_get (HeedNode   *node,
               const char *attribute)
{
  for (guint i = 0; node->attributes[i] != NULL; i += 2)
    if (g_str_equal (node->attributes[i], attribute))
      return node->attributes[i + 1];

  return NULL;
}

/**
 * heed_node_find:
 * @node: a node
 * @child: what to look for
 *
 * Finds the first child that is a @child.
 *
 * Returns: (nullable): the child
 */
HeedNode *
heed_node_find (HeedNode    *node,
                HeedElement  child)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      HeedNode *found = g_ptr_array_index (node->children, i);

      if (found->rule->element == child)
        return found;
    }

  return NULL;
}

/**
 * heed_node_get_text:
 * @node: a node
 * @child: a child that there is at most one of
 *
 * Gets the text of a child.
 *
 * Returns: (nullable): the text, %NULL without that child
 */
const char *
heed_node_get_text (HeedNode    *node,
                    HeedElement  child)
{
  HeedNode *found = heed_node_find (node, child);

  return found != NULL ? found->text : NULL;
}
