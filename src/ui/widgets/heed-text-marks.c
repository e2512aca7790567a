/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Marks in the text that somebody writes. See heed-text-marks.h. */

#include "heed-text-marks.h"

#include "heed-later.h"
#include "heed-link.h"
#include "heed-spelling.h"

#include <string.h>

/* Where there are no spaces, as in Chinese, this is as far as one looks for them. */
#define PIECE_MAX 1000

struct _HeedTextMarks
{
  GObject parent_instance;

  GtkTextView *view; /* which owns this */
  GtkTextTag *seen;  /* on what was looked at; it shows nothing */
  GtkTextTag *misspelt;
  GtkTextTag *link;
  GdkRGBA link_color;
  guint scan_id;
  gboolean changed;  /* in what a person does now */
  int typed_at;      /* where the caret is since somebody typed; -1 when they went on */
};

enum
{
  LOOKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedTextMarks, heed_text_marks, G_TYPE_OBJECT)

static GtkTextBuffer *
get_buffer (HeedTextMarks *self)
{
  return gtk_text_view_get_buffer (self->view);
}

static int
get_caret (HeedTextMarks *self)
{
  int caret;

  g_object_get (get_buffer (self), "cursor-position", &caret, NULL);
  return caret;
}

/* Takes @place to the beginning, or to the end, of what stands there without a space. */
static void
to_space (GtkTextIter *place,
          gboolean     forward)
{
  for (guint i = 0; i < PIECE_MAX; i++)
    {
      GtkTextIter next = *place;

      if (forward ? gtk_text_iter_is_end (&next) : !gtk_text_iter_backward_char (&next))
        return;
      if (g_unichar_isspace (gtk_text_iter_get_char (&next)))
        return;
      if (forward)
        gtk_text_iter_forward_char (&next);
      *place = next;
    }
}

/* Each tag that is taken away has a text view lay the lines out, also where there was
 * none. */
static void
remove_tag (HeedTextMarks     *self,
            GtkTextTag        *tag,
            const GtkTextIter *start,
            const GtkTextIter *end)
{
  GtkTextIter next = *start;

  if (gtk_text_iter_has_tag (start, tag) ||
      (gtk_text_iter_forward_to_tag_toggle (&next, tag) && gtk_text_iter_compare (&next, end) < 0))
    gtk_text_buffer_remove_tag (get_buffer (self), tag, start, end);
}

/* Where a piece of text is in the buffer. */
typedef struct
{
  const char *text;
  int offset;
} Piece;

static void
find_span (HeedTextMarks *self,
           const Piece   *piece,
           const char    *start,
           const char    *end,
           GtkTextIter   *from,
           GtkTextIter   *to)
{
  int first = piece->offset + (int) g_utf8_pointer_to_offset (piece->text, start);

  gtk_text_buffer_get_iter_at_offset (get_buffer (self), from, first);
  *to = *from;
  gtk_text_iter_forward_chars (to, (int) g_utf8_pointer_to_offset (start, end));
}

/* What a dictionary knows: a “word” with a number or a line in it is a name of
 * something. */
static gboolean
is_checked (const char *word)
{
  gboolean letters = FALSE;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c) || c == '_')
        return FALSE;
      letters = letters || g_unichar_isalpha (c);
    }

  return letters;
}

/* Nobody is told that a word is wrong before it is there. */
static gboolean
is_being_typed (HeedTextMarks     *self,
                const GtkTextIter *from,
                const GtkTextIter *to)
{
  return self->typed_at >= gtk_text_iter_get_offset (from) && self->typed_at <= gtk_text_iter_get_offset (to) &&
         self->typed_at == get_caret (self);
}

static void
mark_word (HeedTextMarks *self,
           const Piece   *piece,
           const char    *start,
           const char    *end)
{
  g_autofree char *word = g_strndup (start, (gsize) (end - start));
  HeedSpellingVerdict verdict;
  GtkTextIter from, to;

  if (!is_checked (word))
    return;

  find_span (self, piece, start, end, &from, &to);
  verdict = is_being_typed (self, &from, &to) ? HEED_SPELLING_VERDICT_ASKED
                                              : heed_spelling_check (heed_spelling_get_default (), word);
  if (verdict == HEED_SPELLING_VERDICT_WRONG)
    gtk_text_buffer_apply_tag (get_buffer (self), self->misspelt, &from, &to);
  else if (verdict == HEED_SPELLING_VERDICT_ASKED)
    gtk_text_buffer_remove_tag (get_buffer (self), self->seen, &from, &to);
}

