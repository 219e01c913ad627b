/* Lists: what an item begins with, and the next item inside a line. */
#include "stages/segment/breaks.h"
#include "stages/segment/characters.h"

/* The mark of an item: `12.`, `b)`, `3.)`. All zero where there is none. */
typedef struct item_mark {
    unsigned number;            /* from 1; a is 1 */
    bool letter;
    char first, second;         /* the punctuation; second may be 0 */
} item_mark;

static item_mark item_at(glosa_string text, size_t at)
{
    item_mark item = {0};
    size_t end = at;
    while (end < text.size && end < at + 3 && glosa_is_digit(text.data[end]))
        item.number = item.number * 10 + (unsigned)(text.data[end++] - '0');
    if (end == at && end < text.size && text.data[end] >= 'a' && text.data[end] <= 'z') {
        item.number = (unsigned)(text.data[end++] - 'a') + 1;
        item.letter = true;
    }
    if (end == at || end >= text.size || !strchr(".)", text.data[end]))
        return (item_mark){0};
    item.first = text.data[end++];
    if (end < text.size && item.first == '.' && text.data[end] == ')')
        item.second = text.data[end++];
    return glosa_is_blank(glosa_peek(text, end)) ? item : (item_mark){0};
}

bool glosa_cutter_next_item(glosa_cutter *cutter)
{
    item_mark own = item_at(cutter->text, cutter->words);
    size_t start = cutter->at;
    if (!own.number)
        return false;
    while (start > cutter->words && cutter->at - start < 3 &&
           !glosa_is_blank_byte(cutter->text.data[start - 1]))
        start--;
    if (start <= cutter->words || !glosa_is_blank_byte(cutter->text.data[start - 1]))
        return false;
    item_mark next = item_at(cutter->text, start);
    if (next.number != own.number + 1 || next.letter != own.letter || next.first != own.first ||
        next.second != own.second)
        return false;
    cutter->at = start;
    return true;
}

static size_t label_end(glosa_string text, size_t at)
{
    size_t end = at;
    while (end < text.size && end < at + 3 && glosa_is_digit(text.data[end]))
        end++;
    if (end > at)
        return end;
    while (end < text.size && end < at + 4 && text.data[end] && strchr("ivx", text.data[end]))
        end++;
    if (end == at && end < text.size && glosa_is_small_byte(text.data[end]))
        end++;
    return end;
}

bool glosa_is_item_start(glosa_string text, size_t at)
{
    int32_t c = glosa_peek(text, at);
    size_t next = at;
    if (at < text.size)
        glosa_utf8_at(text, at, &next);
    if (glosa_is_bullet(c))
        return true;
    if (c == '-' || c == '*' || c == 0x2013 || c == 0xB7)
        return glosa_is_blank(glosa_peek(text, next));
    size_t first = c == '[' || c == '(' ? next : at, end = label_end(text, first);
    int32_t mark = glosa_peek(text, end);
    bool number = end > first && glosa_is_digit(text.data[first]);
    return end > first && (mark == ')' || mark == ']' || (mark == '.' && number)) &&
           glosa_is_blank(glosa_peek(text, end + 1));
}
