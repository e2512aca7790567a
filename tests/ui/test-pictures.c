/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures in the window: how they come into an entry, and what can be done with them. */

#include "picture-files.h"
#include "screen.h"
#include "window-fixture.h"

#include "heed-entry-view.h"
#include "heed-picture-view.h"
#include "heed-picture.h"
#include "heed-pictures.h"
#include "heed-text-area.h"

static GtkWidget *
find (WindowFixture *fixture,
      const char    *type)
{
  return find_shown (GTK_WIDGET (fixture->window), is_of_type, type);
}

static gboolean
has_words (gpointer area)
{
  return gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (area)) > 0;
}

static gboolean
has_picture (gpointer entry)
{
  return heed_record_get_n_pictures (heed_entry_get_record (entry)) > 0;
}

static gboolean
is_empty (gpointer field)
{
  return *gtk_editable_get_text (field) == '\0';
}

static HeedEntry *
get_entry (WindowFixture *fixture)
{
  return heed_entry_view_get_entry (HEED_ENTRY_VIEW (find (fixture, "HeedEntryView")));
}

static gboolean
shows_note (gpointer data)
{
  return find (data, "HeedEntryView") != NULL;
}

static gboolean
is_drawn (GtkWidget  *widget,
          const char *text)
{
  return GTK_IS_PICTURE (widget) && gtk_picture_get_paintable (GTK_PICTURE (widget)) != NULL;
}

/* Waits until the entry that is shown has so many, and each of them is in sight. */
static void
expect_pictures (WindowFixture *fixture,
                 guint          number)
{
  expect_shown (GTK_WIDGET (fixture->window), is_of_type, "HeedPictureView", number);
  expect_shown (GTK_WIDGET (fixture->window), is_drawn, NULL, number);
}

static void
open_note (WindowFixture *fixture)
{
  open_window_with_journal (fixture, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.new-entry", "(ss)", "note", "");
  g_assert_true (wait_until (shows_note, fixture));
}

static HeedPicture
get_picture (WindowFixture *fixture,
             guint          number)
{
  HeedPicture picture;

  g_assert_true (heed_record_find_picture (heed_entry_get_record (get_entry (fixture)), number, &picture));
  return picture;
}

static void
copy (WindowFixture      *fixture,
      GdkContentProvider *content)
{
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), content);
  g_object_unref (content);
}

/* As Ctrl+V does. */
static void
paste (WindowFixture *fixture)
{
  GtkWidget *area = find_shown (GTK_WIDGET (fixture->window), is_of_type, "HeedTextArea");

  g_assert_nonnull (area);
  gtk_widget_grab_focus (area);
  g_signal_emit_by_name (area, "paste-clipboard");
}

static void
paste_picture (WindowFixture *fixture,
               GBytes        *bytes)
{
  copy (fixture, gdk_content_provider_new_for_bytes ("image/png", bytes));
  paste (fixture);
}

static GFile *
write_file (WindowFixture *fixture,
            const char    *name,
            GBytes        *bytes)
{
  g_autofree char *path = g_build_filename (fixture->files.folder, name, NULL);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

/* Lets a file fall on the entry. */
static gboolean
drop (WindowFixture *fixture,
      GFile         *file)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (find (fixture, "HeedEntryView"));
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, g_slist_prepend (NULL, g_object_ref (file)));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 0.0, 0.0, &taken);
    }
  return taken;
}

/* The file stays as it is, and is there again when the journal is opened again. */
static void
test_paste (WindowFixture *fixture,
            gconstpointer  data)
{
  g_autoptr (GBytes) bytes = make_picture ("png", 40, 30);
  g_autofree char *content = heed_picture_name_content (bytes);
  g_autoptr (HeedEntry) again = NULL;
  HeedPicture picture;

  open_note (fixture);
  paste_picture (fixture, bytes);
  expect_pictures (fixture, 1);
  g_assert_cmpstr (get_picture (fixture, 0).content, ==, content);
  paste_picture (fixture, bytes);
  expect_pictures (fixture, 2);

  /* Alone it makes a note that is kept. */
  close_window (fixture);
  journal_fixture_open (&fixture->files);
  again = journal_fixture_dup_entry (&fixture->files, 0);
  g_assert_true (heed_record_find_picture (heed_entry_get_record (again), 1, &picture));
  g_assert_cmpstr (picture.content, ==, content);
}

