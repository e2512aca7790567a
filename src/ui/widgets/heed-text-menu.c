/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The context menu of text. See heed-text-menu.h. */

#include "heed-text-menu.h"

#include "heed-link.h"
#include "heed-spelling.h"

#include <glib/gi18n.h>

struct _HeedTextMenu
{
  GObject parent_instance;

  GtkTextView *view; /* which owns this */
  HeedTextMarks *marks; /* NULL where nothing is marked */
  GMenu *suggestions;
  GMenu *word_items;
  GMenu *link_items;
  GSimpleActionGroup *actions;

  /* What the menu is about. */
  GtkTextMark *place;
  char *word;        /* NULL where none is misspelt */
  GtkTextMark *start;
  GtkTextMark *end;
  char *link;
  GCancellable *asking;
  gboolean pointing; /* the pointer says that a click opens a link */
};

G_DEFINE_FINAL_TYPE (HeedTextMenu, heed_text_menu, G_TYPE_OBJECT)

static GtkTextBuffer *
get_buffer (HeedTextMenu *self)
{
  return gtk_text_view_get_buffer (self->view);
}

static void
get_caret (HeedTextMenu *self,
           GtkTextIter  *place)
{
  gtk_text_buffer_get_iter_at_mark (get_buffer (self), place, gtk_text_buffer_get_insert (get_buffer (self)));
}

static void
get_place (HeedTextMenu *self,
           double        x,
           double        y,
           GtkTextIter  *place)
{
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (self->view, place, buffer_x, buffer_y);
}

/* What cannot be done is said in the place of what could. */
static void
append_sentence (GMenu      *menu,
                 const char *sentence)
{
  g_menu_append (menu, sentence, "text.nothing");
}

static void
append_suggestion (GMenu      *menu,
                   const char *word)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (word, NULL);

  g_menu_item_set_action_and_target (item, "text.correct", "s", word);
  g_menu_append_item (menu, item);
}

static void
suggested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (HeedTextMenu) self = data;
  g_auto (GStrv) words = heed_spelling_suggest_finish (result, NULL);

  if (words == NULL)
    return;

  g_menu_remove_all (self->suggestions);
  for (guint i = 0; words[i] != NULL; i++)
    append_suggestion (self->suggestions, words[i]);
  if (words[0] == NULL)
    append_sentence (self->suggestions, _("No Suggestions"));
}

static void
clear (HeedTextMenu *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->word, g_free);
  g_clear_pointer (&self->link, g_free);
  g_menu_remove_all (self->suggestions);
  g_menu_remove_all (self->word_items);
  g_menu_remove_all (self->link_items);
}

static void
offer_words (HeedTextMenu      *self,
             const GtkTextIter *start,
             const GtkTextIter *end)
{
  self->word = gtk_text_iter_get_text (start, end);
  gtk_text_buffer_move_mark (get_buffer (self), self->start, start);
  gtk_text_buffer_move_mark (get_buffer (self), self->end, end);

  append_sentence (self->suggestions, _("Looking for Suggestions…"));
  /* Translators: add a misspelt word to the person's own dictionary. */
  g_menu_append (self->word_items, _("Add to Dictionary"), "text.add-word");
  /* Translators: do not mark a misspelt word until the program ends. */
  g_menu_append (self->word_items, _("Ignore"), "text.ignore-word");
  self->asking = g_cancellable_new ();
  heed_spelling_suggest_async (heed_spelling_get_default (), self->word, self->asking, suggested_cb,
                               g_object_ref (self));
}

static gboolean
is_open (HeedTextMenu *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child) && gtk_widget_get_mapped (child))
      return TRUE;

  return FALSE;
}

/* Also after the menu was opened: a word that somebody types is only looked up when it
 * loses the focus to the menu. */
static void
find_word (HeedTextMenu *self)
{
  GtkTextIter place, start, end;

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &place, self->place);
  if (self->word == NULL && heed_text_marks_find_misspelt (self->marks, &place, &start, &end))
    offer_words (self, &start, &end);
}

static void
looked_cb (HeedTextMenu *self)
{
  if (is_open (self))
    find_word (self);
}

