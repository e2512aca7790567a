/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of all entries: a list of all or some of them, and the one that is selected
 * beside it. See heed-journal-page.h. */

#include "heed-journal-page.h"

#include "heed-accessible.h"
#include "heed-bulk-actions.h"
#include "heed-calendar.h"
#include "heed-context-menu.h"
#include "heed-database.h"
#include "heed-entry-list.h"
#include "heed-entry-pane.h"
#include "heed-entry-row.h"
#include "heed-entry-tools.h"
#include "heed-filter.h"
#include "heed-later.h"
#include "heed-list.h"
#include "heed-month.h"
#include "heed-settings.h"
#include "heed-template.h"
#include "heed-text.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>

/* More than anybody reads through; more words find what is meant. */
#define MATCHES_MAX 200
/* As many as a page has room for, and some more for whoever scrolls. A list view
 * makes 200 rows, in sight or not, which takes longer than to search 10,000 entries. */
#define STEP 32

#define HEED_TYPE_JOURNAL_LIST (heed_journal_list_get_type ())
G_DECLARE_FINAL_TYPE (HeedJournalList, heed_journal_list, HEED, JOURNAL_LIST, AdwBin)

/* The entries of a journal: all of them newest first, or those that words and a filter
 * choose. */
struct _HeedJournalList
{
  AdwBin parent_instance;

  GtkSearchEntry *search_entry;
  HeedFilter *filter;
  GtkPopover *calendar;
  HeedMonth *month;
  GtkWidget *chips;
  GtkWidget *clear_chip;
  GtkLabel *count;
  GtkMenuButton *order_button;
  GMenuModel *order_menu;
  GMenuModel *search_order_menu;
  GtkStack *results;
  GtkListView *list;
  AdwStatusPage *nothing;
  GtkWidget *write_button;
  GtkButton *clear_button;
  HeedBulkBar *bulk_bar;
  HeedSelection *selection; /* of all entries or the matches */

  GSettings *settings;
  HeedJournal *journal;
  HeedEntryList *entries;
  HeedOrder order;          /* of the entries */
  HeedOrder search_order;   /* of what a search found */
  GPtrArray *found;         /* of HeedEntry: what a search found */
  guint n_found;            /* how many there are, whatever the limit */
  GListStore *matches;      /* the first of these */
  guint n_wanted;           /* how many of them are to be in sight at most */
  guint more_source;
  GHashTable *counts;       /* guint32 day → guint entries, for the calendar */
  GHashTable *snippets;     /* HeedEntry → what was found in it */
  HeedEntryRows *rows;
  GCancellable *searching;
};

enum
{
  LIST_PROP_0,
  LIST_PROP_ORDER,
  N_LIST_PROPS
};

static GParamSpec *list_properties[N_LIST_PROPS];

/* As the menus name them. */
static const char * const orders[] = {
  [HEED_ORDER_USUAL] = "best",
  [HEED_ORDER_NEWEST] = "newest",
  [HEED_ORDER_OLDEST] = "oldest",
  [HEED_ORDER_CHANGED] = "changed",
};

G_DEFINE_FINAL_TYPE (HeedJournalList, heed_journal_list, ADW_TYPE_BIN)

static gboolean
shows_matches (HeedJournalList *self)
{
  return heed_selection_get_model (self->selection) == G_LIST_MODEL (self->matches);
}

