/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was written, in one number: SQLite does not notice a bit that turns over
 * within a text or a number. The first half of an MD5 sum is far more than that
 * takes, and there is nobody to keep secrets from here.
 *
 * The order and form of what goes in is part of the file format: each number as
 * eight bytes, each text with the zero at its end, and a mark for what is not
 * there. */

#include "heed-checksum.h"

#include <math.h>
#include <string.h>

static void
add_number (GChecksum *sum,
            gint64     value)
{
  gint64 bytes = GINT64_TO_BE (value);

  g_checksum_update (sum, (const guchar *) &bytes, sizeof bytes);
}

/* No text has the byte 0xff in it. */
static void
add_text (GChecksum  *sum,
          const char *text)
{
  if (text != NULL)
    g_checksum_update (sum, (const guchar *) text, (gssize) strlen (text) + 1);
  else
    g_checksum_update (sum, (const guchar *) "\xff", 1);
}

static void
add_stamp (GChecksum     *sum,
           HeedTimestamp  stamp)
{
  add_number (sum, stamp.utc);
  add_number (sum, heed_timestamp_is_set (stamp) ? stamp.offset : 0);
}

static void
add_tags (GChecksum          *sum,
          const char * const *tags)
{
  for (guint i = 0; tags[i] != NULL; i++)
    add_text (sum, tags[i]);
  add_text (sum, NULL);
}

static void
add_answers (GChecksum  *sum,
             HeedRecord *record)
{
  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value;
      gint64 modified;

      heed_record_get_nth_answer (record, i, &path, &value, &modified);
      add_text (sum, path);
      add_text (sum, value);
      add_number (sum, modified);
    }
}

static gint64
end (GChecksum *sum)
{
  guint8 digest[16];
  gsize length = sizeof digest;
  gint64 value;

  g_checksum_get_digest (sum, digest, &length);
  g_checksum_free (sum);
  memcpy (&value, digest, sizeof value);
  return GINT64_FROM_BE (value);
}

/**
 * heed_checksum_record:
 * @record: an entry, or what it was before
 *
 * Sums up everything that a person wrote: ids, times, title, tags and answers.
 *
 * Returns: a number that any change of it changes
 */
gint64
heed_checksum_record (HeedRecord *record)
{
  GChecksum *sum = g_checksum_new (G_CHECKSUM_MD5);

  add_text (sum, heed_record_get_id (record));
  add_text (sum, heed_record_get_workbook_id (record));
  add_number (sum, heed_record_get_workbook_version (record));
  add_text (sum, heed_record_get_form_id (record));
  add_text (sum, heed_record_get_item_id (record));
  add_text (sum, heed_record_get_title (record));
  add_tags (sum, heed_record_get_tags (record));
  add_stamp (sum, heed_record_get_created (record));
  add_stamp (sum, heed_record_get_modified (record));
  add_stamp (sum, heed_record_get_completed (record));
  add_stamp (sum, heed_record_get_deleted (record));
  add_answers (sum, record);
  return end (sum);
}

/**
 * heed_checksum_summary:
 * @summary: what lists show of an entry
 *
 * Sums up what a summary says besides the entry itself. The same entry may have
 * another summary under another workbook.
 *
 * Returns: a number that any change of it changes
 */
gint64
heed_checksum_summary (HeedSummary *summary)
{
  GChecksum *sum = g_checksum_new (G_CHECKSUM_MD5);
  HeedProgress progress = heed_summary_get_progress (summary);
  double mean = heed_summary_get_mean_rating (summary);
  gint64 bits = 0;

  if (!isnan (mean))
    memcpy (&bits, &mean, sizeof bits);
  add_text (sum, heed_summary_get_excerpt (summary));
  add_number (sum, progress.answered);
  add_number (sum, progress.total);
  add_number (sum, bits);
  add_number (sum, heed_summary_is_listed (summary));
  return end (sum);
}
