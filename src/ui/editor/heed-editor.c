/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor of an entry. See heed-editor.h. */

#include "heed-editor.h"

#include "heed-entry-actions.h"
#include "heed-focus.h"
#include "heed-last-time.h"
#include "heed-later.h"
#include "heed-picture.h"
#include "heed-reading.h"
#include "heed-section.h"
#include "heed-template.h"
#include "heed-text-area.h"

#include <glib/gi18n.h>
#include <string.h>

/* What to look for at a path of an entry. */
typedef enum
{
  AIM_ANSWER, /* the control of an answer */
  AIM_CHANGE, /* where its text last changed */
  AIM_HANDLE, /* what a group or a row is moved by */
} Aim;

/* Where to go. */
typedef struct
{
  char *path; /* NULL for nowhere */
  char *note; /* what to say there to somebody who hears the window */
  int caret;  /* where in the text; -1 for where the caret is */
  Aim aim;
} Target;

struct _HeedEditor
{
  AdwBin parent_instance;

  HeedTextArea *title; /* there only where the form asks for a title */
  GtkWidget *column;   /* the sections, and what stands between them */
  GPtrArray *sections; /* of HeedSection, as they are shown */
  GPtrArray *extras;   /* of widgets that are made anew each time */
  GPtrArray *views;    /* of HeedAnswerView, as they are read; not owned */
  GHashTable *by_path; /* the same; the views keep their paths */
  Target wanted;       /* as soon as the controls are in step with the form */
  Target stay;         /* there, unless somebody wants to go elsewhere */
  char *last_path;     /* of the answer that has or last had the focus */

  GActionMap *actions; /* those of the group “entry” */
  HeedEntry *entry;
  gboolean editable;
  HeedRecord *earlier; /* what was answered the time before; NULL for nothing */
  gboolean looks_back; /* whether it is to be rated again */
  GSignalGroup *entry_signals;

  guint sync_id;
  guint update_id;
};

G_DEFINE_FINAL_TYPE (HeedEditor, heed_editor, ADW_TYPE_BIN)

/* Where to go: whoever undoes, jumps to, moves or adds something says where, and the
 * keyboard focus and what scrolls are put there by what follows here alone. */

static void
clear_target (Target *target)
{
  g_clear_pointer (&target->path, g_free);
  g_clear_pointer (&target->note, g_free);
}

/* The control of an answer. The words of one's own in a choice belong to the choice,
 * and a second look at last time's rating to the rating. */
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
find_below (HeedEditor *self,
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

/* The control at @path or, of a group, the first. */
static HeedAnswerView *
find_first (HeedEditor *self,
            const char *path)
{
  HeedAnswerView *view = find_view (self, path);

  return view != NULL ? view : find_below (self, path, FALSE);
}

/* The control at @path, or what is left of where it was: the last one around it. */
static HeedAnswerView *
find_near (HeedEditor *self,
           const char *path)
{
  HeedAnswerView *view = find_first (self, path);
  g_autofree char *parent = g_strdup (path);

  for (char *slash = strrchr (parent, '/'); view == NULL && slash != NULL; slash = strrchr (parent, '/'))
    {
      *slash = '\0';
      view = find_below (self, parent, TRUE);
    }

  return view;
}

static HeedAnswerView *
get_focused (HeedEditor *self)
{
  GtkWidget *focus = heed_focus_get_within (GTK_WIDGET (self));

  return focus != NULL ? HEED_ANSWER_VIEW (gtk_widget_get_ancestor (focus, HEED_TYPE_ANSWER_VIEW)) : NULL;
}

static gboolean
go_to_widget (GtkWidget *widget,
              Aim        aim,
              int        caret)
{
  GtkWidget *focus;

  if (!gtk_widget_grab_focus (widget))
    return FALSE;

  heed_scroll_into_view (widget);
  focus = heed_focus_get_within (widget);
  if (aim == AIM_CHANGE && HEED_IS_TEXT_AREA (focus))
    {
      heed_text_area_go_to_change (HEED_TEXT_AREA (focus));
    }
  else if (caret >= 0 && GTK_IS_TEXT_VIEW (focus))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
      GtkTextIter iter;

      gtk_text_buffer_get_iter_at_offset (buffer, &iter, caret);
      gtk_text_buffer_place_cursor (buffer, &iter);
    }

  return TRUE;
}

