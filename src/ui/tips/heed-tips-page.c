/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the tips, and a tip in its list. See heed-tips-page.h. */

#include "heed-tips-page.h"

#include "heed-accessible.h"
#include "heed-context-menu.h"
#include "heed-reading.h"
#include "heed-template.h"
#include "heed-text.h"
#include "heed-tip-words.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HeedTipRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *number;
  GtkImage *icon;
  GtkLabel *subtitle_label;
  GtkLabel *state_label;
  GtkWidget *bookmark;

  HeedItem *tip;
  char *folded; /* all that the tip says, to be searched */
  HeedTipStatus status;
};

G_DEFINE_FINAL_TYPE (HeedTipRow, heed_tip_row, ADW_TYPE_PREFERENCES_ROW)

static gboolean
any (HeedTipRow *self,
     gboolean    one,
     gboolean    other)
{
  return one || other;
}

/* What a screen reader says after the name is all that is seen in the row. */
static void
set_status (HeedTipRow          *self,
            const HeedTipStatus *status)
{
  g_autofree char *state = heed_tip_words_describe (status);
  const char *parts[] = { heed_item_get_summary (self->tip), state, status->bookmarked ? _("Bookmarked") : NULL };
  g_autoptr (GString) description = g_string_new (NULL);

  self->status = *status;
  /* What has become of it; before that, which one it is. */
  heed_tip_words_show_icon (self->icon, status->state);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), status->state != HEED_TIP_NEW);
  gtk_widget_set_visible (GTK_WIDGET (self->number), status->state == HEED_TIP_NEW);
  gtk_label_set_label (self->state_label, heed_text_or_empty (state));
  gtk_widget_set_visible (self->bookmark, status->bookmarked);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (description, "%s%s", description->len > 0 ? "\n" : "", parts[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description->str, -1);
}

static void
heed_tip_row_finalize (GObject *object)
{
  HeedTipRow *self = HEED_TIP_ROW (object);

  g_object_unref (self->tip);
  g_free (self->folded);

  G_OBJECT_CLASS (heed_tip_row_parent_class)->finalize (object);
}

static void
heed_tip_row_class_init (HeedTipRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_tip_row_finalize;

  heed_template_set (widget_class, "tips/heed-tip-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, number);
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipRow, bookmark);
  gtk_widget_class_bind_template_callback (widget_class, any);
}

static void
heed_tip_row_init (HeedTipRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A row for a tip that nobody has tried, with its number among all. */
static GtkWidget *
create_row (HeedItem *tip,
            guint     number)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);
  HeedTipRow *self = g_object_new (HEED_TYPE_TIP_ROW, NULL);
  g_autofree char *body = g_strjoinv ("\n", (char **) heed_item_get_paragraphs (tip));
  g_autofree char *text = g_strjoin ("\n", heed_item_get_title (tip),
                                     heed_text_or_empty (heed_item_get_summary (tip)), body, NULL);

  self->tip = g_object_ref (tip);
  self->folded = heed_text_fold (text);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), heed_item_get_title (tip));
  heed_accessible_set_name (GTK_WIDGET (self), heed_item_get_title (tip));
  gtk_label_set_label (self->subtitle_label, heed_text_or_empty (heed_item_get_summary (tip)));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", heed_item_get_id (tip));
  gtk_label_set_label (self->number, digits);
  set_status (self, &(HeedTipStatus) { 0 });
  return GTK_WIDGET (self);
}

/* One group of tips: its chip, and its heading and list on the page. */
typedef struct
{
  GtkToggleButton *chip;
  GtkWidget *box;
  GtkWidget *list;
} Group;

struct _HeedTipsPage
{
  HeedLiveBin parent_instance;

  GtkWidget *search_entry;
  HeedWrapBox *chips;
  GtkToggleButton *all_chip;
  GtkToggleButton *practicing_chip;
  GtkToggleButton *bookmarked_chip;
  GtkBox *groups_box;
  GtkWidget *nothing_box;
  GtkLabel *nothing_label;
  GtkButton *nothing_button;

  GArray *groups;  /* of Group */
  guint n_tips;    /* in all groups */
  guint n_ready;   /* how many of the groups may be shown so far */
};

typedef struct
{
  GPtrArray *tallies;
  GPtrArray *decisions;
} Answers;

G_DEFINE_FINAL_TYPE (HeedTipsPage, heed_tips_page, HEED_TYPE_LIVE_BIN)

