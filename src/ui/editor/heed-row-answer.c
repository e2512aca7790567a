/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A short answer as a row: one line of text, a row of a list, a number, a day.
 * As long as the row is empty its title stands in the place of the text. */

#include "heed-row-answer.h"

#include "heed-answer.h"
#include "heed-date-button.h"
#include "heed-move-handle.h"
#include "heed-text-area.h"
#include "heed-text.h"

#include <glib/gi18n.h>

struct _HeedRowAnswer
{
  HeedAnswerView parent_instance;

  GtkWidget *title;
  HeedTextArea *area;
  GtkWidget *hint;
  GtkWidget *trouble;
  GtkWidget *placeholder;
  GtkWidget *suffix;
  GtkWidget *clear_button;      /* of a day */
  HeedDateButton *date_button;

  gboolean titled;
  gboolean has_focus;
};

G_DEFINE_FINAL_TYPE (HeedRowAnswer, heed_row_answer, HEED_TYPE_ANSWER_VIEW)

static void
show_title (HeedRowAnswer *self)
{
  gboolean empty = *heed_text_area_get_text (self->area) == '\0' && !self->has_focus;

  gtk_widget_set_visible (self->placeholder, self->titled && empty);
  gtk_widget_set_opacity (self->title, empty ? 0.0 : 1.0);
  if (self->clear_button != NULL)
    gtk_widget_set_visible (self->clear_button, *heed_text_area_get_text (self->area) != '\0');
  if (self->date_button != NULL)
    heed_date_button_set_day (self->date_button, heed_answer_view_get_value (HEED_ANSWER_VIEW (self)));
}

/* A sentence that is no longer true goes at once; a new one comes when the
 * person is done. */
static void
show_trouble (HeedRowAnswer *self)
{
  HeedAnswerView *view = HEED_ANSWER_VIEW (self);
  g_autofree char *trouble = heed_answer_view_dup_trouble (view);
  const char *hint = heed_field_get_hint (heed_answer_view_get_field (view));

  if (trouble != NULL && self->has_focus && !gtk_widget_get_visible (self->trouble))
    return;

  gtk_label_set_label (GTK_LABEL (self->trouble), trouble != NULL ? trouble : "");
  gtk_widget_set_visible (self->trouble, trouble != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  trouble != NULL ? trouble : heed_text_or_empty (hint), -1);
}

/* While somebody types, a day in words could be any; it is understood when
 * they are done. */
static void
keep_text (HeedRowAnswer *self,
           gboolean       done)
{
  HeedAnswerView *view = HEED_ANSWER_VIEW (self);
  HeedField *field = heed_answer_view_get_field (view);
  const char *text = heed_text_area_get_text (self->area);
  const char *value = heed_answer_view_get_value (view);
  g_autofree char *shown = heed_field_edit_answer (field, value);
  g_autofree char *answer = NULL;

  if (g_str_equal (text, shown) && heed_field_validate_answer (field, value))
    return;

  if (!done && heed_field_get_field_type (field) == HEED_FIELD_DATE)
    answer = g_strdup (text);
  else
    answer = heed_field_read_answer (field, text);
  heed_answer_view_answer (view, answer);
}

static void
changed_cb (HeedRowAnswer *self)
{
  keep_text (self, FALSE);
  show_title (self);
  show_trouble (self);
}

static void
join_to_last (GPtrArray  *values,
              char      **lines)
{
  g_autofree char *rest = g_strjoinv (" ", lines);
  char **last = (char **) &g_ptr_array_index (values, values->len - 1);
  g_autofree char *before = *last;

  *last = g_strconcat (before, " ", rest, NULL);
}

/* Puts lines into the blank rows that follow, and into new ones as far as the
 * list goes; what does not fit stands in the last of them. Nothing is taken if
 * there is no such row. All is one step of undo, together with the first line,
 * which is inserted here. */
static gboolean
fill_rows (HeedRowAnswer  *self,
           char          **lines)
{
  HeedAnswerView *view = HEED_ANSWER_VIEW (self);
  HeedEntry *entry = heed_answer_view_get_entry (view);
  guint max = (guint) heed_field_get_max (heed_answer_view_get_field (view)), index;
  g_autofree char *list = heed_move_handle_split_path (heed_answer_view_get_path (view), &index);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  const char *last;

  g_ptr_array_add (paths, g_strdup (heed_answer_view_get_path (view)));
  g_ptr_array_add (values, g_strdup (heed_answer_view_get_value (view)));
  for (index++; *lines != NULL && index <= max; index++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u", list, index);

      if (!heed_text_is_blank (heed_entry_get_answer (entry, path)))
        continue;
      g_ptr_array_add (paths, g_steal_pointer (&path));
      g_ptr_array_add (values, g_strdup (*lines++));
    }
  if (paths->len == 1)
    return FALSE;

  if (*lines != NULL)
    join_to_last (values, lines);
  last = g_ptr_array_index (paths, paths->len - 1);
  g_ptr_array_add (paths, NULL);
  heed_entry_set_answers (entry, (const char * const *) paths->pdata, (const char * const *) values->pdata);
  gtk_widget_activate_action (GTK_WIDGET (self), "editor.go-to-row", "s", last);
  return TRUE;
}

static gboolean
lines_inserted_cb (HeedRowAnswer *self,
                   char         **lines)
{
  HeedField *field = heed_answer_view_get_field (HEED_ANSWER_VIEW (self));

  return heed_field_get_field_type (field) == HEED_FIELD_LIST && fill_rows (self, lines + 1);
}

static void
enter_cb (HeedRowAnswer *self)
{
  self->has_focus = TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "focused");
  show_title (self);
}

