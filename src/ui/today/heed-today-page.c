/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the day. See heed-today-page.h. */

#include "heed-today-page.h"

#include "heed-accessible.h"
#include "heed-focus.h"
#include "heed-list-update.h"
#include "heed-plan-row.h"
#include "heed-question-card.h"
#include "heed-relative-day.h"
#include "heed-ring.h"
#include "heed-text-area.h"
#include "heed-tinted-icon.h"
#include "heed-today-facts.h"
#include "heed-today-tiles.h"
#include "heed-today-trend.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>

/* More than anybody practices at a time. */
#define PLANS_SHOWN 5

struct _HeedTodayPage
{
  HeedLiveBin parent_instance;

  GtkLabel *greeting;
  GtkLabel *date;
  GtkWidget *welcome;
  GtkWidget *question_card;
  GtkWidget *worksheet_box;
  AdwPreferencesRow *worksheet_row;
  GtkLabel *worksheet_title;
  GtkLabel *worksheet_subtitle;
  GtkImage *worksheet_icon;
  HeedRing *worksheet_ring;
  GtkActionable *worksheet_button;
  GtkListBox *plans_list;
  AdwActionRow *more_plans_row;
  GtkWidget *more_plans_list;
  GtkWidget *going_box;
  GtkFlowBox *tiles;
  AdwBin *trend_place;
  AdwActionRow *overview_row;

  GListStore *plans; /* of HeedEntry */
};

G_DEFINE_FINAL_TYPE (HeedTodayPage, heed_today_page, HEED_TYPE_LIVE_BIN)

static const char *
get_greeting (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int hour = g_date_time_get_hour (now);

  if (hour >= 5 && hour < 12)
    return _("Good Morning");
  if (hour >= 12 && hour < 18)
    return _("Good Afternoon");

  return _("Good Evening");
}

static void
show_date (HeedTodayPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  /* Translators: today’s date, such as “Saturday, 21 November”, in g_date_time_format() codes. */
  g_autofree char *text = g_date_time_format (now, _("%A, %-e %B"));

  gtk_label_set_label (self->greeting, get_greeting ());
  gtk_label_set_label (self->date, text);
}

/* The worksheet to go on with */

/* The self-check has a page of its own. */
static void
set_destination (HeedTodayPage *self,
                 HeedEntry     *worksheet)
{
  HeedItem *questions = heed_workbook_get_questions (heed_live_bin_get_workbook (HEED_LIVE_BIN (self)));
  const char *form_id = heed_form_get_id (heed_entry_get_form (worksheet));
  gboolean check = questions != NULL && g_strcmp0 (heed_item_get_form_id (questions), form_id) == 0;

  gtk_actionable_set_action_name (self->worksheet_button, NULL);
  gtk_actionable_set_action_target (self->worksheet_button, "s", check ? "questions" : heed_entry_get_id (worksheet));
  gtk_actionable_set_action_name (self->worksheet_button, check ? "win.show-page" : "win.open-entry");
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
  gtk_label_set_label (self->worksheet_title, title);
  gtk_label_set_label (self->worksheet_subtitle, subtitle);
  heed_tinted_icon_show (self->worksheet_icon, heed_form_get_icon_name (form),
                         heed_form_get_tint (form));
  heed_ring_set_fraction (self->worksheet_ring, (double) progress.answered / MAX (progress.total, 1));
  set_destination (self, worksheet);
  heed_accessible_set_name (GTK_WIDGET (self->worksheet_button), name);
}

/* Plans */

static GtkWidget *
make_plan_row (gpointer item,
               gpointer data)
{
  return heed_plan_row_new (heed_live_bin_get_journal (data), item);
}

/* Says where plans come from, or where the others are. */
static void
show_more_plans (HeedTodayPage *self,
                 guint          n_plans)
{
  const char *title = _("More plans");
  const char *subtitle = _("The tips that you are practicing are marked among the others.");

  if (n_plans == 0)
    {
      title = _("No plan yet");
      subtitle = _("Pick a tip and decide when you will try it.");
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more_plans_row), title);
  adw_action_row_set_subtitle (self->more_plans_row, subtitle);
  gtk_widget_set_visible (self->more_plans_list, n_plans == 0 || n_plans > PLANS_SHOWN);
}

/* Rows stay where they are while their plans do, so that what somebody notes
 * in one is not taken away. */
