/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-record.h"

G_BEGIN_DECLS

HeedTimestamp  heed_record_get_next_moment  (HeedRecord            *self,
                                             HeedTimestamp          now);
HeedRecord    *heed_record_with_answer      (HeedRecord            *self,
                                             const char            *path,
                                             const char            *value,
                                             HeedTimestamp          now);
HeedRecord    *heed_record_with_answers     (HeedRecord            *self,
                                             const char    * const *paths,
                                             const char    * const *values,
                                             HeedTimestamp          now);
HeedRecord    *heed_record_with_created     (HeedRecord            *self,
                                             HeedTimestamp          created,
                                             HeedTimestamp          now);
HeedRecord    *heed_record_copy             (HeedRecord            *self,
                                             HeedTimestamp          now);
HeedRecord    *heed_record_restore          (HeedRecord            *self,
                                             HeedRecord            *older,
                                             HeedTimestamp          now);
HeedRecord    *heed_record_merge            (HeedRecord            *self,
                                             HeedRecord            *other,
                                             HeedRecord            *base);
HeedRecord    *heed_record_rebase           (HeedRecord            *self,
                                             HeedRecord            *from,
                                             HeedRecord            *to);
gboolean       heed_record_has_words_beside (HeedRecord            *self,
                                             HeedRecord            *other);

HeedRecord *heed_record_without_repeat (HeedRecord    *self,
                                        const char    *path,
                                        guint          index,
                                        guint          count,
                                        HeedTimestamp  now);
HeedRecord *heed_record_move_repeat    (HeedRecord    *self,
                                        const char    *path,
                                        guint          from,
                                        guint          to,
                                        guint          count,
                                        HeedTimestamp  now);

G_END_DECLS
