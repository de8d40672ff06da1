/*
severity = "note"
title_vi = "Đạt theo số này, không đạt theo số kia"
title_en = "Met by one measure, missed by another"
meaning_vi = "Cùng chỉ tiêu và năm: tốc độ tăng đạt chỉ tiêu mà mức chưa bằng kế hoạch, hoặc ngược lại."
meaning_en = "One indicator and year: growth reaches its target while the level stays below plan, or the other way round."
settle_vi = "Kế hoạch giá trị và kế hoạch tốc độ tăng có cùng gốc không."
settle_en = "Whether the plan of the value and the plan of its growth have one base."
message_vi = "{name}, {period}: {p1} là {good}, nhưng {p2} là {bad}"
message_en = "{name}, {period}: {p1} is {good_en}, but {p2} is {bad_en}"
*/
WITH pair AS (
    SELECT a.result_observation_id AS figure, b.result_observation_id AS percent, a.verdict AS verdict, b.verdict AS plan
    FROM judged AS a
    JOIN judged AS b
        ON b.place = a.place AND b.indicator = a.indicator AND b.year = a.year
        AND b.origin = 'percent_of_plan' AND b.target_by = 'plan'
    WHERE a.robust_to_result AND b.robust_to_result AND a.origin = 'printed' AND a.target_by IN ('district', 'plan') AND a.measure IN ('level', 'growth')
        AND (
            (a.verdict IN ('met', 'exceeded') AND b.verdict = 'missed')
            OR (b.verdict IN ('met', 'exceeded') AND a.verdict = 'missed')
        )
    QUALIFY row_number() OVER (PARTITION BY a.result_observation_id, b.result_observation_id ORDER BY a.target_by) = 1
)

SELECT
    CASE plan WHEN 'missed' THEN [figure, percent] ELSE [percent, figure] END AS figures,
    CASE WHEN verdict = 'exceeded' THEN 'vượt chỉ tiêu' WHEN verdict = 'met' THEN 'đạt chỉ tiêu'
        WHEN plan = 'exceeded' THEN 'vượt kế hoạch' ELSE 'bằng kế hoạch' END AS good,
    CASE WHEN verdict = 'exceeded' THEN 'above target' WHEN verdict = 'met' THEN 'on target'
        WHEN plan = 'exceeded' THEN 'above plan' ELSE 'on plan' END AS good_en,
    CASE plan WHEN 'missed' THEN 'chưa bằng kế hoạch' ELSE 'không đạt chỉ tiêu' END AS bad,
    CASE plan WHEN 'missed' THEN 'below plan' ELSE 'short of the target' END AS bad_en
FROM pair
