/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A workbook: its pages, its forms, and both by id. */

#include "heed-workbook-private.h"

#include "heed-error.h"

#include <glib/gi18n.h>
#include <string.h>

enum
{
  OVERVIEW,
  QUESTIONS,
  TIPS,
  ACTIVITIES,
  RESOURCES,
};

/* Another version, or another workbook, that is read when somebody asks for it. */
typedef struct
{
  HeedEdition edition;    /* its document is NULL once it was read */
  HeedWorkbook *workbook; /* NULL before, and where it could not be read */
} Known;

G_DEFINE_FINAL_TYPE (HeedWorkbook, heed_workbook, G_TYPE_OBJECT)

static void
index_item (HeedWorkbook *self,
            HeedItem     *item)
{
  GListModel *children = heed_item_get_children (item);

  if (heed_item_get_id (item) != NULL)
    g_hash_table_insert (self->items_by_id, (gpointer) heed_item_get_id (item), item);

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (HeedItem) child = g_list_model_get_item (children, i);

      index_item (self, child);
    }
}

static guint
hash_edition (gconstpointer data)
{
  const HeedEdition *edition = data;

  return g_str_hash (edition->id) + edition->version;
}

static gboolean
equal_editions (gconstpointer a,
                gconstpointer b)
{
  const HeedEdition *one = a, *other = b;

  return one->version == other->version && g_str_equal (one->id, other->id);
}

static void
clear_edition (HeedEdition *edition)
{
  g_clear_pointer (&edition->document, g_bytes_unref);
  g_clear_pointer (&edition->id, g_free);
}

static void
free_known (gpointer data)
{
  Known *known = data;

  clear_edition (&known->edition);
  g_clear_object (&known->workbook);
  g_free (known);
}

static gboolean
is_edition (HeedWorkbook *self,
            const char   *id,
            guint         version)
{
  return version == self->version && g_str_equal (id, self->id);
}

/* One that is not what it is said to be, or that only a newer Heed can read, is as
 * if it were not there. */
static void
read_known (HeedWorkbook *self,
            Known        *known)
{
  const HeedEdition *edition = &known->edition;
  g_autoptr (GBytes) document = g_steal_pointer (&known->edition.document);
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autoptr (GError) error = NULL;

  workbook = heed_workbook_new_from_document (document, (const char * const *) self->languages, &error);
  if (workbook == NULL)
    g_debug ("Version %u of the workbook “%s” cannot be read: %s", edition->version, edition->id, error->message);
  else if (is_edition (workbook, edition->id, edition->version))
    known->workbook = g_steal_pointer (&workbook);
}

static HeedWorkbook *
read_bytes (GBytes              *bytes,
            GBytes              *common,
            const char          *name,
            const char * const  *languages,
            GError             **error)
{
  g_autoptr (HeedWorkbook) self = g_object_new (HEED_TYPE_WORKBOOK, NULL);

  if (!heed_workbook_read (self, bytes, common, name, languages, error))
    return NULL;

  g_debug ("Read the workbook %s, version %u, with %u forms", self->id, self->version, self->all_forms->len);
  self->languages = g_strdupv ((GStrv) languages);
  for (guint i = 0; i < G_N_ELEMENTS (self->pages); i++)
    if (self->pages[i] != NULL)
      index_item (self, self->pages[i]);
  for (guint i = 0; i < self->all_forms->len; i++)
    {
      HeedForm *form = g_ptr_array_index (self->all_forms, i);

      g_hash_table_insert (self->forms_by_id, (gpointer) heed_form_get_id (form), form);
    }

  return g_steal_pointer (&self);
}

static GBytes *
join_document (const char *file,
               gsize       size,
               const char *common,
               gsize       common_size)
{
  GByteArray *document = g_byte_array_new ();

  g_byte_array_append (document, (const guint8 *) file, (guint) size);
  if (common != NULL)
    {
      g_byte_array_append (document, (const guint8 *) "", 1);
      g_byte_array_append (document, (const guint8 *) common, (guint) common_size);
    }

  return g_byte_array_free_to_bytes (document);
}

static gboolean
is_partial (GBytes *file)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  return size >= strlen (HEED_PARTIAL_MARK) && memcmp (data, HEED_PARTIAL_MARK, strlen (HEED_PARTIAL_MARK)) == 0;
}

