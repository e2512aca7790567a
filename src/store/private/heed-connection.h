/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "heed-error.h"
#include "heed-timestamp.h"

G_BEGIN_DECLS

/**
 * HeedConnection:
 * @handle: the connection to SQLite
 * @path: (type filename): the journal, as errors call it
 * @statements: each constant SQL text that was prepared, by its address
 * @n_snapshots: how many there are within each other
 * @owns_snapshot: whether the outermost began the transaction
 * @damaged: whether a page of the file could not be read; then nothing should be
 *   written to it any more
 *
 * A connection to an SQLite file, and its statements. Everything in the store that
 * uses SQLite has one. Private to the store.
 */
typedef struct
{
  sqlite3 *handle;
  char *path;
  GHashTable *statements;
  guint n_snapshots;
  gboolean owns_snapshot;
  gboolean damaged;
} HeedConnection;

/**
 * HeedSnapshot:
 *
 * While there is one, everything that is read is one picture.
 */
typedef HeedConnection HeedSnapshot;

/**
 * HeedStatement:
 *
 * A prepared SQL statement. The connection keeps it between uses; letting go of it
 * resets it and forgets what was bound. There is always one, also where it could not
 * be prepared: like a stream it has no rows then, and heed_statement_end() says why.
 */
typedef struct _HeedStatement HeedStatement;

/**
 * HeedValue:
 *
 * What is bound to a parameter of a statement, as heed_int() and the others make it.
 */
typedef struct
{
  enum
  {
    HEED_VALUE_END,
    HEED_VALUE_INT,
    HEED_VALUE_REAL,
    HEED_VALUE_TEXT,
    HEED_VALUE_BLOB,
  } type;
  gint64 whole;
  double real;
  gconstpointer data;
  gsize size;
} HeedValue;

static inline HeedValue
heed_int (gint64 value)
{
  return (HeedValue) { .type = HEED_VALUE_INT, .whole = value };
}

/* NAN is kept as NULL. */
static inline HeedValue
heed_real (double value)
{
  return (HeedValue) { .type = HEED_VALUE_REAL, .real = value };
}

/* NULL or UTF-8 that stays until the statement is released. */
static inline HeedValue
heed_text (const char *text)
{
  return (HeedValue) { .type = HEED_VALUE_TEXT, .data = text };
}

/* NULL or bytes that stay until the statement is released. */
static inline HeedValue
heed_blob (GBytes *bytes)
{
  return (HeedValue) {
    .type = HEED_VALUE_BLOB,
    .data = bytes != NULL ? g_bytes_get_data (bytes, NULL) : NULL,
    .size = bytes != NULL ? g_bytes_get_size (bytes) : 0,
  };
}

/* A moment takes two parameters, and “never” is kept as NULL. */
#define heed_moment(stamp) heed_moment_utc (stamp), heed_moment_offset (stamp)

static inline HeedValue
heed_moment_utc (HeedTimestamp stamp)
{
  return heed_timestamp_is_set (stamp) ? heed_int (stamp.utc) : heed_text (NULL);
}

static inline HeedValue
heed_moment_offset (HeedTimestamp stamp)
{
  return heed_timestamp_is_set (stamp) ? heed_int (stamp.offset) : heed_text (NULL);
}

/* The values of the parameters follow, each made by one of the functions above. */
#define HEED_VALUES(...) ((const HeedValue[]) { __VA_ARGS__ __VA_OPT__ (,) { HEED_VALUE_END } })
#define heed_connection_select(self, sql, ...) heed_connection_select_with (self, sql, HEED_VALUES (__VA_ARGS__))
#define heed_connection_run(self, error, sql, ...) heed_connection_run_with (self, error, sql, HEED_VALUES (__VA_ARGS__))
#define heed_statement_bind(self, ...) heed_statement_bind_values (self, HEED_VALUES (__VA_ARGS__))

HeedConnection *heed_connection_open             (const char          *path,
                                                  const char          *name,
                                                  int                  flags,
                                                  GError             **error);
void            heed_connection_close            (HeedConnection      *self);
gboolean        heed_connection_close_now        (HeedConnection      *self,
                                                  GError             **error);
void            heed_connection_set_cancellable  (HeedConnection      *self,
                                                  GCancellable        *cancellable);
HeedStatement  *heed_connection_prepare          (HeedConnection      *self,
                                                  const char          *sql);
HeedStatement  *heed_connection_select_with      (HeedConnection      *self,
                                                  const char          *sql,
                                                  const HeedValue     *values);
gboolean        heed_connection_run_with         (HeedConnection      *self,
                                                  GError             **error,
                                                  const char          *sql,
                                                  const HeedValue     *values);
gboolean        heed_connection_execute          (HeedConnection      *self,
                                                  const char          *sql,
                                                  GError             **error);
gboolean        heed_connection_query_int        (HeedConnection      *self,
                                                  const char          *sql,
                                                  gint64              *value,
                                                  GError             **error);
HeedSnapshot   *heed_connection_begin_read       (HeedConnection      *self,
                                                  GError             **error);
void            heed_snapshot_end                (HeedSnapshot        *self);
void            heed_connection_roll_back        (HeedConnection      *self);
gboolean        heed_connection_empty_log        (HeedConnection      *self);

void            heed_statement_release           (HeedStatement       *self);
void            heed_statement_bind_int          (HeedStatement       *self,
                                                  int                  position,
                                                  gint64               value);
void            heed_statement_bind_text         (HeedStatement       *self,
                                                  int                  position,
                                                  const char          *text);
void            heed_statement_bind_column       (HeedStatement       *self,
                                                  int                  position,
                                                  HeedStatement       *row,
                                                  int                  column);
void            heed_statement_bind_values       (HeedStatement       *self,
                                                  const HeedValue     *values);
gboolean        heed_statement_is_prepared       (HeedStatement       *self);
gboolean        heed_statement_next              (HeedStatement       *self);
gboolean        heed_statement_end               (HeedStatement       *self,
                                                  GError             **error);
gboolean        heed_statement_run               (HeedStatement       *self,
                                                  GError             **error);
gboolean        heed_statement_is_null           (HeedStatement       *self,
                                                  int                  column);
gint64          heed_statement_get_int           (HeedStatement       *self,
                                                  int                  column);
double          heed_statement_get_real          (HeedStatement       *self,
                                                  int                  column);
const char     *heed_statement_get_text          (HeedStatement       *self,
                                                  int                  column);
void            heed_statement_reject            (HeedStatement       *self,
                                                  int                  column);
const char     *heed_statement_need_text         (HeedStatement       *self,
                                                  int                  column);
gconstpointer   heed_statement_get_blob          (HeedStatement       *self,
                                                  int                  column,
                                                  gsize               *size);
HeedTimestamp   heed_statement_get_stamp         (HeedStatement       *self,
                                                  int                  column);
GStrv           heed_statement_get_strings       (HeedStatement       *self,
                                                  GError             **error);

void            heed_set_error_for_journal       (GError             **error,
                                                  HeedError            code,
                                                  const char          *detail,
                                                  const char          *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedConnection, heed_connection_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSnapshot, heed_snapshot_end)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedStatement, heed_statement_release)

G_END_DECLS
