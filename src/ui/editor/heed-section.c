/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the controls of a part of a form: short answers as rows of a card, long
 * ones as questions in a card, a group that begins with a rating as a card of
 * its own. */

#include "heed-section.h"

#include "heed-choice-answer.h"
#include "heed-rating-answer.h"
#include "heed-row-answer.h"
#include "heed-text-answer.h"
#include "heed-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define LONG_SECTION 5 /* fields */

struct _HeedSection
{
  GtkBox parent_instance;

  HeedEntry *entry;
  char *key;
  char *label;       /* of one of a repeated group, else NULL */
  gboolean has_text; /* anything long is asked for */

  GPtrArray *views;      /* of HeedAnswerView, as they are read */
  GPtrArray *counts;     /* of labels that count answers; data "path" */
  GPtrArray *warnings;   /* of labels that warn of short lists; data "path" */
  GPtrArray *removes;    /* of buttons that take one of a group out; data "path" */
};

/* Where the controls are being put. */
typedef struct
{
  HeedSection *section;
  HeedOutline *outline;
  GtkWidget *column;
} Site;

G_DEFINE_FINAL_TYPE (HeedSection, heed_section, GTK_TYPE_BOX)

static void build_fields (Site  *site,
                          guint  first,
                          guint  end);

static HeedFieldType
get_type (const HeedOutlineNode *node)
{
  return heed_field_get_field_type (node->field);
}

/* The place after @position that is not within it. */
static guint
find_next (HeedOutline *outline,
           guint        position)
{
  guint depth = heed_outline_get_node (outline, position)->depth;
  guint next = position + 1;

  while (next < heed_outline_get_n_nodes (outline) && heed_outline_get_node (outline, next)->depth > depth)
    next++;

  return next;
}

static gboolean
is_short (const HeedOutlineNode *node)
{
  switch (get_type (node))
    {
    case HEED_FIELD_TEXT:
    case HEED_FIELD_NUMBER:
    case HEED_FIELD_DATE:
    case HEED_FIELD_LIST:
      return TRUE;
    case HEED_FIELD_PARAGRAPH:
    case HEED_FIELD_CHOICE:
    case HEED_FIELD_RATING:
    case HEED_FIELD_GROUP:
    default:
      return FALSE;
    }
}

static GtkWidget *
add_label (GtkWidget  *box,
           const char *text,
           const char *first_class,
           const char *second_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, first_class);
  if (second_class != NULL)
    gtk_widget_add_css_class (label, second_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
remember (GPtrArray  *widgets,
          GtkWidget  *widget,
          const char *path)
{
  g_object_set_data_full (G_OBJECT (widget), "path", g_strdup (path), g_free);
  g_ptr_array_add (widgets, widget);
}

static const char *
get_path (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "path");
}

static HeedAnswerView *
add_view (Site                  *site,
          GtkWidget             *box,
          HeedAnswerView        *view,
          const HeedOutlineNode *node)
{
  heed_answer_view_bind (view, site->section->entry, node);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (view));
  g_ptr_array_add (site->section->views, view);
  return view;
}

static GtkWidget *
add_card (Site       *site,
          const char *css_class,
          const char *name)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX,
                                  "orientation", GTK_ORIENTATION_VERTICAL,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                  NULL);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, css_class);
  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (site->column), card);
  return card;
}

static void
add_row_button (Site                  *site,
                GtkWidget             *card,
                const HeedOutlineNode *list)
{
  guint count = heed_outline_get_n_repeats (site->outline, list->path);
  const char *item = heed_field_get_item_label (list->field);
  /* Translators: what is added, such as “Sign” and 4. */
  g_autofree char *text = g_strdup_printf (_("Add %s %u"), item != NULL ? item : list->label, count + 1);
  /* Translators: what is added and where, such as “Sign”, 4 and “Emotion 2: Signs that go with it”. */
  g_autofree char *name = g_strdup_printf (_("Add %s %u: %s"), item != NULL ? item : list->label, count + 1, list->name);
  GtkWidget *content = adw_button_content_new ();
  GtkWidget *button = gtk_button_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), text);
  gtk_widget_set_halign (content, GTK_ALIGN_START);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "add-row");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "editor.add-repeat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", list->path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (card), button);
}

