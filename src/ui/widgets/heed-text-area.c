/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A text view that grows. See heed-text-area.h. */

#include "heed-text-area.h"

#include "heed-focus.h"
#include "heed-text-list.h"
#include "heed-text-menu.h"
#include "heed-text.h"

#include <string.h>

#define LEADING 3
#define PADDING 14
#define PADDING_TOP 10
#define WIDTH_MIN 60
/* A text view keeps room for its caret at the end of a line. */
#define CARET 1
/* Text that is no text yet. */
#define DIM 0.72f

/* A window asks for the height at the least width, at the one that it has, and at
 * none. */
#define N_COLUMNS 3

/* The height of each paragraph at one width; 0 where it has to be worked out. */
typedef struct
{
  int width;       /* of the text; -1 where nothing is wrapped, 0 for a column that is free */
  GArray *heights; /* int */
} Column;

struct _HeedTextArea
{
  GtkTextView parent_instance;

  guint n_paragraphs;
  Column columns[N_COLUMNS]; /* the one that was asked for last stands first */
  guint fonts;               /* that they are for */

  HeedTextMarks *marks;      /* NULL where one line is asked for */
  HeedTextMenu *menu;

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
  PROP_PLACEHOLDER,
  PROP_LINES,
  PROP_SINGLE_LINE
};

G_DEFINE_FINAL_TYPE (HeedTextArea, heed_text_area, GTK_TYPE_TEXT_VIEW)

static GtkTextBuffer *
get_buffer (HeedTextArea *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

/* How text lies in it. GtkTextView tells its height for the width that it has, not for
 * the one that it is asked about, and of a long text only what it has laid out so far,
 * so the height is worked out here; otherwise a page would jump when it opens or
 * changes its width. What a key costs does not grow with the text: only the paragraph
 * that it goes into is laid out again. */

static PangoLayout *
lay_out (HeedTextArea *self,
         const char   *text,
         int           width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_spacing (layout, LEADING * PANGO_SCALE);
  if (width > 0)
    pango_layout_set_width (layout, width * PANGO_SCALE);

  return layout;
}

static int
get_layout_height (PangoLayout *layout)
{
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  return PANGO_PIXELS (extents.height) + LEADING;
}

static int *
get_heights (Column *column,
             guint   first)
{
  return &g_array_index (column->heights, int, first);
}

static void
forget (Column *column,
        guint   first,
        guint   count)
{
  memset (get_heights (column, first), 0, count * sizeof (int));
}

/* Gives the column of a width, or the one that was not asked for the longest. */
static Column *
find_column (HeedTextArea *self,
             int           width)
{
  Column found;
  guint place = 0;

  while (place < N_COLUMNS - 1 && self->columns[place].width != width)
    place++;

  found = self->columns[place];
  memmove (&self->columns[1], &self->columns[0], place * sizeof (Column));
  if (found.width != width)
    forget (&found, 0, self->n_paragraphs);
  found.width = width;
  self->columns[0] = found;
  return &self->columns[0];
}

static int
measure_paragraph (HeedTextArea *self,
                   PangoLayout  *layout,
                   guint         number)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (get_buffer (self), &start, (int) number);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_iter_get_text (&start, &end);
  pango_layout_set_text (layout, text, -1);
  return get_layout_height (layout);
}

static int
get_horizontal_margins (HeedTextArea *self)
{
  return gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)) + gtk_text_view_get_right_margin (GTK_TEXT_VIEW (self));
}

static int
get_inner_width (HeedTextArea *self,
                 int           width)
{
  return MAX (1, width - get_horizontal_margins (self) - CARET);
}

/* The height of the first @n paragraphs. One by one, for GtkTextView rounds that of
 * each. */
static int
sum_heights (HeedTextArea *self,
             int           width,
             guint         n)
{
  guint fonts = pango_context_get_serial (gtk_widget_get_pango_context (GTK_WIDGET (self)));
  g_autoptr (PangoLayout) layout = lay_out (self, "", width);
  Column *column = find_column (self, width);
  int sum = 0;

  for (guint i = 0; i < N_COLUMNS && self->fonts != fonts; i++)
    forget (&self->columns[i], 0, self->n_paragraphs);
  self->fonts = fonts;

  for (guint i = 0; i < n; i++)
    {
      int *height = get_heights (column, i);

      if (*height == 0)
        *height = measure_paragraph (self, layout, i);
      sum += *height;
    }

  return sum;
}