static gboolean
has_words (HeedJournalList *self)
{
  return !heed_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* Rows */

/* What stands above a row: that pinned entries come first, or the month, unless it is
 * that of the row above. */
static char *
dup_heading (HeedJournalList *self,
             guint            position)
{
  gboolean first = heed_entry_list_is_first (self->entries, position);
  guint32 day = heed_entry_list_get_day (self->entries, position);

  if (first)
    return position == 0 ? g_strdup (_("Pinned")) : NULL;
  if (position > 0 && !heed_entry_list_is_first (self->entries, position - 1) &&
      heed_calendar_is_same_month (day, heed_entry_list_get_day (self->entries, position - 1)))
    return NULL;

  return heed_calendar_format_month (day);
}

static void
show_row (HeedEntryRow *row,
          HeedEntry    *entry,
          guint         position,
          gpointer      data)
{
  HeedJournalList *self = data;
  gboolean dated = !shows_matches (self) && position < g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  g_autofree char *heading = dated ? dup_heading (self, position) : NULL;
  HeedRowDay day = HEED_ROW_DAY_IN_FULL;

  if (dated && !heed_entry_list_is_first (self->entries, position))
    day = self->order == HEED_ORDER_CHANGED ? HEED_ROW_DAY_CHANGED : HEED_ROW_DAY_OF_MONTH;
  heed_entry_row_set_snippet (row, shows_matches (self) ? g_hash_table_lookup (self->snippets, entry) : NULL);
  heed_entry_row_set_day (row, day);
  heed_entry_row_set_heading (row, heading);
}

static void
row_activated_cb (HeedJournalList *self,
                  guint            position)
{
  g_autoptr (HeedEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (heed_selection_get_checking (self->selection))
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.select-item", "(ubb)", position, TRUE, FALSE);
  else if (entry != NULL && heed_entry_get_id (entry) != NULL)
    {
      heed_selection_set_position (self->selection, position);
      /* Narrow, one click opens a page; wide, it selects what stands beside. */
      if (gtk_list_view_get_single_click_activate (self->list))
        gtk_widget_activate_action (GTK_WIDGET (self), "win.open-entry", "s", heed_entry_get_id (entry));
    }
}

/* What there is, or why there is nothing */

static void
describe_nothing (HeedJournalList *self)
{
  guint32 day = has_words (self) ? 0 : heed_filter_get_single_day (self->filter);
  gboolean filtered = heed_filter_is_on (self->filter);
  g_autofree char *date = day != 0 ? heed_day_format (day) : NULL;
  /* Translators: a day, such as “12 November”. */
  g_autofree char *title = day != 0 ? g_strdup_printf (_("Nothing on %s"), date) : g_strdup (_("Nothing Found"));

  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_icon_name (self->nothing, day != 0 ? "x-office-calendar-symbolic" : "system-search-symbolic");
  if (day != 0)
    adw_status_page_set_description (self->nothing, _("No entry was begun on this day. You can write one now."));
  else if (filtered)
    adw_status_page_set_description (self->nothing, _("No entry fits. Show more of them by clearing the filters."));
  else
    adw_status_page_set_description (self->nothing, _("No entry holds these words. Try fewer or shorter ones, and "
                                                      "put words in quotes only if they stand just so."));

  gtk_widget_set_visible (self->write_button, day != 0);
  gtk_button_set_label (self->clear_button, filtered ? _("Clear Filters") : _("Clear Search"));
}

/* How many entries there are for whoever looked for some. */
static void
show_count (HeedJournalList *self)
{
  gboolean searched = shows_matches (self);
  guint count = searched ? self->n_found : g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  g_autofree char *text = NULL;

  /* The answer is still to come. */
  if (searched != has_words (self))
    return;

  if (searched && self->found->len < count)
    /* Translators: how many entries there are, and how many of them are listed. */
    text = g_strdup_printf (ngettext ("%u entry found, the first %u are listed", "%u entries found, the first %u are listed",
                                      count), count, self->found->len);
  else
    text = g_strdup_printf (ngettext ("%u entry found", "%u entries found", count), count);
  gtk_label_set_label (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0 && (searched || heed_filter_is_on (self->filter)));
}

static void
update_results (HeedJournalList *self)
{
  if (self->entries == NULL)
    return;

  show_count (self);
  /* A row may come to be, or no longer be, the first of its month. */
  heed_entry_rows_update (self->rows);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    {
      gtk_stack_set_visible_child_name (self->results, "list");
    }
  else if (!heed_entry_list_get_loading (self->entries) || shows_matches (self))
    {
      describe_nothing (self);
      gtk_stack_set_visible_child_name (self->results, "nothing");
    }
}

/* Whoever sees the newest entries is to see one that is newer still, or comes
 * back, where the list would keep the one with the focus in its place. */
static void
stay_at_top (HeedJournalList *self,
             guint            position,
             guint            removed,
             guint            added)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));

  if (added > removed && gtk_adjustment_get_value (adjustment) <= 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
}

