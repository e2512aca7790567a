/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does about other copies of the journal: one that lies in its
 * place, and those that are found beside it. */

#include "heed-copy-row.h"
#include "heed-window-private.h"

#include <glib/gi18n.h>

/* So many are remembered as not to be asked about. */
#define REMEMBERED 100

/* A file in the folder of the journal by its name, any other by its whole path. */
static char *
dup_file_name (HeedJournal *journal,
               const char  *path)
{
  const char *own = heed_journal_get_path (journal);
  g_autofree char *folder = own != NULL ? g_path_get_dirname (own) : NULL;
  g_autofree char *other = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);

  return g_filename_display_name (g_strcmp0 (folder, other) == 0 ? name : path);
}

/* In its place */

/* What becomes of it, once somebody has chosen. */
typedef struct
{
  HeedWindow *self;
  gboolean join;
} PutBack;

static void
join_aside (HeedWindow *self,
            const char *path)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_copy_free);
  HeedCopy *copy = g_new0 (HeedCopy, 1);

  copy->kind = HEED_COPY_ASIDE;
  copy->path = g_strdup (path);
  g_ptr_array_add (copies, copy);
  heed_window_join_copies (self, copies);
}

static void
put_back_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autofree PutBack *put_back = data;
  g_autoptr (HeedWindow) self = put_back->self;
  HeedJournal *journal = HEED_JOURNAL (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *name = NULL;
  g_autofree char *sentence = NULL;

  heed_journal_put_back_finish (journal, result, &aside, &error);
  /* Somebody closed the window meanwhile. */
  if (heed_window_get_journal (self) != journal)
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.put-back", TRUE);
  if (error != NULL)
    {
      heed_window_show_trouble (self, error->message);
      return;
    }
  if (aside == NULL)
    {
      heed_window_show_sentence (self, _("Your journal is back in its place."));
      return;
    }
  if (put_back->join)
    {
      join_aside (self, aside);
      return;
    }

  name = dup_file_name (journal, aside);
  /* Translators: the name of a file beside the journal. */
  sentence = g_strdup_printf (_("Your journal is back in its place. What lay there is kept as “%s”."), name);
  heed_window_show_trouble (self, sentence);
}

