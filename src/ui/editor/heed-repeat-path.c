/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The paths of groups and rows. */

#include "heed-repeat-path.h"

#include <string.h>

/**
 * heed_repeat_path_split:
 * @instance: the path of one of a repeated group or of a row, such as
 *   `emotion/2/signs/1`
 * @index: (out) (optional): its number, from 1
 *
 * Takes the number off.
 *
 * Returns: (transfer full): the path of the group or the list
 */
char *
heed_repeat_path_split (const char *instance,
                        guint      *index)
{
  const char *slash = strrchr (instance, '/');

  g_return_val_if_fail (slash != NULL, NULL);

  if (index != NULL)
    *index = (guint) g_ascii_strtoull (slash + 1, NULL, 10);
  return g_strndup (instance, (gsize) (slash - instance));
}
