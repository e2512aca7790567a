/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A ring that shows how far something is. It is drawn in the accent color of
 * its style; the track takes the color of the text with little of it left. */

#include "heed-ring.h"

#include <glib/gi18n.h>
#include <math.h>

#define THICKNESS 6.0

struct _HeedRing
{
  GtkWidget parent_instance;

  GtkWidget *label;
  double fraction;
};

G_DEFINE_FINAL_TYPE (HeedRing, heed_ring, GTK_TYPE_WIDGET)

static void
show_fraction (HeedRing *self)
{
  int percent = (int) lround (self->fraction * 100.0);
  g_autofree char *text = NULL;

  /* Never 100 before everything is there, never 0 once something is. */
  if (self->fraction > 0.0 && self->fraction < 1.0)
    percent = CLAMP (percent, 1, 99);
  /* Translators: how much of something is done. */
  text = g_strdup_printf (_("%d%%"), percent);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->fraction * 100.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
draw_arc (cairo_t       *cr,
          double         size,
          double         fraction,
          const GdkRGBA *color)
{
  gdk_cairo_set_source_rgba (cr, color);
  cairo_arc (cr, 0, 0, (size - THICKNESS) / 2.0, -G_PI_2, -G_PI_2 + fraction * 2.0 * G_PI);
  cairo_stroke (cr);
}

static void
heed_ring_snapshot (GtkWidget   *widget,
                    GtkSnapshot *snapshot)
{
  HeedRing *self = HEED_RING (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double size = MIN (width, height);
  cairo_t *cr;
  GdkRGBA color, track;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_style_context_get_color (gtk_widget_get_style_context (self->label), &track);
  track.alpha *= 0.15f;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_translate (cr, width / 2.0, height / 2.0);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    cairo_scale (cr, -1, 1);
  cairo_set_line_width (cr, THICKNESS);
  draw_arc (cr, size, 1.0, &track);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (self->fraction > 0.0)
    draw_arc (cr, size, self->fraction, &color);
  cairo_destroy (cr);

  gtk_widget_snapshot_child (widget, self->label, snapshot);
}

static void
heed_ring_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  HeedRing *self = HEED_RING (widget);
  int width, height;

  /* Round, and wide enough for the text at any text size. */
  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (self->label, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  *minimum = *natural = MAX (width, height) + 2 * (int) THICKNESS + 4;
  *minimum_baseline = *natural_baseline = -1;
}

static void
heed_ring_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  HeedRing *self = HEED_RING (widget);
  GtkRequisition size;

  gtk_widget_get_preferred_size (self->label, &size, NULL);
  gtk_widget_size_allocate (self->label,
                            &(GtkAllocation) { (width - size.width) / 2, (height - size.height) / 2,
                                               size.width, size.height },
                            -1);
}

static void
heed_ring_dispose (GObject *object)
{
  g_clear_pointer (&HEED_RING (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_ring_parent_class)->dispose (object);
}

static void
heed_ring_class_init (HeedRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_ring_dispose;
  widget_class->snapshot = heed_ring_snapshot;
  widget_class->measure = heed_ring_measure;
  widget_class->size_allocate = heed_ring_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "ring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
heed_ring_init (HeedRing *self)
{
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Progress"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0,
                                  -1);
  show_fraction (self);
}

/**
 * heed_ring_set_fraction:
 * @self: a ring
 * @fraction: from 0 to 1; what is beyond is taken as the nearer end
 *
 * Fills the ring.
 */
void
heed_ring_set_fraction (HeedRing *self,
                        double    fraction)
{
  g_return_if_fail (HEED_IS_RING (self));

  fraction = fraction > 0.0 ? MIN (fraction, 1.0) : 0.0;
  if (self->fraction == fraction)
    return;

  self->fraction = fraction;
  show_fraction (self);
}
