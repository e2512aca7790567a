/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-database-salvage.c and heed-damaged.c: what of
 * a damaged journal comes into a new one, and what does not. */

#define _GNU_SOURCE /* memmem() */

#include "damage-fixture.h"

#include "heed-picture.h"

#include <sqlite3.h>

#define SEED 11
#define N_PAIRS 40
#define N_FLIPPED 25
#define MOST_FLIPS 60
#define HEADER_SIZE 100

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

/* All entries and versions that hold something are there as they were. */
static void
assert_all_there (SalvageFixture *fixture)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) versions = NULL;

  records = read_whole_journal (fixture->target, &versions);
  g_assert_cmpuint (records->len, ==, fixture->records->len);
  g_assert_cmpuint (versions->len, ==, fixture->versions->len);
  for (guint i = 0; i < records->len; i++)
    g_assert_true (heed_record_equal (g_ptr_array_index (records, i), g_ptr_array_index (fixture->records, i)));
  for (guint i = 0; i < versions->len; i++)
    g_assert_true (heed_record_equal (g_ptr_array_index (versions, i), g_ptr_array_index (fixture->versions, i)));
}

/* Of a sound journal all is there, as it was. */
static void
test_sound (SalvageFixture *fixture,
            gconstpointer   user_data)
{
  g_auto (HeedSalvaged) salvaged = { 0 };

  salvage (fixture, &salvaged);
  g_assert_cmpuint (salvaged.unread, ==, 0);
  g_assert_cmpuint (salvaged.in_part->len, ==, 0);
  g_assert_cmpuint (salvaged.versions_in_part, ==, 0);
  g_assert_cmpuint (salvaged.entries, ==, N_DAMAGED_ENTRIES);
  g_assert_cmpuint (salvaged.versions, ==, fixture->versions->len);
  assert_all_there (fixture);
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

/* The damaged file stays as it is, and nothing else comes to be but the new one. */
static void
store_and_salvage (SalvageFixture *fixture,
                   const char     *contents,
                   gsize           length,
                   HeedSalvaged   *salvaged)
{
  g_autofree char *after = NULL;
  gsize length_after;
  guint n_files;

  store_file (fixture->journal.path, contents, length);
  remove_target (fixture);
  n_files = count_files (fixture->journal.folder);
  salvage (fixture, salvaged);
  g_assert_cmpuint (count_files (fixture->journal.folder), ==, n_files + 1);
  load_file (fixture->journal.path, &after, &length_after);
  g_assert_cmpmem (after, length_after, contents, length);
}

/* Saves what it can, with some pages bad. */
static void
spoil_and_salvage (SalvageFixture *fixture,
                   const guint    *pages,
                   guint           n_pages,
                   HeedSalvaged   *salvaged)
{
  g_autofree char *contents = g_memdup2 (fixture->contents, fixture->length);

  for (guint i = 0; i < n_pages; i++)
    spoil_page (contents, pages[i]);
  store_and_salvage (fixture, contents, fixture->length, salvaged);
}

/* Everything is there but what stood on the page; every entry is. The first page has
 * the list of tables, and others lead to many more. */
static void
test_each_page (SalvageFixture *fixture,
                gconstpointer   user_data)
{
  guint n_pages = (guint) (fixture->length / DAMAGED_PAGE_SIZE);

  for (guint page = 1; page <= n_pages; page++)
    {
      g_auto (HeedSalvaged) salvaged = { 0 };
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GPtrArray) versions = NULL;
      guint n_texts;

      spoil_and_salvage (fixture, &page, 1, &salvaged);
      records = read_whole_journal (fixture->target, &versions);
      g_assert_cmpuint (count_lost_entries (fixture->records, records), ==, 0);
      g_assert_cmpuint (records->len, ==, fixture->records->len);
      n_texts = count_lost_answers (fixture->records, records) + count_lost_answers (fixture->versions, versions);
      g_assert_cmpuint (n_texts, <=, TEXTS_ON_PAGE);
      if (n_texts > 0)
        g_assert_cmpuint (salvaged.in_part->len, >, 0);
    }
}

