/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Charts of self-checks. See heed-trends.h. Those of each rating, and the table,
 * are made when somebody wants to see them. */

#include "heed-trends.h"

#include "heed-answer.h"
#include "heed-attempts.h"
#include "heed-filled-form.h"
#include "heed-reading.h"
#include "heed-template.h"
#include "heed-trend.h"

#include <glib/gi18n.h>
#include <math.h>

struct _HeedTrends
{
  AdwBin parent_instance;

  GtkToggleButton *table_button;
  HeedTrend *averages;
  GtkWidget *average_list;
  GtkExpander *expander;
  GtkFlowBox *items;

  HeedForm *form;
  GPtrArray *finished; /* of HeedRecord, newest first */
  GPtrArray *attempts; /* of HeedRecord: those of them with ratings, oldest first */
  GArray *points;      /* of HeedTrendPoint: their averages */
  GPtrArray *charts;   /* of Chart: the ratings */
};

/* The chart of one rating, and the same in words. */
typedef struct
{
  HeedField *field;
  char *path;
  HeedTrend *trend;
  GtkWidget *text;
} Chart;

G_DEFINE_FINAL_TYPE (HeedTrends, heed_trends, ADW_TYPE_BIN)

static void
free_chart (gpointer data)
{
  Chart *chart = data;

  g_object_unref (chart->field);
  g_free (chart->path);
  g_free (chart);
}

static gboolean
is_rating (const HeedFilledFormNode *node)
{
  return heed_field_get_field_type (node->field) == HEED_FIELD_RATING;
}

static void
add_average_row (HeedTrends *self,
                 guint       position)
{
  HeedRecord *attempt = g_ptr_array_index (self->attempts, position);
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new (self->form, attempt);
  g_autofree char *day = heed_attempts_format_day (self->attempts, attempt);
  g_autofree char *average = g_strdup_printf ("%.1f", heed_filled_form_get_mean_rating (filled));
  g_autofree char *detail = NULL;
  GtkWidget *row;
  guint rated = 0, ratings = 0;

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);

      ratings += is_rating (node);
      rated += is_rating (node) && node->value != NULL;
    }
  /* Translators: how many of the things that can be rated are rated. */
  detail = g_strdup_printf (ngettext ("%u of %u rated", "%u of %u rated", ratings), rated, ratings);

  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", day, "subtitle", detail, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (average));
  gtk_list_box_append (GTK_LIST_BOX (self->average_list), row);
}

static void
show_averages (HeedTrends *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->average_list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->average_list), row);

  if (gtk_toggle_button_get_active (self->table_button))
    for (guint i = 0; i < self->attempts->len; i++)
      add_average_row (self, i);
}

/* In words, too, where a line does not end between the day and its rating. */
static void
show_chart (HeedTrends *self,
            Chart      *chart)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HeedTrendPoint));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->attempts->len; i++)
    {
      HeedRecord *attempt = g_ptr_array_index (self->attempts, i);
      HeedTrendPoint point = { heed_record_get_created (attempt), NAN };

      if (!heed_field_parse_answer (chart->field, heed_record_get_answer (attempt, chart->path), &point.value))
        point.value = NAN;
      g_array_append_val (points, point);
    }
  heed_trend_set_points (chart->trend, (const HeedTrendPoint *) (gpointer) points->data, points->len,
                         heed_field_get_min (chart->field), heed_field_get_max (chart->field), 0);

  for (guint i = 0; i < self->attempts->len; i++)
    {
      g_autofree char *point = heed_trend_describe_point (chart->trend, i);
      g_autoptr (GString) whole = g_string_new (point);

      g_string_replace (whole, " ", "\u00a0", 0);
      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", whole->str);
    }
  gtk_label_set_label (GTK_LABEL (chart->text), text->str);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = heed_reading_new_label (text, css_class);

  gtk_label_set_yalign (GTK_LABEL (label), 0);
  /* Two charts fit beside one another, however long the question. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  return label;
}

static void
add_chart (HeedTrends               *self,
           const HeedFilledFormNode *node,
           const char               *title)
{
  const GBindingFlags inverted = G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN;
  Chart *chart = g_new0 (Chart, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *heading = make_label (title, "caption-heading");

  chart->field = g_object_ref (node->field);
  chart->path = g_strdup (node->path);
  chart->trend = g_object_new (HEED_TYPE_TREND, NULL);
  chart->text = make_label ("", "caption");
  heed_trend_set_title (chart->trend, title);
  heed_trend_set_compact (chart->trend, TRUE);
  g_ptr_array_add (self->charts, chart);

  g_object_bind_property (self->table_button, "active", chart->text, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->table_button, "active", chart->trend, "visible", inverted);
  /* Charts beside one another stand at the same height, and text below its title. */
  g_object_bind_property (self->table_button, "active", heading, "vexpand", inverted);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (chart->trend));
  gtk_box_append (GTK_BOX (box), chart->text);
  gtk_flow_box_insert (self->items, g_object_new (GTK_TYPE_FLOW_BOX_CHILD, "child", box, "focusable", FALSE, NULL), -1);
}