static void
show_found (HeedJournalList *self)
{
  g_autoptr (GPtrArray) best = g_ptr_array_new ();

  for (guint i = 0; i < MIN (self->found->len, self->n_wanted); i++)
    g_ptr_array_add (best, g_ptr_array_index (self->found, i));
  heed_list_update (self->matches, best);
}

static void
show_more (HeedJournalList *self,
           guint            n_wanted)
{
  self->n_wanted = MAX (self->n_wanted, n_wanted);
  if (shows_matches (self))
    show_found (self);
}

static gboolean
is_near_end (HeedJournalList *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));

  return shows_matches (self) && self->n_wanted < self->found->len &&
         gtk_adjustment_get_value (adjustment) + 2 * gtk_adjustment_get_page_size (adjustment) >
           gtk_adjustment_get_upper (adjustment);
}

/* The list has its place by now. */
static void
go_on (HeedJournalList *self)
{
  if (is_near_end (self))
    show_more (self, self->n_wanted + STEP);
}

static void
scrolled_cb (HeedJournalList *self)
{
  if (is_near_end (self))
    heed_later (&self->more_source, G_PRIORITY_DEFAULT_IDLE, G_CALLBACK (go_on), self);
}

static void
show_matches (HeedJournalList *self,
              GPtrArray       *entries,
              GPtrArray       *snippets,
              guint            n_found)
{
  self->n_found = n_found;
  g_ptr_array_unref (self->found);
  self->found = g_ptr_array_ref (entries);
  g_hash_table_remove_all (self->snippets);
  for (guint i = 0; i < entries->len; i++)
    g_hash_table_insert (self->snippets, g_object_ref (g_ptr_array_index (entries, i)),
                         g_strdup (g_ptr_array_index (snippets, i)));

  /* First the model, so that rows are bound as what they are. */
  if (!shows_matches (self))
    {
      g_list_store_remove_all (self->matches);
      heed_selection_set_model (self->selection, G_LIST_MODEL (self->matches));
    }
  show_found (self);
  update_results (self);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (HeedJournalList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) snippets = NULL;
  guint n_found = 0;
  g_autoptr (GPtrArray) entries = heed_journal_search_finish (HEED_JOURNAL (source), result, &snippets, &n_found, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->entries == NULL)
    return;

  if (entries != NULL)
    show_matches (self, entries, snippets, n_found);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

/* Whoever looks for “C++” finds “C”. */
static char *
describe_left_out (HeedJournalList *self,
                   const char      *words)
{
  g_autofree char *signs = heed_database_dup_left_out (words);

  /* Translators: %s is one or more signs, such as “+” or “# +”. */
  return signs != NULL ? g_strdup_printf (_("The search leaves out %s"), signs) : NULL;
}

/* Asks for what words and filters want. */
static void
ask (HeedJournalList *self)
{
  HeedQuery query = { 0 };

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  if (self->journal == NULL)
    return;

  heed_filter_fill_query (self->filter, heed_journal_get_workbook (self->journal), &query);
  if (has_words (self))
    {
      query.words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
      query.limit = MATCHES_MAX;
      query.order = self->search_order;
      self->searching = g_cancellable_new ();
      heed_journal_search_async (self->journal, &query, self->searching, searched_cb, g_object_ref (self));
      return;
    }

  query.order = self->order;
  query.pinned_first = TRUE;
  heed_entry_list_set_query (self->entries, &query);
  heed_selection_set_model (self->selection, G_LIST_MODEL (self->entries));
  g_list_store_remove_all (self->matches);
  g_ptr_array_set_size (self->found, 0);
  g_hash_table_remove_all (self->snippets);
}

static void
search_changed_cb (HeedJournalList *self)
{
  self->n_wanted = STEP;
  gtk_menu_button_set_menu_model (self->order_button, has_words (self) ? self->search_order_menu : self->order_menu);
  g_object_notify_by_pspec (G_OBJECT (self), list_properties[LIST_PROP_ORDER]);
  ask (self);
}

static HeedOrder
get_order (HeedJournalList *self)
{
  return has_words (self) ? self->search_order : self->order;
}

static void
set_order (HeedJournalList *self,
           HeedOrder        order)
{
  if (get_order (self) == order)
    return;

  if (has_words (self))
    self->search_order = order;
  else
    {
      self->order = order;
      g_settings_set_enum (self->settings, "journal-order", (int) order);
    }
  g_object_notify_by_pspec (G_OBJECT (self), list_properties[LIST_PROP_ORDER]);
  ask (self);
}

static void
stop_search_cb (HeedJournalList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* From the words to the first entry that has them, as soon as it is there. */
static void
go_to_list (HeedJournalList *self)
{
  if (has_words (self) != shows_matches (self) || g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.select-item", "(ubb)", 0, FALSE, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
}

static gboolean
search_key_cb (HeedJournalList *self,
               guint            key,
               guint            code,
               GdkModifierType  state)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  go_to_list (self);
  return GDK_EVENT_STOP;
}

/* Each of what the filter keeps to is a chip that takes it off. */
static void
fill_chips (HeedJournalList *self)
{
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (self->chips)) != self->clear_chip)
    gtk_widget_unparent (chip);

  for (guint i = 0; i < HEED_N_FILTER_PARTS; i++)
    if (heed_filter_has_part (self->filter, i))
      {
        g_autoptr (GtkBuilder) builder =
          gtk_builder_new_from_resource ("/org/heedworkbook/Heed/journal/heed-filter-chip.ui");
        g_autofree char *text = heed_filter_describe_part (self->filter, i);
        /* Translators: what is filtered by, such as “Journal note: take this filter off”. */
        g_autofree char *name = g_strdup_printf (_("%s: take this filter off"), text);

        chip = GTK_WIDGET (gtk_builder_get_object (builder, "chip"));
        gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "label")), text);
        heed_accessible_set_name (chip, name);
        gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "u", i);
        gtk_widget_insert_before (chip, self->chips, self->clear_chip);
      }

  gtk_widget_set_visible (self->chips, heed_filter_is_on (self->filter));
}

