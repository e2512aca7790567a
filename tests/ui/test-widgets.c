/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The widgets that pages share: their setters, their keyboard, their size. */

#include "heed-list.h"
#include "heed-rating.h"
#include "heed-reading.h"
#include "heed-ring.h"
#include "heed-text-area.h"
#include "heed-ui-resources.h"
#include "heed-wrap-box.h"

#include "journal-fixture.h"
#include "screen.h"

#include <adwaita.h>

static void
count_cb (guint *count)
{
  ++*count;
}

static void
free_count (gpointer  count,
            GClosure *closure)
{
  g_free (count);
}

/* How often @object tells of it, as long as it lives. */
static guint *
count_signal (gpointer    object,
              const char *signal)
{
  guint *count = g_new0 (guint, 1);

  g_signal_connect_data (object, signal, G_CALLBACK (count_cb), count, free_count, G_CONNECT_SWAPPED);
  return count;
}

/* Shows @widget in a window of its own. */
static GtkWidget *
show (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 500, 400);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (widget) || gtk_widget_get_width (widget) == 0)
    g_main_context_iteration (NULL, TRUE);

  return window;
}

static void
press_key (GtkWidget       *widget,
           guint            keyval,
           GdkModifierType  state,
           gboolean        *handled)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  *handled = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, handled);
    }
}

/* The round buttons in their order. */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Something is never nothing, nearly all is never all, and nothing is beyond. */
static void
test_ring_percent (void)
{
  static const struct
  {
    double fraction;
    const char *text;
  } cases[] = { { 0.4, "40%" }, { 0.001, "1%" }, { 0.999, "99%" }, { 1, "100%" }, { 7, "100%" }, { -1, "0%" } };
  GtkWidget *ring = g_object_ref_sink (g_object_new (HEED_TYPE_RING, NULL));
  GtkLabel *label = GTK_LABEL (gtk_widget_get_first_child (ring));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      heed_ring_set_fraction (HEED_RING (ring), cases[i].fraction);
      g_assert_cmpstr (gtk_label_get_label (label), ==, cases[i].text);
    }
  g_assert_finalize_object (ring);
}

static void
test_tinted_icon (void)
{
  GtkImage *image = g_object_ref_sink (GTK_IMAGE (gtk_image_new ()));

  heed_reading_show_icon (image, "heed-note", "green");
  g_assert_cmpstr (gtk_image_get_icon_name (image), ==, "heed-note-symbolic");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (image), "green"));

  heed_reading_show_icon (image, NULL, NULL);
  g_assert_cmpint (gtk_image_get_storage_type (image), ==, GTK_IMAGE_EMPTY);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (image), "slate"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (image), "green"));
  g_assert_finalize_object (image);
}

static void
test_text_setters (void)
{
  GtkWidget *area = g_object_ref_sink (heed_text_area_new ());
  HeedTextArea *self = HEED_TEXT_AREA (area);
  guint *changes = count_signal (area, "changed");

  for (guint i = 0; i < 2; i++)
    {
      heed_text_area_set_text (self, "words");
      g_object_set (self, "placeholder", "Write", "lines", 5, "single-line", TRUE, NULL);
    }

  g_assert_cmpstr (heed_text_area_get_text (self), ==, "words");
  g_assert_cmpstr (heed_text_area_get_placeholder (self), ==, "Write");
  /* Only a person changes it in this sense. */
  g_assert_cmpuint (*changes, ==, 0);
  g_assert_finalize_object (area);
}

static void
test_text_typing (void)
{
  GtkWidget *area = g_object_ref_sink (heed_text_area_new ());
  guint *changes = count_signal (area, "changed");

  g_signal_emit_by_name (area, "insert-at-cursor", "Bonjour à tous 👋");
  g_assert_cmpstr (heed_text_area_get_text (HEED_TEXT_AREA (area)), ==, "Bonjour à tous 👋");
  g_assert_cmpuint (*changes, ==, 1);
  /* The entry's undo is the only one. */
  g_assert_false (gtk_text_buffer_get_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (area))));
  g_assert_finalize_object (area);
}

