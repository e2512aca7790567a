/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the rows that stand on the pages of an SQLite file, whether or not
 * anything still leads to these pages. The format is written down at
 * https://www.sqlite.org/fileformat2.html: the database header in 1.3, the list of
 * free pages in 1.5, pages of trees and what continues on further ones in 1.6 and
 * 1.7, rows in 2.1.
 *
 * Nothing that a page says is believed unless it fits: each place lies within the
 * page and each page within the file, a row is exactly as long as its columns
 * together, its columns are of the types of a table that is asked for, and no page
 * continues two rows, so that all of it takes no longer than the file is large.
 *
 * What was erased is not read again. Free pages are passed over if their list is
 * sound; otherwise they are empty, for Heed has SQLite overwrite what it frees
 * ("secure_delete"). On a page only that counts which its own list of cells leads to,
 * within the part that the page counts as content, and never what lies between. */

#include "heed-cells.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define HEADER_SIZE 100
#define HEADER_PAGE_SIZE 16
#define HEADER_RESERVED 20
#define HEADER_FREE_PAGE 32
#define HEADER_N_FREE_PAGES 36

#define LEAST_PAGE_SIZE 512
#define MOST_RESERVED 32
#define MOST_PAYLOAD (1 << 30)
#define MOST_COLUMNS 64

/* No tree that SQLite reads is deeper. */
#define MOST_DEPTH 20

typedef enum
{
  INNER_INDEX = 2,
  INNER_TABLE = 5,
  LEAF_INDEX = 10,
  LEAF_TABLE = 13,
} Kind;

struct _HeedCells
{
  int fd;
  guint32 page_size;
  guint32 usable; /* of each page */
  guint32 n_pages;
  guint32 *parents;   /* by page, from 1: the one that leads to it; 0 for none */
  gboolean *passed;   /* free, or read as what continues another */
  guint8 *page;       /* the one that is read */
  guint8 *further;    /* the one that continues it */
  GByteArray *payload;
  GArray *values;     /* of HeedPageValue */
};

typedef struct
{
  guint32 number;
  Kind kind;
  guint pointers;   /* where the list of cells is */
  guint n_cells;
  guint content;    /* where the first cell may be */
} Node;

/* A row's beginning, which is on the page itself. */
typedef struct
{
  gint64 key;
  gsize size;       /* of the whole row */
  gsize local;      /* how much of it is here */
  const guint8 *bytes;
} Cell;

static guint32
get_16 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 8 | bytes[1];
}

static guint32
get_32 (const guint8 *bytes)
{
  return get_16 (bytes) << 16 | get_16 (bytes + 2);
}

/* Gives how long the number is, or 0 if it does not end before @end. */
static gsize
get_varint (const guint8 *bytes,
            const guint8 *end,
            guint64      *value)
{
  *value = 0;
  for (gsize i = 0; i < 9 && bytes + i < end; i++)
    {
      if (i == 8)
        {
          *value = *value << 8 | bytes[i];
          return 9;
        }
      *value = *value << 7 | (bytes[i] & 0x7f);
      if (bytes[i] < 0x80)
        return i + 1;
    }

  return 0;
}

/* A page that the disk does not give is like one that is damaged. */
static gboolean
read_page (HeedCells *self,
           guint32    number,
           guint8    *page)
{
  return pread (self->fd, page, self->page_size, (off_t) (number - 1) * self->page_size) == (gssize) self->page_size;
}

static gboolean
is_page (HeedCells *self,
         guint32    number)
{
  return number > 1 && number <= self->n_pages;
}

/* The pages that SQLite holds ready. A list that is not as long as it should be
 * is damaged, and may name pages that are in use. */
static void
pass_free_pages (HeedCells    *self,
                 const guint8 *header)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 next = get_32 (header + HEADER_FREE_PAGE), count = get_32 (header + HEADER_N_FREE_PAGES);

  while (next != 0)
    {
      guint32 n_listed;

      if (numbers->len >= count || !is_page (self, next) || !read_page (self, next, self->page))
        return;
      g_array_append_val (numbers, next);
      n_listed = get_32 (self->page + 4);
      if (n_listed > self->usable / 4 - 2 || n_listed > count - numbers->len)
        return;

      for (guint i = 0; i < n_listed; i++)
        {
          guint32 number = get_32 (self->page + 8 + i * 4);

          if (!is_page (self, number))
            return;
          g_array_append_val (numbers, number);
        }
      next = get_32 (self->page);
    }

  for (guint i = 0; numbers->len == count && i < count; i++)
    self->passed[g_array_index (numbers, guint32, i)] = TRUE;
}

