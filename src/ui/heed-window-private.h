/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of the window share. */

#pragma once

#include "heed-backups.h"
#include "heed-pages.h"
#include "heed-place.h"
#include "heed-window.h"

G_BEGIN_DECLS

struct _HeedWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *states;
  GtkLabel *opening_label;
  AdwBin *pages_bin;
  HeedPages *pages;
  GtkRevealer *save_trouble;
  GtkLabel *save_trouble_label;
  GtkWidget *save_again_button;
  GtkWidget *put_back_button;
  GtkWidget *sample_bar;
  GtkWidget *copies_bar;
  GtkLabel *copies_label;

  GSettings *settings;
  HeedWorkbook *workbook;
  HeedJournal *journal; /* NULL until it is open */
  HeedBackups *backups; /* of the journal; NULL without it */
  char *path;           /* of the journal's file */
  GPtrArray *copies;    /* of HeedCopy: of the journal, found beside it */
  gboolean offers_copies; /* until somebody has answered */
  gboolean anew;        /* to open the journal even if there are only copies */
  gboolean joining;     /* and then to join these */
  gboolean joins_other; /* once it is back in its place: what lay there */
  HeedPlace *place;     /* where to go once the journal is open; NULL for nowhere */
  GVariant *waiting;    /* the entry to start once the journal is open */
  gboolean demo;
  gboolean opening;     /* the journal is being opened */
  AdwToast *read_trouble; /* says that the journal cannot be read; NULL while it can */
  GtkWindow *question;  /* whether to lose what is not saved; NULL unless asked */
  guint opening_source; /* says in a moment that the journal is being opened */
  gboolean closing;     /* the journal is being closed */
  gboolean away;        /* the journal is closed for a while, for another to take its place */
  gboolean leaving;     /* somebody wants to close the window meanwhile */
  gboolean closed;      /* everything is safe */
};

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

gboolean     heed_window_activate_on_page       (HeedWindow     *self,
                                                 const char     *action);
void         heed_window_add_count              (GStrvBuilder   *sentences,
                                                 guint           count,
                                                 const char     *format,
                                                 ...) G_GNUC_PRINTF (3, 4);
void         heed_window_show_sentence          (HeedWindow     *self,
                                                 const char     *sentence);
void         heed_window_show_trouble           (HeedWindow     *self,
                                                 const char     *sentence);
void         heed_window_show_trouble_page      (HeedWindow     *self,
                                                 const char     *title,
                                                 const GError   *error,
                                                 const char     *path);
void         heed_window_show_wait              (HeedWindow     *self,
                                                 const char     *sentence);
gboolean     heed_window_leave_journal          (HeedWindow     *self,
                                                 const char     *words,
                                                 HeedWindowFunc  func,
                                                 gpointer        user_data);

void         heed_window_keep_place             (HeedWindow     *self);
void         heed_window_return_to_place        (HeedWindow     *self);
void         heed_window_install_page_actions   (GtkWidgetClass *widget_class);
void         heed_window_install_file_actions   (GtkWidgetClass *widget_class);
void         heed_window_install_safety_actions (GtkWidgetClass *widget_class);
void         heed_window_enable_file_actions    (HeedWindow     *self,
                                                 gboolean        enabled);
void         heed_window_join_copies            (HeedWindow     *self,
                                                 GPtrArray      *copies);
void         heed_window_begin_backups          (HeedWindow     *self);
void         heed_window_update_backups         (HeedWindow     *self);
char        *heed_window_dup_newest_backup      (HeedWindow     *self);
char        *heed_window_describe_loss          (HeedJournal    *journal);
void         heed_window_take_copies            (HeedWindow     *self);
void         heed_window_know_copies            (HeedWindow     *self);

G_END_DECLS
