/*
severity = "note"
title_vi = "Ghi Đạt khi kết quả là Vượt"
title_en = "Rated met where the target was exceeded"
meaning_vi = "Văn bản ghi Đạt, nhưng kết quả in ra hơn chỉ tiêu; ở các dòng khác văn bản ghi Vượt."
meaning_en = "The document says met, but the printed result is better than the target, which other rows call exceeded."
settle_vi = "Cách ghi mức độ hoàn thành của cơ quan ban hành."
settle_en = "How the issuing office words its ratings."
message_vi = "{name}, {period}: ghi “{reported_status}”, nhưng {p1} so với chỉ tiêu {p2} là vượt"
message_en = "{name}, {period}: rated “{reported_status}”, but {p1} against the target {p2} is exceeded"
*/
SELECT [figure, target] AS figures, reported_status, 'vượt' AS expected
FROM rated
WHERE NOT agrees AND said = 'met' AND verdict = 'exceeded'
