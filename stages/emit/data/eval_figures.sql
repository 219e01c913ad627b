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
    FROM counted)
SELECT ?1 AS "match", now.kind, now.part, now.gold, now.found, now.right,
       round(now.precision, 3) AS precision, round(now.recall, 3) AS recall,
       round(now.f1, 3) AS f1,
       round(before.f1, 3) AS before, round(now.f1 - before.f1, 3) AS change
FROM rated now
LEFT JOIN rated before ON before.run = 1 AND before.part = now.part AND before.kind = now.kind
WHERE now.run = 0
ORDER BY now.part, now.place, now.kind;
