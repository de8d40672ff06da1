/*
severity = "error"
title_vi = "Hai văn bản, hai số khác nhau"
title_en = "Documents give different figures"
meaning_vi = "Các văn bản in số khác nhau cho cùng chỉ tiêu, kỳ, loại số và loại giá, cùng là chỉ tiêu, cùng là ước hoặc cùng là thực hiện."
meaning_en = "Documents print different figures for the same indicator, period, measure and price basis, all of them targets, all estimates or all results."
settle_vi = "Số liệu gốc; văn bản sau cần nói rõ nếu đã điều chỉnh."
settle_en = "The original data; a later document that revises a figure should say so."
message_vi = "{name}, {period}: các văn bản in {printed}"
message_en = "{name}, {period}: the documents print {printed}"
*/
SELECT list(observation_id ORDER BY line) AS figures
FROM disputed
GROUP BY cell, sort, scenario
-- constant prices of different base years are different figures
HAVING round(max(least) - min(most), 9) > 0 AND count(DISTINCT document) > 1 AND count(DISTINCT base_year) < 2
