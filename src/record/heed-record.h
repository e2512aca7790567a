/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "heed-timestamp.h"

G_BEGIN_DECLS

#define HEED_TYPE_RECORD (heed_record_get_type ())

/**
 * HeedRecord:
 *
 * One entry as a value: who and when, and the answers by path. Immutable,
 * reference counted and safe on any thread; a change makes a new record that
 * shares the answers that stayed.
 */
typedef struct _HeedRecord HeedRecord;

/**
 * HeedRecordBuilder:
 *
 * Collects what a new [struct@Heed.Record] is to hold.
 */
typedef struct _HeedRecordBuilder HeedRecordBuilder;

/**
 * HEED_RECORD_NEVER_ANSWERED:
 *
 * The time of an answer that was neither written nor erased, which is before any.
 */
#define HEED_RECORD_NEVER_ANSWERED G_MININT64

/**
 * HEED_RECORD_CREATED:
 *
 * Where a record keeps the day and time that somebody gave the entry instead of when it
 * was begun. What is kept of the entry itself has a path that no field has, and so
 * travels, is versioned and is joined as answers are.
 */
#define HEED_RECORD_CREATED ".created"

/**
 * HEED_RECORD_PINNED:
 *
 * Where a record keeps that the entry stands first in the journal.
 */
#define HEED_RECORD_PINNED ".pinned"

GType                heed_record_get_type             (void);
HeedRecord          *heed_record_ref                  (HeedRecord *self);
void                 heed_record_unref                (HeedRecord *self);

const char          *heed_record_get_id               (HeedRecord *self);
const char          *heed_record_get_workbook_id      (HeedRecord *self);
guint                heed_record_get_workbook_version (HeedRecord *self);
const char          *heed_record_get_form_id          (HeedRecord *self);
const char          *heed_record_get_item_id          (HeedRecord *self);
const char          *heed_record_get_title            (HeedRecord *self);
const char * const  *heed_record_get_tags             (HeedRecord *self);
HeedTimestamp        heed_record_get_created          (HeedRecord *self);
HeedTimestamp        heed_record_get_modified         (HeedRecord *self);
HeedTimestamp        heed_record_get_completed        (HeedRecord *self);
HeedTimestamp        heed_record_get_deleted          (HeedRecord *self);

const char *heed_record_get_answer      (HeedRecord  *self,
                                         const char  *path);
gint64      heed_record_get_answer_time (HeedRecord  *self,
                                         const char  *path);
guint       heed_record_get_n_answers   (HeedRecord  *self);
void        heed_record_get_nth_answer  (HeedRecord  *self,
                                         guint        position,
                                         const char **path,
                                         const char **value,
                                         gint64      *modified);
guint       heed_record_get_n_values    (HeedRecord  *self);
void        heed_record_get_nth_value   (HeedRecord  *self,
                                         guint        position,
                                         const char **path,
                                         const char **value,
                                         gint64      *modified);
gboolean    heed_record_is_pinned       (HeedRecord  *self);
gboolean    heed_record_is_emptied      (HeedRecord  *self);
gboolean    heed_record_equal           (HeedRecord  *self,
                                         HeedRecord  *other);

HeedRecordBuilder *heed_record_builder_new           (const char                *id,
                                                      const char                *workbook_id,
                                                      guint                      workbook_version,
                                                      const char                *form_id);
HeedRecordBuilder *heed_record_builder_new_from      (HeedRecord                *record);
void               heed_record_builder_free          (HeedRecordBuilder         *self);
void               heed_record_builder_set_item_id   (HeedRecordBuilder         *self,
                                                      const char                *item_id);
void               heed_record_builder_set_title     (HeedRecordBuilder         *self,
                                                      const char                *title);
void               heed_record_builder_set_tags      (HeedRecordBuilder         *self,
                                                      const char        * const *tags);
void               heed_record_builder_set_created   (HeedRecordBuilder         *self,
                                                      HeedTimestamp              created);
void               heed_record_builder_set_modified  (HeedRecordBuilder         *self,
                                                      HeedTimestamp              modified);
void               heed_record_builder_set_completed (HeedRecordBuilder         *self,
                                                      HeedTimestamp              completed);
void               heed_record_builder_set_deleted   (HeedRecordBuilder         *self,
                                                      HeedTimestamp              deleted);
void               heed_record_builder_set_answer    (HeedRecordBuilder         *self,
                                                      const char                *path,
                                                      const char                *value,
                                                      gint64                     modified);
HeedRecord        *heed_record_builder_end           (HeedRecordBuilder         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedRecord, heed_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedRecordBuilder, heed_record_builder_free)

G_END_DECLS
