/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/journal/heed-entry-index.c: what a view of a list is told. */

#include "heed-entry-index.h"

#include "heed-entry.h"

/* What somebody who only listens knows of the list. */
typedef struct
{
  GArray *keys;
  GListModel *model;
  GArray *rows;
  guint times;
  guint removed;
  guint added;
} View;

static GArray *
make_keys (const char *letters)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (HeedKey));

  for (const char *p = letters; *p != '\0'; p++)
    {
      HeedKey key = { .row = *p, .place = 1000 - (p - letters) };

      g_array_append_val (keys, key);
    }

  return keys;
}

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            View       *view)
{
  view->times++;
  view->removed += removed;
  view->added += added;
  g_array_remove_range (view->rows, position, removed);
  for (guint i = 0; i < added; i++)
    {
      gint64 row = g_array_index (view->keys, HeedKey, position + i).row;

      g_array_insert_val (view->rows, position + i, row);
    }

  /* The list is at this moment what has been told of it. */
  g_assert_cmpuint (view->rows->len, ==, view->keys->len);
  for (guint i = 0; i < view->rows->len; i++)
    g_assert_cmpint (g_array_index (view->rows, gint64, i), ==, g_array_index (view->keys, HeedKey, i).row);
}

static void
start_view (View   *view,
            GArray *keys)
{
  *view = (View) { .keys = keys };
  view->model = G_LIST_MODEL (g_list_store_new (HEED_TYPE_ENTRY));
  view->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < keys->len; i++)
    g_array_append_val (view->rows, g_array_index (keys, HeedKey, i).row);
  g_signal_connect (view->model, "items-changed", G_CALLBACK (changed_cb), view);
}

static void
end_view (View *view)
{
  g_object_unref (view->model);
  g_array_unref (view->rows);
}

static void
assert_become (const char *before,
               const char *after,
               guint       times,
               guint       removed,
               guint       added)
{
  g_autoptr (GArray) keys = make_keys (before);
  g_autoptr (GArray) wanted = make_keys (after);
  View view;

  start_view (&view, keys);
  heed_entry_index_become (keys, wanted, view.model);
  g_assert_cmpuint (keys->len, ==, wanted->len);
  for (guint i = 0; i < wanted->len; i++)
    g_assert_cmpint (g_array_index (keys, HeedKey, i).row, ==, g_array_index (wanted, HeedKey, i).row);
  g_assert_cmpuint (view.times, ==, times);
  g_assert_cmpuint (view.removed, ==, removed);
  g_assert_cmpuint (view.added, ==, added);
  end_view (&view);
}

static void
test_become (void)
{
  assert_become ("", "", 0, 0, 0);
  assert_become ("abc", "abc", 0, 0, 0);
  assert_become ("", "abc", 1, 0, 3);
  assert_become ("abc", "", 1, 3, 0);
  assert_become ("abc", "nabc", 1, 0, 1);
  assert_become ("abc", "abcn", 1, 0, 1);
  assert_become ("abcd", "abd", 1, 1, 0);
  assert_become ("abcd", "abncd", 1, 0, 1);
  assert_become ("abcdefgh", "nabdefmh", 3, 2, 2);
  assert_become ("abcd", "xyz", 1, 4, 3);
  /* Where the order differs, as in the trash. */
  assert_become ("abcd", "bacd", 1, 2, 2);
  assert_become ("abcd", "dabc", 1, 4, 4);
  assert_become ("abcdef", "acbnef", 1, 3, 3);
}

/* Of two lists that differ everywhere a view is told a few times at most. */
static void
test_many_places (void)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (HeedKey));
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (HeedKey));
  View view;

  for (gint64 row = 1; row <= 1000; row++)
    {
      HeedKey key = { .row = row };

      g_array_append_val (keys, key);
      if (row % 2 == 0)
        g_array_append_val (wanted, key);
    }

  start_view (&view, keys);
  heed_entry_index_become (keys, wanted, view.model);
  g_assert_cmpuint (keys->len, ==, 500);
  g_assert_cmpuint (view.times, ==, 1);
  end_view (&view);
}

