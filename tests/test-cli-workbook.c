/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the command line shows of a journal that was written with another workbook,
 * whose forms have the same ids. */

#include "test-cli.h"

#include "other-workbook.h"

#define OTHER "id=\"other\" version=\"1\""

/* The sample journal, and from then on a workbook that asks for something else under
 * the same ids. */
static void
set_up_other (CliFixture    *fixture,
              gconstpointer  user_data)
{
  g_autofree char *path = NULL;

  set_up_demo (fixture, user_data);
  path = in_folder (fixture, "other.xml");
  write_other_workbook (path, OTHER, "Strange");
  fixture->environment = g_environ_setenv (fixture->environment, "HEED_WORKBOOK", path, TRUE);
}

static void
assert_does_not_say (const char *text,
                     const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("“%s” is in “%s”", part, text);
}

/* The id of an entry of a form. */
static char *
find_entry (CliFixture *fixture,
            const char *form_id)
{
  g_autoptr (GPtrArray) records = read_journal (fixture->journal);

  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (heed_record_get_form_id (g_ptr_array_index (records, i)), form_id))
      return g_strdup (heed_record_get_id (g_ptr_array_index (records, i)));

  g_assert_not_reached ();
}

static void
test_list (CliFixture    *fixture,
           gconstpointer  user_data)
{
  run (fixture, "list");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), >, 20);
  assert_does_not_say (fixture->out, "Strange");
  /* What every workbook has is a note in all of them. */
  assert_says (fixture->out, "Journal note");

  run (fixture, "list --form complaint");
  assert_worked (fixture);
  g_assert_cmpstr (fixture->out, ==, "");
  run (fixture, "list --form note");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), >, 0);
}

static void
test_search (CliFixture    *fixture,
             gconstpointer  user_data)
{
  run (fixture, "search pallet");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), >, 0);
  assert_does_not_say (fixture->out, "Strange");
  run (fixture, "search --form complaint pallet");
  g_assert_cmpstr (fixture->out, ==, "");
}

static void
test_export (CliFixture    *fixture,
             gconstpointer  user_data)
{
  run (fixture, "export");
  assert_worked (fixture);
  assert_says (fixture->out, "\"form\" : \"complaint\"");
  assert_does_not_say (fixture->out, "\"prompt\" : \"Strange");
  assert_does_not_say (fixture->out, "\"formTitle\" : \"Strange");
  assert_does_not_say (fixture->out, "\"itemTitle\" : \"Strange");
}

static void
test_print (CliFixture    *fixture,
            gconstpointer  user_data)
{
  g_autofree char *id = find_entry (fixture, "complaint");
  g_autofree char *line = g_strdup_printf ("print --entry %s -o entry.pdf", id);

  run (fixture, line);
  assert_worked (fixture);
  run_shell (fixture, "pdftotext entry.pdf -");
  assert_worked (fixture);
  assert_says (fixture->out, "pallet");
  assert_does_not_say (fixture->out, "Strange");
}

/* What is written with the other stands under its own questions. */
static void
test_own (CliFixture    *fixture,
          gconstpointer  user_data)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "other", 1, "complaint");

  heed_record_builder_set_answer (builder, "situation/1/situation", "A squirrel in the tree", g_get_real_time ());
  put_record (fixture, heed_record_builder_end (builder));
  run (fixture, "list --form complaint");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
  assert_says (fixture->out, "Strange Deal with a complaint");
  run (fixture, "export");
  assert_worked (fixture);
  assert_says (fixture->out, "Strange What was it about");
}

#define ADD_TEST(path, test) g_test_add (path, CliFixture, NULL, set_up_other, test, tear_down_home)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_TEST ("/cli/workbook/list", test_list);
  ADD_TEST ("/cli/workbook/search", test_search);
  ADD_TEST ("/cli/workbook/export", test_export);
  ADD_TEST ("/cli/workbook/print", test_print);
  ADD_TEST ("/cli/workbook/own", test_own);

  return g_test_run ();
}
