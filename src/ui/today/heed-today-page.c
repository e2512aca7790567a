/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the day. See heed-today-page.h. */

#include "heed-today-page.h"

#include "heed-accessible.h"
#include "heed-alarm.h"
#include "heed-attempts.h"
#include "heed-calendar.h"
#include "heed-focus.h"
#include "heed-list.h"
#include "heed-look-back.h"
#include "heed-plan-row.h"
#include "heed-question-card.h"
#include "heed-reading.h"
#include "heed-ring.h"
#include "heed-template.h"
#include "heed-text-area.h"
#include "heed-trend.h"

#include <glib/gi18n.h>
#include <math.h>

/* More than anybody practices at a time. */
#define PLANS_SHOWN 5
/* The others are on the pages of their tips. */
#define TRIES_SHOWN 5
/* The self-check and more activities than there are. */
#define WORKSHEETS_MAX 32
/* Less is a matter of rounding. */
#define MOVED 0.05

struct _HeedTodayPage
{
  HeedLiveBin parent_instance;

  GtkWidget *welcome;
  GtkWidget *question_card;
  AdwPreferencesRow *worksheet_row;
  GtkLabel *worksheet_subtitle;
  GtkImage *worksheet_icon;
  HeedRing *worksheet_ring;
  GtkActionable *worksheet_button;
  GtkListBox *plans_list;
  AdwActionRow *more_plans_row;
  GtkWidget *more_plans_list;
  GtkFlowBox *tiles;
  GtkListBox *past_list;
  AdwBin *trend_place;
  GListStore *plans;
  GtkListBox *tries_list;
  GListStore *tries;
  GListStore *past;

  HeedTrend *trend; /* NULL until there is something to draw */
  guint midnight;
};

typedef struct
{
  GPtrArray *tallies;
  GPtrArray *decisions;
  GPtrArray *plans;      /* newest first */
  GPtrArray *tries;      /* of this week */
  GPtrArray *debriefs;   /* the same */
  GPtrArray *checks;     /* finished self-checks, newest first */
  HeedLookBack look_back;
  GPtrArray *worksheets[WORKSHEETS_MAX]; /* the newest that are open: self-check, and worksheet of each activity */
} Answers;

G_DEFINE_FINAL_TYPE (HeedTodayPage, heed_today_page, HEED_TYPE_LIVE_BIN)

static const Answers *
get_answers (HeedTodayPage *self)
{
  return heed_live_bin_get_answers (HEED_LIVE_BIN (self));
}

static char *
dup_greeting (HeedTodayPage *self,
              gboolean       answered)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int hour = g_date_time_get_hour (now);

  if (hour >= 5 && hour < 12)
    return g_strdup (_("Good Morning"));
  if (hour >= 12 && hour < 18)
    return g_strdup (_("Good Afternoon"));

  return g_strdup (_("Good Evening"));
}

static char *
dup_date (HeedTodayPage *self,
          gboolean       answered)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  /* Translators: today’s date, such as “Saturday, 21 November”, in g_date_time_format() codes. */
  return g_date_time_format (now, _("%A, %-e %B"));
}

static gboolean
has_entries (HeedTodayPage *self,
             gboolean       answered)
{
  HeedJournal *journal = heed_live_bin_get_journal (HEED_LIVE_BIN (self));

  return answered && journal != NULL && g_list_model_get_n_items (G_LIST_MODEL (journal)) > 0;
}

/* The worksheet to go on with */

/* Of those that are not complete, the one that was written into last. */
static HeedEntry *
find_worksheet (HeedTodayPage *self)
{
  HeedEntry *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (get_answers (self)->worksheets); i++)
    {
      GPtrArray *entries = get_answers (self)->worksheets[i];
      HeedEntry *entry = entries != NULL && entries->len > 0 ? g_ptr_array_index (entries, 0) : NULL;
      HeedRecord *head = entry != NULL ? heed_entry_get_head (entry) : NULL;

      if (head != NULL && !heed_timestamp_is_set (heed_record_get_completed (head)) &&
          (found == NULL ||
           heed_record_get_modified (head).utc > heed_record_get_modified (heed_entry_get_head (found)).utc))
        found = entry;
    }

  return found;
}

