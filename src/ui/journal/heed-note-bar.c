/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What belongs to a free note. See heed-note-bar.h. */

#include "heed-note-bar.h"

#include "heed-day-questions.h"
#include "heed-focus.h"
#include "heed-picture.h"
#include "heed-tag-editor.h"
#include "heed-template.h"
#include "heed-text.h"
#include "heed-word-count.h"

#include <glib/gi18n.h>

/* Milliseconds; nobody counts along while typing. */
#define COUNT_DELAY 400

struct _HeedNoteBar
{
  AdwBin parent_instance;

  HeedTagEditor *tags;
  GtkEventControllerMotion *pointer;
  GtkInscription *words;
  HeedPromptButton *prompt_button;

  HeedEntry *entry;
  GSignalGroup *entry_signals;
  GtkTextBuffer *buffer;  /* that the text is written in; NULL for none */
  GSignalGroup *buffer_signals;
  HeedRecord *counted; /* NULL for no words yet */
  guint n_words;       /* in it */
  guint count_source;
};

enum
{
  PROMPTED,
  USED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedNoteBar, heed_note_bar, ADW_TYPE_BIN)

static void
forget_words (HeedNoteBar *self)
{
  g_clear_pointer (&self->counted, heed_record_unref);
  self->n_words = 0;
}

/* Only what differs from what was counted last. */
static void
count_words (HeedNoteBar *self)
{
  HeedRecord *record = heed_entry_get_record (self->entry);

  if (self->counted != NULL && heed_record_get_n_answers (record) < heed_record_get_n_answers (self->counted))
    forget_words (self);

  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value, *before;

      heed_record_get_nth_answer (record, i, &path, &value, NULL);
      if (heed_picture_is_path (path))
        continue;
      before = self->counted != NULL ? heed_record_get_answer (self->counted, path) : NULL;
      self->n_words += (guint) heed_word_count_change (before, value);
    }

  g_clear_pointer (&self->counted, heed_record_unref);
  self->counted = heed_record_ref (record);
}

/* How many words of the note are selected; %FALSE where nothing is. */
static gboolean
count_selected (HeedNoteBar *self,
                guint       *n_selected)
{
  g_autofree char *selected = NULL;
  GtkTextIter start, end;

  if (self->buffer == NULL || !gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end))
    return FALSE;

  selected = gtk_text_buffer_get_slice (self->buffer, &start, &end, FALSE);
  *n_selected = (guint) heed_word_count_change (NULL, selected);
  return TRUE;
}

/* They are in sight for whoever points at them, or selects some of them. */
static void
show_words (HeedNoteBar *self)
{
  guint n_selected = 0;
  gboolean selected = count_selected (self, &n_selected);
  g_autofree char *text = NULL;

  count_words (self);
  if (selected)
    /* Translators: how many words of a note are selected, and how many there are. */
    text = g_strdup_printf (ngettext ("%u of %u word", "%u of %u words", self->n_words), n_selected, self->n_words);
  else
    text = g_strdup_printf (ngettext ("%u word", "%u words", self->n_words), self->n_words);
  if (!selected && !gtk_event_controller_motion_contains_pointer (self->pointer))
    text[0] = '\0';
  gtk_inscription_set_text (self->words, self->n_words > 0 ? text : "");
}

