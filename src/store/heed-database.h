/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "heed-copies.h"
#include "heed-journal-file.h"
#include "heed-query.h"
#include "heed-record.h"
#include "heed-summary.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

/**
 * HeedDatabaseFlags:
 * @HEED_DATABASE_NONE: the file must exist
 * @HEED_DATABASE_CREATE: make the file and its folder if need be
 * @HEED_DATABASE_READ_ONLY: write nothing, not even a newer schema
 * @HEED_DATABASE_EXCLUSIVE: with CREATE: fail with %HEED_ERROR_EXISTS if the
 *   file exists
 * @HEED_DATABASE_NO_COPY: bring a journal of an older Heed up to date without
 *   keeping a copy of what it was, as it is a copy itself
 * @HEED_DATABASE_SETTLED: with READ_ONLY: as if an import that was cut off had been
 *   taken back, which is done when the journal is next opened to be written; it is
 *   then read from a copy
 *
 * How to open a journal.
 */
typedef enum
{
  HEED_DATABASE_NONE = 0,
  HEED_DATABASE_CREATE = 1 << 0,
  HEED_DATABASE_READ_ONLY = 1 << 1,
  HEED_DATABASE_EXCLUSIVE = 1 << 2,
  HEED_DATABASE_NO_COPY = 1 << 3,
  HEED_DATABASE_SETTLED = 1 << 4,
} HeedDatabaseFlags;

/**
 * HeedKey:
 * @row: the entry's row in this database
 * @place: what it is ordered by, the larger first: when it was begun, in microseconds
 *   since 1970 UTC, unless a query asks for another order
 * @day: the Julian day of that on the writer's calendar
 * @first: whether it comes before the others, as it is pinned, and a query asks for
 *   that
 * @deleted: whether it is a tombstone, or, among changes, for any other reason
 *   not to be listed
 *
 * As little as is needed to put an entry in its place in the journal.
 */
typedef struct
{
  gint64 row;
  gint64 place;
  guint32 day;
  guint first : 1;
  guint deleted : 1;
} HeedKey;

/**
 * HeedTally:
 * @workbook_id: a workbook
 * @form_id: a form
 * @item_id: (nullable): what the entries are about
 * @entries: how many there are, tombstones not counted
 * @completed: how many of them are complete
 * @latest_id: the id of the newest
 * @latest_created: when that was begun, in microseconds since 1970 UTC
 * @latest_day: the Julian day of that on the writer's calendar
 *
 * How many entries there are of a kind. Strings are owned by the tally.
 */
typedef struct
{
  char *workbook_id;
  char *form_id;
  char *item_id;
  char *latest_id;
  gint64 latest_created;
  guint32 latest_day;
  guint entries;
  guint completed;
} HeedTally;

/**
 * HeedTagCount:
 * @tag: a tag
 * @entries: how many entries have it
 *
 * A tag that is in use. The string is owned by the count.
 */
typedef struct
{
  char *tag;
  guint entries;
} HeedTagCount;

/**
 * HeedMatch:
 * @summary: the entry
 * @snippet: the words around what was found, with each found word between
 *   U+E000 and U+E001 (private use, so that no text is mistaken for a mark)
 *
 * An entry that a search found.
 */
typedef struct
{
  HeedSummary *summary;
  char *snippet;
} HeedMatch;

/**
 * HeedFigures:
 * @entries: how many entries there are
 * @versions: how many older versions, of all entries
 * @deleted: how many entries are in the trash
 * @modified: when something was last written, in microseconds since 1970 UTC;
 *   %G_MININT64 if nothing was
 * @size: the size of the files in bytes
 *
 * What is in a journal, in numbers.
 */
typedef struct
{
  guint entries;
  guint versions;
  guint deleted;
  gint64 modified;
  goffset size;
} HeedFigures;

#define HEED_MATCH_START "\xee\x80\x80"
#define HEED_MATCH_END "\xee\x80\x81"

/**
 * HeedRecordFunc:
 * @record: an entry
 * @user_data: what the caller gave
 * @error: return location for an error
 *
 * Called with one entry after the other.
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*HeedRecordFunc) (HeedRecord  *record,
                                    gpointer     user_data,
                                    GError     **error);

/**
 * HeedJoinFunc:
 * @stored: (nullable): the entry as it is kept; %NULL if it is not
 * @summary: (out) (transfer full): what lists are to show of the result
 * @user_data: what the caller gave
 *
 * Says what is to be kept of an entry from now on.
 *
 * Returns: (transfer full): the record to keep
 */
typedef HeedRecord *(*HeedJoinFunc) (HeedRecord   *stored,
                                     HeedSummary **summary,
                                     gpointer      user_data);

/* The database is declared below. */
typedef struct _HeedDatabase HeedDatabase;

/**
 * HeedCopyFunc:
 * @copy: a copy of a journal, which nobody else knows of yet
 * @user_data: what the caller gave
 * @error: return location for an error
 *
 * Writes something into a copy before it is put in its place.
 *
 * Returns: %FALSE with @error set if there is to be no copy
 */
