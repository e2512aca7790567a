/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* In place of heed-speller.c in a build without enchant: no dictionary is there. */

#include "heed-speller.h"

struct _HeedSpeller
{
  char *languages[1];
};

HeedSpeller *
heed_speller_new (void)
{
  return g_new0 (HeedSpeller, 1);
}

void
heed_speller_free (HeedSpeller *self)
{
  g_free (self);
}

char **
heed_speller_list_languages (HeedSpeller *self)
{
  return g_strdupv (self->languages);
}

gboolean
heed_speller_choose (HeedSpeller *self,
                     const char  *language)
{
  return FALSE;
}

gboolean
heed_speller_check (HeedSpeller *self,
                    const char  *word)
{
  return TRUE;
}

char **
heed_speller_suggest (HeedSpeller *self,
                      const char  *word)
{
  return g_strdupv (self->languages);
}

void
heed_speller_add (HeedSpeller *self,
                  const char  *word)
{
}

void
heed_speller_ignore (HeedSpeller *self,
                     const char  *word)
{
}
