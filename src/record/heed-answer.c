/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers are kept as text: numbers in the C locale, days as ISO 8601 writes
 * them, a choice as the id of its option. What that text means for each type of
 * field is an answer class, and what the rest of the program asks of an answer
 * it asks here. */

#include "heed-answer.h"

#include "heed-text.h"
#include "heed-timestamp.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ARABIC_DECIMAL_SEPARATOR 0x066b

/* What is to be known of the answers to one type of field. A function that is not
 * there leaves an answer as it stands. */
typedef struct
{
  const char *name;    /* of the type, in exports */
  const char *nothing; /* what is read where there is no answer, if that is not that nothing is written */
  gboolean is_short;
  gboolean is_words;
  gboolean is_number;

  /* For a person who reads it. */
  char *(*format) (HeedField  *field,
                   HeedRecord *record,
                   const char *path,
                   const char *value);
  /* For the search, see heed_field_dup_shown(). */
  char *(*show) (HeedField  *field,
                 const char *path,
                 const char *value);
  /* For a person who writes it, and back. */
  char *(*edit) (const char *value);
  char *(*read) (const char *text);
  /* Whether it can be an answer, and what to say if not. */
  gboolean (*validate) (HeedField  *field,
                        const char *value);
  char *(*explain) (HeedField  *field,
                    const char *value);
} AnswerClass;

/* Digits of any script become those that the C library knows. */
static char *
use_ascii_digits (const char *text)
{
  GString *result = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        g_string_append_c (result, (char) ('0' + g_unichar_digit_value (c)));
      else if (c == ARABIC_DECIMAL_SEPARATOR)
        g_string_append_c (result, '.');
      else
        g_string_append_unichar (result, c);
    }

  return g_string_free (result, FALSE);
}

static gboolean
parse_written (const char *text,
               double     *number)
{
  g_autofree char *digits = use_ascii_digits (text);
  double parsed;
  char *end;

  g_strstrip (digits);
  if (*digits == '\0' || strspn (digits, "+-0123456789.,") != strlen (digits))
    return FALSE;

  parsed = strtod (digits, &end);
  if (*end == '\0' && isfinite (parsed))
    {
      *number = parsed;
      return TRUE;
    }

  return heed_number_parse (digits, number);
}

static char *
format_number (HeedField  *field,
               HeedRecord *record,
               const char *path,
               const char *value)
{
  const char *unit = heed_field_get_unit (field);
  g_autofree char *text = NULL;
  double number;

  if (!heed_number_parse (value, &number))
    return g_strdup (value);

  text = g_strdup_printf ("%'.15g", number);
  return unit != NULL ? g_strdup_printf ("%s %s", text, unit) : g_steal_pointer (&text);
}

static char *
edit_number (const char *value)
{
  double number;

  return heed_number_parse (value, &number) ? g_strdup_printf ("%.15g", number) : g_strdup (value);
}

static char *
read_number (const char *text)
{
  double number;

  return parse_written (text, &number) ? heed_number_format (number) : g_strdup (text);
}

static gboolean
validate_number (HeedField  *field,
                 const char *value)
{
  double number;

  return heed_number_parse (value, &number) &&
         number >= heed_field_get_min (field) &&
         number <= heed_field_get_max (field);
}

static char *
explain_number (HeedField  *field,
                const char *value)
{
  double min = heed_field_get_min (field), max = heed_field_get_max (field);
  g_autofree char *low = g_strdup_printf ("%.15g", min);
  g_autofree char *high = g_strdup_printf ("%.15g", max);

  if (isfinite (min) && isfinite (max))
    /* Translators: the least and the greatest number. */
    return g_strdup_printf (_("Please write a number from %s to %s. What you wrote is kept as it is."), low, high);
  if (isfinite (min))
    return g_strdup_printf (_("Please write a number of %s or more. What you wrote is kept as it is."), low);
  if (isfinite (max))
    return g_strdup_printf (_("Please write a number of %s or less. What you wrote is kept as it is."), high);

  return g_strdup (_("Please write a number. What you wrote is kept as it is."));
}

static char *
format_day (HeedField  *field,
            HeedRecord *record,
            const char *path,
            const char *value)
{
  guint32 day;

  return heed_day_parse_iso (value, &day) ? heed_day_format (day) : g_strdup (value);
}

static char *
show_day (HeedField  *field,
          const char *path,
          const char *value)
{
  guint32 day;

  return heed_day_parse_iso (value, &day) ? heed_day_format_in_full (day) : NULL;
}

static char *
edit_day (const char *value)
{
  guint32 day;

  return heed_day_parse_iso (value, &day) ? heed_day_format_in_full (day) : g_strdup (value);
}