/* Whoever used the mouse wants to see where something went, too, and of a group
 * more than its heading. */
static void
go_to_handle (HeedMoveHandle *handle,
              const char     *note)
{
  GtkWidget *widget = GTK_WIDGET (handle);
  GtkWidget *row = gtk_widget_get_ancestor (widget, HEED_TYPE_ANSWER_VIEW);

  heed_move_handle_set_note (handle, note);
  if (!gtk_widget_grab_focus (widget))
    return;

  gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (widget)), TRUE);
  heed_scroll_into_view (row != NULL ? widget : gtk_widget_get_ancestor (widget, HEED_TYPE_SECTION));
}

/* There, or as near as can be where what was there is gone. */
static void
go_to_target (HeedEditor   *self,
              const Target *target)
{
  HeedMoveHandle *handle = NULL;
  HeedAnswerView *view;

  if (target->aim == AIM_HANDLE)
    {
      for (guint i = 0; i < self->sections->len && handle == NULL; i++)
        handle = heed_section_find_handle (g_ptr_array_index (self->sections, i), target->path);
      if (handle != NULL)
        go_to_handle (handle, target->note);
      return;
    }

  view = find_near (self, target->path);
  if (view != NULL && target->note != NULL)
    heed_answer_view_set_note (view, target->note);
  if (view != NULL)
    go_to_widget (GTK_WIDGET (view), target->aim, target->caret);
  else if (g_str_equal (target->path, HEED_ENTRY_TITLE))
    go_to_widget (GTK_WIDGET (self->title), target->aim, target->caret);
}

/* Chooses where to go as soon as the controls are in step with the form. */
static void
plan (HeedEditor *self,
      const char *path,
      Aim         aim,
      int         caret,
      const char *note)
{
  clear_target (&self->wanted);
  self->wanted = (Target) { g_strdup (path), g_strdup (note), caret, aim };
}

/* Goes where it was planned to, if anywhere. */
static void
arrive (HeedEditor *self)
{
  Target wanted = self->wanted, stay = self->stay;

  /* Before, as a control that loses the focus may make other plans. */
  self->wanted = self->stay = (Target) { NULL };
  if (wanted.path != NULL)
    go_to_target (self, &wanted);
  else if (stay.path != NULL && heed_focus_get_within (GTK_WIDGET (self)) == NULL)
    go_to_target (self, &stay);
  clear_target (&wanted);
  clear_target (&stay);
}

/* Goes from the answer that has the keyboard focus to the next, from the title,
 * which is no answer, to the first, and from the last to what comes after it. */
static gboolean
move_on (HeedEditor *self)
{
  HeedAnswerView *view = get_focused (self);
  guint next = 0;

  if (view != NULL && g_ptr_array_find (self->views, view, &next))
    next++;
  if (next < self->views->len)
    gtk_widget_grab_focus (g_ptr_array_index (self->views, next));
  else
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
  return TRUE;
}

/* What a key can move: the path of the row that has the keyboard focus, or of the
 * group whose handle has, with its number. */
static const char *
get_instance (HeedEditor *self)
{
  GtkWidget *focus = heed_focus_get_within (GTK_WIDGET (self));
  GtkWidget *handle = focus != NULL ? gtk_widget_get_ancestor (focus, HEED_TYPE_MOVE_HANDLE) : NULL;
  HeedAnswerView *view = get_focused (self);

  if (handle != NULL)
    return heed_move_handle_get_path (HEED_MOVE_HANDLE (handle));
  if (view != NULL && heed_field_get_field_type (heed_answer_view_get_field (view)) == HEED_FIELD_LIST)
    return heed_answer_view_get_path (view);

  return NULL;
}

/* Before the controls go. */
static void
forget_views (HeedEditor *self)
{
  g_ptr_array_set_size (self->views, 0);
  g_hash_table_remove_all (self->by_path);
  clear_target (&self->wanted);
  clear_target (&self->stay);
  g_clear_pointer (&self->last_path, g_free);
}

/* The sections */

static void
remove_all (HeedEditor *self,
            GPtrArray  *widgets)
{
  for (guint i = 0; i < widgets->len; i++)
    gtk_box_remove (GTK_BOX (self->column), g_ptr_array_index (widgets, i));
  g_ptr_array_set_size (widgets, 0);
}

