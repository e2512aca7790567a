/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of what a damaged file comes to: that it is seen, in src/store/
 * heed-database-check.c, and that nothing is written to it. */

#define _GNU_SOURCE /* memmem() */

#include "damage-fixture.h"

#include "heed-database-private.h"

#define N_FLIPS 300
#define SEED 8

static void
set_up_filled (JournalFixture *fixture,
               gconstpointer   user_data)
{
  set_up_folder (fixture, user_data);
  fill_journal (fixture->path);
}

/* As `heed check` does, which only reads. */
static guint
count_problems (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_READ_ONLY, &error);
  g_auto (GStrv) problems = NULL;

  if (database == NULL)
    return 1;

  g_assert_true (heed_database_check (database, &problems, &error));
  g_assert_no_error (error);
  return g_strv_length (problems);
}

static void
add_places (GArray     *places,
            const char *contents,
            gsize       length,
            const void *cell,
            gsize       cell_length)
{
  const char *p = contents, *end = contents + length;

  while ((p = memmem (p, (gsize) (end - p), cell, cell_length)) != NULL)
    {
      for (gsize i = 0; i < cell_length; i++)
        {
          gsize place = (gsize) (p - contents) + i;

          g_array_append_val (places, place);
        }
      p += cell_length;
    }
}

static void
add_text_places (GArray     *places,
                 const char *contents,
                 gsize       length,
                 const char *text)
{
  if (text != NULL && *text != '\0')
    add_places (places, contents, length, text, strlen (text));
}

/* SQLite keeps a number of this size in eight bytes, the highest first. */
static void
add_time_places (GArray     *places,
                 const char *contents,
                 gsize       length,
                 gint64      time)
{
  gint64 bytes = GINT64_TO_BE (time);

  add_places (places, contents, length, &bytes, sizeof bytes);
}

static gboolean
add_record_places (HeedRecord *record,
                   GArray     *places,
                   const char *contents,
                   gsize       length)
{
  const char * const *tags = heed_record_get_tags (record);

  add_text_places (places, contents, length, heed_record_get_id (record));
  add_text_places (places, contents, length, heed_record_get_title (record));
  for (guint i = 0; tags[i] != NULL; i++)
    add_text_places (places, contents, length, tags[i]);
  add_time_places (places, contents, length, heed_record_get_created (record).utc);
  add_time_places (places, contents, length, heed_record_get_modified (record).utc);
  if (heed_timestamp_is_set (heed_record_get_deleted (record)))
    add_time_places (places, contents, length, heed_record_get_deleted (record).utc);
  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value;
      gint64 modified;

      heed_record_get_nth_answer (record, i, &path, &value, &modified);
      add_text_places (places, contents, length, value);
      add_time_places (places, contents, length, modified);
    }
  return TRUE;
}

/* Where the texts and times of all entries and versions stand in the file. */
static GArray *
find_cells (const char *path,
            const char *contents,
            gsize       length)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) records = read_whole_journal (path, &versions);

  for (guint i = 0; i < records->len; i++)
    add_record_places (g_ptr_array_index (records, i), places, contents, length);
  for (guint i = 0; i < versions->len; i++)
    add_record_places (g_ptr_array_index (versions, i), places, contents, length);
  return places;
}

/* Each bit that turns over in what somebody wrote is seen without writing. */
static void
test_flips (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autoptr (GArray) places = NULL;
  g_autofree char *contents = NULL;
  guint n_seen = 0;
  gsize length;

  load_file (fixture->path, &contents, &length);
  places = find_cells (fixture->path, contents, length);
  g_assert_cmpuint (places->len, >, N_FLIPS);
  g_assert_cmpuint (count_problems (fixture->path), ==, 0);

  for (guint i = 0; i < N_FLIPS; i++)
    {
      gsize place = g_array_index (places, gsize, (guint) g_rand_int_range (random, 0, (gint32) places->len));
      char bit = (char) (1 << g_rand_int_range (random, 0, 8));

      contents[place] ^= bit;
      store_file (fixture->path, contents, length);
      if (count_problems (fixture->path) > 0)
        n_seen++;
      else
        g_test_message ("A bit at %" G_GSIZE_FORMAT " (page %" G_GSIZE_FORMAT ") turned over unseen", place,
                        place / DAMAGED_PAGE_SIZE + 1);
      contents[place] ^= bit;
    }

  g_test_message ("%u of %u bits that turned over were seen", n_seen, (guint) N_FLIPS);
  g_assert_cmpuint (n_seen, ==, N_FLIPS);
}

