/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An answer to read: text that can be selected and copied, whatever kind of
 * field it answers. */

#include "heed-read-answer.h"

#include "heed-accessible.h"
#include "heed-answer.h"
#include "heed-reading.h"
#include "heed-text-area.h"
#include "heed-text.h"

#include <glib/gi18n.h>

/* What a label asks of a word that is longer takes as long as the square of its
 * length (GTK 4.8 to 4.18). */
#define LONGEST_WORD 1000

struct _HeedReadAnswer
{
  HeedAnswerView parent_instance;

  GtkWidget *title;
  GtkWidget *text;
  GtkWidget *area;  /* instead, where the label would take too long; NULL until then */
  GtkWidget *scale; /* what the ends of a rating mean */
  char *name;
};

G_DEFINE_FINAL_TYPE (HeedReadAnswer, heed_read_answer, HEED_TYPE_ANSWER_VIEW)

static gboolean
has_endless_word (const char *text)
{
  gsize length = 0;

  for (const char *p = text; *p != '\0' && length <= LONGEST_WORD; p = g_utf8_next_char (p))
    length = g_unichar_isspace (g_utf8_get_char (p)) ? 0 : length + 1;

  return length > LONGEST_WORD;
}

/* A rating whose number has words of its own is read with them. */
static char *
describe_answer (HeedAnswerView *view)
{
  HeedField *field = heed_answer_view_get_field (view);
  g_autofree char *text = heed_field_format_answer (field, heed_entry_get_record (heed_answer_view_get_entry (view)),
                                                    heed_answer_view_get_path (view));
  const char *anchor = NULL;
  double number;

  if (heed_field_get_field_type (field) == HEED_FIELD_RATING &&
      heed_field_parse_answer (field, heed_answer_view_get_value (view), &number))
    anchor = heed_field_get_anchor (field, (int) number);

  /* Translators: a rating and what it means, such as “5 of 5 · Always”. */
  return anchor != NULL ? g_strdup_printf (C_("rating", "%s · %s"), text, anchor) : g_steal_pointer (&text);
}

static void
show_scale (HeedReadAnswer *self,
            HeedField      *field,
            gboolean        answered)
{
  g_autoptr (GString) scale = g_string_new (NULL);
  int first = 1, last = 0;

  if (answered && heed_field_get_field_type (field) == HEED_FIELD_RATING)
    {
      first = (int) heed_field_get_min (field);
      last = (int) heed_field_get_max (field);
    }
  for (int i = first; i <= last; i++)
    if (heed_field_get_anchor (field, i) != NULL)
      {
        if (scale->len > 0)
          g_string_append_c (scale, '\n');
        /* Translators: a step of a scale and what it means, such as “1: Never”. */
        g_string_append_printf (scale, C_("step of a scale", "%d: %s"), i, heed_field_get_anchor (field, i));
      }

  gtk_label_set_label (GTK_LABEL (self->scale), scale->str);
  gtk_widget_set_visible (self->scale, scale->len > 0);
}

static void
heed_read_answer_bound (HeedAnswerView           *view,
                        const HeedFilledFormNode *node,
                        gboolean                  titled)
{
  HeedReadAnswer *self = HEED_READ_ANSWER (view);

  self->name = g_strdup (node->name);
  gtk_label_set_label (GTK_LABEL (self->title), node->label);
  gtk_widget_set_visible (self->title, titled);
}

static void
show_in_area (HeedReadAnswer *self,
              const char     *text)
{
  if (self->area == NULL)
    {
      self->area = heed_text_area_new ();
      gtk_text_view_set_editable (GTK_TEXT_VIEW (self->area), FALSE);
      gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self->area), FALSE);
      gtk_widget_add_css_class (self->area, "reading");
      gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (self->text)), self->area, self->text);
    }

  heed_accessible_set_name (self->area, self->name);
  heed_text_area_set_text (HEED_TEXT_AREA (self->area), text);
}

static void
heed_read_answer_show (HeedAnswerView *view,
                       const char     *value)
{
  HeedReadAnswer *self = HEED_READ_ANSWER (view);
  HeedField *field = heed_answer_view_get_field (view);
  gboolean answered = !heed_text_is_blank (value);
  g_autofree char *text = answered ? describe_answer (view) : g_strdup (heed_field_describe_nothing (field));
  gboolean endless = has_endless_word (text);

  if (endless)
    show_in_area (self, text);
  if (self->area != NULL)
    gtk_widget_set_visible (self->area, endless);
  gtk_widget_set_visible (self->text, !endless);
  gtk_label_set_label (GTK_LABEL (self->text), endless ? "" : text);
  gtk_label_set_selectable (GTK_LABEL (self->text), answered);
  if (answered)
    gtk_widget_remove_css_class (self->text, "dim-label");
  else
    gtk_widget_add_css_class (self->text, "dim-label");
  show_scale (self, field, answered);
  /* The answer is read first, then what it answers. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->name, -1);
}

static GtkWidget *
heed_read_answer_get_focus (HeedAnswerView *view)
{
  HeedReadAnswer *self = HEED_READ_ANSWER (view);

  if (!gtk_widget_get_visible (self->text))
    return self->area;

  return gtk_label_get_selectable (GTK_LABEL (self->text)) ? self->text : NULL;
}

static gboolean
heed_read_answer_grab_focus (GtkWidget *widget)
{
  GtkWidget *focus = heed_read_answer_get_focus (HEED_ANSWER_VIEW (widget));

  if (focus == NULL || !gtk_widget_grab_focus (focus))
    return FALSE;

  /* All of it would be marked. */
  if (GTK_IS_LABEL (focus))
    gtk_label_select_region (GTK_LABEL (focus), 0, 0);
  return TRUE;
}

static void
heed_read_answer_finalize (GObject *object)
{
  g_clear_pointer (&HEED_READ_ANSWER (object)->name, g_free);

  G_OBJECT_CLASS (heed_read_answer_parent_class)->finalize (object);
}

static void
heed_read_answer_class_init (HeedReadAnswerClass *klass)
{
  HeedAnswerViewClass *view_class = HEED_ANSWER_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_read_answer_finalize;

  GTK_WIDGET_CLASS (klass)->grab_focus = heed_read_answer_grab_focus;

  view_class->bound = heed_read_answer_bound;
  view_class->show = heed_read_answer_show;
  view_class->get_focus = heed_read_answer_get_focus;
}

static GtkWidget *
add_label (GtkWidget  *box,
           const char *css_class)
{
  GtkWidget *label = heed_reading_new_label (NULL, css_class);

  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
heed_read_answer_init (HeedReadAnswer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->title = add_label (box, "caption");
  gtk_widget_add_css_class (self->title, "dim-label");
  self->text = add_label (box, "reading");
  self->scale = add_label (box, "caption");
  gtk_widget_add_css_class (self->scale, "dim-label");

  gtk_widget_add_css_class (GTK_WIDGET (self), "read-answer");
  adw_bin_set_child (ADW_BIN (self), box);
}
