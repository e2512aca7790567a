/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A picture on a page. Private to src/paper. */

#pragma once

#include "heed-fonts.h"
#include "heed-image.h"

G_BEGIN_DECLS

/* All lengths are in points. */
typedef struct
{
  char *content;
  HeedPictureFunc read;
  gpointer data;
  HeedFonts *fonts; /* of the paper, for words in its place */
  double width;
  double height;
} HeedFigure;

HeedFigure *heed_figure_new  (const char       *content,
                              HeedPictureFunc   read,
                              gpointer          data,
                              HeedFonts        *fonts,
                              double            max_width,
                              double            max_height,
                              GError          **error);
void        heed_figure_free (HeedFigure       *self);
void        heed_figure_draw (HeedFigure       *self,
                              cairo_t          *cr,
                              double            x,
                              double            y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFigure, heed_figure_free)

G_END_DECLS
