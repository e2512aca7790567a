/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A short note on a try. See heed-try-note.h. */

#include "heed-try-note.h"

#include "heed-template.h"
#include "heed-text-area.h"
#include "heed-text.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>

/* Fields of the form that every workbook has (data/workbooks/common-forms.xml). */
#define FIELD_WHAT "what"
#define FIELD_HOW "how"

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

  heed_template_set (widget_class, "tips/heed-try-note.ui");
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

/**
 * heed_try_note_new:
 * @journal: an open journal
 * @tip: a tip of its workbook
 *
 * Makes a popover to note a try of a tip in.
 *
 * Returns: (transfer floating): the popover
 */
GtkWidget *
heed_try_note_new (HeedJournal *journal,
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
