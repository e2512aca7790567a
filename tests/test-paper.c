/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Papers: what stands on them and where. */

#include "picture-files.h"
#include "test-pdf.h"

#define MARGIN 51 /* 18 mm in points, rounded up */

/* Words that are all different, in paragraphs. */
static char *
make_long_text (guint n_words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (text, "%sword%u", i == 0 ? "" : i % 80 == 0 ? "\n" : " ", i);

  return g_string_free (text, FALSE);
}

static guint
count_pages (const char *text)
{
  guint count = 0;

  for (const char *p = text; *p != '\0'; p++)
    count += *p == '\f';

  return count;
}

static void
assert_contains (const char *text,
                 const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in: %s", part, text);
}

static void
assert_in_order (const char         *text,
                 const char * const *parts)
{
  const char *position = text;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      position = strstr (position, parts[i]);
      if (position == NULL)
        g_error ("“%s” is missing or out of order in: %s", parts[i], text);
      position += strlen (parts[i]);
    }
}

/* Everything is gray, and the margins are white; a pixel is left to the
 * smoothing of edges. */
static void
assert_tidy (HeedPaper *paper)
{
  g_autofree char *path = write_pdf (paper);

  for (guint page = 1; page <= MIN (4, heed_paper_get_n_pages (paper)); page++)
    {
      g_auto (Picture) picture = render_page (path, page, 72);
      guint dark = 0;

      for (guint y = 0; y < picture.height; y++)
        for (guint x = 0; x < picture.width; x++)
          {
            const guchar *pixel = get_pixel (&picture, x, y);

            g_assert_true (pixel[0] == pixel[1] && pixel[1] == pixel[2]);
            if (pixel[0] > 250)
              continue;
            dark++;
            g_assert_cmpuint (x, >=, MARGIN - 2);
            g_assert_cmpuint (x, <=, picture.width - MARGIN + 2);
            g_assert_cmpuint (y, >=, MARGIN - 2);
            g_assert_cmpuint (y, <=, picture.height - MARGIN + 2);
          }

      g_assert_cmpuint (dark, >, 50);
    }

  g_unlink (path);
}

static cairo_surface_t *
draw_page (HeedPaper *paper,
           guint      page)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 596, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  heed_paper_draw_page (paper, page, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
look_alike (cairo_surface_t *one,
            cairo_surface_t *other)
{
  return memcmp (cairo_image_surface_get_data (one), cairo_image_surface_get_data (other),
                 (gsize) cairo_image_surface_get_stride (one) * 842) == 0;
}

static HeedPaper *
lay_out_filled (HeedWorkbook *workbook,
                const char   *story)
{
  HeedRecordBuilder *builder = start_record ("sheet");

  heed_record_builder_set_answer (builder, "part/1/name", "Mrs. Berger", 1);
  heed_record_builder_set_answer (builder, "part/1/day", "2024-02-29", 1);
  heed_record_builder_set_answer (builder, "part/1/minutes", "25", 1);
  heed_record_builder_set_answer (builder, "part/1/place", "work", 1);
  heed_record_builder_set_answer (builder, "part/1/story", story, 1);
  heed_record_builder_set_answer (builder, "part/1/mood", "other", 1);
  heed_record_builder_set_answer (builder, "part/1/mood/other", "puzzled", 1);
  heed_record_builder_set_answer (builder, "part/1/grade", "4", 1);
  heed_record_builder_set_answer (builder, "part/1/signs/1", "a long silence", 1);
  heed_record_builder_set_answer (builder, "part/2/story", "She wrote.", 1);
  heed_record_builder_set_answer (builder, "closing", "To ask first.", 1);
  return lay_out (workbook, builder);
}

static void
test_setup (void)
{
  HeedPageSetup setup = { 1, 2, 3 };

  g_assert_false (heed_page_setup_from_name ("a3", &setup));
  g_assert_cmpfloat (setup.width, ==, 1);
  g_assert_true (heed_page_setup_from_name ("A4", &setup));
  g_assert_cmpfloat_with_epsilon (setup.width * 25.4 / 72, 210, 0.01);
  g_assert_cmpfloat_with_epsilon (setup.height * 25.4 / 72, 297, 0.01);
  g_assert_cmpfloat_with_epsilon (setup.margin * 25.4 / 72, 18, 0.01);
  g_assert_true (heed_page_setup_from_name ("letter", &setup));
  g_assert_cmpfloat (setup.width, ==, 612);
  g_assert_cmpfloat (setup.height, ==, 792);
}

static void
test_every_character (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autofree char *story = make_long_text (2500);
  g_autoptr (HeedPaper) paper = lay_out_filled (workbook, story);
  g_autofree char *text = read_paper (paper);
  g_autofree char *written = drop_space (story);
  g_autofree char *printed = drop_furniture (text);

  g_assert_cmpuint (heed_paper_get_n_pages (paper), >, 4);
  g_assert_cmpuint (count_pages (text), ==, heed_paper_get_n_pages (paper));
  assert_contains (printed, written);
}

static void
test_footer_and_repeated_header (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autofree char *story = make_long_text (1500);
  g_autoptr (HeedPaper) paper = lay_out_filled (workbook, story);
  g_autofree char *text = read_paper (paper);
  g_auto (GStrv) pages = g_strsplit (text, "\f", -1);
  guint count = heed_paper_get_n_pages (paper);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *footer = g_strdup_printf ("Page %u of %u", i + 1, count);

      assert_contains (pages[i], footer);
      assert_contains (pages[i], "Paper trail · 14 March 2025");
    }

  g_assert_null (strstr (pages[0], "(continued)"));
  g_assert_true (g_str_has_prefix (pages[1], "Part 1 (continued)"));
  g_assert_true (g_str_has_prefix (pages[2], "Part 1 (continued)"));
}

