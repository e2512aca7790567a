/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The blocks of a page: how high they are, where they may be broken, and how they are
 * drawn, black on white, with gray lines. Then those that are made of several things. */

#include "heed-block.h"

#include <glib/gi18n.h>

/* The gap between two paragraphs of one answer. */
#define PARAGRAPH_GAP 4.0

/* Letters stand a little above the line that they are written on. */
#define RULE_DESCENT 3.0

/* Ruled lines stay together up to this many. */
#define WHOLE_RULED_LINES 6

/* Between a ruled line and what stands after it. */
#define TAIL_GAP 6

#define BOX_SIDE 9.0
#define BOX_GAP 5.0
#define OPTION_GAP 20.0
#define OPTION_LINE 18.0
#define OWN_WORDS_LINE 100.0
#define CIRCLE_SIDE 19.0
#define ANCHOR_GUTTER 14.0

static void
clear_part (gpointer data)
{
  HeedPart *part = data;

  g_clear_object (&part->layout);
  g_clear_pointer (&part->figure, heed_figure_free);
}

static HeedBlock *
create_block (HeedBlockKind kind,
              double        x,
              double        width)
{
  HeedBlock *self = g_new0 (HeedBlock, 1);

  self->kind = kind;
  self->x = x;
  self->width = width;
  self->n_slices = 1;

  return self;
}

/* Sets the line that @iter is at below @top. Lines are as far apart as the
 * style says, and farther where a script or a pile of accents is taller.
 *
 * Returns: where the line ends */
static double
place_line (HeedBlock       *self,
            PangoLayoutIter *iter,
            double           top,
            double           pitch)
{
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  PangoRectangle ink, logical;
  int start, end;
  double height, x, baseline;

  pango_layout_iter_get_line_extents (iter, &ink, &logical);
  start = MIN (ink.y, logical.y);
  end = MAX (ink.y + ink.height, logical.y + logical.height);
  height = pango_units_to_double (end - start);
  x = pango_units_to_double (logical.x);
  baseline = pango_units_to_double (pango_layout_iter_get_baseline (iter) - start);

  if (pango_layout_line_is_paragraph_start (line) && self->lines->len > 0)
    top += PARAGRAPH_GAP;
  pitch = MAX (pitch, height);
  g_array_append_val (self->lines, ((HeedBlockLine) {
                                     .line = line,
                                     .x = x,
                                     .top = top,
                                     .baseline = top + (pitch - height) / 2 + baseline,
                                   }));

  return top + pitch;
}

static HeedBlockLine *
get_line (HeedBlock *self,
          guint      position)
{
  return &g_array_index (self->lines, HeedBlockLine, position);
}

static gboolean
starts_paragraph (HeedBlock *self,
                  guint      position)
{
  return position >= self->lines->len || pango_layout_line_is_paragraph_start (get_line (self, position)->line);
}

static double
get_lead_bottom (HeedBlock *self)
{
  if (self->lead == NULL)
    return 0;

  return heed_block_get_baseline (self) - heed_layout_get_baseline (self->lead) +
         heed_layout_get_height (self->lead);
}

static void
set_gray (cairo_t *cr,
          double   gray)
{
  cairo_set_source_rgb (cr, gray, gray, gray);
}

static void
draw_rule (cairo_t  *cr,
           double    x,
           double    y,
           double    width,
           gboolean  hairline)
{
  set_gray (cr, hairline ? HEED_HAIRLINE_GRAY : HEED_RULE_GRAY);
  cairo_set_line_width (cr, hairline ? 0.8 : 0.5);
  cairo_move_to (cr, x, y);
  cairo_rel_line_to (cr, width, 0);
  cairo_stroke (cr);
}

static void
draw_box (cairo_t  *cr,
          double    x,
          double    y,
          double    side,
          gboolean  ticked)
{
  set_gray (cr, 0);
  cairo_set_line_width (cr, 0.7);
  cairo_rectangle (cr, x, y, side, side);
  cairo_stroke (cr);

  if (!ticked)
    return;

  cairo_set_line_width (cr, 1.6);
  cairo_move_to (cr, x + side * 0.2, y + side * 0.52);
  cairo_line_to (cr, x + side * 0.42, y + side * 0.76);
  cairo_line_to (cr, x + side * 0.82, y + side * 0.22);
  cairo_stroke (cr);
}

