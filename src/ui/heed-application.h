/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HEED_TYPE_APPLICATION (heed_application_get_type ())
G_DECLARE_FINAL_TYPE (HeedApplication, heed_application, HEED, APPLICATION, AdwApplication)

/**
 * HeedApplication:
 *
 * The program with its window: one instance a session, except with `--demo`
 * and `--journal`, which open a window of their own.
 */

HeedApplication *heed_application_new  (void);
int              heed_application_main (int    argc,
                                        char **argv);

G_END_DECLS
