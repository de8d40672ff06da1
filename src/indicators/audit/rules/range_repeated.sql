/*
severity = "note"
title_vi = "Kết quả chép lại khoảng chỉ tiêu"
title_en = "The result repeats the target's range"
meaning_vi = "Kết quả là một con số, nhưng bảng in lại đúng khoảng của chỉ tiêu."
meaning_en = "A result is one number, but the table prints the range of the target again."
settle_vi = "Số thực hiện."
settle_en = "The actual figure."
message_vi = "{name}, {period}: kết quả {p1} chép lại khoảng của chỉ tiêu {p2}"
message_en = "{name}, {period}: the result {p1} repeats the range of the target {p2}"
*/
SELECT [result_observation_id, target_observation_id] AS figures
FROM judged
WHERE result_bound = 'range' AND target_bound = 'range' AND result_low = target_low AND result_high = target_high
