/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The plan that a debrief belongs to. See heed-plan-link.h. */

#include "heed-plan-link.h"

#include "heed-template.h"
#include "heed-tip-status.h"

#include <glib/gi18n.h>

struct _HeedPlanLink
{
  HeedLiveBin parent_instance;

  GtkWidget *list;
  AdwComboRow *row;
  GtkStringList *names;

  HeedEntry *entry;  /* a debrief, or NULL */
  GPtrArray *tips;   /* of HeedItem, as they stand in the row after “No” */
  gboolean showing;
};

typedef struct
{
  GPtrArray *tallies;
  GPtrArray *decisions;
  GPtrArray *plans;
} Answers;

G_DEFINE_FINAL_TYPE (HeedPlanLink, heed_plan_link, HEED_TYPE_LIVE_BIN)

static void
add_tip (GPtrArray *tips,
         HeedItem  *tip)
{
  if (!g_ptr_array_find (tips, tip, NULL))
    g_ptr_array_add (tips, tip);
}

/* Nothing moves in the row while somebody chooses, if it has the same to choose from. */
static void
offer (HeedPlanLink *self,
       GPtrArray    *tips)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  gboolean same = self->tips->len == tips->len;

  for (guint i = 0; i < tips->len && same; i++)
    same = g_ptr_array_index (self->tips, i) == g_ptr_array_index (tips, i);
  if (same)
    return;

  g_ptr_array_set_size (self->tips, 0);
  g_strv_builder_add (builder, C_("about no plan", "No"));
  for (guint i = 0; i < tips->len; i++)
    {
      g_ptr_array_add (self->tips, g_object_ref (g_ptr_array_index (tips, i)));
      g_strv_builder_add (builder, heed_item_get_title (g_ptr_array_index (tips, i)));
    }
  names = g_strv_builder_end (builder);
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)),
                          (const char * const *) names);
}

/* What it belongs to already may be practiced no longer. */
static void
show_choice (HeedPlanLink *self)
{
  const Answers *answers = heed_live_bin_get_answers (HEED_LIVE_BIN (self));
  HeedItem *current = self->entry != NULL ? heed_entry_get_item (self->entry) : NULL;
  g_autoptr (GPtrArray) tips = g_ptr_array_new ();
  g_autoptr (GPtrArray) plans = NULL;
  guint position;

  if (self->entry == NULL || answers->plans == NULL)
    return;

  self->showing = TRUE;
  plans = heed_tip_status_list_plans (answers->plans, answers->tallies, answers->decisions);
  for (guint i = 0; i < plans->len; i++)
    add_tip (tips, heed_entry_get_item (g_ptr_array_index (plans, i)));
  if (current != NULL)
    add_tip (tips, current);
  offer (self, tips);
  adw_combo_row_set_selected (self->row, g_ptr_array_find (self->tips, current, &position) ? position + 1 : 0);
  gtk_widget_set_visible (self->list, self->tips->len > 0);
  self->showing = FALSE;
}

static void
selected_cb (HeedPlanLink *self)
{
  guint selected = adw_combo_row_get_selected (self->row);
  HeedItem *tip;

  if (self->showing || self->entry == NULL || selected > self->tips->len)
    return;

  tip = selected > 0 ? g_ptr_array_index (self->tips, selected - 1) : NULL;
  heed_entry_set_item_id (self->entry, tip != NULL ? heed_item_get_id (tip) : NULL);
}

static void
heed_plan_link_show (HeedLiveBin *bin)
{
  show_choice (HEED_PLAN_LINK (bin));
}

static void
heed_plan_link_ask (HeedLiveBin      *bin,
                    HeedJournalBatch *batch,
                    gpointer          data)
{
  Answers *answers = data;

  heed_journal_batch_tally (batch, &answers->tallies);
  heed_journal_batch_read (batch, &(HeedQuery) { .form_id = HEED_FORM_DECISION, .each = HEED_DECISIONS_EACH },
                           &answers->decisions);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = HEED_FORM_PLAN, .limit = HEED_PLANS_MAX }, &answers->plans);
}

static void
heed_plan_link_dispose (GObject *object)
{
  g_clear_object (&HEED_PLAN_LINK (object)->entry);

  G_OBJECT_CLASS (heed_plan_link_parent_class)->dispose (object);
}

static void
heed_plan_link_finalize (GObject *object)
{
  g_ptr_array_unref (HEED_PLAN_LINK (object)->tips);

  G_OBJECT_CLASS (heed_plan_link_parent_class)->finalize (object);
}

static void
heed_plan_link_class_init (HeedPlanLinkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_plan_link_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_plan_link_finalize;
  HEED_LIVE_BIN_CLASS (klass)->ask = heed_plan_link_ask;
  HEED_LIVE_BIN_CLASS (klass)->show = heed_plan_link_show;

  heed_template_set (widget_class, "tips/heed-plan-link.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedPlanLink, list);
  gtk_widget_class_bind_template_child (widget_class, HeedPlanLink, row);
  gtk_widget_class_bind_template_child (widget_class, HeedPlanLink, names);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
heed_plan_link_init (HeedPlanLink *self)
{
  self->tips = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_plan_link_set_entry:
 * @self: a link
 * @journal: (nullable): the journal of @entry; %NULL where nothing is to be changed
 * @entry: (nullable): an open entry
 *
 * Shows what an entry belongs to.
 */
void
heed_plan_link_set_entry (HeedPlanLink *self,
                          HeedJournal  *journal,
                          HeedEntry    *entry)
{
  HeedForm *form = journal != NULL && entry != NULL ? heed_entry_get_form (entry) : NULL;
  gboolean wanted = form != NULL && g_strcmp0 (heed_form_get_id (form), HEED_FORM_DEBRIEF) == 0;
  HeedEntry *debrief = wanted ? entry : NULL;

  g_return_if_fail (HEED_IS_PLAN_LINK (self));

  gtk_widget_set_visible (GTK_WIDGET (self), wanted);
  if (self->entry == debrief)
    return;

  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_func (self->entry, show_choice, self);
  g_set_object (&self->entry, debrief);
  if (!wanted)
    return;

  /* The title tells what it is about. */
  g_signal_connect_object (entry, "notify::title", G_CALLBACK (show_choice), self, G_CONNECT_SWAPPED);
  g_object_set (self, "journal", journal, NULL);
  show_choice (self);
}
