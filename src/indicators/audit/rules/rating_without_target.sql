/*
severity = "note"
title_vi = "Đánh giá theo chỉ tiêu không được in"
title_en = "Rated against a target that is not printed"
meaning_vi = "Văn bản ghi vượt, đạt hay không đạt chỉ tiêu của cấp khác (TP giao), nhưng không in chỉ tiêu ấy và cũng không in phần trăm so với nó: không kiểm tra được."
meaning_en = "The document rates a result against the target of another level (the city's) but prints neither that target nor the percent of it: the rating cannot be checked."
settle_vi = "Quyết định giao chỉ tiêu của cấp ấy."
settle_en = "The decision that set that target."
message_vi = "{name}, {period}: {p1} được ghi “{status}” nhưng chỉ tiêu ấy không được in"
message_en = "{name}, {period}: {p1} is rated “{status}” but that target is not printed"
*/
SELECT [f.observation_id] AS figures, o.reported_status AS status
FROM rating AS r
JOIN figure AS f ON f.observation_id = r.observation_id
JOIN observation AS o ON o.observation_id = r.observation_id
LEFT JOIN fact AS t
    ON t.cell = f.cell AND t.owner = r.target_by
    AND (t.role = 'target' OR t.measure = 'attainment')
WHERE r.target_by <> 'own' AND f.owner <> r.target_by AND t.place IS NULL
