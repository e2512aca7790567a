/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A page for a self-check of some time ago. See heed-attempt-page.h. */

#include "heed-attempt-page.h"

#include "heed-accessible.h"
#include "heed-attempts.h"
#include "heed-dated-row.h"
#include "heed-entry-actions.h"
#include "heed-entry-view.h"
#include "heed-template.h"

#include <glib/gi18n.h>

struct _HeedAttemptPage
{
  HeedLiveBin parent_instance;

  HeedEntryView *view;
  GtkWidget *correct_button;
  GtkWidget *done_button;
  GtkWidget *compare_button;

  HeedEntry *entry;
  HeedRecord *earlier; /* the one before it; NULL for none */
  char *other;         /* the id of one to compare it with; NULL for none */
};

G_DEFINE_FINAL_TYPE (HeedAttemptPage, heed_attempt_page, HEED_TYPE_LIVE_BIN)

static char *
dup_title (HeedAttemptPage *self,
           HeedEntry       *entry)
{
  HeedForm *form = entry != NULL ? heed_entry_get_form (entry) : NULL;
  g_autofree char *date = NULL;

  if (entry == NULL)
    return NULL;

  date = heed_day_format (heed_timestamp_get_day (heed_record_get_created (heed_entry_get_record (entry))));
  return g_strdup_printf (_("%s of %s"), form != NULL ? heed_form_get_title (form) : "", date);
}

static char *
describe (HeedAttemptPage *self,
          HeedEntry       *entry,
          HeedSummary     *summary,
          gboolean         completed)
{
  return heed_dated_row_describe (entry);
}

static char *
dup_correct_label (HeedAttemptPage *self,
                   gboolean         completed)
{
  return g_strdup (completed ? _("Correct") : _("Continue"));
}

static gboolean
can_compare (HeedAttemptPage *self,
             gboolean         enabled,
             gboolean         writing)
{
  return enabled && !writing;
}

static void
show_earlier (HeedAttemptPage *self)
{
  gboolean looks_back = self->earlier != NULL && heed_attempts_look_back (heed_entry_get_record (self->entry));

  heed_editor_set_earlier (heed_entry_view_get_editor (self->view), self->earlier, looks_back);
}

static void
update_actions (HeedAttemptPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean known = heed_entry_get_form (self->entry) != NULL;
  gboolean writing = heed_entry_view_get_editable (self->view);

  gtk_widget_action_set_enabled (widget, "attempt.correct", known && !writing);
  gtk_widget_action_set_enabled (widget, "attempt.done", writing);
  gtk_widget_action_set_enabled (widget, "attempt.compare", known && self->other != NULL);
}

