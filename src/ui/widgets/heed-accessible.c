/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What controls are called by a screen reader. */

#include "heed-accessible.h"

/**
 * heed_accessible_set_name:
 * @widget: a control
 * @name: what it is called where it stands alone, beginning with the words that
 *   are seen on it, so that it can be called by voice, too
 *
 * Names a control. GTK would read the words on a button as well as the name, so
 * they are left out.
 */
void
heed_accessible_set_name (GtkWidget  *widget,
                          const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
