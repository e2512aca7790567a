/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window without a journal. See heed-error-page.h. */

#include "heed-error-page.h"

#include "heed-accessible.h"
#include "heed-calendar.h"
#include "heed-copies.h"
#include "heed-error.h"
#include "heed-template.h"

#include <glib/gi18n.h>

struct _HeedErrorPage
{
  AdwBin parent_instance;

  AdwStatusPage *status;
  GtkWidget *join_button;
  GtkWidget *retry_button;
  GtkWidget *restore_button;
  GtkWidget *recover_button;
  GtkLabel *detail_label;

  char *path;
};

G_DEFINE_FINAL_TYPE (HeedErrorPage, heed_error_page, ADW_TYPE_BIN)

static void
folder_shown_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (HeedErrorPage) self = data;
  g_autofree char *sentence = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, NULL))
    return;

  sentence = g_strdup_printf (_("No program here shows folders. The file is “%s”."), self->path);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", sentence);
}

static void
show_file_action (HeedErrorPage *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, folder_shown_cb, g_object_ref (self));
}

static gboolean
heed_error_page_grab_focus (GtkWidget *widget)
{
  HeedErrorPage *self = HEED_ERROR_PAGE (widget);
  gboolean can_join = gtk_widget_get_visible (self->join_button);

  return gtk_widget_grab_focus (can_join ? self->join_button : self->retry_button);
}

static void
heed_error_page_finalize (GObject *object)
{
  g_free (HEED_ERROR_PAGE (object)->path);

  G_OBJECT_CLASS (heed_error_page_parent_class)->finalize (object);
}

static void
heed_error_page_class_init (HeedErrorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_error_page_finalize;
  widget_class->grab_focus = heed_error_page_grab_focus;

  heed_template_set (widget_class, "heed-error-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedErrorPage, status);
  gtk_widget_class_bind_template_child (widget_class, HeedErrorPage, join_button);
  gtk_widget_class_bind_template_child (widget_class, HeedErrorPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, HeedErrorPage, restore_button);
  gtk_widget_class_bind_template_child (widget_class, HeedErrorPage, recover_button);
  gtk_widget_class_bind_template_child (widget_class, HeedErrorPage, detail_label);
  heed_template_install_action (widget_class, "trouble.show-file", NULL, G_CALLBACK (show_file_action));
}

static void
heed_error_page_init (HeedErrorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  heed_accessible_name_scrollers (GTK_WIDGET (self));
}

/**
 * heed_error_page_new:
 * @title: what happened, as a title
 * @error: what happened, what is safe, what to do
 * @path: (type filename): the file that it is about
 * @can_recover: whether to offer to save what can be read of it, and to set it aside
 * @backup: (type filename) (nullable): a backup to offer instead
 * @copies: (nullable): which copies there are of a journal that is not there
 *
 * Makes a page about something that went wrong.
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
heed_error_page_new (const char   *title,
                     const GError *error,
                     const char   *path,
                     gboolean      can_recover,
                     const char   *backup,
                     const char   *copies)
{
  HeedErrorPage *self = g_object_new (HEED_TYPE_ERROR_PAGE, NULL);
  g_autofree char *description = g_markup_escape_text (error->message, -1);
  const char *detail = copies != NULL ? copies : heed_error_get_detail (error);

  self->path = g_strdup (path);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_label_set_label (self->detail_label, detail != NULL ? detail : "");
  gtk_widget_set_visible (self->join_button, copies != NULL);
  gtk_widget_set_visible (self->recover_button, can_recover);
  /* To try again does not mend a file. */
  if (can_recover || copies != NULL)
    gtk_widget_remove_css_class (self->retry_button, "suggested-action");
  /* What is there now is kept aside, so that there is nothing to ask. */
  if (backup != NULL)
    {
      const HeedCopy copy = { .kind = HEED_COPY_BACKUP, .path = (char *) backup };
      g_autofree char *made = heed_moment_format_here (heed_copy_get_made (&copy));
      /* Translators: %s is a day and a time of day. */
      g_autofree char *label = g_strdup_printf (_("Restore the Backup of %s"), made);

      gtk_button_set_label (GTK_BUTTON (self->restore_button), label);
      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->restore_button), g_variant_new_bytestring (backup));
      gtk_widget_set_visible (self->restore_button, TRUE);
    }
  return GTK_WIDGET (self);
}
