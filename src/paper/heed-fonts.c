/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The typefaces of a printed page: a sans serif for what the workbook says, a
 * serif for what the person wrote. */

#include "heed-fonts.h"

#include <string.h>

#define SANS "Cantarell, Noto Sans, DejaVu Sans, Sans"
#define SERIF "Source Serif 4, Noto Serif, DejaVu Serif, Serif"

/* Three lines of an answer stand as high as two ruled lines of 8 mm. */
static const struct
{
  const char *family;
  PangoWeight weight;
  PangoStyle slant;
  double size;  /* in points */
  double pitch; /* from one baseline to the next, in points */
  double gray;  /* 0 is black */
} looks[HEED_N_STYLES] = {
  [HEED_STYLE_TITLE] = { SANS, PANGO_WEIGHT_ULTRABOLD, PANGO_STYLE_NORMAL, 23, 28, 0 },
  [HEED_STYLE_META] = { SANS, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 10, 14, 0 },
  [HEED_STYLE_INSTRUCTION] = { SERIF, PANGO_WEIGHT_NORMAL, PANGO_STYLE_ITALIC, 10.5, 15.12, 0 },
  [HEED_STYLE_EXAMPLE_TITLE] = { SANS, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 10, 14, 0 },
  [HEED_STYLE_EXAMPLE] = { SERIF, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 10, 14, 0 },
  [HEED_STYLE_SECTION] = { SANS, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 14, 18, 0 },
  [HEED_STYLE_CONTINUED] = { SANS, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 10, 14, 0.3 },
  [HEED_STYLE_QUESTION] = { SANS, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 10.5, 14, 0 },
  [HEED_STYLE_PART] = { SANS, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 9.5, 13, 0.2 },
  [HEED_STYLE_HINT] = { SANS, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 9, 12, 0.3 },
  [HEED_STYLE_ANSWER] = { SERIF, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 10.5, 15.12, 0 },
  [HEED_STYLE_VALUE] = { SERIF, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 10.5, 15.12, 0 },
  [HEED_STYLE_OPTION] = { SANS, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 10, 14, 0 },
  [HEED_STYLE_CHOSEN] = { SANS, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 10, 14, 0 },
  [HEED_STYLE_SCALE] = { SANS, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 9.5, 13, 0 },
  [HEED_STYLE_ANCHOR] = { SANS, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 8.5, 11, 0.2 },
  [HEED_STYLE_CAPTION] = { SERIF, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 9, 12.5, 0.2 },
  [HEED_STYLE_FOOTER] = { SANS, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 8, 11, 0.35 },
};

/* Layouts are measured without a surface, so the context is told what paper is
 * like: 72 units an inch, and no fitting of letters to a raster. */
static PangoContext *
create_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);

  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);

  return context;
}

/* Control characters have no look, and no file of glyphs takes noncharacters, which
 * come with what is pasted from some PDF files: cairo gives up on the whole page. */