/* What is rated is called by its group, where the group is there for it. */
static void
make_charts (HeedTrends *self)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new_blank (self->form);
  const HeedFilledFormNode *before = NULL;

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);
      gboolean grouped = before != NULL && heed_field_get_field_type (before->field) == HEED_FIELD_GROUP;

      if (is_rating (node))
        add_chart (self, node, grouped && before->depth + 1 == node->depth ? before->label : node->label);
      before = node;
    }
}

static void
show_charts (HeedTrends *self)
{
  if (!gtk_expander_get_expanded (self->expander) || self->form == NULL)
    return;

  if (self->charts->len == 0)
    make_charts (self);
  for (guint i = 0; i < self->charts->len; i++)
    show_chart (self, g_ptr_array_index (self->charts, i));
}

static void
heed_trends_finalize (GObject *object)
{
  HeedTrends *self = HEED_TRENDS (object);

  g_clear_object (&self->form);
  g_ptr_array_unref (self->finished);
  g_ptr_array_unref (self->attempts);
  g_array_unref (self->points);
  g_ptr_array_unref (self->charts);

  G_OBJECT_CLASS (heed_trends_parent_class)->finalize (object);
}

static void
heed_trends_class_init (HeedTrendsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_trends_finalize;

  g_type_ensure (HEED_TYPE_TREND);
  heed_template_set (widget_class, "questions/heed-trends.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTrends, table_button);
  gtk_widget_class_bind_template_child (widget_class, HeedTrends, averages);
  gtk_widget_class_bind_template_child (widget_class, HeedTrends, average_list);
  gtk_widget_class_bind_template_child (widget_class, HeedTrends, expander);
  gtk_widget_class_bind_template_child (widget_class, HeedTrends, items);
  gtk_widget_class_bind_template_callback (widget_class, show_charts);
  gtk_widget_class_bind_template_callback (widget_class, show_averages);
}

static void
heed_trends_init (HeedTrends *self)
{
  self->finished = g_ptr_array_new ();
  self->attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  self->points = g_array_new (FALSE, FALSE, sizeof (HeedTrendPoint));
  self->charts = g_ptr_array_new_with_free_func (free_chart);
  gtk_widget_init_template (GTK_WIDGET (self));

  heed_trend_set_title (self->averages, _("How your average has moved"));
}

/**
 * heed_trends_show:
 * @self: the charts
 * @form: the form of the self-check, always the same
 * @attempts: (element-type HeedRecord): self-checks with their answers, newest
 *   first
 *
 * Shows those that are finished.
 *
 * Returns: %FALSE if there are not enough for a line
 */
gboolean
heed_trends_show (HeedTrends *self,
                  HeedForm   *form,
                  GPtrArray  *attempts)
{
  g_autoptr (GPtrArray) finished = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  HeedField *scale;

  g_return_val_if_fail (HEED_IS_TRENDS (self) && HEED_IS_FORM (form) && attempts != NULL, FALSE);

  g_set_object (&self->form, form);
  scale = heed_attempts_find_scale (form);
  for (guint i = 0; i < attempts->len; i++)
    if (heed_timestamp_is_set (heed_record_get_completed (g_ptr_array_index (attempts, i))))
      g_ptr_array_add (finished, heed_record_ref (g_ptr_array_index (attempts, i)));

  /* News of something else does not take the bubble away. */
  if (scale != NULL && !heed_attempts_equal (self->finished, finished))
    {
      g_ptr_array_unref (self->finished);
      self->finished = g_steal_pointer (&finished);
      g_ptr_array_set_size (self->attempts, 0);
      g_array_set_size (self->points, 0);
      for (guint i = self->finished->len; i > 0; i--)
        {
          HeedRecord *attempt = g_ptr_array_index (self->finished, i - 1);
          g_autoptr (HeedFilledForm) filled = heed_filled_form_new (form, attempt);
          HeedTrendPoint point = { heed_record_get_created (attempt), heed_filled_form_get_mean_rating (filled) };

          if (isnan (point.value))
            continue;

          g_ptr_array_add (self->attempts, heed_record_ref (attempt));
          g_array_append_val (self->points, point);
        }
      heed_trend_set_points (self->averages, (const HeedTrendPoint *) (gpointer) self->points->data,
                             self->points->len, heed_field_get_min (scale), heed_field_get_max (scale), 1);
      show_averages (self);
      show_charts (self);
    }

  return self->attempts->len > 1;
}
