/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window: opening the journal, and not closing before everything is saved.
 * Going from page to page is in heed-pages.c, where the window goes and what it does
 * with an entry in heed-window-pages.c, what it does with files in heed-window-files.c,
 * and what about losses in heed-window-safety.c. */

#include "heed-window.h"

#include "heed-accessible.h"
#include "heed-error-page.h"
#include "heed-error.h"
#include "heed-question.h"
#include "heed-safety-page.h"
#include "heed-settings.h"
#include "heed-template.h"
#include "heed-thread.h"
#include "heed-toast.h"
#include "heed-trash-page.h"
#include "heed-window-private.h"
#include "heed-workbook-locate.h"

#include <glib/gi18n.h>

/* How long the journal may take to open without a word about it, in
 * milliseconds. */
#define OPENING_UNSAID 500

enum
{
  PROP_0,
  PROP_JOURNAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedWindow, heed_window, ADW_TYPE_APPLICATION_WINDOW)

static void open_journal (HeedWindow *self);

/* What to do about it stands in the error; only a journal that is damaged, even so
 * that it is not known for one, can be recovered or set aside. Of one that is not there
 * the copies are told: without a word an empty journal would take its place. */
void
heed_window_show_trouble_page (HeedWindow   *self,
                               const char   *title,
                               const GError *error,
                               const char   *path)
{
  gboolean damaged = self->workbook != NULL && (g_error_matches (error, HEED_ERROR, HEED_ERROR_CORRUPT) ||
                                                g_error_matches (error, HEED_ERROR, HEED_ERROR_INVALID_FILE));
  gboolean gone = g_error_matches (error, HEED_ERROR, HEED_ERROR_NOT_FOUND) && self->copies != NULL && self->copies->len > 0;
  g_autofree char *backup = damaged ? heed_window_dup_newest_backup (self) : NULL;
  g_autofree char *copies = gone ? heed_copies_list (self->copies) : NULL;
  GtkWidget *page = heed_error_page_new (gone ? _("Your Journal Is Not There") : title, error, path, damaged, backup,
                                         copies);
  GtkWidget *before = gtk_stack_get_child_by_name (self->states, "trouble");

  if (before != NULL)
    gtk_stack_remove (self->states, before);
  gtk_stack_add_named (self->states, page, "trouble");
  gtk_stack_set_visible_child_name (self->states, "trouble");
  gtk_widget_grab_focus (page);
}

static void
save_state_cb (HeedWindow *self)
{
  const GError *error = heed_journal_get_save_error (self->journal);
  gboolean gone = heed_journal_is_gone (self->journal);
  g_autofree char *sentence = NULL;

  if (error != NULL)
    sentence = gone ? heed_window_describe_loss (self->journal) : g_strdup (error->message);
  if (sentence != NULL && !g_str_equal (sentence, gtk_label_get_label (self->save_trouble_label)))
    gtk_label_set_label (self->save_trouble_label, sentence);
  gtk_widget_set_visible (self->save_again_button, !gone);
  gtk_widget_set_visible (self->put_back_button, gone);
  /* One thing after the other. */
  gtk_widget_set_visible (self->copies_bar, self->offers_copies && !gone);
  /* Saving again is no way out of damage, of which the other bar tells. */
  gtk_revealer_set_reveal_child (self->save_trouble, sentence != NULL && heed_journal_get_damage (self->journal) == NULL);
}

/* Stays until somebody has read it. */
static AdwToast *
add_trouble (HeedWindow *self,
             const char *sentence)
{
  AdwToast *toast = heed_toast_new (sentence);

  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  if (self->settings != NULL)
    heed_toast_show (GTK_WIDGET (self->toasts), g_object_ref (toast));
  return toast;
}

static void
read_works_cb (HeedWindow *self)
{
  if (self->read_trouble != NULL)
    adw_toast_dismiss (self->read_trouble);
  g_clear_object (&self->read_trouble);
}

/* Said as long as it is true, unless somebody has read it. */
static void
read_failed_cb (HeedWindow *self,
                const char *message)
{
  read_works_cb (self);
  self->read_trouble = add_trouble (self, message);
}

