/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What to do with what is checked. See heed-bulk-bar.h. */

#include "heed-bulk-bar.h"

#include "heed-bulk-actions.h"
#include "heed-bulk-tags.h"

/* What is done when it is known which entries are checked. */
typedef void (*BulkFunc) (GtkWidget          *origin,
                          HeedJournal        *journal,
                          const char * const *ids);

struct _HeedBulkBar
{
  AdwBin parent_instance;

  GtkWidget *tag_button;
  HeedBulkTags *tags;

  HeedJournal *journal;
  HeedSelection *selection;
};

typedef struct
{
  HeedBulkBar *self;
  HeedJournal *journal;
  BulkFunc func;
  gboolean ends; /* nothing is checked any more afterwards */
} Errand;

G_DEFINE_FINAL_TYPE (HeedBulkBar, heed_bulk_bar, ADW_TYPE_BIN)

static void
free_errand (Errand *errand)
{
  g_clear_object (&errand->self);
  g_clear_object (&errand->journal);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, free_errand)

static void
update_actions (HeedBulkBar *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean some = self->selection != NULL && heed_selection_get_n_checked (self->selection) > 0;

  gtk_widget_action_set_enabled (widget, "bulk.delete", some);
  gtk_widget_action_set_enabled (widget, "bulk.print", some);
  gtk_widget_action_set_enabled (widget, "bulk.export", some);
  gtk_widget_set_sensitive (self->tag_button, some);
}

static void
checking_cb (HeedBulkBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), heed_selection_get_checking (self->selection));
  update_actions (self);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = heed_bulk_actions_get_checked_finish (result, &error);

  /* The window may have gone. */
  if (gtk_widget_get_root (GTK_WIDGET (errand->self)) == NULL)
    return;

  if (ids == NULL)
    heed_bulk_actions_say (GTK_WIDGET (errand->self), error->message);
  else if (ids[0] != NULL)
    errand->func (GTK_WIDGET (errand->self), errand->journal, (const char * const *) ids);
  if (errand->ends && ids != NULL && errand->self->selection != NULL)
    heed_selection_set_checking (errand->self->selection, FALSE);
}

static void
do_with_checked (HeedBulkBar *self,
                 BulkFunc     func,
                 gboolean     ends)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->self = g_object_ref (self);
  errand->journal = g_object_ref (self->journal);
  errand->func = func;
  errand->ends = ends;
  heed_bulk_actions_get_checked_async (self->selection, checked_cb, errand);
}

static void
delete_ids (GtkWidget          *origin,
            HeedJournal        *journal,
            const char * const *ids)
{
  heed_bulk_actions_change (origin, journal, ids, HEED_CHANGE_DELETE, NULL);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  do_with_checked (HEED_BULK_BAR (widget), delete_ids, TRUE);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  do_with_checked (HEED_BULK_BAR (widget), heed_bulk_actions_print, FALSE);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  do_with_checked (HEED_BULK_BAR (widget), heed_bulk_actions_export, FALSE);
}

static void
heed_bulk_bar_dispose (GObject *object)
{
  HeedBulkBar *self = HEED_BULK_BAR (object);

  g_clear_object (&self->journal);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (heed_bulk_bar_parent_class)->dispose (object);
}

static void
heed_bulk_bar_class_init (HeedBulkBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_bulk_bar_dispose;

  g_type_ensure (HEED_TYPE_BULK_TAGS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/journal/heed-bulk-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedBulkBar, tag_button);
  gtk_widget_class_bind_template_child (widget_class, HeedBulkBar, tags);
  gtk_widget_class_install_action (widget_class, "bulk.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "bulk.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "bulk.export", NULL, export_action);
}

static void
heed_bulk_bar_init (HeedBulkBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_bulk_bar_set_selection:
 * @self: a bar
 * @journal: (nullable): an open journal
 * @selection: a selection of a list of its entries
 *
 * Sets what there is to do something with.
 */
void
heed_bulk_bar_set_selection (HeedBulkBar   *self,
                             HeedJournal   *journal,
                             HeedSelection *selection)
{
  g_return_if_fail (HEED_IS_BULK_BAR (self) && HEED_IS_SELECTION (selection));

  g_set_object (&self->journal, journal);
  if (g_set_object (&self->selection, selection))
    {
      g_signal_connect_object (selection, "notify::checking", G_CALLBACK (checking_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (selection, "selection-changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
    }
  heed_bulk_tags_set_selection (self->tags, journal, selection);
  checking_cb (self);
}
