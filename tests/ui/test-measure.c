/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every widget of every page and dialog keeps GTK's rules of size: nothing is
 * negative, nobody needs more than they want, and what is needed at any width is
 * not more than what is needed at one. For the widgets of Heed, more width never
 * needs more height. GTK 4.8 is silent about most of this, and lays out wrong. */

#include "stock-faults.h"
#include "walk.h"

/* As many as tell; narrower ones than a widget can be are left out. */
static const int widths[] = { 200, 300, 360, 420, 500, 620, 684, 800, 1000, 1600 };
static const int heights[] = { 100, 300, 600, 1200 };

static Walk walk;

static gboolean
is_ours (GtkWidget *widget)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (widget);

  return g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Heed") ||
         (layout != NULL && g_str_has_prefix (G_OBJECT_TYPE_NAME (layout), "Heed"));
}

static void
complain (GtkWidget      *widget,
          GPtrArray      *faults,
          GtkOrientation  orientation,
          int             for_size,
          const char     *what)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  walk_complain (faults, "%s in a %s: %s for %d: %s", G_OBJECT_TYPE_NAME (widget),
                 parent != NULL ? G_OBJECT_TYPE_NAME (parent) : "window",
                 orientation == GTK_ORIENTATION_HORIZONTAL ? "width" : "height", for_size, what);
}

/* What a widget of Heed says itself, before GTK corrects it. Where one of GTK's own
 * layouts speaks for it, GTK complains of that by itself; see stock-faults.c. */
static void
check_own_words (GtkWidget      *widget,
                 GPtrArray      *faults,
                 GtkOrientation  orientation,
                 int             for_size)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (widget);
  int minimum = 0, natural = 0, baseline = -1;

  if (layout != NULL && !g_str_has_prefix (G_OBJECT_TYPE_NAME (layout), "Heed"))
    return;
  if (layout != NULL)
    gtk_layout_manager_measure (layout, widget, orientation, for_size, &minimum, &natural, &baseline, &baseline);
  else
    GTK_WIDGET_GET_CLASS (widget)->measure (widget, orientation, for_size, &minimum, &natural, &baseline, &baseline);

  if (minimum < 0)
    complain (widget, faults, orientation, for_size, "negative");
  if (natural < minimum)
    complain (widget, faults, orientation, for_size, "less is wanted than is needed");
}

/* Gives the minimum and the natural size. What GTK finds wrong, with this widget
 * or with one in it, it corrects and keeps, so that it says so only once. */
static GtkRequestedSize
measure (GtkWidget      *widget,
         GPtrArray      *faults,
         GtkOrientation  orientation,
         int             for_size)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  GtkRequestedSize size = { NULL };

  stock_faults_keep (messages);
  gtk_widget_measure (widget, orientation, for_size, &size.minimum_size, &size.natural_size, NULL, NULL);
  stock_faults_keep (NULL);
  for (guint i = 0; i < messages->len; i++)
    {
      g_test_message ("%s: %s", walk.place, (char *) g_ptr_array_index (messages, i));
      g_test_fail ();
    }
  if (is_ours (widget))
    check_own_words (widget, faults, orientation, for_size);

  return size;
}

static void
check_heights (GtkWidget *widget,
               GPtrArray *faults,
               int        narrowest)
{
  GtkRequestedSize any = measure (widget, faults, GTK_ORIENTATION_VERTICAL, -1);
  GtkRequestedSize before = measure (widget, faults, GTK_ORIENTATION_VERTICAL, narrowest);

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      GtkRequestedSize size;

      if (widths[i] <= narrowest)
        continue;

      size = measure (widget, faults, GTK_ORIENTATION_VERTICAL, widths[i]);
      if (!is_ours (widget))
        continue;

      if (size.minimum_size > before.minimum_size || size.natural_size > before.natural_size)
        complain (widget, faults, GTK_ORIENTATION_VERTICAL, widths[i], "more than in less width");
      if (any.minimum_size > size.minimum_size)
        complain (widget, faults, GTK_ORIENTATION_VERTICAL, widths[i], "less than at any width");
      before = size;
    }
}

static void
check_widths (GtkWidget *widget,
              GPtrArray *faults)
{
  GtkRequestedSize lowest = measure (widget, faults, GTK_ORIENTATION_VERTICAL, -1);

  for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
    if (heights[i] > lowest.minimum_size)
      measure (widget, faults, GTK_ORIENTATION_HORIZONTAL, heights[i]);
}

static void
check (GtkWidget *widget,
       GPtrArray *faults)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  check_heights (widget, faults, measure (widget, faults, GTK_ORIENTATION_HORIZONTAL, -1).minimum_size);
  check_widths (widget, faults);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check (child, faults);
}

static void
look (Walk       *where,
      GtkWidget  *top,
      GPtrArray  *faults,
      gpointer    data)
{
  check (top, faults);
}

static void
test_rules (gconstpointer percent)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * GPOINTER_TO_INT (percent) / 100, NULL);
  walk_open (&walk, 1000, 900);
  walk_all (&walk, look, NULL);
  walk_close (&walk);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  walk_start (&walk);
  g_test_add_data_func ("/measure/rules", GINT_TO_POINTER (100), test_rules);
  g_test_add_data_func ("/measure/rules-at-large-text", GINT_TO_POINTER (200), test_rules);
  return g_test_run ();
}
