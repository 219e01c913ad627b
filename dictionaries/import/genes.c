/* Tables of genes and proteins. */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/table.h"

/* --- HGNC --- */

static const glosa_column hgnc_columns[] = {
    {.name = "hgnc_id", .use = GLOSA_COLUMN_ID, .text = "hgnc"},
    {.name = "status", .use = GLOSA_COLUMN_KEEP, .text = "Approved"},
    {.name = "symbol", .use = GLOSA_COLUMN_NAME, .text = "preferred", .language = "mul"},
    {.name = "name", .use = GLOSA_COLUMN_NAME, .text = "synonym", .language = "en"},
    {.name = "alias_symbol", .use = GLOSA_COLUMN_NAME, .text = "symbol", .language = "mul",
     .between = '|'},
    {.name = "alias_name", .use = GLOSA_COLUMN_NAME, .text = "synonym", .language = "en",
     .between = '|'},
    {.name = "prev_symbol", .use = GLOSA_COLUMN_NAME, .text = "previous", .language = "mul",
     .between = '|'},
    {.name = "prev_name", .use = GLOSA_COLUMN_NAME, .text = "previous", .language = "en",
     .between = '|'},
    {.name = "entrez_id", .use = GLOSA_COLUMN_XREF, .text = "ncbigene"},
    {.name = "ensembl_gene_id", .use = GLOSA_COLUMN_XREF, .text = "ensembl"},
    {.name = "uniprot_ids", .use = GLOSA_COLUMN_XREF, .text = "uniprot", .between = '|'},
    {0},
};

static const glosa_table hgnc_table = {
    .columns = hgnc_columns, .separator = '\t', .quoting = GLOSA_QUOTES_WHOLE,
};

static glosa_status import_hgnc(const glosa_import *import, glosa_error *error)
{
    return glosa_table_import(&hgnc_table, import, error);
}

const glosa_importer glosa_import_hgnc = {
    .name = "hgnc", .title = "HGNC", .licence = "CC0", .kind = "gene",
    .file = "hgnc_complete_set.txt, https://www.genenames.org/download/archive/",
    .import = import_hgnc,
};
