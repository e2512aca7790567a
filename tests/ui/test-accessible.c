/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a screen reader finds on every page, asked for as it asks: over the
 * accessibility bus. And what the keyboard reaches.
 *
 * GTK answers from the main loop of this process, so everything is asked
 * without waiting. */

#include "journal-fixture.h"
#include "screen.h"
#include "walk.h"

#include <string.h>

#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define REGISTRY "org.a11y.atspi.Registry"
#define ROOT_PATH "/org/a11y/atspi/accessible/root"

/* From AtspiStateType, which is part of the protocol. */
#define STATE_FOCUSABLE 11

typedef struct _Node Node;
struct _Node
{
  char *path;
  char *name;
  char *role;
  guint64 states;
  int width;
  int height;
  Node *parent;
  GPtrArray *children;
};

typedef struct
{
  GDBusConnection *bus;
  char *program; /* its name on the bus; REGISTRY until it is known */
  Node *root;    /* of the registry */
  guint pending;
} Reader;

/* A question about a node on its way. */
typedef struct
{
  Reader *reader;
  Node *node;
  void (*take) (Reader *reader, Node *node, GVariant *answer);
} Question;

static Walk walk;

static void ask_node (Reader *reader, Node *node);

static void
free_node (Node *node)
{
  g_ptr_array_unref (node->children);
  g_free (node->path);
  g_free (node->name);
  g_free (node->role);
  g_free (node);
}

static Node *
new_node (Node       *parent,
          const char *path)
{
  Node *node = g_new0 (Node, 1);

  node->path = g_strdup (path);
  node->parent = parent;
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) free_node);
  return node;
}

/* A widget may go away between two questions. */
static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autofree Question *question = data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  question->reader->pending--;
  if (answer != NULL)
    question->take (question->reader, question->node, answer);
}

static void
ask (Reader     *reader,
     Node       *node,
     const char *interface,
     const char *method,
     GVariant   *parameters,
     void      (*take) (Reader *reader, Node *node, GVariant *answer))
{
  Question *question = g_new0 (Question, 1);

  question->reader = reader;
  question->node = node;
  question->take = take;
  reader->pending++;
  g_dbus_connection_call (reader->bus, reader->program, node->path, interface, method, parameters, NULL,
                          G_DBUS_CALL_FLAGS_NONE, 20000, NULL, answered_cb, question);
}

static void
take_name (Reader   *reader,
           Node     *node,
           GVariant *answer)
{
  g_autoptr (GVariant) value = NULL;

  g_variant_get (answer, "(v)", &value);
  g_free (node->name);
  node->name = g_strstrip (g_variant_dup_string (value, NULL));
}

static void
take_role (Reader   *reader,
           Node     *node,
           GVariant *answer)
{
  g_free (node->role);
  g_variant_get (answer, "(s)", &node->role);
}

static void
take_states (Reader   *reader,
             Node     *node,
             GVariant *answer)
{
  g_autoptr (GVariant) words = g_variant_get_child_value (answer, 0);
  guint32 low, high;

  g_variant_get_child (words, 0, "u", &low);
  g_variant_get_child (words, 1, "u", &high);
  node->states = (guint64) high << 32 | low;
}

static void
take_children (Reader   *reader,
               Node     *node,
               GVariant *answer)
{
  g_autoptr (GVariantIter) children = NULL;
  const char *path;

  g_variant_get (answer, "(a(so))", &children);
  while (g_variant_iter_next (children, "(s&o)", NULL, &path))
    {
      Node *child = new_node (node, path);

      g_ptr_array_add (node->children, child);
      ask_node (reader, child);
    }
}

/* What has no size is on a page that is not shown. */
static void
take_extents (Reader   *reader,
              Node     *node,
              GVariant *answer)
{
  g_variant_get (answer, "((iiii))", NULL, NULL, &node->width, &node->height);
  if (node->width <= 0 && node->height <= 0)
    return;

  ask (reader, node, "org.freedesktop.DBus.Properties", "Get", g_variant_new ("(ss)", ACCESSIBLE, "Name"), take_name);
  ask (reader, node, ACCESSIBLE, "GetRoleName", NULL, take_role);
  ask (reader, node, ACCESSIBLE, "GetState", NULL, take_states);
  ask (reader, node, ACCESSIBLE, "GetChildren", NULL, take_children);
}