static void
test_any_lists (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (HeedKey));
      g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (HeedKey));
      View view;

      for (gint64 row = 1; row <= 12; row++)
        {
          HeedKey key = { .row = row };

          if (g_test_rand_bit ())
            g_array_insert_val (keys, (guint) g_test_rand_int_range (0, (gint32) keys->len + 1), key);
          if (g_test_rand_bit ())
            g_array_insert_val (wanted, (guint) g_test_rand_int_range (0, (gint32) wanted->len + 1), key);
        }

      start_view (&view, keys);
      heed_entry_index_become (keys, wanted, view.model);
      g_assert_cmpmem (keys->data, keys->len * sizeof (HeedKey), wanted->data, wanted->len * sizeof (HeedKey));
      end_view (&view);
    }
}

static GArray *
new_keys (void)
{
  return g_array_new (FALSE, FALSE, sizeof (HeedKey));
}

static void
assert_rows (GArray     *keys,
             const char *wanted)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (rows, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (keys, HeedKey, i).row);
  g_assert_cmpstr (rows->str, ==, wanted);
}

/* What a view is told of one change, and that it is true; see changed_cb(). */
static void
apply (View     *view,
       gint64    row,
       gint64    place,
       gboolean  deleted,
       guint     removed,
       guint     added)
{
  HeedKey key = { .row = row, .place = place, .day = (guint32) place / 100, .deleted = deleted };

  view->times = view->removed = view->added = 0;
  heed_entry_index_apply (view->keys, &key, view->model);
  g_assert_cmpuint (view->times, ==, removed + added);
  g_assert_cmpuint (view->removed, ==, removed);
  g_assert_cmpuint (view->added, ==, added);
}

static void
test_one_by_one (void)
{
  g_autoptr (GArray) keys = new_keys ();
  View view;

  start_view (&view, keys);
  apply (&view, 1, 100, FALSE, 0, 1);
  apply (&view, 2, 300, FALSE, 0, 1);
  apply (&view, 3, 200, FALSE, 0, 1);
  apply (&view, 4, 200, FALSE, 0, 1);
  assert_rows (keys, "2 4 3 1");

  apply (&view, 3, 200, FALSE, 0, 0);
  apply (&view, 4, 200, TRUE, 1, 0);
  apply (&view, 9, 50, TRUE, 0, 0);
  assert_rows (keys, "2 3 1");
  end_view (&view);
}

/* What has another place than before goes there; where that is the same one, nobody is
 * told of it. */
static void
test_move (void)
{
  g_autoptr (GArray) keys = new_keys ();
  HeedKey first = { .row = 1, .place = 150, .day = 1, .first = TRUE };
  View view;

  start_view (&view, keys);
  apply (&view, 1, 100, FALSE, 0, 1);
  apply (&view, 2, 200, FALSE, 0, 1);
  apply (&view, 3, 300, FALSE, 0, 1);
  apply (&view, 3, 150, FALSE, 1, 1);
  assert_rows (keys, "2 3 1");
  apply (&view, 1, 400, FALSE, 1, 1);
  assert_rows (keys, "1 2 3");
  apply (&view, 1, 450, FALSE, 0, 0);
  apply (&view, 1, 500, FALSE, 1, 1); /* another day */
  apply (&view, 2, 100, TRUE, 1, 0);
  assert_rows (keys, "1 3");

  apply (&view, 1, 150, FALSE, 1, 1);
  assert_rows (keys, "3 1");
  heed_entry_index_apply (keys, &first, view.model);
  assert_rows (keys, "1 3");
  apply (&view, 2, 900, FALSE, 0, 1);
  assert_rows (keys, "1 2 3");
  end_view (&view);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entry-index/one-by-one", test_one_by_one);
  g_test_add_func ("/entry-index/move", test_move);
  g_test_add_func ("/entry-index/become", test_become);
  g_test_add_func ("/entry-index/many-places", test_many_places);
  g_test_add_func ("/entry-index/any-lists", test_any_lists);
  return g_test_run ();
}