static void
test_text_caret_stays (void)
{
  GtkWidget *area = g_object_ref_sink (heed_text_area_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
  GtkTextIter iter;
  int position;

  heed_text_area_set_text (HEED_TEXT_AREA (area), "one äß three");
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 2);
  gtk_text_buffer_place_cursor (buffer, &iter);
  heed_text_area_set_text (HEED_TEXT_AREA (area), "one äßü three");
  g_object_get (buffer, "cursor-position", &position, NULL);
  g_assert_cmpint (position, ==, 2);

  heed_text_area_set_text (HEED_TEXT_AREA (area), NULL);
  g_assert_cmpstr (heed_text_area_get_text (HEED_TEXT_AREA (area)), ==, "");
  g_assert_finalize_object (area);
}

static void
test_text_grows (void)
{
  GtkWidget *area = heed_text_area_new ();
  GtkWidget *window = show (area);
  int before, after, wide, narrow;

  gtk_widget_measure (area, GTK_ORIENTATION_VERTICAL, 400, &before, NULL, NULL, NULL);
  heed_text_area_set_text (HEED_TEXT_AREA (area), "1\n2\n3\n4\n5\n6");
  gtk_widget_measure (area, GTK_ORIENTATION_VERTICAL, 400, &after, NULL, NULL, NULL);
  g_assert_cmpint (after, >, before * 2);

  heed_text_area_set_text (HEED_TEXT_AREA (area),
                           "A sentence that is long enough for two or three lines where there is little room for it");
  gtk_widget_measure (area, GTK_ORIENTATION_VERTICAL, 1000, &wide, NULL, NULL, NULL);
  gtk_widget_measure (area, GTK_ORIENTATION_VERTICAL, 150, &narrow, NULL, NULL, NULL);
  g_assert_cmpint (wide, ==, before);
  g_assert_cmpint (narrow, >, wide);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* How far below its area the last line of a text ends. */
static int
get_excess (GtkWidget *area)
{
  GdkRectangle last;
  GtkTextIter end;
  int y, height;

  gtk_widget_measure (area, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (area), NULL, &height, NULL, NULL);
  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (area)), &end);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (area), &end, &last);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (area), GTK_TEXT_WINDOW_WIDGET,
                                         0, last.y + last.height, NULL, &y);
  return y - height;
}

/* The margin below the text, and what is below a line, which need not be a whole
 * number of pixels. */
static gboolean
has_the_height_of_its_text (gpointer area)
{
  int margin = gtk_text_view_get_bottom_margin (area);
  int below = gtk_text_view_get_pixels_below_lines (area);
  int excess = get_excess (area);

  return excess <= -margin && excess >= -margin - below - 1;
}

/* What is reserved is what GtkTextView then draws. */
static void
test_text_has_the_height_it_needs (void)
{
  GtkWidget *area = heed_text_area_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *window;
  int height;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), gtk_viewport_new (NULL, NULL));
  gtk_viewport_set_child (GTK_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller))), area);
  gtk_widget_set_vexpand (area, FALSE);
  gtk_widget_set_valign (area, GTK_ALIGN_START);
  heed_text_area_set_text (HEED_TEXT_AREA (area),
                           "Long text with words of many lengths that goes on and on, wraps, and wraps again,\n\n"
                           "with empty lines, too, and a last paragraph that also needs more than one line.");
  window = show (scroller);
  wait_for_rest (window);

  g_assert_true (wait_until (has_the_height_of_its_text, area));
  gtk_widget_measure (area, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (area), NULL, &height, NULL, NULL);
  g_assert_cmpint (height, ==, gtk_widget_get_height (area));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A text view lays out long text little by little. */
static void
check_height (const char *text,
              int         points,
              int         width)
{
  GtkWidget *area = heed_text_area_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autofree char *css_class = g_strdup_printf ("writing-%d", points);
  GtkWidget *window;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), area);
  gtk_widget_set_size_request (scroller, width, -1);
  gtk_widget_set_halign (scroller, GTK_ALIGN_START);
  gtk_widget_add_css_class (scroller, css_class);
  heed_text_area_set_text (HEED_TEXT_AREA (area), text);
  window = show (scroller);
  if (!wait_until (has_the_height_of_its_text, area))
    g_error ("%d pt, %d wide: %d beyond", points, gtk_widget_get_width (area), get_excess (area));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Many short paragraphs, whose heights are not whole numbers of pixels. */
