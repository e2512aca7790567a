/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does about a journal whose file is damaged: a new one takes its
 * place, with all that can be read and what is not saved yet. */

#include "heed-window-private.h"

#include "heed-recovery.h"
#include "heed-wording.h"

#include <glib/gi18n.h>

/* Of the list of entries that are not whole, in pixels; the rest is scrolled to. */
#define LIST_HEIGHT 150

static void
add_sentence (GString    *text,
              const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

static void
add_count (GString    *text,
           const char *sentence,
           guint       count)
{
  if (count > 0)
    add_sentence (text, sentence);
}

/* One a line. However many there are, the dialog fits on the screen. */
static GtkWidget *
list_entries (GPtrArray    *records,
              HeedWorkbook *workbook)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label;

  for (guint i = 0; i < records->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (records, i);
      g_autofree char *day = heed_day_format (heed_timestamp_get_day (heed_record_get_created (record)));

      /* Translators: the title of an entry, and its day. */
      g_string_append_printf (text, C_("entry in a list", "%s, %s"), heed_wording_get_title (workbook, record), day);
      if (i + 1 < records->len)
        g_string_append_c (text, '\n');
    }

  label = gtk_label_new (text->str);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  return scroller;
}

static char *
describe (const HeedRecovery *recovery)
{
  const HeedSalvaged *salvaged = &recovery->salvaged;
  g_autofree char *name = g_path_get_basename (recovery->aside);
  g_autofree char *entries = NULL, *versions = NULL, *unsaved = NULL, *old = NULL, *in_part = NULL;
  GString *text = g_string_new (NULL);

  entries = g_strdup_printf (ngettext ("%u entry was recovered.", "%u entries were recovered.", salvaged->entries),
                             salvaged->entries);
  unsaved = g_strdup_printf (ngettext ("%u entry was not saved before, and is now.",
                                       "%u entries were not saved before, and are now.", recovery->unsaved),
                             recovery->unsaved);
  versions = g_strdup_printf (ngettext ("Of %u older version something could not be read.",
                                        "Of %u older versions something could not be read.",
                                        salvaged->versions_in_part),
                              salvaged->versions_in_part);
  /* Translators: the name of a file beside the journal. */
  old = g_strdup_printf (_("The damaged file is kept as “%s”."), name);
  in_part = g_strdup_printf (ngettext ("Of %u entry something could not be read, or is not as it was written:",
                                       "Of %u entries something could not be read, or is not as it was written:",
                                       salvaged->in_part->len),
                             salvaged->in_part->len);

  add_sentence (text, entries);
  add_count (text, unsaved, recovery->unsaved);
  add_count (text, versions, salvaged->versions_in_part);
  add_sentence (text, old);
  add_count (text, in_part, salvaged->in_part->len);
  return g_string_free (text, FALSE);
}

static void
tell (HeedWindow         *window,
      HeedWorkbook       *workbook,
      const HeedRecovery *recovery)
{
  g_autofree char *text = describe (recovery);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), _("Your Journal Was Recovered"), text);

  if (recovery->salvaged.in_part->len > 0)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog),
                                        list_entries (recovery->salvaged.in_part, workbook));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Everything is as it was. */
static void
go_back (HeedWindow   *self,
         const GError *error)
{
  HeedJournal *journal = heed_window_get_journal (self);

  if (journal == NULL)
    {
      heed_window_show_trouble_page (self, _("Your Journal Could Not Be Recovered"), error, heed_window_get_path (self));
      return;
    }

  heed_journal_take_up (journal);
  heed_window_end_wait (self);
  heed_window_show_trouble (self, error->message);
}

static void
recovered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (HeedWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedRecovery) recovery = heed_recovery_run_finish (result, &error);

  if (gtk_window_get_application (GTK_WINDOW (self)) == NULL)
    return;

  if (recovery == NULL)
    go_back (self, error);
  else
    tell (heed_window_start_over (self), heed_window_get_workbook (self), recovery);
}

static void
given_up_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (HeedWindow) self = data;
  g_autoptr (GPtrArray) unsaved = heed_journal_take_answer (HEED_JOURNAL (source), result, NULL);

  heed_recovery_run_async (heed_window_get_path (self), heed_window_get_workbook (self), unsaved, recovered_cb,
                           g_object_ref (self));
}

static void
recover_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  HeedJournal *journal = heed_window_get_journal (self);

  if (heed_window_get_workbook (self) == NULL ||
      (journal != NULL && (heed_journal_get_damage (journal) == NULL || !heed_journal_is_open (journal))))
    return;

  heed_window_show_wait (self, _("Recovering your journal…"));
  if (journal != NULL)
    heed_journal_give_up_async (journal, given_up_cb, g_object_ref (self));
  else
    heed_recovery_run_async (heed_window_get_path (self), heed_window_get_workbook (self), NULL, recovered_cb,
                             g_object_ref (self));
}

void
heed_window_install_damage_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.recover", NULL, recover_action);
}
