/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tags for many entries. See heed-bulk-tags.h. */

#include "heed-bulk-tags.h"

#include "heed-accessible.h"
#include "heed-bulk-actions.h"
#include "heed-tag-completion.h"
#include "heed-tag-entry.h"
#include "heed-text.h"

#include <glib/gi18n.h>

struct _HeedBulkTags
{
  GtkPopover parent_instance;

  GtkEditable *new_tag;
  GtkWidget *add_button;
  GtkWidget *known_scroller;
  GtkListBox *known;

  HeedJournal *journal;
  HeedSelection *selection;
  GStrv tags;
};

/* A tag on its way to the entries. */
typedef struct
{
  HeedBulkTags *self;
  char *tag;
  HeedChange change;
} Errand;

G_DEFINE_FINAL_TYPE (HeedBulkTags, heed_bulk_tags, GTK_TYPE_POPOVER)

static void
free_errand (Errand *errand)
{
  g_clear_object (&errand->self);
  g_free (errand->tag);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, free_errand)

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = heed_bulk_actions_get_checked_finish (result, &error);
  GtkWidget *widget = GTK_WIDGET (errand->self);

  if (gtk_widget_get_root (widget) == NULL)
    return;

  if (ids == NULL)
    heed_bulk_actions_say (widget, error->message);
  else if (ids[0] != NULL)
    heed_bulk_actions_change (widget, errand->self->journal, (const char * const *) ids, errand->change, errand->tag);
}

static void
change (HeedBulkTags *self,
        HeedChange    what,
        const char   *tag)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->self = g_object_ref (self);
  errand->tag = g_strdup (tag);
  errand->change = what;
  gtk_popover_popdown (GTK_POPOVER (self));
  heed_bulk_actions_get_checked_async (self->selection, checked_cb, errand);
}

/* Of the known tags those that what is typed can become. */
static gboolean
fits (HeedBulkTags *self,
      const char   *tag)
{
  g_autofree char *typed = heed_text_normalize (gtk_editable_get_text (self->new_tag));

  return heed_tag_entry_fits (tag, typed);
}

static gboolean
filter_known (GtkListBoxRow *row,
              gpointer       data)
{
  HeedBulkTags *self = data;

  return self->tags != NULL && fits (self, self->tags[gtk_list_box_row_get_index (row)]);
}

static void
show_known (HeedBulkTags *self)
{
  gboolean any = FALSE;

  for (guint i = 0; self->tags != NULL && self->tags[i] != NULL && !any; i++)
    any = fits (self, self->tags[i]);
  gtk_widget_set_visible (self->known_scroller, any);
  gtk_list_box_invalidate_filter (self->known);
}

static void
changed_cb (HeedBulkTags *self)
{
  gtk_widget_set_sensitive (self->add_button, !heed_text_is_blank (gtk_editable_get_text (self->new_tag)));
  show_known (self);
}

/* Known tags are not doubled for the sake of a capital letter. */
static void
add_new_cb (HeedBulkTags *self)
{
  g_autofree char *typed = heed_text_normalize (gtk_editable_get_text (self->new_tag));
  const char *known = heed_text_find_alike ((const char * const *) self->tags, typed);

  if (*typed != '\0')
    change (self, HEED_CHANGE_ADD_TAG, known != NULL ? known : typed);
}

static void
add_clicked_cb (GtkWidget    *button,
                HeedBulkTags *self)
{
  change (self, HEED_CHANGE_ADD_TAG, g_object_get_data (G_OBJECT (button), "tag"));
}

static void
remove_clicked_cb (GtkWidget    *button,
                   HeedBulkTags *self)
{
  change (self, HEED_CHANGE_REMOVE_TAG, g_object_get_data (G_OBJECT (button), "tag"));
}

static void
append_button (HeedBulkTags *self,
               GtkWidget    *row,
               const char   *tag,
               const char   *icon_name,
               const char   *name,
               GCallback     callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, name);
  heed_accessible_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "tag", g_strdup (tag), g_free);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  gtk_box_append (GTK_BOX (row), button);
}

static void
add_known (HeedBulkTags *self,
           const char   *tag)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", tag,
                                   "xalign", 0.0,
                                   "hexpand", TRUE,
                                   "ellipsize", PANGO_ELLIPSIZE_END,
                                   NULL);
  /* Translators: %s is a tag. */
  g_autofree char *add = g_strdup_printf (_("Put “%s” on the selected entries"), tag);
  /* Translators: %s is a tag. */
  g_autofree char *remove = g_strdup_printf (_("Take “%s” off the selected entries"), tag);

  gtk_box_append (GTK_BOX (row), label);
  append_button (self, row, tag, "list-add-symbolic", add, G_CALLBACK (add_clicked_cb));
  append_button (self, row, tag, "list-remove-symbolic", remove, G_CALLBACK (remove_clicked_cb));
  gtk_list_box_append (self->known, row);
  gtk_widget_set_focusable (gtk_widget_get_parent (row), FALSE);
}

static void
known_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (HeedBulkTags) self = data;
  g_auto (GStrv) tags = heed_tag_completion_load_finish (result, NULL);
  GtkWidget *row;

  /* Without them, any tag can still be typed. */
  if (tags == NULL || self->journal == NULL)
    return;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->known))) != NULL)
    gtk_list_box_remove (self->known, row);
  g_strfreev (self->tags);
  self->tags = g_steal_pointer (&tags);
  for (guint i = 0; self->tags[i] != NULL; i++)
    add_known (self, self->tags[i]);
  show_known (self);
}

static void
shown_cb (HeedBulkTags *self)
{
  gtk_editable_set_text (self->new_tag, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->new_tag));
  heed_tag_completion_load_async (self->journal, known_cb, g_object_ref (self));
}

static void
heed_bulk_tags_dispose (GObject *object)
{
  HeedBulkTags *self = HEED_BULK_TAGS (object);

  g_clear_object (&self->journal);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->tags, g_strfreev);

  G_OBJECT_CLASS (heed_bulk_tags_parent_class)->dispose (object);
}

static void
heed_bulk_tags_class_init (HeedBulkTagsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_bulk_tags_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/journal/heed-bulk-tags.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedBulkTags, new_tag);
  gtk_widget_class_bind_template_child (widget_class, HeedBulkTags, add_button);
  gtk_widget_class_bind_template_child (widget_class, HeedBulkTags, known_scroller);
  gtk_widget_class_bind_template_child (widget_class, HeedBulkTags, known);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_new_cb);
}

static void
heed_bulk_tags_init (HeedBulkTags *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->known_scroller, FALSE);
  gtk_list_box_set_filter_func (self->known, filter_known, self, NULL);
}

/**
 * heed_bulk_tags_set_selection:
 * @self: a popover
 * @journal: (nullable): an open journal
 * @selection: a selection of a list of its entries
 *
 * Sets which entries are tagged.
 */
void
heed_bulk_tags_set_selection (HeedBulkTags  *self,
                              HeedJournal   *journal,
                              HeedSelection *selection)
{
  g_return_if_fail (HEED_IS_BULK_TAGS (self));

  g_set_object (&self->journal, journal);
  g_set_object (&self->selection, selection);
}
