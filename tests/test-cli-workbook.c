/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the command line shows of a journal that was written with another workbook,
 * whose forms have the same ids. */

#include "test-cli.h"

#include "other-workbook.h"

#include <sqlite3.h>

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

/* What is on paper of an entry, in one line. */
static void
print_entry (CliFixture *fixture,
             const char *id,
             const char *journal)
{
  g_autofree char *line = g_strdup_printf ("print --journal %s --entry %s -o entry.pdf", journal, id);

  run (fixture, line);
  assert_worked (fixture);
  run_shell (fixture, "pdftotext entry.pdf - | tr '\\n' ' '");
  assert_worked (fixture);
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

  print_entry (fixture, id, fixture->journal);
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

/* What was asked then is kept in the journal, and still asked with another workbook. */
static void
test_asked_then (CliFixture    *fixture,
                 gconstpointer  user_data)
{
  g_autofree char *id = find_entry (fixture, "complaint");

  run (fixture, "list");
  assert_says (fixture->out, "Deal with a complaint");
  run (fixture, "export");
  assert_says (fixture->out, "\"prompt\" : \"Situation 1: What was it about, and who was there?\"");
  assert_says (fixture->out, "\"formTitle\" : \"Deal with a complaint\"");
  print_entry (fixture, id, fixture->journal);
  assert_says (fixture->out, "What was it about, and who was there?");
  assert_says (fixture->out, "This entry belongs to the workbook “Customer focus”.");
}

/* A later version of the workbook, which words everything in another way. */
static void
set_up_later (CliFixture    *fixture,
              gconstpointer  user_data)
{
  g_autofree char *path = NULL;

  set_up_demo (fixture, user_data);
  path = in_folder (fixture, "later.xml");
  write_other_workbook (path, "id=\"customer-focus\" version=\"3\"", "Later");
  fixture->environment = g_environ_setenv (fixture->environment, "HEED_WORKBOOK", path, TRUE);
}

static void
test_later_version (CliFixture    *fixture,
                    gconstpointer  user_data)
{
  g_autofree char *id = find_entry (fixture, "complaint");
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "customer-focus", 3, "complaint");

  heed_record_builder_set_answer (builder, "situation/1/situation", "A squirrel in the tree", g_get_real_time ());
  put_record (fixture, heed_record_builder_end (builder));
  run (fixture, "list --form complaint");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 2);
  assert_says (fixture->out, "\tLater Deal with a complaint\t");
  assert_says (fixture->out, "\tDeal with a complaint\t");
  run (fixture, "search --form complaint pallet");
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
  print_entry (fixture, id, fixture->journal);
  assert_says (fixture->out, "What was it about, and who was there?");
  assert_does_not_say (fixture->out, "Later");
  assert_says (fixture->out, "These questions are worded differently now.");
}

/* The wording goes with the entries into an export, and with it into another
 * journal, where nobody has asked anything yet. */
static void
test_travels (CliFixture    *fixture,
              gconstpointer  user_data)
{
  run (fixture, "export -o all.json");
  assert_worked (fixture);
  run (fixture, "import --journal other.db all.json");
  assert_worked (fixture);
  assert_does_not_say (fixture->out, "more than this Heed knows");
  run (fixture, "list --journal other.db");
  assert_worked (fixture);
  assert_says (fixture->out, "\tDeal with a complaint\t");
  assert_does_not_say (fixture->out, "Later Deal");

  run (fixture, "backup -o copy.db");
  assert_worked (fixture);
  run (fixture, "import --journal third.db copy.db");
  run (fixture, "list --journal third.db");
  assert_says (fixture->out, "\tDeal with a complaint\t");

  run (fixture, "recover home/heed/journal.db -o fourth.db");
  assert_worked (fixture);
  run (fixture, "list --journal fourth.db");
  assert_says (fixture->out, "\tDeal with a complaint\t");
}

