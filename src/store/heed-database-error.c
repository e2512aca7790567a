/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What SQLite reports, in words for a person. */

#include "heed-database-error.h"

#include <errno.h>
#include <glib/gi18n.h>

/* A disk error says only in `errno` that the disk was full or the file at the
 * size the system allows. */
static HeedError
classify_system_error (int system_errno)
{
  switch (system_errno)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return HEED_ERROR_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
      return HEED_ERROR_READ_ONLY;
    default:
      return HEED_ERROR_FAILED;
    }
}

/* SQLite keeps no `errno` of a commit that fails; then it is still as the
 * system left it. */
static int
get_system_errno (sqlite3 *handle,
                  int      saved_errno)
{
  int system_errno = handle != NULL ? sqlite3_system_errno (handle) : 0;

  return system_errno != 0 ? system_errno : saved_errno;
}

static HeedError
classify (int code,
          int system_errno)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
      return HEED_ERROR_CORRUPT;
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return HEED_ERROR_INVALID_FILE;
    case SQLITE_FULL:
      return HEED_ERROR_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return HEED_ERROR_LOCKED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return HEED_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
      return system_errno == ENOENT ? HEED_ERROR_NOT_FOUND : classify_system_error (system_errno);
    case SQLITE_IOERR:
      return classify_system_error (system_errno);
    default:
      return HEED_ERROR_FAILED;
    }
}

/**
 * heed_set_error_for_journal:
 * @error: (out) (optional): where to put it
 * @code: what kind of trouble it is
 * @detail: (nullable): technical words
 * @path: (type filename): the journal
 *
 * Raises an error about a journal file.
 */
void
heed_set_error_for_journal (GError     **error,
                            HeedError    code,
                            const char  *detail,
                            const char  *path)
{
  g_autofree char *name = g_filename_display_name (path);

  switch (code)
    {
    case HEED_ERROR_CORRUPT:
      heed_set_error (error, code, detail,
                      _("The journal “%s” is damaged. Nothing more is written to it; save what can be read into a new journal "
                        "with Recover, or with “heed recover”."), name);
      break;
    case HEED_ERROR_TOO_NEW:
      heed_set_error (error, code, detail,
                      _("The journal “%s” was written by a newer Heed. It was left untouched; install the newer Heed to open it."), name);
      break;
    case HEED_ERROR_FULL:
      heed_set_error (error, code, detail,
                      _("There is no room left on the disk for the journal “%s”. What was saved before is safe; free some space and try again."), name);
      break;
    case HEED_ERROR_LOCKED:
      heed_set_error (error, code, detail,
                      _("Another program is using the journal “%s”. What was saved before is safe; close the other program or try again in a moment."), name);
      break;
    case HEED_ERROR_READ_ONLY:
      heed_set_error (error, code, detail,
                      _("Heed may not write the journal “%s”. What is in it is safe; change the permissions of the file and its folder, or choose another place."), name);
      break;
    case HEED_ERROR_INVALID_FILE:
      heed_set_error (error, code, detail,
                      _("“%s” is not a Heed journal. It was left as it is; choose another file."), name);
      break;
    case HEED_ERROR_NOT_FOUND:
      heed_set_error (error, code, detail, _("There is no journal “%s”."), name);
      break;
    case HEED_ERROR_FAILED:
    case HEED_ERROR_UNSUPPORTED:
    case HEED_ERROR_EXISTS:
      heed_set_error (error, code, detail,
                      _("The journal “%s” could not be read or written. What was saved before is safe; try again."), name);
    }
}

static gboolean
is_about_reading (int extended)
{
  return extended == SQLITE_IOERR_READ || extended == SQLITE_IOERR_SHORT_READ || extended == SQLITE_IOERR_FSTAT;
}

/**
 * heed_set_error_from_sqlite:
 * @error: (out) (optional): where to put it
 * @handle: (nullable): the connection
 * @code: the result code, extended or not
 * @path: (type filename): the journal
 *
 * Raises the error that says in Heed's words what SQLite reported. To be called
 * right after SQLite, with `errno` cleared before and untouched since.
 */
void
heed_set_error_from_sqlite (GError     **error,
                            sqlite3     *handle,
                            int          code,
                            const char  *path)
{
  int system_errno = get_system_errno (handle, errno);
  int extended = handle != NULL ? sqlite3_extended_errcode (handle) : code;
  g_autofree char *detail = NULL;

  if ((extended & 0xff) != (code & 0xff))
    extended = code;

  detail = g_strdup_printf ("%s (SQLite %d, system %d)",
                            handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (code), extended, system_errno);
  if (is_about_reading (extended))
    {
      g_autofree char *name = g_filename_display_name (path);

      heed_set_error (error, HEED_ERROR_FAILED, detail,
                      _("The journal “%s” could not be read. Nothing in it was changed; try again, or try a copy of it."),
                      name);
      return;
    }

  heed_set_error_for_journal (error, classify (extended, system_errno), detail, path);
}
