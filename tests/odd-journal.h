/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-record.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

/**
 * odd_workbook_new:
 *
 * Makes a workbook, `odd`, whose form `every` has every type of field.
 *
 * Returns: (transfer full): the workbook
 */
HeedWorkbook *odd_workbook_new (void);

/**
 * odd_record_new:
 * @random: where chance comes from
 *
 * Makes an entry of an odd kind: texts that are hard to write down, paths that
 * the form has no place for, forms that do not exist, times long ago.
 *
 * Returns: (transfer full): the entry
 */
HeedRecord   *odd_record_new   (GRand *random);

G_END_DECLS
