/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What has become of a tip, worked out from the entries about it. */

#include "heed-tip-status.h"

#include "heed-database.h"
#include "heed-form.h"

static const HeedTally *
find_tally (GPtrArray  *tallies,
            const char *form_id,
            const char *tip_id)
{
  for (guint i = 0; i < tallies->len; i++)
    {
      const HeedTally *tally = g_ptr_array_index (tallies, i);

      if (g_strcmp0 (tally->form_id, form_id) == 0 && g_strcmp0 (tally->item_id, tip_id) == 0)
        return tally;
    }

  return NULL;
}

/* The newest decision on the tip that says what was decided. */
static HeedRecord *
find_decision (GPtrArray    *decisions,
               const char   *tip_id,
               HeedTipState *state)
{
  for (guint i = 0; i < decisions->len; i++)
    {
      HeedRecord *decision = g_ptr_array_index (decisions, i);
      const char *what = heed_record_get_answer (decision, HEED_DECISION_WHAT);

      if (g_strcmp0 (heed_record_get_item_id (decision), tip_id) != 0)
        continue;
      *state = g_strcmp0 (what, HEED_DECISION_KEEP) == 0 ? HEED_TIP_KEPT : HEED_TIP_ASIDE;
      if (*state == HEED_TIP_KEPT || g_strcmp0 (what, HEED_DECISION_ASIDE) == 0)
        return decision;
    }

  return NULL;
}

/**
 * heed_tip_status_find: (skip)
 * @tip_id: a tip
 * @tallies: (element-type HeedTally): how many entries of each kind there are
 * @decisions: (element-type HeedRecord): decisions on tips, newest first
 *
 * Works out how somebody stands with a tip. The newest of its decisions, plans
 * and tries tells its state. A debrief about the tip is a try like a note on one.
 *
 * Returns: the status
 */
HeedTipStatus
heed_tip_status_find (const char *tip_id,
                      GPtrArray  *tallies,
                      GPtrArray  *decisions)
{
  const HeedTally *plans = find_tally (tallies, HEED_FORM_PLAN, tip_id);
  const HeedTally *tries[] = {
    find_tally (tallies, HEED_FORM_TRY, tip_id),
    find_tally (tallies, HEED_FORM_DEBRIEF, tip_id),
  };
  HeedTipState decided = HEED_TIP_NEW;
  HeedRecord *decision = find_decision (decisions, tip_id, &decided);
  gint64 decided_at = decision != NULL ? heed_record_get_created (decision).utc : 0;
  gint64 planned_at = plans != NULL ? plans->latest_created : 0;
  gint64 tried_at = 0;
  HeedTipStatus status = { .state = HEED_TIP_NEW };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    if (tries[i] != NULL)
      {
        status.tries += tries[i]->entries;
        if (tries[i]->latest_created > tried_at)
          {
            tried_at = tries[i]->latest_created;
            status.tried_day = tries[i]->latest_day;
          }
      }
  status.worked_on = MAX (planned_at, tried_at);
  status.bookmarked = find_tally (tallies, HEED_FORM_BOOKMARK, tip_id) != NULL;

  /* A decision holds until somebody plans or tries the tip again. Tries from before it do
   * not make a new plan a tried one. */
  if (decided_at > 0 && decided_at >= status.worked_on)
    status.state = decided;
  else if (tried_at > decided_at)
    status.state = HEED_TIP_PRACTICING;
  else
    status.state = planned_at > 0 ? HEED_TIP_PLANNED : HEED_TIP_NEW;
  return status;
}

/**
 * heed_tip_status_is_active:
 * @self: a status
 *
 * Tells whether somebody is at it: has planned it or is practicing it, and has
 * not decided on it yet.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_tip_status_is_active (const HeedTipStatus *self)
{
  return self->state == HEED_TIP_PLANNED || self->state == HEED_TIP_PRACTICING;
}

/**
 * heed_tip_status_get_day:
 * @plan: a plan
 *
 * Gets the day on which the tip is to be tried.
 *
 * Returns: a Julian day number; 0 for none
 */
guint32
heed_tip_status_get_day (HeedRecord *plan)
{
  const char *text = heed_record_get_answer (plan, HEED_PLAN_DAY);
  guint32 day = 0;

  return text != NULL && heed_day_parse_iso (text, &day) ? day : 0;
}

/**
 * heed_tip_status_is_due:
 * @self: how somebody stands with a tip
 * @day: the day of the plan for it; 0 for none
 * @today: the Julian day number of today
 *
 * Tells whether the day of a plan has come, and the tip was not tried since.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_tip_status_is_due (const HeedTipStatus *self,
                        guint32              day,
                        guint32              today)
{
  return day != 0 && day <= today && self->tried_day < day && heed_tip_status_is_active (self);
}

/**
 * heed_tip_status_list_plans:
 * @plans: (element-type HeedEntry): plans, newest first
 * @tallies: (element-type HeedTally): how many entries of each kind there are
 * @decisions: (element-type HeedRecord): decisions on tips, newest first
 *
 * Lists the plans that somebody is at. Of several for a tip the newest is the one that
 * counts, and none does for a tip that has become a habit or was set aside.
 *
 * Returns: (transfer container) (element-type HeedEntry): those of @plans
 */
GPtrArray *
heed_tip_status_list_plans (GPtrArray *plans,
                            GPtrArray *tallies,
                            GPtrArray *decisions)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *active = g_ptr_array_new ();

  for (guint i = 0; i < plans->len; i++)
    {
      HeedEntry *plan = g_ptr_array_index (plans, i);
      const char *tip_id = heed_entry_get_item (plan) != NULL ? heed_item_get_id (heed_entry_get_item (plan)) : NULL;
      HeedTipStatus status;

      if (tip_id == NULL)
        continue;

      status = heed_tip_status_find (tip_id, tallies, decisions);
      if (heed_tip_status_is_active (&status) && g_hash_table_add (seen, (gpointer) tip_id))
        g_ptr_array_add (active, plan);
    }

  return active;
}

static int
compare_newest (gconstpointer a,
                gconstpointer b)
{
  gint64 one = heed_record_get_created (heed_entry_get_head (*(HeedEntry **) a)).utc;
  gint64 other = heed_record_get_created (heed_entry_get_head (*(HeedEntry **) b)).utc;

  return (one < other) - (one > other);
}

/**
 * heed_tip_status_join_tries:
 * @tries: (element-type HeedEntry): notes on tries
 * @debriefs: (element-type HeedEntry): debriefs, each of which is a try, too
 *
 * Lists what was tried.
 *
 * Returns: (transfer container) (element-type HeedEntry): those of both, newest first
 */
GPtrArray *
heed_tip_status_join_tries (GPtrArray *tries,
                            GPtrArray *debriefs)
{
  GPtrArray *all = g_ptr_array_new ();

  g_ptr_array_extend (all, tries, NULL, NULL);
  g_ptr_array_extend (all, debriefs, NULL, NULL);
  g_ptr_array_sort (all, compare_newest);
  return all;
}
