/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tags that are in use, as plain names to choose from. */

#pragma once

#include "heed-journal.h"

G_BEGIN_DECLS

void   heed_tag_completion_load_async  (HeedJournal          *journal,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
char **heed_tag_completion_load_finish (GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
