/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws blocks: black on white, with gray lines. */

#include "heed-block.h"

static void
set_gray (cairo_t *cr,
          double   gray)
{
  cairo_set_source_rgb (cr, gray, gray, gray);
}

static void
draw_rule (cairo_t *cr,
           double   x,
           double   y,
           double   width,
           gboolean hairline)
{
  set_gray (cr, hairline ? HEED_HAIRLINE_GRAY : HEED_RULE_GRAY);
  cairo_set_line_width (cr, hairline ? 0.8 : 0.5);
  cairo_move_to (cr, x, y);
  cairo_rel_line_to (cr, width, 0);
  cairo_stroke (cr);
}

static void
draw_box (cairo_t *cr,
          double   x,
          double   y,
          double   side,
          gboolean ticked)
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
draw_circle (cairo_t *cr,
             double   x,
             double   y,
             double   side,
             gboolean filled)
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
    case HEED_SHAPE_TEXT:
      draw_layout (cr, part->layout, part->gray, x, y);
    }
}

static void
draw_parts (HeedBlock *self,
            cairo_t   *cr,
            double     left,
            double     y,
            gboolean   rtl)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const HeedPart *part = &g_array_index (self->parts, HeedPart, i);
      double x = rtl ? self->width - part->x - part->width : part->x;

      draw_part (part, cr, left + x, y + part->y);
    }
}

static void
draw_lines (HeedBlock *self,
            cairo_t   *cr,
            guint      first,
            guint      end,
            double     left,
            double     y)
{
  double top = heed_block_get_slice_top (self, first);

  set_gray (cr, self->gray);
  for (guint i = first; i < end; i++)
    {
      HeedBlockLine *line = &g_array_index (self->lines, HeedBlockLine, i);

      cairo_move_to (cr, left + line->x, y + line->baseline - top);
      pango_cairo_show_layout_line (cr, line->line);
    }
}

static void
draw_ruled (HeedBlock *self,
            cairo_t   *cr,
            guint      n_lines,
            double     left,
            double     y)
{
  for (guint i = 1; i <= n_lines; i++)
    draw_rule (cr, left, y + i * HEED_RULED_PITCH, self->width, FALSE);
}

static void
draw_lead (HeedBlock *self,
           cairo_t   *cr,
           double     y,
           double     page_width,
           gboolean   rtl)
{
  double width = heed_layout_get_width (self->lead);
  double x = rtl ? page_width - self->lead_x - width : self->lead_x;

  draw_layout (cr, self->lead, 0, x, y + heed_block_get_baseline (self) - heed_layout_get_baseline (self->lead));
}

static void
draw_tail (HeedBlock *self,
           cairo_t   *cr,
           double     left,
           double     y,
           gboolean   rtl)
{
  double width = heed_layout_get_width (self->tail);
  double gap = 6;
  double x = rtl ? left - gap - width : left + self->width + gap;

  draw_layout (cr, self->tail, 0, x, y + heed_block_get_baseline (self) - heed_layout_get_baseline (self->tail));
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

  /* In reading order, which is that of copying and of reading aloud. */
  if (self->lead != NULL && first == 0)
    draw_lead (self, cr, y, page_width, rtl);
  if (self->kind == HEED_BLOCK_TEXT)
    draw_lines (self, cr, first, end, left, y);
  else if (self->kind == HEED_BLOCK_RULED)
    draw_ruled (self, cr, end - first, left, y);
  else
    draw_parts (self, cr, left, y, rtl);

  if (self->tail != NULL && first == 0)
    draw_tail (self, cr, left, y, rtl);
}
