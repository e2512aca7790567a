/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A part of a form in the editor: short answers as rows of a card, long ones as
 * questions in a card, a group that begins with a rating as a card of its own, and
 * what is said about the answers. First what all of these are made of, then rows,
 * then questions, then groups and what stands together. */

#include "heed-section.h"

#include "heed-accessible.h"
#include "heed-answer.h"
#include "heed-focus.h"
#include "heed-reading.h"
#include "heed-text.h"

#include <glib/gi18n.h>

#define LONG_SECTION 5 /* fields */
#define TOP_MARGIN 12   /* above a section that came to the top */

struct _HeedSection
{
  GtkBox parent_instance;

  HeedEntry *entry;
  gboolean editable;   /* else the answers are text to read */
  char *key;           /* tells whether the section still fits its entry */
  char *path;          /* of what it begins with */
  char *label;
  gboolean repeated;   /* one of several */
  gboolean has_text;   /* a long text is asked for */

  /* These are owned by their parents. */
  GPtrArray *views;    /* of HeedAnswerView, as they are read */
  GPtrArray *counts;   /* of labels that count the answers of a group */
  GPtrArray *warnings; /* of labels that warn of short lists */
  GPtrArray *handles;  /* of HeedMoveHandle */
};

G_DEFINE_FINAL_TYPE (HeedSection, heed_section, GTK_TYPE_BOX)

static HeedFieldType
get_type_at (HeedFilledForm *filled,
             guint           position)
{
  return heed_field_get_field_type (heed_filled_form_get_node (filled, position)->field);
}

/* Whether anything is written at @position or within it. */
static gboolean
is_answered (HeedFilledForm *filled,
             guint           position)
{
  guint end = heed_filled_form_find_next (filled, position);

  for (guint i = position; i < end; i++)
    if (!heed_text_is_blank (heed_filled_form_get_node (filled, i)->value))
      return TRUE;

  return FALSE;
}

/* To be brought up to date with what is at @path. */
static void
remember (GPtrArray  *labels,
          GtkWidget  *label,
          const char *path)
{
  gtk_widget_add_css_class (label, "not-found");
  g_object_set_data_full (G_OBJECT (label), "path", g_strdup (path), g_free);
  g_ptr_array_add (labels, label);
}

/* In place of a list or a group of which nothing is filled in. */
static void
add_nothing (GtkWidget *box)
{
  gtk_widget_add_css_class (heed_reading_append_label (box, _("Nothing written"), "read-answer dim-label"), "nothing");
}

static GtkWidget *
add_card (GtkWidget  *column,
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
  gtk_box_append (GTK_BOX (column), card);
  return card;
}

static HeedAnswerView *
add_view (HeedSection              *self,
          GtkWidget                *box,
          const HeedFilledFormNode *node,
          gboolean                  titled)
{
  HeedAnswerView *view = heed_answer_view_new (self->entry, node, self->editable, titled);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (view));
  g_ptr_array_add (self->views, view);
  return view;
}

static GtkWidget *
make_handle (HeedSection              *self,
             GtkWidget                *dragged,
             GtkWidget                *target,
             const HeedFilledFormNode *node)
{
  GtkWidget *handle = heed_move_handle_new (self->entry, node, dragged, target);

  g_ptr_array_add (self->handles, handle);
  return handle;
}

/* Rows */

static void
add_list (HeedSection    *self,
          GtkWidget      *card,
          HeedFilledForm *filled,
          guint           position)
{
  guint end = heed_filled_form_find_next (filled, position);

  for (guint i = position + 1; i < end; i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);
      HeedAnswerView *view;

      if (!self->editable && !is_answered (filled, i))
        continue;
      view = add_view (self, card, node, TRUE);
      if (self->editable)
        heed_answer_view_add_suffix (view, make_handle (self, GTK_WIDGET (view), GTK_WIDGET (view), node));
    }

  if (!self->editable && !is_answered (filled, position))
    add_nothing (card);
  else if (self->editable && heed_entry_can_add_repeat (self->entry, heed_filled_form_get_node (filled, position)->path))
    gtk_box_append (GTK_BOX (card), heed_section_new_add_button (self->entry, position, TRUE));
}

