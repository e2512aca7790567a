/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of all entries. See heed-journal-page.h. */

#include "heed-journal-page.h"

#include "heed-entry-pane.h"
#include "heed-entry-row.h"
#include "heed-text.h"

#include <glib/gi18n.h>

/* More than anybody reads through; more words find what is meant. */
#define MATCHES_MAX 200

struct _HeedJournalPage
{
  AdwBin parent_instance;

  GtkStack *states;
  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  GtkSearchEntry *search_entry;
  GtkStack *results;
  GtkListView *list;
  GtkStack *entry_pane;
  GtkLabel *saved;
  GtkActionable *delete_button;
  GtkActionable *print_button;
  GtkActionable *open_button;
  HeedEntryPane *reader;
  HeedEntryView *entry_view;   /* in the reader */

  HeedJournal *journal;
  GtkSingleSelection *all;     /* over the journal */
  GtkSingleSelection *found;   /* over matches */
  GListStore *matches;
  GHashTable *snippets;        /* HeedEntry → what was found in it */
  GHashTable *bound;           /* set of GtkListItem that show something */
  GCancellable *searching;
  HeedEntry *shown;            /* beside the list */
};

enum
{
  PROP_0,
  PROP_JOURNAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedJournalPage, heed_journal_page, ADW_TYPE_BIN)

static gboolean
is_searching (HeedJournalPage *self)
{
  return gtk_list_view_get_model (self->list) == GTK_SELECTION_MODEL (self->found);
}

/* Months */

static char *
format_month (guint32 day)
{
  g_autoptr (GDateTime) time = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  time = g_date_time_new_local (g_date_get_year (&date), (int) g_date_get_month (&date), 1, 12, 0, 0);
  /* Translators: a month and its year above a list, such as “November 2026”,
   * in g_date_time_format() codes. */
  return g_date_time_format (time, _("%OB %Y"));
}

static gboolean
is_same_month (guint32 one,
               guint32 two)
{
  GDate first, second;

  g_date_clear (&first, 1);
  g_date_clear (&second, 1);
  g_date_set_julian (&first, one);
  g_date_set_julian (&second, two);
  return g_date_get_year (&first) == g_date_get_year (&second) &&
         g_date_get_month (&first) == g_date_get_month (&second);
}

static void
show_month (HeedJournalPage *self,
            GtkListItem     *item)
{
  HeedEntryRow *row = HEED_ENTRY_ROW (gtk_list_item_get_child (item));
  guint position = gtk_list_item_get_position (item);
  g_autofree char *month = NULL;
  guint32 day;

  if (!is_searching (self) && position < g_list_model_get_n_items (G_LIST_MODEL (self->journal)))
    {
      day = heed_journal_get_day (self->journal, position);
      if (position == 0 || !is_same_month (day, heed_journal_get_day (self->journal, position - 1)))
        month = format_month (day);
    }

  heed_entry_row_set_month (row, month);
}

static void
drop_deleted_matches (HeedJournalPage *self)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->matches)); i-- > 0;)
    {
      g_autoptr (HeedEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->matches), i);

      if (heed_stamp_is_set (heed_record_get_deleted (heed_entry_get_head (entry))))
        g_list_store_remove (self->matches, i);
    }
}

/* A row keeps its entry while others come and go above it, but may come to be,
 * or no longer be, the first of its month. */
static void
update_list (HeedJournalPage *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_month (self, item);

  drop_deleted_matches (self);
  gtk_stack_set_visible_child_name (self->states, g_list_model_get_n_items (G_LIST_MODEL (self->journal)) > 0
                                                    ? "entries"
                                                    : "empty");
}

/* Rows */

static void
setup_row_cb (GtkListItemFactory *factory,
              GtkListItem        *item,
              HeedJournalPage    *self)
{
  gtk_list_item_set_child (item, heed_entry_row_new ());
}

