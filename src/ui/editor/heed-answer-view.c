/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The controls of the editor, and text to read in their place. They show one answer
 * of an entry and change it: first what all of them have in common, then one after
 * the other. */

#include "heed-answer-view.h"

#include "heed-accessible.h"
#include "heed-answer.h"
#include "heed-date-button.h"
#include "heed-focus.h"
#include "heed-later.h"
#include "heed-move-handle.h"
#include "heed-rating.h"
#include "heed-reading.h"
#include "heed-template.h"
#include "heed-text-area.h"
#include "heed-text.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>
#include <math.h>

/* What a label asks of a word that is longer takes as long as the square of its
 * length (GTK 4.8 to 4.18). */
#define LONGEST_WORD 1000

/* Of a place for a long text. */
#define LINES_MIN 2
#define LINES_MAX 12
/* More than the lines that are there without text, and hardly more than a window. */
#define HIGH 2000

typedef struct
{
  HeedEntry *entry;
  HeedField *field;
  char *path;
  char *name;         /* of what is asked, in words that make sense alone */
  GtkWidget *control; /* what takes the focus, where that is always the same */
  gboolean answering;
} HeedAnswerViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HeedAnswerView, heed_answer_view, ADW_TYPE_BIN)

static HeedAnswerViewPrivate *
get_private (HeedAnswerView *self)
{
  return heed_answer_view_get_instance_private (self);
}

static gboolean
heed_answer_view_grab_focus (GtkWidget *widget)
{
  GtkWidget *focus = HEED_ANSWER_VIEW_GET_CLASS (widget)->get_focus (HEED_ANSWER_VIEW (widget));

  return focus != NULL && gtk_widget_grab_focus (focus);
}

static GtkWidget *
heed_answer_view_get_focus (HeedAnswerView *self)
{
  return get_private (self)->control;
}

static void
heed_answer_view_finalize (GObject *object)
{
  HeedAnswerViewPrivate *priv = get_private (HEED_ANSWER_VIEW (object));

  g_clear_object (&priv->entry);
  g_clear_object (&priv->field);
  g_clear_pointer (&priv->path, g_free);
  g_clear_pointer (&priv->name, g_free);

  G_OBJECT_CLASS (heed_answer_view_parent_class)->finalize (object);
}

static void
heed_answer_view_class_init (HeedAnswerViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_answer_view_finalize;

  GTK_WIDGET_CLASS (klass)->focus = heed_focus_move_within;
  GTK_WIDGET_CLASS (klass)->grab_focus = heed_answer_view_grab_focus;
  klass->get_focus = heed_answer_view_get_focus;
}

static void
heed_answer_view_init (HeedAnswerView *self)
{
}

static const char *
get_value (HeedAnswerView *self)
{
  return heed_entry_get_answer (get_private (self)->entry, get_private (self)->path);
}

/* Puts what a person answered into the entry. What they wrote stays on the screen as
 * they wrote it. */
static void
keep_answer (HeedAnswerView *self,
             const char     *value)
{
  HeedAnswerViewPrivate *priv = get_private (self);

  priv->answering = TRUE;
  heed_entry_set_answer (priv->entry, priv->path, value);
  priv->answering = FALSE;
}

/* As one who writes does not: what is shown follows. */
static void
put_answer (HeedAnswerView *self,
            const char     *value)
{
  keep_answer (self, value);
  heed_answer_view_refresh (self);
}

static char *
dup_trouble (HeedAnswerView *self)
{
  return heed_field_explain_answer (get_private (self)->field, get_value (self));
}

/* A short answer as a row: one line of text, a row of a list, a number, a day.
 * As long as the row is empty its title stands in the place of the text. */

#define HEED_TYPE_ROW_ANSWER (heed_row_answer_get_type ())
G_DECLARE_FINAL_TYPE (HeedRowAnswer, heed_row_answer, HEED, ROW_ANSWER, HeedAnswerView)

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
show_row_title (HeedRowAnswer *self)
{
  gboolean empty = *heed_text_area_get_text (self->area) == '\0' && !self->has_focus;

  gtk_widget_set_visible (self->placeholder, self->titled && empty);
  gtk_widget_set_opacity (self->title, empty ? 0.0 : 1.0);
  if (self->clear_button != NULL)
    gtk_widget_set_visible (self->clear_button, *heed_text_area_get_text (self->area) != '\0');
  if (self->date_button != NULL)
    heed_date_button_set_day (self->date_button, get_value (HEED_ANSWER_VIEW (self)));
}

