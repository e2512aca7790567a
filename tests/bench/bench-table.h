/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What several runs gave, for people. */

#pragma once

#include <glib.h>

static inline int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double one = *(const double *) a, two = *(const double *) b;

  return (one > two) - (one < two);
}

/* The median of each of @count columns of @rows, which stand one after the other, and
 * the least and the most; the medians are put into @medians as well. */
static inline void
print_medians (GArray             *rows,
               const char * const *names,
               guint               count,
               int                 digits,
               double             *medians)
{
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GArray) column = g_array_new (FALSE, FALSE, sizeof (double));

      for (guint j = i; j < rows->len; j += count)
        g_array_append_val (column, g_array_index (rows, double, j));
      g_array_sort (column, compare_doubles);
      medians[i] = g_array_index (column, double, column->len / 2);
      g_print ("  %-20s %8.*f  (%.*f to %.*f)\n", names[i], digits, medians[i], digits, g_array_index (column, double, 0),
               digits, g_array_index (column, double, column->len - 1));
    }
}