static void
filter_changed_cb (HeedJournalList *self)
{
  fill_chips (self);
  heed_month_set_day (self->month, heed_filter_get_single_day (self->filter));
  ask (self);
}

/* The calendar */

/* A mark on each day that something was written on. Entries of a day mostly stand
 * together: one look-up for each run of them. */
static void
calendar_shown_cb (HeedJournalList *self)
{
  guint length = self->journal != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->journal)) : 0;
  guint start = 0;

  g_hash_table_remove_all (self->counts);
  for (guint i = 1; i <= length; i++)
    if (i == length || heed_journal_get_day (self->journal, i) != heed_journal_get_day (self->journal, start))
      {
        gpointer day = GUINT_TO_POINTER (heed_journal_get_day (self->journal, start));
        guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, day));

        g_hash_table_insert (self->counts, day, GUINT_TO_POINTER (before + i - start));
        start = i;
      }
  heed_month_set_counts (self->month, self->counts);
  gtk_widget_grab_focus (GTK_WIDGET (self->month));
}

static void
day_chosen_cb (HeedJournalList *self,
               guint            day)
{
  gtk_popover_popdown (self->calendar);
  heed_filter_set_days (self->filter, day, day);
}

/* What came, went, or came back, may be among what is searched for. */
static void
journal_changed_cb (HeedJournalList *self,
                    guint            position,
                    guint            removed,
                    guint            added)
{
  if (added != removed && has_words (self))
    ask (self);
}

/* Checking */

static char *
choose_head (HeedJournalList *self,
             gboolean         checking)
{
  return g_strdup (checking ? "check" : "browse");
}

static char *
describe_checked (HeedJournalList *self,
                  guint            count)
{
  return count > 0 ? g_strdup_printf (ngettext ("%u selected", "%u selected", count), count)
                   : g_strdup (_("Select entries"));
}

