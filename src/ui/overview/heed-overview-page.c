/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the skill is and why it matters. See heed-overview-page.h. */

#include "heed-overview-page.h"

#include "heed-list-update.h"
#include "heed-overview-parts.h"
#include "heed-reading.h"
#include "heed-resource-row.h"
#include "heed-text.h"
#include "heed-wrap-box.h"

/* As many as one looks through; the journal has all. */
#define RESOURCES_MAX 100

struct _HeedOverviewPage
{
  HeedLiveBin parent_instance;

  AdwWindowTitle *window_title;
  GtkLabel *title_label;
  GtkLabel *lede_label;
  GtkBox *sections_box;
  GtkBox *resources_box;
  GtkWidget *no_own_label;
  GtkListBox *own_list;
  GtkWidget *add_button;

  GListStore *own;  /* entries of the form for resources */
  HeedEntry *fresh; /* one that was just added; NULL otherwise */
};

G_DEFINE_FINAL_TYPE (HeedOverviewPage, heed_overview_page, HEED_TYPE_LIVE_BIN)

static GtkWidget *
make_own_row (gpointer item,
              gpointer data)
{
  return heed_resource_row_new (heed_live_bin_get_journal (data), item);
}

static gboolean
is_untouched (HeedEntry *entry)
{
  HeedRecord *record = heed_entry_get_record (entry);

  return heed_record_get_n_answers (record) == 0 && heed_text_is_blank (heed_record_get_title (record));
}

/* A resource that was just added is shown before the journal knows of it. */
static void
keep_fresh (HeedOverviewPage *self,
            GPtrArray        *entries)
{
  if (self->fresh == NULL)
    return;

  if (g_ptr_array_find (entries, self->fresh, NULL) || heed_entry_is_deleted (self->fresh))
    g_clear_object (&self->fresh);
  else
    g_ptr_array_insert (entries, 0, g_object_ref (self->fresh));
}

static void
show_own (HeedOverviewPage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->own)) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->own_list), any);
  gtk_widget_set_visible (self->no_own_label, !any);
}

static void
entries_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (HeedOverviewPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = heed_journal_query_finish (HEED_JOURNAL (source), result, &error);

  if (!heed_live_bin_end_refresh (HEED_LIVE_BIN (self), error))
    return;

  keep_fresh (self, entries);
  heed_list_update (self->own, entries);
  show_own (self);
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HeedOverviewPage *self = HEED_OVERVIEW_PAGE (widget);

  if (!heed_live_bin_can_ask (HEED_LIVE_BIN (self)))
    return;

  if (self->fresh == NULL || !is_untouched (self->fresh))
    {
      g_clear_object (&self->fresh);
      self->fresh = heed_journal_create_entry (heed_live_bin_get_journal (HEED_LIVE_BIN (self)),
                                               HEED_FORM_RESOURCE, NULL);
      g_list_store_insert (self->own, 0, self->fresh);
      show_own (self);
    }
  heed_resource_row_edit (HEED_RESOURCE_ROW (gtk_list_box_get_row_at_index (self->own_list, 0)));
}

/* One in which nothing was written just goes. */
static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeedOverviewPage *self = HEED_OVERVIEW_PAGE (widget);
  guint position;

  if (self->fresh != NULL && is_untouched (self->fresh) &&
      g_str_equal (heed_entry_get_id (self->fresh), g_variant_get_string (parameter, NULL)))
    {
      if (g_list_store_find (self->own, self->fresh, &position))
        g_list_store_remove (self->own, position);
      g_clear_object (&self->fresh);
      show_own (self);
    }
  else
    gtk_widget_activate_action_variant (widget, "win.delete-entry", parameter);
  gtk_widget_grab_focus (self->add_button);
}

static void
show_overview (HeedOverviewPage *self,
               HeedItem         *overview)
{
  GListModel *sections = heed_item_get_children (overview);

  adw_window_title_set_title (self->window_title, heed_item_get_title (overview));
  gtk_label_set_label (self->title_label, heed_item_get_title (overview));
  gtk_label_set_label (self->lede_label, heed_item_get_summary (overview));
  gtk_widget_set_visible (GTK_WIDGET (self->lede_label), heed_item_get_summary (overview) != NULL);
  for (guint i = 0; i < g_list_model_get_n_items (sections); i++)
    {
      g_autoptr (HeedItem) section = g_list_model_get_item (sections, i);

      gtk_box_append (self->sections_box,
                      heed_overview_parts_new_section (heed_live_bin_get_workbook (HEED_LIVE_BIN (self)), section));
    }
}

static void
show_resources (HeedOverviewPage *self,
                HeedItem         *resources)
{
  GListModel *groups = heed_item_get_children (resources);

  gtk_box_append (self->resources_box, heed_reading_new_heading (heed_item_get_title (resources), "title-3", 2));
  if (heed_item_get_summary (resources) != NULL)
    gtk_box_append (self->resources_box, heed_reading_new_paragraph (heed_item_get_summary (resources)));
  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (HeedItem) group = g_list_model_get_item (groups, i);

      gtk_box_append (self->resources_box, heed_overview_parts_new_resource_group (group));
    }
}

static void
heed_overview_page_set_up (HeedLiveBin *bin)
{
  HeedOverviewPage *self = HEED_OVERVIEW_PAGE (bin);
  HeedWorkbook *workbook = heed_live_bin_get_workbook (bin);

  if (heed_workbook_get_overview (workbook) != NULL)
    show_overview (self, heed_workbook_get_overview (workbook));
  if (heed_workbook_get_resources (workbook) != NULL)
    show_resources (self, heed_workbook_get_resources (workbook));
}

static void
heed_overview_page_refresh (HeedLiveBin *bin)
{
  HeedQuery query = {
    .workbook_id = heed_workbook_get_id (heed_live_bin_get_workbook (bin)),
    .form_id = HEED_FORM_RESOURCE,
    .limit = RESOURCES_MAX,
  };

  heed_journal_query_async (heed_live_bin_get_journal (bin), &query, entries_cb, g_object_ref (bin));
}

static void
heed_overview_page_dispose (GObject *object)
{
  HeedOverviewPage *self = HEED_OVERVIEW_PAGE (object);

  g_clear_object (&self->own);
  g_clear_object (&self->fresh);

  G_OBJECT_CLASS (heed_overview_page_parent_class)->dispose (object);
}

static void
heed_overview_page_class_init (HeedOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_overview_page_dispose;
  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_overview_page_set_up;
  HEED_LIVE_BIN_CLASS (klass)->refresh = heed_overview_page_refresh;

  g_type_ensure (HEED_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/heedworkbook/Heed/overview/heed-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, lede_label);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, sections_box);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, resources_box);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, no_own_label);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, own_list);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, add_button);
  gtk_widget_class_install_action (widget_class, "overview.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "overview.delete", "s", delete_action);
}

static void
heed_overview_page_init (HeedOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->own = g_list_store_new (HEED_TYPE_ENTRY);
  gtk_list_box_bind_model (self->own_list, G_LIST_MODEL (self->own), make_own_row, self, NULL);
}

/**
 * heed_overview_page_new:
 * @journal: an open journal
 *
 * Makes the page.
 *
 * Returns: (transfer full): the page
 */
GtkWidget *
heed_overview_page_new (HeedJournal *journal)
{
  return g_object_new (HEED_TYPE_OVERVIEW_PAGE, "journal", journal, NULL);
}
