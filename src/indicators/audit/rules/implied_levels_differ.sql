/*
severity = "error"
title_vi = "Mức tính theo kế hoạch khác mức tính theo năm trước"
title_en = "The level by plan differs from that by the year before"
meaning_vi = "Không in mức, nhưng kế hoạch với phần trăm so kế hoạch, và mức năm trước với tăng trưởng, đều cho ra mức; hai số ấy không khớp, kể cả khi đã tính đến làm tròn."
meaning_en = "No level is printed, but plan with percent of plan, and the level of the year before with growth, each imply it; the two do not agree, rounding allowed for."
settle_vi = "Mức thực hiện."
settle_en = "The level itself."
message_vi = "{name}, {period}: {p1} của {p2} là {expected}, nhưng {p3} của năm trước với {p4} là {other} {unit}"
message_en = "{name}, {period}: {p1} of {p2} is {expected}, but {p3} of the year before with {p4} is {other} {unit}"
*/
WITH computed AS (
    SELECT
        [a.observation_id, t.observation_id, b.observation_id, g.observation_id] AS figures, t.unit,
        a.observation_id AS percent_id, g.observation_id AS growth_id, b.latest AS latest,
        a.least * t.least / 100 AS expected_low, a.most * t.most / 100 AS expected_high,
        b.least * (1 + g.least / 100) AS low, b.most * (1 + g.most / 100) AS high
    FROM fact AS a
    JOIN fact AS t
        ON t.cell = a.cell AND t.role = 'target' AND t.measure = 'level' AND t.least > 0
        AND (t.owner = a.owner OR (a.owner = 'plan' AND t.owner = 'district'))
    JOIN fact AS g
        ON g.cell = a.cell AND g.role = 'result' AND g.measure = 'growth' AND g.unit = '%' AND g.bound = 'point' AND g.least > -100
    -- every printed one: a growth rate holds for the level of its time
    JOIN figure AS b
        ON b.cell = a.before AND b.role = 'result' AND b.measure = 'level' AND b.bound = 'point' AND b.least > 0
        AND b.unit = t.unit AND b.basis = t.basis AND b.basis IN (g.basis, 'not printed')
    LEFT JOIN fact AS l ON l.cell = a.cell AND l.role = 'result' AND l.measure = 'level'
    LEFT JOIN changed AS c ON c.place = a.place AND c.period = a.period
    WHERE a.measure = 'attainment' AND a.role = 'result' AND a.bound = 'point' AND a.least > 0
        AND l.cell IS NULL AND c.place IS NULL
    QUALIFY rank() OVER (PARTITION BY a.observation_id, g.observation_id ORDER BY t.owner = a.owner DESC) = 1
)

SELECT figures, unit, expected_low, expected_high, (low + high) / 2 AS other
FROM computed
QUALIFY NOT bool_or(round(low - expected_high, 9) <= 0 AND round(expected_low - high, 9) <= 0) OVER (PARTITION BY percent_id, growth_id)
    AND row_number() OVER (PARTITION BY percent_id, growth_id ORDER BY latest DESC, figures) = 1
