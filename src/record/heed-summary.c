/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What lists show of an entry. See heed-summary.h. */

#include "heed-summary.h"

#include "heed-picture.h"
#include "heed-text.h"
#include "heed-wording.h"

#include <math.h>

struct _HeedSummary
{
  HeedRecord *head;
  HeedSummaryFacts facts; /* of which it owns the excerpt and what is shown */
};

G_DEFINE_BOXED_TYPE (HeedSummary, heed_summary, heed_summary_ref, heed_summary_unref)

static void
clear_summary (gpointer data)
{
  HeedSummary *self = data;

  heed_record_unref (self->head);
  g_free ((char *) self->facts.excerpt);
  g_clear_pointer (&self->facts.shown, g_hash_table_unref);
}

static GHashTable *
collect_shown (HeedRecord *record,
               HeedForm   *form)
{
  GHashTable *shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value;
      char *words;

      heed_record_get_nth_answer (record, i, &path, &value, NULL);
      words = heed_wording_dup_shown (form, path, value);
      if (words != NULL)
        g_hash_table_insert (shown, g_strdup (path), words);
    }

  return shown;
}

/* An entry of a form that this workbook does not have still shows its words. */
static char *
excerpt_without_form (HeedRecord *record)
{
  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value;

      heed_record_get_nth_answer (record, i, &path, &value, NULL);
      if (!heed_text_is_blank (value) && !heed_picture_is_path (path))
        return heed_text_excerpt (value, HEED_SUMMARY_EXCERPT_LENGTH);
    }

  return g_strdup ("");
}

/**
 * heed_summary_new:
 * @record: an entry with its answers
 * @form: (nullable): its form; %NULL if the workbook does not have it
 *
 * Works out what lists show of @record.
 *
 * Returns: (transfer full): the summary
 */
HeedSummary *
heed_summary_new (HeedRecord *record,
                  HeedForm   *form)
{
  HeedSummary *self = g_atomic_rc_box_new0 (HeedSummary);
  g_autoptr (HeedFilledForm) filled = NULL;

  self->head = heed_record_ref (record);
  if (form == NULL)
    {
      self->facts.excerpt = excerpt_without_form (record);
      self->facts.mean_rating = NAN;
      self->facts.listed = TRUE;
      return self;
    }

  filled = heed_filled_form_new (form, record);
  self->facts.excerpt = heed_filled_form_dup_excerpt (filled, HEED_SUMMARY_EXCERPT_LENGTH);
  self->facts.progress = heed_filled_form_get_progress (filled, NULL);
  self->facts.mean_rating = heed_filled_form_get_mean_rating (filled);
  self->facts.listed = heed_form_is_listed (form);
  self->facts.wording = heed_wording_get_mark (form);
  self->facts.shown = collect_shown (record, form);
  return self;
}

/**
 * heed_summary_new_from_parts:
 * @head: the entry; its answers need not be loaded
 * @facts: what was worked out when the entry was kept
 *
 * Makes a summary from what the store kept.
 *
 * Returns: (transfer full): the summary
 */
HeedSummary *
heed_summary_new_from_parts (HeedRecord             *head,
                             const HeedSummaryFacts *facts)
{
  HeedSummary *self = g_atomic_rc_box_new0 (HeedSummary);

  self->head = heed_record_ref (head);
  self->facts = *facts;
  self->facts.excerpt = g_strdup (heed_text_or_empty (facts->excerpt));
  if (facts->shown != NULL)
    g_hash_table_ref (facts->shown);
  return self;
}

/**
 * heed_summary_ref:
 * @self: a summary
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
HeedSummary *
heed_summary_ref (HeedSummary *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * heed_summary_unref:
 * @self: (transfer full): a summary
 *
 * Gives a reference back, on any thread.
 */
void
heed_summary_unref (HeedSummary *self)
{
  g_atomic_rc_box_release_full (self, clear_summary);
}

/**
 * heed_summary_get_head:
 * @self: a summary
 *
 * Gets the entry's ids, title, tags and times. Its answers may be missing.
 *
 * Returns: (transfer none): the record
 */
HeedRecord *
heed_summary_get_head (HeedSummary *self)
{
  return self->head;
}

/**
 * heed_summary_get_row:
 * @self: a summary
 *
 * Gets where the entry is kept.
 *
 * Returns: its row in the database that the summary came from, or 0
 */
gint64
heed_summary_get_row (HeedSummary *self)
{
  return self->facts.row;
}

/**
 * heed_summary_get_excerpt:
 * @self: a summary
 *
 * Gets the first words of the entry.
 *
 * Returns: one line, empty where there are no words
 */
const char *
heed_summary_get_excerpt (HeedSummary *self)
{
  return self->facts.excerpt;
}

/**
 * heed_summary_get_progress: (skip)
 * @self: a summary
 *
 * Gets how far the entry is.
 *
 * Returns: the progress; its total is 0 where nothing counts
 */
HeedProgress
heed_summary_get_progress (HeedSummary *self)
{
  return self->facts.progress;
}

/**
 * heed_summary_get_mean_rating:
 * @self: a summary
 *
 * Gets the mean of the entry's ratings.
 *
 * Returns: the mean; NAN where nothing is rated
 */
double
heed_summary_get_mean_rating (HeedSummary *self)
{
  return self->facts.mean_rating;
}

/**
 * heed_summary_is_listed:
 * @self: a summary
 *
 * Tells whether lists and searches show the entry.
 *
 * Returns: %FALSE if its form says that they do not, see heed_form_is_listed()
 */
gboolean
heed_summary_is_listed (HeedSummary *self)
{
  return self->facts.listed;
}

/**
 * heed_summary_get_wording:
 * @self: a summary
 *
 * Gets the mark of the words that the form showed when this was worked out.
 *
 * Returns: the mark, see heed_wording_get_mark(); 0 where there was no form, or it
 *   is not known
 */
gint64
heed_summary_get_wording (HeedSummary *self)
{
  return self->facts.wording;
}

/**
 * heed_summary_get_shown:
 * @self: a summary
 *
 * Gets the words that the form shows for the answers, see
 * heed_wording_dup_shown().
 *
 * Returns: (transfer none) (nullable) (element-type utf8 utf8): the words by path,
 *   without those answers that are shown as they are; %NULL where there are none,
 *   or they are not known
 */
GHashTable *
heed_summary_get_shown (HeedSummary *self)
{
  return self->facts.shown;
}
