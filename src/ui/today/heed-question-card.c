/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The question of the day. See heed-question-card.h. */

#include "heed-question-card.h"

#include "heed-answers-page.h"
#include "heed-calendar.h"
#include "heed-day-questions.h"
#include "heed-entry-actions.h"
#include "heed-place.h"
#include "heed-reading.h"
#include "heed-template.h"
#include "heed-text-area.h"
#include "heed-text.h"

#include <glib/gi18n.h>

/* The new answer, the one before, and whether there are others. */
#define ANSWERS_MAX 3

/* The field of the form of an answer (data/workbooks/common-forms.xml). */
#define FIELD_ANSWER "answer"

struct _HeedQuestionCard
{
  HeedLiveBin parent_instance;

  GtkLabel *question_label;
  GtkWidget *asking_box;
  HeedTextArea *area;
  GtkLabel *last_label;
  GtkWidget *answered_box;
  AdwBin *newer;
  GtkWidget *older_expander;
  GtkLabel *older_heading;
  GtkLabel *older;
  GtkWidget *next_button;
  GtkActionable *edit_button;
  GtkWidget *all_button;
  GtkLabel *rest_label;
  GtkWidget *nothing_box;
  GtkLabel *nothing_label;

  GPtrArray *questions; /* of HeedDayQuestion */
  GArray *spacing;      /* of HeedReviewSchedule, for each question; NULL until it is known */
  guint asked;          /* the question that the card shows */
  gboolean anyway;      /* ask, though nothing is due */
  HeedEntry *entry;     /* the answer that is being written; NULL before a word is */
  HeedEntry *begun;     /* one of an earlier run, on its way to be that; or NULL */
  gboolean finding;     /* whether there is one is not known yet */
  HeedEntry *saved;     /* the answer that was saved today */
  guint32 saved_day;
  gboolean looked;      /* for one that was saved before this run */
  gboolean arriving;    /* what comes after it is still to have the focus */
};

typedef struct
{
  GPtrArray *tallies;
  GPtrArray *answers; /* of HeedRecord, to the question that was answered just now; NULL for none */
  GPtrArray *today;   /* the newest answer of today, or nothing; NULL where it is of no concern */
} Answers;

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedQuestionCard, heed_question_card, HEED_TYPE_LIVE_BIN)

static const HeedDayQuestion *
get_asked (HeedQuestionCard *self)
{
  return g_ptr_array_index (self->questions, self->asked);
}

static guint
choose (HeedQuestionCard *self)
{
  return heed_review_schedule_choose ((const HeedReviewSchedule *) self->spacing->data, self->spacing->len,
                                      heed_day_today ());
}

static const HeedReviewSchedule *
get_spacing (HeedQuestionCard *self,
             guint             question)
{
  return &g_array_index (self->spacing, HeedReviewSchedule, question);
}

static void
update_actions (HeedQuestionCard *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "question.save",
                                 !heed_text_is_blank (heed_text_area_get_text (self->area)));
}

/* When a question will come back that is not due. */
static char *
describe_next (HeedQuestionCard *self,
               guint             question)
{
  g_autofree char *day = heed_day_format (heed_review_schedule_get_due_day (get_spacing (self, question)));

  /* Translators: followed by a date. */
  return g_strdup_printf (_("The next question comes back on %s."), day);
}

static guint32
get_begun_day (HeedEntry *entry)
{
  return heed_timestamp_get_day (heed_record_get_created (heed_entry_get_head (entry)));
}

/* Asking */

static void
show_part (HeedQuestionCard *self,
           GtkWidget        *part)
{
  gtk_widget_set_visible (self->asking_box, part == self->asking_box);
  gtk_widget_set_visible (self->answered_box, part == self->answered_box);
  gtk_widget_set_visible (self->nothing_box, part == self->nothing_box);
}

static void
show_question (HeedQuestionCard *self)
{
  const HeedDayQuestion *question = get_asked (self);
  const HeedReviewSchedule *spacing = get_spacing (self, self->asked);
  guint32 begun = self->entry != NULL ? get_begun_day (self->entry) : 0;
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  if (self->entry != NULL)
    {
      day = heed_relative_day_format (begun, heed_day_today ());
      /* Translators: followed by “today”, “yesterday” or a date. */
      text = g_strdup_printf (_("You began this answer: %s. It is in your journal as it stands."), day);
    }
  else if (spacing->answers > 0)
    {
      day = heed_relative_day_format (spacing->newest_day, heed_day_today ());
      /* Translators: followed by “today”, “yesterday” or a date. */
      text = g_strdup_printf (_("You last answered this: %s. Save your new answer to see what you wrote then."), day);
    }
  gtk_label_set_label (self->last_label, heed_text_or_empty (text));
  gtk_label_set_label (self->question_label, question->words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, question->words, -1);
  show_part (self, self->asking_box);
}

