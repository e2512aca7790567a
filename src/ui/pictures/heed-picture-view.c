/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One picture of an entry. See heed-picture-view.h. */

#include "heed-picture-view.h"

#include "heed-accessible.h"
#include "heed-context-menu.h"
#include "heed-picture-file.h"
#include "heed-template.h"
#include "heed-text.h"

#include <glib/gi18n.h>

/* How large it stands below the text, in logical pixels. */
#define SHOWN_WIDTH 680
#define SHOWN_HEIGHT 420
#define NARROWEST 40

/* How many pixels there are of it in a window of its own. */
#define LARGE_SIDE 2400

struct _HeedPictureView
{
  AdwBin parent_instance;

  GtkWidget *place;
  GtkWidget *frame;
  GtkWidget *button;
  GtkPicture *picture;
  GtkLabel *trouble;
  GtkEditable *entry_field;
  GtkLabel *description;
  GtkMenuButton *menu_button;

  HeedJournal *journal;
  HeedEntry *entry;
  char *path;
  char *content;
  guint number;          /* among those of the entry, from 1 */
  gboolean editable;
  gboolean showing;      /* what is shown is being set, not written */
  GCancellable *decoding; /* NULL unless it is on its way */
};

/* A question to the journal. What is in the file is in memory only as long as that is
 * needed. */
typedef struct
{
  HeedPictureView *self;
  char *content;
  void (*func) (HeedPictureView *self,
                GBytes          *bytes);
} Reading;

G_DEFINE_FINAL_TYPE (HeedPictureView, heed_picture_view, ADW_TYPE_BIN)

/* The room for a picture: as wide as it is where there is room, and always as high as it
 * is then. GtkPicture would rather become lower than have a page scroll, or ask for all
 * of its width. */

static GtkSizeRequestMode
get_request_mode (GtkWidget *place)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkWidget      *place,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum,
         int            *natural,
         int            *minimum_baseline,
         int            *natural_baseline)
{
  GdkPaintable *paintable = gtk_picture_get_paintable (GTK_PICTURE (gtk_widget_get_first_child (place)));
  int scale = gtk_widget_get_scale_factor (place);
  int width = paintable != NULL ? MAX (1, gdk_paintable_get_intrinsic_width (paintable) / scale) : 1;
  int height = paintable != NULL ? MAX (1, gdk_paintable_get_intrinsic_height (paintable) / scale) : 1;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (width, NARROWEST);
      *natural = width;
    }
  else
    {
      *minimum = *natural = for_size < 0 || for_size >= width ? height : MAX (1, (int) ((gint64) height * for_size / width));
    }
  *minimum_baseline = *natural_baseline = -1;
}

static void
allocate (GtkWidget *place,
          int        width,
          int        height,
          int        baseline)
{
  gtk_widget_size_allocate (gtk_widget_get_first_child (place), &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
show_trouble (HeedPictureView *self,
              const char      *sentence)
{
  gtk_label_set_label (self->trouble, heed_text_or_empty (sentence));
  gtk_widget_set_visible (self->frame, sentence == NULL);
}

static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (HeedPictureView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = heed_picture_decode_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->decoding);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  show_trouble (self, error != NULL ? error->message : NULL);
}

static void
say (HeedPictureView *self,
     const char      *sentence)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", sentence);
}

static void
show_bytes (HeedPictureView *self,
            GBytes          *bytes)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  self->decoding = g_cancellable_new ();
  heed_picture_decode_async (bytes, SHOWN_WIDTH * scale, SHOWN_HEIGHT * scale, self->decoding, decoded_cb,
                             g_object_ref (self));
}

