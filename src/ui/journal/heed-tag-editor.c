/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tags of an entry. See heed-tag-editor.h. */

#include "heed-tag-editor.h"

#include "heed-accessible.h"
#include "heed-context-menu.h"
#include "heed-focus.h"
#include "heed-tag-entry.h"
#include "heed-template.h"
#include "heed-text.h"

#include <glib/gi18n.h>

struct _HeedTagEditor
{
  AdwBin parent_instance;

  GtkWidget *box;
  GtkWidget *add_button;
  HeedTagEntry *field;
  GPtrArray *chips; /* of widgets in the box */

  HeedJournal *journal;
  HeedEntry *entry;
  GSignalGroup *entry_signals;
  GStrv shown;
};

G_DEFINE_FINAL_TYPE (HeedTagEditor, heed_tag_editor, ADW_TYPE_BIN)

static const char * const *
get_tags (HeedTagEditor *self)
{
  return heed_record_get_tags (heed_entry_get_record (self->entry));
}

/* Puts @added at the end, if it is not %NULL. */
static void
replace_tag (HeedTagEditor *self,
             const char    *removed,
             const char    *added)
{
  const char * const *before = get_tags (self);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;

  for (guint i = 0; before[i] != NULL; i++)
    if (g_strcmp0 (before[i], removed) != 0)
      g_strv_builder_add (builder, before[i]);
  if (added != NULL)
    g_strv_builder_add (builder, added);

  tags = g_strv_builder_end (builder);
  heed_entry_set_tags (self->entry, (const char * const *) tags);
}

static void
add_tag (HeedTagEditor *self,
         const char    *tag)
{
  if (heed_text_find_alike (get_tags (self), tag) == NULL)
    replace_tag (self, NULL, tag);
}

/* Typing */

static void
known_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (HeedTagEditor) self = data;
  g_auto (GStrv) known = heed_known_tags_finish (HEED_JOURNAL (source), result);

  /* Without them nothing is completed, and any tag can still be typed. */
  if (known != NULL && self->field != NULL)
    heed_tag_entry_set_known (self->field, (const char * const *) known);
}

static void
add_clicked_cb (HeedTagEditor *self)
{
  heed_journal_get_tags_async (self->journal, known_cb, g_object_ref (self));
  gtk_widget_set_visible (GTK_WIDGET (self->field), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->field));
}

static void
erased_cb (HeedTagEditor *self)
{
  const char * const *tags = get_tags (self);
  guint count = g_strv_length ((GStrv) tags);

  if (count > 0)
    replace_tag (self, tags[count - 1], NULL);
}

/* What was typed and not finished is meant as a tag, too. */
static void
left_cb (HeedTagEditor *self)
{
  g_autofree char *typed = heed_text_normalize (heed_tag_entry_get_text (self->field));

  if (self->entry != NULL && *typed != '\0')
    add_tag (self, typed);
  heed_tag_entry_clear (self->field);
  gtk_widget_set_visible (GTK_WIDGET (self->field), FALSE);
}

/* Chips */

static void
remove_action (HeedTagEditor *self,
               GVariant      *parameter)
{
  g_autofree char *tag = g_variant_dup_string (parameter, NULL);

  /* The button goes, and the focus needs a place to be. */
  gtk_widget_grab_focus (gtk_widget_get_visible (self->add_button) ? self->add_button : GTK_WIDGET (self->field));
  replace_tag (self, tag, NULL);
}

static GMenuModel *
create_menu (GtkWidget *target,
             gpointer   data)
{
  HeedTagEditor *self = data;
  const char *tag = NULL;
  g_autoptr (GMenu) menu = NULL;

  for (; tag == NULL && target != NULL && target != self->box; target = gtk_widget_get_parent (target))
    tag = g_object_get_data (G_OBJECT (target), "tag");
  if (tag == NULL)
    return NULL;

  menu = g_menu_new ();
  heed_context_menu_append (menu, _("_Show Its Entries"), "win.show-tag", g_variant_new_string (tag));
  heed_context_menu_append (menu, _("_Remove"), "tags.remove", g_variant_new_string (tag));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
add_chip (HeedTagEditor *self,
          const char    *tag)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/heedworkbook/Heed/journal/heed-tag-chip.ui");
  GtkWidget *chip = GTK_WIDGET (gtk_builder_get_object (builder, "chip"));
  GtkWidget *button = GTK_WIDGET (gtk_builder_get_object (builder, "button"));
  /* Translators: %s is a tag. */
  g_autofree char *name = g_strdup_printf (_("Remove the tag “%s”"), tag);

  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "label")), tag);
  gtk_widget_set_tooltip_text (button, name);
  heed_accessible_set_name (button, name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", tag);
  g_object_set_data_full (G_OBJECT (chip), "tag", g_strdup (tag), g_free);
  gtk_widget_insert_before (chip, self->box, self->add_button);
  g_ptr_array_add (self->chips, chip);
}

