/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor of an entry. It keeps a list of sections in step with the outline
 * of the entry; sections that still fit are kept, so that adding a group to a
 * long form does not make the whole form anew. */

#include "heed-editor.h"

#include "heed-controls.h"
#include "heed-destination.h"
#include "heed-editor-private.h"
#include "heed-last-time.h"
#include "heed-move-handle.h"
#include "heed-scroll.h"
#include "heed-section.h"
#include "heed-stored-answers.h"
#include "heed-text-area.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HeedEditor
{
  AdwBin parent_instance;

  GtkWidget *column;
  HeedTextArea *title;

  HeedEntry *entry;
  gboolean editable;
  HeedRecord *earlier; /* what was answered the time before; NULL for nothing */
  gboolean looks_back; /* whether it is to be rated again */
  GSignalGroup *entry_signals;
  GPtrArray *sections; /* of HeedSection, as they are shown */
  GPtrArray *extras;   /* of widgets that are made anew each time */
  GPtrArray *views;    /* of HeedAnswerView, as they are read */
  GHashTable *by_path; /* HeedAnswerView by path */

  guint sync_id;
  guint update_id;
  char *focused_path; /* of the answer that has or last had the focus */
  HeedDestination wanted; /* after the next sync */
};

enum
{
  PROP_0,
  PROP_ENTRY,
  PROP_EDITABLE,
  N_PROPS
};

enum
{
  ARRANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedEditor, heed_editor, ADW_TYPE_BIN)

static void
replace_string (char       **string,
                const char  *value)
{
  g_free (*string);
  *string = g_strdup (value);
}

static GtkWidget *
get_focus (HeedEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ? focus : NULL;
}

static HeedAnswerView *
get_focused_view (HeedEditor *self)
{
  GtkWidget *focus = get_focus (self);

  return focus != NULL ? HEED_ANSWER_VIEW (gtk_widget_get_ancestor (focus, HEED_TYPE_ANSWER_VIEW)) : NULL;
}

/* The words of one's own in a choice belong to the choice, and a second look
 * at last time's rating to the rating. */
static HeedAnswerView *
find_view (HeedEditor *self,
           const char *path)
{
  HeedAnswerView *view = g_hash_table_lookup (self->by_path, path);
  g_autofree char *parent = NULL;

  if (view != NULL ||
      !(g_str_has_suffix (path, "/" HEED_CHOICE_OTHER) || g_str_has_suffix (path, "/" HEED_RATING_THEN)))
    return view;

  parent = g_path_get_dirname (path);
  return g_hash_table_lookup (self->by_path, parent);
}

static HeedAnswerView *
find_view_below (HeedEditor *self,
                 const char *path,
                 gboolean    last)
{
  gsize length = strlen (path);
  HeedAnswerView *found = NULL;

  for (guint i = 0; i < self->views->len && (found == NULL || last); i++)
    {
      HeedAnswerView *view = g_ptr_array_index (self->views, i);
      const char *view_path = heed_answer_view_get_path (view);

      if (strncmp (view_path, path, length) == 0 && view_path[length] == '/')
        found = view;
    }

  return found;
}

/* The control at @path, or what is left of where it was. */
static HeedAnswerView *
find_view_near (HeedEditor *self,
                const char *path)
{
  HeedAnswerView *view = find_view (self, path);
  g_autofree char *parent = g_strdup (path);

  if (view == NULL)
    view = find_view_below (self, path, FALSE);
  for (char *slash = strrchr (parent, '/'); view == NULL && slash != NULL; slash = strrchr (parent, '/'))
    {
      *slash = '\0';
      view = find_view_below (self, parent, TRUE);
    }

  return view;
}

static HeedMoveHandle *
find_handle (HeedEditor *self,
             const char *path)
{
  HeedMoveHandle *handle = NULL;

  for (guint i = 0; i < self->sections->len && handle == NULL; i++)
    handle = heed_section_find_handle (g_ptr_array_index (self->sections, i), path);

  return handle;
}

