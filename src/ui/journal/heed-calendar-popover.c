/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal as a calendar. See heed-calendar-popover.h. */

#include "heed-calendar-popover.h"

#include "heed-calendar.h"

struct _HeedCalendarPopover
{
  GtkPopover parent_instance;

  HeedMonth *month;
  HeedJournal *journal;
  GHashTable *counts; /* guint32 day → guint entries */
};

enum
{
  DAY_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedCalendarPopover, heed_calendar_popover, GTK_TYPE_POPOVER)

static void
add (HeedCalendarPopover *self,
     guint32              day,
     guint                entries)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, GUINT_TO_POINTER (day)));

  g_hash_table_insert (self->counts, GUINT_TO_POINTER (day), GUINT_TO_POINTER (before + entries));
}

/* Entries of a day mostly stand together: one look-up for each run of them. */
static void
count_days (HeedCalendarPopover *self)
{
  guint length = g_list_model_get_n_items (G_LIST_MODEL (self->journal));
  guint start = 0;

  g_hash_table_remove_all (self->counts);
  for (guint i = 1; i <= length; i++)
    if (i == length || heed_journal_get_day (self->journal, i) != heed_journal_get_day (self->journal, start))
      {
        add (self, heed_journal_get_day (self->journal, start), i - start);
        start = i;
      }
}

static guint
get_count (guint32  day,
           gpointer data)
{
  HeedCalendarPopover *self = data;

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, GUINT_TO_POINTER (day)));
}

static void
day_chosen_cb (HeedCalendarPopover *self,
               guint                day)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[DAY_CHOSEN], 0, day);
}

static void
heed_calendar_popover_show (GtkWidget *widget)
{
  HeedCalendarPopover *self = HEED_CALENDAR_POPOVER (widget);

  if (self->journal != NULL)
    count_days (self);
  heed_month_set_first_weekday (self->month, heed_calendar_get_first_weekday ());
  heed_month_update (self->month);

  GTK_WIDGET_CLASS (heed_calendar_popover_parent_class)->show (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->month));
}

static void
heed_calendar_popover_dispose (GObject *object)
{
  g_clear_object (&HEED_CALENDAR_POPOVER (object)->journal);

  G_OBJECT_CLASS (heed_calendar_popover_parent_class)->dispose (object);
}

static void
heed_calendar_popover_finalize (GObject *object)
{
  g_hash_table_unref (HEED_CALENDAR_POPOVER (object)->counts);

  G_OBJECT_CLASS (heed_calendar_popover_parent_class)->finalize (object);
}

static void
heed_calendar_popover_class_init (HeedCalendarPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_calendar_popover_dispose;
  object_class->finalize = heed_calendar_popover_finalize;
  GTK_WIDGET_CLASS (klass)->show = heed_calendar_popover_show;

  /**
   * HeedCalendarPopover::day-chosen:
   * @self: a calendar
   * @day: a Julian day
   *
   * A person chose a day, whether it has entries or not.
   */
  signals[DAY_CHOSEN] = g_signal_new ("day-chosen", HEED_TYPE_CALENDAR_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
heed_calendar_popover_init (HeedCalendarPopover *self)
{
  self->counts = g_hash_table_new (NULL, NULL);
  self->month = HEED_MONTH (heed_month_new ());
  g_signal_connect_object (self->month, "day-chosen", G_CALLBACK (day_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->month));
  heed_month_set_count_func (self->month, get_count, self, NULL);
}

/**
 * heed_calendar_popover_set_journal:
 * @self: a calendar
 * @journal: (nullable): the journal whose days are marked
 *
 * Sets what the marks are about. They are brought up to date each time the
 * calendar comes up.
 */
void
heed_calendar_popover_set_journal (HeedCalendarPopover *self,
                                   HeedJournal         *journal)
{
  g_return_if_fail (HEED_IS_CALENDAR_POPOVER (self));

  g_set_object (&self->journal, journal);
}

/**
 * heed_calendar_popover_get_month:
 * @self: a calendar
 *
 * Gets what is in it.
 *
 * Returns: (transfer none): the month
 */
HeedMonth *
heed_calendar_popover_get_month (HeedCalendarPopover *self)
{
  g_return_val_if_fail (HEED_IS_CALENDAR_POPOVER (self), NULL);

  return self->month;
}
