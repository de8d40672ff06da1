-- latest: one figure for each fact, of the several a store may hold.
--
-- A fact is a place, an indicator, a period, target or result, a measure, a unit, a price basis and,
-- for targets and attainments, whose target it is. Of several figures the first in this order is
-- shown: actual before estimate, later document before earlier, first in its document. The others
-- stay in `observation`; `figures` counts them all, `lowest` and `highest` are their ends, and
-- `disputed` says that their rounding intervals have no value in common.
--
-- least, most: `value`, `low` and `high` widened by `half`, the interval the true value lies in. A
-- printed figure is rounded to half a unit of its last decimal; whole numbers of things that are
-- counted (xã, người) are exact.
-- NOT MATERIALIZED: to work the intervals out twice is cheaper than to keep the whole store in between.
WITH release AS (
    -- documents in line, the latest first
    SELECT document_id, issued_on, row_number() OVER (ORDER BY issued_on DESC, document_id) AS turn
    FROM document
),

figure AS NOT MATERIALIZED (
    SELECT
        o.*,
        d.issued_on,
        coalesce(o.unit, '') AS unit_key,
        CASE WHEN o.scenario = 'target' THEN 'target' ELSE 'result' END AS role,
        coalesce(o.price_basis, 'not printed') AS basis,
        CASE
            WHEN o.scenario = 'target' OR o.measure = 'attainment' THEN coalesce(o.target_by, '')
            ELSE ''
        END AS owner,
        CASE
            WHEN u.counted AND o.decimals <= 0 THEN 0.0
            ELSE coalesce(0.5 * power(10, -o.decimals), 0.0)
        END AS half,
        -- The order of the figures of a fact as one number: 2^62 for an estimate, 2^31 a document, and
        -- the place in the document, which no two of its figures share; where a store has none, a
        -- number of the id stands for it, so that a fact still is one row.
        CASE WHEN o.scenario = 'estimate' THEN 4611686018427387904 ELSE 0 END
            + d.turn * 2147483648 + coalesce(o.ordinal, 1147483647 + abs(hash(o.observation_id) % 1000000000)) AS line
    FROM observation AS o
    JOIN release AS d ON d.document_id = o.document_id
    LEFT JOIN unit AS u ON u.symbol = o.unit
),

bounded AS NOT MATERIALIZED (
    SELECT
        *,
        CASE
            WHEN bound = 'text' THEN NULL
            ELSE coalesce(value, low, CAST('-infinity' AS DOUBLE)) - half
        END AS least,
        CASE
            WHEN bound = 'text' THEN NULL
            ELSE coalesce(value, high, CAST('infinity' AS DOUBLE)) + half
        END AS most
    FROM figure
),

-- The facts with several figures, joined back: few rows. A window over all figures would have to
-- sort the whole store with all its columns, three times the cost on large stores.
contested AS (
    SELECT
        place_id, indicator_id, period_start, period_end, period_kind, role, measure, unit_key, basis, owner,
        min(line) AS first_line,
        count(*) AS figures,
        max(least) > min(most) AS disputed,
        min(coalesce(value, low, high)) AS lowest,
        max(coalesce(value, high, low)) AS highest
    FROM bounded
    GROUP BY
        place_id, indicator_id, period_start, period_end, period_kind, role, measure, unit_key, basis, owner
    HAVING count(*) > 1
)

SELECT
    b.observation_id, b.document_id, b.locator, b.source_locator, b.place_id, b.indicator_id,
    b.period_start, b.period_end, b.period_kind, b.role, b.scenario, b.target_by, b.measure,
    b.bound, b.value, b.low, b.high, b.denominator, b.decimals, b.half, b.least, b.most, b.unit,
    b.price_basis, b.base_year, b.basis, b.owner,
    b.raw_label, b.raw_value, b.reported_status, b.note, b.flags, b.ordinal, b.issued_on,
    coalesce(c.figures, 1) AS figures,
    CASE WHEN b.bound <> 'text' THEN coalesce(c.disputed, false) END AS disputed,
    coalesce(c.lowest, b.value, b.low, b.high) AS lowest,
    coalesce(c.highest, b.value, b.high, b.low) AS highest
FROM bounded AS b
LEFT JOIN contested AS c
    ON c.place_id = b.place_id AND c.indicator_id = b.indicator_id
    AND c.period_start = b.period_start AND c.period_end = b.period_end
    AND c.period_kind = b.period_kind AND c.role = b.role AND c.measure = b.measure
    AND c.unit_key = b.unit_key AND c.basis = b.basis AND c.owner = b.owner
WHERE c.first_line IS NULL OR c.first_line = b.line
