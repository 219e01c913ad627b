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

-- What overlaps a mention starts no more than this before it.
CREATE TEMP TABLE longest AS
SELECT max(size) AS size FROM (SELECT "end" - start AS size FROM found_mention
                               UNION ALL SELECT "end" - start FROM gold_mention);

CREATE TEMP TABLE judged AS
WITH runs (run) AS (SELECT 0 UNION SELECT run FROM found_mention),
placed AS (
    SELECT g.*, s.language, section.kind AS section, s.text AS sentence_text,
           substr(s.text, g.start - s.start + 1, g."end" - g.start) AS text
    FROM gold_mention g
    LEFT JOIN sentence s ON s."end" > g.start AND s.sentence_id = (
        SELECT sentence_id FROM sentence_start b
        WHERE b.document = g.document AND b.start <= g.start ORDER BY b.start DESC LIMIT 1)
    LEFT JOIN section ON section.section_id = s.section_id)
SELECT run, 'gold' AS side, document, start, "end", kind, text, language, section, sentence_text,
       EXISTS (SELECT 1 FROM found_mention f
               WHERE f.run = runs.run AND f.document = placed.document AND f.kind = placed.kind
                 AND f.start = placed.start AND f."end" = placed."end") AS exact,
       EXISTS (SELECT 1 FROM found_mention f
               WHERE f.run = runs.run AND f.document = placed.document AND f.kind = placed.kind
                 AND f.start < placed."end" AND f."end" > placed.start
                 AND f.start > placed.start - (SELECT size FROM longest)) AS overlap
FROM placed CROSS JOIN runs
UNION ALL
SELECT run, 'found', document, start, "end", kind, text, language, section, sentence_text,
       EXISTS (SELECT 1 FROM gold_mention g
               WHERE g.document = f.document AND g.kind = f.kind
                 AND g.start = f.start AND g."end" = f."end"),
       EXISTS (SELECT 1 FROM gold_mention g
               WHERE g.document = f.document AND g.kind = f.kind
                 AND g.start < f."end" AND g."end" > f.start
                 AND g.start > f.start - (SELECT size FROM longest))
FROM (SELECT DISTINCT run, document, start, "end", kind, text, language, section, sentence_text
      FROM found_mention WHERE kind IN (SELECT kind FROM gold_mention)) f;

CREATE INDEX temp.judged_at ON judged (document, start, "end", kind, run);