/* Wherever the end of a page falls, nothing that heads something is last. */
static void
test_no_heading_last (void)
{
  static const char * const headings[] = {
    "Part 1", "Part 2", "1 What was said?", "2 Which mood was it?", "What was said?", "Which mood was it?",
    "How well did it go?",
    "Signs that showed it", "What stays with me?", "Part 2 (continued)", "Part 1 (continued)", NULL,
  };
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");

  for (guint n_words = 10; n_words < 700; n_words += 23)
    {
      g_autofree char *story = make_long_text (n_words);
      g_autoptr (HeedPaper) paper = lay_out_filled (workbook, story);
      g_autofree char *text = read_paper (paper);
      g_auto (GStrv) pages = g_strsplit (text, "\f", -1);

      for (guint i = 0; i < heed_paper_get_n_pages (paper); i++)
        {
          g_auto (GStrv) lines = g_strsplit (pages[i], "\n", -1);
          const char *last = NULL;

          for (guint j = 0; lines[j] != NULL; j++)
            if (*lines[j] != '\0' && !g_regex_match_simple ("Page \\d+ of|^Paper trail", lines[j], 0, 0))
              last = lines[j];

          g_assert_nonnull (last);
          if (g_strv_contains (headings, last))
            g_error ("page %u ends with “%s”: %s", i + 1, last, pages[i]);
        }
    }
}

static void
test_short_groups_stay_whole (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (HeedPaper) paper = lay_out_blank (workbook, "steps", "a4");
  g_autofree char *text = read_paper (paper);
  g_auto (GStrv) pages = g_strsplit (text, "\f", -1);

  g_assert_cmpuint (heed_paper_get_n_pages (paper), >, 2);
  g_assert_null (strstr (text, "(continued)"));
  for (guint i = 0; i < heed_paper_get_n_pages (paper); i++)
    {
      g_auto (GStrv) steps = g_strsplit (pages[i], "Step ", -1);
      g_auto (GStrv) reasons = g_strsplit (pages[i], "Because", -1);

      g_assert_cmpuint (g_strv_length (steps), ==, g_strv_length (reasons));
    }
}

