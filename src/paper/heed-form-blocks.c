/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The compositions of a page. Each is one block that is never broken. */

#include "heed-form-blocks.h"

#include <glib/gi18n.h>
#include <math.h>

#define BOX_SIDE 9.0
#define BOX_GAP 5.0
#define OPTION_GAP 20.0
#define OPTION_LINE 18.0
#define OWN_WORDS_LINE 100.0
#define CIRCLE_SIDE 19.0
#define ANCHOR_GUTTER 14.0

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
        add_anchor (block, fonts, text, columns ? (guint) (value - min) : position, count, columns);
      if (text != NULL)
        position++;
    }
}

/**
 * heed_form_blocks_new_hairline:
 * @width: how long it is
 *
 * Creates a hairline across the page.
 *
 * Returns: (transfer full): the block
 */
HeedBlock *
heed_form_blocks_new_hairline (double width)
{
  HeedBlock *block = heed_block_new_parts (0, width);

  heed_block_add_shape (block, HEED_SHAPE_HAIRLINE, 0, 0.5, width);
  return block;
}

/**
 * heed_form_blocks_new_section:
 * @fonts: the typefaces
 * @title: the name of a group
 * @width: how wide the page is
 *
 * Creates the heading of a group, below a hairline.
 *
 * Returns: (transfer full): the block
 */
HeedBlock *
heed_form_blocks_new_section (HeedFonts  *fonts,
                              const char *title,
                              double      width)
{
  HeedBlock *block = heed_form_blocks_new_hairline (width);

  heed_block_add_layout (block, heed_fonts_layout (fonts, HEED_STYLE_SECTION, title, width), 0, 0, 9, width);
  return block;
}

/**
 * heed_form_blocks_new_name_line:
 * @fonts: the typefaces
 * @width: how wide the page is
 * @date: (nullable): the date of the entry; %NULL for a rule to write it on
 *
 * Creates the line on which a sheet is signed and dated.
 *
 * Returns: (transfer full): the block
 */
HeedBlock *
heed_form_blocks_new_name_line (HeedFonts  *fonts,
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
 * heed_form_blocks_new_choice:
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
heed_form_blocks_new_choice (HeedFonts  *fonts,
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
 * heed_form_blocks_new_scale:
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
heed_form_blocks_new_scale (HeedFonts  *fonts,
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
