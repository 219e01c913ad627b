-- Identifiers as sets: those that the gold standard gives for a document, against the entities
-- found there that have an identifier of the same kind (the same prefix), as their CURIE or among
-- their cross-references. An entity with several such identifiers counts once.
WITH prefixes AS (SELECT DISTINCT substr(id, 1, instr(id, ':')) AS prefix FROM gold_entity),
named AS (
    SELECT DISTINCT f.run, f.document, f.entity, i.id
    FROM found_mention f JOIN found_id i ON i.run = f.run AND i.entity = f.entity
    JOIN prefixes p ON p.prefix = substr(i.id, 1, instr(i.id, ':'))
    WHERE f.kind IN (SELECT kind FROM gold_mention)),
answers AS (
    SELECT run, document, entity,
           max(CASE WHEN EXISTS (SELECT 1 FROM gold_entity g
                                 WHERE g.document = named.document AND g.id = named.id)
                    THEN id END) AS right
    FROM named GROUP BY run, document, entity),
counted AS (
    SELECT r.run, (SELECT count(*) FROM gold_entity) AS gold,
           count(DISTINCT a.document || '|' || coalesce(a.right, a.entity)) AS found,
           count(DISTINCT a.document || '|' || a.right) AS right
    FROM (SELECT 0 AS run UNION SELECT run FROM found_mention) r LEFT JOIN answers a USING (run)
    GROUP BY r.run),
rated AS (
    SELECT *, 1.0 * right / max(found, 1) AS precision, 1.0 * right / max(gold, 1) AS recall,
           2.0 * right / max(gold + found, 1) AS f1
    FROM counted WHERE gold)
SELECT 'identifiers' AS "match", 'all' AS kind, 'all' AS part, now.gold, now.found, now.right,
       round(now.precision, 3) AS precision, round(now.recall, 3) AS recall,
       round(now.f1, 3) AS f1,
       round(before.f1, 3) AS before, round(now.f1 - before.f1, 3) AS change
FROM rated now LEFT JOIN rated before ON before.run = 1
WHERE now.run = 0;
