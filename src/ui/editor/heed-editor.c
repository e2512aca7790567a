/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor of an entry. See heed-editor.h. */

#include "heed-editor.h"

#include "heed-entry-actions.h"
#include "heed-focus-target.h"
#include "heed-focus.h"
#include "heed-last-time.h"
#include "heed-move-handle.h"
#include "heed-repeat-path.h"
#include "heed-row-answer.h"
#include "heed-scroll.h"
#include "heed-section-list.h"
#include "heed-title-field.h"

#include <glib/gi18n.h>

struct _HeedEditor
{
  AdwBin parent_instance;

  HeedTitleField *title;
  HeedSectionList *sections;

  GActionMap *actions; /* those of the group “entry” */
  HeedEntry *entry;
  gboolean editable;
  HeedRecord *earlier; /* what was answered the time before; NULL for nothing */
  gboolean looks_back; /* whether it is to be rated again */
  GSignalGroup *entry_signals;

  guint sync_id;
  guint update_id;
  char *focused_path;     /* of the answer that has or last had the focus */
  HeedFocusTarget wanted; /* after the next sync */
};

enum
{
  ARRANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedEditor, heed_editor, ADW_TYPE_BIN)

static HeedViewIndex *
get_index (HeedEditor *self)
{
  return heed_section_list_get_index (self->sections);
}

static HeedAnswerView *
get_focused_view (HeedEditor *self)
{
  GtkWidget *focus = heed_focus_get_within (GTK_WIDGET (self));

  return focus != NULL ? HEED_ANSWER_VIEW (gtk_widget_get_ancestor (focus, HEED_TYPE_ANSWER_VIEW)) : NULL;
}

static void
show_earlier (HeedEditor *self)
{
  heed_last_time_show_all (heed_view_index_get_views (get_index (self)), self->earlier, self->editable,
                           self->looks_back);
}

/* Goes where the focus is to go, if anywhere. */
static void
arrive (HeedEditor *self)
{
  HeedFocusTarget destination = self->wanted;

  self->wanted = (HeedFocusTarget) { NULL };
  if (destination.path != NULL)
    heed_focus_target_go (&destination, self->sections, GTK_WIDGET (self->title));
  heed_focus_target_clear (&destination);
}

/* Brings the controls in step with the form as it is now spread out. */
static void
synchronize (HeedEditor *self)
{
  HeedAnswerView *focused = get_focused_view (self);
  g_autofree char *path = focused != NULL ? g_strdup (heed_answer_view_get_path (focused)) : NULL;
  int caret = heed_focus_get_caret (GTK_WIDGET (self));

  g_clear_handle_id (&self->sync_id, g_source_remove);
  heed_section_list_arrange (self->sections, self->entry, self->editable);
  show_earlier (self);
  heed_section_list_update (self->sections);
  g_signal_emit (self, signals[ARRANGED], 0);

  if (self->wanted.path == NULL && path != NULL && heed_focus_get_within (GTK_WIDGET (self)) == NULL)
    heed_focus_target_set (&self->wanted, path, HEED_AIM_ANSWER, caret, NULL);
  arrive (self);
}

static gboolean
sync_cb (gpointer data)
{
  HeedEditor *self = data;

  self->sync_id = 0;
  synchronize (self);
  return G_SOURCE_REMOVE;
}

static gboolean
update_cb (gpointer data)
{
  HeedEditor *self = data;

  self->update_id = 0;
  if (self->sync_id == 0)
    heed_section_list_update (self->sections);
  return G_SOURCE_REMOVE;
}

/* Not at once: a control that is about to go may be what asked for it. */
static void
queue_sync (HeedEditor *self)
{
  if (self->sync_id == 0)
    self->sync_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, sync_cb, self, NULL);
}

