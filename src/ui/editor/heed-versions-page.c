/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The older versions of an entry. See heed-versions-page.h. */

#include "heed-versions-page.h"

#include "heed-accessible.h"
#include "heed-answer-view.h"
#include "heed-answer.h"
#include "heed-calendar.h"
#include "heed-entry-pane.h"
#include "heed-focus.h"
#include "heed-picture.h"
#include "heed-reading.h"
#include "heed-record-diff.h"
#include "heed-section.h"
#include "heed-template.h"
#include "heed-text.h"
#include "heed-toast.h"

#include <glib/gi18n.h>

/* Enough to know a text by; all of it stands in the entry. */
#define EXCERPT_LENGTH 200

struct _HeedVersionsPage
{
  AdwBin parent_instance;

  AdwWindowTitle *window_title;
  GtkStack *states;
  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  GtkListBox *list;
  GtkWidget *version_pane;
  GtkLabel *description;
  HeedEntryPane *pane;

  HeedJournal *journal;
  HeedEntry *entry;
  GPtrArray *versions; /* of HeedRecord, newest first; NULL until they have arrived */
  GPtrArray *lines;    /* that tell the differences of the version that is shown; not owned */
  guint n_looked_at;   /* of them */
};

G_DEFINE_FINAL_TYPE (HeedVersionsPage, heed_versions_page, ADW_TYPE_BIN)

static guint
count_differences (HeedVersionsPage *self,
                   HeedRecord       *version)
{
  return heed_record_diff_count (version, heed_entry_get_record (self->entry), heed_entry_get_form (self->entry));
}

static char *
describe_differences (guint n)
{
  if (n == 0)
    return g_strdup (_("The same as now"));

  return g_strdup_printf (ngettext ("%u difference from now", "%u differences from now", n), n);
}

static void
update_actions (HeedVersionsPage *self,
                guint             n_differences)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "version.restore", n_differences > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "version.next-difference", n_differences > 0);
}

/* A list that goes with its page takes the selection back (GTK 4.18). */
static HeedRecord *
get_selected (HeedVersionsPage *self)
{
  GtkListBoxRow *row = self->entry != NULL ? gtk_list_box_get_selected_row (self->list) : NULL;

  return row != NULL ? g_ptr_array_index (self->versions, gtk_list_box_row_get_index (row)) : NULL;
}

/* What is different now */

static GtkWidget *
make_line (HeedVersionsPage *self,
           const char       *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", "document-edit-symbolic",
                                  "valign", GTK_ALIGN_START,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  gtk_box_append (GTK_BOX (line), icon);
  heed_reading_append_label (line, text, NULL);
  gtk_widget_add_css_class (line, "difference");
  g_ptr_array_add (self->lines, line);
  return line;
}

static char *
describe_now (HeedVersionsPage *self,
              HeedForm         *form,
              const char       *path)
{
  HeedRecord *now = heed_entry_get_record (self->entry);
  HeedField *field = form != NULL ? heed_form_find_path (form, path) : NULL;
  g_autofree char *text = NULL;

  if (heed_text_is_blank (heed_record_get_answer (now, path)))
    return g_strdup (_("nothing written"));

  text = field != NULL ? heed_field_format_answer (field, now, path) : g_strdup (heed_record_get_answer (now, path));
  return heed_text_excerpt (text, EXCERPT_LENGTH);
}

/* Tells of a place that is not in the version that is shown, unless it was told of. */
static void
add_rest (HeedVersionsPage *self,
          GtkWidget        *box,
          GHashTable       *paths,
          HeedForm         *form,
          const char       *path,
          const char       *name)
{
  g_autofree char *now = NULL;
  g_autofree char *text = NULL;

  if (!g_hash_table_remove (paths, path))
    return;

  now = describe_now (self, form, path);
  /* Translators: a question, such as “Sign 3 of Emotion 2”, and its answer. */
  text = g_strdup_printf (C_("difference", "%s: %s"), name, now);
  gtk_box_append (GTK_BOX (box), make_line (self, text));
}

/* A picture is told by what it shows, as the view of the version has it. */
static void
add_picture (HeedVersionsPage *self,
             GtkWidget        *box,
             GHashTable       *paths,
             const char       *path)
{
  HeedRecord *now = heed_entry_get_record (self->entry);
  g_autofree char *description_path = heed_picture_dup_description_path (path);
  const char *description = heed_record_get_answer (now, description_path);
  g_autofree char *text = NULL;

  if (!g_hash_table_remove (paths, path))
    return;

  g_hash_table_remove (paths, description_path);
  if (heed_record_get_answer (now, path) == NULL)
    description = _("taken out");
  /* Translators: a picture, and what it shows. */
  text = g_strdup_printf (_("Picture: %s"), description != NULL ? description : _("not described"));
  gtk_box_append (GTK_BOX (box), make_line (self, text));
}

