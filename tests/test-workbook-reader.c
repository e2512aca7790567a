/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the reader says of files that are broken, and that no file breaks it. */

#include "heed-error.h"
#include "heed-workbook.h"

#include <glib/gstdio.h>
#include <string.h>

#define SEED 20261121
#define N_VARIANTS 2000

/* How to break tests/fixtures/workbooks/small.xml: the first @found in it
 * becomes @put. */
typedef struct
{
  const char *name;
  const char *found;
  const char *put;
  guint line;
  guint column;
  const char *words[3]; /* what was found and what was expected */
} Broken;

static const Broken broken[] = {
  /* ids */
  { "id-missing", "<tip id=\"wait\">", "<tip>", 37, 7, { "“tip”", "“id”" } },
  { "id-capital", "id=\"wait\"", "id=\"Wait\"", 37, 7, { "“Wait”", "“id”", "small letter" } },
  { "id-digit", "id=\"wait\"", "id=\"1wait\"", 37, 7, { "“1wait”", "small letter" } },
  { "id-empty", "id=\"wait\"", "id=\"\"", 37, 7, { "“”", "small letter" } },
  { "id-letter", "id=\"wait\"", "id=\"wäit\"", 37, 7, { "“wäit”", "small letter" } },
  { "id-long", "id=\"wait\"", "id=\"a23456789b23456789c23456789d23456789e23456789f23456789g2345678901\"", 37, 7,
    { "64" } },
  { "id-of-workbook", "id=\"small\" ", "", 5, 1, { "“workbook”", "“id”" } },
  { "id-twice-item", "id=\"wait\"", "id=\"what\"", 37, 7, { "“what”", "of its own" } },
  { "id-twice-group", "id=\"reading\"", "id=\"bare\"", 57, 5, { "“bare”", "of its own" } },
  { "id-twice-form", "<form id=\"talk\"", "<form id=\"check\"", 82, 5, { "“check”", "of its own" } },
  { "id-twice-field", "<text id=\"person\"", "<text id=\"story\"", 95, 7, { "“story”", "of its own" } },
  { "id-twice-option", "<option id=\"bad\"", "<option id=\"good\"", 111, 9, { "“good”", "of its own" } },
  { "id-common-form", "<form id=\"check\"", "<form id=\"plan\"", 66, 5, { "“plan”", "every workbook" } },
  { "option-other", "<option id=\"bad\"", "<option id=\"other\"", 111, 9, { "“other”", "Another id" } },

  /* elements */
  { "element-unknown", "<prompt>", "<question>", 43, 9, { "“question”", "“tip”", "“prompt”" } },
  { "element-elsewhere", "<cue>I have asked</cue>", "<label>Hm</label>", 41, 9, { "“label”", "“tip”", "“cue”" } },
  { "element-in-text", "Silence helps.", "Silence <b>helps</b>.", 40, 20, { "“b”", "“p”", "text" } },
  { "element-twice", "<prompt>", "<prompt>Why?</prompt><prompt>", 43, 30, { "“tip”", "second “prompt”" } },
  { "page-twice", "<questions", "<tips><title>T</title><group id=\"g\"><title>G</title><tip id=\"t\"><title>T</title>"
    "<summary>S</summary><p>P</p><cue>C</cue><prompt>P</prompt></tip></group></tips><questions", 33, 3,
    { "second “tips”" } },
  { "attribute-unknown", "<prompt>", "<prompt tone=\"soft\">", 43, 9, { "“prompt”", "“tone”", "“xml:lang”" } },
  { "attribute-elsewhere", "<date id=\"day\"", "<date id=\"day\" min=\"1\"", 104, 7, { "“date”", "“min”", "“optional”" } },
  { "attribute-none", "<example>", "<example id=\"ada\">", 85, 7, { "“example”", "“id”", "no attributes" } },
  { "attribute-twice", "<date id=\"day\"", "<date id=\"day\" id=\"night\"", 104, 7, { "“id”", "twice" } },
  { "attribute-namespace", "<workbook ", "<workbook xmlns=\"urn:x\" ", 5, 1, { "“xmlns”", "“version”" } },
  { "root-unknown", "<workbook ", "<journal ", 5, 1, { "“journal”", "“workbook”" } },
  { "root-forms", "<workbook ", "<forms ", 5, 1, { "“forms”", "“workbook”" } },
  { "root-twice", "</workbook>\n", "</workbook>\n<workbook/>", 130, 1, { "“workbook”", "once" } },

  /* what is missing */
  { "title-missing", "  <title>Small</title>\n  <title xml:lang=\"de\">Klein</title>\n  <title xml:lang=\"de-AT\">Kloa</title>\n"
    "  <title xml:lang=\"pt-BR\">Pequeno</title>\n", "", 5, 1, { "“workbook”", "“title”" } },
  { "label-missing", "        <label>Who?</label>\n", "", 92, 7, { "“text”", "“label”" } },
  { "cue-missing", "        <cue>I have asked</cue>\n        <cue>nobody speaks</cue>\n", "", 37, 7, { "“tip”", "“cue”" } },
  { "fields-missing", "        <list id=\"signs\" min=\"3\" max=\"6\" spare=\"1\">\n          <label>Signs</label>\n"
    "          <item>Sign</item>\n          <warning>Try three.</warning>\n        </list>\n", "", 118, 7,
    { "“group”", "field", "“paragraph”" } },
  { "item-missing", "          <item>Sign</item>\n", "", 121, 9, { "“list”", "“item”" } },
  { "option-missing", "        <option id=\"home\">At home</option>\n", "", 113, 7, { "one “option”", "two" } },
  { "form-missing", " form=\"check\"", "", 27, 7, { "“fields”", "“form”" } },
  { "minutes-missing", " minutes=\"20\"", "", 49, 5, { "“activity”", "“minutes”" } },
  { "language-missing", " xml:lang=\"en-US\"", "", 5, 1, { "“workbook”", "“xml:lang”" } },
  { "version-missing", " version=\"2\"", "", 5, 1, { "“workbook”", "“version”" } },

  /* text */
  { "text-in-form", "<title>Check</title>", "Check", 67, 7, { "Text", "elements" } },
  { "text-in-workbook", "  <overview>", "  overview <overview>", 12, 3, { "Text", "elements" } },
  { "text-two-lines-on", "<title>Check</title>", "\n\n   Check", 69, 4, { "Text", "elements" } },
  { "text-cdata", "<title>Check</title>", "<![CDATA[Check]]>", 67, 7, { "no place", "comments" } },
  { "text-comment", "Who?", "Who <!-- is it -->?", 93, 20, { "“label”", "comment", "between" } },
  { "text-instruction", "Who?", "Who<?php ?>", 93, 19, { "“label”", "between" } },
  { "text-after", "</workbook>\n", "</workbook>\nbye", 130, 1, { "Text", "elements" } },
  { "text-empty", "<label>Who?</label>", "<label>  </label>", 93, 9, { "“label”", "empty" } },
  { "text-no-break-space", "<label>Who?</label>", "<label>&#160;</label>", 93, 9, { "“label”", "empty" } },
  { "text-short-tag", "<label>Who?</label>", "<label/>", 93, 9, { "“label”", "empty" } },
  { "text-control", "Who?", "Wh\033o?", 93, 9, { "“label”", "control character" } },
  { "text-control-reference", "Who?", "Wh&#27;o?", 93, 9, { "“label”", "control character" } },
  { "text-of-fields", "<fields form=\"check\" group=\"habits\"/>", "<fields form=\"check\" group=\"habits\">x</fields>",
    27, 43, { "Text", "elements" } },

  /* values */
  { "version-word", "version=\"2\"", "version=\"two\"", 5, 1, { "“two”", "“version”", "whole number" } },
  { "version-zero", "version=\"2\"", "version=\"0\"", 5, 1, { "“0”", "“version”", "from 1" } },
  { "minutes-zero", "minutes=\"20\"", "minutes=\"0\"", 49, 5, { "“0”", "“minutes”", "from 1" } },
  { "tint-unknown", "tint=\"blue\"", "tint=\"pink\"", 66, 5, { "“pink”", "“tint”", "slate" } },
  { "icon-symbolic", "icon=\"heed-speech\"", "icon=\"heed-speech-symbolic\"", 49, 5, { "“icon”", "“-symbolic”" } },
  { "tip-unknown", "id=\"open\" numbered=", "id=\"open\" tip=\"hurry\" numbered=", 70, 9, { "“hurry”", "tip" } },
  { "link-program", "https://example.org/page", "file:///etc/passwd", 59, 7, { "“link”", "“https://”" } },
  { "link-space", "https://example.org/page", "https://example.org/a b", 59, 7, { "“link”", "“https://”" } },
  { "titled-no", "titled=\"yes\"", "titled=\"no\"", 82, 5, { "“no”", "“titled”", "“yes”" } },
  { "listed-yes", "listed=\"no\"", "listed=\"yes\"", 82, 5, { "“yes”", "“listed”", "“no”" } },
  { "language-odd", "xml:lang=\"en-US\"", "xml:lang=\"!\"", 5, 1, { "“xml:lang”", "“en-US”" } },
  { "lines-many", "<paragraph id=\"story\"", "<paragraph id=\"story\" lines=\"41\"", 95, 7, { "“lines”", "1 to 40" } },
  { "number-word", "max=\"240\"", "max=\"1e3\"", 99, 7, { "“1e3”", "“max”", "a number" } },
  { "number-empty", "max=\"240\"", "max=\"\"", 99, 7, { "“max”", "a number" } },
  { "number-points", "max=\"240\"", "max=\"2.4.0\"", 99, 7, { "“2.4.0”", "a number" } },
  { "number-order", "max=\"240\"", "max=\"-1\"", 99, 7, { "“min”", "-1", "“max”" } },
  { "soft-order", "soft-max=\"60\"", "soft-max=\"10\"", 99, 7, { "10.5", "“soft-min”", "“soft-max”" } },
  { "soft-over-max", "soft-min=\"10.5\" soft-max=\"60\"", "soft-min=\"300\"", 99, 7, { "300", "“soft-min”", "“max”" } },
  { "soft-under-min", "soft-min=\"10.5\" soft-max=\"60\"", "soft-max=\"-3\"", 99, 7, { "“min”", "-3", "“soft-max”" } },

  /* ratings */
  { "rating-order", "min=\"1\" max=\"5\"", "min=\"5\" max=\"1\"", 72, 11, { "“rating”", "“min”", "“max”" } },
  { "rating-one-value", "min=\"1\" max=\"5\"", "min=\"5\" max=\"5\"", 72, 11, { "“rating”", "“min”", "“max”" } },
  { "rating-wide", "min=\"1\" max=\"5\"", "min=\"1\" max=\"11\"", 72, 11, { "“11”", "0 to 10" } },
  { "rating-half", "min=\"1\" max=\"5\"", "min=\"1.5\" max=\"5\"", 72, 11, { "“1.5”", "whole number" } },
  { "rating-bare", "            <anchor value=\"1\">Seldom</anchor>\n"
    "            <anchor value=\"1\" xml:lang=\"de\">Selten</anchor>\n            <anchor value=\"5\">Mostly</anchor>\n"
    "            <anchor xml:lang=\"de\">Meistens</anchor>\n", "", 72, 11, { "“rating”", "“anchor”" } },
  { "anchor-low", "<anchor value=\"1\">", "<anchor value=\"2\">", 72, 11, { "anchor", "for 1", "for 5" } },
  { "anchor-high", "<anchor value=\"5\">", "<anchor value=\"4\">", 72, 11, { "anchor", "for 1", "for 5" } },
  { "anchor-twice", "<anchor value=\"5\">", "<anchor value=\"1\">", 76, 13, { "anchors", "1", "of its own" } },
  { "anchor-outside", "<anchor value=\"5\">", "<anchor value=\"6\">", 76, 13, { "“6”", "“value”", "1 to 5" } },

  /* lists and groups */
  { "list-order", "min=\"3\" max=\"6\"", "min=\"7\" max=\"6\"", 121, 9, { "“list”", "“min”", "“max”" } },
  { "list-zero", "min=\"3\" max=\"6\"", "min=\"0\" max=\"6\"", 121, 9, { "“0”", "1 to 100" } },
  { "list-many", "min=\"3\" max=\"6\"", "min=\"3\" max=\"101\"", 121, 9, { "“101”", "1 to 100" } },
  { "list-spare", "spare=\"1\"", "spare=\"4\"", 121, 9, { "“4”", "“spare”", "0 to 3" } },
  { "group-order", "min=\"2\" max=\"4\"", "min=\"5\" max=\"4\"", 118, 7, { "“group”", "“min”", "“max”" } },
  { "group-zero", "min=\"2\" max=\"4\"", "min=\"0\" max=\"4\"", 118, 7, { "“0”", "1 to 100" } },
  { "group-many", "min=\"2\" max=\"4\"", "min=\"2\" max=\"101\"", 118, 7, { "“101”", "1 to 100" } },
  { "group-no-max", "min=\"2\" max=\"4\"", "min=\"2\"", 118, 7, { "“min”", "“max”", "“item”" } },
  { "group-no-item", "        <item>Finding</item>\n", "", 118, 7, { "“min”", "“max”", "“item”" } },
  { "group-only-item", " min=\"2\" max=\"4\"", "", 118, 7, { "“min”", "“max”", "“item”" } },

  /* what is named */
  { "fields-form", "<fields form=\"check\"", "<fields form=\"chick\"", 27, 7, { "“fields”", "“chick”" } },
  { "fields-group", "group=\"habits\"", "group=\"rabbits\"", 27, 7, { "“rabbits”", "“check”", "group" } },
  { "fields-no-group", "form=\"check\" group=\"habits\"", "form=\"talk\" group=\"person\"", 27,
    7, { "“person”", "“talk”" } },
  { "questions-form", "<questions form=\"check\"", "<questions form=\"chick\"", 30, 3, { "“questions”", "“chick”" } },
  { "questions-common", "<questions form=\"check\"", "<questions form=\"note\"", 30, 3, { "“questions”", "“note”" } },
  { "activity-form", "form=\"talk\" minutes", "form=\"chick\" minutes", 49, 5, { "“activity”", "“chick”" } },

  /* translations */
  { "translation-first", "<label>Who?</label>", "<label xml:lang=\"de\">Wer?</label>", 93, 9, { "“label”", "original" } },
  { "translation-empty", "Kloa", "", 8, 3, { "“title”", "empty" } },
  { "translation-unknown", "<title xml:lang=\"de\">", "<title xml:lang=\"de\" by=\"me\">", 7, 3, { "“by”", "“xml:lang”" } },
  { "translation-of-part", "<date id=\"day\"", "<date id=\"day\" xml:lang=\"de\"", 104, 7, { "“date”", "“xml:lang”" } },

  /* XML */
  { "xml-wrong-close", "<label>Who?</label>", "<label>Who?</lable>", 93, 20, { "closes", "“</label>”" } },
  { "xml-not-closed", "<label>Who?</label>", "<label>Who?", 94, 7, { "closes", "“</label>”" } },
  { "xml-no-quotes", "<date id=\"day\"", "<date id=day", 104, 7, { "well-formed", "quotes" } },
  { "xml-open-quote", "<date id=\"day\"", "<date id=\"day", 104, 7, { "well-formed", "quotes" } },
  { "xml-ampersand", "With somebody.", "With you & me.", 51, 25, { "“&”", "“&amp;”" } },
  { "xml-entity", "With somebody.", "With&nbsp;somebody.", 51, 20, { "“&”", "“&amp;”" } },
  { "xml-document-type", "<workbook ", "<!DOCTYPE workbook [<!ENTITY a \"b\">]>\n<workbook ", 5, 1, { "no place", "comments" } },
  { "xml-characters", "With somebody.", "Wïth söme&body.", 51, 25, { "“&”", "“&amp;”" } },
};

