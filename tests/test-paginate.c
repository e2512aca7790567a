/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where pages end: made-up blocks on pages of every height. */

#include "heed-flow.h"

#define WIDTH 200.0

static HeedBlock *
add_text (HeedFlow *flow,
          guint     n_lines,
          gboolean  one_paragraph)
{
  g_autoptr (GString) text = g_string_new (NULL);
  HeedBlock *block;

  if (one_paragraph)
    while (text->len < n_lines * 30)
      g_string_append (text, "some words to fill the lines ");
  else
    for (guint i = 0; i < n_lines; i++)
      g_string_append_printf (text, "%sline %u", i == 0 ? "" : "\n", i);

  block = heed_flow_add (flow, heed_block_new_text (flow->fonts, HEED_STYLE_ANSWER, text->str, 0, WIDTH));
  block->space_before = 7;
  return block;
}

/* Every line of every block stands once, in order, within the page. */
static void
assert_complete (HeedFlow  *flow,
                 GPtrArray *pages,
                 double     height)
{
  guint block = 0, slice = 0;

  for (guint i = 0; i < pages->len; i++)
    {
      GArray *page = g_ptr_array_index (pages, i);
      double y = 0;

      g_assert_cmpuint (page->len, >, 0);
      for (guint j = 0; j < page->len; j++)
        {
          HeedPiece *piece = &g_array_index (page, HeedPiece, j);
          double end = piece->y + heed_block_get_slice_top (piece->block, piece->end) -
                       heed_block_get_slice_top (piece->block, piece->first);

          g_assert_cmpfloat (piece->y, >=, y);
          g_assert_cmpfloat (end, <=, height + 0.1);
          y = end;
          if (g_ptr_array_find (flow->repeats, piece->block, NULL))
            continue;

          g_assert_true (piece->block == g_ptr_array_index (flow->blocks, block));
          g_assert_cmpuint (piece->first, ==, slice);
          slice = piece->end;
          if (slice == piece->block->n_slices)
            {
              block++;
              slice = 0;
            }
        }
    }

  g_assert_cmpuint (block, ==, flow->blocks->len);
}

static void
test_two_lines (void)
{
  for (double height = 120; height < 400; height += 7)
    for (guint one_paragraph = 0; one_paragraph < 2; one_paragraph++)
      {
        g_autoptr (HeedFlow) flow = heed_flow_new (heed_fonts_new ("a"), WIDTH);
        g_autoptr (GPtrArray) pages = NULL;

        for (guint n_lines = 1; n_lines < 30; n_lines += 3)
          add_text (flow, n_lines, one_paragraph);
        pages = heed_flow_paginate (flow, height);
        assert_complete (flow, pages, height);

        for (guint i = 0; i < pages->len; i++)
          {
            GArray *page = g_ptr_array_index (pages, i);

            for (guint j = 0; j < page->len; j++)
              {
                HeedPiece *piece = &g_array_index (page, HeedPiece, j);

                if (piece->block->n_slices > 1)
                  g_assert_cmpuint (piece->end - piece->first, >=, 2);
              }
          }
      }
}

static void
test_headings (void)
{
  for (double height = 150; height < 400; height += 7)
    {
      g_autoptr (HeedFlow) flow = heed_flow_new (heed_fonts_new ("a"), WIDTH);
      g_autoptr (GPtrArray) pages = NULL;

      for (guint n_lines = 2; n_lines < 14; n_lines++)
        {
          HeedBlock *heading = heed_block_new_text (flow->fonts, HEED_STYLE_SECTION, "Heading", 0, WIDTH);

          heading->keep_with_next = TRUE;
          heed_flow_add (flow, heading);
          add_text (flow, n_lines, FALSE);
        }
      pages = heed_flow_paginate (flow, height);
      assert_complete (flow, pages, height);

      for (guint i = 0; i < pages->len; i++)
        {
          GArray *page = g_ptr_array_index (pages, i);

          g_assert_false (g_array_index (page, HeedPiece, page->len - 1).block->keep_with_next);
        }
    }
}

static gboolean
starts_on (GArray    *page,
           HeedBlock *block)
{
  for (guint i = 0; i < page->len; i++)
    {
      HeedPiece *piece = &g_array_index (page, HeedPiece, i);

      if (piece->block == block && piece->first == 0)
        return TRUE;
    }

  return FALSE;
}

static void
test_short_runs (void)
{
  for (double height = 260; height < 500; height += 11)
    {
      g_autoptr (HeedFlow) flow = heed_flow_new (heed_fonts_new ("a"), WIDTH);
      g_autoptr (GPtrArray) pages = NULL;

      for (guint i = 0; i < 12; i++)
        {
          guint run = heed_flow_open_run (flow, "Part");

          add_text (flow, 2, FALSE);
          add_text (flow, 3, FALSE);
          heed_flow_close_run (flow, run);
        }
      pages = heed_flow_paginate (flow, height);
      assert_complete (flow, pages, height);
      g_assert_cmpuint (flow->repeats->len, ==, 0);

      for (guint i = 0; i < pages->len; i++)
        for (guint j = 0; j < flow->blocks->len; j += 2)
          g_assert_cmpint (starts_on (g_ptr_array_index (pages, i), g_ptr_array_index (flow->blocks, j)), ==,
                           starts_on (g_ptr_array_index (pages, i), g_ptr_array_index (flow->blocks, j + 1)));
    }
}

