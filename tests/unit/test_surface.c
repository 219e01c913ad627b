/* What a reader sees is what matches: names in every disguise that looks the same, beside
 * everything that may stand beside a name, with their offsets; and none inside a longer word. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline/base/string.h"
#include "pipeline/glosa.h"
#include "pipeline/text/utf8.h"

/* A spelling, and whose it is. */
typedef struct spelling {
    const char *text, *entity;
} spelling;

static const spelling spellings[] = {
    /* composed and decomposed accents, capitals with them, accents left out */
    {"ácido zoledrónico", "drugbank:DB00399"},
    {"a\u0301cido zoledro\u0301nico", "drugbank:DB00399"},
    {"ÁCIDO ZOLEDRÓNICO", "drugbank:DB00399"},
    {"A\u0301CIDO ZOLEDRO\u0301NICO", "drugbank:DB00399"},
    {"ACIDO ZOLEDRONICO", "drugbank:DB00399"},
    {"acido zoledronico", "drugbank:DB00399"},
    {"Ácido zoledronico", "drugbank:DB00399"},
    /* blanks of all kinds, single and double, and line ends */
    {"ácido\u00A0zoledrónico", "drugbank:DB00399"},
    {"ácido  zoledrónico", "drugbank:DB00399"},
    {"ácido\u2009zoledrónico", "drugbank:DB00399"},
    {"ácido\u202Fzoledrónico", "drugbank:DB00399"},
    {"ácido\u3000zoledrónico", "drugbank:DB00399"},
    {"ácido\tzoledrónico", "drugbank:DB00399"},
    {"ácido\nzoledrónico", "drugbank:DB00399"},
    {"ácido \u00A0 zoledrónico", "drugbank:DB00399"},
    /* what is not seen: soft hyphens, zero-width characters, marks of direction */
    {"ima\u00ADtinib", "drugbank:DB00619"},
    {"ima\u200Btinib", "drugbank:DB00619"},
    {"ima\u200Ctinib", "drugbank:DB00619"},
    {"ima\u2060tinib", "drugbank:DB00619"},
    {"ima\uFEFFtinib", "drugbank:DB00619"},
    {"i\u200Dmatini\u200Eb", "drugbank:DB00619"},
    {"IMATINIB", "drugbank:DB00619"},
    /* ligatures and full-width forms */
    {"ﬁbronectina", "hgnc:3778"},
    {"ﬁbronectin", "hgnc:3778"},
    {"ｉｍａｔｉｎｉｂ", "drugbank:DB00619"},
    {"ＣＸＣＲ４", "hgnc:2561"},
    {"ＩＬ－６", "hgnc:6018"},
    /* every dash, none, and a blank */
    {"IL-6", "hgnc:6018"},
    {"IL\u20106", "hgnc:6018"},
    {"IL\u20116", "hgnc:6018"},
    {"IL\u20126", "hgnc:6018"},
    {"IL\u20136", "hgnc:6018"},
    {"IL\u20146", "hgnc:6018"},
    {"IL\u20156", "hgnc:6018"},
    {"IL\u22126", "hgnc:6018"},
    {"IL\u00AD6", "hgnc:6018"},
    {"IL\uFE636", "hgnc:6018"},
    {"IL 6", "hgnc:6018"},
    {"IL\u00A06", "hgnc:6018"},
    {"IL6", "hgnc:6018"},
    {"IL\u200B-6", "hgnc:6018"},
    {"IL- 6", "hgnc:6018"},
    /* raised and lowered digits, and Roman ones with a code point of their own */
    {"CO₂", "chebi:16526"},
    {"CO2", "chebi:16526"},
    {"Ca²⁺", "chebi:29108"},
    {"Ca2+", "chebi:29108"},
    {"factor Ⅶ", "hgnc:3544"},
    {"factor VII", "hgnc:3544"},
    /* Greek in either case, its look-alikes, spelled out in both languages */
    {"TNF-α", "hgnc:11892"},
    {"TNF-Α", "hgnc:11892"},
    {"TNF-ɑ", "hgnc:11892"},
    {"TNF-alpha", "hgnc:11892"},
    {"TNF-Alpha", "hgnc:11892"},
    {"TNF-ALPHA", "hgnc:11892"},
    {"TNF-alfa", "hgnc:11892"},
    {"TNF-ALFA", "hgnc:11892"},
    {"TNFα", "hgnc:11892"},
    {"TNF α", "hgnc:11892"},
    {"TNF\u2010α", "hgnc:11892"},
    {"factor de necrosis tumoral α", "hgnc:11892"},
    {"factor de necrosis tumoral-alfa", "hgnc:11892"},
    {"tumour necrosis factor α", "hgnc:11892"},
    {"TGF-β1", "hgnc:11766"},
    {"TGF-ß1", "hgnc:11766"},
    {"TGF-ϐ1", "hgnc:11766"},
    {"TGF-beta 1", "hgnc:11766"},
    {"TGF-Β1", "hgnc:11766"},
    {"IFN-γ", "hgnc:5438"},
    {"IFN-ɣ", "hgnc:5438"},
    {"IFN-Γ", "hgnc:5438"},
    {"interferón gamma", "hgnc:5438"},
    {"INTERFERÓN GAMMA", "hgnc:5438"},
    {"NF-κB", "fplx:NFkappaB"},
    {"NF-кB", "fplx:NFkappaB"},
    {"NF-ĸB", "fplx:NFkappaB"},
    {"NF-ϰB", "fplx:NFkappaB"},
    {"NF-КB", "fplx:NFkappaB"},
    {"NF-kappaB", "fplx:NFkappaB"},
    {"NF-kappa B", "fplx:NFkappaB"},
    {"PKCε", "hgnc:9401"},
    {"PKCɛ", "hgnc:9401"},
    {"PKCϵ", "hgnc:9401"},
    {"µ-opioid receptor", "hgnc:8156"},
    {"μ-opioid receptor", "hgnc:8156"},
    /* Cyrillic and Greek in the place of Latin letters */
    {"СХЗCR1", "hgnc:2558"},
    {"FOXOЗ", "hgnc:3821"},
    {"HMОX1", "hgnc:5013"},
    {"СОХ2", "hgnc:9605"},
    {"ΑΚT1", "hgnc:391"},
};

