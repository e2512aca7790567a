/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window: opening the journal, going from page to page, and not closing
 * before everything is saved. What it does with entries is in
 * heed-window-entries.c. */

#include "heed-window.h"

#include "heed-activities-page.h"
#include "heed-answers-page.h"
#include "heed-config.h"
#include "heed-editor-page.h"
#include "heed-error.h"
#include "heed-journal-page.h"
#include "heed-overview-page.h"
#include "heed-questions-page.h"
#include "heed-switcher-title.h"
#include "heed-tip-page.h"
#include "heed-tips-page.h"
#include "heed-today-page.h"
#include "heed-trash-page.h"
#include "heed-trouble-page.h"
#include "heed-window-private.h"
#include "heed-workbook-locate.h"

#include <glib/gi18n.h>

/* How long the journal may take to open without a word about it, in
 * milliseconds. */
#define OPENING_UNSAID 500

struct _HeedWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *states;
  GtkSpinner *spinner;
  GtkLabel *opening_label;
  AdwLeaflet *leaflet;
  GtkWidget *main_page;
  AdwViewStack *views;
  GtkMenuButton *menu_button;
  GtkRevealer *save_trouble;
  GtkLabel *save_trouble_label;
  GtkWidget *sample_bar;

  GSettings *settings;
  HeedWorkbook *workbook;
  HeedJournal *journal; /* NULL until it is open */
  char *path;           /* of the journal's file */
  GVariant *waiting;    /* the entry to start once the journal is open */
  gboolean demo;
  gboolean opening;     /* the journal is being opened */
  GtkWindow *question;  /* whether to lose what is not saved; NULL unless asked */
  guint drop_source;
  guint opening_source; /* says in a moment that the journal is being opened */
  gboolean closing;     /* the journal is being closed */
  gboolean closed;      /* everything is safe */
};

enum
{
  PROP_0,
  PROP_JOURNAL,
  PROP_SAVED_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedWindow, heed_window, ADW_TYPE_APPLICATION_WINDOW)

static void open_journal (HeedWindow *self);

static const char *
get_saved_text (HeedWindow *self)
{
  if (self->journal == NULL)
    return "";

  switch (heed_journal_get_save_state (self->journal))
    {
    case HEED_SAVE_STATE_FAILED:
      return _("Not saved");
    case HEED_SAVE_STATE_UNSAVED:
    case HEED_SAVE_STATE_SAVING:
      return _("Saving…");
    case HEED_SAVE_STATE_SAVED:
    default:
      return _("Saved");
    }
}

/* What to do about it stands in the error; only a journal that is damaged, or
 * is none at all, is worth setting aside. */
static void
show_trouble_page (HeedWindow   *self,
                   const char   *title,
                   const GError *error,
                   const char   *path)
{
  gboolean set_aside = self->workbook != NULL &&
                       (g_error_matches (error, HEED_ERROR, HEED_ERROR_CORRUPT) ||
                        g_error_matches (error, HEED_ERROR, HEED_ERROR_INVALID_FILE));
  GtkWidget *page = heed_trouble_page_new (title, error, path, set_aside);
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

  if (error != NULL)
    gtk_label_set_label (self->save_trouble_label, error->message);
  gtk_revealer_set_reveal_child (self->save_trouble, error != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED_TEXT]);
}

