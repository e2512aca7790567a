/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page that compares two self-checks. See heed-compare-page.h. */

#include "heed-compare-page.h"

#include "heed-attempts.h"
#include "heed-comparison.h"
#include "heed-wording.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>

struct _HeedComparePage
{
  HeedLiveBin parent_instance;

  GtkDropDown *first;
  GtkDropDown *second;
  GtkStringList *days;
  GtkLabel *note;
  GtkBox *comparison;

  GPtrArray *attempts; /* of HeedRecord, newest first */
  char *ids[2];        /* which two */
  gboolean filling;    /* the choices are being made anew */
};

G_DEFINE_FINAL_TYPE (HeedComparePage, heed_compare_page, HEED_TYPE_LIVE_BIN)

static HeedRecord *
get_chosen (HeedComparePage *self,
            GtkDropDown     *choice)
{
  guint position = gtk_drop_down_get_selected (choice);

  return position < self->attempts->len ? g_ptr_array_index (self->attempts, position) : NULL;
}

static void
show_comparison (HeedComparePage *self)
{
  HeedWorkbook *workbook = heed_live_bin_get_workbook (HEED_LIVE_BIN (self));
  HeedRecord *one = get_chosen (self, self->first);
  HeedRecord *other = get_chosen (self, self->second);
  HeedForm *form = one != NULL ? heed_wording_find_form (workbook, one) : NULL;
  gboolean two = form != NULL && other != NULL && one != other;
  gboolean swapped = two && heed_record_get_created (one).utc > heed_record_get_created (other).utc;

  gtk_label_set_label (self->note, self->attempts->len < 2
                                     ? _("There is something to compare once you have taken two self-checks.")
                                     : _("Choose two self-checks of different times."));
  gtk_widget_set_visible (GTK_WIDGET (self->comparison), two);
  if (two)
    heed_comparison_show (self->comparison, form, swapped ? other : one, swapped ? one : other);
}

/* The focus is on a button within, which GTK gives no name. */
static void
name_choice (GtkDropDown *choice,
             const char  *label)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (choice));
  GtkStringObject *day = gtk_drop_down_get_selected_item (choice);
  g_autofree char *name = NULL;

  if (button == NULL || day == NULL)
    return;

  name = g_strdup_printf (C_("name of a control", "%s: %s"), label, gtk_string_object_get_string (day));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
name_choices (HeedComparePage *self)
{
  name_choice (self->first, _("One self-check"));
  name_choice (self->second, _("Another self-check"));
}

static void
chosen_cb (HeedComparePage *self)
{
  HeedRecord *one = get_chosen (self, self->first);
  HeedRecord *other = get_chosen (self, self->second);

  if (self->filling)
    return;

  name_choices (self);
  g_free (self->ids[0]);
  g_free (self->ids[1]);
  self->ids[0] = one != NULL ? g_strdup (heed_record_get_id (one)) : NULL;
  self->ids[1] = other != NULL ? g_strdup (heed_record_get_id (other)) : NULL;
  show_comparison (self);
}

/* Of several on one day, each is told apart by its time. */
static char *
describe (HeedComparePage *self,
          HeedRecord      *record)
{
  HeedTimestamp created = heed_record_get_created (record);
  g_autofree char *day = heed_day_format (heed_timestamp_get_day (created));
  g_autoptr (GDateTime) local = heed_timestamp_to_local (created);
  g_autofree char *time = NULL;
  guint same = 0;

  for (guint i = 0; i < self->attempts->len; i++)
    same += heed_timestamp_get_day (heed_record_get_created (g_ptr_array_index (self->attempts, i))) ==
            heed_timestamp_get_day (created);

  if (same > 1)
    /* Translators: a time of day, such as “14:05”, in g_date_time_format() codes. */
    time = g_date_time_format (local, _("%H:%M"));
  if (time != NULL && !heed_timestamp_is_set (heed_record_get_completed (record)))
    /* Translators: a day and a time. */
    return g_strdup_printf (_("%s, %s, not completed"), day, time);
  if (time != NULL)
    /* Translators: a day and a time. */
    return g_strdup_printf (_("%s, %s"), day, time);
  if (!heed_timestamp_is_set (heed_record_get_completed (record)))
    /* Translators: a day. */
    return g_strdup_printf (_("%s, not completed"), day);

  return g_steal_pointer (&day);
}

