/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes at all as what somebody typed to search for, in a journal with a few
 * notes in some scripts. */

#include "fuzz.h"

#include "store-fixture.h"

/* Longer words make the inputs no stranger. */
#define MAX_SIZE 2000

/* The files lose their names once they are open, so that nothing stays, however
 * this ends. */
static HeedDatabase *
get_journal (void)
{
  static const char * const notes[] = {
    "She wanted to know when, not why.", "Die Straße nach Ærø, «été»", "電話は三回鳴った。", "Ρωμαϊκή ёлка שָׁלוֹם سَلَام",
    "C++ & 100 % \"quoted\" 3:1 💡 AND NOT NEAR(a b)",
  };
  static JournalFixture fixture;

  if (fixture.database == NULL)
    {
      set_up_journal (&fixture, NULL);
      for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
        g_free (put_note (fixture.database, NULL, notes[i], i));
      remove_folder (fixture.folder);
    }

  return fixture.database;
}

static void
assert_valid (GPtrArray *matches)
{
  for (guint i = 0; i < matches->len; i++)
    {
      HeedMatch *match = g_ptr_array_index (matches, i);

      g_assert_nonnull (match->summary);
      g_assert_true (g_utf8_validate (match->snippet, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const unsigned char *data,
                        size_t               size)
{
  g_autofree char *words = g_strndup (size > 0 ? (const char *) data : "", MIN (size, MAX_SIZE));
  g_autoptr (GPtrArray) matches = NULL;
  g_autoptr (GError) error = NULL;

  matches = heed_database_search (get_journal (), &(HeedQuery) { .words = words }, &error);
  g_assert_no_error (error);
  assert_valid (matches);
  if (!heed_database_can_search (words))
    g_assert_cmpuint (matches->len, ==, 0);
  return 0;
}
