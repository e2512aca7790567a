/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Typing a tag, with the known ones below. See heed-tag-entry.h. */

#include "heed-tag-entry.h"

#include "heed-focus.h"
#include "heed-later.h"
#include "heed-template.h"
#include "heed-text.h"

#include <string.h>

/* More than can be looked over at once; more letters find what is meant. */
#define SUGGESTIONS_MAX 7

struct _HeedTagEntry
{
  AdwBin parent_instance;

  GtkEntry *entry;
  GtkPopover *popover;
  GtkListBox *list;

  GStrv known;
  GStrv taken;
  guint left_id;
};

G_DEFINE_FINAL_TYPE (HeedTagEntry, heed_tag_entry, ADW_TYPE_BIN)

static char *
dup_typed (HeedTagEntry *self)
{
  return heed_text_normalize (heed_tag_entry_get_text (self));
}

/* The suggestions */

static void
hide_list (HeedTagEntry *self)
{
  gtk_popover_popdown (self->popover);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
}

static guint
fill_list (HeedTagEntry *self,
           const char   *typed)
{
  GtkWidget *row;
  guint count = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  for (guint i = 0; self->known != NULL && self->known[i] != NULL && count < SUGGESTIONS_MAX; i++)
    {
      const char *tag = self->known[i];

      if (!heed_tag_entry_fits (tag, typed) || heed_text_find_alike ((const char * const *) self->taken, tag) != NULL)
        continue;

      row = gtk_list_box_row_new ();
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row),
                                  g_object_new (GTK_TYPE_LABEL, "label", tag, "xalign", 0.0, "max-width-chars", 24,
                                                "ellipsize", PANGO_ELLIPSIZE_END, NULL));
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, tag, -1);
      gtk_list_box_append (self->list, row);
      count++;
    }

  return count;
}

/* Before anything is typed they come when asked for, by Down. */
static void
update_list (HeedTagEntry *self,
             gboolean      asked)
{
  g_autofree char *typed = dup_typed (self);

  if ((*typed == '\0' && !asked) || fill_list (self, typed) == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      hide_list (self);
      return;
    }

  gtk_popover_popup (self->popover);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE, -1);
}

static const char *
get_tag (GtkListBoxRow *row)
{
  return row != NULL ? gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))) : NULL;
}

static gboolean
is_list_shown (HeedTagEntry *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->popover));
}

/* Choosing */

static void
choose (HeedTagEntry *self,
        const char   *tag)
{
  g_autofree char *chosen = g_strdup (tag);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  hide_list (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  g_signal_emit_by_name (self, "chosen", chosen);
}

static gboolean
choose_typed (HeedTagEntry *self)
{
  g_autofree char *typed = dup_typed (self);
  const char *known;

  if (*typed == '\0')
    return FALSE;

  known = heed_text_find_alike ((const char * const *) self->known, typed);
  choose (self, known != NULL ? known : typed);
  return TRUE;
}

static void
row_activated_cb (HeedTagEntry  *self,
                  GtkListBoxRow *row,
                  GtkListBox    *list)
{
  choose (self, get_tag (row));
}

/* What is pasted or typed may hold several, between commas. */
static void
changed_cb (HeedTagEntry *self)
{
  const char *text = heed_tag_entry_get_text (self);
  g_auto (GStrv) parts = NULL;

  if (strchr (text, ',') == NULL)
    {
      update_list (self, FALSE);
      return;
    }

  parts = g_strsplit (text, ",", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), parts[i]);
      if (parts[i + 1] != NULL)
        choose_typed (self);
    }
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* Keys */

static gboolean
entry_key_cb (HeedTagEntry          *self,
              guint                  key,
              guint                  code,
              GdkModifierType        state,
              GtkEventControllerKey *controller)
{
  gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) == 0;
  gboolean empty = *heed_tag_entry_get_text (self) == '\0';
  GtkListBoxRow *first = is_list_shown (self) ? gtk_list_box_get_row_at_index (self->list, 0) : NULL;

  if (!plain)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Down:
      update_list (self, TRUE);
      first = gtk_list_box_get_row_at_index (self->list, 0);
      if (first == NULL || !is_list_shown (self))
        return GDK_EVENT_STOP;
      gtk_list_box_select_row (self->list, first);
      gtk_widget_grab_focus (GTK_WIDGET (first));
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
      if (first == NULL)
        return choose_typed (self);
      choose (self, get_tag (first));
      return GDK_EVENT_STOP;
    case GDK_KEY_BackSpace:
      if (empty)
        g_signal_emit_by_name (self, "erased");
      return empty;
    case GDK_KEY_Escape:
      return heed_tag_entry_escape (self);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Up from the first goes back to the words, and so does typing on. */
static gboolean
list_key_cb (HeedTagEntry          *self,
             guint                  key,
             guint                  code,
             GdkModifierType        state,
             GtkEventControllerKey *controller)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);
  gboolean at_first = first != NULL && gtk_widget_is_focus (GTK_WIDGET (first));

  if ((key == GDK_KEY_Up && at_first) || key == GDK_KEY_Escape)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      hide_list (self);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Tab)
    {
      choose (self, get_tag (gtk_list_box_get_selected_row (self->list)));
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_BackSpace || g_unichar_isgraph (gdk_keyval_to_unicode (key)))
    {
      gtk_entry_grab_focus_without_selecting (self->entry);
      return gtk_event_controller_key_forward (controller,
                                               GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));
    }

  return GDK_EVENT_PROPAGATE;
}

