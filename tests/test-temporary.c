/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/base/heed-temporary.c, with real files and processes. */

#include "files.h"
#include "heed-temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("heed-temporary-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_free (fixture->folder);
}

static void
put_contents (const char *path,
              const char *contents)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

static void
test_file (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *path = heed_temporary_choose_path (fixture->folder);

  put_contents (path, "words");
  heed_temporary_sweep (fixture->folder);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

/* What is nearly named so, or is what Heed never makes, is somebody else's. */
static void
test_foreign (Fixture      *fixture,
              gconstpointer data)
{
  static const char * const names[] = {
    "journal.db", ".heed", ".heed-", ".heed-backup", "journal.json.Xy12Zw", ".heed-0123456789abcdef-01234567",
    ".heed-notes-of-last-year-all-0000",
  };
  g_autofree char *path = heed_temporary_choose_path (fixture->folder);
  g_autofree char *longer = g_strconcat (path, "~", NULL);
  g_autofree char *link = heed_temporary_choose_path (fixture->folder);
  g_autofree char *pipe = heed_temporary_choose_path (fixture->folder);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *foreign = g_build_filename (fixture->folder, names[i], NULL);

      put_contents (foreign, "words");
    }
  put_contents (longer, "words");
  g_assert_no_errno (symlink ("journal.db", link));
  g_assert_no_errno (mkfifo (pipe, 0600));

  heed_temporary_sweep (fixture->folder);
  g_assert_cmpuint (count_files (fixture->folder), ==, G_N_ELEMENTS (names) + 3);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *foreign = g_build_filename (fixture->folder, names[i], NULL);

      g_assert_no_errno (g_unlink (foreign));
    }
  g_assert_no_errno (g_unlink (longer));
  g_assert_no_errno (g_unlink (link));
  g_assert_no_errno (g_unlink (pipe));
}

/* In a folder for everybody there is what others left. */
static void
test_of_somebody_else (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree char *path = heed_temporary_choose_path (fixture->folder);

  if (getuid () != 0)
    {
      g_test_skip ("only root can give a file away");
      return;
    }

  put_contents (path, "words");
  g_assert_no_errno (chown (path, NOBODY, NOBODY));
  heed_temporary_sweep (fixture->folder);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  g_assert_no_errno (g_unlink (path));
}

static void
test_in_use (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *path = heed_temporary_choose_path (fixture->folder);
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  g_assert_true (heed_temporary_claim (fd, path));
  heed_temporary_sweep (fixture->folder);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  close (fd);
  heed_temporary_sweep (fixture->folder);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

/* Somebody else may come between making a file and claiming it. */
static void
test_swept_at_once (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *path = heed_temporary_choose_path (fixture->folder);
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  heed_temporary_sweep (fixture->folder);
  g_assert_false (heed_temporary_claim (fd, path));
  close (fd);
}

static void
test_folder (Fixture      *fixture,
             gconstpointer data)
{
  HeedPrivateFolder *folder = heed_private_folder_new (fixture->folder);
  g_autofree char *path = heed_private_folder_dup_path (folder, "journal.db");
  g_autofree char *home = g_path_get_dirname (path);
  GStatBuf status;

  put_contents (path, "words");
  g_assert_no_errno (g_stat (home, &status));
  g_assert_cmphex (status.st_mode & 0777, ==, 0700);

  heed_temporary_sweep (fixture->folder);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  heed_private_folder_free (folder);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_no_folder (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", NULL);

  g_assert_null (heed_private_folder_new (nowhere));
  g_assert_cmpint (errno, ==, ENOENT);
}

/* Its folder is there as long as the process is, and not any longer. */
static void
test_killed (Fixture      *fixture,
             gconstpointer data)
{
  int ready[2], status;
  char byte;
  pid_t child;

  g_assert_no_errno (pipe (ready));
  child = fork ();
  if (child == 0)
    {
      HeedPrivateFolder *folder = heed_private_folder_new (fixture->folder);
      g_autofree char *path = heed_private_folder_dup_path (folder, "journal.db");

      if (g_file_set_contents (path, "words", -1, NULL) && write (ready[1], "x", 1) == 1)
        pause ();
      _exit (1);
    }

  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  heed_temporary_sweep (fixture->folder);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  g_assert_no_errno (kill (child, SIGKILL));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  heed_temporary_sweep (fixture->folder);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
  close (ready[0]);
  close (ready[1]);
}

/* What was made in such a folder had one of its own. */
static void
test_folder_in_folder (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree char *outer = heed_temporary_choose_path (fixture->folder);
  g_autofree char *inner = heed_temporary_choose_path (outer);
  g_autofree char *file = g_build_filename (inner, "copy.db", NULL);

  g_assert_no_errno (g_mkdir (outer, 0700));
  g_assert_no_errno (g_mkdir (inner, 0700));
  put_contents (file, "words");
  heed_temporary_sweep (fixture->folder);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
add_test (const char *path,
          void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/temporary/file", test_file);
  add_test ("/temporary/foreign", test_foreign);
  add_test ("/temporary/of-somebody-else", test_of_somebody_else);
  add_test ("/temporary/in-use", test_in_use);
  add_test ("/temporary/swept-at-once", test_swept_at_once);
  add_test ("/temporary/folder", test_folder);
  add_test ("/temporary/folder-in-folder", test_folder_in_folder);
  add_test ("/temporary/no-folder", test_no_folder);
  add_test ("/temporary/killed", test_killed);

  return g_test_run ();
}
