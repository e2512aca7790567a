/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the self-check. See heed-questions-page.h. */

#include "heed-questions-page.h"

#include "heed-accessible.h"
#include "heed-answer.h"
#include "heed-attempts.h"
#include "heed-calendar.h"
#include "heed-dated-row.h"
#include "heed-focus.h"
#include "heed-list.h"
#include "heed-reading.h"
#include "heed-template.h"
#include "heed-text.h"
#include "heed-trends.h"

#include <glib/gi18n.h>
#include <math.h>

/* What is shown of what moved; the rest is where two are compared. */
#define MOVES_SHOWN 5
#define WORDS_OF_THEN 160

struct _HeedQuestionsPage
{
  HeedLiveBin parent_instance;

  GtkWidget *new_button;
  GtkWidget *empty_box;
  GtkWidget *take_button;
  GtkWidget *attempt_box;
  GtkLabel *attempt_label;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;
  GtkWidget *continue_button;
  GtkWidget *discard_button;
  GtkWidget *done_box;
  GtkLabel *done_label;
  GtkLabel *done_detail;
  GtkBox *moved_box;
  GtkWidget *tip_box;
  GtkLabel *tip_label;
  GtkActionable *tip_button;
  GtkLabel *tip_name;
  GtkActionable *read_button;
  HeedTrends *trends;
  GtkWidget *compare_button;
  GtkListBox *earlier_list;
  GListStore *earlier;

  HeedEntry *attempt;    /* the one that is open; NULL for none */
  HeedEntry *last;       /* the finished one that is shown */
  char *finished;        /* the id of one that was finished a moment ago; NULL for none */
  char *left;            /* the id of what goes from the page, with the focus on it; NULL for nothing */
  gboolean finding;      /* whether one is open, for whoever wants to start */
  GPtrArray *none;       /* what there is before the first answer */
};

/* All attempts in the journal, newest first, as entries and as records. */
typedef struct
{
  GPtrArray *entries;
  GPtrArray *records;
} Answers;

/* A question to the journal for whoever wants to start. */
typedef struct
{
  HeedQuestionsPage *self;
  GPtrArray *open;         /* of HeedEntry */
} Start;

G_DEFINE_FINAL_TYPE (HeedQuestionsPage, heed_questions_page, HEED_TYPE_LIVE_BIN)

static GPtrArray *
get_entries (HeedQuestionsPage *self)
{
  const Answers *answers = heed_live_bin_get_answers (HEED_LIVE_BIN (self));

  return answers->entries != NULL ? answers->entries : self->none;
}

static GPtrArray *
get_records (HeedQuestionsPage *self)
{
  const Answers *answers = heed_live_bin_get_answers (HEED_LIVE_BIN (self));

  return answers->records != NULL ? answers->records : self->none;
}

/* NULL where the workbook has no self-check. */
static const char *
get_form_id (HeedQuestionsPage *self)
{
  HeedItem *item = heed_live_bin_get_item (HEED_LIVE_BIN (self));

  return item != NULL ? heed_item_get_form_id (item) : NULL;
}

/* The newest of @entries, which may be %NULL, that is finished, or that is open. */
static HeedEntry *
find_newest (GPtrArray *entries,
             gboolean   finished)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      HeedEntry *entry = g_ptr_array_index (entries, i);

      if (heed_entry_is_completed (entry) == finished && !heed_entry_is_deleted (entry))
        return entry;
    }

  return NULL;
}

/* One is open at a time, and stays on the page until it is finished or deleted. Where
 * there are more, as they came from elsewhere, the newest is next, and the others are
 * among the earlier ones until then. */
static void
show_attempt (HeedQuestionsPage *self,
              HeedEntry         *entry)
{
  HeedFilledForm *filled;
  HeedProgress progress;
  g_autofree char *date = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *text = NULL;

  g_set_object (&self->attempt, entry);
  if (entry == NULL)
    return;

  filled = heed_entry_get_filled_form (entry);
  progress = heed_filled_form_get_progress (filled, NULL);
  date = heed_day_format (heed_timestamp_get_day (heed_record_get_created (heed_entry_get_head (entry))));
  /* Translators: the name of a self-check and a date, such as “Self-check of 21 November”. */
  heading = g_strdup_printf (_("%s of %s"), heed_form_get_title (heed_entry_get_form (entry)), date);
  text = heed_attempts_describe_progress (filled);
  gtk_label_set_label (self->attempt_label, heading);
  gtk_progress_bar_set_fraction (self->progress_bar,
                                 progress.total > 0 ? (double) progress.answered / progress.total : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress_bar),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
  gtk_label_set_label (self->progress_label, text);
}