static void
leave_cb (HeedRowAnswer *self)
{
  self->has_focus = FALSE;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "focused");
  keep_text (self, TRUE);
  heed_answer_view_refresh (HEED_ANSWER_VIEW (self));
  show_trouble (self);
}

static void
clicked_cb (HeedRowAnswer *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->area));
}

static void
day_chosen_cb (HeedRowAnswer *self,
               const char    *day)
{
  HeedAnswerView *view = HEED_ANSWER_VIEW (self);

  heed_answer_view_answer (view, day);
  heed_answer_view_refresh (view);
}

static void
clear_cb (HeedRowAnswer *self)
{
  HeedAnswerView *view = HEED_ANSWER_VIEW (self);

  gtk_widget_grab_focus (GTK_WIDGET (self->area));
  heed_answer_view_answer (view, NULL);
  heed_answer_view_refresh (view);
}

static GtkWidget *
add_button (HeedRowAnswer *self,
            const char    *icon_name,
            const char    *tooltip,
            const char    *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self->suffix), button);
  return button;
}

static void
add_date_buttons (HeedRowAnswer            *self,
                  const HeedFilledFormNode *node)
{
  /* Translators: what is cleared, such as “When was it?”. */
  g_autofree char *clear_name = g_strdup_printf (_("Clear: %s"), node->name);
  GtkWidget *date_button;

  self->clear_button = add_button (self, "edit-clear-symbolic", _("Clear"), clear_name);
  g_signal_connect_object (self->clear_button, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);

  date_button = heed_date_button_new (node->name);
  g_signal_connect_object (date_button, "chosen", G_CALLBACK (day_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->suffix), date_button);
  self->date_button = HEED_DATE_BUTTON (date_button);
}

static void
add_suffixes (HeedRowAnswer            *self,
              const HeedFilledFormNode *node)
{
  switch (heed_field_get_field_type (node->field))
    {
    case HEED_FIELD_NUMBER:
      gtk_text_view_set_input_purpose (GTK_TEXT_VIEW (self->area), GTK_INPUT_PURPOSE_NUMBER);
      if (heed_field_get_unit (node->field) != NULL)
        {
          GtkWidget *unit = gtk_label_new (heed_field_get_unit (node->field));

          gtk_widget_add_css_class (unit, "dim-label");
          gtk_box_append (GTK_BOX (self->suffix), unit);
        }
      break;
    case HEED_FIELD_DATE:
      add_date_buttons (self, node);
      break;
    case HEED_FIELD_LIST:
    case HEED_FIELD_TEXT:
    case HEED_FIELD_PARAGRAPH:
    case HEED_FIELD_CHOICE:
    case HEED_FIELD_RATING:
    case HEED_FIELD_GROUP:
      break;
    }
}

static void
heed_row_answer_bound (HeedAnswerView           *view,
                       const HeedFilledFormNode *node,
                       gboolean                  titled)
{
  HeedRowAnswer *self = HEED_ROW_ANSWER (view);
  gboolean is_list = heed_field_get_field_type (node->field) == HEED_FIELD_LIST;
  const char *hint = is_list ? NULL : heed_field_get_hint (node->field);

  self->titled = titled;
  if (!titled)
    gtk_widget_add_css_class (GTK_WIDGET (self), "alone");
  gtk_label_set_label (GTK_LABEL (self->title), node->label);
  gtk_widget_set_visible (self->title, titled);
  gtk_label_set_label (GTK_LABEL (self->hint), heed_text_or_empty (hint));
  gtk_widget_set_visible (self->hint, hint != NULL && titled);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, node->name, -1);
  add_suffixes (self, node);
  gtk_widget_set_visible (self->suffix, gtk_widget_get_first_child (self->suffix) != NULL);
}

static void
heed_row_answer_show (HeedAnswerView *view,
                      const char     *value)
{
  HeedRowAnswer *self = HEED_ROW_ANSWER (view);
  g_autofree char *text = heed_field_edit_answer (heed_answer_view_get_field (view), value);

  heed_text_area_set_text (self->area, text);
  show_title (self);
  show_trouble (self);
}

static GtkWidget *
heed_row_answer_get_focus (HeedAnswerView *view)
{
  return GTK_WIDGET (HEED_ROW_ANSWER (view)->area);
}

static void
heed_row_answer_class_init (HeedRowAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HeedAnswerViewClass *view_class = HEED_ANSWER_VIEW_CLASS (klass);

  view_class->bound = heed_row_answer_bound;
  view_class->show = heed_row_answer_show;
  view_class->get_focus = heed_row_answer_get_focus;

  g_type_ensure (HEED_TYPE_TEXT_AREA);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/editor/heed-row-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedRowAnswer, title);
  gtk_widget_class_bind_template_child (widget_class, HeedRowAnswer, area);
  gtk_widget_class_bind_template_child (widget_class, HeedRowAnswer, hint);
  gtk_widget_class_bind_template_child (widget_class, HeedRowAnswer, trouble);
  gtk_widget_class_bind_template_child (widget_class, HeedRowAnswer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, HeedRowAnswer, suffix);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, heed_answer_view_move_on);
  gtk_widget_class_bind_template_callback (widget_class, lines_inserted_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
heed_row_answer_init (HeedRowAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_row_answer_add_suffix:
 * @self: a view
 * @suffix: a widget
 *
 * Puts a widget at the end of the row.
 */
void
heed_row_answer_add_suffix (HeedRowAnswer *self,
                            GtkWidget     *suffix)
{
  gtk_box_append (GTK_BOX (self->suffix), suffix);
  gtk_widget_set_visible (self->suffix, TRUE);
}
