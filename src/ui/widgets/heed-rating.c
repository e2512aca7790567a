/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A scale of round buttons. See heed-rating.h. */

#include "heed-rating.h"

#include "heed-pair-layout.h"
#include "heed-rating-parts.h"
#include "heed-wrap-box.h"

#define SPACING 6

struct _HeedRating
{
  GtkWidget parent_instance;

  GtkWidget *header;  /* what is in it, in this order */
  GtkWidget *buttons;
  GtkWidget *anchors;

  int min;
  int max;
  int value; /* HEED_RATING_NONE for none */
  char *label;
  GHashTable *anchor_texts;
};

enum
{
  PROP_0,
  PROP_MIN,
  PROP_MAX,
  PROP_VALUE,
  PROP_LABEL,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedRating, heed_rating, GTK_TYPE_WIDGET)

static GtkWidget *
find_button (HeedRating *self,
             int         value)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons);
       button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (heed_rating_button_get_value (button) == value)
      return button;

  return NULL;
}

static const char *
get_anchor (HeedRating *self,
            int         value)
{
  return g_hash_table_lookup (self->anchor_texts, GINT_TO_POINTER (value));
}

static void
describe_button (HeedRating *self,
                 GtkWidget  *button)
{
  heed_rating_button_describe (button, self->max, self->label,
                               get_anchor (self, heed_rating_button_get_value (button)));
}

static void
show_value (HeedRating *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons);
       button != NULL;
       button = gtk_widget_get_next_sibling (button))
    heed_rating_button_set_chosen (button, heed_rating_button_get_value (button) == self->value);
}

static void
choose (HeedRating *self,
        int         value)
{
  if (self->value == value)
    return;

  heed_rating_set_value (self, value);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
clicked_cb (HeedRating *self,
            GtkWidget  *button)
{
  int value = heed_rating_button_get_value (button);

  choose (self, value == self->value ? HEED_RATING_NONE : value);
}

static void
add_button (HeedRating *self,
            int         value)
{
  GtkWidget *button = heed_rating_button_new (value);

  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  heed_wrap_box_append (HEED_WRAP_BOX (self->buttons), button);
  describe_button (self, button);
}

static void
remove_children (GtkWidget *widget)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

static void
make_buttons (HeedRating *self)
{
  remove_children (self->buttons);
  for (int value = self->min; value <= self->max; value++)
    add_button (self, value);
  show_value (self);
}

static void
make_anchors (HeedRating *self)
{
  remove_children (self->anchors);
  for (int value = self->min; value <= self->max; value++)
    {
      const char *text = get_anchor (self, value);

      if (text != NULL)
        gtk_box_append (GTK_BOX (self->anchors), heed_rating_anchor_new (value, text));
    }
  gtk_widget_set_visible (self->anchors, gtk_widget_get_first_child (self->anchors) != NULL);
}

static void
describe_buttons (HeedRating *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons);
       button != NULL;
       button = gtk_widget_get_next_sibling (button))
    describe_button (self, button);
}

static gboolean
move (HeedRating *self,
      int         step)
{
  GtkWidget *focus = gtk_widget_get_focus_child (self->buttons);
  GtkWidget *next = focus != NULL ? find_button (self, heed_rating_button_get_value (focus) + step) : NULL;

  if (next == NULL)
    return FALSE;

  gtk_widget_grab_focus (next);
  choose (self, heed_rating_button_get_value (next));
  return TRUE;
}

/* An arrow that points nowhere within the scale still stays in it. */
static gboolean
press_key (HeedRating *self,
           guint       keyval)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  guint32 digit = gdk_keyval_to_unicode (keyval);

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move (self, mirrored ? 1 : -1);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move (self, mirrored ? -1 : 1);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      choose (self, HEED_RATING_NONE);
      return TRUE;
    default:
      break;
    }

  if (digit < '0' || digit > '9' || find_button (self, (int) digit - '0') == NULL)
    return FALSE;

  gtk_widget_grab_focus (find_button (self, (int) digit - '0'));
  choose (self, (int) digit - '0');
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                HeedRating            *self)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  return press_key (self, keyval) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

/* One stop on the way through a page. */
static gboolean
heed_rating_focus (GtkWidget        *widget,
                   GtkDirectionType  direction)
{
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;

  return gtk_widget_grab_focus (widget);
}

static gboolean
heed_rating_grab_focus (GtkWidget *widget)
{
  HeedRating *self = HEED_RATING (widget);
  GtkWidget *button = find_button (self, self->value);

  if (button == NULL)
    button = gtk_widget_get_first_child (self->buttons);

  return button != NULL && gtk_widget_grab_focus (button);
}

static void
heed_rating_dispose (GObject *object)
{
  HeedRating *self = HEED_RATING (object);

  g_clear_pointer (&self->header, gtk_widget_unparent);
  g_clear_pointer (&self->buttons, gtk_widget_unparent);
  g_clear_pointer (&self->anchors, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_rating_parent_class)->dispose (object);
}

static void
heed_rating_finalize (GObject *object)
{
  HeedRating *self = HEED_RATING (object);

  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->anchor_texts, g_hash_table_unref);

  G_OBJECT_CLASS (heed_rating_parent_class)->finalize (object);
}