static void
spoil_text (JournalFixture *fixture,
            const char     *text)
{
  g_autofree char *contents = NULL;
  gsize length;
  char *p;

  load_file (fixture->path, &contents, &length);
  p = memmem (contents, length, text, strlen (text));
  g_assert_nonnull (p);
  spoil_page (contents, (guint) ((p - contents) / DAMAGED_PAGE_SIZE) + 1);
  store_file (fixture->path, contents, length);
}

static void
alter_text (JournalFixture *fixture,
            const char     *text)
{
  g_autofree char *contents = NULL;
  gsize length;
  char *p;

  load_file (fixture->path, &contents, &length);
  p = memmem (contents, length, text, strlen (text));
  g_assert_nonnull (p);
  p[3] ^= 1;
  store_file (fixture->path, contents, length);
}

/* Whose text it is stands in the sentence. */
static void
test_names_entry (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  g_autoptr (HeedDatabase) database = NULL;
  g_autofree char *text = make_text ("more", 7);
  g_autofree char *id = make_damaged_id (7);
  g_auto (GStrv) problems = NULL;
  gboolean named = FALSE;

  alter_text (fixture, text);
  database = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  g_assert_true (heed_database_check (database, &problems, NULL));
  for (guint i = 0; problems[i] != NULL; i++)
    named |= strstr (problems[i], "Title 7 of these") != NULL && strstr (problems[i], id) != NULL;
  g_assert_true (named);
}

/* What is alike is alike, and nothing that a record holds can change unseen. */
static void
test_checksum (void)
{
  g_autoptr (HeedRecord) record = make_note (NULL, "Title", "Text", 0);
  HeedRecordBuilder *builder = heed_record_builder_new_from (record);
  g_autoptr (HeedRecord) same = heed_record_builder_end (builder);
  g_autoptr (HeedRecord) changed = change_note (record, "body", "Texu", 0);
  g_autoptr (HeedRecord) retimed = change_note (record, "body", "Text", 1);
  g_autoptr (HeedRecord) deleted = delete_note (record, 0);
  g_autoptr (HeedRecord) tagged = NULL;
  g_autoptr (HeedRecord) untitled = NULL;

  builder = heed_record_builder_new_from (record);
  heed_record_builder_set_tags (builder, (const char * const[]) { "a", NULL });
  tagged = heed_record_builder_end (builder);
  builder = heed_record_builder_new_from (record);
  heed_record_builder_set_title (builder, NULL);
  untitled = heed_record_builder_end (builder);

  g_assert_cmpint (heed_checksum_record (same), ==, heed_checksum_record (record));
  g_assert_cmpint (heed_checksum_record (changed), !=, heed_checksum_record (record));
  g_assert_cmpint (heed_checksum_record (retimed), !=, heed_checksum_record (record));
  g_assert_cmpint (heed_checksum_record (deleted), !=, heed_checksum_record (record));
  g_assert_cmpint (heed_checksum_record (tagged), !=, heed_checksum_record (record));
  g_assert_cmpint (heed_checksum_record (untitled), !=, heed_checksum_record (record));
}

static void
assert_no_backup (JournalFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedDatabase) database = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  guint n_files = count_files (fixture->folder);

  g_assert_false (heed_database_backup (database, path, FALSE, NULL, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "heed recover"));
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files);
}

/* No backup is called good that is not. */
static void
test_backup (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autofree char *text = make_text ("more", 7);
  g_autofree char *path = g_build_filename (fixture->folder, "good.db", NULL);
  HeedDatabase *database = open_journal (fixture->path, HEED_DATABASE_NONE);
  guint n_files = count_files (fixture->folder);

  g_assert_true (heed_database_backup (database, path, FALSE, NULL, NULL, NULL));
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files + 1);
  close_journal (database);

  alter_text (fixture, text);
  assert_no_backup (fixture);
  spoil_text (fixture, "Title 8 of these");
  assert_no_backup (fixture);
}

