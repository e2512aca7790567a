/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Collects the blocks of a paper, and puts them on pages. */

#include "heed-flow.h"

#include <glib/gi18n.h>

/* A run up to this part of a page is not split. */
#define SHORT_RUN 0.45

/* Below the header of a run that goes on. */
#define REPEAT_GAP 14.0

/* Lengths are sums of many small ones. */
#define TOLERANCE 0.01

typedef struct
{
  HeedFlow *flow;
  double height;
  double y;
  GPtrArray *pages;
  GArray *page;   /* of HeedPiece; the last of the pages */
  guint n_placed; /* blocks on it, without a repeated header */
  guint next_run;
} Paginator;

static void
clear_run (gpointer data)
{
  HeedRun *run = data;

  g_free (run->title);
}

static HeedBlock *
get_block (Paginator *self,
           guint      position)
{
  return g_ptr_array_index (self->flow->blocks, position);
}

static HeedRun *
get_run (Paginator *self,
         guint      position)
{
  return &g_array_index (self->flow->runs, HeedRun, position);
}

/* The space between a block and the one before. A frame reaches beyond the text
 * in it on both sides. */
static double
get_gap (Paginator *self,
         guint      position)
{
  HeedBlock *block = get_block (self, position);
  gboolean framed_before = position > 0 && get_block (self, position - 1)->framed;

  return block->space_before + (block->framed != framed_before ? HEED_FRAME_PADDING : 0);
}

/* The space above a block where it would be placed now: at the top of a page
 * there is only that of a frame. */
static double
get_space (Paginator *self,
           guint      position)
{
  if (self->n_placed > 0)
    return get_gap (self, position);

  return get_block (self, position)->framed ? HEED_FRAME_PADDING : 0;
}

static void
add_piece (Paginator *self,
           HeedBlock *block,
           guint      first,
           guint      end)
{
  HeedPiece piece = { .block = block, .first = first, .end = end, .y = self->y };

  g_array_append_val (self->page, piece);
  self->y += heed_block_get_slice_top (block, end) - heed_block_get_slice_top (block, first);
}

static const char *
find_title (Paginator *self,
            guint      position)
{
  const char *title = NULL;

  for (guint i = 0; i < self->flow->runs->len; i++)
    {
      HeedRun *run = get_run (self, i);

      if (run->first > position)
        break;
      if (run->title != NULL && position > run->first && position < run->end)
        title = run->title;
    }

  return title;
}

static void
start_page (Paginator *self,
            guint      position)
{
  const char *title = find_title (self, position);

  self->page = g_array_new (FALSE, FALSE, sizeof (HeedPiece));
  g_ptr_array_add (self->pages, self->page);
  self->y = 0;
  self->n_placed = 0;

  if (title != NULL)
    {
      /* Translators: the header of a part that goes on from the page before, such
       * as “Situation 1 (continued)”. */
      g_autofree char *text = g_strdup_printf (_("%s (continued)"), title);
      HeedBlock *repeat = heed_block_new_hairline (self->flow->width);

      heed_block_add_layout (repeat, heed_fonts_layout (self->flow->fonts, HEED_STYLE_CONTINUED, text, self->flow->width),
                             heed_style_get_gray (HEED_STYLE_CONTINUED), 0, 6, self->flow->width);
      g_ptr_array_add (self->flow->repeats, repeat);
      add_piece (self, repeat, 0, 1);
      self->y += REPEAT_GAP;
    }
}

static gboolean
fits (Paginator *self,
      double     height)
{
  return self->y + height <= self->height + TOLERANCE;
}

/* Without the space above it. */
static double
measure_run (Paginator *self,
             HeedRun   *run)
{
  double height = 0;

  for (guint i = run->first; i < run->end; i++)
    height += get_block (self, i)->height + (i > run->first ? get_gap (self, i) : 0);

  return height;
}

/* The height of what begins with a block and is not split, 0 for nothing. */
static double
measure_short_run (Paginator *self,
                   guint      position)
{
  double highest = 0;

  for (guint i = 0; i < self->flow->runs->len; i++)
    {
      HeedRun *run = get_run (self, i);
      double height;

      if (run->first > position)
        break;
      if (run->first < position || run->first == run->end)
        continue;
      height = measure_run (self, run);
      if (height <= self->height * SHORT_RUN)
        highest = MAX (highest, height);
    }

  return highest;
}

/* How much must go onto this page together with the start of the block: what
 * it may not be parted from, and the first lines of that, or all of it where it
 * is not split. */
static double
measure_start (Paginator *self,
               guint      position)
{
  HeedBlock *block = get_block (self, position);
  double height = get_space (self, position);
  double highest = 0;

  while (block->keep_with_next && position + 1 < self->flow->blocks->len)
    {
      height += block->height;
      block = get_block (self, ++position);
      height += get_gap (self, position);
      highest = MAX (highest, height + measure_short_run (self, position));
    }

  return MAX (highest, height + heed_block_get_slice_top (block, heed_block_get_min_slices (block)));
}

