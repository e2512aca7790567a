/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-cells.c: what stands on the pages of a file, sound or not. */

#include "damage-fixture.h"
#include "heed-cells.h"

#include <sqlite3.h>

#define SEED 5
#define N_MUTATED 1500
#define PAGE_SIZE 1024
#define LONG_TEXT 5000

#define MAKE_FILE \
  "PRAGMA page_size = 1024;" \
  "CREATE TABLE number (row INTEGER PRIMARY KEY, value INTEGER NOT NULL, name TEXT) STRICT;" \
  "CREATE TABLE text (name TEXT NOT NULL PRIMARY KEY, value INTEGER, more TEXT NOT NULL) STRICT, WITHOUT ROWID;" \
  "INSERT INTO number VALUES (-5, 0, NULL), (1, 1, 'one'), (2, -1, ''), (3, 127, 'a'), (4, -32768, 'b')," \
  "  (5, 8388607, 'c'), (6, -2147483648, 'd'), (7, 140737488355327, 'e'), (9223372036854775807, -9223372036854775807, 'f');" \
  "WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 200)" \
  "  INSERT INTO text SELECT 'name ' || n, n, 'more of it' FROM counter;" \
  "INSERT INTO text VALUES ('long', NULL, printf ('%.5000c', 'x'))"

enum
{
  NUMBER,
  TEXT
};

static const HeedRowShape shapes[] = {
  [NUMBER] = { TRUE, "KIt", 3 },
  [TEXT] = { FALSE, "TiT", 3 },
};

typedef struct
{
  char *folder;
  char *path;
  sqlite3 *handle;
  guint n_rows[2];
  gsize longest;
} PagesFixture;

