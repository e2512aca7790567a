/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Text against what is behind it, on every page as it is drawn: at least 4.5
 * to 1, as WCAG 2 has it for level AA. Light and dark here; meson runs it a
 * second time with high contrast.
 *
 * The pages are drawn several times as large as on the screen, so that even a
 * thin stroke has its full color somewhere. */

#include "screen.h"
#include "walk.h"

#include "heed-text-area.h"

#include <math.h>
#include <string.h>

#define LEAST 4.5
#define SCALE 3
/* Colors alike in their first bits are one: the edges of letters are blended. */
#define BITS 5

typedef struct
{
  guchar *pixels; /* premultiplied BGRA, as cairo has it on this machine */
  int width;
  int height;
} Picture;

static Walk walk;

static double
linearize (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

/* Pictures have many pixels, and few values. */
static const double *
get_linear_values (void)
{
  static double values[256];

  for (guint i = 0; values[255] == 0 && i < G_N_ELEMENTS (values); i++)
    values[i] = linearize (i / 255.0);

  return values;
}

static double
get_luminance (guint32 color)
{
  const double *linear = get_linear_values ();

  return 0.2126 * linear[color >> 16 & 0xff] + 0.7152 * linear[color >> 8 & 0xff] + 0.0722 * linear[color & 0xff];
}

static double
get_contrast (guint32 one,
              guint32 two)
{
  double a = get_luminance (one), b = get_luminance (two);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/* There is nothing to draw while a window waits for its next layout. */
static GskRenderNode *
dup_node (GtkWidget *top)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (top);
  GskRenderNode *node = NULL;

  for (guint i = 0; i < 100 && node == NULL; i++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      gtk_snapshot_scale (snapshot, SCALE, SCALE);
      gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (top), gtk_widget_get_height (top));
      node = gtk_snapshot_free_to_node (snapshot);
      if (node == NULL)
        wait_for_rest (top);
    }

  g_assert_nonnull (node);
  return node;
}

static void
draw (GtkWidget *top,
      Picture   *picture)
{
  g_autoptr (GskRenderNode) node = dup_node (top);
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (top));
  g_autoptr (GdkTexture) texture = NULL;

  texture = gsk_renderer_render_texture (renderer, node,
                                         &GRAPHENE_RECT_INIT (0, 0, SCALE * gtk_widget_get_width (top),
                                                              SCALE * gtk_widget_get_height (top)));
  picture->width = gdk_texture_get_width (texture);
  picture->height = gdk_texture_get_height (texture);
  picture->pixels = g_malloc ((gsize) picture->width * picture->height * 4);
  gdk_texture_download (texture, picture->pixels, (gsize) picture->width * 4);
}

static guint32
get_pixel (const Picture *picture,
           int            x,
           int            y)
{
  guint32 pixel;

  memcpy (&pixel, picture->pixels + ((gsize) y * picture->width + x) * 4, 4);
  return pixel & 0xffffff;
}

static guint
round_color (guint32 color)
{
  guint rounded = 0;

  for (int shift = 16; shift >= 0; shift -= 8)
    rounded = rounded << BITS | (color >> shift & 0xff) >> (8 - BITS);

  return rounded;
}

/* What most of the area has is the background; of the text, the color that
 * stands out most. */
static double
measure (const Picture *picture,
         const int      area[4])
{
  g_autofree guint *counts = g_new0 (guint, 1 << 3 * BITS);
  guint32 background = 0;
  guint most = 0;
  double best = 1;

  for (int y = area[1]; y < area[3]; y++)
    for (int x = area[0]; x < area[2]; x++)
      {
        guint32 color = get_pixel (picture, x, y);
        guint count = ++counts[round_color (color)];

        if (count > most)
          {
            most = count;
            background = color;
          }
      }

  for (int y = area[1]; y < area[3]; y++)
    for (int x = area[0]; x < area[2]; x++)
      best = MAX (best, get_contrast (background, get_pixel (picture, x, y)));

  return best;
}

static double
get_line_height (GtkWidget *widget)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  double height = pango_font_metrics_get_height (metrics) / (double) PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return height;
}

