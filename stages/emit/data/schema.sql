-- The database of glosa, version 3 (PRAGMA user_version). All offsets count Unicode code points
-- from 0, half-open, in the document's source text. For every row of mention:
--   substr(sentence.text, mention.start - sentence.start + 1, mention.end - mention.start)
--     = mention.text

-- One row for each run that wrote into this database.
CREATE TABLE run (
    run_id     INTEGER PRIMARY KEY,
    version    TEXT NOT NULL,        -- of glosa, "MAJOR.MINOR.PATCH"
    arguments  TEXT NOT NULL,        -- the command line
    started    TEXT NOT NULL,        -- UTC, ISO 8601
    finished   TEXT,                 -- UTC; NULL only while the run goes on
    history    TEXT NOT NULL         -- JSON array: stages with their versions and options
) STRICT;

-- The dictionaries a run used.
CREATE TABLE dictionary (
    dictionary_id INTEGER PRIMARY KEY,
    run_id        INTEGER NOT NULL REFERENCES run,
    path          TEXT NOT NULL,
    sha256        TEXT NOT NULL,     -- 64 hexadecimal digits: of a TSV file; of a compiled file
                                     -- from byte 512 on, as `tail -c +513 FILE | sha256sum` has it
    sources       TEXT NOT NULL      -- one line for each source: file, sha256, rows, tab-separated
) STRICT;

-- One row for each article.
CREATE TABLE document (
    document_id INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE, -- the identifier its format gives, else the file's stem, or
                                      -- its path where an earlier file has the same stem
    path        TEXT NOT NULL,        -- where it was read from, as the user wrote it
    format      TEXT NOT NULL,        -- as --format names it: text, jsonl, jats, bioc-xml ...
    language    TEXT NOT NULL,        -- ISO 639-1, declared or recognized; "und" where undecided
    title       TEXT,
    year        TEXT,
    doi         TEXT,
    pmid        TEXT,
    pmcid       TEXT,
    sha256      TEXT NOT NULL,        -- of the bytes it was read from; empty for foreign input
    run_id      INTEGER NOT NULL REFERENCES run,
    encoding    TEXT NOT NULL         -- of those bytes (UTF-8, windows-1252, macintosh, UTF-16LE,
                                      -- ...); empty for foreign input
) STRICT;

CREATE TABLE section (
    section_id  INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document,
    kind        TEXT NOT NULL,        -- title, abstract, keywords, body, caption, table, footnote,
                                      -- affiliation, references, boilerplate
    heading     TEXT NOT NULL,        -- the heading's own words, as written; may be empty
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL
) STRICT;

CREATE TABLE sentence (
    sentence_id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document,
    section_id  INTEGER NOT NULL REFERENCES section,
    ordinal     INTEGER NOT NULL,     -- within the document, from 1
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    language    TEXT NOT NULL,        -- ISO 639-1, "und" where undecided
    text        TEXT NOT NULL         -- the source text of [start, end)
) STRICT;
-- Filled as sentences come, which is in its order; the other indexes are made at the end of a load.
CREATE INDEX sentence_of_document ON sentence (document_id, ordinal);

-- What is mentioned: one row for each entity that has a mention or is a candidate of one.
CREATE TABLE entity (
    entity_id INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL,          -- gene, family, drug, chemical, or a kind of the user's own
    curie     TEXT NOT NULL UNIQUE,   -- e.g. hgnc:2561
    name      TEXT NOT NULL,          -- preferred name
    xrefs     TEXT NOT NULL           -- PREFIX:ID|PREFIX:ID ...; may be empty
) STRICT;

