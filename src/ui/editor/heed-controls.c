/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the controls of a part of a form: short answers as rows of a card, long
 * ones as questions in a card, a group that begins with a rating as a card of
 * its own. Here are groups, and what stands together; see heed-controls-rows.c
 * and heed-controls-questions.c for the rest. */

#include "heed-controls.h"

#include "heed-add-button.h"
#include "heed-controls-private.h"
#include "heed-move-target.h"

static void build_fields (HeedControlsSite *site,
                          guint             first,
                          guint             end);

static gboolean
is_short (const HeedOutlineNode *node)
{
  switch (heed_field_get_field_type (node->field))
    {
    case HEED_FIELD_TEXT:
    case HEED_FIELD_NUMBER:
    case HEED_FIELD_DATE:
    case HEED_FIELD_LIST:
      return TRUE;
    case HEED_FIELD_PARAGRAPH:
    case HEED_FIELD_CHOICE:
    case HEED_FIELD_RATING:
    case HEED_FIELD_GROUP:
      return FALSE;
    }

  g_assert_not_reached ();
}

static void
add_group_head (HeedControlsSite      *site,
                const HeedOutlineNode *node)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = heed_controls_add_heading (head, node->label);
  GtkWidget *count = heed_controls_add_label (head, "", "caption", "dim-label");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (head, "group-head");
  gtk_label_set_wrap (GTK_LABEL (count), FALSE);
  heed_controls_remember (site->controls->counts, count, node->path);
  if (node->index > 0 && site->controls->editable)
    {
      gtk_box_append (GTK_BOX (head), heed_controls_make_handle (site, head, node));
      heed_move_target_add (site->column, node->path);
      gtk_widget_add_css_class (site->column, "movable-group");
    }
  gtk_box_append (GTK_BOX (site->column), head);

  if (heed_field_get_hint (node->field) != NULL && site->controls->editable)
    heed_controls_add_label (site->column, heed_field_get_hint (node->field), "caption", "dim-label");
}

static void
build_group (HeedControlsSite *site,
             guint             position,
             guint             end)
{
  const HeedOutlineNode *node = heed_outline_get_node (site->outline, position);
  GtkWidget *group;
  HeedControlsSite inside = *site;

  if (heed_outline_node_is_rated (node))
    {
      heed_controls_build_rated (site, position, end);
      return;
    }

  group = g_object_new (GTK_TYPE_BOX,
                        "orientation", GTK_ORIENTATION_VERTICAL,
                        "spacing", 12,
                        "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                        NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL, node->name, -1);
  gtk_box_append (GTK_BOX (site->column), group);
  inside.column = group;
  add_group_head (&inside, node);
  if (site->controls->editable || heed_controls_is_answered (site, position))
    build_fields (&inside, position + 1, end);
  else
    heed_controls_add_nothing (heed_controls_add_card (&inside, "rows", NULL));
}

/* A repeated group within another has the button to add one below its last;
 * the editor puts that of a group at the top of the form. */
static void
add_inner_group_button (HeedControlsSite *site,
                        guint             position)
{
  const HeedOutlineNode *node = heed_outline_get_node (site->outline, position);
  g_autofree char *path = g_path_get_dirname (node->path);

  if (node->depth > 0 && site->controls->editable && heed_entry_can_add_repeat (site->controls->entry, path))
    gtk_box_append (GTK_BOX (site->column),
                    heed_add_button_new_inside (node->field, node->index + 1, path,
                                                heed_field_get_label (node->field)));
}

/* How far the fields go on that are shown alike. One short field amid long
 * ones is shown as they are. */
static guint
find_run (HeedControlsSite *site,
          guint             first,
          guint             end,
          gboolean         *rows)
{
  gboolean short_first = is_short (heed_outline_get_node (site->outline, first));
  guint i = first;

  *rows = short_first;
  while (i < end && heed_field_get_field_type (heed_outline_get_node (site->outline, i)->field) != HEED_FIELD_GROUP)
    {
      const HeedOutlineNode *node = heed_outline_get_node (site->outline, i);
      guint next = heed_outline_find_next (site->outline, i);
      gboolean alone = i > first && !short_first && is_short (node) &&
                       heed_field_get_field_type (node->field) != HEED_FIELD_LIST &&
                       (next == end || !is_short (heed_outline_get_node (site->outline, next)));

      if (is_short (node) != short_first && !alone)
        break;
      i = next;
    }

  return i;
}

static void
build_fields (HeedControlsSite *site,
              guint             first,
              guint             end)
{
  guint i = first;

  while (i < end)
    {
      const HeedOutlineNode *node = heed_outline_get_node (site->outline, i);
      guint next = heed_outline_find_next (site->outline, i);
      gboolean rows;

      if (heed_field_get_field_type (node->field) == HEED_FIELD_GROUP)
        {
          build_group (site, i, next);
          if (heed_add_button_is_due (site->outline, i, next))
            add_inner_group_button (site, i);
        }
      else
        {
          next = find_run (site, i, end, &rows);
          if (rows)
            heed_controls_build_rows (site, i, next);
          else
            heed_controls_build_questions (site, i, next);
        }
      i = next;
    }
}

/**
 * heed_controls_init:
 * @controls: (out caller-allocates): where to keep what is made
 * @entry: an open entry
 * @editable: whether its answers can be changed
 *
 * Begins with no controls.
 */
void
heed_controls_init (HeedControls *controls,
                    HeedEntry    *entry,
                    gboolean      editable)
{
  controls->entry = g_object_ref (entry);
  controls->views = g_ptr_array_new ();
  controls->counts = g_ptr_array_new ();
  controls->warnings = g_ptr_array_new ();
  controls->handles = g_ptr_array_new ();
  controls->has_text = FALSE;
  controls->editable = editable;
}

/**
 * heed_controls_clear:
 * @controls: controls
 *
 * Forgets the controls, which stay with their parents. It may be called twice.
 */
void
heed_controls_clear (HeedControls *controls)
{
  g_clear_pointer (&controls->views, g_ptr_array_unref);
  g_clear_pointer (&controls->counts, g_ptr_array_unref);
  g_clear_pointer (&controls->warnings, g_ptr_array_unref);
  g_clear_pointer (&controls->handles, g_ptr_array_unref);
  g_clear_object (&controls->entry);
}

/**
 * heed_controls_build:
 * @controls: where to keep what is made
 * @column: a vertical box
 * @first: the first place of the entry's outline that is to be shown
 * @end: the place after the last
 *
 * Makes the controls for a part of the entry.
 */
void
heed_controls_build (HeedControls *controls,
                     GtkWidget    *column,
                     guint         first,
                     guint         end)
{
  g_autoptr (HeedOutline) outline = heed_outline_ref (heed_entry_get_outline (controls->entry));
  HeedControlsSite site = { .controls = controls, .outline = outline, .column = column };

  build_fields (&site, first, end);
}

/**
 * heed_controls_get_path:
 * @widget: one of the counts or warnings
 *
 * Gets what the widget is about.
 *
 * Returns: the path of a group or a list
 */
const char *
heed_controls_get_path (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "path");
}
