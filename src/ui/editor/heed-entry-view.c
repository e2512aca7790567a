/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry with its heading. See heed-entry-view.h. */

#include "heed-entry-view.h"

#include "heed-attempts.h"
#include "heed-day-button.h"
#include "heed-entry-actions.h"
#include "heed-entry-text.h"
#include "heed-focus.h"
#include "heed-later.h"
#include "heed-note-bar.h"
#include "heed-pictures.h"
#include "heed-plan-link.h"
#include "heed-print.h"
#include "heed-reading.h"
#include "heed-ring.h"
#include "heed-section.h"
#include "heed-template.h"
#include "heed-text.h"
#include "heed-wording.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>

struct _HeedEntryView
{
  HeedLiveBin parent_instance;

  GtkWidget *heading;
  GtkLabel *title;
  HeedDayButton *day_button;
  GtkLabel *facts;
  GtkLabel *wording;
  HeedRing *ring;
  GtkLabel *instruction;
  GtkWidget *example;
  GtkLabel *example_title;
  GtkWidget *example_body;
  HeedNoteBar *note_bar;
  HeedPlanLink *plan_link;
  GtkWidget *foot;
  GtkCheckButton *look_back;
  GtkWidget *chips;
  HeedEditor *editor;
  HeedPictures *pictures;
  GtkWidget *picture_button;
  GtkWidget *comparison;  /* what an older version does not show; NULL for none */
  GtkWidget *ending;
  GtkButton *complete_button;
  GtkLabel *ending_label;

  HeedEntry *entry;
  char *other;            /* the id of a self-check to compare this one with; NULL for none */
  gboolean editable;
  gboolean only_text;    /* nothing but the title and the text of a note */
  gboolean jumpable;     /* the ways to jump stand here, and not beside */
  gboolean has_chips;
  GSignalGroup *entry_signals;
  guint update_id;
};

enum
{
  PROP_0,
  PROP_ENTRY,
  PROP_EDITABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedEntryView, heed_entry_view, HEED_TYPE_LIVE_BIN)

static char *
describe_end (HeedEntry *entry)
{
  HeedTimestamp completed = heed_record_get_completed (heed_entry_get_record (entry));
  g_autofree char *day = NULL;

  if (!heed_timestamp_is_set (completed))
    return NULL;

  day = heed_day_format (heed_timestamp_get_day (completed));
  /* Translators: a day, such as “21 November”. */
  return g_strdup_printf (_("Finished %s"), day);
}

/* A ring that is empty tells nothing. */
static void
show_facts (HeedEntryView *self)
{
  HeedProgress progress = heed_entry_get_progress (self->entry);
  g_autofree char *end = describe_end (self->entry);

  gtk_label_set_label (self->facts, heed_text_or_empty (end));
  gtk_widget_set_visible (GTK_WIDGET (self->ring), progress.total > 1 && progress.answered > 0);
  heed_ring_set_fraction (self->ring,
                          progress.total > 0 ? (double) progress.answered / progress.total : 0.0);
}

/* How somebody else filled the form in. */
static void
show_example (HeedEntryView *self)
{
  HeedForm *form = heed_entry_get_form (self->entry);
  HeedItem *item = form != NULL && self->editable ? heed_form_get_example (form) : NULL;
  GListModel *points = item != NULL ? heed_item_get_children (item) : NULL;
  g_autofree char *title = NULL;
  GtkWidget *child;

  gtk_widget_set_visible (self->example, item != NULL);
  while ((child = gtk_widget_get_first_child (self->example_body)) != NULL)
    gtk_box_remove (GTK_BOX (self->example_body), child);
  if (item == NULL)
    return;

  /* Translators: what the example is about, such as “Boredom”. */
  title = g_strdup_printf (_("Worked example: %s"), heed_item_get_title (item));
  gtk_label_set_label (self->example_title, title);
  for (const char * const *text = heed_item_get_paragraphs (item); text != NULL && *text != NULL; text++)
    gtk_box_append (GTK_BOX (self->example_body), heed_reading_new_label (*text, NULL));
  for (guint i = 0; i < g_list_model_get_n_items (points); i++)
    {
      g_autoptr (HeedItem) point = g_list_model_get_item (points, i);
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

      gtk_box_append (GTK_BOX (line), g_object_new (GTK_TYPE_LABEL,
                                                    "label", "•",
                                                    "valign", GTK_ALIGN_START,
                                                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                                    NULL));
      gtk_box_append (GTK_BOX (line), heed_reading_new_label (heed_item_get_title (point), NULL));
      gtk_box_append (GTK_BOX (self->example_body), line);
    }
}

