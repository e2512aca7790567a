/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEED_TYPE_SPELLING (heed_spelling_get_type ())
G_DECLARE_FINAL_TYPE (HeedSpelling, heed_spelling, HEED, SPELLING, GObject)

/**
 * HEED_SPELLING_AUTO:
 *
 * The value of the setting `spelling` for the language of the person.
 */
#define HEED_SPELLING_AUTO "auto"

/**
 * HEED_SPELLING_OFF:
 *
 * The value of the setting `spelling` for no checking.
 */
#define HEED_SPELLING_OFF "off"

/**
 * HeedSpellingVerdict:
 * @HEED_SPELLING_VERDICT_RIGHT: it is right, or nothing is checked
 * @HEED_SPELLING_VERDICT_WRONG: it is misspelt
 * @HEED_SPELLING_VERDICT_ASKED: it is looked up; [signal@Heed.Spelling::answered] tells when
 *
 * What is known of a word.
 */
typedef enum
{
  HEED_SPELLING_VERDICT_RIGHT,
  HEED_SPELLING_VERDICT_WRONG,
  HEED_SPELLING_VERDICT_ASKED
} HeedSpellingVerdict;

/**
 * HeedSpelling:
 *
 * Whether words are spelt right, for all of the window. The dictionaries are on a
 * thread of their own, one at a time; what they said of a word is remembered here, so
 * that nobody waits for them. Nothing is loaded before the first word is looked up.
 */

HeedSpelling        *heed_spelling_get_default    (void);
gboolean             heed_spelling_is_there       (void);
const char * const  *heed_spelling_get_languages  (HeedSpelling        *self);
const char          *heed_spelling_get_guess      (HeedSpelling        *self);
HeedSpellingVerdict  heed_spelling_check          (HeedSpelling        *self,
                                                   const char          *word);
void                 heed_spelling_suggest_async  (HeedSpelling        *self,
                                                   const char          *word,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             data);
char               **heed_spelling_suggest_finish (GAsyncResult        *result,
                                                   GError             **error);
void                 heed_spelling_add            (HeedSpelling        *self,
                                                   const char          *word);
void                 heed_spelling_ignore         (HeedSpelling        *self,
                                                   const char          *word);
char                *heed_spelling_dup_name       (const char          *language);

G_END_DECLS
