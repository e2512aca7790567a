/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of elements and attributes. What takes more than one element to
 * decide, such as whether a form that is named exists, is the reader's. */

#include "heed-workbook-schema.h"

#include "heed-timestamp.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_ID_LENGTH 64

#define E(name) HEED_ELEMENT_BIT (HEED_ELEMENT_##name)
#define PAGES (E (OVERVIEW) | E (QUESTIONS) | E (TIPS) | E (ACTIVITIES) | E (RESOURCES))
#define GROUPS (E (TIP_GROUP) | E (RESOURCE_GROUP))
#define F(type) HEED_ELEMENT_BIT (HEED_ELEMENT_FIELD + HEED_FIELD_##type)
#define FIELDS (HEED_ELEMENT_BIT (HEED_ELEMENT_FIELD + HEED_N_FIELD_TYPES) - E (FIELD))
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
  FIELD (GROUP, "group", A (MIN) | A (MAX), 0, 0, FIELDS),
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

static char *
check_value (const HeedElementRule *rule,
             const AttributeRule   *attribute,
             const char            *value)
{
  if (attribute->is_valid == NULL || attribute->is_valid (value))
    return NULL;

  return g_strdup_printf (_("“%s” has “%s” as its “%s”. Expected: %s."),
                          rule->name, value, attribute->name, _(attribute->expected));
}

static char *
check_missing (const HeedElementRule *rule,
               guint32                seen)
{
  for (guint i = 0; i < G_N_ELEMENTS (attribute_rules); i++)
    if ((rule->needs & ~seen & (1u << i)) != 0)
      return g_strdup_printf (_("“%s” lacks the attribute “%s”, which is expected here."),
                              rule->name, attribute_rules[i].name);

  return NULL;
}

/**
 * heed_schema_find:
 * @parent: where the element stands
 * @name: its name
 *
 * Finds what the element is.
 *
 * Returns: (nullable): its rule; %NULL when it may not stand there
 */
const HeedElementRule *
heed_schema_find (HeedElement  parent,
                  const char  *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (element_rules); i++)
    if ((element_rules[i].parents & HEED_ELEMENT_BIT (parent)) != 0 && g_str_equal (element_rules[i].name, name))
      return &element_rules[i];

  return NULL;
}

/**
 * heed_schema_list_children:
 * @parent: an element
 *
 * Names what may stand in an element.
 *
 * Returns: (transfer full): quoted names, with commas between them
 */
char *
heed_schema_list_children (HeedElement parent)
{
  guint64 children = 0;

  for (guint i = 0; i < G_N_ELEMENTS (element_rules); i++)
    if ((element_rules[i].parents & HEED_ELEMENT_BIT (parent)) != 0)
      children |= HEED_ELEMENT_BIT (element_rules[i].element);

  return heed_schema_list_elements (children);
}

/**
 * heed_schema_list_elements:
 * @elements: bits of elements
 *
 * Names elements for a person.
 *
 * Returns: (transfer full): quoted names, with commas between them
 */
char *
heed_schema_list_elements (guint64 elements)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (element_rules); i++)
    if ((elements & HEED_ELEMENT_BIT (element_rules[i].element)) != 0)
      append_quoted (list, element_rules[i].name);

  return g_string_free (list, FALSE);
}

/**
 * heed_schema_check_attributes:
 * @rule: the rule of the element
 * @translation: whether this is the translation of an element before it, which
 *   need not say again what is in the attributes of that one
 * @names: (array zero-terminated=1): the names of its attributes
 * @values: (array zero-terminated=1): and what they are
 *
 * Checks the attributes of an element as far as they can be without a look at
 * other elements.
 *
 * Returns: (transfer full) (nullable): what is wrong in a sentence for a person,
 *   or %NULL
 */
char *
heed_schema_check_attributes (const HeedElementRule  *rule,
                              gboolean                translation,
                              const char            **names,
                              const char            **values)
{
  guint32 seen = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      int attribute = find_attribute (rule, names[i]);
      char *problem;

      if (attribute < 0)
        return describe_unknown (rule, names[i]);
      if ((seen & (1u << attribute)) != 0)
        return g_strdup_printf (_("“%s” has the attribute “%s” twice. Once is expected."), rule->name, names[i]);

      problem = check_value (rule, &attribute_rules[attribute], values[i]);
      if (problem != NULL)
        return problem;

      seen |= 1u << attribute;
    }

  return translation ? NULL : check_missing (rule, seen);
}

/**
 * heed_schema_check_children:
 * @rule: the rule of the element
 * @seen: bits of the children that it has
 *
 * Checks that nothing is missing in an element.
 *
 * Returns: (transfer full) (nullable): what is wrong in a sentence for a person,
 *   or %NULL
 */
char *
heed_schema_check_children (const HeedElementRule *rule,
                            guint64                seen)
{
  g_autofree char *list = NULL;

  if ((rule->needs_all & ~seen) != 0)
    {
      list = heed_schema_list_elements (rule->needs_all & ~seen);
      return g_strdup_printf (_("“%s” lacks what is expected in it: %s."), rule->name, list);
    }

  if (rule->needs_any != 0 && (rule->needs_any & seen) == 0)
    {
      list = heed_schema_list_elements (rule->needs_any);
      return g_strdup_printf (_("“%s” lacks a field. At least one of these is expected: %s."), rule->name, list);
    }

  return NULL;
}
