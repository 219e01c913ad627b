/* MeSH in XML: descriptors and supplementary records, one after the other. */
#include <libxml/xmlreader.h>

#include "dictionaries/import/formats.h"
#include "dictionaries/import/mesh.h"
#include "dictionaries/import/xml_fault.h"
#include "pipeline/input/cut.h"

enum { LONGEST_RECORD = 16 << 20 };

typedef struct records {
    const glosa_import *import;
    glosa_cutting cutting;
    xmlTextReaderPtr xml;
    glosa_mesh mesh;
    glosa_buffer text;          /* of the element that is open */
    bool in_term, permuted, preferred;
    char tag[8];                /* lexical, of the term */
    const char *language;       /* of the term; NULL: none that is taken */
    const char *ui;             /* what the record's identifier is called */
    glosa_xml_fault fault;
} records;

static void attribute(const records *records, const char *name, char *out, size_t size)
{
    xmlChar *value = xmlTextReaderGetAttribute(records->xml, (const xmlChar *)name);
    snprintf(out, size, "%s", value ? (const char *)value : "");
    xmlFree(value);
}

static bool is_yes(const records *records, const char *name)
{
    char value[4];
    attribute(records, name, value, sizeof value);
    return value[0] == 'Y';
}

static void begin_record(records *records, const char *name)
{
    char class[4];
    bool supplementary = strcmp(name, "SupplementalRecord") == 0;
    attribute(records, "SCRClass", class, sizeof class);
    records->mesh.supplementary = supplementary;
    records->mesh.other = supplementary && class[0] && class[0] != '1';
    records->ui = supplementary ? "SupplementalRecordUI" : "DescriptorUI";
}

static void on_start(records *records, const char *name, int depth)
{
    glosa_buffer_clear(&records->text);
    if (depth == 0)
        begin_record(records, name);
    if (strcmp(name, "PharmacologicalAction") == 0)
        records->mesh.acts = true;
    if (strcmp(name, "Term") != 0)
        return;
    records->in_term = true;
    records->permuted = is_yes(records, "IsPermutedTermYN");
    records->preferred = is_yes(records, "RecordPreferredTermYN");
    records->language = "en";
    attribute(records, "LexicalTag", records->tag, sizeof records->tag);
}

/* Terms of translations have their language in front: spa0001234. */
static const char *language_of(glosa_string ui)
{
    if (glosa_string_starts(ui, "spa"))
        return "es";
    return glosa_string_starts(ui, "T") ? "en" : NULL;
}

static void on_end(records *records, const char *name, int depth)
{
    glosa_string text = glosa_string_trim(glosa_buffer_view(&records->text));
    if (depth == 1 && strcmp(name, records->ui) == 0)
        (void)glosa_naming_id(&records->mesh.naming, "mesh", text);
    else if (strcmp(name, "Term") == 0)
        records->in_term = false;
    else if (strcmp(name, "TermUI") == 0)
        records->language = language_of(text);
    else if (strcmp(name, "TreeNumber") == 0)
        glosa_mesh_tree(&records->mesh, text);
    else if (strcmp(name, "RegistryNumber") == 0 || strcmp(name, "RelatedRegistryNumber") == 0)
        glosa_mesh_registry(&records->mesh, text);
    else if (strcmp(name, "String") == 0 && records->in_term && !records->permuted &&
             records->language)
        glosa_mesh_name(&records->mesh, text, glosa_string_of(records->tag), records->language,
                        records->preferred ? "preferred" : NULL);
    glosa_buffer_clear(&records->text);
}

static void take_event(records *records)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(records->xml);
    int depth = xmlTextReaderDepth(records->xml);
    switch (xmlTextReaderNodeType(records->xml)) {
    case XML_READER_TYPE_ELEMENT: on_start(records, name, depth); break;
    case XML_READER_TYPE_END_ELEMENT: on_end(records, name, depth); break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        glosa_buffer_text(&records->text,
                          (const char *)xmlTextReaderConstValue(records->xml));
        break;
    default: break;
    }
}

/* The reader is made with the first record and then used again. */
static bool open_record(records *records, glosa_string record)
{
    const int options = XML_PARSE_NONET | XML_PARSE_COMPACT;
    int size = (int)record.size;
    if (!records->xml)
        records->xml = xmlReaderForMemory(record.data, size, NULL, NULL, options);
    else if (xmlReaderNewMemory(records->xml, record.data, size, NULL, NULL, options) != 0)
        return false;
    if (records->xml)
        xmlTextReaderSetStructuredErrorHandler(records->xml, glosa_xml_fault_note,
                                               &records->fault);
    return records->xml != NULL;
}

static glosa_status take_record(records *records, glosa_string record, glosa_error *error)
{
    const char *path = records->import->path;
    if (!open_record(records, record))
        return glosa_fail_memory(error, path);
    glosa_mesh_begin(&records->mesh, records->import, records->cutting.line);
    records->in_term = false;
    int read;
    while ((read = xmlTextReaderRead(records->xml)) == 1)
        take_event(records);
    if (read < 0 || records->fault.message[0])
        return glosa_fail(error, GLOSA_DICTIONARY, path,
                          records->cutting.line + records->fault.line - 1,
                          "record is not well-formed: %s", records->fault.message);
    if (records->text.failed)
        return glosa_fail_memory(error, path);
    return glosa_mesh_end(&records->mesh, records->ui, error);
}

static glosa_status next_record(records *records, bool *more, glosa_error *error)
{
    glosa_string record = {0};
    *more = false;
    glosa_status status = glosa_cut_elements(&records->cutting, &record, more, error);
    if (status == GLOSA_TOO_LARGE)
        return glosa_fail(error, GLOSA_DICTIONARY, records->import->path, records->cutting.line,
                          "record exceeds %d MiB", LONGEST_RECORD >> 20);
    return status || !*more ? status : take_record(records, record, error);
}

static glosa_status import(const glosa_import *import, glosa_error *error)
{
    static const char *const units[] = {"DescriptorRecord", "SupplementalRecord", NULL};
    records records = {.import = import};
    records.cutting = (glosa_cutting){.reader = import->reader, .limit = LONGEST_RECORD};
    glosa_cutting_begin(&records.cutting, units);
    glosa_status status = GLOSA_OK;
    for (bool more = true; more && !status;)
        status = next_record(&records, &more, error);
    if (!status && !records.ui)
        status = glosa_fail(error, GLOSA_DICTIONARY, import->path, -1,
                            "has no DescriptorRecord and no SupplementalRecord");
    if (records.xml)
        xmlFreeTextReader(records.xml);
    glosa_cutting_free(&records.cutting);
    glosa_naming_free(&records.mesh.naming);
    glosa_buffer_free(&records.text);
    return status;
}

const glosa_importer glosa_import_mesh_xml = {
    .name = "mesh-xml", .title = "MeSH", .licence = "NLM MeSH terms",
    .file = "desc2026.xml or supp2026.xml, https://www.nlm.nih.gov/databases/download/mesh.html",
    .sorts = true,
    .import = import,
};