static void
add_list (Site      *site,
          GtkWidget *card,
          guint      position)
{
  const HeedOutlineNode *list = heed_outline_get_node (site->outline, position);
  guint end = find_next (site->outline, position);

  for (guint i = position + 1; i < end; i++)
    add_view (site, card, heed_row_answer_new (), heed_outline_get_node (site->outline, i));

  if (heed_entry_can_add_repeat (site->section->entry, list->path))
    add_row_button (site, card, list);
}

static void
add_list_notes (Site      *site,
                GtkWidget *box,
                guint      position)
{
  const HeedOutlineNode *list = heed_outline_get_node (site->outline, position);
  GtkWidget *label;

  if (get_type (list) != HEED_FIELD_LIST)
    return;

  if (heed_field_get_hint (list->field) != NULL)
    add_label (box, heed_field_get_hint (list->field), "caption", "dim-label");
  if (heed_field_get_warning (list->field) == NULL)
    return;

  label = add_label (box, heed_field_get_warning (list->field), "caption", "warning");
  gtk_widget_set_visible (label, FALSE);
  remember (site->section->warnings, label, list->path);
}

/* Short answers, of which each is a row. */
static void
build_rows (Site  *site,
            guint  first,
            guint  end)
{
  const HeedOutlineNode *node = heed_outline_get_node (site->outline, first);
  gboolean is_list = get_type (node) == HEED_FIELD_LIST;
  GtkWidget *card;

  if (is_list)
    add_label (site->column, node->label, "heading", NULL);
  card = add_card (site, "rows", is_list ? node->name : NULL);

  for (guint i = first; i < end; i = find_next (site->outline, i))
    {
      node = heed_outline_get_node (site->outline, i);
      if (get_type (node) == HEED_FIELD_LIST)
        add_list (site, card, i);
      else
        add_view (site, card, heed_row_answer_new (), node);
    }
  for (guint i = first; i < end; i = find_next (site->outline, i))
    add_list_notes (site, site->column, i);
}

static GtkWidget *
add_question_head (GtkWidget             *box,
                   const HeedOutlineNode *node)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *number = g_strdup_printf ("%u", node->number);

  gtk_widget_add_css_class (head, "heading");
  if (node->number > 0)
    {
      GtkWidget *label = add_label (head, number, "dim-label", NULL);

      gtk_widget_set_valign (label, GTK_ALIGN_START);
    }
  gtk_widget_set_hexpand (add_label (head, node->label, "question", NULL), TRUE);
  if (heed_field_get_optional (node->field))
    /* Translators: stands beside a question that may be skipped. */
    add_label (head, _("optional"), "caption", "dim-label");

  gtk_box_append (GTK_BOX (box), head);
  return head;
}

static HeedAnswerView *
make_view (const HeedOutlineNode *node)
{
  HeedAnswerView *view;

  switch (get_type (node))
    {
    case HEED_FIELD_PARAGRAPH:
      return heed_text_answer_new ();
    case HEED_FIELD_CHOICE:
      return heed_choice_answer_new ();
    case HEED_FIELD_RATING:
      return heed_rating_answer_new ();
    case HEED_FIELD_TEXT:
    case HEED_FIELD_NUMBER:
    case HEED_FIELD_DATE:
    case HEED_FIELD_LIST:
    case HEED_FIELD_GROUP:
    default:
      view = heed_row_answer_new ();
      heed_row_answer_set_titled (HEED_ROW_ANSWER (view), FALSE);
      return view;
    }
}

static void
add_question (Site      *site,
              GtkWidget *card,
              guint      position)
{
  const HeedOutlineNode *node = heed_outline_get_node (site->outline, position);
  const char *hint = heed_field_get_hint (node->field);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  HeedAnswerView *view = make_view (node);

  if (get_type (node) == HEED_FIELD_RATING)
    heed_rating_answer_set_title (HEED_RATING_ANSWER (view), node->number, node->label);
  else
    add_question_head (box, node);
  if (hint != NULL)
    add_label (box, hint, "caption", "dim-label");

  add_view (site, box, view, node);
  gtk_box_append (GTK_BOX (card), box);
  site->section->has_text |= get_type (node) == HEED_FIELD_PARAGRAPH;
}

