#include "stages/read/plain/pfocr_entities.h"

static glosa_status check_count(uint32_t count, glosa_error *error)
{
    if (count < GLOSA_PFOCR_ENTITY_LIMIT)
        return GLOSA_OK;
    return glosa_fail(error, GLOSA_REFUSED, NULL, -1,
                      "lists more than %d entities; document skipped", GLOSA_PFOCR_ENTITY_LIMIT);
}

glosa_status glosa_pfocr_add_symbol(glosa_pfocr_entities *entities, glosa_string symbol,
                                    glosa_error *error)
{
    glosa_status status = check_count(entities->symbols.size, error);
    if (status)
        return status;
    glosa_string kept = glosa_document_keep(entities->document, symbol);
    glosa_figure_entity *row = GLOSA_ARRAY_ADD(&entities->document->arena, &entities->symbols);
    if (!kept.data || !row)
        return glosa_fail_memory(error, "read");
    row->symbol = kept;
    return GLOSA_OK;
}

glosa_status glosa_pfocr_set_field(glosa_pfocr_entities *entities, glosa_pfocr_field field,
                                   glosa_string value, glosa_error *error)
{
    entities->fields[field] = glosa_document_keep(entities->document, value);
    return entities->fields[field].data ? GLOSA_OK : glosa_fail_memory(error, "read");
}

/* Letters and digits, as the identifiers of NCBI and MeSH are. */
static bool is_plain(glosa_string text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z'))
            return false;
    }
    return text.size > 0;
}

/* *curie stays empty where the record gives no identifier of a lexicon that is known. */
static glosa_status find_curie(const glosa_pfocr_entities *entities, glosa_string *curie,
                               glosa_error *error)
{
    const glosa_string *fields = entities->fields;
    glosa_string number = fields[GLOSA_PFOCR_ENTREZ];
    const char *prefix = "ncbigene:";
    char text[64];
    if (!number.size && glosa_string_is(fields[GLOSA_PFOCR_SOURCE], "MESH")) {
        number = fields[GLOSA_PFOCR_IDENTIFIER];
        prefix = "mesh:";
    }
    if (!is_plain(number) || number.size > 32)
        return GLOSA_OK;
    snprintf(text, sizeof text, "%s%.*s", prefix, GLOSA_PRINT(number));
    *curie = glosa_document_keep(entities->document, glosa_string_of(text));
    return curie->data ? GLOSA_OK : glosa_fail_memory(error, "read");
}

glosa_status glosa_pfocr_close_map(glosa_pfocr_entities *entities, const char *kind,
                                   glosa_error *error)
{
    const glosa_string *fields = entities->fields;
    glosa_figure_entity entity = {
        .word = fields[GLOSA_PFOCR_WORD],
        .symbol = fields[GLOSA_PFOCR_HGNC_SYMBOL].size ? fields[GLOSA_PFOCR_HGNC_SYMBOL]
                                                       : fields[GLOSA_PFOCR_SYMBOL],
        .kind = glosa_string_of(kind),
        .source = fields[GLOSA_PFOCR_SOURCE],
    };
    glosa_status status = find_curie(entities, &entity.curie, error);
    memset(entities->fields, 0, sizeof entities->fields);
    if (status || (!entity.word.size && !entity.symbol.size))
        return status;
    status = check_count(entities->maps.size, error);
    if (status)
        return status;
    glosa_figure_entity *row = GLOSA_ARRAY_ADD(&entities->document->arena, &entities->maps);
    if (!row)
        return glosa_fail_memory(error, "read");
    *row = entity;
    return GLOSA_OK;
}

void glosa_pfocr_finish(const glosa_pfocr_entities *entities)
{
    bool maps = entities->maps.size > 0;
    glosa_document *document = entities->document;
    document->figure_entities.items = maps ? entities->maps.items : entities->symbols.items;
    document->figure_entities.size = maps ? entities->maps.size : entities->symbols.size;
    document->figure_entities.capacity = document->figure_entities.size;
}
