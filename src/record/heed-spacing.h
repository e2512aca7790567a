/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeedSpacing:
 * @answers: how often a question was answered
 * @newest_day: the Julian day of the newest answer; of no meaning without one
 *
 * What decides when a question comes back.
 */
typedef struct
{
  guint answers;
  guint32 newest_day;
} HeedSpacing;

guint32  heed_spacing_get_due_day (const HeedSpacing *self);
gboolean heed_spacing_is_due      (const HeedSpacing *self,
                                   guint32            today);
guint    heed_spacing_choose      (const HeedSpacing *questions,
                                   guint              n_questions,
                                   guint32            today);

G_END_DECLS