static void
checking_cb (HeedJournalList *self)
{
  gboolean checking = heed_selection_get_checking (self->selection);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entries.cancel", checking);
  /* All that was found can be checked at once. */
  if (checking)
    show_more (self, MATCHES_MAX);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* To cancel is enabled only while checking. */
static void
select_action (HeedJournalList *self)
{
  HeedSelection *selection = self->selection;

  heed_selection_set_checking (selection, !heed_selection_get_checking (selection));
}

static void
select_all_action (HeedJournalList *self)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

static void
clear_action (HeedJournalList *self)
{
  if (heed_filter_is_on (self->filter))
    heed_filter_clear (self->filter);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* One part of the filter, or all of it. The chip goes by being clicked, and the focus must
 * not be lost with it. */
static void
take_off_action (HeedJournalList *self,
                 GVariant        *parameter)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
  heed_filter_clear_part (self->filter, g_variant_get_uint32 (parameter));
}

static void
delete_action (HeedJournalList *self)
{
  HeedEntry *entry = heed_selection_get_item (self->selection);

  if (heed_selection_get_checking (self->selection))
    gtk_widget_activate_action (GTK_WIDGET (self->bulk_bar), "bulk.delete", NULL);
  else if (entry != NULL && heed_entry_get_id (entry) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.delete-entry", "s", heed_entry_get_id (entry));
}

/* The only one that is checked, with its tags open if @tags. */
static void
check_action (HeedJournalList *self,
              GVariant        *parameter)
{
  gboolean tags;
  guint position;

  g_variant_get (parameter, "(ub)", &position, &tags);
  heed_selection_set_checking (self->selection, TRUE);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, FALSE);
  if (tags)
    heed_bulk_bar_show_tags (self->bulk_bar);
}

static void
copy_action (HeedJournalList *self,
             GVariant        *parameter)
{
  const char * const ids[] = { g_variant_get_string (parameter, NULL), NULL };

  heed_bulk_actions_copy (GTK_WIDGET (self), self->journal, ids);
}

static void
bulk_action (HeedJournalList *self,
             GVariant        *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (self->bulk_bar), g_variant_get_string (parameter, NULL), NULL);
}

/* The menu of an entry */

