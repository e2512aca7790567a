/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Says beside each answer of an older version what it is now, where that is
 * something else. */

#include "heed-compare.h"

#include "heed-answer-view.h"
#include "heed-answer.h"
#include "heed-reading.h"
#include "heed-record-diff.h"
#include "heed-text.h"

#include <glib/gi18n.h>

/* Enough to know a text by; all of it stands in the entry. */
#define EXCERPT_LENGTH 200

typedef struct
{
  HeedRecord *now;
  HeedForm *form;
  GHashTable *paths; /* that differ and were not found yet */
} Comparison;

static char *
describe (Comparison *comparison,
          const char *path)
{
  const char *value = heed_record_get_answer (comparison->now, path);
  HeedField *field = comparison->form != NULL ? heed_form_find_path (comparison->form, path) : NULL;
  g_autofree char *text = NULL;

  if (heed_text_is_blank (value))
    return g_strdup (_("nothing written"));

  text = field != NULL ? heed_field_format_answer (field, comparison->now, path) : g_strdup (value);
  return heed_text_excerpt (text, EXCERPT_LENGTH);
}

static GtkWidget *
make_line (const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", "document-edit-symbolic",
                                  "valign", GTK_ALIGN_START,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), heed_reading_new_label (text, NULL));
  gtk_widget_add_css_class (line, "difference");
  return line;
}

static void
mark_view (Comparison     *comparison,
           HeedAnswerView *view)
{
  const char *path = heed_answer_view_get_path (view);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (view));
  g_autofree char *now = NULL;
  g_autofree char *text = NULL;

  if (!g_hash_table_contains (comparison->paths, path))
    return;

  now = describe (comparison, path);
  /* Translators: what an answer is now, below what it was in an older version. */
  text = g_strdup_printf (_("Now: %s"), now);
  g_hash_table_remove (comparison->paths, path);
  if (GTK_IS_BOX (parent))
    gtk_box_insert_child_after (GTK_BOX (parent), make_line (text), GTK_WIDGET (view));
}

static void
mark_all (Comparison *comparison,
          GtkWidget  *widget)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (HEED_IS_ANSWER_VIEW (child))
        mark_view (comparison, HEED_ANSWER_VIEW (child));
      else
        mark_all (comparison, child);
    }
}

static void
add_rest (Comparison *comparison,
          GtkWidget  *box,
          const char *path,
          const char *name)
{
  g_autofree char *now = NULL;
  g_autofree char *text = NULL;

  if (!g_hash_table_remove (comparison->paths, path))
    return;

  now = describe (comparison, path);
  /* Translators: a question, such as “Sign 3 of Emotion 2”, and its answer. */
  text = g_strdup_printf (C_("difference", "%s: %s"), name, now);
  gtk_box_append (GTK_BOX (box), make_line (text));
}

static GtkWidget *
make_rest (Comparison *comparison)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (HeedFilledForm) filled = comparison->form != NULL ? heed_filled_form_new (comparison->form, comparison->now)
                                                             : NULL;

  gtk_box_append (GTK_BOX (box), heed_reading_new_heading (_("Written since then"), "heading", 2));

  for (guint i = 0; filled != NULL && i < heed_filled_form_get_n_nodes (filled); i++)
    add_rest (comparison, box, heed_filled_form_get_node (filled, i)->path, heed_filled_form_get_node (filled, i)->name);
  for (guint i = 0; i < heed_record_get_n_answers (comparison->now); i++)
    {
      const char *path;

      heed_record_get_nth_answer (comparison->now, i, &path, NULL, NULL);
      add_rest (comparison, box, path, path);
    }

  return box;
}

/* Takes one off @n for each line on the way to the one that is looked for. */
static GtkWidget *
find_line (GtkWidget *widget,
           guint     *n)
{
  GtkWidget *found = NULL;

  if (gtk_widget_has_css_class (widget, "difference"))
    return (*n)-- == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_line (child, n);

  return found;
}

/**
 * heed_compare_mark:
 * @root: where the answers of @version are shown to be read
 * @version: an older version of an entry
 * @now: the entry as it is now
 *
 * Adds a line below each answer that is another one now.
 *
 * Returns: (transfer floating) (nullable): a box that tells the answers of
 *   @now for which there is no place in @root, to be put below it
 */
GtkWidget *
heed_compare_mark (GtkWidget  *root,
                   HeedEntry  *version,
                   HeedRecord *now)
{
  HeedForm *form = heed_entry_get_form (version);
  g_autoptr (GHashTable) paths = heed_record_diff_find (heed_entry_get_record (version), now, form);
  Comparison comparison = { now, form, paths };

  mark_all (&comparison, root);
  return g_hash_table_size (paths) > 0 ? make_rest (&comparison) : NULL;
}

/**
 * heed_compare_scroll_to:
 * @root: what heed_compare_mark() was called for, or anything around it
 * @difference: which of the lines that were added, from 0
 *
 * Brings a difference to the middle of what scrolls.
 *
 * Returns: %FALSE if there are not so many
 */
gboolean
heed_compare_scroll_to (GtkWidget *root,
                        guint      difference)
{
  GtkWidget *line = find_line (root, &difference);
  GtkWidget *viewport = line != NULL ? gtk_widget_get_ancestor (line, GTK_TYPE_VIEWPORT) : NULL;
  GtkAdjustment *adjustment;
  graphene_point_t place;

  if (viewport == NULL || !gtk_widget_compute_point (line, viewport, &GRAPHENE_POINT_INIT (0, 0), &place))
    return FALSE;

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + place.y -
                                          gtk_adjustment_get_page_size (adjustment) / 2);
  return TRUE;
}
