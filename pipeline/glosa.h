/* glosa: marks every gene and drug in biomedical articles, in Spanish and English.
 *
 * This is the only installed header. It lets a C program annotate texts in memory with the
 * same stages and dictionaries that `glosa run` uses on files:
 *
 *     glosa_error error = {0};
 *     glosa_annotator *annotator = NULL;
 *     if (glosa_annotator_open(&annotator, NULL, 0, &error) != GLOSA_OK)
 *         fprintf(stderr, "%s: %s\n", error.where, error.message);
 *     ...
 *     glosa_string id = glosa_string_of("case-7"), es = glosa_string_of("es");
 *     glosa_string text = glosa_string_of("Resistencia a imatinib por CXCR4.");
 *     if (glosa_annotate(annotator, id, es, text, &error) == GLOSA_OK)
 *         for (size_t i = 0; i < glosa_mention_count(annotator); i++) {
 *             glosa_mention_view m = glosa_mention_at(annotator, i);
 *             printf("%.*s\t%.*s\n", (int)m.text.size, m.text.data,
 *                    (int)m.entity.size, m.entity.data);
 *         }
 *     glosa_annotator_free(annotator);
 *
 * A program that uses it is built with the static library and what that needs:
 *
 *     cc program.c -lglosa $(pkg-config --libs icu-i18n icu-uc libxml-2.0 sqlite3 yajl yaml-0.1 \
 *        libcmark nettle libxxhash libexttextcat) -lm -lpthread
 *
 * Conventions
 *   - Text is UTF-8. A glosa_string carries its size and need not end in a zero byte.
 *   - Offsets that leave the library count Unicode code points from 0, half-open [start, end),
 *     into the text that was handed in: the same numbers as Python slices, brat and BioC use.
 *   - An object that comes back through a `**out` parameter belongs to the caller, who frees it
 *     with the function named `_free`. Anything returned by value or by a plain pointer belongs
 *     to the object it was asked from and lives until that object is changed or freed.
 *   - Every function that can fail returns a glosa_status and fills the caller's glosa_error.
 *     Nothing prints, exits, aborts or keeps state between calls outside the objects shown here.
 *   - Threads: an annotator serves one thread at a time; open one for each thread. They share
 *     the mapped dictionary through the operating system.
 */
#ifndef GLOSA_H
#define GLOSA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A result that the compiler insists on seeing used. */
#if defined(__GNUC__)
#define GLOSA_CHECKED __attribute__((warn_unused_result))
#else
#define GLOSA_CHECKED
#endif

/* What went wrong, as one table: X(enumerator, name, meaning).
 * The name is what table `problem`, the wire and messages show.
 * The first group is the fault of one document: it is recorded and the run goes on.
 * The second group stops a run. */
#define GLOSA_DOCUMENT_STATUSES(X)                                                             \
    X(GLOSA_EMPTY, "empty", "there is no text in it")                                          \
    X(GLOSA_ENCODING, "encoding", "its bytes are not text in the encoding it claims")          \
    X(GLOSA_MALFORMED, "malformed", "it breaks the rules of its own format")                   \
    X(GLOSA_RECOVERED, "recovered", "it breaks the rules of its format and was read in part")  \
    X(GLOSA_UNKNOWN_FORMAT, "unknown-format", "no reader knows its format")                    \
    X(GLOSA_UNREADABLE, "unreadable", "the operating system does not let it be read")          \
    X(GLOSA_TOO_LARGE, "too-large", "it exceeds a limit that keeps memory bounded")            \
    X(GLOSA_REFUSED, "refused", "it asks for something that is never done for hostile input")  \
    X(GLOSA_DUPLICATE, "duplicate", "a document of the same name was stored before")

#define GLOSA_RUN_STATUSES(X)                                                                  \
    X(GLOSA_USAGE, "usage", "an option, an argument or a chain of stages makes no sense")      \
    X(GLOSA_IO, "io", "reading or writing failed: no such file, no space, broken pipe")        \
    X(GLOSA_MEMORY, "memory", "there is not enough memory")                                    \
    X(GLOSA_DICTIONARY, "dictionary", "a dictionary is missing, damaged or of another version") \
    X(GLOSA_DATABASE, "database", "SQLite reports an error, or the file is no glosa database") \
    X(GLOSA_INTERRUPTED, "interrupted", "a signal asked the run to end")

typedef enum glosa_status {
    GLOSA_OK = 0,
#define X(enumerator, name, meaning) enumerator,
    GLOSA_DOCUMENT_STATUSES(X) GLOSA_RUN_STATUSES(X)
#undef X
} glosa_status;

/* The table's short name of a status ("malformed"); "ok" for GLOSA_OK. Never NULL. */
const char *glosa_status_name(glosa_status status);

/* True where the status is the fault of one document, so that a run records it and goes on;
 * false for GLOSA_OK and for what stops a run. */
bool glosa_status_is_documents(glosa_status status);

/* Filled by the function that failed; the caller owns it and may reuse it for the next call.
 * A function that succeeds leaves it alone. */
typedef struct glosa_error {
    glosa_status code;
    int64_t position;   /* line (text formats, from 1) or byte (binary ones); -1 where unknown */
    char where[512];    /* the file, stage or object at fault; cut at the end when longer */
    char message[512];  /* lower case, no full stop, names the way out; UTF-8 */
} glosa_error;

/* A view of UTF-8 text owned by somebody else. `data` may be NULL when `size` is 0. */
typedef struct glosa_string {
    const char *data;
    size_t size;        /* bytes */
} glosa_string;

