/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a journal of any size: entries of all forms of the bundled workbook,
 * about 150 words each, spread over three years. The same count always gives
 * the same entries, ids and times included.
 *
 * Usage: fill-journal COUNT FILE.db */

#include <locale.h>
#include <math.h>
#include <stdio.h>

#include "heed-database.h"
#include "heed-workbook.h"

#define SEED 20261121
#define BATCH 1000
#define MAX_COUNT 10000000
#define WORDS_PER_ENTRY 150
#define N_WORDS 9000
#define FIRST_MOMENT (G_GINT64_CONSTANT (1698825600) * G_USEC_PER_SEC) /* 2023-11-01 08:00 UTC */
#define N_DAYS (3 * 365)

/* What entries are made from. */
typedef struct
{
  GRand *rand;
  HeedWorkbook *workbook;
  GPtrArray *words;
  GPtrArray *tips;
  GPtrArray *activities;
} Source;

static const char * const common_words[] = {
  "the", "to", "and", "I", "a", "was", "of", "in", "it", "that", "for", "she", "he", "with", "on", "they", "had", "my",
  "we", "her", "but", "not", "at", "customer", "asked", "so", "when", "said", "his", "about", "them", "what", "as", "you",
  "were", "order", "call", "would", "did", "one", "all", "before", "then", "time", "day", "team", "told", "first", "could",
  "after", "wanted", "problem", "again", "back", "listened", "thanked", "because", "next", "week", "long", "promise", "felt",
  "client", "late", "waited", "morning", "reply", "question", "calm", "delivery", "mistake", "kind", "colleague", "price",
  "answer", "phone", "letter", "small", "better", "angry", "sorry", "repair", "offer", "parcel", "name", "smile", "note",
  "evening", "invoice", "feedback", "patient", "visit", "choice", "detail", "quiet", "explain", "regular", "review",
};

static const char * const syllables[] = {
  "ba", "cor", "del", "fen", "gal", "hol", "jun", "ker", "lim", "mar", "nol", "per", "quin", "ros", "sel", "tam", "ul",
  "ver", "win", "yar", "zel",
};

static const char * const tags[] = { "calls", "complaints", "deliveries", "ideas", "learning", "orders", "praise", "team" };

/* The rarer words are made up; there are enough of them for a search index
 * that looks like a real one. */
static GPtrArray *
make_words (void)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  guint n = G_N_ELEMENTS (syllables);

  for (guint i = 0; i < G_N_ELEMENTS (common_words); i++)
    g_ptr_array_add (words, g_strdup (common_words[i]));
  for (guint i = 0; words->len < N_WORDS; i++)
    g_ptr_array_add (words, g_strconcat (syllables[i % n], syllables[i / n % n], syllables[i / n / n % n], NULL));

  return words;
}

/* The second word is half as frequent as the first, the third a third, as in
 * any language. */
static const char *
pick_word (Source *source)
{
  guint rank = (guint) pow (source->words->len, g_rand_double (source->rand)) - 1;

  return g_ptr_array_index (source->words, MIN (rank, source->words->len - 1));
}

static char *
make_text (Source *source,
           guint   count)
{
  GString *text = g_string_new (NULL);
  guint in_sentence = 0;

  for (guint i = 0; i < count; i++)
    {
      gsize start = text->len + (i > 0);
      gboolean last = in_sentence > 5 && g_rand_int_range (source->rand, 0, 6) == 0;

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", pick_word (source));
      if (in_sentence == 0)
        text->str[start] = g_ascii_toupper (text->str[start]);
      if (last || i + 1 == count)
        g_string_append_c (text, '.');
      in_sentence = last ? 0 : in_sentence + 1;
    }

  return g_string_free (text, FALSE);
}

/* A random UUID (RFC 4122, version 4), but the same one each time. */
static char *
make_id (GRand *rand)
{
  guint32 a = g_rand_int (rand), b = g_rand_int (rand), c = g_rand_int (rand), d = g_rand_int (rand);

  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%04x%08x", a, b >> 16, b & 0xfff,
                          0x8000 | (c >> 16 & 0x3fff), c & 0xffff, d);
}

static gboolean
is_written (HeedFieldType type)
{
  return type == HEED_FIELD_TEXT || type == HEED_FIELD_PARAGRAPH || type == HEED_FIELD_LIST;
}