/* What has words is pasted as words, although there may be a picture of them, too. */
static void
test_paste_words (WindowFixture *fixture,
                  gconstpointer  data)
{
  g_autoptr (GBytes) bytes = make_picture ("png", 4, 3);
  GdkContentProvider *both[] = {
    gdk_content_provider_new_for_bytes ("image/png", bytes),
    gdk_content_provider_new_typed (G_TYPE_STRING, "some words"),
  };

  open_note (fixture);
  copy (fixture, gdk_content_provider_new_union (both, G_N_ELEMENTS (both)));
  paste (fixture);
  g_assert_true (wait_until (has_words, gtk_root_get_focus (GTK_ROOT (fixture->window))));
  expect_pictures (fixture, 0);
}

static void
test_drop (WindowFixture *fixture,
           gconstpointer  data)
{
  g_autoptr (GBytes) bytes = make_picture ("jpeg", 40, 30);
  g_autoptr (GBytes) words = g_bytes_new_static ("no picture", 10);
  g_autoptr (GFile) good = write_file (fixture, "a.jpg", bytes);
  g_autoptr (GFile) bad = write_file (fixture, "b.png", words);

  open_note (fixture);
  g_assert_true (drop (fixture, good));
  expect_pictures (fixture, 1);
  expect_shown (GTK_WIDGET (fixture->window), is_label, "1 picture added", 1);
  g_assert_true (drop (fixture, bad));
  expect_shown (GTK_WIDGET (fixture->window), is_label, "This is no picture that Heed knows. Choose a JPEG, PNG or GIF file.", 1);
  expect_pictures (fixture, 1);
}

/* Nothing is fetched: an address is written down where somebody writes. */
static void
test_drop_address (WindowFixture *fixture,
                   gconstpointer  data)
{
  g_autoptr (GFile) file = g_file_new_for_uri ("https://example.org/a.png");

  open_note (fixture);
  gtk_widget_grab_focus (find (fixture, "HeedTextArea"));
  g_assert_true (drop (fixture, file));
  g_assert_true (wait_until (has_words, gtk_root_get_focus (GTK_ROOT (fixture->window))));
  expect_pictures (fixture, 0);
}

/* Whatever is shown when it comes, it goes where it was pasted. */
static void
test_other_entry (WindowFixture *fixture,
                  gconstpointer  data)
{
  g_autoptr (GBytes) bytes = make_picture ("png", 40, 30);
  g_autoptr (GFile) file = write_file (fixture, "a.png", bytes);
  g_autoptr (HeedEntry) first = NULL;
  g_autoptr (HeedEntry) second = NULL;

  open_note (fixture);
  first = g_object_ref (get_entry (fixture));
  second = heed_journal_create_entry (heed_window_get_journal (fixture->window), "note", NULL);
  copy (fixture, gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, g_slist_prepend (NULL, g_object_ref (file))));
  paste (fixture);
  heed_entry_view_set_entry (HEED_ENTRY_VIEW (find (fixture, "HeedEntryView")), second);
  g_assert_true (wait_until (has_picture, first));
  expect_pictures (fixture, 0);
}

/* It does not bring an entry back that was deleted meanwhile. */
static void
test_deleted_meanwhile (WindowFixture *fixture,
                        gconstpointer  data)
{
  g_autoptr (GBytes) bytes = make_picture ("png", 40, 30);
  g_autoptr (GFile) file = write_file (fixture, "a.png", bytes);
  g_autoptr (HeedEntry) entry = NULL;

  open_note (fixture);
  entry = g_object_ref (get_entry (fixture));
  heed_entry_set_title (entry, "Board");
  g_assert_true (drop (fixture, file));
  heed_entry_set_deleted (entry, TRUE);
  expect_shown (GTK_WIDGET (fixture->window), is_label,
                "The entry was deleted meanwhile, so the picture was not added.", 1);
  g_assert_true (heed_entry_is_deleted (entry));
  g_assert_false (has_picture (entry));
}

/* Whoever closes the window at once finds it all the same. */
static void
test_close_at_once (WindowFixture *fixture,
                    gconstpointer  data)
{
  g_autoptr (GBytes) bytes = make_picture ("png", 400, 300);
  g_autoptr (GFile) file = write_file (fixture, "a.png", bytes);
  g_autoptr (HeedEntry) again = NULL;

  open_note (fixture);
  g_assert_true (drop (fixture, file));
  g_assert_cmpint (heed_journal_get_save_state (heed_window_get_journal (fixture->window)), ==, HEED_SAVE_STATE_SAVING);
  close_window (fixture);
  journal_fixture_open (&fixture->files);
  again = journal_fixture_dup_entry (&fixture->files, 0);
  g_assert_true (has_picture (again));
}

