/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tab goes through every page: to all that can be worked, past all of it, in
 * the order of reading, and never to something out of sight. */

#include "screen.h"
#include "walk.h"

#include "heed-month.h"
#include "heed-rating.h"

/* More stops than any page has. */
#define MAX_STOPS 400

static Walk walk;

/* Within these, the arrow keys go on. */
static GtkWidget *
find_arrow_group (GtkWidget *widget)
{
  const GType types[] = {
    HEED_TYPE_RATING, ADW_TYPE_COMBO_ROW, GTK_TYPE_LIST_VIEW, HEED_TYPE_MONTH, GTK_TYPE_SPIN_BUTTON,
  };

  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  if (role == GTK_ACCESSIBLE_ROLE_RADIO || role == GTK_ACCESSIBLE_ROLE_TAB)
    return gtk_widget_get_parent (widget);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *group = gtk_widget_get_ancestor (widget, types[i]);

      if (group != NULL)
        return group;
    }

  return NULL;
}

/* Text that can be selected is a stop only where somebody put the caret. */
static gboolean
is_stop (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget) &&
         gtk_widget_is_sensitive (widget) && gtk_widget_get_mapped (widget) && !GTK_IS_LABEL (widget) &&
         !GTK_IS_SCROLLED_WINDOW (widget) && gtk_widget_get_width (widget) > 0;
}

static gboolean
was_reached (GHashTable *reached,
             GtkWidget  *widget)
{
  GtkWidget *group = find_arrow_group (widget);

  return g_hash_table_contains (reached, widget) || (group != NULL && g_hash_table_contains (reached, group));
}

/* A control that stands around the ones that take the focus, as a row around
 * its switch, is reached with them. */
static gboolean
holds_reached (GHashTable *reached,
               GtkWidget  *widget)
{
  GHashTableIter iter;
  gpointer stop;

  g_hash_table_iter_init (&iter, reached);
  while (g_hash_table_iter_next (&iter, &stop, NULL))
    if (gtk_widget_is_ancestor (stop, widget))
      return TRUE;

  return FALSE;
}

static void
check_reached (GHashTable *reached,
               GtkWidget  *widget,
               GPtrArray  *faults)
{
  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget))
    return;

  if (is_stop (widget) && !was_reached (reached, widget) && !holds_reached (reached, widget))
    walk_complain (faults, "Tab does not reach a %s in a %s in a %s", G_OBJECT_TYPE_NAME (widget),
                   G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)),
                   G_OBJECT_TYPE_NAME (gtk_widget_get_parent (gtk_widget_get_parent (widget))));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_reached (reached, child, faults);
}

static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *top = GTK_WIDGET (gtk_widget_get_root (widget));
  graphene_rect_t bounds, window, seen;

  graphene_rect_init (&window, 0, 0, gtk_widget_get_width (top), gtk_widget_get_height (top));
  return gtk_widget_compute_bounds (widget, top, &bounds) && graphene_rect_intersection (&bounds, &window, &seen) &&
         seen.size.height >= MIN (bounds.size.height, 16) && seen.size.width >= MIN (bounds.size.width, 16);
}

/* A page scrolls to what has the focus in its own time. */
static void
check_in_sight (GtkWidget  *top,
                GtkWidget  *widget,
                GPtrArray  *faults)
{
  graphene_rect_t bounds;

  if (is_in_sight (widget))
    return;

  wait_for_rest (top);
  if (is_in_sight (widget))
    return;

  if (!gtk_widget_compute_bounds (widget, top, &bounds))
    graphene_rect_init (&bounds, 0, 0, 0, 0);
  walk_complain (faults, "the focus is out of sight, on a %s at %.0f, %.0f, %.0f × %.0f",
                 G_OBJECT_TYPE_NAME (widget), bounds.origin.x, bounds.origin.y, bounds.size.width,
                 bounds.size.height);
}

/* Up is the way to the next column only. */
static void
check_order (GtkWidget  *before,
             GtkWidget  *after,
             GPtrArray  *faults)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (after, GTK_TYPE_VIEWPORT);
  graphene_rect_t from, to;

  if (before == NULL || viewport == NULL || !gtk_widget_is_ancestor (before, viewport) ||
      !gtk_widget_compute_bounds (before, viewport, &from) || !gtk_widget_compute_bounds (after, viewport, &to))
    return;

  if (to.origin.y + to.size.height <= from.origin.y && to.origin.x < from.origin.x + from.size.width / 2)
    walk_complain (faults, "Tab goes up from a %s to a %s", G_OBJECT_TYPE_NAME (before), G_OBJECT_TYPE_NAME (after));
}

static void
look_at_stops (Walk       *where,
               GtkWidget  *top,
               GPtrArray  *faults,
               gpointer    data)
{
  GtkWidget *page = top == GTK_WIDGET (where->window) ? walk_page (where) : top;
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  GtkWidget *before = NULL;

  if (GTK_IS_SHORTCUTS_WINDOW (top) || ADW_IS_ABOUT_WINDOW (top))
    return;

  gtk_window_set_focus (GTK_WINDOW (top), NULL);
  for (guint i = 0; i < MAX_STOPS; i++)
    {
      GtkWidget *stop;

      gtk_widget_child_focus (top, GTK_DIR_TAB_FORWARD);
      stop = gtk_window_get_focus (GTK_WINDOW (top));
      if (stop == NULL || g_hash_table_contains (reached, stop))
        break;

      check_in_sight (top, stop, faults);
      check_order (before, stop, faults);
      g_hash_table_add (reached, stop);
      if (find_arrow_group (stop) != NULL)
        g_hash_table_add (reached, find_arrow_group (stop));
      before = stop;
    }

  g_test_message ("%u stops", g_hash_table_size (reached));
  if (g_hash_table_size (reached) < 3)
    walk_complain (faults, "Tab reaches next to nothing");
  check_reached (reached, page, faults);
}

static void
test_tab (void)
{
  walk_open (&walk, 1000, 760);
  walk_all (&walk, look_at_stops, NULL);
  walk_close (&walk);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  walk_start (&walk);
  g_test_add_func ("/keyboard/tab", test_tab);
  return g_test_run ();
}
