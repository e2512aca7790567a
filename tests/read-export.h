/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All entries of an export at once, for the tests that look at what was written. */

#pragma once

#include "heed-json-reader.h"

static inline gboolean
take_record (HeedRecord  *record,
             gpointer     records,
             GError     **error)
{
  g_ptr_array_add (records, heed_record_ref (record));
  return TRUE;
}

/* In the order of the file; NULL if it cannot be read to its end. */
static inline GPtrArray *
read_export (GInputStream *stream,
             const char   *name,
             GError      **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);

  return heed_json_read_each (stream, name, take_record, NULL, records, NULL, NULL, NULL, NULL, error)
             ? g_steal_pointer (&records)
             : NULL;
}
