/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a form and its fields hold, for the reader, which fills it in before anybody else
 * has them. */

#pragma once

#include "heed-form.h"

G_BEGIN_DECLS

/* The most rows of a list and the most instances of a group. */
#define HEED_FIELD_MAX_REPEAT 100

typedef struct
{
  int value;
  char *label;
} HeedAnchor;

typedef struct
{
  char *id;
  char *label;
} HeedOption;

struct _HeedField
{
  GObject parent_instance;

  HeedFieldType type;
  char *id;
  char *label;
  char *item_label;
  char *hint;
  char *warning;
  char *unit;
  char *tip_id;
  gboolean optional;
  gboolean numbered;
  gboolean repeated;
  gboolean allows_other;
  guint lines;
  guint spare;
  double min;
  double max;
  double soft_min;
  double soft_max;
  GArray *options; /* of HeedOption */
  GArray *anchors; /* of HeedAnchor */
  GPtrArray *fields;
};

struct _HeedForm
{
  GObject parent_instance;

  char *id;
  char *title;
  char *instruction;
  char *icon_name;
  char *tint;
  gboolean titled;
  gboolean listed;
  gboolean common;
  HeedItem *example;
  GPtrArray *fields;
};

HeedField *heed_field_find_in (GPtrArray  *fields,
                               const char *id);

G_END_DECLS
