/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A scale of round buttons. See heed-rating.h. */

#include "heed-rating.h"

#include "heed-pair-layout.h"
#include "heed-template.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>

#define SPACING 6

struct _HeedRating
{
  GtkWidget parent_instance;

  GtkWidget *header; /* what is in it, in this order */
  GtkLabel *number_label;
  GtkLabel *title_label;
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
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedRating, heed_rating, GTK_TYPE_WIDGET)

static int
get_value (GtkWidget *button)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "value"));
}

static GtkWidget *
find_button (HeedRating *self,
             int         value)
{
  GtkWidget *button = gtk_widget_get_first_child (self->buttons);

  while (button != NULL && get_value (button) != value)
    button = gtk_widget_get_next_sibling (button);

  return button;
}

static const char *
get_anchor (HeedRating *self,
            int         value)
{
  return g_hash_table_lookup (self->anchor_texts, GINT_TO_POINTER (value));
}

/* Shows which is chosen, names the buttons for a screen reader by what a press means,
 * such as "4 of 5" and what is rated, and shows what their values stand for to whoever
 * points at them. */
static void
update_buttons (HeedRating *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons);
       button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      int value = get_value (button);
      gboolean chosen = value == self->value;
      const char *anchor = get_anchor (self, value);
      g_autofree char *name = NULL;

      if (self->label == NULL)
        /* Translators: a rating, such as “4 of 5”. */
        name = g_strdup_printf (C_("rating", "%d of %d"), value, self->max);
      else
        /* Translators: a rating and what is rated, such as “4 of 5: Listening”. */
        name = g_strdup_printf (C_("rating", "%d of %d: %s"), value, self->max, self->label);

      if (chosen)
        gtk_widget_add_css_class (button, "chosen");
      else
        gtk_widget_remove_css_class (button, "chosen");
      gtk_widget_set_tooltip_text (button, anchor);
      gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                                   chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, anchor != NULL ? anchor : "",
                                      -1);
    }
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
  choose (self, get_value (button) == self->value ? HEED_RATING_NONE : get_value (button));
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
    {
      g_autofree char *text = g_strdup_printf ("%d", value);
      GtkWidget *button = g_object_new (GTK_TYPE_BUTTON,
                                        "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO,
                                        "label", text,
                                        NULL);

      gtk_widget_add_css_class (button, "circular");
      g_object_set_data (G_OBJECT (button), "value", GINT_TO_POINTER (value));
      g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
      heed_wrap_box_append (HEED_WRAP_BOX (self->buttons), button);
    }
  update_buttons (self);
}

/* The lines below the buttons that say what values stand for. */
static void
make_anchors (HeedRating *self)
{
  remove_children (self->anchors);
  for (int value = self->min; value <= self->max; value++)
    {
      g_autofree char *number = g_strdup_printf ("%d", value);
      const char *text = get_anchor (self, value);
      GtkWidget *line, *label;

      if (text == NULL)
        continue;

      line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
      label = g_object_new (GTK_TYPE_LABEL, "label", number, "valign", GTK_ALIGN_START, NULL);
      gtk_widget_add_css_class (label, "number");
      gtk_widget_add_css_class (line, "caption");
      gtk_widget_add_css_class (line, "dim-label");
      gtk_box_append (GTK_BOX (line), label);
      gtk_box_append (GTK_BOX (line),
                      g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0, "hexpand", TRUE, NULL));
      gtk_box_append (GTK_BOX (self->anchors), line);
    }
  gtk_widget_set_visible (self->anchors, gtk_widget_get_first_child (self->anchors) != NULL);
}

/* Goes to a button and chooses it, if there is one. */
static gboolean
go_to (HeedRating *self,
       int         value)
{
  GtkWidget *button = find_button (self, value);

  if (button == NULL)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (button);
  choose (self, value);
  return GDK_EVENT_STOP;
}

/* An arrow that points nowhere within the scale still stays in it. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                HeedRating            *self)
{
  int onward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  GtkWidget *focus = gtk_widget_get_focus_child (self->buttons);
  guint32 digit = gdk_keyval_to_unicode (keyval);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
        onward = -onward;
      if (focus != NULL)
        go_to (self, get_value (focus) + onward);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      choose (self, HEED_RATING_NONE);
      return GDK_EVENT_STOP;
    default:
      return digit >= '0' && digit <= '9' ? go_to (self, (int) digit - '0') : GDK_EVENT_PROPAGATE;
    }
}

/* One stop on the way through a page. */
static gboolean
heed_rating_focus (GtkWidget        *widget,
                   GtkDirectionType  direction)
{
  return gtk_widget_get_focus_child (widget) == NULL && gtk_widget_grab_focus (widget);
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
  remove_children (GTK_WIDGET (object));

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
heed_rating_class_init (HeedRatingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_rating_dispose;
  object_class->finalize = heed_rating_finalize;

  widget_class->focus = heed_rating_focus;
  widget_class->grab_focus = heed_rating_grab_focus;

  /**
   * HeedRating::changed:
   * @self: a scale
   *
   * A person chose a value or took their choice back.
   */
  signals[CHANGED] = g_signal_new ("changed", HEED_TYPE_RATING, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  heed_template_set (widget_class, "widgets/heed-rating.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedRating, header);
  gtk_widget_class_bind_template_child (widget_class, HeedRating, number_label);
  gtk_widget_class_bind_template_child (widget_class, HeedRating, title_label);
  gtk_widget_class_bind_template_child (widget_class, HeedRating, buttons);
  gtk_widget_class_bind_template_child (widget_class, HeedRating, anchors);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_set_css_name (widget_class, "rating");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
}

static void
heed_rating_init (HeedRating *self)
{
  self->min = 1;
  self->max = 5;
  self->value = HEED_RATING_NONE;
  self->anchor_texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), heed_pair_layout_new (HEED_PAIR_LAYOUT_OWN_WIDTH, SPACING, FALSE));
  make_buttons (self);
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
 * heed_rating_set_range:
 * @self: a scale
 * @min: the least value, 0 or more
 * @max: the greatest value, up to 10
 *
 * Sets between which values one can be chosen.
 */
void
heed_rating_set_range (HeedRating *self,
                       int         min,
                       int         max)
{
  g_return_if_fail (HEED_IS_RATING (self));
  g_return_if_fail (min >= 0 && min <= max && max <= 10);

  if (self->min == min && self->max == max)
    return;

  self->min = min;
  self->max = max;
  make_buttons (self);
  make_anchors (self);
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
  update_buttons (self);
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
  update_buttons (self);
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
  g_autofree char *text = g_strdup_printf ("%u", number);

  g_return_if_fail (HEED_IS_RATING (self));

  gtk_label_set_label (self->number_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->number_label), number > 0);
  gtk_label_set_label (self->title_label, title != NULL ? title : "");
  gtk_widget_set_visible (self->header, title != NULL);
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
  update_buttons (self);
}
