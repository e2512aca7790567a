/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Choosing which entries are seen. See heed-filter-popover.h. */

#include "heed-filter-popover.h"

#include "heed-date-button.h"
#include "heed-tag-editor.h"
#include "heed-text.h"
#include "heed-wording.h"

#include <glib/gi18n.h>

struct _HeedFilterPopover
{
  GtkPopover parent_instance;

  GtkDropDown *form_list;
  GtkDropDown *tag_list;
  GtkDropDown *period_list;
  GtkDropDown *completion_list;
  GtkWidget *days;
  GtkLabel *first_label;
  GtkLabel *last_label;
  AdwBin *first_place;
  AdwBin *last_place;
  GtkWidget *clear_button;

  HeedFilter *filter;
  HeedJournal *journal;
  GPtrArray *forms;  /* of HeedForm, below the one for all */
  GStrv tags;        /* below the one for all */
  gboolean showing;  /* what is shown is being set, not chosen */
};

G_DEFINE_FINAL_TYPE (HeedFilterPopover, heed_filter_popover, GTK_TYPE_POPOVER)

/* What is shown */

static guint
find_form (HeedFilterPopover *self)
{
  const char *wanted = heed_filter_get_form_id (self->filter);

  for (guint i = 0; wanted != NULL && i < self->forms->len; i++)
    if (g_str_equal (heed_form_get_id (g_ptr_array_index (self->forms, i)), wanted))
      return i + 1;

  return 0;
}

static guint
find_tag (HeedFilterPopover *self)
{
  const char *wanted = heed_filter_get_tag (self->filter);
  const char *known = wanted != NULL ? heed_text_find_alike ((const char * const *) self->tags, wanted) : NULL;

  for (guint i = 0; known != NULL; i++)
    if (self->tags[i] == known)
      return i + 1;

  return 0;
}

static void
show_day (GtkLabel   *label,
          AdwBin     *place,
          const char *text,
          guint32     day)
{
  g_autofree char *iso = heed_day_format_iso (day);

  gtk_label_set_label (label, text);
  heed_date_button_set_day (HEED_DATE_BUTTON (adw_bin_get_child (place)), iso);
}

static void
show_days (HeedFilterPopover *self)
{
  gboolean by_day = heed_filter_get_period (self->filter) == HEED_PERIOD_DAYS;
  g_autofree char *first_day = NULL;
  g_autofree char *last_day = NULL;
  g_autofree char *first_text = NULL;
  g_autofree char *last_text = NULL;
  guint32 first, last;

  gtk_widget_set_visible (self->days, by_day);
  if (!by_day)
    return;

  heed_filter_get_days (self->filter, &first, &last);
  first_day = heed_day_format (first);
  last_day = heed_day_format (last);
  /* Translators: the first day of several, such as “From 1 November”. */
  first_text = g_strdup_printf (_("From %s"), first_day);
  /* Translators: the last day of several, such as “To 15 November”. */
  last_text = g_strdup_printf (_("To %s"), last_day);
  show_day (self->first_label, self->first_place, first_text, first);
  show_day (self->last_label, self->last_place, last_text, last);
}

static void
show_filter (HeedFilterPopover *self)
{
  self->showing = TRUE;
  gtk_drop_down_set_selected (self->form_list, find_form (self));
  gtk_drop_down_set_selected (self->tag_list, find_tag (self));
  gtk_drop_down_set_selected (self->period_list, heed_filter_get_period (self->filter));
  gtk_drop_down_set_selected (self->completion_list, heed_filter_get_completion (self->filter));
  show_days (self);
  gtk_widget_set_sensitive (self->clear_button, heed_filter_is_on (self->filter));
  self->showing = FALSE;
}

static void
set_names (HeedFilterPopover *self,
           GtkDropDown       *list,
           GtkStringList     *names)
{
  self->showing = TRUE;
  gtk_drop_down_set_model (list, G_LIST_MODEL (names));
  self->showing = FALSE;
}

static void
fill_forms (HeedFilterPopover *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Every kind"));
  for (guint i = 0; i < self->forms->len; i++)
    {
      HeedForm *form = g_ptr_array_index (self->forms, i);
      g_autoptr (GObject) name = NULL;

      gtk_string_list_append (names, heed_form_get_title (form));
      name = g_list_model_get_item (G_LIST_MODEL (names), i + 1);
      g_object_set_data_full (name, "icon-name", g_strdup (heed_form_get_icon_name (form)), g_free);
    }
  set_names (self, self->form_list, names);
}

