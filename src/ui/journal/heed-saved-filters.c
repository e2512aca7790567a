/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Filters that were kept. See heed-saved-filters.h. */

#include "heed-saved-filters.h"

#define KEY "saved-filters"
#define ONE "(s@a{sv})"

/* Copies all to @builder but the one called @left_out, with @name in place of @renamed. */
static void
copy (GSettings       *settings,
      GVariantBuilder *builder,
      const char      *left_out,
      const char      *renamed,
      const char      *name)
{
  g_autoptr (GVariant) all = g_settings_get_value (settings, KEY);

  g_variant_builder_init (builder, G_VARIANT_TYPE ("a(sa{sv})"));
  for (gsize i = 0; i < g_variant_n_children (all); i++)
    {
      g_autoptr (GVariant) filter = NULL;
      const char *its_name;

      g_variant_get_child (all, i, "(&s@a{sv})", &its_name, &filter);
      if (g_strcmp0 (its_name, left_out) != 0)
        g_variant_builder_add (builder, ONE, g_strcmp0 (its_name, renamed) == 0 ? name : its_name, filter);
    }
}

/**
 * heed_saved_filters_dup_names:
 * @settings: the settings
 *
 * Gets the names of all that are kept.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 */
char **
heed_saved_filters_dup_names (GSettings *settings)
{
  g_autoptr (GVariant) all = g_settings_get_value (settings, KEY);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (gsize i = 0; i < g_variant_n_children (all); i++)
    {
      const char *name;

      g_variant_get_child (all, i, "(&s@a{sv})", &name, NULL);
      g_strv_builder_add (names, name);
    }

  return g_strv_builder_end (names);
}

/**
 * heed_saved_filters_get:
 * @settings: the settings
 * @name: a name
 *
 * Gets what is kept under a name.
 *
 * Returns: (transfer full) (nullable): the dictionary; %NULL if there is none
 */
GVariant *
heed_saved_filters_get (GSettings  *settings,
                        const char *name)
{
  g_autoptr (GVariant) all = g_settings_get_value (settings, KEY);

  for (gsize i = 0; i < g_variant_n_children (all); i++)
    {
      g_autoptr (GVariant) filter = NULL;
      const char *its_name;

      g_variant_get_child (all, i, "(&s@a{sv})", &its_name, &filter);
      if (g_str_equal (its_name, name))
        return g_steal_pointer (&filter);
    }

  return NULL;
}

/**
 * heed_saved_filters_put:
 * @settings: the settings
 * @name: a name
 * @filter: a dictionary; a floating reference is taken
 *
 * Keeps a filter under a name, in the place of one that had it.
 */
void
heed_saved_filters_put (GSettings  *settings,
                        const char *name,
                        GVariant   *filter)
{
  GVariantBuilder builder;

  copy (settings, &builder, name, NULL, NULL);
  g_variant_builder_add (&builder, ONE, name, filter);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

/**
 * heed_saved_filters_rename:
 * @settings: the settings
 * @name: a name
 * @new_name: another; one that had it gives way
 *
 * Gives a filter another name.
 */
void
heed_saved_filters_rename (GSettings  *settings,
                           const char *name,
                           const char *new_name)
{
  GVariantBuilder builder;

  if (g_str_equal (name, new_name))
    return;

  copy (settings, &builder, new_name, name, new_name);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

/**
 * heed_saved_filters_remove:
 * @settings: the settings
 * @name: a name
 *
 * Forgets a filter.
 */
void
heed_saved_filters_remove (GSettings  *settings,
                           const char *name)
{
  GVariantBuilder builder;

  copy (settings, &builder, name, NULL, NULL);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}
