/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of one tip, and a note on a try in its log. See heed-tip-page.h. */

#include "heed-tip-page.h"

#include "heed-accessible.h"
#include "heed-answer.h"
#include "heed-calendar.h"
#include "heed-editor.h"
#include "heed-entry-actions.h"
#include "heed-focus.h"
#include "heed-list.h"
#include "heed-reading.h"
#include "heed-template.h"
#include "heed-text-area.h"
#include "heed-text.h"
#include "heed-tip-words.h"
#include "heed-toast.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>

/* The most notes on tries that are shown, as each is loaded for it. */
#define MAX_TRIES 50

/* More than one is left over only where journals were joined. */
#define MAX_BOOKMARKS 10

/* Fields of the forms that every workbook has (data/workbooks/common-forms.xml). */
#define FIELD_WHEN "when"
#define FIELD_WILL "will"
#define FIELD_KEPT "kept"
#define FIELD_WHAT "what"
#define FIELD_HOW "how"
#define OPTION_YES "yes"

#define HEED_TYPE_TRY_ROW (heed_try_row_get_type ())
G_DECLARE_FINAL_TYPE (HeedTryRow, heed_try_row, HEED, TRY_ROW, AdwActionRow)

/* A note on a try: its first words, how it went and when. */
struct _HeedTryRow
{
  AdwActionRow parent_instance;

  GtkLabel *how_label;

  HeedEntry *entry;
};

G_DEFINE_FINAL_TYPE (HeedTryRow, heed_try_row, ADW_TYPE_ACTION_ROW)

