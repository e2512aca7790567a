/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of one tip. See heed-tip-page.h. */

#include "heed-tip-page.h"

#include "heed-accessible.h"
#include "heed-editor.h"
#include "heed-entry-actions.h"
#include "heed-gradual-list.h"
#include "heed-list-update.h"
#include "heed-reading.h"
#include "heed-text.h"
#include "heed-tip-decision.h"
#include "heed-tip-facts.h"
#include "heed-tip-words.h"
#include "heed-toast.h"
#include "heed-try-row.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>

/* Fields of the forms that every workbook has (data/workbooks/common-forms.xml). */
#define FIELD_WHEN "when"
#define FIELD_WILL "will"
#define FIELD_KEPT "kept"
#define OPTION_YES "yes"

struct _HeedTipPage
{
  HeedLiveBin parent_instance;

  AdwWindowTitle *window_title;
  GtkLabel *title_label;
  GtkLabel *group_label;
  GtkLabel *state_label;
  GtkButton *bookmark_button;
  GtkBox *paragraphs_box;
  GtkWidget *cues_box;
  HeedWrapBox *cues;
  HeedEditor *editor;
  GtkWidget *rehearsal;
  GtkLabel *sentence_label;
  GtkActionable *try_button;
  GtkLabel *prompt_label;
  GtkWidget *no_tries_label;
  GtkListBox *tries_list;
  HeedTipDecision *decision;

  HeedItem *tip;
  HeedEntry *plan;     /* open; perhaps with nothing in it yet */
  HeedTipFacts *facts; /* NULL until they are loaded */
  GListStore *tries;
};

G_DEFINE_FINAL_TYPE (HeedTipPage, heed_tip_page, HEED_TYPE_LIVE_BIN)

/* The plan */

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
show_rehearsal (HeedTipPage *self)
{
  g_autofree char *plan = heed_tip_words_format_plan (heed_entry_get_answer (self->plan, FIELD_WHEN),
                                                      heed_entry_get_answer (self->plan, FIELD_WILL));
  /* Translators: a plan to say to oneself, in quotation marks. */
  g_autofree char *sentence = plan != NULL ? g_strdup_printf (_("“%s”"), plan) : NULL;

  gtk_label_set_label (self->sentence_label, heed_text_or_empty (sentence));
  gtk_widget_set_visible (self->rehearsal, sentence != NULL);
}

static void
plan_changed_cb (HeedTipPage *self)
{
  gtk_widget_set_visible (self->cues_box, wants_cues (self));
  show_rehearsal (self);
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
}

static HeedEntry *
create_entry (HeedTipPage *self,
              const char  *form_id)
{
  return heed_journal_create_entry (heed_live_bin_get_journal (HEED_LIVE_BIN (self)), form_id,
                                    heed_item_get_id (self->tip));
}

/* The plan on the page stays there unless it is deleted, or has nothing in it
 * when one comes from elsewhere. One that nobody has written anything into
 * leaves no trace. */
static void
show_plan (HeedTipPage *self)
{
  HeedEntry *newest = self->facts->plans->len > 0 ? g_ptr_array_index (self->facts->plans, 0) : NULL;
  g_autoptr (HeedEntry) fresh = NULL;
  gboolean keep = self->plan != NULL && !heed_entry_is_deleted (self->plan) &&
                  (newest == NULL || heed_record_get_n_answers (heed_entry_get_record (self->plan)) > 0);

  if (!keep)
    {
      fresh = newest == NULL ? create_entry (self, HEED_FORM_PLAN) : NULL;
      set_plan (self, newest != NULL ? newest : fresh);
    }
  plan_changed_cb (self);
}

/* What has become of the tip */

static void
show_bookmark (HeedTipPage *self)
{
  gboolean bookmarked = self->facts->status.bookmarked;
  const char *name = bookmarked ? _("Remove the Bookmark") : _("Bookmark This Tip");

  gtk_button_set_icon_name (self->bookmark_button,
                            bookmarked ? "heed-bookmarked-symbolic" : "heed-bookmark-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->bookmark_button), name);
  heed_accessible_set_name (GTK_WIDGET (self->bookmark_button), name);
}

static void
show_tries (HeedTipPage *self)
{
  gboolean any = self->facts->tries->len > 0;

  heed_list_update (self->tries, self->facts->tries);
  gtk_widget_set_visible (GTK_WIDGET (self->tries_list), any);
  gtk_widget_set_visible (self->no_tries_label, !any);
}

static void
show_state (HeedTipPage *self)
{
  HeedTipFacts *facts = self->facts;
  HeedTipState state = facts->status.state;

  gtk_label_set_label (self->state_label, heed_tip_words_get_state (state));
  gtk_widget_set_visible (GTK_WIDGET (self->state_label), state != HEED_TIP_NEW);
  heed_tip_decision_show (self->decision, &facts->status,
                          facts->decisions->len > 0 ? g_ptr_array_index (facts->decisions, 0) : NULL);
}

static void
facts_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (HeedTipPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedTipFacts) facts = heed_tip_facts_load_finish (result, &error);

  if (!heed_live_bin_end_refresh (HEED_LIVE_BIN (self), error))
    return;

  g_clear_pointer (&self->facts, heed_tip_facts_free);
  self->facts = g_steal_pointer (&facts);
  show_plan (self);
  show_tries (self);
  show_state (self);
  show_bookmark (self);
}

