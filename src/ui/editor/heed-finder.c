/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding words in widgets. Text areas are marked with tags, labels with
 * attributes; both go when the search does, and neither is part of the text.
 * See heed-finder.h. */

#include "heed-finder.h"

#include "heed-answer-view.h"
#include "heed-controls.h"
#include "heed-find.h"
#include "heed-ring.h"
#include "heed-text-area.h"

#define MARGIN 24

/* How many matches before and after the present one are marked. A text view
 * takes minutes to mark the tens of thousands that one letter may have. */
#define MARKED_AROUND 50

/* Black on this yellow can be read in every style; where a match is not the
 * present one, its line below tells it from other text as well. */
#define PRESENT_COLOR "#f8e45c"
#define PRESENT_TEXT_COLOR "#000000"
#define FOUND_COLOR { 0.96f, 0.76f, 0.07f, 0.35f }

typedef struct
{
  GtkWidget *widget; /* a label or a text area */
  HeedSpan span;
} Match;

struct _HeedFinder
{
  GArray *matches;   /* of Match */
  GPtrArray *areas;  /* of HeedTextArea with tags */
  GHashTable *labels; /* GtkLabel → its own PangoAttrList, or NULL */
  guint present;     /* counted from 1; 0 for none */
};

static void
clear_match (gpointer data)
{
  g_clear_object (&((Match *) data)->widget);
}

static void
free_attributes (gpointer data)
{
  if (data != NULL)
    pango_attr_list_unref (data);
}

static Match *
get_match (HeedFinder *self,
           guint       number)
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
         gtk_widget_has_css_class (widget, "not-found") ||
         (GTK_IS_LABEL (widget) && heed_controls_get_path (widget) != NULL);
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (HEED_IS_TEXT_AREA (widget))
    return heed_text_area_get_text (HEED_TEXT_AREA (widget));

  return NULL;
}

static void
collect (HeedFinder *self,
         GtkWidget  *widget,
         const char *words)
{
  const char *text = get_text (widget);
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
  static const GdkRGBA found = FOUND_COLOR;
  GtkTextBuffer *buffer = get_buffer (area);

  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "found") != NULL)
    return;

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
mark_in_area (HeedFinder  *self,
              const Match *match,
              gboolean     present)
{
  GtkTextIter start, end;

  if (!g_ptr_array_find (self->areas, match->widget, NULL))
    {
      add_tags (match->widget);
      g_ptr_array_add (self->areas, g_object_ref (match->widget));
    }

  get_bounds (match, &start, &end);
  gtk_text_buffer_remove_tag_by_name (get_buffer (match->widget), present ? "found" : "present", &start, &end);
  gtk_text_buffer_apply_tag_by_name (get_buffer (match->widget), present ? "present" : "found", &start, &end);
}

static void
add_attribute (PangoAttrList  *attributes,
               PangoAttribute *attribute,
               guint           start,
               guint           end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (attributes, attribute);
}

static guint16
to_pango (float color)
{
  return (guint16) (color * G_MAXUINT16);
}

static void
add_attributes (PangoAttrList *attributes,
                guint          start,
                guint          end,
                gboolean       present)
{
  static const GdkRGBA found = FOUND_COLOR;
  GdkRGBA color = found;

  if (present)
    {
      gdk_rgba_parse (&color, PRESENT_COLOR);
      add_attribute (attributes, pango_attr_foreground_new (0, 0, 0), start, end);
    }
  add_attribute (attributes, pango_attr_background_new (to_pango (color.red), to_pango (color.green),
                                                        to_pango (color.blue)), start, end);
  add_attribute (attributes, pango_attr_background_alpha_new (to_pango (color.alpha)), start, end);
  add_attribute (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
}

/* All matches of a label at once, as it takes its attributes as a whole. */
static void
mark_in_label (HeedFinder *self,
               GtkWidget  *label)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));
  g_autoptr (PangoAttrList) attributes = NULL;
  PangoAttrList *own;

  if (!g_hash_table_contains (self->labels, label))
    {
      own = gtk_label_get_attributes (GTK_LABEL (label));
      g_hash_table_insert (self->labels, g_object_ref (label), own != NULL ? pango_attr_list_ref (own) : NULL);
    }

  own = g_hash_table_lookup (self->labels, label);
  attributes = own != NULL ? pango_attr_list_copy (own) : pango_attr_list_new ();
  for (guint i = 1; i <= self->matches->len; i++)
    {
      const Match *match = get_match (self, i);

      if (match->widget == label)
        add_attributes (attributes,
                        (guint) (g_utf8_offset_to_pointer (text, match->span.start) - text),
                        (guint) (g_utf8_offset_to_pointer (text, match->span.end) - text), i == self->present);
    }
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
}

