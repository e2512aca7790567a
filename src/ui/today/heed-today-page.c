/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the day. See heed-today-page.h. */

#include "heed-today-page.h"

#include "heed-relative-day.h"
#include "heed-ring.h"
#include "heed-text-area.h"
#include "heed-text.h"
#include "heed-tinted-icon.h"
#include "heed-today-facts.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>
#include <math.h>

/* More than anybody practices at a time. */
#define PLANS_SHOWN 5

struct _HeedTodayPage
{
  HeedLiveBin parent_instance;

  GtkLabel *greeting;
  GtkLabel *date;
  GtkWidget *welcome;
  GtkWidget *question_card;
  GtkLabel *question;
  HeedTextArea *answer;
  GtkLabel *last_answered;
  GtkWidget *save_button;
  AdwPreferencesGroup *going_on;
  AdwPreferencesGroup *plans;
  GtkFlowBox *tiles;

  GPtrArray *rows;   /* of the rows in the two groups, to be taken out again */
  HeedEntry *entry;  /* the answer that is being written; NULL before a word is */
  char *asked;       /* the question */
  char *asked_path;  /* where the self-check asks it */
};

G_DEFINE_FINAL_TYPE (HeedTodayPage, heed_today_page, HEED_TYPE_LIVE_BIN)

static const char *
get_greeting (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int hour = g_date_time_get_hour (now);

  if (hour >= 5 && hour < 12)
    return _("Good Morning");
  if (hour >= 12 && hour < 18)
    return _("Good Afternoon");

  return _("Good Evening");
}

static void
show_date (HeedTodayPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  /* Translators: today’s date, such as “Saturday, 21 November”, in g_date_time_format() codes. */
  g_autofree char *text = g_date_time_format (now, _("%A, %-e %B"));

  gtk_label_set_label (self->greeting, get_greeting ());
  gtk_label_set_label (self->date, text);
}

/* Today's question */

/* When @question was last answered; never if it was not. Answers that were
 * written elsewhere may not know the path, but they do know the words. */
static HeedStamp
find_last_answer (GPtrArray  *answers,
                  const char *question,
                  const char *path)
{
  for (guint i = 0; i < answers->len; i++)
    {
      HeedRecord *head = heed_entry_get_head (g_ptr_array_index (answers, i));

      if (g_strcmp0 (heed_record_get_item_id (head), path) == 0 ||
          g_strcmp0 (heed_record_get_title (head), question) == 0)
        return heed_record_get_created (head);
    }

  return HEED_STAMP_NEVER;
}

static void
ask (HeedTodayPage *self,
     const char    *question,
     const char    *path,
     HeedStamp      last)
{
  g_free (self->asked);
  g_free (self->asked_path);
  self->asked = g_strdup (question);
  self->asked_path = g_strdup (path);
  gtk_label_set_label (self->question, question);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->answer), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);

  if (heed_stamp_is_set (last))
    {
      g_autofree char *day = heed_relative_day_format_stamp (last);
      g_autofree char *text = g_strdup_printf (_("You last answered this: %s"), day);

      gtk_label_set_label (self->last_answered, text);
    }
  else
    gtk_label_set_label (self->last_answered, "");
}

/* The question that was not answered for the longest time; of several the one
 * that the self-check asks first. */
static void
choose_question (HeedTodayPage *self,
                 GPtrArray     *answers)
{
  HeedWorkbook *workbook = heed_live_bin_get_workbook (HEED_LIVE_BIN (self));
  g_autoptr (GPtrArray) questions = heed_today_list_questions (workbook);
  const HeedTodayQuestion *oldest = NULL;
  HeedStamp oldest_stamp = HEED_STAMP_NEVER;

  for (guint i = 0; i < questions->len; i++)
    {
      const HeedTodayQuestion *question = g_ptr_array_index (questions, i);
      HeedStamp last = find_last_answer (answers, question->words, question->path);

      if (oldest == NULL || last.utc < oldest_stamp.utc)
        {
          oldest = question;
          oldest_stamp = last;
        }
    }

  gtk_widget_set_visible (self->question_card, oldest != NULL);
  if (oldest != NULL)
    ask (self, oldest->words, oldest->path, oldest_stamp);
}