static void
test_look (JournalFixture *fixture,
           gconstpointer   user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (heed_database_look_for_damage (fixture->path, cancellable, &error));
  g_assert_no_error (error);
  spoil_text (fixture, "Title 8 of these");
  g_assert_false (heed_database_look_for_damage (fixture->path, cancellable, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_CORRUPT);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (heed_database_look_for_damage (fixture->path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_left_alone (JournalFixture    *fixture,
                   const char        *contents,
                   gsize              length,
                   HeedDatabaseFlags  flags,
                   HeedError          code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  gsize length_after;

  store_file (fixture->path, contents, length);
  g_assert_null (heed_database_open (fixture->path, flags, &error));
  g_assert_error (error, HEED_ERROR, (int) code);
  g_assert_cmpstr (error->message, !=, "");
  load_file (fixture->path, &after, &length_after);
  g_assert_cmpmem (contents, length, after, length_after);
}

/* Whatever is wrong with a file, opening it says so and leaves it as it was. */
static void
test_strange (JournalFixture *fixture,
              gconstpointer   user_data)
{
  static const struct
  {
    gsize length;  /* 0 for all of it */
    gsize from;    /* what is noise */
    gsize to;
    HeedError code;
  } files[] = {
    { 16, 0, 0, HEED_ERROR_INVALID_FILE },
    { 99, 0, 0, HEED_ERROR_INVALID_FILE },
    { 3000, 0, 0, HEED_ERROR_CORRUPT },
    { DAMAGED_PAGE_SIZE, 0, 0, HEED_ERROR_CORRUPT },
    { 20 * DAMAGED_PAGE_SIZE, 0, 0, HEED_ERROR_CORRUPT },
    { 0, 0, 4, HEED_ERROR_INVALID_FILE },
    { 0, 60, 64, HEED_ERROR_TOO_NEW },
    { 0, 68, 72, HEED_ERROR_INVALID_FILE },
    { 0, 100, DAMAGED_PAGE_SIZE, HEED_ERROR_CORRUPT },
  };
  g_autofree char *sound = NULL;
  gsize length;

  load_file (fixture->path, &sound, &length);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *contents = g_memdup2 (sound, length);
      gsize stored = files[i].length != 0 ? files[i].length : length;

      memset (contents + files[i].from, 0x5a, files[i].to - files[i].from);
      g_test_message ("%" G_GSIZE_FORMAT " bytes, noise from %" G_GSIZE_FORMAT " to %" G_GSIZE_FORMAT, stored,
                      files[i].from, files[i].to);
      assert_left_alone (fixture, contents, stored, HEED_DATABASE_READ_ONLY, files[i].code);
      assert_left_alone (fixture, contents, stored, HEED_DATABASE_NONE, files[i].code);
      assert_left_alone (fixture, contents, stored, HEED_DATABASE_CREATE, files[i].code);
    }
}

/* Once it is known that the file is damaged, nothing is written to it: not a
 * change, not what is still in the log, and nothing when it is closed. */
static void
test_not_written (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (HeedRecord) record = make_note (NULL, "Title", "Text", 100000);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *log_before = NULL;
  g_autofree char *log_after = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  gsize length, length_after, log_length, log_length_after;
  HeedDatabase *database = open_journal (fixture->path, HEED_DATABASE_NONE);

  id = put_note (database, "Saved", "before", 90000);
  load_file (fixture->path, &before, &length);
  load_file (log, &log_before, &log_length);
  heed_database_mark_damaged (database);
  g_assert_true (database->connection->damaged);
  g_assert_false (try_put (database, record, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_CORRUPT);
  heed_database_rest (database, 0);
  close_journal (database);

  load_file (fixture->path, &after, &length_after);
  load_file (log, &log_after, &log_length_after);
  g_assert_cmpmem (before, length, after, length_after);
  g_assert_cmpmem (log_before, log_length, log_after, log_length_after);
}

/* Whoever meets with the damage knows of it. */
static void
test_met (JournalFixture *fixture,
          gconstpointer   user_data)
{
  g_autoptr (HeedRecord) record = make_note (NULL, "Title", "Text", 100000);
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  spoil_text (fixture, "Title 8 of these");
  database = open_journal (fixture->path, HEED_DATABASE_NONE);
  list = heed_database_list (database, NULL, &error);
  g_assert_null (list);
  g_assert_error (error, HEED_ERROR, HEED_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_true (database->connection->damaged);
  g_assert_false (try_put (database, record, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_CORRUPT);
}

static gboolean
pass_over (HeedRecord  *record,
           gpointer     data,
           GError     **error)
{
  return TRUE;
}

static void
change_file (const char *path,
             const char *sql)
{
  sqlite3 *file;

  g_assert_cmpint (sqlite3_open (path, &file), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (file, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (file);
}

/* Where a value is gone that SQLite itself would not have let go, its row is not taken
 * for another, and nothing is written over it. */
static void
test_nothing_there (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  static const struct
  {
    const char *table;
    const char *column;
  } places[] = { { "entry", "id" }, { "entry", "workbook" }, { "entry", "form" }, { "answer", "value" } };
  g_autofree char *sound = NULL;
  gsize length;

  load_file (fixture->path, &sound, &length);
  for (guint i = 0; i <= G_N_ELEMENTS (places); i++)
    {
      g_autoptr (HeedDatabase) database = NULL;
      g_autoptr (GError) error = NULL;

      store_file (fixture->path, sound, length);
      if (i == G_N_ELEMENTS (places))
        {
          change_file (fixture->path, "UPDATE answer SET path = '' WHERE entry = 3 AND path = 'body'");
        }
      else
        {
          const char *table = places[i].table, *column = places[i].column;
          g_autofree char *allow = g_strdup_printf (
              "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = "
              "replace (sql, '%s TEXT NOT NULL', '%s TEXT') WHERE name = '%s'", column, column, table);
          g_autofree char *take = g_strdup_printf ("UPDATE %s SET %s = NULL WHERE %s = 3", table, column,
                                                   g_str_equal (table, "entry") ? "row" : "entry");
          g_autofree char *forbid = g_strdup_printf (
              "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = "
              "replace (sql, '%s TEXT', '%s TEXT NOT NULL') WHERE name = '%s'", column, column, table);

          change_file (fixture->path, allow);
          change_file (fixture->path, take);
          change_file (fixture->path, forbid);
        }

      g_assert_cmpuint (count_problems (fixture->path), >, 0);
      database = open_journal (fixture->path, HEED_DATABASE_NONE);
      g_assert_false (heed_database_foreach (database, NULL, pass_over, NULL, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_CORRUPT);
      g_assert_true (database->connection->damaged);
    }
}

/* A tombstone that knows less than the journal leaves what is there. */
static void
test_spared (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autofree char *id = make_damaged_id (1);
  HeedRecordBuilder *builder = heed_record_builder_new (id, "customer-focus", 2, "note");
  g_autoptr (HeedRecord) tombstone = NULL;
  g_autoptr (HeedRecord) kept = NULL;

  heed_record_builder_set_created (builder, at (1000));
  heed_record_builder_set_modified (builder, at (2000));
  heed_record_builder_set_deleted (builder, at (2000));
  tombstone = heed_record_builder_end (builder);

  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  put (fixture->database, tombstone);
  kept = get (fixture->database, id);
  g_assert_cmpuint (heed_record_get_n_answers (kept), ==, 2);
  assert_sound (fixture->database);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/damage/flips", JournalFixture, NULL, set_up_filled, test_flips, tear_down_journal);
  g_test_add ("/damage/names-entry", JournalFixture, NULL, set_up_filled, test_names_entry, tear_down_journal);
  g_test_add ("/damage/backup", JournalFixture, NULL, set_up_filled, test_backup, tear_down_journal);
  g_test_add ("/damage/strange", JournalFixture, NULL, set_up_filled, test_strange, tear_down_journal);
  g_test_add ("/damage/look", JournalFixture, NULL, set_up_filled, test_look, tear_down_journal);
  g_test_add ("/damage/not-written", JournalFixture, NULL, set_up_filled, test_not_written, tear_down_journal);
  g_test_add ("/damage/met", JournalFixture, NULL, set_up_filled, test_met, tear_down_journal);
  g_test_add ("/damage/nothing-there", JournalFixture, NULL, set_up_filled, test_nothing_there, tear_down_journal);
  g_test_add ("/damage/spared", JournalFixture, NULL, set_up_filled, test_spared, tear_down_journal);
  g_test_add_func ("/damage/checksum", test_checksum);

  return g_test_run ();
}