/* A sentence that is no longer true goes at once; a new one comes when the
 * person is done. */
static void
show_row_trouble (HeedRowAnswer *self)
{
  HeedAnswerView *view = HEED_ANSWER_VIEW (self);
  g_autofree char *trouble = dup_trouble (view);
  const char *hint = heed_field_get_hint (heed_answer_view_get_field (view));

  if (trouble != NULL && self->has_focus && !gtk_widget_get_visible (self->trouble))
    return;

  gtk_label_set_label (GTK_LABEL (self->trouble), heed_text_or_empty (trouble));
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
  const char *value = get_value (view);
  g_autofree char *shown = heed_field_edit_answer (field, value);
  g_autofree char *answer = NULL;

  if (g_str_equal (text, shown) && heed_field_validate_answer (field, value))
    return;

  if (!done && heed_field_get_field_type (field) == HEED_FIELD_DATE)
    answer = g_strdup (text);
  else
    answer = heed_field_read_answer (field, text);
  keep_answer (view, answer);
}

static void
row_changed_cb (HeedRowAnswer *self)
{
  keep_text (self, FALSE);
  show_row_title (self);
  show_row_trouble (self);
}

/* Puts lines into the blank rows that follow, and into new ones as far as the
 * list goes; what does not fit stands in the last of them. Nothing is taken if
 * there is no such row. All is one step of undo, together with the first line,
 * which is inserted here. */
static gboolean
fill_rows (HeedAnswerView  *view,
           char           **lines)
{
  HeedEntry *entry = heed_answer_view_get_entry (view);
  guint max = (guint) heed_field_get_max (heed_answer_view_get_field (view)), index;
  g_autofree char *list = heed_move_handle_split_path (heed_answer_view_get_path (view), &index);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  const char *last;

  g_ptr_array_add (paths, g_strdup (heed_answer_view_get_path (view)));
  g_ptr_array_add (values, g_strdup (get_value (view)));
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
    {
      g_autofree char *rest = g_strjoinv (" ", lines);
      g_autofree char *before = g_ptr_array_steal_index (values, values->len - 1);

      g_ptr_array_add (values, g_strconcat (before, " ", rest, NULL));
    }
  last = g_ptr_array_index (paths, paths->len - 1);
  g_ptr_array_add (paths, NULL);
  heed_entry_set_answers (entry, (const char * const *) paths->pdata, (const char * const *) values->pdata);
  gtk_widget_activate_action (GTK_WIDGET (view), "editor.go-to-row", "s", last);
  return TRUE;
}

static gboolean
lines_inserted_cb (HeedAnswerView  *view,
                   char           **lines)
{
  return heed_field_get_field_type (get_private (view)->field) == HEED_FIELD_LIST && fill_rows (view, lines + 1);
}

static void
enter_cb (HeedRowAnswer *self)
{
  self->has_focus = TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "focused");
  show_row_title (self);
}

static void
leave_cb (HeedRowAnswer *self)
{
  self->has_focus = FALSE;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "focused");
  keep_text (self, TRUE);
  heed_answer_view_refresh (HEED_ANSWER_VIEW (self));
  show_row_trouble (self);
}

static void
clicked_cb (HeedRowAnswer *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->area));
}

static void
clear_row_cb (HeedRowAnswer *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->area));
  put_answer (HEED_ANSWER_VIEW (self), NULL);
}

