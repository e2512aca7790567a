/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Searches and filters that somebody kept under a name: what is kept of each is a
 * dictionary, which is the filter's own affair. They are among the settings, in the order
 * in which they were kept. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char     **heed_saved_filters_dup_names (GSettings  *settings);
GVariant  *heed_saved_filters_get       (GSettings  *settings,
                                         const char *name);
void       heed_saved_filters_put       (GSettings  *settings,
                                         const char *name,
                                         GVariant   *filter);
void       heed_saved_filters_rename    (GSettings  *settings,
                                         const char *name,
                                         const char *new_name);
void       heed_saved_filters_remove    (GSettings  *settings,
                                         const char *name);

G_END_DECLS
