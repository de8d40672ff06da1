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
WITH
-- Percents of plan that are beyond rounding on one side of 100.
percent AS (
    SELECT
        a.place, a.indicator, p.year, a.observation_id,
        CASE WHEN (a.least > 100) = (k.better = 'higher') THEN 'exceeded' ELSE 'missed' END AS verdict
    FROM fact AS a
    JOIN period AS p ON p.period = a.period
    JOIN known AS k ON k.indicator = a.indicator
    WHERE a.measure = 'attainment' AND a.role = 'result' AND a.owner = 'plan' AND a.bound = 'point'
        AND p.period_kind = 'year' AND k.better IN ('higher', 'lower') AND (a.least > 100 OR a.most < 100)
),

pair AS (
    SELECT a.result_observation_id AS figure, b.observation_id AS percent, a.verdict AS verdict, b.verdict AS plan
    FROM judged AS a
    JOIN percent AS b ON b.place = a.place AND b.indicator = a.indicator AND b.year = a.year
    WHERE a.robust_to_result AND a.origin = 'printed' AND a.target_by IN ('district', 'plan')
        AND a.measure IN ('level', 'growth') AND (a.verdict = 'missed') <> (b.verdict = 'missed')
    QUALIFY row_number() OVER (PARTITION BY figure, percent ORDER BY a.target_by) = 1
)

SELECT
    CASE plan WHEN 'missed' THEN [figure, percent] ELSE [percent, figure] END AS figures,
    CASE WHEN verdict = 'exceeded' THEN 'vượt chỉ tiêu' WHEN verdict = 'met' THEN 'đạt chỉ tiêu' ELSE 'vượt kế hoạch' END AS good,
    CASE WHEN verdict = 'exceeded' THEN 'above target' WHEN verdict = 'met' THEN 'on target' ELSE 'above plan' END AS good_en,
    CASE plan WHEN 'missed' THEN 'chưa bằng kế hoạch' ELSE 'không đạt chỉ tiêu' END AS bad,
    CASE plan WHEN 'missed' THEN 'below plan' ELSE 'short of the target' END AS bad_en
FROM pair