static void
test_layout_is_shared (void)
{
  static const char * const labels[] = {
    "Sheet", "Fill this in.", "Example: Weather", "Rain at noon", "Sun at four",
    "Part 1", "Caller", "Day of it", "Length", "Place", "At home", "At work", "What was said?",
    "Which mood was it?", "Happy", "Calm", "Other", "How well did it go?", "Badly enough",
    "Middling", "Smoothly throughout", "Signs that showed it",
    "Part 2", "Caller", "What was said?", "Signs that showed it", "What stays with me?", NULL,
  };
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (HeedPaper) blank = lay_out_blank (workbook, "sheet", "a4");
  g_autoptr (HeedPaper) filled = lay_out_filled (workbook, "She called.");
  g_autofree char *blank_text = read_paper (blank);
  g_autofree char *filled_text = read_paper (filled);

  assert_in_order (blank_text, labels);
  assert_in_order (filled_text, labels);
  assert_contains (blank_text, "Name");
  assert_contains (blank_text, "Word for word.");
}

static void
test_answers (void)
{
  static const char * const answers[] = {
    "14 March 2025", "Mrs. Berger", "29 February 2024", "25 minutes", "She called.",
    "Other: puzzled", "1 a long silence", "To ask first.", NULL,
  };
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (HeedPaper) paper = lay_out_filled (workbook, "She called.\n\n\n");
  g_autofree char *text = read_paper (paper);

  assert_in_order (text, answers);
}

static void
test_titles (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  HeedRecordBuilder *builder = start_record ("note");
  g_autoptr (HeedPaper) note = NULL;
  g_autoptr (HeedPaper) plan = NULL;
  g_autofree char *note_text = NULL;
  g_autofree char *plan_text = NULL;

  heed_record_builder_set_title (builder, "A <b>bold</b> & loud caller");
  heed_record_builder_set_tags (builder, (const char * const[]) { "phone", NULL });
  note = lay_out (workbook, builder);
  g_assert_cmpstr (heed_paper_get_title (note), ==, "A <b>bold</b> & loud caller");
  note_text = read_paper (note);
  assert_in_order (note_text, (const char * const[]) { "A <b>bold</b> & loud caller", "14 March 2025",
                                                       "Journal note", "Tags: phone", NULL });

  builder = start_record ("plan");
  heed_record_builder_set_item_id (builder, "breathe");
  plan = lay_out (workbook, builder);
  g_assert_cmpstr (heed_paper_get_title (plan), ==, "Plan");
  plan_text = read_paper (plan);
  assert_in_order (plan_text, (const char * const[]) { "Plan", "14 March 2025", "Breathe before you speak", NULL });
}

static void
test_unfitting_answers (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  HeedRecordBuilder *builder = start_record ("sheet");
  g_autoptr (HeedPaper) paper = NULL;
  g_autofree char *words = make_long_text (900);
  g_autofree char *written = drop_space (words);
  g_autofree char *text = NULL;
  g_autofree char *printed = NULL;

  heed_record_builder_set_answer (builder, "part/1/place", "on-the-moon", 1);
  heed_record_builder_set_answer (builder, "part/1/day", "some day", 1);
  heed_record_builder_set_answer (builder, "part/1/mood", "other", 1);
  heed_record_builder_set_answer (builder, "part/1/mood/other", words, 1);
  heed_record_builder_set_answer (builder, "part/1/grade", "17", 1);
  heed_record_builder_set_answer (builder, "part/7/story", "the seventh", 1);
  heed_record_builder_set_answer (builder, "gone/question", "an old answer", 1);
  paper = lay_out (workbook, builder);
  text = read_paper (paper);
  printed = drop_furniture (text);

  assert_in_order (text, (const char * const[]) { "some day", "on-the-moon", "17", "the seventh",
                                                  "no longer asks", "gone/question", "an old answer", NULL });
  assert_contains (printed, written);
}

/* A second look at a rating of last time is printed with the new one, and not
 * as something that the workbook no longer asks. */
static void
test_second_look (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  HeedRecordBuilder *builder = start_record ("sheet");
  g_autoptr (HeedPaper) paper = NULL;
  g_autofree char *text = NULL;

  heed_record_builder_set_answer (builder, "part/1/grade", "4", 1);
  heed_record_builder_set_answer (builder, "part/1/grade/then", "2", 1);
  heed_record_builder_set_answer (builder, "closing", "To ask first.", 1);
  paper = lay_out (workbook, builder);
  text = read_paper (paper);

  assert_in_order (text, (const char * const[]) { "How well did it go?", "Knowing what I know now, last time was 2 of 5.",
                                                  "To ask first.", NULL });
  g_assert_null (strstr (text, "no longer asks"));
}

