/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the self-check. See heed-questions-page.h. */

#include "heed-questions-page.h"

#include "heed-accessible.h"
#include "heed-answer.h"
#include "heed-attempts.h"
#include "heed-calendar.h"
#include "heed-dated-row.h"
#include "heed-editor.h"
#include "heed-focus.h"
#include "heed-list.h"
#include "heed-print.h"
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
  GtkWidget *discard_button;
  GtkLabel *instruction_label;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;
  GtkCheckButton *look_back;
  HeedEditor *editor;
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

  HeedEntry *attempt;    /* the one in the editor */
  HeedEntry *left;       /* what was in the editor when somebody pressed what shows something else; NULL for nothing */
  gboolean leaving;      /* that is still to be shown */
  gboolean starting;     /* as soon as it is known whether one is open */
  HeedEntry *last;       /* the finished one that is shown in its place */
  GPtrArray *none;       /* what there is before the first answer */
};

/* All attempts in the journal, newest first, as entries and as records. */
typedef struct
{
  GPtrArray *entries;
  GPtrArray *records;
} Answers;

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

static void
show_progress (HeedQuestionsPage *self)
{
  HeedFilledForm *filled = heed_entry_get_filled_form (self->attempt);
  HeedProgress progress = heed_filled_form_get_progress (filled, NULL);
  g_autofree char *text = heed_attempts_describe_progress (filled);

  gtk_progress_bar_set_fraction (self->progress_bar,
                                 progress.total > 0 ? (double) progress.answered / progress.total : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress_bar),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
  gtk_label_set_label (self->progress_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "questions.finish", progress.answered > 0);
}

/* Last time's answers beside today's, and a second look at them for whoever
 * wants to take one. */
static void
show_last_time (HeedQuestionsPage *self)
{
  HeedRecord *earlier = self->attempt != NULL
                          ? heed_attempts_find_earlier (get_records (self), heed_entry_get_record (self->attempt))
                          : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->look_back), earlier != NULL);
  heed_editor_set_earlier (self->editor, earlier, gtk_check_button_get_active (self->look_back));
}

/* Puts @entry, which is open, into the editor; %NULL clears it. */
static void
set_attempt (HeedQuestionsPage *self,
             HeedEntry         *entry)
{
  g_autofree char *date = NULL;
  g_autofree char *heading = NULL;
  HeedForm *form;

  if (self->attempt == entry)
    return;

  if (self->attempt != NULL)
    g_signal_handlers_disconnect_by_func (self->attempt, show_progress, self);
  g_set_object (&self->attempt, entry);
  heed_editor_set_entry (self->editor, entry);
  if (entry == NULL)
    return;

  form = heed_entry_get_form (entry);
  date = heed_day_format (heed_timestamp_get_day (heed_record_get_created (heed_entry_get_head (entry))));
  /* Translators: the name of a self-check and a date, such as “Self-check of 21 November”. */
  heading = g_strdup_printf (_("%s of %s"), heed_form_get_title (form), date);
  gtk_check_button_set_active (self->look_back, heed_attempts_look_back (heed_entry_get_record (entry)));
  show_last_time (self);
  g_signal_connect_object (entry, "answer-changed", G_CALLBACK (show_progress), self, G_CONNECT_SWAPPED);
  gtk_label_set_label (self->attempt_label, heading);
  gtk_label_set_label (self->instruction_label, heed_text_or_empty (heed_form_get_instruction (form)));
  show_progress (self);
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
      /* Translators: a question of the self-check, such as “Do I hear what my clients are worried about?” */
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

/* The first that is not answered, or else the first of all. */
static void
focus_next_field (HeedQuestionsPage *self)
{
  HeedFilledForm *filled = heed_entry_get_filled_form (self->attempt);
  g_autofree char *path = heed_editor_dup_next_unanswered (self->editor);

  if (path != NULL && heed_editor_focus_path (self->editor, path))
    return;

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);

      if (heed_field_get_field_type (node->field) != HEED_FIELD_GROUP &&
          heed_editor_focus_path (self->editor, node->path))
        return;
    }
}

/* Where one can go on, and not where the button was that is no longer there. */
static void
arrive (HeedQuestionsPage *self)
{
  GtkWidget *widget = self->last != NULL ? GTK_WIDGET (self->read_button) : self->take_button;

  if (!self->leaving || self->attempt == self->left)
    return;

  self->leaving = FALSE;
  g_clear_object (&self->left);
  if (self->attempt != NULL)
    {
      focus_next_field (self);
      return;
    }

  gtk_widget_grab_focus (widget);
  heed_scroll_into_view (self->last != NULL ? self->done_box : self->empty_box);
}

static void
leave (HeedQuestionsPage *self)
{
  g_set_object (&self->left, self->attempt);
  self->leaving = TRUE;
}

