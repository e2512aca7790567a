/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What one person wrote or pasted and another types: each pair is found by the
 * other's spelling in the search of the journal and within an entry, in both
 * directions, and is one tag or two. */

#include "heed-find.h"
#include "store-fixture.h"

typedef enum
{
  SAME_LOOK,  /* found, and one tag */
  SAME_WORD,  /* found, but two tags: the marks can be seen */
  OTHER_WORD, /* neither found nor one tag */
} Likeness;

typedef struct
{
  const char *name; /* of the script */
  const char *one;
  const char *two;
  Likeness likeness;
} Pair;

static const Pair pairs[] = {
  { "Latin", "Regulars", "regulars", SAME_LOOK },
  { "Latin", "caf\u00e9", "cafe\u0301", SAME_LOOK },
  { "Latin", "CAFE\u0301", "caf\u00e9", SAME_LOOK },
  { "Latin", "caf\u00e9", "cafe", SAME_WORD },
  { "Latin", "\ufb01le o\ufb03ce sti\ufb02e", "file office stifle", SAME_LOOK },
  { "Latin", "\ufb06aff Wach\u017ftube", "staff wachstube", SAME_LOOK },
  { "Latin", "co\u00adop\u00ader\u00adate", "cooperate", SAME_LOOK },
  { "Latin", "late\u00a0reply", "late reply", SAME_LOOK },
  { "Latin", "late\u2009\u3000reply", "late reply", SAME_LOOK },
  { "Latin", "late \n reply", "late reply", SAME_LOOK },
  { "Latin", "zero\u200b\u2060width\ufeff", "zerowidth", SAME_LOOK },
  { "Latin", "\u202aleft\u202c\u200e", "left", SAME_LOOK },
  { "Latin", "don\u2019t", "don't", SAME_LOOK },
  { "Latin", "rock \u2018n\u2019 roll", "rock 'n' roll", SAME_LOOK },
  { "Latin", "well\u2011known", "well-known", SAME_LOOK },
  { "Latin", "9\u201317", "9-17", SAME_LOOK },
  { "Latin", "9\u221217", "9-17", SAME_LOOK },
  { "Latin", "yes \u2014 no", "yes - no", SAME_LOOK },
  { "Latin", "\uff26\uff55\uff4c\uff4c\u3000\uff17\uff17", "full 77", SAME_LOOK },
  { "Latin", "Stra\u00dfe", "STRASSE", SAME_LOOK },
  { "Latin", "m\u00b2", "m2", SAME_LOOK },
  { "Latin", "\u00bd", "1/2", SAME_LOOK },
  { "Latin", "2 \u00bd", "2 1/2", SAME_LOOK },
  { "Latin", "\u2460", "1", SAME_LOOK },
  { "Latin", "20 \u2103", "20 \u00b0C", SAME_LOOK },
  { "Latin", "\u2116 7", "No 7", SAME_LOOK },
  { "Latin", "\u01c6ep", "d\u017eep", SAME_LOOK },
  { "Latin", "DI\u015eARI", "d\u0131\u015far\u0131", SAME_LOOK },
  { "Latin", "\u1ec7", "e\u0323\u0302", SAME_LOOK },
  { "Latin", "Vi\u1ec7t Nam", "viet nam", SAME_WORD },
  { "Latin", "r\u00f6d", "r\u00f8d", OTHER_WORD },
  { "Greek", "\u0393\u03b9\u03ce\u03c1\u03b3\u03bf\u03c2", "\u0393\u0399\u03a9\u03a1\u0393\u039f\u03a3", SAME_WORD },
  { "Greek", "\u1f00\u03c1\u03c7\u1fc7", "\u03b1\u03c1\u03c7\u03b7", SAME_WORD },
  { "Greek", "\u03c3\u03bf\u03c6\u03cc\u03c2", "\u03c3\u03bf\u03c6\u03bf\u0301\u03c3", SAME_LOOK },
  { "Greek", "\u00b5\u03ad\u03c1\u03b1", "\u03bc\u03b5\u0301\u03c1\u03b1", SAME_LOOK },
  { "Cyrillic", "\u0427\u0451\u0440\u043d\u044b\u0439", "\u0447\u0435\u0440\u043d\u044b\u0439", SAME_WORD },
  { "Cyrillic", "\u0427\u0401\u0420\u041d\u042b\u0419", "\u0447\u0435\u0308\u0440\u043d\u044b\u0438\u0306", SAME_LOOK },
  { "Cyrillic", "\u043f\u02bc\u044f\u0442\u044c", "\u043f'\u044f\u0442\u044c", SAME_LOOK },
  { "Cyrillic", "\u043f\u2019\u044f\u0442\u044c", "\u043f'\u044f\u0442\u044c", SAME_LOOK },
  { "Armenian", "\u0544\u0531\u0545\u0550", "\u0574\u0561\u0575\u0580", SAME_LOOK },
  { "Armenian", "\u0587", "\u0565\u0582", SAME_LOOK },
  { "Armenian", "\ufb13\u0561\u0575", "\u0574\u0576\u0561\u0575", SAME_LOOK },
  { "Georgian", "\u1c97\u1c91", "\u10d7\u10d1", SAME_LOOK },
  { "Hebrew", "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd", "\u05e9\u05dc\u05d5\u05dd", SAME_WORD },
  { "Hebrew", "\ufb2a\u05dc\u05d5\u05dd", "\u05e9\u05c1\u05dc\u05d5\u05dd", SAME_LOOK },
  { "Hebrew", "\u05d1\u05d9\u05ea\u05be\u05e1\u05e4\u05e8", "\u05d1\u05d9\u05ea-\u05e1\u05e4\u05e8", SAME_LOOK },
  { "Hebrew", "\u05e6\u05d4\u05f4\u05dc", "\u05e6\u05d4\"\u05dc", SAME_LOOK },
  { "Arabic", "\u0627\u0644\u0639\u064f\u0645\u064e\u0644\u0627\u0621", "\u0627\u0644\u0639\u0645\u0644\u0627\u0621", SAME_WORD },
  { "Arabic", "\u0627\u0644\u0640\u0640\u0645\u062f\u064a\u0646\u0629", "\u0627\u0644\u0645\u062f\u064a\u0646\u0629", SAME_LOOK },
  { "Arabic", "\ufedf\ufee0\ufef4\ufede", "\u0644\u0644\u064a\u0644", SAME_LOOK },
  { "Arabic", "\ufefb", "\u0644\u0627", SAME_LOOK },
  { "Arabic", "\u0623\u062d\u0645\u062f", "\u0627\u062d\u0645\u062f", SAME_WORD },
  { "Arabic", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u064a\u062e\u0648\u0627\u0647\u0645", SAME_LOOK },
  { "Arabic", "\u06a9\u062a\u0627\u0628", "\u0643\u062a\u0627\u0628", SAME_LOOK },
  { "Devanagari", "\u0915\u093c\u0932\u092e", "\u0958\u0932\u092e", SAME_LOOK },
  { "Devanagari", "\u0928\u092e\u0938\u094d\u200d\u0924\u0947", "\u0928\u092e\u0938\u094d\u0924\u0947", SAME_LOOK },
  { "Devanagari", "\u0915\u093f", "\u0915\u0940", OTHER_WORD },
  { "Bengali", "\u09ac\u09cb\u09a8", "\u09ac\u09c7\u09be\u09a8", SAME_LOOK },
  { "Bengali", "\u09b9\u09a0\u09be\u09ce", "\u09b9\u09a0\u09be\u09a4\u09cd\u200d", SAME_LOOK },
  { "Tamil", "\u0b95\u0bca\u0b9f\u0bc1", "\u0b95\u0bc6\u0bbe\u0b9f\u0bc1", SAME_LOOK },
  { "Malayalam", "\u0d05\u0d35\u0d7b", "\u0d05\u0d35\u0d28\u0d4d\u200d", SAME_LOOK },
  { "Gurmukhi", "\u0a33\u0a3e", "\u0a32\u0a3c\u0a3e", SAME_LOOK },
  { "Sinhala", "\u0d9a\u0ddd", "\u0d9a\u0dd9\u0dcf\u0dca", SAME_LOOK },
  { "Tibetan", "\u0f58\u0f72\u200b", "\u0f58\u0f72", SAME_LOOK },
  { "Tibetan", "\u0f58\u0f72", "\u0f58\u0f74", OTHER_WORD },
  { "Thai", "\u0e19\u0e49\u0e33", "\u0e19\u0e4d\u0e49\u0e32", SAME_WORD },
  { "Thai", "\u0e42\u0e17\u0e23\u200b\u0e21\u0e32", "\u0e42\u0e17\u0e23\u0e21\u0e32", SAME_LOOK },
  { "Thai", "\u0e01\u0e38\u0e14", "\u0e01\u0e39\u0e14", OTHER_WORD },
  { "Lao", "\u0edc\u0eb2", "\u0eab\u0e99\u0eb2", SAME_LOOK },
  { "Khmer", "\u1797\u17b6\u200b\u179f\u17b6", "\u1797\u17b6\u179f\u17b6", SAME_LOOK },
  { "Myanmar", "\u1025\u102e", "\u1026", SAME_LOOK },
  { "Hangul", "\ud55c\uae00", "\u1112\u1161\u11ab\u1100\u1173\u11af", SAME_LOOK },
  { "Hangul", "\uffa1\uffc2", "\u3131\u314f", SAME_LOOK },
  { "Kana", "\uff76\uff9e\uff7d", "\u30ac\u30b9", SAME_LOOK },
  { "Kana", "\u30ab\u3099\u30b9", "\u30ac\u30b9", SAME_LOOK },
  { "Kana", "\u304b\u304e", "\u304c\u304e", OTHER_WORD },
  { "Han", "\u2f08\u2f47", "\u4eba\u65e5", SAME_LOOK },
  { "Han", "\uf900", "\u8c48", SAME_LOOK },
  { "Han", "\u845b\U000e0100\u897f", "\u845b\u897f", SAME_LOOK },
  { "Han", "\u337f", "\u682a\u5f0f\u4f1a\u793e", SAME_LOOK },
  { "Ethiopic", "\u1230\u120b\u121d\u200b", "\u1230\u120b\u121d", SAME_LOOK },
  { "Cherokee", "\u13e3\u13b3\u13a9", "\uabb3\uab83\uab79", SAME_LOOK },
  { "signs", "\U0001f44d\U0001f3fd", "\U0001f44d", SAME_LOOK },
  { "signs", "\u2764\ufe0f", "\u2764", SAME_LOOK },
  { "signs", "\U0001f468\u200d\U0001f4bb", "\U0001f468\U0001f4bb", SAME_LOOK },
  { "signs", "3\ufe0f\u20e3", "3", SAME_WORD },
  { "signs", "\u2192", "\u2190", OTHER_WORD },
  { "signs", "\U0001f44d\U0001f3fd", "\u2764", OTHER_WORD },
};

static guint
count_with_tag (HeedDatabase *database,
                const char   *tag)
{
  g_autoptr (GPtrArray) found = heed_database_list (database, &(HeedQuery) { .tag = tag }, NULL);

  g_assert_nonnull (found);
  return found->len;
}

static guint
count_found (HeedDatabase *database,
             const char   *words)
{
  g_autoptr (GPtrArray) found = heed_database_search (database, &(HeedQuery) { .words = words }, NULL);

  g_assert_nonnull (found);
  return found->len;
}

/* A journal with nothing but @text, between words that are not looked for. */
static void
put_text (HeedDatabase *database,
          const char   *id,
          const char   *text)
{
  g_autofree char *body = g_strconcat ("zzz ", text, " zzz", NULL);
  const char * const tags[] = { text, NULL };
  HeedRecordBuilder *builder = start_note (id, NULL, NULL, 0);
  g_autoptr (HeedRecord) record = NULL;

  heed_record_builder_set_answer (builder, "body", body, at (0).utc);
  heed_record_builder_set_tags (builder, tags);
  record = heed_record_builder_end (builder);
  put (database, record);
}

static void
assert_marked (const char *text,
               const char *words,
               gboolean    found)
{
  g_autofree char *around = g_strconcat ("zzz ", text, " zzz", NULL);
  g_autoptr (GArray) spans = heed_find_all (around, words);
  HeedSpan span;

  g_assert_cmpuint (spans->len, ==, found);
  if (!found)
    return;

  /* What is not seen at the ends may be left out or not. */
  span = g_array_index (spans, HeedSpan, 0);
  g_assert_cmpuint (span.start, >=, 4);
  g_assert_cmpuint (span.end, <=, 4 + g_utf8_strlen (text, -1));
  g_assert_cmpuint (span.end, >, span.start);
}

/* The index is told of the text when it comes and when it goes. */
static void
assert_searched (HeedDatabase *database,
                 const char   *text,
                 const char   *words,
                 const Pair   *pair)
{
  gboolean found = pair->likeness != OTHER_WORD;

  put_text (database, "11111111-1111-4111-8111-111111111111", text);
  g_assert_cmpuint (count_found (database, words), ==, found);
  g_assert_cmpuint (count_found (database, text), ==, 1);
  g_assert_cmpuint (count_with_tag (database, words), ==, pair->likeness == SAME_LOOK);
  g_assert_cmpuint (count_with_tag (database, text), ==, 1);
  assert_marked (text, words, found);
}

static void
test_pairs (JournalFixture *fixture,
            gconstpointer   user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const Pair *pair = &pairs[i];

      g_test_message ("%s: “%s” and “%s”", pair->name, pair->one, pair->two);
      assert_searched (fixture->database, pair->one, pair->two, pair);
      assert_searched (fixture->database, pair->two, pair->one, pair);
    }
}

