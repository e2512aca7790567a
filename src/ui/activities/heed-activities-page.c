/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the activities, with a card for each. See heed-activities-page.h. */

#include "heed-activities-page.h"

#include "heed-accessible.h"
#include "heed-calendar.h"
#include "heed-dated-row.h"
#include "heed-list.h"
#include "heed-reading.h"
#include "heed-ring.h"
#include "heed-template.h"

#include <glib/gi18n.h>

/* As many copies as one looks through; as many again when somebody asks. */
#define COPIES_STEP 50

/* What has become of an activity; the later in this list, the more it wants to be done
 * next. */
typedef enum
{
  DONE,        /* its newest worksheet is complete */
  NOT_STARTED, /* there is no worksheet */
  UNDER_WAY,   /* its newest worksheet is not complete */
} State;

#define HEED_TYPE_ACTIVITY_CARD (heed_activity_card_get_type ())
G_DECLARE_FINAL_TYPE (HeedActivityCard, heed_activity_card, HEED, ACTIVITY_CARD, HeedLiveBin)

/* An activity: what it is, how far its newest worksheet is, what to do with it, and the
 * earlier worksheets. */
struct _HeedActivityCard
{
  HeedLiveBin parent_instance;

  GtkImage *icon;
  GtkWidget *ring;
  GtkWidget *about_expander;
  GtkBox *about_box;
  GtkButton *do_button;
  GtkWidget *another_button;
  GtkWidget *open_button;
  GtkWidget *print_button;
  GtkWidget *copies_expander;
  GtkListBox *copies_list;
  GtkWidget *more_button;
  GListStore *copies;

  guint limit; /* of the copies that are shown */
};

G_DEFINE_FINAL_TYPE (HeedActivityCard, heed_activity_card, HEED_TYPE_LIVE_BIN)

/* Its worksheets, newest first; NULL before the first answer. */
static GPtrArray *
get_entries (HeedActivityCard *self)
{
  return *(GPtrArray **) heed_live_bin_get_answers (HEED_LIVE_BIN (self));
}

static HeedEntry *
get_newest (HeedActivityCard *self)
{
  GPtrArray *entries = get_entries (self);

  return entries != NULL && entries->len > 0 ? g_ptr_array_index (entries, 0) : NULL;
}

static State
get_state (HeedActivityCard *self)
{
  HeedEntry *newest = get_newest (self);

  return newest == NULL ? NOT_STARTED : heed_entry_is_completed (newest) ? DONE : UNDER_WAY;
}

static gint64
get_edited (HeedActivityCard *self)
{
  return heed_record_get_modified (heed_entry_get_head (get_newest (self))).utc;
}

static gboolean
has_more (HeedActivityCard *self,
          gboolean          answered)
{
  return answered && get_entries (self)->len > self->limit;
}

static gboolean
is_done (HeedActivityCard *self,
         gboolean          answered)
{
  return get_state (self) == DONE;
}

static gboolean
is_under_way (HeedActivityCard *self,
              gboolean          answered)
{
  return get_state (self) == UNDER_WAY;
}

static gboolean
has_paragraphs (HeedActivityCard *self,
                HeedItem         *activity)
{
  return activity != NULL && *heed_item_get_paragraphs (activity) != NULL;
}

static char *
describe_state (HeedActivityCard *self,
                HeedItem         *activity,
                gboolean          answered)
{
  HeedRecord *head = get_newest (self) != NULL ? heed_entry_get_head (get_newest (self)) : NULL;
  guint minutes = activity != NULL ? heed_item_get_minutes (activity) : 0;
  g_autofree char *time = g_strdup_printf (ngettext ("About %u minute", "About %u minutes", minutes), minutes);
  g_autofree char *day = NULL;
  g_autofree char *state = NULL;

  if (head == NULL)
    {
      state = g_strdup (_("not started"));
    }
  else if (heed_timestamp_is_set (heed_record_get_completed (head)))
    {
      day = heed_relative_day_format_stamp (heed_record_get_completed (head));
      /* Translators: followed by “today”, “yesterday” or a date. */
      state = g_strdup_printf (_("finished %s"), day);
    }
  else
    {
      day = heed_relative_day_format_stamp (heed_record_get_modified (head));
      /* Translators: followed by “today”, “yesterday” or a date. */
      state = g_strdup_printf (_("edited %s"), day);
    }

  /* Translators: how long an activity takes and what has become of it, as in
   * “About 30 minutes · edited yesterday”. */
  return g_strdup_printf (_("%s · %s"), time, state);
}

