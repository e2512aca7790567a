/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of the session. See heed-session-guard.h. */

#include "heed-session-guard.h"

#include <glib/gi18n.h>

struct _HeedSessionGuard
{
  GObject parent_instance;

  GtkApplication *application; /* (unowned): it owns this */
  HeedJournal *journal;        /* (nullable) */
  GSignalGroup *journal_signals;
  gboolean holds;
  guint cookie;                /* 0 where no session manager listens */
};

G_DEFINE_FINAL_TYPE (HeedSessionGuard, heed_session_guard, G_TYPE_OBJECT)

static void
hold (HeedSessionGuard *self)
{
  if (self->holds)
    return;

  self->holds = TRUE;
  self->cookie = gtk_application_inhibit (self->application, gtk_application_get_active_window (self->application),
                                          GTK_APPLICATION_INHIBIT_LOGOUT,
                                          _("What you wrote last is not saved yet."));
}

static void
release (HeedSessionGuard *self)
{
  if (self->cookie != 0)
    gtk_application_uninhibit (self->application, self->cookie);
  self->cookie = 0;
  self->holds = FALSE;
}

/* Not while somebody types: to hold the session waits for an answer from its
 * manager, and whoever types has saved a second later. */
static void
save_state_cb (HeedSessionGuard *self)
{
  HeedSaveState state = heed_journal_get_save_state (self->journal);

  if (state == HEED_SAVE_STATE_FAILED)
    hold (self);
  else if (state <= HEED_SAVE_STATE_RESCUED)
    release (self);
}

static void
query_end_cb (HeedSessionGuard *self)
{
  if (self->journal == NULL || heed_journal_get_save_state (self->journal) <= HEED_SAVE_STATE_RESCUED)
    return;

  hold (self);
  heed_journal_save_async (self->journal, NULL, NULL);
}

static void
heed_session_guard_dispose (GObject *object)
{
  HeedSessionGuard *self = HEED_SESSION_GUARD (object);

  g_clear_object (&self->journal_signals);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (heed_session_guard_parent_class)->dispose (object);
}

static void
heed_session_guard_class_init (HeedSessionGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_session_guard_dispose;
}

static void
heed_session_guard_init (HeedSessionGuard *self)
{
  self->journal_signals = g_signal_group_new (HEED_TYPE_JOURNAL);
  g_signal_group_connect_swapped (self->journal_signals, "notify::save-state", G_CALLBACK (save_state_cb), self);
}

/**
 * heed_session_guard_new:
 * @application: an application that is registered with the session and outlives
 *   the guard
 *
 * Makes a guard without a journal.
 *
 * Returns: (transfer full): the guard
 */
HeedSessionGuard *
heed_session_guard_new (GtkApplication *application)
{
  HeedSessionGuard *self = g_object_new (HEED_TYPE_SESSION_GUARD, NULL);

  self->application = application;
  g_signal_connect_object (application, "query-end", G_CALLBACK (query_end_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * heed_session_guard_set_journal:
 * @self: a guard
 * @journal: (nullable): what is to be saved
 *
 * Sets the journal.
 */
void
heed_session_guard_set_journal (HeedSessionGuard *self,
                                HeedJournal      *journal)
{
  g_return_if_fail (HEED_IS_SESSION_GUARD (self));

  release (self);
  g_set_object (&self->journal, journal);
  g_signal_group_set_target (self->journal_signals, journal);
}

/**
 * heed_session_guard_holds:
 * @self: a guard
 *
 * Tells whether the session is asked not to end.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_session_guard_holds (HeedSessionGuard *self)
{
  g_return_val_if_fail (HEED_IS_SESSION_GUARD (self), FALSE);

  return self->holds;
}
