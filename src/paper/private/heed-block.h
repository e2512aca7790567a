/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a page is put together from. Private to src/paper. */

#pragma once

#include <cairo.h>

#include "heed-field.h"
#include "heed-figure.h"

G_BEGIN_DECLS

/* From one ruled line to the next: 8 mm. */
#define HEED_RULED_PITCH (8 * 72 / 25.4)

/* How dark lines are: visible on any printer, quieter than text. What is
 * written on is quieter than what parts the page. */
#define HEED_RULE_GRAY 0.55
#define HEED_HAIRLINE_GRAY 0.25

/* Room between the frame of an example and its text. */
#define HEED_FRAME_PADDING 10.0

/* How a block may be taken apart: a text between its lines, ruled lines
 * anywhere, a composition of parts not at all. */
typedef enum
{
  HEED_BLOCK_TEXT,
  HEED_BLOCK_RULED,
  HEED_BLOCK_PARTS,
} HeedBlockKind;

typedef enum
{
  HEED_SHAPE_TEXT,
  HEED_SHAPE_RULE,
  HEED_SHAPE_HAIRLINE,
  HEED_SHAPE_BOX,
  HEED_SHAPE_TICKED_BOX,
  HEED_SHAPE_CIRCLE,
  HEED_SHAPE_DISC,
  HEED_SHAPE_FIGURE,
} HeedShape;

/* One thing at a fixed place of a block; x from the side where reading starts. */
typedef struct
{
  HeedShape shape;
  PangoLayout *layout; /* (nullable) */
  HeedFigure *figure;  /* (nullable) */
  double x;
  double y;
  double width;
  double gray;
} HeedPart;

/* One line of a text, from the top of its block. */
typedef struct
{
  PangoLayoutLine *line; /* owned by the layout */
  double x;
  double top;
  double baseline;
} HeedBlockLine;

/* Something that goes onto paper from top to bottom. All lengths are in points;
 * x counts from the side where reading starts. */
typedef struct
{
  HeedBlockKind kind;
  double x;
  double width;
  double height;
  double space_before;     /* dropped at the top of a page */
  gboolean keep_with_next; /* never the last on a page */
  gboolean framed;
  double gray;
  guint n_slices;

  PangoLayout *layout; /* text */
  GArray *lines;       /* of HeedBlockLine */
  GArray *parts;       /* of HeedPart */

  PangoLayout *lead; /* (nullable): stands before the first line, on its baseline */
  double lead_x;
  PangoLayout *tail; /* (nullable): stands after a ruled line */
} HeedBlock;

HeedBlock *heed_block_new_text       (HeedFonts   *fonts,
                                      HeedStyle    style,
                                      const char  *text,
                                      double       x,
                                      double       width);
HeedBlock *heed_block_new_ruled      (guint        n_lines,
                                      double       x,
                                      double       width);
HeedBlock *heed_block_new_parts      (double       x,
                                      double       width);
HeedBlock *heed_block_new_figure    (HeedFigure  *figure);
HeedBlock *heed_block_new_hairline   (double       width);
HeedBlock *heed_block_new_section    (HeedFonts   *fonts,
                                      const char  *title,
                                      double       width);
HeedBlock *heed_block_new_name_line  (HeedFonts   *fonts,
                                      double       width,
                                      const char  *date);
HeedBlock *heed_block_new_choice     (HeedFonts   *fonts,
                                      HeedField   *field,
                                      const char  *chosen,
                                      const char  *other,
                                      gboolean     blank,
                                      double       x,
                                      double       width);
HeedBlock *heed_block_new_scale      (HeedFonts   *fonts,
                                      HeedField   *field,
                                      const char  *chosen,
                                      double       x,
                                      double       width);
void       heed_block_free           (HeedBlock   *self);
void       heed_block_add_shape      (HeedBlock   *self,
                                      HeedShape    shape,
                                      double       x,
                                      double       y,
                                      double       width);
void       heed_block_add_layout     (HeedBlock   *self,
                                      PangoLayout *layout,
                                      double       gray,
                                      double       x,
                                      double       y,
                                      double       width);
void       heed_block_set_lead       (HeedBlock   *self,
                                      PangoLayout *lead,
                                      double       x);
double     heed_block_get_slice_top  (HeedBlock   *self,
                                      guint        slice);
double     heed_block_get_baseline   (HeedBlock   *self);
gboolean   heed_block_can_break      (HeedBlock   *self,
                                      guint        slice);
guint      heed_block_get_min_slices (HeedBlock   *self);
void       heed_block_draw           (HeedBlock   *self,
                                      cairo_t     *cr,
                                      guint        first,
                                      guint        end,
                                      double       y,
                                      double       page_width,
                                      gboolean     rtl);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedBlock, heed_block_free)

G_END_DECLS