static void
add_date_buttons (HeedRowAnswer            *self,
                  const HeedFilledFormNode *node)
{
  /* Translators: what is cleared, such as “When was it?”. */
  g_autofree char *name = g_strdup_printf (_("Clear: %s"), node->name);
  GtkWidget *date_button = heed_date_button_new (node->name);

  self->clear_button = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_add_css_class (self->clear_button, "flat");
  gtk_widget_add_css_class (self->clear_button, "circular");
  gtk_widget_set_tooltip_text (self->clear_button, _("Clear"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (self->clear_button, "clicked", G_CALLBACK (clear_row_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->suffix), self->clear_button);

  g_signal_connect_object (date_button, "chosen", G_CALLBACK (put_answer), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->suffix), date_button);
  self->date_button = HEED_DATE_BUTTON (date_button);
}

static void
heed_row_answer_bound (HeedAnswerView           *view,
                       const HeedFilledFormNode *node,
                       gboolean                  titled)
{
  HeedRowAnswer *self = HEED_ROW_ANSWER (view);
  HeedFieldType type = heed_field_get_field_type (node->field);
  const char *hint = type == HEED_FIELD_LIST ? NULL : heed_field_get_hint (node->field);

  get_private (view)->control = GTK_WIDGET (self->area);
  self->titled = titled;
  if (!titled)
    gtk_widget_add_css_class (GTK_WIDGET (self), "alone");
  gtk_label_set_label (GTK_LABEL (self->title), node->label);
  gtk_widget_set_visible (self->title, titled);
  gtk_label_set_label (GTK_LABEL (self->hint), heed_text_or_empty (hint));
  gtk_widget_set_visible (self->hint, hint != NULL && titled);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, node->name, -1);
  if (type == HEED_FIELD_DATE)
    add_date_buttons (self, node);
  if (type == HEED_FIELD_NUMBER)
    gtk_text_view_set_input_purpose (GTK_TEXT_VIEW (self->area), GTK_INPUT_PURPOSE_NUMBER);
  if (type == HEED_FIELD_NUMBER && heed_field_get_unit (node->field) != NULL)
    {
      GtkWidget *unit = gtk_label_new (heed_field_get_unit (node->field));

      gtk_widget_add_css_class (unit, "dim-label");
      gtk_box_append (GTK_BOX (self->suffix), unit);
    }
  gtk_widget_set_visible (self->suffix, gtk_widget_get_first_child (self->suffix) != NULL);
}

static void
heed_row_answer_show (HeedAnswerView *view,
                      const char     *value)
{
  HeedRowAnswer *self = HEED_ROW_ANSWER (view);
  g_autofree char *text = heed_field_edit_answer (heed_answer_view_get_field (view), value);

  heed_text_area_set_text (self->area, text);
  show_row_title (self);
  show_row_trouble (self);
}

static void
heed_row_answer_class_init (HeedRowAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HeedAnswerViewClass *view_class = HEED_ANSWER_VIEW_CLASS (klass);

  view_class->bound = heed_row_answer_bound;
  view_class->show = heed_row_answer_show;

  heed_template_set (widget_class, "editor/heed-row-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedRowAnswer, title);
  gtk_widget_class_bind_template_child (widget_class, HeedRowAnswer, area);
  gtk_widget_class_bind_template_child (widget_class, HeedRowAnswer, hint);
  gtk_widget_class_bind_template_child (widget_class, HeedRowAnswer, trouble);
  gtk_widget_class_bind_template_child (widget_class, HeedRowAnswer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, HeedRowAnswer, suffix);
  gtk_widget_class_bind_template_callback (widget_class, row_changed_cb);
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

/* A place for a long text.
 *
 * It is as high as its text, so that the page scrolls and not the answer. A text
 * view draws all that it is given room for, at each key and whenever something
 * else in the window moves. So where the text is high, the text view is no larger
 * than what can be seen of the answer: it stands there, and is scrolled as far. */

#define HEED_TYPE_TEXT_ANSWER (heed_text_answer_get_type ())
G_DECLARE_FINAL_TYPE (HeedTextAnswer, heed_text_answer, HEED, TEXT_ANSWER, HeedAnswerView)

struct _HeedTextAnswer
{
  HeedAnswerView parent_instance;

  HeedTextArea *area;
  GtkWidget *viewport;     /* what the page scrolls in, while it can be seen */
  GSignalGroup *scrolling;
  int top;                 /* of the text view */
  guint place_id;
};

G_DEFINE_FINAL_TYPE (HeedTextAnswer, heed_text_answer, HEED_TYPE_ANSWER_VIEW)

static void
text_changed_cb (HeedTextAnswer *self)
{
  keep_answer (HEED_ANSWER_VIEW (self), heed_text_area_get_text (self->area));
}

static GtkAdjustment *
get_area_adjustment (HeedTextAnswer *self)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->area));
}

