/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-vfs.h"

#include <errno.h>
#include <sqlite3.h>

/* A file, with that of the real VFS behind it. */
typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
} FaultFile;

static struct
{
  gboolean armed;
  FaultCall call;
  guint left; /* calls that still work */
  gboolean lasting;
  int system_error;
  gboolean happened;
} fault;

/* What SQLite's VFS for Unix makes of an error of the system. */
static int
get_code (void)
{
  static const int codes[FAULT_N_CALLS] = {
    [FAULT_READ] = SQLITE_IOERR_READ,
    [FAULT_WRITE] = SQLITE_IOERR_WRITE,
    [FAULT_SYNC] = SQLITE_IOERR_FSYNC,
    [FAULT_TRUNCATE] = SQLITE_IOERR_TRUNCATE,
    [FAULT_OPEN] = SQLITE_CANTOPEN,
    [FAULT_DELETE] = SQLITE_IOERR_DELETE,
    [FAULT_SHARED_MEMORY] = SQLITE_IOERR_SHMSIZE,
  };

  return fault.call == FAULT_WRITE && fault.system_error == ENOSPC ? SQLITE_FULL : codes[fault.call];
}

/* Gives SQLITE_OK where nothing is to go wrong. */
static int
fail (FaultCall call)
{
  if (!fault.armed || fault.call != call || (fault.happened && !fault.lasting))
    return SQLITE_OK;
  if (fault.left > 0)
    {
      fault.left--;
      return SQLITE_OK;
    }

  fault.happened = TRUE;
  errno = fault.system_error;
  return get_code ();
}

#define REAL(file) (((FaultFile *) (file))->real)
#define FORWARD(file, method, ...) REAL (file)->pMethods->method (REAL (file) __VA_OPT__ (,) __VA_ARGS__)
#define FAIL_OR_FORWARD(call, file, method, ...) \
  int code = fail (call); \
  return code != SQLITE_OK ? code : FORWARD (file, method __VA_OPT__ (,) __VA_ARGS__)

static int
close_file (sqlite3_file *file)
{
  return FORWARD (file, xClose);
}

static int
read_file (sqlite3_file  *file,
           void          *buffer,
           int            amount,
           sqlite3_int64  offset)
{
  FAIL_OR_FORWARD (FAULT_READ, file, xRead, buffer, amount, offset);
}

static int
write_file (sqlite3_file  *file,
            const void    *buffer,
            int            amount,
            sqlite3_int64  offset)
{
  FAIL_OR_FORWARD (FAULT_WRITE, file, xWrite, buffer, amount, offset);
}

static int
truncate_file (sqlite3_file  *file,
               sqlite3_int64  size)
{
  FAIL_OR_FORWARD (FAULT_TRUNCATE, file, xTruncate, size);
}

/* The power stays on in these tests. */
static int
sync_file (sqlite3_file *file,
           int           flags)
{
  return fail (FAULT_SYNC);
}

static int
get_file_size (sqlite3_file  *file,
               sqlite3_int64 *size)
{
  return FORWARD (file, xFileSize, size);
}

static int
lock_file (sqlite3_file *file,
           int           lock)
{
  return FORWARD (file, xLock, lock);
}

static int
unlock_file (sqlite3_file *file,
             int           lock)
{
  return FORWARD (file, xUnlock, lock);
}

static int
check_reserved_lock (sqlite3_file *file,
                     int          *result)
{
  return FORWARD (file, xCheckReservedLock, result);
}

static int
control_file (sqlite3_file *file,
              int           operation,
              void         *argument)
{
  return FORWARD (file, xFileControl, operation, argument);
}

static int
get_sector_size (sqlite3_file *file)
{
  return FORWARD (file, xSectorSize);
}

static int
get_device_characteristics (sqlite3_file *file)
{
  return FORWARD (file, xDeviceCharacteristics);
}

static int
map_shared_memory (sqlite3_file    *file,
                   int              page,
                   int              page_size,
                   int              extend,
                   void volatile  **memory)
{
  FAIL_OR_FORWARD (FAULT_SHARED_MEMORY, file, xShmMap, page, page_size, extend, memory);
}

static int
lock_shared_memory (sqlite3_file *file,
                    int           offset,
                    int           n,
                    int           flags)
{
  return FORWARD (file, xShmLock, offset, n, flags);
}

static void
put_barrier (sqlite3_file *file)
{
  FORWARD (file, xShmBarrier);
}

static int
unmap_shared_memory (sqlite3_file *file,
                     int           remove)
{
  return FORWARD (file, xShmUnmap, remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_file_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_reserved_lock,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_device_characteristics,
  .xShmMap = map_shared_memory,
  .xShmLock = lock_shared_memory,
  .xShmBarrier = put_barrier,
  .xShmUnmap = unmap_shared_memory,
};

static int
open_file (sqlite3_vfs  *vfs,
           const char   *path,
           sqlite3_file *file,
           int           flags,
           int          *flags_out)
{
  sqlite3_vfs *real = vfs->pAppData;
  FaultFile *self = (FaultFile *) file;
  int code = fail (FAULT_OPEN);

  self->base.pMethods = NULL;
  if (code != SQLITE_OK)
    return code;

  self->real = (sqlite3_file *) (self + 1);
  code = real->xOpen (real, path, self->real, flags, flags_out);
  if (code == SQLITE_OK)
    self->base.pMethods = &methods;
  return code;
}

static int
delete_file (sqlite3_vfs *vfs,
             const char  *path,
             int          sync_folder)
{
  sqlite3_vfs *real = vfs->pAppData;
  int code = fail (FAULT_DELETE);

  return code != SQLITE_OK ? code : real->xDelete (real, path, sync_folder);
}

/* Puts the disk that fails in the place of the system's, for connections that name
 * no VFS. */
void
fault_vfs_register (void)
{
  static sqlite3_vfs vfs;
  sqlite3_vfs *real = sqlite3_vfs_find (NULL);

  if (real == &vfs)
    return;

  vfs = *real;
  vfs.zName = "heed-fault";
  vfs.szOsFile += (int) sizeof (FaultFile);
  vfs.pAppData = real;
  vfs.pNext = NULL;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

/* Lets the @nth call of a kind from now on fail, counted from 0, and with @lasting
 * all after it. */
void
fault_vfs_arm (FaultCall call,
               guint     nth,
               gboolean  lasting,
               int       system_error)
{
  fault.armed = TRUE;
  fault.call = call;
  fault.left = nth;
  fault.lasting = lasting;
  fault.system_error = system_error;
  fault.happened = FALSE;
}

/* Whether something has failed since. */
gboolean
fault_vfs_has_happened (void)
{
  return fault.happened;
}

/* From now on everything works. */
void
fault_vfs_disarm (void)
{
  fault.armed = FALSE;
}
