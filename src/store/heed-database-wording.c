/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was asked: keeping it with the entries, and bringing up to date what is kept
 * of them for lists and the search, where the workbook was changed since, or is read
 * in another language. */

#include "heed-database-private.h"

#include "heed-error.h"
#include "heed-wording.h"

#include <math.h>

/* More than any document has; what is larger is not read. */
#define DOCUMENT_MAX (8 * 1024 * 1024)

#define SELECT_DOCUMENTS "SELECT workbook, version, document FROM wording"
#define SELECT_KEPT \
  "SELECT 1 FROM wording WHERE workbook = ?1 AND version = ?2 AND " \
  "  (whole > ?4 OR (whole = ?4 AND (?3 IS NULL OR document = ?3)))"
#define KEEP_DOCUMENT \
  "INSERT INTO wording (workbook, version, whole, document) VALUES (?1, ?2, ?4, ?3) " \
  "ON CONFLICT (workbook, version) DO UPDATE SET whole = excluded.whole, document = excluded.document"

/* From one kind to the next by an index, without passing over their entries. */
#define SELECT_NEXT_KIND \
  "SELECT workbook, workbook_version, form, wording FROM entry " \
  "WHERE (workbook, workbook_version, form, wording) > (?1, ?2, ?3, ?4) " \
  "ORDER BY workbook, workbook_version, form, wording LIMIT 1"

#define SELECT_OF_KIND \
  "SELECT id FROM entry WHERE workbook = ?1 AND workbook_version = ?2 AND form = ?3 AND wording = ?4 LIMIT ?5"

static GBytes *
compress_wording (HeedWorkbook *workbook)
{
  g_autoptr (GBytes) document = heed_workbook_dup_document (workbook);
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, converter);
  gsize size;
  gconstpointer data = g_bytes_get_data (document, &size);

  /* Into memory, which does not fail. */
  g_output_stream_write_all (stream, data, size, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* NULL for one that is damaged, which is as if it were not there. */
static GBytes *
decompress (gconstpointer data,
            gsize         size)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, converter);
  g_autoptr (GByteArray) document = g_byte_array_new ();
  guint8 part[4096];
  gssize length;

  while ((length = g_input_stream_read (stream, part, sizeof part, NULL, NULL)) > 0 && document->len < DOCUMENT_MAX)
    g_byte_array_append (document, part, (guint) length);
  return length == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&document)) : NULL;
}

/* Of a row of workbook, version and document. */
void
heed_database_read_wording (HeedStatement *statement,
                            gpointer       editions)
{
  const char *id = heed_statement_get_text (statement, 0);
  gsize size;
  gconstpointer data = heed_statement_get_blob (statement, 2, &size);
  g_autoptr (GBytes) document = data != NULL ? decompress (data, size) : NULL;

  if (id != NULL && document != NULL)
    g_ptr_array_add (editions, heed_edition_new (id, (guint) heed_statement_get_int (statement, 1), document));
}

/* The parameters of both statements about what an edition asks. */
#define heed_edition(edition, document) \
  heed_text (heed_workbook_get_id (edition)), heed_int (heed_workbook_get_version (edition)), heed_blob (document), \
    heed_int (!heed_workbook_is_partial (edition))

/* Whether what @edition asks is kept, and not less of it; and as it is in @document,
 * where that is given. */
static gboolean
find_kept (HeedDatabase  *self,
           HeedWorkbook  *edition,
           GBytes        *document,
           gboolean      *kept,
           GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_select (self->connection, SELECT_KEPT,
                                                                heed_edition (edition, document));

  *kept = heed_statement_next (statement);
  return heed_statement_end (statement, error);
}

static gboolean
keep_document (HeedDatabase  *self,
               HeedWorkbook  *edition,
               GBytes        *document,
               GError       **error)
{
  return heed_connection_run (self->connection, error, KEEP_DOCUMENT, heed_edition (edition, document));
}

/* Keeps what is asked in the workbook and version of an entry that is being written
 * into the transaction that there is, where that is known and not kept yet. */
