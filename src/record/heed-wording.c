/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which form an entry fills in, and which words it shows for what is kept: the label of an option for its id, a
 * day in the person's language. The search finds these, and not what stands for
 * them in the journal. */

#include "heed-wording.h"

#include "heed-answer.h"
#include "heed-picture.h"
#include "heed-timestamp.h"

#include <glib/gi18n.h>

/* Goes up when a form shows other words for the same answers, so that what was
 * kept of entries before is worked out anew. */
#define RULES 2

/* https://www.rfc-editor.org/rfc/rfc9923 (FNV-1a, 64 bits) */
#define FNV_START G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define FNV_FACTOR G_GUINT64_CONSTANT (0x100000001b3)

/* Any day with a month that every language writes in its own way. */
#define SAMPLE_DAY 739000

static G_DEFINE_QUARK (heed-wording-mark, mark)
static G_DEFINE_QUARK (heed-wording-questions-mark, questions_mark)

static void
add_text (guint64    *hash,
          const char *text)
{
  /* With its end, so that “ab”, “c” is not “a”, “bc”. */
  const char *p = text != NULL ? text : "";

  do
    *hash = (*hash ^ (guchar) *p) * FNV_FACTOR;
  while (*p++ != '\0');
}

static void
add_number (guint64 *hash,
            double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  add_text (hash, g_ascii_dtostr (buffer, sizeof buffer, number));
}

static void
add_item (guint64  *hash,
          HeedItem *item)
{
  const char * const *paragraphs = heed_item_get_paragraphs (item);
  GListModel *children = heed_item_get_children (item);

  add_text (hash, heed_item_get_title (item));
  for (guint i = 0; paragraphs != NULL && paragraphs[i] != NULL; i++)
    add_text (hash, paragraphs[i]);
  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (HeedItem) child = g_list_model_get_item (children, i);

      add_item (hash, child);
    }
}

static void
add_field (guint64   *hash,
           HeedField *field,
           gboolean   with_questions)
{
  HeedFieldType type = heed_field_get_field_type (field);

  add_text (hash, heed_field_get_id (field));
  add_number (hash, type);
  add_number (hash, heed_field_get_optional (field));
  add_number (hash, heed_field_get_min (field));
  add_number (hash, heed_field_get_max (field));

  for (guint i = 0; i < heed_field_get_n_options (field); i++)
    {
      add_text (hash, heed_field_get_option_id (field, i));
      add_text (hash, heed_field_get_option_label (field, i));
    }
  if (type == HEED_FIELD_RATING)
    for (int value = (int) heed_field_get_min (field); value <= (int) heed_field_get_max (field); value++)
      add_text (hash, heed_field_get_anchor (field, value));

  /* What is read around the answers. */
  if (with_questions)
    {
      add_text (hash, heed_field_get_label (field));
      add_text (hash, heed_field_get_item_label (field));
      add_text (hash, heed_field_get_hint (field));
      add_text (hash, heed_field_get_warning (field));
      add_text (hash, heed_field_get_unit (field));
      add_number (hash, heed_field_get_numbered (field));
      add_number (hash, heed_field_get_repeated (field));
      add_number (hash, heed_field_get_allows_other (field));
    }
  for (guint i = 0; i < heed_field_get_n_fields (field); i++)
    add_field (hash, heed_field_get_field (field, i), with_questions);
}

/* In as many bits as a pointer has everywhere. */
static guint32
work_out_mark (HeedForm *form,
               gboolean  with_questions)
{
  guint64 hash = FNV_START;
  g_autofree char *day = heed_day_format_in_full (SAMPLE_DAY);

  add_number (&hash, RULES);
  add_number (&hash, heed_form_is_listed (form));
  add_text (&hash, day);
  for (guint i = 0; i < heed_form_get_n_fields (form); i++)
    add_field (&hash, heed_form_get_field (form, i), with_questions);
  if (with_questions)
    {
      add_text (&hash, heed_form_get_title (form));
      add_text (&hash, heed_form_get_instruction (form));
      if (heed_form_get_example (form) != NULL)
        add_item (&hash, heed_form_get_example (form));
    }

  return MAX ((guint32) (hash ^ (hash >> 32)), 1);
}

/* A form never changes, and whichever thread is first works out the same. */
static guint32
get_mark (HeedForm *form,
          gboolean  with_questions)
{
  GQuark quark = with_questions ? questions_mark_quark () : mark_quark ();
  guint32 mark = GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (form), quark));

  if (mark == 0)
    {
      mark = work_out_mark (form, with_questions);
      g_object_set_qdata (G_OBJECT (form), quark, GUINT_TO_POINTER (mark));
    }

  return mark;
}