/* The words that are selected in a note are counted. */
static void
show_selection (HeedEntryView *self)
{
  GPtrArray *sections = heed_editor_get_sections (self->editor);
  GPtrArray *views = sections->len > 0 ? heed_section_get_views (g_ptr_array_index (sections, 0)) : NULL;
  GtkWidget *area = views != NULL && views->len > 0 ? gtk_widget_get_first_child (g_ptr_array_index (views, 0)) : NULL;

  heed_note_bar_set_buffer (self->note_bar,
                            GTK_IS_TEXT_VIEW (area) ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (area)) : NULL);
}

/* A chip for each long one of a repeated group, if there are two or more. */
static void
show_jumps (HeedEntryView *self)
{
  GPtrArray *sections = heed_editor_get_sections (self->editor);
  GtkWidget *chip;
  guint count = 0;

  while ((chip = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_widget_unparent (chip);

  for (guint i = 0; i < sections->len; i++)
    {
      HeedSection *section = g_ptr_array_index (sections, i);
      const char *label = heed_section_get_label (section);
      g_autofree char *name = NULL;

      if (!heed_section_is_jumpable (section))
        continue;
      /* Translators: a part of the worksheet to go to, such as “Situation 2”. */
      name = g_strdup_printf (_("Go to %s"), label);
      chip = gtk_button_new_with_label (label);
      gtk_widget_add_css_class (chip, "chip");
      gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_signal_connect_object (chip, "clicked", G_CALLBACK (heed_section_go_to), section, G_CONNECT_SWAPPED);
      heed_wrap_box_append (HEED_WRAP_BOX (self->chips), chip);
      count++;
    }
  show_selection (self);
  self->has_chips = count >= 2;
  gtk_widget_set_visible (self->chips, self->has_chips && self->jumpable);
}

/* A worksheet comes to an end; a note, a plan or a try does not. */
static gboolean
can_finish (HeedEntryView *self)
{
  HeedForm *form = heed_entry_get_form (self->entry);

  return form != NULL && !heed_form_is_common (form);
}

/* A self-check that is finished stays so while it is corrected, and one is open at a
 * time. */
static gboolean
is_check (HeedEntryView *self)
{
  HeedItem *questions = heed_workbook_get_questions (heed_entry_get_workbook (self->entry));

  return questions != NULL && g_strcmp0 (heed_item_get_form_id (questions),
                                         heed_record_get_form_id (heed_entry_get_head (self->entry))) == 0;
}

/* A note is a page to write on: its title is written by the person, and no form is to
 * be seen. */
static gboolean
is_page (HeedEntryView *self)
{
  HeedForm *form = self->entry != NULL ? heed_entry_get_form (self->entry) : NULL;

  return self->editable && form != NULL && heed_form_get_titled (form);
}

/* Below a worksheet, where somebody is who has come to its end. */
static void
show_ending (HeedEntryView *self)
{
  HeedProgress progress = heed_entry_get_progress (self->entry);
  gboolean completed = heed_entry_is_completed (self->entry);
  const char *label = completed ? _("Not Finished") : _("Finish");
  g_autofree char *end = describe_end (self->entry);

  gtk_widget_set_visible (self->ending, self->editable && can_finish (self) && !(completed && is_check (self)));
  gtk_button_set_label (self->complete_button, label);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->complete_button)), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->complete_button),
                                  completed ? "entry.mark-incomplete" : "entry.mark-complete");
  heed_reading_set_class (GTK_WIDGET (self->complete_button), "suggested-action",
                          !completed && progress.answered == progress.total);
  gtk_label_set_label (self->ending_label, heed_text_or_empty (end));
}

