/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Blocks in reading order, and which of them belong together. Private to
 * src/paper. */

#pragma once

#include "heed-block.h"

G_BEGIN_DECLS

/* A run of blocks that stays on one page if it is short. If it goes on to
 * another page and has a title, the title is repeated there. */
typedef struct
{
  char *title; /* (nullable) */
  guint first;
  guint end;
} HeedRun;

/* A part of a block on a page. */
typedef struct
{
  HeedBlock *block; /* owned by the flow */
  guint first;
  guint end;
  double y;
} HeedPiece;

typedef struct
{
  HeedFonts *fonts;
  double width;
  GPtrArray *blocks;  /* of HeedBlock */
  GPtrArray *repeats; /* of HeedBlock: headers of what goes on */
  GArray *runs;       /* of HeedRun, in the order of their first block */
} HeedFlow;

HeedFlow  *heed_flow_new       (HeedFonts  *fonts,
                                double      width);
void       heed_flow_free      (HeedFlow   *self);
HeedBlock *heed_flow_add       (HeedFlow   *self,
                                HeedBlock  *block);
guint      heed_flow_open_run  (HeedFlow   *self,
                                const char *title);
void       heed_flow_close_run (HeedFlow   *self,
                                guint       run);
GPtrArray *heed_flow_paginate  (HeedFlow   *self,
                                double      height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFlow, heed_flow_free)

G_END_DECLS
