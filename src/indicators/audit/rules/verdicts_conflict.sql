/*
severity = "note"
title_vi = "Đạt theo số này, không đạt theo số kia"
title_en = "Met by one measure, missed by another"
meaning_vi = "Cùng chỉ tiêu và năm: tốc độ tăng đạt chỉ tiêu mà mức chưa bằng kế hoạch, hoặc ngược lại."
meaning_en = "One indicator and year: growth reaches its target while the level stays below plan, or the other way round."
settle_vi = "Kế hoạch giá trị và kế hoạch tốc độ tăng có cùng gốc không."
settle_en = "Whether the plan of the value and the plan of its growth have one base."
message_vi = "{name}, {period}: {p1} là {good}, nhưng {p2} là chưa bằng kế hoạch"
message_en = "{name}, {period}: {p1} is {good_en}, but {p2} is below plan"
*/
SELECT
    [a.result_observation_id, b.result_observation_id] AS figures,
    CASE a.verdict WHEN 'exceeded' THEN 'vượt chỉ tiêu' ELSE 'đạt chỉ tiêu' END AS good,
    CASE a.verdict WHEN 'exceeded' THEN 'above target' ELSE 'on target' END AS good_en
FROM judged AS a
JOIN judged AS b
    ON b.place_id = a.place_id AND b.indicator_id = a.indicator_id AND b.year = a.year
    AND b.origin = 'percent_of_plan' AND b.verdict = 'missed' AND b.target_by = 'plan' AND b.robust_to_result
WHERE a.origin = 'printed' AND a.target_by IN ('district', 'plan') AND a.verdict IN ('met', 'exceeded') AND a.measure IN ('level', 'growth')
QUALIFY row_number() OVER (PARTITION BY a.result_observation_id, b.result_observation_id ORDER BY a.target_by) = 1