static void
update_actions (HeedEntryView *self)
{
  GActionMap *actions = heed_editor_get_actions (self->editor);
  gboolean editable = self->editable && self->entry != NULL;
  gboolean has_form = self->entry != NULL && heed_entry_get_form (self->entry) != NULL;
  HeedProgress progress = self->entry != NULL ? heed_entry_get_progress (self->entry) : (HeedProgress) { 0, 0 };

  heed_entry_actions_enable (actions, "mark-complete",
                             editable && can_finish (self) && !heed_entry_is_completed (self->entry) &&
                             (progress.answered > 0 || !is_check (self)));
  heed_entry_actions_enable (actions, "mark-incomplete", editable && can_finish (self) && !is_check (self) &&
                             heed_entry_is_completed (self->entry));
  heed_entry_actions_enable (actions, "next-unanswered", editable && progress.answered < progress.total);
  heed_entry_actions_enable (actions, "duplicate", has_form && !is_check (self));
  heed_entry_actions_enable (actions, "print-blank", has_form);
  heed_entry_actions_enable (actions, "only-text", is_page (self));
  heed_entry_actions_enable (actions, "add-picture", editable && has_form);
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (actions, "pinned")),
                             g_variant_new_boolean (self->entry != NULL && heed_entry_is_pinned (self->entry)));
}

static void
show_progress (HeedEntryView *self)
{
  update_actions (self);
  show_facts (self);
  show_ending (self);
  g_signal_emit_by_name (self, "updated");
}

static void
queue_update (HeedEntryView *self)
{
  heed_later (&self->update_id, G_PRIORITY_DEFAULT_IDLE, G_CALLBACK (show_progress), self);
}

/* That of a page has its own field in the editor. */
static void
show_title (HeedEntryView *self)
{
  g_autofree char *title = heed_entry_dup_title (self->entry);

  gtk_label_set_label (self->title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->title), !is_page (self));
}

static void
show_page (HeedEntryView *self)
{
  heed_reading_set_class (GTK_WIDGET (self), "note", is_page (self));
  /* Elsewhere it is in the menu. */
  gtk_widget_set_visible (self->picture_button, is_page (self));
  gtk_widget_set_visible (self->heading, !self->only_text);
  gtk_widget_set_visible (self->foot, !self->only_text);
}

/* What is only read is not tagged. */
static void
show_note_bar (HeedEntryView *self)
{
  HeedJournal *journal = self->editable ? heed_live_bin_get_journal (HEED_LIVE_BIN (self)) : NULL;

  heed_note_bar_set_entry (self->note_bar, journal, self->entry);
  heed_plan_link_set_entry (self->plan_link, journal, self->entry);
}

static void
show_pictures (HeedEntryView *self)
{
  heed_pictures_set_entry (self->pictures, heed_live_bin_get_journal (HEED_LIVE_BIN (self)), self->entry,
                           self->editable && self->entry != NULL && heed_entry_get_form (self->entry) != NULL);
}

/* Last time's answers beside those of a self-check, and a second look at them for
 * whoever wants to take one. */
