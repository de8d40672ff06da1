/*
severity = "warning"
title_vi = "Một tốc độ tăng cho hai năm"
title_en = "One growth rate for two years"
meaning_vi = "Tốc độ tăng của hai năm liền giống hệt nhau đến phần trăm của một điểm: có thể số của một năm được in cho cả hai năm."
meaning_en = "The growth of two years in a row is equal to the hundredth of a point: perhaps the figure of one year is printed for both."
settle_vi = "Số gốc của hai năm."
settle_en = "The original figures of both years."
message_vi = "{name}, {period}: tốc độ tăng {p1} giống hệt của năm trước {p2}"
message_en = "{name}, {period}: growth of {p1} is equal to that of the year before {p2}"
*/
SELECT [f.observation_id, b.observation_id] AS figures
FROM fact AS f
JOIN period AS p ON p.period = f.period AND p.period_kind = 'year'
JOIN fact AS b
    ON b.cell = f.before AND b.role = 'result' AND b.measure = 'growth' AND b.bound = 'point'
    AND b.owner = f.owner AND b.unit = f.unit AND b.value = f.value AND b.decimals >= 2
WHERE f.role = 'result' AND f.measure = 'growth' AND f.bound = 'point' AND f.decimals >= 2
    AND f.value <> 0