/* Long answers, each below its question. */
static void
build_questions (Site  *site,
                 guint  first,
                 guint  end)
{
  GtkWidget *card = add_card (site, "questions", NULL);

  for (guint i = first; i < end; i = find_next (site->outline, i))
    add_question (site, card, i);
}

/* What is rated, and a few words on why. */
static void
build_rated_group (Site  *site,
                   guint  position,
                   guint  end)
{
  const HeedOutlineNode *group = heed_outline_get_node (site->outline, position);
  GtkWidget *card = add_card (site, "questions", group->name);
  guint first = position + 1;
  HeedAnswerView *view = heed_rating_answer_new ();

  gtk_widget_add_css_class (card, "rated");
  heed_rating_answer_set_title (HEED_RATING_ANSWER (view), group->number, group->label);
  add_view (site, card, view, heed_outline_get_node (site->outline, first));

  for (guint i = find_next (site->outline, first); i < end; i = find_next (site->outline, i))
    {
      const HeedOutlineNode *node = heed_outline_get_node (site->outline, i);

      if (get_type (node) == HEED_FIELD_PARAGRAPH)
        {
          view = add_view (site, card, heed_text_answer_new (), node);
          heed_text_answer_set_placeholder (HEED_TEXT_ANSWER (view), node->label);
        }
      else
        {
          add_question (site, card, i);
        }
    }
}

static void
add_remove_button (Site                  *site,
                   GtkWidget             *head,
                   const HeedOutlineNode *node)
{
  /* Translators: what is removed, such as “Talk 4”. */
  g_autofree char *name = g_strdup_printf (_("Remove %s"), node->name);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "editor.remove-repeat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", node->path);
  gtk_box_append (GTK_BOX (head), button);
  remember (site->section->removes, button, node->path);
}

static void
add_group_head (Site                  *site,
                const HeedOutlineNode *node)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = add_label (head, node->label, "heading", NULL);
  GtkWidget *count = add_label (head, "", "caption", "dim-label");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (head, "group-head");
  gtk_label_set_wrap (GTK_LABEL (count), FALSE);
  remember (site->section->counts, count, node->path);
  if (node->index > 0)
    add_remove_button (site, head, node);
  gtk_box_append (GTK_BOX (site->column), head);

  if (heed_field_get_hint (node->field) != NULL)
    add_label (site->column, heed_field_get_hint (node->field), "caption", "dim-label");
}

static gboolean
begins_with_rating (const HeedOutlineNode *group)
{
  return group->index == 0 && heed_field_get_n_fields (group->field) > 0 &&
         heed_field_get_field_type (heed_field_get_field (group->field, 0)) == HEED_FIELD_RATING;
}

static gboolean
is_last_of_group (Site  *site,
                  guint  position,
                  guint  next)
{
  const HeedOutlineNode *node = heed_outline_get_node (site->outline, position);

  return node->index > 0 &&
         (next == heed_outline_get_n_nodes (site->outline) ||
          heed_outline_get_node (site->outline, next)->field != node->field);
}