static void
correct_action (HeedAttemptPage *self)
{
  heed_entry_view_set_editable (self->view, TRUE);
  show_earlier (self);
  update_actions (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
done_action (HeedAttemptPage *self)
{
  heed_journal_save_async (heed_live_bin_get_journal (HEED_LIVE_BIN (self)), NULL, NULL);
  heed_entry_view_set_editable (self->view, FALSE);
  update_actions (self);
  gtk_widget_grab_focus (self->correct_button);
}

/* Finishing is the end of writing, too. */
static void
completed_cb (HeedAttemptPage *self)
{
  if (heed_entry_is_completed (self->entry) && heed_entry_view_get_editable (self->view))
    gtk_widget_activate_action (GTK_WIDGET (self), "attempt.done", NULL);
  else
    update_actions (self);
}

/* Escape ends what was begun on the page first. */
static void
escape_action (GtkWidget *widget)
{
  gboolean writing = heed_entry_view_get_editable (HEED_ATTEMPT_PAGE (widget)->view);

  gtk_widget_activate_action (widget, writing ? "attempt.done" : "win.back", NULL);
}

static void
compare_action (HeedAttemptPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.compare-attempts", "(ss)", self->other,
                              heed_entry_get_id (self->entry));
}

/* The finished one before it is the first choice for a comparison, and the one
 * after it the second. */
static void
heed_attempt_page_show (HeedLiveBin *bin)
{
  HeedAttemptPage *self = HEED_ATTEMPT_PAGE (bin);
  GPtrArray *attempts = *(GPtrArray **) heed_live_bin_get_answers (bin); /* of HeedRecord, newest first */
  HeedRecord *earlier = heed_attempts_find_earlier (attempts, heed_entry_get_record (self->entry));
  const char *other = earlier != NULL ? heed_record_get_id (earlier) : NULL;

  for (guint i = attempts->len; i > 0 && other == NULL; i--)
    {
      const char *id = heed_record_get_id (g_ptr_array_index (attempts, i - 1));

      if (!g_str_equal (id, heed_entry_get_id (self->entry)))
        other = id;
    }

  g_clear_pointer (&self->earlier, heed_record_unref);
  self->earlier = earlier != NULL ? heed_record_ref (earlier) : NULL;
  g_free (self->other);
  self->other = g_strdup (other);
  show_earlier (self);
  update_actions (self);
}

static void
heed_attempt_page_ask (HeedLiveBin      *bin,
                       HeedJournalBatch *batch,
                       gpointer          answers)
{
  HeedRecord *record = heed_entry_get_record (HEED_ATTEMPT_PAGE (bin)->entry);
  HeedQuery query = {
    .workbook_id = heed_record_get_workbook_id (record),
    .form_id = heed_record_get_form_id (record),
    .limit = HEED_ATTEMPTS_MAX,
  };

  heed_journal_batch_read (batch, &query, answers);
}

static void
heed_attempt_page_unmap (GtkWidget *widget)
{
  HeedAttemptPage *self = HEED_ATTEMPT_PAGE (widget);

  if (heed_entry_get_save_state (self->entry) == HEED_SAVE_STATE_UNSAVED)
    heed_journal_save_async (heed_live_bin_get_journal (HEED_LIVE_BIN (self)), NULL, NULL);

  GTK_WIDGET_CLASS (heed_attempt_page_parent_class)->unmap (widget);
}

static void
heed_attempt_page_finalize (GObject *object)
{
  HeedAttemptPage *self = HEED_ATTEMPT_PAGE (object);

  g_clear_object (&self->entry);
  g_clear_pointer (&self->earlier, heed_record_unref);
  g_free (self->other);

  G_OBJECT_CLASS (heed_attempt_page_parent_class)->finalize (object);
}

static void
heed_attempt_page_class_init (HeedAttemptPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_attempt_page_finalize;
  HEED_LIVE_BIN_CLASS (klass)->ask = heed_attempt_page_ask;
  HEED_LIVE_BIN_CLASS (klass)->show = heed_attempt_page_show;
  widget_class->unmap = heed_attempt_page_unmap;

  g_type_ensure (HEED_TYPE_ENTRY_VIEW);
  heed_template_set (widget_class, "questions/heed-attempt-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedAttemptPage, view);
  gtk_widget_class_bind_template_child (widget_class, HeedAttemptPage, correct_button);
  gtk_widget_class_bind_template_child (widget_class, HeedAttemptPage, done_button);
  gtk_widget_class_bind_template_child (widget_class, HeedAttemptPage, compare_button);
  gtk_widget_class_bind_template_callback (widget_class, dup_title);
  gtk_widget_class_bind_template_callback (widget_class, describe);
  gtk_widget_class_bind_template_callback (widget_class, dup_correct_label);
  gtk_widget_class_bind_template_callback (widget_class, can_compare);
  heed_template_install_action (widget_class, "attempt.correct", NULL, G_CALLBACK (correct_action));
  heed_template_install_action (widget_class, "attempt.done", NULL, G_CALLBACK (done_action));
  heed_template_install_action (widget_class, "attempt.compare", NULL, G_CALLBACK (compare_action));
  heed_template_install_action (widget_class, "page.escape", NULL, G_CALLBACK (escape_action));
  heed_entry_actions_bind_undo_keys (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "entry.print", NULL);
}

static void
heed_attempt_page_init (HeedAttemptPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  heed_entry_view_set_editable (self->view, FALSE);
  gtk_widget_insert_action_group (GTK_WIDGET (self), HEED_ENTRY_ACTIONS,
                                  G_ACTION_GROUP (heed_editor_get_actions (heed_entry_view_get_editor (self->view))));

  heed_accessible_set_name (self->done_button, _("Done: stop correcting this self-check"));
  heed_accessible_set_name (self->compare_button, _("Compare… this self-check with another"));
}

/**
 * heed_attempt_page_new:
 * @journal: the journal of the entry
 * @entry: a self-check that is open
 *
 * Makes a page for a self-check.
 *
 * Returns: (transfer full): the page
 */
GtkWidget *
heed_attempt_page_new (HeedJournal *journal,
                       HeedEntry   *entry)
{
  HeedAttemptPage *self;

  g_return_val_if_fail (HEED_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (HEED_IS_ENTRY (entry) && heed_entry_is_open (entry), NULL);

  self = g_object_new (HEED_TYPE_ATTEMPT_PAGE, NULL);
  self->entry = g_object_ref (entry);
  heed_entry_view_set_entry (self->view, entry);
  g_signal_connect_object (entry, "notify::completed", G_CALLBACK (completed_cb), self, G_CONNECT_SWAPPED);
  update_actions (self);
  g_object_set (self, "journal", journal, NULL);
  return GTK_WIDGET (self);
}