static void
index_views (HeedEditor *self)
{
  g_ptr_array_set_size (self->views, 0);
  g_hash_table_remove_all (self->by_path);

  for (guint i = 0; i < self->sections->len; i++)
    {
      GPtrArray *views = heed_section_get_views (g_ptr_array_index (self->sections, i));

      for (guint j = 0; j < views->len; j++)
        {
          HeedAnswerView *view = g_ptr_array_index (views, j);

          g_ptr_array_add (self->views, view);
          g_hash_table_insert (self->by_path, (char *) heed_answer_view_get_path (view), view);
        }
    }
}

static HeedSection *
take_section (HeedEditor *self,
              GPtrArray  *old,
              guint       first,
              guint       end)
{
  g_autofree char *key = heed_section_make_key (self->entry, self->editable, first, end);

  for (guint i = 0; i < old->len; i++)
    {
      HeedSection *section = g_ptr_array_index (old, i);

      if (g_str_equal (heed_section_get_key (section), key))
        {
          g_ptr_array_remove_index (old, i);
          return section;
        }
    }

  return NULL;
}

static void
add_after (HeedEditor *self,
           GtkWidget  *widget,
           GtkWidget **after)
{
  if (gtk_widget_get_parent (widget) == NULL)
    gtk_box_insert_child_after (GTK_BOX (self->column), widget, *after);
  else
    gtk_box_reorder_child_after (GTK_BOX (self->column), widget, *after);
  *after = widget;
}

/* After the last of a repeated group. */
static void
add_add_button (HeedEditor  *self,
                HeedOutline *outline,
                guint        first,
                guint        end,
                GtkWidget  **after)
{
  const HeedOutlineNode *node = heed_outline_get_node (outline, first);
  gboolean last = end == heed_outline_get_n_nodes (outline) ||
                  heed_outline_get_node (outline, end)->field != node->field;
  g_autofree char *path = g_path_get_dirname (node->path);
  GtkWidget *button;

  if (node->index == 0 || !last || !self->editable || !heed_entry_can_add_repeat (self->entry, path))
    return;

  button = heed_controls_new_add_button (node->field, node->index + 1, path);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_ptr_array_add (self->extras, button);
  add_after (self, button, after);
}

static void
remove_all (HeedEditor *self,
            GPtrArray  *widgets)
{
  for (guint i = 0; i < widgets->len; i++)
    gtk_box_remove (GTK_BOX (self->column), g_ptr_array_index (widgets, i));
  g_ptr_array_set_size (widgets, 0);
}

static void
make_sections (HeedEditor *self)
{
  g_autoptr (HeedOutline) outline = heed_outline_ref (heed_entry_get_outline (self->entry));
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->sections);
  GtkWidget *after = GTK_WIDGET (self->title);
  guint end;

  self->sections = g_ptr_array_new ();
  remove_all (self, self->extras);

  for (guint first = 0; first < heed_outline_get_n_nodes (outline); first = end)
    {
      HeedSection *section;

      end = heed_section_find_end (outline, first);
      section = take_section (self, old, first, end);
      if (section == NULL)
        section = heed_section_new (self->entry, self->editable, first, end);
      g_ptr_array_add (self->sections, section);
      add_after (self, GTK_WIDGET (section), &after);
      add_add_button (self, outline, first, end, &after);
    }

  remove_all (self, old);
}

static void
update_sections (HeedEditor *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    heed_section_update (g_ptr_array_index (self->sections, i));
}

/* Goes where the focus is to go, if anywhere. */
static void
arrive (HeedEditor *self)
{
  HeedDestination destination = self->wanted;
  HeedAnswerView *view;

  self->wanted = (HeedDestination) { NULL };
  if (destination.path == NULL)
    return;

  view = find_view_near (self, destination.path);
  if (destination.aim == HEED_AIM_HANDLE)
    heed_destination_go_to_handle (&destination, find_handle (self, destination.path));
  else if (g_str_equal (destination.path, HEED_ENTRY_TITLE))
    heed_destination_go_to_area (&destination, self->title);
  else if (view != NULL)
    heed_destination_go_to_answer (&destination, view);
  heed_destination_clear (&destination);
}

