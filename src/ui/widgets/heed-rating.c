/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A scale of round buttons. See heed-rating.h. */

#include "heed-rating.h"

#include "heed-pair-layout.h"
#include "heed-reading.h"
#include "heed-template.h"
#include "heed-text.h"
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
  GtkPopover *menu; /* NULL until it is wanted */

  int value;   /* HEED_RATING_NONE for none */
  int pointed; /* the one somebody points at, likewise */
};

G_DEFINE_FINAL_TYPE (HeedRating, heed_rating, GTK_TYPE_WIDGET)

/* Of a button, or of a line that says what a value stands for. */
static int
get_value (GtkWidget *widget)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), "value"));
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

static void
choose (HeedRating *self,
        int         value)
{
  if (self->value == value)
    return;

  heed_rating_set_value (self, value);
  g_signal_emit_by_name (self, "changed");
}

static void
clicked_cb (HeedRating *self,
            GtkWidget  *button)
{
  choose (self, get_value (button));
}

/* The sentence of the value that somebody points at, or else has chosen, stands out;
 * for a value between two sentences both do. */
static void
lift_anchors (HeedRating *self)
{
  int value = self->pointed != HEED_RATING_NONE ? self->pointed : self->value;
  int below = HEED_RATING_NONE, above = HEED_RATING_NONE;
  GtkWidget *line;

  for (line = gtk_widget_get_first_child (self->anchors); line != NULL; line = gtk_widget_get_next_sibling (line))
    {
      if (get_value (line) <= value)
        below = get_value (line);
      if (get_value (line) >= value && above == HEED_RATING_NONE)
        above = get_value (line);
    }
  for (line = gtk_widget_get_first_child (self->anchors); line != NULL; line = gtk_widget_get_next_sibling (line))
    heed_reading_set_class (line, "dim-label",
                            value == HEED_RATING_NONE || (get_value (line) != below && get_value (line) != above));
}

static void
entered_cb (GtkEventController *motion,
            double              x,
            double              y,
            HeedRating         *self)
{
  self->pointed = get_value (gtk_event_controller_get_widget (motion));
  lift_anchors (self);
}

static void
left_cb (GtkEventController *motion,
         HeedRating         *self)
{
  self->pointed = HEED_RATING_NONE;
  lift_anchors (self);
}

/* What a value stands for; one that has no sentence lies between two that do. */
static char *
describe_value (HeedField *field,
                int        value)
{
  const char *anchor = heed_field_get_anchor (field, value), *below = NULL, *above = NULL;

  for (int i = value; i >= (int) heed_field_get_min (field) && below == NULL; i--)
    below = heed_field_get_anchor (field, i);
  for (int i = value; i <= (int) heed_field_get_max (field) && above == NULL; i++)
    above = heed_field_get_anchor (field, i);
  if (anchor != NULL || below == NULL || above == NULL)
    return g_strdup (anchor);

  /* Translators: what the values beside one of a scale stand for. */
  return g_strdup_printf (_("Between “%s” and “%s”"), below, above);
}

/* It is named for a screen reader by what a press means, such as "4 of 5" and what is
 * rated, and shows what its value stands for to whoever points at it. */
static void
add_button (HeedRating *self,
            int         value,
            const char *text,
            const char *name,
            const char *meaning)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO,
                                    "label", text,
                                    "tooltip-text", meaning,
                                    NULL);

  gtk_widget_add_css_class (button, "circular");
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, heed_text_or_empty (meaning),
                                  -1);
  g_object_set_data (G_OBJECT (button), "value", GINT_TO_POINTER (value));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "enter", G_CALLBACK (entered_cb), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (left_cb), self, 0);
  gtk_widget_add_controller (button, motion);
  heed_wrap_box_append (HEED_WRAP_BOX (self->buttons), button);
}

/* A line below the buttons that says what a value stands for. */
static void
add_anchor (HeedRating *self,
            int         value,
            const char *number,
            const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget *label = gtk_label_new (number);
  GtkWidget *words = heed_reading_new_label (text, NULL);

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "number");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (line, "caption");
  gtk_widget_add_css_class (line, "dim-label");
  g_object_set_data (G_OBJECT (line), "value", GINT_TO_POINTER (value));
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (self->anchors), line);
  gtk_widget_set_visible (self->anchors, TRUE);
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
clear_action (HeedRating *self)
{
  choose (self, HEED_RATING_NONE);
}

