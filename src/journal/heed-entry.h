/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-filled-form.h"
#include "heed-summary.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

/**
 * HeedSaveState:
 * @HEED_SAVE_STATE_SAVED: everything is in the journal
 * @HEED_SAVE_STATE_RESCUED: the journal's file is gone, and it is on the disk in
 *   another one
 * @HEED_SAVE_STATE_UNSAVED: something changed and will be saved shortly
 * @HEED_SAVE_STATE_SAVING: it is being saved
 * @HEED_SAVE_STATE_FAILED: it could not be saved and is kept in memory
 *
 * Whether what somebody wrote is safe. The later, the more worrying.
 */
typedef enum
{
  HEED_SAVE_STATE_SAVED,
  HEED_SAVE_STATE_RESCUED,
  HEED_SAVE_STATE_UNSAVED,
  HEED_SAVE_STATE_SAVING,
  HEED_SAVE_STATE_FAILED,
} HeedSaveState;

GType heed_save_state_get_type (void);
#define HEED_TYPE_SAVE_STATE (heed_save_state_get_type ())

const char *heed_save_state_describe (HeedSaveState state);

/* Places in an entry that are no answers; see heed_entry_get_changed_path(). */
#define HEED_ENTRY_TITLE "/title"
#define HEED_ENTRY_TAGS "/tags"
#define HEED_ENTRY_ITEM "/item"
#define HEED_ENTRY_COMPLETED "/completed"
#define HEED_ENTRY_CREATED "/created"

#define HEED_TYPE_ENTRY (heed_entry_get_type ())
G_DECLARE_FINAL_TYPE (HeedEntry, heed_entry, HEED, ENTRY, GObject)

/**
 * HeedEntry:
 *
 * A live entry. In a list it knows its summary, as soon as that has arrived;
 * once opened, through heed_journal_open_entry_async() or by being new, it
 * holds its record and can be edited, undone and redone. Every change is a new
 * immutable record.
 *
 * Main thread only.
 */

HeedEntry     *heed_entry_new_for_record   (HeedWorkbook       *workbook,
                                            HeedRecord         *record);

const char    *heed_entry_get_id           (HeedEntry          *self);
HeedSummary   *heed_entry_get_summary      (HeedEntry          *self);
HeedRecord    *heed_entry_get_head         (HeedEntry          *self);
HeedForm      *heed_entry_get_form         (HeedEntry          *self);
HeedItem      *heed_entry_get_item         (HeedEntry          *self);
HeedWorkbook  *heed_entry_get_workbook     (HeedEntry          *self);
HeedSaveState  heed_entry_get_save_state   (HeedEntry          *self);
char          *heed_entry_dup_title        (HeedEntry          *self);
HeedProgress   heed_entry_get_progress     (HeedEntry          *self);
gboolean       heed_entry_is_completed     (HeedEntry          *self);
gboolean       heed_entry_is_deleted       (HeedEntry          *self);
gboolean       heed_entry_is_pinned        (HeedEntry          *self);

gboolean        heed_entry_is_open           (HeedEntry          *self);
HeedRecord     *heed_entry_get_record        (HeedEntry          *self);
HeedFilledForm *heed_entry_get_filled_form   (HeedEntry          *self);
const char     *heed_entry_get_answer        (HeedEntry          *self,
                                              const char         *path);
void            heed_entry_set_answer        (HeedEntry          *self,
                                              const char         *path,
                                              const char         *value);
void            heed_entry_set_answers       (HeedEntry          *self,
                                              const char * const *paths,
                                              const char * const *values);
void            heed_entry_set_title         (HeedEntry          *self,
                                              const char         *title);
void            heed_entry_set_tags          (HeedEntry          *self,
                                              const char * const *tags);
void            heed_entry_set_item_id       (HeedEntry          *self,
                                              const char         *item_id);
void            heed_entry_set_created       (HeedEntry          *self,
                                              HeedTimestamp       created);
void            heed_entry_set_completed     (HeedEntry          *self,
                                              gboolean            completed);
void            heed_entry_set_deleted       (HeedEntry          *self,
                                              gboolean            deleted);
gboolean        heed_entry_can_add_repeat    (HeedEntry          *self,
                                              const char         *path);
void            heed_entry_add_repeat        (HeedEntry          *self,
                                              const char         *path);
gboolean        heed_entry_can_remove_repeat (HeedEntry          *self,
                                              const char         *path);
void            heed_entry_remove_repeat     (HeedEntry          *self,
                                              const char         *path,
                                              guint               index);
gboolean        heed_entry_can_move_repeat   (HeedEntry          *self,
                                              const char         *path,
                                              guint               from,
                                              guint               to);
void            heed_entry_move_repeat       (HeedEntry          *self,
                                              const char         *path,
                                              guint               from,
                                              guint               to);
void            heed_entry_restore           (HeedEntry          *self,
                                              HeedRecord         *older);
gboolean        heed_entry_get_can_undo      (HeedEntry          *self);
gboolean        heed_entry_get_can_redo      (HeedEntry          *self);
void            heed_entry_undo              (HeedEntry          *self);
void            heed_entry_redo              (HeedEntry          *self);
const char     *heed_entry_get_changed_path  (HeedEntry          *self);

G_END_DECLS
