/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeedSampleAnswer:
 * @path: where the answer is kept
 * @value: the answer
 * @modified: when it was written, as RFC 3339 says
 *
 * An answer in a sample journal.
 */
typedef struct
{
  char *path;
  char *value;
  char *modified;
} HeedSampleAnswer;

/**
 * HeedSampleEntry:
 * @id: its UUID
 * @form_id: the form that it fills in
 * @item_id: (nullable): what it is about
 * @title: (nullable): its title
 * @tags: (array zero-terminated=1): its tags
 * @created: when it was begun, as RFC 3339 says
 * @modified: when it was changed
 * @completed: (nullable): when it was completed
 * @answers: (element-type HeedSampleAnswer): what it says
 *
 * An entry in a sample journal.
 */
typedef struct
{
  char *id;
  char *form_id;
  char *item_id;
  char *title;
  char **tags;
  char *created;
  char *modified;
  char *completed;
  GPtrArray *answers;
} HeedSampleEntry;

GPtrArray *heed_sample_read (GFile               *file,
                             const char          *workbook_id,
                             const char * const  *languages,
                             GError             **error);

G_END_DECLS