static void
put_back_response_cb (HeedWindow *self,
                      const char *response)
{
  HeedJournal *journal = heed_window_get_journal (self);
  gboolean join = g_str_equal (response, "join");
  PutBack *put_back;

  if ((!join && !g_str_equal (response, "put-back")) || !heed_journal_is_gone (journal))
    return;

  /* Once is enough. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.put-back", FALSE);
  put_back = g_new0 (PutBack, 1);
  put_back->self = g_object_ref (self);
  put_back->join = join;
  heed_journal_put_back_async (journal, put_back_cb, put_back);
}

static void
ask_to_put_back (HeedWindow *self,
                 gboolean    has_other)
{
  const char *body = has_other ? _("Another journal lies in its place. Perhaps a program that keeps folders alike has put "
                                   "it there. You can have what is in both; or your own as it was, with the other one "
                                   "kept beside it. To go on with the other one alone, close Heed and open it again: "
                                   "yours is then kept beside it.")
                               : _("Its file was deleted, or what lies there is no journal. Heed can write all that was in "
                                   "your journal there again, with what you have written since. What lies there is kept "
                                   "beside it.");
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Your Journal Is Not in Its Place"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "later", _("_Not Now"),
                                    "put-back", _("_Put My Journal Back"),
                                    NULL);
  if (has_other)
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "join", _("_Join Both"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), has_other ? "join" : "put-back",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), has_other ? "join" : "put-back");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (put_back_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
other_found_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (HeedWindow) self = data;
  gboolean has_other = heed_journal_find_other_finish (HEED_JOURNAL (source), result);

  if (heed_window_get_journal (self) == HEED_JOURNAL (source) && heed_journal_is_gone (HEED_JOURNAL (source)))
    ask_to_put_back (self, has_other);
}

static void
put_back_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  HeedJournal *journal = heed_window_get_journal (HEED_WINDOW (widget));

  if (journal != NULL && heed_journal_is_gone (journal))
    heed_journal_find_other_async (journal, other_found_cb, g_object_ref (widget));
}

/* What the bar says while it is so; NULL until it is known where everything is. */
char *
heed_window_describe_loss (HeedJournal *journal)
{
  const char *written = heed_journal_get_rescue_path (journal), *held = heed_journal_get_rescue_copy_path (journal);
  const char *path = written != NULL ? written : held;
  g_autofree char *name = path != NULL ? dup_file_name (journal, path) : NULL;

  if (heed_journal_get_save_state (journal) == HEED_SAVE_STATE_FAILED)
    return g_strdup (heed_journal_get_save_error (journal)->message);
  if (name == NULL)
    return NULL;
  if (written != NULL)
    /* Translators: the name of a file. */
    return g_strdup_printf (_("Your journal’s file was deleted or replaced. What you write is kept in “%s”."), name);

  /* Translators: the name of a file. */
  return g_strdup_printf (_("Your journal’s file was deleted or replaced. What was in it is kept in “%s”."), name);
}

/* Beside it */

static gboolean
is_known (GVariant       *known,
          const HeedCopy *copy)
{
  g_autofree char *uri = g_filename_to_uri (copy->path, NULL, NULL);
  GVariantIter iter;
  const char *other;
  gint64 modified;

  g_variant_iter_init (&iter, known);
  while (g_variant_iter_next (&iter, "(&sx)", &other, &modified))
    if (g_strcmp0 (uri, other) == 0 && modified == copy->modified)
      return TRUE;

  return FALSE;
}

/* Of those that were found, the ones that somebody has not seen as they are now. */
GPtrArray *
heed_window_find_new_copies (GSettings *settings,
                             GPtrArray *copies)
{
  g_autoptr (GVariant) known = g_settings_get_value (settings, "known-copies");
  GPtrArray *new_copies = g_ptr_array_new ();

  for (guint i = 0; copies != NULL && i < copies->len; i++)
    if (!is_known (known, g_ptr_array_index (copies, i)))
      g_ptr_array_add (new_copies, g_ptr_array_index (copies, i));

  return new_copies;
}

/* The newest first, and no more than there can be reason to. */
void
heed_window_remember_copies (GSettings *settings,
                             GPtrArray *copies)
{
  g_autoptr (GVariant) known = g_settings_get_value (settings, "known-copies");
  GVariantBuilder builder;
  guint count = copies->len;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sx)"));
  for (guint i = 0; i < copies->len; i++)
    {
      const HeedCopy *copy = g_ptr_array_index (copies, i);
      g_autofree char *uri = g_filename_to_uri (copy->path, NULL, NULL);

      if (uri != NULL)
        g_variant_builder_add (&builder, "(sx)", uri, copy->modified);
    }
  for (gsize i = 0; i < g_variant_n_children (known) && count < REMEMBERED; i++, count++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (known, i);

      g_variant_builder_add_value (&builder, child);
    }

  g_settings_set_value (settings, "known-copies", g_variant_builder_end (&builder));
}

static void
join_response_cb (HeedWindow *self,
                  const char *response)
{
  if (g_str_equal (response, "join"))
    heed_window_join_copies (self, heed_window_get_copies (self));
  else if (g_str_equal (response, "never"))
    heed_window_know_copies (self);

  heed_window_hide_copies (self);
}

static void
show_copies_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  GPtrArray *copies = heed_window_get_copies (self);
  g_autofree char *names = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (copies == NULL || copies->len == 0)
    return;

  names = heed_copies_list (copies);
  /* Translators: a list of files, one a line. */
  body = g_strdup_printf (ngettext ("%s\n\nJoin it, and everything in it is in your journal as well; nothing that is there "
                                    "is lost. The file stays, but for what was rescued, which is then in the journal.",
                                    "%s\n\nJoin them, and everything in them is in your journal as well; nothing that is "
                                    "there is lost. The files stay, but for what was rescued, which is then in the "
                                    "journal.", copies->len), names);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), ngettext ("Another Copy of Your Journal",
                                                                "Other Copies of Your Journal", copies->len), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "later", _("_Not Now"),
                                    "never", _("_Do Not Ask Again"),
                                    "join", _("_Join"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "join", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "join");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (join_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What the bar says. */
char *
heed_window_describe_found (GPtrArray *copies)
{
  return g_strdup_printf (ngettext ("%u other copy of your journal was found.",
                                    "%u other copies of your journal were found.", copies->len), copies->len);
}

void
heed_window_install_copy_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.put-back", NULL, put_back_action);
  gtk_widget_class_install_action (widget_class, "win.show-copies", NULL, show_copies_action);
}
