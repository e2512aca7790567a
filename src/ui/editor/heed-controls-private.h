/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files that make controls share. */

#pragma once

#include "heed-controls.h"

G_BEGIN_DECLS

/* Where the controls are being put. */
typedef struct
{
  HeedControls *controls;
  HeedOutline *outline;
  GtkWidget *column;
} HeedControlsSite;

void            heed_controls_build_rows      (HeedControlsSite      *site,
                                               guint                  first,
                                               guint                  end);
void            heed_controls_build_questions (HeedControlsSite      *site,
                                               guint                  first,
                                               guint                  end);
void            heed_controls_build_rated     (HeedControlsSite      *site,
                                               guint                  position,
                                               guint                  end);

GtkWidget      *heed_controls_add_label       (GtkWidget             *box,
                                               const char            *text,
                                               const char            *first_class,
                                               const char            *second_class);
GtkWidget      *heed_controls_add_heading     (GtkWidget             *box,
                                               const char            *text);
void            heed_controls_add_nothing     (GtkWidget             *box);
GtkWidget      *heed_controls_add_card        (HeedControlsSite      *site,
                                               const char            *css_class,
                                               const char            *name);
HeedAnswerView *heed_controls_add_view        (HeedControlsSite      *site,
                                               GtkWidget             *box,
                                               HeedAnswerView        *view,
                                               const HeedOutlineNode *node);
GtkWidget      *heed_controls_make_handle     (HeedControlsSite      *site,
                                               GtkWidget             *dragged,
                                               const HeedOutlineNode *node);
void            heed_controls_remember        (GPtrArray             *widgets,
                                               GtkWidget             *widget,
                                               const char            *path);
gboolean        heed_controls_is_answered     (HeedControlsSite      *site,
                                               guint                  position);

G_END_DECLS
