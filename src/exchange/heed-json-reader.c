/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what heed-json-writer.c wrote. The text is cut into entries, each of which
 * is parsed by itself and handed on, so that no more than one is in memory.
 * Members that are not known here are passed over, and named. */

#include "heed-json-reader.h"

#include "heed-atomic-file.h"
#include "heed-error.h"
#include "heed-json-decoder.h"
#include "heed-json-format.h"
#include "heed-json-stream.h"
#include "heed-json-time.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

/* The members of the file that matter here. */
typedef enum
{
  MEMBER_FORMAT,
  MEMBER_VERSION,
  MEMBER_MINOR_VERSION,
  MEMBER_EXPORTED_AT,
  MEMBER_GENERATOR,
  MEMBER_WORKBOOKS,
  MEMBER_ENTRIES,
  MEMBER_WORDINGS,
  N_MEMBERS,
} Member;

static const char * const member_names[N_MEMBERS] = {
  [MEMBER_FORMAT] = "format",
  [MEMBER_VERSION] = "formatVersion",
  [MEMBER_MINOR_VERSION] = "formatMinorVersion",
  [MEMBER_EXPORTED_AT] = "exportedAt",
  [MEMBER_GENERATOR] = "generator",
  [MEMBER_WORKBOOKS] = "workbooks",
  [MEMBER_ENTRIES] = "entries",
  [MEMBER_WORDINGS] = "wordings",
};

static const char * const wording_members[] = { "workbook", "version", "document", "commonForms", NULL };

typedef struct
{
  const char *name; /* of the file, for errors */
  HeedJsonStream *stream;
  JsonParser *parser;
  GHashTable *members; /* those of the file that were there */
  GHashTable *ids;
  HeedWorkbook *workbook; /* the one that is open; not its own, may be NULL */
  GHashTable *labels; /* tables of labels, by the version of the workbook that the prompts are from */
  GPtrArray *editions; /* of HeedEdition; not its own, may be NULL */
  GHashTable *unknown; /* members that were passed over; not its own, may be NULL */
  HeedJsonRecordFunc func;
  gpointer data;
  guint version; /* 0 while it is not known */
  guint entry;   /* the number of the one being read, from 1 */
} Reader;

static gboolean
fail_file (Reader     *self,
           const char *detail,
           GError    **error)
{
  heed_set_error (error, HEED_ERROR_INVALID_FILE, detail,
                  _("“%s” is not a journal that Heed exported, or it is damaged. Nothing was taken from it."),
                  self->name);
  return FALSE;
}

static gboolean
is_journal (Reader *self)
{
  return g_hash_table_contains (self->members, member_names[MEMBER_FORMAT]);
}

/* Of a file that does not say that it is a journal nothing else is told. */
static gboolean
fail_envelope (Reader     *self,
               const char *member,
               GError    **error)
{
  if (!is_journal (self))
    return fail_file (self, member, error);

  heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                  _("“%s” cannot be read: “%s” is missing or is not what it should be. Nothing was taken from it."),
                  self->name, member);
  return FALSE;
}

static gboolean
fail_member (Reader     *self,
             const char *member,
             GError    **error)
{
  heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                  /* Translators: the file, the number of an entry in it, and the name of a part of the entry. */
                  _("“%s” cannot be read: in entry %u, “%s” is missing or is not what it should be. Nothing was taken from it."),
                  self->name, self->entry, member);
  return FALSE;
}

/* Of two that differ nobody knows which is meant. */
static gboolean
fail_twice (Reader     *self,
            const char *member,
            GError    **error)
{
  if (self->entry > 0)
    heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                    /* Translators: the file, the number of an entry in it, and the name of a part of the entry. */
                    _("“%s” cannot be read: in entry %u, “%s” is there twice. Nothing was taken from it."),
                    self->name, self->entry, member);
  else
    heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                    _("“%s” cannot be read: “%s” is there twice. Nothing was taken from it."), self->name, member);
  return FALSE;
}

static gboolean
fail_size (const char *name,
           GError    **error)
{
  heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                  _("“%s” is larger than 1 GB, and Heed reads no journal of that size. Nothing was taken from it."),
                  name);
  return FALSE;
}

static gboolean
fail_reading (const char   *name,
              const GError *cause,
              GError      **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else
    heed_set_error (error, HEED_ERROR_FAILED, cause->message,
                    _("“%s” could not be read. Nothing was taken from it."), name);
  return FALSE;
}