static void
update_actions (HeedEditor *self)
{
  gboolean editable = self->editable && self->entry != NULL && heed_entry_get_filled_form (self->entry) != NULL;

  heed_entry_actions_enable (self->actions, "undo", editable && heed_entry_get_can_undo (self->entry));
  heed_entry_actions_enable (self->actions, "redo", editable && heed_entry_get_can_redo (self->entry));
}

static void
clear (HeedEditor *self)
{
  g_clear_handle_id (&self->sync_id, g_source_remove);
  g_clear_handle_id (&self->update_id, g_source_remove);
  heed_focus_target_clear (&self->wanted);
  g_clear_pointer (&self->focused_path, g_free);
  heed_section_list_clear (self->sections);
  g_signal_emit (self, signals[ARRANGED], 0);
}

static void
entry_answer_changed_cb (HeedEditor *self,
                         const char *path)
{
  HeedAnswerView *view = heed_view_index_find (get_index (self), path);

  if (view != NULL)
    heed_answer_view_refresh (view);
  /* What was read as blank may now have to be shown at all. */
  if (view == NULL || !self->editable)
    queue_sync (self);

  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

/* From the title, which is no answer, to the first. */
static void
next_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  HeedEditor *self = HEED_EDITOR (widget);
  HeedAnswerView *next = heed_view_index_get_next (get_index (self), get_focused_view (self));

  if (next != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (next));
  else
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (widget)), GTK_DIR_TAB_FORWARD);
}

/* Goes to where the last change was taken back or made again: at once where
 * there is a control, else as soon as there is one. */
static void
follow_change (HeedEditor *self,
               const char *path)
{
  /* A row may be one too many now that nothing is written in it. */
  queue_sync (self);
  if (path == NULL)
    return;

  heed_focus_target_set (&self->wanted, path, HEED_AIM_CHANGE, -1, NULL);
  if (heed_view_index_find (get_index (self), path) != NULL || g_str_equal (path, HEED_ENTRY_TITLE))
    arrive (self);
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  HeedEditor *self = data;

  heed_entry_undo (self->entry);
  follow_change (self, heed_entry_get_changed_path (self->entry));
}

static void
redo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  HeedEditor *self = data;

  heed_entry_redo (self->entry);
  follow_change (self, heed_entry_get_changed_path (self->entry));
}

static void
add_actions (HeedEditor *self)
{
  const GActionEntry entries[] = { { "undo", undo_cb }, { "redo", redo_cb } };

  self->actions = G_ACTION_MAP (g_simple_action_group_new ());
  g_action_map_add_action_entries (self->actions, entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), HEED_ENTRY_ACTIONS, G_ACTION_GROUP (self->actions));
}

static void
show_entry (HeedEditor *self)
{
  clear (self);
  heed_title_field_set_entry (self->title, self->editable ? self->entry : NULL);
  if (self->entry != NULL)
    synchronize (self);
  update_actions (self);
}

static gboolean
heed_editor_grab_focus (GtkWidget *widget)
{
  HeedEditor *self = HEED_EDITOR (widget);
  HeedAnswerView *first = heed_view_index_get_next (get_index (self), NULL);

  if (heed_title_field_is_blank (self->title))
    return gtk_widget_grab_focus (GTK_WIDGET (self->title));

  return first != NULL && gtk_widget_grab_focus (GTK_WIDGET (first));
}

/* Groups and rows */

/* Goes to @path as soon as the controls are in step with the form. */
static void
go_later (HeedEditor *self,
          const char *path)
{
  heed_focus_target_set (&self->wanted, path, HEED_AIM_ANSWER, -1, NULL);
  queue_sync (self);
}

/* Goes to where something was moved: to @caret in its text, or to its handle
 * where that is -1. */
static void
follow_move (HeedEditor *self,
             const char *path,
             int         caret,
             const char *note)
{
  heed_focus_target_set (&self->wanted, path, caret >= 0 ? HEED_AIM_ANSWER : HEED_AIM_HANDLE, caret, note);
  queue_sync (self);
}

static guint
count_repeats (HeedEntry  *entry,
               const char *path)
{
  return heed_filled_form_get_n_repeats (heed_entry_get_filled_form (entry), path);
}