static gboolean
is_wanted (HeedTipsPage       *self,
           HeedTipRow         *row,
           const char * const *words)
{
  if (gtk_toggle_button_get_active (self->practicing_chip) && !heed_tip_status_is_active (&row->status))
    return FALSE;
  if (gtk_toggle_button_get_active (self->bookmarked_chip) && !row->status.bookmarked)
    return FALSE;

  /* Words that begin or go on with them will do. */
  for (; *words != NULL; words++)
    if (strstr (row->folded, *words) == NULL)
      return FALSE;

  return TRUE;
}

/* Says why there is nothing, and what to do about it. */
static void
explain_nothing (HeedTipsPage *self,
                 gboolean      searching)
{
  const char *sentence, *label;

  if (searching && !gtk_toggle_button_get_active (self->all_chip))
    sentence = _("None of these tips has the words that you are looking for.");
  else if (searching)
    sentence = _("No tip has the words that you are looking for.");
  else if (gtk_toggle_button_get_active (self->bookmarked_chip))
    sentence = _("A tip shows up here when you have bookmarked it on its page.");
  else
    sentence = _("A tip shows up here when you have made a plan for it or noted a try.");
  label = searching ? _("Clear the Search") : _("See All Tips");

  gtk_label_set_label (self->nothing_label, sentence);
  gtk_button_set_label (self->nothing_button, label);
}

/* Shows what the chips and the search ask for. A group is shown if one of its
 * tips is. */
static void
filter (HeedTipsPage *self)
{
  g_autofree char *folded = heed_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  g_autofree char *line = heed_text_normalize (folded);
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  gboolean by_group = !gtk_toggle_button_get_active (self->all_chip) &&
                      !gtk_toggle_button_get_active (self->practicing_chip) &&
                      !gtk_toggle_button_get_active (self->bookmarked_chip);
  gboolean some = FALSE;

  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = &g_array_index (self->groups, Group, i);
      gboolean wanted = FALSE;

      for (GtkWidget *row = gtk_widget_get_first_child (group->list); row != NULL; row = gtk_widget_get_next_sibling (row))
        {
          gtk_widget_set_visible (row, is_wanted (self, HEED_TIP_ROW (row), (const char * const *) words));
          wanted = wanted || gtk_widget_get_visible (row);
        }
      wanted = wanted && (!by_group || gtk_toggle_button_get_active (group->chip));
      gtk_widget_set_visible (group->box, wanted && i < self->n_ready);
      some = some || wanted;
    }

  gtk_widget_set_visible (self->nothing_box, !some);
  if (!some)
    explain_nothing (self, *line != '\0');
}

/* To measure and draw the rows for the first time takes longer than a frame has. */
static gboolean
show_next_group_cb (GtkWidget     *widget,
                    GdkFrameClock *clock,
                    gpointer       data)
{
  HeedTipsPage *self = HEED_TIPS_PAGE (widget);

  self->n_ready++;
  filter (self);
  return self->n_ready < self->groups->len ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
chip_cb (HeedTipsPage    *self,
         GtkToggleButton *chip)
{
  if (gtk_toggle_button_get_active (chip))
    filter (self);
}

static void
show_all_cb (HeedTipsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_toggle_button_set_active (self->all_chip, TRUE);
  filter (self);
  gtk_widget_grab_focus (self->search_entry);
}

static void
search_action (HeedTipsPage *self)
{
  gtk_widget_grab_focus (self->search_entry);
}

static void
add_group (HeedTipsPage *self,
           HeedItem     *item)
{
  const char *title = heed_item_get_title (item);
  GListModel *tips = heed_item_get_children (item);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = heed_reading_new_list (title);
  GtkWidget *chip = gtk_toggle_button_new_with_label (title);
  Group group = { GTK_TOGGLE_BUTTON (chip), box, list };

  gtk_toggle_button_set_group (group.chip, self->all_chip);
  gtk_widget_add_css_class (chip, "chip");
  g_signal_connect_object (chip, "toggled", G_CALLBACK (chip_cb), self, G_CONNECT_SWAPPED);
  heed_wrap_box_append (self->chips, chip);

  for (guint i = 0; i < g_list_model_get_n_items (tips); i++)
    {
      g_autoptr (HeedItem) tip = g_list_model_get_item (tips, i);

      gtk_list_box_append (GTK_LIST_BOX (list), create_row (tip, ++self->n_tips));
    }
  gtk_box_append (GTK_BOX (box), heed_reading_new_heading (title, "heading", 2));
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (self->groups_box, box);
  g_array_append_val (self->groups, group);
}

static void
heed_tips_page_show (HeedLiveBin *bin)
{
  HeedTipsPage *self = HEED_TIPS_PAGE (bin);
  const Answers *answers = heed_live_bin_get_answers (bin);

  for (guint i = 0; i < self->groups->len; i++)
    for (GtkWidget *row = gtk_widget_get_first_child (g_array_index (self->groups, Group, i).list); row != NULL;
         row = gtk_widget_get_next_sibling (row))
      {
        HeedTipStatus status = heed_tip_status_find (heed_item_get_id (HEED_TIP_ROW (row)->tip),
                                                     answers->tallies, answers->decisions);

        set_status (HEED_TIP_ROW (row), &status);
      }
  filter (self);
}

static void
heed_tips_page_set_up (HeedLiveBin *bin)
{
  HeedTipsPage *self = HEED_TIPS_PAGE (bin);
  HeedItem *item = heed_live_bin_get_item (bin);
  GListModel *groups = item != NULL ? heed_item_get_children (item) : NULL;

  if (item == NULL)
    return;

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (HeedItem) group = g_list_model_get_item (groups, i);

      add_group (self, group);
    }

  filter (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), show_next_group_cb, NULL, NULL);
}

