/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A note on a try in the log of a tip. See heed-try-row.h. */

#include "heed-try-row.h"

#include "heed-answer.h"
#include "heed-template.h"
#include "heed-text.h"

#include <glib/gi18n.h>

/* Fields of the form that every workbook has (data/workbooks/common-forms.xml). */
#define FIELD_WHAT "what"
#define FIELD_HOW "how"

struct _HeedTryRow
{
  AdwActionRow parent_instance;

  GtkLabel *how_label;

  HeedEntry *entry;
};

G_DEFINE_FINAL_TYPE (HeedTryRow, heed_try_row, ADW_TYPE_ACTION_ROW)

static char *
dup_first_words (HeedEntry *entry)
{
  HeedSummary *summary = heed_entry_get_summary (entry);
  const char *text = summary != NULL ? heed_summary_get_excerpt (summary) : "";
  g_autofree char *words = NULL;

  if (heed_entry_is_open (entry))
    text = heed_text_or_empty (heed_entry_get_answer (entry, FIELD_WHAT));

  words = heed_text_excerpt (text, HEED_SUMMARY_EXCERPT_LENGTH);
  if (!heed_text_is_blank (words))
    return g_steal_pointer (&words);

  return g_strdup (_("Nothing written yet"));
}

static char *
dup_how (HeedEntry *entry)
{
  HeedForm *form = heed_entry_get_form (entry);
  HeedField *field = form != NULL ? heed_form_find_field (form, FIELD_HOW) : NULL;

  if (field == NULL || !heed_entry_is_open (entry))
    return NULL;

  return heed_field_format_answer (field, heed_entry_get_record (entry), FIELD_HOW);
}

static void
entry_changed_cb (HeedTryRow *self)
{
  g_autofree char *words = dup_first_words (self->entry);
  g_autofree char *how = dup_how (self->entry);
  HeedTimestamp created = heed_record_get_created (heed_entry_get_head (self->entry));
  g_autofree char *day = heed_day_format (heed_timestamp_get_day (created));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), words);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), day);
  gtk_label_set_label (self->how_label, heed_text_or_empty (how));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (HeedTryRow) self = data;
  g_autoptr (GError) error = NULL;

  if (!heed_journal_finish (HEED_JOURNAL (source), result, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
  else if (self->entry != NULL)
    entry_changed_cb (self);
}

static void
heed_try_row_dispose (GObject *object)
{
  g_clear_object (&HEED_TRY_ROW (object)->entry);

  G_OBJECT_CLASS (heed_try_row_parent_class)->dispose (object);
}

static void
heed_try_row_class_init (HeedTryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_try_row_dispose;

  heed_template_set (widget_class, "tips/heed-try-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTryRow, how_label);
}

static void
heed_try_row_init (HeedTryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_try_row_new:
 * @journal: the journal that has the entry
 * @entry: a note on a try whose summary has arrived
 *
 * Makes a row for a note.
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
heed_try_row_new (HeedJournal *journal,
                  HeedEntry   *entry)
{
  HeedTryRow *self = g_object_new (HEED_TYPE_TRY_ROW, NULL);

  self->entry = g_object_ref (entry);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", heed_entry_get_id (entry));
  g_signal_connect_object (entry, "notify::summary", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "answer-changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  entry_changed_cb (self);
  if (!heed_entry_is_open (entry))
    heed_journal_open_entry_async (journal, entry, opened_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
