/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window says over its pages. A sentence that needs no answer is said with
 * the action `win.say`; these are for whoever offers something with it. */

#include "heed-toast.h"

/**
 * heed_toast_new:
 * @sentence: plain text
 *
 * Makes a toast.
 *
 * Returns: (transfer full): the toast, to be shown with heed_toast_show()
 */
AdwToast *
heed_toast_new (const char *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  return adw_toast_new (markup);
}

/**
 * heed_toast_show:
 * @origin: a widget in a window, or the window's toast overlay
 * @toast: (transfer full): a toast
 *
 * Shows a toast in the window that @origin is in, if it is in one. What is too long
 * for a line goes on in the next.
 */
void
heed_toast_show (GtkWidget *origin,
                 AdwToast  *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (origin, ADW_TYPE_TOAST_OVERLAY);

  if (overlay == NULL)
    {
      g_object_unref (toast);
      return;
    }

  /* One by itself would cut off what is too long for a line. */
  if (adw_toast_get_custom_title (toast) == NULL)
    adw_toast_set_custom_title (toast, g_object_new (GTK_TYPE_LABEL,
                                                     "label", adw_toast_get_title (toast),
                                                     "use-markup", TRUE,
                                                     "wrap", TRUE,
                                                     "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                                     "max-width-chars", 60,
                                                     "xalign", 0.0,
                                                     "css-classes", (const char *[]) { "heading", NULL },
                                                     NULL));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}