/* The part of a widget that is really in sight, in pixels, if there is a line in it. */
static gboolean
find_area (GtkWidget     *top,
           GtkWidget     *widget,
           const Picture *picture,
           int            area[4])
{
  graphene_rect_t bounds, seen;
  double whole;

  if (!gtk_widget_compute_bounds (widget, top, &seen))
    return FALSE;

  whole = seen.size.height;

  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL; parent = gtk_widget_get_parent (parent))
    if (!gtk_widget_compute_bounds (parent, top, &bounds) || !graphene_rect_intersection (&seen, &bounds, &seen))
      return FALSE;

  area[0] = CLAMP ((int) ceilf (seen.origin.x * SCALE), 0, picture->width);
  area[1] = CLAMP ((int) ceilf (seen.origin.y * SCALE), 0, picture->height);
  area[2] = CLAMP ((int) (seen.origin.x + seen.size.width) * SCALE, 0, picture->width);
  area[3] = CLAMP ((int) (seen.origin.y + seen.size.height) * SCALE, 0, picture->height);
  /* A sliver shows no text, and the only line may be in the middle. */
  return area[2] - area[0] > 8 * SCALE && area[3] - area[1] > 8 * SCALE &&
         seen.size.height >= MIN (whole, 2 * get_line_height (widget));
}

static const char *
get_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  if (GTK_IS_TEXT (widget))
    return *gtk_editable_get_text (GTK_EDITABLE (widget)) != '\0' ? gtk_editable_get_text (GTK_EDITABLE (widget))
                                                                  : gtk_text_get_placeholder_text (GTK_TEXT (widget));

  if (HEED_IS_TEXT_AREA (widget))
    return *heed_text_area_get_text (HEED_TEXT_AREA (widget)) != '\0'
             ? heed_text_area_get_text (HEED_TEXT_AREA (widget))
             : heed_text_area_get_placeholder (HEED_TEXT_AREA (widget));

  return NULL;
}

/* What cannot be used may be faint; covers of the platform are its own. */
static gboolean
is_exempt (GtkWidget *widget)
{
  return !gtk_widget_is_sensitive (widget) || gtk_widget_get_ancestor (widget, GTK_TYPE_SHORTCUTS_WINDOW) != NULL ||
         gtk_widget_get_ancestor (widget, ADW_TYPE_ABOUT_WINDOW) != NULL;
}

static void
check (GtkWidget     *top,
       GtkWidget     *widget,
       const Picture *picture,
       GPtrArray     *faults)
{
  const char *words = get_words (widget);
  int area[4];

  if (!gtk_widget_get_mapped (widget) || gtk_widget_get_opacity (widget) < 0.01)
    return;

  if (words != NULL && *words != '\0' && !is_exempt (widget) && find_area (top, widget, picture, area))
    {
      double contrast = measure (picture, area);

      if (contrast < LEAST)
        {
          walk_complain (faults, "%.2f for “%s” in a %s in a %s", contrast, words,
                         G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)),
                         G_OBJECT_TYPE_NAME (gtk_widget_get_parent (gtk_widget_get_parent (widget))));
        }
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check (top, child, picture, faults);
}

static void
look (Walk       *where,
      GtkWidget  *top,
      GPtrArray  *faults,
      gpointer    data)
{
  Picture picture;

  gtk_window_set_focus (GTK_WINDOW (top), NULL);
  draw (top, &picture);
  check (top, top, &picture, faults);
  g_free (picture.pixels);
}

static void
test_contrast (gconstpointer data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), GPOINTER_TO_UINT (data));
  walk_open (&walk, 800, 1200);
  walk_all (&walk, look, NULL);
  walk_close (&walk);
}

/* The yardstick itself. */
static void
test_measure (void)
{
  g_assert_cmpfloat_with_epsilon (get_contrast (0xffffff, 0x000000), 21, 0.01);
  g_assert_cmpfloat_with_epsilon (get_contrast (0x767676, 0xffffff), 4.54, 0.01);
  g_assert_cmpfloat_with_epsilon (get_contrast (0xff0000, 0xffffff), 4.0, 0.01);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  walk_start (&walk);
  g_assert_true (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ==
                 (g_getenv ("ADW_DEBUG_HIGH_CONTRAST") != NULL));
  g_test_add_func ("/contrast/measure", test_measure);
  g_test_add_data_func ("/contrast/light", GUINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_LIGHT), test_contrast);
  g_test_add_data_func ("/contrast/dark", GUINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_DARK), test_contrast);
  return g_test_run ();
}
