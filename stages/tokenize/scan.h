/* Where a token ends. */
#ifndef GLOSA_TOKENIZE_SCAN_H
#define GLOSA_TOKENIZE_SCAN_H

#include "pipeline/document/document.h"
#include "stages/tokenize/classes.h"

/* A sentence while it is cut: `text` is the document's text up to the sentence's end. */
typedef struct glosa_scanner {
    const glosa_classes *classes;
    glosa_string text;
    size_t start; /* of the token at hand */
    size_t at;    /* behind what has been taken of it */
    uint8_t seen; /* classes of the characters taken */
    bool web;     /* an address: URL, DOI or e-mail */
    bool sign;    /* a sign or bracket is part of the name: CD34+, t(9;22) */
} glosa_scanner;

/* The quick way for words of Latin letters and digits that nothing joins to what follows: takes
 * one that begins at scanner->start and gives its shape. False where the full rules are needed;
 * the scanner is then as before. */
bool glosa_scanner_take_plain(glosa_scanner *scanner, glosa_shape *shape);

/* With a character that is neither blank nor dense at scanner->start: moves `at` to the token's
 * end and fills `seen`. */
void glosa_scanner_take(glosa_scanner *scanner);

/* Marks that keep a word together: where the token goes on behind the mark at scanner->at, or
 * scanner->at where it ends here. */
size_t glosa_scanner_joint(const glosa_scanner *scanner);

/* Where the bracket at `at` is closed again, past the closing one, with neither a blank nor a
 * wrong bracket between; `at` where it is not. */
size_t glosa_scanner_bracket(const glosa_scanner *scanner, size_t at);

/* The end of an address that begins at scanner->start and of which scanner->at is inside: the
 * run of characters without blanks, less the punctuation that ends it. */
size_t glosa_scanner_address_end(const glosa_scanner *scanner);

glosa_shape glosa_scanner_shape(const glosa_scanner *scanner);

#endif
