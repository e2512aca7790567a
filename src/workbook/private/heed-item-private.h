/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an item holds, for the reader, which fills it in before anybody else has it. */

#pragma once

#include "heed-item.h"

G_BEGIN_DECLS

struct _HeedItem
{
  GObject parent_instance;

  HeedItemKind kind;
  char *id;
  char *title;
  char *summary;
  char **paragraphs;
  char **cues;
  char *prompt;
  char *form_id;
  char *field_path;
  char *link;
  char *icon_name;
  guint minutes;
  gboolean credits;
  HeedItem *parent;     /* which owns this item */
  GPtrArray *items;     /* in this one */
  GListModel *children; /* the same for others */
};

GListModel *heed_fixed_list_new (GType      item_type,
                                 GPtrArray *items);

G_END_DECLS
