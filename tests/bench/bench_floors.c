/* bench-floors: what the libraries need at least, with nothing of glosa's in between. Prints
 * `seconds TAB amount`, of the processor and without reading the input from disk.
 *
 *     bench-floors xml TAR        libxml2's SAX parser with empty handlers; amount: bytes
 *     bench-floors json FILE      yajl with empty handlers, line by line; amount: bytes
 *     bench-floors scan FILE      one step in a table for each byte; amount: bytes
 *     bench-floors emit DB NEW    the rows of DB into NEW with prepared statements in one
 *                                 transaction, and then `seconds` for the indexes; amount: rows
 *     bench-floors names DICT...  no floor: the names of compiled dictionaries, one a line */
#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>
#include <yajl/yajl_parse.h>

#include "dictionaries/match/dictionary.h"
#include "tests/bench/bench.h"
#include "tests/bench/floor_emit.h"

static void fail(const char *path, const char *why)
{
    fprintf(stderr, "bench-floors: %s: %s\n", path, why);
    exit(1);
}

static glosa_string read_file(const char *path)
{
    glosa_buffer bytes = {0};
    FILE *file = fopen(path, "rb");
    if (!file)
        fail(path, "cannot be opened");
    for (size_t got = 1; got > 0;) {
        char *room = glosa_buffer_reserve(&bytes, 1 << 20);
        if (!room)
            abort();
        got = fread(room, 1, 1 << 20, file);
        bytes.size += got;
    }
    fclose(file);
    return glosa_buffer_view(&bytes);
}

static void print(double seconds, size_t amount)
{
    printf("%.6f\t%zu\n", seconds, amount);
}

/* --- XML --- */

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
    (void)context;
    (void)name;
    (void)attributes;
}

static void on_end(void *context, const xmlChar *name)
{
    (void)context;
    (void)name;
}

static void on_text(void *context, const xmlChar *text, int size)
{
    (void)context;
    (void)text;
    (void)size;
}

static void on_fault(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

static void parse_xml(const char *bytes, size_t size)
{
    xmlSAXHandler handler = {.startElement = on_start, .endElement = on_end,
                             .characters = on_text, .error = on_fault, .warning = on_fault,
                             .fatalError = on_fault};
    int faulty = xmlSAXUserParseMemory(&handler, NULL, bytes, (int)size);
    (void)faulty;       /* articles that are not well-formed cost what they cost */
}

static void floor_xml(const char *path)
{
    struct archive *archive = archive_read_new();
    struct archive_entry *entry;
    glosa_buffer bytes = {0};
    double seconds = 0;
    size_t amount = 0;
    archive_read_support_format_tar(archive);
    if (archive_read_open_filename(archive, path, 1 << 20) != ARCHIVE_OK)
        fail(path, archive_error_string(archive));
    while (archive_read_next_header(archive, &entry) == ARCHIVE_OK) {
        size_t size = (size_t)archive_entry_size(entry);
        glosa_buffer_clear(&bytes);
        char *room = glosa_buffer_reserve(&bytes, size + 1);
        if (!room || archive_read_data(archive, room, size) != (la_ssize_t)size)
            fail(path, "cannot be read");
        double start = bench_seconds();
        parse_xml(room, size);
        seconds += bench_seconds() - start;
        amount += size;
    }
    archive_read_free(archive);
    glosa_buffer_free(&bytes);
    print(seconds, amount);
}

/* --- JSON --- */

static int on_bytes(void *context, const unsigned char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return 1;
}

static void floor_json(const char *path)
{
    static const yajl_callbacks empty = {.yajl_string = on_bytes, .yajl_map_key = on_bytes};
    glosa_string text = read_file(path), rest = text, line;
    double start = bench_seconds();
    while (glosa_string_next(&rest, '\n', &line)) {
        yajl_handle yajl = yajl_alloc(&empty, NULL, NULL);
        if (line.size &&
            yajl_parse(yajl, (const unsigned char *)line.data, line.size) != yajl_status_ok)
            fail(path, "is no JSON Lines");
        yajl_free(yajl);
    }
    print(bench_seconds() - start, text.size);
}

/* --- scanning --- */

static void floor_scan(const char *path)
{
    enum { STATES = 64 };
    static unsigned char table[STATES][256];
    glosa_string text = read_file(path);
    for (unsigned state = 0; state < STATES; state++) {
        for (unsigned byte = 0; byte < 256; byte++)
            table[state][byte] = (unsigned char)((31 * state + 7 * byte + 1) % STATES);
    }
    unsigned char state = 0;
    double start = bench_seconds();
    for (size_t i = 0; i < text.size; i++)
        state = table[state][(unsigned char)text.data[i]];
    double seconds = bench_seconds() - start;
    fprintf(stderr, "last state %u\n", state);      /* or there would be nothing to compute */
    print(seconds, text.size);
}

/* --- names --- */

static void print_names(const char *path)
{
    glosa_dictionary *dictionary;
    glosa_error error;
    bench_require(glosa_dictionary_open(&dictionary, path, &error), &error);
    for (uint32_t name = 0; name < glosa_dictionary_name_count(dictionary); name++) {
        for (uint32_t row = 0; row < glosa_dictionary_rows_of(dictionary, name); row++) {
            glosa_entry entry = glosa_dictionary_entry(dictionary, name, row);
            if (entry.rule.size == 0)
                printf("%.*s\n", GLOSA_PRINT(entry.name));
        }
    }
    glosa_dictionary_free(dictionary);
}

int main(int count, char **arguments)
{
    const char *what = count > 2 ? arguments[1] : "";
    if (strcmp(what, "xml") == 0 && count == 3)
        floor_xml(arguments[2]);
    else if (strcmp(what, "json") == 0 && count == 3)
        floor_json(arguments[2]);
    else if (strcmp(what, "scan") == 0 && count == 3)
        floor_scan(arguments[2]);
    else if (strcmp(what, "emit") == 0 && count == 4)
        floor_emit(arguments[2], arguments[3]);
    else if (strcmp(what, "names") == 0)
        for (int i = 2; i < count; i++)
            print_names(arguments[i]);
    else
        return fprintf(stderr, "usage: bench-floors xml|json|scan|emit|names FILE...\n"), 2;
    return 0;
}