/* The description is asked for, saved, undone and read to whoever cannot see. */
static void
test_describe (WindowFixture *fixture,
               gconstpointer  data)
{
  g_autoptr (GBytes) bytes = make_picture ("png", 40, 30);
  GtkWidget *field;

  open_note (fixture);
  paste_picture (fixture, bytes);
  expect_pictures (fixture, 1);
  field = find_shown (find (fixture, "HeedPictureView"), is_of_type, "GtkEntry");
  gtk_editable_set_text (GTK_EDITABLE (field), "Red beside blue");
  g_assert_cmpstr (get_picture (fixture, 0).description, ==, "Red beside blue");
  g_assert_true (heed_entry_get_can_undo (get_entry (fixture)));
  heed_entry_undo (get_entry (fixture));
  expect_pictures (fixture, 1);
  g_assert_null (get_picture (fixture, 0).description);
  g_assert_true (wait_until (is_empty, field));
}

/* Whoever does it by keyboard is still in the entry, where it can be undone. */
static void
test_remove (WindowFixture *fixture,
             gconstpointer  data)
{
  g_autoptr (GBytes) bytes = make_picture ("png", 40, 30);
  GtkWidget *focus;

  open_note (fixture);
  paste_picture (fixture, bytes);
  expect_pictures (fixture, 1);
  gtk_widget_grab_focus (find_shown (find (fixture, "HeedPictureView"), is_of_type, "GtkMenuButton"));
  gtk_widget_activate_action (find (fixture, "HeedPictureView"), "picture.remove", NULL);
  expect_pictures (fixture, 0);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, find (fixture, "HeedEntryView")));
  heed_entry_undo (get_entry (fixture));
  expect_pictures (fixture, 1);
}

static gboolean
is_smaller (gpointer data)
{
  WindowFixture *fixture = data;

  return !g_str_equal (get_picture (fixture, 0).content, g_object_get_data (G_OBJECT (fixture->window), "content"));
}

static void
test_make_smaller (WindowFixture *fixture,
                   gconstpointer  data)
{
  g_autoptr (GBytes) bytes = make_picture ("bmp", 2000, 1500);
  g_autofree char *content = heed_picture_name_content (bytes);

  open_note (fixture);
  copy (fixture, gdk_content_provider_new_for_bytes ("image/jpeg", bytes));
  paste (fixture);
  expect_pictures (fixture, 1);
  g_object_set_data (G_OBJECT (fixture->window), "content", content);
  g_assert_cmpstr (get_picture (fixture, 0).content, ==, content);
  gtk_widget_activate_action (find (fixture, "HeedPictureView"), "picture.shrink", NULL);
  g_assert_true (wait_until (is_smaller, fixture));
  heed_entry_undo (get_entry (fixture));
  g_assert_cmpstr (get_picture (fixture, 0).content, ==, content);
  expect_pictures (fixture, 1);
}

/* An entry may have one whose file did not come along. */
static void
test_missing (WindowFixture *fixture,
              gconstpointer  data)
{
  g_autofree char *path = heed_picture_new_path (heed_timestamp_now ());

  open_note (fixture);
  heed_entry_set_answer (get_entry (fixture), path, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect_shown (GTK_WIDGET (fixture->window), is_of_type, "HeedPictureView", 1);
  expect_shown (GTK_WIDGET (fixture->window), is_label, "This picture is not in the journal.", 1);
  expect_shown (GTK_WIDGET (fixture->window), is_of_type, "GtkPicture", 0);
}

#define ADD(name, func) \
  g_test_add ("/pictures/" name, WindowFixture, NULL, window_fixture_set_up, func, window_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  start_application (&argc, &argv);
  ADD ("paste", test_paste);
  ADD ("paste-words", test_paste_words);
  ADD ("drop", test_drop);
  ADD ("drop-address", test_drop_address);
  ADD ("other-entry", test_other_entry);
  ADD ("deleted-meanwhile", test_deleted_meanwhile);
  ADD ("close-at-once", test_close_at_once);
  ADD ("describe", test_describe);
  ADD ("remove", test_remove);
  ADD ("make-smaller", test_make_smaller);
  ADD ("missing", test_missing);
  return g_test_run ();
}
