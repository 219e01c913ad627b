/* The elements of JATS (and of the NLM DTDs before it) that matter for an article's text, as one
 * table. Elements that are not in it are transparent: their text belongs to their parent. */
#ifndef GLOSA_READ_JATS_ELEMENTS_H
#define GLOSA_READ_JATS_ELEMENTS_H

#include "pipeline/document/document.h"

typedef enum glosa_jats_flag {
    GLOSA_JATS_BLOCK = 1 << 0,      /* its text is a block */
    GLOSA_JATS_FLAT = 1 << 1,       /* blocks inside it are only separated by a blank */
    GLOSA_JATS_MUTE = 1 << 2,       /* its text is no text of the article */
    GLOSA_JATS_SPEAK = 1 << 3,      /* its text is, even inside a mute element */
    GLOSA_JATS_SILENT = 1 << 4,     /* mute, and nothing inside it speaks */
    GLOSA_JATS_DEEPER = 1 << 5,     /* its title is a heading, one level below the one around */
    GLOSA_JATS_OPENS = 1 << 6,      /* its first block opens a section */
    GLOSA_JATS_SPACED = 1 << 7,     /* a blank on both sides */
    GLOSA_JATS_INLINE = 1 << 8,     /* a run of characters: its xml:lang is not the block's */
    GLOSA_JATS_PART = 1 << 9,       /* of a citation or an affiliation */
    GLOSA_JATS_LABELLED = 1 << 10,  /* its label is text, in front of its title */
    GLOSA_JATS_ASIDE = 1 << 11,     /* inside a block it is no part of it: set behind it */
} glosa_jats_flag;

/* Elements that the reader does something about, beyond what the flags say. */
typedef enum glosa_jats_role {
    GLOSA_JATS_NONE,
    GLOSA_JATS_ROOT, GLOSA_JATS_SUB_ARTICLE, GLOSA_JATS_ARTICLE_META, GLOSA_JATS_TITLE_GROUP,
    GLOSA_JATS_ARTICLE_TITLE, GLOSA_JATS_ARTICLE_ID, GLOSA_JATS_PUB_DATE, GLOSA_JATS_YEAR,
    GLOSA_JATS_TITLE, GLOSA_JATS_LABEL, GLOSA_JATS_CAPTION, GLOSA_JATS_BOX,
    GLOSA_JATS_AFFILIATION, GLOSA_JATS_INSTITUTION, GLOSA_JATS_NAMED, GLOSA_JATS_DEFINITION,
    GLOSA_JATS_REFERENCE, GLOSA_JATS_MIXED_CITATION, GLOSA_JATS_ELEMENT_CITATION,
    GLOSA_JATS_GIVEN_NAME, GLOSA_JATS_LAST_PAGE, GLOSA_JATS_ET_AL,
    GLOSA_JATS_PUBLICATION_ID,
    GLOSA_JATS_XREF, GLOSA_JATS_SUPERSCRIPT, GLOSA_JATS_BREAK, GLOSA_JATS_ALTERNATIVES,
    GLOSA_JATS_TEX, GLOSA_JATS_MATH, GLOSA_JATS_MATH_TOKEN, GLOSA_JATS_MATH_SUPERSCRIPT,
    GLOSA_JATS_MATH_BOTH_SCRIPTS, GLOSA_JATS_MATH_FRACTION, GLOSA_JATS_MATH_FENCED,
    GLOSA_JATS_ROLE_COUNT,      /* other vocabularies number theirs from here */
} glosa_jats_role;

enum { GLOSA_JATS_SAME_SECTION = GLOSA_SECTION_KIND_COUNT };

typedef struct glosa_jats_element {
    const char *name;
    uint16_t flags;             /* glosa_jats_flag bits */
    uint8_t role;               /* glosa_jats_role, or one of its vocabulary */
    uint8_t kind;               /* glosa_block_kind of a block */
    uint8_t section;            /* glosa_section_kind, or GLOSA_JATS_SAME_SECTION */
} glosa_jats_element;

/* The element of that local name, in any case (some publishers write <TD>); never NULL: a row
 * without flags and role stands for all others. */
const glosa_jats_element *glosa_jats_element_of(const char *name);

#endif