/* The paragraph that @end stands in was there before; those that begin before it
 * are new, or the same paragraph begins anew. */
static void
inserted_cb (HeedTextArea *self,
             GtkTextIter  *end)
{
  guint n = (guint) gtk_text_buffer_get_line_count (get_buffer (self));
  guint count = n - self->n_paragraphs, last = (guint) gtk_text_iter_get_line (end);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      Column *column = &self->columns[i];

      g_array_set_size (column->heights, n);
      memmove (get_heights (column, last), get_heights (column, last - count), (n - last) * sizeof (int));
      forget (column, last - count, count + 1);
    }
  self->n_paragraphs = n;
}

static void
deleted_cb (HeedTextArea *self,
            GtkTextIter  *place)
{
  guint n = (guint) gtk_text_buffer_get_line_count (get_buffer (self));
  guint number = (guint) gtk_text_iter_get_line (place);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_array_remove_range (self->columns[i].heights, number, self->n_paragraphs - n);
      forget (&self->columns[i], number, 1);
    }
  self->n_paragraphs = n;
}

/* How high it is at a width, or as wide as the text is. */
static int
get_height (HeedTextArea *self,
            int           width)
{
  g_autoptr (PangoLayout) line = lay_out (self, "A", -1);
  int height = sum_heights (self, width > 0 ? get_inner_width (self, width) : -1, self->n_paragraphs);

  return MAX ((int) self->lines * get_layout_height (line), height) +
         gtk_text_view_get_top_margin (GTK_TEXT_VIEW (self)) + gtk_text_view_get_bottom_margin (GTK_TEXT_VIEW (self));
}

/* What is written */

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

/* Most keys change no height, and need not have the whole window laid out. A text
 * view asks by itself where another width changes the height of a line. */
static void
queue_resize (HeedTextArea *self)
{
  if (self->width <= 0 || get_height (self, self->width) != self->height)
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Tells of all that a person did at once as one change. */
static void
tell_change (HeedTextArea *self)
{
  self->changed = FALSE;
  read_text (self);
  g_signal_emit_by_name (self, "changed");
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
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = g_strsplit_set (inserted, "\r\n", -1);
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;
  gboolean taken = FALSE;

  if (!self->single_line || self->setting || g_strv_length (parts) < 2)
    return;

  g_signal_stop_emission_by_name (buffer, "insert-text");
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);
  lines = g_strv_builder_end (builder);
  if (lines[0] != NULL && lines[1] != NULL)
    g_signal_emit_by_name (self, "lines-inserted", lines, &taken);

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

static void
undo (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "entry.undo", NULL);
}

static void
redo (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "entry.redo", NULL);
}

static gboolean
is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

/* The keys that lists have in a long text, and that are not for them elsewhere. */
static gboolean
edit_list (HeedTextArea    *self,
           guint            keyval,
           GdkModifierType  modifiers)
{
  gboolean tab = keyval == GDK_KEY_Tab || keyval == GDK_KEY_KP_Tab || keyval == GDK_KEY_ISO_Left_Tab;

  if (self->single_line)
    return GDK_EVENT_PROPAGATE;
  if (is_enter (keyval) && modifiers == 0)
    return heed_text_list_go_on (get_buffer (self));
  if (tab && (modifiers & ~GDK_SHIFT_MASK) == 0)
    return heed_text_list_indent (get_buffer (self), modifiers == 0);

  return GDK_EVENT_PROPAGATE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                HeedTextArea          *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean handled = FALSE;

  if (self->composing)
    return GDK_EVENT_PROPAGATE;

  if (is_enter (keyval) && (modifiers == GDK_CONTROL_MASK || (self->single_line && modifiers == 0)))
    {
      g_signal_emit_by_name (self, "moved-on", &handled);
      if (!handled)
        gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
      return GDK_EVENT_STOP;
    }
  if (modifiers == GDK_CONTROL_MASK && keyval == GDK_KEY_z)
    return gtk_widget_activate_action (GTK_WIDGET (self), "entry.undo", NULL);
  if ((modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) && (keyval == GDK_KEY_Z || keyval == GDK_KEY_z)) ||
      (modifiers == GDK_CONTROL_MASK && keyval == GDK_KEY_y))
    return gtk_widget_activate_action (GTK_WIDGET (self), "entry.redo", NULL);

  return edit_list (self, keyval, modifiers);
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
      *minimum = *natural = get_horizontal_margins (self) + WIDTH_MIN;
      return;
    }

  height = get_height (self, for_size);
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
  self->height = get_height (self, width);

  GTK_WIDGET_CLASS (heed_text_area_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->marks != NULL)
    heed_text_marks_refresh (self->marks);
}

