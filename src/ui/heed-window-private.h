/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of the window share. */

#pragma once

#include "heed-backups.h"
#include "heed-pages.h"
#include "heed-window.h"

G_BEGIN_DECLS

/**
 * HeedWindowFunc:
 * @self: the window
 * @error: (nullable): why it did not work
 * @user_data: what the caller gave
 *
 * Called when the window has done what takes a while.
 */
typedef void (*HeedWindowFunc) (HeedWindow   *self,
                                const GError *error,
                                gpointer      user_data);

void       heed_window_install_safety_actions (GtkWidgetClass *widget_class);
void       heed_window_install_page_actions  (GtkWidgetClass *widget_class);
void       heed_window_install_entry_actions (GtkWidgetClass *widget_class);
void       heed_window_install_file_actions  (GtkWidgetClass *widget_class);
void       heed_window_install_damage_actions (GtkWidgetClass *widget_class);
void       heed_window_install_copy_actions  (GtkWidgetClass *widget_class);
HeedPages *heed_window_get_pages             (HeedWindow     *self);
gboolean   heed_window_activate_on_page      (HeedWindow     *self,
                                              const char     *action);
void       heed_window_enable_file_actions   (HeedWindow     *self,
                                              gboolean        enabled);
void       heed_window_enable_import         (HeedWindow     *self,
                                              gboolean        enabled);
void       heed_window_show_toast            (HeedWindow     *self,
                                              AdwToast       *toast);
void       heed_window_show_sentence         (HeedWindow     *self,
                                              const char     *sentence);
void       heed_window_show_trouble          (HeedWindow     *self,
                                              const char     *sentence);
void       heed_window_show_trouble_page     (HeedWindow     *self,
                                              const char     *title,
                                              const GError   *error,
                                              const char     *path);
void       heed_window_show_wait             (HeedWindow     *self,
                                              const char     *sentence);
void       heed_window_end_wait              (HeedWindow     *self);
const char *heed_window_get_path             (HeedWindow     *self);
HeedWindow *heed_window_start_over           (HeedWindow     *self);
void       heed_window_start_later           (HeedWindow     *self,
                                              GVariant       *entry);
HeedBackups *heed_window_get_backups         (HeedWindow     *self);
gboolean   heed_window_leave_journal         (HeedWindow     *self,
                                              const char     *words,
                                              HeedWindowFunc  func,
                                              gpointer        user_data);
void       heed_window_return_to_journal     (HeedWindow     *self);

HeedBackups *heed_window_create_backups      (HeedWindow     *self,
                                              GSettings      *settings);
char       *heed_window_dup_newest_backup    (HeedWindow     *self,
                                              GSettings      *settings);
void        heed_window_update_backups       (HeedWindow     *self,
                                              const char     *key,
                                              GSettings      *settings);

/* Other copies of the journal. */
char      *heed_window_describe_loss         (HeedJournal    *journal);
GPtrArray *heed_window_find_new_copies       (GSettings      *settings,
                                              GPtrArray      *copies);
void       heed_window_remember_copies       (GSettings      *settings,
                                              GPtrArray      *copies);
char      *heed_window_describe_found        (GPtrArray      *copies);
GPtrArray *heed_window_get_copies            (HeedWindow     *self);
void       heed_window_know_copies           (HeedWindow     *self);
void       heed_window_hide_copies           (HeedWindow     *self);
void       heed_window_join_copies           (HeedWindow     *self,
                                              GPtrArray      *copies);

G_END_DECLS
