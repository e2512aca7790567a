/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the editor share. */

#pragma once

#include "heed-editor.h"

G_BEGIN_DECLS

void heed_editor_install_repeat_actions (GtkWidgetClass *widget_class);
void heed_editor_go_later               (HeedEditor     *self,
                                         const char     *path);
void heed_editor_follow_move            (HeedEditor     *self,
                                         const char     *path,
                                         int             caret,
                                         const char     *note);

G_END_DECLS