static gboolean
is_left_out (gunichar c)
{
  return (c < ' ' && c != '\n' && c != '\t') || c == 0x7f || (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

static gboolean
needs_cleaning (const char *text,
                gsize       length)
{
  if (!g_utf8_validate_len (text, length, NULL))
    return TRUE;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    if (is_left_out (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* Which way its first words are read. */
static gboolean
is_rtl (PangoLayout *layout)
{
  return pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
}

static gboolean
reads_from_right (PangoContext *context,
                  const char   *text)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);

  pango_layout_set_text (layout, text, -1);
  return is_rtl (layout);
}

/**
 * heed_fonts_clean:
 * @text: any text
 *
 * Makes text that can be printed: ends of lines become "\n", and what else has no
 * look is left out.
 *
 * Returns: (transfer full): the text
 */
char *
heed_fonts_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '\r' && p[1] == '\n')
      continue;
    else if (*p == '\r' || *p == '\v' || *p == '\f')
      g_string_append_c (out, '\n');
    else if (!is_left_out (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));

  return g_string_free (out, FALSE);
}

/**
 * heed_fonts_new:
 * @sample: words of the page in the language that it is read in
 *
 * Creates the typefaces for one paper. The direction of @sample, or else of
 * the person's language, is that of the page.
 *
 * Returns: (transfer full): the typefaces
 */
HeedFonts *
heed_fonts_new (const char *sample)
{
  HeedFonts *self = g_new0 (HeedFonts, 1);

  self->context = create_context ();
  self->rtl = reads_from_right (self->context, sample);
  pango_context_set_base_dir (self->context, self->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  for (guint i = 0; i < HEED_N_STYLES; i++)
    {
      PangoFontDescription *description = pango_font_description_new ();

      pango_font_description_set_family_static (description, looks[i].family);
      pango_font_description_set_weight (description, looks[i].weight);
      pango_font_description_set_style (description, looks[i].slant);
      pango_font_description_set_size (description, (int) (looks[i].size * PANGO_SCALE));
      self->descriptions[i] = description;
    }

  return self;
}

/**
 * heed_fonts_free:
 * @self: (transfer full): the typefaces
 *
 * Frees them. Layouts that were made with them live on.
 */
void
heed_fonts_free (HeedFonts *self)
{
  for (guint i = 0; i < HEED_N_STYLES; i++)
    pango_font_description_free (self->descriptions[i]);
  g_object_unref (self->context);
  g_free (self);
}

/**
 * heed_fonts_layout:
 * @self: the typefaces
 * @style: what the text is for
 * @text: any text; it is never read as markup
 * @width: where lines end, in points; -1 for one line
 *
 * Lays text out. It starts at the side where the page is read from; only the
 * paragraphs of an answer start where their own language does.
 *
 * Returns: (transfer full): the layout, in points
 */
PangoLayout *
heed_fonts_layout (HeedFonts  *self,
                   HeedStyle   style,
                   const char *text,
                   double      width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  gsize length = strlen (text);

  pango_layout_set_font_description (layout, self->descriptions[style]);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width < 0 ? -1 : pango_units_from_double (width));

  if (needs_cleaning (text, length))
    {
      g_autofree char *cleaned = heed_fonts_clean (text);

      pango_layout_set_text (layout, cleaned, -1);
    }
  else
    {
      pango_layout_set_text (layout, text, (int) MIN (length, G_MAXINT));
    }

  if (style == HEED_STYLE_ANSWER)
    pango_layout_set_alignment (layout, self->rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  else
    heed_fonts_align (self, layout, FALSE);

  return layout;
}

/**
 * heed_fonts_align:
 * @self: the typefaces
 * @layout: a layout made with them
 * @at_end: whether at the side where lines of the page end
 *
 * Aligns a text with the page, whichever way the text itself is read.
 */
void
heed_fonts_align (HeedFonts   *self,
                  PangoLayout *layout,
                  gboolean     at_end)
{
  /* Pango turns the alignment around for text that is read against the page. */
  gboolean turned = is_rtl (layout) != self->rtl;
  gboolean right = self->rtl != at_end;

  pango_layout_set_alignment (layout, right != turned ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

/**
 * heed_style_get_pitch:
 * @style: a style
 *
 * Gets how far its lines are apart.
 *
 * Returns: the distance between baselines, in points
 */
double
heed_style_get_pitch (HeedStyle style)
{
  return looks[style].pitch;
}

/**
 * heed_style_get_gray:
 * @style: a style
 *
 * Gets how light its text is.
 *
 * Returns: 0 for black to 1 for white
 */
double
heed_style_get_gray (HeedStyle style)
{
  return looks[style].gray;
}

/**
 * heed_layout_get_width:
 * @layout: a layout
 *
 * Measures the widest line.
 *
 * Returns: the width in points
 */
double
heed_layout_get_width (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return pango_units_to_double (logical.width);
}

/**
 * heed_layout_get_height:
 * @layout: a layout
 *
 * Measures all lines together.
 *
 * Returns: the height in points
 */
double
heed_layout_get_height (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return pango_units_to_double (logical.height);
}

/**
 * heed_layout_get_baseline:
 * @layout: a layout
 *
 * Gets where the letters of the first line stand.
 *
 * Returns: the distance from the top in points
 */
double
heed_layout_get_baseline (PangoLayout *layout)
{
  return pango_units_to_double (pango_layout_get_baseline (layout));
}
