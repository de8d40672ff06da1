-- `growth` by hand.
WITH f AS MATERIALIZED (
    SELECT l.*, 12 * year(period_start) + month(period_start) AS m1,
        12 * year(period_end) + month(period_end) AS m2,
        coalesce(p.valid_from, '0001-01-01'::DATE) AS territory
    FROM ({latest}) AS l
    LEFT JOIN place AS p ON p.place_id = l.place_id
        AND l.period_end BETWEEN p.valid_from AND coalesce(p.valid_to, '9999-12-31'::DATE)
    WHERE l.measure IN ('growth', 'level') AND l.bound <> 'text'
),
g AS (SELECT * FROM f WHERE measure = 'growth'),
point AS (SELECT * FROM f WHERE measure = 'level' AND role = 'result' AND bound = 'point'),
-- first year of a series: one window over the points instead of a group and a join back
ranked AS (
    SELECT *, first_value(value) OVER series AS v1, first_value(m2) OVER series AS y1
    FROM point
    WINDOW series AS (PARTITION BY place_id, indicator_id, unit, basis, period_kind, territory,
        m2 % 12, m2 - m1 ORDER BY m2)
),
level AS (
    SELECT *, (m2 - y1) // 12 AS years, if(v1 > 0, value / v1, NULL) AS ratio FROM ranked
    UNION ALL BY NAME
    SELECT * FROM f WHERE measure = 'level' AND NOT (role = 'result' AND bound = 'point')
),
paired AS MATERIALIZED (
    SELECT l.*, b.observation_id AS bid, b.value AS bvalue,
        CASE WHEN l.unit = '%' THEN l.value - b.value
            WHEN b.least > 0 THEN 100 * (l.value / b.value - 1) END AS computed,
        CASE WHEN l.unit = '%' THEN l.least - b.most
            WHEN b.least > 0 THEN 100 * (l.least / b.most - 1) END AS computed_low,
        CASE WHEN l.unit = '%' THEN l.most - b.least
            WHEN b.least > 0 THEN 100 * (l.most / b.least - 1) END AS computed_high
    FROM level AS l
    LEFT JOIN point AS b ON b.place_id = l.place_id AND b.indicator_id = l.indicator_id
        AND b.unit = l.unit AND b.basis = l.basis AND b.period_kind = l.period_kind
        AND b.territory = l.territory AND b.m1 = l.m1 - 12 AND b.m2 = l.m2 - 12
        AND l.period_kind <> 'multi_year'
        AND coalesce(b.base_year = l.base_year, true)
),
o AS (
    SELECT place_id, indicator_id, role, owner, period_start, period_end, min(basis) AS basis
    FROM paired WHERE basis <> 'not printed' GROUP BY ALL
),
joined AS (
    SELECT g.*, if(e.observation_id IS NULL, u.observation_id, e.observation_id) AS lid,
        o.basis AS obasis, e.observation_id IS NULL AND u.observation_id IS NOT NULL AS bare
    FROM g
    LEFT JOIN paired AS e USING (place_id, indicator_id, role, owner, period_start, period_end, basis)
    LEFT JOIN (SELECT * FROM paired WHERE basis = 'not printed') AS u
        ON u.place_id = g.place_id AND u.indicator_id = g.indicator_id AND u.role = g.role
        AND u.owner = g.owner AND u.period_start = g.period_start
        AND u.period_end = g.period_end AND g.basis <> 'not printed'
    LEFT JOIN o ON o.place_id = g.place_id AND o.indicator_id = g.indicator_id
        AND o.role = g.role AND o.owner = g.owner AND o.period_start = g.period_start
        AND o.period_end = g.period_end AND o.basis <> g.basis
),
lone AS (
    SELECT * FROM paired AS l WHERE bid IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM g WHERE g.place_id = l.place_id
            AND g.indicator_id = l.indicator_id AND g.role = l.role AND g.owner = l.owner
            AND g.period_start = l.period_start AND g.period_end = l.period_end
            AND (g.basis = l.basis OR l.basis = 'not printed'))
)
SELECT j.place_id, j.indicator_id, j.period_start, j.period_end, j.period_kind, j.role,
    j.price_basis, j.bound AS reported_bound, j.value AS reported_value,
    l.value AS level_value, l.bvalue AS base_value, l.computed, l.computed_low, l.computed_high,
    CASE WHEN j.role = 'result' AND NOT j.disputed AND l.bound = 'point' AND j.bound = 'point'
        AND (j.unit <> '%' OR j.least > -100)
        THEN if(j.unit = '%', l.value / (1 + j.value / 100), l.value - j.value) END AS implied_base,
    if(l.years > 0, 100 * l.ratio, NULL) AS index_on_first, if(l.years > 0, l.years, NULL) AS years,
    CASE WHEN j.disputed THEN 'growth_disputed'
        WHEN lid IS NULL AND obasis IS NOT NULL THEN 'price_basis_differs'
        WHEN bare THEN 'price_basis_not_printed' END AS reason,
    obasis AS other_price_basis, j.observation_id, lid AS level_observation_id,
    l.bid AS base_observation_id
FROM joined AS j LEFT JOIN paired AS l ON l.observation_id = j.lid
UNION ALL
SELECT place_id, indicator_id, period_start, period_end, period_kind, role,
    price_basis, NULL, NULL, value, bvalue, computed, computed_low, computed_high, NULL,
    if(years > 0, 100 * ratio, NULL), if(years > 0, years, NULL), NULL, NULL, NULL,
    observation_id, bid
FROM lone
