/*
severity = "warning"
title_vi = "Cùng kế hoạch năm, tính ra hai số"
title_en = "One yearly plan, two values implied"
meaning_vi = "Mức và phần trăm so dự toán của tháng, của nhiều tháng và của năm đều cho ra dự toán cả năm; các giá trị ấy không khớp nhau, kể cả khi đã tính đến làm tròn."
meaning_en = "Level and percent of the budget, of a month, of several months or of the year, each imply the budget of the year; these do not agree, rounding allowed for."
settle_vi = "Dự toán được giao đầu năm và điều chỉnh nếu có."
settle_en = "The budget that was set, and its revisions."
message_vi = "{name}, năm {year}: {p1} và {p2} cho dự toán {first} {unit}, {p3} và {p4} cho dự toán {second} {unit}"
message_en = "{name}, {year}: {p1} and {p2} imply a budget of {first} {unit}, {p3} and {p4} one of {second} {unit}"
*/
WITH implied AS (
    SELECT
        l.place, l.indicator, a.owner, p.year, p.period_end, l.line, l.unit,
        l.observation_id AS level_id, a.observation_id AS attainment_id,
        100 * l.least / a.most AS low, 100 * l.most / a.least AS high
    FROM fact AS l
    JOIN fact AS a
        ON a.cell = l.cell AND a.role = l.role
        AND a.measure = 'attainment' AND a.bound = 'point' AND a.least > 0
    JOIN period AS p ON p.period = l.period
    WHERE l.measure = 'level' AND l.role = 'result' AND l.bound = 'point' AND l.basis = 'not printed'
        AND a.owner = 'budget' AND l.least > 0
)

SELECT
    [b.level_id, b.attainment_id, a.level_id, a.attainment_id] AS figures,
    b.year, (b.low + b.high) / 2 AS first, (a.low + a.high) / 2 AS second, a.low AS expected_low, a.high AS expected_high, b.unit
FROM implied AS a
JOIN implied AS b
    ON b.place = a.place AND b.indicator = a.indicator AND b.owner = a.owner AND b.year = a.year AND b.unit = a.unit
    AND (b.period_end, b.line) > (a.period_end, a.line)
WHERE round(a.low - b.high, 9) > 0 OR round(b.low - a.high, 9) > 0