/* A group and the head of a list have no answer of their own. */
static gboolean
has_answer (const HeedFilledFormNode *node)
{
  HeedFieldType type = heed_field_get_field_type (node->field);

  return type != HEED_FIELD_GROUP && (type != HEED_FIELD_LIST || node->index > 0);
}

static guint
count_written (HeedFilledForm *filled)
{
  guint count = 0;

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);

      count += has_answer (node) && is_written (heed_field_get_field_type (node->field));
    }

  return MAX (count, 1);
}

static char *
make_answer (Source        *source,
             HeedField     *field,
             HeedTimestamp  created,
             guint          words)
{
  int min, max;

  switch (heed_field_get_field_type (field))
    {
    case HEED_FIELD_NUMBER:
    case HEED_FIELD_RATING:
      min = (int) heed_field_get_min (field);
      max = (int) heed_field_get_max (field);
      return g_strdup_printf ("%d", g_rand_int_range (source->rand, min, max + 1));
    case HEED_FIELD_DATE:
      return heed_day_format_iso (heed_timestamp_get_day (created) - (guint32) g_rand_int_range (source->rand, 0, 30));
    case HEED_FIELD_CHOICE:
      return g_strdup (heed_field_get_option_id (field, (guint) g_rand_int_range (source->rand, 0,
                                                                                   (int) heed_field_get_n_options (field))));
    case HEED_FIELD_TEXT:
    case HEED_FIELD_PARAGRAPH:
    case HEED_FIELD_LIST:
    case HEED_FIELD_GROUP:
    default:
      return make_text (source, words);
    }
}

static void
fill_answers (Source            *source,
              HeedRecordBuilder *builder,
              HeedForm          *form,
              HeedTimestamp      created)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new_blank (form);
  guint total = (guint) g_rand_int_range (source->rand, WORDS_PER_ENTRY / 2, WORDS_PER_ENTRY * 3 / 2);
  guint words = MAX (total / count_written (filled), 1);

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);
      g_autofree char *answer = NULL;

      if (!has_answer (node))
        continue;
      answer = make_answer (source, node->field, created, words);
      heed_record_builder_set_answer (builder, node->path, answer, created.utc);
    }
}

static HeedItem *
pick_item (Source     *source,
           const char *form_id)
{
  static const char * const about_tips[] = { HEED_FORM_PLAN, HEED_FORM_TRY, HEED_FORM_ANSWER, NULL };

  if (g_strv_contains (about_tips, form_id))
    return g_ptr_array_index (source->tips, (guint) g_rand_int_range (source->rand, 0, (int) source->tips->len));

  for (guint i = 0; i < source->activities->len; i++)
    {
      HeedItem *activity = g_ptr_array_index (source->activities, i);

      if (g_strcmp0 (heed_item_get_form_id (activity), form_id) == 0)
        return activity;
    }

  return NULL;
}

static void
fill_head (Source            *source,
           HeedRecordBuilder *builder,
           HeedForm          *form)
{
  HeedItem *item = pick_item (source, heed_form_get_id (form));
  g_autofree char *title = make_text (source, 4);
  const char *chosen[] = { NULL, NULL, NULL };
  guint n_tags = (guint) g_rand_int_range (source->rand, 0, 3);

  for (guint i = 0; i < n_tags; i++)
    chosen[i] = tags[g_rand_int_range (source->rand, 0, G_N_ELEMENTS (tags))];
  heed_record_builder_set_tags (builder, chosen);

  if (item != NULL)
    heed_record_builder_set_item_id (builder, heed_item_get_id (item));
  if (g_str_equal (heed_form_get_id (form), HEED_FORM_ANSWER))
    heed_record_builder_set_title (builder, heed_item_get_prompt (item));
  else if (heed_form_get_titled (form))
    heed_record_builder_set_title (builder, title);
}

/* Entry @number of @count; the later ones are newer. */
static HeedTimestamp
make_time (Source *source,
           guint   number,
           guint   count)
{
  double day = (double) N_DAYS * number / count;
  HeedTimestamp stamp = {
    .utc = FIRST_MOMENT + (gint64) (day * (double) G_TIME_SPAN_DAY) +
           g_rand_int_range (source->rand, 0, 1000) * G_TIME_SPAN_MILLISECOND,
    .offset = 3600,
  };

  return stamp;
}

