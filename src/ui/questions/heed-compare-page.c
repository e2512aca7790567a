/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page that compares two self-checks. See heed-compare-page.h. */

#include "heed-compare-page.h"

#include "heed-accessible.h"
#include "heed-answer.h"
#include "heed-attempts.h"
#include "heed-pair-layout.h"
#include "heed-reading.h"
#include "heed-template.h"
#include "heed-text.h"
#include "heed-wording.h"

#include <glib/gi18n.h>
#include <math.h>

/* Between the two sides of a question. */
#define SPACING 12

struct _HeedComparePage
{
  HeedLiveBin parent_instance;

  GtkDropDown *first;
  GtkDropDown *second;
  GtkStringList *days;
  GtkLabel *note;
  GtkBox *comparison;

  GPtrArray *attempts; /* what is shown: of HeedRecord, newest first */
  char *ids[2];        /* which two */
  gboolean filling;    /* the choices are being made anew */
};

G_DEFINE_FINAL_TYPE (HeedComparePage, heed_compare_page, HEED_TYPE_LIVE_BIN)

/* One question, and what both self-checks say about it. */

#define HEED_TYPE_COMPARED_ROW (heed_compared_row_get_type ())
G_DECLARE_FINAL_TYPE (HeedComparedRow, heed_compared_row, HEED, COMPARED_ROW, GtkListBoxRow)

struct _HeedComparedRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *number;
  GtkLabel *question;
  GtkLabel *change;
  GtkWidget *pair;
  GtkWidget *before;
  GtkWidget *after;
};

G_DEFINE_FINAL_TYPE (HeedComparedRow, heed_compared_row, GTK_TYPE_LIST_BOX_ROW)

static void
heed_compared_row_class_init (HeedComparedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  heed_template_set (widget_class, "questions/heed-compared-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedComparedRow, number);
  gtk_widget_class_bind_template_child (widget_class, HeedComparedRow, question);
  gtk_widget_class_bind_template_child (widget_class, HeedComparedRow, change);
  gtk_widget_class_bind_template_child (widget_class, HeedComparedRow, pair);
  gtk_widget_class_bind_template_child (widget_class, HeedComparedRow, before);
  gtk_widget_class_bind_template_child (widget_class, HeedComparedRow, after);
}

static void
heed_compared_row_init (HeedComparedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->pair, heed_pair_layout_new (0.5, SPACING, TRUE));
}

/* Two self-checks, question by question: both ratings, both texts, and what
 * changed, in a sign and a word. A screen reader reads each question as one. */

typedef struct
{
  GtkBox *box;
  GtkWidget *list;  /* that grows: of the part at hand, NULL before its first question */
  const char *part; /* its name; NULL for none */
  HeedFilledForm *filled; /* of the later one, which asks what both answered */
  HeedRecord *records[2];
  const char *days[2];
} Comparison;

/* A voice wants a pause between one thing and the next. */
static void
say (GString    *spoken,
     const char *text)
{
  if (spoken->len > 0)
    g_string_append (spoken, g_ascii_ispunct (spoken->str[spoken->len - 1]) ? " " : ". ");
  g_string_append (spoken, text);
}

static void
add_line (GtkWidget  *side,
          GString    *spoken,
          const char *text,
          const char *css_class,
          gboolean    dim)
{
  GtkWidget *label;

  if (heed_text_is_blank (text))
    return;

  label = heed_reading_new_label (text, css_class);
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (side), label);
  say (spoken, text);
}

