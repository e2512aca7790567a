/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The blocks of a page: how high they are and where they may be broken. */

#include "heed-block.h"

/* The gap between two paragraphs of one answer. */
#define PARAGRAPH_GAP 4.0

/* Letters stand a little above the line that they are written on. */
#define RULE_DESCENT 3.0

/* Ruled lines stay together up to this many. */
#define WHOLE_RULED_LINES 6

static void
clear_part (gpointer data)
{
  HeedPart *part = data;

  g_clear_object (&part->layout);
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

static void
place_lines (HeedBlock *self,
             double     pitch)
{
  PangoLayoutIter *iter = pango_layout_get_iter (self->layout);

  do
    self->height = place_line (self, iter, self->height, pitch);
  while (pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
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

  self->layout = heed_fonts_layout (fonts, style, text, width);
  self->lines = g_array_new (FALSE, FALSE, sizeof (HeedBlockLine));
  self->gray = heed_style_get_gray (style);
  place_lines (self, heed_style_get_pitch (style));
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
 * @shape: anything but a text
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
