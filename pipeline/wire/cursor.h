/* Reading JSON where it stands: a cursor that goes over one text, value by value. Strict (RFC
 * 8259), but for glosa_json_pass. Where the text is at fault `fault` is set, stays set, and `at` is
 * the place; what functions give then is empty. */
#ifndef GLOSA_WIRE_CURSOR_H
#define GLOSA_WIRE_CURSOR_H

#include "pipeline/base/arena.h"
#include "pipeline/base/string.h"

typedef struct glosa_json_cursor {
    const char *at, *end;       /* of valid UTF-8 */
    bool fault;
    bool too_deep;              /* the fault is that too many brackets are open */
} glosa_json_cursor;

/* The first byte of the next value or bracket, behind blanks; 0 at the end of the text. */
char glosa_json_peek(glosa_json_cursor *json);

/* Takes one byte, which must be the next behind blanks. */
bool glosa_json_take(glosa_json_cursor *json, char byte);

/* Whether an array, or object, has another item: goes behind the comma, or the closing bracket.
 * `number` is how many there were. The opening bracket has been taken. */
bool glosa_json_more(glosa_json_cursor *json, size_t number, char closing);

/* Takes a key with its colon and gives it as it stands between the quotes, escapes and all. */
glosa_string glosa_json_take_key(glosa_json_cursor *json);

/* Takes a string, decoded; one with escapes is decoded into the arena, another stays where it is.
 * Without memory it has no data, and `fault` is not set. */
glosa_string glosa_json_take_string(glosa_json_cursor *json, glosa_arena *arena);

/* Takes a number and gives it as it is written. */
glosa_string glosa_json_take_number(glosa_json_cursor *json);

/* Takes true or false. */
bool glosa_json_take_bool(glosa_json_cursor *json);

/* Takes a value, and looks at all of it; no more than 64 brackets may be open. */
void glosa_json_skip(glosa_json_cursor *json);

/* Takes a value, of which only the strings and the number of brackets must be right. */
void glosa_json_pass(glosa_json_cursor *json);

#endif
