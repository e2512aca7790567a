/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_WINDOW (heed_window_get_type ())
G_DECLARE_FINAL_TYPE (HeedWindow, heed_window, HEED, WINDOW, AdwApplicationWindow)

/**
 * HeedWindow:
 *
 * The one window: five pages in a view switcher, and pages below a page that
 * slide in with a back button. Pages ask for anything outside themselves
 * through the window's actions:
 *
 * - `win.show-page` (s): goes to `today`, `questions`, `tips`, `activities` or
 *   `journal`
 * - `win.take-self-check`: goes to the questions, and from there to the
 *   self-check that is open, or to a new one
 * - `win.show-outcome` (s): goes to the questions and shows what moved in a
 *   self-check that was finished, by its id
 * - `win.show-overview`: slides the overview in
 * - `win.show-tip` (s): slides the page of a tip in, by its id
 * - `win.show-answers` (s): slides the answers to a question of the day in, by
 *   its path in the self-check
 * - `win.open-entry` (s): slides an entry in, by its id
 * - `win.write-entry` (s): slides a note in and leaves nothing on the screen but it
 * - `win.compare-attempts` ((ss)): slides two self-checks in side by side, by
 *   their ids ("" for the last two)
 * - `win.new-entry` ((ss)): starts an entry of a form about an item ("" for
 *   none) and slides it in
 * - `win.debrief`: starts a debrief, about the tip that is at hand if there is one, and
 *   slides it in
 * - `win.print-blank` (s): prints a blank form, by its id
 * - `win.print-entry` (s): prints an entry, by its id
 * - `win.duplicate-entry` (s): starts another entry like one, and slides it in
 * - `win.show-versions` (s): slides the older versions of an entry in
 * - `win.delete-entry` (s): deletes an entry, which a toast takes back
 * - `win.pin-entry`, `win.unpin-entry` (s): put an entry first in the journal, or back
 *   in its place
 * - `win.print`: prints the entry at hand, or asks for a worksheet
 * - `win.export`, `win.import`, `win.back-up`: ask for a file
 * - `win.show-journal` (s): goes to the journal's entries of a form, by its id
 *   ("" for all)
 * - `win.show-tag` (s): goes to the journal's entries with a tag
 * - `win.show-tags`: slides the tags in
 * - `win.show-trash`: slides the trash in
 * - `win.put-back`: asks what to do about a journal whose file is gone
 * - `win.show-copies`: asks what to do about other copies of the journal
 * - `win.show-help`: opens the one screen of help
 * - `win.show-safety`: slides in what tells of saving, backups and copies
 * - `win.restore` (ay): puts a copy in the place of the journal, by its path
 * - `win.say` (s): says a sentence that needs no answer
 * - `win.back`: goes back to the page above
 * - `win.escape`: closes what is open on the page, if it has the action
 *   `page.escape`, and goes back otherwise
 */

HeedWindow   *heed_window_new          (AdwApplication *application);
void          heed_window_open_journal (HeedWindow     *self,
                                        const char     *path,
                                        gboolean        demo);
gboolean      heed_window_get_demo     (HeedWindow     *self);
void          heed_window_mark_sample  (HeedWindow     *self);
HeedJournal  *heed_window_get_journal  (HeedWindow     *self);
HeedWorkbook *heed_window_get_workbook (HeedWindow     *self);
void          heed_window_import       (HeedWindow     *self,
                                        const char     *path);

G_END_DECLS
