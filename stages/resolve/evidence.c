#include "stages/resolve/evidence.h"

#include "pipeline/text/characters.h"
#include "pipeline/text/runs.h"
#include "stages/resolve/data.h"

enum { CONTEXT_TOKENS = 3 };

glosa_status glosa_word_lists_init(glosa_word_lists *lists, glosa_error *error)
{
    const struct {
        glosa_word_list *words;
        glosa_string data;
    } all[] = {
        {&lists->ordinary_en, GLOSA_RESOLVE_DATA(ordinary_en)},
        {&lists->ordinary_es, GLOSA_RESOLVE_DATA(ordinary_es)},
        {&lists->context_gene, GLOSA_RESOLVE_DATA(context_gene)},
        {&lists->context_drug, GLOSA_RESOLVE_DATA(context_drug)},
        {&lists->other_heads, GLOSA_RESOLVE_DATA(other_heads)},
        {&lists->gene_heads, GLOSA_RESOLVE_DATA(gene_heads)},
    };
    *lists = (glosa_word_lists){0};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        glosa_status status =
            glosa_word_list_init(all[i].words, all[i].data, "resolve", error);
        if (status) {
            glosa_word_lists_free(lists);
            return status;
        }
    }
    glosa_status status = glosa_species_list_init(&lists->species, error);
    if (status == GLOSA_OK)
        status = glosa_weights_init(&lists->weights, error);
    if (status == GLOSA_OK)
        status = glosa_triggers_init(&lists->triggers, error);
    if (status == GLOSA_OK)
        status = glosa_giving_init(&lists->giving, error);
    if (status)
        glosa_word_lists_free(lists);
    return status;
}

void glosa_word_lists_free(glosa_word_lists *lists)
{
    glosa_word_list_free(&lists->ordinary_en);
    glosa_word_list_free(&lists->ordinary_es);
    glosa_word_list_free(&lists->context_gene);
    glosa_word_list_free(&lists->context_drug);
    glosa_word_list_free(&lists->other_heads);
    glosa_word_list_free(&lists->gene_heads);
    glosa_species_list_free(&lists->species);
    glosa_weights_free(&lists->weights);
    glosa_triggers_free(&lists->triggers);
    glosa_giving_free(&lists->giving);
}

/* --- case --- */

/* The letters of a text: how many there are, and which are capitals. */
typedef struct letters {
    unsigned count, capitals, digits;
    bool first_capital;
} letters;

static letters count_letters(glosa_string text)
{
    letters found = {0};
    for (size_t at = 0, next; at < text.size; at = next) {
        UChar32 c = glosa_utf8_at(text, at, &next);
        if (glosa_is_decimal(c)) {
            found.digits++;
        } else if (glosa_is_alpha(c)) {
            bool capital = glosa_is_capital(c);
            found.first_capital |= capital && found.count == 0;
            found.capitals += capital;
            found.count++;
        }
    }
    return found;
}

/* The next letter from *at on; 0 at the end. */
static UChar32 next_letter(glosa_string text, size_t *at)
{
    while (*at < text.size) {
        UChar32 c = glosa_utf8_at(text, *at, at);
        if (glosa_is_alpha(c))
            return c;
    }
    return 0;
}

/* Whether both have the same letters in the same case, whatever stands between them. */
static bool same_letters(glosa_string a, glosa_string b)
{
    size_t i = 0, j = 0;
    UChar32 left, right;
    if (glosa_string_equal(a, b))
        return true;
    do {
        left = next_letter(a, &i);
        right = next_letter(b, &j);
    } while (left == right && left);
    return left == right;
}

/* A name in words is written with capitals anywhere; a symbol has them, or digits, inside. */
static bool is_symbol(glosa_string name, letters in)
{
    bool words = name.size && memchr(name.data, ' ', name.size) != NULL;
    unsigned inner_capitals = in.capitals - in.first_capital;
    return !words && (inner_capitals || in.digits || in.count <= 3);
}

bool glosa_is_plural_of_capitals(glosa_string text)
{
    letters in = count_letters(text);
    return in.count > 2 && in.capitals == in.count - 1 && text.data[text.size - 1] == 's';
}

/* Letters that are anything in another case: an abbreviation, or the capitals of a drug. */
static bool is_short_form(const glosa_entry *entry, letters in_name)
{
    bool substance = glosa_string_is(entry->kind, "drug") ||
                     glosa_string_is(entry->kind, "chemical");
    return in_name.digits == 0 && in_name.count <= 4 &&
           (glosa_string_is(entry->role, "abbreviation") ||
            (substance && in_name.capitals == in_name.count));
}

/* A word for a substance that its list writes in capitals: SOMAN. */
static bool is_shouted_word(const glosa_entry *entry, letters in_name)
{
    return (glosa_string_is(entry->kind, "drug") || glosa_string_is(entry->kind, "chemical")) &&
           in_name.digits == 0 && in_name.count >= 5 && in_name.capitals == in_name.count &&
           !glosa_string_is(entry->role, "abbreviation");
}

/* The name of a gene that is all capitals, as it is written of mouse and rat: Shh. */
static bool is_rodent_symbol(letters text, letters name, const glosa_entry *entry)
{
    return glosa_string_is(entry->kind, "gene") && (entry->flags & GLOSA_NAME_NEEDS_CONTEXT) &&
           name.count >= 3 && name.capitals == name.count && text.first_capital &&
           text.capitals == 1 && entry->rule.size == 0;
}