static void
test_two_pages (SalvageFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  gint32 n_pages = (gint32) (fixture->length / DAMAGED_PAGE_SIZE);

  for (guint i = 0; i < N_PAIRS; i++)
    {
      guint pages[] = {
        (guint) g_rand_int_range (random, 1, n_pages + 1),
        (guint) g_rand_int_range (random, 1, n_pages + 1),
      };
      g_auto (HeedSalvaged) salvaged = { 0 };
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GPtrArray) versions = NULL;

      spoil_and_salvage (fixture, pages, G_N_ELEMENTS (pages), &salvaged);
      records = read_whole_journal (fixture->target, &versions);
      g_assert_cmpuint (count_lost_answers (fixture->records, records) +
                        count_lost_answers (fixture->versions, versions), <=, 2 * TEXTS_ON_PAGE);
      if (salvaged.in_part->len == 0)
        g_assert_cmpuint (count_lost_entries (fixture->records, records), ==, 0);
    }
}

/* The first page leads to more pages with the list of tables. */
static void
spoil_list_of_tables (char  *contents,
                      gsize  length)
{
  for (gsize i = 1; i < length / DAMAGED_PAGE_SIZE; i++)
    if (memmem (contents + i * DAMAGED_PAGE_SIZE, DAMAGED_PAGE_SIZE, "CREATE ", strlen ("CREATE ")) != NULL)
      spoil_page (contents, (guint) i + 1);
  memset (contents + HEADER_SIZE, 0x5a, DAMAGED_PAGE_SIZE - HEADER_SIZE);
}

/* Nothing is lost with the list of tables, with the header, or with both: it is told
 * from the rows which table they are of. Without the header alone SQLite reads all. */
static void
test_list_of_tables (SalvageFixture *fixture,
                     gconstpointer   user_data)
{
  static const struct
  {
    gboolean header;
    gboolean list;
    guint in_part;
  } parts[] = {
    { TRUE, FALSE, 0 },
    { FALSE, TRUE, 1 }, /* what left the trash for good has no checksum */
    { TRUE, TRUE, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_auto (HeedSalvaged) salvaged = { 0 };
      g_autofree char *contents = g_memdup2 (fixture->contents, fixture->length);

      if (parts[i].header)
        memset (contents, 0x5a, HEADER_SIZE);
      if (parts[i].list)
        spoil_list_of_tables (contents, fixture->length);
      store_and_salvage (fixture, contents, fixture->length, &salvaged);
      assert_all_there (fixture);
      g_assert_cmpuint (salvaged.in_part->len, ==, parts[i].in_part);
      g_assert_cmpuint (salvaged.entries, ==, N_DAMAGED_ENTRIES);
      g_assert_cmpuint (salvaged.versions, ==, fixture->versions->len);
      g_assert_true ((salvaged.unread > 0) == parts[i].list);
    }
}

static sqlite3 *
open_plain (const char *path)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  return handle;
}

static guint
query (const char *path,
       const char *sql)
{
  sqlite3 *handle = open_plain (path);
  sqlite3_stmt *statement;
  guint value;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = (guint) sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return value;
}

static guint
find_root (SalvageFixture *fixture,
           const char     *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rootpage FROM sqlite_schema WHERE name = '%s'", table);

  return query (fixture->journal.path, sql);
}

/* What a bad page led to is found, whether one is bad or all that lead to others. The
 * rows of tables with a key of text stand on these, too. */
static void
test_inner_pages (SalvageFixture *fixture,
                  gconstpointer   user_data)
{
  static const char * const names[] = { "entry", "answer", "revision_answer" };
  guint roots[G_N_ELEMENTS (names)], n_inner = 0;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_auto (HeedSalvaged) salvaged = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const guint8 *page;

      roots[i] = find_root (fixture, names[i]);
      page = (const guint8 *) fixture->contents + (roots[i] - 1) * DAMAGED_PAGE_SIZE;
      g_assert_cmpuint (page[0], ==, i == 0 ? 5 : 2);
      n_inner += i == 0 ? 0 : (guint) page[3] << 8 | page[4];
    }

  spoil_and_salvage (fixture, roots, 1, &salvaged);
  assert_all_there (fixture);
  g_assert_cmpuint (salvaged.in_part->len, ==, 0);
  heed_salvaged_clear (&salvaged);

  spoil_and_salvage (fixture, roots, G_N_ELEMENTS (roots), &salvaged);
  records = read_whole_journal (fixture->target, &versions);
  g_assert_cmpuint (records->len, ==, fixture->records->len);
  g_assert_cmpuint (versions->len, ==, fixture->versions->len);
  g_assert_cmpuint (count_lost_answers (fixture->records, records) +
                    count_lost_answers (fixture->versions, versions), <=, n_inner);
  g_assert_cmpuint (salvaged.in_part->len, >=, 1);
  /* Nothing came to an entry that was a version's. */
  for (guint i = 0; i < records->len; i++)
    g_assert_cmpuint (heed_record_get_n_answers (g_ptr_array_index (records, i)), <=, 2);
}

