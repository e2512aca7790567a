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

/* GTK 4.18: an upright box or list of texts that are wrapped says that it needs more
 * width than it wants when it is asked for the width at a height, as a leaflet asks
 * that has to divide its room. */
static gboolean
is_width_of_box (const char *message)
{
  return gtk_check_version (4, 18, 0) == NULL &&
         (strstr (message, "(box) reported min width ") != NULL ||
          strstr (message, "(list) reported min width ") != NULL);
}

static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         data)
{
  const char *message = get_message (fields, n_fields);

  if (is_heading_of_dialog (message) || is_width_of_box (message))
    return G_LOG_WRITER_HANDLED;

  if (kept != NULL && strstr (message, "natural size must be >= min size") != NULL)
    {
      g_ptr_array_add (kept, g_strdup (message));
      return G_LOG_WRITER_HANDLED;
    }

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
