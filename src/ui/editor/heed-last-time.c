/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was said the time before. See heed-last-time.h. */

#include "heed-last-time.h"

#include "heed-answer.h"
#include "heed-calendar.h"
#include "heed-pair-layout.h"
#include "heed-rating.h"
#include "heed-reading.h"
#include "heed-text.h"

#include <glib/gi18n.h>

/* How much of the words of last time is shown. */
#define WORDS 400
/* How much of a shared line today's words take. */
#define SHARE 0.6

struct _HeedLastTime
{
  GtkBox parent_instance;

  GtkWidget *said;
  GtkWidget *look; /* the second scale and its question; NULL where nothing can be written */
  HeedRating *rating;
  GtkWidget *sentence; /* what somebody answered, where it can only be read */

  HeedEntry *entry;
  HeedField *field;
  char *path;      /* of the rating */
  char *then_path; /* of the second look at last time's */
  gboolean looks_back;
};

G_DEFINE_FINAL_TYPE (HeedLastTime, heed_last_time, GTK_TYPE_BOX)

/* The first words that stood beside the rating. */
static char *
dup_words (HeedLastTime   *self,
           HeedFilledForm *earlier)
{
  g_autofree char *group = g_path_get_dirname (self->path);
  guint position, end;

  if (!heed_filled_form_find_position (earlier, group, &position))
    return NULL;

  end = heed_filled_form_find_next (earlier, position);
  for (guint i = position + 1; i < end; i = heed_filled_form_find_next (earlier, i))
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (earlier, i);

      if (heed_field_is_words (node->field) && !heed_text_is_blank (node->value))
        return heed_text_excerpt (node->value, WORDS);
    }

  return NULL;
}

static char *
describe_earlier (HeedLastTime   *self,
                  HeedFilledForm *earlier)
{
  HeedRecord *record = heed_filled_form_get_record (earlier);
  g_autofree char *day = heed_relative_day_format_stamp (heed_record_get_created (record));
  g_autofree char *rating = heed_field_format_answer (self->field, record, self->path);
  g_autofree char *words = dup_words (self, earlier);

  if (rating != NULL && words != NULL)
    /* Translators: a day, a rating such as “3 of 5”, and what somebody wrote. */
    return g_strdup_printf (_("Last time, %s: %s. “%s”"), day, rating, words);
  if (rating != NULL)
    /* Translators: a day, and a rating such as “3 of 5”. */
    return g_strdup_printf (_("Last time, %s: %s"), day, rating);
  if (words != NULL)
    /* Translators: a day, and what somebody wrote. */
    return g_strdup_printf (_("Last time, %s: “%s”"), day, words);

  /* Translators: a day on which a question was not answered. */
  return g_strdup_printf (_("Last time, %s: skipped"), day);
}

/* Nothing to say takes no room. */
static void
show_second_look (HeedLastTime *self)
{
  const char *value = heed_entry_get_answer (self->entry, self->then_path);
  gboolean answered = !heed_text_is_blank (value);
  double number = HEED_RATING_NONE;
  gboolean fits = heed_field_parse_answer (self->field, value, &number);
  gboolean writable = self->look != NULL && (!answered || fits);
  g_autofree char *sentence = heed_field_format_then (self->field, heed_entry_get_record (self->entry), self->path);

  if (self->look != NULL)
    {
      heed_rating_set_value (self->rating, (int) number);
      gtk_widget_set_visible (self->look, writable && (answered || self->looks_back));
    }
  gtk_label_set_label (GTK_LABEL (self->sentence), heed_text_or_empty (sentence));
  gtk_widget_set_visible (self->sentence, answered && !writable);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_visible (self->said) ||
                                             gtk_widget_get_visible (self->sentence) ||
                                             (self->look != NULL && gtk_widget_get_visible (self->look)));
}

static void
show (HeedLastTime   *self,
      HeedFilledForm *earlier,
      gboolean        looks_back)
{
  g_autofree char *said = earlier != NULL && self->look != NULL ? describe_earlier (self, earlier) : NULL;

  self->looks_back = looks_back && earlier != NULL;
  gtk_label_set_label (GTK_LABEL (self->said), heed_text_or_empty (said));
  gtk_widget_set_visible (self->said, said != NULL);
  show_second_look (self);
}

static void
answer_changed_cb (HeedLastTime *self,
                   const char   *path)
{
  if (g_str_equal (path, self->then_path))
    show_second_look (self);
}

static void
rated_cb (HeedLastTime *self)
{
  int value = heed_rating_get_value (self->rating);
  g_autofree char *answer = value != HEED_RATING_NONE ? g_strdup_printf ("%d", value) : NULL;

  /* A look that was taken back can be taken again. */
  self->looks_back = TRUE;
  heed_entry_set_answer (self->entry, self->then_path, answer);
}

