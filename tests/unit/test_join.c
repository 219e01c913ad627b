/* Entities of several sources that are one. Rows are "kind id name role xrefs". */
#include <criterion/criterion.h>

#include "dictionaries/build/join.h"

typedef struct entry {
    const char *kind, *curie, *name, *role, *xrefs;
} entry;

/* What the rows became, "id name role xrefs|", then the conflicts. `origins` has one for each row;
 * NULL: they have none. */
static void expect(const entry *entries, const char *const *origins, size_t count,
                   const char *expected)
{
    glosa_row_table table = {0};
    glosa_join_report report;
    glosa_buffer out = {0};
    for (size_t i = 0; i < count; i++) {
        glosa_row *row = glosa_row_table_add(&table);
        *row = (glosa_row){.kind = glosa_string_of(entries[i].kind),
                           .curie = glosa_string_of(entries[i].curie),
                           .name = glosa_string_of(entries[i].name),
                           .role = glosa_string_of(entries[i].role),
                           .xrefs = glosa_string_of(entries[i].xrefs)};
        row->curated = !origins || !*origins[i];
    }
    cr_assert_eq(glosa_join(&table, &report, NULL), GLOSA_OK);
    for (uint32_t i = 0; i < table.rows.size; i++) {
        const glosa_row *row = &table.rows.items[i];
        glosa_buffer_format(&out, "%.*s %.*s %.*s %.*s %.*s\n", GLOSA_PRINT(row->kind),
                            GLOSA_PRINT(row->curie), GLOSA_PRINT(row->name),
                            GLOSA_PRINT(row->role), GLOSA_PRINT(row->xrefs));
    }
    for (uint32_t i = 0; i < report.conflicts.size; i++) {
        const glosa_join_conflict *conflict = &report.conflicts.items[i];
        glosa_buffer_format(&out, "%.*s: %.*s of %.*s: %s\n",
                            GLOSA_PRINT(table.rows.items[conflict->row].name),
                            GLOSA_PRINT(conflict->identifier), GLOSA_PRINT(conflict->other),
                            conflict->reason);
    }
    glosa_buffer_format(&out, "%u entities, %u joined", report.entities, report.joined);
    glosa_buffer_byte(&out, '\0');
    cr_expect_str_eq(out.data, expected, "\n%s\nis not\n%s", out.data, expected);
    glosa_buffer_free(&out);
    glosa_row_table_free(&table);
}

#define EXPECT(entries, expected) expect(entries, NULL, sizeof entries / sizeof *entries, expected)

Test(join, one_gene_of_three_sources)
{
    static const entry entries[] = {
        {"gene", "uniprot:P61073", "C-X-C chemokine receptor type 4", "preferred", ""},
        {"gene", "ncbigene:7852", "CXCR4", "preferred", "hgnc:2561|ensembl:ENSG1"},
        {"gene", "ncbigene:7852", "LESTR", "synonym", ""},
        {"gene", "hgnc:2561", "CXCR4", "preferred", "ncbigene:7852|uniprot:P61073"},
    };
    EXPECT(entries,
           "gene hgnc:2561 C-X-C chemokine receptor type 4 synonym \n"
           "gene hgnc:2561 CXCR4 synonym hgnc:2561|ensembl:ENSG1\n"
           "gene hgnc:2561 LESTR synonym \n"
           "gene hgnc:2561 CXCR4 preferred ncbigene:7852|uniprot:P61073|ensembl:ENSG1\n"
           "1 entities, 2 joined");
}

Test(join, what_two_genes_share_joins_neither)
{
    static const entry entries[] = {
        {"gene", "hgnc:1", "H4C1", "preferred", "uniprot:P62805"},
        {"gene", "hgnc:2", "H4C2", "preferred", "uniprot:P62805"},
        {"gene", "uniprot:P62805", "Histone H4", "preferred", ""},
    };
    EXPECT(entries,
           "gene hgnc:1 H4C1 preferred uniprot:P62805\n"
           "gene hgnc:2 H4C2 preferred uniprot:P62805\n"
           "gene uniprot:P62805 Histone H4 preferred \n"
           "H4C2: uniprot:P62805 of hgnc:1: it would have two identifiers of one source\n"
           "Histone H4: uniprot:P62805 of : several entities have it\n"
           "3 entities, 0 joined");
}