static void
ask_node (Reader *reader,
          Node   *node)
{
  ask (reader, node, "org.a11y.atspi.Component", "GetExtents", g_variant_new ("(u)", 1), take_extents);
}

static gboolean
has_all_answers (gpointer data)
{
  return ((Reader *) data)->pending == 0;
}

/* Everything that is on the screen, below the program. */
static Node *
read_tree (Reader *reader)
{
  Node *root = new_node (NULL, ROOT_PATH);

  ask (reader, root, ACCESSIBLE, "GetChildren", NULL, take_children);
  g_assert_true (wait_until (has_all_answers, reader));
  g_assert_cmpuint (root->children->len, >, 0);
  return root;
}

static void
take_program (Reader   *reader,
              Node     *node,
              GVariant *answer)
{
  g_autoptr (GVariantIter) children = NULL;
  const char *program;

  g_variant_get (answer, "(a(so))", &children);
  if (g_variant_iter_next (children, "(&so)", &program, NULL))
    {
      g_free (reader->program);
      reader->program = g_strdup (program);
    }
}

/* A program is registered some time after its first window was shown. */
static gboolean
has_program (gpointer data)
{
  Reader *reader = data;

  if (reader->pending == 0 && g_strcmp0 (reader->program, REGISTRY) == 0)
    ask (reader, reader->root, ACCESSIBLE, "GetChildren", NULL, take_program);

  return g_strcmp0 (reader->program, REGISTRY) != 0;
}

/* The registry of the accessibility bus knows this program, and no other. */
static void
open_reader (Reader *reader)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;
  const char *address;

  reply = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", NULL,
                                       G_VARIANT_TYPE ("(s)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(&s)", &address);
  reader->bus = g_dbus_connection_new_for_address_sync (address,
                                                        G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                        G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                        NULL, NULL, &error);
  g_assert_no_error (error);
  reader->program = g_strdup (REGISTRY);
  reader->root = new_node (NULL, ROOT_PATH);
  g_assert_true (wait_until (has_program, reader));
}

static void
close_reader (Reader *reader)
{
  g_clear_object (&reader->bus);
  g_clear_pointer (&reader->program, g_free);
  g_clear_pointer (&reader->root, free_node);
}

static gboolean
has_state (Node  *node,
           guint  state)
{
  return (node->states >> state & 1) != 0;
}

static gboolean
has_role_in (Node               *node,
             const char * const *roles)
{
  return node->role != NULL && g_strv_contains (roles, node->role);
}

/* What somebody can press, choose or write into. */
static gboolean
is_control (Node *node)
{
  static const char * const roles[] = {
    "button", "push button", "toggle button", "check box", "radio button", "switch", "spin button", "slider",
    "combo box", "entry", "text", "page tab", "menu item", "link", "list item", "table cell", NULL
  };

  return has_role_in (node, roles) && has_state (node, STATE_FOCUSABLE);
}

/* The parts of one control speak through it. */
static gboolean
is_part_of_control (Node *node)
{
  static const char * const roles[] = { "spin button", "combo box", "switch", "menu bar", NULL };

  for (Node *parent = node->parent; parent != NULL; parent = parent->parent)
    if (has_role_in (parent, roles))
      return TRUE;

  return FALSE;
}

static char *
describe (Node *node)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; node != NULL && i < 9; node = node->parent, i++)
    g_string_append_printf (text, "%s%s “%s”", i > 0 ? " in " : "", node->role != NULL ? node->role : "?",
                            node->name != NULL ? node->name : "");

  return g_string_free (text, FALSE);
}

