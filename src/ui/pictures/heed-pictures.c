/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pictures of an entry. See heed-pictures.h. */

#include "heed-pictures.h"

#include "heed-later.h"
#include "heed-picture-file.h"
#include "heed-picture-view.h"
#include "heed-toast.h"

#include <glib/gi18n.h>

struct _HeedPictures
{
  AdwBin parent_instance;

  GtkWidget *box;   /* of HeedPictureView */

  HeedJournal *journal;
  HeedEntry *entry;
  gboolean editable;
  GSignalGroup *entry_signals;
  guint update_id;
};

/* Pictures on their way into the entry that they were given to, one after the other,
 * whatever is shown when they come. */
typedef struct
{
  GtkWidget *toasts; /* where to say what comes of it; NULL for nowhere */
  HeedJournal *journal;
  HeedEntry *entry;
  GQueue paths;      /* of files that are still to come */
  GBytes *bytes;     /* of the one at hand; NULL before it is read */
  guint n_added;
  gboolean waited_for; /* by whoever closes the journal */
} Arrival;

G_DEFINE_FINAL_TYPE (HeedPictures, heed_pictures, ADW_TYPE_BIN)

static Arrival *
new_arrival (HeedPictures *self)
{
  Arrival *arrival = g_new0 (Arrival, 1);

  g_set_object (&arrival->toasts, gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY));
  arrival->journal = g_object_ref (self->journal);
  arrival->entry = g_object_ref (self->entry);
  return arrival;
}

/* Nobody waits for an answer of another program, or of a person. */
static void
set_waited_for (Arrival  *arrival,
                gboolean  waited_for)
{
  if (arrival->waited_for == waited_for)
    return;

  arrival->waited_for = waited_for;
  if (waited_for)
    heed_journal_begin_picture (arrival->journal);
  else
    heed_journal_end_picture (arrival->journal);
}

static void
free_arrival (Arrival *arrival)
{
  set_waited_for (arrival, FALSE);
  g_clear_object (&arrival->toasts);
  g_object_unref (arrival->journal);
  g_object_unref (arrival->entry);
  g_queue_clear_full (&arrival->paths, g_free);
  g_clear_pointer (&arrival->bytes, g_bytes_unref);
  g_free (arrival);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arrival, free_arrival)

static void
say (Arrival    *arrival,
     const char *sentence)
{
  if (arrival->toasts != NULL && gtk_widget_get_root (arrival->toasts) != NULL)
    heed_toast_show (arrival->toasts, heed_toast_new (sentence));
}

static gboolean
can_take (HeedPictures *self)
{
  return self->journal != NULL && self->entry != NULL && self->editable;
}

/* Showing */

static HeedPictureView *
find_view (HeedPictures *self,
           const char   *path)
{
  GtkWidget *child = gtk_widget_get_first_child (self->box);

  while (child != NULL && g_strcmp0 (heed_picture_view_get_path (HEED_PICTURE_VIEW (child)), path) != 0)
    child = gtk_widget_get_next_sibling (child);
  return child != NULL ? HEED_PICTURE_VIEW (child) : NULL;
}

/* Whoever removes one by keyboard goes on beside it, and can undo that. */
static void
remove_view (HeedPictures *self,
             GtkWidget    *view)
{
  gboolean had_focus = gtk_widget_get_focus_child (self->box) == view;
  GtkWidget *other = gtk_widget_get_next_sibling (view);

  if (other == NULL)
    other = gtk_widget_get_prev_sibling (view);
  gtk_box_remove (GTK_BOX (self->box), view);
  if (had_focus)
    gtk_widget_child_focus (other != NULL ? other : gtk_widget_get_parent (GTK_WIDGET (self)), GTK_DIR_TAB_FORWARD);
}

