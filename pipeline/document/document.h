/* What flows through the pipeline: one article, its stored text, and layers of stand-off rows.
 *
 * Each layer is written by exactly one stage and never changed by a later one. Rows hold no
 * pointers: spans are half-open byte ranges [start, end), and names stand in the pool of
 * entries. Everything lives in the document's arena (or in a mapped dictionary, which outlives
 * it) and is freed by glosa_document_reset.
 *
 * Blocks are ranges of the source; every later span is a range of the normalized text. */
#ifndef GLOSA_DOCUMENT_DOCUMENT_H
#define GLOSA_DOCUMENT_DOCUMENT_H

#include "pipeline/document/layers.h"
#include "pipeline/text/offset_map.h"
#include "pipeline/text/utf8.h"

typedef struct glosa_span {
    uint32_t start, end;
} glosa_span;

/* The longest text of one document: spans are 32-bit, and a document is held in memory. */
#define GLOSA_DOCUMENT_LIMIT (UINT32_C(256) << 20)

/* Kinds of sections, X(enumerator, name): the names are what the database shows. Text of a
 * section of kind boilerplate is kept and searchable but never tagged. */
#define GLOSA_SECTION_KINDS(X)                                                                 \
    X(GLOSA_SECTION_TITLE, "title")                                                            \
    X(GLOSA_SECTION_ABSTRACT, "abstract")                                                      \
    X(GLOSA_SECTION_KEYWORDS, "keywords")                                                      \
    X(GLOSA_SECTION_BODY, "body")                                                              \
    X(GLOSA_SECTION_CAPTION, "caption")                                                        \
    X(GLOSA_SECTION_TABLE, "table")                                                            \
    X(GLOSA_SECTION_FOOTNOTE, "footnote")                                                      \
    X(GLOSA_SECTION_AFFILIATION, "affiliation")                                                \
    X(GLOSA_SECTION_REFERENCES, "references")                                                  \
    X(GLOSA_SECTION_BOILERPLATE, "boilerplate")

typedef enum glosa_section_kind {
#define X(enumerator, name) enumerator,
    GLOSA_SECTION_KINDS(X)
#undef X
    GLOSA_SECTION_KIND_COUNT
} glosa_section_kind;

const char *glosa_section_kind_name(glosa_section_kind kind);
/* False where no kind has that name. */
bool glosa_section_kind_of(glosa_string name, glosa_section_kind *kind);

/* What the format says a block is, X(enumerator, name). */
#define GLOSA_BLOCK_KINDS(X)                                                                   \
    X(GLOSA_BLOCK_PARAGRAPH, "paragraph")                                                      \
    X(GLOSA_BLOCK_HEADING, "heading")                                                          \
    X(GLOSA_BLOCK_ITEM, "item")                                                                \
    X(GLOSA_BLOCK_CELL, "cell")

typedef enum glosa_block_kind {
#define X(enumerator, name) enumerator,
    GLOSA_BLOCK_KINDS(X)
#undef X
    GLOSA_BLOCK_KIND_COUNT
} glosa_block_kind;

const char *glosa_block_kind_name(glosa_block_kind kind);
bool glosa_block_kind_of(glosa_string name, glosa_block_kind *kind);

/* A paragraph, heading, list item or table cell as the reader found it. Blocks are in source
 * order and do not overlap; source between blocks is layout (blank lines, marks) and belongs to
 * no section. A sentence never crosses from one heading, item or cell into another block;
 * paragraphs may be pieces of one paragraph that a page break cut. */
typedef struct glosa_block {
    glosa_span span;            /* of the source */
    glosa_block_kind kind;
    uint8_t level;              /* headings: 1 is the highest; 0 otherwise */
    bool section_known;         /* the format itself says which section this is: */
    glosa_section_kind section; /* ... else segment decides */
    bool opens_section;         /* begins a new section although kind and heading do not change */
    glosa_string language;      /* ISO 639-1 as declared by the format; empty where it is not */
} glosa_block;

typedef struct glosa_section {
    glosa_span span;
    glosa_span heading;         /* the heading's words inside `span`; empty where there is none */
    glosa_section_kind kind;
    glosa_string language;      /* ISO 639-1, "und" where undecided */
} glosa_section;

typedef struct glosa_sentence {
    glosa_span span;            /* without blanks at either end */
    uint32_t section;           /* index of its section */
    glosa_string language;
} glosa_sentence;

