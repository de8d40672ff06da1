-- `sector_structure` by hand.
WITH f AS MATERIALIZED (
    SELECT l.*, i.structure_group, i.parent, 12 * year(l.period_end) + month(l.period_end) AS m
    FROM ({latest of groups}) AS l JOIN indicator AS i ON i.indicator_id = l.indicator_id
    WHERE l.measure IN ('share', 'level', 'growth') AND l.bound <> 'text'
        AND (i.structure_group IS NOT NULL
            OR i.indicator_id IN (SELECT parent FROM indicator WHERE structure_group IS NOT NULL))
),
part AS (SELECT * FROM f WHERE structure_group IS NOT NULL),
whole AS (SELECT * FROM f WHERE bound = 'point' AND measure <> 'share'
    AND indicator_id IN (SELECT parent FROM indicator WHERE structure_group IS NOT NULL)),
share AS MATERIALIZED (
    SELECT 'reported' AS origin, * EXCLUDE (measure), NULL AS wid FROM part WHERE measure = 'share'
    UNION ALL BY NAME
    SELECT 'computed' AS origin, p.* EXCLUDE (measure)
            REPLACE (100 * p.value / w.value AS value, 100 * p.least / w.most AS least,
                100 * p.most / w.least AS most),
        w.observation_id AS wid
    FROM part AS p
    JOIN whole AS w ON w.place_id = p.place_id AND w.indicator_id = p.parent
        AND w.measure = 'level' AND w.period_start = p.period_start
        AND w.period_end = p.period_end AND w.period_kind = p.period_kind AND w.role = p.role
        AND w.owner = p.owner AND w.unit = p.unit AND w.basis = p.basis AND w.least > 0
    WHERE p.measure = 'level' AND p.bound = 'point'
        AND NOT EXISTS (SELECT 1 FROM part AS s WHERE s.measure = 'share'
            AND s.place_id = p.place_id AND s.indicator_id = p.indicator_id AND s.basis = p.basis
            AND s.period_start = p.period_start AND s.period_end = p.period_end
            AND s.role = p.role AND s.owner = p.owner)
),
total AS (
    SELECT place_id, structure_group, period_start, period_end, period_kind, role, owner, basis,
        origin, sum(value) AS sum_value, count(*) AS parts
    FROM share GROUP BY ALL
),
n AS (SELECT structure_group, count(*) AS members FROM indicator
    WHERE structure_group IS NOT NULL GROUP BY ALL)
SELECT s.place_id, s.structure_group, s.indicator_id, s.period_start, s.period_end,
    s.period_kind, s.role, s.origin, s.value, s.least, s.most, t.parts, n.members, t.sum_value,
    q.value AS previous_value, s.value - q.value AS shift,
    s.value / 100 * (1 + w.value / 100) / (1 + g.value / 100) * g.value AS contribution,
    s.observation_id, s.wid AS whole_observation_id, q.observation_id AS previous_observation_id
FROM share AS s
JOIN total AS t USING (place_id, structure_group, period_start, period_end, period_kind, role,
    owner, basis, origin)
JOIN n ON n.structure_group = s.structure_group
LEFT JOIN (SELECT * FROM share WHERE role = 'result' AND bound = 'point') AS q
    ON q.place_id = s.place_id AND q.indicator_id = s.indicator_id
    AND q.period_kind = s.period_kind AND q.m = s.m - 12 AND q.basis = s.basis
    AND q.origin = s.origin
LEFT JOIN (SELECT * FROM part WHERE measure = 'growth' AND bound = 'point' AND role = 'result'
    AND NOT disputed AND unit = '%') AS g
    ON g.place_id = s.place_id AND g.indicator_id = s.indicator_id
    AND g.period_start = s.period_start AND g.period_end = s.period_end
    AND g.basis = s.basis AND s.role = 'result' AND s.bound = 'point'
LEFT JOIN (SELECT * FROM whole WHERE measure = 'growth' AND role = 'result'
    AND NOT disputed AND unit = '%') AS w
    ON w.place_id = s.place_id AND w.indicator_id = s.parent
    AND w.period_start = s.period_start AND w.period_end = s.period_end
    AND w.basis = s.basis AND s.role = 'result' AND s.bound = 'point'
