-- What `glosa eval` compares, in temporary tables. Run 0 is the database being measured, run 1 the
-- one it is compared with.
CREATE TEMP TABLE gold_document (name TEXT PRIMARY KEY);
CREATE TEMP TABLE gold_mention (
    document TEXT, start INTEGER, "end" INTEGER, kind TEXT,
    PRIMARY KEY (document, start, "end", kind)
);
CREATE TEMP TABLE gold_ignored (
    document TEXT, start INTEGER, "end" INTEGER, PRIMARY KEY (document, start, "end")
);
CREATE TEMP TABLE gold_entity (document TEXT, id TEXT, PRIMARY KEY (document, id));

-- The kind that a kind of glosa counts as.
CREATE TEMP TABLE kind_map (name TEXT PRIMARY KEY, kind TEXT);

CREATE TEMP TABLE found_mention (
    run INTEGER, document TEXT, start INTEGER, "end" INTEGER, kind TEXT, entity TEXT,
    text TEXT, language TEXT, section TEXT, sentence INTEGER
);
CREATE INDEX temp.found_at ON found_mention (run, document, start, "end", kind);
CREATE TEMP TABLE found_id (run INTEGER, entity TEXT, id TEXT, PRIMARY KEY (run, entity, id));

-- The sentences of those documents, once each: one may be long and have many mentions.
CREATE TEMP TABLE found_sentence (
    run INTEGER, document TEXT, sentence INTEGER, text TEXT,
    PRIMARY KEY (run, document, sentence)
);
