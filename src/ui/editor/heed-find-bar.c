/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A bar to find words in an entry: in what a person can read there, labels and
 * text areas, from top to bottom. One match is the present one; it and those around
 * it are marked: text areas with tags, labels with attributes. Both go when the
 * search does, and neither is part of the text. See heed-find-bar.h. */

#include "heed-find-bar.h"

#include "heed-answer-view.h"
#include "heed-find.h"
#include "heed-focus.h"
#include "heed-ring.h"
#include "heed-template.h"
#include "heed-text-area.h"
#include "heed-text.h"

#include <glib/gi18n.h>

/* How many matches before and after the present one are marked. A text view
 * takes minutes to mark the tens of thousands that one letter may have. */
#define MARKED_AROUND 50

/* Black on this yellow can be read in every style; where a match is not the
 * present one, its line below tells it from other text as well. */
#define PRESENT_COLOR "#f8e45c"
#define PRESENT_TEXT_COLOR "#000000"
#define FOUND_COLOR "#f5c212"
#define FOUND_ALPHA 0.35f

typedef struct
{
  GtkWidget *widget; /* a label or a text area */
  HeedSpan span;
} Match;

struct _HeedFindBar
{
  AdwBin parent_instance;

  GtkSearchBar *bar;
  GtkEditable *entry;
  GtkLabel *count;
  GtkWidget *previous_button;
  GtkWidget *next_button;

  GtkWidget *root;        /* where to look; not owned */
  GtkWidget *come_from;   /* what had the focus before; weak */
  char *words;            /* found last; they come back with the bar */

  GArray *matches;        /* of Match */
  GHashTable *marked;     /* of labels and text areas; a label → its own PangoAttrList */
  guint present;          /* counted from 1; 0 for none */
};

G_DEFINE_FINAL_TYPE (HeedFindBar, heed_find_bar, ADW_TYPE_BIN)

static void
clear_match (gpointer data)
{
  g_clear_object (&((Match *) data)->widget);
}

static Match *
get_match (HeedFindBar *self,
           guint        number)
{
  return &g_array_index (self->matches, Match, number - 1);
}

/* Collecting */

/* What says how far somebody is, or what a button does, is no part of what
 * they wrote or were asked. */
static gboolean
is_left_out (GtkWidget *widget)
{
  return !gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget) ||
         gtk_widget_get_opacity (widget) <= 0.0 ||
         GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_POPOVER (widget) || HEED_IS_RING (widget) ||
         gtk_widget_has_css_class (widget, "not-found");
}

static void
collect (HeedFindBar *self,
         GtkWidget   *widget,
         const char  *words)
{
  const char *text = GTK_IS_LABEL (widget)        ? gtk_label_get_text (GTK_LABEL (widget))
                     : HEED_IS_TEXT_AREA (widget) ? heed_text_area_get_text (HEED_TEXT_AREA (widget))
                                                  : NULL;
  g_autoptr (GArray) spans = NULL;

  if (is_left_out (widget))
    return;

  if (text == NULL)
    {
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        collect (self, child, words);
      return;
    }

  spans = heed_find_all (text, words);
  for (guint i = 0; i < spans->len; i++)
    {
      Match match = { g_object_ref (widget), g_array_index (spans, HeedSpan, i) };

      g_array_append_val (self->matches, match);
    }
}

/* Marking */

static GtkTextBuffer *
get_buffer (GtkWidget *area)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
}

static void
add_tags (GtkWidget *area)
{
  GtkTextBuffer *buffer = get_buffer (area);
  GdkRGBA found;

  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "found") != NULL)
    return;

  gdk_rgba_parse (&found, FOUND_COLOR);
  found.alpha = FOUND_ALPHA;
  gtk_text_buffer_create_tag (buffer, "found", "background-rgba", &found, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_text_buffer_create_tag (buffer, "present",
                              "background", PRESENT_COLOR,
                              "foreground", PRESENT_TEXT_COLOR,
                              "underline", PANGO_UNDERLINE_SINGLE,
                              NULL);
}

