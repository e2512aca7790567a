/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which entries a command line asks for. */

#include "heed-cli-query.h"

#include "heed-timestamp.h"

#include <glib/gi18n.h>

static gboolean
read_day (const char  *text,
          guint32     *day,
          GError     **error)
{
  if (text == NULL || heed_day_parse_iso (text, day))
    return TRUE;

  heed_cli_refuse_usage (error, _("“%s” is not a day. Write it like 2026-11-21."), text);
  return FALSE;
}

/**
 * heed_cli_query_fill:
 * @input: a command line with `HEED_CLI_OPTION_FILTER` and `--limit`
 * @query: (out): all zeros at first; it does not outlive @input
 * @error: return location for an error
 *
 * Reads which entries are wanted, but for the words of a search.
 *
 * Returns: %FALSE with an error of the domain `G_OPTION_ERROR` where that is no
 *   day, or where no entry could ever fit
 */
gboolean
heed_cli_query_fill (HeedCliInput  *input,
                     HeedQuery     *query,
                     GError       **error)
{
  query->tag = input->tag;
  query->limit = (guint) input->limit;
  if (input->complete || input->incomplete)
    query->completion = input->complete ? HEED_COMPLETION_COMPLETE : HEED_COMPLETION_INCOMPLETE;
  if (!read_day (input->since, &query->first_day, error) || !read_day (input->until, &query->last_day, error))
    return FALSE;

  if (input->complete && input->incomplete)
    heed_cli_refuse_usage (error, _("Take --complete or --incomplete, not both."));
  else if (query->last_day != 0 && query->last_day < query->first_day)
    heed_cli_refuse_usage (error, _("The day of --until is before that of --since."));
  else
    return TRUE;

  return FALSE;
}