static gboolean
has_worksheet (HeedTodayPage *self,
               gboolean       answered)
{
  return find_worksheet (self) != NULL;
}

static void
show_worksheet (HeedTodayPage *self,
                HeedEntry     *worksheet)
{
  HeedForm *form = heed_entry_get_form (worksheet);
  HeedProgress progress = heed_entry_get_progress (worksheet);
  g_autofree char *title = heed_entry_dup_title (worksheet);
  g_autofree char *day = heed_relative_day_format_stamp (heed_record_get_modified (heed_entry_get_head (worksheet)));
  /* Translators: how much of a worksheet is answered and when it was last
   * edited, such as “9 of 18 answered · edited yesterday”. */
  g_autofree char *subtitle = g_strdup_printf (_("%u of %u answered · edited %s"),
                                               progress.answered, progress.total, day);
  g_autofree char *name = g_strdup_printf (_("Continue “%s”"), title);

  adw_preferences_row_set_title (self->worksheet_row, title);
  heed_accessible_set_name (GTK_WIDGET (self->worksheet_row), title);
  gtk_label_set_label (self->worksheet_subtitle, subtitle);
  heed_reading_show_icon (self->worksheet_icon, heed_form_get_icon_name (form), heed_form_get_tint (form));
  heed_ring_set_fraction (self->worksheet_ring, (double) progress.answered / MAX (progress.total, 1));
  gtk_actionable_set_action_target (self->worksheet_button, "s", heed_entry_get_id (worksheet));
  heed_accessible_set_name (GTK_WIDGET (self->worksheet_button), name);
}

/* Plans */

static GtkWidget *
make_plan_row (gpointer item,
               gpointer data)
{
  GtkWidget *row = heed_plan_row_new (heed_live_bin_get_journal (data), item);

  g_signal_connect_object (row, "noted", G_CALLBACK (heed_live_bin_refresh), data, G_CONNECT_SWAPPED);
  return row;
}

static HeedTipStatus
get_status (HeedTodayPage *self,
            HeedEntry     *plan)
{
  const Answers *answers = get_answers (self);

  return heed_tip_status_find (heed_item_get_id (heed_entry_get_item (plan)), answers->tallies, answers->decisions);
}

static guint32
get_week_start (void)
{
  return heed_calendar_get_week_start (heed_day_today (), heed_calendar_get_first_weekday ());
}

/* 0 for a plan whose day has come, its day for one that is to be tried later, and in
 * between what is practiced whenever there is occasion. */
static guint32
get_rank (HeedTodayPage *self,
          HeedEntry     *plan)
{
  guint32 today = heed_day_today ();
  guint32 day = heed_tip_status_get_day (heed_entry_get_record (plan));
  HeedTipStatus status = get_status (self, plan);

  if (heed_tip_status_is_due (&status, day, today))
    return 0;

  return day > today ? day : 1;
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b,
               gpointer      self)
{
  guint32 one = get_rank (self, *(HeedEntry **) a), other = get_rank (self, *(HeedEntry **) b);

  return (one > other) - (one < other);
}

static gboolean
is_noting (HeedTodayPage *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->plans_list, i)) != NULL; i++)
    if (heed_plan_row_is_noting (HEED_PLAN_ROW (row)))
      return TRUE;

  return FALSE;
}

/* How often each was tried. */
static void
show_statuses (HeedTodayPage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->plans)); i++)
    {
      g_autoptr (HeedEntry) plan = g_list_model_get_item (G_LIST_MODEL (self->plans), i);
      HeedTipStatus status = get_status (self, plan);

      heed_plan_row_set_status (HEED_PLAN_ROW (gtk_list_box_get_row_at_index (self->plans_list, (int) i)), &status);
    }
}

/* Below the plans it says where they come from, or where the others are. @later is the
 * first of those that are for later than this week, or NULL. */
