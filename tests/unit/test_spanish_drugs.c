/* Spanish names of drugs and chemicals, made of English ones and of other Spanish ones by the
 * shipped rules. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

#include "dictionaries/build/name_rules.h"
#include "dictionaries/build/spanish_salts.h"
#include "pipeline/base/share.h"

static void note(void *context, const glosa_variant *variant)
{
    glosa_buffer *out = context;
    glosa_string rule = variant->rule;
    if (glosa_string_is(rule, "salt-synonym") || glosa_string_starts(rule, "spanish-s"))
        glosa_buffer_format(out, "%s%.*s", out->size ? ", " : "", GLOSA_PRINT(variant->text));
}

typedef struct name {
    const char *kind, *language, *role, *name;
} name;

static void expect_of(const glosa_name_rules *rules, name name, const char *expected)
{
    glosa_row row = {.kind = glosa_string_of(name.kind), .name = glosa_string_of(name.name),
                     .language = glosa_string_of(name.language),
                     .role = glosa_string_of(name.role)};
    glosa_buffer scratch = {0}, out = {0};
    glosa_variants(rules, &row, &scratch, note, &out);
    glosa_buffer_byte(&out, '\0');
    cr_expect_str_eq(out.data, expected, "%s: %s", name.name, out.data);
    glosa_buffer_free(&scratch);
    glosa_buffer_free(&out);
}

/* Pairs of a name and its variants, NULL at the end. */
static void expect_all(const char *language, const char *const *pairs)
{
    glosa_name_rules *rules;
    cr_assert_eq(glosa_name_rules_load(&rules, NULL), GLOSA_OK);
    for (; *pairs; pairs += 2)
        expect_of(rules, (name){"drug", language, "preferred", pairs[0]}, pairs[1]);
    glosa_name_rules_free(rules);
}

Test(spanish_drugs, words)
{
    static const char *const pairs[] = {
        "Streptomycin", "estreptomicina",
        "THEOPHYLLINE", "teofilina",
        "chlorambucil", "clorambucilo, clorambucil",
        "N-acetylcysteine", "n-acetilcisteina",
        "2-deoxy-D-glucose", "2-desoxi-d-glucosa, 2-deoxi-d-glucosa",
        "amlodipine", "amlodipino, amlodipina",
        "etoposide", "etopósido",
        "diazepam", "diacepam, diazepan, diacepan",
        NULL};
    expect_all("mul", pairs);
}

Test(spanish_drugs, words_that_stay)
{
    static const char *const pairs[] = {
        "imatinib", "",             /* spelled alike */
        "Lucky", "",                /* no ending of a substance */
        "AZD-6244", "", "S-1", "", "5-HT", "", "ase", "", "", "",
        "phenyl[2]amine", "",       /* signs of systematic names */
        "fenitoína", "",            /* no English letters */
        "rutin", "", "Valium", "",  /* would be words of everyday Spanish */
        NULL};
    expect_all("en", pairs);
}

Test(spanish_drugs, salts)
{
    static const char *const pairs[] = {
        "imatinib mesylate",
        "mesilato de imatinib, metanosulfonato de imatinib, imatinib mesilato, "
        "imatinib metanosulfonato, imatinib mesylate, imatinib mesilate, "
        "imatinib methanesulfonate, imatinib methanesulphonate",
        "timolol maleate", "maleato de timolol, timolol maleato, timolol maleate",
        "penicillin sodium",
        "penicilina sódica, penicilin sódico, penicilina de sodio, penicilin de sodio",
        "disodium etidronate", "etidronato de disodio, etidronato disódico",
        "sodium chloride", "cloruro de sodio, cloruro sódico",
        "nitrous oxide", "óxido nitroso",
        "ferrous sulfate", "sulfato de hierro, sulfato ferroso",
        "amoxicillin trihydrate",
        "amoxicilina trihidrato, amoxicilin trihidrato, amoxicilina trihidratada, "
        "amoxicilin trihidratado",
        "cyclopentolate hydrochloride",
        "clorhidrato de ciclopentolato, hidrocloruro de ciclopentolato, "
        "ciclopentolato clorhidrato, ciclopentolato hidrocloruro, "
        "cyclopentolate hydrochloride, cyclopentolate HCl",
        "polymyxin B sulfate", "sulfato de polimixina B, polimixina B sulfato",
        "silver sulfadiazine",
        "sulfadiazina argéntica, sulfadiacina argéntica, sulfadiazina de plata, "
        "sulfadiacina de plata",
        "valproic acid", "ácido valproico",
        "insulin glargine", "insulina glargina",
        "vitamin B12", "vitamina B12",
        "indocyanine green", "verde de indocianina",
        NULL};
    expect_all("en", pairs);
}