static void
mark (HeedFinder *self,
      guint       number)
{
  const Match *match;

  if (number == 0)
    return;

  match = get_match (self, number);
  if (GTK_IS_LABEL (match->widget))
    mark_in_label (self, match->widget);
  else
    mark_in_area (self, match, number == self->present);
}

/* The present match, and those around it. */
static void
mark_around (HeedFinder *self)
{
  guint first = self->present > MARKED_AROUND ? self->present - MARKED_AROUND : 1;
  guint last = MIN (MAX (self->present, 1) + MARKED_AROUND, self->matches->len);
  GtkWidget *label = NULL;

  for (guint i = first; i <= last; i++)
    {
      GtkWidget *widget = get_match (self, i)->widget;

      if (GTK_IS_LABEL (widget) && widget == label)
        continue;
      mark (self, i);
      label = widget;
    }
}

static void
unmark_all (HeedFinder *self)
{
  GHashTableIter iter;
  gpointer label, attributes;

  g_hash_table_iter_init (&iter, self->labels);
  while (g_hash_table_iter_next (&iter, &label, &attributes))
    gtk_label_set_attributes (label, attributes);
  g_hash_table_remove_all (self->labels);

  for (guint i = 0; i < self->areas->len; i++)
    {
      GtkTextBuffer *buffer = get_buffer (g_ptr_array_index (self->areas, i));
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      gtk_text_buffer_remove_tag_by_name (buffer, "found", &start, &end);
      gtk_text_buffer_remove_tag_by_name (buffer, "present", &start, &end);
    }
  g_ptr_array_set_size (self->areas, 0);
}

/* Going there */

static void
locate_in_area (const Match  *match,
                GdkRectangle *place)
{
  GtkTextIter start, end;

  get_bounds (match, &start, &end);
  heed_text_area_locate (HEED_TEXT_AREA (match->widget), &start, place);
}

static void
locate_in_label (const Match  *match,
                 GdkRectangle *place)
{
  GtkLabel *label = GTK_LABEL (match->widget);
  const char *text = gtk_label_get_text (label);
  PangoRectangle position;
  int x, y;

  gtk_label_get_layout_offsets (label, &x, &y);
  pango_layout_index_to_pos (gtk_label_get_layout (label),
                             (int) (g_utf8_offset_to_pointer (text, match->span.start) - text), &position);
  pango_extents_to_pixels (&position, NULL);
  *place = (GdkRectangle) { x + position.x, y + position.y, position.width, position.height };
}

/* Where the match stands in what scrolls. */
static GtkWidget *
locate (const Match  *match,
        double       *top,
        double       *bottom)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (match->widget, GTK_TYPE_VIEWPORT);
  GdkRectangle place;
  graphene_point_t point;

  if (viewport == NULL)
    return NULL;

  if (GTK_IS_LABEL (match->widget))
    locate_in_label (match, &place);
  else
    locate_in_area (match, &place);
  if (!gtk_widget_compute_point (match->widget, viewport, &GRAPHENE_POINT_INIT ((float) place.x, (float) place.y),
                                 &point))
    return NULL;

  *top = point.y;
  *bottom = point.y + place.height;
  return viewport;
}

/* A match that is in sight stays where it is; any other comes into the upper
 * third, where there is something before and after it to read. */
static void
scroll_to (const Match *match)
{
  double top, bottom, page;
  GtkWidget *viewport = locate (match, &top, &bottom);
  GtkAdjustment *adjustment;

  if (viewport == NULL)
    return;

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  page = gtk_adjustment_get_page_size (adjustment);
  if (top < MARGIN || bottom + MARGIN > page)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + top - page / 3);
}

/**
 * heed_finder_new: (skip)
 *
 * Makes a finder that has found nothing.
 *
 * Returns: (transfer full): the finder
 */
