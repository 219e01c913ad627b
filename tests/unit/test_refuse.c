/* Names to refuse: what rules say of imported rows, and what is said of faulty rules. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

#include "dictionaries/build/refuse.h"

/* Tests may run side by side: each has files of its own. */
static char rule_path[64], list_path[64], rank_path[64];

static void name_files(void)
{
    snprintf(rule_path, sizeof rule_path, "refuse_test_rules.%d.tsv", (int)getpid());
    snprintf(list_path, sizeof list_path, "refuse_test_words.%d.tsv", (int)getpid());
    snprintf(rank_path, sizeof rank_path, "refuse_test_ranks.%d.txt", (int)getpid());
}

TestSuite(refuse, .init = name_files);

static void write_text(const char *path, const char *head, const char *text)
{
    FILE *file = fopen(path, "w");
    fputs(head, file);
    fputs(text, file);
    fclose(file);
}

static const char lists[] =
    "units\tmg|kg\nunits\tµM\nheads\tsyndrome|disease\nsorts\tcell|surface|protein\n"
    "little\tel|at\nfood\tmilk|rice\n";

static glosa_status read_rules(glosa_refusal_rules *rules, const char *text, glosa_error *error)
{
    write_text(list_path, "list\twords\n", lists);
    write_text(rule_path, "action\twhen\treason\n", text);
    glosa_status status = glosa_refusal_rules_read(rules, rule_path, list_path, error);
    unlink(rule_path);
    unlink(list_path);
    return status;
}

/* A row: "kind id name role flags origin", separated by vertical bars. */
static void add_row(glosa_row_table *table, const char *text)
{
    glosa_string rest = glosa_string_of(text), cells[6];
    for (size_t i = 0; i < 6; i++)
        cr_assert(glosa_string_next(&rest, '|', &cells[i]), "%s", text);
    glosa_row *row = glosa_row_table_add(table);
    *row = (glosa_row){.kind = cells[0], .curie = cells[1], .name = cells[2], .role = cells[3],
                       .flags = glosa_name_flag_of(cells[4]), .curated = !cells[5].size};
}

static void note(void *context, const glosa_row *row, const glosa_refusal_rule *rule)
{
    glosa_buffer_format(context, "%.*s: %.*s, line %d\n", GLOSA_PRINT(row->name),
                        GLOSA_PRINT(rule->source->cells[GLOSA_REFUSAL_ACTION]),
                        (int)rule->source->line);
}

/* Judges rows, of which the last is NULL; compares what is reported, then what became of the rows:
 * "name kind" of all, in parentheses where no text is searched for the name, with the flags. */
static void expect(const char *text, const char *const *rows, const char *expected)
{
    glosa_refusal_rules rules = {0};
    glosa_row_table table = {0};
    glosa_buffer out = {0};
    glosa_error error = {0};
    cr_assert_eq(read_rules(&rules, text, &error), GLOSA_OK, "%s", error.message);
    write_text(rank_path, "", "the 90\nrice 80\nmilk 80\nSÓLO 7\n");
    cr_assert_eq(glosa_refusal_rules_add_ranks(&rules, GLOSA_LITERAL("es"), rank_path, &error),
                 GLOSA_OK, "%s", error.message);
    unlink(rank_path);
    for (size_t i = 0; rows[i]; i++)
        add_row(&table, rows[i]);
    cr_assert_eq(glosa_refuse(&table, &rules, &(glosa_refusal_found){&out, note}, &error),
                 GLOSA_OK);
    for (uint32_t i = 0; i < table.rows.size; i++) {
        const glosa_row *row = &table.rows.items[i];
        glosa_buffer_format(&out, row->unmatched ? "(%.*s %.*s)" : "%.*s %.*s",
                            GLOSA_PRINT(row->name), GLOSA_PRINT(row->kind));
        for (unsigned k = 0; k < GLOSA_NAME_FLAG_COUNT; k++) {
            if (row->flags & 1u << k)
                glosa_buffer_format(&out, " %s", glosa_name_flag_name(k));
        }
        glosa_buffer_byte(&out, '\n');
    }
    glosa_buffer_byte(&out, '\0');
    cr_expect_str_eq(out.data, expected, "\n%s\nis not\n%s", out.data, expected);
    glosa_buffer_free(&out);
    glosa_row_table_free(&table);
    glosa_refusal_rules_free(&rules);
}

Test(refuse, rows_without_origin_stay)
{
    static const char *const rows[] = {"drug|chebi:1|mg|symbol||", "drug|chebi:2|MG|symbol||X",
                                       NULL};
    expect("refuse\tname=units\ta unit\n", rows, "MG: refuse, line 2\nmg drug\n(MG drug)\n");
}