CREATE TABLE mention (
    mention_id  INTEGER PRIMARY KEY,
    sentence_id INTEGER NOT NULL REFERENCES sentence,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    text        TEXT NOT NULL,        -- the source text of [start, end)
    kind        TEXT NOT NULL,
    entity_id   INTEGER NOT NULL REFERENCES entity,
    method      TEXT NOT NULL,        -- dictionary: a name listed of it or, of a gene, of its human
                                      -- orthologue; variant: a spelling derived by a rule, or a
                                      -- name of a drug that a hyphen cuts in two;
                                      -- abbreviation: defined in the article; coordination:
                                      -- completed from its neighbour; range: between the ends of
                                      -- the range that is the mention (JNK2 of JNK1-3), which are
                                      -- mentions inside it; look-alike: digits for letters or
                                      -- letters for digits, as in CXCL1O; fuzzy: misspelt, with
                                      -- --fuzzy; fusion: a fusion of genes; inside: a substance in
                                      -- the name of a gene; derivative: of a substance
                                      -- (17-hydroxyprogesterone), whose entity it has; given: a
                                      -- drug over the mention of a protein that it is (insulina)
    score       REAL NOT NULL,        -- 0 to 1: how sure the decision is
    negated     INTEGER NOT NULL,     -- 1: the sentence says that it is not there (sin CXCR4)
                                      -- or no longer (se suspende imatinib)
    uncertain   INTEGER NOT NULL      -- 1: the sentence says that it may be (may bind CXCR4)
) STRICT;

-- All entities that a mention may name, where it may name several.
CREATE TABLE mention_candidate (
    mention_id INTEGER NOT NULL REFERENCES mention,
    rank       INTEGER NOT NULL,      -- from 1, best first; rank 1 is the mention's entity
    entity_id  INTEGER NOT NULL REFERENCES entity,
    score      REAL NOT NULL,
    PRIMARY KEY (mention_id, rank)
) STRICT, WITHOUT ROWID;

-- Abbreviations that the articles define.
CREATE TABLE abbreviation (
    document_id INTEGER NOT NULL REFERENCES document,
    short_form  TEXT NOT NULL,
    long_form   TEXT NOT NULL,
    start       INTEGER NOT NULL,     -- of the short form where it is defined
    "end"       INTEGER NOT NULL
) STRICT;

-- What the records of figures list as recognized in the picture (PFOCR): metadata, no mentions.
-- NULL where the record does not say; word and symbol are never both NULL.
CREATE TABLE figure_entity (
    document_id INTEGER NOT NULL REFERENCES document,
    ordinal     INTEGER NOT NULL,     -- in the record's order, from 1
    word        TEXT,                 -- as written in the picture
    symbol      TEXT,                 -- what it was recognized as
    kind        TEXT,                 -- gene, chemical or disease
    curie       TEXT,                 -- e.g. ncbigene:4792
    source      TEXT,                 -- the lexicon that knew the word
    PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;

-- What went wrong, and where. A document that could not be read has no row in `document`.
CREATE TABLE problem (
    problem_id  INTEGER PRIMARY KEY,
    document_id INTEGER REFERENCES document,
    path        TEXT NOT NULL,
    stage       TEXT NOT NULL,
    code        TEXT NOT NULL,        -- empty, encoding, malformed, recovered, unknown-format,
                                      -- unreadable, too-large, refused, duplicate
    message     TEXT NOT NULL,
    position    INTEGER               -- line or byte; NULL where unknown
) STRICT;

-- The mentions as they are exported: one row each, in reading order.
CREATE VIEW mention_table AS
SELECT document.name     AS document,
       section.kind      AS section,
       sentence.language AS language,
       sentence.ordinal  AS sentence,
       mention.start     AS start,
       mention."end"     AS "end",
       mention.text      AS text,
       mention.kind      AS kind,
       entity.curie      AS entity,
       entity.name       AS name,
       mention.method    AS method,
       mention.score     AS score,
       sentence.text     AS sentence_text
FROM mention
JOIN entity   USING (entity_id)
JOIN sentence USING (sentence_id)
JOIN section  USING (section_id)
JOIN document ON document.document_id = sentence.document_id
ORDER BY mention.mention_id;
