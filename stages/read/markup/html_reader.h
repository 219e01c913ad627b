/* The state of reading one HTML page: the events of the parser (html.c) become blocks, about
 * which facts are noted; when all are there it is decided what they are (html_boilerplate.c). */
#ifndef GLOSA_READ_HTML_READER_H
#define GLOSA_READ_HTML_READER_H

#include "stages/read/builder.h"
#include "stages/read/markup/html_elements.h"

enum { GLOSA_HTML_DEPTH = 512 };    /* elements open at a time, as in browsers, or more if asked */

/* One open element. All but `element` and the last three passes on to those inside it. */
typedef struct glosa_html_frame {
    const glosa_html_element *element;
    glosa_string language;      /* of its blocks; ISO 639-1 or empty */
    uint32_t aside;             /* the innermost container of boilerplate, 0 outside of any */
    uint32_t table;             /* the innermost table, 0 outside of any */
    uint8_t kind, level;        /* of its blocks */
    bool drop, main, link, caption, abstract;
    bool dialog;                /* shown in a window over the page */
    bool raises;                /* its content is a superscript */
    bool title;                 /* its content is the page's title */
    bool names_title;           /* its class says that it shows the article's title */
} glosa_html_frame;

/* What is noted of a block of the document, one for each. */
typedef struct glosa_html_fact {
    uint32_t aside, table;      /* as in the frame */
    uint32_t link_size;         /* bytes of its text that are links */
    bool main, caption, abstract, dialog;
    bool title;                 /* its class says that it shows the article's title */
} glosa_html_fact;

/* A container of what looks like boilerplate; the numbers of containers begin with 1. */
typedef struct glosa_html_aside {
    uint32_t parent;            /* the container around it, or 0 */
    uint32_t size;              /* bytes of text in it */
} glosa_html_aside;

typedef struct glosa_html_table {
    bool layout;                /* not a table of data, but a way to place things on a page */
} glosa_html_table;

typedef struct glosa_html_reader {
    glosa_document *document;
    glosa_builder builder;
    void *parser;               /* libxml2's context */
    glosa_html_frame *frames;   /* one more than may be open */
    unsigned depth, most;       /* frames[depth] is the innermost; depth <= most */
    glosa_buffer script;        /* the superscript being read */
    glosa_buffer title;         /* of the page's head */
    unsigned raised;            /* superscripts open inside each other */
    unsigned breaks;            /* line breaks since the last text */
    uint32_t link_size;         /* of the open block */
    int title_rank;             /* how good a source the title in the metadata has */
    bool linked;                /* the superscript holds a link */
    bool parted;                /* a blank is due in front of a letter or digit */
    bool too_deep;
    bool no_memory;             /* libxml2 had none */
    glosa_html_fact open_fact;  /* of the open block */
    GLOSA_ARRAY(glosa_html_fact) facts;
    GLOSA_ARRAY(glosa_html_aside) asides;
    GLOSA_ARRAY(glosa_html_table) tables;
} glosa_html_reader;

/* A pair of the attributes of a start tag, or the empty string. The list ends with NULL. */
glosa_string glosa_html_attribute(const unsigned char **attributes, const char *name);

/* Whether an element of this id holds the main text, as <main> does. */
bool glosa_html_names_main(glosa_string id);

/* True where the words of a class, an id or a role are those of boilerplate, of an abstract, of
 * an article's title (html_names.c). */
bool glosa_html_names_aside(glosa_string names);
bool glosa_html_names_abstract(glosa_string names);
bool glosa_html_names_title(glosa_string names);

/* True where a heading is a word for an abstract, or one that articles have for any section. */
bool glosa_html_is_abstract_heading(glosa_string text);
bool glosa_html_is_section_heading(glosa_string text);

/* Takes what a <meta> says into the metadata (html_metadata.c). */
void glosa_html_meta(glosa_html_reader *reader, const unsigned char **attributes);
/* The page's <title>, which is used where no <meta> gives the article's. */
void glosa_html_page_title(glosa_html_reader *reader);

/* Decides, when all blocks are there, which are title, abstract, caption, table and boilerplate,
 * and leaves the section of the others open. */
void glosa_html_classify(glosa_html_reader *reader);

#endif
