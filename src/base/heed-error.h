/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HEED_ERROR:
 *
 * The domain of every error that Heed raises itself.
 *
 * An error's message is for a person: what happened, what is safe, what to do.
 * The words of SQLite, GIO or the system are kept as its detail.
 */
#define HEED_ERROR (heed_error_quark ())

/**
 * HeedError:
 * @HEED_ERROR_FAILED: anything that has no code of its own
 * @HEED_ERROR_CORRUPT: the file is damaged
 * @HEED_ERROR_TOO_NEW: a newer Heed wrote the file
 * @HEED_ERROR_FULL: no room is left on the disk
 * @HEED_ERROR_LOCKED: another program holds the file
 * @HEED_ERROR_READ_ONLY: the file or its folder cannot be written
 * @HEED_ERROR_INVALID_FILE: the file is not what it should be
 * @HEED_ERROR_UNSUPPORTED: the system lacks what this needs
 * @HEED_ERROR_NOT_FOUND: there is no such entry, form or file
 * @HEED_ERROR_EXISTS: the file is there already and is not overwritten
 *
 * Codes of [error@Heed.Error].
 */
typedef enum
{
  HEED_ERROR_FAILED,
  HEED_ERROR_CORRUPT,
  HEED_ERROR_TOO_NEW,
  HEED_ERROR_FULL,
  HEED_ERROR_LOCKED,
  HEED_ERROR_READ_ONLY,
  HEED_ERROR_INVALID_FILE,
  HEED_ERROR_UNSUPPORTED,
  HEED_ERROR_NOT_FOUND,
  HEED_ERROR_EXISTS,
} HeedError;

GQuark      heed_error_quark            (void);

void        heed_set_error              (GError     **error,
                                         HeedError    code,
                                         const char  *detail,
                                         const char  *format,
                                         ...) G_GNUC_PRINTF (4, 5);
void        heed_set_error_from_errno   (GError     **error,
                                         int          saved_errno,
                                         const char  *path);
void        heed_set_error_from_reading (GError     **error,
                                         int          saved_errno,
                                         const char  *path);
const char *heed_error_get_detail       (const GError *error);

G_END_DECLS
