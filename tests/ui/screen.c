/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "screen.h"

#include "journal-fixture.h"

/* What a test waits for: a widget that is there, or gone. */
typedef struct
{
  GtkWidget *top;
  Match match;
  const char *text;
  guint count;
} Wanted;

static guint
count_at (GtkWidget   *widget,
          Match        match,
          const char  *text,
          GtkWidget  **first)
{
  guint count = 0;

  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return 0;

  if (match (widget, text))
    {
      if (*first == NULL)
        *first = widget;
      count++;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    count += count_at (child, match, text, first);

  return count;
}

guint
count_shown (GtkWidget  *top,
             Match       match,
             const char *text)
{
  GtkWidget *first = NULL;

  return count_at (top, match, text, &first);
}

static gboolean
is_there (gpointer data)
{
  const Wanted *wanted = data;

  return count_shown (wanted->top, wanted->match, wanted->text) > 0;
}

/* The first of them, once there is one. */
GtkWidget *
find_shown (GtkWidget  *top,
            Match       match,
            const char *text)
{
  Wanted wanted = { top, match, text, 0 };
  GtkWidget *first = NULL;

  if (!wait_until (is_there, &wanted))
    g_error ("“%s” is not shown", text);

  count_at (top, match, text, &first);
  return first;
}

static gboolean
has_count (gpointer data)
{
  const Wanted *wanted = data;

  return count_shown (wanted->top, wanted->match, wanted->text) == wanted->count;
}

void
expect_shown (GtkWidget  *top,
              Match       match,
              const char *text,
              guint       number)
{
  Wanted wanted = { top, match, text, number };

  if (!wait_until (has_count, &wanted))
    g_error ("“%s” is there %u times instead of %u", text, count_shown (top, match, text), number);
}

void
press_shown (GtkWidget  *top,
             const char *label)
{
  GtkWidget *button = find_shown (top, is_button, label);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
set_true_cb (GdkFrameClock *clock,
             gboolean      *happened)
{
  *happened = TRUE;
}

/* Until a frame of the window of @top has passed in which nothing had to be laid
 * out, and nothing is left to do: whatever moved has arrived. */
void
wait_for_rest (GtkWidget *top)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (gtk_widget_get_root (top)));
  gboolean laid_out, painted;
  gulong layout = g_signal_connect (clock, "layout", G_CALLBACK (set_true_cb), &laid_out);
  gulong paint = g_signal_connect (clock, "after-paint", G_CALLBACK (set_true_cb), &painted);

  do
    {
      wait_for_idle ();
      laid_out = painted = FALSE;
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      g_assert_true (wait_until (is_true, &painted));
    }
  while (laid_out);

  g_signal_handler_disconnect (clock, layout);
  g_signal_handler_disconnect (clock, paint);
}

gboolean
is_label (GtkWidget  *widget,
          const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

/* A label that has @part somewhere in it. */
gboolean
is_saying (GtkWidget  *widget,
           const char *part)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL;
}

gboolean
is_button (GtkWidget  *widget,
           const char *text)
{
  GtkWidget *child = GTK_IS_BUTTON (widget) ? gtk_button_get_child (GTK_BUTTON (widget)) : NULL;

  return child != NULL && count_shown (child, is_label, text) > 0;
}

gboolean
is_row (GtkWidget  *widget,
        const char *text)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), text);
}

gboolean
is_of_type (GtkWidget  *widget,
            const char *text)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), text);
}

GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }

  return NULL;
}

static gboolean
is_asked (gpointer data)
{
  return find_dialog () != NULL;
}

GtkWindow *
expect_dialog (void)
{
  g_assert_true (wait_until (is_asked, NULL));
  return find_dialog ();
}

void
answer_dialog (const char *response)
{
  GtkWindow *dialog = expect_dialog ();

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (dialog);
}
