/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody answered, under its date. */

#include "heed-dated-answer.h"

#include "heed-reading.h"
#include "heed-text.h"

#include <glib/gi18n.h>

/**
 * heed_dated_answer_new:
 * @record: an answer to a question of the day
 *
 * Makes a box with the day of an answer and all of its text.
 *
 * Returns: (transfer full): the box
 */
GtkWidget *
heed_dated_answer_new (HeedRecord *record)
{
  guint32 day = heed_timestamp_get_day (heed_record_get_created (record));
  /* Translators: the heading of what was written today, among others with dates. */
  g_autofree char *date = day == heed_day_today () ? g_strdup (C_("date of an answer", "Today")) : heed_day_format (day);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *text = heed_reading_new_paragraph (heed_text_or_empty (heed_record_get_answer (record, "answer")));

  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_label_set_yalign (GTK_LABEL (text), 0);
  gtk_box_append (GTK_BOX (box), heed_reading_new_heading (date, "caption-heading", 3));
  gtk_box_append (GTK_BOX (box), text);
  return box;
}