static char *
describe_copies (HeedActivityCard *self,
                 guint             n,
                 gboolean          answered)
{
  if (has_more (self, answered))
    return g_strdup_printf (ngettext ("More than %u earlier copy", "More than %u earlier copies", n), n);

  return g_strdup_printf (ngettext ("%u earlier copy", "%u earlier copies", n), n);
}

/* Continue is for one worksheet; another may be begun beside it. */
static void
show_buttons (HeedActivityCard *self)
{
  HeedItem *activity = heed_live_bin_get_item (HEED_LIVE_BIN (self));
  GtkActionable *button = GTK_ACTIONABLE (self->do_button);
  HeedEntry *newest = get_newest (self);
  const char *label = newest == NULL ? _("Start") : _("Start Another");

  gtk_actionable_set_action_name (button, NULL);
  if (is_under_way (self, TRUE))
    {
      label = _("Continue");
      gtk_actionable_set_action_target (button, "s", heed_entry_get_id (newest));
      gtk_actionable_set_action_name (button, "win.open-entry");
    }
  else
    {
      gtk_actionable_set_action_target (button, "(ss)", heed_item_get_form_id (activity), heed_item_get_id (activity));
      gtk_actionable_set_action_name (button, "win.new-entry");
    }
  gtk_button_set_label (self->do_button, label);
  heed_accessible_set_name_of (GTK_WIDGET (button), label, heed_item_get_title (activity));

  if (is_done (self, TRUE))
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "s", heed_entry_get_id (newest));
}

/* The newest worksheet has a button of its own. */
static void
heed_activity_card_show (HeedLiveBin *bin)
{
  HeedActivityCard *self = HEED_ACTIVITY_CARD (bin);
  GPtrArray *entries = get_entries (self);
  g_autoptr (GPtrArray) copies = g_ptr_array_new ();
  g_autofree char *label = NULL;
  HeedProgress progress = { 0, 0 };

  if (get_newest (self) != NULL)
    progress = heed_entry_get_progress (get_newest (self));
  gtk_widget_set_visible (self->ring, progress.answered > 0);
  heed_ring_set_fraction (HEED_RING (self->ring), progress.total > 0 ? (double) progress.answered / progress.total : 0);
  show_buttons (self);

  for (guint i = 1; i < MIN (entries->len, self->limit); i++)
    g_ptr_array_add (copies, g_ptr_array_index (entries, i));
  heed_list_update (self->copies, copies);
  label = describe_copies (self, copies->len, TRUE);
  heed_accessible_set_name_of (self->copies_expander, label, heed_item_get_title (heed_live_bin_get_item (bin)));
}

static void
more_cb (HeedActivityCard *self)
{
  self->limit += COPIES_STEP;
  heed_live_bin_refresh (HEED_LIVE_BIN (self));
}

static GtkWidget *
make_copy_row (gpointer item,
               gpointer data)
{
  return heed_dated_row_new (item);
}

/* Names that make sense without the card around them. */
static void
name_parts (HeedActivityCard *self,
            const char       *title)
{
  g_autofree char *ring = g_strdup_printf (_("Progress: %s"), title);
  g_autofree char *copies = g_strdup_printf (_("Copies: %s"), title);

  heed_accessible_set_name (GTK_WIDGET (self), title);
  heed_accessible_set_name (self->ring, ring);
  heed_accessible_set_name (GTK_WIDGET (self->copies_list), copies);
  heed_accessible_set_name_of (self->about_expander, _("About This Activity"), title);
  heed_accessible_set_name_of (self->print_button, _("Print Blank"), title);
  heed_accessible_set_name_of (self->another_button, _("Start Another"), title);
  heed_accessible_set_name_of (self->open_button, _("Open"), title);
  heed_accessible_set_name_of (self->more_button, _("Show More Copies"), title);
}

