/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A part of a form in the editor, with what is said about its answers. */

#include "heed-section.h"

#include "heed-controls.h"
#include "heed-text.h"

#include <glib/gi18n.h>

#define LONG_SECTION 5 /* fields */
#define MARGIN 12      /* above a section that was gone to */

struct _HeedSection
{
  GtkBox parent_instance;

  char *key;
  char *label; /* of one of a repeated group, else NULL */
  HeedControls controls;
};

G_DEFINE_FINAL_TYPE (HeedSection, heed_section, GTK_TYPE_BOX)

static gboolean
is_group (HeedFilledForm *filled,
          guint           position)
{
  return heed_field_get_field_type (heed_filled_form_get_node (filled, position)->field) == HEED_FIELD_GROUP;
}

static void
update_counts (HeedSection    *self,
               HeedFilledForm *filled)
{
  for (guint i = 0; i < self->controls.counts->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (self->controls.counts, i);
      const char *path = heed_controls_get_path (label);
      const HeedFilledFormNode *node = heed_filled_form_find (filled, path);
      HeedProgress progress = heed_filled_form_get_progress (filled, path);
      /* Translators: how many answers of a group are there, such as “3 of 4”. */
      g_autofree char *text = g_strdup_printf (_("%u of %u"), progress.answered, progress.total);

      gtk_label_set_label (GTK_LABEL (label), text);
      /* A part that is there once is counted by the page around it. */
      gtk_widget_set_visible (label, progress.total > 0 && node != NULL && node->index > 0);
    }
}

/* Who hears the window hears it with the list. */
static void
show_warning (GtkWidget *label,
              gboolean   visible)
{
  GtkWidget *card = g_object_get_data (G_OBJECT (label), "card");

  gtk_widget_set_visible (label, visible);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  visible ? gtk_label_get_text (GTK_LABEL (label)) : "",
                                  -1);
}

/* A list that somebody has begun and left short. */
static void
update_warnings (HeedSection    *self,
                 HeedFilledForm *filled)
{
  for (guint i = 0; i < self->controls.warnings->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (self->controls.warnings, i);
      const char *path = heed_controls_get_path (label);
      HeedField *field = heed_form_find_path (heed_filled_form_get_form (filled), path);
      guint n_filled = heed_filled_form_get_n_filled (filled, path);

      if (n_filled == 0 || n_filled >= heed_field_get_min (field))
        show_warning (label, FALSE);
      else if (gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
        show_warning (label, TRUE);
    }
}

static void
left_cb (HeedSection *self)
{
  HeedFilledForm *filled = heed_entry_get_filled_form (self->controls.entry);

  if (filled != NULL)
    update_warnings (self, filled);
}

static void
heed_section_dispose (GObject *object)
{
  HeedSection *self = HEED_SECTION (object);

  heed_controls_clear (&self->controls);

  G_OBJECT_CLASS (heed_section_parent_class)->dispose (object);
}

static void
heed_section_finalize (GObject *object)
{
  HeedSection *self = HEED_SECTION (object);

  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->label, g_free);

  G_OBJECT_CLASS (heed_section_parent_class)->finalize (object);
}

static void
heed_section_class_init (HeedSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_section_dispose;
  object_class->finalize = heed_section_finalize;
}

static void
heed_section_init (HeedSection *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);

  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * heed_section_new:
 * @entry: an open entry
 * @editable: whether its answers can be changed
 * @first: the first place of its filled form that belongs to the section
 * @end: the place after the last
 *
 * Makes the controls for a part of an entry.
 *
 * Returns: (transfer floating): the section
 */
HeedSection *
heed_section_new (HeedEntry *entry,
                  gboolean   editable,
                  guint      first,
                  guint      end)
{
  HeedSection *self = g_object_new (HEED_TYPE_SECTION, NULL);
  const HeedFilledFormNode *node = heed_filled_form_get_node (heed_entry_get_filled_form (entry), first);

  self->key = heed_section_make_key (entry, editable, first, end);
  self->label = node->index > 0 ? g_strdup (node->label) : NULL;
  heed_controls_init (&self->controls, entry, editable);
  heed_controls_build (&self->controls, GTK_WIDGET (self), first, end);
  heed_section_update (self);
  return self;
}