static void
show_try (HeedTryRow *self)
{
  gboolean is_open = heed_entry_is_open (self->entry);
  HeedSummary *summary = heed_entry_get_summary (self->entry);
  HeedForm *form = heed_entry_get_form (self->entry);
  HeedField *field = form != NULL ? heed_form_find_field (form, FIELD_HOW) : NULL;
  HeedTimestamp created = heed_record_get_created (heed_entry_get_head (self->entry));
  g_autofree char *day = heed_day_format (heed_timestamp_get_day (created));
  const char *text = is_open ? heed_entry_get_answer (self->entry, FIELD_WHAT)
                             : summary != NULL ? heed_summary_get_excerpt (summary) : NULL;
  g_autofree char *words = heed_text_excerpt (heed_text_or_empty (text), HEED_SUMMARY_EXCERPT_LENGTH);
  g_autofree char *how = NULL;

  if (field != NULL && is_open)
    how = heed_field_format_answer (field, heed_entry_get_record (self->entry), FIELD_HOW);
  else if (field == NULL && form != NULL)
    how = g_strdup (heed_form_get_title (form));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 heed_text_is_blank (words) ? _("Nothing written yet") : words);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), day);
  gtk_label_set_label (self->how_label, heed_text_or_empty (how));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (HeedTryRow) self = data;
  g_autoptr (GError) error = NULL;

  if (!heed_journal_finish (HEED_JOURNAL (source), result, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
  else if (self->entry != NULL)
    show_try (self);
}

static void
heed_try_row_dispose (GObject *object)
{
  g_clear_object (&HEED_TRY_ROW (object)->entry);

  G_OBJECT_CLASS (heed_try_row_parent_class)->dispose (object);
}

static void
heed_try_row_class_init (HeedTryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_try_row_dispose;

  heed_template_set (widget_class, "tips/heed-try-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTryRow, how_label);
}

static void
heed_try_row_init (HeedTryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
create_try_row (gpointer item,
                gpointer data)
{
  HeedTryRow *self = g_object_new (HEED_TYPE_TRY_ROW, NULL);
  HeedEntry *entry = item;

  self->entry = g_object_ref (entry);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", heed_entry_get_id (entry));
  g_signal_connect_object (entry, "notify::summary", G_CALLBACK (show_try), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "answer-changed", G_CALLBACK (show_try), self, G_CONNECT_SWAPPED);
  show_try (self);
  if (!heed_entry_is_open (entry))
    heed_journal_open_entry_async (heed_live_bin_get_journal (data), entry, opened_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

struct _HeedTipPage
{
  HeedLiveBin parent_instance;

  GtkButton *bookmark_button;
  GtkBox *paragraphs_box;
  GtkWidget *cues_box;
  HeedWrapBox *cues;
  HeedEditor *editor;
  GtkLabel *sentence_label;
  GtkActionable *try_button;
  GtkListBox *tries_list;
  GtkWidget *decision_box;
  GtkWidget *choice_box;
  GtkWidget *decided_box;
  HeedTextArea *why;
  GtkWidget *keep_button;
  GtkWidget *take_up_button;
  GListStore *tries;

  HeedTipStatus status;
  HeedEntry *plan;     /* open; perhaps with nothing in it yet */
  HeedEntry *decision; /* open; NULL while nothing is decided */
};

/* All are entries, newest first, and those that can be changed from the page are open. */
typedef struct
{
  GPtrArray *tallies;
  GPtrArray *plans; /* the newest one, or nothing */
  GPtrArray *tries;
  GPtrArray *debriefs; /* which are tries, too */
  GPtrArray *decisions;
  GPtrArray *bookmarks;
} Answers;

G_DEFINE_FINAL_TYPE (HeedTipPage, heed_tip_page, HEED_TYPE_LIVE_BIN)

static const Answers *
get_answers (HeedTipPage *self)
{
  return heed_live_bin_get_answers (HEED_LIVE_BIN (self));
}

static HeedItem *
get_tip (HeedTipPage *self)
{
  return heed_live_bin_get_item (HEED_LIVE_BIN (self));
}

static HeedEntry *
create_entry (HeedTipPage *self,
              const char  *form_id)
{
  return heed_journal_create_entry (heed_live_bin_get_journal (HEED_LIVE_BIN (self)), form_id,
                                    heed_item_get_id (get_tip (self)));
}

static void
save_now (HeedTipPage *self)
{
  heed_journal_save_async (heed_live_bin_get_journal (HEED_LIVE_BIN (self)), NULL, NULL);
}

/* What the workbook says */

static char *
dup_group (HeedTipPage *self,
           HeedItem    *tip)
{
  HeedItem *group = tip != NULL ? heed_item_get_parent (tip) : NULL;

  return group != NULL ? g_strdup (heed_item_get_title (group)) : NULL;
}

static char *
dup_prompt (HeedTipPage *self,
            HeedItem    *tip)
{
  return tip != NULL ? g_strdup (heed_item_get_prompt (tip)) : NULL;
}

static void
heed_tip_page_set_up (HeedLiveBin *bin)
{
  HeedTipPage *self = HEED_TIP_PAGE (bin);
  HeedItem *tip = get_tip (self);

  heed_reading_append_paragraphs (self->paragraphs_box, heed_item_get_paragraphs (tip));
  for (const char * const *words = heed_item_get_cues (tip); *words != NULL; words++)
    {
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", *words, "wrap", TRUE, "xalign", 0.0, NULL);
      GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "child", label, NULL);
      /* Translators: what a button does that puts suggested words into the plan,
       * such as “When a customer tells me about a problem”. */
      g_autofree char *name = g_strdup_printf (_("Plan with: When %s"), *words);

      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", *words);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "tip.use-cue");
      heed_accessible_set_name (button, name);
      gtk_widget_add_css_class (button, "chip");
      heed_wrap_box_append (self->cues, button);
    }
  gtk_actionable_set_action_target (self->try_button, "(ss)", HEED_FORM_TRY, heed_item_get_id (tip));
}

/* The plan */

/* The cues are offered until somebody has found words of their own, or has
 * gone on to the second half. */
static void
plan_changed_cb (HeedTipPage *self)
{
  const char *when = heed_text_or_empty (heed_entry_get_answer (self->plan, FIELD_WHEN));
  const char *will = heed_text_or_empty (heed_entry_get_answer (self->plan, FIELD_WILL));
  const char * const *cues = heed_item_get_cues (get_tip (self));
  g_autofree char *plan = heed_tip_words_format_plan (when, will);
  /* Translators: a plan to say to oneself, in quotation marks. */
  g_autofree char *sentence = plan != NULL ? g_strdup_printf (_("“%s”"), plan) : NULL;

  gtk_widget_set_visible (self->cues_box, *cues != NULL &&
                          (heed_text_is_blank (when) || (heed_text_is_blank (will) && g_strv_contains (cues, when))));
  gtk_label_set_label (self->sentence_label, heed_text_or_empty (sentence));
}

/* The plan on the page stays there unless it is deleted, or has nothing in it
 * when one comes from elsewhere. One that nobody has written anything into
 * leaves no trace. */
static void
show_plan (HeedTipPage *self)
{
  GPtrArray *plans = get_answers (self)->plans;
  g_autoptr (HeedEntry) plan = plans->len > 0 ? g_object_ref (g_ptr_array_index (plans, 0)) : NULL;
  gboolean keep = self->plan != NULL && !heed_entry_is_deleted (self->plan) &&
                  (plan == NULL || heed_record_get_n_answers (heed_entry_get_record (self->plan)) > 0);

  if (!keep && plan == NULL)
    plan = create_entry (self, HEED_FORM_PLAN);
  if (!keep && plan != self->plan)
    {
      if (self->plan != NULL)
        g_signal_handlers_disconnect_by_func (self->plan, plan_changed_cb, self);
      g_set_object (&self->plan, plan);
      heed_editor_set_entry (self->editor, plan);
      g_signal_connect_object (plan, "answer-changed", G_CALLBACK (plan_changed_cb), self, G_CONNECT_SWAPPED);
    }
  plan_changed_cb (self);
}

static void
use_cue_action (HeedTipPage *self,
                GVariant    *parameter)
{
  if (self->plan == NULL)
    return;

  heed_entry_set_answer (self->plan, FIELD_WHEN, g_variant_get_string (parameter, NULL));
  heed_editor_focus_path (self->editor, FIELD_WILL);
}

/* The bookmark and the tries */

static void
show_bookmark (HeedTipPage *self)
{
  const char *name = self->status.bookmarked ? _("Remove the Bookmark") : _("Bookmark This Tip");

  gtk_button_set_icon_name (self->bookmark_button,
                            self->status.bookmarked ? "heed-bookmarked-symbolic" : "heed-bookmark-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->bookmark_button), name);
  heed_accessible_set_name (GTK_WIDGET (self->bookmark_button), name);
}

/* Shown at once: whoever presses twice means on and off again. */
static void
bookmark_action (HeedTipPage *self)
{
  GPtrArray *bookmarks = get_answers (self)->bookmarks;

  if (bookmarks == NULL || !heed_live_bin_can_ask (HEED_LIVE_BIN (self)))
    return;

  self->status.bookmarked = !self->status.bookmarked;
  if (self->status.bookmarked)
    {
      HeedEntry *bookmark = create_entry (self, HEED_FORM_BOOKMARK);

      heed_entry_set_answer (bookmark, FIELD_KEPT, OPTION_YES);
      g_ptr_array_add (bookmarks, bookmark);
    }
  else
    {
      for (guint i = 0; i < bookmarks->len; i++)
        heed_entry_set_deleted (g_ptr_array_index (bookmarks, i), TRUE);
      g_ptr_array_set_size (bookmarks, 0);
    }
  show_bookmark (self);
  save_now (self);
}

static void
show_tries (HeedTipPage *self)
{
  g_autoptr (GPtrArray) tries = heed_tip_status_join_tries (get_answers (self)->tries, get_answers (self)->debriefs);

  heed_list_update (self->tries, tries);
}

static gboolean
has_no_tries (HeedTipPage *self,
              gboolean     answered)
{
  return answered && get_answers (self)->tries->len + get_answers (self)->debriefs->len == 0;
}

/* What becomes of a tip that has served: a choice while it is being practiced, and
 * afterward what was decided, why, and a way back. */

static char *
dup_state (HeedTipPage *self,
           gboolean     answered)
{
  return g_strdup (heed_tip_words_get_state (self->status.state));
}

static gboolean
is_begun (HeedTipPage *self,
          gboolean     answered)
{
  return answered && self->status.state != HEED_TIP_NEW;
}

static char *
describe_decision (HeedTipPage *self,
                   gboolean     answered)
{
  g_autofree char *day = NULL;

  if (self->decision == NULL)
    return NULL;

  day = heed_relative_day_format_stamp (heed_record_get_created (heed_entry_get_head (self->decision)));
  if (self->status.state == HEED_TIP_KEPT)
    /* Translators: “today”, “yesterday” or a date, as in “Kept as a habit since yesterday.” */
    return g_strdup_printf (_("Kept as a habit since %s."), day);

  /* Translators: “today”, “yesterday” or a date, as in “Set aside yesterday.” */
  return g_strdup_printf (_("Set aside %s."), day);
}

static void
why_changed_cb (HeedTipPage *self)
{
  const char *text = heed_text_area_get_text (self->why);

  if (self->decision != NULL &&
      g_strcmp0 (text, heed_text_or_empty (heed_entry_get_answer (self->decision, HEED_DECISION_WHY))) != 0)
    heed_entry_set_answer (self->decision, HEED_DECISION_WHY, text);
}

static void
show_why (HeedTipPage *self)
{
  heed_text_area_set_text (self->why, heed_entry_get_answer (self->decision, HEED_DECISION_WHY));
}

/* The focus stays with the way on from here when the button that had it goes. */
static void
show_decision (HeedTipPage *self)
{
  GPtrArray *decisions = get_answers (self)->decisions;
  gboolean decided = decisions->len > 0 && (self->status.state == HEED_TIP_KEPT || self->status.state == HEED_TIP_ASIDE);
  gboolean focused = heed_focus_get_within (decided ? self->choice_box : self->decided_box) != NULL;
  HeedEntry *decision = decided ? g_ptr_array_index (decisions, 0) : NULL;

  if (self->decision != decision)
    {
      if (self->decision != NULL)
        g_signal_handlers_disconnect_by_func (self->decision, show_why, self);
      g_set_object (&self->decision, decision);
      heed_entry_actions_put (self->decision_box, decision);
      if (decided)
        {
          show_why (self);
          g_signal_connect_object (decision, "answer-changed", G_CALLBACK (show_why), self, G_CONNECT_SWAPPED);
        }
    }

  gtk_widget_set_visible (self->decided_box, decided);
  gtk_widget_set_visible (self->choice_box, !decided);
  if (focused)
    gtk_widget_grab_focus (decided ? self->take_up_button : self->keep_button);
}

static void
decide_action (HeedTipPage *self,
               GVariant    *parameter)
{
  g_autoptr (HeedEntry) decision = NULL;

  if (!heed_live_bin_can_ask (HEED_LIVE_BIN (self)))
    return;

  decision = create_entry (self, HEED_FORM_DECISION);
  heed_entry_set_answer (decision, HEED_DECISION_WHAT, g_variant_get_string (parameter, NULL));
  save_now (self);
}

/* Takes back every decision that nothing came after. */
static void
take_up_action (HeedTipPage *self)
{
  GPtrArray *decisions = get_answers (self)->decisions;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *sentence = g_strdup_printf (_("“%s” taken up again"), heed_item_get_title (get_tip (self)));
  AdwToast *toast;

  if (decisions == NULL || decisions->len == 0)
    return;

  for (guint i = 0; i < decisions->len; i++)
    {
      HeedEntry *decision = g_ptr_array_index (decisions, i);

      if (heed_record_get_created (heed_entry_get_head (decision)).utc < self->status.worked_on)
        continue;

      heed_entry_set_deleted (decision, TRUE);
      g_ptr_array_add (ids, (gpointer) heed_entry_get_id (decision));
    }
  g_ptr_array_add (ids, NULL);
  save_now (self);

  toast = heed_toast_new (sentence);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_action_name (toast, "win.restore-entries");
  adw_toast_set_action_target (toast, "^as", (const char * const *) ids->pdata);
  heed_toast_show (GTK_WIDGET (self), toast);
}

static void
heed_tip_page_ask (HeedLiveBin      *bin,
                   HeedJournalBatch *batch,
                   gpointer          data)
{
  const char *tip_id = heed_item_get_id (heed_live_bin_get_item (bin));
  Answers *answers = data;

  heed_journal_batch_tally (batch, &answers->tallies);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = HEED_FORM_PLAN, .item_id = tip_id, .limit = 1 },
                            &answers->plans);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = HEED_FORM_TRY, .item_id = tip_id, .limit = MAX_TRIES },
                            &answers->tries);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = HEED_FORM_DEBRIEF, .item_id = tip_id, .limit = MAX_TRIES },
                            &answers->debriefs);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = HEED_FORM_DECISION, .item_id = tip_id,
                                                  .limit = HEED_DECISIONS_EACH },
                            &answers->decisions);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = HEED_FORM_BOOKMARK, .item_id = tip_id, .limit = MAX_BOOKMARKS },
                            &answers->bookmarks);
}