static void
get_bounds (const Match *match,
            GtkTextIter *start,
            GtkTextIter *end)
{
  GtkTextBuffer *buffer = get_buffer (match->widget);

  gtk_text_buffer_get_iter_at_offset (buffer, start, (int) match->span.start);
  gtk_text_buffer_get_iter_at_offset (buffer, end, (int) match->span.end);
}

static void
mark_in_area (HeedFindBar *self,
              const Match *match,
              const char  *tag)
{
  GtkTextIter start, end;

  if (g_hash_table_insert (self->marked, g_object_ref (match->widget), NULL))
    add_tags (match->widget);
  get_bounds (match, &start, &end);
  gtk_text_buffer_apply_tag_by_name (get_buffer (match->widget), tag, &start, &end);
}

/* All matches of a label at once, as it takes its attributes as a whole. */
static void
mark_in_label (HeedFindBar *self,
               GtkWidget   *label)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));
  g_autoptr (PangoAttrList) attributes = NULL;
  PangoAttrList *own = gtk_label_get_attributes (GTK_LABEL (label));
  g_autofree char *before = own != NULL ? pango_attr_list_to_string (own) : NULL;
  g_autoptr (GString) marks = g_string_new (before);

  g_hash_table_insert (self->marked, g_object_ref (label), own != NULL ? pango_attr_list_ref (own) : NULL);
  for (guint i = 1; i <= self->matches->len; i++)
    {
      const Match *match = get_match (self, i);
      gsize start, end;

      if (match->widget != label)
        continue;
      start = (gsize) (g_utf8_offset_to_pointer (text, match->span.start) - text);
      end = (gsize) (g_utf8_offset_to_pointer (text, match->span.end) - text);
      g_string_append_printf (marks, "\n%zu %zu underline single", start, end);
      if (i == self->present)
        g_string_append_printf (marks, "\n%zu %zu foreground " PRESENT_TEXT_COLOR "\n%zu %zu background " PRESENT_COLOR,
                                start, end, start, end);
      else
        g_string_append_printf (marks, "\n%zu %zu background " FOUND_COLOR "\n%zu %zu background-alpha %u",
                                start, end, start, end, (guint) (FOUND_ALPHA * G_MAXUINT16));
    }
  attributes = pango_attr_list_from_string (marks->str);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
}

static void
unmark_all (HeedFindBar *self)
{
  GHashTableIter iter;
  gpointer widget, attributes;

  g_hash_table_iter_init (&iter, self->marked);
  while (g_hash_table_iter_next (&iter, &widget, &attributes))
    {
      GtkTextIter start, end;

      if (GTK_IS_LABEL (widget))
        {
          gtk_label_set_attributes (widget, attributes);
          continue;
        }
      gtk_text_buffer_get_bounds (get_buffer (widget), &start, &end);
      gtk_text_buffer_remove_tag_by_name (get_buffer (widget), "found", &start, &end);
      gtk_text_buffer_remove_tag_by_name (get_buffer (widget), "present", &start, &end);
    }
  g_hash_table_remove_all (self->marked);
}

/* Marks the present match and those around it, and tells which it is; 0 for none. */
static void
make_present (HeedFindBar *self,
              guint        number)
{
  guint n = self->matches->len;
  guint first = number > MARKED_AROUND ? number - MARKED_AROUND : 1, last = MIN (number + MARKED_AROUND, n);
  g_autofree char *text = NULL;

  unmark_all (self);
  self->present = number;
  for (guint i = first; i <= last; i++)
    {
      const Match *match = get_match (self, i);

      if (!GTK_IS_LABEL (match->widget))
        mark_in_area (self, match, i == number ? "present" : "found");
      else if (!g_hash_table_contains (self->marked, match->widget))
        mark_in_label (self, match->widget);
    }

  if (n > 0)
    /* Translators: which match of how many is the present one, such as “2 of 5”. */
    text = g_strdup_printf (C_("match", "%u of %u"), number, n);
  else if (!heed_text_is_blank (self->words))
    text = g_strdup (C_("match", "Not found"));

  gtk_label_set_label (self->count, heed_text_or_empty (text));
  gtk_widget_set_sensitive (self->previous_button, n > 0);
  gtk_widget_set_sensitive (self->next_button, n > 0);
}

