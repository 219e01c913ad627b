/* The nomenclator of AEMPS in XML: medicines, and the names of their substances. */
#include <libxml/xmlreader.h>

#include "dictionaries/import/formats.h"
#include "dictionaries/import/gathering.h"
#include "dictionaries/import/medicine.h"
#include "dictionaries/import/unpacked.h"
#include "dictionaries/import/xml_fault.h"
#include "pipeline/input/cut.h"

enum { LONGEST_RECORD = 4 << 20, MOST_SUBSTANCES = 1 << 20, MOST_FIELDS = 4 };

/* --- records with fields --- */

typedef struct records {
    const char *path;
    glosa_cutting cutting;
    const char *const *fields;  /* names of elements, NULL at the end */
    glosa_buffer text;          /* of the fields, one behind the other */
    glosa_string values[MOST_FIELDS];   /* of the first element of each name; empty: none */
    size_t starts[MOST_FIELDS], sizes[MOST_FIELDS];
    glosa_xml_fault fault;
} records;

/* The field that begins with this element, where it is the first one. */
static int field_of(const records *records, const char *name)
{
    for (int i = 0; records->fields[i]; i++) {
        if (strcmp(records->fields[i], name) == 0)
            return records->sizes[i] == 0 ? i : -1;
    }
    return -1;
}

static void read_fields(records *records, xmlTextReaderPtr xml)
{
    int open = -1;
    while (xmlTextReaderRead(xml) == 1) {
        int type = xmlTextReaderNodeType(xml);
        if (type == XML_READER_TYPE_ELEMENT || type == XML_READER_TYPE_END_ELEMENT) {
            open = type == XML_READER_TYPE_ELEMENT && !xmlTextReaderIsEmptyElement(xml)
                       ? field_of(records, (const char *)xmlTextReaderConstLocalName(xml))
                       : -1;
            if (open >= 0)
                records->starts[open] = records->text.size;
        } else if (open >= 0 && (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA)) {
            glosa_buffer_text(&records->text, (const char *)xmlTextReaderConstValue(xml));
            records->sizes[open] = records->text.size - records->starts[open];
        }
    }
}

static glosa_status parse(records *records, glosa_string record, glosa_error *error)
{
    memset(records->sizes, 0, sizeof records->sizes);
    glosa_buffer_clear(&records->text);
    xmlTextReaderPtr xml = xmlReaderForMemory(record.data, (int)record.size, NULL, NULL,
                                              XML_PARSE_NONET | XML_PARSE_COMPACT);
    if (!xml)
        return glosa_fail_memory(error, records->path);
    xmlTextReaderSetStructuredErrorHandler(xml, glosa_xml_fault_note, &records->fault);
    read_fields(records, xml);
    xmlFreeTextReader(xml);
    if (records->fault.message[0])
        return glosa_fail(error, GLOSA_DICTIONARY, records->path,
                          records->cutting.line + records->fault.line - 1,
                          "record is not well-formed: %s", records->fault.message);
    if (records->text.failed)
        return glosa_fail_memory(error, records->path);
    for (int i = 0; records->fields[i]; i++) {
        size_t start = records->sizes[i] ? records->starts[i] : 0;
        records->values[i] = glosa_string_trim(glosa_string_slice(
            glosa_buffer_view(&records->text), start, start + records->sizes[i]));
    }
    return GLOSA_OK;
}

static glosa_status next_record(records *records, bool *more, glosa_error *error)
{
    glosa_string record = {0};
    *more = false;
    glosa_status status = glosa_cut_elements(&records->cutting, &record, more, error);
    if (status == GLOSA_TOO_LARGE)
        return glosa_fail(error, GLOSA_DICTIONARY, records->path, records->cutting.line,
                          "record exceeds %d MiB", LONGEST_RECORD >> 20);
    if (status || !*more)
        return glosa_as_dictionary_error(status, records->path, error);
    return parse(records, record, error);
}

static records begin(const char *path, glosa_reader *reader, const char *const *units,
                     const char *const *fields)
{
    records records = {.path = path, .fields = fields};
    records.cutting = (glosa_cutting){.reader = reader, .limit = LONGEST_RECORD};
    glosa_cutting_begin(&records.cutting, units);
    return records;
}

static void end(records *records)
{
    glosa_cutting_free(&records->cutting);
    glosa_buffer_free(&records->text);
}

static glosa_status missing(const records *records, const char *tag, glosa_error *error)
{
    return glosa_fail(error, GLOSA_DICTIONARY, records->path, records->cutting.line,
                      "tag '%s' is missing or empty", tag);
}

/* --- the substances, by their numbers --- */

typedef struct substance {
    glosa_string number, name;
} substance;

typedef struct substances {
    glosa_arena arena;
    GLOSA_ARRAY(substance) items;
} substances;

