/*
severity = "error"
title_vi = "Tăng trưởng không khớp mức hai năm"
title_en = "Growth does not follow from both levels"
meaning_vi = "Tăng trưởng in ra khác số tính từ mức của kỳ này và mức cùng kỳ năm trước, cùng loại giá, kể cả khi đã tính đến làm tròn."
meaning_en = "The printed growth differs from that of the levels of this period and of the same one a year before, in the same prices, rounding allowed for."
settle_vi = "Mức của hai năm và loại giá dùng để tính tăng trưởng."
settle_en = "The levels of both years and the prices that the growth was worked out in."
message_vi = "{name}, {period}: in {p1}, nhưng {p2} so với {p3} của năm trước là {expected}"
message_en = "{name}, {period}: printed {p1}, but {p2} on {p3} of the year before is {expected}"
*/
WITH
-- Where the levels shown do not fit: few, and only these are looked at closely.
suspect AS MATERIALIZED (
    SELECT DISTINCT g.observation_id
    FROM fact AS g
    JOIN fact AS l
        ON l.cell = g.cell AND l.role = 'result' AND l.basis IN (g.basis, 'not printed') AND l.bound = 'point'
    JOIN fact AS b
        ON b.cell = g.before AND b.role = 'result'
        AND b.basis = l.basis AND b.unit = l.unit AND b.measure = l.measure AND b.bound = 'point'
    WHERE g.measure = 'growth' AND g.role = 'result' AND l.measure IN ('level', 'share')
        AND (l.unit = '%') = (g.unit <> '%') AND (l.unit = '%' OR b.least > 0)
        AND CASE WHEN l.unit = '%'
            THEN round(g.least - (l.most - b.least), 9) > 0 OR round(l.least - b.most - g.most, 9) > 0
            ELSE round(g.least - 100 * (l.most / b.least - 1), 9) > 0 OR round(100 * (l.least / b.most - 1) - g.most, 9) > 0
        END
),

computed AS (
    SELECT
        g.unit, g.observation_id AS growth_id, l.latest AND b.latest AS latest,
        [g.observation_id, l.observation_id, b.observation_id] AS figures,
        CASE WHEN l.unit = '%' THEN l.least - b.most ELSE 100 * (l.least / b.most - 1) END AS expected_low,
        CASE WHEN l.unit = '%' THEN l.most - b.least ELSE 100 * (l.most / b.least - 1) END AS expected_high,
        round(g.least - expected_high, 9) <= 0 AND round(expected_low - g.most, 9) <= 0 AS fits
    FROM fact AS g
    JOIN suspect AS s ON s.observation_id = g.observation_id
    -- every printed level: a growth rate holds for the levels of its time, not for those revised since
    JOIN figure AS l
        ON l.cell = g.cell AND l.role = 'result'
        AND l.basis IN (g.basis, 'not printed') AND l.bound = 'point'
    JOIN figure AS b
        ON b.cell = g.before AND b.role = 'result'
        AND b.basis = l.basis AND b.unit = l.unit AND b.measure = l.measure AND b.bound = 'point'
    LEFT JOIN changed AS c ON c.place = g.place AND c.period = g.period
    WHERE l.measure IN ('level', 'share') AND c.place IS NULL
        AND (l.unit = '%') = (g.unit <> '%') AND (l.unit = '%' OR b.least > 0)
        AND coalesce(l.base_year = b.base_year, true)
    -- levels in the prices of the growth, else those that print none
    QUALIFY rank() OVER (PARTITION BY g.observation_id ORDER BY l.basis = g.basis DESC) = 1
)

SELECT figures, expected_low, expected_high, unit
FROM computed
QUALIFY NOT bool_or(fits) OVER (PARTITION BY growth_id)
    AND row_number() OVER (PARTITION BY growth_id ORDER BY latest DESC, figures) = 1
