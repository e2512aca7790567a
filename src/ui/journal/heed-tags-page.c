/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeping tags in order. See heed-tags-page.h. */

#include "heed-tags-page.h"

#include "heed-accessible.h"
#include "heed-bulk-actions.h"
#include "heed-context-menu.h"
#include "heed-focus.h"
#include "heed-question.h"
#include "heed-template.h"
#include "heed-text.h"
#include "heed-toast.h"

#include <glib/gi18n.h>

struct _HeedTagsPage
{
  AdwBin parent_instance;

  GtkStack *states;
  GtkListBox *list;

  HeedJournal *journal;
  GPtrArray *counts;  /* of HeedTagCount, as the list shows them */
  gboolean asking;
  gboolean again;     /* there were changes meanwhile */
};

/* A new name on its way. */
typedef struct
{
  HeedTagsPage *self;
  GtkWidget *toasts;
  char *tag;
  char *name;
  gboolean joins;
  char **ids; /* of the entries that have the new name instead */
} Errand;

G_DEFINE_FINAL_TYPE (HeedTagsPage, heed_tags_page, ADW_TYPE_BIN)

static void ask (HeedTagsPage *self);

static void
free_errand (Errand *errand)
{
  g_clear_object (&errand->self);
  g_clear_object (&errand->toasts);
  g_free (errand->tag);
  g_free (errand->name);
  g_strfreev (errand->ids);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, free_errand)

static const char *
get_tag (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "tag");
}

/* Another tag of that name, however it is spelled. */
static const HeedTagCount *
find_other (HeedTagsPage *self,
            const char   *tag,
            const char   *name)
{
  for (guint i = 0; i < self->counts->len; i++)
    {
      const HeedTagCount *count = g_ptr_array_index (self->counts, i);
      const char * const one[] = { count->tag, NULL };

      if (!g_str_equal (count->tag, tag) && heed_text_find_alike (one, name) != NULL)
        return count;
    }

  return NULL;
}

static GtkWidget *
find_row (HeedTagsPage *self,
          const char   *tag)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (get_tag (row), tag))
      return row;

  return NULL;
}

static GtkWidget *
get_focused_row (HeedTagsPage *self)
{
  GtkWidget *focus = heed_focus_get_within (GTK_WIDGET (self->list));

  return focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_ENTRY_ROW) : NULL;
}

/* Renaming */

static void
rename_back_cb (AdwToast *toast,
                Errand   *errand)
{
  heed_journal_replace_tag_async (errand->self->journal, errand->name, errand->tag, (const char * const *) errand->ids,
                                  NULL, NULL);
}

static void
renamed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *sentence = NULL;
  AdwToast *toast;
  guint count;

  errand->ids = heed_journal_change_finish (HEED_JOURNAL (source), result, &failure, &error);
  if (errand->ids == NULL)
    {
      heed_bulk_actions_say (GTK_WIDGET (errand->self), error->message);
      return;
    }
  if (errand->toasts == NULL)
    return;

  count = g_strv_length (errand->ids);
  if (failure == NULL)
    /* Translators: two tags. */
    sentence = g_strdup_printf (_("“%s” is now “%s”"), errand->tag, errand->name);
  else
    /* Translators: two tags, how many entries, and a sentence that says why not more. */
    sentence = g_strdup_printf (ngettext ("“%s” is now “%s” in %u entry. %s", "“%s” is now “%s” in %u entries. %s", count),
                                errand->tag, errand->name, count, failure->message);
  toast = heed_toast_new (sentence);
  heed_bulk_actions_show_toast (errand->toasts, toast);
  if (errand->joins)
    return;

  adw_toast_set_button_label (toast, _("Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (rename_back_cb), g_steal_pointer (&errand),
                         (GClosureNotify) G_CALLBACK (free_errand), 0);
}

/* Takes @errand over. */
static void
rename_tag (Errand *errand)
{
  GtkWidget *row = find_row (errand->self, errand->tag);

  if (row != NULL)
    g_object_set_data_full (G_OBJECT (row), "new-name", g_strdup (errand->name), g_free);
  heed_journal_replace_tag_async (errand->self->journal, errand->tag, errand->name, NULL, renamed_cb, errand);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Errand           *data)
{
  g_autoptr (Errand) errand = data;
  GtkListBox *list = errand->self->list;

  if (g_str_equal (response, "join"))
    {
      rename_tag (g_steal_pointer (&errand));
      return;
    }

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    gtk_editable_set_text (GTK_EDITABLE (row), get_tag (row));
}

/* Which entry had which of the two cannot be told apart afterwards. */
static void
ask_to_join (Errand             *errand,
             const HeedTagCount *other)
{
  GPtrArray *counts = errand->self->counts;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;
  guint entries = 0;

  for (guint i = 0; i < counts->len; i++)
    {
      const HeedTagCount *count = g_ptr_array_index (counts, i);

      entries = g_str_equal (count->tag, errand->tag) ? count->entries : entries;
    }
  /* Translators: two tags. */
  heading = g_strdup_printf (_("Join “%s” with “%s”?"), errand->tag, other->tag);
  /* Translators: how many entries, and the tag that they will have. */
  body = g_strdup_printf (ngettext ("%u entry will have the tag “%s” instead. Afterwards the two cannot be told apart.",
                                    "%u entries will have the tag “%s” instead. Afterwards the two cannot be told apart.",
                                    entries),
                          entries, other->tag);
  dialog = heed_question_new (GTK_WIDGET (errand->self), heading, body, ADW_RESPONSE_DESTRUCTIVE,
                              "cancel", _("_Cancel"), "join", _("_Join"), NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), errand);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