static void
page_scrolled_cb (HeedTextAnswer *self)
{
  if (gtk_widget_get_height (GTK_WIDGET (self)) > HIGH)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
place (HeedTextAnswer *self)
{
  gtk_adjustment_set_value (get_area_adjustment (self), self->top);
  page_scrolled_cb (self);
}

/* Not at once, as it may be while sizes are given out. */
static void
page_changed_cb (HeedTextAnswer *self)
{
  heed_later (&self->place_id, G_PRIORITY_HIGH_IDLE, G_CALLBACK (place), self);
}

/* A text view scrolls to its caret, and holds on to a line while it learns how high
 * those above it are. */
static void
area_scrolled_cb (HeedTextAnswer *self)
{
  if ((int) gtk_adjustment_get_value (get_area_adjustment (self)) != self->top)
    page_changed_cb (self);
}

static void
heed_text_answer_map (GtkWidget *widget)
{
  HeedTextAnswer *self = HEED_TEXT_ANSWER (widget);

  self->viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  if (self->viewport != NULL)
    g_signal_group_set_target (self->scrolling, gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->viewport)));
  page_changed_cb (self);

  GTK_WIDGET_CLASS (heed_text_answer_parent_class)->map (widget);
}

static void
heed_text_answer_unmap (GtkWidget *widget)
{
  HeedTextAnswer *self = HEED_TEXT_ANSWER (widget);

  g_signal_group_set_target (self->scrolling, NULL);
  self->viewport = NULL;

  GTK_WIDGET_CLASS (heed_text_answer_parent_class)->unmap (widget);
}

static GtkSizeRequestMode
heed_text_answer_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (GTK_WIDGET (HEED_TEXT_ANSWER (widget)->area));
}

static void
heed_text_answer_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (HEED_TEXT_ANSWER (widget)->area), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

/* It gets what can be seen of a high answer, and one pixel where nothing can. */
static void
heed_text_answer_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  HeedTextAnswer *self = HEED_TEXT_ANSWER (widget);
  int end = height;
  graphene_point_t place;

  self->top = 0;
  if (height > HIGH && self->viewport != NULL &&
      gtk_widget_compute_point (widget, self->viewport, &GRAPHENE_POINT_INIT (0, 0), &place))
    {
      self->top = CLAMP ((int) -ceilf (place.y), 0, height - 1);
      end = CLAMP (gtk_widget_get_height (self->viewport) - (int) floorf (place.y), self->top + 1, height);
    }

  /* Before, as a text view that scrolls may find its lines to be higher than it
   * believed, and then wants to be measured. */
  heed_text_area_set_part (self->area, self->top, end - self->top);
  gtk_widget_measure (GTK_WIDGET (self->area), GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (self->area), &(GtkAllocation) { 0, self->top, width, end - self->top }, -1);
}

static void
heed_text_answer_dispose (GObject *object)
{
  HeedTextAnswer *self = HEED_TEXT_ANSWER (object);

  g_clear_handle_id (&self->place_id, g_source_remove);
  g_clear_object (&self->scrolling);

  G_OBJECT_CLASS (heed_text_answer_parent_class)->dispose (object);
}

static void
heed_text_answer_bound (HeedAnswerView           *view,
                        const HeedFilledFormNode *node,
                        gboolean                  titled)
{
  HeedTextAnswer *self = HEED_TEXT_ANSWER (view);
  const char *hint = heed_field_get_hint (node->field);
  guint lines = heed_field_get_lines (node->field);

  get_private (view)->control = GTK_WIDGET (self->area);
  /* Typed lines are shorter than those written by hand. */
  g_object_set (self->area,
                "lines", CLAMP (MAX (lines, 1) - 1, LINES_MIN, LINES_MAX),
                "placeholder", titled ? node->label : NULL,
                NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, node->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint != NULL ? hint : "",
                                  -1);
}

static void
heed_text_answer_show (HeedAnswerView *view,
                       const char     *value)
{
  heed_text_area_set_text (HEED_TEXT_ANSWER (view)->area, value);
}