/* The focus may only have gone from the words to the list, or back. */
static void
look_if_left (HeedTagEntry *self)
{
  if (heed_focus_get_within (GTK_WIDGET (self)) != NULL)
    return;

  hide_list (self);
  g_signal_emit_by_name (self, "left");
}

static void
left_cb (HeedTagEntry            *self,
         GtkEventControllerFocus *controller)
{
  heed_later (&self->left_id, G_PRIORITY_DEFAULT_IDLE, G_CALLBACK (look_if_left), self);
}

static gboolean
heed_tag_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HEED_TAG_ENTRY (widget)->entry));
}

static void
heed_tag_entry_dispose (GObject *object)
{
  HeedTagEntry *self = HEED_TAG_ENTRY (object);

  g_clear_handle_id (&self->left_id, g_source_remove);
  if (self->popover != NULL && gtk_widget_get_parent (GTK_WIDGET (self->popover)) != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));

  G_OBJECT_CLASS (heed_tag_entry_parent_class)->dispose (object);
}

static void
heed_tag_entry_finalize (GObject *object)
{
  HeedTagEntry *self = HEED_TAG_ENTRY (object);

  g_strfreev (self->known);
  g_strfreev (self->taken);

  G_OBJECT_CLASS (heed_tag_entry_parent_class)->finalize (object);
}

static void
heed_tag_entry_class_init (HeedTagEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_tag_entry_dispose;
  object_class->finalize = heed_tag_entry_finalize;
  widget_class->focus = heed_focus_move_within;
  widget_class->grab_focus = heed_tag_entry_grab_focus;

  /**
   * HeedTagEntry::chosen:
   * @self: a tag entry
   * @tag: a tag, on one line and not empty
   *
   * A person chose a known tag, or typed a new one.
   */
  g_signal_new ("chosen", HEED_TYPE_TAG_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * HeedTagEntry::erased:
   * @self: a tag entry
   *
   * A person pressed Backspace with nothing typed.
   */
  g_signal_new ("erased", HEED_TYPE_TAG_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeedTagEntry::left:
   * @self: a tag entry
   *
   * The focus went elsewhere.
   */
  g_signal_new ("left", HEED_TYPE_TAG_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  heed_template_set (widget_class, "widgets/heed-tag-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTagEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, HeedTagEntry, popover);
  gtk_widget_class_bind_template_child (widget_class, HeedTagEntry, list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_typed);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
heed_tag_entry_init (HeedTagEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
}

/**
 * heed_tag_entry_set_known:
 * @self: a tag entry
 * @tags: (nullable): tags that are in use, in the order to show them in
 *
 * Sets what can be completed.
 */
void
heed_tag_entry_set_known (HeedTagEntry       *self,
                          const char * const *tags)
{
  g_return_if_fail (HEED_IS_TAG_ENTRY (self));

  g_strfreev (self->known);
  self->known = g_strdupv ((GStrv) tags);
  if (is_list_shown (self) || *heed_tag_entry_get_text (self) != '\0')
    update_list (self, is_list_shown (self));
}

/**
 * heed_tag_entry_set_taken:
 * @self: a tag entry
 * @tags: (nullable): tags
 *
 * Sets which of the known tags are there already, and need not be offered.
 */
void
heed_tag_entry_set_taken (HeedTagEntry       *self,
                          const char * const *tags)
{
  g_return_if_fail (HEED_IS_TAG_ENTRY (self));

  g_strfreev (self->taken);
  self->taken = g_strdupv ((GStrv) tags);
}

/**
 * heed_tag_entry_get_text:
 * @self: a tag entry
 *
 * Gets what is typed and not chosen yet.
 *
 * Returns: (transfer none): the text
 */
const char *
heed_tag_entry_get_text (HeedTagEntry *self)
{
  g_return_val_if_fail (HEED_IS_TAG_ENTRY (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/**
 * heed_tag_entry_clear:
 * @self: a tag entry
 *
 * Forgets what is typed and not chosen yet.
 */
void
heed_tag_entry_clear (HeedTagEntry *self)
{
  g_return_if_fail (HEED_IS_TAG_ENTRY (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  hide_list (self);
}

/**
 * heed_tag_entry_escape:
 * @self: a tag entry
 *
 * Does what Escape does in it: takes the list away, or else what is typed.
 *
 * Returns: %FALSE if there was neither
 */
gboolean
heed_tag_entry_escape (HeedTagEntry *self)
{
  g_return_val_if_fail (HEED_IS_TAG_ENTRY (self), FALSE);

  if (is_list_shown (self))
    {
      gtk_entry_grab_focus_without_selecting (self->entry);
      hide_list (self);
      return TRUE;
    }
  if (*heed_tag_entry_get_text (self) == '\0')
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  return TRUE;
}

/**
 * heed_tag_entry_fits:
 * @tag: a known tag
 * @typed: the first letters of what somebody types, normalized
 *
 * Tells whether a word of @tag begins so, in capital letters or not.
 *
 * Returns: %TRUE if so; always where nothing is typed
 */
gboolean
heed_tag_entry_fits (const char *tag,
                     const char *typed)
{
  g_autofree char *folded = heed_text_fold (tag);
  g_autofree char *wanted = heed_text_fold (typed);

  for (const char *found = strstr (folded, wanted); found != NULL; found = strstr (found + 1, wanted))
    if (found == folded || found[-1] == ' ' || found[-1] == '-')
      return TRUE;

  return FALSE;
}