static void
bind_row_cb (GtkListItemFactory *factory,
             GtkListItem        *item,
             HeedJournalPage    *self)
{
  HeedEntryRow *row = HEED_ENTRY_ROW (gtk_list_item_get_child (item));
  HeedEntry *entry = gtk_list_item_get_item (item);

  g_hash_table_add (self->bound, item);
  heed_entry_row_set_entry (row, entry);
  heed_entry_row_set_snippet (row, is_searching (self) ? g_hash_table_lookup (self->snippets, entry) : NULL);
  show_month (self, item);
}

static void
unbind_row_cb (GtkListItemFactory *factory,
               GtkListItem        *item,
               HeedJournalPage    *self)
{
  g_hash_table_remove (self->bound, item);
  heed_entry_row_set_entry (HEED_ENTRY_ROW (gtk_list_item_get_child (item)), NULL);
}

/* The entry beside the list */

static void
show_saved (HeedJournalPage *self)
{
  static const char * const texts[] = {
    [HEED_SAVE_STATE_SAVED] = N_("Saved"),
    [HEED_SAVE_STATE_UNSAVED] = N_("Saving…"),
    [HEED_SAVE_STATE_SAVING] = N_("Saving…"),
    [HEED_SAVE_STATE_FAILED] = N_("Could not be saved"),
  };

  if (self->shown != NULL)
    gtk_label_set_label (self->saved, _(texts[heed_entry_get_save_state (self->shown)]));
}

static void
show_entry (HeedJournalPage *self,
            HeedEntry       *entry)
{
  if (self->shown == entry)
    return;

  if (self->shown != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->shown, show_saved, self);
      heed_journal_save_async (self->journal, NULL, NULL);
    }

  g_set_object (&self->shown, entry);
  heed_entry_view_set_entry (self->entry_view, entry);
  gtk_stack_set_visible_child_name (self->entry_pane, entry != NULL ? "entry" : "none");
  if (entry == NULL)
    return;

  g_signal_connect_object (entry, "notify::save-state", G_CALLBACK (show_saved), self, G_CONNECT_SWAPPED);
  gtk_actionable_set_action_target (self->delete_button, "s", heed_entry_get_id (entry));
  gtk_actionable_set_action_target (self->print_button, "s", heed_entry_get_id (entry));
  gtk_actionable_set_action_target (self->open_button, "s", heed_entry_get_id (entry));
  show_saved (self);
}

static HeedEntry *
get_selected (HeedJournalPage *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);

  return model != NULL ? gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model)) : NULL;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (HeedJournalPage) self = data;
  g_autoptr (GError) error = NULL;
  HeedEntry *selected = get_selected (self);

  if (!heed_journal_open_entry_finish (HEED_JOURNAL (source), result, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
  else if (selected != NULL && heed_entry_is_open (selected) && !adw_leaflet_get_folded (self->leaflet))
    show_entry (self, selected);
}

static void
selected_cb (HeedJournalPage *self)
{
  HeedEntry *selected = get_selected (self);

  if (selected == NULL)
    show_entry (self, NULL);
  else if (!adw_leaflet_get_folded (self->leaflet) && heed_entry_get_id (selected) != NULL)
    heed_journal_open_entry_async (self->journal, selected, opened_cb, g_object_ref (self));
}

static void
row_activated_cb (HeedJournalPage *self,
                  guint            position)
{
  g_autoptr (HeedEntry) entry = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)), position);

  if (entry == NULL || heed_entry_get_id (entry) == NULL)
    return;

  if (adw_leaflet_get_folded (self->leaflet))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-entry", "s", heed_entry_get_id (entry));
  else
    gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list)), position);
}

/* Narrow, one click opens a page; wide, it selects what stands beside. */
static void
folded_cb (HeedJournalPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  gtk_list_view_set_single_click_activate (self->list, folded);
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
  if (!folded)
    selected_cb (self);
}

/* Search */

static void
show_matches (HeedJournalPage *self,
              GPtrArray       *entries,
              GPtrArray       *snippets)
{
  g_hash_table_remove_all (self->snippets);
  for (guint i = 0; i < entries->len; i++)
    g_hash_table_insert (self->snippets, g_object_ref (g_ptr_array_index (entries, i)),
                         g_strdup (g_ptr_array_index (snippets, i)));

  /* First the model, so that rows are bound as what they are. */
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->found));
  g_list_store_splice (self->matches, 0, g_list_model_get_n_items (G_LIST_MODEL (self->matches)),
                       entries->pdata, entries->len);
  gtk_stack_set_visible_child_name (self->results, entries->len > 0 ? "list" : "nothing");
}