static void
choose_question (HeedQuestionCard *self)
{
  g_autofree char *next = NULL;
  g_autofree char *text = NULL;

  self->asked = choose (self);
  if (self->anyway || heed_review_schedule_is_due (get_spacing (self, self->asked), heed_day_today ()))
    {
      show_question (self);
      return;
    }

  next = describe_next (self, self->asked);
  /* Translators: no question is due; a sentence about the next one follows. */
  text = g_strdup_printf (_("You have answered every question lately, so there is none for today. %s"), next);
  gtk_label_set_label (self->nothing_label, text);
  show_part (self, self->nothing_box);
}

static void
show_answer (HeedQuestionCard *self)
{
  heed_text_area_set_text (self->area, heed_text_or_empty (heed_entry_get_answer (self->entry, FIELD_ANSWER)));
  update_actions (self);
}

static void
set_entry (HeedQuestionCard *self,
           HeedEntry        *entry)
{
  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_func (self->entry, show_answer, self);
  g_set_object (&self->entry, entry);
  heed_entry_actions_put (GTK_WIDGET (self), entry);
  if (entry != NULL)
    g_signal_connect_object (entry, "answer-changed", G_CALLBACK (show_answer), self, G_CONNECT_SWAPPED);
}

/* So that the next start offers to go on with it. */
static void
keep_begun (HeedQuestionCard *self)
{
  HeedJournal *journal = heed_live_bin_get_journal (HEED_LIVE_BIN (self));

  if (journal != NULL && !heed_journal_is_sample (journal) && heed_journal_get_path (journal) != NULL)
    heed_place_keep_answer (heed_journal_get_path (journal), self->entry != NULL ? heed_entry_get_id (self->entry) : "");
}

/* Who erases the whole answer does not want to keep it, and who writes again
 * starts another one. */
static void
area_changed_cb (HeedQuestionCard *self)
{
  const char *text = heed_text_area_get_text (self->area);
  HeedJournal *journal = heed_live_bin_get_journal (HEED_LIVE_BIN (self));

  update_actions (self);
  if (self->entry != NULL && heed_entry_is_deleted (self->entry))
    {
      set_entry (self, NULL);
      keep_begun (self);
    }
  if (journal == NULL || (self->entry == NULL && heed_text_is_blank (text)))
    return;

  if (self->entry == NULL)
    {
      g_autoptr (HeedEntry) entry = heed_journal_create_entry (journal, HEED_FORM_ANSWER, get_asked (self)->path);

      set_entry (self, entry);
      heed_entry_set_title (self->entry, get_asked (self)->words);
      keep_begun (self);
    }
  heed_entry_set_answer (self->entry, FIELD_ANSWER, text);
  if (heed_text_is_blank (text))
    {
      heed_entry_set_deleted (self->entry, TRUE);
      set_entry (self, NULL);
      keep_begun (self);
    }
}

/* An answer that was begun in an earlier run and neither finished nor erased */

/* Whether the question is one that can be asked, which is then the one that is. */
static gboolean
ask_that_of (HeedQuestionCard *self,
             HeedEntry        *answer)
{
  const char *path = heed_record_get_item_id (heed_entry_get_head (answer));

  for (guint i = 0; i < self->questions->len; i++)
    if (g_strcmp0 (((const HeedDayQuestion *) g_ptr_array_index (self->questions, i))->path, path) == 0)
      {
        self->asked = i;
        return TRUE;
      }

  return FALSE;
}

static void
end_finding (HeedQuestionCard *self)
{
  self->finding = FALSE;
  heed_live_bin_refresh (HEED_LIVE_BIN (self));
}

static void
begun_opened_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (HeedQuestionCard) self = data;

  if (!heed_journal_finish (HEED_JOURNAL (source), result, NULL))
    g_clear_object (&self->begun);
  end_finding (self);
}

/* What is gone is not missed. */
static void
begun_found_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (HeedQuestionCard) self = data;

  self->begun = heed_journal_find_finish (HEED_JOURNAL (source), result, NULL);
  if (self->begun != NULL && heed_entry_is_deleted (self->begun))
    g_clear_object (&self->begun);
  if (self->begun != NULL)
    heed_journal_open_entry_async (HEED_JOURNAL (source), self->begun, begun_opened_cb, g_object_ref (self));
  else
    end_finding (self);
}

