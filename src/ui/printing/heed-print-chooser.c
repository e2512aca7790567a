/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which worksheet to print. See heed-print-chooser.h. */

#include "heed-print-chooser.h"

#include "heed-reading.h"
#include "heed-template.h"

struct _HeedPrintChooser
{
  AdwWindow parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (HeedPrintChooser, heed_print_chooser, ADW_TYPE_WINDOW)

static void
add_form (HeedPrintChooser *self,
          HeedWorkbook     *workbook,
          HeedItem         *item)
{
  const char *form_id = heed_item_get_form_id (item);
  HeedForm *form = form_id != NULL ? heed_workbook_find_form (workbook, form_id) : NULL;
  GtkWidget *row, *icon;

  if (form == NULL)
    return;

  icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       "valign", GTK_ALIGN_CENTER, NULL);
  heed_reading_show_icon (GTK_IMAGE (icon), heed_form_get_icon_name (form), heed_form_get_tint (form));
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", heed_form_get_title (form),
                      "activatable", TRUE, "name", form_id, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_append (self->list, row);
}

static void
row_activated_cb (HeedPrintChooser *self,
                  GtkListBoxRow    *row)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.print-blank", "s", gtk_widget_get_name (GTK_WIDGET (row)));
  gtk_window_close (GTK_WINDOW (self));
}

static void
heed_print_chooser_class_init (HeedPrintChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  heed_template_set (widget_class, "printing/heed-print-chooser.ui");
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
 * Makes a window that asks what to print: the self-check or a worksheet. The forms
 * that every workbook has are for a line or two on the screen.
 *
 * Returns: (transfer none): the window, owned by GTK
 */
GtkWidget *
heed_print_chooser_new (GtkWindow   *parent,
                        HeedJournal *journal)
{
  HeedPrintChooser *self = g_object_new (HEED_TYPE_PRINT_CHOOSER, "transient-for", parent, NULL);
  HeedWorkbook *workbook = heed_journal_get_workbook (journal);
  HeedItem *questions = heed_workbook_get_questions (workbook), *activities = heed_workbook_get_activities (workbook);
  GListModel *children = activities != NULL ? heed_item_get_children (activities) : NULL;

  if (questions != NULL)
    add_form (self, workbook, questions);
  for (guint i = 0; children != NULL && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (HeedItem) activity = g_list_model_get_item (children, i);

      add_form (self, workbook, activity);
    }
  return GTK_WIDGET (self);
}