static GBytes *
dup_known_document (Known *known)
{
  if (known->workbook != NULL)
    return heed_workbook_dup_document (known->workbook);

  return known->edition.document != NULL ? g_bytes_ref (known->edition.document) : NULL;
}

/* Puts together what two parts of one version know. Only what can be read is worth it. */
static GBytes *
join_parts (HeedWorkbook      *self,
            const HeedEdition *one,
            const HeedEdition *other)
{
  const HeedEdition *parts[] = { one, other };
  HeedWorkbook *workbooks[G_N_ELEMENTS (parts)];
  GBytes *joined = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      workbooks[i] = heed_workbook_new_from_document (parts[i]->document, (const char * const *) self->languages, NULL);
      if (workbooks[i] != NULL && !is_edition (workbooks[i], one->id, one->version))
        g_clear_object (&workbooks[i]);
    }

  if (workbooks[0] != NULL && workbooks[1] != NULL)
    {
      g_autofree char *file = heed_relabel_join (workbooks[0]->file, workbooks[1]->file, one->version);
      GBytes *common = workbooks[0]->common;

      joined = join_document (file, strlen (file), g_bytes_get_data (common, NULL), g_bytes_get_size (common));
    }
  else if (workbooks[1] != NULL)
    {
      joined = g_bytes_ref (other->document);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_clear_object (&workbooks[i]);
  return joined;
}

/* The document of @edition and what is known of it together; %NULL if the edition says
 * nothing new. What is whole is known. */
static GBytes *
add_to_known (HeedWorkbook      *self,
              Known             *known,
              const HeedEdition *edition)
{
  g_autoptr (GBytes) document = dup_known_document (known);
  g_autoptr (GBytes) joined = NULL;

  if (document == NULL || !is_partial (document) || g_bytes_equal (document, edition->document))
    return NULL;
  if (!is_partial (edition->document))
    return g_bytes_ref (edition->document);

  joined = join_parts (self, &(HeedEdition) { edition->id, edition->version, document }, edition);
  return joined != NULL && !g_bytes_equal (joined, document) ? g_steal_pointer (&joined) : NULL;
}

static void
heed_workbook_finalize (GObject *object)
{
  HeedWorkbook *self = HEED_WORKBOOK (object);

  g_hash_table_unref (self->editions);
  g_ptr_array_unref (self->former);
  g_mutex_clear (&self->lock);
  g_strfreev (self->languages);
  g_clear_object (&self->place);
  g_hash_table_unref (self->items_by_id);
  g_hash_table_unref (self->forms_by_id);
  g_object_unref (self->forms);
  g_ptr_array_unref (self->all_forms);
  for (guint i = 0; i < G_N_ELEMENTS (self->pages); i++)
    g_clear_object (&self->pages[i]);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_pointer (&self->common, g_bytes_unref);
  g_free (self->id);
  g_free (self->title);
  g_free (self->summary);

  G_OBJECT_CLASS (heed_workbook_parent_class)->finalize (object);
}

static void
heed_workbook_class_init (HeedWorkbookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_workbook_finalize;
}

static void
heed_workbook_init (HeedWorkbook *self)
{
  self->all_forms = g_ptr_array_new_with_free_func (g_object_unref);
  self->forms = heed_fixed_list_new (HEED_TYPE_FORM, self->all_forms);
  self->items_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->forms_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->editions = g_hash_table_new_full (hash_edition, equal_editions, NULL, free_known);
  self->former = g_ptr_array_new_with_free_func (g_object_unref);
  g_mutex_init (&self->lock);
}

/**
 * heed_workbook_new_from_file:
 * @file: a file of at most 4 MB
 * @languages: (nullable) (array zero-terminated=1): the person's languages, the
 *   dearest first, such as `de_AT`; %NULL asks g_get_language_names()
 * @error: return location for an error
 *
 * Reads a workbook, in the best match for each text. Blocks while reading.
 *
 * Returns: (transfer full) (nullable): the workbook, or %NULL with
 *   `HEED_ERROR_INVALID_FILE`, whose message says where and what is wrong,
 *   `HEED_ERROR_NOT_FOUND`, or `HEED_ERROR_FAILED`
 */