static void
test_text_has_the_height_of_many_paragraphs (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  for (guint i = 0; i < 40; i++)
    g_string_append (text, i % 3 == 0 ? "A paragraph of more than one line, and of words of many lengths.\n" : "Short.\n");
  g_string_append (text, "The end");
  gtk_css_provider_load_from_resource (provider, "/org/heedworkbook/Heed/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  for (int points = 9; points <= 24; points++)
    for (int width = 280; width < 285; width++)
      check_height (text->str, points, width);
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider));
}

static void
check_height_of_new (GtkWidget *area)
{
  static const int widths[] = { -1, 160, 300, 700 };
  GtkWidget *other = g_object_ref_sink (heed_text_area_new ());

  heed_text_area_set_text (HEED_TEXT_AREA (other), heed_text_area_get_text (HEED_TEXT_AREA (area)));
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      int height, expected;

      gtk_widget_measure (area, GTK_ORIENTATION_VERTICAL, widths[i], &height, NULL, NULL, NULL);
      gtk_widget_measure (other, GTK_ORIENTATION_VERTICAL, widths[i], &expected, NULL, NULL, NULL);
      g_assert_cmpint (height, ==, expected);
    }
  g_object_unref (other);
}

/* However it was written, it is as high as a text that was there at once. */
static void
test_text_height_follows (void)
{
  static const char * const pieces[] = {
    "a", "\n", "\n\n\n", "two\nlines", "words that need more than one line where there is little room",
    "\nends", "begins\n", "漢字", "\342\200\251",
  };
  GtkWidget *area = g_object_ref_sink (heed_text_area_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261201);
  GtkTextIter start, end;

  for (guint i = 0; i < 300; i++)
    {
      int length = gtk_text_buffer_get_char_count (buffer);

      gtk_text_buffer_get_iter_at_offset (buffer, &start, g_rand_int_range (rand, 0, length + 1));
      end = start;
      gtk_text_iter_forward_chars (&end, g_rand_int_range (rand, 1, 20));
      gtk_text_buffer_begin_user_action (buffer);
      if (i % 3 == 2)
        gtk_text_buffer_delete (buffer, &start, &end);
      else
        gtk_text_buffer_insert (buffer, &start, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))], -1);
      gtk_text_buffer_end_user_action (buffer);
      check_height_of_new (area);
    }

  g_assert_finalize_object (area);
}

/* Nor does one of many keys have the window laid out. */
static void
test_text_key_lays_nothing_out (void)
{
  GtkWidget *area = heed_text_area_new ();
  GtkWidget *window = show (area);
  guint n_layouts = 0;
  int height, higher;

  heed_text_area_set_text (HEED_TEXT_AREA (area), "Some words");
  gtk_widget_grab_focus (area);
  wait_for_rest (window);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (window), "layout", G_CALLBACK (count_cb), &n_layouts);
  gtk_widget_measure (area, GTK_ORIENTATION_VERTICAL, 700, &height, NULL, NULL, NULL);

  g_signal_emit_by_name (area, "insert-at-cursor", "x");
  wait_for_rest (window);
  g_assert_cmpuint (n_layouts, ==, 0);

  g_signal_emit_by_name (area, "insert-at-cursor", "\n\n\n\n\n\n");
  wait_for_rest (window);
  g_assert_cmpuint (n_layouts, >, 0);
  gtk_widget_measure (area, GTK_ORIENTATION_VERTICAL, 700, &higher, NULL, NULL, NULL);
  g_assert_cmpint (higher, >, height);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_text_keys (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = heed_text_area_new (), *second = heed_text_area_new ();
  GtkWidget *window;
  gboolean handled;

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  window = show (box);

  gtk_widget_grab_focus (first);
  press_key (first, GDK_KEY_Return, 0, &handled);
  g_assert_false (handled);
  press_key (first, GDK_KEY_Return, GDK_CONTROL_MASK, &handled);
  g_assert_true (handled);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == second);

  gtk_widget_grab_focus (first);
  g_object_set (first, "single-line", TRUE, NULL);
  press_key (first, GDK_KEY_Return, 0, &handled);
  g_assert_true (handled);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == second);
  g_assert_cmpstr (heed_text_area_get_text (HEED_TEXT_AREA (first)), ==, "");

  /* An input method that is composing gets its Enter. */
  gtk_widget_grab_focus (first);
  g_signal_emit_by_name (first, "preedit-changed", "にほん");
  press_key (first, GDK_KEY_Return, 0, &handled);
  g_assert_false (handled);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
