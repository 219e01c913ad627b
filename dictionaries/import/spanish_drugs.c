/* Lists of the medicines of a country in Spanish: AEMPS (Spain), INVIMA (Colombia). */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/medicine.h"
#include "dictionaries/import/table.h"

/* --- AEMPS: a row for each medicine --- */

enum { AEMPS_MEDICINE, AEMPS_ATC, AEMPS_SUBSTANCES, AEMPS_LABORATORY, AEMPS_COUNT };

/* The row as a whole says what the identifier is. */
static void take_no_id(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    (void)naming;
    (void)value;
    (void)column;
}

static void take_medicine(glosa_naming *naming, const glosa_string *cells)
{
    const glosa_medicine medicine = {
        .atc = cells[AEMPS_ATC],
        .name = cells[AEMPS_MEDICINE],
        .laboratory = cells[AEMPS_LABORATORY],
        .substances = cells[AEMPS_SUBSTANCES],
        .several = !glosa_string_is(cells[AEMPS_COUNT], "1"),
    };
    glosa_medicine_take(naming, &medicine);
}

static const glosa_column aemps_columns[] = {
    [AEMPS_MEDICINE] = {.name = "Medicamento", .use = GLOSA_COLUMN_ID, .take = take_no_id},
    [AEMPS_ATC] = {.name = "Cód. ATC", .use = GLOSA_COLUMN_OTHER},
    [AEMPS_SUBSTANCES] = {.name = "Principios Activos", .use = GLOSA_COLUMN_OTHER},
    [AEMPS_LABORATORY] = {.name = "Laboratorio", .use = GLOSA_COLUMN_OTHER, .optional = true},
    [AEMPS_COUNT] = {.name = "Nº P. Activos", .use = GLOSA_COLUMN_OTHER},
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

/* Entries say more than a name: amounts, what they are worth, how they were made ready. */

/* The letter at this place in capitals, or '\0' behind the end. */
static char capital_at(glosa_string text, size_t at)
{
    char c = at < text.size ? text.data[at] : '\0';
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool starts_at(glosa_string text, size_t at, const char *capitals)
{
    while (*capitals && capital_at(text, at) == *capitals) {
        at++;
        capitals++;
    }
    return !*capitals;
}

/* Whether an amount begins here: digits at the start of a word, then a fraction, a percent sign, or
 * a unit. B12 and omega 3 are names. */
static bool is_amount(glosa_string text, size_t at)
{
    static const char *const units[] = {"%", "MG", "MCG", "UG", "GR", "G ", "UI", "U.I", "ML",
                                        "MILLON", "LF", "KG"};
    if (!glosa_is_ascii_digit(text.data[at]) || (at > 0 && text.data[at - 1] != ' '))
        return false;
    while (glosa_is_ascii_digit(capital_at(text, at)))
        at++;
    if (capital_at(text, at) == '.' && glosa_is_ascii_digit(capital_at(text, at + 1)))
        return true;
    at += capital_at(text, at) == ' ';
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (starts_at(text, at, units[i]))
            return true;
    }
    return false;
}

/* Whether a name ends before this place, for what follows says how much or how. */
static bool is_remark(glosa_string text, size_t at)
{
    static const char *const remarks[] = {
        "EQUIVAL",     " CORRESPON", " CONTIENE", " COMO ",     " USP",    " BP",
        " BASE",       " MICRONIZ",  " PELLETS",  " GRANUL",    " POLVO",  " AL ",
        " POR CADA ",  " NO MENOS ", " NO MAS ",  " MICROGRAN", " COMPAC", " HIDROSOLUBLE",
        " EN FORMA",   " CUBIERT",   " RECUB",
    };
    if (strchr("([*+=<>;:%,", text.data[at]) || is_amount(text, at))
        return true;
    for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++) {
        if (starts_at(text, at, remarks[i]))
            return true;
    }
    return false;
}

/* The name at the front; empty where there is none. */
static glosa_string name_of(glosa_string entry)
{
    enum { SHORTEST = 4, LONGEST = 60 };
    size_t start = 0;
    while (start < entry.size && strchr("*. -", entry.data[start]))
        start++;
    size_t end = start;
    while (end < entry.size && !is_remark(entry, end))
        end++;
    glosa_string name = glosa_string_trim(glosa_string_slice(entry, start, end));
    while (name.size && strchr(". -", name.data[name.size - 1]))
        name.size--;
    bool fits = name.size >= SHORTEST && name.size <= LONGEST;
    return fits ? name : (glosa_string){name.data, 0};
}

/* The name is the identifier, too, with _ for blanks. */
static void take_ingredient(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    glosa_string name = name_of(value);
    char *id = glosa_arena_copy(&naming->arena, name.data, name.size);
    naming->failed |= !id;
    if (!id || name.size == 0)
        return;
    for (size_t i = 0; i < name.size; i++)
        id[i] = id[i] == ' ' || id[i] == '|' ? '_' : id[i];
    if (glosa_naming_id(naming, column->text, (glosa_string){id, name.size}))
        glosa_naming_add(naming, name, "es", "preferred");
}

static const glosa_column invima_columns[] = {
    {.name = "Principio Activo", .use = GLOSA_COLUMN_ID, .text = "invima",
     .take = take_ingredient},
    /* what one medicine alone says is misspelt as often as not */
    {.name = "Cantidad de Medicamentos", .use = GLOSA_COLUMN_DROP, .text = "1", .optional = true},
    GLOSA_NAME_IF("Nombre en Inglés", "synonym", "en", 0),
    {0},
};

static const glosa_table invima_table = {
    .columns = invima_columns, .scattered = true, .missing = "N/A",
};

const glosa_importer glosa_import_invima = {
    .name = "invima", .title = "INVIMA", .licence = "CC BY-SA 4.0", .kind = "drug",
    .file = "active ingredients with Principio Activo and, at will, Nombre en Inglés, from the "
            "medicines at https://www.datos.gov.co",
    .table = &invima_table,
};
