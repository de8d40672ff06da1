/*
severity = "warning"
title_vi = "Một phần năm lớn hơn cả năm"
title_en = "A part of the year exceeds the year"
meaning_vi = "Số tiền của tháng, quý hay nhiều tháng lớn hơn số của cả năm đó, kể cả khi đã tính đến làm tròn."
meaning_en = "An amount of money of a month, a quarter or several months exceeds that of the whole year, rounding allowed for."
settle_vi = "Số lũy kế gốc; xem đơn vị (triệu đồng, tỷ đồng)."
settle_en = "The original cumulative figures; look at the units (million, billion)."
message_vi = "{name}, {period}: {p1} lớn hơn cả năm {p2}"
message_en = "{name}, {period}: {p1} exceeds the whole year {p2}"
*/
SELECT [f.observation_id, y.observation_id] AS figures
FROM fact AS f
JOIN period AS p ON p.period = f.period
JOIN unit AS u ON u.symbol = f.unit AND u.dimension = 'money'
JOIN period AS whole ON whole.year = p.year AND whole.period_kind = 'year'
JOIN fact AS y
    ON y.place = f.place AND y.indicator = f.indicator AND y.period = whole.period AND y.role = 'result'
    AND y.measure = 'level' AND y.bound = 'point' AND y.basis = f.basis AND y.unit = f.unit
WHERE f.measure = 'level' AND f.role = 'result' AND f.bound = 'point'
    AND p.period_kind IN ('month', 'quarter', 'half_year', 'year_to_date') AND f.least > y.most AND y.least >= 0