static void
show_more_plans (HeedTodayPage *self,
                 guint          n_plans,
                 guint          n_shown,
                 HeedEntry     *later)
{
  g_autofree char *day = NULL, *next = NULL;

  if (n_shown == 0 && later != NULL)
    {
      day = heed_day_format (heed_tip_status_get_day (heed_entry_get_record (later)));
      /* Translators: a date. */
      next = g_strdup_printf (_("The next plan comes back on %s."), day);
    }

  gtk_widget_set_visible (self->more_plans_list, n_plans == 0 || n_plans > n_shown);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more_plans_row),
                                 n_plans == 0 ? _("No plan yet") : n_shown == 0 ? _("No plan for this week")
                                                                                : _("More plans"));
  adw_action_row_set_subtitle (self->more_plans_row,
                               n_plans == 0 ? _("Pick a tip and decide when you will try it.")
                               : next != NULL ? next : _("The tips that you are practicing are marked among the others."));
}

/* What is for this week, and what is practiced whenever there is occasion: first what is
 * due. Rows stay where they are while their plans do, and while somebody notes something
 * in one, so that this is not taken away. */
static void
show_plans (HeedTodayPage *self)
{
  const Answers *answers = get_answers (self);
  g_autoptr (GPtrArray) plans = heed_tip_status_list_plans (answers->plans, answers->tallies, answers->decisions);
  guint n_plans = plans->len, n_shown = 0;

  if (is_noting (self))
    {
      show_statuses (self);
      return;
    }

  for (guint i = plans->len; i > 0; i--)
    if (!heed_entry_is_open (g_ptr_array_index (plans, i - 1)))
      g_ptr_array_remove_index (plans, i - 1);
  g_ptr_array_sort_with_data (plans, compare_ranks, self);
  while (n_shown < MIN (plans->len, PLANS_SHOWN) &&
         get_rank (self, g_ptr_array_index (plans, n_shown)) < get_week_start () + 7)
    n_shown++;

  show_more_plans (self, n_plans, n_shown, n_shown < plans->len ? g_ptr_array_index (plans, n_shown) : NULL);
  g_ptr_array_set_size (plans, (int) n_shown);
  heed_list_update (self->plans, plans);
  show_statuses (self);
}

/* What was tried */

static GtkWidget *
make_try_row (gpointer item,
              gpointer data)
{
  /* Translators: a day of this week, such as “Saturday”, in g_date_time_format() codes. */
  return heed_past_row_new (item, _("%A"));
}

static void
show_tries (HeedTodayPage *self)
{
  g_autoptr (GPtrArray) tries = heed_tip_status_join_tries (get_answers (self)->tries, get_answers (self)->debriefs);

  g_ptr_array_set_size (tries, (int) MIN (tries->len, TRIES_SHOWN));
  heed_list_update (self->tries, tries);
}

/* Earlier years */

static GtkWidget *
make_past_row (gpointer item,
               gpointer data)
{
  /* Translators: a day of an earlier year with its weekday, such as “Saturday, 21 November 2026”, in
   * g_date_time_format() codes. */
  return heed_past_row_new (item, _("%A, %-e %B %Y"));
}

static char *
dup_past_heading (HeedTodayPage *self,
                  gboolean       answered)
{
  gboolean on_this_day = TRUE;
  g_autoptr (GPtrArray) past = heed_look_back_list (&get_answers (self)->look_back, &on_this_day);

  return g_strdup (on_this_day ? _("On this day") : _("About a year ago"));
}

static void
show_past (HeedTodayPage *self)
{
  gboolean on_this_day;
  g_autoptr (GPtrArray) past = heed_look_back_list (&get_answers (self)->look_back, &on_this_day);

  heed_list_update (self->past, past);
}

/* How it is going */

/* The average of what was rated in a self-check, 0 for the latest; NAN if there is none. */
static double
get_mean (HeedTodayPage *self,
          guint          position)
{
  GPtrArray *checks = get_answers (self)->checks;
  HeedEntry *check = checks != NULL && position < checks->len ? g_ptr_array_index (checks, position) : NULL;
  HeedSummary *summary = check != NULL ? heed_entry_get_summary (check) : NULL;

  return summary != NULL ? heed_summary_get_mean_rating (summary) : NAN;
}

