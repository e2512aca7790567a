/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-database.h"

static inline void
assert_sound (HeedDatabase *database)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;

  g_assert_true (heed_database_check (database, &problems, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (problems[0], ==, NULL);
}
