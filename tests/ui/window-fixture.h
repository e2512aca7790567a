/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole window, on a journal in a folder of its own. */

#pragma once

#include "journal-fixture.h"

#include "heed-application.h"
#include "heed-window.h"

G_BEGIN_DECLS

typedef struct
{
  JournalFixture files; /* closed: only its folder and path are used */
  HeedWindow *window;   /* NULL until it is opened */
} WindowFixture;

/* One for all tests, as a process has one. */
HeedApplication *start_application         (int            *argc,
                                            char         ***argv);

void             window_fixture_set_up     (WindowFixture  *fixture,
                                            gconstpointer   data);
void             window_fixture_tear_down  (WindowFixture  *fixture,
                                            gconstpointer   data);
void             open_window               (WindowFixture  *fixture,
                                            gboolean        demo);
void             open_window_with_journal  (WindowFixture  *fixture,
                                            gboolean        demo);
void             close_window              (WindowFixture  *fixture);

/* Of a window, to wait for it. */
gboolean         has_journal               (gpointer        window);

G_END_DECLS