/* Two entries, two spellings: as many tags as a reader sees. */
static void
test_tags (JournalFixture *fixture,
           gconstpointer   user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gboolean same = pairs[i].likeness == SAME_LOOK;
      g_autoptr (GPtrArray) counts = NULL;

      g_test_message ("%s: “%s” and “%s”", pairs[i].name, pairs[i].one, pairs[i].two);
      put_text (fixture->database, "11111111-1111-4111-8111-111111111111", pairs[i].one);
      put_text (fixture->database, "22222222-2222-4222-8222-222222222222", pairs[i].two);
      counts = heed_database_get_tags (fixture->database, NULL);
      g_assert_cmpuint (counts->len, ==, same ? 1 : 2);
      g_assert_cmpuint (((HeedTagCount *) g_ptr_array_index (counts, 0))->entries, ==, same ? 2 : 1);
    }
}

/* All scripts in one text: what belongs to one is found in the midst of others. */
static void
test_together (JournalFixture *fixture,
               gconstpointer   user_data)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i].likeness != OTHER_WORD)
      g_string_append_printf (all, "%s, ", pairs[i].one);
  put_text (fixture->database, NULL, all->str);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i].likeness != OTHER_WORD)
      {
        g_autoptr (GArray) spans = heed_find_all (all->str, pairs[i].two);

        g_test_message ("%s: “%s”", pairs[i].name, pairs[i].two);
        g_assert_cmpuint (count_found (fixture->database, pairs[i].two), ==, 1);
        g_assert_cmpuint (spans->len, >=, 1);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/alike/pairs", JournalFixture, NULL, set_up_journal, test_pairs, tear_down_journal);
  g_test_add ("/alike/tags", JournalFixture, NULL, set_up_journal, test_tags, tear_down_journal);
  g_test_add ("/alike/together", JournalFixture, NULL, set_up_journal, test_together, tear_down_journal);

  return g_test_run ();
}
