/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every warning ends a test. These are not Heed's: what a stock widget does
 * against GTK's own rules, with the versions that do it. */

#include "stock-faults.h"

#include <adwaita.h>
#include <string.h>

static GPtrArray *kept;

static const char *
get_message (const GLogField *fields,
             gsize            n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      return fields[i].value;

  return "";
}

/* libadwaita 1.7 with GTK 4.18: a message dialog measures its large heading,
 * which is never wrapped, for widths at which it shows its small one. */
static gboolean
is_heading_of_dialog (const char *message)
{
  gpointer label;

  return sscanf (message, "Trying to measure GtkLabel %p for width of", &label) == 1 &&
         gtk_widget_get_ancestor (label, ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

/* GTK 4.18: an upright box of texts that are wrapped says that it needs more width
 * than it wants when it is asked for the width at a height, here the ones of a
 * status page beside which a leaflet has to divide its room. */
static gboolean
is_box_of_status_page (const char *message)
{
  gpointer box;

  return sscanf (message, "GtkBox %p (box) reported min width", &box) == 1 &&
         gtk_widget_get_ancestor (box, ADW_TYPE_STATUS_PAGE) != NULL;
}

static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         data)
{
  const char *message = get_message (fields, n_fields);

  if (kept != NULL && strstr (message, "natural size must be >= min size") != NULL)
    {
      g_ptr_array_add (kept, g_strdup (message));
      return G_LOG_WRITER_HANDLED;
    }

  if (is_heading_of_dialog (message) || is_box_of_status_page (message))
    return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, data);
}

void
stock_faults_keep (GPtrArray *messages)
{
  kept = messages;
}

/* Before main(), for every test that is linked with it. */
static void __attribute__ ((constructor))
set_writer (void)
{
  g_log_set_writer_func (write_log, NULL, NULL);
}
