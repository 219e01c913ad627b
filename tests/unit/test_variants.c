/* Spellings derived from listed names, rule by rule: those that ship, and what is said of faulty
 * ones. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

#include "dictionaries/build/name_rules.h"
#include "dictionaries/build/variants.h"

/* The spellings that one rule makes, separated by commas; behind each in brackets what it says of
 * it: flag case, a language, words that a name of the entity must have. */
typedef struct made_spellings {
    const char *rule;
    glosa_buffer text;
} made_spellings;

static void note(void *context, const glosa_variant *variant)
{
    made_spellings *made = context;
    if (!glosa_string_is(variant->rule, made->rule))
        return;
    glosa_buffer_format(&made->text, "%s%.*s", made->text.size ? ", " : "",
                        GLOSA_PRINT(variant->text));
    if (variant->flags & GLOSA_NAME_CASE)
        glosa_buffer_text(&made->text, " [case]");
    if (variant->language.size)
        glosa_buffer_format(&made->text, " [%.*s]", GLOSA_PRINT(variant->language));
    if (variant->given.size)
        glosa_buffer_format(&made->text, " [%.*s]", GLOSA_PRINT(variant->given));
}

/* `as`: kind and language, and role where it matters. */
static void expect(const char *rule, const char *as, const char *name, const char *expected)
{
    glosa_string rest = glosa_string_of(as);
    glosa_row row = {.name = glosa_string_of(name), .role = GLOSA_LITERAL("synonym")};
    glosa_buffer scratch = {0};
    made_spellings made = {.rule = rule};
    glosa_name_rules *rules;
    glosa_error error = {0};
    cr_assert(glosa_string_next(&rest, ' ', &row.kind));
    cr_assert(glosa_string_next(&rest, ' ', &row.language));
    if (rest.data)
        row.role = rest;
    cr_assert_eq(glosa_name_rules_load(&rules, &error), GLOSA_OK, "%s", error.message);
    glosa_variants(rules, &row, &scratch, note, &made);
    glosa_name_rules_free(rules);
    glosa_buffer_byte(&made.text, '\0');
    cr_expect_str_eq(made.text.data, expected, "%s of %s: %s", rule, name, made.text.data);
    glosa_buffer_free(&scratch);
    glosa_buffer_free(&made.text);
}

Test(variants, as_listed)
{
    expect("", "gene mul", "IL-6", "IL-6");
}

Test(variants, greek_letters)
{
    expect("greek-joined", "family mul", "NF-κB", "NFκB");
    expect("greek-joined", "gene mul", "TNF-α", "TNFα");
    expect("greek-joined", "gene mul", "β catenin", "βcatenin");
    expect("greek-letter", "family mul", "NF-κB", "NF-kB");
    expect("greek-letter", "drug mul", "TGF-beta1", "TGF-b1");
    expect("greek-letter", "drug en", "betaine", "");
    expect("greek-letter", "gene mul", "Aβ", "");
    expect("greek-letter-joined", "family mul", "NF-κB", "NFkB");
    expect("greek-letter-joined", "drug mul", "TGF-beta1", "TGFb1");
    expect("greek-spanish", "drug mul", "TNF-α", "TNF-alfa [es]");
    expect("greek-spanish", "drug mul", "IFN-β", "");
    expect("greek-spanish-joined", "drug mul", "TNF-α", "TNFalfa [es]");
}

Test(variants, greek_letters_at_the_end_of_words)
{
    expect("greek-letter-last", "gene en", "interferon gamma", "interferon g");
    expect("greek-letter-last", "gene en", "interleukin 1 beta", "interleukin 1b");
    expect("greek-letter-last", "gene en", "integrin beta 2", "integrin b2");
    expect("greek-letter-last", "gene en", "tumor necrosis factor alpha",
           "tumor necrosis factor a");
    expect("greek-letter-last", "gene en", "interferon alpha", "");
    expect("greek-letter-last", "gene es", "interferón gamma", "");
    expect("greek-letter-last", "drug en", "interferon gamma", "");
}