static void
show_all (HeedQuestionsPage *self)
{
  HeedWorkbook *workbook = heed_live_bin_get_workbook (HEED_LIVE_BIN (self));
  HeedForm *form = get_form_id (self) != NULL ? heed_workbook_find_form (workbook, get_form_id (self)) : NULL;
  g_autoptr (GPtrArray) earlier = g_ptr_array_new ();
  gboolean writing = self->attempt != NULL;
  HeedEntry *last = writing ? NULL : find_newest (get_entries (self), TRUE);

  show_last (self, last);
  for (guint i = 0; i < get_entries (self)->len; i++)
    {
      HeedEntry *entry = g_ptr_array_index (get_entries (self), i);

      if (entry != self->attempt && entry != self->last)
        g_ptr_array_add (earlier, entry);
    }
  heed_list_update (self->earlier, earlier);
  gtk_widget_set_visible (GTK_WIDGET (self->trends),
                          form != NULL && heed_trends_show (self->trends, form, get_records (self)));
  show_last_time (self);

  gtk_widget_set_visible (self->empty_box, last == NULL && !writing && form != NULL);
  gtk_widget_set_visible (self->attempt_box, writing);
  gtk_widget_set_visible (self->done_box, self->last != NULL);
  gtk_widget_set_visible (self->new_button, last != NULL);
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

/* One is open at a time. It stays on the page until it is finished or deleted. Where
 * there are more, as they came from elsewhere, the newest is next, and the others are
 * among the earlier ones until then. */
static HeedEntry *
choose_attempt (HeedQuestionsPage *self,
                GPtrArray         *entries)
{
  if (self->attempt != NULL && !heed_entry_is_completed (self->attempt) && !heed_entry_is_deleted (self->attempt))
    return self->attempt;

  return find_newest (entries, FALSE);
}

static void
heed_questions_page_ask_more (HeedLiveBin      *bin,
                              HeedJournalBatch *batch,
                              gpointer          answers)
{
  HeedQuestionsPage *self = HEED_QUESTIONS_PAGE (bin);
  HeedEntry *attempt = choose_attempt (self, ((Answers *) answers)->entries);

  if (attempt != NULL && attempt != self->attempt)
    heed_journal_batch_open (batch, attempt);
}

/* Whoever has one open goes on with that. */
static void
start (HeedQuestionsPage *self)
{
  HeedJournal *journal = heed_live_bin_get_journal (HEED_LIVE_BIN (self));

  self->starting = FALSE;
  if (self->attempt == NULL)
    {
      g_autoptr (HeedEntry) entry = heed_journal_create_entry (journal, get_form_id (self), NULL);

      self->leaving = FALSE;
      set_attempt (self, entry);
      show_all (self);
    }
  focus_next_field (self);
}

static void
heed_questions_page_show (HeedLiveBin *bin)
{
  HeedQuestionsPage *self = HEED_QUESTIONS_PAGE (bin);
  HeedEntry *attempt = choose_attempt (self, get_entries (self));

  if (get_form_id (self) == NULL)
    return;

  if (attempt == NULL || heed_entry_is_open (attempt))
    set_attempt (self, attempt);
  show_all (self);
  if (self->starting && attempt == self->attempt)
    start (self);
}

/* Not before it is known whether one is open. */
static void
start_action (HeedQuestionsPage *self)
{
  self->starting = get_form_id (self) != NULL;
  heed_live_bin_refresh (HEED_LIVE_BIN (self));
}

static void
finish_action (HeedQuestionsPage *self)
{
  if (self->attempt == NULL)
    return;

  leave (self);
  heed_entry_set_completed (self->attempt, TRUE);
  heed_journal_save_async (heed_live_bin_get_journal (HEED_LIVE_BIN (self)), NULL, NULL);
}

/* One that was begun by mistake. The toast that takes it back stays with the
 * window; where nothing was written there is nothing to take back. */
static void
discard_action (HeedQuestionsPage *self)
{
  if (self->attempt == NULL)
    return;

  leave (self);
  if (heed_record_get_n_answers (heed_entry_get_record (self->attempt)) > 0 ||
      g_ptr_array_find (get_entries (self), self->attempt, NULL))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.delete-entry", "s", heed_entry_get_id (self->attempt));
      return;
    }

  set_attempt (self, NULL);
  heed_live_bin_refresh (HEED_LIVE_BIN (self));
}

/* What somebody is at; where that is nothing, the questions to answer on paper. */
static void
print_action (HeedQuestionsPage *self)
{
  if (self->attempt != NULL)
    heed_print_record (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heed_entry_get_workbook (self->attempt),
                       heed_entry_get_record (self->attempt));
  else if (self->last != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.print-entry", "s", heed_entry_get_id (self->last));
  else if (get_form_id (self) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.print-blank", "s", get_form_id (self));
}

static GtkWidget *
make_earlier_row (gpointer item,
                  gpointer data)
{
  GtkWidget *row = heed_dated_row_new (item);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-attempt");
  return row;
}

static void
heed_questions_page_dispose (GObject *object)
{
  HeedQuestionsPage *self = HEED_QUESTIONS_PAGE (object);

  g_clear_object (&self->attempt);
  g_clear_object (&self->left);
  g_clear_object (&self->last);
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

  g_type_ensure (HEED_TYPE_EDITOR);
  g_type_ensure (HEED_TYPE_TRENDS);
  heed_template_set (widget_class, "questions/heed-questions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, empty_box);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, take_button);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, attempt_box);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, attempt_label);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, discard_button);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, instruction_label);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, look_back);
  gtk_widget_class_bind_template_child (widget_class, HeedQuestionsPage, editor);
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
  gtk_widget_class_bind_template_callback (widget_class, show_last_time);
  heed_template_install_action (widget_class, "questions.start", NULL, G_CALLBACK (start_action));
  heed_template_install_action (widget_class, "questions.finish", NULL, G_CALLBACK (finish_action));
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