/* The words between two places of a text without links. A word is what stands between
 * two boundaries; what GtkTextIter takes for one ends at an apostrophe. */
static void
mark_words (HeedTextMarks *self,
            const Piece   *piece,
            const char    *start,
            const char    *end)
{
  int n_chars = (int) g_utf8_strlen (start, end - start);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, n_chars + 1);
  const char *p = start, *word = start;

  if (start == end)
    return;

  pango_get_log_attrs (start, (int) (end - start), -1, pango_language_get_default (), attrs, n_chars + 1);
  for (int i = 1; i <= n_chars; i++)
    {
      p = g_utf8_next_char (p);
      if (i < n_chars && !attrs[i].is_word_boundary)
        continue;
      mark_word (self, piece, word, p);
      word = p;
    }
}

static void
mark_piece (HeedTextMarks     *self,
            const GtkTextIter *from,
            const GtkTextIter *to)
{
  g_autofree char *text = gtk_text_iter_get_slice (from, to);
  const Piece piece = { text, gtk_text_iter_get_offset (from) };
  const char *rest = text, *link, *end;

  remove_tag (self, self->misspelt, from, to);
  remove_tag (self, self->link, from, to);
  gtk_text_buffer_apply_tag (get_buffer (self), self->seen, from, to);

  while ((link = heed_link_find (rest, &end)) != NULL)
    {
      GtkTextIter first, last;

      mark_words (self, &piece, rest, link);
      find_span (self, &piece, link, end, &first, &last);
      gtk_text_buffer_apply_tag (get_buffer (self), self->link, &first, &last);
      rest = end;
    }
  mark_words (self, &piece, rest, rest + strlen (rest));
}

/* The lines that can be seen, also where a paragraph is higher than the window. */
static void
get_sight (HeedTextMarks *self,
           GtkTextIter   *start,
           GtkTextIter   *end)
{
  GdkRectangle seen;

  gtk_text_view_get_visible_rect (self->view, &seen);
  gtk_text_view_get_iter_at_location (self->view, start, seen.x, seen.y);
  gtk_text_view_get_iter_at_location (self->view, end, seen.x + seen.width, seen.y + seen.height);
  gtk_text_view_backward_display_line_start (self->view, start);
  gtk_text_view_forward_display_line_end (self->view, end);
}

static void
scan (HeedTextMarks *self)
{
  GtkTextIter place, end;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    return;

  get_sight (self, &place, &end);
  while (gtk_text_iter_compare (&place, &end) < 0)
    {
      GtkTextIter stop = place;

      if (gtk_text_iter_has_tag (&place, self->seen))
        {
          if (!gtk_text_iter_forward_to_tag_toggle (&place, self->seen))
            break;
          continue;
        }
      if (!gtk_text_iter_forward_to_tag_toggle (&stop, self->seen) || gtk_text_iter_compare (&stop, &end) > 0)
        stop = end;
      to_space (&place, FALSE);
      to_space (&stop, TRUE);
      mark_piece (self, &place, &stop);
      place = stop;
    }
  g_signal_emit (self, signals[LOOKED], 0);
}

/* Has what stands at a place looked at again. */
static void
forget (HeedTextMarks     *self,
        const GtkTextIter *start,
        const GtkTextIter *end)
{
  GtkTextIter from = *start, to = *end;

  to_space (&from, FALSE);
  to_space (&to, TRUE);
  gtk_text_buffer_remove_tag (get_buffer (self), self->seen, &from, &to);
  heed_text_marks_refresh (self);
}

static void
forget_all (HeedTextMarks *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  gtk_text_buffer_remove_tag (get_buffer (self), self->seen, &start, &end);
  heed_text_marks_refresh (self);
}

static void
inserted_cb (HeedTextMarks *self,
             GtkTextIter   *end,
             char          *text,
             int            length)
{
  GtkTextIter start = *end;

  self->changed = TRUE;
  self->typed_at = -1;
  gtk_text_iter_backward_chars (&start, (int) g_utf8_strlen (text, length));
  forget (self, &start, end);
}

static void
deleted_cb (HeedTextMarks *self,
            GtkTextIter   *start,
            GtkTextIter   *end)
{
  self->changed = TRUE;
  self->typed_at = -1;
  forget (self, start, end);
}

static void
begin_cb (HeedTextMarks *self)
{
  self->changed = FALSE;
}

static void
end_cb (HeedTextMarks *self)
{
  if (self->changed)
    self->typed_at = get_caret (self);
}

static void
went_on_cb (HeedTextMarks *self)
{
  if (self->typed_at >= 0 && self->typed_at != get_caret (self))
    heed_text_marks_refresh (self);
}