Test(spanish_drugs, salts_in_other_words)
{
    static const char *const pairs[] = {
        "AMLODIPINO BESILATO", "besilato de AMLODIPINO",
        "clorhidrato de metformina", "metformina clorhidrato, metformina hidrocloruro",
        "SODIO CLORURO", "cloruro de sodio, cloruro sódico",
        "cloruro potásico", "cloruro de potasio",
        "DICLOFENACO SODICO", "DICLOFENACO sodio, DICLOFENACO de sodio",
        "heparina sodio", "heparina sódica, heparina de sodio",
        "FOLICO ACIDO", "ácido FOLICO",
        "agua oxigenada", "",
        NULL};
    expect_all("es", pairs);
}

Test(spanish_drugs, names_that_have_none)
{
    glosa_name_rules *rules;
    cr_assert_eq(glosa_name_rules_load(&rules, NULL), GLOSA_OK);
    expect_of(rules, (name){"drug", "mul", "brand", "Tranxilium"}, "");
    expect_of(rules, (name){"gene", "en", "synonym", "thrombin"}, "");
    expect_of(rules, (name){"drug", "en", "synonym", "a b c d e f g sodium"}, "");
    expect_of(rules, (name){"drug", "en", "synonym", "sodium  chloride"}, "");
    char longest[80];
    memset(longest, 'a', sizeof longest);
    memcpy(longest + sizeof longest - 5, "mine", 5);
    expect_of(rules, (name){"drug", "en", "synonym", longest}, "");
    glosa_name_rules_free(rules);
}

/* --- the tables themselves --- */

static void read_shipped(glosa_rule_table *table, void **made)
{
    glosa_error error = {0};
    static char path[4096];
    cr_assert_eq(glosa_share_find("rules/spanish_spelling.tsv", path, sizeof path, &error),
                 GLOSA_OK);
    cr_assert_eq(glosa_rule_table_read(table, path, glosa_spanish_spelling_columns, &error),
                 GLOSA_OK, "%s", error.message);
    cr_assert_eq(glosa_spanish_speller_read(table, made, &error), GLOSA_OK, "%s", error.message);
}

/* The last column says "word spelling", or a word alone that has none. */
Test(spanish_drugs, examples_of_the_table_hold)
{
    glosa_rule_table table = {0};
    void *speller;
    read_shipped(&table, &speller);
    for (uint32_t i = 0; i < table.rules.size; i++) {
        glosa_string expected = table.rules.items[i].cells[3], word;
        glosa_spellings spellings;
        cr_assert(glosa_string_next(&expected, ' ', &word));
        bool spelled = glosa_spanish_spell(speller, word, &spellings);
        cr_expect_eq(spelled, expected.size > 0, "%.*s", GLOSA_PRINT(word));
        if (spelled)
            cr_expect(glosa_string_equal(spellings.items[0], expected), "%.*s: %.*s",
                      GLOSA_PRINT(word), GLOSA_PRINT(spellings.items[0]));
    }
    glosa_rule_table_free(&table);
}

static void expect_fault(const char *const *columns, const char *text, const char *message)
{
    static const char path[] = "spanish_drugs_test.tsv";
    glosa_rule_table table = {0};
    glosa_error error = {0};
    void *made = NULL;
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
    cr_assert_eq(glosa_rule_table_read(&table, path, columns, &error), GLOSA_OK);
    glosa_status status = columns == glosa_spanish_salts_columns
                              ? glosa_spanish_salts_read(&table, &made, &error)
                              : glosa_spanish_speller_read(&table, &made, &error);
    cr_expect_eq(status, GLOSA_DICTIONARY);
    cr_expect_eq(error.position, 2);
    cr_expect_str_eq(error.message, message);
    glosa_rule_table_free(&table);
    unlink(path);
}

Test(spanish_drugs, faults)
{
#define SPELLING "place\tfrom\tto\texample\n"
#define SALTS    "class\tfrom\tto\tadjective\n"
    const char *const *spelling = glosa_spanish_spelling_columns;
    expect_fault(spelling, SPELLING "middle\ta\tb\t\n",
                 "no such place: middle (word, begin, end, inside, never)");
    expect_fault(spelling, SPELLING "end\tIne\tina\t\n", "'Ine' is not of 1 to 16 letters a to z");
    expect_fault(spelling, SPELLING "end\tine\ta||b\t\n",
                 "'a||b' is not of 1 to 4 spellings of at most 24 bytes");
    const char *const *salts = glosa_spanish_salts_columns;
    expect_fault(salts, SALTS "metal\tiron\thierro\t\n", "no such class: metal");
    expect_fault(salts, SALTS "anion\toxide\t\t\n",
                 "a word needs English and Spanish of 1 to 4 alternatives");
    expect_fault(salts, SALTS "en>es\t{drug} acid\tácido {anion}\t\n",
                 "a pattern has 1 to 6 words or slots, each side the same slots");
    expect_fault(salts, SALTS "en>es\t{metal} {anion}\t{anion}\t\n",
                 "a pattern has 1 to 6 words or slots, each side the same slots");
}
