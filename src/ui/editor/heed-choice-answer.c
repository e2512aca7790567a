/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One of several options, or words of one's own. The words are kept even when
 * another option is chosen after all. */

#include "heed-choice-answer.h"

#include "heed-text-area.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>

struct _HeedChoiceAnswer
{
  HeedAnswerView parent_instance;

  GtkWidget *options;
  GtkWidget *clear_button;
  HeedTextArea *other;    /* NULL where only the options are offered */
  char *other_path;
  char *name;
  gboolean showing;
  gboolean answering_other;
};

G_DEFINE_FINAL_TYPE (HeedChoiceAnswer, heed_choice_answer, HEED_TYPE_ANSWER_VIEW)

static const char *
get_option (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "option");
}

static GtkWidget *
find_button (HeedChoiceAnswer *self,
             const char       *option)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->options);
       button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (g_strcmp0 (get_option (button), option) == 0)
      return button;

  return NULL;
}

static void
update_other (HeedChoiceAnswer *self)
{
  const char *value = heed_answer_view_get_value (HEED_ANSWER_VIEW (self));

  gtk_widget_set_visible (self->clear_button, value != NULL);
  if (self->other != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->other), g_strcmp0 (value, HEED_CHOICE_OTHER) == 0);
}

static void
toggled_cb (HeedChoiceAnswer *self,
            GtkCheckButton   *button)
{
  const char *option = get_option (GTK_WIDGET (button));

  if (self->showing || !gtk_check_button_get_active (button))
    return;

  heed_answer_view_answer (HEED_ANSWER_VIEW (self), option);
  update_other (self);
  if (self->other != NULL && g_str_equal (option, HEED_CHOICE_OTHER))
    gtk_widget_grab_focus (GTK_WIDGET (self->other));
}

static void
other_changed_cb (HeedChoiceAnswer *self)
{
  HeedEntry *entry = heed_answer_view_get_entry (HEED_ANSWER_VIEW (self));

  self->answering_other = TRUE;
  heed_entry_set_answer (entry, self->other_path, heed_text_area_get_text (self->other));
  self->answering_other = FALSE;
}

static void
clear_cb (HeedChoiceAnswer *self)
{
  gtk_widget_grab_focus (gtk_widget_get_first_child (self->options));
  heed_answer_view_answer (HEED_ANSWER_VIEW (self), NULL);
  heed_answer_view_refresh (HEED_ANSWER_VIEW (self));
}

static GtkWidget *
add_option (HeedChoiceAnswer *self,
            const char       *option,
            const char       *label)
{
  GtkWidget *first = gtk_widget_get_first_child (self->options);
  /* A group of check buttons looks like radio buttons, and should sound so. */
  GtkWidget *button = g_object_new (GTK_TYPE_CHECK_BUTTON,
                                    "label", label,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO,
                                    NULL);
  /* Translators: a question and one of the answers to choose from. */
  g_autofree char *name = g_strdup_printf (C_("name of an option", "%s: %s"), self->name, label);

  if (first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (first));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "option", g_strdup (option), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  heed_wrap_box_append (HEED_WRAP_BOX (self->options), button);
  return button;
}

static void
add_other (HeedChoiceAnswer         *self,
           GtkWidget                *box,
           const HeedFilledFormNode *node)
{
  /* Translators: a question that is answered in words of one's own. */
  g_autofree char *name = g_strdup_printf (_("In your own words: %s"), node->name);

  add_option (self, HEED_CHOICE_OTHER, _("Other…"));

  self->other_path = g_strconcat (node->path, "/", HEED_CHOICE_OTHER, NULL);
  self->other = HEED_TEXT_AREA (heed_text_area_new ());
  heed_text_area_set_single_line (self->other, TRUE);
  heed_text_area_set_lines (self->other, 1);
  heed_text_area_set_placeholder (self->other, _("In your own words"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->other), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (self->other, "changed", G_CALLBACK (other_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->other, "moved-on", G_CALLBACK (heed_answer_view_move_on), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->other));
}

static void
heed_choice_answer_bound (HeedAnswerView           *view,
                          const HeedFilledFormNode *node,
                          gboolean                  titled)
{
  HeedChoiceAnswer *self = HEED_CHOICE_ANSWER (view);
  /* Translators: a question of which the answer is taken back. */
  g_autofree char *clear_name = g_strdup_printf (_("Clear the choice: %s"), node->name);
  GtkWidget *box = adw_bin_get_child (ADW_BIN (self));
  const char *hint = heed_field_get_hint (node->field);

  self->name = g_strdup (node->name);
  for (guint i = 0; i < heed_field_get_n_options (node->field); i++)
    add_option (self, heed_field_get_option_id (node->field, i), heed_field_get_option_label (node->field, i));
  if (heed_field_get_allows_other (node->field))
    add_other (self, box, node);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->options),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, node->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint != NULL ? hint : "",
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, clear_name, -1);
}

/* An option that the form no longer has is offered as it was kept. */
static void
heed_choice_answer_show (HeedAnswerView *view,
                         const char     *value)
{
  HeedChoiceAnswer *self = HEED_CHOICE_ANSWER (view);

  if (value != NULL && find_button (self, value) == NULL)
    add_option (self, value, value);

  self->showing = TRUE;
  for (GtkWidget *button = gtk_widget_get_first_child (self->options);
       button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button), g_strcmp0 (get_option (button), value) == 0);
  self->showing = FALSE;

  if (self->other != NULL && !self->answering_other)
    heed_text_area_set_text (self->other, heed_entry_get_answer (heed_answer_view_get_entry (view), self->other_path));
  update_other (self);
}

/* Where the arrows move on from, and what is chosen. */
static GtkWidget *
heed_choice_answer_get_focus (HeedAnswerView *view)
{
  HeedChoiceAnswer *self = HEED_CHOICE_ANSWER (view);
  const char *value = heed_answer_view_get_value (view);
  GtkWidget *button = value != NULL ? find_button (self, value) : NULL;

  return button != NULL ? button : gtk_widget_get_first_child (self->options);
}

static void
heed_choice_answer_finalize (GObject *object)
{
  HeedChoiceAnswer *self = HEED_CHOICE_ANSWER (object);

  g_clear_pointer (&self->other_path, g_free);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (heed_choice_answer_parent_class)->finalize (object);
}

static void
heed_choice_answer_class_init (HeedChoiceAnswerClass *klass)
{
  HeedAnswerViewClass *view_class = HEED_ANSWER_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_choice_answer_finalize;

  view_class->bound = heed_choice_answer_bound;
  view_class->show = heed_choice_answer_show;
  view_class->get_focus = heed_choice_answer_get_focus;
}

static void
heed_choice_answer_init (HeedChoiceAnswer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->options = g_object_new (HEED_TYPE_WRAP_BOX,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP,
                                "hexpand", TRUE,
                                NULL);
  gtk_box_append (GTK_BOX (line), self->options);

  self->clear_button = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_add_css_class (self->clear_button, "flat");
  gtk_widget_add_css_class (self->clear_button, "circular");
  gtk_widget_set_tooltip_text (self->clear_button, _("Clear the Choice"));
  gtk_widget_set_valign (self->clear_button, GTK_ALIGN_START);
  g_signal_connect_object (self->clear_button, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), self->clear_button);

  gtk_box_append (GTK_BOX (box), line);
  adw_bin_set_child (ADW_BIN (self), box);
}