HeedWorkbook *
heed_workbook_new_from_file (GFile               *file,
                             const char * const  *languages,
                             GError             **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  HeedWorkbook *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  bytes = heed_document_load (file, &name, error);
  if (bytes == NULL)
    return NULL;

  self = heed_workbook_new_from_bytes (bytes, name, languages, error);
  if (self != NULL)
    self->place = g_object_ref (file);
  return self;
}

/**
 * heed_workbook_new_from_bytes:
 * @bytes: what would be in the file
 * @name: what errors call the file
 * @languages: (nullable) (array zero-terminated=1): the person's languages, as in
 *   heed_workbook_new_from_file()
 * @error: return location for an error
 *
 * Reads a workbook from memory.
 *
 * Returns: (transfer full) (nullable): the workbook, or %NULL with
 *   `HEED_ERROR_INVALID_FILE`
 */
HeedWorkbook *
heed_workbook_new_from_bytes (GBytes              *bytes,
                              const char          *name,
                              const char * const  *languages,
                              GError             **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return read_bytes (bytes, NULL, name, languages, error);
}

/**
 * heed_workbook_new_from_document:
 * @document: what heed_workbook_dup_document() gave, be it in an older Heed
 * @languages: (nullable) (array zero-terminated=1): the person's languages, as in
 *   heed_workbook_new_from_file()
 * @error: return location for an error
 *
 * Reads a workbook as it was, with the forms that every workbook had then.
 *
 * Returns: (transfer full) (nullable): the workbook, or %NULL with
 *   `HEED_ERROR_INVALID_FILE`
 */
HeedWorkbook *
heed_workbook_new_from_document (GBytes              *document,
                                 const char * const  *languages,
                                 GError             **error)
{
  gsize size;
  const char *text = g_bytes_get_data (document, &size);
  const char *end = size > 0 ? memchr (text, '\0', size) : NULL;
  gsize length = end != NULL ? (gsize) (end - text) : size;
  g_autoptr (GBytes) file = g_bytes_new_from_bytes (document, 0, length);
  g_autoptr (GBytes) common = end != NULL ? g_bytes_new_from_bytes (document, length + 1, size - length - 1) : NULL;

  return read_bytes (file, common, "document", languages, error);
}

/**
 * heed_workbook_get_id:
 * @self: a workbook
 *
 * Gets the id, which entries keep.
 *
 * Returns: the id
 */
const char *
heed_workbook_get_id (HeedWorkbook *self)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (self), NULL);

  return self->id;
}

/**
 * heed_workbook_get_version:
 * @self: a workbook
 *
 * Gets the version, which rises with each published change.
 *
 * Returns: the version, at least 1
 */
guint
heed_workbook_get_version (HeedWorkbook *self)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (self), 0);

  return self->version;
}

/**
 * heed_workbook_get_title:
 * @self: a workbook
 *
 * Gets the name of the skill.
 *
 * Returns: the title
 */
const char *
heed_workbook_get_title (HeedWorkbook *self)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (self), NULL);

  return self->title;
}

/**
 * heed_workbook_get_summary:
 * @self: a workbook
 *
 * Gets the workbook in one line.
 *
 * Returns: (nullable): the summary
 */
const char *
heed_workbook_get_summary (HeedWorkbook *self)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (self), NULL);

  return self->summary;
}

/**
 * heed_workbook_get_overview:
 * @self: a workbook
 *
 * Gets what the skill is and why it matters; its children are sections.
 *
 * Returns: (transfer none) (nullable): the page
 */
HeedItem *
heed_workbook_get_overview (HeedWorkbook *self)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (self), NULL);

  return self->pages[OVERVIEW];
}

/**
 * heed_workbook_get_questions:
 * @self: a workbook
 *
 * Gets the page of the self-check, whose form is heed_item_get_form_id().
 *
 * Returns: (transfer none) (nullable): the page
 */
HeedItem *
heed_workbook_get_questions (HeedWorkbook *self)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (self), NULL);

  return self->pages[QUESTIONS];
}

/**
 * heed_workbook_get_tips:
 * @self: a workbook
 *
 * Gets the page whose children are groups of tips.
 *
 * Returns: (transfer none) (nullable): the page
 */
HeedItem *
heed_workbook_get_tips (HeedWorkbook *self)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (self), NULL);

  return self->pages[TIPS];
}

