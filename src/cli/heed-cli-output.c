/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where commands write to. See heed-cli-output.h. */

#include "heed-cli-output.h"

#include "heed-atomic-file.h"
#include "heed-cli-journal.h"
#include "heed-error.h"
#include "heed-wording.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE (64 * 1024)

struct _HeedCliOutput
{
  GObject parent_instance;

  HeedAtomicFile *file; /* NULL for the standard output */
  GOutputStream *stream;
};

G_DEFINE_FINAL_TYPE (HeedCliOutput, heed_cli_output, G_TYPE_OBJECT)

static GOutputStream *
create_buffer (GOutputStream *base)
{
  GOutputStream *stream = g_buffered_output_stream_new_sized (base, BUFFER_SIZE);

  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (stream), FALSE);
  return stream;
}

/* Says in Heed's words why a stream failed; a file does so itself. */
static void
set_write_error (GError       **error,
                 const GError  *cause)
{
  if (cause->domain == HEED_ERROR)
    g_propagate_error (error, g_error_copy (cause));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    heed_set_error (error, HEED_ERROR_FULL, cause->message,
                    _("There is no room left for what was to be written. Free some space and try again."));
  else
    heed_set_error (error, HEED_ERROR_FAILED, cause->message, _("The output could not be written."));
}

/* Text in one field of a line: no line ends, tabs, or what a terminal would
 * obey. */
static void
append_cell (GString    *line,
             const char *text)
{
  gboolean gap = FALSE;
  gsize start = line->len;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (letter == g_utf8_get_char (HEED_MATCH_START) || letter == g_utf8_get_char (HEED_MATCH_END))
        continue;
      if (g_unichar_iscntrl (letter) || letter == ' ')
        {
          gap = line->len > start;
          continue;
        }
      if (gap)
        g_string_append_c (line, ' ');
      g_string_append_unichar (line, letter);
      gap = FALSE;
    }
}

static void
heed_cli_output_finalize (GObject *object)
{
  HeedCliOutput *self = HEED_CLI_OUTPUT (object);

  g_clear_object (&self->stream);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (heed_cli_output_parent_class)->finalize (object);
}

static void
heed_cli_output_class_init (HeedCliOutputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_cli_output_finalize;
}

static void
heed_cli_output_init (HeedCliOutput *self)
{
}

/**
 * heed_cli_output_open:
 * @path: (nullable) (type filename): the file to write; %NULL and "-" are the
 *   standard output
 * @error: return location for an error
 *
 * Starts an output. A file that is there is replaced at the end, unless it is
 * a journal or belongs to one.
 *
 * Returns: (transfer full) (nullable): the output, or %NULL with an error of
 *   the domain `HEED_ERROR`
 */
HeedCliOutput *
heed_cli_output_open (const char  *path,
                      GError     **error)
{
  g_autoptr (HeedCliOutput) self = g_object_new (HEED_TYPE_CLI_OUTPUT, NULL);

  if (path == NULL || g_str_equal (path, "-"))
    {
      g_autoptr (GOutputStream) base = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

      self->stream = create_buffer (base);
      return g_steal_pointer (&self);
    }

  if (!heed_database_check_target (path, error))
    return NULL;

  self->file = heed_atomic_file_new (path, error);
  if (self->file == NULL)
    return NULL;

  self->stream = create_buffer (heed_atomic_file_get_stream (self->file));
  return g_steal_pointer (&self);
}

/**
 * heed_cli_output_get_stream:
 * @self: an output
 *
 * Gets the stream to write to. It is buffered.
 *
 * Returns: (transfer none): the stream
 */
GOutputStream *
heed_cli_output_get_stream (HeedCliOutput *self)
{
  return self->stream;
}

/**
 * heed_cli_output_pass_over_stamp:
 * @self: an output
 * @start: where a time stamp begins, as for heed_atomic_file_pass_over_stamp()
 *
 * Says that a file which differs in nothing but this stamp is the same one.
 */
void
heed_cli_output_pass_over_stamp (HeedCliOutput *self,
                                 goffset        start)
{
  if (self->file != NULL)
    heed_atomic_file_pass_over_stamp (self->file, start);
}

/**
 * heed_cli_output_commit:
 * @self: an output that has been written
 * @error: return location for an error
 *
 * Writes what is left in the buffer and puts a file in its place, unless the same
 * is there already.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_cli_output_commit (HeedCliOutput  *self,
                        GError        **error)
{
  g_autoptr (GError) cause = NULL;

  if (!g_output_stream_flush (self->stream, NULL, &cause))
    {
      set_write_error (error, cause);
      return FALSE;
    }

  return self->file == NULL || heed_atomic_file_commit (self->file, error);
}

/**
 * heed_cli_output_add_line:
 * @self: an output
 * @line: a line without its end
 * @error: return location for an error
 *
 * Writes a line.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_cli_output_add_line (HeedCliOutput  *self,
                          const char     *line,
                          GError        **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_output_stream_write_all (self->stream, line, strlen (line), NULL, NULL, &cause) &&
      g_output_stream_write_all (self->stream, "\n", 1, NULL, NULL, &cause))
    return TRUE;

  set_write_error (error, cause);
  return FALSE;
}

/**
 * heed_cli_output_add_entry:
 * @self: an output
 * @workbook: the workbook, for the title of the form
 * @summary: an entry
 * @text: what to show of it
 * @error: return location for an error
 *
 * Writes the line of an entry: its id, the day on its writer's calendar, its
 * form and @text, with tabs between them.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_cli_output_add_entry (HeedCliOutput  *self,
                           HeedWorkbook   *workbook,
                           HeedSummary    *summary,
                           const char     *text,
                           GError        **error)
{
  HeedRecord *head = heed_summary_get_head (summary);
  g_autofree char *day = heed_day_format_iso (heed_timestamp_get_day (heed_record_get_created (head)));
  g_autoptr (GString) line = g_string_new (heed_record_get_id (head));

  g_string_append_printf (line, "\t%s\t", day);
  append_cell (line, heed_wording_get_kind (workbook, head));
  g_string_append_c (line, '\t');
  append_cell (line, text);
  return heed_cli_output_add_line (self, line->str, error);
}