/* There are many scales on a page, and few of them are asked for a menu. */
static void
make_menu (HeedRating *self)
{
  g_autoptr (GMenu) items = g_menu_new ();

  g_menu_append (items, _("_Clear Rating"), "rating.clear");
  self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (G_MENU_MODEL (items)));
  gtk_popover_set_has_arrow (self->menu, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Rating Menu"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
}

/* At the pointer, or at the button that has the focus. */
static void
popup_menu (HeedRating         *self,
            const GdkRectangle *place)
{
  GtkWidget *focus = gtk_widget_get_focus_child (self->buttons);
  GdkRectangle button = { 0 };
  double x = 0, y = 0;

  if (self->menu == NULL)
    make_menu (self);
  if (place == NULL && focus != NULL)
    {
      gtk_widget_translate_coordinates (focus, GTK_WIDGET (self), 0, 0, &x, &y);
      button = (GdkRectangle) { (int) x, (int) y, gtk_widget_get_width (focus), gtk_widget_get_height (focus) };
      place = &button;
    }
  gtk_popover_set_pointing_to (self->menu, place);
  gtk_popover_popup (self->menu);
}

static void
menu_action (HeedRating *self)
{
  popup_menu (self, NULL);
}

static void
pressed_cb (GtkGestureSingle *gesture,
            int               n_press,
            double            x,
            double            y,
            HeedRating       *self)
{
  popup_menu (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

static void
long_pressed_cb (GtkGestureSingle *gesture,
                 double            x,
                 double            y,
                 HeedRating       *self)
{
  popup_menu (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

static void
heed_rating_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_rating_parent_class)->dispose (object);
}

static void
heed_rating_class_init (HeedRatingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_rating_dispose;

  widget_class->focus = heed_rating_focus;
  widget_class->grab_focus = heed_rating_grab_focus;

  /**
   * HeedRating::changed:
   * @self: a scale
   *
   * A person chose a value or took their choice back.
   */
  g_signal_new ("changed", HEED_TYPE_RATING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  heed_template_set (widget_class, "widgets/heed-rating.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedRating, header);
  gtk_widget_class_bind_template_child (widget_class, HeedRating, number_label);
  gtk_widget_class_bind_template_child (widget_class, HeedRating, title_label);
  gtk_widget_class_bind_template_child (widget_class, HeedRating, buttons);
  gtk_widget_class_bind_template_child (widget_class, HeedRating, anchors);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
  heed_template_install_action (widget_class, "rating.clear", NULL, G_CALLBACK (clear_action));
  heed_template_install_action (widget_class, "rating.menu", NULL, G_CALLBACK (menu_action));
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "rating.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "rating.menu", NULL);
  gtk_widget_class_set_css_name (widget_class, "rating");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
}

static void
heed_rating_init (HeedRating *self)
{
  self->value = self->pointed = HEED_RATING_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rating.clear", FALSE);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), heed_pair_layout_new (HEED_PAIR_LAYOUT_OWN_WIDTH, SPACING, FALSE));
}

/**
 * heed_rating_new:
 * @field: what asks for a rating, with values from 0 to 10
 * @name: what is rated, in words that make sense alone
 *
 * Makes a scale on which nothing is chosen. A screen reader calls it @name, which is
 * not shown.
 *
 * Returns: (transfer floating): the scale
 */
GtkWidget *
heed_rating_new (HeedField  *field,
                 const char *name)
{
  HeedRating *self = g_object_new (HEED_TYPE_RATING, NULL);
  int max = (int) heed_field_get_max (field);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (int value = (int) heed_field_get_min (field); value <= max; value++)
    {
      const char *anchor = heed_field_get_anchor (field, value);
      g_autofree char *text = g_strdup_printf ("%d", value);
      /* Translators: a rating and what is rated, such as “4 of 5: Listening”. */
      g_autofree char *button_name = g_strdup_printf (C_("rating", "%d of %d: %s"), value, max, name);

      g_autofree char *meaning = describe_value (field, value);

      add_button (self, value, text, button_name, meaning);
      if (anchor != NULL)
        add_anchor (self, value, text, anchor);
    }

  return GTK_WIDGET (self);
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

  if (self->value == value)
    return;

  self->value = value;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rating.clear", value != HEED_RATING_NONE);
  lift_anchors (self);
  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons);
       button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      gboolean chosen = get_value (button) == value;

      heed_reading_set_class (button, "chosen", chosen);
      gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                                   chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
}

/**
 * heed_rating_set_title:
 * @self: a scale
 * @number: its number, 0 for none
 * @title: a question
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
  gtk_label_set_label (self->title_label, title);
  gtk_widget_set_visible (self->header, TRUE);
}
