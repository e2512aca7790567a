/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-section.h"

G_BEGIN_DECLS

/**
 * HeedAim:
 * @HEED_AIM_ANSWER: the control of an answer
 * @HEED_AIM_CHANGE: where its text last changed
 * @HEED_AIM_HANDLE: what a group or a row is moved by
 *
 * What to look for at a path of an entry.
 */
typedef enum
{
  HEED_AIM_ANSWER,
  HEED_AIM_CHANGE,
  HEED_AIM_HANDLE,
} HeedAim;

/**
 * HeedRest:
 * @HEED_REST_TOP: at the top of what scrolls
 * @HEED_REST_MIDDLE: in the middle
 * @HEED_REST_SIGHT: where it is if it can be seen, else in the upper third, where
 *   there is something before and after it to read
 *
 * Where a place comes to rest that somebody goes to.
 */
typedef enum
{
  HEED_REST_TOP,
  HEED_REST_MIDDLE,
  HEED_REST_SIGHT,
} HeedRest;

/**
 * HeedNavigator:
 *
 * Knows where to go in an entry: whoever undoes, finds, jumps, moves or adds
 * something says where, and the navigator puts the keyboard focus there and
 * scrolls. Nothing else in the editor does.
 */
typedef struct _HeedNavigator HeedNavigator;

HeedNavigator  *heed_navigator_new            (GtkWidget      *editor,
                                               GtkWidget      *title);
void            heed_navigator_free           (HeedNavigator  *self);
void            heed_navigator_clear          (HeedNavigator  *self);
void            heed_navigator_set_sections   (HeedNavigator  *self,
                                               GPtrArray      *sections);
GPtrArray      *heed_navigator_get_views      (HeedNavigator  *self);
HeedAnswerView *heed_navigator_find           (HeedNavigator  *self,
                                               const char     *path);
HeedAnswerView *heed_navigator_get_focused    (HeedNavigator  *self);
void            heed_navigator_note_focus     (HeedNavigator  *self);
const char     *heed_navigator_get_last_path  (HeedNavigator  *self);
const char     *heed_navigator_get_instance   (HeedNavigator  *self);
void            heed_navigator_plan           (HeedNavigator  *self,
                                               const char     *path,
                                               HeedAim         aim,
                                               int             caret,
                                               const char     *note);
void            heed_navigator_plan_to_stay   (HeedNavigator  *self);
void            heed_navigator_arrive         (HeedNavigator  *self);
void            heed_navigator_follow_change  (HeedNavigator  *self,
                                               const char     *path);
gboolean        heed_navigator_go             (HeedNavigator  *self,
                                               const char     *path);
gboolean        heed_navigator_start          (HeedNavigator  *self);
void            heed_navigator_move_on        (HeedNavigator  *self);

gboolean        heed_navigator_find_top       (GtkWidget      *widget,
                                               int             y,
                                               GtkAdjustment **adjustment,
                                               double         *top);
gboolean        heed_navigator_show           (GtkWidget      *widget,
                                               int             y,
                                               int             height,
                                               HeedRest        rest);
void            heed_navigator_show_section   (HeedSection    *section);
gboolean        heed_navigator_select         (GtkWidget      *widget,
                                               guint           start,
                                               guint           end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedNavigator, heed_navigator_free)

G_END_DECLS