static char *
read_text (const char *folder,
           const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static char *
read_small (void)
{
  return read_text ("fixtures/workbooks", "small.xml");
}

static char *
change (const char *text,
        const char *found,
        const char *put)
{
  g_autoptr (GString) changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, found, put, 1), ==, 1);
  return g_steal_pointer (&changed->str);
}

static HeedWorkbook *
read_bytes (const char  *data,
            gsize        length,
            GError     **error)
{
  const char *languages[] = { "de_AT", "de", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  return heed_workbook_new_from_bytes (bytes, "small.xml", languages, error);
}

static void
assert_broken (const char *data,
               gsize       length,
               guint       line,
               guint       column,
               const char *words)
{
  g_autofree char *place = g_strdup_printf ("small.xml, line %u, column %u: ", line, column);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedWorkbook) workbook = read_bytes (data, length, &error);

  g_assert_null (workbook);
  g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
  if (!g_str_has_prefix (error->message, place) || strstr (error->message, words) == NULL)
    g_test_fail_printf ("“%s” and “%s” expected, not: %s", place, words, error->message);
}

static void
assert_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedWorkbook) workbook = read_bytes (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (workbook);
}

static void
test_broken (gconstpointer data)
{
  const Broken *one = data;
  g_autofree char *small = read_small ();
  g_autofree char *text = change (small, one->found, one->put);

  for (guint i = 0; i < G_N_ELEMENTS (one->words) && one->words[i] != NULL; i++)
    assert_broken (text, strlen (text), one->line, one->column, one->words[i]);
}

