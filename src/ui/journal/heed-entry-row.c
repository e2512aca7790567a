/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry in a list. See heed-entry-row.h. */

#include "heed-entry-row.h"

#include "heed-database.h"
#include "heed-relative-day.h"
#include "heed-row-text.h"
#include "heed-size.h"
#include "heed-tinted-icon.h"

#include <glib/gi18n.h>
#include <math.h>

#define SPACING 12
#define LINE_SPACING 2
#define PADDING 6
/* Enough for the icon and the beginning of a word. */
#define WIDTH_MIN 120

struct _HeedEntryRow
{
  GtkWidget parent_instance;

  GtkWidget *month; /* NULL until a month begins here */
  GtkWidget *check; /* NULL until it can be checked */
  HeedTintedIcon *icon;
  HeedRowText *title;
  HeedRowText *excerpt;
  HeedRowText *day;

  HeedEntry *entry;
  char *snippet;
  gboolean in_trash;
  guint keep_days; /* how long the trash keeps it; 0 for ever */
};

/* Where what stands side by side stands, from the start. */
typedef struct
{
  int icon;
  int words;
  int words_width;
  int day;
} Columns;

G_DEFINE_FINAL_TYPE (HeedEntryRow, heed_entry_row, GTK_TYPE_WIDGET)

/* When it was deleted, and when it will be gone. */
static char *
describe_deletion (HeedEntryRow *self,
                   HeedSummary  *summary)
{
  HeedStamp deleted = heed_record_get_deleted (heed_summary_get_head (summary));
  g_autofree char *day = heed_relative_day_format_stamp (deleted);
  g_autofree char *last = heed_day_format (heed_stamp_get_day (deleted) + self->keep_days);

  if (self->keep_days == 0)
    /* Translators: a day in a sentence, such as “Deleted yesterday” or “Deleted 3 November”. */
    return g_strdup_printf (_("Deleted %s"), day);

  /* Translators: two days, such as “Deleted yesterday, gone for good on 20 December”. */
  return g_strdup_printf (_("Deleted %s, gone for good on %s"), day, last);
}

/* What is rated says more by its mean than by its first words. */
static char *
describe (HeedSummary *summary)
{
  HeedProgress progress = heed_summary_get_progress (summary);
  double mean = heed_summary_get_mean_rating (summary);

  if (isnan (mean))
    return g_strdup (heed_summary_get_excerpt (summary));

  /* Translators: the mean of the ratings of a self-check, and how much of it is
   * answered, such as “Average 3.3 · 15 of 20 answered”. */
  return g_strdup_printf (_("Average %.1f · %u of %u answered"), mean, progress.answered, progress.total);
}

/* The snippet's marks become bold; whatever the person wrote stays text. */
static char *
mark_up (const char *snippet)
{
  g_autofree char *escaped = g_markup_escape_text (snippet, -1);
  g_autoptr (GString) markup = g_string_new (escaped);

  g_string_replace (markup, HEED_MATCH_START, "<b>", 0);
  g_string_replace (markup, HEED_MATCH_END, "</b>", 0);
  return g_steal_pointer (&markup->str);
}

static void
show_words (HeedEntryRow *self,
            HeedSummary  *summary)
{
  g_autofree char *words = NULL;

  if (self->snippet != NULL)
    {
      words = mark_up (self->snippet);
      heed_row_text_set_markup (self->excerpt, words);
      return;
    }

  words = self->in_trash ? describe_deletion (self, summary) : describe (summary);
  heed_row_text_set_text (self->excerpt, words);
}