static void
heed_last_time_finalize (GObject *object)
{
  HeedLastTime *self = HEED_LAST_TIME (object);

  g_clear_object (&self->entry);
  g_clear_object (&self->field);
  g_free (self->path);
  g_free (self->then_path);

  G_OBJECT_CLASS (heed_last_time_parent_class)->finalize (object);
}

static void
heed_last_time_class_init (HeedLastTimeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_last_time_finalize;
}

static void
heed_last_time_init (HeedLastTime *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  self->said = heed_reading_append_label (GTK_WIDGET (self), NULL, "caption dim-label");
  self->sentence = heed_reading_append_label (GTK_WIDGET (self), NULL, "caption dim-label");
}

static HeedLastTime *
make (HeedAnswerView *view,
      gboolean        editable)
{
  HeedLastTime *self = g_object_new (HEED_TYPE_LAST_TIME, NULL);
  HeedEntry *entry = heed_answer_view_get_entry (view);
  const char *path = heed_answer_view_get_path (view);
  const HeedFilledFormNode *node = heed_filled_form_find (heed_entry_get_filled_form (entry), path);
  g_autofree char *name = NULL;

  self->entry = g_object_ref (entry);
  self->field = g_object_ref (heed_answer_view_get_field (view));
  self->path = g_strdup (path);
  self->then_path = g_strconcat (path, "/", HEED_RATING_THEN, NULL);
  g_signal_connect_object (entry, "answer-changed", G_CALLBACK (answer_changed_cb), self, G_CONNECT_SWAPPED);
  if (!editable)
    return self;

  /* Translators: a question that looks back, and what is rated. */
  name = g_strdup_printf (C_("second rating", "%s %s"), heed_then_get_question (),
                          node != NULL ? node->name : heed_field_get_label (self->field));
  self->look = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  heed_reading_append_label (self->look, heed_then_get_question (), "caption dim-label");
  self->rating = HEED_RATING (heed_rating_new (self->field, name));
  g_signal_connect_object (self->rating, "changed", G_CALLBACK (rated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->look), GTK_WIDGET (self->rating));
  gtk_box_append (GTK_BOX (self), self->look);
  return self;
}

/* Stands beside the words about the rating where there are any, and otherwise
 * below all of the card. */
static HeedLastTime *
ensure (HeedAnswerView *view,
        gboolean        editable)
{
  GtkWidget *card = gtk_widget_get_parent (GTK_WIDGET (view));
  GtkWidget *last = gtk_widget_get_last_child (card);
  HeedLastTime *self;

  if (HEED_IS_LAST_TIME (last))
    return HEED_LAST_TIME (last);
  if (HEED_IS_LAST_TIME (gtk_widget_get_last_child (last)))
    return HEED_LAST_TIME (gtk_widget_get_last_child (last));

  self = make (view, editable);
  if (!editable || !HEED_IS_ANSWER_VIEW (last) ||
      heed_field_get_field_type (heed_answer_view_get_field (HEED_ANSWER_VIEW (last))) != HEED_FIELD_PARAGRAPH)
    {
      gtk_box_append (GTK_BOX (card), GTK_WIDGET (self));
      return self;
    }

  g_object_ref (last);
  gtk_box_remove (GTK_BOX (card), last);
  gtk_box_append (GTK_BOX (card), heed_pair_layout_join (last, GTK_WIDGET (self), SHARE));
  g_object_unref (last);
  return self;
}

/**
 * heed_last_time_show_all:
 * @views: (element-type HeedAnswerView): the controls of an entry
 * @earlier: (nullable): an earlier entry of the same form, %NULL for none
 * @editable: whether the answers can be changed
 * @looks_back: whether to ask for a second look at it
 *
 * Shows what was said the time before beside every rating among @views. A
 * second look that somebody took is shown in any case.
 */
void
heed_last_time_show_all (GPtrArray  *views,
                         HeedRecord *earlier,
                         gboolean    editable,
                         gboolean    looks_back)
{
  g_autoptr (HeedFilledForm) filled = NULL;

  for (guint i = 0; i < views->len; i++)
    {
      HeedAnswerView *view = g_ptr_array_index (views, i);

      if (heed_field_get_field_type (heed_answer_view_get_field (view)) != HEED_FIELD_RATING)
        continue;

      if (filled == NULL && earlier != NULL)
        filled = heed_filled_form_new (heed_entry_get_form (heed_answer_view_get_entry (view)), earlier);
      show (ensure (view, editable), filled, looks_back);
    }
}