/* What one of the two says about the question from @first up to @end. */
static void
fill_side (Comparison *self,
           GtkWidget  *side,
           guint       which,
           guint       first,
           guint       end,
           GString    *spoken)
{
  g_autofree char *opening = g_strdup_printf (C_("comparison", "%s:"), self->days[which]);
  GtkWidget *day = heed_reading_new_label (self->days[which], "caption");

  gtk_widget_add_css_class (day, "dim-label");
  gtk_box_append (GTK_BOX (side), day);
  say (spoken, opening);
  for (guint i = first; i < end; i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (self->filled, i);
      HeedRecord *record = self->records[which];
      gboolean rating = heed_field_get_field_type (node->field) == HEED_FIELD_RATING;
      g_autofree char *text = NULL, *then = NULL;
      double number;

      if (heed_field_get_field_type (node->field) == HEED_FIELD_GROUP)
        continue;

      text = heed_field_format_answer (node->field, record, node->path);
      then = rating ? heed_field_format_then (node->field, record, node->path) : NULL;
      add_line (side, spoken, text, rating ? "rated-as" : "reading", FALSE);
      /* The words that the step of a scale has. */
      if (rating && heed_field_parse_answer (node->field, heed_record_get_answer (record, node->path), &number))
        add_line (side, spoken, heed_field_get_anchor (node->field, (int) number), "caption", TRUE);
      add_line (side, spoken, then, "caption", TRUE);
    }

  if (gtk_widget_get_last_child (side) == day)
    add_line (side, spoken, _("Skipped"), NULL, TRUE);
}

/* One question, from its head at @position up to @end. */
static void
add_question (Comparison *self,
              guint       position,
              guint       end)
{
  const HeedFilledFormNode *node = heed_filled_form_get_node (self->filled, position);
  g_autofree char *change = NULL;
  g_autoptr (GString) spoken = g_string_new (node->label);
  g_autofree char *number = g_strdup_printf ("%u", node->number);
  HeedComparedRow *row = g_object_new (HEED_TYPE_COMPARED_ROW, NULL);

  for (guint i = position; i < end && change == NULL; i++)
    {
      const HeedFilledFormNode *part = heed_filled_form_get_node (self->filled, i);

      if (heed_field_get_field_type (part->field) == HEED_FIELD_RATING)
        change = heed_compare_page_describe_change (heed_record_get_answer (self->records[0], part->path),
                                                    heed_record_get_answer (self->records[1], part->path));
    }
  gtk_label_set_label (row->number, node->number > 0 ? number : "");
  gtk_label_set_label (row->question, node->label);
  gtk_label_set_label (row->change, heed_text_or_empty (change));
  if (change != NULL)
    say (spoken, change);
  fill_side (self, row->before, 0, position, end, spoken);
  fill_side (self, row->after, 1, position, end, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
  if (self->list == NULL)
    {
      self->list = heed_reading_new_list (self->part != NULL ? self->part : "");
      gtk_box_append (self->box, self->list);
    }
  gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
}

static void
add_all (Comparison *self)
{
  guint i = 0;

  while (i < heed_filled_form_get_n_nodes (self->filled))
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (self->filled, i);
      gboolean part = heed_field_get_field_type (node->field) == HEED_FIELD_GROUP &&
                      !heed_filled_form_node_is_rated (node);
      guint end = part ? i + 1 : heed_filled_form_find_next (self->filled, i);

      if (part)
        {
          gtk_box_append (self->box, heed_reading_new_heading (node->label, "heading", 2));
          self->list = NULL;
          self->part = node->label;
        }
      else
        {
          add_question (self, i, end);
        }
      i = end;
    }

  if (self->list != NULL)
    gtk_widget_set_margin_bottom (self->list, 6);
}

/* The average says how the ratings lie, and how many there are. */
static GtkWidget *
make_average (Comparison *self,
              HeedForm   *form,
              guint       which)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new (form, self->records[which]);
  double mean = heed_filled_form_get_mean_rating (filled);
  g_autofree char *average = isnan (mean) ? g_strdup (_("Nothing rated"))
                                          : g_strdup_printf (_("Average of the ratings: %.1f"), mean);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (side), heed_reading_new_label (self->days[which], "heading"));
  gtk_box_append (GTK_BOX (side), heed_reading_new_label (average, "dim-label"));
  return side;
}

static HeedRecord *
get_chosen (HeedComparePage *self,
            GtkDropDown     *choice)
{
  guint position = gtk_drop_down_get_selected (choice);

  return position < self->attempts->len ? g_ptr_array_index (self->attempts, position) : NULL;
}

