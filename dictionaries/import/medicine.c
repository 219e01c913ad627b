#include "dictionaries/import/medicine.h"

void glosa_medicine_id(glosa_naming *naming, glosa_string atc)
{
    enum { SUBSTANCE = 7 };     /* bytes of the fifth level, "M01AB01"; what is above it is many */
    atc = glosa_string_trim(atc);
    if (atc.size == SUBSTANCE)
        glosa_naming_id(naming, "atc", atc);
}

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

/* Takes off the laboratory that a brand ends in: SUERORAL CASEN, of Casen Recordati. */
static glosa_string without_laboratory(glosa_string brand, glosa_string laboratory)
{
    enum { SHORTEST = 4 };
    size_t start = brand.size;
    while (start && brand.data[start - 1] != ' ')
        start--;
    glosa_string last = glosa_string_slice(brand, start, brand.size);
    bool named = start && last.size >= SHORTEST && last.size == first_word(laboratory) &&
                 common_start(last, laboratory) == last.size;
    return named ? glosa_string_trim(glosa_string_slice(brand, 0, start)) : brand;
}

/* The brand at the front of "INACID 25 mg CAPSULAS DURAS": words before an amount or a form. */
static glosa_string brand_of(const glosa_medicine *medicine)
{
    glosa_string name = glosa_string_trim(medicine->name), rest = name, word;
    const char *end = name.data;
    while (glosa_string_next(&rest, ' ', &word)) {
        bool amount = word.size && ((word.data[0] >= '0' && word.data[0] <= '9') ||
                                    word.data[0] == '(' || word.data[0] == '%');
        if (amount || is_form(word))
            break;
        end = word.data + word.size;
    }
    glosa_string brand = {name.data, (size_t)(end - name.data)};
    return without_laboratory(glosa_string_trim(brand), glosa_string_trim(medicine->laboratory));
}

/* Medicines called by their ingredient, "IBUPROFENO CINFA", have no brand; words of a language
 * change at the end, so that all but its last letters are enough. NITROPLAST is a brand. */
static bool is_generic(glosa_string brand, glosa_string ingredient)
{
    enum { ENOUGH = 5, ENDING = 3 };
    size_t size = first_word(ingredient);
    size_t enough = size > ENOUGH + ENDING ? size - ENDING : size < ENOUGH ? size : ENOUGH;
    return common_start(brand, ingredient) >= enough;
}


/* The substances joined, "LIDOCAINA/PRILOCAINA"; *generic: whether the brand is called by one. */
static glosa_string join_substances(glosa_naming *naming, glosa_string list, glosa_string brand,
                                    bool *generic)
{
    char *joined = glosa_arena_alloc(&naming->arena, list.size + 1);
    glosa_string substance;
    size_t size = 0;
    naming->failed |= !joined;
    while (joined && glosa_string_next(&list, ',', &substance)) {
        substance = glosa_string_trim(substance);
        *generic |= is_generic(brand, substance);
        if (size)
            joined[size++] = '/';
        memcpy(joined + size, substance.data, substance.size);
        size += substance.size;
    }
    return (glosa_string){joined, size};
}

void glosa_medicine_names(glosa_naming *naming, const glosa_medicine *medicine)
{
    glosa_string substances = glosa_string_trim(medicine->substances), brand = brand_of(medicine);
    bool generic = !medicine->several && is_generic(brand, substances);
    if (medicine->several)
        substances = join_substances(naming, substances, brand, &generic);
    glosa_naming_add(naming, substances, "es", "preferred");
    if (brand.size > 2 && !generic)
        glosa_naming_add(naming, brand, "es", "brand");
}
