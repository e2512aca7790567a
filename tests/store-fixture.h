/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A journal in a folder of its own, for the tests of src/store. */

#pragma once

#include <math.h>

#include "assert-sound.h"
#include "files.h"
#include "heed-database.h"
#include "heed-error.h"

typedef struct
{
  char *folder;
  char *path;
  HeedDatabase *database;
} JournalFixture;

static inline void
set_up_folder (JournalFixture *fixture,
               gconstpointer   user_data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("heed-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "journal.db", NULL);
}

static inline HeedDatabase *
open_journal (const char        *path,
              HeedDatabaseFlags  flags)
{
  g_autoptr (GError) error = NULL;
  HeedDatabase *database = heed_database_open (path, flags, &error);

  g_assert_no_error (error);
  g_assert_nonnull (database);
  return database;
}

static inline void
close_journal (HeedDatabase *database)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heed_database_close (database, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (database);
}

static inline void
set_up_journal (JournalFixture *fixture,
                gconstpointer   user_data)
{
  set_up_folder (fixture, user_data);
  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
}

static inline gboolean
collect_record (HeedRecord  *record,
                gpointer     records,
                GError     **error)
{
  g_ptr_array_add (records, heed_record_ref (record));
  return TRUE;
}

/* All entries of a journal that is not open, those in the trash included, and their
 * older versions. */
static inline GPtrArray *
read_whole_journal (const char *path,
                    GPtrArray **versions)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  HeedDatabase *database = open_journal (path, HEED_DATABASE_READ_ONLY);
  const HeedQuery trash = { .deleted = TRUE };
  g_autoptr (GError) error = NULL;

  heed_database_foreach (database, NULL, collect_record, records, &error);
  g_assert_no_error (error);
  heed_database_foreach (database, &trash, collect_record, records, &error);
  g_assert_no_error (error);
  *versions = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_extend_and_steal (*versions,
                                  heed_database_get_revisions (database,
                                                               heed_record_get_id (g_ptr_array_index (records, i)),
                                                               NULL));
  close_journal (database);
  return records;
}

/* Whatever a test did to its journal, it must have left it sound. */
static inline void
tear_down_journal (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  if (fixture->database != NULL)
    {
      assert_sound (fixture->database);
      close_journal (g_steal_pointer (&fixture->database));
    }

  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static inline HeedTimestamp
at (gint64 seconds)
{
  HeedTimestamp stamp = { .utc = G_GINT64_CONSTANT (1700000000000000) + seconds * G_USEC_PER_SEC, .offset = 3600 };

  return stamp;
}

/* A note begun and modified at @seconds after a fixed moment. */
static inline HeedRecordBuilder *
start_note (const char *id,
            const char *title,
            const char *body,
            gint64      seconds)
{
  HeedRecordBuilder *builder = heed_record_builder_new (id, "customer-focus", 2, "note");

  heed_record_builder_set_title (builder, title);
  heed_record_builder_set_created (builder, at (seconds));
  heed_record_builder_set_modified (builder, at (seconds));
  if (body != NULL)
    heed_record_builder_set_answer (builder, "body", body, at (seconds).utc);
  return builder;
}

static inline HeedRecord *
make_note (const char *id,
           const char *title,
           const char *body,
           gint64      seconds)
{
  return heed_record_builder_end (start_note (id, title, body, seconds));
}

/* The same entry with another answer, modified at @seconds. */
static inline HeedRecord *
change_note (HeedRecord *record,
             const char *path,
             const char *value,
             gint64      seconds)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (record);

  heed_record_builder_set_answer (builder, path, value, at (seconds).utc);
  heed_record_builder_set_modified (builder, at (seconds));
  return heed_record_builder_end (builder);
}

static inline HeedRecord *
delete_note (HeedRecord *record,
             gint64      seconds)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (record);

  heed_record_builder_set_deleted (builder, at (seconds));
  heed_record_builder_set_modified (builder, at (seconds));
  return heed_record_builder_end (builder);
}

static inline HeedSummary *
summarize (HeedRecord *record)
{
  HeedSummaryFacts facts = {
    .excerpt = heed_record_get_answer (record, "body"),
    .progress = { heed_record_get_n_answers (record), 5 },
    .mean_rating = NAN,
    .listed = TRUE,
  };

  return heed_summary_new_from_parts (record, &facts);
}

static inline gboolean
try_put (HeedDatabase  *database,
         HeedRecord    *record,
         GError       **error)
{
  g_autoptr (HeedSummary) summary = summarize (record);

  return heed_database_put (database, record, summary, error);
}

static inline void
put (HeedDatabase *database,
     HeedRecord   *record)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (try_put (database, record, &error));
  g_assert_no_error (error);
}

/* Puts a note and gives its id. */
static inline char *
put_note (HeedDatabase *database,
          const char   *title,
          const char   *body,
          gint64        seconds)
{
  g_autoptr (HeedRecord) record = make_note (NULL, title, body, seconds);

  put (database, record);
  return g_strdup (heed_record_get_id (record));
}

static inline HeedRecord *
get (HeedDatabase *database,
     const char   *id)
{
  g_autoptr (GError) error = NULL;
  HeedRecord *record = heed_database_get (database, id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}
