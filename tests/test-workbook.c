/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a workbook gives to the rest of the program. */

#include "heed-error.h"
#include "heed-workbook.h"

#include <math.h>
#include <string.h>

static const char * const english[] = { "en_US.UTF-8", "en_US", "en.UTF-8", "en", "C", NULL };

static HeedWorkbook *
read_path (const char         *path,
           const char * const *languages)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  HeedWorkbook *workbook = heed_workbook_new_from_file (file, languages, &error);

  g_assert_no_error (error);
  g_assert_true (HEED_IS_WORKBOOK (workbook));
  return workbook;
}

static HeedWorkbook *
read_small (const char * const *languages)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "workbooks", "small.xml", NULL);

  return read_path (path, languages);
}

static HeedWorkbook *
read_bundled (const char * const *languages)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "workbooks", "customer-focus.xml", NULL);

  return read_path (path, languages);
}

static HeedItem *
get_child (HeedItem *item,
           guint     position)
{
  g_autoptr (HeedItem) child = g_list_model_get_item (heed_item_get_children (item), position);

  g_assert_true (HEED_IS_ITEM (child));
  return child;
}

static guint
count_children (HeedItem *item)
{
  return g_list_model_get_n_items (heed_item_get_children (item));
}

static void
test_workbook (void)
{
  g_autoptr (HeedWorkbook) workbook = read_small (english);

  g_assert_cmpstr (heed_workbook_get_id (workbook), ==, "small");
  g_assert_cmpuint (heed_workbook_get_version (workbook), ==, 2);
  g_assert_cmpstr (heed_workbook_get_title (workbook), ==, "Small");
  g_assert_cmpstr (heed_workbook_get_summary (workbook), ==, "A skill in one line.");
  g_assert_cmpstr (heed_item_get_title (heed_workbook_get_overview (workbook)), ==, "About");
  g_assert_cmpstr (heed_item_get_title (heed_workbook_get_questions (workbook)), ==, "Questions");
  g_assert_cmpstr (heed_item_get_title (heed_workbook_get_tips (workbook)), ==, "Tips");
  g_assert_cmpstr (heed_item_get_title (heed_workbook_get_activities (workbook)), ==, "Activities");
  g_assert_cmpstr (heed_item_get_title (heed_workbook_get_resources (workbook)), ==, "Resources");
}

static void
test_forms_only (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "every-field.xml", NULL);
  g_autoptr (HeedWorkbook) workbook = read_path (path, english);

  g_assert_null (heed_workbook_get_summary (workbook));
  g_assert_null (heed_workbook_get_overview (workbook));
  g_assert_null (heed_workbook_get_questions (workbook));
  g_assert_null (heed_workbook_get_tips (workbook));
  g_assert_null (heed_workbook_get_activities (workbook));
  g_assert_null (heed_workbook_get_resources (workbook));
}

static void
test_forms (void)
{
  const char *ids[] = { "check", "talk", HEED_FORM_PLAN, HEED_FORM_TRY, HEED_FORM_DEBRIEF, HEED_FORM_NOTE, HEED_FORM_ANSWER,
                        HEED_FORM_RESOURCE, HEED_FORM_BOOKMARK, HEED_FORM_DECISION };
  g_autoptr (HeedWorkbook) workbook = read_small (english);
  GListModel *forms = heed_workbook_get_forms (workbook);

  g_assert_true (g_list_model_get_item_type (forms) == HEED_TYPE_FORM);
  g_assert_cmpuint (g_list_model_get_n_items (forms), ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (HeedForm) form = g_list_model_get_item (forms, i);

      g_assert_cmpstr (heed_form_get_id (form), ==, ids[i]);
      g_assert_true (heed_workbook_find_form (workbook, ids[i]) == form);
    }

  g_assert_null (g_list_model_get_item (forms, G_N_ELEMENTS (ids)));
  g_assert_null (heed_workbook_find_form (workbook, "nowhere"));
}