/* Says why the text cannot be followed any farther. */
static gboolean
fail_text (Reader  *self,
           GError **error)
{
  const GError *cause = heed_json_stream_get_error (self->stream);
  g_autofree char *twice = heed_json_stream_steal_twice (self->stream);
  g_autofree char *detail = NULL;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    return fail_size (self->name, error);
  if (cause != NULL)
    return fail_reading (self->name, cause, error);
  if (twice != NULL && is_journal (self))
    return fail_twice (self, twice, error);

  detail = g_strdup_printf ("not JSON, or not UTF-8, at byte %" G_GUINT64_FORMAT,
                            heed_json_stream_get_position (self->stream));
  return fail_file (self, detail, error);
}

/* Saves reading a gigabyte to find that it is too much. */
static gboolean
check_size (GInputStream *stream,
            const char   *name,
            GError      **error)
{
  GStatBuf status;

  return !G_IS_UNIX_INPUT_STREAM (stream) ||
         fstat (g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (stream)), &status) != 0 ||
         status.st_size <= (goffset) HEED_JSON_MAX_SIZE || fail_size (name, error);
}

static JsonNode *
parse (Reader              *self,
       const HeedJsonSlice *slice)
{
  if (!json_parser_load_from_data (self->parser, slice->text, (gssize) slice->length, NULL))
    return NULL;

  return json_parser_get_root (self->parser);
}

static gboolean
is_time (JsonNode *node)
{
  const char *text = heed_json_get_string (node);
  HeedTimestamp stamp;

  return text != NULL && heed_json_time_parse (text, &stamp);
}

/* A Heed that kept no wording gave its own prompts to all entries: they were asked
 * in those that were written in the same version. */
static void
note_labels (Reader     *self,
             JsonNode   *node,
             HeedRecord *record)
{
  GHashTable *labels = g_hash_table_lookup (self->labels, GUINT_TO_POINTER (heed_record_get_workbook_version (record)));
  HeedForm *form = NULL;

  if (labels != NULL && g_str_equal (heed_record_get_workbook_id (record), heed_workbook_get_id (self->workbook)))
    form = heed_workbook_find_form (self->workbook, heed_record_get_form_id (record));
  if (form != NULL && !heed_form_is_common (form))
    heed_json_note_labels (node, record, form, labels);
}

static gboolean
read_entry (Reader              *self,
            const HeedJsonSlice *slice,
            GError             **error)
{
  JsonNode *node = parse (self, slice);
  g_autofree char *wrong = NULL;
  g_autoptr (HeedRecord) record = NULL;

  if (node == NULL)
    return fail_member (self, "entries", error);

  record = heed_json_decode (node, self->unknown, &wrong);
  if (record == NULL)
    return fail_member (self, wrong, error);

  /* Of two entries with one id nobody knows which is meant. */
  if (!g_hash_table_add (self->ids, g_strdup (heed_record_get_id (record))))
    return fail_member (self, "id", error);

  note_labels (self, node, record);
  return self->func (record, self->data, error);
}

static gboolean
read_entries (Reader  *self,
              GError **error)
{
  HeedJsonSlice entry;

  if (!heed_json_stream_accept (self->stream, '['))
    return heed_json_stream_next (self->stream, &entry) ? fail_envelope (self, "entries", error)
                                                        : fail_text (self, error);
  if (heed_json_stream_accept (self->stream, ']'))
    return TRUE;

  do
    {
      self->entry++;
      if (!heed_json_stream_next (self->stream, &entry))
        return fail_text (self, error);
      if (!read_entry (self, &entry, error))
        return FALSE;
    }
  while (heed_json_stream_accept (self->stream, ','));

  self->entry = 0;
  return heed_json_stream_accept (self->stream, ']') || fail_text (self, error);
}

/* Either may come first. */
static gboolean
check_version (Reader  *self,
               GError **error)
{
  if (self->version <= HEED_JSON_FORMAT_VERSION || !is_journal (self))
    return TRUE;

  heed_set_error (error, HEED_ERROR_TOO_NEW, NULL,
                  _("“%s” was exported by a newer Heed. Update Heed to read it; nothing was taken from it."),
                  self->name);
  return FALSE;
}

/* Whether it can be read shows when somebody asks for it. */
static gboolean
read_wording (Reader   *self,
              JsonNode *node)
{
  JsonObject *object = json_node_get_object (node);
  const char *id = heed_json_get_string (json_object_get_member (object, "workbook"));
  const char *file = heed_json_get_string (json_object_get_member (object, "document"));
  const char *common = heed_json_get_string (json_object_get_member (object, "commonForms"));
  guint version = heed_json_get_count (json_object_get_member (object, "version"));
  g_autoptr (GBytes) document = NULL;

  if (id == NULL || file == NULL || version == 0 || (common == NULL && json_object_has_member (object, "commonForms")))
    return FALSE;

  document = heed_workbook_join_document (file, common);
  if (self->editions != NULL)
    g_ptr_array_add (self->editions, heed_edition_new (id, version, document));
  heed_json_find_unknown (object, wording_members, "wordings/", self->unknown);
  return TRUE;
}