static void
show_plans (HeedTodayPage  *self,
            HeedTodayFacts *facts)
{
  guint n_plans = facts->plans->len;

  g_ptr_array_set_size (facts->plans, (int) MIN (n_plans, PLANS_SHOWN));
  heed_list_update (self->plans, facts->plans);
  for (guint i = 0; i < facts->plans->len; i++)
    {
      HeedPlanRow *row = HEED_PLAN_ROW (gtk_list_box_get_row_at_index (self->plans_list, (int) i));
      HeedItem *tip = heed_entry_get_item (heed_plan_row_get_plan (row));
      HeedTipStatus status = heed_today_facts_get_status (facts, heed_item_get_id (tip));

      heed_plan_row_set_status (row, &status);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->plans_list), n_plans > 0);
  show_more_plans (self, n_plans);
}

/* The chart is made when there is something to draw. */
static void
show_trend (HeedTodayPage  *self,
            HeedTodayFacts *facts)
{
  HeedWorkbook *workbook = heed_live_bin_get_workbook (HEED_LIVE_BIN (self));
  HeedItem *questions = heed_workbook_get_questions (workbook);
  HeedForm *form = questions != NULL ? heed_workbook_find_form (workbook, heed_item_get_form_id (questions)) : NULL;
  GtkWidget *trend;

  if (form == NULL)
    return;

  if (adw_bin_get_child (self->trend_place) == NULL && facts->checks->len > 1)
    adw_bin_set_child (self->trend_place, heed_today_trend_new ());
  trend = adw_bin_get_child (self->trend_place);
  gtk_widget_set_visible (GTK_WIDGET (self->trend_place),
                          trend != NULL && heed_today_trend_show (HEED_TODAY_TREND (trend), form, facts));
}

/* The first words of the first answer are an entry already, and would pull the
 * text away upward from under whoever writes on. */
static void
show_welcome (HeedTodayPage *self,
              guint          n_entries)
{
  GtkWidget *focus = heed_focus_get_within (self->question_card);
  gboolean writing = focus != NULL && HEED_IS_TEXT_AREA (focus) &&
                     *heed_text_area_get_text (HEED_TEXT_AREA (focus)) != '\0';

  if (n_entries == 0 || !writing)
    gtk_widget_set_visible (self->welcome, n_entries == 0);
}

static void
facts_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (HeedTodayPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedTodayFacts) facts = heed_today_facts_load_finish (result, &error);

  if (!heed_live_bin_end_refresh (HEED_LIVE_BIN (self), error))
    return;

  /* Noughts are no welcome. */
  show_welcome (self, facts->entries);
  gtk_widget_set_visible (self->going_box, facts->entries > 0);
  gtk_widget_set_visible (self->worksheet_box, facts->worksheet != NULL);
  if (facts->worksheet != NULL)
    show_worksheet (self, facts->worksheet);
  show_plans (self, facts);
  heed_today_tiles_show (self->tiles, facts);
  show_trend (self, facts);
}

static void
heed_today_page_refresh (HeedLiveBin *bin)
{
  show_date (HEED_TODAY_PAGE (bin));
  heed_today_facts_load_async (heed_live_bin_get_journal (bin), facts_cb, g_object_ref (bin));
}

static void
heed_today_page_set_up (HeedLiveBin *bin)
{
  HeedTodayPage *self = HEED_TODAY_PAGE (bin);
  HeedItem *overview = heed_workbook_get_overview (heed_live_bin_get_workbook (bin));

  if (overview != NULL && heed_item_get_summary (overview) != NULL)
    adw_action_row_set_subtitle (self->overview_row, heed_item_get_summary (overview));
}

static void
heed_today_page_dispose (GObject *object)
{
  g_clear_object (&HEED_TODAY_PAGE (object)->plans);

  G_OBJECT_CLASS (heed_today_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/today/heed-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, greeting);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, date);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, welcome);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, question_card);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, worksheet_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, worksheet_row);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, worksheet_title);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, worksheet_subtitle);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, worksheet_icon);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, worksheet_ring);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, worksheet_button);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, plans_list);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, more_plans_row);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, more_plans_list);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, going_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, trend_place);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, overview_row);
  gtk_widget_class_bind_template_callback (widget_class, heed_live_bin_refresh);
}

static void
heed_today_page_class_init (HeedTodayPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_today_page_dispose;
  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_today_page_set_up;
  HEED_LIVE_BIN_CLASS (klass)->refresh = heed_today_page_refresh;

  g_type_ensure (HEED_TYPE_QUESTION_CARD);
  g_type_ensure (HEED_TYPE_RING);
  g_type_ensure (HEED_TYPE_WRAP_BOX);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
heed_today_page_init (HeedTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->plans = g_list_store_new (HEED_TYPE_ENTRY);
  gtk_list_box_bind_model (self->plans_list, G_LIST_MODEL (self->plans), make_plan_row, self, NULL);
  show_date (self);
}
