/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeedCells:
 *
 * The cells on the pages of an SQLite file, read without SQLite. Private to the
 * store.
 */
typedef struct _HeedCells HeedCells;

/**
 * HeedRowShape:
 * @has_key: whether a row has a number beside its columns, which a table without
 *   one has not
 * @columns: a letter for each column: `K` for the one that is that number, `I`,
 *   `T`, `B` and `R` for a whole number, text, bytes, and any number; a small one may be
 *   NULL
 * @least: how many of them a row has at least; columns that a table was given later
 *   are missing in rows that were there
 *
 * How the rows of a table look.
 */
typedef struct
{
  gboolean has_key;
  const char *columns;
  guint least;
} HeedRowShape;

/**
 * HeedPageValue:
 * @type: the serial type of SQLite; 0 for NULL
 * @bytes: what is kept
 * @size: how many bytes that are
 *
 * One column of a row.
 */
typedef struct
{
  guint64 type;
  const guint8 *bytes;
  gsize size;
} HeedPageValue;

/**
 * HeedPageRow:
 * @shape: which of the shapes it has, from 0
 * @root: the topmost page that still leads to it, which may be its own
 * @key: its number, if it has one
 * @values: (element-type HeedPageValue): its columns, until the callback returns
 *
 * A row that stands on a page.
 */
typedef struct
{
  guint shape;
  guint32 root;
  gint64 key;
  const GArray *values;
} HeedPageRow;

/**
 * HeedPageFunc:
 * @row: a row
 * @user_data: what the caller gave
 *
 * Called with each row.
 *
 * Returns: whether to go on
 */
typedef gboolean (*HeedPageFunc) (const HeedPageRow *row,
                                  gpointer           user_data);

HeedCells *heed_cells_open      (const char          *path);
void       heed_cells_close     (HeedCells           *self);
void       heed_cells_foreach   (HeedCells           *self,
                                 const HeedRowShape  *shapes,
                                 guint                n_shapes,
                                 HeedPageFunc         func,
                                 gpointer             user_data);
gboolean   heed_cells_is_text   (const HeedPageValue *value);
gint64     heed_cells_get_int   (const HeedPageValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCells, heed_cells_close)

G_END_DECLS