static void
test_unknown_form (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  HeedRecordBuilder *builder = start_record ("from-the-future");
  g_autoptr (HeedPaper) paper = NULL;
  g_autofree char *text = NULL;

  heed_record_builder_set_title (builder, "Later");
  heed_record_builder_set_answer (builder, "a/1/b", "first words", 1);
  heed_record_builder_set_answer (builder, "c", "last words", 1);
  paper = lay_out (workbook, builder);
  text = read_paper (paper);

  assert_in_order (text, (const char * const[]) { "Later", "no form named “from-the-future”", "a/1/b",
                                                  "first words", "c", "last words", NULL });
}

static void
test_tidy (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autofree char *story = make_long_text (1200);
  g_autoptr (HeedPaper) filled = lay_out_filled (workbook, story);

  assert_tidy (filled);
  for (guint i = 0; i < g_list_model_get_n_items (heed_workbook_get_forms (workbook)); i++)
    {
      g_autoptr (HeedForm) form = g_list_model_get_item (heed_workbook_get_forms (workbook), i);
      g_autoptr (HeedPaper) a4 = lay_out_blank (workbook, heed_form_get_id (form), "a4");
      g_autoptr (HeedPaper) letter = lay_out_blank (workbook, heed_form_get_id (form), "letter");

      assert_tidy (a4);
      assert_tidy (letter);
    }
}

/* At 254 dots an inch, 8 mm are 80 dots. */
static void
test_ruled_lines (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (HeedPaper) paper = lay_out_blank (workbook, "note", "a4");
  g_autofree char *path = write_pdf (paper);
  g_auto (Picture) picture = render_page (path, 1, 254);
  guint x = picture.width / 3, n_rules = 0, last = 0, n_apart = 0;

  for (guint y = 600; y < picture.height - 250; y++)
    {
      if (get_pixel (&picture, x, y)[0] > 200)
        continue;
      if (y - last > 10)
        {
          n_rules++;
          n_apart += y - last >= 79 && y - last <= 81;
        }
      last = y;
    }

  g_assert_cmpuint (n_rules, ==, 20);
  g_assert_cmpuint (n_apart, >=, 19);
  g_unlink (path);
}

static void
test_marks (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  static const char * const cases[][3] = {
    { "part/1/grade", "2", "4" },
    { "part/1/place", "home", "work" },
    { "part/1/mood", "happy", "calm" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeedPaper) one = lay_out_answer (workbook, "sheet", cases[i][0], cases[i][1]);
      g_autoptr (HeedPaper) same = lay_out_answer (workbook, "sheet", cases[i][0], cases[i][1]);
      g_autoptr (HeedPaper) other = lay_out_answer (workbook, "sheet", cases[i][0], cases[i][2]);
      cairo_surface_t *one_page = draw_page (one, 0);
      cairo_surface_t *same_page = draw_page (same, 0);
      cairo_surface_t *other_page = draw_page (other, 0);

      g_assert_true (look_alike (one_page, same_page));
      g_assert_false (look_alike (one_page, other_page));
      cairo_surface_destroy (one_page);
      cairo_surface_destroy (same_page);
      cairo_surface_destroy (other_page);
    }
}

static void
test_draw_again (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autofree char *story = make_long_text (1200);
  g_autoptr (HeedPaper) paper = lay_out_filled (workbook, story);
  cairo_surface_t *third = draw_page (paper, 2);
  cairo_surface_t *first = draw_page (paper, 0);
  cairo_surface_t *third_again = draw_page (paper, 2);
  cairo_surface_t *first_again = draw_page (paper, 0);

  g_assert_true (look_alike (first, first_again));
  g_assert_true (look_alike (third, third_again));
  g_assert_false (look_alike (first, third));
  cairo_surface_destroy (first);
  cairo_surface_destroy (first_again);
  cairo_surface_destroy (third);
  cairo_surface_destroy (third_again);
}