/* What there is to say about a list, below its card; @card is told, too. */
static void
add_list_notes (HeedSection              *self,
                GtkWidget                *column,
                GtkWidget                *card,
                const HeedFilledFormNode *list)
{
  GtkWidget *label;

  if (heed_field_get_hint (list->field) != NULL)
    heed_reading_append_label (column, heed_field_get_hint (list->field), "caption dim-label");
  if (heed_field_get_warning (list->field) == NULL)
    return;

  label = heed_reading_append_label (column, heed_field_get_warning (list->field), "caption warning");
  gtk_widget_set_visible (label, FALSE);
  remember (self->warnings, label, list->path);
  g_object_set_data (G_OBJECT (label), "card", card);
}

/* Short answers, of which each is a row. */
static void
build_rows (HeedSection    *self,
            GtkWidget      *column,
            HeedFilledForm *filled,
            guint           first,
            guint           end)
{
  const HeedFilledFormNode *node = heed_filled_form_get_node (filled, first);
  gboolean is_list = get_type_at (filled, first) == HEED_FIELD_LIST;
  GtkWidget *card;

  if (is_list)
    gtk_box_append (GTK_BOX (column), heed_reading_new_heading (node->label, "heading", 2));
  card = add_card (column, "rows", is_list ? node->name : NULL);

  for (guint i = first; i < end; i = heed_filled_form_find_next (filled, i))
    if (get_type_at (filled, i) == HEED_FIELD_LIST)
      add_list (self, card, filled, i);
    else
      add_view (self, card, heed_filled_form_get_node (filled, i), TRUE);

  for (guint i = first; i < end; i = heed_filled_form_find_next (filled, i))
    if (self->editable && get_type_at (filled, i) == HEED_FIELD_LIST)
      add_list_notes (self, column, card, heed_filled_form_get_node (filled, i));
}

/* Questions */

static void
add_question_head (HeedSection              *self,
                   GtkWidget                *box,
                   const HeedFilledFormNode *node)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *number = g_strdup_printf ("%u", node->number);

  gtk_widget_add_css_class (head, "heading");
  if (node->number > 0)
    gtk_widget_set_valign (heed_reading_append_label (head, number, "dim-label"), GTK_ALIGN_START);
  gtk_widget_set_hexpand (heed_reading_append_label (head, node->label, "question"), TRUE);
  if (heed_field_get_optional (node->field) && self->editable)
    /* Translators: stands beside a question that may be skipped. */
    heed_reading_append_label (head, _("optional"), "caption dim-label");

  gtk_box_append (GTK_BOX (box), head);
}

/* The text of a note has its page, and no box around it. */
static void
fill_page (GtkWidget *view)
{
  GtkWidget *area = gtk_widget_get_first_child (view);

  gtk_widget_set_vexpand (view, TRUE);
  if (GTK_IS_TEXT_VIEW (area))
    g_object_set (area, "left-margin", 0, "right-margin", 0, NULL);
}

/* A rating stands beside what is rated, any other answer below its question. */
static void
add_question (HeedSection              *self,
              GtkWidget                *card,
              const HeedFilledFormNode *node)
{
  const char *hint = heed_field_get_hint (node->field);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  HeedAnswerView *view;
  HeedFieldType type = heed_field_get_field_type (node->field);
  gboolean titled = self->editable && type == HEED_FIELD_RATING;
  gboolean page = self->editable && heed_form_get_titled (heed_entry_get_form (self->entry));

  if (!titled && !page)
    add_question_head (self, box, node);
  if (hint != NULL && self->editable)
    heed_reading_append_label (box, hint, "caption dim-label");

  view = add_view (self, box, node, titled);
  if (page)
    fill_page (GTK_WIDGET (view));
  gtk_box_append (GTK_BOX (card), box);
  self->has_text |= type == HEED_FIELD_PARAGRAPH;
}

