/*
severity = "note"
title_vi = "Đạt hay không phụ thuộc làm tròn"
title_en = "The verdict hangs on rounding"
meaning_vi = "Kết quả in ra sát chỉ tiêu đến mức số chưa làm tròn có thể cho kết luận khác (trên 20 và 20,0)."
meaning_en = "The printed result is so close to the target that the figure before rounding may change the verdict (above 20 against 20.0)."
settle_vi = "Kết quả với thêm một chữ số thập phân."
settle_en = "The result with one more decimal."
message_vi = "{name}, {period}: {p1} là số làm tròn; so với chỉ tiêu {p2} thì kết luận “{verdict_vi}” có thể đổi"
message_en = "{name}, {period}: {p1} is rounded; against the target {p2} the verdict “{verdict}” may change"
*/
SELECT
    [result_observation_id, target_observation_id] AS figures, verdict,
    CASE verdict WHEN 'exceeded' THEN 'vượt' WHEN 'met' THEN 'đạt' ELSE 'không đạt' END AS verdict_vi
FROM judged
WHERE NOT robust_to_result AND target_observation_id IS NOT NULL
    -- equal to a closed target: what is printed as reached is taken as reached
    AND (verdict <> 'met' OR target_bound IN ('more_than', 'less_than'))
