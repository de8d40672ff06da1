-- latest: one figure for each fact, of the several a store may hold.
--
-- A fact is a place, an indicator, a period, target or result, a measure, a unit, a price basis and,
-- for targets and attainments, whose target it is. Of several figures the first in this order is
-- shown: official documents before the press before others, and behind them what was typed once or is
-- quoted (`evidence`); actual before estimate, later document before earlier, first in its document. The others
-- stay in `observation`; `figures` counts them all, `lowest` and `highest` are their ends, and
-- `disputed` says that their rounding intervals have no value in common.
--
-- least, most: the interval the true value lies in (bounded.sql).
WITH
{bounded.sql},

-- The facts with several figures, joined back: few rows. A window over all figures would have to
-- sort the whole store with all its columns, three times the cost on large stores.
contested AS (
    SELECT
        place_id, indicator_id, period_start, period_end, period_kind, role, measure, unit_key, basis, owner,
        min(line) AS first_line,
        count(*) AS figures,
        -- to the ninth decimal: intervals that touch have a value in common
        round(max(least), 9) > round(min(most), 9) AS disputed,
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
    b.raw_label, b.raw_value, b.reported_status, b.note, b.flags, b.ordinal, b.issued_on, b.evidence,
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