/* Whether a symbol has the letter of its species or kind where a rule put it, and begins with a
 * capital: hCdc46, mPer1, Uap1p. */
static bool is_lettered(glosa_string text, const glosa_entry *entry)
{
    glosa_string name = entry->name;
    bool behind = glosa_string_is(entry->rule, "protein-p");
    if (text.size < 3 || name.size == 0 ||
        (!behind && !glosa_string_starts(entry->rule, "species-letter")))
        return false;
    char letter = behind ? text.data[text.size - 1] : text.data[0];
    char wanted = behind ? name.data[name.size - 1] : name.data[0];
    char first = text.data[behind ? 0 : 1];
    return letter == wanted && first >= 'A' && first <= 'Z';
}

static float symbol_agreement(letters text, letters name)
{
    if (text.capitals == text.count)
        return 0.9f;
    if (text.capitals == 0)
        return text.digits && text.count >= 2 ? 0.7f : text.count >= 6 ? 0.6f : 0.0f;
    if (text.count + text.digits < 3)
        return 0.0f;
    if (text.first_capital && text.capitals == 1)
        return text.digits ? 0.85f : name.count >= 3 ? 0.7f : 0.0f;
    return 0.8f;
}

bool glosa_has_accent(glosa_string text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte >= 0xC3 && byte <= 0xC9)
            return true;
    }
    return false;
}

float glosa_case_agreement(glosa_string text, const glosa_entry *entry)
{
    bool listed = entry->rule.size == 0, own_text = entry->flags & GLOSA_NAME_CASE;
    if ((listed || own_text) && same_letters(text, entry->name))
        return listed ? 1.0f : 0.95f;
    if (own_text && is_lettered(text, entry))
        return 0.85f;
    letters in_text = count_letters(text), in_name = count_letters(entry->name);
    if (entry->flags & GLOSA_NAME_CASE)
        return is_rodent_symbol(in_text, in_name, entry) ? 0.7f : 0.0f;
    if (!is_symbol(entry->name, in_name) || is_shouted_word(entry, in_name))
        return 0.95f;
    if (glosa_has_accent(text) && !glosa_has_accent(entry->name))
        return 0.0f;            /* Día 4 is no DIA4 */
    if (glosa_is_plural_of_capitals(text) && !glosa_is_plural_of_capitals(entry->name))
        return 0.0f;
    if (is_short_form(entry, in_name) && entry->rule.size == 0)
        return in_text.capitals == in_text.count ? 0.9f : 0.0f;
    bool apart = memchr(text.data, ' ', text.size) != NULL;
    return apart && in_text.capitals == 0 ? 0.0f : symbol_agreement(in_text, in_name);
}

bool glosa_words_agree(glosa_string text, const glosa_entry *entry)
{
    letters in_name = count_letters(entry->name);
    bool one_word = !glosa_has_byte(entry->name, ' ') && !glosa_has_byte(entry->name, '-');
    bool symbol = in_name.capitals > in_name.first_capital ||
                  (in_name.first_capital && in_name.digits);
    return !one_word || !symbol || count_letters(text).capitals > 0;
}

glosa_symbol_style glosa_style_of(glosa_string text)
{
    letters in = count_letters(text);
    if (in.count < 2 || memchr(text.data, ' ', text.size))
        return GLOSA_STYLE_NONE;
    if (in.capitals == in.count)
        return GLOSA_STYLE_CAPITALS;
    bool symbol = in.digits || in.count <= 4;
    return symbol && in.first_capital && in.capitals == 1 ? GLOSA_STYLE_RODENT : GLOSA_STYLE_NONE;
}

bool glosa_is_ordinary_word(const glosa_word_lists *lists, glosa_string text,
                            glosa_string language)
{
    bool spanish = glosa_string_is(language, "es"), english = glosa_string_is(language, "en");
    if ((spanish || !glosa_word_list_has(&lists->ordinary_en, text)) &&
        (english || !glosa_word_list_has(&lists->ordinary_es, text)))
        return false;
    letters in_text = count_letters(text);
    return in_text.capitals <= in_text.first_capital;
}

/* --- context --- */

/* The first token that ends behind `at`. */
static uint32_t token_at(const glosa_document *document, uint32_t at)
{
    uint32_t low = 0, high = document->tokens.size;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (document->tokens.items[middle].span.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A word of the list, also behind a number: 400mg. */
static bool has_word(const glosa_word_list *words, glosa_string token)
{
    size_t digits = 0;
    while (digits < token.size && token.data[digits] >= '0' && token.data[digits] <= '9')
        digits++;
    return glosa_word_list_has(words, glosa_string_slice(token, digits, token.size));
}

bool glosa_has_context(const glosa_word_lists *lists, const glosa_document *document,
                       glosa_span span, glosa_string kind)
{
    bool drug = glosa_string_is(kind, "drug") || glosa_string_is(kind, "chemical");
    const glosa_word_list *words = drug ? &lists->context_drug : &lists->context_gene;
    uint32_t first = token_at(document, span.start), last = token_at(document, span.end);
    first = first > CONTEXT_TOKENS ? first - CONTEXT_TOKENS : 0;
    for (uint32_t i = first; i < last + CONTEXT_TOKENS && i < document->tokens.size; i++) {
        glosa_span token = document->tokens.items[i].span;
        bool outside = token.end <= span.start || token.start >= span.end;
        if (outside && has_word(words, glosa_document_text(document, token)))
            return true;
    }
    return false;
}