/* All that differs at @paths, for which there is no place in the version. */
static GtkWidget *
make_rest (HeedVersionsPage *self,
           GHashTable       *paths,
           HeedForm         *form)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  HeedRecord *now = heed_entry_get_record (self->entry);
  g_autoptr (HeedFilledForm) filled = form != NULL ? heed_filled_form_new (form, now) : NULL;

  gtk_box_append (GTK_BOX (box), heed_reading_new_heading (_("Written since then"), "heading", 2));

  for (guint i = 0; filled != NULL && i < heed_filled_form_get_n_nodes (filled); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);

      add_rest (self, box, paths, form, node->path, node->name);
    }
  for (guint i = 0; i < heed_record_get_n_answers (now); i++)
    {
      const char *path;

      heed_record_get_nth_answer (now, i, &path, NULL, NULL);
      if (heed_picture_is_path (path))
        add_picture (self, box, paths, path);
      else
        add_rest (self, box, paths, form, path, heed_picture_is_description (path) ? _("What the picture shows") : path);
    }

  return box;
}

/* Says below each answer of an older version what it is now, where that is
 * something else, and below all what is not in the version. */
static void
compare (HeedVersionsPage *self,
         HeedEntry        *version)
{
  HeedEntryView *view = heed_entry_pane_get_view (self->pane);
  GPtrArray *sections = heed_editor_get_sections (heed_entry_view_get_editor (view));
  HeedForm *form = heed_entry_get_form (version);
  g_autoptr (GHashTable) paths = heed_record_diff_find (heed_entry_get_record (version),
                                                        heed_entry_get_record (self->entry), form);

  for (guint i = 0; i < sections->len; i++)
    {
      GPtrArray *views = heed_section_get_views (g_ptr_array_index (sections, i));

      for (guint j = 0; j < views->len; j++)
        {
          GtkWidget *answer = g_ptr_array_index (views, j);
          const char *path = heed_answer_view_get_path (HEED_ANSWER_VIEW (answer));
          g_autofree char *now = NULL;
          g_autofree char *text = NULL;

          if (!g_hash_table_remove (paths, path))
            continue;
          now = describe_now (self, form, path);
          /* Translators: what an answer is now, below what it was in an older version. */
          text = g_strdup_printf (_("Now: %s"), now);
          gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (answer)), make_line (self, text), answer);
        }
    }

  if (g_hash_table_size (paths) > 0)
    heed_entry_view_set_comparison (view, make_rest (self, paths, form));
}

static void
show_selected (HeedVersionsPage *self)
{
  HeedRecord *version = get_selected (self);
  g_autoptr (HeedEntry) entry = NULL;
  g_autofree char *text = NULL;
  guint n;

  if (version == NULL)
    return;

  n = count_differences (self, version);
  text = describe_differences (n);
  gtk_label_set_label (self->description, text);
  update_actions (self, n);

  entry = heed_entry_new_for_record (heed_entry_get_workbook (self->entry), version);
  g_ptr_array_set_size (self->lines, 0);
  self->n_looked_at = 0;
  heed_entry_view_set_entry (heed_entry_pane_get_view (self->pane), entry);
  compare (self, entry);
}

static void
add_row (HeedVersionsPage *self,
         HeedRecord       *version)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", box, NULL);
  g_autofree char *moment = heed_moment_format (heed_record_get_modified (version));
  g_autofree char *differences = describe_differences (count_differences (self, version));
  /* Translators: a moment, and how the version differs from now. */
  g_autofree char *name = g_strdup_printf (C_("name of a version", "%s: %s"), moment, differences);

  gtk_widget_add_css_class (box, "version-row");
  heed_reading_append_label (box, moment, NULL);
  heed_reading_append_label (box, differences, "caption dim-label");
  heed_accessible_set_name (row, name);
  gtk_list_box_append (self->list, row);
}

static void
versions_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (HeedVersionsPage) self = data;
  g_autoptr (GError) error = NULL;

  self->versions = heed_journal_take_answer (HEED_JOURNAL (source), result, &error);
  if (self->entry == NULL)
    return;

  if (self->versions == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
      return;
    }

  for (guint i = 0; i < self->versions->len; i++)
    add_row (self, g_ptr_array_index (self->versions, i));
  gtk_stack_set_visible_child_name (self->states, self->versions->len > 0 ? "versions" : "none");
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_widget_child_focus (GTK_WIDGET (self->states), GTK_DIR_TAB_FORWARD);
}