/* A rating that is another one than it was. */
typedef struct
{
  guint position; /* of the question; its rating comes next */
  guint before;   /* of the same in the self-check before */
  double by;
} Move;

static int
compare_moves (gconstpointer a,
               gconstpointer b)
{
  const Move *one = a, *other = b;

  return fabs (one->by) != fabs (other->by) ? (fabs (one->by) < fabs (other->by) ? 1 : -1)
                                            : (int) one->position - (int) other->position;
}

/* What somebody wrote on a question beside its rating; %NULL for nothing. */
static const char *
find_words (HeedFilledForm *filled,
            guint           position)
{
  guint depth = heed_filled_form_get_node (filled, position)->depth;

  for (guint i = position + 2; i < heed_filled_form_get_n_nodes (filled); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);

      if (node->depth <= depth)
        break;
      if (!heed_text_is_blank (node->value))
        return node->value;
    }

  return NULL;
}

/* The question, and from where to where its rating went, with the words of then. */
static void
append_move (HeedQuestionsPage *self,
             HeedFilledForm    *then,
             HeedFilledForm    *now,
             const Move        *move)
{
  const HeedFilledFormNode *question = heed_filled_form_get_node (now, move->position);
  const char *value = heed_filled_form_get_node (now, move->position + 1)->value;
  const char *before = heed_filled_form_get_node (then, move->before + 1)->value;
  const char *words = find_words (then, move->before);
  /* Translators: the rating of a question, before and now. */
  g_autofree char *text = g_strdup_printf (move->by > 0 ? _("Up, from %s to %s.") : _("Down, from %s to %s."),
                                           before, value);
  g_autofree char *excerpt = words != NULL ? heed_text_excerpt (words, WORDS_OF_THEN) : NULL;
  g_autofree char *line = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  if (excerpt != NULL)
    /* Translators: “Up, from 2 to 4.”, and what was written the time before. */
    line = g_strdup_printf (_("%s You wrote then: “%s”"), text, excerpt);
  heed_reading_append_label (box, question->label, NULL);
  heed_reading_append_label (box, line != NULL ? line : text, "dim-label caption");
  gtk_box_append (self->moved_box, box);
}

/* What moved between two self-checks, the most first. */
static void
show_moves (HeedQuestionsPage *self,
            HeedFilledForm    *then,
            HeedFilledForm    *now)
{
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (Move));
  g_autofree char *day = heed_attempts_format_day (get_records (self), heed_filled_form_get_record (then));
  g_autofree char *heading = NULL;

  for (guint i = 0; i < heed_filled_form_get_n_nodes (now); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (now, i), *rating;
      double value, before;
      guint position;

      if (!heed_filled_form_node_is_rated (node) || !heed_filled_form_find_position (then, node->path, &position))
        continue;
      rating = heed_filled_form_get_node (now, i + 1);
      if (heed_field_parse_answer (rating->field, rating->value, &value) &&
          heed_field_parse_answer (rating->field, heed_filled_form_get_node (then, position + 1)->value, &before) &&
          value != before)
        g_array_append_val (moves, ((Move) { i, position, value - before }));
    }

  g_array_sort (moves, compare_moves);
  /* Translators: a day follows. */
  heading = g_strdup_printf (moves->len > 0 ? _("What moved since %s") : _("No rating has moved since %s."), day);
  gtk_box_append (self->moved_box, moves->len > 0 ? heed_reading_new_heading (heading, "heading", 3)
                                                  : heed_reading_new_label (heading, NULL));
  for (guint i = 0; i < MIN (moves->len, MOVES_SHOWN); i++)
    append_move (self, then, now, &g_array_index (moves, Move, i));
}

/* For the question that is rated lowest, the first of several; whoever has the most
 * everywhere has no lowest one. */