static gboolean
count_cb (gpointer data)
{
  HeedNoteBar *self = data;

  self->count_source = 0;
  if (self->entry != NULL)
    show_words (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (HeedNoteBar *self)
{
  if (self->count_source == 0)
    self->count_source = g_timeout_add (COUNT_DELAY, count_cb, self);
}

static void
moved_cb (HeedNoteBar *self)
{
  if (gtk_text_buffer_get_has_selection (self->buffer))
    changed_cb (self);
}

/* What is asked becomes the title where there is none yet, and otherwise begins
 * a paragraph of its own below what is written. */
static void
prompt_used_cb (HeedNoteBar *self,
                const char  *prompt)
{
  HeedForm *form = heed_entry_get_form (self->entry);
  HeedField *field = NULL; /* that the text is written in: the first that takes a long one */

  for (guint i = 0; i < heed_form_get_n_fields (form) && field == NULL; i++)
    if (heed_field_get_field_type (heed_form_get_field (form, i)) == HEED_FIELD_PARAGRAPH)
      field = heed_form_get_field (form, i);

  if (heed_text_is_blank (heed_record_get_title (heed_entry_get_record (self->entry))))
    heed_entry_set_title (self->entry, prompt);
  else if (field != NULL)
    {
      const char *before = heed_entry_get_answer (self->entry, heed_field_get_id (field));
      g_autofree char *text = heed_text_is_blank (before) ? g_strconcat (prompt, "\n", NULL)
                                                          : g_strconcat (before, "\n\n", prompt, "\n", NULL);

      heed_entry_set_answer (self->entry, heed_field_get_id (field), text);
    }
  if (field != NULL)
    g_signal_emit (self, signals[PROMPTED], 0, heed_field_get_id (field));
}

static void
heed_note_bar_dispose (GObject *object)
{
  HeedNoteBar *self = HEED_NOTE_BAR (object);

  g_clear_handle_id (&self->count_source, g_source_remove);
  g_clear_object (&self->buffer_signals);
  g_clear_object (&self->buffer);
  g_clear_object (&self->entry_signals);
  g_clear_object (&self->entry);
  forget_words (self);

  G_OBJECT_CLASS (heed_note_bar_parent_class)->dispose (object);
}

static void
heed_note_bar_class_init (HeedNoteBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_note_bar_dispose;
  widget_class->focus = heed_focus_move_within;

  /**
   * HeedNoteBar::prompted:
   * @self: a bar
   * @path: where to write about it
   *
   * A person chose a question to write about.
   */
  signals[PROMPTED] = g_signal_new ("prompted", HEED_TYPE_NOTE_BAR, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  g_type_ensure (HEED_TYPE_PROMPT_BUTTON);
  g_type_ensure (HEED_TYPE_TAG_EDITOR);
  heed_template_set (widget_class, "journal/heed-note-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedNoteBar, tags);
  gtk_widget_class_bind_template_child (widget_class, HeedNoteBar, words);
  gtk_widget_class_bind_template_child (widget_class, HeedNoteBar, pointer);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_child (widget_class, HeedNoteBar, prompt_button);
  gtk_widget_class_bind_template_callback (widget_class, prompt_used_cb);
}

static void
heed_note_bar_init (HeedNoteBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->entry_signals = g_signal_group_new (HEED_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "changed", G_CALLBACK (changed_cb), self);
  self->buffer_signals = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->buffer_signals, "notify::has-selection", G_CALLBACK (changed_cb), self);
  g_signal_group_connect_swapped (self->buffer_signals, "notify::cursor-position", G_CALLBACK (moved_cb), self);
}

struct _HeedPromptButton
{
  AdwBin parent_instance;

  GtkPopover *popover;
  GtkLabel *prompt;
  GtkWidget *use_button;
  GtkWidget *clamp;

  HeedWorkbook *workbook;
  GPtrArray *prompts; /* shuffled; NULL until somebody asks */
  guint next;
};

G_DEFINE_FINAL_TYPE (HeedPromptButton, heed_prompt_button, ADW_TYPE_BIN)

/* Each comes once before any comes again. */
static void
show_next (HeedPromptButton *self)
{
  if (self->prompts == NULL)
    {
      self->prompts = heed_prompts_list (self->workbook);
      self->next = self->prompts->len;
    }
  if (self->prompts->len == 0)
    return;

  if (self->next >= self->prompts->len)
    {
      for (guint i = self->prompts->len; i > 1; i--)
        {
          guint other = (guint) g_random_int_range (0, (gint32) i);
          gpointer prompt = self->prompts->pdata[i - 1];

          self->prompts->pdata[i - 1] = self->prompts->pdata[other];
          self->prompts->pdata[other] = prompt;
        }
      self->next = 0;
    }
  gtk_label_set_label (self->prompt, g_ptr_array_index (self->prompts, self->next++));
}

static void
shown_cb (HeedPromptButton *self)
{
  show_next (self);
  gtk_widget_grab_focus (self->use_button);
}

static void
use_action (HeedPromptButton *self)
{
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[USED], 0, gtk_label_get_label (self->prompt));
}

static void
heed_prompt_button_dispose (GObject *object)
{
  HeedPromptButton *self = HEED_PROMPT_BUTTON (object);

  g_clear_object (&self->workbook);
  g_clear_pointer (&self->prompts, g_ptr_array_unref);

  G_OBJECT_CLASS (heed_prompt_button_parent_class)->dispose (object);
}

static void
heed_prompt_button_class_init (HeedPromptButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_prompt_button_dispose;

  /**
   * HeedPromptButton::used:
   * @self: a prompt button
   * @prompt: a question
   *
   * A person wants to write about a question.
   */
  signals[USED] = g_signal_new ("used", HEED_TYPE_PROMPT_BUTTON, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  heed_template_set (widget_class, "journal/heed-prompt-button.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedPromptButton, popover);
  gtk_widget_class_bind_template_child (widget_class, HeedPromptButton, prompt);
  gtk_widget_class_bind_template_child (widget_class, HeedPromptButton, use_button);
  gtk_widget_class_bind_template_child (widget_class, HeedPromptButton, clamp);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  heed_template_install_action (widget_class, "prompt.another", NULL, G_CALLBACK (show_next));
  heed_template_install_action (widget_class, "prompt.use", NULL, G_CALLBACK (use_action));
}

static void
heed_prompt_button_init (HeedPromptButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* A popover has to fit the window. From libadwaita 1.4 on a clamp grows with
   * the text, unless it is told to count in pixels, which are the first unit. */
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (self->clamp), "unit") != NULL)
    g_object_set (self->clamp, "unit", 0, NULL);
}

static void
add_tip_prompts (GPtrArray *prompts,
                 HeedItem  *item)
{
  GListModel *children = heed_item_get_children (item);

  if (heed_item_get_prompt (item) != NULL)
    g_ptr_array_add (prompts, g_strdup (heed_item_get_prompt (item)));

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (HeedItem) child = g_list_model_get_item (children, i);

      add_tip_prompts (prompts, child);
    }
}

/**
 * heed_note_bar_set_entry:
 * @self: a bar
 * @journal: (nullable): the journal whose tags are completed
 * @entry: (nullable): an open entry of it
 *
 * Shows what belongs to an entry if it is a free note, and hides otherwise.
 */
void
heed_note_bar_set_entry (HeedNoteBar *self,
                         HeedJournal *journal,
                         HeedEntry   *entry)
{
  HeedForm *form = entry != NULL ? heed_entry_get_form (entry) : NULL;
  gboolean is_note = journal != NULL && form != NULL && heed_form_get_titled (form);

  g_return_if_fail (HEED_IS_NOTE_BAR (self));

  g_clear_handle_id (&self->count_source, g_source_remove);
  forget_words (self);
  if (!is_note)
    entry = NULL;
  g_set_object (&self->entry, entry);
  g_signal_group_set_target (self->entry_signals, entry);
  heed_tag_editor_set_entry (self->tags, journal, entry);
  gtk_widget_set_visible (GTK_WIDGET (self), is_note);
  if (!is_note)
    return;

  heed_prompt_button_set_workbook (self->prompt_button, heed_entry_get_workbook (entry));
  show_words (self);
}

/**
 * heed_note_bar_set_buffer:
 * @self: a bar
 * @buffer: (nullable): what the text of the note is written in
 *
 * Sets where words are selected.
 */
void
heed_note_bar_set_buffer (HeedNoteBar   *self,
                          GtkTextBuffer *buffer)
{
  g_return_if_fail (HEED_IS_NOTE_BAR (self));

  g_set_object (&self->buffer, buffer);
  g_signal_group_set_target (self->buffer_signals, buffer);
}

/**
 * heed_prompt_button_set_workbook:
 * @self: a prompt button
 * @workbook: (nullable): a workbook
 *
 * Sets whose questions are offered.
 */
void
heed_prompt_button_set_workbook (HeedPromptButton *self,
                                 HeedWorkbook     *workbook)
{
  g_return_if_fail (HEED_IS_PROMPT_BUTTON (self));

  if (g_set_object (&self->workbook, workbook))
    g_clear_pointer (&self->prompts, g_ptr_array_unref);
}

/**
 * heed_prompts_list:
 * @workbook: a workbook
 *
 * Lists what can be written about: the questions of the self-check, and what
 * the tips ask.
 *
 * Returns: (transfer full) (element-type utf8): the questions
 */
GPtrArray *
heed_prompts_list (HeedWorkbook *workbook)
{
  GPtrArray *prompts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) questions = heed_day_questions_list (workbook);
  HeedItem *tips = heed_workbook_get_tips (workbook);

  for (guint i = 0; i < questions->len; i++)
    {
      const HeedDayQuestion *question = g_ptr_array_index (questions, i);

      g_ptr_array_add (prompts, g_strdup (question->words));
    }
  if (tips != NULL)
    add_tip_prompts (prompts, tips);

  return prompts;
}
