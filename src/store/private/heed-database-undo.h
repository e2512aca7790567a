/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-database-change.h"

G_BEGIN_DECLS

gboolean heed_database_prepare_import (HeedDatabase     *self,
                                       GError          **error);
gboolean heed_database_begin_undo     (HeedDatabase     *self,
                                       GError          **error);
gboolean heed_database_finish_undo    (HeedDatabase     *self,
                                       GError          **error);
gboolean heed_database_drop_undo      (HeedDatabase     *self,
                                       GError          **error);
gboolean heed_database_note_entry     (HeedDatabase     *self,
                                       HeedEntryChange  *change,
                                       GError          **error);
gboolean heed_database_note_version   (HeedDatabase     *self,
                                       gint64            revision,
                                       GError          **error);

G_END_DECLS