take_lines_cb (HeedTextArea *area,
               char        **lines,
               guint        *count)
{
  *count = g_strv_length (lines);
  return TRUE;
}

static void
test_text_one_line_of_several (void)
{
  GtkWidget *area = g_object_ref_sink (heed_text_area_new ());
  guint count = 0;

  g_object_set (area, "single-line", TRUE, NULL);
  g_signal_emit_by_name (area, "insert-at-cursor", "one\r\n\n two \n");
  g_assert_cmpstr (heed_text_area_get_text (HEED_TEXT_AREA (area)), ==, "one two");

  heed_text_area_set_text (HEED_TEXT_AREA (area), NULL);
  g_signal_connect (area, "lines-inserted", G_CALLBACK (take_lines_cb), &count);
  g_signal_emit_by_name (area, "insert-at-cursor", "one\ntwo\nthree");
  g_assert_cmpuint (count, ==, 3);
  g_assert_cmpstr (heed_text_area_get_text (HEED_TEXT_AREA (area)), ==, "one");
  g_assert_finalize_object (area);
}

static GtkWidget *
make_row (gpointer item,
          gpointer data)
{
  return gtk_label_new (gtk_string_object_get_string (item));
}

static guint
count_rows (GtkWidget *list)
{
  guint count = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) count) != NULL)
    count++;

  return count;
}

/* Never many rows at a time, but in the end all, and those that come later. */
static void
test_gradual_list (void)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *window;
  guint before = 0;

  for (guint i = 0; i < 50; i++)
    gtk_string_list_append (words, "word");
  heed_list_bind_gradually (GTK_LIST_BOX (list), G_LIST_MODEL (words), make_row, NULL);
  g_assert_cmpuint (count_rows (list), <, 10);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  window = show (scroller);
  while (before < 50)
    {
      guint now = count_rows (list);

      g_assert_cmpuint (now - before, <, 10);
      before = now;
      g_main_context_iteration (NULL, TRUE);
    }

  gtk_string_list_splice (words, 0, 10, NULL);
  g_assert_cmpuint (count_rows (list), ==, 40);
  for (guint i = 0; i < 20; i++)
    gtk_string_list_append (words, "another");
  while (count_rows (list) < 60)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
make_rating (int         min,
             int         max,
             const char *name)
{
  static const char * const languages[] = { "en", NULL };
  g_autofree char *document = g_strdup_printf ("<workbook id='test' version='1' xml:lang='en-US'><title>Test</title>"
                                               "<forms><form id='form'><title>Form</title>"
                                               "<rating id='rating' min='%d' max='%d'><label>Rating</label>"
                                               "<anchor value='%d'>Never</anchor><anchor value='4'>Mostly</anchor>"
                                               "<anchor value='%d'>Always</anchor></rating></form></forms></workbook>",
                                               min, max, min, max);
  g_autoptr (GBytes) bytes = g_bytes_new (document, strlen (document));
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedWorkbook) workbook = heed_workbook_new_from_bytes (bytes, "test.xml", languages, &error);

  g_assert_no_error (error);
  return heed_rating_new (heed_form_find_field (heed_workbook_find_form (workbook, "form"), "rating"), name);
}

static void
test_rating_setters (void)
{
  GtkWidget *rating = g_object_ref_sink (make_rating (0, 10, "Listening"));
  HeedRating *self = HEED_RATING (rating);
  guint *changes = count_signal (rating, "changed");

  g_assert_cmpint (heed_rating_get_value (self), ==, HEED_RATING_NONE);
  heed_rating_set_value (self, 0);
  g_assert_cmpint (heed_rating_get_value (self), ==, 0);
  g_assert_cmpuint (*changes, ==, 0);
  g_assert_nonnull (find_button (rating, "10"));
  g_assert_finalize_object (rating);
}