static HeedTimestamp
get_check_created (HeedTodayPage *self,
                   guint          position)
{
  return heed_record_get_created (heed_entry_get_head (g_ptr_array_index (get_answers (self)->checks, position)));
}

/* When the last but one was begun; with the time, if that was the same day. */
static char *
format_last_time (HeedTodayPage *self)
{
  HeedTimestamp before = get_check_created (self, 1);
  guint32 day = heed_timestamp_get_day (before);

  return day == heed_timestamp_get_day (get_check_created (self, 0)) ? heed_moment_format (before) : heed_day_format (day);
}

static char *
describe_movement (HeedTodayPage *self)
{
  double change = get_mean (self, 0) - get_mean (self, 1);
  g_autofree char *day = NULL;

  if (isnan (change))
    return g_strdup (_("self-check average"));

  day = format_last_time (self);
  if (change >= MOVED)
    /* Translators: a difference of averages, and the date of the earlier one. */
    return g_strdup_printf (_("self-check average, up %.1f since %s"), change, day);
  if (change <= -MOVED)
    /* Translators: a difference of averages, and the date of the earlier one. */
    return g_strdup_printf (_("self-check average, down %.1f since %s"), -change, day);

  /* Translators: an average that has not changed; a date follows. */
  return g_strdup_printf (_("self-check average, as on %s"), day);
}

/* Counts the tips or activities below @item, and those of them that were done. */
static void
count_done (HeedTodayPage *self,
            HeedItem      *item,
            guint         *n_items,
            guint         *n_done)
{
  const Answers *answers = get_answers (self);
  GListModel *children = item != NULL ? heed_item_get_children (item) : NULL;

  for (guint i = 0; children != NULL && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (HeedItem) child = g_list_model_get_item (children, i);
      HeedItemKind kind = heed_item_get_kind (child);
      gboolean done = FALSE;

      if (kind == HEED_ITEM_GROUP)
        {
          count_done (self, child, n_items, n_done);
          continue;
        }

      if (kind == HEED_ITEM_TIP)
        done = heed_tip_status_find (heed_item_get_id (child), answers->tallies, answers->decisions).tries > 0;
      for (guint j = 0; kind != HEED_ITEM_TIP && j < answers->tallies->len && !done; j++)
        {
          const HeedTally *tally = g_ptr_array_index (answers->tallies, j);

          done = g_strcmp0 (tally->form_id, heed_item_get_form_id (child)) == 0 && tally->completed > 0;
        }
      *n_items += 1;
      *n_done += done;
    }
}

/* One number and what it counts, on a button to the page where that is. */
static void
show_tile (HeedTodayPage *self,
           int            position,
           const char    *figure,
           const char    *words)
{
  GtkWidget *button = gtk_flow_box_child_get_child (gtk_flow_box_get_child_at_index (self->tiles, position));
  GtkWidget *box = gtk_button_get_child (GTK_BUTTON (button));
  g_autofree char *name = g_strdup_printf ("%s %s", figure, words);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), figure);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), words);
  heed_accessible_set_name (button, name);
}

static void
show_share (HeedTodayPage *self,
            int            position,
            HeedItem      *item,
            const char    *words)
{
  guint n_items = 0, n_done = 0;
  g_autofree char *figure = NULL;

  count_done (self, item, &n_items, &n_done);
  figure = g_strdup_printf ("%u / %u", n_done, n_items);
  show_tile (self, position, figure, words);
}

static void
show_tiles (HeedTodayPage *self)
{
  HeedWorkbook *workbook = heed_live_bin_get_workbook (HEED_LIVE_BIN (self));
  guint n_entries = g_list_model_get_n_items (G_LIST_MODEL (heed_live_bin_get_journal (HEED_LIVE_BIN (self))));
  double mean = get_mean (self, 0);
  g_autofree char *average = isnan (mean) ? g_strdup ("–") : g_strdup_printf ("%.1f", mean);
  g_autofree char *movement = describe_movement (self);
  g_autofree char *entries = g_strdup_printf ("%u", n_entries);

  show_tile (self, 0, average, movement);
  show_share (self, 1, heed_workbook_get_tips (workbook), _("tips practiced"));
  show_share (self, 2, heed_workbook_get_activities (workbook), _("activities finished"));
  show_tile (self, 3, entries, ngettext ("journal entry", "journal entries", n_entries));
}

