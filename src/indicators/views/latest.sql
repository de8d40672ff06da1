-- latest: one figure for each fact, of the several a store may hold.
--
-- A fact is a place, an indicator, a period, target or result, a measure, a unit, a price basis and,
-- for targets and attainments, whose target it is. Of several figures the first in this order is
-- shown: actual before estimate, later document before earlier, first in its document. The others
-- stay in `observation`; `figures` counts them all, `lowest` and `highest` are their ends, and
-- `disputed` says that their rounding intervals have no value in common.
--
-- least, most: `value`, `low` and `high` widened by `half`, the interval the true value lies in. A printed figure is rounded to half a unit of
-- its last decimal; whole numbers of things that are counted (xã, người) are exact.
WITH figure AS (
    SELECT
        o.*,
        d.issued_on,
        CASE WHEN o.scenario = 'target' THEN 'target' ELSE 'result' END AS role,
        coalesce(o.price_basis, 'not printed') AS basis,
        CASE
            WHEN o.scenario = 'target' OR o.measure = 'attainment' THEN coalesce(o.target_by, '')
            ELSE ''
        END AS owner,
        CASE
            WHEN u.counted AND o.decimals <= 0 THEN 0.0
            ELSE coalesce(0.5 * power(10, -o.decimals), 0.0)
        END AS half
    FROM observation AS o
    JOIN document AS d USING (document_id)
    LEFT JOIN unit AS u ON u.symbol = o.unit
),

bounded AS (
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

ranked AS (
    SELECT
        *,
        row_number() OVER (
            fact ORDER BY scenario = 'estimate', issued_on DESC, document_id, ordinal, observation_id
        ) AS place_in_line,
        count(*) OVER fact AS figures,
        max(least) OVER fact AS highest_least,
        min(most) OVER fact AS lowest_most,
        min(coalesce(value, low, high)) OVER fact AS lowest,
        max(coalesce(value, high, low)) OVER fact AS highest
    FROM bounded
    WINDOW fact AS (
        PARTITION BY
            place_id, indicator_id, period_start, period_end, period_kind, role, measure, unit, basis, owner
    )
)

SELECT
    observation_id, document_id, locator, source_locator, place_id, indicator_id,
    period_start, period_end, period_kind, role, scenario, target_by, measure,
    bound, value, low, high, denominator, decimals, half, least, most, unit,
    price_basis, base_year, basis, owner,
    raw_label, raw_value, reported_status, note, flags, ordinal, issued_on,
    figures, highest_least > lowest_most AS disputed, lowest, highest
FROM ranked
WHERE place_in_line = 1