/* What is not there cannot be shown or saved either. */
static void
enable_actions (HeedPictureView *self,
                gboolean         there)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picture.show", there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picture.save", there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picture.shrink", there && self->editable);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autofree Reading *reading = data;
  g_autoptr (HeedPictureView) self = reading->self;
  g_autofree char *content = reading->content;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = heed_journal_take_answer (HEED_JOURNAL (source), result, &error);

  /* It may show another by now, or nothing any more. */
  if (g_strcmp0 (content, self->content) != 0)
    return;

  enable_actions (self, bytes != NULL);
  if (bytes != NULL)
    reading->func (self, bytes);
  else
    show_trouble (self, error != NULL ? error->message : _("This picture is not in the journal."));
}

static void
read_bytes (HeedPictureView *self,
            void           (*func) (HeedPictureView *self,
                                    GBytes          *bytes))
{
  Reading *reading = g_new0 (Reading, 1);

  *reading = (Reading) { g_object_ref (self), g_strdup (self->content), func };
  heed_journal_read_picture_async (self->journal, self->content, read_cb, reading);
}

static void
forget_content (HeedPictureView *self)
{
  if (self->decoding != NULL)
    g_cancellable_cancel (self->decoding);
  g_clear_object (&self->decoding);
  g_clear_pointer (&self->content, g_free);
}

static void
show_names (HeedPictureView *self,
            const char      *description)
{
  /* Translators: a picture without a description, by its number in the entry. */
  g_autofree char *numbered = g_strdup_printf (_("Picture %u"), self->number);
  const char *name = description != NULL ? description : numbered;
  /* Translators: what a picture shows, or “Picture 2”. */
  g_autofree char *larger = g_strdup_printf (_("Show larger: %s"), name);
  g_autofree char *menu = g_strdup_printf (_("Menu of the picture: %s"), name);
  g_autofree char *field = g_strdup_printf (_("Description of picture %u"), self->number);

  heed_accessible_set_name (self->button, larger);
  heed_accessible_set_menu_button_name (self->menu_button, menu);
  heed_accessible_set_name (GTK_WIDGET (self->entry_field), field);
}

static void
described_cb (HeedPictureView *self)
{
  g_autofree char *path = heed_picture_dup_description_path (self->path);

  if (!self->showing)
    heed_entry_set_answer (self->entry, path, gtk_editable_get_text (self->entry_field));
}

/* Actions */

static const char *
get_name (HeedPictureView *self)
{
  const char *description = gtk_editable_get_text (self->entry_field);

  return heed_text_is_blank (description) ? _("Picture") : description;
}

static void
shown_large_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GtkPicture) picture = data;
  g_autoptr (GdkTexture) texture = heed_picture_decode_finish (result, NULL);

  if (texture != NULL)
    gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
}

/* In a window of its own, which Escape closes. */
static void
show_large (HeedPictureView *self,
            GBytes          *bytes)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = gtk_picture_new_for_paintable (gtk_picture_get_paintable (self->picture));
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW,
                                    "title", get_name (self),
                                    "transient-for", gtk_widget_get_root (GTK_WIDGET (self)),
                                    "modal", TRUE,
                                    "destroy-with-parent", TRUE,
                                    "default-width", 900,
                                    "default-height", 720,
                                    NULL);

  gtk_picture_set_alternative_text (GTK_PICTURE (picture), get_name (self));
  gtk_widget_set_vexpand (picture, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), picture);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
  heed_picture_decode_async (bytes, LARGE_SIDE, LARGE_SIDE, NULL, shown_large_cb, g_object_ref (picture));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (HeedPictureView) self = data;
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  say (self, error != NULL ? error->message : _("The picture is saved."));
}

/* A file that somebody chose for a picture, and what goes into it. */
typedef struct
{
  HeedPictureView *self;
  GBytes *bytes;
} Saving;

