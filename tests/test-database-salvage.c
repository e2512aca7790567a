/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-database-salvage.c and heed-damaged.c: what of a damaged
 * journal comes into a new one. */

#include "damage-fixture.h"

#define SEED 11
#define N_PAIRS 40

/* More texts of this length do not fit on a page. */
#define TEXTS_ON_PAGE 10

static HeedWorkbook *workbook;

typedef struct
{
  JournalFixture journal;
  char *target;
  char *contents; /* of the sound file */
  gsize length;
  GPtrArray *records;
  GPtrArray *versions;
} SalvageFixture;

static void
set_up_salvage (SalvageFixture *fixture,
                gconstpointer   user_data)
{
  set_up_folder (&fixture->journal, user_data);
  fixture->target = g_build_filename (fixture->journal.folder, "new.db", NULL);
  fill_journal (fixture->journal.path);
  load_file (fixture->journal.path, &fixture->contents, &fixture->length);
  fixture->records = read_whole_journal (fixture->journal.path, &fixture->versions);
}

static void
tear_down_salvage (SalvageFixture *fixture,
                   gconstpointer   user_data)
{
  g_ptr_array_unref (fixture->records);
  g_ptr_array_unref (fixture->versions);
  g_free (fixture->contents);
  g_free (fixture->target);
  tear_down_journal (&fixture->journal, user_data);
}

static HeedRecord *
find_record (GPtrArray  *records,
             const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (heed_record_get_id (g_ptr_array_index (records, i)), id))
      return g_ptr_array_index (records, i);

  return NULL;
}

/* How many of the answers of @wanted are nowhere in @found. */
static guint
count_lost_answers (GPtrArray *wanted,
                    GPtrArray *found)
{
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);
  const char *value;
  guint n_lost = 0;

  for (guint i = 0; i < found->len; i++)
    for (guint j = 0; j < heed_record_get_n_answers (g_ptr_array_index (found, i)); j++)
      {
        heed_record_get_nth_answer (g_ptr_array_index (found, i), j, NULL, &value, NULL);
        g_hash_table_add (texts, (gpointer) value);
      }
  for (guint i = 0; i < wanted->len; i++)
    for (guint j = 0; j < heed_record_get_n_answers (g_ptr_array_index (wanted, i)); j++)
      {
        heed_record_get_nth_answer (g_ptr_array_index (wanted, i), j, NULL, &value, NULL);
        n_lost += !g_hash_table_contains (texts, value);
      }

  return n_lost;
}

static guint
count_lost_entries (GPtrArray *wanted,
                    GPtrArray *found)
{
  guint n_lost = 0;

  for (guint i = 0; i < wanted->len; i++)
    n_lost += find_record (found, heed_record_get_id (g_ptr_array_index (wanted, i))) == NULL;
  return n_lost;
}

static void
salvage (SalvageFixture *fixture,
         HeedSalvaged   *salvaged)
{
  g_autoptr (GError) error = NULL;

  heed_database_salvage (fixture->journal.path, fixture->target, workbook, salvaged, &error);
  g_assert_no_error (error);
}

/* Of a sound journal all is there, as it was. */
static void
test_sound (SalvageFixture *fixture,
            gconstpointer   user_data)
{
  g_auto (HeedSalvaged) salvaged = { 0 };
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) versions = NULL;

  salvage (fixture, &salvaged);
  g_assert_cmpuint (salvaged.unread, ==, 0);
  g_assert_cmpuint (salvaged.in_part->len, ==, 0);
  g_assert_cmpuint (salvaged.versions_in_part, ==, 0);
  g_assert_cmpuint (salvaged.entries, ==, N_DAMAGED_ENTRIES);
  g_assert_cmpuint (salvaged.versions, ==, fixture->versions->len);

  records = read_whole_journal (fixture->target, &versions);
  g_assert_cmpuint (records->len, ==, fixture->records->len);
  g_assert_cmpuint (versions->len, ==, fixture->versions->len);
  for (guint i = 0; i < records->len; i++)
    g_assert_true (heed_record_equal (g_ptr_array_index (records, i), g_ptr_array_index (fixture->records, i)));
  for (guint i = 0; i < versions->len; i++)
    g_assert_true (heed_record_equal (g_ptr_array_index (versions, i), g_ptr_array_index (fixture->versions, i)));
}

/* SQLite leads to all other pages of a table by one like this. */
static gboolean
leads_to_others (SalvageFixture *fixture,
                 guint           page)
{
  guint8 kind = (guint8) fixture->contents[(page - 1) * DAMAGED_PAGE_SIZE];

  return kind == 2 || kind == 5;
}