/* A journal that an earlier Heed wrote, which kept no wording. */
static void
forget_wording (CliFixture *fixture)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->journal, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "DELETE FROM wording", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static void
test_not_kept (CliFixture    *fixture,
               gconstpointer  user_data)
{
  g_autofree char *id = find_entry (fixture, "complaint");

  run (fixture, "export -o all.json");
  forget_wording (fixture);
  print_entry (fixture, id, fixture->journal);
  assert_says (fixture->out, "Later What was it about");
  assert_says (fixture->out, "was not kept");

  /* The entries are there, but what they were asked is news. */
  run (fixture, "import all.json");
  assert_worked (fixture);
  run (fixture, "list");
  assert_says (fixture->out, "\tDeal with a complaint\t");
  assert_does_not_say (fixture->out, "Later Deal");
}

/* What a Heed that kept no wording exported: with the questions beside the answers. */
static void
export_as_before (CliFixture *fixture)
{
  g_autofree char *text = NULL;
  char **later = g_steal_pointer (&fixture->environment);

  fixture->environment = g_environ_setenv (g_strdupv (later), "HEED_WORKBOOK", g_getenv ("HEED_WORKBOOK"), TRUE);
  run (fixture, "export");
  assert_worked (fixture);
  g_strfreev (fixture->environment);
  fixture->environment = later;
  text = g_strndup (fixture->out, (gsize) (strstr (fixture->out, ",\n  \"wordings\"") - fixture->out));
  g_free (fixture->out);
  fixture->out = g_strconcat (text, "\n}\n", NULL);
  put_file (fixture, "before.json", fixture->out);
}

/* What was asked is read from beside the answers, is kept with them, and goes on from
 * there. */
static void
test_beside_answers (CliFixture    *fixture,
                     gconstpointer  user_data)
{
  static const char * const journals[] = { "other.db", "third.db" };
  g_autofree char *id = find_entry (fixture, "complaint");
  export_as_before (fixture);
  run (fixture, "import --journal other.db before.json");
  assert_worked (fixture);
  run (fixture, "import --journal other.db before.json");
  assert_worked (fixture);
  run (fixture, "export --journal other.db -o all.json");
  assert_worked (fixture);
  run (fixture, "import --journal third.db all.json");
  assert_worked (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (journals); i++)
    {
      g_autofree char *list = g_strdup_printf ("list --journal %s", journals[i]);

      run (fixture, list);
      assert_says (fixture->out, "\tDeal with a complaint\t");
      assert_does_not_say (fixture->out, "Later Deal");
      print_entry (fixture, id, journals[i]);
      assert_says (fixture->out, "What was it about, and who was there?");
      assert_does_not_say (fixture->out, "Later What was it about");
      assert_says (fixture->out, "as far as that was kept");
    }

  /* The wording as a whole is better. */
  run (fixture, "backup -o copy.db");
  run (fixture, "import --journal other.db copy.db");
  assert_worked (fixture);
  run (fixture, "print --journal other.db --all -o all.pdf");
  assert_worked (fixture);
  run_shell (fixture, "pdftotext all.pdf - | tr '\\n' ' '");
  assert_says (fixture->out, "as they were when you answered them.");
  assert_does_not_say (fixture->out, "as far as that was kept");
}

/* Whoever exported had another version, and asked in its words. */
static void
test_of_another_version (CliFixture    *fixture,
                         gconstpointer  user_data)
{
  g_autofree char *id = find_entry (fixture, "complaint");
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;

  export_as_before (fixture);
  text = get_file (fixture, "before.json");
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, "\"version\" : 2", "\"version\" : 7", 1), ==, 1);
  put_file (fixture, "before.json", changed->str);
  run (fixture, "import --journal other.db before.json");
  assert_worked (fixture);
  print_entry (fixture, id, "other.db");
  assert_says (fixture->out, "Later What was it about");
  assert_says (fixture->out, "was not kept");
}

#define ADD_LATER_TEST(path, test) g_test_add (path, CliFixture, NULL, set_up_later, test, tear_down_home)
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
  ADD_TEST ("/cli/workbook/asked-then", test_asked_then);
  ADD_LATER_TEST ("/cli/workbook/later-version", test_later_version);
  ADD_LATER_TEST ("/cli/workbook/travels", test_travels);
  ADD_LATER_TEST ("/cli/workbook/not-kept", test_not_kept);
  ADD_LATER_TEST ("/cli/workbook/beside-answers", test_beside_answers);
  ADD_LATER_TEST ("/cli/workbook/of-another-version", test_of_another_version);

  return g_test_run ();
}