/* A group that is there for the rating that it begins with, and the words on why:
 * to be read, those that there are. */
static void
build_rated (HeedSection    *self,
             GtkWidget      *column,
             HeedFilledForm *filled,
             guint           position,
             guint           end)
{
  const HeedFilledFormNode *group = heed_filled_form_get_node (filled, position);
  GtkWidget *card = add_card (column, "questions", group->name);
  HeedAnswerView *rating;

  gtk_widget_add_css_class (card, "rated");
  if (!self->editable)
    add_question_head (self, card, group);
  rating = add_view (self, card, heed_filled_form_get_node (filled, position + 1), FALSE);
  if (self->editable)
    heed_answer_view_set_title (rating, group->number, group->label);

  for (guint i = heed_filled_form_find_next (filled, position + 1); i < end; i = heed_filled_form_find_next (filled, i))
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);

      if (self->editable && heed_field_get_field_type (node->field) != HEED_FIELD_PARAGRAPH)
        add_question (self, card, node);
      else if (self->editable || is_answered (filled, i) || !heed_field_get_optional (node->field))
        add_view (self, card, node, TRUE);
    }
}

/* Groups */

static void build_fields (HeedSection    *self,
                          GtkWidget      *column,
                          HeedFilledForm *filled,
                          guint           first,
                          guint           end);

/* Whether it is a row, or several of them. */
static gboolean
is_short (HeedFilledForm *filled,
          guint           position)
{
  HeedField *field = heed_filled_form_get_node (filled, position)->field;

  return heed_field_is_short (field) || heed_field_get_field_type (field) == HEED_FIELD_LIST;
}

static void
add_group_head (HeedSection              *self,
                GtkWidget                *column,
                const HeedFilledFormNode *node)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = heed_reading_new_heading (node->label, "heading", 2);
  GtkWidget *count;

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_widget_add_css_class (head, "group-head");
  count = heed_reading_append_label (head, "", "caption dim-label");
  gtk_label_set_wrap (GTK_LABEL (count), FALSE);
  remember (self->counts, count, node->path);
  if (node->index > 0 && self->editable)
    {
      gtk_box_append (GTK_BOX (head), make_handle (self, head, column, node));
      gtk_widget_add_css_class (column, "movable-group");
    }
  gtk_box_append (GTK_BOX (column), head);

  if (heed_field_get_hint (node->field) != NULL && self->editable)
    heed_reading_append_label (column, heed_field_get_hint (node->field), "caption dim-label");
}

/* A repeated group within another has the button to add one below its last;
 * the editor puts that of a group at the top of the form. */
static void
build_group (HeedSection    *self,
             GtkWidget      *column,
             HeedFilledForm *filled,
             guint           position,
             guint           end)
{
  const HeedFilledFormNode *node = heed_filled_form_get_node (filled, position);
  GtkWidget *button;

  if (heed_filled_form_node_is_rated (node))
    {
      build_rated (self, column, filled, position, end);
    }
  else
    {
      GtkWidget *group = g_object_new (GTK_TYPE_BOX,
                                       "orientation", GTK_ORIENTATION_VERTICAL,
                                       "spacing", 12,
                                       "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                       NULL);

      gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL, node->name, -1);
      gtk_box_append (GTK_BOX (column), group);
      add_group_head (self, group, node);
      if (self->editable || is_answered (filled, position))
        build_fields (self, group, filled, position + 1, end);
      else
        add_nothing (add_card (group, "rows", NULL));
    }

  button = node->depth > 0 && self->editable ? heed_section_new_add_button (self->entry, position, TRUE) : NULL;
  if (button != NULL)
    gtk_box_append (GTK_BOX (column), button);
}

/* How far the fields go on that are shown alike. One short field amid long
 * ones is shown as they are. */
