/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tries a fuzz target with each file that is named, and with those of each folder,
 * so that what a fuzzer once found stays fixed; and with what comes of them when
 * bytes are changed, left out and repeated at random, always the same. */

#include "fuzz.h"

#include <gio/gio.h>
#include <string.h>

#define N_MUTATIONS 10000
#define MAX_CHANGES 6
#define MAX_LENGTH 64

/* Larger inputs are tried as they are; changing them takes too long. */
#define MAX_SIZE 20000

static void
try_input (GByteArray *input)
{
  LLVMFuzzerTestOneInput (input->data, input->len);
}

static void
add_file (GPtrArray  *inputs,
          const char *path)
{
  GByteArray *input = g_byte_array_new ();
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  g_byte_array_append (input, (const guint8 *) data, (guint) length);
  g_ptr_array_add (inputs, input);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* In the order of their names: that of the folder differs from disk to disk. */
static void
add_folder (GPtrArray  *inputs,
            const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_file (inputs, names->pdata[i]);
}

static void
change (GByteArray *input,
        GRand      *random)
{
  guint at = (guint) g_rand_int_range (random, 0, (gint32) input->len);
  guint length = (guint) g_rand_int_range (random, 1, (gint32) MIN (MAX_LENGTH, input->len - at) + 1);
  g_autofree guint8 *part = g_memdup2 (input->data + at, length);

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      input->data[at] ^= 1u << g_rand_int_range (random, 0, 8);
      break;
    case 1:
      input->data[at] = (guint8) g_rand_int_range (random, 0, 256);
      break;
    case 2:
      g_byte_array_remove_range (input, at, length);
      break;
    case 3:
      g_byte_array_append (input, part, length);
      break;
    default:
      memcpy (input->data + g_rand_int_range (random, 0, (gint32) (input->len - length + 1)), part, length);
    }
}

static void
try_mutations (GPtrArray *inputs)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      GByteArray *seed = g_ptr_array_index (inputs, i % inputs->len);
      g_autoptr (GByteArray) input = g_byte_array_new ();

      if (seed->len > MAX_SIZE)
        continue;

      g_byte_array_append (input, seed->data, seed->len);
      for (gint32 n = g_rand_int_range (random, 1, MAX_CHANGES + 1); n > 0 && input->len > 0; n--)
        change (input, random);
      try_input (input);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);

  for (int i = 1; i < argc; i++)
    (g_file_test (argv[i], G_FILE_TEST_IS_DIR) ? add_folder : add_file) (inputs, argv[i]);
  if (inputs->len == 0)
    return 2;

  for (guint i = 0; i < inputs->len; i++)
    try_input (inputs->pdata[i]);
  try_mutations (inputs);
  return 0;
}
