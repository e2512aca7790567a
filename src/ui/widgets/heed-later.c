/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Work that is put off, and done once however often it is asked for. */

#include "heed-later.h"

typedef struct
{
  guint *id;
  void (*run) (gpointer object);
  gpointer object;
} Later;

static gboolean
later_cb (gpointer data)
{
  Later *later = data;

  *later->id = 0;
  later->run (later->object);
  return G_SOURCE_REMOVE;
}

/**
 * heed_later:
 * @id: where the work is noted; whoever goes before it was done removes the source
 * @priority: such as %G_PRIORITY_DEFAULT_IDLE
 * @run: (not nullable) (scope async): a function that takes @object and returns nothing
 * @object: what @id belongs to
 *
 * Does something as soon as there is nothing more urgent to do, unless that was
 * asked for already.
 */
void
heed_later (guint     *id,
            int        priority,
            GCallback  run,
            gpointer   object)
{
  Later *later;

  if (*id != 0)
    return;

  later = g_new (Later, 1);
  *later = (Later) { id, (void (*) (gpointer)) run, object };
  *id = g_idle_add_full (priority, later_cb, later, g_free);
}