static void
show_tip (HeedQuestionsPage *self,
          HeedFilledForm    *now)
{
  HeedWorkbook *workbook = heed_live_bin_get_workbook (HEED_LIVE_BIN (self));
  const HeedFilledFormNode *lowest = NULL;
  HeedItem *tip = NULL;
  double least = INFINITY;

  for (guint i = 0; i < heed_filled_form_get_n_nodes (now); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (now, i), *rating;
      double value;

      if (!heed_filled_form_node_is_rated (node) || heed_field_get_tip_id (node->field) == NULL)
        continue;
      rating = heed_filled_form_get_node (now, i + 1);
      if (heed_field_parse_answer (rating->field, rating->value, &value) && value < least &&
          value < heed_field_get_max (rating->field))
        {
          least = value;
          lowest = node;
        }
    }
  if (lowest != NULL)
    tip = heed_workbook_find_item (workbook, heed_field_get_tip_id (lowest->field));

  gtk_widget_set_visible (self->tip_box, tip != NULL);
  if (tip != NULL)
    {
      /* Translators: a question of the self-check, such as “Do I hear what my customers are worried about?” */
      g_autofree char *why = g_strdup_printf (_("You rated this lowest: “%s” One tip goes with it."), lowest->label);

      gtk_label_set_label (self->tip_label, why);
      gtk_label_set_label (self->tip_name, heed_item_get_title (tip));
      gtk_actionable_set_action_target (self->tip_button, "s", heed_item_get_id (tip));
    }
}

/* In words first: the numbers are in the chart below. */
static void
show_outcome (HeedQuestionsPage *self)
{
  HeedRecord *record = NULL, *earlier;
  HeedForm *form = heed_entry_get_form (self->last);
  g_autoptr (HeedFilledForm) now = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->moved_box))) != NULL)
    gtk_box_remove (self->moved_box, child);
  for (guint i = 0; i < get_records (self)->len; i++)
    if (g_str_equal (heed_record_get_id (g_ptr_array_index (get_records (self), i)), heed_entry_get_id (self->last)))
      record = g_ptr_array_index (get_records (self), i);
  gtk_widget_set_visible (GTK_WIDGET (self->moved_box), FALSE);
  gtk_widget_set_visible (self->tip_box, FALSE);
  if (record == NULL || form == NULL)
    return;

  now = heed_filled_form_new (form, record);
  earlier = heed_attempts_find_earlier (get_records (self), record);
  if (earlier != NULL)
    {
      g_autoptr (HeedFilledForm) then = heed_filled_form_new (form, earlier);

      show_moves (self, then, now);
      gtk_widget_set_visible (GTK_WIDGET (self->moved_box), TRUE);
    }
  show_tip (self, now);
}

static void
show_last (HeedQuestionsPage *self,
           HeedEntry         *entry)
{
  guint32 day;
  g_autofree char *date = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *detail = NULL;

  g_set_object (&self->last, entry);
  if (entry == NULL)
    return;

  day = heed_timestamp_get_day (heed_record_get_created (heed_entry_get_head (entry)));
  date = heed_relative_day_format (day, heed_day_today ());
  /* Translators: followed by “today”, “yesterday” or a date. */
  heading = g_strdup_printf (_("Your last self-check: %s"), date);
  detail = heed_dated_row_describe (entry);
  gtk_label_set_label (self->done_label, heading);
  gtk_label_set_label (self->done_detail, detail);
  gtk_actionable_set_action_target (self->read_button, "s", heed_entry_get_id (entry));
  show_outcome (self);
}

/* The one that was finished a moment ago, or else the newest that is finished. */
static HeedEntry *
choose_last (HeedQuestionsPage *self)
{
  GPtrArray *entries = get_entries (self);

  for (guint i = 0; self->finished != NULL && i < entries->len; i++)
    {
      HeedEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (heed_entry_get_id (entry), self->finished) && heed_entry_is_completed (entry) &&
          !heed_entry_is_deleted (entry))
        return entry;
    }

  return find_newest (entries, TRUE);
}

