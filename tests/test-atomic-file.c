/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/base/heed-atomic-file.c, with real files. */

#include "files.h"
#include "heed-atomic-file.h"
#include "heed-error.h"
#include "heed-temporary.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("heed-file-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "export.json", NULL);
  heed_atomic_file_set_always_named (data != NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  heed_atomic_file_set_always_named (FALSE);
}

static void
assert_contents (const char *path,
                 const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contents, ==, expected);
}

static void
put_contents (const char *path,
              const char *contents)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

static HeedAtomicFile *
start_file (Fixture    *fixture,
            const char *words)
{
  g_autoptr (GError) error = NULL;
  HeedAtomicFile *file = heed_atomic_file_new (fixture->path, &error);

  g_assert_no_error (error);
  g_output_stream_write_all (heed_atomic_file_get_stream (file), words, strlen (words), NULL, NULL, &error);
  g_assert_no_error (error);
  return file;
}

static void
test_commit (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (HeedAtomicFile) file = start_file (fixture, "new words");
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true (heed_atomic_file_commit (file, &error));
  g_assert_no_error (error);

  assert_contents (fixture->path, "new words");
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);
  g_clear_object (&file);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_replaces_on_commit (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (HeedAtomicFile) file = NULL;
  g_autoptr (GError) error = NULL;

  put_contents (fixture->path, "old words");
  file = start_file (fixture, "new");
  assert_contents (fixture->path, "old words");

  g_assert_true (heed_atomic_file_commit (file, &error));
  assert_contents (fixture->path, "new");
}

/* What a link leads to is written, there or not yet, and the link stays. */
static void
test_link (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autofree char *link_to_link = g_build_filename (fixture->folder, "link-to-link", NULL);

  g_assert_no_errno (symlink ("export.json", link));
  g_assert_no_errno (symlink (link, link_to_link));
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *words = g_strdup_printf ("words %u", i);
      g_autoptr (GError) error = NULL;
      g_autoptr (HeedAtomicFile) file = heed_atomic_file_new (link_to_link, &error);

      g_assert_no_error (error);
      g_output_stream_write_all (heed_atomic_file_get_stream (file), words, strlen (words), NULL, NULL, &error);
      g_assert_true (heed_atomic_file_commit (file, &error));
      assert_contents (fixture->path, words);
      g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
      g_assert_true (g_file_test (link_to_link, G_FILE_TEST_IS_SYMLINK));
    }

  g_assert_cmpuint (count_files (fixture->folder), ==, 3);
  g_unlink (link);
  g_unlink (link_to_link);
}

