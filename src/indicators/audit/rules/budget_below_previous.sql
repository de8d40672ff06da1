/*
severity = "note"
title_vi = "Dự toán thấp hơn năm trước"
title_en = "A budget below the year before"
meaning_vi = "Mức và phần trăm so dự toán cho ra dự toán cả năm; dự toán ấy thấp hơn số thực hiện của cả năm trước: có thể hai năm tính trên gốc khác nhau (cấp ngân sách, bổ sung, kết dư)."
meaning_en = "Level and percent of budget imply the budget of the year; it is below the result of the whole year before: the years may have different bases (level of budget, transfers, funds carried over)."
settle_vi = "Quyết định giao dự toán của hai năm."
settle_en = "The decisions that set both budgets."
message_vi = "{name}, {period}: {p1} và {p2} nghĩa là dự toán cả năm {expected}, thấp hơn năm trước {p3}"
message_en = "{name}, {period}: {p1} and {p2} mean a yearly budget of {expected}, below the year before {p3}"
*/
SELECT
    [l.observation_id, a.observation_id, b.observation_id] AS figures,
    100 * l.least / a.most AS expected_low, 100 * l.most / a.least AS expected_high, l.unit
FROM fact AS a
JOIN fact AS l
    ON l.cell = a.cell AND l.role = 'result'
    AND l.measure = 'level' AND l.bound = 'point'
JOIN period AS p ON p.period = a.period
JOIN known AS k ON k.indicator = a.indicator
JOIN period AS whole ON whole.period_kind = 'year' AND whole.year = p.year - 1
JOIN fact AS b
    ON b.place = a.place AND b.indicator = a.indicator AND b.period = whole.period AND b.role = 'result'
    AND b.measure = 'level' AND b.bound = 'point' AND b.unit = l.unit AND b.basis = l.basis
WHERE a.measure = 'attainment' AND a.owner = 'budget' AND a.role = 'result' AND a.bound = 'point' AND a.least > 0
    AND k.better = 'higher' AND 100 * l.most / a.least < b.least
    AND NOT EXISTS (
        SELECT 1
        FROM territory AS t
        JOIN place AS r ON r.place_id = t.place_id
        WHERE t.place = a.place AND r.valid_from > whole.period_end AND r.valid_from <= p.period_end
    )
