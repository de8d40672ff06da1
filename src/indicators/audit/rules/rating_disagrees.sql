/*
severity = "error"
title_vi = "Đánh giá khác kết quả"
title_en = "The rating does not follow"
meaning_vi = "Văn bản ghi Vượt, Đạt hay Không đạt, nhưng chỉ tiêu và kết quả in ra cho kết luận khác. Ngưỡng (trên 20) thì chỉ có đạt hoặc không đạt."
meaning_en = "The document says exceeded, met or missed, but the printed target and result say otherwise. A threshold (above 20) can only be met or missed."
settle_vi = "Số chưa làm tròn, hoặc cách hiểu chỉ tiêu của cơ quan ban hành."
settle_en = "The figure before rounding, or how the issuing office reads its target."
message_vi = "{name}, {period}: ghi “{reported_status}”, nhưng {p1} so với chỉ tiêu {p2} là {verdict_vi}"
message_en = "{name}, {period}: rated “{reported_status}”, but {p1} against the target {p2} is {verdict}"
*/
SELECT
    [figure, target] AS figures, reported_status, verdict,
    CASE verdict WHEN 'exceeded' THEN 'vượt' WHEN 'met' THEN 'đạt' ELSE 'không đạt' END AS verdict_vi,
    CASE verdict WHEN 'exceeded' THEN 'vượt' WHEN 'met' THEN 'đạt' ELSE 'không đạt' END AS expected
FROM rated
-- what is called met and is more than met: rating_understates
WHERE NOT agrees AND NOT (said = 'met' AND verdict = 'exceeded')