static void
show_last_time (HeedEntryView *self)
{
  GPtrArray *attempts = *(GPtrArray **) heed_live_bin_get_answers (HEED_LIVE_BIN (self)); /* newest first */
  gboolean has_attempts = self->entry != NULL && attempts != NULL && is_check (self);
  HeedRecord *earlier = has_attempts ? heed_attempts_find_earlier (attempts, heed_entry_get_record (self->entry))
                                     : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->look_back), earlier != NULL && self->editable);
  heed_editor_set_earlier (self->editor, earlier, gtk_check_button_get_active (self->look_back));

  /* The finished one before it is the first choice for a comparison, and the one after
   * it the second. */
  g_clear_pointer (&self->other, g_free);
  if (earlier != NULL)
    self->other = g_strdup (heed_record_get_id (earlier));
  for (guint i = has_attempts ? attempts->len : 0; i > 0 && self->other == NULL; i--)
    if (!g_str_equal (heed_record_get_id (g_ptr_array_index (attempts, i - 1)), heed_entry_get_id (self->entry)))
      self->other = g_strdup (heed_record_get_id (g_ptr_array_index (attempts, i - 1)));
  heed_entry_actions_enable (heed_editor_get_actions (self->editor), "compare", self->other != NULL);
}

static void
heed_entry_view_set_up (HeedLiveBin *bin)
{
  show_note_bar (HEED_ENTRY_VIEW (bin));
  show_pictures (HEED_ENTRY_VIEW (bin));
}

static void
heed_entry_view_ask (HeedLiveBin      *bin,
                     HeedJournalBatch *batch,
                     gpointer          answers)
{
  HeedEntryView *self = HEED_ENTRY_VIEW (bin);
  HeedRecord *head = self->entry != NULL ? heed_entry_get_head (self->entry) : NULL;

  if (head != NULL && is_check (self))
    heed_journal_batch_read (batch, &(const HeedQuery) { .workbook_id = heed_record_get_workbook_id (head),
                                                         .form_id = heed_record_get_form_id (head),
                                                         .limit = HEED_ATTEMPTS_MAX }, answers);
}

static void
heed_entry_view_show (HeedLiveBin *bin)
{
  show_last_time (HEED_ENTRY_VIEW (bin));
}

static void
show_entry (HeedEntryView *self)
{
  HeedForm *form = self->entry != NULL ? heed_entry_get_form (self->entry) : NULL;
  g_autofree char *wording = NULL;

  heed_entry_view_set_comparison (self, NULL);
  heed_day_button_set_entry (self->day_button, self->entry, self->editable);
  show_note_bar (self);
  show_pictures (self);
  update_actions (self);
  gtk_check_button_set_active (self->look_back, self->entry != NULL && is_check (self) &&
                                                heed_attempts_look_back (heed_entry_get_record (self->entry)));
  show_last_time (self);
  if (self->entry == NULL)
    {
      g_signal_emit_by_name (self, "updated");
      return;
    }

  /* That the questions are not those of today. */
  wording = heed_wording_describe (heed_entry_get_workbook (self->entry), heed_entry_get_record (self->entry));
  gtk_label_set_label (self->wording, heed_text_or_empty (wording));
  gtk_label_set_label (self->instruction,
                       heed_text_or_empty (form != NULL && self->editable ? heed_form_get_instruction (form) : NULL));
  show_title (self);
  show_page (self);
  show_example (self);
  show_progress (self);
}

/* Actions */

/* What changes by it may be out of sight. After a self-check one sees what moved. */
static void
complete_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  HeedEntryView *self = data;
  gboolean completed = g_str_equal (g_action_get_name (G_ACTION (action)), "mark-complete");

  heed_entry_set_completed (self->entry, completed);
  if (is_check (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-outcome", "s", heed_entry_get_id (self->entry));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s",
                                completed ? _("Finished") : _("Not finished any more"));
}

static void
compare_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  HeedEntryView *self = data;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.compare-attempts", "(ss)", self->other,
                              heed_entry_get_id (self->entry));
}

static void
next_unanswered_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  HeedEntryView *self = data;
  g_autofree char *path = heed_editor_dup_next_unanswered (self->editor);

  if (path != NULL)
    heed_editor_focus_path (self->editor, path);
}

