/* Tables of genes. */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/table.h"

/* --- HGNC --- */

/* A gene of mouse or rat that is this one there: "MGI:95294", "RGD:620268". */
static void take_orthologue(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    static const char *const prefixes[][2] = {{"MGI:", "mgi:"}, {"RGD:", "rgd:"}};
    (void)column;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (!glosa_string_starts(value, prefixes[i][0]))
            continue;
        glosa_buffer gene = {0};
        glosa_buffer_text(&gene, prefixes[i][1]);
        glosa_buffer_string(&gene,
                            glosa_string_slice(value, strlen(prefixes[i][0]), value.size));
        naming->failed |= gene.failed;
        glosa_naming_xref(naming, "orthologue", glosa_buffer_view(&gene));
        glosa_buffer_free(&gene);
    }
}

static const glosa_column hgnc_columns[] = {
    GLOSA_ID("hgnc_id", "hgnc"),
    {.name = "status", .use = GLOSA_COLUMN_KEEP, .text = "Approved"},
    GLOSA_NAME("symbol", "preferred", "mul", 0),
    GLOSA_NAME("name", "synonym", "en", 0),
    GLOSA_NAME("alias_symbol", "symbol", "mul", '|'),
    GLOSA_NAME("alias_name", "synonym", "en", '|'),
    GLOSA_NAME("prev_symbol", "previous", "mul", '|'),
    GLOSA_NAME("prev_name", "previous", "en", '|'),
    GLOSA_XREF("entrez_id", "ncbigene", 0),
    GLOSA_XREF("ensembl_gene_id", "ensembl", 0),
    GLOSA_XREF("uniprot_ids", "uniprot", '|'),
    {.name = "mgd_id", .use = GLOSA_COLUMN_OTHER, .between = '|', .take = take_orthologue,
     .optional = true},
    {.name = "rgd_id", .use = GLOSA_COLUMN_OTHER, .between = '|', .take = take_orthologue,
     .optional = true},
    {0},
};

static const glosa_table hgnc_table = {
    .columns = hgnc_columns, .separator = '\t', .quoting = GLOSA_QUOTES_WHOLE,
};

const glosa_importer glosa_import_hgnc = {
    .name = "hgnc", .title = "HGNC", .licence = "CC0", .kind = "gene",
    .file = "hgnc_complete_set.txt, https://www.genenames.org/download/archive/",
    .table = &hgnc_table,
};

/* --- NCBI Gene --- */

/* A reference to another database: "HGNC:HGNC:5", "Ensembl:ENSG00000121410". */
static void take_gene_xref(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    static const char *const prefixes[][2] = {
        {"HGNC:", "hgnc"},   {"Ensembl:", "ensembl"}, {"MGI:", "mgi"},      {"RGD:", "rgd"},
        {"MIM:", "omim"},    {"miRBase:", "mirbase"}, {"ZFIN:", "zfin"},    {"SGD:", "sgd"},
        {"FLYBASE:", "flybase"}, {"WormBase:", "wormbase"}, {"PomBase:", "pombase"},
    };
    (void)column;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (glosa_string_starts(value, prefixes[i][0]))
            glosa_naming_xref(naming, prefixes[i][1],
                              glosa_string_slice(value, strlen(prefixes[i][0]), value.size));
    }
}

static const glosa_column gene_info_columns[] = {
    GLOSA_ID("GeneID", "ncbigene"),
    {.name = "tax_id", .use = GLOSA_COLUMN_TAXON},
    GLOSA_XREF("tax_id", "ncbitaxon", 0),
    {.name = "type_of_gene", .use = GLOSA_COLUMN_DROP, .text = "biological-region"},
    {.name = "Symbol", .use = GLOSA_COLUMN_DROP, .text = "NEWENTRY"},
    GLOSA_NAME("Symbol", "preferred", "mul", 0),
    GLOSA_NAME("Symbol_from_nomenclature_authority", "symbol", "mul", 0),
    GLOSA_NAME("Synonyms", "symbol", "mul", '|'),
    GLOSA_NAME("description", "synonym", "en", 0),
    GLOSA_NAME("Full_name_from_nomenclature_authority", "synonym", "en", 0),
    GLOSA_NAME("Other_designations", "synonym", "en", '|'),
    {.name = "dbXrefs", .use = GLOSA_COLUMN_OTHER, .between = '|', .take = take_gene_xref},
    {0},
};

static const glosa_table gene_info_table = {
    .columns = gene_info_columns, .separator = '\t', .missing = "-",
};

