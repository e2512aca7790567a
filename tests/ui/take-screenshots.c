/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a picture of every page, of the sample journal: light, dark and narrow;
 * with "all", also mirrored, and with text of twice the size, to be looked at.
 * data/screenshots/take.sh runs it.
 *
 * Usage: take-screenshots FOLDER [all] */

#include "screen.h"
#include "walk.h"

#include "heed-entry-view.h"
#include "heed-picture.h"

typedef struct
{
  const char *folder;
  const char *suffix;
  gboolean wide;
} Series;

/* Which places have a picture, and its name. */
static const struct
{
  const char *place;
  const char *name;
} pictures[] = {
  { "today", "today" },
  { "questions", "questions" },
  { "tips", "tips" },
  { "activities", "activities" },
  { "journal", "journal" },
  { "overview", "overview" },
  { "tip promises", "tip" },
  { "latest self-check", "self-check" },
  { "latest note", "note" },
  { "new debrief", "debrief" },
  { "latest body-language", "worksheet" },
  { "latest complaint", "editor" },
  { "app.preferences", "preferences" },
};

static void
save (GtkWidget  *top,
      const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (top);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width = gtk_widget_get_width (top), height = gtk_widget_get_height (top);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (top)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (!gdk_texture_save_to_png (texture, path))
    g_error ("%s could not be written.", path);
  g_print ("%s\n", path);
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_VIEW (widget) && gtk_widget_get_mapped (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);

  return found;
}

/* Where there is room, an entry stands beside the list. */
static void
pick_entry (Walk *walk)
{
  gtk_widget_activate_action (find_list (walk_page (walk)), "list.select-item", "(ubb)", 0, FALSE, FALSE);
  walk_settle (walk);
}

/* A board with the way that a call takes: who answers, who asks back, who is told. */
static GBytes *
draw_board (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 900, 460);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  char *data;
  gsize length;

  cairo_set_source_rgb (cr, 0.96, 0.96, 0.93);
  cairo_paint (cr);
  cairo_set_line_width (cr, 5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (int i = 0; i < 3; i++)
    {
      cairo_set_source_rgb (cr, i == 1 ? 0.75 : 0.15, i == 1 ? 0.25 : 0.3, i == 1 ? 0.2 : 0.55);
      cairo_rectangle (cr, 60 + 290 * i, 130 + 40 * (i % 2), 200, 130);
      cairo_stroke (cr);
      for (int line = 0; line < 3; line++)
        {
          cairo_move_to (cr, 85 + 290 * i, 165 + 40 * (i % 2) + 28 * line);
          cairo_rel_line_to (cr, 150 - 35 * line, 4 - 3 * line);
          cairo_stroke (cr);
        }
      if (i == 2)
        continue;
      cairo_set_source_rgb (cr, 0.2, 0.2, 0.2);
      cairo_move_to (cr, 268 + 290 * i, 200);
      cairo_rel_line_to (cr, 72, 15);
      cairo_rel_line_to (cr, -22, -18);
      cairo_rel_move_to (cr, 22, 18);
      cairo_rel_line_to (cr, -26, 10);
      cairo_stroke (cr);
    }

  pixbuf = gdk_pixbuf_get_from_surface (surface, 0, 0, 900, 460);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", NULL, NULL);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_bytes_new_take (data, length);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (HeedEntry) entry = data;
  g_autofree char *content = heed_journal_take_answer (HEED_JOURNAL (source), result, NULL);
  g_autofree char *path = heed_picture_new_path (heed_timestamp_now ());
  g_autofree char *description_path = heed_picture_dup_description_path (path);

  heed_entry_set_answer (entry, path, content);
  heed_entry_set_answer (entry, description_path, "The way of a call, as we drew it on the board");
}

static gboolean
is_drawn (GtkWidget  *widget,
          const char *text)
{
  return GTK_IS_PICTURE (widget) && gtk_picture_get_paintable (GTK_PICTURE (widget)) != NULL;
}

/* The sample has none. */
static void
add_picture (Walk *walk)
{
  HeedEntry *entry = heed_entry_view_get_entry (HEED_ENTRY_VIEW (find_shown (walk_page (walk), is_of_type,
                                                                               "HeedEntryView")));
  g_autoptr (GBytes) board = draw_board ();

  heed_journal_add_picture_async (heed_window_get_journal (walk->window), board, kept_cb, g_object_ref (entry));
  expect_shown (walk_page (walk), is_drawn, NULL, 1);
}

static void
look (Walk       *walk,
      GtkWidget  *top,
      GPtrArray  *faults,
      gpointer    data)
{
  const Series *series = data;

  /* Dialogs have a width of their own. */
  if (!series->wide && top != GTK_WIDGET (walk->window))
    return;

  if (series->wide && g_str_equal (walk->place, "journal"))
    pick_entry (walk);
  if (g_str_equal (walk->place, "latest note"))
    add_picture (walk);
  gtk_window_set_focus (GTK_WINDOW (top), NULL);
  walk_settle (walk);
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (g_str_equal (pictures[i].place, walk->place))
      {
        g_autofree char *path = g_strdup_printf ("%s/%s%s.png", series->folder, pictures[i].name, series->suffix);

        save (top, path);
      }
}

static void
take (Walk           *walk,
      AdwColorScheme  scheme,
      int             width,
      int             height,
      const char     *folder,
      const char     *suffix)
{
  Series series = { folder, suffix, width > 600 };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  walk_open (walk, width, height);
  walk_all (walk, look, &series);
  walk_close (walk);
}

static void
take_more (Walk       *walk,
           const char *folder)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  take (walk, ADW_COLOR_SCHEME_FORCE_LIGHT, 1000, 760, folder, "-mirrored");
  take (walk, ADW_COLOR_SCHEME_FORCE_LIGHT, 400, 760, folder, "-mirrored-narrow");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  take (walk, ADW_COLOR_SCHEME_FORCE_LIGHT, 1000, 760, folder, "-large");
  take (walk, ADW_COLOR_SCHEME_FORCE_LIGHT, 400, 760, folder, "-large-narrow");
}

int
main (int   argc,
      char *argv[])
{
  Walk walk;

  if (argc < 2 || argc > 3 || (argc == 3 && !g_str_equal (argv[2], "all")))
    {
      g_printerr ("Usage: take-screenshots FOLDER [all]\n");
      return 2;
    }

  gtk_init ();
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", NULL);
  walk_start (&walk);
  take (&walk, ADW_COLOR_SCHEME_FORCE_LIGHT, 1000, 760, argv[1], "");
  take (&walk, ADW_COLOR_SCHEME_FORCE_DARK, 1000, 760, argv[1], "-dark");
  take (&walk, ADW_COLOR_SCHEME_FORCE_LIGHT, 400, 760, argv[1], "-narrow");
  if (argc == 3)
    take_more (&walk, argv[1]);
  return 0;
}
