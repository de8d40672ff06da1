/*
severity = "note"
title_vi = "Chỉ tiêu kém hơn kết quả năm trước"
title_en = "A target below the result of the year before"
meaning_vi = "Cả khoảng chỉ tiêu nằm ở phía kém của kết quả cùng kỳ năm trước: đạt chỉ tiêu vẫn có thể là đi lùi."
meaning_en = "The whole target lies on the worse side of the result of the year before: it can be met by falling back."
settle_vi = "Lý do giao chỉ tiêu thấp hơn."
settle_en = "The reason for the lower target."
message_vi = "{name}, {period}: chỉ tiêu {p1} kém kết quả năm trước {p2}"
message_en = "{name}, {period}: the target {p1} is worse than the result of the year before {p2}"
*/
SELECT [t.observation_id, r.observation_id] AS figures
FROM fact AS t
JOIN known AS k ON k.indicator = t.indicator
JOIN period AS p ON p.period = t.period
JOIN fact AS r
    ON r.cell = t.before AND r.role = 'result'
    AND r.measure = t.measure AND r.unit = t.unit AND r.basis = t.basis AND (t.measure <> 'attainment' OR r.owner = t.owner)
    AND coalesce(r.base_year = t.base_year, true)
LEFT JOIN changed AS c ON c.place = t.place AND c.period = t.period
WHERE t.role = 'target' AND t.measure IN ('level', 'growth', 'attainment') AND c.place IS NULL
    -- a decided target is exact; of a range its better end
    AND CASE k.better
        WHEN 'higher' THEN coalesce(t.value, t.high, t.low) < r.least
        WHEN 'lower' THEN coalesce(t.value, t.low, t.high) > r.most
    END