HeedFinder *
heed_finder_new (void)
{
  HeedFinder *self = g_new0 (HeedFinder, 1);

  self->matches = g_array_new (FALSE, FALSE, sizeof (Match));
  g_array_set_clear_func (self->matches, clear_match);
  self->areas = g_ptr_array_new_with_free_func (g_object_unref);
  self->labels = g_hash_table_new_full (NULL, NULL, g_object_unref, free_attributes);
  return self;
}

/**
 * heed_finder_free:
 * @self: (transfer full): a finder
 *
 * Takes the marks away and frees the finder.
 */
void
heed_finder_free (HeedFinder *self)
{
  heed_finder_clear (self);
  g_array_unref (self->matches);
  g_ptr_array_unref (self->areas);
  g_hash_table_unref (self->labels);
  g_free (self);
}

/**
 * heed_finder_search:
 * @self: a finder
 * @root: where to look
 * @words: what to look for
 *
 * Marks the matches, in place of those of the search before. None is the
 * present one yet.
 *
 * Returns: how many matches there are
 */
guint
heed_finder_search (HeedFinder *self,
                    GtkWidget  *root,
                    const char *words)
{
  heed_finder_clear (self);
  collect (self, root, words);
  mark_around (self);
  return self->matches->len;
}

/**
 * heed_finder_clear:
 * @self: a finder
 *
 * Takes all marks away.
 */
void
heed_finder_clear (HeedFinder *self)
{
  unmark_all (self);
  g_array_set_size (self->matches, 0);
  self->present = 0;
}

/**
 * heed_finder_get_n:
 * @self: a finder
 *
 * Gets how many matches there are.
 *
 * Returns: the number
 */
guint
heed_finder_get_n (HeedFinder *self)
{
  return self->matches->len;
}

/**
 * heed_finder_get_present:
 * @self: a finder
 *
 * Gets which match is the present one.
 *
 * Returns: its number, from 1; 0 for none
 */
guint
heed_finder_get_present (HeedFinder *self)
{
  return self->present;
}

/**
 * heed_finder_mark_present:
 * @self: a finder
 * @match: from 1 to the number of matches
 *
 * Makes a match the present one.
 */
void
heed_finder_mark_present (HeedFinder *self,
                          guint       match)
{
  guint before = self->present;

  g_return_if_fail (match >= 1 && match <= self->matches->len);

  self->present = match;
  if (self->matches->len > MARKED_AROUND)
    {
      unmark_all (self);
      mark_around (self);
      return;
    }

  mark (self, before);
  mark (self, match);
}

/**
 * heed_finder_set_present:
 * @self: a finder
 * @match: from 1 to the number of matches
 *
 * Makes a match the present one and brings it into sight.
 */
void
heed_finder_set_present (HeedFinder *self,
                         guint       match)
{
  heed_finder_mark_present (self, match);
  scroll_to (get_match (self, match));
}

/**
 * heed_finder_get_first_in_sight:
 * @self: a finder
 *
 * Gets the first match that does not stand above what can be seen, from which
 * a search goes on.
 *
 * Returns: its number; that of the first match where all stand above; 0 where
 *   there is none
 */
guint
heed_finder_get_first_in_sight (HeedFinder *self)
{
  double top, bottom;

  for (guint i = 1; i <= self->matches->len; i++)
    if (locate (get_match (self, i), &top, &bottom) != NULL && top >= 0)
      return i;

  return MIN (self->matches->len, 1);
}

/**
 * heed_finder_grab_focus:
 * @self: a finder
 *
 * Puts the keyboard focus where the present match is: the caret behind it in a
 * text, or the answer that a label belongs to.
 *
 * Returns: %FALSE if there is no such place
 */
gboolean
heed_finder_grab_focus (HeedFinder *self)
{
  const Match *match = self->present > 0 ? get_match (self, self->present) : NULL;
  GtkTextIter start, end;
  GtkWidget *view;

  if (match == NULL || gtk_widget_get_root (match->widget) == NULL)
    return FALSE;

  if (HEED_IS_TEXT_AREA (match->widget))
    {
      get_bounds (match, &start, &end);
      gtk_text_buffer_select_range (get_buffer (match->widget), &start, &end);
      return gtk_widget_grab_focus (match->widget);
    }

  view = gtk_widget_get_ancestor (match->widget, HEED_TYPE_ANSWER_VIEW);
  return view != NULL && gtk_widget_grab_focus (view);
}