static void
build_group (Site  *site,
             guint  position,
             guint  end)
{
  const HeedOutlineNode *node = heed_outline_get_node (site->outline, position);
  GtkWidget *group;
  Site inside = *site;

  if (begins_with_rating (node))
    {
      build_rated_group (site, position, end);
      return;
    }

  group = g_object_new (GTK_TYPE_BOX,
                        "orientation", GTK_ORIENTATION_VERTICAL,
                        "spacing", 12,
                        "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                        NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL, node->name, -1);
  gtk_box_append (GTK_BOX (site->column), group);
  inside.column = group;
  add_group_head (&inside, node);
  build_fields (&inside, position + 1, end);
}

/* A repeated group within another has the button to add one below its last;
 * the editor puts that of a group at the top of the form. */
static void
add_inner_group_button (Site  *site,
                        guint  position)
{
  const HeedOutlineNode *node = heed_outline_get_node (site->outline, position);
  g_autofree char *path = g_path_get_dirname (node->path);
  HeedOutlineNode group = *node;

  group.path = path;
  if (node->depth > 0 && heed_entry_can_add_repeat (site->section->entry, path))
    add_row_button (site, site->column, &group);
}

/* How far the fields go on that are shown alike. One short field amid long
 * ones is shown as they are. */
static guint
find_run (Site     *site,
          guint     first,
          guint     end,
          gboolean *rows)
{
  gboolean short_first = is_short (heed_outline_get_node (site->outline, first));
  guint i = first;

  *rows = short_first;
  while (i < end && get_type (heed_outline_get_node (site->outline, i)) != HEED_FIELD_GROUP)
    {
      const HeedOutlineNode *node = heed_outline_get_node (site->outline, i);
      guint next = find_next (site->outline, i);
      gboolean alone = i > first && !short_first && is_short (node) && get_type (node) != HEED_FIELD_LIST &&
                       (next == end || !is_short (heed_outline_get_node (site->outline, next)));

      if (is_short (node) != short_first && !alone)
        break;
      i = next;
    }

  return i;
}

static void
build_fields (Site  *site,
              guint  first,
              guint  end)
{
  guint i = first;

  while (i < end)
    {
      const HeedOutlineNode *node = heed_outline_get_node (site->outline, i);
      guint next = find_next (site->outline, i);
      gboolean rows;

      if (get_type (node) == HEED_FIELD_GROUP)
        {
          build_group (site, i, next);
          if (is_last_of_group (site, i, next))
            add_inner_group_button (site, i);
        }
      else
        {
          next = find_run (site, i, end, &rows);
          if (rows)
            build_rows (site, i, next);
          else
            build_questions (site, i, next);
        }
      i = next;
    }
}

static void
update_counts (HeedSection *self,
               HeedOutline *outline)
{
  for (guint i = 0; i < self->counts->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (self->counts, i);
      HeedProgress progress = heed_outline_get_progress (outline, get_path (label));
      /* Translators: how many answers of a group are there, such as “3 of 4”. */
      g_autofree char *text = g_strdup_printf (_("%u of %u"), progress.answered, progress.total);

      gtk_label_set_label (GTK_LABEL (label), text);
      gtk_widget_set_visible (label, progress.total > 0);
    }
}

/* A list that somebody has begun and left short. */
static void
update_warnings (HeedSection *self,
                 HeedOutline *outline)
{
  for (guint i = 0; i < self->warnings->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (self->warnings, i);
      HeedField *field = heed_form_find_path (heed_outline_get_form (outline), get_path (label));
      guint filled = 0;

      for (guint row = 1; row <= heed_outline_get_n_repeats (outline, get_path (label)); row++)
        {
          g_autofree char *path = g_strdup_printf ("%s/%u", get_path (label), row);

          filled += !heed_text_is_blank (heed_entry_get_answer (self->entry, path));
        }

      if (filled == 0 || filled >= heed_field_get_min (field))
        gtk_widget_set_visible (label, FALSE);
      else if (gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
        gtk_widget_set_visible (label, TRUE);
    }
}

static void
left_cb (HeedSection *self)
{
  HeedOutline *outline = heed_entry_get_outline (self->entry);

  if (outline != NULL)
    update_warnings (self, outline);
}

static void
heed_section_dispose (GObject *object)
{
  HeedSection *self = HEED_SECTION (object);

  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  g_clear_pointer (&self->removes, g_ptr_array_unref);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (heed_section_parent_class)->dispose (object);
}

static void
heed_section_finalize (GObject *object)
{
  HeedSection *self = HEED_SECTION (object);

  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->label, g_free);

  G_OBJECT_CLASS (heed_section_parent_class)->finalize (object);
}

static void
heed_section_class_init (HeedSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_section_dispose;
  object_class->finalize = heed_section_finalize;
}

static void
heed_section_init (HeedSection *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);

  self->views = g_ptr_array_new ();
  self->counts = g_ptr_array_new ();
  self->warnings = g_ptr_array_new ();
  self->removes = g_ptr_array_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * heed_section_new:
 * @entry: an open entry
 * @first: the first place of its outline that belongs to the section
 * @end: the place after the last
 *
 * Makes the controls for a part of an entry.
 *
 * Returns: (transfer floating): the section
 */
HeedSection *
heed_section_new (HeedEntry *entry,
                  guint      first,
                  guint      end)
{
  HeedSection *self = g_object_new (HEED_TYPE_SECTION, NULL);
  g_autoptr (HeedOutline) outline = heed_outline_ref (heed_entry_get_outline (entry));
  const HeedOutlineNode *node = heed_outline_get_node (outline, first);
  Site site = { .section = self, .outline = outline, .column = GTK_WIDGET (self) };

  self->entry = g_object_ref (entry);
  self->key = heed_section_make_key (entry, first, end);
  self->label = node->index > 0 ? g_strdup (node->label) : NULL;
  build_fields (&site, first, end);
  heed_section_update (self);
  return self;
}

/**
 * heed_section_get_key:
 * @self: a section
 *
 * Gets what tells whether a section still fits its entry.
 *
 * Returns: what heed_section_make_key() gave when the section was made
 */
const char *
heed_section_get_key (HeedSection *self)
{
  return self->key;
}

/**
 * heed_section_get_label:
 * @self: a section
 *
 * Gets what to call one of a repeated group, such as "Situation 2".
 *
 * Returns: (nullable): the label, %NULL for any other section
 */
const char *
heed_section_get_label (HeedSection *self)
{
  return self->label;
}

/**
 * heed_section_is_long:
 * @self: a section
 *
 * Tells whether a way to jump over the section is welcome.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_section_is_long (HeedSection *self)
{
  return self->has_text && self->views->len >= LONG_SECTION;
}

/**
 * heed_section_get_views:
 * @self: a section
 *
 * Gets the controls.
 *
 * Returns: (transfer none) (element-type HeedAnswerView): the controls as they
 *   are read
 */
GPtrArray *
heed_section_get_views (HeedSection *self)
{
  return self->views;
}

/**
 * heed_section_update:
 * @self: a section
 *
 * Brings what is said about the answers up to date.
 */
void
heed_section_update (HeedSection *self)
{
  HeedOutline *outline = heed_entry_get_outline (self->entry);

  update_counts (self, outline);
  update_warnings (self, outline);
  for (guint i = 0; i < self->removes->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->removes, i);
      g_autofree char *group = g_path_get_dirname (get_path (button));

      gtk_widget_set_visible (button, heed_entry_can_remove_repeat (self->entry, group));
    }
}