/* Actions */

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
save_now (HeedTipPage *self)
{
  heed_journal_save_async (heed_live_bin_get_journal (HEED_LIVE_BIN (self)), NULL, NULL);
}

static void
delete_all (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    heed_entry_set_deleted (g_ptr_array_index (entries, i), TRUE);
}

/* Shown at once: whoever presses twice means on and off again. */
static void
bookmark_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  HeedTipPage *self = HEED_TIP_PAGE (widget);

  if (self->facts == NULL || !heed_live_bin_can_ask (HEED_LIVE_BIN (self)))
    return;

  self->facts->status.bookmarked = !self->facts->status.bookmarked;
  if (self->facts->status.bookmarked)
    {
      HeedEntry *bookmark = create_entry (self, HEED_FORM_BOOKMARK);

      heed_entry_set_answer (bookmark, FIELD_KEPT, OPTION_YES);
      g_ptr_array_add (self->facts->bookmarks, bookmark);
    }
  else
    {
      delete_all (self->facts->bookmarks);
      g_ptr_array_set_size (self->facts->bookmarks, 0);
    }
  show_bookmark (self);
  save_now (self);
}

static void
decide_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeedTipPage *self = HEED_TIP_PAGE (widget);
  g_autoptr (HeedEntry) decision = NULL;

  if (!heed_live_bin_can_ask (HEED_LIVE_BIN (self)))
    return;

  decision = create_entry (self, HEED_FORM_DECISION);
  heed_entry_set_answer (decision, HEED_DECISION_WHAT, g_variant_get_string (parameter, NULL));
  save_now (self);
}

static void
offer_undo (HeedTipPage        *self,
            const char * const *ids)
{
  g_autofree char *sentence = g_strdup_printf (_("“%s” taken up again"), heed_item_get_title (self->tip));
  AdwToast *toast = heed_toast_new (sentence);

  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_action_name (toast, "win.restore-entries");
  adw_toast_set_action_target (toast, "^as", ids);
  heed_toast_show (GTK_WIDGET (self), toast);
}

/* Takes back every decision that nothing came after. */
static void
take_up_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HeedTipPage *self = HEED_TIP_PAGE (widget);
  GPtrArray *decisions = self->facts != NULL ? self->facts->decisions : NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (decisions == NULL || decisions->len == 0)
    return;

  for (guint i = 0; i < decisions->len; i++)
    {
      HeedEntry *decision = g_ptr_array_index (decisions, i);

      if (heed_record_get_created (heed_entry_get_head (decision)).utc < self->facts->status.worked_on)
        continue;

      heed_entry_set_deleted (decision, TRUE);
      g_ptr_array_add (ids, (gpointer) heed_entry_get_id (decision));
    }
  g_ptr_array_add (ids, NULL);
  save_now (self);
  offer_undo (self, (const char * const *) ids->pdata);
}

/* What the workbook says */

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
  heed_tip_facts_load_async (heed_live_bin_get_journal (bin), heed_item_get_id (HEED_TIP_PAGE (bin)->tip), facts_cb,
                             g_object_ref (bin));
}

static void
heed_tip_page_dispose (GObject *object)
{
  HeedTipPage *self = HEED_TIP_PAGE (object);

  g_clear_object (&self->tip);
  g_clear_object (&self->plan);
  g_clear_object (&self->tries);
  g_clear_pointer (&self->facts, heed_tip_facts_free);

  G_OBJECT_CLASS (heed_tip_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/tips/heed-tip-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, group_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, state_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, bookmark_button);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, paragraphs_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, cues_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, cues);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, editor);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, rehearsal);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, try_button);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, prompt_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, no_tries_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, tries_list);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, decision);
}

static void
heed_tip_page_class_init (HeedTipPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_tip_page_dispose;
  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_tip_page_set_up;
  HEED_LIVE_BIN_CLASS (klass)->refresh = heed_tip_page_refresh;

  g_type_ensure (HEED_TYPE_EDITOR);
  g_type_ensure (HEED_TYPE_TIP_DECISION);
  g_type_ensure (HEED_TYPE_WRAP_BOX);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "tip.use-cue", "s", use_cue_action);
  gtk_widget_class_install_action (widget_class, "tip.bookmark", NULL, bookmark_action);
  gtk_widget_class_install_action (widget_class, "tip.decide", "s", decide_action);
  gtk_widget_class_install_action (widget_class, "tip.take-up", NULL, take_up_action);
}

static void
heed_tip_page_init (HeedTipPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->tries = g_list_store_new (HEED_TYPE_ENTRY);
  gtk_widget_insert_action_group (GTK_WIDGET (self), HEED_ENTRY_ACTIONS,
                                  G_ACTION_GROUP (heed_editor_get_actions (self->editor)));
  heed_gradual_list_bind (self->tries_list, G_LIST_MODEL (self->tries), make_try_row, self);
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