static void
take_journal (HeedWindow  *self,
              HeedJournal *journal)
{
  self->journal = g_object_ref (journal);
  g_signal_connect_object (journal, "notify::save-state", G_CALLBACK (save_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (journal, "read-failed", G_CALLBACK (read_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (journal, "read-works", G_CALLBACK (read_works_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (journal, "notify::damaged", G_CALLBACK (save_state_cb), self, G_CONNECT_SWAPPED);
  heed_window_enable_file_actions (self, TRUE);
  /* What cannot be removed today can be another day. */
  if (g_settings_get_boolean (self->settings, "empty-trash"))
    heed_journal_empty_trash_async (journal, HEED_TRASH_DAYS, NULL, NULL);
  gtk_stack_set_visible_child_name (self->states, "pages");
  heed_pages_set_journal (self->pages, journal);
  heed_window_begin_backups (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOURNAL]);
  heed_window_take_copies (self);

  if (heed_journal_took_back (journal))
    heed_window_show_trouble (self, _("An import that was cut off was taken back. Import the file again to have its "
                                      "entries."));
  if (self->waiting != NULL)
    {
      g_autoptr (GVariant) entry = g_steal_pointer (&self->waiting);

      gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.new-entry", entry);
    }
  heed_window_return_to_place (self);
}

/* A journal that is new to this version is brought up to date first, which may
 * take a while. The words are set when they are seen, so that they are read out. */
static gboolean
say_opening_cb (gpointer data)
{
  HeedWindow *self = data;

  self->opening_source = 0;
  heed_window_show_wait (self, _("Opening your journal…"));
  return G_SOURCE_REMOVE;
}

/* Instead of the pages. */
void
heed_window_show_wait (HeedWindow *self,
                       const char *sentence)
{
  gtk_stack_set_visible_child_name (self->states, "opening");
  gtk_label_set_label (self->opening_label, sentence);
}

static void
open_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (HeedWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean opened = heed_journal_finish (HEED_JOURNAL (source), result, &error);

  /* Somebody closed the window meanwhile. */
  if (self->settings == NULL)
    {
      if (opened)
        heed_journal_close_async (HEED_JOURNAL (source), NULL, NULL);
      return;
    }

  self->opening = FALSE;
  g_clear_handle_id (&self->opening_source, g_source_remove);
  if (!opened && heed_journal_get_copies (HEED_JOURNAL (source)) != NULL)
    {
      g_clear_pointer (&self->copies, g_ptr_array_unref);
      self->copies = g_ptr_array_ref (heed_journal_get_copies (HEED_JOURNAL (source)));
    }

  if (opened)
    take_journal (self, HEED_JOURNAL (source));
  else
    heed_window_show_trouble_page (self, _("Your Journal Could Not Be Opened"), error, self->path);

  if (self->leaving)
    gtk_window_close (GTK_WINDOW (self));
}

static void
open_with_workbook (HeedWindow *self)
{
  g_autoptr (HeedJournal) journal = heed_journal_new (self->workbook);

  heed_journal_open_async (journal, self->path,
                           self->demo ? HEED_OPEN_SAMPLE : self->anew ? HEED_OPEN_ANEW : HEED_OPEN_JOURNAL, open_cb,
                           g_object_ref (self));
}

static void
workbook_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  HeedWindow *self = HEED_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedWorkbook) workbook = g_task_propagate_pointer (G_TASK (result), &error);

  /* Somebody closed the window meanwhile. */
  if (self->settings == NULL)
    return;

  if (g_set_object (&self->workbook, workbook))
    {
      open_with_workbook (self);
    }
  else
    {
      g_autofree char *path = heed_workbook_locate_default ();

      self->opening = FALSE;
      g_clear_handle_id (&self->opening_source, g_source_remove);
      heed_window_show_trouble_page (self, _("The Workbook Could Not Be Read"), error, path);
    }
}

static gpointer
read_workbook (gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return heed_workbook_open_default (error);
}

/* The workbook is read while the window comes up. */
static void
open_journal (HeedWindow *self)
{
  g_autoptr (GTask) task = NULL;

  /* A file that is locked takes its time, and somebody may try again. */
  if (self->opening || self->journal != NULL)
    return;

  self->opening = TRUE;
  self->opening_source = g_timeout_add (OPENING_UNSAID, say_opening_cb, self);
  if (self->workbook != NULL)
    {
      open_with_workbook (self);
      return;
    }

  task = g_task_new (self, NULL, workbook_read_cb, NULL);
  heed_thread_run (task, read_workbook, g_object_unref);
}

static void
can_go_back_cb (HeedWindow *self)
{
  gboolean can_go_back = heed_pages_get_can_go_back (self->pages);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", can_go_back);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.escape", can_go_back);
}

/* Actions */

static void
save_action (HeedWindow *self)
{
  if (self->journal != NULL && heed_journal_is_open (self->journal))
    heed_journal_save_async (self->journal, NULL, NULL);
}

static void
say_action (HeedWindow *self,
            GVariant   *parameter)
{
  heed_window_show_sentence (self, g_variant_get_string (parameter, NULL));
}

/* Nobody is to choose twice while it is being opened. */
static void
start_anew_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  if (self->opening || self->journal != NULL)
    return;

  self->anew = TRUE;
  self->joining = g_str_equal (name, "win.start-with-copies");
  open_journal (self);
}

static void
start_beside_action (HeedWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *sentence = NULL;

  if (self->opening || self->journal != NULL)
    return;

  aside = heed_database_set_aside (self->path, &error);
  if (aside == NULL)
    {
      heed_window_show_trouble_page (self, _("The File Could Not Be Set Aside"), error, self->path);
      return;
    }

  sentence = g_strdup_printf (_("The old file is kept as “%s”."), aside);
  open_journal (self);
  heed_window_show_sentence (self, sentence);
}

/* One screen: what each page is for, and what one can rely on. */
static void
show_help_action (GtkWidget *widget)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/heedworkbook/Heed/heed-help-window.ui");
  GtkWindow *help = GTK_WINDOW (gtk_builder_get_object (builder, "help_window"));

  heed_accessible_name_scrollers (GTK_WIDGET (help));
  gtk_window_set_transient_for (help, GTK_WINDOW (widget));
  gtk_window_present (help);
}