/* What a person may write in another way than the handbook says. */
static void
test_harmless (void)
{
  const struct
  {
    const char *found, *put;
  } changes[] = {
    { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "" },
    { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "\xEF\xBB\xBF" },
    { "<title>Check</title>", "<!-- <b> -- & \" ' > --><title>Check</title>" },
    { "<title>Check</title>", "<title>Check &lt;&amp;></title>" },
    { "<title>Check</title>", "<?editor note?><title>Check</title>" },
    { "<title>Check</title>", "<title >Check</title >" },
    { "id=\"open\"", "id='open'" },
    { "<example>\n        <title>Ada</title>\n", "<example>\n<point>Early</point><title>Ada</title>\n" },
    { "<label>How long?</label>\n        <warning>That is unusual.</warning>\n",
      "<warning>That is unusual.</warning><label>How long?</label>\n" },
    { " min=\"0\" max=\"240\" soft-min=\"10.5\" soft-max=\"60\"", "" },
    { "id=\"wait\"", "id=\"a23456789-23456789-23456789-23456789-23456789-23456789-234\"" },
    { "</workbook>\n", "</workbook>\n<!-- The end. -->\n \t\r\n" },
  };
  g_autofree char *small = read_small ();

  assert_good (small);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text = change (small, changes[i].found, changes[i].put);

      g_test_message ("%s", changes[i].put);
      assert_good (text);
    }
}

