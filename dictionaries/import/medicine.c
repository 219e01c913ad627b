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

/* The brand at the front of "INACID 25 mg CAPSULAS DURAS": words before an amount or a form. */
static glosa_string brand_of(glosa_string medicine)
{
    glosa_string rest = medicine, word;
    const char *end = medicine.data;
    while (glosa_string_next(&rest, ' ', &word)) {
        bool amount = word.size && ((word.data[0] >= '0' && word.data[0] <= '9') ||
                                    word.data[0] == '(' || word.data[0] == '%');
        if (amount || is_form(word))
            break;
        end = word.data + word.size;
    }
    return glosa_string_trim((glosa_string){medicine.data, (size_t)(end - medicine.data)});
}

/* Medicines called by their ingredient, "IBUPROFENO CINFA", have no brand; words of a language
 * change at the end, so that its first letters are enough. */
static bool is_generic(glosa_string brand, glosa_string ingredient)
{
    enum { ENOUGH = 5 };
    size_t size = ingredient.size < ENOUGH ? ingredient.size : ENOUGH;
    return common_start(brand, ingredient) >= size;
}

void glosa_medicine_names(glosa_naming *naming, glosa_string ingredient, glosa_string medicine)
{
    ingredient = glosa_string_trim(ingredient);
    glosa_naming_add(naming, ingredient, "es", "preferred");
    glosa_string brand = brand_of(glosa_string_trim(medicine));
    if (brand.size > 2 && !is_generic(brand, ingredient))
        glosa_naming_add(naming, brand, "es", "brand");
}
