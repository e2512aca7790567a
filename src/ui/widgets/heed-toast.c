/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window says over its pages. A sentence that needs no answer is said with
 * the action `win.say`; these are for whoever offers something with it. */

#include "heed-toast.h"

/* What came less than this long ago is about what one has just gone to; and libadwaita
 * 1.2 crashes if a window closes while a toast moves that went in the moment in which
 * it came. */
#define SETTLED (G_TIME_SPAN_SECOND / 2)

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

/* Those that an overlay shows, or is going to. */
static GPtrArray *
get_toasts (GtkWidget *overlay)
{
  GPtrArray *toasts = g_object_get_data (G_OBJECT (overlay), "toasts");

  if (toasts == NULL)
    {
      toasts = g_ptr_array_new_with_free_func (g_object_unref);
      g_object_set_data_full (G_OBJECT (overlay), "toasts", toasts, (GDestroyNotify) g_ptr_array_unref);
    }
  return toasts;
}

static void
dismissed_cb (AdwToast  *toast,
              GPtrArray *toasts)
{
  g_ptr_array_remove (toasts, toast);
}

static void
keep (GPtrArray *toasts,
      AdwToast  *toast)
{
  gint64 *shown = g_new (gint64, 1);

  *shown = g_get_monotonic_time ();
  g_object_set_data_full (G_OBJECT (toast), "shown", shown, g_free);
  g_signal_connect_data (toast, "dismissed", G_CALLBACK (dismissed_cb), g_ptr_array_ref (toasts),
                         (GClosureNotify) G_CALLBACK (g_ptr_array_unref), 0);
  g_ptr_array_add (toasts, g_object_ref (toast));
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
  keep (get_toasts (overlay), toast);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

/**
 * heed_toast_leave_page:
 * @origin: a widget in a window, or the window's toast overlay
 *
 * Lets the toasts go that are about the page that one leaves. What stays until somebody
 * has read it goes along.
 */
void
heed_toast_leave_page (GtkWidget *origin)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (origin, ADW_TYPE_TOAST_OVERLAY);
  g_autoptr (GPtrArray) toasts = NULL;

  if (overlay == NULL)
    return;

  toasts = g_ptr_array_copy (get_toasts (overlay), (GCopyFunc) G_CALLBACK (g_object_ref), NULL);
  for (guint i = 0; i < toasts->len; i++)
    {
      AdwToast *toast = g_ptr_array_index (toasts, i);
      const gint64 *shown = g_object_get_data (G_OBJECT (toast), "shown");

      if (adw_toast_get_timeout (toast) > 0 && g_get_monotonic_time () - *shown >= SETTLED)
        adw_toast_dismiss (toast);
    }
}
