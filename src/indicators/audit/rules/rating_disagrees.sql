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
    [result_observation_id, target_observation_id] AS figures,
    coalesce(r.reported_status, t.reported_status) AS reported_status, verdict,
    CASE verdict WHEN 'exceeded' THEN 'vượt' WHEN 'met' THEN 'đạt' ELSE 'không đạt' END AS verdict_vi,
    CASE verdict WHEN 'exceeded' THEN 'vượt' WHEN 'met' THEN 'đạt' ELSE 'không đạt' END AS expected
FROM judged
JOIN observation AS r ON r.observation_id = result_observation_id
JOIN observation AS t ON t.observation_id = target_observation_id
WHERE NOT agrees AND target_observation_id IS NOT NULL
