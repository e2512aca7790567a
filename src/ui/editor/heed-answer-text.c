/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers and days between how they are kept and how a person writes them.
 * What cannot be understood is kept as it was written. */

#include "heed-answer-text.h"

#include "heed-answer.h"
#include "heed-text.h"
#include "heed-timestamp.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ARABIC_DECIMAL_SEPARATOR 0x066b

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
parse_number (const char *text,
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
read_number (const char *text)
{
  double number;

  return parse_number (text, &number) ? heed_number_format (number) : g_strdup (text);
}

static char *
show_number (const char *value)
{
  double number;

  return heed_number_parse (value, &number) ? g_strdup_printf ("%.15g", number) : g_strdup (value);
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

static char *
show_day (const char *value)
{
  g_autoptr (GDateTime) time = NULL;
  guint32 day;
  GDate date;

  if (!heed_day_parse_iso (value, &day))
    return g_strdup (value);

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  time = g_date_time_new_utc (g_date_get_year (&date), (int) g_date_get_month (&date),
                              g_date_get_day (&date), 12, 0, 0);
  /* Translators: a day in a field, such as “21 November 2026”, in g_date_time_format() codes.
   * A person may change it, so write the month in letters or as a number, and the year. */
  return g_date_time_format (time, _("%-e %B %Y"));
}

static char *
explain_number (HeedField *field)
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

static gboolean
is_beyond_soft_limits (HeedField  *field,
                       const char *value)
{
  double number;

  return heed_number_parse (value, &number) &&
         (number < heed_field_get_soft_min (field) || number > heed_field_get_soft_max (field));
}

static char *
explain (HeedField  *field,
         const char *value)
{
  switch (heed_field_get_field_type (field))
    {
    case HEED_FIELD_NUMBER:
      return explain_number (field);
    case HEED_FIELD_DATE:
      return g_strdup (_("Please write a day such as 2026-11-21. What you wrote is kept as it is."));
    case HEED_FIELD_RATING:
      return g_strdup_printf (_("The answer “%s” is kept, but it is not on this scale."), value);
    case HEED_FIELD_CHOICE:
    case HEED_FIELD_TEXT:
    case HEED_FIELD_PARAGRAPH:
    case HEED_FIELD_LIST:
    case HEED_FIELD_GROUP:
      return NULL;
    }

  g_assert_not_reached ();
}

/**
 * heed_answer_text_show:
 * @field: a field
 * @value: (nullable): an answer as it is kept
 *
 * Writes an answer as a person would, so that they can go on with it.
 *
 * Returns: (transfer full): the text, empty for no answer
 */
char *
heed_answer_text_show (HeedField  *field,
                       const char *value)
{
  if (value == NULL)
    return g_strdup ("");

  switch (heed_field_get_field_type (field))
    {
    case HEED_FIELD_NUMBER:
      return show_number (value);
    case HEED_FIELD_DATE:
      return show_day (value);
    case HEED_FIELD_RATING:
    case HEED_FIELD_CHOICE:
    case HEED_FIELD_TEXT:
    case HEED_FIELD_PARAGRAPH:
    case HEED_FIELD_LIST:
    case HEED_FIELD_GROUP:
      return g_strdup (value);
    }

  g_assert_not_reached ();
}

/**
 * heed_answer_text_read:
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
heed_answer_text_read (HeedField  *field,
                       const char *text)
{
  if (heed_text_is_blank (text))
    return g_strdup (heed_field_get_field_type (field) == HEED_FIELD_NUMBER ||
                     heed_field_get_field_type (field) == HEED_FIELD_DATE ? "" : text);

  switch (heed_field_get_field_type (field))
    {
    case HEED_FIELD_NUMBER:
      return read_number (text);
    case HEED_FIELD_DATE:
      return read_day (text);
    case HEED_FIELD_RATING:
    case HEED_FIELD_CHOICE:
    case HEED_FIELD_TEXT:
    case HEED_FIELD_PARAGRAPH:
    case HEED_FIELD_LIST:
    case HEED_FIELD_GROUP:
      return g_strdup (text);
    }

  g_assert_not_reached ();
}

/**
 * heed_answer_text_trouble:
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
heed_answer_text_trouble (HeedField  *field,
                          const char *value)
{
  if (value == NULL || *value == '\0')
    return NULL;
  if (!heed_field_validate_answer (field, value))
    return explain (field, value);
  if (heed_field_get_field_type (field) == HEED_FIELD_NUMBER && is_beyond_soft_limits (field, value))
    return g_strdup (heed_field_get_warning (field));

  return NULL;
}
