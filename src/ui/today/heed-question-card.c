/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The question of the day. See heed-question-card.h. */

#include "heed-question-card.h"

#include "heed-answers-page.h"
#include "heed-calendar.h"
#include "heed-day-questions.h"
#include "heed-entry-actions.h"
#include "heed-pair-layout.h"
#include "heed-template.h"
#include "heed-text-area.h"
#include "heed-text.h"

#include <glib/gi18n.h>

/* How many older answers stand beside the new one. */
#define OLDER_MAX 3
/* As between answers that are older still. */
#define SPACING 24

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
  GtkWidget *answers;
  GtkBox *newer;
  GtkBox *older;
  GtkWidget *next_button;
  GtkActionable *edit_button;
  GtkActionable *all_button;
  GtkLabel *rest_label;
  GtkWidget *nothing_box;
  GtkLabel *nothing_label;

  GPtrArray *questions; /* of HeedDayQuestion */
  GArray *spacing;      /* of HeedReviewSchedule, for each question; NULL until it is known */
  guint asked;          /* the question that the card shows */
  gboolean anyway;      /* ask, though nothing is due */
  HeedEntry *entry;     /* the answer that is being written; NULL before a word is */
  HeedEntry *saved;     /* the answer that was just saved */
  gboolean arriving;    /* what comes after it is still to have the focus */
};

typedef struct
{
  GPtrArray *tallies;
  GPtrArray *answers; /* of HeedRecord, to the question that was answered just now; NULL for none */
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
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  if (spacing->answers > 0)
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

/* Who erases the whole answer does not want to keep it, and who writes again
 * starts another one. */
static void
area_changed_cb (HeedQuestionCard *self)
{
  const char *text = heed_text_area_get_text (self->area);
  HeedJournal *journal = heed_live_bin_get_journal (HEED_LIVE_BIN (self));

  update_actions (self);
  if (self->entry != NULL && heed_entry_is_deleted (self->entry))
    set_entry (self, NULL);
  if (journal == NULL || (self->entry == NULL && heed_text_is_blank (text)))
    return;

  if (self->entry == NULL)
    {
      g_autoptr (HeedEntry) entry = heed_journal_create_entry (journal, HEED_FORM_ANSWER, get_asked (self)->path);

      set_entry (self, entry);
      heed_entry_set_title (self->entry, get_asked (self)->words);
    }
  heed_entry_set_answer (self->entry, FIELD_ANSWER, text);
  if (heed_text_is_blank (text))
    {
      heed_entry_set_deleted (self->entry, TRUE);
      set_entry (self, NULL);
    }
}

/* What was answered */

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
show_answers (HeedQuestionCard *self,
              GPtrArray        *answers)
{
  HeedRecord *newest = heed_entry_get_record (self->saved);
  guint count = 0;

  clear_box (self->newer);
  clear_box (self->older);
  gtk_box_append (self->newer, heed_answers_page_new_answer (newest));
  for (guint i = 0; i < answers->len && count < OLDER_MAX; i++)
    {
      HeedRecord *record = g_ptr_array_index (answers, i);

      if (g_str_equal (heed_record_get_id (record), heed_record_get_id (newest)))
        continue;
      gtk_box_append (self->older, heed_answers_page_new_answer (record));
      count++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->older), count > 0);
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
  if (self->saved != NULL && answers->answers != NULL)
    show_answered (self, answers->answers);
  else if (self->saved == NULL && self->entry == NULL)
    choose_question (self);
}

/* Actions */

static void
save_action (HeedQuestionCard *self)
{
  if (self->entry == NULL)
    return;

  g_set_object (&self->saved, self->entry);
  set_entry (self, NULL);
  self->anyway = FALSE;
  self->arriving = TRUE;
  gtk_actionable_set_action_target (self->edit_button, "s", heed_entry_get_id (self->saved));
  gtk_actionable_set_action_target (self->all_button, "s", get_asked (self)->path);
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
}

static void
heed_question_card_ask (HeedLiveBin      *bin,
                        HeedJournalBatch *batch,
                        gpointer          answers)
{
  heed_journal_batch_tally (batch, &((Answers *) answers)->tallies);
}

/* An answer from yesterday makes room for the question of today. */
static void
heed_question_card_ask_more (HeedLiveBin      *bin,
                             HeedJournalBatch *batch,
                             gpointer          answers)
{
  HeedQuestionCard *self = HEED_QUESTION_CARD (bin);
  HeedQuery query = { .form_id = HEED_FORM_ANSWER, .limit = OLDER_MAX + 1 };
  HeedRecord *record = self->saved != NULL ? heed_entry_get_record (self->saved) : NULL;

  if (self->questions->len == 0)
    return;

  if (record == NULL || heed_entry_is_deleted (self->saved) ||
      heed_timestamp_get_day (heed_record_get_created (record)) != heed_day_today ())
    g_clear_object (&self->saved);
  if (self->saved == NULL)
    return;

  query.item_id = get_asked (self)->path;
  heed_journal_batch_read (batch, &query, &((Answers *) answers)->answers);
}

static void
heed_question_card_dispose (GObject *object)
{
  HeedQuestionCard *self = HEED_QUESTION_CARD (object);

  g_clear_object (&self->entry);
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
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, answers);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionCard, newer);
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
  gtk_widget_set_layout_manager (self->answers, heed_pair_layout_new (0.5, SPACING, FALSE));
  update_actions (self);
}