/* GTK falls back to the name of the type. */
static gboolean
has_name (Node *node)
{
  static const char * const prefixes[] = { "Gtk", "Adw", "Heed" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (node->name != NULL && g_str_has_prefix (node->name, prefixes[i]) &&
        g_ascii_isupper (node->name[strlen (prefixes[i])]))
      return FALSE;

  return node->name != NULL && *node->name != '\0';
}

static void
check_control (Node       *node,
               GHashTable *names,
               GPtrArray  *faults)
{
  g_autofree char *who = describe (node);
  g_autofree char *key = g_strdup_printf ("%s %s", node->role, node->name);

  if (!has_name (node))
    walk_complain (faults, "no name: %s", who);
  else if (!g_hash_table_add (names, g_steal_pointer (&key)))
    walk_complain (faults, "a second one of this name: %s", who);
}

/* Whether the words that it begins with come again: one at once, or several at its end. */
static gboolean
is_doubled (const char *name)
{
  gsize length = strlen (name), part;

  for (part = strcspn (name, " :"); part < length; part += 1 + strcspn (name + part + 1, " :"))
    {
      g_autofree char *words = g_strndup (name, part);
      g_autofree char *ending = g_strconcat (" ", words, NULL);
      const char *rest = name + part + strspn (name + part, " :");
      gboolean several = strchr (words, ' ') != NULL;

      if ((part >= 4 && g_str_has_prefix (rest, words) && !g_ascii_isalnum (rest[part])) ||
          (several && g_str_has_suffix (rest - 1, ending)))
        return TRUE;
    }

  return FALSE;
}

static void
test_doubled (void)
{
  g_assert_true (is_doubled ("Add Sign 4: Emotion 1: Signs that go with it Add Sign 4"));
  g_assert_true (is_doubled ("Open Open"));
  g_assert_true (is_doubled ("Read It: Read It"));
  g_assert_false (is_doubled ("Print: Self-check"));
  g_assert_false (is_doubled ("Sign 1 of Emotion 1"));
  g_assert_false (is_doubled ("Add a tag"));
}

/* What libadwaita makes inside of its own rows and of the view switcher. */
static gboolean
is_of_adwaita (Node *node)
{
  static const char * const roles[] = { "tab list", "combo box", "scroll bar", NULL };

  for (; node != NULL; node = node->parent)
    if (has_role_in (node, roles) ||
        (g_strcmp0 (node->role, "list") == 0 && g_strcmp0 (node->name, "GtkListBox") == 0 &&
         node->parent != NULL && g_strcmp0 (node->parent->role, "group") == 0 && node->parent->parent != NULL &&
         g_strcmp0 (node->parent->parent->role, "list item") == 0))
      return TRUE;

  return FALSE;
}

/* Read as a sentence: nothing is called by its class, nothing twice, and where the
 * keyboard stops there is something to say. */
static void
check_sentence (Node      *node,
                GPtrArray *faults)
{
  gboolean named = has_name (node);
  g_autofree char *who = describe (node);

  /* A “widget” is what GTK has no role for, and no reader speaks of. */
  if (!named && node->name != NULL && *node->name != '\0' && g_strcmp0 (node->role, "widget") != 0 &&
      !is_of_adwaita (node))
    walk_complain (faults, "named by its class: %s", who);
  /* What libadwaita 1.7 puts around its pages is “generic” there, and can be focused. */
  else if (!named && has_state (node, STATE_FOCUSABLE) && g_strcmp0 (node->role, "generic") != 0 &&
           !is_control (node) && !is_part_of_control (node) && !is_of_adwaita (node))
    walk_complain (faults, "a stop without a name: %s", who);
  if (named && is_doubled (node->name))
    walk_complain (faults, "says it twice: %s", who);
}

/* The page that slid in stands beside the one that it hides, which is still
 * told of. */
static Node *
find_page (Node       *node,
           const char *page)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      Node *child = g_ptr_array_index (node->children, i);

      if (g_strcmp0 (child->name, page) == 0)
        return child;
    }

  return NULL;
}