/* Reads what a page of a tree says of itself. */
static gboolean
read_node (HeedCells *self,
           guint32    number,
           Node      *node)
{
  guint start = number == 1 ? HEADER_SIZE : 0;
  const guint8 *head = self->page + start;

  if (self->passed[number] || !read_page (self, number, self->page))
    return FALSE;

  node->number = number;
  node->kind = head[0];
  if (node->kind != INNER_INDEX && node->kind != INNER_TABLE && node->kind != LEAF_INDEX && node->kind != LEAF_TABLE)
    return FALSE;

  node->pointers = start + (node->kind == INNER_INDEX || node->kind == INNER_TABLE ? 12 : 8);
  node->n_cells = get_16 (head + 3);
  node->content = get_16 (head + 5);
  if (node->content == 0)
    node->content = 65536;
  return node->content <= self->usable && node->pointers + 2 * node->n_cells <= node->content;
}

/* Where the n-th cell is, or NULL if it cannot be there: it has four bytes at least. */
static const guint8 *
get_cell (HeedCells  *self,
          const Node *node,
          guint       n)
{
  guint place = get_16 (self->page + node->pointers + 2 * n);

  return place >= node->content && place + 4 <= self->usable ? self->page + place : NULL;
}

static void
note_child (HeedCells *self,
            guint32    parent,
            guint32    child)
{
  if (is_page (self, child) && child != parent && self->parents[child] == 0)
    self->parents[child] = parent;
}

/* Notes which pages a page leads to. */
static void
link_page (HeedCells *self,
           guint32    number)
{
  Node node;

  if (!read_node (self, number, &node) || (node.kind != INNER_INDEX && node.kind != INNER_TABLE))
    return;

  for (guint i = 0; i < node.n_cells; i++)
    {
      const guint8 *cell = get_cell (self, &node, i);

      if (cell != NULL)
        note_child (self, number, get_32 (cell));
    }
  note_child (self, number, get_32 (self->page + node.pointers - 4));
}

/* How much of a row stands on the page itself; 1.6 in the document. */
static gsize
get_local_size (HeedCells *self,
                gboolean   is_table,
                gsize      size)
{
  gsize most = is_table ? self->usable - 35 : (self->usable - 12) * 64 / 255 - 23;
  gsize least = (self->usable - 12) * 32 / 255 - 23;
  gsize local = least + (size - least) % (self->usable - 4);

  if (size <= most)
    return size;
  return local <= most ? local : least;
}

static gboolean
read_cell (HeedCells    *self,
           const Node   *node,
           const guint8 *bytes,
           Cell         *cell)
{
  const guint8 *end = self->page + self->usable;
  guint64 size, key = 0;
  gsize length;

  if (node->kind == INNER_INDEX)
    bytes += 4;
  length = get_varint (bytes, end, &size);
  if (length == 0 || size == 0 || size > MOST_PAYLOAD || size / self->page_size >= self->n_pages)
    return FALSE;
  bytes += length;
  if (node->kind == LEAF_TABLE)
    {
      length = get_varint (bytes, end, &key);
      if (length == 0)
        return FALSE;
      bytes += length;
    }

  cell->key = (gint64) key;
  cell->size = (gsize) size;
  cell->local = get_local_size (self, node->kind == LEAF_TABLE, cell->size);
  cell->bytes = bytes;
  return cell->local + (cell->local < cell->size ? 4 : 0) <= (gsize) (end - bytes);
}

static gboolean
get_size (guint64  type,
          gsize   *size)
{
  static const guint8 sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

  if (type >= 12)
    *size = (gsize) MIN ((type - 12) / 2, MOST_PAYLOAD);
  else if (type < G_N_ELEMENTS (sizes))
    *size = sizes[type];
  return type != 10 && type != 11;
}

