/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks where to export to. */

#include "heed-export-chooser.h"

#include "heed-exporter.h"
#include "heed-timestamp.h"

#include <glib/gi18n.h>

/**
 * heed_export_chooser_new:
 * @parent: the window that it is for
 * @title: what is exported
 *
 * Makes a dialog that proposes a name with the day of today in it. Where there are
 * several formats it shows the files of each; which is meant, the name that is chosen
 * tells.
 *
 * Returns: (transfer full): the dialog, not shown yet
 */
GtkFileChooserNative *
heed_export_chooser_new (GtkWindow  *parent,
                         const char *title)
{
  GtkFileChooserNative *self = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"),
                                                            _("_Cancel"));
  g_autofree char *day = heed_day_format_iso (heed_day_today ());
  g_autofree char *file_name = g_strdup_printf ("heed-%s%s", day, heed_export_formats[0]->suffix);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self), file_name);
  for (guint i = 0; heed_export_formats[1] != NULL && heed_export_formats[i] != NULL; i++)
    {
      const HeedExportFormat *format = heed_export_formats[i];
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, _(format->title));
      gtk_file_filter_add_suffix (filter, format->suffix + 1);
      gtk_file_filter_add_mime_type (filter, format->mime_type);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self), filter);
    }

  return self;
}
