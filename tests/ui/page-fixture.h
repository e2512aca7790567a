/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A page in a window of its own, on a real journal: to look for what it shows,
 * to press what can be pressed, and to see what it asks the window to do. */

#pragma once

#include "journal-fixture.h"
#include "screen.h"

G_BEGIN_DECLS

typedef struct
{
  JournalFixture files;
  GtkWidget *window;
  GtkWidget *page;
  GString *asked; /* the actions of the window, with their targets */
} PageFixture;

void       page_fixture_set_up    (PageFixture   *fixture,
                                   gconstpointer  demo);
void       page_fixture_tear_down (PageFixture   *fixture,
                                   gconstpointer  demo);
void       show_page              (PageFixture   *fixture,
                                   GtkWidget     *page);
HeedEntry *write_entry            (PageFixture   *fixture,
                                   const char    *form_id,
                                   const char    *item_id,
                                   const char    *path,
                                   const char    *value);

guint      count                  (PageFixture   *fixture,
                                   Match          match,
                                   const char    *text);
GtkWidget *find                   (PageFixture   *fixture,
                                   Match          match,
                                   const char    *text);
void       expect                 (PageFixture   *fixture,
                                   Match          match,
                                   const char    *text,
                                   guint          number);
void       press                  (PageFixture   *fixture,
                                   const char    *label);
void       expect_asked           (PageFixture   *fixture,
                                   const char    *asked);

G_END_DECLS