static void
heed_text_answer_class_init (HeedTextAnswerClass *klass)
{
  HeedAnswerViewClass *view_class = HEED_ANSWER_VIEW_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_text_answer_dispose;

  view_class->bound = heed_text_answer_bound;
  view_class->show = heed_text_answer_show;

  widget_class->get_request_mode = heed_text_answer_get_request_mode;
  widget_class->map = heed_text_answer_map;
  widget_class->measure = heed_text_answer_measure;
  widget_class->size_allocate = heed_text_answer_size_allocate;
  widget_class->unmap = heed_text_answer_unmap;
}

static void
heed_text_answer_init (HeedTextAnswer *self)
{
  self->area = HEED_TEXT_AREA (heed_text_area_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->area));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "text-answer");
  g_signal_connect_object (self->area, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->area, "moved-on", G_CALLBACK (heed_answer_view_move_on), self, G_CONNECT_SWAPPED);

  self->scrolling = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->scrolling, "changed", G_CALLBACK (page_changed_cb), self);
  g_signal_group_connect_swapped (self->scrolling, "value-changed", G_CALLBACK (page_scrolled_cb), self);
  g_signal_connect_object (get_area_adjustment (self), "changed", G_CALLBACK (area_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_area_adjustment (self), "value-changed", G_CALLBACK (area_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}

/* One of several options, or words of one's own. The words are kept even when
 * another option is chosen after all. */

#define HEED_TYPE_CHOICE_ANSWER (heed_choice_answer_get_type ())
G_DECLARE_FINAL_TYPE (HeedChoiceAnswer, heed_choice_answer, HEED, CHOICE_ANSWER, HeedAnswerView)

struct _HeedChoiceAnswer
{
  HeedAnswerView parent_instance;

  GtkWidget *options;
  GtkWidget *clear_button;
  HeedTextArea *other;
  char *other_path; /* NULL where only the options are offered */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (HeedChoiceAnswer, heed_choice_answer, HEED_TYPE_ANSWER_VIEW)

static const char *
get_option (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "option");
}

static GtkWidget *
find_button (HeedChoiceAnswer *self,
             const char       *option)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->options);
       button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (g_strcmp0 (get_option (button), option) == 0)
      return button;

  return NULL;
}

static void
toggled_cb (HeedChoiceAnswer *self,
            GtkCheckButton   *button)
{
  const char *option = get_option (GTK_WIDGET (button));

  if (self->showing || !gtk_check_button_get_active (button))
    return;

  put_answer (HEED_ANSWER_VIEW (self), option);
  if (g_str_equal (option, HEED_CHOICE_OTHER))
    gtk_widget_grab_focus (GTK_WIDGET (self->other));
}

static void
other_changed_cb (HeedChoiceAnswer *self)
{
  heed_entry_set_answer (get_private (HEED_ANSWER_VIEW (self))->entry, self->other_path,
                         heed_text_area_get_text (self->other));
}

static void
clear_choice_cb (HeedChoiceAnswer *self)
{
  gtk_widget_grab_focus (gtk_widget_get_first_child (self->options));
  put_answer (HEED_ANSWER_VIEW (self), NULL);
}

static void
add_option (HeedChoiceAnswer *self,
            const char       *option,
            const char       *label)
{
  GtkWidget *first = gtk_widget_get_first_child (self->options);
  /* A group of check buttons looks like radio buttons, and should sound so. */
  GtkWidget *button = g_object_new (GTK_TYPE_CHECK_BUTTON,
                                    "label", label,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO,
                                    NULL);
  /* Translators: a question and one of the answers to choose from. */
  g_autofree char *name = g_strdup_printf (C_("name of an option", "%s: %s"), get_private (HEED_ANSWER_VIEW (self))->name,
                                           label);

  if (first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (first));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "option", g_strdup (option), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  heed_wrap_box_append (HEED_WRAP_BOX (self->options), button);
}

