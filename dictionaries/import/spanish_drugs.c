/* Lists of the medicines of a country in Spanish: AEMPS (Spain), INVIMA (Colombia). */
#include "dictionaries/import/formats.h"
#include "dictionaries/import/medicine.h"
#include "dictionaries/import/table.h"

/* --- AEMPS: a row for each medicine --- */

enum { AEMPS_INGREDIENTS = 1, AEMPS_MEDICINE };

static void take_atc(glosa_naming *naming, glosa_string value, const glosa_column *column)
{
    (void)column;
    glosa_medicine_id(naming, value);
}

static void take_medicine(glosa_naming *naming, const glosa_string *cells)
{
    glosa_medicine_names(naming, cells[AEMPS_INGREDIENTS], cells[AEMPS_MEDICINE]);
}

static const glosa_column aemps_columns[] = {
    {.name = "Cód. ATC", .use = GLOSA_COLUMN_ID, .take = take_atc},
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
