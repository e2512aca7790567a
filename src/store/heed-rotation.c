/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which backups stay. What counts are days, weeks and months that have a backup,
 * and not how long ago they were: however long nobody wrote, and however wrong a
 * clock goes, the newest ones stay. */

#include "heed-rotation.h"

/* A class of backups while they are gone through, newest first. */
typedef struct
{
  gint64 period; /* of the last one kept; -1 for none */
  guint left;
} Class;

enum
{
  DAY,
  WEEK,
  MONTH,
  N_CLASSES
};

/* The first day that GDate counts was a Monday. */
static void
find_periods (gint64  made,
              gint64 *periods)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (made / G_USEC_PER_SEC);
  g_autoptr (GDateTime) time = utc != NULL ? g_date_time_to_local (utc) : NULL;
  GDate date;

  periods[DAY] = periods[WEEK] = periods[MONTH] = 0;
  if (time == NULL)
    return;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (time), (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  periods[DAY] = g_date_get_julian (&date);
  periods[WEEK] = (periods[DAY] - 1) / 7;
  periods[MONTH] = g_date_time_get_year (time) * 12 + g_date_time_get_month (time);
}

static gboolean
take (Class  *classes,
      gint64  made)
{
  gint64 periods[N_CLASSES];
  gboolean taken = FALSE;

  find_periods (made, periods);
  for (guint i = 0; i < N_CLASSES; i++)
    if (classes[i].left > 0 && classes[i].period != periods[i])
      {
        classes[i].period = periods[i];
        classes[i].left--;
        taken = TRUE;
      }

  return taken;
}

static void
reset (Class              *classes,
       const HeedRotation *self)
{
  const guint numbers[N_CLASSES] = { MAX (self->days, 1), self->weeks, self->months };

  for (guint i = 0; i < N_CLASSES; i++)
    classes[i] = (Class) { -1, numbers[i] };
}

/**
 * heed_rotation_choose:
 * @self: which ones to keep
 * @made: (array length=n_made): when each backup was made, in microseconds since
 *   1970 UTC, newest first
 * @n_made: how many there are
 * @now: what the clock says
 * @keep: (out caller-allocates) (array length=n_made): whether to keep each
 *
 * Chooses which backups stay: the newest one of each of the last days, weeks and
 * months that have any, by the calendar of this place. Those from a time to come,
 * made by a clock that was wrong, or before one that is wrong now, are counted by
 * themselves, so that neither kind pushes out the other.
 */
void
heed_rotation_choose (const HeedRotation *self,
                      const gint64       *made,
                      guint               n_made,
                      gint64              now,
                      gboolean           *keep)
{
  Class classes[N_CLASSES];

  for (guint i = 0; i < n_made; i++)
    {
      g_return_if_fail (i == 0 || made[i] <= made[i - 1]);

      if (i == 0 || (made[i - 1] > now && made[i] <= now))
        reset (classes, self);
      keep[i] = take (classes, made[i]);
    }
}