/* The files of every released version. */
static void
test_released (SalvageFixture *fixture,
               gconstpointer   user_data)
{
  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("journal-%u.db", i);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GPtrArray) versions = NULL;
      g_auto (HeedSalvaged) sound = { 0 };
      g_auto (HeedSalvaged) salvaged = { 0 };

      g_clear_pointer (&fixture->contents, g_free);
      g_clear_pointer (&fixture->records, g_ptr_array_unref);
      g_clear_pointer (&fixture->versions, g_ptr_array_unref);
      load_file (path, &fixture->contents, &fixture->length);
      store_and_salvage (fixture, fixture->contents, fixture->length, &sound);
      g_assert_cmpuint (sound.unread, ==, 0);
      fixture->records = read_whole_journal (fixture->target, &fixture->versions);
      g_assert_cmpuint (fixture->versions->len, >, 0);

      spoil_list_of_tables (fixture->contents, fixture->length);
      store_and_salvage (fixture, fixture->contents, fixture->length, &salvaged);
      records = read_whole_journal (fixture->target, &versions);
      g_assert_cmpuint (records->len, ==, fixture->records->len);
      g_assert_cmpuint (versions->len, ==, fixture->versions->len);
      g_assert_cmpuint (count_lost_entries (fixture->records, records), ==, 0);
      g_assert_cmpuint (count_lost_answers (fixture->records, records), ==, 0);
      for (guint j = 0; j < versions->len; j++)
        g_assert_true (heed_record_equal (g_ptr_array_index (versions, j), g_ptr_array_index (fixture->versions, j)));
    }
}

/* What is only in the log is there even if the file's own first page is bad. */
static void
test_first_page_and_log (SalvageFixture *fixture,
                         gconstpointer   user_data)
{
  static const struct
  {
    gsize start;
    gsize end;
  } parts[] = {
    { 0, DAMAGED_PAGE_SIZE },
    { HEADER_SIZE, DAMAGED_PAGE_SIZE },
    { 20, 30 }, /* what Heed does not look at and SQLite does */
  };
  g_autofree char *log = g_strconcat (fixture->journal.path, "-wal", NULL);
  g_autofree char *path = g_build_filename (fixture->journal.folder, "other.db", NULL);
  g_autofree char *other_log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_contents = NULL;
  g_autofree char *id = NULL;
  gsize length;

  fixture->journal.database = open_journal (fixture->journal.path, HEED_DATABASE_NONE);
  id = put_note (fixture->journal.database, "Only in the log", "as yet", 100000);
  load_file (log, &log_contents, &length);
  store_file (other_log, log_contents, length);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *contents = g_memdup2 (fixture->contents, fixture->length);
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GPtrArray) versions = NULL;
      g_auto (HeedSalvaged) salvaged = { 0 };
      g_autoptr (GError) error = NULL;

      memset (contents + parts[i].start, 0x5a, parts[i].end - parts[i].start);
      store_file (path, contents, fixture->length);
      remove_target (fixture);
      heed_database_salvage (path, fixture->target, workbook, &salvaged, &error);
      g_assert_no_error (error);
      records = read_whole_journal (fixture->target, &versions);
      g_assert_nonnull (find_record (records, id));
      g_assert_cmpuint (count_lost_entries (fixture->records, records), ==, 0);
      g_assert_cmpuint (count_lost_answers (fixture->records, records), ==, 0);
    }
}

