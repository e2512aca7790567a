/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-filled-form.h"
#include "heed-record.h"

G_BEGIN_DECLS

#define HEED_TYPE_SUMMARY (heed_summary_get_type ())

/**
 * HeedSummary:
 *
 * What a list shows of an entry without loading its answers. Immutable,
 * reference counted and safe on any thread. The store keeps it beside the
 * entry and gives it back.
 */
typedef struct _HeedSummary HeedSummary;

/**
 * HeedSummaryFacts:
 * @row: the entry's row in the database it came from; 0 where it came from none
 * @excerpt: the first words of the answers, on one line
 * @progress: how far the entry is
 * @mean_rating: the mean of its ratings; NAN where nothing is rated
 * @listed: whether lists and searches show it, see heed_form_is_listed()
 * @wording: the mark of the words that the form shows, see heed_wording_get_mark();
 *   0 where it was worked out without a form
 * @shown: (nullable) (element-type utf8 utf8): by path, the words that the form
 *   shows for answers that it does not show as they are
 *
 * The part of a summary that is worked out from the answers and the form.
 */
typedef struct
{
  gint64 row;
  const char *excerpt;
  HeedProgress progress;
  double mean_rating;
  gboolean listed;
  gint64 wording;
  GHashTable *shown;
} HeedSummaryFacts;

/* How many characters of an entry its summary shows. */
#define HEED_SUMMARY_EXCERPT_LENGTH 160

GType         heed_summary_get_type        (void);
HeedSummary  *heed_summary_new             (HeedRecord  *record,
                                            HeedForm    *form);
HeedSummary  *heed_summary_new_from_parts  (HeedRecord             *head,
                                            const HeedSummaryFacts *facts);
HeedSummary  *heed_summary_ref             (HeedSummary *self);
void          heed_summary_unref           (HeedSummary *self);
HeedRecord   *heed_summary_get_head        (HeedSummary *self);
gint64        heed_summary_get_row         (HeedSummary *self);
const char   *heed_summary_get_excerpt     (HeedSummary *self);
HeedProgress  heed_summary_get_progress    (HeedSummary *self);
double        heed_summary_get_mean_rating (HeedSummary *self);
gboolean      heed_summary_is_listed       (HeedSummary *self);
gint64        heed_summary_get_wording     (HeedSummary *self);
GHashTable   *heed_summary_get_shown       (HeedSummary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSummary, heed_summary_unref)

G_END_DECLS