static GtkWidget *
make_toast_label (const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static GType
get_page_type (const char *name)
{
  if (g_str_equal (name, "questions"))
    return HEED_TYPE_QUESTIONS_PAGE;
  if (g_str_equal (name, "tips"))
    return HEED_TYPE_TIPS_PAGE;
  if (g_str_equal (name, "activities"))
    return HEED_TYPE_ACTIVITIES_PAGE;
  if (g_str_equal (name, "journal"))
    return HEED_TYPE_JOURNAL_PAGE;

  return HEED_TYPE_TODAY_PAGE;
}

/* A page is made when there is a journal to show and somebody goes there: the
 * window comes up before the journal is open, and keeps in memory only what was
 * looked at. */
GtkWidget *
heed_window_ensure_page (HeedWindow *self)
{
  AdwBin *place = ADW_BIN (adw_view_stack_get_visible_child (self->views));
  GtkWidget *page = adw_bin_get_child (place);

  if (page == NULL)
    {
      page = g_object_new (get_page_type (adw_view_stack_get_visible_child_name (self->views)), NULL);
      g_object_bind_property (self, "journal", page, "journal", G_BINDING_SYNC_CREATE);
      adw_bin_set_child (place, page);
    }

  return page;
}

static void
take_journal (HeedWindow  *self,
              HeedJournal *journal)
{
  self->journal = g_object_ref (journal);
  g_signal_connect_object (journal, "notify::save-state", G_CALLBACK (save_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (journal, "read-failed", G_CALLBACK (heed_window_show_trouble), self, G_CONNECT_SWAPPED);
  heed_window_enable_file_actions (self, TRUE);
  /* What cannot be removed today can be another day. */
  if (g_settings_get_boolean (self->settings, "empty-trash"))
    heed_journal_empty_trash_async (journal, HEED_TRASH_DAYS, NULL, NULL);
  gtk_stack_set_visible_child_name (self->states, "pages");
  heed_window_ensure_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOURNAL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED_TEXT]);

  if (self->waiting != NULL)
    {
      g_autoptr (GVariant) entry = g_steal_pointer (&self->waiting);

      gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.new-entry", entry);
    }
}

/* A journal that is new to this version is brought up to date first, which may
 * take a while. The words are set when they are seen, so that they are read out. */
static gboolean
say_opening_cb (gpointer data)
{
  HeedWindow *self = data;

  self->opening_source = 0;
  gtk_stack_set_visible_child_name (self->states, "opening");
  gtk_spinner_start (self->spinner);
  gtk_label_set_label (self->opening_label, _("Opening your journal…"));
  return G_SOURCE_REMOVE;
}

static void
end_opening (HeedWindow *self)
{
  self->opening = FALSE;
  g_clear_handle_id (&self->opening_source, g_source_remove);
  gtk_spinner_stop (self->spinner);
}

static void
open_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (HeedWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean opened = heed_journal_open_finish (HEED_JOURNAL (source), result, &error);

  /* Somebody closed the window meanwhile. */
  if (self->settings == NULL)
    {
      if (opened)
        heed_journal_close_async (HEED_JOURNAL (source), NULL, NULL);
      return;
    }

  end_opening (self);
  if (opened)
    take_journal (self, HEED_JOURNAL (source));
  else
    show_trouble_page (self, _("Your Journal Could Not Be Opened"), error, self->path);
}

static void
open_journal (HeedWindow *self)
{
  g_autoptr (HeedJournal) journal = NULL;
  g_autoptr (GError) error = NULL;

  /* A file that is locked takes its time, and somebody may try again. */
  if (self->opening || self->journal != NULL)
    return;

  if (self->workbook == NULL)
    self->workbook = heed_workbook_open_default (&error);
  if (self->workbook == NULL)
    {
      g_autofree char *path = heed_workbook_locate_default ();

      show_trouble_page (self, _("The Workbook Could Not Be Read"), error, path);
      return;
    }

  self->opening = TRUE;
  self->opening_source = g_timeout_add (OPENING_UNSAID, say_opening_cb, self);
  journal = heed_journal_new (self->workbook);
  if (self->demo)
    heed_journal_open_demo_async (journal, self->path, open_cb, g_object_ref (self));
  else
    heed_journal_open_async (journal, self->path, open_cb, g_object_ref (self));
}

static void
save_now (HeedWindow *self)
{
  if (self->journal != NULL && heed_journal_is_open (self->journal))
    heed_journal_save_async (self->journal, NULL, NULL);
}

/* Pages below a page */

static gboolean
is_on_main_page (HeedWindow *self)
{
  return adw_leaflet_get_visible_child (self->leaflet) == self->main_page;
}

/* Pages that were left are dropped when they have slid out. The leaflet still
 * looks at a page while it tells that it has, so this waits for a moment. */
static gboolean
drop_left_pages_cb (gpointer data)
{
  HeedWindow *self = data;
  GtkWidget *next;

  self->drop_source = 0;
  if (adw_leaflet_get_child_transition_running (self->leaflet))
    return G_SOURCE_REMOVE;

  while ((next = adw_leaflet_get_adjacent_child (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD)) != NULL)
    adw_leaflet_remove (self->leaflet, next);
  return G_SOURCE_REMOVE;
}

static void
visible_page_cb (HeedWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", !is_on_main_page (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.escape", !is_on_main_page (self));
  if (adw_leaflet_get_child_transition_running (self->leaflet))
    return;

  save_now (self);
  if (self->drop_source == 0)
    self->drop_source = g_idle_add (drop_left_pages_cb, self);
}

/* What is in a page that is not shown is still told to screen readers as if it
 * were. */
static void
hide_other_pages (HeedWindow *self)
{
  GtkWidget *shown = adw_view_stack_get_visible_child (self->views);

  for (GtkWidget *place = gtk_widget_get_first_child (GTK_WIDGET (self->views)); place != NULL;
       place = gtk_widget_get_next_sibling (place))
    {
      GtkWidget *page = adw_bin_get_child (ADW_BIN (place));

      if (page != NULL)
        gtk_widget_set_visible (page, place == shown);
    }
}

static void
visible_view_cb (HeedWindow *self)
{
  save_now (self);
  hide_other_pages (self);
  if (self->journal != NULL)
    heed_window_ensure_page (self);
}

