/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "heed-picture.h"

#include <string.h>

/* The ids of fields begin with a letter. It comes after all of them. */
#define PREFIX "~picture/"
#define DESCRIPTION "/words"

/* Of a SHA-256. */
#define CONTENT_LENGTH 64

/**
 * heed_picture_name_content:
 * @bytes: what is in the file of a picture
 *
 * Works out the name that the bytes are kept under.
 *
 * Returns: (transfer full): the name
 */
char *
heed_picture_name_content (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/**
 * heed_picture_is_content:
 * @text: any text
 *
 * Tells whether it is a name as heed_picture_name_content() makes them.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_picture_is_content (const char *text)
{
  return strlen (text) == CONTENT_LENGTH && strspn (text, "0123456789abcdef") == CONTENT_LENGTH;
}

/**
 * heed_picture_new_path:
 * @now: when it is added
 *
 * Makes a path for a picture: one that it has on no other computer, and that comes
 * after those of before.
 *
 * Returns: (transfer full): the path
 */
char *
heed_picture_new_path (HeedTimestamp now)
{
  return g_strdup_printf (PREFIX "%016" G_GINT64_MODIFIER "x-%08x", (guint64) now.utc, g_random_int ());
}

/**
 * heed_picture_is_path:
 * @path: where something is kept
 *
 * Tells whether a picture is kept there.
 *
 * Returns: %TRUE if so, %FALSE for its description and for answers
 */
gboolean
heed_picture_is_path (const char *path)
{
  return g_str_has_prefix (path, PREFIX) && strchr (path + strlen (PREFIX), '/') == NULL;
}

/**
 * heed_picture_is_description:
 * @path: where something is kept
 *
 * Tells whether the description of a picture is kept there.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_picture_is_description (const char *path)
{
  return g_str_has_prefix (path, PREFIX) && g_str_has_suffix (path, DESCRIPTION);
}

/**
 * heed_picture_dup_description_path:
 * @path: where a picture is kept
 *
 * Gets where its description is kept.
 *
 * Returns: (transfer full): the path
 */
char *
heed_picture_dup_description_path (const char *path)
{
  return g_strconcat (path, DESCRIPTION, NULL);
}

/**
 * heed_record_get_n_pictures:
 * @record: an entry with its answers
 *
 * Counts its pictures.
 *
 * Returns: how many there are
 */
guint
heed_record_get_n_pictures (HeedRecord *record)
{
  guint count = 0;

  while (heed_record_find_picture (record, count, &(HeedPicture) { NULL }))
    count++;
  return count;
}

/**
 * heed_record_find_picture: (skip)
 * @record: an entry with its answers
 * @position: which one, from 0, in the order in which they were added
 * @picture: (out caller-allocates): where to put it
 *
 * Finds one of its pictures.
 *
 * Returns: %FALSE where there are no more
 */
gboolean
heed_record_find_picture (HeedRecord  *record,
                          guint        position,
                          HeedPicture *picture)
{
  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value;

      heed_record_get_nth_answer (record, i, &path, &value, NULL);
      if (heed_picture_is_path (path) && heed_picture_is_content (value) && position-- == 0)
        {
          g_autofree char *description_path = heed_picture_dup_description_path (path);

          *picture = (HeedPicture) { path, value, heed_record_get_answer (record, description_path) };
          return TRUE;
        }
    }

  return FALSE;
}