Test(variants, hyphens_of_symbols)
{
    expect("hyphen-dropped", "gene mul", "BCL-XL", "BCLXL");
    expect("hyphen-dropped", "gene mul", "c-Kit", "cKit");
    expect("hyphen-dropped", "gene mul", "IL-2R alpha", "IL2Ralpha");
    expect("hyphen-dropped", "gene en", "Toll-like receptor", "");
    expect("hyphen-dropped", "drug mul", "Retin-A", "");
}

Test(variants, plurals_in_english)
{
    expect("plural", "family en", "integrin", "integrins");
    expect("plural", "family en", "antibody", "antibodies");
    expect("plural", "family en", "relay", "relays");
    expect("plural", "chemical en", "pyrimidine box", "");
    expect("plural", "chemical en", "vitamin complex", "vitamin complexes");
    expect("plural", "family en", "proteases", "");
    expect("plural", "gene en", "interferon alpha", "");
    expect("plural", "gene mul", "STAT", "");
    expect("plural", "drug en", "aspirin", "");
}

Test(variants, plurals_in_spanish)
{
    expect("plural", "family es", "cadherina", "cadherinas");
    expect("plural", "family es", "receptor", "receptores");
    expect("plural", "family es", "anticuerpos", "");
    expect("plural-head", "family es", "receptor de quimiocinas", "receptores de quimiocinas");
    expect("plural-head", "drug es", "factor de crecimiento", "factores de crecimiento");
}

Test(variants, plurals_of_symbols)
{
    expect("plural-symbol", "family mul", "BMP", "BMPs [case]");
    expect("plural-symbol", "gene mul", "HSC", "");
}

Test(variants, receptors)
{
    expect("receptor", "gene mul", "EGFR", "EGF receptor [receptor]");
    expect("receptor", "gene mul", "FSH-R", "FSH receptor [receptor]");
    expect("receptor", "gene mul", "VEGFR2", "VEGF receptor 2 [receptor]");
    expect("receptor", "gene mul", "IL2RB", "IL2 receptor beta [receptor]");
    expect("receptor", "gene mul", "CB1", "CB1 receptor [receptor]");
    expect("receptor", "gene mul", "ADORA2A", "");
    expect("receptor-plural", "gene mul", "EGFR", "EGF receptors [receptor]");
    expect("receptor-spanish", "gene mul", "EGFR", "receptor de EGF [es] [receptor]");
    expect("receptor-spanish-plural", "gene mul", "EGFR", "receptores de EGF [es] [receptor]");
    expect("receptor-spanish-la", "gene mul", "IL-6R", "receptor de la IL-6 [es] [receptor]");
    expect("receptor-spanish-del", "gene mul", "EGFR", "receptor del EGF [es] [receptor]");
    expect("receptor-subunit", "gene mul", "IL2RA", "IL2R alpha [receptor]");
    expect("receptor-subunit-joined", "gene mul", "IL2RA", "IL2Ralpha [receptor]");
}

Test(variants, numerals)
{
    expect("roman-arabic", "gene mul", "factor VIII", "factor 8");
    expect("roman-arabic", "gene en", "collagen type IV alpha chain",
           "collagen type 4 alpha chain");
    expect("roman-arabic", "gene en", "protein I", "");
    expect("roman-arabic", "drug en", "vitamin K", "");
    expect("arabic-roman", "gene en", "desmoglein 3", "desmoglein III");
    expect("arabic-roman", "family en", "type 2 deiodinase", "type II deiodinase");
    expect("arabic-roman", "gene en", "actin pseudogene 3", "");
    expect("arabic-roman", "gene mul", "CXCL 3", "");
}