/* They never change their order. */
static void
show_pictures (HeedPictures *self)
{
  GtkWidget *last = NULL, *next;
  HeedPicture picture;
  guint count = 0;

  while (self->entry != NULL && self->journal != NULL &&
         heed_record_find_picture (heed_entry_get_record (self->entry), count, &picture))
    {
      HeedPictureView *view = find_view (self, picture.path);

      if (view == NULL)
        {
          view = HEED_PICTURE_VIEW (heed_picture_view_new (self->journal, self->entry, picture.path, self->editable));
          gtk_box_insert_child_after (GTK_BOX (self->box), GTK_WIDGET (view), last);
        }
      while ((next = last != NULL ? gtk_widget_get_next_sibling (last) : gtk_widget_get_first_child (self->box)) !=
             GTK_WIDGET (view))
        remove_view (self, next);
      heed_picture_view_show (view, &picture, ++count);
      last = GTK_WIDGET (view);
    }

  while ((next = last != NULL ? gtk_widget_get_next_sibling (last) : gtk_widget_get_first_child (self->box)) != NULL)
    remove_view (self, next);
  gtk_widget_set_visible (GTK_WIDGET (self), count > 0);
}

static void
changed_cb (HeedPictures *self,
            const char   *path)
{
  if (heed_picture_is_path (path) || heed_picture_is_description (path))
    heed_later (&self->update_id, G_PRIORITY_DEFAULT_IDLE, G_CALLBACK (show_pictures), self);
}

/* Adding */

static void go_on (Arrival *arrival);

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Arrival *arrival = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = heed_journal_take_answer (HEED_JOURNAL (source), result, &error);
  g_autofree char *path = heed_picture_new_path (heed_timestamp_now ());

  if (content == NULL)
    {
      say (arrival, error->message);
    }
  else if (heed_entry_is_deleted (arrival->entry))
    {
      say (arrival, _("The entry was deleted meanwhile, so the picture was not added."));
    }
  else
    {
      heed_entry_set_answer (arrival->entry, path, content);
      arrival->n_added++;
    }
  go_on (arrival);
}

/* Takes @arrival over. */
static void
keep (Arrival *arrival)
{
  set_waited_for (arrival, TRUE);
  heed_journal_add_picture_async (arrival->journal, arrival->bytes, kept_cb, arrival);
}

static void
shrunk_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Arrival *arrival = data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = heed_picture_take_bytes (result, &error);

  if (bytes == NULL)
    {
      say (arrival, error->message);
      go_on (arrival);
      return;
    }

  g_bytes_unref (arrival->bytes);
  arrival->bytes = bytes;
  keep (arrival);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             Arrival          *arrival)
{
  if (!g_str_equal (response, "smaller"))
    {
      go_on (arrival);
      return;
    }

  set_waited_for (arrival, TRUE);
  heed_picture_shrink_async (arrival->bytes, shrunk_cb, arrival);
}

/* Takes @arrival over. */
static void
ask_to_shrink (Arrival *arrival)
{
  GtkRoot *root = arrival->toasts != NULL ? gtk_widget_get_root (arrival->toasts) : NULL;
  g_autofree char *size = g_format_size (g_bytes_get_size (arrival->bytes));
  g_autofree char *limit = g_format_size (HEED_PICTURE_MAX_SIZE);
  GtkWidget *dialog;

  if (root == NULL)
    {
      free_arrival (arrival);
      return;
    }

  set_waited_for (arrival, FALSE);
  dialog = adw_message_dialog_new (GTK_WINDOW (root), _("Make the Picture Smaller?"), NULL);
  /* Translators: two sizes, such as “31 MB” and “20 MB”. */
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _("It has %s, and a picture in the journal can have %s. With fewer pixels it fits, and "
                                    "still looks good on the screen and on paper. The file that you chose stays as it is."),
                                  size, limit);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"), "smaller", _("_Make Smaller"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "smaller");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "smaller", ADW_RESPONSE_SUGGESTED);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), arrival);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Arrival *arrival = data;
  g_autoptr (GError) error = NULL;

  arrival->bytes = heed_picture_take_bytes (result, &error);
  if (arrival->bytes == NULL)
    {
      say (arrival, error->message);
      go_on (arrival);
    }
  else if (g_bytes_get_size (arrival->bytes) > HEED_PICTURE_MAX_SIZE)
    {
      ask_to_shrink (arrival);
    }
  else
    {
      keep (arrival);
    }
}

/* With the next file, or to the end. Takes @arrival over. */
static void
go_on (Arrival *arrival)
{
  g_autofree char *path = g_queue_pop_head (&arrival->paths);
  g_autofree char *sentence = NULL;

  g_clear_pointer (&arrival->bytes, g_bytes_unref);
  if (path != NULL)
    {
      set_waited_for (arrival, TRUE);
      heed_picture_load_async (path, NULL, NULL, loaded_cb, arrival);
      return;
    }

  if (arrival->n_added > 0)
    {
      sentence = g_strdup_printf (ngettext ("%u picture added", "%u pictures added", arrival->n_added), arrival->n_added);
      say (arrival, sentence);
    }
  free_arrival (arrival);
}

