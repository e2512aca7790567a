/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry in a list. See heed-entry-row.h. */

#include "heed-entry-row.h"

#include "heed-accessible.h"
#include "heed-calendar.h"
#include "heed-database.h"
#include "heed-reading.h"
#include "heed-template.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

struct _HeedEntryRow
{
  GtkWidget parent_instance;

  GtkWidget *heading; /* NULL until a part of the list begins here */
  GtkWidget *check; /* NULL until it can be checked */
  GtkImage *icon;
  GtkInscription *title;
  GtkInscription *excerpt;
  GtkInscription *day;

  HeedEntry *entry;
  char *snippet;
  HeedRowDay row_day;
  gboolean in_trash;
  guint keep_days; /* how long the trash keeps it; 0 for ever */
};

G_DEFINE_FINAL_TYPE (HeedEntryRow, heed_entry_row, GTK_TYPE_WIDGET)

/* An inscription tells a screen reader nothing by itself. */
static void
set_text (GtkInscription *inscription,
          const char     *text)
{
  if (g_strcmp0 (gtk_inscription_get_text (inscription), text) == 0 && gtk_inscription_get_attributes (inscription) == NULL)
    return;

  gtk_inscription_set_attributes (inscription, NULL);
  gtk_inscription_set_text (inscription, text);
  heed_accessible_set_name (GTK_WIDGET (inscription), text != NULL ? text : "");
}

/* Letters before what was found that are in sight in the narrowest window, with the
 * largest text. */
#define BEFORE_MATCH 20

/* Two lines are shown, and what was found has to be in them: what stands before it is
 * cut, between two words if there are any. */
static char *
begin_near_match (const char *snippet)
{
  const char *match = strstr (snippet, HEED_MATCH_START);
  glong length = match != NULL ? g_utf8_strlen (snippet, match - snippet) : 0;
  const char *begin, *space;

  if (length <= BEFORE_MATCH)
    return g_strdup (snippet);

  begin = g_utf8_offset_to_pointer (snippet, length - BEFORE_MATCH);
  space = strchr (begin, ' ');
  return g_strconcat ("…", space != NULL && space < match ? space + 1 : begin, NULL);
}

/* What a search found; when it was deleted, and when it will be gone; or how it begins,
 * where what is rated says more by its mean. Whatever the person wrote stays text. */
static void
show_words (HeedEntryRow *self,
            HeedSummary  *summary)
{
  HeedTimestamp deleted = heed_record_get_deleted (heed_summary_get_head (summary));
  HeedProgress progress = heed_summary_get_progress (summary);
  double mean = heed_summary_get_mean_rating (summary);
  g_autofree char *day = NULL, *last = NULL, *words = NULL;

  if (self->snippet != NULL)
    {
      g_autofree char *near = begin_near_match (self->snippet);
      g_autofree char *escaped = g_markup_escape_text (near, -1);
      g_autoptr (GString) markup = g_string_new (escaped);

      g_string_replace (markup, HEED_MATCH_START, "<b>", 0);
      g_string_replace (markup, HEED_MATCH_END, "</b>", 0);
      gtk_inscription_set_markup (self->excerpt, markup->str);
      heed_accessible_set_name (GTK_WIDGET (self->excerpt), gtk_inscription_get_text (self->excerpt));
      return;
    }

  if (self->in_trash)
    {
      day = heed_relative_day_format_stamp (deleted);
      last = heed_day_format (heed_timestamp_get_day (deleted) + self->keep_days);
      if (self->keep_days == 0)
        /* Translators: a day in a sentence, such as “Deleted yesterday” or “Deleted 3 November”. */
        words = g_strdup_printf (_("Deleted %s"), day);
      else
        /* Translators: two days, such as “Deleted yesterday, gone for good on 20 December”. */
        words = g_strdup_printf (_("Deleted %s, gone for good on %s"), day, last);
    }
  else if (isnan (mean))
    words = g_strdup (heed_summary_get_excerpt (summary));
  else
    /* Translators: the mean of the ratings of a self-check, and how much of it is
     * answered, such as “Average 3.3 · 15 of 20 answered”. */
    words = g_strdup_printf (_("Average %.1f · %u of %u answered"), mean, progress.answered, progress.total);

  set_text (self->excerpt, words);
}