static gboolean
is_of_workbook (HeedWorkbook *workbook,
                const char   *workbook_id)
{
  return g_str_equal (workbook_id, heed_workbook_get_id (workbook));
}

static HeedWorkbook *
find_edition (HeedWorkbook *workbook,
              HeedRecord   *record)
{
  return heed_workbook_find_edition (workbook, heed_record_get_workbook_id (record),
                                     heed_record_get_workbook_version (record));
}

/* Today's form, which may ask in other words than it did. */
static HeedForm *
find_own_form (HeedWorkbook *workbook,
               const char   *workbook_id,
               const char   *form_id)
{
  HeedForm *form = heed_workbook_find_form (workbook, form_id);

  return form != NULL && (is_of_workbook (workbook, workbook_id) || heed_form_is_common (form)) ? form : NULL;
}

/**
 * heed_wording_find_form:
 * @workbook: the workbook that is open
 * @record: an entry, whose answers need not be there
 *
 * Finds the form that an entry fills in. Other workbooks may have a form with the
 * same id that asks for something else: only here is a form found for an entry.
 *
 * Returns: (transfer none) (nullable): the form, as heed_wording_look_up() gives it
 */
HeedForm *
heed_wording_find_form (HeedWorkbook *workbook,
                        HeedRecord   *record)
{
  return heed_wording_look_up (workbook, heed_record_get_workbook_id (record),
                               heed_record_get_workbook_version (record), heed_record_get_form_id (record));
}

/**
 * heed_wording_find_item:
 * @workbook: the workbook that is open
 * @record: an entry, whose answers need not be there
 *
 * Finds what an entry is about.
 *
 * Returns: (transfer none) (nullable): a tip or an activity as it was then, or, where
 *   that is not known, as it is now; %NULL if the entry is about none that is known
 */
HeedItem *
heed_wording_find_item (HeedWorkbook *workbook,
                        HeedRecord   *record)
{
  const char *id = heed_record_get_item_id (record);
  HeedWorkbook *then = find_edition (workbook, record);
  HeedItem *item = NULL;

  if (id != NULL && then != NULL)
    item = heed_workbook_find_item (then, id);
  if (id != NULL && item == NULL && is_of_workbook (workbook, heed_record_get_workbook_id (record)))
    item = heed_workbook_find_item (workbook, id);
  return item;
}

/**
 * heed_wording_look_up:
 * @workbook: the workbook that is open
 * @workbook_id: the workbook of an entry
 * @version: its version
 * @form_id: the form of the entry
 *
 * Finds the form that an entry fills in, with what it asked then. Where that is not
 * known, or is what it asks now, it is today's. Those that every workbook has are the
 * same in all of them.
 *
 * Returns: (transfer none) (nullable): the form; %NULL if it is not known, as
 *   the entry belongs to another workbook or to a version that had other forms
 */
HeedForm *
heed_wording_look_up (HeedWorkbook *workbook,
                      const char   *workbook_id,
                      guint         version,
                      const char   *form_id)
{
  HeedForm *form = find_own_form (workbook, workbook_id, form_id);
  HeedWorkbook *edition = heed_workbook_find_edition (workbook, workbook_id, version);
  HeedForm *then = edition != NULL && edition != workbook ? heed_workbook_find_form (edition, form_id) : NULL;

  return then != NULL && (form == NULL || get_mark (then, TRUE) != get_mark (form, TRUE)) ? then : form;
}

/**
 * heed_wording_get_kind:
 * @workbook: the workbook that is open
 * @record: an entry, whose answers need not be there
 *
 * Gets what kind of entry it is.
 *
 * Returns: the title of its form, or the id of the form where that is not known
 */
const char *
heed_wording_get_kind (HeedWorkbook *workbook,
                       HeedRecord   *record)
{
  HeedForm *form = heed_wording_find_form (workbook, record);

  return form != NULL ? heed_form_get_title (form) : heed_record_get_form_id (record);
}

/**
 * heed_wording_get_title:
 * @workbook: the workbook that is open
 * @record: an entry, whose answers need not be there
 *
 * Gets what to call an entry among others.
 *
 * Returns: the title that its writer gave it, or else its kind
 */
const char *
heed_wording_get_title (HeedWorkbook *workbook,
                        HeedRecord   *record)
{
  const char *title = heed_record_get_title (record);

  return title != NULL ? title : heed_wording_get_kind (workbook, record);
}

/**
 * heed_wording_dup_facts:
 * @workbook: the workbook that is open
 * @record: an entry, whose answers need not be there
 * @dated: whether its day is one of them
 *
 * Writes what there is to know of an entry beside its title: the day with its year,
 * the form and the tip or activity where the title does not say them, and the tags.
 *
 * Returns: (transfer full): one line, such as "1 December 2026 · Plan · Tags: phone"
 */
