/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers are kept as text: numbers in the C locale, days as ISO 8601 writes
 * them, a choice as the id of its option. This is where that text is checked
 * and turned into what a person reads. */

#include "heed-answer.h"

#include "heed-text.h"
#include "heed-timestamp.h"

#include <glib/gi18n.h>
#include <math.h>

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
format_number (HeedField  *field,
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
format_day (const char *value)
{
  guint32 day;

  return heed_day_parse_iso (value, &day) ? heed_day_format (day) : g_strdup (value);
}

static gboolean
is_in_range (HeedField  *field,
             const char *value,
             gboolean    whole)
{
  double number;

  return heed_number_parse (value, &number) &&
         number >= heed_field_get_min (field) &&
         number <= heed_field_get_max (field) &&
         (!whole || number == trunc (number));
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

  if (value == NULL)
    return NULL;

  switch (heed_field_get_field_type (field))
    {
    case HEED_FIELD_CHOICE:
      return format_choice (field, record, path, value);
    case HEED_FIELD_NUMBER:
      return format_number (field, value);
    case HEED_FIELD_DATE:
      return format_day (value);
    case HEED_FIELD_RATING:
      /* Translators: a rating, such as “4 of 5”. */
      return g_strdup_printf (_("%s of %d"), value, (int) heed_field_get_max (field));
    case HEED_FIELD_TEXT:
    case HEED_FIELD_PARAGRAPH:
    case HEED_FIELD_LIST:
    case HEED_FIELD_GROUP:
      return g_strdup (value);
    }

  g_assert_not_reached ();
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
  guint32 day;

  if (value == NULL || *value == '\0')
    return TRUE;

  switch (heed_field_get_field_type (field))
    {
    case HEED_FIELD_NUMBER:
      return is_in_range (field, value, FALSE);
    case HEED_FIELD_RATING:
      return is_in_range (field, value, TRUE);
    case HEED_FIELD_DATE:
      return heed_day_parse_iso (value, &day);
    case HEED_FIELD_CHOICE:
      return heed_field_find_option (field, value) != NULL ||
             (heed_field_get_allows_other (field) && g_str_equal (value, HEED_CHOICE_OTHER));
    case HEED_FIELD_TEXT:
    case HEED_FIELD_PARAGRAPH:
    case HEED_FIELD_LIST:
    case HEED_FIELD_GROUP:
      return g_utf8_validate (value, -1, NULL);
    }

  g_assert_not_reached ();
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
