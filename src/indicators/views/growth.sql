-- growth: growth on the same period of the year before, as reported and as computed from levels.
--
-- One row is a place, an indicator, a period, target or result, and a price basis. Growth is in
-- percent, or in percentage points (điểm %) where the indicator itself is a percentage.
--
-- reported_*: what a document prints.
-- computed_low, computed_high: from the levels of both years, as the interval that their rounding
--     leaves (a target is exact, the result before it rounded); only inside one territory, unit, kind
--     of period and price basis.
-- implied_base_low, implied_base_high: the level of the year before that level and reported growth
--     imply; refused where the documents dispute the growth.
-- index_on_first, compound_rate: the level against the first year of its series (100), and the
--     average growth a year since.
-- evidence: the weakest of the figures: growth and level, or the two levels (bounded.sql).
-- reason: price_basis_not_printed (the level prints none: taken as that of the growth),
--     price_basis_differs (level and growth are in different prices: nothing is computed),
--     growth_disputed.
WITH
-- `latest` is worked out for levels and growth alone: a filter from outside would not reach the
-- grouping inside it.
observation AS (
    SELECT * FROM observation WHERE measure IN ('growth', 'level') AND bound <> 'text'
),

latest AS (
    {latest.sql}
),

figure AS (
    SELECT
        l.*,
        12 * year(l.period_start) + month(l.period_start) AS first_month,
        12 * year(l.period_end) + month(l.period_end) AS last_month,
        CASE WHEN l.role = 'target' THEN coalesce(l.value, l.low, CAST('-infinity' AS DOUBLE)) ELSE l.least END AS bottom,
        CASE WHEN l.role = 'target' THEN coalesce(l.value, l.high, CAST('infinity' AS DOUBLE)) ELSE l.most END AS top,
        -- the territory of the period: series are not carried on over its change
        coalesce(p.valid_from, DATE '0001-01-01') AS territory
    FROM latest AS l
    LEFT JOIN place AS p
        ON p.place_id = l.place_id AND p.valid_from <= l.period_end
        AND coalesce(p.valid_to, DATE '9999-12-31') >= l.period_end
),

reported AS (
    SELECT * FROM figure WHERE measure = 'growth'
),

level AS (
    SELECT * FROM figure WHERE measure = 'level'
),

series AS (
    SELECT
        place_id, indicator_id, unit, basis, period_kind, territory,
        last_month % 12 AS closing_month, last_month - first_month AS months,
        min(last_month) AS first_year_month, min_by(value, last_month) AS first_value
    FROM level
    WHERE role = 'result' AND bound = 'point'
    GROUP BY
        place_id, indicator_id, unit, basis, period_kind, territory,
        last_month % 12, last_month - first_month
),

-- Levels with the level of the year before, where it is printed.
paired AS (
    SELECT
        l.*,
        b.observation_id AS base_observation_id, b.document_id AS base_document_id,
        b.locator AS base_locator, b.source_locator AS base_source_locator,
        b.value AS base_value, b.least AS base_least, b.most AS base_most, b.decimals AS base_decimals,
        b.evidence AS base_evidence,
        CASE
            WHEN b.observation_id IS NULL THEN NULL
            WHEN l.unit = '%' THEN l.value - b.value
            WHEN b.least > 0 THEN 100 * (l.value / b.value - 1)
        END AS computed,
        CASE
            WHEN l.unit = '%' THEN l.bottom - b.most
            WHEN b.least > 0 THEN 100 * (l.bottom / b.most - 1)
        END AS computed_low,
        CASE
            WHEN l.unit = '%' THEN l.top - b.least
            WHEN b.least > 0 THEN 100 * (l.top / b.least - 1)
        END AS computed_high,
        (l.last_month - s.first_year_month) // 12 AS years,
        CASE WHEN s.first_value > 0 THEN l.value / s.first_value END AS ratio
    FROM level AS l
    LEFT JOIN level AS b
        ON b.place_id = l.place_id AND b.indicator_id = l.indicator_id AND b.unit = l.unit
        AND b.basis = l.basis AND b.period_kind = l.period_kind AND b.territory = l.territory
        AND b.first_month = l.first_month - 12 AND b.last_month = l.last_month - 12
        AND b.role = 'result' AND b.bound = 'point' AND l.period_kind <> 'multi_year'
        AND (b.base_year = l.base_year OR b.base_year IS NULL OR l.base_year IS NULL)
    LEFT JOIN series AS s
        ON l.role = 'result' AND l.bound = 'point'
        AND s.place_id = l.place_id AND s.indicator_id = l.indicator_id AND s.unit = l.unit
        AND s.basis = l.basis AND s.period_kind = l.period_kind AND s.territory = l.territory
        AND s.closing_month = l.last_month % 12 AND s.months = l.last_month - l.first_month
),

