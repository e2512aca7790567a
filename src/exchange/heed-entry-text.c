/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry as text, for another program: its title, what there is to know of it, each
 * question that is answered, in the words of then, and what its pictures show. */

#include "heed-entry-text.h"

#include "heed-filled-form.h"
#include "heed-picture.h"
#include "heed-text.h"
#include "heed-timestamp.h"
#include "heed-wording.h"

#include <glib/gi18n.h>

typedef struct
{
  GString *text;
  HeedTextStyle style;
  HeedFilledForm *filled;
} Writer;

static HeedFieldType
get_type (const HeedFilledFormNode *node)
{
  return heed_field_get_field_type (node->field);
}

/* Whether anything is written at @position or within it. */
static gboolean
has_answer (Writer *self,
            guint   position)
{
  guint end = heed_filled_form_find_next (self->filled, position);

  for (guint i = position; i < end; i++)
    if (!heed_text_is_blank (heed_filled_form_get_node (self->filled, i)->value))
      return TRUE;

  return FALSE;
}

/* With an empty line before it, unless it is the first. */
static void
begin_paragraph (Writer *self)
{
  if (self->text->len == 0)
    return;
  if (self->text->str[self->text->len - 1] != '\n')
    g_string_append_c (self->text, '\n');
  g_string_append_c (self->text, '\n');
}

/* Other programs know six levels of headings at most. */
static void
add_heading (Writer     *self,
             guint       level,
             const char *label)
{
  begin_paragraph (self);
  if (self->style == HEED_TEXT_STYLE_MARKDOWN)
    g_string_append_printf (self->text, "%.*s ", (int) MIN (level, 6), "######");
  g_string_append_printf (self->text, "%s\n", label);
}

static void
add_question (Writer     *self,
              const char *label,
              const char *end)
{
  const char *mark = self->style == HEED_TEXT_STYLE_MARKDOWN ? "**" : "";

  begin_paragraph (self);
  g_string_append_printf (self->text, "%s%s%s%s", mark, label, mark, end);
}

/* A question of which the next line, or paragraph, is the answer. */
static void
add_question_line (Writer     *self,
                   const char *label)
{
  add_question (self, label, "\n");
  if (self->style == HEED_TEXT_STYLE_MARKDOWN)
    g_string_append_c (self->text, '\n');
}

/* A text is kept, and goes elsewhere: its days have their years. */
static char *
format_answer (Writer                   *self,
               const HeedFilledFormNode *node)
{
  guint32 day;
  char *text = get_type (node) == HEED_FIELD_DATE && heed_day_parse_iso (node->value, &day)
                 ? heed_day_format_in_full (day)
                 : heed_field_format_answer (node->field, heed_filled_form_get_record (self->filled), node->path);

  return text != NULL ? g_strchomp (text) : g_strdup ("");
}

static void
add_answer (Writer                   *self,
            const HeedFilledFormNode *node)
{
  gboolean is_text = get_type (node) == HEED_FIELD_PARAGRAPH;
  g_autofree char *answer = format_answer (self, node);
  g_autofree char *then = NULL;

  if (get_type (node) == HEED_FIELD_LIST)
    {
      g_string_append_printf (self->text, "- %s\n", answer);
      return;
    }

  if (is_text && heed_form_get_titled (heed_filled_form_get_form (self->filled)))
    begin_paragraph (self); /* a note is no form */
  else if (is_text)
    add_question_line (self, node->label);
  else
    add_question (self, node->label, ": ");
  g_string_append_printf (self->text, "%s\n", answer);

  then = heed_field_format_then (node->field, heed_filled_form_get_record (self->filled), node->path);
  if (then != NULL)
    g_string_append_printf (self->text, "%s\n", then);
}

static void
add_node (Writer *self,
          guint   position)
{
  const HeedFilledFormNode *node = heed_filled_form_get_node (self->filled, position);
  gboolean is_row = get_type (node) == HEED_FIELD_LIST && node->index > 0;

  if (!has_answer (self, position))
    return;
  if (get_type (node) == HEED_FIELD_GROUP)
    add_heading (self, node->depth + 2, node->label);
  else if (get_type (node) == HEED_FIELD_LIST && !is_row)
    add_question_line (self, node->label);
  else
    add_answer (self, node);
}

/* The answers to a form that is not known, by the paths that they are kept at. */
static void
add_orphaned_answers (Writer     *self,
                      HeedRecord *record)
{
  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value;

      heed_record_get_nth_answer (record, i, &path, &value, NULL);
      if (heed_text_is_blank (value) || heed_picture_is_path (path) || heed_picture_is_description (path))
        continue;
      add_question_line (self, path);
      g_string_append_printf (self->text, "%s\n", value);
    }
}

/* A picture itself cannot go where text goes, and there is no file to lead to. */
static void
add_pictures (Writer     *self,
              HeedRecord *record)
{
  HeedPicture picture;

  for (guint i = 0; heed_record_find_picture (record, i, &picture); i++)
    {
      g_autofree char *description = heed_text_normalize (heed_text_or_empty (picture.description));
      const char *words = *description != '\0' ? description : _("not described");

      add_question (self, _("Picture"), ": ");
      g_string_append_printf (self->text, "%s\n", words);
    }
}

/**
 * heed_entry_text_append:
 * @text: what the entry is appended to, below a line where there is something before
 * @workbook: the workbook that is open
 * @record: an entry with its answers
 * @style: how it is written
 *
 * Writes an entry as text that any program can take: what is answered, with the
 * questions as they were asked. Lists are marked alike in both styles, and what the
 * person wrote stays as it is, also where it reads as Markdown. Of a picture there is
 * only what it shows. Any thread.
 */
void
heed_entry_text_append (GString       *text,
                        HeedWorkbook  *workbook,
                        HeedRecord    *record,
                        HeedTextStyle  style)
{
  HeedForm *form = heed_wording_find_form (workbook, record);
  g_autoptr (HeedFilledForm) filled = form != NULL ? heed_filled_form_new (form, record) : NULL;
  Writer self = { text, style, filled };
  g_autofree char *facts = heed_wording_dup_facts (workbook, record, TRUE);

  if (text->len > 0)
    {
      begin_paragraph (&self);
      g_string_append (text, "---\n");
    }
  add_heading (&self, 1, heed_wording_get_title (workbook, record));
  if (style == HEED_TEXT_STYLE_MARKDOWN)
    g_string_append_c (text, '\n');
  g_string_append_printf (text, "%s\n", facts);

  for (guint i = 0; filled != NULL && i < heed_filled_form_get_n_nodes (filled); i++)
    add_node (&self, i);
  if (filled == NULL)
    add_orphaned_answers (&self, record);
  add_pictures (&self, record);
}