/* Brings the controls in step with the form as it is now spread out. */
static void
synchronize (HeedEditor *self)
{
  HeedAnswerView *focused = get_focused_view (self);
  g_autofree char *path = focused != NULL ? g_strdup (heed_answer_view_get_path (focused)) : NULL;
  int caret = heed_editor_get_caret (self);

  g_clear_handle_id (&self->sync_id, g_source_remove);
  make_sections (self);
  index_views (self);
  heed_last_time_show_all (self->views, self->earlier, self->editable, self->looks_back);
  update_sections (self);
  g_signal_emit (self, signals[ARRANGED], 0);

  if (self->wanted.path == NULL && path != NULL && get_focus (self) == NULL)
    heed_destination_set (&self->wanted, path, HEED_AIM_ANSWER, caret, NULL);
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
    update_sections (self);
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
show_stored_answers (HeedEditor *self)
{
  GtkWidget *answers = heed_stored_answers_new (heed_entry_get_record (self->entry));

  gtk_box_append (GTK_BOX (self->column), answers);
  g_ptr_array_add (self->extras, answers);
}

static void
show_title (HeedEditor *self)
{
  HeedForm *form = self->entry != NULL ? heed_entry_get_form (self->entry) : NULL;
  gboolean titled = form != NULL && heed_form_get_titled (form) && self->editable;

  gtk_widget_set_visible (GTK_WIDGET (self->title), titled);
  heed_text_area_set_text (self->title,
                           titled ? heed_record_get_title (heed_entry_get_record (self->entry)) : NULL);
}

static void
update_actions (HeedEditor *self)
{
  gboolean editable = self->editable && self->entry != NULL && heed_entry_get_outline (self->entry) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entry.undo",
                                 editable && heed_entry_get_can_undo (self->entry));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entry.redo",
                                 editable && heed_entry_get_can_redo (self->entry));
}

static void
clear (HeedEditor *self)
{
  g_clear_handle_id (&self->sync_id, g_source_remove);
  g_clear_handle_id (&self->update_id, g_source_remove);
  heed_destination_clear (&self->wanted);
  g_clear_pointer (&self->focused_path, g_free);
  g_hash_table_remove_all (self->by_path);
  g_ptr_array_set_size (self->views, 0);
  remove_all (self, self->sections);
  remove_all (self, self->extras);
  g_signal_emit (self, signals[ARRANGED], 0);
}

static void
title_changed_cb (HeedEditor *self)
{
  heed_entry_set_title (self->entry, heed_text_area_get_text (self->title));
}

static gboolean
title_moved_on_cb (HeedEditor *self)
{
  return self->views->len > 0 && gtk_widget_grab_focus (g_ptr_array_index (self->views, 0));
}

static void
entry_answer_changed_cb (HeedEditor *self,
                         const char *path)
{
  HeedAnswerView *view = find_view (self, path);

  if (view != NULL)
    heed_answer_view_refresh (view);
  /* What was read as blank may now have to be shown at all. */
  if (view == NULL || !self->editable)
    queue_sync (self);

  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

static void
entry_restructured_cb (HeedEditor *self)
{
  queue_sync (self);
}

static void
travel (HeedEditor *self,
        void      (*step) (HeedEntry *entry))
{
  const char *path;

  step (self->entry);
  path = heed_entry_get_changed_path (self->entry);
  if (path != NULL)
    heed_destination_set (&self->wanted, path, HEED_AIM_CHANGE, -1, NULL);

  /* A row may be one too many now that nothing is written in it. */
  queue_sync (self);
  if (path != NULL && (find_view (self, path) != NULL || g_str_equal (path, HEED_ENTRY_TITLE)))
    arrive (self);
}

static void
undo_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  heed_editor_undo (HEED_EDITOR (widget));
}

static void
redo_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  heed_editor_redo (HEED_EDITOR (widget));
}