static void
test_odd_text (void)
{
  static const char * const texts[] = {
    "", " ", "\n\n\n", "\r\nA line\r\nB line\rC line\vD line\fE line", "bell\a back\b esc\033[31m del\177 end",
    "&amp; <span size=\"900000\">tag</span> %s %n", "\xf0\x9f\x99\x82 smile \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
    "مرحبا بالعالم mixed שלום", "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81 \xe2\x80\xae reversed", "tab\tbed\xe2\x80\xa8line\xe2\x80\xa9paragraph",
  };
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HeedPaper) paper = lay_out_filled (workbook, texts[i]);
      HeedRecordBuilder *builder = start_record ("note");
      g_autoptr (HeedPaper) titled = NULL;

      assert_tidy (paper);
      heed_record_builder_set_title (builder, texts[i]);
      titled = lay_out (workbook, builder);
      assert_tidy (titled);
    }
}

static void
test_control_characters (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (HeedPaper) paper = lay_out_filled (workbook, "A one\r\nB\a two\vC three <i>&lt;</i>");
  g_autofree char *text = read_paper (paper);

  assert_in_order (text, (const char * const[]) { "A one\n", "B two\n", "C three <i>&lt;</i>\n", NULL });
}

static void
test_unbreakable_word (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (GString) word = g_string_new (NULL);
  g_autoptr (HeedPaper) paper = NULL;
  g_autofree char *text = NULL;
  g_autofree char *printed = NULL;

  for (guint i = 0; word->len < 10000; i++)
    g_string_append_printf (word, "x%u", i);
  paper = lay_out_filled (workbook, word->str);
  text = read_paper (paper);
  printed = drop_furniture (text);

  assert_contains (printed, word->str);
  assert_tidy (paper);
}

static void
test_huge_text (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autofree char *body = make_long_text (100000);
  g_autofree char *written = drop_space (body);
  g_autoptr (HeedPaper) paper = NULL;
  g_autofree char *text = NULL;
  g_autofree char *printed = NULL;

  g_assert_cmpuint (strlen (body), >, 950000);
  paper = lay_out_answer (workbook, "note", "body", body);
  g_assert_cmpuint (heed_paper_get_n_pages (paper), >, 150);
  text = read_paper (paper);
  printed = drop_furniture (text);

  assert_contains (printed, written);
}

static double
find_word (const char *boxes,
           const char *word)
{
  g_autofree char *pattern = g_strdup_printf ("xMin=\"([0-9.]+)\"[^>]*>%s<", word);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *x = NULL;

  if (!g_regex_match (regex, boxes, 0, &match))
    g_error ("“%s” is not in: %s", word, boxes);
  x = g_match_info_fetch (match, 1);
  return g_ascii_strtod (x, NULL);
}

static char *
read_boxes (HeedPaper *paper)
{
  g_autofree char *path = write_pdf (paper);
  g_autoptr (GBytes) output = run_tool ("pdftotext", "-enc", "UTF-8", "-bbox", path, "-");

  g_unlink (path);
  return to_string (output);
}

/* In a language that is read from the right, what starts a line is right. */
static void
test_right_to_left (void)
{
  g_autoptr (HeedWorkbook) english = open_paper_workbook ("en");
  g_autoptr (HeedWorkbook) arabic = open_paper_workbook ("ar");
  g_autoptr (HeedPaper) left = lay_out_filled (english, "Words");
  g_autoptr (HeedPaper) right = lay_out_filled (arabic, "Words");
  g_autoptr (HeedPaper) blank = lay_out_blank (arabic, "sheet", "a4");
  g_autofree char *left_boxes = read_boxes (left);
  g_autofree char *right_boxes = read_boxes (right);

  g_assert_cmpfloat (find_word (left_boxes, "Page"), >, 400);
  g_assert_cmpfloat (find_word (right_boxes, "Page"), <, 100);
  g_assert_cmpfloat (find_word (left_boxes, "Badly"), <, 200);
  g_assert_cmpfloat (find_word (right_boxes, "Badly"), >, 450);
  g_assert_cmpfloat (find_word (left_boxes, "March"), >, 350);
  g_assert_cmpfloat (find_word (right_boxes, "March"), <, 250);
  assert_tidy (right);
  assert_tidy (blank);
}

