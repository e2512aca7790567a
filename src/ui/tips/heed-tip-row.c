/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A tip in the list of tips. See heed-tip-row.h. */

#include "heed-tip-row.h"

#include "heed-tinted-icon.h"

#include <glib/gi18n.h>

struct _HeedTipRow
{
  AdwActionRow parent_instance;

  HeedTintedIcon *icon;
  GtkLabel *count_label;

  HeedItem *tip;
  guint plans;
  guint tries;
};

G_DEFINE_FINAL_TYPE (HeedTipRow, heed_tip_row, ADW_TYPE_ACTION_ROW)

static void
show_counts (HeedTipRow *self)
{
  gboolean practicing = heed_tip_row_get_practicing (self);
  g_autofree char *count = NULL;

  heed_tinted_icon_set_icon_name (self->icon, practicing ? "heed-try" : "heed-tips");
  heed_tinted_icon_set_tint (self->icon, practicing ? "green" : "blue");

  if (self->tries > 0)
    /* Translators: how often a tip was tried out, at the end of its row. */
    count = g_strdup_printf (ngettext ("practiced once", "practiced %u×", self->tries), self->tries);
  else if (practicing)
    /* Translators: there is a plan for a tip, and it was not tried out yet. */
    count = g_strdup (_("planned"));
  gtk_label_set_label (self->count_label, count != NULL ? count : "");
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), count != NULL);
}

static void
heed_tip_row_dispose (GObject *object)
{
  g_clear_object (&HEED_TIP_ROW (object)->tip);

  G_OBJECT_CLASS (heed_tip_row_parent_class)->dispose (object);
}

static void
heed_tip_row_class_init (HeedTipRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_tip_row_dispose;

  g_type_ensure (HEED_TYPE_TINTED_ICON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/tips/heed-tip-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, count_label);
}

static void
heed_tip_row_init (HeedTipRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_tip_row_new:
 * @tip: a tip
 *
 * Makes a row for a tip that nobody has tried.
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
heed_tip_row_new (HeedItem *tip)
{
  HeedTipRow *self = g_object_new (HEED_TYPE_TIP_ROW, NULL);

  self->tip = g_object_ref (tip);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), heed_item_get_title (tip));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), heed_item_get_summary (tip));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", heed_item_get_id (tip));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.show-tip");
  show_counts (self);
  return GTK_WIDGET (self);
}

/**
 * heed_tip_row_get_tip:
 * @self: a row
 *
 * Gets the tip.
 *
 * Returns: (transfer none): the tip
 */
HeedItem *
heed_tip_row_get_tip (HeedTipRow *self)
{
  g_return_val_if_fail (HEED_IS_TIP_ROW (self), NULL);

  return self->tip;
}

/**
 * heed_tip_row_set_counts:
 * @self: a row
 * @plans: how many plans there are for the tip
 * @tries: how many notes on tries of it
 *
 * Shows what has become of the tip.
 */
void
heed_tip_row_set_counts (HeedTipRow *self,
                         guint       plans,
                         guint       tries)
{
  g_return_if_fail (HEED_IS_TIP_ROW (self));

  if (self->plans == plans && self->tries == tries)
    return;

  self->plans = plans;
  self->tries = tries;
  show_counts (self);
}

/**
 * heed_tip_row_get_practicing:
 * @self: a row
 *
 * Tells whether somebody has made a plan for the tip, or tried it.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_tip_row_get_practicing (HeedTipRow *self)
{
  g_return_val_if_fail (HEED_IS_TIP_ROW (self), FALSE);

  return self->plans > 0 || self->tries > 0;
}
