/* What single characters are to the tokenizer. */
#ifndef GLOSA_TOKENIZE_CLASSES_H
#define GLOSA_TOKENIZE_CLASSES_H

#include "pipeline/text/utf8.h"

/* Bits; the shape of a token is told from the bits of its characters together. */
enum glosa_class {
    GLOSA_CLASS_LOWER = 1,
    GLOSA_CLASS_UPPER = 2,
    GLOSA_CLASS_DIGIT = 4,  /* raised and lowered ones too */
    GLOSA_CLASS_LETTER = 8, /* of a script without case */
    GLOSA_CLASS_MARK = 16,  /* goes with the character before it */
    GLOSA_CLASS_BLANK = 32,
    GLOSA_CLASS_PUNCTUATION = 64,
    GLOSA_CLASS_DENSE = 128, /* scripts that write no blanks between words */
    GLOSA_CLASS_CASED = GLOSA_CLASS_LOWER | GLOSA_CLASS_UPPER,
    GLOSA_CLASS_WORD = GLOSA_CLASS_CASED | GLOSA_CLASS_DIGIT | GLOSA_CLASS_LETTER,
};

enum { GLOSA_CLASSES_SIZE = 0x500 };

/* The classes of Latin, Greek and Cyrillic, made once from ICU's properties. */
typedef struct glosa_classes {
    uint8_t of[GLOSA_CLASSES_SIZE];
} glosa_classes;

void glosa_classes_init(glosa_classes *classes);

/* The class of any character, from ICU (0 for symbols). */
uint8_t glosa_class_of_rare(int32_t c);

/* The class of the character at `at` (< text.size), and where the next one starts. */
static inline uint8_t glosa_class_at(const glosa_classes *classes, glosa_string text, size_t at,
                                     size_t *next)
{
    unsigned char byte = (unsigned char)text.data[at];
    if (byte < 0x80) {
        *next = at + 1;
        return classes->of[byte];
    }
    int32_t c = glosa_utf8_at(text, at, next);
    return c < GLOSA_CLASSES_SIZE ? classes->of[c] : glosa_class_of_rare(c);
}

/* The code point at `at`, 0 behind the end. */
static inline int32_t glosa_code_point(glosa_string text, size_t at)
{
    size_t next;
    return at < text.size ? glosa_utf8_at(text, at, &next) : 0;
}

/* The class of what is at `at`, blank behind the end. */
static inline uint8_t glosa_class_or_end(const glosa_classes *classes, glosa_string text,
                                         size_t at)
{
    size_t next;
    return at < text.size ? glosa_class_at(classes, text, at, &next) : GLOSA_CLASS_BLANK;
}

#endif