/* The button of a page that leads back. What comes first for the keyboard is not
 * known before the page has its size. */
static GtkWidget *
find_way_back (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "win.back") == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_way_back (child);

  return found;
}

/* A page that goes takes the focus with it, which would then be at the start of
 * the window. */
static void
focus_page (HeedWindow *self,
            GtkWidget  *page)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

/* Where a menu leads to another page, its item would get the focus back that
 * nobody sees when they return, and every key with it. */
static void
leave_popovers (HeedWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  if (popover == NULL)
    return;

  for (; popover != NULL; popover = gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER))
    focus = gtk_widget_get_parent (popover);
  gtk_widget_grab_focus (focus);
}

/* Actions */

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  heed_window_pop (HEED_WINDOW (widget));
}

/* A page may have something open on it that goes first. */
static void
escape_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  if (!gtk_widget_activate_action (adw_leaflet_get_visible_child (self->leaflet), "page.escape", NULL))
    heed_window_pop (self);
}

static void
show_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  adw_view_stack_set_visible_child_name (self->views, g_variant_get_string (parameter, NULL));
  adw_leaflet_set_visible_child (self->leaflet, self->main_page);
  /* Who touches the screen would get a keyboard for the first text. */
  if (self->journal != NULL && gtk_window_get_focus_visible (GTK_WINDOW (self)))
    focus_page (self, heed_window_ensure_page (self));
}

static void
take_self_check_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  if (self->journal == NULL)
    return;

  gtk_widget_activate_action (widget, "win.show-page", "s", "questions");
  gtk_widget_activate_action (heed_window_ensure_page (self), "questions.start", NULL);
}

static void
show_overview_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  if (self->journal != NULL)
    heed_window_push (self, heed_overview_page_new (self->journal));
}

static void
show_tip_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  HeedItem *tip = self->workbook != NULL
                    ? heed_workbook_find_item (self->workbook, g_variant_get_string (parameter, NULL))
                    : NULL;

  if (self->journal != NULL && tip != NULL)
    heed_window_push (self, heed_tip_page_new (self->journal, tip));
}

static void
show_answers_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  if (self->journal != NULL)
    heed_window_push (self, heed_answers_page_new (self->journal, g_variant_get_string (parameter, NULL)));
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  if (self->journal == NULL)
    return;

  gtk_widget_activate_action (widget, "win.show-page", "s", "journal");
  heed_journal_page_start_search (HEED_JOURNAL_PAGE (heed_window_ensure_page (self)));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  save_now (HEED_WINDOW (widget));
}

static void
say_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  heed_window_show_sentence (HEED_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  open_journal (HEED_WINDOW (widget));
}

static void
start_beside_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *sentence = NULL;

  if (self->opening || self->journal != NULL)
    return;

  aside = heed_database_set_aside (self->path, &error);
  if (aside == NULL)
    {
      show_trouble_page (self, _("The File Could Not Be Set Aside"), error, self->path);
      return;
    }

  sentence = g_strdup_printf (_("The old file is kept as “%s”."), aside);
  open_journal (self);
  heed_window_show_sentence (self, sentence);
}

