#include "dictionaries/build/spanish_salts.h"

#include "dictionaries/build/salt_rules.h"

const char *const glosa_spanish_salts_columns[] = {"class", "from", "to", "adjective", NULL};

enum { VARIANTS_MOST = 8,       /* of one template */
       LEAST_DRUG = 4, LONGEST_ANY = 4 };

typedef struct salts {
    const glosa_salt_rules *rules;
    const glosa_spanish_speller *speller;
} salts;

/* A word of a name. */
typedef struct token {
    glosa_string text, folded;
    char room[GLOSA_SALT_WORD_MOST];    /* of `folded` */
    const glosa_salt_word *multiplier, *word;   /* what the table says of it, or NULL */
    bool adjective;
    glosa_spellings spellings;          /* of an English one that no row has */
} token;

/* A name that is being matched. */
typedef struct phrase {
    token tokens[GLOSA_SALT_WORDS_MOST];
    size_t size;
    glosa_salt_direction direction;
} phrase;

static bool ends_in(glosa_string text, const char *end)
{
    size_t size = strlen(end);
    return text.size > size && memcmp(text.data + text.size - size, end, size) == 0;
}

/* --- taking a name apart --- */

static void recognize(const glosa_salt_forms *forms, token *token)
{
    const glosa_salt_form *form = glosa_salt_form_find(forms, token->folded);
    for (size_t cut = 2; !form && cut + 2 < token->folded.size && cut < 8; cut++) {
        const glosa_salt_form *front =
            glosa_salt_form_find(forms, glosa_string_slice(token->folded, 0, cut));
        if (!front || front->word->class != GLOSA_SALT_MULTIPLIER)
            continue;
        form = glosa_salt_form_find(forms,
                                    glosa_string_slice(token->folded, cut, token->folded.size));
        token->multiplier = form ? front->word : NULL;
    }
    token->word = form ? form->word : NULL;
    token->adjective = form && form->adjective;
}

static bool take_apart(const salts *salts, glosa_string name, phrase *phrase)
{
    bool spanish = phrase->direction == GLOSA_SALT_IN_SPANISH;
    glosa_string part;
    phrase->size = 0;
    while (glosa_string_next(&name, ' ', &part)) {
        if (phrase->size == GLOSA_SALT_WORDS_MOST || part.size == 0 ||
            part.size > GLOSA_SALT_WORD_MOST)
            return false;
        token *token = &phrase->tokens[phrase->size++];
        token->text = part;
        token->folded = glosa_salt_fold(part, token->room);
        token->multiplier = NULL;
        recognize(spanish ? &salts->rules->spanish : &salts->rules->english, token);
        token->spellings.size = 0;
        if (!spanish && !token->word)
            (void)glosa_spanish_spell(salts->speller, part, &token->spellings);
    }
    return phrase->size > 1;
}

/* --- matching --- */

/* A word that no row has and that names what is bound: maleate, maleato. */
static bool is_open_anion(const token *token, bool spanish)
{
    return !token->word && (spanish ? ends_in(token->folded, "ato")
                                    : token->spellings.size && ends_in(token->folded, "ate"));
}

static bool fits(const glosa_salt_element *element, const token *token, bool spanish)
{
    bool open = is_open_anion(token, spanish);
    switch (element->class) {
    case GLOSA_SALT_LITERAL: {
        char room[GLOSA_SALT_WORD_MOST];
        return glosa_string_equal(glosa_salt_fold(element->literal, room), token->folded);
    }
    case GLOSA_SALT_ANY:
        return token->text.size <= LONGEST_ANY;
    case GLOSA_SALT_DRUG:
        return !token->word &&
               (spanish ? token->text.size >= LEAST_DRUG : token->spellings.size > 0);
    default:
        return (open && element->class == GLOSA_SALT_ANION) ||
               (token->word && token->word->class == element->class &&
                token->adjective == element->adjective);
    }
}

static bool matches(const glosa_salt_pattern *pattern, const phrase *phrase)
{
    bool spanish = phrase->direction == GLOSA_SALT_IN_SPANISH;
    if (pattern->from.size != phrase->size)
        return false;
    for (size_t i = 0; i < phrase->size; i++) {
        if (!fits(&pattern->from.items[i], &phrase->tokens[i], spanish))
            return false;
    }
    return true;
}

/* --- writing --- */

/* What may stand in the place of an element. */
typedef struct choice {
    glosa_string multiplier;
    const glosa_string *texts;
    size_t size;
    bool agrees;                /* an adjective, with the first word */
} choice;

static choice choose_word(const glosa_salt_element *element, const token *token)
{
    const glosa_salt_texts *texts = element->english     ? &token->word->english
                                    : element->adjective ? &token->word->adjective
                                                         : &token->word->spanish;
    choice choice = {.texts = texts->items, .size = texts->size, .agrees = element->adjective};
    if (token->multiplier)
        choice.multiplier = element->english ? token->multiplier->english.items[0]
                                             : token->multiplier->spanish.items[0];
    return choice;
}