static void
test_dropped (Fixture      *fixture,
              gconstpointer data)
{
  HeedAtomicFile *file = start_file (fixture, "half of it");

  /* Without a name nothing of it can stay. */
  g_assert_cmpuint (count_files (fixture->folder), ==, data != NULL ? 1 : 0);
  g_assert_finalize_object (file);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_dropped_over_file (Fixture      *fixture,
                        gconstpointer data)
{
  HeedAtomicFile *file;

  put_contents (fixture->path, "old words");
  file = start_file (fixture, "half of it");
  g_assert_finalize_object (file);

  assert_contents (fixture->path, "old words");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

/* The kernel stops a file at its limit just as a full disk does: what fits is
 * written, and the rest is an error. */
static void
test_short_write (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *words = g_strnfill (64 * 1024, 'x');
  g_autoptr (HeedAtomicFile) file = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before, limit;
  gsize written;

  put_contents (fixture->path, "old words");
  file = start_file (fixture, "");

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 4096;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (g_output_stream_write_all (heed_atomic_file_get_stream (file), words, 64 * 1024,
                                             &written, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_error (error, HEED_ERROR, HEED_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_cmpuint (written, ==, 4096);
  g_clear_object (&file);
  assert_contents (fixture->path, "old words");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_rename_fails (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (HeedAtomicFile) file = start_file (fixture, "words");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_false (heed_atomic_file_commit (file, &error));

  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_DIR));
  g_clear_object (&file);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_folder (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (heed_atomic_file_new (fixture->folder, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
}

static void
test_device (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (heed_atomic_file_new ("/dev/null", &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
}

/* Whoever opened a pipe would wait for somebody at its other end. */
static void
test_pipe (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (mkfifo (fixture->path, 0600));
  g_assert_null (heed_atomic_file_new (fixture->path, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
  g_assert_nonnull (strstr (error->message, "pipe"));
  g_clear_error (&error);
  g_assert_cmpint (heed_file_open (fixture->path, &error), ==, -1);
  g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
  g_assert_nonnull (strstr (error->message, "pipe"));
}

static void
test_open (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  char byte;
  int fd;

  g_assert_cmpint (heed_file_open (fixture->path, &error), ==, -1);
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (heed_file_open (fixture->folder, &error), ==, -1);
  g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
  g_assert_nonnull (strstr (error->message, "folder"));
  g_clear_error (&error);

  put_contents (fixture->path, "x");
  fd = heed_file_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (fd, &byte, 1), ==, 1);
  close (fd);
}

/* Nothing is written, and so nothing is said of writing. */
static void
test_unreadable (Fixture      *fixture,
                 gconstpointer data)
{
  uid_t user = geteuid ();
  g_autoptr (GError) error = NULL;

  put_contents (fixture->path, "words");
  g_assert_no_errno (g_chmod (fixture->path, 0200));
  g_assert_no_errno (g_chmod (fixture->folder, 0755));
  if (user == 0)
    g_assert_no_errno (seteuid (NOBODY));
  g_assert_cmpint (heed_file_open (fixture->path, &error), ==, -1);
  if (user == 0)
    g_assert_no_errno (seteuid (user));

  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "may not read"));
  g_assert_null (strstr (error->message, "write"));
}

static guint64
get_inode (const char *path)
{
  GStatBuf status;

  g_assert_no_errno (g_stat (path, &status));
  return status.st_ino;
}

/* A file that takes the place of another is another file. */
static void
test_same_bytes (Fixture      *fixture,
                 gconstpointer data)
{
  static const struct
  {
    const char *before, *now;
    goffset stamp;
    gboolean same;
  } cases[] = {
    { "words", "words", -1, TRUE },
    { "", "", -1, TRUE },
    { "words", "wordy", -1, FALSE },
    { "words", "words and more", -1, FALSE },
    { "words and more", "words", -1, FALSE },
    { "at \"10:00\", words", "at \"12:30\", words", 4, TRUE },
    { "at \"10:00\", words", "at \"12:30:15\", words", 4, TRUE },
    { "at \"10:00\", words", "at \"12:30\", wordy", 4, FALSE },
    { "on \"10:00\", words", "at \"12:30\", words", 4, FALSE },
    { "", "at \"12:30\", words", 4, FALSE },
    { "\", words", "at \"12:30\", words", 4, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeedAtomicFile) file = NULL;
      g_autoptr (GError) error = NULL;
      guint64 inode;

      put_contents (fixture->path, cases[i].before);
      inode = get_inode (fixture->path);
      file = start_file (fixture, cases[i].now);
      if (cases[i].stamp >= 0)
        heed_atomic_file_pass_over_stamp (file, cases[i].stamp);
      g_assert_true (heed_atomic_file_commit (file, &error));
      g_assert_no_error (error);

      assert_contents (fixture->path, cases[i].same ? cases[i].before : cases[i].now);
      g_assert_cmpint (get_inode (fixture->path) == inode, ==, cases[i].same);
      g_clear_object (&file);
      g_assert_cmpuint (count_files (fixture->folder), ==, 1);
    }
}

/* A kill between two steps cannot be tried by name; what it leaves can be made. */
static void
test_leftover (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *left = heed_temporary_choose_path (fixture->folder);
  g_autoptr (HeedAtomicFile) file = NULL;

  put_contents (left, "a journal’s words");
  file = start_file (fixture, "words");
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
}

static void
test_no_such_folder (Fixture      *fixture,
                     gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "missing", "export.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (heed_atomic_file_new (path, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_read_only_folder (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  uid_t user = geteuid ();

  /* Permissions mean nothing to root, who is somebody else for a moment. */
  g_assert_no_errno (g_chmod (fixture->folder, 0500));
  if (user == 0)
    g_assert_no_errno (seteuid (NOBODY));

  g_assert_null (heed_atomic_file_new (fixture->path, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_READ_ONLY);

  if (user == 0)
    g_assert_no_errno (seteuid (user));
  g_assert_no_errno (g_chmod (fixture->folder, 0700));
}

/* With unnamed files and without. */
static void
add_test (const char *path,
          void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *named = g_strconcat (path, "/named", NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
  g_test_add (named, Fixture, "named", set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/atomic-file/commit", test_commit);
  add_test ("/atomic-file/replaces-on-commit", test_replaces_on_commit);
  add_test ("/atomic-file/same-bytes", test_same_bytes);
  add_test ("/atomic-file/link", test_link);
  add_test ("/atomic-file/dropped", test_dropped);
  add_test ("/atomic-file/dropped-over-file", test_dropped_over_file);
  add_test ("/atomic-file/leftover", test_leftover);
  add_test ("/atomic-file/short-write", test_short_write);
  add_test ("/atomic-file/rename-fails", test_rename_fails);
  add_test ("/atomic-file/folder", test_folder);
  add_test ("/atomic-file/device", test_device);
  add_test ("/atomic-file/pipe", test_pipe);
  add_test ("/atomic-file/open", test_open);
  add_test ("/atomic-file/unreadable", test_unreadable);
  add_test ("/atomic-file/no-such-folder", test_no_such_folder);
  add_test ("/atomic-file/read-only-folder", test_read_only_folder);

  return g_test_run ();
}
