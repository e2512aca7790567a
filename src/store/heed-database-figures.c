/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How much there is in a journal. */

#include "heed-database-query.h"

#include "heed-companions.h"

#define SELECT_FIGURES \
  "SELECT (SELECT count(*) FROM entry WHERE deleted IS NULL AND listed), " \
  "  (SELECT count(*) FROM revision), " \
  "  (SELECT count(*) FROM entry WHERE deleted IS NOT NULL AND listed AND " HEED_HOLDS_SOMETHING "), " \
  "  (SELECT max(modified) FROM entry)"

/**
 * heed_database_get_figures:
 * @self: a database
 * @figures: (out caller-allocates): where to put them
 * @error: return location for an error
 *
 * Counts what is in the journal.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_database_get_figures (HeedDatabase  *self,
                           HeedFigures   *figures,
                           GError       **error)
{
  g_autoptr (HeedStatement) statement = NULL;

  heed_database_assert_usable (self);

  statement = heed_database_prepare (self, SELECT_FIGURES, error);
  if (statement == NULL || heed_statement_step (statement, error) != HEED_STEP_ROW)
    return FALSE;

  figures->entries = (guint) heed_statement_get_int (statement, 0);
  figures->versions = (guint) heed_statement_get_int (statement, 1);
  figures->deleted = (guint) heed_statement_get_int (statement, 2);
  figures->modified = heed_statement_is_null (statement, 3) ? G_MININT64 : heed_statement_get_int (statement, 3);
  figures->size = heed_companion_get_size (self->path, "") + heed_companion_get_size (self->path, "-wal");
  return TRUE;
}
