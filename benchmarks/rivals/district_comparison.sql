-- `district_comparison` by hand.
WITH f AS MATERIALIZED (
    SELECT l.*, i.comparability, i.grade AS group_grade, coalesce(p.level, 'unknown') AS place_level,
        coalesce(l.unit, '') AS unit_key
    FROM ({latest}) AS l
    JOIN indicator AS i ON i.indicator_id = l.indicator_id
    LEFT JOIN place AS p ON p.place_id = l.place_id
        AND least(l.period_end, l.issued_on) BETWEEN p.valid_from
            AND coalesce(p.valid_to, '9999-12-31'::DATE)
),
-- by place first: no count(DISTINCT)
c AS (
    SELECT comparability, place_level, measure, role, period_start, period_end, period_kind, basis,
        unit_key, count(*) AS places, min(i1) <> max(i2) AS differ, min(b1) <> max(b2) AS years
    FROM (
        SELECT comparability, place_level, measure, role, period_start, period_end, period_kind,
            basis, unit_key, place_id, min(indicator_id) AS i1, max(indicator_id) AS i2,
            min(base_year) AS b1, max(base_year) AS b2
        FROM f GROUP BY ALL
    ) GROUP BY ALL
)
SELECT f.comparability, f.place_level, f.place_id, f.indicator_id, f.period_start,
    f.period_end, f.period_kind, f.role, f.measure, f.bound, f.value, f.unit, f.price_basis, f.disputed, c.places,
    CASE WHEN c.places < 2 THEN NULL WHEN c.years THEN 'not comparable'
        WHEN c.differ THEN f.group_grade ELSE 'same' END AS grade,
    CASE WHEN c.places < 2 THEN 'only_here' WHEN c.years THEN 'base_year_differs'
        WHEN c.differ THEN 'definitions_differ' ELSE 'same_indicator' END AS reason,
    f.observation_id, f.document_id, f.locator
FROM f JOIN c USING (comparability, place_level, measure, role, period_start, period_end,
    period_kind, basis, unit_key)