static void
go_to_repeat (HeedEditor *self,
              const char *path,
              guint       index)
{
  g_autofree char *instance = g_strdup_printf ("%s/%u", path, index);

  go_later (self, instance);
}

static void
add_repeat_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeedEditor *self = HEED_EDITOR (widget);
  HeedEntry *entry = self->entry;
  const char *path = g_variant_get_string (parameter, NULL);

  if (!self->editable || !heed_entry_can_add_repeat (entry, path))
    return;

  heed_entry_add_repeat (entry, path);
  go_to_repeat (self, path, count_repeats (entry, path));
}

static void
remove_repeat_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HeedEditor *self = HEED_EDITOR (widget);
  HeedEntry *entry = self->entry;
  guint index;
  g_autofree char *path = heed_repeat_path_split (g_variant_get_string (parameter, NULL), &index);

  if (!self->editable || !heed_entry_can_remove_repeat (entry, path))
    return;

  heed_entry_remove_repeat (entry, path, index);
  go_to_repeat (self, path, MIN (index, count_repeats (entry, path)));
}

/* The path of the row that has the focus, or of the group whose handle has. */
static const char *
get_focused_instance (HeedEditor *self)
{
  GtkWidget *focus = heed_focus_get_within (GTK_WIDGET (self));
  GtkWidget *handle = focus != NULL ? gtk_widget_get_ancestor (focus, HEED_TYPE_MOVE_HANDLE) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, HEED_TYPE_ROW_ANSWER) : NULL;
  HeedAnswerView *view = row != NULL ? HEED_ANSWER_VIEW (row) : NULL;

  if (handle != NULL)
    return heed_move_handle_get_path (HEED_MOVE_HANDLE (handle));
  if (view != NULL && heed_field_get_field_type (heed_answer_view_get_field (view)) == HEED_FIELD_LIST)
    return heed_answer_view_get_path (view);

  return NULL;
}

/* The focus follows what it was in: the text, or the handle. */
static void
move (HeedEditor *self,
      const char *instance,
      guint       to)
{
  HeedEntry *entry = self->entry;
  int caret = g_strcmp0 (get_focused_instance (self), instance) == 0 ? heed_focus_get_caret (GTK_WIDGET (self)) : -1;
  guint from;
  g_autofree char *path = heed_repeat_path_split (instance, &from);
  g_autofree char *place = g_strdup_printf ("%s/%u", path, to);
  g_autofree char *note = NULL;

  if (!self->editable || !heed_entry_can_move_repeat (entry, path, from, to))
    return;

  /* Translators: where a group or a row is now, such as “Moved to place 2 of 5”. */
  note = g_strdup_printf (_("Moved to place %u of %u"), to, count_repeats (entry, path));
  heed_entry_move_repeat (entry, path, from, to);
  follow_move (self, place, caret, note);
}

static void
move_repeat_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  const char *instance;
  guint to;

  g_variant_get (parameter, "(&su)", &instance, &to);
  move (HEED_EDITOR (widget), instance, to);
}

static gboolean
move_key_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  const char *instance = get_focused_instance (HEED_EDITOR (widget));
  guint index;

  if (instance == NULL)
    return FALSE;

  g_free (heed_repeat_path_split (instance, &index));
  move (HEED_EDITOR (widget), instance, index + (guint) g_variant_get_int32 (args));
  return TRUE;
}

/* Where somebody goes on who filled several rows at once. */
static void
go_to_row_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  go_later (HEED_EDITOR (widget), g_variant_get_string (parameter, NULL));
}

static void
focus_moved_cb (HeedEditor *self)
{
  HeedAnswerView *view = get_focused_view (self);

  if (view == NULL)
    return;

  g_free (self->focused_path);
  self->focused_path = g_strdup (heed_answer_view_get_path (view));
}