static void
set_up (PagesFixture  *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("heed-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "file.db", NULL);
  g_assert_cmpint (sqlite3_open (fixture->path, &fixture->handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (fixture->handle, MAKE_FILE, NULL, NULL, NULL), ==, SQLITE_OK);
}

static void
tear_down (PagesFixture  *fixture,
           gconstpointer  data)
{
  sqlite3_close (fixture->handle);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
is_kept (PagesFixture *fixture,
         const char   *sql,
         gint64        number,
         const char   *text)
{
  sqlite3_stmt *statement;
  gboolean found;

  g_assert_cmpint (sqlite3_prepare_v2 (fixture->handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_int64 (statement, 1, number);
  sqlite3_bind_text (statement, 2, text, -1, SQLITE_TRANSIENT);
  found = sqlite3_step (statement) == SQLITE_ROW;
  sqlite3_finalize (statement);
  return found;
}

static char *
dup_text (const HeedPageValue *value)
{
  return value->type == 0 ? NULL : g_strndup ((const char *) value->bytes, value->size);
}

static gboolean
compare_cb (const HeedPageRow *row,
            gpointer           data)
{
  PagesFixture *fixture = data;
  const HeedPageValue *values = (const HeedPageValue *) row->values->data;

  g_assert_cmpuint (row->values->len, ==, 3);
  fixture->n_rows[row->shape]++;
  if (row->shape == NUMBER)
    {
      g_autofree char *name = dup_text (&values[2]);
      g_autofree char *sql = g_strdup_printf (
        "SELECT 1 FROM number WHERE row = %" G_GINT64_FORMAT " AND value = ?1 AND name IS ?2", row->key);

      g_assert_true (is_kept (fixture, sql, heed_cells_get_int (&values[1]), name));
    }
  else
    {
      g_autofree char *name = dup_text (&values[0]);

      fixture->longest = MAX (fixture->longest, values[2].size);
      g_assert_true (is_kept (fixture, "SELECT 1 FROM text WHERE (?1 = 0 OR value = ?1) AND name = ?2",
                              values[1].type == 0 ? 0 : heed_cells_get_int (&values[1]), name));
    }
  return TRUE;
}

/* All rows are read once, with what SQLite keeps; also those that stand on pages that
 * lead to others, and those that go on on further pages. */
static void
test_sound (PagesFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr (HeedCells) pages = heed_cells_open (fixture->path);

  g_assert_nonnull (pages);
  heed_cells_foreach (pages, shapes, G_N_ELEMENTS (shapes), compare_cb, fixture);
  g_assert_cmpuint (fixture->n_rows[NUMBER], ==, 9);
  g_assert_cmpuint (fixture->n_rows[TEXT], ==, 201);
  g_assert_cmpuint (fixture->longest, ==, LONG_TEXT);
}

static gboolean
stop_cb (const HeedPageRow *row,
         gpointer           data)
{
  guint *n_rows = data;

  return ++*n_rows < 3;
}

static void
test_stop (PagesFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr (HeedCells) pages = heed_cells_open (fixture->path);
  guint n_rows = 0;

  heed_cells_foreach (pages, shapes, G_N_ELEMENTS (shapes), stop_cb, &n_rows);
  g_assert_cmpuint (n_rows, ==, 3);
}

static gboolean
add_up_cb (const HeedPageRow *row,
           gpointer           data)
{
  gsize *sum = data;

  for (guint i = 0; i < row->values->len; i++)
    {
      const HeedPageValue *value = &g_array_index (row->values, HeedPageValue, i);

      for (gsize j = 0; j < value->size; j++)
        *sum += value->bytes[j] != 0;
    }
  return TRUE;
}

/* Whatever stands in it, all that is read is within the file, and no more than once. */
static void
test_mutated (PagesFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autofree char *contents = NULL;
  gsize length;

  load_file (fixture->path, &contents, &length);
  for (guint i = 0; i < N_MUTATED; i++)
    {
      g_autofree char *mutated = g_memdup2 (contents, length);
      gint32 n_changes = g_rand_int_range (random, 1, 200);
      gsize part = i % 10 == 0 ? (gsize) g_rand_int_range (random, 0, (gint32) length) : length, sum = 0;
      g_autoptr (HeedCells) pages = NULL;

      for (gint32 j = 0; j < n_changes; j++)
        {
          gsize place = (gsize) g_rand_int_range (random, 0, (gint32) length);

          /* What a page says of itself stands at its beginning. */
          if (j % 2 == 0)
            place = place / PAGE_SIZE * PAGE_SIZE + place % 40;
          mutated[place] = j % 3 == 0 ? mutated[place] ^ (char) (1 << (place % 8))
                                      : (char) g_rand_int_range (random, -128, 128);
        }
      store_file (fixture->path, mutated, part);
      pages = heed_cells_open (fixture->path);
      if (pages != NULL)
        heed_cells_foreach (pages, shapes, G_N_ELEMENTS (shapes), add_up_cb, &sum);
    }
}

/* A page that continues itself, and pages that lead to one another, end. */
static void
test_circles (PagesFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *contents = NULL;
  gsize length;

  load_file (fixture->path, &contents, &length);
  for (guint to = 0; to < length / PAGE_SIZE + 2; to++)
    {
      g_autofree char *altered = g_memdup2 (contents, length);
      g_autoptr (HeedCells) pages = NULL;
      gsize sum = 0;

      for (gsize page = 0; page < length / PAGE_SIZE; page++)
        {
          char *start = altered + page * PAGE_SIZE;

          if (start[0] == 0)
            start[3] = (char) to;
          else if (start[0] == 2 || start[0] == 5)
            start[11] = (char) to;
        }
      store_file (fixture->path, altered, length);
      pages = heed_cells_open (fixture->path);
      heed_cells_foreach (pages, shapes, G_N_ELEMENTS (shapes), add_up_cb, &sum);
      g_assert_cmpuint (sum, <=, length);
    }
}

static void
test_no_pages (PagesFixture  *fixture,
               gconstpointer  data)
{
  g_assert_null (heed_cells_open (fixture->folder));
  store_file (fixture->path, "SQLite format 3", 16);
  g_assert_null (heed_cells_open (fixture->path));
  g_unlink (fixture->path);
  g_assert_null (heed_cells_open (fixture->path));
}

static void
add_test (const char *path,
          void (*test) (PagesFixture *, gconstpointer))
{
  g_test_add (path, PagesFixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/cells/sound", test_sound);
  add_test ("/cells/stop", test_stop);
  add_test ("/cells/mutated", test_mutated);
  add_test ("/cells/circles", test_circles);
  add_test ("/cells/no-pages", test_no_pages);

  return g_test_run ();
}
