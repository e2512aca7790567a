/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Choosing which entries are seen. See heed-filter.h. */

#include "heed-filter.h"

#include "heed-accessible.h"
#include "heed-bulk-actions.h"
#include "heed-calendar.h"
#include "heed-date-button.h"
#include "heed-saved-filters.h"
#include "heed-settings.h"
#include "heed-tag-editor.h"
#include "heed-template.h"
#include "heed-text.h"
#include "heed-toast.h"
#include "heed-wording.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _HeedFilter
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
  GtkWidget *saved;
  GtkListBox *saved_list;
  GtkWidget *saving;
  GtkEditable *name_entry;

  GSettings *settings;
  HeedJournal *journal;
  GPtrArray *forms;  /* of HeedForm, below the one for all */
  GStrv tags;        /* below the one for all */
  gboolean showing;  /* what is shown is being set, not chosen */

  char *form_id;
  char *tag;
  HeedPeriod period;
  guint32 first_day; /* for HEED_PERIOD_DAYS */
  guint32 last_day;
  HeedCompletion completion;
  char *words;       /* that are searched for */
};

enum
{
  PROP_0,
  PROP_WORDS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedFilter, heed_filter, GTK_TYPE_POPOVER)

/* What is shown */

static guint
find_form (HeedFilter *self)
{
  for (guint i = 0; self->form_id != NULL && i < self->forms->len; i++)
    if (g_str_equal (heed_form_get_id (g_ptr_array_index (self->forms, i)), self->form_id))
      return i + 1;

  return 0;
}

static guint
find_tag (HeedFilter *self)
{
  const char *known = self->tag != NULL ? heed_text_find_alike ((const char * const *) self->tags, self->tag) : NULL;

  for (guint i = 0; known != NULL; i++)
    if (self->tags[i] == known)
      return i + 1;

  return 0;
}

static void
show_day (GtkLabel   *label,
          AdwBin     *place,
          const char *format,
          guint32     day)
{
  g_autofree char *iso = heed_day_format_iso (day);
  g_autofree char *date = heed_day_format (day);
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "%s", date, 1);
  gtk_label_set_label (label, text->str);
  heed_date_button_set_day (HEED_DATE_BUTTON (adw_bin_get_child (place)), iso);
}

/* Those of the sample journal would be kept beside a person's own. */
static gboolean
has_own_filters (HeedFilter *self)
{
  return self->journal != NULL && !heed_journal_is_sample (self->journal);
}

static gboolean
can_save (HeedFilter *self)
{
  return has_own_filters (self) && (heed_filter_is_on (self) || !heed_text_is_blank (self->words));
}

static void
show (HeedFilter *self)
{
  self->showing = TRUE;
  gtk_drop_down_set_selected (self->form_list, find_form (self));
  gtk_drop_down_set_selected (self->tag_list, find_tag (self));
  gtk_drop_down_set_selected (self->period_list, self->period);
  gtk_drop_down_set_selected (self->completion_list, self->completion);
  gtk_widget_set_visible (self->days, self->period == HEED_PERIOD_DAYS);
  if (self->period == HEED_PERIOD_DAYS)
    {
      /* Translators: the first day of several, such as “From 1 November”. */
      show_day (self->first_label, self->first_place, _("From %s"), self->first_day);
      /* Translators: the last day of several, such as “To 15 November”. */
      show_day (self->last_label, self->last_place, _("To %s"), self->last_day);
    }
  gtk_widget_set_sensitive (self->clear_button, heed_filter_is_on (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "filter.save", can_save (self));
  self->showing = FALSE;
}

static void
changed (HeedFilter *self)
{
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_forms (HeedFilter *self)
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
  self->showing = TRUE;
  gtk_drop_down_set_model (self->form_list, G_LIST_MODEL (names));
  show (self);
}

static char *
dup_icon_name (GtkListItem *item,
               GObject     *name)
{
  const char *icon_name = name != NULL ? g_object_get_data (name, "icon-name") : NULL;

  return g_strdup (icon_name != NULL ? icon_name : "heed-journal-symbolic");
}

static void
show_tags (HeedFilter *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("With any tag or none"));
  gtk_string_list_splice (names, 1, 0, (const char * const *) self->tags);
  self->showing = TRUE;
  gtk_drop_down_set_model (self->tag_list, G_LIST_MODEL (names));
  gtk_widget_set_sensitive (GTK_WIDGET (self->tag_list), self->tags != NULL && self->tags[0] != NULL);
  show (self);
}

