/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tries a fuzz target with each file that is named, so that what a fuzzer once
 * found stays fixed, and so that the target keeps compiling. */

#include "fuzz.h"

#include <glib.h>

int
main (int   argc,
      char *argv[])
{
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *data = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      if (!g_file_get_contents (argv[i], &data, &length, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      LLVMFuzzerTestOneInput ((const unsigned char *) data, length);
    }

  return argc > 1 ? 0 : 2;
}