/* In points. */
typedef struct
{
  guint left;
  guint top;
  guint right;
  guint bottom;
} Area;

/* Where a color of paint_picture() is on a page. */
static Area
find_color (const char *path,
            guint       page,
            char        color)
{
  g_auto (Picture) picture = render_page (path, page, 72);
  Area area = { G_MAXUINT, G_MAXUINT, 0, 0 };

  for (guint y = 0; y < picture.height; y++)
    for (guint x = 0; x < picture.width; x++)
      {
        const guchar *pixel = get_pixel (&picture, x, y);
        guint strong = color == 'r' ? 0 : color == 'g' ? 1 : 2;

        if (pixel[strong] < 200 || pixel[(strong + 1) % 3] > 60 || pixel[(strong + 2) % 3] > 60)
          continue;
        area.left = MIN (area.left, x);
        area.top = MIN (area.top, y);
        area.right = MAX (area.right, x + 1);
        area.bottom = MAX (area.bottom, y + 1);
      }

  return area;
}

/* Which pictures a PDF has, a line each. */
static char *
list_images (const char *path)
{
  g_autoptr (GBytes) output = run_tool ("pdfimages", "-list", path, NULL, NULL, NULL);

  return to_string (output);
}

/* The only picture of a PDF, as it is in there. */
static GBytes *
extract_jpeg (const char *path)
{
  g_autofree char *prefix = g_strconcat (path, "-image", NULL);
  g_autofree char *image = g_strconcat (prefix, "-000.jpg", NULL);
  g_autoptr (GBytes) output = run_tool ("pdfimages", "-all", path, prefix, NULL, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (image, &data, &length, &error);
  g_assert_no_error (error);
  g_unlink (image);
  return g_bytes_new_take (data, length);
}

static void
test_pictures (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (GHashTable) files = create_picture_files ();
  g_autoptr (GBytes) wide = make_picture ("jpeg", 1600, 400);
  g_autoptr (GBytes) small = make_picture ("png", 40, 20);
  HeedRecordBuilder *builder = start_record ("note");
  g_autoptr (HeedPaper) paper = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *images = NULL;
  Area area;

  heed_record_builder_set_answer (builder, "body", "Words of the note", 1);
  add_picture (builder, files, wide, "The desk from the door");
  add_picture (builder, files, small, NULL);
  paper = lay_out_with_pictures (workbook, builder, files);
  path = write_pdf (paper);
  text = read_text (path);
  images = list_images (path);

  g_assert_cmpuint (heed_paper_get_n_pages (paper), ==, 1);
  assert_in_order (text, (const char * const[]) { "Words of the note", "The desk from the door", "Page 1 of 1", NULL });
  g_assert_null (strstr (text, "~picture"));
  g_assert_true (g_regex_match_simple ("image +1600 +400 +rgb +3 +8 +jpeg", images, 0, 0));
  g_assert_true (g_regex_match_simple ("image +40 +20 +rgb +3 +8 +image .* 96 +96 ", images, 0, 0));

  /* As wide as the text. */
  area = find_color (path, 1, 'g');
  g_assert_cmpuint (area.left, <=, MARGIN + 1);
  g_assert_cmpuint (area.right, >=, 595 - MARGIN - 1);
  g_unlink (path);
}

/* No picture goes over two pages, and its words are on the same one. */
static void
test_large_pictures (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (GHashTable) files = create_picture_files ();
  g_autoptr (GBytes) one = make_picture ("png", 1000, 1400);
  g_autoptr (GBytes) two = make_picture ("png", 1000, 1401);
  g_autofree char *words = make_long_text (1500);
  HeedRecordBuilder *builder = start_record ("note");
  g_autoptr (HeedPaper) paper = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) pages = NULL;

  add_picture (builder, files, one, "First");
  add_picture (builder, files, two, words);
  paper = lay_out_with_pictures (workbook, builder, files);
  path = write_pdf (paper);
  text = read_text (path);
  pages = g_strsplit (text, "\f", -1);

  assert_contains (pages[0], "First");
  g_assert_null (strstr (pages[0], "word0"));
  assert_contains (pages[1], "word0");
  assert_contains (text, "word1499");
  for (guint page = 1; page <= 2; page++)
    {
      Area green = find_color (path, page, 'g'), red = find_color (path, page, 'r');

      g_assert_cmpuint (red.bottom - green.top, >, 300);
      g_assert_cmpuint (red.bottom - green.top, <, 340);
      g_assert_cmpuint (red.top, <=, green.bottom + 1);
    }
  g_unlink (path);
}