static void
window_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       self)
{
  gboolean duplicates = g_str_equal (g_action_get_name (G_ACTION (action)), "duplicate");

  gtk_widget_activate_action (self, duplicates ? "win.duplicate-entry" : "win.show-versions", "s",
                              heed_entry_get_id (HEED_ENTRY_VIEW (self)->entry));
}

/* As it is on the screen. */
static void
copy_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       self)
{
  HeedEntry *entry = HEED_ENTRY_VIEW (self)->entry;
  gboolean plain = g_str_equal (g_action_get_name (G_ACTION (action)), "copy-text");
  g_autoptr (GString) text = g_string_new (NULL);

  heed_entry_text_append (text, heed_entry_get_workbook (entry), heed_entry_get_record (entry),
                          plain ? HEED_TEXT_STYLE_PLAIN : HEED_TEXT_STYLE_MARKDOWN);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (self), text->str);
  gtk_widget_activate_action (self, "win.say", "s", _("Copied"));
}

static void
picture_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       self)
{
  if (g_str_equal (g_action_get_name (G_ACTION (action)), "add-picture"))
    heed_pictures_choose (HEED_ENTRY_VIEW (self)->pictures);
  else
    heed_pictures_paste (HEED_ENTRY_VIEW (self)->pictures);
}

/* On a page of its own. */
static void
only_text_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       self)
{
  if (!gtk_widget_activate_action (self, "page.only-text", NULL))
    gtk_widget_activate_action (self, "win.write-entry", "s", heed_entry_get_id (HEED_ENTRY_VIEW (self)->entry));
}

/* The entry as it is on the screen, saved or not, or its form. */
static void
print_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       self)
{
  HeedEntry *entry = HEED_ENTRY_VIEW (self)->entry;
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (self));

  if (g_str_equal (g_action_get_name (G_ACTION (action)), "print"))
    heed_print_record (window, heed_live_bin_get_journal (HEED_LIVE_BIN (self)), heed_entry_get_record (entry));
  else
    heed_print_blank (window, heed_entry_get_workbook (entry), heed_entry_get_form (entry));
}

/* The toast that takes it back is seen where one comes to. */
static void
delete_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (self));
  g_autofree char *id = g_strdup (heed_entry_get_id (HEED_ENTRY_VIEW (self)->entry));

  gtk_widget_activate_action (window, "win.back", NULL);
  gtk_widget_activate_action (window, "win.delete-entry", "s", id);
}

/* The state follows when it is done. */
static void
pinned_cb (GSimpleAction *action,
           GVariant      *state,
           gpointer       self)
{
  gtk_widget_activate_action (self, g_variant_get_boolean (state) ? "win.pin-entry" : "win.unpin-entry", "s",
                              heed_entry_get_id (HEED_ENTRY_VIEW (self)->entry));
}

static void
add_actions (HeedEntryView *self)
{
  const GActionEntry entries[] = {
    { "mark-complete", complete_cb },
    { "mark-incomplete", complete_cb },
    { "next-unanswered", next_unanswered_cb },
    { "compare", compare_cb },
    { "duplicate", window_cb },
    { "show-versions", window_cb },
    { "only-text", only_text_cb },
    { "add-picture", picture_cb },
    { "paste-picture", picture_cb },
    { "copy-text", copy_cb },
    { "copy-markdown", copy_cb },
    { "print", print_cb },
    { "print-blank", print_cb },
    { "delete", delete_cb },
    { "pinned", NULL, NULL, "false", pinned_cb },
  };
  GActionMap *actions = heed_editor_get_actions (self->editor);

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), HEED_ENTRY_ACTIONS, G_ACTION_GROUP (actions));
}

/* Whoever comes back to a self-check goes on at the first question that has no answer,
 * however often the page and the window ask for the focus. */
