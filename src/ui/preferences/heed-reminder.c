/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* When to remind. See heed-reminder.h. */

#include "heed-reminder.h"

#include "heed-alarm.h"
#include "heed-settings.h"

/* Somebody who goes on with an old entry has one of these in hand, as good as
 * always; a question about all entries would cost more than it is worth. */
#define LATEST_ENTRIES 100

struct _HeedReminder
{
  GObject parent_instance;

  GSettings *settings;
  HeedJournal *journal; /* (nullable) */
  guint source;
  GDateTime *looked;    /* when it looked at the clock last */
};

enum
{
  DUE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedReminder, heed_reminder, G_TYPE_OBJECT)

static void
queried_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (HeedReminder) self = data;
  g_autoptr (GPtrArray) entries = heed_journal_query_finish (HEED_JOURNAL (source), result, NULL);
  guint32 today = heed_day_today ();

  /* What is wrong with the journal is told elsewhere. */
  if (entries == NULL)
    return;

  for (guint i = 0; i < entries->len; i++)
    {
      HeedRecord *head = heed_entry_get_head (g_ptr_array_index (entries, i));

      if (heed_timestamp_get_day (heed_record_get_modified (head)) == today ||
          heed_timestamp_get_day (heed_record_get_created (head)) == today)
        return;
    }

  g_signal_emit (self, signals[DUE], 0);
}

static gboolean
alarm_cb (gpointer data)
{
  HeedReminder *self = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  heed_reminder_poll (self, now);
  self->source = heed_alarm_add ((guint) g_settings_get_int (self->settings, "reminder-time"), alarm_cb, self);
  return G_SOURCE_REMOVE;
}

/* It starts at every change: who sets the time to an hour ago is not reminded
 * of that hour. */
static void
settings_cb (HeedReminder *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->looked, g_date_time_unref);
  if (!g_settings_get_boolean (self->settings, "reminders"))
    return;

  self->looked = g_date_time_new_now_local ();
  self->source = heed_alarm_add ((guint) g_settings_get_int (self->settings, "reminder-time"), alarm_cb, self);
}

static void
heed_reminder_dispose (GObject *object)
{
  HeedReminder *self = HEED_REMINDER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->looked, g_date_time_unref);
  g_clear_object (&self->journal);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (heed_reminder_parent_class)->dispose (object);
}

static void
heed_reminder_class_init (HeedReminderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_reminder_dispose;

  /**
   * HeedReminder::due:
   * @self: a reminder
   *
   * It is time, and nothing was written today.
   */
  signals[DUE] = g_signal_new ("due", HEED_TYPE_REMINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
heed_reminder_init (HeedReminder *self)
{
  self->settings = heed_settings_new ();
  g_signal_connect_object (self->settings, "changed::reminders", G_CALLBACK (settings_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::reminder-time", G_CALLBACK (settings_cb), self,
                           G_CONNECT_SWAPPED);
  settings_cb (self);
}

/**
 * heed_reminder_new:
 *
 * Makes a reminder without a journal.
 *
 * Returns: (transfer full): the reminder
 */
HeedReminder *
heed_reminder_new (void)
{
  return g_object_new (HEED_TYPE_REMINDER, NULL);
}

/**
 * heed_reminder_set_journal:
 * @self: a reminder
 * @journal: (nullable): where it sees what was written; %NULL for nowhere,
 *   which is no reason to remind
 *
 * Sets the journal.
 */
void
heed_reminder_set_journal (HeedReminder *self,
                           HeedJournal  *journal)
{
  g_return_if_fail (HEED_IS_REMINDER (self));

  g_set_object (&self->journal, journal);
}

/**
 * heed_reminder_poll:
 * @self: a reminder
 * @now: what the clock says
 *
 * Looks whether the time came since the last look, and if it did, into the
 * journal. It does so by itself when it has come.
 */
void
heed_reminder_poll (HeedReminder *self,
                    GDateTime    *now)
{
  const HeedQuery latest = { .limit = LATEST_ENTRIES };
  int due = g_settings_get_int (self->settings, "reminder-time");
  int minutes = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);
  gboolean same_day, on_time;

  g_return_if_fail (HEED_IS_REMINDER (self));

  if (self->looked == NULL)
    return;

  /* A computer that slept through the time is on time when it wakes on the same day. */
  same_day = g_date_time_get_day_of_year (self->looked) == g_date_time_get_day_of_year (now) &&
             g_date_time_get_year (self->looked) == g_date_time_get_year (now);
  on_time = minutes >= due && (!same_day || g_date_time_get_hour (self->looked) * 60 +
                                            g_date_time_get_minute (self->looked) < due);
  g_date_time_unref (self->looked);
  self->looked = g_date_time_ref (now);
  if (on_time && self->journal != NULL && heed_journal_is_open (self->journal))
    heed_journal_query_async (self->journal, &latest, queried_cb, g_object_ref (self));
}
