/* Spanish names made of English ones: words, patterns, gender, bounds, and faulty tables. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

#include "dictionaries/build/spanish_names.h"

#define HEADER "rule\tenglish\tspanish\tclass\n"

static const char rules[] =
    HEADER
    "word\treceptor\treceptor\tm*\n"
    "word\tkinase\tquinasa|cinasa\tf/E\n"
    "word\tprotein\tproteína\tf*\n"
    "word\tinsulin\tinsulina\tf\n"
    "word\ttumor necrosis factor\tfactor de necrosis tumoral\tm\n"
    "word\testrogen\testrógenos\tmp*\n"
    "word\tepidermal\tepidérmico\tadjective\n"
    "word\tplatelet\tplaquetas\tfp*\n"
    "word\tserine\tserina\tf*\n"
    "word\tacetyl\tacetil\tprefix\n"
    "word\talpha\talfa\tlabel/G\n"
    "word\t-in\t-ina\tf\n"
    "letters\t^st\test\t\n"
    "letters\tph\tf\t\n"
    "letters\tth\tt\t\n"
    "letters\ty\ti\t\n"
    "spanish:growth-factor\t<A> growth factor\tfactor de crecimiento <A>\tm!\n"
    "spanish:receptor\t<X> receptor\treceptor de <X>|receptor de <el X>\tm\n"
    "spanish:derived\t<X> derived\tderivado de <el X>\tadjective\n"
    "spanish:enzyme\t<X> <E>\t<X> <E>|<E> de <el X>\tE\n"
    "spanish:adjective\t<A> <X>\t<X> <A>\tX\n"
    "spanish:symbol\t<S> <X>\t<X> <S>\tX\n"
    "spanish:number\t<X> <N>\t<X> <N>\tX\n"
    "spanish:number\t<G> <X>\t<X> <G>\tX\n";

static glosa_status read_rules(glosa_rule_table *table, void **made, const char *text,
                               glosa_error *error)
{
    char path[64];      /* tests run side by side */
    snprintf(path, sizeof path, "spanish_names_%d.tsv", (int)getpid());
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
    glosa_status status = glosa_rule_table_read(table, path, glosa_spanish_columns, error);
    if (status == GLOSA_OK)
        status = glosa_spanish_proteins_read(table, made, error);
    unlink(path);
    return status;
}

static void note(void *context, const glosa_variant *variant)
{
    glosa_buffer *noted = context;
    cr_expect(glosa_string_is(variant->language, "es"));
    glosa_buffer_format(noted, "%s%.*s (%.*s)", noted->size ? "; " : "",
                        GLOSA_PRINT(variant->text), GLOSA_PRINT(variant->rule));
}

static void expect_by(const char *table_text, const char *english, const char *expected)
{
    glosa_rule_table table = {0};
    glosa_error error = {0};
    glosa_buffer noted = {0};
    void *made;
    cr_assert_eq(read_rules(&table, &made, table_text, &error), GLOSA_OK, "%s", error.message);
    glosa_spanish_translate(made, glosa_string_of(english), note, &noted);
    cr_expect(glosa_string_is(glosa_buffer_view(&noted), expected), "%s: %.*s", english,
              GLOSA_PRINT(glosa_buffer_view(&noted)));
    glosa_buffer_free(&noted);
    glosa_rule_table_free(&table);
}

static void expect(const char *english, const char *expected)
{
    expect_by(rules, english, expected);
}

Test(spanish_names, words)
{
    expect("insulin", "insulina (spanish:word)");
    expect("Insulin", "insulina (spanish:word)");
    expect("tumor necrosis factor", "factor de necrosis tumoral (spanish:word)");
    expect("tumor-necrosis factor", "factor de necrosis tumoral (spanish:word)");
    expect("Stathymophin", "estatimofina (spanish:word)");
    expect("kinase", "quinasa (spanish:word); cinasa (spanish:word)");
}

Test(spanish_names, what_is_no_name)
{
    expect("", "");
    expect(" - ", "");
    expect("receptor", "");
    expect("epidermal", "");
    expect("protein 2", "");
    expect("IL-6", "");
    expect("quokka receptor", "");
    expect("14 kDa insulin", "");
    expect("insulin (variant)", "");
}

Test(spanish_names, patterns_nest)
{
    expect("epidermal growth factor receptor",
           "receptor de factor de crecimiento epidérmico (spanish:receptor); "
           "receptor del factor de crecimiento epidérmico (spanish:receptor)");
    expect("serine kinase", "serina quinasa (spanish:enzyme); quinasa de la serina "
                            "(spanish:enzyme); serina cinasa (spanish:enzyme); "
                            "cinasa de la serina (spanish:enzyme)");
    expect("acetyl insulin", "");
}

Test(spanish_names, gender)
{
    expect("insulin receptor",
           "receptor de insulina (spanish:receptor); "
           "receptor de la insulina (spanish:receptor)");
    expect("estrogen receptor", "");
    expect("estrogen receptor alpha", "");
    expect("epidermal insulin", "insulina epidérmica (spanish:adjective)");
    expect("platelet-derived insulin", "insulina derivada de las plaquetas (spanish:adjective)");
    expect("IL-6 receptor",
           "receptor de IL-6 (spanish:receptor); receptor del IL-6 (spanish:receptor); "
           "receptor IL-6 (spanish:symbol)");
}