static guint
find_run (HeedFilledForm *filled,
          guint           first,
          guint           end)
{
  gboolean short_first = is_short (filled, first);
  guint i = first;

  while (i < end && get_type_at (filled, i) != HEED_FIELD_GROUP)
    {
      guint next = heed_filled_form_find_next (filled, i);
      gboolean alone = i > first && !short_first && is_short (filled, i) &&
                       get_type_at (filled, i) != HEED_FIELD_LIST && (next == end || !is_short (filled, next));

      if (is_short (filled, i) != short_first && !alone)
        break;
      i = next;
    }

  return i;
}

static void
build_fields (HeedSection    *self,
              GtkWidget      *column,
              HeedFilledForm *filled,
              guint           first,
              guint           end)
{
  for (guint i = first, next; i < end; i = next)
    {
      if (get_type_at (filled, i) == HEED_FIELD_GROUP)
        {
          next = heed_filled_form_find_next (filled, i);
          build_group (self, column, filled, i, next);
          continue;
        }

      next = find_run (filled, i, end);
      if (is_short (filled, i))
        {
          build_rows (self, column, filled, i, next);
        }
      else
        {
          GtkWidget *card = add_card (column, "questions", NULL);

          for (guint j = i; j < next; j = heed_filled_form_find_next (filled, j))
            add_question (self, card, heed_filled_form_get_node (filled, j));
        }
    }
}

/* What is said about the answers */

static void
update_counts (HeedSection    *self,
               HeedFilledForm *filled)
{
  for (guint i = 0; i < self->counts->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (self->counts, i);
      const char *path = g_object_get_data (G_OBJECT (label), "path");
      const HeedFilledFormNode *node = heed_filled_form_find (filled, path);
      HeedProgress progress = heed_filled_form_get_progress (filled, path);
      /* Translators: how many answers of a group are there, such as “3 of 4”. */
      g_autofree char *text = g_strdup_printf (_("%u of %u"), progress.answered, progress.total);

      gtk_label_set_label (GTK_LABEL (label), text);
      /* A part that is there once is counted by the page around it. */
      gtk_widget_set_visible (label, progress.total > 0 && node != NULL && node->index > 0);
    }
}

/* A list that somebody has begun and left short. Who hears the window hears it
 * with the list. */
static void
update_warnings (HeedSection *self)
{
  HeedFilledForm *filled = heed_entry_get_filled_form (self->entry);
  gboolean writing = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  for (guint i = 0; filled != NULL && i < self->warnings->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (self->warnings, i);
      const char *path = g_object_get_data (G_OBJECT (label), "path");
      guint n_filled = heed_filled_form_get_n_filled (filled, path);
      gboolean fine = n_filled == 0 ||
                      n_filled >= heed_field_get_min (heed_form_find_path (heed_filled_form_get_form (filled), path));

      if (!fine && writing)
        continue;
      gtk_widget_set_visible (label, !fine);
      gtk_accessible_update_property (g_object_get_data (G_OBJECT (label), "card"),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      fine ? "" : gtk_label_get_text (GTK_LABEL (label)),
                                      -1);
    }
}

/* What controls a part of an entry needs: whatever the answers where they can be
 * changed, else only for what is answered. */
static char *
make_key (HeedFilledForm *filled,
          gboolean        editable,
          guint           first,
          guint           end)
{
  GString *key = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);

      g_string_append (key, node->path);
      g_string_append (key, editable ? "\n" : heed_text_is_blank (node->value) ? " blank\n" : " answered\n");
    }

  return g_string_free (key, FALSE);
}

static void
heed_section_dispose (GObject *object)
{
  HeedSection *self = HEED_SECTION (object);

  g_ptr_array_set_size (self->views, 0);
  g_ptr_array_set_size (self->counts, 0);
  g_ptr_array_set_size (self->warnings, 0);
  g_ptr_array_set_size (self->handles, 0);

  G_OBJECT_CLASS (heed_section_parent_class)->dispose (object);
}

