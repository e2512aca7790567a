/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps sections in step with the filled form of an entry. Sections that still fit
 * are kept, so that adding a group to a long form does not make the whole form
 * anew. See heed-section-list.h. */

#include "heed-section-list.h"

#include "heed-add-button.h"
#include "heed-orphaned-answers.h"
#include "heed-section.h"

#define SPACING 24

struct _HeedSectionList
{
  GtkBox parent_instance;

  GPtrArray *sections; /* of HeedSection, as they are shown */
  GPtrArray *extras;   /* of widgets that are made anew each time */
  HeedViewIndex *index;
};

G_DEFINE_FINAL_TYPE (HeedSectionList, heed_section_list, GTK_TYPE_BOX)

static void
index_views (HeedSectionList *self)
{
  heed_view_index_clear (self->index);

  for (guint i = 0; i < self->sections->len; i++)
    {
      GPtrArray *views = heed_section_get_views (g_ptr_array_index (self->sections, i));

      for (guint j = 0; j < views->len; j++)
        heed_view_index_add (self->index, g_ptr_array_index (views, j));
    }
}

static HeedSection *
take_section (GPtrArray  *old,
              const char *key)
{
  for (guint i = 0; i < old->len; i++)
    {
      HeedSection *section = g_ptr_array_index (old, i);

      if (g_str_equal (heed_section_get_key (section), key))
        {
          g_ptr_array_remove_index (old, i);
          return section;
        }
    }

  return NULL;
}

static void
add_after (HeedSectionList  *self,
           GtkWidget        *widget,
           GtkWidget       **after)
{
  if (gtk_widget_get_parent (widget) == NULL)
    gtk_box_insert_child_after (GTK_BOX (self), widget, *after);
  else
    gtk_box_reorder_child_after (GTK_BOX (self), widget, *after);
  *after = widget;
}

/* After the last of a repeated group. */
static void
add_add_button (HeedSectionList  *self,
                HeedEntry        *entry,
                guint             first,
                guint             end,
                GtkWidget       **after)
{
  HeedFilledForm *filled = heed_entry_get_filled_form (entry);
  const HeedFilledFormNode *node = heed_filled_form_get_node (filled, first);
  g_autofree char *path = g_path_get_dirname (node->path);
  GtkWidget *button;

  if (!heed_add_button_is_due (filled, first, end) || !heed_entry_can_add_repeat (entry, path))
    return;

  button = heed_add_button_new (node->field, node->index + 1, path);
  g_ptr_array_add (self->extras, button);
  add_after (self, button, after);
}

static void
remove_all (HeedSectionList *self,
            GPtrArray       *widgets)
{
  for (guint i = 0; i < widgets->len; i++)
    gtk_box_remove (GTK_BOX (self), g_ptr_array_index (widgets, i));
  g_ptr_array_set_size (widgets, 0);
}

/* Takes what still fits out of @old. */
static void
make_sections (HeedSectionList *self,
               GPtrArray       *old,
               HeedEntry       *entry,
               gboolean         editable)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_ref (heed_entry_get_filled_form (entry));
  GtkWidget *after = NULL;
  guint end;

  for (guint first = 0; first < heed_filled_form_get_n_nodes (filled); first = end)
    {
      g_autofree char *key = NULL;
      HeedSection *section;

      end = heed_section_find_end (filled, first);
      key = heed_section_make_key (entry, editable, first, end);
      section = take_section (old, key);
      if (section == NULL)
        section = heed_section_new (entry, editable, first, end);
      g_ptr_array_add (self->sections, section);
      add_after (self, GTK_WIDGET (section), &after);
      if (editable)
        add_add_button (self, entry, first, end, &after);
    }
}

static void
show_stored_answers (HeedSectionList *self,
                     HeedRecord      *record)
{
  GtkWidget *answers = heed_orphaned_answers_new (record);

  gtk_box_append (GTK_BOX (self), answers);
  g_ptr_array_add (self->extras, answers);
}

