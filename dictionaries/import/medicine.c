#include "dictionaries/import/medicine.h"

enum {
    SUBSTANCE = 7,              /* bytes of the fifth level of ATC, "M01AB01"; above it is many */
    MOST_SUBSTANCES = 64,
    MOST_NAMED = 3,             /* substances that an identifier is made of */
};

/* How many bytes at the front are the same, with letters of either case. */
static size_t common_start(glosa_string a, glosa_string b)
{
    size_t at = 0;
    while (at < a.size && at < b.size && (a.data[at] | 0x20) == (b.data[at] | 0x20))
        at++;
    return at;
}

/* How many bytes the first word has. */
static size_t first_word(glosa_string text)
{
    const char *blank = text.size ? memchr(text.data, ' ', text.size) : NULL;
    return blank ? (size_t)(blank - text.data) : text.size;
}

/* Words that say how a medicine is made up, or given; a brand ends before them. */
static bool is_form(glosa_string word)
{
    static const char *const starts[] = {
        "aerosol",  "ampolla",  "baño",     "capsul",    "cápsul",    "champ",    "chicle",
        "colirio",  "compri",   "concentr", "crema",     "disper",    "elixir",   "emuls",
        "esponja",  "espuma",   "gotas",    "granul",    "implant",   "infusion", "inhal",
        "inyec",    "jarabe",   "jeringa",  "liofil",    "lápiz",     "ovulo",    "óvulo",
        "parche",   "pastill",  "perfu",    "pluma",     "polvo",     "pomada",   "pulver",
        "soluc",    "solub",    "supos",    "suspen",    "tabletas",  "sobres",   "adultos",
        "infantil", "lactantes", "niños",   "pediatric", "pediátric",
    };
    static const char *const whole[] = {"efg", "gas", "gel", "goma", "oral", "para", "pasta",
                                        "vial"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (common_start(word, glosa_string_of(starts[i])) == strlen(starts[i]))
            return true;
    }
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        size_t size = strlen(whole[i]);
        if (word.size == size && common_start(word, glosa_string_of(whole[i])) == size)
            return true;
    }
    return false;
}

static glosa_string last_word(glosa_string text)
{
    size_t start = text.size;
    while (start && text.data[start - 1] != ' ')
        start--;
    return glosa_string_slice(text, start, text.size);
}

static bool is_word(glosa_string word, glosa_string other)
{
    return word.size == other.size && common_start(word, other) == word.size;
}

/* Whether a laboratory is called so: CASEN of Casen Recordati, B. and BRAUN of B. Braun Medical. */
static bool is_laboratory(glosa_string word, glosa_string laboratory)
{
    enum { SHORTEST = 4 };
    bool telling = word.size >= SHORTEST || (word.size && word.data[word.size - 1] == '.');
    glosa_string one;
    while (telling && glosa_string_next(&laboratory, ' ', &one)) {
        if (is_word(word, one))
            return true;
    }
    return false;
}

/* What a brand does not end in: GLUCOSA AL, of GLUCOSA AL 5%. */
static bool is_preposition(glosa_string word)
{
    static const char *const words[] = {"al", "a", "de", "del", "con", "en", "y", "e", "+", "-"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (is_word(word, glosa_string_of(words[i])))
            return true;
    }
    return false;
}

/* A brand without the laboratory that it ends in, as SUERORAL CASEN does. */
static glosa_string end_brand(glosa_string brand, glosa_string laboratory)
{
    for (;;) {
        glosa_string last = last_word(brand);
        if (last.size == brand.size ||
            !(is_preposition(last) || is_laboratory(last, laboratory)))
            return brand;
        brand = glosa_string_trim(glosa_string_slice(brand, 0, brand.size - last.size));
    }
}

/* The brand at the front of "INACID 25 mg CAPSULAS DURAS": words before an amount, a form or a
 * comma. */