Test(join, orthologues_stay_apart_and_are_named_by_what_they_became)
{
    static const entry entries[] = {
        {"gene", "hgnc:7097", "MIF", "preferred", "orthologue:mgi:96982|orthologue:rgd:621163"},
        {"gene", "ncbigene:17319", "Mif", "preferred", "mgi:96982|ncbitaxon:10090"},
        {"gene", "mgi:96982", "Mif", "preferred", ""},
        {"gene", "hgnc:7098", "MIFP", "preferred", "ncbigene:9|orthologue:mgi:96982"},
        {"gene", "ncbigene:9", "MIFP", "preferred", ""},
    };
    EXPECT(entries,
           "gene hgnc:7097 MIF preferred orthologue:ncbigene:17319\n"
           "gene ncbigene:17319 Mif preferred mgi:96982|ncbitaxon:10090\n"
           "gene ncbigene:17319 Mif synonym \n"
           "gene hgnc:7098 MIFP preferred ncbigene:9|orthologue:ncbigene:17319\n"
           "gene hgnc:7098 MIFP synonym \n"
           "3 entities, 2 joined");
}

Test(join, an_orthologue_is_listed_once_and_never_of_itself)
{
    static const entry entries[] = {
        {"gene", "hgnc:7097", "MIF", "preferred",
         "orthologue:mgi:96982|orthologue:ncbigene:17319|orthologue:hgnc:7097|uniprot:P14174"},
        {"gene", "ncbigene:17319", "Mif", "preferred", "mgi:96982"},
    };
    EXPECT(entries,
           "gene hgnc:7097 MIF preferred orthologue:ncbigene:17319|uniprot:P14174\n"
           "gene ncbigene:17319 Mif preferred mgi:96982|orthologue:hgnc:7097\n"
           "2 entities, 0 joined");
}

Test(join, an_orthologue_is_one_both_ways)
{
    static const entry entries[] = {
        {"gene", "mgi:1", "Drd2", "preferred", ""},
        {"gene", "hgnc:1", "DRD2", "preferred", "ncbigene:1|orthologue:mgi:1|orthologue:rgd:1"},
        {"gene", "rgd:1", "Drd2", "preferred", "ncbitaxon:10116"},
    };
    EXPECT(entries,
           "gene mgi:1 Drd2 preferred orthologue:hgnc:1\n"
           "gene hgnc:1 DRD2 preferred ncbigene:1|orthologue:mgi:1|orthologue:rgd:1\n"
           "gene rgd:1 Drd2 preferred ncbitaxon:10116|orthologue:hgnc:1\n"
           "3 entities, 0 joined");
}

Test(join, a_drug_and_a_chemical_are_one_a_gene_and_a_drug_are_not)
{
    static const entry entries[] = {
        {"chemical", "chebi:45783", "imatinib", "preferred", "cas:152459-95-5"},
        {"drug", "drugbank:DB00619", "Imatinib", "preferred", "cas:152459-95-5"},
        {"drug", "drugbank:DB2", "Interleukin-6", "preferred", "uniprot:P05231"},
        {"gene", "hgnc:6018", "IL6", "preferred", "uniprot:P05231"},
        {"drug", "chebi:1", "salubrinal", "preferred", ""},
        {"chemical", "chebi:1", "Salubrinal", "synonym", ""},
    };
    EXPECT(entries,
           "drug drugbank:DB00619 imatinib synonym cas:152459-95-5\n"
           "drug drugbank:DB00619 Imatinib preferred cas:152459-95-5|chebi:45783\n"
           "drug drugbank:DB2 Interleukin-6 preferred uniprot:P05231\n"
           "gene hgnc:6018 IL6 preferred uniprot:P05231\n"
           "drug chebi:1 salubrinal preferred \n"
           "drug chebi:1 Salubrinal synonym \n"
           "Interleukin-6: uniprot:P05231 of hgnc:6018: their kinds differ\n"
           "4 entities, 1 joined");
}

