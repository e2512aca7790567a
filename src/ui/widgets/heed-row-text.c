/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Text in a row of a long list. See heed-row-text.h. */

#include "heed-row-text.h"

#include "heed-accessible.h"
#include "heed-size.h"

/* Text is as wide as its characters are on average, or narrower or wider by
 * less than this. */
#define DOUBT 0.15
/* As many characters as tell how wide they are on average. */
#define SAMPLE 40

/* How large text of one script is in a font, in Pango units. */
typedef struct
{
  int line_height;
  double char_width;
} ScriptSize;

struct _HeedRowText
{
  GtkWidget parent_instance;

  guint lines; /* at most; 0 for one that is never shortened */
  char *text;
  PangoAttrList *attributes;
  PangoLayout *layout; /* NULL until it is needed */
  PangoFont *font;     /* NULL until it is needed */
};

G_DEFINE_FINAL_TYPE (HeedRowText, heed_row_text, GTK_TYPE_WIDGET)

/* Marks between letters are in the font of these. Pictures and signs are in
 * fonts of their own. */
static GUnicodeScript
find_script (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  if (c <= 0x24f || (c >= 0x2010 && c <= 0x2027))
    return G_UNICODE_SCRIPT_LATIN;
  if (script == G_UNICODE_SCRIPT_COMMON && ((c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xffef)))
    return G_UNICODE_SCRIPT_HAN;

  return script;
}

/* The beginning of @text, as far as it is in its first script and has marks and
 * blanks. */
static char *
dup_sample (const char *text)
{
  GUnicodeScript first = find_script (g_utf8_get_char (text));
  const char *end = text;

  for (guint i = 0; i < SAMPLE && *end != '\0'; i++)
    {
      gunichar c = g_utf8_get_char (end);
      GUnicodeScript script = find_script (c);

      if (script != first && script != G_UNICODE_SCRIPT_INHERITED &&
          (script != G_UNICODE_SCRIPT_LATIN || g_unichar_isalpha (c)))
        break;
      end = g_utf8_next_char (end);
    }

  return g_strndup (text, (gsize) (end - text));
}

static ScriptSize *
measure_script (HeedRowText *self,
                const char  *text)
{
  g_autofree char *sample = dup_sample (text);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), sample);
  ScriptSize *size = g_new (ScriptSize, 1);
  int width;

  pango_layout_get_size (layout, &width, &size->line_height);
  size->char_width = (double) width / MAX (pango_layout_get_character_count (layout), 1);
  return size;
}

static PangoFont *
get_font (HeedRowText *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));

  if (self->font == NULL)
    self->font = pango_context_load_font (context, pango_context_get_font_description (context));

  return self->font;
}

/* Measured once a font and script, with the first @text that has it. */
static const ScriptSize *
get_script_size (HeedRowText    *self,
                 GUnicodeScript  script,
                 const char     *text)
{
  GObject *font = G_OBJECT (get_font (self));
  GHashTable *sizes = g_object_get_data (font, "heed-script-sizes");
  ScriptSize *size;

  if (sizes == NULL)
    {
      sizes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      g_object_set_data_full (font, "heed-script-sizes", sizes, (GDestroyNotify) g_hash_table_unref);
    }

  size = g_hash_table_lookup (sizes, GINT_TO_POINTER (script));
  if (size == NULL)
    {
      size = measure_script (self, text);
      g_hash_table_insert (sizes, GINT_TO_POINTER (script), size);
    }

  return size;
}

static const ScriptSize *
get_latin_size (HeedRowText *self)
{
  return get_script_size (self, G_UNICODE_SCRIPT_LATIN, "a line of words as people write them");
}

/* How wide the text would be on one line, and how high its lines are at most.
 * Returns FALSE if only its layout can tell. */
