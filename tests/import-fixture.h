/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Imports, for the tests of src/store. */

#pragma once

#include "store-fixture.h"

#include "heed-staging.h"

static inline HeedWorkbook *
open_bundled_workbook (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "workbooks", "customer-focus.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  HeedWorkbook *workbook = heed_workbook_new_from_file (file, NULL, &error);

  g_assert_no_error (error);
  return workbook;
}

static inline HeedStaging *
stage (const char  *journal,
       HeedRecord **records,
       guint        n_records)
{
  HeedStaging *staging = heed_staging_new (journal);
  g_autoptr (GError) error = NULL;

  heed_staging_open (staging, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_records; i++)
    {
      heed_staging_add (records[i], staging, &error);
      g_assert_no_error (error);
    }
  heed_staging_seal (staging, &error);
  g_assert_no_error (error);
  return staging;
}

static inline HeedStaging *
stage_journal (const char *journal,
               const char *other)
{
  HeedStaging *staging = heed_staging_new (journal);
  g_autoptr (GError) error = NULL;

  heed_staging_open (staging, &error);
  g_assert_no_error (error);
  heed_staging_read_journal (staging, other, NULL, &error);
  g_assert_no_error (error);
  heed_staging_seal (staging, &error);
  g_assert_no_error (error);
  return staging;
}

static inline void
settle (HeedDatabase *database)
{
  g_autoptr (GError) error = NULL;
  gboolean more = TRUE;

  while (more)
    {
      heed_database_settle_import (database, &more, &error);
      g_assert_no_error (error);
    }
}

/* To the end. */
static inline void
take (HeedDatabase *database,
      HeedStaging  *staging,
      HeedWorkbook *workbook)
{
  g_autoptr (GError) error = NULL;
  gboolean more = TRUE;

  while (more)
    {
      heed_database_import (database, staging, workbook, &more, &error);
      g_assert_no_error (error);
    }
  settle (database);
}
