/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of one tip. See heed-tip-page.h. */

#include "heed-tip-page.h"

#include "heed-accessible.h"
#include "heed-editor.h"
#include "heed-list-update.h"
#include "heed-reading.h"
#include "heed-text.h"
#include "heed-try-row.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>

/* The most notes on tries that are shown, as each is loaded for it. */
#define MAX_TRIES 50

/* Fields of the form that every workbook has (data/workbooks/common-forms.xml). */
#define FIELD_WHEN "when"
#define FIELD_WILL "will"

struct _HeedTipPage
{
  HeedLiveBin parent_instance;

  AdwWindowTitle *window_title;
  GtkLabel *title_label;
  GtkLabel *group_label;
  GtkWidget *practicing_label;
  GtkBox *paragraphs_box;
  GtkWidget *cues_box;
  HeedWrapBox *cues;
  HeedEditor *editor;
  GtkActionable *try_button;
  GtkLabel *prompt_label;
  GtkWidget *no_tries_label;
  GtkListBox *tries_list;

  HeedItem *tip;
  HeedEntry *plan;       /* open; perhaps with nothing in it yet */
  GPtrArray *plans;      /* what the journal has, newest first */
  GListStore *tries;
};

G_DEFINE_FINAL_TYPE (HeedTipPage, heed_tip_page, HEED_TYPE_LIVE_BIN)

/* The cues are offered until somebody has found words of their own, or has
 * gone on to the second half. */
static gboolean
wants_cues (HeedTipPage *self)
{
  const char *when = heed_text_or_empty (heed_entry_get_answer (self->plan, FIELD_WHEN));
  const char *will = heed_text_or_empty (heed_entry_get_answer (self->plan, FIELD_WILL));

  if (*heed_item_get_cues (self->tip) == NULL)
    return FALSE;

  return heed_text_is_blank (when) ||
         (heed_text_is_blank (will) && g_strv_contains (heed_item_get_cues (self->tip), when));
}

static void
show_plan_state (HeedTipPage *self)
{
  gboolean practicing = heed_entry_get_progress (self->plan).answered > 0 ||
                        g_list_model_get_n_items (G_LIST_MODEL (self->tries)) > 0;

  gtk_widget_set_visible (self->cues_box, wants_cues (self));
  gtk_widget_set_visible (self->practicing_label, practicing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tip.undo", heed_entry_get_can_undo (self->plan));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tip.redo", heed_entry_get_can_redo (self->plan));
}

static void
plan_changed_cb (HeedTipPage *self)
{
  show_plan_state (self);
}

static void
set_plan (HeedTipPage *self,
          HeedEntry   *plan)
{
  if (self->plan == plan)
    return;

  if (self->plan != NULL)
    g_signal_handlers_disconnect_by_func (self->plan, plan_changed_cb, self);
  g_set_object (&self->plan, plan);
  heed_editor_set_entry (self->editor, plan);
  g_signal_connect_object (plan, "answer-changed", G_CALLBACK (plan_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "notify::can-undo", G_CALLBACK (plan_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "notify::can-redo", G_CALLBACK (plan_changed_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
is_deleted (HeedEntry *entry)
{
  return heed_stamp_is_set (heed_record_get_deleted (heed_entry_get_head (entry)));
}

/* A plan that nobody has written anything into leaves no trace. */
static void
start_plan (HeedTipPage *self)
{
  g_autoptr (HeedEntry) plan = heed_journal_create_entry (heed_live_bin_get_journal (HEED_LIVE_BIN (self)),
                                                          HEED_FORM_PLAN, heed_item_get_id (self->tip));

  set_plan (self, plan);
}

static void
tries_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (HeedTipPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tries = heed_journal_query_finish (HEED_JOURNAL (source), result, &error);

  if (!heed_live_bin_end_refresh (HEED_LIVE_BIN (self), error))
    return;

  heed_list_update (self->tries, tries);
  gtk_widget_set_visible (GTK_WIDGET (self->tries_list), tries->len > 0);
  gtk_widget_set_visible (self->no_tries_label, tries->len == 0);
  show_plan_state (self);
}

static void
ask_for_tries (HeedTipPage *self)
{
  HeedQuery query = { .form_id = HEED_FORM_TRY, .item_id = heed_item_get_id (self->tip), .limit = MAX_TRIES };

  heed_journal_query_async (heed_live_bin_get_journal (HEED_LIVE_BIN (self)), &query, tries_cb, g_object_ref (self));
}

static void
plan_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (HeedTipPage) self = data;
  g_autoptr (GError) error = NULL;

  heed_journal_open_entry_finish (HEED_JOURNAL (source), result, &error);
  if (error != NULL || !heed_live_bin_can_ask (HEED_LIVE_BIN (self)))
    {
      heed_live_bin_end_refresh (HEED_LIVE_BIN (self), error);
      return;
    }

  set_plan (self, g_ptr_array_index (self->plans, 0));
  ask_for_tries (self);
}

/* The plan on the page stays there unless it is deleted, or has nothing in it
 * when one comes from elsewhere. */
static void
plans_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (HeedTipPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plans = heed_journal_query_finish (HEED_JOURNAL (source), result, &error);
  HeedEntry *newest;
  gboolean keep;

  if (plans == NULL || !heed_live_bin_can_ask (HEED_LIVE_BIN (self)))
    {
      heed_live_bin_end_refresh (HEED_LIVE_BIN (self), error);
      return;
    }

  g_clear_pointer (&self->plans, g_ptr_array_unref);
  self->plans = g_steal_pointer (&plans);
  newest = self->plans->len > 0 ? g_ptr_array_index (self->plans, 0) : NULL;
  keep = self->plan != NULL && !is_deleted (self->plan) &&
         (newest == NULL || heed_record_get_n_answers (heed_entry_get_record (self->plan)) > 0);
  if (!keep && newest != NULL)
    {
      heed_journal_open_entry_async (HEED_JOURNAL (source), newest, plan_opened_cb, g_steal_pointer (&self));
      return;
    }

  if (!keep)
    start_plan (self);
  ask_for_tries (self);
}

static void
use_cue_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HeedTipPage *self = HEED_TIP_PAGE (widget);

  if (self->plan == NULL)
    return;

  heed_entry_set_answer (self->plan, FIELD_WHEN, g_variant_get_string (parameter, NULL));
  heed_editor_focus_path (self->editor, FIELD_WILL);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  heed_editor_undo (HEED_TIP_PAGE (widget)->editor);
}

static void
redo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  heed_editor_redo (HEED_TIP_PAGE (widget)->editor);
}

static void
add_cue (HeedTipPage *self,
         const char  *words)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", words,
                                   "wrap", TRUE,
                                   "xalign", 0.0,
                                   NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON,
                                    "child", label,
                                    NULL);
  /* Translators: what a button does that puts suggested words into the plan,
   * such as “When a client tells me about a problem”. */
  g_autofree char *name = g_strdup_printf (_("Plan with: When %s"), words);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", words);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "tip.use-cue");
  heed_accessible_set_name (button, name);
  gtk_widget_add_css_class (button, "chip");
  heed_wrap_box_append (self->cues, button);
}

