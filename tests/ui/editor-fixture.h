/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor in a real window on a real journal, and what a person does with
 * it. For the tests of the editor. */

#pragma once

#include "journal-fixture.h"

#include "heed-editor.h"
#include "heed-text-area.h"

G_BEGIN_DECLS

typedef struct
{
  JournalFixture files;
  GtkWidget *window;
  GtkWidget *page;
  HeedEditor *editor;
  HeedEntry *entry;
} EditorFixture;

typedef gboolean (*Match) (GtkWidget  *widget,
                           const char *text);

GtkWidget    *find (GtkWidget  *widget,
                    Match       match,
                    const char *text);
gboolean      is_view_of_path (GtkWidget  *widget,
                               const char *path);
gboolean      is_text_area (GtkWidget  *widget,
                            const char *unused);
gboolean      is_rating (GtkWidget  *widget,
                         const char *unused);
gboolean      is_entry_view (GtkWidget  *widget,
                             const char *unused);
gboolean      is_button_with_label (GtkWidget  *widget,
                                    const char *label);
gboolean      is_option_with_label (GtkWidget  *widget,
                                    const char *label);
gboolean      is_clear_button (GtkWidget  *widget,
                               const char *unused);
gboolean      is_label_with_text (GtkWidget  *widget,
                                  const char *text);
gboolean      is_button_with_target (GtkWidget  *widget,
                                     const char *action_and_path);
GtkWidget    *get_view (EditorFixture *fixture,
                        const char    *path);
HeedTextArea *get_area (EditorFixture *fixture,
                        const char    *path);
void          type (EditorFixture *fixture,
                    const char    *path,
                    const char    *text);
void          press (GtkWidget *button);
GtkWidget    *get_handle (EditorFixture *fixture,
                          const char    *path);
void          press_in_menu (EditorFixture *fixture,
                             const char    *path,
                             const char    *label);
gboolean      is_in_sight (gpointer widget);
void          leave (EditorFixture *fixture);
void          show_entry (EditorFixture *fixture,
                          HeedEntry     *entry);
void          start (EditorFixture *fixture,
                     const char    *form);
void          close_window (EditorFixture *fixture);
void          editor_fixture_set_up (EditorFixture *fixture,
                                     gconstpointer  data);
void          use_small_workbook (EditorFixture *fixture);
void          editor_fixture_set_up_small (EditorFixture *fixture,
                                           gconstpointer  data);
void          editor_fixture_tear_down (EditorFixture *fixture,
                                        gconstpointer  data);
gboolean      has_focus_in (EditorFixture *fixture,
                            const char    *path);
void          assert_text (EditorFixture *fixture,
                           const char    *path,
                           const char    *text);
void          press_keys (EditorFixture *fixture,
                          const char    *keys);
void          send_keys  (EditorFixture *fixture,
                          const char    *keys);
void          click_text (EditorFixture *fixture,
                          const char    *path,
                          const char    *words,
                          const char    *button,
                          const char    *modifier);

G_END_DECLS
