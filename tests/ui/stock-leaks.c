/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What GLib loses on purpose, in programs that are built with the address sanitizer:
 * its first table of quarks, when it needs a larger one, because another thread may
 * be reading it. Whoever knows where it is keeps it from being reported, and nothing
 * else that is lost from passing for it. */

#include <glib.h>

/* Of the sanitizer; its header does not come with every compiler. */
int __sanitizer_install_malloc_and_free_hooks (void (*malloc_hook) (const volatile void *, size_t),
                                               void (*free_hook) (const volatile void *));

/* QUARK_BLOCK_SIZE of GLib's gquark.c */
#define TABLE_SIZE (2048 * sizeof (char *))

static const volatile void *first_table;

/* GLib makes the table as it is loaded, before there is anything of Heed's. */
__attribute__ ((no_sanitize ("address")))
static void
allocated_cb (const volatile void *block,
              size_t               size)
{
  if (first_table == NULL && size == TABLE_SIZE)
    first_table = block;
}

__attribute__ ((no_sanitize ("address")))
static void
freed_cb (const volatile void *block)
{
  if (block != NULL && block == first_table)
    first_table = NULL;
}

__attribute__ ((no_sanitize ("address")))
static void
watch (int    argc,
       char **argv,
       char **environment)
{
  __sanitizer_install_malloc_and_free_hooks (allocated_cb, freed_cb);
}

/* Before the constructors of the libraries. */
__attribute__ ((section (".preinit_array"), used))
static void (* const watch_first) (int, char **, char **) = watch;