/**
 * heed_workbook_get_activities:
 * @self: a workbook
 *
 * Gets the page whose children are activities.
 *
 * Returns: (transfer none) (nullable): the page
 */
HeedItem *
heed_workbook_get_activities (HeedWorkbook *self)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (self), NULL);

  return self->pages[ACTIVITIES];
}

/**
 * heed_workbook_get_resources:
 * @self: a workbook
 *
 * Gets the page whose children are groups of resources.
 *
 * Returns: (transfer none) (nullable): the page
 */
HeedItem *
heed_workbook_get_resources (HeedWorkbook *self)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (self), NULL);

  return self->pages[RESOURCES];
}

/**
 * heed_workbook_find_item:
 * @self: a workbook
 * @id: an id
 *
 * Finds a section, point, group, tip, activity or resource, wherever it stands.
 *
 * Returns: (transfer none) (nullable): the item
 */
HeedItem *
heed_workbook_find_item (HeedWorkbook *self,
                         const char   *id)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->items_by_id, id);
}

/**
 * heed_workbook_get_forms:
 * @self: a workbook
 *
 * Gets the forms: the workbook's own in their order, then those that every
 * workbook has.
 *
 * Returns: (transfer none): a list of #HeedForm that never changes
 */
GListModel *
heed_workbook_get_forms (HeedWorkbook *self)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (self), NULL);

  return self->forms;
}

/**
 * heed_workbook_find_form:
 * @self: a workbook
 * @id: an id
 *
 * Finds a form, the common ones included.
 *
 * Returns: (transfer none) (nullable): the form
 */
HeedForm *
heed_workbook_find_form (HeedWorkbook *self,
                         const char   *id)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->forms_by_id, id);
}

/**
 * heed_workbook_read_sample:
 * @self: a workbook
 * @error: return location for an error
 *
 * Reads the sample journal that lies beside the workbook: for `skill.xml` that is
 * `skill-sample.xml`. Blocks while reading.
 *
 * Returns: (transfer full) (element-type HeedSampleEntry) (nullable): the entries, or
 *   %NULL with an error of heed_sample_read()
 */
GPtrArray *
heed_workbook_read_sample (HeedWorkbook  *self,
                           GError       **error)
{
  g_autoptr (GFile) folder = self->place != NULL ? g_file_get_parent (self->place) : NULL;
  g_autofree char *base = self->place != NULL ? g_file_get_basename (self->place) : NULL;
  g_autoptr (GFile) file = NULL;

  if (base != NULL && g_str_has_suffix (base, ".xml"))
    {
      g_autofree char *stem = g_strndup (base, strlen (base) - strlen (".xml"));
      g_autofree char *name = g_strconcat (stem, "-sample.xml", NULL);

      file = g_file_get_child (folder, name);
    }
  if (file != NULL && g_file_query_exists (file, NULL))
    return heed_sample_read (file, self->id, (const char * const *) self->languages, error);

  heed_set_error (error, HEED_ERROR_NOT_FOUND, NULL, _("The workbook “%s” comes without a sample journal."),
                  self->title);
  return NULL;
}

/**
 * heed_workbook_dup_document:
 * @self: a workbook
 *
 * Gets all that is asked, to be kept with what is answered: the file that the
 * workbook was read from, in all of its languages, and after a zero byte the forms
 * that every workbook has.
 *
 * Returns: (transfer full): the document, for heed_workbook_new_from_document()
 */
GBytes *
heed_workbook_dup_document (HeedWorkbook *self)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (self), NULL);

  return join_document (g_bytes_get_data (self->file, NULL), g_bytes_get_size (self->file),
                        g_bytes_get_data (self->common, NULL), g_bytes_get_size (self->common));
}

/**
 * heed_workbook_join_document:
 * @file: a workbook, as a file
 * @common: (nullable): the forms that every workbook had then, as a file
 *
 * Makes a document of its parts, see heed_workbook_dup_document().
 *
 * Returns: (transfer full): the document
 */
GBytes *
heed_workbook_join_document (const char *file,
                             const char *common)
{
  return join_document (file, strlen (file), common, common != NULL ? strlen (common) : 0);
}