static void
show_tags (HeedTagEditor *self)
{
  static const char * const none[] = { NULL };
  const char * const *tags = self->entry != NULL ? get_tags (self) : none;

  if (self->shown != NULL && g_strv_equal ((const char * const *) self->shown, tags))
    return;

  g_strfreev (self->shown);
  self->shown = g_strdupv ((GStrv) tags);
  g_ptr_array_set_size (self->chips, 0);
  for (guint i = 0; tags[i] != NULL; i++)
    add_chip (self, tags[i]);
  heed_tag_entry_set_taken (self->field, tags);
  gtk_button_set_label (GTK_BUTTON (self->add_button), tags[0] == NULL ? _("Add a Tag") : "+");
  heed_accessible_set_name (self->add_button, _("Add a tag"));
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  return heed_tag_editor_escape (HEED_TAG_EDITOR (widget));
}

static void
heed_tag_editor_dispose (GObject *object)
{
  HeedTagEditor *self = HEED_TAG_EDITOR (object);

  g_clear_object (&self->entry_signals);
  g_clear_object (&self->entry);
  g_clear_object (&self->journal);
  g_clear_pointer (&self->shown, g_strfreev);
  g_clear_pointer (&self->chips, g_ptr_array_unref);
  self->field = NULL;

  G_OBJECT_CLASS (heed_tag_editor_parent_class)->dispose (object);
}

static void
heed_tag_editor_class_init (HeedTagEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_tag_editor_dispose;
  widget_class->focus = heed_focus_move_within;

  g_type_ensure (HEED_TYPE_TAG_ENTRY);
  heed_template_set (widget_class, "journal/heed-tag-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTagEditor, box);
  gtk_widget_class_bind_template_child (widget_class, HeedTagEditor, add_button);
  gtk_widget_class_bind_template_child (widget_class, HeedTagEditor, field);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_tag);
  gtk_widget_class_bind_template_callback (widget_class, erased_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  heed_template_install_action (widget_class, "tags.remove", "s", G_CALLBACK (remove_action));
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
heed_tag_editor_init (HeedTagEditor *self)
{
  self->chips = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  gtk_widget_init_template (GTK_WIDGET (self));
  heed_context_menu_add (self->box, create_menu, self);

  self->entry_signals = g_signal_group_new (HEED_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "changed", G_CALLBACK (show_tags), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::summary", G_CALLBACK (show_tags), self);
}

/**
 * heed_tag_editor_set_entry:
 * @self: an editor
 * @journal: (nullable): the journal whose tags are completed
 * @entry: (nullable): an open entry of it
 *
 * Shows the tags of an entry, and goes on showing what becomes of them.
 */
void
heed_tag_editor_set_entry (HeedTagEditor *self,
                           HeedJournal   *journal,
                           HeedEntry     *entry)
{
  g_return_if_fail (HEED_IS_TAG_EDITOR (self));
  g_return_if_fail (entry == NULL || heed_entry_is_open (entry));

  if (self->entry != NULL && gtk_widget_get_visible (GTK_WIDGET (self->field)))
    left_cb (self);
  g_set_object (&self->journal, journal);
  g_set_object (&self->entry, entry);
  g_signal_group_set_target (self->entry_signals, entry);
  gtk_widget_set_visible (GTK_WIDGET (self->field), FALSE);
  show_tags (self);
}

/**
 * heed_tag_editor_escape:
 * @self: an editor
 *
 * Takes back one step of the typing of a tag: the list of known ones, what is
 * typed, or the field to type in.
 *
 * Returns: %FALSE if nobody is typing one
 */
gboolean
heed_tag_editor_escape (HeedTagEditor *self)
{
  g_return_val_if_fail (HEED_IS_TAG_EDITOR (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->field)))
    return FALSE;
  if (heed_tag_entry_escape (self->field))
    return TRUE;

  gtk_widget_set_visible (self->add_button, TRUE);
  gtk_widget_grab_focus (self->add_button);
  gtk_widget_set_visible (GTK_WIDGET (self->field), FALSE);
  return TRUE;
}

/**
 * heed_known_tags_finish:
 * @journal: the journal that was asked with heed_journal_get_tags_async()
 * @result: what the callback got
 *
 * Gets the tags that are in use as plain names to choose from.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the tags, sorted for
 *   a person; %NULL if they could not be read
 */
char **
heed_known_tags_finish (HeedJournal  *journal,
                        GAsyncResult *result)
{
  g_autoptr (GPtrArray) counts = heed_journal_take_answer (journal, result, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; counts != NULL && i < counts->len; i++)
    g_strv_builder_add (builder, ((const HeedTagCount *) g_ptr_array_index (counts, i))->tag);

  return counts != NULL ? g_strv_builder_end (builder) : NULL;
}