/* What stands above the view knows; a widget is told of no action but its own. */
static gboolean
is_enabled (HeedTextMenu *self,
            const char   *action)
{
  GtkWidget *probe = gtk_button_new ();
  gboolean enabled;

  gtk_widget_set_parent (probe, GTK_WIDGET (self->view));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), action);
  enabled = gtk_widget_get_sensitive (probe);
  gtk_widget_unparent (probe);
  return enabled;
}

/* Makes the menu one for a place in the text, before it opens. */
static void
prepare (HeedTextMenu      *self,
         const GtkTextIter *place)
{
  clear (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self->view), "text.undo", is_enabled (self, "entry.undo"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self->view), "text.redo", is_enabled (self, "entry.redo"));
  if (self->marks == NULL)
    return;

  gtk_text_buffer_move_mark (get_buffer (self), self->place, place);
  find_word (self);
  self->link = heed_text_marks_dup_link (self->marks, place);
  if (self->link != NULL)
    {
      g_menu_append (self->link_items, _("Open Link"), "text.open-link");
      g_menu_append (self->link_items, _("Copy Link"), "text.copy-link");
    }
}

/* What the menu does */

static void
correct_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  HeedTextMenu *self = data;
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter start, end;
  g_autofree char *word = NULL;

  gtk_text_buffer_get_iter_at_mark (buffer, &start, self->start);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, self->end);
  word = gtk_text_iter_get_text (&start, &end);
  /* The text may have changed since, by another window or another program. */
  if (g_strcmp0 (word, self->word) != 0)
    return;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, g_variant_get_string (parameter, NULL), -1);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_end_user_action (buffer);
}

static void
add_word_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  heed_spelling_add (heed_spelling_get_default (), HEED_TEXT_MENU (data)->word);
}

static void
ignore_word_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  heed_spelling_ignore (heed_spelling_get_default (), HEED_TEXT_MENU (data)->word);
}

static void
open_link_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  HeedTextMenu *self = data;

  heed_link_launch (GTK_WIDGET (self->view), self->link);
}

static void
copy_link_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  HeedTextMenu *self = data;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->view)), self->link);
}

static const GActionEntry entries[] = {
  { .name = "correct", .activate = correct_cb, .parameter_type = "s" },
  { .name = "add-word", .activate = add_word_cb },
  { .name = "ignore-word", .activate = ignore_word_cb },
  { .name = "open-link", .activate = open_link_cb },
  { .name = "copy-link", .activate = copy_link_cb },
};

/* How it opens */

static gboolean
has_link (HeedTextMenu      *self,
          const GtkTextIter *place)
{
  g_autofree char *link = self->marks != NULL ? heed_text_marks_dup_link (self->marks, place) : NULL;

  return link != NULL;
}

/* Whether it is Ctrl and a click. */
static gboolean
wants_link (GtkGesture *gesture,
            int         n_press)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  return n_press == 1 && (state & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK &&
         gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_PRIMARY;
}

/* Before the text view, which opens the menu, or moves the caret. */
static void
pressed_cb (HeedTextMenu *self,
            int           n_press,
            double        x,
            double        y,
            GtkGesture   *gesture)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));
  GtkTextIter place;

  get_place (self, x, y, &place);
  if (event != NULL && gdk_event_triggers_context_menu (event))
    prepare (self, &place);
  else if (wants_link (gesture, n_press) && has_link (self, &place))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (HeedTextMenu *self,
             int           n_press,
             double        x,
             double        y,
             GtkGesture   *gesture)
{
  g_autofree char *link = NULL;
  GtkTextIter place;

  get_place (self, x, y, &place);
  if (wants_link (gesture, n_press) && self->marks != NULL)
    link = heed_text_marks_dup_link (self->marks, &place);
  if (link != NULL)
    heed_link_launch (GTK_WIDGET (self->view), link);
}

/* A finger has no other button. */
static void
long_pressed_cb (HeedTextMenu *self,
                 double        x,
                 double        y,
                 GtkGesture   *gesture)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter place, start, end;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  get_place (self, x, y, &place);
  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end) || !gtk_text_iter_in_range (&place, &start, &end))
    gtk_text_buffer_place_cursor (buffer, &place);
  prepare (self, &place);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "menu.popup", NULL);
}

