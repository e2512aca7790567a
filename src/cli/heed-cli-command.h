/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "heed-atomic-file.h"
#include "heed-database.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

/**
 * HeedCliOptions:
 * @HEED_CLI_OPTION_JOURNAL: `--journal FILE`
 * @HEED_CLI_OPTION_OUTPUT: `-o FILE`
 * @HEED_CLI_OPTION_ENTRY: `--entry ID`
 * @HEED_CLI_OPTION_BLANK: `--blank FORM`
 * @HEED_CLI_OPTION_ALL: `--all`
 * @HEED_CLI_OPTION_PAPER: `--paper SIZE`
 * @HEED_CLI_OPTION_FILTER: `--form FORM`, `--tag TAG`, `--since DAY`,
 *   `--until DAY`, `--complete` and `--incomplete`
 * @HEED_CLI_OPTION_LIMIT: `--limit N`
 * @HEED_CLI_OPTION_DRY_RUN: `--dry-run`
 * @HEED_CLI_OPTION_FORMAT: `--format NAME`, where there are several
 * @HEED_CLI_OPTION_WINDOW: `--journal FILE`, `--demo`, `--new-note` and `--new-debrief`,
 *   which are for the window
 *
 * Which options a command takes, besides `--help` and `--version`.
 */
typedef enum
{
  HEED_CLI_OPTION_JOURNAL = 1 << 0,
  HEED_CLI_OPTION_OUTPUT = 1 << 1,
  HEED_CLI_OPTION_ENTRY = 1 << 2,
  HEED_CLI_OPTION_BLANK = 1 << 3,
  HEED_CLI_OPTION_ALL = 1 << 4,
  HEED_CLI_OPTION_PAPER = 1 << 5,
  HEED_CLI_OPTION_FILTER = 1 << 6,
  HEED_CLI_OPTION_LIMIT = 1 << 7,
  HEED_CLI_OPTION_DRY_RUN = 1 << 8,
  HEED_CLI_OPTION_FORMAT = 1 << 9,
  HEED_CLI_OPTION_WINDOW = 1 << 10,
} HeedCliOptions;

/**
 * HeedCliInput:
 * @journal: (nullable) (type filename): from `--journal`
 * @output: (nullable) (type filename): from `-o`
 * @format: (nullable): from `--format`
 * @entry: (nullable): from `--entry`
 * @blank: (nullable): from `--blank`
 * @paper: (nullable): from `--paper`
 * @form: (nullable): from `--form`
 * @tag: (nullable): from `--tag`
 * @since: (nullable): from `--since`
 * @until: (nullable): from `--until`
 * @complete: whether there was `--complete`
 * @incomplete: whether there was `--incomplete`
 * @limit: from `--limit`; 0 without it
 * @all: whether there was `--all`
 * @dry_run: whether there was `--dry-run`
 * @for_window: whether there was an option that the window takes
 * @help: whether there was `--help`
 * @version: whether there was `--version`
 * @words: (nullable) (array zero-terminated=1): the rest of the command line,
 *   in UTF-8
 *
 * A command line as it was understood.
 */
typedef struct
{
  char *journal;
  char *output;
  char *format;
  char *entry;
  char *blank;
  char *paper;
  char *form;
  char *tag;
  char *since;
  char *until;
  gboolean complete;
  gboolean incomplete;
  int limit;
  gboolean all;
  gboolean dry_run;
  gboolean for_window;
  gboolean help;
  gboolean version;
  char **words;
} HeedCliInput;

/**
 * HeedCliCommand:
 * @name: (nullable): the word that calls it; %NULL where none is given
 * @words: (nullable): what stands after the options in its help, marked for
 *   translation; without it there may be nothing
 * @word: (nullable): what to say where there is not exactly one word, marked for
 *   translation; without it there may be any number
 * @output: whether there must be a file to write
 * @summary: what it does, in a sentence without a full stop, marked for
 *   translation
 * @details: (nullable): more about it, marked for translation
 * @options: the options that it takes
 * @run: does it. Returns %FALSE with an error: of the domain `G_OPTION_ERROR`
 *   where the command line was wrong, of the domain `HEED_ERROR` where it did
 *   not work
 *
 * A command. Those on one subject are in one file, and a table of all is in heed-cli.c.
 */
typedef struct
{
  const char *name;
  const char *words;
  const char *word;
  gboolean output;
  const char *summary;
  const char *details;
  HeedCliOptions options;
  gboolean (*run) (HeedCliInput  *input,
                   GError       **error);
} HeedCliCommand;

extern const HeedCliCommand heed_cli_backup;
extern const HeedCliCommand heed_cli_check;
extern const HeedCliCommand heed_cli_demo;
extern const HeedCliCommand heed_cli_export;
extern const HeedCliCommand heed_cli_import;
extern const HeedCliCommand heed_cli_list;
extern const HeedCliCommand heed_cli_print;
extern const HeedCliCommand heed_cli_recover;
extern const HeedCliCommand heed_cli_restore;
extern const HeedCliCommand heed_cli_search;

/**
 * HeedCliOutput:
 * @file: (nullable): the file; %NULL for the standard output
 * @stream: where to write, buffered
 *
 * Where a command writes to: the standard output, or a file that is there only
 * when all of it is written.
 */
typedef struct
{
  HeedAtomicFile *file;
  GOutputStream *stream;
} HeedCliOutput;

gboolean       heed_cli_input_parse   (HeedCliInput          *self,
                                       const HeedCliCommand  *command,
                                       int                    argc,
                                       char                 **argv,
                                       char                 **help,
                                       GError               **error);
void           heed_cli_input_clear   (HeedCliInput          *self);
void           heed_cli_refuse_usage  (GError               **error,
                                       const char            *format,
                                       ...) G_GNUC_PRINTF (2, 3);

char          *heed_cli_dup_path      (HeedCliInput          *input);
HeedDatabase  *heed_cli_open_journal  (HeedCliInput          *input,
                                       HeedWorkbook          *workbook,
                                       GError               **error);
char          *heed_cli_name_copies   (HeedCliInput          *input);
char          *heed_cli_resolve_id    (HeedDatabase          *database,
                                       const char            *text,
                                       GError               **error);
HeedForm      *heed_cli_find_form     (HeedWorkbook          *workbook,
                                       const char            *form_id,
                                       GError               **error);

HeedCliOutput *heed_cli_output_open   (const char            *path,
                                       GError               **error);
void           heed_cli_output_free   (HeedCliOutput         *self);
gboolean       heed_cli_output_commit (HeedCliOutput         *self,
                                       goffset                stamp,
                                       GError               **error);
gboolean       heed_cli_say           (const char            *text,
                                       GError               **error);
void           heed_cli_add_line      (GString               *text,
                                       const char            *format,
                                       ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedCliInput, heed_cli_input_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCliOutput, heed_cli_output_free)

G_END_DECLS
