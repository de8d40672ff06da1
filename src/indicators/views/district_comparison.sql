-- district_comparison: figures of places of one level, side by side where they compare.
--
-- One row is a figure of a place. Figures stand side by side (one `comparison`) when comparability
-- group, measure, period, target or result, unit and price basis are the same.
--
-- grade: same, similar or not comparable; null where only one place reports (`reason` only_here).
--     One indicator is the same everywhere; different indicators of a group have the grade that the
--     codebook gives the group, and constant prices of different base years do not compare.
WITH figure AS (
    SELECT
        l.*, i.comparability, i.grade AS group_grade, i.comparability_note, i.comparability_note_vi, i.theme, i.sector,
        coalesce(p.level, 'unknown') AS place_level
    FROM latest AS l
    JOIN indicator AS i ON i.indicator_id = l.indicator_id
    LEFT JOIN place AS p
        ON p.place_id = l.place_id AND p.valid_from <= least(l.period_end, l.issued_on)
        AND coalesce(p.valid_to, DATE '9999-12-31') >= least(l.period_end, l.issued_on)
),

compared AS (
    SELECT
        comparability, place_level, measure, role, period_start, period_end, period_kind, basis,
        coalesce(unit, '') AS unit_key,
        count(DISTINCT place_id) AS places,
        min(indicator_id) <> max(indicator_id) AS indicators_differ,
        min(base_year) <> max(base_year) AS base_years_differ
    FROM figure
    GROUP BY
        comparability, place_level, measure, role, period_start, period_end, period_kind, basis,
        coalesce(unit, '')
)

SELECT
    concat_ws(' | ', f.comparability, f.measure, f.role, CAST(f.period_start AS VARCHAR),
        CAST(f.period_end AS VARCHAR), f.period_kind, f.unit, f.price_basis) AS comparison,
    f.comparability, f.place_level, f.place_id, f.indicator_id, f.theme, f.sector, year(f.period_end) AS year,
    f.period_start, f.period_end, f.period_kind, f.role, f.scenario, f.target_by, f.measure,
    f.bound, f.value, f.low, f.high, f.denominator, f.decimals, f.least, f.most, f.unit,
    f.price_basis, f.base_year, f.raw_label, f.raw_value, f.disputed,
    c.places,
    CASE
        WHEN c.places < 2 THEN NULL
        WHEN c.base_years_differ THEN 'not comparable'
        WHEN c.indicators_differ THEN f.group_grade
        ELSE 'same'
    END AS grade,
    CASE
        WHEN c.places < 2 THEN 'only_here'
        WHEN c.base_years_differ THEN 'base_year_differs'
        WHEN c.indicators_differ THEN 'definitions_differ'
        ELSE 'same_indicator'
    END AS reason,
    f.comparability_note, f.comparability_note_vi,
    f.observation_id, f.document_id, f.locator, f.source_locator, f.ordinal, f.evidence
FROM figure AS f
JOIN compared AS c
    ON c.comparability = f.comparability AND c.place_level = f.place_level AND c.measure = f.measure
    AND c.role = f.role AND c.period_start = f.period_start AND c.period_end = f.period_end
    AND c.period_kind = f.period_kind AND c.basis = f.basis AND c.unit_key = coalesce(f.unit, '')