static void
show_menu_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  gtk_menu_button_popup (HEED_WINDOW (widget)->menu_button);
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
  GtkWidget *dialog;

  if (self->question != NULL)
    {
      gtk_window_present (self->question);
      return;
    }

  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Your Last Changes Are Not Saved"), error->message);
  self->question = GTK_WINDOW (dialog);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "stay", _("_Stay Here"),
                                    "leave", _("_Lose Them and Quit"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "leave", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (leave_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
close_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (HeedWindow) self = data;
  g_autoptr (GError) error = NULL;

  self->closing = FALSE;
  if (!heed_journal_close_finish (HEED_JOURNAL (source), result, &error) &&
      heed_journal_is_open (HEED_JOURNAL (source)))
    {
      ask_before_losing (self, error);
      return;
    }

  self->closed = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
remember (HeedWindow *self)
{
  int width, height;

  if (self->demo)
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (adw_view_stack_get_visible_child_name (self->views) != NULL)
    g_settings_set_string (self->settings, "last-page", adw_view_stack_get_visible_child_name (self->views));
}

static gboolean
heed_window_close_request (GtkWindow *window)
{
  HeedWindow *self = HEED_WINDOW (window);

  remember (self);
  if (self->closed || self->journal == NULL)
    return GTK_WINDOW_CLASS (heed_window_parent_class)->close_request (window);

  if (!self->closing)
    {
      self->closing = TRUE;
      heed_journal_close_async (self->journal, close_cb, g_object_ref (self));
    }

  return TRUE;
}

static void
recall (HeedWindow *self)
{
  g_autofree char *page = g_settings_get_string (self->settings, "last-page");

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  if (adw_view_stack_get_child_by_name (self->views, page) != NULL)
    adw_view_stack_set_visible_child_name (self->views, page);
}

static void
heed_window_dispose (GObject *object)
{
  HeedWindow *self = HEED_WINDOW (object);

  g_clear_handle_id (&self->drop_source, g_source_remove);
  g_clear_handle_id (&self->opening_source, g_source_remove);
  g_clear_object (&self->settings);
  g_clear_object (&self->journal);
  g_clear_object (&self->workbook);
  g_clear_pointer (&self->waiting, g_variant_unref);

  G_OBJECT_CLASS (heed_window_parent_class)->dispose (object);
}

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
  HeedWindow *self = HEED_WINDOW (object);

  switch (property_id)
    {
    case PROP_JOURNAL:
      g_value_set_object (value, self->journal);
      break;
    case PROP_SAVED_TEXT:
      g_value_set_string (value, get_saved_text (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (HEED_TYPE_SWITCHER_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/heed-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, states);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, opening_label);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, main_page);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, views);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, save_trouble);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, save_trouble_label);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, sample_bar);
  gtk_widget_class_bind_template_callback (widget_class, visible_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_view_cb);
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
  properties[PROP_SAVED_TEXT] = g_param_spec_string ("saved-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.escape", NULL, escape_action);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.show-overview", NULL, show_overview_action);
  gtk_widget_class_install_action (widget_class, "win.take-self-check", NULL, take_self_check_action);
  gtk_widget_class_install_action (widget_class, "win.show-tip", "s", show_tip_action);
  gtk_widget_class_install_action (widget_class, "win.show-answers", "s", show_answers_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "win.say", "s", say_action);
  gtk_widget_class_install_action (widget_class, "win.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "win.start-beside", NULL, start_beside_action);
  gtk_widget_class_install_action (widget_class, "win.show-menu", NULL, show_menu_action);
  heed_window_install_entry_actions (widget_class);
  heed_window_install_file_actions (widget_class);
  heed_window_install_journal_actions (widget_class);
}

static void
heed_window_init (HeedWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->settings = g_settings_new (HEED_APPLICATION_ID);
  gtk_stack_set_visible_child_name (self->states, "pages");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.escape", FALSE);
  heed_window_enable_file_actions (self, FALSE);
  recall (self);
}

void
heed_window_show_sentence (HeedWindow *self,
                           const char *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  /* An answer may come when the window is gone. */
  if (self->settings != NULL)
    heed_window_add_toast (self, adw_toast_new (markup));
}

/* Stays until somebody has read it. */
void
heed_window_show_trouble (HeedWindow *self,
                          const char *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  if (self->settings != NULL)
    heed_window_add_toast (self, toast);
  else
    g_object_unref (toast);
}

/* Starts an entry as soon as there is a journal to start it in. */
void
heed_window_start_later (HeedWindow *self,
                         GVariant   *entry)
{
  g_clear_pointer (&self->waiting, g_variant_unref);
  self->waiting = g_variant_ref (entry);
}

/* The page on top of the others. */
GtkWidget *
heed_window_get_page (HeedWindow *self)
{
  return adw_leaflet_get_visible_child (self->leaflet);
}

void
heed_window_pop (HeedWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
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
 * heed_window_push:
 * @self: a window
 * @page: a page with a header bar of its own
 *
 * Slides a page in.
 */
void
heed_window_push (HeedWindow *self,
                  GtkWidget  *page)
{
  GtkWidget *way_back;

  g_return_if_fail (HEED_IS_WINDOW (self) && GTK_IS_WIDGET (page));

  leave_popovers (self);
  /* Pages that are still sliding out stay behind it until they have. */
  adw_leaflet_insert_child_after (self->leaflet, page, adw_leaflet_get_visible_child (self->leaflet));
  adw_leaflet_set_visible_child (self->leaflet, page);
  way_back = find_way_back (page);
  if (HEED_IS_EDITOR_PAGE (page) || way_back == NULL)
    gtk_widget_grab_focus (page);
  else
    gtk_widget_grab_focus (way_back);
}

/**
 * heed_window_add_toast:
 * @self: a window
 * @toast: (transfer full): a toast; its title is markup
 *
 * Shows a toast. A title that is too long for one line is wrapped, where a
 * toast by itself would cut it off.
 */
void
heed_window_add_toast (HeedWindow *self,
                       AdwToast   *toast)
{
  g_return_if_fail (HEED_IS_WINDOW (self));

  if (adw_toast_get_custom_title (toast) == NULL)
    adw_toast_set_custom_title (toast, make_toast_label (adw_toast_get_title (toast)));
  adw_toast_overlay_add_toast (self->toasts, toast);
}