static GtkWidget *
make_try_row (gpointer item,
              gpointer data)
{
  return heed_try_row_new (heed_live_bin_get_journal (data), item);
}

static void
show_tip (HeedTipPage *self)
{
  HeedItem *group = heed_item_get_parent (self->tip);

  adw_window_title_set_title (self->window_title, heed_item_get_title (self->tip));
  gtk_label_set_label (self->title_label, heed_item_get_title (self->tip));
  gtk_label_set_label (self->group_label, group != NULL ? heed_item_get_title (group) : "");
  heed_reading_append_paragraphs (self->paragraphs_box, heed_item_get_paragraphs (self->tip));
  for (const char * const *words = heed_item_get_cues (self->tip); *words != NULL; words++)
    add_cue (self, *words);

  gtk_label_set_label (self->prompt_label, heed_text_or_empty (heed_item_get_prompt (self->tip)));
  gtk_widget_set_visible (GTK_WIDGET (self->prompt_label), heed_item_get_prompt (self->tip) != NULL);
  gtk_actionable_set_action_target (self->try_button, "(ss)", HEED_FORM_TRY, heed_item_get_id (self->tip));
  gtk_actionable_set_action_name (self->try_button, "win.new-entry");
}

static void
heed_tip_page_set_up (HeedLiveBin *bin)
{
  show_tip (HEED_TIP_PAGE (bin));
}

static void
heed_tip_page_refresh (HeedLiveBin *bin)
{
  HeedQuery query = { .form_id = HEED_FORM_PLAN, .item_id = heed_item_get_id (HEED_TIP_PAGE (bin)->tip), .limit = 1 };

  heed_journal_query_async (heed_live_bin_get_journal (bin), &query, plans_cb, g_object_ref (bin));
}

static void
heed_tip_page_dispose (GObject *object)
{
  HeedTipPage *self = HEED_TIP_PAGE (object);

  g_clear_object (&self->tip);
  g_clear_object (&self->plan);
  g_clear_object (&self->tries);
  g_clear_pointer (&self->plans, g_ptr_array_unref);

  G_OBJECT_CLASS (heed_tip_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/tips/heed-tip-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, group_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, practicing_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, paragraphs_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, cues_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, cues);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, editor);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, try_button);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, prompt_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, no_tries_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, tries_list);
}

static void
heed_tip_page_class_init (HeedTipPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_tip_page_dispose;
  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_tip_page_set_up;
  HEED_LIVE_BIN_CLASS (klass)->refresh = heed_tip_page_refresh;

  g_type_ensure (HEED_TYPE_EDITOR);
  g_type_ensure (HEED_TYPE_WRAP_BOX);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "tip.use-cue", "s", use_cue_action);
  gtk_widget_class_install_action (widget_class, "tip.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "tip.redo", NULL, redo_action);
}

static void
heed_tip_page_init (HeedTipPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->tries = g_list_store_new (HEED_TYPE_ENTRY);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tip.undo", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tip.redo", FALSE);
  gtk_list_box_bind_model (self->tries_list, G_LIST_MODEL (self->tries), make_try_row, self, NULL);
}

/**
 * heed_tip_page_new:
 * @journal: an open journal
 * @tip: a tip of its workbook
 *
 * Makes a page for a tip.
 *
 * Returns: (transfer full): the page
 */
GtkWidget *
heed_tip_page_new (HeedJournal *journal,
                   HeedItem    *tip)
{
  HeedTipPage *self = g_object_new (HEED_TYPE_TIP_PAGE, NULL);

  self->tip = g_object_ref (tip);
  g_object_set (self, "journal", journal, NULL);
  return GTK_WIDGET (self);
}

/**
 * heed_tip_page_get_tip:
 * @self: a page
 *
 * Gets the tip that the page is about.
 *
 * Returns: (transfer none): the tip
 */
HeedItem *
heed_tip_page_get_tip (HeedTipPage *self)
{
  g_return_val_if_fail (HEED_IS_TIP_PAGE (self), NULL);

  return self->tip;
}