Test(refuse, names_are_compared_as_they_are_matched)
{
    static const char *const rows[] = {
        "drug|chebi:1|µM|synonym||X",
        "gene|hgnc:2|Made-up syndrome 7|synonym||X",
        "gene|hgnc:2|cell-surface protein|synonym||X",
        "gene|hgnc:2|surface protein 1|synonym||X",
        "gene|hgnc:2|eL13|symbol||X",
        "gene|hgnc:2|Elf|symbol||X",
        NULL,
    };
    expect("refuse\tname=units\ta unit\n"
           "refuse\tlast=heads\ta disease\n"
           "refuse\twords=sorts\ta sort\n"
           "case\tfirst=little shape=A9|a9|aA9\ta word and a number\n",
           rows,
           "µM: refuse, line 2\nMade-up syndrome 7: refuse, line 3\n"
           "cell-surface protein: refuse, line 4\neL13: case, line 5\n"
           "(µM drug)\n(Made-up syndrome 7 gene)\n(cell-surface protein gene)\n"
           "surface protein 1 gene\neL13 gene case\nElf gene\n");
}

Test(refuse, sizes_and_shapes)
{
    static const char *const rows[] = {
        "gene|hgnc:1|B|preferred||X",  "gene|hgnc:1|(3)|symbol||X", "gene|hgnc:1|13|symbol||X",
        "gene|hgnc:1|β|symbol||X",     "gene|hgnc:1|Sca-1|symbol||X",
        "gene|hgnc:1|a name of nineteen|synonym||X", NULL,
    };
    expect("refuse\tletters<2\tshort\nrefuse\tshape=9\ta number\n"
           "needs-context|case\tshape=Aa9 role!=preferred\tx\nrefuse\tbytes>17\tlong\n",
           rows,
           "B: refuse, line 2\n(3): refuse, line 2\n13: refuse, line 3\n"
           "Sca-1: needs-context|case, line 4\na name of nineteen: refuse, line 5\n"
           "(B gene)\n((3) gene)\n(13 gene)\nβ gene\nSca-1 gene case needs-context\n"
           "(a name of nineteen gene)\n");
}

Test(refuse, the_first_rule_that_decides)
{
    static const char *const rows[] = {"drug|chebi:1|milk|synonym||X",
                                       "drug|chebi:1|rice|synonym|case|X", NULL};
    expect("case\tname=food\tas it is\nkeep\trank.es>2 name=food\ta drug\n"
           "refuse\tname=food\tfood\nrefuse\tkind=drug\tall\n",
           rows,
           "milk: case, line 2\nrice: refuse, line 4\n"
           "milk drug case\n(rice drug) case\n");
}

Test(refuse, many_lists)
{
    glosa_refusal_rules rules = {0};
    glosa_error error = {0};
    glosa_buffer words = {0};
    for (int lists = 0; lists < 64; lists++) {
        glosa_buffer_format(&words, "list %d\tword %d\n", lists, lists);
        glosa_buffer_byte(&words, '\0');
        write_text(list_path, "list\twords\n", words.data);
        words.size--;
        write_text(rule_path, "", "action\twhen\treason\n");
        cr_expect_eq(glosa_refusal_rules_read(&rules, rule_path, list_path, &error),
                     lists < 63 ? GLOSA_OK : GLOSA_DICTIONARY, "%d lists", lists + 1);
        glosa_refusal_rules_free(&rules);
    }
    cr_expect_str_eq(error.message, "there are more than 63 lists");
    glosa_buffer_free(&words);
    unlink(list_path);
    unlink(rule_path);
}

Test(refuse, frequent_words)
{
    static const char *const rows[] = {"gene|hgnc:1|solo|symbol||X", "gene|hgnc:1|the|symbol||X",
                                       "gene|hgnc:1|thee|symbol||X", NULL};
    expect("refuse\trank.es<2\tfrequent\ncase\trank.es<5\tless\nrefuse\trank.en<99\tno list\n",
           rows,
           "solo: case, line 3\nthe: refuse, line 2\n"
           "solo gene case\n(the gene)\nthee gene\n");
}

Test(refuse, what_curated_rows_say)
{
    static const char *const rows[] = {
        "drug|drugbank:1|urea|synonym||X",    "chemical|chebi:1|Urea|preferred||",
        "gene|hgnc:1|PCR|symbol||X",          "gene|hgnc:2|PCR|symbol|needs-context|",
        "gene|hgnc:3|other|symbol||X",        NULL,
    };
    expect("refuse\tkind=drug curated=gene|chemical curated!=drug\tof another kind\n"
           "needs-context\tcurated.flags=needs-context\tas curated\n"
           "case\tcurated=no\tnot curated\n",
           rows,
           "urea: refuse, line 2\nPCR: needs-context, line 3\nother: case, line 4\n"
           "(urea drug)\nUrea chemical\nPCR gene needs-context\nPCR gene needs-context\n"
           "other gene case\n");
}

Test(refuse, whose_curated_name_it_is)
{
    static const char *const rows[] = {
        "gene|hgnc:1|p21|symbol||X",  "gene|hgnc:1784|p21|symbol||", "gene|hgnc:1784|P21|symbol||X",
        "gene|hgnc:2|AP-1|symbol||X", "gene|hgnc:3|AP-1|symbol||",   "gene|hgnc:4|AP-1|symbol||",
        "gene|hgnc:1|other|symbol||X", NULL,
    };
    expect("needs-context\tcurated=gene curated.entity=other\tof another\n"
           "case\tcurated.entity=several\tof several\n",
           rows,
           "p21: needs-context, line 2\nAP-1: case, line 3\n"
           "p21 gene needs-context\np21 gene\nP21 gene\nAP-1 gene case\nAP-1 gene\nAP-1 gene\n"
           "other gene\n");
}