static gboolean
has_words (const char *contents,
           gsize       length,
           const char *words)
{
  return memmem (contents, length, words, strlen (words)) != NULL;
}

/* The answers of the @n-th note, which are not in any version. */
static void
assert_words (SalvageFixture *fixture,
              guint           n,
              gboolean        there)
{
  g_autofree char *contents = NULL;
  g_autofree char *body = g_strdup_printf ("body%u-0 said", n);
  g_autofree char *more = g_strdup_printf ("more%u-0 said", n);
  gsize length;

  load_file (fixture->target, &contents, &length);
  g_assert_true (has_words (contents, length, body) == there);
  g_assert_true (has_words (contents, length, more) == there);
}

static void
run_plainly (const char *path,
             const char *sql)
{
  sqlite3 *handle = open_plain (path);

  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA journal_mode = DELETE; PRAGMA foreign_keys = ON; PRAGMA secure_delete = OFF",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

#define EMPTY_ENTRIES \
  "UPDATE entry SET deleted = modified, deleted_offset = 0, title = NULL, excerpt = '', answered = 0, total = 0, " \
  "  mean_rating = NULL, checksum = NULL, summary_checksum = NULL, change = change + 1000 WHERE row BETWEEN 12 AND 30;" \
  "DELETE FROM tag WHERE entry BETWEEN 12 AND 30;" \
  "DELETE FROM revision WHERE entry BETWEEN 12 AND 30;" \
  "DELETE FROM answer WHERE entry BETWEEN 12 AND 30"

/* The page with the text as it was before. */
static char *
copy_page_with (SalvageFixture *fixture,
                const char     *words)
{
  const char *place = memmem (fixture->contents, fixture->length, words, strlen (words));

  g_assert_nonnull (place);
  return g_memdup2 (fixture->contents + (place - fixture->contents) / DAMAGED_PAGE_SIZE * DAMAGED_PAGE_SIZE,
                    DAMAGED_PAGE_SIZE);
}

/* Saves what it can of the journal as it is now, with a page from before at its end and
 * the top of a table bad. */
static void
salvage_with_old_page (SalvageFixture *fixture,
                       const char     *page,
                       const char     *table,
                       HeedSalvaged   *salvaged)
{
  guint root = find_root (fixture, table);
  g_autofree char *contents = NULL;
  gsize length;

  load_file (fixture->journal.path, &contents, &length);
  spoil_page (contents, root);
  contents = g_realloc (contents, length + DAMAGED_PAGE_SIZE);
  memcpy (contents + length, page, DAMAGED_PAGE_SIZE);
  store_and_salvage (fixture, contents, length + DAMAGED_PAGE_SIZE, salvaged);
}

static void
put_number (char    *place,
            guint32  number)
{
  number = GUINT32_TO_BE (number);
  memcpy (place, &number, sizeof number);
}

/* Another program did not wipe what it freed: that is not read. The list of free pages
 * counts as long as it is as long as it says. */
static void
test_free_pages (SalvageFixture *fixture,
                 gconstpointer   user_data)
{
  g_autofree char *page = copy_page_with (fixture, "moremore14-0 said");
  g_autofree char *contents = NULL;
  gsize length;

  run_plainly (fixture->journal.path, "DELETE FROM answer WHERE entry = 15; VACUUM");
  load_file (fixture->journal.path, &contents, &length);
  g_assert_cmpint (contents[39], ==, 0);
  contents = g_realloc (contents, length + 2 * DAMAGED_PAGE_SIZE);
  memset (contents + length, 0, DAMAGED_PAGE_SIZE);
  memcpy (contents + length + DAMAGED_PAGE_SIZE, page, DAMAGED_PAGE_SIZE);
  put_number (contents + 32, (guint32) (length / DAMAGED_PAGE_SIZE) + 1);
  put_number (contents + length + 4, 1);
  put_number (contents + length + 8, (guint32) (length / DAMAGED_PAGE_SIZE) + 2);
  spoil_page (contents, find_root (fixture, "answer"));

  for (guint n_free = 2; n_free <= 3; n_free++)
    {
      g_auto (HeedSalvaged) salvaged = { 0 };

      put_number (contents + 36, n_free);
      store_and_salvage (fixture, contents, length + 2 * DAMAGED_PAGE_SIZE, &salvaged);
      assert_words (fixture, 14, n_free == 3);
      assert_words (fixture, 4, TRUE);
    }
}

/* A page that the disk never wrote anew brings nothing back: neither for an entry that
 * was emptied, nor for one that is not there, nor into a table that can be read. */
static void
test_old_page (SalvageFixture *fixture,
               gconstpointer   user_data)
{
  static const struct
  {
    const char *sql;
    const char *table;
  } cases[] = {
    { EMPTY_ENTRIES, "answer" },
    { "DELETE FROM entry WHERE row BETWEEN 12 AND 30", "answer" },
    { "DELETE FROM answer WHERE entry BETWEEN 12 AND 30; DELETE FROM revision", "entry" },
  };
  g_autofree char *page = copy_page_with (fixture, "moremore14-0 said");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (HeedSalvaged) salvaged = { 0 };

      store_file (fixture->journal.path, fixture->contents, fixture->length);
      run_plainly (fixture->journal.path, cases[i].sql);
      run_plainly (fixture->journal.path, "VACUUM");
      salvage_with_old_page (fixture, page, cases[i].table, &salvaged);
      assert_words (fixture, 14, FALSE);
      assert_words (fixture, 4, TRUE);
    }
}

