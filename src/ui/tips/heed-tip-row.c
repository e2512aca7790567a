/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A tip in the list of tips. See heed-tip-row.h. */

#include "heed-tip-row.h"

#include "heed-accessible.h"
#include "heed-text.h"
#include "heed-tinted-icon.h"
#include "heed-tip-words.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HeedTipRow
{
  AdwPreferencesRow parent_instance;

  GtkImage *icon;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkWidget *state_box;
  GtkLabel *state_label;
  GtkWidget *bookmark;

  HeedItem *tip;
  char *folded; /* all that the tip says, to be searched */
  HeedTipStatus status;
};

G_DEFINE_FINAL_TYPE (HeedTipRow, heed_tip_row, ADW_TYPE_PREFERENCES_ROW)

/* What a screen reader says after the name: all that is seen in the row. */
static void
describe (HeedTipRow *self,
          const char *state)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *description = NULL;

  if (heed_item_get_summary (self->tip) != NULL)
    g_strv_builder_add (builder, heed_item_get_summary (self->tip));
  if (state != NULL)
    g_strv_builder_add (builder, state);
  if (self->status.bookmarked)
    g_strv_builder_add (builder, _("Bookmarked"));
  parts = g_strv_builder_end (builder);
  description = g_strjoinv ("\n", parts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
show_status (HeedTipRow *self)
{
  g_autofree char *state = heed_tip_words_describe (&self->status);

  heed_tinted_icon_show (self->icon, heed_tip_words_get_icon_name (self->status.state),
                         heed_tip_words_get_tint (self->status.state));
  gtk_label_set_label (self->state_label, heed_text_or_empty (state));
  gtk_widget_set_visible (GTK_WIDGET (self->state_label), state != NULL);
  gtk_widget_set_visible (self->bookmark, self->status.bookmarked);
  gtk_widget_set_visible (self->state_box, state != NULL || self->status.bookmarked);
  describe (self, state);
}

static char *
fold_tip (HeedItem *tip)
{
  g_autofree char *body = g_strjoinv ("\n", (char **) heed_item_get_paragraphs (tip));
  g_autofree char *text = g_strjoin ("\n", heed_item_get_title (tip),
                                     heed_text_or_empty (heed_item_get_summary (tip)), body, NULL);

  return heed_text_fold (text);
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

  g_type_ensure (HEED_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/tips/heed-tip-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, state_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, bookmark);
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
  self->folded = fold_tip (tip);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), heed_item_get_title (tip));
  heed_accessible_set_name (GTK_WIDGET (self), heed_item_get_title (tip));
  gtk_label_set_label (self->title_label, heed_item_get_title (tip));
  gtk_label_set_label (self->subtitle_label, heed_text_or_empty (heed_item_get_summary (tip)));
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), heed_item_get_summary (tip) != NULL);
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
