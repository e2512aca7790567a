/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The card of an activity. See heed-activity-card.h. */

#include "heed-activity-card.h"

#include "heed-accessible.h"
#include "heed-dated-row.h"
#include "heed-gradual-list.h"
#include "heed-list-update.h"
#include "heed-reading.h"
#include "heed-relative-day.h"
#include "heed-ring.h"
#include "heed-text.h"
#include "heed-tinted-icon.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>

/* As many copies as one looks through; as many again when somebody asks. */
#define COPIES_STEP 50

struct _HeedActivityCard
{
  HeedLiveBin parent_instance;

  GtkImage *icon;
  GtkLabel *title_label;
  GtkLabel *summary_label;
  GtkLabel *state_label;
  HeedRing *ring;
  GtkExpander *about_expander;
  GtkBox *about_box;
  GtkButton *do_button;
  GtkWidget *another_button;
  GtkActionable *open_button;
  GtkActionable *print_button;
  GtkExpander *copies_expander;
  GtkListBox *copies_list;
  GtkWidget *more_button;

  HeedItem *activity;
  HeedEntry *newest; /* NULL where there is no worksheet */
  GListStore *copies;
  guint limit; /* of the copies that are shown */
};

enum
{
  REFRESHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedActivityCard, heed_activity_card, HEED_TYPE_LIVE_BIN)

static HeedForm *
get_form (HeedActivityCard *self)
{
  return heed_workbook_find_form (heed_live_bin_get_workbook (HEED_LIVE_BIN (self)),
                                  heed_item_get_form_id (self->activity));
}

static char *
describe_state (HeedActivityCard *self)
{
  HeedRecord *head = self->newest != NULL ? heed_entry_get_head (self->newest) : NULL;
  g_autofree char *day = NULL;

  if (head == NULL)
    return g_strdup (_("not started"));

  if (heed_timestamp_is_set (heed_record_get_completed (head)))
    {
      day = heed_relative_day_format_stamp (heed_record_get_completed (head));
      /* Translators: followed by “today”, “yesterday” or a date. */
      return g_strdup_printf (_("completed %s"), day);
    }

  day = heed_relative_day_format_stamp (heed_record_get_modified (head));
  /* Translators: followed by “today”, “yesterday” or a date. */
  return g_strdup_printf (_("edited %s"), day);
}

static void
show_state (HeedActivityCard *self)
{
  guint minutes = heed_item_get_minutes (self->activity);
  g_autofree char *time = g_strdup_printf (ngettext ("About %u minute", "About %u minutes", minutes), minutes);
  g_autofree char *state = describe_state (self);
  /* Translators: how long an activity takes and what has become of it, as in
   * “About 30 minutes · edited yesterday”. */
  g_autofree char *text = g_strdup_printf (_("%s · %s"), time, state);
  HeedProgress progress = { 0, 0 };

  if (self->newest != NULL)
    progress = heed_entry_get_progress (self->newest);
  gtk_label_set_label (self->state_label, text);
  heed_ring_set_fraction (self->ring, progress.total > 0 ? (double) progress.answered / progress.total : 0);
}

static void
set_button (HeedActivityCard *self,
            const char       *label)
{
  /* Translators: what a button does, and to which activity. */
  g_autofree char *name = g_strdup_printf (C_("name of a control", "%s: %s"), label, heed_item_get_title (self->activity));

  gtk_button_set_label (self->do_button, label);
  heed_accessible_set_name (GTK_WIDGET (self->do_button), name);
}

static void
show_open_button (HeedActivityCard *self)
{
  gboolean done = heed_activity_card_get_state (self) == HEED_ACTIVITY_DONE;

  gtk_widget_set_visible (GTK_WIDGET (self->open_button), done);
  if (done)
    {
      gtk_actionable_set_action_target (self->open_button, "s", heed_entry_get_id (self->newest));
      gtk_actionable_set_action_name (self->open_button, "win.open-entry");
    }
}

