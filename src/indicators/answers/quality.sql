-- By document, how many figures the gravest finding on them is an error, a warning, or neither.
-- Findings that are accepted do not count.
WITH touched AS (
    SELECT figure AS observation_id, bool_or(severity = 'error') AS error
    FROM (SELECT unnest(observation_ids) AS figure, severity FROM {finding}
        WHERE severity IN ('error', 'warning') AND accepted IS NULL)
    GROUP BY figure
)

SELECT
    d.place_id, d.document_id, d.kind, d.number, d.title, d.issued_on, d.issued_precision,
    count(o.observation_id) AS figures,
    count(o.observation_id) FILTER (t.error IS NULL) AS untouched,
    count(o.observation_id) FILTER (NOT t.error) AS warned,
    count(o.observation_id) FILTER (t.error) AS failed
FROM document AS d
LEFT JOIN observation AS o ON o.document_id = d.document_id
LEFT JOIN touched AS t ON t.observation_id = o.observation_id
GROUP BY ALL