static gboolean
estimate (HeedRowText *self,
          double      *width,
          int         *line_height)
{
  GUnicodeScript last = G_UNICODE_SCRIPT_LATIN;
  const ScriptSize *size = get_latin_size (self);

  *width = 0;
  *line_height = 0;
  for (const char *p = self->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      GUnicodeScript script = find_script (g_utf8_get_char (p));

      if (script == G_UNICODE_SCRIPT_INHERITED)
        continue;

      if (script == G_UNICODE_SCRIPT_COMMON)
        return FALSE;

      if (script != last)
        size = get_script_size (self, script, p);

      last = script;
      *width += size->char_width;
      *line_height = MAX (*line_height, size->line_height);
    }

  if (*line_height == 0)
    *line_height = size->line_height;
  return TRUE;
}

/* The platform's style for this reaches labels alone. */
static void
align_digits (PangoLayout *layout)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
}

static void
ensure_layout (HeedRowText *self,
               int          width)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (self->layout == NULL)
    {
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
      pango_layout_set_attributes (self->layout, self->attributes);
      if (gtk_widget_has_css_class (GTK_WIDGET (self), "numeric"))
        align_digits (self->layout);
      pango_layout_set_alignment (self->layout, rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
      pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_single_paragraph_mode (self->layout, TRUE);
      if (self->lines > 0)
        {
          pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
          pango_layout_set_height (self->layout, -(int) self->lines);
        }
    }

  if (self->lines > 0)
    pango_layout_set_width (self->layout, width * PANGO_SCALE);
}

/* No more than there is room for, if it was taken for narrower than it is. */
static void
limit_lines (HeedRowText *self)
{
  double width;
  int line_height, room;

  estimate (self, &width, &line_height);
  room = gtk_widget_get_height (GTK_WIDGET (self)) * PANGO_SCALE / MAX (line_height, 1);
  pango_layout_set_height (self->layout, -CLAMP (room, 1, (int) self->lines));
}

static int
lay_out (HeedRowText *self,
         int          width)
{
  int height;

  ensure_layout (self, width);
  pango_layout_get_size (self->layout, NULL, &height);
  return height;
}

static int
get_height (HeedRowText *self,
            int          width)
{
  double wanted, fill;
  int line_height;

  if (self->lines > 0 && width < 0)
    return (int) self->lines * get_latin_size (self)->line_height;

  if (!estimate (self, &wanted, &line_height))
    return lay_out (self, width);

  if (self->lines <= 1)
    return line_height;

  fill = wanted / (MAX (width, 1) * PANGO_SCALE);
  if (fill < 1 - DOUBT)
    return line_height;

  if (fill > self->lines - 1 + DOUBT)
    return (int) self->lines * line_height;

  return lay_out (self, width);
}

static void
take_text (HeedRowText   *self,
           char          *text,
           PangoAttrList *attributes)
{
  g_free (self->text);
  g_clear_pointer (&self->attributes, pango_attr_list_unref);
  g_clear_object (&self->layout);
  self->text = text;
  self->attributes = attributes;
  heed_accessible_set_name (GTK_WIDGET (self), text);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static GtkSizeRequestMode
heed_row_text_get_request_mode (GtkWidget *widget)
{
  return HEED_ROW_TEXT (widget)->lines > 1 ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
heed_row_text_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  HeedRowText *self = HEED_ROW_TEXT (widget);
  int least = 0, size = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      size = get_height (self, for_size);
      least = for_size < 0 ? get_height (self, HEED_SIZE_AMPLE) : size;
    }
  else if (self->lines == 0)
    {
      ensure_layout (self, -1);
      pango_layout_get_size (self->layout, &size, NULL);
      least = size;
    }

  *minimum = PANGO_PIXELS_CEIL (least);
  *natural = PANGO_PIXELS_CEIL (size);
  *minimum_baseline = *natural_baseline = -1;
}