static GtkWidget *
find_words (GtkWidget  *widget,
            const char *words)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), words) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_words (child, words);
  return found;
}

static gboolean
stands_out (GtkWidget  *rating,
            const char *words)
{
  return !gtk_widget_has_css_class (gtk_widget_get_parent (find_words (rating, words)), "dim-label");
}

/* The sentence of what is chosen stands out, and both where it is between two. */
static void
test_rating_sentences (void)
{
  GtkWidget *rating = g_object_ref_sink (make_rating (1, 5, "Do I listen?"));
  g_autofree char *between = NULL;

  g_assert_false (stands_out (rating, "Never") || stands_out (rating, "Mostly") || stands_out (rating, "Always"));
  heed_rating_set_value (HEED_RATING (rating), 5);
  g_assert_true (stands_out (rating, "Always"));
  g_assert_false (stands_out (rating, "Never") || stands_out (rating, "Mostly"));
  heed_rating_set_value (HEED_RATING (rating), 2);
  g_assert_true (stands_out (rating, "Never") && stands_out (rating, "Mostly"));
  g_assert_false (stands_out (rating, "Always"));
  heed_rating_set_value (HEED_RATING (rating), HEED_RATING_NONE);
  g_assert_false (stands_out (rating, "Never") || stands_out (rating, "Mostly") || stands_out (rating, "Always"));

  g_object_get (find_button (rating, "3"), "tooltip-text", &between, NULL);
  g_assert_cmpstr (between, ==, "Between “Never” and “Mostly”");
  g_assert_finalize_object (rating);
}

static void
test_rating_press (void)
{
  GtkWidget *rating = g_object_ref_sink (make_rating (1, 5, "Do I listen?"));
  guint *changes = count_signal (rating, "changed");

  g_signal_emit_by_name (find_button (rating, "4"), "clicked");
  g_assert_cmpint (heed_rating_get_value (HEED_RATING (rating)), ==, 4);
  g_signal_emit_by_name (find_button (rating, "2"), "clicked");
  g_assert_cmpint (heed_rating_get_value (HEED_RATING (rating)), ==, 2);
  g_signal_emit_by_name (find_button (rating, "2"), "clicked");
  g_assert_cmpint (heed_rating_get_value (HEED_RATING (rating)), ==, 2);
  gtk_widget_activate_action (rating, "rating.clear", NULL);
  g_assert_cmpint (heed_rating_get_value (HEED_RATING (rating)), ==, HEED_RATING_NONE);
  g_assert_cmpuint (*changes, ==, 3);
  g_assert_finalize_object (rating);
}

static void
test_rating_keys (void)
{
  GtkTextDirection direction = gtk_widget_get_default_direction ();
  GtkWidget *rating = make_rating (1, 5, "Do I listen?"), *menu;
  GtkWidget *window = show (rating);
  GtkWidget *buttons = gtk_widget_get_parent (find_button (rating, "1"));
  gboolean handled;

  /* In any language: which key goes up depends on where reading begins. */
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  gtk_widget_grab_focus (rating);
  press_key (buttons, GDK_KEY_3, 0, &handled);
  g_assert_true (handled);
  g_assert_cmpint (heed_rating_get_value (HEED_RATING (rating)), ==, 3);
  press_key (buttons, GDK_KEY_Right, 0, &handled);
  g_assert_cmpint (heed_rating_get_value (HEED_RATING (rating)), ==, 4);
  press_key (buttons, GDK_KEY_Left, 0, &handled);
  press_key (buttons, GDK_KEY_Left, 0, &handled);
  g_assert_cmpint (heed_rating_get_value (HEED_RATING (rating)), ==, 2);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == find_button (rating, "2"));
  press_key (buttons, GDK_KEY_8, 0, &handled);
  g_assert_false (handled);
  press_key (buttons, GDK_KEY_Delete, 0, &handled);
  g_assert_cmpint (heed_rating_get_value (HEED_RATING (rating)), ==, HEED_RATING_NONE);

  gtk_widget_set_direction (rating, GTK_TEXT_DIR_RTL);
  press_key (buttons, GDK_KEY_Left, 0, &handled);
  g_assert_cmpint (heed_rating_get_value (HEED_RATING (rating)), ==, 3);

  gtk_widget_activate_action (rating, "rating.menu", NULL);
  menu = gtk_widget_get_last_child (rating);
  g_assert_true (GTK_IS_POPOVER_MENU (menu) && gtk_widget_get_visible (menu));
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_widget_set_default_direction (direction);
}