static void
heed_editor_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (heed_editor_parent_class)->root (widget);

  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (focus_moved_cb), widget, G_CONNECT_SWAPPED);
}

static void
heed_editor_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), focus_moved_cb, widget);

  GTK_WIDGET_CLASS (heed_editor_parent_class)->unroot (widget);
}

static void
heed_editor_dispose (GObject *object)
{
  HeedEditor *self = HEED_EDITOR (object);

  g_clear_handle_id (&self->sync_id, g_source_remove);
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->entry_signals);
  g_clear_object (&self->actions);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->earlier, heed_record_unref);

  G_OBJECT_CLASS (heed_editor_parent_class)->dispose (object);
}

static void
heed_editor_finalize (GObject *object)
{
  HeedEditor *self = HEED_EDITOR (object);

  g_clear_pointer (&self->focused_path, g_free);
  heed_focus_target_clear (&self->wanted);

  G_OBJECT_CLASS (heed_editor_parent_class)->finalize (object);
}

static void
heed_editor_class_init (HeedEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_editor_dispose;
  object_class->finalize = heed_editor_finalize;

  widget_class->focus = heed_focus_move_within;
  widget_class->grab_focus = heed_editor_grab_focus;
  widget_class->root = heed_editor_root;
  widget_class->unroot = heed_editor_unroot;

  /**
   * HeedEditor::arranged:
   * @self: an editor
   *
   * The sections are others, or stand in another order, than before.
   */
  signals[ARRANGED] = g_signal_new ("arranged", HEED_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "editor.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "editor.add-repeat", "s", add_repeat_cb);
  gtk_widget_class_install_action (widget_class, "editor.remove-repeat", "s", remove_repeat_cb);
  gtk_widget_class_install_action (widget_class, "editor.move-repeat", "(su)", move_repeat_cb);
  gtk_widget_class_install_action (widget_class, "editor.go-to-row", "s", go_to_row_cb);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, move_key_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Up, GDK_ALT_MASK, move_key_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, move_key_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Down, GDK_ALT_MASK, move_key_cb, "i", 1);
  heed_entry_actions_bind_undo_keys (widget_class);
}

static void
follow_entry (HeedEditor *self)
{
  self->entry_signals = g_signal_group_new (HEED_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "answer-changed", G_CALLBACK (entry_answer_changed_cb), self);
  g_signal_group_connect_swapped (self->entry_signals, "restructured", G_CALLBACK (queue_sync), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::can-undo", G_CALLBACK (update_actions), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::can-redo", G_CALLBACK (update_actions), self);
}

static void
heed_editor_init (HeedEditor *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->editable = TRUE;
  add_actions (self);

  self->title = HEED_TITLE_FIELD (heed_title_field_new ());
  self->sections = HEED_SECTION_LIST (heed_section_list_new ());
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->sections));
  gtk_widget_add_css_class (GTK_WIDGET (self), "editor");
  adw_bin_set_child (ADW_BIN (self), column);

  heed_scroll_with_drags (GTK_WIDGET (self));
  follow_entry (self);
  update_actions (self);
}

/**
 * heed_editor_get_actions:
 * @self: an editor
 *
 * Gets the actions on its entry. What stands around it may add others, and puts
 * the same group on itself.
 *
 * Returns: (transfer none): a group of actions
 */
GActionMap *
heed_editor_get_actions (HeedEditor *self)
{
  g_return_val_if_fail (HEED_IS_EDITOR (self), NULL);

  return self->actions;
}

/**
 * heed_editor_get_entry:
 * @self: an editor
 *
 * Gets the entry that is edited.
 *
 * Returns: (transfer none) (nullable): the entry
 */
HeedEntry *
heed_editor_get_entry (HeedEditor *self)
{
  g_return_val_if_fail (HEED_IS_EDITOR (self), NULL);

  return self->entry;
}

/**
 * heed_editor_set_entry:
 * @self: an editor
 * @entry: (nullable): an open entry
 *
 * Shows an entry. Where the workbook does not have its form, its answers can
 * be read and nothing else.
 */