/* What there is */

static int
compare_forms (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (heed_form_get_title (*(HeedForm * const *) a), heed_form_get_title (*(HeedForm * const *) b));
}

static void
add_form (HeedFilter *self,
          HeedForm   *form)
{
  if (form != NULL && heed_form_is_listed (form) && !g_ptr_array_find (self->forms, form, NULL))
    g_ptr_array_add (self->forms, g_object_ref (form));
}

static void
tallied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (HeedFilter) self = data;
  g_autoptr (GPtrArray) tallies = heed_journal_take_answer (HEED_JOURNAL (source), result, NULL);
  HeedWorkbook *workbook = heed_journal_get_workbook (HEED_JOURNAL (source));

  /* Without an answer, what was offered before is offered again. */
  if (tallies == NULL || self->journal == NULL)
    return;

  g_ptr_array_set_size (self->forms, 0);
  for (guint i = 0; i < tallies->len; i++)
    {
      const HeedTally *tally = g_ptr_array_index (tallies, i);

      add_form (self, heed_wording_look_up (workbook, tally->workbook_id, 0, tally->form_id));
    }
  if (self->form_id != NULL)
    add_form (self, heed_workbook_find_form (workbook, self->form_id));
  g_ptr_array_sort (self->forms, compare_forms);
  show_forms (self);
}

static void
known_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (HeedFilter) self = data;
  g_auto (GStrv) tags = heed_known_tags_finish (HEED_JOURNAL (source), result);

  if (tags == NULL || self->journal == NULL)
    return;

  g_strfreev (self->tags);
  self->tags = g_steal_pointer (&tags);
  show_tags (self);
}

/* What is saved */

static GVariant *
create_saved (HeedFilter *self)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  if (!heed_text_is_blank (self->words))
    g_variant_dict_insert (&dict, "words", "s", self->words);
  if (self->form_id != NULL)
    g_variant_dict_insert (&dict, "form", "s", self->form_id);
  if (self->tag != NULL)
    g_variant_dict_insert (&dict, "tag", "s", self->tag);
  g_variant_dict_insert (&dict, "period", "u", (guint32) self->period);
  g_variant_dict_insert (&dict, "first-day", "u", self->first_day);
  g_variant_dict_insert (&dict, "last-day", "u", self->last_day);
  g_variant_dict_insert (&dict, "completion", "u", (guint32) self->completion);
  return g_variant_dict_end (&dict);
}

