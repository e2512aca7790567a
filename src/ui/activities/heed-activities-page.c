/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the activities. See heed-activities-page.h. */

#include "heed-activities-page.h"

#include "heed-activity-card.h"

struct _HeedActivitiesPage
{
  HeedLiveBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *lede_label;
  GtkBox *cards_box;
};

G_DEFINE_FINAL_TYPE (HeedActivitiesPage, heed_activities_page, HEED_TYPE_LIVE_BIN)

/* Whether @card is to be done before @best, which stands above it. */
static gboolean
comes_before (HeedActivityCard *card,
              HeedActivityCard *best)
{
  HeedActivityState state = heed_activity_card_get_state (card);

  if (state == HEED_ACTIVITY_DONE)
    return FALSE;
  if (best == NULL || state > heed_activity_card_get_state (best))
    return TRUE;

  return state == HEED_ACTIVITY_UNDER_WAY && state == heed_activity_card_get_state (best) &&
         heed_activity_card_get_edited (card) > heed_activity_card_get_edited (best);
}

static void
choose_next (HeedActivitiesPage *self)
{
  HeedActivityCard *best = NULL;

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards_box)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    if (comes_before (HEED_ACTIVITY_CARD (card), best))
      best = HEED_ACTIVITY_CARD (card);

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards_box)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    heed_activity_card_set_next (HEED_ACTIVITY_CARD (card), card == (GtkWidget *) best);
}

static void
add_card (HeedActivitiesPage *self,
          HeedItem           *activity)
{
  GtkWidget *card = heed_activity_card_new (activity);

  g_signal_connect_object (card, "refreshed", G_CALLBACK (choose_next), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->cards_box, card);
  g_object_set (card, "journal", heed_live_bin_get_journal (HEED_LIVE_BIN (self)), NULL);
}

static void
heed_activities_page_set_up (HeedLiveBin *bin)
{
  HeedActivitiesPage *self = HEED_ACTIVITIES_PAGE (bin);
  HeedItem *item = heed_workbook_get_activities (heed_live_bin_get_workbook (bin));
  GListModel *activities = item != NULL ? heed_item_get_children (item) : NULL;

  if (item == NULL)
    return;

  gtk_label_set_label (self->title_label, heed_item_get_title (item));
  gtk_label_set_label (self->lede_label, heed_item_get_summary (item));
  gtk_widget_set_visible (GTK_WIDGET (self->lede_label), heed_item_get_summary (item) != NULL);
  for (guint i = 0; i < g_list_model_get_n_items (activities); i++)
    {
      g_autoptr (HeedItem) activity = g_list_model_get_item (activities, i);

      add_card (self, activity);
    }
}

/* The cards ask for themselves. */
static void
heed_activities_page_refresh (HeedLiveBin *bin)
{
  heed_live_bin_end_refresh (bin, NULL);
}

static void
heed_activities_page_class_init (HeedActivitiesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_activities_page_set_up;
  HEED_LIVE_BIN_CLASS (klass)->refresh = heed_activities_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/heedworkbook/Heed/activities/heed-activities-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedActivitiesPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, HeedActivitiesPage, lede_label);
  gtk_widget_class_bind_template_child (widget_class, HeedActivitiesPage, cards_box);
}

static void
heed_activities_page_init (HeedActivitiesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
