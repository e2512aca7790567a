/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A text view that grows. See heed-text-area.h. */

#include "heed-text-area.h"

#include "heed-scroll.h"
#include "heed-text-layout.h"

#include <string.h>

struct _HeedTextArea
{
  GtkTextView parent_instance;

  HeedTextLayout *layout;
  char *text;
  char *placeholder;
  guint lines;
  gboolean single_line;

  gboolean composing;      /* an input method shows text that is not there yet */
  gboolean setting;        /* the program changes the text, not the person */
  gboolean in_user_action;
  gboolean changed;        /* not yet told */
  int change_end;          /* of what the program changed last */

  int width;               /* that it was given last, and what its height was then */
  int height;
  int top;                 /* of the part that there is room for */

  guint caret_tick;        /* waits to bring the caret into sight */
  guint caret_frames;
};

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_PLACEHOLDER,
  PROP_LINES,
  PROP_SINGLE_LINE,
  N_PROPS
};

enum
{
  CHANGED,
  LINES_INSERTED,
  MOVED_ON,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedTextArea, heed_text_area, GTK_TYPE_TEXT_VIEW)

static GtkTextBuffer *
get_buffer (HeedTextArea *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

static void
read_text (HeedTextArea *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  g_free (self->text);
  self->text = gtk_text_buffer_get_text (get_buffer (self), &start, &end, TRUE);
}

static gboolean
caret_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  HeedTextArea *self = HEED_TEXT_AREA (widget);
  GdkRectangle place;
  GtkTextIter iter;

  if (self->caret_frames-- > 0)
    return G_SOURCE_CONTINUE;

  self->caret_tick = 0;
  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter, gtk_text_buffer_get_insert (get_buffer (self)));
  heed_text_area_locate (self, &iter, &place);
  if (gtk_widget_has_focus (widget))
    heed_scroll_to_place (widget, place.y, place.height);
  return G_SOURCE_REMOVE;
}

/* Scrolls to the caret after so many frames: after the layout of one, the text has
 * the place that it needs, and after another, whatever was scrolled besides. */
static void
follow_caret (HeedTextArea *self,
              guint         frames)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    return;

  if (self->caret_tick == 0)
    self->caret_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), caret_cb, NULL, NULL);
  self->caret_frames = frames;
}

/* Makes @text of @old by replacing only what differs, so that the caret stays where
 * it is, and gives the place behind it, in characters. */
static int
replace_text (GtkTextBuffer *buffer,
              const char    *old,
              const char    *text)
{
  const char *old_end = old + strlen (old), *new_end = text + strlen (text);
  const char *prefix = old, *new_start = text;
  GtkTextIter start, end;

  while (*prefix != '\0' && g_utf8_get_char (prefix) == g_utf8_get_char (new_start))
    {
      prefix = g_utf8_next_char (prefix);
      new_start = g_utf8_next_char (new_start);
    }
  while (old_end > prefix && new_end > new_start &&
         g_utf8_get_char (g_utf8_prev_char (old_end)) == g_utf8_get_char (g_utf8_prev_char (new_end)))
    {
      old_end = g_utf8_prev_char (old_end);
      new_end = g_utf8_prev_char (new_end);
    }

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) g_utf8_pointer_to_offset (old, prefix));
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) g_utf8_pointer_to_offset (old, old_end));
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, new_start, (int) (new_end - new_start));
  return gtk_text_iter_get_offset (&start);
}

/* The lines with something on them. */
static char **
split_lines (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_strv_builder_add (builder, lines[i]);

  return g_strv_builder_end (builder);
}

/* Most keys change no height, and need not have the whole window laid out. A text
 * view asks by itself where another width changes the height of a line. */