/* What the list of tables names as older versions' answers is not taken for an
 * entry's, however it looks. */
static void
test_versions_stay (SalvageFixture *fixture,
                    gconstpointer   user_data)
{
  guint pages[] = { find_root (fixture, "answer") };
  g_autofree char *id = make_damaged_id (1);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_auto (HeedSalvaged) salvaged = { 0 };

  g_assert_cmpuint (query (fixture->journal.path, "SELECT count(*) FROM revision_answer WHERE revision = 2"), >, 0);
  run_plainly (fixture->journal.path, "DELETE FROM answer WHERE entry = 2");
  g_clear_pointer (&fixture->contents, g_free);
  load_file (fixture->journal.path, &fixture->contents, &fixture->length);
  spoil_and_salvage (fixture, pages, G_N_ELEMENTS (pages), &salvaged);
  records = read_whole_journal (fixture->target, &versions);
  g_assert_cmpuint (heed_record_get_n_answers (find_record (records, id)), ==, 0);
}

/* An answer that was made empty later stays empty, whether or not there is a checksum
 * by which all of the entry can be told to be found. */
static void
test_old_answer (SalvageFixture *fixture,
                 gconstpointer   user_data)
{
  g_autofree char *page = copy_page_with (fixture, "moremore14-0 said");
  g_autofree char *id = make_damaged_id (14);
  g_autoptr (HeedRecord) erased = change_note (find_record (fixture->records, id), "more", "", 90000);
  HeedDatabase *database = open_journal (fixture->journal.path, HEED_DATABASE_NONE);
  g_autofree char *contents = NULL;
  gsize length;

  put (database, erased);
  close_journal (database);
  load_file (fixture->journal.path, &contents, &length);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GPtrArray) versions = NULL;
      g_auto (HeedSalvaged) salvaged = { 0 };

      salvage_with_old_page (fixture, page, "answer", &salvaged);
      records = read_whole_journal (fixture->target, &versions);
      g_assert_true (heed_record_equal (find_record (records, id), erased));
      g_assert_true ((find_record (salvaged.in_part, id) == NULL) == (i == 0));
      store_file (fixture->journal.path, contents, length);
      run_plainly (fixture->journal.path, "UPDATE entry SET checksum = NULL");
    }
}

/* What is no id any more is no id in the new journal: the index has it as it was, or it
 * gets another. */