static void
heed_section_finalize (GObject *object)
{
  HeedSection *self = HEED_SECTION (object);

  g_ptr_array_unref (self->views);
  g_ptr_array_unref (self->counts);
  g_ptr_array_unref (self->warnings);
  g_ptr_array_unref (self->handles);
  g_clear_object (&self->entry);
  g_free (self->key);
  g_free (self->path);
  g_free (self->label);

  G_OBJECT_CLASS (heed_section_parent_class)->finalize (object);
}

static void
heed_section_class_init (HeedSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_section_finalize;
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
  self->handles = g_ptr_array_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (update_warnings), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * heed_section_new:
 * @entry: an open entry
 * @editable: whether its answers can be changed
 * @first: the first place of its filled form that belongs to the section
 * @end: the place after the last
 *
 * Makes the controls for a part of an entry.
 *
 * Returns: (transfer floating): the section
 */
HeedSection *
heed_section_new (HeedEntry *entry,
                  gboolean   editable,
                  guint      first,
                  guint      end)
{
  HeedSection *self = g_object_new (HEED_TYPE_SECTION, NULL);
  g_autoptr (HeedFilledForm) filled = heed_filled_form_ref (heed_entry_get_filled_form (entry));
  const HeedFilledFormNode *node = heed_filled_form_get_node (filled, first);

  self->entry = g_object_ref (entry);
  self->editable = editable;
  self->key = make_key (filled, editable, first, end);
  self->path = g_strdup (node->path);
  self->label = g_strdup (node->label);
  self->repeated = node->index > 0;
  build_fields (self, GTK_WIDGET (self), filled, first, end);
  heed_section_update (self);
  return self;
}

/**
 * heed_section_fits:
 * @self: a section
 * @first: a place of its entry as it is now
 * @end: the place after the last
 *
 * Tells whether the section is what is needed there.
 *
 * Returns: %FALSE if it takes another
 */
gboolean
heed_section_fits (HeedSection *self,
                   guint        first,
                   guint        end)
{
  g_autofree char *key = make_key (heed_entry_get_filled_form (self->entry), self->editable, first, end);

  return g_str_equal (self->key, key);
}

/**
 * heed_section_get_label:
 * @self: a section
 *
 * Gets what to call it, such as "Situation 2".
 *
 * Returns: the label of what it begins with
 */
const char *
heed_section_get_label (HeedSection *self)
{
  return self->label;
}

/**
 * heed_section_is_jumpable:
 * @self: a section
 *
 * Tells whether it is one of a repeated group, and so long that a way to jump over
 * it is welcome.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_section_is_jumpable (HeedSection *self)
{
  return self->repeated && self->has_text && self->views->len >= LONG_SECTION;
}

/**
 * heed_section_get_progress: (skip)
 * @self: a section
 *
 * Counts its answers.
 *
 * Returns: how far it is; nothing of nothing where it is no longer in the entry
 */
HeedProgress
heed_section_get_progress (HeedSection *self)
{
  HeedFilledForm *filled = heed_entry_get_filled_form (self->entry);
  HeedProgress sum = { 0, 0 };
  guint first, end;

  if (filled == NULL || !heed_filled_form_find_position (filled, self->path, &first))
    return sum;

  end = heed_section_find_end (filled, first);
  for (guint i = first; i < end; i = heed_filled_form_find_next (filled, i))
    {
      HeedProgress progress = heed_filled_form_get_progress (filled, heed_filled_form_get_node (filled, i)->path);

      sum.answered += progress.answered;
      sum.total += progress.total;
    }

  return sum;
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
 * heed_section_go_to:
 * @self: a section
 *
 * Puts the top of the section at the top of what scrolls, and the keyboard focus
 * into its first answer.
 */
void
heed_section_go_to (HeedSection *self)
{
  double top = 0;
  GtkAdjustment *adjustment = heed_scroll_find (GTK_WIDGET (self), -TOP_MARGIN, &top);

  /* Before the focus moves, which scrolls, too. */
  if (adjustment != NULL)
    top += gtk_adjustment_get_value (adjustment);
  if (self->views->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->views, 0));
  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, top);
}

