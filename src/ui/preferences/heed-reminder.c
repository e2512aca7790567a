/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* When to remind. See heed-reminder.h. */

#include "heed-reminder.h"

#include "heed-alarm.h"
#include "heed-journal-batch.h"
#include "heed-settings.h"
#include "heed-tip-status.h"

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
  PLAN_DUE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedReminder, heed_reminder, G_TYPE_OBJECT)

/* What the journal is asked when it is time. */
typedef struct
{
  HeedReminder *self;
  GPtrArray *latest; /* of HeedEntry */
  GPtrArray *tallies;
  GPtrArray *decisions; /* of HeedRecord */
  GPtrArray *plans;     /* of HeedEntry; then those that somebody is at */
} Question;

static void
free_question (Question *question)
{
  g_clear_object (&question->self);
  g_clear_pointer (&question->latest, g_ptr_array_unref);
  g_clear_pointer (&question->tallies, g_ptr_array_unref);
  g_clear_pointer (&question->decisions, g_ptr_array_unref);
  g_clear_pointer (&question->plans, g_ptr_array_unref);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, free_question)

static gboolean
was_written_today (const Question *question)
{
  guint32 today = heed_day_today ();

  for (guint i = 0; i < question->latest->len; i++)
    {
      HeedRecord *head = heed_entry_get_head (g_ptr_array_index (question->latest, i));

      if (heed_timestamp_get_day (heed_record_get_modified (head)) == today ||
          heed_timestamp_get_day (heed_record_get_created (head)) == today)
        return TRUE;
    }

  return FALSE;
}

/* A plan for today of which nothing was noted yet. What is overdue stands on Today, and
 * nobody is told of it day after day. */
static HeedItem *
find_due_tip (const Question *question)
{
  guint32 today = heed_day_today ();

  for (guint i = 0; i < question->plans->len; i++)
    {
      HeedEntry *plan = g_ptr_array_index (question->plans, i);
      HeedItem *tip = heed_entry_get_item (plan);
      guint32 day = heed_tip_status_get_day (heed_entry_get_record (plan));
      HeedTipStatus status = heed_tip_status_find (heed_item_get_id (tip), question->tallies, question->decisions);

      if (day == today && heed_tip_status_is_due (&status, day, today))
        return tip;
    }

  return NULL;
}

/* What is wrong with the journal is told elsewhere. */
static void
opened_cb (const GError *error,
           gpointer      data)
{
  g_autoptr (Question) question = data;
  HeedItem *tip = error == NULL ? find_due_tip (question) : NULL;

  if (tip != NULL)
    g_signal_emit (question->self, signals[PLAN_DUE], 0, tip);
  else if (error == NULL && !was_written_today (question))
    g_signal_emit (question->self, signals[DUE], 0);
}

/* The days of the plans are among their answers. */
static void
answered_cb (const GError *error,
             gpointer      data)
{
  g_autoptr (Question) question = data;
  HeedJournal *journal = question->self->journal;
  g_autoptr (GPtrArray) all = g_steal_pointer (&question->plans);
  HeedJournalBatch *batch;

  if (error != NULL || journal == NULL || !heed_journal_is_open (journal))
    return;

  question->plans = heed_tip_status_list_plans (all, question->tallies, question->decisions);
  g_ptr_array_foreach (question->plans, (GFunc) (void (*) (void)) g_object_ref, NULL);
  g_ptr_array_set_free_func (question->plans, g_object_unref);
  batch = heed_journal_batch_new (journal, opened_cb, question);
  for (guint i = 0; i < question->plans->len; i++)
    heed_journal_batch_open (batch, g_ptr_array_index (question->plans, i));
  g_steal_pointer (&question);
  heed_journal_batch_end (batch);
}

static void
ask (HeedReminder *self)
{
  Question *question = g_new0 (Question, 1);
  HeedJournalBatch *batch = heed_journal_batch_new (self->journal, answered_cb, question);

  question->self = g_object_ref (self);
  heed_journal_batch_query (batch, &(HeedQuery) { .limit = LATEST_ENTRIES }, &question->latest);
  heed_journal_batch_tally (batch, &question->tallies);
  heed_journal_batch_read (batch, &(HeedQuery) { .form_id = HEED_FORM_DECISION, .each = HEED_DECISIONS_EACH },
                           &question->decisions);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = HEED_FORM_PLAN, .limit = HEED_PLANS_MAX }, &question->plans);
  heed_journal_batch_end (batch);
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
   * It is time, nothing was written today, and nothing is planned for it.
   */
  signals[DUE] = g_signal_new ("due", HEED_TYPE_REMINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeedReminder::plan-due:
   * @self: a reminder
   * @tip: a tip
   *
   * It is time, and there is a plan to try a tip today.
   */
  signals[PLAN_DUE] = g_signal_new ("plan-due", HEED_TYPE_REMINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                    1, HEED_TYPE_ITEM);
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
    ask (self);
}