static void
heed_tips_page_ask (HeedLiveBin      *bin,
                    HeedJournalBatch *batch,
                    gpointer          data)
{
  Answers *answers = data;

  heed_journal_batch_tally (batch, &answers->tallies);
  heed_journal_batch_read (batch, &(HeedQuery) { .form_id = HEED_FORM_DECISION, .each = HEED_DECISIONS_EACH },
                           &answers->decisions);
}

static void
heed_tips_page_dispose (GObject *object)
{
  g_array_set_size (HEED_TIPS_PAGE (object)->groups, 0);

  G_OBJECT_CLASS (heed_tips_page_parent_class)->dispose (object);
}

static void
heed_tips_page_finalize (GObject *object)
{
  g_array_unref (HEED_TIPS_PAGE (object)->groups);

  G_OBJECT_CLASS (heed_tips_page_parent_class)->finalize (object);
}

static GMenuModel *
create_menu (GtkWidget *target,
             gpointer   unused)
{
  GtkWidget *row = gtk_widget_get_ancestor (target, HEED_TYPE_TIP_ROW);
  const char *id = row != NULL ? heed_item_get_id (HEED_TIP_ROW (row)->tip) : NULL;
  g_autoptr (GMenu) menu = g_menu_new ();

  if (id == NULL)
    return NULL;

  heed_context_menu_append (menu, _("_Read the Tip"), "win.show-tip", g_variant_new_string (id));
  heed_context_menu_append (menu, _("_Plan It…"), "win.new-entry", g_variant_new ("(ss)", HEED_FORM_PLAN, id));
  heed_context_menu_append (menu, _("_Note a Try…"), "win.new-entry", g_variant_new ("(ss)", HEED_FORM_TRY, id));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
heed_tips_page_class_init (HeedTipsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_tips_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_tips_page_finalize;
  HEED_LIVE_BIN_CLASS (klass)->get_item = heed_workbook_get_tips;
  HEED_LIVE_BIN_CLASS (klass)->set_up = heed_tips_page_set_up;
  HEED_LIVE_BIN_CLASS (klass)->ask = heed_tips_page_ask;
  HEED_LIVE_BIN_CLASS (klass)->show = heed_tips_page_show;

  heed_template_set (widget_class, "tips/heed-tips-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTipsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HeedTipsPage, chips);
  gtk_widget_class_bind_template_child (widget_class, HeedTipsPage, all_chip);
  gtk_widget_class_bind_template_child (widget_class, HeedTipsPage, practicing_chip);
  gtk_widget_class_bind_template_child (widget_class, HeedTipsPage, bookmarked_chip);
  gtk_widget_class_bind_template_child (widget_class, HeedTipsPage, groups_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTipsPage, nothing_box);
  gtk_widget_class_bind_template_child (widget_class, HeedTipsPage, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, HeedTipsPage, nothing_button);
  gtk_widget_class_bind_template_callback (widget_class, chip_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  heed_template_install_action (widget_class, "tips.search", NULL, G_CALLBACK (search_action));
}

static void
heed_tips_page_init (HeedTipsPage *self)
{
  self->groups = g_array_new (FALSE, FALSE, sizeof (Group));

  gtk_widget_init_template (GTK_WIDGET (self));
  heed_context_menu_add (GTK_WIDGET (self->groups_box), create_menu, NULL);
  heed_accessible_set_name (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->search_entry))),
                            _("Search the tips"));
}