static void
test_id (SalvageFixture *fixture,
         gconstpointer   user_data)
{
  g_autofree char *id = make_damaged_id (14);
  guint leaf = 0, n_places = 0;

  for (char *p = fixture->contents; (p = memmem (p, fixture->length - (gsize) (p - fixture->contents), id, strlen (id)));
       p++)
    {
      const char *page = fixture->contents + (p - fixture->contents) / DAMAGED_PAGE_SIZE * DAMAGED_PAGE_SIZE;

      leaf += page[0] == 13;
      n_places++;
    }
  g_assert_cmpuint (leaf, ==, 1);
  g_assert_cmpuint (n_places, ==, 2);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *contents = g_memdup2 (fixture->contents, fixture->length);
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GPtrArray) versions = NULL;
      g_auto (HeedSalvaged) salvaged = { 0 };

      for (char *p = contents; (p = memmem (p, fixture->length - (gsize) (p - contents), id, strlen (id))); p++)
        if (i == 1 || contents[(p - contents) / DAMAGED_PAGE_SIZE * DAMAGED_PAGE_SIZE] == 13)
          p[9] ^= 0x40;
      store_and_salvage (fixture, contents, fixture->length, &salvaged);
      records = read_whole_journal (fixture->target, &versions);
      g_assert_cmpuint (records->len, ==, fixture->records->len);
      g_assert_true ((find_record (records, id) != NULL) == (i == 0));
      g_assert_cmpuint (salvaged.in_part->len, ==, i);
      for (guint j = 0; j < records->len; j++)
        g_assert_true (g_uuid_string_is_valid (heed_record_get_id (g_ptr_array_index (records, j))));
    }
}

#define MAKE_NONSENSE \
  "UPDATE entry SET workbook_version = 0, created = 9000000000000000000, modified = 9000000000000000000 WHERE row = 15;" \
  "UPDATE answer SET modified = -9000000000000000000 WHERE entry = 15;" \
  "UPDATE revision SET workbook_version = -1, modified = 9000000000000000000 WHERE row = 2"

/* What no moment and no version can be is neither in the new journal. */
static void
test_nonsense (SalvageFixture *fixture,
               gconstpointer   user_data)
{
  g_autofree char *id = make_damaged_id (14);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_auto (HeedSalvaged) salvaged = { 0 };

  run_plainly (fixture->journal.path, MAKE_NONSENSE);
  salvage (fixture, &salvaged);
  g_assert_nonnull (find_record (salvaged.in_part, id));
  g_assert_cmpuint (salvaged.versions_in_part, ==, 1);
  records = read_whole_journal (fixture->target, &versions);
  g_assert_cmpstr (heed_record_get_title (find_record (records, id)), ==, "Title 14 of these");
  g_ptr_array_extend (records, versions, (GCopyFunc) (void (*) (void)) heed_record_ref, NULL);
  for (guint i = 0; i < records->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (records, i);
      g_autoptr (GDateTime) created = heed_timestamp_to_local (heed_record_get_created (record));
      g_autoptr (GDateTime) modified = heed_timestamp_to_local (heed_record_get_modified (record));

      g_assert_nonnull (created);
      g_assert_nonnull (modified);
      g_assert_cmpuint (heed_record_get_workbook_version (record), >, 0);
      g_assert_cmpuint (heed_record_get_workbook_version (record), <=, G_MAXINT);
      for (guint j = 0; j < heed_record_get_n_answers (record); j++)
        {
          HeedTimestamp stamp = { 0 };
          g_autoptr (GDateTime) time = NULL;

          heed_record_get_nth_answer (record, j, NULL, NULL, &stamp.utc);
          time = heed_timestamp_to_local (stamp);
          g_assert_nonnull (time);
        }
    }
}