static void
show_all (HeedJournalPage *self)
{
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->all));
  g_list_store_remove_all (self->matches);
  g_hash_table_remove_all (self->snippets);
  gtk_stack_set_visible_child_name (self->results, "list");
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (HeedJournalPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) snippets = NULL;
  g_autoptr (GPtrArray) entries = heed_journal_search_finish (HEED_JOURNAL (source), result, &snippets, &error);

  if (entries != NULL)
    show_matches (self, entries, snippets);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

static void
search_changed_cb (HeedJournalPage *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  HeedQuery query = { .words = words, .limit = MATCHES_MAX };

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  if (self->journal == NULL)
    return;

  if (heed_text_is_blank (words))
    {
      show_all (self);
      return;
    }

  self->searching = g_cancellable_new ();
  heed_journal_search_async (self->journal, &query, self->searching, searched_cb, g_object_ref (self));
}

static void
stop_search_cb (HeedJournalPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* What came, or came back, may be among what is searched for. */
static void
items_changed_cb (HeedJournalPage *self,
                  guint            position,
                  guint            removed,
                  guint            added)
{
  update_list (self);
  if (added > removed && is_searching (self))
    search_changed_cb (self);
}

static GtkSingleSelection *
new_selection (HeedJournalPage *self,
               GListModel      *model)
{
  GtkSingleSelection *selection = gtk_single_selection_new (NULL);

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_model (selection, model);
  g_signal_connect_object (selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  return selection;
}

static void
set_journal (HeedJournalPage *self,
             HeedJournal     *journal)
{
  if (!g_set_object (&self->journal, journal) || journal == NULL)
    return;

  g_clear_object (&self->all);
  self->all = new_selection (self, G_LIST_MODEL (journal));
  g_signal_connect_object (journal, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->all));
  update_list (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOURNAL]);
}

static void
heed_journal_page_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  HeedJournalPage *self = HEED_JOURNAL_PAGE (object);

  switch (property_id)
    {
    case PROP_JOURNAL:
      g_value_set_object (value, self->journal);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_journal_page_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_JOURNAL:
      set_journal (HEED_JOURNAL_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_journal_page_dispose (GObject *object)
{
  HeedJournalPage *self = HEED_JOURNAL_PAGE (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_object (&self->shown);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->all);
  g_clear_object (&self->found);
  g_clear_object (&self->matches);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (heed_journal_page_parent_class)->dispose (object);
}

static void
heed_journal_page_finalize (GObject *object)
{
  HeedJournalPage *self = HEED_JOURNAL_PAGE (object);

  g_hash_table_unref (self->snippets);
  g_hash_table_unref (self->bound);

  G_OBJECT_CLASS (heed_journal_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/journal/heed-journal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, states);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, results);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, list);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, entry_pane);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, saved);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, delete_button);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, reader);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
heed_journal_page_class_init (HeedJournalPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_journal_page_dispose;
  object_class->finalize = heed_journal_page_finalize;
  object_class->get_property = heed_journal_page_get_property;
  object_class->set_property = heed_journal_page_set_property;

  properties[PROP_JOURNAL] = g_param_spec_object ("journal", NULL, NULL, HEED_TYPE_JOURNAL,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HEED_TYPE_ENTRY_PANE);
  bind_template (GTK_WIDGET_CLASS (klass));

  /* In the entry beside the list, the same key finds words in that entry. */
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_f, GDK_CONTROL_MASK, "win.search", NULL);
}

static void
heed_journal_page_init (HeedJournalPage *self)
{
  self->snippets = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->bound = g_hash_table_new (NULL, NULL);
  self->matches = g_list_store_new (HEED_TYPE_ENTRY);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entry_view = heed_entry_pane_get_view (self->reader);
  gtk_stack_set_visible_child_name (self->states, "entries");
  self->found = new_selection (self, G_LIST_MODEL (self->matches));
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

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
