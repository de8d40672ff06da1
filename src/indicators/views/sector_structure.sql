-- sector_structure: shares of the parts of a whole, their sum, their shift and their contribution.
--
-- One row is a place, a part of a structure group, a period, target or result, and a price basis.
-- Shares are `reported`, or `computed` from the levels of part and whole where none is reported in
-- that price basis. Structures of gross output and of GRDP are different groups.
--
-- sum_low, sum_high: the sum of the group as an interval; sums_to_100: whether 100 lies in it, where
--     all parts of the codebook are there (`complete`), else null.
-- shift_low, shift_high: percentage points since the result of the year before; of a target, whose ends
--     are exact, from the result as printed.
-- contribution_*: points that the sector adds to the growth of the whole, share x (1 + G) / (1 + g) x g;
--     only where share and both growths are in the same price basis: else contribution_reason.
WITH wanted AS (
    SELECT
        i.indicator_id, i.structure_group, i.parent, i.sector, w.parent IS NOT NULL AS is_whole
    FROM indicator AS i
    LEFT JOIN (SELECT DISTINCT parent FROM indicator WHERE structure_group IS NOT NULL) AS w
        ON w.parent = i.indicator_id
    WHERE i.structure_group IS NOT NULL OR w.parent IS NOT NULL
),

-- The figures of structures alone: `latest` is worked out for them, because a filter from outside
-- would not reach the grouping inside it.
observation AS (
    SELECT o.*
    FROM observation AS o
    WHERE o.indicator_id IN (SELECT indicator_id FROM wanted)
        AND o.measure IN ('share', 'level', 'growth') AND o.bound <> 'text'
),

latest AS (
    {latest.sql}
),

-- Parts and wholes in one pass.
listed AS (
    SELECT
        l.*, i.structure_group, i.parent, i.sector, i.is_whole,
        12 * year(l.period_end) + month(l.period_end) AS last_month
    FROM latest AS l
    JOIN wanted AS i ON i.indicator_id = l.indicator_id
),

figure AS (
    SELECT * FROM listed WHERE structure_group IS NOT NULL
),

whole AS (
    SELECT * FROM listed WHERE is_whole AND measure <> 'share' AND bound = 'point'
),

share AS (
    SELECT
        'reported' AS origin, place_id, indicator_id, sector, structure_group, parent,
        period_start, period_end, period_kind, last_month, role, owner, scenario, target_by,
        bound, value, low, high, decimals, least, most, unit, price_basis, basis, flags,
        observation_id, document_id, locator, source_locator,
        CAST(NULL AS VARCHAR) AS whole_observation_id, CAST(NULL AS VARCHAR) AS whole_document_id,
        CAST(NULL AS VARCHAR) AS whole_locator, disputed, ordinal, evidence
    FROM figure
    WHERE measure = 'share'
    UNION ALL
    SELECT
        'computed', p.place_id, p.indicator_id, p.sector, p.structure_group, p.parent,
        p.period_start, p.period_end, p.period_kind, p.last_month, p.role, p.owner, p.scenario, p.target_by,
        'point', 100 * p.value / w.value, CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE), CAST(NULL AS INTEGER),
        100 * p.least / w.most, 100 * p.most / w.least, '%', p.price_basis, p.basis, p.flags,
        p.observation_id, p.document_id, p.locator, p.source_locator,
        w.observation_id, w.document_id, w.locator, p.disputed OR w.disputed, p.ordinal,
        greatest(p.evidence, w.evidence)
    FROM figure AS p
    JOIN whole AS w
        ON w.place_id = p.place_id AND w.indicator_id = p.parent AND w.measure = 'level'
        AND w.period_start = p.period_start AND w.period_end = p.period_end
        AND w.period_kind = p.period_kind AND w.role = p.role AND w.owner = p.owner
        AND w.unit = p.unit AND w.basis = p.basis AND w.least > 0
    LEFT JOIN figure AS printed
        ON printed.measure = 'share' AND printed.place_id = p.place_id
        AND printed.indicator_id = p.indicator_id AND printed.basis = p.basis
        AND printed.period_start = p.period_start AND printed.period_end = p.period_end
        AND printed.role = p.role AND printed.owner = p.owner
    WHERE p.measure = 'level' AND p.bound = 'point' AND printed.place_id IS NULL
),

-- A sum a group and a join back, not a window: less than half the cost on large stores. To the ninth
-- decimal: sums of binary fractions hang on the order of addition.
total AS (
    SELECT
        place_id, structure_group, period_start, period_end, period_kind, role, owner, basis, origin,
        round(sum(value), 9) AS sum_value, round(sum(least), 9) AS sum_low, round(sum(most), 9) AS sum_high,
        count(*) AS parts
    FROM share
    GROUP BY
        place_id, structure_group, period_start, period_end, period_kind, role, owner, basis, origin
),

members AS (
    SELECT structure_group, count(*) AS members
    FROM indicator
    WHERE structure_group IS NOT NULL
    GROUP BY structure_group
),