static GMenuModel *
create_bulk_menu (HeedJournalList *self)
{
  const gboolean some = heed_selection_get_n_checked (self->selection) > 0;
  const struct { const char *label, *action; } items[] = {
    { _("_Pin to the Top"), "bulk.pin" },
    { _("Un_pin"), "bulk.unpin" },
    { _("_Copy"), "bulk.copy" },
    { _("Prin_t…"), "bulk.print" },
    { _("_Export…"), "bulk.export" },
    { _("_Delete"), "bulk.delete" },
  };
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();

  for (guint i = 0; some && i < G_N_ELEMENTS (items); i++)
    heed_context_menu_append (menu, items[i].label, "entries.bulk", g_variant_new_string (items[i].action));
  heed_context_menu_append (all, _("Select _All"), "entries.select-all", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static GMenuModel *
create_menu (GtkWidget *target,
             gpointer   data)
{
  HeedJournalList *self = data;
  GtkListItem *item = heed_entry_rows_find_item (target);
  HeedEntry *entry = item != NULL ? gtk_list_item_get_item (item) : NULL;
  const char *id = entry != NULL ? heed_entry_get_id (entry) : NULL;
  g_autoptr (GMenu) menu = NULL;
  g_autoptr (GMenu) changes = NULL;
  g_autoptr (GMenu) end = NULL;
  gboolean pinned;
  guint position;

  if (id == NULL)
    return NULL;
  if (heed_selection_get_checking (self->selection))
    return create_bulk_menu (self);

  menu = g_menu_new ();
  changes = g_menu_new ();
  end = g_menu_new ();
  pinned = heed_entry_is_pinned (entry);
  position = gtk_list_item_get_position (item);
  heed_context_menu_append (menu, _("_Open"), "win.open-entry", g_variant_new_string (id));
  heed_context_menu_append (changes, pinned ? _("Un_pin") : _("_Pin to the Top"),
                            pinned ? "win.unpin-entry" : "win.pin-entry", g_variant_new_string (id));
  heed_context_menu_append (changes, _("Ta_gs…"), "entries.check", g_variant_new ("(ub)", position, TRUE));
  heed_context_menu_append (changes, _("Older _Versions…"), "win.show-versions", g_variant_new_string (id));
  heed_context_menu_append (changes, _("_Copy as Text"), "entries.copy", g_variant_new_string (id));
  heed_context_menu_append (changes, _("Prin_t…"), "win.print-entry", g_variant_new_string (id));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (changes));
  heed_context_menu_append (end, _("_Select"), "entries.check", g_variant_new ("(ub)", position, FALSE));
  heed_context_menu_append (end, _("_Delete"), "win.delete-entry", g_variant_new_string (id));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
heed_journal_list_dispose (GObject *object)
{
  HeedJournalList *self = HEED_JOURNAL_LIST (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_handle_id (&self->more_source, g_source_remove);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->settings);
  g_clear_object (&self->entries);
  g_clear_object (&self->journal);
  g_clear_object (&self->matches);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_pointer (&self->snippets, g_hash_table_unref);

  G_OBJECT_CLASS (heed_journal_list_parent_class)->dispose (object);
}

static void
heed_journal_list_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (property_id == LIST_PROP_ORDER)
    g_value_set_string (value, orders[get_order (HEED_JOURNAL_LIST (object))]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
heed_journal_list_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  if (property_id != LIST_PROP_ORDER)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (property_id == LIST_PROP_ORDER && g_strcmp0 (orders[i], g_value_get_string (value)) == 0)
      set_order (HEED_JOURNAL_LIST (object), i);
}

static void
heed_journal_list_class_init (HeedJournalListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_journal_list_dispose;
  object_class->get_property = heed_journal_list_get_property;
  object_class->set_property = heed_journal_list_set_property;

  /* In which order what is listed stands, as the menu names it. */
  list_properties[LIST_PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, orders[HEED_ORDER_NEWEST],
                                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                            G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_LIST_PROPS, list_properties);

  g_type_ensure (HEED_TYPE_BULK_BAR);
  g_type_ensure (HEED_TYPE_MONTH);
  g_type_ensure (HEED_TYPE_FILTER);
  g_type_ensure (HEED_TYPE_SELECTION);
  heed_template_set (widget_class, "journal/heed-journal-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, selection);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, filter);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, calendar);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, month);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, chips);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, clear_chip);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, count);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, order_button);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, order_menu);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, search_order_menu);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, results);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, list);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, nothing);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, write_button);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, clear_button);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalList, bulk_bar);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_list);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, calendar_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_results);
  gtk_widget_class_bind_template_callback (widget_class, stay_at_top);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, checking_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_head);
  gtk_widget_class_bind_template_callback (widget_class, describe_checked);
  gtk_widget_class_bind_template_callback (widget_class, describe_left_out);
  heed_template_install_action (widget_class, "entries.select", NULL, G_CALLBACK (select_action));
  heed_template_install_action (widget_class, "entries.cancel", NULL, G_CALLBACK (select_action));
  heed_template_install_action (widget_class, "entries.select-all", NULL, G_CALLBACK (select_all_action));
  heed_template_install_action (widget_class, "entries.clear", NULL, G_CALLBACK (clear_action));
  heed_template_install_action (widget_class, "entries.take-off", "u", G_CALLBACK (take_off_action));
  heed_template_install_action (widget_class, "entries.delete", NULL, G_CALLBACK (delete_action));
  heed_template_install_action (widget_class, "entries.check", "(ub)", G_CALLBACK (check_action));
  heed_template_install_action (widget_class, "entries.copy", "s", G_CALLBACK (copy_action));
  heed_template_install_action (widget_class, "entries.bulk", "s", G_CALLBACK (bulk_action));
  gtk_widget_class_install_property_action (widget_class, "entries.order", "order");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "entries.cancel", NULL);
}

static void
heed_journal_list_init (HeedJournalList *self)
{
  self->snippets = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->counts = g_hash_table_new (NULL, NULL);
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  self->matches = g_list_store_new (HEED_TYPE_ENTRY);
  self->settings = heed_settings_new ();
  self->order = (HeedOrder) g_settings_get_enum (self->settings, "journal-order");
  gtk_widget_init_template (GTK_WIDGET (self));
  heed_wrap_box_set_natural_width (HEED_WRAP_BOX (self->chips), 0);
  self->rows = heed_entry_rows_new (self->list, self->selection, show_row, self);
  heed_context_menu_add (GTK_WIDGET (self->list), create_menu, self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entries.cancel", FALSE);
}

static void
set_journal (HeedJournalList *self,
             HeedJournal     *journal)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));

  self->journal = g_object_ref (journal);
  self->entries = heed_entry_list_new (journal, &(HeedQuery) { .order = self->order, .pinned_first = TRUE });
  g_signal_connect_object (journal, "items-changed", G_CALLBACK (journal_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entries, "notify::loading", G_CALLBACK (update_results), self, G_CONNECT_SWAPPED);
  heed_selection_set_model (self->selection, G_LIST_MODEL (self->entries));
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  heed_filter_set_journal (self->filter, journal);
  heed_bulk_bar_set_selection (self->bulk_bar, journal, self->selection);
  if (heed_filter_is_on (self->filter))
    filter_changed_cb (self);
}