static void
test_form (void)
{
  g_autoptr (HeedWorkbook) workbook = read_small (english);
  HeedForm *check = heed_workbook_find_form (workbook, "check");
  HeedForm *talk = heed_workbook_find_form (workbook, "talk");

  g_assert_cmpstr (heed_form_get_title (check), ==, "Check");
  g_assert_cmpstr (heed_form_get_icon_name (check), ==, "heed-questions");
  g_assert_cmpstr (heed_form_get_tint (check), ==, "blue");
  g_assert_false (heed_form_get_titled (check));
  g_assert_true (heed_form_is_listed (check));
  g_assert_null (heed_form_get_instruction (check));
  g_assert_null (heed_form_get_example (check));
  g_assert_cmpuint (heed_form_get_n_fields (check), ==, 1);

  g_assert_true (heed_form_get_titled (talk));
  g_assert_false (heed_form_is_listed (talk));
  g_assert_null (heed_form_get_icon_name (talk));
  g_assert_null (heed_form_get_tint (talk));
  g_assert_cmpstr (heed_form_get_instruction (talk), ==, "Write it down.");
  g_assert_cmpuint (heed_form_get_n_fields (talk), ==, 7);
  g_assert_cmpstr (heed_field_get_id (heed_form_get_field (talk, 6)), ==, "finding");
  g_assert_true (heed_form_find_field (talk, "finding") == heed_form_get_field (talk, 6));
  g_assert_null (heed_form_find_field (talk, "signs"));
}

static void
test_example (void)
{
  g_autoptr (HeedWorkbook) workbook = read_small (english);
  HeedItem *example = heed_form_get_example (heed_workbook_find_form (workbook, "talk"));

  g_assert_cmpint (heed_item_get_kind (example), ==, HEED_ITEM_EXAMPLE);
  g_assert_null (heed_item_get_id (example));
  g_assert_null (heed_item_get_parent (example));
  g_assert_cmpstr (heed_item_get_title (example), ==, "Ada");
  g_assert_cmpstr (heed_item_get_paragraphs (example)[0], ==, "For instance:");
  g_assert_cmpuint (count_children (example), ==, 2);
  g_assert_cmpint (heed_item_get_kind (get_child (example, 1)), ==, HEED_ITEM_POINT);
  g_assert_cmpstr (heed_item_get_title (get_child (example, 1)), ==, "What then?");
}

static void
test_field_texts (void)
{
  g_autoptr (HeedWorkbook) workbook = read_small (english);
  HeedForm *talk = heed_workbook_find_form (workbook, "talk");
  HeedField *story = heed_form_find_field (talk, "story");
  HeedField *minutes = heed_form_find_field (talk, "minutes");
  HeedField *person = heed_form_find_field (talk, "person");

  g_assert_cmpint (heed_field_get_field_type (story), ==, HEED_FIELD_PARAGRAPH);
  g_assert_cmpstr (heed_field_get_label (story), ==, "What happened?");
  g_assert_cmpstr (heed_field_get_hint (story), ==, "A few words.");
  g_assert_null (heed_field_get_warning (story));
  g_assert_null (heed_field_get_item_label (story));
  g_assert_false (heed_field_get_optional (story));
  g_assert_cmpuint (heed_field_get_lines (story), ==, 4);

  g_assert_cmpint (heed_field_get_field_type (person), ==, HEED_FIELD_TEXT);
  g_assert_true (heed_field_get_optional (person));
  g_assert_null (heed_field_get_hint (person));
  g_assert_cmpuint (heed_field_get_lines (person), ==, 0);

  g_assert_cmpstr (heed_field_get_warning (minutes), ==, "That is unusual.");
  g_assert_cmpstr (heed_field_get_unit (minutes), ==, "minutes");
  g_assert_null (heed_field_get_unit (story));
}

static void
assert_limits (HeedField *field,
               double     min,
               double     max,
               double     soft_min,
               double     soft_max)
{
  g_assert_cmpfloat (heed_field_get_min (field), ==, min);
  g_assert_cmpfloat (heed_field_get_max (field), ==, max);
  g_assert_cmpfloat (heed_field_get_soft_min (field), ==, soft_min);
  g_assert_cmpfloat (heed_field_get_soft_max (field), ==, soft_max);
}