apply_cb (GtkWidget    *row,
          HeedTagsPage *self)
{
  g_autofree char *name = heed_text_normalize (gtk_editable_get_text (GTK_EDITABLE (row)));
  const HeedTagCount *other = find_other (self, get_tag (row), name);
  Errand *errand;

  if (*name == '\0' || g_str_equal (name, get_tag (row)))
    {
      gtk_editable_set_text (GTK_EDITABLE (row), get_tag (row));
      return;
    }

  errand = g_new0 (Errand, 1);
  errand->self = g_object_ref (self);
  g_set_object (&errand->toasts, gtk_widget_get_ancestor (row, ADW_TYPE_TOAST_OVERLAY));
  errand->tag = g_strdup (get_tag (row));
  errand->name = g_strdup (other != NULL ? other->tag : name);
  errand->joins = other != NULL;
  if (other != NULL)
    ask_to_join (errand, other);
  else
    rename_tag (errand);
}

/* Removing */

static void
found_ids_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = heed_journal_take_answer (HEED_JOURNAL (source), result, &error);
  GtkWidget *widget = GTK_WIDGET (errand->self);

  if (ids == NULL)
    heed_bulk_actions_say (widget, error->message);
  else
    heed_bulk_actions_change (widget, errand->self->journal, (const char * const *) ids, HEED_CHANGE_REMOVE_TAG,
                              errand->tag);
}

static void
remove_action (HeedTagsPage *self,
               GVariant     *parameter)
{
  Errand *errand = g_new0 (Errand, 1);
  HeedQuery query = { .tag = g_variant_get_string (parameter, NULL) };

  errand->self = g_object_ref (self);
  errand->tag = g_strdup (query.tag);
  heed_journal_find_ids_async (self->journal, &query, found_ids_cb, errand);
}

/* The list */

static void
focus_name (GtkWidget *row)
{
  gtk_text_grab_focus_without_selecting (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (row))));
  gtk_editable_set_position (GTK_EDITABLE (row), -1);
}

static void
rename_action (HeedTagsPage *self,
               GVariant     *parameter)
{
  GtkWidget *row = find_row (self, g_variant_get_string (parameter, NULL));

  if (row != NULL)
    focus_name (row);
}

/* Whoever writes a name wants the menu of a text. */
static GMenuModel *
create_menu (GtkWidget *target,
             gpointer   data)
{
  GtkWidget *row = gtk_widget_get_ancestor (target, ADW_TYPE_ENTRY_ROW);
  g_autoptr (GMenu) menu = NULL;
  const char *tag;

  if (row == NULL)
    return NULL;

  tag = get_tag (row);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), tag))
    return NULL;

  menu = g_menu_new ();
  heed_context_menu_append (menu, _("_Show Its Entries"), "win.show-tag", g_variant_new_string (tag));
  heed_context_menu_append (menu, _("_Rename"), "tags.rename", g_variant_new_string (tag));
  heed_context_menu_append (menu, _("_Take It off All Entries"), "tags.remove", g_variant_new_string (tag));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
set_button (GtkBuilder *builder,
            const char *id,
            const char *name,
            const char *tag)
{
  GtkWidget *button = GTK_WIDGET (gtk_builder_get_object (builder, id));

  gtk_widget_set_tooltip_text (button, name);
  heed_accessible_set_name (button, name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", tag);
}

static void
set_count (GtkWidget          *row,
           const HeedTagCount *count)
{
  g_autofree char *entries = g_strdup_printf (ngettext ("%u entry", "%u entries", count->entries), count->entries);
  /* Translators: a tag, and how many entries have it, such as “12 entries”. */
  g_autofree char *name = g_strdup_printf (_("Name of the tag “%s”, %s"), count->tag, entries);
  /* Translators: a tag, and how many entries have it, such as “12 entries”. */
  g_autofree char *whole = g_strdup_printf (C_("tag", "%s, %s"), count->tag, entries);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), entries);
  heed_accessible_set_name (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row))), name);
  /* The row would be called by what stands above the tag, as in “1 entry”. */
  heed_accessible_set_name (row, whole);
}

static void
add_row (HeedTagsPage       *self,
         const HeedTagCount *count)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/heedworkbook/Heed/journal/heed-tag-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  /* Translators: %s is a tag. */
  g_autofree char *show = g_strdup_printf (_("Show the entries tagged “%s”"), count->tag);
  /* Translators: %s is a tag. */
  g_autofree char *remove = g_strdup_printf (_("Take the tag “%s” off all entries"), count->tag);

  g_object_set_data_full (G_OBJECT (row), "tag", g_strdup (count->tag), g_free);
  set_count (row, count);
  gtk_editable_set_text (GTK_EDITABLE (row), count->tag);
  g_signal_connect_object (row, "apply", G_CALLBACK (apply_cb), self, 0);
  set_button (builder, "show", show, count->tag);
  set_button (builder, "remove", remove, count->tag);
  gtk_list_box_append (self->list, row);
}