static const char *const before[] = {
    "", "¿", "¡", "«", "“", "‘", "„", "\"", "'", "(", "[", "{", "–", "—", "-", "/", ",", ";", ":",
    "=", "+", "<", ">", "~", "•", "…", "→", "*", "×", "≥", "anti-", "¿«(", "y/",
};

static const char *const behind[] = {
    "", "?", "!", "»", "”", "’", "\"", "'", ")", "]", "}", "–", "—", "-", "/", ",", ".", ";", ":",
    "…", "=", "<", ">", "→", "*", "®", "™", "-dependent", "»)?", "'s", "/y",
};

static const char *const frames[][2] = {
    {"Se buscó ", " en la sangre de los pacientes."},
    {"We looked for ", " in the blood of the patients."},
};

static glosa_annotator *annotator;

static void open_annotator(void)
{
    glosa_error error = {0};
    cr_assert_eq(glosa_annotator_open(&annotator, NULL, 0, &error), GLOSA_OK, "%s",
                 error.message);
}

static void close_annotator(void)
{
    glosa_annotator_free(annotator);
}

static size_t code_points(const char *text)
{
    return glosa_utf8_count(glosa_string_of(text));
}

/* Whether the text has a mention of the entity over exactly these code points. */
static bool has_mention(const char *text, size_t start, size_t end, const char *entity)
{
    glosa_error error = {0};
    cr_assert_eq(glosa_annotate(annotator, GLOSA_LITERAL("surface"), GLOSA_LITERAL(""),
                                glosa_string_of(text), &error),
                 GLOSA_OK, "%s", error.message);
    for (size_t i = 0; i < glosa_mention_count(annotator); i++) {
        glosa_mention_view mention = glosa_mention_at(annotator, i);
        if (mention.start == start && mention.end == end &&
            glosa_string_is(mention.entity, entity))
            return true;
    }
    return false;
}

/* Every spelling between a mark before it and one behind it. */
static void try_marks(const char *left, const char *right)
{
    char text[512];
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        const spelling *it = &spellings[i];
        for (size_t frame = 0; frame < sizeof frames / sizeof *frames; frame++) {
            snprintf(text, sizeof text, "%s%s%s%s%s", frames[frame][0], left, it->text, right,
                     frames[frame][1]);
            size_t start = code_points(frames[frame][0]) + code_points(left);
            cr_expect(has_mention(text, start, start + code_points(it->text), it->entity),
                      "not found: %s", text);
        }
    }
}

Test(surface, every_disguise_behind_every_mark, .init = open_annotator, .fini = close_annotator)
{
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        try_marks(before[i], "");
}

Test(surface, every_disguise_before_every_mark, .init = open_annotator, .fini = close_annotator)
{
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        try_marks("", behind[i]);
}

Test(surface, every_disguise_between_marks, .init = open_annotator, .fini = close_annotator)
{
    static const char *const pairs[][2] = {{"¿", "?"}, {"“", "”"}, {"«", "»"}, {"(", ")"},
                                           {"–", "–"}, {"/", "/"}, {"(", ","}, {"[", "]"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        try_marks(pairs[i][0], pairs[i][1]);
}

/* Letters and digits of many scripts, which make another word of a name that they touch. */
static const char *const letters[] = {
    "a", "z", "Q", "ñ", "é", "e\u0301", "ß", "œ", "ı", "я", "ж", "α", "Ω", "א", "ب", "ग",
    "ก", "한", "あ", "中", "7", "٣", "ａ", "\u200Bo",
};

Test(surface, no_name_inside_a_longer_word, .init = open_annotator, .fini = close_annotator)
{
    static const spelling names[] = {{"imatinib", "drugbank:DB00619"},
                                     {"plerixafor", "drugbank:DB06809"},
                                     {"fibronectina", "hgnc:3778"}};
    char text[256];
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
            size_t start = code_points("con "), size = code_points(names[n].text);
            snprintf(text, sizeof text, "con %s%s aquí", letters[i], names[n].text);
            cr_expect(!has_mention(text, start + code_points(letters[i]),
                                   start + code_points(letters[i]) + size, names[n].entity),
                      "found: %s", text);
            snprintf(text, sizeof text, "con %s%s aquí", names[n].text, letters[i]);
            cr_expect(!has_mention(text, start, start + size, names[n].entity), "found: %s",
                      text);
        }
    }
}

/* ñ is a letter of its own, whatever it is made of: a missing tilde makes another word. */
Test(surface, n_with_tilde_is_no_n, .init = open_annotator, .fini = close_annotator)
{
    static const char *const other[] = {"imatiñib", "imatin\u0303ib", "IMATIÑIB", "fibroñectina"};
    char text[128];
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        snprintf(text, sizeof text, "con %s aquí", other[i]);
        (void)has_mention(text, 0, 1, "");
        cr_expect_eq(glosa_mention_count(annotator), 0, "found: %s", text);
    }
}