/**
 * heed_section_make_key:
 * @entry: an open entry
 * @first: the first place of its outline that belongs to the section
 * @end: the place after the last
 *
 * Describes what controls a part of an entry needs, whatever the answers.
 *
 * Returns: (transfer full): a text that is the same as long as the controls are
 */
char *
heed_section_make_key (HeedEntry *entry,
                       guint      first,
                       guint      end)
{
  HeedOutline *outline = heed_entry_get_outline (entry);
  GString *key = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    {
      g_string_append (key, heed_outline_get_node (outline, i)->path);
      g_string_append_c (key, '\n');
    }

  return g_string_free (key, FALSE);
}

/**
 * heed_section_find_end:
 * @outline: an outline
 * @first: a place at the top of it
 *
 * Finds how far the section goes that begins at @first: a group is a section
 * of its own, and so are the fields up to the next group.
 *
 * Returns: the place after the last
 */
guint
heed_section_find_end (HeedOutline *outline,
                       guint        first)
{
  guint end = find_next (outline, first);

  if (get_type (heed_outline_get_node (outline, first)) == HEED_FIELD_GROUP)
    return end;

  while (end < heed_outline_get_n_nodes (outline) &&
         get_type (heed_outline_get_node (outline, end)) != HEED_FIELD_GROUP)
    end = find_next (outline, end);

  return end;
}