/* A heading goes along with the first part below it, which is not split. */
static void
test_heading_of_short_runs (void)
{
  for (double height = 260; height < 500; height += 3)
    {
      g_autoptr (HeedFlow) flow = heed_flow_new (heed_fonts_new ("a"), WIDTH);
      g_autoptr (GPtrArray) pages = NULL;

      for (guint i = 0; i < 12; i++)
        {
          HeedBlock *heading = heed_block_new_text (flow->fonts, HEED_STYLE_SECTION, "Heading", 0, WIDTH);
          guint run;

          heading->keep_with_next = TRUE;
          heed_flow_add (flow, heading);
          run = heed_flow_open_run (flow, NULL);
          add_text (flow, 1, FALSE)->keep_with_next = TRUE;
          add_text (flow, 1, FALSE);
          add_text (flow, 3, FALSE);
          heed_flow_close_run (flow, run);
        }
      pages = heed_flow_paginate (flow, height);
      assert_complete (flow, pages, height);

      for (guint i = 0; i < pages->len; i++)
        {
          GArray *page = g_ptr_array_index (pages, i);

          g_assert_false (g_array_index (page, HeedPiece, page->len - 1).block->keep_with_next);
        }
    }
}

static void
test_repeated_header (void)
{
  g_autoptr (HeedFlow) flow = heed_flow_new (heed_fonts_new ("a"), WIDTH);
  g_autoptr (GPtrArray) pages = NULL;
  guint run = heed_flow_open_run (flow, "Part 1");

  add_text (flow, 2, FALSE)->keep_with_next = TRUE;
  add_text (flow, 60, FALSE);
  heed_flow_close_run (flow, run);
  add_text (flow, 60, FALSE);
  pages = heed_flow_paginate (flow, 400);
  assert_complete (flow, pages, 400);

  g_assert_cmpuint (pages->len, >=, 5);
  g_assert_cmpuint (flow->repeats->len, >=, 2);
  for (guint i = 0; i < pages->len; i++)
    {
      GArray *page = g_ptr_array_index (pages, i);
      gboolean repeats = g_ptr_array_find (flow->repeats, g_array_index (page, HeedPiece, 0).block, NULL);
      HeedPiece *first = &g_array_index (page, HeedPiece, repeats ? 1 : 0);

      g_assert_cmpint (repeats, ==, first->block == g_ptr_array_index (flow->blocks, 1) && first->first > 0);
    }
}

static void
test_ruled_lines (void)
{
  g_autoptr (HeedFlow) flow = heed_flow_new (heed_fonts_new ("a"), WIDTH);
  g_autoptr (GPtrArray) pages = NULL;

  add_text (flow, 10, FALSE);
  heed_flow_add (flow, heed_block_new_ruled (6, 0, WIDTH));
  heed_flow_add (flow, heed_block_new_ruled (40, 0, WIDTH));
  pages = heed_flow_paginate (flow, 250);
  assert_complete (flow, pages, 250);

  g_assert_cmpuint (((GArray *) g_ptr_array_index (pages, 0))->len, ==, 1);
  g_assert_cmpuint (pages->len, ==, 6);
}

/* What is higher than a page still comes onto paper. */
static void
test_too_high (void)
{
  g_autoptr (HeedFlow) flow = heed_flow_new (heed_fonts_new ("a"), WIDTH);
  HeedBlock *title = heed_flow_add (flow, heed_block_new_text (flow->fonts, HEED_STYLE_TITLE,
                                                               "One title that is far too long for a page like this "
                                                               "and another line of it and yet another line of it",
                                                               0, WIDTH));
  g_autoptr (GPtrArray) pages = NULL;

  title->keep_with_next = TRUE;
  heed_flow_add (flow, heed_block_new_ruled (6, 0, WIDTH));
  pages = heed_flow_paginate (flow, 60);
  assert_complete (flow, pages, 60);
  g_assert_cmpuint (pages->len, >, 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paginate/two-lines", test_two_lines);
  g_test_add_func ("/paginate/headings", test_headings);
  g_test_add_func ("/paginate/short-runs", test_short_runs);
  g_test_add_func ("/paginate/heading-of-short-runs", test_heading_of_short_runs);
  g_test_add_func ("/paginate/repeated-header", test_repeated_header);
  g_test_add_func ("/paginate/ruled-lines", test_ruled_lines);
  g_test_add_func ("/paginate/too-high", test_too_high);

  return g_test_run ();
}