/* Continue is for one worksheet; another may be begun beside it. */
static void
show_buttons (HeedActivityCard *self)
{
  GtkActionable *button = GTK_ACTIONABLE (self->do_button);

  show_open_button (self);
  gtk_widget_set_visible (self->another_button,
                          heed_activity_card_get_state (self) == HEED_ACTIVITY_UNDER_WAY);
  if (heed_activity_card_get_state (self) == HEED_ACTIVITY_UNDER_WAY)
    {
      set_button (self, _("Continue"));
      gtk_actionable_set_action_name (button, NULL);
      gtk_actionable_set_action_target (button, "s", heed_entry_get_id (self->newest));
      gtk_actionable_set_action_name (button, "win.open-entry");
      return;
    }

  set_button (self, self->newest == NULL ? _("Start") : _("Start Another"));
  gtk_actionable_set_action_name (button, NULL);
  gtk_actionable_set_action_target (button, "(ss)", heed_item_get_form_id (self->activity),
                                    heed_item_get_id (self->activity));
  gtk_actionable_set_action_name (button, "win.new-entry");
}

static void
show_copies_label (HeedActivityCard *self,
                   guint             n,
                   gboolean          more)
{
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;

  if (more)
    label = g_strdup_printf (ngettext ("More than %u earlier copy", "More than %u earlier copies", n), n);
  else
    label = g_strdup_printf (ngettext ("%u earlier copy", "%u earlier copies", n), n);

  name = g_strdup_printf (C_("name of a control", "%s: %s"), label, heed_item_get_title (self->activity));
  gtk_expander_set_label (self->copies_expander, label);
  heed_accessible_set_name (GTK_WIDGET (self->copies_expander), name);
}

/* The newest worksheet has a button of its own. */
static void
show_copies (HeedActivityCard *self,
             GPtrArray        *entries)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new ();
  guint end = MIN (entries->len, self->limit);

  for (guint i = 1; i < end; i++)
    g_ptr_array_add (copies, g_ptr_array_index (entries, i));

  show_copies_label (self, copies->len, entries->len > end);
  gtk_widget_set_visible (self->more_button, entries->len > end);
  heed_list_update (self->copies, copies);
  gtk_widget_set_visible (GTK_WIDGET (self->copies_expander), copies->len > 0);
}

static void
entries_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (HeedActivityCard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = heed_journal_query_finish (HEED_JOURNAL (source), result, &error);
  HeedEntry *newest;

  if (!heed_live_bin_end_refresh (HEED_LIVE_BIN (self), error))
    return;

  newest = entries->len > 0 ? g_ptr_array_index (entries, 0) : NULL;
  g_set_object (&self->newest, newest);
  show_state (self);
  show_buttons (self);
  show_copies (self, entries);
  g_signal_emit (self, signals[REFRESHED], 0);
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

static void
show_activity (HeedActivityCard *self)
{
  HeedForm *form = get_form (self);
  const char *icon_name = heed_item_get_icon_name (self->activity);

  heed_tinted_icon_show (self->icon, icon_name != NULL ? icon_name : heed_form_get_icon_name (form),
                         heed_form_get_tint (form));
  gtk_label_set_label (self->title_label, heed_item_get_title (self->activity));
  gtk_label_set_label (self->summary_label, heed_text_or_empty (heed_item_get_summary (self->activity)));
  gtk_widget_set_visible (GTK_WIDGET (self->summary_label), heed_item_get_summary (self->activity) != NULL);
}

static void
show_about (HeedActivityCard *self)
{
  const char * const *paragraphs = heed_item_get_paragraphs (self->activity);

  gtk_widget_set_visible (GTK_WIDGET (self->about_expander), *paragraphs != NULL);
  heed_reading_append_paragraphs (self->about_box, paragraphs);
}

/* Names that make sense without the card around them. */
static void
name_parts (HeedActivityCard *self)
{
  const char *title = heed_item_get_title (self->activity);
  g_autofree char *about = g_strdup_printf (C_("name of a control", "%s: %s"), _("What to Do"), title);
  g_autofree char *print = g_strdup_printf (C_("name of a control", "%s: %s"), _("Print Blank"), title);
  g_autofree char *another = g_strdup_printf (C_("name of a control", "%s: %s"), _("Start Another"), title);
  g_autofree char *open = g_strdup_printf (C_("name of a control", "%s: %s"), _("Open"), title);
  g_autofree char *more = g_strdup_printf (C_("name of a control", "%s: %s"), _("Show More Copies"), title);
  g_autofree char *ring = g_strdup_printf (_("Progress: %s"), title);
  g_autofree char *copies = g_strdup_printf (_("Copies: %s"), title);

  heed_accessible_set_name (GTK_WIDGET (self), title);
  heed_accessible_set_name (GTK_WIDGET (self->about_expander), about);
  heed_accessible_set_name (GTK_WIDGET (self->print_button), print);
  heed_accessible_set_name (self->another_button, another);
  heed_accessible_set_name (GTK_WIDGET (self->open_button), open);
  heed_accessible_set_name (self->more_button, more);
  heed_accessible_set_name (GTK_WIDGET (self->ring), ring);
  heed_accessible_set_name (GTK_WIDGET (self->copies_list), copies);
}

static void
heed_activity_card_set_up (HeedLiveBin *bin)
{
  HeedActivityCard *self = HEED_ACTIVITY_CARD (bin);

  show_activity (self);
  show_about (self);
  name_parts (self);
  show_state (self);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->another_button), "(ss)",
                                    heed_item_get_form_id (self->activity), heed_item_get_id (self->activity));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->another_button), "win.new-entry");
  gtk_actionable_set_action_target (self->print_button, "s", heed_item_get_form_id (self->activity));
  gtk_actionable_set_action_name (self->print_button, "win.print-blank");
}

