/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the reader shows of the bundled workbooks is what xgettext gives to
 * translators, no more and no less, to the byte. */

#include "heed-workbook.h"

#include <glib/gstdio.h>
#include <string.h>

static const char * const original[] = { "C", NULL };

static void
add (GHashTable *strings,
     const char *text)
{
  if (text != NULL)
    g_hash_table_add (strings, g_strdup (text));
}

static void
add_item (GHashTable *strings,
          HeedItem   *item)
{
  GListModel *children = heed_item_get_children (item);

  add (strings, heed_item_get_title (item));
  add (strings, heed_item_get_summary (item));
  add (strings, heed_item_get_prompt (item));
  for (const char * const *p = heed_item_get_paragraphs (item); *p != NULL; p++)
    add (strings, *p);
  for (const char * const *p = heed_item_get_cues (item); *p != NULL; p++)
    add (strings, *p);

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (HeedItem) child = g_list_model_get_item (children, i);

      add_item (strings, child);
    }
}

static void
add_field (GHashTable *strings,
           HeedField  *field)
{
  add (strings, heed_field_get_label (field));
  add (strings, heed_field_get_item_label (field));
  add (strings, heed_field_get_hint (field));
  add (strings, heed_field_get_warning (field));
  add (strings, heed_field_get_unit (field));
  for (guint i = 0; i < heed_field_get_n_options (field); i++)
    add (strings, heed_field_get_option_label (field, i));
  for (int value = 0; value <= 10; value++)
    add (strings, heed_field_get_anchor (field, value));

  for (guint i = 0; i < heed_field_get_n_fields (field); i++)
    add_field (strings, heed_field_get_field (field, i));
}

static void
add_form (GHashTable *strings,
          HeedForm   *form)
{
  add (strings, heed_form_get_title (form));
  add (strings, heed_form_get_instruction (form));
  if (heed_form_get_example (form) != NULL)
    add_item (strings, heed_form_get_example (form));

  for (guint i = 0; i < heed_form_get_n_fields (form); i++)
    add_field (strings, heed_form_get_field (form, i));
}

static void
add_pages (GHashTable   *strings,
           HeedWorkbook *workbook)
{
  HeedItem *pages[] = {
    heed_workbook_get_overview (workbook), heed_workbook_get_questions (workbook), heed_workbook_get_tips (workbook),
    heed_workbook_get_activities (workbook), heed_workbook_get_resources (workbook),
  };

  add (strings, heed_workbook_get_title (workbook));
  add (strings, heed_workbook_get_summary (workbook));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i] != NULL)
      add_item (strings, pages[i]);
}

/* The common forms come with every workbook. */
static GHashTable *
collect_shown (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedWorkbook) workbook = heed_workbook_new_from_file (file, original, &error);
  GHashTable *strings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *forms;

  g_assert_no_error (error);
  add_pages (strings, workbook);
  forms = heed_workbook_get_forms (workbook);
  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (HeedForm) form = g_list_model_get_item (forms, i);

      add_form (strings, form);
    }

  return strings;
}

static void
append_quoted (GString    *text,
               const char *quoted)
{
  g_string_append_len (text, quoted + 1, (gssize) strlen (quoted) - 2);
}

/* Reads the msgids of a PO file: `msgid "…"`, perhaps with more lines that
 * hold nothing but quoted text. The empty one is the header's. */
static GHashTable *
parse_template (const char *template)
{
  GHashTable *strings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit (template, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "msgid \""))
      {
        g_autoptr (GString) text = g_string_new (NULL);

        append_quoted (text, lines[i] + strlen ("msgid "));
        while (lines[i + 1][0] == '"')
          append_quoted (text, lines[++i]);
        if (text->len > 0)
          g_hash_table_add (strings, g_strcompress (text->str));
      }

  return strings;
}

/* Runs a program of gettext with the rules of po/its. */
static char *
run (const char * const *arguments)
{
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "GETTEXTDATADIRS", GETTEXT_DATA_DIR, TRUE);
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, environment, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return output;
}

static GHashTable *
extract (const char *path)
{
  g_autofree char *common = g_test_build_filename (G_TEST_DIST, "..", "data", "workbooks", "common-forms.xml", NULL);
  const char *arguments[] = { XGETTEXT, "--from-code=UTF-8", "--no-wrap", "--no-location", "--output=-",
                              path, common, NULL };
  g_autofree char *template = run (arguments);

  return parse_template (template);
}

static void
assert_all_in (GHashTable *strings,
               GHashTable *others,
               const char *problem)
{
  GHashTableIter iter;
  gpointer text;

  g_hash_table_iter_init (&iter, strings);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    if (!g_hash_table_contains (others, text))
      g_test_fail_printf ("%s: “%s”", problem, (const char *) text);
}

static gboolean
move_to (gpointer text,
         gpointer value,
         gpointer strings)
{
  g_hash_table_add (strings, text);
  return TRUE;
}

static void
assert_same (const char *path,
             guint       at_least)
{
  g_autoptr (GHashTable) shown = collect_shown (path);
  g_autoptr (GHashTable) extracted = extract (path);

  g_assert_cmpuint (g_hash_table_size (shown), >=, at_least);
  assert_all_in (shown, extracted, "shown, but not extracted");
  assert_all_in (extracted, shown, "extracted, but not shown");
}