/* What is in a list is called by the row that the list has made around it. */
static void
name_row (HeedEntryRow *self,
          const char   *title,
          GDateTime    *time)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  /* Translators: a day in full, such as “21 November 2026”, in g_date_time_format() codes. */
  g_autofree char *date = g_date_time_format (time, _("%-e %B %Y"));
  g_autofree char *name = g_strdup_printf ("%s, %s", title, date);

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_entry (HeedEntryRow *self)
{
  HeedSummary *summary = self->entry != NULL ? heed_entry_get_summary (self->entry) : NULL;
  HeedForm *form = self->entry != NULL ? heed_entry_get_form (self->entry) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *day = NULL;
  g_autoptr (GDateTime) time = NULL;

  heed_tinted_icon_set_icon_name (self->icon, form != NULL ? heed_form_get_icon_name (form) : NULL);
  heed_tinted_icon_set_tint (self->icon, form != NULL ? heed_form_get_tint (form) : NULL);
  if (summary == NULL)
    {
      heed_row_text_set_text (self->title, "");
      heed_row_text_set_text (self->excerpt, "");
      heed_row_text_set_text (self->day, "");
      return;
    }

  title = heed_entry_dup_title (self->entry);
  time = heed_stamp_to_local (heed_record_get_created (heed_summary_get_head (summary)));
  /* Translators: a day in short, in g_date_time_format() codes; what a search found does not stand below its month. */
  day = g_date_time_format (time, self->snippet != NULL ? _("%-e %b") : "%-e");
  heed_row_text_set_text (self->title, title);
  heed_row_text_set_text (self->day, day);
  name_row (self, title, time);
  show_words (self, summary);
}

static GtkWidget *
make_month (void)
{
  GtkWidget *month = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "xalign", 0.0f, NULL);

  gtk_widget_add_css_class (month, "month");
  return month;
}

/* It only shows what the list knows. */
static GtkWidget *
make_check (void)
{
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "can-focus", FALSE, "can-target", FALSE, NULL);

  gtk_widget_add_css_class (check, "selection-mode");
  return check;
}

static Columns
divide (HeedEntryRow *self,
        int           width)
{
  int check = heed_size_get_natural_width (self->check);
  int day = heed_size_get_natural_width (GTK_WIDGET (self->day));
  Columns columns;

  columns.icon = check > 0 ? check + SPACING : 0;
  columns.words = columns.icon + heed_size_get_natural_width (GTK_WIDGET (self->icon)) + SPACING;
  columns.day = width - day;
  columns.words_width = columns.day - (gtk_widget_get_visible (GTK_WIDGET (self->day)) ? SPACING : 0) - columns.words;
  return columns;
}

static void
place_in_middle (GtkWidget *widget,
                 int        x,
                 int        height)
{
  int own = heed_size_get_height (widget, -1);

  heed_size_place (widget, &(GtkAllocation) { x, (height - own) / 2, heed_size_get_natural_width (widget), own });
}

static int
measure_height (HeedEntryRow *self,
                int           for_width)
{
  int width = for_width < 0 ? -1 : MAX (divide (self, for_width).words_width, 0);
  int words = heed_size_get_height (GTK_WIDGET (self->title), width) + LINE_SPACING +
              heed_size_get_height (GTK_WIDGET (self->excerpt), width);
  int height = MAX (words, heed_size_get_height (GTK_WIDGET (self->icon), -1));

  return MAX (height, heed_size_get_height (self->check, -1)) + 2 * PADDING;
}

static GtkSizeRequestMode
heed_entry_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
heed_entry_row_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  HeedEntryRow *self = HEED_ENTRY_ROW (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *natural = measure_height (self, for_size);
      *minimum = for_size < 0 ? measure_height (self, HEED_SIZE_AMPLE) : *natural;
    }
  else
    {
      *minimum = *natural = WIDTH_MIN;
    }
  *minimum_baseline = *natural_baseline = -1;
}

