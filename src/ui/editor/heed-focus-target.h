/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-section-list.h"

G_BEGIN_DECLS

/**
 * HeedAim:
 * @HEED_AIM_ANSWER: the control of an answer
 * @HEED_AIM_CHANGE: where its text last changed
 * @HEED_AIM_HANDLE: what a group or a row is moved by
 *
 * What to look for at a place in the editor.
 */
typedef enum
{
  HEED_AIM_ANSWER,
  HEED_AIM_CHANGE,
  HEED_AIM_HANDLE,
} HeedAim;

/**
 * HeedFocusTarget:
 * @path: (nullable): a place in the entry; %NULL for nowhere
 * @note: (nullable): what to say there to somebody who hears the window
 * @caret: where in the text; -1 for where the caret is
 * @aim: what to look for
 *
 * Where the keyboard focus is to go in the editor.
 */
typedef struct
{
  char *path;
  char *note;
  int caret;
  HeedAim aim;
} HeedFocusTarget;

void     heed_focus_target_set   (HeedFocusTarget       *destination,
                                  const char            *path,
                                  HeedAim                aim,
                                  int                    caret,
                                  const char            *note);
void     heed_focus_target_clear (HeedFocusTarget       *destination);
void     heed_focus_target_go    (const HeedFocusTarget *destination,
                                  HeedSectionList       *sections,
                                  GtkWidget             *title);
gboolean heed_focus_target_focus (GtkWidget             *widget);

G_END_DECLS
