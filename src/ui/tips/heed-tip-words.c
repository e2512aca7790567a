/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a tip's state and a plan read and look, the same wherever they stand. */

#include "heed-tip-words.h"

#include "heed-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* A half of a plan on one line, without what would end the sentence too soon. */
static char *
trim (const char *text,
      const char *marks)
{
  char *line = heed_text_normalize (text);
  gsize length = strlen (line);

  while (length > 0 && (line[length - 1] == ' ' || strchr (marks, line[length - 1]) != NULL))
    line[--length] = '\0';

  return line;
}

static gboolean
ends_itself (const char *sentence)
{
  return g_str_has_suffix (sentence, "?") || g_str_has_suffix (sentence, "!") || g_str_has_suffix (sentence, "…");
}

/**
 * heed_tip_words_get_state:
 * @state: what has become of a tip
 *
 * Names a state.
 *
 * Returns: one or a few words; none for a tip that nobody has done anything with
 */
const char *
heed_tip_words_get_state (HeedTipState state)
{
  switch (state)
    {
    case HEED_TIP_PLANNED:
      return C_("state of a tip", "Planned");
    case HEED_TIP_PRACTICING:
      return C_("state of a tip", "Practicing");
    case HEED_TIP_KEPT:
      return C_("state of a tip", "Kept as a habit");
    case HEED_TIP_ASIDE:
      return C_("state of a tip", "Set aside");
    case HEED_TIP_NEW:
      return "";
    }

  g_assert_not_reached ();
}

/**
 * heed_tip_words_get_icon_name:
 * @state: what has become of a tip
 *
 * Gets the picture for a state.
 *
 * Returns: an icon name without `-symbolic`
 */
const char *
heed_tip_words_get_icon_name (HeedTipState state)
{
  switch (state)
    {
    case HEED_TIP_PLANNED:
      return "heed-plan";
    case HEED_TIP_PRACTICING:
      return "heed-try";
    case HEED_TIP_KEPT:
      return "heed-kept";
    case HEED_TIP_ASIDE:
      return "heed-aside";
    case HEED_TIP_NEW:
      return "heed-tips";
    }

  g_assert_not_reached ();
}

/**
 * heed_tip_words_get_tint:
 * @state: what has become of a tip
 *
 * Gets the color behind the picture for a state.
 *
 * Returns: a tint as in heed_reading_show_icon()
 */
const char *
heed_tip_words_get_tint (HeedTipState state)
{
  switch (state)
    {
    case HEED_TIP_PLANNED:
    case HEED_TIP_PRACTICING:
      return "green";
    case HEED_TIP_KEPT:
      return "purple";
    case HEED_TIP_ASIDE:
      return "slate";
    case HEED_TIP_NEW:
      return "blue";
    }

  g_assert_not_reached ();
}

/**
 * heed_tip_words_describe:
 * @status: how somebody stands with a tip
 *
 * Writes a tip's state for the end of its row.
 *
 * Returns: (transfer full) (nullable): a few words; %NULL for a tip that nobody
 *   has done anything with
 */
char *
heed_tip_words_describe (const HeedTipStatus *status)
{
  switch (status->state)
    {
    case HEED_TIP_PLANNED:
      /* Translators: there is a plan for a tip, and it was not tried out yet. */
      return g_strdup (_("planned"));
    case HEED_TIP_PRACTICING:
      /* Translators: how often a tip was tried out, at the end of its row. */
      return g_strdup_printf (ngettext ("practiced once", "practiced %u×", status->tries), status->tries);
    case HEED_TIP_KEPT:
      /* Translators: a tip, at the end of its row. */
      return g_strdup (_("kept as a habit"));
    case HEED_TIP_ASIDE:
      /* Translators: a tip, at the end of its row. */
      return g_strdup (_("set aside"));
    case HEED_TIP_NEW:
      return NULL;
    }

  g_assert_not_reached ();
}

/**
 * heed_tip_words_format_plan:
 * @when: (nullable): the first half of a plan
 * @will: (nullable): the second half
 *
 * Makes one sentence of a plan, such as “When a client calls, I will ask
 * first.”, whether or not somebody has ended the halves with a comma or a
 * period.
 *
 * Returns: (transfer full) (nullable): the sentence; %NULL unless both halves
 *   are there
 */
char *
heed_tip_words_format_plan (const char *when,
                            const char *will)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (heed_text_is_blank (when) || heed_text_is_blank (will))
    return NULL;

  first = trim (when, ",;.");
  second = trim (will, ",;.");
  if (ends_itself (second))
    /* Translators: a plan whose second half ends the sentence by itself, such as
     * “When a client calls, I will ask: what happened?” */
    return g_strdup_printf (_("When %s, I will %s"), first, second);

  /* Translators: a plan, such as “When a client calls, I will ask first.” */
  return g_strdup_printf (_("When %s, I will %s."), first, second);
}