Test(join, rows_written_by_hand_say_whether_it_is_a_drug)
{
    static const entry entries[] = {
        {"drug", "drugbank:DB03904", "Urea", "preferred", "cas:57-13-6"},
        {"chemical", "chebi:16199", "urea", "preferred", "cas:57-13-6"},
        {"chemical", "chebi:27732", "caffeine", "preferred", "cas:58-08-2"},
        {"drug", "drugbank:DB00201", "Caffeine", "preferred", "cas:58-08-2"},
    };
    static const char *const origins[] = {"DrugBank", "", "ChEBI", "DrugBank"};
    expect(entries, origins, 4,
           "chemical drugbank:DB03904 Urea preferred cas:57-13-6|chebi:16199\n"
           "chemical drugbank:DB03904 urea synonym cas:57-13-6\n"
           "drug drugbank:DB00201 caffeine synonym cas:58-08-2\n"
           "drug drugbank:DB00201 Caffeine preferred cas:58-08-2|chebi:27732\n"
           "2 entities, 2 joined");
}

Test(join, a_fusion_is_none_of_its_genes)
{
    static const entry entries[] = {
        {"gene", "hgnc:76", "ABL1", "preferred", "ncbigene:25"},
        {"gene", "civic.gid:61802", "BCR::ABL1", "preferred", "hgnc:1014|hgnc:76"},
    };
    EXPECT(entries,
           "gene hgnc:76 ABL1 preferred ncbigene:25\n"
           "gene civic.gid:61802 BCR::ABL1 preferred hgnc:1014|hgnc:76\n"
           "2 entities, 0 joined");
}

Test(join, xrefs_of_several_files)
{
    static const entry entries[] = {
        {"drug", "drugbank:DB1", "a", "preferred", "cas:1"},
        {"drug", "drugbank:DB1", "a", "synonym", "chebi:2|cas:1"},
        {"chemical", "chebi:2", "b", "preferred", ""},
    };
    EXPECT(entries,
           "drug drugbank:DB1 a preferred cas:1|chebi:2\n"
           "drug drugbank:DB1 a synonym chebi:2|cas:1\n"
           "drug drugbank:DB1 b synonym \n"
           "1 entities, 1 joined");
}

Test(join, a_gene_has_several_records_of_mesh_a_drug_has_not)
{
    static const entry entries[] = {
        {"gene", "hgnc:6018", "IL6", "preferred", "uniprot:P05231"},
        {"gene", "mesh:C508600", "human IL6 protein", "preferred", "uniprot:P05231"},
        {"gene", "mesh:D015850", "Interleukin-6", "preferred", "hgnc:6018"},
        {"drug", "drugbank:DB1", "a", "preferred", "cas:1"},
        {"drug", "mesh:D1", "b", "preferred", "cas:1"},
        {"drug", "mesh:D2", "c", "preferred", "cas:1"},
    };
    EXPECT(entries,
           "gene hgnc:6018 IL6 preferred uniprot:P05231|mesh:C508600|mesh:D015850\n"
           "gene hgnc:6018 human IL6 protein synonym uniprot:P05231\n"
           "gene hgnc:6018 Interleukin-6 synonym hgnc:6018\n"
           "drug drugbank:DB1 a preferred cas:1|mesh:D1\n"
           "drug drugbank:DB1 b synonym cas:1\n"
           "drug mesh:D2 c preferred cas:1\n"
           "c: cas:1 of drugbank:DB1: it would have two identifiers of one source\n"
           "3 entities, 3 joined");
}

Test(join, the_first_file_says_the_kind)
{
    glosa_row_table table = {0};
    glosa_join_report report;
    for (uint32_t i = 0; i < 3; i++)
        *glosa_row_table_add(&table) = (glosa_row){
            .kind = i ? GLOSA_LITERAL("gene") : GLOSA_LITERAL("family"),
            .curie = GLOSA_LITERAL("mesh:D011947"), .name = GLOSA_LITERAL("B-cell receptor"),
            .role = GLOSA_LITERAL("preferred"), .source = i == 1};
    cr_assert_eq(glosa_join(&table, &report, NULL), GLOSA_OK);
    cr_expect(glosa_string_is(table.rows.items[1].kind, "family"));
    cr_expect(glosa_string_is(table.rows.items[2].kind, "gene"), "its own file contradicts itself");
    glosa_row_table_free(&table);
}

