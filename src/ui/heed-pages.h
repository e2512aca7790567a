/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-journal.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HEED_TYPE_PAGES (heed_pages_get_type ())
G_DECLARE_FINAL_TYPE (HeedPages, heed_pages, HEED, PAGES, AdwBin)

/**
 * HeedPages:
 *
 * The five pages in their view switcher, and the pages above them, which slide
 * in and out. The property `journal` is what they show, and `can-go-back` tells
 * whether a page lies above the five. Whoever leaves a page has what they wrote
 * there saved, and finds the focus where it was when they come back.
 */

void        heed_pages_set_journal   (HeedPages   *self,
                                      HeedJournal *journal);
GtkWidget  *heed_pages_ensure_view   (HeedPages   *self);
const char *heed_pages_get_view_name (HeedPages   *self);
void        heed_pages_set_view_name (HeedPages   *self,
                                      const char  *name);
void        heed_pages_go_to_view    (HeedPages   *self,
                                      const char  *name);
gboolean    heed_pages_get_can_go_back (HeedPages *self);
GtkWidget  *heed_pages_get_top       (HeedPages   *self);
void        heed_pages_push          (HeedPages   *self,
                                      GtkWidget   *page);
void        heed_pages_pop           (HeedPages   *self);

G_END_DECLS