/* GLib reads a lone number or month as a day, too; here three parts are asked
 * for. */
static gboolean
has_three_parts (const char *text)
{
  guint parts = 0;
  gboolean inside = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean part = g_unichar_isalnum (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p));

      parts += part && !inside;
      inside = part;
    }

  return parts == 3;
}

/* A month that GLib does not know by its name it takes from the first number, and
 * 1 October becomes 1 January. So the name has to be one of that month. */
static gboolean
is_named (const char  *text,
          const GDate *date)
{
  static const char * const formats[] = { "%B", "%OB", "%b", "%Ob" };
  g_autoptr (GDateTime) time = g_date_time_new_utc (g_date_get_year (date), (int) g_date_get_month (date),
                                                    g_date_get_day (date), 12, 0, 0);
  g_autofree char *words = g_utf8_casefold (text, -1);
  gboolean has_letters = FALSE, named = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    has_letters = has_letters || g_unichar_isalpha (g_utf8_get_char (p));
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *month = g_date_time_format (time, formats[i]);
      g_autofree char *name = g_utf8_casefold (month, -1);

      if (g_str_has_suffix (name, "."))
        name[strlen (name) - 1] = '\0';
      named = named || strstr (words, name) != NULL;
    }

  return !has_letters || named;
}

static char *
read_day (const char *text)
{
  g_autofree char *digits = use_ascii_digits (text);
  guint32 day;
  GDate date;

  g_strstrip (digits);
  if (heed_day_parse_iso (digits, &day))
    return g_steal_pointer (&digits);

  g_date_clear (&date, 1);
  if (has_three_parts (digits))
    g_date_set_parse (&date, digits);

  return g_date_valid (&date) && is_named (digits, &date) ? heed_day_format_iso (g_date_get_julian (&date))
                                                          : g_strdup (text);
}

static gboolean
validate_day (HeedField  *field,
              const char *value)
{
  guint32 day;

  return heed_day_parse_iso (value, &day);
}

static char *
explain_day (HeedField  *field,
             const char *value)
{
  return g_strdup (_("Please write a day such as 2026-11-21. What you wrote is kept as it is."));
}

static char *
format_choice (HeedField  *field,
               HeedRecord *record,
               const char *path,
               const char *value)
{
  const char *label = heed_field_find_option (field, value);
  g_autofree char *other_path = NULL;
  const char *other;

  if (label != NULL)
    return g_strdup (label);
  if (!g_str_equal (value, HEED_CHOICE_OTHER))
    return g_strdup (value);

  other_path = g_strconcat (path, "/", HEED_CHOICE_OTHER, NULL);
  other = heed_record_get_answer (record, other_path);
  return g_strdup (heed_text_is_blank (other) ? _("Other") : other);
}

static char *
show_choice (HeedField  *field,
             const char *path,
             const char *value)
{
  /* What somebody wrote themselves where no option fitted. */
  if (g_str_has_suffix (path, "/" HEED_CHOICE_OTHER) && !g_str_equal (heed_field_get_id (field), HEED_CHOICE_OTHER))
    return NULL;

  /* The words of an own choice are an answer of their own. */
  return g_strdup (g_str_equal (value, HEED_CHOICE_OTHER) ? "" : heed_field_find_option (field, value));
}

static gboolean
validate_choice (HeedField  *field,
                 const char *value)
{
  return heed_field_find_option (field, value) != NULL ||
         (heed_field_get_allows_other (field) && g_str_equal (value, HEED_CHOICE_OTHER));
}

static char *
format_rating (HeedField  *field,
               HeedRecord *record,
               const char *path,
               const char *value)
{
  /* Translators: a rating, such as “4 of 5”. */
  return g_strdup_printf (_("%s of %d"), value, (int) heed_field_get_max (field));
}

static char *
show_rating (HeedField  *field,
             const char *path,
             const char *value)
{
  double number;
  const char *anchor = heed_field_parse_answer (field, value, &number) ? heed_field_get_anchor (field, (int) number) : NULL;

  return g_strdup (anchor != NULL ? anchor : "");
}

static gboolean
validate_rating (HeedField  *field,
                 const char *value)
{
  double number;

  return validate_number (field, value) && heed_number_parse (value, &number) && number == trunc (number);
}

static char *
explain_rating (HeedField  *field,
                const char *value)
{
  return g_strdup_printf (_("The answer “%s” is kept, but it is not on this scale."), value);
}

static const AnswerClass text_class = {
  .name = "text",
  .is_short = TRUE,
  .is_words = TRUE,
};

static const AnswerClass paragraph_class = {
  .name = "paragraph",
  .is_words = TRUE,
};

