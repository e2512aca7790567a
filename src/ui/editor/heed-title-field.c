/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The title of an entry. See heed-title-field.h. */

#include "heed-title-field.h"

#include "heed-focus.h"
#include "heed-text-area.h"

#include <glib/gi18n.h>

struct _HeedTitleField
{
  AdwBin parent_instance;

  HeedTextArea *area;

  HeedEntry *entry; /* NULL where there is no title to write */
  GSignalGroup *entry_signals;
};

G_DEFINE_FINAL_TYPE (HeedTitleField, heed_title_field, ADW_TYPE_BIN)

static void
show_title (HeedTitleField *self)
{
  heed_text_area_set_text (self->area, heed_record_get_title (heed_entry_get_record (self->entry)));
}

static void
changed_cb (HeedTitleField *self)
{
  heed_entry_set_title (self->entry, heed_text_area_get_text (self->area));
}

static gboolean
moved_on_cb (HeedTitleField *self)
{
  return gtk_widget_activate_action (GTK_WIDGET (self), "editor.next", NULL);
}

static gboolean
heed_title_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HEED_TITLE_FIELD (widget)->area));
}

static void
heed_title_field_dispose (GObject *object)
{
  HeedTitleField *self = HEED_TITLE_FIELD (object);

  g_clear_object (&self->entry_signals);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (heed_title_field_parent_class)->dispose (object);
}

static void
heed_title_field_class_init (HeedTitleFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_title_field_dispose;

  widget_class->focus = heed_focus_move_within;
  widget_class->grab_focus = heed_title_field_grab_focus;
}

static void
heed_title_field_init (HeedTitleField *self)
{
  self->area = HEED_TEXT_AREA (heed_text_area_new ());
  heed_text_area_set_single_line (self->area, TRUE);
  heed_text_area_set_lines (self->area, 1);
  heed_text_area_set_placeholder (self->area, _("Title"));
  gtk_widget_add_css_class (GTK_WIDGET (self->area), "entry-title");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Title"), -1);
  g_signal_connect_object (self->area, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->area, "moved-on", G_CALLBACK (moved_on_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->area));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  self->entry_signals = g_signal_group_new (HEED_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "notify::title", G_CALLBACK (show_title), self);
}

/**
 * heed_title_field_new:
 *
 * Makes a field for no entry yet.
 *
 * Returns: (transfer floating): the field
 */
GtkWidget *
heed_title_field_new (void)
{
  return g_object_new (HEED_TYPE_TITLE_FIELD, NULL);
}

/**
 * heed_title_field_set_entry:
 * @self: a title
 * @entry: (nullable): an open entry to be written in, %NULL for none
 *
 * Shows the field if the form of the entry asks for a title, and hides it
 * otherwise.
 */
void
heed_title_field_set_entry (HeedTitleField *self,
                            HeedEntry      *entry)
{
  HeedForm *form = entry != NULL ? heed_entry_get_form (entry) : NULL;
  gboolean titled = form != NULL && heed_form_get_titled (form);

  if (!titled)
    entry = NULL;
  g_set_object (&self->entry, entry);
  g_signal_group_set_target (self->entry_signals, self->entry);
  if (titled)
    show_title (self);
  gtk_widget_set_visible (GTK_WIDGET (self), titled);
}

/**
 * heed_title_field_is_blank:
 * @self: a title
 *
 * Tells whether there is a title to write.
 *
 * Returns: %TRUE where the field is there and empty
 */
gboolean
heed_title_field_is_blank (HeedTitleField *self)
{
  return self->entry != NULL && *heed_text_area_get_text (self->area) == '\0';
}