/* It is made when it is wanted; an application would make it with the window. */
static void
show_help_overlay_action (GtkWidget *widget)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (widget);

  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/heedworkbook/Heed/help-overlay.ui");

      gtk_application_window_set_help_overlay (window,
                                               GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
    }

  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

/* Closing */

static void
leave_response_cb (HeedWindow *self,
                   const char *response)
{
  self->question = NULL;
  if (g_str_equal (response, "leave"))
    {
      self->closed = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
}

/* What could not be saved is in memory only: leaving would lose it, so that
 * has to be somebody's decision. */
static void
ask_before_losing (HeedWindow   *self,
                   const GError *error)
{
  AdwMessageDialog *dialog;

  if (self->question == NULL)
    {
      dialog = heed_question_new (GTK_WIDGET (self), _("Your Last Changes Are Not Saved"), error->message,
                                  ADW_RESPONSE_DESTRUCTIVE, "stay", _("_Stay Here"), "leave", _("_Lose Them and Quit"),
                                  NULL);
      g_signal_connect_object (dialog, "response", G_CALLBACK (leave_response_cb), self, G_CONNECT_SWAPPED);
      self->question = GTK_WINDOW (dialog);
    }
  gtk_window_present (self->question);
}

/* Pages show one journal all their life. */
static void
make_pages (HeedWindow *self)
{
  self->pages = g_object_new (HEED_TYPE_PAGES, NULL);
  g_signal_connect_object (self->pages, "notify::can-go-back", G_CALLBACK (can_go_back_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->pages_bin, GTK_WIDGET (self->pages));
}

static void
forget_journal (HeedWindow *self)
{
  g_autofree char *view = g_strdup (heed_pages_get_view_name (self->pages));

  g_signal_handlers_disconnect_by_data (self->journal, self);
  read_works_cb (self);
  heed_window_enable_file_actions (self, FALSE);
  make_pages (self);
  heed_pages_set_view_name (self->pages, view);
  can_go_back_cb (self);
  g_clear_object (&self->journal);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOURNAL]);
}

/* What is to be done once the journal is closed. */
typedef struct
{
  HeedWindow *self;
  HeedWindowFunc func;
  gpointer user_data;
} Closing;

static void
close_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autofree Closing *closing = data;
  g_autoptr (HeedWindow) self = closing->self;
  g_autoptr (GError) error = NULL;
  gboolean closed = heed_journal_finish (HEED_JOURNAL (source), result, &error) ||
                    !heed_journal_is_open (HEED_JOURNAL (source));

  self->closing = FALSE;
  if (!closed)
    heed_window_begin_backups (self);
  if (self->away && closed)
    forget_journal (self);
  else if (self->away)
    {
      self->away = FALSE;
      gtk_stack_set_visible_child_name (self->states, "pages");
    }
  closing->func (self, closed ? NULL : error, closing->user_data);
}