static void
find_begun (HeedQuestionCard *self)
{
  HeedJournal *journal = heed_live_bin_get_journal (HEED_LIVE_BIN (self));
  g_autoptr (HeedPlace) place = heed_place_load (heed_journal_get_path (journal));

  self->finding = *place->answer != '\0';
  if (self->finding)
    heed_journal_find_async (journal, place->answer, begun_found_cb, g_object_ref (self));
}

static void
take_up_begun (HeedQuestionCard *self)
{
  g_autoptr (HeedEntry) begun = g_steal_pointer (&self->begun);
  HeedRecord *record = heed_entry_get_record (begun);

  /* Somebody was quicker, and writes already. */
  if (self->entry != NULL)
    return;
  if (heed_entry_is_deleted (begun) || g_strcmp0 (heed_record_get_form_id (record), HEED_FORM_ANSWER) != 0 ||
      heed_text_is_blank (heed_text_or_empty (heed_entry_get_answer (begun, FIELD_ANSWER))) || !ask_that_of (self, begun))
    return;

  set_entry (self, begun);
  show_question (self);
  show_answer (self);
}

/* What was answered */

static void
show_answers (HeedQuestionCard *self,
              GPtrArray        *answers)
{
  HeedRecord *newest = heed_entry_get_record (self->saved);
  HeedRecord *older = NULL;
  guint count = 0;

  for (guint i = 0; i < answers->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (answers, i);

      if (g_str_equal (heed_record_get_id (record), heed_record_get_id (newest)))
        continue;
      if (older == NULL)
        older = record;
      count++;
    }

  adw_bin_set_child (self->newer, heed_answers_page_new_answer (newest));
  gtk_widget_set_visible (self->older_expander, older != NULL);
  gtk_widget_set_visible (self->all_button, count > 1);
  if (older != NULL)
    {
      g_autofree char *day = heed_day_format (heed_timestamp_get_day (heed_record_get_created (older)));
      /* Translators: followed by a date. */
      g_autofree char *heading = g_strdup_printf (_("What you wrote on %s"), day);

      gtk_label_set_label (self->older_heading, heading);
      gtk_label_set_label (self->older, heed_text_or_empty (heed_record_get_answer (older, FIELD_ANSWER)));
    }
}

/* Then the focus is where one can go on, and not where the button was that is no
 * longer there. */
static void
show_answered (HeedQuestionCard *self,
               GPtrArray        *answers)
{
  guint next = choose (self);
  gboolean due = heed_review_schedule_is_due (get_spacing (self, next), heed_day_today ());
  g_autofree char *text = due ? NULL : describe_next (self, next);

  show_answers (self, answers);
  gtk_widget_set_visible (self->next_button, due);
  gtk_label_set_label (self->rest_label, heed_text_or_empty (text));
  show_part (self, self->answered_box);
  if (self->arriving)
    gtk_widget_grab_focus (due ? self->next_button : GTK_WIDGET (self->edit_button));
  self->arriving = FALSE;
}

static void
heed_question_card_show (HeedLiveBin *bin)
{
  HeedQuestionCard *self = HEED_QUESTION_CARD (bin);
  const Answers *answers = heed_live_bin_get_answers (bin);

  gtk_widget_set_visible (GTK_WIDGET (self), self->questions->len > 0);
  if (self->questions->len == 0)
    return;

  g_clear_pointer (&self->spacing, g_array_unref);
  self->spacing = heed_day_questions_get_spacing (self->questions, answers->tallies);
  if (self->finding)
    return;

  if (self->begun != NULL)
    take_up_begun (self);
  if (self->saved != NULL && answers->answers != NULL)
    show_answered (self, answers->answers);
  else if (self->saved == NULL && self->entry == NULL)
    choose_question (self);
}

/* Actions */

static void
take_saved (HeedQuestionCard *self,
            HeedEntry        *entry)
{
  g_set_object (&self->saved, entry);
  self->saved_day = heed_day_today ();
  gtk_actionable_set_action_target (self->edit_button, "s", heed_entry_get_id (entry));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->all_button), "s", get_asked (self)->path);
  gtk_expander_set_expanded (GTK_EXPANDER (self->older_expander), FALSE);
}

static void
save_action (HeedQuestionCard *self)
{
  if (self->entry == NULL)
    return;

  /* What is on the card is what somebody wants to keep, also if it was deleted elsewhere. */
  heed_entry_set_deleted (self->entry, FALSE);
  take_saved (self, self->entry);
  set_entry (self, NULL);
  keep_begun (self);
  self->anyway = FALSE;
  self->arriving = TRUE;
  heed_text_area_set_text (self->area, "");
  update_actions (self);
  heed_journal_save_async (heed_live_bin_get_journal (HEED_LIVE_BIN (self)), NULL, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", _("Saved to your journal."));
  heed_live_bin_refresh (HEED_LIVE_BIN (self));
  g_signal_emit (self, signals[SAVED], 0);
}

static void
next_action (HeedQuestionCard *self)
{
  g_clear_object (&self->saved);
  if (self->spacing == NULL)
    return;

  choose_question (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->area));
}

