/* NCBI Gene of one species as Bioconductor packs it: the SQLite file of r-bioc-org.hs.eg.db and
 * its sisters, or a table made of it. */
#include <sqlite3.h>

#include "dictionaries/import/formats.h"
#include "dictionaries/import/table.h"
#include "pipeline/text/utf8.h"

/* --- the table: no header; gene, symbol, name, type, aliases, proteins --- */

static const char *const header[] = {"gene_id", "symbol", "gene_name", "gene_type", "alias_symbol",
                                     "uniprot_id", NULL};

static const glosa_column columns[] = {
    GLOSA_ID("gene_id", "ncbigene"),
    {.name = "gene_type", .use = GLOSA_COLUMN_DROP, .text = "biological-region"},
    GLOSA_NAME("symbol", "preferred", "mul", 0),
    GLOSA_NAME("gene_name", "synonym", "en", 0),
    GLOSA_NAME("alias_symbol", "symbol", "mul", '|'),
    GLOSA_XREF("uniprot_id", "uniprot", ','),
    {0},
};

static const glosa_table table = {.columns = columns, .header = header, .separator = '\t'};

/* --- the database --- */

enum { GENE, TYPE, SYMBOL, NAME, ALIAS, PROTEIN, ENSEMBL };

/* One row for each fact of a gene, in this order. */
static const char all_facts[] =
    "SELECT _id, 0 AS fact, gene_id FROM genes UNION ALL"
    " SELECT _id, 1, gene_type FROM genetype UNION ALL"
    " SELECT _id, 2, symbol FROM gene_info UNION ALL"
    " SELECT _id, 3, gene_name FROM gene_info UNION ALL"
    " SELECT _id, 4, alias_symbol FROM alias UNION ALL"
    " SELECT _id, 5, uniprot_id FROM uniprot UNION ALL"
    " SELECT _id, 6, ensembl_id FROM ensembl ORDER BY _id, fact";

static const char *const tables[] = {"genes", "genetype", "gene_info", "alias", "uniprot",
                                     "ensembl"};

static glosa_status fail(sqlite3 *db, const char *path, glosa_error *error)
{
    if (sqlite3_errcode(db) == SQLITE_NOMEM)
        return glosa_fail_memory(error, path);
    return glosa_fail(error, GLOSA_DICTIONARY, path, -1,
                      "SQLite: %s (a database is read from a plain file)", sqlite3_errmsg(db));
}

/* Each name must be a table: what a view does may have no end. */
static glosa_status check_tables(sqlite3 *db, const char *path, glosa_error *error)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1"
                               " AND sql NOT LIKE 'CREATE VIRTUAL%'", -1, &statement, NULL))
        return fail(db, path, error);
    glosa_status status = GLOSA_OK;
    for (size_t i = 0; i < sizeof tables / sizeof *tables && status == GLOSA_OK; i++) {
        sqlite3_bind_text(statement, 1, tables[i], -1, SQLITE_STATIC);
        int step = sqlite3_step(statement);
        if (step == SQLITE_DONE)
            status = glosa_fail(error, GLOSA_DICTIONARY, path, -1, "no table '%s'", tables[i]);
        else if (step != SQLITE_ROW)
            status = fail(db, path, error);
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    return status;
}

static glosa_status take_gene(const glosa_import *import, glosa_naming *naming,
                              glosa_string gene, glosa_error *error)
{
    glosa_status status = glosa_naming_end(naming, error);
    if (status)
        return status;
    glosa_naming_begin(naming, import, naming->line + 1);
    if (glosa_naming_id(naming, "ncbigene", gene))
        return GLOSA_OK;
    return glosa_fail(error, GLOSA_DICTIONARY, import->path, -1,
                      "table 'genes', column 'gene_id': '%.*s' is no identifier",
                      (int)(gene.size < 100 ? gene.size : 100), gene.data);
}

static void take_fact(glosa_naming *naming, int fact, glosa_string value)
{
    if (fact == TYPE && glosa_string_is(value, "biological-region"))
        glosa_buffer_clear(&naming->curie);
    else if (fact == SYMBOL)
        glosa_naming_add(naming, value, "mul", "preferred");
    else if (fact == NAME)
        glosa_naming_add(naming, value, "en", "synonym");
    else if (fact == ALIAS)
        glosa_naming_add(naming, value, "mul", "symbol");
    else if (fact == PROTEIN)
        glosa_naming_xref(naming, "uniprot", value);
    else if (fact == ENSEMBL)
        glosa_naming_xref(naming, "ensembl", value);
}

static glosa_status take_row(const glosa_import *import, sqlite3_stmt *statement,
                             glosa_naming *naming, glosa_error *error)
{
    int fact = sqlite3_column_int(statement, 1);
    const char *text = (const char *)sqlite3_column_text(statement, 2);
    glosa_string value = {text ? text : "", (size_t)sqlite3_column_bytes(statement, 2)};
    if (glosa_utf8_valid_prefix(value) != value.size)
        return glosa_fail(error, GLOSA_DICTIONARY, import->path, -1,
                          "table '%s', row of gene %lld: is not UTF-8",
                          tables[fact < NAME ? fact : fact - 1],
                          (long long)sqlite3_column_int64(statement, 0));
    if (fact == GENE)
        return take_gene(import, naming, value, error);
    if (naming->import)
        take_fact(naming, fact, value);
    return GLOSA_OK;
}

static glosa_status read_database(sqlite3 *db, const glosa_import *import, glosa_error *error)
{
    sqlite3_stmt *statement = NULL;
    glosa_naming naming = {0};
    glosa_status status = check_tables(db, import->path, error);
    if (status)
        return status;
    if (sqlite3_prepare_v2(db, all_facts, -1, &statement, NULL))
        return fail(db, import->path, error);
    int step;
    while (status == GLOSA_OK && (step = sqlite3_step(statement)) != SQLITE_DONE)
        status = step == SQLITE_ROW ? take_row(import, statement, &naming, error)
                                    : fail(db, import->path, error);
    sqlite3_finalize(statement);
    if (status == GLOSA_OK)
        status = glosa_naming_end(&naming, error);
    glosa_naming_free(&naming);
    return status;
}

static glosa_status import_database(const glosa_import *import, glosa_error *error)
{
    sqlite3 *db = NULL;
    glosa_status status = GLOSA_OK;
    if (sqlite3_open_v2(import->path, &db, SQLITE_OPEN_READONLY, NULL))
        status = db ? fail(db, import->path, error) : glosa_fail_memory(error, import->path);
    if (status == GLOSA_OK) {
        sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
        sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        status = read_database(db, import, error);
    }
    sqlite3_close(db);
    return status;
}

static glosa_status import(const glosa_import *import, glosa_error *error)
{
    glosa_string head = {0};
    glosa_status status = glosa_reader_look(import->reader, 16, &head, error);
    if (status)
        return status;
    return glosa_string_starts(head, "SQLite format 3") ? import_database(import, error)
                                                        : glosa_table_import(&table, import, error);
}

const glosa_importer glosa_import_orghs = {
    .name = "orghs", .title = "NCBI Gene, by Bioconductor", .licence = "public domain",
    .kind = "gene",
    .file = "org.Hs.eg.sqlite of Debian's r-bioc-org.hs.eg.db, or a table of gene, symbol, name, "
            "type, aliases, proteins without header",
    .import = import,
};
