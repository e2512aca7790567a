/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that fails when a test says so: an SQLite VFS over the one of the system,
 * for all that is opened after it is registered. It reports what the real one
 * would for the same error of the system. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FaultCall:
 *
 * What SQLite asks of the system, and what can fail.
 */
typedef enum
{
  FAULT_READ,
  FAULT_WRITE,
  FAULT_SYNC,
  FAULT_TRUNCATE,
  FAULT_OPEN,
  FAULT_DELETE,
  FAULT_SHARED_MEMORY,
} FaultCall;
#define FAULT_N_CALLS 7

void     fault_vfs_register     (void);
void     fault_vfs_arm          (FaultCall call,
                                 guint     nth,
                                 gboolean  lasting,
                                 int       system_error);
gboolean fault_vfs_has_happened (void);
void     fault_vfs_disarm       (void);

G_END_DECLS