typedef gboolean (*HeedCopyFunc) (HeedDatabase  *copy,
                                  gpointer       user_data,
                                  GError       **error);

/**
 * HeedSalvaged:
 * @entries: how many entries are in the new journal
 * @in_part: (element-type HeedRecord): those of which something could not be
 *   read, or not as it was written, or a picture of which is missing, as far as they are
 *   known
 * @versions: how many older versions are in the new journal
 * @versions_in_part: of how many older versions something could not be read
 * @pictures: how many pictures are in the new journal
 * @unread: how often something could not be read; 0 if all of it could
 *
 * What came of saving a damaged journal.
 */
typedef struct
{
  guint entries;
  GPtrArray *in_part;
  guint versions;
  guint versions_in_part;
  guint pictures;
  guint unread;
} HeedSalvaged;

/**
 * HEED_DATABASE_PART:
 *
 * How many entries at most are changed in one transaction where there may be very
 * many: more would not be done any sooner.
 */
#define HEED_DATABASE_PART 100

/**
 * HEED_DATABASE_STEP:
 *
 * When such a transaction ends at the latest, in microseconds, but for the last
 * entry: others wait for it, and what is typed is to be saved within a second.
 */
#define HEED_DATABASE_STEP (G_TIME_SPAN_SECOND / 20)

/**
 * HeedDatabase:
 *
 * A journal file: one SQLite connection, to be used on the thread that opened
 * it. The window reaches it through [class@Heed.Store] only; the command line
 * uses it directly.
 */
#define HEED_TYPE_DATABASE (heed_database_get_type ())
G_DECLARE_FINAL_TYPE (HeedDatabase, heed_database, HEED, DATABASE, GObject)

HeedDatabase *heed_database_open             (const char                *path,
                                              HeedDatabaseFlags          flags,
                                              GError                   **error);
gboolean      heed_database_close            (HeedDatabase              *self,
                                              GError                   **error);
void          heed_database_discard          (HeedDatabase              *self);
gboolean      heed_database_put              (HeedDatabase              *self,
                                              HeedRecord                *record,
                                              HeedSummary               *summary,
                                              GError                   **error);
HeedRecord   *heed_database_join             (HeedDatabase              *self,
                                              const char                *id,
                                              HeedJoinFunc               func,
                                              gpointer                   user_data,
                                              gboolean                   keep_old,
                                              GError                   **error);
gboolean      heed_database_join_all         (HeedDatabase              *self,
                                              const char        * const *ids,
                                              HeedJoinFunc               func,
                                              gpointer                   user_data,
                                              guint                     *n_done,
                                              GError                   **error);
gboolean      heed_database_put_all          (HeedDatabase              *self,
                                              GPtrArray                 *records,
                                              GPtrArray                 *summaries,
                                              GError                   **error);
gboolean      heed_database_settle_import    (HeedDatabase              *self,
                                              gboolean                  *more,
                                              GError                   **error);
gboolean      heed_database_took_back        (HeedDatabase              *self);
gboolean      heed_database_has_removed      (HeedDatabase              *self,
                                              gint64                     since,
                                              gboolean                  *removed,
                                              GError                   **error);
HeedRecord   *heed_database_get              (HeedDatabase              *self,
                                              const char                *id,
                                              GError                   **error);
GStrv         heed_database_find_ids         (HeedDatabase              *self,
                                              const char                *prefix,
                                              guint                      limit,
                                              GError                   **error);
GPtrArray    *heed_database_get_revisions    (HeedDatabase              *self,
                                              const char                *id,
                                              GError                   **error);
HeedSummary  *heed_database_get_summary      (HeedDatabase              *self,
                                              const char                *id,
                                              GError                   **error);
GPtrArray    *heed_database_list             (HeedDatabase              *self,
                                              const HeedQuery           *query,
                                              GError                   **error);
GArray       *heed_database_find_keys        (HeedDatabase              *self,
                                              const HeedQuery           *query,
                                              GError                   **error);
GArray       *heed_database_match_keys       (HeedDatabase              *self,
                                              const HeedQuery           *query,
                                              GArray                    *keys,
                                              GError                   **error);
GStrv         heed_database_list_ids         (HeedDatabase              *self,
                                              const HeedQuery           *query,
                                              GError                   **error);
GStrv         heed_database_get_ids          (HeedDatabase              *self,
                                              GArray                    *rows,
                                              GError                   **error);
GPtrArray    *heed_database_get_tallies      (HeedDatabase              *self,
                                              const char                *workbook_id,
                                              GError                   **error);
GArray       *heed_database_get_keys         (HeedDatabase              *self,
                                              gint64                    *change,
                                              GError                   **error);
GArray       *heed_database_get_changes      (HeedDatabase              *self,
                                              gint64                    *change,
                                              GError                   **error);
GPtrArray    *heed_database_get_summaries    (HeedDatabase              *self,
                                              GArray                    *rows,
                                              GError                   **error);
