/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Going from page to page. See heed-pages.h. The header bar has icons beside the names
 * of the five pages, below that width icons above their names, and where there is no
 * room for that the title of the window, and the pages go to the bottom. From
 * libadwaita 1.4 on breakpoints do this. */

#include "heed-pages.h"

#include "heed-activities-page.h"
#include "heed-editor-page.h"
#include "heed-focus.h"
#include "heed-journal-page.h"
#include "heed-later.h"
#include "heed-questions-page.h"
#include "heed-template.h"
#include "heed-tips-page.h"
#include "heed-toast.h"
#include "heed-today-page.h"

struct _HeedPages
{
  AdwBin parent_instance;

  AdwLeaflet *leaflet;
  GtkWidget *main_page;
  AdwViewStack *views;
  AdwSqueezer *squeezer;
  GtkWidget *narrow_switcher;
  GtkWidget *window_title;
  AdwViewSwitcherBar *switcher_bar;
  GMenu *overview_section;

  HeedJournal *journal; /* NULL until it is open */
  GtkWindow *window;    /* where the focus is followed; NULL when there is none */
  guint drop_source;
  guint squeeze_source;
  guint focus_source;
};

enum
{
  PROP_0,
  PROP_JOURNAL,
  PROP_CAN_GO_BACK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedPages, heed_pages, ADW_TYPE_BIN)

static void
save_now (HeedPages *self)
{
  if (self->journal != NULL && heed_journal_is_open (self->journal))
    heed_journal_save_async (self->journal, NULL, NULL);
}

/* The header bar */

/* The narrow switcher would rather cut its labels than be as wide as they are.
 * Their text is smaller than this, which leaves room for what is around it. */
static void
make_room_for_labels (HeedPages *self)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->views);
  guint n_pages = g_list_model_get_n_items (G_LIST_MODEL (pages));
  int widest = 0;

  for (guint i = 0; i < n_pages; i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->narrow_switcher,
                                                                       adw_view_stack_page_get_title (page));
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      widest = MAX (widest, width);
    }

  gtk_widget_set_size_request (self->narrow_switcher, widest * (int) n_pages, -1);
}

/* Buttons for narrow windows are made when they are to be seen, as they take a good part
 * of the time until a window comes up; what room they take is known before. */
static void
reveal_bar (HeedPages *self)
{
  GtkWidget *shown = adw_squeezer_get_visible_child (self->squeezer);

  if (shown == self->narrow_switcher)
    adw_view_switcher_set_stack (ADW_VIEW_SWITCHER (self->narrow_switcher), self->views);
  else if (shown == self->window_title)
    adw_view_switcher_bar_set_stack (self->switcher_bar, self->views);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, shown == self->window_title);
}

/* The squeezer tells while it gets its place, when what is below has been measured
 * already. */
static void
squeezed_cb (HeedPages *self)
{
  heed_later (&self->squeeze_source, G_PRIORITY_HIGH, G_CALLBACK (reveal_bar), self);
}

/* The five pages */

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

/* What is in a page that is not shown is still told to screen readers as if it
 * were. */
static void
visible_view_cb (HeedPages *self)
{
  GtkWidget *shown = adw_view_stack_get_visible_child (self->views);

  save_now (self);
  for (GtkWidget *place = gtk_widget_get_first_child (GTK_WIDGET (self->views)); place != NULL;
       place = gtk_widget_get_next_sibling (place))
    {
      GtkWidget *page = adw_bin_get_child (ADW_BIN (place));

      if (page != NULL)
        gtk_widget_set_visible (page, place == shown);
    }
  if (self->journal != NULL)
    heed_pages_ensure_view (self);
}

/* The focus */

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* A page that goes takes the focus with it, which would then be at the start of
 * the window. The focus may be on @last already: the stack of the pages puts it
 * there while it is hidden, and from what is hidden GTK moves it on. */