/* Reads which columns there are. They begin on the page itself: all rows of Heed's
 * have a short list. */
static gboolean
read_types (HeedCells  *self,
            const Cell *cell)
{
  const guint8 *bytes = cell->bytes, *end;
  guint64 head_size;
  gsize length = get_varint (bytes, bytes + cell->local, &head_size), sum = 0;

  g_array_set_size (self->values, 0);
  if (length == 0 || head_size < length || head_size > cell->local)
    return FALSE;

  end = bytes + head_size;
  for (bytes += length; bytes < end; bytes += length)
    {
      HeedPageValue value = { 0 };

      length = get_varint (bytes, end, &value.type);
      if (length == 0 || self->values->len == MOST_COLUMNS || !get_size (value.type, &value.size))
        return FALSE;
      sum += value.size;
      g_array_append_val (self->values, value);
    }

  return sum == cell->size - head_size;
}

static gboolean
has_type (const HeedPageValue *value,
          char                 letter)
{
  gboolean is_whole = (value->type >= 1 && value->type <= 6) || value->type == 8 || value->type == 9;

  if (value->type == 0)
    return letter == 'K' || g_ascii_islower (letter);

  switch (g_ascii_toupper (letter))
    {
    case 'I':
      return is_whole;
    case 'R':
      return is_whole || value->type == 7;
    case 'T':
      return heed_cells_is_text (value);
    case 'B':
      return value->type >= 12 && value->type % 2 == 0;
    default:
      return FALSE;
    }
}

static gboolean
has_shape (HeedCells          *self,
           Kind                kind,
           const HeedRowShape *shape)
{
  if (shape->has_key != (kind == LEAF_TABLE) ||
      self->values->len < shape->least || self->values->len > strlen (shape->columns))
    return FALSE;

  for (guint i = 0; i < self->values->len; i++)
    if (!has_type (&g_array_index (self->values, HeedPageValue, i), shape->columns[i]))
      return FALSE;

  return TRUE;
}

/* Puts the row together from the pages that it is on, and tells where its columns are. */
static gboolean
read_payload (HeedCells  *self,
              const Cell *cell)
{
  guint32 next = cell->local < cell->size ? get_32 (cell->bytes + cell->local) : 0;
  const guint8 *bytes;
  guint64 head_size;

  g_byte_array_set_size (self->payload, 0);
  g_byte_array_append (self->payload, cell->bytes, (guint) cell->local);
  while (self->payload->len < cell->size)
    {
      gsize size = MIN (cell->size - self->payload->len, self->usable - 4);

      if (!is_page (self, next) || self->passed[next] || !read_page (self, next, self->further))
        return FALSE;
      self->passed[next] = TRUE;
      g_byte_array_append (self->payload, self->further + 4, (guint) size);
      next = get_32 (self->further);
    }

  bytes = self->payload->data;
  get_varint (bytes, bytes + self->payload->len, &head_size);
  bytes += head_size;
  for (guint i = 0; i < self->values->len; i++)
    {
      HeedPageValue *value = &g_array_index (self->values, HeedPageValue, i);

      value->bytes = bytes;
      bytes += value->size;
    }

  return TRUE;
}

/* Reads the rows of a page. */
static gboolean
read_rows (HeedCells          *self,
           guint32             number,
           const HeedRowShape *shapes,
           guint               n_shapes,
           HeedPageFunc        func,
           gpointer            user_data)
{
  HeedPageRow row = { .values = self->values };
  Node node;

  if (!read_node (self, number, &node) || node.kind == INNER_TABLE)
    return TRUE;

  row.root = number;
  for (guint i = 0; i < MOST_DEPTH && self->parents[row.root] != 0; i++)
    row.root = self->parents[row.root];
  for (guint i = 0; i < node.n_cells; i++)
    {
      const guint8 *bytes = get_cell (self, &node, i);
      Cell cell;

      if (bytes == NULL || !read_cell (self, &node, bytes, &cell) || !read_types (self, &cell))
        continue;

      for (row.shape = 0; row.shape < n_shapes; row.shape++)
        if (has_shape (self, node.kind, &shapes[row.shape]))
          break;
      if (row.shape == n_shapes || !read_payload (self, &cell))
        continue;

      row.key = cell.key;
      if (!func (&row, user_data))
        return FALSE;
    }

  return TRUE;
}