static int compare_numbers(const void *a, const void *b)
{
    return glosa_string_compare(((const substance *)a)->number, ((const substance *)b)->number);
}

static glosa_status keep(substances *substances, const records *records, glosa_error *error)
{
    glosa_string number = records->values[0], name = records->values[1];
    if (number.size == 0)
        return missing(records, records->fields[0], error);
    if (substances->items.size == MOST_SUBSTANCES)
        return glosa_fail(error, GLOSA_DICTIONARY, records->path, records->cutting.line,
                          "more than %d substances", MOST_SUBSTANCES);
    substance *added = GLOSA_ARRAY_ADD(&substances->arena, &substances->items);
    char *kept_number = glosa_arena_copy(&substances->arena, number.data, number.size);
    char *kept_name = glosa_arena_copy(&substances->arena, name.data ? name.data : "", name.size);
    if (!added || !kept_number || !kept_name)
        return glosa_fail_memory(error, records->path);
    *added = (substance){{kept_number, number.size}, {kept_name, name.size}};
    return GLOSA_OK;
}

static glosa_status read_substances(substances *substances, const glosa_import *import,
                                    glosa_error *error)
{
    static const char *const units[] = {"principiosactivos", NULL};
    static const char *const fields[] = {"nroprincipioactivo", "principioactivo", NULL};
    records records = begin(import->second_path, import->second, units, fields);
    glosa_status status = GLOSA_OK;
    for (bool more = true; more && !status;) {
        status = next_record(&records, &more, error);
        if (!status && more)
            status = keep(substances, &records, error);
    }
    if (!status && substances->items.size == 0)
        status = glosa_fail(error, GLOSA_DICTIONARY, import->second_path, -1,
                            "has no tag '%s'", units[0]);
    end(&records);
    if (!status)
        qsort(substances->items.items, substances->items.size, sizeof(substance),
              compare_numbers);
    return status;
}

/* --- the medicines --- */

enum { ATC, NAME, COUNT, NUMBER };

/* Medicines of several substances, or of one that has no name, are left out. */
static glosa_status take_medicine(const substances *substances, const records *records,
                                  glosa_naming *naming, glosa_error *error)
{
    const glosa_string *values = records->values;
    if (values[NAME].size == 0)
        return missing(records, records->fields[NAME], error);
    if (!glosa_string_is(values[COUNT], "1"))
        return GLOSA_OK;
    substance asked = {.number = values[NUMBER]};
    const substance *found = bsearch(&asked, substances->items.items, substances->items.size,
                                     sizeof asked, compare_numbers);
    if (!found)
        return GLOSA_OK;
    const glosa_medicine medicine = {
        .atc = values[ATC], .name = values[NAME], .substances = found->name,
    };
    glosa_medicine_take(naming, &medicine);
    return glosa_naming_end(naming, error);
}

static glosa_status read_medicines(const substances *substances, const glosa_import *import,
                                   glosa_error *error)
{
    static const char *const units[] = {"prescription", NULL};
    static const char *const fields[] = {"cod_atc", "des_nomco", "nro_pactiv",
                                         "cod_principio_activo", NULL};
    records records = begin(import->path, import->reader, units, fields);
    glosa_naming naming = {0};
    glosa_status status = GLOSA_OK;
    bool any = false;
    for (bool more = true; more && !status;) {
        status = next_record(&records, &more, error);
        any |= more;
        glosa_naming_begin(&naming, import, records.cutting.line);
        if (!status && more)
            status = take_medicine(substances, &records, &naming, error);
    }
    if (!status && !any)
        status = glosa_fail(error, GLOSA_DICTIONARY, import->path, -1, "has no tag '%s'",
                            units[0]);
    glosa_naming_free(&naming);
    end(&records);
    return status;
}

static glosa_status import(const glosa_import *import, glosa_error *error)
{
    if (!import->second)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                          "format aemps-xml takes two files: Prescripcion.xml and "
                          "DICCIONARIO_PRINCIPIOS_ACTIVOS.xml");
    substances substances = {0};
    glosa_gathering gathering = {0};
    glosa_import gathered = glosa_gathering_begin(&gathering, import);
    glosa_status status = read_substances(&substances, import, error);
    if (!status)
        status = read_medicines(&substances, &gathered, error);
    if (!status)
        status = glosa_gathering_end(&gathering, error);
    glosa_gathering_free(&gathering);
    glosa_arena_free(&substances.arena);
    return status;
}

const glosa_importer glosa_import_aemps_xml = {
    .name = "aemps-xml", .title = "AEMPS CIMA", .licence = "reuse of public-sector information",
    .kind = "drug",
    .file = "Prescripcion.xml of http://listadomedicamentos.aemps.gob.es/prescripcion.zip",
    .second = "DICCIONARIO_PRINCIPIOS_ACTIVOS.xml",
    .import = import,
};