/* Goes to the row of @tag, or where one that is gone was. */
static void
focus_row (HeedTagsPage *self,
           const char   *tag,
           int           place)
{
  GtkWidget *row = find_row (self, tag);

  if (row == NULL)
    row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, place));
  if (row == NULL)
    row = gtk_widget_get_last_child (GTK_WIDGET (self->list));
  if (row != NULL)
    focus_name (row);
}

static void
replace_rows (HeedTagsPage *self,
              GPtrArray    *counts)
{
  GtkWidget *row, *focused = get_focused_row (self);
  int place = focused != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focused)) : -1;
  g_autofree char *tag = NULL;

  if (focused != NULL)
    {
      const char *name = g_object_get_data (G_OBJECT (focused), "new-name");

      tag = g_strdup (name != NULL ? name : get_tag (focused));
    }

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < counts->len; i++)
    add_row (self, g_ptr_array_index (counts, i));

  if (tag != NULL)
    focus_row (self, tag, place);
}

/* Rows stay while only their numbers change, so that nobody is interrupted. */
static void
show_counts (HeedTagsPage *self,
             GPtrArray    *counts)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));
  gboolean same = self->counts != NULL && self->counts->len == counts->len;

  for (guint i = 0; i < counts->len && same; i++)
    same = g_str_equal (((const HeedTagCount *) g_ptr_array_index (self->counts, i))->tag,
                        ((const HeedTagCount *) g_ptr_array_index (counts, i))->tag);
  if (!same)
    replace_rows (self, counts);
  for (guint i = 0; i < counts->len && same; i++, row = gtk_widget_get_next_sibling (row))
    set_count (row, g_ptr_array_index (counts, i));

  g_clear_pointer (&self->counts, g_ptr_array_unref);
  self->counts = g_ptr_array_ref (counts);
  gtk_stack_set_visible_child_name (self->states, counts->len > 0 ? "tags" : "empty");
}

static void
got_tags_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (HeedTagsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) counts = heed_journal_take_answer (HEED_JOURNAL (source), result, &error);

  self->asking = FALSE;
  if (self->journal == NULL)
    return;

  if (counts != NULL)
    show_counts (self, counts);
  else
    heed_bulk_actions_say (GTK_WIDGET (self), error->message);
  if (self->again)
    ask (self);
}

static void
ask (HeedTagsPage *self)
{
  self->again = self->asking;
  if (self->asking)
    return;

  self->asking = TRUE;
  heed_journal_get_tags_async (self->journal, got_tags_cb, g_object_ref (self));
}

/* Escape takes back a name that is being typed first. */
static void
escape_action (GtkWidget *widget)
{
  GtkWidget *row = get_focused_row (HEED_TAGS_PAGE (widget));

  if (row != NULL && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), get_tag (row)))
    {
      gtk_editable_set_text (GTK_EDITABLE (row), get_tag (row));
      gtk_editable_set_position (GTK_EDITABLE (row), -1);
    }
  else
    {
      gtk_widget_activate_action (widget, "win.back", NULL);
    }
}

static void
heed_tags_page_dispose (GObject *object)
{
  HeedTagsPage *self = HEED_TAGS_PAGE (object);

  g_clear_object (&self->journal);
  g_clear_pointer (&self->counts, g_ptr_array_unref);

  G_OBJECT_CLASS (heed_tags_page_parent_class)->dispose (object);
}

static void
heed_tags_page_class_init (HeedTagsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_tags_page_dispose;
  widget_class->focus = heed_focus_move_within;

  heed_template_set (widget_class, "journal/heed-tags-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTagsPage, states);
  gtk_widget_class_bind_template_child (widget_class, HeedTagsPage, list);
  heed_template_install_action (widget_class, "page.escape", NULL, G_CALLBACK (escape_action));
  heed_template_install_action (widget_class, "tags.remove", "s", G_CALLBACK (remove_action));
  heed_template_install_action (widget_class, "tags.rename", "s", G_CALLBACK (rename_action));
}

static void
heed_tags_page_init (HeedTagsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  heed_accessible_name_scrollers (GTK_WIDGET (self));
  heed_context_menu_add (GTK_WIDGET (self->list), create_menu, self);
  gtk_stack_set_visible_child_name (self->states, "tags");
}

/**
 * heed_tags_page_new:
 * @journal: an open journal
 *
 * Makes a page of the tags of a journal.
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
heed_tags_page_new (HeedJournal *journal)
{
  HeedTagsPage *self = g_object_new (HEED_TYPE_TAGS_PAGE, NULL);

  self->journal = g_object_ref (journal);
  g_signal_connect_object (journal, "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  ask (self);
  return GTK_WIDGET (self);
}