static void
set_words (HeedFilter *self,
           const char *words)
{
  if (g_strcmp0 (self->words, words) == 0)
    return;

  g_free (self->words);
  self->words = g_strdup (words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "filter.save", can_save (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
}

/* Anything may stand in the settings. */
static void
take_saved (HeedFilter *self,
            GVariant   *saved)
{
  guint32 period = 0, completion = 0;
  g_autofree char *words = NULL;

  g_clear_pointer (&self->form_id, g_free);
  g_clear_pointer (&self->tag, g_free);
  self->first_day = self->last_day = 0;
  g_variant_lookup (saved, "words", "s", &words);
  g_variant_lookup (saved, "form", "s", &self->form_id);
  g_variant_lookup (saved, "tag", "s", &self->tag);
  g_variant_lookup (saved, "period", "u", &period);
  g_variant_lookup (saved, "first-day", "u", &self->first_day);
  g_variant_lookup (saved, "last-day", "u", &self->last_day);
  g_variant_lookup (saved, "completion", "u", &completion);
  self->period = period <= HEED_PERIOD_DAYS ? period : HEED_PERIOD_ANY;
  if (self->period == HEED_PERIOD_DAYS &&
      (self->first_day != heed_calendar_clamp (self->first_day) || self->last_day < self->first_day ||
       self->last_day != heed_calendar_clamp (self->last_day)))
    self->period = HEED_PERIOD_ANY;
  self->completion = completion <= HEED_COMPLETION_INCOMPLETE ? completion : HEED_COMPLETION_ANY;
  changed (self);
  set_words (self, words != NULL ? words : "");
}

static void
choose_action (HeedFilter *self,
               GVariant   *parameter)
{
  g_autoptr (GVariant) saved = heed_saved_filters_get (self->settings, g_variant_get_string (parameter, NULL));

  gtk_popover_popdown (GTK_POPOVER (self));
  if (saved != NULL)
    take_saved (self, saved);
}

/* A name to begin with, of what is chosen. */
static char *
suggest_name (HeedFilter *self)
{
  g_autoptr (GString) name = g_string_new (heed_text_is_blank (self->words) ? "" : self->words);

  for (guint i = 0; i < HEED_N_FILTER_PARTS; i++)
    if (heed_filter_has_part (self, i))
      {
        g_autofree char *part = heed_filter_describe_part (self, i);

        g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", part);
      }
  return g_strdup (name->str);
}

static void
save_action (HeedFilter *self)
{
  g_autofree char *name = suggest_name (self);

  gtk_editable_set_text (self->name_entry, name);
  gtk_widget_set_visible (self->saving, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}

static void
name_activated_cb (HeedFilter *self)
{
  g_autofree char *name = heed_text_normalize (gtk_editable_get_text (self->name_entry));

  if (*name == '\0')
    return;

  heed_saved_filters_put (self->settings, name, create_saved (self));
  gtk_widget_set_visible (self->saving, FALSE);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static GtkWidget *
find_saved (HeedFilter *self,
            GVariant   *name)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->saved_list));

  while (row != NULL && g_strcmp0 (g_object_get_data (G_OBJECT (row), "name"), g_variant_get_string (name, NULL)) != 0)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static void
rename_action (HeedFilter *self,
               GVariant   *parameter)
{
  GtkWidget *row = find_saved (self, parameter);

  if (row == NULL)
    return;

  gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "choose"), FALSE);
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "entry"), TRUE);
  gtk_widget_grab_focus (g_object_get_data (G_OBJECT (row), "entry"));
}

static void show_saved (HeedFilter *self);

static void
renamed_cb (GtkEditable *entry,
            HeedFilter  *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_LIST_BOX_ROW);
  g_autofree char *name = heed_text_normalize (gtk_editable_get_text (entry));

  /* Where it stays as it is, the button comes back all the same. */
  if (*name == '\0' || g_str_equal (name, g_object_get_data (G_OBJECT (row), "name")))
    show_saved (self);
  else
    heed_saved_filters_rename (self->settings, g_object_get_data (G_OBJECT (row), "name"), name);
}

/* Beside whatever was saved meanwhile. */
static void
put_back_cb (AdwToast *toast,
             GVariant *removed)
{
  g_autoptr (GSettings) settings = heed_settings_new ();
  g_autoptr (GVariant) filter = NULL;
  const char *name;

  g_variant_get (removed, "(&s@a{sv})", &name, &filter);
  heed_saved_filters_put (settings, name, filter);
}

