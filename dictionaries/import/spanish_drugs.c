/* Lists of the medicines of a country in Spanish: AEMPS (Spain), INVIMA (Colombia). */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/table.h"

/* --- AEMPS: a row for each medicine --- */

enum { AEMPS_INGREDIENTS = 1, AEMPS_MEDICINE };

/* The fifth level of ATC, "M01AB01", is a substance; what stands above it is many. */
static void take_atc(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    value = glosa_string_trim(value);
    if (value.size == 7)
        glosa_naming_id(naming, column->text, value);
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

static void take_medicine(glosa_naming *naming, const glosa_string *cells)
{
    glosa_string ingredient = glosa_string_trim(cells[AEMPS_INGREDIENTS]);
    glosa_naming_add(naming, ingredient, "es", "preferred");
    glosa_string brand = brand_of(glosa_string_trim(cells[AEMPS_MEDICINE]));
    if (brand.size > 2 && !is_generic(brand, ingredient))
        glosa_naming_add(naming, brand, "es", "brand");
}

static const glosa_column aemps_columns[] = {
    {.name = "Cód. ATC", .use = GLOSA_COLUMN_ID, .text = "atc", .take = take_atc},
    [AEMPS_INGREDIENTS] = {.name = "Principios Activos", .use = GLOSA_COLUMN_OTHER},
    [AEMPS_MEDICINE] = {.name = "Medicamento", .use = GLOSA_COLUMN_OTHER},
    {.name = "Nº P. Activos", .use = GLOSA_COLUMN_KEEP, .text = "1"},
    {0},
};

static const glosa_table aemps_table = {
    .columns = aemps_columns, .scattered = true, .row = take_medicine,
};

const glosa_importer glosa_import_aemps = {
    .name = "aemps", .title = "AEMPS CIMA", .licence = "reuse of public-sector information",
    .kind = "drug",
    .file = "list of medicines as TSV or CSV, https://cima.aemps.es/cima/publico/lista.html",
    .table = &aemps_table,
};

/* --- INVIMA: a row for each active ingredient, without identifiers --- */

/* Entries that say amounts and what they are worth are no names. */
static bool is_amount(glosa_string name)
{
    static const char *const signs[] = {"%",   "+",   "EQUIVAL", "CONTIENE", " MG",
                                        " GR", " UI", "(",       ","};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (memmem(name.data, name.size, signs[i], strlen(signs[i])))
            return true;
    }
    return false;
}

/* The name is the identifier, too, with _ for blanks. */
static void take_ingredient(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    value = glosa_string_trim(value);
    char *id = glosa_arena_copy(&naming->arena, value.data, value.size);
    naming->failed |= !id;
    if (!id || is_amount(value))
        return;
    for (size_t i = 0; i < value.size; i++)
        id[i] = id[i] == ' ' || id[i] == '|' ? '_' : id[i];
    glosa_naming_id(naming, column->text, (glosa_string){id, value.size});
}

static const glosa_column invima_columns[] = {
    {.name = "Principio Activo", .use = GLOSA_COLUMN_ID, .text = "invima",
     .take = take_ingredient},
    GLOSA_NAME("Principio Activo", "preferred", "es", 0),
    GLOSA_NAME_IF("Nombre en Inglés", "synonym", "en", 0),
    {0},
};

static const glosa_table invima_table = {.columns = invima_columns, .missing = "N/A"};

const glosa_importer glosa_import_invima = {
    .name = "invima", .title = "INVIMA", .licence = "CC BY-SA 4.0", .kind = "drug",
    .file = "active ingredients with Principio Activo and, at will, Nombre en Inglés, from the "
            "medicines at https://www.datos.gov.co",
    .table = &invima_table,
};