static HeedRecord *
make_record (Source        *source,
             HeedForm      *form,
             HeedTimestamp  created)
{
  g_autofree char *id = make_id (source->rand);
  HeedRecordBuilder *builder = heed_record_builder_new (id, heed_workbook_get_id (source->workbook),
                                                        heed_workbook_get_version (source->workbook),
                                                        heed_form_get_id (form));

  heed_record_builder_set_created (builder, created);
  heed_record_builder_set_modified (builder, created);
  if (g_rand_boolean (source->rand))
    heed_record_builder_set_completed (builder, created);
  fill_head (source, builder, form);
  fill_answers (source, builder, form, created);
  return heed_record_builder_end (builder);
}

static gboolean
write_batch (Source        *source,
             HeedDatabase  *database,
             guint          first,
             guint          count,
             GError       **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  GListModel *forms = heed_workbook_get_forms (source->workbook);
  int n_forms = (int) g_list_model_get_n_items (forms);

  for (guint i = first; i < count && i < first + BATCH; i++)
    {
      g_autoptr (HeedForm) form = g_list_model_get_item (forms, (guint) g_rand_int_range (source->rand, 0, n_forms));
      HeedRecord *record = make_record (source, form, make_time (source, i, count));

      g_ptr_array_add (records, record);
      g_ptr_array_add (summaries, heed_summary_new (record, form));
    }

  return heed_database_put_all (database, records, summaries, error);
}

/* Adds what is @kind among @item and all that it holds. */
static void
collect_items (GPtrArray    *items,
               HeedItem     *item,
               HeedItemKind  kind)
{
  GListModel *children = heed_item_get_children (item);

  if (heed_item_get_kind (item) == kind)
    g_ptr_array_add (items, g_object_ref (item));
  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (HeedItem) child = g_list_model_get_item (children, i);

      collect_items (items, child, kind);
    }
}

static gboolean
open_source (Source  *source,
             GError **error)
{
  static const char * const languages[] = { "en_US", "C", NULL };
  g_autoptr (GFile) file = g_file_new_for_path (BUNDLED_WORKBOOK);

  source->workbook = heed_workbook_new_from_file (file, languages, error);
  if (source->workbook == NULL)
    return FALSE;

  source->rand = g_rand_new_with_seed (SEED);
  source->words = make_words ();
  source->tips = g_ptr_array_new_with_free_func (g_object_unref);
  source->activities = g_ptr_array_new_with_free_func (g_object_unref);
  collect_items (source->tips, heed_workbook_get_tips (source->workbook), HEED_ITEM_TIP);
  collect_items (source->activities, heed_workbook_get_activities (source->workbook), HEED_ITEM_ACTIVITY);
  return TRUE;
}

static void
close_source (Source *source)
{
  g_clear_pointer (&source->rand, g_rand_free);
  g_clear_object (&source->workbook);
  g_clear_pointer (&source->words, g_ptr_array_unref);
  g_clear_pointer (&source->tips, g_ptr_array_unref);
  g_clear_pointer (&source->activities, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, close_source)

static gboolean
fill (guint        count,
      const char  *path,
      GError     **error)
{
  g_auto (Source) source = { 0 };
  g_autoptr (HeedDatabase) database = NULL;

  if (!open_source (&source, error))
    return FALSE;

  database = heed_database_open (path, HEED_DATABASE_CREATE | HEED_DATABASE_EXCLUSIVE, error);
  for (guint first = 0; database != NULL && first < count; first += BATCH)
    if (!write_batch (&source, database, first, count, error))
      return FALSE;

  return database != NULL && heed_database_close (database, error);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  guint64 count;

  setlocale (LC_ALL, "");
  if (argc != 3 || !g_ascii_string_to_unsigned (argv[1], 10, 0, MAX_COUNT, &count, NULL))
    {
      g_printerr ("Usage: fill-journal COUNT FILE.db\n");
      return 2;
    }
  if (!fill ((guint) count, argv[2], &error))
    {
      g_printerr ("fill-journal: %s\n", error->message);
      return 1;
    }

  return 0;
}