static void
remove_action (HeedFilter *self,
               GVariant   *parameter)
{
  const char *name = g_variant_get_string (parameter, NULL);
  GtkWidget *toasts = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  g_autoptr (GVariant) filter = heed_saved_filters_get (self->settings, name);
  g_autofree char *sentence = g_strdup_printf (_("The filter “%s” is gone"), name);
  AdwToast *toast;

  if (filter == NULL)
    return;

  toast = heed_toast_new (sentence);
  heed_saved_filters_remove (self->settings, name);
  adw_toast_set_button_label (toast, _("Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (put_back_cb),
                         g_variant_ref_sink (g_variant_new ("(s@a{sv})", name, filter)),
                         (GClosureNotify) G_CALLBACK (g_variant_unref), 0);
  if (toasts != NULL)
    heed_bulk_actions_show_toast (toasts, toast);
  else
    g_object_unref (toast);
}

static void
add_saved (HeedFilter *self,
           const char *name)
{
  static const char * const buttons[] = { "choose", "rename", "remove" };
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/heedworkbook/Heed/journal/heed-saved-filter.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  GtkWidget *entry = GTK_WIDGET (gtk_builder_get_object (builder, "entry"));
  /* Translators: the name of a filter. */
  g_autofree char *rename = g_strdup_printf (_("Rename the filter “%s”"), name);
  /* Translators: the name of a filter. */
  g_autofree char *remove = g_strdup_printf (_("Delete the filter “%s”"), name);
  const char *names[] = { name, rename, remove };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkWidget *button = GTK_WIDGET (gtk_builder_get_object (builder, buttons[i]));

      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
      heed_accessible_set_name (button, names[i]);
      if (i > 0)
        gtk_widget_set_tooltip_text (button, names[i]);
    }
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "label")), name);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  heed_accessible_set_name (entry, rename);
  g_signal_connect_object (entry, "activate", G_CALLBACK (renamed_cb), self, 0);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  g_object_set_data (G_OBJECT (row), "choose", gtk_builder_get_object (builder, "choose"));
  g_object_set_data (G_OBJECT (row), "entry", entry);
  gtk_list_box_append (self->saved_list, row);
}

static void
show_saved (HeedFilter *self)
{
  g_auto (GStrv) names = heed_saved_filters_dup_names (self->settings);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->saved_list))) != NULL)
    gtk_list_box_remove (self->saved_list, row);
  for (guint i = 0; names[i] != NULL; i++)
    add_saved (self, names[i]);
  gtk_widget_set_visible (self->saved, names[0] != NULL && has_own_filters (self));
}

static void
shown_cb (HeedFilter *self)
{
  gtk_widget_set_visible (self->saving, FALSE);
  show_saved (self);
  if (self->journal == NULL)
    return;

  heed_journal_tally_async (self->journal, NULL, tallied_cb, g_object_ref (self));
  heed_journal_get_tags_async (self->journal, known_cb, g_object_ref (self));
}

/* What is chosen */

static void
form_selected_cb (HeedFilter *self)
{
  guint position = gtk_drop_down_get_selected (self->form_list);

  if (!self->showing && position <= self->forms->len)
    heed_filter_set_form_id (self,
                             position > 0 ? heed_form_get_id (g_ptr_array_index (self->forms, position - 1)) : NULL);
}

static void
tag_selected_cb (HeedFilter *self)
{
  guint position = gtk_drop_down_get_selected (self->tag_list);

  if (!self->showing && position != GTK_INVALID_LIST_POSITION)
    heed_filter_set_tag (self, position > 0 ? self->tags[position - 1] : NULL);
}

static void
period_selected_cb (HeedFilter *self)
{
  if (!self->showing)
    heed_filter_set_period (self, gtk_drop_down_get_selected (self->period_list));
}

static void
completion_selected_cb (HeedFilter *self)
{
  if (!self->showing)
    heed_filter_set_completion (self, gtk_drop_down_get_selected (self->completion_list));
}

static void
day_chosen_cb (HeedFilter *self,
               const char *text,
               GtkWidget  *button)
{
  guint32 day;

  if (!heed_day_parse_iso (text, &day))
    return;

  if (button == adw_bin_get_child (self->first_place))
    heed_filter_set_days (self, day, MAX (day, self->last_day));
  else
    heed_filter_set_days (self, MIN (day, self->first_day), day);
}

