/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-answer-view.h"

G_BEGIN_DECLS

/**
 * HeedControls:
 * @entry: the entry that is edited
 * @views: (element-type HeedAnswerView): the controls for answers, as they are
 *   read
 * @counts: (element-type GtkWidget): labels that count the answers of a group
 * @warnings: (element-type GtkWidget): labels that warn of short lists
 * @handles: (element-type HeedMoveHandle): what groups and rows are moved by
 * @has_text: whether a long text is asked for
 * @editable: whether the answers can be changed; else they are text to read
 *
 * What stands in a part of the editor. The widgets are owned by their parents.
 */
typedef struct
{
  HeedEntry *entry;
  GPtrArray *views;
  GPtrArray *counts;
  GPtrArray *warnings;
  GPtrArray *handles;
  gboolean has_text;
  gboolean editable;
} HeedControls;

void        heed_controls_init     (HeedControls *controls,
                                    HeedEntry    *entry,
                                    gboolean      editable);
void        heed_controls_clear    (HeedControls *controls);
void        heed_controls_build    (HeedControls *controls,
                                    GtkWidget    *column,
                                    guint         first,
                                    guint         end);
const char *heed_controls_get_path (GtkWidget    *widget);

G_END_DECLS
