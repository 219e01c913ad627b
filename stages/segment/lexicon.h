/* Lists that come as data: phrases with a class, made from the text files in data/. */
#ifndef GLOSA_SEGMENT_LEXICON_H
#define GLOSA_SEGMENT_LEXICON_H

#include "pipeline/base/string.h"

/* The longest phrase that is looked up, in bytes of its folded form. */
enum { GLOSA_PHRASE_LIMIT = 96 };

/* One class and one phrase of a file. */
typedef struct glosa_phrase {
    glosa_string text; /* folded */
    uint8_t class;     /* index into the names handed to glosa_lexicon_init, plus 1 */
    uint32_t next;     /* number of the next one with the same first byte plus 1; 0: none */
} glosa_phrase;

/* Constant once filled; shared by all threads. All zero is valid and empty. */
typedef struct glosa_lexicon {
    glosa_phrase *phrases; /* in the order of the files */
    size_t size, capacity;
    uint32_t firsts[256], lasts[256]; /* by first byte: numbers of phrases plus 1 */
    uint32_t *slots;   /* open addressing: number of a phrase plus 1; 0 is free */
    size_t slots_size; /* a power of two */
    char *text;
} glosa_lexicon;

/* Fills an empty lexicon from the bytes of a file: lines `class TAB phrase`, `#` begins a
 * comment line. A phrase that is there already keeps its first class. A class that is not among
 * the `count` names is refused as GLOSA_USAGE: the file is part of the program. */
GLOSA_CHECKED glosa_status glosa_lexicon_init(glosa_lexicon *lexicon, glosa_string file,
                                              const char *const *names, size_t count,
                                              glosa_error *error);
void glosa_lexicon_free(glosa_lexicon *lexicon);

/* The first phrase, and the one behind `phrase`, that begin with the byte with which a folded text
 * does, in the order of the file; NULL where there is none. */
const glosa_phrase *glosa_lexicon_first(const glosa_lexicon *lexicon, glosa_string text);
const glosa_phrase *glosa_lexicon_next(const glosa_lexicon *lexicon, const glosa_phrase *phrase);

/* The class of a folded phrase; 0 where it is not listed. */
uint8_t glosa_lexicon_find(const glosa_lexicon *lexicon, glosa_string phrase);

/* Takes the next line that is not a comment and not blank, trimmed. False at the end. */
bool glosa_lexicon_line(glosa_string *rest, glosa_string *line);

/* Lower case, without acute accents and diaereses of vowels (the tilde of ñ stays), blanks
 * collapsed, marks of emphasis (* _ #) dropped; for Latin text, byte by byte. Writes at most
 * `capacity` bytes to `out`, on a border of characters, and gives them back as a string. */
glosa_string glosa_phrase_fold(glosa_string text, char *out, size_t capacity);

#endif