static void
add_after (HeedEditor  *self,
           GtkWidget   *widget,
           GtkWidget  **after)
{
  if (gtk_widget_get_parent (widget) == NULL)
    gtk_box_insert_child_after (GTK_BOX (self->column), widget, *after);
  else
    gtk_box_reorder_child_after (GTK_BOX (self->column), widget, *after);
  *after = widget;
}

/* Takes the sections that still fit out of @old, so that adding a group to a
 * long form does not make the whole form anew. */
static void
make_sections (HeedEditor *self,
               GPtrArray  *old)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_ref (heed_entry_get_filled_form (self->entry));
  GtkWidget *after = NULL;
  guint end;

  for (guint first = 0; first < heed_filled_form_get_n_nodes (filled); first = end)
    {
      HeedSection *section = NULL;
      GtkWidget *button;

      end = heed_section_find_end (filled, first);
      for (guint i = 0; i < old->len && section == NULL; i++)
        if (heed_section_fits (g_ptr_array_index (old, i), first, end))
          section = g_ptr_array_steal_index (old, i);
      if (section == NULL)
        section = heed_section_new (self->entry, self->editable, first, end);
      g_ptr_array_add (self->sections, section);
      add_after (self, GTK_WIDGET (section), &after);

      button = self->editable ? heed_section_new_add_button (self->entry, first, FALSE) : NULL;
      if (button != NULL)
        {
          g_ptr_array_add (self->extras, button);
          add_after (self, button, &after);
        }
    }
}

/* The answers to a form that this workbook does not have, by the paths that they
 * are kept at. */
static void
show_orphaned_answers (HeedEditor *self)
{
  HeedRecord *record = heed_entry_get_record (self->entry);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  heed_reading_append_label (box, _("This entry was written with a form that this workbook does not have. "
                                    "Everything in it is kept, and can be read here, exported and printed."), NULL);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "questions");
  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      GtkWidget *answer, *text;
      const char *path, *value;

      heed_record_get_nth_answer (record, i, &path, &value, NULL);
      if (*value == '\0' || heed_picture_is_path (path) || heed_picture_is_description (path))
        continue;
      answer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      heed_reading_append_label (answer, path, "caption dim-label");
      text = heed_reading_append_label (answer, value, NULL);
      gtk_label_set_selectable (GTK_LABEL (text), TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, path, -1);
      gtk_box_append (GTK_BOX (card), answer);
    }
  gtk_widget_set_visible (card, gtk_widget_get_first_child (card) != NULL);
  gtk_box_append (GTK_BOX (box), card);

  gtk_box_append (GTK_BOX (self->column), box);
  g_ptr_array_add (self->extras, box);
}

static void
update_sections (HeedEditor *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    heed_section_update (g_ptr_array_index (self->sections, i));
}

static void
collect_views (HeedEditor *self)
{
  g_ptr_array_set_size (self->views, 0);
  g_hash_table_remove_all (self->by_path);
  for (guint i = 0; i < self->sections->len; i++)
    g_ptr_array_extend (self->views, heed_section_get_views (g_ptr_array_index (self->sections, i)), NULL, NULL);
  for (guint i = 0; i < self->views->len; i++)
    g_hash_table_insert (self->by_path, (char *) heed_answer_view_get_path (g_ptr_array_index (self->views, i)),
                         g_ptr_array_index (self->views, i));
}

/* Brings the controls in step with the form as it is now spread out. */
static void
synchronize (HeedEditor *self)
{
  HeedAnswerView *focused = get_focused (self);
  g_autoptr (GPtrArray) old = NULL;

  g_clear_handle_id (&self->sync_id, g_source_remove);
  /* The control may be taken away and another come in its place. */
  clear_target (&self->stay);
  if (focused != NULL)
    self->stay = (Target) { g_strdup (heed_answer_view_get_path (focused)), NULL,
                            heed_focus_get_caret (GTK_WIDGET (self)), AIM_ANSWER };

  old = g_steal_pointer (&self->sections);
  self->sections = g_ptr_array_new ();
  remove_all (self, self->extras);
  if (heed_entry_get_filled_form (self->entry) != NULL)
    make_sections (self, old);
  else
    show_orphaned_answers (self);
  /* A control that loses the focus as it goes may answer once more: what hears
   * of it must find the controls that stay. */
  collect_views (self);
  remove_all (self, old);

  heed_last_time_show_all (self->views, self->earlier, self->editable, self->looks_back);
  update_sections (self);
  g_signal_emit_by_name (self, "arranged");
  arrive (self);
}