static void
answer_changed_cb (HeedTodayPage *self)
{
  const char *text = heed_text_area_get_text (self->answer);
  HeedJournal *journal = heed_live_bin_get_journal (HEED_LIVE_BIN (self));

  gtk_widget_set_sensitive (self->save_button, !heed_text_is_blank (text));

  /* Who goes on writing after deleting the answer starts another one. */
  if (self->entry != NULL && heed_stamp_is_set (heed_record_get_deleted (heed_entry_get_record (self->entry))))
    g_clear_object (&self->entry);
  if (journal == NULL || (self->entry == NULL && *text == '\0'))
    return;

  if (self->entry == NULL)
    {
      self->entry = heed_journal_create_entry (journal, HEED_FORM_ANSWER, self->asked_path);
      heed_entry_set_title (self->entry, self->asked);
    }
  heed_entry_set_answer (self->entry, "answer", text);
}

static void
save_clicked_cb (HeedTodayPage *self)
{
  HeedJournal *journal = heed_live_bin_get_journal (HEED_LIVE_BIN (self));
  g_autoptr (HeedEntry) entry = g_steal_pointer (&self->entry);

  if (entry == NULL)
    return;

  heed_text_area_set_text (self->answer, "");
  heed_journal_save_async (journal, NULL, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", _("Saved to your journal."));
  heed_live_bin_refresh (HEED_LIVE_BIN (self));
}

/* Rows */

static void
clear_rows (HeedTodayPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static AdwActionRow *
add_row (HeedTodayPage       *self,
         AdwPreferencesGroup *group,
         const char          *title,
         const char          *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 5);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  return ADW_ACTION_ROW (row);
}

static GtkWidget *
new_icon (const char *icon_name,
          const char *tint)
{
  GtkWidget *icon = heed_tinted_icon_new ();

  heed_tinted_icon_set_icon_name (HEED_TINTED_ICON (icon), icon_name);
  heed_tinted_icon_set_tint (HEED_TINTED_ICON (icon), tint);
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  return icon;
}

static GtkWidget *
new_row_button (const char *label,
                const char *name,
                const char *action,
                GVariant   *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
show_worksheet (HeedTodayPage *self,
                HeedEntry     *worksheet)
{
  HeedForm *form = heed_entry_get_form (worksheet);
  HeedProgress progress = heed_entry_get_progress (worksheet);
  g_autofree char *title = heed_entry_dup_title (worksheet);
  g_autofree char *day = heed_relative_day_format_stamp (heed_record_get_modified (heed_entry_get_head (worksheet)));
  /* Translators: how much of a worksheet is answered and when it was last
   * edited, such as “9 of 18 answered · edited yesterday”. */
  g_autofree char *subtitle = g_strdup_printf (_("%u of %u answered · edited %s"),
                                               progress.answered, progress.total, day);
  g_autofree char *name = g_strdup_printf (_("Continue “%s”"), title);
  AdwActionRow *row = add_row (self, self->going_on, title, subtitle);
  GtkWidget *ring = heed_ring_new ();

  heed_ring_set_fraction (HEED_RING (ring), (double) progress.answered / MAX (progress.total, 1));
  gtk_widget_set_valign (ring, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (row, new_icon (heed_form_get_icon_name (form), heed_form_get_tint (form)));
  adw_action_row_add_suffix (row, ring);
  adw_action_row_add_suffix (row, new_row_button (_("Continue"), name, "win.open-entry",
                                                  g_variant_new_string (heed_entry_get_id (worksheet))));
}

static void
show_plan_words (AdwActionRow *row,
                 const char   *words)
{
  guint tries = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "tries"));
  g_autofree char *practiced = NULL;
  g_autofree char *subtitle = NULL;

  if (tries > 0)
    {
      practiced = g_strdup_printf (ngettext ("Practiced once", "Practiced %u times", tries), tries);
      subtitle = g_strconcat (words, "\n", practiced, NULL);
    }

  adw_action_row_set_subtitle (row, subtitle != NULL ? subtitle : words);
}

/* A plan says more as a sentence than by its first words. */
static void
plan_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (AdwActionRow) row = data;
  HeedEntry *plan = g_object_get_data (G_OBJECT (row), "plan");
  g_autofree char *sentence = NULL;
  const char *when, *will;

  if (!heed_journal_open_entry_finish (HEED_JOURNAL (source), result, NULL))
    return;

  when = heed_entry_get_answer (plan, "when");
  will = heed_entry_get_answer (plan, "will");
  if (heed_text_is_blank (when) || heed_text_is_blank (will))
    return;

  /* Translators: a plan, such as “When a client calls, I will ask first.” */
  sentence = g_strdup_printf (_("When %s, I will %s"), when, will);
  show_plan_words (row, sentence);
}

