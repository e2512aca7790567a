/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of all entries. See heed-journal-page.h. */

#include "heed-journal-page.h"

#include "heed-entry-pane.h"
#include "heed-journal-list.h"
#include "heed-template.h"

struct _HeedJournalPage
{
  HeedLiveBin parent_instance;

  GtkStack *states;
  AdwLeaflet *leaflet;
  HeedJournalList *list;
  HeedEntryPane *reader;
  HeedEntryView *entry_view;   /* in the reader */

  HeedJournal *journal; /* NULL until it is shown */
  HeedEntry *shown; /* beside the list */
  HeedEntry *last;  /* what is selected again if it comes back */
};

enum
{
  PROP_0,
  PROP_ENTRY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedJournalPage, heed_journal_page, HEED_TYPE_LIVE_BIN)

/* The entry beside the list */

static GVariant *
create_target (HeedJournalPage *self,
               HeedEntry       *entry)
{
  return g_variant_ref_sink (g_variant_new_string (entry != NULL ? heed_entry_get_id (entry) : ""));
}

static char *
choose_pane (HeedJournalPage *self,
             HeedEntry       *entry)
{
  return g_strdup (entry != NULL ? "entry" : "none");
}

static void
show_entry (HeedJournalPage *self,
            HeedEntry       *entry)
{
  if (self->shown == entry)
    return;

  if (self->shown != NULL)
    heed_journal_save_async (self->journal, NULL, NULL);
  g_set_object (&self->shown, entry);
  heed_entry_view_set_entry (self->entry_view, entry);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY]);
}

static HeedEntry *
get_selected (HeedJournalPage *self)
{
  return heed_selection_get_item (heed_journal_list_get_selection (self->list));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (HeedJournalPage) self = data;
  g_autoptr (GError) error = NULL;
  HeedEntry *selected;

  if (self->journal == NULL)
    return;

  selected = get_selected (self);
  if (!heed_journal_finish (HEED_JOURNAL (source), result, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
  else if (selected != NULL && heed_entry_is_open (selected) && !adw_leaflet_get_folded (self->leaflet))
    show_entry (self, selected);
}

/* What is shown stays while a search or a filter hides it in the list. */
static void
selected_cb (HeedJournalPage *self)
{
  HeedEntry *selected = get_selected (self);

  if (selected != NULL)
    {
      g_set_object (&self->last, selected);
      if (!adw_leaflet_get_folded (self->leaflet) && heed_entry_get_id (selected) != NULL)
        heed_journal_open_entry_async (self->journal, selected, opened_cb, g_object_ref (self));
    }
  else if (self->shown != NULL && heed_entry_is_deleted (self->shown))
    {
      show_entry (self, NULL);
    }
}

/* An entry that was deleted may come back, or one that a filter hid. */
static void
select_again (HeedJournalPage *self)
{
  if (self->last != NULL && get_selected (self) == NULL && !adw_leaflet_get_folded (self->leaflet))
    heed_journal_list_select (self->list, self->last);
}

static void
activated_cb (HeedJournalPage *self,
              HeedEntry       *entry)
{
  if (adw_leaflet_get_folded (self->leaflet))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-entry", "s", heed_entry_get_id (entry));
}

/* Narrow, one click opens a page; wide, it selects what stands beside. */
static void
folded_cb (HeedJournalPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  heed_journal_list_set_single_click (self->list, folded);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->list));
  if (!folded)
    selected_cb (self);
}

static void
update_state (HeedJournalPage *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->journal)) == 0;

  gtk_stack_set_visible_child_name (self->states, empty ? "empty" : "entries");
}

static void
heed_journal_page_set_up (HeedLiveBin *bin)
{
  HeedJournalPage *self = HEED_JOURNAL_PAGE (bin);
  HeedSelection *selection = heed_journal_list_get_selection (self->list);

  self->journal = g_object_ref (heed_live_bin_get_journal (bin));
  heed_entry_view_set_journal (self->entry_view, self->journal);
  heed_journal_list_set_journal (self->list, self->journal);
  g_signal_connect_object (selection, "notify::item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (select_again), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->journal, "items-changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  update_state (self);
}

static void
heed_journal_page_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (property_id == PROP_ENTRY)
    g_value_set_object (value, HEED_JOURNAL_PAGE (object)->shown);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
heed_journal_page_dispose (GObject *object)
{
  HeedJournalPage *self = HEED_JOURNAL_PAGE (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->last);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (heed_journal_page_parent_class)->dispose (object);
}

static void
heed_journal_page_class_init (HeedJournalPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_journal_page_dispose;
  object_class->get_property = heed_journal_page_get_property;
  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_journal_page_set_up;

  /* What stands beside the list. */
  properties[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, HEED_TYPE_ENTRY,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HEED_TYPE_ENTRY_PANE);
  g_type_ensure (HEED_TYPE_JOURNAL_LIST);
  heed_template_set (widget_class, "journal/heed-journal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, states);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, list);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, reader);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_target);
  gtk_widget_class_bind_template_callback (widget_class, choose_pane);
}

static void
heed_journal_page_init (HeedJournalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entry_view = heed_entry_pane_get_view (self->reader);
  gtk_stack_set_visible_child_name (self->states, "entries");
}

/**
 * heed_journal_page_start_search:
 * @self: the page
 *
 * Puts the caret where the words to search for are typed.
 */
void
heed_journal_page_start_search (HeedJournalPage *self)
{
  g_return_if_fail (HEED_IS_JOURNAL_PAGE (self));

  heed_journal_list_start_search (self->list);
}

/**
 * heed_journal_page_show_form:
 * @self: the page
 * @form_id: (nullable): the id of a form; %NULL for all
 *
 * Shows the entries of one kind, whatever was looked for before.
 */
void
heed_journal_page_show_form (HeedJournalPage *self,
                             const char      *form_id)
{
  g_return_if_fail (HEED_IS_JOURNAL_PAGE (self));

  heed_journal_list_show_everything (self->list);
  heed_filter_set_form_id (heed_journal_list_get_filter (self->list), form_id);
}

/**
 * heed_journal_page_show_tag:
 * @self: the page
 * @tag: a tag
 *
 * Shows the entries with a tag, whatever was looked for before.
 */
void
heed_journal_page_show_tag (HeedJournalPage *self,
                            const char      *tag)
{
  g_return_if_fail (HEED_IS_JOURNAL_PAGE (self) && tag != NULL);

  heed_journal_list_show_everything (self->list);
  heed_filter_set_tag (heed_journal_list_get_filter (self->list), tag);
}
