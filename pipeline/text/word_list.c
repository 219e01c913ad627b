/* A sorted array: the lists are short, are made once, and are asked about few words. */
#include "pipeline/text/word_list.h"

#include "pipeline/text/characters.h"

void glosa_word_filter_add(glosa_word_filter *filter, glosa_string word)
{
    if (!word.size)
        return;
    unsigned bit = glosa_word_filter_bit(word);
    filter->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

static int compare(const void *a, const void *b)
{
    return glosa_string_compare(*(const glosa_string *)a, *(const glosa_string *)b);
}

glosa_status glosa_word_list_init(glosa_word_list *words, glosa_string data,
                                  const char *stage, glosa_error *error)
{
    size_t lines = 1;
    for (size_t i = 0; i < data.size; i++)
        lines += data.data[i] == '\n';
    *words = (glosa_word_list){.items = calloc(lines, sizeof *words->items)};
    if (!words->items)
        return glosa_fail_memory(error, stage);
    glosa_string line;
    while (glosa_string_next(&data, '\n', &line)) {
        line = glosa_string_trim(line);
        if (!line.size || line.data[0] == '#')
            continue;
        words->items[words->size++] = line;
        glosa_word_filter_add(&words->filter, line);
    }
    if (words->size)
        qsort(words->items, words->size, sizeof *words->items, compare);
    return GLOSA_OK;
}

void glosa_word_list_free(glosa_word_list *words)
{
    free(words->items);
    *words = (glosa_word_list){0};
}

size_t glosa_word_lower(glosa_string word, char *out, size_t room)
{
    size_t size = 0;
    for (size_t at = 0, next; at < word.size; at = next) {
        int32_t c = glosa_lower_of(glosa_utf8_at(word, at, &next));
        if (room - size < U8_MAX_LENGTH)
            return 0;
        U8_APPEND_UNSAFE(out, size, c);
    }
    return size;
}

bool glosa_word_list_has(const glosa_word_list *words, glosa_string word)
{
    char bytes[64];
    if (!glosa_word_filter_lets(&words->filter, word))
        return false;
    glosa_string key = {bytes, glosa_word_lower(word, bytes, sizeof bytes)};
    return key.size && words->size &&
           bsearch(&key, words->items, words->size, sizeof key, compare) != NULL;
}
