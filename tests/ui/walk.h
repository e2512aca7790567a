/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goes to every page of the window with the sample journal, and to every window
 * that it opens, so that a test can look at each of them. */

#pragma once

#include "heed-application.h"
#include "heed-window.h"

typedef struct
{
  HeedApplication *application;
  HeedWindow *window;
  char *folder;
  const char *place; /* the page that is looked at, for people */
} Walk;

/* Looks at @top, which is the window or a dialog above it, and adds what it has
 * to complain of to @faults, with walk_complain(). */
typedef void (*WalkFunc) (Walk       *walk,
                          GtkWidget  *top,
                          GPtrArray  *faults,
                          gpointer    data);

void       walk_start    (Walk       *walk);
void       walk_open     (Walk       *walk,
                          int         width,
                          int         height);
void       walk_close    (Walk       *walk);
void       walk_all      (Walk       *walk,
                          WalkFunc    func,
                          gpointer    data);
void       walk_settle   (Walk       *walk);
GtkWidget *walk_page     (Walk       *walk);
void       walk_complain (GPtrArray  *faults,
                          const char *format,
                          ...) G_GNUC_PRINTF (2, 3);
