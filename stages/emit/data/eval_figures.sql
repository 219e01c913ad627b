-- Precision, recall and F1 of one way of matching (?1: exact, overlap) in one division of the
-- mentions (?2: all, language, section). `right` counts gold mentions that were found; precision
-- is the share of found ones that are gold, which differs where mentions only overlap.
WITH chosen AS (
    SELECT run, side, kind,
           CASE ?2 WHEN 'language' THEN coalesce(language, '-')
                   WHEN 'section' THEN coalesce(section, '-') ELSE 'all' END AS part,
           CASE ?1 WHEN 'exact' THEN exact ELSE overlap END AS matched
    FROM judged),
both AS (
    SELECT run, side, part, matched, 0 AS place, kind FROM chosen
    UNION ALL SELECT run, side, part, matched, 1, 'all' FROM chosen),
counted AS (
    SELECT run, part, place, kind, sum(side = 'gold') AS gold, sum(side = 'found') AS found,
           sum(side = 'gold' AND matched) AS right,
           1.0 * sum(side = 'found' AND matched) / max(sum(side = 'found'), 1) AS precision,
           1.0 * sum(side = 'gold' AND matched) / max(sum(side = 'gold'), 1) AS recall
    FROM both GROUP BY run, part, place, kind),
rated AS (
    SELECT *, CASE WHEN right THEN 2 * precision * recall / (precision + recall) ELSE 0.0 END AS f1
    FROM counted),
compared AS (
    SELECT *, max(CASE run WHEN 1 THEN f1 END) OVER (PARTITION BY part, place, kind) AS before
    FROM rated)
SELECT ?1 AS "match", kind, part, gold, found, right,
       round(precision, 3) AS precision, round(recall, 3) AS recall, round(f1, 3) AS f1,
       round(before, 3) AS before, round(f1 - before, 3) AS change
FROM compared
WHERE run = 0
ORDER BY part, place, kind;