gboolean
heed_database_keep_wording (HeedDatabase  *self,
                            HeedRecord    *record,
                            GError       **error)
{
  const char *id = heed_record_get_workbook_id (record);
  guint version = heed_record_get_workbook_version (record);
  HeedWorkbook *edition = NULL;
  g_autoptr (GBytes) document = NULL;
  gboolean kept = FALSE;

  if (self->workbook != NULL)
    edition = heed_workbook_find_edition (self->workbook, id, version);
  if (edition == NULL)
    return TRUE;
  if (!find_kept (self, edition, NULL, &kept, error) || kept)
    return kept;

  document = compress_wording (edition);
  return keep_document (self, edition, document, error);
}

/* Entries of one form that were worked out with the same words. */
typedef struct
{
  char *workbook;
  gint64 version;
  char *form;
  gint64 wording;
} Kind;

static void
clear_kind (Kind *self)
{
  g_clear_pointer (&self->workbook, g_free);
  g_clear_pointer (&self->form, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Kind, clear_kind)

/* Of what was deleted for good nothing is worked out, but the mark. */
static HeedSummary *
sum_up (HeedRecord *record,
        HeedForm   *form)
{
  HeedSummaryFacts nothing = {
    .mean_rating = NAN,
    .listed = heed_form_is_listed (form),
    .wording = heed_wording_get_mark (form),
  };

  if (heed_record_is_emptied (record))
    return heed_summary_new_from_parts (record, &nothing);
  return heed_summary_new (record, form);
}

static gboolean
update_entry (HeedDatabase  *self,
              const char    *id,
              HeedForm      *form,
              GError       **error)
{
  g_autoptr (HeedSummary) summary = NULL;
  g_autoptr (HeedRecord) record = NULL;
  gboolean written;

  if (!heed_database_load (self, id, &record, NULL, NULL, error))
    return FALSE;
  if (record == NULL)
    return TRUE;

  summary = sum_up (record, form);
  return heed_database_put_within (self, record, summary, &written, error);
}

static gboolean
update_part (HeedDatabase  *self,
             const Kind    *kind,
             HeedForm      *form,
             GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_select (self->connection, SELECT_OF_KIND, heed_text (kind->workbook),
                                                                heed_int (kind->version), heed_text (kind->form),
                                                                heed_int (kind->wording), heed_int (HEED_DATABASE_PART));
  g_auto (GStrv) ids = heed_statement_get_strings (statement, error);
  gint64 begun = g_get_monotonic_time ();
  gboolean success = TRUE;

  if (ids == NULL || !heed_database_begin_write (self, error))
    return FALSE;

  for (guint i = 0; success && ids[i] != NULL && !heed_database_part_is_done (i, begun); i++)
    success = update_entry (self, ids[i], form, error);
  return heed_database_end_write (self, success, TRUE, error);
}

/* Entries may be older than what is kept of their wording: a Heed before this one
 * kept none. A workbook that somebody is still writing changes without its version,
 * and the bundled one gets translations. */
static gboolean
keep_wording_of_kind (HeedDatabase  *self,
                      HeedWorkbook  *workbook,
                      const Kind    *kind,
                      GError       **error)
{
  HeedWorkbook *edition = heed_workbook_find_edition (workbook, kind->workbook, (guint) kind->version);
  g_autoptr (GBytes) document = NULL;
  gboolean kept, is_open = edition == workbook;

  if (edition == NULL || (is_open && self->keeps_wording))
    return TRUE;

  if (is_open || heed_workbook_is_partial (edition))
    document = compress_wording (edition);
  if (!find_kept (self, edition, document, &kept, error))
    return FALSE;
  if (!kept)
    {
      if (document == NULL)
        document = compress_wording (edition);
      if (!heed_database_begin_write (self, error) ||
          !heed_database_end_write (self, keep_document (self, edition, document, error), TRUE, error))
        return FALSE;
    }

  self->keeps_wording |= is_open;
  return TRUE;
}

/**
 * heed_database_set_workbook:
 * @self: a database
 * @workbook: the workbook that is open
 *
 * Lets the workbook know what was asked in the other versions and workbooks that
 * the journal keeps, and the journal keep what is asked with whatever is written
 * from now on. Doing it again costs nothing.
 */
void
heed_database_set_workbook (HeedDatabase *self,
                            HeedWorkbook *workbook)
{
  if (g_set_object (&self->workbook, workbook))
    heed_database_load_wording (self);
}

/**
 * heed_database_load_wording:
 * @self: a database that has a workbook
 *
 * Lets the workbook know what another program has brought since. What cannot be read
 * is no reason to keep anybody from what they wrote: entries are then shown with
 * today's questions.
 */
void
heed_database_load_wording (HeedDatabase *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) editions = heed_database_get_editions (self, &error);

  if (editions != NULL)
    heed_workbook_add_editions (self->workbook, editions);
  else
    g_debug ("What was asked before is not known: %s", heed_error_get_detail (error));
}