static guint
check_node (Node       *node,
            GHashTable *names,
            GPtrArray  *faults,
            const char *page)
{
  gboolean control = node->role != NULL && is_control (node) && !is_part_of_control (node);
  Node *only = find_page (node, page);
  guint controls = control ? 1 : 0;

  check_sentence (node, faults);
  if (control)
    check_control (node, names, faults);
  for (guint i = 0; i < node->children->len; i++)
    if (only == NULL || only == g_ptr_array_index (node->children, i))
      controls += check_node (g_ptr_array_index (node->children, i), names, faults, page);

  return controls;
}

static gboolean
has_heading (Node       *node,
             const char *page)
{
  Node *only = find_page (node, page);

  if (g_strcmp0 (node->role, "heading") == 0)
    return TRUE;
  for (guint i = 0; i < node->children->len; i++)
    if ((only == NULL || only == g_ptr_array_index (node->children, i)) &&
        has_heading (g_ptr_array_index (node->children, i), page))
      return TRUE;

  return FALSE;
}

static gboolean
is_note (GtkWidget  *widget,
         const char *unused)
{
  return gtk_widget_has_css_class (widget, "note");
}

/* What is in these is not ours to name. */
static gboolean
is_of_platform (GtkWidget *top)
{
  return ADW_IS_ABOUT_WINDOW (top) || GTK_IS_SHORTCUTS_WINDOW (top);
}

static void
look_at_names (Walk       *where,
               GtkWidget  *top,
               GPtrArray  *faults,
               gpointer    data)
{
  const char *page = G_OBJECT_TYPE_NAME (walk_page (where));
  Node *root;

  if (is_of_platform (top))
    return;

  root = read_tree (data);
  for (guint i = 0; i < root->children->len; i++)
    {
      g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      if (check_node (g_ptr_array_index (root->children, i), names, faults, page) < 2)
        walk_complain (faults, "window %u has next to no control", i + 1);
      /* Whoever jumps from heading to heading finds where a page begins. That of a note
       * is a field to write in. */
      if (top == GTK_WIDGET (where->window) && count_shown (top, is_note, NULL) == 0 &&
          !has_heading (g_ptr_array_index (root->children, i), page))
        walk_complain (faults, "window %u has no heading", i + 1);
    }
  free_node (root);
}

static void
test_names (void)
{
  Reader reader = { NULL };

  walk_open (&walk, 1000, 1300);
  open_reader (&reader);
  walk_all (&walk, look_at_names, &reader);
  close_reader (&reader);
  walk_close (&walk);
}

static gboolean
has_label (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_label (child))
      return TRUE;

  return FALSE;
}

static gboolean
has_tooltip (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return gtk_widget_get_tooltip_text (widget) != NULL || gtk_widget_get_tooltip_markup (widget) != NULL ||
         (GTK_IS_MENU_BUTTON (parent) && has_tooltip (parent));
}

/* Widgets of the platform take care of their own parts. */
static gboolean
is_part_of_platform (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_SPIN_BUTTON) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_CALENDAR) != NULL ||
         gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW) != NULL ||
         gtk_widget_get_ancestor (widget, ADW_TYPE_VIEW_SWITCHER) != NULL;
}

static void
check_tooltips (GtkWidget  *widget,
                GPtrArray  *faults)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (GTK_IS_BUTTON (widget) && !has_label (widget) && !has_tooltip (widget) && !is_part_of_platform (widget))
    walk_complain (faults, "a %s of %s shows neither words nor a tooltip", G_OBJECT_TYPE_NAME (widget),
                   G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_tooltips (child, faults);
}

static void
look_at_tooltips (Walk       *where,
                  GtkWidget  *top,
                  GPtrArray  *faults,
                  gpointer    data)
{
  if (!is_of_platform (top))
    check_tooltips (top, faults);
}

static void
test_tooltips (void)
{
  walk_open (&walk, 1000, 1300);
  walk_all (&walk, look_at_tooltips, NULL);
  walk_close (&walk);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  walk_start (&walk);
  g_test_add_func ("/accessible/doubled", test_doubled);
  g_test_add_func ("/accessible/names", test_names);
  g_test_add_func ("/accessible/tooltips", test_tooltips);
  return g_test_run ();
}
