/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/exchange/heed-entry-text.c. */

#include "heed-entry-text.h"

#include "heed-picture.h"

#include <string.h>

static const char xml[] =
  "<workbook id='small' version='1' xml:lang='en-US'><title>Small</title><forms><form id='f'><title>Sheet</title>"
  "<text id='who'><label>Who</label></text>"
  "<paragraph id='what'><label>What happened?</label></paragraph>"
  "<list id='signs' min='3' max='9'><label>Signs</label><item>Sign</item></list>"
  "<group id='part'><label>Part</label><date id='day'><label>Day</label></date>"
  "<paragraph id='empty'><label>And then?</label></paragraph></group>"
  "<group id='nothing'><label>Nothing here</label><text id='x'><label>X</label></text></group>"
  "</form></forms></workbook>";

static HeedWorkbook *
make_workbook (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  HeedWorkbook *workbook = heed_workbook_new_from_bytes (bytes, "small.xml", NULL, &error);

  g_assert_no_error (error);
  return workbook;
}

static HeedRecord *
make_record (const char *form,
             const char *title)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "small", 1, form);

  heed_record_builder_set_created (builder, (HeedTimestamp) { G_GINT64_CONSTANT (1793188800000000), 0 });
  heed_record_builder_set_title (builder, title);
  if (g_str_equal (form, "f"))
    {
      heed_record_builder_set_answer (builder, "who", "Ann", 1);
      heed_record_builder_set_answer (builder, "what", "It rained.\nWe went in.\n\n", 1);
      heed_record_builder_set_answer (builder, "signs/1", "A smile", 1);
      heed_record_builder_set_answer (builder, "signs/3", "A nod", 1);
      heed_record_builder_set_answer (builder, "part/day", "2026-11-03", 1);
    }
  else
    {
      heed_record_builder_set_answer (builder, "body", "- as it *is*", 1);
      heed_record_builder_set_tags (builder, (const char * const []) { "sea", NULL });
    }
  return heed_record_builder_end (builder);
}

/* Only what is answered, in the order of the form. */
static void
test_plain (void)
{
  g_autoptr (HeedWorkbook) workbook = make_workbook ();
  g_autoptr (HeedRecord) record = make_record ("f", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *day = heed_day_format_in_full (heed_timestamp_get_day (heed_record_get_created (record)));
  g_autofree char *other = NULL;
  g_autofree char *wanted = NULL;
  guint32 answered;

  g_assert_true (heed_day_parse_iso ("2026-11-03", &answered));
  other = heed_day_format_in_full (answered);
  wanted = g_strdup_printf ("Sheet\n%s\n\nWho: Ann\n\nWhat happened?\nIt rained.\nWe went in.\n\nSigns\n"
                            "- A smile\n- A nod\n\nPart\n\nDay: %s\n", day, other);
  heed_entry_text_append (text, workbook, record, HEED_TEXT_STYLE_PLAIN);
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_markdown (void)
{
  g_autoptr (HeedWorkbook) workbook = make_workbook ();
  g_autoptr (HeedRecord) record = make_record ("f", NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  heed_entry_text_append (text, workbook, record, HEED_TEXT_STYLE_MARKDOWN);
  g_assert_true (g_str_has_prefix (text->str, "# Sheet\n\n"));
  g_assert_nonnull (strstr (text->str, "\n\n**Who**: Ann\n\n**What happened?**\n\nIt rained.\nWe went in.\n\n"
                                       "**Signs**\n\n- A smile\n- A nod\n\n## Part\n\n**Day**: "));
  g_assert_null (strstr (text->str, "Nothing here"));
  g_assert_null (strstr (text->str, "And then?"));
}

/* A note is its text, as it was written; one entry stands below another. */
static void
test_several (void)
{
  g_autoptr (HeedWorkbook) workbook = make_workbook ();
  g_autoptr (HeedRecord) note = make_record ("note", "A day");
  g_autoptr (HeedRecord) unknown = make_record ("gone", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;

  heed_entry_text_append (text, workbook, note, HEED_TEXT_STYLE_PLAIN);
  heed_entry_text_append (text, workbook, unknown, HEED_TEXT_STYLE_PLAIN);
  parts = g_strsplit (text->str, "\n---\n", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_assert_true (g_str_has_prefix (parts[0], "A day\n"));
  g_assert_nonnull (strstr (parts[0], "Tags: sea\n\n- as it *is*\n"));
  g_assert_null (strstr (parts[0], "My note"));
  /* Nothing is left out where the questions are not known. */
  g_assert_nonnull (strstr (parts[1], "gone\n"));
  g_assert_nonnull (strstr (parts[1], "body\n- as it *is*\n"));
}

/* A picture is a line of what it shows, and never a name that nobody can read. */
static void
test_pictures (void)
{
  static const char * const forms[] = { "f", "gone" };
  g_autoptr (HeedWorkbook) workbook = make_workbook ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("any", 3);
  g_autofree char *content = heed_picture_name_content (bytes);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (HeedRecord) plain = make_record (forms[i], NULL);
      HeedRecordBuilder *builder = heed_record_builder_new_from (plain);
      g_autoptr (HeedRecord) record = NULL;
      g_autoptr (GString) text = g_string_new (NULL), markdown = g_string_new (NULL);

      heed_record_builder_set_answer (builder, "~picture/1", content, 1);
      heed_record_builder_set_answer (builder, "~picture/1/words", "A duck\non a lake\n", 1);
      heed_record_builder_set_answer (builder, "~picture/2", content, 1);
      heed_record_builder_set_answer (builder, "~picture/3", "", 1);
      heed_record_builder_set_answer (builder, "~picture/3/words", "Taken out", 1);
      record = heed_record_builder_end (builder);
      heed_entry_text_append (text, workbook, record, HEED_TEXT_STYLE_PLAIN);
      heed_entry_text_append (markdown, workbook, record, HEED_TEXT_STYLE_MARKDOWN);

      g_assert_true (g_str_has_suffix (text->str, "\n\nPicture: A duck on a lake\n\nPicture: not described\n"));
      g_assert_true (g_str_has_suffix (markdown->str, "\n\n**Picture**: A duck on a lake\n\n**Picture**: not described\n"));
      g_assert_null (strstr (text->str, content));
      g_assert_null (strstr (text->str, "~picture"));
      g_assert_null (strstr (text->str, "Taken out"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entry-text/plain", test_plain);
  g_test_add_func ("/entry-text/markdown", test_markdown);
  g_test_add_func ("/entry-text/several", test_several);
  g_test_add_func ("/entry-text/pictures", test_pictures);

  return g_test_run ();
}