Test(spanish_names, symbols_and_labels)
{
    expect("insulin 2", "insulina 2 (spanish:number)");
    expect("insulin alpha-1", "insulina alfa-1 (spanish:number)");
    expect("alpha insulin", "insulina alfa (spanish:number)");
    expect("insulin IIb 2 3", "");
    expect("TNF-alpha protein",
           "proteína TNF-alfa (spanish:symbol); proteína alfa TNF (spanish:symbol)");
    expect("p53 protein", "proteína p53 (spanish:symbol)");
}

Test(spanish_names, bounds)
{
    expect("A1 A2 A3 A4 A5 A6 A7 A8 insulin", "");
    char name[400];
    memset(name, 'i', sizeof name - 3);
    memcpy(name + sizeof name - 3, "in", 3);
    expect(name, "");
    expect_by(HEADER "word\tend\tx1|x2|x3|x4|x5|x6|x7|x8|x9\tm\nspanish:b\t<X> by\t<X>|u <X>\tX\n",
              "end by",
              "x1 (spanish:b); u x1 (spanish:b); x2 (spanish:b); u x2 (spanish:b); "
              "x3 (spanish:b); u x3 (spanish:b); x4 (spanish:b); u x4 (spanish:b)");
}

/* Readings that grow without bound leave no memory, only names out. */
Test(spanish_names, a_full_pool)
{
    glosa_buffer text = {0};
    glosa_buffer_text(&text, HEADER "word\tend\t");
    for (int i = 0; i < 3000; i++)
        glosa_buffer_text(&text, "largo ");
    glosa_buffer_text(&text, "x\tm\nspanish:p\t<X> <Y>\t<X> <Y> <X> <Y>\tm\n");
    glosa_buffer_byte(&text, '\0');
    expect_by(text.data, "end end end end end end end end", "");
    glosa_buffer_free(&text);
}

static void expect_fault(const char *row, const char *message)
{
    char text[512];
    glosa_rule_table table = {0};
    glosa_error error = {0};
    void *made;
    snprintf(text, sizeof text, HEADER "%s\n", row);
    cr_assert_eq(read_rules(&table, &made, text, &error), GLOSA_DICTIONARY, "%s", row);
    cr_expect_eq(error.position, 2);
    cr_expect_str_eq(error.message, message);
    glosa_rule_table_free(&table);
}

Test(spanish_names, faults)
{
    expect_fault("words\ta\tb\tm", "'words': a rule is word, letters, or named spanish:NAME");
    expect_fault("word\ta\tb\tneuter", "'neuter': there is no such class");
    expect_fault("word\ta\t\tm",
                 "'a': a word has lower case, no hyphen, and both languages");
    expect_fault("word\tA-b\tb\tm",
                 "'A-b': a word has lower case, no hyphen, and both languages");
    expect_fault("spanish:p\t<X>\t<X>\tX", "'<X>': a pattern has two words or slots at least");
    expect_fault("spanish:p\t<X> <X>\t<X>\tX", "'<X> <X>': a slot stands twice");
    expect_fault("spanish:p\t<X> <Y> <Z> <N> <M>\t<X>\tX",
                 "'<X> <Y> <Z> <N> <M>': a pattern has at most 4 slots");
    expect_fault("spanish:p\t1 2 3 4 5 6 7 8 9\ta\tm",
                 "'1 2 3 4 5 6 7 8 9': a pattern has at most 8 words and slots");
    expect_fault("spanish:p\t<X> a\tb <Y>\tX", "'b <Y>': has a slot that the English has not");
    expect_fault("spanish:p\t<X> a\tb <el\tX", "'b <el': has a slot that the English has not");
    expect_fault("spanish:p\t<X> a\tb <\tX", "'b <': has a slot that the English has not");
    expect_fault("spanish:p\t<X> a\t\tX", "'': an alternative is empty");
    expect_fault("spanish:p\t<X> a\tb||c\tX", "'b||c': an alternative is empty");
    expect_fault("spanish:p\t<X> a\tb\tY", "'Y': there is no such class");
    expect_fault("spanish:p\t<X> a\t1|2|3|4|5|6|7|8|9\tX",
                 "'1|2|3|4|5|6|7|8|9': has more than 8 alternatives");
}

Test(spanish_names, proteins_only)
{
    glosa_rule_table table = {0};
    glosa_error error = {0};
    glosa_buffer noted = {0}, scratch = {0};
    glosa_row row = {.kind = GLOSA_LITERAL("drug"), .name = GLOSA_LITERAL("insulin"),
                     .language = GLOSA_LITERAL("en")};
    void *made;
    cr_assert_eq(read_rules(&table, &made, rules, &error), GLOSA_OK, "%s", error.message);
    glosa_spanish_proteins_make(made, &row, &scratch, note, &noted);
    row.kind = GLOSA_LITERAL("family");
    row.language = GLOSA_LITERAL("es");
    glosa_spanish_proteins_make(made, &row, &scratch, note, &noted);
    cr_expect_eq(noted.size, 0);
    row.language = GLOSA_LITERAL("mul");
    glosa_spanish_proteins_make(made, &row, &scratch, note, &noted);
    cr_expect_neq(noted.size, 0);
    glosa_buffer_free(&noted);
    glosa_rule_table_free(&table);
}
