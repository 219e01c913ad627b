#include "pipeline/text/word_list.h"

#include "pipeline/text/characters.h"

void glosa_word_filter_add(glosa_word_filter *filter, glosa_string word)
{
    if (!word.size)
        return;
    unsigned bit = glosa_word_filter_bit(word);
    filter->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* The slot of a word: the one that has it, or a free one. */
static glosa_string *slot_of(const glosa_word_list *words, glosa_string word)
{
    for (uint64_t at = glosa_bytes_hash(0, word);; at++) {
        glosa_string *slot = &words->slots[at & (words->slot_count - 1)];
        if (!slot->data || glosa_string_equal(*slot, word))
            return slot;
    }
}

glosa_status glosa_word_list_init(glosa_word_list *words, glosa_string data,
                                  const char *stage, glosa_error *error)
{
    size_t lines = 1;
    for (size_t i = 0; i < data.size; i++)
        lines += data.data[i] == '\n';
    *words = (glosa_word_list){.slot_count = 16};
    while (words->slot_count < 2 * lines)
        words->slot_count *= 2;
    words->slots = calloc(words->slot_count, sizeof *words->slots);
    if (!words->slots)
        return glosa_fail_memory(error, stage);
    glosa_string line;
    while (glosa_string_next(&data, '\n', &line)) {
        line = glosa_string_trim(line);
        if (!line.size || line.data[0] == '#')
            continue;
        *slot_of(words, line) = line;
        glosa_word_filter_add(&words->filter, line);
    }
    return GLOSA_OK;
}

void glosa_word_list_free(glosa_word_list *words)
{
    free(words->slots);
    *words = (glosa_word_list){0};
}

/* Letters of ASCII go eight at a time, as long as there is room. */
size_t glosa_word_lower(glosa_string word, char *out, size_t room)
{
    size_t size = 0;
    for (size_t at = 0, next; at < word.size; at = next) {
        uint64_t bytes = glosa_bytes_at(word, at);
        if (!glosa_bytes_from(bytes, 0x80) && room - size >= 8 + U8_MAX_LENGTH) {
            bytes = htole64(bytes | glosa_bytes_capitals(bytes) >> 2);
            memcpy(out + size, &bytes, sizeof bytes);
            next = word.size - at < 8 ? word.size : at + 8;
            size += next - at;
            continue;
        }
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
    return key.size && words->slot_count && slot_of(words, key)->data;
}