/* Where one can go on, and not where the button was that is no longer there. */
static void
arrive (HeedQuestionsPage *self)
{
  GtkWidget *place = self->attempt != NULL ? GTK_WIDGET (self->attempt_label) : self->empty_box;
  GtkWidget *button = self->attempt != NULL ? self->continue_button : self->take_button;
  const char *attempt = self->attempt != NULL ? heed_entry_get_id (self->attempt) : NULL;
  const char *last = self->last != NULL ? heed_entry_get_id (self->last) : NULL;

  if (self->left == NULL || g_strcmp0 (self->left, attempt) == 0 ||
      (self->finished != NULL && g_strcmp0 (self->finished, last) != 0))
    return;

  g_clear_pointer (&self->left, g_free);
  if (gtk_widget_get_visible (self->done_box))
    {
      place = GTK_WIDGET (self->done_label); /* it is read from the top */
      button = GTK_WIDGET (self->read_button);
    }
  gtk_widget_grab_focus (button);
  heed_scroll_into_view (place);
}

static void
leave (HeedQuestionsPage *self,
       const char        *finished,
       const char        *left)
{
  g_free (self->finished);
  self->finished = g_strdup (finished);
  g_free (self->left);
  self->left = g_strdup (left);
}

static void
show_all (HeedQuestionsPage *self)
{
  HeedWorkbook *workbook = heed_live_bin_get_workbook (HEED_LIVE_BIN (self));
  HeedForm *form = heed_workbook_find_form (workbook, get_form_id (self));
  g_autoptr (GPtrArray) earlier = g_ptr_array_new ();
  gboolean done;

  show_last (self, choose_last (self));
  for (guint i = 0; i < get_entries (self)->len; i++)
    {
      HeedEntry *entry = g_ptr_array_index (get_entries (self), i);

      if (entry != self->attempt && entry != self->last)
        g_ptr_array_add (earlier, entry);
    }
  heed_list_update (self->earlier, earlier);
  gtk_widget_set_visible (GTK_WIDGET (self->trends),
                          form != NULL && heed_trends_show (self->trends, form, get_records (self)));

  done = self->last != NULL &&
         (self->attempt == NULL || g_strcmp0 (self->finished, heed_entry_get_id (self->last)) == 0);
  gtk_widget_set_visible (self->empty_box, self->last == NULL && self->attempt == NULL && form != NULL);
  gtk_widget_set_visible (self->attempt_box, self->attempt != NULL);
  gtk_widget_set_visible (self->done_box, done);
  gtk_widget_set_visible (self->new_button, self->last != NULL && self->attempt == NULL);
  gtk_widget_set_visible (self->compare_button, get_records (self)->len > 1);
  arrive (self);
}

static void
heed_questions_page_ask (HeedLiveBin      *bin,
                         HeedJournalBatch *batch,
                         gpointer          data)
{
  const HeedQuery query = { .form_id = get_form_id (HEED_QUESTIONS_PAGE (bin)), .limit = HEED_ATTEMPTS_MAX };
  Answers *answers = data;

  if (query.form_id == NULL)
    return;

  heed_journal_batch_query (batch, &query, &answers->entries);
  heed_journal_batch_read (batch, &query, &answers->records);
}

static void
heed_questions_page_ask_more (HeedLiveBin      *bin,
                              HeedJournalBatch *batch,
                              gpointer          answers)
{
  HeedEntry *attempt = find_newest (((Answers *) answers)->entries, FALSE);

  if (attempt != NULL)
    heed_journal_batch_open (batch, attempt);
}

static void
heed_questions_page_show (HeedLiveBin *bin)
{
  HeedQuestionsPage *self = HEED_QUESTIONS_PAGE (bin);
  HeedEntry *attempt = find_newest (get_entries (self), FALSE);

  if (get_form_id (self) == NULL)
    return;

  show_attempt (self, attempt != NULL && heed_entry_is_open (attempt) ? attempt : NULL);
  show_all (self);
}

/* Whoever has one open goes on with that. What goes wrong the window tells, and nothing
 * is started then. */
static void
found_open_cb (const GError *error,
               gpointer      data)
{
  g_autofree Start *start = data;
  g_autoptr (HeedQuestionsPage) self = start->self;
  g_autoptr (GPtrArray) open = start->open;

  self->finding = FALSE;
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)) && open != NULL)
    {
      leave (self, NULL, NULL);
      if (open->len > 0)
        gtk_widget_activate_action (GTK_WIDGET (self), "win.open-entry", "s",
                                    heed_entry_get_id (g_ptr_array_index (open, 0)));
      else
        gtk_widget_activate_action (GTK_WIDGET (self), "win.new-entry", "(ss)", get_form_id (self), "");
    }
}

