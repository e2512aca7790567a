/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A page for one entry. See heed-editor-page.h. */

#include "heed-editor-page.h"

#include "heed-entry-actions.h"
#include "heed-entry-pane.h"
#include "heed-entry-tools.h"
#include "heed-focus.h"
#include "heed-tag-editor.h"
#include "heed-template.h"

#define HEADING_HEIGHT 60 /* pixels; about */

struct _HeedEditorPage
{
  AdwBin parent_instance;

  GtkWidget *header;
  GtkWidget *heading;
  GtkLabel *title;
  GtkInscription *save_state;
  HeedEntryTools *tools;
  HeedEntryPane *pane;
  GtkWidget *all_button;

  HeedJournal *journal;
  HeedEntry *entry;
  gboolean only_text;
};

G_DEFINE_FINAL_TYPE (HeedEditorPage, heed_editor_page, ADW_TYPE_BIN)

/* A screen reader hears when it is safe and when it is not, not each step. */
static void
show_save_state (HeedEditorPage *self)
{
  HeedSaveState state = heed_entry_get_save_state (self->entry);
  const char *text = heed_save_state_describe (state);

  gtk_inscription_set_text (self->save_state, text);
  if (state <= HEED_SAVE_STATE_RESCUED || state == HEED_SAVE_STATE_FAILED)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->heading),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* What the entry is called stands above it; once that is out of sight, here. */
static void
scrolled_cb (HeedEditorPage *self,
             GtkAdjustment  *adjustment)
{
  gtk_widget_set_visible (GTK_WIDGET (self->title), gtk_adjustment_get_value (adjustment) > HEADING_HEIGHT);
}

static void
show_title (HeedEditorPage *self)
{
  g_autofree char *title = heed_entry_dup_title (self->entry);

  gtk_label_set_label (self->title, title);
}

static HeedEntryView *
get_view (HeedEditorPage *self)
{
  return heed_entry_pane_get_view (self->pane);
}

static void
only_text_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeedEditorPage *self = HEED_EDITOR_PAGE (widget);

  heed_editor_page_set_only_text (self, !self->only_text);
}

/* Escape closes what is open on the page first. The key does not get to the field of a
 * tag, as it is one of the window's. */
static void
escape_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  GtkWidget *focus = heed_focus_get_within (widget);
  GtkWidget *tags = focus != NULL ? gtk_widget_get_ancestor (focus, HEED_TYPE_TAG_EDITOR) : NULL;

  if ((tags == NULL || !heed_tag_editor_escape (HEED_TAG_EDITOR (tags))) &&
      !heed_entry_pane_stop_find (HEED_EDITOR_PAGE (widget)->pane))
    gtk_widget_activate_action (widget, HEED_EDITOR_PAGE (widget)->only_text ? "page.only-text" : "win.back", NULL);
}

/* Whoever begins an entry wants to write. */
static void
heed_editor_page_map (GtkWidget *widget)
{
  HeedEditorPage *self = HEED_EDITOR_PAGE (widget);

  GTK_WIDGET_CLASS (heed_editor_page_parent_class)->map (widget);

  if (heed_record_get_n_answers (heed_entry_get_record (self->entry)) == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->pane));
}

static void
heed_editor_page_unmap (GtkWidget *widget)
{
  HeedEditorPage *self = HEED_EDITOR_PAGE (widget);

  heed_editor_page_set_only_text (self, FALSE);
  if (heed_entry_get_save_state (self->entry) == HEED_SAVE_STATE_UNSAVED)
    heed_journal_save_async (self->journal, NULL, NULL);

  GTK_WIDGET_CLASS (heed_editor_page_parent_class)->unmap (widget);
}

static gboolean
heed_editor_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HEED_EDITOR_PAGE (widget)->pane));
}

static void
heed_editor_page_dispose (GObject *object)
{
  HeedEditorPage *self = HEED_EDITOR_PAGE (object);

  g_clear_object (&self->entry);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (heed_editor_page_parent_class)->dispose (object);
}

static void
heed_editor_page_class_init (HeedEditorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_editor_page_dispose;

  widget_class->map = heed_editor_page_map;
  widget_class->unmap = heed_editor_page_unmap;
  widget_class->focus = heed_focus_move_within;
  widget_class->grab_focus = heed_editor_page_grab_focus;

  g_type_ensure (HEED_TYPE_ENTRY_PANE);
  g_type_ensure (HEED_TYPE_ENTRY_TOOLS);
  heed_template_set (widget_class, "editor/heed-editor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedEditorPage, header);
  gtk_widget_class_bind_template_child (widget_class, HeedEditorPage, heading);
  gtk_widget_class_bind_template_child (widget_class, HeedEditorPage, title);
  gtk_widget_class_bind_template_child (widget_class, HeedEditorPage, save_state);
  gtk_widget_class_bind_template_child (widget_class, HeedEditorPage, tools);
  gtk_widget_class_bind_template_child (widget_class, HeedEditorPage, pane);
  gtk_widget_class_bind_template_child (widget_class, HeedEditorPage, all_button);

  gtk_widget_class_install_action (widget_class, "page.escape", NULL, escape_cb);
  gtk_widget_class_install_action (widget_class, "page.only-text", NULL, only_text_cb);

  heed_entry_actions_bind_undo_keys (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "entry.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, GDK_CONTROL_MASK, "entry.next-unanswered", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "entry.find-next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "entry.only-text", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "entry.find-previous", NULL);
}

static void
heed_editor_page_init (HeedEditorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), HEED_ENTRY_ACTIONS,
                                  G_ACTION_GROUP (heed_editor_get_actions (heed_entry_view_get_editor (get_view (self)))));
  heed_entry_tools_set_view (self->tools, get_view (self));
  g_signal_connect_object (heed_entry_pane_get_adjustment (self->pane), "value-changed", G_CALLBACK (scrolled_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * heed_editor_page_new:
 * @journal: the journal of the entry
 * @entry: an open entry
 *
 * Makes a page for an entry.
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
heed_editor_page_new (HeedJournal *journal,
                      HeedEntry   *entry)
{
  HeedEditorPage *self;

  g_return_val_if_fail (HEED_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (HEED_IS_ENTRY (entry) && heed_entry_is_open (entry), NULL);

  self = g_object_new (HEED_TYPE_EDITOR_PAGE, NULL);
  self->journal = g_object_ref (journal);
  self->entry = g_object_ref (entry);
  g_signal_connect_object (entry, "notify::save-state", G_CALLBACK (show_save_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::title", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  g_object_set (get_view (self), "journal", journal, NULL);
  heed_entry_view_set_entry (get_view (self), entry);
  show_title (self);
  show_save_state (self);
  return GTK_WIDGET (self);
}

/**
 * heed_editor_page_set_only_text:
 * @self: a page in a window
 * @only_text: whether nothing but the text is to be seen, on the whole screen
 *
 * Leaves somebody alone with what they write, if it is a note.
 */
void
heed_editor_page_set_only_text (HeedEditorPage *self,
                                gboolean        only_text)
{
  GtkWindow *window;

  g_return_if_fail (HEED_IS_EDITOR_PAGE (self));

  only_text = only_text && heed_entry_view_is_page (get_view (self));
  if (self->only_text == only_text)
    return;

  self->only_text = only_text;
  gtk_widget_set_visible (self->header, !only_text);
  gtk_widget_set_visible (self->all_button, only_text);
  heed_entry_view_set_only_text (get_view (self), only_text);

  window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  /* Nothing else in Heed fills the screen. */
  if (only_text)
    gtk_window_fullscreen (window);
  else
    gtk_window_unfullscreen (window);
}
