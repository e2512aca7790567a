/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Moments as the export writes them: RFC 3339, always with an offset. An
 * export holds a time for each answer, so writing them has to be quick. */

#include "heed-json-time.h"

#include <string.h>

#define MINUTE (60 * G_TIME_SPAN_SECOND)

/* The Julian day number of 1970-01-01, and the first and the last moment that four
 * digits of a year can name. */
#define EPOCH_DAY 719163
#define FIRST_TIME ((1 - EPOCH_DAY) * G_TIME_SPAN_DAY)
#define LAST_TIME ((3652060 - EPOCH_DAY) * G_TIME_SPAN_DAY - 1)

static void
set_day (HeedJsonClock *clock,
         gint64         day)
{
  g_autofree char *date = NULL;

  if (clock->day == day && *clock->date != '\0')
    return;

  date = heed_day_format_iso ((guint32) (day + EPOCH_DAY));
  g_strlcpy (clock->date, date, sizeof clock->date);
  clock->day = day;
}

/* GLib reads all of ISO 8601, which allows weeks, day numbers and times
 * without an offset. */
static gboolean
has_shape (const char *text)
{
  static const char shape[] = "dddd-dd-ddTdd:dd:dd";

  for (guint i = 0; shape[i] != '\0'; i++)
    if (shape[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return FALSE;

  text += strlen (shape);
  if (*text == '.')
    text += 1 + strspn (text + 1, "0123456789");

  return g_str_equal (text, "Z") || (strlen (text) == 6 && text[3] == ':');
}

/* Two digits that count to less than @limit. */
static gboolean
is_below (const char *digits,
          int         limit)
{
  return g_ascii_isdigit (digits[0]) && g_ascii_isdigit (digits[1]) &&
         10 * g_ascii_digit_value (digits[0]) + g_ascii_digit_value (digits[1]) < limit;
}

/* GLib takes a leap second, which no clock of a computer shows, for the one after
 * it, and offsets of a day and more. */
static gboolean
is_of_a_clock (const char *text)
{
  const char *offset = text + strlen (text) - strlen ("+hh:mm");

  return is_below (text + strlen ("dddd-dd-ddT"), 24) && is_below (text + strlen ("dddd-dd-ddTdd:"), 60) &&
         is_below (text + strlen ("dddd-dd-ddTdd:dd:"), 60) &&
         (g_str_has_suffix (text, "Z") || (is_below (offset + 1, 24) && is_below (offset + 4, 60)));
}

/**
 * heed_json_time_format:
 * @clock: what was written before
 * @stamp: a moment; seconds of its offset are dropped, as RFC 3339 has none,
 *   and a moment that is outside the years 1 to 9999 on its clock is moved to the
 *   nearest one inside
 * @buffer: room for `HEED_JSON_TIME_SIZE` bytes
 *
 * Writes a moment such as `2026-11-21T09:30:00.000000+01:00`, to the
 * microsecond; `Z` stands for no offset.
 *
 * Returns: @buffer
 */
const char *
heed_json_time_format (HeedJsonClock *clock,
                       HeedTimestamp  stamp,
                       char          *buffer)
{
  int minutes = CLAMP (stamp.offset / 60, -23 * 60 - 59, 23 * 60 + 59);
  gint64 local = CLAMP (stamp.utc, FIRST_TIME - minutes * MINUTE, LAST_TIME - minutes * MINUTE) + minutes * MINUTE;
  gint64 day = local / G_TIME_SPAN_DAY - (local % G_TIME_SPAN_DAY < 0);
  gint64 time = local - day * G_TIME_SPAN_DAY;
  guint seconds = (guint) (time / G_TIME_SPAN_SECOND);
  gsize length;

  set_day (clock, day);
  length = (gsize) g_snprintf (buffer, HEED_JSON_TIME_SIZE, "%sT%02u:%02u:%02u.%06u", clock->date, seconds / 3600,
                               seconds / 60 % 60, seconds % 60, (guint) (time % G_TIME_SPAN_SECOND));
  if (minutes == 0)
    g_strlcpy (buffer + length, "Z", HEED_JSON_TIME_SIZE - length);
  else
    g_snprintf (buffer + length, HEED_JSON_TIME_SIZE - length, "%c%02u:%02u", minutes < 0 ? '-' : '+',
                (guint) ABS (minutes) / 60, (guint) ABS (minutes) % 60);
  return buffer;
}

/**
 * heed_json_time_parse:
 * @text: an RFC 3339 date and time
 * @stamp: (out): where to put it
 *
 * Reads a moment with its offset.
 *
 * Returns: %FALSE when @text is no such date and time; @stamp is then untouched
 */
gboolean
heed_json_time_parse (const char    *text,
                      HeedTimestamp *stamp)
{
  return has_shape (text) && is_of_a_clock (text) && heed_timestamp_parse (text, stamp);
}
