/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a tip's state and a plan read and look, the same wherever they stand. */

#include "heed-tip-words.h"

#include "heed-reading.h"
#include "heed-text.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *words;
  const char *icon_name;
  const char *tint;
} states[] = {
  [HEED_TIP_NEW] = { NULL, "heed-tips", "blue" },
  [HEED_TIP_PLANNED] = { NC_("state of a tip", "Planned"), "heed-plan", "green" },
  [HEED_TIP_PRACTICING] = { NC_("state of a tip", "Practicing"), "heed-try", "green" },
  [HEED_TIP_KEPT] = { NC_("state of a tip", "Kept as a habit"), "heed-kept", "purple" },
  [HEED_TIP_ASIDE] = { NC_("state of a tip", "Set aside"), "heed-aside", "slate" },
};

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
  const char *words = states[state].words;

  return words != NULL ? g_dpgettext2 (NULL, "state of a tip", words) : "";
}

/**
 * heed_tip_words_show_icon:
 * @image: an image
 * @state: what has become of a tip
 *
 * Shows the picture for a state, on its color.
 */
void
heed_tip_words_show_icon (GtkImage     *image,
                          HeedTipState  state)
{
  heed_reading_show_icon (image, states[state].icon_name, states[state].tint);
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
  if (g_str_has_suffix (second, "?") || g_str_has_suffix (second, "!") || g_str_has_suffix (second, "…"))
    /* Translators: a plan whose second half ends the sentence by itself, such as
     * “When a client calls, I will ask: what happened?” */
    return g_strdup_printf (_("When %s, I will %s"), first, second);

  /* Translators: a plan, such as “When a client calls, I will ask first.” */
  return g_strdup_printf (_("When %s, I will %s."), first, second);
}
