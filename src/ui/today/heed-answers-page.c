/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All answers to one question of the day. See heed-answers-page.h. */

#include "heed-answers-page.h"

#include "heed-dated-answer.h"
#include "heed-day-questions.h"

/* Many years of answers to one question; the journal has all. */
#define ANSWERS_MAX 200

struct _HeedAnswersPage
{
  HeedLiveBin parent_instance;

  GtkLabel *title_label;
  GtkListBox *list;
  GtkWidget *nothing_label;

  char *path;
};

G_DEFINE_FINAL_TYPE (HeedAnswersPage, heed_answers_page, HEED_TYPE_LIVE_BIN)

static GtkWidget *
make_row (HeedRecord *answer)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *child = heed_dated_answer_new (answer);

  gtk_widget_add_css_class (child, "padded");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", heed_record_get_id (answer));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-entry");
  return row;
}

static void
answers_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (HeedAnswersPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers = heed_journal_read_finish (HEED_JOURNAL (source), result, &error);
  GtkWidget *row;

  if (!heed_live_bin_end_refresh (HEED_LIVE_BIN (self), error))
    return;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < answers->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (answers, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), answers->len > 0);
  gtk_widget_set_visible (self->nothing_label, answers->len == 0);
}

static void
heed_answers_page_set_up (HeedLiveBin *bin)
{
  HeedAnswersPage *self = HEED_ANSWERS_PAGE (bin);
  g_autoptr (GPtrArray) questions = heed_day_questions_list (heed_live_bin_get_workbook (bin));

  for (guint i = 0; i < questions->len; i++)
    {
      const HeedDayQuestion *question = g_ptr_array_index (questions, i);

      if (g_strcmp0 (question->path, self->path) == 0)
        gtk_label_set_label (self->title_label, question->words);
    }
}

static void
heed_answers_page_refresh (HeedLiveBin *bin)
{
  HeedQuery query = {
    .workbook_id = heed_workbook_get_id (heed_live_bin_get_workbook (bin)),
    .form_id = HEED_FORM_ANSWER,
    .item_id = HEED_ANSWERS_PAGE (bin)->path,
    .limit = ANSWERS_MAX,
  };

  heed_journal_read_async (heed_live_bin_get_journal (bin), &query, answers_cb, g_object_ref (bin));
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
  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_answers_page_set_up;
  HEED_LIVE_BIN_CLASS (klass)->refresh = heed_answers_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/today/heed-answers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedAnswersPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, HeedAnswersPage, list);
  gtk_widget_class_bind_template_child (widget_class, HeedAnswersPage, nothing_label);
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
