/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All answers to one question of the day. See heed-answers-page.h. */

#include "heed-answers-page.h"

#include "heed-day-questions.h"
#include "heed-reading.h"
#include "heed-template.h"
#include "heed-text.h"

#include <glib/gi18n.h>

/* Many years of answers to one question; the journal has all. */
#define ANSWERS_MAX 200

struct _HeedAnswersPage
{
  HeedLiveBin parent_instance;

  GtkListBox *list;

  char *path;
};

G_DEFINE_FINAL_TYPE (HeedAnswersPage, heed_answers_page, HEED_TYPE_LIVE_BIN)

static char *
dup_question (HeedAnswersPage *self,
              HeedJournal     *journal)
{
  g_autoptr (GPtrArray) questions = NULL;

  if (journal == NULL)
    return NULL;

  questions = heed_day_questions_list (heed_journal_get_workbook (journal));
  for (guint i = 0; i < questions->len; i++)
    {
      const HeedDayQuestion *question = g_ptr_array_index (questions, i);

      if (g_strcmp0 (question->path, self->path) == 0)
        return g_strdup (question->words);
    }

  return NULL;
}

static gboolean
has_answers (HeedAnswersPage *self,
             gboolean         answered)
{
  GPtrArray **answers = heed_live_bin_get_answers (HEED_LIVE_BIN (self));

  return answered && (*answers)->len > 0;
}

static gboolean
has_none (HeedAnswersPage *self,
          gboolean         answered)
{
  return answered && !has_answers (self, answered);
}

static void
heed_answers_page_show (HeedLiveBin *bin)
{
  HeedAnswersPage *self = HEED_ANSWERS_PAGE (bin);
  GPtrArray *answers = *(GPtrArray **) heed_live_bin_get_answers (bin); /* of HeedRecord */
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < answers->len; i++)
    {
      HeedRecord *answer = g_ptr_array_index (answers, i);
      GtkWidget *child = heed_answers_page_new_answer (answer);

      gtk_widget_add_css_class (child, "padded");
      row = gtk_list_box_row_new ();
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", heed_record_get_id (answer));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-entry");
      gtk_list_box_append (self->list, row);
    }
}

static void
heed_answers_page_ask (HeedLiveBin      *bin,
                       HeedJournalBatch *batch,
                       gpointer          answers)
{
  HeedQuery query = { .form_id = HEED_FORM_ANSWER, .item_id = HEED_ANSWERS_PAGE (bin)->path, .limit = ANSWERS_MAX };

  heed_journal_batch_read (batch, &query, answers);
}

static void
heed_answers_page_finalize (GObject *object)
{
  g_free (HEED_ANSWERS_PAGE (object)->path);

  G_OBJECT_CLASS (heed_answers_page_parent_class)->finalize (object);
}

static void
heed_answers_page_class_init (HeedAnswersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_answers_page_finalize;
  HEED_LIVE_BIN_CLASS (klass)->ask = heed_answers_page_ask;
  HEED_LIVE_BIN_CLASS (klass)->show = heed_answers_page_show;

  heed_template_set (widget_class, "today/heed-answers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedAnswersPage, list);
  gtk_widget_class_bind_template_callback (widget_class, dup_question);
  gtk_widget_class_bind_template_callback (widget_class, has_answers);
  gtk_widget_class_bind_template_callback (widget_class, has_none);
}

static void
heed_answers_page_init (HeedAnswersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_answers_page_new:
 * @journal: an open journal
 * @path: the path of a question in the self-check
 *
 * Makes a page of answers.
 *
 * Returns: (transfer full): the page
 */
GtkWidget *
heed_answers_page_new (HeedJournal *journal,
                       const char  *path)
{
  HeedAnswersPage *self = g_object_new (HEED_TYPE_ANSWERS_PAGE, NULL);

  self->path = g_strdup (path);
  g_object_set (self, "journal", journal, NULL);
  return GTK_WIDGET (self);
}

/**
 * heed_answers_page_new_answer:
 * @record: an answer to a question of the day
 *
 * Makes a box with the day of an answer and all of its text.
 *
 * Returns: (transfer full): the box
 */
GtkWidget *
heed_answers_page_new_answer (HeedRecord *record)
{
  guint32 day = heed_timestamp_get_day (heed_record_get_created (record));
  /* Translators: the heading of what was written today, among others with dates. */
  g_autofree char *date = day == heed_day_today () ? g_strdup (C_("date of an answer", "Today")) : heed_day_format (day);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *text = heed_reading_new_paragraph (heed_text_or_empty (heed_record_get_answer (record, "answer")));

  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_label_set_yalign (GTK_LABEL (text), 0);
  gtk_box_append (GTK_BOX (box), heed_reading_new_heading (date, "caption-heading", 3));
  gtk_box_append (GTK_BOX (box), text);
  return box;
}
