/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The typefaces of a printed page. Private to src/paper. */

#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* What a piece of text is for; the look follows from it. */
typedef enum
{
  HEED_STYLE_TITLE,
  HEED_STYLE_META,
  HEED_STYLE_INSTRUCTION,
  HEED_STYLE_EXAMPLE_TITLE,
  HEED_STYLE_EXAMPLE,
  HEED_STYLE_SECTION,
  HEED_STYLE_CONTINUED,
  HEED_STYLE_QUESTION,
  HEED_STYLE_PART,
  HEED_STYLE_HINT,
  HEED_STYLE_ANSWER, /* paragraphs */
  HEED_STYLE_VALUE,  /* an answer on a line */
  HEED_STYLE_OPTION,
  HEED_STYLE_CHOSEN,
  HEED_STYLE_SCALE,
  HEED_STYLE_ANCHOR,
  HEED_STYLE_CAPTION,
  HEED_STYLE_FOOTER,
} HeedStyle;

#define HEED_N_STYLES (HEED_STYLE_FOOTER + 1)

/* All layouts of a paper share one context, and with it the shaped fonts. */
typedef struct
{
  PangoContext *context;
  PangoFontDescription *descriptions[HEED_N_STYLES];
  gboolean rtl; /* the page is read from the right */
} HeedFonts;

HeedFonts   *heed_fonts_new           (const char  *sample);
void         heed_fonts_free          (HeedFonts   *self);
PangoLayout *heed_fonts_layout        (HeedFonts   *self,
                                       HeedStyle    style,
                                       const char  *text,
                                       double       width);
char        *heed_fonts_clean         (const char  *text);
void         heed_fonts_align         (HeedFonts   *self,
                                       PangoLayout *layout,
                                       gboolean     at_end);
double       heed_style_get_pitch     (HeedStyle    style);
double       heed_style_get_gray      (HeedStyle    style);
double       heed_layout_get_width    (PangoLayout *layout);
double       heed_layout_get_height   (PangoLayout *layout);
double       heed_layout_get_baseline (PangoLayout *layout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFonts, heed_fonts_free)

G_END_DECLS