static void
heed_rating_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  HeedRating *self = HEED_RATING (object);

  switch (property_id)
    {
    case PROP_MIN:
      g_value_set_int (value, self->min);
      break;
    case PROP_MAX:
      g_value_set_int (value, self->max);
      break;
    case PROP_VALUE:
      g_value_set_int (value, self->value);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_rating_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  HeedRating *self = HEED_RATING (object);

  switch (property_id)
    {
    case PROP_MIN:
      heed_rating_set_min (self, g_value_get_int (value));
      break;
    case PROP_MAX:
      heed_rating_set_max (self, g_value_get_int (value));
      break;
    case PROP_VALUE:
      heed_rating_set_value (self, g_value_get_int (value));
      break;
    case PROP_LABEL:
      heed_rating_set_label (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_MIN] = g_param_spec_int ("min", NULL, NULL, 0, 10, 1, flags);
  properties[PROP_MAX] = g_param_spec_int ("max", NULL, NULL, 0, 10, 5, flags);
  properties[PROP_VALUE] = g_param_spec_int ("value", NULL, NULL, HEED_RATING_NONE, 10, HEED_RATING_NONE, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
heed_rating_class_init (HeedRatingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_rating_dispose;
  object_class->finalize = heed_rating_finalize;
  object_class->get_property = heed_rating_get_property;
  object_class->set_property = heed_rating_set_property;

  widget_class->focus = heed_rating_focus;
  widget_class->grab_focus = heed_rating_grab_focus;

  install_properties (object_class);

  /**
   * HeedRating::changed:
   * @self: a scale
   *
   * A person chose a value or took their choice back.
   */
  signals[CHANGED] = g_signal_new ("changed", HEED_TYPE_RATING, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "rating");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
}

static void
heed_rating_init (HeedRating *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->min = 1;
  self->max = 5;
  self->value = HEED_RATING_NONE;
  self->anchor_texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  gtk_widget_set_layout_manager (GTK_WIDGET (self), heed_pair_layout_new (HEED_PAIR_LAYOUT_OWN_WIDTH, SPACING, FALSE));
  self->header = heed_rating_header_new ();
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
  self->buttons = heed_wrap_box_new ();
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
  self->anchors = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_visible (self->anchors, FALSE);
  gtk_widget_set_parent (self->anchors, GTK_WIDGET (self));
  make_buttons (self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->buttons, keys);
}

/**
 * heed_rating_new:
 *
 * Makes a scale from 1 to 5 on which nothing is chosen.
 *
 * Returns: (transfer floating): the scale
 */
GtkWidget *
heed_rating_new (void)
{
  return g_object_new (HEED_TYPE_RATING, NULL);
}

/**
 * heed_rating_set_min:
 * @self: a scale
 * @min: from 0 to 10
 *
 * Sets the least value.
 */
void
heed_rating_set_min (HeedRating *self,
                     int         min)
{
  g_return_if_fail (HEED_IS_RATING (self));
  g_return_if_fail (min >= 0 && min <= 10);

  if (self->min == min)
    return;

  self->min = min;
  make_buttons (self);
  make_anchors (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MIN]);
}

/**
 * heed_rating_set_max:
 * @self: a scale
 * @max: from 0 to 10
 *
 * Sets the greatest value.
 */
void
heed_rating_set_max (HeedRating *self,
                     int         max)
{
  g_return_if_fail (HEED_IS_RATING (self));
  g_return_if_fail (max >= 0 && max <= 10);

  if (self->max == max)
    return;

  self->max = max;
  make_buttons (self);
  make_anchors (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX]);
}

/**
 * heed_rating_get_value:
 * @self: a scale
 *
 * Gets what is chosen.
 *
 * Returns: a value, or %HEED_RATING_NONE
 */
int
heed_rating_get_value (HeedRating *self)
{
  g_return_val_if_fail (HEED_IS_RATING (self), HEED_RATING_NONE);

  return self->value;
}

/**
 * heed_rating_set_value:
 * @self: a scale
 * @value: what is chosen, or %HEED_RATING_NONE
 *
 * Chooses a value.
 */
void
heed_rating_set_value (HeedRating *self,
                       int         value)
{
  g_return_if_fail (HEED_IS_RATING (self));
  g_return_if_fail (value >= HEED_RATING_NONE && value <= 10);

  if (self->value == value)
    return;

  self->value = value;
  show_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/**
 * heed_rating_set_label:
 * @self: a scale
 * @label: (nullable): what is rated, in words that make sense alone
 *
 * Names the scale and its buttons for a screen reader. It is not shown.
 */
void
heed_rating_set_label (HeedRating *self,
                       const char *label)
{
  g_return_if_fail (HEED_IS_RATING (self));

  if (g_strcmp0 (self->label, label) == 0)
    return;

  g_free (self->label);
  self->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label != NULL ? label : "", -1);
  describe_buttons (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

/**
 * heed_rating_set_title:
 * @self: a scale
 * @number: its number, 0 for none
 * @title: (nullable): a question; %NULL for none
 *
 * Shows a question beside the buttons.
 */
void
heed_rating_set_title (HeedRating *self,
                       guint       number,
                       const char *title)
{
  g_return_if_fail (HEED_IS_RATING (self));

  heed_rating_header_set_title (self->header, number, title);
}

/**
 * heed_rating_set_anchor:
 * @self: a scale
 * @value: a value
 * @text: (nullable): what the value stands for; %NULL for nothing
 *
 * Says what a value stands for, below the buttons.
 */
void
heed_rating_set_anchor (HeedRating *self,
                        int         value,
                        const char *text)
{
  g_return_if_fail (HEED_IS_RATING (self));

  if (text != NULL)
    g_hash_table_replace (self->anchor_texts, GINT_TO_POINTER (value), g_strdup (text));
  else
    g_hash_table_remove (self->anchor_texts, GINT_TO_POINTER (value));
  make_anchors (self);
  describe_buttons (self);
}