static void
next_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  HeedEditor *self = HEED_EDITOR (widget);
  HeedAnswerView *view = get_focused_view (self);
  guint position;

  if (view != NULL && g_ptr_array_find (self->views, view, &position) && position + 1 < self->views->len)
    gtk_widget_grab_focus (g_ptr_array_index (self->views, position + 1));
  else
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (widget)), GTK_DIR_TAB_FORWARD);
}

static void
show_entry (HeedEditor *self)
{
  clear (self);
  show_title (self);
  if (self->entry != NULL && heed_entry_get_outline (self->entry) != NULL)
    synchronize (self);
  else if (self->entry != NULL)
    show_stored_answers (self);
  update_actions (self);
}

/* The default would ask the widget itself to take the focus, too, which would
 * send it back in on its way out. */
static gboolean
heed_editor_focus (GtkWidget        *widget,
                   GtkDirectionType  direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static gboolean
heed_editor_grab_focus (GtkWidget *widget)
{
  HeedEditor *self = HEED_EDITOR (widget);

  if (gtk_widget_get_visible (GTK_WIDGET (self->title)) && *heed_text_area_get_text (self->title) == '\0')
    return gtk_widget_grab_focus (GTK_WIDGET (self->title));

  return self->views->len > 0 && gtk_widget_grab_focus (g_ptr_array_index (self->views, 0));
}

static void
focus_moved_cb (HeedEditor *self)
{
  HeedAnswerView *view = get_focused_view (self);

  if (view != NULL)
    replace_string (&self->focused_path, heed_answer_view_get_path (view));
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
  g_clear_object (&self->entry);
  g_clear_pointer (&self->earlier, heed_record_unref);
  g_hash_table_remove_all (self->by_path);
  g_ptr_array_set_size (self->views, 0);
  g_ptr_array_set_size (self->sections, 0);
  g_ptr_array_set_size (self->extras, 0);

  G_OBJECT_CLASS (heed_editor_parent_class)->dispose (object);
}

static void
heed_editor_finalize (GObject *object)
{
  HeedEditor *self = HEED_EDITOR (object);

  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->extras, g_ptr_array_unref);
  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_clear_pointer (&self->by_path, g_hash_table_unref);
  g_clear_pointer (&self->focused_path, g_free);
  heed_destination_clear (&self->wanted);

  G_OBJECT_CLASS (heed_editor_parent_class)->finalize (object);
}