static guint
find_finished (HeedComparePage *self,
               guint            skipped)
{
  for (guint i = 0; i < self->attempts->len; i++)
    if (heed_timestamp_is_set (heed_record_get_completed (g_ptr_array_index (self->attempts, i))) && skipped-- == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

/* The attempt with @id, or of the finished ones the one before @skipped. If
 * there are none, the newest ones will do. */
static guint
find_attempt (HeedComparePage *self,
              const char      *id,
              guint            skipped)
{
  for (guint i = 0; i < self->attempts->len; i++)
    if (g_strcmp0 (heed_record_get_id (g_ptr_array_index (self->attempts, i)), id) == 0)
      return i;

  if (find_finished (self, 1) != GTK_INVALID_LIST_POSITION)
    return find_finished (self, skipped);

  return skipped < self->attempts->len ? skipped : GTK_INVALID_LIST_POSITION;
}

static void
fill_choices (HeedComparePage *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) days = NULL;

  for (guint i = 0; i < self->attempts->len; i++)
    {
      g_autofree char *day = describe (self, g_ptr_array_index (self->attempts, i));

      g_strv_builder_add (builder, day);
    }
  days = g_strv_builder_end (builder);

  self->filling = TRUE;
  gtk_string_list_splice (self->days, 0, g_list_model_get_n_items (G_LIST_MODEL (self->days)),
                          (const char * const *) days);
  gtk_drop_down_set_selected (self->first, find_attempt (self, self->ids[0], 1));
  gtk_drop_down_set_selected (self->second, find_attempt (self, self->ids[1], 0));
  self->filling = FALSE;
  name_choices (self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (HeedComparePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) attempts = heed_journal_read_finish (HEED_JOURNAL (source), result, &error);

  if (!heed_live_bin_end_refresh (HEED_LIVE_BIN (self), error))
    return;

  /* News of something else leaves whoever reads where they are. */
  if (self->attempts->len > 0 && heed_attempts_equal (self->attempts, attempts))
    return;

  g_clear_pointer (&self->attempts, g_ptr_array_unref);
  self->attempts = g_steal_pointer (&attempts);
  fill_choices (self);
  show_comparison (self);
}

static void
heed_compare_page_set_up (HeedLiveBin *bin)
{
}

static void
heed_compare_page_refresh (HeedLiveBin *bin)
{
  HeedItem *item = heed_workbook_get_questions (heed_live_bin_get_workbook (bin));
  HeedQuery query = { .limit = HEED_ATTEMPTS_MAX };

  if (item == NULL)
    {
      heed_live_bin_end_refresh (bin, NULL);
      return;
    }

  heed_query_set_form (&query, heed_live_bin_get_workbook (bin), heed_item_get_form_id (item));
  heed_journal_read_async (heed_live_bin_get_journal (bin), &query, read_cb, g_object_ref (bin));
}

static void
heed_compare_page_finalize (GObject *object)
{
  HeedComparePage *self = HEED_COMPARE_PAGE (object);

  g_ptr_array_unref (self->attempts);
  g_free (self->ids[0]);
  g_free (self->ids[1]);

  G_OBJECT_CLASS (heed_compare_page_parent_class)->finalize (object);
}

static void
heed_compare_page_class_init (HeedComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_compare_page_finalize;
  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_compare_page_set_up;
  HEED_LIVE_BIN_CLASS (klass)->refresh = heed_compare_page_refresh;

  g_type_ensure (HEED_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/questions/heed-compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, first);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, second);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, days);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, note);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, comparison);
}

static void
heed_compare_page_init (HeedComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->attempts = g_ptr_array_new ();
  g_signal_connect_object (self->first, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->second, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

/**
 * heed_compare_page_new:
 * @journal: a journal
 * @first: (nullable): the id of a self-check; %NULL for the one before the last
 * @second: (nullable): the id of another; %NULL for the last
 *
 * Makes a page that compares two self-checks.
 *
 * Returns: (transfer full): the page
 */
GtkWidget *
heed_compare_page_new (HeedJournal *journal,
                       const char  *first,
                       const char  *second)
{
  HeedComparePage *self;

  g_return_val_if_fail (HEED_IS_JOURNAL (journal), NULL);

  self = g_object_new (HEED_TYPE_COMPARE_PAGE, NULL);
  self->ids[0] = g_strdup (first);
  self->ids[1] = g_strdup (second);
  g_object_set (self, "journal", journal, NULL);
  return GTK_WIDGET (self);
}
