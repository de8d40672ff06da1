/*
severity = "warning"
title_vi = "Một tốc độ tăng cho hai năm"
title_en = "One growth rate for two years"
meaning_vi = "Tốc độ tăng của hai năm liền giống hệt nhau đến phần trăm của một điểm, mà với mức biến động thường thấy của địa bàn thì khó trùng ngẫu nhiên: có thể số của một năm được in cho cả hai năm."
meaning_en = "The growth of two years in a row is equal to the hundredth of a point, which chance would hardly bring about, seen how much growth of the place moves: perhaps the figure of one year is printed for both."
settle_vi = "Số gốc của hai năm."
settle_en = "The original figures of both years."
message_vi = "{name}, {period}: tốc độ tăng {p1} giống hệt của năm trước {p2}"
message_en = "{name}, {period}: growth of {p1} is equal to that of the year before {p2}"
*/
WITH pairs AS (
    SELECT
        f.observation_id, b.observation_id AS before_id, f.value = b.value AS same,
        count(*) OVER (PARTITION BY f.place) AS compared,
        -- how much growth of the place moves from year to year
        median(abs(f.value - b.value)) FILTER (f.value <> b.value) OVER (PARTITION BY f.place) AS moves
    FROM fact AS f
    JOIN period AS p ON p.period = f.period AND p.period_kind = 'year'
    JOIN fact AS b
        ON b.cell = f.before AND b.role = 'result' AND b.measure = 'growth' AND b.bound = 'point'
        AND b.owner = f.owner AND b.unit = f.unit AND b.decimals >= 2
    WHERE f.role = 'result' AND f.measure = 'growth' AND f.bound = 'point' AND f.decimals >= 2
        AND f.value <> 0
)

SELECT [observation_id, before_id] AS figures
FROM pairs
-- by chance one of the pairs is equal to the hundredth in few places of a hundred
WHERE same AND 0.01 * compared < 0.003 * coalesce(moves, 5)
