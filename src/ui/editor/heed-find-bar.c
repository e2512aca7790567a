/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A bar to find words in an entry. See heed-find-bar.h. */

#include "heed-find-bar.h"

#include "heed-finder.h"
#include "heed-text.h"

#include <glib/gi18n.h>

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
  HeedFinder *finder;
  char *words;            /* found last; they come back with the bar */
};

G_DEFINE_FINAL_TYPE (HeedFindBar, heed_find_bar, ADW_TYPE_BIN)

static gboolean
is_open (HeedFindBar *self)
{
  return gtk_search_bar_get_search_mode (self->bar);
}

static void
show_count (HeedFindBar *self)
{
  guint n = heed_finder_get_n (self->finder);
  g_autofree char *text = NULL;

  if (n > 0)
    /* Translators: which match of how many is the present one, such as “2 of 5”. */
    text = g_strdup_printf (C_("match", "%u of %u"), heed_finder_get_present (self->finder), n);
  else if (!heed_text_is_blank (self->words))
    text = g_strdup (C_("match", "Not found"));

  gtk_label_set_label (self->count, heed_text_or_empty (text));
  gtk_widget_set_sensitive (self->previous_button, n > 0);
  gtk_widget_set_sensitive (self->next_button, n > 0);
}

static void
search (HeedFindBar *self)
{
  if (self->root != NULL && heed_finder_search (self->finder, self->root, heed_text_or_empty (self->words)) > 0)
    heed_finder_set_present (self->finder, heed_finder_get_first_in_sight (self->finder));
  show_count (self);
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

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                HeedFindBar           *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || modifiers != GDK_SHIFT_MASK)
    return GDK_EVENT_PROPAGATE;

  heed_find_bar_step (self, -1);
  return GDK_EVENT_STOP;
}

static void
set_come_from (HeedFindBar *self,
               GtkWidget   *widget)
{
  if (self->come_from != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->come_from), (gpointer *) &self->come_from);
  self->come_from = widget;
  if (widget != NULL)
    g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &self->come_from);
}

/* Where nothing was found, the focus goes back to where it came from. */
static void
give_focus_back (HeedFindBar *self)
{
  if (!heed_finder_grab_focus (self->finder) &&
      (self->come_from == NULL || gtk_widget_get_root (self->come_from) == NULL ||
       !gtk_widget_grab_focus (self->come_from)) &&
      self->root != NULL)
    gtk_widget_child_focus (self->root, GTK_DIR_TAB_FORWARD);
}

static void
search_mode_cb (HeedFindBar *self)
{
  if (is_open (self))
    return;

  give_focus_back (self);
  set_come_from (self, NULL);
  heed_finder_clear (self->finder);
  show_count (self);
}

static void
heed_find_bar_dispose (GObject *object)
{
  HeedFindBar *self = HEED_FIND_BAR (object);

  set_come_from (self, NULL);
  g_clear_pointer (&self->finder, heed_finder_free);

  G_OBJECT_CLASS (heed_find_bar_parent_class)->dispose (object);
}

static void
heed_find_bar_finalize (GObject *object)
{
  g_free (HEED_FIND_BAR (object)->words);

  G_OBJECT_CLASS (heed_find_bar_parent_class)->finalize (object);
}

static void
heed_find_bar_class_init (HeedFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_find_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_find_bar_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/editor/heed-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, HeedFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, HeedFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, HeedFindBar, previous_button);
  gtk_widget_class_bind_template_child (widget_class, HeedFindBar, next_button);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, heed_find_bar_stop);
}

static void
heed_find_bar_init (HeedFindBar *self)
{
  self->finder = heed_finder_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, self->entry);
  show_count (self);
}

/**
 * heed_find_bar_set_root:
 * @self: a bar
 * @root: (nullable): a widget that outlives the bar, or is replaced before it
 *   goes
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
      set_come_from (self, root != NULL ? gtk_root_get_focus (root) : NULL);
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
  guint n, present;

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

  n = heed_finder_get_n (self->finder);
  if (n == 0)
    return;

  present = heed_finder_get_present (self->finder);
  heed_finder_set_present (self->finder, (present - 1 + n + (guint) step) % n + 1);
  show_count (self);
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
  guint present, n;

  g_return_if_fail (HEED_IS_FIND_BAR (self));

  if (!is_open (self) || self->root == NULL)
    return;

  present = heed_finder_get_present (self->finder);
  n = heed_finder_search (self->finder, self->root, heed_text_or_empty (self->words));
  if (n > 0)
    heed_finder_mark_present (self->finder, CLAMP (present, 1, n));
  show_count (self);
}