static void
heed_row_text_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  HeedRowText *self = HEED_ROW_TEXT (widget);
  int width = gtk_widget_get_width (widget);
  PangoRectangle extents;
  GdkRGBA color;
  int x = 0;

  ensure_layout (self, width);
  if (self->lines > 1)
    limit_lines (self);
  pango_layout_get_pixel_extents (self->layout, NULL, &extents);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = width - extents.width;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (x - extents.x), 0));
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
heed_row_text_css_changed (GtkWidget         *widget,
                           GtkCssStyleChange *change)
{
  HeedRowText *self = HEED_ROW_TEXT (widget);
  g_autoptr (PangoFont) before = g_steal_pointer (&self->font);

  GTK_WIDGET_CLASS (heed_row_text_parent_class)->css_changed (widget, change);

  g_clear_object (&self->layout);
  if (before != NULL && before != get_font (self))
    gtk_widget_queue_resize (widget);
}

static void
heed_row_text_direction_changed (GtkWidget        *widget,
                                 GtkTextDirection  previous)
{
  g_clear_object (&HEED_ROW_TEXT (widget)->layout);

  GTK_WIDGET_CLASS (heed_row_text_parent_class)->direction_changed (widget, previous);
}

static void
heed_row_text_finalize (GObject *object)
{
  HeedRowText *self = HEED_ROW_TEXT (object);

  g_free (self->text);
  g_clear_pointer (&self->attributes, pango_attr_list_unref);
  g_clear_object (&self->layout);
  g_clear_object (&self->font);

  G_OBJECT_CLASS (heed_row_text_parent_class)->finalize (object);
}

static void
heed_row_text_class_init (HeedRowTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_row_text_finalize;

  widget_class->get_request_mode = heed_row_text_get_request_mode;
  widget_class->measure = heed_row_text_measure;
  widget_class->snapshot = heed_row_text_snapshot;
  widget_class->css_changed = heed_row_text_css_changed;
  widget_class->direction_changed = heed_row_text_direction_changed;

  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
heed_row_text_init (HeedRowText *self)
{
  self->text = g_strdup ("");
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * heed_row_text_new:
 * @lines: after how many lines text is shortened; 0 for one line that never is.
 *   What is shortened has no width of its own and takes what it gets
 * @css_class: how it looks, such as "heading"
 *
 * Makes a text without words.
 *
 * Returns: (transfer floating): the text
 */
GtkWidget *
heed_row_text_new (guint       lines,
                   const char *css_class)
{
  HeedRowText *self = g_object_new (HEED_TYPE_ROW_TEXT, NULL);

  self->lines = lines;
  gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  return GTK_WIDGET (self);
}

/**
 * heed_row_text_get_text:
 * @self: a text
 *
 * Gets the words.
 *
 * Returns: (transfer none): the words, without markup
 */
const char *
heed_row_text_get_text (HeedRowText *self)
{
  g_return_val_if_fail (HEED_IS_ROW_TEXT (self), NULL);

  return self->text;
}

/**
 * heed_row_text_set_text:
 * @self: a text
 * @text: words
 *
 * Sets the words.
 */
void
heed_row_text_set_text (HeedRowText *self,
                        const char  *text)
{
  g_return_if_fail (HEED_IS_ROW_TEXT (self) && text != NULL);

  if (self->attributes == NULL && g_str_equal (self->text, text))
    return;

  take_text (self, g_strdup (text), NULL);
}

/**
 * heed_row_text_set_markup:
 * @self: a text
 * @markup: words in Pango's markup
 *
 * Sets the words, some of them emphasized.
 */
void
heed_row_text_set_markup (HeedRowText *self,
                          const char  *markup)
{
  PangoAttrList *attributes;
  g_autoptr (GError) error = NULL;
  char *text;

  g_return_if_fail (HEED_IS_ROW_TEXT (self) && markup != NULL);

  if (!pango_parse_markup (markup, -1, 0, &attributes, &text, NULL, &error))
    {
      g_warning ("%s: %s", error->message, markup);
      return;
    }

  take_text (self, text, attributes);
}