/* Not at once: a control that is about to go may be what asked for it. */
static void
queue_sync (HeedEditor *self)
{
  heed_later (&self->sync_id, G_PRIORITY_HIGH_IDLE, G_CALLBACK (synchronize), self);
}

static void
update_actions (HeedEditor *self)
{
  gboolean editable = self->editable && self->entry != NULL && heed_entry_get_filled_form (self->entry) != NULL;

  heed_entry_actions_enable (self->actions, "undo", editable && heed_entry_get_can_undo (self->entry));
  heed_entry_actions_enable (self->actions, "redo", editable && heed_entry_get_can_redo (self->entry));
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

  heed_later (&self->update_id, G_PRIORITY_DEFAULT_IDLE, G_CALLBACK (update_sections), self);
}

/* Goes to where a text changed: at once where there is a control, else as soon as
 * there is one. */
static void
undo_or_redo_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  HeedEditor *self = data;
  const char *path;

  if (g_str_equal (g_action_get_name (G_ACTION (action)), "undo"))
    heed_entry_undo (self->entry);
  else
    heed_entry_redo (self->entry);

  /* A row may be one too many now that nothing is written in it. */
  queue_sync (self);
  path = heed_entry_get_changed_path (self->entry);
  if (path == NULL)
    return;

  plan (self, path, AIM_CHANGE, -1, NULL);
  if (find_view (self, path) != NULL || g_str_equal (path, HEED_ENTRY_TITLE))
    arrive (self);
}

/* The title */

static void
show_title (HeedEditor *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->title)))
    heed_text_area_set_text (self->title, heed_record_get_title (heed_entry_get_record (self->entry)));
}

static void
title_changed_cb (HeedEditor *self)
{
  heed_entry_set_title (self->entry, heed_text_area_get_text (self->title));
}

static void
show_entry (HeedEditor *self)
{
  HeedForm *form = self->entry != NULL && self->editable ? heed_entry_get_form (self->entry) : NULL;

  g_clear_handle_id (&self->sync_id, g_source_remove);
  g_clear_handle_id (&self->update_id, g_source_remove);
  forget_views (self);
  remove_all (self, self->sections);
  remove_all (self, self->extras);
  g_signal_emit_by_name (self, "arranged");

  gtk_widget_set_visible (GTK_WIDGET (self->title), form != NULL && heed_form_get_titled (form));
  show_title (self);
  if (self->entry != NULL)
    synchronize (self);
  update_actions (self);
}

/* Groups and rows */

/* Goes to @path as soon as the controls are in step with the form. */
static void
go_later (HeedEditor *self,
          const char *path)
{
  plan (self, path, AIM_ANSWER, -1, NULL);
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
  g_autofree char *path = heed_move_handle_split_path (g_variant_get_string (parameter, NULL), &index);

  if (!self->editable || !heed_entry_can_remove_repeat (entry, path))
    return;

  heed_entry_remove_repeat (entry, path, index);
  go_to_repeat (self, path, MIN (index, count_repeats (entry, path)));
}

/* The focus follows what it was in: the text, or the handle. */
static void
move (HeedEditor *self,
      const char *instance,
      guint       to)
{
  HeedEntry *entry = self->entry;
  gboolean is_focused = g_strcmp0 (get_instance (self), instance) == 0;
  int caret = is_focused ? heed_focus_get_caret (GTK_WIDGET (self)) : -1;
  guint from;
  g_autofree char *path = heed_move_handle_split_path (instance, &from);
  g_autofree char *place = g_strdup_printf ("%s/%u", path, to);
  g_autofree char *note = NULL;

  if (!self->editable || !heed_entry_can_move_repeat (entry, path, from, to))
    return;

  /* Translators: where a group or a row is now, such as “Moved to place 2 of 5”. */
  note = g_strdup_printf (_("Moved to place %u of %u"), to, count_repeats (entry, path));
  heed_entry_move_repeat (entry, path, from, to);
  plan (self, place, caret >= 0 ? AIM_ANSWER : AIM_HANDLE, caret, note);
  queue_sync (self);
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
  const char *instance = get_instance (HEED_EDITOR (widget));
  guint index;

  if (instance == NULL)
    return FALSE;

  g_free (heed_move_handle_split_path (instance, &index));
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
next_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  move_on (HEED_EDITOR (widget));
}