static void
ask_anyway_action (HeedQuestionCard *self)
{
  self->anyway = TRUE;
  next_action (self);
}

static void
heed_question_card_set_up (HeedLiveBin *bin)
{
  HeedQuestionCard *self = HEED_QUESTION_CARD (bin);

  g_clear_pointer (&self->questions, g_ptr_array_unref);
  self->questions = heed_day_questions_list (heed_live_bin_get_workbook (bin));
  find_begun (self);
}

static void
heed_question_card_ask (HeedLiveBin      *bin,
                        HeedJournalBatch *batch,
                        gpointer          answers)
{
  guint32 today = heed_day_today ();
  HeedQuery query = { .form_id = HEED_FORM_ANSWER, .first_day = today, .last_day = today, .limit = 1 };

  heed_journal_batch_tally (batch, &((Answers *) answers)->tallies);
  if (!HEED_QUESTION_CARD (bin)->looked)
    heed_journal_batch_query (batch, &query, &((Answers *) answers)->today);
}

/* Whoever has answered today finds the answer again when they come back, unless there is
 * one to go on with. */
static void
look_for_saved (HeedQuestionCard *self,
                GPtrArray        *today)
{
  HeedEntry *entry = today != NULL && today->len > 0 ? g_ptr_array_index (today, 0) : NULL;

  if (self->looked || self->finding)
    return;

  self->looked = TRUE;
  if (entry != NULL && self->begun == NULL && self->entry == NULL && self->saved == NULL && ask_that_of (self, entry))
    take_saved (self, entry);
}

/* An answer from yesterday makes room for the question of today. */
static void
heed_question_card_ask_more (HeedLiveBin      *bin,
                             HeedJournalBatch *batch,
                             gpointer          answers)
{
  HeedQuestionCard *self = HEED_QUESTION_CARD (bin);
  HeedQuery query = { .form_id = HEED_FORM_ANSWER, .limit = ANSWERS_MAX };

  if (self->questions->len == 0)
    return;

  look_for_saved (self, ((Answers *) answers)->today);
  if (self->saved != NULL && (heed_entry_is_deleted (self->saved) || self->saved_day != heed_day_today ()))
    g_clear_object (&self->saved);
  if (self->saved == NULL)
    return;

  /* Each time, as it may have failed before; nothing is done for one that is open. */
  heed_journal_batch_open (batch, self->saved);
  query.item_id = get_asked (self)->path;
  heed_journal_batch_read (batch, &query, &((Answers *) answers)->answers);
}

static void
heed_question_card_dispose (GObject *object)
{
  HeedQuestionCard *self = HEED_QUESTION_CARD (object);

  g_clear_object (&self->entry);
  g_clear_object (&self->begun);
  g_clear_object (&self->saved);
  g_clear_pointer (&self->spacing, g_array_unref);
  g_clear_pointer (&self->questions, g_ptr_array_unref);

  G_OBJECT_CLASS (heed_question_card_parent_class)->dispose (object);
}

static void
heed_question_card_class_init (HeedQuestionCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_question_card_dispose;
  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_question_card_set_up;
  HEED_LIVE_BIN_CLASS (klass)->ask = heed_question_card_ask;
  HEED_LIVE_BIN_CLASS (klass)->ask_more = heed_question_card_ask_more;
  HEED_LIVE_BIN_CLASS (klass)->show = heed_question_card_show;

  /**
   * HeedQuestionCard::saved:
   * @self: the card
   *
   * Somebody is done with an answer.
   */
  signals[SAVED] = g_signal_new ("saved", HEED_TYPE_QUESTION_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  heed_template_set (widget_class, "today/heed-question-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, question_label);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, asking_box);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, area);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, last_label);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, answered_box);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, newer);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, older_expander);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, older_heading);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, older);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, next_button);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, edit_button);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, all_button);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, rest_label);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, nothing_box);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, nothing_label);
  gtk_widget_class_bind_template_callback (widget_class, area_changed_cb);
  heed_template_install_action (widget_class, "question.save", NULL, G_CALLBACK (save_action));
  heed_template_install_action (widget_class, "question.next", NULL, G_CALLBACK (next_action));
  heed_template_install_action (widget_class, "question.ask-anyway", NULL, G_CALLBACK (ask_anyway_action));
}

static void
heed_question_card_init (HeedQuestionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}