static const AnswerClass number_class = {
  .name = "number",
  .is_short = TRUE,
  .is_number = TRUE,
  .format = format_number,
  .edit = edit_number,
  .read = read_number,
  .validate = validate_number,
  .explain = explain_number,
};

static const AnswerClass date_class = {
  .name = "date",
  .is_short = TRUE,
  .format = format_day,
  .show = show_day,
  .edit = edit_day,
  .read = read_day,
  .validate = validate_day,
  .explain = explain_day,
};

static const AnswerClass choice_class = {
  .name = "choice",
  .nothing = N_("Nothing chosen"),
  .format = format_choice,
  .show = show_choice,
  .validate = validate_choice,
};

static const AnswerClass rating_class = {
  .name = "rating",
  .nothing = N_("Not rated"),
  .is_number = TRUE,
  .format = format_rating,
  .show = show_rating,
  .validate = validate_rating,
  .explain = explain_rating,
};

/* Of its rows. */
static const AnswerClass list_class = {
  .name = "list",
  .is_words = TRUE,
};

static const AnswerClass group_class = {
  .name = "group",
};

static const AnswerClass *
get_class (HeedField *field)
{
  switch (heed_field_get_field_type (field))
    {
    case HEED_FIELD_TEXT:
      return &text_class;
    case HEED_FIELD_PARAGRAPH:
      return &paragraph_class;
    case HEED_FIELD_NUMBER:
      return &number_class;
    case HEED_FIELD_DATE:
      return &date_class;
    case HEED_FIELD_CHOICE:
      return &choice_class;
    case HEED_FIELD_RATING:
      return &rating_class;
    case HEED_FIELD_LIST:
      return &list_class;
    case HEED_FIELD_GROUP:
      return &group_class;
    }

  g_assert_not_reached ();
}

/**
 * heed_field_format_answer:
 * @field: the field at @path
 * @record: an entry
 * @path: where the answer is
 *
 * Writes an answer for a person: the label of the option, the number with its
 * unit, the day in their language, "4 of 5" for a rating. An answer that does
 * not fit the field is given as it stands.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where there is no
 *   answer
 */
char *
heed_field_format_answer (HeedField  *field,
                          HeedRecord *record,
                          const char *path)
{
  const char *value = heed_record_get_answer (record, path);
  const AnswerClass *klass = get_class (field);

  if (value == NULL || klass->format == NULL)
    return g_strdup (value);

  return klass->format (field, record, path, value);
}

/**
 * heed_field_format_then:
 * @field: a rating
 * @record: an entry
 * @path: where the rating is
 *
 * Writes the second look at the rating of last time for a person.
 *
 * Returns: (transfer full) (nullable): a sentence, or %NULL where nobody took
 *   one
 */
char *
heed_field_format_then (HeedField  *field,
                        HeedRecord *record,
                        const char *path)
{
  g_autofree char *then_path = g_strconcat (path, "/", HEED_RATING_THEN, NULL);
  g_autofree char *rating = NULL;

  if (heed_text_is_blank (heed_record_get_answer (record, then_path)))
    return NULL;

  rating = heed_field_format_answer (field, record, then_path);
  /* Translators: a rating that is given to the past, such as “2 of 5”. */
  return g_strdup_printf (_("Knowing what I know now, last time was %s."), rating);
}

/**
 * heed_then_get_question:
 *
 * Gets what a second look at a rating of last time answers.
 *
 * Returns: a question in the person's language
 */
const char *
heed_then_get_question (void)
{
  return _("Knowing what I know now, where was I last time?");
}

/**
 * heed_field_validate_answer:
 * @field: a field
 * @value: (nullable): what somebody would answer
 *
 * Tells whether @value is an answer to @field: a number within the limits, a
 * day that exists, an option that is offered. No answer is always fine, and
 * any text is an answer to what asks for text.
 *
 * Returns: %TRUE if it can be kept
 */
gboolean
heed_field_validate_answer (HeedField  *field,
                            const char *value)
{
  const AnswerClass *klass = get_class (field);

  if (value == NULL || *value == '\0')
    return TRUE;

  return klass->validate != NULL ? klass->validate (field, value) : g_utf8_validate (value, -1, NULL);
}

/**
 * heed_field_explain_answer:
 * @field: a field
 * @value: (nullable): an answer as it is kept
 *
 * Says what there is to say about an answer: that it is not what was asked
 * for, or the field's own hint where it lies outside the soft limits. Neither
 * keeps anybody from going on.
 *
 * Returns: (transfer full) (nullable): a sentence, or %NULL if all is well
 */