static void
focus_view (HeedPages *self,
            GtkWidget *last)
{
  GtkWidget *page = heed_pages_ensure_view (self);

  if ((last == NULL || !gtk_widget_grab_focus (last)) && heed_focus_get_within (page) == NULL)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
regain_focus (HeedPages *self)
{
  if (gtk_window_get_focus (self->window) == NULL && gtk_window_get_focus_visible (self->window) &&
      self->journal != NULL && !heed_pages_get_can_go_back (self))
    focus_view (self, NULL);
}

/* Each page remembers what had the focus on it last: GTK forgets that of a page
 * that is hidden. What had it may also go, as the button of a worksheet that is
 * complete: unless somebody soon says where the focus belongs, it goes into the
 * page, and not to the start of the window. */
static void
focus_cb (HeedPages *self)
{
  GtkWidget *place = adw_view_stack_get_visible_child (self->views);
  GtkWidget *focus = heed_focus_get_within (place);
  GWeakRef *ref = g_object_get_data (G_OBJECT (place), "focus");

  if (gtk_window_get_focus (self->window) == NULL)
    heed_later (&self->focus_source, G_PRIORITY_DEFAULT_IDLE, G_CALLBACK (regain_focus), self);
  if (focus == NULL || GTK_IS_SCROLLED_WINDOW (focus))
    return;

  if (ref == NULL)
    {
      ref = g_new0 (GWeakRef, 1);
      g_weak_ref_init (ref, NULL);
      g_object_set_data_full (G_OBJECT (place), "focus", ref, free_weak_ref);
    }
  g_weak_ref_set (ref, focus);
}

/* The pages above them */

/* Pages that were left are dropped when they have slid out. The leaflet still
 * looks at a page while it tells that it has, so this waits for a moment. */
static void
drop_left_pages (HeedPages *self)
{
  GtkWidget *next;

  while (!adw_leaflet_get_child_transition_running (self->leaflet) &&
         (next = adw_leaflet_get_adjacent_child (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD)) != NULL)
    adw_leaflet_remove (self->leaflet, next);
}

static void
visible_page_cb (HeedPages *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_GO_BACK]);
  if (adw_leaflet_get_child_transition_running (self->leaflet))
    return;

  save_now (self);
  heed_later (&self->drop_source, G_PRIORITY_DEFAULT_IDLE, G_CALLBACK (drop_left_pages), self);
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

/* Where a menu leads to another page, its item would get the focus back that
 * nobody sees when they return, and every key with it. */
static void
leave_popovers (HeedPages *self)
{
  GtkWidget *focus = self->window != NULL ? gtk_window_get_focus (self->window) : NULL;
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  if (popover == NULL)
    return;

  for (; popover != NULL; popover = gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER))
    focus = gtk_widget_get_parent (popover);
  gtk_widget_grab_focus (focus);
}

static void
heed_pages_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (heed_pages_parent_class)->realize (widget);

  make_room_for_labels (HEED_PAGES (widget));
}

static void
heed_pages_system_setting_changed (GtkWidget        *widget,
                                   GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (heed_pages_parent_class)->system_setting_changed (widget, setting);

  make_room_for_labels (HEED_PAGES (widget));
}

static void
heed_pages_root (GtkWidget *widget)
{
  HeedPages *self = HEED_PAGES (widget);

  GTK_WIDGET_CLASS (heed_pages_parent_class)->root (widget);
  self->window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_signal_connect_object (self->window, "notify::focus-widget", G_CALLBACK (focus_cb), self, G_CONNECT_SWAPPED);
}

static void
heed_pages_unroot (GtkWidget *widget)
{
  HeedPages *self = HEED_PAGES (widget);

  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_signal_handlers_disconnect_by_func (self->window, focus_cb, self);
  self->window = NULL;
  GTK_WIDGET_CLASS (heed_pages_parent_class)->unroot (widget);
}

static void
heed_pages_dispose (GObject *object)
{
  HeedPages *self = HEED_PAGES (object);

  g_clear_handle_id (&self->drop_source, g_source_remove);
  g_clear_handle_id (&self->squeeze_source, g_source_remove);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (heed_pages_parent_class)->dispose (object);
}