static void
heed_choice_answer_bound (HeedAnswerView           *view,
                          const HeedFilledFormNode *node,
                          gboolean                  titled)
{
  HeedChoiceAnswer *self = HEED_CHOICE_ANSWER (view);
  /* Translators: a question of which the answer is taken back. */
  g_autofree char *clear_name = g_strdup_printf (_("Clear the choice: %s"), node->name);
  /* Translators: a question that is answered in words of one's own. */
  g_autofree char *other_name = g_strdup_printf (_("In your own words: %s"), node->name);

  for (guint i = 0; i < heed_field_get_n_options (node->field); i++)
    add_option (self, heed_field_get_option_id (node->field, i), heed_field_get_option_label (node->field, i));
  if (heed_field_get_allows_other (node->field))
    {
      add_option (self, HEED_CHOICE_OTHER, _("Other…"));
      self->other_path = g_strconcat (node->path, "/", HEED_CHOICE_OTHER, NULL);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->options),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, node->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  heed_text_or_empty (heed_field_get_hint (node->field)),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, clear_name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->other), GTK_ACCESSIBLE_PROPERTY_LABEL, other_name, -1);
}

/* An option that the form no longer has is offered as it was kept. */
static void
heed_choice_answer_show (HeedAnswerView *view,
                         const char     *value)
{
  HeedChoiceAnswer *self = HEED_CHOICE_ANSWER (view);

  if (value != NULL && find_button (self, value) == NULL)
    add_option (self, value, value);

  self->showing = TRUE;
  for (GtkWidget *button = gtk_widget_get_first_child (self->options);
       button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button), g_strcmp0 (get_option (button), value) == 0);
  self->showing = FALSE;

  gtk_widget_set_visible (self->clear_button, value != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->other), self->other_path != NULL && g_strcmp0 (value, HEED_CHOICE_OTHER) == 0);
  if (self->other_path != NULL)
    heed_text_area_set_text (self->other, heed_entry_get_answer (get_private (view)->entry, self->other_path));
}

/* Where the arrows move on from, and what is chosen. */
static GtkWidget *
heed_choice_answer_get_focus (HeedAnswerView *view)
{
  HeedChoiceAnswer *self = HEED_CHOICE_ANSWER (view);
  const char *value = get_value (view);
  GtkWidget *button = value != NULL ? find_button (self, value) : NULL;

  return button != NULL ? button : gtk_widget_get_first_child (self->options);
}

static void
heed_choice_answer_finalize (GObject *object)
{
  g_clear_pointer (&HEED_CHOICE_ANSWER (object)->other_path, g_free);

  G_OBJECT_CLASS (heed_choice_answer_parent_class)->finalize (object);
}