static void
save_response_cb (GtkNativeDialog *dialog,
                  int              response,
                  gpointer         data)
{
  g_autofree Saving *saving = data;
  g_autoptr (HeedPictureView) self = saving->self;
  g_autoptr (GBytes) bytes = saving->bytes;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, saved_cb,
                                         g_object_ref (self));
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static char *
dup_file_name (HeedPictureView *self,
               GBytes          *bytes)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  g_autofree char *type = g_content_type_guess (NULL, data, size, NULL);
  const char *ending = g_str_has_prefix (type, "image/") ? type + strlen ("image/") : "";
  g_autofree char *name = g_strdup (get_name (self));

  g_strdelimit (name, "/\\:\n", '-');
  return g_strconcat (name, *ending != '\0' ? "." : "", g_str_equal (ending, "jpeg") ? "jpg" : ending, NULL);
}

/* As it came. */
static void
save (HeedPictureView *self,
      GBytes          *bytes)
{
  g_autofree char *name = dup_file_name (self, bytes);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save Picture"),
                                                              GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  Saving *saving = g_new0 (Saving, 1);

  *saving = (Saving) { g_object_ref (self), g_bytes_ref (bytes) };
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (save_response_cb), saving);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* One that is being made smaller. */
typedef struct
{
  HeedPictureView *self;
  gsize size;
  gsize smaller_size;
} Shrinking;

static void
kept_smaller_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autofree Shrinking *shrinking = data;
  g_autoptr (HeedPictureView) self = shrinking->self;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = heed_journal_take_answer (HEED_JOURNAL (source), result, &error);
  g_autofree char *before = g_format_size (shrinking->size);
  g_autofree char *after = g_format_size (shrinking->smaller_size);
  /* Translators: sizes, such as “3.2 MB” and “240 kB”. */
  g_autofree char *sentence = g_strdup_printf (_("The picture had %s and has %s now"), before, after);

  if (content == NULL)
    {
      say (self, error->message);
    }
  else if (self->entry != NULL && !heed_entry_is_deleted (self->entry) &&
           heed_record_get_answer (heed_entry_get_record (self->entry), self->path) != NULL)
    {
      heed_entry_set_answer (self->entry, self->path, content);
      say (self, sentence);
    }
}

static void
shrunk_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autofree Shrinking *shrinking = data;
  g_autoptr (HeedPictureView) self = shrinking->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = heed_picture_take_bytes (result, &error);

  if (bytes == NULL || g_bytes_get_size (bytes) >= shrinking->size)
    {
      say (self, error != NULL ? error->message : _("This picture is small already."));
    }
  else if (self->journal != NULL)
    {
      shrinking->smaller_size = g_bytes_get_size (bytes);
      g_object_ref (self);
      heed_journal_add_picture_async (self->journal, bytes, kept_smaller_cb, g_steal_pointer (&shrinking));
    }
}

static void
shrink (HeedPictureView *self,
        GBytes          *bytes)
{
  Shrinking *shrinking = g_new0 (Shrinking, 1);

  *shrinking = (Shrinking) { g_object_ref (self), g_bytes_get_size (bytes), 0 };
  heed_picture_shrink_async (bytes, shrunk_cb, shrinking);
}

static void
show_action (HeedPictureView *self)
{
  read_bytes (self, show_large);
}

static void
save_action (HeedPictureView *self)
{
  read_bytes (self, save);
}

static void
shrink_action (HeedPictureView *self)
{
  read_bytes (self, shrink);
}

/* With its description, in one step of undo. */
static void
remove_action (HeedPictureView *self)
{
  g_autofree char *description_path = heed_picture_dup_description_path (self->path);
  g_autofree char *path = g_strdup (self->path);
  const char * const paths[] = { path, description_path, NULL };
  const char * const values[] = { NULL, NULL };

  heed_entry_set_answers (self->entry, paths, values);
}

static GMenuModel *
menu_cb (GtkWidget *target,
         gpointer   data)
{
  return g_object_ref (gtk_menu_button_get_menu_model (HEED_PICTURE_VIEW (data)->menu_button));
}

static void
heed_picture_view_dispose (GObject *object)
{
  HeedPictureView *self = HEED_PICTURE_VIEW (object);

  forget_content (self);
  g_clear_object (&self->entry);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (heed_picture_view_parent_class)->dispose (object);
}