/* Tab stops once, at what is chosen. */
static void
test_rating_is_one_stop (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *rating = make_rating (1, 5, "Do I listen?"), *after = gtk_button_new_with_label ("After");
  GtkWidget *window;

  gtk_box_append (GTK_BOX (box), rating);
  gtk_box_append (GTK_BOX (box), after);
  window = show (box);
  heed_rating_set_value (HEED_RATING (rating), 5);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);

  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == find_button (rating, "5"));
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == after);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_rating_names (void)
{
  GtkWidget *rating = g_object_ref_sink (make_rating (1, 5, "Do I listen?"));
  GtkAccessible *button = GTK_ACCESSIBLE (find_button (rating, "4"));

  g_assert_null (gtk_test_accessible_check_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "4 of 5: Do I listen?"));
  g_assert_null (gtk_test_accessible_check_property (button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Mostly"));
  g_assert_true (gtk_test_accessible_has_role (button, GTK_ACCESSIBLE_ROLE_RADIO));
  heed_rating_set_value (HEED_RATING (rating), 4);
  g_assert_null (gtk_test_accessible_check_state (button, GTK_ACCESSIBLE_STATE_CHECKED,
                                                  GTK_ACCESSIBLE_TRISTATE_TRUE));
  g_assert_finalize_object (rating);
}

/* What was measured while it was empty is measured again when it is shown. */
static void
test_wrap_box_filled_while_hidden (void)
{
  GtkWidget *outer = g_object_new (HEED_TYPE_WRAP_BOX, NULL), *inner = g_object_new (HEED_TYPE_WRAP_BOX, NULL);
  GtkWidget *window;
  int width;

  heed_wrap_box_append (HEED_WRAP_BOX (outer), inner);
  heed_wrap_box_append (HEED_WRAP_BOX (outer), gtk_button_new_with_label ("After"));
  window = show (outer);
  gtk_widget_measure (inner, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  g_assert_cmpint (width, ==, 0);

  gtk_widget_set_visible (inner, FALSE);
  heed_wrap_box_append (HEED_WRAP_BOX (inner), gtk_button_new_with_label ("One"));
  gtk_widget_set_visible (inner, TRUE);
  gtk_widget_measure (inner, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  g_assert_cmpint (width, >, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());
  g_test_add_func ("/ring/percent", test_ring_percent);
  g_test_add_func ("/tinted-icon/show", test_tinted_icon);
  g_test_add_func ("/text-area/setters", test_text_setters);
  g_test_add_func ("/text-area/typing", test_text_typing);
  g_test_add_func ("/text-area/caret-stays", test_text_caret_stays);
  g_test_add_func ("/text-area/grows", test_text_grows);
  g_test_add_func ("/text-area/has-the-height-it-needs", test_text_has_the_height_it_needs);
  g_test_add_func ("/text-area/has-the-height-of-many-paragraphs", test_text_has_the_height_of_many_paragraphs);
  g_test_add_func ("/text-area/height-follows", test_text_height_follows);
  g_test_add_func ("/text-area/key-lays-nothing-out", test_text_key_lays_nothing_out);
  g_test_add_func ("/text-area/keys", test_text_keys);
  g_test_add_func ("/text-area/one-line-of-several", test_text_one_line_of_several);
  g_test_add_func ("/gradual-list/fills", test_gradual_list);
  g_test_add_func ("/rating/setters", test_rating_setters);
  g_test_add_func ("/rating/press", test_rating_press);
  g_test_add_func ("/rating/sentences", test_rating_sentences);
  g_test_add_func ("/rating/keys", test_rating_keys);
  g_test_add_func ("/rating/is-one-stop", test_rating_is_one_stop);
  g_test_add_func ("/rating/names", test_rating_names);
  g_test_add_func ("/wrap-box/filled-while-hidden", test_wrap_box_filled_while_hidden);
  return g_test_run ();
}