static void
heed_editor_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  HeedEditor *self = HEED_EDITOR (object);

  switch (property_id)
    {
    case PROP_ENTRY:
      g_value_set_object (value, self->entry);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_editor_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  HeedEditor *self = HEED_EDITOR (object);

  switch (property_id)
    {
    case PROP_ENTRY:
      heed_editor_set_entry (self, g_value_get_object (value));
      break;
    case PROP_EDITABLE:
      heed_editor_set_editable (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "entry.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "entry.redo", NULL, redo_cb);
  gtk_widget_class_install_action (widget_class, "editor.next", NULL, next_cb);
  heed_editor_install_repeat_actions (widget_class);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "entry.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "entry.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "entry.redo", NULL);
}

static void
heed_editor_class_init (HeedEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = heed_editor_dispose;
  object_class->finalize = heed_editor_finalize;
  object_class->get_property = heed_editor_get_property;
  object_class->set_property = heed_editor_set_property;

  widget_class->focus = heed_editor_focus;
  widget_class->grab_focus = heed_editor_grab_focus;
  widget_class->root = heed_editor_root;
  widget_class->unroot = heed_editor_unroot;

  properties[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, HEED_TYPE_ENTRY, flags);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedEditor::arranged:
   * @self: an editor
   *
   * The sections are others, or stand in another order, than before.
   */
  signals[ARRANGED] = g_signal_new ("arranged", HEED_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  install_actions (widget_class);
}

static void
make_title (HeedEditor *self)
{
  self->title = HEED_TEXT_AREA (heed_text_area_new ());
  heed_text_area_set_single_line (self->title, TRUE);
  heed_text_area_set_lines (self->title, 1);
  heed_text_area_set_placeholder (self->title, _("Title"));
  gtk_widget_set_visible (GTK_WIDGET (self->title), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "entry-title");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Title"), -1);
  g_signal_connect_object (self->title, "changed", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->title, "moved-on", G_CALLBACK (title_moved_on_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->column), GTK_WIDGET (self->title));
}

static void
follow_entry (HeedEditor *self)
{
  self->entry_signals = g_signal_group_new (HEED_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "answer-changed", G_CALLBACK (entry_answer_changed_cb), self);
  g_signal_group_connect_swapped (self->entry_signals, "restructured", G_CALLBACK (entry_restructured_cb), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::title", G_CALLBACK (show_title), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::can-undo", G_CALLBACK (update_actions), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::can-redo", G_CALLBACK (update_actions), self);
}

static void
heed_editor_init (HeedEditor *self)
{
  self->editable = TRUE;
  self->sections = g_ptr_array_new ();
  self->extras = g_ptr_array_new ();
  self->views = g_ptr_array_new ();
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  gtk_widget_add_css_class (GTK_WIDGET (self), "editor");
  adw_bin_set_child (ADW_BIN (self), self->column);
  make_title (self);

  heed_scroll_with_drags (GTK_WIDGET (self));
  follow_entry (self);
  update_actions (self);
}

/* Goes to @path as soon as the controls are in step with the form. */
void
heed_editor_go_later (HeedEditor *self,
                      const char *path)
{
  heed_destination_set (&self->wanted, path, HEED_AIM_ANSWER, -1, NULL);
  queue_sync (self);
}

/* Where the caret is in the text that has the focus; -1 where none has. */
int
heed_editor_get_caret (HeedEditor *self)
{
  GtkWidget *focus = get_focus (self);
  int caret = -1;

  if (focus != NULL && GTK_IS_TEXT_VIEW (focus))
    g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)), "cursor-position", &caret, NULL);

  return caret;
}

/* Goes to where something was moved: to @caret in its text, or to its handle
 * where that is -1. */
void
heed_editor_follow_move (HeedEditor *self,
                         const char *path,
                         int         caret,
                         const char *note)
{
  heed_destination_set (&self->wanted, path, caret >= 0 ? HEED_AIM_ANSWER : HEED_AIM_HANDLE, caret, note);
  queue_sync (self);
}

/**
 * heed_editor_new:
 *
 * Makes an editor for no entry yet.
 *
 * Returns: (transfer floating): the editor
 */
GtkWidget *
heed_editor_new (void)
{
  return g_object_new (HEED_TYPE_EDITOR, NULL);
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY]);
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
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

  return self->sections;
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
  heed_last_time_show_all (self->views, earlier, self->editable, looks_back);
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

  view = find_view (self, path);
  if (view == NULL)
    view = find_view_below (self, path, FALSE);

  return view != NULL && heed_destination_focus (GTK_WIDGET (view));
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
  HeedOutline *outline;

  g_return_val_if_fail (HEED_IS_EDITOR (self), NULL);

  outline = self->entry != NULL ? heed_entry_get_outline (self->entry) : NULL;
  return outline != NULL ? heed_outline_dup_unanswered (outline, self->focused_path) : NULL;
}

/**
 * heed_editor_undo:
 * @self: an editor
 *
 * Takes the last change of the entry back and goes to where it was.
 */
void
heed_editor_undo (HeedEditor *self)
{
  g_return_if_fail (HEED_IS_EDITOR (self));

  if (self->editable && self->entry != NULL && heed_entry_get_can_undo (self->entry))
    travel (self, heed_entry_undo);
}

/**
 * heed_editor_redo:
 * @self: an editor
 *
 * Makes the change of the entry that was taken back last again and goes to
 * where it is.
 */
void
heed_editor_redo (HeedEditor *self)
{
  g_return_if_fail (HEED_IS_EDITOR (self));

  if (self->editable && self->entry != NULL && heed_entry_get_can_redo (self->entry))
    travel (self, heed_entry_redo);
}