static void
heed_pages_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  HeedPages *self = HEED_PAGES (object);

  switch (property_id)
    {
    case PROP_JOURNAL:
      g_value_set_object (value, self->journal);
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, heed_pages_get_can_go_back (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_pages_class_init (HeedPagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = heed_pages_dispose;
  object_class->get_property = heed_pages_get_property;
  widget_class->realize = heed_pages_realize;
  widget_class->system_setting_changed = heed_pages_system_setting_changed;
  widget_class->root = heed_pages_root;
  widget_class->unroot = heed_pages_unroot;

  properties[PROP_JOURNAL] = g_param_spec_object ("journal", NULL, NULL, HEED_TYPE_JOURNAL, flags);
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  heed_template_set (widget_class, "heed-pages.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedPages, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HeedPages, main_page);
  gtk_widget_class_bind_template_child (widget_class, HeedPages, views);
  gtk_widget_class_bind_template_child (widget_class, HeedPages, squeezer);
  gtk_widget_class_bind_template_child (widget_class, HeedPages, narrow_switcher);
  gtk_widget_class_bind_template_child (widget_class, HeedPages, window_title);
  gtk_widget_class_bind_template_child (widget_class, HeedPages, switcher_bar);
  gtk_widget_class_bind_template_callback (widget_class, squeezed_cb);
  gtk_widget_class_bind_template_child (widget_class, HeedPages, overview_section);
  gtk_widget_class_bind_template_callback (widget_class, heed_toast_leave_page);
  gtk_widget_class_bind_template_callback (widget_class, visible_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_view_cb);
}

static void
heed_pages_init (HeedPages *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The page is called the same wherever a way leads to it. */
static void
name_overview (HeedPages *self)
{
  HeedItem *overview = heed_workbook_get_overview (heed_journal_get_workbook (self->journal));
  g_autoptr (GString) label = overview != NULL ? g_string_new (heed_item_get_title (overview)) : NULL;

  if (label == NULL)
    return;

  g_string_replace (label, "_", "__", 0);
  g_menu_append (self->overview_section, label->str, "win.show-overview");
}

/**
 * heed_pages_set_journal:
 * @self: pages without a journal
 * @journal: an open journal
 *
 * Shows a journal: the page that is in sight now, the others when somebody goes
 * there.
 */
void
heed_pages_set_journal (HeedPages   *self,
                        HeedJournal *journal)
{
  g_return_if_fail (HEED_IS_PAGES (self) && self->journal == NULL);

  self->journal = g_object_ref (journal);
  name_overview (self);
  heed_pages_ensure_view (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOURNAL]);
}

/**
 * heed_pages_ensure_view:
 * @self: pages
 *
 * Gets the one of the five pages that is in sight, or would be if nothing lay
 * above it. A page is made when there is a journal to show and somebody goes
 * there: the window comes up before the journal is open, and keeps in memory
 * only what was looked at.
 *
 * Returns: (transfer none): the page
 */
GtkWidget *
heed_pages_ensure_view (HeedPages *self)
{
  AdwBin *place = ADW_BIN (adw_view_stack_get_visible_child (self->views));
  GtkWidget *page = adw_bin_get_child (place);

  if (page == NULL)
    {
      page = g_object_new (get_page_type (heed_pages_get_view_name (self)), NULL);
      g_object_bind_property (self, "journal", page, "journal", G_BINDING_SYNC_CREATE);
      adw_bin_set_child (place, page);
    }

  return page;
}

/**
 * heed_pages_get_view_name:
 * @self: pages
 *
 * Gets which of the five pages it is.
 *
 * Returns: the name, such as `tips`
 */
const char *
heed_pages_get_view_name (HeedPages *self)
{
  return adw_view_stack_get_visible_child_name (self->views);
}

/**
 * heed_pages_set_view_name:
 * @self: pages
 * @name: the name of a page; what is none is ignored
 *
 * Shows one of the five pages, below what lies above them.
 */
void
heed_pages_set_view_name (HeedPages  *self,
                          const char *name)
{
  if (adw_view_stack_get_child_by_name (self->views, name) != NULL)
    adw_view_stack_set_visible_child_name (self->views, name);
}

/**
 * heed_pages_go_to_view:
 * @self: pages
 * @name: the name of a page
 *
 * Goes to one of the five pages from wherever somebody is. With the keyboard
 * they are then where they were on that page.
 */
void
heed_pages_go_to_view (HeedPages  *self,
                       const char *name)
{
  GtkWidget *place = adw_view_stack_get_child_by_name (self->views, name);
  GWeakRef *ref = place != NULL ? g_object_get_data (G_OBJECT (place), "focus") : NULL;
  g_autoptr (GtkWidget) last = ref != NULL ? g_weak_ref_get (ref) : NULL;
  GtkWidget *focus;

  heed_pages_set_view_name (self, name);
  adw_leaflet_set_visible_child (self->leaflet, self->main_page);
  if (self->journal == NULL || self->window == NULL)
    return;

  /* Who touches the screen would get a keyboard for the first text. */
  focus = heed_focus_get_within (adw_view_stack_get_visible_child (self->views));
  if (gtk_window_get_focus_visible (self->window))
    focus_view (self, last);
  else if (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
    gtk_window_set_focus (self->window, NULL);
}

/**
 * heed_pages_get_can_go_back:
 * @self: pages
 *
 * Tells whether a page lies above the five.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_pages_get_can_go_back (HeedPages *self)
{
  return heed_pages_get_top (self) != self->main_page;
}

/**
 * heed_pages_get_top:
 * @self: pages
 *
 * Gets the page that lies above the others.
 *
 * Returns: (transfer none): the page; what holds the five if none lies above them
 */
GtkWidget *
heed_pages_get_top (HeedPages *self)
{
  return adw_leaflet_get_visible_child (self->leaflet);
}

/**
 * heed_pages_push:
 * @self: pages
 * @page: a page with a header bar of its own
 *
 * Slides a page in.
 */
void
heed_pages_push (HeedPages *self,
                 GtkWidget *page)
{
  GtkWidget *way_back;

  g_return_if_fail (HEED_IS_PAGES (self) && GTK_IS_WIDGET (page));

  leave_popovers (self);
  /* Pages that are still sliding out stay behind it until they have. */
  adw_leaflet_insert_child_after (self->leaflet, page, heed_pages_get_top (self));
  adw_leaflet_set_visible_child (self->leaflet, page);
  way_back = find_way_back (page);
  if (HEED_IS_EDITOR_PAGE (page) || way_back == NULL)
    gtk_widget_grab_focus (page);
  else
    gtk_widget_grab_focus (way_back);
}

/**
 * heed_pages_pop:
 * @self: pages
 *
 * Slides the page out that lies above the others.
 */
void
heed_pages_pop (HeedPages *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}