static glosa_string brand_of(const glosa_medicine *medicine)
{
    glosa_string name = glosa_string_trim(medicine->name), rest, word;
    const char *end = name.data;
    (void)glosa_string_next(&name, ',', &rest);
    while (glosa_string_next(&rest, ' ', &word)) {
        bool amount = word.size && ((word.data[0] >= '0' && word.data[0] <= '9') ||
                                    word.data[0] == '(' || word.data[0] == '%');
        if (amount || is_form(word))
            break;
        end = word.data + word.size;
    }
    const char *start = glosa_string_trim(medicine->name).data;
    glosa_string brand = {start, (size_t)(end - start)};
    return end_brand(glosa_string_trim(brand), medicine->laboratory);
}

/* Whether a medicine is called by its ingredient, "IBUPROFENO CINFA"; words of a language change
 * at the end, so that all but its last letters are enough. NITROPLAST is a brand. */
static bool is_generic(glosa_string brand, glosa_string ingredient)
{
    enum { ENOUGH = 5, ENDING = 3 };
    size_t size = first_word(ingredient);
    size_t enough = size > ENOUGH + ENDING ? size - ENDING : size < ENOUGH ? size : ENOUGH;
    return common_start(brand, ingredient) >= enough;
}

/* --- several substances --- */

typedef struct substances {
    glosa_string items[MOST_SUBSTANCES];    /* sorted */
    size_t count;
} substances;

static int compare_names(const void *left, const void *right)
{
    return glosa_string_compare(*(const glosa_string *)left, *(const glosa_string *)right);
}

static substances split(glosa_string list)
{
    substances all = {.count = 0};
    glosa_string one;
    while (all.count < MOST_SUBSTANCES && glosa_string_next(&list, ',', &one)) {
        all.items[all.count] = glosa_string_trim(one);
        all.count += all.items[all.count].size > 0;
    }
    qsort(all.items, all.count, sizeof *all.items, compare_names);
    return all;
}

/* The names with a sign between them, from the last to the first where it is asked for. */
static glosa_string join(glosa_naming *naming, const substances *all, char sign, bool backwards)
{
    size_t size = 0;
    for (size_t i = 0; i < all->count; i++)
        size += all->items[i].size + 1;
    char *joined = glosa_arena_alloc(&naming->arena, size + 1);
    naming->failed |= !joined;
    size = 0;
    for (size_t i = 0; joined && i < all->count; i++) {
        glosa_string one = all->items[backwards ? all->count - 1 - i : i];
        if (i)
            joined[size++] = sign;
        memcpy(joined + size, one.data, one.size);
        size += one.size;
    }
    return (glosa_string){joined, size};
}

/* The identifier: a name with _ for blanks. */
static void identify(glosa_naming *naming, glosa_string name)
{
    char *id = glosa_arena_copy(&naming->arena, name.data ? name.data : "", name.size);
    naming->failed |= !id;
    for (size_t i = 0; id && i < name.size; i++)
        id[i] = id[i] == ' ' || id[i] == '|' ? '_' : id[i];
    if (id)
        glosa_naming_id(naming, "aemps", (glosa_string){id, name.size});
}

static void take_several(glosa_naming *naming, const glosa_medicine *medicine, glosa_string brand)
{
    substances all = split(medicine->substances);
    for (size_t i = 0; i < all.count; i++) {
        if (is_generic(brand, all.items[i]))
            brand.size = 0;
    }
    identify(naming, all.count > MOST_NAMED ? brand : join(naming, &all, '+', false));
    glosa_naming_add(naming, join(naming, &all, '/', false), "es", "preferred");
    if (all.count <= MOST_NAMED)
        glosa_naming_add(naming, join(naming, &all, '/', true), "es", "synonym");
    if (brand.size > 2)
        glosa_naming_add(naming, brand, "es", "brand");
}

void glosa_medicine_take(glosa_naming *naming, const glosa_medicine *medicine)
{
    glosa_string substance = glosa_string_trim(medicine->substances);
    glosa_string atc = glosa_string_trim(medicine->atc), brand = brand_of(medicine);
    if (medicine->several) {
        take_several(naming, medicine, brand);
        return;
    }
    if (atc.size == SUBSTANCE)
        glosa_naming_id(naming, "atc", atc);
    glosa_naming_add(naming, substance, "es", "preferred");
    bool plain = is_generic(brand, substance) && last_word(brand).size == brand.size;
    if (brand.size > 2 && !plain)
        glosa_naming_add(naming, brand, "es", "brand");
}
