/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A journal on a real file in a folder of its own, and waiting for what
 * happens on other threads. For the tests of the live model and the window. */

#pragma once

#include "heed-journal.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path;
  HeedWorkbook *workbook;
  HeedJournal *journal;
} JournalFixture;

typedef gboolean (*Condition) (gpointer data);

void       journal_fixture_set_up    (JournalFixture *fixture,
                                      gconstpointer   data);
void       journal_fixture_tear_down (JournalFixture *fixture,
                                      gconstpointer   data);
void       journal_fixture_open      (JournalFixture *fixture);
void       journal_fixture_close     (JournalFixture *fixture);
void       journal_fixture_save      (JournalFixture *fixture);
HeedEntry *journal_fixture_dup_entry (JournalFixture *fixture,
                                      guint           position);
HeedEntry *journal_fixture_write     (JournalFixture *fixture,
                                      const char     *title,
                                      const char     *body);
GPtrArray *journal_fixture_put       (JournalFixture *fixture,
                                      guint           count);
void       journal_fixture_unlist    (JournalFixture *fixture,
                                      const char     *form_id);
void       keep_result_cb            (GObject        *source,
                                      GAsyncResult   *result,
                                      gpointer        data);
GAsyncResult *wait_for_result        (GAsyncResult  **result);
gboolean   is_true                   (gpointer        boolean);
gboolean   has_summary               (gpointer        entry);
gboolean   wait_until                (Condition       condition,
                                      gpointer        data);
void       wait_for_idle             (void);
void       wait_for_journal          (HeedJournal    *journal);

G_END_DECLS