-- Growth of part and whole in one price basis; other_basis where only another one is reported.
grown AS (
    SELECT
        s.*,
        g.value AS growth, g.least AS growth_least, g.most AS growth_most, g.locator AS growth_locator,
        t.value AS whole_growth, t.least AS whole_growth_least, t.most AS whole_growth_most,
        t.locator AS whole_growth_locator,
        other.basis AS growth_basis
    FROM share AS s
    LEFT JOIN figure AS g
        ON g.measure = 'growth' AND g.bound = 'point' AND g.role = 'result' AND NOT g.disputed
        AND g.place_id = s.place_id AND g.indicator_id = s.indicator_id
        AND g.period_start = s.period_start AND g.period_end = s.period_end
        AND g.basis = s.basis AND g.unit = '%' AND s.role = 'result' AND s.bound = 'point'
    LEFT JOIN whole AS t
        ON t.measure = 'growth' AND t.role = 'result' AND NOT t.disputed
        AND t.place_id = s.place_id AND t.indicator_id = s.parent
        AND t.period_start = s.period_start AND t.period_end = s.period_end
        AND t.basis = s.basis AND t.unit = '%' AND s.role = 'result' AND s.bound = 'point'
    LEFT JOIN (
        SELECT place_id, indicator_id, period_start, period_end, min(basis) AS basis
        FROM figure
        WHERE measure = 'growth' AND role = 'result'
        GROUP BY place_id, indicator_id, period_start, period_end
    ) AS other
        ON other.place_id = s.place_id AND other.indicator_id = s.indicator_id
        AND other.period_start = s.period_start AND other.period_end = s.period_end
)

SELECT
    s.place_id, s.structure_group, s.indicator_id, s.sector, year(s.period_end) AS year,
    s.period_start, s.period_end, s.period_kind, s.role, s.scenario, s.target_by, s.origin,
    s.bound, s.value, s.low, s.high, s.decimals, s.least, s.most, s.unit, s.price_basis, s.disputed,
    t.parts, m.members, t.parts = m.members AND m.members > 1 AS complete,
    t.sum_value, t.sum_low, t.sum_high,
    CASE WHEN t.parts = m.members AND m.members > 1
        THEN t.sum_low <= 100 AND t.sum_high >= 100 END AS sums_to_100,
    before.value AS previous_value, before.decimals AS previous_decimals,
    s.value - before.value AS shift, 
    CASE WHEN s.role = 'target' THEN coalesce(s.value, s.low, CAST('-infinity' AS DOUBLE)) - before.value ELSE s.least - before.most END AS shift_low,
    CASE WHEN s.role = 'target' THEN coalesce(s.value, s.high, CAST('infinity' AS DOUBLE)) - before.value ELSE s.most - before.least END AS shift_high,
    CASE WHEN s.role = 'result' AND s.bound = 'point'
        THEN s.value / 100 * (1 + s.whole_growth / 100) / (1 + s.growth / 100) * s.growth
    END AS contribution,
    CASE WHEN s.role = 'result' AND s.bound = 'point'
        THEN CASE WHEN s.growth_least >= 0 THEN s.least ELSE s.most END / 100
            * (1 + CASE WHEN s.growth_least >= 0 THEN s.whole_growth_least ELSE s.whole_growth_most END / 100)
            / (1 + s.growth_least / 100) * s.growth_least
    END AS contribution_low,
    CASE WHEN s.role = 'result' AND s.bound = 'point'
        THEN CASE WHEN s.growth_most >= 0 THEN s.most ELSE s.least END / 100
            * (1 + CASE WHEN s.growth_most >= 0 THEN s.whole_growth_most ELSE s.whole_growth_least END / 100)
            / (1 + s.growth_most / 100) * s.growth_most
    END AS contribution_high,
    CASE
        WHEN s.role <> 'result' OR s.bound <> 'point' OR s.parent IS NULL THEN NULL
        WHEN s.growth IS NOT NULL AND s.whole_growth IS NOT NULL THEN NULL
        WHEN s.growth IS NULL AND s.growth_basis <> s.basis THEN 'price_basis_differs'
        WHEN s.growth IS NULL THEN 'no_growth'
        ELSE 'no_growth_of_whole'
    END AS contribution_reason,
    s.growth_basis AS growth_price_basis, s.growth_locator, s.whole_growth_locator,
    s.observation_id, s.document_id, s.locator, s.source_locator,
    s.whole_observation_id, s.whole_document_id, s.whole_locator,
    before.observation_id AS previous_observation_id, before.document_id AS previous_document_id,
    before.locator AS previous_locator, before.source_locator AS previous_source_locator,
    s.ordinal, s.evidence
FROM grown AS s
JOIN total AS t
    ON t.place_id = s.place_id AND t.structure_group = s.structure_group
    AND t.period_start = s.period_start AND t.period_end = s.period_end
    AND t.period_kind = s.period_kind AND t.role = s.role AND t.owner = s.owner
    AND t.basis = s.basis AND t.origin = s.origin
JOIN members AS m ON m.structure_group = s.structure_group
LEFT JOIN share AS before
    ON before.place_id = s.place_id AND before.indicator_id = s.indicator_id
    AND before.period_kind = s.period_kind AND before.last_month = s.last_month - 12
    AND before.role = 'result' AND before.basis = s.basis AND before.origin = s.origin
    AND before.bound = 'point'