static void
focus_cb (HeedTextMarks *self)
{
  self->typed_at = -1;
  heed_text_marks_refresh (self);
}

static void
heed_text_marks_dispose (GObject *object)
{
  g_clear_handle_id (&HEED_TEXT_MARKS (object)->scan_id, g_source_remove);

  G_OBJECT_CLASS (heed_text_marks_parent_class)->dispose (object);
}

static void
heed_text_marks_class_init (HeedTextMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_text_marks_dispose;

  /**
   * HeedTextMarks::looked:
   * @self: the marks
   *
   * What is in sight was looked at.
   */
  signals[LOOKED] = g_signal_new ("looked", HEED_TYPE_TEXT_MARKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
heed_text_marks_init (HeedTextMarks *self)
{
  self->typed_at = -1;
}

/**
 * heed_text_marks_new:
 * @view: a text view, which keeps what it gets here
 *
 * Begins to mark what is written in a text view. Whoever changes what is in sight says
 * so by heed_text_marks_refresh().
 *
 * Returns: (transfer full): the marks
 */
HeedTextMarks *
heed_text_marks_new (GtkTextView *view)
{
  HeedTextMarks *self = g_object_new (HEED_TYPE_TEXT_MARKS, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  HeedSpelling *spelling = heed_spelling_get_default ();

  self->view = view;
  self->seen = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  self->link = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  self->misspelt = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_ERROR, NULL);

  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (inserted_cb), self, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (deleted_cb), self, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "begin-user-action", G_CALLBACK (begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "end-user-action", G_CALLBACK (end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (went_on_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::has-focus", G_CALLBACK (focus_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "map", G_CALLBACK (heed_text_marks_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (spelling, "answered", G_CALLBACK (heed_text_marks_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (spelling, "changed", G_CALLBACK (forget_all), self, G_CONNECT_SWAPPED);
  heed_text_marks_follow_style (self);
  return self;
}

/**
 * heed_text_marks_refresh:
 * @self: the marks
 *
 * Looks at what is in sight, as soon as there is nothing more urgent to do.
 */
void
heed_text_marks_refresh (HeedTextMarks *self)
{
  heed_later (&self->scan_id, G_PRIORITY_DEFAULT_IDLE, G_CALLBACK (scan), self);
}

/**
 * heed_text_marks_follow_style:
 * @self: the marks
 *
 * Shows links in the color that they have now.
 */
void
heed_text_marks_follow_style (HeedTextMarks *self)
{
  GdkRGBA color;

  /* Another color has the whole text laid out. */
  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self->view)), "accent_color", &color) &&
      !gdk_rgba_equal (&color, &self->link_color))
    {
      self->link_color = color;
      g_object_set (self->link, "foreground-rgba", &color, NULL);
    }
}

/* The extent of a tag around a place, or right before it. */
static gboolean
find_tagged (GtkTextTag        *tag,
             const GtkTextIter *place,
             GtkTextIter       *start,
             GtkTextIter       *end)
{
  *start = *end = *place;
  if (!gtk_text_iter_has_tag (place, tag) && !gtk_text_iter_ends_tag (place, tag))
    return FALSE;

  if (!gtk_text_iter_starts_tag (start, tag))
    gtk_text_iter_backward_to_tag_toggle (start, tag);
  if (!gtk_text_iter_ends_tag (end, tag) || gtk_text_iter_equal (start, end))
    gtk_text_iter_forward_to_tag_toggle (end, tag);
  return TRUE;
}

/**
 * heed_text_marks_find_misspelt:
 * @self: the marks
 * @place: a place in the text
 * @start: (out): where the word begins
 * @end: (out): where it ends
 *
 * Finds the misspelt word at a place, or right before it.
 *
 * Returns: %TRUE if there is one
 */
gboolean
heed_text_marks_find_misspelt (HeedTextMarks     *self,
                               const GtkTextIter *place,
                               GtkTextIter       *start,
                               GtkTextIter       *end)
{
  return find_tagged (self->misspelt, place, start, end);
}

/**
 * heed_text_marks_dup_link:
 * @self: the marks
 * @place: a place in the text
 *
 * Gets the link at a place, or right before it.
 *
 * Returns: (transfer full) (nullable): its address
 */
char *
heed_text_marks_dup_link (HeedTextMarks     *self,
                          const GtkTextIter *place)
{
  GtkTextIter start, end;

  return find_tagged (self->link, place, &start, &end) ? gtk_text_iter_get_text (&start, &end) : NULL;
}
