/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which entries somebody wants to see. See heed-filter.h. */

#include "heed-filter.h"

#include "heed-calendar.h"
#include "heed-timestamp.h"

#include <glib/gi18n.h>

struct _HeedFilter
{
  GObject parent_instance;

  char *form_id;
  char *tag;
  HeedPeriod period;
  guint32 first_day; /* for HEED_PERIOD_DAYS */
  guint32 last_day;
  HeedCompletion completion;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedFilter, heed_filter, G_TYPE_OBJECT)

static void
changed (HeedFilter *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
replace (char       **string,
         const char  *value)
{
  if (g_strcmp0 (*string, value) == 0)
    return FALSE;

  g_free (*string);
  *string = g_strdup (value);
  return TRUE;
}

static void
heed_filter_finalize (GObject *object)
{
  HeedFilter *self = HEED_FILTER (object);

  g_free (self->form_id);
  g_free (self->tag);

  G_OBJECT_CLASS (heed_filter_parent_class)->finalize (object);
}

static void
heed_filter_class_init (HeedFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_filter_finalize;

  /**
   * HeedFilter::changed:
   * @self: a filter
   *
   * Other entries are wanted.
   */
  signals[CHANGED] = g_signal_new ("changed", HEED_TYPE_FILTER, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
heed_filter_init (HeedFilter *self)
{
}

/**
 * heed_filter_new:
 *
 * Makes a filter that lets everything through.
 *
 * Returns: (transfer full): the filter
 */
HeedFilter *
heed_filter_new (void)
{
  return g_object_new (HEED_TYPE_FILTER, NULL);
}

/**
 * heed_filter_get_form_id:
 * @self: a filter
 *
 * Gets the kind of entries that are wanted.
 *
 * Returns: (transfer none) (nullable): the id of a form; %NULL for any
 */
const char *
heed_filter_get_form_id (HeedFilter *self)
{
  g_return_val_if_fail (HEED_IS_FILTER (self), NULL);

  return self->form_id;
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

  if (replace (&self->form_id, form_id))
    changed (self);
}

/**
 * heed_filter_get_tag:
 * @self: a filter
 *
 * Gets the tag that is wanted.
 *
 * Returns: (transfer none) (nullable): a tag; %NULL for any
 */
const char *
heed_filter_get_tag (HeedFilter *self)
{
  g_return_val_if_fail (HEED_IS_FILTER (self), NULL);

  return self->tag;
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

  if (replace (&self->tag, tag))
    changed (self);
}

/**
 * heed_filter_get_period:
 * @self: a filter
 *
 * Gets when the entries were begun that are wanted.
 *
 * Returns: the period
 */
HeedPeriod
heed_filter_get_period (HeedFilter *self)
{
  g_return_val_if_fail (HEED_IS_FILTER (self), HEED_PERIOD_ANY);

  return self->period;
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
 * heed_filter_get_completion:
 * @self: a filter
 *
 * Gets whether the entries that are wanted are complete.
 *
 * Returns: whether they are
 */
HeedCompletion
heed_filter_get_completion (HeedFilter *self)
{
  g_return_val_if_fail (HEED_IS_FILTER (self), HEED_COMPLETION_ANY);

  return self->completion;
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
  g_return_val_if_fail (HEED_IS_FILTER (self), FALSE);

  switch (part)
    {
    case HEED_FILTER_FORM:
      return self->form_id != NULL;
    case HEED_FILTER_TAG:
      return self->tag != NULL;
    case HEED_FILTER_PERIOD:
      return self->period != HEED_PERIOD_ANY;
    case HEED_FILTER_COMPLETION:
      return self->completion != HEED_COMPLETION_ANY;
    case HEED_N_FILTER_PARTS:
      return FALSE;
    }

  g_assert_not_reached ();
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
 * @workbook: (nullable): the workbook that names the forms
 *
 * Says in a word or two what is wanted.
 *
 * Returns: (transfer full): the text in the person's language
 */
char *
heed_filter_describe_part (HeedFilter     *self,
                           HeedFilterPart  part,
                           HeedWorkbook   *workbook)
{
  HeedForm *form;

  g_return_val_if_fail (HEED_IS_FILTER (self) && heed_filter_has_part (self, part), NULL);

  switch (part)
    {
    case HEED_FILTER_FORM:
      form = workbook != NULL ? heed_workbook_find_form (workbook, self->form_id) : NULL;
      return g_strdup (form != NULL ? heed_form_get_title (form) : self->form_id);
    case HEED_FILTER_TAG:
      return g_strdup (self->tag);
    case HEED_FILTER_PERIOD:
      return self->period == HEED_PERIOD_DAYS ? describe_days (self) : g_strdup (heed_period_get_name (self->period));
    case HEED_FILTER_COMPLETION:
    case HEED_N_FILTER_PARTS:
      return g_strdup (heed_completion_get_name (self->completion));
    }

  g_assert_not_reached ();
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

/**
 * heed_period_get_name:
 * @period: a period
 *
 * Names a period.
 *
 * Returns: (transfer none): the name in the person's language
 */
const char *
heed_period_get_name (HeedPeriod period)
{
  static const char * const names[] = {
    [HEED_PERIOD_ANY] = N_("Any time"),
    [HEED_PERIOD_WEEK] = N_("This week"),
    [HEED_PERIOD_MONTH] = N_("This month"),
    [HEED_PERIOD_QUARTER] = N_("Last three months"),
    [HEED_PERIOD_YEAR] = N_("This year"),
    [HEED_PERIOD_DAYS] = N_("From day to day"),
  };

  g_return_val_if_fail (period < G_N_ELEMENTS (names), NULL);

  return _(names[period]);
}

/**
 * heed_completion_get_name:
 * @completion: whether entries are complete
 *
 * Names a state of entries.
 *
 * Returns: (transfer none): the name in the person's language
 */
const char *
heed_completion_get_name (HeedCompletion completion)
{
  static const char * const names[] = {
    [HEED_COMPLETION_ANY] = N_("Finished or not"),
    [HEED_COMPLETION_COMPLETE] = N_("Finished"),
    [HEED_COMPLETION_INCOMPLETE] = N_("Not finished"),
  };

  g_return_val_if_fail (completion < G_N_ELEMENTS (names), NULL);

  return _(names[completion]);
}
