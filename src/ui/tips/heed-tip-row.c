/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A tip in the list of tips. See heed-tip-row.h. */

#include "heed-tip-row.h"

#include "heed-accessible.h"
#include "heed-reading.h"
#include "heed-template.h"
#include "heed-text.h"
#include "heed-tip-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HeedTipRow
{
  AdwPreferencesRow parent_instance;

  GtkImage *icon;
  GtkLabel *subtitle_label;
  GtkLabel *state_label;
  GtkWidget *bookmark;

  HeedItem *tip;
  char *folded; /* all that the tip says, to be searched */
  HeedTipStatus status;
};

G_DEFINE_FINAL_TYPE (HeedTipRow, heed_tip_row, ADW_TYPE_PREFERENCES_ROW)

static gboolean
any (HeedTipRow *self,
     gboolean    one,
     gboolean    other)
{
  return one || other;
}

/* What a screen reader says after the name is all that is seen in the row. */
static void
show_status (HeedTipRow *self)
{
  g_autofree char *state = heed_tip_words_describe (&self->status);
  const char *parts[] = { heed_item_get_summary (self->tip), state, self->status.bookmarked ? _("Bookmarked") : NULL };
  g_autoptr (GString) description = g_string_new (NULL);

  heed_reading_show_icon (self->icon, heed_tip_words_get_icon_name (self->status.state),
                          heed_tip_words_get_tint (self->status.state));
  gtk_label_set_label (self->state_label, heed_text_or_empty (state));
  gtk_widget_set_visible (self->bookmark, self->status.bookmarked);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (description, "%s%s", description->len > 0 ? "\n" : "", parts[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description->str, -1);
}

static void
heed_tip_row_dispose (GObject *object)
{
  g_clear_object (&HEED_TIP_ROW (object)->tip);

  G_OBJECT_CLASS (heed_tip_row_parent_class)->dispose (object);
}

static void
heed_tip_row_finalize (GObject *object)
{
  g_free (HEED_TIP_ROW (object)->folded);

  G_OBJECT_CLASS (heed_tip_row_parent_class)->finalize (object);
}

static void
heed_tip_row_class_init (HeedTipRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_tip_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_tip_row_finalize;

  heed_template_set (widget_class, "tips/heed-tip-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, bookmark);
  gtk_widget_class_bind_template_callback (widget_class, any);
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
  g_autofree char *body = g_strjoinv ("\n", (char **) heed_item_get_paragraphs (tip));
  g_autofree char *text = g_strjoin ("\n", heed_item_get_title (tip),
                                     heed_text_or_empty (heed_item_get_summary (tip)), body, NULL);

  self->tip = g_object_ref (tip);
  self->folded = heed_text_fold (text);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), heed_item_get_title (tip));
  heed_accessible_set_name (GTK_WIDGET (self), heed_item_get_title (tip));
  gtk_label_set_label (self->subtitle_label, heed_text_or_empty (heed_item_get_summary (tip)));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", heed_item_get_id (tip));
  show_status (self);
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
 * heed_tip_row_get_status:
 * @self: a row
 *
 * Gets how somebody stands with the tip.
 *
 * Returns: the status that was set
 */
const HeedTipStatus *
heed_tip_row_get_status (HeedTipRow *self)
{
  g_return_val_if_fail (HEED_IS_TIP_ROW (self), NULL);

  return &self->status;
}

/**
 * heed_tip_row_set_status:
 * @self: a row
 * @status: how somebody stands with the tip
 *
 * Shows what has become of the tip.
 */
void
heed_tip_row_set_status (HeedTipRow          *self,
                         const HeedTipStatus *status)
{
  g_return_if_fail (HEED_IS_TIP_ROW (self));

  self->status = *status;
  show_status (self);
}

/**
 * heed_tip_row_has_words:
 * @self: a row
 * @words: (array zero-terminated=1): words as heed_text_fold() makes them
 *
 * Tells whether the tip’s title, summary and text hold all of @words, or words
 * that begin or go on with them.
 *
 * Returns: %TRUE if so; also for no words at all
 */
gboolean
heed_tip_row_has_words (HeedTipRow         *self,
                        const char * const *words)
{
  g_return_val_if_fail (HEED_IS_TIP_ROW (self), FALSE);

  for (; *words != NULL; words++)
    if (strstr (self->folded, *words) == NULL)
      return FALSE;

  return TRUE;
}