void
heed_editor_set_entry (HeedEditor *self,
                       HeedEntry  *entry)
{
  g_return_if_fail (HEED_IS_EDITOR (self));
  g_return_if_fail (entry == NULL || heed_entry_is_open (entry));

  if (!g_set_object (&self->entry, entry))
    return;

  g_signal_group_set_target (self->entry_signals, entry);
  show_entry (self);
}

/**
 * heed_editor_get_editable:
 * @self: an editor
 *
 * Tells whether the answers can be changed.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_editor_get_editable (HeedEditor *self)
{
  g_return_val_if_fail (HEED_IS_EDITOR (self), FALSE);

  return self->editable;
}

/**
 * heed_editor_set_editable:
 * @self: an editor
 * @editable: whether the answers can be changed, as they can at first
 *
 * Chooses between a form to fill in and the same answers as text to read,
 * select and copy. What is read has no field for the title, and leaves out the
 * rows of lists and the optional words that nobody wrote.
 */
void
heed_editor_set_editable (HeedEditor *self,
                          gboolean    editable)
{
  g_return_if_fail (HEED_IS_EDITOR (self));

  editable = !!editable;
  if (self->editable == editable)
    return;

  self->editable = editable;
  show_entry (self);
}

/**
 * heed_editor_get_sections:
 * @self: an editor
 *
 * Gets the parts of the form as they are shown; `arranged` tells when they
 * change.
 *
 * Returns: (transfer none) (element-type HeedSection): the parts, none where
 *   there is no form
 */
GPtrArray *
heed_editor_get_sections (HeedEditor *self)
{
  g_return_val_if_fail (HEED_IS_EDITOR (self), NULL);

  return heed_section_list_get_sections (self->sections);
}

/**
 * heed_editor_set_earlier:
 * @self: an editor
 * @earlier: (nullable): an entry of the same form that was written before; %NULL
 *   for none
 * @looks_back: whether to ask how its ratings look from today
 *
 * Shows what was answered the time before beside everything that is rated.
 */
void
heed_editor_set_earlier (HeedEditor *self,
                         HeedRecord *earlier,
                         gboolean    looks_back)
{
  g_return_if_fail (HEED_IS_EDITOR (self));

  if (self->earlier == earlier && self->looks_back == looks_back)
    return;

  g_clear_pointer (&self->earlier, heed_record_unref);
  self->earlier = earlier != NULL ? heed_record_ref (earlier) : NULL;
  self->looks_back = looks_back;
  show_earlier (self);
}

/**
 * heed_editor_focus_path:
 * @self: an editor
 * @path: where an answer is kept, or the path of a group
 *
 * Puts the keyboard focus into the control of an answer, or the first of a
 * group, and scrolls to it.
 *
 * Returns: %FALSE if there is none
 */
gboolean
heed_editor_focus_path (HeedEditor *self,
                        const char *path)
{
  HeedAnswerView *view;

  g_return_val_if_fail (HEED_IS_EDITOR (self) && path != NULL, FALSE);

  view = heed_view_index_find_first (get_index (self), path);
  return view != NULL && heed_focus_target_focus (GTK_WIDGET (view));
}

/**
 * heed_editor_dup_next_unanswered:
 * @self: an editor
 *
 * Finds the next question after the one that has or last had the keyboard
 * focus that counts and has no answer; after the last it goes on at the top.
 *
 * Returns: (transfer full) (nullable): a path for heed_editor_focus_path(), or
 *   %NULL where nothing is left to answer
 */
char *
heed_editor_dup_next_unanswered (HeedEditor *self)
{
  HeedFilledForm *filled;

  g_return_val_if_fail (HEED_IS_EDITOR (self), NULL);

  filled = self->entry != NULL ? heed_entry_get_filled_form (self->entry) : NULL;
  return filled != NULL ? heed_filled_form_dup_unanswered (filled, self->focused_path) : NULL;
}