static void
add_date_button (HeedFilter *self,
                 AdwBin     *place,
                 const char *name)
{
  GtkWidget *button = heed_date_button_new (name);

  g_signal_connect_object (button, "chosen", G_CALLBACK (day_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (place, button);
}

static void
heed_filter_dispose (GObject *object)
{
  g_clear_object (&HEED_FILTER (object)->journal);
  g_clear_object (&HEED_FILTER (object)->settings);

  G_OBJECT_CLASS (heed_filter_parent_class)->dispose (object);
}

static void
heed_filter_finalize (GObject *object)
{
  HeedFilter *self = HEED_FILTER (object);

  g_ptr_array_unref (self->forms);
  g_strfreev (self->tags);
  g_free (self->form_id);
  g_free (self->tag);
  g_free (self->words);

  G_OBJECT_CLASS (heed_filter_parent_class)->finalize (object);
}

static void
heed_filter_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  if (property_id == PROP_WORDS)
    g_value_set_string (value, HEED_FILTER (object)->words);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
heed_filter_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  if (property_id == PROP_WORDS)
    set_words (HEED_FILTER (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
heed_filter_class_init (HeedFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_filter_dispose;
  object_class->finalize = heed_filter_finalize;
  object_class->get_property = heed_filter_get_property;
  object_class->set_property = heed_filter_set_property;

  /* What is searched for besides, which is saved with the filter. */
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedFilter::changed:
   * @self: a filter
   *
   * Other entries are wanted.
   */
  signals[CHANGED] = g_signal_new ("changed", HEED_TYPE_FILTER, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  heed_template_set (widget_class, "journal/heed-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedFilter, form_list);
  gtk_widget_class_bind_template_child (widget_class, HeedFilter, tag_list);
  gtk_widget_class_bind_template_child (widget_class, HeedFilter, period_list);
  gtk_widget_class_bind_template_child (widget_class, HeedFilter, completion_list);
  gtk_widget_class_bind_template_child (widget_class, HeedFilter, days);
  gtk_widget_class_bind_template_child (widget_class, HeedFilter, first_label);
  gtk_widget_class_bind_template_child (widget_class, HeedFilter, last_label);
  gtk_widget_class_bind_template_child (widget_class, HeedFilter, first_place);
  gtk_widget_class_bind_template_child (widget_class, HeedFilter, last_place);
  gtk_widget_class_bind_template_child (widget_class, HeedFilter, clear_button);
  gtk_widget_class_bind_template_child (widget_class, HeedFilter, saved);
  gtk_widget_class_bind_template_child (widget_class, HeedFilter, saved_list);
  gtk_widget_class_bind_template_child (widget_class, HeedFilter, saving);
  gtk_widget_class_bind_template_child (widget_class, HeedFilter, name_entry);
  gtk_widget_class_bind_template_callback (widget_class, name_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, tag_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, period_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, completion_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, heed_filter_clear);
  gtk_widget_class_bind_template_callback (widget_class, dup_icon_name);
  heed_template_install_action (widget_class, "filter.choose", "s", G_CALLBACK (choose_action));
  heed_template_install_action (widget_class, "filter.save", NULL, G_CALLBACK (save_action));
  heed_template_install_action (widget_class, "filter.rename", "s", G_CALLBACK (rename_action));
  heed_template_install_action (widget_class, "filter.remove", "s", G_CALLBACK (remove_action));
}

static void
heed_filter_init (HeedFilter *self)
{
  self->forms = g_ptr_array_new_with_free_func (g_object_unref);
  self->showing = TRUE;
  self->settings = heed_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->settings, "changed::saved-filters", G_CALLBACK (show_saved), self, G_CONNECT_SWAPPED);
  show_saved (self);

  add_date_button (self, self->first_place, _("First day"));
  add_date_button (self, self->last_place, _("Last day"));
  show_forms (self);
  show_tags (self);
}

/**
 * heed_filter_set_journal:
 * @self: a filter
 * @journal: an open journal
 *
 * Sets the journal whose kinds and tags are offered.
 */
void
heed_filter_set_journal (HeedFilter  *self,
                         HeedJournal *journal)
{
  g_return_if_fail (HEED_IS_FILTER (self));

  g_set_object (&self->journal, journal);
}

static void
set_string (HeedFilter  *self,
            char       **string,
            const char  *value)
{
  g_autofree char *before = *string;

  *string = g_strdup (value);
  if (g_strcmp0 (before, value) != 0)
    changed (self);
}

/**
 * heed_filter_set_form_id:
 * @self: a filter
 * @form_id: (nullable): the id of a form; %NULL for any
 *
 * Sets the kind of entries that are wanted.
 */
void
heed_filter_set_form_id (HeedFilter *self,
                         const char *form_id)
{
  g_return_if_fail (HEED_IS_FILTER (self));

  set_string (self, &self->form_id, form_id);
}

/**
 * heed_filter_set_tag:
 * @self: a filter
 * @tag: (nullable): a tag; %NULL for any
 *
 * Sets the tag that is wanted.
 */
void
heed_filter_set_tag (HeedFilter *self,
                     const char *tag)
{
  g_return_if_fail (HEED_IS_FILTER (self));

  set_string (self, &self->tag, tag);
}

/**
 * heed_filter_set_period:
 * @self: a filter
 * @period: when; from one day to another means today, until the days are set
 *
 * Sets when the entries were begun that are wanted.
 */
void
heed_filter_set_period (HeedFilter *self,
                        HeedPeriod  period)
{
  g_return_if_fail (HEED_IS_FILTER (self));

  if (self->period == period)
    return;

  if (period == HEED_PERIOD_DAYS)
    {
      guint32 first, last;

      heed_filter_get_days (self, &first, &last);
      self->first_day = first != 0 ? first : heed_day_today ();
      self->last_day = last != 0 ? last : heed_day_today ();
    }
  self->period = period;
  changed (self);
}

/**
 * heed_filter_get_days:
 * @self: a filter
 * @first: (out): the first Julian day of the period as of today; 0 for no bound
 * @last: (out): the last; 0 for no bound
 *
 * Works out which days are wanted.
 */
void
heed_filter_get_days (HeedFilter *self,
                      guint32    *first,
                      guint32    *last)
{
  guint32 today = heed_day_today ();

  g_return_if_fail (HEED_IS_FILTER (self));

  *last = 0;
  switch (self->period)
    {
    case HEED_PERIOD_WEEK:
      *first = heed_calendar_get_week_start (today, heed_calendar_get_first_weekday ());
      break;
    case HEED_PERIOD_MONTH:
      *first = heed_calendar_get_month_start (today);
      break;
    case HEED_PERIOD_QUARTER:
      *first = heed_calendar_add_months (today, -3);
      break;
    case HEED_PERIOD_YEAR:
      *first = heed_calendar_get_month_start (heed_calendar_add_months (today, 1 - (int) heed_calendar_get_month (today)));
      break;
    case HEED_PERIOD_DAYS:
      *first = self->first_day;
      *last = self->last_day;
      break;
    case HEED_PERIOD_ANY:
      *first = 0;
    }
}

/**
 * heed_filter_set_days:
 * @self: a filter
 * @first: a Julian day
 * @last: another, before or after it
 *
 * Wants the entries of some days.
 */
void
heed_filter_set_days (HeedFilter *self,
                      guint32     first,
                      guint32     last)
{
  guint32 early = MIN (first, last), late = MAX (first, last);

  g_return_if_fail (HEED_IS_FILTER (self) && early != 0);

  if (self->period == HEED_PERIOD_DAYS && self->first_day == early && self->last_day == late)
    return;

  self->period = HEED_PERIOD_DAYS;
  self->first_day = early;
  self->last_day = late;
  changed (self);
}

/**
 * heed_filter_set_completion:
 * @self: a filter
 * @completion: whether they are to be complete
 *
 * Sets whether the entries that are wanted are complete.
 */
void
heed_filter_set_completion (HeedFilter     *self,
                            HeedCompletion  completion)
{
  g_return_if_fail (HEED_IS_FILTER (self));

  if (self->completion == completion)
    return;

  self->completion = completion;
  changed (self);
}

/**
 * heed_filter_is_on:
 * @self: a filter
 *
 * Tells whether it keeps anything out.
 *
 * Returns: whether it does
 */
gboolean
heed_filter_is_on (HeedFilter *self)
{
  for (guint i = 0; i < HEED_N_FILTER_PARTS; i++)
    if (heed_filter_has_part (self, i))
      return TRUE;

  return FALSE;
}

/**
 * heed_filter_has_part:
 * @self: a filter
 * @part: what entries can be chosen by
 *
 * Tells whether entries are chosen by it.
 *
 * Returns: whether they are
 */
gboolean
heed_filter_has_part (HeedFilter     *self,
                      HeedFilterPart  part)
{
  const gboolean has[HEED_N_FILTER_PARTS] = {
    [HEED_FILTER_FORM] = self->form_id != NULL,
    [HEED_FILTER_TAG] = self->tag != NULL,
    [HEED_FILTER_PERIOD] = self->period != HEED_PERIOD_ANY,
    [HEED_FILTER_COMPLETION] = self->completion != HEED_COMPLETION_ANY,
  };

  g_return_val_if_fail (part < HEED_N_FILTER_PARTS, FALSE);

  return has[part];
}

/**
 * heed_filter_clear:
 * @self: a filter
 *
 * Lets everything through again.
 */
void
heed_filter_clear (HeedFilter *self)
{
  heed_filter_clear_part (self, HEED_N_FILTER_PARTS);
}

/**
 * heed_filter_clear_part:
 * @self: a filter
 * @part: what entries can be chosen by; `HEED_N_FILTER_PARTS` for all of it
 *
 * Chooses by it no more.
 */
void
heed_filter_clear_part (HeedFilter     *self,
                        HeedFilterPart  part)
{
  gboolean all = part == HEED_N_FILTER_PARTS;
  gboolean was_on = all ? heed_filter_is_on (self) : heed_filter_has_part (self, part);

  if (all || part == HEED_FILTER_FORM)
    g_clear_pointer (&self->form_id, g_free);
  if (all || part == HEED_FILTER_TAG)
    g_clear_pointer (&self->tag, g_free);
  if (all || part == HEED_FILTER_PERIOD)
    self->period = HEED_PERIOD_ANY;
  if (all || part == HEED_FILTER_COMPLETION)
    self->completion = HEED_COMPLETION_ANY;
  if (was_on)
    changed (self);
}

static char *
describe_days (HeedFilter *self)
{
  g_autofree char *first = heed_day_format (self->first_day);
  g_autofree char *last = heed_day_format (self->last_day);

  if (self->first_day == self->last_day)
    return g_steal_pointer (&first);

  /* Translators: two days, such as “1 November – 15 November”. */
  return g_strdup_printf (_("%s – %s"), first, last);
}

/**
 * heed_filter_describe_part:
 * @self: a filter
 * @part: what entries are chosen by
 *
 * Says in a word or two what is wanted.
 *
 * Returns: (transfer full): the text in the person's language
 */
char *
heed_filter_describe_part (HeedFilter     *self,
                           HeedFilterPart  part)
{
  GtkDropDown *list = part == HEED_FILTER_PERIOD ? self->period_list : self->completion_list;
  HeedWorkbook *workbook = self->journal != NULL ? heed_journal_get_workbook (self->journal) : NULL;

  g_return_val_if_fail (HEED_IS_FILTER (self) && heed_filter_has_part (self, part), NULL);

  if (part == HEED_FILTER_FORM)
    {
      HeedForm *form = workbook != NULL ? heed_workbook_find_form (workbook, self->form_id) : NULL;

      return g_strdup (form != NULL ? heed_form_get_title (form) : self->form_id);
    }
  if (part == HEED_FILTER_TAG)
    return g_strdup (self->tag);
  if (part == HEED_FILTER_PERIOD && self->period == HEED_PERIOD_DAYS)
    return describe_days (self);

  return g_strdup (gtk_string_object_get_string (gtk_drop_down_get_selected_item (list)));
}

/**
 * heed_filter_get_single_day:
 * @self: a filter
 *
 * Tells whether the entries of one day are wanted.
 *
 * Returns: the Julian day; 0 if it is not just one
 */
guint32
heed_filter_get_single_day (HeedFilter *self)
{
  g_return_val_if_fail (HEED_IS_FILTER (self), 0);

  return self->period == HEED_PERIOD_DAYS && self->first_day == self->last_day ? self->first_day : 0;
}

/**
 * heed_filter_fill_query:
 * @self: a filter
 * @workbook: (nullable): the workbook whose forms the filter knows
 * @query: (inout): a query
 *
 * Asks for what is wanted. The strings stay the filter's.
 */
void
heed_filter_fill_query (HeedFilter   *self,
                        HeedWorkbook *workbook,
                        HeedQuery    *query)
{
  g_return_if_fail (HEED_IS_FILTER (self));

  heed_query_set_form (query, workbook, self->form_id);
  query->tag = self->tag;
  query->completion = self->completion;
  heed_filter_get_days (self, &query->first_day, &query->last_day);
}