static void
heed_activity_card_refresh (HeedLiveBin *bin)
{
  HeedActivityCard *self = HEED_ACTIVITY_CARD (bin);
  /* One more tells whether there are more. */
  HeedQuery query = {
    .workbook_id = heed_workbook_get_id (heed_live_bin_get_workbook (bin)),
    .form_id = heed_item_get_form_id (self->activity),
    .limit = self->limit + 1,
  };

  heed_journal_query_async (heed_live_bin_get_journal (bin), &query, entries_cb, g_object_ref (bin));
}

static void
heed_activity_card_dispose (GObject *object)
{
  HeedActivityCard *self = HEED_ACTIVITY_CARD (object);

  g_clear_object (&self->activity);
  g_clear_object (&self->newest);
  g_clear_object (&self->copies);

  G_OBJECT_CLASS (heed_activity_card_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/heedworkbook/Heed/activities/heed-activity-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, icon);
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, summary_label);
  gtk_widget_class_bind_template_child (widget_class, HeedActivityCard, state_label);
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
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
heed_activity_card_class_init (HeedActivityCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_activity_card_dispose;
  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_activity_card_set_up;
  HEED_LIVE_BIN_CLASS (klass)->refresh = heed_activity_card_refresh;

  signals[REFRESHED] = g_signal_new ("refreshed", HEED_TYPE_ACTIVITY_CARD, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HEED_TYPE_RING);
  g_type_ensure (HEED_TYPE_WRAP_BOX);
  bind_template (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_activity_card_init (HeedActivityCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->limit = COPIES_STEP;
  self->copies = g_list_store_new (HEED_TYPE_ENTRY);
  heed_gradual_list_bind (self->copies_list, G_LIST_MODEL (self->copies), make_copy_row, NULL);
}

/**
 * heed_activity_card_new:
 * @activity: an activity
 *
 * Makes a card, empty until it is given a journal.
 *
 * Returns: (transfer full): the card
 */
GtkWidget *
heed_activity_card_new (HeedItem *activity)
{
  HeedActivityCard *self = g_object_new (HEED_TYPE_ACTIVITY_CARD, NULL);

  self->activity = g_object_ref (activity);
  return GTK_WIDGET (self);
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

  if (self->newest == NULL)
    return HEED_ACTIVITY_NOT_STARTED;
  if (heed_entry_is_completed (self->newest))
    return HEED_ACTIVITY_DONE;

  return HEED_ACTIVITY_UNDER_WAY;
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

  return self->newest != NULL ? heed_record_get_modified (heed_entry_get_head (self->newest)).utc : 0;
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
