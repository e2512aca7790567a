/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A copy of the journal. See heed-copy-row.h. */

#include "heed-copy-row.h"

#include "heed-accessible.h"
#include "heed-calendar.h"
#include "heed-template.h"

#include <glib/gi18n.h>

/* So many copies are named where there are more. */
#define MAX_NAMED 6

struct _HeedCopyRow
{
  AdwActionRow parent_instance;

  GtkWidget *restore_button;
  GtkWidget *remove_button;

  HeedBackups *backups;
  GPtrArray *copies; /* that @copy is one of */
  const HeedCopy *copy;
};

G_DEFINE_FINAL_TYPE (HeedCopyRow, heed_copy_row, ADW_TYPE_ACTION_ROW)

static const char *
describe_kind (HeedCopyKind kind)
{
  switch (kind)
    {
    case HEED_COPY_BEFORE_IMPORT:
      return _("Before an import");
    case HEED_COPY_BEFORE_UPGRADE:
      return _("Before Heed was brought up to date");
    case HEED_COPY_BEFORE_RESTORE:
      return _("Before a backup was restored");
    case HEED_COPY_ASIDE:
      return _("Set aside, as it could not be read");
    case HEED_COPY_RESCUE:
      return _("Written while the journal’s file was gone");
    case HEED_COPY_CONFLICT:
      return _("From a program that keeps folders alike");
    case HEED_COPY_OTHER:
      return _("Backup of another journal or another computer");
    case HEED_COPY_BACKUP:
      return _("Backup");
    }

  g_assert_not_reached ();
}

/* The others are parts, or cannot be read: they are joined, or mended. */
static gboolean
can_be_restored (HeedCopyKind kind)
{
  return kind == HEED_COPY_BACKUP || kind == HEED_COPY_BEFORE_IMPORT || kind == HEED_COPY_BEFORE_UPGRADE ||
         kind == HEED_COPY_BEFORE_RESTORE || kind == HEED_COPY_OTHER;
}

static void
free_row (gpointer  row,
          GClosure *closure)
{
  g_object_unref (row);
}

static void
response_cb (HeedCopyRow *self,
             const char  *response,
             GtkWindow   *dialog)
{
  GtkWidget *window = GTK_WIDGET (gtk_window_get_transient_for (dialog));
  g_autoptr (GError) error = NULL;

  if (g_str_equal (response, "restore"))
    gtk_widget_activate_action_variant (window, "win.restore", g_variant_new_bytestring (self->copy->path));
  else if (g_str_equal (response, "remove") && !heed_backups_remove (self->backups, self->copy, &error))
    gtk_widget_activate_action (window, "win.say", "s", error->message);
}

/* The list may be made anew while somebody is asked: the row, which knows what it is
 * about, then stays until the answer. */
static void
ask (HeedCopyRow *self,
     const char  *heading,
     const char  *body,
     const char  *answer,
     const char  *label)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), answer, label, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), answer, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), g_object_ref (self), free_row, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
restore_action (HeedCopyRow *self)
{
  g_autofree char *made = heed_moment_format_here (heed_copy_get_made (self->copy));
  /* Translators: %s is a day and a time of day. */
  g_autofree char *heading = g_strdup_printf (_("Go Back to %s?"), made);

  ask (self, heading,
       _("Your journal becomes what it was then. What is in it now is kept as one more copy, to which you can go back in "
         "the same way."),
       "restore", _("_Restore"));
}

static void
remove_action (HeedCopyRow *self)
{
  const char *body = can_be_restored (self->copy->kind)
                       ? _("The file is deleted for good. The journal itself and the other copies stay as they are.")
                       : _("The file is deleted for good, and it may hold words that are nowhere else. The journal itself "
                           "and the other copies stay as they are.");
  g_autofree char *made = heed_moment_format_here (heed_copy_get_made (self->copy));
  /* Translators: %s is a day and a time of day. */
  g_autofree char *heading = g_strdup_printf (_("Remove the Copy of %s?"), made);

  ask (self, heading, body, "remove", _("_Remove"));
}