/* Oldest first; where nothing was rated there is nothing to show. The chart is made
 * when there is something to draw. */
static gboolean
show_trend (HeedTodayPage *self,
            HeedField     *scale)
{
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (HeedTrendPoint));

  for (guint i = get_answers (self)->checks->len; i > 0; i--)
    {
      HeedTrendPoint point = { get_check_created (self, i - 1), get_mean (self, i - 1) };

      if (!isnan (point.value))
        g_array_append_val (points, point);
    }
  if (points->len < 2)
    return FALSE;

  if (self->trend == NULL)
    {
      g_autoptr (GtkBuilder) builder = NULL;

      g_type_ensure (HEED_TYPE_TREND);
      builder = gtk_builder_new_from_resource ("/org/heedworkbook/Heed/today/heed-today-trend.ui");
      adw_bin_set_child (self->trend_place, GTK_WIDGET (gtk_builder_get_object (builder, "box")));
      self->trend = HEED_TREND (gtk_builder_get_object (builder, "trend"));
      heed_trend_set_title (self->trend, _("How your average has moved"));
    }
  heed_trend_set_points (self->trend, (const HeedTrendPoint *) (gpointer) points->data, points->len,
                         heed_field_get_min (scale), heed_field_get_max (scale), 1);
  return TRUE;
}

static void
heed_today_page_show (HeedLiveBin *bin)
{
  HeedTodayPage *self = HEED_TODAY_PAGE (bin);
  HeedWorkbook *workbook = heed_live_bin_get_workbook (bin);
  HeedItem *questions = heed_workbook_get_questions (workbook);
  HeedForm *form = questions != NULL ? heed_workbook_find_form (workbook, heed_item_get_form_id (questions)) : NULL;
  HeedField *scale = form != NULL ? heed_attempts_find_scale (form) : NULL;
  GtkWidget *focus = heed_focus_get_within (self->question_card);
  gboolean writing = focus != NULL && HEED_IS_TEXT_AREA (focus) &&
                     *heed_text_area_get_text (HEED_TEXT_AREA (focus)) != '\0';

  /* The first words of the first answer are an entry already, and would pull the
   * text away upward from under whoever writes on. */
  if (!has_entries (self, TRUE) || !writing)
    gtk_widget_set_visible (self->welcome, !has_entries (self, TRUE));
  if (find_worksheet (self) != NULL)
    show_worksheet (self, find_worksheet (self));
  show_plans (self);
  show_tries (self);
  show_past (self);
  show_tiles (self);
  gtk_widget_set_visible (GTK_WIDGET (self->trend_place), scale != NULL && show_trend (self, scale));
}

static void
heed_today_page_ask (HeedLiveBin      *bin,
                     HeedJournalBatch *batch,
                     gpointer          data)
{
  Answers *answers = data;
  HeedItem *questions = heed_workbook_get_questions (heed_live_bin_get_workbook (bin));
  HeedItem *activities = heed_workbook_get_activities (heed_live_bin_get_workbook (bin));
  GListModel *children = activities != NULL ? heed_item_get_children (activities) : NULL;
  HeedQuery newest = { .completion = HEED_COMPLETION_INCOMPLETE, .limit = 1 };
  HeedQuery tries = { .form_id = HEED_FORM_TRY, .first_day = get_week_start (), .limit = TRIES_SHOWN };
  HeedQuery debriefs = { .form_id = HEED_FORM_DEBRIEF, .first_day = get_week_start (), .limit = TRIES_SHOWN };

  heed_look_back_ask (&answers->look_back, heed_live_bin_get_journal (bin), batch);
  heed_journal_batch_tally (batch, &answers->tallies);
  heed_journal_batch_read (batch, &(HeedQuery) { .form_id = HEED_FORM_DECISION, .each = HEED_DECISIONS_EACH },
                           &answers->decisions);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = HEED_FORM_PLAN, .limit = HEED_PLANS_MAX }, &answers->plans);
  heed_journal_batch_query (batch, &tries, &answers->tries);
  heed_journal_batch_query (batch, &debriefs, &answers->debriefs);
  if (questions != NULL)
    {
      HeedQuery checks = { .completion = HEED_COMPLETION_COMPLETE, .limit = HEED_ATTEMPTS_MAX };

      /* One that is under way says nothing yet, but there may be one to go on with. */
      newest.form_id = checks.form_id = heed_item_get_form_id (questions);
      heed_journal_batch_query (batch, &checks, &answers->checks);
      heed_journal_batch_query (batch, &newest, &answers->worksheets[0]);
    }
  for (guint i = 1; children != NULL && i < G_N_ELEMENTS (answers->worksheets); i++)
    {
      g_autoptr (HeedItem) activity = g_list_model_get_item (children, i - 1);

      if (activity == NULL)
        break;
      newest.form_id = heed_item_get_form_id (activity);
      heed_journal_batch_query (batch, &newest, &answers->worksheets[i]);
    }
}

