#include "pipeline/wire/cursor.h"

#include "pipeline/text/utf8.h"

enum { DEEPEST = 64 };

static bool fail(glosa_json_cursor *json)
{
    json->fault = true;
    return false;
}

static void skip_blanks(glosa_json_cursor *json)
{
    while (json->at < json->end && glosa_is_ascii_blank(*json->at))
        json->at++;
}

char glosa_json_peek(glosa_json_cursor *json)
{
    skip_blanks(json);
    return json->at < json->end ? *json->at : '\0';
}

bool glosa_json_take(glosa_json_cursor *json, char byte)
{
    if (json->fault || glosa_json_peek(json) != byte)
        return fail(json);
    json->at++;
    return true;
}

bool glosa_json_more(glosa_json_cursor *json, size_t number, char closing)
{
    if (json->fault)
        return false;
    if (glosa_json_peek(json) == closing) {
        json->at++;
        return false;
    }
    return number == 0 || glosa_json_take(json, ',');
}

/* --- strings --- */

/* No byte below 0x20 may stand in a string. Eight at a time: a byte borrows from the one above
 * only where it is itself below, so the lowest mark is right, and that is enough. */
static bool has_controls(const char *at, size_t size)
{
    size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        uint64_t word;
        memcpy(&word, at + i, sizeof word);
        if ((word - UINT64_C(0x2020202020202020)) & ~word & UINT64_C(0x8080808080808080))
            return true;
    }
    for (; i < size; i++) {
        if ((unsigned char)at[i] < 0x20)
            return true;
    }
    return false;
}

/* Takes a string and gives what stands between the quotes. */
static glosa_string take_raw(glosa_json_cursor *json)
{
    if (!glosa_json_take(json, '"'))
        return (glosa_string){NULL, 0};
    const char *start = json->at, *close = start;
    for (;; close++) {
        close = memchr(close, '"', (size_t)(json->end - close));
        if (!close) {
            fail(json);
            return (glosa_string){NULL, 0};
        }
        const char *slash = close;
        while (slash > start && slash[-1] == '\\')
            slash--;
        if ((close - slash) % 2 == 0)
            break;
    }
    json->at = close + 1;
    glosa_string raw = {start, (size_t)(close - start)};
    if (has_controls(raw.data, raw.size))
        fail(json);
    return raw;
}

