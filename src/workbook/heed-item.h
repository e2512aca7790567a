/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeedItemKind:
 * @HEED_ITEM_PAGE: a whole part of the workbook: overview, questions, tips,
 *   activities or resources
 * @HEED_ITEM_SECTION: a section of the overview
 * @HEED_ITEM_POINT: one point in a section or in a worked example
 * @HEED_ITEM_GROUP: a group of tips or resources
 * @HEED_ITEM_TIP: a tip
 * @HEED_ITEM_ACTIVITY: an activity
 * @HEED_ITEM_RESOURCE: something to read, or somebody to talk to
 * @HEED_ITEM_EXAMPLE: the worked example of a form
 *
 * What an item of the workbook is.
 */
typedef enum
{
  HEED_ITEM_PAGE,
  HEED_ITEM_SECTION,
  HEED_ITEM_POINT,
  HEED_ITEM_GROUP,
  HEED_ITEM_TIP,
  HEED_ITEM_ACTIVITY,
  HEED_ITEM_RESOURCE,
  HEED_ITEM_EXAMPLE,
} HeedItemKind;

#define HEED_TYPE_ITEM (heed_item_get_type ())
G_DECLARE_FINAL_TYPE (HeedItem, heed_item, HEED, ITEM, GObject)

/**
 * HeedItem:
 *
 * Something that the workbook tells: a page, a section, a tip, an activity, a
 * resource, an example. Items hold items. Immutable, and safe on any thread.
 */

HeedItemKind        heed_item_get_kind       (HeedItem *self);
const char         *heed_item_get_id         (HeedItem *self);
const char         *heed_item_get_title      (HeedItem *self);
const char         *heed_item_get_summary    (HeedItem *self);
const char * const *heed_item_get_paragraphs (HeedItem *self);
const char * const *heed_item_get_cues       (HeedItem *self);
const char         *heed_item_get_prompt     (HeedItem *self);
const char         *heed_item_get_form_id    (HeedItem *self);
const char         *heed_item_get_field_path (HeedItem *self);
const char         *heed_item_get_link       (HeedItem *self);
const char         *heed_item_get_icon_name  (HeedItem *self);
guint               heed_item_get_minutes    (HeedItem *self);
gboolean            heed_item_is_credits     (HeedItem *self);
HeedItem           *heed_item_get_parent     (HeedItem *self);
GListModel         *heed_item_get_children   (HeedItem *self);

G_END_DECLS