static void
heed_today_page_ask_more (HeedLiveBin      *bin,
                          HeedJournalBatch *batch,
                          gpointer          data)
{
  Answers *answers = data;
  g_autoptr (GPtrArray) plans = heed_tip_status_list_plans (answers->plans, answers->tallies, answers->decisions);

  /* Their days are among their answers. */
  for (guint i = 0; i < plans->len; i++)
    heed_journal_batch_open (batch, g_ptr_array_index (plans, i));
  heed_look_back_ask_more (&answers->look_back, batch);
}

/* A page that is left open over night is that of the next day in the morning. */
static gboolean
midnight_cb (gpointer data)
{
  HeedTodayPage *self = data;

  self->midnight = heed_alarm_add (0, midnight_cb, self);
  heed_live_bin_refresh (HEED_LIVE_BIN (self));
  return G_SOURCE_REMOVE;
}

static void
heed_today_page_dispose (GObject *object)
{
  g_clear_handle_id (&HEED_TODAY_PAGE (object)->midnight, g_source_remove);

  G_OBJECT_CLASS (heed_today_page_parent_class)->dispose (object);
}

static void
heed_today_page_class_init (HeedTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_today_page_dispose;
  HEED_LIVE_BIN_CLASS (klass)->get_item = heed_workbook_get_overview;
  HEED_LIVE_BIN_CLASS (klass)->ask = heed_today_page_ask;
  HEED_LIVE_BIN_CLASS (klass)->ask_more = heed_today_page_ask_more;
  HEED_LIVE_BIN_CLASS (klass)->show = heed_today_page_show;

  g_type_ensure (HEED_TYPE_QUESTION_CARD);
  heed_template_set (widget_class, "today/heed-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, welcome);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, question_card);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, worksheet_row);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, worksheet_subtitle);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, worksheet_icon);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, worksheet_ring);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, worksheet_button);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, plans_list);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, more_plans_row);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, more_plans_list);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, trend_place);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, plans);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, tries_list);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, tries);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, past_list);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, past);
  gtk_widget_class_bind_template_callback (widget_class, heed_live_bin_refresh);
  gtk_widget_class_bind_template_callback (widget_class, dup_greeting);
  gtk_widget_class_bind_template_callback (widget_class, dup_date);
  gtk_widget_class_bind_template_callback (widget_class, has_entries);
  gtk_widget_class_bind_template_callback (widget_class, has_worksheet);
  gtk_widget_class_bind_template_callback (widget_class, dup_past_heading);
}

static void
heed_today_page_init (HeedTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (self->plans_list, G_LIST_MODEL (self->plans), make_plan_row, self, NULL);
  gtk_list_box_bind_model (self->tries_list, G_LIST_MODEL (self->tries), make_try_row, self, NULL);
  gtk_list_box_bind_model (self->past_list, G_LIST_MODEL (self->past), make_past_row, self, NULL);
  self->midnight = heed_alarm_add (0, midnight_cb, self);
}