/* Two self-checks side by side, or one under the other where there is little room. */
static void
show_comparison (HeedComparePage *self)
{
  HeedWorkbook *workbook = heed_live_bin_get_workbook (HEED_LIVE_BIN (self));
  HeedRecord *one = get_chosen (self, self->first);
  HeedRecord *other = get_chosen (self, self->second);
  HeedForm *form = one != NULL ? heed_wording_find_form (workbook, one) : NULL;
  gboolean two = form != NULL && other != NULL && one != other;
  gboolean swapped = two && heed_record_get_created (one).utc > heed_record_get_created (other).utc;
  HeedRecord *before = swapped ? other : one, *after = swapped ? one : other;
  g_autoptr (HeedFilledForm) filled = two ? heed_filled_form_new (form, after) : NULL;
  g_autofree char *first = two ? heed_attempts_format_day (self->attempts, before) : NULL;
  g_autofree char *second = two ? heed_attempts_format_day (self->attempts, after) : NULL;
  Comparison comparison = {
    .box = self->comparison,
    .filled = filled,
    .records = { before, after },
    .days = { first, second },
  };
  GtkWidget *child;

  gtk_label_set_label (self->note, self->attempts->len < 2
                                     ? _("There is something to compare once you have taken two self-checks.")
                                     : _("Choose two self-checks of different times."));
  gtk_widget_set_visible (GTK_WIDGET (self->comparison), two);
  if (!two)
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->comparison))) != NULL)
    gtk_box_remove (self->comparison, child);
  gtk_box_append (self->comparison, heed_pair_layout_join (make_average (&comparison, form, 0),
                                                           make_average (&comparison, form, 1), 0.5));
  add_all (&comparison);
}

/* The focus is on a button within, which GTK gives no name. */
static void
name_choice (GtkDropDown *choice,
             const char  *label)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (choice));
  GtkStringObject *day = gtk_drop_down_get_selected_item (choice);

  if (button != NULL && day != NULL)
    heed_accessible_set_name_of (button, label, gtk_string_object_get_string (day));
}

static void
name_choices (HeedComparePage *self)
{
  name_choice (self->first, _("One self-check"));
  name_choice (self->second, _("Another self-check"));
}

static void
chosen_cb (HeedComparePage *self)
{
  HeedRecord *one = get_chosen (self, self->first);
  HeedRecord *other = get_chosen (self, self->second);

  if (self->filling)
    return;

  name_choices (self);
  g_free (self->ids[0]);
  g_free (self->ids[1]);
  self->ids[0] = one != NULL ? g_strdup (heed_record_get_id (one)) : NULL;
  self->ids[1] = other != NULL ? g_strdup (heed_record_get_id (other)) : NULL;
  show_comparison (self);
}

static char *
describe (HeedComparePage *self,
          HeedRecord      *record)
{
  g_autofree char *day = heed_attempts_format_day (self->attempts, record);

  if (!heed_timestamp_is_set (heed_record_get_completed (record)))
    /* Translators: a day, with or without a time. */
    return g_strdup_printf (_("%s, not finished"), day);

  return g_steal_pointer (&day);
}