static void
queue_resize (HeedTextArea *self)
{
  if (self->width <= 0 || heed_text_layout_get_height (self->layout, self->lines, self->width) != self->height)
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Tells of all that a person did at once as one change. */
static void
tell_change (HeedTextArea *self)
{
  self->changed = FALSE;
  read_text (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
buffer_changed_cb (HeedTextArea *self)
{
  if (self->setting)
    return;

  self->changed = TRUE;
  if (!self->in_user_action)
    {
      tell_change (self);
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  follow_caret (self, 1);
}

static void
begin_user_action_cb (HeedTextArea *self)
{
  self->in_user_action = TRUE;
}

static void
end_user_action_cb (HeedTextArea *self)
{
  self->in_user_action = FALSE;
  if (!self->changed)
    return;

  tell_change (self);
  queue_resize (self);
}

/* Where one line is asked for, several become several answers if somebody
 * takes them, and one line if not. */
static void
insert_text_cb (HeedTextArea  *self,
                GtkTextIter   *place,
                char          *text,
                int            length,
                GtkTextBuffer *buffer)
{
  g_autofree char *inserted = g_strndup (text, length < 0 ? strlen (text) : (gsize) length);
  g_autofree char *joined = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean taken = FALSE;

  if (!self->single_line || self->setting || strpbrk (inserted, "\r\n") == NULL)
    return;

  g_signal_stop_emission_by_name (buffer, "insert-text");
  lines = split_lines (inserted);
  if (lines[0] != NULL && lines[1] != NULL)
    g_signal_emit (self, signals[LINES_INSERTED], 0, lines, &taken);

  joined = taken ? g_strdup (lines[0]) : g_strjoinv (" ", lines);
  gtk_text_buffer_insert (buffer, place, joined, -1);
}

static void
preedit_changed_cb (HeedTextArea *self,
                    const char   *preedit)
{
  self->composing = *preedit != '\0';
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
cursor_moved_cb (HeedTextArea *self)
{
  if (!self->setting)
    follow_caret (self, 1);
}

static gboolean
is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

static gboolean
move_on (HeedTextArea *self)
{
  gboolean handled = FALSE;

  g_signal_emit (self, signals[MOVED_ON], 0, &handled);
  if (!handled)
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);

  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                HeedTextArea          *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (self->composing)
    return GDK_EVENT_PROPAGATE;

  if (is_enter (keyval) && (modifiers == GDK_CONTROL_MASK || (self->single_line && modifiers == 0)))
    return move_on (self);
  if (modifiers == GDK_CONTROL_MASK && keyval == GDK_KEY_z)
    return gtk_widget_activate_action (GTK_WIDGET (self), "entry.undo", NULL);
  if ((modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) && (keyval == GDK_KEY_Z || keyval == GDK_KEY_z)) ||
      (modifiers == GDK_CONTROL_MASK && keyval == GDK_KEY_y))
    return gtk_widget_activate_action (GTK_WIDGET (self), "entry.redo", NULL);

  return GDK_EVENT_PROPAGATE;
}

static void
heed_text_area_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  HeedTextArea *self = HEED_TEXT_AREA (widget);
  int height;

  GTK_WIDGET_CLASS (heed_text_area_parent_class)->measure (widget, orientation, for_size, minimum, natural,
                                                           minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = heed_text_layout_get_width (self->layout);
      return;
    }

  height = heed_text_layout_get_height (self->layout, self->lines, for_size);
  if (self->composing)
    height = MAX (height, *natural);
  *minimum = *natural = height;
}

static void
heed_text_area_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  HeedTextArea *self = HEED_TEXT_AREA (widget);

  self->width = width;
  self->height = heed_text_layout_get_height (self->layout, self->lines, width);

  GTK_WIDGET_CLASS (heed_text_area_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
heed_text_area_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  HeedTextArea *self = HEED_TEXT_AREA (widget);

  GTK_WIDGET_CLASS (heed_text_area_parent_class)->snapshot (widget, snapshot);

  if (self->placeholder != NULL && *self->text == '\0' && !self->composing)
    heed_text_layout_snapshot_dim (self->layout, snapshot, self->placeholder);
}

static GtkSizeRequestMode
heed_text_area_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
heed_text_area_finalize (GObject *object)
{
  HeedTextArea *self = HEED_TEXT_AREA (object);

  g_clear_pointer (&self->layout, heed_text_layout_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->placeholder, g_free);

  G_OBJECT_CLASS (heed_text_area_parent_class)->finalize (object);
}

static void
heed_text_area_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  HeedTextArea *self = HEED_TEXT_AREA (object);

  switch (property_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    case PROP_LINES:
      g_value_set_uint (value, self->lines);
      break;
    case PROP_SINGLE_LINE:
      g_value_set_boolean (value, self->single_line);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_text_area_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  HeedTextArea *self = HEED_TEXT_AREA (object);

  switch (property_id)
    {
    case PROP_TEXT:
      heed_text_area_set_text (self, g_value_get_string (value));
      break;
    case PROP_PLACEHOLDER:
      heed_text_area_set_placeholder (self, g_value_get_string (value));
      break;
    case PROP_LINES:
      heed_text_area_set_lines (self, g_value_get_uint (value));
      break;
    case PROP_SINGLE_LINE:
      heed_text_area_set_single_line (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  properties[PROP_LINES] = g_param_spec_uint ("lines", NULL, NULL, 1, 100, 2, flags);
  properties[PROP_SINGLE_LINE] = g_param_spec_boolean ("single-line", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (void)
{
  /**
   * HeedTextArea::changed:
   * @self: a text area
   *
   * A person changed the text.
   */
  signals[CHANGED] = g_signal_new ("changed", HEED_TYPE_TEXT_AREA, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeedTextArea::lines-inserted:
   * @self: a text area where one line is asked for
   * @lines: (type GStrv): the lines that were pasted or dropped, two or more
   *
   * Offers the lines after the first to whoever can keep them; the first is
   * inserted here.
   *
   * Returns: %TRUE if they were taken
   */
  signals[LINES_INSERTED] = g_signal_new ("lines-inserted", HEED_TYPE_TEXT_AREA, G_SIGNAL_RUN_LAST, 0,
                                          g_signal_accumulator_true_handled, NULL, NULL,
                                          G_TYPE_BOOLEAN, 1, G_TYPE_STRV | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * HeedTextArea::moved-on:
   * @self: a text area
   *
   * A person is done here and wants to go on with what comes next.
   *
   * Returns: %TRUE if the focus was moved; else Tab's next stop gets it
   */
  signals[MOVED_ON] = g_signal_new ("moved-on", HEED_TYPE_TEXT_AREA, G_SIGNAL_RUN_LAST, 0,
                                    g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);
}

static void
heed_text_area_class_init (HeedTextAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = heed_text_area_finalize;
  object_class->get_property = heed_text_area_get_property;
  object_class->set_property = heed_text_area_set_property;

  widget_class->get_request_mode = heed_text_area_get_request_mode;
  widget_class->measure = heed_text_area_measure;
  widget_class->size_allocate = heed_text_area_size_allocate;
  widget_class->snapshot = heed_text_area_snapshot;

  install_properties (object_class);
  install_signals ();
}

static void
add_key_controller (HeedTextArea *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Before the text view, which would keep Enter and Ctrl+Z to itself. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
heed_text_area_init (HeedTextArea *self)
{
  GtkTextBuffer *buffer = get_buffer (self);

  self->text = g_strdup ("");
  self->lines = 2;

  gtk_widget_add_css_class (GTK_WIDGET (self), "text-area");
  self->layout = heed_text_layout_new (GTK_TEXT_VIEW (self));
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
  gtk_text_view_set_input_hints (GTK_TEXT_VIEW (self), GTK_INPUT_HINT_SPELLCHECK);
  add_key_controller (self);
  g_signal_connect (self, "preedit-changed", G_CALLBACK (preedit_changed_cb), NULL);

  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "begin-user-action", G_CALLBACK (begin_user_action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "end-user-action", G_CALLBACK (end_user_action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (cursor_moved_cb), self, G_CONNECT_SWAPPED);
}

/**
 * heed_text_area_new:
 *
 * Makes an empty text area of two lines.
 *
 * Returns: (transfer floating): the text area
 */
GtkWidget *
heed_text_area_new (void)
{
  return g_object_new (HEED_TYPE_TEXT_AREA, NULL);
}

/**
 * heed_text_area_get_text:
 * @self: a text area
 *
 * Gets the text.
 *
 * Returns: the text, until it changes
 */
const char *
heed_text_area_get_text (HeedTextArea *self)
{
  g_return_val_if_fail (HEED_IS_TEXT_AREA (self), "");

  return self->text;
}

/**
 * heed_text_area_set_text:
 * @self: a text area
 * @text: (nullable): a text; %NULL is no text
 *
 * Replaces the text. The caret stays as close to its place as it can.
 */
void
heed_text_area_set_text (HeedTextArea *self,
                         const char   *text)
{
  g_return_if_fail (HEED_IS_TEXT_AREA (self));

  text = text != NULL ? text : "";
  if (g_str_equal (self->text, text))
    return;

  self->setting = TRUE;
  self->change_end = replace_text (get_buffer (self), self->text, text);
  self->setting = FALSE;
  read_text (self);
  queue_resize (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * heed_text_area_go_to_change:
 * @self: a text area
 *
 * Puts the caret behind what heed_text_area_set_text() changed last, and
 * scrolls there if the text area has the keyboard focus.
 */
void
heed_text_area_go_to_change (HeedTextArea *self)
{
  GtkTextIter iter;

  g_return_if_fail (HEED_IS_TEXT_AREA (self));

  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &iter, self->change_end);
  gtk_text_buffer_place_cursor (get_buffer (self), &iter);
  /* Whoever goes here scrolls to the text area first. */
  follow_caret (self, 2);
}

/**
 * heed_text_area_locate:
 * @self: a text area that has its place
 * @iter: a place in its text
 * @place: (out): where that is, in pixels of @self
 *
 * Finds a place in the text. A text view lays out a long text little by little, and
 * believes until then that what comes first is lower than it is.
 */
void
heed_text_area_locate (HeedTextArea      *self,
                       const GtkTextIter *iter,
                       GdkRectangle      *place)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  int x, believed;

  gtk_text_view_get_iter_location (view, iter, place);
  gtk_text_view_get_line_yrange (view, iter, &believed, NULL);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place->x, place->y, &x, NULL);
  place->x = x;
  place->y += heed_text_layout_get_top (self->layout, self->width, (guint) gtk_text_iter_get_line (iter)) - believed -
              self->top;
}

/**
 * heed_text_area_set_part:
 * @self: a text area
 * @top: pixels of the text above the part, 0 for none
 * @height: of the part
 *
 * Says for which part of the text there is room, before it gets that room.
 */
void
heed_text_area_set_part (HeedTextArea *self,
                         int           top,
                         int           height)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));

  self->top = top;
  gtk_adjustment_set_page_size (adjustment, height);
  gtk_adjustment_set_value (adjustment, top);
}

/**
 * heed_text_area_get_placeholder:
 * @self: a text area
 *
 * Gets what is shown as long as there is no text.
 *
 * Returns: (nullable): the placeholder
 */
const char *
heed_text_area_get_placeholder (HeedTextArea *self)
{
  g_return_val_if_fail (HEED_IS_TEXT_AREA (self), NULL);

  return self->placeholder;
}

/**
 * heed_text_area_set_placeholder:
 * @self: a text area
 * @placeholder: (nullable): a few words
 *
 * Sets what is shown as long as there is no text.
 */
void
heed_text_area_set_placeholder (HeedTextArea *self,
                                const char   *placeholder)
{
  g_return_if_fail (HEED_IS_TEXT_AREA (self));

  if (g_strcmp0 (self->placeholder, placeholder) == 0)
    return;

  g_free (self->placeholder);
  self->placeholder = g_strdup (placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, placeholder != NULL ? placeholder : "",
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACEHOLDER]);
}

/**
 * heed_text_area_set_lines:
 * @self: a text area
 * @lines: from 1 to 100
 *
 * Sets how many lines are shown even where the text is shorter.
 */
void
heed_text_area_set_lines (HeedTextArea *self,
                          guint         lines)
{
  g_return_if_fail (HEED_IS_TEXT_AREA (self));
  g_return_if_fail (lines >= 1 && lines <= 100);

  if (self->lines == lines)
    return;

  self->lines = lines;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINES]);
}

/**
 * heed_text_area_set_single_line:
 * @self: a text area
 * @single_line: whether to ask for one line
 *
 * Asks for one line, which is still wrapped where it is long. Text that is set
 * keeps its line breaks, so that nothing is lost.
 */
void
heed_text_area_set_single_line (HeedTextArea *self,
                                gboolean      single_line)
{
  g_return_if_fail (HEED_IS_TEXT_AREA (self));

  single_line = !!single_line;
  if (self->single_line == single_line)
    return;

  self->single_line = single_line;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_MULTI_LINE, !single_line, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINGLE_LINE]);
}
