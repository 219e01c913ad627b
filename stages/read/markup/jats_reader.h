/* The state of reading one JATS document, and its text: what stands between the events of the
 * parser (jats.c) and the builder. PubMed's citations, whose text has the markup of JATS, are
 * read with it as well (pubmed.c). */
#ifndef GLOSA_READ_JATS_READER_H
#define GLOSA_READ_JATS_READER_H

#include "stages/read/builder.h"
#include "stages/read/limits.h"
#include "stages/read/markup/jats_elements.h"
#include "stages/read/markup/xml.h"

/* Where the text of a citation came from: not from one; written out; in parts without
 * punctuation between them. */
typedef enum glosa_jats_citation {
    GLOSA_JATS_NO_CITATION,
    GLOSA_JATS_MIXED,
    GLOSA_JATS_PARTS,
} glosa_jats_citation;

/* One open element. All but `element`, `emitted`, `children`, `raises`, and what follows
 * it, passes on to those inside it. */
typedef struct glosa_jats_frame {
    const glosa_jats_element *element;
    glosa_string language;      /* of its blocks; ISO 639-1 or empty */
    glosa_string *field;        /* its text is this metadata */
    uint64_t emitted;           /* the reader's `emitted` where it began */
    uint32_t part;              /* number of the citation part it is or lies in */
    uint16_t children;          /* begun so far; stops at the highest number */
    uint8_t section, kind, level, depth;
    uint8_t citation;           /* glosa_jats_citation */
    bool mute, silent, flat;    /* as the flags of the table */
    bool sub_article, translation, affiliation;
    bool mark;                  /* a cross-reference that is dropped in superscript */
    bool drop;                  /* a cross-reference that is dropped anywhere */
    bool tex, math, token;      /* LaTeX; MathML; a MathML element that holds text */
    bool alternative;           /* inside <alternatives> */
    bool raises;                /* its content is a superscript */
    bool aside;                 /* a block waits for its end */
    bool bracket;               /* it stands in brackets */
    bool original;              /* an affiliation as its authors wrote it */
} glosa_jats_frame;

typedef struct glosa_jats_reader glosa_jats_reader;

/* The elements of one kind of document. */
typedef struct glosa_jats_vocabulary {
    const glosa_jats_element *(*element_of)(const char *name);  /* never NULL */
    void (*begin)(glosa_jats_reader *reader);   /* a parse begins, maybe again; or NULL */
    /* For elements whose role is none of glosa_jats_role, after what the table says of them, and
     * not inside silent ones. NULL where there are no such roles. */
    void (*start)(glosa_jats_reader *reader, glosa_jats_frame *frame,
                  const glosa_xml_attributes *attributes);
    void (*end)(glosa_jats_reader *reader, const glosa_jats_frame *frame);
} glosa_jats_vocabulary;

struct glosa_jats_reader {
    const glosa_jats_vocabulary *vocabulary;
    glosa_document *document;
    glosa_builder builder;
    glosa_jats_frame *frames;   /* one more than may be open */
    unsigned depth;             /* frames[depth] is the innermost */
    glosa_buffer script;        /* the superscript being read */
    glosa_buffer tex;           /* the LaTeX being read */
    glosa_buffer value;         /* the metadata being read */
    unsigned raised;            /* superscripts open inside each other */
    uint64_t emitted;           /* pieces of visible text so far */
    const glosa_jats_element *cited_as;     /* the form of this reference that had text */
    uint32_t parts, last_part;  /* numbers of the citation parts begun, and that had text last */
    glosa_jats_role last_role;  /* of the citation part that had text last */
    bool marked;                /* the superscript holds a dropped cross-reference */
    bool dropped;               /* a superscript was dropped just before */
    bool opens;                 /* the next block opens a section */
    bool labelled;              /* the open block ends with a label that the next one continues */
    bool touching;              /* a citation part ended just before */
    bool parted;                /* a blank is due in front of a letter or digit */
    bool affiliated;            /* the article itself has affiliations */
    glosa_span original;        /* of the text: what is that, empty where nothing is */
    bool waiting;               /* a block waits for the end of what stands inside it */
    glosa_builder waiter;       /* the builder with that block */
    size_t waiter_size;         /* of the text, and number of blocks, when it began to wait */
    uint32_t waiter_blocks;
    glosa_buffer asides;        /* what goes behind the open block, and its blocks therein */
    GLOSA_ARRAY(glosa_block) aside_blocks;
};

/* Reads the document's record. The caller provides the reader, all zero but for vocabulary and
 * document. Errors: those of a format, GLOSA_EMPTY where there is no text; metadata found before
 * an error stays. */
GLOSA_CHECKED glosa_status glosa_jats_read(glosa_jats_reader *reader, const glosa_limits *limits,
                                           glosa_buffer *buffer, glosa_error *error);

static inline glosa_jats_frame *glosa_jats_top(glosa_jats_reader *reader)
{
    return &reader->frames[reader->depth];
}

/* Adds visible text to the open block, or opens the block that the innermost frame asks for. */
void glosa_jats_emit(glosa_jats_reader *reader, glosa_string text);

/* Text as the parser gives it: goes where the innermost frame says. */
void glosa_jats_text(glosa_jats_reader *reader, glosa_string text);

/* Ends the open block; its label no longer waits to be continued. */
void glosa_jats_close_block(glosa_jats_reader *reader);

/* A blank inside a block. */
void glosa_jats_space(glosa_jats_reader *reader);

/* Superscript begins and ends. It is dropped where it only holds marks of citations and notes. */
void glosa_jats_raise(glosa_jats_reader *reader);
void glosa_jats_lower(glosa_jats_reader *reader);

/* The LaTeX read so far becomes text if it is short enough to have one. */
void glosa_jats_emit_tex(glosa_jats_reader *reader);

/* The last character of the open block, 0 where there is none. */
char glosa_jats_last_character(const glosa_jats_reader *reader);

/* A note, figure or table that stands inside a block goes behind it, so that the block stays
 * whole (jats_aside.c): where one begins and ends, and where the block has ended. */
void glosa_jats_begin_aside(glosa_jats_reader *reader, glosa_jats_frame *frame);
void glosa_jats_end_aside(glosa_jats_reader *reader, const glosa_jats_frame *frame);
void glosa_jats_put_asides(glosa_jats_reader *reader);

/* Affiliations (jats_affiliation.c), which come as their authors wrote them, in parts, or both,
 * and once more with each translation: one form counts. */
void glosa_jats_start_affiliation(glosa_jats_reader *reader, glosa_jats_frame *frame);
void glosa_jats_end_affiliation(glosa_jats_reader *reader, const glosa_jats_frame *frame);
void glosa_jats_start_institution(glosa_jats_reader *reader, glosa_jats_frame *frame,
                                  const glosa_xml_attributes *attributes);
void glosa_jats_end_institution(glosa_jats_reader *reader, const glosa_jats_frame *frame);

/* Metadata (jats_metadata.c): begin and end of the elements that hold it. */
void glosa_jats_end_article_title(glosa_jats_reader *reader, const glosa_jats_frame *frame);
void glosa_jats_start_article_id(glosa_jats_reader *reader, glosa_jats_frame *frame,
                                 const glosa_jats_frame *parent,
                                 const glosa_xml_attributes *attributes);
void glosa_jats_end_article_id(glosa_jats_reader *reader, const glosa_jats_frame *frame);
void glosa_jats_start_year(glosa_jats_reader *reader, glosa_jats_frame *frame,
                           const glosa_jats_frame *parent);
void glosa_jats_end_year(glosa_jats_reader *reader, const glosa_jats_frame *frame);

#endif
