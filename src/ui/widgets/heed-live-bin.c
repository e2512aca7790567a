/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pages have in common: a journal, and a question to it that is asked
 * again when there is news. */

#include "heed-live-bin.h"

typedef struct
{
  HeedJournal *journal;
  gboolean is_set_up;
  gboolean refreshing;
  gboolean again;
  gboolean stale; /* there was news while nobody could see it */
} HeedLiveBinPrivate;

enum
{
  PROP_0,
  PROP_JOURNAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HeedLiveBin, heed_live_bin, ADW_TYPE_BIN)

static void
set_journal (HeedLiveBin *self,
             HeedJournal *journal)
{
  HeedLiveBinPrivate *priv = heed_live_bin_get_instance_private (self);
  HeedJournal *before = priv->journal;

  if (before == journal)
    return;

  if (before != NULL)
    g_signal_handlers_disconnect_by_data (before, self);
  g_set_object (&priv->journal, journal);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOURNAL]);
  if (journal == NULL)
    return;

  g_signal_connect_object (journal, "changed", G_CALLBACK (heed_live_bin_refresh), self, G_CONNECT_SWAPPED);
  priv->is_set_up = FALSE;
  heed_live_bin_refresh (self);
}

static void
heed_live_bin_map (GtkWidget *widget)
{
  HeedLiveBin *self = HEED_LIVE_BIN (widget);
  HeedLiveBinPrivate *priv = heed_live_bin_get_instance_private (self);

  GTK_WIDGET_CLASS (heed_live_bin_parent_class)->map (widget);
  if (priv->stale)
    heed_live_bin_refresh (self);
}

static void
heed_live_bin_dispose (GObject *object)
{
  HeedLiveBinPrivate *priv = heed_live_bin_get_instance_private (HEED_LIVE_BIN (object));

  if (priv->journal != NULL)
    g_signal_handlers_disconnect_by_data (priv->journal, object);
  g_clear_object (&priv->journal);

  G_OBJECT_CLASS (heed_live_bin_parent_class)->dispose (object);
}

static void
heed_live_bin_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_JOURNAL:
      g_value_set_object (value, heed_live_bin_get_journal (HEED_LIVE_BIN (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_live_bin_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_JOURNAL:
      set_journal (HEED_LIVE_BIN (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_live_bin_class_init (HeedLiveBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_live_bin_dispose;
  object_class->get_property = heed_live_bin_get_property;
  object_class->set_property = heed_live_bin_set_property;
  GTK_WIDGET_CLASS (klass)->map = heed_live_bin_map;

  properties[PROP_JOURNAL] = g_param_spec_object ("journal", NULL, NULL, HEED_TYPE_JOURNAL,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
heed_live_bin_init (HeedLiveBin *self)
{
}

/**
 * heed_live_bin_get_journal:
 * @self: a part of the window
 *
 * Gets the journal that it shows.
 *
 * Returns: (transfer none) (nullable): the journal; %NULL until one is set, and
 *   when the window is gone
 */
HeedJournal *
heed_live_bin_get_journal (HeedLiveBin *self)
{
  HeedLiveBinPrivate *priv = heed_live_bin_get_instance_private (self);

  return priv->journal;
}

/**
 * heed_live_bin_get_workbook:
 * @self: a part of the window that has a journal
 *
 * Gets the workbook of the journal.
 *
 * Returns: (transfer none): the workbook
 */
HeedWorkbook *
heed_live_bin_get_workbook (HeedLiveBin *self)
{
  return heed_journal_get_workbook (heed_live_bin_get_journal (self));
}

/**
 * heed_live_bin_can_ask:
 * @self: a part of the window
 *
 * Tells whether there is an open journal to ask. The answer to one question may
 * come when the window is closing, and another can no longer be asked.
 *
 * Returns: %TRUE if there is
 */
gboolean
heed_live_bin_can_ask (HeedLiveBin *self)
{
  HeedLiveBinPrivate *priv = heed_live_bin_get_instance_private (self);

  return priv->journal != NULL && heed_journal_is_open (priv->journal);
}

/**
 * heed_live_bin_refresh:
 * @self: a part of the window
 *
 * Asks the journal again: now, or when the answer that is on its way is here,
 * or when this part of the window comes into sight.
 */
void
heed_live_bin_refresh (HeedLiveBin *self)
{
  HeedLiveBinPrivate *priv = heed_live_bin_get_instance_private (self);

  if (!heed_live_bin_can_ask (self))
    return;

  priv->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (priv->stale)
    return;

  if (!priv->is_set_up)
    {
      priv->is_set_up = TRUE;
      HEED_LIVE_BIN_GET_CLASS (self)->set_up (self);
    }

  priv->again = priv->refreshing;
  if (priv->refreshing)
    return;

  priv->refreshing = TRUE;
  HEED_LIVE_BIN_GET_CLASS (self)->refresh (self);
}

/**
 * heed_live_bin_end_refresh:
 * @self: a part of the window that asked
 * @error: (nullable): why there is no answer
 *
 * Ends what the refresh of the class began. What is shown stays as it is after
 * an error; the next news asks again.
 *
 * Returns: %TRUE if the answer is there and still wanted
 */
gboolean
heed_live_bin_end_refresh (HeedLiveBin  *self,
                           const GError *error)
{
  HeedLiveBinPrivate *priv = heed_live_bin_get_instance_private (self);

  priv->refreshing = FALSE;
  if (error != NULL && heed_live_bin_can_ask (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
  if (priv->again)
    heed_live_bin_refresh (self);

  return error == NULL && heed_live_bin_can_ask (self);
}