static void
remove_target (SalvageFixture *fixture)
{
  static const char * const suffixes[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->target, suffixes[i], NULL);

      g_unlink (path);
    }
}

/* Saves what it can, with some pages bad; FALSE if the pages that tell what is in
 * the file are among these. */
static gboolean
spoil_and_salvage (SalvageFixture *fixture,
                   const guint    *pages,
                   guint           n_pages,
                   HeedSalvaged   *salvaged)
{
  g_autofree char *contents = g_memdup2 (fixture->contents, fixture->length);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  guint n_files;

  for (guint i = 0; i < n_pages; i++)
    spoil_page (contents, pages[i]);
  store_file (fixture->journal.path, contents, fixture->length);
  remove_target (fixture);
  n_files = count_files (fixture->journal.folder);

  if (!heed_database_salvage (fixture->journal.path, fixture->target, workbook, salvaged, &error))
    {
      g_assert_error (error, HEED_ERROR, HEED_ERROR_CORRUPT);
      g_assert_cmpuint (count_files (fixture->journal.folder), ==, n_files);
      return FALSE;
    }

  g_assert_cmpuint (count_files (fixture->journal.folder), ==, n_files + 1);
  load_file (fixture->journal.path, &after, &length);
  g_assert_cmpmem (after, length, contents, fixture->length);
  return TRUE;
}

/* Everything is there but what stood on the page; every entry is. */
static void
test_each_page (SalvageFixture *fixture,
                gconstpointer   user_data)
{
  guint n_pages = (guint) (fixture->length / DAMAGED_PAGE_SIZE), n_refused = 0;

  for (guint page = 2; page <= n_pages; page++)
    {
      g_auto (HeedSalvaged) salvaged = { 0 };
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GPtrArray) versions = NULL;
      guint n_texts;

      if (!spoil_and_salvage (fixture, &page, 1, &salvaged))
        {
          n_refused++;
          continue;
        }

      records = read_whole_journal (fixture->target, &versions);
      g_assert_cmpuint (count_lost_entries (fixture->records, records), ==, 0);
      g_assert_cmpuint (records->len, ==, fixture->records->len);
      n_texts = count_lost_answers (fixture->records, records) + count_lost_answers (fixture->versions, versions);
      if (!leads_to_others (fixture, page))
        g_assert_cmpuint (n_texts, <=, TEXTS_ON_PAGE);
      if (n_texts > 0)
        g_assert_cmpuint (salvaged.in_part->len, >, 0);
    }

  g_test_message ("%u of %u pages tell what is in the file", n_refused, n_pages);
  g_assert_cmpuint (n_refused, <, n_pages / 10);
}

static void
test_two_pages (SalvageFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  guint n_pages = (guint) (fixture->length / DAMAGED_PAGE_SIZE), n_refused = 0;

  for (guint i = 0; i < N_PAIRS; i++)
    {
      guint pages[] = {
        (guint) g_rand_int_range (random, 2, (gint32) n_pages + 1),
        (guint) g_rand_int_range (random, 2, (gint32) n_pages + 1),
      };
      g_auto (HeedSalvaged) salvaged = { 0 };
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GPtrArray) versions = NULL;

      if (!spoil_and_salvage (fixture, pages, G_N_ELEMENTS (pages), &salvaged))
        {
          n_refused++;
          continue;
        }

      records = read_whole_journal (fixture->target, &versions);
      if (!leads_to_others (fixture, pages[0]) && !leads_to_others (fixture, pages[1]))
        g_assert_cmpuint (count_lost_answers (fixture->records, records) +
                          count_lost_answers (fixture->versions, versions), <=, 2 * TEXTS_ON_PAGE);
      if (salvaged.in_part->len == 0)
        g_assert_cmpuint (count_lost_entries (fixture->records, records), ==, 0);
    }

  g_test_message ("%u of %u pairs of pages tell what is in the file", n_refused, (guint) N_PAIRS);
  g_assert_cmpuint (n_refused, <, N_PAIRS / 4);
}