static void
heed_text_area_css_changed (GtkWidget         *widget,
                            GtkCssStyleChange *change)
{
  HeedTextArea *self = HEED_TEXT_AREA (widget);

  GTK_WIDGET_CLASS (heed_text_area_parent_class)->css_changed (widget, change);
  if (self->marks != NULL)
    heed_text_marks_follow_style (self->marks);
}

static void
heed_text_area_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  HeedTextArea *self = HEED_TEXT_AREA (widget);
  g_autoptr (PangoLayout) layout = NULL;
  GdkRGBA color;

  GTK_WIDGET_CLASS (heed_text_area_parent_class)->snapshot (widget, snapshot);
  if (self->placeholder == NULL || *self->text != '\0' || self->composing)
    return;

  layout = lay_out (self, self->placeholder, gtk_widget_get_width (widget) - get_horizontal_margins (self));
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= DIM;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (PADDING, PADDING_TOP));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

/* What is marked in a long text, and what can be done with it. */
static void
heed_text_area_realize (GtkWidget *widget)
{
  HeedTextArea *self = HEED_TEXT_AREA (widget);

  GTK_WIDGET_CLASS (heed_text_area_parent_class)->realize (widget);
  if (self->menu != NULL)
    return;

  if (!self->single_line)
    self->marks = heed_text_marks_new (GTK_TEXT_VIEW (self));
  self->menu = heed_text_menu_new (GTK_TEXT_VIEW (self), self->marks);
}

static GtkSizeRequestMode
heed_text_area_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
heed_text_area_dispose (GObject *object)
{
  HeedTextArea *self = HEED_TEXT_AREA (object);

  /* Suggestions on their way hold both, which would look at a view that is gone. */
  if (self->menu != NULL)
    g_object_run_dispose (G_OBJECT (self->menu));
  if (self->marks != NULL)
    g_object_run_dispose (G_OBJECT (self->marks));
  g_clear_object (&self->menu);
  g_clear_object (&self->marks);

  G_OBJECT_CLASS (heed_text_area_parent_class)->dispose (object);
}

static void
heed_text_area_finalize (GObject *object)
{
  HeedTextArea *self = HEED_TEXT_AREA (object);

  for (guint i = 0; i < N_COLUMNS; i++)
    g_array_unref (self->columns[i].heights);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->placeholder, g_free);

  G_OBJECT_CLASS (heed_text_area_parent_class)->finalize (object);
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
    case PROP_PLACEHOLDER:
      g_free (self->placeholder);
      self->placeholder = g_value_dup_string (value);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER,
                                      heed_text_or_empty (self->placeholder), -1);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      break;
    case PROP_LINES:
      self->lines = g_value_get_uint (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_SINGLE_LINE:
      self->single_line = g_value_get_boolean (value);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_MULTI_LINE, !self->single_line, -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* Programs often put a picture of words beside the words, and names beside files. */
static gboolean
holds_picture (GdkClipboard *clipboard)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
         (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE) &&
          !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING));
}