/* In place of what was found before. None is the present match yet. */
static void
find_all (HeedFindBar *self)
{
  unmark_all (self);
  g_array_set_size (self->matches, 0);
  collect (self, self->root, heed_text_or_empty (self->words));
}

/* Where a match stands in its widget. */
static void
locate (const Match  *match,
        GdkRectangle *place)
{
  PangoRectangle position;
  GtkTextIter start, end;
  const char *text;
  int x, y;

  if (!GTK_IS_LABEL (match->widget))
    {
      get_bounds (match, &start, &end);
      heed_text_area_locate (HEED_TEXT_AREA (match->widget), &start, place);
      return;
    }

  text = gtk_label_get_text (GTK_LABEL (match->widget));
  gtk_label_get_layout_offsets (GTK_LABEL (match->widget), &x, &y);
  pango_layout_index_to_pos (gtk_label_get_layout (GTK_LABEL (match->widget)),
                             (int) (g_utf8_offset_to_pointer (text, match->span.start) - text), &position);
  pango_extents_to_pixels (&position, NULL);
  *place = (GdkRectangle) { x + position.x, y + position.y, position.width, position.height };
}

static void
go_to_match (HeedFindBar *self,
             guint        number)
{
  const Match *match = get_match (self, number);
  GdkRectangle place;

  make_present (self, number);
  locate (match, &place);
  heed_scroll_show (match->widget, place.y, place.height, FALSE);
}

/* The first match that does not stand above what can be seen, from which a search
 * goes on; the first of all where there is none such. */
static guint
find_first_in_sight (HeedFindBar *self)
{
  for (guint i = 1; i <= self->matches->len; i++)
    {
      const Match *match = get_match (self, i);
      GdkRectangle place;
      double top;

      locate (match, &place);
      if (heed_scroll_find (match->widget, place.y, &top) != NULL && top >= 0)
        return i;
    }

  return 1;
}

/* The bar */

static gboolean
is_open (HeedFindBar *self)
{
  return gtk_search_bar_get_search_mode (self->bar);
}

static void
search (HeedFindBar *self)
{
  find_all (self);
  if (self->matches->len > 0)
    go_to_match (self, find_first_in_sight (self));
  else
    make_present (self, 0);
}

static void
search_changed_cb (HeedFindBar *self)
{
  /* The bar empties the entry when it closes. */
  if (!is_open (self))
    return;

  g_free (self->words);
  self->words = g_strdup (gtk_editable_get_text (self->entry));
  search (self);
}

static void
next_cb (HeedFindBar *self)
{
  heed_find_bar_step (self, 1);
}

static void
previous_cb (HeedFindBar *self)
{
  heed_find_bar_step (self, -1);
}

/* To the words in a text, or to the answer that a label belongs to. */
static gboolean
focus_match (const Match *match)
{
  GtkWidget *view = gtk_widget_get_ancestor (match->widget, HEED_TYPE_ANSWER_VIEW);
  GtkTextIter start, end;

  if (gtk_widget_get_root (match->widget) == NULL)
    return FALSE;
  if (GTK_IS_LABEL (match->widget))
    return view != NULL && gtk_widget_grab_focus (view);

  get_bounds (match, &start, &end);
  gtk_text_buffer_select_range (get_buffer (match->widget), &start, &end);
  return gtk_widget_grab_focus (match->widget);
}

/* Where nothing was found, the focus goes back to where it came from. */
static void
search_mode_cb (HeedFindBar *self)
{
  if (is_open (self))
    return;

  if ((self->present == 0 || !focus_match (get_match (self, self->present))) &&
      (self->come_from == NULL || gtk_widget_get_root (self->come_from) == NULL ||
       !gtk_widget_grab_focus (self->come_from)))
    gtk_widget_child_focus (self->root, GTK_DIR_TAB_FORWARD);
  g_clear_weak_pointer (&self->come_from);
  g_array_set_size (self->matches, 0);
  make_present (self, 0);
}