static void
test_field_limits (void)
{
  g_autoptr (HeedWorkbook) workbook = read_small (english);
  HeedForm *talk = heed_workbook_find_form (workbook, "talk");
  HeedForm *check = heed_workbook_find_form (workbook, "check");
  HeedField *signs = heed_form_find_path (talk, "finding/1/signs");

  assert_limits (heed_form_find_field (talk, "minutes"), 0, 240, 10.5, 60);
  assert_limits (heed_form_find_field (talk, "person"), -INFINITY, INFINITY, -INFINITY, INFINITY);
  assert_limits (heed_form_find_field (talk, "finding"), 2, 4, -INFINITY, INFINITY);
  assert_limits (heed_form_find_field (check, "habits"), 1, 1, -INFINITY, INFINITY);
  assert_limits (heed_form_find_path (check, "habits/open/rating"), 1, 5, -INFINITY, INFINITY);
  assert_limits (signs, 3, 6, -INFINITY, INFINITY);
  g_assert_cmpuint (heed_field_get_spare (signs), ==, 1);
  g_assert_cmpstr (heed_field_get_item_label (signs), ==, "Sign");
  g_assert_cmpstr (heed_field_get_warning (signs), ==, "Try three.");
}

static void
test_field_options (void)
{
  g_autoptr (HeedWorkbook) workbook = read_small (english);
  HeedForm *talk = heed_workbook_find_form (workbook, "talk");
  HeedField *mood = heed_form_find_field (talk, "mood");
  HeedField *place = heed_form_find_field (talk, "place");

  g_assert_true (heed_field_get_allows_other (mood));
  g_assert_false (heed_field_get_allows_other (place));
  g_assert_cmpuint (heed_field_get_n_options (mood), ==, 2);
  g_assert_cmpstr (heed_field_get_option_id (mood, 1), ==, "bad");
  g_assert_cmpstr (heed_field_get_option_label (mood, 1), ==, "Bad");
  g_assert_cmpstr (heed_field_find_option (mood, "good"), ==, "Good");
  g_assert_null (heed_field_find_option (mood, HEED_CHOICE_OTHER));
  g_assert_cmpuint (heed_field_get_n_options (heed_form_find_field (talk, "day")), ==, 0);
}

static void
test_field_anchors (void)
{
  g_autoptr (HeedWorkbook) workbook = read_small (english);
  HeedField *rating = heed_form_find_path (heed_workbook_find_form (workbook, "check"), "habits/open/rating");

  g_assert_cmpstr (heed_field_get_anchor (rating, 1), ==, "Seldom");
  g_assert_cmpstr (heed_field_get_anchor (rating, 5), ==, "Mostly");
  g_assert_null (heed_field_get_anchor (rating, 3));
  g_assert_null (heed_field_get_anchor (rating, 0));
}

static void
test_field_group (void)
{
  g_autoptr (HeedWorkbook) workbook = read_small (english);
  HeedField *habits = heed_form_find_field (heed_workbook_find_form (workbook, "check"), "habits");
  HeedField *finding = heed_form_find_field (heed_workbook_find_form (workbook, "talk"), "finding");
  HeedField *open = heed_field_get_field (habits, 0);

  g_assert_false (heed_field_get_repeated (habits));
  g_assert_null (heed_field_get_item_label (habits));
  g_assert_cmpuint (heed_field_get_n_fields (habits), ==, 1);
  g_assert_true (heed_field_find_field (habits, "open") == open);
  g_assert_null (heed_field_find_field (habits, "rating"));
  g_assert_true (heed_field_get_numbered (open));
  g_assert_false (heed_field_get_numbered (habits));

  g_assert_true (heed_field_get_repeated (finding));
  g_assert_cmpstr (heed_field_get_item_label (finding), ==, "Finding");
  g_assert_false (heed_field_get_repeated (heed_field_get_field (finding, 0)));
}

