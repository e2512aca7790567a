/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be said about a live entry. See heed-entry.h. */

#include "heed-entry.h"

#include "heed-entry-private.h"
#include "heed-text.h"
#include "heed-wording.h"

#include <glib/gi18n.h>

/* Whether losing it would lose anything: it has been kept before, or somebody
 * wrote into it. How many groups it has is not something written. */
gboolean
heed_entry_is_worth_keeping (HeedEntry *self)
{
  HeedRecord *record = heed_entry_get_record (self);
  HeedForm *form = heed_entry_get_form (self);

  if (heed_entry_get_stored (self) != NULL)
    return TRUE;
  if (record == NULL)
    return FALSE;
  if (*heed_record_get_tags (record) != NULL || heed_stamp_is_set (heed_record_get_completed (record)))
    return TRUE;
  if (heed_form_get_titled (form) && heed_record_get_title (record) != NULL)
    return TRUE;

  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value;

      heed_record_get_nth_answer (record, i, &path, &value, NULL);
      if (!heed_text_is_blank (value) && !heed_form_is_structure (form, path))
        return TRUE;
    }

  return FALSE;
}

/**
 * heed_save_state_describe:
 * @state: whether what somebody wrote is safe
 *
 * Says so in a word or a few.
 *
 * Returns: the words, in the language of the person
 */
const char *
heed_save_state_describe (HeedSaveState state)
{
  switch (state)
    {
    case HEED_SAVE_STATE_SAVED:
      return _("Saved");
    case HEED_SAVE_STATE_RESCUED:
      /* Translators: it is on the disk, but not in the journal. */
      return _("Kept beside the journal");
    case HEED_SAVE_STATE_UNSAVED:
    case HEED_SAVE_STATE_SAVING:
      return _("Saving…");
    case HEED_SAVE_STATE_FAILED:
      return _("Not saved");
    }

  g_return_val_if_reached ("");
}

/**
 * heed_entry_is_completed:
 * @self: an entry
 *
 * Tells whether somebody has marked the entry as complete.
 *
 * Returns: %FALSE also as long as nothing has arrived
 */
gboolean
heed_entry_is_completed (HeedEntry *self)
{
  HeedRecord *head = heed_entry_get_head (self);

  return head != NULL && heed_stamp_is_set (heed_record_get_completed (head));
}

/**
 * heed_entry_is_deleted:
 * @self: an entry
 *
 * Tells whether the entry is in the trash.
 *
 * Returns: %FALSE also as long as nothing has arrived
 */
gboolean
heed_entry_is_deleted (HeedEntry *self)
{
  HeedRecord *head = heed_entry_get_head (self);

  return head != NULL && heed_stamp_is_set (heed_record_get_deleted (head));
}

/**
 * heed_entry_get_form:
 * @self: an entry
 *
 * Gets the form that the entry fills in.
 *
 * Returns: (transfer none) (nullable): the form; %NULL if the workbook does
 *   not have it, or as long as nothing has arrived
 */
HeedForm *
heed_entry_get_form (HeedEntry *self)
{
  HeedRecord *head = heed_entry_get_head (self);

  return head != NULL ? heed_wording_find_form (heed_entry_get_workbook (self), head) : NULL;
}

/**
 * heed_entry_get_item:
 * @self: an entry
 *
 * Gets what the entry is about.
 *
 * Returns: (transfer none) (nullable): a tip or an activity
 */
HeedItem *
heed_entry_get_item (HeedEntry *self)
{
  HeedRecord *head = heed_entry_get_head (self);

  return head != NULL ? heed_wording_find_item (heed_entry_get_workbook (self), head) : NULL;
}

/**
 * heed_entry_dup_title:
 * @self: an entry
 *
 * Gets what to call the entry: the title that its writer gave it, or its
 * form's title, followed by the tip that it is about.
 *
 * Returns: (transfer full): a title, empty as long as nothing has arrived
 */
char *
heed_entry_dup_title (HeedEntry *self)
{
  HeedRecord *head = heed_entry_get_head (self);
  HeedItem *item = heed_entry_get_item (self);
  const char *kind;

  if (head == NULL)
    return g_strdup ("");
  if (heed_record_get_title (head) != NULL)
    return g_strdup (heed_record_get_title (head));

  kind = heed_wording_get_kind (heed_entry_get_workbook (self), head);
  if (item != NULL && heed_item_get_kind (item) == HEED_ITEM_TIP)
    /* Translators: a kind of entry and the tip that it is about, such as
     * “Plan: Listen actively”. */
    return g_strdup_printf (C_("title of an entry", "%s: %s"), kind, heed_item_get_title (item));

  return g_strdup (kind);
}

/**
 * heed_entry_get_progress: (skip)
 * @self: an entry
 *
 * Gets how much of the form is answered.
 *
 * Returns: the progress; 0 of 0 as long as nothing has arrived
 */
HeedProgress
heed_entry_get_progress (HeedEntry *self)
{
  if (heed_entry_get_outline (self) != NULL)
    return heed_outline_get_progress (heed_entry_get_outline (self), NULL);
  if (heed_entry_get_summary (self) != NULL)
    return heed_summary_get_progress (heed_entry_get_summary (self));

  return (HeedProgress) { 0, 0 };
}