static gboolean
starts_run_that_wants_a_page (Paginator *self,
                              guint      position)
{
  gboolean wants = FALSE;

  for (; self->next_run < self->flow->runs->len; self->next_run++)
    {
      HeedRun *run = get_run (self, self->next_run);
      double height;

      if (run->first > position)
        break;
      if (run->first == run->end)
        continue;
      height = get_space (self, run->first) + measure_run (self, run);
      wants = wants || (height <= self->height * SHORT_RUN && !fits (self, height));
    }

  return wants;
}

/* The last slice before which this page may end; @first if there is none. What cannot
 * be broken and is higher than a page goes on as far as it fits. */
static guint
find_break (Paginator *self,
            HeedBlock *block,
            guint      first)
{
  double top = heed_block_get_slice_top (block, first);
  guint slice = first, last = first;

  while (slice < block->n_slices && fits (self, heed_block_get_slice_top (block, slice + 1) - top))
    {
      slice++;
      if (slice - first >= 2 && heed_block_can_break (block, slice))
        last = slice;
    }

  if (slice == block->n_slices || last > first)
    return slice == block->n_slices ? slice : last;
  return self->n_placed == 0 ? MAX (slice, first + 1) : first;
}

static void
place_block (Paginator *self,
             guint      position)
{
  HeedBlock *block = get_block (self, position);
  guint first = 0;

  self->y += get_space (self, position);
  while (first < block->n_slices)
    {
      guint end = find_break (self, block, first);

      if (end > first)
        {
          add_piece (self, block, first, end);
          self->n_placed++;
        }

      first = end;
      if (first < block->n_slices)
        {
          start_page (self, position);
          self->y += get_space (self, position);
        }
    }
}

/**
 * heed_flow_new:
 * @fonts: (transfer full): the typefaces
 * @width: how wide the printed area is
 *
 * Creates an empty flow.
 *
 * Returns: (transfer full): the flow
 */
HeedFlow *
heed_flow_new (HeedFonts *fonts,
               double     width)
{
  HeedFlow *self = g_new0 (HeedFlow, 1);

  self->fonts = fonts;
  self->width = width;
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_block_free);
  self->repeats = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_block_free);
  self->runs = g_array_new (FALSE, FALSE, sizeof (HeedRun));
  g_array_set_clear_func (self->runs, clear_run);

  return self;
}

/**
 * heed_flow_free:
 * @self: (transfer full): a flow
 *
 * Frees a flow and all blocks.
 */
void
heed_flow_free (HeedFlow *self)
{
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->repeats);
  g_array_unref (self->runs);
  heed_fonts_free (self->fonts);
  g_free (self);
}

/**
 * heed_flow_add:
 * @self: a flow
 * @block: (transfer full): what comes next
 *
 * Adds a block.
 *
 * Returns: (transfer none): @block
 */
HeedBlock *
heed_flow_add (HeedFlow  *self,
               HeedBlock *block)
{
  g_ptr_array_add (self->blocks, block);
  return block;
}

/**
 * heed_flow_open_run:
 * @self: a flow
 * @title: (nullable): what to repeat where the run goes on
 *
 * Starts a run of blocks that belong together. Runs may stand in one another.
 *
 * Returns: the run, for heed_flow_close_run()
 */
guint
heed_flow_open_run (HeedFlow   *self,
                    const char *title)
{
  HeedRun run = {
    .title = g_strdup (title),
    .first = self->blocks->len,
    .end = self->blocks->len,
  };

  g_array_append_val (self->runs, run);
  return self->runs->len - 1;
}

/**
 * heed_flow_close_run:
 * @self: a flow
 * @run: what heed_flow_open_run() gave
 *
 * Ends a run after the last block that was added.
 */
void
heed_flow_close_run (HeedFlow *self,
                     guint     run)
{
  g_array_index (self->runs, HeedRun, run).end = self->blocks->len;
}

/**
 * heed_flow_paginate:
 * @self: a flow
 * @height: how high the printed area is
 *
 * Puts all blocks on pages. Headings stay with what they head, short runs stay
 * whole, texts break with two lines on either side.
 *
 * Returns: (transfer full) (element-type GArray): the pages, at least one, each
 *   an array of #HeedPiece
 */
GPtrArray *
heed_flow_paginate (HeedFlow *self,
                    double    height)
{
  Paginator paginator = { .flow = self, .height = height };

  paginator.pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  start_page (&paginator, 0);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      gboolean wants_page = starts_run_that_wants_a_page (&paginator, i) ||
                            !fits (&paginator, measure_start (&paginator, i));

      if (wants_page && paginator.n_placed > 0)
        start_page (&paginator, i);
      place_block (&paginator, i);
    }

  return paginator.pages;
}