static void
show_plan (HeedTodayPage *self,
           HeedEntry     *plan,
           guint          tries)
{
  HeedItem *tip = heed_entry_get_item (plan);
  g_autofree char *name = NULL;
  AdwActionRow *row;

  if (tip == NULL)
    return;

  row = add_row (self, self->plans, heed_item_get_title (tip), "");
  g_object_set_data (G_OBJECT (row), "tries", GUINT_TO_POINTER (tries));
  show_plan_words (row, heed_summary_get_excerpt (heed_entry_get_summary (plan)));
  name = g_strdup_printf (_("I tried “%s”"), heed_item_get_title (tip));
  adw_action_row_add_prefix (row, new_icon ("heed-try", "green"));
  g_object_set_data_full (G_OBJECT (row), "plan", g_object_ref (plan), g_object_unref);
  heed_journal_open_entry_async (heed_live_bin_get_journal (HEED_LIVE_BIN (self)), plan, plan_opened_cb,
                                 g_object_ref (row));
  adw_action_row_add_suffix (row, new_row_button (_("I Tried It"), name, "win.new-entry",
                                                  g_variant_new ("(ss)", HEED_FORM_TRY, heed_item_get_id (tip))));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", heed_item_get_id (tip));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-tip");
}

static void
show_plans (HeedTodayPage  *self,
            HeedTodayFacts *facts)
{
  AdwActionRow *row;

  for (guint i = 0; i < MIN (facts->plans->len, PLANS_SHOWN); i++)
    {
      HeedEntry *plan = g_ptr_array_index (facts->plans, i);
      const char *tip = heed_record_get_item_id (heed_entry_get_head (plan));

      show_plan (self, plan, heed_today_facts_count (facts, HEED_FORM_TRY, tip));
    }

  if (facts->plans->len > 0 && facts->plans->len <= PLANS_SHOWN)
    return;

  if (facts->plans->len == 0)
    row = add_row (self, self->plans, _("No plan yet"), _("Pick a tip and decide when you will try it."));
  else
    row = add_row (self, self->plans, _("More plans"), _("The tips that you are practicing are marked among the others."));
  adw_action_row_add_suffix (row, new_row_button (_("See the Tips"), _("See the tips"), "win.show-page",
                                                  g_variant_new_string ("tips")));
}

/* How it is going */

static void
add_tile (HeedTodayPage *self,
          const char    *figure,
          const char    *words,
          const char    *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *number = gtk_label_new (figure);
  GtkWidget *caption = gtk_label_new (words);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *child = gtk_flow_box_child_new ();
  g_autofree char *name = g_strdup_printf ("%s %s", figure, words);

  gtk_widget_add_css_class (number, "title-2");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (number), 0);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_yalign (GTK_LABEL (caption), 0);
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (caption), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (caption), 16);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), caption);

  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "tile");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", page);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-page");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (self->tiles, child);
}