char *
heed_wording_dup_facts (HeedWorkbook *workbook,
                        HeedRecord   *record,
                        gboolean      dated)
{
  g_autoptr (GStrvBuilder) facts = g_strv_builder_new ();
  HeedForm *form = heed_wording_find_form (workbook, record);
  HeedItem *item = heed_wording_find_item (workbook, record);
  const char *title = heed_wording_get_title (workbook, record);
  const char *form_title = form != NULL ? heed_form_get_title (form) : title;
  const char *item_title = item != NULL ? heed_item_get_title (item) : title;
  g_autofree char *day = heed_day_format_in_full (heed_timestamp_get_day (heed_record_get_created (record)));
  g_autofree char *tags = g_strjoinv (", ", (char **) heed_record_get_tags (record));
  /* Translators: the tags of a journal entry, such as “Tags: team, phone”. */
  g_autofree char *tagged = g_strdup_printf (_("Tags: %s"), tags);
  g_auto (GStrv) all = NULL;

  if (dated)
    g_strv_builder_add (facts, day);
  if (!g_str_equal (form_title, title))
    g_strv_builder_add (facts, form_title);
  if (!g_str_equal (item_title, title) && !g_str_equal (item_title, form_title))
    g_strv_builder_add (facts, item_title);
  if (*tags != '\0')
    g_strv_builder_add (facts, tagged);

  all = g_strv_builder_end (facts);
  return g_strjoinv (" · ", all);
}

/**
 * heed_wording_get_workbook_title:
 * @workbook: the workbook that is open
 * @record: an entry, whose answers need not be there
 *
 * Gets what the workbook is called that an entry was written in.
 *
 * Returns: its title, or its id where that is not known
 */
const char *
heed_wording_get_workbook_title (HeedWorkbook *workbook,
                                 HeedRecord   *record)
{
  HeedWorkbook *then = find_edition (workbook, record);
  const char *id = heed_record_get_workbook_id (record);

  if (then == NULL && is_of_workbook (workbook, id))
    then = workbook;
  return then != NULL ? heed_workbook_get_title (then) : id;
}

/**
 * heed_wording_describe:
 * @workbook: the workbook that is open
 * @record: an entry, whose answers need not be there
 *
 * Says of which workbook the questions of an entry are, or from when, where they are
 * not those that the workbook asks.
 *
 * Returns: (transfer full) (nullable): a sentence or two; %NULL where there is
 *   nothing to say, or the form of the entry is not known
 */
char *
heed_wording_describe (HeedWorkbook *workbook,
                       HeedRecord   *record)
{
  const char *workbook_id = heed_record_get_workbook_id (record);
  HeedForm *today = find_own_form (workbook, workbook_id, heed_record_get_form_id (record));
  HeedForm *form = heed_wording_find_form (workbook, record);
  HeedWorkbook *then = find_edition (workbook, record);

  if (form == NULL || then == workbook)
    return NULL;
  if (form != today && !is_of_workbook (workbook, workbook_id))
    return g_strdup_printf (_("This entry belongs to the workbook “%s”."), heed_workbook_get_title (then));
  if (form != today && heed_workbook_is_partial (then))
    return g_strdup (_("Some of these questions are worded differently now. You see them as they were when you answered "
                       "them, as far as that was kept."));
  if (form != today)
    return g_strdup (_("These questions are worded differently now. You see them as they were when you answered them."));
  if ((then != NULL && !heed_workbook_is_partial (then)) || heed_form_is_common (form))
    return NULL;

  return g_strdup (_("You answered these questions in another version of the workbook, and how they were worded there "
                     "was not kept. You see them as they are worded now."));
}

/**
 * heed_wording_dup_shown:
 * @form: a form
 * @path: where an answer is kept
 * @value: the answer
 *
 * Gets the words that the form shows for an answer.
 *
 * Returns: (transfer full) (nullable): the words, "" where it shows none, such as
 *   for a number of stars; %NULL where it shows the answer as it is
 */
char *
heed_wording_dup_shown (HeedForm   *form,
                        const char *path,
                        const char *value)
{
  HeedField *field = heed_form_find_path (form, path);

  if (*value == '\0')
    return NULL;
  if (heed_picture_is_path (path))
    return g_strdup ("");
  if (field == NULL)
    return NULL;
  if (heed_form_is_structure (form, path))
    return g_strdup ("");

  return heed_field_dup_shown (field, path, value);
}

/**
 * heed_wording_get_mark:
 * @form: a form
 *
 * Gets a number that is another one where the form shows other words, because the
 * workbook was changed or is read in another language. What is worked out from an
 * entry and its form is up to date if it was with the same mark.
 *
 * Returns: the mark, never 0
 */
gint64
heed_wording_get_mark (HeedForm *form)
{
  return get_mark (form, FALSE);
}
