-- The ?1 most frequent errors of each sort, with their first sentence. `error`: missed (gold, not
-- found), false (found, not gold); compared with an earlier run also won and lost (gold mentions),
-- added and removed (false ones). `why`: the other side has the same span with another kind, or an
-- overlapping span of the kind (bounds), or nothing (absent).
-- The text of a gold mention is no more than its first 1000 characters.
WITH wrong AS (
    SELECT j.*, CASE j.side WHEN 'gold' THEN 'missed' ELSE 'false' END AS error
    FROM judged j WHERE run = 0 AND NOT exact
    UNION ALL
    SELECT now.*, CASE WHEN now.exact THEN 'won' ELSE 'lost' END
    FROM judged now JOIN judged before USING (document, start, "end", kind)
    WHERE now.run = 0 AND before.run = 1 AND now.side = 'gold' AND before.side = 'gold'
      AND now.exact <> before.exact
    UNION ALL
    SELECT j.*, CASE j.run WHEN 0 THEN 'added' ELSE 'removed' END
    FROM judged j
    WHERE side = 'found' AND NOT exact AND EXISTS (SELECT 1 FROM judged WHERE run = 1)
      AND NOT EXISTS (SELECT 1 FROM judged k
                      WHERE k.run = 1 - j.run AND k.side = 'found' AND k.document = j.document
                        AND k.start = j.start AND k."end" = j."end" AND k.kind = j.kind)),
explained AS (
    SELECT *, CASE
        WHEN side = 'gold' AND EXISTS (SELECT 1 FROM found_mention f
             WHERE f.run = wrong.run AND f.document = wrong.document AND f.start = wrong.start
               AND f."end" = wrong."end" AND f.kind <> wrong.kind) THEN 'kind'
        WHEN side = 'found' AND EXISTS (SELECT 1 FROM gold_mention g
             WHERE g.document = wrong.document AND g.start = wrong.start
               AND g."end" = wrong."end" AND g.kind <> wrong.kind) THEN 'kind'
        WHEN overlap THEN 'bounds' ELSE 'absent' END AS why
    FROM wrong),
grouped AS (
    SELECT error, kind, text, why, count(*) AS times, document, min(start) AS start, run,
           sentence
    FROM explained GROUP BY error, kind, text, why),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY error ORDER BY times DESC, text, kind, why) AS rank
    FROM grouped)
SELECT error, why, times, kind, text, document, start,
       (SELECT f.text FROM found_sentence f
        WHERE f.run = ranked.run AND f.document = ranked.document
          AND f.sentence = ranked.sentence) AS sentence_text
FROM ranked
WHERE rank <= ?1
ORDER BY CASE error WHEN 'missed' THEN 0 WHEN 'false' THEN 1 WHEN 'lost' THEN 2 WHEN 'added' THEN 3
         WHEN 'won' THEN 4 ELSE 5 END, rank;