static int hex_value(char c)
{
    if (glosa_is_ascii_digit(c))
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four digits of \uXXXX, at `at`; -1 where they are none. */
static int32_t unit_at(glosa_string raw, size_t at)
{
    int32_t unit = 0;
    if (raw.size < at + 4)
        return -1;
    for (size_t i = at; i < at + 4; i++) {
        int digit = hex_value(raw.data[i]);
        if (digit < 0)
            return -1;
        unit = unit << 4 | digit;
    }
    return unit;
}

/* The code point of the escape \uXXXX whose digits are at *at, with the second half of a pair,
 * which *at is moved behind. Half a pair is U+FFFD. -1: no escape. */
static int32_t code_point_at(glosa_string raw, size_t *at)
{
    int32_t unit = unit_at(raw, *at);
    *at += 4;
    if (unit < 0xD800 || unit > 0xDFFF)
        return unit;
    bool pair = unit < 0xDC00 && raw.size > *at + 1 && raw.data[*at] == '\\' &&
                raw.data[*at + 1] == 'u';
    int32_t low = pair ? unit_at(raw, *at + 2) : -1;
    if (low < 0xDC00 || low > 0xDFFF)
        return 0xFFFD;
    *at += 6;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

/* The byte that an escape of one letter means; 0 where there is none. */
static char simple_escape(char letter)
{
    static const char letters[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
    const char *found = letter ? strchr(letters, letter) : NULL;
    return found ? bytes[found - letters] : '\0';
}

/* Decodes the escape behind the backslash at *at to `out` and moves *at behind it. Gives how many
 * bytes it became, 0 where it is none. */
static size_t decode_escape(glosa_string raw, size_t *at, char *out)
{
    char letter = *at + 1 < raw.size ? raw.data[*at + 1] : '\0';
    *at += 2;
    if (letter != 'u') {
        *out = simple_escape(letter);
        return *out != '\0';
    }
    int32_t code_point = code_point_at(raw, at);
    return code_point < 0 ? 0 : glosa_utf8_put(out, code_point);
}

/* Decodes to `out`, which has room for as many bytes as stand there. *size: how many it became.
 * False where an escape is none. */
static bool decode(glosa_string raw, char *out, size_t *size)
{
    *size = 0;
    for (size_t at = 0; at < raw.size;) {
        const char *slash = memchr(raw.data + at, '\\', raw.size - at);
        size_t plain = slash ? (size_t)(slash - raw.data) - at : raw.size - at;
        memcpy(out + *size, raw.data + at, plain);
        *size += plain;
        at += plain;
        if (at == raw.size)
            break;
        size_t more = decode_escape(raw, &at, out + *size);
        if (!more)
            return false;
        *size += more;
    }
    return true;
}

static void check_escapes(glosa_json_cursor *json, glosa_string raw)
{
    char room[8];
    for (size_t at = 0; at < raw.size && !json->fault;) {
        const char *slash = memchr(raw.data + at, '\\', raw.size - at);
        at = slash ? (size_t)(slash - raw.data) : raw.size;
        if (slash && !decode_escape(raw, &at, room))
            fail(json);
    }
}

glosa_string glosa_json_take_key(glosa_json_cursor *json)
{
    glosa_string key = take_raw(json);
    check_escapes(json, key);
    return glosa_json_take(json, ':') ? key : (glosa_string){NULL, 0};
}

glosa_string glosa_json_take_string(glosa_json_cursor *json, glosa_arena *arena)
{
    glosa_string raw = take_raw(json);
    if (json->fault || !memchr(raw.data, '\\', raw.size))
        return raw;
    char *room = glosa_arena_take(arena, raw.size);
    size_t size = 0;
    if (room && !decode(raw, room, &size)) {
        fail(json);
        return (glosa_string){NULL, 0};
    }
    return (glosa_string){room, size};
}

/* --- numbers and words --- */

static size_t take_digits(glosa_json_cursor *json)
{
    const char *start = json->at;
    while (json->at < json->end && glosa_is_ascii_digit(*json->at))
        json->at++;
    return (size_t)(json->at - start);
}

static bool take_one_of(glosa_json_cursor *json, const char *bytes)
{
    bool there = json->at < json->end && *json->at && strchr(bytes, *json->at);
    json->at += there;
    return there;
}

glosa_string glosa_json_take_number(glosa_json_cursor *json)
{
    skip_blanks(json);
    const char *start = json->at;
    take_one_of(json, "-");
    bool zero = json->at < json->end && *json->at == '0';
    size_t digits = take_digits(json);
    bool right = digits == 1 || (digits && !zero);
    if (right && take_one_of(json, "."))
        right = take_digits(json) > 0;
    if (right && take_one_of(json, "eE")) {
        take_one_of(json, "+-");
        right = take_digits(json) > 0;
    }
    if (!right)
        fail(json);
    return (glosa_string){start, (size_t)(json->at - start)};
}

static bool take_word(glosa_json_cursor *json, const char *word)
{
    size_t size = strlen(word);
    if ((size_t)(json->end - json->at) < size || memcmp(json->at, word, size) != 0)
        return fail(json);
    json->at += size;
    return true;
}

bool glosa_json_take_bool(glosa_json_cursor *json)
{
    if (glosa_json_peek(json) == 't')
        return take_word(json, "true");
    take_word(json, "false");
    return false;
}

/* --- whole values --- */

static void skip_scalar(glosa_json_cursor *json)
{
    switch (glosa_json_peek(json)) {
    case '"': check_escapes(json, take_raw(json)); break;
    case 't': take_word(json, "true"); break;
    case 'f': take_word(json, "false"); break;
    case 'n': take_word(json, "null"); break;
    default: glosa_json_take_number(json);
    }
}

/* Goes behind the brackets that close here, and to the next item of what stays open. `closing`
 * are the brackets that are to close, `*depth` many. */
static void go_on(glosa_json_cursor *json, const char *closing, size_t *depth)
{
    while (*depth && !json->fault && !glosa_json_more(json, 1, closing[*depth - 1]))
        --*depth;
    if (*depth && !json->fault && closing[*depth - 1] == '}')
        glosa_json_take_key(json);
}

void glosa_json_skip(glosa_json_cursor *json)
{
    char closing[DEEPEST];
    size_t depth = 0;
    do {
        char first = glosa_json_peek(json);
        if (first != '[' && first != '{') {
            skip_scalar(json);
        } else if (depth == DEEPEST) {
            json->too_deep = true;
            fail(json);
        } else {
            closing[depth] = first == '[' ? ']' : '}';
            json->at++;
            if (glosa_json_more(json, 0, closing[depth])) {
                if (closing[depth++] == '}')
                    glosa_json_take_key(json);
                continue;
            }
        }
        go_on(json, closing, &depth);
    } while (depth && !json->fault);
}

void glosa_json_pass(glosa_json_cursor *json)
{
    size_t depth = 0;
    char first = glosa_json_peek(json);
    if (first != '[' && first != '{') {
        skip_scalar(json);
        return;
    }
    while (json->at < json->end) {
        char c = *json->at;
        if (c == '"') {
            take_raw(json);
            if (json->fault)
                return;
            continue;
        }
        json->at++;
        if (c == '[' || c == '{')
            depth++;
        else if ((c == ']' || c == '}') && --depth == 0)
            return;
    }
    fail(json);
}
