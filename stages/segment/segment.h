/* Blocks to sections and sentences, and the language of each: what the parts of segment share.
 */
#ifndef GLOSA_SEGMENT_SEGMENT_H
#define GLOSA_SEGMENT_SEGMENT_H

#include "pipeline/run/stage.h"
#include "stages/segment/lexicon.h"
#include "stages/segment/words.h"

extern const glosa_stage glosa_stage_segment;

/* Classes of openings.txt and abbreviations.*.txt, in the order of the names in segment.c. */
enum {
    GLOSA_OPENING_CAPTION = 1,
    GLOSA_OPENING_TABLE,
    GLOSA_OPENING_PLACE,
    GLOSA_OPENING_NOTICE
};
enum { GLOSA_ABBREVIATION_NEVER = 1, GLOSA_ABBREVIATION_NUMBER, GLOSA_ABBREVIATION_MAYBE };

/* Constant once opened. */
typedef struct glosa_segmenter {
    glosa_lexicon headings; /* class: a glosa_section_kind plus 1 */
    glosa_lexicon openings;
    glosa_lexicon abbreviations_en, abbreviations_es;
    glosa_words words;
} glosa_segmenter;

/* The most bytes of a unit that are looked at for evidence of its language. */
enum { GLOSA_EVIDENCE_BYTES = 1200 };

/* A block, seen from the normalized text. */
typedef struct glosa_unit {
    glosa_span span; /* of the text, without blanks at the ends; never empty */
    const glosa_block *block;
    glosa_section_kind section;
    bool heading;            /* its words head a section */
    bool opens;              /* begins a section */
    bool joins;              /* goes on with the paragraph before it */
    glosa_evidence evidence; /* of its first bytes */
    glosa_string language;   /* of most of it */
} glosa_unit;

typedef struct glosa_units {
    glosa_unit *items;
    uint32_t size;
} glosa_units;

/* One document while it is segmented. */
typedef struct glosa_segmenting {
    const glosa_segmenter *shared;
    struct glosa_segment_scratch *scratch;
    glosa_document *document;
    glosa_units units;
} glosa_segmenting;

/* Blocks that have text, as units. False without memory. */
GLOSA_CHECKED bool glosa_units_make(glosa_segmenting *work);

/* Says of every unit which kind of section it belongs to, whether it heads or opens one, and
 * whether it goes on with the paragraph before. Needs the units' evidence. */
void glosa_units_classify(glosa_segmenting *work);

/* Whether the paragraph at `index` belongs to the front matter that journals print around an
 * article: authors, institutions, dates, addresses, the citation of the article itself. `folded` is
 * its glosa_opening_fold; `front` says that no running text has come yet. */
bool glosa_unit_is_affiliation(const glosa_segmenting *work, uint32_t index, glosa_string folded,
                               bool front);

/* The text of a unit. */
glosa_string glosa_unit_text(const glosa_segmenting *work, uint32_t index);

/* How a text's first line begins, folded, without the marks in front of its words. `buffer`
 * holds GLOSA_PHRASE_LIMIT bytes. */
glosa_string glosa_opening_fold(glosa_string text, char *buffer);

/* The class of openings.txt that a folded text begins with, 0 for none; *after is where the
 * phrase ends. */
uint8_t glosa_opening_of(const glosa_segmenter *shared, glosa_string folded, size_t *after);

/* Where the label of a legend ends, `Tabla 1.`: behind the word that holds the first digit; 0
 * without a digit. */
size_t glosa_caption_label_end(glosa_string text);

/* Writes the sections and sentences of classified units. False without memory. */
GLOSA_CHECKED bool glosa_units_to_sections(glosa_segmenting *work);
GLOSA_CHECKED bool glosa_units_to_sentences(glosa_segmenting *work);

/* Adds the sentences of a stretch of text. `language` chooses the abbreviations. */
typedef struct glosa_stretch {
    glosa_span span;
    glosa_string language;
    uint32_t section;
    size_t label; /* bytes at the beginning in which nothing ends: `Tabla 1.` */
    bool whole;   /* one sentence whatever is in it (headings) */
    bool list;    /* one sentence a line that begins with a number or a mark */
    bool pieces;  /* several blocks: the empty lines between them end nothing */
} glosa_stretch;
GLOSA_CHECKED bool glosa_sentences_add(glosa_segmenting *work, glosa_stretch stretch);

/* Gives every unit its language, before sentences are cut; then every sentence and section, and
 * the document where its metadata do not say. Errors of libexttextcat count as no answer. */
void glosa_languages_of_units(glosa_segmenting *work);
void glosa_languages_of_sentences(glosa_segmenting *work);

/* --- libexttextcat and ICU, one of each per worker, made at the first need --- */

typedef struct glosa_segment_scratch {
    void *textcat;
    void *breaker; /* UBreakIterator */
    bool textcat_failed, breaker_failed;
} glosa_segment_scratch;

/* The most likely of our languages by its n-grams, or empty where nothing stands out. The name
 * is constant text. (Cavnar, Trenkle: N-gram-based text categorization, 1994.) */
glosa_string glosa_textcat_language(glosa_segment_scratch *scratch, glosa_string text);
void glosa_textcat_close(glosa_segment_scratch *scratch);

/* Whether libexttextcat's fingerprints of our languages can be read; else GLOSA_IO. */
GLOSA_CHECKED glosa_status glosa_textcat_check(glosa_error *error);

/* Where ICU ends the sentence of `text` that begins at byte `start`: for scripts of which our
 * rules know nothing. text.size where there is no further border or no memory. */
size_t glosa_icu_sentence_end(glosa_segment_scratch *scratch, glosa_string text, size_t start);
void glosa_icu_close(glosa_segment_scratch *scratch);

#endif