/**
 * heed_database_get_editions:
 * @self: a database
 * @error: return location for an error
 *
 * Gets what was asked in each version that the journal keeps. What is damaged is
 * left out.
 *
 * Returns: (transfer full) (element-type HeedEdition) (nullable): the editions, or
 *   %NULL with an error of the domain `HEED_ERROR`
 */
GPtrArray *
heed_database_get_editions (HeedDatabase  *self,
                            GError       **error)
{
  g_autoptr (GPtrArray) editions = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_edition_free);
  g_autoptr (HeedStatement) statement = NULL;

  heed_database_use (self);

  statement = heed_connection_prepare (self->connection, SELECT_DOCUMENTS);
  while (heed_statement_next (statement))
    heed_database_read_wording (statement, editions);
  return heed_statement_end (statement, error) ? g_steal_pointer (&editions) : NULL;
}

/**
 * heed_database_update_wording:
 * @self: a database
 * @workbook: the workbook, in the language in which its forms are shown
 * @more: (out): whether there is more to do
 * @error: return location for an error
 *
 * Keeps what is asked in the version that is open, if there are entries of it, and
 * works out anew what lists show of entries and what the search finds in them,
 * where that was done with other words, or by a Heed that did not know them.
 * Entries of forms that @workbook does not have stay as they are, and so does the
 * time of each. A call changes no more than %HEED_DATABASE_PART, and as many as can
 * be changed in %HEED_DATABASE_STEP, in one transaction; where nothing is to be
 * done, that is known from an index.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; the journal is
 *   then as it was before this call
 */
gboolean
heed_database_update_wording (HeedDatabase  *self,
                              HeedWorkbook  *workbook,
                              gboolean      *more,
                              GError       **error)
{
  g_auto (Kind) kind = { .workbook = g_strdup (""), .form = g_strdup ("") };

  heed_database_use (self);

  *more = FALSE;
  for (;;)
    {
      g_autoptr (HeedStatement) statement = heed_connection_select (self->connection, SELECT_NEXT_KIND,
                                                                    heed_text (kind.workbook), heed_int (kind.version),
                                                                    heed_text (kind.form), heed_int (kind.wording));
      HeedForm *form;
      Kind next;

      if (!heed_statement_next (statement))
        return heed_statement_end (statement, error);

      next = (Kind) {
        .workbook = g_strdup (heed_statement_need_text (statement, 0)),
        .version = heed_statement_get_int (statement, 1),
        .form = g_strdup (heed_statement_need_text (statement, 2)),
        .wording = heed_statement_get_int (statement, 3),
      };
      g_clear_pointer (&statement, heed_statement_release);
      clear_kind (&kind);
      kind = next;

      form = heed_wording_look_up (workbook, kind.workbook, (guint) kind.version, kind.form);
      if (!keep_wording_of_kind (self, workbook, &kind, error))
        return FALSE;
      if (form != NULL && kind.wording != heed_wording_get_mark (form))
        {
          *more = TRUE;
          return update_part (self, &kind, form, error);
        }
    }
}