static void
heed_choice_answer_class_init (HeedChoiceAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HeedAnswerViewClass *view_class = HEED_ANSWER_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_choice_answer_finalize;

  view_class->bound = heed_choice_answer_bound;
  view_class->show = heed_choice_answer_show;
  view_class->get_focus = heed_choice_answer_get_focus;

  heed_template_set (widget_class, "editor/heed-choice-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedChoiceAnswer, options);
  gtk_widget_class_bind_template_child (widget_class, HeedChoiceAnswer, clear_button);
  gtk_widget_class_bind_template_child (widget_class, HeedChoiceAnswer, other);
  gtk_widget_class_bind_template_callback (widget_class, clear_choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, heed_answer_view_move_on);
}

static void
heed_choice_answer_init (HeedChoiceAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A rating on a scale, with what is rated beside it. */

#define HEED_TYPE_RATING_ANSWER (heed_rating_answer_get_type ())
G_DECLARE_FINAL_TYPE (HeedRatingAnswer, heed_rating_answer, HEED, RATING_ANSWER, HeedAnswerView)

struct _HeedRatingAnswer
{
  HeedAnswerView parent_instance;

  HeedRating *rating;
  GtkWidget *trouble;
};

G_DEFINE_FINAL_TYPE (HeedRatingAnswer, heed_rating_answer, HEED_TYPE_ANSWER_VIEW)

static void
show_rating_trouble (HeedRatingAnswer *self)
{
  g_autofree char *trouble = dup_trouble (HEED_ANSWER_VIEW (self));

  gtk_label_set_label (GTK_LABEL (self->trouble), heed_text_or_empty (trouble));
  gtk_widget_set_visible (self->trouble, trouble != NULL);
}

static void
rated_cb (HeedRatingAnswer *self)
{
  int value = heed_rating_get_value (self->rating);
  g_autofree char *answer = value != HEED_RATING_NONE ? g_strdup_printf ("%d", value) : NULL;

  keep_answer (HEED_ANSWER_VIEW (self), answer);
  show_rating_trouble (self);
}

static void
heed_rating_answer_bound (HeedAnswerView           *view,
                          const HeedFilledFormNode *node,
                          gboolean                  titled)
{
  HeedRatingAnswer *self = HEED_RATING_ANSWER (view);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->rating = HEED_RATING (heed_rating_new (node->field, node->name));
  get_private (view)->control = GTK_WIDGET (self->rating);
  g_signal_connect_object (self->rating, "changed", G_CALLBACK (rated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rating));
  self->trouble = heed_reading_append_label (box, NULL, "caption warning");
  adw_bin_set_child (ADW_BIN (self), box);
  if (titled)
    heed_answer_view_set_title (view, node->number, node->label);
}

static void
heed_rating_answer_show (HeedAnswerView *view,
                         const char     *value)
{
  HeedRatingAnswer *self = HEED_RATING_ANSWER (view);
  double number = HEED_RATING_NONE;

  heed_field_parse_answer (heed_answer_view_get_field (view), value, &number);
  heed_rating_set_value (self->rating, (int) number);
  show_rating_trouble (self);
}

static void
heed_rating_answer_class_init (HeedRatingAnswerClass *klass)
{
  HeedAnswerViewClass *view_class = HEED_ANSWER_VIEW_CLASS (klass);

  view_class->bound = heed_rating_answer_bound;
  view_class->show = heed_rating_answer_show;
}

static void
heed_rating_answer_init (HeedRatingAnswer *self)
{
}

/* An answer to read: text that can be selected and copied, whatever kind of
 * field it answers. */

#define HEED_TYPE_READ_ANSWER (heed_read_answer_get_type ())
G_DECLARE_FINAL_TYPE (HeedReadAnswer, heed_read_answer, HEED, READ_ANSWER, HeedAnswerView)

struct _HeedReadAnswer
{
  HeedAnswerView parent_instance;

  GtkWidget *text;
  GtkWidget *area;  /* instead, where the label would take too long; NULL until then */
  GtkWidget *scale; /* what the ends of a rating mean */
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
      heed_field_parse_answer (field, get_value (view), &number))
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
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  if (titled)
    heed_reading_append_label (box, node->label, "caption dim-label");
  self->text = heed_reading_append_label (box, NULL, "reading");
  self->scale = heed_reading_append_label (box, NULL, "caption dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self), "read-answer");
  adw_bin_set_child (ADW_BIN (self), box);
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

  heed_accessible_set_name (self->area, get_private (HEED_ANSWER_VIEW (self))->name);
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
  heed_reading_set_class (self->text, "dim-label", !answered);
  show_scale (self, field, answered);
  /* The answer is read first, then what it answers. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  get_private (view)->name, -1);
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

  if (!GTK_IS_LABEL (focus) || !gtk_widget_get_mapped (focus))
    return focus != NULL && gtk_widget_grab_focus (focus);

  /* If it took the focus itself it would mark all of it, and complain where nothing
   * had the focus before (GTK 4.8). */
  gtk_root_set_focus (gtk_widget_get_root (focus), focus);
  return TRUE;
}

static void
heed_read_answer_class_init (HeedReadAnswerClass *klass)
{
  HeedAnswerViewClass *view_class = HEED_ANSWER_VIEW_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = heed_read_answer_grab_focus;

  view_class->bound = heed_read_answer_bound;
  view_class->show = heed_read_answer_show;
  view_class->get_focus = heed_read_answer_get_focus;
}

static void
heed_read_answer_init (HeedReadAnswer *self)
{
}

static GType
get_type_for (HeedField *field)
{
  switch (heed_field_get_field_type (field))
    {
    case HEED_FIELD_PARAGRAPH:
      return HEED_TYPE_TEXT_ANSWER;
    case HEED_FIELD_CHOICE:
      return HEED_TYPE_CHOICE_ANSWER;
    case HEED_FIELD_RATING:
      return HEED_TYPE_RATING_ANSWER;
    case HEED_FIELD_TEXT:
    case HEED_FIELD_NUMBER:
    case HEED_FIELD_DATE:
    case HEED_FIELD_LIST:
    case HEED_FIELD_GROUP:
      return HEED_TYPE_ROW_ANSWER;
    }

  g_assert_not_reached ();
}

/**
 * heed_answer_view_new:
 * @entry: an open entry
 * @node: the place in it that the view is for
 * @editable: whether the answer can be changed; otherwise it is text to read
 * @titled: whether the view shows what is asked; it does not have to where that
 *   stands above it anyway
 *
 * Makes a view, tied to its place for good, that shows the answer.
 *
 * Returns: (transfer floating): the view
 */
HeedAnswerView *
heed_answer_view_new (HeedEntry                *entry,
                      const HeedFilledFormNode *node,
                      gboolean                  editable,
                      gboolean                  titled)
{
  HeedAnswerView *self = g_object_new (editable ? get_type_for (node->field) : HEED_TYPE_READ_ANSWER, NULL);
  HeedAnswerViewPrivate *priv = get_private (self);

  priv->entry = g_object_ref (entry);
  priv->field = g_object_ref (node->field);
  priv->path = g_strdup (node->path);
  priv->name = g_strdup (node->name);
  HEED_ANSWER_VIEW_GET_CLASS (self)->bound (self, node, titled);
  heed_answer_view_refresh (self);
  return self;
}

/**
 * heed_answer_view_get_entry:
 * @self: a view
 *
 * Gets the entry.
 *
 * Returns: (transfer none): the entry
 */
HeedEntry *
heed_answer_view_get_entry (HeedAnswerView *self)
{
  return get_private (self)->entry;
}

/**
 * heed_answer_view_get_field:
 * @self: a view
 *
 * Gets what is asked.
 *
 * Returns: (transfer none): the field
 */
HeedField *
heed_answer_view_get_field (HeedAnswerView *self)
{
  return get_private (self)->field;
}

/**
 * heed_answer_view_get_path:
 * @self: a view
 *
 * Gets where the answer is kept.
 *
 * Returns: the path
 */
const char *
heed_answer_view_get_path (HeedAnswerView *self)
{
  return get_private (self)->path;
}

/**
 * heed_answer_view_refresh:
 * @self: a view
 *
 * Shows the answer anew, unless it was changed here.
 */
void
heed_answer_view_refresh (HeedAnswerView *self)
{
  if (!get_private (self)->answering)
    HEED_ANSWER_VIEW_GET_CLASS (self)->show (self, get_value (self));
}

/**
 * heed_answer_view_move_on:
 * @self: a view
 *
 * Goes to the next answer.
 *
 * Returns: %FALSE if the view is in no editor
 */
gboolean
heed_answer_view_move_on (HeedAnswerView *self)
{
  return gtk_widget_activate_action (GTK_WIDGET (self), "editor.next", NULL);
}

/**
 * heed_answer_view_set_note:
 * @self: a view
 * @note: a few words
 *
 * Says something to somebody who hears the window rather than sees it, once,
 * when the view next gets the keyboard focus.
 */
void
heed_answer_view_set_note (HeedAnswerView *self,
                           const char     *note)
{
  GtkWidget *focus = HEED_ANSWER_VIEW_GET_CLASS (self)->get_focus (self);

  if (focus != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note, -1);
}

/**
 * heed_answer_view_set_title:
 * @self: a view to rate something
 * @number: the number of the question, 0 for none
 * @title: the question
 *
 * Shows what is rated beside the scale.
 */
void
heed_answer_view_set_title (HeedAnswerView *self,
                            guint           number,
                            const char     *title)
{
  heed_rating_set_title (HEED_RATING_ANSWER (self)->rating, number, title);
}

/**
 * heed_answer_view_add_suffix:
 * @self: a view that is a row
 * @suffix: a widget
 *
 * Puts a widget at the end of the row.
 */
void
heed_answer_view_add_suffix (HeedAnswerView *self,
                             GtkWidget      *suffix)
{
  gtk_box_append (GTK_BOX (HEED_ROW_ANSWER (self)->suffix), suffix);
  gtk_widget_set_visible (HEED_ROW_ANSWER (self)->suffix, TRUE);
}
