/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A calendar of one month. See heed-month.h.
 *
 * There are always six weeks, so that nothing below moves from month to month.
 * Of the days only one takes the focus, the one the arrows start from.
 *
 * GtkCalendar marks days of its month only in bold, tells a screen reader nothing
 * of them, and begins its weeks as the C library does; until it does better this
 * stays. */

#include "heed-month.h"

#include "heed-accessible.h"
#include "heed-calendar.h"
#include "heed-focus.h"
#include "heed-reading.h"
#include "heed-template.h"
#include "heed-timestamp.h"

#include <glib/gi18n.h>

#define WEEK 7
#define N_DAYS (6 * WEEK)

typedef struct
{
  GtkWidget *button;
  GtkWidget *number;
  GtkWidget *dot;
} Cell;

struct _HeedMonth
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkGrid *days;
  GtkLabel *weekdays[WEEK];
  Cell cells[N_DAYS];

  guint32 day;    /* chosen; 0 for none */
  guint32 cursor; /* where the arrows start; it is in the month in view */
  guint32 first;  /* the day of the first cell */
  guint32 last;   /* that can be chosen; 0 for no bound */
  GHashTable *counts; /* of the entries of days; NULL for none */
};

G_DEFINE_FINAL_TYPE (HeedMonth, heed_month, ADW_TYPE_BIN)

/* What is seen */

static void
show_cell (HeedMonth *self,
           guint      position)
{
  const Cell *cell = &self->cells[position];
  guint32 day = self->first + position;
  guint entries = self->counts != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, GUINT_TO_POINTER (day)))
                                         : 0;
  g_autofree char *number = heed_calendar_format (day, "%-e");
  /* Translators: a day in full, such as “Sunday, 15 November 2026”, in g_date_time_format() codes. */
  g_autofree char *date = heed_calendar_format (day, _("%A, %-e %B %Y"));
  /* Translators: a day in full, and how many entries it has. */
  g_autofree char *counted = g_strdup_printf (ngettext ("%s, %u entry", "%s, %u entries", entries), date, entries);

  gtk_label_set_label (GTK_LABEL (cell->number), number);
  gtk_widget_set_opacity (cell->dot, entries > 0 ? 1.0 : 0.0);
  heed_accessible_set_name (cell->button, entries > 0 ? counted : date);
  gtk_accessible_update_state (GTK_ACCESSIBLE (cell->button), GTK_ACCESSIBLE_STATE_SELECTED, day == self->day, -1);
  gtk_widget_set_focusable (cell->button, day == self->cursor);
  gtk_widget_set_sensitive (cell->button, self->last == 0 || day <= self->last);
  heed_reading_set_class (cell->button, "other-month", !heed_calendar_is_same_month (day, self->cursor));
  heed_reading_set_class (cell->button, "today", day == heed_day_today ());
  heed_reading_set_class (cell->button, "chosen", day == self->day);
}

static guint32
clamp (HeedMonth *self,
       guint32    day)
{
  day = heed_calendar_clamp (day);
  return self->last != 0 ? MIN (day, self->last) : day;
}

/* Whether the month that is so many later can be shown, if only the beginning of it. */
static gboolean
can_move (HeedMonth *self,
          int        months)
{
  guint32 day = heed_calendar_add_months (self->cursor, months);

  return heed_calendar_is_same_month (clamp (self, day), day);
}

static void
show_month (HeedMonth *self)
{
  g_autofree char *title = heed_calendar_format_month (self->cursor);

  self->first = heed_calendar_get_week_start (heed_calendar_get_month_start (self->cursor),
                                              heed_calendar_get_first_weekday ());

  gtk_label_set_label (self->title, title);
  for (guint i = 0; i < WEEK; i++)
    {
      g_autofree char *brief = heed_calendar_format (self->first + i, "%a");
      g_autofree char *full = heed_calendar_format (self->first + i, "%A");

      gtk_label_set_label (self->weekdays[i], brief);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->weekdays[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, full, -1);
    }
  for (guint i = 0; i < N_DAYS; i++)
    show_cell (self, i);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "month.previous", can_move (self, -1));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "month.next", can_move (self, 1));
}

/* Going from day to day */

static gboolean
focus_cursor (HeedMonth *self)
{
  return gtk_widget_grab_focus (self->cells[self->cursor - self->first].button);
}

static void
move_to (HeedMonth *self,
         guint32    day)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->days)) != NULL;

  self->cursor = clamp (self, day);
  show_month (self);
  if (had_focus)
    focus_cursor (self);
}

static void
choose (HeedMonth *self,
        guint32    day)
{
  move_to (self, day);
  heed_month_set_day (self, self->cursor);
  g_signal_emit_by_name (self, "day-chosen", self->cursor);
}

static void
clicked_cb (HeedMonth *self,
            GtkWidget *button)
{
  int column, row;
  guint32 day;

  gtk_grid_query_child (self->days, button, &column, &row, NULL, NULL);
  day = self->first + (guint) ((row - 1) * WEEK + column);
  move_to (self, day);
  focus_cursor (self);
  choose (self, day);
}

/* How many days a key goes on from the day the cursor is at. */
static int
get_days_for_key (HeedMonth *self,
                  guint      key)
{
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  int into_week = (int) ((self->cursor - self->first) % WEEK);

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return -forward;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return forward;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return -WEEK;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return WEEK;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return -into_week;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return WEEK - 1 - into_week;
    default:
      return 0;
    }
}