Test(variants, american_and_british)
{
    expect("american", "family en", "haemoglobin", "hemoglobin");
    expect("american", "gene en", "tumour necrosis factor", "tumor necrosis factor");
    expect("american", "drug en", "ferrous sulphate", "ferrous sulfate");
    expect("american", "drug en", "oestradiol", "estradiol");
    expect("american", "gene en", "neurotrophin 3", "");
    expect("american", "gene en", "corticotrophin", "corticotropin");
    expect("american", "drug es", "sulphato", "");
    expect("british", "gene en", "tumor necrosis factor", "tumour necrosis factor");
    expect("british", "drug en", "aluminum", "aluminium");
    expect("british", "drug en", "Estradiol", "oestradiol");
    expect("british", "drug en", "cyclophosphamide hemimustard", "");
}

Test(variants, c_for_z_in_spanish_alone)
{
    expect("spanish-c", "drug es", "isoniazida", "isoniacida");
    expect("spanish-c", "drug en", "isoniazid", "");
    expect("spanish-c", "drug es", "cefazolina", "");
    expect("spanish-kinasa", "gene es", "uroquinasa", "urokinasa");
    expect("spanish-kinasa", "gene es", "creatincinasa", "creatinkinasa");
    expect("spanish-dehidro", "family es", "deshidrogenasa láctica", "dehidrogenasa láctica");
    expect("spanish-caderina", "gene es", "cadherina E", "caderina E");
    expect("spanish-immuno", "family es", "inmunoglobulina", "immunoglobulina");
    expect("antibody-short", "family es", "anticuerpo antinuclear", "Ac antinuclear");
    expect("antibody-short", "family es", "anticuerpo monoclonal", "");
    expect("antibody-igg", "family es", "anticuerpo antinuclear", "IgG antinuclear");
    expect("sharp-s", "gene mul", "β-hCG", "ß-hCG");
}

Test(variants, letters_before_and_signs_behind)
{
    expect("subscript", "drug mul", "LTB4", "LTB(4) [case]");
    expect("subscript", "drug mul", "AMD3100", "");
    expect("species-letter", "gene mul symbol", "CXCR4", "hCXCR4 [case]");
    expect("species-letter", "gene mul synonym", "CXCR4", "");
    expect("species-letter", "gene mul symbol", "LOC100130331", "");
    expect("species-letter-m", "gene mul symbol", "PER1", "mPER1 [case]");
    expect("species-letter-r", "gene mul symbol", "LOC100130331", "");
    expect("protein-p", "gene mul symbol", "UAP1", "UAP1p [case]");
    expect("protein-p", "gene mul symbol", "CALM", "");
    expect("phospho-letter", "gene mul", "STAT3",
           "pSTAT3 [case] [kinase|kinases|transducer|SMAD]");
}

/* Systematic names have no other spellings. */
Test(variants, no_spellings_of_long_names)
{
    expect("american", "drug en",
           "4-[(4-methylpiperazin-1-yl)methyl]-N-[4-methyl-3-phenyl]benzamide sulphate", "");
}

Test(variants, tables_of_a_folder)
{
    glosa_name_rules *rules;
    glosa_error error = {0};
    cr_assert_eq(glosa_name_rules_read(&rules, "dictionaries/rules", &error), GLOSA_OK, "%s",
                 error.message);
    const glosa_rule_table *table = glosa_name_rules_table(rules, 0);
    cr_expect_str_eq(table->path, "dictionaries/rules/variants.tsv");
    cr_expect_eq(strlen(table->sha256), 64);
    glosa_name_rules_free(rules);
    cr_expect_eq(glosa_name_rules_read(&rules, "nowhere", &error), GLOSA_DICTIONARY);
    cr_expect_null(rules);
}

/* --- faults --- */

#define HEADER "rule\tkinds\tlanguages\troles\tshapes\tplace\tfrom\tto\tgiven\tas\n"