static choice choose(const glosa_salt_element *element, const glosa_salt_pattern *pattern,
                     const phrase *phrase)
{
    if (element->class == GLOSA_SALT_LITERAL)
        return (choice){.texts = &element->literal, .size = 1};
    size_t at = 0;
    while (pattern->from.items[at].class != element->class)
        at++;
    const token *token = &phrase->tokens[at];
    if (token->word && element->class < GLOSA_SALT_CLASSES)
        return choose_word(element, token);
    if (token->spellings.size && !element->english && element->class != GLOSA_SALT_ANY)
        return (choice){.texts = token->spellings.items, .size = token->spellings.size};
    return (choice){.texts = &token->text, .size = 1};
}

/* Writes the phrase of that number, where the alternatives of its words are the digits. False
 * where there are not so many. */
static bool write_phrase(const choice *choices, size_t size, size_t number, glosa_buffer *out)
{
    bool feminine = false;
    glosa_buffer_clear(out);
    for (size_t i = 0; i < size; i++) {
        if (choices[i].size == 0)
            return false;
        if (i)
            glosa_buffer_byte(out, ' ');
        glosa_buffer_string(out, choices[i].multiplier);
        glosa_buffer_string(out, choices[i].texts[number % choices[i].size]);
        number /= choices[i].size;
        if (out->failed)
            return false;
        char last = out->data[out->size - 1];
        if (i == 0)
            feminine = last == 'a' || last == 'A';
        else if (feminine && choices[i].agrees && last == 'o')
            out->data[out->size - 1] = 'a';
    }
    return number == 0;
}

static void fill(const glosa_salt_pattern *pattern, const phrase *phrase, glosa_buffer *scratch,
                 glosa_variant_found found, void *context)
{
    bool english = phrase->direction == GLOSA_SALT_IN_ENGLISH;
    for (size_t i = 0; i < pattern->templates; i++) {
        const glosa_salt_phrase *template = &pattern->to[i];
        choice choices[GLOSA_SALT_WORDS_MOST];
        for (size_t j = 0; j < template->size; j++)
            choices[j] = choose(&template->items[j], pattern, phrase);
        for (size_t n = 0; n < VARIANTS_MOST; n++) {
            if (!write_phrase(choices, template->size, n, scratch))
                break;
            found(context, &(glosa_variant){
                               .text = glosa_buffer_view(scratch),
                               .language = english ? GLOSA_LITERAL("en") : GLOSA_LITERAL("es"),
                               .rule = english ? GLOSA_LITERAL("salt-synonym")
                                               : GLOSA_LITERAL("spanish-salt")});
        }
    }
}

/* The first pattern of a direction that the name fits. */
static void translate(const salts *salts, phrase *phrase, glosa_buffer *scratch,
                      glosa_variant_found found, void *context)
{
    uint32_t size = salts->rules->patterns[phrase->direction].size;
    for (uint32_t i = 0; i < size; i++) {
        const glosa_salt_pattern *pattern = &salts->rules->patterns[phrase->direction].items[i];
        if (matches(pattern, phrase)) {
            fill(pattern, phrase, scratch, found, context);
            return;
        }
    }
}

static void spell_word(const salts *salts, glosa_string name,
                       glosa_variant_found found, void *context)
{
    glosa_spellings spellings;
    char room[GLOSA_SPELLED_WORD_MOST];
    enum { LEAST = 5 };
    if (name.size < LEAST || !glosa_spanish_spell(salts->speller, name, &spellings))
        return;
    glosa_string same = glosa_salt_fold(name, room);
    for (size_t i = 0; i < spellings.size; i++) {
        if (!glosa_string_equal(spellings.items[i], same))
            found(context, &(glosa_variant){.text = spellings.items[i],
                                            .language = GLOSA_LITERAL("es"),
                                            .rule = GLOSA_LITERAL("spanish-spelling")});
    }
}

static bool is_substance(const glosa_row *row)
{
    bool kind = glosa_string_is(row->kind, "drug") || glosa_string_is(row->kind, "chemical");
    bool words = glosa_string_is(row->role, "preferred") || glosa_string_is(row->role, "synonym") ||
                 glosa_string_is(row->role, "previous");
    return kind && words;
}

void glosa_spanish_salts_make(const void *made, const glosa_row *row, glosa_buffer *scratch,
                              glosa_variant_found found, void *context)
{
    const salts *salts = made;
    if (!is_substance(row))
        return;
    phrase phrase;
    bool spanish = glosa_string_is(row->language, "es");
    bool one_word = !memchr(row->name.data, ' ', row->name.size);
    phrase.direction = spanish ? GLOSA_SALT_IN_SPANISH : GLOSA_SALT_TO_SPANISH;
    if (one_word && !spanish)
        spell_word(salts, row->name, found, context);
    if (one_word || !take_apart(salts, row->name, &phrase))
        return;
    translate(salts, &phrase, scratch, found, context);
    phrase.direction = GLOSA_SALT_IN_ENGLISH;
    if (!spanish)
        translate(salts, &phrase, scratch, found, context);
}

glosa_status glosa_spanish_salts_read(glosa_rule_table *table, void **made, glosa_error *error)
{
    glosa_salt_rules *rules;
    glosa_status status = glosa_salt_rules_read(table, &rules, error);
    if (status)
        return status;
    salts *salts = glosa_arena_alloc(&table->arena, sizeof *salts);
    if (!salts)
        return glosa_fail_memory(error, table->path);
    salts->rules = rules;
    salts->speller = *made;
    *made = salts;
    return GLOSA_OK;
}
