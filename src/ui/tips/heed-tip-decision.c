/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of a tip that has served. See heed-tip-decision.h. */

#include "heed-tip-decision.h"

#include "heed-entry-actions.h"
#include "heed-focus.h"
#include "heed-relative-day.h"
#include "heed-text-area.h"
#include "heed-text.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>

struct _HeedTipDecision
{
  AdwBin parent_instance;

  GtkWidget *choice_box;
  GtkWidget *decided_box;
  GtkLabel *decided_label;
  HeedTextArea *why;
  GtkWidget *keep_button;
  GtkWidget *take_up_button;

  HeedEntry *decision; /* NULL while nothing is decided */
};

G_DEFINE_FINAL_TYPE (HeedTipDecision, heed_tip_decision, ADW_TYPE_BIN)

static void
why_changed_cb (HeedTipDecision *self)
{
  const char *text = heed_text_area_get_text (self->why);

  if (self->decision != NULL &&
      g_strcmp0 (text, heed_text_or_empty (heed_entry_get_answer (self->decision, HEED_DECISION_WHY))) != 0)
    heed_entry_set_answer (self->decision, HEED_DECISION_WHY, text);
}

static void
show_why (HeedTipDecision *self)
{
  const char *why = heed_text_or_empty (heed_entry_get_answer (self->decision, HEED_DECISION_WHY));

  if (!g_str_equal (why, heed_text_area_get_text (self->why)))
    heed_text_area_set_text (self->why, why);
}

static void
set_decision (HeedTipDecision *self,
              HeedEntry       *decision)
{
  if (self->decision == decision)
    return;

  if (self->decision != NULL)
    g_signal_handlers_disconnect_by_func (self->decision, show_why, self);
  g_set_object (&self->decision, decision);
  heed_entry_actions_put (GTK_WIDGET (self), decision);
  if (decision == NULL)
    return;

  show_why (self);
  g_signal_connect_object (decision, "answer-changed", G_CALLBACK (show_why), self, G_CONNECT_SWAPPED);
}

static void
show_decided (HeedTipDecision *self,
              HeedTipState     state)
{
  g_autofree char *day = heed_relative_day_format_stamp (heed_record_get_created (heed_entry_get_head (self->decision)));
  g_autofree char *sentence = NULL;

  if (state == HEED_TIP_KEPT)
    /* Translators: “today”, “yesterday” or a date, as in “Kept as a habit since yesterday.” */
    sentence = g_strdup_printf (_("Kept as a habit since %s."), day);
  else
    /* Translators: “today”, “yesterday” or a date, as in “Set aside yesterday.” */
    sentence = g_strdup_printf (_("Set aside %s."), day);
  gtk_label_set_label (self->decided_label, sentence);
}

static void
heed_tip_decision_dispose (GObject *object)
{
  g_clear_object (&HEED_TIP_DECISION (object)->decision);

  G_OBJECT_CLASS (heed_tip_decision_parent_class)->dispose (object);
}

static void
heed_tip_decision_class_init (HeedTipDecisionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_tip_decision_dispose;

  g_type_ensure (HEED_TYPE_TEXT_AREA);
  g_type_ensure (HEED_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/tips/heed-tip-decision.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTipDecision, choice_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTipDecision, decided_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTipDecision, decided_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipDecision, why);
  gtk_widget_class_bind_template_child (widget_class, HeedTipDecision, keep_button);
  gtk_widget_class_bind_template_child (widget_class, HeedTipDecision, take_up_button);
  gtk_widget_class_bind_template_callback (widget_class, why_changed_cb);
}

static void
heed_tip_decision_init (HeedTipDecision *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_tip_decision_show:
 * @self: a part of a tip's page
 * @status: how somebody stands with the tip
 * @decision: (nullable): the newest decision on it, open
 *
 * Shows what can be decided, or what was. It hides itself for a tip that nobody
 * has done anything with. The focus stays with the way on from here when the
 * button that had it goes.
 */
void
heed_tip_decision_show (HeedTipDecision     *self,
                        const HeedTipStatus *status,
                        HeedEntry           *decision)
{
  gboolean decided, focused;

  g_return_if_fail (HEED_IS_TIP_DECISION (self));

  decided = decision != NULL && (status->state == HEED_TIP_KEPT || status->state == HEED_TIP_ASIDE);
  focused = heed_focus_get_within (decided ? self->choice_box : self->decided_box) != NULL;
  set_decision (self, decided ? decision : NULL);
  if (decided)
    show_decided (self, status->state);
  gtk_widget_set_visible (self->decided_box, decided);
  gtk_widget_set_visible (self->choice_box, !decided);
  gtk_widget_set_visible (GTK_WIDGET (self), status->state != HEED_TIP_NEW);
  if (focused)
    gtk_widget_grab_focus (decided ? self->take_up_button : self->keep_button);
}