static void expect_fault(const char *row, const char *message)
{
    static const char path[] = "variants_test.tsv";
    glosa_rule_table table = {0};
    glosa_error error = {0};
    void *made;
    FILE *file = fopen(path, "w");
    fprintf(file, HEADER "greek\t\t\t\t\tset\tα\ta\t\t\n%s\n", row);
    fclose(file);
    glosa_status status = glosa_rule_table_read(&table, path, glosa_variant_columns, &error);
    unlink(path);
    cr_assert_eq(status, GLOSA_OK, "%s", error.message);
    cr_expect_eq(glosa_variant_rules_read(&table, &made, &error), GLOSA_DICTIONARY, "%s", row);
    cr_expect_eq(error.position, 3);
    cr_expect_str_eq(error.message, message, "%s: %s", row, error.message);
    glosa_rule_table_free(&table);
}

Test(variants, faults)
{
    expect_fault("\t\t\t\t\tword\ta\tb\t\t", "column 'rule': is empty");
    expect_fault("x\t\tfr\t\t\tword\ta\tb\t\t",
                 "column 'languages': there is no 'fr'; known are en, es, mul");
    expect_fault("x\t\t\tname\t\tword\ta\tb\t\t",
                 "column 'roles': there is no 'name'; known are preferred, symbol, synonym, "
                 "previous, abbreviation, brand, code, formula");
    expect_fault("x\tgene||drug\t\t\t\tword\ta\tb\t\t", "column 'kinds': a word is missing");
    expect_fault("x\t\t\t\tround\tword\ta\tb\t\t",
                 "column 'shapes': there is no 'round'; known are symbol, short, noun, words, "
                 "phrase");
    expect_fault("x\t\t\t\t\there\ta\tb\t\t",
                 "column 'place': there is no 'here'; known are set, name, anywhere, word, "
                 "word-begin, word-end, name-end");
    expect_fault("x\t\t\t\t\tword\t{roman}\tb\t\t",
                 "column 'from': there is no such set above");
    expect_fault("x\t\t\t\t\tword\ta}\tb\t\t", "column 'from': } without {");
    expect_fault("x\t\t\t\t\tname\t*a*\tb\t\t", "column 'from': more than one *");
    expect_fault("x\t\t\t\t\tname\ta_b_c_d_e\tb\t\t", "column 'from': more than 8 parts");
    expect_fault("x\t\t\t\t\tword\t*a\tb\t\t",
                 "column 'from': * stands for text in place 'name' only");
    expect_fault("x\t\t\t\t\tword\t\tb\t\t",
                 "column 'from': is empty, which it may be in place 'name-end' only");
    expect_fault("x\t\t\t\t\tword\ta\t{greek}\t\t",
                 "column 'to': has a set or * that 'from' has not");
    expect_fault("x\t\t\t\t\tword\ta\tb\t\tloud",
                 "column 'as': there is no 'loud'; known are case, never-alone, needs-context, "
                 "en, es, mul");
    expect_fault("greek\tgene\t\t\t\tset\tβ\tb\t\t", "column 'kinds': is empty for a set");
    expect_fault("greek\t\t\t\t\tset\t\tb\t\t", "column 'from': is empty");
}

Test(variants, composed_names)
{
    expect("collagen-chain", "gene en synonym", "Collagen alpha-1(V) chain", "alpha 1(V)");
    expect("collagen-chain-named", "gene en synonym", "collagen alpha-3(IV) chain",
           "alpha 3(IV) collagen");
    expect("collagen-chain-pro", "gene en synonym", "collagen alpha-1(V) chain",
           "pro-alpha 1(V)");
    expect("collagen-chain", "gene en synonym", "collagen alpha-1(V)", "");
    expect("receptor-type", "gene mul symbol", "TNF-R1", "type I TNFR [receptor]");
    expect("receptor-type-spelled", "gene mul symbol", "IL1R1", "type I IL1 receptor [receptor]");
    expect("receptor-type-spelled", "gene mul symbol", "EGFR", "");
    expect("receptor-type-first", "gene en synonym", "TGF-beta receptor type-2",
           "type II TGF-beta receptor");
    expect("receptor-type-number", "gene en synonym", "TGF-beta receptor type-2",
           "type 2 TGF-beta receptor");
    expect("antigen", "gene mul symbol", "FAS", "FAS antigen [antigen]");
    expect("antigen", "gene en synonym", "FAS", "");
}
