/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain. It is an extended GError, so that the technical detail
 * travels beside the sentence for a person and never in it. */

#include "heed-error.h"

#include <errno.h>
#include <glib/gi18n.h>

typedef struct
{
  char *detail;
} HeedErrorPrivate;

static void
heed_error_private_init (HeedErrorPrivate *priv)
{
}

static void
heed_error_private_copy (const HeedErrorPrivate *source,
                         HeedErrorPrivate       *target)
{
  target->detail = g_strdup (source->detail);
}

static void
heed_error_private_clear (HeedErrorPrivate *priv)
{
  g_free (priv->detail);
}

G_DEFINE_EXTENDED_ERROR (HeedError, heed_error)

/**
 * heed_set_error:
 * @error: (out) (optional): where to put it
 * @code: what kind of trouble it is
 * @detail: (nullable): the words of the library or system, for a bug report
 * @format: one sentence or two for a person, already translated
 * @...: its arguments
 *
 * Raises an error of the domain `HEED_ERROR`.
 */
void
heed_set_error (GError     **error,
                HeedError    code,
                const char  *detail,
                const char  *format,
                ...)
{
  va_list args;

  if (error == NULL)
    return;

  va_start (args, format);
  *error = g_error_new_valist (HEED_ERROR, code, format, args);
  va_end (args);
  heed_error_get_private (*error)->detail = g_strdup (detail);
}

/**
 * heed_set_error_from_errno:
 * @error: (out) (optional): where to put it
 * @saved_errno: `errno` as it was right after the call that failed
 * @path: the file or folder that was to be written
 *
 * Raises the error that says in Heed's words why something cannot be written.
 */
void
heed_set_error_from_errno (GError    **error,
                           int         saved_errno,
                           const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  const char *detail = g_strerror (saved_errno);

  switch (saved_errno)
    {
    case ENOSPC:
    case EDQUOT:
      heed_set_error (error, HEED_ERROR_FULL, detail,
                      _("There is no room left on the disk for “%s”. Free some space and try again."), name);
      break;
    case EFBIG:
      heed_set_error (error, HEED_ERROR_FULL, detail,
                      _("“%s” grew larger than the disk or the system allows. Choose another place."), name);
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      heed_set_error (error, HEED_ERROR_READ_ONLY, detail,
                      _("Heed may not write “%s”. Choose another place, or change the permissions."), name);
      break;
    case ENOENT:
    case ENOTDIR:
      heed_set_error (error, HEED_ERROR_NOT_FOUND, detail,
                      _("There is no file or folder “%s”."), name);
      break;
    case EEXIST:
      heed_set_error (error, HEED_ERROR_EXISTS, detail,
                      _("“%s” exists already and was left as it is. Choose another name."), name);
      break;
    default:
      heed_set_error (error, HEED_ERROR_FAILED, detail,
                      _("“%s” could not be written. Try again, or choose another place."), name);
    }
}

/**
 * heed_set_error_from_reading:
 * @error: (out) (optional): where to put it
 * @saved_errno: `errno` as it was right after the call that failed
 * @path: the file that was to be read
 *
 * Raises the error that says in Heed's words why a file cannot be read.
 */
void
heed_set_error_from_reading (GError    **error,
                             int         saved_errno,
                             const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  const char *detail = g_strerror (saved_errno);

  switch (saved_errno)
    {
    case ENOENT:
    case ENOTDIR:
      heed_set_error_from_errno (error, saved_errno, path);
      break;
    case EACCES:
    case EPERM:
      heed_set_error (error, HEED_ERROR_FAILED, detail,
                      _("Heed may not read “%s”. Change the permissions of the file and its folder."), name);
      break;
    default:
      heed_set_error (error, HEED_ERROR_FAILED, detail,
                      _("“%s” could not be read. Nothing in it was changed; try again, or try a copy of it."), name);
    }
}

/**
 * heed_error_get_detail:
 * @error: an error of any domain
 *
 * Gets the technical words behind an error.
 *
 * Returns: (nullable): the detail, owned by @error; for errors of other
 *   domains their message
 */
const char *
heed_error_get_detail (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != HEED_ERROR)
    return error->message;

  return heed_error_get_private (error)->detail;
}