static gboolean
key_pressed_cb (HeedTextMenu    *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  GtkTextIter caret;

  if ((keyval == GDK_KEY_Menu && modifiers == 0) || (keyval == GDK_KEY_F10 && modifiers == GDK_SHIFT_MASK))
    {
      get_caret (self, &caret);
      prepare (self, &caret);
    }
  return GDK_EVENT_PROPAGATE;
}

/* The pointer says that a click would open a link. */
static void
motion_cb (HeedTextMenu       *self,
           double              x,
           double              y,
           GtkEventController *controller)
{
  gboolean pointing = (gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK) != 0;
  GtkTextIter place;

  get_place (self, x, y, &place);
  pointing = pointing && has_link (self, &place);
  if (pointing == self->pointing)
    return;

  self->pointing = pointing;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view), pointing ? "pointer" : "text");
}

static GtkEventController *
add_controller (HeedTextMenu       *self,
                GtkEventController *controller,
                const char         *signal,
                GCallback           callback)
{
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, signal, callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
  return controller;
}

static void
heed_text_menu_dispose (GObject *object)
{
  HeedTextMenu *self = HEED_TEXT_MENU (object);

  clear (self);
  g_clear_object (&self->marks);

  G_OBJECT_CLASS (heed_text_menu_parent_class)->dispose (object);
}

static void
heed_text_menu_finalize (GObject *object)
{
  HeedTextMenu *self = HEED_TEXT_MENU (object);

  g_object_unref (self->suggestions);
  g_object_unref (self->word_items);
  g_object_unref (self->link_items);
  g_object_unref (self->actions);

  G_OBJECT_CLASS (heed_text_menu_parent_class)->finalize (object);
}

static void
heed_text_menu_class_init (HeedTextMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_text_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_text_menu_finalize;
}

static void
heed_text_menu_init (HeedTextMenu *self)
{
  self->suggestions = g_menu_new ();
  self->word_items = g_menu_new ();
  self->link_items = g_menu_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

/**
 * heed_text_menu_new:
 * @view: a text view, which keeps what it gets here
 * @marks: (nullable): its marks, if it has any
 *
 * Puts what can be done with what is marked into the context menu of a text view, and
 * lets Undo and Redo in it do what `entry.undo` and `entry.redo` do.
 *
 * Returns: (transfer full): the menu
 */
HeedTextMenu *
heed_text_menu_new (GtkTextView   *view,
                    HeedTextMarks *marks)
{
  HeedTextMenu *self = g_object_new (HEED_TYPE_TEXT_MENU, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkEventController *clicks, *presses;
  GtkTextIter start;

  self->view = view;
  g_set_object (&self->marks, marks);
  gtk_text_buffer_get_start_iter (buffer, &start);
  self->place = gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE);
  self->start = gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE);
  self->end = gtk_text_buffer_create_mark (buffer, NULL, &start, FALSE);

  if (marks != NULL)
    g_signal_connect_object (marks, "looked", G_CALLBACK (looked_cb), self, G_CONNECT_SWAPPED);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->suggestions));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->word_items));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->link_items));
  gtk_text_view_set_extra_menu (view, G_MENU_MODEL (menu));
  gtk_widget_insert_action_group (GTK_WIDGET (view), "text", G_ACTION_GROUP (self->actions));

  clicks = add_controller (self, GTK_EVENT_CONTROLLER (gtk_gesture_click_new ()), "pressed", G_CALLBACK (pressed_cb));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (clicks), 0);
  g_signal_connect_object (clicks, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  presses = add_controller (self, GTK_EVENT_CONTROLLER (gtk_gesture_long_press_new ()), "pressed",
                            G_CALLBACK (long_pressed_cb));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (presses), TRUE);
  add_controller (self, gtk_event_controller_key_new (), "key-pressed", G_CALLBACK (key_pressed_cb));
  add_controller (self, gtk_event_controller_motion_new (), "motion", G_CALLBACK (motion_cb));
  return self;
}