/* The page */

struct _HeedJournalPage
{
  HeedLiveBin parent_instance;

  GtkStack *states;
  AdwLeaflet *leaflet;
  GtkStack *pane;
  HeedJournalList *list;
  HeedEntryTools *tools;
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

static GVariant *
create_target (HeedJournalPage *self,
               HeedEntry       *entry)
{
  return g_variant_ref_sink (g_variant_new_string (entry != NULL ? heed_entry_get_id (entry) : ""));
}

/* An entry can be picked where there are some. */
static void
update_pane (HeedJournalPage *self)
{
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->list->selection)) > 0;

  gtk_stack_set_visible_child_name (self->pane, self->shown != NULL ? "entry" : some ? "none" : "blank");
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
  update_pane (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY]);
}

static HeedEntry *
get_selected (HeedJournalPage *self)
{
  return heed_selection_get_item (self->list->selection);
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
  HeedJournalList *list = self->list;
  guint position;

  update_pane (self);
  if (self->last != NULL && get_selected (self) == NULL && !adw_leaflet_get_folded (self->leaflet) &&
      (shows_matches (list) ? g_list_store_find (list->matches, self->last, &position)
                            : heed_entry_list_find (list->entries, self->last, &position)))
    heed_selection_set_position (list->selection, position);
}

static void
folded_cb (HeedJournalPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  gtk_list_view_set_single_click_activate (self->list->list, folded);
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
  HeedSelection *selection = self->list->selection;

  self->journal = g_object_ref (heed_live_bin_get_journal (bin));
  g_object_set (self->entry_view, "journal", self->journal, NULL);
  set_journal (self->list, self->journal);
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
  g_type_ensure (HEED_TYPE_ENTRY_TOOLS);
  g_type_ensure (HEED_TYPE_JOURNAL_LIST);
  heed_template_set (widget_class, "journal/heed-journal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, states);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, pane);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, list);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, tools);
  gtk_widget_class_bind_template_child (widget_class, HeedJournalPage, reader);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_target);
}

static void
heed_journal_page_init (HeedJournalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  heed_accessible_name_scrollers (GTK_WIDGET (self));
  self->entry_view = heed_entry_pane_get_view (self->reader);
  heed_entry_tools_set_view (self->tools, self->entry_view);
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

  heed_selection_set_checking (self->list->selection, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->list->search_entry));
}

/**
 * heed_journal_page_show:
 * @self: the page
 * @form_id: (nullable): the id of a form; %NULL for any
 * @tag: (nullable): a tag; %NULL for any
 *
 * Shows the entries of one kind, or with a tag, or all, whatever was looked for before.
 */
void
heed_journal_page_show (HeedJournalPage *self,
                        const char      *form_id,
                        const char      *tag)
{
  HeedJournalList *list = self->list;

  g_return_if_fail (HEED_IS_JOURNAL_PAGE (self));

  heed_selection_set_checking (list->selection, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (list->search_entry), "");
  heed_filter_clear (list->filter);
  heed_filter_set_form_id (list->filter, form_id);
  heed_filter_set_tag (list->filter, tag);
}

/**
 * heed_journal_page_select:
 * @self: a page
 * @entry: an open entry of its journal
 *
 * Selects an entry in the list of all, and shows it beside the list where there is room
 * for it.
 */
void
heed_journal_page_select (HeedJournalPage *self,
                          HeedEntry       *entry)
{
  g_return_if_fail (HEED_IS_JOURNAL_PAGE (self) && HEED_IS_ENTRY (entry));

  if (adw_leaflet_get_folded (self->leaflet))
    return;

  /* A page that nobody has looked at yet has nothing in its list. */
  g_set_object (&self->last, entry);
  if (self->journal == NULL)
    return;

  select_again (self);
  show_entry (self, entry);
}
