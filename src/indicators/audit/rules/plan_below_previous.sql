/*
severity = "note"
title_vi = "Kế hoạch thấp hơn năm trước"
title_en = "A plan below the year before"
meaning_vi = "Mức, phần trăm so kế hoạch và tăng trưởng cho ra kế hoạch và mức năm trước; kế hoạch tính ra thấp hơn mức năm trước."
meaning_en = "Level, percent of plan and growth imply the plan and the level of the year before; the implied plan is the lower one."
settle_vi = "Kế hoạch được giao và số năm trước."
settle_en = "The plan that was set and the figure of the year before."
message_vi = "{name}, {period}: {p1}, {p2} và {p3} nghĩa là kế hoạch chỉ bằng {expected} năm trước"
message_en = "{name}, {period}: {p1}, {p2} and {p3} mean that the plan was {expected} of the year before"
*/
SELECT
    [a.observation_id, l.observation_id, g.observation_id] AS figures,
    100 * (100 + g.least) / a.most AS expected_low, 100 * (100 + g.most) / a.least AS expected_high, '%' AS unit
FROM fact AS l
JOIN period AS p ON p.period = l.period
JOIN known AS k ON k.indicator = l.indicator
JOIN fact AS a
    ON a.cell = l.cell AND a.role = 'result'
    AND a.measure = 'attainment' AND a.bound = 'point' AND a.owner = 'plan' AND a.least > 0
JOIN fact AS g
    ON g.cell = l.cell AND g.role = 'result'
    AND g.measure = 'growth' AND g.unit = '%' AND g.bound = 'point'
WHERE l.measure = 'level' AND l.role = 'result' AND l.bound = 'point' AND p.period_kind = 'year'
    AND k.better = 'higher' AND l.basis IN (g.basis, 'not printed') AND 100 + g.most < a.least
QUALIFY row_number() OVER (PARTITION BY a.observation_id, g.observation_id ORDER BY l.basis = g.basis DESC) = 1
