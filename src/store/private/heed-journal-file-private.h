/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-journal-file.h"

#include <glib/gstdio.h>

G_BEGIN_DECLS

/* The files that SQLite keeps beside a journal. They hold a part of it, and go where
 * it goes. */
#define HEED_N_COMPANIONS 3

extern const char * const heed_companions[HEED_N_COMPANIONS];

/* How a journal is read that is not to be written. */
typedef enum
{
  HEED_READING_BESIDE_OTHERS, /* as SQLite does it, beside whoever writes */
  HEED_READING_TIDY,          /* with the right to write, to remove what SQLite made to read */
  HEED_READING_FIXED,         /* as something that nobody can write */
  HEED_READING_COPY,          /* what would have to be written to be read */
} HeedReading;

/* The journal, its log, and what a change is rolled back by. */
#define HEED_N_PARTS 3

/* By which it shows that a journal was written. */
typedef struct
{
  GStatBuf parts[HEED_N_PARTS];
} HeedJournalState;

/* Which file it is, whatever it is called. */
typedef struct
{
  guint64 device;
  guint64 inode; /* 0 for none */
} HeedFileId;

static inline gboolean
heed_file_id_equal (HeedFileId one,
                    HeedFileId other)
{
  return one.device == other.device && one.inode == other.inode;
}

HeedFileId  heed_journal_file_identify         (const char             *path,
                                                const char             *suffix);
gboolean    heed_companion_exists              (const char             *path,
                                                const char             *suffix);
goffset     heed_companion_get_size            (const char             *path,
                                                const char             *suffix);
void        heed_companions_remove             (const char             *path);
gpointer    heed_journal_file_note             (const char             *path);
void        heed_journal_file_forget           (gpointer                file);
gssize      heed_journal_file_read_start       (const char             *path,
                                                guint8                 *start,
                                                gsize                   size,
                                                gboolean               *known,
                                                GError                **error);
gboolean    heed_journal_file_check_part       (const char             *place,
                                                const char             *path,
                                                GError                **error);
HeedReading heed_journal_file_choose_reading   (const char             *path);
char       *heed_journal_file_format_uri       (const char             *path,
                                                gboolean                fixed);
void        heed_journal_file_remember         (const char             *path,
                                                HeedJournalState       *state);
gboolean    heed_journal_file_is_as_remembered (const char             *path,
                                                const HeedJournalState *state);
gboolean    heed_journal_file_copy_parts       (const char             *place,
                                                const char             *copy,
                                                GError                **error);
gboolean    heed_journal_file_copy             (const char             *path,
                                                const char             *copy,
                                                GError                **error);
gboolean    heed_journal_file_put_in_place     (const char             *temporary,
                                                const char             *path,
                                                GError                **error);

G_END_DECLS
