/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every page with text of twice the size, in a narrow window, and from right to
 * left: nothing is cut off, and nothing is wider than the window. */

#include "walk.h"

#include "heed-entry-row.h"

static Walk walk;

/* Names of pages that do not fit are shortened by the switchers, which show an
 * icon, too; so are titles in header bars, which the page below shows in full.
 * Where a number of lines is set, they stand for a text that is elsewhere. */
static gboolean
may_be_shortened (GtkWidget *label)
{
  return gtk_widget_get_ancestor (label, ADW_TYPE_VIEW_SWITCHER) != NULL ||
         gtk_widget_get_ancestor (label, ADW_TYPE_HEADER_BAR) != NULL ||
         gtk_label_get_lines (GTK_LABEL (label)) > 0 ||
         gtk_widget_get_ancestor (label, GTK_TYPE_SHORTCUTS_WINDOW) != NULL ||
         gtk_widget_get_ancestor (label, ADW_TYPE_ABOUT_WINDOW) != NULL ||
         gtk_widget_get_ancestor (label, HEED_TYPE_ENTRY_ROW) != NULL;
}

static void
complain (GtkWidget  *widget,
          GPtrArray  *faults,
          const char *what)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  walk_complain (faults, "%s: %s “%s” in a %s in a %s", what, G_OBJECT_TYPE_NAME (widget),
                 GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "", G_OBJECT_TYPE_NAME (parent),
                 G_OBJECT_TYPE_NAME (gtk_widget_get_parent (parent)));
}

static void
check_label (GtkWidget *label,
             GPtrArray *faults)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout) && !may_be_shortened (label))
    complain (label, faults, "shortened");
  else if (width > gtk_widget_get_width (label) + 1 || height > gtk_widget_get_height (label) + 1)
    complain (label, faults, "cut off");
}

/* What scrolls sideways shows everything in its time. */
static gboolean
scrolls_sideways (GtkWidget *widget)
{
  GtkPolicyType policy;

  if (!GTK_IS_SCROLLED_WINDOW (widget))
    return FALSE;

  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &policy, NULL);
  return policy != GTK_POLICY_NEVER;
}

static void
check (GtkWidget  *top,
       GtkWidget  *widget,
       GPtrArray  *faults)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget) || scrolls_sideways (widget))
    return;

  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    {
      check_label (widget, faults);
      if (gtk_widget_compute_bounds (widget, top, &bounds) &&
          (bounds.origin.x < -1 || bounds.origin.x + bounds.size.width > gtk_widget_get_width (top) + 1))
        complain (widget, faults, "beyond the window");
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check (top, child, faults);
}

static int
get_least_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* The innermost widgets that are wider than that. */
static gboolean
blame (GtkWidget  *widget,
       int         wanted,
       GPtrArray  *faults)
{
  gboolean blamed = FALSE;

  if (!gtk_widget_get_mapped (widget) || get_least_width (widget) <= wanted)
    return FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    blamed |= blame (child, wanted, faults);
  if (!blamed)
    {
      g_autofree char *what = g_strdup_printf ("%d wide, not %d", get_least_width (widget), wanted);

      complain (widget, faults, what);
    }

  return TRUE;
}

static void
look (Walk       *where,
      GtkWidget  *top,
      GPtrArray  *faults,
      gpointer    data)
{
  if (top == GTK_WIDGET (where->window))
    blame (walk_page (where), GPOINTER_TO_INT (data), faults);
  check (top, top, faults);
}

static void
look_at_all (int width,
             int percent)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * percent / 100, NULL);
  walk_open (&walk, width, 900);
  walk_all (&walk, look, GINT_TO_POINTER (width));
  walk_close (&walk);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
}

static void
test_usual (void)
{
  look_at_all (1000, 100);
}

/* With as many window buttons as there may be. */
static void
test_narrow (void)
{
  g_autofree char *layout = NULL;

  g_object_get (gtk_settings_get_default (), "gtk-decoration-layout", &layout, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", ":minimize,maximize,close", NULL);
  look_at_all (360, 100);
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", layout, NULL);
}

static void
test_large_text (void)
{
  look_at_all (1000, 200);
}

static void
test_large_text_in_a_narrow_window (void)
{
  look_at_all (400, 200);
}

/* The first label of a page that stands at the side where text begins. */
static GtkWidget *
find_heading (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "title-1") &&
      gtk_widget_get_ancestor (widget, ADW_TYPE_STATUS_PAGE) == NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_heading (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Where the ink of the heading begins, which also tells of labels that are
 * aligned to the left whatever the direction. */
static void
look_for_mirror (Walk       *where,
                 GtkWidget  *top,
                 GPtrArray  *faults,
                 gpointer    data)
{
  GtkWidget *heading = find_heading (walk_page (where));
  graphene_rect_t bounds;
  PangoRectangle ink;
  int x, y;

  check (top, top, faults);
  if (heading == NULL || top != GTK_WIDGET (where->window))
    return;

  g_assert_true (gtk_widget_compute_bounds (heading, top, &bounds));
  gtk_label_get_layout_offsets (GTK_LABEL (heading), &x, &y);
  pango_layout_get_pixel_extents (gtk_label_get_layout (GTK_LABEL (heading)), &ink, NULL);
  if (bounds.origin.x + (float) (x + ink.x + ink.width) < (float) gtk_widget_get_width (top) / 2)
    complain (heading, faults, "on the left");
  *(guint *) data += 1;
}

static void
test_right_to_left (void)
{
  GtkTextDirection before = gtk_widget_get_default_direction ();
  guint headings = 0;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  walk_open (&walk, 1000, 900);
  walk_all (&walk, look_for_mirror, &headings);
  walk_close (&walk);
  gtk_widget_set_default_direction (before);
  g_assert_cmpuint (headings, >=, 5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  walk_start (&walk);
  g_test_add_func ("/sizes/usual", test_usual);
  g_test_add_func ("/sizes/narrow", test_narrow);
  g_test_add_func ("/sizes/large-text", test_large_text);
  g_test_add_func ("/sizes/large-text-in-a-narrow-window", test_large_text_in_a_narrow_window);
  g_test_add_func ("/sizes/right-to-left", test_right_to_left);
  return g_test_run ();
}
