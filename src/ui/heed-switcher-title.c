/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages in the header bar. See heed-switcher-title.h. From libadwaita 1.4 on
 * breakpoints do this, and it can go when no older one is to be supported. */

#include "heed-switcher-title.h"

struct _HeedSwitcherTitle
{
  AdwBin parent_instance;

  AdwSqueezer *squeezer;
  GtkWidget *narrow_switcher;
  GtkWidget *window_title;

  AdwViewStack *stack;
  char *subtitle;
  gboolean title_visible;
  guint tell_source;
};

enum
{
  PROP_0,
  PROP_STACK,
  PROP_SUBTITLE,
  PROP_TITLE_VISIBLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedSwitcherTitle, heed_switcher_title, ADW_TYPE_BIN)

/* The narrow switcher would rather cut its labels than be as wide as they are.
 * Their text is smaller than this, which leaves room for what is around it. */
static void
make_room_for_labels (HeedSwitcherTitle *self)
{
  g_autoptr (GtkSelectionModel) pages = self->stack != NULL ? adw_view_stack_get_pages (self->stack) : NULL;
  guint n_pages = pages != NULL ? g_list_model_get_n_items (G_LIST_MODEL (pages)) : 0;
  int widest = 0;

  for (guint i = 0; i < n_pages; i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->narrow_switcher,
                                                                       adw_view_stack_page_get_title (page));
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      widest = MAX (widest, width);
    }

  gtk_widget_set_size_request (self->narrow_switcher, widest * (int) n_pages, -1);
}

static gboolean
tell_cb (gpointer data)
{
  HeedSwitcherTitle *self = data;
  gboolean title_visible = adw_squeezer_get_visible_child (self->squeezer) == self->window_title;

  self->tell_source = 0;
  if (self->title_visible != title_visible)
    {
      self->title_visible = title_visible;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE_VISIBLE]);
    }

  return G_SOURCE_REMOVE;
}

/* The squeezer tells while it gets its place, when what is below has been
 * measured already. */
static void
visible_child_cb (HeedSwitcherTitle *self)
{
  if (self->tell_source == 0)
    self->tell_source = g_idle_add_full (G_PRIORITY_HIGH, tell_cb, self, NULL);
}

static void
heed_switcher_title_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (heed_switcher_title_parent_class)->realize (widget);

  make_room_for_labels (HEED_SWITCHER_TITLE (widget));
}

static void
heed_switcher_title_system_setting_changed (GtkWidget        *widget,
                                            GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (heed_switcher_title_parent_class)->system_setting_changed (widget, setting);

  make_room_for_labels (HEED_SWITCHER_TITLE (widget));
}

static void
heed_switcher_title_dispose (GObject *object)
{
  HeedSwitcherTitle *self = HEED_SWITCHER_TITLE (object);

  g_clear_handle_id (&self->tell_source, g_source_remove);
  g_clear_object (&self->stack);

  G_OBJECT_CLASS (heed_switcher_title_parent_class)->dispose (object);
}

static void
heed_switcher_title_finalize (GObject *object)
{
  g_free (HEED_SWITCHER_TITLE (object)->subtitle);

  G_OBJECT_CLASS (heed_switcher_title_parent_class)->finalize (object);
}

static void
heed_switcher_title_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  HeedSwitcherTitle *self = HEED_SWITCHER_TITLE (object);

  switch (property_id)
    {
    case PROP_STACK:
      g_value_set_object (value, self->stack);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_TITLE_VISIBLE:
      g_value_set_boolean (value, self->title_visible);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_switcher_title_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  HeedSwitcherTitle *self = HEED_SWITCHER_TITLE (object);

  switch (property_id)
    {
    case PROP_STACK:
      if (g_set_object (&self->stack, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SUBTITLE:
      if (g_strcmp0 (self->subtitle, g_value_get_string (value)) == 0)
        break;
      g_free (self->subtitle);
      self->subtitle = g_value_dup_string (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_switcher_title_class_init (HeedSwitcherTitleClass *klass)
{
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_switcher_title_dispose;
  object_class->finalize = heed_switcher_title_finalize;
  object_class->get_property = heed_switcher_title_get_property;
  object_class->set_property = heed_switcher_title_set_property;
  widget_class->realize = heed_switcher_title_realize;
  widget_class->system_setting_changed = heed_switcher_title_system_setting_changed;

  properties[PROP_STACK] = g_param_spec_object ("stack", NULL, NULL, ADW_TYPE_VIEW_STACK, flags | G_PARAM_READWRITE);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags | G_PARAM_READWRITE);
  properties[PROP_TITLE_VISIBLE] = g_param_spec_boolean ("title-visible", NULL, NULL, FALSE, flags | G_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/heed-switcher-title.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedSwitcherTitle, squeezer);
  gtk_widget_class_bind_template_child (widget_class, HeedSwitcherTitle, narrow_switcher);
  gtk_widget_class_bind_template_child (widget_class, HeedSwitcherTitle, window_title);
  gtk_widget_class_bind_template_callback (widget_class, visible_child_cb);
}

static void
heed_switcher_title_init (HeedSwitcherTitle *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