/**
 * heed_section_get_key:
 * @self: a section
 *
 * Gets what tells whether a section still fits its entry.
 *
 * Returns: what heed_section_make_key() gave when the section was made
 */
const char *
heed_section_get_key (HeedSection *self)
{
  return self->key;
}

/**
 * heed_section_get_label:
 * @self: a section
 *
 * Gets what to call one of a repeated group, such as "Situation 2".
 *
 * Returns: (nullable): the label, %NULL for any other section
 */
const char *
heed_section_get_label (HeedSection *self)
{
  return self->label;
}

/**
 * heed_section_is_long:
 * @self: a section
 *
 * Tells whether a way to jump over the section is welcome.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_section_is_long (HeedSection *self)
{
  return self->controls.has_text && self->controls.views->len >= LONG_SECTION;
}

/**
 * heed_section_get_views:
 * @self: a section
 *
 * Gets the controls.
 *
 * Returns: (transfer none) (element-type HeedAnswerView): the controls as they
 *   are read
 */
GPtrArray *
heed_section_get_views (HeedSection *self)
{
  return self->controls.views;
}

/**
 * heed_section_find_handle:
 * @self: a section
 * @path: the path of a group or a row, with its number
 *
 * Looks a handle up.
 *
 * Returns: (transfer none) (nullable): the handle, if it is in this section
 */
HeedMoveHandle *
heed_section_find_handle (HeedSection *self,
                          const char  *path)
{
  for (guint i = 0; i < self->controls.handles->len; i++)
    {
      HeedMoveHandle *handle = g_ptr_array_index (self->controls.handles, i);

      if (g_str_equal (heed_move_handle_get_path (handle), path))
        return handle;
    }

  return NULL;
}

/**
 * heed_section_go_to:
 * @self: a section
 *
 * Puts the top of the section at the top of what scrolls, and the keyboard
 * focus into its first answer.
 */
void
heed_section_go_to (HeedSection *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment = NULL;
  graphene_point_t place;
  double top = 0;

  /* Before the focus moves, which scrolls, too. */
  if (viewport != NULL &&
      gtk_widget_compute_point (GTK_WIDGET (self), viewport, &GRAPHENE_POINT_INIT (0, 0), &place))
    {
      adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
      top = gtk_adjustment_get_value (adjustment) + place.y - MARGIN;
    }

  if (self->controls.views->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->controls.views, 0));
  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, top);
}

/**
 * heed_section_update:
 * @self: a section
 *
 * Brings what is said about the answers up to date.
 */
void
heed_section_update (HeedSection *self)
{
  HeedFilledForm *filled = heed_entry_get_filled_form (self->controls.entry);

  update_counts (self, filled);
  update_warnings (self, filled);
  for (guint i = 0; i < self->controls.handles->len; i++)
    heed_move_handle_update (g_ptr_array_index (self->controls.handles, i));
}

/**
 * heed_section_make_key:
 * @entry: an open entry
 * @editable: whether its answers can be changed
 * @first: the first place of its filled form that belongs to the section
 * @end: the place after the last
 *
 * Describes what controls a part of an entry needs: whatever the answers where
 * they can be changed, else only for what is answered.
 *
 * Returns: (transfer full): a text that is the same as long as the controls are
 */
char *
heed_section_make_key (HeedEntry *entry,
                       gboolean   editable,
                       guint      first,
                       guint      end)
{
  HeedFilledForm *filled = heed_entry_get_filled_form (entry);
  GString *key = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);

      g_string_append (key, node->path);
      g_string_append (key, editable ? "\n" : heed_text_is_blank (node->value) ? " blank\n" : " answered\n");
    }

  return g_string_free (key, FALSE);
}

/**
 * heed_section_find_end:
 * @filled: a filled form
 * @first: a place at the top of it
 *
 * Finds how far the section goes that begins at @first: a group is a section
 * of its own, and so are the fields up to the next group.
 *
 * Returns: the place after the last
 */
guint
heed_section_find_end (HeedFilledForm *filled,
                       guint           first)
{
  guint end = heed_filled_form_find_next (filled, first);

  if (is_group (filled, first))
    return end;

  while (end < heed_filled_form_get_n_nodes (filled) && !is_group (filled, end))
    end = heed_filled_form_find_next (filled, end);

  return end;
}
