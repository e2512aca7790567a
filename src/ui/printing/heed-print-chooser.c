/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which worksheet to print. See heed-print-chooser.h. */

#include "heed-print-chooser.h"

#include "heed-reading.h"

struct _HeedPrintChooser
{
  AdwWindow parent_instance;

  GtkListBox *list;

  HeedWorkbook *workbook;
};

G_DEFINE_FINAL_TYPE (HeedPrintChooser, heed_print_chooser, ADW_TYPE_WINDOW)

static void
add_form (HeedPrintChooser *self,
          const char       *form_id)
{
  HeedForm *form = form_id != NULL ? heed_workbook_find_form (self->workbook, form_id) : NULL;
  GtkWidget *row, *icon;

  if (form == NULL)
    return;

  row = adw_action_row_new ();
  icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       "valign", GTK_ALIGN_CENTER, NULL);
  heed_reading_show_icon (GTK_IMAGE (icon), heed_form_get_icon_name (form), heed_form_get_tint (form));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), heed_form_get_title (form));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "form", g_strdup (form_id), g_free);
  gtk_list_box_append (self->list, row);
}

/* The self-check and the activities; the forms that every workbook has are for
 * a line or two on the screen. */
static void
add_forms (HeedPrintChooser *self)
{
  HeedItem *questions = heed_workbook_get_questions (self->workbook);
  HeedItem *activities = heed_workbook_get_activities (self->workbook);
  GListModel *children = activities != NULL ? heed_item_get_children (activities) : NULL;

  if (questions != NULL)
    add_form (self, heed_item_get_form_id (questions));
  for (guint i = 0; children != NULL && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (HeedItem) activity = g_list_model_get_item (children, i);

      add_form (self, heed_item_get_form_id (activity));
    }
}

static void
row_activated_cb (HeedPrintChooser *self,
                  GtkListBoxRow    *row)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  const char *form_id = g_object_get_data (G_OBJECT (row), "form");

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.print-blank", "s", form_id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
heed_print_chooser_dispose (GObject *object)
{
  g_clear_object (&HEED_PRINT_CHOOSER (object)->workbook);

  G_OBJECT_CLASS (heed_print_chooser_parent_class)->dispose (object);
}

static void
heed_print_chooser_class_init (HeedPrintChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_print_chooser_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/heedworkbook/Heed/printing/heed-print-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedPrintChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
heed_print_chooser_init (HeedPrintChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_print_chooser_new:
 * @parent: the window that prints
 * @journal: the journal with the workbook
 *
 * Makes a window that asks what to print.
 *
 * Returns: (transfer none): the window, owned by GTK
 */
GtkWidget *
heed_print_chooser_new (GtkWindow   *parent,
                        HeedJournal *journal)
{
  HeedPrintChooser *self = g_object_new (HEED_TYPE_PRINT_CHOOSER, "transient-for", parent, NULL);

  self->workbook = g_object_ref (heed_journal_get_workbook (journal));
  add_forms (self);
  return GTK_WIDGET (self);
}
