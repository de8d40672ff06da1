-- Territories with the figures of their documents and periods; those without figures too. A plan may
-- reach beyond the end of its place: the day it was issued decides.
WITH figure AS (
    SELECT o.observation_id, o.place_id, o.period_start, o.period_end, least(o.period_end, d.issued_on) AS day
    FROM observation AS o
    JOIN document AS d ON d.document_id = o.document_id
)

SELECT
    p.place_id,
    p.name AS place,
    p.level AS place_level,
    p.parent,
    p.valid_from,
    p.valid_to,
    p.successor,
    count(f.observation_id) AS figures,
    min(f.period_start) AS first_period,
    max(f.period_end) AS last_period
FROM place AS p
LEFT JOIN figure AS f
    ON f.place_id = p.place_id AND f.day BETWEEN p.valid_from AND coalesce(p.valid_to, DATE '9999-12-31')
GROUP BY p.place_id, p.name, p.level, p.parent, p.valid_from, p.valid_to, p.successor