/* A view of a zero-terminated string, which must outlive the view; NULL gives the empty view. */
glosa_string glosa_string_of(const char *text);

/* The version of the library and of the program, "MAJOR.MINOR.PATCH". */
const char *glosa_version(void);

/* Everything needed to annotate texts: opened stages, mapped dictionaries, working memory, and
 * the document annotated last. */
typedef struct glosa_annotator glosa_annotator;

/* Opens the stages with their default options. `dictionaries` are paths of compiled (.glosa) or
 * TSV dictionaries; with `count` 0 the dictionary that ships with glosa is used. On success
 * *out is the caller's, to be freed with glosa_annotator_free; on failure *out is NULL.
 * Errors: GLOSA_DICTIONARY, GLOSA_IO, GLOSA_MEMORY. */
GLOSA_CHECKED glosa_status glosa_annotator_open(glosa_annotator **out,
                                                const char *const *dictionaries, size_t count,
                                                glosa_error *error);

/* Frees the annotator and all that was returned from it. NULL is allowed. */
void glosa_annotator_free(glosa_annotator *annotator);

/* Annotates one plain text, replacing the document annotated before. `language` is "es", "en"
 * or empty when it is not known; sentences in the other language are noticed in any case. The
 * three strings need not outlive the call. Errors: GLOSA_ENCODING (position = byte),
 * GLOSA_EMPTY, GLOSA_TOO_LARGE, GLOSA_MEMORY, GLOSA_DICTIONARY (a compiled dictionary is damaged
 * where this text or one before asked for it); after one there is no document. */
GLOSA_CHECKED glosa_status glosa_annotate(glosa_annotator *annotator, glosa_string id,
                                          glosa_string language, glosa_string text,
                                          glosa_error *error);

/* One sentence of the document annotated last. Headings, list items and table cells are
 * sentences of their own. A sentence that a page break cuts is still one; the text between two
 * sentences is layout. Sentences do not overlap and come in the order of the text.
 *
 * `section` is one of
 *     title, abstract, keywords, body, caption, table, footnote, affiliation,
 *     references       mentions in it are mentions like others,
 *     boilerplate      what a web site puts around an article: kept, never annotated. */
typedef struct glosa_sentence_view {
    size_t start, end;      /* code points of the text handed in */
    glosa_string text;      /* exactly those code points, as they were handed in */
    glosa_string language;  /* ISO 639-1: "es", "en", ...; "und" where undecided */
    glosa_string section;   /* title, abstract, keywords, body, caption, ... */
} glosa_sentence_view;

/* One mention: what was decided to be a gene, a family, a drug or a chemical. Mentions come in the
 * order of the text, the longer first where two begin. A coordination such as ERK1/2 gives one
 * mention for each entity, with the span that names it (`ERK1`, `2`). They do not overlap, but for
 * a substance in the name of a gene (`dopamine` in `dopamine receptor`), for what lies inside a
 * range: JNK1-3 gives `JNK1`, `3`, and for JNK2, which it does not write, all of `JNK1-3`; and for
 * a protein that is given (`10 IU of insulin`), which is a gene and, once more, a drug.
 *
 * `method` is one of
 *     dictionary       the text is a listed name of the entity
 *     variant          a spelling derived from a listed name by a rule (NF-kB for NF-κB)
 *     abbreviation     the text stands for the entity by a definition in this very text
 *     coordination     the name was completed from what stands beside it
 *     range            the name lies between the ends of the range that is the mention
 *     look-alike       digits stand for letters, or letters for digits: CXCL1O
 *     fuzzy            a word is misspelt (only where that was asked for)
 *     fusion           a fusion of two genes, which is an entity of its own
 *     inside           a substance in the name of a gene, which is a mention around it
 *     given            a drug over the mention of a protein that it is
 *     derivative       the substance that the text is derived from: 17-hydroxyprogesterone
 *
 * `score` weighs how closely the text agrees with the listed name (capitals, role of the name);
 * it orders candidates and is no probability. */
typedef struct glosa_mention_view {
    size_t start, end;      /* code points of the text handed in */
    size_t sentence;        /* index for glosa_sentence_at */
    glosa_string text;      /* exactly those code points */
    glosa_string kind;      /* gene, family, drug, chemical, or a kind of the user's own */
    glosa_string entity;    /* CURIE, e.g. hgnc:2561 */
    glosa_string name;      /* the entity's preferred name */
    glosa_string method;    /* how it was found: dictionary, abbreviation, coordination, ... */
    double score;           /* 0 to 1; how sure the decision is, comparable within a run */
    bool negated;           /* the sentence says that it is not there, or no longer: `sin CXCR4` */
    bool uncertain;         /* the sentence says that it may be: `may bind CXCR4` */
} glosa_mention_view;

/* Counts and rows of the document annotated last, in text order; 0 when there is none. The index
 * must be smaller than the count: that is the caller's to see to. The strings in a view live
 * until the next glosa_annotate or glosa_annotator_free; the numbers are the caller's own. */
size_t glosa_sentence_count(const glosa_annotator *annotator);
glosa_sentence_view glosa_sentence_at(const glosa_annotator *annotator, size_t index);
size_t glosa_mention_count(const glosa_annotator *annotator);
glosa_mention_view glosa_mention_at(const glosa_annotator *annotator, size_t index);

#ifdef __cplusplus
}
#endif
#endif