/* A picture goes beside the text, where there is a place for it. */
static void
heed_text_area_paste_clipboard (GtkTextView *view)
{
  if (!holds_picture (gtk_widget_get_clipboard (GTK_WIDGET (view))) ||
      !gtk_widget_activate_action (GTK_WIDGET (view), "entry.paste-picture", NULL))
    GTK_TEXT_VIEW_CLASS (heed_text_area_parent_class)->paste_clipboard (view);
}

static void
heed_text_area_class_init (HeedTextAreaClass *klass)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_text_area_dispose;
  object_class->finalize = heed_text_area_finalize;
  object_class->set_property = heed_text_area_set_property;

  widget_class->css_changed = heed_text_area_css_changed;
  widget_class->get_request_mode = heed_text_area_get_request_mode;
  widget_class->measure = heed_text_area_measure;
  widget_class->realize = heed_text_area_realize;
  widget_class->size_allocate = heed_text_area_size_allocate;
  widget_class->snapshot = heed_text_area_snapshot;

  GTK_TEXT_VIEW_CLASS (klass)->paste_clipboard = heed_text_area_paste_clipboard;

  /* In the context menu; those of GtkTextView are for its own undo. */
  gtk_widget_class_install_action (widget_class, "text.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "text.redo", NULL, redo);

  /**
   * HeedTextArea:placeholder:
   *
   * A few words that are shown as long as there is no text.
   */
  g_object_class_install_property (object_class, PROP_PLACEHOLDER,
                                   g_param_spec_string ("placeholder", NULL, NULL, NULL, flags));
  /**
   * HeedTextArea:lines:
   *
   * How many lines are shown even where the text is shorter.
   */
  g_object_class_install_property (object_class, PROP_LINES, g_param_spec_uint ("lines", NULL, NULL, 1, 100, 2, flags));
  /**
   * HeedTextArea:single-line:
   *
   * Whether one line is asked for, which is still wrapped where it is long. Text that
   * is set keeps its line breaks, so that nothing is lost.
   */
  g_object_class_install_property (object_class, PROP_SINGLE_LINE,
                                   g_param_spec_boolean ("single-line", NULL, NULL, FALSE, flags));

  /**
   * HeedTextArea::changed:
   * @self: a text area
   *
   * A person changed the text.
   */
  g_signal_new ("changed", HEED_TYPE_TEXT_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

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
  g_signal_new ("lines-inserted", HEED_TYPE_TEXT_AREA, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL,
                NULL, G_TYPE_BOOLEAN, 1, G_TYPE_STRV | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * HeedTextArea::moved-on:
   * @self: a text area
   *
   * A person is done here and wants to go on with what comes next.
   *
   * Returns: %TRUE if the focus was moved; else Tab's next stop gets it
   */
  g_signal_new ("moved-on", HEED_TYPE_TEXT_AREA, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL,
                G_TYPE_BOOLEAN, 0);
}

static void
heed_text_area_init (HeedTextArea *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkTextBuffer *buffer = get_buffer (self);

  self->text = g_strdup ("");
  self->lines = 2;
  self->n_paragraphs = 1;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      self->columns[i].heights = g_array_new (FALSE, TRUE, sizeof (int));
      g_array_set_size (self->columns[i].heights, 1);
    }

  gtk_widget_add_css_class (GTK_WIDGET (self), "text-area");
  g_object_set (self, "accepts-tab", FALSE, "input-hints", GTK_INPUT_HINT_SPELLCHECK, "wrap-mode", GTK_WRAP_WORD_CHAR,
                "left-margin", PADDING, "right-margin", PADDING, "top-margin", PADDING_TOP, "bottom-margin", PADDING_TOP,
                "pixels-inside-wrap", LEADING, "pixels-below-lines", LEADING, NULL);

  /* Before the text view, which would keep Enter and Ctrl+Z to itself. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "preedit-changed", G_CALLBACK (preedit_changed_cb), NULL);

  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (inserted_cb), self, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (deleted_cb), self, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
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
  place->y += gtk_text_view_get_top_margin (view) +
              sum_heights (self, get_inner_width (self, self->width), (guint) gtk_text_iter_get_line (iter)) - believed -
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
  if (self->marks != NULL)
    heed_text_marks_refresh (self->marks);
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
