/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The card of an activity. See heed-activity-card.h. */

#include "heed-activity-card.h"

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

typedef struct
{
  GPtrArray *entries; /* newest first */
} Answers;

G_DEFINE_FINAL_TYPE (HeedActivityCard, heed_activity_card, HEED_TYPE_LIVE_BIN)

static HeedEntry *
get_newest (HeedActivityCard *self)
{
  const Answers *answers = heed_live_bin_get_answers (HEED_LIVE_BIN (self));

  return answers->entries != NULL && answers->entries->len > 0 ? g_ptr_array_index (answers->entries, 0) : NULL;
}

static gboolean
has_more (HeedActivityCard *self,
          gboolean          answered)
{
  const Answers *answers = heed_live_bin_get_answers (HEED_LIVE_BIN (self));

  return answered && answers->entries->len > self->limit;
}

static gboolean
is_done (HeedActivityCard *self,
         gboolean          answered)
{
  return heed_activity_card_get_state (self) == HEED_ACTIVITY_DONE;
}

static gboolean
is_under_way (HeedActivityCard *self,
              gboolean          answered)
{
  return heed_activity_card_get_state (self) == HEED_ACTIVITY_UNDER_WAY;
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
  const Answers *answers = heed_live_bin_get_answers (bin);
  g_autoptr (GPtrArray) copies = g_ptr_array_new ();
  g_autofree char *label = NULL;
  HeedProgress progress = { 0, 0 };

  if (get_newest (self) != NULL)
    progress = heed_entry_get_progress (get_newest (self));
  heed_ring_set_fraction (HEED_RING (self->ring), progress.total > 0 ? (double) progress.answered / progress.total : 0);
  show_buttons (self);

  for (guint i = 1; i < MIN (answers->entries->len, self->limit); i++)
    g_ptr_array_add (copies, g_ptr_array_index (answers->entries, i));
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
  heed_accessible_set_name_of (self->about_expander, _("What to Do"), title);
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

  heed_journal_batch_query (batch, &query, &((Answers *) answers)->entries);
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

/**
 * heed_activity_card_get_state:
 * @self: a card
 *
 * Gets what has become of the activity, as far as is known.
 *
 * Returns: the state
 */
HeedActivityState
heed_activity_card_get_state (HeedActivityCard *self)
{
  g_return_val_if_fail (HEED_IS_ACTIVITY_CARD (self), HEED_ACTIVITY_NOT_STARTED);

  if (get_newest (self) == NULL)
    return HEED_ACTIVITY_NOT_STARTED;

  return heed_entry_is_completed (get_newest (self)) ? HEED_ACTIVITY_DONE : HEED_ACTIVITY_UNDER_WAY;
}

/**
 * heed_activity_card_get_edited:
 * @self: a card
 *
 * Gets when the newest worksheet was last written into.
 *
 * Returns: microseconds since 1970 in UTC; 0 where there is no worksheet
 */
gint64
heed_activity_card_get_edited (HeedActivityCard *self)
{
  g_return_val_if_fail (HEED_IS_ACTIVITY_CARD (self), 0);

  return get_newest (self) != NULL ? heed_record_get_modified (heed_entry_get_head (get_newest (self))).utc : 0;
}

/**
 * heed_activity_card_set_next:
 * @self: a card
 * @next: whether it is the one thing to do next on its page
 *
 * Puts the accent on the card's button, or takes it off.
 */
void
heed_activity_card_set_next (HeedActivityCard *self,
                             gboolean          next)
{
  g_return_if_fail (HEED_IS_ACTIVITY_CARD (self));

  if (next)
    gtk_widget_add_css_class (GTK_WIDGET (self->do_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->do_button), "suggested-action");
}