static void
test_find_path (void)
{
  const struct
  {
    const char *form, *path, *id;
  } paths[] = {
    { "talk", "story", "story" },
    { "talk", "finding/2/signs/1", "signs" },
    { "talk", "finding/2/signs", "signs" },
    { "talk", "finding/2", "finding" },
    { "talk", "finding", "finding" },
    { "talk", "finding/9/signs/100", "signs" },
    { "talk", "mood", "mood" },
    { "talk", "mood/other", "mood" },
    { "check", "habits", "habits" },
    { "check", "habits/open/rating", "rating" },
    { "check", "habits/open/rating/then", "rating" },
    { "talk", "", NULL },
    { "talk", "/", NULL },
    { "talk", "/story", NULL },
    { "talk", "story/", NULL },
    { "talk", "story/1", NULL },
    { "talk", "nowhere", NULL },
    { "talk", "signs/1", NULL },
    { "talk", "finding/signs/1", NULL },
    { "talk", "finding/0/signs/1", NULL },
    { "talk", "finding/02/signs/1", NULL },
    { "talk", "finding/-1/signs/1", NULL },
    { "talk", "finding/101/signs/1", NULL },
    { "talk", "finding/2/signs/0", NULL },
    { "talk", "finding/2/signs/one", NULL },
    { "talk", "finding/2/signs/1/1", NULL },
    { "talk", "finding/2/", NULL },
    { "talk", "mood/good", NULL },
    { "talk", "mood/other/other", NULL },
    { "talk", "place/other", NULL },
    { "check", "habits/1/open/rating", NULL },
    { "check", "habits/open/rating/other", NULL },
    { "check", "habits/open/rating/then/then", NULL },
    { "talk", "mood/then", NULL },
  };
  g_autoptr (HeedWorkbook) workbook = read_small (english);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      HeedForm *form = heed_workbook_find_form (workbook, paths[i].form);
      HeedField *field = heed_form_find_path (form, paths[i].path);

      g_test_message ("%s", paths[i].path);
      g_assert_cmpstr (field != NULL ? heed_field_get_id (field) : NULL, ==, paths[i].id);
    }
}

static void
test_structure (void)
{
  g_autoptr (HeedWorkbook) workbook = read_small (english);
  HeedForm *talk = heed_workbook_find_form (workbook, "talk");

  g_assert_true (heed_form_is_structure (talk, "finding"));
  g_assert_true (heed_form_is_structure (talk, "finding/2"));
  g_assert_true (heed_form_is_structure (talk, "finding/2/signs"));
  g_assert_false (heed_form_is_structure (talk, "finding/2/signs/1"));
  g_assert_false (heed_form_is_structure (talk, "story"));
  g_assert_false (heed_form_is_structure (talk, "mood/other"));
  g_assert_false (heed_form_is_structure (talk, "nowhere"));
}

static void
test_items (void)
{
  g_autoptr (HeedWorkbook) workbook = read_small (english);
  HeedItem *tip = heed_workbook_find_item (workbook, "wait");
  HeedItem *group = heed_workbook_find_item (workbook, "start");

  g_assert_cmpint (heed_item_get_kind (tip), ==, HEED_ITEM_TIP);
  g_assert_cmpstr (heed_item_get_title (tip), ==, "Wait");
  g_assert_cmpstr (heed_item_get_summary (tip), ==, "Count to five.");
  g_assert_cmpstr (heed_item_get_paragraphs (tip)[0], ==, "Silence helps.");
  g_assert_null (heed_item_get_paragraphs (tip)[1]);
  g_assert_cmpstr (heed_item_get_cues (tip)[1], ==, "nobody speaks");
  g_assert_null (heed_item_get_cues (tip)[2]);
  g_assert_cmpstr (heed_item_get_prompt (tip), ==, "What came?");
  g_assert_cmpuint (count_children (tip), ==, 0);

  g_assert_cmpint (heed_item_get_kind (group), ==, HEED_ITEM_GROUP);
  g_assert_true (heed_item_get_parent (tip) == group);
  g_assert_true (heed_item_get_parent (group) == heed_workbook_get_tips (workbook));
  g_assert_null (heed_item_get_parent (heed_workbook_get_tips (workbook)));
  g_assert_null (heed_item_get_cues (group)[0]);
  g_assert_null (heed_item_get_paragraphs (group)[0]);
  g_assert_null (heed_workbook_find_item (workbook, "nowhere"));
}