static void
test_bundled (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "workbooks", "customer-focus.xml", NULL);

  assert_same (path, 200);
}

/* Answers that are no words, such as stars, are shown and not translated. */
static void
test_sample (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "workbooks", "customer-focus-sample.xml", NULL);
  const char *arguments[] = { XGETTEXT, "--from-code=UTF-8", "--no-wrap", "--no-location", "--output=-", path, NULL };
  g_autofree char *template = run (arguments);
  g_autoptr (GHashTable) extracted = parse_template (template);
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = heed_sample_read (file, "customer-focus", original, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const HeedSampleEntry *entry = g_ptr_array_index (entries, i);

      add (words, entry->title);
      for (guint j = 0; entry->tags[j] != NULL; j++)
        add (words, entry->tags[j]);
      for (guint j = 0; j < entry->answers->len; j++)
        {
          const HeedSampleAnswer *answer = g_ptr_array_index (entry->answers, j);
          g_auto (GStrv) lines = g_strsplit (answer->value, "\n", -1);

          for (guint k = 0; lines[k] != NULL; k++)
            add (strchr (lines[k], ' ') != NULL ? words : shown, lines[k]);
        }
    }

  assert_all_in (words, extracted, "shown, but not extracted");
  g_hash_table_foreach_steal (words, move_to, shown);
  assert_all_in (extracted, shown, "extracted, but not shown");
  g_assert_cmpuint (g_hash_table_size (extracted), >=, 200);
}

static void
test_every_element (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "workbooks", "small.xml", NULL);

  assert_same (path, 60);
}

/* Each kind of white space and entity that can stand in a text. */
static void
test_white_space (void)
{
  const char *workbook =
      "<workbook id=\"odd\" version=\"1\" xml:lang=\"en\">\n"
      "<title>\n  Two\n\t lines \r\n and\t\ttabs  </title>\n"
      "<summary>A no-break\xC2\xA0space, a\xE2\x80\x89thin one and\xE3\x80\x80 a wide one</summary>\n"
      "<forms><form id=\"f\"><title>Less &lt; more &gt; &amp; &quot;quotes&quot; &apos; \\ \"plain\"</title>\n"
      "<instruction>\xC2\xA0 At the edges \xC2\xA0</instruction>\n"
      "<text id=\"t\"><label>References &#32; &#x41;&#66; &#160; &#8230;</label></text>\n"
      "<text id=\"u\"><label>Ends.  Then \xE2\x80\xA8 more\xE2\x80\x83</label>"
      "<hint>Percent % and tab&#9;&#9;and line&#10; end</hint></text>\n"
      "</form></forms></workbook>\n";
  g_autofree char *folder = g_dir_make_tmp ("heed-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "odd.xml", NULL);

  g_assert_true (g_file_set_contents (path, workbook, -1, NULL));
  assert_same (path, 10);
  g_unlink (path);
  g_rmdir (folder);
}

/* What msgfmt merges into a workbook is what the reader then shows. */
static void
test_merged (void)
{
  const char *translation =
      "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
      "msgid \"Third paragraph.\"\nmsgstr \"Troisième & dernier.\"\n"
      "msgid \"Bad\"\nmsgstr \"Mauvais <tout à fait>\"\n"
      "msgid \"minutes\"\nmsgstr \"min\"\n";
  const char *languages[] = { "fr_CA", NULL };
  g_autofree char *folder = g_dir_make_tmp ("heed-XXXXXX", NULL);
  g_autofree char *po = g_build_filename (folder, "fr.po", NULL);
  g_autofree char *small = g_test_build_filename (G_TEST_DIST, "fixtures", "workbooks", "small.xml", NULL);
  g_autofree char *option = g_strconcat ("--template=", small, NULL);
  const char *arguments[] = { MSGFMT, "--xml", "--locale=fr", option, "--output-file=-", po, NULL };
  g_autofree char *merged = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedWorkbook) workbook = NULL;
  HeedForm *talk;

  g_assert_true (g_file_set_contents (po, translation, -1, NULL));
  merged = run (arguments);
  bytes = g_bytes_new (merged, strlen (merged));
  workbook = heed_workbook_new_from_bytes (bytes, "merged.xml", languages, &error);
  g_assert_no_error (error);

  talk = heed_workbook_find_form (workbook, "talk");
  g_assert_cmpstr (heed_item_get_paragraphs (heed_workbook_find_item (workbook, "what"))[1], ==, "Second paragraph.");
  g_assert_cmpstr (heed_item_get_paragraphs (heed_workbook_find_item (workbook, "what"))[2], ==, "Troisième & dernier.");
  g_assert_cmpstr (heed_field_find_option (heed_form_find_field (talk, "mood"), "bad"), ==, "Mauvais <tout à fait>");
  g_assert_cmpstr (heed_field_get_unit (heed_form_find_field (talk, "minutes")), ==, "min");

  g_unlink (po);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/workbook-strings/bundled", test_bundled);
  g_test_add_func ("/workbook-strings/sample", test_sample);
  g_test_add_func ("/workbook-strings/every-element", test_every_element);
  g_test_add_func ("/workbook-strings/white-space", test_white_space);
  g_test_add_func ("/workbook-strings/merged", test_merged);

  return g_test_run ();
}
