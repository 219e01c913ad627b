#include "pipeline/text/utf8.h"

#include "pipeline/text/runs.h"

enum { STRIDE = 64 };

/* Those bits of eight bytes, the first one lowest, that no ASCII character has. */
static uint64_t high_bits(const char *data)
{
    return glosa_bytes_load(data) & UINT64_C(0x8080808080808080);
}

static size_t ascii_prefix(glosa_string text, size_t at)
{
    const char *data = text.data;
    while (text.size - at >= 32 && !(high_bits(data + at) | high_bits(data + at + 8) |
                                     high_bits(data + at + 16) | high_bits(data + at + 24)))
        at += 32;
    while (text.size - at >= 8 && !high_bits(data + at))
        at += 8;
    while (at < text.size && (unsigned char)text.data[at] < 0x80)
        at++;
    return at;
}

size_t glosa_utf8_valid_prefix(glosa_string text)
{
    size_t at = 0;
    while ((at = ascii_prefix(text, at)) < text.size) {
        size_t start = at;
        UChar32 c;
        U8_NEXT(text.data, at, text.size, c);
        if (c < 0)
            return start;
    }
    return text.size;
}

bool glosa_utf8_is_ascii(glosa_string text)
{
    return ascii_prefix(text, 0) == text.size;
}

int32_t glosa_utf8_before(glosa_string text, size_t at, size_t *start)
{
    UChar32 c;
    U8_PREV_UNSAFE(text.data, at, c);
    *start = at;
    return c;
}

size_t glosa_utf8_put(char *out, int32_t code_point)
{
    size_t size = 0;
    U8_APPEND_UNSAFE(out, size, code_point);
    return size;
}

void glosa_utf8_append(glosa_buffer *buffer, int32_t code_point)
{
    char *room = glosa_buffer_reserve(buffer, U8_MAX_LENGTH);
    if (room)
        buffer->size += glosa_utf8_put(room, code_point);
}

void glosa_utf8_append_clean(glosa_buffer *buffer, glosa_string text)
{
    while (text.size) {
        size_t valid = glosa_utf8_valid_prefix(text);
        size_t bad = valid < text.size;
        glosa_buffer_append(buffer, text.data, valid);
        if (bad)
            glosa_utf8_append(buffer, 0xFFFD);
        text = glosa_string_slice(text, valid + bad, text.size);
    }
}

static size_t count_bytes(const char *data, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += !U8_IS_TRAIL(data[i]);
    return count;
}

size_t glosa_utf8_count(glosa_string text)
{
    return count_bytes(text.data, text.size);
}

glosa_status glosa_utf8_index_init(glosa_utf8_index *index, glosa_string text,
                                   glosa_arena *arena, glosa_error *error)
{
    *index = (glosa_utf8_index){.text = text, .total = (uint32_t)text.size};
    if (glosa_utf8_is_ascii(text))
        return GLOSA_OK;
    size_t strides = text.size / STRIDE + 1;
    uint32_t *before = glosa_arena_alloc(arena, strides * sizeof *before);
    if (!before)
        return glosa_fail_memory(error, "text");
    uint32_t total = 0;
    for (size_t i = 0; i < strides; i++) {
        size_t start = i * STRIDE;
        size_t size = text.size - start < STRIDE ? text.size - start : STRIDE;
        before[i] = total;
        total += (uint32_t)count_bytes(text.data + start, size);
    }
    index->code_points = before;
    index->total = total;
    return GLOSA_OK;
}

uint32_t glosa_utf8_code_point_of(const glosa_utf8_index *index, uint32_t byte)
{
    if (!index->code_points)
        return byte;
    uint32_t stride = byte / STRIDE, start = stride * STRIDE;
    return index->code_points[stride] +
           (uint32_t)count_bytes(index->text.data + start, byte - start);
}

/* The last stride that starts at or before the code point. */
static uint32_t stride_of(const glosa_utf8_index *index, uint32_t code_point)
{
    uint32_t low = 0, high = (uint32_t)(index->text.size / STRIDE);
    while (low < high) {
        uint32_t middle = high - (high - low) / 2;
        if (index->code_points[middle] <= code_point)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

uint32_t glosa_utf8_byte_of(const glosa_utf8_index *index, uint32_t code_point)
{
    if (!index->code_points)
        return code_point;
    if (code_point >= index->total)
        return (uint32_t)index->text.size;
    uint32_t stride = stride_of(index, code_point);
    uint32_t left = code_point - index->code_points[stride];
    uint32_t byte = stride * STRIDE;
    while (byte < index->text.size) {
        if (!U8_IS_TRAIL(index->text.data[byte]) && left-- == 0)
            break;
        byte++;
    }
    return byte;
}

uint32_t glosa_utf8_move_to_byte(glosa_utf8_place *place, uint32_t byte)
{
    const glosa_utf8_index *index = place->index;
    if (!index->code_points)
        return byte;
    if (byte >= place->byte && byte - place->byte <= STRIDE)
        place->code_point += (uint32_t)count_bytes(index->text.data + place->byte,
                                                   byte - place->byte);
    else
        place->code_point = glosa_utf8_code_point_of(index, byte);
    place->byte = byte;
    return place->code_point;
}

/* The byte `count` code points, which are there, behind one: ASCII is one byte for each. */
static uint32_t byte_behind(glosa_string text, uint32_t byte, uint32_t count)
{
    while (count) {
        uint32_t ascii = 0;
        if (byte + sizeof(uint64_t) <= text.size) {
            uint64_t others = high_bits(text.data + byte);
            ascii = others ? (uint32_t)__builtin_ctzll(others) / 8 : sizeof others;
            ascii = ascii < count ? ascii : count;
        }
        byte += ascii;
        count -= ascii;
        if (ascii == 0) {
            U8_FWD_1_UNSAFE(text.data, byte);
            count--;
        }
    }
    return byte;
}

uint32_t glosa_utf8_move_to_code_point(glosa_utf8_place *place, uint32_t code_point)
{
    const glosa_utf8_index *index = place->index;
    if (!index->code_points)
        return code_point;
    if (code_point >= place->code_point && code_point - place->code_point <= STRIDE &&
        code_point < index->total)
        place->byte = byte_behind(index->text, place->byte, code_point - place->code_point);
    else
        place->byte = glosa_utf8_byte_of(index, code_point);
    place->code_point = code_point;
    return place->byte;
}
