/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A plan that is being practiced. See heed-plan-row.h. */

#include "heed-plan-row.h"

#include "heed-accessible.h"
#include "heed-calendar.h"
#include "heed-reading.h"
#include "heed-template.h"
#include "heed-text.h"
#include "heed-tip-words.h"
#include "heed-try-note.h"

#include <glib/gi18n.h>

/* Fields of the form that every workbook has (data/workbooks/common-forms.xml). */
#define FIELD_WHEN "when"
#define FIELD_WILL "will"

/* Room for a long sentence; whoever wrote an essay reads it on the tip's page. */
#define WORDS_LENGTH 300

struct _HeedPlanRow
{
  AdwPreferencesRow parent_instance;

  GtkImage *icon;
  GtkLabel *subtitle_label;
  GtkMenuButton *try_button;

  HeedEntry *plan;
  HeedTipStatus status;
};

G_DEFINE_FINAL_TYPE (HeedPlanRow, heed_plan_row, ADW_TYPE_PREFERENCES_ROW)

/* A plan says more as a sentence than by its first words. */
static char *
dup_plan_words (HeedPlanRow *self)
{
  HeedSummary *summary = heed_entry_get_summary (self->plan);
  g_autofree char *sentence = NULL;

  if (heed_entry_is_open (self->plan))
    sentence = heed_tip_words_format_plan (heed_entry_get_answer (self->plan, FIELD_WHEN),
                                           heed_entry_get_answer (self->plan, FIELD_WILL));
  if (sentence != NULL)
    return heed_text_excerpt (sentence, WORDS_LENGTH);

  return g_strdup (summary != NULL ? heed_summary_get_excerpt (summary) : "");
}

static void
show (HeedPlanRow *self)
{
  guint n_tries = self->status.tries;
  g_autofree char *words = dup_plan_words (self);
  g_autofree char *times = g_strdup_printf (ngettext ("Practiced once", "Practiced %u times", n_tries), n_tries);
  g_autofree char *day = n_tries > 0 ? heed_relative_day_format (self->status.tried_day, heed_day_today ()) : NULL;
  /* Translators: how often a tip was tried and the day of the last time, as in
   * “Practiced 3 times · last: yesterday”. */
  g_autofree char *tries = n_tries > 0 ? g_strdup_printf (_("%s · last: %s"), times, day) : g_strdup (_("Not tried yet"));
  g_autofree char *subtitle = g_strconcat (words, *words != '\0' ? "\n" : "", tries, NULL);

  gtk_label_set_label (self->subtitle_label, subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  heed_reading_show_icon (self->icon, heed_tip_words_get_icon_name (self->status.state),
                          heed_tip_words_get_tint (self->status.state));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (HeedPlanRow) self = data;

  if (heed_journal_finish (HEED_JOURNAL (source), result, NULL) && self->plan != NULL)
    show (self);
}

static void
heed_plan_row_dispose (GObject *object)
{
  g_clear_object (&HEED_PLAN_ROW (object)->plan);

  G_OBJECT_CLASS (heed_plan_row_parent_class)->dispose (object);
}

static void
heed_plan_row_class_init (HeedPlanRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_plan_row_dispose;

  heed_template_set (widget_class, "today/heed-plan-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedPlanRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HeedPlanRow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, HeedPlanRow, try_button);
}

static void
heed_plan_row_init (HeedPlanRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_plan_row_new:
 * @journal: an open journal
 * @plan: a plan for a tip of its workbook, whose summary has arrived
 *
 * Makes a row for a plan.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
heed_plan_row_new (HeedJournal *journal,
                   HeedEntry   *plan)
{
  HeedPlanRow *self = g_object_new (HEED_TYPE_PLAN_ROW, NULL);
  HeedItem *tip = heed_entry_get_item (plan);
  /* Translators: what a button does that notes a try; the name of a tip follows. */
  g_autofree char *name = g_strdup_printf (_("I tried “%s”"), heed_item_get_title (tip));

  self->plan = g_object_ref (plan);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), heed_item_get_title (tip));
  heed_accessible_set_name (GTK_WIDGET (self), heed_item_get_title (tip));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", heed_item_get_id (tip));
  gtk_menu_button_set_popover (self->try_button, heed_try_note_new (journal, tip));
  heed_accessible_set_menu_button_name (self->try_button, name);
  g_signal_connect_object (plan, "answer-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "notify::summary", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  if (!heed_entry_is_open (plan))
    heed_journal_open_entry_async (journal, plan, opened_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

/**
 * heed_plan_row_set_status:
 * @self: a row
 * @status: how somebody stands with the tip
 *
 * Shows how often the tip was tried.
 */
void
heed_plan_row_set_status (HeedPlanRow         *self,
                          const HeedTipStatus *status)
{
  g_return_if_fail (HEED_IS_PLAN_ROW (self));

  self->status = *status;
  show (self);
}