static void
heed_entry_row_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  HeedEntryRow *self = HEED_ENTRY_ROW (widget);
  Columns columns = divide (self, width);
  int words_width = MAX (columns.words_width, 0);
  int month = heed_size_get_height (self->month, -1);
  int title = heed_size_get_height (GTK_WIDGET (self->title), words_width);
  int excerpt = heed_size_get_height (GTK_WIDGET (self->excerpt), words_width);
  int y = (height - title - LINE_SPACING - excerpt) / 2;

  /* Above the row, which is not about it: the style sheet leaves the room. */
  heed_size_place (self->month, &(GtkAllocation) { 0, -month, width, month });
  place_in_middle (self->check, 0, height);
  place_in_middle (GTK_WIDGET (self->icon), columns.icon, height);
  heed_size_place (GTK_WIDGET (self->title), &(GtkAllocation) { columns.words, y, words_width, title });
  heed_size_place (GTK_WIDGET (self->excerpt),
                   &(GtkAllocation) { columns.words, y + title + LINE_SPACING, words_width, excerpt });
  place_in_middle (GTK_WIDGET (self->day), columns.day, height);
}

static void
heed_entry_row_dispose (GObject *object)
{
  HeedEntryRow *self = HEED_ENTRY_ROW (object);
  GtkWidget *child;

  heed_entry_row_set_entry (self, NULL);
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

  widget_class->get_request_mode = heed_entry_row_get_request_mode;
  widget_class->measure = heed_entry_row_measure;
  widget_class->size_allocate = heed_entry_row_size_allocate;
}

static gpointer
add (HeedEntryRow *self,
     GtkWidget    *widget)
{
  gtk_widget_set_parent (widget, GTK_WIDGET (self));
  return widget;
}

/* Two hundred are made at once: what few rows show is made where it is shown. */
static void
heed_entry_row_init (HeedEntryRow *self)
{
  self->icon = add (self, heed_tinted_icon_new ());
  self->title = add (self, heed_row_text_new (1, "heading"));
  self->excerpt = add (self, heed_row_text_new (2, "caption"));
  self->day = add (self, heed_row_text_new (0, "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->excerpt), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->day), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->day), "numeric");
}

/**
 * heed_entry_row_new:
 *
 * Makes a row that shows nothing yet.
 *
 * Returns: the row
 */
GtkWidget *
heed_entry_row_new (void)
{
  return g_object_new (HEED_TYPE_ENTRY_ROW, NULL);
}

/**
 * heed_entry_row_set_entry:
 * @self: a row
 * @entry: (nullable): the entry to show; it may still be on its way
 *
 * Shows an entry, and goes on showing what becomes of it.
 */
void
heed_entry_row_set_entry (HeedEntryRow *self,
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
 * heed_entry_row_set_month:
 * @self: a row
 * @month: (nullable): what stands above the row; %NULL for nothing
 *
 * Begins a month with this row.
 */
void
heed_entry_row_set_month (HeedEntryRow *self,
                          const char   *month)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  if (self->month == NULL && month != NULL)
    {
      self->month = make_month ();
      gtk_widget_insert_after (self->month, GTK_WIDGET (self), NULL);
    }

  if (self->month != NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->month), month != NULL ? month : "");
      gtk_widget_set_visible (self->month, month != NULL);
    }

  if (row != NULL && month != NULL)
    gtk_widget_add_css_class (row, "begins-month");
  else if (row != NULL)
    gtk_widget_remove_css_class (row, "begins-month");
}

/**
 * heed_entry_row_set_checking:
 * @self: a row
 * @checking: whether the row can be checked
 * @checked: whether it is
 *
 * Shows a mark beside the entry. The list makes and tells the selection; the
 * mark only shows it.
 */
void
heed_entry_row_set_checking (HeedEntryRow *self,
                             gboolean      checking,
                             gboolean      checked)
{
  if (self->check == NULL && checking)
    {
      self->check = make_check ();
      gtk_widget_insert_before (self->check, GTK_WIDGET (self), GTK_WIDGET (self->icon));
    }

  if (self->check != NULL)
    {
      gtk_widget_set_visible (self->check, checking);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), checking && checked);
    }
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
