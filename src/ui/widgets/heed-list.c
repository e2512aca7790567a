/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What fills lists. */

#include "heed-list.h"

/* As many as one frame has time for, text of several lines included. */
#define STEP 4

/* A long list on a page, made a few rows a frame. A list box makes and measures
 * all of its rows, whether or not they are in sight, at more than a millisecond
 * each: a hundred of them would hold up the window for longer than one likes. */
typedef struct
{
  GtkWidget *list;
  GtkSliceListModel *slice;
  guint tick;
} Gradual;

static void
free_gradual (gpointer data)
{
  Gradual *self = data;

  g_signal_handlers_disconnect_by_data (gtk_slice_list_model_get_model (self->slice), self);
  g_object_unref (self->slice);
  g_free (self);
}

static gboolean
has_more (Gradual *self)
{
  GListModel *model = gtk_slice_list_model_get_model (self->slice);

  return g_list_model_get_n_items (model) > gtk_slice_list_model_get_size (self->slice);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  Gradual *self = data;

  if (has_more (self))
    {
      gtk_slice_list_model_set_size (self->slice, gtk_slice_list_model_get_size (self->slice) + STEP);
      return G_SOURCE_CONTINUE;
    }

  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
changed_cb (Gradual *self)
{
  if (self->tick == 0 && has_more (self))
    self->tick = gtk_widget_add_tick_callback (self->list, tick_cb, self, NULL);
}

/**
 * heed_list_bind_gradually:
 * @list: a list
 * @model: what it shows
 * @create_func: (scope forever): makes a row for an item
 * @user_data: for @create_func
 *
 * Fills a list as gtk_list_box_bind_model() does, the first rows at once and some
 * more with each frame. To be called once for a list.
 */
void
heed_list_bind_gradually (GtkListBox                 *list,
                          GListModel                 *model,
                          GtkListBoxCreateWidgetFunc  create_func,
                          gpointer                    user_data)
{
  Gradual *self = g_new0 (Gradual, 1);

  self->list = GTK_WIDGET (list);
  self->slice = gtk_slice_list_model_new (g_object_ref (model), 0, STEP);
  g_object_set_data_full (G_OBJECT (list), "heed-gradual-list", self, free_gradual);
  gtk_list_box_bind_model (list, G_LIST_MODEL (self->slice), create_func, user_data, NULL);
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (changed_cb), self);
  changed_cb (self);
}

static gboolean
is_at (GListStore *list,
       guint       position,
       gpointer    wanted)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  return item == wanted;
}

/**
 * heed_list_update:
 * @list: a list
 * @items: (element-type GObject): what is to be in it
 *
 * Makes @list hold @items. What stands at the start and at the end of both is
 * left alone, and the rest is changed in one go: the rows that stay keep their focus,
 * and nothing flickers.
 */
void
heed_list_update (GListStore *list,
                  GPtrArray  *items)
{
  guint before = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint count = items->len;
  guint head = 0, tail = 0;

  while (head < MIN (before, count) && is_at (list, head, items->pdata[head]))
    head++;
  while (tail < MIN (before, count) - head && is_at (list, before - tail - 1, items->pdata[count - tail - 1]))
    tail++;

  if (head + tail < MAX (before, count))
    g_list_store_splice (list, head, before - head - tail, count > head ? items->pdata + head : NULL, count - head - tail);
}