static void
test_whitespace (void)
{
  g_autofree char *small = read_small ();
  g_autofree char *text = change (small, "<title xml:lang=\"de-AT\">Kloa</title>",
                                  "<title xml:lang=\"de-AT\">\n\t a \r\n &#10; b\xC2\xA0 c&#9;</title>");
  g_autoptr (HeedWorkbook) workbook = read_bytes (text, strlen (text), NULL);

  g_assert_nonnull (workbook);
  g_assert_cmpstr (heed_workbook_get_title (workbook), ==, "a b\xC2\xA0 c");
}

static void
test_not_utf8 (void)
{
  g_autofree char *small = read_small ();
  g_autofree char *text = change (small, "Who?", "W\xE4r?");
  const char utf16[] = "<\0w\0o\0r\0k\0b\0o\0o\0k\0>\0";

  assert_broken (text, strlen (text), 93, 17, "UTF-8");
  assert_broken (utf16, sizeof (utf16) - 1, 1, 2, "UTF-8");
  assert_broken ("\xFF\xFE<\0", 4, 1, 1, "UTF-8");
}

static void
test_empty (void)
{
  assert_broken ("", 0, 1, 1, "“workbook”");
  assert_broken (" \n ", 3, 2, 2, "“workbook”");
  assert_broken ("<!-- nothing -->\n", 17, 2, 1, "“workbook”");
}