const glosa_importer glosa_import_gene_info = {
    .name = "gene-info", .title = "NCBI Gene", .licence = "public domain", .kind = "gene",
    .has_taxa = true,
    .file = "Homo_sapiens.gene_info.gz, https://ftp.ncbi.nlm.nih.gov/gene/DATA/GENE_INFO/",
    .table = &gene_info_table,
};

/* --- MGI: its list of markers, or a table of identifier, symbol, synonyms, Ensembl --- */

enum { MGI_SYMBOL = 3 };

static const glosa_column mgi_columns[] = {
    GLOSA_ID("MGI Accession ID|ID", "mgi"),
    {.name = "Status", .use = GLOSA_COLUMN_KEEP, .text = "O", .optional = true},
    {.name = "Marker Type", .use = GLOSA_COLUMN_KEEP, .text = "Gene|Pseudogene",
     .optional = true},
    [MGI_SYMBOL] = GLOSA_NAME("Marker Symbol|symbol", "preferred", "mul", 0),
    GLOSA_NAME_IF("Marker Name|name", "synonym", "en", 0),
    GLOSA_NAME("Marker Synonyms (pipe-separated)|synonyms", "symbol", "mul", '|'),
    GLOSA_XREF_IF("ensembl", "ensembl", '|'),
    {0},
};

/* Leaves out what was put into a mouse: Tg(CAG-BCL2)1, which is no gene of its own. */
static void drop_transgene(glosa_naming *naming, const glosa_string *cells)
{
    if (glosa_string_starts(cells[MGI_SYMBOL], "Tg("))
        glosa_buffer_clear(&naming->curie);
}

static const glosa_table mgi_table = {
    .columns = mgi_columns, .separator = '\t', .row = drop_transgene,
};

const glosa_importer glosa_import_mgi = {
    .name = "mgi", .title = "MGI", .licence = "CC BY 4.0", .kind = "gene",
    .file = "MRK_List2.rpt, https://www.informatics.jax.org/downloads/reports/",
    .table = &mgi_table,
};

/* --- RGD: its table of rat genes, or one of identifier, symbol, synonyms, Ensembl --- */

static const glosa_column rgd_columns[] = {
    GLOSA_ID("GENE_RGD_ID|ID", "rgd"),
    GLOSA_NAME("SYMBOL", "preferred", "mul", 0),
    GLOSA_NAME_IF("NAME", "synonym", "en", 0),
    GLOSA_NAME("OLD_SYMBOL|synonyms", "symbol", "mul", ';'),
    GLOSA_NAME_IF("OLD_NAME", "previous", "en", ';'),
    GLOSA_XREF_IF("NCBI_GENE_ID", "ncbigene", ';'),
    GLOSA_XREF_IF("UNIPROT_ID", "uniprot", ';'),
    GLOSA_XREF("ENSEMBL_ID|ensembl", "ensembl", ';'),
    {0},
};

static const glosa_table rgd_table = {.columns = rgd_columns, .separator = '\t', .comment = '#'};

const glosa_importer glosa_import_rgd = {
    .name = "rgd", .title = "RGD", .licence = "CC BY 4.0", .kind = "gene",
    .file = "GENES_RAT.txt, https://download.rgd.mcw.edu/data_release/",
    .table = &rgd_table,
};

/* --- WormBase: a list of genes without header --- */

static const char *const wormbase_header[] = {
    "database", "id", "symbol", "synonyms", "name", "type", "taxon", "species", NULL,
};

static const glosa_column wormbase_columns[] = {
    GLOSA_ID("id", "wormbase"),
    {.name = "database", .use = GLOSA_COLUMN_KEEP, .text = "WB"},
    {.name = "taxon", .use = GLOSA_COLUMN_TAXON},
    GLOSA_NAME("symbol", "preferred", "mul", 0),
    GLOSA_NAME("synonyms", "symbol", "mul", '|'),
    GLOSA_NAME("name", "synonym", "en", 0),
    {0},
};

static const glosa_table wormbase_table = {
    .columns = wormbase_columns, .header = wormbase_header, .separator = '\t',
};

const glosa_importer glosa_import_wormbase = {
    .name = "wormbase", .title = "WormBase", .licence = "CC BY 4.0", .kind = "gene",
    .has_taxa = true,
    .file = "list of genes of the Alliance (database, identifier, symbol, synonyms, name, type, "
            "taxon, species), https://www.alliancegenome.org/downloads",
    .table = &wormbase_table,
};
