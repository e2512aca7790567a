/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwMessageDialog *heed_question_new (GtkWidget             *origin,
                                     const char            *heading,
                                     const char            *body,
                                     AdwResponseAppearance  appearance,
                                     ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