static void
open_all (HeedJournalBatch *batch,
          GPtrArray        *entries)
{
  for (guint i = 0; i < entries->len; i++)
    heed_journal_batch_open (batch, g_ptr_array_index (entries, i));
}

static void
heed_tip_page_ask_more (HeedLiveBin      *bin,
                        HeedJournalBatch *batch,
                        gpointer          data)
{
  const Answers *answers = data;

  open_all (batch, answers->plans);
  open_all (batch, answers->decisions);
  open_all (batch, answers->bookmarks);
}

static void
heed_tip_page_show (HeedLiveBin *bin)
{
  HeedTipPage *self = HEED_TIP_PAGE (bin);
  const Answers *answers = get_answers (self);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  for (guint i = 0; i < answers->decisions->len; i++)
    g_ptr_array_add (records, heed_entry_get_record (g_ptr_array_index (answers->decisions, i)));
  self->status = heed_tip_status_find (heed_item_get_id (get_tip (self)), answers->tallies, records);
  show_plan (self);
  show_tries (self);
  show_decision (self);
  show_bookmark (self);
}

static void
heed_tip_page_dispose (GObject *object)
{
  HeedTipPage *self = HEED_TIP_PAGE (object);

  g_clear_object (&self->plan);
  g_clear_object (&self->decision);

  G_OBJECT_CLASS (heed_tip_page_parent_class)->dispose (object);
}

