/* Ontologies as OBO graphs in JSON, and ZFIN, which comes as one. */
#include <yajl/yajl_tree.h>

#include "dictionaries/import/formats.h"
#include "dictionaries/import/ontology.h"
#include "pipeline/input/cut.h"
#include "pipeline/wire/json.h"

enum { LONGEST_NODE = 4 << 20 };

/* What a format takes of a node, whose naming has been begun. */
typedef bool take_node(glosa_naming *naming, yajl_val node);

static glosa_string text_of(yajl_val object, const char *name)
{
    const char *path[] = {name, NULL};
    return glosa_string_of(YAJL_GET_STRING(yajl_tree_get(object, path, yajl_t_string)));
}

static size_t list_of(yajl_val object, const char *name, yajl_val **items)
{
    const char *path[] = {"meta", name, NULL};
    yajl_val list = yajl_tree_get(object, path, yajl_t_array);
    *items = list ? YAJL_GET_ARRAY(list)->values : NULL;
    return list ? YAJL_GET_ARRAY(list)->len : 0;
}

/* Not a relation, and not deprecated. */
static bool is_term(yajl_val node)
{
    const char *path[] = {"meta", "deprecated", NULL};
    return !yajl_tree_get(node, path, yajl_t_true) &&
           !glosa_string_is(text_of(node, "type"), "PROPERTY");
}

static void take_synonyms(glosa_naming *naming, yajl_val node)
{
    yajl_val *items;
    size_t size = list_of(node, "synonyms", &items);
    for (size_t i = 0; i < size; i++) {
        glosa_string scope = text_of(items[i], "pred");
        if (glosa_string_is(scope, "hasExactSynonym") ||
            glosa_string_is(scope, "hasRelatedSynonym"))
            glosa_ontology_synonym(naming, text_of(items[i], "val"),
                                   text_of(items[i], "synonymType"));
    }
}

static bool take_any(glosa_naming *naming, yajl_val node)
{
    yajl_val *items;
    if (!glosa_ontology_id(naming, text_of(node, "id")))
        return false;
    glosa_ontology_label(naming, text_of(node, "lbl"));
    take_synonyms(naming, node);
    size_t size = list_of(node, "xrefs", &items);
    for (size_t i = 0; i < size; i++)
        glosa_ontology_xref(naming, text_of(items[i], "val"));
    size = list_of(node, "basicPropertyValues", &items);
    for (size_t i = 0; i < size; i++)
        glosa_ontology_property(naming, text_of(items[i], "pred"), text_of(items[i], "val"));
    return true;
}

/* Genes alone, but for mutations whose gene has no name yet (unm_t30583); the description is the
 * full name. */
static bool take_zfin(glosa_naming *naming, yajl_val node)
{
    yajl_val *items;
    if (glosa_string_starts(text_of(node, "lbl"), "unm_") || !take_any(naming, node) ||
        !glosa_string_starts(glosa_buffer_view(&naming->curie), "zfin:"))
        return false;
    size_t size = list_of(node, "basicPropertyValues", &items);
    for (size_t i = 0; i < size; i++) {
        if (glosa_string_is(text_of(items[i], "pred"), "http://purl.org/dc/terms/description"))
            glosa_naming_add(naming, text_of(items[i], "val"), "en", "synonym");
    }
    return true;
}

typedef struct graph {
    const glosa_import *import;
    take_node *take;
    glosa_cutting cutting;
    glosa_buffer record;        /* with the zero byte that yajl wants */
    glosa_naming naming;
    bool nodes;
} graph;

static glosa_status parse(graph *graph, glosa_string record, yajl_val *node, glosa_error *error)
{
    char message[256] = "";
    const char *path = graph->import->path;
    if (!glosa_json_is_shallow(record))
        return glosa_fail(error, GLOSA_DICTIONARY, path, graph->cutting.line,
                          "a node of 'nodes' is nested too deep");
    glosa_buffer_clear(&graph->record);
    glosa_buffer_string(&graph->record, record);
    glosa_buffer_byte(&graph->record, '\0');
    if (graph->record.failed)
        return glosa_fail_memory(error, path);
    *node = yajl_tree_parse(graph->record.data, message, sizeof message);
    message[strcspn(message, "\n")] = '\0';
    if (*node && YAJL_IS_OBJECT(*node))
        return GLOSA_OK;
    yajl_tree_free(*node);
    return glosa_fail(error, GLOSA_DICTIONARY, path, graph->cutting.line,
                      "a node of 'nodes' is no JSON object: %s", message);
}

static glosa_status take_record(graph *graph, glosa_string record, glosa_error *error)
{
    yajl_val node = NULL;
    glosa_status status = parse(graph, record, &node, error);
    if (status)
        return status;
    graph->nodes = true;
    glosa_naming_begin(&graph->naming, graph->import, graph->cutting.line);
    if (text_of(node, "id").size == 0)
        status = glosa_fail(error, GLOSA_DICTIONARY, graph->import->path, graph->cutting.line,
                            "a node has no member 'id', or there is no list 'nodes'");
    else if (is_term(node) && graph->take(&graph->naming, node))
        status = glosa_naming_end(&graph->naming, error);
    yajl_tree_free(node);
    return status;
}

static glosa_status cut_fault(const graph *graph, glosa_status status, glosa_error *error)
{
    if (status == GLOSA_TOO_LARGE)
        return glosa_fail(error, GLOSA_DICTIONARY, graph->import->path, graph->cutting.line,
                          graph->nodes ? "a node of 'nodes' exceeds %d MiB"
                                       : "no list 'nodes' in the first 64 KiB, or a node over "
                                         "%d MiB",
                          LONGEST_NODE >> 20);
    return status;
}

static glosa_status import_graph(const glosa_import *import, take_node *take,
                                 glosa_error *error)
{
    static const char *const units[] = {"nodes", NULL};
    graph graph = {.import = import, .take = take};
    graph.cutting = (glosa_cutting){.reader = import->reader, .limit = LONGEST_NODE};
    glosa_cutting_begin(&graph.cutting, units);
    glosa_status status = GLOSA_OK;
    for (bool more = true; more && !status;) {
        glosa_string record = {0};
        more = false;
        status = cut_fault(&graph, glosa_cut_objects(&graph.cutting, &record, &more, error),
                           error);
        if (!status && more)
            status = take_record(&graph, record, error);
    }
    if (!status && !graph.nodes)
        status = glosa_fail(error, GLOSA_DICTIONARY, import->path, -1, "has no list 'nodes'");
    glosa_cutting_free(&graph.cutting);
    glosa_buffer_free(&graph.record);
    glosa_naming_free(&graph.naming);
    return status;
}

static glosa_status import_any(const glosa_import *import, glosa_error *error)
{
    return import_graph(import, take_any, error);
}

static glosa_status import_zfin(const glosa_import *import, glosa_error *error)
{
    return import_graph(import, take_zfin, error);
}

const glosa_importer glosa_import_obograph = {
    .name = "obograph",
    .file = "an ontology as an OBO graph in JSON: hp.json, cl.json",
    .sorts = true,
    .import = import_any,
};

const glosa_importer glosa_import_zfin = {
    .name = "zfin", .title = "ZFIN", .licence = "CC BY 4.0", .kind = "gene",
    .file = "zfin.json, https://github.com/biopragmatics/obo-db-ingest",
    .import = import_zfin,
};