char *
heed_field_explain_answer (HeedField  *field,
                           const char *value)
{
  const AnswerClass *klass = get_class (field);
  double number;

  if (!heed_field_validate_answer (field, value))
    return klass->explain != NULL ? klass->explain (field, value) : NULL;
  if (klass->is_number && heed_field_parse_answer (field, value, &number) &&
      (number < heed_field_get_soft_min (field) || number > heed_field_get_soft_max (field)))
    return g_strdup (heed_field_get_warning (field));

  return NULL;
}

/**
 * heed_field_parse_answer:
 * @field: a number or a rating
 * @value: (nullable): an answer as it is kept
 * @number: (out): where to put it
 *
 * Reads a number that fits.
 *
 * Returns: %FALSE where there is none; @number is then untouched
 */
gboolean
heed_field_parse_answer (HeedField  *field,
                         const char *value,
                         double     *number)
{
  return value != NULL && heed_field_validate_answer (field, value) && heed_number_parse (value, number);
}

/**
 * heed_field_edit_answer:
 * @field: a field
 * @value: (nullable): an answer as it is kept
 *
 * Writes an answer as a person would, so that they can go on with it.
 *
 * Returns: (transfer full): the text, empty for no answer
 */
char *
heed_field_edit_answer (HeedField  *field,
                        const char *value)
{
  const AnswerClass *klass = get_class (field);

  if (value == NULL || klass->edit == NULL)
    return g_strdup (heed_text_or_empty (value));

  return klass->edit (value);
}

/**
 * heed_field_read_answer:
 * @field: a field
 * @text: what somebody wrote
 *
 * Turns what a person wrote into the answer to keep. A number may be written
 * with the decimal sign and the digits of their language, a day as ISO 8601 or
 * their language writes it.
 *
 * Returns: (transfer full): the answer; @text itself where it makes no sense
 *   as an answer to @field
 */
char *
heed_field_read_answer (HeedField  *field,
                        const char *text)
{
  const AnswerClass *klass = get_class (field);

  if (klass->read == NULL)
    return g_strdup (text);

  return heed_text_is_blank (text) ? g_strdup ("") : klass->read (text);
}

/**
 * heed_field_dup_shown:
 * @field: the field at @path
 * @path: where the answer is
 * @value: an answer, which is not empty
 *
 * Gets the words that stand in a form for an answer, which is what the search
 * is to find.
 *
 * Returns: (transfer full) (nullable): the words, "" where there are none, such as
 *   for a number of stars; %NULL where the answer stands there as it is
 */
char *
heed_field_dup_shown (HeedField  *field,
                      const char *path,
                      const char *value)
{
  const AnswerClass *klass = get_class (field);

  return klass->show != NULL ? klass->show (field, path, value) : NULL;
}

/**
 * heed_field_describe_nothing:
 * @field: a field
 *
 * Gets what is read where there is no answer.
 *
 * Returns: a few words in the person's language
 */
const char *
heed_field_describe_nothing (HeedField *field)
{
  const char *nothing = get_class (field)->nothing;

  return nothing != NULL ? _(nothing) : _("Nothing written");
}

/**
 * heed_field_get_type_name:
 * @field: a field
 *
 * Gets the name that exports give to what the field asks for.
 *
 * Returns: the name
 */
const char *
heed_field_get_type_name (HeedField *field)
{
  return get_class (field)->name;
}

/**
 * heed_field_is_short:
 * @field: a field
 *
 * Tells whether an answer is on one line, so that it can stand beside its label.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_field_is_short (HeedField *field)
{
  return get_class (field)->is_short;
}

/**
 * heed_field_is_words:
 * @field: a field
 *
 * Tells whether an answer is in the person's own words, which lists show.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_field_is_words (HeedField *field)
{
  return get_class (field)->is_words;
}

/**
 * heed_field_is_number:
 * @field: a field
 *
 * Tells whether an answer that fits is a number.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_field_is_number (HeedField *field)
{
  return get_class (field)->is_number;
}

/**
 * heed_number_format:
 * @number: a finite number
 *
 * Writes a number as answers keep it: in the C locale, as short as exact.
 *
 * Returns: (transfer full): the text
 */
char *
heed_number_format (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
}

/**
 * heed_number_parse:
 * @text: a number in the C locale
 * @number: (out): where to put it
 *
 * Reads what heed_number_format() wrote.
 *
 * Returns: %FALSE when @text is anything but a finite number; @number is then
 *   untouched
 */
gboolean
heed_number_parse (const char *text,
                   double     *number)
{
  char *end;
  double parsed;

  if (*text == '\0' || g_ascii_isspace (*text))
    return FALSE;

  parsed = g_ascii_strtod (text, &end);
  if (*end != '\0' || !isfinite (parsed))
    return FALSE;

  *number = parsed;
  return TRUE;
}
