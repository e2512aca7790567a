/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes odd entries to the standard output, for the test of the schema.
 * Usage: write-odd-journal COUNT */

#include <gio/gunixoutputstream.h>
#include <stdlib.h>
#include <unistd.h>

#include "heed-exporter.h"
#include "odd-journal.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (HeedWorkbook) workbook = odd_workbook_new ();
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (HeedExporter) writer = heed_exporter_new (heed_export_formats[0], stream, workbook);
  g_autoptr (GRand) random = g_rand_new_with_seed (20260321);
  g_autoptr (GError) error = NULL;
  gboolean written = argc == 2;

  for (int i = 0; written && i < atoi (argv[1]); i++)
    {
      g_autoptr (HeedRecord) record = odd_record_new (random);

      written = heed_exporter_add (writer, record, &error);
    }

  if (written && heed_exporter_finish (writer, &error))
    return EXIT_SUCCESS;

  g_printerr ("%s\n", error != NULL ? error->message : "usage: write-odd-journal COUNT");
  return EXIT_FAILURE;
}
