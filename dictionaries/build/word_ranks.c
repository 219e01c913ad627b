#include "dictionaries/build/word_ranks.h"

#include "dictionaries/import/unpacked.h"
#include "pipeline/text/utf8.h"

enum { LONGEST_LINE = 4096 };

typedef struct list_reader {
    glosa_word_ranks *ranks;
    const glosa_folding *folding;
    const char *path;
    glosa_folded folded;
    glosa_buffer key, text;     /* text: all lines, for the digest */
    uint32_t line;              /* from 1 */
    uint64_t count;             /* of the word before */
    glosa_error *error;
} list_reader;

static glosa_status fault(const list_reader *reader, const char *what)
{
    return glosa_fail(reader->error, GLOSA_DICTIONARY, reader->path, reader->line, "%s", what);
}

static bool parse_count(glosa_string text, uint64_t *count)
{
    *count = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9' || *count > UINT64_MAX / 20)
            return false;
        *count = *count * 10 + (uint64_t)(text.data[i] - '0');
    }
    return text.size > 0;
}

/* Words that fold alike have the rank of the first. */
static glosa_status add_word(list_reader *reader, glosa_string word)
{
    bool added = false;
    glosa_status status = glosa_fold(reader->folding, word, &reader->folded, reader->error);
    if (status)
        return status;
    glosa_buffer_clear(&reader->key);
    glosa_folded_key(&reader->folded, &reader->key);
    if (reader->key.failed)
        return glosa_fail_memory(reader->error, reader->path);
    glosa_identifier_map *ranks = &reader->ranks->ranks;
    if (glosa_identifier_find(ranks, glosa_buffer_view(&reader->key)))
        return GLOSA_OK;
    glosa_string kept = {glosa_arena_copy(&reader->ranks->arena, reader->key.data,
                                          reader->key.size), reader->key.size};
    bool put = kept.data && glosa_identifier_put(ranks, kept, reader->line, &added);
    return put ? GLOSA_OK : glosa_fail_memory(reader->error, reader->path);
}

static glosa_status add_line(list_reader *reader, glosa_string line)
{
    glosa_string rest = glosa_string_trim(line), word;
    uint64_t count;
    if (glosa_utf8_valid_prefix(line) != line.size)
        return fault(reader, "is not UTF-8");
    if (!rest.size || !glosa_string_next(&rest, ' ', &word) || !rest.data ||
        !parse_count(rest, &count))
        return fault(reader, "a line has a word, a blank and how often it was counted");
    if (reader->line > 1 && count > reader->count)
        return fault(reader, "this word is more frequent than the one before; the most frequent "
                             "come first");
    reader->count = count;
    glosa_buffer_string(&reader->text, line);
    glosa_buffer_byte(&reader->text, '\n');
    return add_word(reader, word);
}

static glosa_status read_list(list_reader *reader, glosa_reader *file)
{
    for (;;) {
        glosa_string line;
        bool more = false;
        glosa_status status = glosa_reader_line(file, LONGEST_LINE, &line, &more, reader->error);
        reader->line++;
        if (status == GLOSA_TOO_LARGE)
            status = fault(reader, "is longer than any word");
        if (status == GLOSA_OK && more)
            status = add_line(reader, line);
        if (status || !more)
            return status;
    }
}

static glosa_status finish(list_reader *reader)
{
    glosa_word_ranks *ranks = reader->ranks;
    if (reader->text.failed)
        return glosa_fail_memory(reader->error, reader->path);
    if (reader->text.size == 0)
        return glosa_fail(reader->error, GLOSA_DICTIONARY, reader->path, -1, "is empty");
    glosa_digest(glosa_buffer_view(&reader->text), ranks->sha256);
    ranks->lines = reader->line - 1;
    ranks->path = reader->path;
    return GLOSA_OK;
}

glosa_status glosa_word_ranks_read(glosa_word_ranks *ranks, const glosa_folding *folding,
                                   const char *path, glosa_error *error)
{
    list_reader reader = {.ranks = ranks, .folding = folding, .path = path, .error = error};
    glosa_unpacked unpacked;
    glosa_status status = glosa_unpacked_open(&unpacked, path, error);
    if (status == GLOSA_OK)
        status = read_list(&reader, unpacked.reader);
    if (status == GLOSA_OK)
        status = glosa_unpacked_end(&unpacked, error);
    if (status == GLOSA_OK)
        status = finish(&reader);
    glosa_unpacked_close(&unpacked);
    glosa_folded_free(&reader.folded);
    glosa_buffer_free(&reader.key);
    glosa_buffer_free(&reader.text);
    return glosa_as_dictionary_error(status, path, error);
}

uint32_t glosa_word_rank(const glosa_word_ranks *ranks, glosa_string key)
{
    const glosa_identifier *found = glosa_identifier_find(&ranks->ranks, key);
    return found ? found->number : GLOSA_RANK_NONE;
}

void glosa_word_ranks_free(glosa_word_ranks *ranks)
{
    glosa_identifier_map_free(&ranks->ranks);
    glosa_arena_free(&ranks->arena);
}