static void
test_missing_pictures (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (GHashTable) files = create_picture_files ();
  g_autoptr (GBytes) lost = g_bytes_new_static ("lost", 4);
  g_autoptr (GBytes) strange = g_bytes_new_static ("strange", 7);
  g_autoptr (GBytes) whole = make_picture ("png", 400, 300);
  gsize length;
  const guint8 *data = g_bytes_get_data (whole, &length);
  guint8 *changed = g_memdup2 (data, length);
  g_autoptr (GBytes) damaged = g_bytes_new_take (changed, length);
  HeedRecordBuilder *builder = start_record ("note");
  g_autoptr (HeedPaper) paper = NULL;
  g_autofree char *text = NULL;

  /* The sum of the first pixels is wrong. */
  memset (changed + 100, 0xff, 40);
  add_picture (builder, NULL, lost, "The lost one");
  add_picture (builder, files, strange, "The strange one");
  add_picture (builder, files, damaged, "The damaged one");
  paper = lay_out_with_pictures (workbook, builder, files);
  text = read_paper (paper);

  assert_in_order (text, (const char * const[]) { "The lost one", "could not be read", "The strange one", "no picture",
                                                  "damaged.", "The damaged one", NULL });
}

/* It is as compressed as it was; what it says of itself beside its pixels stays out. */
static void
test_jpeg_is_embedded (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (GBytes) plain = make_picture ("jpeg", 800, 400);

  for (guint8 turn = 0; turn <= 8; turn += 2)
    {
      g_autoptr (GHashTable) files = create_picture_files ();
      g_autoptr (GBytes) bytes = turn > 0 ? turn_picture (plain, turn, TRUE) : g_bytes_ref (plain);
      HeedRecordBuilder *builder = start_record ("note");
      g_autoptr (HeedPaper) paper = NULL;
      g_autofree char *path = NULL;
      g_autoptr (GBytes) embedded = NULL;

      add_picture (builder, files, bytes, NULL);
      paper = lay_out_with_pictures (workbook, builder, files);
      path = write_pdf (paper);
      embedded = extract_jpeg (path);
      g_assert_true (g_bytes_equal (embedded, plain));
      g_unlink (path);
    }
}

