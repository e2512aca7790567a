/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Entries that nobody writes and every reader must stand, for the tests of
 * the export. */

#include "odd-journal.h"

#include <string.h>

static const char workbook_text[] =
    "<workbook id='odd' version='3' xml:lang='en-US'>"
    "<title>An odd workbook</title>"
    "<tips><title>Tips</title>"
    "<group id='few'><title>Few</title>"
    "<tip id='ask'><title>Ask “why?”</title><summary>Ask.</summary><p>Ask.</p>"
    "<cue>a client calls</cue><prompt>What did you ask?</prompt></tip>"
    "</group></tips>"
    "<forms><form id='every'><title>Everything</title>"
    "<text id='line'><label>One line</label></text>"
    "<paragraph id='words'><label>Words</label></paragraph>"
    "<number id='count' min='-1000' max='1000'><label>How many?</label></number>"
    "<date id='when'><label>On which day?</label></date>"
    "<choice id='how' other='yes'><label>How did it go?</label>"
    "<option id='well'>It went well</option><option id='badly'>It went badly</option></choice>"
    "<group id='self'><label>You</label>"
    "<rating id='rating' min='1' max='5'><label>How do you feel?</label>"
    "<anchor value='1'>Badly</anchor><anchor value='3'>So-so</anchor><anchor value='5'>Well</anchor></rating>"
    "</group>"
    "<group id='emotion' min='1' max='4'><label>Emotions</label><item>Emotion</item>"
    "<text id='name'><label>Which?</label></text>"
    "<list id='signs' min='1' max='5'><label>Signs</label><item>Sign</item></list>"
    "</group>"
    "</form></forms></workbook>";

static const char *const paths[] = {
  "line",
  "words",
  "count",
  "when",
  "how",
  "how/other",
  "self/rating",
  "emotion",
  "emotion/1/name",
  "emotion/2/name",
  "emotion/2/signs",
  "emotion/2/signs/1",
  "emotion/2/signs/11",
  "emotion/10/signs/2",
  "emotion/two/name",
  "gone",
  "gone/7/“what?”\n",
  "self/rating/other",
  "self/rating/then",
};

static const char *const texts[] = {
  "",
  " ",
  "3",
  "-7.5",
  "7.1",
  "7.10",
  "0.1",
  "-0",
  "-0.0",
  "0012",
  "+4",
  "1e3",
  "1e400",
  "nan",
  "0x10",
  "99999999999999999999",
  "123456789012345",
  "null",
  "well",
  "other",
  "2026-02-29",
  "\"quoted\" and \\back\\slashed\\",
  "\\u0000 \\n \\",
  "\x01\x02\x03\x04\x05\x06\x07\b\t\n\v\f\r\x0e\x0f\x10\x1b\x1f\x7f",
  "line\r\nline\rline\n",
  "</script><!-- & --> %s%n$(date)",
  "Straße, žluťoučký kůň, Ωμέγα, 日本語, עברית, العربية",
  "👩‍👩‍👧 🇺🇳 e\xcc\x81",
  "\xe2\x80\xa8\xe2\x80\xa9\xef\xbb\xbf\xc2\xa0\xc2\x85",
  "\xef\xbf\xbd\xef\xbf\xbf\xf4\x8f\xbf\xbf\xc2\x80",
};

static char *
new_noise (GRand *random)
{
  GString *noise = g_string_new (NULL);
  int length = g_rand_int_range (random, 0, g_rand_int_range (random, 0, 20) == 0 ? 20000 : 60);

  for (int i = 0; i < length; i++)
    {
      gunichar c = (gunichar) g_rand_int_range (random, 1, g_rand_boolean (random) ? 0x80 : 0x110000);

      if (g_unichar_validate (c))
        g_string_append_unichar (noise, c);
    }

  return g_string_free (noise, FALSE);
}

static char *
new_text (GRand *random)
{
  if (g_rand_int_range (random, 0, 3) == 0)
    return new_noise (random);

  return g_strdup (texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))]);
}

/* From 1938 to 2096, to the microsecond. */
static gint64
new_time (GRand *random)
{
  return g_rand_int_range (random, -1000, 4000) * 1000000 * G_TIME_SPAN_SECOND +
         g_rand_int_range (random, 0, 1000000) * G_TIME_SPAN_SECOND +
         g_rand_int_range (random, 0, 1000000);
}

static HeedTimestamp
new_stamp (GRand *random)
{
  HeedTimestamp stamp = { new_time (random), g_rand_int_range (random, -56, 57) * 900 };

  return stamp;
}

static void
set_tags (HeedRecordBuilder *builder,
          GRand             *random)
{
  g_autofree char *one = new_text (random);
  g_autofree char *two = new_text (random);
  const char *tags[] = { one, two, NULL };

  heed_record_builder_set_tags (builder, tags);
}

static void
set_answers (HeedRecordBuilder *builder,
             GRand             *random)
{
  int count = g_rand_int_range (random, 0, 2 * G_N_ELEMENTS (paths));

  for (int i = 0; i < count; i++)
    {
      g_autofree char *value = new_text (random);

      heed_record_builder_set_answer (builder, paths[g_rand_int_range (random, 0, G_N_ELEMENTS (paths))],
                                      value, new_time (random));
    }
}

static char *
new_id (GRand *random)
{
  return g_strdup_printf ("%08x-%04x-4%03x-8%03x-%08x%04x", g_rand_int (random),
                          g_rand_int (random) & 0xffff, g_rand_int (random) & 0xfff,
                          g_rand_int (random) & 0xfff, g_rand_int (random), g_rand_int (random) & 0xffff);
}

HeedWorkbook *
odd_workbook_new (void)
{
  static const char *const languages[] = { "C", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new_static (workbook_text, strlen (workbook_text));
  g_autoptr (GError) error = NULL;
  HeedWorkbook *workbook = heed_workbook_new_from_bytes (bytes, "odd.xml", languages, &error);

  g_assert_no_error (error);
  return workbook;
}

HeedRecord *
odd_record_new (GRand *random)
{
  g_autofree char *id = new_id (random);
  g_autofree char *title = new_text (random);
  int kind = g_rand_int_range (random, 0, 10);
  HeedRecordBuilder *builder = heed_record_builder_new (id, kind == 0 ? "elsewhere" : "odd",
                                                        (guint) g_rand_int_range (random, 1, 9),
                                                        kind == 1 ? "gone" : "every");

  heed_record_builder_set_title (builder, title);
  heed_record_builder_set_item_id (builder, kind < 4 ? NULL : kind < 8 ? "ask" : "not-there");
  heed_record_builder_set_created (builder, new_stamp (random));
  heed_record_builder_set_modified (builder, new_stamp (random));
  if (g_rand_boolean (random))
    heed_record_builder_set_completed (builder, new_stamp (random));
  if (g_rand_boolean (random))
    heed_record_builder_set_deleted (builder, new_stamp (random));
  set_tags (builder, random);
  set_answers (builder, random);
  if (g_rand_int_range (random, 0, 4) == 0)
    {
      g_autofree char *created = heed_timestamp_format (new_stamp (random));

      heed_record_builder_set_answer (builder, HEED_RECORD_CREATED, created, new_time (random));
      heed_record_builder_set_answer (builder, HEED_RECORD_PINNED, g_rand_boolean (random) ? "1" : NULL, new_time (random));
    }
  return heed_record_builder_end (builder);
}