static gboolean
key_pressed_cb (HeedMonth             *self,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  int step = (state & GDK_SHIFT_MASK) != 0 ? 12 : 1;
  int months = key == GDK_KEY_Page_Up || key == GDK_KEY_KP_Page_Up ? -step : 0;
  int days = get_days_for_key (self, key);

  if (key == GDK_KEY_Page_Down || key == GDK_KEY_KP_Page_Down)
    months = step;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  /* Where the mouse opened it, nothing else shows where the keys are. */
  if (months != 0 || days != 0)
    gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), TRUE);

  if (months != 0)
    {
      if (can_move (self, months))
        move_to (self, heed_calendar_add_months (self->cursor, months));
      return GDK_EVENT_STOP;
    }
  if (days != 0)
    move_to (self, (guint32) ((gint64) self->cursor + days));

  return days != 0 || key == GDK_KEY_Home || key == GDK_KEY_End;
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HeedMonth *self = HEED_MONTH (widget);

  move_to (self, heed_calendar_add_months (self->cursor, g_str_equal (name, "month.next") ? 1 : -1));
}

static void
today_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  choose (HEED_MONTH (widget), heed_day_today ());
}

/* Making it */

static void
add_cell (HeedMonth *self,
          guint      position)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  Cell *cell = &self->cells[position];

  cell->number = gtk_label_new (NULL);
  cell->dot = g_object_new (GTK_TYPE_BOX, "halign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (cell->number, "numeric");
  gtk_widget_add_css_class (cell->dot, "dot");
  gtk_box_append (GTK_BOX (box), cell->number);
  gtk_box_append (GTK_BOX (box), cell->dot);

  cell->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (cell->button), box);
  gtk_widget_add_css_class (cell->button, "flat");
  gtk_widget_add_css_class (cell->button, "day");
  g_signal_connect_object (cell->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (self->days, cell->button, (int) (position % WEEK), (int) (position / WEEK) + 1, 1, 1);
}

static gboolean
heed_month_grab_focus (GtkWidget *widget)
{
  return focus_cursor (HEED_MONTH (widget));
}

static void
heed_month_finalize (GObject *object)
{
  g_clear_pointer (&HEED_MONTH (object)->counts, g_hash_table_unref);

  G_OBJECT_CLASS (heed_month_parent_class)->finalize (object);
}

static void
heed_month_class_init (HeedMonthClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_month_finalize;
  widget_class->focus = heed_focus_move_within;
  widget_class->grab_focus = heed_month_grab_focus;
  /**
   * HeedMonth::day-chosen:
   * @self: a calendar
   * @day: a Julian day
   *
   * A person chose a day, maybe the one that was chosen before.
   */
  g_signal_new ("day-chosen", HEED_TYPE_MONTH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "month");
  heed_template_set (widget_class, "widgets/heed-month.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedMonth, title);
  gtk_widget_class_bind_template_child (widget_class, HeedMonth, days);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_install_action (widget_class, "month.previous", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "month.next", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "month.today", NULL, today_action);
}

static void
heed_month_init (HeedMonth *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < WEEK; i++)
    {
      self->weekdays[i] = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->weekdays[i]), "caption");
      gtk_widget_add_css_class (GTK_WIDGET (self->weekdays[i]), "dim-label");
      gtk_grid_attach (self->days, GTK_WIDGET (self->weekdays[i]), (int) i, 0, 1, 1);
    }
  for (guint i = 0; i < N_DAYS; i++)
    add_cell (self, i);

  self->cursor = heed_day_today ();
  show_month (self);
}

/**
 * heed_month_get_day:
 * @self: a calendar
 *
 * Gets the chosen day.
 *
 * Returns: a Julian day; 0 for none
 */
guint32
heed_month_get_day (HeedMonth *self)
{
  g_return_val_if_fail (HEED_IS_MONTH (self), 0);

  return self->day;
}

/**
 * heed_month_set_day:
 * @self: a calendar
 * @day: a Julian day; 0 for none
 *
 * Chooses a day, and shows its month. This does not emit `day-chosen`.
 */
void
heed_month_set_day (HeedMonth *self,
                    guint32    day)
{
  g_return_if_fail (HEED_IS_MONTH (self));

  day = day != 0 ? clamp (self, day) : 0;
  if (self->day == day)
    return;

  self->day = day;
  move_to (self, day != 0 ? day : self->cursor);
}

/**
 * heed_month_set_last_day:
 * @self: a calendar
 * @day: a Julian day; 0 for no bound
 *
 * Lets no day after @day be chosen.
 */
void
heed_month_set_last_day (HeedMonth *self,
                         guint32    day)
{
  g_return_if_fail (HEED_IS_MONTH (self));

  self->last = day;
  move_to (self, self->cursor);
}

/**
 * heed_month_show_day:
 * @self: a calendar
 * @day: a Julian day
 *
 * Shows the month of a day, and starts from that day when keys are pressed.
 */
void
heed_month_show_day (HeedMonth *self,
                     guint32    day)
{
  g_return_if_fail (HEED_IS_MONTH (self) && day != 0);

  move_to (self, day);
}

/**
 * heed_month_set_counts:
 * @self: a calendar
 * @counts: how many entries days have: Julian days with numbers greater than 0
 *
 * Marks the days that have entries.
 */
void
heed_month_set_counts (HeedMonth  *self,
                       GHashTable *counts)
{
  g_return_if_fail (HEED_IS_MONTH (self) && counts != NULL);

  g_hash_table_ref (counts);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  self->counts = counts;
  show_month (self);
}