static void
draw_pages (HeedPaper  *paper,
            const char *path)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  heed_paper_draw_page (paper, 0, cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

/* In a PDF, and on a screen. */
static void
test_turned_pictures (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (GBytes) plain = make_picture ("jpeg", 400, 200);

  for (guint8 turn = 1; turn <= 8; turn++)
    {
      g_autoptr (GHashTable) files = create_picture_files ();
      g_autoptr (GBytes) bytes = turn_picture (plain, turn, FALSE);
      g_autoptr (GdkPixbuf) upright = heed_image_decode (bytes, 400, 400, NULL);
      HeedRecordBuilder *builder = start_record ("note");
      g_autoptr (HeedPaper) paper = NULL;
      g_autoptr (GdkPixbuf) drawn = NULL;
      g_autofree char *path = NULL;
      g_auto (Picture) page = { NULL };
      Area red, green, blue;
      guint left, top;

      add_picture (builder, files, bytes, NULL);
      paper = lay_out_with_pictures (workbook, builder, files);
      path = write_pdf (paper);
      red = find_color (path, 1, 'r');
      green = find_color (path, 1, 'g');
      blue = find_color (path, 1, 'b');
      left = MIN (red.left, MIN (green.left, blue.left));
      top = MIN (red.top, MIN (green.top, blue.top));
      page = render_page (path, 1, 72);
      draw_pages (paper, path);
      drawn = gdk_pixbuf_new_from_file (path, NULL);

      for (int y = 15; y < gdk_pixbuf_get_height (upright); y += 20)
        for (int x = 15; x < gdk_pixbuf_get_width (upright); x += 20)
          {
            guint page_x = left + (guint) (x * 0.75), page_y = top + (guint) (y * 0.75);
            const guchar *pixel = get_pixel (&page, page_x, page_y);
            char printed = pixel[0] > 128 ? 'r' : pixel[1] > 128 ? 'g' : 'b';

            g_assert_cmpint (printed, ==, get_color (upright, x, y));
            g_assert_cmpint (get_color (drawn, (int) page_x, (int) page_y), ==, printed);
          }
      g_unlink (path);
    }
}

static void
test_pictures_of_unknown_forms (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (GHashTable) files = create_picture_files ();
  g_autoptr (GBytes) bytes = make_picture ("png", 100, 50);
  HeedRecordBuilder *builder = start_record ("gone");
  g_autoptr (HeedPaper) paper = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *images = NULL;

  heed_record_builder_set_answer (builder, "wish", "An answer", 1);
  add_picture (builder, files, bytes, "What it looked like");
  paper = lay_out_with_pictures (workbook, builder, files);
  path = write_pdf (paper);
  text = read_text (path);
  images = list_images (path);

  assert_in_order (text, (const char * const[]) { "An answer", "What it looked like", NULL });
  g_assert_null (strstr (text, "~picture"));
  assert_contains (images, " 100 ");
  g_unlink (path);
}

static void
test_pictures_from_the_right (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("ar");
  g_autoptr (GHashTable) files = create_picture_files ();
  g_autoptr (GBytes) bytes = make_picture ("png", 100, 50);
  HeedRecordBuilder *builder = start_record ("sheet");
  g_autoptr (HeedPaper) paper = NULL;
  g_autofree char *path = NULL;
  g_autofree char *boxes = NULL;
  Area area;

  add_picture (builder, files, bytes, "Words");
  paper = lay_out_with_pictures (workbook, builder, files);
  path = write_pdf (paper);
  boxes = read_boxes (paper);
  area = find_color (path, heed_paper_get_n_pages (paper), 'b');

  g_assert_cmpuint (area.right, >=, 595 - MARGIN - 1);
  g_assert_cmpfloat (find_word (boxes, "Words"), >, 450);
  g_unlink (path);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paper/setup", test_setup);
  g_test_add_func ("/paper/every-character", test_every_character);
  g_test_add_func ("/paper/footer-and-repeated-header", test_footer_and_repeated_header);
  g_test_add_func ("/paper/no-heading-last", test_no_heading_last);
  g_test_add_func ("/paper/short-groups-stay-whole", test_short_groups_stay_whole);
  g_test_add_func ("/paper/layout-is-shared", test_layout_is_shared);
  g_test_add_func ("/paper/answers", test_answers);
  g_test_add_func ("/paper/titles", test_titles);
  g_test_add_func ("/paper/unfitting-answers", test_unfitting_answers);
  g_test_add_func ("/paper/second-look", test_second_look);
  g_test_add_func ("/paper/unknown-form", test_unknown_form);
  g_test_add_func ("/paper/tidy", test_tidy);
  g_test_add_func ("/paper/ruled-lines", test_ruled_lines);
  g_test_add_func ("/paper/marks", test_marks);
  g_test_add_func ("/paper/draw-again", test_draw_again);
  g_test_add_func ("/paper/odd-text", test_odd_text);
  g_test_add_func ("/paper/control-characters", test_control_characters);
  g_test_add_func ("/paper/unbreakable-word", test_unbreakable_word);
  g_test_add_func ("/paper/huge-text", test_huge_text);
  g_test_add_func ("/paper/right-to-left", test_right_to_left);
  g_test_add_func ("/paper/pictures", test_pictures);
  g_test_add_func ("/paper/large-pictures", test_large_pictures);
  g_test_add_func ("/paper/missing-pictures", test_missing_pictures);
  g_test_add_func ("/paper/jpeg-is-embedded", test_jpeg_is_embedded);
  g_test_add_func ("/paper/turned-pictures", test_turned_pictures);
  g_test_add_func ("/paper/pictures-of-unknown-forms", test_pictures_of_unknown_forms);
  g_test_add_func ("/paper/pictures-from-the-right", test_pictures_from_the_right);

  return g_test_run ();
}