/**
 * heed_workbook_dup_relabeled:
 * @self: a workbook
 * @version: another version of it
 * @labels: (element-type utf8 utf8): what is known to have been asked in that version:
 *   titles of forms by the form's id, labels of fields by the form's and the field's
 *   with a slash between them, such as `complaint/situation/place`, and those of
 *   options and of the marks of a scale one step below their field
 *
 * Makes a document of a version of which only some words are known: the rest is asked
 * as it is in @self.
 *
 * Returns: (transfer full): a document of a workbook that is partial
 */
GBytes *
heed_workbook_dup_relabeled (HeedWorkbook *self,
                             guint         version,
                             GHashTable   *labels)
{
  g_autofree char *file = NULL;

  g_return_val_if_fail (HEED_IS_WORKBOOK (self), NULL);

  file = heed_relabel (self->file, version, labels);
  return join_document (file, strlen (file),
                        g_bytes_get_data (self->common, NULL), g_bytes_get_size (self->common));
}

/**
 * heed_workbook_is_partial:
 * @self: a workbook
 *
 * Tells whether only some of its words are those of its version.
 *
 * Returns: %TRUE for one that heed_workbook_dup_relabeled() made
 */
gboolean
heed_workbook_is_partial (HeedWorkbook *self)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (self), FALSE);

  return is_partial (self->file);
}

/**
 * heed_workbook_add_editions:
 * @self: the workbook that is open
 * @editions: (element-type HeedEdition): versions of it, or of other workbooks
 *
 * Lets the workbook know what else was asked. What is known already stays as it is, but
 * for what is partial: that gives way to what is whole, and is joined with what else is
 * partial. Each is read only when it is asked for.
 */
void
heed_workbook_add_editions (HeedWorkbook *self,
                            GPtrArray    *editions)
{
  g_return_if_fail (HEED_IS_WORKBOOK (self) && editions != NULL);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < editions->len; i++)
    {
      const HeedEdition *edition = g_ptr_array_index (editions, i);
      Known *known = g_hash_table_lookup (self->editions, edition);
      GBytes *document;

      if (is_edition (self, edition->id, edition->version))
        continue;

      document = known != NULL ? add_to_known (self, known, edition) : g_bytes_ref (edition->document);
      if (document == NULL)
        continue;
      if (known != NULL && known->workbook != NULL)
        g_ptr_array_add (self->former, g_steal_pointer (&known->workbook));

      known = g_new0 (Known, 1);
      known->edition = (HeedEdition) { g_strdup (edition->id), edition->version, document };
      g_hash_table_replace (self->editions, known, known);
    }
  g_mutex_unlock (&self->lock);
}

/**
 * heed_workbook_find_edition:
 * @self: the workbook that is open
 * @id: the id of a workbook, this or another
 * @version: its version
 *
 * Finds the workbook with which something was answered.
 *
 * Returns: (transfer none) (nullable): the workbook, owned by @self, or @self; %NULL
 *   if what it asked is not known
 */
HeedWorkbook *
heed_workbook_find_edition (HeedWorkbook *self,
                            const char   *id,
                            guint         version)
{
  const HeedEdition wanted = { .id = (char *) id, .version = version };
  HeedWorkbook *found;
  Known *known;

  g_return_val_if_fail (HEED_IS_WORKBOOK (self) && id != NULL, NULL);

  if (is_edition (self, id, version))
    return self;

  g_mutex_lock (&self->lock);
  known = g_hash_table_lookup (self->editions, &wanted);
  if (known != NULL && known->edition.document != NULL)
    read_known (self, known);
  found = known != NULL ? known->workbook : NULL;
  g_mutex_unlock (&self->lock);
  return found;
}

/**
 * heed_edition_new: (skip)
 * @id: the id of a workbook
 * @version: its version
 * @document: what heed_workbook_dup_document() gave for it
 *
 * Makes an edition.
 *
 * Returns: (transfer full): the edition
 */
HeedEdition *
heed_edition_new (const char *id,
                  guint       version,
                  GBytes     *document)
{
  HeedEdition *self = g_new (HeedEdition, 1);

  *self = (HeedEdition) { g_strdup (id), version, g_bytes_ref (document) };
  return self;
}

/**
 * heed_edition_free:
 * @self: (transfer full): an edition
 *
 * Lets go of an edition.
 */
void
heed_edition_free (HeedEdition *self)
{
  clear_edition (self);
  g_free (self);
}
