-- `target_vs_actual` by hand.
WITH l AS MATERIALIZED (
    SELECT *, year(period_end) AS y FROM ({latest})
),
r AS (SELECT * FROM l WHERE role = 'result'),
p AS (SELECT * FROM l WHERE role = 'target'),
t AS (
    SELECT 'printed' AS origin, place_id, indicator_id, period_start, period_end, period_kind,
        measure, unit, basis, owner, target_by, price_basis, bound, value, low, high, observation_id
    FROM p
    UNION ALL
    SELECT DISTINCT 'percent_of_plan', place_id, indicator_id, make_date(y, 1, 1),
        make_date(y, 12, 31), 'year', 'attainment', '%', 'not printed', owner, target_by,
        NULL, 'point', 100.0, NULL::DOUBLE, NULL::DOUBLE, NULL
    FROM r WHERE measure = 'attainment' AND period_kind IN ('year', 'year_to_date')
        AND NOT EXISTS (SELECT 1 FROM p WHERE p.place_id = r.place_id
            AND p.indicator_id = r.indicator_id AND p.measure = 'attainment'
            AND p.owner = r.owner AND p.value = 100 AND p.y = r.y)
    UNION ALL
    SELECT 'none', place_id, indicator_id, period_start, period_end, period_kind,
        measure, unit, basis, owner, NULL, price_basis, NULL, NULL, NULL, NULL, NULL
    FROM r WHERE measure <> 'attainment'
        AND (place_id, indicator_id, measure, period_kind) IN (
            SELECT (place_id, indicator_id, measure, period_kind) FROM p)
        AND NOT EXISTS (SELECT 1 FROM p WHERE p.place_id = r.place_id
            AND p.indicator_id = r.indicator_id AND p.measure = r.measure
            AND p.period_start = r.period_start AND p.period_end = r.period_end)
),
done AS (  -- the furthest of the year, as one value
    SELECT place_id, indicator_id, y, measure, unit, basis, owner,
        arg_max_null(value, period_end) AS value, count(*) AS figures
    FROM r WHERE period_kind = 'year_to_date' GROUP BY ALL
),
other AS (
    SELECT place_id, indicator_id, period_start, period_end, measure, unit, min(basis) AS basis
    FROM r GROUP BY ALL
),
pair AS (
    SELECT t.*, r.bound AS rbound, r.value AS rvalue, r.low AS rlow, r.high AS rhigh,
        r.observation_id AS rid, done.value AS pvalue, done.figures AS progress,
        other.basis AS obasis, said.value AS svalue,
        coalesce(a.verdict, b.verdict) AS reported_verdict,
        i.better, CASE WHEN t.bound IN ('at_least', 'more_than') THEN 1
            WHEN t.bound IN ('at_most', 'less_than') THEN -1
            WHEN i.better IN ('higher', 'inside') THEN 1 WHEN i.better = 'lower' THEN -1 END AS side
    FROM t
    LEFT JOIN indicator AS i ON i.indicator_id = t.indicator_id
    LEFT JOIN r ON r.place_id = t.place_id AND r.indicator_id = t.indicator_id
        AND r.period_start = t.period_start AND r.period_end = t.period_end
        AND r.period_kind = t.period_kind AND r.measure = t.measure AND r.unit = t.unit
        AND r.basis = t.basis AND (r.owner = t.owner OR t.measure <> 'attainment')
    LEFT JOIN rating AS a ON a.observation_id = r.observation_id
        AND a.target_by = if(t.origin = 'printed', 'own', t.owner)
    LEFT JOIN rating AS b ON b.observation_id = t.observation_id AND b.target_by = 'own'
    LEFT JOIN done ON done.place_id = t.place_id AND done.indicator_id = t.indicator_id
        AND done.y = year(t.period_end) AND t.period_kind = 'year' AND done.measure = t.measure
        AND done.unit = t.unit AND done.basis = t.basis
        AND (done.owner = t.owner OR t.measure <> 'attainment')
    LEFT JOIN other ON other.place_id = t.place_id AND other.indicator_id = t.indicator_id
        AND other.period_start = t.period_start AND other.period_end = t.period_end
        AND other.measure = t.measure AND other.unit = t.unit AND r.observation_id IS NULL
    LEFT JOIN (SELECT * FROM r WHERE measure = 'attainment' AND bound = 'point') AS said
        ON said.place_id = t.place_id AND said.indicator_id = t.indicator_id
        AND said.period_start = t.period_start AND said.period_end = t.period_end
        AND t.measure = 'level' AND said.owner = if(t.owner = 'district', 'plan', t.owner)
),
turned AS (
    SELECT *,
        side * coalesce(value, if(side = 1, low, high)) AS floor,
        if(bound IN ('point', 'range'), side * coalesce(value, if(side = 1, high, low)),
            'infinity'::DOUBLE) AS ceiling,
        coalesce(side * coalesce(rvalue, if(side = 1, rlow, rhigh)), '-infinity'::DOUBLE) AS worst,
        coalesce(side * coalesce(rvalue, if(side = 1, rhigh, rlow)), 'infinity'::DOUBLE) AS best
    FROM pair
),
placed AS (
    SELECT *, bound IN ('more_than', 'less_than') AS open,
        if(worst < floor OR (open AND worst = floor), -1, if(worst > ceiling, 1, 0)) AS w,
        if(best < floor OR (open AND best = floor), -1, if(best > ceiling, 1, 0)) AS b,
        origin = 'none' OR bound = 'text' OR rid IS NULL OR rbound = 'text' OR side IS NULL AS barred
    FROM turned
)
SELECT place_id, indicator_id, period_start, period_end, period_kind, measure, unit,
    price_basis, target_by, origin, bound AS target_bound, value AS target_value,
    low AS target_low, high AS target_high, rvalue AS result_value,
    CASE WHEN barred OR w <> b THEN 'undetermined' WHEN w = 0 THEN 'met'
        WHEN w = 1 AND coalesce(better, 'none') <> 'inside' THEN 'exceeded' ELSE 'missed' END AS verdict,
    CASE WHEN barred THEN NULL
        WHEN bound = 'range' AND abs(rvalue - low) <= abs(rvalue - high) THEN rvalue - low
        WHEN bound = 'range' THEN rvalue - high
        ELSE rvalue - coalesce(value, low, high) END AS gap,
    reported_verdict, svalue AS reported_attainment, pvalue AS progress_value,
    obasis AS other_price_basis, observation_id AS target_observation_id, rid AS result_observation_id
FROM placed
