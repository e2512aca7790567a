/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window asks before it goes on. */

#include "heed-question.h"

/**
 * heed_question_new:
 * @origin: a widget in a window, or the window
 * @heading: the question
 * @body: (nullable): what follows from the answers
 * @appearance: how the last of the answers looks
 * @...: the answers, each as an id and a label, and %NULL at the end
 *
 * Makes a dialog. Who closes it gives the first answer. Who presses Enter gives the
 * last, if nothing is lost by it, and the first otherwise.
 *
 * Returns: (transfer none): the dialog, not on screen yet
 */
AdwMessageDialog *
heed_question_new (GtkWidget             *origin,
                   const char            *heading,
                   const char            *body,
                   AdwResponseAppearance  appearance,
                   ...)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (origin)), heading,
                                                                         body));
  const char *first = NULL, *last = NULL, *id;
  va_list answers;

  va_start (answers, appearance);
  while ((id = va_arg (answers, const char *)) != NULL)
    {
      adw_message_dialog_add_response (dialog, id, va_arg (answers, const char *));
      first = first != NULL ? first : id;
      last = id;
    }
  va_end (answers);

  adw_message_dialog_set_response_appearance (dialog, last, appearance);
  adw_message_dialog_set_default_response (dialog, appearance == ADW_RESPONSE_DESTRUCTIVE ? first : last);
  adw_message_dialog_set_close_response (dialog, first);
  return dialog;
}
