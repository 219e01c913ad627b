/* What is known of an English name while it is being translated: the readings of each run of its
 * words. For spanish_words.c, which reads words, and spanish_names.c, which joins them. */
#ifndef GLOSA_BUILD_SPANISH_CHART_H
#define GLOSA_BUILD_SPANISH_CHART_H

#include "dictionaries/build/spanish_rules.h"

enum {
    GLOSA_SPANISH_READINGS_MOST = 8,    /* of one run of words */
    GLOSA_SPANISH_POOL = 1 << 15,       /* bytes of all readings of a name together */
};

typedef struct glosa_spanish_reading {
    glosa_string text;          /* in the pool */
    glosa_string rule;          /* by which it came to be */
    glosa_spanish_sense sense;
} glosa_spanish_reading;

typedef struct glosa_spanish_run {
    glosa_spanish_reading items[GLOSA_SPANISH_READINGS_MOST];
    unsigned size;
} glosa_spanish_run;

typedef struct glosa_spanish_token {
    glosa_string text;          /* as it stands in the name */
    uint32_t number;            /* of the word in lower case */
    bool symbol, label;
} glosa_spanish_token;

typedef struct glosa_spanish_chart {
    const glosa_spanish_rules *rules;
    glosa_spanish_token words[GLOSA_SPANISH_WORDS_MOST];
    unsigned size;
    glosa_spanish_run runs[GLOSA_SPANISH_WORDS_MOST][GLOSA_SPANISH_WORDS_MOST];
                                /* by first and last word */
    char pool[GLOSA_SPANISH_POOL];
    size_t used;
    const glosa_spanish_pattern *pattern;   /* that is being matched ... */
    unsigned first, last;                   /* with these words */
    struct {
        unsigned first, last;
        const glosa_spanish_reading *reading;
    } bound[GLOSA_SPANISH_WORDS_MOST];      /* what fills the elements that are slots */
} glosa_spanish_chart;

/* Splits a name into the words of an empty chart. False where there are too many, one is unknown
 * and no symbol, or all are symbols. */
bool glosa_spanish_take_words(glosa_spanish_chart *chart, glosa_string name);

/* The readings of a run that need no pattern: a phrase of the table, a symbol, a number, a single
 * word by its ending. */
void glosa_spanish_read_words(glosa_spanish_chart *chart, unsigned first, unsigned last);

/* Appends to the text that is being made at the end of the pool. False when the pool is full,
 * which leaves a reading out. */
bool glosa_spanish_put(glosa_spanish_chart *chart, glosa_string text);

/* Takes what was put since `start` as a reading of a run; takes it back where the run has that
 * reading, or has enough. */
void glosa_spanish_keep(glosa_spanish_chart *chart, glosa_spanish_run *run, size_t start,
                        glosa_spanish_sense sense, glosa_string rule);

/* Equal, where hyphen and blank are one, as they are to the folding. */
bool glosa_spanish_same(glosa_string a, glosa_string b);

#endif