/* A text that cannot be read is there as it was in an older version. */
static void
test_text_of_version (SalvageFixture *fixture,
                      gconstpointer   user_data)
{
  g_autofree char *id = make_damaged_id (3);
  g_autofree char *later = make_text ("later", 3);
  g_autofree char *body = make_text ("body", 3);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_auto (HeedSalvaged) salvaged = { 0 };
  HeedRecord *record;
  guint page = 0;

  for (gsize i = 0; i + strlen (later) < fixture->length && page == 0; i++)
    if (memcmp (fixture->contents + i, later, 40) == 0)
      page = (guint) (i / DAMAGED_PAGE_SIZE) + 1;

  g_assert_true (spoil_and_salvage (fixture, &page, 1, &salvaged));
  records = read_whole_journal (fixture->target, &versions);
  record = find_record (records, id);
  g_assert_cmpstr (heed_record_get_answer (record, "body"), ==, body);
  g_assert_cmpstr (heed_record_get_title (record), ==, "Title 3 of these");
  g_assert_nonnull (find_record (salvaged.in_part, id));
}

/* What is still in the log is saved, too, and neither file is written. */
static void
test_log (SalvageFixture *fixture,
          gconstpointer   user_data)
{
  g_autofree char *log = g_strconcat (fixture->journal.path, "-wal", NULL);
  g_autofree char *before = NULL;
  g_autofree char *log_before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *log_after = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_auto (HeedSalvaged) salvaged = { 0 };
  gsize length, log_length, length_after, log_length_after;
  guint n_files;

  fixture->journal.database = open_journal (fixture->journal.path, HEED_DATABASE_NONE);
  id = put_note (fixture->journal.database, "Only in the log", "as yet", 100000);
  load_file (fixture->journal.path, &before, &length);
  load_file (log, &log_before, &log_length);
  n_files = count_files (fixture->journal.folder);

  salvage (fixture, &salvaged);
  g_assert_cmpuint (count_files (fixture->journal.folder), ==, n_files + 1);
  records = read_whole_journal (fixture->target, &versions);
  g_assert_nonnull (find_record (records, id));
  load_file (fixture->journal.path, &after, &length_after);
  load_file (log, &log_after, &log_length_after);
  g_assert_cmpmem (before, length, after, length_after);
  g_assert_cmpmem (log_before, log_length, log_after, log_length_after);
}

static void
assert_not_salvaged (const char *path,
                     const char *target,
                     HeedError   code)
{
  g_auto (HeedSalvaged) salvaged = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (heed_database_salvage (path, target, workbook, &salvaged, &error));
  g_assert_error (error, HEED_ERROR, (int) code);
}

static void
test_refused (SalvageFixture *fixture,
              gconstpointer   user_data)
{
  g_autofree char *letter = g_build_filename (fixture->journal.folder, "letter.txt", NULL);
  guint n_files = count_files (fixture->journal.folder);

  store_file (letter, "Dear diary", 10);
  assert_not_salvaged (letter, fixture->target, HEED_ERROR_INVALID_FILE);
  assert_not_salvaged (fixture->journal.path, letter, HEED_ERROR_EXISTS);
  assert_not_salvaged (fixture->journal.path, fixture->journal.path, HEED_ERROR_EXISTS);
  g_unlink (letter);
  assert_not_salvaged (letter, fixture->target, HEED_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_files (fixture->journal.folder), ==, n_files);
}

/* A file that was cut off has what stands before. */
static void
test_cut_off (SalvageFixture *fixture,
              gconstpointer   user_data)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_auto (HeedSalvaged) salvaged = { 0 };

  store_file (fixture->journal.path, fixture->contents, fixture->length / 4 * 3);
  salvage (fixture, &salvaged);
  records = read_whole_journal (fixture->target, &versions);
  g_assert_cmpuint (count_lost_answers (fixture->records, records), <, 2 * N_DAMAGED_ENTRIES);
  g_assert_cmpuint (salvaged.unread, >, 0);
}

static void
add_test (const char *path,
          void (*test) (SalvageFixture *, gconstpointer))
{
  g_test_add (path, SalvageFixture, NULL, set_up_salvage, test, tear_down_salvage);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "..", "data", "workbooks", "customer-focus.xml", NULL);
  file = g_file_new_for_path (path);
  workbook = heed_workbook_new_from_file (file, NULL, &error);
  g_assert_no_error (error);

  add_test ("/salvage/sound", test_sound);
  add_test ("/salvage/each-page", test_each_page);
  add_test ("/salvage/two-pages", test_two_pages);
  add_test ("/salvage/text-of-version", test_text_of_version);
  add_test ("/salvage/log", test_log);
  add_test ("/salvage/refused", test_refused);
  add_test ("/salvage/cut-off", test_cut_off);

  result = g_test_run ();
  g_object_unref (workbook);
  return result;
}