static void
heed_find_bar_dispose (GObject *object)
{
  HeedFindBar *self = HEED_FIND_BAR (object);

  g_clear_weak_pointer (&self->come_from);
  g_array_set_size (self->matches, 0);
  unmark_all (self);

  G_OBJECT_CLASS (heed_find_bar_parent_class)->dispose (object);
}

static void
heed_find_bar_finalize (GObject *object)
{
  HeedFindBar *self = HEED_FIND_BAR (object);

  g_free (self->words);
  g_array_unref (self->matches);
  g_hash_table_unref (self->marked);

  G_OBJECT_CLASS (heed_find_bar_parent_class)->finalize (object);
}

static void
heed_find_bar_class_init (HeedFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_find_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_find_bar_finalize;

  heed_template_set (widget_class, "editor/heed-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, HeedFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, HeedFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, HeedFindBar, previous_button);
  gtk_widget_class_bind_template_child (widget_class, HeedFindBar, next_button);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, heed_find_bar_stop);
}

static void
heed_find_bar_init (HeedFindBar *self)
{
  self->matches = g_array_new (FALSE, FALSE, sizeof (Match));
  g_array_set_clear_func (self->matches, clear_match);
  self->marked = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) pango_attr_list_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, self->entry);
  make_present (self, 0);
}

/**
 * heed_find_bar_set_root:
 * @self: a bar
 * @root: a widget that outlives the bar
 *
 * Sets where to look.
 */
void
heed_find_bar_set_root (HeedFindBar *self,
                        GtkWidget   *root)
{
  g_return_if_fail (HEED_IS_FIND_BAR (self));

  self->root = root;
}

/**
 * heed_find_bar_start:
 * @self: a bar
 *
 * Opens the bar with the words that were looked for last, selected, or goes
 * there if it is open.
 */
void
heed_find_bar_start (HeedFindBar *self)
{
  GtkRoot *root;

  g_return_if_fail (HEED_IS_FIND_BAR (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (!is_open (self))
    {
      g_set_weak_pointer (&self->come_from, root != NULL ? gtk_root_get_focus (root) : NULL);
      gtk_search_bar_set_search_mode (self->bar, TRUE);
      gtk_editable_set_text (self->entry, heed_text_or_empty (self->words));
      search (self);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

/**
 * heed_find_bar_stop:
 * @self: a bar
 *
 * Closes the bar; the focus goes to the present match.
 *
 * Returns: %FALSE if it was not open
 */
gboolean
heed_find_bar_stop (HeedFindBar *self)
{
  g_return_val_if_fail (HEED_IS_FIND_BAR (self), FALSE);

  if (!is_open (self))
    return FALSE;

  gtk_search_bar_set_search_mode (self->bar, FALSE);
  return TRUE;
}

/**
 * heed_find_bar_step:
 * @self: a bar
 * @step: 1 for the next match, -1 for the one before
 *
 * Goes to another match; after the last comes the first. A bar that is closed
 * opens.
 */
void
heed_find_bar_step (HeedFindBar *self,
                    int          step)
{
  guint n;

  g_return_if_fail (HEED_IS_FIND_BAR (self));

  if (!is_open (self))
    {
      heed_find_bar_start (self);
      return;
    }

  /* What was typed just now is looked for before that. */
  if (g_strcmp0 (self->words, gtk_editable_get_text (self->entry)) != 0)
    {
      search_changed_cb (self);
      return;
    }

  n = self->matches->len;
  if (n == 0)
    return;

  go_to_match (self, (self->present - 1 + n + (guint) step) % n + 1);
}

/**
 * heed_find_bar_refresh:
 * @self: a bar
 *
 * Looks again, as something changed where it looks. What is shown stays where
 * it is.
 */
void
heed_find_bar_refresh (HeedFindBar *self)
{
  g_return_if_fail (HEED_IS_FIND_BAR (self));

  if (!is_open (self))
    return;

  find_all (self);
  make_present (self, MIN (MAX (self->present, 1), self->matches->len));
}