Test(join, too_many_xrefs_are_a_fault)
{
    glosa_row_table table = {0};
    glosa_join_report report;
    glosa_error error = {0};
    glosa_buffer xrefs = {0};
    while (xrefs.size < GLOSA_LONGEST_XREFS * 3 / 4)
        glosa_buffer_format(&xrefs, "%scas:%zu", xrefs.size ? "|" : "", xrefs.size);
    for (uint32_t i = 0; i < 4; i++)
        *glosa_row_table_add(&table) = (glosa_row){
            .kind = GLOSA_LITERAL("drug"), .curie = GLOSA_LITERAL("drugbank:DB1"),
            .name = GLOSA_LITERAL("a"), .role = GLOSA_LITERAL("synonym"), .line = i + 2,
            .xrefs = glosa_buffer_view(&xrefs)};
    cr_expect_eq(glosa_join(&table, &report, &error), GLOSA_OK, "the same list four times");
    table.rows.items[3].xrefs = glosa_string_slice(table.rows.items[3].xrefs, 1, xrefs.size);
    cr_expect_eq(glosa_join(&table, &report, &error), GLOSA_DICTIONARY);
    cr_expect_str_eq(error.message, "with this row the xrefs of drugbank:DB1 exceed 16 KiB");
    cr_expect_eq(error.position, 5);
    glosa_row_table_free(&table);
    glosa_buffer_free(&xrefs);
}

Test(join, substances_by_name_genes_not)
{
    static const entry entries[] = {
        {"drug", "drugbank:DB00619", "imatinib", "preferred", ""},
        {"drug", "drugbank:DB1", "Gleevec", "synonym", ""},
        {"drug", "atc:L01XE01", "IMATINIB MESILATO", "preferred", ""},
        {"drug", "atc:L01XE01", "Imatinib", "synonym", ""},
        {"drug", "atc:L01EA01", "IMATINIB", "preferred", ""},
        {"chemical", "chebi:2", "gleevec", "preferred", ""},
        {"gene", "hgnc:1", "AAA", "preferred", ""},
        {"gene", "uniprot:P1", "AAA", "preferred", ""},
    };
    EXPECT(entries,
           "drug drugbank:DB00619 imatinib preferred atc:L01XE01|atc:L01EA01\n"
           "drug drugbank:DB1 Gleevec synonym chebi:2\n"
           "drug drugbank:DB00619 IMATINIB MESILATO synonym \n"
           "drug drugbank:DB00619 Imatinib synonym \n"
           "drug drugbank:DB00619 IMATINIB synonym \n"
           "drug drugbank:DB1 gleevec synonym \n"
           "gene hgnc:1 AAA preferred \n"
           "gene uniprot:P1 AAA preferred \n"
           "4 entities, 3 joined");
}

Test(join, what_a_better_source_names_joins_it)
{
    static const entry entries[] = {
        {"drug", "drugbank:DB1", "a", "preferred", "unii:A|chebi:3"},
        {"drug", "drugbank:DB2", "b", "preferred", "cas:B"},
        {"drug", "chebi:3", "c", "preferred", "unii:A|cas:B"},
    };
    EXPECT(entries,
           "drug drugbank:DB1 a preferred unii:A|chebi:3|cas:B\n"
           "drug drugbank:DB2 b preferred cas:B\n"
           "drug drugbank:DB1 c synonym unii:A|cas:B\n"
           "c: cas:B of drugbank:DB2: its identifiers belong to several entities\n"
           "2 entities, 1 joined");
}

Test(join, two_claims_stay_apart)
{
    static const entry entries[] = {
        {"drug", "drugbank:DB1", "a", "preferred", "unii:A"},
        {"drug", "drugbank:DB2", "b", "preferred", "cas:B"},
        {"drug", "chebi:3", "c", "preferred", "unii:A|cas:B"},
    };
    EXPECT(entries,
           "drug drugbank:DB1 a preferred unii:A\n"
           "drug drugbank:DB2 b preferred cas:B\n"
           "drug chebi:3 c preferred unii:A|cas:B\n"
           "c: cas:B of drugbank:DB2: its identifiers belong to several entities\n"
           "3 entities, 0 joined");
}
