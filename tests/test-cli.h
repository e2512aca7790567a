/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs the program that was built, in a folder of its own with a home of its
 * own and without a display or a session bus, for the tests of src/cli. */

#pragma once

#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "heed-config.h"
#include "heed-database.h"
#include "heed-error.h"

typedef struct
{
  char *folder;  /* where the program runs */
  char *journal; /* where its own journal would be */
  char **environment;
  int status;
  char *out;
  char *err;
} CliFixture;

static inline void
set_up_home (CliFixture    *fixture,
             gconstpointer  user_data)
{
  static const char * const absent[] = { "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "G_MESSAGES_DEBUG" };
  g_autoptr (GError) error = NULL;
  g_autofree char *home = NULL;

  fixture->folder = g_dir_make_tmp ("heed-cli-XXXXXX", &error);
  g_assert_no_error (error);
  home = g_build_filename (fixture->folder, "home", NULL);
  fixture->journal = g_build_filename (home, HEED_NAME, "journal.db", NULL);

  fixture->environment = g_get_environ ();
  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    fixture->environment = g_environ_unsetenv (fixture->environment, absent[i]);
  fixture->environment = g_environ_setenv (fixture->environment, "XDG_DATA_HOME", home, TRUE);
}

static inline void
tear_down_home (CliFixture    *fixture,
                gconstpointer  user_data)
{
  const char *remove[] = { "rm", "-rf", fixture->folder, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (fixture->folder);
  g_free (fixture->journal);
  g_strfreev (fixture->environment);
  g_free (fixture->out);
  g_free (fixture->err);
}

static inline void
spawn (CliFixture *fixture,
       char      **words)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_clear_pointer (&fixture->out, g_free);
  g_clear_pointer (&fixture->err, g_free);
  g_spawn_sync (fixture->folder, words, fixture->environment, G_SPAWN_SEARCH_PATH, NULL, NULL,
                &fixture->out, &fixture->err, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  fixture->status = WEXITSTATUS (status);
}

/* Runs the program with what the words of @line say; none of them can have a
 * space in it. */
static inline void
run (CliFixture *fixture,
     const char *line)
{
  g_autofree char *whole = g_strdup_printf ("%s %s", g_getenv ("HEED_PROGRAM"), line);
  g_auto (GStrv) words = g_strsplit (g_strchomp (whole), " ", -1);

  g_test_message ("heed %s", g_utf8_validate (line, -1, NULL) ? line : "(not UTF-8)");
  spawn (fixture, words);
}

/* Runs a line of the shell; the program is called as $HEED_PROGRAM. */
static inline void
run_shell (CliFixture *fixture,
           const char *line)
{
  const char *words[] = { "sh", "-c", line, NULL };

  spawn (fixture, (char **) words);
}

static inline guint
count_lines (const char *text)
{
  guint count = 0;

  for (const char *p = text; *p != '\0'; p++)
    count += *p == '\n';
  return count;
}

static inline void
assert_worked (CliFixture *fixture)
{
  g_assert_cmpstr (fixture->err, ==, "");
  g_assert_cmpint (fixture->status, ==, 0);
}

/* One sentence, and nothing else. */
static inline void
assert_failed (CliFixture *fixture)
{
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_true (g_str_has_prefix (fixture->err, "heed: "));
  g_assert_true (g_str_has_suffix (fixture->err, ".\n"));
  g_assert_cmpuint (count_lines (fixture->err), ==, 1);
}

static inline void
assert_refused (CliFixture *fixture)
{
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_true (g_str_has_prefix (fixture->err, "heed: "));
  g_assert_nonnull (strstr (fixture->err, ".\nSee “heed "));
  g_assert_true (g_str_has_suffix (fixture->err, "--help”.\n"));
  g_assert_cmpuint (count_lines (fixture->err), ==, 2);
}

static inline void
assert_says (const char *text,
             const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static inline char *
in_folder (CliFixture *fixture,
           const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static inline void
put_file (CliFixture *fixture,
          const char *name,
          const char *contents)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

static inline char *
get_file (CliFixture *fixture,
          const char *name)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autoptr (GError) error = NULL;
  char *contents;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

/* What a file holds, and how many files there are beside it in all. */
static inline void
assert_file (CliFixture *fixture,
             const char *name,
             const char *contents,
             guint       files)
{
  g_autofree char *found = get_file (fixture, name);

  g_assert_cmpstr (found, ==, contents);
  g_assert_cmpuint (count_files (fixture->folder), ==, files);
}

/* The sample journal as the person's own. */
static inline void
set_up_demo (CliFixture    *fixture,
             gconstpointer  user_data)
{
  set_up_home (fixture, user_data);
  run (fixture, "demo -o home/" HEED_NAME "/journal.db");
  assert_worked (fixture);
}

static inline HeedDatabase *
open_database (const char        *path,
               HeedDatabaseFlags  flags)
{
  g_autoptr (GError) error = NULL;
  HeedDatabase *database = heed_database_open (path, flags, &error);

  g_assert_no_error (error);
  return database;
}

static inline gboolean
collect_record (HeedRecord  *record,
                gpointer     user_data,
                GError     **error)
{
  g_ptr_array_add (user_data, heed_record_ref (record));
  return TRUE;
}

/* All entries of a journal, newest first. */
static inline GPtrArray *
read_journal (const char *path)
{
  g_autoptr (HeedDatabase) database = open_database (path, HEED_DATABASE_READ_ONLY);
  g_autoptr (GError) error = NULL;
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);

  heed_database_foreach (database, NULL, collect_record, records, &error);
  g_assert_no_error (error);
  return records;
}

static inline HeedRecord *
make_note (const char *id,
           const char *title,
           const char *body)
{
  HeedRecordBuilder *builder = heed_record_builder_new (id, "customer-focus", 1, "note");

  heed_record_builder_set_title (builder, title);
  heed_record_builder_set_answer (builder, "body", body, g_get_real_time ());
  return heed_record_builder_end (builder);
}

/* Puts an entry into the person's journal, which is made if need be. Takes
 * @record over. */
static inline void
put_record (CliFixture *fixture,
            HeedRecord *record)
{
  g_autoptr (HeedDatabase) database = open_database (fixture->journal, HEED_DATABASE_CREATE);
  g_autoptr (HeedSummary) summary = heed_summary_new (record, NULL);
  g_autoptr (GError) error = NULL;

  heed_database_put (database, record, summary, &error);
  g_assert_no_error (error);
  heed_database_close (database, &error);
  g_assert_no_error (error);
  heed_record_unref (record);
}

/* Puts a picture into the person's journal, whether an entry has it or not. */
static inline void
put_picture (CliFixture *fixture,
             GBytes     *bytes)
{
  g_autoptr (HeedDatabase) database = open_database (fixture->journal, HEED_DATABASE_CREATE);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = heed_database_add_picture (database, bytes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (content);
  heed_database_close (database, &error);
  g_assert_no_error (error);
}

/* An empty journal. */
static inline void
set_up_empty (CliFixture    *fixture,
              gconstpointer  user_data)
{
  g_autoptr (HeedDatabase) database = NULL;

  set_up_home (fixture, user_data);
  database = open_database (fixture->journal, HEED_DATABASE_CREATE);
  g_assert_true (heed_database_close (database, NULL));
}

#define ADD_HOME_TEST(path, test) g_test_add (path, CliFixture, NULL, set_up_home, test, tear_down_home)
#define ADD_EMPTY_TEST(path, test) g_test_add (path, CliFixture, NULL, set_up_empty, test, tear_down_home)
#define ADD_DEMO_TEST(path, test) g_test_add (path, CliFixture, NULL, set_up_demo, test, tear_down_home)
