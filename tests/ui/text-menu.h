/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is marked in a text area, and its context menu. For the tests of both. */

#pragma once

#include "editor-fixture.h"

G_BEGIN_DECLS

char      *dup_marked    (HeedTextArea  *area);
void       assert_marked (HeedTextArea  *area,
                          const char    *expected);
GtkWidget *find_item     (HeedTextArea  *area,
                          const char    *label);
guint      count_items   (HeedTextArea  *area,
                          const char    *label);
void       close_menu    (EditorFixture *fixture,
                          HeedTextArea  *area);
void       choose        (HeedTextArea  *area,
                          const char    *label);

G_END_DECLS
