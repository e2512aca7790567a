/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A journal with something of everything, and ways to harm its file. */

#pragma once

#include "store-fixture.h"

#include <string.h>
#include <unistd.h>

#define N_DAMAGED_ENTRIES 50
#define DAMAGED_PAGE_SIZE 4096

/* Nothing in it is like anything else, so that each text is found again. */
static inline char *
make_text (const char *what,
           guint       n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 12; i++)
    g_string_append_printf (text, "%s%u-%u said something once. ", what, n, i);
  return g_string_free (text, FALSE);
}

static inline char *
make_damaged_id (guint n)
{
  return g_strdup_printf ("%08x-2d3b-4b52-9a53-0d9b6a1f1c11", n * 0x04d2b3c5u);
}

/* Of the n-th: a title, two tags, two answers, for each third an older version,
 * each tenth in the trash, and one that left it for good. */
static inline void
fill_journal (const char *path)
{
  HeedDatabase *database = open_journal (path, HEED_DATABASE_CREATE);
  gint64 last = 0;
  guint n_emptied;

  for (guint n = 0; n < N_DAMAGED_ENTRIES; n++)
    {
      g_autofree char *id = make_damaged_id (n);
      g_autofree char *title = g_strdup_printf ("Title %u of these", n);
      g_autofree char *tag = g_strdup_printf ("tag%u", n);
      g_autofree char *body = make_text ("body", n);
      g_autofree char *more = make_text ("more", n);
      g_autofree char *later = make_text ("later", n);
      HeedRecordBuilder *builder = start_note (id, title, body, n * 1000);
      g_autoptr (HeedRecord) record = NULL;
      g_autoptr (HeedRecord) changed = NULL;

      heed_record_builder_set_answer (builder, "more", more, at (n * 1000).utc);
      heed_record_builder_set_tags (builder, (const char * const[]) { "every", tag, NULL });
      record = heed_record_builder_end (builder);
      put (database, record);

      changed = n % 10 == 9 ? delete_note (record, n * 1000 + 500)
                            : n % 3 == 0 ? change_note (record, "body", later, n * 1000 + 500)
                                         : heed_record_ref (record);
      put (database, changed);
      if (n == 9)
        g_assert_true (heed_database_empty_trash (database, G_MAXINT64, &last, &n_emptied, NULL));
    }

  close_journal (database);
}

static inline void
load_file (const char *path,
           char      **contents,
           gsize      *length)
{
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, contents, length, &error);
  g_assert_no_error (error);
}

/* In its place, as a disk would: with what stands beside it. */
static inline void
store_file (const char *path,
            const char *contents,
            gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, contents, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  /* What is written in place by GLib does not become shorter. */
  g_assert_no_errno (truncate (path, (off_t) length));
}

/* Makes a page into noise; the first page is 1. */
static inline void
spoil_page (char *contents,
            guint page)
{
  memset (contents + (gsize) (page - 1) * DAMAGED_PAGE_SIZE, 0x5a, DAMAGED_PAGE_SIZE);
}