static char *
dup_icon_name (GtkListItem *item,
               GObject     *name)
{
  const char *icon_name = name != NULL ? g_object_get_data (name, "icon-name") : NULL;

  return g_strdup (icon_name != NULL ? icon_name : "heed-journal-symbolic");
}

static void
fill_tags (HeedFilterPopover *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("With any tag or none"));
  gtk_string_list_splice (names, 1, 0, (const char * const *) self->tags);
  set_names (self, self->tag_list, names);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tag_list), self->tags != NULL && self->tags[0] != NULL);
}

static void
fill_fixed (HeedFilterPopover *self)
{
  g_autoptr (GtkStringList) periods = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) completions = gtk_string_list_new (NULL);

  for (HeedPeriod i = HEED_PERIOD_ANY; i <= HEED_PERIOD_DAYS; i++)
    gtk_string_list_append (periods, heed_period_get_name (i));
  for (HeedCompletion i = HEED_COMPLETION_ANY; i <= HEED_COMPLETION_INCOMPLETE; i++)
    gtk_string_list_append (completions, heed_completion_get_name (i));
  set_names (self, self->period_list, periods);
  set_names (self, self->completion_list, completions);
}

/* What there is */

static int
compare_forms (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (heed_form_get_title (*(HeedForm * const *) a), heed_form_get_title (*(HeedForm * const *) b));
}

static void
add_form (HeedFilterPopover *self,
          HeedForm          *form)
{
  if (form != NULL && heed_form_is_listed (form) && !g_ptr_array_find (self->forms, form, NULL))
    g_ptr_array_add (self->forms, g_object_ref (form));
}

static void
tallied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (HeedFilterPopover) self = data;
  g_autoptr (GPtrArray) tallies = heed_journal_take_answer (HEED_JOURNAL (source), result, NULL);
  HeedWorkbook *workbook = heed_journal_get_workbook (HEED_JOURNAL (source));
  const char *chosen = self->filter != NULL ? heed_filter_get_form_id (self->filter) : NULL;

  /* Without an answer, what was offered before is offered again. */
  if (tallies == NULL || self->filter == NULL)
    return;

  g_ptr_array_set_size (self->forms, 0);
  for (guint i = 0; i < tallies->len; i++)
    {
      const HeedTally *tally = g_ptr_array_index (tallies, i);

      add_form (self, heed_wording_look_up (workbook, tally->workbook_id, 0, tally->form_id));
    }
  if (chosen != NULL)
    add_form (self, heed_workbook_find_form (workbook, chosen));
  g_ptr_array_sort (self->forms, compare_forms);

  fill_forms (self);
  show_filter (self);
}

static void
known_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (HeedFilterPopover) self = data;
  g_auto (GStrv) tags = heed_known_tags_finish (HEED_JOURNAL (source), result);

  if (tags == NULL || self->filter == NULL)
    return;

  g_strfreev (self->tags);
  self->tags = g_steal_pointer (&tags);
  fill_tags (self);
  show_filter (self);
}

static void
shown_cb (HeedFilterPopover *self)
{
  if (self->journal == NULL)
    return;

  heed_journal_tally_async (self->journal, NULL, tallied_cb, g_object_ref (self));
  heed_journal_get_tags_async (self->journal, known_cb, g_object_ref (self));
  show_filter (self);
}

/* What is chosen */

static void
form_selected_cb (HeedFilterPopover *self)
{
  guint position = gtk_drop_down_get_selected (self->form_list);

  if (self->showing || position > self->forms->len)
    return;

  heed_filter_set_form_id (self->filter,
                           position > 0 ? heed_form_get_id (g_ptr_array_index (self->forms, position - 1)) : NULL);
}

static void
tag_selected_cb (HeedFilterPopover *self)
{
  guint position = gtk_drop_down_get_selected (self->tag_list);

  if (self->showing || position == GTK_INVALID_LIST_POSITION)
    return;

  heed_filter_set_tag (self->filter, position > 0 ? self->tags[position - 1] : NULL);
}