static gboolean
read_wordings (Reader   *self,
               JsonNode *node)
{
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *wording = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (wording) || !read_wording (self, wording))
        return FALSE;
    }

  return TRUE;
}

/* Of which workbook the prompts are, where that is another version of the one that is
 * open. It stands before the entries in whatever Heed wrote. */
static gboolean
read_workbooks (Reader   *self,
                JsonNode *node)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && self->workbook != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      const char *id = object != NULL ? heed_json_get_string (json_object_get_member (object, "id")) : NULL;
      guint version = object != NULL ? heed_json_get_count (json_object_get_member (object, "version")) : 0;

      if (version > 0 && version != heed_workbook_get_version (self->workbook) &&
          g_strcmp0 (id, heed_workbook_get_id (self->workbook)) == 0)
        g_hash_table_insert (self->labels, GUINT_TO_POINTER (version),
                             g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free));
    }

  return array != NULL;
}

/* What the file says of itself is mostly not used, but must be what it should be. */
static gboolean
is_what_it_should_be (Reader   *self,
                      Member    member,
                      JsonNode *node)
{
  switch (member)
    {
    case MEMBER_FORMAT:
      return g_strcmp0 (heed_json_get_string (node), HEED_JSON_FORMAT) == 0;
    case MEMBER_VERSION:
      self->version = heed_json_get_count (node);
      return self->version > 0;
    case MEMBER_MINOR_VERSION:
      return heed_json_get_count (node) > 0;
    case MEMBER_EXPORTED_AT:
      return is_time (node);
    case MEMBER_GENERATOR:
      return heed_json_get_string (node) != NULL;
    case MEMBER_WORKBOOKS:
      return read_workbooks (self, node);
    case MEMBER_WORDINGS:
      return read_wordings (self, node);
    case MEMBER_ENTRIES:
    case N_MEMBERS:
      break;
    }

  g_assert_not_reached ();
}

static Member
find_member (const char *name)
{
  Member member = 0;

  while (member < N_MEMBERS && !g_str_equal (member_names[member], name))
    member++;

  return member;
}

/* Reads the value of a member whose name was read. */
static gboolean
read_member (Reader     *self,
             const char *name,
             GError    **error)
{
  Member member = find_member (name);
  HeedJsonSlice value;

  if (member == MEMBER_ENTRIES)
    return read_entries (self, error);
  if (!heed_json_stream_next (self->stream, &value))
    return fail_text (self, error);

  if (member == N_MEMBERS)
    {
      if (self->unknown != NULL)
        g_hash_table_add (self->unknown, g_strdup (name));
      return TRUE;
    }
  if (!is_what_it_should_be (self, member, parse (self, &value)))
    return member == MEMBER_FORMAT ? fail_file (self, name, error) : fail_envelope (self, name, error);

  return TRUE;
}

/* Takes the name that comes next, with the colon behind it. */
static char *
read_name (Reader *self)
{
  HeedJsonSlice slice;
  const char *name;

  if (!heed_json_stream_next (self->stream, &slice) || *slice.text != '"')
    return NULL;

  name = heed_json_get_string (parse (self, &slice));
  return name != NULL && heed_json_stream_accept (self->stream, ':') ? g_strdup (name) : NULL;
}

static gboolean
read_members (Reader  *self,
              GError **error)
{
  do
    {
      g_autofree char *name = read_name (self);

      if (name == NULL)
        return fail_text (self, error);
      if (g_hash_table_contains (self->members, name))
        return is_journal (self) ? fail_twice (self, name, error) : fail_file (self, name, error);
      if (!read_member (self, name, error))
        return FALSE;

      g_hash_table_add (self->members, g_steal_pointer (&name));
      if (!check_version (self, error))
        return FALSE;
    }
  while (heed_json_stream_accept (self->stream, ','));

  return TRUE;
}

static gboolean
read_file (Reader  *self,
           GError **error)
{
  heed_json_stream_accept_mark (self->stream);
  if (!heed_json_stream_accept (self->stream, '{'))
    return fail_text (self, error);
  if (!read_members (self, error))
    return FALSE;
  if (!heed_json_stream_accept (self->stream, '}') || !heed_json_stream_is_done (self->stream))
    return fail_text (self, error);

  if (!is_journal (self) || self->version == 0)
    return fail_envelope (self, member_names[MEMBER_VERSION], error);
  if (!g_hash_table_contains (self->members, member_names[MEMBER_ENTRIES]))
    return fail_envelope (self, member_names[MEMBER_ENTRIES], error);

  return TRUE;
}

