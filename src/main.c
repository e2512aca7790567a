/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The locale, then the command line or the window. */

#include "heed-config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "heed-application.h"
#include "heed-cli.h"

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, HEED_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (heed_cli_wants (argc, argv))
    return heed_cli_run (argc, argv);

  return heed_application_main (argc, argv);
}