static void
heed_tip_page_class_init (HeedTipPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_tip_page_dispose;
  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_tip_page_set_up;
  HEED_LIVE_BIN_CLASS (klass)->ask = heed_tip_page_ask;
  HEED_LIVE_BIN_CLASS (klass)->ask_more = heed_tip_page_ask_more;
  HEED_LIVE_BIN_CLASS (klass)->show = heed_tip_page_show;

  g_type_ensure (HEED_TYPE_EDITOR);
  heed_template_set (widget_class, "tips/heed-tip-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, bookmark_button);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, paragraphs_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, cues_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, cues);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, editor);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, try_button);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, tries_list);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, decision_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, choice_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, decided_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, why);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, keep_button);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, take_up_button);
  gtk_widget_class_bind_template_child (widget_class, HeedTipPage, tries);
  gtk_widget_class_bind_template_callback (widget_class, dup_group);
  gtk_widget_class_bind_template_callback (widget_class, dup_prompt);
  gtk_widget_class_bind_template_callback (widget_class, has_no_tries);
  gtk_widget_class_bind_template_callback (widget_class, dup_state);
  gtk_widget_class_bind_template_callback (widget_class, is_begun);
  gtk_widget_class_bind_template_callback (widget_class, describe_decision);
  gtk_widget_class_bind_template_callback (widget_class, why_changed_cb);
  heed_template_install_action (widget_class, "tip.use-cue", "s", G_CALLBACK (use_cue_action));
  heed_template_install_action (widget_class, "tip.bookmark", NULL, G_CALLBACK (bookmark_action));
  heed_template_install_action (widget_class, "tip.decide", "s", G_CALLBACK (decide_action));
  heed_template_install_action (widget_class, "tip.take-up", NULL, G_CALLBACK (take_up_action));
}

static void
heed_tip_page_init (HeedTipPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_widget_insert_action_group (GTK_WIDGET (self), HEED_ENTRY_ACTIONS,
                                  G_ACTION_GROUP (heed_editor_get_actions (self->editor)));
  heed_list_bind_gradually (self->tries_list, G_LIST_MODEL (self->tries), create_try_row, self);
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
  return g_object_new (HEED_TYPE_TIP_PAGE, "item", tip, "journal", journal, NULL);
}