static guint
find_finished (HeedComparePage *self,
               guint            skipped)
{
  for (guint i = 0; i < self->attempts->len; i++)
    if (heed_timestamp_is_set (heed_record_get_completed (g_ptr_array_index (self->attempts, i))) && skipped-- == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

/* The attempt with @id, or of the finished ones the one before @skipped. If
 * there are none, the newest ones will do. */
static guint
find_attempt (HeedComparePage *self,
              const char      *id,
              guint            skipped)
{
  for (guint i = 0; i < self->attempts->len; i++)
    if (g_strcmp0 (heed_record_get_id (g_ptr_array_index (self->attempts, i)), id) == 0)
      return i;

  if (find_finished (self, 1) != GTK_INVALID_LIST_POSITION)
    return find_finished (self, skipped);

  return skipped < self->attempts->len ? skipped : GTK_INVALID_LIST_POSITION;
}

static void
fill_choices (HeedComparePage *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) days = NULL;

  for (guint i = 0; i < self->attempts->len; i++)
    {
      g_autofree char *day = describe (self, g_ptr_array_index (self->attempts, i));

      g_strv_builder_add (builder, day);
    }
  days = g_strv_builder_end (builder);

  self->filling = TRUE;
  gtk_string_list_splice (self->days, 0, g_list_model_get_n_items (G_LIST_MODEL (self->days)),
                          (const char * const *) days);
  gtk_drop_down_set_selected (self->first, find_attempt (self, self->ids[0], 1));
  gtk_drop_down_set_selected (self->second, find_attempt (self, self->ids[1], 0));
  self->filling = FALSE;
  name_choices (self);
}

/* News of something else leaves whoever reads where they are. */
static void
heed_compare_page_show (HeedLiveBin *bin)
{
  HeedComparePage *self = HEED_COMPARE_PAGE (bin);
  GPtrArray *attempts = *(GPtrArray **) heed_live_bin_get_answers (bin);

  if (attempts == NULL || (self->attempts->len > 0 && heed_attempts_equal (self->attempts, attempts)))
    return;

  g_ptr_array_unref (self->attempts);
  self->attempts = g_ptr_array_ref (attempts);
  fill_choices (self);
  show_comparison (self);
}

static void
heed_compare_page_ask (HeedLiveBin      *bin,
                       HeedJournalBatch *batch,
                       gpointer          answers)
{
  HeedItem *item = heed_live_bin_get_item (bin);
  HeedQuery query = { .limit = HEED_ATTEMPTS_MAX };

  if (item == NULL)
    return;

  heed_query_set_form (&query, heed_live_bin_get_workbook (bin), heed_item_get_form_id (item));
  heed_journal_batch_read (batch, &query, answers);
}

static void
heed_compare_page_finalize (GObject *object)
{
  HeedComparePage *self = HEED_COMPARE_PAGE (object);

  g_ptr_array_unref (self->attempts);
  g_free (self->ids[0]);
  g_free (self->ids[1]);

  G_OBJECT_CLASS (heed_compare_page_parent_class)->finalize (object);
}

static void
heed_compare_page_class_init (HeedComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_compare_page_finalize;
  HEED_LIVE_BIN_CLASS (klass)->get_item = heed_workbook_get_questions;
  HEED_LIVE_BIN_CLASS (klass)->ask = heed_compare_page_ask;
  HEED_LIVE_BIN_CLASS (klass)->show = heed_compare_page_show;

  heed_template_set (widget_class, "questions/heed-compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, first);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, second);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, days);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, note);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, comparison);
}

static void
heed_compare_page_init (HeedComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->attempts = g_ptr_array_new ();
  g_signal_connect_object (self->first, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->second, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

/**
 * heed_compare_page_new:
 * @journal: a journal
 * @first: (nullable): the id of a self-check; %NULL for the one before the last
 * @second: (nullable): the id of another; %NULL for the last
 *
 * Makes a page that compares two self-checks.
 *
 * Returns: (transfer full): the page
 */
GtkWidget *
heed_compare_page_new (HeedJournal *journal,
                       const char  *first,
                       const char  *second)
{
  HeedComparePage *self;

  g_return_val_if_fail (HEED_IS_JOURNAL (journal), NULL);

  self = g_object_new (HEED_TYPE_COMPARE_PAGE, NULL);
  self->ids[0] = g_strdup (first);
  self->ids[1] = g_strdup (second);
  g_object_set (self, "journal", journal, NULL);
  return GTK_WIDGET (self);
}

/**
 * heed_compare_page_describe_change:
 * @before: (nullable): a rating as it is kept
 * @after: (nullable): a later one
 *
 * Writes how a rating moved. Neither way is called better: a lower rating may
 * well come of looking more closely.
 *
 * Returns: (transfer full) (nullable): a sign and a word, or %NULL if neither is
 *   there
 */
char *
heed_compare_page_describe_change (const char *before,
                                   const char *after)
{
  double from = 0, to = 0;
  gboolean had = !heed_text_is_blank (before) && heed_number_parse (before, &from);
  gboolean has = !heed_text_is_blank (after) && heed_number_parse (after, &to);
  int change = (int) (to - from);

  if (!had && !has)
    return NULL;
  if (!had || !has)
    return g_strdup (had ? _("skipped later") : _("newly rated"));
  if (change == 0)
    /* Translators: a rating that did not change. */
    return g_strdup (C_("rating", "same"));
  if (change > 0)
    /* Translators: by how much a rating went up. */
    return g_strdup_printf (C_("rating", "+%d, higher"), change);

  /* Translators: by how much a rating went down; a minus sign is before the number. */
  return g_strdup_printf (C_("rating", "−%d, lower"), -change);
}