/* Where somebody begins to write: a title that is asked for and not there, else the
 * first answer. */
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
  HeedAnswerView *view = get_focused (self);

  if (view == NULL)
    return;

  g_free (self->last_path);
  self->last_path = g_strdup (heed_answer_view_get_path (view));
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
  /* What goes below looks for nothing any more. */
  forget_views (self);
  g_ptr_array_set_size (self->sections, 0);
  g_ptr_array_set_size (self->extras, 0);

  G_OBJECT_CLASS (heed_editor_parent_class)->dispose (object);
}

static void
heed_editor_finalize (GObject *object)
{
  HeedEditor *self = HEED_EDITOR (object);

  forget_views (self);
  g_ptr_array_unref (self->views);
  g_hash_table_unref (self->by_path);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->extras);

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
  g_signal_new ("arranged", HEED_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

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

  heed_template_set (widget_class, "editor/heed-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedEditor, title);
  gtk_widget_class_bind_template_child (widget_class, HeedEditor, column);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, move_on);
}

static void
heed_editor_init (HeedEditor *self)
{
  const GActionEntry entries[] = { { "undo", undo_or_redo_cb }, { "redo", undo_or_redo_cb } };

  self->editable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->sections = g_ptr_array_new ();
  self->extras = g_ptr_array_new ();
  self->views = g_ptr_array_new ();
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);

  self->actions = G_ACTION_MAP (g_simple_action_group_new ());
  g_action_map_add_action_entries (self->actions, entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), HEED_ENTRY_ACTIONS, G_ACTION_GROUP (self->actions));
  heed_scroll_with_drags (GTK_WIDGET (self));

  self->entry_signals = g_signal_group_new (HEED_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "answer-changed", G_CALLBACK (entry_answer_changed_cb), self);
  g_signal_group_connect_swapped (self->entry_signals, "restructured", G_CALLBACK (queue_sync), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::title", G_CALLBACK (show_title), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::can-undo", G_CALLBACK (update_actions), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::can-redo", G_CALLBACK (update_actions), self);
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
  heed_last_time_show_all (self->views, self->earlier, self->editable, self->looks_back);
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

  view = find_first (self, path);
  return view != NULL && go_to_widget (GTK_WIDGET (view), AIM_ANSWER, -1);
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
  return filled != NULL ? heed_filled_form_dup_unanswered (filled, self->last_path) : NULL;
}

static GtkWidget *
find_text (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_TEXT_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (child);

  return found;
}

/**
 * heed_editor_dup_place:
 * @self: an editor
 * @caret: (out): how many characters stand before the caret there; 0 where there is no
 *   text
 *
 * Gets where somebody is: in the answer that has or last had the keyboard focus, or in
 * the title while it has the focus.
 *
 * Returns: (transfer full) (nullable): the path, or `HEED_ENTRY_TITLE`; %NULL if nothing
 *   has had the focus
 */
char *
heed_editor_dup_place (HeedEditor *self,
                       int        *caret)
{
  gboolean in_title;
  HeedAnswerView *view;
  GtkWidget *text;

  g_return_val_if_fail (HEED_IS_EDITOR (self) && caret != NULL, NULL);

  in_title = heed_focus_get_within (GTK_WIDGET (self->title)) != NULL;
  view = !in_title && self->last_path != NULL ? find_view (self, self->last_path) : NULL;
  text = in_title ? GTK_WIDGET (self->title) : view != NULL ? find_text (GTK_WIDGET (view)) : NULL;
  *caret = 0;
  if (text != NULL)
    g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "cursor-position", caret, NULL);

  return in_title ? g_strdup (HEED_ENTRY_TITLE) : g_strdup (self->last_path);
}

/**
 * heed_editor_go_to_place:
 * @self: an editor
 * @path: a path, or `HEED_ENTRY_TITLE`
 * @caret: how many characters are to stand before the caret
 *
 * Goes to where somebody was, or as near as can be where that is gone.
 */
void
heed_editor_go_to_place (HeedEditor *self,
                         const char *path,
                         int         caret)
{
  g_return_if_fail (HEED_IS_EDITOR (self) && path != NULL);

  plan (self, path, AIM_ANSWER, caret, NULL);
  arrive (self);
}