/**
 * heed_section_find_handle:
 * @self: a section
 * @path: the path of a group or a row, with its number
 *
 * Looks a handle up.
 *
 * Returns: (transfer none) (nullable): the handle, if it is in this section
 */
HeedMoveHandle *
heed_section_find_handle (HeedSection *self,
                          const char  *path)
{
  for (guint i = 0; i < self->handles->len; i++)
    {
      HeedMoveHandle *handle = g_ptr_array_index (self->handles, i);

      if (g_str_equal (heed_move_handle_get_path (handle), path))
        return handle;
    }

  return NULL;
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
  update_counts (self, heed_entry_get_filled_form (self->entry));
  update_warnings (self);
  for (guint i = 0; i < self->handles->len; i++)
    heed_move_handle_update (g_ptr_array_index (self->handles, i));
}

/**
 * heed_section_find_end:
 * @filled: a filled form
 * @first: a place at the top of it
 *
 * Finds how far the section goes that begins at @first: a group is a section
 * of its own, and so are the fields up to the next group.
 *
 * Returns: the place after the last
 */
guint
heed_section_find_end (HeedFilledForm *filled,
                       guint           first)
{
  guint end = heed_filled_form_find_next (filled, first);

  if (get_type_at (filled, first) == HEED_FIELD_GROUP)
    return end;

  while (end < heed_filled_form_get_n_nodes (filled) && get_type_at (filled, end) != HEED_FIELD_GROUP)
    end = heed_filled_form_find_next (filled, end);

  return end;
}

/**
 * heed_section_new_add_button:
 * @entry: an open entry
 * @position: the place in its filled form of a list or of one of a repeated group
 * @inside: whether the button is the last row of a card or a group
 *
 * Makes a button for `editor.add-repeat`.
 *
 * Returns: (transfer floating) (nullable): the button; %NULL where none can be
 *   added, or another of the group follows
 */
GtkWidget *
heed_section_new_add_button (HeedEntry *entry,
                             guint      position,
                             gboolean   inside)
{
  HeedFilledForm *filled = heed_entry_get_filled_form (entry);
  const HeedFilledFormNode *node = heed_filled_form_get_node (filled, position);
  gboolean is_list = heed_field_get_field_type (node->field) == HEED_FIELD_LIST;
  guint next = heed_filled_form_find_next (filled, position);
  g_autofree char *path = is_list ? g_strdup (node->path) : g_path_get_dirname (node->path);
  guint number = is_list ? heed_filled_form_get_n_repeats (filled, path) + 1 : node->index + 1;
  const char *item = heed_field_get_item_label (node->field);
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;
  GtkWidget *content, *button;

  if (!is_list && (node->index == 0 || (next < heed_filled_form_get_n_nodes (filled) &&
                                        heed_filled_form_get_node (filled, next)->field == node->field)))
    return NULL;
  if (!heed_entry_can_add_repeat (entry, path))
    return NULL;

  /* Translators: what is added, such as “Sign” and 4. */
  label = g_strdup_printf (_("Add %s %u"), item != NULL ? item : heed_field_get_label (node->field), number);
  content = g_object_new (ADW_TYPE_BUTTON_CONTENT, "icon-name", "list-add-symbolic", "label", label, NULL);
  button = g_object_new (GTK_TYPE_BUTTON, "child", content, "action-name", "editor.add-repeat", NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", path);
  gtk_widget_set_halign (inside ? content : button, GTK_ALIGN_START);
  if (inside)
    {
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "add-row");
      name = g_strdup_printf (C_("name of a control", "%s: %s"), label,
                              is_list ? node->name : heed_field_get_label (node->field));
    }
  heed_accessible_set_name (button, inside ? name : label);
  return button;
}
