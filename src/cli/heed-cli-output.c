/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where commands write to. See HeedCliOutput. */

#include "heed-cli-command.h"

#include "heed-error.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE (64 * 1024)

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

/**
 * heed_cli_output_open: (skip)
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
  g_autoptr (HeedCliOutput) self = g_new0 (HeedCliOutput, 1);

  if (path == NULL || g_str_equal (path, "-"))
    {
      g_autoptr (GOutputStream) base = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

      self->stream = create_buffer (base);
      return g_steal_pointer (&self);
    }

  if (!heed_journal_file_check_target (path, error))
    return NULL;

  self->file = heed_atomic_file_new (path, error);
  if (self->file == NULL)
    return NULL;

  self->stream = create_buffer (heed_atomic_file_get_stream (self->file));
  return g_steal_pointer (&self);
}

/**
 * heed_cli_output_free:
 * @self: (transfer full): an output
 *
 * Lets go of an output. A file that was not committed is not there.
 */
void
heed_cli_output_free (HeedCliOutput *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->file);
  g_free (self);
}

/**
 * heed_cli_output_commit:
 * @self: an output that has been written
 * @stamp: where a time stamp begins, as for heed_atomic_file_pass_over_stamp(); -1
 *   for none
 * @error: return location for an error
 *
 * Writes what is left in the buffer and puts a file in its place, unless the same
 * is there already, but for the stamp.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_cli_output_commit (HeedCliOutput  *self,
                        goffset         stamp,
                        GError        **error)
{
  g_autoptr (GError) cause = NULL;

  if (!g_output_stream_flush (self->stream, NULL, &cause))
    {
      set_write_error (error, cause);
      return FALSE;
    }

  if (self->file != NULL)
    heed_atomic_file_pass_over_stamp (self->file, stamp);
  return self->file == NULL || heed_atomic_file_commit (self->file, error);
}

/**
 * heed_cli_say:
 * @text: whole lines
 * @error: return location for an error
 *
 * Writes what a command has to say to the standard output.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_cli_say (const char  *text,
              GError     **error)
{
  g_autoptr (HeedCliOutput) output = heed_cli_output_open (NULL, error);
  g_autoptr (GError) cause = NULL;

  if (g_output_stream_write_all (output->stream, text, strlen (text), NULL, NULL, &cause))
    return heed_cli_output_commit (output, -1, error);

  set_write_error (error, cause);
  return FALSE;
}

/**
 * heed_cli_add_line:
 * @text: what is to be said
 * @format: a line without its end, already translated
 * @...: its arguments
 *
 * Adds a line.
 */
void
heed_cli_add_line (GString    *text,
                   const char *format,
                   ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (text, format, args);
  va_end (args);
  g_string_append_c (text, '\n');
}
