/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where somebody was in a journal, kept in the settings for the next start. What is kept
 * are ids and a number, and of the journal's file only a checksum of its path. */

#include "heed-place.h"

#include "heed-atomic-file.h"
#include "heed-settings.h"

#define KEY "places"
#define TYPE "(ssbsis)"

/* Of more journals nobody misses it. */
#define PLACES_MAX 10

/* The same for every name of the same file. */
static char *
dup_mark (const char *journal)
{
  g_autofree char *followed = heed_file_follow_links (journal);
  g_autofree char *place = g_canonicalize_filename (followed, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, place, -1);
}

/**
 * heed_place_load: (skip)
 * @journal: (type filename): a journal
 *
 * Gets where somebody was.
 *
 * Returns: (transfer full): the place; empty where nothing is known
 */
HeedPlace *
heed_place_load (const char *journal)
{
  HeedPlace *self = g_new0 (HeedPlace, 1);
  g_autoptr (GSettings) settings = heed_settings_new ();
  g_autoptr (GVariant) places = g_settings_get_value (settings, KEY);
  g_autofree char *mark = dup_mark (journal);

  if (!g_variant_lookup (places, mark, TYPE, &self->page, &self->entry, &self->beside, &self->path, &self->caret,
                         &self->answer))
    *self = (HeedPlace) { g_strdup (""), g_strdup (""), FALSE, g_strdup (""), 0, g_strdup ("") };

  return self;
}

/**
 * heed_place_save: (skip)
 * @self: where somebody is
 * @journal: (type filename): the journal
 *
 * Keeps it.
 */
void
heed_place_save (const HeedPlace *self,
                 const char      *journal)
{
  g_autoptr (GSettings) settings = heed_settings_new ();
  g_autoptr (GVariant) places = g_settings_get_value (settings, KEY);
  g_autofree char *mark = dup_mark (journal);
  GVariantBuilder builder;
  GVariantIter iter;
  GVariant *place;
  const char *other;
  guint count = 1;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{s" TYPE "}"));
  g_variant_builder_add (&builder, "{s" TYPE "}", mark, self->page, self->entry, self->beside, self->path, self->caret,
                         self->answer);
  g_variant_iter_init (&iter, places);
  while (g_variant_iter_loop (&iter, "{&s@" TYPE "}", &other, &place))
    if (!g_str_equal (other, mark) && count++ < PLACES_MAX)
      g_variant_builder_add (&builder, "{s@" TYPE "}", other, place);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

/**
 * heed_place_free:
 * @self: (transfer full): a place
 *
 * Frees a place.
 */
void
heed_place_free (HeedPlace *self)
{
  g_free (self->page);
  g_free (self->entry);
  g_free (self->path);
  g_free (self->answer);
  g_free (self);
}

/**
 * heed_place_keep_answer:
 * @journal: (type filename): a journal
 * @answer: the id of an answer that is begun, or "" when it is finished
 *
 * Keeps which answer to go on with, at once: a computer may be switched off in mid-word.
 */
void
heed_place_keep_answer (const char *journal,
                        const char *answer)
{
  g_autoptr (HeedPlace) place = heed_place_load (journal);

  if (g_str_equal (place->answer, answer))
    return;

  g_free (place->answer);
  place->answer = g_strdup (answer);
  heed_place_save (place, journal);
}
