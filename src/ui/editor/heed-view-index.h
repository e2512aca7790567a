/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-answer-view.h"

G_BEGIN_DECLS

/**
 * HeedViewIndex:
 *
 * The controls of an entry as they are read, to be found by where their
 * answers are kept. It does not own them.
 */
typedef struct _HeedViewIndex HeedViewIndex;

HeedViewIndex  *heed_view_index_new        (void);
void            heed_view_index_free       (HeedViewIndex  *self);
void            heed_view_index_clear      (HeedViewIndex  *self);
void            heed_view_index_add        (HeedViewIndex  *self,
                                            HeedAnswerView *view);
GPtrArray      *heed_view_index_get_views  (HeedViewIndex  *self);
HeedAnswerView *heed_view_index_get_next   (HeedViewIndex  *self,
                                            HeedAnswerView *view);
HeedAnswerView *heed_view_index_find       (HeedViewIndex  *self,
                                            const char     *path);
HeedAnswerView *heed_view_index_find_first (HeedViewIndex  *self,
                                            const char     *path);
HeedAnswerView *heed_view_index_find_near  (HeedViewIndex  *self,
                                            const char     *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedViewIndex, heed_view_index_free)

G_END_DECLS
