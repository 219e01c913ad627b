/* The elements of HTML that matter for an article's text, as one table. */
#ifndef GLOSA_READ_HTML_ELEMENTS_H
#define GLOSA_READ_HTML_ELEMENTS_H

#include "pipeline/document/document.h"

typedef enum glosa_html_flag {
    GLOSA_HTML_BLOCK = 1 << 0,      /* begins and ends a block */
    GLOSA_HTML_RESETS = 1 << 1,     /* blocks inside it are paragraphs again */
    GLOSA_HTML_DROP = 1 << 2,       /* nobody sees what is in it */
    GLOSA_HTML_ASIDE = 1 << 3,      /* what is in it is boilerplate */
    GLOSA_HTML_MAIN = 1 << 4,       /* holds the main text of the page */
    GLOSA_HTML_ROOT = 1 << 5,       /* its class and id say nothing of its content */
    GLOSA_HTML_CAPTION = 1 << 6,
} glosa_html_flag;

typedef enum glosa_html_role {
    GLOSA_HTML_NONE, GLOSA_HTML_DOCUMENT, GLOSA_HTML_TITLE, GLOSA_HTML_META,
    GLOSA_HTML_HEADER, GLOSA_HTML_TABLE, GLOSA_HTML_LINK, GLOSA_HTML_SUPERSCRIPT,
    GLOSA_HTML_BREAK, GLOSA_HTML_HEADING,
} glosa_html_role;

typedef struct glosa_html_element {
    const char *name;
    uint8_t flags;              /* glosa_html_flag bits */
    uint8_t role;               /* glosa_html_role */
    uint8_t kind;               /* glosa_block_kind of a block */
    uint8_t level;              /* of a heading */
} glosa_html_element;

/* The element of that name, which libxml2 gives in small letters; never NULL: a row without
 * flags and role stands for all others, which are inline. */
const glosa_html_element *glosa_html_element_of(const char *name);

#endif
