/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the skill is and why it matters. See heed-overview-page.h. */

#include "heed-overview-page.h"

#include "heed-list-update.h"
#include "heed-overview-parts.h"
#include "heed-reading.h"

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

  GListStore *own; /* entries of the form for resources */
};

G_DEFINE_FINAL_TYPE (HeedOverviewPage, heed_overview_page, HEED_TYPE_LIVE_BIN)

static void
summary_cb (HeedEntry         *entry,
            GParamSpec        *pspec,
            AdwPreferencesRow *row)
{
  HeedSummary *summary = heed_entry_get_summary (entry);
  g_autofree char *title = heed_entry_dup_title (entry);

  adw_preferences_row_set_title (row, title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), summary != NULL ? heed_summary_get_excerpt (summary) : "");
}

static GtkWidget *
make_own_row (gpointer item,
              gpointer data)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE,
                                 "activatable", TRUE,
                                 "subtitle-lines", 2,
                                 NULL);
  GtkWidget *image = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_widget_add_css_class (image, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), image);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", heed_entry_get_id (item));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-entry");
  g_signal_connect_object (item, "notify::summary", G_CALLBACK (summary_cb), row, 0);
  g_signal_connect_object (item, "notify::title", G_CALLBACK (summary_cb), row, 0);
  summary_cb (item, NULL, ADW_PREFERENCES_ROW (row));
  return row;
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

  heed_list_update (self->own, entries);
  gtk_widget_set_visible (GTK_WIDGET (self->own_list), entries->len > 0);
  gtk_widget_set_visible (self->no_own_label, entries->len == 0);
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
  HeedQuery query = { .form_id = HEED_FORM_RESOURCE, .limit = RESOURCES_MAX };

  heed_journal_query_async (heed_live_bin_get_journal (bin), &query, entries_cb, g_object_ref (bin));
}

static void
heed_overview_page_dispose (GObject *object)
{
  g_clear_object (&HEED_OVERVIEW_PAGE (object)->own);

  G_OBJECT_CLASS (heed_overview_page_parent_class)->dispose (object);
}

static void
heed_overview_page_class_init (HeedOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_overview_page_dispose;
  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_overview_page_set_up;
  HEED_LIVE_BIN_CLASS (klass)->refresh = heed_overview_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/heedworkbook/Heed/overview/heed-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, lede_label);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, sections_box);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, resources_box);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, no_own_label);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, own_list);
}

static void
heed_overview_page_init (HeedOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->own = g_list_store_new (HEED_TYPE_ENTRY);
  gtk_list_box_bind_model (self->own_list, G_LIST_MODEL (self->own), make_own_row, NULL, NULL);
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