static char *
format_day (HeedEntryRow *self,
            GDateTime    *time)
{
  g_autoptr (GDateTime) now = NULL;

  if (self->row_day != HEED_ROW_DAY_IN_FULL)
    /* Translators: a day below its month, such as “Sun 15”, in g_date_time_format() codes. */
    return g_date_time_format (time, _("%a %-e"));

  now = g_date_time_new_now_local ();
  /* Translators: a day in short, such as “15 Nov”, in g_date_time_format() codes. */
  return g_date_time_format (time, g_date_time_get_year (now) == g_date_time_get_year (time) ? _("%-e %b")
                             /* Translators: a day in short, in g_date_time_format() codes. */
                                                                                            : _("%-e %b %Y"));
}

/* What is in a list is called by the row that the list has made around it. */
static void
show_entry (HeedEntryRow *self)
{
  HeedSummary *summary = self->entry != NULL ? heed_entry_get_summary (self->entry) : NULL;
  HeedForm *form = self->entry != NULL ? heed_entry_get_form (self->entry) : NULL;
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *title = NULL, *day = NULL, *date = NULL, *name = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (summary == NULL)
    {
      gtk_image_clear (self->icon);
      set_text (self->title, NULL);
      set_text (self->excerpt, NULL);
      set_text (self->day, NULL);
      return;
    }

  title = heed_entry_dup_title (self->entry);
  time = heed_timestamp_to_local (self->row_day == HEED_ROW_DAY_CHANGED
                                  ? heed_record_get_modified (heed_summary_get_head (summary))
                                  : heed_record_get_created (heed_summary_get_head (summary)));
  day = format_day (self, time);
  /* Translators: a day in full, such as “21 November 2026”, in g_date_time_format() codes. */
  date = g_date_time_format (time, _("%-e %B %Y"));
  name = g_strdup_printf ("%s, %s", title, date);
  heed_reading_show_icon (self->icon, form != NULL ? heed_form_get_icon_name (form) : NULL,
                         form != NULL ? heed_form_get_tint (form) : NULL);
  set_text (self->title, title);
  set_text (self->day, day);
  gtk_inscription_set_min_chars (self->day, (guint) g_utf8_strlen (day, -1) + 1);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_words (self, summary);
}

/* Two hundred rows are made at once: what few of them show is made where it is
 * shown. */
static void
add (HeedEntryRow *self,
     GtkWidget    *widget,
     int           column,
     int           column_span,
     int           row,
     int           row_span)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_widget_insert_after (widget, GTK_WIDGET (self), NULL);
  g_object_set (gtk_layout_manager_get_layout_child (layout, widget),
                "column", column, "column-span", column_span, "row", row, "row-span", row_span, NULL);
}

/* Goes on showing what becomes of it; it may still be on its way. */
static void
set_entry (HeedEntryRow *self,
           HeedEntry    *entry)
{
  if (self->entry == entry)
    return;

  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_func (self->entry, show_entry, self);
  g_set_object (&self->entry, entry);
  if (entry != NULL)
    {
      g_signal_connect_object (entry, "notify::summary", G_CALLBACK (show_entry), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (entry, "notify::title", G_CALLBACK (show_entry), self, G_CONNECT_SWAPPED);
      show_entry (self);
    }
}

static void
heed_entry_row_dispose (GObject *object)
{
  HeedEntryRow *self = HEED_ENTRY_ROW (object);
  GtkWidget *child;

  set_entry (self, NULL);
  g_clear_pointer (&self->snippet, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_entry_row_parent_class)->dispose (object);
}

static void
heed_entry_row_class_init (HeedEntryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_entry_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_GRID_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "entry-row");
  heed_template_set (widget_class, "journal/heed-entry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedEntryRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryRow, title);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryRow, excerpt);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryRow, day);
}

static void
heed_entry_row_init (HeedEntryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

struct _HeedEntryRows
{
  GObject parent_instance;

  GtkWidget *list; /* which outlives this */
  HeedSelection *selection;
  gpointer pressed;      /* only to be compared: it may be gone */
  GHashTable *bound; /* set of GtkListItem that show something */
  HeedEntryRowFunc func;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (HeedEntryRows, heed_entry_rows, G_TYPE_OBJECT)

/* A mark beside the entry. It only shows what the list knows. */
static void
show_check (GtkListItem   *item,
            GParamSpec    *pspec,
            HeedEntryRows *self)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  gboolean checking = heed_selection_get_checking (self->selection);
  HeedEntryRow *row;

  /* One that is on its way out is no longer selected, and has no row. */
  if (child == NULL)
    return;

  row = HEED_ENTRY_ROW (child);
  if (row->check == NULL && checking)
    {
      row->check = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                 "can-focus", FALSE, "can-target", FALSE, NULL);
      gtk_widget_add_css_class (row->check, "selection-mode");
      add (row, row->check, 0, 1, 1, 2);
    }
  if (row->check != NULL)
    {
      gtk_widget_set_visible (row->check, checking);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (row->check), checking && gtk_list_item_get_selected (item));
    }
}