static void
heed_activity_card_set_up (HeedLiveBin *bin)
{
  HeedActivityCard *self = HEED_ACTIVITY_CARD (bin);
  HeedItem *activity = heed_live_bin_get_item (bin);
  const char *form_id = heed_item_get_form_id (activity), *icon_name = heed_item_get_icon_name (activity);
  HeedForm *form = heed_workbook_find_form (heed_live_bin_get_workbook (bin), form_id);

  heed_reading_show_icon (self->icon, icon_name != NULL ? icon_name : heed_form_get_icon_name (form),
                          heed_form_get_tint (form));
  heed_reading_append_paragraphs (self->about_box, heed_item_get_paragraphs (activity));
  name_parts (self, heed_item_get_title (activity));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->another_button), "(ss)", form_id, heed_item_get_id (activity));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->print_button), "s", form_id);
}

/* One more tells whether there are more. */
static void
heed_activity_card_ask (HeedLiveBin      *bin,
                        HeedJournalBatch *batch,
                        gpointer          answers)
{
  HeedQuery query = {
    .form_id = heed_item_get_form_id (heed_live_bin_get_item (bin)),
    .limit = HEED_ACTIVITY_CARD (bin)->limit + 1,
  };

  heed_journal_batch_query (batch, &query, answers);
}

static void
heed_activity_card_class_init (HeedActivityCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_activity_card_set_up;
  HEED_LIVE_BIN_CLASS (klass)->ask = heed_activity_card_ask;
  HEED_LIVE_BIN_CLASS (klass)->show = heed_activity_card_show;

  heed_template_set (widget_class, "activities/heed-activity-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, icon);
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, ring);
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, about_expander);
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, about_box);
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, do_button);
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, another_button);
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, open_button);
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, print_button);
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, copies_expander);
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, copies_list);
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, more_button);
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, copies);
  gtk_widget_class_bind_template_callback (widget_class, has_more);
  gtk_widget_class_bind_template_callback (widget_class, is_done);
  gtk_widget_class_bind_template_callback (widget_class, is_under_way);
  gtk_widget_class_bind_template_callback (widget_class, has_paragraphs);
  gtk_widget_class_bind_template_callback (widget_class, describe_state);
  gtk_widget_class_bind_template_callback (widget_class, describe_copies);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_activity_card_init (HeedActivityCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->limit = COPIES_STEP;
  heed_list_bind_gradually (self->copies_list, G_LIST_MODEL (self->copies), make_copy_row, NULL);
}

struct _HeedActivitiesPage
{
  HeedLiveBin parent_instance;

  GtkBox *cards_box;
};

G_DEFINE_FINAL_TYPE (HeedActivitiesPage, heed_activities_page, HEED_TYPE_LIVE_BIN)

/* The first of those that want to be done most, or the one that was edited last of
 * those that are under way, has the accent. */
static void
choose_next (HeedActivitiesPage *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->cards_box));
  HeedActivityCard *best = NULL;

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      HeedActivityCard *card = HEED_ACTIVITY_CARD (child);
      State state = get_state (card);

      if (state != DONE &&
          (best == NULL || state > get_state (best) ||
           (state == UNDER_WAY && state == get_state (best) && get_edited (card) > get_edited (best))))
        best = card;
    }

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = GTK_WIDGET (HEED_ACTIVITY_CARD (child)->do_button);

      if (child == (GtkWidget *) best)
        gtk_widget_add_css_class (button, "suggested-action");
      else
        gtk_widget_remove_css_class (button, "suggested-action");
    }
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