/* What its name says is no picture, or what is not on this computer: Heed fetches
 * nothing. */
static gboolean
is_other (GFile *file)
{
  const char *path = g_file_is_native (file) ? g_file_peek_path (file) : NULL;
  g_autofree char *type = path != NULL ? g_content_type_guess (path, NULL, 0, NULL) : NULL;

  return type == NULL || !g_content_type_is_a (type, "image/*");
}

/* FALSE where they are not all pictures of this computer; then nothing is added.
 * Otherwise takes @arrival over. */
static gboolean
add_files (Arrival *arrival,
           GSList  *files)
{
  for (GSList *link = files; link != NULL; link = link->next)
    if (is_other (link->data))
      return FALSE;

  for (GSList *link = files; link != NULL; link = link->next)
    g_queue_push_tail (&arrival->paths, g_file_get_path (link->data));
  go_on (arrival);
  return TRUE;
}

/* Takes @arrival over. */
static void
add_texture (Arrival    *arrival,
             GdkTexture *texture)
{
  set_waited_for (arrival, TRUE);
  heed_picture_load_async (NULL, texture, NULL, loaded_cb, arrival);
}

/* The chooser */

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             Arrival         *arrival)
{
  g_autoptr (GListModel) chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  guint count = response == GTK_RESPONSE_ACCEPT ? g_list_model_get_n_items (chosen) : 0;
  gboolean elsewhere = FALSE;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (chosen, i);

      if (g_file_is_native (file))
        g_queue_push_tail (&arrival->paths, g_file_get_path (file));
      else
        elsewhere = TRUE;
    }
  if (elsewhere)
    say (arrival, _("Heed works with files in this computer’s own folders only. Choose another place."));
  go_on (arrival);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

/**
 * heed_pictures_choose:
 * @self: the pictures of an entry that can be edited
 *
 * Lets somebody choose files.
 */
void
heed_pictures_choose (HeedPictures *self)
{
  GtkFileChooserNative *dialog;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_return_if_fail (HEED_IS_PICTURES (self) && can_take (self));

  dialog = gtk_file_chooser_native_new (_("Add Pictures"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, _("_Add"), _("_Cancel"));
  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), new_arrival (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The clipboard */

/* Where somebody writes, if they do. */
static GtkTextBuffer *
get_written_text (HeedPictures *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_TEXT_VIEW (focus) ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)) : NULL;
}

/* What waits for another program. */
typedef struct
{
  HeedPictures *self;
  Arrival *arrival;
} Question;

static Question *
new_question (HeedPictures *self)
{
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->arrival = new_arrival (self);
  return question;
}

/* Gives the arrival, and the rest is over. */
static Arrival *
end_question (Question *question)
{
  Arrival *arrival = question->arrival;

  g_object_unref (question->self);
  g_free (question);
  return arrival;
}

/* The names of other files are pasted as words, as they are elsewhere. */
static void
files_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  Question *question = data;
  GtkTextBuffer *text = get_written_text (question->self);
  g_autoptr (Arrival) arrival = end_question (question);
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL && add_files (arrival, g_value_get_boxed (value)))
    g_steal_pointer (&arrival);
  else if (text != NULL)
    gtk_text_buffer_paste_clipboard (text, GDK_CLIPBOARD (source), NULL, TRUE);
}

static void
spliced_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Arrival) arrival = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0)
    {
      say (arrival, error->message);
      return;
    }

  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  set_waited_for (arrival, TRUE);
  heed_picture_load_async (NULL, NULL, bytes, loaded_cb, g_steal_pointer (&arrival));
}

static void
stream_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (Arrival) arrival = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  g_autoptr (GOutputStream) bytes = g_memory_output_stream_new_resizable ();

  if (stream != NULL)
    g_output_stream_splice_async (bytes, stream,
                                  G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                  G_PRIORITY_DEFAULT, NULL, spliced_cb, g_steal_pointer (&arrival));
  else
    say (arrival, error->message);
}