static char *
describe_movement (HeedTodayFacts *facts)
{
  double change = facts->latest_mean - facts->earlier_mean;

  if (isnan (change))
    return g_strdup (_("self-check average"));
  if (change >= 0.05)
    return g_strdup_printf (_("self-check average, up %.1f"), change);
  if (change <= -0.05)
    return g_strdup_printf (_("self-check average, down %.1f"), -change);

  return g_strdup (_("self-check average, as before"));
}

static void
show_tiles (HeedTodayPage  *self,
            HeedTodayFacts *facts)
{
  g_autofree char *mean = isnan (facts->latest_mean) ? g_strdup ("–") : g_strdup_printf ("%.1f", facts->latest_mean);
  g_autofree char *movement = describe_movement (facts);
  g_autofree char *tips = g_strdup_printf ("%u / %u", facts->tips_tried, facts->tips);
  g_autofree char *activities = g_strdup_printf ("%u / %u", facts->activities_done, facts->activities);
  g_autofree char *entries = g_strdup_printf ("%u", facts->entries);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tiles))) != NULL)
    gtk_flow_box_remove (self->tiles, child);

  add_tile (self, mean, movement, "questions");
  add_tile (self, tips, _("tips practiced"), "tips");
  add_tile (self, activities, _("activities completed"), "activities");
  add_tile (self, entries, ngettext ("journal entry", "journal entries", facts->entries), "journal");
}

static void
facts_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (HeedTodayPage) self = data;
  g_autoptr (GError) error = NULL;
  HeedTodayFacts *facts = heed_today_facts_load_finish (result, &error);

  if (!heed_live_bin_end_refresh (HEED_LIVE_BIN (self), error))
    {
      g_clear_pointer (&facts, heed_today_facts_free);
      return;
    }

  clear_rows (self);
  gtk_widget_set_visible (self->welcome, facts->entries == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->going_on), facts->worksheet != NULL);
  if (facts->worksheet != NULL)
    show_worksheet (self, facts->worksheet);
  show_plans (self, facts);
  show_tiles (self, facts);
  if (self->entry == NULL)
    choose_question (self, facts->answers);
  heed_today_facts_free (facts);
}

static void
heed_today_page_refresh (HeedLiveBin *bin)
{
  show_date (HEED_TODAY_PAGE (bin));
  heed_today_facts_load_async (heed_live_bin_get_journal (bin), facts_cb, g_object_ref (bin));
}

static void
heed_today_page_set_up (HeedLiveBin *bin)
{
  show_date (HEED_TODAY_PAGE (bin));
}

static void
heed_today_page_dispose (GObject *object)
{
  HeedTodayPage *self = HEED_TODAY_PAGE (object);

  g_clear_object (&self->entry);

  G_OBJECT_CLASS (heed_today_page_parent_class)->dispose (object);
}

static void
heed_today_page_finalize (GObject *object)
{
  HeedTodayPage *self = HEED_TODAY_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_free (self->asked);
  g_free (self->asked_path);

  G_OBJECT_CLASS (heed_today_page_parent_class)->finalize (object);
}

static void
heed_today_page_class_init (HeedTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HeedLiveBinClass *live_bin_class = HEED_LIVE_BIN_CLASS (klass);

  object_class->dispose = heed_today_page_dispose;
  object_class->finalize = heed_today_page_finalize;
  live_bin_class->set_up = heed_today_page_set_up;
  live_bin_class->refresh = heed_today_page_refresh;

  g_type_ensure (HEED_TYPE_TEXT_AREA);
  g_type_ensure (HEED_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/today/heed-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, greeting);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, date);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, welcome);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, question_card);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, question);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, answer);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, last_answered);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, going_on);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, plans);
  gtk_widget_class_bind_template_child (widget_class, HeedTodayPage, tiles);
  gtk_widget_class_bind_template_callback (widget_class, answer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
}

static void
heed_today_page_init (HeedTodayPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  show_date (self);
}
