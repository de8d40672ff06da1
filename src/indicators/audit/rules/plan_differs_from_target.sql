/*
severity = "warning"
title_vi = "Kế hoạch giá trị không khớp chỉ tiêu tăng trưởng"
title_en = "The plan of the value does not fit the growth target"
meaning_vi = "Phần trăm so kế hoạch và tăng trưởng cho ra mức tăng mà kế hoạch dự kiến; mức ấy nằm ngoài chỉ tiêu tăng trưởng của cùng chỉ tiêu và năm."
meaning_en = "Percent of plan and growth imply the growth that the plan assumed; it lies outside the growth target of the same indicator and year."
settle_vi = "Kế hoạch giá trị, chỉ tiêu tăng trưởng và số năm trước, cùng loại giá."
settle_en = "The plan of the value, the growth target and the figure of the year before, in the same prices."
message_vi = "{name}, {period}: {p1} và {p2} nghĩa là kế hoạch tăng {expected}, ngoài chỉ tiêu {p3}"
message_en = "{name}, {period}: {p1} and {p2} mean a planned growth of {expected}, outside the target {p3}"
*/
WITH computed AS (
    SELECT
        [a.observation_id, g.observation_id, t.observation_id] AS figures, t.least, t.most,
        100 * (100 + g.least) / a.most - 100 AS expected_low, 100 * (100 + g.most) / a.least - 100 AS expected_high
    FROM fact AS t
    JOIN fact AS g
        ON g.cell = t.cell AND g.basis = t.basis
        AND g.role = 'result' AND g.measure = 'growth' AND g.unit = '%' AND g.bound = 'point'
    JOIN fact AS a
        ON a.cell = t.cell AND a.role = 'result'
        AND a.measure = 'attainment' AND a.bound = 'point' AND a.least > 0
        AND (a.owner = t.owner OR (a.owner = 'plan' AND t.owner = 'district'))
    -- percent of a value's plan, not of a growth rate: the value is printed too
    JOIN fact AS l
        ON l.cell = t.cell AND l.role = 'result' AND l.measure = 'level'
    WHERE t.role = 'target' AND t.measure = 'growth' AND t.unit = '%' AND g.least > -100
    QUALIFY row_number() OVER (PARTITION BY a.observation_id, g.observation_id ORDER BY a.owner = t.owner DESC) = 1
)

SELECT figures, expected_low, expected_high, '%' AS unit
FROM computed
WHERE least > expected_high OR most < expected_low
