/* The passes that normalize a text, in their order, and what they share.
 *
 * Each pass reads what the one before wrote: markup first, because it hides characters; then
 * characters one by one; then what needs the letters around; composition last, because all
 * others may bring a letter and a mark together. A pass runs only where a byte occurs that it
 * could act on, so that text in need of nothing costs one look at each byte. */
#ifndef GLOSA_NORMALIZE_PASSES_H
#define GLOSA_NORMALIZE_PASSES_H

#include <unicode/unorm2.h>

#include "pipeline/document/document.h"
#include "pipeline/text/word_list.h"
#include "stages/normalize/rewrite.h"
#include "stages/normalize/words.h"

/* What a byte may call for: the bits of glosa_byte_calls. */
enum {
    GLOSA_CALL_TAGS = 1,        /* < & */
    GLOSA_CALL_MARKDOWN = 2,    /* these, and Markdown's own: * _ ` [ ] ! \ $ */
    GLOSA_CALL_MOJIBAKE = 4,    /* lead bytes of characters that mojibake begins with */
    GLOSA_CALL_CHARACTERS = 8,  /* controls, and lead bytes of characters to be replaced */
    GLOSA_CALL_HYPHENS = 16,    /* - and lead bytes of the soft hyphen and dashes */
    GLOSA_CALL_LETTERS = 32,    /* of letters that may stand for others */
    GLOSA_CALL_COMPOSE = 64,    /* of characters that NFC may change */
};

extern const uint8_t glosa_byte_calls[256];

/* What is called for somewhere in the text. Mojibake only where two characters outside ASCII
 * stand side by side, which it always takes. */
unsigned glosa_text_calls(glosa_string text);

/* The first byte at or after `at` that calls for `call`, or text.size. */
size_t glosa_next_call(glosa_string text, size_t at, unsigned call);

/* What the bytes 0x80 to 0x9F are in Windows-1252; 0 where they are nothing. */
extern const uint16_t glosa_windows_1252[32];

/* What stays constant after the stage was opened. */
typedef struct glosa_normalizer {
    const UNormalizer2 *nfc;
    glosa_word_list greek;      /* names of Greek letters, which keep a hyphen on either side */
    glosa_word_list firsts;     /* first members that keep the hyphen of their compound, */
    glosa_word_list seconds;    /* and second ones */
} glosa_normalizer;

/* A pass at work. */
typedef struct glosa_pass {
    const glosa_normalizer *normalizer;
    const glosa_document *document;
    const glosa_offset_map *map;        /* from the document's source to rewrite.in */
    glosa_rewrite rewrite;
} glosa_pass;

/* Inline HTML tags, entities; with `markdown` also emphasis, links, escapes and formulas. */
void glosa_normalize_tags(glosa_pass *pass);
void glosa_normalize_markdown(glosa_pass *pass);
/* UTF-8 that was read as Windows-1252 or MacRoman, one layer of it. */
void glosa_normalize_mojibake(glosa_pass *pass);
/* Blanks, line ends, ligatures, controls, letters that have a better code point. */
void glosa_normalize_characters(glosa_pass *pass);
/* Dashes, soft hyphens, and words cut at a line or page break. */
void glosa_normalize_hyphens(glosa_pass *pass);
/* Letters of another script, ß and º in the place of those meant. */
void glosa_normalize_letters(glosa_pass *pass);
/* NFC (UAX #15). */
void glosa_normalize_compose(glosa_pass *pass);

#endif
