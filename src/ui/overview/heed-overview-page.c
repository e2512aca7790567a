/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the skill is and why it matters. See heed-overview-page.h. */

#include "heed-overview-page.h"

#include "heed-link.h"
#include "heed-list.h"
#include "heed-reading.h"
#include "heed-resource-row.h"
#include "heed-template.h"
#include "heed-text.h"

/* As many as one looks through; the journal has all. */
#define RESOURCES_MAX 100

struct _HeedOverviewPage
{
  HeedLiveBin parent_instance;

  GtkBox *sections_box;
  GtkBox *resources_box;
  GtkListBox *own_list;
  GtkWidget *add_button;
  GListStore *own; /* entries of the form for resources */

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

static gboolean
has_none (HeedOverviewPage *self,
          guint             n,
          gboolean          answered)
{
  return answered && n == 0;
}

/* A resource that was just added is shown before the journal knows of it. */
static void
heed_overview_page_show (HeedLiveBin *bin)
{
  HeedOverviewPage *self = HEED_OVERVIEW_PAGE (bin);
  GPtrArray *entries = *(GPtrArray **) heed_live_bin_get_answers (bin);

  if (self->fresh != NULL && !g_ptr_array_find (entries, self->fresh, NULL) && !heed_entry_is_deleted (self->fresh))
    g_ptr_array_insert (entries, 0, g_object_ref (self->fresh));
  else
    g_clear_object (&self->fresh);
  heed_list_update (self->own, entries);
}

static void
add_action (HeedOverviewPage *self)
{
  if (!heed_live_bin_can_ask (HEED_LIVE_BIN (self)))
    return;

  if (self->fresh == NULL || !is_untouched (self->fresh))
    {
      g_clear_object (&self->fresh);
      self->fresh = heed_journal_create_entry (heed_live_bin_get_journal (HEED_LIVE_BIN (self)),
                                               HEED_FORM_RESOURCE, NULL);
      g_list_store_insert (self->own, 0, self->fresh);
    }
  heed_resource_row_edit (HEED_RESOURCE_ROW (gtk_list_box_get_row_at_index (self->own_list, 0)));
}

/* One in which nothing was written just goes. */
static void
delete_action (HeedOverviewPage *self,
               GVariant         *parameter)
{
  guint position;

  if (self->fresh != NULL && is_untouched (self->fresh) &&
      g_str_equal (heed_entry_get_id (self->fresh), g_variant_get_string (parameter, NULL)))
    {
      if (g_list_store_find (self->own, self->fresh, &position))
        g_list_store_remove (self->own, position);
      g_clear_object (&self->fresh);
    }
  else
    gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.delete-entry", parameter);
  gtk_widget_grab_focus (self->add_button);
}

static void
add_section (HeedOverviewPage *self,
             HeedWorkbook     *workbook,
             HeedItem         *section)
{
  const char *form_id = heed_item_get_form_id (section), *title = heed_item_get_title (section);
  HeedForm *form = form_id != NULL ? heed_workbook_find_form (workbook, form_id) : NULL;
  HeedField *group = form != NULL ? heed_form_find_path (form, heed_item_get_field_path (section)) : NULL;
  GListModel *points = heed_item_get_children (section);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkListBox *list = GTK_LIST_BOX (heed_reading_new_list (title));

  gtk_box_append (GTK_BOX (box), heed_reading_new_heading (title, "title-3", 2));
  heed_reading_append_paragraphs (GTK_BOX (box), heed_item_get_paragraphs (section));
  for (guint i = 0; i < g_list_model_get_n_items (points); i++)
    {
      g_autoptr (HeedItem) point = g_list_model_get_item (points, i);

      gtk_list_box_append (list, heed_reading_new_numbered_row (i + 1, heed_item_get_title (point),
                                                                heed_item_get_paragraphs (point)));
    }
  /* The labels in the group of a form that the section shows. */
  for (guint i = 0; group != NULL && i < heed_field_get_n_fields (group); i++)
    gtk_list_box_append (list, heed_reading_new_numbered_row (i + 1, heed_field_get_label (heed_field_get_field (group, i)),
                                                              NULL));
  gtk_widget_set_visible (GTK_WIDGET (list), gtk_list_box_get_row_at_index (list, 0) != NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (list));
  gtk_box_append (self->sections_box, box);
}

static void
add_resources (HeedOverviewPage *self,
               HeedItem         *group)
{
  GListModel *resources = heed_item_get_children (group);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = heed_reading_new_list (heed_item_get_title (group));

  gtk_box_append (GTK_BOX (box), heed_reading_new_heading (heed_item_get_title (group), "heading", 3));
  if (heed_item_get_summary (group) != NULL)
    gtk_box_append (GTK_BOX (box), heed_reading_new_paragraph (heed_item_get_summary (group)));
  for (guint i = 0; i < g_list_model_get_n_items (resources); i++)
    {
      g_autoptr (HeedItem) resource = g_list_model_get_item (resources, i);
      const char *title = heed_item_get_title (resource), *link = heed_item_get_link (resource);
      g_autofree char *text = g_strjoinv ("\n", (char **) heed_item_get_paragraphs (resource));
      GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", text, NULL);

      if (link != NULL)
        adw_action_row_add_suffix (ADW_ACTION_ROW (row), heed_link_new_button (link, title));
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (self->resources_box, box);
}

static void
heed_overview_page_set_up (HeedLiveBin *bin)
{
  HeedOverviewPage *self = HEED_OVERVIEW_PAGE (bin);
  HeedWorkbook *workbook = heed_live_bin_get_workbook (bin);
  HeedItem *overview = heed_live_bin_get_item (bin), *resources = heed_workbook_get_resources (workbook);
  GListModel *sections = overview != NULL ? heed_item_get_children (overview) : NULL;
  GListModel *groups = resources != NULL ? heed_item_get_children (resources) : NULL;

  for (guint i = 0; sections != NULL && i < g_list_model_get_n_items (sections); i++)
    {
      g_autoptr (HeedItem) section = g_list_model_get_item (sections, i);

      add_section (self, workbook, section);
    }

  if (resources != NULL)
    gtk_box_append (self->resources_box, heed_reading_new_heading (heed_item_get_title (resources), "title-3", 2));
  if (resources != NULL && heed_item_get_summary (resources) != NULL)
    gtk_box_append (self->resources_box, heed_reading_new_paragraph (heed_item_get_summary (resources)));
  for (guint i = 0; groups != NULL && i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (HeedItem) group = g_list_model_get_item (groups, i);

      add_resources (self, group);
    }
}

static void
heed_overview_page_ask (HeedLiveBin      *bin,
                        HeedJournalBatch *batch,
                        gpointer          answers)
{
  HeedQuery query = { .form_id = HEED_FORM_RESOURCE, .limit = RESOURCES_MAX };

  heed_journal_batch_query (batch, &query, answers);
}

static void
heed_overview_page_dispose (GObject *object)
{
  g_clear_object (&HEED_OVERVIEW_PAGE (object)->fresh);

  G_OBJECT_CLASS (heed_overview_page_parent_class)->dispose (object);
}

static void
heed_overview_page_class_init (HeedOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_overview_page_dispose;
  HEED_LIVE_BIN_CLASS (klass)->get_item = heed_workbook_get_overview;
  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_overview_page_set_up;
  HEED_LIVE_BIN_CLASS (klass)->ask = heed_overview_page_ask;
  HEED_LIVE_BIN_CLASS (klass)->show = heed_overview_page_show;

  heed_template_set (widget_class, "overview/heed-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, sections_box);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, resources_box);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, own_list);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, HeedOverviewPage, own);
  gtk_widget_class_bind_template_callback (widget_class, has_none);
  heed_template_install_action (widget_class, "overview.add", NULL, G_CALLBACK (add_action));
  heed_template_install_action (widget_class, "overview.delete", "s", G_CALLBACK (delete_action));
}

static void
heed_overview_page_init (HeedOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