/* The row of what is bound to it, or none beside the rows. */
static GtkListItem *
find_item (HeedEntryRows *self,
           double         x,
           double         y)
{
  GtkWidget *widget = gtk_widget_pick (self->list, x, y, GTK_PICK_DEFAULT);

  return widget != NULL ? heed_entry_rows_find_item (widget) : NULL;
}

static void
toggle (GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  gtk_widget_activate_action (row, "list.select-item", "(ubb)", gtk_list_item_get_position (item), TRUE, FALSE);
}

/* Where entries are checked, a click is all it takes; with Ctrl or Shift it is
 * left to the list. */
static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            HeedEntryRows   *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  self->pressed = find_item (self, x, y);
  if (self->pressed != NULL && heed_selection_get_checking (self->selection) &&
      (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             HeedEntryRows   *self)
{
  GtkListItem *item = find_item (self, x, y);

  if (item != NULL && item == self->pressed && heed_selection_get_checking (self->selection))
    toggle (item);
}

/* On the list, before its own, as hundreds of rows with a gesture of their own
 * take long to make. */
static void
add_gesture (HeedEntryRows *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, 0);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));
}

static void
show_item (HeedEntryRows *self,
           GtkListItem   *item)
{
  self->func (HEED_ENTRY_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item),
              gtk_list_item_get_position (item), self->data);
  show_check (item, NULL, self);
}

static void
setup_row_cb (GtkListItemFactory *factory,
              GtkListItem        *item,
              HeedEntryRows      *self)
{
  GtkWidget *row = g_object_new (HEED_TYPE_ENTRY_ROW, NULL);

  g_object_set_data (G_OBJECT (row), "item", item);
  gtk_list_item_set_child (item, row);
  g_signal_connect_object (item, "notify::selected", G_CALLBACK (show_check), self, 0);
}