static void
test_pages (void)
{
  g_autoptr (HeedWorkbook) workbook = read_small (english);
  HeedItem *overview = heed_workbook_get_overview (workbook);
  HeedItem *what = get_child (overview, 0);
  HeedItem *bare = get_child (what, 0);

  g_assert_cmpint (heed_item_get_kind (overview), ==, HEED_ITEM_PAGE);
  g_assert_null (heed_item_get_id (overview));
  g_assert_cmpuint (count_children (overview), ==, 2);
  g_assert_true (g_list_model_get_item_type (heed_item_get_children (overview)) == HEED_TYPE_ITEM);
  g_assert_cmpint (heed_item_get_kind (what), ==, HEED_ITEM_SECTION);
  g_assert_cmpuint (count_children (what), ==, 2);
  g_assert_true (heed_workbook_find_item (workbook, "bare") == bare);
  g_assert_cmpint (heed_item_get_kind (bare), ==, HEED_ITEM_POINT);
  g_assert_null (heed_item_get_title (bare));
  g_assert_cmpstr (heed_item_get_paragraphs (bare)[0], ==, "Without a title.");
}

static void
test_references (void)
{
  g_autoptr (HeedWorkbook) workbook = read_small (english);
  HeedItem *list = heed_workbook_find_item (workbook, "list");
  HeedItem *talk = heed_workbook_find_item (workbook, "talk");
  HeedItem *page = heed_workbook_find_item (workbook, "page");

  g_assert_cmpstr (heed_item_get_form_id (list), ==, "check");
  g_assert_cmpstr (heed_item_get_field_path (list), ==, "habits");
  g_assert_null (heed_item_get_form_id (heed_workbook_find_item (workbook, "what")));
  g_assert_cmpstr (heed_item_get_form_id (heed_workbook_get_questions (workbook)), ==, "check");
  g_assert_null (heed_item_get_field_path (heed_workbook_get_questions (workbook)));
  g_assert_cmpstr (heed_item_get_form_id (talk), ==, "talk");
  g_assert_cmpuint (heed_item_get_minutes (talk), ==, 20);
  g_assert_cmpstr (heed_item_get_icon_name (talk), ==, "heed-speech");
  g_assert_null (heed_item_get_link (talk));
  g_assert_cmpstr (heed_item_get_link (page), ==, "https://example.org/page");
  g_assert_cmpstr (heed_item_get_paragraphs (page)[0], ==, "Short & good.");
  g_assert_cmpuint (heed_item_get_minutes (page), ==, 0);
}

static void
test_lifetimes (void)
{
  HeedWorkbook *workbook = read_small (english);
  g_autoptr (HeedItem) tip = g_object_ref (heed_workbook_find_item (workbook, "wait"));
  g_autoptr (HeedForm) form = g_object_ref (heed_workbook_find_form (workbook, "talk"));
  gpointer watched = workbook;

  g_object_add_weak_pointer (G_OBJECT (workbook), &watched);
  g_object_unref (workbook);

  g_assert_null (watched);
  g_assert_null (heed_item_get_parent (tip));
  g_assert_cmpstr (heed_item_get_title (tip), ==, "Wait");
  g_assert_nonnull (heed_form_find_path (form, "finding/2/signs/1"));
}

static gpointer
count_items_cb (gpointer data)
{
  GListModel *forms = heed_workbook_get_forms (data);
  guint count = 0;

  for (guint round = 0; round < 2000; round++)
    for (guint i = g_list_model_get_n_items (forms); i-- > 0;)
      {
        g_autoptr (HeedForm) form = g_list_model_get_item (forms, i);

        count += heed_form_find_field (form, "body") != NULL;
      }

  return GUINT_TO_POINTER (count);
}

static void
test_threads (void)
{
  g_autoptr (HeedWorkbook) workbook = read_small (english);
  GThread *other = g_thread_new ("reader", count_items_cb, workbook);

  g_assert_cmpuint (GPOINTER_TO_UINT (count_items_cb (workbook)), ==, 2000);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (other)), ==, 2000);
}