static void
backups_stopped_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  Closing *closing = data;

  g_clear_object (&closing->self->backups);
  heed_journal_close_async (closing->self->journal, close_cb, closing);
}

/* Backups that are on their way end first: whoever closes the file last leaves it as
 * one file only if it may write to it. */
static void
close_journal (HeedWindow     *self,
               HeedWindowFunc  func,
               gpointer        user_data)
{
  Closing *closing = g_new (Closing, 1);

  *closing = (Closing) { g_object_ref (self), func, user_data };
  self->closing = TRUE;
  heed_backups_stop_async (self->backups, backups_stopped_cb, closing);
}

static void
end (HeedWindow   *self,
     const GError *error,
     gpointer      data)
{
  if (error != NULL)
    {
      ask_before_losing (self, error);
      return;
    }

  self->closed = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
heed_window_close_request (GtkWindow *window)
{
  HeedWindow *self = HEED_WINDOW (window);
  int width, height;

  if (!self->demo)
    {
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
      g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
      heed_window_keep_place (self);
    }

  self->leaving = self->away;
  if (self->away)
    return TRUE;
  if (self->closed || self->journal == NULL)
    return GTK_WINDOW_CLASS (heed_window_parent_class)->close_request (window);

  /* One that was given up is being recovered, which does not take long. */
  if (!self->closing && heed_journal_is_open (self->journal))
    close_journal (self, end, NULL);

  return TRUE;
}

/* Whoever comes back may have written elsewhere meanwhile. */
static void
is_active_cb (HeedWindow *self)
{
  if (self->journal != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    heed_journal_poll (self->journal);
}

static void
heed_window_dispose (GObject *object)
{
  HeedWindow *self = HEED_WINDOW (object);

  g_clear_handle_id (&self->opening_source, g_source_remove);
  g_clear_object (&self->read_trouble);
  g_clear_object (&self->settings);
  g_clear_object (&self->backups);
  g_clear_object (&self->journal);
  g_clear_object (&self->workbook);
  g_clear_pointer (&self->waiting, g_variant_unref);
  g_clear_pointer (&self->place, heed_place_free);
  g_clear_pointer (&self->copies, g_ptr_array_unref);

  G_OBJECT_CLASS (heed_window_parent_class)->dispose (object);
}

/* A journal that is given up is recovered by its path when the window has gone. */
static void
heed_window_finalize (GObject *object)
{
  g_free (HEED_WINDOW (object)->path);

  G_OBJECT_CLASS (heed_window_parent_class)->finalize (object);
}

static void
heed_window_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  if (property_id == PROP_JOURNAL)
    g_value_set_object (value, HEED_WINDOW (object)->journal);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static gboolean
is_opening (HeedWindow *self,
            const char *state)
{
  return g_strcmp0 (state, "opening") == 0;
}

static void
heed_window_class_init (HeedWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = heed_window_dispose;
  object_class->finalize = heed_window_finalize;
  object_class->get_property = heed_window_get_property;
  GTK_WINDOW_CLASS (klass)->close_request = heed_window_close_request;

  properties[PROP_JOURNAL] = g_param_spec_object ("journal", NULL, NULL, HEED_TYPE_JOURNAL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  heed_template_set (widget_class, "heed-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, states);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, opening_label);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, pages_bin);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, save_trouble);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, save_trouble_label);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, save_again_button);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, put_back_button);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, copies_bar);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, copies_label);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, sample_bar);
  gtk_widget_class_bind_template_callback (widget_class, is_opening);

  heed_template_install_action (widget_class, "win.save", NULL, G_CALLBACK (save_action));
  heed_template_install_action (widget_class, "win.say", "s", G_CALLBACK (say_action));
  heed_template_install_action (widget_class, "win.retry", NULL, G_CALLBACK (open_journal));
  heed_template_install_action (widget_class, "win.start-beside", NULL, G_CALLBACK (start_beside_action));
  gtk_widget_class_install_action (widget_class, "win.start-anew", NULL, start_anew_action);
  gtk_widget_class_install_action (widget_class, "win.start-with-copies", NULL, start_anew_action);
  heed_template_install_action (widget_class, "win.show-help", NULL, G_CALLBACK (show_help_action));
  heed_template_install_action (widget_class, "win.show-help-overlay", NULL, G_CALLBACK (show_help_overlay_action));
  heed_window_install_page_actions (widget_class);
  heed_window_install_file_actions (widget_class);
  heed_window_install_safety_actions (widget_class);
}

static void
heed_window_init (HeedWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::is-active", G_CALLBACK (is_active_cb), NULL);

  self->settings = heed_settings_new ();
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (heed_window_update_backups), self, G_CONNECT_SWAPPED);
  make_pages (self);
  gtk_stack_set_visible_child_name (self->states, "pages");
  can_go_back_cb (self);
  heed_window_enable_file_actions (self, FALSE);

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

void
heed_window_show_sentence (HeedWindow *self,
                           const char *sentence)
{
  /* An answer may come when the window is gone. */
  if (self->settings != NULL)
    heed_toast_show (GTK_WIDGET (self->toasts), heed_toast_new (sentence));
}

void
heed_window_show_trouble (HeedWindow *self,
                          const char *sentence)
{
  g_autoptr (AdwToast) toast = add_trouble (self, sentence);
}

/* Saves everything and closes the journal, if there is one, so that its file may
 * change; says @words meanwhile. If something cannot be saved the journal stays. FALSE
 * if it is being closed or opened already; nothing is called then. */
gboolean
heed_window_leave_journal (HeedWindow     *self,
                           const char     *words,
                           HeedWindowFunc  func,
                           gpointer        user_data)
{
  if (self->closing || self->opening || self->away)
    return FALSE;

  self->away = TRUE;
  heed_window_show_wait (self, words);
  if (self->journal != NULL)
    close_journal (self, func, user_data);
  else
    func (self, NULL, user_data);
  return TRUE;
}

/**
 * heed_window_new:
 * @application: the application
 *
 * Makes the window, without a journal.
 *
 * Returns: (transfer none): the window, owned by GTK
 */
HeedWindow *
heed_window_new (AdwApplication *application)
{
  return g_object_new (HEED_TYPE_WINDOW, "application", application, NULL);
}

/**
 * heed_window_open_journal:
 * @self: a window without a journal
 * @path: (type filename): the journal's file, which is made if need be
 * @demo: whether to fill it with the sample journal
 *
 * Reads the workbook and opens the journal. What goes wrong is explained in
 * the window.
 */
void
heed_window_open_journal (HeedWindow *self,
                          const char *path,
                          gboolean    demo)
{
  g_return_if_fail (HEED_IS_WINDOW (self) && self->journal == NULL);

  g_free (self->path);
  self->path = g_strdup (path);
  self->demo = demo;
  if (!demo)
    {
      self->place = heed_place_load (path);
      heed_pages_set_view_name (self->pages, self->place->page);
    }
  open_journal (self);
}

/**
 * heed_window_get_demo:
 * @self: a window
 *
 * Tells whether the window shows the sample journal.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_window_get_demo (HeedWindow *self)
{
  g_return_val_if_fail (HEED_IS_WINDOW (self), FALSE);

  return self->demo;
}

/**
 * heed_window_mark_sample:
 * @self: a window with the sample journal
 *
 * Says in the window that this is not somebody's own journal.
 */
void
heed_window_mark_sample (HeedWindow *self)
{
  g_return_if_fail (HEED_IS_WINDOW (self));

  gtk_window_set_title (GTK_WINDOW (self), _("Heed: Sample Journal"));
  gtk_widget_set_visible (self->sample_bar, TRUE);
}

/**
 * heed_window_get_journal:
 * @self: a window
 *
 * Gets the journal.
 *
 * Returns: (transfer none) (nullable): the journal; %NULL until it is open
 */
HeedJournal *
heed_window_get_journal (HeedWindow *self)
{
  g_return_val_if_fail (HEED_IS_WINDOW (self), NULL);

  return self->journal;
}

/**
 * heed_window_get_workbook:
 * @self: a window
 *
 * Gets the workbook.
 *
 * Returns: (transfer none) (nullable): the workbook; %NULL until it is read
 */
HeedWorkbook *
heed_window_get_workbook (HeedWindow *self)
{
  g_return_val_if_fail (HEED_IS_WINDOW (self), NULL);

  return self->workbook;
}
