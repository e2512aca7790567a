/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pages have in common: a journal, and a question to it that is asked
 * again when there is news. */

#include "heed-live-bin.h"

#include <string.h>

typedef struct
{
  HeedJournal *journal;
  gboolean is_set_up;
  gboolean refreshing;
  gboolean again;
  gboolean stale; /* there was news while nobody could see it */
  HeedItem *item;
  GPtrArray *answers[HEED_LIVE_BIN_ANSWERS];
  GPtrArray *coming[HEED_LIVE_BIN_ANSWERS]; /* while a question is on its way */
  gboolean answered;
} HeedLiveBinPrivate;

enum
{
  PROP_0,
  PROP_JOURNAL,
  PROP_ITEM,
  PROP_ANSWERED,
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

  if (HEED_LIVE_BIN_GET_CLASS (self)->get_item != NULL &&
      g_set_object (&priv->item, HEED_LIVE_BIN_GET_CLASS (self)->get_item (heed_live_bin_get_workbook (self))))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
  g_signal_connect_object (journal, "changed", G_CALLBACK (heed_live_bin_refresh), self, G_CONNECT_SWAPPED);
  priv->is_set_up = FALSE;
  heed_live_bin_refresh (self);
}

static void
clear_answers (GPtrArray **answers)
{
  for (guint i = 0; i < HEED_LIVE_BIN_ANSWERS; i++)
    g_clear_pointer (&answers[i], g_ptr_array_unref);
}

static void
end_question (HeedLiveBin  *self,
              const GError *error)
{
  HeedLiveBinPrivate *priv = heed_live_bin_get_instance_private (self);

  if (error != NULL)
    clear_answers (priv->coming);
  else
    {
      clear_answers (priv->answers);
      memcpy (priv->answers, priv->coming, sizeof (priv->coming));
      memset (priv->coming, 0, sizeof (priv->coming));
    }

  priv->refreshing = FALSE;
  if (error != NULL && heed_live_bin_can_ask (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
  if (priv->again)
    heed_live_bin_refresh (self);
  if (error != NULL || !heed_live_bin_can_ask (self))
    return;

  priv->answered = TRUE;
  HEED_LIVE_BIN_GET_CLASS (self)->show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANSWERED]);
}

static void
answered_more_cb (const GError *error,
                  gpointer      data)
{
  g_autoptr (HeedLiveBin) self = data;

  end_question (self, error);
}

static void
answered_cb (const GError *error,
             gpointer      data)
{
  g_autoptr (HeedLiveBin) self = data;
  HeedLiveBinPrivate *priv = heed_live_bin_get_instance_private (self);
  HeedJournalBatch *batch;

  if (error != NULL || HEED_LIVE_BIN_GET_CLASS (self)->ask_more == NULL || !heed_live_bin_can_ask (self))
    {
      end_question (self, error);
      return;
    }

  batch = heed_journal_batch_new (priv->journal, answered_more_cb, g_object_ref (self));
  HEED_LIVE_BIN_GET_CLASS (self)->ask_more (self, batch, priv->coming);
  heed_journal_batch_end (batch);
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
  g_clear_object (&priv->item);
  clear_answers (priv->answers);

  G_OBJECT_CLASS (heed_live_bin_parent_class)->dispose (object);
}

/* An answer may have come after the end. */
static void
heed_live_bin_finalize (GObject *object)
{
  HeedLiveBinPrivate *priv = heed_live_bin_get_instance_private (HEED_LIVE_BIN (object));

  clear_answers (priv->answers);
  clear_answers (priv->coming);

  G_OBJECT_CLASS (heed_live_bin_parent_class)->finalize (object);
}

static void
heed_live_bin_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  HeedLiveBinPrivate *priv = heed_live_bin_get_instance_private (HEED_LIVE_BIN (object));

  switch (property_id)
    {
    case PROP_JOURNAL:
      g_value_set_object (value, priv->journal);
      break;
    case PROP_ITEM:
      g_value_set_object (value, priv->item);
      break;
    case PROP_ANSWERED:
      g_value_set_boolean (value, priv->answered);
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
  HeedLiveBinPrivate *priv = heed_live_bin_get_instance_private (HEED_LIVE_BIN (object));

  switch (property_id)
    {
    case PROP_JOURNAL:
      set_journal (HEED_LIVE_BIN (object), g_value_get_object (value));
      break;
    case PROP_ITEM:
      if (g_set_object (&priv->item, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
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
  object_class->finalize = heed_live_bin_finalize;
  object_class->get_property = heed_live_bin_get_property;
  object_class->set_property = heed_live_bin_set_property;
  GTK_WIDGET_CLASS (klass)->map = heed_live_bin_map;

  properties[PROP_JOURNAL] = g_param_spec_object ("journal", NULL, NULL, HEED_TYPE_JOURNAL,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, HEED_TYPE_ITEM,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ANSWERED] = g_param_spec_boolean ("answered", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
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
 * heed_live_bin_get_item:
 * @self: a part of the window
 *
 * Gets what of the workbook it shows.
 *
 * Returns: (transfer none) (nullable): the item; %NULL where the workbook has none
 */
HeedItem *
heed_live_bin_get_item (HeedLiveBin *self)
{
  HeedLiveBinPrivate *priv = heed_live_bin_get_instance_private (self);

  return priv->item;
}

/**
 * heed_live_bin_get_answers: (skip)
 * @self: a part of the window
 *
 * Gets what the journal answered last.
 *
 * Returns: (transfer none): the structure that the class asked with; all of its
 *   places are %NULL before the first answer
 */
gpointer
heed_live_bin_get_answers (HeedLiveBin *self)
{
  HeedLiveBinPrivate *priv = heed_live_bin_get_instance_private (self);

  return priv->answers;
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
  HeedJournalBatch *batch;

  if (!heed_live_bin_can_ask (self))
    return;

  priv->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (priv->stale)
    return;

  if (!priv->is_set_up)
    {
      priv->is_set_up = TRUE;
      if (HEED_LIVE_BIN_GET_CLASS (self)->set_up != NULL)
        HEED_LIVE_BIN_GET_CLASS (self)->set_up (self);
    }

  priv->again = priv->refreshing;
  if (priv->refreshing)
    return;

  if (HEED_LIVE_BIN_GET_CLASS (self)->ask == NULL)
    return;

  priv->refreshing = TRUE;
  batch = heed_journal_batch_new (priv->journal, answered_cb, g_object_ref (self));
  HEED_LIVE_BIN_GET_CLASS (self)->ask (self, batch, priv->coming);
  heed_journal_batch_end (batch);
}