static void
test_languages (void)
{
  const struct
  {
    const char *languages[6];
    const char *title;
  } cases[] = {
    { { "C" }, "Small" },
    { { "de_DE.UTF-8", "de_DE", "de.UTF-8", "de", "C" }, "Klein" },
    { { "de_AT.UTF-8", "de_AT", "de.UTF-8", "de", "C" }, "Kloa" },
    { { "de-AT" }, "Kloa" },
    { { "de_CH" }, "Klein" },
    { { "de_CH", "pt_BR" }, "Klein" },
    { { "en_US", "en", "C" }, "Small" },
    { { "en_GB", "de", "C" }, "Small" },
    { { "en", "de" }, "Small" },
    { { "C", "de" }, "Small" },
    { { "POSIX", "de" }, "Small" },
    { { "pt_BR", "pt", "C" }, "Pequeno" },
    { { "pt_PT", "pt", "C" }, "Small" },
    { { "fr_FR", "de", "C" }, "Klein" },
    { { "fr_FR", "fr", "C" }, "Small" },
    { { "fr" }, "Small" },
    { { NULL }, "Small" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeedWorkbook) workbook = read_small (cases[i].languages);

      g_test_message ("%s", cases[i].languages[0]);
      g_assert_cmpstr (heed_workbook_get_title (workbook), ==, cases[i].title);
    }
}

static void
test_translations (void)
{
  const char *german[] = { "de", NULL };
  g_autoptr (HeedWorkbook) workbook = read_small (german);
  HeedForm *talk = heed_workbook_find_form (workbook, "talk");
  HeedField *mood = heed_form_find_field (talk, "mood");
  HeedField *rating = heed_form_find_path (heed_workbook_find_form (workbook, "check"), "habits/open/rating");
  const char * const *paragraphs = heed_item_get_paragraphs (heed_workbook_find_item (workbook, "what"));
  HeedItem *example = heed_form_get_example (talk);

  g_assert_cmpuint (g_strv_length ((GStrv) paragraphs), ==, 3);
  g_assert_cmpstr (paragraphs[0], ==, "Erster Absatz.");
  g_assert_cmpstr (paragraphs[1], ==, "Zweiter Absatz.");
  g_assert_cmpstr (paragraphs[2], ==, "Third paragraph.");
  g_assert_cmpuint (heed_field_get_n_options (mood), ==, 2);
  g_assert_cmpstr (heed_field_find_option (mood, "good"), ==, "Gut");
  g_assert_cmpstr (heed_field_find_option (mood, "bad"), ==, "Bad");
  g_assert_cmpstr (heed_field_get_anchor (rating, 1), ==, "Selten");
  g_assert_cmpstr (heed_field_get_anchor (rating, 5), ==, "Meistens");
  g_assert_cmpuint (count_children (example), ==, 2);
  g_assert_cmpstr (heed_item_get_title (get_child (example, 0)), ==, "Wieso?");
}

static void
test_own_languages (void)
{
  g_autofree char *before = g_strdup (g_getenv ("LANGUAGE"));
  g_autoptr (HeedWorkbook) german = NULL;
  g_autoptr (HeedWorkbook) french = NULL;

  g_setenv ("LANGUAGE", "de", TRUE);
  german = read_small (NULL);
  g_setenv ("LANGUAGE", "fr", TRUE);
  french = read_small (NULL);
  if (before != NULL)
    g_setenv ("LANGUAGE", before, TRUE);
  else
    g_unsetenv ("LANGUAGE");

  g_assert_cmpstr (heed_workbook_get_title (german), ==, "Klein");
  g_assert_cmpstr (heed_workbook_get_title (french), ==, "Small");
}