static void
bind_row_cb (GtkListItemFactory *factory,
             GtkListItem        *item,
             HeedEntryRows      *self)
{
  g_hash_table_add (self->bound, item);
  set_entry (HEED_ENTRY_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  show_item (self, item);
}

static void
unbind_row_cb (GtkListItemFactory *factory,
               GtkListItem        *item,
               HeedEntryRows      *self)
{
  g_hash_table_remove (self->bound, item);
  set_entry (HEED_ENTRY_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
heed_entry_rows_finalize (GObject *object)
{
  HeedEntryRows *self = HEED_ENTRY_ROWS (object);

  g_clear_object (&self->selection);
  g_hash_table_unref (self->bound);

  G_OBJECT_CLASS (heed_entry_rows_parent_class)->finalize (object);
}

static void
heed_entry_rows_class_init (HeedEntryRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_entry_rows_finalize;
}

static void
heed_entry_rows_init (HeedEntryRows *self)
{
  self->bound = g_hash_table_new (NULL, NULL);
}

/**
 * heed_entry_row_set_snippet:
 * @self: a row
 * @snippet: (nullable): words that a search found, marked as in
 *   [struct@Heed.Match]; %NULL for the entry's first words
 *
 * Shows why the entry was found instead of how it begins.
 */
void
heed_entry_row_set_snippet (HeedEntryRow *self,
                            const char   *snippet)
{
  if (g_strcmp0 (self->snippet, snippet) == 0)
    return;

  g_free (self->snippet);
  self->snippet = g_strdup (snippet);
  show_entry (self);
}

/**
 * heed_entry_row_set_heading:
 * @self: a row
 * @heading: (nullable): what stands above the row; %NULL for nothing
 *
 * Begins a month, or another part of the list, with this row.
 */
void
heed_entry_row_set_heading (HeedEntryRow *self,
                            const char   *heading)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  if (self->heading == NULL && heading != NULL)
    {
      self->heading = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "xalign", 0.0f,
                                  "yalign", 0.7f, NULL);
      gtk_widget_add_css_class (self->heading, "month");
      add (self, self->heading, 1, 3, 0, 1);
    }

  if (self->heading != NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->heading), heading != NULL ? heading : "");
      gtk_widget_set_visible (self->heading, heading != NULL);
    }

  if (row != NULL && heading != NULL)
    gtk_widget_add_css_class (row, "begins-month");
  else if (row != NULL)
    gtk_widget_remove_css_class (row, "begins-month");
}

/**
 * heed_entry_row_set_day:
 * @self: a row
 * @day: which day to show
 *
 * Sets what stands at the end of the row.
 */
void
heed_entry_row_set_day (HeedEntryRow *self,
                        HeedRowDay    day)
{
  if (self->row_day == day)
    return;

  self->row_day = day;
  show_entry (self);
}

/**
 * heed_entry_row_set_in_trash:
 * @self: a row
 * @keep_days: how many days what is deleted is kept; 0 for ever
 *
 * Shows when the entry was deleted, and when it goes for good, instead of how it
 * begins.
 */
void
heed_entry_row_set_in_trash (HeedEntryRow *self,
                             guint         keep_days)
{
  self->in_trash = TRUE;
  self->keep_days = keep_days;
  gtk_widget_set_visible (GTK_WIDGET (self->day), FALSE);
  show_entry (self);
}

/**
 * heed_entry_rows_new:
 * @list: the list to make rows for
 * @selection: the selection that it will show
 * @func: (scope forever): shows what a row shows besides its entry
 * @user_data: for @func
 *
 * Makes rows for a list, which must not outlive @user_data.
 *
 * Returns: (transfer full): what knows the rows
 */
HeedEntryRows *
heed_entry_rows_new (GtkListView      *list,
                     HeedSelection    *selection,
                     HeedEntryRowFunc  func,
                     gpointer          user_data)
{
  HeedEntryRows *self = g_object_new (HEED_TYPE_ENTRY_ROWS, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection, "notify::checking", G_CALLBACK (heed_entry_rows_update), self, G_CONNECT_SWAPPED);
  self->func = func;
  self->data = user_data;
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  gtk_list_view_set_factory (list, factory);
  self->list = GTK_WIDGET (list);
  add_gesture (self);
  return self;
}

/**
 * heed_entry_rows_update:
 * @self: rows
 *
 * Shows anew what rows in sight show besides their entries.
 */
void
heed_entry_rows_update (HeedEntryRows *self)
{
  GHashTableIter iter;
  gpointer item;

  g_return_if_fail (HEED_IS_ENTRY_ROWS (self));

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_item (self, item);
}

/**
 * heed_entry_rows_find_item:
 * @widget: a widget in the list: in a row, or what has made it and has the focus
 *
 * Finds what a row shows.
 *
 * Returns: (transfer none) (nullable): the list item; %NULL beside the rows
 */
GtkListItem *
heed_entry_rows_find_item (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, HEED_TYPE_ENTRY_ROW);

  if (row == NULL && HEED_IS_ENTRY_ROW (gtk_widget_get_first_child (widget)))
    row = gtk_widget_get_first_child (widget);
  return row != NULL ? g_object_get_data (G_OBJECT (row), "item") : NULL;
}
