/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The mark of a kind of entry. See heed-tinted-icon.h. */

#include "heed-tinted-icon.h"

#define DEFAULT_TINT "slate"
#define SIZE 16

struct _HeedTintedIcon
{
  GtkWidget parent_instance;

  char *icon_name;
  char *tint;
};

enum
{
  PROP_0,
  PROP_ICON_NAME,
  PROP_TINT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedTintedIcon, heed_tinted_icon, GTK_TYPE_WIDGET)

static const char *
get_tint_class (HeedTintedIcon *self)
{
  return self->tint != NULL ? self->tint : DEFAULT_TINT;
}

static GtkIconPaintable *
look_up (HeedTintedIcon *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autofree char *symbolic = NULL;

  if (!g_str_has_suffix (self->icon_name, "-symbolic"))
    symbolic = g_strconcat (self->icon_name, "-symbolic", NULL);

  return gtk_icon_theme_lookup_icon (theme, symbolic != NULL ? symbolic : self->icon_name, NULL, SIZE,
                                     gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0);
}

static void
heed_tinted_icon_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = *natural = SIZE;
  *minimum_baseline = *natural_baseline = -1;
}

static void
heed_tinted_icon_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  HeedTintedIcon *self = HEED_TINTED_ICON (widget);
  g_autoptr (GtkIconPaintable) icon = self->icon_name != NULL ? look_up (self) : NULL;
  GdkRGBA color;

  if (icon == NULL)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) ((gtk_widget_get_width (widget) - SIZE) / 2),
                                                          (float) ((gtk_widget_get_height (widget) - SIZE) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, SIZE, SIZE, &color, 1);
  gtk_snapshot_restore (snapshot);
}

static void
heed_tinted_icon_finalize (GObject *object)
{
  HeedTintedIcon *self = HEED_TINTED_ICON (object);

  g_clear_pointer (&self->icon_name, g_free);
  g_clear_pointer (&self->tint, g_free);

  G_OBJECT_CLASS (heed_tinted_icon_parent_class)->finalize (object);
}

static void
heed_tinted_icon_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  HeedTintedIcon *self = HEED_TINTED_ICON (object);

  switch (property_id)
    {
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_TINT:
      g_value_set_string (value, self->tint);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_tinted_icon_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  HeedTintedIcon *self = HEED_TINTED_ICON (object);

  switch (property_id)
    {
    case PROP_ICON_NAME:
      heed_tinted_icon_set_icon_name (self, g_value_get_string (value));
      break;
    case PROP_TINT:
      heed_tinted_icon_set_tint (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_tinted_icon_class_init (HeedTintedIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = heed_tinted_icon_finalize;
  object_class->get_property = heed_tinted_icon_get_property;
  object_class->set_property = heed_tinted_icon_set_property;

  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_TINT] = g_param_spec_string ("tint", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  widget_class->measure = heed_tinted_icon_measure;
  widget_class->snapshot = heed_tinted_icon_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
heed_tinted_icon_init (HeedTintedIcon *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tinted-icon");
  gtk_widget_add_css_class (GTK_WIDGET (self), DEFAULT_TINT);
}

/**
 * heed_tinted_icon_new:
 *
 * Makes a mark without an icon.
 *
 * Returns: (transfer floating): the mark
 */
GtkWidget *
heed_tinted_icon_new (void)
{
  return g_object_new (HEED_TYPE_TINTED_ICON, NULL);
}

/**
 * heed_tinted_icon_get_icon_name:
 * @self: a mark
 *
 * Gets the name of the icon.
 *
 * Returns: (nullable): a name as it was set
 */
const char *
heed_tinted_icon_get_icon_name (HeedTintedIcon *self)
{
  g_return_val_if_fail (HEED_IS_TINTED_ICON (self), NULL);

  return self->icon_name;
}

/**
 * heed_tinted_icon_set_icon_name:
 * @self: a mark
 * @icon_name: (nullable): the name of a symbolic icon, with or without
 *   `-symbolic` at its end, as a form names it
 *
 * Chooses the icon.
 */
void
heed_tinted_icon_set_icon_name (HeedTintedIcon *self,
                                const char     *icon_name)
{
  g_return_if_fail (HEED_IS_TINTED_ICON (self));

  if (g_strcmp0 (self->icon_name, icon_name) == 0)
    return;

  g_free (self->icon_name);
  self->icon_name = g_strdup (icon_name);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ICON_NAME]);
}

/**
 * heed_tinted_icon_set_tint:
 * @self: a mark
 * @tint: (nullable): one of the tints that a form may have; %NULL is slate
 *
 * Chooses the tint.
 */
void
heed_tinted_icon_set_tint (HeedTintedIcon *self,
                           const char     *tint)
{
  g_return_if_fail (HEED_IS_TINTED_ICON (self));

  if (g_strcmp0 (self->tint, tint) == 0)
    return;

  gtk_widget_remove_css_class (GTK_WIDGET (self), get_tint_class (self));
  g_free (self->tint);
  self->tint = g_strdup (tint);
  gtk_widget_add_css_class (GTK_WIDGET (self), get_tint_class (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TINT]);
}
