/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the editor does with groups and rows: adding, removing and moving. */

#include "heed-editor-private.h"

#include "heed-focus.h"
#include "heed-move-handle.h"
#include "heed-repeat-path.h"
#include "heed-row-answer.h"

#include <glib/gi18n.h>

static guint
count_repeats (HeedEntry  *entry,
               const char *path)
{
  return heed_outline_get_n_repeats (heed_entry_get_outline (entry), path);
}

static void
go_to_repeat (HeedEditor *self,
              const char *path,
              guint       index)
{
  g_autofree char *instance = g_strdup_printf ("%s/%u", path, index);

  heed_editor_go_later (self, instance);
}

static void
add_repeat_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeedEditor *self = HEED_EDITOR (widget);
  HeedEntry *entry = heed_editor_get_entry (self);
  const char *path = g_variant_get_string (parameter, NULL);

  if (!heed_editor_get_editable (self) || !heed_entry_can_add_repeat (entry, path))
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
  HeedEntry *entry = heed_editor_get_entry (self);
  guint index;
  g_autofree char *path = heed_repeat_path_split (g_variant_get_string (parameter, NULL), &index);

  if (!heed_editor_get_editable (self) || !heed_entry_can_remove_repeat (entry, path))
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
  HeedEntry *entry = heed_editor_get_entry (self);
  int caret = g_strcmp0 (get_focused_instance (self), instance) == 0 ? heed_focus_get_caret (GTK_WIDGET (self)) : -1;
  guint from;
  g_autofree char *path = heed_repeat_path_split (instance, &from);
  g_autofree char *place = g_strdup_printf ("%s/%u", path, to);
  g_autofree char *note = NULL;

  if (!heed_editor_get_editable (self) || !heed_entry_can_move_repeat (entry, path, from, to))
    return;

  /* Translators: where a group or a row is now, such as “Moved to place 2 of 5”. */
  note = g_strdup_printf (_("Moved to place %u of %u"), to, count_repeats (entry, path));
  heed_entry_move_repeat (entry, path, from, to);
  heed_editor_follow_move (self, place, caret, note);
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
  heed_editor_go_later (HEED_EDITOR (widget), g_variant_get_string (parameter, NULL));
}

void
heed_editor_install_repeat_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "editor.add-repeat", "s", add_repeat_cb);
  gtk_widget_class_install_action (widget_class, "editor.remove-repeat", "s", remove_repeat_cb);
  gtk_widget_class_install_action (widget_class, "editor.move-repeat", "(su)", move_repeat_cb);
  gtk_widget_class_install_action (widget_class, "editor.go-to-row", "s", go_to_row_cb);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, move_key_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Up, GDK_ALT_MASK, move_key_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, move_key_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Down, GDK_ALT_MASK, move_key_cb, "i", 1);
}