/* Whatever is wrong, it ends, and with a journal that is sound or with a reason. */
static void
test_flips (SalvageFixture *fixture,
            gconstpointer   user_data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  guint n_files = count_files (fixture->journal.folder), n_salvaged = 0;
  guint n_flipped = g_test_slow () ? 40 * N_FLIPPED : N_FLIPPED;

  for (guint i = 0; i < n_flipped; i++)
    {
      g_autofree char *contents = g_memdup2 (fixture->contents, fixture->length);
      gint32 n_flips = g_rand_int_range (random, 1, MOST_FLIPS);
      g_auto (HeedSalvaged) salvaged = { 0 };
      g_autoptr (GError) error = NULL;

      for (gint32 j = 0; j < n_flips; j++)
        contents[g_rand_int_range (random, 0, (gint32) fixture->length)] ^= (char) (1 << g_rand_int_range (random, 0, 8));
      store_file (fixture->journal.path, contents, fixture->length);
      if (heed_database_salvage (fixture->journal.path, fixture->target, workbook, &salvaged, &error))
        {
          g_assert_cmpuint (salvaged.entries, >, N_DAMAGED_ENTRIES / 2);
          n_salvaged++;
        }
      remove_target (fixture);
      g_assert_cmpuint (count_files (fixture->journal.folder), ==, n_files);
    }

  g_test_message ("Of %u files with up to %u bits turned over %u gave a journal", n_flipped, (guint) MOST_FLIPS, n_salvaged);
  g_assert_cmpuint (n_salvaged, >, n_flipped * 9 / 10);
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

  spoil_and_salvage (fixture, &page, 1, &salvaged);
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
  g_autofree char *contents = g_memdup2 (fixture->contents, fixture->length);
  g_autofree char *log = g_strconcat (fixture->journal.path, "-wal", NULL);
  guint n_files = count_files (fixture->journal.folder);

  assert_not_salvaged (fixture->journal.path, log, HEED_ERROR_EXISTS);
  store_file (letter, "Dear diary", 10);
  assert_not_salvaged (letter, fixture->target, HEED_ERROR_INVALID_FILE);
  assert_not_salvaged (fixture->journal.path, letter, HEED_ERROR_EXISTS);
  assert_not_salvaged (fixture->journal.path, fixture->journal.path, HEED_ERROR_EXISTS);
  store_file (letter, "", 0);
  assert_not_salvaged (letter, fixture->target, HEED_ERROR_INVALID_FILE);
  run_plainly (letter, "CREATE TABLE entry_of_mine (id TEXT)");
  assert_not_salvaged (letter, fixture->target, HEED_ERROR_INVALID_FILE);
  run_plainly (letter, "CREATE TABLE tag (entry INTEGER, tag TEXT); PRAGMA application_id = 7");
  assert_not_salvaged (letter, fixture->target, HEED_ERROR_INVALID_FILE);
  memset (contents + DAMAGED_PAGE_SIZE, 0, fixture->length - DAMAGED_PAGE_SIZE);
  store_file (letter, contents, fixture->length);
  assert_not_salvaged (letter, fixture->target, HEED_ERROR_CORRUPT);
  memset (contents, 0x5a, DAMAGED_PAGE_SIZE);
  store_file (letter, contents, fixture->length);
  assert_not_salvaged (letter, fixture->target, HEED_ERROR_INVALID_FILE);
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

/* Pictures */

#define N_PICTURES 12

static GBytes *
make_picture (guint n)
{
  GString *bytes = g_string_new (NULL);

  while (bytes->len < 6 * DAMAGED_PAGE_SIZE)
    g_string_append_printf (bytes, "Picture %u, byte %zu. ", n, bytes->len);
  return g_string_free_to_bytes (bytes);
}

/* Of N_PICTURES notes, and one of none. */
static void
fill_with_pictures (SalvageFixture *fixture)
{
  HeedDatabase *database = open_journal (fixture->journal.path, HEED_DATABASE_NONE);

  for (guint n = 0; n <= N_PICTURES; n++)
    {
      g_autoptr (GBytes) picture = make_picture (n);
      g_autofree char *content = heed_database_add_picture (database, picture, NULL);
      HeedRecordBuilder *builder = start_note (NULL, "Illustrated", NULL, 100000 + n);
      g_autoptr (HeedRecord) record = NULL;

      heed_record_builder_set_answer (builder, "~picture/1", content, at (100000 + n).utc);
      record = heed_record_builder_end (builder);
      if (n < N_PICTURES)
        put (database, record);
    }

  close_journal (database);
  g_free (fixture->contents);
  load_file (fixture->journal.path, &fixture->contents, &fixture->length);
}

static guint
count_pictures (SalvageFixture *fixture)
{
  HeedDatabase *database = open_journal (fixture->target, HEED_DATABASE_READ_ONLY);
  guint count = 0;

  for (guint n = 0; n <= N_PICTURES; n++)
    {
      g_autoptr (GBytes) picture = make_picture (n);
      g_autofree char *content = heed_picture_name_content (picture);
      g_autoptr (GBytes) bytes = heed_database_read_picture (database, content, NULL);

      count += bytes != NULL && g_bytes_equal (bytes, picture);
    }

  close_journal (database);
  return count;
}

/* Of a sound journal all come along, also what is to be of an entry that is not saved
 * yet. */
static void
test_pictures (SalvageFixture *fixture,
               gconstpointer   user_data)
{
  g_auto (HeedSalvaged) salvaged = { 0 };

  fill_with_pictures (fixture);
  salvage (fixture, &salvaged);
  g_assert_cmpuint (salvaged.unread, ==, 0);
  g_assert_cmpuint (salvaged.in_part->len, ==, 0);
  g_assert_cmpuint (salvaged.pictures, ==, N_PICTURES + 1);
  g_assert_cmpuint (count_pictures (fixture), ==, N_PICTURES + 1);
}

/* A page is bad on which one goes on: that one is lost, and its entry named. */
static void
test_picture_is_bad (SalvageFixture *fixture,
                     gconstpointer   user_data)
{
  g_auto (HeedSalvaged) salvaged = { 0 };
  const char *place;
  guint page;

  fill_with_pictures (fixture);
  place = memmem (fixture->contents, fixture->length, "Picture 3, byte 12", strlen ("Picture 3, byte 12"));
  g_assert_nonnull (place);
  page = (guint) ((place - fixture->contents) / DAMAGED_PAGE_SIZE) + 1;
  spoil_and_salvage (fixture, &page, 1, &salvaged);
  g_assert_cmpuint (salvaged.pictures, ==, N_PICTURES);
  g_assert_cmpuint (count_pictures (fixture), ==, N_PICTURES);
  g_assert_cmpuint (salvaged.in_part->len, ==, 1);
  g_assert_cmpuint (heed_record_get_n_pictures (g_ptr_array_index (salvaged.in_part, 0)), ==, 1);
}

static gint64
get_root (const char *path,
          const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rootpage FROM sqlite_schema WHERE name = '%s'", table);
  sqlite3_stmt *statement = NULL;
  sqlite3 *handle = NULL;
  gint64 root;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  root = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return root;
}

/* What the page led to is found on its own pages. */
static void
test_pictures_without_root (SalvageFixture *fixture,
                            gconstpointer   user_data)
{
  g_auto (HeedSalvaged) salvaged = { 0 };
  guint page;

  fill_with_pictures (fixture);
  page = (guint) get_root (fixture->journal.path, "picture");
  spoil_and_salvage (fixture, &page, 1, &salvaged);
  g_assert_cmpuint (count_pictures (fixture), ==, N_PICTURES + 1);
  g_assert_cmpuint (salvaged.in_part->len, ==, 0);
}

/* Nor is the list of tables needed. */
static void
test_pictures_without_tables (SalvageFixture *fixture,
                              gconstpointer   user_data)
{
  g_auto (HeedSalvaged) salvaged = { 0 };
  guint page = 1;

  fill_with_pictures (fixture);
  spoil_and_salvage (fixture, &page, 1, &salvaged);
  g_assert_cmpuint (count_pictures (fixture), ==, N_PICTURES + 1);
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
  add_test ("/salvage/list-of-tables", test_list_of_tables);
  add_test ("/salvage/inner-pages", test_inner_pages);
  add_test ("/salvage/released", test_released);
  add_test ("/salvage/first-page-and-log", test_first_page_and_log);
  add_test ("/salvage/free-pages", test_free_pages);
  add_test ("/salvage/old-page", test_old_page);
  add_test ("/salvage/old-answer", test_old_answer);
  add_test ("/salvage/versions-stay", test_versions_stay);
  add_test ("/salvage/id", test_id);
  add_test ("/salvage/nonsense", test_nonsense);
  add_test ("/salvage/flips", test_flips);
  add_test ("/salvage/text-of-version", test_text_of_version);
  add_test ("/salvage/log", test_log);
  add_test ("/salvage/refused", test_refused);
  add_test ("/salvage/cut-off", test_cut_off);
  add_test ("/salvage/pictures", test_pictures);
  add_test ("/salvage/picture-is-bad", test_picture_is_bad);
  add_test ("/salvage/pictures-without-root", test_pictures_without_root);
  add_test ("/salvage/pictures-without-tables", test_pictures_without_tables);

  result = g_test_run ();
  g_object_unref (workbook);
  return result;
}