static void
texture_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (Arrival) arrival = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);

  if (texture != NULL)
    add_texture (g_steal_pointer (&arrival), texture);
  else
    say (arrival, error->message);
}

/**
 * heed_pictures_paste:
 * @self: the pictures of an entry that can be edited
 *
 * Adds what is in the clipboard: the file as it is where there is one, so that nothing
 * of it is lost.
 */
void
heed_pictures_paste (HeedPictures *self)
{
  static const char *types[] = { "image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff", NULL };
  GdkClipboard *clipboard;
  GdkContentFormats *formats;

  g_return_if_fail (HEED_IS_PICTURES (self));

  if (!can_take (self))
    return;

  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  formats = gdk_clipboard_get_formats (clipboard);
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, files_read_cb,
                                    new_question (self));
  else if (gdk_content_formats_get_mime_types (formats, NULL) != NULL)
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, NULL, stream_read_cb, new_arrival (self));
  else
    gdk_clipboard_read_texture_async (clipboard, NULL, texture_read_cb, new_arrival (self));
}

/* Drops */

/* Addresses and the names of other files go on being written into the text. */
static gboolean
insert_names (HeedPictures *self,
              GSList       *files)
{
  GtkTextBuffer *text = get_written_text (self);
  g_autoptr (GString) names = g_string_new (NULL);

  for (GSList *link = files; link != NULL; link = link->next)
    {
      g_autofree char *name = g_file_get_parse_name (link->data);

      g_string_append_printf (names, "%s%s", names->len > 0 ? "\n" : "", name);
    }
  return text != NULL && gtk_text_buffer_insert_interactive_at_cursor (text, names->str, -1, TRUE);
}

static gboolean
dropped_cb (HeedPictures *self,
            const GValue *value)
{
  g_autoptr (Arrival) arrival = NULL;

  if (!can_take (self))
    return FALSE;

  arrival = new_arrival (self);
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    add_texture (g_steal_pointer (&arrival), g_value_get_object (value));
  else if (add_files (arrival, g_value_get_boxed (value)))
    g_steal_pointer (&arrival);
  else if (!insert_names (self, g_value_get_boxed (value)))
    say (arrival, _("Only pictures from this computer’s own folders can be added."));
  return TRUE;
}

static gboolean
accepted_cb (HeedPictures  *self,
             GdkDrop       *drop,
             GtkDropTarget *target)
{
  return can_take (self) && gdk_content_formats_match (gdk_drop_get_formats (drop), gtk_drop_target_get_formats (target));
}

/**
 * heed_pictures_take_drops:
 * @self: the pictures of an entry
 * @widget: a widget around them, which lives as long as they do
 *
 * Lets pictures be dropped on a widget, also where it has text in it.
 */
void
heed_pictures_take_drops (HeedPictures *self,
                          GtkWidget    *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_TEXTURE, GDK_TYPE_FILE_LIST };

  g_return_if_fail (HEED_IS_PICTURES (self));

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "accept", G_CALLBACK (accepted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

static void
heed_pictures_dispose (GObject *object)
{
  HeedPictures *self = HEED_PICTURES (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->entry_signals);
  g_clear_object (&self->entry);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (heed_pictures_parent_class)->dispose (object);
}

static void
heed_pictures_class_init (HeedPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_pictures_dispose;
}

static void
heed_pictures_init (HeedPictures *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  self->entry_signals = g_signal_group_new (HEED_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "answer-changed", G_CALLBACK (changed_cb), self);
}

/**
 * heed_pictures_set_entry:
 * @self: a widget
 * @journal: (nullable): the journal that the pictures are in
 * @entry: (nullable): an open entry of it; %NULL for none
 * @editable: whether pictures can be added, described and removed
 *
 * Shows the pictures of an entry, and goes on showing what becomes of them.
 */
void
heed_pictures_set_entry (HeedPictures *self,
                         HeedJournal  *journal,
                         HeedEntry    *entry,
                         gboolean      editable)
{
  GtkWidget *child;

  g_return_if_fail (HEED_IS_PICTURES (self));

  if (self->journal == journal && self->entry == entry && self->editable == editable)
    return;

  g_set_object (&self->journal, journal);
  g_set_object (&self->entry, entry);
  self->editable = editable;
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_signal_group_set_target (self->entry_signals, entry);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  show_pictures (self);
}