/**
 * heed_cells_open:
 * @path: (type filename): a file, which is only read, and has no log beside it that
 *   counts
 *
 * Opens a file, however damaged it is.
 *
 * Returns: (transfer full) (nullable): the file; %NULL if it cannot be read, or is
 *   too short to have a page
 */
HeedCells *
heed_cells_open (const char *path)
{
  g_autoptr (HeedCells) self = g_new0 (HeedCells, 1);
  guint8 header[HEADER_SIZE];
  guint32 page_size;
  GStatBuf status;

  self->fd = g_open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);
  if (self->fd < 0 || fstat (self->fd, &status) != 0 || !S_ISREG (status.st_mode))
    return NULL;
  if (pread (self->fd, header, sizeof header, 0) != sizeof header)
    memset (header, 0, sizeof header);

  /* Where the header does not say it, pages are as large as SQLite makes them. */
  page_size = get_16 (header + HEADER_PAGE_SIZE);
  if (page_size == 1)
    self->page_size = 65536;
  else
    self->page_size = page_size >= LEAST_PAGE_SIZE && (page_size & (page_size - 1)) == 0 ? page_size : 4096;
  self->usable = self->page_size - (header[HEADER_RESERVED] <= MOST_RESERVED ? header[HEADER_RESERVED] : 0);
  self->n_pages = (guint32) MIN (status.st_size / self->page_size, G_MAXUINT32 - 1);
  if (self->n_pages == 0)
    return NULL;

  self->parents = g_new0 (guint32, self->n_pages + 1);
  self->passed = g_new0 (gboolean, self->n_pages + 1);
  self->page = g_malloc (self->page_size);
  self->further = g_malloc (self->page_size);
  self->payload = g_byte_array_new ();
  self->values = g_array_new (FALSE, FALSE, sizeof (HeedPageValue));
  pass_free_pages (self, header);
  return g_steal_pointer (&self);
}

/**
 * heed_cells_close:
 * @self: (transfer full): a file
 *
 * Lets go of the file.
 */
void
heed_cells_close (HeedCells *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->parents);
  g_free (self->passed);
  g_free (self->page);
  g_free (self->further);
  g_clear_pointer (&self->payload, g_byte_array_unref);
  g_clear_pointer (&self->values, g_array_unref);
  g_free (self);
}

/**
 * heed_cells_foreach:
 * @self: a file, once
 * @shapes: (array length=n_shapes): the shapes of the rows that are wanted; none is
 *   like another
 * @n_shapes: how many there are
 * @func: (scope call): called with each row
 * @user_data: for @func
 *
 * Goes through all pages for the rows that have one of the shapes.
 */
void
heed_cells_foreach (HeedCells          *self,
                    const HeedRowShape *shapes,
                    guint               n_shapes,
                    HeedPageFunc        func,
                    gpointer            user_data)
{
  gboolean go_on = TRUE;

  for (guint32 number = 1; number <= self->n_pages; number++)
    link_page (self, number);
  for (guint32 number = 1; number <= self->n_pages && go_on; number++)
    go_on = read_rows (self, number, shapes, n_shapes, func, user_data);
}

/**
 * heed_cells_is_text:
 * @value: a column
 *
 * Tells whether text is kept there, which may be anything but UTF-8.
 *
 * Returns: %TRUE for text
 */
gboolean
heed_cells_is_text (const HeedPageValue *value)
{
  return value->type >= 13 && value->type % 2 == 1;
}

/**
 * heed_cells_get_int:
 * @value: a column with a whole number
 *
 * Reads a number.
 *
 * Returns: the number
 */
gint64
heed_cells_get_int (const HeedPageValue *value)
{
  guint64 number;

  if (value->type == 8 || value->type == 9)
    return (gint64) value->type - 8;

  number = value->size > 0 && value->bytes[0] >= 0x80 ? G_MAXUINT64 : 0;
  for (gsize i = 0; i < value->size; i++)
    number = number << 8 | value->bytes[i];
  return (gint64) number;
}