static void
heed_copy_row_finalize (GObject *object)
{
  HeedCopyRow *self = HEED_COPY_ROW (object);

  g_ptr_array_unref (self->copies);
  g_object_unref (self->backups);

  G_OBJECT_CLASS (heed_copy_row_parent_class)->finalize (object);
}

static void
heed_copy_row_class_init (HeedCopyRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_copy_row_finalize;

  heed_template_set (widget_class, "safety/heed-copy-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedCopyRow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, HeedCopyRow, remove_button);
  heed_template_install_action (widget_class, "copy.restore", NULL, G_CALLBACK (restore_action));
  heed_template_install_action (widget_class, "copy.remove", NULL, G_CALLBACK (remove_action));
}

static void
heed_copy_row_init (HeedCopyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_copy_row_new:
 * @backups: the backups of the journal
 * @copies: (element-type HeedCopy): copies of the journal
 * @position: which of them the row is about
 *
 * Makes a row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
heed_copy_row_new (HeedBackups *backups,
                   GPtrArray   *copies,
                   guint        position)
{
  HeedCopyRow *self = g_object_new (HEED_TYPE_COPY_ROW, NULL);
  const HeedCopy *copy = g_ptr_array_index (copies, position);
  g_autofree char *made = heed_moment_format_here (heed_copy_get_made (copy));
  g_autofree char *size = g_format_size ((guint64) copy->size);
  /* Translators: how a copy came to be, and its size, as in “Backup, 1.2 MB”. */
  g_autofree char *subtitle = g_strdup_printf (C_("copy", "%s, %s"), describe_kind (copy->kind), size);
  /* Translators: %s is a day and a time of day. */
  g_autofree char *restore = g_strdup_printf (_("Restore the copy of %s"), made);
  /* Translators: %s is a day and a time of day. */
  g_autofree char *remove = g_strdup_printf (_("Remove the copy of %s"), made);

  self->backups = g_object_ref (backups);
  self->copies = g_ptr_array_ref (copies);
  self->copy = copy;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), made);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), copy->path);
  gtk_widget_set_visible (self->restore_button, can_be_restored (copy->kind));
  /* Each by itself, so that it makes sense alone. */
  heed_accessible_set_name (self->restore_button, restore);
  heed_accessible_set_name (self->remove_button, remove);
  return GTK_WIDGET (self);
}

static char *
describe_copy (const HeedCopy *copy)
{
  g_autofree char *base = g_path_get_basename (copy->path);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *made = heed_moment_format_here (heed_copy_get_made (copy));

  if (copy->kind == HEED_COPY_RESCUE)
    /* Translators: a file with what was written while the journal was not in its place, and a day and a time of day. */
    return g_strdup_printf (_("“%s”, rescued on %s"), name, made);

  /* Translators: the name of a file, and the day and the time of day when it was written. */
  return g_strdup_printf (_("“%s”, written on %s"), name, made);
}

/**
 * heed_copies_list:
 * @copies: (element-type HeedCopy): copies of the journal
 *
 * Names as many copies as a dialog has room for, and says how many more there are.
 *
 * Returns: (transfer full): a copy a line, in the order of @copies
 */
char *
heed_copies_list (GPtrArray *copies)
{
  GString *list = g_string_new (NULL);
  guint n_named = copies->len > MAX_NAMED + 1 ? MAX_NAMED : copies->len;

  for (guint i = 0; i < n_named; i++)
    {
      g_autofree char *line = describe_copy (g_ptr_array_index (copies, i));

      g_string_append_printf (list, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (n_named < copies->len)
    {
      /* Translators: files, after the names of some others. */
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", copies->len - n_named),
                                               copies->len - n_named);

      g_string_append_printf (list, "\n%s", more);
    }

  return g_string_free (list, FALSE);
}