static void
test_no_xml (void)
{
  assert_broken ("A workbook, I hope.\n", 20, 1, 1, "Text");
  assert_broken ("%PDF-1.7\n<workbook>", 19, 1, 1, "Text");
  assert_broken ("<", 1, 1, 2, "“workbook”");
}

static void
test_truncated_message (void)
{
  g_autofree char *small = read_small ();
  g_auto (GStrv) halves = g_strsplit (small, "a title.</p></point>", 2);

  assert_broken (small, strlen (halves[0]), 22, 35, "“</p>”");
}

/* A file may be cut anywhere; only what follows the last tag can be spared. */
static void
test_truncated (void)
{
  g_autofree char *small = read_small ();
  gsize whole = strlen (small) - strlen ("\n");

  for (gsize length = 0; length < whole; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *copy = g_memdup2 (small, length + 1);
      g_autoptr (HeedWorkbook) workbook = read_bytes (copy, length, &error);

      g_assert_null (workbook);
      g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
    }
}

/* Fills up a good workbook with white space. */
static void
test_size (void)
{
  g_autofree char *small = read_small ();
  g_autoptr (GString) text = g_string_new (small);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedWorkbook) workbook = NULL;

  while (text->len < 4 * 1024 * 1024)
    g_string_append_c (text, ' ');
  workbook = read_bytes (text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_nonnull (workbook);

  g_string_append_c (text, ' ');
  assert_broken (text->str, text->len, 1, 1, "4 MB");
}

