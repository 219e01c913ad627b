-- Every gold mention and every one found, and whether the other side has it: `exact` with the same
-- document, start, end and kind, `overlap` with the same kind and a character in common. Every
-- question is answered from an index by document and start: documents may be long.
UPDATE found_mention SET kind = (SELECT m.kind FROM kind_map m WHERE m.name = found_mention.kind)
WHERE kind IN (SELECT name FROM kind_map);

DELETE FROM found_mention WHERE EXISTS (
    SELECT 1 FROM gold_ignored i
    WHERE i.document = found_mention.document AND i.start = found_mention.start
      AND i."end" = found_mention."end")
AND NOT EXISTS (
    SELECT 1 FROM gold_mention g
    WHERE g.document = found_mention.document AND g.kind = found_mention.kind
      AND g.start = found_mention.start AND g."end" = found_mention."end");

-- Where the sentences of those documents begin, for the one that a gold mention is in.
CREATE TEMP TABLE sentence_start (
    document TEXT, start INTEGER, sentence_id INTEGER, PRIMARY KEY (document, start)
) WITHOUT ROWID;
INSERT OR IGNORE INTO sentence_start
SELECT d.name, s.start, s.sentence_id FROM sentence s JOIN document d USING (document_id)
WHERE d.name IN (SELECT name FROM gold_document);

-- Each 1000 characters of the sentences of run 0 with the 1000 after them, so that the text of a
-- mention is not counted out from the beginning of a long sentence.
CREATE TEMP TABLE piece (
    document TEXT, sentence INTEGER, number INTEGER, text TEXT,
    PRIMARY KEY (document, sentence, number)
);
INSERT INTO piece
WITH RECURSIVE cut (document, sentence, number, rest) AS (
    SELECT document, sentence, 0, text FROM found_sentence WHERE run = 0
    UNION ALL
    SELECT document, sentence, number + 1, substr(rest, 1001) FROM cut
    WHERE substr(rest, 1001, 1) <> '')
SELECT document, sentence, number, substr(rest, 1, 2000) FROM cut;

-- How far the mentions reach that start here or before: a mention is overlapped when the last of
-- these that start before its end reaches beyond its start.
CREATE TEMP TABLE gold_reach (
    document TEXT, kind TEXT, start INTEGER, "end" INTEGER, PRIMARY KEY (document, kind, start)
);
INSERT INTO gold_reach
SELECT document, kind, start,
       max(max("end")) OVER (PARTITION BY document, kind ORDER BY start)
FROM gold_mention GROUP BY document, kind, start;

CREATE TEMP TABLE found_reach (
    run INTEGER, document TEXT, kind TEXT, start INTEGER, "end" INTEGER,
    PRIMARY KEY (run, document, kind, start)
);
INSERT INTO found_reach
SELECT run, document, kind, start,
       max(max("end")) OVER (PARTITION BY run, document, kind ORDER BY start)
FROM found_mention GROUP BY run, document, kind, start;

-- The text of a gold mention is its first 1000 characters: what is longer is no name, and many such
-- would fill the disk.
CREATE TEMP TABLE judged AS
WITH runs (run) AS (SELECT 0 UNION SELECT run FROM found_mention),
placed AS (
    SELECT g.*, s.language, section.kind AS section, s.ordinal AS sentence,
           (SELECT substr(p.text, (g.start - s.start) % 1000 + 1, min(g."end" - g.start, 1000))
            FROM piece p WHERE p.document = g.document AND p.sentence = s.ordinal
                           AND p.number = (g.start - s.start) / 1000) AS text
    FROM gold_mention g
    LEFT JOIN sentence s ON s."end" > g.start AND s.sentence_id = (
        SELECT sentence_id FROM sentence_start b
        WHERE b.document = g.document AND b.start <= g.start ORDER BY b.start DESC LIMIT 1)
    LEFT JOIN section ON section.section_id = s.section_id)
SELECT run, 'gold' AS side, document, start, "end", kind, text, language, section, sentence,
       EXISTS (SELECT 1 FROM found_mention f
               WHERE f.run = runs.run AND f.document = placed.document AND f.kind = placed.kind
                 AND f.start = placed.start AND f."end" = placed."end") AS exact,
       coalesce((SELECT f."end" FROM found_reach f
                 WHERE f.run = runs.run AND f.document = placed.document AND f.kind = placed.kind
                   AND f.start < placed."end"
                 ORDER BY f.start DESC LIMIT 1) > placed.start, 0) AS overlap
FROM placed CROSS JOIN runs
UNION ALL
SELECT run, 'found', document, start, "end", kind, text, language, section, sentence,
       EXISTS (SELECT 1 FROM gold_mention g
               WHERE g.document = f.document AND g.kind = f.kind
                 AND g.start = f.start AND g."end" = f."end"),
       coalesce((SELECT g."end" FROM gold_reach g
                 WHERE g.document = f.document AND g.kind = f.kind AND g.start < f."end"
                 ORDER BY g.start DESC LIMIT 1) > f.start, 0)
FROM (SELECT DISTINCT run, document, start, "end", kind, text, language, section, sentence
      FROM found_mention WHERE kind IN (SELECT kind FROM gold_mention)) f;

CREATE INDEX temp.judged_at ON judged (document, start, "end", kind, run);