/* Not before it is known whether one is open; what was just written is saved first. */
static void
start_action (HeedQuestionsPage *self)
{
  HeedJournal *journal = heed_live_bin_get_journal (HEED_LIVE_BIN (self));
  const HeedQuery query = {
    .form_id = get_form_id (self), .completion = HEED_COMPLETION_INCOMPLETE, .limit = 1
  };
  HeedJournalBatch *batch;
  Start *start;

  if (query.form_id == NULL || self->finding)
    return;

  self->finding = TRUE;
  start = g_new0 (Start, 1);
  start->self = g_object_ref (self);
  heed_journal_save_async (journal, NULL, NULL);
  batch = heed_journal_batch_new (journal, found_open_cb, start);
  heed_journal_batch_query (batch, &query, &start->open);
  heed_journal_batch_end (batch);
}

/* What moved, after the end. */
static void
show_outcome_action (HeedQuestionsPage *self,
                     GVariant          *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);

  leave (self, id, id);
  heed_live_bin_refresh (HEED_LIVE_BIN (self));
}

/* One that was begun by mistake. The toast that takes it back stays with the window. */
static void
discard_action (HeedQuestionsPage *self)
{
  const char *id = self->attempt != NULL ? heed_entry_get_id (self->attempt) : NULL;

  leave (self, NULL, id);
  if (id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.delete-entry", "s", id);
}

/* What somebody is at; where that is nothing, the questions to answer on paper. */
static void
print_action (HeedQuestionsPage *self)
{
  HeedEntry *entry = self->attempt != NULL ? self->attempt : self->last;

  if (entry != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.print-entry", "s", heed_entry_get_id (entry));
  else if (get_form_id (self) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.print-blank", "s", get_form_id (self));
}

static GtkWidget *
make_earlier_row (gpointer item,
                  gpointer data)
{
  return heed_dated_row_new (item);
}

static void
heed_questions_page_dispose (GObject *object)
{
  HeedQuestionsPage *self = HEED_QUESTIONS_PAGE (object);

  g_clear_object (&self->attempt);
  g_clear_object (&self->last);
  g_clear_pointer (&self->finished, g_free);
  g_clear_pointer (&self->left, g_free);
  g_clear_pointer (&self->none, g_ptr_array_unref);

  G_OBJECT_CLASS (heed_questions_page_parent_class)->dispose (object);
}

static void
heed_questions_page_class_init (HeedQuestionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_questions_page_dispose;
  HEED_LIVE_BIN_CLASS (klass)->get_item = heed_workbook_get_questions;
  HEED_LIVE_BIN_CLASS (klass)->ask = heed_questions_page_ask;
  HEED_LIVE_BIN_CLASS (klass)->ask_more = heed_questions_page_ask_more;
  HEED_LIVE_BIN_CLASS (klass)->show = heed_questions_page_show;

  g_type_ensure (HEED_TYPE_TRENDS);
  heed_template_set (widget_class, "questions/heed-questions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, empty_box);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, take_button);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, attempt_box);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, attempt_label);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, discard_button);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, continue_button);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, done_box);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, done_label);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, done_detail);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, moved_box);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, tip_box);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, tip_label);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, tip_button);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, tip_name);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, read_button);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, trends);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, compare_button);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, earlier_list);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, earlier);
  heed_template_install_action (widget_class, "questions.start", NULL, G_CALLBACK (start_action));
  heed_template_install_action (widget_class, "questions.show-outcome", "s", G_CALLBACK (show_outcome_action));
  heed_template_install_action (widget_class, "questions.discard", NULL, G_CALLBACK (discard_action));
  heed_template_install_action (widget_class, "entry.print", NULL, G_CALLBACK (print_action));
}

static void
heed_questions_page_init (HeedQuestionsPage *self)
{
  self->none = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  heed_accessible_set_name (GTK_WIDGET (self->read_button), _("Read it: your last self-check"));
  heed_accessible_set_name (self->discard_button, _("Discard this self-check"));
  heed_list_bind_gradually (self->earlier_list, G_LIST_MODEL (self->earlier), make_earlier_row, NULL);
}