static void
heed_picture_view_finalize (GObject *object)
{
  g_free (HEED_PICTURE_VIEW (object)->path);

  G_OBJECT_CLASS (heed_picture_view_parent_class)->finalize (object);
}

static void
heed_picture_view_class_init (HeedPictureViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_picture_view_dispose;
  object_class->finalize = heed_picture_view_finalize;

  heed_template_install_action (widget_class, "picture.show", NULL, G_CALLBACK (show_action));
  heed_template_install_action (widget_class, "picture.save", NULL, G_CALLBACK (save_action));
  heed_template_install_action (widget_class, "picture.shrink", NULL, G_CALLBACK (shrink_action));
  heed_template_install_action (widget_class, "picture.remove", NULL, G_CALLBACK (remove_action));

  heed_template_set (widget_class, "pictures/heed-picture-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedPictureView, place);
  gtk_widget_class_bind_template_child (widget_class, HeedPictureView, frame);
  gtk_widget_class_bind_template_child (widget_class, HeedPictureView, button);
  gtk_widget_class_bind_template_child (widget_class, HeedPictureView, picture);
  gtk_widget_class_bind_template_child (widget_class, HeedPictureView, trouble);
  gtk_widget_class_bind_template_child (widget_class, HeedPictureView, entry_field);
  gtk_widget_class_bind_template_child (widget_class, HeedPictureView, description);
  gtk_widget_class_bind_template_child (widget_class, HeedPictureView, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, described_cb);
}

static void
heed_picture_view_init (HeedPictureView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->place, gtk_custom_layout_new (get_request_mode, measure, allocate));
  heed_context_menu_add (self->button, menu_cb, self);
}

/**
 * heed_picture_view_new:
 * @journal: the journal that the picture is in
 * @entry: an open entry
 * @path: where the entry keeps the picture
 * @editable: whether the picture can be described and removed
 *
 * Makes a view that shows nothing before heed_picture_view_show().
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
heed_picture_view_new (HeedJournal *journal,
                       HeedEntry   *entry,
                       const char  *path,
                       gboolean     editable)
{
  HeedPictureView *self = g_object_new (HEED_TYPE_PICTURE_VIEW, NULL);

  self->journal = g_object_ref (journal);
  self->entry = g_object_ref (entry);
  self->path = g_strdup (path);
  self->editable = editable;
  gtk_widget_set_visible (GTK_WIDGET (self->entry_field), editable);
  enable_actions (self, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picture.remove", editable);
  return GTK_WIDGET (self);
}

/**
 * heed_picture_view_get_path:
 * @self: a view
 *
 * Gets where the entry keeps the picture.
 *
 * Returns: (transfer none): the path
 */
const char *
heed_picture_view_get_path (HeedPictureView *self)
{
  g_return_val_if_fail (HEED_IS_PICTURE_VIEW (self), NULL);

  return self->path;
}

/**
 * heed_picture_view_show:
 * @self: a view
 * @picture: what the entry has at the path
 * @number: which one of the entry it is, from 1
 *
 * Shows what has become of the picture.
 */
void
heed_picture_view_show (HeedPictureView   *self,
                        const HeedPicture *picture,
                        guint              number)
{
  const char *description = heed_text_or_empty (picture->description);

  g_return_if_fail (HEED_IS_PICTURE_VIEW (self));

  self->number = number;
  self->showing = TRUE;
  if (!g_str_equal (description, gtk_editable_get_text (self->entry_field)))
    gtk_editable_set_text (self->entry_field, description);
  self->showing = FALSE;
  gtk_label_set_label (self->description, description);
  gtk_widget_set_visible (GTK_WIDGET (self->description), !self->editable && *description != '\0');
  show_names (self, picture->description);
  if (g_strcmp0 (picture->content, self->content) != 0)
    {
      forget_content (self);
      self->content = g_strdup (picture->content);
      read_bytes (self, show_bytes);
    }
}