/* What a token looks like, X(enumerator, name). */
#define GLOSA_SHAPES(X)                                                                        \
    X(GLOSA_SHAPE_LOWER, "lower")               /* quinasa */                                  \
    X(GLOSA_SHAPE_TITLE, "title")               /* Imatinib */                                 \
    X(GLOSA_SHAPE_UPPER, "upper")               /* CML */                                      \
    X(GLOSA_SHAPE_MIXED, "mixed")               /* mRNA, NF-kB */                              \
    X(GLOSA_SHAPE_NUMBER, "number")             /* 12.5 */                                     \
    X(GLOSA_SHAPE_ALPHANUMERIC, "alphanumeric") /* CXCR4, BCR-ABL1, CD34+ */                   \
    X(GLOSA_SHAPE_PUNCTUATION, "punctuation")   /* ( */                                        \
    X(GLOSA_SHAPE_OTHER, "other")               /* other scripts and symbols */

typedef enum glosa_shape {
#define X(enumerator, name) enumerator,
    GLOSA_SHAPES(X)
#undef X
    GLOSA_SHAPE_COUNT
} glosa_shape;

const char *glosa_shape_name(glosa_shape shape);
bool glosa_shape_of(glosa_string name, glosa_shape *shape);

typedef struct glosa_token {
    glosa_span span;
    glosa_shape shape;
} glosa_token;

/* How strictly a dictionary name must be met, X(enumerator, name): see dictionaries/README.md. */
#define GLOSA_NAME_FLAGS(X)                                                                    \
    X(GLOSA_NAME_CASE, "case")                                                                 \
    X(GLOSA_NAME_NEVER_ALONE, "never-alone")                                                   \
    X(GLOSA_NAME_NEEDS_CONTEXT, "needs-context")

enum glosa_name_flag_number {
#define X(enumerator, name) enumerator##_NUMBER,
    GLOSA_NAME_FLAGS(X)
#undef X
    GLOSA_NAME_FLAG_COUNT
};

typedef enum glosa_name_flag {
#define X(enumerator, name) enumerator = 1 << enumerator##_NUMBER,
    GLOSA_NAME_FLAGS(X)
#undef X
} glosa_name_flag;

const char *glosa_name_flag_name(unsigned number);
/* 0 where no flag has that name. */
uint32_t glosa_name_flag_of(glosa_string name);

/* A dictionary row that something in this document matched. The strings belong to the mapped
 * dictionary or to the document. */
typedef struct glosa_entry {
    glosa_string kind;          /* gene, family, drug, chemical, ... */
    glosa_string curie;         /* the entity's identifier, e.g. hgnc:2561 */
    glosa_string preferred;     /* the entity's preferred name */
    glosa_string xrefs;         /* PREFIX:ID|PREFIX:ID, may be empty */
    glosa_string name;          /* the listed name that matched; of a variant that counts with its
                                   capitals only, the spelling */
    glosa_string role;          /* preferred, synonym, symbol, abbreviation, brand, ... */
    glosa_string language;      /* of the name: en, es, mul */
    glosa_string rule;          /* the variant rule that derived the spelling; empty: as listed */
    uint32_t flags;             /* glosa_name_flag bits */
} glosa_entry;

typedef struct glosa_hit {
    glosa_span span;
    uint32_t entry;             /* index into the document's entries */
} glosa_hit;

typedef struct glosa_candidate {
    uint32_t entry;
    float score;                /* 0 to 1 */
} glosa_candidate;

typedef struct glosa_mention {
    glosa_span span;
    uint32_t sentence;          /* index of the sentence that holds the span */
    uint32_t first_candidate, candidates;   /* rows of the candidate list, best first, >= 1;
                                               two mentions may have the same */
    glosa_string method;        /* how it was found; constant text, or of the wire */
    bool negated, uncertain;    /* the sentence denies it; says that it may be */
    glosa_string kind;          /* where it is another one than that of the best candidate's entry:
                                   potassium that is given is a drug; else empty */
} glosa_mention;

typedef struct glosa_abbreviation {
    glosa_span short_form, long_form;
} glosa_abbreviation;

/* Something that went wrong with this document, for table `problem`. */
typedef struct glosa_problem {
    glosa_string stage;
    glosa_status code;          /* one of GLOSA_DOCUMENT_STATUSES */
    glosa_string where;         /* the file, possibly inside an archive */
    glosa_string message;
    int64_t position;           /* line or byte as for glosa_error; -1 where unknown */
} glosa_problem;

/* What is known of the article beside its text. All may be empty but the name. */
typedef struct glosa_metadata {
    glosa_string name;          /* the identifier the format gives, else the file's stem */
    bool named_by_file;         /* it is the stem: two files may well share it */
    glosa_string path;          /* where it was read from, as the user wrote it */
    glosa_string format;        /* text, jsonl, jats, bioc-xml, ...: as --format names it */
    glosa_string language;      /* as declared, else as found by segment; ISO 639-1 */
    glosa_string title, year, doi, pmid, pmcid;
    glosa_string sha256;        /* of the record's bytes, 64 hexadecimal digits */
    glosa_string encoding;      /* of those bytes: UTF-8, windows-1252, UTF-16LE, ... */
} glosa_metadata;

