#include "stages/segment/lexicon.h"

#include "pipeline/text/runs.h"

bool glosa_lexicon_line(glosa_string *rest, glosa_string *line)
{
    while (glosa_string_next(rest, '\n', line)) {
        *line = glosa_string_trim(*line);
        if (line->size && line->data[0] != '#')
            return true;
    }
    return false;
}

/* The lower-case form without accent of the character U+00C0 + `low`, whose second UTF-8 byte
 * is 0x80 + `low`; 0 where only the case changes. */
static char plain_vowel(unsigned low)
{
    static const char plain[] = "aaaaa\0\0\0eeee"
                                "iiii\0\0ooooo\0\0uuuu\0\0\0"
                                "aaaaa\0\0\0eeee"
                                "iiii\0\0ooooo\0\0uuuu\0\0\0";
    return low < sizeof plain ? plain[low] : 0;
}

static size_t fold_latin(unsigned char second, char *out)
{
    char plain = plain_vowel(second & 0x3Fu);
    if (plain) {
        out[0] = plain;
        return 1;
    }
    out[0] = (char)0xC3;
    out[1] = (char)(second < 0x9F && second != 0x97 ? second + 0x20 : second);
    return 2;
}

static bool is_blank_at(glosa_string text, size_t at, size_t *next)
{
    unsigned char byte = (unsigned char)text.data[at];
    *next = at + 1;
    if (byte == 0xC2 && at + 1 < text.size && (unsigned char)text.data[at + 1] == 0xA0) {
        *next = at + 2;
        return true;
    }
    return byte <= ' ';
}

glosa_string glosa_phrase_fold(glosa_string text, char *out, size_t capacity)
{
    size_t size = 0, next;
    for (size_t at = 0; at < text.size && size + 4 < capacity; at = next) {
        unsigned char byte = (unsigned char)text.data[at];
        next = at + 1;
        if (glosa_is_ascii_alnum((char)byte)) {
            out[size++] = (char)(byte | 0x20);
        } else if (is_blank_at(text, at, &next)) {
            if (size && out[size - 1] != ' ')
                out[size++] = ' ';
        } else if (byte == '*' || byte == '_' || byte == '#') {
            continue;
        } else if (byte == 0xC3 && next < text.size) {
            size += fold_latin((unsigned char)text.data[next++], out + size);
        } else if (byte < 0x80) {
            out[size++] = (char)byte;
        } else {
            out[size++] = (char)byte;
            while (next < text.size && ((unsigned char)text.data[next] & 0xC0) == 0x80)
                out[size++] = text.data[next++];
        }
    }
    while (size && out[size - 1] == ' ')
        size--;
    return (glosa_string){out, size};
}

static size_t slot_of(const glosa_lexicon *lexicon, glosa_string phrase)
{
    size_t slot = (size_t)glosa_bytes_hash(0, phrase) & (lexicon->slots_size - 1);
    while (lexicon->slots[slot] &&
           !glosa_string_equal(lexicon->phrases[lexicon->slots[slot] - 1].text, phrase))
        slot = (slot + 1) & (lexicon->slots_size - 1);
    return slot;
}

uint8_t glosa_lexicon_find(const glosa_lexicon *lexicon, glosa_string phrase)
{
    if (!lexicon->slots)
        return 0;
    uint32_t number = lexicon->slots[slot_of(lexicon, phrase)];
    return number ? lexicon->phrases[number - 1].class : 0;
}

static const glosa_phrase *phrase_at(const glosa_lexicon *lexicon, uint32_t number)
{
    return number ? &lexicon->phrases[number - 1] : NULL;
}

const glosa_phrase *glosa_lexicon_first(const glosa_lexicon *lexicon, glosa_string text)
{
    return text.size ? phrase_at(lexicon, lexicon->firsts[(unsigned char)text.data[0]]) : NULL;
}

const glosa_phrase *glosa_lexicon_next(const glosa_lexicon *lexicon, const glosa_phrase *phrase)
{
    return phrase_at(lexicon, phrase->next);
}

static uint8_t class_of(glosa_string name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (glosa_string_is(name, names[i]))
            return (uint8_t)(i + 1);
    }
    return 0;
}

static void add(glosa_lexicon *lexicon, glosa_string phrase, uint8_t class)
{
    size_t slot = slot_of(lexicon, phrase);
    if (lexicon->slots[slot])
        return;
    lexicon->phrases[lexicon->size++] = (glosa_phrase){phrase, class, 0};
    lexicon->slots[slot] = (uint32_t)lexicon->size;
    unsigned first = (unsigned char)phrase.data[0];
    uint32_t *last = &lexicon->lasts[first];
    *(*last ? &lexicon->phrases[*last - 1].next : &lexicon->firsts[first]) = lexicon->slots[slot];
    *last = lexicon->slots[slot];
}

static bool make_room(glosa_lexicon *lexicon, glosa_string file)
{
    size_t lines = 1;
    for (size_t i = 0; i < file.size; i++)
        lines += file.data[i] == '\n';
    lexicon->slots_size = 16;
    while (lexicon->slots_size < 2 * lines)
        lexicon->slots_size *= 2;
    lexicon->capacity = lines;
    lexicon->phrases = calloc(lines, sizeof *lexicon->phrases);
    lexicon->slots = calloc(lexicon->slots_size, sizeof *lexicon->slots);
    lexicon->text = malloc(file.size + 8); /* folding never makes a phrase longer */
    return lexicon->phrases && lexicon->slots && lexicon->text;
}

glosa_status glosa_lexicon_init(glosa_lexicon *lexicon, glosa_string file,
                                const char *const *names, size_t count, glosa_error *error)
{
    if (!make_room(lexicon, file)) {
        glosa_lexicon_free(lexicon);
        return glosa_fail_memory(error, "segment");
    }
    size_t used = 0;
    for (glosa_string line; glosa_lexicon_line(&file, &line);) {
        glosa_string name = {NULL, 0}, rest = line;
        uint8_t class =
            glosa_string_next(&rest, '\t', &name) ? class_of(name, names, count) : 0;
        if (!class || !rest.size)
            return glosa_fail(error, GLOSA_USAGE, "segment", -1,
                              "cannot use the line '%.*s' of the built-in lists",
                              GLOSA_PRINT(line));
        glosa_string folded = glosa_phrase_fold(rest, lexicon->text + used, rest.size + 5);
        used += folded.size;
        add(lexicon, folded, class);
    }
    return GLOSA_OK;
}

void glosa_lexicon_free(glosa_lexicon *lexicon)
{
    free(lexicon->phrases);
    free(lexicon->slots);
    free(lexicon->text);
    *lexicon = (glosa_lexicon){0};
}