static void
test_common_forms (void)
{
  g_autoptr (HeedWorkbook) workbook = read_small (english);
  HeedForm *plan = heed_workbook_find_form (workbook, HEED_FORM_PLAN);
  HeedForm *try = heed_workbook_find_form (workbook, HEED_FORM_TRY);
  HeedForm *note = heed_workbook_find_form (workbook, HEED_FORM_NOTE);
  HeedForm *bookmark = heed_workbook_find_form (workbook, HEED_FORM_BOOKMARK);
  HeedForm *decision = heed_workbook_find_form (workbook, HEED_FORM_DECISION);

  g_assert_nonnull (heed_form_find_field (plan, "when"));
  g_assert_nonnull (heed_form_find_field (plan, "will"));
  g_assert_true (heed_field_get_optional (heed_form_find_field (plan, "obstacle")));
  g_assert_cmpuint (heed_field_get_n_options (heed_form_find_field (try, "how")), ==, 3);
  g_assert_true (heed_form_get_titled (note));
  g_assert_true (heed_form_is_listed (note));
  g_assert_cmpuint (heed_field_get_lines (heed_form_find_field (note, "body")), ==, 20);
  g_assert_nonnull (heed_form_find_field (heed_workbook_find_form (workbook, HEED_FORM_ANSWER), "answer"));
  g_assert_nonnull (heed_form_find_field (heed_workbook_find_form (workbook, HEED_FORM_RESOURCE), "link"));
  g_assert_cmpuint (heed_field_get_n_options (heed_form_find_field (bookmark, "kept")), ==, 2);
  g_assert_cmpuint (heed_field_get_n_options (heed_form_find_field (decision, "what")), ==, 2);
  g_assert_true (heed_field_get_optional (heed_form_find_field (decision, "why")));
}

static guint
count_tips (HeedItem *tips)
{
  guint count = 0;

  for (guint i = 0; i < count_children (tips); i++)
    count += count_children (get_child (tips, i));

  return count;
}

static void
test_bundled (void)
{
  g_autoptr (HeedWorkbook) workbook = read_bundled (english);
  HeedForm *check = heed_workbook_find_form (workbook, "self-check");

  g_assert_cmpstr (heed_workbook_get_id (workbook), ==, "customer-focus");
  g_assert_cmpuint (count_tips (heed_workbook_get_tips (workbook)), ==, 16);
  g_assert_cmpuint (count_children (heed_workbook_get_activities (workbook)), ==, 3);
  g_assert_cmpuint (count_children (heed_workbook_find_item (workbook, "reasons")), ==, 9);
  g_assert_cmpstr (heed_item_get_field_path (heed_workbook_find_item (workbook, "habits")), ==, "habits");
  g_assert_cmpuint (heed_field_get_n_fields (heed_form_find_path (check, "questions")), ==, 5);
  g_assert_cmpuint (heed_field_get_n_fields (heed_form_find_path (check, "habits")), ==, 10);
}

static void
test_missing_file (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/some-skill.xml");
  g_autoptr (GError) error = NULL;

  g_assert_null (heed_workbook_new_from_file (file, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "some-skill.xml"));
}

static void
test_folder (void)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_test_get_dir (G_TEST_DIST));
  g_autoptr (GError) error = NULL;

  g_assert_null (heed_workbook_new_from_file (file, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  g_assert_nonnull (heed_error_get_detail (error));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/workbook/workbook", test_workbook);
  g_test_add_func ("/workbook/forms-only", test_forms_only);
  g_test_add_func ("/workbook/forms", test_forms);
  g_test_add_func ("/workbook/form", test_form);
  g_test_add_func ("/workbook/example", test_example);
  g_test_add_func ("/workbook/field/texts", test_field_texts);
  g_test_add_func ("/workbook/field/limits", test_field_limits);
  g_test_add_func ("/workbook/field/options", test_field_options);
  g_test_add_func ("/workbook/field/anchors", test_field_anchors);
  g_test_add_func ("/workbook/field/group", test_field_group);
  g_test_add_func ("/workbook/find-path", test_find_path);
  g_test_add_func ("/workbook/structure", test_structure);
  g_test_add_func ("/workbook/items", test_items);
  g_test_add_func ("/workbook/pages", test_pages);
  g_test_add_func ("/workbook/references", test_references);
  g_test_add_func ("/workbook/lifetimes", test_lifetimes);
  g_test_add_func ("/workbook/threads", test_threads);
  g_test_add_func ("/workbook/languages", test_languages);
  g_test_add_func ("/workbook/translations", test_translations);
  g_test_add_func ("/workbook/own-languages", test_own_languages);
  g_test_add_func ("/workbook/common-forms", test_common_forms);
  g_test_add_func ("/workbook/bundled", test_bundled);
  g_test_add_func ("/workbook/missing-file", test_missing_file);
  g_test_add_func ("/workbook/folder", test_folder);

  return g_test_run ();
}
