/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Collects the blocks of a paper. */

#include "heed-flow.h"

static void
clear_run (gpointer data)
{
  HeedRun *run = data;

  g_free (run->title);
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