static gboolean
heed_entry_view_grab_focus (GtkWidget *widget)
{
  HeedEntryView *self = HEED_ENTRY_VIEW (widget);
  gboolean going_on = self->entry != NULL && is_check (self) && !heed_entry_is_completed (self->entry);
  HeedFilledForm *filled = going_on ? heed_entry_get_filled_form (self->entry) : NULL;
  g_autofree char *path = filled != NULL ? heed_filled_form_dup_unanswered (filled, NULL) : NULL;

  return (path != NULL && heed_editor_focus_path (self->editor, path)) ||
         gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
heed_entry_view_dispose (GObject *object)
{
  HeedEntryView *self = HEED_ENTRY_VIEW (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->entry_signals);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->other, g_free);

  G_OBJECT_CLASS (heed_entry_view_parent_class)->dispose (object);
}

static void
heed_entry_view_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  HeedEntryView *self = HEED_ENTRY_VIEW (object);

  switch (property_id)
    {
    case PROP_ENTRY:
      g_value_set_object (value, self->entry);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  heed_template_set (widget_class, "editor/heed-entry-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, heading);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, title);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, day_button);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, facts);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, wording);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, ring);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, instruction);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, example);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, example_title);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, example_body);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, note_bar);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, plan_link);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, foot);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, look_back);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, chips);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, editor);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, pictures);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, picture_button);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, ending);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, complete_button);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryView, ending_label);
  gtk_widget_class_bind_template_callback (widget_class, heed_editor_focus_path);
  gtk_widget_class_bind_template_callback (widget_class, show_jumps);
  gtk_widget_class_bind_template_callback (widget_class, show_last_time);
}

static void
heed_entry_view_class_init (HeedEntryViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = heed_entry_view_dispose;
  object_class->get_property = heed_entry_view_get_property;

  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_entry_view_set_up;
  HEED_LIVE_BIN_CLASS (klass)->ask = heed_entry_view_ask;
  HEED_LIVE_BIN_CLASS (klass)->show = heed_entry_view_show;
  widget_class->focus = heed_focus_move_within;
  widget_class->grab_focus = heed_entry_view_grab_focus;

  properties[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, HEED_TYPE_ENTRY, flags);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedEntryView::updated:
   * @self: a view
   *
   * What is shown is another, or was changed a moment before.
   */
  g_signal_new ("updated", HEED_TYPE_ENTRY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HEED_TYPE_DAY_BUTTON);
  g_type_ensure (HEED_TYPE_EDITOR);
  g_type_ensure (HEED_TYPE_NOTE_BAR);
  g_type_ensure (HEED_TYPE_PICTURES);
  g_type_ensure (HEED_TYPE_PLAN_LINK);
  bind_template (widget_class);

  heed_entry_actions_bind_undo_keys (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, GDK_CONTROL_MASK, "entry.next-unanswered", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "entry.only-text", NULL);
}

static void
heed_entry_view_init (HeedEntryView *self)
{
  self->editable = self->jumpable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_actions (self);
  update_actions (self);
  heed_pictures_take_drops (self->pictures, GTK_WIDGET (self));

  self->entry_signals = g_signal_group_new (HEED_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "answer-changed", G_CALLBACK (queue_update), self);
  g_signal_group_connect_swapped (self->entry_signals, "restructured", G_CALLBACK (queue_update), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::completed", G_CALLBACK (queue_update), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::pinned", G_CALLBACK (update_actions), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::title", G_CALLBACK (show_title), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::title", G_CALLBACK (queue_update), self);
}

/**
 * heed_entry_view_get_entry:
 * @self: a view
 *
 * Gets the entry that is shown.
 *
 * Returns: (transfer none) (nullable): the entry
 */
HeedEntry *
heed_entry_view_get_entry (HeedEntryView *self)
{
  g_return_val_if_fail (HEED_IS_ENTRY_VIEW (self), NULL);

  return self->entry;
}

/**
 * heed_entry_view_set_entry:
 * @self: a view
 * @entry: (nullable): an open entry
 *
 * Shows an entry.
 */
void
heed_entry_view_set_entry (HeedEntryView *self,
                           HeedEntry     *entry)
{
  g_return_if_fail (HEED_IS_ENTRY_VIEW (self));
  g_return_if_fail (entry == NULL || heed_entry_is_open (entry));

  if (!g_set_object (&self->entry, entry))
    return;

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_signal_group_set_target (self->entry_signals, entry);
  heed_editor_set_entry (self->editor, entry);
  show_entry (self);
  heed_live_bin_refresh (HEED_LIVE_BIN (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY]);
}

/**
 * heed_entry_view_get_editable:
 * @self: a view
 *
 * Tells whether the entry can be edited.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_entry_view_get_editable (HeedEntryView *self)
{
  g_return_val_if_fail (HEED_IS_ENTRY_VIEW (self), FALSE);

  return self->editable;
}

/**
 * heed_entry_view_set_editable:
 * @self: a view
 * @editable: whether the entry can be edited, as it can at first
 *
 * Chooses between an entry to write in and one to read, without what only
 * helps to write it.
 */
void
heed_entry_view_set_editable (HeedEntryView *self,
                              gboolean       editable)
{
  g_return_if_fail (HEED_IS_ENTRY_VIEW (self));

  editable = !!editable;
  if (self->editable == editable)
    return;

  self->editable = editable;
  heed_editor_set_editable (self->editor, editable);
  show_entry (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
}

/**
 * heed_entry_view_set_jumpable:
 * @self: a view
 * @jumpable: whether the ways to jump to a part stand above the first part, as they
 *   do at first
 *
 * Hides them where the same stands beside the entry.
 */
void
heed_entry_view_set_jumpable (HeedEntryView *self,
                              gboolean       jumpable)
{
  g_return_if_fail (HEED_IS_ENTRY_VIEW (self));

  self->jumpable = jumpable;
  gtk_widget_set_visible (self->chips, self->has_chips && jumpable);
}

/**
 * heed_entry_view_is_page:
 * @self: a view
 *
 * Tells whether the entry is a note, which is written on an empty page.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_entry_view_is_page (HeedEntryView *self)
{
  g_return_val_if_fail (HEED_IS_ENTRY_VIEW (self), FALSE);

  return is_page (self);
}

/**
 * heed_entry_view_set_only_text:
 * @self: a view of a note
 * @only_text: whether nothing but the title and the text can be seen, which they are
 *   not at first
 *
 * Hides what stands around a note.
 */
void
heed_entry_view_set_only_text (HeedEntryView *self,
                               gboolean       only_text)
{
  g_return_if_fail (HEED_IS_ENTRY_VIEW (self));

  self->only_text = only_text;
  show_page (self);
}

/**
 * heed_entry_view_set_comparison:
 * @self: a view
 * @comparison: (nullable): what the entry that is shown does not tell of another
 *   version; %NULL for nothing
 *
 * Shows something below the answers, until another entry is shown.
 */
void
heed_entry_view_set_comparison (HeedEntryView *self,
                                GtkWidget     *comparison)
{
  GtkWidget *box = adw_bin_get_child (ADW_BIN (self));

  g_return_if_fail (HEED_IS_ENTRY_VIEW (self));

  if (self->comparison != NULL)
    gtk_box_remove (GTK_BOX (box), self->comparison);
  self->comparison = comparison;
  if (comparison != NULL)
    gtk_box_insert_child_after (GTK_BOX (box), comparison, GTK_WIDGET (self->editor));
}

/**
 * heed_entry_view_get_editor:
 * @self: a view
 *
 * Gets the editor below the heading.
 *
 * Returns: (transfer none): the editor
 */
HeedEditor *
heed_entry_view_get_editor (HeedEntryView *self)
{
  g_return_val_if_fail (HEED_IS_ENTRY_VIEW (self), NULL);

  return self->editor;
}