static void
test_size_of_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("heed-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "huge.xml", NULL);
  g_autofree char *data = g_strnfill (6 * 1024 * 1024, ' ');
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, data, -1, NULL));
  g_assert_null (heed_workbook_new_from_file (file, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
  g_assert_nonnull (strstr (error->message, "huge.xml, line 1, column 1: "));
  g_assert_nonnull (strstr (error->message, "4 MB"));

  g_file_delete (file, NULL, NULL);
  g_rmdir (folder);
}

/* Groups in groups, as many as @depth, with a label each on its own line. */
static char *
nest (guint depth)
{
  GString *text = g_string_new ("<workbook id=\"deep\" version=\"1\" xml:lang=\"en\"><title>Deep</title>"
                                "<forms><form id=\"f\"><title>F</title>\n");

  for (guint i = 0; i < depth; i++)
    g_string_append (text, "<group id=\"g\"><label>G</label>\n");
  g_string_append (text, "<text id=\"t\"><label>T</label></text>\n");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "</group>\n");
  g_string_append (text, "</form></forms></workbook>\n");

  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deepest = nest (11);
  g_autofree char *too_deep = nest (12);
  g_autofree char *absurd = nest (50000);

  assert_good (deepest);
  assert_broken (too_deep, strlen (too_deep), 14, 14, "16");
  assert_broken (absurd, strlen (absurd), 14, 15, "16");
}

/* If each piece cost more than the one before it, this would not end in time. */
static void
test_many_comments (void)
{
  g_autofree char *small = read_small ();
  g_autoptr (GString) pieces = g_string_new (NULL);
  g_autofree char *text = NULL;

  g_string_append (pieces, "<label>Who?</label>");
  for (guint i = 0; i < 300000; i++)
    g_string_append (pieces, " <!---->");
  text = change (small, "<label>Who?</label>", pieces->str);
  assert_good (text);
}

static void
test_null_error (void)
{
  g_assert_null (read_bytes ("<a/>", 4, NULL));
}

static void
test_detail (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_bytes ("<workbook id=x>", 15, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
  g_assert_nonnull (heed_error_get_detail (error));
}

static void
mutate (GRand      *random,
        GByteArray *data)
{
  const char *signs = "<>&\"'/=! \n;-[]\xFF\x80\xC3";
  guint at = (guint) g_rand_int_range (random, 0, (gint32) data->len);
  guint length = (guint) g_rand_int_range (random, 1, 200);
  guint other = (guint) g_rand_int_range (random, 0, (gint32) data->len);

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      data->data[at] = (guint8) length;
      break;
    case 1:
      data->data[at] = (guint8) signs[length % strlen (signs)];
      break;
    case 2:
      data->data[at] = data->data[other];
      break;
    case 3:
      g_byte_array_remove_range (data, at, MIN (data->len - at, length));
      break;
    default:
      g_byte_array_set_size (data, at);
    }

  if (data->len == 0)
    g_byte_array_append (data, (const guint8 *) signs, 1);
}

static void
assert_survives (GByteArray *data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedWorkbook) workbook = read_bytes ((const char *) data->data, data->len, &error);

  if (workbook != NULL)
    {
      g_assert_no_error (error);
      g_assert_nonnull (heed_workbook_get_title (workbook));
      return;
    }

  g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
  g_assert_true (g_str_has_prefix (error->message, "small.xml, line "));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_mutations (void)
{
  g_autofree char *text = read_text ("../data/workbooks", "customer-focus.xml");
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < N_VARIANTS; i++)
    {
      g_autoptr (GByteArray) data = g_byte_array_new ();
      int changes = g_rand_int_range (random, 1, 4);

      g_byte_array_append (data, (const guint8 *) text, (guint) strlen (text));
      while (changes-- > 0)
        mutate (random, data);
      assert_survives (data);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *path = g_strconcat ("/workbook-reader/broken/", broken[i].name, NULL);

      g_test_add_data_func (path, &broken[i], test_broken);
    }
  g_test_add_func ("/workbook-reader/harmless", test_harmless);
  g_test_add_func ("/workbook-reader/whitespace", test_whitespace);
  g_test_add_func ("/workbook-reader/not-utf8", test_not_utf8);
  g_test_add_func ("/workbook-reader/empty", test_empty);
  g_test_add_func ("/workbook-reader/no-xml", test_no_xml);
  g_test_add_func ("/workbook-reader/truncated-message", test_truncated_message);
  g_test_add_func ("/workbook-reader/truncated", test_truncated);
  g_test_add_func ("/workbook-reader/size", test_size);
  g_test_add_func ("/workbook-reader/size-of-file", test_size_of_file);
  g_test_add_func ("/workbook-reader/depth", test_depth);
  g_test_add_func ("/workbook-reader/many-comments", test_many_comments);
  g_test_add_func ("/workbook-reader/null-error", test_null_error);
  g_test_add_func ("/workbook-reader/detail", test_detail);
  g_test_add_func ("/workbook-reader/mutations", test_mutations);

  return g_test_run ();
}