static void
period_selected_cb (HeedFilterPopover *self)
{
  guint position = gtk_drop_down_get_selected (self->period_list);

  if (!self->showing && position <= HEED_PERIOD_DAYS)
    heed_filter_set_period (self->filter, position);
}

static void
completion_selected_cb (HeedFilterPopover *self)
{
  guint position = gtk_drop_down_get_selected (self->completion_list);

  if (!self->showing && position <= HEED_COMPLETION_INCOMPLETE)
    heed_filter_set_completion (self->filter, position);
}

static void
day_chosen_cb (HeedFilterPopover *self,
               const char        *text,
               GtkWidget         *button)
{
  guint32 first, last, day;

  if (!heed_day_parse_iso (text, &day))
    return;

  heed_filter_get_days (self->filter, &first, &last);
  if (button == adw_bin_get_child (self->first_place))
    heed_filter_set_days (self->filter, day, MAX (day, last));
  else
    heed_filter_set_days (self->filter, MIN (day, first), day);
}

static void
clear_cb (HeedFilterPopover *self)
{
  heed_filter_clear (self->filter);
}

static void
add_date_button (HeedFilterPopover *self,
                 AdwBin            *place,
                 const char        *name)
{
  GtkWidget *button = heed_date_button_new (name);

  g_signal_connect_object (button, "chosen", G_CALLBACK (day_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (place, button);
}

static void
heed_filter_popover_dispose (GObject *object)
{
  HeedFilterPopover *self = HEED_FILTER_POPOVER (object);

  g_clear_object (&self->filter);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (heed_filter_popover_parent_class)->dispose (object);
}

static void
heed_filter_popover_finalize (GObject *object)
{
  HeedFilterPopover *self = HEED_FILTER_POPOVER (object);

  g_ptr_array_unref (self->forms);
  g_strfreev (self->tags);

  G_OBJECT_CLASS (heed_filter_popover_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/journal/heed-filter-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedFilterPopover, form_list);
  gtk_widget_class_bind_template_child (widget_class, HeedFilterPopover, tag_list);
  gtk_widget_class_bind_template_child (widget_class, HeedFilterPopover, period_list);
  gtk_widget_class_bind_template_child (widget_class, HeedFilterPopover, completion_list);
  gtk_widget_class_bind_template_child (widget_class, HeedFilterPopover, days);
  gtk_widget_class_bind_template_child (widget_class, HeedFilterPopover, first_label);
  gtk_widget_class_bind_template_child (widget_class, HeedFilterPopover, last_label);
  gtk_widget_class_bind_template_child (widget_class, HeedFilterPopover, first_place);
  gtk_widget_class_bind_template_child (widget_class, HeedFilterPopover, last_place);
  gtk_widget_class_bind_template_child (widget_class, HeedFilterPopover, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, tag_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, period_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, completion_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, dup_icon_name);
}

static void
heed_filter_popover_class_init (HeedFilterPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_filter_popover_dispose;
  object_class->finalize = heed_filter_popover_finalize;

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
heed_filter_popover_init (HeedFilterPopover *self)
{
  self->forms = g_ptr_array_new_with_free_func (g_object_unref);
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  fill_forms (self);
  fill_tags (self);
  fill_fixed (self);
  add_date_button (self, self->first_place, _("First day"));
  add_date_button (self, self->last_place, _("Last day"));
}

/**
 * heed_filter_popover_set_filter:
 * @self: a popover
 * @filter: what is to be changed
 * @journal: (nullable): the journal whose kinds and tags are offered
 *
 * Sets what it is that is chosen.
 */
void
heed_filter_popover_set_filter (HeedFilterPopover *self,
                                HeedFilter        *filter,
                                HeedJournal       *journal)
{
  g_return_if_fail (HEED_IS_FILTER_POPOVER (self) && HEED_IS_FILTER (filter));

  if (self->filter != NULL)
    g_signal_handlers_disconnect_by_func (self->filter, show_filter, self);
  g_set_object (&self->filter, filter);
  g_set_object (&self->journal, journal);
  g_signal_connect_object (filter, "changed", G_CALLBACK (show_filter), self, G_CONNECT_SWAPPED);
  show_filter (self);
}
