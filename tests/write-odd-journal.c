/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes odd entries to the standard output, some with pictures, for the test of the schema.
 * Usage: write-odd-journal COUNT */

#include <gio/gunixoutputstream.h>
#include <stdlib.h>
#include <unistd.h>

#include "export-pictures.h"
#include "odd-journal.h"

/* The second of them needs several pieces. */
#define N_PICTURES 3

static HeedRecord *
add_pictures (HeedRecord  *record,
              GBytes     **pictures,
              guint        n_pictures)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (record);

  for (guint i = 0; i < n_pictures; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      set_picture (builder, id, pictures[i], i == 0 ? "A duck" : NULL);
    }
  heed_record_builder_set_answer (builder, "~picture/taken-out", "", 1);
  heed_record_builder_set_answer (builder, "~picture/odd", "none", 1);
  return heed_record_builder_end (builder);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (HeedWorkbook) workbook = odd_workbook_new ();
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (HeedExporter) writer = heed_exporter_new (heed_export_formats[0], stream, workbook);
  g_autoptr (GRand) random = g_rand_new_with_seed (20260321);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) small = make_picture (1, 70), large = make_picture (2, 200000), lost = make_picture (3, 7);
  GBytes *pictures[N_PICTURES] = { small, large, lost };
  gboolean written = argc == 2;

  for (int i = 0; written && i < atoi (argv[1]); i++)
    {
      g_autoptr (HeedRecord) record = odd_record_new (random);
      g_autoptr (HeedRecord) pictured = add_pictures (record, pictures, (guint) i % 10 % (N_PICTURES + 1));

      written = heed_exporter_add (writer, pictured, &error);
    }
  if (written)
    give_pictures (writer, pictures, N_PICTURES - 1);

  if (written && heed_exporter_finish (writer, &error))
    return EXIT_SUCCESS;

  g_printerr ("%s\n", error != NULL ? error->message : "usage: write-odd-journal COUNT");
  return EXIT_FAILURE;
}
