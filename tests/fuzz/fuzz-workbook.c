/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes at all as a workbook. With clang and -fsanitize=fuzzer this is a
 * fuzzer; replay.c makes a program of it that tries given files. */

#include "fuzz.h"

#include "heed-error.h"
#include "heed-workbook.h"

int
LLVMFuzzerTestOneInput (const unsigned char *data,
                        size_t               size)
{
  const char *languages[] = { "de", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedWorkbook) workbook = heed_workbook_new_from_bytes (bytes, "fuzz.xml", languages, &error);

  if ((workbook == NULL) != (error != NULL) ||
      (error != NULL && !g_error_matches (error, HEED_ERROR, HEED_ERROR_INVALID_FILE)))
    g_error ("A workbook or a HEED_ERROR_INVALID_FILE was expected.");

  return 0;
}
