/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The workbook of tests/fixtures/every-field.xml, for the tests of
 * src/record. */

#pragma once

#include "heed-record.h"
#include "heed-workbook.h"

static inline HeedWorkbook *
open_forms (void)
{
  static const char * const languages[] = { "en_US", "en", "C", NULL };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "every-field.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  HeedWorkbook *workbook = heed_workbook_new_from_file (file, languages, &error);

  g_assert_no_error (error);
  return workbook;
}

/* An entry of @form_id with the answers of a list of paths and values. */
static inline HeedRecord *
make_record (const char *form_id,
             const char *first_path,
             ...)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "every-field", 3, form_id);
  va_list args;

  va_start (args, first_path);
  for (const char *path = first_path; path != NULL; path = va_arg (args, const char *))
    heed_record_builder_set_answer (builder, path, va_arg (args, const char *), 1);
  va_end (args);

  return heed_record_builder_end (builder);
}