gboolean      heed_database_foreach          (HeedDatabase              *self,
                                              const HeedQuery           *query,
                                              HeedRecordFunc             func,
                                              gpointer                   user_data,
                                              GError                   **error);
gboolean      heed_database_can_search       (const char                *words);
char         *heed_database_dup_left_out     (const char                *words);
GPtrArray    *heed_database_search           (HeedDatabase              *self,
                                              const HeedQuery           *query,
                                              GError                   **error);
gboolean      heed_database_count_matches    (HeedDatabase              *self,
                                              const HeedQuery           *query,
                                              guint                     *count,
                                              GError                   **error);
GPtrArray    *heed_database_get_tags         (HeedDatabase              *self,
                                              GError                   **error);
GPtrArray    *heed_database_count_tags       (HeedDatabase              *self,
                                              const char * const        *ids,
                                              GError                   **error);
gboolean      heed_database_replace_tag      (HeedDatabase              *self,
                                              const char                *tag,
                                              const char                *with,
                                              HeedTimestamp              now,
                                              gint64                    *last,
                                              guint                     *n_changed,
                                              GPtrArray                 *changed,
                                              GError                   **error);
void          heed_database_set_workbook     (HeedDatabase              *self,
                                              HeedWorkbook              *workbook);
void          heed_database_load_wording     (HeedDatabase              *self);
GPtrArray    *heed_database_get_editions     (HeedDatabase              *self,
                                              GError                   **error);
gboolean      heed_database_update_wording   (HeedDatabase              *self,
                                              HeedWorkbook              *workbook,
                                              gboolean                  *more,
                                              GError                   **error);
char         *heed_database_add_picture      (HeedDatabase              *self,
                                              GBytes                    *bytes,
                                              GError                   **error);
GBytes       *heed_database_read_picture     (HeedDatabase              *self,
                                              const char                *content,
                                              GError                   **error);
gboolean      heed_database_trust_clock      (HeedDatabase              *self,
                                              gint64                     now,
                                              gboolean                  *trusted,
                                              GError                   **error);
gboolean      heed_database_empty_trash      (HeedDatabase              *self,
                                              gint64                     deleted_before,
                                              gint64                    *last,
                                              guint                     *n_emptied,
                                              GError                   **error);
gboolean      heed_database_erase            (HeedDatabase              *self,
                                              const char                *id,
                                              GError                   **error);
GStrv         heed_database_get_deleted_ids  (HeedDatabase              *self,
                                              GError                   **error);
gboolean      heed_database_file_holds       (const char                *path,
                                              const char        * const *ids,
                                              gboolean                  *found,
                                              GError                   **error);
gboolean      heed_database_forget_in_file   (const char                *path,
                                              const char        * const *ids,
                                              GError                   **error);
gboolean      heed_database_check_in_place   (HeedDatabase              *self,
                                              GError                   **error);
gboolean      heed_database_has_log          (HeedDatabase              *self);
gboolean      heed_database_has_other        (HeedDatabase              *self);
gint64        heed_database_rest             (HeedDatabase              *self,
                                              gint64                     pause);
gint64        heed_database_wipe_when_idle   (HeedDatabase              *self);
gboolean      heed_database_wipe             (HeedDatabase              *self,
                                              gint64                     for_how_long,
                                              gboolean                  *wiped,
                                              GError                   **error);
void          heed_database_mark_damaged     (HeedDatabase              *self);
gboolean      heed_database_look_for_damage  (const char                *path,
                                              GCancellable              *cancellable,
                                              GError                   **error);
gint64        heed_database_get_data_version (HeedDatabase              *self);
gboolean      heed_database_get_figures      (HeedDatabase              *self,
                                              HeedFigures               *figures,
                                              GError                   **error);
gboolean      heed_database_check            (HeedDatabase              *self,
                                              GStrv                     *problems,
                                              GError                   **error);
gboolean      heed_database_add_checksums    (HeedDatabase              *self,
                                              gboolean                  *more,
                                              GError                   **error);
gboolean      heed_database_backup           (HeedDatabase              *self,
                                              const char                *path,
                                              gboolean                   over,
                                              HeedCopyFunc               func,
                                              gpointer                   user_data,
                                              GError                   **error);
gboolean      heed_database_salvage          (const char                *path,
                                              const char                *target,
                                              HeedWorkbook              *workbook,
                                              HeedSalvaged              *salvaged,
                                              GError                   **error);
char         *heed_database_set_aside        (const char                *path,
                                              GError                   **error);
char         *heed_database_replace          (const char                *path,
                                              const char                *with,
                                              GError                   **error);
gboolean      heed_database_put_back         (const char                *copy,
                                              const char                *path,
                                              HeedCopyKind               kind,
                                              char                     **aside,
                                              GError                   **error);
void          heed_salvaged_clear            (HeedSalvaged              *self);
void          heed_tally_free                (HeedTally                 *tally);
void          heed_match_free                (HeedMatch                 *match);
void          heed_tag_count_free            (HeedTagCount              *count);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedSalvaged, heed_salvaged_clear)

G_END_DECLS
