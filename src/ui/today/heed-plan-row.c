/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A plan that is being practiced, and a short note on a try of it. See heed-plan-row.h. */

#include "heed-plan-row.h"

#include "heed-accessible.h"
#include "heed-calendar.h"
#include "heed-context-menu.h"
#include "heed-reading.h"
#include "heed-template.h"
#include "heed-text-area.h"
#include "heed-text.h"
#include "heed-tip-words.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>

/* Fields of the forms that every workbook has (data/workbooks/common-forms.xml). */
#define FIELD_WHEN "when"
#define FIELD_WILL "will"
#define FIELD_WHAT "what"
#define FIELD_HOW "how"

/* Room for a long sentence; whoever wrote an essay reads it on the tip's page. */
#define WORDS_LENGTH 300

struct _HeedTryNote
{
  GtkPopover parent_instance;

  GtkLabel *how_label;
  HeedWrapBox *chips;
  GtkLabel *what_label;
  HeedTextArea *what;

  HeedJournal *journal;
  HeedItem *tip;
  HeedEntry *entry; /* NULL before anything is noted */
  gboolean clearing;
};

G_DEFINE_FINAL_TYPE (HeedTryNote, heed_try_note, GTK_TYPE_POPOVER)

static void
update_actions (HeedTryNote *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "try.keep", self->entry != NULL);
}

static HeedEntry *
ensure_entry (HeedTryNote *self)
{
  if (self->entry == NULL)
    self->entry = heed_journal_create_entry (self->journal, HEED_FORM_TRY, heed_item_get_id (self->tip));

  return self->entry;
}

static void
chip_cb (HeedTryNote     *self,
         GtkToggleButton *chip)
{
  if (self->clearing || !gtk_toggle_button_get_active (chip))
    return;

  heed_entry_set_answer (ensure_entry (self), FIELD_HOW, g_object_get_data (G_OBJECT (chip), "option"));
  update_actions (self);
}

/* A note in which nothing is left leaves no trace. */
static void
what_changed_cb (HeedTryNote *self)
{
  const char *text = heed_text_area_get_text (self->what);

  if (self->clearing || (self->entry == NULL && heed_text_is_blank (text)))
    return;

  heed_entry_set_answer (ensure_entry (self), FIELD_WHAT, text);
  if (heed_text_is_blank (text) && heed_entry_get_answer (self->entry, FIELD_HOW) == NULL)
    {
      heed_entry_set_deleted (self->entry, TRUE);
      g_clear_object (&self->entry);
    }
  update_actions (self);
}

static void
clear (HeedTryNote *self)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  self->clearing = TRUE;
  g_clear_object (&self->entry);
  heed_text_area_set_text (self->what, "");
  for (; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), FALSE);
  self->clearing = FALSE;
  update_actions (self);
}

/* However it is closed, what was noted stays; the next note is another one. */
static void
heed_try_note_closed (GtkPopover *popover)
{
  HeedTryNote *self = HEED_TRY_NOTE (popover);

  if (self->entry == NULL)
    return;

  clear (self);
  heed_journal_save_async (self->journal, NULL, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", _("Saved to your journal."));
}

static void
more_action (HeedTryNote *self)
{
  g_autoptr (HeedEntry) entry = g_object_ref (ensure_entry (self));

  clear (self);
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-entry", "s", heed_entry_get_id (entry));
}

static void
show_form (HeedTryNote *self)
{
  HeedForm *form = heed_workbook_find_form (heed_journal_get_workbook (self->journal), HEED_FORM_TRY);
  HeedField *how = heed_form_find_field (form, FIELD_HOW);
  HeedField *what = heed_form_find_field (form, FIELD_WHAT);
  GtkToggleButton *first = NULL;

  gtk_label_set_label (self->how_label, heed_field_get_label (how));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, heed_field_get_label (how), -1);
  for (guint i = 0; i < heed_field_get_n_options (how); i++)
    {
      GtkWidget *chip = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "label", heed_field_get_option_label (how, i),
                                      "group", first, NULL);

      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (chip);
      gtk_widget_add_css_class (chip, "chip");
      g_object_set_data_full (G_OBJECT (chip), "option", g_strdup (heed_field_get_option_id (how, i)), g_free);
      g_signal_connect_object (chip, "toggled", G_CALLBACK (chip_cb), self, G_CONNECT_SWAPPED);
      heed_wrap_box_append (self->chips, chip);
    }

  gtk_label_set_label (self->what_label, heed_field_get_label (what));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->what),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, heed_field_get_label (what), -1);
}

static void
heed_try_note_dispose (GObject *object)
{
  HeedTryNote *self = HEED_TRY_NOTE (object);

  g_clear_object (&self->entry);
  g_clear_object (&self->journal);
  g_clear_object (&self->tip);

  G_OBJECT_CLASS (heed_try_note_parent_class)->dispose (object);
}