static void
heed_section_list_dispose (GObject *object)
{
  HeedSectionList *self = HEED_SECTION_LIST (object);

  heed_view_index_clear (self->index);
  g_ptr_array_set_size (self->sections, 0);
  g_ptr_array_set_size (self->extras, 0);

  G_OBJECT_CLASS (heed_section_list_parent_class)->dispose (object);
}

static void
heed_section_list_finalize (GObject *object)
{
  HeedSectionList *self = HEED_SECTION_LIST (object);

  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->extras, g_ptr_array_unref);
  g_clear_pointer (&self->index, heed_view_index_free);

  G_OBJECT_CLASS (heed_section_list_parent_class)->finalize (object);
}

static void
heed_section_list_class_init (HeedSectionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_section_list_dispose;
  object_class->finalize = heed_section_list_finalize;
}

static void
heed_section_list_init (HeedSectionList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), SPACING);

  self->sections = g_ptr_array_new ();
  self->extras = g_ptr_array_new ();
  self->index = heed_view_index_new ();
}

/**
 * heed_section_list_new:
 *
 * Makes an empty list.
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
heed_section_list_new (void)
{
  return g_object_new (HEED_TYPE_SECTION_LIST, NULL);
}

/**
 * heed_section_list_clear:
 * @self: a list
 *
 * Takes everything away.
 */
void
heed_section_list_clear (HeedSectionList *self)
{
  heed_view_index_clear (self->index);
  remove_all (self, self->sections);
  remove_all (self, self->extras);
}

/**
 * heed_section_list_arrange:
 * @self: a list, empty or for the same entry
 * @entry: an open entry
 * @editable: whether its answers can be changed
 *
 * Makes and takes away sections until they are those of the entry as it is
 * now. What is said about their answers is not brought up to date. Where the
 * workbook does not have the form, the answers are shown as they are kept.
 */
void
heed_section_list_arrange (HeedSectionList *self,
                           HeedEntry       *entry,
                           gboolean         editable)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->sections);

  self->sections = g_ptr_array_new ();
  remove_all (self, self->extras);
  if (heed_entry_get_filled_form (entry) != NULL)
    make_sections (self, old, entry, editable);
  else
    show_stored_answers (self, heed_entry_get_record (entry));

  /* A control that loses the focus as it goes may answer once more: what hears
   * of it must find the controls that stay. */
  index_views (self);
  remove_all (self, old);
}

/**
 * heed_section_list_update:
 * @self: a list
 *
 * Brings what is said about the answers up to date.
 */
void
heed_section_list_update (HeedSectionList *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    heed_section_update (g_ptr_array_index (self->sections, i));
}

/**
 * heed_section_list_get_sections:
 * @self: a list
 *
 * Gets the sections.
 *
 * Returns: (transfer none) (element-type HeedSection): the sections as they are
 *   shown, until they are arranged anew
 */
GPtrArray *
heed_section_list_get_sections (HeedSectionList *self)
{
  return self->sections;
}

/**
 * heed_section_list_get_index:
 * @self: a list
 *
 * Gets the controls of all sections.
 *
 * Returns: (transfer none): the controls, to be found by path
 */
HeedViewIndex *
heed_section_list_get_index (HeedSectionList *self)
{
  return self->index;
}

/**
 * heed_section_list_find_handle:
 * @self: a list
 * @path: the path of a group or a row, with its number
 *
 * Finds what a group or a row is moved by.
 *
 * Returns: (transfer none) (nullable): the handle
 */
HeedMoveHandle *
heed_section_list_find_handle (HeedSectionList *self,
                               const char      *path)
{
  HeedMoveHandle *handle = NULL;

  for (guint i = 0; i < self->sections->len && handle == NULL; i++)
    handle = heed_section_find_handle (g_ptr_array_index (self->sections, i), path);

  return handle;
}
