/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the activities. See heed-activities-page.h. */

#include "heed-activities-page.h"

#include "heed-activity-card.h"
#include "heed-template.h"

struct _HeedActivitiesPage
{
  HeedLiveBin parent_instance;

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

/* The cards ask for themselves. */
static void
heed_activities_page_set_up (HeedLiveBin *bin)
{
  HeedActivitiesPage *self = HEED_ACTIVITIES_PAGE (bin);
  HeedItem *item = heed_live_bin_get_item (bin);
  GListModel *activities = item != NULL ? heed_item_get_children (item) : NULL;

  for (guint i = 0; activities != NULL && i < g_list_model_get_n_items (activities); i++)
    {
      g_autoptr (HeedItem) activity = g_list_model_get_item (activities, i);
      GtkWidget *card = g_object_new (HEED_TYPE_ACTIVITY_CARD, "item", activity, NULL);

      g_signal_connect_object (card, "notify::answered", G_CALLBACK (choose_next), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->cards_box, card);
      g_object_set (card, "journal", heed_live_bin_get_journal (bin), NULL);
    }
}

static void
heed_activities_page_class_init (HeedActivitiesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  HEED_LIVE_BIN_CLASS (klass)->get_item = heed_workbook_get_activities;
  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_activities_page_set_up;

  heed_template_set (widget_class, "activities/heed-activities-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedActivitiesPage, cards_box);
}

static void
heed_activities_page_init (HeedActivitiesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
