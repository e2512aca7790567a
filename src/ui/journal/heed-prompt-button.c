/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Questions to write about. See heed-prompt-button.h. */

#include "heed-prompt-button.h"

#include "heed-day-questions.h"
#include "heed-wrap-box.h"

struct _HeedPromptButton
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkPopover *popover;
  GtkLabel *prompt;
  GtkWidget *use_button;
  GtkWidget *clamp;

  HeedWorkbook *workbook;
  GPtrArray *prompts; /* shuffled; NULL until somebody asks */
  guint next;
};

enum
{
  USED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedPromptButton, heed_prompt_button, ADW_TYPE_BIN)

static void
shuffle (GPtrArray *prompts)
{
  for (guint i = prompts->len; i > 1; i--)
    {
      guint other = (guint) g_random_int_range (0, (gint32) i);
      gpointer prompt = prompts->pdata[i - 1];

      prompts->pdata[i - 1] = prompts->pdata[other];
      prompts->pdata[other] = prompt;
    }
}

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
      shuffle (self->prompts);
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
another_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  show_next (HEED_PROMPT_BUTTON (widget));
}

static void
use_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HeedPromptButton *self = HEED_PROMPT_BUTTON (widget);

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

  g_type_ensure (HEED_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/journal/heed-prompt-button.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedPromptButton, button);
  gtk_widget_class_bind_template_child (widget_class, HeedPromptButton, popover);
  gtk_widget_class_bind_template_child (widget_class, HeedPromptButton, prompt);
  gtk_widget_class_bind_template_child (widget_class, HeedPromptButton, use_button);
  gtk_widget_class_bind_template_child (widget_class, HeedPromptButton, clamp);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_install_action (widget_class, "prompt.another", NULL, another_action);
  gtk_widget_class_install_action (widget_class, "prompt.use", NULL, use_action);
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
