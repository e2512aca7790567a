/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeedFinder:
 *
 * Finds words in what a person can read in a widget: labels and text areas,
 * from top to bottom. One match is the present one; it and those around it are
 * marked.
 */
typedef struct _HeedFinder HeedFinder;

HeedFinder *heed_finder_new          (void);
void        heed_finder_free         (HeedFinder *self);
guint       heed_finder_search       (HeedFinder *self,
                                      GtkWidget  *root,
                                      const char *words);
void        heed_finder_clear        (HeedFinder *self);
guint       heed_finder_get_n        (HeedFinder *self);
guint       heed_finder_get_present  (HeedFinder *self);
void        heed_finder_mark_present (HeedFinder *self,
                                      guint       match);
void        heed_finder_set_present  (HeedFinder *self,
                                      guint       match);
guint       heed_finder_get_first_in_sight (HeedFinder *self);
gboolean    heed_finder_grab_focus   (HeedFinder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFinder, heed_finder_free)

G_END_DECLS