static void
draw_circle (cairo_t  *cr,
             double    x,
             double    y,
             double    side,
             gboolean  filled)
{
  cairo_new_path (cr);
  cairo_arc (cr, x + side / 2, y + side / 2, side / 2, 0, 2 * G_PI);
  set_gray (cr, filled ? 0 : 1);
  cairo_fill_preserve (cr);
  set_gray (cr, 0);
  cairo_set_line_width (cr, 0.7);
  cairo_stroke (cr);
}

static void
draw_layout (cairo_t     *cr,
             PangoLayout *layout,
             double       gray,
             double       x,
             double       y)
{
  set_gray (cr, gray);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_part (const HeedPart *part,
           cairo_t        *cr,
           double          x,
           double          y)
{
  switch (part->shape)
    {
    case HEED_SHAPE_RULE:
      draw_rule (cr, x, y, part->width, FALSE);
      break;
    case HEED_SHAPE_HAIRLINE:
      draw_rule (cr, x, y, part->width, TRUE);
      break;
    case HEED_SHAPE_BOX:
    case HEED_SHAPE_TICKED_BOX:
      draw_box (cr, x, y, part->width, part->shape == HEED_SHAPE_TICKED_BOX);
      break;
    case HEED_SHAPE_CIRCLE:
    case HEED_SHAPE_DISC:
      draw_circle (cr, x, y, part->width, part->shape == HEED_SHAPE_DISC);
      break;
    case HEED_SHAPE_FIGURE:
      heed_figure_draw (part->figure, cr, x, y);
      break;
    case HEED_SHAPE_TEXT:
      draw_layout (cr, part->layout, part->gray, x, y);
    }
}

static double
add_text (HeedBlock  *block,
          HeedFonts  *fonts,
          HeedStyle   style,
          const char *text,
          double      x,
          double      y)
{
  PangoLayout *layout = heed_fonts_layout (fonts, style, text, -1);
  double width = heed_layout_get_width (layout);

  heed_block_add_layout (block, layout, heed_style_get_gray (style), x, y, width);
  return width;
}

/* Where the next option of a choice goes. */
typedef struct
{
  HeedBlock *block;
  HeedFonts *fonts;
  double x;
  double y;
} Pen;

/* Adds a box with its label, on the next line if this one is full. */
static void
add_option (Pen        *pen,
            const char *label,
            gboolean    ticked,
            double      extra)
{
  HeedStyle style = ticked ? HEED_STYLE_CHOSEN : HEED_STYLE_OPTION;
  double start = BOX_SIDE + BOX_GAP;
  double room = pen->block->width - start;
  PangoLayout *layout = heed_fonts_layout (pen->fonts, style, label, -1);
  double width = heed_layout_get_width (layout);

  if (width + extra > room)
    {
      pango_layout_set_width (layout, pango_units_from_double (room));
      width = room;
    }
  if (pen->x > 0 && pen->x + start + width + extra > pen->block->width)
    {
      pen->x = 0;
      pen->y += OPTION_LINE;
    }

  heed_block_add_layout (pen->block, layout, 0, pen->x + start, pen->y, width);
  heed_block_add_shape (pen->block, ticked ? HEED_SHAPE_TICKED_BOX : HEED_SHAPE_BOX,
                        pen->x, pen->y + heed_layout_get_baseline (layout) - BOX_SIDE + 0.6, BOX_SIDE);
  if (width >= room)
    pen->y += heed_layout_get_height (layout) - heed_style_get_pitch (style);
  pen->x += start + width + OPTION_GAP;
}

static void
add_own_words (Pen        *pen,
               const char *words,
               gboolean    ticked,
               gboolean    blank)
{
  g_autofree char *label = NULL;
  double start, y;

  if (words != NULL)
    {
      /* Translators: somebody’s own answer to a choice, such as “Other: puzzled”. */
      label = g_strdup_printf (_("Other: %s"), words);
      add_option (pen, label, ticked, 0);
      return;
    }

  add_option (pen, _("Other"), ticked, blank ? OWN_WORDS_LINE : 0);
  if (!blank)
    return;

  y = pen->y + heed_style_get_pitch (HEED_STYLE_OPTION) - 1;
  start = pen->x - OPTION_GAP + BOX_GAP;
  heed_block_add_shape (pen->block, HEED_SHAPE_RULE, start, y, pen->block->width - start);
}

static guint
count_anchors (HeedField *field)
{
  guint count = 0;

  for (int value = (int) heed_field_get_min (field); value <= (int) heed_field_get_max (field); value++)
    count += heed_field_get_anchor (field, value) != NULL;

  return count;
}

/* A scale with few anchors runs from edge to edge; with one for nearly every
 * value, each value stands in a column of its own. */
static double
get_center (guint    position,
            guint    count,
            gboolean columns,
            double   width)
{
  if (columns)
    return width * (position + 0.5) / count;

  return CIRCLE_SIDE / 2 + (width - CIRCLE_SIDE) * position / (count - 1);
}

static void
add_circle (HeedBlock *block,
            HeedFonts *fonts,
            int        value,
            gboolean   chosen,
            double     center)
{
  g_autofree char *text = g_strdup_printf ("%d", value);
  PangoLayout *layout = heed_fonts_layout (fonts, HEED_STYLE_SCALE, text, -1);
  double width = heed_layout_get_width (layout);
  double height = heed_layout_get_height (layout);

  heed_block_add_shape (block, chosen ? HEED_SHAPE_DISC : HEED_SHAPE_CIRCLE,
                        center - CIRCLE_SIDE / 2, 0.5, CIRCLE_SIDE);
  heed_block_add_layout (block, layout, chosen ? 1 : 0,
                         center - width / 2, 0.5 + (CIRCLE_SIDE - height) / 2, width);
}

/* Sets the words of an anchor in its share of the width: against the edge under
 * the first and the last circle, else centered. */
static void
add_anchor (HeedBlock  *block,
            HeedFonts  *fonts,
            const char *text,
            guint       position,
            guint       count,
            gboolean    columns)
{
  double share = block->width / count;
  double x = share * position + (position > 0 ? ANCHOR_GUTTER / 2 : 0);
  double end = share * (position + 1) - (position + 1 < count ? ANCHOR_GUTTER / 2 : 0);
  PangoLayout *layout = heed_fonts_layout (fonts, HEED_STYLE_ANCHOR, text, end - x);

  if (columns || (position > 0 && position + 1 < count))
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  else
    heed_fonts_align (fonts, layout, position > 0);

  heed_block_add_layout (block, layout, heed_style_get_gray (HEED_STYLE_ANCHOR),
                         x, CIRCLE_SIDE + 5, end - x);
}

static void
add_anchors (HeedBlock *block,
             HeedFonts *fonts,
             HeedField *field,
             gboolean   columns)
{
  int min = (int) heed_field_get_min (field), max = (int) heed_field_get_max (field);
  guint count = columns ? (guint) (max - min) + 1 : count_anchors (field);
  guint position = 0;

  for (int value = min; value <= max; value++)
    {
      const char *text = heed_field_get_anchor (field, value);

      if (text != NULL)
        add_anchor (block, fonts, text, columns ? (guint) (value - min) : position++, count, columns);
    }
}

/**
 * heed_block_new_text:
 * @fonts: the typefaces
 * @style: what the text is for
 * @text: any text
 * @x: where it starts
 * @width: how wide it may be
 *
 * Creates a text that may go over several pages.
 *
 * Returns: (transfer full): the block
 */
HeedBlock *
heed_block_new_text (HeedFonts  *fonts,
                     HeedStyle   style,
                     const char *text,
                     double      x,
                     double      width)
{
  HeedBlock *self = create_block (HEED_BLOCK_TEXT, x, width);
  PangoLayoutIter *iter;

  self->layout = heed_fonts_layout (fonts, style, text, width);
  self->lines = g_array_new (FALSE, FALSE, sizeof (HeedBlockLine));
  self->gray = heed_style_get_gray (style);
  iter = pango_layout_get_iter (self->layout);
  do
    self->height = place_line (self, iter, self->height, heed_style_get_pitch (style));
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  self->n_slices = self->lines->len;

  return self;
}

/**
 * heed_block_new_ruled:
 * @n_lines: how many lines, at least 1
 * @x: where they start
 * @width: how long they are
 *
 * Creates ruled lines to write on, each 8 mm below the other.
 *
 * Returns: (transfer full): the block
 */
HeedBlock *
heed_block_new_ruled (guint  n_lines,
                      double x,
                      double width)
{
  HeedBlock *self = create_block (HEED_BLOCK_RULED, x, width);

  self->n_slices = MAX (1, n_lines);
  self->height = self->n_slices * HEED_RULED_PITCH;

  return self;
}

/**
 * heed_block_new_parts:
 * @x: where it starts
 * @width: how wide it is
 *
 * Creates an empty composition.
 *
 * Returns: (transfer full): the block
 */
HeedBlock *
heed_block_new_parts (double x,
                      double width)
{
  HeedBlock *self = create_block (HEED_BLOCK_PARTS, x, width);

  self->parts = g_array_new (FALSE, FALSE, sizeof (HeedPart));
  g_array_set_clear_func (self->parts, clear_part);

  return self;
}

/**
 * heed_block_free:
 * @self: (transfer full): a block
 *
 * Frees a block.
 */
void
heed_block_free (HeedBlock *self)
{
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_object (&self->layout);
  g_clear_object (&self->lead);
  g_clear_object (&self->tail);
  g_free (self);
}

/**
 * heed_block_add_shape:
 * @self: a composition
 * @shape: anything but a text or a figure
 * @x: where it starts, within the block
 * @y: its top, or where the rule runs
 * @width: how wide it is; boxes and circles are as high
 *
 * Adds a drawn thing. The block grows to hold it.
 */
void
heed_block_add_shape (HeedBlock *self,
                      HeedShape  shape,
                      double     x,
                      double     y,
                      double     width)
{
  gboolean is_rule = shape == HEED_SHAPE_RULE || shape == HEED_SHAPE_HAIRLINE;
  HeedPart part = { .shape = shape, .x = x, .y = y, .width = width };

  g_array_append_val (self->parts, part);
  self->height = MAX (self->height, y + (is_rule ? 0.5 : width));
}

/**
 * heed_block_add_layout:
 * @self: a composition
 * @layout: (transfer full): a text
 * @gray: 0 for black to 1 for white
 * @x: where it starts, within the block
 * @y: its top
 * @width: the width that it takes
 *
 * Adds a text. The block grows to hold it.
 */
void
heed_block_add_layout (HeedBlock   *self,
                       PangoLayout *layout,
                       double       gray,
                       double       x,
                       double       y,
                       double       width)
{
  HeedPart part = {
    .shape = HEED_SHAPE_TEXT,
    .layout = layout,
    .x = x,
    .y = y,
    .width = width,
    .gray = gray,
  };

  g_array_append_val (self->parts, part);
  self->height = MAX (self->height, y + heed_layout_get_height (layout));
}

/**
 * heed_block_set_lead:
 * @self: a block that is otherwise complete
 * @lead: (transfer full): a label or number to stand before it
 * @x: where @lead starts, on the page
 *
 * Puts a text on the baseline of the first line.
 */
void
heed_block_set_lead (HeedBlock   *self,
                     PangoLayout *lead,
                     double       x)
{
  g_set_object (&self->lead, lead);
  g_object_unref (lead);
  self->lead_x = x;
  self->height = MAX (self->height, get_lead_bottom (self));
}

/**
 * heed_block_get_slice_top:
 * @self: a block
 * @slice: a slice, or the number of slices
 *
 * Gets where a slice starts.
 *
 * Returns: the distance from the top of the block
 */
double
heed_block_get_slice_top (HeedBlock *self,
                          guint      slice)
{
  if (slice == 0)
    return 0;
  if (slice >= self->n_slices)
    return self->height;

  return self->kind == HEED_BLOCK_TEXT ? get_line (self, slice)->top : slice * HEED_RULED_PITCH;
}

/**
 * heed_block_get_baseline:
 * @self: a block
 *
 * Gets where the letters of the first line stand, or would stand.
 *
 * Returns: the distance from the top of the block
 */
double
heed_block_get_baseline (HeedBlock *self)
{
  switch (self->kind)
    {
    case HEED_BLOCK_TEXT:
      return get_line (self, 0)->baseline;
    case HEED_BLOCK_RULED:
      return HEED_RULED_PITCH - RULE_DESCENT;
    case HEED_BLOCK_PARTS:
      for (guint i = 0; i < self->parts->len; i++)
        {
          HeedPart *part = &g_array_index (self->parts, HeedPart, i);

          if (part->layout != NULL)
            return part->y + heed_layout_get_baseline (part->layout);
        }
      return 0;
    }

  g_assert_not_reached ();
}

/**
 * heed_block_can_break:
 * @self: a block
 * @slice: a slice
 *
 * Tells whether a page may end before @slice: two lines of the block, and of
 * the paragraph, stay on either side.
 *
 * Returns: %TRUE if it may
 */
gboolean
heed_block_can_break (HeedBlock *self,
                      guint      slice)
{
  if (slice < 2 || slice + 2 > self->n_slices)
    return FALSE;
  if (self->kind == HEED_BLOCK_RULED)
    return self->n_slices > WHOLE_RULED_LINES;
  if (self->lead != NULL && heed_block_get_slice_top (self, slice) < get_lead_bottom (self))
    return FALSE;

  return starts_paragraph (self, slice) ||
         (!starts_paragraph (self, slice - 1) && !starts_paragraph (self, slice + 1));
}

/**
 * heed_block_get_min_slices:
 * @self: a block
 *
 * Gets how many slices stay with what is above.
 *
 * Returns: the number of slices before the first break
 */
guint
heed_block_get_min_slices (HeedBlock *self)
{
  for (guint i = 2; i < self->n_slices; i++)
    if (heed_block_can_break (self, i))
      return i;

  return self->n_slices;
}

/**
 * heed_block_draw:
 * @self: a block
 * @cr: where to draw; its origin is the corner of the printed area
 * @first: the first slice
 * @end: the slice after the last
 * @y: where the first slice starts
 * @page_width: how wide the printed area is
 * @rtl: whether the page is read from the right
 *
 * Draws a run of slices.
 */
void
heed_block_draw (HeedBlock *self,
                 cairo_t   *cr,
                 guint      first,
                 guint      end,
                 double     y,
                 double     page_width,
                 gboolean   rtl)
{
  double left = rtl ? page_width - self->x - self->width : self->x;
  double top = heed_block_get_slice_top (self, first);

  /* In reading order, which is that of copying and of reading aloud. */
  if (self->lead != NULL && first == 0)
    draw_layout (cr, self->lead, 0,
                 rtl ? page_width - self->lead_x - heed_layout_get_width (self->lead) : self->lead_x,
                 y + heed_block_get_baseline (self) - heed_layout_get_baseline (self->lead));

  switch (self->kind)
    {
    case HEED_BLOCK_TEXT:
      set_gray (cr, self->gray);
      for (guint i = first; i < end; i++)
        {
          cairo_move_to (cr, left + get_line (self, i)->x, y + get_line (self, i)->baseline - top);
          pango_cairo_show_layout_line (cr, get_line (self, i)->line);
        }
      break;
    case HEED_BLOCK_RULED:
      for (guint i = 1; i <= end - first; i++)
        draw_rule (cr, left, y + i * HEED_RULED_PITCH, self->width, FALSE);
      break;
    case HEED_BLOCK_PARTS:
      for (guint i = 0; i < self->parts->len; i++)
        {
          const HeedPart *part = &g_array_index (self->parts, HeedPart, i);
          double x = rtl ? self->width - part->x - part->width : part->x;

          draw_part (part, cr, left + x, y + part->y);
        }
      break;
    }

  if (self->tail != NULL && first == 0)
    draw_layout (cr, self->tail, 0,
                 rtl ? left - TAIL_GAP - heed_layout_get_width (self->tail) : left + self->width + TAIL_GAP,
                 y + heed_block_get_baseline (self) - heed_layout_get_baseline (self->tail));
}

/**
 * heed_block_new_figure:
 * @figure: (transfer full): a picture
 *
 * Creates a picture where lines of the page start.
 *
 * Returns: (transfer full): the block
 */
HeedBlock *
heed_block_new_figure (HeedFigure *figure)
{
  HeedBlock *block = heed_block_new_parts (0, figure->width);
  HeedPart part = { .shape = HEED_SHAPE_FIGURE, .figure = figure, .width = figure->width };

  g_array_append_val (block->parts, part);
  block->height = figure->height;
  return block;
}

/**
 * heed_block_new_hairline:
 * @width: how long it is
 *
 * Creates a hairline across the page.
 *
 * Returns: (transfer full): the block
 */
HeedBlock *
heed_block_new_hairline (double width)
{
  HeedBlock *block = heed_block_new_parts (0, width);

  heed_block_add_shape (block, HEED_SHAPE_HAIRLINE, 0, 0.5, width);
  return block;
}

/**
 * heed_block_new_section:
 * @fonts: the typefaces
 * @title: the name of a group
 * @width: how wide the page is
 *
 * Creates the heading of a group, below a hairline.
 *
 * Returns: (transfer full): the block
 */
HeedBlock *
heed_block_new_section (HeedFonts  *fonts,
                        const char *title,
                        double      width)
{
  HeedBlock *block = heed_block_new_hairline (width);

  heed_block_add_layout (block, heed_fonts_layout (fonts, HEED_STYLE_SECTION, title, width), 0, 0, 9, width);
  return block;
}

/**
 * heed_block_new_name_line:
 * @fonts: the typefaces
 * @width: how wide the page is
 * @date: (nullable): the date of the entry; %NULL for a rule to write it on
 *
 * Creates the line on which a sheet is signed and dated.
 *
 * Returns: (transfer full): the block
 */
HeedBlock *
heed_block_new_name_line (HeedFonts  *fonts,
                          double      width,
                          const char *date)
{
  HeedBlock *block = heed_block_new_parts (0, width);
  double split = width * 0.64;
  double baseline = heed_style_get_pitch (HEED_STYLE_META) - 1;
  double end;

  end = add_text (block, fonts, HEED_STYLE_META, C_("on a printed sheet", "Name"), 0, 0) + 8;
  heed_block_add_shape (block, HEED_SHAPE_RULE, end, baseline, split - end);
  end = split + 20;
  end += add_text (block, fonts, HEED_STYLE_META, C_("on a printed sheet", "Date"), end, 0) + 8;
  if (date != NULL)
    add_text (block, fonts, HEED_STYLE_META, date, end, 0);
  else
    heed_block_add_shape (block, HEED_SHAPE_RULE, end, baseline, width - end);

  return block;
}

/**
 * heed_block_new_choice:
 * @fonts: the typefaces
 * @field: a choice
 * @chosen: (nullable): the id of the chosen option
 * @other: (nullable): short words of the person’s own
 * @blank: whether to leave room for own words
 * @x: where it starts
 * @width: how wide it may be
 *
 * Creates the options with a box to tick before each.
 *
 * Returns: (transfer full): the block
 */
HeedBlock *
heed_block_new_choice (HeedFonts  *fonts,
                       HeedField  *field,
                       const char *chosen,
                       const char *other,
                       gboolean    blank,
                       double      x,
                       double      width)
{
  HeedBlock *block = heed_block_new_parts (x, width);
  Pen pen = { block, fonts, 0, 0 };

  for (guint i = 0; i < heed_field_get_n_options (field); i++)
    add_option (&pen, heed_field_get_option_label (field, i),
                g_strcmp0 (heed_field_get_option_id (field, i), chosen) == 0, 0);
  if (heed_field_get_allows_other (field))
    add_own_words (&pen, other, g_strcmp0 (chosen, HEED_CHOICE_OTHER) == 0, blank);

  return block;
}

/**
 * heed_block_new_scale:
 * @fonts: the typefaces
 * @field: a rating
 * @chosen: (nullable): the number that was given
 * @x: where it starts
 * @width: how wide it is
 *
 * Creates the numbers to circle, with the anchors below.
 *
 * Returns: (transfer full): the block
 */
HeedBlock *
heed_block_new_scale (HeedFonts  *fonts,
                      HeedField  *field,
                      const char *chosen,
                      double      x,
                      double      width)
{
  HeedBlock *block = heed_block_new_parts (x, width);
  int min = (int) heed_field_get_min (field), max = (int) heed_field_get_max (field);
  guint count = (guint) (max - min) + 1;
  gboolean columns = count_anchors (field) > 3 || count < 2;
  double start = get_center (0, count, columns, width);

  if (count > 1)
    heed_block_add_shape (block, HEED_SHAPE_RULE, start, 0.5 + CIRCLE_SIDE / 2,
                          get_center (count - 1, count, columns, width) - start);
  for (int value = min; value <= max; value++)
    {
      g_autofree char *text = g_strdup_printf ("%d", value);

      add_circle (block, fonts, value, g_strcmp0 (text, chosen) == 0,
                  get_center ((guint) (value - min), count, columns, width));
    }
  add_anchors (block, fonts, field, columns);

  return block;
}