static void
heed_try_note_class_init (HeedTryNoteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_try_note_dispose;
  GTK_POPOVER_CLASS (klass)->closed = heed_try_note_closed;

  heed_template_set (widget_class, "today/heed-try-note.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTryNote, how_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTryNote, chips);
  gtk_widget_class_bind_template_child (widget_class, HeedTryNote, what_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTryNote, what);
  gtk_widget_class_bind_template_callback (widget_class, what_changed_cb);
  heed_template_install_action (widget_class, "try.keep", NULL, G_CALLBACK (gtk_popover_popdown));
  heed_template_install_action (widget_class, "try.more", NULL, G_CALLBACK (more_action));
}

static void
heed_try_note_init (HeedTryNote *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

static GtkWidget *
create_note (HeedJournal *journal,
             HeedItem    *tip)
{
  HeedTryNote *self = g_object_new (HEED_TYPE_TRY_NOTE, NULL);
  /* Translators: the name of a small form; the name of a tip follows. */
  g_autofree char *name = g_strdup_printf (_("Note on a try: %s"), heed_item_get_title (tip));

  self->journal = g_object_ref (journal);
  self->tip = g_object_ref (tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_form (self);
  return GTK_WIDGET (self);
}

struct _HeedPlanRow
{
  AdwPreferencesRow parent_instance;

  GtkImage *icon;
  GtkLabel *subtitle_label;
  GtkMenuButton *try_button;

  HeedEntry *plan;
  HeedTipStatus status;
};

enum
{
  NOTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedPlanRow, heed_plan_row, ADW_TYPE_PREFERENCES_ROW)

/* When it is to be tried, as long as it was not; NULL for whenever there is occasion. */
static char *
describe_day (HeedPlanRow *self)
{
  guint32 today = heed_day_today ();
  guint32 planned = heed_entry_is_open (self->plan) ? heed_tip_status_get_day (heed_entry_get_record (self->plan)) : 0;
  g_autofree char *day = planned != 0 ? heed_relative_day_format (planned, today) : NULL;

  if (planned == 0 || (planned <= today && !heed_tip_status_is_due (&self->status, planned, today)))
    return NULL;

  /* Translators: followed by “today”, “yesterday” or a date. */
  return g_strdup_printf (_("Planned for %s"), day);
}

static void
show (HeedPlanRow *self)
{
  guint n_tries = self->status.tries;
  HeedSummary *summary = heed_entry_get_summary (self->plan);
  gboolean is_open = heed_entry_is_open (self->plan);
  /* A plan says more as a sentence than by its first words. */
  g_autofree char *plan = is_open ? heed_tip_words_format_plan (heed_entry_get_answer (self->plan, FIELD_WHEN),
                                                                heed_entry_get_answer (self->plan, FIELD_WILL))
                                  : NULL;
  g_autofree char *words = plan != NULL ? heed_text_excerpt (plan, WORDS_LENGTH)
                                        : g_strdup (summary != NULL ? heed_summary_get_excerpt (summary) : "");
  g_autofree char *times = g_strdup_printf (ngettext ("Practiced once", "Practiced %u times", n_tries), n_tries);
  g_autofree char *day = n_tries > 0 ? heed_relative_day_format (self->status.tried_day, heed_day_today ()) : NULL;
  /* Translators: how often a tip was tried and the day of the last time, as in
   * “Practiced 3 times · last: yesterday”. */
  g_autofree char *tries = n_tries > 0 ? g_strdup_printf (_("%s · last: %s"), times, day) : g_strdup (_("Not tried yet"));
  g_autofree char *planned = describe_day (self);
  gboolean due = planned != NULL && heed_tip_status_get_day (heed_entry_get_record (self->plan)) <= heed_day_today ();
  g_autofree char *subtitle = g_strconcat (words, *words != '\0' ? "\n" : "", heed_text_or_empty (planned),
                                           planned != NULL ? "\n" : "", tries, NULL);

  gtk_label_set_label (self->subtitle_label, subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  heed_tip_words_show_icon (self->icon, self->status.state);
  heed_reading_set_class (GTK_WIDGET (self->try_button), "suggested-action", due);
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

static GMenuModel *
create_menu (GtkWidget *target,
             gpointer   data)
{
  HeedPlanRow *self = data;
  HeedItem *tip = self->plan != NULL ? heed_entry_get_item (self->plan) : NULL;
  g_autoptr (GMenu) menu = g_menu_new ();

  if (tip == NULL)
    return NULL;

  heed_context_menu_append (menu, _("_Note a Try…"), "win.new-entry",
                            g_variant_new ("(ss)", HEED_FORM_TRY, heed_item_get_id (tip)));
  heed_context_menu_append (menu, _("_Change the Plan"), "win.open-entry",
                            g_variant_new_string (heed_entry_get_id (self->plan)));
  heed_context_menu_append (menu, _("_Read the Tip"), "win.show-tip", g_variant_new_string (heed_item_get_id (tip)));
  heed_context_menu_append (menu, _("_Delete the Plan"), "win.delete-entry",
                            g_variant_new_string (heed_entry_get_id (self->plan)));
  return G_MENU_MODEL (g_steal_pointer (&menu));
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

  /**
   * HeedPlanRow::noted:
   * @self: a row
   *
   * The note on a try was closed.
   */
  signals[NOTED] = g_signal_new ("noted", HEED_TYPE_PLAN_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  heed_template_set (widget_class, "today/heed-plan-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedPlanRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HeedPlanRow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, HeedPlanRow, try_button);
}

static void
closed_cb (HeedPlanRow *self)
{
  g_signal_emit (self, signals[NOTED], 0);
}

static void
heed_plan_row_init (HeedPlanRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  heed_context_menu_add (GTK_WIDGET (self), create_menu, self);
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
  gtk_menu_button_set_popover (self->try_button, create_note (journal, tip));
  heed_accessible_set_menu_button_name (self->try_button, name);
  g_signal_connect_object (gtk_menu_button_get_popover (self->try_button), "closed", G_CALLBACK (closed_cb), self,
                           G_CONNECT_SWAPPED);
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

/**
 * heed_plan_row_is_noting:
 * @self: a row
 *
 * Tells whether somebody is writing a note on a try in it.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_plan_row_is_noting (HeedPlanRow *self)
{
  g_return_val_if_fail (HEED_IS_PLAN_ROW (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (self->try_button)));
}