static void
row_activated_cb (HeedVersionsPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->version_pane);
}

static void
folded_cb (HeedVersionsPage *self)
{
  if (!adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

/* What the toast takes back is what it tells of: it goes when the entry is
 * changed again. */
static void
show_toast (HeedVersionsPage *self,
            HeedRecord       *version)
{
  g_autofree char *moment = heed_moment_format (heed_record_get_modified (version));
  /* Translators: followed by a moment, as in “The version of 12 November, 14:05 is back”. */
  g_autofree char *sentence = g_strdup_printf (_("The version of %s is back"), moment);
  AdwToast *toast = heed_toast_new (sentence);

  adw_toast_set_button_label (toast, _("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (heed_entry_undo), self->entry, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (adw_toast_dismiss), toast, G_CONNECT_SWAPPED);
  heed_toast_show (GTK_WIDGET (self), toast);
}

static void
restore_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HeedVersionsPage *self = HEED_VERSIONS_PAGE (widget);
  HeedRecord *version = get_selected (self);

  if (version == NULL)
    return;

  heed_entry_restore (self->entry, version);
  heed_journal_save_async (self->journal, NULL, NULL);
  gtk_widget_activate_action (widget, "win.back", NULL);
  show_toast (self, version);
}

/* From the top, and from there again after the last. */
static void
next_difference_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  HeedVersionsPage *self = HEED_VERSIONS_PAGE (widget);

  if (self->lines->len == 0)
    return;

  self->n_looked_at = self->n_looked_at % self->lines->len + 1;
  heed_scroll_show (g_ptr_array_index (self->lines, self->n_looked_at - 1), 0, 0, TRUE);
}

/* Closes what is open, goes from a version to the list, or away. */
static void
escape_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeedVersionsPage *self = HEED_VERSIONS_PAGE (widget);

  if (heed_entry_pane_stop_find (self->pane))
    return;
  if (adw_leaflet_get_folded (self->leaflet) && adw_leaflet_get_visible_child (self->leaflet) == self->version_pane)
    adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
  else
    gtk_widget_activate_action (widget, "win.back", NULL);
}

static void
heed_versions_page_dispose (GObject *object)
{
  HeedVersionsPage *self = HEED_VERSIONS_PAGE (object);

  g_clear_object (&self->entry);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (heed_versions_page_parent_class)->dispose (object);
}

static void
heed_versions_page_finalize (GObject *object)
{
  g_clear_pointer (&HEED_VERSIONS_PAGE (object)->versions, g_ptr_array_unref);
  g_ptr_array_unref (HEED_VERSIONS_PAGE (object)->lines);

  G_OBJECT_CLASS (heed_versions_page_parent_class)->finalize (object);
}

static void
heed_versions_page_class_init (HeedVersionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_versions_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_versions_page_finalize;

  g_type_ensure (HEED_TYPE_ENTRY_PANE);
  heed_template_set (widget_class, "editor/heed-versions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedVersionsPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, HeedVersionsPage, states);
  gtk_widget_class_bind_template_child (widget_class, HeedVersionsPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HeedVersionsPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, HeedVersionsPage, list);
  gtk_widget_class_bind_template_child (widget_class, HeedVersionsPage, version_pane);
  gtk_widget_class_bind_template_child (widget_class, HeedVersionsPage, description);
  gtk_widget_class_bind_template_child (widget_class, HeedVersionsPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, show_selected);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);

  gtk_widget_class_install_action (widget_class, "version.restore", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "version.next-difference", NULL, next_difference_action);
  gtk_widget_class_install_action (widget_class, "page.escape", NULL, escape_action);
}

static void
heed_versions_page_init (HeedVersionsPage *self)
{
  self->lines = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  heed_accessible_name_scrollers (GTK_WIDGET (self));
  update_actions (self, 0);
  heed_entry_view_set_editable (heed_entry_pane_get_view (self->pane), FALSE);
}

/**
 * heed_versions_page_new:
 * @journal: the journal of the entry
 * @entry: an open entry
 *
 * Makes a page, which asks the journal for the versions.
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
heed_versions_page_new (HeedJournal *journal,
                        HeedEntry   *entry)
{
  HeedVersionsPage *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (HEED_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (HEED_IS_ENTRY (entry) && heed_entry_is_open (entry), NULL);

  self = g_object_new (HEED_TYPE_VERSIONS_PAGE, NULL);
  self->journal = g_object_ref (journal);
  self->entry = g_object_ref (entry);
  title = heed_entry_dup_title (entry);
  adw_window_title_set_subtitle (self->window_title, title);
  heed_journal_get_versions_async (journal, entry, versions_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