static gboolean
has_wording (Reader *self,
             guint   version)
{
  for (guint i = 0; i < self->editions->len; i++)
    {
      const HeedEdition *edition = g_ptr_array_index (self->editions, i);

      if (edition->version == version && g_str_equal (edition->id, heed_workbook_get_id (self->workbook)))
        return TRUE;
    }

  return FALSE;
}

static void
add_partial_editions (Reader *self)
{
  GHashTableIter iter;
  gpointer version, labels;

  g_hash_table_iter_init (&iter, self->labels);
  while (self->editions != NULL && g_hash_table_iter_next (&iter, &version, &labels))
    if (g_hash_table_size (labels) > 0 && !has_wording (self, GPOINTER_TO_UINT (version)))
      {
        g_autoptr (GBytes) document = heed_workbook_dup_relabeled (self->workbook, GPOINTER_TO_UINT (version), labels);

        g_ptr_array_add (self->editions, heed_edition_new (heed_workbook_get_id (self->workbook),
                                                           GPOINTER_TO_UINT (version), document));
      }
}

static void
clear_reader (Reader *self)
{
  g_clear_pointer (&self->stream, heed_json_stream_free);
  g_clear_object (&self->parser);
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->labels, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

static gboolean
collect_record (HeedRecord  *record,
                gpointer     records,
                GError     **error)
{
  g_ptr_array_add (records, heed_record_ref (record));
  return TRUE;
}

/**
 * heed_json_open:
 * @path: (type filename): a journal that was exported
 * @error: return location for an error
 *
 * Opens a file for heed_json_read_each().
 *
 * Returns: (transfer full) (nullable): the stream, or %NULL with an error of
 *   heed_file_open()
 */
GInputStream *
heed_json_open (const char  *path,
                GError     **error)
{
  int fd = heed_file_open (path, error);

  return fd >= 0 ? g_unix_input_stream_new (fd, TRUE) : NULL;
}

/**
 * heed_json_read_each:
 * @stream: a journal as Heed exports it as JSON, and later Heeds do; it
 *   is read to its end and stays open
 * @name: what to call the file in an error
 * @func: (scope call): what to call with each entry, in the order of the file.
 *   What is wrong behind an entry shows only later
 * @data: for @func
 * @workbook: (nullable): the workbook that is open. Where the file is older than what it
 *   has of wordings, the prompts beside the answers say what another version of it asked
 * @editions: (nullable) (element-type HeedEdition): where to put what was asked in
 *   the versions of workbooks that the entries are of
 * @unknown: (nullable) (element-type utf8 utf8): a set in which to put the names of
 *   members that this Heed does not know, such as `answers/certainty`
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Reads the entries of an export one by one: no more than one is in memory.
 * Blocks; use it on any thread.
 *
 * Returns: %FALSE with `HEED_ERROR_TOO_NEW`, `HEED_ERROR_INVALID_FILE` (not a
 *   journal, not valid, or over 1 GB), `HEED_ERROR_FAILED` (the stream gave an
 *   error), %G_IO_ERROR_CANCELLED or what @func gave
 */
gboolean
heed_json_read_each (GInputStream        *stream,
                     const char          *name,
                     HeedJsonRecordFunc   func,
                     gpointer             data,
                     HeedWorkbook        *workbook,
                     GPtrArray           *editions,
                     GHashTable          *unknown,
                     GCancellable        *cancellable,
                     GError             **error)
{
  g_auto (Reader) reader = { .name = name, .func = func, .data = data, .workbook = workbook, .editions = editions,
                             .unknown = unknown };

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (!check_size (stream, name, error))
    return FALSE;

  reader.stream = heed_json_stream_new (stream, cancellable);
  reader.parser = json_parser_new ();
  reader.members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.labels = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  if (!read_file (&reader, error))
    return FALSE;

  add_partial_editions (&reader);
  g_debug ("Read an export of %u entries", g_hash_table_size (reader.ids));
  return TRUE;
}

/**
 * heed_json_read:
 * @stream: a journal, as for heed_json_read_each()
 * @name: what to call the file in an error
 * @error: return location for an error
 *
 * Reads all entries of an export, or none, into memory.
 *
 * Returns: (transfer full) (element-type HeedRecord) (nullable): the entries
 *   in the order of the file, or %NULL with an error of heed_json_read_each()
 */
GPtrArray *
heed_json_read (GInputStream *stream,
                const char   *name,
                GError      **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);

  return heed_json_read_each (stream, name, collect_record, records, NULL, NULL, NULL, NULL, error)
             ? g_steal_pointer (&records)
             : NULL;
}
