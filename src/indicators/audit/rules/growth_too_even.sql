/*
severity = "warning"
title_vi = "Chuỗi tăng quá đều"
title_en = "Growth too even"
meaning_vi = "Mức của bốn năm liền trở lên, cùng đơn vị và loại giá, tăng năm nào cũng gần như cùng một tỷ lệ từ 2 % (chênh dưới 0,05 điểm phần trăm): có thể chỉ năm đầu và năm cuối là số thật, các năm giữa được nội suy."
meaning_en = "Levels of four years in a row or more, in one unit and price basis, grow by nearly the same rate each year of 2 % or more (within 0.05 percentage points): perhaps only the first and the last are real and those between are interpolated."
settle_vi = "Số liệu của các năm giữa trong báo cáo từng năm."
settle_en = "The figures of the years between in the reports of these years."
message_vi = "{name}, {period}: mức các năm liền {printed} năm nào cũng tăng {expected}"
message_en = "{name}, {period}: levels of years in a row, {printed}, grow each year by {expected}"
*/
WITH step AS (
    SELECT
        f.place, f.indicator, f.basis, f.owner, f.unit, p.year, f.observation_id, b.observation_id AS before_id,
        100 * (f.value / b.value - 1) AS growth
    FROM fact AS f
    JOIN period AS p ON p.period = f.period AND p.period_kind = 'year'
    JOIN fact AS b
        ON b.cell = f.before AND b.role = 'result' AND b.measure = 'level' AND b.bound = 'point'
        AND b.basis = f.basis AND b.owner = f.owner AND b.unit = f.unit
    -- growth is worked out to a hundredth of a point: the levels have to have the digits for it
    WHERE f.role = 'result' AND f.measure = 'level' AND f.bound = 'point' AND f.unit <> '%'
        AND b.value > 0 AND f.value <> b.value AND 100 * (f.half + b.half) / b.value < 0.01
),

run AS (
    SELECT *, year - row_number() OVER (PARTITION BY place, indicator, basis, owner, unit ORDER BY year) AS run
    FROM step
),

even AS (
    SELECT
        min(growth) AS expected_low, max(growth) AS expected_high,
        list_prepend(arg_min(before_id, year), list(observation_id ORDER BY year)) AS figures
    FROM run
    GROUP BY place, indicator, basis, owner, unit, run
    -- what hardly grows does so evenly by itself
    HAVING count(*) >= 3 AND max(growth) - min(growth) < 0.05 AND abs(avg(growth)) >= 2
)

SELECT figures, expected_low, expected_high, '%' AS unit
FROM even
