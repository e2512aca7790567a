/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What libFuzzer, or replay.c in its place, calls with each input. */

#pragma once

#include <stddef.h>

int LLVMFuzzerTestOneInput (const unsigned char *data,
                            size_t               size);