joined AS (
    -- reported growth, with the level in its price basis, or else the level that prints none
    SELECT
        g.place_id, g.indicator_id, g.period_start, g.period_end, g.period_kind, g.role,
        g.scenario, g.target_by, g.unit AS growth_unit, g.price_basis, g.base_year, g.ordinal,
        g.bound, g.value, g.low, g.high, g.decimals, g.least, g.most, g.raw_value,
        g.observation_id, g.document_id, g.locator, g.source_locator, g.figures, g.disputed,
        g.lowest, g.highest, g.evidence,
        coalesce(e.observation_id, u.observation_id) AS level_id,
        o.basis AS other_basis,
        e.observation_id IS NULL AND u.observation_id IS NOT NULL AS basis_not_printed
    FROM reported AS g
    LEFT JOIN level AS e
        ON e.place_id = g.place_id AND e.indicator_id = g.indicator_id AND e.role = g.role
        AND e.period_start = g.period_start AND e.period_end = g.period_end
        AND e.basis = g.basis AND e.owner = g.owner
    LEFT JOIN level AS u
        ON u.place_id = g.place_id AND u.indicator_id = g.indicator_id AND u.role = g.role
        AND u.period_start = g.period_start AND u.period_end = g.period_end
        AND u.basis = 'not printed' AND g.basis <> 'not printed' AND u.owner = g.owner
    LEFT JOIN (
        SELECT place_id, indicator_id, role, owner, period_start, period_end, min(basis) AS basis
        FROM level
        WHERE basis <> 'not printed'
        GROUP BY place_id, indicator_id, role, owner, period_start, period_end
    ) AS o
        ON o.place_id = g.place_id AND o.indicator_id = g.indicator_id AND o.role = g.role
        AND o.period_start = g.period_start AND o.period_end = g.period_end
        AND o.owner = g.owner AND o.basis <> g.basis
    UNION ALL
    -- levels of two years without a reported growth
    SELECT
        l.place_id, l.indicator_id, l.period_start, l.period_end, l.period_kind, l.role,
        l.scenario, l.target_by, CASE WHEN l.unit = '%' THEN 'điểm %' ELSE '%' END,
        l.price_basis, l.base_year, l.ordinal,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, false, NULL, NULL,
        l.base_evidence, l.observation_id, NULL, false
    FROM paired AS l
    LEFT JOIN reported AS g
        ON g.place_id = l.place_id AND g.indicator_id = l.indicator_id AND g.role = l.role
        AND g.period_start = l.period_start AND g.period_end = l.period_end
        AND (g.basis = l.basis OR l.basis = 'not printed') AND g.owner = l.owner
    WHERE g.place_id IS NULL AND l.base_observation_id IS NOT NULL
),

weighed AS (
    SELECT
        j.*,
        l.value AS level_value, l.low AS level_low, l.high AS level_high, l.bound AS level_bound,
        l.decimals AS level_decimals, l.least AS level_least, l.most AS level_most,
        l.unit AS level_unit, l.scenario AS level_scenario, l.price_basis AS level_price_basis,
        l.document_id AS level_document_id, l.locator AS level_locator,
        l.source_locator AS level_source_locator,
        l.base_value, l.base_decimals, l.base_observation_id, l.base_document_id,
        l.base_locator, l.base_source_locator, l.computed, l.computed_low, l.computed_high,
        l.years, l.ratio, l.evidence AS level_evidence,
        CASE
            WHEN j.disputed THEN 'growth_disputed'
            WHEN j.level_id IS NULL AND j.other_basis IS NOT NULL THEN 'price_basis_differs'
            WHEN j.level_id IS NOT NULL AND j.basis_not_printed THEN 'price_basis_not_printed'
        END AS reason,
        j.role = 'result' AND NOT j.disputed AND l.bound = 'point' AND j.bound = 'point'
            AND (j.growth_unit <> '%' OR j.least > -100) AS implies
    FROM joined AS j
    LEFT JOIN paired AS l ON l.observation_id = j.level_id
)

SELECT
    place_id, w.indicator_id, i.theme, i.sector, year(period_end) AS year,
    period_start, period_end, period_kind, role, scenario, target_by, growth_unit,
    price_basis, base_year,
    bound AS reported_bound, value AS reported_value, low AS reported_low, high AS reported_high,
    decimals AS reported_decimals, raw_value AS reported_raw_value, figures AS reported_figures, disputed, lowest, highest,
    computed, computed_low, computed_high,
    CASE WHEN observation_id IS NOT NULL AND role = 'result'
        THEN most >= computed_low AND least <= computed_high END AS agrees,
    CASE
        WHEN NOT implies THEN NULL
        WHEN growth_unit = '%' THEN level_value / (1 + value / 100)
        ELSE level_value - value
    END AS implied_base,
    CASE
        WHEN NOT implies THEN NULL
        WHEN growth_unit = '%' THEN level_least / (1 + most / 100)
        ELSE level_least - most
    END AS implied_base_low,
    CASE
        WHEN NOT implies THEN NULL
        WHEN growth_unit = '%' THEN level_most / (1 + least / 100)
        ELSE level_most - least
    END AS implied_base_high,
    level_value, level_low, level_high, level_bound, level_decimals, level_unit, level_scenario, level_price_basis,
    base_value, base_decimals,
    CASE WHEN years > 0 THEN 100 * ratio END AS index_on_first,
    CASE WHEN years > 0 THEN 100 * (power(ratio, 1.0 / years) - 1) END AS compound_rate,
    CASE WHEN years > 0 THEN years END AS years,
    reason, other_basis AS other_price_basis,
    observation_id, document_id, locator, source_locator,
    level_id AS level_observation_id, level_document_id, level_locator, level_source_locator,
    base_observation_id, base_document_id, base_locator, base_source_locator,
    ordinal,
    greatest(evidence, level_evidence) AS evidence
FROM weighed AS w
LEFT JOIN indicator AS i ON i.indicator_id = w.indicator_id