/* What a record lists as recognized in its picture (PFOCR). It is metadata: never a mention, and
 * no part of the text. Members may be empty, but never both `word` and `symbol`. */
typedef struct glosa_figure_entity {
    glosa_string word;          /* as written in the picture */
    glosa_string symbol;        /* what it was recognized as, e.g. NFKBIA */
    glosa_string kind;          /* gene, chemical or disease; empty where the record says none */
    glosa_string curie;         /* e.g. ncbigene:4792 */
    glosa_string source;        /* the lexicon that knew the word, e.g. hgnc_alias_symbol */
} glosa_figure_entity;

/* The bytes of one article on their way from a source to `read`. */
typedef struct glosa_record {
    glosa_string bytes;
    int64_t line;               /* where the record starts in its file, from 1 */
    int64_t on_line;            /* how many records before it start on that line */
    bool shared;                /* the file holds further records (JSON Lines, ...) */
} glosa_record;

/* Members of one row on the wire that glosa does not know and hands on. */
typedef struct glosa_row_extra {
    uint32_t table, row;        /* which of the wire's tables, from 1 (0: metadata), and the row */
    uint32_t order;             /* among those of the row */
    glosa_string members;       /* `,"key":value` */
} glosa_row_extra;

/* A member of a line of the wire as it stands there. */
typedef struct glosa_kept_member {
    glosa_string value;         /* no data: there was none */
    uint32_t rows;              /* how many were made of it */
} glosa_kept_member;

typedef struct glosa_document {
    glosa_arena arena;
    uint64_t number;            /* place in the run's order, from 0 */
    glosa_layers layers;        /* which layers have been written */
    glosa_layers wanted;        /* what the run's stages read; the wire may leave others, of
                                   documents that come over it, as they stand; 0: nothing is left */
    glosa_layers left;          /* which layers it left, so that there are no rows of them */
    const glosa_kept_member *kept;      /* what stands on the line that the document came on, for
                                   writing it again; NULL: it came on none. See pipeline/wire */
    bool failed;                /* a problem made the rest impossible: no stage is applied */
    glosa_metadata metadata;
    GLOSA_ARRAY(glosa_figure_entity) figure_entities;   /* in the record's order */
    glosa_record record;
    glosa_string source;
    GLOSA_ARRAY(glosa_block) blocks;
    glosa_string text;
    glosa_offset_map map;
    GLOSA_ARRAY(glosa_section) sections;
    GLOSA_ARRAY(glosa_sentence) sentences;      /* in text order, not overlapping */
    GLOSA_ARRAY(glosa_token) tokens;            /* in text order, not overlapping */
    GLOSA_ARRAY(glosa_entry) entries;           /* the pool that hits and candidates index */
    GLOSA_ARRAY(glosa_hit) hits;                /* by start, longer first */
    GLOSA_ARRAY(glosa_candidate) candidates;
    GLOSA_ARRAY(glosa_mention) mentions;        /* in text order */
    GLOSA_ARRAY(glosa_abbreviation) abbreviations;
    GLOSA_ARRAY(glosa_problem) problems;
    glosa_string extras;        /* wire members glosa does not know, as JSON: `,"key":value` ... */
    GLOSA_ARRAY(glosa_row_extra) row_extras;    /* the same inside rows, by table, row, order */
    glosa_buffer wire;          /* the document as a line of the wire, while it is one */
    void *encoded;              /* what the sink's encoder prepared for its writer; in the arena */
} glosa_document;

/* Empties the document for the next article and keeps (some of) its memory. */
void glosa_document_reset(glosa_document *document);

/* Gives all memory back. */
void glosa_document_free(glosa_document *document);

/* A copy of the string in the document's arena; {NULL, 0} without memory when the string is not
 * empty. */
glosa_string glosa_document_keep(glosa_document *document, glosa_string string);

/* The part of the normalized text (or of the source) that a span names. */
glosa_string glosa_document_text(const glosa_document *document, glosa_span span);
glosa_string glosa_document_source(const glosa_document *document, glosa_span span);

/* The span of the source that a span of the text came from. */
glosa_span glosa_document_to_source(const glosa_document *document, glosa_span text);

/* Brings the mentions into the order of the text: by place, a range before the name that it begins
 * with, a protein before the drug that it is. */
void glosa_document_sort_mentions(glosa_document *document);

/* Records a problem. With `failed` the document takes no further part but is still handed to the
 * sink, which stores the problem. Errors: GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_document_add_problem(glosa_document *document,
                                                      const char *stage,
                                                      const glosa_error *problem, bool failed,
                                                      glosa_error *error);

/* The first broken rule among those stated in this header, as constant text, or NULL. Documents
 * from outside (the wire) are checked with it; between stages debug builds assert it. */
const char *glosa_document_fault(const glosa_document *document);

#endif