Test(refuse, an_entity_that_is_a_chemical)
{
    static const char *const rows[] = {
        "drug|drugbank:1|lac|synonym||X",     "drug|drugbank:1|Milk|preferred||X",
        "drug|drugbank:2|Rice oil|preferred||X", NULL,
    };
    expect("chemical\tkind=drug entity=food\tfood\ncase\tkind=chemical entity=food\tx\n"
           "case\tentity.first=food kind=drug\ty\n",
           rows,
           "Milk: chemical, line 2\n"
           "lac: case, line 3\nMilk: case, line 3\nRice oil: case, line 4\n"
           "lac chemical case\nMilk chemical case\nRice oil drug case\n");
}

Test(refuse, the_preferred_name_of_another)
{
    static const char *const rows[] = {
        "drug|drugbank:1|VIP|synonym||X", "gene|hgnc:1|VIP|preferred||X",
        "gene|hgnc:2|VIP|symbol||X",      "drug|drugbank:1|made-up|synonym||X", NULL,
    };
    expect("refuse\tkind=drug preferred=gene\ta symbol\n", rows,
           "VIP: refuse, line 2\n(VIP drug)\nVIP gene\nVIP gene\nmade-up drug\n");
}

static void expect_fault(const char *text, const char *message)
{
    glosa_refusal_rules rules = {0};
    glosa_error error = {0};
    cr_assert_eq(read_rules(&rules, text, &error), GLOSA_DICTIONARY, "%s", text);
    cr_expect_str_eq(error.message, message);
    cr_expect_str_eq(error.where, rule_path);
    cr_expect_eq(error.position, 2);
    glosa_refusal_rules_free(&rules);
}

Test(refuse, faulty_rules)
{
    static const char actions[] = "an action is keep, refuse, chemical, or flags joined by |: "
                                  "case, never-alone, needs-context";
    expect_fault("drop\tkind=drug\tx\n", actions);
    expect_fault("case|keep\tkind=drug\tx\n", actions);
    expect_fault("\tkind=drug\tx\n", actions);
    expect_fault("refuse\tkind=drug\t\n", "a rule has a reason");
    expect_fault("refuse\tkind\tx\n", "'kind' is no condition such as kind=gene or letters<3");
    expect_fault("refuse\tkind=\tx\n", "'kind=' is no condition such as kind=gene or letters<3");
    expect_fault("refuse\tkind!drug\tx\n",
                 "'kind!drug' is no condition such as kind=gene or letters<3");
    expect_fault("refuse\t\tx\n", "'' is no condition such as kind=gene or letters<3");
    expect_fault("refuse\tsort=drug\tx\n", "there is no test 'sort'");
    expect_fault("refuse\tkind<3\tx\n", "'kind' is compared by = or !=");
    expect_fault("refuse\tletters=3\tx\n", "'letters' is compared by < or >");
    expect_fault("refuse\tletters<3x\tx\n", "'3x' is no number");
    expect_fault("refuse\tletters<9999999999\tx\n", "'9999999999' is no number");
    expect_fault("refuse\tname=units|months\tx\n", "there is no list 'months'");
}

static void expect_rank_fault(const char *text, int64_t line, const char *message)
{
    glosa_refusal_rules rules = {0};
    glosa_error error = {0};
    cr_assert_eq(read_rules(&rules, "keep\trank.en<9\tx\n", &error), GLOSA_OK);
    write_text(rank_path, "", text);
    cr_expect(glosa_refusal_rules_lack_ranks(&rules, GLOSA_TEST_RANK_EN));
    cr_expect_not(glosa_refusal_rules_lack_ranks(&rules, GLOSA_TEST_RANK_ES));
    cr_assert_eq(glosa_refusal_rules_add_ranks(&rules, GLOSA_LITERAL("en"), rank_path, &error),
                 GLOSA_DICTIONARY, "%s", text);
    cr_expect_str_eq(error.message, message);
    cr_expect_eq(error.position, line);
    unlink(rank_path);
    glosa_refusal_rules_free(&rules);
}

Test(refuse, faulty_frequencies)
{
    static const char form[] = "a line has a word, a blank and how often it was counted";
    expect_rank_fault("the 9\n\n", 2, form);
    expect_rank_fault("the\n", 1, form);
    expect_rank_fault("the 9x\n", 1, form);
    expect_rank_fault("the \n", 1, form);
    expect_rank_fault("a 99999999999999999999\n", 1, form);
    expect_rank_fault("the 9\na 10\n", 2,
                      "this word is more frequent than the one before; the most frequent come "
                      "first");
    expect_rank_fault("the 9\n\xFF 8\n", 2, "is not UTF-8");
}
