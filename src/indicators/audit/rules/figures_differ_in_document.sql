/*
severity = "error"
title_vi = "Một văn bản, hai số khác nhau"
title_en = "One document, different figures"
meaning_vi = "Cùng chỉ tiêu, kỳ, loại số và loại giá mà bảng, lời văn hay chú thích của một văn bản in số khác nhau, kể cả khi đã tính đến làm tròn."
meaning_en = "Table, text or footnotes of one document print different figures for the same indicator, period, measure and price basis, rounding allowed for."
settle_vi = "Bảng tính gốc của cơ quan ban hành cho chỉ tiêu này."
settle_en = "The issuing office's own working table of this indicator."
message_vi = "{name}, {period}: cùng một văn bản in {printed}"
message_en = "{name}, {period}: one document prints {printed}"
*/
SELECT list(observation_id ORDER BY line) AS figures
FROM disputed
GROUP BY cell, sort, document
-- constant prices of different base years are different figures
HAVING round(max(least) - min(most), 9) > 0 AND count(DISTINCT base_year) < 2
